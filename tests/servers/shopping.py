"""Ordering over the storefront's own routes, step by step, as a phone does it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlsplit

from tests.servers.forms import form_of
from tests.servers.machine import Machine
from tests.servers.visitor import Answer, Visitor

OPEN_SHOPS = """
import json
from tests.world import make_world
for slug, cap in json.loads({caps!r}).items():
    world = make_world(slug=slug, cap=cap)
    print(json.dumps({{
        "path": f"/{{slug}}/{{world.campaign.slug}}/",
        "campaign": world.campaign.pk,
        "product": world.product.pk,
        "variant": world.variant("L", "Hitam"),
    }}))
"""


@dataclass(frozen=True)
class Shop:
    """An open PO of tees on a machine; `path` is its page, `variant` a black L."""

    path: str
    campaign: int
    product: int
    variant: int


def open_shop(machine: Machine, slug: str, *, cap: int | None = None) -> Shop:
    return open_shops(machine, {slug: cap})[slug]


def open_shops(machine: Machine, caps: Mapping[str, int | None]) -> dict[str, Shop]:
    """Several in one go; slug -> shop."""
    told = machine.python(OPEN_SHOPS.format(caps=json.dumps(dict(caps)))).splitlines()
    return {slug: Shop(**json.loads(line)) for slug, line in zip(caps, told, strict=True)}


@dataclass
class Buyer:
    """`form` is what the phone holds: it sends the same again when nobody answered."""

    shop: Shop
    visitor: Visitor
    form: dict[str, str] = field(default_factory=dict)
    secret: str = ""

    @property
    def key(self) -> str:
        return self.form["key"]

    def fill_in(self, **changes: str) -> None:
        """Open the form and choose one black L for pickup."""
        page = self.visitor.get(f"{self.shop.path}pesan/")
        assert page.status == 200, page.status
        number = self.visitor.number
        choices = {
            "line-0-pick-0": "L",
            "line-0-pick-1": "Hitam",
            "buyer_name": f"Pembeli {number}",
            "phone": f"0812{number:08d}",
            "fulfilment": "pickup",
        }
        self.form = form_of(page.text, "pesan").values | choices | changes

    def check(self) -> Answer:
        """The page that repeats everything; its hidden fields are what is sent next."""
        page = self.visitor.send(f"{self.shop.path}pesan/", self.form | {"action": "check"})
        if page.status == 200:
            self.form = form_of(page.text, "kirim").values
        return page

    def send(self) -> Answer:
        """Send the order. An answer that names the order's page is the acknowledgement."""
        answer = self.visitor.send(f"{self.shop.path}pesan/kirim/", self.form | {"action": "send"})
        if answer.status == 303:
            self.secret = urlsplit(answer.header("Location")).path.split("/")[2]
        return answer


def nobody_answered(error: BaseException) -> bool:
    """The connection was refused, cut, or ended in the middle of the answer."""
    return isinstance(error, OSError | HTTPException)
