"""From a master to the files that browsers get: four widths, three formats."""

import io
from collections.abc import Collection, Iterator
from typing import Any, Final

from PIL import Image

from uploads.states import Format, PhotoFile, derived_files

# Chosen by measurement on one core at 1,600 px (benchmarks/photos.py): AVIF at speed 8 takes a
# quarter of speed 6's time for a twentieth more bytes at the same structural similarity; the
# other formats are set to about the same similarity. One thread each, since the worker runs
# beside the web process.
SETTINGS: Final[dict[Format, tuple[str, dict[str, Any]]]] = {
    Format.AVIF: ("AVIF", {"quality": 60, "speed": 8, "max_threads": 1}),
    Format.WEBP: ("WEBP", {"quality": 78, "method": 4}),
    Format.JPEG: ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}


def encode(picture: Image.Image, chosen: Format) -> bytes:
    """The picture in one of our formats, without metadata."""
    out = io.BytesIO()
    name, options = SETTINGS[chosen]
    picture.save(out, name, **options)
    return out.getvalue()


def _steps(master: Image.Image, widths: Collection[int]) -> dict[int, Image.Image]:
    """The master at each width, each made from the next larger one, which is quicker."""
    pictures: dict[int, Image.Image] = {}
    picture = master
    for width in sorted(widths, reverse=True):
        if width < picture.width:
            height = max(1, round(master.height * width / master.width))
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        pictures[width] = picture
    return pictures


def derive(
    name: str, master: bytes, *, skip: Collection[PhotoFile] = ()
) -> Iterator[tuple[PhotoFile, bytes]]:
    """Make the files of a photo, smallest first, each only when it is asked for.

    A master narrower than the smallest width is derived at its own width under that name.

    Args:
        name: the photo's name.
        master: the master's bytes.
        skip: files that are there already.

    Raises:
        OSError: when the master cannot be decoded.
    """
    with Image.open(io.BytesIO(master), formats=["JPEG"]) as opened:
        opened.load()
        picture = opened.convert("RGB")
    picture.info.clear()
    wanted = [file for file in derived_files(name, picture.width) if file not in skip]
    pictures = _steps(picture, {file.size for file in wanted if file.size is not None})
    for file in wanted:
        if file.size is not None:
            yield file, encode(pictures[file.size], file.format)
