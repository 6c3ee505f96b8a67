"""Every address there is, asked by the owner of a shop with orders, money and a closed PO: never a mistake of ours."""

from datetime import timedelta

import pytest
from django.test import Client

from bukapo.campaigns.links.writes import make_link
from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.models import Interest, ShortLink
from bukapo.campaigns.rules import Closed
from bukapo.campaigns.series.rules import Rhythm
from bukapo.journal import clock
from bukapo.orders.chats.pasting import paste_chat
from bukapo.orders.chats.read import Stated
from bukapo.orders.models import ChatDraft, Roster, RosterMember
from bukapo.orders.rosters.filling import MemberWish, list_members
from bukapo.orders.writes.send import hand_over
from bukapo.production.models import WorkOrder
from bukapo.trust.models import Claim
from tests.faces.dashboard.learn.test_evaluation import over
from tests.faces.production import paid
from tests.inbox import write
from tests.orders.commissions.cast import rina
from tests.orders.rosters.cast import a_roster, by
from tests.servers.routes import every_path
from tests.teased import signed, tease
from tests.trust.claims.cast import claimed
from tests.world import World, make_world

UNASKED = ("/bahasa/", "/_gaya/")
"""Changes of language are posts; the style guide is for tests of the look."""


def addresses(world: World) -> list[str]:
    """All of the store's, with what is there filled in."""
    order = world.campaign.orders.order_by("pk").first()
    work = WorkOrder.objects.of(world.store).first()
    filled = {"store": world.store.slug, "campaign": world.campaign.slug, "kind": "csv", "part": "journal"}
    filled |= {"number": order.number, "order": order.pk, "secret": order.secret}
    if (roster := Roster.objects.of(world.store).first()) is not None:  # all its links are the order's, too
        Roster.objects.of(world.store).update(secret=order.secret, join_secret=order.secret)
        RosterMember.objects.of(world.store).update(secret=order.secret)
        filled |= {"roster": roster.code, "member": 0}
    filled |= {"work_order": work.pk} if work else {}
    filled |= {"digest": order.terms.digest}
    filled |= {"draft": pasted(world), "word": write(world, order, at=clock.now())}
    filled |= {"partner": rina(world).pk}
    claim = Claim.objects.of(world.store).first()
    filled |= {"claim": claim.pk if claim else 1}
    filled |= {"series": world.campaign.slug, "batch": world.campaign.slug, "deed": "jeda"}
    link = ShortLink.objects.of(world.store).first()
    filled |= {"layout": "kartu", "size": "link", "tone": "terang", "link": link.pk if link else 1}
    return [path for path in every_path(filled) if not path.startswith(UNASKED)]


def teased(world: World) -> None:
    """Somebody signed up before it opened; their page has the secret that every page is asked with."""
    before = world.campaign.opens_at - timedelta(hours=1)
    tease(world, before)
    one = signed(world, "budi@example.com", before)
    order = world.campaign.orders.order_by("pk").first()
    Interest.objects.of(world.store).filter(pk=one.pk).update(secret=order.secret)


def pasted(world: World) -> int:
    """Id of a draft out of a chat, as long as the PO takes orders."""
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": world.seller}
    try:
        paste_chat(**facts, text="1. Budi L hitam", stated=Stated("081298765432"), at=clock.now())  # type: ignore[arg-type]
    except Closed:
        return 1
    return int(ChatDraft.objects.of(world.store).get().pk)


@pytest.mark.django_db
@pytest.mark.parametrize("is_over", [False, True])
def test_every_page_answers_its_owner(is_over: bool) -> None:
    # The one that is open is the first batch of a continuous PO, with a minimum that is not reached.
    world = (
        over()
        if is_over
        else make_world(kind="batch", rhythm=Rhythm().as_json(), minimums=[Least(5)], groups=True)
    )
    if not is_over:
        first = paid(world, world.line("L", qty=2))
        hand_over(store_id=world.store.pk, order_id=first.pk, actor=world.seller, at=clock.now())
        claimed(world, world.fresh(first), at=clock.now())
        world.place(world.line("M"))
        teased(world)
        roster = a_roster(world, at=clock.now(), number_field=None)
        list_members(wishes=[MemberWish("Ani")], **by(world, roster, at=clock.now()))
    make_link(
        actor=world.seller, at=clock.now(), store=world.store, source="ig", campaign_id=world.campaign.pk
    )
    client = Client(raise_request_exception=True)
    client.force_login(world.owner)
    answers = {path: client.get(path).status_code for path in addresses(world)}
    assert not {path: status for path, status in answers.items() if status >= 500}
    assert sum(status == 200 for status in answers.values()) > 40, answers
