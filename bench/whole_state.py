"""Everything that a database holds of the knowledge, so that two databases can be compared."""

from typing import Any

State = dict[str, list[tuple[str, ...]]]


def whole_state() -> State:
    """Every row of every table of the knowledge and its history, and what `check_search` says of the index.

    Left out are times and the ids of revisions, which no two runs share. A primary key is replaced by its place
    among those of its table: PostgreSQL never gives out a number again that a killed transaction took. The facets of
    the index have primary keys in their words, so they are left to the check of the index.
    """
    from django.apps import apps

    from advice.search.rebuilding import problems
    from bench.fresh_database import close

    tables = list(apps.get_app_config("advice").get_models())
    places = _places(tables)
    state: State = {"problems": [(problem,) for problem in problems()]}
    for model in tables:
        state[model._meta.db_table] = _rows(model, places)
    close()
    return state


def _places(tables: list[Any]) -> dict[Any, dict[Any, int]]:
    """By model, the place of each primary key; also of those that only the history knows any more."""
    from django.db import models

    known: dict[Any, set[Any]] = {}
    for model in tables:
        if isinstance(model._meta.pk, models.AutoField):
            known.setdefault(model, set()).update(model._base_manager.values_list("pk", flat=True))
        if of := getattr(model, "instance_type", None):
            known.setdefault(of, set()).update(model._base_manager.values_list("id", flat=True))
    return {model: {pk: place for place, pk in enumerate(sorted(pks), 1)} for model, pks in known.items()}


def _rows(model: Any, places: dict[Any, dict[Any, int]]) -> list[tuple[str, ...]]:
    from django.db import models

    from advice.search.models import SearchEntry

    left_out = (models.DateTimeField, models.UUIDField)
    columns = [
        one
        for one in model._meta.concrete_fields
        if not isinstance(one, left_out) and one != SearchEntry._meta.get_field("facets")
    ]
    keys = [_key_of(model, one) for one in columns]
    rows = model._base_manager.order_by("pk").values_list(*(one.attname for one in columns))
    return [
        tuple(
            repr(places[key][value] if key in places and value is not None else value)
            for key, value in zip(keys, row, strict=True)
        )
        for row in rows
    ]


def _key_of(model: Any, column: Any) -> Any:
    """The model whose primary keys the column holds, None where it holds something else."""
    if column.is_relation:
        return column.related_model
    if column.name == "id" and hasattr(model, "instance_type"):
        return model.instance_type
    return model if column.primary_key else None
