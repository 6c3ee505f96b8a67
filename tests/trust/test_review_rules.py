"""Names, videos and averages of reviews, without a database."""

import pytest

from bukapo.kernel.refusal import Invalid
from bukapo.trust.reviews.rules import NAMELESS, Rating, named, rating, tidy_video


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" https://www.youtube.com/watch?v=abc123&list=PL1&si=x ", "https://youtube.com/watch?v=abc123"),
        ("youtu.be/abc?t=5", "https://youtu.be/abc?t=5"),
        ("http://vt.tiktok.com/ZS1/", "https://vt.tiktok.com/ZS1/"),
        ("https://www.instagram.com/reel/Cx/?igsh=abc", "https://instagram.com/reel/Cx/"),
    ],
)
def test_a_video_keeps_what_says_which_one_it_is(typed: str, kept: str) -> None:
    assert tidy_video(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "https://jahat.example/youtube.com", "https://youtube.com.jahat.example/x", "https://youtube.com@jahat.example/x",
        "https://youtube.com:8080/x", "javascript:alert(1)",
        "javascript://youtube.com/%0aalert(1)", "https://youtube.com",
        "https://www.youtube.com/redirect?q=https://jahat.example", "https://l.instagram.com/?u=x", "https://[::1/x",
        "https://facebook.com/l.php?u=x", 'https://youtu.be/"onload', "ftp://youtu.be/x",
        "https://youtu.be/" + "x" * 200,
    ],
)  # fmt: skip
def test_no_other_address_is_a_video(typed: str) -> None:
    with pytest.raises(Invalid):
        tidy_video(typed)


def test_a_buyer_is_named_by_first_name_and_initial_or_not_at_all() -> None:
    assert named("Budi Santoso Wijaya", "initial") == "Budi S."
    assert named("budi", "initial") == "budi" and named("  ", "initial") == ""
    assert named("Budi Santoso", NAMELESS) == ""
    assert named("x" * 80, "initial") == "x" * 19 + "…"


def test_an_average_is_rounded_half_up_and_told_from_three_on() -> None:
    assert rating({5: 2, 4: 1}).average == 467 and rating({5: 1, 4: 1}).average == 450
    assert rating({1: 1, 2: 7}).average == 188  # 1.875
    assert Rating().average is None and not rating({5: 2}).is_told and rating({5: 3}).is_told
