"""Leer un contenido: de un archivo de datos, de su libro, o de un documento."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, overload

import attrs

from paac_reportes.api.datos import lectura_de_filas
from paac_reportes.api.eventos import registra
from paac_reportes.api.libro import flujo_conocido, si_es_su_libro
from paac_reportes.api.reportes import Reporte
from paac_reportes.api.tipos import (
    Contenido,
    Lectura,
    Origen,
    Ruta,
    UnMapa,
    UnPlan,
    comprobar_carpeta,
    comprobar_clase,
    comprobar_que_sobran,
    comprobar_si_no,
    comprobar_vigencia,
    corte_comprobado,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import error_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.valores import BOGOTA, Reloj
from paac_reportes.lectura.archivos import es_csv, es_de_datos, leer_contenido, motivo_ajeno
from paac_reportes.lectura.leido import DocumentoLeido, PedidoDeLectura, con_lo_que_se_dice
from paac_reportes.modelo import Plan
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import claves, contenido_y_dudas_de, es_contenido, tema_de
from paac_reportes.normativa.normas import avisos_de_la_entidad
from paac_reportes.opc.origen import nombre_y_bytes
from paac_reportes.opc.presupuesto import MEGAS as MEGAS  # noqa: PLC0414 - la orden lo pide aquí
from paac_reportes.opc.visto import DocumentoVisto, ParteVista


@overload
def leer(
    origen: "Origen",
    *,
    como: Literal["plan"] = "plan",
    plan: "UnPlan | Reporte | Origen | None" = None,
    columnas: Mapping[str, str | Mapping[str, str]] | None = None,
    corte: date | None = None,
    entidad: str | None = None,
    vigencia: int | None = None,
    hoja: str | None = None,
    por_rotulos: bool = False,
    quitar: bool = False,
    carpeta: "Ruta | None" = None,
    zona: str = BOGOTA,
) -> Lectura[Plan]: ...


@overload
def leer(
    origen: "Origen",
    *,
    como: Literal["mapa"],
    plan: "UnMapa | Reporte | Origen | None" = None,
    columnas: Mapping[str, str | Mapping[str, str]] | None = None,
    corte: date | None = None,
    entidad: str | None = None,
    vigencia: int | None = None,
    hoja: str | None = None,
    por_rotulos: bool = False,
    quitar: bool = False,
    carpeta: "Ruta | None" = None,
    zona: str = BOGOTA,
) -> Lectura[MapaDeRiesgos]: ...


@overload
def leer(
    origen: "Origen",
    *,
    como: None,
    plan: "Contenido | Reporte | Origen | None" = None,
    columnas: Mapping[str, str | Mapping[str, str]] | None = None,
    corte: date | None = None,
    entidad: str | None = None,
    vigencia: int | None = None,
    hoja: str | None = None,
    por_rotulos: bool = False,
    quitar: bool = False,
    carpeta: "Ruta | None" = None,
    zona: str = BOGOTA,
) -> Lectura[Plan | MapaDeRiesgos]: ...


@puerta
def leer(  # noqa: PLR0913 - todas se dicen por su nombre
    origen: "Origen",
    *,
    como: Literal["plan", "mapa"] | None = "plan",
    plan: "Contenido | Reporte | Origen | None" = None,
    columnas: Mapping[str, str | Mapping[str, str]] | None = None,
    corte: date | None = None,
    entidad: str | None = None,
    vigencia: int | None = None,
    hoja: str | None = None,
    por_rotulos: bool = False,
    quitar: bool = False,
    carpeta: "Ruta | None" = None,
    zona: str = BOGOTA,
) -> Lectura[Any]:
    """El plan, o el mapa de riesgos, de un archivo de datos, de su libro, o de un Word o Excel.

    Se espera un plan o, con ``como="mapa"``, un mapa; con ``como=None`` es lo que sea. De uno
    nuestro que vuelve se da en ``plan`` aquel de que salió, su lectura, su archivo o, si salió con
    lo que un plan no trae (``anterior``, ``filas``, un formato propio), el ``Reporte`` con que
    salió. El contenido es él con lo que alguien cambió, ``cambios`` dice cada cosa y, lo que no
    se aplicó, también va en ``avisos``. Con ``quitar``, la fila que ya no está sale del plan.
    Sin él, de un libro nuestro se lee su hoja ``Datos``, y lo que alguien escribió en lo impreso se
    dice; un Word nuestro lo pide.

    Con ``por_rotulos``, uno nuestro se lee por sus rótulos, como el de cualquiera. ``columnas``
    dice qué trae cada una donde sus rótulos no bastan (``{"META O PRODUCTO": "actividad.meta"}``) y
    ``corte``, de cuál son los seguimientos si el documento no lo dice; ``entidad`` (su nombre) y
    ``vigencia`` mandan sobre las que diga el documento. De un libro que trae un plan y un mapa va
    el que se espera, y con ``hoja`` (su nombre), lo de esa sola. Las imágenes que nombre están
    junto al archivo o en ``carpeta``; un flujo no trae ninguna. ``zona`` es la horaria en que un
    momento que la lleva es un día.

    Lo que no se entendió va en ``avisos``, con su lugar (``tabla 7, fila 3``). Lanza
    ``ErrorDeEntrada`` si no es un documento o no trae un plan ni un mapa, si no es lo que se espera
    o si pide su plan (``sin_su_plan``).
    """
    return leer_pedido(
        origen,
        como=como,
        plan=plan,
        columnas=columnas,
        corte=corte,
        entidad=entidad,
        vigencia=vigencia,
        hoja=hoja,
        por_rotulos=por_rotulos,
        quitar=quitar,
        carpeta=carpeta,
        zona=zona,
    )


@registra("documento.leido")
def leer_pedido(  # noqa: PLR0913 - las de la orden
    origen: Any,
    *,
    como: str | None = None,
    formato: str | None = None,
    plantillas: "Ruta | None" = None,
    columnas: Mapping[str, Any] | None = None,
    corte: date | None = None,
    entidad: str | None = None,
    vigencia: int | None = None,
    carpeta: "Ruta | None" = None,
    plan: Any = None,
    hoja: str | None = None,
    quitar: bool = False,
    por_rotulos: bool = False,
    zona: str = BOGOTA,
) -> Lectura[Any]:
    """Lo mismo que ``leer``, con lo que la orden da además: en qué formato salió el documento."""
    if como is not None and not (isinstance(como, str) and como in claves()):
        raise error_de_argumento("como", "como_se_lee", como)
    reloj = Reloj(zona)
    comprobar_si_no(quitar=quitar, por_rotulos=por_rotulos)
    corte = corte_comprobado(corte, reloj)
    comprobar_carpeta("plantillas", plantillas)
    comprobar_carpeta("carpeta", carpeta)
    for nombre, texto in (("formato", formato), ("entidad", entidad), ("hoja", hoja)):
        if texto is not None:
            comprobar_clase(str, **{nombre: texto})
    if vigencia is not None:
        comprobar_vigencia(vigencia)
    if not isinstance(columnas, Mapping | None):
        raise error_de_argumento("columnas", "rotulos", columnas)
    conocido: Any = flujo_conocido(origen)
    if es_de_datos(conocido):
        motivo = "sólo cuenta con un documento, y llegó un archivo de datos"
        comprobar_que_sobran(motivo, formato=formato, columnas=columnas, hoja=hoja, plan=plan)
        de_datos: Any = leer_contenido(conocido, carpeta, de=como, reloj=reloj)
        lectura = Lectura(contenido=de_datos, avisos=(*avisos_de_la_entidad(de_datos),))
    elif plan is not None:
        comprobar_que_sobran(_EL_QUE_VUELVE_ENTERO, hoja=hoja)
        en_que_salio = {"formato": formato, "plantillas": plantillas, "corte": corte}
        lectura = _lectura_con_plan(conocido, plan, carpeta, en_que_salio, quitar=quitar)
    else:
        comprobar_que_sobran(_SOLO_CON_SU_PLAN, formato=formato, plantillas=plantillas)
        pedido = PedidoDeLectura(
            columnas=columnas,
            corte=corte,
            entidad=entidad,
            vigencia=vigencia,
            clave=como,
            con_mapas=True,
        )
        lectura = _lectura_de_documento(
            conocido, pedido, carpeta, hoja=hoja, por_rotulos=por_rotulos, zona=zona
        )
    contenido, cambios = con_lo_que_se_dice(lectura.contenido, entidad, vigencia)
    _comprobar_que_es(contenido, como)
    avisos = (*reloj.avisos, *lectura.avisos, *cambios)
    return attrs.evolve(lectura, contenido=contenido, avisos=avisos)


_EL_QUE_VUELVE_ENTERO = "sólo cuenta sin plan: el documento que vuelve se coteja entero"
_SOLO_CON_SU_PLAN = "sólo cuenta con plan: es en el que se emite otra vez, para comparar"


def _lectura_con_plan(
    origen: Any,
    plan: Any,
    carpeta: "Ruta | None",
    en_que_salio: Mapping[str, Any],
    *,
    quitar: bool,
) -> Lectura[Any]:
    """Lectura de un documento nuestro, con el plan de que salió o su archivo.

    ``en_que_salio``: su ``formato``, dónde se busca (``plantillas``) y su ``corte``.
    """
    from paac_reportes.api.vuelta import leer_con_su_plan
    from paac_reportes.opc.lectura import DocumentoPorVer

    nombre, contenido = nombre_y_bytes(origen, "", "documento", "un documento")
    documento = DocumentoPorVer(contenido, nombre)
    plan, avisos = contenido_y_dudas_de(plan)
    if isinstance(plan, Reporte):
        motivo = "lo dice el reporte que se dio en plan="
        comprobar_que_sobran(motivo, **en_que_salio)
    elif not es_contenido(plan):
        leida = leer_sin_dudas(plan, carpeta)
        plan, avisos = leida.contenido, leida.avisos
    lectura = leer_con_su_plan(documento, plan, quitar=quitar, **en_que_salio)
    return attrs.evolve(lectura, avisos=(*avisos, *lectura.avisos))


def _comprobar_que_es(contenido: Plan | MapaDeRiesgos, clave_pedida: str | None) -> None:
    """``ErrorDeEntrada`` si el contenido leído no es de la clave que se pidió."""
    clave = tema_de(contenido).clave
    if clave_pedida is not None and clave != clave_pedida:
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", motivo_ajeno(clave, clave_pedida)))


# ------------------------------------------------------------------ de documentos


def _lectura_de_documento(  # noqa: PLR0913 - lo que se pidió, entero
    origen: Any,
    pedido: PedidoDeLectura,
    carpeta: "Ruta | None",
    *,
    hoja: str | None,
    por_rotulos: bool,
    zona: str,
) -> Lectura[Any]:
    """La lectura de un Word, un Excel o un CSV: lo nuestro, por sus datos; lo ajeno, por rótulos.

    ``hoja``: la que se lee; ``por_rotulos``: como ajeno, aunque sea nuestro; ``zona``: la horaria.
    """
    from paac_reportes.api.vuelta import leer_sin_su_plan
    from paac_reportes.lectura.filas.fuentes import clave_de_sus_filas, ver_csv
    from paac_reportes.lectura.matriz.lectura import (
        con_las_de_adentro,
        con_una_hoja,
        leer_documento,
    )
    from paac_reportes.opc.lectura import ver_documento

    if es_csv(origen):
        documento = ver_csv(origen)
        if de := clave_de_sus_filas(documento):
            motivo = "sólo cuenta con la matriz de otro, y llegaron las filas de filas_de"
            comprobar_que_sobran(motivo, columnas=pedido.columnas, hoja=hoja)
            return lectura_de_filas(origen, None, pedido.corte, {}, de=de, zona=zona)
    else:
        documento = ver_documento(origen)
    if hoja is not None:
        documento, pedido = con_una_hoja(documento, pedido, hoja)
    if pedido.columnas is None and hoja is None and not por_rotulos:
        if libro := si_es_su_libro(documento, origen, carpeta):
            return _lectura_con_avisos(libro, _sin_usar_del_libro(documento, libro))
        if propia := leer_sin_su_plan(documento):
            return propia
    documento = con_las_de_adentro(documento)
    leido = leer_documento(documento, pedido)
    return _lectura_con_avisos(leido, _sin_usar(documento, leido))


def _sin_usar(documento: DocumentoVisto, leido: DocumentoLeido[Any]) -> "Iterator[Aviso]":
    """Avisos de los textos de una matriz ajena que no quedaron en ningún dato."""
    from paac_reportes.lectura.escondido import es_hoja_de_datos
    from paac_reportes.lectura.matriz.palabras import es_mobiliario_de
    from paac_reportes.lectura.sin_usar import Alrededor, avisos_sin_usar, sueltos_de

    alrededor = Alrededor(
        es_copia=lambda _parte, tabla: es_hoja_de_datos(tabla),
        sueltos=lambda: sueltos_de(leido.contenido),
        es_mobiliario=es_mobiliario_de(leido.contenido.entidad, documento),
    )
    return avisos_sin_usar(documento, leido, alrededor)


def _sin_usar_del_libro(documento: DocumentoVisto, libro: DocumentoLeido[Any]) -> "Iterator[Aviso]":
    """Avisos de lo que el libro de un contenido dice y no quedó en ningún dato."""
    from paac_reportes.lectura.sin_usar import Alrededor, avisos_sin_usar, sueltos_de
    from paac_reportes.libros.tablas import COMO_SALIO, CONFLICTOS, DUDAS

    def textos_que_salieron() -> Collection[str]:
        from paac_reportes.libros.escritura import textos_del_libro

        return textos_del_libro(libro.contenido)

    def es_copia(parte: ParteVista, _tabla: object) -> bool:
        """Si en la hoja nada se busca: conflictos, dudas y las dos que el libro oculta."""
        ocultas = ("Listas", COMO_SALIO)
        del_libro = parte.nombre in (CONFLICTOS, DUDAS)
        return del_libro or (parte.oculta and parte.nombre in ocultas)

    alrededor = Alrededor(
        es_copia=es_copia,
        sueltos=lambda: sueltos_de(libro.contenido),
        salieron=textos_que_salieron,
    )
    return avisos_sin_usar(documento, libro, alrededor)


def _lectura_con_avisos(
    leido: DocumentoLeido[Any], sin_usar: "Iterable[Aviso]" = ()
) -> Lectura[Any]:
    """La lectura que recibe quien llamó, con los avisos del contenido en su celda.

    ``sin_usar``: los de los textos que no quedaron en ningún dato.
    """
    from paac_reportes.modelo.campos import fechas_en_numero

    del_contenido = (*avisos_de_la_entidad(leido.contenido), *fechas_en_numero(leido.contenido))
    return Lectura(
        contenido=leido.contenido,
        avisos=(*leido.avisos, *sin_usar, *en_su_celda(del_contenido, leido.lugares)),
        corte=leido.corte,
        columnas=leido.columnas,
        lugares=leido.lugares,
    )


def en_su_celda(avisos: "Iterable[Aviso]", lugares: Mapping[str, str]) -> "Iterator[Aviso]":
    """Avisos del contenido con la celda de donde salió cada dato; ``lugares``: ruta → celda."""
    from paac_reportes.lectura.filas.valores import lugar_en_su_fila

    for aviso in avisos:
        yield attrs.evolve(aviso, ruta=lugar_en_su_fila(aviso.ruta, lugares))


# ------------------------------------------------------------------ lo que se entendió del todo


def leer_sin_dudas(
    origen: "Origen", carpeta: "Ruta | None" = None, *, clave_del_tema: str | None = None
) -> Lectura[Any]:
    """Lectura de un archivo que se entendió del todo, de ``clave_del_tema`` si se da.

    ``ErrorDeEntrada`` con lo que no se entendió.
    """
    lectura = leer_pedido(origen, como=clave_del_tema, carpeta=carpeta)
    lectura.sin_dudas()
    return lectura
