"""The messages of a teaser. News is what they asked for; the rest are offers, for who said that they want them."""

from bukapo.kernel.refusal import gettext_noop
from bukapo.messaging.rules import NEWS, OFFER

_OF_INTEREST = ("nama", "judul_po", "toko", "tautan")

TEASER_KINDS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("interest.confirm", gettext_noop("Teaser: konfirmasi email"), (*_OF_INTEREST, "buka"), NEWS),
    (
        "interest.welcome",
        gettext_noop("Teaser: terdaftar, tautan pribadi"),
        (*_OF_INTEREST, "buka", "buka_awal", "voucher_daftar", "bonus"),
        NEWS,
    ),
    (
        "campaign.opens_early",
        gettext_noop("Teaser: buka awal sebentar lagi"),
        (*_OF_INTEREST, "buka", "buka_awal", "voucher_daftar", "bonus"),
        NEWS,
    ),
    (
        "campaign.opens_soon",
        gettext_noop("Teaser: PO dibuka sebentar lagi"),
        (*_OF_INTEREST, "buka", "voucher_daftar", "bonus"),
        NEWS,
    ),
    ("campaign.closes_tonight", gettext_noop("Teaser: PO tutup hari ini"), (*_OF_INTEREST, "ditutup"), OFFER),
    (
        "campaign.few_left",
        gettext_noop("Teaser: tinggal sedikit"),
        (*_OF_INTEREST, "ditutup", "tinggal"),
        OFFER,
    ),
    (
        "campaign.minimum_near",
        gettext_noop("Teaser: minimum hampir tercapai"),
        (*_OF_INTEREST, "ditutup", "kurang_minimum"),
        OFFER,
    ),
)
"""Key, title, gaps, purpose. The way out of every one is `{tautan}`, their own page."""

AT_ONCE = frozenset({"interest.confirm", "interest.welcome", "campaign.opens_early", "campaign.opens_soon"})
"""Answers to what somebody just did, and hours they asked for: none of them waits for the morning."""
REMINDING = [key for key, *_rest in TEASER_KINDS if key.startswith("campaign.")]
