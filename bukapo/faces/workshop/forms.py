"""What a workshop fills in: how many of each size are done, change hands, arrived; in words of the shop floor."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bukapo.faces.ui.fields import WholeField
from bukapo.production.floor.rules import KEY_LENGTH
from bukapo.production.floor.told import FloorStage, ToldSize
from bukapo.production.handover.reads import ToldLine

MOST = 1_000_000
JUMPS = ((1, "+1"), (5, "+5"), (10, "+10"), (12, _("+1 lusin")), (20, _("+1 kodi")))
"""Pieces, as they are counted in the trade: a lusin is 12, a kodi 20."""


class SizesForm(forms.Form):
    """A field `size-<name>` per size. What is left empty says nothing."""

    note = forms.CharField(label=_("Catatan"), required=False, max_length=200)
    photo = forms.FileField(
        label=_("Foto"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "data-preview": ""}),
    )

    def __init__(self, *args: Any, sizes: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [name for name, _label in sizes]
        for name, label in sizes:
            self.fields[f"size-{name}"] = WholeField(label=label, max_value=MOST, required=False)

    def size(self, name: int) -> BoundField:
        return self[f"size-{name}"]

    def counts(self) -> dict[int, int]:
        """Of a valid form: name -> pieces, of what was filled in."""
        found = {name: self.cleaned_data[f"size-{name}"] for name in self.names}
        return {name: count for name, count in found.items() if count is not None}


class TotalsForm(SizesForm):
    """Totals so far, never additions: saying them twice is harmless. `was-<n>` is what the page showed."""

    key = forms.CharField(required=False, max_length=KEY_LENGTH, widget=forms.HiddenInput)

    @classmethod
    def of_any_sizes(cls, data: QueryDict, files: Any) -> "TotalsForm":
        """Of whatever sizes it names; the write knows which there are."""
        found = (re.fullmatch(r"size-(\d{1,3})", name, re.ASCII) for name in data)
        sizes = sorted({int(one[1]) for one in found if one})
        return cls(data, files, sizes=[(size, str(size)) for size in sizes])

    def seen(self) -> dict[int, int]:
        """What the reporter's page showed, where it says."""
        typed = {name: str(self.data.get(f"was-{name}", "")) for name in self.names}
        return {
            name: int(text)
            for name, text in typed.items()
            if text.isascii() and text.isdigit() and len(text) < 8
        }


class ReportForm(TotalsForm):
    """A stage's report as the page offers it: typed, by a jump, or all sizes at once."""

    def __init__(self, *args: Any, sizes: Sequence[ToldSize], stage: FloorStage, **kwargs: Any) -> None:
        named = [(size.position, size.label) for size in sizes]
        initial = {f"size-{size.position}": stage.done[size.position] for size in sizes}
        super().__init__(*args, sizes=named, initial=initial, **kwargs)
        self.stage, self.sizes = stage, sizes
        for size in sizes:
            box = self.fields[f"size-{size.position}"].widget
            said = gettext("%(size)s: sudah jadi") % {"size": size.label}
            box.attrs |= {
                "aria-label": said,
                "min": str(stage.least[size.position]),
                "max": str(stage.most[size.position]),
            }

    def said(self) -> dict[int, int]:
        """Of a valid form: the sizes that stand differently now. A jump adds to the chosen size, `semua` fills all."""
        if self.data.get("semua"):
            return dict(enumerate(self.stage.most))
        counts, seen = self.counts(), self.seen()
        if jump := self._jump():
            size = self._chosen()
            counts[size] = counts.get(size, self.stage.done[size]) + jump
        return {
            size: count for size, count in counts.items() if count != seen.get(size, self.stage.done[size])
        }

    def _jump(self) -> int:
        return next((pieces for pieces, _words in JUMPS if self.data.get("tambah") == str(pieces)), 0)

    def _chosen(self) -> int:
        typed = self.data.get("ukuran", "")
        return next((name for name in self.names if str(name) == typed), self.first)

    @property
    def first(self) -> int:
        """The first size of which there is more to report."""
        pairs = zip(self.stage.done, self.stage.most, strict=True)
        return next((place for place, (done, most) in enumerate(pairs) if done < most), 0)

    @property
    def chosen(self) -> int:
        """The size that jumps go to."""
        return self._chosen() if self.is_bound else self.first

    def rows(self) -> Iterator[tuple[ToldSize, BoundField, int, int, bool]]:
        """(size, its field, done as shown, most, the product's name stands above it)."""
        product = self.sizes[0].product if self.sizes else ""
        several = any(size.product != product for size in self.sizes)
        for place, size in enumerate(self.sizes):
            begins = several and (place == 0 or self.sizes[place - 1].product != size.product)
            yield size, self.size(size.position), self.stage.done[place], self.stage.most[place], begins

    @property
    def jumps(self) -> list[tuple[int, Any, bool]]:
        """(pieces, words, it fits some size now) of those that can ever fit."""
        pairs = zip(self.stage.done, self.stage.most, strict=True)
        room = max((most - done for done, most in pairs), default=0)
        largest = max((size.target for size in self.sizes), default=0)
        return [(pieces, words, pieces <= room) for pieces, words in JUMPS if pieces <= largest]


class GiveForm(SizesForm):
    """What leaves; `receiver` is the id of a work order, or STORE."""

    STORE = "toko"

    key = forms.CharField(required=False, max_length=KEY_LENGTH, widget=forms.HiddenInput)
    receiver = forms.ChoiceField(label=_("Diserahkan ke"))

    def __init__(self, *args: Any, receivers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = [*receivers, (self.STORE, _("Toko"))]  # type: ignore[attr-defined]

    @property
    def receiver_id(self) -> int | None:
        """Of a valid form: the work order that follows, None for the seller."""
        chosen = self.cleaned_data["receiver"]
        return None if chosen == self.STORE else int(chosen)


class ReceiveForm(SizesForm):
    """What arrived; left empty: all that was sent."""

    def __init__(self, *args: Any, lines: Sequence[ToldLine], **kwargs: Any) -> None:
        sizes = [(line.id, line.label) for line in lines]
        initial = {f"size-{line.id}": line.sent for line in lines}
        super().__init__(*args, sizes=sizes, initial=initial, **kwargs)
        for line in lines:
            self.fields[f"size-{line.id}"].widget.attrs["max"] = str(line.sent)
        self.lines = lines

    def rows(self) -> Iterator[tuple[ToldLine, BoundField]]:
        for line in self.lines:
            yield line, self.size(line.id)


class LostForm(SizesForm):
    """What will not turn up."""

    reason = forms.CharField(
        label=_("Kenapa hilang?"),
        max_length=200,
        error_messages={"required": _("Tulis kenapa hilang, supaya toko tahu.")},
    )
