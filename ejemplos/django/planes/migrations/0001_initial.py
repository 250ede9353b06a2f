"""Las tablas del sitio, como las escribe ``manage.py makemigrations``."""

import django.db.models.deletion
import planes.models.campos
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Entidad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nombre", planes.models.campos.Texto(blank=False, null=False)),
                ("orden", planes.models.campos.Texto()),
                ("departamento", planes.models.campos.Texto()),
                ("nit", planes.models.campos.Texto()),
                ("divipola", planes.models.campos.Texto()),
                ("direccion", planes.models.campos.Texto()),
                ("codigo_postal", planes.models.campos.Texto()),
                ("telefono", planes.models.campos.Texto()),
                ("correo", planes.models.campos.Texto()),
                ("sitio_web", planes.models.campos.Texto()),
                ("certificado", planes.models.campos.Texto()),
                ("escudo", models.BinaryField(blank=True, null=True)),
                ("extras", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "verbose_name_plural": "entidades",
                "ordering": ("nombre",),
            },
        ),
        migrations.CreateModel(
            name="Formato",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "codigo",
                    models.CharField(
                        editable=False, max_length=60, unique=True, verbose_name="código"
                    ),
                ),
                ("nombre", models.TextField(editable=False)),
                ("datos", models.JSONField(help_text="Las claves de un formato.toml, en JSON.")),
                ("huella", models.CharField(editable=False, max_length=64)),
            ],
            options={
                "ordering": ("codigo",),
            },
        ),
        migrations.CreateModel(
            name="Corte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fecha", models.DateField()),
                ("cerrado_en", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "cerrado_por",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
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
                        ],
                        default="cierre",
                        max_length=6,
                    ),
                ),
                ("hecha_en", models.DateTimeField()),
                ("plan", models.TextField()),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("formatos", models.TextField()),
                ("sha256_formatos", models.CharField(max_length=64)),
                ("filas", models.JSONField(editable=False)),
                ("biblioteca", models.CharField(max_length=40)),
                ("reabierta_en", models.DateTimeField(null=True)),
                ("motivo", planes.models.campos.Texto()),
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
            },
        ),
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
            },
        ),
        migrations.CreateModel(
            name="Mapa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regimen", planes.models.campos.Texto()),
                ("vigencia", models.PositiveIntegerField(blank=True, null=True)),
                ("metodologia", planes.models.campos.Texto()),
                ("version", planes.models.campos.Texto()),
                ("fecha_elaboracion", models.DateField(blank=True, null=True)),
                ("fecha_publicacion", models.DateField(blank=True, null=True)),
                ("fecha_actualizacion", models.DateField(blank=True, null=True)),
                ("mision", planes.models.campos.Texto()),
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
                ("cargo", planes.models.campos.Texto()),
                ("nota", planes.models.campos.Texto()),
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
                ("version", planes.models.campos.Texto(blank=False, null=False)),
                ("fecha", planes.models.campos.Texto(blank=False, null=False)),
                ("razon", planes.models.campos.Texto(blank=False, null=False)),
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
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regimen", planes.models.campos.Texto()),
                ("metodologia", models.JSONField(blank=True, default=dict)),
                ("recomendaciones", models.JSONField(blank=True, default=list)),
                ("vigencia", models.PositiveIntegerField(blank=True, null=True)),
                ("textos", models.JSONField(blank=True, default=dict)),
                (
                    "entidad",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planes",
                        to="planes.entidad",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "planes",
                "ordering": ("-vigencia", "pk"),
            },
        ),
        migrations.AddField(
            model_name="mapa",
            name="plan",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="mapa", to="planes.plan"
            ),
        ),
        migrations.CreateModel(
            name="Firma",
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
                ("cargo", planes.models.campos.Texto()),
                ("nota", planes.models.campos.Texto()),
                ("imagen", models.BinaryField(blank=True, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="firmas",
                        to="planes.plan",
                    ),
                ),
            ],
            options={
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Dependencia",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("nombre", planes.models.campos.Texto(blank=False, null=False)),
                ("nombre_corto", planes.models.campos.Texto()),
                (
                    "encargados",
                    models.ManyToManyField(
                        blank=True, related_name="dependencias", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dependencias",
                        to="planes.plan",
                    ),
                ),
            ],
            options={
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="corte",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="cortes", to="planes.plan"
            ),
        ),
        migrations.CreateModel(
            name="Componente",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("numero", models.PositiveIntegerField(blank=True, null=True)),
                ("nombre", planes.models.campos.Texto()),
                ("etiqueta_seguimiento", planes.models.campos.Texto()),
                ("extras", models.JSONField(blank=True, default=dict)),
                (
                    "dependencia",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="componentes",
                        to="planes.dependencia",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="componentes",
                        to="planes.plan",
                    ),
                ),
            ],
            options={
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CambioDocumento",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("version", planes.models.campos.Texto(blank=False, null=False)),
                ("fecha", planes.models.campos.Texto(blank=False, null=False)),
                ("razon", planes.models.campos.Texto(blank=False, null=False)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="control_cambios",
                        to="planes.plan",
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
                ("codigo", planes.models.campos.Texto()),
                ("objetivo", planes.models.campos.Texto()),
                ("alcance", planes.models.campos.Texto()),
                ("tipo", planes.models.campos.Texto()),
                ("lider", planes.models.campos.Texto()),
                ("dependencia", planes.models.campos.Texto()),
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
                ("referencia", planes.models.campos.Texto()),
                ("descripcion", planes.models.campos.Texto(blank=False, null=False)),
                ("tipo", planes.models.campos.Texto()),
                ("clasificacion", planes.models.campos.Texto()),
                ("afectacion", planes.models.campos.Texto()),
                ("factores", models.JSONField(blank=True, default=list)),
                ("consecuencias", models.JSONField(blank=True, default=list)),
                ("frecuencia", models.PositiveIntegerField(blank=True, null=True)),
                ("criterio_impacto", planes.models.campos.Texto()),
                ("cuestionario", models.JSONField(blank=True, default=dict)),
                ("tratamiento", planes.models.campos.Texto()),
                ("indicador", planes.models.campos.Texto()),
                ("responsable", planes.models.campos.Texto()),
                ("documentos", planes.models.campos.Texto()),
                ("estado", planes.models.campos.Texto()),
                ("extras", models.JSONField(blank=True, default=dict)),
                ("definicion_en_blanco", models.BooleanField(default=False, editable=False)),
                ("definicion_accion_u_omision", planes.models.campos.Texto()),
                ("definicion_uso_del_poder", planes.models.campos.Texto()),
                ("definicion_desviar_lo_publico", planes.models.campos.Texto()),
                ("definicion_beneficio_privado", planes.models.campos.Texto()),
                ("inherente_en_blanco", models.BooleanField(default=False, editable=False)),
                ("inherente_probabilidad", planes.models.campos.Texto()),
                ("inherente_impacto", planes.models.campos.Texto()),
                ("inherente_zona", planes.models.campos.Texto()),
                ("inherente_probabilidad_pct", planes.models.campos.Porcentaje()),
                ("inherente_impacto_pct", planes.models.campos.Porcentaje()),
                ("inherente_fecha", planes.models.campos.Texto()),
                ("residual_en_blanco", models.BooleanField(default=False, editable=False)),
                ("residual_probabilidad", planes.models.campos.Texto()),
                ("residual_impacto", planes.models.campos.Texto()),
                ("residual_zona", planes.models.campos.Texto()),
                ("residual_probabilidad_pct", planes.models.campos.Porcentaje()),
                ("residual_impacto_pct", planes.models.campos.Porcentaje()),
                ("residual_fecha", planes.models.campos.Texto()),
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
                ("numero", planes.models.campos.Texto()),
                ("descripcion", planes.models.campos.Texto()),
                ("tipo", planes.models.campos.Texto()),
                ("responsable", planes.models.campos.Texto()),
                ("periodicidad", planes.models.campos.Texto()),
                ("proposito", planes.models.campos.Texto()),
                ("como_se_realiza", planes.models.campos.Texto()),
                ("desviaciones", planes.models.campos.Texto()),
                ("evidencia", planes.models.campos.Texto()),
                ("afecta", planes.models.campos.Texto()),
                ("implementacion", planes.models.campos.Texto()),
                ("documentacion", planes.models.campos.Texto()),
                ("frecuencia", planes.models.campos.Texto()),
                ("registro", planes.models.campos.Texto()),
                ("calificacion", planes.models.campos.Texto()),
                ("criterios", models.JSONField(blank=True, default=dict)),
                ("ejecucion", planes.models.campos.Texto()),
                ("disminuye_probabilidad", planes.models.campos.Texto()),
                ("disminuye_impacto", planes.models.campos.Texto()),
                ("causas_que_ataca", models.JSONField(blank=True, default=list)),
                ("residual_en_blanco", models.BooleanField(default=False, editable=False)),
                ("residual_probabilidad", planes.models.campos.Texto()),
                ("residual_impacto", planes.models.campos.Texto()),
                ("residual_zona", planes.models.campos.Texto()),
                ("residual_probabilidad_pct", planes.models.campos.Porcentaje()),
                ("residual_impacto_pct", planes.models.campos.Porcentaje()),
                ("residual_fecha", planes.models.campos.Texto()),
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
                ("clase", planes.models.campos.Texto()),
                ("factor", planes.models.campos.Texto()),
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
                ("clase", planes.models.campos.Texto()),
                ("periodo", planes.models.campos.Texto()),
                ("fecha_inicio", planes.models.campos.Texto()),
                ("fecha_fin", planes.models.campos.Texto()),
                ("registro", planes.models.campos.Texto()),
                ("responsable", planes.models.campos.Texto()),
                ("indicador", planes.models.campos.Texto()),
                ("estado", planes.models.campos.Texto()),
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
            name="SeguimientoDelMapa",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("elaboracion", planes.models.campos.Texto()),
                ("publicacion", planes.models.campos.Texto()),
                ("elaborado_por", planes.models.campos.Texto()),
                ("fecha", planes.models.campos.Texto()),
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
                ("lugar", models.PositiveIntegerField(default=0)),
                ("quien", planes.models.campos.Texto(blank=False, default="oci", null=False)),
                ("efectividad", planes.models.campos.Texto()),
                ("acciones_adelantadas", planes.models.campos.Texto()),
                ("avance", planes.models.campos.Porcentaje()),
                ("estado", planes.models.campos.Texto()),
                ("evidencias", models.JSONField(blank=True, default=list)),
                ("observaciones", planes.models.campos.Texto()),
                ("verificacion_en_blanco", models.BooleanField(default=False, editable=False)),
                ("verificacion_resultado", planes.models.campos.Texto()),
                ("verificacion_nota", planes.models.campos.Texto()),
                ("materializacion_en_blanco", models.BooleanField(default=False, editable=False)),
                ("materializacion_ocurrio", planes.models.campos.Texto()),
                ("materializacion_fecha", planes.models.campos.Texto()),
                ("materializacion_descripcion", planes.models.campos.Texto()),
                ("materializacion_accion", planes.models.campos.Texto()),
                ("materializacion_se_reporto_a", planes.models.campos.Texto()),
                ("valoracion_en_blanco", models.BooleanField(default=False, editable=False)),
                ("valoracion_probabilidad", planes.models.campos.Texto()),
                ("valoracion_impacto", planes.models.campos.Texto()),
                ("valoracion_zona", planes.models.campos.Texto()),
                ("valoracion_probabilidad_pct", planes.models.campos.Porcentaje()),
                ("valoracion_impacto_pct", planes.models.campos.Porcentaje()),
                ("valoracion_fecha", planes.models.campos.Texto()),
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
                ("aplicado", planes.models.campos.Texto()),
                ("adecuado", planes.models.campos.Texto()),
                ("efectivo", planes.models.campos.Texto()),
                ("nota", planes.models.campos.Texto()),
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
            name="Subcomponente",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("nombre", planes.models.campos.Texto()),
                (
                    "componente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subcomponentes",
                        to="planes.componente",
                    ),
                ),
            ],
            options={
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Actividad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("codigo", planes.models.campos.Texto()),
                ("descripcion", planes.models.campos.Texto()),
                ("meta", planes.models.campos.Texto()),
                ("indicador", planes.models.campos.Texto()),
                ("responsable", planes.models.campos.Texto()),
                ("fecha_programada", planes.models.campos.Texto()),
                ("fecha_inicio", planes.models.campos.Texto()),
                ("fecha_fin", planes.models.campos.Texto()),
                ("extras", models.JSONField(blank=True, default=dict)),
                (
                    "subcomponente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actividades",
                        to="planes.subcomponente",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "actividades",
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tramite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                (
                    "lista",
                    models.CharField(
                        choices=[("tramites", "trámites"), ("intercambios", "intercambios")],
                        default="tramites",
                        max_length=12,
                    ),
                ),
                ("numero", planes.models.campos.Texto()),
                ("codigo_suit", planes.models.campos.Texto()),
                ("nombre", planes.models.campos.Texto()),
                ("tipo", planes.models.campos.Texto()),
                ("estado", planes.models.campos.Texto()),
                ("tipo_racionalizacion", planes.models.campos.Texto()),
                ("accion", planes.models.campos.Texto()),
                ("situacion_actual", planes.models.campos.Texto()),
                ("mejora", planes.models.campos.Texto()),
                ("beneficio", planes.models.campos.Texto()),
                ("responsable", planes.models.campos.Texto()),
                ("fecha_inicio", planes.models.campos.Texto()),
                ("fecha_fin", planes.models.campos.Texto()),
                ("fecha_implementacion", planes.models.campos.Texto()),
                ("justificacion", planes.models.campos.Texto()),
                ("fecha_programada", planes.models.campos.Texto()),
                ("extras", models.JSONField(blank=True, default=dict)),
                (
                    "componente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tramites",
                        to="planes.componente",
                    ),
                ),
            ],
            options={
                "verbose_name": "trámite",
                "ordering": ("lugar", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Seguimiento",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lugar", models.PositiveIntegerField(default=0)),
                ("estado", planes.models.campos.Texto()),
                ("texto", planes.models.campos.Texto()),
                ("avance", planes.models.campos.Porcentaje()),
                ("evidencias", models.JSONField(blank=True, default=list)),
                ("observaciones", planes.models.campos.Texto()),
                ("monitoreo", planes.models.campos.Texto()),
                ("observaciones_monitoreo", planes.models.campos.Texto()),
                ("extras", models.JSONField(blank=True, default=dict)),
                ("verificacion_en_blanco", models.BooleanField(default=False, editable=False)),
                ("verificacion_resultado", planes.models.campos.Texto()),
                ("verificacion_nota", planes.models.campos.Texto()),
                (
                    "actividad",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seguimientos",
                        to="planes.actividad",
                    ),
                ),
                (
                    "corte",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="seguimientos",
                        to="planes.corte",
                    ),
                ),
                (
                    "tramite",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seguimientos",
                        to="planes.tramite",
                    ),
                ),
            ],
            options={
                "ordering": ("lugar", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="instantanea",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reabierta_en", None)),
                fields=("corte",),
                name="una_instantanea_vigente_por_corte",
            ),
        ),
        migrations.AddConstraint(
            model_name="acta",
            constraint=models.UniqueConstraint(
                fields=("instantanea", "sha256"), name="un_acta_por_archivo_de_un_corte"
            ),
        ),
        migrations.AddConstraint(
            model_name="corte",
            constraint=models.UniqueConstraint(
                fields=("plan", "fecha"),
                name="un_corte_por_fecha",
                violation_error_message="El plan ya tiene un corte en esa fecha.",
            ),
        ),
        migrations.AddConstraint(
            model_name="corte",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cerrado_en", None)),
                fields=("plan",),
                name="un_solo_corte_abierto",
                violation_error_message="El plan ya tiene un corte abierto: ciérrelo primero.",
            ),
        ),
        migrations.AddConstraint(
            model_name="seguimientodelmapa",
            constraint=models.UniqueConstraint(
                fields=("mapa", "corte"),
                name="un_seguimiento_del_mapa_por_corte",
                violation_error_message="El mapa ya tiene un seguimiento en ese corte.",
            ),
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
        migrations.AddConstraint(
            model_name="seguimiento",
            constraint=models.CheckConstraint(
                condition=models.Q(("actividad", None), ("tramite", None), _connector="XOR"),
                name="de_una_actividad_o_de_un_tramite",
                violation_error_message="Es de una actividad o de un trámite, y no de ambos.",
            ),
        ),
        migrations.AddConstraint(
            model_name="seguimiento",
            constraint=models.UniqueConstraint(
                fields=("actividad", "corte"),
                name="un_seguimiento_por_actividad",
                violation_error_message="La actividad ya tiene un seguimiento en ese corte.",
            ),
        ),
        migrations.AddConstraint(
            model_name="seguimiento",
            constraint=models.UniqueConstraint(
                fields=("tramite", "corte"),
                name="un_seguimiento_por_tramite",
                violation_error_message="El trámite ya tiene un seguimiento en ese corte.",
            ),
        ),
    ]
