"""How fast a workshop makes single orders. Pure."""

from dataclasses import dataclass

from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

MOST_DAYS, MOST_AT_ONCE, MOST_STAGES, STAGE_LENGTH = 120, 500, 12, 40
"""Work days, jobs, stages, characters."""
ENDLESS_DAYS = 365
"""A PO "without an end" closes after so many days, unless its closing is put off again."""


@dataclass(frozen=True)
class Pace:
    """One order takes `least_days` to `most_days` work days at the workshop, which makes `at_once` of them side by
    side; it leaves the house at most `ship_days` work days after it is made and paid. `stages` in their order.
    """

    stages: tuple[str, ...]
    least_days: int
    most_days: int
    at_once: int
    ship_days: int


class PromisesAreTheOrders(Refusal):
    code = "promises_are_the_orders"
    sentence = gettext_noop(
        "Di PO ini tiap pesanan punya janji tanggalnya sendiri. Geser di antrean pengerjaan, per pesanan."
    )


class NotMadeToOrder(Refusal):
    code = "not_made_to_order"
    sentence = gettext_noop("PO ini tidak dibuat per pesanan.")


def checked(pace: Pace) -> Pace:
    """The pace tidied. Raises Invalid with the field."""
    stages = tuple(" ".join(name.split())[:STAGE_LENGTH] for name in pace.stages if name.strip())
    if not stages:
        raise Invalid(field="stages", why=gettext_noop("Tulis minimal satu tahap, misalnya Jahit."))
    if len(stages) > MOST_STAGES:
        raise Invalid(field="stages", why=gettext_noop("Paling banyak 12 tahap."))
    if len({name.casefold() for name in stages}) != len(stages):
        raise Invalid(field="stages", why=gettext_noop("Ada tahap yang ditulis dua kali."))
    if not 1 <= pace.least_days <= MOST_DAYS:
        raise Invalid(field="least_days", why=gettext_noop("Antara 1 dan 120 hari kerja."))
    if not pace.least_days <= pace.most_days <= MOST_DAYS:
        raise Invalid(field="most_days", why=gettext_noop("Paling lama tidak bisa di bawah paling cepat."))
    if not 1 <= pace.at_once <= MOST_AT_ONCE:
        raise Invalid(field="at_once", why=gettext_noop("Antara 1 dan 500 pesanan."))
    if not 0 <= pace.ship_days <= MOST_DAYS:
        raise Invalid(field="ship_days", why=gettext_noop("Antara 0 dan 120 hari kerja."))
    return Pace(stages, pace.least_days, pace.most_days, pace.at_once, pace.ship_days)
