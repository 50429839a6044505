"""Dates as authors write them. The day is kept as written, whatever the time zone beside it."""

import re
from datetime import UTC, date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
            "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(?P<year>[12]\d{3})(?P<gap>[-/._])(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?\d{4,6}Z?)?$")
_MONTH_FIRST = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?"
    r"(?:\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+[a-z]{2,5})?)?\s+(?P<year>[12]\d{3})\b",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:of\s+)?(?P<name>[a-z]{3,9})\.?,?[\s-]+(?P<year>[12]\d{3})\b",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>[12]\d{3})\b")
_YEAR_FIRST = re.compile(
    r"(?P<year>[12]\d{3})(?:,?[\s-]+)(?P<name>[a-z]{3,9})\.?[\s-]+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b",
    re.IGNORECASE,
)
_UNIX = re.compile(r"(?P<seconds>1\d{9})(?:\d{3}|\.\d{1,9})?")
_SLASHED = re.compile(r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>[12]\d{3})\b")
_LINE_PREFIX = re.compile(
    r"(?:(?:first )?(?:posted|published|written|date)\b\s*:?\s*(?:on\s+|at\s+)?)", re.IGNORECASE
)
_LINE_REST = re.compile(r"[.]?|(?:,|T| at)?\s*\d{1,2}[:.h]\d{2}.{0,20}", re.IGNORECASE)


def parse_date(written: str) -> date | None:
    """The day that `written` begins with, or None where it names none or could mean two."""
    return _parse(written)[0]


def parse_date_line(line: str) -> date | None:
    """The day that a line names if the line has nothing else but a time of day and words such as “posted on”."""
    line = _LINE_PREFIX.sub("", " ".join(line.split()).strip("*_ "), count=1)
    found, rest = _parse(line)
    return found if _LINE_REST.fullmatch(rest) else None


def _parse(written: str) -> tuple[date | None, str]:
    """The day, and what follows it."""
    written = " ".join(written.split()).strip("\"'")[:80]
    for pattern in (_ISO, _COMPACT, _DOTTED):
        if match := pattern.match(written):
            return _date(match["year"], match["month"], match["day"]), written[match.end() :]
    for pattern in (_MONTH_FIRST, _DAY_FIRST, _YEAR_FIRST):
        if (match := pattern.match(written)) and (month := _MONTHS.get(match["name"].lower())):
            return _date(match["year"], month, match["day"]), written[match.end() :]
    if match := _UNIX.fullmatch(written):
        return unix_date(int(match["seconds"])), ""
    if match := _SLASHED.match(written):
        first, second = int(match["first"]), int(match["second"])
        day = None
        if first > 12 or first == second:
            day = _date(match["year"], second, first)
        elif second > 12:
            day = _date(match["year"], first, second)
        return day, written[match.end() :]
    return None, written


def date_in_name(name: str) -> date | None:
    """The day in a file name or path such as 2021-05-03-title.md or 2021/05/03/title."""
    for match in re.finditer(
        r"(?<!\d)(?P<year>(?:19|20)\d{2})([-_/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)", name[-300:]
    ):
        found = _date(match["year"], match["month"], match["day"])
        if found:
            return found
    return None


def unix_date(seconds: object) -> date | None:
    """The day in UTC of a Unix time."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
