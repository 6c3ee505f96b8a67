"""What may still change once a PO is open: caps, story."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.models import Campaign, PieceCounter
from bukapo.campaigns.plan import Plan
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.dashboard.prepare.forms.groups import group_fields
from bukapo.faces.dashboard.prepare.forms.steps import PIECES, CapRow
from bukapo.faces.ui.fields import WholeField

KEPT = ("buyer_cap", "target", "story", "workshop_name", "groups", "group_least", "group_note")


class RunningForm(PlainForm):
    cap = WholeField(
        label=_("Kuota PO"), help_text=_("Boleh dinaikkan, atau turun sampai yang sudah dipesan."), **PIECES
    )
    buyer_cap = WholeField(label=_("Batas per pembeli"), help_text=_("Hanya bisa dinaikkan."), **PIECES)
    target = WholeField(label=_("Target"), help_text=_("Hanya Anda yang melihat."), **PIECES)
    story = forms.CharField(
        label=_("Cerita PO"), max_length=5000, required=False, widget=forms.Textarea({"rows": 5})
    )
    workshop_name = forms.CharField(label=_("Dibuat di"), max_length=80, required=False)
    groups, group_least, group_note = group_fields()

    def __init__(self, data: Mapping[str, Any] | None = None, *, campaign: Campaign) -> None:
        rows = PieceCounter.objects.of(campaign.store_id).filter(campaign=campaign)
        counters: list[PieceCounter] = list(
            rows.select_related("variant__product").order_by("variant__product_id", "variant__position")
        )
        whole = next((counter for counter in counters if counter.variant is None), None)
        initial = {name: getattr(campaign, name) for name in KEPT}
        super().__init__(data, initial={**initial, "cap": whole.cap if whole else None})
        self.variants = {f"cap_{c.variant.pk}": c.variant for c in counters if c.variant}
        for counter in counters:
            if counter.variant:
                taken = _("%(n)s pcs sudah dipesan.") % {"n": counter.taken} if counter.taken else ""
                self.fields[f"cap_{counter.variant.pk}"] = WholeField(
                    label=str(counter.variant), initial=counter.cap, help_text=taken, **PIECES
                )

    def cap_rows(self) -> Iterator[CapRow]:
        for name, variant in self.variants.items():
            yield CapRow(variant.label or variant.product.name, self[name])

    def plan(self) -> Plan:
        """Only what differs from what stands: a cap that was not touched is not set again."""
        touched = {name: self.cleaned_data[name] for name in self.changed_data}
        if "group_least" in touched:
            touched["group_least"] = touched["group_least"] or 0
        plan: dict[str, Any] = {name: value for name, value in touched.items() if name not in self.variants}
        caps = {self.variants[name].pk: value for name, value in touched.items() if name in self.variants}
        return {**plan, "caps": caps} if caps else plan  # type: ignore[typeddict-item,return-value]
