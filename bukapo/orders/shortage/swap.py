"""The second choice of an order whose colour is not made: the same pieces in another colour, at the same price."""

from collections.abc import Sequence

from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.rules import check_room
from bukapo.campaigns.steps import lock_counters, take_pieces
from bukapo.catalog.models import Variant
from bukapo.orders.events import facts
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.parts.gates import refuse_once_part_is_out
from bukapo.orders.shortage.events import OrderColourSwapped
from bukapo.orders.steps import line_facts


def replacements(
    order: Order, lines: Sequence[OrderLine], short: Sequence[Least]
) -> dict[int, Variant] | None:
    """Line id -> the variant it would become, for the lines that are short; None when one of them can't.

    The second choice must be made itself: no colour that is short too.
    """
    if any(least.value == order.second_choice for least in short):
        return None
    found: dict[int, Variant] = {}
    for line in lines:
        hit = next((least for least in short if least.counts(line.product_id, line.values)), None)
        if hit is None:
            continue
        values = [order.second_choice if value == hit.value else value for value in line.values]
        variants = Variant.objects.of(order.store_id).filter(product_id=line.product_id, active=True)
        other = next((variant for variant in variants if list(variant.values) == values), None)
        if not hit.value or other is None:
            return None
        found[line.pk] = other
    return found


def swap_within(
    order: Order, lines: Sequence[OrderLine], others: dict[int, Variant], *, reason: str
) -> OrderColourSwapped:
    """A step: the order is locked, the caller records. Raises SoldOut, PartIsOut. No money moves."""
    refuse_once_part_is_out(order)
    left = lock_counters(store_id=order.store_id, campaign_id=order.campaign_id)
    needs: dict[int, int] = {}
    swapped = [line for line in lines if line.pk in others]
    for line in swapped:
        needs[line.variant_id] = needs.get(line.variant_id, 0) - line.qty
        other = others[line.pk]
        needs[other.pk] = needs.get(other.pk, 0) + line.qty
    check_room(left, needs, lambda variant_id: next(v.label for v in others.values() if v.pk == variant_id))
    take_pieces(store_id=order.store_id, campaign_id=order.campaign_id, needs=needs, buyers={})
    was = ", ".join(dict.fromkeys(line.label for line in swapped))
    for line in swapped:
        other = others[line.pk]
        line.variant, line.values, line.label = other, list(other.values), other.label
        line.save(update_fields=["variant", "values", "label"])
    return OrderColourSwapped(
        **facts(order),
        was=was,
        to=order.second_choice,
        pieces=sum(line.qty for line in swapped),
        lines=line_facts(order),
        reason=reason,
    )
