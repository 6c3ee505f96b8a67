"""Which event causes what: the whole list on one page, and what time causes.

A consumer is a dotted name of a function `(event: EventRow, at: datetime) -> None`, run by the worker after the event
is committed, retried with back-off. It must be safe to run twice.
"""

TELL = "bukapo.messaging.consumer.tell"

REACTIONS: dict[str, tuple[str, ...]] = {
    "campaign.produced": ("bukapo.orders.consumer.ask_balances",),
    "campaign.changed": ("bukapo.orders.consumer.serve_line",),
    "order.made": ("bukapo.orders.making.consumer.ask_its_balance",),
    "order.cancelled": (
        "bukapo.production.jobs.consumer.call_off",
        "bukapo.orders.pickup.consumer.free_its_place",
    ),
    "work_order.done": ("bukapo.production.jobs.consumer.order_is_made",),
    "order.changed": (
        "bukapo.orders.consumer.serve_line",
        "bukapo.orders.pickup.consumer.free_its_place",
    ),
    "order.batch_moved": ("bukapo.production.consumer.amend_for_moved",),
    "campaign.shortage_settled": ("bukapo.production.consumer.amend_for_moved",),
    "interest.withdrawn": ("bukapo.messaging.teaser.consumer.forget",),
    "order.payment_received": ("bukapo.orders.late.settle_late",),
    "claim.granted": ("bukapo.trust.claims.consumer.note_defect",),
}

DUE = (
    "bukapo.orders.waiting.due.hold_draws",
    "bukapo.production.due.close_ended",
    "bukapo.production.jobs.due.start_confirmed",
    "bukapo.campaigns.locks.due.announce_locks",
    "bukapo.production.due.close_full",
    "bukapo.orders.shortage.due.carry_out",
    "bukapo.campaigns.series.due.open_next",
    "bukapo.orders.pricing.due.settle_prices",
    "bukapo.orders.pricing.due.remind_unanswered",
    "bukapo.orders.pricing.due.carry_out_silences",
    "bukapo.orders.delays.due.remind_of_delays",
    "bukapo.orders.delays.due.carry_out_delays",
    "bukapo.orders.allotment.due.carry_out_short_silences",
    "bukapo.production.lateness.due.foresee_delays",
    "bukapo.trust.guarantees.due.close_offers",
    "bukapo.trust.guarantees.due.act_each_morning",
    "bukapo.trust.guarantees.kept.keep_stakes",
    "bukapo.orders.gateways.due.mark_stale_attempts",
    "bukapo.orders.due.expire_unpaid",
    "bukapo.orders.instalment_due.ask_due",
    "bukapo.orders.due.remind_unpaid",
    "bukapo.campaigns.teaser.due.forget_unconfirmed",
    "bukapo.orders.reminders.due.remind_truly",
    "bukapo.orders.reminders.due.end_reminders",
    "bukapo.messaging.teaser.due.pass_over_untold",
    "bukapo.orders.rosters.due.remind_of_deadlines",
    "bukapo.orders.commissions.due.give_rewards",
    "bukapo.trust.claims.due.remind_sellers",
    "bukapo.trust.claims.due.tell_of_overdue",
    "bukapo.messaging.updates.due.draft_updates",
    "bukapo.messaging.broadcasts.due.write_broadcasts",
    "bukapo.messaging.notices.due.act_on_notices",
    "bukapo.messaging.notices.due.forget_old",
    "bukapo.messaging.sending.due.lose_expired",
    "bukapo.production.promise.due.foresee_open",
    "bukapo.insights.tallies.due.count_orders",
    "bukapo.insights.forecast.due.keep_forecasts",
)
"""What the worker asks every second: `(at: datetime) -> int` (how many things were done)."""


OUTSIDE = {
    "e-mail": ("bukapo.messaging.sending.due.send_emails",),
    "whatsapp": ("bukapo.messaging.sending.due.send_whatsapps",),
    "gateways": (
        "bukapo.orders.gateways.due.act_on_notices",
        "bukapo.orders.gateways.due.look_up_attempts",
        "bukapo.orders.gateways.due.look_up_refunds",
    ),
    "couriers": (
        "bukapo.orders.couriers.due.act_on_courier_notices",
        "bukapo.orders.couriers.due.look_up_parcels",
    ),
    "fees": ("bukapo.shipping.tariffs.due.ask_for_fees",),
    "recaps": ("bukapo.insights.recaps.keep.keep_recaps",),
}
"""Asked likewise, each lane in a thread of its own: whoever waits for a mail server, a gateway or a courier, or goes
through every line of a big PO, must not keep a PO from closing."""
OUTSIDE_DUE = tuple(name for lane in OUTSIDE.values() for name in lane)


def consumers_of(kind: str) -> tuple[str, ...]:
    """Every event may be told to somebody; messaging decides to whom."""
    return (*REACTIONS.get(kind, ()), TELL)
