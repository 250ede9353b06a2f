"""Los datos que dicen las celdas de una fila."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from paac_reportes.entrada.propios.filas.juntos.presentes import Presentes, en_corte
from paac_reportes.entrada.propios.filas.juntos.separacion import separar
from paac_reportes.entrada.propios.filas.valores import (
    VERIFICACION,
    IlegibleError,
    valor_de,
    verificacion_de,
)
from paac_reportes.entrada.propios.hechura.alineado import lo_que_dice
from paac_reportes.entrada.propios.tablas.piezas import FilaVista, Pieza, con_columna
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.textos.plantillas.inversa import molde_de

Cortes = Sequence[date | None]


class Dicho(NamedTuple):
    """Un dato leído de una celda."""

    dato: str
    valor: Any
    lugar: str
    informe: int | None = None


class Dudas:
    """Lo que no es seguro, una vez por causa y con todos sus lugares."""

    def __init__(self) -> None:
        self._lugares: dict[str, list[str]] = {}

    def anotar(self, que: str, lugar: str) -> None:
        """Un lugar más donde pasa."""
        self._lugares.setdefault(que, []).append(lugar)

    def avisos(self) -> Iterator[Aviso]:
        """Uno por causa, en el primero de sus lugares."""
        for que, lugares in self._lugares.items():
            otros = len(lugares) - 1
            mas = f"; y en {otros} lugar{'es' if otros > 1 else ''} más" if otros else ""
            yield Aviso("lectura_dudosa", lugares[0], f"{que}{mas}")


class LectorDeFilas:
    """Lee cada celda como la columna dice que se escribió."""

    def __init__(self, avisos: list[Aviso], dudas: Dudas, presentes: Presentes) -> None:
        self._avisos = avisos
        self._dudas = dudas
        self._presentes = presentes

    def dichos(
        self, fila: FilaVista, cortes: Cortes = (), *, tramite: bool = False
    ) -> Iterator[Dicho]:
        """Los datos que dicen las celdas de una fila, sin los que están en blanco.

        ``cortes`` son los de las columnas que van por corte.
        """
        for pieza, columna in con_columna(fila):
            if not pieza.texto or (pieza.viene and columna.une == "blancos"):
                continue
            lugar = fila.lugar_de(pieza)
            for dato, valor in self._de_pieza(pieza, columna, fila, cortes):
                yield Dicho(_es_el_dato(dato, tramite=tramite), valor, lugar, pieza.columna.informe)

    def _de_pieza(
        self, pieza: Pieza, columna: Columna, fila: FilaVista, cortes: Cortes
    ) -> Iterable[tuple[str, Any]]:
        if columna.texto is not None:
            lectura = lo_que_dice(molde_de(columna.texto), pieza.texto)
            return lectura[0].items() if lectura else ()
        if columna.marca is not None:
            return _marcado(pieza.texto, columna, columna.marca)
        valores: list[tuple[str, Any]] = []
        for dato, texto in self._separados(pieza, columna, fila, cortes):
            try:
                valores += _valores(dato, texto, pieza, columna)
            except IlegibleError as error:
                motivo = f"{dato}: {error}, llegó {mostrar(texto)}"
                self._avisos.append(Aviso("lectura_dudosa", fila.lugar_de(pieza), motivo))
        return valores

    def _separados(
        self, pieza: Pieza, columna: Columna, fila: FilaVista, cortes: Cortes
    ) -> Iterable[tuple[str, str]]:
        if len(columna.dato) == 1:
            return ((columna.dato[0], pieza.texto),)
        informe = pieza.columna.informe
        junta = en_corte(columna.dato, None if informe is None else cortes[informe])
        cuenta = self._presentes.de(fila.juntos).get(junta)
        separado = separar(pieza.texto, columna, _presentes(fila), cuenta)
        if not separado.seguro:
            nombres = " y ".join(columna.dato)
            motivo = f"no se sabe dónde termina cada uno de {nombres}"
            self._dudas.anotar(motivo, fila.lugar_de(pieza))
        return separado.datos.items()


def _presentes(fila: FilaVista) -> list[str]:
    """Los datos de la fila que tienen su propia columna."""
    return [
        columna.dato[0]
        for pieza, columna in con_columna(fila)
        if len(columna.dato) == 1 and pieza.texto
    ]


def _valores(dato: str, texto: str, pieza: Pieza, columna: Columna) -> Iterable[tuple[str, Any]]:
    """Los valores de un texto: uno, o los dos de una verificación."""
    if dato != VERIFICACION:
        valor = valor_de(dato, texto, pieza, columna)
        return () if valor is None else ((dato, valor),)
    leida = verificacion_de(texto)
    if leida is None:
        raise IlegibleError("se esperaba Verificada, Verificada en parte o No verificada")
    return [(f"{VERIFICACION}.{campo}", v) for campo, v in leida.items() if v is not None]


def _marcado(texto: str, columna: Columna, marca: str) -> Iterator[tuple[str, Any]]:
    """El valor que lleva la marca, si sólo la lleva uno."""
    if texto.strip() == marca.strip() and len(columna.cuando) == 1:
        dato = columna.dato[0]
        yield f"{dato}.resultado" if dato == VERIFICACION else dato, columna.cuando[0]


def _es_el_dato(dato: str, *, tramite: bool) -> str:
    """``extras.riesgo`` es de la actividad o del trámite de la fila."""
    if dato.startswith("extras."):
        return f"tramite.{dato}" if tramite else f"actividad.{dato}"
    return dato
