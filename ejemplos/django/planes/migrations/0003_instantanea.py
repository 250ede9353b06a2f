"""La instantánea de un corte cerrado."""

import django.db.models.deletion
import planes.models.campos
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planes", "0002_recomendaciones"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="corte",
            options={
                "ordering": ("fecha",),
                "permissions": (
                    ("cerrar_corte", "Puede cerrar un corte"),
                    ("reabrir_corte", "Puede reabrir un corte"),
                ),
            },
        ),
        migrations.CreateModel(
            name="Instantanea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "momento",
                    models.CharField(
                        choices=[
                            ("cierre", "al cerrar el corte"),
                            ("carga", "al cargar el plan, que ya traía ese corte"),
                            ("despues", "después de cerrado, por una orden del sitio"),
                        ],
                        default="cierre",
                        max_length=7,
                    ),
                ),
                ("hecha_en", models.DateTimeField()),
                ("plan", models.TextField()),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("formatos", models.TextField()),
                ("sha256_formatos", models.CharField(max_length=64)),
                ("biblioteca", models.CharField(max_length=40)),
                ("reabierta_en", models.DateTimeField(null=True)),
                ("motivo", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "corte",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instantaneas",
                        to="planes.corte",
                    ),
                ),
                (
                    "hecha_por",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reabierta_por",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "instantánea",
                "ordering": ("hecha_en", "pk"),
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reabierta_en", None)),
                        fields=("corte",),
                        name="una_instantanea_vigente_por_corte",
                    )
                ],
            },
        ),
    ]
