from django.db import migrations

CONSUMER = "bukapo.orders.late.settle_late"


def hand_over(apps, schema_editor):
    """Payments booked before this consumer existed were decided by people: their copy is done."""
    EventRow = apps.get_model("journal", "EventRow")
    Delivery = apps.get_model("journal", "Delivery")
    rows = EventRow.objects.filter(kind="order.payment_received").values_list("pk", "at")
    Delivery.objects.bulk_create(
        (Delivery(event_id=pk, consumer=CONSUMER, state="done", run_after=at) for pk, at in rows.iterator()),
        ignore_conflicts=True,
        batch_size=2000,
    )


class Migration(migrations.Migration):
    dependencies = [("orders", "0007_discounts"), ("journal", "0002_fewer_indexes")]

    operations = [migrations.RunPython(hand_over, migrations.RunPython.noop)]
