"""What visitors of the sample town did in the last weeks: looks at products, and questions."""

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

from accounts.models import User
from catalog.models import Maker, Product
from catalog.states import Listing
from catalog.visits import add_views, today
from database import db, utcnow
from showcase.inquiries import Asked, start_inquiry
from showcase.models import Inquiry
from showcase.questions import move_inquiry
from showcase.sought import Search, add_searches
from showcase.wholesale import grant_wholesale

SEED: Final = 1293
DAYS: Final = 21
BUSIEST: Final = 9
"""Looks at the best known product on a quiet day."""

SATURDAY: Final = 5
ADDRESS: Final = "http://127.0.0.1:8000/produk/"

# Days ago, name, kind, quantity, question, what the maker did.
QUESTIONS: Final[tuple[tuple[int, str, str, int | None, str, str], ...]] = (
    (0, "Bu Endang, Toko Sari Rasa", "wholesale", 24, "Bisa dikirim sebelum Jumat depan?", ""),
    (1, "Ayu", "visitor", 2, "Apakah ada yang lebih terang warnanya?", ""),
    (2, "Pak Budi", "wholesale", 40, "Untuk suvenir kantor, bisa pakai kartu cerita?", "grant"),
    (4, "Maria", "visitor", None, "Bisa dilihat langsung di tempatnya hari Minggu?", "answer"),
    (6, "Hotel Raden Wijaya", "wholesale", 120, "Mohon harga untuk pesanan tiap bulan.", "answer"),
    (9, "Yuni", "visitor", 1, "Bisa dibungkus untuk kado?", "close"),
    (12, "Koperasi Guru", "wholesale", 60, "Apakah bisa dicicil dua kali kirim?", "close"),
)


# Words, the language of the page, whether nothing had them all, how often.
SEARCHES: Final[tuple[tuple[str, str, bool, int], ...]] = (
    ("batik tulis", "id", False, 41),
    ("onde onde", "id", False, 37),
    ("sandal kulit", "id", False, 22),
    ("batik", "en", False, 19),
    ("mukena", "id", True, 14),
    ("leather bag", "en", True, 9),
    ("kopi bubuk", "id", True, 8),
    ("batik couple", "id", True, 6),
    ("sepatu futsal", "id", True, 5),
    ("fridge magnet", "en", True, 4),
    ("gelang", "id", True, 2),
)


def _looks(goods: list[Product], chance: random.Random) -> Counter[tuple[int, date]]:
    """Looks by product and day: some products are known better, weekends are busier."""
    counts: Counter[tuple[int, date]] = Counter()
    last = today()
    for rank, product in enumerate(goods):
        usual = BUSIEST / (1 + rank % 7)
        for back in range(DAYS):
            day = last - timedelta(days=back)
            lively = 1.6 if day.weekday() >= SATURDAY else 1.0
            newer = 1.25 if back < 7 else 1.0  # noqa: PLR2004 - the town is getting known.
            count = round(chance.gauss(usual * lively * newer, usual / 3))
            if count > 0:
                counts[product.id, day] = count
    return counts


def _ask(product: Product, row: tuple[Any, ...], maker: User, buyer: User | None) -> Inquiry:
    """Ask one question, some days ago, and let the maker do with it what is written."""
    back, name, kind, quantity, question, done = row
    revision = product.listed_revision
    options = revision.options if revision else []
    asked = Asked(
        buyer_name=name,
        buyer_kind=kind,
        quantity=quantity,
        question=question,
        choices=tuple((one["name"], one["values"][0]) for one in options),
    )
    inquiry = start_inquiry(product=product, asked=asked, buyer=buyer)
    inquiry.created_at = utcnow() - timedelta(days=back, hours=2)
    if done == "grant":
        grant_wholesale(inquiry=inquiry, actor=maker, address=ADDRESS + product.slug)
    elif done:
        move_inquiry(inquiry=inquiry, action=done, actor=maker)
    return inquiry


def _searches(chance: random.Random) -> dict[Search, int]:
    """What was looked for in the last weeks, and how often on which day."""
    counts: Counter[Search] = Counter()
    for words, lang, in_vain, times in SEARCHES:
        for _ in range(times):
            day = today() - timedelta(days=chance.randrange(DAYS))
            counts[Search(day, lang, words, in_vain)] += 1
    return counts


def add_visitors(
    goods: dict[str, Product], makers: dict[str, tuple[Maker, User]], buyer: User
) -> None:
    """Let visitors look at the listed products for three weeks, and ask about a few."""
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed is the point.
    shown = [one for one in goods.values() if one.listing is Listing.LISTED]
    add_views(_looks(shown, chance))
    add_searches(_searches(chance))
    people = {maker.id: user for maker, user in makers.values()}
    for step, row in enumerate(QUESTIONS * 2):
        # The first product's maker is the one of the printed sign-ins: most of the first round.
        product = shown[0 if step < len(QUESTIONS) and step % 3 != 1 else step % len(shown)]
        signed_in = buyer if row[1] == buyer.name.split()[0] else None
        _ask(product, row, people[product.maker_id], signed_in)
    db.session.flush()
