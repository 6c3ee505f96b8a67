"""Where the buyer wants their money, and the code of a credit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.stores.rules import Bank


class AccountForm(forms.Form):
    """The buyer's own account. What is typed stays until it is right; the write judges it (`checked_account`)."""

    bank = forms.CharField(
        label=_("Bank atau dompet"),
        max_length=40,
        widget=forms.TextInput({"list": "daftar-bank"}),
        error_messages={"required": _("Pilih atau tulis nama banknya."), "max_length": _("Terlalu panjang.")},
    )
    number = forms.CharField(
        label=_("Nomor rekening"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Angka saja. Untuk dompet, nomor HP-nya."),
        error_messages={"required": _("Tulis nomor rekeningnya."), "max_length": _("Terlalu panjang.")},
    )
    holder = forms.CharField(
        label=_("Atas nama"),
        max_length=80,
        help_text=_("Persis seperti di rekening."),
        error_messages={"required": _("Tulis nama pemiliknya."), "max_length": _("Terlalu panjang.")},
    )

    def account(self) -> Bank:
        return Bank(**{name: self.cleaned_data[name] for name in ("bank", "number", "holder")})


class CreditCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kode saldo"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Ada di halaman pesanan lama Anda, diawali SALDO."),
        error_messages={"required": _("Tulis kode saldonya."), "max_length": _("Terlalu panjang.")},
    )


def account_forms(attempt: str = "", form: Any = None) -> dict[str, Any]:
    """One form per place where an account is asked; the refused one with what was typed."""
    made: dict[str, Any] = {name: AccountForm(prefix=name) for name in ("kembali", "rekening", "cairkan")}
    made["kode"] = CreditCodeForm(prefix="kode")
    if attempt:
        made[attempt] = form
    return made
