"""The next PO, out of the one that is over: what it taught is taken over, nothing is published yet."""

from datetime import datetime

from bukapo.campaigns.cloning.writes import clone_campaign
from bukapo.campaigns.models import Campaign, CampaignOrigin
from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.insights.reads import evaluation
from bukapo.insights.suggestions.facts import suggestions_for
from bukapo.production.capital.carry import carry_capital

TITLE = "Kaos Kota Kita Vol. 3"


def build_following(place: Shop, origin: Campaign, at: datetime) -> None:
    """A draft with every suggestion of that evening. Run again it changes nothing."""
    if CampaignOrigin.objects.of(place.store).exists():
        return
    origin.store = place.store
    with it_is(at):
        told = [one for one in suggestions_for(evaluation(origin, at=at)) if not one.only_told]
        clone_campaign(
            **place.who(at), origin_id=origin.pk, title=TITLE, applied=[one.applied for one in told],
            more=(carry_capital,),
        )  # fmt: skip
