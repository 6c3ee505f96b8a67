"""The three time zones of Indonesia. None has daylight saving."""

ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def zone_label(zone: str) -> str:
    """`Asia/Makassar` -> `WITA`; an unknown zone is called by its own name."""
    return ZONES.get(zone, zone)
