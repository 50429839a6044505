"""A migration of a full database leaves nothing that cannot be found."""

import pytest
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader

from advice.models import Claim
from advice.search.rebuilding import problems
from tests import records
from tests.search.asking import found


class AddField(migrations.Migration):
    """On SQLite, a field with a default remakes the table and drops its triggers."""

    operations = [
        migrations.AddField("claim", "extra", models.CharField(max_length=5, default="none")),
        migrations.AlterField("source", "title", models.CharField(max_length=301)),
    ]


@pytest.fixture
def another_migration(monkeypatch):
    """A migration after the last one, for as long as the test runs."""
    load = MigrationLoader.load_disk

    def with_another(loader: MigrationLoader) -> None:
        load(loader)
        last = max(name for app, name in loader.disk_migrations if app == "advice")
        extra = AddField("9999_extra", "advice")
        extra.dependencies = [("advice", last)]
        loader.disk_migrations["advice", "9999_extra"] = extra

    monkeypatch.setattr(MigrationLoader, "load_disk", with_another)
    return max(
        name
        for app, name in MigrationLoader(connection).disk_migrations
        if name != "9999_extra" and app == "advice"
    )


@pytest.mark.django_db(transaction=True)
def test_what_was_there_and_what_is_written_later_is_found(another_migration):
    records.claim("Stipends are low.", topics=["Money"])
    try:
        call_command("migrate", verbosity=0)
        assert found("stipend") == ["Stipends are low."]
        Claim.objects.update(text="Quokkas are rare.")
        assert found("quokka") == ["Quokkas are rare."]
        assert problems() == []
    finally:
        call_command("migrate", "advice", another_migration, verbosity=0)
    assert found("quokka") == ["Quokkas are rare."]
    Claim.objects.update(text="Wombats are rarer.")
    assert found("wombat") == ["Wombats are rarer."]
    assert problems() == []


@pytest.mark.django_db(transaction=True)
def test_search_can_be_migrated_away_and_back():
    records.claim("Stipends are low.", topics=["Money"])
    try:
        call_command("migrate", "advice", "0001", verbosity=0)
        Claim.objects.update(text="Quokkas are rare.")
    finally:
        call_command("migrate", "advice", verbosity=0)
    assert found("quokka") == ["Quokkas are rare."]
    assert problems() == []
