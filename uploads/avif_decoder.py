"""``python -m uploads.avif_decoder BYTES``: decode an AVIF in a process that may take so much more.

The container of an AVIF may say less than the coded picture inside it holds, and the decoder
believes the latter. So it works in a process of its own, under a limit by what the container
says; the web process would otherwise take whatever a liar asks for.

The file comes by standard input. What goes out is a line of JSON (``mode`` and ``size`` of the
reduced picture), then its pixels; a process that ends otherwise has met its limit, or damage.
"""

import io
import json
import re
import resource
import sys
from pathlib import Path
from typing import Final

from PIL import AvifImagePlugin, Image

from uploads.bands import reduced

STATUS: Final = Path("/proc/self/status")


def _data_bytes() -> int:
    """What counts towards ``RLIMIT_DATA`` now (Linux: private memory that can be written)."""
    found = re.search(r"^VmData:\s*(\d+) kB", STATUS.read_text(encoding="ascii"), re.MULTILINE)
    if found is None:
        raise OSError("the system does not say how much memory this process has")
    return int(found[1]) * 1024


def decode(data: bytes, allowed: int) -> Image.Image:
    """The first frame as plain colours, reduced towards the master's size; not turned upright.

    Args:
        data: the file.
        allowed: bytes that decoding may take on top of what the process has now.
    """
    # Each thread of the decoder keeps frames of its own.
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    limit = _data_bytes() + allowed
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    with Image.open(io.BytesIO(data), formats=["AVIF"]) as image:
        image.load()
        width, height = image.size
        return reduced(lambda top, bottom: image.crop((0, top, width, bottom)), width, height)


def main() -> None:
    """Decode what comes in, and write what it holds."""
    picture = decode(sys.stdin.buffer.read(), int(sys.argv[1]))
    head = json.dumps({"mode": picture.mode, "size": picture.size})
    sys.stdout.buffer.write(head.encode("ascii") + b"\n")
    sys.stdout.buffer.write(picture.tobytes())


if __name__ == "__main__":
    main()
