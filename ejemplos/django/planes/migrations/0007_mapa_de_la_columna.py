"""El mapa que cada plan llevaba en su columna pasa a las tablas, sin perder nada."""

from datetime import UTC, datetime
from decimal import Decimal

from django.db import migrations, models

COLGADAS = (("Causa", "causas"), ("Control", "controles"), ("Accion", "acciones"))


def a_las_tablas(apps, editor):
    """Los cortes que sólo el mapa nombraba quedan cerrados; los congela ``congelar_cortes``."""
    for plan in apps.get_model("planes", "Plan").objects.exclude(mapa_de_riesgos=None):
        _Traslado(apps, plan).mapa(plan.mapa_de_riesgos)


class _Traslado:
    """Con las tablas como quedan en la migración anterior, que las de mañana serán otras."""

    def __init__(self, apps, plan):
        self.tabla = lambda nombre: apps.get_model("planes", nombre)
        self.plan = plan

    def mapa(self, datos):
        entidad = self.tabla("Entidad").objects.create(
            **_valores(self.tabla("Entidad"), datos["entidad"])
        )
        duenos = {"plan": self.plan, "entidad": self._la_del_plan_si_es_igual(entidad)}
        mapa = self._crear("Mapa", datos, **duenos)
        self._lista("CambioDelMapa", datos, "control_cambios", mapa=mapa)
        self._lista("FirmaDelMapa", datos, "firmas", mapa=mapa)
        self._lista("SeguimientoDelMapa", datos, "seguimientos", mapa=mapa)
        for proceso, suyos in self._lista("Proceso", datos, "procesos", mapa=mapa):
            for riesgo, del_riesgo in self._lista("Riesgo", suyos, "riesgos", proceso=proceso):
                for tabla, clave in COLGADAS:
                    self._lista(tabla, del_riesgo, clave, riesgo=riesgo)
                for seguimiento, dicho in self._lista(
                    "SeguimientoDeRiesgo", del_riesgo, "seguimientos", riesgo=riesgo
                ):
                    self._lista("ControlSeguido", dicho, "controles", seguimiento=seguimiento)

    def _la_del_plan_si_es_igual(self, entidad):
        suya = self.plan.entidad
        if all(
            getattr(suya, campo.attname) == getattr(entidad, campo.attname)
            for campo in entidad._meta.fields
            if not campo.primary_key
        ):
            entidad.delete()
            return suya
        return entidad

    def _lista(self, tabla, datos, clave, **duenos):
        return [
            (self._crear(tabla, suyos, lugar=lugar, **duenos), suyos)
            for lugar, suyos in enumerate(datos.get(clave, ()))
        ]

    def _crear(self, nombre, datos, **de_mas):
        tabla = self.tabla(nombre)
        if "corte" in datos:
            de_mas["corte"], _ = self.tabla("Corte").objects.get_or_create(
                plan=self.plan,
                fecha=datos["corte"],
                defaults={"cerrado_en": datetime.now(UTC)},
            )
        return tabla.objects.create(**de_mas, **_valores(tabla, datos))


def _valores(tabla, datos):
    """Cada dato en su columna; uno con partes, en una por parte: ``inherente_zona``."""
    columnas = {
        campo.name: campo for campo in tabla._meta.concrete_fields if not campo.remote_field
    }
    valores = {}
    for dato, dicho in datos.items():
        if dato in columnas:
            valores[dato] = dicho
        elif f"{dato}_en_blanco" in columnas:
            valores[f"{dato}_en_blanco"] = not dicho
            valores |= {f"{dato}_{parte}": suyo for parte, suyo in dicho.items()}
    return {
        nombre: Decimal(str(dicho)) if isinstance(columnas[nombre], models.DecimalField) else dicho
        for nombre, dicho in valores.items()
    }


class Migration(migrations.Migration):
    """No se deshace: la columna se quita en la que sigue."""

    dependencies = [("planes", "0006_mapa_en_tablas")]

    operations = [migrations.RunPython(a_las_tablas)]
