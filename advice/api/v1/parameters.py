"""What the addresses of the API may carry; pydantic does here what forms do on pages, and documents it too."""

import re
from typing import Annotated, Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from advice.claims.models import ClaimKind
from advice.questions.models import Stance
from advice.search.backends.contract import Sort
from advice.search.facets import SHOWN
from advice.search.forms import MOST_VALUES
from advice.search.searching import Parameters
from advice.sources.models import Path

MOST = 100
FARTHEST = 10_000_000
YEAR = "^((19|20)[0-9]{2}|2100)?$"
NEVER_EMPTY = {"limit", "offset", "literal"}
"""Numbers and yes or no; of the other parameters an empty value is as none."""


def _digits(value: Any) -> Any:
    """Python reads more as a whole number than JSON does: spaces, underscores, other digits."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,9}(\.0{1,9})?", value):
        raise PydanticCustomError("digits", "input should be a whole number")
    return value


def _year(value: Any) -> Any:
    if not re.fullmatch(YEAR, str(value)):
        raise PydanticCustomError("year", "input should be a year from 1900 to 2100")
    return value


Text = Annotated[str, Field(pattern=r"^[^\u0000]*$")]
Name = Annotated[str, Field(max_length=200, pattern=r"^[^\u0000]*$")]
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$")]
Key = Annotated[str, Field(pattern=r"^[^\u0000/]+$")]
Year = Annotated[str, Field(pattern=YEAR), BeforeValidator(_year)]


def Values(about: str) -> Any:  # noqa: N802 - reads as the Field that it is
    """A parameter that may be repeated."""
    return Field([], max_length=MOST_VALUES, description=about)


class Query(BaseModel):
    """Parameters of a query: an unknown name is an error, and so is a value too many."""

    @model_validator(mode="before")
    @classmethod
    def known(cls, values: dict[str, Any], info: ValidationInfo[Any]) -> dict[str, Any]:
        """The values that were given, without those that are empty; raises BadRequest with a sentence."""
        for name, entries in info.context["request"].GET.lists():
            if name not in cls.model_fields:
                known = ", ".join(cls.model_fields)
                sentence = _("There is no parameter “{name}” here, only {known}.")
                raise BadRequest(sentence.format(name=name[:40], known=known))
            most = MOST_VALUES if isinstance(values.get(name), list) else 1
            if len(entries) > most:
                sentence = _("“{name}” is given {times} times, and can be given at most {most}.")
                raise BadRequest(sentence.format(name=name, times=len(entries), most=most))
        return {
            name: [entry for entry in value if entry] if isinstance(value, list) else value
            for name, value in values.items()
            if value or name in NEVER_EMPTY
        }


Limit = Annotated[int, Field(ge=0, le=MOST), BeforeValidator(_digits), Field(description="How many at most.")]
Offset = Annotated[
    int,
    Field(ge=0, le=FARTHEST),
    BeforeValidator(_digits),
    Field(description="How many to leave out before them."),
]


class ListQuery(Query):
    """Which part of a list."""

    limit: Limit = 20
    offset: Offset = 0

    def part(self, records: QuerySet[Any]) -> QuerySet[Any]:
        """The records asked for, in the order in which they came in: what is new comes last."""
        return records.order_by("pk")[self.offset : self.offset + self.limit]


class SearchQuery(Query):
    """What to search for, and which part of the results."""

    q: Text = Field(
        "",
        description="Words, “phrases”, -exclusions, prefix*, topic:pay, year:2020..2022; nothing finds all.",
    )
    topic: list[Name] = Values("Slugs of topics; a claim must have all of them.")
    stance: list[Stance] = Values("Of arguments that the claim carries.")
    kind: list[ClaimKind] = Values("Kinds of claims; one of them.")
    source: list[Name] = Values("Slugs of sources; one of them.")
    person: list[Name] = Values("Slugs of speakers.")
    path: list[Path] = Values("How the speaker relates to the PhD; one of them.")
    situation: list[Name] = Values("Slugs of situations that the claim depends on; all of them.")
    year: list[Year] = Values("Years in which the source was published; one of them.")
    sort: Sort = Field(Sort.RELEVANCE, description="The order of the results.")
    literal: bool = Field(False, description="Do not correct what may be mistyped.")
    limit: Limit = 20
    offset: Offset = 0

    def parameters(self) -> Parameters:
        """The search that is asked for."""
        chosen = {
            name: tuple(str(value) for value in dict.fromkeys(getattr(self, name)))
            for name in (*SHOWN, "person")
        }
        return Parameters(
            q=self.q,
            chosen={name: values for name, values in chosen.items() if values},
            sort=self.sort,
            literal=self.literal,
        )
