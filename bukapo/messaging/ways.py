"""What one event's messages need to know of their store's channels; read once, not once per reader."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings

from bukapo.messaging.channels import channel
from bukapo.messaging.compose import values_of
from bukapo.messaging.kinds import KINDS, SELLER
from bukapo.messaging.quiet.reads import quiet_of, when_to_send
from bukapo.messaging.quiet.rules import Quiet
from bukapo.messaging.recipients import Telling
from bukapo.messaging.rules import WHATSAPP
from bukapo.messaging.whatsapp.rows import WhatsAppForm
from bukapo.messaging.whatsapp.rules import LINK, filled


class Ways:
    """How one store reaches people just now."""

    def __init__(self, store_id: int) -> None:
        self.store_id = store_id
        self._born: dict[str, str] = {}

    def born(self, name: str) -> str:
        """The state a new message on this channel begins in."""
        if name not in self._born:
            self._born[name] = channel(name, self.store_id).born
        return self._born[name]

    def reach(self, telling: Telling, name: str) -> bool:
        """Nobody is asked to tap a message to themselves: WhatsApp goes to a seller only by itself, as approved."""
        if name != WHATSAPP or KINDS[telling.key].reader != SELLER:
            return True
        return self.born(name) == "queued" and "form" in self.form(telling)

    def when(self, telling: Telling, at: datetime) -> datetime:
        """Now, or in the morning where the reader lives."""
        kind, case = KINDS[telling.key], telling.case
        return when_to_send(
            kind=kind.key, purpose=kind.purpose, store=case.store, quiet=self._quiet,
            postal_code=case.order.postal_code if case.order else "", key=f"{telling.who}:{case.event.pk}", at=at,
        )  # fmt: skip

    def form(self, telling: Telling) -> dict[str, Any]:
        """What fills the text that Meta approved for this message; {} where none is chosen."""
        row = self._forms.get((telling.key, telling.language)) or self._forms.get((telling.key, "id"))
        if row is None:
            return {}
        values = values_of(telling, {*row.gaps, *([LINK] if row.button else [])})
        if lacking := [gap for gap in row.gaps if not values[gap].strip()]:
            return {"lacks": lacking[0]}  # an approved text can't leave its sentence out
        told: dict[str, Any] = {"form": row.pk, "values": list(filled(row.gaps, values))}
        if row.button:
            told["button"] = values[LINK].removeprefix(settings.BASE_URL).lstrip("/")
        return told

    @cached_property
    def _quiet(self) -> Quiet:
        return quiet_of([self.store_id])[self.store_id]

    @cached_property
    def _forms(self) -> dict[tuple[str, str], WhatsAppForm]:
        rows = WhatsAppForm.objects.of(self.store_id).exclude(name="")
        return {(row.kind, row.language): row for row in rows}
