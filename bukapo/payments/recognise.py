"""Keeping what is still asked recognisable by its amount. A step: needs an open transaction."""

from typing import Any

from django.db import IntegrityError, transaction

from bukapo.payments.models import Charge
from bukapo.payments.steps import live_charges


def recognise_rest(order: Any) -> None:
    """After a part was paid in the house, the rest of the one open charge is asked to the rupiah again.

    Only where it carries a code and no other open charge of the store asks the same; else the rest is an odd sum
    anyhow.
    """
    asked = [charge for charge in live_charges(order) if charge.state == "open" and charge.rest]
    if len(asked) != 1 or not asked[0].code or asked[0].transfer_amount:
        return
    charge = asked[0]
    rows = Charge.objects.of(order.store_id)
    if rows.filter(transfer_amount=charge.rest).exists():
        return
    try:
        with transaction.atomic():
            rows.filter(pk=charge.pk).update(transfer_amount=charge.rest)
    except IntegrityError:
        return  # somebody took this very amount meanwhile
