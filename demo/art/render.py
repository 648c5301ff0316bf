"""Render the sample pictures: `python -m demo.art.render [NAME...]` writes demo/pictures/*.jpg."""

import argparse
import io
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

SUBJECTS = (
    *("cloth", "garments", "footwear", "leather", "linen", "food", "frozen", "pouches"),
    *("closeups", "jars", "cookiejar", "bamboo", "metal", "crafts", "ship"),
)
PICTURES_FOLDER = Path(__file__).resolve().parent.parent / "pictures"
PIXELS = (1600, 2000)
# Displaced patterns are sampled without smoothing, so those pictures are drawn larger and shrunk.
OVERSAMPLING = 1.5
DISPLACED = ("-bend)", "#wob)", "#steam)", "#bleed)")
QUALITIES = (84, 79, 74, 69, 63)  # Below the last, batik's fine dots begin to smear.
MOST_BYTES = 330_000  # What a picture may weigh in the repository, where quality allows.
SLOWEST = 240_000  # Milliseconds: large lit surfaces take their time without a graphics card.
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--default-tile-width=3200",  # One tile: else every tile works out every filter again.
    "--default-tile-height=4000",
    "--force-gpu-mem-available-mb=4096",  # Else tiles of a large page are dropped unpainted.
]

Drawing = Callable[[], str]


def registry() -> dict[str, Drawing]:
    """Give every picture by name, such as SAMPLE-001-1, from all subject modules."""
    pictures: dict[str, Drawing] = {}
    for subject in SUBJECTS:
        module = f"{__package__}.{subject}"
        if find_spec(module) is not None:
            pictures.update(import_module(module).PICTURES)
    return pictures


def photograph(browser: Browser, drawing: str) -> bytes:
    """Give the drawing as the bytes of a progressive JPEG of PIXELS size."""
    width, height = PIXELS
    style = f"<style>body{{margin:0}}svg{{display:block;width:{width}px;height:{height}px}}</style>"
    displaced = any(mark in drawing for mark in DISPLACED)
    page = browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=OVERSAMPLING if displaced else 1,
    )
    page.set_content(style + drawing)
    shot = Image.open(io.BytesIO(_settled(page))).convert("RGB")
    page.close()
    return _compressed(shot.resize(PIXELS, Image.Resampling.LANCZOS))


def _settled(page: Page) -> bytes:
    """Give a screenshot once two in a row agree: a slow page is first caught half painted."""
    before = b""
    while True:
        shot = page.screenshot(timeout=SLOWEST)
        if shot == before:
            return shot
        before = shot


def _compressed(shot: Image.Image) -> bytes:
    """Give the best JPEG of the shot that weighs no more than MOST_BYTES, or the smallest."""
    for quality in QUALITIES:
        out = io.BytesIO()
        shot.save(out, "JPEG", quality=quality, progressive=True, optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


def render(names: Iterable[str], folder: Path) -> list[Path]:
    """Draw, render and write each named picture; give the files written.

    Raises:
        KeyError: A name is in no subject module.
    """
    drawings = registry()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name in names:
            path = folder / f"{name}.jpg"
            path.write_bytes(photograph(browser, drawings[name]()))
            written.append(path)
        browser.close()
    return written


def main() -> None:
    """Render what the command line names, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="such as SAMPLE-001-1")
    parser.add_argument("--folder", type=Path, default=PICTURES_FOLDER)
    arguments = parser.parse_args()
    render(arguments.names or sorted(registry()), arguments.folder)


if __name__ == "__main__":
    main()
