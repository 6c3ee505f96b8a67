"""The style guide: every part of the look on one page, for whoever builds or checks one."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bukapo.faces.ui import icons, stamps
from bukapo.faces.ui.fields import RupiahField, WholeField
from bukapo.journal import clock


class SampleForm(forms.Form):
    """One field of each kind, as the parts draw it."""

    name = forms.CharField(label="Nama lengkap", help_text="Seperti di paket nanti.")
    phone = forms.CharField(label="Nomor WhatsApp", widget=forms.TextInput(attrs={"inputmode": "tel"}))
    email = forms.EmailField(label="E-mail", required=False)
    price = RupiahField(label="Harga PO")
    city = forms.ChoiceField(label="Kota", choices=[("bdg", "Bandung"), ("jkt", "Jakarta")])
    way = forms.ChoiceField(
        label="Cara terima",
        widget=forms.RadioSelect,
        choices=[("pickup", "Ambil sendiri"), ("courier", "Dikirim kurir")],
    )
    agree = forms.BooleanField(label="Saya sudah membaca aturan PO ini")
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea)
    pieces = WholeField(label="Jumlah", min_value=1, max_value=20, initial=1)
    proof = forms.FileField(label="Bukti transfer", widget=forms.FileInput(attrs={"data-preview": ""}))


def styleguide(request: HttpRequest) -> HttpResponse:
    """All parts with sample content; 404 outside DEBUG and tests."""
    if not (settings.DEBUG or getattr(settings, "TEST", False)):
        raise Http404
    now = clock.now()
    wrong = SampleForm({"name": "", "phone": "0812-abc", "price": "banyak", "way": "courier", "pieces": "3"})
    return render(
        request,
        "ui/styleguide.html",
        {
            "now": now,
            "form": wrong if "salah" in request.GET else SampleForm(initial={"way": "pickup"}),
            "states": sorted(stamps.STAMPS),
            "icons": sorted(icons.ICONS),
            "soon": now + timedelta(days=2, hours=4, minutes=31),
            "entries": [
                {"title": "Pesanan masuk", "at": now - timedelta(days=3)},
                {
                    "title": "DP diterima",
                    "at": now - timedelta(days=2),
                    "text": "Rp62.637 lewat transfer BCA.",
                },
                {"title": "Sedang dijahit", "at": now, "state": "now"},
                {"title": "Dikirim", "when": "10–14 Desember 2026", "state": "next"},
            ],
            "points": [("S", 14), ("M", 42), ("L", 61), ("XL", 33), ("XXL", 12), ("3XL", 0)],
            "tabs": [
                {"url": "#a", "text": "Semua", "current": True, "count": 162},
                {"url": "#b", "text": "Belum bayar", "count": 9},
                {"url": "#c", "text": "Lunas"},
            ],
        },
    )
