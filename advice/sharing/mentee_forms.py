"""What a mentee can send: how they lean, what an argument is to them, their situation."""

from collections.abc import Iterable, Mapping

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advice.sharing.answers import MATTERS, Leaning, MarkOn
from advice.sharing.content import ArgumentName, Asked, Content
from advice.sharing.models import WEIGHTS, WORDS_LENGTH, Reaction

LEANINGS: list[tuple[str, str | Promise]] = [
    ("2", _("Clearly for it")),
    ("1", _("Rather for it")),
    ("0", _("Undecided")),
    ("-1", _("Rather against it")),
    ("-2", _("Clearly against it")),
]
WEIGHT_WORDS = dict(zip(WEIGHTS, (_("a little"), _("a good deal"), _("very much")), strict=True))
USUAL_WEIGHT = 2
YES, NO = "yes", "no"
TO = "to-"
MARKS, SEND, TAKE_BACK = "marks", "send", "take-back"
STEPS: dict[str, tuple[str, str | Promise]] = {
    MARKS: ("balance", _("Your answers are kept.")),
    "situation": ("situation", _("Your answers are kept. What does not speak to you steps back.")),
    "keep": ("finish", _("Your answers are kept. Nobody else sees what you did not send.")),
    SEND: ("finish", _("Your answers are sent. Your mentor sees them as they are now.")),
    TAKE_BACK: ("finish", _("What you sent is taken back. Your mentor may have read it before.")),
    "deleted": ("", _("Everything you entered is deleted.")),
}
"""What a button of the page does: where it leads, and what is said there."""


class CheckedForm(forms.Form):
    """A form whose fields a person cannot fill in wrongly: what it refuses was never offered."""

    def check(self) -> None:
        """Raise BadRequest where anything is wrong. The sentence is logged, so it repeats nothing that was sent."""
        if not self.is_valid():
            raise BadRequest(
                gettext("What was sent is not what the page offers. Load the page again and try once more.")
            )


class ReadingForm(CheckedForm):
    """The part of the page's address that a mentee can change."""

    see = forms.ChoiceField(choices=[("all", _("all"))], required=False)
    done = forms.ChoiceField(choices=[(step, step) for step in STEPS], required=False)

    @property
    def everything(self) -> bool:
        return bool(self.cleaned_data["see"])

    @property
    def notice(self) -> str | Promise:
        done = self.cleaned_data["done"]
        return STEPS[done][1] if done else ""

    @property
    def notice_at(self) -> str:
        """Where on the page it is said: where the step led, or a phone would not show it."""
        done = self.cleaned_data["done"]
        return STEPS[done][0] if done else ""


class StepForm(CheckedForm):
    """Which button was pressed, at which argument if at one, and what the page showed.

    `was` holds the fields of the page as it came, so that two devices do not undo each other (merging.py).
    """

    step = forms.ChoiceField(choices=[(step, step) for step in STEPS if step != "deleted"], required=False)
    at = forms.ChoiceField(required=False)
    see = forms.ChoiceField(choices=[("all", _("all"))], required=False)
    was = forms.CharField(required=False)

    def __init__(self, data: QueryDict, anchors: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["at"].choices = [(anchor, anchor) for anchor in anchors]  # type: ignore[attr-defined]

    @property
    def sends(self) -> bool:
        return self.cleaned_data["step"] == SEND

    @property
    def takes_back(self) -> bool:
        return self.cleaned_data["step"] == TAKE_BACK

    @property
    def page(self) -> QueryDict | None:
        """The fields as the page showed them; None where it did not say."""
        return QueryDict(self.cleaned_data["was"]) if "was" in self.data else None

    @property
    def done(self) -> str:
        """What is said of it; nothing where the mentee goes on marking."""
        return "" if self.cleaned_data["at"] else self.cleaned_data["step"] or MARKS

    @property
    def place(self) -> str:
        return self.cleaned_data["at"] or STEPS[self.done][0]


class LeaningForm(CheckedForm):
    """For or against one position; or, of a question, to which position."""

    leaning = forms.ChoiceField(choices=LEANINGS, required=False)

    def __init__(self, content: Content, data: QueryDict | None = None) -> None:
        super().__init__(data)
        if content.whole:
            titles: list[tuple[str, str | Promise]] = [
                (f"{TO}{option.pk}", option.title) for option in content.options
            ]
            self.fields["leaning"].choices = [*titles, ("0", _("Undecided"))]  # type: ignore[attr-defined]

    @property
    def choices(self) -> list[tuple[str, str | Promise]]:
        return list(self.fields["leaning"].choices)  # type: ignore[attr-defined]

    @property
    def given(self) -> Leaning:
        chosen = self.cleaned_data["leaning"]
        if chosen.startswith(TO):
            return Leaning(to=int(chosen.removeprefix(TO)))
        return Leaning(value=int(chosen)) if chosen else Leaning()


def leaning_value(leaning: Leaning) -> str:
    """The choice that stands for `leaning`; "" where none was made."""
    if leaning.to is not None:
        return f"{TO}{leaning.to}"
    return "" if leaning.value is None else str(leaning.value)


def leaning_words(leaning: Leaning, content: Content) -> str | Promise:
    """`leaning` in words; "" where none was given."""
    return dict(LeaningForm(content).choices).get(leaning_value(leaning), "")


class MarksForm(CheckedForm):
    """Reaction, words and weight of every argument that the page showed."""

    def __init__(self, names: Mapping[str, ArgumentName], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.names = names
        for anchor in names:
            self.fields[f"{anchor}-reaction"] = forms.ChoiceField(choices=Reaction.choices, required=False)
            self.fields[f"{anchor}-words"] = forms.CharField(max_length=WORDS_LENGTH, required=False)
            self.fields[f"{anchor}-weight"] = forms.TypedChoiceField(
                choices=list(WEIGHT_WORDS.items()), coerce=int, required=False
            )

    @property
    def marks(self) -> dict[ArgumentName, MarkOn | None]:
        """The marks of those arguments that the form holds; None where there is no reaction."""
        return {
            name: self._mark(anchor)
            for anchor, name in self.names.items()
            if f"{anchor}-reaction" in self.data or f"{anchor}-words" in self.data
        }

    def _mark(self, anchor: str) -> MarkOn | None:
        reaction = self.cleaned_data[f"{anchor}-reaction"]
        words = self.cleaned_data[f"{anchor}-words"]
        if not reaction:
            # Words without a reaction are worth keeping: somebody who writes has something to ask.
            return MarkOn(Reaction.QUESTION, words) if words else None
        weight = (self.cleaned_data[f"{anchor}-weight"] or USUAL_WEIGHT) if reaction == MATTERS else None
        return MarkOn(reaction, words, weight)


class SituationForm(CheckedForm):
    """Yes, no or left open, for every situation that the page asks about; a field is named by its slug."""

    def __init__(self, asked: Iterable[Asked], data: QueryDict | None = None) -> None:
        super().__init__(data)
        for entry in asked:
            self.fields[entry.slug] = forms.ChoiceField(
                choices=[(YES, _("Yes")), (NO, _("No"))], required=False, label=entry.question
            )

    @property
    def situations(self) -> dict[str, bool | None]:
        """Slug → whether it holds, None where it is left open; of those situations that the form holds."""
        given = {slug: value for slug, value in self.cleaned_data.items() if slug in self.data}
        return {slug: value == YES if value else None for slug, value in given.items()}
