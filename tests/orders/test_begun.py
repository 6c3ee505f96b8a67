"""The proof of when a checkout began."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.orders.intake.begun import begun_token, read_begun

KEY = b"kunci server"
AT = datetime(2026, 11, 30, 13, 59, 59, 999_999, tzinfo=UTC)
MOMENTS = st.integers(0, 10**10).map(
    lambda s: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(microseconds=s * 171)
)


@given(st.integers(1, 10**12), st.text(max_size=64), MOMENTS)
def test_a_token_tells_its_moment_to_the_microsecond(campaign: int, key: str, at: datetime) -> None:
    token = begun_token(KEY, campaign, key, at)
    assert len(token) == 27 and read_begun(KEY, campaign, key, token) == at


def test_a_moment_of_another_zone_comes_back_in_utc() -> None:
    from zoneinfo import ZoneInfo

    token = begun_token(KEY, 1, "k", AT.astimezone(ZoneInfo("Asia/Makassar")))
    assert read_begun(KEY, 1, "k", token) == AT


@pytest.mark.parametrize(("key", "campaign", "form"), [(b"lain", 1, "k"), (KEY, 2, "k"), (KEY, 1, "k2")])
def test_it_counts_for_one_server_one_po_and_one_form(key: bytes, campaign: int, form: str) -> None:
    assert read_begun(key, campaign, form, begun_token(KEY, 1, "k", AT)) is None


@given(st.text(max_size=40) | st.binary(max_size=30).map(lambda raw: raw.hex()))
def test_anything_else_is_no_moment(token: str) -> None:
    assert read_begun(KEY, 1, "k", token) is None


def test_an_earlier_moment_cannot_be_written_into_a_token() -> None:
    token, earlier = (begun_token(KEY, 1, "k", at) for at in (AT, AT - timedelta(hours=1)))
    assert read_begun(KEY, 1, "k", earlier[:11] + token[11:]) is None
