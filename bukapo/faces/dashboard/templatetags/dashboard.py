"""`{% load dashboard %}`: the sellers' menus."""

from django import template
from django.template.context import Context

from bukapo.faces.dashboard import menus
from bukapo.faces.dashboard.badges import badges_of
from bukapo.journal import clock

register = template.Library()


@register.simple_tag(takes_context=True)
def store_menu(context: Context) -> list[menus.Entry]:
    """`{% store_menu as entries %}` of the store the request is in; empty outside a store."""
    request = context.get("request")
    store = getattr(request, "store", None)
    if not (request and store):
        return []
    return menus.store_menu(request, store.slug, badges_of(store, at=clock.now()))


@register.simple_tag(takes_context=True)
def campaign_tabs(context: Context) -> list[menus.Entry]:
    """`{% campaign_tabs as tabs %}` of the `campaign` in the context; of the store's production outside a PO."""
    request, campaign = context.get("request"), context.get("campaign")
    store = getattr(request, "store", None)
    if not (request and store):
        return []
    slug = getattr(campaign, "slug", "")
    if not slug:
        return menus.production_tabs(request, store.slug)
    return menus.campaign_tabs(request, store.slug, slug)
