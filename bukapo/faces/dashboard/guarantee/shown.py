"""What a guarantee may cost, drawn: before publishing, and every morning."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from bukapo.campaigns.guarantees.reads import declared_of
from bukapo.campaigns.guarantees.rules import CREDIT, REFUND, SHIPPING
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import PRODUCED
from bukapo.faces.dashboard.promise.step import StepFinish
from bukapo.faces.storefront.shown.guarantees import gives
from bukapo.faces.ui.bars import PartsBar, parts_bar
from bukapo.kernel.money import rupiah
from bukapo.payments.rules import COD
from bukapo.stores.models import Store
from bukapo.trust.guarantees.exposure import AtStake, RungCost, at_stake, average_of, costs
from bukapo.trust.guarantees.kept import RUNNING


@dataclass(frozen=True)
class ForeseenShown:
    """`points` of the drawing, `rows` (days late, what is given, rupiah in all, percent or None) for `pieces`."""

    pieces: int
    points: tuple[tuple[str, int], ...]
    rows: tuple[tuple[int, str, int, int | None], ...]

    @property
    def foreseen(self) -> bool:
        """Whether the workshop's days say how likely it is."""
        return any(chance is not None for *_row, chance in self.rows)


@dataclass(frozen=True)
class StakeShown:
    """`stake`, a bar of what the days ahead may cost by remedy, and `rows` (morning, what, orders, rupiah)."""

    stake: AtStake
    bar: PartsBar
    rows: tuple[tuple[date, str, int, int], ...]


def foreseen_shown(campaign: Campaign, finish: StepFinish | None) -> ForeseenShown | None:
    """For the quota (else the target) at the PO's prices. None without them, and where everybody pays on delivery."""
    if campaign.pay_mode == COD:
        return None
    pieces = finish.pieces if finish else 0
    average = average_of(campaign)
    if not pieces or not average.goods:
        return None
    found = costs(declared_of(campaign), average, pieces, _chance(campaign, finish))
    return ForeseenShown(
        pieces,
        tuple((_days(one), one.total) for one in found),
        tuple((one.rung.days, gives(one.rung), one.total, one.chance) for one in found),
    )


def _days(one: RungCost) -> str:
    return _("%(days)s hari") % {"days": one.rung.days}


def _chance(campaign: Campaign, finish: StepFinish | None) -> Callable[[int], float] | None:
    """That sending ends so many days late: production does, because the days for sending stay as they are planned."""
    produced = current_promises(campaign).get(PRODUCED)
    shown = finish.finish if finish else None
    if shown is None or produced is None:
        return None
    return lambda days: 1 - shown.outlook.chance(produced + timedelta(days=days))


def stake_shown(store: Store, campaigns: list[Campaign], *, at: datetime) -> StakeShown | None:
    """Of the running ones among them; None while nothing is late or will be within a week."""
    ids = [one.pk for one in campaigns if one.state in RUNNING]
    if not ids:
        return None
    today = at.astimezone(ZoneInfo(store.zone)).date()
    stake = at_stake(store.pk, ids, today=today)
    if not stake:
        return None
    parts = [
        (words, sum(one.amount for one in stake.coming if one.rung.remedy == remedy))
        for remedy, words in (
            (CREDIT, _("Saldo")),
            (SHIPPING, _("Ongkir kembali")),
            (REFUND, _("Uang kembali")),
        )
    ]
    bar = parts_bar(_("Tujuh hari ke depan"), parts, show=rupiah, all_told=False)
    rows = tuple((one.morning, gives(one.rung), one.orders, one.amount) for one in stake.coming)
    return StakeShown(stake, bar, rows)
