"""Un plan de una tabla de datos: a qué lugar va cada fila, por lo que dicen sus columnas."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.filas.armado import (
    Armado,
    Camino,
    Dato,
    FilaLeida,
    camino_de,
    como_datos,
    plan_armado,
)
from paac_reportes.lectura.filas.columnas import (
    CORTE,
    Columnas,
    FilaDeTabla,
    columnas_de,
    filas_leidas,
)
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import LISTAS_DE_FILAS

_IDENTIDAD = {
    "dependencias": ("dependencia.nombre",),
    "componentes": ("componente.numero", "componente.nombre"),
    "subcomponentes": ("subcomponente.nombre",),
}
"""Los datos por los que dos filas son del mismo; los demás tienen que coincidir."""


def plan_de_filas(
    filas: object, columnas: object, corte: date | None, otras: Mapping[str, Any]
) -> tuple[Plan, tuple[Aviso, ...]]:
    """El plan de unas filas y lo que conviene revisar.

    ``otras`` son las claves del plan que no salen de las filas; si son las mismas, mandan ellas.
    ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna.
    """
    de_la_tabla = filas_leidas(filas)
    avisos: list[Aviso] = []
    halladas = columnas_de(columnas, de_la_tabla, avisos)
    avisos += _codigos_con_decimales(halladas, de_la_tabla)
    armado = Armado()
    for fila in _Lector(halladas, corte, armado.fallas).leidas(de_la_tabla):
        armado.raiz.hijo("entidad", "", fila.lugar)
        armado.agregar(fila)
    return plan_armado(armado, otras)[0], tuple(avisos)


class _Lector:
    """Da a cada fila su lugar en el plan."""

    def __init__(self, columnas: Columnas, corte: date | None, fallas: list[Falla]) -> None:
        self._columnas = columnas
        self._corte = corte
        self._fallas = fallas
        self._por_dependencias = False
        self._veces: Counter[tuple[str, str]] = Counter()

    def leidas(self, filas: Sequence[FilaDeTabla]) -> Iterator[FilaLeida]:
        """Las que dicen algo; la que no dice nada no es de nadie."""
        nombran = [c for d, c in self._columnas.propias.items() if d.startswith("dependencia.")]
        self._por_dependencias = any(f(columna) is not None for columna in nombran for f in filas)
        for fila in filas:
            datos = list(self._datos(self._columnas.propias, fila))
            reportes = list(self._reportes(datos, fila))
            if reportes or any(dato.objeto != "entidad" for dato in datos):
                yield FilaLeida(fila.lugar, self._camino(datos, fila), datos, reportes)

    def _datos(self, columnas: Mapping[str, str], fila: FilaDeTabla) -> Iterator[Dato]:
        """Lo que la fila dice en unas columnas."""
        celdas = (Dato(d, fila(columna), fila.lugar_de(columna)) for d, columna in columnas.items())
        return como_datos(celdas, self._fallas)

    def _reportes(self, datos: Sequence[Dato], fila: FilaDeTabla) -> Iterator[list[Dato]]:
        """El de las columnas que no son de un corte, y los de cada grupo que dice algo."""
        suyo = _del_seguimiento(datos)
        if any(dato.nombre == CORTE for dato in suyo):
            yield suyo
        elif suyo:
            corte = [] if self._corte is None else [Dato(CORTE, self._corte, fila.lugar)]
            yield [*suyo, *corte]
        for corte_del_grupo, columnas in self._columnas.por_corte:
            if suyo := list(self._datos(columnas, fila)):
                yield [Dato(CORTE, corte_del_grupo, fila.lugar), *suyo]

    def _camino(self, datos: Sequence[Dato], fila: FilaDeTabla) -> Camino | None:
        """Las listas por las que se llega a lo de la fila, y cuál es en cada una."""
        valores = {dato.nombre: dato.valor for dato in datos}
        lista = self._lista(datos, valores, fila)
        ruta = valores.get("ruta")
        if ruta is not None:
            camino = camino_de(ruta)
            if camino is None:
                esperado = "un lugar como componentes[0].tramites[1]"
                self._fallar(fila, "ruta", f"se esperaba {esperado}, llegó {mostrar(ruta)}")
            return camino
        pasos = ["dependencias"] if self._por_dependencias else []
        pasos.append("componentes")
        if lista == "actividades" or "subcomponente.nombre" in valores:
            pasos.append("subcomponentes")
        camino = [(paso, repr([valores.get(d) for d in _IDENTIDAD[paso]])) for paso in pasos]
        if lista is not None:
            camino.append((lista, self._cual(camino, lista, datos, valores)))
        return camino

    def _lista(
        self, datos: Sequence[Dato], valores: Mapping[str, Any], fila: FilaDeTabla
    ) -> str | None:
        """En qué lista va lo que la fila trae; ninguna si sólo nombra a quien la contendría."""
        dicha = valores.get("lista")
        if dicha is not None:
            if isinstance(dicha, str) and dicha in LISTAS_DE_FILAS:
                return dicha
            esperado = "actividades, tramites o intercambios"
            self._fallar(fila, "lista", f"se esperaba {esperado}, llegó {mostrar(dicha)}")
            return None
        de_tramite = next((d.nombre for d in datos if d.objeto == "tramite"), None)
        de_actividad = next((d.nombre for d in datos if d.objeto == "actividad"), None)
        if de_tramite and de_actividad:
            motivo = f"trae {de_actividad} y {de_tramite}: una fila es de una actividad o de"
            self._fallas.append(Falla("datos_incoherentes", fila.lugar, f"{motivo} un trámite"))
            return None
        return "tramites" if de_tramite else "actividades" if de_actividad else None

    def _cual(
        self, camino: Camino, lista: str, datos: Sequence[Dato], valores: Mapping[str, Any]
    ) -> str:
        """La clave de una fila: la primera de los mismos datos que aún no reporta ese corte.

        Dos sin corte nunca son la misma: repetida, una actividad está dos veces.
        """
        corte = valores.get(CORTE) or (self._corte if _del_seguimiento(datos) else None)
        objeto = LISTAS_DE_FILAS[lista]
        suyos = {dato.nombre: dato.valor for dato in datos if dato.objeto == objeto}
        suya = repr((camino, lista, suyos, corte is None))
        self._veces[suya, repr(corte)] += 1
        return f"{suya} {self._veces[suya, repr(corte)]}"

    def _fallar(self, fila: FilaDeTabla, dato: str, motivo: str) -> None:
        self._fallas.append(
            Falla("dato_invalido", fila.lugar_de(self._columnas.propias[dato]), motivo)
        )


def _del_seguimiento(datos: Sequence[Dato]) -> list[Dato]:
    """Los del que dicen las columnas que no son de un corte; un cero no es un corte."""
    suyos = (dato for dato in datos if dato.objeto == "seguimiento")
    return [dato for dato in suyos if dato.valor or dato.nombre != CORTE]


def _codigos_con_decimales(columnas: Columnas, filas: Sequence[FilaDeTabla]) -> list[Aviso]:
    """Un código que llegó como número con decimales: ``1.10`` ya perdió su cero."""
    columna = columnas.propias.get("actividad.codigo")
    valores = [] if columna is None else [fila(columna) for fila in filas]
    decimales = (valor for valor in valores if isinstance(valor, Decimal))
    cuantos = sum(1 for valor in decimales if valor != valor.to_integral_value())
    if not cuantos:
        return []
    motivo = (
        f"{cuantos} de los códigos llegaron como número: 1.1 y 1.10 no se distinguen; pídalos"
        " como texto"
    )
    return [Aviso("codigo_como_numero", f"filas, columna {columna!r}", motivo)]
