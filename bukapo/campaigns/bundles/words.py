"""The rules of packages, as the terms of a PO say them (Indonesian, like everything of the contract)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bukapo.campaigns.bundles.rules import OfferedBundle
from bukapo.campaigns.clause import Clause, plain_clauses
from bukapo.kernel.money import rupiah

RULES = (
    "Harga paket tetap: harga early bird dan harga yang turun menurut jumlah tidak mengubahnya. Isi paket ikut "
    "dihitung dalam kuota, minimum, dan jumlah yang menurunkan harga.",
    "Isi paket tidak bisa dipesan atau dibatalkan sebagian; ukuran dan warnanya bisa diubah selama pesanan bisa "
    "diubah. Kalau ada isinya yang tidak jadi dibuat, yang dikembalikan adalah bagiannya dari harga paket, dibagi "
    "menurut harga PO tiap barang.",
)
_ENGLISH = (
    "A package's price is fixed: early bird prices and prices that fall by quantity do not change it. Its contents "
    "count for what is left, for minimums, and for the quantity that lowers prices.",
    "A package's contents can't be ordered or cancelled in part; sizes and colours can be changed as long as the order "
    "can. If one of its pieces is not made, its share of the package's price comes back, divided by the PO prices of "
    "the goods.",
)


def bundle_terms(bundles: Sequence[OfferedBundle], names: Mapping[int, str]) -> tuple[Clause, ...]:
    """Clauses of the rules; none for a PO without packages. `names` of products by id."""
    if not bundles:
        return ()
    rules = plain_clauses("goods.package_rules", RULES, _ENGLISH)
    return (*(_clause(bundle, names) for bundle in bundles), *rules)


def _clause(bundle: OfferedBundle, names: Mapping[int, str]) -> Clause:
    adds = bundle.adds_surcharges
    plus = "ditambah tambahan ukuran atau pilihan seperti di atas" if adds else "apa pun pilihannya"
    more = "plus additions for sizes or choices as above" if adds else "whatever the choices"
    inside = contents(bundle, names)
    return Clause(
        "goods.package",
        f"{bundle.name} (paket): {rupiah(bundle.price)} untuk {inside}, {plus}.",
        f"{bundle.name} (package): {rupiah(bundle.price)} for {inside}, {more}.",
        {"price": bundle.price, "contents": inside, "adds": adds},
        about=bundle.name,
    )


def contents(bundle: OfferedBundle, names: Mapping[int, str]) -> str:
    """`2 Kaos, 1 Topi Hitam`: the pieces of a package in order."""
    said = Counter(
        " ".join([names.get(slot.product_id, ""), *(value for value in slot.fixed if value)]).strip()
        for slot in bundle.slots
    )
    return ", ".join(f"{count} {what}" for what, count in said.items())
