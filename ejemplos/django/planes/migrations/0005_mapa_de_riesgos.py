"""El mapa de riesgos que un plan lleva."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Una columna: como va en los datos."""

    dependencies = [("planes", "0004_acta")]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="mapa_de_riesgos",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
