"""Whether groups may order is told by the terms, so terms follow when a running PO begins or ceases to take them."""

from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Plan
from bukapo.campaigns.writes.freeze import freeze_terms


def refreeze(campaign: Campaign, plan: Plan, at: datetime) -> None:
    """A step: new terms for the orders to come, when what they say of groups has changed by `plan`. `campaign` is as
    it was before."""
    told = (campaign.groups, campaign.group_least)
    now = (plan.get("groups", told[0]), plan.get("group_least", told[1]))
    still_sold = campaign.closes_at is None or at < campaign.closes_at
    if still_sold and now != told and (now[0] or told[0]):
        campaign.groups, campaign.group_least = now
        freeze_terms(campaign, at)
