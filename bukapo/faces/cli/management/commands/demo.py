"""`bukapo demo`: plainly fictional shops to look at. Run again it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.urls import reverse

from bukapo.faces.cli.demo import bakery, reunion, streetwear
from bukapo.faces.cli.demo.shop import EMAIL, PASSWORD
from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.production.models import WorkOrder

BUILDERS = {
    "Kota Kita (streetwear)": streetwear.build,
    "Dapur Contoh (kue)": bakery.build,
    "Angkatan 11": reunion.build,
}


class Command(BaseCommand):
    help = "Fill in the demo: a streetwear brand, a home bakery and a class reunion, all plainly fictional."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        now = clock.now()
        for name, build in BUILDERS.items():
            self.stderr.write(f"demo: {name} …")
            build(now)
        self._say_where()

    def _say_where(self) -> None:
        order = (
            Order.objects.across_stores("the demo shows one")
            .filter(campaign__slug=streetwear.RUNNING)
            .first()
        )
        work = (
            WorkOrder.objects.across_stores("the demo shows one")
            .filter(campaign__slug=streetwear.PAST)
            .first()
        )
        lines = [
            (
                "Halaman PO (pembeli)",
                reverse("storefront:campaign", args=[streetwear.SLUG, streetwear.RUNNING]),
            ),
            (
                "PO yang segera buka",
                reverse("storefront:campaign", args=[streetwear.SLUG, streetwear.COMING]),
            ),
            ("PO kue", reverse("storefront:campaign", args=[bakery.SLUG, bakery.RUNNING])),
            ("PO reuni", reverse("storefront:campaign", args=[reunion.SLUG, reunion.RUNNING])),
            ("Halaman satu pesanan", reverse("storefront:order", args=[order.secret]) if order else ""),
            ("Halaman konveksi (SPK)", reverse("workshop:work_order", args=[work.secret]) if work else ""),
            ("Masuk sebagai penjual", reverse("dashboard:login")),
        ]
        self.stdout.write("")
        for what, path in lines:
            self.stdout.write(f"  {what:<24} {settings.BASE_URL}{path}")
        self.stdout.write(f"  {'Email dan kata sandi':<24} {EMAIL} / {PASSWORD}\n")
