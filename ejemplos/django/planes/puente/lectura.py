"""De las tablas al plan: una consulta por tabla, sea del tamaño que sea."""

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs
from django.db import connection, transaction
from django.db.models import QuerySet

import paac_reportes as paac
from planes import models
from planes.models.campos import ConDatos

Datos = dict[str, Any]
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
        plan = models.Plan.objects.select_related("entidad").filter(pk=guardado.pk).first()
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
            _propios(una) | {"componentes": self._componentes(una.pk, f"dependencias[{i}].")}
            for i, una in enumerate(self.plan.dependencias.all())
        ]
        return _propios(self.plan) | {
            "entidad": _propios(self.plan.entidad),
            "dependencias": dependencias,
            "componentes": self._componentes(None, ""),
            "control_cambios": [_propios(uno) for uno in self.plan.control_cambios.all()],
            "firmas": [_propios(una) for una in self.plan.firmas.all()],
        }

    def _componentes(self, dueno: int | None, base: str) -> list[Datos]:
        return [
            _propios(uno) | self._tablas(uno, f"{base}componentes[{i}].")
            for i, uno in enumerate(self.componentes[dueno])
        ]

    def _tablas(self, componente: models.Componente, base: str) -> Datos:
        return {
            "subcomponentes": [
                _propios(uno)
                | {"actividades": self._actividades(uno, f"{base}subcomponentes[{i}].")}
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
            hechas.append(_propios(fila) | {"seguimientos": suyos})
        return hechas

    def _seguimiento(self, uno: models.Seguimiento) -> Datos:
        datos = _propios(uno) | {"corte": uno.corte.fecha}
        datos["evidencias"] = [evidencia.texto for evidencia in self.evidencias[uno.pk]]
        if uno.verificacion_resultado is not None:
            datos["verificacion"] = {
                "resultado": uno.verificacion_resultado,
                "nota": uno.verificacion_nota,
            }
        return datos


def _propios(fila: ConDatos) -> Datos:
    """Los datos de una fila; ``None`` es lo mismo que no traerlo."""
    return {nombre: _de_la_base(getattr(fila, nombre)) for nombre in fila.columnas()}


def _de_la_base(valor: Any) -> Any:
    if isinstance(valor, memoryview):  # así da PostgreSQL los bytes
        return bytes(valor)
    if isinstance(valor, Decimal):
        return sin_ceros(valor)
    return None if valor == {} else valor


def sin_ceros(numero: Decimal) -> Decimal:
    """Sin los ceros que la columna le agregó: ``62.5000000000`` es ``62.5``."""
    entero = numero.to_integral_value()
    return entero if numero == entero else numero.normalize()


def _por(dueno: str, tabla: type[ConDatos], **filtro: Any) -> Mapping[Any, list[Any]]:
    return _agrupadas(dueno, tabla.objects.filter(**filtro))


def _agrupadas(dueno: str, filas: QuerySet[Any]) -> Mapping[Any, list[Any]]:
    grupos = defaultdict(list)
    for fila in filas:
        grupos[getattr(fila, dueno)].append(fila)
    return grupos
