"""Which pages `make shots` photographs, and who looks at them."""

from dataclasses import dataclass

from demo.people import CURATORS, OFFICE, maker_person

# Who looks, and the address that the person signs in with; a visitor has none.
PERSONAS: dict[str, str] = {
    "visitor": "",
    "maker": maker_person("batik-rengga-puspa", "").email,
    "curator": CURATORS[1].email,
    "chair": CURATORS[0].email,
    "office": OFFICE.email,
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page to photograph.

    Attributes:
        name: also the beginning of the picture's file name.
        path: where to begin, in Indonesian; English is the same below ``/en``.
        persona: who looks, a key of ``PERSONAS``.
        follow: what a link's address holds; the page is where the first such link of ``path``
            leads, then the first such link there, and so on.
        status: what the page answers with.
    """

    name: str
    path: str
    persona: str = "visitor"
    follow: tuple[str, ...] = ()
    status: int = 200


VISITOR = (
    Page("home", "/"),
    Page("results", "/cari?q=batik"),
    Page("results-all", "/cari"),
    Page("results-none", "/cari?q=zzzzqqqq"),
    Page("product", "/cari?q=batik", follow=("/produk/",)),
    Page("inquire", "/cari?q=batik", follow=("/produk/", "/tanya")),
    Page("makers", "/perajin"),
    Page("maker", "/perajin", follow=("/perajin/",)),
    Page("places", "/kampung"),
    Page("place", "/kampung", follow=("/kampung/",)),
    Page("curation", "/kurasi"),
    Page("sign-in", "/masuk"),
    Page("sign-up", "/daftar"),
    Page("forgotten", "/lupa-sandi"),
    Page("gallery", "/galeri-komponen"),
    Page("not-found", "/tidak-ada", status=404),
)

OWN = "/perajin-saya/produk/"
MAKER = (
    Page("account", "/akun", "maker"),
    Page("maker-home", "/perajin-saya", "maker"),
    Page("maker-profile", "/perajin-saya/profil", "maker"),
    Page("maker-papers", "/perajin-saya/dokumen", "maker"),
    Page("maker-products", "/perajin-saya/produk", "maker"),
    Page("maker-product", "/perajin-saya/produk", "maker", (OWN,)),
    Page("maker-details", "/perajin-saya/produk", "maker", (OWN, "/rincian")),
    Page("maker-terms", "/perajin-saya/produk", "maker", (OWN, "/harga")),
    Page("maker-photos", "/perajin-saya/produk", "maker", (OWN, "/foto")),
    Page("maker-new", "/perajin-saya/produk/baru", "maker"),
    Page("maker-kind", "/perajin-saya/produk/baru", "maker", ("/produk/baru/",)),
    Page("maker-entries", "/perajin-saya/ajuan", "maker"),
    Page("maker-entry", "/perajin-saya/ajuan", "maker", ("/perajin-saya/ajuan/",)),
)

CURATOR = (
    Page("curator-home", "/kurator", "curator"),
    Page("curator-round", "/kurator", "curator", ("/kurator/kurasi/",)),
    Page("score", "/kurator", "curator", ("/kurator/kurasi/", "/kurator/ajuan/")),
    Page("chair-home", "/kurator", "chair"),
    Page("chair-round", "/kurator", "chair", ("/ketua/kurasi/",)),
    Page("chair-assignment", "/kurator", "chair", ("/ketua/kurasi/", "/pembagian")),
    Page("chair-release", "/kurator", "chair", ("/ketua/kurasi/", "/pengumuman")),
    Page("chair-entry", "/kurator", "chair", ("/ketua/kurasi/", "/ketua/ajuan/")),
)

OFFICE_PAGES = (
    Page("office-home", "/dinas/", "office"),
    Page("office-makers", "/dinas/perajin", "office"),
    Page("office-maker", "/dinas/perajin", "office", ("/dinas/perajin/",)),
    Page("office-products", "/dinas/produk", "office"),
    Page("office-partners", "/dinas/mitra", "office"),
    Page("office-partner", "/dinas/mitra", "office", ("/dinas/mitra/",)),
    Page("office-rounds", "/dinas/kurasi", "office"),
    Page("office-round-new", "/dinas/kurasi/baru", "office"),
    Page("office-admission", "/dinas/kurasi", "office", ("/ajuan",)),
    Page("office-inquiries", "/dinas/pertanyaan", "office"),
    Page("office-outbox", "/dinas/pesan", "office"),
    Page("office-log", "/dinas/catatan", "office"),
    Page("office-search", "/dinas/pencarian", "office"),
)

PAGES = (*VISITOR, *MAKER, *CURATOR, *OFFICE_PAGES)
