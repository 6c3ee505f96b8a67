"""How many pieces a PO needs to run, and what its buyers may choose for the case that it does not get them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns import draft_reads
from bukapo.campaigns.minimums.rules import MOST_EXTENSION, MOST_MINIMUM, Least
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Plan
from bukapo.campaigns.reads import minimums_of
from bukapo.campaigns.rules import BATCH
from bukapo.faces.ui.fields import WholeField

LEAST = {"min_value": 2, "max_value": MOST_MINIMUM, "required": False}


class PartRow(NamedTuple):
    """A product, or one of its colours, beside the box for its minimum."""

    label: str
    field: forms.BoundField


class MinimumBoxes(forms.Form):
    """A part of the step that holds time and caps; `add_boxes` knows the products."""

    minimum = WholeField(
        label=_("Minimum supaya jalan"),
        help_text=_("Pcs yang sudah dibayar saat tutup. Kosong = jalan berapa pun."),
        **LEAST,
    )
    extension_days = WholeField(
        label=_("Boleh menunggu perpanjangan"),
        min_value=0,
        max_value=MOST_EXTENSION,
        required=False,
        help_text=_(
            "Sekali saja, selama ini; tanggal jadi dan kirim ikut mundur. Kosong = tidak ditawarkan."
        ),
    )
    offers_colour = forms.BooleanField(
        label=_("Boleh ganti ke warna pilihan kedua"),
        required=False,
        help_text=_("Untuk minimum per warna. Harganya tetap seperti yang dipesan."),
    )
    offers_next = forms.BooleanField(
        label=_("Boleh pindah ke gelombang berikutnya"),
        required=False,
        help_text=_("Dengan harga yang sama."),
    )

    def add_boxes(self, campaign: Campaign) -> None:
        self.boxes: list[tuple[str, Least, str]] = []
        known = {(one.product_id, one.value): one.pieces for one in minimums_of(campaign)}
        self.initial["minimum"] = known.get((None, ""))
        self.initial["extension_days"] = campaign.extension_days or None
        if campaign.kind != BATCH:
            del self.fields["offers_next"]
        for item in draft_reads.items_of(campaign):
            self._box(f"least_{item.product_id}", Least(2, item.product_id), item.product.name, known)
            for option in item.product.options.all():
                for value in () if option.is_size else option.values.all():
                    least = Least(2, item.product_id, option.name, value.name)
                    self._box(
                        f"least_{item.product_id}_{value.pk}",
                        least,
                        f"{item.product.name}, {value.name}",
                        known,
                    )

    def _box(self, name: str, least: Least, label: str, known: dict[tuple[int | None, str], int]) -> None:
        self.fields[name] = WholeField(
            label=label, initial=known.get((least.product_id, least.value)), **LEAST
        )
        self.boxes.append((name, least, label))

    def part_rows(self) -> Iterator[PartRow]:
        for name, _least, label in self.boxes:
            yield PartRow(label, self[name])

    @property
    def has_minimum(self) -> bool:
        """Open the fold when something stands in it or is wrong with it."""
        names = ["minimum", "extension_days", *(name for name, *_rest in self.boxes)]
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def has_part_minimum(self) -> bool:
        return any(self[name].value() or self[name].errors for name, *_rest in self.boxes)

    def minimum_plan(self) -> Plan:
        data: dict[str, Any] = self.cleaned_data
        parts = [
            Least(data[name], least.product_id, least.option, least.value)
            for name, least, _label in self.boxes
            if data.get(name)
        ]
        whole = [Least(data["minimum"])] if data.get("minimum") else []
        return {
            "minimums": [*whole, *parts],
            "extension_days": data.get("extension_days") or 0,
            "offers_colour": data.get("offers_colour", False),
            "offers_next": data.get("offers_next", False),
        }
