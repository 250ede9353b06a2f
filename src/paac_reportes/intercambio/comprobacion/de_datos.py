"""Un archivo de datos (.json o .csv) contra lo que debe decir."""

import contextlib
import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from paac_reportes.errores import ErrorDeEntrada, unir_ruta
from paac_reportes.intercambio.comprobacion.certificado import Diferencia
from paac_reportes.intercambio.comprobacion.comparacion import comparar
from paac_reportes.intercambio.comprobacion.comprobacion import Resultado, contar
from paac_reportes.intercambio.comprobacion.visible import Casilla, Cuadro, Renglon, Zona
from paac_reportes.maqueta.contenidos import solo_texto
from paac_reportes.maqueta.datos_de_grafico import tabla_de_datos
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import Grafico, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import resolver

_CON_GUARDA = re.compile(r"'(?:[\t\r\n]|[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠])")
_LUGAR = "archivo"


def comprobar_json(contenido: bytes, esperados: Any) -> Resultado:
    """Dato por dato; ``ErrorDeEntrada`` si no es JSON."""
    try:
        hallados = json.loads(contenido.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ErrorDeEntrada("no es un .json bien escrito") from None
    diferencias = tuple(_de_dato("", esperados, hallados))
    return Resultado(diferencias, contar(()))


def _de_dato(ruta: str, esperado: Any, hallado: Any) -> Iterator[Diferencia]:
    if isinstance(esperado, dict) and isinstance(hallado, dict):
        for clave in dict.fromkeys((*esperado, *hallado)):
            yield from _de_dato(unir_ruta(ruta, clave), esperado.get(clave), hallado.get(clave))
    elif isinstance(esperado, list) and isinstance(hallado, list):
        for numero in range(max(len(esperado), len(hallado))):
            uno, otro = (lista[numero : numero + 1] for lista in (esperado, hallado))
            yield from _de_dato(f"{ruta}[{numero}]", *(uno or [None]), *(otro or [None]))
    elif type(esperado) is not type(hallado) or esperado != hallado:
        yield Diferencia(ruta or _LUGAR, _escrito(esperado), _escrito(hallado))


def _escrito(valor: Any) -> str | None:
    return None if valor is None else json.dumps(valor, ensure_ascii=False)


def comprobar_csv(contenido: bytes, documento: Documento) -> Resultado:
    """Renglón por renglón y celda por celda; ``ErrorDeEntrada`` si no se deja leer."""
    with leido_de_csv(contenido) as texto:
        leidos = csv.reader(texto, delimiter=";")
        hallada = _zona([dict(enumerate(map(_casilla, renglon))) for renglon in leidos])
    esperada = _zona(list(_renglones(documento)))
    return Resultado(tuple(comparar([esperada], [hallada])), contar([hallada]))


@contextlib.contextmanager
def leido_de_csv(contenido: bytes) -> Iterator[io.StringIO]:
    """Su texto, para leerlo adentro; ``ErrorDeEntrada`` si no es UTF-8 o Python no lo lee."""
    try:
        yield io.StringIO(contenido.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError:
        raise ErrorDeEntrada("no es un .csv de los nuestros: no está en UTF-8") from None
    except csv.Error:
        motivo = "una celda tiene demasiadas letras para leerla de un CSV, o una comilla no se"
        raise ErrorDeEntrada(f"{motivo} cierra; compruebe el .json") from None


def _zona(filas: list[Renglon]) -> Zona:
    return Zona(_LUGAR, (Cuadro(_LUGAR, tuple(filas)),))


def _casilla(texto: str) -> Casilla:
    return Casilla(_sin_apostrofo(texto))


def _sin_apostrofo(texto: str) -> str:
    """El que protege de que una hoja de cálculo tome el texto por una fórmula."""
    return texto[1:] if _CON_GUARDA.match(texto) else texto


def _renglones(documento: Documento) -> Iterator[Renglon]:
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, Titulo):
                yield {0: _casilla(bloque.texto)}
            elif isinstance(bloque, Parrafo):
                if texto := solo_texto(bloque.con_marca):
                    yield {0: _casilla(texto)}
            elif isinstance(bloque, Tabla | Grafico):
                tabla = bloque if isinstance(bloque, Tabla) else tabla_de_datos(bloque)
                yield from _de_tabla(tabla)


def _de_tabla(tabla: Tabla) -> Iterator[Renglon]:
    """Cada celda en su primera fila y columna; las que cubre, en blanco."""
    en_blanco = dict.fromkeys(range(len(tabla.anchos)), Casilla(""))
    for filas in (tabla.rotulos, tabla.filas):
        for numero, puestos in enumerate(resolver(filas, len(tabla.anchos))):
            yield en_blanco | {
                puesto.columna: _casilla(solo_texto(puesto.celda.contenido))
                for puesto in puestos
                if puesto.origen == numero
            }
