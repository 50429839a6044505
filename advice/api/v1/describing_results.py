"""From the results of a search to what the API answers."""

from advice.api.v1 import answers
from advice.api.v1.describing import external_id
from advice.claims.models import AnchorState, ClaimKind
from advice.search.facets import Facets
from advice.search.results import Passage, Result, Results, Speaker
from advice.sources.models import Path


def search_answer(found: Results, root: str) -> answers.Search:
    """All that was found; `root` comes before every path."""
    return answers.Search(
        count=found.count,
        took_ms=found.took_ms,
        corrected=found.corrected,
        facets=_facets(found.facets),
        results=[_found(result, root) for result in found.results],
    )


def _facets(facets: Facets) -> answers.Facets:
    return answers.Facets(
        **{
            name: [
                answers.FacetValue(value=entry.value, label=str(entry.label), count=entry.count)
                for entry in values
            ]
            for name, values in facets.items()
        }
    )


def _found(result: Result, root: str) -> answers.Found:
    source = result.source
    return answers.Found(
        id=result.id,
        url=root + result.url,
        text=result.text,
        snippet=str(result.snippet),
        kind=ClaimKind(result.kind),
        reported=result.reported,
        topics=[topic.slug for topic in result.topics],
        speaker=_speaker(result.speaker, root),
        source=answers.Origin(
            slug=source.slug, title=source.title, url=root + source.url, published_on=source.published_on
        ),
        section=result.section,
        passage=_passage(result.passage),
        **external_id(result.external_id),
    )


def _speaker(speaker: Speaker | None, root: str) -> answers.Speaker | None:
    if speaker is None:
        return None
    return answers.Speaker(
        slug=speaker.slug,
        name=speaker.name,
        standing=speaker.standing,
        path=Path(speaker.path),
        url=root + speaker.url,
    )


def _passage(passage: Passage) -> answers.Passage:
    return answers.Passage(
        start=passage.start,
        end=passage.end,
        sha256=passage.sha256 or None,
        state=AnchorState(passage.state),
        exact=passage.exact or None,
    )
