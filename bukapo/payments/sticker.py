"""The store's QRIS sticker: put to use and out of use."""

from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.payments.qris.code import read_static
from bukapo.stores.events import StoreChanged
from bukapo.stores.models import BankAccount, StaticQris, Store


@write
def set_static_qris(
    *, actor: Actor, at: datetime, store: Store, text: str, bank_account_id: int | None
) -> StoreChanged:
    """Buyers may pay by this QRIS from now on; its money lands at the bank account. Replaces the one before.

    Raises a QrisUnusable, or Invalid for an account that is not in use by this store.
    """
    code = read_static(text)
    Store.objects.select_for_update().get(pk=store.pk)
    account = BankAccount.objects.of(store).filter(active=True, pk=bank_account_id).first()
    if account is None:
        raise Invalid(field="bank_account", why=gettext_noop("Pilih rekening tempat uang QRIS masuk."))
    StaticQris.objects.of(store).filter(active=True).update(active=False)
    StaticQris.objects.create(
        store=store,
        payload=code.text,
        nmid=code.nmid,
        merchant=code.merchant,
        city=code.city,
        bank_account=account,
        set_at=at,
    )
    told = {"merchant": code.merchant, "city": code.city, "nmid": code.nmid, "bank_account": account.pk}
    return StoreChanged(store_id=store.pk, what="qris_set", changed=told)


@write
def stop_static_qris(*, actor: Actor, at: datetime, store: Store) -> StoreChanged:
    """Nobody is shown a QR any more; transfers go on. Raises NotFound when there is none."""
    Store.objects.select_for_update().get(pk=store.pk)
    used = StaticQris.objects.of(store).filter(active=True).first()
    if used is None:
        raise NotFound()
    StaticQris.objects.of(store).filter(pk=used.pk).update(active=False)
    return StoreChanged(store_id=store.pk, what="qris_stopped", changed={"nmid": used.nmid})
