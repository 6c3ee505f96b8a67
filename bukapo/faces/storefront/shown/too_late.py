"""What somebody is told whose order could not be taken now, on a page that keeps their form. Knows no Django."""

from collections.abc import Callable
from dataclasses import replace

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.rules import Closed, NotOpenYet, SoldOut
from bukapo.faces.storefront.shown.shell import Held
from bukapo.kernel.pace import TooManyTries
from bukapo.kernel.protocol import Busy, Unavailable
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.intake.decide import PriceChanged

RETRY_SECONDS = 3
LEAST_WAIT = 5
"""Seconds: sooner nobody whose network was too fast is asked to come back."""
Translate = Callable[[str], str]


def held_back(offer: Offer, refusal: Refusal, say: Translate) -> Held | None:
    """The page for a refusal that many meet at once; None for one that the form itself must show."""
    if isinstance(refusal, TooManyTries):
        return replace(too_fast(refusal, say), back=offer.address)
    if isinstance(refusal, Busy | Unavailable):
        return _waiting(offer, refusal, say)
    if isinstance(refusal, PriceChanged):
        return _dearer(offer, refusal, say)
    if isinstance(refusal, Closed | NotOpenYet) or (
        isinstance(refusal, SoldOut) and not refusal.params["left"]
    ):
        return _too_late(offer, refusal, say)
    return None


def _dearer(offer: Offer, refusal: PriceChanged, say: Translate) -> Held:
    """The price they agreed to has ended: nothing is ordered until they have seen the new one."""
    title = gettext_noop("Harganya sudah berubah")
    kept = gettext_noop(
        "Pesanan Anda belum masuk dan belum ada yang ditagih. Isian Anda masih tersimpan di halaman ini."
    )
    return Held(
        title=say(title),
        words=refusal.told(say),
        more=say(kept),
        again=False,
        check=f"{offer.address}pesan/",
        edit=f"{offer.address}pesan/",
        back=offer.address,
    )


def too_fast(refusal: TooManyTries, say: Translate) -> Held:
    """One address or one phone number sent too much: the form waits, then sends itself again."""
    title = gettext_noop("Terlalu banyak kiriman sekaligus")
    words = gettext_noop("Dari jaringan atau nomor Anda baru saja datang banyak sekali kiriman.")
    kept = gettext_noop("Isian Anda masih tersimpan di halaman ini.")
    wait = max(LEAST_WAIT, refusal.seconds)
    return Held(title=say(title), words=say(words), more=say(kept), retry_seconds=wait)


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
    wait = gettext_noop(
        "Mau menunggu? Sekarang tidak membayar apa-apa. Kalau ada yang batal atau tidak jadi bayar, pesanan ini "
        "langsung menjadi milik Anda begitu semuanya muat."
    )
    return Held(
        title=refusal.told(say),
        words=say(kept),
        more=say(wait) if isinstance(refusal, SoldOut) else "",
        again=False,
        wait=f"{offer.address}pesan/" if isinstance(refusal, SoldOut) else "",
        edit=f"{offer.address}pesan/",
        back=offer.address,
    )
