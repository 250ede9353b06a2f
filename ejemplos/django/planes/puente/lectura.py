"""De las tablas al plan: una consulta por tabla, sea del tamaño que sea."""

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs
from django.db import connection, transaction
from django.db.models import QuerySet

import paac_reportes as paac
from planes import models
from planes.models.campos import ConDatos, Datos

Fila = models.Actividad | models.Tramite


@attrs.frozen
class PlanLeido:
    """El plan y de qué fila de la base salió cada una suya."""

    plan: paac.Plan
    filas: Mapping[str, Fila]
    """Por su lugar en el plan: ``dependencias[0].componentes[2].tramites[1]``."""


def plan_de(guardado: models.Plan) -> paac.Plan:
    """El plan de la biblioteca, igual al que se guardó."""
    return leer(guardado).plan


def leer(guardado: models.Plan) -> PlanLeido:
    """Lo mismo, con la fila de la base de cada actividad y de cada trámite."""
    with _de_un_solo_momento():
        planes = models.Plan.objects.select_related("entidad", "mapa__entidad")
        plan = planes.filter(pk=guardado.pk).first()
        if plan is None:
            raise paac.ErrorDeEntrada(paac.Falla("sin_datos", str(guardado), "alguien lo borró"))
        armado = _Armado(plan)
        datos = armado.datos()
    return PlanLeido(paac.plan_desde_datos(datos), armado.filas)


@contextlib.contextmanager
def _de_un_solo_momento() -> Iterator[None]:
    """Todas las consultas de adentro ven lo mismo, aunque otro siga escribiendo.

    Dentro de otra transacción manda la que ya hay, que tiene el corte para ella.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":  # si no se le dice, cada consulta ve lo de su momento
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


class _Armado:
    """Las tablas de un plan, cada una por su dueño."""

    def __init__(self, plan: models.Plan) -> None:
        self.plan = plan
        self.filas: dict[str, Fila] = {}
        self.evidencias = _por("seguimiento_id", models.Evidencia, seguimiento__corte__plan=plan)
        seguimientos = models.Seguimiento.objects.filter(corte__plan=plan).select_related("corte")
        self.de_actividad = _agrupadas("actividad_id", seguimientos)
        self.de_tramite = _agrupadas("tramite_id", seguimientos)
        self.actividades = _por(
            "subcomponente_id", models.Actividad, subcomponente__componente__plan=plan
        )
        self.subcomponentes = _por("componente_id", models.Subcomponente, componente__plan=plan)
        self.tramites = _por("componente_id", models.Tramite, componente__plan=plan)
        self.componentes = _por("dependencia_id", models.Componente, plan=plan)

    def datos(self) -> Datos:
        """Las claves del contrato, con lo que cada fila dice."""
        dependencias = [
            una.datos() | {"componentes": self._componentes(una.pk, f"dependencias[{i}].")}
            for i, una in enumerate(self.plan.dependencias.all())
        ]
        return self.plan.datos() | {
            "entidad": self.plan.entidad.datos(),
            "dependencias": dependencias,
            "componentes": self._componentes(None, ""),
            "control_cambios": _datos(self.plan.control_cambios.all()),
            "firmas": _datos(self.plan.firmas.all()),
            "mapa_de_riesgos": _del_mapa(self.plan.mapa) if hasattr(self.plan, "mapa") else None,
        }

    def _componentes(self, dueno: int | None, base: str) -> list[Datos]:
        return [
            uno.datos() | self._tablas(uno, f"{base}componentes[{i}].")
            for i, uno in enumerate(self.componentes[dueno])
        ]

    def _tablas(self, componente: models.Componente, base: str) -> Datos:
        return {
            "subcomponentes": [
                uno.datos() | {"actividades": self._actividades(uno, f"{base}subcomponentes[{i}].")}
                for i, uno in enumerate(self.subcomponentes[componente.pk])
            ],
            "tramites": self._tramites(componente, "tramites", base),
            "intercambios": self._tramites(componente, "intercambios", base),
        }

    def _actividades(self, subcomponente: models.Subcomponente, base: str) -> list[Datos]:
        suyas = self.actividades[subcomponente.pk]
        return self._seguidas(suyas, f"{base}actividades", self.de_actividad)

    def _tramites(self, componente: models.Componente, lista: str, base: str) -> list[Datos]:
        suyos = [uno for uno in self.tramites[componente.pk] if uno.lista == lista]
        return self._seguidas(suyos, f"{base}{lista}", self.de_tramite)

    def _seguidas(
        self, filas: Iterable[Fila], ruta: str, reportes: Mapping[Any, Any]
    ) -> list[Datos]:
        hechas = []
        for i, fila in enumerate(filas):
            self.filas[f"{ruta}[{i}]"] = fila
            suyos = [self._seguimiento(uno) for uno in reportes[fila.pk]]
            hechas.append(fila.datos() | {"seguimientos": suyos})
        return hechas

    def _seguimiento(self, uno: models.Seguimiento) -> Datos:
        datos = uno.datos() | {"corte": uno.corte.fecha}
        datos["evidencias"] = [evidencia.texto for evidencia in self.evidencias[uno.pk]]
        if uno.verificacion_resultado is not None:
            datos["verificacion"] = {
                "resultado": uno.verificacion_resultado,
                "nota": uno.verificacion_nota,
            }
        return datos


def _del_mapa(mapa: models.Mapa) -> Datos:
    """El que un plan lleva: diez consultas más, también de una por tabla."""
    del_riesgo = {
        clave: _por("riesgo_id", tabla, riesgo__proceso__mapa=mapa)
        for clave, tabla in (
            ("causas", models.Causa),
            ("controles", models.Control),
            ("acciones", models.Accion),
        )
    }
    seguimientos = models.SeguimientoDeRiesgo.objects.filter(riesgo__proceso__mapa=mapa)
    seguimientos = _agrupadas("riesgo_id", seguimientos.select_related("corte"))
    seguidos = _por(
        "seguimiento_id", models.ControlSeguido, seguimiento__riesgo__proceso__mapa=mapa
    )
    riesgos = _por("proceso_id", models.Riesgo, proceso__mapa=mapa)

    def riesgo(uno: models.Riesgo) -> Datos:
        listas = {clave: _datos(suyas[uno.pk]) for clave, suyas in del_riesgo.items()}
        listas["seguimientos"] = [
            seguimiento.datos() | {"controles": _datos(seguidos[seguimiento.pk])}
            for seguimiento in seguimientos[uno.pk]
        ]
        return uno.datos() | listas

    return mapa.datos() | {
        "entidad": mapa.entidad.datos(),
        "control_cambios": _datos(mapa.control_cambios.all()),
        "firmas": _datos(mapa.firmas.all()),
        "seguimientos": _datos(mapa.seguimientos.select_related("corte")),
        "procesos": [
            uno.datos() | {"riesgos": [riesgo(suyo) for suyo in riesgos[uno.pk]]}
            for uno in mapa.procesos.all()
        ],
    }


def _datos(filas: Iterable[ConDatos]) -> list[Datos]:
    return [fila.datos() for fila in filas]


def _por(dueno: str, tabla: type[ConDatos], **filtro: Any) -> Mapping[Any, list[Any]]:
    return _agrupadas(dueno, tabla.objects.filter(**filtro))


def _agrupadas(dueno: str, filas: QuerySet[Any]) -> Mapping[Any, list[Any]]:
    grupos = defaultdict(list)
    for fila in filas:
        grupos[getattr(fila, dueno)].append(fila)
    return grupos
