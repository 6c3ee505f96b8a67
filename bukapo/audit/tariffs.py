"""Surveys of fees: ended only when nothing waits, each of its own store."""

from collections.abc import Iterator

from django.db.models import F

from bukapo.audit.breach import Breach
from bukapo.shipping.tariffs.rows import FeeQuestion

WHY = "the audit reads every store"


def surveys() -> Iterator[Breach]:
    """A question waits only while its survey asks, and is of its survey's store, as the account is."""
    rows = FeeQuestion.objects.across_stores(WHY).order_by("pk")
    for survey in (
        rows.filter(waiting=True).exclude(survey__state="asking").values_list("survey", flat=True).distinct()
    ):
        yield Breach("fee survey", f"fee survey {survey}", "has ended, and a question still waits")
    strangers = rows.exclude(survey__store=F("store")) | rows.exclude(survey__account__store=F("store"))
    for pk in strangers.values_list("pk", flat=True):
        yield Breach("fee survey", f"fee question {pk}", "names a survey or an account of another store")
