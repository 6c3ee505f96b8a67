import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukapo.kernel.canonical import canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner) | st.dictionaries(st.integers(), inner),
)


@given(VALUES)
def test_it_is_what_json_itself_writes_with_sorted_keys(value: object) -> None:
    written = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert canonical(value) == written


@pytest.mark.parametrize("value", [1.0, [1, [2.5]], {"a": {"b": (1, 0.1)}}])
def test_a_fraction_is_refused_at_any_depth(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)
