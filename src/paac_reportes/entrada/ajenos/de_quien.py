"""De qué entidad y de qué vigencia es un documento, y a qué corte, según lo que se ve en él."""

import re
from collections.abc import Iterator
from datetime import date

import attrs

from paac_reportes.entrada.ajenos.columnas.cortes import corte_dicho
from paac_reportes.entrada.ajenos.encabezados import escritas
from paac_reportes.entrada.documentos.visto import DocumentoVisto, TablaVista
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.modelo.fechas import MESES

_FILAS = 12
"""Las primeras de una tabla, donde van los títulos y los datos generales."""
_LARGO = 400
_ENTIDAD_DICHA = re.compile(
    r"(?:nombre de la entidad|entidad)\s*[:|][\s:|]*([^|\n]+)", re.IGNORECASE
)
_CON_NOMBRE = re.compile(
    r"\b((?:municipio|alcald[ií]a(?:\s+municipal|\s+mayor|\s+distrital)?|gobernaci[oó]n|distrito"
    r"|departamento|(?:personer[ií]a|contralor[ií]a|concejo)(?:\s+municipal)?)"
    r"\s+del?\s+[^|\n:;]+?)\s*(?=$|[|\n,;:]|\bnit\b|\s[-–—]\s|\bvigencia\b|\bplan\b|\b20\d\d\b)",
    re.IGNORECASE,
)
_NIT = re.compile(r"\bnit\.?\s*:?\s*(\d[\d.]{6,12}\s?[-.]\s?\d)\b", re.IGNORECASE)
_VIGENCIA = re.compile(
    r"(?:vigencia|a[nñ]o(?:\s+de)?(?:\s+vigencia)?)[\s:|]*(20\d\d)\b", re.IGNORECASE
)
_ANO = re.compile(r"\b(20\d\d)\b")
_DEL_PLAN = re.compile(r"plan anticorrupci|paac|ptep|transparencia y [eé]tica", re.IGNORECASE)
_ANO_TRAS_EL_NOMBRE = re.compile(r"[\s,(–—-]*(20\d\d)\b")
_ANO_AL_FINAL = re.compile(r"[\s,(–—-]+20\d\d\)?$")
_DEL_CORTE = re.compile(
    r"\bcorte\b"
    rf"|\b(?:seguimiento|monitoreo|avances?|reporte)\s+(?:(?:al?|hasta(?:\s+el)?)\s+)?"
    rf"(?:\d{{1,4}}\b|(?:{'|'.join(MESES)})\b)",
    re.IGNORECASE,
)


@attrs.frozen
class Hallado:
    """Un dato de todo el documento, y dónde se vio."""

    valor: str
    lugar: str

    def aviso(self, que: str) -> Aviso:
        """Que se tomó de allí."""
        motivo = f"{que} se tomó de lo que dice el documento: {mostrar(self.valor)}"
        return Aviso("dato_supuesto", self.lugar, motivo)


def entidad_de(visto: DocumentoVisto) -> Hallado | None:
    """El nombre de la entidad: el que va con su rótulo o, si no, el que parece de una."""
    textos = list(_textos(visto))
    for patron in (_ENTIDAD_DICHA, _CON_NOMBRE):
        for texto, lugar in textos:
            if hallado := patron.search(texto):
                nombre = _ANO_AL_FINAL.sub("", " ".join(hallado[1].split()))
                return Hallado(nombre, lugar)
    return None


def nit_de(visto: DocumentoVisto) -> Hallado | None:
    """El NIT, si se ve."""
    for texto, lugar in _textos(visto):
        if hallado := _NIT.search(texto):
            return Hallado(hallado[1], lugar)
    return None


def vigencia_de(visto: DocumentoVisto) -> Hallado | None:
    """La vigencia que se nombra; si no, el año que va con el nombre del plan o de la entidad."""
    textos = list(_textos(visto))
    for texto, lugar in textos:
        if hallado := _VIGENCIA.search(texto):
            return Hallado(hallado[1], lugar)
    for texto, lugar in textos:
        if _DEL_PLAN.search(texto) and (hallado := _ANO.search(texto)):
            return Hallado(hallado[1], lugar)
    for texto, lugar in textos:
        nombre = _CON_NOMBRE.search(texto)
        if nombre and (hallado := _ANO_TRAS_EL_NOMBRE.match(texto, nombre.end(1))):
            return Hallado(hallado[1], lugar)
    return None


def corte_de(visto: DocumentoVisto, vigencia: int | None) -> tuple[date, Hallado] | None:
    """El corte de todo el documento, si un título lo dice; ninguno si se nombran varios."""
    hallados: dict[date, Hallado] = {}
    for texto, lugar in _textos(visto):
        if not _DEL_CORTE.search(texto):
            continue
        dicho = corte_dicho(texto, vigencia)
        if dicho is not None and dicho.corte is not None:
            hallados.setdefault(dicho.corte, Hallado(" ".join(texto.split()), lugar))
    return next(iter(hallados.items())) if len(hallados) == 1 else None


def _textos(visto: DocumentoVisto) -> Iterator[tuple[str, str]]:
    """Lo que va fuera de las filas: encabezados, párrafos, títulos de tabla y datos generales."""
    yield from ((texto, "encabezado o pie de página") for texto in visto.encabezados)
    for parte in visto.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, TablaVista):
                yield from _de_tabla(bloque)
            elif len(bloque.texto) <= _LARGO:
                yield bloque.texto, bloque.lugar


def _de_tabla(tabla: TablaVista) -> Iterator[tuple[str, str]]:
    """Sus primeras filas de una o dos celdas: «Vigencia | 2026»."""
    for fila in range(min(_FILAS, len(tabla.filas))):
        vistas = escritas(tabla, fila)
        if len(vistas) in {1, 2} and all(len(celda.texto) <= _LARGO for celda in vistas):
            yield " | ".join(celda.texto for celda in vistas), tabla.lugar_de(fila)
