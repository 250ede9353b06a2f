"""Un documento de Word o de Excel a lo que trae, por sus rótulos."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.mensajes import error_de_argumento, esperado
from paac_reportes.lectura.ajenos.lectura import leer_ajeno
from paac_reportes.lectura.ajenos.procedencia import Generales
from paac_reportes.lectura.combinadas import columnas_de_menos
from paac_reportes.lectura.enlaces import enlaces_sin_leer
from paac_reportes.lectura.escondido import como_ajeno
from paac_reportes.lectura.leido import SIN_PEDIR_NADA, DocumentoLeido, PedidoDeLectura
from paac_reportes.modelo.recorrer import todos_los_contenidos
from paac_reportes.modelo.temas import Contenido, tema
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.plano import en_plano

_SIN_MAPA = (
    "no hay ningún mapa de riesgos: se buscó una tabla que diga el riesgo y, además, sus causas y"
    " controles, o cómo se valora; diga cuál de sus columnas es riesgo.descripcion"
)


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
    """Lectura del plan o del mapa, sin los avisos que son de todo el documento."""
    columnas = pedido.columnas
    if pedido.con_mapas and columnas is not None and _son_de_un_mapa(columnas):
        if (de_mapa := _como_mapa(documento, pedido)) is None:
            raise ErrorDeEntrada(Falla("sin_matriz", "", _SIN_MAPA))
        return de_mapa
    del_contenido, pedido, avisos = como_ajeno(documento, pedido)
    lectura = _como_matriz_o_mapa(del_contenido, pedido)
    return attrs.evolve(lectura, avisos=(*avisos, *lectura.avisos))


def _como_matriz_o_mapa(documento: DocumentoVisto, pedido: PedidoDeLectura) -> DocumentoLeido[Any]:
    """Lectura de la matriz de otro o, si no hay ninguna, del mapa; si tampoco, lo que falta.

    Del libro que trae los dos va el que se pide, y lo del otro se dice.
    """
    pedido_de_mapa = _como_mapa(documento, pedido) if pedido.clave == "mapa" else None
    if pedido_de_mapa is not None:
        return pedido_de_mapa
    try:
        return leer_ajeno(documento, pedido)
    except ErrorDeEntrada as error:
        sin_matriz = any(falla.codigo == "sin_matriz" for falla in error.fallas)
        mapa = _como_mapa(documento, pedido) if sin_matriz else None
        if mapa is not None:
            return mapa
        if sin_matriz and pedido.con_mapas and _habla_de_riesgos(documento):
            sin_mapa = Falla("sin_matriz", "", _SIN_MAPA)
            raise ErrorDeEntrada([sin_mapa, *error.fallas]) from None
        raise


def _como_mapa(documento: DocumentoVisto, pedido: PedidoDeLectura) -> "DocumentoLeido[Any] | None":
    """Lectura como un mapa de riesgos; ``None`` si no lo es o no se pidió."""
    from paac_reportes.lectura.riesgos.lectura import leer_mapa_ajeno  # noqa: PLC0415 - sólo si es

    columnas = pedido.columnas or {}
    de_otra_cosa = any(_datos_pedidos(columnas)) and not _son_de_un_mapa(columnas)
    if not pedido.con_mapas or de_otra_cosa:
        return None
    return leer_mapa_ajeno(documento, pedido)


def _habla_de_riesgos(documento: DocumentoVisto) -> bool:
    """Si alguna tabla trae el rótulo del riesgo: quizá es un mapa que no se reconoció."""
    from paac_reportes.lectura.riesgos.tablas import nombra_el_riesgo  # noqa: PLC0415 - sólo si es

    return any(map(nombra_el_riesgo, documento.tablas()))


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
