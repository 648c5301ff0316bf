"""AVIF: decoded in a process of its own, which may take no more than the picture's header says."""

import json
import subprocess
import sys
from typing import IO, Final

from PIL import Image

from config import ROOT

MODULE: Final = "uploads.avif_decoder"
SPARE: Final = 32_000_000  # Bytes beside the frames: the file once more, and small things.
PATIENCE: Final = 60.0  # Seconds; a busy machine decodes the largest in a few.


def decode_apart(stream: IO[bytes], allowed: int) -> Image.Image:
    """The first frame as plain colours, reduced towards the master's size; not turned upright.

    Args:
        stream: the file, seekable.
        allowed: bytes that its frames may take.

    Raises:
        OSError: for damage, and for a picture that is larger than its container says.
    """
    stream.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 - our own module.
            [sys.executable, "-m", MODULE, str(allowed + SPARE)],
            cwd=ROOT,
            input=stream.read(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise OSError("the decoder took too long") from slow
    if done.returncode:
        raise OSError(f"the decoder ended with {done.returncode}: {done.stderr[-200:]!r}")
    head, _, pixels = done.stdout.partition(b"\n")
    told = json.loads(head)
    width, height = told["size"]
    return Image.frombytes(told["mode"], (width, height), pixels)
