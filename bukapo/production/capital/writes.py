"""The seller tells what a PO costs."""

from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.money import BASIS_POINTS
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.production.capital.events import CapitalSet
from bukapo.production.capital.rows import Capital

MOST = 2_000_000_000
"""Rupiah."""


@write
def set_capital(
    *,
    store_id: int,
    campaign_id: int,
    each: int | None,
    fixed: int,
    down_bp: int,
    down_fixed: int,
    spent: int,
    actor: Actor,
    at: datetime,
) -> CapitalSet:
    """Rupiah, as `capital.rows.Capital` has them; `down_bp` basis points. Raises NotFound, WrongState, Invalid."""
    campaign = Campaign.objects.of(store_id).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    if campaign.state == "cancelled":
        raise WrongState(state=campaign.state)
    for name, amount in (("each", each or 0), ("fixed", fixed), ("down_fixed", down_fixed), ("spent", spent)):
        if not 0 <= amount <= MOST:
            raise Invalid(field=name, why=gettext_noop("Angkanya terlalu besar."))
    if not 0 <= down_bp <= BASIS_POINTS:
        raise Invalid(field="down_percent", why=gettext_noop("DP konveksi antara 0 dan 100 persen."))
    if down_bp and down_fixed:
        raise Invalid(
            field="down_fixed",
            why=gettext_noop("Isi DP konveksi dengan persen atau rupiah, jangan dua-duanya."),
        )
    typed = {"each": each, "fixed": fixed, "down_bp": down_bp, "down_fixed": down_fixed, "spent": spent}
    Capital.objects.of(store_id).update_or_create(
        campaign=campaign, defaults=typed, create_defaults={**typed, "store_id": store_id}
    )
    return CapitalSet(
        store_id=store_id,
        campaign_id=campaign_id,
        each=each,
        fixed=fixed,
        down_bp=down_bp,
        down_fixed=down_fixed,
        spent=spent,
    )
