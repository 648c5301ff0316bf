"""Turning and cutting a photo: always from the master that was uploaded, which stays as it is."""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image
from PIL.Image import Transpose

from uploads.intake import Intake, intake_of
from uploads.memory import FINISHING_COPIES, MEMORY
from uploads.sniffing import Kind
from uploads.states import PhotoFile
from uploads.storage import photo_store

QUARTERS: Final = 4
RIGHT: Final[dict[int, Transpose]] = {
    1: Transpose.ROTATE_270,
    2: Transpose.ROTATE_180,
    3: Transpose.ROTATE_90,
}
SMALLEST_SIDE: Final = 200  # Pixels that must remain of each side, where there were as many.
EXACT: Final = 4  # Decimals of a share that are kept: a quarter of a pixel of a master.

Box = tuple[float, float, float, float]
WHOLE: Final[Box] = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Cut:
    """What is done to a master.

    Attributes:
        turn: quarters to the right, 0 to 3.
        box: left, top, width and height of what remains of the turned master, as shares of 1.
    """

    turn: int = 0
    box: Box = WHOLE

    @property
    def changes_nothing(self) -> bool:
        """Whether the master would come out as it went in."""
        return self.turn == 0 and self.box == WHOLE

    def turned(self, quarters: int) -> "Cut":
        """The same part of the picture, turned further."""
        left, top, width, height = self.box
        for _ in range(quarters % QUARTERS):
            left, top, width, height = 1 - top - height, left, height, width
        return cut(self.turn + quarters, (left, top, width, height))


def cut(turn: int, box: Sequence[float]) -> Cut:
    """A cut within the picture, whatever numbers were sent.

    Args:
        turn: quarters to the right, any whole number.
        box: left, top, width and height as shares; what is no number means the whole picture.
    """
    if len(box) != len(WHOLE) or not all(math.isfinite(share) for share in box):
        return Cut(turn % QUARTERS)
    left, top = (min(max(share, 0.0), 1.0) for share in box[:2])
    width, height = min(box[2], 1 - left), min(box[3], 1 - top)
    if width <= 0 or height <= 0:
        return Cut(turn % QUARTERS)
    shares = tuple(round(share, EXACT) for share in (left, top, width, height))
    return Cut(turn % QUARTERS, (shares[0], shares[1], shares[2], shares[3]))


def square(turn: int, width: int, height: int) -> Cut:
    """The largest square in the middle of a master that was turned.

    Args:
        turn: quarters to the right.
        width: pixels across the master.
        height: pixels down the master.
    """
    across, down = (height, width) if turn % 2 else (width, height)
    side = min(across, down)
    wide, high = side / across, side / down
    return cut(turn, ((1 - wide) / 2, (1 - high) / 2, wide, high))


def _pixels(start: float, share: float, length: int) -> tuple[int, int]:
    """Where a cut begins and ends along a side, leaving ``SMALLEST_SIDE`` at least."""
    least = min(SMALLEST_SIDE, length)
    size = min(length, max(least, round(share * length)))
    begin = min(max(0, round(start * length)), length - size)
    return begin, begin + size


def edit(name: str, asked: Cut) -> Intake:
    """Make a picture from the master of that name; nothing is stored.

    Raises:
        FileNotFoundError: when the master is gone.
    """
    data = photo_store().get(PhotoFile(name))
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as master:
        wanted = FINISHING_COPIES * 4 * master.width * master.height
        with MEMORY.holding(min(wanted, MEMORY.total)):
            picture = master.convert("RGB")
            if asked.turn:
                picture = picture.transpose(RIGHT[asked.turn])
            left, right = _pixels(asked.box[0], asked.box[2], picture.width)
            top, bottom = _pixels(asked.box[1], asked.box[3], picture.height)
            picture = picture.crop((left, top, right, bottom))
            return intake_of(Kind.JPEG, picture, picture.size)
