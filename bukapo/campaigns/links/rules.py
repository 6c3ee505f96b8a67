"""What a short link is called, and who follows one. Pure."""

import re
import secrets

from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Lower case without 0, 1, i, l, o: it survives being typed from a poster."""
LENGTH = 7
"""31 ** 7 codes: nobody finds one by trying."""
CODE = re.compile(rf"[{SIGNS}]{{{LENGTH}}}")
SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
PARTNER = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""A partner's code, which a link carries on as it came."""
INSTAGRAM, WHATSAPP, TIKTOK, POSTER = "ig", "wa", "tiktok", "poster"
USUAL = (INSTAGRAM, WHATSAPP, TIKTOK, POSTER)
"""Where a PO is usually told of: these links are made at one tap."""
MOST = 100
"""Links of one PO, or of a store's page."""

_MACHINES = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|meta-external|whatsapp/|telegram"
    r"|skypeuri|discord|slack|linkedin|pinterest/|embedly|vkshare|headless|lighthouse|python|curl|wget|okhttp|go-http"
    r"|java/|libwww|node-fetch|axios|monitor|uptime|scan",
    re.IGNORECASE,
)


class TooManyLinks(Refusal):
    code = "too_many_links"
    sentence = gettext_noop("Sudah ada {most} link. Pakai yang ada, atau matikan yang tidak dipakai lagi.")


def new_code() -> str:
    """`7k3q9xm`. A UNIQUE constraint backs it."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def code_in(text: str) -> str:
    """The code somebody typed, "" when it can't be one."""
    typed = text.strip().lower()
    return typed if CODE.fullmatch(typed) else ""


def checked_source(text: str) -> str:
    """`IG Story` -> `ig-story`. Raises Invalid."""
    tidy = re.sub(r"[^a-z0-9]+", "-", text.strip().lower()).strip("-")
    if not SOURCE.fullmatch(tidy):
        raise Invalid(
            field="source",
            why=gettext_noop("Isi nama pendek untuk link ini, misalnya ig-story. Paling panjang 20."),
        )
    return tidy


def is_machine(agent: str, purpose: str = "") -> bool:
    """A program fetched it: a preview of a chat, a search engine, a prefetch. `purpose` is of `Sec-Purpose`.

    An app that says nothing of itself, or lies, is counted as a person: the number is an upper bound of people.
    """
    return not agent or bool(_MACHINES.search(agent)) or "prefetch" in purpose.lower()
