"""Whatever the bytes are, the answer is a photo or a reason; nothing else ever comes out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from photo_files import ADOBE_RGB, corners, encoded, icc_profile, opened, phone_exif

from uploads.intake import Intake, take_photo
from uploads.refusals import PhotoRefused

FILES = (
    encoded(corners(), "JPEG", exif=phone_exif(6), icc_profile=icc_profile(ADOBE_RGB)),
    encoded(corners(), "JPEG", progressive=True),
    encoded(corners().convert("CMYK"), "JPEG"),
    encoded(corners(), "PNG", exif=phone_exif(6), icc_profile=icc_profile(ADOBE_RGB)),
    encoded(corners().convert("P"), "PNG", transparency=0),
    encoded(corners(), "WEBP", exif=phone_exif(6)),
    encoded(corners(), "AVIF", exif=phone_exif(6), speed=10),
    encoded(corners(), "HEIF", exif=phone_exif(6).tobytes()),
)

changes = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12
)


def outcome(data: bytes) -> Intake | PhotoRefused:
    try:
        return take_photo(data)
    except PhotoRefused as refused:
        return refused


def is_sound(found: Intake | PhotoRefused) -> bool:
    """A refusal, or a master that decodes to the size that it is said to have."""
    if isinstance(found, PhotoRefused):
        return True
    return opened(found.data).size == (found.width, found.height)


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::RuntimeWarning")
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(file=st.sampled_from(FILES), flips=changes, keep=st.floats(0.1, 1.6))
def test_mutated_photo_is_taken_or_refused(
    file: bytes, flips: list[tuple[float, int]], keep: float
) -> None:
    data = bytearray(file[: int(len(file) * keep)])
    for where, value in flips:
        # Most flips land in the first half, where headers are.
        data[int(where * where * len(data))] = value
    assert is_sound(outcome(bytes(data)))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBP"]),
    st.binary(max_size=300),
)
def test_noise_is_refused(start: bytes, noise: bytes) -> None:
    assert isinstance(outcome(start + noise), PhotoRefused)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([b"avif", b"heic", b"mif1"]), st.binary())
def test_noise_in_boxes_is_refused(length: int, brand: bytes, noise: bytes) -> None:
    data = length.to_bytes(4, "big") + b"ftyp" + brand + noise
    assert isinstance(outcome(data), PhotoRefused)
