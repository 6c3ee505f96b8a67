"""A workshop's link to all of its work."""

from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.production.giving.events import WorkshopLinkRenewed
from bukapo.production.models import Workshop
from bukapo.production.workshops.steps import workshop_of


@write
def renew_workshop_link(
    *, store_id: int, workshop_id: int, actor: Actor, at: datetime
) -> WorkshopLinkRenewed:
    """A new secret link; the old one opens nothing from now on. Each work order keeps its own. Raises NotFound."""
    workshop = workshop_of(store_id, workshop_id)
    Workshop.objects.of(store_id).filter(pk=workshop.pk).update(secret=secret())
    return WorkshopLinkRenewed(store_id=store_id, workshop_id=workshop.pk, name=workshop.name)
