"""What fills the gaps of messages to the coordinator of a group."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from bukapo.messaging import spoken
from bukapo.orders.models import Roster, RosterMember
from bukapo.orders.rosters.rules import EXPECTED, FILLED
from bukapo.stores.models import Store

Data = Mapping[str, Any]
MOST_NAMES = 15


def _of(tell: Callable[[Roster, Store], str]) -> Callable[[Data, Store], str]:
    def told(data: Data, store: Store) -> str:
        if "roster_id" not in data:
            return ""
        roster = Roster.objects.of(store).filter(pk=data["roster_id"]).first()
        return tell(roster, store) if roster else ""

    return told


def _missing(roster: Roster, store: Store) -> str:
    rows = RosterMember.objects.of(store).filter(roster=roster, state=EXPECTED).order_by("position")
    names = list(rows.values_list("name", flat=True))
    said = ", ".join(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        said = gettext("%(names)s, dan %(n)s lagi") % {"names": said, "n": len(names) - MOST_NAMES}
    return said


def _filled(roster: Roster, store: Store) -> str:
    rows = RosterMember.objects.of(store).filter(roster=roster)
    filled = rows.filter(state=FILLED).count()
    whole = filled + rows.filter(state=EXPECTED).count()
    return gettext("%(filled)s dari %(all)s") % {"filled": filled, "all": whole}


ROSTER_FACTS: dict[str, Callable[[Data, Store], str]] = {
    "rombongan": _of(lambda roster, _store: str(roster.name)),
    "tautan_anggota": _of(
        lambda roster, _store: spoken.address("storefront:roster_join", roster.join_secret)
    ),
    "batas_isi": _of(lambda roster, store: spoken.instant(roster.deadline_at, store.zone)),
    "sudah_isi": _of(_filled),
    "belum_isi": _of(_missing),
}
"""Each takes the event's data and the store."""

coordinator = _of(lambda roster, _store: str(roster.coordinator))
coordinator_link = _of(lambda roster, _store: spoken.address("storefront:roster", roster.secret))
"""The name and the secret page of whom such a message is for; "" for every other event."""
