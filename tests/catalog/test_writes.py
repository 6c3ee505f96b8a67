from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bukapo.catalog import reads, writes
from bukapo.catalog.models import Option, OptionValue, PersonalizationField, Photo, Product, Variant
from bukapo.catalog.rules import FieldDraft, OnSale, OptionDraft, ProductDraft, Value
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import STAFF, Actor
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.stores.models import Store

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SELLER = Actor(kind=STAFF, label="Sari", id=1)
TEE = ProductDraft(
    name="Kaos Reuni",
    normal_price=120_000,
    size_chart={"columns": ["Ukuran", "Lebar"], "rows": [["S", "48"], ["XL", "55"]], "note": ""},
    options=(
        OptionDraft("Ukuran", (Value("S"), Value("XL", 5_000)), is_size=True),
        OptionDraft("Lengan", (Value("Pendek", 0, True), Value("Panjang", 10_000))),
    ),
    personalizations=(FieldDraft("Nama punggung", price=15_000),),
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def store():
    return Store.objects.create(slug="toko", name="Toko", city="Bandung", phone="+628123456789")


@pytest.fixture
def other():
    return Store.objects.create(slug="lain", name="Lain", city="Bandung", phone="+628123456789")


def save(store, draft=TEE, **more):
    event = writes.save_product(actor=SELLER, at=AT, store=store, draft=draft, **more)
    return Product.objects.of(store).get(pk=event.product_id)


def variants(store):
    rows = Variant.objects.of(store).order_by("position", "id")
    return {row.label: (row.surcharge, row.active) for row in rows}


def test_saving_a_product_makes_its_variants_and_one_event(store):
    product = save(store)
    assert variants(store) == {
        "S / Pendek": (0, True),
        "S / Panjang": (10_000, True),
        "XL / Pendek": (5_000, True),
        "XL / Panjang": (15_000, True),
    }
    assert product.version == 1
    assert list(EventRow.objects.values_list("kind", "data__what")) == [("product.saved", "created")]
    assert reads.draft_of(product) == TEE


def test_what_is_removed_goes_out_of_use_and_comes_back_as_the_same_row(store):
    product = save(store)
    before = {row.label: row.pk for row in Variant.objects.of(store)}
    only_short = replace(TEE.options[1], values=(Value("Pendek", 0, True), Value("3/4", 4_000)))
    save(store, replace(TEE, options=(TEE.options[0], only_short)), product_id=product.pk)
    assert variants(store)["XL / Panjang"] == (15_000, False)
    assert variants(store)["XL / 3/4"] == (9_000, True)
    save(store, TEE, product_id=product.pk)
    assert {row.label: row.pk for row in Variant.objects.of(store) if row.label in before} == before
    assert variants(store)["XL / 3/4"][1] is False
    assert OptionValue.objects.of(store).filter(name="3/4", active=False).exists()
    assert reads.draft_of(product) == TEE


def test_options_change_places_and_names_freely(store):
    product = save(store)
    turned = replace(TEE, options=(TEE.options[1], replace(TEE.options[0], name="Size")), personalizations=())
    save(store, turned, product_id=product.pk)
    assert reads.draft_of(product) == turned
    assert sorted(label for label, (_, active) in variants(store).items() if active)[0] == "Panjang / S"
    assert Option.objects.of(store).count() == 2
    assert PersonalizationField.objects.of(store).get().active is False
    assert EventRow.objects.latest("id").data["changed"].keys() == {"options", "personalizations"}


def test_on_sale_only_words_and_pictures_may_change(store):
    product = save(store)
    dearer = replace(
        TEE, options=(replace(TEE.options[0], values=(Value("S", 1), Value("XL"))), TEE.options[1])
    )
    for draft in (dearer, replace(TEE, personalizations=())):
        with pytest.raises(OnSale):
            save(store, draft, product_id=product.pk, on_sale=True)
    assert reads.draft_of(product) == TEE
    assert EventRow.objects.count() == 1
    save(store, replace(TEE, description="Bahan 24s"), product_id=product.pk, on_sale=True)
    assert reads.draft_of(reads.product_of(store, product.pk)).description == "Bahan 24s"


def test_a_bad_draft_changes_nothing(store):
    product = save(store)
    with pytest.raises(Invalid):
        save(store, replace(TEE, name=""), product_id=product.pk)
    assert reads.draft_of(product) == TEE
    assert EventRow.objects.count() == 1


def test_another_stores_product_is_not_found(store, other):
    product = save(other)
    with pytest.raises(NotFound):
        save(store, TEE, product_id=product.pk)
    with pytest.raises(NotFound):
        writes.archive_product(actor=SELLER, at=AT, store=store, product_id=product.pk, archived=True)
    product.refresh_from_db()
    assert (product.version, product.archived) == (1, False)


def photo(store, key):
    return Photo.objects.create(
        store=store, key=key, widths=[100], width=100, height=100, fingerprint="0" * 64
    )


def test_photos_are_shown_in_the_order_that_was_said(store, other):
    product = save(store)
    first, second, foreign = photo(store, "a"), photo(store, "b"), photo(other, "c")

    def arrange(*photos):
        ids = [p.pk for p in photos]
        writes.arrange_photos(actor=SELLER, at=AT, store=store, product_id=product.pk, photo_ids=ids)

    arrange(first, second)
    arrange(second, first)
    assert reads.photos_of(product) == [second, first]
    with pytest.raises(NotFound):
        arrange(first, foreign)
    assert reads.photos_of(product) == [second, first]
    arrange(first)
    assert reads.photos_of(product) == [first]


def test_the_list_takes_a_fixed_number_of_queries(store, django_assert_num_queries):
    for number in range(5):
        save(store, replace(TEE, name=f"Kaos {number}"))
    with django_assert_num_queries(3):
        rows = reads.products_of(store)
    assert [row.name for row in rows][:2] == ["Kaos 4", "Kaos 3"]
    assert (rows[0].variants, rows[0].options, rows[0].has_chart) == (4, ("Ukuran", "Lengan"), True)


def test_an_archived_product_leaves_the_list_and_comes_back(store):
    product = save(store)
    for archived in (True, False):
        writes.archive_product(actor=SELLER, at=AT, store=store, product_id=product.pk, archived=archived)
        assert len(reads.products_of(store)) == (0 if archived else 1)
