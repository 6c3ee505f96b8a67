"""Which piece goes into which parcel, by its code. Pure.

A sticker of a plain piece carries its variant (`V12`): all alike. A named piece has a sticker of its own
(`N45-2`: the second piece of order line 45), so that BUDI never goes out as SITI.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

PACKING = machine("packing", "open", open="closed dropped", closed="dropped", dropped="")
"""open: being filled; closed: became a parcel; dropped: begun anew or given up, nothing left the house."""

FREE, EACH, SCAN = "free", "each", "scan"
RULES = [FREE, EACH, SCAN]
"""free: an order may be ticked as packed; each: every piece is scanned or tapped first; scan: scanned only."""

SCANNED, TAPPED = "scan", "tap"
HOWS = [SCANNED, TAPPED]

_PLAIN = re.compile(r"V(\d{1,12})")
_NAMED = re.compile(r"N(\d{1,12})-(\d{1,5})")
MOST_CODE = 64
ORDER_NUMBER = r"PO-[0-9A-Z]{1,12}"
OURS = rf"{ORDER_NUMBER}|V\d{{1,12}}|N\d{{1,12}}-\d{{1,5}}"
"""How the codes look that BukaPO prints itself. camera.js reads the same pattern from the page."""

Key = tuple[int, int]
"""(position of the order line, variant id)."""


class WrongPiece(Refusal):
    code = "wrong_piece"
    sentence = gettext_noop("SALAH BARANG: {what} bukan isi pesanan ini. Jangan dimasukkan.")


class UnknownCode(Refusal):
    code = "unknown_code"
    sentence = gettext_noop("Kode {what} tidak dikenal. Tidak ada yang dihitung.")


class OneTooMany(Refusal):
    code = "one_too_many"
    sentence = gettext_noop("KELEBIHAN: {what} sudah cukup, {qty} pcs. Keluarkan yang satu ini.")


class AlreadyIn(Refusal):
    code = "already_in"
    sentence = gettext_noop("{what} ini sudah dipindai. Tidak dihitung dua kali.")


class NeedsName(Refusal):
    code = "needs_name"
    sentence = gettext_noop("BELUM BERNAMA: yang masuk ke sini {what}. Pindai stiker namanya.")


class MustScan(Refusal):
    code = "must_scan"
    sentence = gettext_noop("Toko ini mewajibkan pindai: ketuk saja tidak cukup.")


class NoCodeSeen(Refusal):
    code = "no_code_seen"
    sentence = gettext_noop(
        "Tidak ada kode yang terbaca di foto ini. Foto lebih dekat, terang, dan tidak goyang."
    )
    http_status = 422


class SeveralSeen(Refusal):
    code = "several_codes_seen"
    sentence = gettext_noop("Ada lebih dari satu kode di foto ini. Foto satu saja.")
    http_status = 422


@dataclass(frozen=True)
class Slot:
    """`qty` alike pieces that go into the parcel. `first`: number of the first of them within its order line."""

    position: int
    line_id: int
    variant_id: int
    qty: int
    product: str
    label: str
    texts: tuple[tuple[str, str], ...] = ()
    sku: str = ""
    first: int = 1
    package: str = ""

    @property
    def key(self) -> Key:
        return self.position, self.variant_id

    @property
    def places(self) -> range:
        return range(self.first, self.first + self.qty)

    @property
    def said(self) -> str:
        names = " ".join(f"“{text}”" for _field, text in self.texts)
        return " ".join(filter(None, (self.product, self.label, names)))

    def code_of(self, place: int) -> str:
        """What the sticker of that piece says."""
        return f"N{self.line_id}-{place}" if self.texts else f"V{self.variant_id}"


Taken = Mapping[Key, AbstractSet[int]]
"""Which places of each slot are scanned already."""


@dataclass(frozen=True)
class Fit:
    """The piece belongs: it takes `place` of its slot."""

    slot: Slot
    place: int


def tidy(code: str) -> str:
    """As it is compared: no white space, capitals, at most 64 letters."""
    return "".join(code.split()).upper()[:MOST_CODE]


def the_one(codes: Sequence[str]) -> str:
    """The code that a picture with these tidied `codes` means: ours before a stranger's, and never a guess.

    A courier's barcode beside the order's QR does not matter, nor a maker's on a collar.
    Raises NoCodeSeen, SeveralSeen.
    """
    different = set(codes)
    meant = {code for code in different if re.fullmatch(OURS, code, re.ASCII)} or different
    if len(meant) > 1:
        raise SeveralSeen()
    if not meant:
        raise NoCodeSeen()
    return meant.pop()


def variant_in(code: str) -> int | None:
    """The variant that a plain sticker names, if it is one."""
    found = _PLAIN.fullmatch(code)
    return int(found[1]) if found else None


def line_in(code: str) -> int | None:
    """The order line that a named sticker names, if it is one."""
    found = _NAMED.fullmatch(code)
    return int(found[1]) if found else None


def fit(slots: Sequence[Slot], taken: Taken, code: str) -> Fit:
    """Where the tidied `code` goes. Raises UnknownCode, WrongPiece, NeedsName, OneTooMany or AlreadyIn."""
    if line_in(code) is not None:
        return _named(slots, taken, code)
    variant = variant_in(code)
    meant = [slot for slot in slots if _is(slot, code, variant)]
    if not meant:
        raise (UnknownCode if variant is None else WrongPiece)(what=code)
    plain = [slot for slot in meant if not slot.texts]
    if not plain:
        raise NeedsName(what=meant[0].said)
    for slot in plain:
        free = [place for place in slot.places if place not in taken.get(slot.key, ())]
        if free:
            return Fit(slot, free[0])
    raise OneTooMany(what=plain[0].said, qty=sum(slot.qty for slot in plain))


def _is(slot: Slot, code: str, variant: int | None) -> bool:
    return slot.variant_id == variant or bool(slot.sku) and tidy(slot.sku) == code


def _named(slots: Sequence[Slot], taken: Taken, code: str) -> Fit:
    for slot in slots:
        for place in slot.places if slot.texts else ():
            if slot.code_of(place) == code:
                if place in taken.get(slot.key, ()):
                    raise AlreadyIn(what=slot.said)
                return Fit(slot, place)
    raise WrongPiece(what=code)


def lacking(slots: Sequence[Slot], taken: Taken) -> int:
    """Pieces that still have to be scanned. What was scanned and belongs no more counts nothing here."""
    return sum(slot.qty - len(set(slot.places) & set(taken.get(slot.key, ()))) for slot in slots)


def strays(slots: Sequence[Slot], taken: Taken) -> int:
    """Pieces in the parcel that the order, changed meanwhile, does not want any more."""
    wanted = {slot.key: set(slot.places) for slot in slots}
    return sum(len(set(places) - wanted.get(key, set())) for key, places in taken.items())
