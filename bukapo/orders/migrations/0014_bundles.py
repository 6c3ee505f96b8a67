

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0012_bundles'),
        ('catalog', '0001_tables'),
        ('orders', '0013_delays_and_allotment'),
        ('stores', '0003_late_money'),
    ]

    operations = [
        migrations.AddField(
            model_name='orderline',
            name='bundle',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='campaigns.bundle'),
        ),
        migrations.AddField(
            model_name='orderline',
            name='bundle_no',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='orderline',
            name='bundle_slot',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddConstraint(
            model_name='orderline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bundle__isnull', True), ('bundle_no', 0)), models.Q(('bundle__isnull', False), ('bundle_no__gt', 0)), _connector='OR'), name='line_of_a_bundle_is_numbered'),
        ),
    ]
