"""Qué columna trae cada dato del plan, y cuáles son grupos de un corte."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

import attrs

from paac_reportes.entrada.filas.fuentes import FilaLeida
from paac_reportes.entrada.filas.valores import leer_corte
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.modelo.filas import CLAVES, es_extra

GRUPOS = "seguimientos"
"""La clave de ``columnas`` con los grupos de columnas que son de un corte cada uno."""

_DE_SEGUIMIENTO = "seguimiento."
CORTE = f"{_DE_SEGUIMIENTO}corte"


@attrs.frozen
class Columnas:
    """Las columnas de unas filas: dato → nombre de su columna."""

    propias: dict[str, str]
    por_corte: tuple[tuple[date, dict[str, str]], ...] = ()
    """Los grupos: su corte, y sus columnas por el dato que traen."""

    def de_raiz(self, raiz: str) -> list[str]:
        """Las columnas que traen un dato de esa raíz."""
        return [columna for d, columna in self.propias.items() if d.startswith(f"{raiz}.")]


def columnas_de(pedidas: object, filas: Sequence[FilaLeida], avisos: list[Aviso]) -> Columnas:
    """Las que pide quien llama o, si no dice, las que se llaman como los datos de ``filas_de``.

    ``ErrorDeEntrada`` con todo dato que no existe y toda columna que ninguna fila trae.
    """
    hay = list(dict.fromkeys(columna for fila in filas for columna in fila.columnas))
    if pedidas is None:
        columnas = Columnas({columna: columna for columna in hay})
        fallas = list(_desconocidos(columnas.propias, "filas"))
    else:
        fallas = []
        columnas = _pedidas(pedidas, fallas)
        fallas += _que_no_estan(columnas, filas)
        avisos += _sobrantes(columnas, filas)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return columnas


def _pedidas(pedidas: object, fallas: list[Falla]) -> Columnas:
    if not isinstance(pedidas, Mapping):
        motivo = f"se esperaba {{dato: columna}}, llegó {mostrar(pedidas)}"
        raise ErrorDeEntrada(Falla("columnas", motivo))
    propias = _de_texto(pedidas, "columnas", fallas)
    grupos = propias.pop(GRUPOS, None)
    grupos = () if grupos is None else grupos
    fallas += _desconocidos(propias, "columnas")
    fallas += _sin_nombre(propias, "columnas")
    if not isinstance(grupos, list | tuple):
        fallas.append(
            Falla(f"columnas.{GRUPOS}", f"se esperaba una lista de grupos, llegó {mostrar(grupos)}")
        )
        grupos = ()
    leidos = [_grupo(uno, f"columnas.{GRUPOS}[{n}]", fallas) for n, uno in enumerate(grupos)]
    return Columnas(propias, tuple(grupo for grupo in leidos if grupo is not None))


def _grupo(grupo: object, ruta: str, fallas: list[Falla]) -> tuple[date, dict[str, str]] | None:
    if not isinstance(grupo, Mapping):
        motivo = f"se esperaba {{'corte': fecha, campo: columna}}, llegó {mostrar(grupo)}"
        fallas.append(Falla(ruta, motivo))
        return None
    antes = len(fallas)
    leidas = _de_texto(grupo, ruta, fallas)
    corte = leer_corte(leidas.pop("corte", None))
    if not isinstance(corte, date):
        motivo = f"se esperaba una fecha AAAA-MM-DD, llegó {mostrar(corte)}"
        fallas.append(Falla(f"{ruta}.corte", motivo))
    suyas = {f"{_DE_SEGUIMIENTO}{c}": nombre for c, nombre in leidas.items()}
    fallas += _desconocidos(suyas, ruta)
    fallas += _sin_nombre(suyas, ruta)
    return (corte, suyas) if isinstance(corte, date) and len(fallas) == antes else None


def _de_texto(tabla: Mapping[Any, Any], ruta: str, fallas: list[Falla]) -> dict[str, Any]:
    """Sus claves, que han de ser textos."""
    raras = [clave for clave in tabla if not isinstance(clave, str)]
    fallas += [Falla(ruta, f"se esperaba una clave de texto, llegó {mostrar(c)}") for c in raras]
    return {clave: valor for clave, valor in tabla.items() if isinstance(clave, str)}


def _sin_nombre(columnas: Mapping[str, Any], ruta: str) -> Iterator[Falla]:
    for dato, nombre in columnas.items():
        if not isinstance(nombre, str):
            motivo = f"se esperaba el nombre de una columna, llegó {mostrar(nombre)}"
            yield Falla(f"{ruta}.{dato}", motivo)


def _desconocidos(datos: Iterable[str], ruta: str) -> Iterator[Falla]:
    for dato in datos:
        if dato not in CLAVES and not es_extra(dato):
            cercano = get_close_matches(dato, CLAVES, n=1, cutoff=0)[0]
            yield Falla(ruta, f"no existe el dato {mostrar(dato)}; el más parecido es {cercano!r}")


def _nombradas(columnas: Columnas) -> list[str]:
    grupos = (nombre for _, suyas in columnas.por_corte for nombre in suyas.values())
    return [n for n in (*columnas.propias.values(), *grupos) if isinstance(n, str)]


def _que_no_estan(columnas: Columnas, filas: Sequence[FilaLeida]) -> Iterator[Falla]:
    for nombre in dict.fromkeys(_nombradas(columnas) if filas else ()):
        if not any(fila.trae(nombre) for fila in filas):
            cercano = get_close_matches(nombre, filas[0].nombres, n=1, cutoff=0)
            pista = f"; la más parecida es {cercano[0]!r}" if cercano else ""
            yield Falla("filas", f"ninguna trae la columna {mostrar(nombre)}{pista}")


def _sobrantes(columnas: Columnas, filas: Sequence[FilaLeida]) -> Iterator[Aviso]:
    usadas = set(_nombradas(columnas))
    sobran = dict.fromkeys(c for fila in filas for c in fila.columnas if c not in usadas)
    if sobran:
        lista = ", ".join(map(mostrar, sobran))
        yield Aviso("dato_sobrante", "filas", f"ningún dato del plan sale de {lista}")
