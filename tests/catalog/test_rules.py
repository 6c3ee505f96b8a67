from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.catalog.rules import (
    FieldDraft,
    OptionDraft,
    ProductDraft,
    Value,
    checked,
    checked_chart,
    combinations,
    sizes_without_measures,
)
from bukapo.kernel.refusal import Invalid

names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
values = st.lists(
    st.builds(Value, names, st.integers(0, 50_000)),
    min_size=1,
    max_size=5,
    unique_by=lambda v: v.name.casefold(),
)
options = st.lists(
    st.builds(OptionDraft, names, values.map(tuple)), max_size=3, unique_by=lambda o: o.name.casefold()
)


@given(options)
def test_variants_are_every_choice_once_with_their_surcharges_summed(drafts):
    made = combinations(drafts)
    assert len(made) == prod(len(option.values) for option in drafts)
    assert len({c.label for c in made}) == len(made)
    for combination in made:
        surcharges = [
            value.surcharge
            for option, name in zip(drafts, combination.values, strict=True)
            for value in option.values
            if value.name == name
        ]
        assert combination.surcharge == sum(surcharges)


def test_a_product_without_options_has_one_variant():
    assert [(c.label, c.values, c.surcharge) for c in combinations([])] == [("", (), 0)]


def product(**changes):
    return ProductDraft(**{"name": " Kaos  Reuni ", **changes})


def option(*values, name="Ukuran", is_size=False):
    return OptionDraft(name, tuple(v if isinstance(v, Value) else Value(v) for v in values), is_size)


def test_names_are_tidied():
    tidy = checked(product(options=(option(" S ", "M"),)))
    assert tidy.name == "Kaos Reuni"
    assert tidy.options[0].values[0].name == "S"


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("name", product(name=" ")),
        ("name", product(name="x" * 101)),
        ("weight", product(weight=0)),
        ("normal_price", product(normal_price=-1)),
        ("options", product(options=(option(),))),
        ("options", product(options=(option("S", "s"),))),
        ("options", product(options=(option("A / B"),))),
        ("options", product(options=(option("A|B"),))),
        ("options", product(options=(option("A"), option("B", name="ukuran")))),
        ("options", product(options=(option("A", is_size=True), option("B", name="B", is_size=True)))),
        ("options", product(options=(option(Value("A", -5)),))),
        ("options", product(options=(option(Value("A", 0, True), Value("B", 0, True)),))),
        ("options", product(options=tuple(option(*map(str, range(30)), name=n) for n in "ab"))),
        ("personalizations", product(personalizations=(FieldDraft(""),))),
        ("personalizations", product(personalizations=(FieldDraft("Font", kind="choice"),))),
        ("personalizations", product(personalizations=(FieldDraft("Nama"), FieldDraft("nama")))),
        ("size_chart", product(size_chart={"columns": ["A", "B"], "rows": [["1"]]})),
    ],
)
def test_a_product_nobody_could_order_is_refused(field, draft):
    with pytest.raises(Invalid) as no:
        checked(draft)
    assert no.value.params["field"] == field


def test_an_empty_chart_is_no_chart():
    assert checked_chart({}) == checked_chart({"columns": [], "rows": []}) == {}


def test_sizes_the_chart_leaves_out_are_named():
    chart = {"columns": ["Ukuran", "Lebar"], "rows": [["s", "48"], ["M", "50"]]}
    sizes = [option("S", "M", "XL", is_size=True), option("Hitam", name="Warna")]
    assert sizes_without_measures(sizes, chart) == ["XL"]
    assert sizes_without_measures(sizes, {}) == ["S", "M", "XL"]
    assert sizes_without_measures([option("20 cm")], {}) == []
