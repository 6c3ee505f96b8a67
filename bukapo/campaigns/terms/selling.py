"""Who sells, what, for how much. Pure."""

from collections.abc import Iterator

from bukapo.campaigns.clause import Clause, plain_clauses
from bukapo.campaigns.terms.facts import TermsFacts, TermsGoods
from bukapo.campaigns.terms.speech import EN, ID, contact, flat, iso
from bukapo.campaigns.weighed import but_for_the_scale
from bukapo.kernel.money import rupiah


def seller(facts: TermsFacts) -> Iterator[Clause]:
    """Identity and address (PP 80/2019 Pasal 39, Permendag 31/2023)."""
    name = f"{facts.seller}, {facts.city}."
    yield Clause("seller.name", name, name, {"name": facts.seller, "city": facts.city})
    if facts.address:
        where = flat(facts.address)
        yield Clause("seller.address", f"Alamat: {where}", f"Address: {where}", {"address": where})
    data = {"phone": facts.phone, "email": facts.email}
    yield Clause(
        "seller.contact",
        "Hubungi: " + contact(facts.phone, facts.email),
        "Contact: " + contact(facts.phone, facts.email, gap=EN.gap),
        data,
    )
    if facts.registration:
        number = f"NIB: {facts.registration}"
        yield Clause("seller.registration", number, number, {"nib": facts.registration})


def goods(facts: TermsFacts) -> Iterator[Clause]:
    """Every product with all that may be added to its price."""
    for one in facts.goods:
        yield from _prices(one, facts)
    if any(one.tiers for one in facts.goods):
        yield from _tier_rules(facts)
    yield from facts.more_of_goods
    scale = facts.courier and facts.shipping_with == "balance"
    weighed = (
        ", but for shipping once the parcel is weighed, within the limit of the part on shipping"
        if scale
        else ""
    )
    yield Clause(
        "goods.total",
        "Harga total dengan tambahan dan ongkir terlihat sebelum memesan dan tidak naik setelah itu tanpa persetujuan "
        f"pembeli{but_for_the_scale(facts.courier, facts.shipping_with)}.",
        "The total with additions and shipping is shown before ordering and does not rise afterwards without the "
        f"buyer's consent{weighed}.",
        {"weighed": bool(weighed)},
    )


def _prices(one: TermsGoods, facts: TermsFacts) -> Iterator[Clause]:
    told = one.normal_price > one.price
    normal = f" (harga normal {rupiah(one.normal_price)})" if told else ""
    usual = f" (normal price {rupiah(one.normal_price)})" if told else ""
    price = rupiah(one.price)
    yield Clause(
        "goods.price",
        f"{one.name}: {price} per pcs{normal}.",
        f"{one.name}: {price} each{usual}.",
        {"price": one.price, "normal": one.normal_price if told else 0},
        about=one.name,
    )
    if one.early_price and facts.early_until:
        yield _early(one, facts)
    plus = [(name, amount) for name, amount in (*one.surcharges, *one.extras) if amount]
    if plus:
        listed = ", ".join(f"{name} +{rupiah(amount)}" for name, amount in plus)
        yield Clause(
            "goods.additions",
            f"Tambahan {one.name}: {listed}.",
            f"Additions to {one.name}: {listed}.",
            {"plus": [list(pair) for pair in plus]},
            about=one.name,
        )
    if one.tiers:
        yield _tiers(one)


def _early(one: TermsGoods, facts: TermsFacts) -> Clause:
    early, until = rupiah(one.early_price), facts.early_until
    return Clause(
        "goods.early",
        f"Harga early bird {one.name}: {early} per pcs untuk pesanan yang masuk sebelum "
        f"{ID.instant(until, facts.zone)}. Pesanan dari daftar tunggu memakai harga saat gilirannya tiba.",
        f"Early bird price of {one.name}: {early} each for orders that come in before "
        f"{EN.instant(until, facts.zone)}. Orders from the waiting list take the price at the time of their turn.",
        {"price": one.early_price, "until": iso(until)},
        about=one.name,
    )


def _tiers(one: TermsGoods) -> Clause:
    steps = ", ".join(f"mulai {pieces} pcs {rupiah(price)}" for pieces, price in one.tiers)
    english = ", ".join(f"from {pieces} pcs {rupiah(price)}" for pieces, price in one.tiers)
    return Clause(
        "goods.tiers",
        f"Harga {one.name} turun untuk semua pembeli menurut jumlah di PO ini: {steps} per pcs.",
        f"The price of {one.name} falls for all buyers by the number in this PO: {english} each.",
        {"steps": [list(step) for step in one.tiers]},
        about=one.name,
    )


def _tier_rules(facts: TermsFacts) -> list[Clause]:
    later = "penuh" if facts.pay_mode == "full" else "atau DP"
    paid = "full payments" if facts.pay_mode == "full" else "payments or deposits"
    return plain_clauses(
        "goods.tier_rules",
        [
            "Yang dihitung: seluruh pcs produk itu dari pesanan yang memegang kuota pada saat PO ditutup, termasuk "
            "yang belum dibayar.",
            f"Sampai PO ditutup pembayaran {later} memakai harga PO. Setelah itu harga semua pesanan diturunkan: "
            "selisihnya mengurangi tagihan yang belum dibayar, dan yang sudah terbayar lebih dikembalikan atau menjadi "
            "saldo pembeli. Potongan voucher tetap sebesar rupiah yang disepakati.",
            "Pesanan yang batal atau hangus setelah PO ditutup tidak menaikkan lagi harga pembeli lain.",
        ],
        [
            "What counts: all pieces of that product in orders that hold their place when the PO closes, unpaid ones "
            "too.",
            f"Until the PO closes {paid} use the PO price. Then the price of all orders is lowered: the difference "
            "comes off bills not paid yet, and what was overpaid is paid back or becomes the buyer's credit. A "
            "voucher's discount stays the rupiah agreed on.",
            "Orders that are cancelled or expire after the PO has closed do not raise other buyers' prices again.",
        ],
    )
