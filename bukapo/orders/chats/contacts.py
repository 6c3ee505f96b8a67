"""Phone, e-mail, address and way of receiving, found in the middle of a line."""

import re

from bukapo.orders.imports.vocabulary import COURIER, PICKUP

_EMAIL = re.compile(r"[^\s@,;()]+@[^\s@,;()]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.])(?:(?:wa|hp|no\.?|telp?\.?)\s*[:.]?\s*)?\(?((?:\+?\s?62|0)[\s-]?8\d[\d\s()-]*\d)", re.I
)
_SHORTEST, _GROUP = 10, 3
_ADDRESS = re.compile(
    r"\b(?:(?:alamat(?:nya)?|kirim(?:in)? ke|dikirim ke|antar ke)\s*[:.]?\s*"
    r"|(?=(?:jl|jln|jalan|gg|gang|perum|komplek)\b))"
    r"(?P<address>.{6,})$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:\ba[./]?\s?n\.?|\batas nama)\s*[:.]?\s+(?P<name>[^\W\d][\w .']{1,40}?)(?=\s*(?:[,;()]|$))", re.I
)


def phones_out(text: str) -> tuple[str, list[str]]:
    """The text without the mobile numbers in it, and those as written.

    A number ends where it is complete: the 2 of "0812 3456 7890 2" is a count.
    """
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        number, rest = _complete(match[1])
        found.append(number)
        return f" {rest} "

    return " ".join(_PHONE.sub(take, text).split()), found


def _complete(written: str) -> tuple[str, str]:
    groups = re.split(r"([\s()-]+)", written)
    taken = groups[0]
    for at in range(1, len(groups) - 1, 2):
        digits = re.sub(r"\D", "", taken)
        gap, group = groups[at], groups[at + 1]
        whole = len(digits) - (2 if digits.startswith("62") else 1) >= _SHORTEST - 1
        if whole or (len(group) < _GROUP and len(digits) > 3):
            return taken, "".join(groups[at:]).strip()
        taken += gap + group
    return taken, ""


def email_out(text: str) -> tuple[str, str]:
    match = _EMAIL.search(text)
    return (text, "") if not match else (text.replace(match[0], " "), match[0])


def address_out(text: str) -> tuple[str, str]:
    """Everything from "kirim ke" or a street on."""
    match = _ADDRESS.search(text)
    return (text, "") if not match else (text[: match.start()].rstrip(" ,;("), match["address"].strip(" ()"))


def name_out(text: str) -> tuple[str, str]:
    """ "a.n. Budi" -> Budi."""
    match = _NAME.search(text)
    return (text, "") if not match else (text.replace(match[0], " "), " ".join(match["name"].split()))


def speaks_of_a_way(text: str) -> bool:
    return bool(PICKUP.search(text.casefold()) or COURIER.search(text.casefold()))
