"""What the thin door reads out of a request is what the ordinary door reads out of it."""

import pytest
from django.test import RequestFactory
from django.utils.translation import get_language_from_request
from hypothesis import given
from hypothesis import strategies as st

from bukapo.faces.intake.posts import MOST_FIELDS, TooLarge, fields_of, language_of

NAMES = st.sampled_from(
    ["id", "en", "ID", "en-US", "id-ID", "fr", "de-AT", "*", "english", "x" * 9, "", " en", "ид"]
)
WEIGHTS = st.sampled_from(["", ";q=0", ";q=1", ";q=0.5", "; q=0.333", " ;q=0.9", ";q=2", ";q=x", ";"])
HEADERS = st.lists(st.tuples(NAMES, WEIGHTS).map("".join), max_size=5).flatmap(
    lambda wishes: st.sampled_from([",", ", ", " , ", ",,"]).map(lambda comma: comma.join(wishes))
)


def by_the_ordinary_door(header: str) -> str:
    return get_language_from_request(RequestFactory().get("/", headers={"Accept-Language": header}))[:2]


@given(HEADERS | st.text(max_size=20))
def test_both_doors_read_the_same_language(header: str) -> None:
    sent = header.encode("utf-8", "surrogatepass").decode("latin-1")
    scope = {"headers": [(b"accept-language", sent.encode("latin-1"))]}
    assert language_of(scope) == by_the_ordinary_door(sent)


def test_without_a_wish_it_is_indonesian() -> None:
    assert language_of({"headers": []}) == "id"


def test_a_form_keeps_its_order_and_its_empty_fields() -> None:
    assert fields_of(b"b=1&a=&b=%C3%A9+x&c") == (("b", "1"), ("a", ""), ("b", "é x"), ("c", ""))
    assert fields_of(b"a=%ff&%ed%a0%80=1") == (("a", "\ufffd"), ("\ufffd" * 3, "1"))
    assert fields_of(b"") == ()


def test_more_fields_than_an_order_has_are_too_many() -> None:
    assert len(fields_of(b"&".join([b"a=1"] * MOST_FIELDS))) == MOST_FIELDS
    with pytest.raises(TooLarge):
        fields_of(b"&".join([b"a=1"] * (MOST_FIELDS + 1)))
