"""An order form as a browser without scripts would send it."""

from typing import Any

from tests.world import World


def filled(world: World, **changes: str) -> dict[str, str]:
    """One black L, picked up."""
    form = {
        "key": "k" * 22,
        "line-0-product": str(world.product.pk),
        "line-0-pick-0": "L",
        "line-0-pick-1": "Hitam",
        "line-0-qty": "1",
        f"line-0-text-{world.name_field.pk}": "",
        "buyer_name": "Rina Contoh",
        "phone": "0812-3456-7890",
        "email": "",
        "fulfilment": "pickup",
        "address": "",
        "city": "",
        "postal_code": "",
        "zone_id": "",
        "note": "",
        "action": "check",
    }
    return form | {name.replace("__", "-"): value for name, value in changes.items()}


def address(world: World, tail: str = "") -> str:
    return f"/{world.store.slug}/{world.campaign.slug}/{tail}"


def text(response: Any) -> str:
    return response.content.decode()
