"""A work order as a seller types it: lines of specification and stages, and rows of prints."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.ui.fields import RupiahField
from bukapo.production.giving.draft import (
    LABEL_LENGTH,
    MAX_SPECIFICATION,
    TEXT_LENGTH,
    DesignDraft,
    StageDraft,
)
from bukapo.production.workshops.rows import Workshop

REQUIRED = {"required": _("Bagian ini perlu diisi.")}
MAX_UNIT_COST = 100_000_000
"""Rupiah per piece."""
DESIGN_ROWS = 4
PLACES = (_("Depan"), _("Belakang"), _("Lengan kanan"), _("Lengan kiri"), _("Dada kiri"), _("Saku"))
MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
OTHER_MONTHS = {"may": 5, "ags": 8, "aug": 8, "oct": 10, "dec": 12}
STAGE = re.compile(
    r"(?P<name>.*?)\s+(?P<day>\d{1,2})(?:/(?P<month>\d{1,2})|\s+(?P<word>[a-z]{3,9}))(?:[/ ](?P<year>20\d\d))?",
    re.IGNORECASE,
)


class WorkOrderForm(forms.Form):
    """`specification` and `stages` are one per line; `spec_0`… of one product each, where there are several."""

    workshop = forms.ChoiceField(label=_("Konveksi"), required=False)
    workshop_name = forms.CharField(
        label=_("Nama konveksi atau penjahit"), max_length=80, required=False, error_messages=REQUIRED
    )
    workshop_phone = forms.CharField(
        label=_("Nomor WhatsApp konveksi"),
        max_length=40,
        required=False,
        help_text=_("Untuk mengirim tautan SPK. Tidak tampil ke siapa pun."),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    deadline = forms.DateField(
        label=_("Harus selesai tanggal"),
        error_messages={"required": _("Isi tanggalnya."), "invalid": _("Tanggal ini tidak terbaca.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    specification = forms.CharField(
        label=_("Spesifikasi"),
        required=False,
        max_length=4000,
        help_text=_("Satu baris satu hal, pakai titik dua. Contoh: “Bahan: cotton combed 24s”."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    stages = forms.CharField(
        label=_("Tahap pengerjaan"),
        max_length=3000,
        error_messages=REQUIRED,
        help_text=_(
            "Satu baris satu tahap, urut dari yang pertama. Boleh tambah tenggat dan pesan: “Sablon 5/12: press 160°C”."
            " Pembeli hanya melihat nama tahapnya."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    note = forms.CharField(
        label=_("Catatan untuk konveksi"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    unit_cost = RupiahField(
        label=_("Ongkos per pcs"),
        required=False,
        max_value=MAX_UNIT_COST,
        help_text=_("Hanya Anda yang melihat. Tidak ada di SPK."),
    )
    photo = forms.FileField(
        label=_("Foto desain"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "data-preview": ""}),
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        has_photos: bool = False,
        workshops: Sequence[Workshop] = (),
        products: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.products = today, list(products) if len(products) > 1 else []
        if has_photos:
            self.fields["photo"].label = _("Atau unggah foto desain")
        self.fields["deadline"].widget.attrs["min"] = today.isoformat()
        self._offer(workshops)
        for place, name in enumerate(self.products):
            self.fields[f"spec_{place}"] = forms.CharField(
                label=_("Spesifikasi %(product)s") % {"product": name},
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def _offer(self, workshops: Sequence[Workshop]) -> None:
        chosen: Any = self.fields["workshop"]
        if not workshops:
            del self.fields["workshop"]
            self.fields["workshop_name"].required = True
            return
        chosen.choices = [("", _("Tulis nama baru")), *((str(one.pk), one.name) for one in workshops)]
        self.fields["workshop_name"].label = _("Nama konveksi baru")

    def clean(self) -> dict[str, Any]:
        """One of the directory, or a name."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("workshop") and "workshop_name" in data and not data["workshop_name"]:
            self.add_error("workshop_name", REQUIRED["required"])
        groups = []
        for place, name in enumerate(self.products):
            try:
                groups.append((name, _rows(data.get(f"spec_{place}", ""))))
            except forms.ValidationError as wrong:
                self.add_error(f"spec_{place}", wrong)
        data["groups"] = groups
        return data

    def clean_deadline(self) -> date:
        """A deadline that has passed is a slip of the finger."""
        day: date = self.cleaned_data["deadline"]
        if day < self.today:
            raise forms.ValidationError(_("Tanggal ini sudah lewat."))
        if day.year > self.today.year + 5:
            raise forms.ValidationError(_("Tanggal ini terlalu jauh. Cek tahunnya."))
        return day

    def clean_specification(self) -> list[tuple[str, str]]:
        """`Bahan: combed 24s` -> (`Bahan`, `combed 24s`); a line without a colon gets the label Keterangan."""
        return _rows(self.cleaned_data["specification"])

    def clean_stages(self) -> list[StageDraft]:
        """`Sablon 5/12: press 160°C` -> its name, day and what to mind."""
        lines = [line.strip() for line in self.cleaned_data["stages"].splitlines() if line.strip()]
        return [stage_of(line, self.today) for line in lines]

    @property
    def product_fields(self) -> list[Any]:
        return [self[f"spec_{place}"] for place in range(len(self.products))]


class DesignForm(forms.Form):
    """One print or embroidery. `keep` is the id of a picture that an earlier work order already has."""

    place = forms.CharField(label=_("Posisi"), max_length=40, required=False)
    technique = forms.CharField(label=_("Teknik"), max_length=80, required=False)
    size = forms.CharField(label=_("Ukuran jadi"), max_length=40, required=False)
    caption = forms.CharField(label=_("Keterangan"), max_length=200, required=False)
    product = forms.ChoiceField(label=_("Untuk produk"), required=False)
    photo = forms.FileField(
        label=_("File desain"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "data-preview": ""}),
    )
    keep = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, *args: Any, products: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, hint in (
            ("place", _("Depan")),
            ("technique", _("Plastisol 2 warna")),
            ("size", _("28 × 35 cm")),
        ):
            self.fields[name].widget.attrs["placeholder"] = hint
        self.fields["place"].widget.attrs["list"] = "posisi"
        if len(products) > 1:
            chosen: Any = self.fields["product"]
            chosen.choices = [("", _("Semua")), *((name, name) for name in products)]
        else:
            del self.fields["product"]

    @property
    def is_empty(self) -> bool:
        """Nothing typed, sent or kept."""
        return not any(self.cleaned_data.get(name) for name in self.fields if name != "product")


def design_forms(
    *args: Any, products: Sequence[str], initial: Sequence[Mapping[str, Any]] = ()
) -> list[DesignForm]:
    """The rows of the page; `args` are the posted data and files."""
    shown = max(DESIGN_ROWS, len(initial))
    return [
        DesignForm(
            *args,
            products=products,
            prefix=f"desain-{place}",
            initial=dict(initial[place]) if place < len(initial) else None,
        )
        for place in range(shown)
    ]


def stage_of(line: str, today: date) -> StageDraft:
    """`Sablon 5 Des: press 160°C`; a day without a year is the next one. Raises ValidationError."""
    head, _colon, instruction = (part.strip() for part in line.partition(":"))
    name, due = _dated(head, today)
    if len(name) > LABEL_LENGTH or len(instruction) > TEXT_LENGTH:
        raise forms.ValidationError(_too_long(line))
    return StageDraft(name, instruction, due)


def stage_lines(stages: Iterable[StageDraft]) -> str:
    """As they are typed, without days: another work order has others."""
    return "\n".join(f"{one.name}: {one.instruction}" if one.instruction else one.name for one in stages)


def designs_typed(rows: Iterable[DesignForm]) -> list[tuple[DesignForm, DesignDraft]]:
    """The rows that say something, without their pictures."""
    return [
        (
            row,
            DesignDraft(
                place=row.cleaned_data["place"],
                technique=row.cleaned_data["technique"],
                size=row.cleaned_data["size"],
                caption=row.cleaned_data["caption"],
                product=row.cleaned_data.get("product", ""),
            ),
        )
        for row in rows
        if not row.is_empty
    ]


def _dated(head: str, today: date) -> tuple[str, date | None]:
    found = STAGE.fullmatch(head)
    if found is None:
        return head, None
    month = int(found["month"]) if found["month"] else _month(found["word"])
    if month is None:
        return head, None  # "QC 2 lapis" is a name
    day, year = int(found["day"]), int(found["year"] or today.year)
    try:
        due = date(year, month, day)
        if not found["year"] and due < today:
            due = date(year + 1, month, day)
    except ValueError:
        raise forms.ValidationError(
            _("Tanggal di “%(line)s” tidak ada."), params={"line": head[:40]}
        ) from None
    return found["name"].strip(), due


def _month(word: str) -> int | None:
    short = word[:3].casefold()
    return MONTHS.index(short) + 1 if short in MONTHS else OTHER_MONTHS.get(short)


def _rows(text: str) -> list[tuple[str, str]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MAX_SPECIFICATION:
        raise forms.ValidationError(_("Paling banyak 30 baris."))
    # What was only proposed ("Label:" with nothing behind it) says nothing.
    return [_specified(line) for line in lines if not line.endswith(":")]


def _specified(line: str) -> tuple[str, str]:
    label, colon, text = (part.strip() for part in line.partition(":"))
    if not colon or not label or not text:
        label, text = str(_("Keterangan")), line.strip(" :")
    if len(label) > LABEL_LENGTH or len(text) > TEXT_LENGTH:
        raise forms.ValidationError(_too_long(line))
    return label, text


def _too_long(line: str) -> str:
    return str(_("Baris ini terlalu panjang: “%(line)s…”") % {"line": line[:40]})
