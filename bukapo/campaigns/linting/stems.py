"""The forms of an Indonesian root, so that `pengurangan`, `dikurangi` and `ngurangin` are known by one word. Pure.

Prefixes melt into the root's first letter by the ordinary rules (`me-` + `tunda` is `menunda`, `pe-` + `kurang` is
`pengurang`); `N-` and `-in` are how people speak.
"""

from collections.abc import Iterator

_NASALS = (("p", "m", True), ("bfv", "m", False), ("t", "n", True), ("dcjz", "n", False), ("k", "ng", True),
           ("aiueogh", "ng", False), ("s", "ny", True))  # fmt: skip
"""(first letters of a root, the nasal before them, whether the first letter melts away)."""
_PLAIN = ("di", "ter", "ke", "ber", "")
_MELTING = ("me", "pe", "")
_SUFFIXES = ("", "kan", "an", "i", "in", "nya", "kannya", "annya", "inya", "innya")


def forms(root: str) -> Iterator[str]:
    """Every form but the root itself, and the root with only "its" behind it."""
    begun = [prefix + root for prefix in _PLAIN] + [prefix + _nasal(root) for prefix in _MELTING]
    for start in begun:
        for suffix in _SUFFIXES:
            if start != root or suffix not in ("", "nya"):
                yield start + suffix


def _nasal(root: str) -> str:
    for letters, nasal, melts in _NASALS:
        if root[0] in letters:
            return nasal + (root[1:] if melts else root)
    return root
