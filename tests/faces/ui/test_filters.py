"""Money, dates and stamps as people here read them."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bukapo.faces.ui import charts, dates, icons
from bukapo.faces.ui.fields import RupiahField, WholeField

AT = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ n|rupiah }}", "Rp1.250.000"),
        ("{{ at|tanggal }}", "30 November 2026"),
        ("{{ at|hari:'WIT' }}", "Senin, 30 November 2026"),
        ("{{ at|jam:'Asia/Makassar' }}", "22.00 WITA"),
        ("{{ at|waktu:'WIB' }}", "30 Nov 2026, 21.00 WIB"),
        ("{{ none|rupiah }}{{ none|jam }}", ""),
        ("{% rentang a b %}", "10–20 Desember 2026"),
    ],
)
def test_money_and_times_read_as_indonesians_write_them(source: str, shown: str) -> None:
    days = {"a": date(2026, 12, 10), "b": date(2026, 12, 20)}
    assert render(source, n=1_250_000, at=AT, none=None, **days) == shown


def test_english_pages_keep_the_zone_and_write_colons() -> None:
    with translation.override("en"):
        assert dates.day_and_time(AT, "Asia/Jakarta") == "Monday, 30 November 2026, 21:00 WIB"


def test_a_span_over_new_year_names_both_years() -> None:
    assert dates.span(date(2026, 12, 28), date(2027, 1, 3)) == "28 Desember 2026 – 3 Januari 2027"
    assert dates.span(date(2026, 12, 3), date(2026, 12, 3)) == "3 Desember 2026"


def test_an_unknown_state_shows_its_name_instead_of_breaking_the_page() -> None:
    assert "stamp-pencil" in render("{% stamp 'half_done' %}")
    assert "half done" in render("{% stamp 'half_done' %}")


def test_a_countdown_carries_the_servers_time_and_says_the_fixed_one() -> None:
    html = render(
        "{% countdown until zone='WIB' label='Ditutup' %}", until=AT, now=datetime(2026, 11, 29, tzinfo=UTC)
    )
    assert 'data-until="1796047200000"' in html
    assert 'data-now="1795910400000"' in html
    assert "Senin, 30 November 2026, 21.00 WIB" in html


def test_rules_are_laid_out_word_for_word_and_escaped() -> None:
    html = render(
        "{{ text|aturan }}", text="ATURAN\n\n1. Penjual\n- Toko <b>\n- Dua\n\n2. bukan judul\nakhir"
    )
    assert "<h3>1. Penjual</h3>" in html and "<ul><li>Toko &lt;b&gt;</li><li>Dua</li></ul>" in html
    assert "<p>2. bukan judul</p>" in html and html.endswith("<p>akhir</p>")


def test_every_icon_draws() -> None:
    assert all("<path" in icons.icon_svg(name) for name in icons.ICONS)


@given(st.lists(st.tuples(st.text(max_size=5), st.integers(0, 10**9)), max_size=30))
def test_bars_never_leave_the_drawing(points: list[tuple[str, int]]) -> None:
    drawn = charts.chart(points)
    for bar in drawn.bars:
        assert bar.x >= 0 and bar.x + bar.width <= charts.WIDTH
        assert charts.TOP - 1 <= bar.y <= drawn.floor


@given(st.integers(0, 2_000_000_000))
def test_a_price_reads_back_however_it_was_typed(amount: int) -> None:
    dotted = f"{amount:,}".replace(",", ".")
    field = RupiahField()
    assert {field.clean(text) for text in (str(amount), dotted, f"Rp {dotted}", f"Rp{dotted},00")} == {amount}


@pytest.mark.parametrize("typed", ["banyak", "1.5", "-3", "9" * 30, "1e5", "\x00", "١٢x"])
def test_what_is_no_price_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        RupiahField().clean(typed)


def test_a_field_shows_what_was_typed_and_what_is_wrong_with_it() -> None:
    class Form(forms.Form):
        pieces = WholeField(label="Jumlah", min_value=1, max_value=5)

    html = render("{% field form.pieces %}", form=Form({"pieces": "dua"}))
    assert 'value="dua"' in html and 'aria-invalid="true"' in html
    assert 'id="id_pieces_error"' in html and 'aria-describedby="id_pieces_error"' in html


def test_a_stored_photo_is_offered_as_avif_and_webp_in_every_width() -> None:
    class Stored:
        key, widths, width, height = "abc", [400, 800, 1600], 1600, 2000

    html = render("{% picture photo alt='Kaos' sizes='50vw' %}", photo=Stored())
    assert 'srcset="/media/photos/abc-400.avif 400w, /media/photos/abc-800.avif 800w, ' in html
    assert 'src="/media/photos/abc-800.webp" alt="Kaos" width="800" height="1000"' in html
    assert "photo-none" in render("{% picture none %}", none=None)
