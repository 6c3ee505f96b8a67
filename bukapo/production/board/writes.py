"""A screen is hung on a wall, and taken down."""

from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.production.board.events import WallEnded, WallOpened
from bukapo.production.models import WallLink, WorkOrder
from bukapo.stores.models import Store

MOST_WALLS = 20


class TooManyWalls(Refusal):
    code = "too_many_walls"
    sentence = gettext_noop("Paling banyak {most} layar sekaligus. Cabut dulu yang tidak dipakai.")


@write
def open_wall(*, store_id: int, name: str, workshop_name: str = "", actor: Actor, at: datetime) -> WallOpened:
    """A new secret link for a screen; with `workshop_name` it shows that workshop's work orders only.

    Raises Invalid, TooManyWalls.
    """
    name = " ".join(name.split())[:60]
    if not name:
        raise Invalid(field="name", why=gettext_noop("Beri nama layarnya, misalnya TV ruang jahit."))
    known = WorkOrder.objects.of(store_id).filter(workshop_name=workshop_name)
    if workshop_name and not known.exists():
        raise Invalid(field="workshop_name", why=gettext_noop("Konveksi ini belum punya SPK."))
    Store.objects.select_for_update().get(pk=store_id)
    if WallLink.objects.of(store_id).filter(ended_at=None).count() >= MOST_WALLS:
        raise TooManyWalls(most=MOST_WALLS)
    wall: WallLink = WallLink.objects.create(
        store_id=store_id, name=name, secret=secret(), workshop_name=workshop_name, made_at=at
    )
    return WallOpened(store_id=store_id, wall_id=wall.pk, name=name, workshop_name=workshop_name)


@write
def end_wall(*, store_id: int, wall_id: int, actor: Actor, at: datetime) -> WallEnded:
    """The link opens nothing any more. Raises NotFound (also when it already ended)."""
    rows = WallLink.objects.of(store_id).filter(pk=wall_id, ended_at=None)
    wall = rows.first()
    if wall is None or rows.update(ended_at=at) != 1:
        raise NotFound()
    return WallEnded(store_id=store_id, wall_id=wall.pk, name=wall.name)
