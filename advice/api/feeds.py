"""Atom feeds of new claims: all of them, of a topic, of a question."""

import re
from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from advice.claims.listing import for_listing
from advice.claims.models import Claim, ClaimQuerySet, Topic
from advice.publication.merged import redirected, survivor
from advice.questions.models import Argument, Question

ENTRIES = 50
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""What a feed without a claim says of when it changed, where it is about nothing that could."""
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def xml_text(text: str) -> str:
    """`text` without the control characters that no XML document can hold."""
    return NOT_IN_XML.sub("", text)


class Atom(Atom1Feed):
    """Without an entry it says when what it is about was changed last, and not the present time each time."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.feed["changed_at"]


class ClaimFeed(Feed):
    """Every claim, the latest published first."""

    feed_type = Atom

    def title(self, obj: Any) -> str:
        return _("For and against: new claims")

    def subtitle(self, obj: Any) -> str:
        return _("Claims in the curators’ own words, each tied to the passage it came from.")

    def author_name(self, obj: Any) -> str:
        """Atom asks for an author of the feed where an entry has none."""
        return _("For and against")

    def link(self, obj: Any) -> str:
        return reverse("home")

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        return {"changed_at": obj.changed_at if obj else BEGINNING}

    def claims(self, obj: Any) -> ClaimQuerySet:
        """The claims of the feed, in no order."""
        return Claim.objects.published()

    def items(self, obj: Any) -> ClaimQuerySet:
        return for_listing(self.claims(obj)).order_by("-published_at", "-pk")[:ENTRIES]

    def item_title(self, item: Claim) -> str:
        return xml_text(item.text)

    def item_description(self, item: Claim) -> str:
        """HTML, which is what the feed calls it."""
        return escape(xml_text(_("From “{source}”.").format(source=item.source.title)))

    def item_author_name(self, item: Claim) -> str | None:
        return xml_text(item.speaker.name) if item.speaker else None

    def item_categories(self, item: Any) -> list[str]:
        return [xml_text(one.tag.name) for one in item.shown_topics]

    def item_pubdate(self, item: Claim) -> datetime:
        return item.published_at or item.created_at

    def item_updateddate(self, item: Claim) -> datetime:
        """Not before it was published; the database writes that time, and counts in other fractions of a second."""
        return max(item.changed_at, self.item_pubdate(item))


class TopicFeed(ClaimFeed):
    """The claims of one topic; of one that became part of another, the way to that."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().__call__(request, *args, **kwargs)
        except Http404:
            found = survivor(Topic, slug=kwargs["slug"])
            if found is None:
                raise
            return redirected(request, reverse("topic-feed", args=[found.slug]))

    def get_object(self, request: HttpRequest, slug: str) -> Topic:
        return get_object_or_404(Topic.objects.published(), slug=slug)

    def title(self, obj: Topic) -> str:
        return xml_text(_("For and against: {topic}").format(topic=obj.name))

    def subtitle(self, obj: Topic) -> str:
        return xml_text(obj.description)

    def link(self, obj: Topic) -> str:
        return obj.get_absolute_url()

    def claims(self, obj: Topic) -> ClaimQuerySet:
        return Claim.objects.published().filter(topics=obj)


class QuestionFeed(ClaimFeed):
    """The claims that carry an argument of one question."""

    def get_object(self, request: HttpRequest, slug: str) -> Question:
        return get_object_or_404(Question.objects.published(), slug=slug)

    def title(self, obj: Question) -> str:
        return xml_text(_("For and against: {question}").format(question=obj.title))

    def subtitle(self, obj: Question) -> str:
        return _("New claims that speak for or against an answer.")

    def link(self, obj: Question) -> str:
        return obj.get_absolute_url()

    def claims(self, obj: Question) -> ClaimQuerySet:
        arguments = Argument.objects.published().filter(position__question=obj)
        return Claim.objects.published().filter(pk__in=arguments.values("claims"))
