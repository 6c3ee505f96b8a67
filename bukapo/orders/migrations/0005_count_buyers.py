"""POs with a limit per buyer get their counters from the orders that are there."""

from collections import Counter

from django.db import migrations

from bukapo.campaigns.rules import buyer_keys

HOLDING = ["placed", "confirmed", "shipped", "received"]


def count(apps, schema_editor):
    rows = apps.get_model("orders", "Order")._base_manager.filter(
        state__in=HOLDING, campaign__buyer_cap__isnull=False
    )
    held, limits = Counter(), {}
    for store, campaign, cap, phone, email, pieces in rows.values_list(
        "store_id", "campaign_id", "campaign__buyer_cap", "phone", "email", "pieces"
    ):
        for who in buyer_keys(campaign, phone, email):
            held[who] += pieces
            limits[who] = (store, campaign, cap)
    made = apps.get_model("campaigns", "BuyerCounter")
    # Where the e-mails of one household came to more than the limit, the limit on that address is let go.
    made._base_manager.bulk_create(
        (
            made(
                store_id=limits[who][0],
                campaign_id=limits[who][1],
                who=who,
                cap=limits[who][2] if pieces <= limits[who][2] else None,
                taken=pieces,
            )
            for who, pieces in held.items()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("orders", "0004_waiting"), ("campaigns", "0003_draw")]
    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
