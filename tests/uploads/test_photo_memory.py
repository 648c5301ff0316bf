"""The process stays under 400 MB whatever is sent; each case has a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from photo_files import encoded, flat_png, understated_avif
from PIL import Image

ROOT = Path(__file__).parents[2]
LIMIT_MB = 400

# VmHWM is the highest that the process itself ever was; getrusage() would also count what the
# parent held before it started the process. What a decoder holds in a process of its own is looked
# at every few milliseconds (Pss: pages shared with others count by their share).
# The whole app is loaded, as it is in the web process, and the file is taken in twice at once.
PROGRAM = """
import json, os, re, sys, threading, warnings
import app
from uploads.intake import take_photo
from uploads.refusals import PhotoRefused
warnings.simplefilter("ignore")
answers, together, done = [], [0.0], threading.Event()
def kilobytes(name, file):
    with open(file) as told:
        return int(re.search(name + r":\\s*(\\d+)", told.read())[1])
def children():
    for thread in os.listdir("/proc/self/task"):
        try:
            with open(f"/proc/self/task/{thread}/children") as told:
                yield from told.read().split()
        except OSError:
            pass
def watch():
    while not done.wait(0.005):
        try:
            held = sum(kilobytes("Pss", f"/proc/{one}/smaps_rollup") for one in children())
        except (OSError, TypeError):
            continue
        if held:
            held += kilobytes("Pss", "/proc/self/smaps_rollup")
        together[0] = max(together[0], held / 1024)
def take():
    with open(sys.argv[1], "rb") as stream:
        try:
            answers.append(take_photo(stream).width)
        except PhotoRefused as refused:
            answers.append(refused.code.value)
watcher = threading.Thread(target=watch)
watcher.start()
threads = [threading.Thread(target=take) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
done.set()
watcher.join()
alone = kilobytes("VmHWM", "/proc/self/status") / 1024
print(json.dumps({"alone": alone, "together": together[0], "answers": answers}))
"""


def measured(path: Path) -> tuple[float, float, list[object]]:
    """The process's peak in MB, the peak with its decoder's, and the two answers."""
    command = [sys.executable, "-c", PROGRAM, str(path)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    return told["alone"], told["together"], told["answers"]


def big(width: int, height: int) -> Image.Image:
    """A large picture with something in it that compresses well."""
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


def noise(width: int, height: int) -> Image.Image:
    """A large picture that hardly compresses."""
    return Image.effect_noise((width, height), 60).convert("RGB")


QUICK = {"preset": "ultrafast"}

# Each kind at its largest, and the answer that it gets: the master's width or a reason.
CASES: dict[str, tuple[Callable[[], bytes], int | str]] = {
    "PNG of 20,000 x 20,000": (lambda: flat_png(20_000, 20_000, rows=3000), "too-many-pixels"),
    "PNG of 60 megapixels": (lambda: flat_png(7745, 7745), 2560),
    "clear PNG of 60 megapixels": (lambda: flat_png(7745, 7745, colour_type=6), 2560),
    "JPEG of 60 megapixels": (lambda: encoded(big(7745, 7745), "JPEG"), 2560),
    "progressive JPEG": (lambda: encoded(big(7745, 7745), "JPEG", progressive=True), 2560),
    "WebP of 15 megapixels": (lambda: encoded(big(4000, 3750), "WEBP", lossless=True), 2560),
    "AVIF of 18 megapixels": (lambda: encoded(noise(4898, 3674), "AVIF", speed=10), 2560),
    "AVIF that says less than it holds": (
        lambda: understated_avif(big(12_000, 12_000), 100, 100),
        "damaged",
    ),
    "AVIF of 60 megapixels": (
        lambda: encoded(big(7745, 7745), "AVIF", speed=10),
        "too-many-pixels",
    ),
    "HEIC of 48 megapixels": (lambda: encoded(big(8064, 6048), "HEIF", enc_params=QUICK), 2560),
}

DECODED_APART = {"AVIF of 18 megapixels", "AVIF that says less than it holds"}


@pytest.mark.parametrize("case", list(CASES))
def test_memory_stays_under_400_mb(case: str, tmp_path: Path) -> None:
    path = tmp_path / "photo"
    make, answer = CASES[case]
    path.write_bytes(make())
    alone, together, answers = measured(path)
    assert answers == [answer, answer]
    assert max(alone, together) < LIMIT_MB
    assert (together > 0) == (case in DECODED_APART)
