"""De las tablas al plan: una consulta por tabla, sea del tamaño que sea."""

import contextlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from django.db import connection, transaction

import paac_reportes as paac
from planes import models
from planes.models.campos import ConDatos, Datos
from planes.models.seguimiento import DeUnCorte
from planes.models.sostenido import camino_al_plan
from planes.puente.listas import debajo_de, duenas_de, listas_de

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
    """Las tablas de un plan, cada una traída de una vez."""

    def __init__(self, plan: models.Plan) -> None:
        self.plan = plan
        self.filas: dict[str, Fila] = {}
        self.mapa = getattr(plan, "mapa", None)
        tablas = debajo_de(models.Plan) + (debajo_de(models.Mapa) if self.mapa else ())
        self.hijas = {tabla: _agrupadas(tabla, plan) for tabla in tablas}

    def datos(self) -> Datos:
        """Las claves del contrato, con lo que cada fila dice."""
        mapa = self.mapa and self._de(self.mapa, "") | {"entidad": self.mapa.entidad.datos()}
        de_otras_tablas = {"entidad": self.plan.entidad.datos(), "mapa_de_riesgos": mapa}
        return self._de(self.plan, "") | de_otras_tablas

    def _de(self, fila: ConDatos, ruta: str) -> Datos:
        """Lo que dice una fila, con lo que cuelga de ella."""
        datos = fila.datos()
        for clave, (tabla, campo) in listas_de(type(fila)).items():
            datos[clave] = []
            hijas = self.hijas[tabla][campo, fila.pk]
            if tabla is models.Tramite:
                hijas = [una for una in hijas if una.lista == clave]
            for indice, hija in enumerate(hijas):
                donde = f"{ruta}{clave}[{indice}]"
                if isinstance(hija, Fila):
                    self.filas[donde] = hija
                datos[clave].append(self._de(hija, f"{donde}."))
        return datos


def _agrupadas(tabla: type[ConDatos], plan: models.Plan) -> Mapping[tuple[str, int], list[Any]]:
    """Las filas de una tabla, por quien las tiene: un componente, por su dependencia si la dice."""
    filas = tabla.objects.filter(**{"__".join(camino_al_plan(tabla)): plan})
    if issubclass(tabla, DeUnCorte):
        filas = filas.select_related("corte")
    grupos = defaultdict(list)
    for fila in filas:
        llaves = ((campo, getattr(fila, f"{campo}_id")) for campo in duenas_de(tabla))
        grupos[next(llave for llave in llaves if llave[1] is not None)].append(fila)
    return grupos
