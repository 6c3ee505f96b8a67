"""What a buyer says is wrong, with pictures."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.catalog.imaging import MOST_BYTES
from bukapo.faces.storefront.forms.proof import PICTURES, TOO_HEAVY
from bukapo.faces.ui.fields import NumberText, WholeField
from bukapo.trust.claims.reads import Claimable, OpenForm
from bukapo.trust.claims.rules import EXCHANGE, LEAST_WORDS, LOST, MOST_PHOTOS, MOST_WORDS, REASONS, REMEDIES

EMPTY = _("Bagian ini perlu diisi.")
TOO_LONG = {"required": EMPTY, "max_length": _("Terlalu panjang.")}


class SeveralFiles(forms.FileInput):
    """One box for several pictures."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PicturesField(forms.FileField):
    """Up to four photos; what is inside is judged when they are re-encoded."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = [one for one in data or [] if one]
        if len(uploads) > MOST_PHOTOS:
            raise forms.ValidationError(_("Paling banyak 4 foto."))
        if any(one.size > MOST_BYTES for one in uploads):
            raise forms.ValidationError(TOO_HEAVY)
        return uploads


class PiecesField(WholeField):
    """How many; an empty box means none."""

    def clean(self, value: Any) -> int:
        return int(super().clean(value or "0") or 0)


class ClaimForm(forms.Form):
    """`asked` is what may be claimed: a number of pieces per order line, and another size where there is one."""

    reason = forms.ChoiceField(
        label=_("Apa yang salah?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih yang paling cocok."), "invalid_choice": _("Pilih salah satu.")},
    )
    body = forms.CharField(
        label=_("Ceritakan"),
        min_length=LEAST_WORDS,
        max_length=MOST_WORDS,
        widget=forms.Textarea({"rows": 4}),
        error_messages={**TOO_LONG, "min_length": _("Ceritakan sedikit lebih panjang.")},
    )
    photos = PicturesField(
        label=_("Foto"),
        required=False,
        help_text=_(
            "Paling banyak 4 foto sekaligus. Foto mempercepat jawaban, dan hanya penjual yang melihatnya."
        ),
        widget=SeveralFiles({"accept": PICTURES, "multiple": True}),
    )
    wish = forms.ChoiceField(
        label=_("Anda maunya bagaimana?"),
        choices=list(REMEDIES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih yang Anda inginkan."), "invalid_choice": _("Pilih salah satu.")},
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, asked: OpenForm, key: str = "") -> None:
        super().__init__(data, files, initial={"key": key, "reason": LOST if asked.only_lost else None})
        self.asked = asked
        reasons: Mapping[str, str] = {LOST: REASONS[LOST]} if asked.only_lost else REASONS
        self.fields["reason"].choices = [(name, _(words)) for name, words in reasons.items()]  # type: ignore[attr-defined]
        self.fields["wish"].choices = [(name, _(words)) for name, words in REMEDIES.items()]  # type: ignore[attr-defined]
        alone = len(asked.lines) == 1 and asked.lines[0].left == 1
        for one in asked.lines:
            self._line(one, 1 if alone else 0)

    def _line(self, one: Claimable, start: int) -> None:
        label = one.line.label
        name = f"{one.line.product_name}, {label}" if label else one.line.product_name
        self.fields[f"pcs-{one.line.pk}"] = PiecesField(
            label=name,
            max_value=one.left,
            initial=start,
            widget=NumberText(),
            help_text=_("berapa yang bermasalah, dari %(n)s pcs") % {"n": one.left},
        )
        if one.sizes:
            choices = [("", _("tidak perlu ditukar")), *((str(size.pk), size.label) for size in one.sizes)]
            self.fields[f"jadi-{one.line.pk}"] = forms.TypedChoiceField(
                label=_("Kalau tukar ukuran: jadi"),
                choices=choices,
                required=False,
                coerce=int,
                empty_value=None,
                error_messages={"invalid_choice": _("Pilih salah satu.")},
            )

    @property
    def lines(self) -> Sequence[tuple[Any, Any]]:
        """(pieces, other size or None) as bound fields."""
        return [
            (
                self[f"pcs-{one.line.pk}"],
                self[f"jadi-{one.line.pk}"] if f"jadi-{one.line.pk}" in self.fields else None,
            )
            for one in self.asked.lines
        ]

    def pieces(self) -> dict[int, int]:
        return {one.line.pk: self.cleaned_data[f"pcs-{one.line.pk}"] for one in self.asked.lines}

    def sizes(self) -> dict[int, int]:
        if self.cleaned_data["wish"] != EXCHANGE:
            return {}
        chosen = {one.line.pk: self.cleaned_data.get(f"jadi-{one.line.pk}") for one in self.asked.lines}
        return {line: size for line, size in chosen.items() if size}


class AnswerForm(forms.Form):
    """The buyer's words to an offer that does not fit, or to a no."""

    answer = forms.CharField(
        label=_("Tulis yang Anda maksud"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages=TOO_LONG,
    )


class AcceptForm(forms.Form):
    """The buyer takes the offer that the page showed: the claim as it was then."""

    seen = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    """The parcel that goes back to the seller."""

    courier = forms.CharField(label=_("Kurir"), max_length=40, error_messages=TOO_LONG)
    tracking_number = forms.CharField(
        label=_("Nomor resi"), min_length=4, max_length=60,
        error_messages={**TOO_LONG, "min_length": _("Nomor resinya terlalu pendek.")},
    )  # fmt: skip
