"""What other parts of the house tell of a PO: each a function here, none known by name anywhere else.

A part that has something to say writes a function `(campaign, at) -> Section | None` in a module of its own and adds it
to SECTIONS: the page, the PDF and the workbook show it, and its `troubled` orders count in the third question.
"""

from collections.abc import Callable
from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.insights.evaluation.answers import answers_section
from bukapo.insights.evaluation.claims import claims_section
from bukapo.insights.evaluation.foreseen import foreseen_section
from bukapo.insights.evaluation.parcels import parcels_section
from bukapo.insights.evaluation.satisfaction import satisfaction_section
from bukapo.insights.evaluation.section import Section
from bukapo.insights.evaluation.shipping import shipping_section
from bukapo.insights.evaluation.wording import wording_section

Teller = Callable[[Campaign, datetime], Section | None]

SECTIONS: tuple[Teller, ...] = (
    parcels_section, shipping_section, claims_section, satisfaction_section, answers_section, foreseen_section,
    wording_section,
)  # fmt: skip


def sections_of(campaign: Campaign, *, at: datetime) -> tuple[Section, ...]:
    """In the order of SECTIONS; parts with nothing to say are left out."""
    told = (tell(campaign, at) for tell in SECTIONS)
    return tuple(section for section in told if section is not None)
