"""TOML front matter, with dates and numbers as text. A key of many dots or brackets is refused before it is parsed."""

import tomllib

from advice.readers.document import ReadError
from advice.readers.front_matter import FrontMatter, as_written

_MAX_DOTS = 300
_MAX_BRACKETS = 500
_TOO_MUCH = "The front matter is nested too deeply or has too many entries."


def read_toml(source: str, body: str) -> FrontMatter:
    brackets = source.count("[") + source.count("{")
    if brackets > _MAX_BRACKETS or any(line.count(".") > _MAX_DOTS for line in source.split("\n")):
        raise ReadError(_TOO_MUCH)
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"The front matter is not valid TOML: {str(error)[:120]}.") from None
    except (RecursionError, ValueError):
        raise ReadError(_TOO_MUCH) from None
    return FrontMatter({key: as_written(value) for key, value in values.items()}, body)
