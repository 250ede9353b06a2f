"""De qué entidad, vigencia y corte es un documento, y qué trae cada columna si quien llama lo dice.

Lo pedido (``{"META O PRODUCTO": "actividad.meta"}``) va antes que lo que digan sus títulos.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import falla_de_argumento, mostrar
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.lectura.filas.valores import leer_corte
from paac_reportes.lectura.leido import PedidoDeLectura
from paac_reportes.lectura.matriz.franjas import corte_dicho
from paac_reportes.lectura.matriz.palabras import primeras, rotulo_de
from paac_reportes.modelo.fechas import MESES
from paac_reportes.opc.visto import DocumentoVisto, LugarDelArchivo, TablaVista
from paac_reportes.textos.plano import el_mas_cercano

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


Nombres = tuple[LugarDelArchivo, *tuple[str, ...]]
"""Cómo se puede nombrar una columna: por dónde está, por todos sus rótulos y por el último."""


@clases.frozen
class DatoDeclarado:
    """El dato que alguien dice que trae una columna."""

    dato: tuple[str, ...]
    """Ninguno: esa columna no se lee."""
    corte: date | None = None


@attrs.define(eq=False)
class Pedidas:
    """``{"META O PRODUCTO": "actividad.meta"}``, y por tabla ``{"tabla 7": {…}}``."""

    columnas: dict[tuple[str, str], DatoDeclarado] = attrs.Factory(dict)
    """Por su tabla, o «» si es de todas, y su rótulo o su lugar, en plano."""
    usadas: set[tuple[str, str]] = attrs.Factory(set)

    def __bool__(self) -> bool:
        return bool(self.columnas)

    def de(self, tabla: str, nombres: tuple[str, ...]) -> DatoDeclarado | None:
        """Dato que se pidió de una columna, que se puede nombrar de esos modos."""
        pedida = self.clave_pedida(tabla, nombres)
        if pedida is None:
            return None
        self.usadas.add(pedida)
        return self.columnas[pedida]

    def clave_pedida(self, tabla: str, nombres: tuple[str, ...]) -> tuple[str, str] | None:
        """Clave con que se pidió una columna que se puede nombrar así; ``None`` si no se pidió."""
        tablas = (rotulo_de(tabla).palabras, "") if self else ()
        posibles = ((una, clave_de(nombre)) for una in tablas for nombre in nombres if nombre)
        return next((pedida for pedida in posibles if pedida in self.columnas), None)

    def fallas(self, rotulos: list[str]) -> Iterator[Falla]:
        """Fallas de las columnas pedidas que ninguna tabla trae."""
        for tabla, clave in (pedida for pedida in self.columnas if pedida not in self.usadas):
            cercano = el_mas_cercano(clave, rotulos, cutoff=0)
            pista = "" if cercano is None else f"; la más parecida es {mostrar(cercano)}"
            yield Falla(
                "columna_no_hallada",
                f"columnas, {tabla}" if tabla else "columnas",
                f"ninguna tabla trae la columna {mostrar(clave)}{pista}",
            )


Desconocidos = Callable[[Sequence[str], str], Iterable[Falla]]
"""Una falla por cada dato que no existe, con la ruta de quien lo pide."""


def pedidas_de(columnas: object, desconocidos: Desconocidos) -> Pedidas:
    """Pedidas del argumento ``columnas``; ``ErrorDeEntrada`` con todo lo que no se entiende."""
    resultado = Pedidas()
    if columnas is None:
        return resultado
    if not isinstance(columnas, Mapping):
        raise error_de_argumento("columnas", "rotulos", columnas)
    fallas: list[Falla] = []
    for nombre, valor in columnas.items():
        es_tabla = isinstance(valor, Mapping)
        tabla = rotulo_de(str(nombre)).palabras if es_tabla else ""
        ruta = f"columnas.{nombre}" if es_tabla else "columnas"
        for rotulo, dato in valor.items() if es_tabla else [(nombre, valor)]:
            declarado = _declarado(dato, f"{ruta}[{mostrar(rotulo)}]", fallas, desconocidos)
            resultado.columnas[tabla, clave_de(str(rotulo))] = declarado
    if fallas:
        raise ErrorDeEntrada(fallas)
    return resultado


def _declarado(
    pedido: object, ruta: str, fallas: list[Falla], desconocidos: Desconocidos
) -> DatoDeclarado:
    """Dato que se pide de un rótulo; ninguno, con su falla, si no se entiende."""
    no_se_lee = pedido is None or pedido == ""  # un archivo YAML no distingue
    datos = [] if no_se_lee else [pedido] if isinstance(pedido, str) else pedido
    if not isinstance(datos, list | tuple) or not all(isinstance(dato, str) for dato in datos):
        fallas.append(falla_de_argumento(ruta, "dato_o_lista", pedido))
        return DatoDeclarado(())
    partes = [dato.partition("@") for dato in datos]
    nombres = tuple(nombre.strip() for nombre, _, _ in partes)
    cortes = [leer_corte(fecha) for _, arroba, fecha in partes if arroba]
    no_son_fechas = [corte for corte in cortes if not isinstance(corte, date)]
    fallas += [falla_de_argumento(f"{ruta}, tras la @", "fecha", corte) for corte in no_son_fechas]
    fallas += desconocidos(nombres, ruta)
    return DatoDeclarado(nombres, cortes[-1] if cortes else None)


def clave_de(nombre: str) -> str:
    """Nombre de una columna en plano; el que sólo tiene signos, como está."""
    return rotulo_de(nombre).palabras or nombre.strip()
