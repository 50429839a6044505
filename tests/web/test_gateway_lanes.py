"""Threads are given to networks in turn, and nobody waits without end."""

import asyncio
import threading
import time

import pytest

from advice.web.gateway.lanes import Lane
from advice.web.gateway.refusals import Refused
from tests.web.event_loop import run

pytestmark = pytest.mark.filterwarnings("error")


class Work:
    """Work that lasts until it is let go, and remembers in which order it began."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go = threading.Event()

    def named(self, name: str):
        def work() -> str:
            self.begun.append(name)
            assert self.go.wait(10)
            return name

        return work


async def until(condition) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


def test_work_returns_its_result_and_raises_its_error():
    async def scenario():
        lane = Lane("test", 2)
        assert await lane.run("a", "page", lambda: 7) == 7
        with pytest.raises(ZeroDivisionError):
            await lane.run("a", "page", lambda: 1 // 0)
        assert await lane.run("a", "page", threading.get_ident) != threading.get_ident()

    run(scenario())


def test_a_flood_waits_behind_itself_and_another_network_is_next():
    async def scenario():
        lane, work = Lane("test", 1), Work()
        flood = [
            asyncio.ensure_future(lane.run("flood", "page", work.named(f"flood {n}"))) for n in range(20)
        ]
        await until(lambda: work.begun)
        reader = asyncio.ensure_future(lane.run("reader", "page", work.named("reader")))
        await asyncio.sleep(0.01)
        work.go.set()
        await asyncio.gather(*flood, reader)
        assert work.begun.index("reader") <= 2
        assert [name for name in work.begun if name != "reader"] == [f"flood {n}" for n in range(20)]

    run(scenario())


def test_a_flood_of_one_kind_lets_another_kind_of_its_network_be_next():
    async def scenario():
        lane, work = Lane("test", 1), Work()
        flood = [asyncio.ensure_future(lane.run("a", "search", work.named(f"search {n}"))) for n in range(20)]
        await until(lambda: work.begun)
        reader = asyncio.ensure_future(lane.run("a", "questions", work.named("page")))
        await asyncio.sleep(0.01)
        work.go.set()
        await asyncio.gather(*flood, reader)
        assert work.begun.index("page") <= 2

    run(scenario())


def test_a_network_has_one_turn_however_many_kinds_it_asks_for():
    async def scenario():
        lane, work = Lane("test", 1), Work()
        flood = [
            asyncio.ensure_future(lane.run("flood", str(n), work.named(f"flood {n}"))) for n in range(20)
        ]
        await until(lambda: work.begun)
        readers = [asyncio.ensure_future(lane.run("reader", "page", work.named("reader"))) for n in range(5)]
        await asyncio.sleep(0.01)
        work.go.set()
        await asyncio.gather(*flood, *readers)
        assert work.begun[:11].count("reader") >= 4

    run(scenario())


def test_one_network_leaves_half_of_the_threads_to_the_others():
    async def scenario():
        lane, work = Lane("test", 4), Work()
        flood = [asyncio.ensure_future(lane.run("flood", "page", work.named("flood"))) for _ in range(10)]
        await until(lambda: len(work.begun) == 2)
        assert await lane.run("reader", "page", lambda: "at once") == "at once"
        assert work.begun == ["flood", "flood"]
        work.go.set()
        await asyncio.gather(*flood)

    run(scenario())


def test_too_many_of_a_network_are_refused_and_the_others_are_not():
    async def scenario():
        lane, work = Lane("test", 1, waiting=8, of_a_network=3), Work()
        flood = [asyncio.ensure_future(lane.run("flood", "page", work.named("flood"))) for _ in range(4)]
        await until(lambda: work.begun)
        with pytest.raises(Refused) as refused:
            await lane.run("flood", "page", work.named("one too many"))
        assert refused.value.status == 503
        reader = asyncio.ensure_future(lane.run("reader", "page", work.named("reader")))
        work.go.set()
        assert await reader == "reader"
        await asyncio.gather(*flood)
        assert await lane.run("flood", "page", lambda: "again") == "again"

    run(scenario())


def test_too_many_of_all_networks_are_refused():
    async def scenario():
        lane, work = Lane("test", 1, waiting=4, of_a_network=3), Work()
        waiting = [asyncio.ensure_future(lane.run(str(n), "page", work.named(str(n)))) for n in range(5)]
        await until(lambda: work.begun)
        with pytest.raises(Refused):
            await lane.run("5", "page", work.named("5"))
        work.go.set()
        await asyncio.gather(*waiting)

    run(scenario())


def test_where_all_places_are_taken_the_longest_queue_gives_one_up():
    async def scenario():
        lane, work = Lane("test", 1, waiting=6, of_a_network=5), Work()
        flood = [asyncio.ensure_future(lane.run("flood", "page", work.named(f"flood {n}"))) for n in range(6)]
        await until(lambda: work.begun)
        others = [asyncio.ensure_future(lane.run("b", "page", work.named("b")))]
        await asyncio.sleep(0.01)
        reader = asyncio.ensure_future(lane.run("reader", "page", work.named("reader")))
        await asyncio.sleep(0.01)
        work.go.set()
        assert await reader == "reader"
        results = await asyncio.gather(*flood, *others, return_exceptions=True)
        assert [result for result in results if isinstance(result, Refused)] == [results[5]]
        assert work.begun.index("reader") <= 3

    run(scenario())


def test_a_visitor_who_leaves_while_waiting_is_dropped():
    async def scenario():
        lane, work, left = Lane("test", 1), Work(), asyncio.Event()
        running = asyncio.ensure_future(lane.run("a", "page", work.named("a")))
        await until(lambda: work.begun)
        waiting = asyncio.ensure_future(lane.run("b", "page", work.named("b"), left.wait))
        await asyncio.sleep(0.01)
        left.set()
        with pytest.raises(ConnectionError):
            await waiting
        work.go.set()
        await running
        assert await lane.run("c", "page", lambda: "c") == "c"
        assert work.begun == ["a"]

    run(scenario())


def test_who_waits_too_long_is_refused_and_the_next_one_gets_the_thread():
    async def scenario():
        lane, work = Lane("test", 1, patience=0.1), Work()
        running = asyncio.ensure_future(lane.run("a", "page", work.named("a")))
        await until(lambda: work.begun)
        began = time.monotonic()
        with pytest.raises(Refused):
            await lane.run("b", "page", work.named("b"))
        assert time.monotonic() - began >= 0.1
        work.go.set()
        await running
        assert await lane.run("b", "page", lambda: "later") == "later"
        assert work.begun == ["a"]

    run(scenario())


def test_a_visitor_who_goes_away_keeps_no_thread_and_no_place():
    async def scenario():
        lane, work = Lane("test", 1), Work()
        running = asyncio.ensure_future(lane.run("a", "page", work.named("a")))
        await until(lambda: work.begun)
        waiting = asyncio.ensure_future(lane.run("b", "page", work.named("b")))
        await asyncio.sleep(0.01)
        waiting.cancel()
        running.cancel()
        await asyncio.gather(waiting, running, return_exceptions=True)
        next_one = asyncio.ensure_future(lane.run("c", "page", lambda: "c"))
        await asyncio.sleep(0.05)
        assert not next_one.done()  # the thread is still at work for the one who left
        work.go.set()
        assert await next_one == "c"
        assert work.begun == ["a"]

    run(scenario())


def test_many_networks_at_random_all_get_their_turn():
    async def scenario():
        lane = Lane("test", 4, waiting=1_000, of_a_network=1_000)
        results = await asyncio.gather(
            *(
                lane.run(str(n % 7), "page", lambda n=n: (time.sleep(0.001 * (n % 3)), n)[1])
                for n in range(300)
            )
        )
        assert sorted(results) == list(range(300))
        assert await asyncio.gather(*(lane.run("a", "page", lambda: 1) for _ in range(3))) == [1, 1, 1]

    run(scenario())
