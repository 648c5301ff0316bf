"""How the things are called that the log speaks of."""

from collections.abc import Collection

from sqlalchemy import Select, func, select

from accounts.models import User
from catalog.models import Maker, Product, ProductRevision
from catalog.sheets.models import SheetJob
from curation.entry_models import Entry
from curation.models import Partner, Round
from curation.placement_models import Placement
from database import db
from showcase.models import SearchSynonym
from web.languages import language

Subject = tuple[str, int]


def _queries(lang: str) -> dict[str, Select[int, str]]:
    """For each kind of thing: keys and names, in rising order of what is newest."""
    numbered = select(ProductRevision.product_id, ProductRevision.name_id)
    english = func.coalesce(func.nullif(Round.name_en, ""), Round.name_id)
    return {
        "maker": select(Maker.id, Maker.name),
        "synonym": select(SearchSynonym.id, SearchSynonym.word),
        "partner": select(Partner.id, Partner.name),
        "sheet": select(SheetJob.id, SheetJob.file_name),
        "user": select(User.id, User.name),
        "placement": select(Placement.id, Placement.outlet),
        "round": select(Round.id, english if lang == "en" else Round.name_id),
        "product": numbered.join(Product, Product.id == ProductRevision.product_id).order_by(
            ProductRevision.number
        ),
        "entry": select(Entry.id, ProductRevision.name_id).join(
            ProductRevision, ProductRevision.id == Entry.revision_id
        ),
    }


def subject_names(subjects: Collection[Subject]) -> dict[Subject, str]:
    """The names of things, in one query for each kind of thing.

    Args:
        subjects: kind and primary key; kinds without names, such as photos, are left out.
    """
    names: dict[Subject, str] = {}
    for kind, query in _queries(language()).items():
        keys = {key for one, key in subjects if one == kind}
        if keys:
            key_column = query.selected_columns[0]
            rows = db.session.execute(query.where(key_column.in_(keys)))
            names |= {(kind, key): name for key, name in rows}
    return names
