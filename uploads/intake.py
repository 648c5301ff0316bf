"""Taking a photo in: from untrusted bytes to a master that holds nothing but the picture."""

import hashlib
import io
from dataclasses import dataclass
from typing import IO, Final

from PIL import Image

from uploads.decoding import decoded
from uploads.look import look
from uploads.refusals import PhotoRefused, Reason, TooLarge
from uploads.sniffing import HEAD_BYTES, Kind, holds_another_file, sniff
from uploads.traits import Hint, difference_hash, hints, mat, placeholder

MAX_BYTES: Final = 25 * 1024 * 1024
NAME_DIGITS: Final = 32  # Hexadecimal digits of SHA-256 that name a photo: 128 bits.

# Derived pictures are made from the master, so it keeps full colour resolution (4:4:4): red and
# indigo lines of batik would otherwise be blurred twice. It costs a seventh more bytes.
MASTER_QUALITY: Final = 90
MASTER_SUBSAMPLING: Final = 0


@dataclass(frozen=True, slots=True)
class Intake:
    """A photo taken in, not yet stored.

    Attributes:
        name: what its files are called: the first 32 hexadecimal digits of the master's SHA-256.
        data: the master, a JPEG in sRGB without metadata.
        width: pixels across the master.
        height: pixels down the master.
        kind: what was uploaded.
        source_width: pixels across the upright original.
        source_height: pixels down the upright original.
        mat: the CSS class of its mat.
        placeholder: a data URI of at most 400 characters.
        dhash: 16 hexadecimal digits.
        look: what ``look`` says of it; empty where it was taken in before anybody looked.
        hints: what to advise the maker.
    """

    name: str
    data: bytes
    width: int
    height: int
    kind: Kind
    source_width: int
    source_height: int
    mat: str
    placeholder: str
    dhash: str
    look: bytes
    hints: tuple[Hint, ...]


def _bounded(source: bytes | IO[bytes]) -> tuple[IO[bytes], int]:
    """The source as a seekable stream and its length, without reading more than we take.

    Raises:
        TooLarge: when there are more bytes than ``MAX_BYTES``.
    """
    if isinstance(source, bytes):
        stream: IO[bytes] = io.BytesIO(source)
    elif source.seekable():
        stream = source
    else:
        stream = io.BytesIO(source.read(MAX_BYTES + 1))
    length = stream.seek(0, io.SEEK_END)
    if length > MAX_BYTES:
        raise TooLarge
    return stream, length


def _recognised(stream: IO[bytes], length: int) -> Kind:
    """What kind of picture the stream holds.

    Raises:
        PhotoRefused: for no bytes, for anything but a picture, and for a picture that is also
            another file.
    """
    if length == 0:
        raise PhotoRefused(Reason.EMPTY)
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    kind = sniff(head)
    if kind is None:
        raise PhotoRefused(Reason.NOT_A_PHOTO)
    if holds_another_file(head, stream, length):
        raise PhotoRefused(Reason.TWO_IN_ONE)
    return kind


def _master(picture: Image.Image) -> bytes:
    """The picture as the master's bytes, without any metadata."""
    out = io.BytesIO()
    picture.info.clear()
    picture.save(out, "JPEG", quality=MASTER_QUALITY, subsampling=MASTER_SUBSAMPLING)
    return out.getvalue()


def intake_of(kind: Kind, picture: Image.Image, source: tuple[int, int]) -> Intake:
    """Everything that is kept of a picture.

    Args:
        kind: what it was read from.
        picture: RGB, sRGB, upright, no larger than a master.
        source: pixels across and down the upright original.
    """
    data = _master(picture)
    return Intake(
        name=hashlib.sha256(data).hexdigest()[:NAME_DIGITS],
        data=data,
        width=picture.width,
        height=picture.height,
        kind=kind,
        source_width=source[0],
        source_height=source[1],
        mat=mat(picture),
        placeholder=placeholder(picture),
        dhash=difference_hash(picture),
        look=look(picture),
        hints=hints(picture, max(source)),
    )


def take_photo(source: bytes | IO[bytes]) -> Intake:
    """Take a photo in: recognise it by content, decode it once, and make its master.

    Args:
        source: the file's bytes, or a binary stream of them.

    Raises:
        TooLarge: for more than 25 MB.
        PhotoRefused: for anything that is not one whole picture within the limits.
    """
    stream, length = _bounded(source)
    kind = _recognised(stream, length)
    with decoded(stream, kind) as found:
        return intake_of(kind, found.picture, (found.width, found.height))
