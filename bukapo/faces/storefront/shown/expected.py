"""When the goods are likely to be made, told to buyers beside what was promised."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import PRODUCED
from bukapo.faces.ui import dates
from bukapo.orders.models import Order
from bukapo.production.promise.reads import expected_finish


def expected_words(campaign: Campaign, promised: Mapping[str, date], order: Order | None = None) -> str:
    """ "" while nothing is being made, or not all of it was foreseen. An honest range, even past the promised day."""
    under_way = campaign.state == "closed" or campaign.kind == "made_to_order"
    if campaign.produced_at or not under_way:
        return ""
    if is_made_to_order(campaign) and order is None:
        return ""  # each order has an expectation of its own
    expected = expected_finish(campaign, order)
    if expected is None:
        return ""
    words = {"span": dates.span(expected.first, expected.last)}
    if PRODUCED not in promised:
        return _("Perkiraan jadi %(span)s.") % words
    words["day"] = dates.day(promised[PRODUCED])
    return _("Perkiraan jadi %(span)s, janji paling lambat %(day)s.") % words
