"""Resultado de leer un documento: su contenido, y qué no se entendió y dónde."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Generic, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.visto import LugarDelArchivo

C_co = TypeVar("C_co", bound=Contenido, covariant=True)


@clases.frozen(kw_only=True)
class PedidoDeLectura:
    """Pedido de lectura: qué se dice de un documento; lo que no se dice se busca en él."""

    columnas: Mapping[str, Any] | None = None
    """El dato de cada columna que sus rótulos no resuelven: ``{"META": "actividad.meta"}``.

    Con ``@AAAA-MM-DD`` si es de un seguimiento, ``None`` si no se lee, y ``{"tabla 7": {…}}``
    si es sólo en una tabla.
    """
    corte: date | None = None
    entidad: str | None = None
    """Su nombre."""
    vigencia: int | None = None
    clave: str | None = None
    """El tema que se pide, si se dice: de un libro con un plan y un mapa, cuál."""
    con_mapas: bool = False
    """Si lo que no es un plan puede leerse como un mapa de riesgos."""


SIN_PEDIR_NADA = PedidoDeLectura()


@clases.frozen(kw_only=True)
class ColumnaLeida:
    """Columna de una tabla, y el dato como que se leyó."""

    lugar: LugarDelArchivo
    """``tabla 7, columna 3`` u ``hoja «Salud», columna F``."""
    rotulo: str
    """Rótulo como se lee en el documento, de arriba abajo si ocupa varias filas."""
    dato: tuple[str, ...] = ()
    """``("actividad.meta",)``; varios si la columna los junta, ninguno si no se reconoció."""
    corte: date | None = None
    """Corte de los seguimientos que trae, si lo dice la columna."""
    parecido: float = 1.0
    """Parecido de su rótulo al que se esperaba, de 0 a 1."""
    por: str = ""
    """Motivo de leerla así, si no fue su rótulo: ``columnas`` si alguien lo dijo."""


@clases.frozen(kw_only=True)
class DocumentoLeido(Generic[C_co]):
    """Un documento leído."""

    contenido: C_co
    """El plan, el mapa de riesgos…"""
    avisos: tuple[Aviso, ...] = ()
    """Avisos de lo que cambió, y de lo que no se entendió y dónde."""
    corte: date | None = None
    columnas: tuple[ColumnaLeida, ...] = ()
    lugares: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    """Celda de donde salió cada dato, por su ruta en el contenido."""
    usadas: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    """Otras celdas que dicen un dato: lo repiten, lo siguen en otra fila, o son de una lista."""
    rotulos: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    """Las celdas con que se supo qué es cada columna."""
    dichos: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)
    """Otros lugares de los que ya se dijo algo, cada uno con el código de su aviso."""


def con_lo_que_se_dice(
    contenido: Any, entidad: str | None, vigencia: int | None
) -> tuple[Any, list[Aviso]]:
    """Contenido con la entidad y la vigencia que se dan, y avisos de lo que decía distinto."""
    avisos: list[Aviso] = []
    leida = contenido.entidad.nombre
    if entidad is not None and entidad != leida:
        avisos.append(_aviso_de_reemplazo("entidad", mostrar(leida), mostrar(entidad)))
        con_nombre = attrs.evolve(contenido.entidad, nombre=entidad)
        contenido = attrs.evolve(contenido, entidad=con_nombre)
    if vigencia is not None and vigencia != contenido.vigencia:
        if contenido.vigencia is not None:
            avisos.append(_aviso_de_reemplazo("vigencia", str(contenido.vigencia), str(vigencia)))
        contenido = attrs.evolve(contenido, vigencia=vigencia)
    return contenido, avisos


def _aviso_de_reemplazo(dato: str, valor_leido: str, valor_pedido: str) -> Aviso:
    motivo = f"el documento dice {valor_leido}; quedó {valor_pedido}, que es lo que se pidió"
    return Aviso("dato_supuesto", dato, motivo, datos={"llego": valor_leido, "quedo": valor_pedido})
