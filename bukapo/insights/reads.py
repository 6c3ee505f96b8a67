"""What other rooms and faces ask of this one."""

from bukapo.insights.evaluation import Beside, Evaluation, evaluate, evaluation
from bukapo.insights.numbers import CampaignNumbers, DayCount, Money, OptionCount, campaign_numbers

__all__ = [
    "Beside",
    "CampaignNumbers",
    "DayCount",
    "Evaluation",
    "Money",
    "OptionCount",
    "campaign_numbers",
    "evaluate",
    "evaluation",
]
