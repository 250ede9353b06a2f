"""De qué entidad, vigencia y corte es un documento: lo pedido, o lo de sus títulos."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.leido import PedidoDeLectura
from paac_reportes.lectura.matriz.celdas import escritas
from paac_reportes.lectura.matriz.cortes import corte_dicho, nombra_un_corte
from paac_reportes.modelo.fechas import MESES
from paac_reportes.opc.visto import DocumentoVisto, TablaVista

_FILAS = 12
"""Las primeras de una tabla, donde van los títulos y los datos generales."""
_LARGO, _LARGO_DE_TITULO = 400, 100
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
_VIGENCIA = re.compile(
    r"(?:vigencia|a[nñ]o(?:\s+de)?(?:\s+vigencia)?)[\s:|]*(20\d\d)\b", re.IGNORECASE
)
_ANO = re.compile(r"\b(20\d\d)\b")
_ANO_AL_FINAL = re.compile(r"(?<![\s,(–—-])[\s,(–—-]++20\d\d\)?$")
_DEL_PLAN = re.compile(r"plan anticorrupci|paac|ptep|transparencia y [eé]tica", re.IGNORECASE)
_DE_OTRA_COSA = re.compile(
    r"\b(?:ley|decreto|resoluci[oó]n|acuerdo|circular|ordenanza|norma|conpes|nit|c[oó]digo|fecha"
    r"|versi[oó]n)\b",
    re.IGNORECASE,
)
_RANGO = re.compile(r"\b20\d\d\s*(?:[-–—/]|\ba\b|\by\b)\s*20\d\d\b")
"""«PTEP 2025-2026» no dice de cuál de los dos es."""
_DEL_CORTE = re.compile(
    r"\bcorte\b"
    rf"|\b(?:seguimiento|monitoreo|avances?|reporte)\s+(?:(?:al?|hasta(?:\s+el)?)\s+)?"
    rf"(?:\d{{1,4}}\b|(?:{'|'.join(MESES)})\b)",
    re.IGNORECASE,
)
_PIDE_VIGENCIA = "diga la vigencia: vigencia=… o --vigencia"
Texto = tuple[str, str]
"""Lo que dice un título, y su lugar."""


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
        entidad = {} if pedido.entidad is None else {"nombre": pedido.entidad}
        fallas = []
        textos = list(_textos(documento))
        if not entidad and (nombre := _entidad(textos)):
            entidad = {"nombre": nombre.valor}
            avisos.append(nombre.aviso("la entidad"))
        if not entidad:
            motivo = "el documento no dice de quién es; diga la entidad: entidad=… o --entidad"
            fallas.append(Falla("dato_faltante", "entidad", motivo))
        if vigencia is None:
            anos = _vigencias(documento, textos)
            if len(anos) == 1:
                vigencia = int(anos[0].valor)
                avisos.append(anos[0].aviso("la vigencia"))
            elif anos:
                dichos = ", ".join(f"{ano.valor} ({ano.lugar})" for ano in anos)
                motivo = f"el documento dice varios años, y no se tomó ninguno: {dichos}"
                anotado = {"opciones": tuple(ano.valor for ano in anos)}
                motivo = f"{motivo}; {_PIDE_VIGENCIA}"
                avisos.append(Aviso("dato_supuesto", "vigencia", motivo, datos=anotado))
        if corte is None and (visto := _corte(textos, vigencia)):
            corte = visto[0]
            avisos.append(visto[1].aviso("el corte"))
        return cls(entidad, vigencia, corte, fallas)

    def datos(self) -> dict[str, Any]:
        """Datos generales como van en el contenido."""
        vigencia = {} if self.vigencia is None else {"vigencia": self.vigencia}
        return {"entidad": self.entidad, **vigencia}


def _entidad(textos: Iterable[Texto]) -> DatoVisto | None:
    """Nombre de la entidad: el que va con su rótulo o, si no, el que parece de una."""
    titulos = [(texto, lugar) for texto, lugar in textos if len(texto) <= _LARGO_DE_TITULO]
    for patron in (_ENTIDAD_DICHA, _CON_NOMBRE, _INSTITUCION):
        for texto, lugar in titulos:
            if dicha := patron.search(texto):
                return DatoVisto(_ANO_AL_FINAL.sub("", " ".join(dicha[1].split())), lugar)
    return None


def _vigencias(documento: DocumentoVisto, textos: Iterable[Texto]) -> tuple[DatoVisto, ...]:
    """Vigencia que se nombra, o año que va con el nombre del plan o solo; varios, si difieren."""
    hojas = ((parte.nombre, f"hoja «{parte.nombre}»") for parte in documento.partes if parte.nombre)
    titulos = [t for t in (*textos, *hojas) if len(t[0]) <= _LARGO_DE_TITULO]
    for anos_en in _MODOS_DE_DECIR_EL_ANO:
        anos = {
            ano: DatoVisto(ano, lugar)
            for texto, lugar in reversed(titulos)
            for ano in anos_en(texto)
        }
        if anos:
            return tuple(anos[ano] for ano in sorted(anos))
    return ()


def _anos_del_plan(texto: str) -> list[str]:
    anos: list[str] = _ANO.findall(texto) if _DEL_PLAN.search(texto) else []
    return anos if _RANGO.search(texto) else anos[:1]


def _anos_solos(texto: str) -> list[str]:
    """Años de un título que no habla de una norma, de un formato ni de un día."""
    if _DE_OTRA_COSA.search(texto) or nombra_un_corte(texto):
        return []
    return _ANO.findall(texto)


_MODOS_DE_DECIR_EL_ANO: tuple[Callable[[str], list[str]], ...] = (
    _VIGENCIA.findall,
    _anos_del_plan,
    _anos_solos,
)


def _corte(textos: Iterable[Texto], vigencia: int | None) -> tuple[date, DatoVisto] | None:
    """Corte de todo el documento, si sus títulos dicen uno solo; si no, ``None``."""
    cortes: dict[date, DatoVisto] = {}
    for texto, lugar in textos:
        dicho = corte_dicho(texto, vigencia) if _DEL_CORTE.search(texto) else None
        if dicho is not None and dicho.corte is not None:
            cortes.setdefault(dicho.corte, DatoVisto(" ".join(texto.split()), lugar))
    return next(iter(cortes.items())) if len(cortes) == 1 else None


def _textos(documento: DocumentoVisto) -> Iterator[Texto]:
    """Textos fuera de las filas: encabezados, párrafos y las primeras filas de las tablas."""
    yield from ((texto, "encabezado o pie de página") for texto in documento.encabezados)
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, TablaVista):
                yield from _textos_de_tabla(bloque)
            elif len(bloque.texto) <= _LARGO:
                yield bloque.texto, bloque.lugar


def _textos_de_tabla(tabla: TablaVista) -> Iterator[Texto]:
    """Textos de las primeras filas de una o dos celdas: «Vigencia | 2026»."""
    for fila in range(min(_FILAS, len(tabla.filas))):
        celdas = escritas(tabla, fila)
        if len(celdas) in {1, 2} and all(len(celda.texto) <= _LARGO for celda in celdas):
            yield " | ".join(celda.texto for celda in celdas), tabla.lugar_de(fila)
