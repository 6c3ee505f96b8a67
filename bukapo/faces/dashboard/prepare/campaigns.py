"""A PO from the seller's chair: the store's list, the hub, the preview, what may still change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.campaigns import draft_reads
from bukapo.campaigns.bundles.reads import packages_of
from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign, Series
from bukapo.campaigns.plan import words_after_publishing
from bukapo.campaigns.preview import opens_preview
from bukapo.campaigns.rules import PRODUCED, PROMISES, SHIP_FROM, SHIP_UNTIL
from bukapo.campaigns.terms import document, text_of
from bukapo.campaigns.writes import cancel_campaign, change_campaign
from bukapo.catalog import pictures
from bukapo.catalog.models import Product
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.batches.told import batch_told
from bukapo.faces.dashboard.guarantee.shown import stake_shown
from bukapo.faces.dashboard.late.box import shown_lateness
from bukapo.faces.dashboard.live.today import shown_today
from bukapo.faces.dashboard.live.words import second_words
from bukapo.faces.dashboard.make.start import shown_meter, shown_start
from bukapo.faces.dashboard.prepare.doubts import Doubt, doubts_in, pass_ticked
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.prepare.forms.running import RunningForm
from bukapo.faces.dashboard.prepare.links import early_link
from bukapo.faces.dashboard.prepare.products import photo_page
from bukapo.faces.dashboard.prepare.summary import standing, standings
from bukapo.faces.dashboard.prepare.takeover import with_taken_over
from bukapo.faces.storefront.shown.campaign import campaign_page
from bukapo.faces.storefront.shown.jobs import shown_pace
from bukapo.faces.storefront.shown.short_answers import answers_of
from bukapo.faces.storefront.shown.tiers import shown_climbs
from bukapo.faces.ui.middleware import sentence
from bukapo.insights.tallies.money import Told, bundles_of
from bukapo.insights.tallies.reads import Fresh, fresh_of, watched
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.waiting.reads import in_line
from bukapo.orders.writes.serve import change_running_campaign
from bukapo.production.capital.reads import start_and_debt
from bukapo.shipping.models import Zone
from bukapo.stores.models import Store
from bukapo.stores.reads import bank_accounts

PROMISED = {
    PRODUCED: gettext_lazy("Selesai produksi"),
    SHIP_FROM: gettext_lazy("Mulai dikirim atau bisa diambil"),
    SHIP_UNTIL: gettext_lazy("Paling lambat dikirim"),
}


@dataclass(frozen=True)
class PromiseTold:
    """A promised day as it stands, and the days it was before with the reason each was left."""

    what: str
    day: date
    before: tuple[tuple[date, str], ...]


@require_http_methods(["GET", "HEAD"])
@seller_view
def store(request: SellerRequest) -> HttpResponse:
    """The store's home: its POs and what each waits for; for a new store the way to the first one."""
    version, fresh = watched(request.store.pk)
    now = clock.now()
    rows = standings(request.store, at=now, fresh=fresh)
    series = Series.objects.of(request.store).exclude(state="stopped")[:20]
    context = {
        "rows": rows,
        "stake": stake_shown(request.store, [row.campaign for row in rows], at=now),
        "series": list(series),
        "beginning": _beginning(request.store) if len(rows) < 2 else (),
        **shown_today(request.store, rows, fresh, at=now),
        "version": version,
    }
    return render(request, "dashboard/prepare/store.html", context)


def _beginning(store: Store) -> list[tuple[str, str, bool]]:
    """What a new store still needs: words, address, done."""
    products = Product.objects.of(store).filter(archived=False)
    first = products.first()
    charted = products.exclude(size_chart={}).exists()
    steps = [
        (_("Rekening untuk menerima transfer"), "store_settings", bool(bank_accounts(store))),
        (
            _("Produk pertama dengan pilihan dan tabel ukurannya"),
            "products" if first else "product_new",
            charted,
        ),
        (
            _("Tabel ongkir, kalau dikirim kurir"),
            "zones",
            Zone.objects.of(store).filter(active=True).exists(),
        ),
        (_("PO pertama terbit"), "campaign_new", store_has_published(store)),
    ]
    told = [(words, reverse(f"dashboard:{route}", args=[store.slug]), done) for words, route, done in steps]
    return [] if all(done for _words, _url, done in told) else told


def store_has_published(store: Store) -> bool:
    """Has any PO of the store ever been open?"""
    return bool(Campaign.objects.of(store).filter(published_at__isnull=False).exists())


@require_http_methods(["GET", "HEAD"])
@seller_view
def campaign(request: SellerRequest, campaign: str) -> HttpResponse:
    """The hub: phase, figures, link to share, promises, doors to everything else."""
    row = draft_reads.campaign_of(request.store, campaign)
    if row.state == "draft":
        return redirect("dashboard:campaign_edit", request.store.slug, row.slug)
    row.store = request.store
    now, fresh = clock.now(), fresh_of(row.store_id)
    packages = packages_of(row)
    sold = bundles_of(row.pk, fresh) if packages else {}
    context = {
        "campaign": row,
        "standing": standing(row, at=now, fresh=fresh),
        "counted": second_words(fresh.counted_to, request.store.zone),
        "told": second_words(now, request.store.zone),
        "promises": _promises(row),
        "items": draft_reads.items_of(row),
        "link": settings.BASE_URL + reverse("storefront:campaign", args=[request.store.slug, row.slug]),
        "early_link": early_link(row) if row.state == "published" else "",
        "line": in_line(row) if row.state == "published" else None,
        "movable": row.state in ("published", "closed") and not is_made_to_order(row),
        "pace": shown_pace(row, now) if row.state == "published" else None,
        "climbs": shown_climbs(row),
        "packages": [(one, sold.get(one.row.pk, {}).get("packages", 0)) for one in packages],
        "late": shown_lateness(row, at=now),
        "stake": stake_shown(request.store, [row], at=now),
        **batch_told(row),
        **_capital(row, fresh),
    }
    return render(request, "dashboard/prepare/campaign.html", context)


def _capital(row: Campaign, fresh: Fresh) -> dict[str, object]:
    """The gate until production is over, the meter while anything could still be called off."""
    if row.state not in ("published", "closed"):
        return {}
    start, meter = start_and_debt(row, Told(row, fresh))
    return {"gate": None if row.produced_at else shown_start(start), "meter": shown_meter(meter)}


def _promises(row: Campaign) -> list[PromiseTold]:
    made = draft_reads.promises_of(row)
    told = []
    for what in PROMISES:
        days = [promise for promise in made if promise.what == what]
        if days:
            before = tuple((old.day, new.reason) for old, new in zip(days, days[1:], strict=False))
            told.append(PromiseTold(str(PROMISED[what]), days[-1].day, before))
    return told


@require_http_methods(["GET", "HEAD"])
def campaign_preview(request: HttpRequest, store: str, campaign: str) -> HttpResponse:
    """The buyers' page of a draft. For the store's people, and for whom they give the link with its key."""
    key = request.GET.get("kunci", "")
    if key:
        shop = Store.objects.filter(slug=store).first()
        if shop is None:
            raise NotFound()
        row = draft_reads.campaign_of(shop, campaign)
        if not opens_preview(row, key):
            raise NotFound()
        return _as_buyer(request, row)
    return _own_preview(request, store=store, campaign=campaign)  # type: ignore[return-value]


@seller_view
def _own_preview(request: SellerRequest, campaign: str) -> HttpResponse:
    row = draft_reads.campaign_of(request.store, campaign)
    return _as_buyer(request, row)


def _as_buyer(request: HttpRequest, row: Campaign) -> HttpResponse:
    """Shown as if it were published now: nothing is saved."""
    if row.state != "draft":
        return redirect("storefront:campaign", row.store.slug, row.slug)
    now = clock.now()
    told = document(draft_reads.terms_facts(row, at=now))
    if row.opens_at and row.closes_at:
        row.state = "published"
    page = campaign_page(row, at=now)
    page = replace(page, offer=replace(page.offer, terms_text=text_of(told)), answers=answers_of(told))
    context = {"page": page, "shop": page.store, "now": now, "preview": True}
    return render(request, "storefront/campaign.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def campaign_change(request: SellerRequest, campaign: str) -> HttpResponse:
    """Caps, story and the like of an open PO."""
    row = draft_reads.campaign_of(request.store, campaign)
    if row.state == "draft":
        return redirect("dashboard:campaign_edit", request.store.slug, row.slug)
    posted = with_taken_over(request.store, request.POST, ("story", "group_note"))
    form = RunningForm(posted if request.method == "POST" else None, campaign=row)
    doubts: tuple[Doubt, ...] = ()
    if form.is_bound and form.is_valid():
        try:
            if plan := form.plan():
                doubts = doubts_in(request, [row], words_after_publishing(plan))
                pass_ticked(request, row, doubts)
                change_running_campaign(
                    actor=request.actor, at=clock.now(), store=request.store, campaign_id=row.pk, plan=plan
                )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("dashboard:campaign", request.store.slug, row.slug)
    context = {"campaign": row, "form": form, "doubts": doubts}
    return render(request, "dashboard/prepare/change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def campaign_photos(request: SellerRequest, campaign: str) -> HttpResponse:
    """The PO's own pictures; the first one is the cover."""
    row = draft_reads.campaign_of(request.store, campaign)

    def arrange(photo_ids: Sequence[int]) -> None:
        change_campaign(
            actor=request.actor,
            at=clock.now(),
            store=request.store,
            campaign_id=row.pk,
            plan={"photo_ids": photo_ids, "cover_id": photo_ids[0] if photo_ids else None},
        )

    page = {"title": row.title, "of": row, "back": "campaign"}
    photos = draft_reads.photos_of(row)
    return photo_page(request, place=pictures.CAMPAIGN, shown=photos, arrange=arrange, page=page)


@require_POST
@seller_view
def campaign_cancel(request: SellerRequest, campaign: str) -> HttpResponse:
    """Throw a draft away, or call off a PO nobody has ordered from."""
    row = draft_reads.campaign_of(request.store, campaign)
    try:
        cancel_campaign(actor=request.actor, at=clock.now(), store=request.store, campaign_id=row.pk)
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return redirect("dashboard:campaign", request.store.slug, row.slug)
    messages.success(request, _("PO dibatalkan."))
    return redirect("dashboard:store", request.store.slug)
