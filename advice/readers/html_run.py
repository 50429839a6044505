"""The text of one block while it is gathered from HTML, with its inline marks."""

from dataclasses import dataclass

from advice.readers.document import Mark, MarkKind
from advice.readers.html_names import SUBSCRIPTS, SUPERSCRIPTS
from advice.readers.links import is_shortened


@dataclass(slots=True)
class Element:
    """An open element; `part` and `start` say where in the run it began, `filled` whether it has had a block."""

    tag: str
    mark: MarkKind | None = None
    value: str = ""
    part: int = 0
    start: int = 0
    filled: bool = False


class Run:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.marks: list[Mark] = []
        self.has_words = False
        self.breaks = 0

    def write(self, data: str) -> None:
        self.parts.append(data)
        self.size += len(data)
        if data.strip():
            self.has_words = True
            self.breaks = 0

    def open(self, element: Element) -> None:
        element.part, element.start = len(self.parts), self.size

    def close(self, element: Element) -> None:
        """End an element's mark."""
        if element.mark and self.size > element.start:
            self.marks.append(Mark(element.mark, element.start, self.size, element.value))

    def rewrite(self, element: Element) -> None:
        """Raised and lowered digits keep their place; a link whose text was shortened gets its whole address."""
        if element.tag not in {"sup", "sub", "a"}:
            return
        text = "".join(self.parts[element.part :])
        new = text
        if element.tag == "sup" and _all_in(text, SUPERSCRIPTS):
            new = text.translate(SUPERSCRIPTS)
        elif element.tag == "sub" and _all_in(text, SUBSCRIPTS):
            new = text.translate(SUBSCRIPTS)
        elif element.mark and is_shortened(text, element.value):
            new = element.value
        if new != text:
            self.parts[element.part :] = [new]
            self.size = element.start + len(new)

    def take(self, still_open: list[Element]) -> tuple[str, list[Mark]]:
        """The text and its marks; begins anew, with the elements that are still open going on."""
        for element in still_open:
            self.close(element)
            element.part = element.start = 0
        raw, marks = "".join(self.parts), self.marks
        self.parts, self.size, self.marks = [], 0, []
        self.has_words, self.breaks = False, 0
        return raw, marks


def _all_in(text: str, raised: dict[int, int]) -> bool:
    """Half a word raised, such as the nd of 2nd, would be no word."""
    return all(ord(character) in raised for character in text.strip())
