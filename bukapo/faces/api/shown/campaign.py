"""A PO as a program meets it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from bukapo.campaigns.bundles.rules import OfferedBundle
from bukapo.campaigns.made.reads import pace_of
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer, OfferedProduct
from bukapo.campaigns.reads import current_promises, offer_of
from bukapo.campaigns.schedule import Dates, Part
from bukapo.faces.storefront.shown.campaign import phase_of
from bukapo.faces.storefront.shown.paying import dates_of, how_paid
from bukapo.orders.shortage.reads import tallies_of
from bukapo.production.jobs.queue import promise_now


def campaign_shown(campaign: Campaign, *, at: datetime) -> dict[str, Any]:
    """The members of `CampaignShown`, in a fixed number of queries. `campaign.store` should be loaded."""
    offer = offer_of(campaign, at=at)
    promises = current_promises(campaign)
    store, window = campaign.store, offer.window
    return {
        "id": campaign.pk,
        "slug": campaign.slug,
        "title": campaign.title,
        "store": {"slug": store.slug, "name": store.name, "zone": store.zone},
        **_kind(campaign, offer),
        "state": campaign.state,
        "phase": phase_of(campaign, offer, at),
        "server_time": at,
        "opens_at": window.opens_at,
        "closes_at": window.closes_at,
        "early_opens_at": window.early_opens_at,
        "draw_at": window.draw_at,
        "grace_minutes": int(window.grace.total_seconds() // 60),
        "early_until": offer.early_until,
        "plan": _plan(offer, dates_of(campaign, promises)),
        "caps": {"pieces": offer.cap, "left": offer.left, "per_buyer": offer.buyer_cap},
        "fulfilment": {
            "pickup": offer.pickup, "pickup_place": offer.pickup_place, "courier": offer.courier
        },
        "products": [_product(product) for product in offer.products],
        "bundles": [_bundle(bundle) for bundle in offer.bundles if not bundle.stopped],
        "zones": [asdict(zone) for zone in offer.zones],
        "promises": promises,
        "made_to_order": _pace(campaign, at),
        "terms": _terms(offer) if offer.terms_id else None,
        "links": _links(campaign),
    }  # fmt: skip


def _terms(offer: Offer) -> dict[str, Any]:
    path = reverse("storefront:terms_file", args=[offer.terms_digest])
    return {"digest": offer.terms_digest, "text": offer.terms_text, "file": f"{settings.BASE_URL}{path}"}


def _kind(campaign: Campaign, offer: Offer) -> dict[str, Any]:
    place = [campaign.store.slug, offer.series_slug]
    series = f"{settings.BASE_URL}{reverse('storefront:series', args=place)}" if offer.batch else ""
    return {
        "kind": offer.kind,
        "batch": {"number": offer.batch, "series": series} if offer.batch else None,
        "minimums": [
            {
                "product": tally.least.product_id,
                "option": tally.least.option,
                "value": tally.least.value,
                "pieces": tally.least.pieces,
                "counted": tally.paid,
            }
            for tally in tallies_of(campaign, offer.minimums)
        ],
        "fallbacks": list(offer.fallbacks),
        "extension_days": offer.extension_days,
    }


def page_of(campaign: Campaign) -> str:
    """The absolute address of the page for people."""
    return f"{settings.BASE_URL}{reverse('storefront:campaign', args=[campaign.store.slug, campaign.slug])}"


def _pace(campaign: Campaign, at: datetime) -> dict[str, Any] | None:
    """What an order confirmed now would be promised."""
    pace = pace_of(campaign)
    foreseen = promise_now(campaign, at) if pace else None
    if pace is None or foreseen is None:
        return None
    return {
        "least_days": pace.least_days,
        "most_days": pace.most_days,
        "ahead": foreseen.ahead,
        "made_from": foreseen.produced.first,
        "made_until": foreseen.produced.last,
        "ship_until": foreseen.ship_until,
    }


def _links(campaign: Campaign) -> dict[str, str]:
    here = reverse("api-v1:campaign", args=[campaign.store.slug, campaign.slug])
    return {"self": here, "page": page_of(campaign), "orders": f"{here}/orders"}


def _plan(offer: Offer, known: Dates) -> dict[str, Any]:
    plan = offer.plan
    return {
        "mode": plan.mode,
        "deposit_basis_points": plan.deposit_bp,
        "deposit_per_piece": plan.deposit_fixed,
        "shipping_with": plan.shipping_with,
        "pay_hours": offer.pay_hours,
        "parts": [_part(part) for part in how_paid(offer, known).parts],
    }


def _part(part: Part) -> dict[str, Any]:
    due = part.due
    return {
        "kind": part.kind,
        "title": part.title,
        "amount": part.amount,
        "when": part.when,
        "due": {"when": due.when, "day": due.day, "days": due.days or None},
    }


def _bundle(bundle: OfferedBundle) -> dict[str, Any]:
    return {
        "id": bundle.id,
        "name": bundle.name,
        "description": bundle.description,
        "price": bundle.price,
        "adds_surcharges": bundle.adds_surcharges,
        "slots": [
            {"product": slot.product_id, "fixed": list(slot.fixed), "share": slot.share}
            for slot in bundle.slots
        ],
    }


def _product(product: OfferedProduct) -> dict[str, Any]:
    return {
        "id": product.id,
        "name": product.name,
        "description": product.description,
        "price": product.price,
        "later_price": product.later_price,
        "normal_price": product.normal_price,
        "weight_grams": product.weight,
        "size_chart": dict(product.size_chart),
        "options": [
            {
                "name": option.name,
                "is_size": option.is_size,
                "values": [
                    {"name": name, "surcharge": surcharge, "is_default": is_default}
                    for name, surcharge, is_default in option.values
                ],
            }
            for option in product.options
        ],
        "variants": [asdict(variant) for variant in product.variants],
        "personalization": [asdict(field) for field in product.fields],
    }
