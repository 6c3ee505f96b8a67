"""A frozen recap, opened: never without comparing it with its seal."""

from bukapo.production.models import FrozenRecap
from bukapo.production.recap import Recap, opened
from bukapo.production.refusals import RecapAltered


def verified(row: FrozenRecap) -> Recap:
    """The recap of this row, without buyers' names. Raises RecapAltered."""
    recap, breaches = opened(row.content, row.digest)
    if recap is None or breaches:
        raise RecapAltered(version=row.version, what="; ".join(breaches))
    return recap
