"""The verbs of a PO before its first order, and of its promises after."""

from bukapo.campaigns.writes.cancel import cancel_campaign
from bukapo.campaigns.writes.draft import change_campaign, draft_campaign
from bukapo.campaigns.writes.promise import move_promise
from bukapo.campaigns.writes.publish import publish_campaign

__all__ = ["cancel_campaign", "change_campaign", "draft_campaign", "move_promise", "publish_campaign"]
