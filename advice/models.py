"""The models of every stage, handed on to Django; nothing is defined here."""

from advice.accounts.models import KeptForm
from advice.claims.fidelity import FidelitySignature
from advice.claims.models import (
    Claim,
    ClaimSituation,
    ClaimTopic,
    SetAside,
    Situation,
    Topic,
    TopicLabel,
)
from advice.claims.reports import ClaimReport
from advice.history import models as history  # a table beside each table of the knowledge
from advice.knowledge.models import LoadedRecord
from advice.publication.models import Edition
from advice.questions.models import Argument, ArgumentClaim, Crux, Position, Question
from advice.search.models import SearchEntry, SearchTotals, SearchWord
from advice.sharing.models import (
    Answers,
    ArrangedArgument,
    Mark,
    PresetSituation,
    ShareLink,
    StatedSituation,
)
from advice.sources.models import Person, Source
from advice.web.models import RequestCount

__all__ = [
    "Answers",
    "Argument",
    "ArgumentClaim",
    "ArrangedArgument",
    "Claim",
    "ClaimReport",
    "ClaimSituation",
    "ClaimTopic",
    "Crux",
    "Edition",
    "FidelitySignature",
    "KeptForm",
    "LoadedRecord",
    "Mark",
    "Person",
    "Position",
    "PresetSituation",
    "Question",
    "RequestCount",
    "SearchEntry",
    "SearchTotals",
    "SearchWord",
    "SetAside",
    "ShareLink",
    "Situation",
    "Source",
    "StatedSituation",
    "Topic",
    "TopicLabel",
    "history",
]
