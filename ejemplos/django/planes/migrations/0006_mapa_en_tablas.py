"""Las tablas del mapa de riesgos."""

import django.core.validators
import django.db.models.deletion
import planes.models.campos
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planes", "0005_mapa_de_riesgos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mapa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("vigencia", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "regimen",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("paac-v1", "PAAC, versión 1"),
                            ("paac-v2", "PAAC, versión 2"),
                            ("ptep", "PTEP"),
                        ],
                        null=True,
                    ),
                ),
                ("metodologia", planes.models.campos.Texto(blank=True, null=True)),
                ("version", planes.models.campos.Texto(blank=True, null=True)),
                ("fecha_elaboracion", models.DateField(blank=True, null=True)),
                ("fecha_publicacion", models.DateField(blank=True, null=True)),
                ("fecha_actualizacion", models.DateField(blank=True, null=True)),
                ("mision", planes.models.campos.Texto(blank=True, null=True)),
                ("textos", models.JSONField(blank=True, default=dict)),
                ("extras", models.JSONField(blank=True, default=dict)),
                (
                    "entidad",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mapas",
                        to="planes.entidad",
                    ),
                ),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mapa",
                        to="planes.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "mapa de riesgos",
                "verbose_name_plural": "mapas de riesgos",
            },
        ),
        migrations.CreateModel(
            name="FirmaDelMapa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("rol", planes.models.campos.Texto(blank=False, null=False)),
                ("nombre", planes.models.campos.Texto(blank=False, null=False)),
                ("cargo", planes.models.campos.Texto(blank=True, null=True)),
                ("nota", planes.models.campos.Texto(blank=True, null=True)),
                ("imagen", models.BinaryField(blank=True, null=True)),
                (
                    "mapa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="firmas",
                        to="planes.mapa",
                    ),
                ),
            ],
            options={
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CambioDelMapa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                (
                    "version",
                    planes.models.campos.Texto(blank=False, null=False, verbose_name="versión"),
                ),
                ("fecha", planes.models.campos.Texto(blank=False, null=False)),
                (
                    "razon",
                    planes.models.campos.Texto(blank=False, null=False, verbose_name="razón"),
                ),
                (
                    "mapa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="control_cambios",
                        to="planes.mapa",
                    ),
                ),
            ],
            options={
                "verbose_name": "cambio del documento",
                "verbose_name_plural": "control de cambios",
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Proceso",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("nombre", planes.models.campos.Texto(blank=False, null=False)),
                ("codigo", planes.models.campos.Texto(blank=True, null=True)),
                ("objetivo", planes.models.campos.Texto(blank=True, null=True)),
                ("alcance", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "tipo",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("estrategico", "Estratégico"),
                            ("misional", "Misional"),
                            ("apoyo", "Apoyo"),
                            ("evaluacion", "Evaluación"),
                        ],
                        null=True,
                    ),
                ),
                ("lider", planes.models.campos.Texto(blank=True, null=True)),
                ("dependencia", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "encargados",
                    models.ManyToManyField(
                        blank=True, related_name="procesos", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "mapa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="procesos",
                        to="planes.mapa",
                    ),
                ),
            ],
            options={
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Riesgo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("definicion_en_blanco", models.BooleanField(default=False, editable=False)),
                (
                    "definicion_accion_u_omision",
                    planes.models.campos.Texto(
                        blank=True, choices=[("si", "Sí"), ("no", "No")], null=True
                    ),
                ),
                (
                    "definicion_uso_del_poder",
                    planes.models.campos.Texto(
                        blank=True, choices=[("si", "Sí"), ("no", "No")], null=True
                    ),
                ),
                (
                    "definicion_desviar_lo_publico",
                    planes.models.campos.Texto(
                        blank=True, choices=[("si", "Sí"), ("no", "No")], null=True
                    ),
                ),
                (
                    "definicion_beneficio_privado",
                    planes.models.campos.Texto(
                        blank=True, choices=[("si", "Sí"), ("no", "No")], null=True
                    ),
                ),
                ("inherente_en_blanco", models.BooleanField(default=False, editable=False)),
                ("inherente_probabilidad", planes.models.campos.Texto(blank=True, null=True)),
                ("inherente_impacto", planes.models.campos.Texto(blank=True, null=True)),
                ("inherente_zona", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "inherente_probabilidad_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=10,
                        max_digits=13,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                (
                    "inherente_impacto_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=10,
                        max_digits=13,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                ("inherente_fecha", planes.models.campos.Texto(blank=True, null=True)),
                ("residual_en_blanco", models.BooleanField(default=False, editable=False)),
                ("residual_probabilidad", planes.models.campos.Texto(blank=True, null=True)),
                ("residual_impacto", planes.models.campos.Texto(blank=True, null=True)),
                ("residual_zona", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "residual_probabilidad_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=10,
                        max_digits=13,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                (
                    "residual_impacto_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=10,
                        max_digits=13,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                ("residual_fecha", planes.models.campos.Texto(blank=True, null=True)),
                ("referencia", planes.models.campos.Texto(blank=True, null=True)),
                ("descripcion", planes.models.campos.Texto(blank=False, null=False)),
                (
                    "tipo",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("corrupcion", "Corrupción"),
                            ("integridad", "Integridad"),
                            ("gestion", "Gestión"),
                            ("fiscal", "Fiscal"),
                            ("seguridad", "Seguridad"),
                            ("lavado", "Lavado"),
                            ("ambiental", "Ambiental"),
                            ("otro", "Otro"),
                        ],
                        null=True,
                    ),
                ),
                ("clasificacion", planes.models.campos.Texto(blank=True, null=True)),
                ("afectacion", planes.models.campos.Texto(blank=True, null=True)),
                ("factores", models.JSONField(blank=True, default=list)),
                ("consecuencias", models.JSONField(blank=True, default=list)),
                ("frecuencia", models.PositiveIntegerField(blank=True, null=True)),
                ("criterio_impacto", planes.models.campos.Texto(blank=True, null=True)),
                ("cuestionario", models.JSONField(blank=True, default=dict)),
                ("tratamiento", planes.models.campos.Texto(blank=True, null=True)),
                ("indicador", planes.models.campos.Texto(blank=True, null=True)),
                ("responsable", planes.models.campos.Texto(blank=True, null=True)),
                ("documentos", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "estado",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[("vigente", "Vigente"), ("retirado", "Retirado")],
                        null=True,
                    ),
                ),
                ("extras", models.JSONField(blank=True, default=dict)),
                (
                    "proceso",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="riesgos",
                        to="planes.proceso",
                    ),
                ),
            ],
            options={
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Control",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("residual_en_blanco", models.BooleanField(default=False, editable=False)),
                ("residual_probabilidad", planes.models.campos.Texto(blank=True, null=True)),
                ("residual_impacto", planes.models.campos.Texto(blank=True, null=True)),
                ("residual_zona", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "residual_probabilidad_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=10,
                        max_digits=13,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                (
                    "residual_impacto_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=10,
                        max_digits=13,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                ("residual_fecha", planes.models.campos.Texto(blank=True, null=True)),
                ("numero", planes.models.campos.Texto(blank=True, null=True)),
                ("descripcion", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "tipo",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("preventivo", "Preventivo"),
                            ("detectivo", "Detectivo"),
                            ("correctivo", "Correctivo"),
                        ],
                        null=True,
                    ),
                ),
                ("responsable", planes.models.campos.Texto(blank=True, null=True)),
                ("periodicidad", planes.models.campos.Texto(blank=True, null=True)),
                ("proposito", planes.models.campos.Texto(blank=True, null=True)),
                ("como_se_realiza", planes.models.campos.Texto(blank=True, null=True)),
                ("desviaciones", planes.models.campos.Texto(blank=True, null=True)),
                ("evidencia", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "afecta",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[("probabilidad", "Probabilidad"), ("impacto", "Impacto")],
                        null=True,
                    ),
                ),
                (
                    "implementacion",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[("automatico", "Automático"), ("manual", "Manual")],
                        null=True,
                    ),
                ),
                (
                    "documentacion",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("documentado", "Documentado"),
                            ("sin_documentar", "Sin documentar"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "frecuencia",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[("continua", "Continua"), ("aleatoria", "Aleatoria")],
                        null=True,
                    ),
                ),
                (
                    "registro",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("con_registro", "Con registro"),
                            ("sin_registro", "Sin registro"),
                        ],
                        null=True,
                    ),
                ),
                ("calificacion", planes.models.campos.Texto(blank=True, null=True)),
                ("criterios", models.JSONField(blank=True, default=dict)),
                (
                    "ejecucion",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("fuerte", "Fuerte"),
                            ("moderado", "Moderado"),
                            ("debil", "Débil"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "disminuye_probabilidad",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("directamente", "Directamente"),
                            ("indirectamente", "Indirectamente"),
                            ("no", "No"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "disminuye_impacto",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("directamente", "Directamente"),
                            ("indirectamente", "Indirectamente"),
                            ("no", "No"),
                        ],
                        null=True,
                    ),
                ),
                ("causas_que_ataca", models.JSONField(blank=True, default=list)),
                (
                    "riesgo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="controles",
                        to="planes.riesgo",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "controles",
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Causa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("texto", planes.models.campos.Texto(blank=False, null=False)),
                (
                    "clase",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("inmediata", "Inmediata"),
                            ("raiz", "Raíz"),
                            ("interna", "Interna"),
                            ("externa", "Externa"),
                        ],
                        null=True,
                    ),
                ),
                ("factor", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "riesgo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="causas",
                        to="planes.riesgo",
                    ),
                ),
            ],
            options={
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Accion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("descripcion", planes.models.campos.Texto(blank=False, null=False)),
                (
                    "clase",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("asociada_al_control", "Asociada al control"),
                            ("tratamiento", "Tratamiento"),
                            ("contingencia", "Contingencia"),
                        ],
                        null=True,
                    ),
                ),
                ("periodo", planes.models.campos.Texto(blank=True, null=True)),
                ("fecha_inicio", planes.models.campos.Texto(blank=True, null=True)),
                ("fecha_fin", planes.models.campos.Texto(blank=True, null=True)),
                ("registro", planes.models.campos.Texto(blank=True, null=True)),
                ("responsable", planes.models.campos.Texto(blank=True, null=True)),
                ("indicador", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "estado",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[("en_curso", "En curso"), ("finalizado", "Finalizado")],
                        null=True,
                    ),
                ),
                (
                    "riesgo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acciones",
                        to="planes.riesgo",
                    ),
                ),
            ],
            options={
                "verbose_name": "acción",
                "verbose_name_plural": "acciones",
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SeguimientoDeRiesgo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verificacion_en_blanco", models.BooleanField(default=False, editable=False)),
                (
                    "verificacion_resultado",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[
                            ("verificada", "Verificada"),
                            ("parcial", "Parcial"),
                            ("no_verificada", "No verificada"),
                        ],
                        null=True,
                    ),
                ),
                ("verificacion_nota", planes.models.campos.Texto(blank=True, null=True)),
                ("materializacion_en_blanco", models.BooleanField(default=False, editable=False)),
                (
                    "materializacion_ocurrio",
                    planes.models.campos.Texto(
                        blank=True, choices=[("si", "Sí"), ("no", "No")], null=True
                    ),
                ),
                ("materializacion_fecha", planes.models.campos.Texto(blank=True, null=True)),
                ("materializacion_descripcion", planes.models.campos.Texto(blank=True, null=True)),
                ("materializacion_accion", planes.models.campos.Texto(blank=True, null=True)),
                ("materializacion_se_reporto_a", planes.models.campos.Texto(blank=True, null=True)),
                ("valoracion_en_blanco", models.BooleanField(default=False, editable=False)),
                ("valoracion_probabilidad", planes.models.campos.Texto(blank=True, null=True)),
                ("valoracion_impacto", planes.models.campos.Texto(blank=True, null=True)),
                ("valoracion_zona", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "valoracion_probabilidad_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=10,
                        max_digits=13,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                (
                    "valoracion_impacto_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=10,
                        max_digits=13,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                ("valoracion_fecha", planes.models.campos.Texto(blank=True, null=True)),
                ("lugar", models.PositiveIntegerField(default=0)),
                (
                    "quien",
                    planes.models.campos.Texto(
                        blank=False,
                        choices=[
                            ("oci", "Control interno"),
                            ("lider", "Líder del proceso"),
                            ("planeacion", "Planeación"),
                        ],
                        default="oci",
                        null=False,
                    ),
                ),
                ("efectividad", planes.models.campos.Texto(blank=True, null=True)),
                ("acciones_adelantadas", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "avance",
                    models.DecimalField(
                        blank=True,
                        decimal_places=10,
                        max_digits=13,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="avance (%)",
                    ),
                ),
                ("estado", planes.models.campos.Texto(blank=True, null=True)),
                ("evidencias", models.JSONField(blank=True, default=list)),
                ("observaciones", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "corte",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="seguimientos_de_riesgos",
                        to="planes.corte",
                    ),
                ),
                (
                    "riesgo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seguimientos",
                        to="planes.riesgo",
                    ),
                ),
            ],
            options={
                "verbose_name": "seguimiento de un riesgo",
                "verbose_name_plural": "seguimientos de riesgos",
                "ordering": ("lugar", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ControlSeguido",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("control", planes.models.campos.Texto(blank=False, null=False)),
                (
                    "aplicado",
                    planes.models.campos.Texto(
                        blank=True,
                        choices=[("si", "Sí"), ("no", "No"), ("parcial", "Parcial")],
                        null=True,
                    ),
                ),
                (
                    "adecuado",
                    planes.models.campos.Texto(
                        blank=True, choices=[("si", "Sí"), ("no", "No")], null=True
                    ),
                ),
                (
                    "efectivo",
                    planes.models.campos.Texto(
                        blank=True, choices=[("si", "Sí"), ("no", "No")], null=True
                    ),
                ),
                ("nota", planes.models.campos.Texto(blank=True, null=True)),
                (
                    "seguimiento",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="controles",
                        to="planes.seguimientoderiesgo",
                    ),
                ),
            ],
            options={
                "verbose_name": "control seguido",
                "verbose_name_plural": "controles seguidos",
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SeguimientoDelMapa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("elaboracion", planes.models.campos.Texto(blank=True, null=True)),
                ("publicacion", planes.models.campos.Texto(blank=True, null=True)),
                ("elaborado_por", planes.models.campos.Texto(blank=True, null=True)),
                ("fecha", planes.models.campos.Texto(blank=True, null=True)),
                ("extras", models.JSONField(blank=True, default=dict)),
                (
                    "corte",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="seguimientos_del_mapa",
                        to="planes.corte",
                    ),
                ),
                (
                    "mapa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seguimientos",
                        to="planes.mapa",
                    ),
                ),
            ],
            options={
                "verbose_name": "seguimiento del mapa de riesgos",
                "verbose_name_plural": "seguimientos del mapa de riesgos",
                "ordering": ("lugar", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mapa", "corte"),
                        name="un_seguimiento_del_mapa_por_corte",
                        violation_error_message="El mapa ya tiene un seguimiento en ese corte.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="seguimientoderiesgo",
            constraint=models.UniqueConstraint(
                fields=("riesgo", "corte", "quien"),
                name="un_seguimiento_de_riesgo_por_quien",
                violation_error_message="De ese riesgo ya dijo lo suyo en ese corte.",
            ),
        ),
        migrations.AddConstraint(
            model_name="controlseguido",
            constraint=models.UniqueConstraint(
                fields=("seguimiento", "control"),
                name="una_vez_por_control",
                violation_error_message="De ese control ya se respondió en ese seguimiento.",
            ),
        ),
    ]
