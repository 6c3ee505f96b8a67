"""The one picture of a review becomes the first of four, and what it says its first version."""

from typing import Any

from django.db import migrations

from bukapo.kernel.canonical import digest


def carry_over(apps: Any, schema_editor: Any) -> None:
    review = apps.get_model("trust", "Review")
    photo, version = apps.get_model("trust", "ReviewPhoto"), apps.get_model("trust", "ReviewVersion")
    for row in review._base_manager.select_related("photo").iterator(chunk_size=500):
        keys = [row.photo.key] if row.photo else []
        told = {
            "stars": row.stars, "body": row.body, "fit": "", "satisfaction": None, "video": "",
            "naming": row.naming, "photos": keys,
        }  # fmt: skip
        of = {"store_id": row.store_id, "review_id": row.pk}
        if row.photo:
            photo._base_manager.create(**of, photo_id=row.photo_id, position=0)
        version._base_manager.create(
            **of, number=1, told=told, digest=digest(told), written_at=row.written_at
        )


class Migration(migrations.Migration):
    dependencies = [("trust", "0004_reviews")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(model_name="review", name="photo"),
    ]
