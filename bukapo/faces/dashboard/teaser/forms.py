"""What a seller fills in about a teaser."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.models import Campaign, CampaignItem, Teaser, TeaserDesign, Voucher
from bukapo.campaigns.teaser.rules import MOST_BONUS, MOST_TEXT, TeaserPlan
from bukapo.campaigns.vouchers import MOST_BP
from bukapo.catalog.models import OptionValue
from bukapo.faces.dashboard.prepare.fields import LocalMomentField
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.storefront.shown.teaser import gives
from bukapo.faces.ui.fields import WholeField

LISTS = ("first", "second")
"""Two options to vote for: colours and sizes, as a rule."""
MOST_LETTERS = 40


class TeaserForm(PlainForm):
    use_required_attribute = False
    text = forms.CharField(
        label=_("Teks teaser"),
        max_length=MOST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Ceritakan sedikit. Yang belum pasti jangan dijanjikan dulu."),
    )
    opens_at = LocalMomentField(
        label=_("Rencana waktu buka"),
        required=False,
        help_text=_("Tampil sebagai rencana. Kosong: tertulis “belum pasti”."),
    )
    gives_early = forms.BooleanField(label=_("Pendaftar boleh memesan lebih dulu"), required=False)
    voucher = forms.ChoiceField(label=_("Voucher untuk pendaftar"), required=False)
    percent = WholeField(
        label=_("Atau buat voucher baru"),
        min_value=1,
        max_value=MOST_BP // 100,
        required=False,
        help_text=_("Sekali per pembeli, hanya di PO ini. Kodenya cuma dilihat pendaftar."),
    )
    bonus = forms.CharField(
        label=_("Bonus"), max_length=MOST_BONUS, required=False, help_text=_("Misalnya: stiker gratis.")
    )
    first_name = forms.CharField(label=_("Ditanyakan"), max_length=MOST_LETTERS, required=False)
    first = forms.CharField(
        label=_("Pilihannya"), max_length=900, required=False, help_text=_("Pisahkan dengan koma.")
    )
    second_name = forms.CharField(label=_("Ditanyakan juga"), max_length=MOST_LETTERS, required=False)
    second = forms.CharField(
        label=_("Pilihannya"), max_length=900, required=False, help_text=_("Pisahkan dengan koma.")
    )

    def __init__(self, data: Mapping[str, Any] | None, *, campaign: Campaign, teaser: Teaser | None) -> None:
        super().__init__(data, initial=_start(campaign, teaser))
        self.fields["opens_at"].zone = campaign.store.zone  # type: ignore[attr-defined]
        if campaign.opens_at:
            del self.fields["opens_at"]
        rows = Voucher.objects.of(campaign.store_id).filter(stopped_at=None)
        mine = rows.filter(Q(campaign=campaign) | Q(campaign=None))
        known = [(str(row.pk), f"{row.code} ({gives(row)})") for row in mine[:50]]
        self.fields["voucher"].choices = [("", _("Tidak ada")), *known]  # type: ignore[attr-defined]

    def plan(self, voucher_id: int | None) -> TeaserPlan:
        data = self.cleaned_data
        return TeaserPlan(
            text=data["text"].replace("\r\n", "\n").strip(),
            opens_at=data.get("opens_at"),
            gives_early=data["gives_early"],
            voucher_id=voucher_id,
            bonus=" ".join(data["bonus"].split()),
            options=tuple(_lists(data)),
        )


def _lists(data: Mapping[str, str]) -> Sequence[tuple[str, tuple[str, ...]]]:
    """`Warna`: `Hitam, Navy`. Without values nothing is asked; without a name it is a choice."""
    found: dict[str, tuple[str, ...]] = {}
    for part in LISTS:
        values = [
            " ".join(value.split())[:MOST_LETTERS] for value in data[part].replace("\n", ",").split(",")
        ]
        values = list(dict.fromkeys(value for value in values if value))
        name = " ".join(data[f"{part}_name"].split()) or _now("Pilihan")
        if values and name not in found:
            found[name] = tuple(values)
    return list(found.items())


def _start(campaign: Campaign, teaser: Teaser | None) -> dict[str, Any]:
    if teaser is None:
        return {"gives_early": True, **_as_fields(_of_products(campaign))}
    return {
        "text": teaser.text,
        "opens_at": teaser.opens_at,
        "gives_early": teaser.gives_early,
        "voucher": str(teaser.voucher_id or ""),
        "bonus": teaser.bonus,
        **_as_fields([(name, list(values)) for name, values in teaser.options]),
    }


def _as_fields(options: Sequence[tuple[str, Sequence[str]]]) -> dict[str, str]:
    told: dict[str, str] = {}
    for part, (name, values) in zip(LISTS, options, strict=False):
        told |= {f"{part}_name": name, part: ", ".join(values)}
    return told


def _of_products(campaign: Campaign) -> list[tuple[str, list[str]]]:
    """What the PO's products can be chosen in."""
    items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign)
    rows = OptionValue.objects.of(campaign.store_id).filter(
        active=True, option__product__in=items.values("product")
    )
    found: dict[str, list[str]] = {}
    for option, value in rows.order_by("option__position", "position").values_list("option__name", "name"):
        values = found.setdefault(option, [])
        if value not in values:
            values.append(value)
    return list(found.items())


class DesignForm(PlainForm):
    use_required_attribute = False
    product = forms.ChoiceField(label=_("Produk PO ini"), required=False)
    name = forms.CharField(
        label=_("Nama desain"), max_length=80, required=False, help_text=_("Kosong: nama produknya.")
    )
    photo = forms.FileField(
        label=_("Foto"),
        required=False,
        widget=forms.ClearableFileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, campaign: Campaign, designs: Sequence[TeaserDesign] = ()
    ) -> None:
        super().__init__(data, files, prefix="desain")
        taken = {row.product_id for row in designs}
        items = CampaignItem.objects.of(campaign.store_id).filter(campaign=campaign).select_related("product")
        known = [(str(row.product_id), row.product.name) for row in items if row.product_id not in taken]
        self.fields["product"].choices = [("", _("Bukan, ide baru")), *known]  # type: ignore[attr-defined]
