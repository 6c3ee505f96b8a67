"""The seller's door: signing up, coming in, a new password."""

from typing import Any

from django import forms
from django.contrib.auth import forms as auth
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from bukapo.accounts.models import User
from bukapo.faces.dashboard.prepare.forms import PlainForm

NEW_PASSWORD = {"autocomplete": "new-password"}
PASSWORD_HELP = _("Paling sedikit 8 huruf atau angka.")


def new_password_field() -> forms.CharField:
    return forms.CharField(
        label=_("Kata sandi"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(NEW_PASSWORD),
        help_text=PASSWORD_HELP,
    )


class InvitedForm(PlainForm):
    """Somebody whose address is known already: a name and a password."""

    name = forms.CharField(
        label=_("Nama Anda"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    password = new_password_field()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if password := data.get("password"):
            person = User(name=data.get("name", ""), email=data.get("email", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class SignUpForm(InvitedForm):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
    )
    field_order = ("name", "email", "password")


class LogInForm(auth.AuthenticationForm):
    error_messages = {
        "invalid_login": _("E-mail atau kata sandi tidak cocok. Periksa lagi keduanya."),
        "inactive": _("Akun ini sudah ditutup."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("E-mail")
        self.fields["username"].widget = forms.EmailInput(
            {"autocomplete": "username", "inputmode": "email", "maxlength": "254", "autofocus": True}
        )
        self.fields["password"].label = _("Kata sandi")

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).strip().lower()


class ForgottenForm(auth.PasswordResetForm):
    email = SignUpForm.base_fields["email"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class NewPasswordForm(auth.SetPasswordForm):
    error_messages = {"password_mismatch": _("Kedua kata sandi tidak sama.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("Kata sandi baru")
        self.fields["new_password1"].help_text = PASSWORD_HELP
        self.fields["new_password2"].label = _("Ulangi kata sandi baru")
        self.fields["new_password2"].help_text = ""
