"""Claims of the store, and one of them with its pictures, its facts and what can be done now."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.claims.forms import (
    DecideForm,
    JoinForm,
    RefuseForm,
    SendForm,
    exchange_promised,
    sources,
)
from bukapo.faces.dashboard.claims.shown import entries_of, foreseen_refund
from bukapo.faces.dashboard.prepare.wording import Hint
from bukapo.faces.storefront.shown.claim_promise import promise_of
from bukapo.faces.ui.private import private_picture
from bukapo.journal import clock
from bukapo.trust.claims.days import counted_from
from bukapo.trust.claims.reads import (
    by_reason,
    claim_for_seller,
    counts_of,
    guaranteed,
    listed,
    most_back,
    photo_of,
)
from bukapo.trust.claims.rules import (
    AGREED,
    APART,
    ASKED,
    BACK,
    BATCH,
    CHANGES_GOODS,
    NOT_ASKED,
    OFFERED,
    ON_ITS_WAY,
    OPEN,
    REFUND,
    REFUSED,
    REPAIR,
    SETTLED,
    WITHDRAWN,
)
from bukapo.trust.claims.supply import makers_of, running_for, supply_for
from bukapo.trust.claims.words import (
    back_words,
    beyond_words,
    payload_of,
    reason_words,
    remedy_words,
    wish_words,
)

FILTERS = {
    "": (),
    "putuskan": (OPEN,),
    "pembeli": (OFFERED,),
    "jalan": (AGREED,),
    "selesai": (SETTLED, REFUSED, WITHDRAWN),
}


@dataclass(frozen=True)
class Attempt:
    """A form that came in and was not carried out: shown open, with why. `hint`: what its words had better not say."""

    name: str = ""
    form: Any = None
    status: int = 200
    hint: Hint | None = None


@require_safe
@seller_view
def claims(request: SellerRequest) -> HttpResponse:
    """What is to be decided first, the soonest deadline on top; counts and reasons."""
    now = clock.now()
    chosen = request.GET.get("tampil", "")
    chosen = chosen if chosen in FILTERS else ""
    typed = request.GET.get("hal", "1")
    page = max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    rows, more = listed(request.store.pk, at=now, states=FILTERS[chosen], page=page)
    counts, reasons = counts_of(request.store.pk, at=now), by_reason(request.store.pk)
    words = {
        "": (_("Semua"), 0),
        "putuskan": (_("Perlu diputuskan"), counts.open),
        "pembeli": (_("Menunggu pembeli"), counts.offered),
        "jalan": (_("Diselesaikan"), counts.agreed),
        "selesai": (_("Selesai"), 0),
    }
    context = {
        "rows": [(one, reason_words(one.claim.reason), wish_words(one.claim.wish)) for one in rows],
        "counts": counts,
        "tabs": [
            {"url": f"?{urlencode({'tampil': name})}" if name else "?", "text": text, "count": n,
             "current": name == chosen}
            for name, (text, n) in words.items()
        ],
        "bars": [(reason_words(reason), n) for reason, n in reasons],
        "most": sum(n for _reason, n in reasons),
        "page": page,
        "has_next": more,
        "keep": f"?{urlencode({'tampil': chosen})}&" if chosen else "?",
        "now": now,
    }  # fmt: skip
    return render(request, "dashboard/claims/list.html", context)


@require_safe
@seller_view
def claim(request: SellerRequest, claim: int) -> HttpResponse:
    """One claim."""
    return show_claim(request, claim)


def show_claim(request: SellerRequest, pk: int, attempt: Attempt | None = None) -> HttpResponse:
    """The page, with the form of a refused attempt in its place."""
    attempt, now = attempt or Attempt(), clock.now()
    told = claim_for_seller(request.store.pk, pk, at=now)
    row, order = told.claim, told.claim.order
    payload = payload_of(row)
    forms = forms_of(row)
    if attempt.form is not None:
        forms[attempt.name] = attempt.form
    context = {
        "told": told,
        "claim": row,
        "order": order,
        "campaign_title": order.campaign.title,
        "reason": reason_words(row.reason),
        "wish": wish_words(row.wish),
        "remedy": remedy_words(payload) if row.remedy else "",
        "goods_back": back_words(payload),
        "one_tap": _one_tap(row, forms),
        "beyond": beyond_words(row),
        "promise": promise_of(order, guaranteed(order, counted_from(order)), at=now),
        "forms": forms,
        "opened": attempt.name,
        "hint": attempt.hint,
        "entries": entries_of(order, row.pk),
        "wa": order.phone.lstrip("+"),
        "now": now,
    }
    return render(request, "dashboard/claims/claim.html", context, status=attempt.status)


def forms_of(row: Any) -> dict[str, Any]:
    """Every form the claim admits now, by name."""
    made: dict[str, Any] = {}
    if row.state in (OPEN, OFFERED) or (row.state == AGREED and row.return_state in (NOT_ASKED, ASKED)):
        made["decide"] = decide_form(row)
    if row.state == OPEN:
        made["refuse"] = RefuseForm()
    if row.state == AGREED and row.return_state in (ASKED, ON_ITS_WAY):
        made["back"] = True
    if row.state == AGREED and row.remedy in CHANGES_GOODS and row.return_state in (NOT_ASKED, BACK):
        made["send"] = SendForm()
    if row.state == AGREED and row.source in (BATCH, APART):
        rows = running_for(row)
        if rows:
            made["join"] = JoinForm(rows=rows)
    return made


def decide_form(row: Any, data: Any = None) -> DecideForm:
    """What may be decided, with everything it can be chosen from."""
    return DecideForm(
        data,
        claim=row,
        most=most_back(row),
        supply=supply_for(row, row.order),
        makers=makers_of(row, row.order),
    )


def _one_tap(row: Any, forms: dict[str, Any]) -> dict[str, Any] | None:
    """The buyer's wish as a button, with what it does to the money; None when more must be said first."""
    if row.state != OPEN or "decide" not in forms or row.late:
        return None
    most = most_back(row)
    if row.wish == REFUND:
        if most < row.whole:
            return None
        return {"kind": REFUND, "amount": most, "source": "", **foreseen_refund(row, most)}
    if row.wish == REPAIR:
        return {"kind": REPAIR, "amount": 0, "source": "", "where": ""}
    value, words = sources(supply_for(row, row.order))[0]
    return {
        "kind": row.wish, "amount": 0, "source": value, "where": words, "fitting": exchange_promised(row)
    }  # fmt: skip


@require_safe
@seller_view
def photo(request: SellerRequest, claim: int, number: int) -> HttpResponse | FileResponse:
    """One picture of a claim, for the people of the store."""
    told = claim_for_seller(request.store.pk, claim, at=clock.now())
    return private_picture(photo_of(told.claim, number))
