import django.db.models.deletion
from django.db import migrations, models

import audit.models


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "number",
                    models.PositiveBigIntegerField(
                        primary_key=True, serialize=False, verbose_name="number"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="made at"),
                ),
                ("count", models.PositiveIntegerField(verbose_name="entries")),
                (
                    "previous",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="seal before"
                    ),
                ),
                ("seal", models.CharField(max_length=64, verbose_name="seal")),
            ],
            options={
                "verbose_name": "batch",
                "verbose_name_plural": "batches",
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            "entry",
            "digest",
            models.CharField(
                default="", max_length=64, verbose_name="digest of the detail"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "entry",
            "batch",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="audit.batch",
                verbose_name="batch",
            ),
        ),
        migrations.AddIndex(
            "entry",
            models.Index(
                condition=models.Q(("batch", None)),
                fields=["id"],
                name="audit_unchained",
            ),
        ),
        migrations.CreateModel(
            name="Detail",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="audit.entry",
                    ),
                ),
                (
                    "salt",
                    models.CharField(default=audit.models.token_hex, max_length=64),
                ),
                ("label", models.CharField(max_length=250, verbose_name="object")),
                ("before", models.JSONField(default=dict, verbose_name="before")),
                ("after", models.JSONField(default=dict, verbose_name="after")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "origin",
                    models.CharField(
                        blank=True, max_length=45, verbose_name="from where"
                    ),
                ),
            ],
            options={"verbose_name": "detail", "verbose_name_plural": "details"},
        ),
    ]
