"""Work orders sent before sizes were counted get their sizes from the recap they were sent from."""

from django.db import migrations


def lay_out(apps, schema_editor):
    WorkOrder = apps.get_model("production", "WorkOrder")
    Size = apps.get_model("production", "WorkOrderSize")
    Count = apps.get_model("production", "StageCount")
    for order in WorkOrder.objects.filter(sizes=None).select_related("recap").iterator(chunk_size=200):
        counts = {}
        for product in order.recap.content["products"]:
            for line in product["lines"]:
                key = (product["name"], tuple(line["values"]))
                counts[key] = counts.get(key, 0) + line["quantity"]
        sizes = Size.objects.bulk_create(
            Size(
                store_id=order.store_id, work_order=order, position=place, product=name, values=list(values),
                ordered=pieces, spare=0,
            )
            for place, ((name, values), pieces) in enumerate(counts.items())
        )
        for stage in order.stages.all():
            left = stage.done
            rows = []
            for size in sizes:
                done = min(left, size.ordered)
                left -= done
                rows.append(Count(store_id=order.store_id, stage=stage, size=size, done=done))
            Count.objects.bulk_create(rows)


class Migration(migrations.Migration):

    dependencies = [
        ("production", "0003_sizes_and_workshops"),
    ]

    operations = [
        migrations.RunPython(lay_out, migrations.RunPython.noop),
    ]
