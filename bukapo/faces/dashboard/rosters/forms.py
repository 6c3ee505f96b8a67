from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.dashboard.send.forms import ShipForm
from bukapo.stores.models import Store
from bukapo.stores.reads import bank_accounts


class ParcelForm(ShipForm):
    """One tracking number for the whole group."""

    without = forms.BooleanField(label=_("Kirim tanpa yang belum lunas"), required=False)


class FeeForm(PlainForm):
    """Where the coordinator's money came in."""

    use_required_attribute = False
    CASH = "cash"
    bank_account = forms.ChoiceField(label=_("Masuk ke"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, store: Store) -> None:
        super().__init__(data)
        banks = [(str(bank.pk), f"{bank.bank} {bank.number}") for bank in bank_accounts(store)]
        self.fields["bank_account"].choices = [*banks, (self.CASH, _("Kas tunai"))]  # type: ignore[attr-defined]

    @property
    def bank_account_id(self) -> int | None:
        """None: in cash."""
        chosen = self.cleaned_data["bank_account"]
        return None if chosen == self.CASH else int(chosen)
