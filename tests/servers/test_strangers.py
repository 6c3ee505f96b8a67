"""Whatever a stranger sends over the wire, the server answers, and never with a mistake of its own."""

import json
from collections import Counter
from urllib.parse import quote

import pytest

from tests.servers import nasty
from tests.servers.machine import Machine
from tests.servers.routes import every_path
from tests.servers.shopping import Shop, open_shop
from tests.servers.visitor import Answer, Visitor

pytestmark = pytest.mark.postgres_only  # the stricter of the two about what it takes in

PLACE = """
import json
from datetime import UTC, datetime
from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR, Actor
from bukapo.orders.chats.deciding import send_draft
from bukapo.orders.chats.pasting import paste_chat
from bukapo.orders.chats.read import Stated
from bukapo.orders.models import ChatDraft
from bukapo.orders.intake.draft import Wanted, WantedLine
from bukapo.orders.models import Roster
from bukapo.orders.rosters.opening import RosterWish, open_roster
from bukapo.orders.writes.place import place_order
from bukapo.campaigns.reads import offer_of
campaign = Campaign.objects.across_stores("a test").select_related("store").get(pk={campaign})
Campaign.objects.of(campaign.store_id).filter(pk=campaign.pk).update(groups=True)
variant = offer_of(campaign).products[0].variants[0]
secrets = []
for n in range({count}):
    wanted = Wanted(key=f"strange-{{n:08}}", source="form", buyer_name="A", phone=f"0812{{n:08d}}", fulfilment="pickup",
                    lines=(WantedLine(variant.id, 1, {{}}),))
    order = place_order(store_id=campaign.store_id, campaign_id=campaign.pk, wanted=wanted, actor=BUYER_ACTOR)
    secrets.append(order.secret)
    goods = (offer_of(campaign).products[0].id,)
    wish = RosterWish("A", "A", "081200000000", "each", goods, "pickup", campaign.closes_at)
    group = open_roster(store_id=campaign.store_id, campaign_id=campaign.pk, wish=wish, key=f"{{n}}", actor=BUYER_ACTOR,
                        at=datetime.now(UTC))
    links = {{"secret": order.secret, "join_secret": order.secret}}
    Roster.objects.of(campaign.store_id).filter(pk=group.roster_id).update(**links)
staff = Actor(kind="staff", label="Penjual")
facts = dict(store_id=campaign.store_id, actor=staff, at=clock.now())
line = f"1. Budi {{' '.join(variant.values)}}"
paste_chat(**facts, campaign_id=campaign.pk, text=line, stated=Stated("081299999999"))
draft = ChatDraft.objects.of(campaign.store_id).get()
send_draft(**facts, draft_id=draft.pk)
draft.refresh_from_db()
print(json.dumps([*secrets, draft.secret]))
"""
TEASE = """
import json
from datetime import timedelta
from bukapo.campaigns.models import Campaign, Interest
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.campaigns.teaser.rules import SignUp, TeaserPlan
from bukapo.campaigns.teaser.signing import confirm_interest, sign_up
from bukapo.campaigns.teaser.writes import add_design, save_teaser, show_teaser
campaign = Campaign.objects.across_stores("a test").select_related("store").get(pk={campaign})
at = campaign.opens_at - timedelta(hours=1)
who = {{"actor": BUYER_ACTOR, "at": at, "store": campaign.store, "campaign_id": campaign.pk}}
save_teaser(**who, plan=TeaserPlan(text="A", options=(("Warna", ("Hitam",)),)))
add_design(**who, name="B")
show_teaser(**who)
for number, secret in enumerate(json.loads({secrets!r})):
    wish = SignUp(way="phone", address=f"0812{{number:08d}}", consent_text="A", agreed=True)
    told = sign_up(actor=BUYER_ACTOR, at=at, store_id=campaign.store_id, campaign_id=campaign.pk, typed=wish)
    Interest.objects.of(campaign.store_id).filter(pk=told.interest_id).update(secret=secret)
"""
"""The same secrets lead to people who signed up while there was a teaser."""
NAMES = [
    "key", "action", "line-0-product", "line-0-pick-0", "line-0-qty", "line-0-text-1", "line-999-product",
    "pack-0-bundle", "pack-0-slot-0-pick-0", "pack-0-qty",
    "wish", "answer", "courier", "tracking_number",
    "buyer_name", "phone", "email", "fulfilment", "address", "city", "postal_code", "zone_id", "note", "reason",
    "claimed", "bank_account", "sender", "stars", "body", "size-0", "was-0", "tambah", "ukuran",
    "account", "split", "couriers", "regular", "basis", "margin", "plus", "step", "seen", "pakai",
    "semua", "receiver", "username", "password", "name", "csrfmiddlewaretoken", "next", "language", "words",
    "agreed", "desain", "suka-0", "offers", "coordinator", "payer", "products", "number_field", "deadline_at",
    "shows_names", "pick-0-0", "text-1", "member", "text", "situs", "fit", "video", "satisfaction", "naming", "gone",
    "ubah", "photos", "file", "keys",
    "csrfmiddlewaretoken", "next", "language", "words", "source", "biasa", "suasana", "kanal", "bahasa", "colour",
    "line",
]  # fmt: skip


@pytest.fixture(scope="session")
def shop(machine: Machine) -> Shop:
    return open_shop(machine, "asing")


@pytest.fixture(scope="session")
def secrets(machine: Machine, shop: Shop) -> list[str]:
    """Orders enough that no limit per order hides a page; the last one opens a draft out of a chat."""
    found: list[str] = json.loads(machine.python(PLACE.format(campaign=shop.campaign, count=12)))
    machine.python(TEASE.format(campaign=shop.campaign, secrets=json.dumps(found)))
    return found


ODD_PARTS = [
    "%00", "%FF", "%ED%A0%80", "%2e%2e%2f", "..", "a" * 4_000, "9" * 30, "-1", "%E2%80%AE", "'", "{{x}}", "%25", "+",
]  # fmt: skip
HEADERS = [
    "Cookie", "Accept_Language", "Referer", "Origin", "X_Forwarded_For", "Range", "HX_Current_URL", "HX_Request",
    "Accept", "User_Agent", "If_Modified_Since", "If_None_Match", "Content_Type",
]  # fmt: skip
TOKEN = "a" * 32
PASSES_CSRF = {"Cookie": f"csrftoken={TOKEN}", "X_CSRFToken": TOKEN}


def ask(machine: Machine, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
    """The answer, which is never a server's own mistake. Each comes from an address of its own, within the limits."""
    visitor = Visitor(machine.port)
    try:
        answer = visitor.ask(method, path, body, **headers)
    except ConnectionError:  # it did not care to read it all
        assert body and len(body) > 100_000, f"no answer to {method} {path} with {headers}"
        answer = visitor.get("/healthz")
    assert answer.status < 500, f"{answer.status} for {method} {path} with {str(body)[:200]} {headers}"
    return answer


def public_paths(shop: Shop, secret: str) -> list[str]:
    slugs = {
        "store": shop.path.split("/")[1],
        "campaign": shop.path.split("/")[2],
        "secret": secret,
        "code": "x",
        "kind": "csv",
    }
    return [path for path in every_path(slugs) if "/toko-saya/" not in path or "/asing/" not in path]


def test_a_stranger_may_post_anything_anywhere(machine: Machine, shop: Shop, secrets: list[str]) -> None:
    answers = Counter[int]()
    for number, (body, kind) in enumerate(nasty.bodies(NAMES)):
        paths = public_paths(shop, secrets[number % len(secrets)])
        for path in paths[number % 3 :: 3]:  # each gets every third body
            status = ask(machine, "POST", path, body, content_type=kind, **PASSES_CSRF).status
            answers[status] += 1
    assert answers[422] > 100 and answers[303]  # it came far enough to be judged
    assert machine.run("audit").returncode == 0


def test_a_stranger_may_use_any_method(machine: Machine, shop: Shop, secrets: list[str]) -> None:
    for path in public_paths(shop, secrets[0]):
        for method in ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW"):
            assert ask(machine, method, path).status in (200, 302, 400, 401, 403, 404, 405), (
                f"{method} {path}"
            )


@pytest.mark.parametrize("part", ODD_PARTS)
def test_a_stranger_may_ask_for_any_address(machine: Machine, shop: Shop, part: str) -> None:
    filled = dict.fromkeys(("store", "campaign", "secret", "code", "token", "uidb64", "name", "number"), part)
    for path in every_path(filled | {"position": "9" * 30, "proof": "9" * 30}):
        ask(machine, "GET", path)
    for path in (
        f"{shop.path}{part}/",
        f"{shop.path}?baris={part}",
        f"/bahasa/en/?ke={part}",
        f"/media/photos/{part}.webp",
    ):
        ask(machine, "GET", path)


def test_a_stranger_may_say_anything_in_headers_and_questions(machine: Machine, shop: Shop) -> None:
    for value in ("", "\xff\xfe", "x" * 4_000, "id;q=9" * 200, "a=b; c", "bytes=-1,5-2,x", "*/*\x0b"):
        given = dict.fromkeys(HEADERS, value)
        for path in (shop.path, f"{shop.path}pesan/", "/toko-saya/", "/static/ui/tokens.css", "/healthz"):
            ask(machine, "GET", path, **given)
            ask(machine, "GET", path, Cookie=f"sessionid={value}; django_language={value}; csrftoken={value}")
    for value in nasty.VALUES[:26]:
        question = quote(value, errors="surrogatepass")
        for path in (
            shop.path,
            f"{shop.path}pesan/?baris=",
            "/?kabar=",
            "/toko-saya/masuk/?next=",
            "/bahasa/en/?ke=",
        ):
            ask(machine, "GET", path + ("?a=" if "?" not in path else "") + question)


def test_a_foreign_host_name_is_refused_calmly(machine: Machine, shop: Shop) -> None:
    for host in ("evil.example", "a b", "[::1", "127.0.0.1:99999", ""):
        assert ask(machine, "GET", shop.path, Host=host).status in (200, 400)
