"""The store, its policies, accounts and people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.dashboard.prepare.fields import NeededRupiahField, NeededTextField
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import RupiahField, WholeField
from bukapo.kernel.zones import ZONES
from bukapo.shipping.fee_table import ZoneDraft
from bukapo.stores.banks import BANKS as BANKS
from bukapo.stores.models import Store
from bukapo.stores.rules import Bank, Policies, StoreDetails


class DetailsForm(PlainForm):
    name = forms.CharField(
        label=_("Nama toko"),
        max_length=80,
        help_text=_("Seperti yang dikenal pembeli, misalnya nama di Instagram."),
    )
    city = forms.CharField(label=_("Kota"), max_length=80)
    zone = forms.ChoiceField(
        label=_("Zona waktu"),
        choices=[(zone, label) for zone, label in ZONES.items()],
        initial="Asia/Jakarta",
        help_text=_("Semua jam di toko Anda memakai zona ini."),
    )
    phone = forms.CharField(
        label=_("Nomor WhatsApp"),
        max_length=30,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("Pembeli menghubungi Anda lewat nomor ini."),
    )
    email = forms.EmailField(label=_("E-mail toko"), max_length=254, required=False)
    instagram = forms.CharField(label=_("Instagram"), max_length=120, required=False)
    address = forms.CharField(
        label=_("Alamat"), max_length=400, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("Tertulis di aturan PO, supaya pembeli tahu siapa penjualnya."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("Tentang toko"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )
    registration = forms.CharField(label=_("NIB"), max_length=60, required=False)

    def details(self) -> StoreDetails:
        return StoreDetails(**self.cleaned_data)

    @staticmethod
    def of(store: Store) -> dict[str, object]:
        """Initial values."""
        return {name: getattr(store, name) for name in StoreDetails.__dataclass_fields__}


class BankForm(PlainForm):
    bank = forms.CharField(
        label=_("Bank atau dompet"), max_length=40, widget=forms.TextInput({"list": "daftar-bank"})
    )
    number = forms.CharField(
        label=_("Nomor rekening"), max_length=40, widget=forms.TextInput({"inputmode": "numeric"})
    )
    holder = forms.CharField(label=_("Atas nama"), max_length=80)

    def details(self) -> Bank:
        return Bank(**{name: self.cleaned_data[name] for name in ("bank", "number", "holder")})


class NewStoreForm(BankForm):
    """The few things without which no PO can open: the rest waits in the settings."""

    name = DetailsForm.base_fields["name"]
    city = DetailsForm.base_fields["city"]
    zone = DetailsForm.base_fields["zone"]
    phone = DetailsForm.base_fields["phone"]
    field_order = ("name", "city", "zone", "phone", "bank", "number", "holder")

    def store_details(self) -> StoreDetails:
        return StoreDetails(**{name: self.cleaned_data[name] for name in ("name", "city", "zone", "phone")})


class PoliciesForm(PlainForm):
    cancel_before_close = forms.BooleanField(
        label=_("Pembeli boleh batal sebelum PO ditutup"), required=False, initial=True
    )
    cancel_fee_percent = WholeField(
        label=_("Potongan kalau batal"),
        max_value=100,
        help_text=_("Persen dari harga barang. 0 = tanpa potongan."),
    )
    refund_days = WholeField(
        label=_("Uang kembali paling lambat"), help_text=_("Undang-undang memberi waktu 7 hari.")
    )
    exchange_days = WholeField(
        label=_("Boleh tukar atau lapor cacat sampai"), help_text=_("Dihitung sejak barang diterima.")
    )
    late_refund_days = WholeField(
        label=_("Terlambat lebih dari ini, pembeli boleh minta uang kembali"),
        help_text=_("Dihitung dari tanggal paling lambat kirim."),
    )
    size_tolerance_cm = WholeField(label=_("Selisih ukuran yang wajar"))
    complaint_hours = WholeField(label=_("Komplain dijawab dalam"))
    settle_late = forms.BooleanField(
        label=_("Uang yang masuk setelah lewat batas langsung diputuskan"),
        help_text=_(
            "Pesanan diterima lagi kalau kuotanya masih ada. Kalau tidak, uangnya dicatat untuk dikembalikan. "
            "Tanpa ini Anda memutuskan sendiri satu per satu."
        ),
        required=False,
        initial=True,
    )

    def policies(self) -> Policies:
        return Policies(**self.cleaned_data)

    @staticmethod
    def of(store: Store) -> dict[str, object]:
        """Initial values."""
        return {name: getattr(store, name) for name in Policies.__dataclass_fields__}


class StaffForm(PlainForm):
    email = forms.EmailField(label=_("E-mail anggota baru"), max_length=254)


class ZoneForm(PlainForm):
    """A row of the fee table. A row without a name is no row."""

    use_required_attribute = False

    name = NeededTextField(label=_("Wilayah"), max_length=60)
    first_kg = NeededRupiahField(label=_("1 kg pertama"), max_value=5_000_000)
    next_kg = RupiahField(label=_("Per kg berikutnya"), required=False, max_value=5_000_000)
    areas = forms.CharField(label=_("Daerahnya"), max_length=300, required=False)
    courier = forms.CharField(label=_("Kurir"), max_length=40, required=False)
    days = forms.CharField(label=_("Lama kirim"), max_length=20, required=False)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        without_fee = data.get("name") and data.get("first_kg") is None and "first_kg" not in self.errors
        if without_fee and self.has_changed():  # a suggested row that nobody touched is no row
            self.add_error("first_kg", _("Isi ongkirnya."))
        if not data.get("name") and data.get("first_kg") is not None:
            self.add_error("name", _("Isi nama wilayahnya."))
        return data

    def draft(self) -> ZoneDraft | None:
        """None for an empty row, and for a suggested one whose fee was left open."""
        data = self.cleaned_data
        if not data.get("name") or data.get("first_kg") is None:
            return None
        further = data["first_kg"] if data["next_kg"] is None else data["next_kg"]
        return ZoneDraft(
            data["name"], data["first_kg"], further, data["areas"], data["courier"], data["days"]
        )


ZoneFormSet = forms.formset_factory(ZoneForm, extra=2, max_num=82, absolute_max=82)
