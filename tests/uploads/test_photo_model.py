"""What templates ask of a photo."""

import pytest

from uploads.models import Photo
from uploads.states import PhotoState

NAME = "0a" * 16


def photo(width: int, state: PhotoState = PhotoState.DERIVED) -> Photo:
    return Photo(name=NAME, width=width, height=100, state=state)


def test_sources_name_every_width_that_the_master_fills() -> None:
    assert photo(1000).sources("avif") == (
        f"/foto/{NAME}-320.avif 320w, /foto/{NAME}-640.avif 640w, /foto/{NAME}-960.avif 960w"
    )
    assert photo(1600).sources("webp").count("w, ") == 3


def test_sources_of_a_small_photo_name_its_own_width() -> None:
    assert photo(200).sources("jpg") == f"/foto/{NAME}-320.jpg 200w"


@pytest.mark.parametrize(
    ("width", "expected"), [(2560, "-960"), (1000, "-960"), (959, "-640"), (10, "-320")]
)
def test_fallback_is_the_jpeg_nearest_to_960(width: int, expected: str) -> None:
    assert photo(width).fallback_url == f"/foto/{NAME}{expected}.jpg"


@pytest.mark.parametrize("state", [PhotoState.PENDING, PhotoState.FAILED])
def test_photo_that_is_not_derived_shows_its_master(state: PhotoState) -> None:
    waiting = photo(2560, state)
    assert waiting.sources("avif") == ""
    assert waiting.fallback_url == f"/foto/{NAME}.jpg"


def test_address_of_what_is_never_made_is_refused() -> None:
    assert photo(2560).url(320, "webp") == f"/foto/{NAME}-320.webp"
    for size, fmt in ((321, "webp"), (320, "gif")):
        with pytest.raises(ValueError, match=r"widths|gif"):
            photo(2560).url(size, fmt)
