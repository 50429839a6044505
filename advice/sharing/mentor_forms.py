"""How a mentor sets a page up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.questions.material import Argument, Topic
from advice.sharing.content import Arrangement, Content, Option
from advice.sharing.mentee_forms import NO, YES
from advice.sharing.models import (
    LABEL_LENGTH,
    LIFETIME,
    LINE_LENGTH,
    NOTE_LENGTH,
    ShareLink,
    Treatment,
    end_of,
)
from advice.sharing.tokens import REFERENCE, new_reference
from advice.text.markdown import check_markdown

LONGEST = timedelta(days=366)
LIVE, FROZEN = "live", "frozen"
AS_IT_STANDS = ""


@dataclass(frozen=True, slots=True)
class ArgumentFields:
    """An argument as the mentor arranges it."""

    argument: Argument
    treatment: BoundField
    line: BoundField


@dataclass(frozen=True, slots=True)
class Consideration:
    """The arguments of one position on one topic; `anchor` is its place on the form."""

    topic: Topic
    anchor: str
    entries: list[ArgumentFields]


class SetUpForm(forms.Form):
    """Label, note, arguments, situation, live or frozen, expiry. An existing link keeps its kind of page."""

    label = forms.CharField(
        label=gettext_lazy("Who is it for?"),
        max_length=LABEL_LENGTH,
        help_text=gettext_lazy("Only you see this. A first name or an initial is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Your note"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "The first thing they read. Markdown: an empty line parts paragraphs, *word* is emphasis."
        ),
    )
    # Named by the page that the form is on, so that sending it twice does not make two links.
    reference = forms.RegexField(rf"\A{REFERENCE}\Z", widget=forms.HiddenInput)
    page = forms.ChoiceField(
        label=gettext_lazy("What they see"),
        choices=[
            (LIVE, gettext_lazy("The page as it is on the day they look")),
            (FROZEN, gettext_lazy("The page as it is now, with a list of what has changed since")),
        ],
        initial=LIVE,
        widget=forms.RadioSelect,
    )
    only_pinned = forms.BooleanField(
        label=gettext_lazy("Leave out everything that is not pinned"), required=False
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Works until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        content: Content,
        data: QueryDict | None = None,
        *,
        link: ShareLink | None = None,
        like: tuple[ShareLink, Arrangement] | None = None,
    ) -> None:
        """`link` is the one that is edited, `like` one whose set-up is where this one begins."""
        self.content, self.link = content, link
        super().__init__(data, initial=_initial(link, like), label_suffix="")
        # Browsers write the date of the field in an order of their own; here it stands in words.
        self.fields["expires_on"].help_text = _(
            "To the end of this day, at first %(day)s. At most a year from now; you can extend it later."
        ) % {"day": date_format(self.initial["expires_on"], "j F Y")}
        # A browser would cut what is pasted, in silence; the answer to a note that is too long keeps all of it.
        del self.fields["note"].widget.attrs["maxlength"]
        arrangement = like[1] if like else Arrangement()
        if link:
            del self.fields["page"], self.fields["reference"]
        for option, argument in content.arguments():
            self._add_argument(option, argument, arrangement)
        for asked in content.situations:
            preset = arrangement.presets.get(asked.slug)
            self.fields[f"situation-{asked.slug}"] = forms.ChoiceField(
                label=asked.question,
                choices=[
                    (YES, gettext_lazy("Yes")),
                    (NO, gettext_lazy("No")),
                    ("", gettext_lazy("Leave open")),
                ],
                initial="" if preset is None else YES if preset else NO,
                required=False,
                widget=forms.RadioSelect,
            )

    def _add_argument(self, option: Option, argument: Argument, arrangement: Arrangement) -> None:
        name, anchor = option.name(argument), option.anchor(argument)
        treatment = AS_IT_STANDS
        if name in arrangement.pinned:
            treatment = Treatment.PINNED
        elif name in arrangement.left_out:
            treatment = Treatment.LEFT_OUT
        self.fields[f"{anchor}-treatment"] = forms.ChoiceField(
            choices=[
                (AS_IT_STANDS, gettext_lazy("Show")),
                (Treatment.PINNED, gettext_lazy("Pin")),
                (Treatment.LEFT_OUT, gettext_lazy("Leave out")),
            ],
            initial=treatment,
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields[f"{anchor}-line"] = forms.CharField(
            label=gettext_lazy("Your line on it"),
            max_length=LINE_LENGTH,
            required=False,
            initial=arrangement.pinned.get(name, ""),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    @property
    def sections(self) -> list[tuple[Option, list[Consideration]]]:
        """The arguments of every position by consideration, in the order of the alphabet."""
        found: dict[int, dict[str, Consideration]] = {option.pk: {} for option in self.content.options}
        for option, argument in self.content.arguments():
            topic, anchor = argument.topic, option.anchor(argument)
            empty = Consideration(topic, f"{option.slug}--on--{topic.slug}", [])
            row = found[option.pk].setdefault(topic.slug, empty)
            row.entries.append(ArgumentFields(argument, self[f"{anchor}-treatment"], self[f"{anchor}-line"]))
        return [
            (option, sorted(found[option.pk].values(), key=lambda row: row.topic.name.casefold()))
            for option in self.content.options
        ]

    @property
    def situations(self) -> list[BoundField]:
        return [self[f"situation-{asked.slug}"] for asked in self.content.situations]

    @property
    def knows_something(self) -> bool:
        """Whether any situation is set."""
        return any(field.value() for field in self.situations)

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        try:
            check_markdown(note)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return note

    def clean_expires_on(self) -> date:
        day: date = self.cleaned_data["expires_on"]
        today = timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise ValidationError(_("Choose a day between today and a year from now."))
        return day

    @property
    def frozen(self) -> bool:
        return self.cleaned_data.get("page") == FROZEN

    @property
    def expires_at(self) -> datetime:
        return end_of(self.cleaned_data["expires_on"])

    @property
    def arrangement(self) -> Arrangement:
        """What the mentor chose; the lines of arguments that are not pinned are dropped."""
        pinned, left_out = {}, set()
        for option, argument in self.content.arguments():
            anchor = option.anchor(argument)
            treatment = self.cleaned_data[f"{anchor}-treatment"]
            if treatment == Treatment.PINNED:
                pinned[option.name(argument)] = self.cleaned_data[f"{anchor}-line"]
            elif treatment == Treatment.LEFT_OUT or self.cleaned_data["only_pinned"]:
                left_out.add(option.name(argument))
        answers = {
            asked.slug: self.cleaned_data[f"situation-{asked.slug}"] for asked in self.content.situations
        }
        presets = {slug: answer == YES for slug, answer in answers.items() if answer}
        return Arrangement(pinned, frozenset(left_out), presets)


class LikeForm(forms.Form):
    """The part of the address that says which link's set-up to begin from."""

    like = forms.RegexField(rf"\A{REFERENCE}\Z", required=False)


def _initial(link: ShareLink | None, like: tuple[ShareLink, Arrangement] | None) -> dict[str, Any]:
    """Where the form begins. The next link from the same set-up is for somebody else: without the label."""
    if link:
        return {"label": link.label, "note": link.note, "expires_on": link.last_day}
    usual: dict[str, Any] = {
        "expires_on": timezone.localdate() + LIFETIME,
        "reference": new_reference(),
    }
    if like:
        return usual | {"note": like[0].note, "page": FROZEN if like[0].frozen else LIVE}
    return usual
