"""The standard library's HTML parser, made to take any text."""

from html.parser import HTMLParser


class TolerantParser(HTMLParser):
    """Conditional sections such as <![if …]> are passed over; the parser of Python 3.11 fails on them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1
