"""How long after somebody wrote a store may answer in its own words. Source: Meta's customer service window."""

from datetime import timedelta

WINDOW = timedelta(hours=24) - timedelta(minutes=2)
"""A little less than Meta's 24 hours: a letter takes its time."""
