"""Who stands on each side, in words and as a picture."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from advice.questions.material import CON, DEPENDS, PRO
from advice.questions.picture import Picture, draw
from advice.questions.procon import Page
from advice.questions.voices import Tally
from advice.sources.models import Path

LABELS = {PRO: _("For"), CON: _("Against"), DEPENDS: _("It depends")}


@dataclass(frozen=True, slots=True)
class PathCount:
    """How many people took a path: 2, "finished a PhD"."""

    path: str
    count: int

    @property
    def label(self) -> str | Promise:
        return Path(self.path).label


@dataclass(frozen=True, slots=True)
class Side:
    """One stance: its word, its people, and both pictures of them."""

    stance: str
    tally: Tally
    picture: Picture

    @property
    def label(self) -> str | Promise:
        return LABELS[self.stance]

    @property
    def paths(self) -> list[PathCount]:
        return path_counts(self.tally)


def sides(page: Page) -> list[Side]:
    """For, against and it depends, in this order."""
    return [Side(stance, tally, draw(tally)) for stance, tally in page.sides]


def path_counts(tally: Tally) -> list[PathCount]:
    return [PathCount(path, count) for path, count in tally.paths]
