"""Decisiones sobre las columnas de un documento, en un YAML que una persona revisa.

``disposicion_en_yaml`` escribe qué dato trae cada una, por su rótulo; aparte, lo que en una hoja es
distinto, y lo que se dudó, que sigue siendo una duda mientras nadie quite su renglón.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from paac_reportes import clases
from paac_reportes.errores import DUDAS as DUDOSOS
from paac_reportes.errores import Aviso
from paac_reportes.lectura.ajenos.disposicion import (
    AL_GUARDAR,
    COLUMNAS,
    COMO_SE_QUITA,
    DUDAS,
    EXTRAS,
    FECHAS,
    HOJAS,
    LARGO,
    RAIZ,
    Llave,
)
from paac_reportes.lectura.ajenos.fechas import DIA_PRIMERO, MES_PRIMERO
from paac_reportes.lectura.ajenos.vocabulario import clave_de, corte_dicho
from paac_reportes.lectura.cronograma import CRONOGRAMA
from paac_reportes.lectura.leido import ColumnaLeida
from paac_reportes.opc.visto import LugarDelArchivo

_DICHO = "columnas"
"""Por qué se leyó así la columna que alguien dijo qué es."""
_PIDE_COLUMNAS = "; diga qué es: columnas=… o --columnas"
_INSTRUCCIONES = """\
# Qué dato trae cada columna, por su rótulo{de_quien}.
# Revíselo, corríjalo y lea con él el documento del año que viene: leer --columnas ESTE_ARCHIVO; en
# Python, leer(…, columnas="ESTE_ARCHIVO").
# - Un dato es uno de los de filas_de: actividad.meta, seguimiento.avance… «extras» la guarda con su
#   nombre; en blanco, no se lee. Con @AAAA-MM-DD, o @MM-DD si es de cada vigencia, es de un corte.
# - Las columnas pueden cambiar de lugar, y un rótulo, de año: «Meta {ano}» es también el que sigue.
# - «(2.ª)» es la segunda, de izquierda a derecha, de las que en su tabla se llaman igual.
"""
_SOBRE_LAS_FECHAS = f"""\
# En qué orden van las fechas en cifras: {DIA_PRIMERO} o {MES_PRIMERO}.
"""
_SOBRE_LAS_DUDAS = """\
# Lo que se dudó. Mire cada una arriba, corríjala si hace falta y quite su renglón de aquí: mientras
# esté, se vuelve a decir.
"""


@clases.frozen
class _Decidida:
    """Decisión sobre una columna de una tabla."""

    rotulo: str
    """Con su puesto si en su tabla hay otras que se llaman igual y son otra cosa."""
    llave: Llave
    dato: str
    """Como se escribe: ``actividad.meta``, ``extras`` o nada."""
    lugar: LugarDelArchivo
    fechas: str = ""


def disposicion_en_yaml(
    columnas: Sequence[ColumnaLeida],
    avisos: Iterable[Aviso],
    *,
    de: str,
    entidad: str,
    vigencia: int | None,
) -> bytes:
    """Archivo de columnas, en YAML, de las que se leyeron, y de lo que se dudó según los avisos."""
    de_datos = (columna for columna in columnas if columna.por != CRONOGRAMA)  # se conocen solas
    breves = [columna for columna in de_datos if len(columna.rotulo) <= LARGO]
    tablas = [_decididas(de_la_tabla, vigencia) for de_la_tabla in _por_tabla(breves)]
    comunes = _comunes(tablas)
    por_hoja = _excepciones_por_tabla(tablas, comunes)
    de_todas = [decidida for decididas in tablas for decidida in decididas]
    de_quien = f", en los documentos de {' '.join(entidad.split())}" if entidad else ""
    renglones = [
        _INSTRUCCIONES.format(de_quien=de_quien, ano=vigencia or "2024"),
        f"{RAIZ}: {de}\n",
        f"{COLUMNAS}:\n" if comunes else "",
        *(_renglon(decidida, "  ") for decidida in comunes.values()),
    ]
    if por_hoja:
        renglones += [f"\n# Lo que sólo en una hoja, o en una tabla, es otra cosa.\n{HOJAS}:\n"]
        for tabla, decididas in por_hoja.items():
            renglones += [
                f"  {_entre_comillas(tabla)}:\n",
                *(_renglon(decidida, "    ") for decidida in decididas),
            ]
    if fechas := {decidida.rotulo: decidida.fechas for decidida in de_todas if decidida.fechas}:
        renglones += [f"\n{_SOBRE_LAS_FECHAS}{FECHAS}:\n"]
        renglones += [f"  {_entre_comillas(rotulo)}: {orden}\n" for rotulo, orden in fechas.items()]
    razones = dict(_razones(avisos))
    if dudosas := {
        decidida.rotulo: razon for decidida in de_todas if (razon := razones.get(decidida.llave[0]))
    }:
        renglones += [f"\n{_SOBRE_LAS_DUDAS}{DUDAS}:\n"]
        renglones += [
            f"  {_entre_comillas(rotulo)}: {_entre_comillas(razon)}\n"
            for rotulo, razon in dudosas.items()
        ]
    return "".join(renglones).encode("utf-8", "replace")


def _por_tabla(columnas: Sequence[ColumnaLeida]) -> Iterator[list[ColumnaLeida]]:
    """Columnas de cada tabla, o de cada vez que una tabla repite sus rótulos."""
    de_la_tabla: list[ColumnaLeida] = []
    for columna in columnas:
        if de_la_tabla:
            de_otra = columna.lugar.tabla != de_la_tabla[-1].lugar.tabla
            if de_otra or _orden_en_su_tabla(columna) <= _orden_en_su_tabla(de_la_tabla[-1]):
                yield de_la_tabla
                de_la_tabla = []
        de_la_tabla.append(columna)
    if de_la_tabla:
        yield de_la_tabla


def _orden_en_su_tabla(columna: ColumnaLeida) -> tuple[int, str]:
    """Orden de una columna en su tabla, sea la 3 o la F."""
    letra_o_numero = columna.lugar.columna
    return (
        (len(letra_o_numero), letra_o_numero)
        if isinstance(letra_o_numero, str)
        else (letra_o_numero or 0, "")
    )


def _decididas(columnas: Sequence[ColumnaLeida], vigencia: int | None) -> list[_Decidida]:
    """Decisión sobre cada columna de una tabla; ninguna de la que no tiene rótulo ni se leyó."""
    claves = [clave_de(columna.rotulo) for columna in columnas]
    datos = [_dato(columna, vigencia) for columna in columnas]
    iguales = {
        clave: len(
            {dato for otra_clave, dato in zip(claves, datos, strict=True) if otra_clave == clave}
        )
        == 1
        for clave in claves
    }
    decididas: list[_Decidida] = []
    for indice, (columna, clave, dato) in enumerate(zip(columnas, claves, datos, strict=True)):
        if clave and iguales[clave]:
            decididas.append(
                _Decidida(columna.rotulo, (clave, None), dato, columna.lugar, columna.fechas)
            )
        elif clave:
            orden = claves[: indice + 1].count(clave)
            rotulo = f"{columna.rotulo} ({orden}.ª)"
            decididas.append(_Decidida(rotulo, (clave, orden), dato, columna.lugar, columna.fechas))
        elif columna.dato:
            donde = columna.lugar.en_su_tabla
            decididas.append(_Decidida(donde, (clave_de(donde), None), dato, columna.lugar))
    return decididas


def _dato(columna: ColumnaLeida, vigencia: int | None) -> str:
    """Dato de una columna como se escribe: ``actividad.meta``, con su corte si se pidió."""
    if not columna.dato:
        return "" if columna.por == _DICHO else EXTRAS
    nombres = ", ".join(columna.dato)
    texto = nombres if len(columna.dato) == 1 else f"[{nombres}]"
    if columna.corte is None or columna.por != _DICHO or not columna.con_su_corte:
        return texto
    en_el_rotulo = corte_dicho(columna.rotulo, vigencia)
    if en_el_rotulo is not None and en_el_rotulo.corte == columna.corte:
        return texto
    corte = (
        f"{columna.corte:%m-%d}" if columna.corte.year == vigencia else columna.corte.isoformat()
    )
    return f"{texto}@{corte}"


def _comunes(tablas: Sequence[Sequence[_Decidida]]) -> dict[Llave, _Decidida]:
    """Decisión que más tablas dan a cada rótulo; lo que no tiene rótulo es sólo de su tabla."""
    veces: dict[Llave, Counter[str]] = {}
    primeras: dict[tuple[Llave, str], _Decidida] = {}
    for de_la_tabla in tablas:
        for decidida in de_la_tabla:
            if not _es_un_lugar(decidida):
                veces.setdefault(decidida.llave, Counter())[decidida.dato] += 1
                primeras.setdefault((decidida.llave, decidida.dato), decidida)
    return {
        llave: primeras[llave, cuentas.most_common(1)[0][0]] for llave, cuentas in veces.items()
    }


def _excepciones_por_tabla(
    tablas: Sequence[Sequence[_Decidida]], comunes: Mapping[Llave, _Decidida]
) -> dict[str, list[_Decidida]]:
    """Decisiones de cada tabla que no son las que se tomarían con las comunes."""
    distintas: dict[str, dict[Llave, _Decidida]] = {}
    for de_la_tabla in tablas:
        for decidida in de_la_tabla:
            comun = comunes.get(
                (decidida.llave[0], decidida.llave[1] or 1), comunes.get(decidida.llave)
            )
            if comun is None or _es_un_lugar(decidida) or comun.dato != decidida.dato:
                distintas.setdefault(decidida.lugar.tabla, {}).setdefault(decidida.llave, decidida)
    return {tabla: list(de_la_tabla.values()) for tabla, de_la_tabla in distintas.items()}


def _es_un_lugar(decidida: _Decidida) -> bool:
    """Si a la columna se la nombra por dónde está, porque no tiene rótulo."""
    return decidida.rotulo == decidida.lugar.en_su_tabla


def _razones(avisos: Iterable[Aviso]) -> Iterator[tuple[str, str]]:
    """Rótulo en plano de cada columna que se dudó, y la razón que el aviso dice."""
    for aviso in avisos:
        rotulo, comilla, razon = aviso.mensaje.removeprefix("«").partition("»")
        donde = aviso.posicion
        de_columna = donde.columna is not None and donde.fila is None
        if aviso.codigo in DUDOSOS and comilla and de_columna and aviso.mensaje.startswith("«"):
            motivo = razon.removesuffix(COMO_SE_QUITA).removesuffix(_PIDE_COLUMNAS)
            yield clave_de(rotulo), motivo.lstrip(": ").removeprefix(AL_GUARDAR)


def _renglon(decidida: _Decidida, sangria: str) -> str:
    """Renglón del archivo: ``  "META": actividad.meta  # tabla 7, columna 3``."""
    clave = _entre_comillas(decidida.rotulo)
    return f"{sangria}{clave}: {decidida.dato or 'null'}  # {decidida.lugar}\n"


def _entre_comillas(texto: str) -> str:
    return json.dumps(texto, ensure_ascii=False)
