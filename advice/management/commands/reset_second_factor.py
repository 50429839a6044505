"""Turn off the second factor of somebody who lost app and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from advice.accounts.second_factor import turn_off


class Command(BaseCommand):
    help = (
        "Turn off the second factor of an account whose app and recovery codes are lost. An administrator "
        "can do the same in the admin; this is for when nobody can enter it any more."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name that the account signs in with")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account “{name}”.")
        turn_off(user)
        self.stdout.write(
            f"The second factor of “{name}” is off. Set it up again at /accounts/second-factor/."
        )
