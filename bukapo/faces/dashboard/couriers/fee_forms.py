"""What to ask a courier service for the fee table, and what to make of its answers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.dashboard.prepare.fields import NeededChoiceField
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import RupiahField, WholeField
from bukapo.shipping.couriers.codes import courier_name
from bukapo.shipping.couriers.opened import title
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.port import EXPRESS, REGULAR
from bukapo.shipping.tariffs.reads import SurveyTold
from bukapo.shipping.tariffs.rules import (
    CHEAPEST,
    DEAREST,
    ISLANDS,
    MEAN,
    MOST_PLUS,
    NONE,
    PROVINCES,
    TABLE,
    Wish,
    services_of,
)

SPLITS = [
    (TABLE, _("Wilayah di tabel sekarang")),
    (ISLANDS, _("Tabel baru per pulau (7 wilayah)")),
    (PROVINCES, _("Tabel baru per provinsi")),
]
BASES = [
    (DEAREST, _("Daerah termahal di wilayah itu (tidak nombok)")),
    (MEAN, _("Rata-rata daerahnya (lebih murah, kadang nombok)")),
]
STEPS = [("1", _("Apa adanya")), ("500", _("Ke atas per Rp500")), ("1000", _("Ke atas per Rp1.000"))]


class AskForm(PlainForm):
    """Which service, which rows, whose fees."""

    account = forms.TypedChoiceField(label=_("Tanya ke"), coerce=int, widget=forms.RadioSelect)
    split = forms.ChoiceField(label=_("Untuk wilayah"), widget=forms.RadioSelect)
    couriers = forms.MultipleChoiceField(
        label=_("Kurir"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu kurir.")},
    )

    def __init__(
        self, accounts: Sequence[CourierAccount], has_table: bool, *args: Any, **kwargs: Any
    ) -> None:
        codes = list(dict.fromkeys(code for account in accounts for code in account.couriers))
        splits = SPLITS if has_table else SPLITS[1:]
        kwargs.setdefault("initial", {
            "account": accounts[0].pk if accounts else None, "split": splits[0][0], "couriers": codes
        })  # fmt: skip
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "account": [(account.pk, title(account.service)) for account in accounts],
            "split": splits,
            "couriers": [(code, courier_name(code)) for code in codes],
        }
        for name, rows in choices.items():
            self.fields[name].choices = rows  # type: ignore[attr-defined]


class WishForm(PlainForm):
    """Which service per way, what comes on top. What is wrong or missing counts as it was to begin with."""

    regular = NeededChoiceField(label=_("Reguler"))
    express = NeededChoiceField(label=_("Ekspres"))
    basis = NeededChoiceField(label=_("Patokan"), choices=BASES)
    margin = WholeField(label=_("Tambah persen"), max_value=100, required=False)
    plus = RupiahField(label=_("Tambah rupiah"), max_value=MOST_PLUS, required=False)
    step = NeededChoiceField(label=_("Bulatkan"), choices=STEPS)

    def __init__(self, survey: SurveyTold, data: Any = None) -> None:
        found = {kind: services_of(survey.answers, kind) for kind in (REGULAR, EXPRESS)}
        self.start = {
            name: CHEAPEST if found[kind] else NONE
            for name, kind in (("regular", REGULAR), ("express", EXPRESS))
        }
        initial = {**self.start, "basis": DEAREST, "margin": 0, "plus": 0, "step": "500"}
        bound = data if data and any(name in data for name in initial) else None
        super().__init__(bound, initial=initial)
        total = len(survey.rows)
        for name, kind in (("regular", REGULAR), ("express", EXPRESS)):
            rows = [(one.key, f"{one.name} ({one.rows}/{total})") for one in found[kind]]
            cheapest = [(CHEAPEST, _("Yang termurah di tiap daerah"))] if rows else []
            self.fields[name].choices = [*cheapest, *rows, (NONE, _("Tidak dipakai"))]  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """As typed where it is valid, else as it was to begin with."""
        begun: dict[str, Any] = {**self.start, "basis": "", "step": ""}
        data: dict[str, Any] = self.cleaned_data if self.is_bound and self.is_valid() else begun
        return Wish(
            regular=data["regular"], express=data["express"], basis=data["basis"] or DEAREST,
            margin_bp=100 * (data.get("margin") or 0), plus=data.get("plus") or 0, step=int(data["step"] or 500),
        )  # fmt: skip

    def hidden(self) -> list[tuple[str, Any]]:
        """What was chosen, for the form that takes it over."""
        source = self.data if self.is_bound else self.initial
        return [(name, source.get(name, "")) for name in self.fields]
