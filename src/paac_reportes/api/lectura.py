"""Leer un contenido: de un archivo de datos, de su libro, o de un documento propio o ajeno."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast, overload

import attrs

from paac_reportes.api.comprobaciones import (
    comprobar_ano,
    comprobar_carpeta,
    comprobar_clase,
    comprobar_corte,
    dia_del_corte,
    error_de_argumento,
)
from paac_reportes.api.eventos import registrado
from paac_reportes.api.leida import Lectura
from paac_reportes.api.libro import cuenta_del_libro, flujo_conocido, si_es_su_libro
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, avisar, como_falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.expresiones import expresion
from paac_reportes.modelo import Plan
from paac_reportes.modelo.temas import Contenido, claves, tema_de
from paac_reportes.opc.presupuesto import MEGAS as MEGAS  # noqa: PLC0414 - la orden lo pide aquí
from paac_reportes.sistema import Carpeta, es_ruta, se_deja_leer

if TYPE_CHECKING:
    from paac_reportes.lectura.archivos import Origen
    from paac_reportes.lectura.cuenta import CuentaDeLectura
    from paac_reportes.lectura.leido import Leido
    from paac_reportes.modelo.riesgos import MapaDeRiesgos

C = TypeVar("C", bound=Contenido)


@overload
def leer(
    origen: "Origen",
    *,
    como: type[C],
    formato: str | None = None,
    plantillas: "Carpeta | None" = None,
    columnas: "Mapping[str, Any] | Origen | None" = None,
    corte: date | None = None,
    entidad: str | None = None,
    vigencia: int | None = None,
    carpeta: "Carpeta | None" = None,
) -> Lectura[C]: ...


@overload
def leer(
    origen: "Origen",
    *,
    como: None = None,
    formato: str | None = None,
    plantillas: "Carpeta | None" = None,
    columnas: "Mapping[str, Any] | Origen | None" = None,
    corte: date | None = None,
    entidad: str | None = None,
    vigencia: int | None = None,
    carpeta: "Carpeta | None" = None,
) -> "Lectura[Plan | MapaDeRiesgos]": ...


@puerta
def leer(  # noqa: PLR0913 - todas se dicen por su nombre
    origen: "Origen",
    *,
    como: type[Any] | None = None,
    formato: str | None = None,
    plantillas: "Carpeta | None" = None,
    columnas: "Mapping[str, Any] | Origen | None" = None,
    corte: date | None = None,
    entidad: str | None = None,
    vigencia: int | None = None,
    carpeta: "Carpeta | None" = None,
) -> Lectura[Any]:
    """El plan, o el mapa de riesgos, de un documento de Word o de Excel: lo que se ve en él.

    Con ``como`` (``Plan`` o ``MapaDeRiesgos``) lo leído ha de serlo, y quien revisa tipos lo sabe.
    El formato lo dicen el documento, sus rótulos o ``formato``; los propios se buscan en
    ``plantillas``. ``columnas`` dice qué trae cada una donde sus rótulos no bastan
    (``{"META O PRODUCTO": "actividad.meta"}``, o el archivo JSON o YAML que lo trae) y ``corte``,
    de cuál son los seguimientos si el documento no lo dice; ``entidad`` (su nombre) y ``vigencia``
    mandan sobre las que diga el documento. La hoja ``Datos`` no se lee. Las imágenes que nombre
    están junto al archivo o en ``carpeta``; un flujo no trae ninguna.

    Lo que no se entendió va en ``avisos``, con su lugar (``tabla 7, fila 3``). Lanza
    ``ErrorDeEntrada`` si no es un documento o no trae un plan ni un mapa, o si no es lo que se
    pidió, y ``ErrorDeFormato`` si el formato que se pide no existe. De un JSON o un YAML da lo que
    trae y lo que conviene revisar, como valores: es lo que usa un programa que atiende a varios a
    la vez.
    """
    pedido = _clave_de(como)
    corte, del_corte = dia_del_corte(corte)
    comprobar_corte(corte)
    comprobar_carpeta("plantillas", plantillas)
    comprobar_carpeta("carpeta", carpeta)
    for nombre, texto in (("formato", formato), ("entidad", entidad)):
        if texto is not None:
            comprobar_clase(str, **{nombre: texto})
    if vigencia is not None:
        comprobar_ano("vigencia", vigencia)
    with registrado("documento.leido") as hecho:
        dichas = _columnas(columnas)
        conocido: Any = flujo_conocido(origen)
        if _es_de_datos(conocido):
            _comprobar_que_sobran(formato=formato, columnas=dichas)
            leida = _de_datos(conocido, carpeta, pedido)
        else:
            leida = _de_documento(
                conocido, formato, plantillas, dichas, corte, entidad, vigencia, carpeta
            )
        leida = _con_lo_pedido(leida, entidad, vigencia)
        leida = attrs.evolve(leida, avisos=(*del_corte, *leida.avisos)) if del_corte else leida
        _comprobar_que_es(leida.contenido, pedido, "")
        hecho |= {"formato": leida.formato, "avisos": len(leida.avisos)}
        hecho["dudas"] = len(leida.dudas)
    return leida


def _clave_de(como: object) -> str | None:
    """La del tema que se pide; ``ErrorDeEntrada`` si no es la clase de un contenido."""
    clave = getattr(como, "TEMA", None) if isinstance(como, type) else None
    if como is not None and clave not in claves():
        raise error_de_argumento("como", "Plan o MapaDeRiesgos", como)
    return clave


def _comprobar_que_es(contenido: Contenido, pedido: str | None, nombre: str) -> None:
    clave = tema_de(contenido).clave
    if pedido is not None and clave != pedido:
        from paac_reportes.lectura.archivos import es_otro

        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, es_otro(clave, pedido)))


def _comprobar_que_sobran(**dichos: object) -> None:
    """Un archivo de datos no tiene formato, ni columnas que decir."""
    motivo = "sólo cuenta con un documento, y llegó un archivo de datos"
    fallas = [
        Falla("argumento_invalido", nombre, motivo)
        for nombre, dado in dichos.items()
        if dado is not None
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


# ------------------------------------------------------------------ de datos y de documentos


def _es_de_datos(origen: object) -> bool:
    """Si es un JSON o un YAML, por la extensión de su nombre o, sin ella, por cómo empieza."""
    nombre = origen if es_ruta(origen) else getattr(origen, "name", "")
    sufijo = Path(nombre).suffix.lower() if es_ruta(nombre) else ""
    if sufijo or not isinstance(origen, io.BytesIO):
        return sufijo in _DE_DATOS
    return _COMIENZO_DE_DATOS.match(origen.getvalue()[:_COMIENZO]) is not None


_DE_DATOS = frozenset({".json", ".yaml", ".yml"})
_COMIENZO = 4000
_COMIENZO_DE_DATOS = expresion(
    rb"(?:\xef\xbb\xbf)?(?:\s++|#[^\n]*+\n|---[^\n]*+\n)*+(?:\{\s*+[\"}]|[\w\"']++\s*+:\s)"
)
"""De un objeto de JSON, o de una clave de YAML después de lo que se comente."""


def _de_datos(origen: Any, carpeta: "Carpeta | None", de: str | None) -> Lectura[Any]:
    from paac_reportes.lectura.archivos import leer_contenido
    from paac_reportes.normativa.normas import avisos_de

    contenido = leer_contenido(origen, carpeta, de=de)
    return Lectura(contenido=contenido, avisos=tuple(avisos_de(contenido)))


def _de_documento(  # noqa: PLR0913, PLR0917 - lo que se pidió, entero
    origen: Any,
    formato: str | None,
    plantillas: "Carpeta | None",
    columnas: Mapping[str, Any] | None,
    corte: date | None,
    entidad: str | None,
    vigencia: int | None,
    carpeta: "Carpeta | None",
) -> Lectura[Any]:
    from paac_reportes.api.cuenta import cuenta_del_documento
    from paac_reportes.lectura.lectura import leer_documento
    from paac_reportes.opc.lectura import ver

    visto = ver(origen)
    sin_mas = formato is None and columnas is None
    suyo = si_es_su_libro(visto, origen, carpeta) if sin_mas else None
    if suyo is not None:
        return _lectura(suyo, cuenta_del_libro(visto, suyo))
    leido = leer_documento(
        visto,
        formato=formato,
        plantillas=plantillas,
        columnas=columnas,
        corte=corte,
        entidad=entidad,
        vigencia=vigencia,
        con_mapas=True,
    )
    leida = _lectura(leido, cuenta_del_documento(visto, leido, plantillas))
    return attrs.evolve(leida, por_rotulos=leido.formato is None)


def _con_lo_pedido(leida: Lectura[Any], entidad: str | None, vigencia: int | None) -> Lectura[Any]:
    """Con la entidad y la vigencia que se dan; si lo leído decía otra, se avisa."""
    contenido, avisos = leida.contenido, []
    if entidad is not None and entidad != contenido.entidad.nombre:
        avisos.append(_en_lugar_de("entidad", mostrar(contenido.entidad.nombre), mostrar(entidad)))
        suya = attrs.evolve(contenido.entidad, nombre=entidad)
        contenido = attrs.evolve(contenido, entidad=suya)
    if vigencia is not None and vigencia != contenido.vigencia:
        if contenido.vigencia is not None:
            avisos.append(_en_lugar_de("vigencia", str(contenido.vigencia), str(vigencia)))
        contenido = attrs.evolve(contenido, vigencia=vigencia)
    return attrs.evolve(leida, contenido=contenido, avisos=(*leida.avisos, *avisos))


def _en_lugar_de(dato: str, leido: str, pedido: str) -> Aviso:
    motivo = f"el documento dice {leido}; quedó {pedido}, que es lo que se pidió"
    return Aviso("dato_supuesto", dato, motivo, datos={"llego": leido, "quedo": pedido})


def _lectura(leido: "Leido[Any]", cuenta: "CuentaDeLectura | None") -> Lectura[Any]:
    from paac_reportes.lectura.cuenta import avisos_de_lo_no_usado
    from paac_reportes.modelo.fechas.en_numero import fechas_en_numero
    from paac_reportes.normativa.normas import avisos_de

    sin_usar = () if cuenta is None else avisos_de_lo_no_usado(cuenta)
    del_contenido = (*avisos_de(leido.contenido), *fechas_en_numero(leido.contenido))
    suyos = en_su_celda(del_contenido, leido.lugares)
    return Lectura(
        contenido=leido.contenido,
        avisos=(*leido.avisos, *sin_usar, *suyos),
        cuenta=cuenta,
        formato=leido.formato,
        corte=leido.corte,
        columnas=leido.columnas,
        lugares=leido.lugares,
        filas_sin_leer=leido.filas_sin_leer,
    )


def en_su_celda(avisos: "Iterable[Aviso]", lugares: Mapping[str, str]) -> "Iterator[Aviso]":
    """Los del contenido, con la celda o la fila de donde salió cada dato."""
    from paac_reportes.lectura.filas.armado import lugar_en_su_fila

    for aviso in avisos:
        yield attrs.evolve(aviso, ruta=lugar_en_su_fila(aviso.ruta, lugares))


def _columnas(columnas: "Mapping[str, Any] | Origen | None") -> Mapping[str, Any] | None:
    """Las que se dan, o las de su archivo."""
    if columnas is None or isinstance(columnas, Mapping):
        return columnas
    if not es_ruta(columnas) and not se_deja_leer(columnas):
        raise error_de_argumento("columnas", "{columna: dato} o su archivo", columnas)
    from paac_reportes.lectura import archivos

    leidas = archivos.leer_datos(columnas)
    if not isinstance(leidas, Mapping):
        motivo = "se esperaba un objeto {columna: dato}"
        if leidas in (None, ""):
            motivo = f"está vacío; {motivo}"
        lugar = columnas if es_ruta(columnas) else getattr(columnas, "name", "columnas")
        raise ErrorDeEntrada(Falla("dato_invalido", str(lugar), motivo))
    return leidas


# ------------------------------------------------------------------ lo que se entendió del todo


@puerta
def leer_plan(origen: "Origen", *, carpeta: "Carpeta | None" = None) -> Plan:
    """Lee un plan de un JSON, un YAML, su libro de Excel o un documento; por su ruta o ya abierto.

    El escudo que nombre ha de estar junto al archivo o, si se da, en ``carpeta``; lo ya abierto no
    trae carpeta, aunque tenga nombre.

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su ruta o, en un libro, con su celda
    (``hoja «Actividades», celda F14``). Lo que conviene revisar sin que impida el reporte (un NIT
    mal escrito, una columna del libro que cambió de nombre) sale como ``AvisoPaac`` por
    ``warnings``. De un documento de Word o de Excel, también falla con lo que no se entendió:
    ``leer`` da el plan y lo dice como avisos.
    """
    leida = leer_sin_dudas(origen, carpeta, de="plan")
    avisar(leida.avisos)
    return cast("Plan", leida.contenido)


@puerta
def leer_mapa(origen: "Origen", *, carpeta: "Carpeta | None" = None) -> "MapaDeRiesgos":
    """Lo mismo, de un mapa de riesgos: el de datos es ``{version_contrato: 1, mapa: {…}}``."""
    leida = leer_sin_dudas(origen, carpeta, de="mapa")
    avisar(leida.avisos)
    return cast("MapaDeRiesgos", leida.contenido)


def leer_sin_dudas(
    origen: "Origen", carpeta: "Carpeta | None" = None, *, de: str | None = None
) -> Lectura[Any]:
    """Lo de un archivo que se entendió del todo, con ``de`` sólo si es de ese tema.

    ``ErrorDeEntrada`` con lo que no se entendió. De un documento que no es su libro, sólo se mira
    si es un mapa cuando no se pide un plan.
    """
    comprobar_carpeta("carpeta", carpeta)
    conocido: Any = flujo_conocido(origen)
    with registrado(f"{de or 'plan'}.leido") as hecho:
        if es_documento(conocido):
            leida, hecho["tipo"] = _documento_sin_dudas(conocido, carpeta, de), "documento"
        else:
            leida, hecho["tipo"] = _de_datos(conocido, carpeta, de), "datos"
        hecho["avisos"] = len(leida.avisos)
    return leida


def _documento_sin_dudas(origen: Any, carpeta: "Carpeta | None", de: str | None) -> Lectura[Any]:
    from paac_reportes.lectura.lectura import leer_documento
    from paac_reportes.opc.lectura import ver

    visto = ver(origen)
    leido = si_es_su_libro(visto, origen, carpeta)
    leida = _lectura(leido or leer_documento(visto, con_mapas=de != "plan"), None)
    if leida.dudas:
        raise ErrorDeEntrada(map(como_falla, leida.dudas))
    _comprobar_que_es(leida.contenido, de, "")
    return leida


def es_documento(origen: object) -> bool:
    """Si es de Word o de Excel, por su extensión o, ya abierto, por cómo empieza."""
    if es_ruta(origen):
        return Path(str(origen)).suffix.lower() in _EXTENSIONES
    return _es_comprimido(origen)


_EXTENSIONES = frozenset({".docx", ".docm", ".xlsx", ".xlsm"})


def _es_comprimido(origen: Any) -> bool:
    """Si un flujo que se puede devolver a su comienzo es un archivo comprimido."""
    flujo: IO[bytes] = origen
    if not (callable(getattr(flujo, "seekable", None)) and flujo.seekable()):
        return False
    donde = flujo.tell()
    try:
        return isinstance(flujo.read(0), bytes) and zipfile.is_zipfile(flujo)
    finally:
        flujo.seek(donde)
