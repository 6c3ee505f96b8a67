"""What a seller must not miss because one address is empty: a promise's clock is running."""

from bukapo.messaging.facts import Case
from bukapo.stores.models import OWNER, Membership

CLOCK_KINDS = frozenset({
    "claim.opened.seller", "claim.declined.seller", "claim.answered.seller", "claim.reminded.seller",
    "claim.overdue.seller",
})  # fmt: skip
"""Told by mail and, where a number of the store's own sends an approved text, by WhatsApp to the store's phone."""


def seller_mail(case: Case, key: str) -> str:
    """The store's address; for what has a clock also the login of its first owner, where the store has none."""
    if case.store.email or key not in CLOCK_KINDS:
        return case.store.email
    owners = Membership.objects.of(case.store).filter(role=OWNER).order_by("pk")
    return owners.values_list("user__email", flat=True).first() or ""


def seller_phone(case: Case, key: str) -> str:
    """As it was typed; "" for what a mail is enough for."""
    return case.store.phone if key in CLOCK_KINDS else ""
