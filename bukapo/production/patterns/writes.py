"""The seller keeps lists of stages of their own."""

from collections.abc import Sequence
from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.production.models import StagePattern
from bukapo.production.patterns.events import StagePatternDropped, StagePatternSaved
from bukapo.production.patterns.rules import MOST_PATTERNS, pattern_name, stage_names
from bukapo.stores.models import Store


@write
def save_pattern(
    *, store_id: int, name: str, stages: Sequence[str], actor: Actor, at: datetime
) -> StagePatternSaved:
    """A new list, or another one under a name there is. Raises Invalid."""
    name, names = pattern_name(name), stage_names(stages)
    Store.objects.select_for_update().get(pk=store_id)  # two taps make one list
    rows = StagePattern.objects.of(store_id)
    if not rows.filter(name=name).exists() and rows.count() >= MOST_PATTERNS:
        raise Invalid(field="name", why=gettext_noop("Sudah terlalu banyak pola. Ubah salah satu yang ada."))
    row, _ = rows.update_or_create(
        name=name,
        defaults={"stages": names, "dropped_at": None},
        create_defaults={"store_id": store_id, "stages": names},
    )
    return StagePatternSaved(store_id=store_id, pattern_id=row.pk, name=name, stages=tuple(names))


@write
def drop_pattern(*, store_id: int, name: str, actor: Actor, at: datetime) -> StagePatternDropped:
    """No longer offered; a built-in list of that name is as it came. Raises NotFound."""
    rows = StagePattern.objects.of(store_id).filter(name=name, dropped_at=None)
    row = rows.select_for_update().first()
    if row is None or rows.update(dropped_at=at) != 1:
        raise NotFound()
    return StagePatternDropped(store_id=store_id, pattern_id=row.pk, name=name)
