"""What a PO made to order still lacks, and what it should know. Pure; `campaigns.readiness` asks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bukapo.campaigns.made.rules import Pace
from bukapo.kernel.money import BASIS_POINTS, rupiah
from bukapo.kernel.refusal import gettext_noop

Finding = tuple[str, dict[str, Any]]

LACKS_OF_SINGLE_ORDERS = {
    "no_pace": gettext_noop("Lama mengerjakan satu pesanan belum diisi."),
    "tiers_made_to_order": gettext_noop(
        "Harga {what} turun menurut jumlah, padahal tiap pesanan dibuat dan dikirim sendiri sebelum jumlahnya "
        "diketahui. Hapus tingkat harganya."
    ),
    "balance_day_made_to_order": gettext_noop(
        "Pelunasan di tanggal tetap tidak cocok: tiap pesanan jadi di hari yang berbeda. Pilih setelah produksi "
        "selesai atau sebelum dikirim."
    ),
    "minimum_made_to_order": gettext_noop(
        "Minimum tidak bisa dipakai: tiap pesanan dibuat begitu dikonfirmasi, tanpa menunggu yang lain."
    ),
    "draw_made_to_order": gettext_noop(
        "Undian tidak bisa dipakai kalau tiap pesanan dibuat sendiri-sendiri."
    ),
    "deposit_below_cost": gettext_noop(
        "DP {what} di bawah HPP-nya ({cost}): tiap pesanan mulai dikerjakan dengan modal Anda."
    ),
}


def pace_lacks(pace: Pace | None, tiered: Sequence[str], others: Mapping[str, bool]) -> Iterator[Finding]:
    """What keeps a PO from being made to order.

    `tiered`: products whose price falls with the pieces. `others`: is there a draw, a minimum, a balance_day?
    """
    if pace is None:
        yield "no_pace", {}
    for name in tiered:
        yield "tiers_made_to_order", {"what": name}
    for what, is_there in others.items():
        if is_there:
            yield f"{what}_made_to_order", {}


def thin_deposits(goods: Iterable[tuple[str, int, int | None]], *, bp: int, fixed: int) -> Iterator[Finding]:
    """(name, price, cost): nobody is asked before a job begins, so the deposit had better pay for it."""
    for name, price, cost in goods:
        if cost and (fixed or price * bp // BASIS_POINTS) < cost:
            yield "deposit_below_cost", {"what": name, "cost": rupiah(cost)}
