"""From a file to the text of a Source: what the command, the admin and the fixtures all call."""

import logging
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from advice.readers.document import Document, ReadError
from advice.readers.registry import read
from advice.sources.models import Person, Source
from advice.sources.signals import text_loaded
from advice.text.addresses import normalise_url
from advice.text.digests import text_sha256

logger = logging.getLogger(__name__)


class Result(StrEnum):
    READ = "read"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; `reason` is a sentence where it was refused.

    A new source may be an old one whose author changed the post: `namesake` is an older source of that title.
    """

    name: str
    result: Result
    reason: str = ""
    source: Source | None = None
    document: Document | None = None
    created: bool = False
    namesake: Source | None = None

    def report(self) -> dict[str, Any]:
        """The outcome as plain data: what a line of `ingest --report` holds beside the path."""
        document = self.document
        return {
            "result": self.result.value,
            "reason": self.reason,
            "source": self.source.slug if self.source else None,
            "title": document.title if document else None,
            "date": document.published_on.isoformat() if document and document.published_on else None,
            "kind": document.kind if document else None,
            "characters": len(document.text) if document else None,
            "digest": document.sha256 if document else None,
            "notes": list(document.notes) if document else [],
        }


def ingest(data: bytes, name: str, into: Source | None = None) -> Outcome:
    """Read `data` and load its text into its Source, all or nothing.

    The source is `into` where given, else the one with the document's address, its digest or its
    text, else a new draft. A refused document changes nothing. Safe to repeat.
    """
    try:
        document = read(data, name)
    except ReadError as error:
        return Outcome(name, Result.REFUSED, reason=str(error))
    except Exception as error:
        # One document out of thousands must not end the others' way; the log has what a developer needs.
        logger.exception("A reader failed on %r", name)
        return Outcome(name, Result.REFUSED, reason=f"The reader failed on it ({type(error).__name__}).")
    try:
        return _store(document, name, into)
    except IntegrityError:
        # Another process made the same source a moment ago; now it is there to be found.
        return _store(document, name, into)


@transaction.atomic
def _store(document: Document, name: str, into: Source | None) -> Outcome:
    found = into or find_source(document)
    locked = found and Source.objects.select_for_update().get(pk=found.pk)
    source = locked or _new_source(document)
    blocks = [asdict(block) for block in document.blocks]
    marks = [asdict(mark) for mark in document.marks]
    if (source.text, source.blocks, source.marks) == (document.text, blocks, marks):
        return Outcome(name, Result.UNCHANGED, source=source, document=document)
    taken = Source.objects.filter(document_sha256=document.sha256).exclude(pk=source.pk).first()
    if taken:
        reason = f"This document is already the text of “{taken.title}” ({taken.slug})."
        return Outcome(name, Result.REFUSED, reason=reason, document=document)
    old_text = source.text
    source.text, source.blocks, source.marks = document.text, blocks, marks
    source.length = len(document.text)
    source.text_sha256 = text_sha256(document.text)
    source.document_sha256 = document.sha256
    source.format = document.format
    source.loaded_at = timezone.now()
    source.save()
    text_loaded.send(Source, source=source, old_text=old_text)
    namesake = None
    if found is None:
        namesake = Source.objects.filter(title=source.title).exclude(pk=source.pk).order_by("pk").first()
    return Outcome(
        name, Result.READ, source=source, document=document, created=found is None, namesake=namesake
    )


def find_source(document: Document) -> Source | None:
    """The source that the document is the text of: by address, by the file's digest, by the text's."""
    if document.url:
        by_url = Source.objects.filter(url=normalise_url(document.url)).first()
        if by_url:
            return by_url
    return (
        Source.objects.filter(document_sha256=document.sha256).first()
        or Source.objects.filter(text_sha256=text_sha256(document.text)).order_by("pk").first()
    )


def _new_source(document: Document) -> Source:
    return Source(
        slug=_free_slug(document),
        title=document.title[:300],
        kind=document.kind,
        author=_author(document.author),
        published_on=document.published_on,
        url=normalise_url(document.url) if document.url else None,
        part_of=document.part_of or "",
        part_of_url=document.part_of_url or "",
        language=document.language,
    )


def _author(name: str | None) -> Person | None:
    """The person of that name, made as a draft where there is none."""
    if not name:
        return None
    name = name[:120]
    found = Person.objects.filter(name__iexact=name).first()
    if found:
        return found
    taken = Person.objects.filter(slug__startswith=slugify(name)[:70]).values_list("slug", flat=True)
    return Person.objects.create(name=name, slug=free_slug(slugify(name)[:70] or "person", set(taken)))


def _free_slug(document: Document) -> str:
    year = f"-{document.published_on.year}" if document.published_on else ""
    base = (slugify(document.title)[:60].rstrip("-") or "source") + year
    return free_slug(base, set(Source.objects.filter(slug__startswith=base).values_list("slug", flat=True)))


def free_slug(base: str, taken: set[str]) -> str:
    """`base`, or `base-2`, `base-3` … where that is taken."""
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
