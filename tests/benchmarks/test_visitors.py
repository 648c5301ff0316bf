import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.limits import Limits
from benchmarks.processes import BenchError
from benchmarks.visitors import WARM_UP, Target, Timing, visit


class Site(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: list[str] = []
        self.connections: set[object] = set()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.connections.add(self.client_address)
        content = b"makeshift" if self.path == "/limited" else b"whole"
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name.
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_timing_gives_rate_and_percentiles() -> None:
    timing = Timing(elapsed=2.0, seconds=(0.4, 0.1, 0.3, 0.2), unwanted=0)

    assert (timing.rate, timing.at(0.5), timing.at(0.95)) == (2.0, 200.0, 400.0)


def test_visitors_ask_as_often_as_allowed_over_kept_connections(site: Site) -> None:
    timing = visit(Target(site.address, ("/a",)), 3, Limits((), requests=20, seconds=30))

    assert len(timing.seconds) == 20
    assert len(site.asked) == 20 + 3 * WARM_UP
    assert len(site.connections) == 3
    assert max(timing.seconds) <= timing.elapsed


def test_visitors_stop_when_the_time_is_up(site: Site) -> None:
    timing = visit(Target(site.address, ("/a",)), 1, Limits((), requests=10**9, seconds=0.2))

    assert 0.1 < timing.elapsed < 20
    assert len(timing.seconds) == len(site.asked) - WARM_UP


def test_visitors_take_paths_in_turn_and_count_unwanted_answers(site: Site) -> None:
    target = Target(site.address, ("/a", "/limited"), unwanted="makeshift")

    timing = visit(target, 1, Limits((), requests=10, seconds=30))

    assert site.asked[-10:] == ["/a", "/limited"] * 5
    assert timing.unwanted == 5


def test_visitors_do_not_take_an_error_for_an_answer(site: Site) -> None:
    with pytest.raises(BenchError, match="/gone answered 404"):
        visit(Target(site.address, ("/gone",)), 2, Limits((), requests=5, seconds=30))


def test_limits_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_SIZES", "1000,40,40")
    monkeypatch.setenv("BENCH_REQUESTS", "7")
    monkeypatch.setenv("BENCH_SECONDS", "0.5")

    assert Limits.from_environment() == Limits((40, 1000), 7, 0.5)


def test_pages_that_are_made_anew_are_asked_for_under_addresses_of_their_own(site: Site) -> None:
    target = Target(site.address, ("/a", "/b?c=d"), anew=True)
    for _ in range(2):
        visit(target, 2, Limits((), requests=20, seconds=30))

    assert len(set(site.asked)) == len(site.asked) == 2 * (20 + 2 * WARM_UP)
    assert {one.rpartition("=")[0] for one in site.asked} == {"/a?anew", "/b?c=d&anew"}
