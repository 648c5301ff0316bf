"""Colour: transparency laid on white, every known profile turned into sRGB."""

import io
import logging
from typing import Final

from PIL import Image, ImageCms

_log = logging.getLogger(__name__)

PROFILE_SPACES: Final = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
SIXTEEN_BIT_MODES: Final = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})
EIGHT_BITS_OF_SIXTEEN: Final = 1 / 257  # 65,535 becomes 255.


def is_plain(image: Image.Image) -> bool:
    """Whether the picture is 8-bit grey, RGB or CMYK, with nothing transparent."""
    return image.mode in PROFILE_SPACES and not image.has_transparency_data


def plain(image: Image.Image) -> Image.Image:
    """The picture as 8-bit grey, RGB or CMYK, with what is transparent laid on white."""
    if is_plain(image):
        return image
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    if image.mode in SIXTEEN_BIT_MODES:
        wide = image.convert("I")
        return wide.point(lambda value: value * EIGHT_BITS_OF_SIXTEEN + 0.5).convert("L")
    return image.convert("L" if image.mode == "1" else "RGB")


def _transform(image: Image.Image, profile: bytes) -> ImageCms.ImageCmsTransform | None:
    """How to bring the picture to sRGB, or None when the profile is not one for such a picture."""
    source = ImageCms.getOpenProfile(io.BytesIO(profile))
    if source.profile.xcolor_space.strip() != PROFILE_SPACES[image.mode]:
        return None
    if "sRGB IEC61966" in (source.profile.profile_description or ""):
        return None
    return ImageCms.buildTransformFromOpenProfiles(
        source,
        ImageCms.createProfile("sRGB"),
        image.mode,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB. A profile that is broken or meant for other pictures is left out.

    Args:
        image: grey, RGB or CMYK, as ``plain`` gives it.
        profile: the ICC profile that came with the file.
    """
    if profile:
        try:
            transform = _transform(image, profile)
            if transform is not None:
                return ImageCms.applyTransform(image, transform) or image
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            # The picture is worth more than its damaged profile.
            _log.info("a broken colour profile was left out", exc_info=True)
    return image if image.mode == "RGB" else image.convert("RGB")
