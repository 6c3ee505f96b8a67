"""`{% load dashboard %}`: the sellers' menus."""

from django import template
from django.template.context import Context

from bukapo.faces.dashboard import menus
from bukapo.faces.dashboard.badges import Badge, badges_of
from bukapo.journal import clock

register = template.Library()
_KEPT = "store_menu"


@register.simple_tag(takes_context=True)
def store_menu(context: Context) -> list[menus.Entry]:
    """`{% store_menu as entries %}` of the store the request is in; empty outside a store. Asked once a page."""
    request = context.get("request")
    store = getattr(request, "store", None)
    if not (request and store):
        return []
    kept = context.render_context
    if _KEPT not in kept:
        kept[_KEPT] = menus.store_menu(request, store.slug, badges_of(store, at=clock.now()))
    entries: list[menus.Entry] = kept[_KEPT]
    return entries


@register.simple_tag(takes_context=True)
def menu_waits(context: Context) -> Badge:
    """`{% menu_waits as waits %}`: what waits behind all entries together, for the menu while it is folded."""
    entries = store_menu(context)
    return Badge(sum(entry.count for entry in entries), sum(entry.late for entry in entries))


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
