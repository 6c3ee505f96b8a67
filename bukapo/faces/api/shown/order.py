"""An order as a program meets it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from bukapo.faces.storefront.shown.jobs import promises_to
from bukapo.faces.storefront.shown.timeline import WORDS, moments_of
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge
from bukapo.production.jobs.own import own_job
from bukapo.stores.reads import bank_accounts


def order_shown(order: Order) -> dict[str, Any]:
    """The members of `OrderShown`, in a fixed number of queries. `campaign` and `store` should be loaded."""
    charges = list(order.charges.exclude(state="void").order_by("position"))
    to_pay = sum(c.rest for c in charges if c.state == "open") if order.state in HOLDING else 0
    return {
        "number": order.number,
        "state": order.state,
        "placed_at": order.placed_at,
        "pay_by": order.pay_by if order.state == "placed" else None,
        "fulfilment": order.fulfilment,
        "pieces": order.pieces,
        "goods": order.goods,
        "shipping_fee": order.shipping_fee,
        "discount": order.discount,
        "voucher": order.voucher.code if order.voucher else "",
        "if_short": order.if_short,
        "second_choice": order.second_choice,
        "lines": [_line(line) for line in order.lines.select_related("bundle").order_by("position")],
        "money": _money(order, charges, to_pay),
        "promises": promises_to(order),
        "production": _production(order),
        "timeline": _timeline(order),
        "bank_accounts": _banks(order) if to_pay else [],
        "links": _links(order),
    }


def _production(order: Order) -> dict[str, Any] | None:
    """The order's own work; None where orders are made together, or before it is confirmed."""
    job = own_job(order)
    if job is None:
        return None
    return {
        "ahead": job.ahead,
        "stage": job.current_name,
        "finished": sum(stage.finished for stage in job.stages),
        "stages": len(job.stages),
        "made_at": job.made_at,
    }


def _line(line: OrderLine) -> dict[str, Any]:
    return {
        "product": line.product_name,
        "variant": line.variant_id,
        "label": line.label,
        "qty": line.qty,
        "unit_price": line.unit_price,
        "extra": line.extra,
        "total": line.total,
        "personalization": line.personalization,
        "bundle": line.bundle_id,
        "bundle_name": line.bundle_name,
        "bundle_no": line.bundle_no,
    }


def _money(order: Order, charges: Sequence[Charge], to_pay: int) -> dict[str, Any]:
    return {
        "charges": [
            {"kind": c.kind, "state": c.state, "total": c.total, "paid": c.paid, "due_at": c.due_at}
            for c in charges
        ],
        "charged": order.charged,
        "paid": order.paid,
        "refunded": order.refunded,
        "outstanding": order.outstanding,
        "to_pay": to_pay,
    }


def _timeline(order: Order) -> list[dict[str, Any]]:
    told = []
    for moment in moments_of(order):
        title, text = WORDS[moment.kind](moment.data)
        told.append({"kind": moment.kind, "at": moment.at, "title": title, "text": text})
    return told


def _banks(order: Order) -> list[dict[str, str]]:
    return [
        {"bank": bank.bank, "number": bank.number, "holder": bank.holder}
        for bank in bank_accounts(order.store)
    ]


def _links(order: Order) -> dict[str, str]:
    campaign, store = order.campaign, order.store
    return {
        "self": reverse("api-v1:order", args=[order.number]),
        "page": f"{settings.BASE_URL}{reverse('storefront:order', args=[order.secret])}",
        "campaign": reverse("api-v1:campaign", args=[store.slug, campaign.slug]),
    }
