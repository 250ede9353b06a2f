"""Un documento de Word o de Excel a lo que trae, por sus rótulos."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.mensajes import error_de_argumento, esperado
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.celdas import columnas_de_menos, enlaces_sin_leer
from paac_reportes.lectura.leido import SIN_PEDIR_NADA, DocumentoLeido, PedidoDeLectura
from paac_reportes.lectura.matriz.declaraciones import PLAN, mapa
from paac_reportes.lectura.matriz.generales import Generales, Pedidas
from paac_reportes.lectura.matriz.lectura import leer_matriz
from paac_reportes.lectura.matriz.tablas import tramos_de
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.visto import (
    SE_LEYO_COMO_TEXTO,
    DocumentoVisto,
    TablaDeAdentro,
    TablaVista,
    TextoVisto,
)
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


def con_las_de_adentro(documento: DocumentoVisto) -> DocumentoVisto:
    """Documento con las matrices que van en una celda de otra tabla, cada una en su lugar."""
    tablas = {tabla: [*_matrices_de(tabla)] for tabla in documento.tablas() if tabla.adentro}
    partes = []
    for parte in documento.partes:
        bloques: list[TextoVisto | TablaVista] = []
        for bloque in parte.bloques:
            if isinstance(bloque, TablaVista) and (suyas := tablas.get(bloque)):
                bloques += _por_celdas(bloque, suyas)
            else:
                bloques.append(bloque)
        partes.append(attrs.evolve(parte, bloques=tuple(bloques)))
    leidas = [una.tabla.lugar for suyas in tablas.values() for una in suyas]
    avisos = tuple(
        aviso
        for aviso in documento.avisos
        if aviso.mensaje != SE_LEYO_COMO_TEXTO
        or not any(lugar.startswith(f"{aviso.ruta}, ") for lugar in leidas)
    )
    return attrs.evolve(documento, partes=tuple(partes), avisos=avisos)


def _matrices_de(tabla: TablaVista) -> Iterator[TablaDeAdentro]:
    """Matrices que van en las celdas de una tabla, a cualquier hondura."""
    for una in tabla.adentro:
        if _es_matriz(una.tabla):
            yield una
        else:
            yield from (attrs.evolve(otra, celda=una.celda) for otra in _matrices_de(una.tabla))


def _es_matriz(tabla: TablaVista) -> bool:
    """Si trae los rótulos de un plan o de un mapa."""
    return any(tramos_de(tabla, "", declaracion, Pedidas()) for declaracion in (PLAN, mapa()))


def _por_celdas(
    tabla: TablaVista, adentro: Sequence[TablaDeAdentro]
) -> Iterator[TextoVisto | TablaVista]:
    """Textos de una tabla y las matrices de sus celdas; si ella también lo es, entera y ellas."""
    es_matriz = _es_matriz(tabla)
    if es_matriz:
        yield tabla
    de_cada_celda = agrupadas((una.celda, una) for una in adentro)
    for celda in dict.fromkeys(c for fila in tabla.filas for c in fila if c is not None):
        suyas, texto = de_cada_celda.get((celda.fila, celda.columna), []), celda.texto
        for una in suyas:
            texto = texto.replace(una.texto, "", 1)
        lugar = tabla.lugar_de(celda.fila, celda.columna)
        for renglon in () if es_matriz else filter(str.strip, texto.split("\n")):
            yield TextoVisto(renglon, lugar, enlaces=celda.enlaces)
        yield from (una.tabla for una in suyas)


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
    entidad, vigencia = generales.entidad, generales.vigencia
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
        papeles = (papel for raiz in mapa().raices for papel in raiz.papeles)
        de_un_mapa = {papel.dato.partition(".")[0] for papel in papeles}
        return ("mapa",) if objetos & de_un_mapa else ("plan",)
    return ("mapa", "plan") if pedido.clave == "mapa" else ("plan", "mapa")


def _datos_pedidos(pedido: object) -> Iterator[str]:
    """Datos de las columnas que se piden, también las de una sola tabla."""
    if isinstance(pedido, str):
        yield pedido
    elif isinstance(pedido, Mapping | list | tuple):
        for parte in pedido.values() if isinstance(pedido, Mapping) else pedido:
            yield from _datos_pedidos(parte)
