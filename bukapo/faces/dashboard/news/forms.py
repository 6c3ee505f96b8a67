"""Forms of broadcasts, updates and habits. What is wrong with words is said by the room, under their box."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.models import Campaign
from bukapo.faces.ui.fields import RupiahField
from bukapo.kernel.ids import secret
from bukapo.messaging.broadcasts.groups import GROUPS, Group
from bukapo.messaging.broadcasts.rules import BOTH, EMAIL_FIRST
from bukapo.messaging.rules import EMAIL, MOST_CHARACTERS, WHATSAPP
from bukapo.messaging.updates.rules import MOST_TEXT
from bukapo.messaging.writes import MOST_SUBJECT

WAY_WORDS = (
    (EMAIL_FIRST, _("E-mail; yang tidak punya e-mail lewat WhatsApp")),
    (WHATSAPP, _("WhatsApp saja")),
    (EMAIL, _("E-mail saja")),
    (BOTH, _("WhatsApp dan e-mail, dua-duanya")),
)
WEEKDAYS = (
    ("4", _("Jumat")), ("5", _("Sabtu")), ("6", _("Minggu")), ("0", _("Senin")), ("1", _("Selasa")),
    ("2", _("Rabu")), ("3", _("Kamis")), ("", _("Tidak usah dibuatkan")),
)  # fmt: skip


def groups_for(campaign: Campaign, *, of_store: bool) -> list[tuple[str, Any]]:
    """Choices `<group>|<choice>`; a group with choices of its own is a heading over them."""
    made: list[tuple[str, Any]] = []
    for group in GROUPS.values():
        if group.of_store != of_store:
            continue
        if group.choices is None:
            made.append((f"{group.key}|", gettext(group.title)))
        elif found := group.choices(campaign):
            options = [(f"{group.key}|{value}", gettext(label)) for value, label in found]
            made.append((gettext(group.title), options))
    return made


class BroadcastForm(forms.Form):
    """`key` names this form: sent twice it is one broadcast."""

    whom = forms.ChoiceField(label=_("Untuk siapa"))
    way = forms.ChoiceField(label=_("Lewat apa"), choices=WAY_WORDS)
    subject = forms.CharField(
        label=_("Judul e-mail"),
        max_length=MOST_SUBJECT,
        error_messages={"required": _("Tulis dulu judulnya.")},
    )
    body = forms.CharField(
        label=_("Isi pesan"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "true"}),
        error_messages={"required": _("Tulis dulu kata-katanya.")},
        help_text=_("Kalau suatu isian kosong untuk seseorang, barisnya tidak ikut dikirim kepadanya."),
        strip=False,
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, whom: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = whom  # type: ignore[attr-defined]
        self.fields["key"].initial = secret()

    @property
    def group(self) -> tuple[Group, str] | None:
        """What is chosen, once it is known to be one of the choices."""
        try:
            chosen = self.fields["whom"].clean(self["whom"].value() or "")
        except forms.ValidationError:
            return None
        key, _bar, choice = chosen.partition("|")
        return GROUPS[key], choice


class UpdateForm(forms.Form):
    """The text of an update, and a photo of the workshop beside it."""

    text = forms.CharField(
        label=_("Isi kabar"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "true"}),
        error_messages={"required": _("Tulis dulu kabarnya.")},
        strip=False,
    )
    photo = forms.TypedChoiceField(
        label=_("Foto"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, photos: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].choices = [("", _("Tanpa foto")), *((pk, str(pk)) for pk in photos)]  # type: ignore[attr-defined]


class HabitForm(forms.Form):
    """When the weekly draft is made, and what WhatsApp costs."""

    weekday = forms.TypedChoiceField(
        label=_("Hari kabar mingguan"), choices=WEEKDAYS, coerce=int, empty_value=None, required=False
    )
    clock = forms.TimeField(
        label=_("Jam"),
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "5"}),
        error_messages={"required": _("Tulis jamnya."), "invalid": _("Tulis seperti 16.00.")},
    )
    news_price = RupiahField(
        label=_("Harga per pesan WhatsApp: kabar"),
        help_text=_("Kategori utility. Isi 0 kalau dikirim dengan tangan."),
        max_value=100_000,
    )
    offer_price = RupiahField(
        label=_("Harga per pesan WhatsApp: penawaran"),
        help_text=_("Kategori marketing."),
        max_value=100_000,
    )
