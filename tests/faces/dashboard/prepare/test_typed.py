import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.catalog.rules import OptionDraft, Value, checked_chart
from bukapo.faces.dashboard.prepare.typed import chart_lines, chart_of, lines_of, values_of
from bukapo.kernel.refusal import Invalid


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("XL", Value("XL")),
        ("XL +5000", Value("XL", 5_000)),
        ("XL +5.000", Value("XL", 5_000)),
        ("XL (+5.000)", Value("XL", 5_000)),
        ("XL(+Rp 5.000)", Value("XL", 5_000)),
        ("XXL +10rb", Value("XXL", 10_000)),
        ("XXL + 10 ribu", Value("XXL", 10_000)),
        ("XXL (+10k) *", Value("XXL", 10_000, True)),
        ("Pendek *", Value("Pendek", 0, True)),
        ("Pendek * +5000", Value("Pendek", 5_000, True)),
        ("  3/4   Panjang ", Value("3/4 Panjang")),
    ],
)
def test_a_line_is_a_value_with_its_surcharge(line, value):
    assert values_of(f"\n{line}\n\n") == (value,)


def test_a_plus_nobody_can_read_is_asked_about():
    with pytest.raises(Invalid):
        values_of("XL +lima ribu")


names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 /]{0,10}[A-Za-z0-9]", fullmatch=True).map(
    lambda n: " ".join(n.split())
)


@given(st.lists(st.builds(Value, names, st.integers(0, 10**9), st.booleans()), min_size=1))
def test_what_is_shown_reads_back_as_it_was(values):
    assert values_of(lines_of(OptionDraft("x", tuple(values)))) == tuple(values)


@pytest.mark.parametrize(
    "text",
    [
        "Ukuran\tLebar\tPanjang\nS\t48\t68\nXL\t55\t73",
        "Ukuran;Lebar;Panjang\nS;48;68\nXL;55;73",
        "Ukuran, Lebar, Panjang\n\nS, 48, 68\nXL, 55, 73\n",
        "| Ukuran | Lebar | Panjang |\n| S | 48 | 68 |\n| XL | 55 | 73 |",
        "Ukuran  Lebar  Panjang\nS  48  68\nXL  55  73",
        "Ukuran Lebar Panjang\nS 48 68\nXL 55 73",
    ],
)
def test_a_size_chart_is_read_however_it_is_pasted(text):
    chart = chart_of(text)
    assert chart["columns"] == ["Ukuran", "Lebar", "Panjang"]
    assert chart["rows"] == [["S", "48", "68"], ["XL", "55", "73"]]
    assert chart_of(chart_lines(chart)) == chart == checked_chart(chart)


def test_a_decimal_comma_stays_when_another_mark_splits():
    assert chart_of("Ukuran;Lebar\nS;48,5")["rows"] == [["S", "48,5"]]


def test_an_empty_box_is_no_chart():
    assert chart_of(" \n ,, \n") == {} and chart_lines({}) == ""
