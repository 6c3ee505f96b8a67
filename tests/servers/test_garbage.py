"""Every form of every page, filled in wrongly in every field: no page falls over, whoever is logged in."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bukapo.audit import audit
from tests.faces.production import accepted, closed, paid, seller, sent
from tests.servers.forms import Form, forms_of
from tests.servers.nasty import VALUES
from tests.servers.routes import every_path
from tests.till import prove
from tests.world import World, make_world

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres_only,  # the stricter of the two about what it takes in
]

TRIES = 1
FILES = [
    b"",
    b"\xff\xd8\xff\xe0" + b"\x00" * 300,
    b"a;b\n\x00;\xff",
    b"PK\x03\x04" + b"\x00" * 99,
    b"x" * 5000,
]
LEAVES = "/toko-saya/keluar/"


@pytest.fixture(autouse=True)
def no_limits() -> None:
    cache.clear()


@pytest.fixture
def stores() -> list[dict[str, Any]]:
    """What fills the addresses: a store with an open PO, one whose PO is being made and sent."""
    taking, making = make_world(slug="toko-terima"), make_world(slug="toko-produksi")
    waiting, settled = taking.by_courier(), paid(making, making.line("L", name="BUDI"), courier=True)
    order = taking.place(
        **{name: getattr(waiting, name) for name in ("fulfilment", "address", "city", "zone_id")}
    )
    proof = prove(taking, order).proof_id
    paid(taking)
    work_order = accepted(sent(closed(making)))
    return [
        _filled(taking, order, proof=proof),
        _filled(making, settled) | {"number": work_order.number},
        _filled(making, settled),
        {"secret": work_order.secret, "position": 1},
    ]


def _filled(world: World, order: Any, proof: int = 1) -> dict[str, Any]:
    return {
        "store": world.store.slug, "campaign": world.campaign.slug, "secret": order.secret, "number": order.number,
        "product": world.product.pk, "account": world.bank.pk, "proof": proof, "user": world.owner.pk, "kind": "xlsx",
        "code": "id", "step": "barang", "owner": world,
    }  # fmt: skip


def test_no_form_falls_over_whatever_it_is_filled_with(stores: list[dict[str, Any]]) -> None:
    dice, answers, broken = random.Random(11), Counter[int](), list[str]()
    for client, form in forms_to_try(stores):
        for _ in range(TRIES):
            cache.clear()
            sending = garbled(form, dice)
            try:
                status = client.post(form.action, sending).status_code
            except Exception as error:
                told = {name: str(value)[:60] for name, value in sending.items()}
                broken.append(f"{form.action}: {error!r} for {told}")
                continue
            answers[status] += 1
            if status in (404, 405):
                break
    assert not broken, f"{len(broken)}:\n" + "\n".join(broken[:30])
    assert answers[422] > 100 and answers[302] > 40  # it came far enough to be judged
    assert not [breach for _name, breaches in audit() for breach in breaches]


def forms_to_try(stores: list[dict[str, Any]]) -> Iterator[tuple[Client, Form]]:
    """Each form once, as it stands on the pages of a seller, a buyer or a workshop; and each address bare."""
    seen = set()
    for filled in stores:
        client = seller(filled["owner"]) if "owner" in filled else Client()
        for path in every_path(filled):
            for form in [*_forms_at(client, path), Form("", path, "post")]:
                mark = (form.action, tuple(form.values))
                if form.method == "post" and form.action != LEAVES and mark not in seen:
                    seen.add(mark)
                    yield client, form


def _forms_at(client: Client, path: str) -> list[Form]:
    page = client.get(path)
    if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
        return []
    found = forms_of(page.content.decode())
    for form in found:
        form.action = form.action.partition("#")[0] or path
    return found


def garbled(form: Form, dice: random.Random) -> dict[str, Any]:
    """The form with a few wrong fields, so that the others let it come far."""
    sending: dict[str, Any] = dict(form.values)
    if form.buttons:
        sending |= [dice.choice(form.buttons)]
    for name in form.files:
        sending[name] = SimpleUploadedFile(dice.choice(["a.jpg", "../b.csv", "ü.xlsx"]), dice.choice(FILES))
    names = sorted(sending) or ["amount", "reason", "action", "note"]
    for name in dice.sample(names, k=min(len(names), dice.choice([1, 1, 2, 3, 50]))):
        sending[name] = dice.choice(VALUES)
        if "\ud800" <= max(sending[name], default="") <= "\udfff":  # Django's test client can't encode these
            sending[name] = "\U0001f600" * 300
    for name in dice.sample(names, k=dice.choice([0, 0, 0, 1])):
        sending.pop(name, None)
    return sending
