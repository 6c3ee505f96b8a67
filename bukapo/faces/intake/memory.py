"""How a server process lets its garbage collector rest."""

import gc

YOUNG = 50_000
"""Objects more than were freed before the collector looks: a batch of orders is a few thousand, and none is a cycle."""


def rest_the_collector() -> None:
    """Call once everything is loaded: that stays for ever, so no collection looks at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)
