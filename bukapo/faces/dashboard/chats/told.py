"""Drafts in the seller's words."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.faces.dashboard.orders.words import doubt_words, remark_words
from bukapo.faces.ui import dates
from bukapo.orders.chats.reads import DraftTold


@dataclass(frozen=True)
class ShownDraft:
    """`lines`: "2 × Kaos, L / Hitam". `why`: the questions; `remarks`: what was taken from elsewhere. `link` and `wa`
    only while its buyer has a link."""

    told: DraftTold
    lines: tuple[str, ...]
    why: tuple[str, ...]
    remarks: tuple[str, ...]
    link: str = ""
    wa: str = ""

    @property
    def own_phone(self) -> bool:
        """Written in the chat, and not the one that the seller gave for all."""
        remarks = self.told.draft.get("remarks", [])
        return bool(self.told.phone) and not any(remark["code"] == "phone_of_paste" for remark in remarks)


def shown(told: DraftTold, offer: Offer, campaign: Campaign) -> ShownDraft:
    """One draft for the page; nothing of it is asked from the database."""
    draft = told.draft
    why = tuple(doubt_words(doubt) for doubt in draft.get("doubts", []))
    remarks = tuple(remark_words(remark) for remark in draft.get("remarks", []))
    lines = lines_of(draft, offer)
    if told.state != "sent":
        return ShownDraft(told, lines, why, remarks)
    link = f"{settings.BASE_URL.rstrip('/')}{reverse('storefront:confirm_draft', args=[told.secret])}"
    return ShownDraft(told, lines, why, remarks, link, wa_link(told, lines, link, campaign))


def lines_of(draft: dict[str, Any], offer: Offer) -> tuple[str, ...]:
    """What was understood of the goods; what was not is an open question mark."""
    found = []
    for line in draft.get("lines", []):
        product = offer.by_product.get(line.get("product", 0))
        values = " / ".join(value or "?" for value in line.get("values", []))
        texts = "".join(f" “{text}”" for text in line.get("personalization", {}).values())
        name = product.name if product else "?"
        count = line.get("quantity") or "?"
        found.append(f"{count} × {name}{', ' if values else ''}{values}{texts}")
    return tuple(found)


def wa_link(told: DraftTold, lines: tuple[str, ...], link: str, campaign: Campaign) -> str:
    """WhatsApp with the words ready, in Indonesian: nothing says what language a chat's writer reads."""
    with override("id"):
        words = [_("Halo %(name)s, pesanan Anda di PO %(title)s kami catat begini:") % {
            "name": told.name or _("kak"), "title": campaign.title,
        }]  # fmt: skip
        words += [f"• {line}" for line in lines]
        words.append(_("Cek dan konfirmasi di sini, ya:"))
        words.append(link)
        if campaign.closes_at:
            when = dates.day_and_time(campaign.closes_at, campaign.store.zone)
            words.append(_("Paling lambat %(when)s, waktu PO ditutup.") % {"when": when})
    return f"https://wa.me/{told.phone.lstrip('+')}?text={quote(chr(10).join(words))}"
