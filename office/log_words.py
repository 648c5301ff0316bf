"""The log in words: one table of actions, one of states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from accounts.models import LogEntry
from office.log_subjects import Subject, subject_names

# (what it was done to, action) → what the person did. A test finds every action that is recorded.
ACTIONS: Final[dict[tuple[str, str], LazyString]] = {
    ("user", "sign_up"): _l("Membuat akun"),
    ("user", "change_password"): _l("Mengganti kata sandi"),
    ("user", "sign_out_everywhere"): _l("Keluar dari semua perangkat"),
    ("user", "grant_role"): _l("Memberi peran"),
    ("user", "revoke_role"): _l("Mencabut peran"),
    ("link", "invite"): _l("Membuat undangan"),
    ("message", "reveal"): _l("Membuka tautan dalam pesan"),
    ("maker", "register"): _l("Mendaftarkan usaha"),
    ("maker", "update"): _l("Mengubah profil usaha"),
    ("maker", "submit"): _l("Mengirim profil usaha ke dinas"),
    ("maker", "verify"): _l("Memverifikasi usaha"),
    ("maker", "send_back"): _l("Mengembalikan profil usaha"),
    ("maker", "suspend"): _l("Menangguhkan usaha"),
    ("maker", "fill_profile"): _l("Mengisi profil usaha"),
    ("maker", "allow_help"): _l("Mengizinkan dinas membantu"),
    ("maker", "end_help"): _l("Mengakhiri bantuan dinas"),
    ("maker", "start_filling"): _l("Mulai mengisi untuk perajin"),
    ("maker", "end_filling"): _l("Selesai mengisi untuk perajin"),
    ("maker", "issue_handover"): _l("Membuat tautan serah terima"),
    ("maker", "take_over"): _l("Mengambil alih akun usaha"),
    ("paper", "claim"): _l("Mencatat dokumen"),
    ("paper", "confirm"): _l("Mengonfirmasi dokumen"),
    ("paper", "present"): _l("Mengubah dokumen"),
    ("paper", "apply"): _l("Mencatat bahwa dokumen sedang diurus"),
    ("paper", "refuse"): _l("Menyatakan dokumen belum cocok"),
    ("paper", "supersede"): _l("Mengganti dokumen dengan yang baru"),
    ("paper", "remove"): _l("Menghapus dokumen"),
    ("paper", "add_scan"): _l("Menambah pindaian"),
    ("paper", "replace_scan"): _l("Mengganti pindaian"),
    ("paper", "remove_scan"): _l("Menghapus pindaian"),
    ("paper", "ask_ingredients"): _l("Menanyakan apakah bahan berubah"),
    ("paper", "ingredients_changed"): _l("Menjawab: bahan berubah"),
    ("paper", "ingredients_same"): _l("Menjawab: bahan tetap"),
    ("paper", "settle_ingredients"): _l("Meninjau perubahan bahan"),
    ("product", "create"): _l("Membuat produk"),
    ("product", "copy"): _l("Menyalin produk"),
    ("product", "fill"): _l("Mengisi produk"),
    ("product", "fill_photos"): _l("Mengisi foto produk"),
    ("product", "freeze"): _l("Mengunci versi produk"),
    ("product", "submit_change"): _l("Mengirim perubahan produk ke dinas"),
    ("product", "list"): _l("Menayangkan produk"),
    ("product", "withdraw"): _l("Menurunkan produk dari etalase"),
    ("product", "send_back"): _l("Perubahan dikembalikan ke perajin"),
    ("product", "restore"): _l("Menayangkan produk lagi"),
    ("inquiry", "answer"): _l("Menandai pertanyaan sudah dijawab"),
    ("inquiry", "grant"): _l("Memberi pembeli harga grosir"),
    ("inquiry", "revoke"): _l("Menutup harga grosir untuk pembeli"),
    ("inquiry", "close"): _l("Menyelesaikan pertanyaan"),
    ("inquiry", "reopen"): _l("Membuka lagi pertanyaan"),
    ("photo", "upload"): _l("Mengunggah foto"),
    ("sheet", "upload"): _l("Mengunggah lembar kerja"),
    ("sheet", "check"): _l("Mulai memeriksa lembar kerja"),
    ("sheet", "checked"): _l("Selesai memeriksa lembar kerja"),
    ("sheet", "import"): _l("Mengimpor lembar kerja"),
    ("sheet", "imported"): _l("Selesai mengimpor lembar kerja"),
    ("sheet", "cancel"): _l("Membatalkan lembar kerja"),
    ("sheet", "fail"): _l("Menolak lembar kerja yang tidak terbaca"),
    ("photo_match", "dismiss"): _l("Memeriksa foto yang sama"),
    ("synonym", "add"): _l("Menambah padanan kata"),
    ("synonym", "remove"): _l("Menghapus padanan kata"),
    ("partner", "add"): _l("Menambah mitra ritel"),
    ("partner", "adopt_rubric"): _l("Menetapkan kriteria penilaian"),
    ("round", "open"): _l("Membuka kurasi"),
    ("round", "change"): _l("Mengubah pengaturan kurasi"),
    ("round", "move_rubric"): _l("Memindah kurasi ke rubrik lain"),
    ("round", "move_thresholds"): _l("Mengubah batas hasil"),
    ("round", "settle_tie"): _l("Mengurutkan ajuan yang seri"),
    ("round", "limit"): _l("Membatasi tugas kurator"),
    ("round", "remind"): _l("Mengingatkan kurator"),
    ("round", "assign"): _l("Membagi ajuan kepada kurator"),
    ("entry", "submit"): _l("Mengajukan produk ke kurasi"),
    ("entry", "return"): _l("Mengembalikan ajuan"),
    ("entry", "refuse"): _l("Menolak ajuan"),
    ("entry", "admit"): _l("Meneruskan ajuan ke kurator"),
    ("entry", "give"): _l("Menugaskan kurator pada ajuan"),
    ("entry", "take"): _l("Membatalkan tugas kurator pada ajuan"),
    ("entry", "make_anchor"): _l("Menjadikan ajuan acuan"),
    ("entry", "free_anchor"): _l("Melepas ajuan acuan"),
    ("entry", "declare_conflict"): _l("Menyatakan punya kepentingan"),
    ("entry", "propose"): _l("Mengusulkan keputusan"),
    ("entry", "take_back"): _l("Menarik usulan keputusan"),
    ("entry", "release_accepted"): _l("Mengumumkan: lolos"),
    ("entry", "release_conditional"): _l("Mengumumkan: lolos bersyarat"),
    ("entry", "release_revise"): _l("Mengumumkan: perlu perbaikan"),
    ("entry", "release_declined"): _l("Mengumumkan: belum lolos"),
    ("entry", "release_waitlisted"): _l("Mengumumkan: daftar tunggu"),
    ("entry", "reopen"): _l("Membuka lagi untuk dinilai"),
    ("entry", "withdraw"): _l("Menarik ajuan"),
    ("placement", "add"): _l("Mencatat produk di toko"),
    ("placement", "change"): _l("Memperbarui catatan produk di toko"),
    ("scoresheet", "finish"): _l("Menyelesaikan lembar nilai"),
    ("scoresheet", "reopen"): _l("Membuka lagi lembar nilai"),
    ("scoresheet", "type"): _l("Mengetik lembar nilai dari kertas"),
    ("scoresheet", "exclude"): _l("Mengeluarkan lembar nilai dari hitungan"),
}

SUBJECTS: Final[dict[str, LazyString]] = {
    "user": _l("akun"),
    "link": _l("undangan"),
    "message": _l("pesan"),
    "maker": _l("usaha"),
    "paper": _l("dokumen"),
    "product": _l("produk"),
    "inquiry": _l("pertanyaan"),
    "photo": _l("foto"),
    "sheet": _l("lembar kerja"),
    "photo_match": _l("foto yang sama"),
    "partner": _l("mitra ritel"),
    "synonym": _l("padanan kata"),
    "round": _l("kurasi"),
    "entry": _l("ajuan"),
    "scoresheet": _l("lembar nilai"),
    "placement": _l("catatan toko"),
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """A row of the log as a person reads it.

    Attributes:
        when: UTC.
        who: the actor's name, or "sistem"; on an errand also on whose behalf.
        what: the action in words.
        on: what it was done to: its name, or its kind and number.
        why: the reason in the actor's own words, or empty.
        kind: always empty: no line is marked.
    """

    when: datetime
    who: str
    what: str
    on: str
    why: str
    kind: str = ""


def action_in_words(kind: str, action: str) -> str:
    """What was done; the bare word where a row is older than its words."""
    return str(ACTIONS.get((kind, action), action.replace("_", " ")))


def log_lines(rows: Sequence[LogEntry]) -> list[LogLine]:
    """The rows in words, in the same order.

    Args:
        rows: with their actors.
    """
    names = subject_names(
        {(row.subject_kind, row.subject_id) for row in rows}
        | {("maker", row.data["on_behalf_of"]) for row in rows if "on_behalf_of" in row.data}
    )
    return [
        LogLine(
            when=row.at,
            who=_who(row, names),
            what=action_in_words(row.subject_kind, row.action),
            on=names.get((row.subject_kind, row.subject_id)) or _kind_and_number(row),
            why=row.reason,
        )
        for row in rows
    ]


def _who(row: LogEntry, names: Mapping[Subject, str]) -> str:
    if row.actor is None:
        return str(_("sistem"))
    maker = names.get(("maker", row.data.get("on_behalf_of", 0)))
    if maker is None:
        return row.actor.name
    return str(_("%(name)s, atas nama %(maker)s", name=row.actor.name, maker=maker))


def _kind_and_number(row: LogEntry) -> str:
    return f"{SUBJECTS.get(row.subject_kind, row.subject_kind)} {row.subject_id}"
