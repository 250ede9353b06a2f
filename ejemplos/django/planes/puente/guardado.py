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
        self._lista(models.CambioDocumento, datos, "control_cambios", plan=self.plan)
        self._lista(models.Firma, datos, "firmas", plan=self.plan)
        for dependencia, suyos in self._lista(
            models.Dependencia, datos, "dependencias", plan=self.plan
        ):
            self._componentes(suyos, dependencia)
        self._componentes(datos, None)
        if mapa := datos.get("mapa_de_riesgos"):
            self._mapa(mapa)

    def guardada(self) -> models.Plan:
        """Cada tabla después de sus dueñas."""
        self.plan.save()
        models.Corte.objects.bulk_create(self.cortes.values())
        for tabla in _EN_ORDEN:
            tabla.objects.bulk_create(self.filas[tabla])
        return self.plan

    def _lista(
        self, tabla: type[ConDatos], datos: Datos, clave: str, **duenos: Any
    ) -> list[tuple[Any, Datos]]:
        hechas = []
        for lugar, suyos in enumerate(datos.get(clave, ())):
            fila = tabla(lugar=lugar, **duenos, **tabla.valores(suyos))
            if isinstance(fila, DeUnCorte):
                fila.corte = self.cortes[suyos["corte"]]
            hechas.append((fila, suyos))
        self.filas[tabla] += (fila for fila, _ in hechas)
        return hechas

    def _componentes(self, datos: Datos, dependencia: models.Dependencia | None) -> None:
        duenos = {"plan": self.plan, "dependencia": dependencia}
        for componente, suyos in self._lista(models.Componente, datos, "componentes", **duenos):
            self._subcomponentes(componente, suyos)
            for lista in ("tramites", "intercambios"):
                de_ella = {"componente": componente, "lista": lista}
                for tramite, datos_suyos in self._lista(models.Tramite, suyos, lista, **de_ella):
                    self._seguimientos(datos_suyos, tramite=tramite)

    def _subcomponentes(self, componente: models.Componente, datos: Datos) -> None:
        for subcomponente, suyos in self._lista(
            models.Subcomponente, datos, "subcomponentes", componente=componente
        ):
            for actividad, datos_suyos in self._lista(
                models.Actividad, suyos, "actividades", subcomponente=subcomponente
            ):
                self._seguimientos(datos_suyos, actividad=actividad)

    def _seguimientos(self, datos: Datos, **dueno: Any) -> None:
        for seguimiento, suyos in self._lista(models.Seguimiento, datos, "seguimientos", **dueno):
            verificacion = suyos.get("verificacion", {})
            seguimiento.verificacion_resultado = verificacion.get("resultado")
            seguimiento.verificacion_nota = verificacion.get("nota")
            self.filas[models.Evidencia] += evidencias(seguimiento, suyos.get("evidencias", ()))

    def _mapa(self, datos: Datos) -> None:
        mapa = models.Mapa(
            plan=self.plan, entidad=_entidad(datos["entidad"]), **models.Mapa.valores(datos)
        )
        self.filas[models.Mapa].append(mapa)
        self._lista(models.CambioDelMapa, datos, "control_cambios", mapa=mapa)
        self._lista(models.FirmaDelMapa, datos, "firmas", mapa=mapa)
        self._lista(models.SeguimientoDelMapa, datos, "seguimientos", mapa=mapa)
        for proceso, suyos in self._lista(models.Proceso, datos, "procesos", mapa=mapa):
            for riesgo, del_riesgo in self._lista(models.Riesgo, suyos, "riesgos", proceso=proceso):
                self._del_riesgo(riesgo, del_riesgo)

    def _del_riesgo(self, riesgo: models.Riesgo, datos: Datos) -> None:
        self._lista(models.Causa, datos, "causas", riesgo=riesgo)
        self._lista(models.Control, datos, "controles", riesgo=riesgo)
        self._lista(models.Accion, datos, "acciones", riesgo=riesgo)
        for seguimiento, suyos in self._lista(
            models.SeguimientoDeRiesgo, datos, "seguimientos", riesgo=riesgo
        ):
            self._lista(models.ControlSeguido, suyos, "controles", seguimiento=seguimiento)


_EN_ORDEN = (
    models.CambioDocumento,
    models.Firma,
    models.Dependencia,
    models.Componente,
    models.Subcomponente,
    models.Actividad,
    models.Tramite,
    models.Seguimiento,
    models.Evidencia,
    models.Mapa,
    models.CambioDelMapa,
    models.FirmaDelMapa,
    models.SeguimientoDelMapa,
    models.Proceso,
    models.Riesgo,
    models.Causa,
    models.Control,
    models.Accion,
    models.SeguimientoDeRiesgo,
    models.ControlSeguido,
)


def evidencias(seguimiento: models.Seguimiento, textos: Any) -> list[models.Evidencia]:
    """Las de un seguimiento, en su orden."""
    return [
        models.Evidencia(seguimiento=seguimiento, lugar=lugar, texto=texto)
        for lugar, texto in enumerate(textos)
    ]


def _entidad(datos: Datos) -> models.Entidad:
    """La que dice lo mismo, o una nueva: la de otro plan queda como él la nombró."""
    suyos = models.Entidad.valores(datos)
    vacios = {f"{nombre}__isnull": True for nombre, valor in suyos.items() if valor is None}
    dichos = {nombre: valor for nombre, valor in suyos.items() if valor is not None}
    iguales = models.Entidad.objects.filter(**vacios, **dichos)
    return iguales.first() or models.Entidad.objects.create(**suyos)


def comprobar_que_caben(datos: Datos) -> None:
    """``ErrorDeEntrada`` con todo lo que una base de datos cambiaría o rechazaría."""
    if fallas := list(_que_no_caben(datos, "")):
        raise paac.ErrorDeEntrada(fallas)


def _que_no_caben(valor: Any, ruta: str) -> Iterator[paac.Falla]:
    if isinstance(valor, dict):
        for clave, suyo in valor.items():
            yield from _que_no_caben(suyo, f"{ruta}.{clave}" if ruta else clave)
    elif isinstance(valor, list):
        for indice, suyo in enumerate(valor):
            yield from _que_no_caben(suyo, f"{ruta}[{indice}]")
    elif isinstance(valor, str) and _ILEGIBLES.search(valor):
        motivo = "trae un carácter que la base no guarda (nulo, o la mitad de otro); bórrelo"
        yield paac.Falla("dato_invalido", ruta, motivo)
    elif ruta.endswith(_PORCENTAJES) and round(exacto := Decimal(str(valor)), DECIMALES) != exacto:
        motivo = f"se esperaba un número de hasta {DECIMALES} decimales"
        yield paac.Falla("fuera_de_rango", ruta, motivo)
