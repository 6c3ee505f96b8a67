"""An order that should have left by now: how late it is, and what happens next, for its buyer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.campaigns.guarantees.rules import REFUND
from bukapo.campaigns.rules import SHIP_UNTIL
from bukapo.faces.storefront.shown.guarantees import gives
from bukapo.faces.ui import dates
from bukapo.orders.models import Order
from bukapo.shipping.rules import PICKUP
from bukapo.trust.guarantees.rules import Standing
from bukapo.trust.guarantees.standing import standings


@dataclass(frozen=True)
class Overdue:
    """`days` past the promised `day`; `next` says what happens now, "" while nothing does by itself."""

    days: int
    day: date
    next: str

    @property
    def when(self) -> str:
        """For the timeline: the day it should have been, and how long ago that is."""
        return ngettext(
            "seharusnya paling lambat %(day)s, sudah lewat %(n)s hari",
            "seharusnya paling lambat %(day)s, sudah lewat %(n)s hari",
            self.days,
        ) % {"day": dates.day(self.day), "n": self.days}


def overdue_of(order: Order, promises: Mapping[str, date], *, there: bool, at: datetime) -> Overdue | None:
    """None while it is in time, has left, or lies ready (`there`: it is packed). No query then, else ten or so."""
    day = promises.get(SHIP_UNTIL)
    if day is None or order.state != "confirmed" or (there and order.fulfilment == PICKUP):
        return None
    today = at.astimezone(ZoneInfo(order.store.zone)).date()
    if today <= day:
        return None
    standing = standings(order.store_id, order.store.zone, [order], at=at).get(order.pk)
    return Overdue((today - day).days, day, _next(order, standing, today))


def _next(order: Order, standing: Standing | None, today: date) -> str:
    if order.outstanding > 0:
        return _("Barangnya dikirim setelah sisanya lunas.")
    if standing is None or standing.day is None:
        return _("Mau tahu kapan dikirim? Tanya penjualnya di halaman ini.")
    if any(rung.remedy == REFUND for rung in standing.reached(today)):
        return _("Anda boleh tetap menunggu atau mengambil uangnya, selama barangnya belum dikirim.")
    ahead = [rung for rung in standing.ladder if rung.due_on(standing.day) > today and standing.worth(rung)]
    if not ahead:
        return _("Mau tahu kapan dikirim? Tanya penjualnya di halaman ini.")
    words = {"day": dates.day(standing.day + timedelta(days=ahead[0].days)), "gives": gives(ahead[0])}
    return _("Kalau sampai %(day)s belum juga dikirim, Anda dapat: %(gives)s.") % words
