"""A frozen recap, opened: never without comparing it with its seal."""

from bukapo.production.models import FrozenRecap
from bukapo.production.recap import Recap, content_breaches, from_content
from bukapo.production.refusals import RecapAltered


def verified(row: FrozenRecap) -> Recap:
    """The recap of this row, without buyers' names. Raises RecapAltered."""
    if breaches := content_breaches(row.content, row.digest):
        raise RecapAltered(version=row.version, what="; ".join(breaches))
    return from_content(row.content)
