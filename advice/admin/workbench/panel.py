"""What the panel beside the text shows: the form of a claim or of a block, with what helps to fill it in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Q

from advice.accounts.groups import publish_permission
from advice.admin.merging import Difference
from advice.admin.workbench.forms import TOPICS, AsideForm, WorkForm
from advice.admin.workbench.page import Bench, Block
from advice.admin.workbench.places import Span, block_at, side_by_side, years_in
from advice.admin.workbench.saving import topic_values
from advice.admin.workbench.suggesting import Suggestions, TopicNames, suggest
from advice.claims.fidelity import Fidelity, FidelitySignature, fidelity_of
from advice.claims.models import AnchorState, Claim
from advice.claims.pasting import section_at
from advice.history.tokens import token
from advice.publication.publishing import PUBLIC_HISTORY
from advice.sources.models import Person, Source


@dataclass
class Panel:
    """`claim` is the one that is edited, None for a new one; `block` the one that was chosen or worked in."""

    form: WorkForm | None = None
    claim: Claim | None = None
    block: Block | None = None
    aside: AsideForm | None = None
    version: str = ""
    section: str = ""
    suggestions: Suggestions = field(default_factory=Suggestions)
    differences: list[Difference] = field(default_factory=list)
    former: list[tuple[bool, str]] = field(default_factory=list)
    present: list[tuple[bool, str]] = field(default_factory=list)
    fidelity: Fidelity | None = None
    signature: FidelitySignature | None = None

    @property
    def is_doubted(self) -> bool:
        return self.fidelity == Fidelity.DOUBTED

    @property
    def is_changed(self) -> bool:
        return self.claim is not None and self.claim.anchor_state == AnchorState.CHANGED

    @property
    def is_moved(self) -> bool:
        return self.claim is not None and self.claim.anchor_state == AnchorState.MOVED

    @property
    def is_orphan(self) -> bool:
        return self.claim is not None and self.claim.anchor_state == AnchorState.ORPHAN


def may_change(user: Any, claim: Claim) -> bool:
    """As in the admin: what is or was public is changed only by those who may publish."""
    if not user.has_perm("advice.change_claim"):
        return False
    return claim.status not in PUBLIC_HISTORY or user.has_perm(publish_permission(Claim))


def initial_of_passage(bench: Bench, span: Span) -> dict[str, Any]:
    """What the text itself says of a claim that begins from this span."""
    source, (start, end) = bench.source, span
    passage = source.text[start:end]
    years = years_in(passage, source.published_on) or ("", "")
    return {
        "passage": passage,
        "start": start,
        "end": end,
        "text_sha256": source.text_sha256,
        "speaker": speaker_at(source, bench.claims, start),
        "about_from": years[0],
        "about_to": years[1],
    }


def initial_of_claim(claim: Claim) -> dict[str, Any]:
    """What the form of a claim shows beside the fields of the record."""
    found = claim.start is not None and claim.anchor_state != AnchorState.ORPHAN
    topics = [item.tag for item in claim.topic_items.all()]
    return {
        "passage": claim.source.text[claim.start : claim.end] if found else "",
        "start": claim.start if found else "",
        "end": claim.end if found else "",
        "text_sha256": claim.source.text_sha256,
        **topic_values(topics),
    }


def speaker_at(source: Source, claims: Iterable[Claim], place: int) -> int | None:
    """Who probably speaks: in a conversation whoever the claims of that voice name, else the author."""
    voice = _voice(source, place)
    if voice == "answerer" or (voice is None and source.author_id):
        return source.author_id
    near = [
        (one.start > place, abs(one.start - place), one.speaker_id)
        for one in claims
        if one.start is not None
        and one.speaker_id
        and not one.reported
        and _voice(source, one.start) == voice
    ]
    return min(near)[2] if near else None


def _voice(source: Source, place: int) -> str | None:
    index = block_at(source.blocks, place)
    return None if index is None else source.blocks[index]["speaker"]


def new_panel(bench: Bench, user: Any, names: TopicNames, span: Span | None, block: Block | None) -> Panel:
    """A new claim, from a span or from nothing yet; and the chosen block, to set it aside."""
    if not bench.source.text or not user.has_perm("advice.add_claim"):
        return Panel(block=block)
    initial = initial_of_passage(bench, span) if span else {"speaker": bench.source.author_id}
    form = WorkForm(initial=initial, source=bench.source, names=names)
    return finish(Panel(form=form, block=block), bench, user)


def version_of(slug: str, key: str) -> str:
    """The state of a claim, asked before it is read: who saves in between is then told of, not overwritten."""
    found = Claim.objects.filter(source__slug=slug, key=key).values_list("pk", flat=True).first()
    return token(Claim, found) if found else ""


def claim_panel(bench: Bench, user: Any, names: TopicNames, claim: Claim, version: str) -> Panel:
    """A claim to be edited, or only shown where this person may not."""
    claim.source = bench.source
    panel = Panel(claim=claim, version=version)
    if may_change(user, claim) and user.has_perm("advice.change_claim"):
        initial = initial_of_claim(claim)
        panel.form = WorkForm(instance=claim, initial=initial, source=bench.source, names=names)
    return finish(panel, bench, user)


def finish(panel: Panel, bench: Bench, user: Any) -> Panel:
    """Fill in what depends on what the form says by now."""
    source, form, claim = bench.source, panel.form, panel.claim
    if form is not None:
        _offer_speakers(form, bench)
        text, passage = (str(form[name].value() or "") for name in ("text", "passage"))
        start = _number(form["start"].value())
        if start is not None and start < len(source.text):
            panel.section = section_at(source.text, source.blocks, start)
            index = block_at(source.blocks, start)
            if panel.block is None and index is not None and index < len(bench.blocks):
                panel.block = bench.blocks[index]
        chosen = [str(form[name].value() or "") for name in TOPICS]
        panel.suggestions = suggest(
            source, user, form.names, text[:2_000], passage, claim.key if claim else "", chosen
        )
    if claim is None and panel.block and panel.aside is None and panel.block.is_open:
        initial = {"block": panel.block.number, "text_sha256": source.text_sha256}
        panel.aside = AsideForm(initial=initial, source=source)
    if claim is not None:
        panel.fidelity, panel.signature = fidelity_of(claim)
    if claim is not None and claim.former_passage:
        words = source.text[claim.start : claim.end] if panel.is_changed else ""
        panel.former, panel.present = side_by_side(claim.former_passage, words)
    return panel


def _offer_speakers(form: WorkForm, bench: Bench) -> None:
    """Those who speak in this source first."""
    speaker = form.fields["speaker"]
    here = {one.speaker_id for one in bench.claims if one.speaker_id} | {bench.source.author_id}
    people = list(
        Person.objects.filter(~Q(status="withdrawn") | Q(pk__in=here - {None})).order_by("name", "slug")
    )
    inside = [(one.pk, str(one)) for one in people if one.pk in here]
    others = [(one.pk, str(one)) for one in people if one.pk not in here]
    if isinstance(speaker, forms.ModelChoiceField):
        speaker.widget.choices = [
            ("", speaker.empty_label),
            (bench.source.title, inside),
            *([("…", others)] if others else []),
        ]


def _number(value: Any) -> int | None:
    return int(value) if str(value).isascii() and str(value).isdecimal() and len(str(value)) < 10 else None
