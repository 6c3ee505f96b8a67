"""Who did it. Every event carries one of these."""

from dataclasses import dataclass

STAFF, BUYER, WORKSHOP, SYSTEM = "staff", "buyer", "workshop", "system"


@dataclass(frozen=True)
class Actor:
    """`kind` is one of the four above; `id` is a user id for staff, else None; `label` is what a log shows."""

    kind: str
    label: str
    id: int | None = None


SYSTEM_ACTOR = Actor(kind=SYSTEM, label="BukaPO")
BUYER_ACTOR = Actor(kind=BUYER, label="Pembeli")
WORKSHOP_ACTOR = Actor(kind=WORKSHOP, label="Konveksi")
