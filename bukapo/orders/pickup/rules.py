"""Slots for fetching. Pure."""

import secrets
from datetime import datetime, timedelta

from bukapo.kernel.ids import CROCKFORD
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

MOST_CAPACITY = 1_000
MOST_SLOTS = 200
LONGEST = timedelta(hours=12)
CODE = 5
"""Letters of five bits each: nobody guesses one at a counter, and it is read aloud in a second."""


class SlotFull(Refusal):
    code = "slot_full"
    sentence = gettext_noop("Jadwal ini baru saja penuh. Pilih jadwal lain, ya.")


class SlotGone(Refusal):
    code = "slot_gone"
    sentence = gettext_noop("Jadwal ini sudah ditutup atau lewat. Pilih jadwal lain, ya.")


class NotReadyYet(Refusal):
    code = "not_ready_yet"
    sentence = gettext_noop("Pesanan ini belum siap diambil.")


class BelowTaken(Refusal):
    code = "below_taken"
    sentence = gettext_noop("Jadwal ini sudah dipilih {taken} pembeli.")


def check_slot(starts_at: datetime, ends_at: datetime, capacity: int) -> None:
    """Raise Invalid unless it is a span of at most `LONGEST` for 1 to `MOST_CAPACITY` buyers."""
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise Invalid(
            field="ends", why=gettext_noop("Jam selesai harus setelah jam mulai, paling lama 12 jam.")
        )
    if not 1 <= capacity <= MOST_CAPACITY:
        raise Invalid(field="capacity", why=gettext_noop("Isi untuk berapa pembeli: 1 sampai 1.000."))


def pickup_code() -> str:
    """`7K3Q9`, to be shown at the counter; a UNIQUE constraint per store backs it."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(CODE))
