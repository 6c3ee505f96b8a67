"""Opening a store, its settings, its accounts and people."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.faces.dashboard.access import SellerRequest, owner_view
from bukapo.faces.dashboard.prepare.entrance import person
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.prepare.forms.store import (
    BANKS,
    BankForm,
    DetailsForm,
    NewStoreForm,
    PoliciesForm,
    StaffForm,
)
from bukapo.faces.ui.limits import count_try, limit_posts
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import STAFF, Actor
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.stores import reads, writes
from bukapo.stores.invitations import invitation_link
from bukapo.stores.rules import AlreadyMember

SETTINGS = "dashboard/prepare/settings.html"


@login_required
@require_http_methods(["GET", "HEAD"])
def home(request: HttpRequest) -> HttpResponse:
    """Straight into the only store; else the list, or opening the first one."""
    stores = reads.stores_of(person(request))
    if not stores:
        return redirect("dashboard:store_new")
    if len(stores) == 1 and "semua" not in request.GET:
        return redirect("dashboard:store", stores[0].slug)
    return render(request, "dashboard/prepare/stores.html", {"stores": stores})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts("store", most=20, seconds=3600)
def store_new(request: HttpRequest) -> HttpResponse:
    user = person(request)
    form = NewStoreForm(request.POST or None)
    if form.is_valid():
        actor = Actor(kind=STAFF, label=user.name or user.email, id=user.pk)
        try:
            opened = writes.open_store(
                actor=actor, at=clock.now(), owner=user, details=form.store_details(), banks=[form.details()]
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Toko %(name)s sudah siap.") % {"name": opened.name})
            return redirect("dashboard:store", opened.slug)
    context = {"form": form, "banks": BANKS, "stores": reads.stores_of(user)}
    return render(request, "dashboard/prepare/store_new.html", context, status=422 if form.errors else 200)


def _settings(request: SellerRequest, status: int = 200, **forms: object) -> HttpResponse:
    store = request.store
    context = {
        "details": DetailsForm(initial=DetailsForm.of(store)),
        "policies": PoliciesForm(initial=PoliciesForm.of(store)),
        "bank": BankForm(),
        "staff": StaffForm(auto_id="staff_%s"),
        "accounts": reads.bank_accounts(store, active_only=False),
        "members": reads.members(store),
        "banks": BANKS,
        "qris": reads.static_qris(store.pk),
        "pkp": any(period.until is None for period in reads.tax_periods(store.pk)),
        **forms,
    }
    return render(request, SETTINGS, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_view
def store_settings(request: SellerRequest) -> HttpResponse:
    """Details and policies; `part` says which form was sent."""
    if request.method != "POST":
        return _settings(request)
    part = "policies" if request.POST.get("part") == "policies" else "details"
    form = PoliciesForm(request.POST) if part == "policies" else DetailsForm(request.POST)
    if not form.is_valid():
        return _settings(request, 422, **{part: form})
    try:
        writes.change_store(
            actor=request.actor,
            at=clock.now(),
            store=request.store,
            details=form.details() if isinstance(form, DetailsForm) else None,
            policies=form.policies() if isinstance(form, PoliciesForm) else None,
        )
    except Refusal as refusal:
        refuse(form, refusal)
        return _settings(request, 422, **{part: form})
    messages.success(request, _("Tersimpan."))
    return redirect("dashboard:store_settings", request.store.slug)


@require_POST
@owner_view
def bank_add(request: SellerRequest) -> HttpResponse:
    form = BankForm(request.POST)
    if form.is_valid():
        try:
            writes.add_bank_account(
                actor=request.actor, at=clock.now(), store=request.store, bank=form.details()
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Rekening ditambahkan."))
            return redirect("dashboard:store_settings", request.store.slug)
    return _settings(request, 422, bank=form)


@require_POST
@owner_view
def bank_stop(request: SellerRequest, account: int) -> HttpResponse:
    try:
        writes.stop_bank_account(actor=request.actor, at=clock.now(), store=request.store, account_id=account)
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Rekening tidak ditawarkan lagi ke pembeli baru."))
    return redirect("dashboard:store_settings", request.store.slug)


@require_POST
@owner_view
def staff_invite(request: SellerRequest) -> HttpResponse:
    """A link for the person, shown once to the owner to hand over, and mailed as well."""
    form = StaffForm(request.POST, auto_id="staff_%s")
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        if any(member.email == email for member in reads.members(request.store)):
            refuse(form, AlreadyMember(), field="email")
        else:
            count_try("invite", str(request.user.pk), most=30, seconds=3600)
            path = reverse("dashboard:invitation", args=[invitation_link(request.store, email, clock.now())])
            link = f"{settings.BASE_URL}{path}"
            _mail_invitation(request, email, link)
            return _settings(request, invited_email=email, invited_link=link)
    return _settings(request, 422, staff=form)


def _mail_invitation(request: SellerRequest, email: str, link: str) -> None:
    subject = _("Undangan mengurus toko %(store)s") % {"store": request.store.name}
    words = _(
        "%(name)s mengundang Anda mengurus toko %(store)s di BukaPO.\n\nBuka link ini dalam 7 hari:\n%(link)s\n"
    )
    body = words % {"name": request.actor.label, "store": request.store.name, "link": link}
    # The link also stands on the owner's screen, so a mail that can't be sent is no failure.
    send_mail(subject, body, None, [email], fail_silently=True)


@require_POST
@owner_view
def staff_remove(request: SellerRequest, user: int) -> HttpResponse:
    if user not in {member.user_id for member in reads.members(request.store)}:
        raise NotFound()  # also keeps a number no column holds away from the database
    try:
        writes.remove_member(actor=request.actor, at=clock.now(), store=request.store, user_id=user)
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Anggota dikeluarkan. Ia tidak bisa masuk ke toko ini lagi."))
    return redirect("dashboard:store_settings", request.store.slug)
