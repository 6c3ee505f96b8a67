"""A buyer's word about what arrived, and anybody's word against one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bukapo.catalog.models import Photo
from bukapo.faces.storefront.forms.proof import PictureField
from bukapo.faces.ui.middleware import sentence
from bukapo.kernel.refusal import Invalid
from bukapo.trust.models import Review
from bukapo.trust.reviews import rules
from bukapo.trust.reviews.rules import Said


class ManyPictures(forms.FileInput):
    """A file box that takes several at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        found: list[Any] = files.getlist(name) if hasattr(files, "getlist") else list(files.get(name) or ())
        return found


class PicturesField(PictureField):
    """Up to four photos from the phone, each judged as one."""

    widget = ManyPictures(attrs={"accept": "image/jpeg,image/png,image/webp", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = [one for one in data or [] if one]
        if len(uploads) > rules.MOST_PHOTOS:
            raise ValidationError(_("Paling banyak 4 foto."))
        return [super(PicturesField, self).clean(one) for one in uploads]


class ReviewForm(forms.Form):
    """Stars are asked, all the rest is welcome. `kept`: photos that are there already and may be taken away."""

    use_required_attribute = False
    stars = forms.TypedChoiceField(
        label=_("Bintang"),
        choices=[(str(n), str(n)) for n in (5, 4, 3, 2, 1)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih jumlah bintangnya."),
            "invalid_choice": _("Pilih 1 sampai 5 bintang."),
        },
    )
    fit = forms.ChoiceField(
        label=_("Ukurannya"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pilih salah satu.")},
    )
    body = forms.CharField(
        label=_("Cerita Anda"),
        required=False,
        max_length=rules.MOST_BODY,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Testimoni paling panjang 1.000 huruf.")},
    )
    gone = forms.MultipleChoiceField(
        label=_("Hapus foto"), required=False, widget=forms.CheckboxSelectMultiple
    )
    photos = PicturesField(
        label=_("Foto barangnya"), required=False, help_text=_("Paling banyak 4. Pilih beberapa sekaligus.")
    )
    video = forms.CharField(
        label=_("Tautan video"),
        required=False,
        max_length=rules.MOST_VIDEO,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "off", "spellcheck": "false"}),
        help_text=_("YouTube, TikTok, Instagram, atau Facebook."),
        error_messages={"max_length": rules.VIDEO_BAD},
    )
    satisfaction = forms.TypedChoiceField(
        label=_("Mau pesan lagi di sini?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=_("Hanya dibaca penjual, untuk PO berikutnya."),
        error_messages={"invalid_choice": _("Pilih salah satu.")},
    )
    naming = forms.ChoiceField(label=_("Nama yang tampil"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, buyer_name: str = "", kept: Sequence[Photo] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = rules.named(buyer_name, rules.INITIAL) or _("Pembeli")
        self._choose("fit", [(key, _(words)) for key, words in rules.FITS_WORDS.items()])
        self._choose("satisfaction", [(str(key), _(words)) for key, words in rules.AGAIN_WORDS.items()])
        self._choose("naming", [(rules.INITIAL, shown), (rules.NAMELESS, _("Tanpa nama"))])
        self.fields["naming"].initial = rules.INITIAL
        self.kept = list(kept)
        if kept:
            self._choose("gone", [(str(photo.pk), str(photo.pk)) for photo in kept])
        else:
            del self.fields["gone"]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_video(self) -> str:
        try:
            return rules.tidy_video(self.cleaned_data["video"])
        except Invalid as refusal:
            raise ValidationError(sentence(refusal)) from None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        rest = len(self.kept) - len(data.get("gone", ()))
        if rest + len(data.get("photos") or ()) > rules.MOST_PHOTOS and "photos" not in self.errors:
            self.add_error("photos", _("Paling banyak 4 foto, termasuk yang sudah ada."))
        return data

    @property
    def said(self) -> Said:
        data = self.cleaned_data
        return Said(
            stars=data["stars"],
            body=data["body"],
            fit=data["fit"],
            satisfaction=data["satisfaction"],
            video=data["video"],
            naming=data["naming"] or rules.INITIAL,
        )

    @property
    def taken_away(self) -> list[Photo]:
        """Photos the buyer takes away."""
        chosen = set(self.cleaned_data.get("gone", ()))
        return [photo for photo in self.kept if str(photo.pk) in chosen]


def typed_before(review: Review) -> dict[str, Any]:
    """What a form for changing a review begins with."""
    names = ("stars", "fit", "body", "video", "satisfaction", "naming")
    return {name: getattr(review, name) for name in names}


class ReportForm(forms.Form):
    """Why a review may not stand. Being unfriendly is no reason."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label=_("Testimoni ini"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasannya."), "invalid_choice": _("Pilih alasannya.")},
    )
    note = forms.CharField(
        label=_("Keterangan"),
        required=False,
        max_length=rules.MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hanya dibaca yang memeriksa. Jangan tulis data pribadi."),
        error_messages={"max_length": _("Keterangan paling panjang 300 huruf.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [(key, _(words)) for key, words in rules.REASONS.items()]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]
