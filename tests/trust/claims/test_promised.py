"""The product guarantee frozen with an order says what its claims may ask for, and by when."""

from datetime import timedelta

import pytest
from django.test import Client

from bukapo.campaigns.guarantees.rules import Declared
from bukapo.campaigns.models import Terms
from bukapo.journal import clock
from bukapo.trust.claims import deciding, refusals
from bukapo.trust.claims.promised import promised_to
from bukapo.trust.claims.rules import is_promised
from bukapo.trust.models import Claim
from tests.faces.production import seller
from tests.trust.claims.cast import LATER, claimed, decided, handed
from tests.trust.late import guarded
from tests.world import World

DAY = timedelta(days=1)


def promised(reason: str, wish: str, days: int | None, *, personal: bool = False, fit_days: int = 14) -> bool:
    return is_promised(
        reason=reason, wish=wish, personal=personal, received_at=None if days is None else LATER, defect_days=7,
        at=LATER + DAY * (days or 0), fit_days=fit_days,
    )  # fmt: skip


def test_wrong_goods_are_made_good_as_wished_and_right_ones_only_exchanged() -> None:
    assert promised("seam", "refund", 7) and not promised("seam", "refund", 8)
    assert promised("lost", "refund", None), "what never came is never too late"
    assert promised("fit", "exchange", 14) and not promised("fit", "exchange", 15)
    assert not promised("fit", "refund", 1)
    assert not promised("fit", "exchange", 1, personal=True)
    assert not promised("fit", "exchange", 1, fit_days=0)


@pytest.fixture
def world(db: None) -> World:
    """Its PO takes what does not fit for 14 days."""
    return guarded(Declared((), 14, 14))


def fitting(world: World, order: object, at: object) -> Claim:
    line = order.lines.get()  # type: ignore[attr-defined]
    sizes = {line.pk: world.variant("XL", "Hitam")}
    return claimed(world, order, reason="fit", wish="exchange", sizes=sizes, at=at)  # type: ignore[arg-type]


def test_what_does_not_fit_is_exchanged_as_the_po_declared(world: World) -> None:
    order = handed(world, world.line("L", qty=2))
    claim = fitting(world, order, LATER + 10 * DAY)
    assert not claim.late
    with clock.told(LATER + 10 * DAY):
        page = Client().get(f"/p/{order.secret}/komplain/").content.decode()
        tap = seller(world).get(f"/toko-saya/{world.store.slug}/komplain/{claim.pk}/").context["one_tap"]
    assert "boleh ditukar sampai 14 hari setelah diterima" in page, "the clause itself"
    assert "tukar ukuran sampai 5 Jan 2027" in page and "bisa lapor sampai 29 Des 2026" in page
    assert tap["fitting"], "the buyer pays the way back, as the terms say"
    assert fitting(world, order, LATER + 15 * DAY).late


def test_the_way_back_of_wrong_goods_is_never_the_buyers(world: World) -> None:
    claim = claimed(world, handed(world))
    with pytest.raises(refusals.SellerPaysReturn):
        decided(world, claim, amount=95_000, goods_back=True, payer="buyer")
    assert world.fresh(claim).state == "open"
    late = claimed(world, handed(world), at=LATER + 8 * DAY)
    assert late.late and not deciding.seller_pays(late), "what is not promised is a matter between the two"


def test_terms_of_the_time_before_are_read_as_they_were_written(world: World) -> None:
    order = handed(world)
    assert (promised_to(order).defect_days, promised_to(order).fit_days) == (7, 14)
    order.terms.guarantee.delete()
    text = order.terms.text.replace("lambat 7 hari setelah diterima", "lambat 21 hari setelah diterima")
    Terms.objects.of(world.store).update(document={}, text=text.replace("lambat 48 jam", "lambat 12 jam"))
    world.store.exchange_days = 3
    world.store.save()
    old = promised_to(world.fresh(order))
    assert (old.defect_days, old.answer_hours, old.fit_days) == (21, 12, 0)
