"""The makers, papers and products of the sample town."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import select

from accounts.models import User
from catalog.makers import (
    MakerProfile,
    register_maker,
    submit_maker_for_verification,
    verify_maker,
)
from catalog.models import Kelurahan, Maker, Place, Product
from catalog.paper_decisions import confirm_paper
from catalog.papers import PaperDetails, claim_paper
from catalog.photos import attach_photo
from catalog.products import create_product, save_draft
from catalog.revision_changes import RevisionChanges
from catalog.states import PaperKind, PaperState, PlaceKind
from database import db
from demo.data_files import pictures_of, rows
from demo.people import add_person
from demo.sign_ins import maker_person
from uploads.intake import Intake, take_photo
from uploads.operations import store_photo

INTAKE_PROCESSES = 2
PLAIN = (
    "name_id",
    "name_en",
    "description_id",
    "description_en",
    "address",
    "hours_id",
    "hours_en",
)


def add_kelurahan_and_places() -> None:
    """Write the city's kelurahan, and the places that people can visit."""
    known = {row["name"]: Kelurahan(**row) for row in rows("kelurahan")}
    db.session.add_all(known.values())
    for row in rows("places"):
        texts = {name: row.get(name) or "" for name in PLAIN}
        place = Place(
            slug=row["slug"],
            kind=PlaceKind(row["kind"]),
            kelurahan=known[row["kelurahan"]],
            latitude=row["latitude"],
            longitude=row["longitude"],
            source=row["source"],
            **texts,
        )
        db.session.add(place)
    db.session.flush()


def _add_papers(
    papers: Iterable[dict[str, Any]], maker: Maker, product: Product | None, office: User
) -> None:
    for row in papers:
        ends = row["expires_on"]
        in_process = row["state"] == "in_process"
        details = PaperDetails(
            document_number="",  # Invented numbers could be somebody's real ones.
            expires_on=date.fromisoformat(ends) if ends else None,
            product=product,
            state=PaperState.IN_PROCESS if in_process else PaperState.CLAIMED,
        )
        kind = PaperKind(row["kind"])
        paper = claim_paper(maker=maker, kind=kind, details=details, actor=office)
        if row["state"] == "confirmed":
            confirm_paper(paper=paper, actor=office)


def add_makers(office: User) -> dict[str, tuple[Maker, User]]:
    """Sign the makers up, and let the office verify them; by slug, with their people."""
    kelurahan = {one.name: one.id for one in db.session.scalars(select(Kelurahan))}
    places = {one.slug: one.id for one in db.session.scalars(select(Place))}
    made = {}
    for row in rows("makers"):
        user = add_person(maker_person(row["slug"], row["owner_name"]))
        profile = MakerProfile(
            name=row["name"],
            owner_name=row["owner_name"],
            kelurahan_id=kelurahan[row["kelurahan"]],
            place_id=places.get(row["place"]),
            story_id=row["story_id"],
            story_en=row["story_en"],
            whatsapp=row["whatsapp"],
            shows_whatsapp=row["shows_whatsapp"],
        )
        maker = register_maker(user=user, profile=profile, actor=user, is_sample=True)
        submit_maker_for_verification(maker=maker, actor=user)
        verify_maker(maker=maker, actor=office)
        _add_papers(row["papers"], maker, None, office)
        made[row["slug"]] = (maker, user)
    return made


def _take(path: Path) -> Intake:
    return take_photo(path.read_bytes())


def take_pictures() -> dict[Path, Intake]:
    """Take all sample pictures in, in as many processes as a small machine has cores."""
    paths = [path for row in rows("products") for path in pictures_of(row["code"])]
    with ProcessPoolExecutor(INTAKE_PROCESSES, mp_context=get_context("spawn")) as pool:
        return dict(zip(paths, pool.map(_take, paths), strict=True))


def _changes(row: dict[str, Any]) -> RevisionChanges:
    names = RevisionChanges.__annotations__
    return {name: row[name] for name in names if name in row}  # type: ignore[return-value]


def _add_product(
    row: dict[str, Any], maker: Maker, user: User, office: User, taken: dict[Path, Intake]
) -> Product:
    product = create_product(
        maker=maker,
        category_key=row["category"],
        subcategory_key=row["subcategory"],
        name=row["name_id"],
        actor=user,
        is_sample=True,
    )
    save_draft(product=product, changes=_changes(row))
    for path, words in zip(pictures_of(row["code"]), row["photos"], strict=False):
        photo = store_photo(intake=taken[path], maker_id=maker.id, uploaded_by=user)
        attach_photo(product=product, photo=photo, alt_id=words["alt_id"], alt_en=words["alt_en"])
    _add_papers(row["papers"], maker, product, office)
    return product


def add_products(
    makers: dict[str, tuple[Maker, User]], office: User, taken: dict[Path, Intake]
) -> dict[str, Product]:
    """List the sample products as drafts with photos; by their sample codes."""
    return {
        row["code"]: _add_product(row, *makers[row["maker"]], office, taken)
        for row in rows("products")
    }
