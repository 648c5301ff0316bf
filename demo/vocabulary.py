"""Words of which generated products are made: what a thing is, its unit and its usual price."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of goods: nouns in both languages, unit, prices in thousands of rupiah."""

    category: str
    subcategory: str
    nouns: tuple[tuple[str, str], ...]
    unit: str
    lowest: int
    highest: int


THINGS: Final = (
    Thing(
        "batik",
        "kain_batik",
        (("Kain Batik", "Batik Cloth"), ("Jarik", "Long Cloth")),
        "lembar",
        120,
        2000,
    ),
    Thing(
        "batik",
        "selendang",
        (("Selendang", "Stole"), ("Syal", "Scarf"), ("Pashmina", "Pashmina")),
        "lembar",
        95,
        700,
    ),
    Thing(
        "batik",
        "busana_pria",
        (("Kemeja Batik", "Batik Shirt"), ("Hem", "Short-sleeved Shirt")),
        "potong",
        150,
        650,
    ),
    Thing(
        "batik",
        "busana_wanita",
        (("Blus", "Blouse"), ("Gamis", "Long Dress"), ("Tunik", "Tunic")),
        "potong",
        140,
        720,
    ),
    Thing(
        "batik", "sarung_udeng", (("Sarung", "Sarong"), ("Udeng", "Headcloth")), "lembar", 60, 450
    ),
    Thing(
        "batik",
        "turunan_batik",
        (("Taplak Meja", "Tablecloth"), ("Masker Kain", "Cloth Mask"), ("Tote Bag", "Tote Bag")),
        "buah",
        25,
        260,
    ),
    Thing(
        "alas_kaki",
        "sepatu_pria",
        (("Sepatu Pantofel", "Dress Shoes"), ("Sepatu Loafer", "Loafers")),
        "pasang",
        150,
        480,
    ),
    Thing(
        "alas_kaki",
        "sepatu_wanita",
        (("Flat Shoes", "Flats"), ("Sepatu Wedges", "Wedges")),
        "pasang",
        90,
        320,
    ),
    Thing(
        "alas_kaki",
        "sepatu_anak",
        (("Sepatu Sekolah", "School Shoes"), ("Sepatu Anak", "Children's Shoes")),
        "pasang",
        65,
        180,
    ),
    Thing("alas_kaki", "sneakers", (("Sneakers", "Sneakers"),), "pasang", 120, 350),
    Thing(
        "alas_kaki",
        "sandal_pria",
        (("Sandal Kulit", "Leather Sandals"), ("Sandal Gunung", "Hiking Sandals")),
        "pasang",
        60,
        260,
    ),
    Thing(
        "alas_kaki",
        "sandal_wanita",
        (("Sandal", "Sandals"), ("Sandal Teplek", "Flat Sandals")),
        "pasang",
        45,
        210,
    ),
    Thing("alas_kaki", "selop", (("Selop", "Mules"),), "pasang", 85, 280),
    Thing("alas_kaki", "sandal_hotel", (("Sandal Hotel", "Hotel Slippers"),), "pasang", 8, 30),
    Thing(
        "kriya",
        "anyaman_bambu",
        (("Keranjang", "Basket"), ("Besek", "Bamboo Box"), ("Nampan", "Tray")),
        "buah",
        8,
        180,
    ),
    Thing(
        "kriya",
        "kulit",
        (("Dompet", "Wallet"), ("Tas Selempang", "Crossbody Bag"), ("Ikat Pinggang", "Belt")),
        "buah",
        75,
        600,
    ),
    Thing(
        "kriya",
        "cor_kuningan",
        (("Gantungan Kunci", "Key Ring"), ("Miniatur", "Miniature"), ("Lonceng", "Bell")),
        "buah",
        30,
        480,
    ),
    Thing(
        "kriya",
        "fiber",
        (("Patung Mini", "Figurine"), ("Tempelan Kulkas", "Fridge Magnet")),
        "buah",
        18,
        260,
    ),
    Thing(
        "kriya",
        "kayu",
        (("Miniatur Kapal", "Ship Model"), ("Kotak Perhiasan", "Jewellery Box")),
        "buah",
        60,
        900,
    ),
    Thing(
        "kriya",
        "bordir",
        (("Taplak Bordir", "Embroidered Tablecloth"), ("Sarung Bantal", "Cushion Cover")),
        "lembar",
        55,
        320,
    ),
    Thing(
        "kriya",
        "tas_goni",
        (("Tas Goni", "Jute Bag"), ("Tas Kanvas", "Canvas Bag")),
        "buah",
        40,
        180,
    ),
    Thing(
        "mamin",
        "jajanan_basah",
        (("Onde-onde", "Sesame Balls"), ("Kue Lapis", "Layer Cake")),
        "kotak",
        15,
        60,
    ),
    Thing(
        "mamin",
        "jajanan_kering",
        (("Onde-onde Ketawa", "Crunchy Sesame Balls"), ("Kembang Goyang", "Flower Crisps")),
        "pouch",
        12,
        45,
    ),
    Thing(
        "mamin",
        "keripik",
        (
            ("Keripik Tempe", "Tempeh Chips"),
            ("Keripik Pisang", "Banana Chips"),
            ("Keripik Singkong", "Cassava Chips"),
        ),
        "pouch",
        10,
        40,
    ),
    Thing(
        "mamin",
        "kerupuk",
        (("Kerupuk Rambak", "Rambak Crackers"), ("Kerupuk Ikan", "Fish Crackers")),
        "pouch",
        12,
        48,
    ),
    Thing(
        "mamin",
        "kacang",
        (("Kacang Bawang", "Garlic Peanuts"), ("Kacang Telur", "Egg-coated Peanuts")),
        "pouch",
        12,
        42,
    ),
    Thing(
        "mamin",
        "kue_kering",
        (("Kue Kering", "Cookies"), ("Nastar", "Pineapple Tarts")),
        "toples",
        35,
        120,
    ),
    Thing("mamin", "sambal", (("Sambal", "Sambal"),), "botol", 18, 65),
    Thing(
        "mamin",
        "minuman_serbuk",
        (("Wedang Jahe", "Ginger Drink"), ("Wedang Secang", "Sappanwood Drink")),
        "pouch",
        15,
        60,
    ),
)

SAVOURY: Final = (
    ("Original", "Original"),
    ("Pedas", "Spicy"),
    ("Daun Jeruk", "Lime Leaf"),
    ("Balado", "Balado"),
    ("Bawang", "Garlic"),
    ("Keju", "Cheese"),
)
SWEET: Final = (
    ("Original", "Original"),
    ("Wijen", "Sesame"),
    ("Gula Aren", "Palm Sugar"),
    ("Cokelat", "Chocolate"),
    ("Kacang Hijau", "Mung Bean"),
    ("Pandan", "Pandan"),
)
DRINK: Final = (
    ("Original", "Original"),
    ("Gula Aren", "Palm Sugar"),
    ("Serai", "Lemongrass"),
    ("Kayu Manis", "Cinnamon"),
    ("Tanpa Gula", "Sugar-free"),
)
# What follows the noun of food, by subcategory.
FLAVOURS: Final = {
    "jajanan_basah": SWEET,
    "jajanan_kering": SWEET,
    "kue_kering": SWEET,
    "keripik": SAVOURY,
    "kerupuk": SAVOURY,
    "kacang": SAVOURY,
    "sambal": SAVOURY,
    "minuman_serbuk": DRINK,
}
TOUCHES: Final = (
    ("Majapahit", "Majapahit"),
    ("Klasik", "Classic"),
    ("Harian", "Everyday"),
    ("Premium", "Premium"),
    ("Sederhana", "Simple"),
    ("Pesta", "Festive"),
    ("Wisata", "Travel"),
    ("Keluarga", "Family"),
)
FIRST: Final = (
    "Sekar",
    "Tirta",
    "Griya",
    "Sanggar",
    "Pawon",
    "Karya",
    "Langkah",
    "Puspa",
    "Wening",
    "Rukun",
    "Mekar",
    "Sumber",
    "Bumi",
    "Cahya",
    "Nusa",
    "Lestari",
)
SECOND: Final = (
    "Wilwatikta",
    "Brantas",
    "Maja",
    "Kencana",
    "Jaya",
    "Asri",
    "Mandiri",
    "Abadi",
    "Sentosa",
    "Rahayu",
    "Makmur",
    "Utama",
    "Indah",
    "Barokah",
    "Trowulan Lama",
    "Ngotok",
)
