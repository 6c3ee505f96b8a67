"""A partner's commission is paid. It carries its postings."""

from dataclasses import dataclass
from typing import ClassVar

from bukapo.campaigns.partners.events import PartnerEvent


@dataclass(frozen=True, kw_only=True)
class CommissionPaid(PartnerEvent):
    """`amount` rupiah, `how` as in `commissions.ways`.

    `shares`: [order id, rupiah], below zero what was paid too much.
    """

    kind: ClassVar[str] = "partner.commission_paid"
    payout_id: int
    amount: int
    how: str
    shares: tuple[tuple[int, int], ...]
