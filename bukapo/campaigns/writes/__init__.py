"""The verbs of a PO before its first order. (Moving a promise: `orders.delays.moving`.)"""

from bukapo.campaigns.writes.cancel import cancel_campaign
from bukapo.campaigns.writes.draft import change_campaign, draft_campaign
from bukapo.campaigns.writes.publish import publish_campaign

__all__ = ["cancel_campaign", "change_campaign", "draft_campaign", "publish_campaign"]
