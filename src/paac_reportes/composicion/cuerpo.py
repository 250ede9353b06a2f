"""Los bloques del cuerpo en su orden: lo del plan, y por cada dependencia y componente lo suyo."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import attrs

from paac_reportes.composicion.bloques.escritura import escribir
from paac_reportes.composicion.bloques.lugar import Encargo, Lienzo, Lugar
from paac_reportes.composicion.pagina.hojas import Tramo
from paac_reportes.composicion.pagina.paginas import Membretes
from paac_reportes.composicion.tablas.filas.alcances import UnComponente
from paac_reportes.composicion.tablas.tabla import Cortes
from paac_reportes.composicion.variables import Redaccion
from paac_reportes.formatos.definicion.bloques import BloqueDelCuerpo, BloqueTabla
from paac_reportes.maqueta.nodos import Bloque
from paac_reportes.modelo.periodos import Informe, informes_hasta

_DEL_PLAN = ("plan", "firma")
"""Lo que se escribe una vez, y no por cada dependencia o componente."""


class Cuerpo:
    """Arma los bloques de una sección para unas partes del plan."""

    def __init__(
        self, encargo: Encargo, redaccion: Redaccion, membretes: Membretes, lienzo: Lienzo
    ) -> None:
        self._plan = encargo.plan
        self._base = Lugar(
            encargo=encargo,
            cortes=Cortes(
                encargo.corte,
                _informes(encargo),
                encargo.marcas,
                encargo.blancos_propios,
                encargo.escala,
            ),
            membretes=membretes,
            lienzo=lienzo,
            redaccion=redaccion,
            componentes=(),
            es_el_primero=True,
        )

    def bloques(
        self, definidos: Sequence[BloqueDelCuerpo], tramos: Sequence[Tramo]
    ) -> Iterator[Bloque]:
        """Los nodos de esos bloques para esos tramos; los del plan se escriben una vez."""
        for es_del_plan, grupo in groupby(definidos, key=lambda b: b.cada in _DEL_PLAN):
            seguidos = list(grupo)
            if es_del_plan:
                lugar = self._lugar(self._componentes(tramos))
                for bloque in seguidos:
                    yield from escribir(bloque, lugar)
                continue
            for numero, tramo in enumerate(tramos):
                yield from self._de_un_tramo(seguidos, tramo, es_el_primero=numero == 0)

    def _de_un_tramo(
        self, seguidos: list[BloqueDelCuerpo], tramo: Tramo, *, es_el_primero: bool
    ) -> Iterator[Bloque]:
        componentes = self._componentes([tramo])
        for cada, grupo in groupby(seguidos, key=lambda b: b.cada):
            bloques = list(grupo)
            if cada == "dependencia":
                lugar = self._lugar(
                    componentes, es_el_primero=es_el_primero, dependencia=tramo.dependencia
                )
                for bloque in bloques:
                    # Sin dependencias no hay qué nombrar, pero sus tablas no se pierden.
                    if tramo.dependencia is not None or isinstance(bloque, BloqueTabla):
                        yield from escribir(bloque, lugar)
                continue
            for numero, suyo in enumerate(componentes):
                lugar = self._lugar(
                    [suyo],
                    es_el_primero=es_el_primero and numero == 0,
                    dependencia=tramo.dependencia,
                    componente=suyo.componente,
                )
                for bloque in bloques:
                    yield from escribir(bloque, lugar)

    def _componentes(self, tramos: Sequence[Tramo]) -> list[UnComponente]:
        return [
            UnComponente(self._plan, tramo.dependencia, componente)
            for tramo in tramos
            for componente in tramo.componentes
        ]

    def _lugar(
        self,
        componentes: Sequence[UnComponente],
        *,
        es_el_primero: bool = True,
        **variables: object,
    ) -> Lugar:
        return attrs.evolve(
            self._base,
            redaccion=self._base.redaccion.con(**variables),
            componentes=componentes,
            es_el_primero=es_el_primero,
        )


def _informes(encargo: Encargo) -> tuple[Informe, ...]:
    """Los de la vigencia; buscarlos recorre el plan entero, y casi ningún formato los pide."""
    formato, plan = encargo.formato, encargo.plan
    if not any(
        columna.por_corte for tabla in formato.tablas.values() for columna in tabla.columnas
    ):
        return ()
    return informes_hasta(encargo.corte, plan.cortes(), plan.vigencia, formato.periodicidad)
