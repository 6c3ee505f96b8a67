"""A small language for what may be said in many words: kinds of words in their order. Pure.

`MONEY ..6 NOT ~ BACK`: a word for money, up to six words of the same clause, a negation, words that add nothing, then
giving back. `A|B` either, `A?` perhaps, `!A` not followed by, `<A` not right after, `$` where it ends; `-` is `~`
without "there is" and "accepts"; `::3` are up to three words before an "if", `,,3` also of the next clause, `;;3`
up to three that refuse nothing, `^^3` up to three before an "if" or a "can".
"""

import re

from bukapo.campaigns.linting.concepts import LETTER

_EMPTY = "".join(LETTER[kind] for kind in ("LIGHT", "CAN", "AGAIN", "US", "ALL", "BUYER", "DONE"))
_SKIPPED = _EMPTY + LETTER["EXIST"] + LETTER["ACCEPT"]
_BREAK = LETTER["BREAK"]
_REFUSING = "".join(LETTER[kind] for kind in ("NOT", "WITHOUT", "REJECT", "ONLY"))
_MOST = 8
"""Words that add nothing, one after another: bounded, so that no text takes long."""


def wording(*said: str) -> re.Pattern[str]:
    """Any of these, over `concepts.letters`. Raises KeyError for a kind nobody knows."""
    return re.compile("|".join("".join(map(_piece, one.split())) for one in said))


def _piece(token: str) -> str:
    if token in "~-":
        return f"[{_SKIPPED if token == '~' else _EMPTY}]{{0,{_MOST}}}"
    if token == "$":
        return f"(?=$|{_BREAK})"
    if token.startswith(".."):
        return f"[^{_BREAK}]{{0,{token[2:]}}}?"
    if token.startswith("::"):
        return f"[^{_BREAK}{LETTER['IF']}]{{0,{token[2:]}}}?"
    if token.startswith(",,"):
        return f".{{0,{token[2:]}}}?"
    if token.startswith(";;"):
        return f"[^{_BREAK}{_REFUSING}]{{0,{token[2:]}}}?"
    if token.startswith("^^"):
        return f"[^{_BREAK}{LETTER['IF']}{LETTER['CAN']}]{{0,{token[2:]}}}?"
    if token.startswith("<"):
        return f"(?<!{_kinds(token[1:])})"
    if token.startswith("!"):
        return f"(?!{_kinds(token[1:])})"
    return _kinds(token.removesuffix("?")) + ("?" if token.endswith("?") else "")


def _kinds(token: str) -> str:
    return f"[{''.join(LETTER[kind] for kind in token.split('|'))}]"
