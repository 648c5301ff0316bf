"""A thin, far line to a site: what a phone has in a kampung, for everything that a browser asks.

Chromium's own throttling leaves out service workers; a proxy between the two leaves out nothing.
"""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

KILOBIT = 125  # Bytes.
CHUNK = 4096


@dataclass
class Lane:
    """One direction of the line: all connections share its width."""

    bytes_a_second: float
    half_way: float  # Seconds from one end to the other.
    free_at: float = 0.0

    async def carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """Carry what one side says to the other, as fast as the line allows."""
        loop = asyncio.get_running_loop()
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = loop.create_task(self._arrive(under_way, sink))
        with contextlib.suppress(ConnectionError):
            while said := await source.read(CHUNK):
                self.free_at = max(loop.time(), self.free_at) + len(said) / self.bytes_a_second
                under_way.put_nowait((self.free_at + self.half_way, said))
                await asyncio.sleep(self.free_at - loop.time())
        under_way.put_nowait((0.0, b""))
        await arriving

    @staticmethod
    async def _arrive(
        under_way: "asyncio.Queue[tuple[float, bytes]]", sink: asyncio.StreamWriter
    ) -> None:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(ConnectionError):
            while (parcel := await under_way.get())[1]:
                await asyncio.sleep(max(0.0, parcel[0] - loop.time()))
                sink.write(parcel[1])
                await sink.drain()
        sink.close()


@dataclass
class ThinLine:
    """The proxy: where it listens, and how many bytes went over it.

    Attributes:
        port: of the site behind it.
        kilobits: a second, each way.
        round_trip: seconds.
        url: what to open instead of the site's own address.
    """

    port: int
    kilobits: float
    round_trip: float
    url: str = ""
    _lanes: list[Lane] = field(default_factory=list)

    async def meet(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Join one connection of the browser to the site."""
        # A line that is hung up in the middle of a word is no error.
        with contextlib.suppress(asyncio.CancelledError, OSError), contextlib.ExitStack() as ends:
            ends.callback(back.close)
            await asyncio.sleep(self.round_trip)  # What it takes to say hello.
            far, forth = await asyncio.open_connection("127.0.0.1", self.port)
            ends.callback(forth.close)
            up, down = self._lanes
            await asyncio.gather(up.carry(near, forth), down.carry(far, back))

    def stretch(self, round_trip: float) -> None:
        """Make the way there and back this many seconds long, for what is said from now on."""
        self.round_trip = round_trip
        for lane in self._lanes:
            lane.half_way = round_trip / 2

    async def open(self) -> asyncio.Server:
        """Begin to listen."""
        width = self.kilobits * KILOBIT
        self._lanes = [Lane(width, self.round_trip / 2) for _ in range(2)]
        server = await asyncio.start_server(self.meet, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return server


@contextlib.contextmanager
def thin_line(site_url: str, *, kilobits: float, round_trip: float) -> Iterator[ThinLine]:
    """A line of this width and length to a site, until the block ends."""
    line = ThinLine(int(site_url.rpartition(":")[2]), kilobits, round_trip)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(line.open(), loop).result()
    yield line
    asyncio.run_coroutine_threadsafe(_hang_up(server), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def _hang_up(server: asyncio.Server) -> None:
    """End every connection, so that nothing is left open."""
    server.close()
    under_way = asyncio.all_tasks() - {asyncio.current_task()}
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)
    await asyncio.sleep(0)
