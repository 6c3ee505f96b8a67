"""Forms of a group: opening one, a member's wish, a pasted list. The writes judge; these keep what was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.offer import Offer, OfferedProduct
from bukapo.faces.dashboard.prepare.fields import LocalMomentField
from bukapo.faces.ui.templatetags.ui import nomor_hp
from bukapo.kernel.money import rupiah
from bukapo.orders.intake import draft
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.models import Roster, RosterMember
from bukapo.orders.rosters.filling import MemberWish
from bukapo.orders.rosters.opening import DEADLINE_BAD, NAME_MISSING, RosterWish
from bukapo.orders.rosters.rules import EACH, ONE, Pick
from bukapo.shipping.rules import COURIER, PICKUP

MOST_TEXT = 40_000
_LONG = {"max_length": _("Terlalu panjang.")}
_TEL = {"inputmode": "tel", "autocomplete": "tel"}


class OpenForm(forms.Form):
    """Who coordinates what for whom. `offer` says which goods and ways there are."""

    name = forms.CharField(
        label=_("Nama rombongan"),
        max_length=80,
        help_text=_("Nama tim, kelas, atau kantor."),
        error_messages={"required": gettext_lazy(NAME_MISSING)},
    )
    coordinator = forms.CharField(
        label=_("Nama Anda (koordinator)"),
        max_length=80,
        error_messages={"required": _("Tulis nama Anda.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Nomor WhatsApp Anda"),
        max_length=40,
        widget=forms.TextInput(_TEL),
        error_messages={"required": gettext_lazy(draft.PHONE_BAD)},
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    payer = forms.ChoiceField(
        label=_("Siapa yang bayar"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih siapa yang membayar.")},
    )
    products = forms.MultipleChoiceField(
        label=_("Barang untuk rombongan ini"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Tiap anggota mendapat satu dari tiap barang yang dicentang."),
    )
    number_field = forms.ChoiceField(
        label=_("Nomor yang tidak boleh sama"),
        help_text=_("Nomor yang sudah dipakai anggota lain ditolak waktu diisi."),
    )
    shows_names = forms.BooleanField(
        label=_("Anggota boleh saling melihat nama, ukuran, dan nomor"), required=False
    )
    deadline_at = LocalMomentField(
        label=_("Anggota mengisi paling lambat"),
        error_messages={"required": gettext_lazy(DEADLINE_BAD)},
    )
    fulfilment = forms.ChoiceField(
        label=_("Cara terima"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu.")},
        help_text=_("Satu paket untuk semua, sudah disortir per nama."),
    )
    zone_id = forms.ChoiceField(
        label=_("Wilayah pengiriman"), error_messages={"required": gettext_lazy(draft.ZONE_MISSING)}
    )
    address = forms.CharField(
        label=_("Alamat koordinator"),
        max_length=400,
        widget=forms.Textarea({"rows": 3, "autocomplete": "street-address"}),
        help_text=_("Jalan, nomor, RT/RW, kelurahan, kecamatan."),
        error_messages={"required": gettext_lazy(draft.ADDRESS_MISSING), **_LONG},
    )
    city = forms.CharField(label=_("Kota"), max_length=80, required=False, error_messages=_LONG)
    postal_code = forms.CharField(
        label=_("Kode pos"), max_length=10, required=False, widget=forms.TextInput({"inputmode": "numeric"})
    )

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, offer: Offer, zone: str) -> None:
        self.offer = offer
        super().__init__(data, initial=self._start(offer))
        choose: dict[str, Any] = self.fields
        choose["deadline_at"].zone = zone
        choose["payer"].choices = list(self._payers())
        choose["products"].choices = [
            (str(p.id), f"{p.name} · {rupiah(_from(p))}") for p in offer.products if p.variants
        ]
        fields = [(p, f) for p in offer.products for f in p.fields if f.kind == "number"]
        several = len(offer.products) > 1
        choose["number_field"].choices = [
            ("0", _("Boleh sama")),
            *((str(f.id), f"{f.name} ({p.name})" if several else f.name) for p, f in fields),
        ]
        if not fields:
            del self.fields["number_field"]
        if len(offer.products) == 1:
            del self.fields["products"]
        words = {PICKUP: _("Diambil koordinator"), COURIER: _("Dikirim ke koordinator")}
        offered = ((PICKUP, offer.pickup), (COURIER, offer.courier))
        choose["fulfilment"].choices = [(way, words[way]) for way, there in offered if there]
        if (data or {}).get("fulfilment", "") == PICKUP or not offer.courier:
            self.fields["zone_id"].required = self.fields["address"].required = False
        rows = [(str(z.id), f"{z.name} · {rupiah(z.first_kg)}/kg") for z in offer.zones]
        choose["zone_id"].choices = [("", _("Pilih wilayah")), *rows]

    @property
    def has_courier(self) -> bool:
        return self.offer.courier

    @property
    def one_only(self) -> bool:
        return len(self.fields["payer"].choices) == 1  # type: ignore[attr-defined]

    def _payers(self) -> Iterator[tuple[str, Any]]:
        yield EACH, _("Tiap anggota memesan dan bayar sendiri")
        if self.offer.buyer_cap is None:
            yield ONE, _("Saya bayar sekali untuk semua")

    @staticmethod
    def _start(offer: Offer) -> dict[str, Any]:
        numbers = [f.id for p in offer.products for f in p.fields if f.kind == "number"]
        closes = offer.window.closes_at
        start: dict[str, Any] = {"payer": EACH, "fulfilment": COURIER if offer.courier else PICKUP}
        start["products"] = [str(p.id) for p in offer.products][:1]
        start["number_field"] = str(numbers[0]) if numbers else "0"
        start["deadline_at"] = closes - timedelta(hours=12) if closes else None
        return start

    def wish(self, language: str) -> RosterWish:
        data = self.cleaned_data
        only = self.offer.products[0].id
        return RosterWish(
            name=data["name"],
            coordinator=data["coordinator"],
            phone=data["phone"],
            email=data["email"],
            payer=data["payer"],
            products=tuple(int(one) for one in data.get("products", [str(only)])),
            number_field=int(data.get("number_field") or 0) or None,
            shows_names=data["shows_names"],
            deadline_at=data["deadline_at"],
            fulfilment=data["fulfilment"],
            address=data["address"],
            city=data["city"],
            postal_code=data["postal_code"],
            zone_id=int(data["zone_id"]) if data["zone_id"] else None,
            language=language,
        )


class SettingsForm(forms.Form):
    """What the coordinator may still set."""

    deadline_at = LocalMomentField(label=_("Anggota mengisi paling lambat"))
    shows_names = forms.BooleanField(
        label=_("Anggota boleh saling melihat nama, ukuran, dan nomor"), required=False
    )

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, roster: Roster, zone: str) -> None:
        start = {"deadline_at": roster.deadline_at, "shows_names": roster.shows_names}
        super().__init__(data, initial=start)
        self.fields["deadline_at"].zone = zone  # type: ignore[attr-defined]

    def clean_deadline_at(self) -> Any:
        """Left empty it stays as it was."""
        return self.cleaned_data["deadline_at"] or self.initial["deadline_at"]


@dataclass(frozen=True)
class Choices:
    """One product in a member's form: its options as chips, then what is written on it."""

    product: OfferedProduct
    picks: list[Any]
    texts: list[Any]
    extras: list[int]

    @property
    def priced_texts(self) -> list[tuple[Any, int]]:
        return list(zip(self.texts, self.extras, strict=True))


class MemberForm(forms.Form):
    """`pick-<place>-<option>` and `text-<field id>` per product of the group."""

    name = forms.CharField(
        label=pgettext_lazy("anggota", "Nama"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Tulis namanya."), **_LONG},
    )
    phone = forms.CharField(
        label=_("Nomor WhatsApp"),
        max_length=40,
        widget=forms.TextInput(_TEL),
        error_messages={"required": gettext_lazy(draft.PHONE_BAD)},
    )

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        roster: Roster,
        offer: Offer,
        member: RosterMember | None = None,
        own: bool = False,
    ) -> None:
        self.offer = offer
        self.goods = [offer.by_product[one] for one in roster.products if one in offer.by_product]
        super().__init__(data, initial=self._start(member))
        needed = roster.payer == EACH and own
        self.fields["phone"].required = needed
        self.fields["phone"].help_text = _("Kabar pesanan dikirim ke nomor ini.") if needed else ""
        for place, product in enumerate(self.goods):
            for at, option in enumerate(product.options):
                self.fields[f"pick-{place}-{at}"] = forms.ChoiceField(
                    label=option.name,
                    required=False,
                    widget=forms.RadioSelect,
                    choices=[(name, name) for name, _plus, _default in option.values],
                )
            for field in product.fields:
                self.fields[f"text-{field.id}"] = _text_field(field)

    def _start(self, member: RosterMember | None) -> dict[str, Any]:
        start: dict[str, Any] = (
            {"name": member.name, "phone": nomor_hp(member.phone) if member.phone else ""} if member else {}
        )
        wishes = member.wishes if member else ()
        for place, product in enumerate(self.goods):
            pick = wishes[place] if place < len(wishes) else Pick(0, {})
            chosen = next((v.values for v in product.variants if v.id == pick.variant_id), None)
            for at, option in enumerate(product.options):
                if chosen:
                    start[f"pick-{place}-{at}"] = chosen[at]
                elif not option.is_size or len(option.values) == 1:
                    start[f"pick-{place}-{at}"] = next((n for n, _p, default in option.values if default), "")
            start |= {f"text-{field}": text for field, text in pick.texts.items()}
        return start

    def shown(self) -> Iterator[Choices]:
        for place, product in enumerate(self.goods):
            picks = []
            for at, option in enumerate(product.options):
                bound = self[f"pick-{place}-{at}"]
                faces = [
                    (n, plus, bound.value() == n, f"{bound.html_name}-{i}")
                    for i, (n, plus, _d) in enumerate(option.values)
                ]
                picks.append((option, bound, faces))
            texts = [self[f"text-{field.id}"] for field in product.fields]
            yield Choices(product, picks, texts, [field.price for field in product.fields])

    def wish(self) -> MemberWish:
        data = self.cleaned_data
        picks = []
        for place, product in enumerate(self.goods):
            values = tuple(data.get(f"pick-{place}-{at}", "") for at in range(len(product.options)))
            variant = product.variant_of(values)
            texts = {field.id: data.get(f"text-{field.id}", "") for field in product.fields}
            picks.append(Pick(variant.id if variant else 0, {i: t for i, t in texts.items() if t}))
        return MemberWish(data["name"], tuple(picks), data["phone"])

    def blame(self, invalid: DraftInvalid) -> None:
        """Put each sentence where it belongs."""
        for name, words in invalid.errors.items():
            where = name
            if name.startswith("pick-"):
                asked = [f for f in self.fields if f.startswith(f"{name}-")]
                open_ = [f for f in asked if not self.cleaned_data.get(f)]
                where = (open_ or asked or ["name"])[0]
                words = "Pilih salah satu." if open_ else words
            self.add_error(where if where in self.fields else None, _now(words))


def _text_field(field: Any) -> forms.Field:
    help_text = field.help
    if field.kind == "choice":
        choices = [("", _("Tidak pakai")), *((one, one) for one in field.choices)]
        return forms.ChoiceField(label=field.name, required=False, choices=choices, help_text=help_text)
    widget = forms.TextInput(
        {"autocomplete": "off"} | ({"inputmode": "numeric"} if field.kind == "number" else {})
    )
    return forms.CharField(
        label=field.name, required=False, max_length=field.max_length, widget=widget, help_text=help_text,
        error_messages={"required": gettext_lazy(draft.PERSONAL_MISSING), **_LONG},
    )  # fmt: skip


class ListForm(forms.Form):
    """A pasted list, or a sheet that becomes one."""

    words = forms.CharField(
        label=_("Tempel daftar"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea({"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Satu orang per baris, misalnya: 1. Budi - L - 10"),
        error_messages=_LONG,
    )
    sheet = forms.FileField(
        label=_("Atau unggah CSV / Excel"), required=False, help_text=_("Kolom Nama, Ukuran, Nomor, WA.")
    )

    use_required_attribute = False


def _from(product: OfferedProduct) -> int:
    return min((variant.price for variant in product.variants), default=product.price)
