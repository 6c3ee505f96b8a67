"""A ladder as the seller types it: up to three credits, the shipping fee once, the full refund last."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING, Declared, Rung
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import RupiahField, WholeField, basis_points, percent_words

CREDITS = 3


class GiftField(forms.CharField):
    """`10.000` rupiah or `10%` of the goods; cleans to (rupiah, basis points), (0, 0) for nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, required=False, **kwargs)

    def clean(self, value: Any) -> tuple[int, int]:
        text = (super().clean(value) or "").strip()
        if not text:
            return 0, 0
        if text.endswith("%"):
            share = basis_points(text)
            if not share:
                raise forms.ValidationError(_("Tulis persennya, misalnya 10%."))
            return 0, share
        return int(RupiahField(min_value=1).clean(text) or 0), 0


class LadderForm(PlainForm):
    """`declared()` gives what is declared. Without `own` the day of the full refund is the store's policy."""

    use_required_attribute = False
    shipping_days = WholeField(label=_("Ongkir kembali setelah"), max_value=60, required=False)
    refund_after = WholeField(label=_("Uang kembali penuh ditawarkan setelah"), max_value=60)
    fit_days = WholeField(
        label=_("Tukar kalau tidak pas, sampai"),
        max_value=60,
        required=False,
        help_text=_("Hari setelah diterima. Kosong = tidak ada. Ongkirnya ditanggung pembeli."),
    )

    def __init__(self, data: Any = None, *, declared: Declared, own: bool) -> None:
        super().__init__(data, initial=_initial(declared))
        self.refund_of_store = declared.refund_after
        for n in range(1, CREDITS + 1):
            days = WholeField(label=_("Terlambat"), max_value=60, required=False)
            gift = GiftField(label=_("Saldo"))
            self.fields[f"days_{n}"], self.fields[f"gift_{n}"] = days, gift
        if not own:
            del self.fields["refund_after"]

    def credits(self) -> list[tuple[Any, Any]]:
        """Bound fields, pair by pair."""
        return [(self[f"days_{n}"], self[f"gift_{n}"]) for n in range(1, CREDITS + 1)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for n in range(1, CREDITS + 1):
            days, gift = data.get(f"days_{n}"), data.get(f"gift_{n}", (0, 0))
            if days and gift == (0, 0) and f"gift_{n}" not in self.errors:
                self.add_error(f"gift_{n}", _("Isi saldonya, misalnya 10.000 atau 10%."))
            if not days and gift != (0, 0) and f"days_{n}" not in self.errors:
                self.add_error(f"days_{n}", _("Isi berapa hari terlambat."))
        return data

    def declared(self) -> Declared:
        data = self.cleaned_data
        pairs = [(data.get(f"days_{n}"), data[f"gift_{n}"]) for n in range(1, CREDITS + 1)]
        rungs = [Rung(days, CREDIT, amount, bp) for days, (amount, bp) in pairs if days]
        if data.get("shipping_days"):
            rungs.append(Rung(data["shipping_days"], SHIPPING))
        after = data["refund_after"] if "refund_after" in self.fields else self.refund_of_store
        return Declared(tuple(rungs), after, data.get("fit_days") or 0)


def _initial(declared: Declared) -> dict[str, Any]:
    told: dict[str, Any] = {"refund_after": declared.refund_after, "fit_days": declared.fit_days or None}
    for n, rung in enumerate([rung for rung in declared.rungs if rung.remedy == CREDIT], start=1):
        gift = f"{rung.amount:,}".replace(",", ".") if rung.amount else f"{percent_words(rung.bp)}%"
        told |= {f"days_{n}": rung.days, f"gift_{n}": gift}
    shipping = [rung.days for rung in declared.rungs if rung.remedy == SHIPPING]
    return told | ({"shipping_days": shipping[0]} if shipping else {})
