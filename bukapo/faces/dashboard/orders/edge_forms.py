"""The small forms of the edges of money: goodwill, credit, more time, where a refund goes."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms import Form
from django.utils.translation import gettext_lazy as _

from bukapo.faces.ui.fields import RupiahField
from bukapo.orders.reads.detail import OrderTold
from bukapo.orders.receive import MAX_AMOUNT
from bukapo.payments.dunning import LONGEST_EXTENSION
from bukapo.stores.rules import Bank

SEEN: dict[str, Any] = {"widget": forms.HiddenInput, "min_value": 0, "max_value": 2_000_000_000}
END_OF_DAY = time(21)
"""An extended due date ends at nine in the evening, as people pay after work."""


class Allow(forms.Form):
    """Take something off, after the fact."""

    amount = RupiahField(label=_("Besarnya potongan"), min_value=1, max_value=MAX_AMOUNT)
    reason = forms.CharField(
        label=_("Alasannya"),
        max_length=200,
        help_text=_("Pembeli ikut membaca ini."),
        error_messages={"required": _("Tulis alasannya. Pembeli ikut membaca.")},
    )
    seen = forms.IntegerField(**SEEN)


class KeepCredit(forms.Form):
    """What is too much stays as credit, after the buyer agreed."""

    amount = RupiahField(label=_("Jumlah yang disimpan"), min_value=1, max_value=MAX_AMOUNT)
    consent = forms.CharField(
        label=_("Pembeli setuju lewat apa, kapan?"),
        max_length=120,
        help_text=_("Misalnya: chat WhatsApp 3 Desember."),
        error_messages={
            "required": _("Tulis kapan dan lewat apa pembelinya setuju. Uang ini milik pembeli.")
        },
    )
    seen = forms.IntegerField(**SEEN)


class RefundAsCredit(forms.Form):
    consent = KeepCredit.base_fields["consent"]


class ExtendDue(forms.Form):
    """A later day to pay."""

    day = forms.DateField(
        label=_("Batas bayar yang baru"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={
            "required": _("Pilih tanggalnya."),
            "invalid": _("Tanggalnya tidak terbaca. Contoh: 30/11/2026."),
        },
    )
    reason = forms.CharField(label=_("Alasannya"), required=False, max_length=200)

    def until(self, zone: str) -> datetime:
        """The end of the chosen day in the store's zone."""
        there = datetime.combine(self.cleaned_data["day"], END_OF_DAY, ZoneInfo(zone))
        return there.astimezone(UTC)


class RefundAccount(forms.Form):
    """The buyer's account as they told it to the seller."""

    bank = forms.CharField(
        label=_("Bank atau dompet"), max_length=40, widget=forms.TextInput({"list": "daftar-bank"})
    )
    number = forms.CharField(
        label=_("Nomor rekening"), max_length=40, widget=forms.TextInput({"inputmode": "numeric"})
    )
    holder = forms.CharField(label=_("Atas nama"), max_length=80)

    def account(self) -> Bank:
        return Bank(**{name: self.cleaned_data[name] for name in ("bank", "number", "holder")})


def edge_forms(told: OrderTold, *, now: datetime, zone: str) -> dict[str, Form]:
    """Those that this order admits now, by name."""
    order = told.order
    made: dict[str, Form] = {}
    if told.price_left:
        made["allow"] = Allow(prefix="potong", initial={"seen": order.version})
    if told.over:
        made["keep"] = KeepCredit(prefix="saldo", initial={"amount": told.over, "seen": order.version})
    if told.asked:
        made["extend"] = ExtendDue(prefix="tempo", initial={"day": next_day(told, now=now, zone=zone)})
    owed = [refund for refund in told.refunds if refund.state == "owed"]
    if owed:
        to = next((refund for refund in owed if refund.has_account), owed[0])
        known = {"bank": to.to_bank, "number": to.to_number, "holder": to.to_holder}
        made["account"] = RefundAccount(prefix="rekening", initial=known)
    return made


def next_day(told: OrderTold, *, now: datetime, zone: str) -> date:
    """Three days after whichever is later, now or the due date, as far as that may be."""
    dates = [
        charge.due_at for charge in told.charges if charge.state == "open" and charge.rest and charge.due_at
    ]
    later = max([now, *dates]) + timedelta(days=3)
    latest = now + LONGEST_EXTENSION - timedelta(days=1)
    return min(later, latest).astimezone(ZoneInfo(zone)).date()
