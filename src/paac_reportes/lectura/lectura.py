"""Un documento de Word o de Excel, propio o ajeno, a lo que trae."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.lectura.ajenos.disposicion import solo_columnas
from paac_reportes.lectura.ajenos.lectura import leer_ajeno
from paac_reportes.lectura.ajenos.matrices import es_matriz
from paac_reportes.lectura.combinadas import columnas_de_menos
from paac_reportes.lectura.enlaces import enlaces_sin_leer
from paac_reportes.lectura.leido import (
    SIN_PEDIR_NADA,
    ColumnaLeida,
    DocumentoLeido,
    PedidoDeLectura,
)
from paac_reportes.lectura.propios.escondido import (
    EsquemaEscondido,
    columnas_con_papel,
    escondido_de,
)
from paac_reportes.lectura.propios.lectura import leer_propio
from paac_reportes.lectura.propios.mobiliario import sin_el_calor
from paac_reportes.lectura.propios.partes import con_partes_unidas
from paac_reportes.lectura.propios.reconocimiento import FormatoReconocido, reconocer
from paac_reportes.modelo import Plan
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import recorrer, todos_los_contenidos
from paac_reportes.modelo.temas import Contenido, tema
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.plano import en_plano

_EXTRAS = ".extras."
_SIN_MAPA = (
    "no hay ningún mapa de riesgos: se buscó una tabla que diga el riesgo y, además, sus causas y"
    " controles, o cómo se valora; diga cuál de sus columnas es riesgo.descripcion"
)


def leer_documento(
    documento: DocumentoVisto, pedido: PedidoDeLectura = SIN_PEDIR_NADA
) -> DocumentoLeido[Contenido]:
    """El plan de un documento, y lo que en él cambió o no se entendió.

    Si está en uno de los formatos se lee como tal; si no, o si se piden ``columnas``, como una
    matriz que escribió otro, de la que ``entidad`` y ``vigencia`` mandan sobre lo que ella diga. El
    que no dice su formato y sólo se le parece (``deja_de_leer``) se lee como la de otro. Con
    ``con_mapas``, el que no trae ninguna matriz y sí un mapa de riesgos se lee como mapa.

    Lanza ``ErrorDeEntrada`` si no trae ninguna matriz o si un dato no cabe en un plan, y
    ``ErrorDeFormato`` si el formato que se pide no existe.
    """
    lectura = _lectura_de(documento, pedido)
    faltan = (
        *columnas_de_menos(lectura.columnas),
        *enlaces_sin_leer(documento, lectura.contenido),
    )
    return attrs.evolve(lectura, avisos=(*lectura.avisos, *faltan))


def _lectura_de(documento: DocumentoVisto, pedido: PedidoDeLectura) -> DocumentoLeido[Contenido]:
    """La lectura en su formato, o como la matriz de otro."""
    formato, columnas, corte = pedido.formato, pedido.columnas, pedido.corte
    avisos: tuple[Aviso, ...] = ()
    if pedido.con_mapas and columnas is not None and _son_de_un_mapa(columnas):
        if (de_mapa := _como_mapa(documento, pedido)) is None:
            raise ErrorDeEntrada(Falla("sin_matriz", "", _SIN_MAPA))
        return de_mapa
    if columnas is None and not pedido.es_ajeno:
        escondido = escondido_de(documento)
        if any(marcado.es_de_una_fila for marcado in documento.marcados):
            from paac_reportes.lectura.propios.marcados import leer_marcados  # noqa: PLC0415 - raro

            return leer_marcados(documento, escondido, corte)
        reconocido = reconocer(documento, escondido, formato, pedido.plantillas)
        if reconocido.formato is not None:
            lectura_propia = _como_propio(documento, reconocido, escondido, corte)
            if formato is not None or escondido.dice_de_donde_es:
                return lectura_propia
            return _lectura_que_mas_explica(lectura_propia, _como_ajeno(documento, pedido))
        # Es de un formato que aquí no está; lo que él mismo dice de sus columnas vale.
        avisos, columnas = reconocido.avisos, columnas_con_papel(documento, escondido.esquema)
        pedido = attrs.evolve(pedido, corte=corte or escondido.corte)
    lectura = _como_matriz_o_mapa(documento, pedido, columnas)
    return attrs.evolve(lectura, avisos=(*avisos, *lectura.avisos))


def _como_matriz_o_mapa(
    documento: DocumentoVisto, pedido: PedidoDeLectura, columnas: Mapping[str, Any] | None
) -> DocumentoLeido[Any]:
    """La matriz de otro o, si no hay ninguna, el mapa; si tampoco, lo que falta de cada uno."""
    try:
        return leer_ajeno(documento, attrs.evolve(pedido, columnas=columnas))
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
    """La lectura como un mapa de riesgos; ``None`` si no lo es o no se pidió."""
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
    tema_de_la_clave = tema(clave)
    return {
        tema_de_la_clave.raiz,
        *(rama.raiz for rama in todos_los_contenidos(tema_de_la_clave.clase)),
    }


def _datos_pedidos(columnas: Mapping[str, Any]) -> Iterator[object]:
    for dato in solo_columnas(columnas).values():
        if isinstance(dato, Mapping):
            yield from _datos_pedidos(dato)
        else:
            yield from dato if isinstance(dato, list | tuple) else (dato,) if dato else ()


def _como_propio(
    documento: DocumentoVisto,
    reconocido: FormatoReconocido,
    escondido: EsquemaEscondido,
    corte: date | None,
) -> DocumentoLeido[Any]:
    """La lectura en un formato, con las matrices del documento que no son de él."""
    assert reconocido.formato is not None  # noqa: S101 - se pregunta antes
    entero = sin_el_calor(con_partes_unidas(documento, [reconocido.formato]), reconocido.formato)
    lectura = leer_propio(entero, reconocido.formato, escondido, corte)
    matrices = tuple(filter(es_matriz, lectura.tablas_sin_leer))
    motivo = f"es una matriz, y no tiene los rótulos del formato {reconocido.formato.codigo}"
    sobran = (Aviso("lectura_dudosa", tabla.lugar, motivo) for tabla in matrices)
    avisos = (*reconocido.avisos, *lectura.avisos, *sobran)
    formato = reconocido.formato.codigo
    return attrs.evolve(lectura, avisos=avisos, formato=formato, tablas_sin_leer=matrices)


def _como_ajeno(documento: DocumentoVisto, pedido: PedidoDeLectura) -> DocumentoLeido[Plan] | None:
    """La lectura por sus rótulos; ``None`` si así no da un plan."""
    try:
        return leer_ajeno(documento, pedido)
    except ErrorDeEntrada:
        return None


def _lectura_que_mas_explica(
    propia: DocumentoLeido[Plan], ajena: DocumentoLeido[Plan] | None
) -> DocumentoLeido[Plan]:
    """La lectura en el formato, o la ajena si entiende algo que en el formato no se lee."""
    motivo = deja_de_leer(propia, ajena) if ajena is not None else None
    if ajena is None:
        return propia
    if motivo is None:
        return attrs.evolve(propia, avisos=(*propia.avisos, *_avisos_de_otro_modo(propia, ajena)))
    mensaje = f"se leyó como la matriz de otro: {motivo}; si está en {propia.formato}, diga formato"
    return attrs.evolve(ajena, avisos=(Aviso("lectura_dudosa", "", mensaje), *ajena.avisos))


def deja_de_leer(propia: DocumentoLeido[Plan], ajena: DocumentoLeido[Plan]) -> str | None:
    """Por qué un documento que no dice su formato no está en el que se le parece.

    ``None`` si lo está. No lo está si el formato no explica una celda, o una tabla, que por sus
    rótulos se entiende; ni si las filas son menos porque las hay cortadas por la página: en Word la
    biblioteca no las corta, y las de un libro las reúne.
    """
    entendidas = {lugar for ruta, lugar in ajena.lugares.items() if _EXTRAS not in ruta}
    celdas = len(propia.sin_leer & entendidas)
    if celdas:
        cuantas = "1 celda" if celdas == 1 else f"{celdas} celdas"
        return f"en el formato que más se le parece no se leerían {cuantas}"
    if sin_leer := propia.tablas_sin_leer:
        return f"{sin_leer[0].lugar} no tiene los rótulos del formato que más se le parece"
    filas_propias, filas_ajenas = (
        len(recorrer(lectura.contenido, *FILAS)) for lectura in (propia, ajena)
    )
    if filas_ajenas < filas_propias and any(
        aviso.codigo == "fila_continuada" for aviso in ajena.avisos
    ):
        return "trae filas cortadas por la página"
    return None


def _avisos_de_otro_modo(
    propia: DocumentoLeido[Plan], ajena: DocumentoLeido[Plan]
) -> Iterator[Aviso]:
    """Las columnas que el formato usa para otro dato que el que su rótulo dice."""
    por_rotulo = {
        _rotulo_en_plano(columna): columna.dato for columna in ajena.columnas if columna.dato
    }
    rotulos_dichos: set[str] = set()
    for columna in propia.columnas:
        rotulo = _rotulo_en_plano(columna)
        datos_por_rotulo = por_rotulo.get(rotulo)
        if (
            rotulo in rotulos_dichos
            or not columna.dato
            or not datos_por_rotulo
            or {*datos_por_rotulo} & {*columna.dato}
        ):
            continue
        rotulos_dichos.add(rotulo)
        motivo = (
            f"«{columna.rotulo}» se leyó como {', '.join(columna.dato)}, como en"
            f" {propia.formato}; por su rótulo sería {', '.join(datos_por_rotulo)}: si no está en"
            " ese formato, dígalo con columnas"
        )
        yield Aviso("lectura_dudosa", columna.lugar, motivo)


def _rotulo_en_plano(columna: ColumnaLeida) -> str:
    return en_plano(columna.rotulo.replace(" / ", " "))
