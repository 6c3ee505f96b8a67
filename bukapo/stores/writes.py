"""How a store comes to be and changes. Every verb is one transaction and one event."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from bukapo.accounts.models import User
from bukapo.journal.models import EventRow
from bukapo.journal.write import write
from bukapo.kernel import ids
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.stores import rules
from bukapo.stores.events import StoreChanged, StoreOpened
from bukapo.stores.invitations import InvitationOver, read_invitation
from bukapo.stores.models import OWNER, STAFF, BankAccount, Membership, StaticQris, Store
from bukapo.stores.rules import Bank, Policies, StoreDetails


@write
def open_store(
    *,
    actor: Actor,
    at: datetime,
    owner: User,
    details: StoreDetails,
    policies: Policies | None = None,
    banks: Sequence[Bank] = (),
    slug: str = "",
) -> StoreOpened:
    """A new store with its owner and bank accounts; the event names `store_id` and `slug`.

    Without `slug` one is made from the name and numbered when taken. Raises SlugTaken (a slug that was asked for),
    Invalid (details, policies, bank).
    """
    values = rules.checked_details(details) | rules.checked_policies(policies or Policies())
    tidy = [rules.checked_bank(bank) for bank in banks]
    store = _new_store(values, slug)
    Membership.objects.create(store=store, user=owner, role=OWNER)
    for position, bank in enumerate(tidy):
        BankAccount.objects.create(store=store, position=position, **vars(bank))
    return StoreOpened(store_id=store.pk, slug=store.slug, name=store.name, owner_id=owner.pk)


def _new_store(values: dict[str, Any], slug: str) -> Store:
    wished = slug or ids.slug(values["name"], fallback="toko")
    if slug and (ids.slug(slug) != slug or slug in rules.RESERVED):
        raise rules.SlugTaken(slug=slug)
    for candidate in [wished] if slug else _candidates(wished):
        try:
            with transaction.atomic():
                return Store.objects.create(slug=candidate, **values)
        except IntegrityError:
            continue
    raise rules.SlugTaken(slug=wished)


def _candidates(wished: str) -> list[str]:
    numbered = [f"{wished[:55]}-{number}" for number in range(2, 50)]
    return numbered if wished in rules.RESERVED else [wished, *numbered]


@write
def change_store(
    *,
    actor: Actor,
    at: datetime,
    store: Store,
    details: StoreDetails | None = None,
    policies: Policies | None = None,
) -> StoreChanged:
    """Change what the store says of itself, or what it promises from now on. Terms already frozen stay. Invalid."""
    values: dict[str, Any] = {}
    if details:
        values |= rules.checked_details(details)
    if policies:
        values |= rules.checked_policies(policies)
    before = Store.objects.filter(pk=store.pk).values(*values).get() if values else {}
    Store.objects.filter(pk=store.pk).update(**values)
    changed = {name: value for name, value in values.items() if before[name] != value}
    return StoreChanged(store_id=store.pk, what="policies" if policies else "details", changed=changed)


@write
def add_bank_account(*, actor: Actor, at: datetime, store: Store, bank: Bank) -> StoreChanged:
    """Where buyers may transfer to from now on. An account that was put out of use comes back. Raises Invalid."""
    tidy = rules.checked_bank(bank)
    known = BankAccount.objects.of(store).filter(bank=tidy.bank, number=tidy.number)
    if known.filter(active=True).exists():
        raise Invalid(field="number", why=gettext_noop("Rekening ini sudah ada."))
    if not known.update(active=True, holder=tidy.holder):
        position = BankAccount.objects.of(store).count()
        BankAccount.objects.create(store=store, position=position, **vars(tidy))
    return StoreChanged(store_id=store.pk, what="bank_added", changed=dict(vars(tidy)))


@write
def stop_bank_account(*, actor: Actor, at: datetime, store: Store, account_id: int) -> StoreChanged:
    """No new order is told this account. Raises NotFound, LastBankAccount, QrisLandsThere."""
    Store.objects.select_for_update().get(pk=store.pk)
    active = BankAccount.objects.of(store).filter(active=True)
    account = active.filter(pk=account_id).first()
    if account is None:
        raise NotFound()
    if active.count() == 1:
        raise rules.LastBankAccount()
    if StaticQris.objects.of(store).filter(bank_account=account, active=True).exists():
        raise rules.QrisLandsThere()
    active.filter(pk=account_id).update(active=False)
    changed = {"bank": account.bank, "number": account.number}
    return StoreChanged(store_id=store.pk, what="bank_stopped", changed=changed)


@write
def add_member(*, actor: Actor, at: datetime, store: Store, user: User) -> StoreChanged:
    """Take somebody in as staff (everything but members and banks) who is known in person. Raises AlreadyMember."""
    return _take_in(store, user)


@write
def join_store(*, actor: Actor, at: datetime, token: str, user: User) -> StoreChanged:
    """The invited person comes in as staff. Raises InvitationOver (also when taken out since), AlreadyMember."""
    invited = read_invitation(token, at)
    if user.email != invited.email:
        raise InvitationOver()
    since = EventRow.objects.filter(
        store_id=invited.store.pk, kind=StoreChanged.kind, at__gte=invited.made_at
    )
    if since.filter(data__what="member_removed", data__changed__user_id=user.pk).exists():
        raise InvitationOver()
    return _take_in(invited.store, user)


@write
def remove_member(*, actor: Actor, at: datetime, store: Store, user_id: int) -> StoreChanged:
    """A staff member leaves. Raises NotFound, LastOwner (owners stay)."""
    row = Membership.objects.of(store).filter(user_id=user_id).first()
    if row is None:
        raise NotFound()
    if row.role == OWNER:
        raise rules.LastOwner()
    row.delete()
    return StoreChanged(store_id=store.pk, what="member_removed", changed={"user_id": user_id})


def _take_in(store: Store, user: User) -> StoreChanged:
    try:
        with transaction.atomic():
            Membership.objects.create(store=store, user=user, role=STAFF)
    except IntegrityError:
        raise rules.AlreadyMember() from None
    return StoreChanged(store_id=store.pk, what="member_added", changed={"user_id": user.pk, "role": STAFF})
