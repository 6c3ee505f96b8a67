"""The directory's rows as writes need them. An open transaction is needed."""

from datetime import datetime

from django.db import IntegrityError, transaction

from bukapo.kernel.ids import secret
from bukapo.kernel.refusal import NotFound
from bukapo.production.giving.events import WorkshopAdded
from bukapo.production.workshops.rows import Workshop


def workshop_of(store_id: int, workshop_id: int) -> Workshop:
    """A line of the store's directory. NotFound for another store's."""
    found: Workshop | None = Workshop.objects.of(store_id).filter(pk=workshop_id).first()
    if found is None:
        raise NotFound()
    return found


def workshop_called(
    store_id: int, name: str, *, phone: str = "", at: datetime
) -> tuple[Workshop, list[WorkshopAdded]]:
    """The workshop of that name (however it is capitalised), or a new one and the event of its adding."""
    rows = Workshop.objects.of(store_id)
    if found := rows.filter(name__iexact=name).first():
        return found, []
    try:
        with transaction.atomic():
            made: Workshop = Workshop.objects.create(
                store_id=store_id, name=name, phone=phone, secret=secret(), made_at=at
            )
    except IntegrityError:  # somebody wrote the same name at this moment
        return rows.get(name=name), []
    return made, [WorkshopAdded(store_id=store_id, workshop_id=made.pk, name=name)]
