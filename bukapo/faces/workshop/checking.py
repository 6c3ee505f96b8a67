"""The form of a check of goods, for the workshop's page and the seller's: how many were looked at, what was wrong."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bukapo.catalog.imaging import PictureRefused
from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import EVIDENCE, PROGRESS, forget_picture, keep_picture
from bukapo.faces.ui.fields import NumberText, WholeField
from bukapo.kernel.refusal import Refusal
from bukapo.production.quality.reads import Quality, SizeQuality
from bukapo.production.quality.rules import REASONS, REMEDIES, REWORK
from bukapo.production.quality.writes import MOST_PHOTOS, Fault, inspect
from bukapo.stores.models import Store

MOST_FAULTS = 30
MOST_PIECES = 1_000_000
FILL, MORE = "semua", "tambah"
"""What a button of the form may ask for instead of saving."""


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files, as a list; each is looked at when it is kept."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [one for one in data or () if isinstance(one, UploadedFile)]


class FaultForm(forms.Form):
    """One kind of fault of one size; all empty means there is none."""

    size = forms.ChoiceField(label=_("Ukuran"), required=False)
    pieces = WholeField(
        label=_("Berapa pcs"), required=False, max_value=MOST_PIECES, widget=NumberText({"maxlength": "7"})
    )
    reason = forms.ChoiceField(label=_("Kenapa"), required=False)
    remedy = forms.ChoiceField(label=_("Lalu diapakan"), required=False)
    back_to = forms.ChoiceField(label=_("Kembali ke tahap"), required=False)
    note = forms.CharField(label=_("Keterangan"), required=False, max_length=120)

    def __init__(
        self, *args: Any, sizes: Sequence[SizeQuality], stages: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        blank = [("", gettext("Pilih"))]
        named = [(str(size.position), size.label) for size in sizes]
        self._choose("size", named if len(named) == 1 else blank + named)
        self._choose("reason", blank + [(key, gettext(words)) for key, words in REASONS.items()])
        self._choose("remedy", [(key, gettext(words)) for key, words in REMEDIES.items()])
        self._choose(
            "back_to", [("", gettext("Belum tahu")), *((str(n), name) for n, name in enumerate(stages))]
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.filled = bool(data.get("pieces") or data.get("reason") or data.get("note"))
        if not self.filled:
            return data
        for name, words in (
            ("size", _("Pilih ukurannya.")),
            ("pieces", _("Isi berapa yang cacat.")),
            ("reason", _("Pilih kenapa.")),
        ):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, words)
        if data.get("reason") == "other" and not data.get("note"):
            self.add_error("note", _("Tulis apa yang salah."))
        return data

    def fault(self) -> Fault:
        """After a clean form."""
        data = self.cleaned_data
        remedy = data["remedy"] or REWORK
        back_to = int(data["back_to"]) if data["back_to"] and remedy == REWORK else None
        return Fault(int(data["size"]), data["reason"], remedy, data["pieces"], back_to, data["note"])


class CheckForm(forms.Form):
    """`size-<position>` pieces looked at; the faults are forms of their own (`faults`)."""

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=300)
    photo = forms.FileField(
        label=_("Foto barang yang lolos"),
        required=False,
        help_text=_("Boleh dilihat pembeli."),
        widget=forms.FileInput(attrs={"accept": "image/*", "data-preview": ""}),
    )
    photos = ManyFilesField(
        label=_("Foto yang cacat"),
        required=False,
        help_text=_("Hanya penjual dan konveksi yang melihat. Paling banyak 6."),
        widget=ManyFiles(attrs={"accept": "image/*", "multiple": True}),
    )

    def __init__(self, quality: Quality, stages: Sequence[str], data: Any = None, files: Any = None) -> None:
        self.asked = str(data.get("langkah", "")) if data else ""
        step = self.asked in (FILL, MORE)
        initial = _as_typed(data) if step else {"key": secrets.token_hex(8)}
        super().__init__(None if step else data, None if step else files, initial=initial)
        self.sizes = [size for size in quality.sizes if size.waiting]
        for size in self.sizes:
            field = WholeField(label=size.label, required=False, max_value=MOST_PIECES)
            field.widget.attrs |= {"max": str(size.waiting), "maxlength": "7"}
            self.fields[f"size-{size.position}"] = field
            if self.asked == FILL:
                self.initial[f"size-{size.position}"] = size.waiting
        rows = _rows(data) + (1 if self.asked == MORE else 0)
        self.faults = [
            FaultForm(
                None if step or data is None else data,
                prefix=f"cacat-{row}",
                initial=_as_typed(data, f"cacat-{row}-") if step else None,
                sizes=self.sizes,
                stages=stages,
            )
            for row in range(min(rows, MOST_FAULTS))
        ]

    @property
    def counted(self) -> list[tuple[SizeQuality, forms.BoundField]]:
        """Each size with its field."""
        return [(size, self[f"size-{size.position}"]) for size in self.sizes]

    def is_valid(self) -> bool:
        """The form and every fault in it."""
        faults = [one.is_valid() for one in self.faults]
        return super().is_valid() and all(faults)

    @property
    def checked(self) -> dict[int, int]:
        """After a clean form."""
        return {size.position: self.cleaned_data[f"size-{size.position}"] or 0 for size in self.sizes}


class ReturnForm(forms.Form):
    """What came back of one defect."""

    passed = WholeField(label=_("Sudah beres"), required=False, max_value=MOST_PIECES)
    scrapped = WholeField(label=_("Ternyata tidak bisa"), required=False, max_value=MOST_PIECES)


def save_check(form: CheckForm, store: Store, place: int, by: Mapping[str, Any]) -> bool:
    """Write down a clean form; `by`: whose work order, who, when. False with the reason on the form."""
    kept: list[Photo] = []
    try:
        shown = form.cleaned_data["photo"]
        photo = _kept(kept, store, shown, PROGRESS) if shown else None
        wrong = [_kept(kept, store, one, EVIDENCE) for one in form.cleaned_data["photos"][:MOST_PHOTOS]]
        inspect(
            **by,
            place=place,
            checked=form.checked,
            faults=[one.fault() for one in form.faults if one.filled],
            note=form.cleaned_data["note"],
            photo=photo,
            photos=wrong,
            key=form.cleaned_data["key"],
        )
    except Refusal as refusal:
        for one in kept:
            forget_picture(one)
        field = "photo" if isinstance(refusal, PictureRefused) else None
        form.add_error(field, refusal.told(gettext))
        return False
    return True


def _kept(kept: list[Photo], store: Store, upload: UploadedFile, place: str) -> Photo:
    kept.append(keep_picture(store, upload, place, alt=gettext("Pemeriksaan")))
    return kept[-1]


def _rows(data: Any) -> int:
    typed = str(data.get("baris", "")) if data else ""
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 3 else 1


def _as_typed(data: Any, prefix: str = "") -> dict[str, str]:
    return {name[len(prefix) :]: data[name] for name in data if name.startswith(prefix)}
