

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0011_made_to_order'),
        ('catalog', '0001_tables'),
        ('stores', '0003_late_money'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bundle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('description', models.CharField(blank=True, default='', max_length=500)),
                ('price', models.PositiveIntegerField()),
                ('adds_surcharges', models.BooleanField(default=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bundles', to='campaigns.campaign')),
                ('photo', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='catalog.photo')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stores.store')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='BundleSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('fixed', models.JSONField(default=dict)),
                ('bundle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='campaigns.bundle')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='catalog.product')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stores.store')),
            ],
            options={
                'ordering': ['bundle_id', 'position'],
            },
        ),
        migrations.AddConstraint(
            model_name='bundle',
            constraint=models.UniqueConstraint(fields=('campaign', 'name'), name='bundle_name_once'),
        ),
        migrations.AddConstraint(
            model_name='bundle',
            constraint=models.CheckConstraint(condition=models.Q(('price__gt', 0)), name='bundle_costs_something'),
        ),
        migrations.AddConstraint(
            model_name='bundleslot',
            constraint=models.UniqueConstraint(fields=('bundle', 'position'), name='bundle_slot_once'),
        ),
    ]
