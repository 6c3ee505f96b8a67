"""The recap of a PO: on screen, to download, to lock, to amend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.attachments import attachment
from bukapo.faces.dashboard.make.forms import AmendForm
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.papers.addendum import Addendum, addendum_csv, headline
from bukapo.faces.papers.recap_files import recap_csv
from bukapo.faces.papers.recap_pdf import recap_pdf
from bukapo.faces.papers.recap_xlsx import recap_xlsx
from bukapo.faces.ui.middleware import sentence
from bukapo.insights.recaps.reads import Kept, kept_recaps
from bukapo.insights.tallies.goods import sold_told, summed_of, unpaid_of
from bukapo.insights.tallies.reads import Fresh, fresh_of
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.production.differences import Difference
from bukapo.production.reads import (
    CountShown,
    RecapVersion,
    ToldRecap,
    current_recap,
    first_names,
    frozen_recap,
    glance,
    recap_difference,
    recap_versions,
)
from bukapo.production.reads.recaps import LIVE
from bukapo.production.recap import NameEntry, matrix
from bukapo.production.writes.close import amend_recap, close_campaign

NAMES_SHOWN = 100
SEAL_GROUP, SEAL_SHOWN = 4, 16
_NOTHING: Mapping[int, Kept] = {}


@require_safe
@seller_view
def recap(request: SellerRequest, campaign: str) -> HttpResponse:
    """The recap that counts now; `?versi=1` shows an earlier frozen one."""
    return _page(request, campaign_at(request.store, campaign), AmendForm())


def _page(request: SellerRequest, po: Campaign, amend_form: AmendForm, status: int = 200) -> HttpResponse:
    now = clock.now()
    versions = recap_versions(po)
    fresh = fresh_of(request.store.pk)
    kept = kept_recaps(po, versions[-1].version) if versions else {}
    told = _told(po, versions, _version(request), now, fresh, kept)
    context = {
        "campaign": po,
        "now": now,
        "told": told,
        "tables": [_table(one) for one in told.products],
        "seal": _seal(told.seal),
        "versions": [(row, _changes(po, versions, row.version, kept)) for row in reversed(versions)],
        "addendum": _addendum(po, versions, told.version, kept) if told.frozen else None,
        "may_close": po.state == "published" and po.opens_at is not None and po.opens_at <= now,
        "amend": amend_form,
        "bundles": () if told.older else sold_told(po, fresh),
    }
    return render(request, "dashboard/make/recap.html", context, status=status)


@dataclass(frozen=True)
class Told:
    """What the page shows: the version that counts now, or an `older` one; `current` is the one that counts.

    Orders and pieces that have paid nothing yet are of the moment, and so are the `changes` since it was frozen; those
    of a big PO may be as of `counted_at`, when something happened since.
    """

    version: int
    current: int
    seal: str
    totals: Any
    products: Sequence[CountShown]
    unpaid_orders: int
    unpaid_pieces: int
    changes: Difference | None = None
    counted_at: datetime | None = None

    @property
    def frozen(self) -> bool:
        return self.version != LIVE

    @property
    def older(self) -> bool:
        return self.version != self.current


def _told(
    po: Campaign,
    versions: list[RecapVersion],
    chosen: int | None,
    now: datetime,
    fresh: Fresh,
    kept: Mapping[int, Kept],
) -> Told:
    """While the PO runs, what is summed of its orders; once it is closed, the recap itself, or what is kept of it."""
    if not versions:
        if chosen:
            raise NotFound()
        live = glance(po, now, names=NAMES_SHOWN, summed=summed_of(po, fresh))
        return Told(LIVE, LIVE, "", live.totals, live.products, live.unpaid_orders, live.unpaid_pieces)
    version = chosen or versions[-1].version
    if version in kept:
        return _told_kept(versions, version, kept, unpaid_of(po, fresh))
    told = current_recap(po, now)
    shown = told.recap if chosen in (None, told.recap.version) else frozen_recap(po, chosen)
    counts = [first_names(product.count(), NAMES_SHOWN) for product in shown.products]
    unpaid = (told.unpaid_orders, told.unpaid_pieces)
    return Told(shown.version, told.recap.version, shown.seal, shown.totals, counts, *unpaid, told.changes)


def _told_kept(
    versions: list[RecapVersion], version: int, kept: Mapping[int, Kept], unpaid: tuple[int, int]
) -> Told:
    own, latest = kept[version], versions[-1].version
    seal = next(row.digest for row in versions if row.version == version)
    changes = (kept[latest].changes, kept[latest].counted_at)
    return Told(version, latest, seal, own.totals, own.products, *unpaid, *changes)


def _table(shown: CountShown) -> dict[str, Any]:
    product = shown.count
    return {
        "name": product.name,
        "matrix": matrix(product),
        "fields": product.fields,
        "names": [(entry, _texts(entry, product.fields)) for entry in product.names],
        "more": shown.name_lines - len(product.names),
        "named": shown.named,
    }


def _texts(entry: NameEntry, fields: tuple[str, ...]) -> list[str]:
    written = dict(entry.texts)
    return [written.get(field, "") for field in fields]


def _seal(seal: str) -> str:
    """Enough of the digest to compare by eye, as the papers print it."""
    return " ".join(seal[start : start + SEAL_GROUP] for start in range(0, SEAL_SHOWN, SEAL_GROUP))


def _changes(po: Campaign, versions: list[RecapVersion], version: int, kept: Mapping[int, Kept]) -> str:
    """What this version changed, in one line; "" for the first."""
    addendum = _addendum(po, versions, version, kept)
    return headline(addendum) if addendum else ""


def _addendum(
    po: Campaign, versions: list[RecapVersion], version: int, kept: Mapping[int, Kept] = _NOTHING
) -> Addendum | None:
    """Against the version before it; between them may be those of single orders (made to order)."""
    pairs = zip(versions, versions[1:], strict=False)
    found = next(((before, row) for before, row in pairs if row.version == version), None)
    if found is None:
        return None
    before, row = found
    own = kept[version].before if version in kept else None
    return Addendum(version, own or recap_difference(po, before.version, version), row.reason)


def _version(request: SellerRequest) -> int | None:
    text = request.GET.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


@require_safe
@seller_view
def download(request: SellerRequest, campaign: str, kind: str) -> HttpResponse:
    """The same recap as a file: xlsx, csv (for an Indonesian Excel) or pdf; `adendum`: what it changed, as CSV."""
    po = campaign_at(request.store, campaign)
    chosen = _version(request)
    told = ToldRecap(frozen_recap(po, chosen), 0, 0) if chosen else current_recap(po, clock.now())
    lang = get_language() or "id"
    addendum = _addendum(po, recap_versions(po), told.recap.version) if told.frozen else None
    if kind == "adendum" and addendum:
        data = addendum_csv(addendum, lang=lang, spreadsheet=True)
        return attachment(data, f"adendum-{po.slug}-v{addendum.version}.csv")
    if kind == "xlsx":
        content = recap_xlsx(told.recap, lang=lang, addendum=addendum)
    elif kind == "csv":
        content = recap_csv(told.recap, lang=lang, spreadsheet=True)
    elif kind == "pdf":
        content = recap_pdf(told.recap, lang=lang, addendum=addendum)
    else:
        raise NotFound()
    which = f"v{told.recap.version}" if told.frozen else _("sementara")
    return attachment(content, f"rekap-{po.slug}-{which}.{kind}")


@require_POST
@seller_view
def close(request: SellerRequest, campaign: str) -> HttpResponse:
    """Close the PO by hand."""
    po = campaign_at(request.store, campaign)
    try:
        event = close_campaign(
            store_id=request.store.pk, campaign_id=po.pk, actor=request.actor, at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        said = _("PO ditutup. Rekap terkunci: %(orders)s pesanan, %(pieces)s pcs.")
        messages.success(request, said % {"orders": event.orders, "pieces": event.pieces})
    return redirect("dashboard:recap", request.store.slug, po.slug)


@require_POST
@seller_view
def amend(request: SellerRequest, campaign: str) -> HttpResponse:
    """Lock a further version, with a reason."""
    po = campaign_at(request.store, campaign)
    form = AmendForm(request.POST)
    if not form.is_valid():
        return _page(request, po, form, status=422)
    try:
        event = amend_recap(
            store_id=request.store.pk,
            campaign_id=po.pk,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=clock.now(),
        )
    except Invalid as refusal:
        form.add_error("reason", sentence(refusal))
        return _page(request, po, form, status=422)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Rekap versi %(n)s sudah dikunci.") % {"n": event.version})
    return redirect("dashboard:recap", request.store.slug, po.slug)
