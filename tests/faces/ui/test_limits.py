from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from bukapo.faces.ui.limits import TooManyTries, count_try, limit_posts, visitor_address
from bukapo.journal import clock

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def request(forwarded="", remote="203.0.113.9"):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().post("/", REMOTE_ADDR=remote, **extra)


def test_the_try_after_the_last_is_refused_until_the_window_ends():
    with clock.told(AT):
        for _ in range(3):
            count_try("login", "a", most=3, seconds=60)
        with pytest.raises(TooManyTries):
            count_try("login", "a", most=3, seconds=60)
        count_try("login", "b", most=3, seconds=60)
        count_try("signup", "a", most=3, seconds=60)
    with clock.told(AT + timedelta(seconds=61)):
        count_try("login", "a", most=3, seconds=60)


def test_without_proxies_the_header_is_not_believed(settings):
    settings.PROXIES = 0
    assert visitor_address(request("198.51.100.1")) == "203.0.113.9"


def test_behind_proxies_only_our_own_entries_are_believed(settings):
    settings.PROXIES = 2
    assert visitor_address(request("6.6.6.6, 198.51.100.1, 10.0.0.2")) == "198.51.100.1"
    assert visitor_address(request("6.6.6.6")) == "203.0.113.9"


def test_an_ipv6_visitor_counts_as_its_whole_network(settings):
    settings.PROXIES = 0
    first = visitor_address(request(remote="2001:db8:1:2::5"))
    assert first == visitor_address(request(remote="2001:db8:1:2:ffff::1")) == "2001:db8:1:2::/64"
    assert visitor_address(request(remote="::ffff:203.0.113.9")) == "203.0.113.9"


def test_an_address_full_of_rubbish_is_still_an_address(settings):
    settings.PROXIES = 1
    assert visitor_address(request("x" * 500)) == "x" * 64


def test_a_view_counts_posts_and_not_visits():
    view = limit_posts("form", most=1, seconds=60)(lambda request: HttpResponse("ok"))
    for _ in range(5):
        assert view(RequestFactory().get("/")).status_code == 200
    assert view(request()).status_code == 200
    with pytest.raises(TooManyTries):
        view(request())
