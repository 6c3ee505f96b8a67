"""The seller's door: sign up, come in, leave, a forgotten password, an invitation."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bukapo.accounts.models import User
from bukapo.accounts.writes import EmailTaken, sign_up
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.prepare.forms.entrance import (
    ForgottenForm,
    InvitedForm,
    LogInForm,
    NewPasswordForm,
    SignUpForm,
)
from bukapo.faces.ui.limits import TooManyTries, count_try, limit_posts, visitor_address
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import STAFF, Actor
from bukapo.stores.invitations import read_invitation
from bukapo.stores.models import Store
from bukapo.stores.rules import AlreadyMember
from bukapo.stores.writes import join_store

TEN_MINUTES, HOUR = 600, 3600
BACKEND = "django.contrib.auth.backends.ModelBackend"


class LogIn(auth.LoginView):
    template_name = "dashboard/prepare/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One address may try many accounts a little, one account is tried only a few times."""
        account = str(request.POST.get("username", "")).strip().lower()[:254]
        try:
            count_try("login", visitor_address(request), most=30, seconds=TEN_MINUTES)
            count_try("login account", account, most=10, seconds=TEN_MINUTES)
        except TooManyTries as refusal:
            form = LogInForm(request, initial={"username": account})
            form.full_clean()
            context = self.get_context_data(form=form, stopped=refusal)
            return self.render_to_response(context, status=refusal.http_status)
        return super().post(request, *args, **kwargs)


class LogOut(auth.LogoutView):
    def get_default_redirect_url(self) -> str:
        return reverse("dashboard:login")


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts("signup", most=20, seconds=HOUR)
def signup(request: HttpRequest) -> HttpResponse:
    """A new seller, logged in at once and led to opening a store."""
    if request.user.is_authenticated:
        return redirect("dashboard:home")
    form = SignUpForm(request.POST or None)
    if form.is_valid():
        try:
            user = sign_up(**form.cleaned_data)
        except EmailTaken as refusal:
            refuse(form, refusal, field="email")
        else:
            login(request, user, backend=BACKEND)
            return redirect("dashboard:store_new")
    return render(
        request, "dashboard/prepare/signup.html", {"form": form}, status=422 if form.errors else 200
    )


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts("invitation", most=20, seconds=HOUR)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody is asked to join a store: under their own login, which may still have to be made."""
    invited = read_invitation(token, clock.now())
    known = User.objects.filter(email=invited.email).exists()
    form = None if known else InvitedForm(request.POST or None)
    joins = (
        request.method == "POST" and request.user.is_authenticated and person(request).email == invited.email
    )
    if form is not None and form.is_valid():
        user = sign_up(email=invited.email, **form.cleaned_data)
        login(request, user, backend=BACKEND)
        joins = True
    if joins:
        return _join(request, token)
    context = {"form": form, "invited": invited, "known": known}
    status = 422 if form is not None and form.errors else 200
    return render(request, "dashboard/prepare/invitation.html", context, status=status)


def _join(request: HttpRequest, token: str) -> HttpResponse:
    user = person(request)
    me = Actor(kind=STAFF, label=user.name or user.email, id=user.pk)
    try:
        joined = join_store(actor=me, at=clock.now(), token=token, user=user)
    except AlreadyMember as refusal:
        messages.info(request, sentence(refusal))
        return redirect("dashboard:home")
    messages.success(request, _("Selamat datang. Anda sekarang ikut mengurus toko ini."))
    return redirect("dashboard:store", Store.objects.get(pk=joined.store_id).slug)


@method_decorator(limit_posts("forgotten", most=10, seconds=HOUR), name="dispatch")
class Forgotten(auth.PasswordResetView):
    """The link is built from the installation's own address: the Host header is the visitor's to choose."""

    template_name = "dashboard/prepare/forgotten.html"
    email_template_name = "dashboard/prepare/mail/new_password.txt"
    subject_template_name = "dashboard/prepare/mail/new_password_subject.txt"
    form_class = ForgottenForm
    success_url = reverse_lazy("dashboard:password_reset_done")

    def form_valid(self, form: Any) -> HttpResponse:
        self.extra_email_context = {"base_url": settings.BASE_URL}
        return super().form_valid(form)


class ForgottenDone(auth.PasswordResetDoneView):
    template_name = "dashboard/prepare/forgotten_done.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"no_smtp": settings.EMAIL_EMBEDDED}


class NewPassword(auth.PasswordResetConfirmView):
    template_name = "dashboard/prepare/new_password.html"
    form_class = NewPasswordForm
    post_reset_login = True
    post_reset_login_backend = BACKEND

    def get_success_url(self) -> str:
        messages.success(self.request, _("Kata sandi baru tersimpan."))
        return reverse("dashboard:home")


def person(request: HttpRequest) -> User:
    """Who is logged in (behind `login_required`)."""
    return cast(User, request.user)
