"""What a PO in batches, or one with a minimum, still lacks. Pure; `campaigns.readiness` asks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.series.rules import FULL, Rhythm
from bukapo.kernel.refusal import gettext_noop

LACKS_OF_BATCHES = {
    "no_rhythm": gettext_noop("Irama gelombang belum diisi: kapan tutup, kapan jadi."),
    "full_without_cap": gettext_noop("Gelombang yang tutup begitu penuh perlu kuota."),
    "batch_with_draw": gettext_noop("PO bergelombang tidak bisa memakai undian."),
    "batch_fixed_day": gettext_noop(
        "Pembayaran dengan tanggal tetap tidak cocok untuk PO bergelombang. Pakai jumlah hari, atau setelah produksi "
        "selesai."
    ),
    "minimum_over_cap": gettext_noop("Minimum {what} pcs lebih besar dari kuota PO."),
    "minimum_of_nothing": gettext_noop("Ada minimum untuk produk atau pilihan yang tidak dijual di PO ini."),
}


def batch_lacks(
    rhythm: Mapping[str, Any] | None, cap: int | None, *, draws: bool, fixed_days: bool
) -> Iterator[str]:
    """Codes. A batch is cloned into the next one, so that no day of the calendar may stand in it."""
    if not rhythm:
        yield "no_rhythm"
    elif Rhythm.of(rhythm).mode == FULL and cap is None:
        yield "full_without_cap"
    if draws:
        yield "batch_with_draw"
    if fixed_days:
        yield "batch_fixed_day"


def minimum_lacks(
    minimums: Sequence[Least], cap: int | None, on_offer: Mapping[int, frozenset[str]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(code, params). `on_offer`: product id -> its values in use."""
    for least in minimums:
        if cap is not None and least.pieces > cap:
            yield "minimum_over_cap", {"what": least.pieces}
        known = on_offer.get(least.product_id or 0)
        if not least.whole and (known is None or (least.value and least.value not in known)):
            yield "minimum_of_nothing", {}
