"""Which orders a ladder acts for, said to the seller before publishing and while the PO runs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.campaigns.models import Campaign
from bukapo.payments.plans import pays_cod
from bukapo.payments.rules import COD
from bukapo.trust.guarantees.kept import RUNNING
from bukapo.trust.guarantees.uncovered import uncovered


@dataclass(frozen=True)
class CoversShown:
    """`words` in sentences. `nobody`: all of the PO is paid on delivery, so there is no cost to foresee."""

    words: tuple[str, ...]
    nobody: bool


def covers_of(campaign: Campaign) -> CoversShown:
    """One query for a PO that runs, none for a draft."""
    nobody = campaign.pay_mode == COD
    if nobody:
        words = [
            _(
                "PO ini dibayar di tempat (COD), jadi garansi ini tidak jalan untuk pesanan yang belum membayar."
            )
            + " "
            + _("Belum ada uang yang bisa dikembalikan; pembelinya tetap boleh batal menurut aturan PO.")
        ]
    elif pays_cod(campaign.pay_mode, campaign.balance_due):
        words = [
            _("Garansi jalan untuk pesanan yang DP-nya sudah masuk. Yang kembali sebesar yang sudah dibayar.")
        ]
    else:
        words = [_("Garansi jalan untuk pesanan yang sudah membayar, sebagian atau lunas.")]
    return CoversShown((*words, *_running(campaign)), nobody)


def _running(campaign: Campaign) -> list[str]:
    if campaign.state not in RUNNING:
        return []
    found, told = uncovered(campaign), []
    if found.unpaid:
        told.append(
            ngettext(
                "Sekarang %(n)s pesanan belum membayar, jadi belum ikut.",
                "Sekarang %(n)s pesanan belum membayar, jadi belum ikut.",
                found.unpaid,
            )
            % {"n": found.unpaid}
        )
    if found.older:
        told.append(
            ngettext(
                "%(n)s pesanan memegang aturan lama tanpa garansi ini: tidak ada yang jalan sendiri, "
                "hak batalnya tetap.",
                "%(n)s pesanan memegang aturan lama tanpa garansi ini: tidak ada yang jalan sendiri, "
                "hak batalnya tetap.",
                found.older,
            )
            % {"n": found.older}
        )
    return told
