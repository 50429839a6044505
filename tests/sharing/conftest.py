"""A page with arguments on either side, and the people around it."""

import logging
import logging.config
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client

from advice.models import Position, ShareLink
from advice.sharing import making
from advice.sharing.content import Arrangement
from advice.sharing.fetching import present
from tests import records

NO_ARRANGEMENT = Arrangement()


@pytest.fixture
def log(monkeypatch) -> StringIO:
    """What the site's own handler writes."""
    written = StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    logging.config.dictConfig(settings.LOGGING)
    return written


@dataclass
class Handed:
    """A link, its token, and the browser of the mentee who opened it."""

    link: ShareLink
    token: str
    mentee: Client

    @property
    def page(self) -> str:
        return f"/s/{self.link.reference}/"

    @property
    def mentors_page(self) -> str:
        return f"/shares/{self.link.reference}/"

    def answer(self, **data: str):
        return self.mentee.post(f"{self.page}answer/", data)


@pytest.fixture
def position(db) -> Position:
    """“Do a PhD”: pay and advisor, for, against and depending; two of its claims depend on a situation."""
    question = records.question("Should I do a PhD?", slug="phd")
    position = records.position("Do a PhD", question=question, slug="do-it", lead="Four years or more.")
    professor = records.situation("wants to be a professor", slug="professor")
    ada, ben = records.person("Ada", path="finished"), records.person("Ben", path="left")
    for key, stance, topic, text, speaker in [
        ("stipend", "con", "Pay", "Stipends are low.", ben),
        ("later-pay", "pro", "Pay", "Pay rises afterwards.", ada),
        ("doors", "pro", "Advisor", "A good advisor opens doors.", ada),
        ("one-person", "con", "Advisor", "All depends on one person.", ben),
        ("known", "depends", "Advisor", "A well-known advisor counts for more than the school.", ada),
    ]:
        claim = records.claim(f"{text} So it was with me.", topics=[topic], speaker=speaker)
        if key in {"doors", "known"}:
            claim.conditions.create(situation=professor, answer=True)
        records.argument(text, [claim], position=position, key=key, stance=stance, topic=records.topic(topic))
    return position


@pytest.fixture
def other_mentor(db) -> User:
    return _in_group("other", "mentor")


@pytest.fixture
def administrator(db) -> User:
    user = _in_group("administrator", "administrator")
    user.is_staff = True
    user.save()
    return user


@pytest.fixture
def mentoring(client: Client, mentor: User) -> Client:
    client.force_login(mentor)
    return client


@pytest.fixture
def hand(mentor: User, position: Position) -> Callable[..., Handed]:
    """Hand a page over and open it: hand(label="Cleo", frozen=True, arrangement=…, owner=…, subject=…)."""

    def make(begun: bool = True, **setup) -> Handed:
        subject = setup.pop("subject", position)
        link, token = making.make(
            setup.pop("owner", mentor),
            subject,
            present(subject),
            setup.pop("arrangement", NO_ARRANGEMENT),
            label=setup.pop("label", "Cleo"),
            **setup,
        )
        mentee = Client()
        mentee.post(f"/s/{token}/")
        if begun:
            mentee.post(f"/s/{link.reference}/begin/", {})
        return Handed(link, token, mentee)

    return make


@pytest.fixture
def handed(hand) -> Handed:
    return hand(note="Read *slowly*.")


def _in_group(name: str, group: str) -> User:
    user = User.objects.create_user(name, password="a-long-passphrase")
    user.groups.add(Group.objects.get(name=group))
    return user
