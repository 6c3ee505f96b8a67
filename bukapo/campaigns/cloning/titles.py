"""What a clone is called where its origin's next number is taken already."""

from bukapo.campaigns.cloning.rules import next_title
from bukapo.campaigns.models import Campaign


def fresh_title(origin: Campaign) -> str:
    """Counts on until no PO of the store is called so. One query."""
    taken = set(Campaign.objects.of(origin.store_id).values_list("title", flat=True))
    title = next_title(origin.title)
    for _again in taken:
        if title not in taken:
            break
        title = next_title(title)
    return title
