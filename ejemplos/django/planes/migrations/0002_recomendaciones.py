"""Las recomendaciones del plan."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Una columna: como van en los datos."""

    dependencies = [("planes", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="recomendaciones",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
