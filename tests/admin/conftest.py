"""One record of every model that curators work with, and who opens the admin."""

import pytest
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.test import Client

from advice.history.models import PARTS
from advice.models import ClaimSituation, Crux, SetAside, TopicLabel
from tests import records

WORDS = "The first paragraph.\n\nSupper was cold, and nobody complained.\n\nThe last paragraph."
MODELS = list(PARTS)


@pytest.fixture
def curating(client: Client, curator) -> Client:
    client.force_login(curator)
    return client


@pytest.fixture
def contributing(client: Client, db) -> Client:
    user = User.objects.create_user("contributor", is_staff=True)
    user.groups.add(Group.objects.get(name="contributor"))
    client.force_login(user)
    return client


@pytest.fixture
def alone(settings) -> None:
    """One person may publish: for tests that are not about signing."""
    settings.TWO_PERSONS = False


@pytest.fixture
def one_of_each(db) -> dict[type[Model], Model]:
    """A record of each model in the admin, tied to the others."""
    source = records.source(
        "A supper", text=WORDS, length=len(WORDS), blocks=[], author=records.person("Ada")
    )
    claim = records.claim("Cold suppers are borne.", source=source)
    ClaimSituation.objects.create(claim=claim, situation=records.situation())
    argument = records.argument(claims=[claim])
    TopicLabel.objects.create(topic=argument.topic, label="wages")
    Crux.objects.create(position=argument.position, topic=argument.topic, kind="value", text="Taste.")
    SetAside.objects.create(source=source, start=0, end=20, sha256="0" * 64, reason="greeting")
    made = {model: model._default_manager.first() for model in MODELS}
    assert all(made.values()), made
    return made
