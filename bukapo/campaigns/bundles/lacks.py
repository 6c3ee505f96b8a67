"""What a package still lacks before its PO may open, and what its seller should know. Pure; `readiness` asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bukapo.campaigns.bundles.rules import MOST_SLOTS
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import gettext_noop

Finding = tuple[str, dict[str, Any]]

LACKS_OF_BUNDLES = {
    "bundle_without_price": gettext_noop("Harga paket “{what}” belum diisi."),
    "bundle_too_many": gettext_noop("Paket “{what}” harus berisi 2 sampai 12 barang."),
    "bundle_foreign_product": gettext_noop("Isi paket “{what}” ada yang bukan produk PO ini."),
    "bundle_without_variant": gettext_noop("Isi paket “{what}” ada yang tidak punya pilihan yang bisa dipesan."),
    "bundle_below_deposit": gettext_noop(
        "DP per pcs kali isi paket “{what}” lebih besar dari harga paketnya."
    ),
    "bundle_not_cheaper": gettext_noop(
        "Harga paket “{what}” tidak lebih murah daripada isinya dibeli satu per satu ({single})."
    ),
}  # fmt: skip


@dataclass(frozen=True)
class PackedGoods:
    """A package as a draft has it: `single` rupiah is what its pieces cost one by one, before surcharges.

    `foreign`: a product of it is not in the PO; `closed`: a piece has no variant that could be ordered.
    """

    name: str
    price: int
    pieces: int
    single: int = 0
    foreign: bool = False
    closed: bool = False

    @property
    def each(self) -> int:
        """Rupiah of an average piece, rounded down: what a deposit per piece must stay below."""
        return self.price // self.pieces if self.pieces else 0


def bundle_lacks(bundles: Sequence[PackedGoods], deposit_fixed: int) -> Iterator[Finding]:
    """(code, params) of what keeps the PO shut. `deposit_fixed` rupiah per piece, 0 where there is none."""
    for one in bundles:
        what = {"what": one.name}
        if one.price < 1:
            yield "bundle_without_price", what
        if not 2 <= one.pieces <= MOST_SLOTS:
            yield "bundle_too_many", what
        if one.foreign:
            yield "bundle_foreign_product", what
        elif one.closed:
            yield "bundle_without_variant", what
        if one.price and deposit_fixed > one.each:
            yield "bundle_below_deposit", what


def bundle_risks(bundles: Sequence[PackedGoods]) -> Iterator[Finding]:
    """(code, params) of what the seller may still choose."""
    for one in bundles:
        if one.single and one.price >= one.single:
            yield "bundle_not_cheaper", {"what": one.name, "single": rupiah(one.single)}
