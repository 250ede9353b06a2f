"""Un documento de Word o de Excel a lo que trae, por sus rótulos."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.mensajes import error_de_argumento, esperado
from paac_reportes.lectura.combinadas import columnas_de_menos
from paac_reportes.lectura.enlaces import enlaces_sin_leer
from paac_reportes.lectura.leido import SIN_PEDIR_NADA, DocumentoLeido, PedidoDeLectura
from paac_reportes.lectura.matriz.generales import Generales
from paac_reportes.lectura.matriz.lectura import leer_matriz
from paac_reportes.modelo.recorrer import todos_los_contenidos
from paac_reportes.modelo.temas import Contenido, tema
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.plano import en_plano

_NO_HAY = frozenset({"sin_matriz", "matriz_sin_filas"})


def leer_documento(
    documento: DocumentoVisto, pedido: PedidoDeLectura = SIN_PEDIR_NADA
) -> DocumentoLeido[Contenido]:
    """Plan de un documento, o su mapa, y lo que de él no se entendió.

    Se lee por sus rótulos; del nuestro, sólo las tablas que él dice del plan. ``entidad`` y
    ``vigencia`` mandan sobre lo que él diga. Con ``con_mapas``, el que no trae ninguna matriz y sí
    un mapa de riesgos se lee como mapa.

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
    """Lectura del plan o del mapa: del libro que trae los dos, el que se pide.

    Lo que se dice de una columna dice también de qué es la matriz.
    """
    columnas = pedido.columnas or {}
    de_un_mapa = _son_de_un_mapa(columnas)
    hay_tablas = any(tabla.filas for tabla in documento.tablas())
    if not pedido.con_mapas or (any(_datos_pedidos(columnas)) and not de_un_mapa):
        return leer_matriz(documento, pedido, "plan")
    if de_un_mapa:
        return leer_matriz(documento, pedido, "mapa")
    fallas: list[Falla] = []
    for clave in ("mapa", "plan") if pedido.clave == "mapa" else ("plan", "mapa"):
        try:
            return leer_matriz(documento, pedido, clave)
        except ErrorDeEntrada as error:
            if not any(falla.codigo in _NO_HAY for falla in error.fallas):
                raise
            de_mas = fallas and (pedido.clave is not None or not hay_tablas)
            fallas += () if de_mas else error.fallas
    raise ErrorDeEntrada(fallas)


def _son_de_un_mapa(columnas: Mapping[str, Any]) -> bool:
    """Si alguno de los datos que se piden es de un mapa y no de un plan."""
    de_mapa = _raices_de("mapa") - _raices_de("plan")
    return any(str(dato).partition(".")[0] in de_mapa for dato in _datos_pedidos(columnas))


def _raices_de(clave: str) -> set[str]:
    """Raíces de los objetos de un tema: ``{"mapa", "riesgo", "control", …}``."""
    su_tema = tema(clave)
    return {
        su_tema.raiz,
        *(rama.raiz for rama in todos_los_contenidos(su_tema.clase)),
    }


def _datos_pedidos(columnas: Mapping[str, Any]) -> Iterator[object]:
    """Datos de las columnas que se piden, también las de una sola tabla."""
    for dato in columnas.values():
        if isinstance(dato, Mapping):
            yield from _datos_pedidos(dato)
        else:
            yield from dato if isinstance(dato, list | tuple) else (dato,) if dato else ()
