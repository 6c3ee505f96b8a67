"""Which of a service's own areas an address means. Pure."""

from collections.abc import Sequence

from bukapo.shipping.areas.rules import folded
from bukapo.shipping.port import Place


def question_of(postal_code: str, city: str) -> str:
    """What to ask the service for: the postal code where there is one, else the first words of the city."""
    return postal_code or " ".join(folded(city).split()[:3])


def nearest(places: Sequence[Place], address: str, postal_code: str) -> Place | None:
    """The place that has most of its words in the address; one with another postal code never."""
    words = set(folded(address).split())
    fitting = [place for place in places if postal_code in ("", place.postal_code) or not place.postal_code]
    scored = [
        (len(words & set(folded(place.label).split())), -number) for number, place in enumerate(fitting)
    ]
    return fitting[-max(scored)[1]] if scored else None
