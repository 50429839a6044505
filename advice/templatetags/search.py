"""{% similar_claims claim %}: claims that say much the same, from the index of search."""

from typing import Any

from django import template

from advice.search.similar import similar

register = template.Library()


@register.inclusion_tag("search/similar.html")
def similar_claims(claim: Any) -> dict[str, Any]:
    """A section with the claims that are most like `claim`, empty where there is none."""
    return {"results": similar(claim.pk)}
