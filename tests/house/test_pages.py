"""What the strict content security policy would block, found before a browser does."""

import re
from pathlib import Path

from tests.house.files import lines_matching, name, with_suffix

DJANGO_COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?endcomment\s*%}", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
ELSEWHERE = re.compile(
    r"""<(?!a\b)[^<>]*\s(?:src|href|srcset|action|formaction|poster|data|hx-\w+)\s*=\s*["']?\s*(?:https?:)?//"""
)
SCRIPT = re.compile(r"<script\b[^>]*>")
DATA_BLOCK = re.compile(r"""type=["']application/(ld\+)?json["']""")


def tags(path: Path) -> list[str]:
    text = DJANGO_COMMENT.sub("", path.read_text(encoding="utf-8"))
    return TAG.findall(re.sub(r"{{.*?}}|{%.*?%}", "{}", text, flags=re.DOTALL))


def pages() -> list[Path]:
    """Every template a browser shows; a mail has no policy and no style sheet."""
    return [path for path in with_suffix(".html", under="bukapo") if "mail" not in path.parts]


def offending(pattern: str) -> list[str]:
    return [f"{name(path)}: {tag}" for path in pages() for tag in tags(path) if re.search(pattern, tag)]


def test_pages_ask_no_other_host_for_anything() -> None:
    found = [f"{name(path)}: {tag}" for path in pages() for tag in tags(path) if ELSEWHERE.search(tag)]
    assert not found, "\n".join(["serve it ourselves:", *found])


def test_styles_ask_no_other_host_for_anything() -> None:
    found = lines_matching(
        r"""(url\(\s*["']?|@import\s+["'])(https?:)?//""", with_suffix(".css", under="bukapo")
    )
    assert not found, "\n".join(found)


def test_scripts_ask_no_other_host_for_anything() -> None:
    found = lines_matching(r"""["'`](https?|wss?)://(?!www\.w3\.org/)""", with_suffix(".js", under="bukapo"))
    assert not found, "\n".join(found)


def test_pages_have_no_style_attribute() -> None:
    found = offending(r"\sstyle\s*=")
    assert not found, "\n".join(["give it a class:", *found])


def test_pages_have_no_style_element() -> None:
    found = offending(r"^<style\b")
    assert not found, "\n".join(["put it into a style sheet:", *found])


def test_pages_have_no_inline_event_handler() -> None:
    found = offending(r"""\son[a-z]+\s*=|["']\s*javascript:|\shx-on""")
    assert not found, "\n".join(["listen for it in a script file:", *found])


def test_pages_have_no_inline_script() -> None:
    found = [
        f"{name(path)}: {tag}"
        for path in pages()
        for tag in tags(path)
        if SCRIPT.match(tag) and "src=" not in tag and not DATA_BLOCK.search(tag)
    ]
    assert not found, "\n".join(["put it into a script file:", *found])
