"""De qué entidad, vigencia y corte es un documento: lo pedido, o lo de sus títulos."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.leido import PedidoDeLectura
from paac_reportes.lectura.matriz.celdas import primeras
from paac_reportes.lectura.matriz.cortes import corte_dicho
from paac_reportes.modelo.fechas import MESES
from paac_reportes.opc.visto import DocumentoVisto, TablaVista

_LARGO, _LARGO_DE_TITULO = 400, 100
_ENTIDAD_DICHA = re.compile(
    r"(?:nombre de la entidad|entidad)\s*+[:|][\s:|]*+([^|\n]+)", re.IGNORECASE
)
_CON_NOMBRE = re.compile(
    r"(?:\b(?=(?:municipio|alcald[ií]a(?:\s+municipal|\s+mayor|\s+distrital)?|gobernaci[oó]n"
    r"|distrito|departamento|(?:personer[ií]a|contralor[ií]a|concejo)(?:\s+municipal)?)\s+del?\s)"
    r"|\A(?=(?:e\.?\s?s\.?\s?e\.?\s++)?(?:hospital|instituto|universidad|contralor[ií]a"
    r"|corporaci[oó]n|empresa\s+(?:de|municipal|social))\s))"
    r"([^|\n:;]+?(?<!\s))\s*(?=$|[|\n,;:]|\bnit\b|\s[-–—]\s|\bvigencia\b|\bplan\b|\b20\d\d\b)",
    re.IGNORECASE,
)
_VIGENCIA = re.compile(
    r"(?:vigencia|a[nñ]o(?:\s+de)?(?:\s+vigencia)?)[\s:|]*(20\d\d)\b", re.IGNORECASE
)
_ANO = re.compile(r"\b(20\d\d)\b")
_DEL_PLAN = re.compile(r"plan anticorrupci|paac|ptep|transparencia y [eé]tica", re.IGNORECASE)
_DEL_CORTE = re.compile(
    r"\bcorte\b"
    rf"|\b(?:seguimiento|monitoreo|avances?|reporte)\s+(?:(?:al?|hasta(?:\s+el)?)\s+)?"
    rf"(?:\d{{1,4}}\b|(?:{'|'.join(MESES)})\b)",
    re.IGNORECASE,
)


class _Dicho(NamedTuple):
    """Lo que dice un título, o un dato que dice, y su lugar."""

    texto: str
    lugar: str

    def aviso(self, dato: str) -> Aviso:
        """Aviso de que el dato se tomó de lo que dice el documento."""
        motivo = f"{dato} se tomó de lo que dice el documento: {mostrar(self.texto)}"
        return Aviso("dato_supuesto", self.lugar, motivo, datos={"quedo": self.texto})


class Generales(NamedTuple):
    """La entidad, la vigencia y el corte: los que se piden o los que se ven."""

    entidad: str | None
    vigencia: int | None
    corte: date | None

    @classmethod
    def de(
        cls, documento: DocumentoVisto, pedido: PedidoDeLectura, avisos: list[Aviso]
    ) -> "Generales":
        """Datos generales de un documento; lo que se supone queda en los avisos."""
        nombre, vigencia, corte = pedido.entidad, pedido.vigencia, pedido.corte
        textos = list(_textos(documento))
        titulos = [dicho for dicho in textos if len(dicho.texto) <= _LARGO_DE_TITULO]
        del_plan = [dicho for dicho in titulos if _DEL_PLAN.search(dicho.texto)]
        entidades = ((_ENTIDAD_DICHA, titulos), (_CON_NOMBRE, titulos))
        if nombre is None and (entidad := _primero(entidades)):
            nombre = entidad.texto
            avisos.append(entidad.aviso("la entidad"))
        if vigencia is None and (ano := _primero(((_VIGENCIA, titulos), (_ANO, del_plan)))):
            vigencia = int(ano.texto)
            avisos.append(ano.aviso("la vigencia"))
        if corte is None and (cortes := _cortes(textos, vigencia)):
            corte, dicho = cortes.popitem()
            avisos.append(dicho.aviso("el corte"))
        return cls(nombre, vigencia, corte)

    def fallas(self) -> Iterator[Falla]:
        """Falla de lo que ni se pide ni se ve, y hace falta."""
        if self.entidad is None:
            motivo = "el documento no dice de quién es; diga la entidad: entidad=… o --entidad"
            yield Falla("dato_faltante", "entidad", motivo)

    def datos(self) -> dict[str, Any]:
        """Datos generales como van en el contenido."""
        vigencia = {} if self.vigencia is None else {"vigencia": self.vigencia}
        return {"entidad": {"nombre": self.entidad}, **vigencia}


def _primero(buscados: Iterable[tuple[re.Pattern[str], Iterable[_Dicho]]]) -> _Dicho | None:
    """Lo que de unos patrones, por su orden, dice el primer título que trae alguno."""
    for patron, titulos in buscados:
        for texto, lugar in titulos:
            if dicho := patron.search(texto):
                return _Dicho(" ".join(dicho[1].split()), lugar)
    return None


def _cortes(textos: Iterable[_Dicho], vigencia: int | None) -> dict[date, _Dicho]:
    """Corte de todo el documento, si sus títulos dicen uno solo; si no, ninguno."""
    cortes: dict[date, _Dicho] = {}
    for texto, lugar in textos:
        dicho = corte_dicho(texto, vigencia) if _DEL_CORTE.search(texto) else None
        if dicho is not None and dicho.corte is not None:
            cortes.setdefault(dicho.corte, _Dicho(" ".join(texto.split()), lugar))
    return cortes if len(cortes) == 1 else {}


def _textos(documento: DocumentoVisto) -> Iterator[_Dicho]:
    """Textos fuera de las filas: encabezados, párrafos y las primeras filas de las tablas."""
    yield from (_Dicho(texto, "encabezado o pie de página") for texto in documento.encabezados)
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, TablaVista):
                yield from _textos_de_tabla(bloque)
            elif len(bloque.texto) <= _LARGO:
                yield _Dicho(bloque.texto, bloque.lugar)


def _textos_de_tabla(tabla: TablaVista) -> Iterator[_Dicho]:
    """Textos de las primeras filas de una o dos celdas: «Vigencia | 2026»."""
    for fila, celdas in enumerate(primeras(tabla)):
        if len(celdas) in {1, 2} and all(len(celda.texto) <= _LARGO for celda in celdas):
            yield _Dicho(" | ".join(celda.texto for celda in celdas), tabla.lugar_de(fila))
