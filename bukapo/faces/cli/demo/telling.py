"""What the demo's seller told many: a broadcast that went out, and a weekly draft that waits for a glance."""

from datetime import datetime, timedelta

from bukapo.campaigns.models import Campaign
from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.messaging.broadcasts.due import write_broadcasts
from bukapo.messaging.broadcasts.groups import GROUPS, Asked
from bukapo.messaging.broadcasts.listing import count_people
from bukapo.messaging.broadcasts.rules import EMAIL_FIRST, NEWS_KIND
from bukapo.messaging.broadcasts.writes import confirm_broadcast
from bukapo.messaging.models import Broadcast
from bukapo.messaging.updates.writes import draft_update

BODY = """Halo {nama}, kabar dari Kota Kita.

Kain fleece-nya sudah datang dan pemotongan dimulai. Terima kasih sudah sabar menunggu.

Pesanan {nomor} bisa dilihat di sini:
{tautan}

{toko}"""
LAG = timedelta(hours=3)


def told_many(place: Shop, campaign: Campaign, said: datetime, now: datetime) -> None:
    """`said` is when the broadcast went out. Run again it changes nothing."""
    if Broadcast.objects.of(place.store).filter(campaign=campaign).exists():
        return
    shown = count_people(GROUPS["everyone"], Asked(place.store.pk, campaign), way=EMAIL_FIRST).stamp
    with it_is(said):
        confirm_broadcast(
            **place.by_id(said), campaign_id=campaign.pk, kind=NEWS_KIND, group="everyone", choice="",
            way=EMAIL_FIRST, subject="Kabar PO {judul_po}", body=BODY, shown=shown, key="demo-kain",
        )  # fmt: skip
        while write_broadcasts(said):
            pass
    campaign.store = place.store
    with it_is(now - LAG):
        draft_update(campaign=campaign, week=None, actor=SYSTEM_ACTOR, at=now - LAG)
