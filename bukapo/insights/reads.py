"""What other rooms and faces ask of this one."""

from bukapo.insights.evaluation.reads import Beside, Evaluation, comparable, compared, evaluate, evaluation
from bukapo.insights.numbers import CampaignNumbers, DayCount, Money, OptionCount, campaign_numbers

__all__ = [
    "Beside",
    "CampaignNumbers",
    "DayCount",
    "Evaluation",
    "Money",
    "OptionCount",
    "campaign_numbers",
    "comparable",
    "compared",
    "evaluate",
    "evaluation",
]
