"""A copy of the site that exists for one run: the sample town, grown with generated products."""

import contextlib
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import BenchError, procfile_command, running
from config import ROOT, Settings
from scripts.running_site import free_port, site_environment
from showcase.search import server
from showcase.search.client import SearchServer
from showcase.search.connection import Connection, connection

PATIENCE = 120.0  # Seconds for an answer of the search server to the benchmark itself.


class Town:
    """An instance in a folder of its own.

    Attributes:
        instance: the folder.
        environment: of every process that belongs to it.
    """

    def __init__(self, instance: Path) -> None:
        self.instance = instance
        self.environment = site_environment(instance, free_port())
        self.settings = Settings.from_env(self.environment)

    def flask(self, *words: str) -> str:
        """Run a command of Flask to its end and give what it printed.

        Raises:
            BenchError: when it fails, in its words.
        """
        return self._python("-m", "flask", *words)

    def _python(self, *words: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own commands.
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BenchError(f"{' '.join(words)}: {done.stdout[-500:]}{done.stderr[-2000:]}")
        return done.stdout

    def found(self) -> None:
        """Build the sample town where there is none yet."""
        self._python("-m", "scripts.prepare")

    def ask(self, query: str) -> int:
        """A number from the database, read beside whoever writes."""
        path = self.instance / "etalase.db"
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
            return int(reader.execute(query).fetchone()[0])

    def products(self) -> int:
        """How many products are listed."""
        return self.ask("SELECT count(*) FROM product WHERE listing = 'listed'")

    @contextlib.contextmanager
    def search(self) -> Iterator[SearchServer]:
        """The search server alone, inside the block."""
        with server.running(self.settings) as (where, _process):
            yield SearchServer(where, PATIENCE)

    def where(self) -> Connection:
        """Where this copy's search server listens now.

        Raises:
            BenchError: when none was ever started.
        """
        found = connection(self.settings)
        if found is None:
            raise BenchError("this copy has no search server")
        return found

    def worker(self) -> contextlib.AbstractContextManager["subprocess.Popen[bytes]"]:
        """The worker alone, inside the block."""
        log = self.instance / "log" / "bench-worker.log"
        return running(procfile_command("worker"), self.environment, log)


@contextlib.contextmanager
def temporary_town() -> Iterator[Town]:
    """A town in a temporary folder, deleted at the end; nothing is in it yet."""
    with tempfile.TemporaryDirectory(prefix="etalase-bench-") as folder:
        yield Town(Path(folder))
