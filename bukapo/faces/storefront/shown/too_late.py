"""What somebody is told whose order could not be taken now, on a page that keeps their form. Knows no Django."""

from collections.abc import Callable

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.rules import Closed, NotOpenYet, SoldOut
from bukapo.faces.storefront.shown.shell import Held
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.intake.queue import Busy, Unavailable

RETRY_SECONDS = 3
Translate = Callable[[str], str]


def held_back(offer: Offer, refusal: Refusal, say: Translate) -> Held | None:
    """The page for a refusal that many meet at once; None for one that the form itself must show."""
    if isinstance(refusal, Busy | Unavailable):
        return _waiting(offer, refusal, say)
    if isinstance(refusal, Closed | NotOpenYet) or (
        isinstance(refusal, SoldOut) and not refusal.params["left"]
    ):
        return _too_late(offer, refusal, say)
    return None


def _waiting(offer: Offer, refusal: Refusal, say: Translate) -> Held:
    """The page sends the same form again by itself."""
    busy = gettext_noop("Sedang ramai, sebentar ya")
    away = gettext_noop("Sambungan terganggu")
    return Held(
        title=say(busy if isinstance(refusal, Busy) else away),
        words=refusal.told(say),
        place=refusal.params.get("place"),
        retry_seconds=RETRY_SECONDS,
        back=offer.address,
    )


def _too_late(offer: Offer, refusal: Refusal, say: Translate) -> Held:
    """The form is kept, and may be changed."""
    kept = gettext_noop("Pesanan Anda belum masuk. Isian Anda masih tersimpan di halaman ini.")
    return Held(
        title=refusal.told(say),
        words=say(kept),
        again=False,
        wait=f"{offer.address}pesan/" if isinstance(refusal, SoldOut) else "",
        edit=f"{offer.address}pesan/",
        back=offer.address,
    )
