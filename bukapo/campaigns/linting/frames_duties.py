"""Frames of the other duties: proof, instalments, taxes, whole prices, personal data, how terms are agreed to."""

import re

from bukapo.campaigns.linting import rules
from bukapo.campaigns.linting.frames import BUYERS_FAULT, Frame, Way, frame

DUTIES: tuple[Frame, ...] = (
    frame(
        rules.JUDGES_ALONE,
        "DEFECT|DAMAGE ..5 US ..2 DECIDE",
        "DECIDE ..3 DEFECT|DAMAGE ..4 US",
        "GOODS|ARRIVED|ACCEPT ..4 EQ ..4 GOOD",
        ways=(BUYERS_FAULT,),
    ),
    frame(
        rules.SEIZES_ALONE,
        "INSTALMENT ,,8 WITHDRAW|SEIZE|SPREAD|SELL",
        "LATE ..3 PAID|MONEY ..4 OWN US",
        "PAID|MONEY ,,6 US ~ SELL ..5 PROMO",
        denial=True,
    ),
    frame(
        rules.FALSE_TAX,
        "ADD|CHANGE|INCLUDED|YET|OUTSIDE ..2 TAX",
        "TAX ..3 BEAR",
        "DUTY ..3 BEAR ..1 BUYER",
        "ADD ..1 DUTY",
        denial=True,
    ),
    frame(
        rules.PRICE_IN_PARTS,
        "YET|OUTSIDE ..2 FEE|COST",
        "FEE|COST ..5 LATER",
        "FEE|COST ..4 NOTICE ..1 AFTER",
        denial=True,
    ),
    frame(
        rules.DATA_SPREAD,
        "DATA ..6 SPREAD ..4 PROMO",
        "DATA ..6 SPREAD ..2 PLACE",
        denial=True,
    ),
    frame(
        rules.DATA_MUCH,
        "DATA|BOUGHT|MUST|GIVE|SPREAD ..3 KTP",
        denial=True,
        ways=(Way(re.compile(r"mengaku|ngaku")),),
    ),
    frame(rules.ELSEWHERE, "RULES ..6 PLACE", "RULES ..6 PROMO", denial=True),
    frame(
        rules.SILENT_YES,
        "PAID|BOUGHT|MONEY|GOODS|READ|SILENT ,,5 EQ ,,5 AGREE",
        "NOT - SILENT ..6 EQ ..1 AGREE",
        "BUYER ..1 EQ ,,6 AGREE",
        "EQ ..2 AGREE ..3 RULES",
        "MONEY|PAID|BOUGHT|SPREAD ..4 BREAK BUYER ~ READ|AGREE",
    ),
)
