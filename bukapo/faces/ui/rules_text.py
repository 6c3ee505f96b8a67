"""Plain rules as a page reads them: the very words of the frozen text, with headings and lists.

A line "3. Waktu memesan" before "- …" lines is a heading; "- …" lines are a list; everything else is a paragraph.
"""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_NUMBERED = re.compile(r"\d{1,2}\. \S")


def rules_html(text: str) -> SafeString:
    """Safe HTML of `text`; nothing is added, nothing left out."""
    lines = [line.strip() for line in text.splitlines()]
    blocks: list[SafeString] = []
    items: list[str] = []
    for place, line in enumerate([*lines, ""]):
        if line.startswith("- "):
            items.append(line[2:])
            continue
        if items:
            blocks.append(
                format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((i,) for i in items)))
            )
            items = []
        if line:
            opens_list = place + 1 < len(lines) and lines[place + 1].startswith("- ")
            heading = bool(_NUMBERED.match(line)) and opens_list
            blocks.append(format_html("<h3>{}</h3>" if heading else "<p>{}</p>", line))
    return format_html_join("\n", "{}", ((block,) for block in blocks))
