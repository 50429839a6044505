"""What the database needs beside tables, made anew after every `migrate`."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import connections

from advice.claims import triggers as anchor_triggers
from advice.claims import withdrawal_triggers
from advice.publication import triggers as edition_triggers
from advice.publication.models import Edition
from advice.search import rebuilding

EDITION_TABLES = (
    "advice_argument",
    "advice_argumentclaim",
    "advice_claim",
    "advice_claimsituation",
    "advice_claimtopic",
    "advice_crux",
    "advice_person",
    "advice_position",
    "advice_question",
    "advice_setaside",
    "advice_situation",
    "advice_source",
    "advice_topic",
    "advice_topiclabel",
)


def prepare(sender: AppConfig, using: str, plan: Sequence[object] = (), **kwargs: Any) -> None:
    """Receiver of pre_migrate: SQLite alters no table of which a trigger of another table speaks."""
    if plan:
        anchor_triggers.remove(connections[using])
        withdrawal_triggers.remove(connections[using])
        rebuilding.prepare_migration(using)


def install(sender: AppConfig, using: str, plan: Sequence[object] = (), **kwargs: Any) -> None:
    """Receiver of post_migrate."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if not present.issuperset(EDITION_TABLES):
        return  # migrated back to before these tables
    Edition.objects.using(using).get_or_create(pk=1)
    edition_triggers.install(connection, EDITION_TABLES)
    anchor_triggers.install(connection)
    withdrawal_triggers.install(connection)
    rebuilding.complete_migration(using, migrated=bool(plan))
