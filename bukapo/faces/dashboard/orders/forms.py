"""The small forms on an order's page. Amounts are whole rupiah."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.ui.fields import RupiahField
from bukapo.orders.receive import MAX_AMOUNT
from bukapo.shipping.models import Zone
from bukapo.stores.models import BankAccount, Store

AMOUNT_WRONG = {
    "required": _("Tulis jumlah yang masuk, dalam rupiah."),
    "invalid": _("Isi dengan angka rupiah saja, misalnya 95.000."),
}
IN_HAND, OTHER = "tunai", "lain"


def banks_of(store: Store, *, all_of_them: bool = False) -> list[tuple[str, str]]:
    """The store's accounts as choices; put out of use ones only when asked for."""
    rows = BankAccount.objects.of(store).order_by("position", "pk")
    return [(str(bank.pk), str(bank)) for bank in (rows if all_of_them else rows.filter(active=True))]


class ConfirmProof(forms.Form):
    """`Uangnya masuk`: how much, and on which account."""

    amount = RupiahField(
        label=_("Jumlah yang masuk"), min_value=1, max_value=MAX_AMOUNT, error_messages=AMOUNT_WRONG
    )
    bank = forms.ChoiceField(label=_("Masuk ke"), error_messages={"required": _("Pilih rekeningnya.")})

    def __init__(self, *args: Any, banks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank"].choices = banks or [(IN_HAND, _("Kas tunai"))]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A ready reason, and whatever is to be said beside it."""

    ready: tuple[tuple[str, Any], ...] = ()
    asked: Any = _("Alasannya")
    said_to_buyer = True

    why = forms.ChoiceField(
        label="", widget=forms.RadioSelect, error_messages={"required": _("Pilih salah satu alasannya.")}
    )
    words = forms.CharField(label=_("Keterangan"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["why"]
        field.label = self.asked
        field.choices = [*self.ready, (OTHER, _("Alasan lain, tulis di bawah"))]  # type: ignore[attr-defined]
        if self.said_to_buyer:
            field.help_text = _("Pembeli ikut membaca ini.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        words = (cleaned.get("words") or "").strip()
        ready = {key: str(text) for key, text in self.ready}.get(cleaned.get("why", ""), "")
        if cleaned.get("why") == OTHER and not words:
            self.add_error("words", _("Tulis alasannya."))
        cleaned["reason"] = " ".join(part for part in (ready, words) if part)
        return cleaned


class RejectProof(ReasonForm):
    ready = (
        ("missing", _("Uangnya belum masuk ke rekening kami.")),
        ("unreadable", _("Fotonya tidak terbaca, tolong kirim lagi.")),
        ("other", _("Bukti ini untuk pesanan lain.")),
        ("account", _("Transfernya bukan ke rekening kami.")),
    )
    asked = _("Kenapa ditolak?")


class CancelOrder(ReasonForm):
    ready = (
        ("asked", _("Pembeli minta batal.")),
        ("double", _("Pesanan ganda.")),
        ("cannot", _("Barangnya tidak bisa dibuat.")),
    )
    asked = _("Kenapa dibatalkan?")


class ForgiveShort(ReasonForm):
    ready = (
        ("fee", _("Terpotong biaya transfer.")),
        ("rounded", _("Dibulatkan pembeli.")),
        ("gift", _("Potongan dari kami.")),
    )
    asked = _("Kenapa direlakan?")


class RecordPayment(forms.Form):
    """Money seen on the statement or taken in the hand. `seen` keeps a form sent twice from being two payments."""

    amount = RupiahField(
        label=_("Jumlah yang masuk"), min_value=1, max_value=MAX_AMOUNT, error_messages=AMOUNT_WRONG
    )
    place = forms.ChoiceField(label=_("Masuk ke"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args: Any, banks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [*banks, (IN_HAND, _("Tunai"))]  # type: ignore[attr-defined]


class QuickPayment(RecordPayment):
    """The same in one line, for a list of orders."""

    place = forms.ChoiceField(label=_("Masuk ke"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].label = _("Jumlah")


class PromiseRefund(forms.Form):
    amount = RupiahField(label=_("Jumlah yang dikembalikan"), min_value=1, max_value=MAX_AMOUNT)
    reason = forms.CharField(label=_("Untuk apa"), max_length=200, initial=_("Kelebihan bayar"))
    send_to = forms.CharField(
        label=_("Rekening pembeli"), required=False, max_length=200, help_text=_("Bank, nomor, atas nama.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class RefundSent(forms.Form):
    """The money has left: from where, and to where."""

    bank = forms.ChoiceField(label=_("Dikirim dari"))
    send_to = forms.CharField(label=_("Ke rekening pembeli"), required=False, max_length=200)

    def __init__(self, *args: Any, banks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank"].choices = [*banks, (IN_HAND, _("Tunai"))]  # type: ignore[attr-defined]


class PaidOut(forms.Form):
    """What the courier kept, and where the rest arrived. `seen` keeps a form sent twice from being two."""

    fee = RupiahField(
        label=_("Biaya yang dipotong kurir"), max_value=MAX_AMOUNT, required=False,
        help_text=_("Kosong = tidak dipotong."),
    )  # fmt: skip
    place = forms.ChoiceField(label=_("Masuk ke"), widget=forms.RadioSelect)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args: Any, banks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [*banks, (IN_HAND, _("Tunai"))]  # type: ignore[attr-defined]


class ChooseZone(forms.Form):
    zone = forms.ChoiceField(label=_("Wilayah pengiriman"))

    def __init__(self, *args: Any, store: Store, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Zone.objects.of(store).filter(active=True)
        choices = [
            (str(zone.pk), f"{zone.name} ({zone.areas})" if zone.areas else zone.name) for zone in rows
        ]
        self.fields["zone"].choices = [("", _("Pilih wilayah")), *choices]  # type: ignore[attr-defined]


def bank_id(choice: str) -> int | None:
    """The account behind a choice; None for cash in hand."""
    return None if choice == IN_HAND else int(choice)
