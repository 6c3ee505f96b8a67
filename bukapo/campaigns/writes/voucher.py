"""Making and stopping vouchers. What a voucher gives is never edited: make another one."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from bukapo.campaigns.models import Voucher
from bukapo.campaigns.partners.writes import partner_of
from bukapo.campaigns.voucher_events import (
    CampaignVoucherMade,
    CampaignVoucherStopped,
    StoreVoucherMade,
    StoreVoucherStopped,
)
from bukapo.campaigns.vouchers import MOST_ACTIVE, VoucherTerms
from bukapo.campaigns.writes.lock import locked
from bukapo.journal.events import Event
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.stores.models import Store


class TooManyVouchers(Refusal):
    code = "too_many_vouchers"
    sentence = gettext_noop("Sudah ada {most} voucher yang berlaku. Hentikan dulu yang tidak dipakai lagi.")


@write
def make_voucher(
    *,
    actor: Actor,
    at: datetime,
    store: Store,
    terms: VoucherTerms,
    campaign_id: int | None = None,
    partner_id: int | None = None,
) -> Event:
    """A voucher for one PO, or for every PO of the store without `campaign_id`; the event names `voucher_id`.

    Orders that use it count for the partner. Raises Invalid with the field, NotFound, WrongState (the PO is over),
    TooManyVouchers.
    """
    terms = terms.checked(at)
    if campaign_id is not None and locked(store, campaign_id).state not in ("draft", "published"):
        raise WrongState(state="closed")
    if Voucher.objects.of(store).filter(stopped_at=None).count() >= MOST_ACTIVE:
        raise TooManyVouchers(most=MOST_ACTIVE)
    facts = asdict(terms)
    partner = partner_of(store.pk, partner_id) if partner_id is not None else None
    try:
        with transaction.atomic():
            made = Voucher.objects.create(
                store=store, campaign_id=campaign_id, partner=partner, made_at=at, **facts
            )
    except IntegrityError:
        raise Invalid(
            field="code", why=gettext_noop("Kode ini sudah pernah dipakai di toko ini. Pilih yang lain.")
        ) from None
    told = {"store_id": store.pk, "voucher_id": made.pk, "code": made.code, "gives": facts}
    if campaign_id is None:
        return StoreVoucherMade(**told)
    return CampaignVoucherMade(campaign_id=campaign_id, **told)


@write
def stop_voucher(*, actor: Actor, at: datetime, store: Store, voucher_id: int) -> Event:
    """No new order may use it; those that did keep what they were given. Raises NotFound, WrongState."""
    row = Voucher.objects.of(store).filter(pk=voucher_id).first()
    if row is None:
        raise NotFound()
    if row.campaign_id is not None:
        locked(store, row.campaign_id)
    if not Voucher.objects.of(store).filter(pk=voucher_id, stopped_at=None).update(stopped_at=at):
        raise WrongState(state="stopped")
    told = {"store_id": store.pk, "voucher_id": row.pk, "code": row.code}
    if row.campaign_id is None:
        return StoreVoucherStopped(**told)
    return CampaignVoucherStopped(campaign_id=row.campaign_id, **told)
