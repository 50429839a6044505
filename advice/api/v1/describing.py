"""From records to what the API answers about them."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from advice.api.v1 import answers
from advice.claims.listing import with_counts
from advice.claims.topic_tree import topic_nodes
from advice.questions.gathering import gather
from advice.questions.models import CruxKind, Position, Stance
from advice.questions.procon import lay_out
from advice.sources.models import Person, Source


def root_of(request: HttpRequest) -> str:
    """What to put before a path, so that the address holds anywhere."""
    return request.build_absolute_uri("/")[:-1]


def external_id(value: str | None) -> dict[str, Any]:
    """Told only where there is one: the field stays unset, and unset fields are left out."""
    return {} if value is None else {"external_id": value}


class Describer:
    """Describes records to whoever sent `request`; addresses are whole, as answers leave the site."""

    def __init__(self, request: HttpRequest) -> None:
        self.root = root_of(request)

    def claims(self, records: Iterable[Any]) -> list[answers.Claim]:
        """Of records as `fetching.claims` gives them."""
        return [self._claim(record) for record in records]

    def _claim(self, claim: Any) -> answers.Claim:
        return answers.Claim(
            id=claim.key,
            url=self.root + claim.get_absolute_url(),
            text=claim.text,
            kind=claim.kind,
            reported=claim.reported,
            topics=[item.tag.slug for item in claim.shown_topics],
            speaker=self._speaker(claim.speaker),
            source=answers.Origin(**self._origin(claim.source)),
            section=claim.section,
            passage=answers.Passage(
                start=claim.start,
                end=claim.end,
                sha256=claim.sha256 or None,
                state=claim.anchor_state,
                exact=claim.exact or None,
            ),
            about_from=claim.about_from,
            about_to=claim.about_to,
            situations=[
                answers.Condition(situation=entry.situation.slug, holds=entry.answer, text=str(entry))
                for entry in claim.holds_for
            ],
            arguments=[self._support(link.argument) for link in claim.served],
            changed_at=claim.changed_at,
            **external_id(claim.external_id),
        )

    def _support(self, argument: Any) -> answers.Support:
        position = argument.position
        return answers.Support(
            key=argument.key,
            text=argument.text,
            stance=argument.stance,
            question=position.question.slug,
            position=position.slug,
            url=self.root + argument.get_absolute_url(),
        )

    def sources(self, records: Iterable[Any]) -> list[answers.Source]:
        """Of records as `fetching.sources` gives them."""
        return [self._source(row.record, row.claims) for row in with_counts(records, "source")]

    def _source(self, source: Any, claims: int) -> answers.Source:
        return answers.Source(
            **self._origin(source),
            kind=source.kind,
            original=source.url,
            author=self._speaker(source.author),
            part_of=source.part_of,
            part_of_url=source.part_of_url,
            language=source.language,
            summary=source.summary,
            claims=claims,
            text_loaded=source.loaded,
            length=source.length,
            text_sha256=source.text_sha256 or None,
            changed_at=source.changed_at,
        )

    def _origin(self, source: Source) -> dict[str, Any]:
        return {
            "slug": source.slug,
            "title": source.title,
            "url": self.root + source.get_absolute_url(),
            "published_on": source.published_on,
        }

    def topics(self, records: Iterable[Any]) -> list[answers.Topic]:
        """Of records as `fetching.topics` gives them."""
        return [self._topic(node.topic, node.claims) for node in topic_nodes(records)]

    def _topic(self, topic: Any, claims: int) -> answers.Topic:
        return answers.Topic(
            slug=topic.slug,
            url=self.root + topic.get_absolute_url(),
            name=topic.name,
            labels=[entry.label for entry in topic.other_labels],
            description=topic.description,
            scope_note=topic.scope_note,
            broader=topic.broader and topic.broader.slug,
            narrower=[entry.slug for entry in topic.narrower_topics],
            claims=claims,
            changed_at=topic.changed_at,
        )

    def people(self, records: Iterable[Any]) -> list[answers.Person]:
        return [
            answers.Person(
                **self._person(row.record),
                is_role=row.record.is_role,
                interest=row.record.interest,
                website=row.record.url,
                claims=row.claims,
                changed_at=row.record.changed_at,
            )
            for row in with_counts(records, "speaker")
        ]

    def _speaker(self, person: Person | None) -> answers.Speaker | None:
        return None if person is None else answers.Speaker(**self._person(person))

    def _person(self, person: Person) -> dict[str, Any]:
        return {
            "slug": person.slug,
            "name": person.name,
            "standing": person.standing,
            "path": person.path,
            "url": self.root + person.get_absolute_url(),
        }

    def questions(self, records: Iterable[Any]) -> list[answers.Question]:
        """Of records as `fetching.questions` gives them."""
        return [
            answers.Question(
                slug=question.slug,
                url=self.root + question.get_absolute_url(),
                title=question.title,
                lead=question.lead,
                positions=[answers.PositionLink(**self._link(entry)) for entry in question.shown_positions],
                changed_at=question.changed_at,
            )
            for question in records
        ]

    def positions(self, records: Iterable[Position]) -> list[answers.Position]:
        return [answers.Position(**self._position(record)) for record in records]

    def weighed(self, position: Position) -> answers.WeighedPosition:
        """With its arguments in the order of its page, and the same voices."""
        material = gather([position], passages=False)[position.pk]
        page = lay_out(material)
        return answers.WeighedPosition(
            **self._position(position),
            voices=answers.Voices(pro=page.pro.count, con=page.con.count, depends=page.depends.count),
            arguments=[
                answers.Argument(
                    key=point.argument.key,
                    text=point.argument.text,
                    stance=Stance(point.argument.stance),
                    topic=row.topic.slug,
                    voices=point.voices,
                    claims=[entry.claim.key for entry in point.statements],
                )
                for row in page.rows
                for point in row.points
            ],
            cruxes=[
                answers.Crux(topic=crux.topic.slug, kind=CruxKind(crux.kind), text=crux.text)
                for crux in material.cruxes
            ],
        )

    def _position(self, position: Position) -> dict[str, Any]:
        return self._link(position) | {
            "question": position.question.slug,
            "lead": position.lead,
            "reversible": position.reversible,
            "deadline": position.deadline,
            "gap": position.gap,
            "changed_at": position.changed_at,
        }

    def _link(self, position: Position) -> dict[str, Any]:
        return {
            "slug": position.slug,
            "title": position.title,
            "url": self.root + position.get_absolute_url(),
        }
