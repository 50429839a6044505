"""Lanes: threads for the site's code, given to networks in turn.

With one queue for all, whoever sends the most requests gets the most threads. Here each network has a
queue of its own, and a thread that becomes free goes to the next network (round-robin fair queueing:
J. Nagle, RFC 970). Within a network the kinds of request take turns in the same way: many people may
share one address, and one of them may flood the search while another one reads.
"""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TypeVar

from advice.web.gateway.refusals import Refused

Result = TypeVar("Result")
Turn = asyncio.Future[None]
Gone = Callable[[], Awaitable[None]]


class Queue:
    """The requests of one network that wait, in turn by kind."""

    def __init__(self) -> None:
        self._kinds: OrderedDict[str, deque[Turn]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def push(self, kind: str, turn: Turn) -> None:
        """Add a request of this kind."""
        self._kinds.setdefault(kind, deque()).append(turn)
        self._length += 1

    def pop_last(self) -> Turn:
        """Take the last request of the kind that most requests are of."""
        kind = max(self._kinds, key=lambda kind: len(self._kinds[kind]))
        turn = self._kinds[kind].pop()
        self._length -= 1
        if not self._kinds[kind]:
            del self._kinds[kind]
        return turn

    def pop(self) -> Turn:
        """Take the first request of the kind that has waited longest since its last turn."""
        kind, turns = self._kinds.popitem(last=False)
        turn = turns.popleft()
        self._length -= 1
        if turns:
            self._kinds[kind] = turns
        return turn


class Lane:
    """So many threads, and the requests that wait for one. Used from one event loop.

    One network has half of the threads at most, so that somebody else's request starts soon and gets its
    share of the processor.
    """

    def __init__(
        self, name: str, threads: int, waiting: int = 512, of_a_network: int = 128, patience: float = 10
    ) -> None:
        """Make a lane.

        `waiting` is the number of requests that may wait, `of_a_network` how many of them may come from
        one network, and `patience` the seconds that each may wait.
        """
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._free = threads
        self._running: Counter[str] = Counter()
        self._most_running = max(threads // 2, 1)
        self._queues: OrderedDict[str, Queue] = OrderedDict()
        self._waiting, self._most_waiting, self._most_of_a_network = 0, waiting, of_a_network
        self._patience = patience

    async def run(
        self, network: str, kind: str, work: Callable[[], Result], gone: Gone | None = None
    ) -> Result:
        """Run `work` in a thread once it is the turn of this network and kind, and return its result.

        Raise Refused (503) if too many requests wait already, or if the wait is too long. `gone` is waited for
        meanwhile: it returns when the visitor has left, and the work is dropped with ConnectionError.
        """
        await self._turn(network, kind, gone)
        working = asyncio.get_running_loop().run_in_executor(self._executor, work)
        working.add_done_callback(lambda _: self._give_back(network))
        # The thread is taken until the work has ended, even if the visitor goes away before.
        return await asyncio.shield(working)

    async def _turn(self, network: str, kind: str, gone: Gone | None) -> None:
        """Wait for a thread and take it."""
        if self._may_run(network):
            self._take(network)
            return
        self._make_room(network)
        turn: Turn = asyncio.get_running_loop().create_future()
        self._queues.setdefault(network, Queue()).push(kind, turn)
        self._waiting += 1
        leaving = asyncio.ensure_future(gone()) if gone else None
        try:
            await asyncio.wait(
                {turn, leaving} if leaving else {turn},
                timeout=self._patience,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if turn.done():
                turn.result()  # raises Refused where somebody else needed the place more
            elif leaving and leaving.done():
                raise ConnectionError
            else:
                raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        except asyncio.CancelledError:
            if turn.done() and not turn.exception():
                self._give_back(network)  # its turn came at the same moment
            raise
        finally:
            turn.cancel()
            if leaving:
                leaving.cancel()

    def _make_room(self, network: str) -> None:
        """Raise Refused if no more requests of this network may wait.

        Where all places are taken, the network with the most requests gives one up.
        """
        own = len(self._queues.get(network, ()))
        if own >= self._most_of_a_network:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        if self._waiting < self._most_waiting:
            return
        longest = max(self._queues, key=lambda name: len(self._queues[name]))
        if len(self._queues[longest]) <= own + 1:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        turn = self._queues[longest].pop_last()
        self._waiting -= 1
        if not turn.done():
            turn.set_exception(Refused(HTTPStatus.SERVICE_UNAVAILABLE))

    def _may_run(self, network: str) -> bool:
        return self._free > 0 and self._running[network] < self._most_running

    def _take(self, network: str) -> None:
        self._free -= 1
        self._running[network] += 1

    def _give_back(self, network: str) -> None:
        """Take a thread back, and give it to the network that has waited longest since its last turn."""
        self._free += 1
        self._running[network] -= 1
        if not self._running[network]:
            del self._running[network]
        for waiting in list(self._queues):
            if not self._free:
                return
            if self._may_run(waiting) and (turn := self._next(waiting)):
                self._take(waiting)
                turn.set_result(None)

    def _next(self, network: str) -> Turn | None:
        """Return the next request of a network that still waits, and put the network behind all others."""
        queue = self._queues.pop(network)
        turn = None
        while queue and turn is None:
            self._waiting -= 1
            turn = queue.pop()
            if turn.done():  # it waited too long, or its visitor has gone
                turn = None
        if queue:
            self._queues[network] = queue
        return turn
