"""The recap counts what was ordered, says it in the product's order, and can be proved later."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.production.recap import (
    CampaignFacts,
    ConfirmedLine,
    OptionAxis,
    OrderSum,
    ProductLayout,
    Recap,
    RecapError,
    build_recap,
    content_breaches,
    digest,
    from_content,
    matrix,
    piece_key,
    reconcile,
    to_content,
    workshop_content,
)

AT = datetime(2026, 11, 22, 7, 5, tzinfo=UTC)
SIZES = ("S", "M", "L", "XL", "XXL", "3XL")
COLOURS = ("Hitam", "Navy", "Maroon")
SLEEVES = ("Pendek", "Panjang")
OPTIONS = ("Ukuran", "Warna", "Lengan")
SHIRT = ProductLayout(
    "Kaos Reuni",
    (OptionAxis("Ukuran", SIZES), OptionAxis("Warna", COLOURS), OptionAxis("Lengan", SLEEVES)),
    ("Nama punggung", "Nomor"),
)
FACTS = CampaignFacts("Angkatan 11", "Kaos Reuni", "Asia/Jakarta", AT, (SHIRT,))


def line(
    line_id: int, values: tuple[str, ...] = ("L", "Hitam", "Pendek"), quantity: int = 1, **more
) -> ConfirmedLine:
    facts = {
        "order_number": f"PO-{line_id:04d}",
        "buyer_name": "Budi Santoso",
        "line_id": line_id,
        "product": "Kaos Reuni",
        "options": OPTIONS,
        "values": values,
        "quantity": quantity,
        "unit_price": 95_000,
        "personalization": {},
        "personalization_price": 0,
        "fulfilment": "Ambil sendiri",
    }
    return ConfirmedLine(**{**facts, **more})


def recap_of(*lines: ConfirmedLine, facts: CampaignFacts = FACTS) -> Recap:
    return build_recap(facts=facts, lines=lines, state="frozen", made_at=AT)


SAMPLE = (
    line(
        1,
        ("XL", "Hitam", "Panjang"),
        2,
        personalization={"Nama punggung": "BUDI", "Nomor": "10"},
        personalization_price=15_000,
        unit_price=110_000,
    ),
    line(2, ("S", "Navy", "Pendek")),
    line(3, ("L", "Hitam", "Pendek"), 3, order_number="PO-0002"),
    line(4, ("L", "Hitam", "Pendek"), personalization={"Nama punggung": "", "Nomor": " "}),
)


def test_pieces_are_keyed_by_values_in_the_products_order():
    assert recap_of(*SAMPLE).pieces == {"S|Navy|Pendek": 1, "L|Hitam|Pendek": 4, "XL|Hitam|Panjang": 2}
    assert list(recap_of(*SAMPLE).pieces) == ["S|Navy|Pendek", "L|Hitam|Pendek", "XL|Hitam|Panjang"]


def test_totals_count_orders_pieces_and_rupiah_of_goods():
    totals = recap_of(*SAMPLE).totals
    assert (totals.orders, totals.pieces) == (3, 7)
    assert (totals.personalized_orders, totals.personalized_pieces, totals.personalization) == (1, 2, 30_000)
    assert totals.goods == 2 * 125_000 + 95_000 + 3 * 95_000 + 95_000


def test_the_matrix_has_sizes_across_in_the_products_order_and_totals_at_both_edges():
    table = matrix(recap_of(*SAMPLE).products[0].count())
    assert table.columns == SIZES
    assert table.row_titles == ("Warna", "Lengan")
    assert [(row.labels, row.cells, row.total) for row in table.rows] == [
        (("Hitam", "Pendek"), (0, 0, 4, 0, 0, 0), 4),
        (("Hitam", "Panjang"), (0, 0, 0, 2, 0, 0), 2),
        (("Navy", "Pendek"), (1, 0, 0, 0, 0, 0), 1),
    ]
    assert (table.column_totals, table.total) == ((1, 0, 4, 2, 0, 0), 7)


def test_size_is_found_wherever_the_product_puts_it():
    facts = CampaignFacts("T", "C", "Asia/Jakarta", None)
    lines = [
        line(1, ("Hitam", "XXL"), options=("Warna", "Ukuran kaos")),
        line(2, ("Navy", "S"), options=("Warna", "Ukuran kaos")),
    ]
    table = matrix(recap_of(*lines, facts=facts).products[0].count())
    assert table.columns == ("S", "XXL")
    assert [row.labels for row in table.rows] == [("Hitam",), ("Navy",)]


def test_a_lone_flavour_goes_down_and_the_smaller_of_two_options_goes_across():
    lone = [line(1, ("Keju",), 4, options=("Rasa",)), line(2, ("Cokelat",), 2, options=("Rasa",))]
    table = matrix(recap_of(*lone).products[0].count())
    assert table.columns == ()
    assert [(row.labels, row.total) for row in table.rows] == [(("Cokelat",), 2), (("Keju",), 4)]
    pair = [
        line(n, (taste, "Toples"), options=("Rasa", "Kemasan")) for n, taste in enumerate(("Keju", "Nanas"))
    ]
    assert matrix(recap_of(*pair).products[0].count()).columns == ("Toples",)


def test_a_product_without_options_is_counted_under_its_own_name():
    nastar = [line(n, (), 2, options=(), product="Nastar") for n in (1, 2)]
    recap = recap_of(*nastar)
    assert recap.pieces == {"Nastar": 4}
    assert [(row.labels, row.total) for row in matrix(recap.products[0].count()).rows] == [((), 4)]


def test_two_products_never_share_a_key_and_stay_in_the_campaigns_order():
    recap = recap_of(line(1, ("M",), options=("Ukuran",), product="Jaket"), line(2, ("M", "Navy", "Pendek")))
    assert [product.name for product in recap.products] == ["Kaos Reuni", "Jaket"]
    assert recap.pieces == {"Kaos Reuni|M|Navy|Pendek": 1, "Jaket|M": 1}


def test_a_value_the_product_no_longer_lists_is_counted_after_the_known_ones():
    table = matrix(recap_of(line(1, ("4XL", "Hitam", "Pendek")), line(2)).products[0].count())
    assert table.columns == (*SIZES, "4XL")
    assert table.total == 2


def test_a_bar_inside_a_value_cannot_make_two_variants_one():
    assert piece_key(("A|B", "C"), "x") != piece_key(("A", "B|C"), "x")
    assert piece_key(("A\\", "B"), "x") != piece_key(("A\\|B",), "x")


def test_the_name_list_is_numbered_in_variant_order_and_leaves_blanks_out():
    names = recap_of(*SAMPLE).products[0].count().names
    assert [(entry.number, entry.texts, entry.quantity, entry.order_number) for entry in names] == [
        (1, (("Nama punggung", "BUDI"), ("Nomor", "10")), 2, "PO-0001")
    ]


def test_content_holds_no_buyers_name_and_the_names_can_be_attached_again():
    recap = recap_of(*SAMPLE)
    content = to_content(recap)
    assert "Budi Santoso" not in json.dumps(content)
    again = from_content(json.loads(json.dumps(content)))
    assert again != recap
    assert again.with_buyers(dict.fromkeys(("PO-0001", "PO-0002", "PO-0004"), "Budi Santoso")) == recap


def test_the_workshops_copy_has_no_price_anywhere_and_keeps_the_seal():
    recap = recap_of(*SAMPLE)
    copy_ = recap.for_workshop()
    assert copy_.seal == recap.seal == digest(to_content(recap))
    assert copy_.totals.goods is None and copy_.totals.personalization is None
    told = json.dumps(workshop_content(recap))
    assert not any(word in told for word in ("price", "goods", "95000", "110000", "15000", "Budi Santoso"))
    assert copy_.pieces == recap.pieces


def test_reconcile_names_every_order_that_differs():
    recap = recap_of(*SAMPLE)
    good = [OrderSum("PO-0001", 2, 250_000), OrderSum("PO-0002", 4, 380_000), OrderSum("PO-0004", 1, 95_000)]
    assert reconcile(recap, good) == ()
    assert len(reconcile(recap, good[:-1])) == 2
    assert reconcile(recap, [*good[:-1], OrderSum("PO-0004", 1, 95_001)]) == (
        "order PO-0004: goods Rp95001, the recap has Rp95000",
    )
    assert reconcile(recap, [*good, OrderSum("PO-0009", 1, 0)]) == (
        "order PO-0009: pieces 1, the recap has 0",
    )


@pytest.mark.parametrize(
    "bad",
    [
        {"quantity": 0},
        {"quantity": True},
        {"unit_price": -1},
        {"unit_price": 95_000.0},
        {"personalization_price": -1},
        {"options": ("Ukuran",)},
    ],
)
def test_impossible_lines_are_refused(bad):
    with pytest.raises(RecapError):
        recap_of(line(1, **bad))


def test_a_line_told_twice_and_a_time_without_a_zone_are_refused():
    with pytest.raises(RecapError, match="told twice"):
        recap_of(line(1), line(1))
    with pytest.raises(RecapError, match="zone"):
        build_recap(facts=FACTS, lines=[], state="live", made_at=AT.replace(tzinfo=None))


def test_an_empty_recap_is_a_recap():
    recap = recap_of()
    assert (recap.pieces, recap.totals.pieces, recap.totals.goods) == ({}, 0, 0)
    assert from_content(to_content(recap)) == recap


def _paths(value, path=()):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _paths(item, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _paths(item, (*path, place))
    else:
        yield path


def test_any_single_altered_value_of_a_frozen_recap_is_a_breach():
    recap = recap_of(*SAMPLE)
    content = to_content(recap)
    assert content_breaches(content, recap.seal) == ()
    for path in list(_paths(content)):
        altered = copy.deepcopy(content)
        place = altered
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = place[path[-1]] + 1 if isinstance(place[path[-1]], int) else "altered"
        assert content_breaches(altered, recap.seal), path


def test_a_forged_seal_does_not_hide_counts_that_contradict_the_lines():
    content = to_content(recap_of(*SAMPLE))
    content["products"][0]["pieces"]["S|Navy|Pendek"] = 9
    assert content_breaches(content, digest(content)) == ("the recap contradicts itself in products",)
    for nonsense in (None, [], {}, {"products": 3}, {"x": 1.5}, "recap"):
        assert content_breaches(nonsense, "0" * 64)


def test_the_shared_forms_truth_is_its_own_recap():
    truth = json.loads((Path(__file__).parents[1] / "data" / "form-kaos-angkatan.truth.json").read_text())
    lines = [
        line(n, tuple(key.split("|")), pieces) for n, (key, pieces) in enumerate(truth["pieces"].items())
    ]
    recap = recap_of(*lines)
    assert recap.pieces == truth["pieces"]
    assert recap.totals.pieces == truth["total_pieces"]


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
order_lines = st.builds(
    lambda size, colour, sleeve, quantity, price, text, extra, order: {
        "values": (size, colour, sleeve),
        "quantity": quantity,
        "unit_price": price,
        "personalization": {"Nama": text},
        "personalization_price": extra,
        "order_number": f"PO-{order}",
    },
    st.sampled_from([*SIZES, "4XL", "XS"]),
    st.sampled_from([*COLOURS, "Hijau | tua"]),
    st.sampled_from(SLEEVES),
    st.integers(1, 500),
    st.integers(0, 10**9),
    names,
    st.integers(0, 10**6),
    st.integers(1, 9),
)


@given(st.lists(order_lines, max_size=25), st.randoms(use_true_random=False))
def test_every_total_is_the_sum_of_its_lines_and_arrival_order_never_matters(drawn, chance):
    lines = [line(n, **facts) for n, facts in enumerate(drawn)]
    recap = recap_of(*lines)
    shuffled = lines.copy()
    chance.shuffle(shuffled)
    assert recap_of(*shuffled) == recap
    assert sum(recap.pieces.values()) == recap.totals.pieces == sum(one.quantity for one in lines)
    assert recap.totals.goods == sum(
        one.quantity * (one.unit_price + one.personalization_price) for one in lines
    )
    for product in recap.products:
        table = matrix(product.count())
        assert (
            table.total == product.total == sum(table.column_totals) == sum(row.total for row in table.rows)
        )
        assert all(sum(row.cells) == row.total for row in table.rows)
    sums: dict[str, OrderSum] = {}
    for one in lines:
        before = sums.get(one.order_number, OrderSum(one.order_number, 0, 0))
        goods = one.quantity * (one.unit_price + one.personalization_price)
        sums[one.order_number] = OrderSum(
            one.order_number, before.pieces + one.quantity, before.goods + goods
        )
    assert reconcile(recap, sums.values()) == ()


@given(st.lists(order_lines, max_size=25))
def test_content_survives_json_word_for_word_and_keeps_its_seal(drawn):
    recap = recap_of(*(line(n, **facts) for n, facts in enumerate(drawn)))
    stored = json.loads(json.dumps(to_content(recap), ensure_ascii=False))
    assert to_content(from_content(stored)) == stored
    assert from_content(stored).seal == recap.seal
    assert content_breaches(stored, recap.seal) == ()


def test_names_are_numbered_size_by_size_wherever_the_size_stands():
    jacket = {"options": ("Warna", "Ukuran"), "product": "Jaket"}
    drawn = [("Navy", "S", "ANI"), ("Hitam", "L", "BUDI"), ("Hitam", "S", "CITRA"), ("Navy", "L", "DIDI")]
    lines = [
        line(n, (colour, size), personalization={"Nama": name}, **jacket)
        for n, (colour, size, name) in enumerate(drawn)
    ]
    names = recap_of(*lines).products[0].count().names
    assert [(entry.number, entry.texts[0][1]) for entry in names] == [
        (1, "CITRA"),
        (2, "ANI"),
        (3, "BUDI"),
        (4, "DIDI"),
    ]
