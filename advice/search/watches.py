"""Which tables the entries of the index depend on, and which claims a row of each touches."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Watch:
    """A table on whose rows entries depend.

    `claims` selects, as `claim`, those that depend on {row}; `columns` are those whose change matters.
    """

    table: str
    columns: tuple[str, ...]
    claims: str


OF_ARGUMENTS = "SELECT m.claim_id AS claim FROM advice_argumentclaim m JOIN advice_argument a ON a.id = m.argument_id WHERE "
WATCHES = (
    Watch(
        "advice_claim",
        (
            *("source_id", "text", "kind", "speaker_id", "reported", "section"),
            *("start", '"end"', "anchor_state", "status"),
        ),
        "SELECT {row}.id AS claim",
    ),
    Watch("advice_claimtopic", ("content_object_id", "tag_id"), "SELECT {row}.content_object_id AS claim"),
    Watch("advice_claimsituation", ("claim_id", "situation_id"), "SELECT {row}.claim_id AS claim"),
    Watch(
        "advice_argumentclaim",
        ("argument_id", "claim_id"),
        "SELECT {row}.claim_id AS claim UNION "
        "SELECT m.claim_id AS claim FROM advice_argumentclaim m WHERE m.argument_id = {row}.argument_id",
    ),
    Watch(
        "advice_argument",
        ("position_id", "text", "stance", "topic_id", "status"),
        "SELECT m.claim_id AS claim FROM advice_argumentclaim m WHERE m.argument_id = {row}.id",
    ),
    Watch("advice_position", ("question_id", "title", "status"), OF_ARGUMENTS + "a.position_id = {row}.id"),
    Watch(
        "advice_question",
        ("title", "status"),
        OF_ARGUMENTS + "a.position_id IN (SELECT p.id FROM advice_position p WHERE p.question_id = {row}.id)",
    ),
    Watch(
        "advice_source",
        ("title", "author_id", "published_on", "status", "text"),
        "SELECT c.id AS claim FROM advice_claim c WHERE c.source_id = {row}.id",
    ),
    Watch(
        "advice_person",
        ("name", "path", "status"),
        "SELECT c.id AS claim FROM advice_claim c WHERE c.speaker_id = {row}.id UNION "
        "SELECT c.id AS claim FROM advice_claim c JOIN advice_source s ON s.id = c.source_id "
        "WHERE s.author_id = {row}.id",
    ),
    Watch(
        "advice_topic",
        ("name", "status"),
        "SELECT i.content_object_id AS claim FROM advice_claimtopic i WHERE i.tag_id = {row}.id UNION "
        + OF_ARGUMENTS
        + "a.topic_id = {row}.id",
    ),
    Watch(
        "advice_topiclabel",
        ("topic_id", "label"),
        "SELECT i.content_object_id AS claim FROM advice_claimtopic i WHERE i.tag_id = {row}.topic_id",
    ),
    Watch(
        "advice_situation",
        ("status",),
        "SELECT i.claim_id FROM advice_claimsituation i WHERE i.situation_id = {row}.id",
    ),
)
WITHOUT_VOICES = {"advice_claimtopic", "advice_claimsituation", "advice_topiclabel", "advice_situation"}
"""Tables that cannot change whose voice a claim is, or which claims stand beside it."""


def touched(watch: Watch, *rows: str) -> str:
    """The query of the claims that depend on any of the rows with these names.

    The voices of a claim are those of its arguments, so the claims that stand beside it depend on it too.
    """
    direct = " UNION ".join(watch.claims.format(row=row) for row in rows)
    if watch.table in WITHOUT_VOICES:
        return direct
    return (
        f"{direct} UNION SELECT n.claim_id FROM ({direct}) AS d"
        " JOIN advice_argumentclaim o ON o.claim_id = d.claim"
        " JOIN advice_argumentclaim n ON n.argument_id = o.argument_id"
    )
