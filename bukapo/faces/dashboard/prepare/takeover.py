"""One tap that puts the lawful sentence in the place of the seller's, wherever a doubt is shown beside its reasons."""

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.campaigns import draft_reads
from bukapo.campaigns.linting.overruling import name_of
from bukapo.campaigns.linting.reads import is_pkp
from bukapo.campaigns.linting.rules import Finding
from bukapo.campaigns.linting.texts import lint, mended
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import Plan
from bukapo.campaigns.writes import change_campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.prepare.doubts import doubts_of, pass_ticked
from bukapo.faces.dashboard.prepare.linting import LONGEST, WRITTEN_IN
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.stores.models import Store

TAKEN = "ganti"
"""Name of the buttons; their values are `name_of` findings."""


def with_taken_over(store: Store, data: QueryDict, fields: Sequence[str]) -> QueryDict:
    """What was posted; after a tap on `ganti` with the lawful sentence in `fields`, wherever the named one stands."""
    named = data.get(TAKEN, "")
    if not named:
        return data
    fresh = data.copy()
    for field in fields:
        text = data.get(field, "")[:LONGEST].replace("\r\n", "\n")
        if (finding := _named(store, text, named)) is not None:
            fresh[field] = mended(text, finding)
    return fresh


@require_POST
@seller_view
def campaign_mend(request: SellerRequest, campaign: str) -> HttpResponse:
    """The sentence named on the last page of the wizard, in whatever text of the draft it stands. Ticks are kept."""
    row = draft_reads.campaign_of(request.store, campaign)
    back = redirect("dashboard:campaign_edit", request.store.slug, row.slug)
    plan = _mended_texts(row, request.store, request.POST.get(TAKEN, ""))
    if row.state != "draft" or not plan:
        messages.error(request, _("Kalimat itu sudah tidak ada. Muat ulang halamannya."))
        return back
    try:
        pass_ticked(request, row, doubts_of(request, row, draft_reads.sheet_of(row)).open)
        change_campaign(
            actor=request.actor, at=clock.now(), store=request.store, campaign_id=row.pk, plan=plan
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Kalimatnya sudah diganti."))
    return back


def _mended_texts(row: Campaign, store: Store, named: str) -> Plan:
    """{field: its text with the lawful sentence}."""
    texts = {field: getattr(row, field).replace("\r\n", "\n") for field, _place in WRITTEN_IN.values()}
    found = ((field, text, _named(store, text, named)) for field, text in texts.items() if named)
    return cast(Plan, {field: mended(text, finding) for field, text, finding in found if finding is not None})


def _named(store: Store, text: str, name: str) -> Finding | None:
    return next((one for one in lint(text, pkp=is_pkp(store)) if name_of(one) == name), None)
