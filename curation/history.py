"""The log in sentences: what a maker reads of who did what with the business."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from accounts.models import LogEntry
from accounts.permissions import is_curator, is_office
from curation.queries.history import Names, log_of_maker, names_in

# What a maker may read. What a chair proposes and a curator scores is not here.
DEEDS: Final[dict[tuple[str, str], LazyString]] = {
    ("maker", "register"): _l("mendaftarkan usaha ini"),
    ("maker", "update"): _l("mengubah nama atau alamat usaha"),
    ("maker", "fill_profile"): _l("mengisi profil usaha"),
    ("maker", "submit"): _l("mengirim profil usaha ke dinas"),
    ("maker", "verify"): _l("memverifikasi usaha ini"),
    ("maker", "send_back"): _l("mengembalikan profil usaha"),
    ("maker", "suspend"): _l("menangguhkan usaha ini"),
    ("maker", "allow_help"): _l("mengizinkan dinas membantu"),
    ("maker", "end_help"): _l("mengakhiri bantuan dinas"),
    ("maker", "start_filling"): _l("mulai mengisi untuk usaha ini"),
    ("maker", "end_filling"): _l("selesai mengisi untuk usaha ini"),
    ("maker", "issue_handover"): _l("membuat tautan serah terima"),
    ("maker", "take_over"): _l("mengambil alih akun usaha ini"),
    ("product", "create"): _l("menambah produk “%(what)s”"),
    ("product", "copy"): _l("menambah produk “%(what)s” dari salinan"),
    ("product", "fill"): _l("mengisi produk “%(what)s”"),
    ("product", "fill_photos"): _l("mengisi foto produk “%(what)s”"),
    ("product", "submit_change"): _l("mengirim perubahan produk “%(what)s”"),
    ("product", "list"): _l("menayangkan produk “%(what)s”"),
    ("product", "withdraw"): _l("menarik produk “%(what)s” dari etalase"),
    ("product", "restore"): _l("menayangkan lagi produk “%(what)s”"),
    ("paper", "claim"): _l("mencatat dokumen %(what)s"),
    ("paper", "confirm"): _l("mengonfirmasi dokumen %(what)s"),
    ("paper", "present"): _l("mengubah dokumen %(what)s"),
    ("paper", "apply"): _l("mencatat bahwa dokumen %(what)s sedang diurus"),
    ("paper", "refuse"): _l("belum bisa mengonfirmasi dokumen %(what)s"),
    ("paper", "supersede"): _l("mengganti dokumen %(what)s dengan yang baru"),
    ("paper", "add_scan"): _l("menambah pindaian %(what)s"),
    ("paper", "replace_scan"): _l("mengganti pindaian %(what)s"),
    ("paper", "remove_scan"): _l("menghapus pindaian %(what)s"),
    ("entry", "submit"): _l("mengajukan “%(what)s” ke kurasi"),
    ("entry", "withdraw"): _l("menarik ajuan “%(what)s”"),
    ("entry", "return"): _l("mengembalikan ajuan “%(what)s”"),
    ("entry", "admit"): _l("meneruskan ajuan “%(what)s” ke kurator"),
    ("entry", "refuse"): _l("menolak ajuan “%(what)s”"),
}
ACTIONS: Final = frozenset(action for _kind, action in DEEDS)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, as a sentence.

    Attributes:
        at: When.
        who: The person, and that they are of the office.
        did: What they did, without the person.
        for_whom: The maker on whose behalf; empty where they did it as themselves.
        why: The reason that they gave, empty without one.
    """

    at: datetime
    who: str
    did: str
    for_whom: str
    why: str

    @property
    def sentence(self) -> str:
        """The person and the deed: "Sari (dinas) mengisi produk …"."""
        words: str = _("%(who)s %(did)s", who=self.who, did=self.did)
        return words


def who(row: LogEntry) -> str:
    """Name whoever did it as a maker may read it: never a curator, and the office as such."""
    if row.actor is None:
        words: str = _("Sistem")
    elif is_office(row.actor):
        words = _("%(name)s (dinas)", name=row.actor.name)
    elif is_curator(row.actor):
        words = _("Mitra ritel")
    else:
        words = row.actor.name
    return words


def deed(row: LogEntry, names: Names) -> str:
    """What was done, in words; empty where there are none for it."""
    words = DEEDS.get((row.subject_kind, row.action))
    if words is None:
        return ""
    what = names.of(row.subject_kind, row.subject_id) or _("tanpa nama")
    return str(words).replace("%(what)s", what)


def lines_of(rows: Iterable[LogEntry]) -> Iterator[Line]:
    """Turn rows of the log into sentences; what has no words is left out."""
    found = list(rows)
    names = names_in(found)
    for row in found:
        did = deed(row, names)
        if did:
            maker_id = row.data.get("on_behalf_of", 0)
            yield Line(row.at, who(row), did, names.of("maker", maker_id), row.reason)


def history_of(maker_id: int) -> list[Line]:
    """What happened with a maker, the newest first."""
    return list(lines_of(log_of_maker(maker_id, ACTIONS)))
