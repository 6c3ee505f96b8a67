"""What is wrong with typed promises and with the whole document, before a word is read. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bukapo.campaigns.linting import rules
from bukapo.campaigns.linting.rules import Finding
from bukapo.campaigns.terms.document import Document, clauses_in
from bukapo.kernel.refusal import gettext_noop
from bukapo.stores.rules import Policies

WEEKEND = 4
"""Days that hold two working days wherever they begin."""


@dataclass(frozen=True)
class LintedGoods:
    """`described`: there is a description or a size chart. `proven`: its normal price was asked in a PO before."""

    name: str
    described: bool = True
    normal_price: int = 0
    price: int = 0
    proven: bool = True


def policy_findings(policies: Policies) -> Iterator[Finding]:
    """The store's typed promises (`stores.rules.BOUNDS` keeps new ones inside the law; old rows may not be)."""
    if policies.refund_days > 7:
        yield Finding(rules.REFUND_SLOW)
    if policies.exchange_days < 2:
        yield Finding(rules.EXCHANGE_SHORT)
    elif policies.exchange_days < WEEKEND:
        yield Finding(rules.EXCHANGE_WEEKEND)
    if policies.cancel_before_close and policies.cancel_fee_percent >= 100:
        yield Finding(rules.FEE_WHOLE)
    elif policies.cancel_before_close and policies.cancel_fee_percent > 50:
        yield Finding(rules.FEE_HIGH)
    if policies.late_refund_days > 30:
        yield Finding(rules.LATE_LONG)
    if policies.complaint_hours > 72:
        yield Finding(rules.ANSWER_SLOW)


def goods_findings(goods: Sequence[LintedGoods]) -> Iterator[Finding]:
    """A price crossed out that nobody was asked, and goods nobody described."""
    for one in goods:
        if one.normal_price > one.price and not one.proven:
            yield Finding(rules.NORMAL_PRICE, about=one.name)
        if not one.described:
            yield Finding(rules.NO_SPECIFICATION, about=one.name)


def seller_findings(address: str) -> Iterator[Finding]:
    """Who sells."""
    if not address.strip():
        yield Finding(rules.NO_ADDRESS)


CONTENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (gettext_noop("identitas penjual"), ("seller.name",)),
    (gettext_noop("kontak penjual"), ("seller.contact",)),
    (gettext_noop("barang dan harganya"), ("goods.price", "goods.package")),
    (gettext_noop("harga seluruhnya"), ("goods.total",)),
    (gettext_noop("cara dan waktu membayar"), ("payment.part",)),
    (gettext_noop("waktu pengiriman"), ("delivery.sent", "delivery.own_promise")),
    (gettext_noop("risiko terlambat"), ("late.limit",)),
    (gettext_noop("cara uang kembali"), ("late.refund",)),
    (gettext_noop("pembatalan"), ("cancelling.before",)),
    (gettext_noop("penukaran barang"), ("defects.report", "defects.remedy")),
    (gettext_noop("jalur komplain"), ("complaints.answer",)),
    (gettext_noop("pengaduan ke Kementerian Perdagangan"), ("complaints.authority",)),
    (gettext_noop("pemakaian data pribadi"), ("privacy.purpose",)),
)
"""What an electronic contract must hold, and the clauses any of which says it."""


def content_findings(told: Document) -> list[Finding]:
    """Contents that the document lacks."""
    keys = {clause["key"] for _part, clause in clauses_in(told)}
    return [Finding(rules.INCOMPLETE, about=what) for what, any_of in CONTENTS if not keys & set(any_of)]
