"""Make an account, the first one above all."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from getpass import getpass
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from advice.accounts.groups import Role, give

ATTEMPTS = 3
ROLES = "\n".join(f"  {role.value:<14} {role.label}" for role in Role)


class Command(BaseCommand):
    help = f"""Make an account for a curator, or give an existing account another role.

The password is asked for twice; without a terminal it is read from the first line of the input:
  manage.py make_curator ada
  manage.py make_curator grace --role mentor --email grace@example.org < password.txt

Roles:
{ROLES}

An account that exists keeps its password. Accounts sign in at /accounts/login/."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("--email", default="", help="where a link to reset the password goes")
        parser.add_argument(
            "--role",
            choices=[role.value for role in Role],
            default=Role.CURATOR.value,
            help="default: curator",
        )

    def handle(self, *args: Any, name: str, email: str, role: str, **options: Any) -> None:
        user = User.objects.filter(username=name).first()
        is_new = user is None
        if user is None:
            user = User(username=name, email=email)
            try:
                user.clean_fields(exclude=["password"])
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            user.set_password(self._password(user))
        with transaction.atomic():
            if is_new:
                user.save()
            give(user, Role(role))
        made = "Made the account" if is_new else "There was an account"
        self.stdout.write(f"{made} “{name}”. It is {_article(role)} {role} now; sign in at /accounts/login/.")

    def _password(self, user: User) -> str:
        if not sys.stdin.isatty():
            return _checked(sys.stdin.readline().rstrip("\r\n"), user)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                first, second = getpass("Password: "), getpass("Password (again): ")
                if first != second:
                    raise CommandError("The two passwords differ.")
                return _checked(first, user)
            except CommandError as error:
                if attempt == ATTEMPTS:
                    raise
                self.stderr.write(str(error))
            except KeyboardInterrupt:
                raise CommandError("Nothing was made.") from None
        raise AssertionError("unreachable")


def _checked(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"
