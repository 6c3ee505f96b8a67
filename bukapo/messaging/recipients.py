"""Who hears of an event: the buyer, every buyer of the PO, the seller, the workshop, or nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.questions.rules import ANSWERED, ASKED
from bukapo.campaigns.teaser.rules import BY_EMAIL, BY_PHONE
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER as BY_BUYER
from bukapo.kernel.actor import STAFF as BY_STAFF
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.messaging.clocks import seller_mail, seller_phone
from bukapo.messaging.facts import Case, promises_of
from bukapo.messaging.frozen_facts import former_buyer
from bukapo.messaging.frozen_recipients import orders_before_lock
from bukapo.messaging.inbox_facts import question_of
from bukapo.messaging.kinds import BUYER, BY_MAIL, KINDS, SELLER, WORKSHOP
from bukapo.messaging.roster_recipients import roster_to_tell, told_to_coordinator
from bukapo.messaging.teaser.recipients import speaks_of_teaser, who_hears
from bukapo.orders.models import DelayAnswer, Order, PartShipment, ProposalAnswer, ShortPiece, WaitingEntry
from bukapo.orders.rules import HOLDING, IMPORT, WAITLIST
from bukapo.orders.waiting.rules import WAITING
from bukapo.payments.dunning import AGAIN, LAST, OVERDUE
from bukapo.production.models import WorkOrder
from bukapo.shipping.rules import PICKUP
from bukapo.stores.models import OWNER, Membership, Store
from bukapo.trust.guarantees.rules import OFFERED
from bukapo.trust.models import GuaranteeRemedy

OVER = ["expired", "cancelled"]
TO_ALL = ["campaign.promise_moved", "campaign.postponed"]
"""What every buyer of the PO is told."""
TO_SELLER = ["campaign.fell_short", "delay_warning.seen", "update.drafted", "whatsapp.halted"]
"""What only the seller is told, where no order is meant."""
ASKS_PRICE = ["order.price_asked", "order.price_reminded"]
ASKS_DELAY = ["order.delay_asked", "order.delay_reminded"]
ASKS_NOW = [
    "order.balance_asked",
    "order.instalment_asked",
    "order.due_extended",
    "order.payment_reminded",
]
RUNGS = {
    OVERDUE: "order.payment_overdue",
    AGAIN: "order.payment_overdue_again",
    LAST: "order.payment_overdue_last",
}
"""Which words a reminder finds at which rung of the ladder; before the due date and by hand it is a plain one."""


@dataclass(frozen=True)
class Telling:
    """One person to be told. `phone` is E.164; either way may be empty. `who` is stable: `order:17`, `seller:1`."""

    key: str
    case: Case
    who: str
    name: str
    language: str
    phone: str = ""
    email: str = ""


def tellings(event: EventRow) -> Iterator[Telling]:
    """Everybody to tell of this event, as things now stand. Nothing for kinds that nobody is told of."""
    coordinators = told_to_coordinator(event)
    store = Store.objects.filter(pk=event.store_id).first() if coordinators or _told(event.kind) else None
    if store is None:
        return
    if coordinators:
        yield from _coordinator(coordinators, event, store)
    elif event.kind == "handover.accepted":
        yield from _former(event, store)
    elif speaks_of_teaser(event.kind):
        yield from _of_teaser(event, store)
    elif event.order_id and not event.kind.startswith("work_order."):
        yield from _of_order(event, store)
    elif tell := OF_SUBJECT.get(event.kind.partition(".")[0]):
        yield from tell(event, store)
    elif event.kind in TO_ALL and not event.data.get("delay_id"):  # else each of them is asked
        yield from _every_buyer(event.kind, event, store)
    elif event.kind in TO_SELLER:
        campaign = Campaign.objects.of(store).filter(pk=event.campaign_id).first()
        yield from _seller(Case(event=event, store=store, reader=SELLER, campaign=campaign))
    elif event.kind == "campaign.lock_announced":
        yield from _before_lock(event, store)


def _former(event: EventRow, store: Store) -> Iterator[Telling]:
    """Who handed an order over hears that it was taken; by the number it had then."""
    row = former_buyer(event)
    if row is None:
        return
    order = Order.objects.of(store).select_related("campaign").get(pk=row.order_id)
    yield Telling(
        key=event.kind,
        case=Case(event=event, store=store, reader=BUYER, campaign=order.campaign, order=order),
        who=f"handover:{row.pk}",
        name=row.from_name,
        language="id",
        phone=_dialled(row.from_phone),
    )


def _coordinator(key: str, event: EventRow, store: Store) -> Iterator[Telling]:
    roster = roster_to_tell(event, store, key)
    if roster is not None:
        yield Telling(
            key=key,
            case=Case(event=event, store=store, reader=BUYER, campaign=roster.campaign),
            who=f"roster:{roster.pk}",
            name=roster.coordinator,
            language=roster.language,
            phone=_dialled(roster.phone),
            email=roster.email,
        )


def _of_question(event: EventRow, store: Store) -> Iterator[Telling]:
    """The seller hears of a question while it waits; who asked hears the answer, if they said where."""
    row = question_of(event)
    if row is None:
        return
    asked = Case(event=event, store=store, reader=SELLER, campaign=row.campaign, question=row)
    if event.kind == "question.asked" and row.state == ASKED and event.actor_kind != BY_STAFF:
        yield from _seller(asked)
    if event.kind == "question.answered" and row.state == ANSWERED:
        yield Telling(
            key=event.kind,
            case=Case(event=event, store=store, reader=BUYER, campaign=row.campaign, question=row),
            who=f"question:{row.pk}",
            name=row.name,
            language=row.language,
            phone=_dialled(row.phone),
            email=row.email,
        )


def _before_lock(event: EventRow, store: Store) -> Iterator[Telling]:
    campaign = Campaign.objects.of(store).get(pk=event.campaign_id)
    key, lock = f"{event.kind}.{event.data['lock']}", event.data["lock"]
    for order in orders_before_lock(campaign, lock).order_by("pk").iterator(chunk_size=500):
        yield _buyer(key, Case(event=event, store=store, reader=BUYER, campaign=campaign, order=order), order)


def _of_teaser(event: EventRow, store: Store) -> Iterator[Telling]:
    for key, one in who_hears(event):
        yield Telling(
            key=key,
            case=Case(event=event, store=store, reader=BUYER, campaign=one.campaign, interest=one),
            who=f"interest:{one.pk}",
            name=one.name,
            language=one.language,
            phone=one.address if one.way == BY_PHONE else "",
            email=one.address if one.way == BY_EMAIL else "",
        )


def _told(kind: str) -> bool:
    return speaks_of_teaser(kind) or any(key == kind or key.startswith(f"{kind}.") for key in KINDS)


def _of_order(event: EventRow, store: Store) -> Iterator[Telling]:
    rows = Order.objects.of(store).select_related("campaign").filter(pk=event.order_id)
    order = rows.first()
    if order is None:
        return
    key = _order_key(event)
    case = Case(event=event, store=store, reader=BUYER, campaign=order.campaign, order=order)
    if key in KINDS and _still_news(key, case, order):
        yield _buyer(key, case, order)
    by_staff = event.actor_kind == BY_STAFF  # who works in the shop needs no mail about it
    if f"{event.kind}.seller" in KINDS and not by_staff:
        yield from _seller(
            Case(event=event, store=store, reader=SELLER, campaign=order.campaign, order=order)
        )


def _order_key(event: EventRow) -> str:
    if event.data.get("late"):
        return "order.payment_late"
    if event.kind == "order.placed" and event.data.get("source") == WAITLIST:
        return "order.turn_came"
    if event.kind == "order.payment_reminded":
        return RUNGS.get(event.data.get("rung") or 0, event.kind)
    return event.kind


def _of_waiting(event: EventRow, store: Store) -> Iterator[Telling]:
    """Who waits is told of the end, and by e-mail of a draw that left them waiting."""
    rows = WaitingEntry.objects.of(store).select_related("campaign").filter(pk=event.subject_id)
    entry = rows.first()
    if entry is None or event.kind not in KINDS:
        return
    if event.kind == "waiting.drawn" and entry.state != WAITING:
        return  # their turn came meanwhile, or they left
    yield Telling(
        key=event.kind,
        case=Case(event=event, store=store, reader=BUYER, campaign=entry.campaign, entry=entry),
        who=f"waiting:{entry.pk}",
        name=entry.buyer_name,
        language=entry.language,
        phone="" if event.kind in BY_MAIL else _dialled(entry.phone),
        email=entry.email,
    )


def _still_news(key: str, case: Case, order: Order) -> bool:
    """Whether it is worth a message to the buyer, now that it is written."""
    if key in ASKS_NOW or case.event.kind in ASKS_NOW:
        return case.to_pay > 0
    if key in ("order.placed", "order.turn_came"):
        return order.state not in OVER  # they hear of that, and should not be asked to pay before it
    if key in ASKS_PRICE:  # whoever has answered meanwhile is not asked again
        waiting = ProposalAnswer.objects.of(order.store_id).filter(order=order, state="waiting")
        return bool(waiting.filter(proposal_id=case.data["proposal_id"]).exists())
    if key in ASKS_DELAY:
        asked = DelayAnswer.objects.of(order.store_id).filter(order=order, state="open", choice="")
        return bool(asked.filter(delay_id=case.data["delay_id"]).exists())
    if key == "order.pieces_short":
        missing = ShortPiece.objects.of(order.store_id).filter(order=order, state="open")
        return bool(missing.filter(pk__in=case.data["shorts"]).exists())
    if key == "order.guarantee_offered":
        offers = GuaranteeRemedy.objects.of(order.store_id).filter(pk=case.data["remedy_id"])
        return bool(order.state == "confirmed" and offers.filter(state=OFFERED).exists())
    if key == "order.packed":
        return order.fulfilment == PICKUP
    if key == "parcel.arrived":
        return _under_way(case, order)  # else they have said so themselves
    if key == "order.received":
        return case.event.actor_kind != BY_BUYER
    return True


def _under_way(case: Case, order: Order) -> bool:
    """The parcel of this news, which may be the part that went ahead of the order."""
    if case.data.get("which") == 1:
        return bool(PartShipment.objects.of(order.store_id).filter(order=order, state="sent").exists())
    return bool(order.state == "shipped")


def _of_work(event: EventRow, store: Store) -> Iterator[Telling]:
    work = WorkOrder.objects.of(store).select_related("campaign").filter(pk=event.subject_id).first()
    if work is None:
        return
    case = Case(event=event, store=store, reader=SELLER, campaign=work.campaign, work_order=work)
    if f"{event.kind}.workshop" in KINDS and work.workshop_phone:
        yield Telling(
            key=f"{event.kind}.workshop",
            case=Case(event=event, store=store, reader=WORKSHOP, campaign=work.campaign, work_order=work),
            who=f"workshop:{work.pk}",
            name=work.workshop_name,
            language="id",
            phone=_dialled(work.workshop_phone),
        )
    if f"{event.kind}.seller" in KINDS and event.actor_kind != BY_STAFF:
        yield from _seller(case)
    if work.order_id:
        yield from _its_buyer(event, work, store)
    elif event.kind in KINDS and _turning_point(event, work):
        yield from _every_buyer(event.kind, event, store)


def _its_buyer(event: EventRow, work: WorkOrder, store: Store) -> Iterator[Telling]:
    """Made to order: only whose goods these are, when work on them begins and when they are done."""
    order = Order.objects.of(store).select_related("campaign").filter(pk=work.order_id).first()
    same = EventRow.objects.filter(subject=event.subject, subject_id=event.subject_id, kind=event.kind)
    if (
        order is None
        or order.state in OVER
        or event.kind not in KINDS
        or same.filter(pk__lt=event.pk).exists()
    ):
        return
    case = Case(event=event, store=store, reader=BUYER, campaign=order.campaign, order=order)
    yield _buyer(event.kind, case, order)


def _turning_point(event: EventRow, work: WorkOrder) -> bool:
    """Buyers get a message when work on their PO begins and when all of it is done; the rest is on their page."""
    if event.kind == "work_order.done":
        others = WorkOrder.objects.of(work.store_id).filter(campaign_id=work.campaign_id)
        return not others.exclude(state__in=["done", "refused", "cancelled"]).exists()
    same = EventRow.objects.filter(campaign_id=event.campaign_id, kind=event.kind, pk__lt=event.pk)
    return not same.exists()


def _every_buyer(key: str, event: EventRow, store: Store) -> Iterator[Telling]:
    campaign = Campaign.objects.of(store).filter(pk=event.campaign_id).first()
    orders = Order.objects.of(store).filter(campaign=campaign, state__in=HOLDING).exclude(state="received")
    schedule = promises_of(store, campaign)
    for order in orders.order_by("pk").iterator(chunk_size=500):
        case = Case(event=event, store=store, reader=BUYER, campaign=campaign, order=order, schedule=schedule)
        yield _buyer(key, case, order)


def _buyer(key: str, case: Case, order: Order) -> Telling:
    # Who filled in somebody's form elsewhere may have paid there too: the seller looks before anything goes out.
    by_import = order.source == IMPORT and case.event.actor_kind == BY_STAFF
    unasked = by_import and key in ("order.placed", "order.changed")
    return Telling(
        key=key,
        case=case,
        who=f"order:{order.pk}",
        name=order.buyer_name,
        language=order.language,
        phone=_dialled(order.phone),
        email="" if unasked else order.email,
    )


def _seller(case: Case) -> Iterator[Telling]:
    key = f"{case.event.kind}.seller"
    mail, phone = seller_mail(case, key), _dialled(seller_phone(case, key))
    if not (mail or phone):
        return
    owners = Membership.objects.of(case.store).filter(role=OWNER).order_by("pk")
    language = owners.values_list("user__language", flat=True).first() or "id"
    yield Telling(
        key=key,
        case=case,
        who=f"seller:{case.store.pk}",
        name=case.store.name,
        language=language,
        phone=phone,
        email=mail,
    )


def _dialled(phone: str) -> str:
    try:
        return normalise_phone(phone)
    except PhoneUnusable:
        return ""


OF_SUBJECT = {"waiting": _of_waiting, "work_order": _of_work, "question": _of_question}
"""Events of these subjects are told in a way of their own."""
