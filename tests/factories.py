"""Factories: the smallest rows that make sense, changed by name in each test."""

from datetime import timedelta

import factory
from factory.alchemy import SQLAlchemyModelFactory

from accounts.models import Membership, User
from accounts.states import Role
from catalog.models import Kelurahan, Maker, Paper, Place, Product, ProductRevision, RevisionPhoto
from catalog.states import Listing, MakerState, PaperKind, PlaceKind, RevisionState
from curation.entry_models import Assignment, Entry
from curation.models import Criterion, Level, Partner, Round, RubricVersion
from curation.states import EntryState
from database import utcnow
from uploads.models import Photo, PhotoMatch, PhotoState


class Factory(SQLAlchemyModelFactory):
    """Flush each row, so that it has a key; the test commits."""

    class Meta:
        abstract = True
        sqlalchemy_session_persistence = "flush"


class UserFactory(Factory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Orang {n}")
    email = factory.Sequence(lambda n: f"orang{n}@contoh.test")
    password_hash = "!"
    session_token = factory.Sequence(lambda n: f"token-{n}")


class KelurahanFactory(Factory):
    class Meta:
        model = Kelurahan

    code = factory.Sequence(lambda n: f"35.76.99.{n:04d}")
    name = factory.Sequence(lambda n: f"Kelurahan {n}")
    district = "Kranggan"
    postcode = "61321"
    latitude = -7.47
    longitude = 112.43


class MakerFactory(Factory):
    class Meta:
        model = Maker

    name = factory.Sequence(lambda n: f"Perajin {n}")
    slug = factory.Sequence(lambda n: f"perajin-{n}")
    state = MakerState.VERIFIED
    kelurahan = factory.SubFactory(KelurahanFactory)
    whatsapp = "6281100000001"
    shows_whatsapp = True
    story_id = "Cerita perajin."
    story_en = "The maker's story."


class PhotoFactory(Factory):
    class Meta:
        model = Photo

    name = factory.Sequence(lambda n: f"{n:032x}")
    width = 1600
    height = 2000
    state = PhotoState.DERIVED
    maker_id = None


class PlaceFactory(Factory):
    class Meta:
        model = Place

    slug = factory.Sequence(lambda n: f"kampung-{n}")
    name_id = factory.Sequence(lambda n: f"Kampung {n}")
    kind = PlaceKind.KAMPUNG
    kelurahan = factory.SubFactory(KelurahanFactory)
    latitude = -7.47
    longitude = 112.43


class ProductFactory(Factory):
    class Meta:
        model = Product

    slug = factory.Sequence(lambda n: f"produk-{n}")
    code = factory.Sequence(lambda n: f"T-{n:05d}")
    maker = factory.SubFactory(MakerFactory)


class RevisionFactory(Factory):
    class Meta:
        model = ProductRevision

    product = factory.SubFactory(ProductFactory)
    number = 1
    category = "kriya"
    subcategory = "anyaman_bambu"
    name_id = "Keranjang bambu"
    name_en = "Bamboo basket"
    description_id = "Keranjang anyaman bambu apus."
    description_en = "A basket of woven bamboo."
    price_rupiah = 78_000
    unit = "buah"


class RevisionPhotoFactory(Factory):
    class Meta:
        model = RevisionPhoto

    revision = factory.SubFactory(RevisionFactory)
    photo = factory.SubFactory(PhotoFactory)
    position = 0


class PaperFactory(Factory):
    class Meta:
        model = Paper

    maker = factory.SubFactory(MakerFactory)
    kind = PaperKind.NIB
    document_number = "9120001234567"


class PartnerFactory(Factory):
    class Meta:
        model = Partner

    slug = factory.Sequence(lambda n: f"mitra-{n}")
    name = factory.Sequence(lambda n: f"Mitra {n}")


class RubricFactory(Factory):
    class Meta:
        model = RubricVersion

    partner = factory.SubFactory(PartnerFactory)
    number = 1
    name = "Rubrik uji"


class CriterionFactory(Factory):
    class Meta:
        model = Criterion

    rubric = factory.SubFactory(RubricFactory)
    category = "kriya"
    key = factory.Sequence(lambda n: f"kriteria_{n}")
    position = factory.Sequence(lambda n: n)
    weight = 50
    name_id = "Mutu"
    name_en = "Quality"


class LevelFactory(Factory):
    class Meta:
        model = Level

    criterion = factory.SubFactory(CriterionFactory)
    value = 3
    sentence_id = "Cukup."
    sentence_en = "Fair."


class RoundFactory(Factory):
    class Meta:
        model = Round

    slug = factory.Sequence(lambda n: f"kurasi-{n}")
    rubric = factory.SubFactory(RubricFactory)
    partner = factory.SelfAttribute("rubric.partner")
    name_id = "Kurasi uji"
    name_en = "Test round"
    opens_at = factory.LazyFunction(lambda: utcnow() - timedelta(days=1))
    closes_at = factory.LazyFunction(lambda: utcnow() + timedelta(days=1))
    scoring_ends_at = factory.LazyFunction(lambda: utcnow() + timedelta(days=2))
    categories = ["batik", "alas_kaki", "kriya", "mamin"]  # noqa: RUF012 - factory_boy copies it.


class EntryFactory(Factory):
    class Meta:
        model = Entry

    round = factory.SubFactory(RoundFactory)
    revision = factory.SubFactory(RevisionFactory, state=RevisionState.FROZEN)
    product = factory.SelfAttribute("revision.product")
    code = factory.Sequence(lambda n: f"E-{n:05d}")
    state = EntryState.IN_REVIEW
    consents_to_listing = True


class AssignmentFactory(Factory):
    class Meta:
        model = Assignment

    entry = factory.SubFactory(EntryFactory)
    curator = factory.SubFactory(UserFactory)


class PhotoMatchFactory(Factory):
    class Meta:
        model = PhotoMatch

    photo = factory.SubFactory(PhotoFactory)
    other = factory.SubFactory(PhotoFactory)
    bits = 0


def same_picture() -> PhotoMatch:
    """A picture that two makers show, the newer of them first."""
    older, newer = RevisionFactory(), RevisionFactory()
    other = PhotoFactory(maker_id=older.product.maker_id)
    photo = PhotoFactory(maker_id=newer.product.maker_id)
    RevisionPhotoFactory(revision=older, photo=other, position=0)
    RevisionPhotoFactory(revision=newer, photo=photo, position=0)
    return PhotoMatchFactory(photo=photo, other=other)


FACTORIES = (
    PhotoMatchFactory,
    UserFactory,
    KelurahanFactory,
    MakerFactory,
    PhotoFactory,
    PlaceFactory,
    ProductFactory,
    RevisionFactory,
    RevisionPhotoFactory,
    PaperFactory,
    PartnerFactory,
    RubricFactory,
    CriterionFactory,
    LevelFactory,
    RoundFactory,
    EntryFactory,
    AssignmentFactory,
)


def add_role(
    user: User, role: Role, *, maker: Maker | None = None, partner: Partner | None = None
) -> User:
    """Give a person a role, as an accepted invitation would."""
    user.memberships.append(
        Membership(
            role=role,
            maker_id=maker.id if maker else None,
            partner_id=partner.id if partner else None,
        )
    )
    return user


def maker_user(maker: Maker) -> User:
    """A person who works for the maker."""
    return add_role(UserFactory(), Role.MAKER, maker=maker)


def curator_user(partner: Partner) -> User:
    """A curator of the partner."""
    return add_role(UserFactory(), Role.CURATOR, partner=partner)


def office_user(**values: object) -> User:
    """Somebody of the city's office."""
    return add_role(UserFactory(**values), Role.OFFICE)


def listed_product(**values: object) -> Product:
    """A product with a frozen, listed revision and one derived photo."""
    revision = RevisionFactory(state=RevisionState.FROZEN, frozen_at=utcnow(), **values)
    RevisionPhotoFactory(revision=revision, alt_id="Foto produk", alt_en="Photo of the product")
    product: Product = revision.product
    # The key and not the relationship, which is written after the rest: the database refuses a
    # listed product without a revision even for a moment.
    product.listed_revision_id = revision.id
    product.listing = Listing.LISTED
    product.listed_at = utcnow()
    return product
