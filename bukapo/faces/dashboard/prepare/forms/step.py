"""What every step of the wizard has in common."""

from collections.abc import Mapping
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Plan
from bukapo.faces.dashboard.prepare.forms import PlainForm


class StepForm(PlainForm):
    """`campaign` is the draft (its `store` loaded)."""

    use_required_attribute = False
    template = ""
    """Of the step, where it is another one than the step's own."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, campaign: Campaign) -> None:
        self.campaign = campaign
        super().__init__(data, initial=self.start(campaign))

    def start(self, campaign: Campaign) -> dict[str, Any]:
        return {name: getattr(campaign, name) for name in self.base_fields if hasattr(campaign, name)}

    def plan(self) -> Plan:
        return self.cleaned_data.copy()  # type: ignore[return-value]
