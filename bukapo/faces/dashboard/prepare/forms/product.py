"""A product on one page: options one per line, the size chart as a pasted table."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from bukapo.catalog.rules import MOST_OPTIONS, FieldDraft, OptionDraft, ProductDraft
from bukapo.faces.dashboard.prepare.fields import NeededTextField, PicturesField
from bukapo.faces.dashboard.prepare.forms import PlainForm, refuse
from bukapo.faces.dashboard.prepare.typed import chart_lines, chart_of, lines_of, values_of
from bukapo.faces.ui.fields import RupiahField, WholeField
from bukapo.kernel.refusal import Refusal

MOST_FIELD_ROWS = 3


class ProductForm(PlainForm):
    name = forms.CharField(label=_("Nama produk"), max_length=100)
    description = forms.CharField(
        label=_("Keterangan"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Bahan, model, cara pakai. Tulis seperti menjawab pembeli."),
    )
    normal_price = RupiahField(
        label=_("Harga normal"),
        required=False,
        max_value=1_000_000_000,
        help_text=_("Dicoret di samping harga PO. Harga PO diisi nanti."),
    )
    cost = RupiahField(
        label=_("Modal per pcs (HPP)"),
        required=False,
        max_value=1_000_000_000,
        help_text=_("Hanya Anda yang melihat."),
    )
    weight = WholeField(
        label=_("Berat per pcs"),
        min_value=1,
        max_value=100_000,
        initial=200,
        help_text=_("Dengan kemasan, untuk ongkir."),
    )
    chart = forms.CharField(
        label=_("Tabel ukuran"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(
            {"rows": 6, "class": "mono", "placeholder": "Ukuran | Lebar | Panjang\nS | 48 | 68\nM | 50 | 70"}
        ),
        help_text=_("Baris pertama judul kolom. Boleh ditempel dari Excel atau Google Sheets."),
    )
    chart_note = forms.CharField(
        label=_("Catatan tabel ukuran"),
        max_length=300,
        required=False,
        help_text=_("Misalnya: dalam cm, toleransi 2 cm."),
    )


class OptionForm(PlainForm):
    use_required_attribute = False

    name = NeededTextField(label=_("Nama pilihan"), max_length=40)
    lines = NeededTextField(
        label=_("Isinya, satu per baris"),
        max_length=4000,
        widget=forms.Textarea({"rows": 5, "data-values": ""}),
    )
    is_size = forms.BooleanField(label=_("Ini ukuran (pakai tabel ukuran)"), required=False)

    def draft(self) -> OptionDraft | None:
        """None when the block was left empty. Raises Invalid."""
        data = self.cleaned_data
        if not data["name"] and not data["lines"].strip():
            return None
        return OptionDraft(data["name"], values_of(data["lines"]), data["is_size"])


class FieldForm(PlainForm):
    use_required_attribute = False
    KINDS = (("text", _("Tulisan")), ("number", _("Angka")), ("choice", _("Pilihan")))

    name = NeededTextField(label=_("Nama isian"), max_length=60)
    kind = forms.ChoiceField(label=_("Jenis"), choices=KINDS, initial="text")
    price = RupiahField(label=_("Tambahan harga"), required=False, max_value=1_000_000_000)
    max_length = WholeField(label=_("Paling panjang"), min_value=1, max_value=200, initial=20, required=False)
    alphabet = forms.CharField(
        label=_("Tanda selain huruf dan angka"), max_length=40, required=False, help_text=_("Misalnya . - '")
    )
    required = forms.BooleanField(label=_("Wajib diisi pembeli"), required=False)
    choices = forms.CharField(
        label=_("Pilihannya, satu per baris"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    help = forms.CharField(label=_("Petunjuk untuk pembeli"), max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        began = data.get("price") or data.get("choices") or data.get("help") or data.get("required")
        if began and not data.get("name") and not self.initial.get("name") and "name" not in self.errors:
            self.add_error("name", _("Isi namanya, misalnya Nama punggung."))
        return data

    def draft(self) -> FieldDraft | None:
        """None when the block was left empty."""
        data = self.cleaned_data
        if not data["name"]:
            return None
        return FieldDraft(
            name=data["name"],
            kind=data["kind"],
            max_length=data["max_length"] or 20,
            alphabet=data["alphabet"],
            choices=tuple(line.strip() for line in data["choices"].splitlines() if line.strip()),
            price=data["price"] or 0,
            required=data["required"],
            help=data["help"],
        )


class ProductSheet:
    """The page's three kinds of forms as one: `form`, `options`, `fields`."""

    def __init__(
        self, data: "MultiValueDict[str, Any] | None" = None, *, draft: ProductDraft | None = None
    ) -> None:
        self.before = draft or ProductDraft(name="")
        self.form = ProductForm(data, initial=_initial(draft) if draft else None)
        options = draft.options if draft else ()
        personal = draft.personalizations if draft else ()
        self.options = [
            OptionForm(
                data, prefix=f"option{n}", initial=_option_initial(options[n]) if n < len(options) else None
            )
            for n in range(MOST_OPTIONS)
        ]
        rows = max(MOST_FIELD_ROWS, len(personal))
        self.fields = [
            FieldForm(
                data, prefix=f"field{n}", initial=_field_initial(personal[n]) if n < len(personal) else None
            )
            for n in range(rows)
        ]
        if draft is None and data is None:
            self.options[0].initial = {"name": str(_("Ukuran")), "is_size": True}
            self.options[1].initial = {"name": str(_("Warna"))}

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in (self.form, *self.options, *self.fields)]
        return all(valid)

    def draft(self) -> ProductDraft | None:
        """What was typed over what was there; None when a line could not be read (the form says which)."""
        options = []
        for form in self.options:
            try:
                options.append(form.draft())
            except Refusal as refusal:
                refuse(form, refusal, field="lines")
                return None
        data = self.form.cleaned_data
        return replace(
            self.before,
            name=data["name"],
            description=data["description"],
            normal_price=data["normal_price"] or 0,
            cost=data["cost"],
            weight=data["weight"],
            size_chart=chart_of(data["chart"], data["chart_note"]),
            options=tuple(option for option in options if option),
            personalizations=tuple(draft for field in self.fields if (draft := field.draft())),
        )

    def refuse(self, refusal: Refusal) -> None:
        """A refused write, at the part of the page it speaks of."""
        where = str(refusal.params.get("field", ""))
        if where == "options":
            refuse(self.options[0], refusal, field="lines")
        elif where == "personalizations":
            refuse(self.fields[0], refusal, field="name")
        else:
            refuse(self.form, refusal, field="chart" if where == "size_chart" else "")


class PhotosForm(PlainForm):
    photos = PicturesField(
        label=_("Tambah foto"),
        required=True,
        help_text=_("JPG, PNG, atau WebP, paling besar 10 MB, paling banyak 6 sekali kirim."),
    )


def _initial(draft: ProductDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "description": draft.description,
        "normal_price": draft.normal_price or None,
        "cost": draft.cost,
        "weight": draft.weight,
        "chart": chart_lines(dict(draft.size_chart)),
        "chart_note": draft.size_chart.get("note", ""),
    }


def _option_initial(option: OptionDraft) -> dict[str, Any]:
    return {"name": option.name, "lines": lines_of(option), "is_size": option.is_size}


def _field_initial(field: FieldDraft) -> dict[str, Any]:
    return {**vars(field), "price": field.price or None, "choices": "\n".join(field.choices)}
