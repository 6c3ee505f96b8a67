"""The message buyers will get, before it is sent: with this PO's facts and a buyer's name left open."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import PRODUCED, SHIP_FROM, SHIP_UNTIL
from bukapo.messaging import spoken
from bukapo.messaging.compose import Shelf
from bukapo.messaging.facts import PROMISED as SPOKEN
from bukapo.messaging.moved_prices import PRICE_FACTS
from bukapo.messaging.rules import WHATSAPP, fill
from bukapo.messaging.vocabulary import GAPS

PROMISED = {
    PRODUCED: _("Selesai produksi"),
    SHIP_FROM: _("Mulai dikirim atau bisa diambil"),
    SHIP_UNTIL: _("Paling lambat dikirim"),
}


def delay_words(
    campaign: Campaign, what: str, was: date, day: date, reason: str, until: datetime, silence: str
) -> str:
    """As WhatsApp will show it, in Indonesian; what differs per buyer is the example of its gap.

    `silence`: what it means not to answer (`delays.rules`).
    """
    body = Shelf(campaign.store_id, "order.delay_asked").words(WHATSAPP, "id").body
    with override("id"):
        known = {
            "judul_po": campaign.title,
            "toko": campaign.store.name,
            "janji": SPOKEN[what],
            "tanggal": spoken.day(day),
            "tanggal_lama": spoken.day(was),
            "alasan": " ".join(reason.split()),
            "batas_jawab": spoken.instant(until, campaign.store.zone),
            "kalau_diam": PRICE_FACTS["kalau_diam"]({"silence": silence}, campaign.store.zone),
        }
        return fill(body, {name: gap.shown("id") for name, gap in GAPS.items()} | known)
