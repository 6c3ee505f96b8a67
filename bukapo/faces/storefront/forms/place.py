"""Where an order goes after its PO closed, and who takes one over. The write judges; these keep what was typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from bukapo.kernel.money import rupiah
from bukapo.orders.intake.draft import ADDRESS_MISSING as NO_ADDRESS
from bukapo.orders.models import Order
from bukapo.orders.readdressing import Where
from bukapo.shipping.models import Zone
from bukapo.shipping.rules import COURIER, PICKUP

ADDRESS_MISSING = gettext_lazy(NO_ADDRESS)
_LONG = {"max_length": _("Terlalu panjang.")}


class PlaceForm(forms.Form):
    """`ways` the order may be received by; with one of them there is nothing to choose."""

    fulfilment = forms.ChoiceField(
        label=_("Cara terima"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
    )
    zone_id = forms.ChoiceField(
        label=_("Wilayah pengiriman"),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Pilih wilayah pengiriman supaya ongkirnya jelas.")
        ),
    )
    address = forms.CharField(
        label=_("Alamat lengkap"),
        max_length=400,
        widget=forms.Textarea({"rows": 3, "autocomplete": "street-address"}),
        help_text=_("Jalan, nomor, RT/RW, kelurahan, kecamatan."),
        error_messages={"required": ADDRESS_MISSING, **_LONG},
    )
    city = forms.CharField(label=_("Kota"), max_length=80, required=False, error_messages=_LONG)
    postal_code = forms.CharField(
        label=_("Kode pos"),
        max_length=5,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "postal-code"}),
        error_messages=_LONG,
    )

    use_required_attribute = False

    def __init__(self, *args: Any, order: Order, ways: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("fulfilment") == PICKUP:
            for name in ("zone_id", "address"):
                self.fields[name].required = False
        words = {PICKUP: _("Ambil sendiri"), COURIER: _("Dikirim kurir")}
        self.fields["fulfilment"].choices = [(way, words[way]) for way in ways]  # type: ignore[attr-defined]
        zones = Zone.objects.of(order.store_id).filter(active=True).order_by("position", "id")
        rows = [(str(zone.pk), f"{zone.name} · {rupiah(zone.first_kg)}/kg") for zone in zones]
        if order.zone_id and str(order.zone_id) not in dict(rows):
            rows.insert(0, (str(order.zone_id), str(order.zone)))
        self.fields["zone_id"].choices = [("", _("Pilih wilayah")), *rows]  # type: ignore[attr-defined]

    @property
    def has_courier(self) -> bool:
        return COURIER in dict(self.fields["fulfilment"].choices)  # type: ignore[attr-defined]

    def where(self) -> Where:
        data = self.cleaned_data
        zone = int(data["zone_id"]) if data["zone_id"] else None
        return Where(data["fulfilment"], data["address"], data["city"], data["postal_code"], zone)


class TakeOverForm(PlaceForm):
    """The new buyer's own page. `agreed` is their yes to the terms."""

    name = forms.CharField(
        label=_("Nama Anda"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Tulis nama Anda."), **_LONG},
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("Kabar juga lewat WhatsApp."),
        error_messages=_LONG,
    )
    agreed = forms.BooleanField(
        label=_("Saya sudah membaca dan setuju dengan aturan PO ini."),
        error_messages={"required": _("Centang dulu bahwa Anda setuju dengan aturan PO ini.")},
    )
    field_order = ["name", "email", "fulfilment", "zone_id", "address", "city", "postal_code", "agreed"]


class HandOverForm(forms.Form):
    name = forms.CharField(
        label=_("Nama penerima operan"),
        max_length=80,
        error_messages={"required": _("Tulis namanya."), **_LONG},
    )
    phone = forms.CharField(
        label=_("Nomor WhatsApp penerima"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"required": _("Tulis nomor WhatsApp-nya."), **_LONG},
    )
