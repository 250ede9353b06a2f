"""El mapa ya está en sus tablas."""

from django.db import migrations


class Migration(migrations.Migration):
    """Va aparte: PostgreSQL no quita una columna mientras tenga filas por comprobar."""

    dependencies = [("planes", "0007_mapa_de_la_columna")]

    operations = [migrations.RemoveField(model_name="plan", name="mapa_de_riesgos")]
