"""The calculator's boxes: rows of costs and the maker's price by quantity. No script needed."""

import re
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.dashboard.prepare.fields import (
    NeededChoiceField,
    NeededRupiahField,
    NeededTextField,
    NeededWholeField,
)
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import NumberText, RupiahField, WholeField, basis_points, percent_words
from bukapo.production.costing.rules import (
    MOST_PARTS,
    MOST_PIECES,
    MOST_RUPIAH,
    MOST_STEPS,
    ONCE,
    PIECE,
    THOUSANDTHS,
    Part,
    Sheet,
    Step,
)

KINDS = ((PIECE, _("per pcs")), (ONCE, _("sekali per PO")))
EMPTY_PARTS, EMPTY_STEPS = 3, 2
STARTER = (
    (_("Kain"), PIECE),
    (_("Benang, rib, label"), PIECE),
    (_("Sablon atau bordir"), PIECE),
    (_("Kemasan"), PIECE),
    (_("Desain, film, sampel"), ONCE),
)
"""Rows that stand there the first time; a row without a price does not count."""


class AmountField(NeededTextField):
    """How much of a unit a piece needs: `0,35`, `1`, `2.5` -> thousandths. Empty = 1."""

    widget = NumberText

    def clean(self, value: Any) -> int:
        text = super().clean(value).strip()
        if not text:
            return THOUSANDTHS
        found = re.fullmatch(r"(\d{1,6})(?:[.,](\d{1,3}))?", text, re.ASCII)
        milli = int(found[1]) * THOUSANDTHS + int((found[2] or "").ljust(3, "0")) if found else 0
        if not milli:
            raise forms.ValidationError(_("Isi dengan angka, misalnya 0,35."))
        return milli


class PercentField(NeededTextField):
    """A share between 0 and 50 percent -> basis points. Empty = 0."""

    widget = NumberText

    def clean(self, value: Any) -> int:
        text = super().clean(value).strip()
        share = basis_points(text) if text else 0
        if share is None or share > 5_000:
            raise forms.ValidationError(_("Isi antara 0 dan 50 persen."))
        return share


class PartRow(NamedTuple):
    """The boxes of one cost."""

    what: forms.BoundField
    kind: forms.BoundField
    price: forms.BoundField
    amount: forms.BoundField


class StepRow(NamedTuple):
    """From so many pieces, the maker's price."""

    pieces: forms.BoundField
    price: forms.BoundField


class CostForm(PlainForm):
    """`sheet()` is what was typed; rows without a price are left out."""

    use_required_attribute = False
    pieces = WholeField(label=_("Rencana dibuat (pcs)"), min_value=1, max_value=MOST_PIECES)
    price = RupiahField(
        label=_("Harga jual per pcs"),
        max_value=MOST_RUPIAH,
        required=False,
        help_text=_("Untuk menghitung untung dan titik impas."),
    )
    reject = PercentField(
        label=_("Cadangan gagal produksi"),
        help_text=_("Biasanya 2–5 persen. Pcs yang gagal ikut dibayar oleh yang jadi."),
    )
    overhead = PercentField(
        label=_("Biaya lain-lain"),
        help_text=_("Listrik, sewa, admin: persen dari biaya per pcs."),
    )

    def __init__(self, data: Any = None, *, sheet: Sheet, pieces: int, price: int) -> None:
        parts = sheet.parts or [Part(str(words), kind, 0) for words, kind in STARTER]
        start: dict[str, Any] = {
            "pieces": pieces,
            "price": price or None,
            "reject": percent_words(sheet.reject_bp) if sheet.reject_bp else "",
            "overhead": percent_words(sheet.overhead_bp) if sheet.overhead_bp else "",
        }
        for place, part in enumerate(parts):
            start |= _starting(place, part)
        for place, step in enumerate(sheet.steps):
            start |= {f"from_{place}": step.from_pieces, f"maker_{place}": step.price}
        super().__init__(data, initial=start)
        self._parts = _rows_shown(data, "what_", len(parts), EMPTY_PARTS, MOST_PARTS)
        self._steps = _rows_shown(data, "from_", len(sheet.steps), EMPTY_STEPS, MOST_STEPS)
        for place in range(self._parts):
            self.fields |= _part_fields(place)
        for place in range(self._steps):
            self.fields |= _step_fields(place)

    @property
    def part_rows(self) -> list[PartRow]:
        """As the template shows them."""
        names = ("what", "kind", "price", "amount")
        return [PartRow(*(self[f"{name}_{place}"] for name in names)) for place in range(self._parts)]

    @property
    def step_rows(self) -> list[StepRow]:
        """As the template shows them."""
        return [StepRow(self[f"from_{place}"], self[f"maker_{place}"]) for place in range(self._steps)]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for place in range(self._parts):
            if data.get(f"price_{place}") and not data.get(f"what_{place}"):
                self.add_error(f"what_{place}", _("Tulis ini biaya apa."))
        for place in range(self._steps):
            pieces, price = data.get(f"from_{place}"), data.get(f"maker_{place}")
            if price and not pieces:
                self.add_error(f"from_{place}", _("Isi mulai berapa pcs."))
            if pieces and price is None:
                self.add_error(f"maker_{place}", _("Isi harganya."))
        return data

    def sheet(self) -> Sheet:
        """Of a valid form."""
        data = self.cleaned_data
        parts = [
            Part(
                data[f"what_{place}"], data[f"kind_{place}"] or PIECE, data[f"price_{place}"],
                data[f"amount_{place}"] if data[f"kind_{place}"] != ONCE else THOUSANDTHS,
            )
            for place in range(self._parts)
            if data.get(f"price_{place}")
        ]  # fmt: skip
        steps = [
            Step(data[f"from_{place}"], data[f"maker_{place}"])
            for place in range(self._steps)
            if data.get(f"from_{place}")
        ]
        steps.sort(key=lambda step: step.from_pieces)
        return Sheet(tuple(parts), tuple(steps), data["reject"], data["overhead"])


def _starting(place: int, part: Part) -> dict[str, Any]:
    amount = f"{part.milli / THOUSANDTHS:.3f}".rstrip("0").rstrip(".").replace(".", ",")
    return {
        f"what_{place}": part.what,
        f"kind_{place}": part.kind,
        f"price_{place}": part.price or None,
        f"amount_{place}": "" if part.milli == THOUSANDTHS else amount,
    }


def _rows_shown(data: Any, prefix: str, saved: int, empty: int, most: int) -> int:
    """Every row that was sent or saved, and a few empty ones."""
    sent = [
        int(name.removeprefix(prefix)) + 1
        for name in (data or {})
        if re.fullmatch(prefix + r"\d{1,2}", name) and data.get(name)
    ]
    return min(most, max([saved, *sent]) + empty)


def _part_fields(place: int) -> dict[str, forms.Field]:
    return {
        f"what_{place}": NeededTextField(label=_("Biaya"), max_length=60),
        f"kind_{place}": NeededChoiceField(label=_("Dihitung"), choices=KINDS),
        f"price_{place}": NeededRupiahField(label=_("Harga satuan"), max_value=MOST_RUPIAH),
        f"amount_{place}": AmountField(label=_("Pakai per pcs")),
    }


def _step_fields(place: int) -> dict[str, forms.Field]:
    return {
        f"from_{place}": NeededWholeField(label=_("Mulai (pcs)"), min_value=1, max_value=MOST_PIECES),
        f"maker_{place}": NeededRupiahField(label=_("Ongkos per pcs"), max_value=MOST_RUPIAH),
    }
