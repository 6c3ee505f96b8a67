"""A store becomes PKP, or no longer is. Every verb is one transaction and one event."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.stores.events import StoreChanged
from bukapo.stores.models import Store, TaxPeriod

SETTLING = timedelta(minutes=1)
"""A period that starts today starts a little later, so that no order is placed in it before it is there."""


class AlreadyPkp(Refusal):
    code = "already_pkp"
    sentence = gettext_noop("Toko ini sudah tercatat sebagai PKP.")


@write
def start_tax(*, actor: Actor, at: datetime, store: Store, npwp: str, since: date) -> StoreChanged:
    """Orders placed from this day on (in the store's zone; today: from now) carry PPN. Raises Invalid, AlreadyPkp."""
    digits = checked_npwp(npwp)
    Store.objects.select_for_update().get(pk=store.pk)
    if TaxPeriod.objects.of(store).filter(until=None).exists():
        raise AlreadyPkp()
    begins = _begins(since, at, ZoneInfo(store.zone))
    last = TaxPeriod.objects.of(store).order_by("-until").first()
    if last is not None and last.until > begins:
        raise Invalid(field="since", why=gettext_noop("Hari itu masih termasuk masa PKP yang lalu."))
    TaxPeriod.objects.create(store=store, npwp=digits, since=begins)
    told = {"npwp": digits, "since": begins.isoformat()}
    return StoreChanged(store_id=store.pk, what="tax_on", changed=told)


@write
def stop_tax(*, actor: Actor, at: datetime, store: Store) -> StoreChanged:
    """Orders placed from now on carry no PPN; those placed before keep theirs. Raises NotFound when it is not PKP."""
    Store.objects.select_for_update().get(pk=store.pk)
    period = TaxPeriod.objects.of(store).filter(until=None).first()
    if period is None:
        raise NotFound()
    ends = max(period.since, at + SETTLING)
    TaxPeriod.objects.of(store).filter(pk=period.pk).update(until=ends)
    return StoreChanged(store_id=store.pk, what="tax_off", changed={"until": ends.isoformat()})


def checked_npwp(text: str) -> str:
    """`01.234.567.8-901.000` -> its 15 digits; also takes the 16 of today. Raises Invalid."""
    digits = re.sub(r"[\s.\-]", "", text)
    if not re.fullmatch(r"[0-9]{15,16}", digits):
        raise Invalid(field="npwp", why=gettext_noop("NPWP berisi 15 atau 16 angka."))
    return digits


def _begins(since: date, at: datetime, zone: ZoneInfo) -> datetime:
    today = at.astimezone(zone).date()
    if since < today:
        raise Invalid(
            field="since",
            why=gettext_noop("Pilih hari ini atau sesudahnya: pesanan yang sudah masuk tidak diubah lagi."),
        )
    if since == today:
        return at + SETTLING
    if since > today + timedelta(days=366):
        raise Invalid(field="since", why=gettext_noop("Tanggal itu terlalu jauh."))
    return datetime.combine(since, time(), zone).astimezone(UTC)
