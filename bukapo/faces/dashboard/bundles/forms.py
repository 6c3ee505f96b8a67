"""A package's boxes: name, price, and up to twelve pieces, each chosen from one list. No script needed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bukapo.campaigns.bundles.rules import MOST_RUPIAH, MOST_SLOTS, BundleDraft, SlotDraft
from bukapo.campaigns.models import Bundle, CampaignItem
from bukapo.catalog.imaging import MOST_BYTES
from bukapo.faces.dashboard.prepare.fields import NeededChoiceField
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import RupiahField

SHOWN = 4
"""Pieces that have a box at once; the rest is folded away."""
MOST_VARIANTS = 60
"""Of a product: with more, the list fixes one option at most."""

Entry = tuple[str, str, SlotDraft]
"""Key, words, what it means."""


class BundleForm(PlainForm):
    use_required_attribute = False
    name = forms.CharField(
        label=gettext_lazy("Nama paket"),
        max_length=80,
        help_text=gettext_lazy("Misalnya Paket Keluarga. Pembeli melihatnya di halaman PO dan di notanya."),
    )
    price = RupiahField(label=gettext_lazy("Harga paket"), min_value=1, max_value=MOST_RUPIAH)
    adds_surcharges = forms.BooleanField(
        label=gettext_lazy("Tambahan ukuran atau pilihan ditambahkan ke harga paket"), required=False
    )
    description = forms.CharField(
        label=gettext_lazy("Keterangan"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    photo = forms.FileField(
        label=gettext_lazy("Foto"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "data-preview": ""}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        items: Sequence[CampaignItem],
        variants: Mapping[int, Sequence[Sequence[str]]],
        bundle: Bundle | None = None,
    ) -> None:
        groups = [(item.product.name, list(entries(item, variants[item.product_id]))) for item in items]
        self.known = {key: slot for _name, rows in groups for key, _words, slot in rows}
        super().__init__(data, files, initial=self._start(bundle))
        choices = [("", _("Tidak ada")), *((name, [row[:2] for row in rows]) for name, rows in groups)]
        for place in range(MOST_SLOTS):
            field = NeededChoiceField(label=_("Barang %(n)s") % {"n": place + 1}, choices=choices)
            field.required = False
            field.error_messages["invalid_choice"] = _("Pilih salah satu.")
            self.fields[f"slot_{place}"] = field

    def _start(self, bundle: Bundle | None) -> dict[str, Any]:
        if bundle is None:
            return {"adds_surcharges": True}
        start = {name: getattr(bundle, name) for name in ("name", "price", "adds_surcharges", "description")}
        keys = {(slot.product_id, frozenset(slot.fixed.items())): key for key, slot in self.known.items()}
        for place, row in enumerate(bundle.slots.all()):
            open_one = keys.get((row.product_id, frozenset()), "")
            start[f"slot_{place}"] = keys.get((row.product_id, frozenset(row.fixed.items())), open_one)
        return start

    @property
    def slots(self) -> list[forms.BoundField]:
        return [self[f"slot_{place}"] for place in range(MOST_SLOTS)]

    @property
    def first(self) -> list[forms.BoundField]:
        return self.slots[:SHOWN]

    @property
    def more(self) -> list[forms.BoundField]:
        return self.slots[SHOWN:]

    @property
    def many(self) -> bool:
        """Something stands in the boxes that are folded away."""
        return any(field.value() for field in self.more)

    def clean_photo(self) -> Any:
        upload = self.cleaned_data["photo"]
        if upload and upload.size > MOST_BYTES:
            raise forms.ValidationError(_("Ukuran file lebih dari 10 MB. Kirim foto yang lebih kecil."))
        return upload

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [data.get(f"slot_{place}") for place in range(MOST_SLOTS)]
        if sum(bool(key) for key in chosen) < 2 and not any(name.startswith("slot_") for name in self.errors):
            self.add_error("slot_1", _("Paket berisi paling sedikit 2 barang."))
        return data

    def draft(self, photo_id: int | None) -> BundleDraft:
        data = self.cleaned_data
        keys = (data[f"slot_{place}"] for place in range(MOST_SLOTS))
        return BundleDraft(
            name=data["name"],
            price=data["price"],
            slots=tuple(self.known[key] for key in keys if key),
            description=data["description"],
            adds_surcharges=data["adds_surcharges"],
            photo_id=photo_id,
        )


def entries(item: CampaignItem, variants: Sequence[Sequence[str]]) -> Iterator[Entry]:
    """What a piece of this product may be: all left to the buyer, one option fixed, or one variant."""
    product, options = item.product, list(item.product.options.all())
    names = [option.name for option in options]
    free = " & ".join(name.lower() for name in names)
    words = _("%(product)s, pembeli memilih %(what)s") % {"product": product.name, "what": free}
    yield str(product.pk), words if options else product.name, SlotDraft(product.pk)
    for place, option in enumerate(options):
        for number, value in enumerate(option.values.all()):
            said = f"{product.name}, {option.name} {value.name}"
            yield f"{product.pk}:{place}:{number}", said, SlotDraft(product.pk, {option.name: value.name})
    if len(options) > 1 and len(variants) <= MOST_VARIANTS:
        for number, values in enumerate(variants):
            fixed = dict(zip(names, values, strict=False))
            yield (
                f"{product.pk}:v{number}",
                f"{product.name}, {' / '.join(values)}",
                SlotDraft(product.pk, fixed),
            )
