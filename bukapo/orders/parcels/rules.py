"""How long a parcel may take. Pure."""

import re

USUAL_DAYS = 7
"""Where the fee table says nothing: a parcel of another island arrives within a week."""
SLACK_DAYS = 2
"""Beyond what the courier says: Sundays, and a day in the warehouse."""
MOST_DAYS = 60
MOST_NOTE = 300
AGAIN_HOURS = 24
"""A buyer may say again that nothing came, but not every minute."""


def days_of(text: str) -> int:
    """Days after which a parcel is overdue, by the zone's "2-3 hari": the last number in it and `SLACK_DAYS`."""
    found = [int(number) for number in re.findall(r"\d{1,3}", text)]
    return min(MOST_DAYS, found[-1] + SLACK_DAYS) if found and found[-1] else USUAL_DAYS
