"""Las actas de lo que se emitió de un corte cerrado."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planes", "0003_instantanea"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Acta",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("archivo", models.CharField(max_length=150)),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("acta", models.TextField()),
                ("emitida_en", models.DateTimeField()),
                (
                    "emitida_por",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instantanea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actas",
                        to="planes.instantanea",
                    ),
                ),
            ],
            options={
                "ordering": ("emitida_en", "pk"),
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instantanea", "sha256"), name="un_acta_por_archivo_de_un_corte"
                    )
                ],
            },
        ),
    ]
