from datetime import UTC, datetime, timedelta

import pytest

from bukapo.accounts.models import User
from bukapo.accounts.writes import EmailTaken, sign_up
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import STAFF, Actor
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.stores import reads, writes
from bukapo.stores.invitations import InvitationOver, invitation_link, read_invitation
from bukapo.stores.models import BankAccount, Membership, Store
from bukapo.stores.rules import (
    AlreadyMember,
    Bank,
    LastBankAccount,
    LastOwner,
    Policies,
    SlugTaken,
    StoreDetails,
)

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
BCA = Bank(bank="BCA", number="123 456-7890", holder="Sari  Dewi")

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return sign_up(name="Sari", email="Sari@Contoh.id", password="kata-sandi-panjang")


@pytest.fixture
def actor(owner):
    return Actor(kind=STAFF, label=owner.name, id=owner.pk)


def details(**changes):
    return StoreDetails(**{"name": "Benang Senja", "city": "Bandung", "phone": "0812-3456-7890", **changes})


def opened(owner, actor, **changes):
    event = writes.open_store(
        actor=actor, at=AT, owner=owner, **{"details": details(), "banks": [BCA], **changes}
    )
    return Store.objects.get(pk=event.store_id)


def test_a_person_signs_up_once_whatever_the_case_of_the_letters(owner):
    assert owner.email == "sari@contoh.id"
    with pytest.raises(EmailTaken):
        sign_up(name="Lain", email="SARI@contoh.id", password="kata-sandi-panjang")
    assert User.objects.count() == 1


def test_opening_a_store_makes_its_owner_and_accounts_and_one_event(owner, actor):
    store = opened(owner, actor)
    assert (store.slug, store.phone, store.version) == ("benang-senja", "+6281234567890", 1)
    assert [(m.name, m.is_owner) for m in reads.members(store)] == [("Sari", True)]
    assert [(b.bank, b.number, b.holder) for b in reads.bank_accounts(store)] == [
        ("BCA", "1234567890", "Sari Dewi")
    ]
    assert list(EventRow.objects.values_list("kind", "store_id")) == [("store.opened", store.pk)]


def test_a_name_that_is_taken_or_reserved_gets_a_number(owner, actor):
    assert opened(owner, actor).slug == "benang-senja"
    assert opened(owner, actor).slug == "benang-senja-2"
    assert opened(owner, actor, details=details(name="Toko Saya")).slug == "toko-saya-2"
    assert opened(owner, actor, details=details(name="日本")).slug == "toko-2"


@pytest.mark.parametrize("slug", ["benang-senja", "spk", "Besar", "a b"])
def test_a_slug_that_was_asked_for_is_given_or_refused(owner, actor, slug):
    opened(owner, actor)
    with pytest.raises(SlugTaken):
        opened(owner, actor, slug=slug)
    assert Store.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name", {"details": details(name="  ")}),
        ("phone", {"details": details(phone="12")}),
        ("zone", {"details": details(zone="Europe/Paris")}),
        ("number", {"banks": [Bank(bank="BCA", number="12a4567", holder="S")]}),
        ("holder", {"banks": [Bank(bank="BCA", number="1234567", holder=" ")]}),
        ("refund_days", {"policies": Policies(refund_days=30)}),
        ("exchange_days", {"policies": Policies(exchange_days=1)}),
    ],
)
def test_a_store_that_may_not_be_opened_leaves_nothing(owner, actor, field, changes):
    with pytest.raises(Invalid) as no:
        opened(owner, actor, **changes)
    assert no.value.params["field"] == field
    assert (Store.objects.count(), EventRow.objects.count()) == (0, 0)


def test_changing_the_store_says_what_changed(owner, actor):
    store = opened(owner, actor)
    new = details(city="Cimahi", instagram="https://instagram.com/benang.senja/?x=1")
    writes.change_store(actor=actor, at=AT, store=store, details=new)
    store.refresh_from_db()
    assert (store.city, store.instagram) == ("Cimahi", "benang.senja")
    event = EventRow.objects.latest("id")
    assert event.data["changed"] == {"city": "Cimahi", "instagram": "benang.senja"}
    writes.change_store(actor=actor, at=AT, store=store, policies=Policies(cancel_fee_percent=10))
    store.refresh_from_db()
    assert (store.cancel_fee_percent, store.city, store.version) == (10, "Cimahi", 3)


def test_an_account_goes_out_of_use_and_comes_back_but_never_the_last(owner, actor):
    store = opened(owner, actor)
    first = reads.bank_accounts(store)[0]
    with pytest.raises(LastBankAccount):
        writes.stop_bank_account(actor=actor, at=AT, store=store, account_id=first.pk)
    bri = Bank(bank="BRI", number="98765432", holder="Sari")
    writes.add_bank_account(actor=actor, at=AT, store=store, bank=bri)
    with pytest.raises(Invalid):
        writes.add_bank_account(actor=actor, at=AT, store=store, bank=bri)
    writes.stop_bank_account(actor=actor, at=AT, store=store, account_id=first.pk)
    assert [b.bank for b in reads.bank_accounts(store)] == ["BRI"]
    writes.add_bank_account(actor=actor, at=AT, store=store, bank=BCA)
    assert BankAccount.objects.of(store).count() == 2
    assert len(reads.bank_accounts(store)) == 2


def test_an_account_of_another_store_is_not_found(owner, actor):
    mine, other = opened(owner, actor), opened(owner, actor)
    foreign = reads.bank_accounts(other)[0]
    with pytest.raises(NotFound):
        writes.stop_bank_account(actor=actor, at=AT, store=mine, account_id=foreign.pk)
    assert reads.bank_accounts(other) == [foreign]


def test_staff_come_and_go_and_the_owner_stays(owner, actor):
    store = opened(owner, actor)
    staff = sign_up(name="Budi", email="budi@contoh.id", password="rahasia-sekali")
    writes.add_member(actor=actor, at=AT, store=store, user=staff)
    with pytest.raises(AlreadyMember):
        writes.add_member(actor=actor, at=AT, store=store, user=staff)
    assert [(m.name, m.is_owner) for m in reads.members(store)][1] == ("Budi", False)
    assert reads.stores_of(staff) == [store]
    with pytest.raises(LastOwner):
        writes.remove_member(actor=actor, at=AT, store=store, user_id=owner.pk)
    writes.remove_member(actor=actor, at=AT, store=store, user_id=staff.pk)
    assert Membership.objects.of(store).count() == 1


def join(user, link, at=AT):
    me = Actor(kind=STAFF, label=user.name, id=user.pk)
    return writes.join_store(actor=me, at=at, token=link, user=user)


def test_an_invitation_lets_the_named_person_in_for_a_week(owner, actor):
    store = opened(owner, actor)
    link = invitation_link(store, " Budi@contoh.id ", AT)
    assert read_invitation(link, AT).email == "budi@contoh.id"
    budi = sign_up(name="Budi", email="budi@contoh.id", password="rahasia-sekali")
    stranger = sign_up(name="Maling", email="maling@contoh.id", password="rahasia-sekali")
    for user, token, at in (
        (stranger, link, AT),
        (budi, link + "x", AT),
        (budi, "", AT),
        (budi, "::", AT),
        (budi, link, AT + timedelta(days=8)),
    ):
        with pytest.raises(InvitationOver):
            join(user, token, at)
    assert len(reads.members(store)) == 1
    join(budi, link)
    assert reads.stores_of(budi) == [store] and reads.stores_of(stranger) == []
    with pytest.raises(AlreadyMember):
        join(budi, link)


def test_who_was_taken_out_does_not_come_back_by_the_old_link(owner, actor):
    store = opened(owner, actor)
    link = invitation_link(store, "budi@contoh.id", AT)
    budi = sign_up(name="Budi", email="budi@contoh.id", password="rahasia-sekali")
    join(budi, link)
    later = AT + timedelta(hours=1)
    writes.remove_member(actor=actor, at=later, store=store, user_id=budi.pk)
    with pytest.raises(InvitationOver):
        join(budi, link, later)
    join(
        budi,
        invitation_link(store, "budi@contoh.id", later + timedelta(seconds=1)),
        later + timedelta(seconds=2),
    )
    assert reads.stores_of(budi) == [store]
