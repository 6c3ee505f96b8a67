"""The rules of packages, as the terms of a PO say them (Indonesian, like everything of the contract)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bukapo.campaigns.bundles.rules import OfferedBundle
from bukapo.kernel.money import rupiah

RULES = (
    "Harga paket tetap: harga early bird dan harga yang turun menurut jumlah tidak mengubahnya. Isi paket ikut "
    "dihitung dalam kuota, minimum, dan jumlah yang menurunkan harga.",
    "Isi paket tidak bisa dipesan atau dibatalkan sebagian; ukuran dan warnanya bisa diubah selama pesanan bisa "
    "diubah. Kalau ada isinya yang tidak jadi dibuat, yang dikembalikan adalah bagiannya dari harga paket, dibagi "
    "menurut harga PO tiap barang.",
)


def bundle_terms(bundles: Sequence[OfferedBundle], names: Mapping[int, str]) -> tuple[str, ...]:
    """Lines of the rules; none for a PO without packages. `names` of products by id."""
    if not bundles:
        return ()
    return (*(_line(bundle, names) for bundle in bundles), *RULES)


def _line(bundle: OfferedBundle, names: Mapping[int, str]) -> str:
    plus = (
        "ditambah tambahan ukuran atau pilihan seperti di atas"
        if bundle.adds_surcharges
        else "apa pun pilihannya"
    )
    return f"{bundle.name} (paket): {rupiah(bundle.price)} untuk {contents(bundle, names)}, {plus}."


def contents(bundle: OfferedBundle, names: Mapping[int, str]) -> str:
    """`2 Kaos, 1 Topi Hitam`: the pieces of a package in order."""
    said = Counter(
        " ".join([names.get(slot.product_id, ""), *(value for value in slot.fixed if value)]).strip()
        for slot in bundle.slots
    )
    return ", ".join(f"{count} {what}" for what, count in said.items())
