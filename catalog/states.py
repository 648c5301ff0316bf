"""The lifecycles of makers and listings, each as one transition table."""

from enum import StrEnum
from typing import Final

from accounts.permissions import is_maker, is_office
from web.guards import Rule


class MakerState(StrEnum):
    """How far the office has checked a business."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    NEEDS_FIX = "needs_fix"
    VERIFIED = "verified"
    SUSPENDED = "suspended"


class Region(StrEnum):
    """Kota and Kabupaten are told apart: only the city's makers are listed."""

    CITY = "kota"
    REGENCY = "kabupaten"


class Listing(StrEnum):
    """Whether a product is public."""

    UNLISTED = "unlisted"
    LISTED = "listed"
    WITHDRAWN = "withdrawn"


class RevisionState(StrEnum):
    """A revision is edited as a draft and never again once it is frozen."""

    DRAFT = "draft"
    FROZEN = "frozen"


class PaperKind(StrEnum):
    """The legal documents that a maker or a product can have."""

    NIB = "nib"
    PIRT = "pirt"
    HALAL = "halal"
    BPOM = "bpom"
    TRADEMARK = "merek"
    SNI = "sni"
    BATIKMARK = "batikmark"
    COPYRIGHT = "hak_cipta"
    NPWP = "npwp"


# What visitors and curators may know and filter by. A tax number is nobody's business.
PUBLIC_PAPERS = frozenset(PaperKind) - {PaperKind.NPWP}


class PaperState(StrEnum):
    """Only a confirmed paper shows as a badge and opens a gate."""

    CLAIMED = "claimed"
    IN_PROCESS = "in_process"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    SUPERSEDED = "superseded"


class PlaceKind(StrEnum):
    """What a visitor finds at a place."""

    SENTRA = "sentra"
    KAMPUNG = "kampung"
    GALLERY = "galeri"
    MARKET = "pasar"
    PARK = "taman"


# (state, action) → (next state, who may).
MAKER_TRANSITIONS: Final[dict[tuple[MakerState, str], tuple[MakerState, Rule]]] = {
    (MakerState.DRAFT, "submit"): (MakerState.SUBMITTED, is_maker | is_office),
    (MakerState.NEEDS_FIX, "submit"): (MakerState.SUBMITTED, is_maker | is_office),
    (MakerState.SUBMITTED, "verify"): (MakerState.VERIFIED, is_office),
    (MakerState.SUBMITTED, "send_back"): (MakerState.NEEDS_FIX, is_office),
    (MakerState.VERIFIED, "suspend"): (MakerState.SUSPENDED, is_office),
    (MakerState.SUSPENDED, "verify"): (MakerState.VERIFIED, is_office),
}

LISTING_TRANSITIONS: Final[dict[tuple[Listing, str], tuple[Listing, Rule]]] = {
    (Listing.UNLISTED, "list"): (Listing.LISTED, is_office | is_maker),
    (Listing.LISTED, "list"): (Listing.LISTED, is_office | is_maker),
    (Listing.WITHDRAWN, "list"): (Listing.WITHDRAWN, is_office | is_maker),
    (Listing.LISTED, "send_back"): (Listing.LISTED, is_office),
    (Listing.WITHDRAWN, "send_back"): (Listing.WITHDRAWN, is_office),
    (Listing.LISTED, "withdraw"): (Listing.WITHDRAWN, is_maker | is_office),
    (Listing.WITHDRAWN, "restore"): (Listing.LISTED, is_maker | is_office),
}

PAPER_TRANSITIONS: Final[dict[tuple[PaperState, str], tuple[PaperState, Rule]]] = {
    (PaperState.CLAIMED, "present"): (PaperState.CLAIMED, is_maker | is_office),
    (PaperState.IN_PROCESS, "present"): (PaperState.CLAIMED, is_maker | is_office),
    (PaperState.REFUSED, "present"): (PaperState.CLAIMED, is_maker | is_office),
    (PaperState.CLAIMED, "apply"): (PaperState.IN_PROCESS, is_maker | is_office),
    (PaperState.IN_PROCESS, "apply"): (PaperState.IN_PROCESS, is_maker | is_office),
    (PaperState.REFUSED, "apply"): (PaperState.IN_PROCESS, is_maker | is_office),
    (PaperState.CLAIMED, "confirm"): (PaperState.CONFIRMED, is_office),
    (PaperState.IN_PROCESS, "confirm"): (PaperState.CONFIRMED, is_office),
    (PaperState.REFUSED, "confirm"): (PaperState.CONFIRMED, is_office),
    (PaperState.CLAIMED, "refuse"): (PaperState.REFUSED, is_office),
    (PaperState.IN_PROCESS, "refuse"): (PaperState.REFUSED, is_office),
    (PaperState.CONFIRMED, "refuse"): (PaperState.REFUSED, is_office),
    (PaperState.CONFIRMED, "supersede"): (PaperState.SUPERSEDED, is_office),
}
