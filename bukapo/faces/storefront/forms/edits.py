"""The buttons of an order form that change what is on it. Knows no Django."""

from bukapo.campaigns.offer import Offer
from bukapo.faces.storefront.forms.typed import Typed, first_line, first_pack, orderable, whole


def edited(typed: Typed, offer: Offer, action: str) -> Typed | None:
    """The form after add-<product>, drop-<line>, pack-<package>, unpack-<number> or edit; None for another button."""
    if action == "edit":
        return typed
    verb, _dash, number = action.partition("-")
    if verb == "drop":
        return typed.without_line(whole(number)) if number.isdigit() else typed
    if verb == "add":
        product = next((p for p in offer.products if p.id == whole(number)), None)
        return typed.with_line(first_line(product)) if product else typed
    if verb == "unpack":
        return typed.without_pack(whole(number)) if number.isdigit() else typed
    if verb == "pack":
        bundle = next((one for one in orderable(offer) if one.id == whole(number)), None)
        return typed.with_pack(first_pack(bundle, offer.by_product)) if bundle else typed
    return None
