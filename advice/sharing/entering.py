"""Between the fields of the mentee's page and what was entered."""

from collections.abc import Mapping

from django.http import QueryDict

from advice.sharing.answers import Sheet
from advice.sharing.content import ArgumentName, Content
from advice.sharing.mentee_forms import (
    NO,
    YES,
    LeaningForm,
    MarksForm,
    SituationForm,
    leaning_value,
    leaning_words,
)
from advice.sharing.merging import Entered


def entered(content: Content, names: Mapping[str, ArgumentName], data: QueryDict) -> Entered:
    """What `data` says of the arguments `names`, of the situations and of the leaning."""
    marks, situation, leaning = (
        MarksForm(names, data),
        SituationForm(content.situations, data),
        LeaningForm(content, data),
    )
    for form in (marks, situation, leaning):
        form.check()
    return Entered(marks.marks, situation.situations, leaning.given if "leaning" in data else None)


def as_fields(sheet: Sheet, content: Content, names: Mapping[str, ArgumentName]) -> str:
    """`sheet` as the fields of the page would send it, those left out that hold nothing."""
    fields = QueryDict(mutable=True)
    for anchor, name in names.items():
        if mark := sheet.marks.get(name):
            fields[f"{anchor}-reaction"], fields[f"{anchor}-words"] = mark.reaction, mark.words
            if mark.weight:
                fields[f"{anchor}-weight"] = str(mark.weight)
    for asked in content.situations:
        if asked.slug in sheet.situations:
            fields[asked.slug] = YES if sheet.situations[asked.slug] else NO
    if leaning_words(sheet.after, content):
        fields["leaning"] = leaning_value(sheet.after)
    return fields.urlencode()
