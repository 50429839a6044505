"""The sources of a collection: one for each name and year, and the texts of claims too long for a claim."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from advice.claims.models import CLAIM_LENGTH, AnchorState
from advice.publication.models import Status
from advice.search.collection.keys import slug
from advice.search.collection.lines import Line
from advice.sources.models import Source
from advice.text.digests import text_sha256

LONGEST = 100_000
"""Characters of one source's text; from a longer one passages would be slow to cut."""
FORMAT = "collection"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: its source, its words, and its passage where they are only its beginning."""

    source: int
    text: str
    start: int | None = None
    end: int | None = None
    sha256: str = ""
    state: str = AnchorState.UNCHECKED.value


@dataclass(slots=True)
class _Growing:
    """The text of one source, paragraph by paragraph."""

    source: int
    part: int
    paragraphs: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0

    def append(self, text: str) -> tuple[int, int]:
        start = self.length + 2 if self.paragraphs else 0
        self.paragraphs.append((start, text))
        self.length = start + len(text)
        return start, self.length


class Sources:
    """Gives each line its place."""

    def __init__(self, collection: str, using: str) -> None:
        self._collection = collection
        self._using = using
        self._keys: dict[str, int] = {}
        self._growing: dict[str, _Growing] = {}
        self._grown: list[_Growing] = []

    def make(self, lines: Iterable[Line]) -> None:
        """Make the sources of `lines` that are not there, published."""
        wanted = {name: line for line in lines if (name := self._name(line)) not in self._keys}
        slugs = {slug(name): name for name in wanted}
        there = Source.objects.using(self._using).filter(slug__in=slugs).values_list("slug", "pk")
        self._keys |= {slugs[found]: pk for found, pk in there}
        made = Source.objects.using(self._using).bulk_create(
            self._new(name, line) for name, line in wanted.items() if name not in self._keys
        )
        self._keys |= {slugs[source.slug]: source.pk for source in made}

    def place(self, line: Line) -> Place:
        """A text of up to 300 characters is the claim; of a longer one the claim is the beginning."""
        if len(line.text) <= CLAIM_LENGTH:
            return Place(self._keys[self._name(line)], line.text)
        text = " ".join(line.text.split())
        growing = self._with_room(line, len(text))
        start, end = growing.append(text)
        cut = text[: CLAIM_LENGTH - 1].rpartition(" ")[0] or text[: CLAIM_LENGTH - 1]
        return Place(growing.source, f"{cut}…", start, end, text_sha256(text), AnchorState.EXACT.value)

    def save_texts(self) -> None:
        """Give the sources the texts that have grown; before this their passages are not there."""
        for growing in self._grown:
            text = "\n\n".join(paragraph for _start, paragraph in growing.paragraphs)
            Source.objects.using(self._using).filter(pk=growing.source).update(
                text=text,
                length=len(text),
                text_sha256=text_sha256(text),
                format=FORMAT,
                loaded_at=timezone.now(),
                blocks=[
                    {
                        "kind": "paragraph",
                        "start": start,
                        "end": start + len(paragraph),
                        "level": 0,
                        "ordered": False,
                        "speaker": None,
                    }
                    for start, paragraph in growing.paragraphs
                ],
            )

    def _with_room(self, line: Line, length: int) -> _Growing:
        """The text that goes on; a source that had a text before this load keeps it, and another is made."""
        name = self._name(line)
        growing = self._growing.get(name)
        if growing is None or growing.length + length > LONGEST:
            part = growing.part + 1 if growing else 1
            while not self._is_free(line, part):
                part += 1
            growing = self._growing[name] = _Growing(self._keys[self._name(line, part)], part)
            self._grown.append(growing)
        return growing

    def _is_free(self, line: Line, part: int) -> bool:
        name = self._name(line, part)
        if name not in self._keys:
            made = Source.objects.using(self._using).get_or_create(
                slug=slug(name),
                defaults={"title": name[-300:], "published_on": line.date, "status": Status.PUBLISHED},
            )[0]
            self._keys[name] = made.pk
        return Source.objects.using(self._using).filter(pk=self._keys[name], text="").exists()

    def _name(self, line: Line, part: int = 1) -> str:
        title = line.source or self._collection
        return " ".join(filter(None, [title, str(line.year or ""), f"part {part}" if part > 1 else ""]))

    def _new(self, name: str, line: Line) -> Source:
        return Source(
            slug=slug(name),
            title=line.source or self._collection,
            published_on=line.date,
            status=Status.PUBLISHED,
        )
