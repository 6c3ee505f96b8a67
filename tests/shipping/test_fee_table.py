from datetime import UTC, datetime

import pytest

from bukapo.journal.models import EventRow
from bukapo.kernel.actor import STAFF, Actor
from bukapo.kernel.refusal import Invalid
from bukapo.shipping.fee_table import ZoneDraft
from bukapo.shipping.models import Zone
from bukapo.shipping.writes import save_zones
from bukapo.stores.models import Store

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SELLER = Actor(kind=STAFF, label="Sari", id=1)
JAVA = ZoneDraft("Jawa", 12_000, 9_000, courier="JNE")
PAPUA = ZoneDraft("Papua", 60_000, 55_000)

pytestmark = pytest.mark.django_db


@pytest.fixture
def store():
    return Store.objects.create(slug="toko", name="Toko", city="Bandung", phone="+628123456789")


def save(store, *zones):
    return save_zones(actor=SELLER, at=AT, store=store, zones=zones)


def table(store):
    return list(Zone.objects.of(store).filter(active=True).values_list("name", "first_kg"))


def test_the_table_is_what_was_saved_last(store):
    save(store, JAVA, PAPUA)
    java = Zone.objects.of(store).get(name="Jawa").pk
    save(store, PAPUA, ZoneDraft(" Jawa ", 15_000, 9_000))
    assert table(store) == [("Papua", 60_000), ("Jawa", 15_000)]
    assert Zone.objects.of(store).get(name="Jawa").pk == java
    save(store, PAPUA)
    assert table(store) == [("Papua", 60_000)]
    assert Zone.objects.of(store).count() == 2
    assert EventRow.objects.filter(kind="store.changed", data__what="zones").count() == 3


@pytest.mark.parametrize(
    "rows",
    [
        [JAVA, ZoneDraft("jawa", 1, 1)],
        [ZoneDraft("  ", 1, 1)],
        [ZoneDraft("A", -1, 1)],
        [ZoneDraft("A", 1, 9_000_000)],
        [ZoneDraft(str(n), 1, 1) for n in range(81)],
    ],
)
def test_a_table_that_makes_no_sense_changes_nothing(store, rows):
    save(store, JAVA)
    with pytest.raises(Invalid):
        save(store, *rows)
    assert table(store) == [("Jawa", 12_000)]
    assert EventRow.objects.count() == 1
