"""How it is paid, when it is made and how it arrives. Pure."""

from collections.abc import Iterator
from itertools import zip_longest

from bukapo.campaigns.clause import Clause, plain_clauses
from bukapo.campaigns.made import terms as made_terms
from bukapo.campaigns.schedule import Dates, Part, remarks, schedule
from bukapo.campaigns.terms.facts import TermsFacts
from bukapo.campaigns.terms.speech import EN, ID, INDONESIAN, NOT_SAID, flat, iso
from bukapo.campaigns.weighed import MOST_KILOGRAMS_UP, courier_rules
from bukapo.payments.plans import Plan


def plan_of(facts: TermsFacts) -> Plan:
    return Plan(
        facts.pay_mode,
        facts.deposit_bp,
        facts.deposit_fixed,
        facts.shipping_with,
        terms=facts.instalments,
        balance_due=facts.balance_due,
        balance_day=facts.balance_day,
        zone=facts.zone,
    )


def payment(facts: TermsFacts) -> Iterator[Clause]:
    """Each payment with its share and its day, then what a payer should know besides."""
    plan = plan_of(facts)
    own = facts.pace is not None
    dates = Dates(facts.pay_hours, facts.balance_days, facts.produced, facts.ship_from, each_its_own=own)
    parts = schedule(plan, dates, INDONESIAN, courier=facts.courier)
    english = schedule(plan, dates, facts.english, courier=facts.courier)
    for number, (part, reading) in enumerate(zip(parts, english, strict=True), start=1):
        yield _part(number, part, reading, facts)
    if not plan.is_cod:
        yield Clause(
            "payment.before_goods",
            "Barang dikirim atau diserahkan setelah pesanan lunas.",
            "Goods are sent or handed over once the order is paid in full.",
        )
    told = zip_longest(remarks(plan, INDONESIAN), remarks(plan, facts.english))
    lines = list(told)
    yield from plain_clauses("payment.remarks", [one for one, _ in lines], [other for _, other in lines])
    beside = "Selain uang COD, pembayaran" if plan.is_cod else "Pembayaran"
    apart = "Apart from cash on delivery, payments" if plan.is_cod else "Payments"
    yield Clause(
        "payment.where",
        f"{beside} hanya ke rekening yang tertera di halaman pesanan. Setiap pembayaran ada tanda terimanya.",
        f"{apart} go only to the accounts named on the order's page. There is a receipt for every payment.",
    )


def _part(number: int, part: Part, reading: Part, facts: TermsFacts) -> Clause:
    return Clause(
        "payment.part",
        f"{part.title}: {part.amount}, {part.when}.",
        f"{reading.title}: {reading.amount}, {reading.when}.",
        {"kind": part.kind, "share": part.amount, "due": part.due.when, "day": iso(part.day)}
        | _share(number, facts),
        about=str(number),
    )


def _share(number: int, facts: TermsFacts) -> dict[str, int]:
    """The typed size of the first payment, which is what a buyer risks."""
    if facts.pay_mode != "deposit" or number != 1:
        return {}
    return {"fixed": facts.deposit_fixed} if facts.deposit_fixed else {"bp": facts.deposit_bp}


def delivery(facts: TermsFacts) -> Iterator[Clause]:
    """The promised days and the ways of receiving."""
    yield from made_terms.delivery_rules(facts.pace) if facts.pace else _days(facts)
    if facts.pickup:
        place = flat(facts.pickup_place)
        yield Clause(
            "delivery.pickup",
            f"Ambil sendiri di {place or NOT_SAID}, tanpa ongkir.",
            f"Pickup at {place or EN.gap}, without a shipping fee.",
            {"place": place},
        )
    if facts.courier:
        yield from _courier(facts)
    yield _moved(facts)


def _courier(facts: TermsFacts) -> Iterator[Clause]:
    """How it travels, and whether the fee follows the scale."""
    told, *scale = courier_rules(facts.shipping_with)
    yield Clause(
        "delivery.courier",
        told,
        "Sent by courier to the order's address; the fee goes by region and weight and is shown before ordering.",
    )
    for line in scale:
        yield Clause(
            "delivery.weighed",
            line,
            "The fee is charged with the balance by the table of regions and the weighed parcel, rounded up to whole "
            "kg. If it is heavier than expected the fee rises by at most the next kg's price in that region; if it is "
            "lighter the fee falls.",
            {"kilograms_up": MOST_KILOGRAMS_UP},
        )
    yield _in_two_parcels()


def _in_two_parcels() -> Clause:
    """What `orders.parts` does, and all it does (docs/decisions/0040)."""
    return Clause(
        "delivery.parts",
        "Sebagian pesanan dikirim lebih dulu hanya kalau pembeli setuju; tidak menjawab berarti tidak setuju. Ongkir "
        "paket kedua ditanggung penjual. Kalau sisanya tidak jadi dikirim, harga sisanya kembali ke pembeli.",
        "A part of an order is sent ahead only if its buyer agrees; no answer means no. The seller bears the shipping "
        "of the second parcel. If the rest is not sent after all, the buyer gets the price of the rest back.",
        {"parcels": 2, "consent": "asked", "second_fee": "seller"},
    )


def _days(facts: TermsFacts) -> Iterator[Clause]:
    yield Clause(
        "delivery.produced",
        f"Perkiraan selesai produksi: {ID.day(facts.produced)}.",
        f"Production is expected to be finished: {EN.day(facts.produced)}.",
        {"day": iso(facts.produced)},
    )
    yield Clause(
        "delivery.sent",
        f"Dikirim atau siap diambil: mulai {ID.day(facts.ship_from)}, paling lambat {ID.day(facts.ship_until)}.",
        f"Sent or ready for pickup: from {EN.day(facts.ship_from)}, at the latest {EN.day(facts.ship_until)}.",
        {"from": iso(facts.ship_from), "until": iso(facts.ship_until)},
    )


def _moved(facts: TermsFacts) -> Clause:
    if facts.pace:
        return Clause("delivery.moved", made_terms.MOVED, made_terms.MOVED_ENGLISH)
    return Clause(
        "delivery.moved",
        "Kalau tanggal harus bergeser, semua pembeli diberi tahu alasannya dan tanggal barunya, dan tanggal lama "
        "tetap tercatat di halaman PO.",
        "If dates must move, all buyers are told why and the new date, and the old date stays on record on the PO's "
        "page.",
    )
