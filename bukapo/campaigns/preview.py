"""A key that shows a draft to whom the seller gives it: in the address, `?pratinjau=<key>`."""

from django.core import signing

from bukapo.campaigns.models import Campaign

SALT = "bukapo.campaign.preview"


def preview_key(campaign: Campaign) -> str:
    """Good as long as the PO exists; it opens only the page, never an order."""
    return signing.Signer(salt=SALT).sign(str(campaign.pk)).split(":", 1)[1]


def opens_preview(campaign: Campaign, key: str) -> bool:
    """Is this the key of this PO?"""
    try:
        return signing.Signer(salt=SALT).unsign(f"{campaign.pk}:{key}") == str(campaign.pk)
    except signing.BadSignature:
        return False
