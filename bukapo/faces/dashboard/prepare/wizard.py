"""The wizard: a PO step by step, each step saved by itself, with what is still missing always in sight."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.campaigns import draft_reads, readiness
from bukapo.campaigns.bundles.lacks import LACKS_OF_BUNDLES
from bukapo.campaigns.bundles.reads import packages_of
from bukapo.campaigns.linting.lacks import UNREAD
from bukapo.campaigns.linting.texts import PRODUCT
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.preview import preview_key
from bukapo.campaigns.readiness import DATES, GOODS, PAY, STEPS, TERMS, Missing, NotReady
from bukapo.campaigns.reads import current_promises, offer_of
from bukapo.campaigns.rules import BATCH, MADE_TO_ORDER
from bukapo.campaigns.writes import change_campaign, draft_campaign, publish_campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.guarantee.covers import covers_of
from bukapo.faces.dashboard.guarantee.shown import foreseen_shown
from bukapo.faces.dashboard.prepare.doubts import doubts_of, pass_ticked
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.prepare.forms.batch import BATCH_FORMS
from bukapo.faces.dashboard.prepare.forms.made import MADE_FORMS
from bukapo.faces.dashboard.prepare.forms.step import StepForm
from bukapo.faces.dashboard.prepare.forms.steps import STEP_FORMS, STEP_TITLES, GoodsForm
from bukapo.faces.dashboard.prepare.links import early_link
from bukapo.faces.dashboard.prepare.linting import WRITTEN_IN, Panel, panel_of, with_better_sentence
from bukapo.faces.dashboard.prepare.products import offerable
from bukapo.faces.dashboard.promise.step import step_finish
from bukapo.faces.storefront.shown.paying import HowPaid, dates_of, how_paid
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.shipping.models import Zone
from bukapo.stores.reads import bank_accounts

CHECK = "periksa"
FORMS_OF_KIND = {BATCH: BATCH_FORMS, MADE_TO_ORDER: MADE_FORMS}


@dataclass(frozen=True)
class StepTold:
    """A step in the row on top."""

    code: str
    title: str
    url: str
    current: bool
    done: bool


@dataclass(frozen=True)
class Lack:
    """A missing promise (or a hint) in the seller's language, with the page that mends it."""

    words: str
    url: str
    step: str


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def campaign_new(request: SellerRequest) -> HttpResponse:
    """The first step of a PO that does not exist yet."""
    products = offerable(request.store)
    form = GoodsForm(request.POST or None, products=products, zone=request.store.zone)
    if form.is_valid():
        plan = form.plan()
        try:
            made = draft_campaign(
                actor=request.actor, at=clock.now(), store=request.store, title=plan["title"], plan=plan
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Draf PO tersimpan. Lanjutkan langkah berikutnya."))
            return redirect("dashboard:campaign_step", request.store.slug, made.slug, STEPS[1])
    context = {"form": form, "products": products, "steps": _no_steps(), "step": GOODS}
    return render(request, "dashboard/prepare/steps/isi.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD"])
@seller_view
def campaign_edit(request: SellerRequest, campaign: str) -> HttpResponse:
    """To the first step that lacks something; an open PO has its own page for what may still change."""
    row = draft_reads.campaign_of(request.store, campaign)
    if row.state != "draft":
        return redirect("dashboard:campaign_change", request.store.slug, row.slug)
    lacking = _certain(readiness.missing(draft_reads.sheet_of(row), at=clock.now()))
    step = lacking[0].step if lacking else CHECK
    return redirect("dashboard:campaign_step", request.store.slug, row.slug, step)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def campaign_step(request: SellerRequest, campaign: str, step: str) -> HttpResponse:
    """One step: show it, save it, go on (or stay, with the button `tetap`)."""
    if step not in (*STEPS, CHECK):
        raise NotFound()
    row = draft_reads.campaign_of(request.store, campaign)
    if row.state != "draft":
        return redirect("dashboard:campaign_change", request.store.slug, row.slug)
    if step == CHECK:
        return _check(request, row)
    form = _form(request, row, step)
    if form.is_bound and form.is_valid():
        try:
            change_campaign(
                actor=request.actor, at=clock.now(), store=request.store, campaign_id=row.pk, plan=form.plan()
            )
        except Refusal as refusal:
            refuse(form, refusal, field="extra_terms" if step == TERMS else "")
        else:
            messages.success(request, _("Tersimpan."))
            onward = step if {"tetap", "pakai"} & request.POST.keys() else _after(step)
            return redirect("dashboard:campaign_step", request.store.slug, row.slug, onward)
    return _show(request, row, step, form)


def _form(request: SellerRequest, row: Campaign, step: str) -> GoodsForm | StepForm:
    posted = request.method == "POST"
    data = with_better_sentence(request.store, step, request.POST) if posted else None
    if step == GOODS:
        return GoodsForm(data, products=offerable(request.store), zone=request.store.zone, campaign=row)
    forms = STEP_FORMS | FORMS_OF_KIND.get(row.kind, {})
    return forms[step](data, campaign=row)


def _after(step: str) -> str:
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else CHECK


def _show(request: SellerRequest, row: Campaign, step: str, form: GoodsForm | StepForm) -> HttpResponse:
    now = clock.now()
    lacking = readiness.missing(draft_reads.sheet_of(row), at=now)
    linter = _linter(request, step, form)
    context: dict[str, Any] = {
        "draft": row,
        "form": form,
        "step": step,
        "steps": _steps(request, row, step, lacking),
        "lacks": [
            lack for lack in told(request, row, _beside(linter["panel"], lacking)) if lack.step == step
        ],
        "products": getattr(form, "products", ()),
        "photos": draft_reads.photos_of(row) if step == GOODS else (),
        "packages": packages_of(row) if step == GOODS else (),
        "accounts": bank_accounts(request.store) if step == "bayar" else (),
        "zones": Zone.objects.of(request.store).filter(active=True) if step == "kirim" else (),
        "terms": draft_reads.terms_text(row, at=now) if step == TERMS else "",
        "early_link": early_link(row),
        **linter,
        "step_finish": step_finish(request, request.store, row, now) if step == DATES else None,
        "paying": _paying(row) if step == PAY and not any(lack.step == PAY for lack in lacking) else None,
    }
    return render(
        request,
        f"dashboard/prepare/steps/{getattr(form, 'template', '') or step}.html",
        context,
        status=422 if form.errors else 200,
    )


def _linter(request: SellerRequest, step: str, form: GoodsForm | StepForm) -> dict[str, Any]:
    """What was typed here, or stands, as the linter reads it."""
    field, _place = WRITTEN_IN.get(step, ("", ""))
    text = str(form[field].value() or "") if field in form.fields else ""
    return {
        "panel": panel_of(request.store, step, text) if field in form.fields else None,
        "lint_field": field,
    }


def _paying(row: Campaign) -> HowPaid:
    """What buyers will read, once the plan makes sense."""
    return how_paid(offer_of(row), dates_of(row, current_promises(row)))


def _check(request: SellerRequest, row: Campaign, status: int = 200) -> HttpResponse:
    """The last page: everything missing, everything advisable, the preview, the button."""
    now = clock.now()
    sheet = draft_reads.sheet_of(row)
    lacking = readiness.missing(sheet, at=now)
    preview = reverse("dashboard:campaign_preview", args=[request.store.slug, row.slug])
    context = {
        "draft": row,
        "step": CHECK,
        "steps": _steps(request, row, CHECK, lacking),
        "lacks": told(request, row, _certain(lacking)),
        "doubts": doubts_of(request, row, sheet, urls=_places(request, row)),
        "hints": told(request, row, readiness.warnings(sheet, at=now)),
        "terms": draft_reads.terms_text(row, at=now),
        "sheet": sheet,
        "foreseen": foreseen_shown(row, step_finish(request, request.store, row, now)),
        "covers": covers_of(row),
        "refused": status != 200,
        "preview": f"{settings.BASE_URL}{preview}?kunci={preview_key(row)}",
    }
    return render(request, "dashboard/prepare/steps/periksa.html", context, status=status)


@require_POST
@seller_view
def campaign_publish(request: SellerRequest, campaign: str) -> HttpResponse:
    """Open the PO, or say everything that is missing."""
    row = draft_reads.campaign_of(request.store, campaign)
    if row.state == "draft":
        pass_ticked(request, row, doubts_of(request, row, draft_reads.sheet_of(row)).open)
    try:
        publish_campaign(actor=request.actor, at=clock.now(), store=request.store, campaign_id=row.pk)
    except NotReady as refusal:
        return _check(request, row, refusal.http_status)
    messages.success(request, _("PO sudah terbit. Bagikan linknya!"))
    return redirect("dashboard:campaign", request.store.slug, row.slug)


def _certain(lacking: list[Missing]) -> list[Missing]:
    """Without the sentences that wait for a tick on the last page."""
    return [missing for missing in lacking if missing.code != UNREAD]


def _beside(panel: Panel | None, lacking: list[Missing]) -> list[Missing]:
    """Without the sentences that the linter's panel tells of on the same page."""
    told_of = {finding.clause for finding in panel.findings} if panel else set()
    return [one for one in lacking if one.code != UNREAD or one.params["what"] not in told_of]


def _places(request: SellerRequest, row: Campaign) -> dict[str, str]:
    """Where each kind of text is written."""
    store = request.store.slug
    steps = {
        place: reverse("dashboard:campaign_step", args=[store, row.slug, step])
        for place, step in readiness.WRITTEN.items()
    }
    return steps | {PRODUCT: reverse("dashboard:products", args=[store])}


def told(request: SellerRequest, row: Campaign, lacking: list[Missing]) -> list[Lack]:
    """Sentences with the page where each is mended: most in the wizard, some in the store or the product."""
    store = request.store.slug
    elsewhere = {
        "no_bank_account": reverse("dashboard:store_settings", args=[store]),
        "no_contact": reverse("dashboard:store_settings", args=[store]),
        "no_zone_fees": reverse("dashboard:zones", args=[store]),
        **dict.fromkeys(LACKS_OF_BUNDLES, reverse("dashboard:bundles", args=[store, row.slug])),
        "no_photo": reverse("dashboard:campaign_photos", args=[store, row.slug]),
    }
    return [
        Lack(
            words=_(missing.sentence).format(**_translated(missing.params)),
            url=elsewhere.get(missing.code)
            or reverse("dashboard:campaign_step", args=[store, row.slug, missing.step]),
            step=missing.step,
        )
        for missing in lacking
    ]


def _translated(params: dict[str, Any]) -> dict[str, Any]:
    """Reasons of ours among what fills a sentence; what sellers wrote has no translation."""
    return {name: _(text) if isinstance(text, str) and text else text for name, text in params.items()}


def _steps(request: SellerRequest, row: Campaign, here: str, lacking: list[Missing]) -> list[StepTold]:
    lacks = {missing.step for missing in lacking}
    steps = [
        StepTold(
            code=code,
            title=str(STEP_TITLES[code]),
            url=reverse("dashboard:campaign_step", args=[request.store.slug, row.slug, code]),
            current=code == here,
            done=code not in lacks,
        )
        for code in STEPS
    ]
    url = reverse("dashboard:campaign_step", args=[request.store.slug, row.slug, CHECK])
    return [*steps, StepTold(CHECK, _("Periksa & terbitkan"), url, here == CHECK, done=False)]


def _no_steps() -> list[StepTold]:
    """The row on top before anything is saved."""
    steps = [StepTold(code, str(title), "", code == GOODS, done=False) for code, title in STEP_TITLES.items()]
    return [*steps, StepTold(CHECK, _("Periksa & terbitkan"), "", current=False, done=False)]
