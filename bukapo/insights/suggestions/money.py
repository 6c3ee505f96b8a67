"""About the deposit, the time to pay, and prices. Pure; rupiah, basis points."""

from collections.abc import Iterator

from bukapo.campaigns.cloning.rules import BOUNDS, DEPOSIT, PAY_HOURS, PRICE
from bukapo.insights.suggestions.sureness import SOME, by_count
from bukapo.insights.suggestions.values import Facts, Suggestion
from bukapo.production.costing.rules import price_for

STEP_BP = 500
UNPAID_BP = 500
"""Share of balances past their day from which a bigger deposit is worth asking."""
MORE_BP = 1_000
EXPIRED_BP = 1_500
"""Share of orders that expired from which the time to pay is looked at."""
HOURS = (3, 6, 12, 24, 48, 72)
"""What a seller would set."""
THIN_BP, LOST_BP = 1_500, 200
"""A margin below 15 % is thin; two points below the plan is worth a word."""
DEAREST = 2
"""A price is never proposed beyond twice the old one."""
STEP_RUPIAH = 500


def deposit(facts: Facts) -> Iterator[Suggestion]:
    """Bigger where balances stay unpaid, or where deposits did not reach the workshop's down payment."""
    old = facts.deposit_bp
    if old is None:
        return
    most = BOUNDS[DEPOSIT][1]
    unpaid_bp = facts.unpaid * 10_000 // facts.balances if facts.balances else 0
    told = {"unpaid": facts.unpaid, "balances": facts.balances, "share": unpaid_bp}
    wishes = []
    if facts.balances >= SOME // 3 and unpaid_bp >= UNPAID_BP:
        more = MORE_BP if unpaid_bp < 2 * UNPAID_BP else 2 * MORE_BP
        wishes.append((old + more, "unpaid", by_count(facts.balances), facts.balances))
    if facts.goods and facts.down_payment > facts.deposits_held:
        needed = -(-facts.down_payment * 10_000 // facts.goods)
        told |= {"down": facts.down_payment, "held": facts.deposits_held}
        wishes.append((-(-needed // STEP_BP) * STEP_BP, "down_payment", "fair", facts.orders))
    if not wishes:
        return
    new, why, sure, of = max(wishes)
    new = min(most, new)
    if new > old:
        yield Suggestion(DEPOSIT, old, new, sure, why, of, told)


def pay_hours(facts: Facts) -> Iterator[Suggestion]:
    """Longer where many expired and payers used all their time; shorter where those who pay do so at once."""
    if facts.placed < SOME or facts.payers < SOME // 3 or facts.slow_hours is None:
        return
    expired_bp = facts.expired * 10_000 // facts.placed
    if expired_bp < EXPIRED_BP:
        return
    old, slow = facts.pay_hours, facts.slow_hours
    told = {"share": expired_bp, "slow": slow, "hours": old, "expired": facts.expired}
    if slow * 10 >= old * 7:
        longer = next((hours for hours in HOURS if hours > old), None)
        if longer is not None:
            yield Suggestion(PAY_HOURS, old, longer, by_count(facts.placed), "too_short", facts.placed, told)
    elif slow * 4 <= old:
        shorter = next((hours for hours in HOURS if hours >= 2 * max(1, slow)), None)
        if shorter is not None and shorter < old:
            yield Suggestion(PAY_HOURS, old, shorter, by_count(facts.placed), "too_long", facts.placed, told)


def prices(facts: Facts) -> Iterator[Suggestion]:
    """A price that leaves what was planned of a piece, where the cost grew or the margin was thin."""
    if facts.margin_bp is None:
        return
    planned = max(THIN_BP, facts.planned_bp or 0)
    if facts.margin_bp >= planned - LOST_BP:
        return
    for one in facts.prices:
        if not one.pieces or one.each is None or one.price <= 0:
            continue
        own = (one.price - (one.planned_each or one.each)) * 10_000 // one.price
        wished = min(7_000, max(THIN_BP, own))
        new = min(price_for(one.each, wished, step=STEP_RUPIAH), DEAREST * one.price)
        if new > one.price:
            told = {
                "name": one.name, "each": one.each, "planned": one.planned_each, "margin": facts.margin_bp,
                "wished": wished,
            }  # fmt: skip
            yield Suggestion(
                f"{PRICE}{one.product_id}",
                one.price,
                new,
                by_count(one.pieces),
                "thin_margin",
                one.pieces,
                told,
            )
