"""Couriers and their services by one name each, whatever a service calls them. Pure.

Names of services differ per aggregator (ID Express is `idexpress` here, `ide` there; JNE's REG is REG23 with Komship).
Sources: the aggregators' public lists of 2026; market names where they are silent.
"""

import re

from bukapo.shipping.port import CARGO, EXPRESS, INSTANT, REGULAR

COURIERS = {
    "jne": "JNE", "jnt": "J&T", "sicepat": "SiCepat", "anteraja": "AnterAja", "pos": "Pos Indonesia", "tiki": "TIKI",
    "lion": "Lion Parcel", "ninja": "Ninja", "idexpress": "ID Express", "sap": "SAP", "rpx": "RPX",
    "wahana": "Wahana", "paxel": "Paxel", "spx": "SPX", "gojek": "GoSend", "grab": "GrabExpress",
    "lalamove": "Lalamove", "borzo": "Borzo",
}  # fmt: skip
"""Canonical code -> what people call it. The first seven are offered to begin with."""

_EXPRESS = {
    "yes",
    "best",
    "next_day",
    "nextday",
    "ons",
    "sds",
    "same_day",
    "sameday",
    "ss",
    "kilat",
    "express",
    "onepack",
}
_CARGO = {"jtr", "gokil", "cargo", "trucking", "bigpack", "trc", "jtcargo"}
_INSTANT = {"instant", "instant_bike", "instant_car"}


def service_code(text: str) -> str:
    """`REG23`, `reg`, `Next Day` -> `reg`, `next_day`: lower case, words joined, a tariff's version cut off."""
    plain = re.sub(r"[^a-z0-9]+", "_", text.strip().lower()).strip("_")
    return re.sub(r"^([a-z]{2,})(\d{2})$", r"\1", plain)[:30]


def kind_of(service: str, told: str = "") -> str:
    """regular | express | cargo | instant of a canonical service; what the service `told` of it goes first."""
    told = told.lower()
    if "instant" in told or service in _INSTANT:
        return INSTANT
    if service in _CARGO or told in ("cargo", "freight"):
        return CARGO
    if service in _EXPRESS or told in ("overnight", "express", "same_day", "next_day"):
        return EXPRESS
    return REGULAR


def courier_name(code: str) -> str:
    """What people call it; the code itself for one we do not know."""
    return COURIERS.get(code, code.upper())


def days_of(text: object) -> str:
    """ "2 - 3 Days", "2-3 day", "1 day" -> "2-3", "2-3", "1"; "" where there are no days (hours)."""
    told = str(text or "").lower()
    found = re.findall(r"\d{1,2}", told)[:2]
    if not found or "hour" in told or "jam" in told:
        return ""
    return "-".join(dict.fromkeys(found))
