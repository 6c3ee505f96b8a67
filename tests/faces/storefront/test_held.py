"""The page that keeps a form until it can be taken."""

import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from playwright.sync_api import Page, Route, expect

from bukapo.faces.storefront.shown.held import Held, posted_fields, render_held, shell_of
from tests.house.files import ROOT

BUSY = Held(
    title="Sedang ramai sekali.",
    words="Pesanan Anda belum masuk, tetapi isiannya aman di halaman ini.",
    more="Dikirim ulang tidak akan jadi dobel.",
    action="/toko/po/pesan/",
    fields=(
        ("key", "k" * 22), ("buyer_name", 'Rina "<b>" & Co'), ("address", "Jl. Contoh 1\r\nRT 2"), ("action", "send"),
    ),
    retry_seconds=8,
    place=1234,
)  # fmt: skip


class Shop:
    slug, name = "toko-contoh", "Toko [[held-fields]] <Contoh>"


def posted(**values: Any) -> HttpRequest:
    return RequestFactory().post("/toko/po/pesan/?x=1", values)


def test_it_keeps_every_field_and_escapes_what_was_typed() -> None:
    page = shell_of(language="id").fill(BUSY)
    assert 'name="buyer_name" value="Rina &quot;&lt;b&gt;&quot; &amp; Co"' in page
    assert 'value="Jl. Contoh 1\r\nRT 2"' in page
    assert 'data-retry-seconds="8"' in page and "1.234" in page and "Coba kirim lagi" in page
    assert "[[held" not in page and "Ubah isian" not in page and "Kembali ke halaman PO" not in page


def test_parts_that_have_nothing_to_say_are_left_out() -> None:
    page = shell_of(language="id").fill(Held(title="T", words="W", edit="/toko/po/pesan/", back="/toko/po/"))
    assert "Urutan Anda" not in page and "data-retry-line" not in page
    assert 'data-retry-seconds="0"' in page
    assert 'value="edit"' in page and 'href="/toko/po/"' in page


def test_what_is_filled_in_opens_no_further_hole() -> None:
    page = shell_of(language="id").fill(
        Held(title="[[held-fields]]", words="W", fields=(("a", "[[held-title]]"),))
    )
    assert "<h1>[[held-fields]]</h1>" in page
    assert 'value="[[held-title]]"' in page


def test_a_shell_is_made_once_per_store_and_language() -> None:
    assert shell_of(Shop(), language="en") is shell_of(Shop(), language="en")
    page = shell_of(Shop(), language="en").fill(BUSY)
    assert '<html lang="en">' in page and "&lt;Contoh&gt;" in page and 'href="/toko-contoh/"' in page
    assert '<html lang="id">' in shell_of(Shop(), language="id").fill(BUSY)


def test_it_answers_a_request_with_what_it_posted() -> None:
    request = posted(
        key="k", buyer_name="Rina", password="rahasia", csrfmiddlewaretoken="x", extra=["1", "2"]
    )
    response = render_held(request, Held(title="T", words="W", retry_seconds=4))
    page = response.content.decode()
    assert response.status_code == 503 and response["Retry-After"] == "4"
    assert response["Cache-Control"] == "no-store"
    assert 'action="/toko/po/pesan/?x=1"' in page and "rahasia" not in page and "csrf" not in page
    assert posted_fields(request) == (("key", "k"), ("buyer_name", "Rina"), ("extra", "1"), ("extra", "2"))


def test_a_process_without_django_can_fill_the_shell() -> None:
    code = (
        "import sys; from bukapo.faces.storefront.shown.shell import Held, Shell\n"
        "page = Shell.cut('<h1>[[held-title]]</h1>').fill(Held(title='a<b', words=''))\n"
        "assert page == '<h1>a&lt;b</h1>', page\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'django']"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.fixture
def held_at(page: Page) -> Callable[[Held], list[dict[str, Any]]]:
    """Open the held page at /ramai/; answers the list of forms that were posted to its action."""

    def open_page(held: Held, answers: tuple[int, ...] = (200,)) -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []

        def order(route: Route) -> None:
            status = answers[min(len(sent), len(answers) - 1)]
            sent.append({"body": route.request.post_data, "kind": route.request.resource_type})
            body = "<h1>Pesanan masuk</h1>" if status == 200 else shell_of(language="id").fill(held)
            route.fulfill(status=status, content_type="text/html", headers={"Retry-After": "1"}, body=body)

        page.route(
            "**/ramai/", lambda route: route.fulfill(content_type="text/html", body=shell_of().fill(held))
        )
        page.route("**/toko/po/pesan/", order)
        page.goto("/ramai/")
        return sent

    return open_page


@pytest.mark.django_db(transaction=True)
def test_it_looks_right_and_shuts_nobody_out(
    page: Page, held_at: Any, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]
) -> None:
    held_at(BUSY)
    expect(page.get_by_text(re.compile("Dikirim lagi sendiri dalam"))).to_be_visible()
    axe(page)
    shoot(page, "held")
    held_at(
        Held(
            title="Kuota PO sudah habis.",
            words="Pesanan Anda belum tersimpan.",
            edit="/a/b/pesan/",
            back="/a/b/",
        )
    )
    axe(page)
    shoot(page, "held-sold-out")


@pytest.mark.django_db(transaction=True)
def test_it_sends_the_same_again_by_itself(page: Page, held_at: Any) -> None:
    held = Held(**(BUSY.__dict__ | {"retry_seconds": 1}))
    sent = held_at(held, (429, 200, 200))
    expect(page.get_by_role("heading", name="Pesanan masuk")).to_be_visible()
    assert [each["kind"] for each in sent] == ["fetch", "fetch", "document"]
    assert len({each["body"] for each in sent}) == 1 and "key=" + "k" * 22 in sent[0]["body"]


@pytest.mark.django_db(transaction=True)
def test_it_works_by_hand_without_a_script(new_context: Callable[..., Any]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    sent: list[str | None] = []

    def order(route: Route) -> None:
        sent.append(route.request.post_data)
        route.fulfill(content_type="text/html", body="<h1>Pesanan masuk</h1>")

    page.route("**/ramai/", lambda route: route.fulfill(content_type="text/html", body=shell_of().fill(BUSY)))
    page.route("**/toko/po/pesan/", order)
    page.goto("/ramai/")
    expect(page.get_by_text("Dikirim lagi sendiri")).to_have_count(0)
    page.get_by_role("button", name="Coba kirim lagi").click()
    expect(page.get_by_role("heading", name="Pesanan masuk")).to_be_visible()
    assert sent[0] and "action=send" in sent[0]
