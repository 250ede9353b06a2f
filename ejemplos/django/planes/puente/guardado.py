"""Del plan a las tablas: todo o nada, y sin perder una letra."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

import paac_reportes as paac
from planes import models
from planes.models.campos import DECIMALES, ConDatos, Datos
from planes.models.seguimiento import DeUnCorte
from planes.puente import cierre
from planes.puente.listas import debajo_de, listas_de

_PORCENTAJES = (".avance", ".probabilidad_pct", ".impacto_pct")
_ILEGIBLES = re.compile("[\0\ud800-\udfff]")


@transaction.atomic
def guardar(plan: paac.Plan, abrir: date | None = None) -> models.Plan:
    """El plan, en filas nuevas; sus cortes quedan cerrados y congelados, menos el que se abra.

    Lanza ``ErrorDeEntrada`` con todo lo que la base no puede guardar a la letra.
    """
    comprobar_que_caben(datos := paac.datos_de(plan))
    cortes = {*plan.cortes(), *(plan.mapa_de_riesgos.cortes() if plan.mapa_de_riesgos else ())}
    alta = _Alta(datos, cortes if abrir is None else {*cortes, abrir}, abrir)
    guardado = alta.guardada()
    cerrados = [corte for corte in alta.cortes.values() if not corte.abierto]
    cierre.congelar(cerrados, plan, momento="carga")
    return guardado


class _Alta:
    """Las filas de un plan, por tabla, antes de guardarse de una vez cada una."""

    def __init__(self, datos: Datos, cortes: set[date], abierto: date | None) -> None:
        ahora = datetime.now(UTC)
        self.filas: dict[type[ConDatos], list[Any]] = defaultdict(list)
        self.plan = models.Plan(entidad=_entidad(datos["entidad"]), **models.Plan.valores(datos))
        self.cortes = {
            fecha.isoformat(): models.Corte(
                plan=self.plan, fecha=fecha, cerrado_en=None if fecha == abierto else ahora
            )
            for fecha in sorted(cortes)
        }
        self._lo_de(self.plan, datos)
        if del_mapa := datos.get("mapa_de_riesgos"):
            entidad = _entidad(del_mapa["entidad"])
            mapa = models.Mapa(plan=self.plan, entidad=entidad, **models.Mapa.valores(del_mapa))
            self.filas[models.Mapa].append(mapa)
            self._lo_de(mapa, del_mapa)

    def guardada(self) -> models.Plan:
        """Cada tabla después de sus dueñas."""
        self.plan.save()
        models.Corte.objects.bulk_create(self.cortes.values())
        for tabla in (*debajo_de(models.Plan), models.Mapa, *debajo_de(models.Mapa)):
            tabla.objects.bulk_create(self.filas[tabla])
        return self.plan

    def _lo_de(self, duena: ConDatos, datos: Datos) -> None:
        """Las filas que cuelgan de una, y las que cuelgan de ellas."""
        for clave, (tabla, campo) in listas_de(type(duena)).items():
            for lugar, datos_de_la_fila in enumerate(datos.get(clave, ())):
                fila = tabla(lugar=lugar, **{campo: duena}, **tabla.valores(datos_de_la_fila))
                if isinstance(fila, DeUnCorte):
                    fila.corte = self.cortes[datos_de_la_fila["corte"]]
                elif isinstance(fila, models.Componente):
                    fila.plan = self.plan
                elif isinstance(fila, models.Tramite):
                    fila.lista = clave
                self.filas[tabla].append(fila)
                self._lo_de(fila, datos_de_la_fila)


def _entidad(datos: Datos) -> models.Entidad:
    """La que dice lo mismo, o una nueva: la de otro plan queda como él la nombró."""
    valores = models.Entidad.valores(datos)
    vacios = {f"{nombre}__isnull": True for nombre, valor in valores.items() if valor is None}
    llenos = {nombre: valor for nombre, valor in valores.items() if valor is not None}
    iguales = models.Entidad.objects.filter(**vacios, **llenos)
    return iguales.first() or models.Entidad.objects.create(**valores)


def comprobar_que_caben(datos: Datos) -> None:
    """``ErrorDeEntrada`` con todo lo que una base de datos cambiaría o rechazaría."""
    if fallas := list(_que_no_caben(datos, "")):
        raise paac.ErrorDeEntrada(fallas)


def _que_no_caben(valor: Any, ruta: str) -> Iterator[paac.Falla]:
    if isinstance(valor, dict):
        for clave, parte in valor.items():
            yield from _que_no_caben(parte, f"{ruta}.{clave}" if ruta else clave)
    elif isinstance(valor, list):
        for indice, parte in enumerate(valor):
            yield from _que_no_caben(parte, f"{ruta}[{indice}]")
    elif isinstance(valor, str) and _ILEGIBLES.search(valor):
        motivo = "trae un carácter que la base no guarda (nulo, o la mitad de otro); bórrelo"
        yield paac.Falla("dato_invalido", ruta, motivo)
    elif ruta.endswith(_PORCENTAJES) and round(exacto := Decimal(str(valor)), DECIMALES) != exacto:
        motivo = f"se esperaba un número de hasta {DECIMALES} decimales"
        yield paac.Falla("fuera_de_rango", ruta, motivo)
