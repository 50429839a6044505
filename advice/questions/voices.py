"""Voices: a person is one, however many claims of theirs stand on a side."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from advice.questions.material import PATHS, Claim, Voice


@dataclass(frozen=True, slots=True)
class Tally:
    """The people of one side, by path (finished, doing, left, never, unknown), then by name."""

    voices: tuple[Voice, ...]

    @property
    def count(self) -> int:
        return len(self.voices)

    @property
    def paths(self) -> tuple[tuple[str, int], ...]:
        """How many of them took each path; paths nobody took are left out."""
        numbers = Counter(map(path_of, self.voices))
        return tuple((path, numbers[path]) for path in PATHS if numbers[path])


def tally(claims: Iterable[Claim]) -> Tally:
    """The people who assert `claims`, each once."""
    people = {claim.voice.key: claim.voice for claim in claims}
    return Tally(tuple(sorted(people.values(), key=_by_path)))


def path_of(voice: Voice) -> str:
    return voice.path if voice.path in PATHS else "unknown"


def _by_path(voice: Voice) -> tuple[int, str, str]:
    return PATHS.index(path_of(voice)), voice.name.casefold(), voice.key
