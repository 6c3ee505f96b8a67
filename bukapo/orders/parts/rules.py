"""Sending a part ahead. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.orders.packing.rules import Key, Slot

PART = machine(
    "part", "asked",
    asked="agreed declined withdrawn", agreed="packed sent withdrawn", packed="sent withdrawn",
    sent="delivered final", delivered="final", final="", declined="", withdrawn="",
)  # fmt: skip
"""asked: the buyer decides; agreed: may be packed; packed: checked piece by piece; sent: with the courier; delivered:
its buyer says so; final: the rest is not sent any more, so that it is the order's parcel now."""
LIVE = ("asked", "agreed", "packed")
AHEAD = ("agreed", "packed")
"""It leaves next."""
OUT = ("sent", "delivered")
"""It has left, and the rest of its order has not: what ends the order from now on touches the rest alone."""
GONE = ("packed", *OUT)
"""Its pieces are in a parcel of their own: the rest of the order is without them."""
MOST_REASON = 300


class PartAsked(Refusal):
    code = "part_asked"
    sentence = gettext_noop("Kiriman sebagian pesanan ini belum selesai. Selesaikan atau tarik dulu.")


class PartIsOut(Refusal):
    code = "part_is_out"
    sentence = gettext_noop(
        "Sebagian pesanan ini sudah dikirim, jadi tidak bisa diubah atau dibatalkan begitu saja."
    )


class PartMoved(Refusal):
    code = "part_moved"
    sentence = gettext_noop(
        "Isi pesanan berubah sejak pembeli setuju dikirim sebagian. Tarik usulannya, lalu usulkan lagi."
    )


class NothingOut(Refusal):
    code = "nothing_out"
    sentence = gettext_noop("Belum ada bagian pesanan ini yang dikirim. Batalkan pesanannya seperti biasa.")


class RestBooked(Refusal):
    code = "rest_booked"
    sentence = gettext_noop(
        "Sisa pesanan ini sudah dipesankan ke kurir. Batalkan dulu pesanan kurirnya, atau biarkan dikirim."
    )


class PartBooked(Refusal):
    code = "part_booked"
    sentence = gettext_noop(
        "Paket pertamanya sudah dipesankan ke kurir. Batalkan dulu pesanan kurirnya di halaman Paket kurir."
    )


class NoPart(Refusal):
    code = "no_part"
    sentence = gettext_noop("Usulan kiriman sebagian ini sudah tidak menunggu jawaban.")


def check_part(slots: Sequence[Slot], pieces: Mapping[Key, int]) -> list[tuple[int, int, int]]:
    """[position, variant id, pieces] of a real part: something, not everything, nothing that the order lacks."""
    wanted = {slot.key: slot.qty for slot in slots}
    chosen = [(key[0], key[1], count) for key, count in sorted(pieces.items()) if count]
    if any(count < 0 or count > wanted.get((position, variant), 0) for position, variant, count in chosen):
        raise Invalid(field="pieces", why=gettext_noop("Jumlahnya lebih dari isi pesanan."))
    if not 0 < sum(count for _position, _variant, count in chosen) < sum(wanted.values()):
        raise Invalid(
            field="pieces", why=gettext_noop("Pilih sebagian: paling sedikit 1 pcs, dan tidak semuanya.")
        )
    return chosen


@dataclass(frozen=True)
class Share:
    """What a part weighs beside its whole order, by the weights of the products: `part` of `whole` grams."""

    part: int
    whole: int

    def ahead(self, grams: int) -> int:
        """Of an order that weighs so much (with its packing): the part, rounded up."""
        return -(-grams * self.part // self.whole)

    def rest(self, grams: int) -> int:
        """The same of what is left. Rounded up, too: together they may be a gram more, never less."""
        return -(-grams * (self.whole - self.part) // self.whole)


def fits(slots: Sequence[Slot], lines: Sequence[Sequence[int]]) -> bool:
    """Whether the order still holds every piece of its part: it may have changed since that was agreed."""
    held = {slot.key: slot.qty for slot in slots}
    return all(pieces <= held.get((position, variant), 0) for position, variant, pieces in lines)


def in_part(slots: Sequence[Slot], lines: Sequence[Sequence[int]]) -> list[Slot]:
    """The part's own pieces: the first ones of each slot."""
    count = {(position, variant): pieces for position, variant, pieces in lines}
    return [replace(slot, qty=count[slot.key]) for slot in slots if count.get(slot.key)]


def without(slots: Sequence[Slot], lines: Sequence[Sequence[int]]) -> list[Slot]:
    """What is left after the part is gone."""
    count = {(position, variant): pieces for position, variant, pieces in lines}
    left = [
        replace(slot, qty=slot.qty - count.get(slot.key, 0), first=slot.first + count.get(slot.key, 0))
        for slot in slots
    ]
    return [slot for slot in left if slot.qty > 0]
