"""Progress bars for what takes long, on a terminal only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

Report = Callable[[int], None]
"""Takes how many are done."""


@contextmanager
def progress_bars(total: int, *whats: str) -> Iterator[tuple[Report, ...]]:
    """A bar of `total` steps for each of `whats`, one under the other."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield tuple(_report(progress, progress.add_task(what, total=total)) for what in whats)


@contextmanager
def progress_bar(what: str, total: int) -> Iterator[Report]:
    """One bar of `total` steps."""
    with progress_bars(total, what) as (report,):
        yield report


def _report(progress: Progress, task: TaskID) -> Report:
    return lambda done: progress.update(task, completed=done)
