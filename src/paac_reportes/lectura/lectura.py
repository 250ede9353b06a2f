"""Un documento de Word o de Excel a lo que trae, por sus rótulos."""

from collections.abc import Iterator, Mapping

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.mensajes import error_de_argumento, esperado
from paac_reportes.lectura.combinadas import columnas_de_menos
from paac_reportes.lectura.enlaces import enlaces_sin_leer
from paac_reportes.lectura.leido import SIN_PEDIR_NADA, DocumentoLeido, PedidoDeLectura
from paac_reportes.lectura.matriz.declaraciones import mapa
from paac_reportes.lectura.matriz.generales import Generales
from paac_reportes.lectura.matriz.lectura import leer_matriz
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.plano import en_plano

_NO_HAY = frozenset({"sin_matriz", "matriz_sin_filas"})


def leer_documento(
    documento: DocumentoVisto, pedido: PedidoDeLectura = SIN_PEDIR_NADA
) -> DocumentoLeido[Contenido]:
    """Plan de un documento, o su mapa, y lo que de él no se entendió.

    Se lee por sus rótulos. ``entidad`` y ``vigencia`` mandan sobre lo que él diga. Con
    ``con_mapas``, el que no trae ninguna matriz y sí un mapa de riesgos se lee como mapa.

    Lanza ``ErrorDeEntrada`` si no trae ninguna matriz o si un dato no cabe en un plan.
    """
    lectura = _lectura_de(documento, pedido)
    del_documento = (
        *columnas_de_menos(lectura.columnas),
        *enlaces_sin_leer(documento, lectura.contenido),
    )
    return attrs.evolve(lectura, avisos=(*lectura.avisos, *del_documento))


def con_una_hoja(
    documento: DocumentoVisto, pedido: PedidoDeLectura, nombre: str
) -> tuple[DocumentoVisto, PedidoDeLectura]:
    """Libro con una sola de sus hojas, y pedido con la entidad y el año que dicen las demás.

    ``ErrorDeEntrada``, con las hojas que hay, si no la trae.
    """
    partes = tuple(p for p in documento.partes if en_plano(p.nombre) == en_plano(nombre))
    if not partes:
        hojas = tuple(parte.nombre for parte in documento.partes if parte.nombre)
        raise error_de_argumento(
            "hoja", esperado("hoja", hojas=hojas) if hojas else "libro_con_hojas", nombre
        )
    generales = Generales.de(documento, pedido, [])
    entidad, vigencia = generales.entidad.get("nombre"), generales.vigencia
    pedido = attrs.evolve(pedido, entidad=entidad, vigencia=vigencia)
    return attrs.evolve(documento, partes=partes), pedido


def _lectura_de(documento: DocumentoVisto, pedido: PedidoDeLectura) -> DocumentoLeido[Contenido]:
    """Lectura del plan o del mapa: del libro que trae los dos, el que se pide."""
    hay_tablas = any(tabla.filas for tabla in documento.tablas())
    fallas: list[Falla] = []
    for clave in _claves(pedido):
        try:
            return leer_matriz(documento, pedido, clave)
        except ErrorDeEntrada as error:
            if not any(falla.codigo in _NO_HAY for falla in error.fallas):
                raise
            if not fallas or (pedido.clave is None and hay_tablas):
                fallas += error.fallas
    raise ErrorDeEntrada(fallas)


def _claves(pedido: PedidoDeLectura) -> tuple[str, ...]:
    """Lo que se busca, en su orden; lo que se dice de una columna dice también de qué es."""
    if not pedido.con_mapas:
        return ("plan",)
    if objetos := {dato.partition(".")[0] for dato in _datos_pedidos(pedido.columnas)}:
        de_un_mapa = {papel.dato.partition(".")[0] for papel in mapa().papeles}
        return ("mapa",) if objetos & de_un_mapa else ("plan",)
    return ("mapa", "plan") if pedido.clave == "mapa" else ("plan", "mapa")


def _datos_pedidos(pedido: object) -> Iterator[str]:
    """Datos de las columnas que se piden, también las de una sola tabla."""
    if isinstance(pedido, str):
        yield pedido
    elif isinstance(pedido, Mapping | list | tuple):
        for parte in pedido.values() if isinstance(pedido, Mapping) else pedido:
            yield from _datos_pedidos(parte)
