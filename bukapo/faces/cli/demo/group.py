"""One group of the reunion's PO, half filled in. Every name is plainly a demo's."""

from datetime import datetime, timedelta
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import offer_of
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Roster
from bukapo.orders.rosters.filling import MemberWish, list_members
from bukapo.orders.rosters.opening import RosterWish, open_roster
from bukapo.orders.rosters.parse import read_list
from bukapo.orders.rosters.reads import goods_of, wish_of_line
from bukapo.orders.rosters.rules import ONE
from bukapo.shipping.rules import PICKUP

LIST = """1. Anggota Contoh Satu - L
2. Anggota Contoh Dua - M navy
3. Anggota Contoh Tiga - XL maroon panjang
4. Anggota Contoh Empat
5. Anggota Contoh Lima"""


def open_group(campaign: Campaign, now: datetime) -> None:
    """A class that orders together: three of five have filled in."""
    with clock.told(now):
        offer = offer_of(campaign)
        wish = RosterWish(
            name="Kelas XI-3 (contoh)", coordinator="Koordinator Contoh", phone="081200000077", payer=ONE,
            products=(offer.products[0].id,), fulfilment=PICKUP, deadline_at=now + timedelta(days=3),
        )  # fmt: skip
        facts: dict[str, Any] = {"store_id": campaign.store_id, "actor": BUYER_ACTOR, "at": now}
        opened = open_roster(**facts, campaign_id=campaign.pk, wish=wish, key="demo")
        roster = Roster.objects.of(campaign.store_id).get(pk=opened.roster_id)
        lines = read_list(LIST, goods_of(roster, offer))
        wishes: list[MemberWish] = [wish_of_line(line, roster, offer) for line in lines]
        list_members(**facts, roster_id=roster.pk, wishes=wishes)
