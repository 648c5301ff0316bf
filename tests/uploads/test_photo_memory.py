"""The process stays under 400 MB whatever is sent; each case has a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from photo_files import encoded, flat_png
from PIL import Image

ROOT = Path(__file__).parents[2]
LIMIT_MB = 400

# getrusage() would also count what the parent held before it started the process, VmHWM does not.
# The whole app is loaded, as it is in the web process, and the file is taken in twice at once.
PROGRAM = """
import json, sys, threading, warnings
import app
from uploads.intake import take_photo
from uploads.refusals import PhotoRefused
warnings.simplefilter("ignore")
answers = []
def take():
    with open(sys.argv[1], "rb") as stream:
        try:
            answers.append(take_photo(stream).width)
        except PhotoRefused as refused:
            answers.append(refused.code.value)
threads = [threading.Thread(target=take) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
status = open("/proc/self/status").read()
peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
print(json.dumps({"peak": peak, "answers": answers}))
"""


def measured(path: Path) -> tuple[float, list[object]]:
    """Peak memory in MB, and the two answers: a width, or why it was refused."""
    command = [sys.executable, "-c", PROGRAM, str(path)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    return told["peak"], told["answers"]


def big(width: int, height: int) -> Image.Image:
    """A large picture with something in it that compresses well."""
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


QUICK = {"preset": "ultrafast"}

# Each kind at its largest, and the answer that it gets: the master's width or a reason.
CASES: dict[str, tuple[Callable[[], bytes], int | str]] = {
    "PNG of 20,000 x 20,000": (lambda: flat_png(20_000, 20_000, rows=3000), "too-many-pixels"),
    "PNG of 60 megapixels": (lambda: flat_png(7745, 7745), 2560),
    "clear PNG of 60 megapixels": (lambda: flat_png(7745, 7745, colour_type=6), 2560),
    "JPEG of 60 megapixels": (lambda: encoded(big(7745, 7745), "JPEG"), 2560),
    "progressive JPEG": (lambda: encoded(big(7745, 7745), "JPEG", progressive=True), 2560),
    "WebP of 15 megapixels": (lambda: encoded(big(4000, 3750), "WEBP", lossless=True), 2560),
    "AVIF of 20 megapixels": (lambda: encoded(big(5000, 4000), "AVIF", speed=10), 2560),
    "AVIF of 60 megapixels": (
        lambda: encoded(big(7745, 7745), "AVIF", speed=10),
        "too-many-pixels",
    ),
    "HEIC of 48 megapixels": (lambda: encoded(big(8064, 6048), "HEIF", enc_params=QUICK), 2560),
}


@pytest.mark.parametrize("case", list(CASES))
def test_memory_stays_under_400_mb(case: str, tmp_path: Path) -> None:
    path = tmp_path / "photo"
    make, answer = CASES[case]
    path.write_bytes(make())
    peak, answers = measured(path)
    assert answers == [answer, answer]
    assert peak < LIMIT_MB
