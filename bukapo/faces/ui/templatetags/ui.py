"""Filters and tags of the look. `{% load ui %}`; the list with examples is in docs/look.md."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bukapo.faces.ui import charts, dates, icons, pictures, rules_text, stamps
from bukapo.journal import clock
from bukapo.kernel import money
from bukapo.orders.bundles.grouping import Group, grouped

register = template.Library()


@register.filter
def rupiah(amount: int | None) -> str:
    """`1250000` -> `Rp1.250.000`; nothing for None."""
    return "" if amount is None else money.rupiah(int(amount))


@register.filter
def angka(number: int | None) -> str:
    """A count with Indonesian thousands: `12345` -> `12.345`."""
    return "" if number is None else f"{int(number):,}".replace(",", ".")


@register.filter
def per_paket(lines: Sequence[Any]) -> list[Group]:
    """Lines of an order, the pieces of a package under its name (`orders.bundles.grouping`)."""
    return grouped(lines)


@register.filter
def nomor_hp(phone: str) -> str:
    """`+6281234567890` -> `0812-3456-7890`, as people here read numbers; foreign ones stay as they are."""
    if not phone.startswith("+62"):
        return phone
    digits = "0" + phone[3:]
    return "-".join(part for part in (digits[:4], digits[4:8], digits[8:]) if part)


@register.filter
def tanggal(value: date | datetime | None, zone: object = None) -> str:
    """`30 November 2026` in the store's zone."""
    return "" if value is None else dates.day(value, zone)


@register.filter
def hari(value: date | datetime | None, zone: object = None) -> str:
    """`Senin, 30 November 2026` in the store's zone."""
    return "" if value is None else dates.long_day(value, zone)


@register.filter
def tanggal_pendek(value: date | datetime | None, zone: object = None) -> str:
    """`30 Nov 2026` in the store's zone."""
    return "" if value is None else dates.short_day(value, zone)


@register.filter
def jam(value: datetime | None, zone: object = None) -> str:
    """`21.00 WIB` in the store's zone."""
    return "" if value is None else dates.clock_time(value, zone)


@register.filter
def tanggal_jam(value: datetime | None, zone: object = None) -> str:
    """`Senin, 30 November 2026, 21.00 WIB`."""
    return "" if value is None else dates.day_and_time(value, zone)


@register.filter
def waktu(value: datetime | None, zone: object = None) -> str:
    """`30 Nov 2026, 21.00 WIB`: short, for lists and timelines."""
    return "" if value is None else dates.short_day_and_time(value, zone)


@register.filter
def aturan(text: str) -> SafeString:
    """The frozen rules of a PO with headings and lists, word for word."""
    return rules_text.rules_html(text)


@register.simple_tag
def rentang(first: date | datetime | None, last: date | datetime | None, zone: object = None) -> str:
    """`10–20 Desember 2026`."""
    if first is None or last is None:
        known = first or last
        return "" if known is None else dates.day(known, zone)
    return dates.span(first, last, zone)


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """`{% icon "truck" %}`; give `label=` only when no words stand beside it."""
    return icons.icon_svg(name, label=label, size=size)


@register.simple_tag
def stamp(
    state: object, size: str = "", kind: str = "", word: str = "", ink: str | None = None
) -> SafeString:
    """`{% stamp order.state %}`; size "" (in a list), "tilt", "big". `word`/`ink` press something of your own."""
    found = stamps.stamp_of(state, kind=kind)
    css = ["stamp"]
    if shade := (found.ink if ink is None else ink):
        css.append(f"stamp-{shade}")
    if size:
        css.append(f"stamp-{size}")
    return format_html('<span class="{}">{}</span>', " ".join(css), word or found.word)


@register.simple_tag
def tanggal_tag(value: datetime, zone: object = None) -> SafeString:
    """A `<time>` element with the machine's time inside."""
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), dates.short_day_and_time(value, zone)
    )


@register.simple_tag(takes_context=True)
def moment(context: Context) -> datetime:
    """The page's own `now`, else the clock: a page never tells two times."""
    return context.get("now") or clock.now()


@register.inclusion_tag("ui/parts/countdown.html", takes_context=True)
def countdown(context: Context, until: datetime, zone: object = None, label: str = "") -> dict[str, object]:
    """Counts down to `until` by the server's clock; without a script the fixed time stands there."""
    now = context.get("now") or clock.now()
    return {
        "until": until,
        "zone": zone,
        "label": label,
        "until_ms": int(until.timestamp() * 1000),
        "now_ms": int(now.timestamp() * 1000),
    }


@register.inclusion_tag("ui/parts/photo.html")
def picture(
    photo: pictures.Stored | None, alt: str = "", sizes: str = "100vw", eager: bool = False, shape: str = ""
) -> dict[str, object]:
    """`{% picture photo alt="…" sizes="(min-width: 56rem) 30rem, 100vw" %}` for a stored photo (or None)."""
    return {"photo": pictures.picture(photo), "alt": alt, "sizes": sizes, "eager": eager, "shape": shape}


@register.inclusion_tag("ui/parts/field.html")
def field(
    bound: BoundField, prefix: str = "", suffix: str = "", short: bool = False, either: bool = False
) -> dict[str, object]:
    """Label, help, input and error of one form field, wired for screen readers.

    `either`: it or another one is needed, so it does not say that it may be empty.
    """
    widget_type = bound.widget_type
    return {
        "field": bound,
        "prefix": prefix,
        "suffix": suffix,
        "short": short,
        "either": either,
        "again": bound.form.is_bound and bool(bound.form.errors) and bound.name in bound.form.files,
        "single_check": widget_type == "checkbox",
        "many": widget_type in {"radioselect", "checkboxselectmultiple"},
    }


@register.inclusion_tag("ui/parts/form_errors.html")
def form_errors(form: object) -> dict[str, object]:
    """What is wrong with the form as a whole, and how many fields need a look."""
    return {"form": form}


@register.inclusion_tag("ui/parts/chart_bars.html")
def bar_chart(
    points: list[tuple[object, int]],
    title: str,
    unit: str = "",
    target: int | None = None,
    as_money: bool = False,
) -> dict[str, object]:
    """Bars for `(label, int)` points, with the same numbers in a table underneath."""
    show = money.rupiah if as_money else angka
    return {
        "chart": charts.chart(points, target=target, show=show),
        "title": title,
        "unit": unit,
        "target": None if target is None else show(target),
    }


@register.inclusion_tag("ui/parts/chart_line.html")
def line_chart(
    points: list[tuple[object, int]],
    title: str,
    unit: str = "",
    target: int | None = None,
    as_money: bool = False,
) -> dict[str, object]:
    """A line through `(label, int)` points, with the same numbers in a table underneath."""
    return bar_chart(points, title, unit, target, as_money)


@register.simple_tag
def ui_script(*names: str) -> SafeString:
    """`{% ui_script "countdown" "copy" %}`: module scripts from static/ui/js/, each a few hundred bytes."""
    return format_html_join(
        "\n", '<script type="module" src="{}"></script>', ((static(f"ui/js/{name}.js"),) for name in names)
    )


@register.simple_tag
def bintang(stars: int) -> SafeString:
    """Five stars, `stars` of them red, said in words to screen readers."""
    said = _("%(stars)s dari 5 bintang") % {"stars": stars}
    drawn = format_html("{}<i>{}</i>", "★" * stars, "★" * (5 - stars))
    return format_html('<span class="stars" role="img" aria-label="{}">{}</span>', said, drawn)


@register.filter
def unlocalized(number: float) -> str:
    """A coordinate for SVG: always a dot, whatever the language."""
    return f"{number:g}"
