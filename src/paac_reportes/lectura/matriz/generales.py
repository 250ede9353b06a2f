"""De qué entidad y de qué vigencia es un documento, y a qué corte: lo pedido o lo que se ve."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.matriz.celdas import escritas
from paac_reportes.lectura.matriz.cortes import corte_dicho
from paac_reportes.lectura.leido import PedidoDeLectura
from paac_reportes.modelo.fechas import MESES
from paac_reportes.opc.visto import DocumentoVisto, TablaVista

_FILAS = 12
"""Las primeras de una tabla, donde van los títulos y los datos generales."""
_LARGO = 400
_ENTIDAD_DICHA = re.compile(
    r"(?:nombre de la entidad|entidad)\s*+[:|][\s:|]*+([^|\n]+)", re.IGNORECASE
)
_TRAS_EL_NOMBRE = r"\s*(?=$|[|\n,;:]|\bnit\b|\s[-–—]\s|\bvigencia\b|\bplan\b|\b20\d\d\b)"
_CON_NOMBRE = re.compile(
    r"\b((?:municipio|alcald[ií]a(?:\s+municipal|\s+mayor|\s+distrital)?|gobernaci[oó]n|distrito"
    r"|departamento|(?:personer[ií]a|contralor[ií]a|concejo)(?:\s+municipal)?)"
    rf"\s+del?\s++[^|\n:;]+?(?<!\s)){_TRAS_EL_NOMBRE}",
    re.IGNORECASE,
)
_INSTITUCION = re.compile(
    r"\A((?:e\.?\s?s\.?\s?e\.?\s++)?(?:hospital|instituto|universidad|contralor[ií]a|corporaci[oó]n"
    rf"|empresa\s+(?:de|municipal|social))\s++[^|\n:;]+?(?<!\s)){_TRAS_EL_NOMBRE}",
    re.IGNORECASE,
)
"""Institución que se nombra al comienzo de un título."""
_VIGENCIA = re.compile(
    r"(?:vigencia|a[nñ]o(?:\s+de)?(?:\s+vigencia)?)[\s:|]*(20\d\d)\b", re.IGNORECASE
)
_ANO = re.compile(r"\b(20\d\d)\b")
_DEL_PLAN = re.compile(r"plan anticorrupci|paac|ptep|transparencia y [eé]tica", re.IGNORECASE)
_DE_OTRA_COSA = re.compile(
    r"\b(?:ley|decreto|resoluci[oó]n|acuerdo|circular|ordenanza|norma|conpes|nit|c[oó]digo|fecha"
    r"|versi[oó]n)\b",
    re.IGNORECASE,
)
_RANGO = re.compile(r"\b20\d\d\s*(?:[-–—/]|\ba\b|\by\b)\s*20\d\d\b")
"""«PTEP 2025-2026» no dice de cuál de los dos es."""
_LARGO_DE_TITULO = 100
_UN_ANO = 2000
"""Cualquiera: sólo importa si un título nombra un corte, no cuál."""
_ANO_TRAS_EL_NOMBRE = re.compile(r"[\s,(–—-]*(20\d\d)\b")
_ANO_AL_FINAL = re.compile(r"(?<![\s,(–—-])[\s,(–—-]++20\d\d\)?$")
_DEL_CORTE = re.compile(
    r"\bcorte\b"
    rf"|\b(?:seguimiento|monitoreo|avances?|reporte)\s+(?:(?:al?|hasta(?:\s+el)?)\s+)?"
    rf"(?:\d{{1,4}}\b|(?:{'|'.join(MESES)})\b)",
    re.IGNORECASE,
)


@clases.frozen
class DatoVisto:
    """Un dato de todo el documento, y dónde se vio."""

    valor: str
    lugar: str

    def aviso(self, dato: str) -> Aviso:
        """Aviso de que el dato se tomó de lo que dice el documento."""
        motivo = f"{dato} se tomó de lo que dice el documento: {mostrar(self.valor)}"
        return Aviso("dato_supuesto", self.lugar, motivo, datos={"quedo": self.valor})


@attrs.define(eq=False)
class Generales:
    """La entidad, la vigencia y el corte: los que se piden o los que se ven."""

    entidad: dict[str, Any]
    vigencia: int | None
    corte: date | None
    fallas: list[Falla]

    @classmethod
    def de(
        cls, documento: DocumentoVisto, pedido: PedidoDeLectura, avisos: list[Aviso]
    ) -> "Generales":
        """Datos generales de un documento; lo que se supone queda en los avisos."""
        vigencia, corte = pedido.vigencia, pedido.corte
        datos_de_la_entidad = {} if pedido.entidad is None else {"nombre": pedido.entidad}
        fallas = []
        if not datos_de_la_entidad and (nombre_visto := entidad_de(documento)):
            datos_de_la_entidad = {"nombre": nombre_visto.valor}
            avisos.append(nombre_visto.aviso("la entidad"))
        if not datos_de_la_entidad:
            motivo = "el documento no dice de quién es; diga la entidad: entidad=… o --entidad"
            fallas.append(Falla("dato_faltante", "entidad", motivo))
        if vigencia is None:
            vigencias = vigencia_de(documento)
            if len(vigencias) == 1:
                vigencia = int(vigencias[0].valor)
                avisos.append(vigencias[0].aviso("la vigencia"))
            elif vigencias:
                avisos.append(_aviso_de_varios_anos(vigencias))
        if corte is None and (corte_visto := corte_de(documento, vigencia)):
            corte = corte_visto[0]
            avisos.append(corte_visto[1].aviso("el corte"))
        return cls(datos_de_la_entidad, vigencia, corte, fallas)

    def datos(self) -> dict[str, Any]:
        """Datos generales como van en el plan."""
        vigencia = {} if self.vigencia is None else {"vigencia": self.vigencia}
        return {"entidad": self.entidad, **vigencia}


def _aviso_de_varios_anos(vigencias: Sequence[DatoVisto]) -> Aviso:
    anos = ", ".join(f"{vigencia.valor} ({vigencia.lugar})" for vigencia in vigencias)
    motivo = f"el documento dice varios años, y no se tomó ninguno: {anos}; {_PIDE_VIGENCIA}"
    anotado = {"opciones": tuple(vigencia.valor for vigencia in vigencias)}
    return Aviso("dato_supuesto", "vigencia", motivo, datos=anotado)


def entidad_de(documento: DocumentoVisto) -> DatoVisto | None:
    """Nombre de la entidad: el que va con su rótulo o, si no, el que parece de una."""
    textos = list(_textos(documento))
    titulos = [(texto, lugar) for texto, lugar in textos if len(texto) <= _LARGO_DE_TITULO]
    for patron in (_ENTIDAD_DICHA, _CON_NOMBRE, _INSTITUCION):
        for texto, lugar in titulos if patron is _INSTITUCION else textos:
            if coincidencia := patron.search(texto):
                nombre = _ANO_AL_FINAL.sub("", " ".join(coincidencia[1].split()))
                return DatoVisto(nombre, lugar)
    return None


def vigencia_de(documento: DocumentoVisto) -> tuple[DatoVisto, ...]:
    """Vigencia que se nombra, o año que va con el nombre del plan, de la entidad o solo.

    Mandan los títulos sobre los párrafos. Si dicen años distintos son todos, y no se sabe cuál es.
    """
    hojas = ((parte.nombre, f"hoja «{parte.nombre}»") for parte in documento.partes if parte.nombre)
    textos = [*_textos(documento), *hojas]
    titulos = [(texto, lugar) for texto, lugar in textos if len(texto) <= _LARGO_DE_TITULO]
    parrafos = [(texto, lugar) for texto, lugar in textos if len(texto) > _LARGO_DE_TITULO]
    for textos_del_grupo, modos in (
        (titulos, (*_MODOS_DE_DECIR_EL_ANO, _anos_solos)),
        (parrafos, _MODOS_DE_DECIR_EL_ANO),
    ):
        for anos_en in modos:
            anos = {
                ano: DatoVisto(ano, lugar)
                for texto, lugar in reversed(textos_del_grupo)
                for ano in anos_en(texto)
            }
            if anos:
                return tuple(anos[ano] for ano in sorted(anos))
    return ()


def _anos_con_rotulo(texto: str) -> list[str]:
    return _VIGENCIA.findall(texto)


def _anos_del_plan(texto: str) -> list[str]:
    anos = _ANO.findall(texto) if _DEL_PLAN.search(texto) else []
    return anos if _RANGO.search(texto) else anos[:1]


def _anos_de_la_entidad(texto: str) -> list[str]:
    nombre = _CON_NOMBRE.search(texto)
    coincidencia = nombre and _ANO_TRAS_EL_NOMBRE.match(texto, nombre.end(1))
    return [coincidencia[1]] if coincidencia else []


def _anos_solos(texto: str) -> list[str]:
    """Años de un título que no habla de una norma, de un formato ni de un día."""
    if _DE_OTRA_COSA.search(texto) or corte_dicho(texto, _UN_ANO) is not None:
        return []
    return _ANO.findall(texto)


_MODOS_DE_DECIR_EL_ANO = (_anos_con_rotulo, _anos_del_plan, _anos_de_la_entidad)


def corte_de(documento: DocumentoVisto, vigencia: int | None) -> tuple[date, DatoVisto] | None:
    """Corte de todo el documento, si sus títulos dicen uno solo; si no, ``None``."""
    cortes: dict[date, DatoVisto] = {}
    for texto, lugar in _textos(documento):
        if not _DEL_CORTE.search(texto):
            continue
        corte = corte_dicho(texto, vigencia)
        if corte is not None and corte.corte is not None:
            cortes.setdefault(corte.corte, DatoVisto(" ".join(texto.split()), lugar))
    return next(iter(cortes.items())) if len(cortes) == 1 else None


def _textos(documento: DocumentoVisto) -> Iterator[tuple[str, str]]:
    """Textos fuera de las filas: encabezados, párrafos, títulos de tabla y datos generales."""
    yield from ((texto, "encabezado o pie de página") for texto in documento.encabezados)
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, TablaVista):
                yield from _textos_de_tabla(bloque)
            elif len(bloque.texto) <= _LARGO:
                yield bloque.texto, bloque.lugar


def _textos_de_tabla(tabla: TablaVista) -> Iterator[tuple[str, str]]:
    """Textos de las primeras filas de una o dos celdas: «Vigencia | 2026»."""
    for fila in range(min(_FILAS, len(tabla.filas))):
        celdas = escritas(tabla, fila)
        if len(celdas) in {1, 2} and all(len(celda.texto) <= _LARGO for celda in celdas):
            yield " | ".join(celda.texto for celda in celdas), tabla.lugar_de(fila)


_PIDE_VIGENCIA = "diga la vigencia: vigencia=… o --vigencia"
