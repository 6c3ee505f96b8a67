"""What a PO costs, as the seller types it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import RupiahField, WholeField
from bukapo.production.capital.rows import Capital

MOST = {"max_value": 2_000_000_000, "required": False}


class CapitalForm(PlainForm):
    """`plan()` gives the arguments of `set_capital`."""

    use_required_attribute = False
    each = RupiahField(
        label=_("Perkiraan ongkos per pcs"),
        help_text=_(
            "Dipakai untuk produk yang HPP-nya belum diisi. Kalau SPK sudah ada harganya, SPK yang dipakai."
        ),
        **MOST,
    )
    fixed = RupiahField(
        label=_("Ongkos sekali bayar"), help_text=_("Misalnya desain, film sablon, sampel."), **MOST
    )
    down_percent = WholeField(label=_("DP konveksi, persen dari ongkos"), max_value=100, required=False)
    down_fixed = RupiahField(
        label=_("Atau DP konveksi dalam rupiah"),
        help_text=_("Isi salah satu. Kosong = uang di tangan harus menutup seluruh ongkos dulu."),
        **MOST,
    )
    spent = RupiahField(
        label=_("Sudah dikeluarkan untuk PO ini"),
        help_text=_("Uang PO yang sudah Anda bayarkan, misalnya DP konveksi atau bahan."),
        **MOST,
    )

    def __init__(self, data: Any = None, *, capital: Capital) -> None:
        start = {name: getattr(capital, name) or None for name in ("each", "fixed", "down_fixed", "spent")}
        super().__init__(data, initial={**start, "down_percent": capital.down_bp // 100 or None})

    def plan(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "each": data["each"],
            "fixed": data["fixed"] or 0,
            "down_bp": (data["down_percent"] or 0) * 100,
            "down_fixed": data["down_fixed"] or 0,
            "spent": data["spent"] or 0,
        }
