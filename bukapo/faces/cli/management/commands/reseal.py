from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bukapo.messaging.whatsapp.rows import WhatsAppAccount
from bukapo.payments.gateways.rows import GatewayAccount
from bukapo.payments.gateways.seal import Unreadable, reseal
from bukapo.shipping.couriers.rows import CourierAccount


class Command(BaseCommand):
    help = "Seal every store's keys (gateways, WhatsApp, couriers) under the first of BUKAPO_SECRETS."

    def handle(self, *args: Any, **options: Any) -> None:
        done, lost = 0, 0
        for model in (GatewayAccount, WhatsAppAccount, CourierAccount):
            rows = model.objects.across_stores("the operator changes the installation's secret")
            for account in rows.order_by("pk"):
                try:
                    token = reseal(account.sealed)
                except Unreadable:
                    lost += 1
                    continue
                # Only if nobody entered new keys meanwhile; the keys themselves do not change, so nothing is told.
                done += rows.filter(pk=account.pk, sealed=account.sealed).update(sealed=token)
        self.stdout.write(f"{done} sealed anew")
        if lost:
            raise CommandError(
                f"{lost} can't be opened by any of BUKAPO_SECRETS: their sellers must enter the keys again"
            )
