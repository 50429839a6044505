"""Who worded a claim last: whoever gave it the text and the passage that it has now."""

from collections.abc import Iterable

from advice.claims.models import Claim


def worded_by(claims: Iterable[Claim]) -> dict[int, int | None]:
    """By primary key, the id of that person; None where a command did, or nobody is known. One query.

    Who moved the anchor to the same words elsewhere, or moved the status, worded nothing.
    """
    wordings = {claim.pk: (claim.text, claim.sha256) for claim in claims}
    people: dict[int, int | None] = dict.fromkeys(wordings)
    rows = Claim.history.filter(id__in=wordings).order_by("id", "-history_id")  # type: ignore[attr-defined]
    passed = set()
    for pk, text, sha256, user in rows.values_list("id", "text", "sha256", "history_user_id"):
        if pk in passed:
            continue
        if (text, sha256) == wordings[pk]:
            people[pk] = user
        else:
            passed.add(pk)
    return people
