"""A partner's link is answered from the one page in memory: only its links carry the code."""

import pytest
from django.core.wsgi import get_wsgi_application

from bukapo.faces.storefront.memory.door import RememberedPages
from bukapo.journal import clock
from tests.faces.storefront.forms import address
from tests.faces.storefront.memory.reader import Reader, Steady
from tests.world import NOON, make_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("encoding", ["gzip", ""])
def test_the_code_goes_on_to_the_order_form_without_another_page(encoding: str) -> None:
    world, django = make_world(at=NOON, cap=50), get_wsgi_application()
    pages = RememberedPages(django, steady=Steady(), later=lambda job: job())
    reader, own = Reader(pages), Reader(django)
    form = f'href="{address(world)}pesan/'
    with clock.told(NOON):
        plain = reader.read(address(world), HTTP_ACCEPT_ENCODING=encoding)
        coded = reader.read(address(world), "utm_source=ig&dari=rina-10", HTTP_ACCEPT_ENCODING=encoding)
        assert coded.text == own.read(address(world), "dari=RINA10").text
        junk = reader.read(address(world), "dari=%22%3E%3Cscript", HTTP_ACCEPT_ENCODING=encoding)
    assert f'{form}"' in plain.text and f'{form}?dari=RINA10"' in coded.text and f'{form}"' not in coded.text
    assert int(coded.headers["content-length"]) == len(coded.body)
    assert junk.text == plain.text
    assert sum(len(entry.pages) for entry in pages.shelf._entries.values()) == 1
