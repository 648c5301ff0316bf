import sqlite3
import subprocess
import sys
from pathlib import Path

from scripts.places import ROOT
from scripts.running_site import site_environment


def test_prepare_builds_no_sample_town_in_production(tmp_path: Path) -> None:
    production = {"ETALASE_ENV": "production", "SECRET_KEY": "of-this-test-only"}
    done = subprocess.run(
        [sys.executable, "-m", "scripts.prepare"],
        cwd=ROOT,
        env={**site_environment(tmp_path, 8000), **production},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "")
    with sqlite3.connect(tmp_path / "etalase.db") as database:
        assert database.execute('SELECT count(*) FROM "user"').fetchone() == (0,)
    database.close()
