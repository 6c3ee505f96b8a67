"""What may still happen to an order of a closed PO, for the order page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bukapo.campaigns.locks.reads import ladder_of
from bukapo.campaigns.locks.rules import Ladder
from bukapo.orders.handover.reads import offered_handover
from bukapo.orders.models import Handover, Order
from bukapo.production.swaps.reads import SwapDesk, swap_desk, tradable
from bukapo.shipping.rules import COURIER, GROUP, PICKUP


@dataclass(frozen=True)
class Frozen:
    """`ladder`: until when what may change. `ways` the order may be received by at this moment."""

    ladder: Ladder
    ways: tuple[str, ...]
    may_move: bool
    desk: SwapDesk
    handover: Handover | None
    may_hand_over: bool

    def __bool__(self) -> bool:
        return bool(self.may_move or self.desk or self.handover or self.may_hand_over)


def frozen_part(order: Order, *, at: datetime) -> Frozen:
    """Empty while the PO takes orders (they are changed then) and once the goods are packed."""
    ladder = ladder_of(order.campaign)
    live = tradable(order)
    own = live and order.fulfilment != GROUP  # in its group's parcel: neither its place nor its person moves
    ways = ways_of(order, ladder, at) if own else ()
    return Frozen(
        ladder=ladder,
        ways=ways,
        may_move=bool(ways) and ways != (PICKUP,),
        desk=swap_desk(order),
        handover=offered_handover(order),
        may_hand_over=own,
    )


def ways_of(order: Order, ladder: Ladder, at: datetime) -> tuple[str, ...]:
    """Its own way while the address may change, the other one until the way is locked."""
    campaign = order.campaign
    own = order.fulfilment == PICKUP or ladder.address is None or at < ladder.address
    ways = [order.fulfilment] if own else []
    if ladder.way is None or at < ladder.way:
        ways += [
            w
            for w, there in ((PICKUP, campaign.pickup), (COURIER, campaign.courier))
            if there and w not in ways
        ]
    return tuple(ways)


def news_of_frozen() -> dict[str, str]:
    """What just happened, for the top of the order page."""
    return {
        "tukar": _("Tukar ukuran berhasil. Isi pesanan Anda sudah berganti."),
        "tukar-tawar": _(
            "Tawaran tukar terpasang. Kalau ada yang mau, Anda dikabari dan memutuskan terakhir."
        ),
        "tukar-ambil": _("Terkirim. Tukar jadi setelah pembeli itu mengiyakan; Anda dikabari."),
        "tukar-mundur": _("Tukar tidak jadi. Isi pesanan Anda tetap."),
        "tukar-tarik": _("Tawaran tukar ditarik."),
        "oper": _("Pesanan ini sekarang milik Anda. Simpan tautan halaman ini dan jangan dibagikan."),
        "oper-tarik": _("Pesanan tetap milik Anda. Tautan operannya tidak berlaku lagi."),
        "oper-lewat": _("Tidak ada operan yang menunggu."),
    }
