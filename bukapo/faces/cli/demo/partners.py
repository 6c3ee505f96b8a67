"""One partner of the demo's streetwear brand: brought some orders, was paid for those that left."""

from datetime import datetime

from bukapo.campaigns.models import Campaign, Partner
from bukapo.campaigns.partners.rules import PERCENT, PartnerTerms
from bukapo.campaigns.partners.writes import make_partner, set_friend_reward
from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.orders.commissions.reads import told_of
from bukapo.orders.commissions.writes import pay_commission

CODE = "KREATOR10"
EVERY = 7
"""Every so many-th demo buyer came by the partner's link."""


def creator(place: Shop, at: datetime) -> None:
    """The partner, if not there yet."""
    if not Partner.objects.of(place.store).filter(code=CODE).exists():
        terms = PartnerTerms("Kreator Contoh", CODE, PERCENT, 500, phone="081200000999")
        with it_is(at):
            make_partner(**place.by_id(at), terms=terms)


def came_by(number: int) -> str:
    """The code on the link of the `number`-th demo buyer, mostly none."""
    return CODE if number % EVERY == 0 else ""


def paid_for(place: Shop, at: datetime) -> None:
    """All that may be paid is paid by transfer."""
    partner = Partner.objects.of(place.store).get(code=CODE)
    (told,) = told_of(place.store.pk, [partner])
    if told.total.payable > 0:
        with it_is(at):
            pay_commission(
                **place.by_id(at), partner_id=partner.pk, expected=told.total.payable,
                bank_account_id=place.bank.pk, note="Komisi Vol. 1",
            )  # fmt: skip


def friends(place: Shop, campaign: Campaign, at: datetime) -> None:
    """Buyers of this PO may invite friends."""
    with it_is(at):
        set_friend_reward(**place.by_id(at), campaign_id=campaign.pk, reward=10_000)
