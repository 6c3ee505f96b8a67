"""The icon set: 24 x 24, one stroke, drawn for this house. A name maps to the children of an <svg>."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def _paths(*shapes: str) -> str:
    return "".join(f'<path d="{shape}"/>' for shape in shapes)


ICONS: dict[str, str] = {
    "arrow-left": _paths("M19 12H5", "m11 6-6 6 6 6"),
    "arrow-right": _paths("M5 12h14", "m13 6 6 6-6 6"),
    "bag": _paths("M5 8h14l1 12H4z", "M9 11V6a3 3 0 0 1 6 0v5"),
    "bank": _paths("M4 10 12 4l8 6z", "M6 10v8M10 10v8M14 10v8M18 10v8M3 20h18"),
    "bell": _paths("M6 16V11a6 6 0 0 1 12 0v5l2 2H4z", "M10 21h4"),
    "box": _paths("m12 3 8 4v10l-8 4-8-4V7z", "m4 7 8 4 8-4M12 11v10"),
    "calendar": _paths("M4 6h16v14H4z", "M4 10h16M8 3v4M16 3v4"),
    "camera": _paths("M4 8h4l2-3h4l2 3h4v11H4z", "M12 16.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5z"),
    "chart": _paths("M4 20h16", "M7 17v-5M12 17V6M17 17v-8"),
    "check": _paths("m5 12.5 4.5 4.5L19 7.5"),
    "chevron-down": _paths("m6 9 6 6 6-6"),
    "chevron-right": _paths("m9 6 6 6-6 6"),
    "clock": _paths("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M12 7v5l3.5 2"),
    "copy": _paths("M9 9h11v11H9z", "M5 15H4V4h11v1"),
    "download": _paths("M12 4v11", "m7 11 5 5 5-5M4 20h16"),
    "edit": _paths("M4 20h4L19.5 8.5l-4-4L4 16z"),
    "external": _paths("M14 4h6v6M20 4l-9 9", "M18 14v6H4V6h6"),
    "eye": _paths(
        "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z",
        "M12 14.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5z",
    ),
    "file": _paths("M6 3h8l4 4v14H6z", "M14 3v4h4M9 12h6M9 16h6"),
    "home": _paths("M4 11 12 4l8 7v9h-5v-6H9v6H4z"),
    "image": _paths("M4 5h16v14H4z", "m4 16 5-5 4 4 3-3 4 4", "M15.5 9.5h.01"),
    "info": _paths("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M12 11v5M12 8h.01"),
    "link": _paths(
        "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.5-5.5L12 7.5",
        "M14 10a4 4 0 0 0-6-.5l-3 3A4 4 0 0 0 10.5 18l1.5-1.5",
    ),
    "list": _paths("M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01"),
    "lock": _paths("M5 11h14v9H5z", "M8 11V8a4 4 0 0 1 8 0v3"),
    "mail": _paths("M3 6h18v13H3z", "m3 7 9 7 9-7"),
    "menu": _paths("M4 7h16M4 12h16M4 17h16"),
    "message": _paths("M4 20l1.3-4A8 8 0 1 1 8.5 19z"),
    "minus": _paths("M5 12h14"),
    "money": _paths("M3 7h18v10H3z", "M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6.5 12h.01M17.5 12h.01"),
    "phone": _paths("M7 3h10v18H7z", "M11 18h2"),
    "pin": _paths(
        "M12 21s7-6.5 7-11.5a7 7 0 0 0-14 0C5 14.5 12 21 12 21z",
        "M12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    ),
    "plus": _paths("M12 5v14M5 12h14"),
    "printer": _paths("M7 9V4h10v5", "M7 17H4V9h16v8h-3", "M7 14h10v6H7z"),
    "receipt": _paths("M6 3v18l2-1.5 2 1.5 2-1.5 2 1.5 2-1.5 2 1.5V3z", "M9 8h6M9 12h6"),
    "refresh": _paths("M20 6v5h-5M4 18v-5h5", "M19 11a7.5 7.5 0 0 0-13.5-3M5 13a7.5 7.5 0 0 0 13.5 3"),
    "ruler": _paths("M3 15 15 3l6 6L9 21z", "m7 11 2 2M10 8l3 3M13 5l2 2"),
    "scissors": _paths(
        "M6 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
        "M8 8l12 9M8 16 20 7",
    ),
    "search": _paths("M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "m16 16 4.5 4.5"),
    "settings": _paths(
        "M4 7h10M18 7h2M4 17h2M10 17h10",
        "M16 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    ),
    "share": _paths("M12 15V4M8 7l4-4 4 4", "M7 11H5v10h14V11h-2"),
    "shop": _paths("M4 9h16l-1.5-5h-13z", "M5 9v11h14V9M10 20v-6h4v6"),
    "star": _paths("m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.05 5.9L12 16.9l-5.25 2.8 1.05-5.9L3.5 9.7l5.9-.8z"),
    "tag": _paths("M4 4h8l8 8-8 8-8-8z", "M8.5 8.5h.01"),
    "trash": _paths("M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5"),
    "truck": _paths(
        "M2 6h12v11H2zM14 10h4l4 4v3h-8",
        "M7 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    ),
    "upload": _paths("M12 16V4M7 9l5-5 5 5M4 20h16"),
    "user": _paths("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M4 20.5c1-4 4-5.5 8-5.5s7 1.5 8 5.5"),
    "users": _paths(
        "M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
        "M2.5 20c.7-3.5 3-5 6.5-5s5.8 1.5 6.5 5",
        "M16 5.5a3.5 3.5 0 0 1 0 6.5M18 15.5c2 .5 3 2 3.5 4.5",
    ),
    "wait": _paths("M7 3h10M7 21h10M8 3v4l4 5 4-5V3M8 21v-4l4-5 4 5v4"),
    "warning": _paths("M12 4 2.5 20h19z", "M12 10v4M12 17h.01"),
    "x": _paths("M6 6l12 12M18 6 6 18"),
}


def icon_svg(name: str, *, label: str = "", size: str = "") -> SafeString:
    """Inline SVG. Without `label` it is decoration and hidden from screen readers; `size` is "" or "l".

    Raises KeyError for an unknown name, so a typo fails in the first test that renders the page.
    """
    css = f"icon icon-{size}" if size else "icon"
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    shapes = mark_safe(ICONS[name])  # constants of this module
    return format_html('<svg class="{}" viewBox="0 0 24 24" {}>{}</svg>', css, voice, shapes)
