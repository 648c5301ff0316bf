"""Which pages `make shots` photographs, and who looks at them."""

from dataclasses import dataclass

from demo.sign_ins import BUYER, CURATORS, OFFICE, maker_person

MAKER_SLUG = "batik-rengga-puspa"

# Who looks, and the address that the person signs in with; a visitor has none.
PERSONAS: dict[str, str] = {
    "visitor": "",
    "buyer": BUYER.email,
    "maker": maker_person(MAKER_SLUG, "").email,
    "curator": CURATORS[1].email,
    "chair": CURATORS[0].email,
    "office": OFFICE.email,
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page to photograph.

    Attributes:
        name: also the beginning of the picture's file name.
        path: where to begin, in Indonesian; English is the same below ``/en``. What stands in
            braces differs from site to site; ``scripts.shots_stage`` fills it in.
        persona: who looks, a key of ``PERSONAS``.
        follow: a pattern that a link's address ends in; the page is where the first such link of
            ``path`` leads, then the first such link there, and so on.
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
    Page("results-close", "/cari?q=kain+batik+tulis+majapahit+warna+apa+aja"),
    Page("results-easing", "/cari?q=kripik+tempe&kelurahan=Wates"),
    Page("results-spelling", "/cari?q=btik"),
    Page("results-none", "/cari?q=zzzzqqqq"),
    Page("product", "/cari?q=batik", follow=(r"/produk/[\w-]+",)),
    Page("inquire", "/cari?q=batik", follow=(r"/produk/[\w-]+", "/tanya")),
    Page("wishlist", "/simpanan?p=sandal-karung-goni.tidak-ada"),
    Page("wishlist-none", "/simpanan"),
    Page("makers", "/perajin"),
    Page("maker", "/perajin", follow=(r"/perajin/[\w-]+",)),
    Page("places", "/kampung"),
    Page("place", "/kampung", follow=(r"/kampung/[\w-]+",)),
    Page("walk", "/kampung/jalan?t=sentra-alas-kaki.kampung-jajanan-sentanan.kampung-pecinan"),
    Page("away", "/luring"),
    Page("walk-none", "/kampung/jalan"),
    Page("curation", "/kurasi"),
    Page("partner", "/kurasi", follow=(r"/mitra/[\w-]+",)),
    Page("sign-in", "/masuk"),
    Page("sign-up", "/daftar"),
    Page("forgotten", "/lupa-sandi"),
    Page("inquired", "/produk/{listed}/terkirim"),
    Page("invitation", "/undangan/{invitation}"),
    Page("take-over", "/ambil-alih/{handover}"),
    Page("take-over-gone", "/ambil-alih/salah", status=404),
    Page("reset", "/atur-sandi/{reset}"),
    Page("gallery", "/galeri-komponen"),
    Page("proof", "/bukti/{proof}"),
    Page("not-found", "/tidak-ada", status=404),
)

BUYER_PAGES = (
    Page("buyer-account", "/akun", "buyer"),
    Page("change-password", "/akun/kata-sandi", "buyer"),
    Page("maker-register", "/perajin-saya/daftar", "buyer"),
    Page("invitation-signed-in", "/undangan/{invitation}", "buyer"),
    Page("take-over-signed-in", "/ambil-alih/{handover}", "buyer"),
)

OWN = r"/perajin-saya/produk/\d+"
MAKER = (
    Page("account", "/akun", "maker"),
    Page("maker-home", "/perajin-saya", "maker"),
    Page("maker-profile", "/perajin-saya/profil", "maker"),
    Page("maker-history", "/perajin-saya/riwayat", "maker"),
    Page("maker-papers", "/perajin-saya/dokumen", "maker"),
    Page("maker-paper", "/perajin-saya/dokumen", "maker", (r"/perajin-saya/dokumen/\d+",)),
    Page(
        "maker-paper-renew",
        "/perajin-saya/dokumen",
        "maker",
        (r"/perajin-saya/dokumen/\d+", "/perbarui"),
    ),
    Page("maker-paper-nib", "/perajin-saya/dokumen/baru/nib", "maker"),
    Page("maker-paper-pirt", "/perajin-saya/dokumen/baru/pirt", "maker"),
    Page("maker-paper-brand", "/perajin-saya/dokumen/baru/merek", "maker"),
    Page("maker-products", "/perajin-saya/produk", "maker"),
    Page("maker-cards", "/perajin-saya/label", "maker"),
    Page("maker-labels", "/perajin-saya/label?jenis=label", "maker"),
    Page("maker-product", "/perajin-saya/produk", "maker", (OWN,)),
    Page("maker-details", "/perajin-saya/produk", "maker", (OWN, "/rincian")),
    Page("maker-terms", "/perajin-saya/produk", "maker", (OWN, "/harga")),
    Page("maker-photos", "/perajin-saya/produk", "maker", (OWN, "/foto")),
    Page("maker-questions", "/perajin-saya/pertanyaan", "maker"),
    Page("wholesale-offer", "/perajin-saya/pertanyaan", "maker", (r"/grosir/[\w-]+",)),
    Page("maker-new", "/perajin-saya/produk/baru", "maker"),
    Page("maker-kind", "/perajin-saya/produk/baru", "maker", (r"/produk/baru/\w+",)),
    Page("maker-sheets", "/perajin-saya/lembar", "maker"),
    Page("maker-sheet", "/perajin-saya/lembar/{sheet}", "maker"),
    Page("maker-offline", "/perajin-saya/luring", "maker"),
    Page("maker-entry-new", "/perajin-saya/ajuan", "maker", ("/ajukan",)),
    Page("maker-entries", "/perajin-saya/ajuan", "maker"),
    Page("maker-entry", "/perajin-saya/ajuan", "maker", (r"/perajin-saya/ajuan/\d+",)),
    Page("maker-result", "/perajin-saya/ajuan/{accepted}/lembar", "maker"),
    Page("maker-certificate", "/perajin-saya/ajuan/{accepted}/sertifikat", "maker"),
)

CURATOR = (
    Page("product-wholesale", "/cari?q=sepatu", "curator", (r"/produk/[\w-]+",)),
    Page("curator-home", "/kurator", "curator"),
    Page("curator-round", "/kurator", "curator", (r"/kurator/kurasi/\d+",)),
    Page("score", "/kurator", "curator", (r"/kurator/kurasi/\d+", r"/kurator/ajuan/\d+")),
    Page("sheet-history", "/kurator/ajuan/{assigned}/riwayat", "curator"),
    Page("other-sheets", "/kurator/ajuan/{assigned}/lainnya", "curator"),
    Page("curator-offline", "/kurator/luring", "curator"),
    Page("declare-interest", "/kurator/ajuan/{assigned}/kepentingan", "curator"),
    Page("shortlist", "/kurator", "curator", (r"/kurator/kurasi/\d+/terpilih",)),
    Page("placements", "/penempatan/ajuan/{placed}", "curator"),
    Page("placement", "/penempatan/{placement}", "curator"),
    Page("chair-home", "/kurator", "chair"),
    Page("chair-round", "/kurator", "chair", (r"/ketua/kurasi/\d+",)),
    Page("chair-assignment", "/kurator", "chair", (r"/ketua/kurasi/\d+", "/pembagian")),
    Page(
        "chair-curators",
        "/kurator",
        "chair",
        (r"/ketua/kurasi/\d+", "/pembagian", r"/ketua/ajuan/\d+/kurator"),
    ),
    Page(
        "chair-limit",
        "/kurator",
        "chair",
        (r"/ketua/kurasi/\d+", "/pembagian", r"/ketua/kurasi/\d+/kurator/\d+"),
    ),
    Page("chair-release", "/kurator", "chair", (r"/ketua/kurasi/\d+", "/pengumuman")),
    Page("chair-entry", "/kurator", "chair", (r"/ketua/kurasi/\d+", r"/ketua/ajuan/\d+")),
    Page(
        "chair-discussion",
        "/kurator",
        "chair",
        (r"/ketua/kurasi/\d+", r"/ketua/ajuan/\d+", "/bicara"),
    ),
)

OFFICE_PAGES = (
    Page("office-home", "/dinas/", "office"),
    Page("office-makers", "/dinas/perajin", "office"),
    Page("office-maker-new", "/dinas/perajin/baru", "office"),
    Page("office-maker", "/dinas/perajin", "office", (r"/dinas/perajin/\d+",)),
    Page("office-handover", "/dinas/perajin/{unowned}/serah-terima", "office"),
    Page("office-pictures", "/dinas/foto-sama", "office"),
    Page("office-products", "/dinas/produk", "office"),
    Page("office-change", "/dinas/produk", "office", (r"/dinas/produk/\d+/perubahan",)),
    Page("office-withdraw", "/dinas/produk", "office", (r"/dinas/produk/\d+/turunkan",)),
    Page("office-papers", "/dinas/dokumen", "office"),
    Page("office-papers-end", "/dinas/dokumen?lihat=nanti", "office"),
    Page("office-paper", "/dinas/dokumen?lihat=nanti", "office", (r"/dinas/dokumen/\d+",)),
    Page("office-partners", "/dinas/mitra", "office"),
    Page("office-partner", "/dinas/mitra", "office", (r"/dinas/mitra/\d+",)),
    Page("office-rounds", "/dinas/kurasi", "office"),
    Page("office-round-cards", "/dinas/kurasi", "office", (r"/dinas/kurasi/\d+/kartu",)),
    Page("office-round-new", "/dinas/kurasi/baru", "office"),
    Page("office-round-copy", "/dinas/kurasi", "office", ("/salin",)),
    Page("office-round-change", "/dinas/kurasi", "office", (r"/dinas/kurasi/\d+/ubah",)),
    Page(
        "office-round-rubric",
        "/dinas/kurasi",
        "office",
        (r"/dinas/kurasi/\d+/ubah", r"/dinas/kurasi/\d+/rubrik"),
    ),
    Page("office-rubrics", "/dinas/mitra", "office", (r"/dinas/mitra/\d+", "/rubrik")),
    Page(
        "office-rubric", "/dinas/mitra", "office", (r"/dinas/mitra/\d+", "/rubrik", r"/rubrik/\d+")
    ),
    Page(
        "office-rubric-change",
        "/dinas/mitra",
        "office",
        (r"/dinas/mitra/\d+", "/rubrik", r"/rubrik/ubah/\w+"),
    ),
    Page("office-admission", "/dinas/kurasi", "office", ("/ajuan",)),
    Page("office-report", "/dinas/kurasi", "office", ("/laporan",)),
    Page("office-paper-sheets", "/dinas/kurasi", "office", ("/kertas",)),
    Page("office-paper-print", "/dinas/kurasi", "office", ("/kertas", r"/kertas/\d+/cetak")),
    Page("office-paper-list", "/dinas/kurasi", "office", ("/kertas", r"/kertas/\d+")),
    Page(
        "office-paper-type",
        "/dinas/kurasi",
        "office",
        ("/kertas", r"/kertas/\d+", r"/kertas/\d+/\d+"),
    ),
    Page("office-placements", "/dinas/di-toko", "office"),
    Page("office-sheets", "/dinas/lembar", "office"),
    Page("office-sheet", "/dinas/lembar/{office_sheet}", "office"),
    Page("office-inquiries", "/dinas/pertanyaan", "office"),
    Page("office-other-answers", "/dinas/lainnya", "office"),
    Page("office-outbox", "/dinas/pesan", "office"),
    Page("office-log", "/dinas/catatan", "office"),
    Page("office-search", "/dinas/pencarian", "office"),
    Page("office-sought", "/dinas/pencarian/dicari", "office"),
    Page("office-synonyms", "/dinas/pencarian/padanan?kata=fridge+magnet", "office"),
)

PAGES = (*VISITOR, *BUYER_PAGES, *MAKER, *CURATOR, *OFFICE_PAGES)
