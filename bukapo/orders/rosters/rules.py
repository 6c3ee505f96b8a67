"""What a group may be and do. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

ROSTER = machine("roster", "open", open="locked cancelled", locked="open cancelled", cancelled="")
"""open: members fill in; locked: only the coordinator changes anything; cancelled: over, its links say so."""

ONE, EACH = "one", "each"
PAYERS = [ONE, EACH]
EXPECTED, FILLED, REMOVED = "expected", "filled", "removed"
MEMBER_STATES = [EXPECTED, FILLED, REMOVED]
MOST_MEMBERS, MOST_PRODUCTS = 200, 3
"""Together they stay below the lines that one order of a group may have (`intake.draft.MAX_ROSTER_LINES`)."""


class OfAGroup(Refusal):
    code = "of_a_group"
    sentence = gettext_noop("Pesanan ini bagian dari rombongan. Ubah lewat halaman rombongannya.")


class GroupsOff(Refusal):
    code = "groups_off"
    sentence = gettext_noop("PO ini tidak menerima pesanan rombongan.")


class RosterOver(Refusal):
    code = "roster_over"
    sentence = gettext_noop("Rombongan ini sudah dibatalkan koordinatornya.")


class RosterLocked(Refusal):
    code = "roster_locked"
    sentence = gettext_noop("Daftarnya sudah dikunci koordinator. Minta koordinator yang mengubahnya.")


class DeadlineOver(Refusal):
    code = "roster_deadline_over"
    sentence = gettext_noop("Batas isi untuk anggota sudah lewat. Minta koordinator yang mengisikannya.")


class RosterFull(Refusal):
    code = "roster_full"
    sentence = gettext_noop("Satu rombongan paling banyak {most} anggota.")

    def __init__(self) -> None:
        super().__init__(most=MOST_MEMBERS)


class NameTaken(Refusal):
    """Of a member who has filled in already, or of anybody where a name is typed anew."""

    code = "roster_name_taken"
    sentence = gettext_noop(
        "Nama {name} sudah ada di rombongan ini. Tambahkan nama belakang supaya tidak tertukar."
    )


class NumberTaken(Refusal):
    """`holder` is named to the coordinator, and to members only where names are shown."""

    code = "roster_number_taken"
    sentence = gettext_noop("Nomor {number} sudah dipakai anggota lain. Pilih nomor lain.")

    def __init__(self, *, number: str, holder: str = "") -> None:
        if holder:
            self.sentence = gettext_noop("Nomor {number} sudah dipakai {holder}. Pilih nomor lain.")
        super().__init__(number=number, holder=holder)


class NothingToOrder(Refusal):
    code = "roster_nothing_to_order"
    sentence = gettext_noop("Belum ada anggota yang mengisi, jadi belum ada yang bisa dipesan.")


class TooFewMembers(Refusal):
    code = "roster_too_few"
    sentence = gettext_noop(
        "Baru {have} anggota yang mengisi. Penjual menerima rombongan mulai {least} anggota."
    )


class HasOrder(Refusal):
    code = "roster_has_order"
    sentence = gettext_noop(
        "{name} sudah punya pesanan. Batalkan dulu pesanannya, baru namanya bisa dihapus."
    )


class OwnOrder(Refusal):
    code = "roster_own_order"
    sentence = gettext_noop("{name} sudah memesan sendiri, jadi hanya {name} yang bisa mengubahnya.")


class OrderRuns(Refusal):
    code = "roster_order_runs"
    sentence = gettext_noop("Masih ada pesanan yang berjalan. Batalkan dulu pesanannya, baru rombongannya.")


class NotPayer(Refusal):
    code = "roster_not_payer"
    sentence = gettext_noop("Di rombongan ini yang memesan bukan di halaman ini.")


class CapNeedsEach(Refusal):
    code = "roster_cap_needs_each"
    sentence = gettext_noop(
        "PO ini membatasi {cap} pcs per pembeli, jadi tiap anggota harus memesan sendiri."
    )


class RosterUnfit(Refusal):
    """All or nothing: `rows` are (name, sentence, parameters) of whoever can't have what they wish."""

    code = "roster_unfit"
    sentence = gettext_noop("Belum dipesan: ada {many} anggota yang perlu dibetulkan dulu.")

    def __init__(self, rows: Sequence["UnfitRow"]) -> None:
        self.rows = tuple(rows)
        super().__init__(many=len({row.member_id for row in rows}))


@dataclass(frozen=True)
class UnfitRow:
    """Why a member's wish can't be ordered; `what` is the piece, if it is about one."""

    member_id: int
    name: str
    why: str
    what: str = ""


NOT_LEFT = gettext_noop("Kuotanya tidak cukup untuk semua.")


def name_key(name: str) -> str:
    """One name however it was typed: the same person of a list that is imported again."""
    return " ".join(name.split()).casefold()[:80]


@dataclass(frozen=True)
class Pick:
    """One product of a member: `texts` are {field id: text}."""

    variant_id: int
    texts: dict[int, str]

    def as_json(self) -> list[object]:
        return [self.variant_id, {str(field): text for field, text in sorted(self.texts.items()) if text}]

    @classmethod
    def of(cls, row: Sequence[object]) -> "Pick":
        texts = row[1]
        assert isinstance(row[0], int) and isinstance(texts, dict)
        return cls(row[0], {int(field): str(text) for field, text in texts.items()})
