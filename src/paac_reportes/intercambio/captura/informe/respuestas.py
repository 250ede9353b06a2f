"""Las respuestas escritas en el informe mismo, en Word o en Excel: la columna «Se toma»."""

import re
from collections.abc import Iterator

from paac_reportes.analisis.plano import en_plano
from paac_reportes.entrada.documentos.visto import CeldaVista, DocumentoVisto, TablaVista
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.intercambio.captura.informe.tablas import CONFLICTO, SE_TOMA, SIN_RESOLVER
from paac_reportes.intercambio.captura.reunion.resultado import BASE, CLASES

_ID = re.compile(rf"(?:{'|'.join(CLASES)})-[a-z0-9]+-[0-9a-f]{{6}}")
_LA_BASE = {"base", "la base"}


def respuestas_de_documento(visto: DocumentoVisto) -> dict[str, str]:
    """Lo que dice ``Se toma`` de cada conflicto; lo que sigue sin resolver no está.

    ``ErrorDeEntrada`` si el documento no trae la tabla de los conflictos.
    """
    tablas = [
        (tabla, *columnas) for tabla in visto.tablas() if (columnas := _columnas(tabla)) is not None
    ]
    if not tablas:
        motivo = f"no trae la tabla de los conflictos, con sus columnas {CONFLICTO} y {SE_TOMA}"
        raise ErrorDeEntrada(Falla("respuestas", motivo))
    return {
        cual: opcion
        for tabla, rotulos, conflicto, se_toma in tablas
        for fila in tabla.filas[rotulos + 1 :]
        for cual, opcion in _respondido(fila[conflicto], fila[se_toma])
    }


def _columnas(tabla: TablaVista) -> tuple[int, int, int] | None:
    """La fila de los rótulos y las columnas del conflicto y de su respuesta."""
    for numero, fila in enumerate(tabla.filas):
        rotulos = [en_plano(celda.texto) if celda else "" for celda in fila]
        if en_plano(CONFLICTO) in rotulos and en_plano(SE_TOMA) in rotulos:
            return numero, rotulos.index(en_plano(CONFLICTO)), rotulos.index(en_plano(SE_TOMA))
    return None


def _respondido(
    conflicto: CeldaVista | None, respuesta: CeldaVista | None
) -> Iterator[tuple[str, str]]:
    cual = _ID.search(conflicto.texto) if conflicto else None
    texto = " ".join(respuesta.texto.split()) if respuesta else ""
    if cual and texto and en_plano(texto) != en_plano(SIN_RESOLVER):
        yield cual[0], BASE if en_plano(texto) in _LA_BASE else texto
