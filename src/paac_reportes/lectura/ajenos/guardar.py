"""Lo que se decidió de las columnas de un documento, en un YAML que una persona revisa.

``disposicion_en_yaml`` escribe qué dato trae cada una, por su rótulo; aparte, lo que en una hoja es
distinto, y lo que se dudó, que sigue siendo una duda mientras nadie quite su renglón.
"""

import json
import re
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
    RAIZ,
    Llave,
)
from paac_reportes.lectura.ajenos.fechas import DIA_PRIMERO, MES_PRIMERO
from paac_reportes.lectura.ajenos.vocabulario import clave_de, corte_dicho
from paac_reportes.lectura.leido import ColumnaLeida
from paac_reportes.opc.visto import Lugar

_DICHO = "columnas"
"""Por qué se leyó así la columna que alguien dijo qué es."""
_PIDE_COLUMNAS = "; diga qué es: columnas=… o --columnas"
_LLANO = re.compile(r"[^\W\d_][\w]*(?: [\w]+)*")
_DE_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_LARGO_DE_CLAVE = 1000
"""Las letras que YAML admite en una clave de un renglón."""
_HOJAS_DICHAS = 3
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
    """Lo que se decidió de una columna de una tabla."""

    rotulo: str
    """Con su puesto si en su tabla hay otras que se llaman igual y son otra cosa."""
    llave: Llave
    dato: str
    """Como se escribe: ``actividad.meta``, ``extras`` o nada."""
    lugar: Lugar
    fechas: str = ""


def disposicion_en_yaml(
    columnas: Sequence[ColumnaLeida],
    avisos: Iterable[Aviso],
    *,
    de: str,
    entidad: str = "",
    vigencia: int | None = None,
) -> bytes:
    """El archivo de unas columnas leídas; lo que de ellas se dudó, según los avisos."""
    tablas = [_decididas(una, vigencia) for una in _por_tabla(columnas)]
    comunes = _comunes(tablas)
    por_hoja = _lo_distinto(tablas, comunes)
    todas = [una for suyas in tablas for una in suyas]
    de_quien = f", en los documentos de {' '.join(entidad.split())}" if entidad else ""
    renglones = [
        _INSTRUCCIONES.format(de_quien=de_quien, ano=vigencia or "2024"),
        f"{RAIZ}: {de}\n",
        f"{COLUMNAS}:\n" if comunes else "",
        *(_renglon(una, _donde(una, todas), "  ") for una in comunes.values()),
    ]
    if por_hoja:
        renglones += [f"\n# Lo que sólo en una hoja, o en una tabla, es otra cosa.\n{HOJAS}:\n"]
        for tabla, suyas in por_hoja.items():
            renglones += [f"  {_clave(tabla)}:\n", *(_renglon(una, "", "    ") for una in suyas)]
    if fechas := {una.rotulo: una.fechas for una in todas if una.fechas}:
        renglones += [f"\n{_SOBRE_LAS_FECHAS}{FECHAS}:\n"]
        renglones += [f"  {_clave(uno)}: {orden}\n" for uno, orden in fechas.items()]
    razones = dict(_razones(avisos))
    if dudosas := {una.rotulo: r for una in todas if (r := razones.get(una.llave[0]))}:
        renglones += [f"\n{_SOBRE_LAS_DUDAS}{DUDAS}:\n"]
        renglones += [f"  {_clave(uno)}: {_entre_comillas(r)}\n" for uno, r in dudosas.items()]
    return "".join(renglones).encode("utf-8", "replace")


def _por_tabla(columnas: Sequence[ColumnaLeida]) -> Iterator[list[ColumnaLeida]]:
    """Las de cada tabla, o de cada vez que una repite sus rótulos."""
    suyas: list[ColumnaLeida] = []
    for una in columnas:
        if suyas:
            de_otra = una.lugar.tabla != suyas[-1].lugar.tabla
            if de_otra or _puesto(una) <= _puesto(suyas[-1]):
                yield suyas
                suyas = []
        suyas.append(una)
    if suyas:
        yield suyas


def _puesto(una: ColumnaLeida) -> tuple[int, str]:
    """El orden de una columna en su tabla, sea la 3 o la F."""
    cual = una.lugar.columna
    return (len(cual), cual) if isinstance(cual, str) else (cual or 0, "")


def _decididas(suyas: Sequence[ColumnaLeida], vigencia: int | None) -> list[_Decidida]:
    """Lo de cada columna de una tabla; la que ni rótulo tiene ni se leyó no dice nada."""
    claves = [clave_de(una.rotulo) for una in suyas]
    datos = [_dato(una, vigencia) for una in suyas]
    iguales = {
        clave: len({dato for otra, dato in zip(claves, datos, strict=True) if otra == clave}) == 1
        for clave in claves
    }
    decididas: list[_Decidida] = []
    for n, (una, clave, dato) in enumerate(zip(suyas, claves, datos, strict=True)):
        if clave and iguales[clave]:
            decididas.append(_Decidida(una.rotulo, (clave, None), dato, una.lugar, una.fechas))
        elif clave:
            orden = claves[: n + 1].count(clave)
            rotulo = f"{una.rotulo} ({orden}.ª)"
            decididas.append(_Decidida(rotulo, (clave, orden), dato, una.lugar, una.fechas))
        elif una.dato:
            cual = una.lugar.en_su_tabla
            decididas.append(_Decidida(cual, (clave_de(cual), None), dato, una.lugar))
    return decididas


def _dato(una: ColumnaLeida, vigencia: int | None) -> str:
    if not una.dato:
        return "" if una.por == _DICHO else EXTRAS
    dicho = ", ".join(una.dato)
    texto = dicho if len(una.dato) == 1 else f"[{dicho}]"
    if una.corte is None or una.por != _DICHO or not una.con_su_corte:
        return texto
    en_el_rotulo = corte_dicho(una.rotulo, vigencia)
    if en_el_rotulo is not None and en_el_rotulo.corte == una.corte:
        return texto
    corte = f"{una.corte:%m-%d}" if una.corte.year == vigencia else una.corte.isoformat()
    return f"{texto}@{corte}"


def _comunes(tablas: Sequence[Sequence[_Decidida]]) -> dict[Llave, _Decidida]:
    """De cada rótulo, lo que es en más tablas; lo que no lo tiene es sólo de la suya."""
    veces: dict[Llave, Counter[str]] = {}
    primeras: dict[tuple[Llave, str], _Decidida] = {}
    for suyas in tablas:
        for una in suyas:
            if not _es_un_lugar(una):
                veces.setdefault(una.llave, Counter())[una.dato] += 1
                primeras.setdefault((una.llave, una.dato), una)
    return {
        llave: primeras[llave, cuentas.most_common(1)[0][0]] for llave, cuentas in veces.items()
    }


def _lo_distinto(
    tablas: Sequence[Sequence[_Decidida]], comunes: Mapping[Llave, _Decidida]
) -> dict[str, list[_Decidida]]:
    """Por tabla, lo que allí no es lo que se leería con lo común."""
    distintas: dict[str, dict[Llave, _Decidida]] = {}
    for suyas in tablas:
        for una in suyas:
            comun = comunes.get((una.llave[0], una.llave[1] or 1), comunes.get(una.llave))
            if comun is None or _es_un_lugar(una) or comun.dato != una.dato:
                distintas.setdefault(una.lugar.tabla, {}).setdefault(una.llave, una)
    return {tabla: list(suyas.values()) for tabla, suyas in distintas.items()}


def _es_un_lugar(una: _Decidida) -> bool:
    """Si se la nombra por dónde está, porque no tiene rótulo."""
    return una.rotulo == una.lugar.en_su_tabla


def _donde(una: _Decidida, todas: Sequence[_Decidida]) -> str:
    """En cuántas tablas está, o en cuál."""
    tablas = list(dict.fromkeys(otra.lugar.tabla for otra in todas if otra.llave == una.llave))
    if len(tablas) <= _HOJAS_DICHAS:
        return f"{una.lugar}" if len(tablas) == 1 else "; ".join(tablas)
    return f"en {len(tablas)}: {'; '.join(tablas[: _HOJAS_DICHAS - 1])}…"


def _razones(avisos: Iterable[Aviso]) -> Iterator[tuple[str, str]]:
    """Por qué se dudó de cada columna: su rótulo en plano, y lo que el aviso dice."""
    for aviso in avisos:
        rotulo, cierra, razon = aviso.mensaje.removeprefix("«").partition("»")
        donde = aviso.posicion
        de_columna = donde.columna is not None and donde.fila is None
        if aviso.codigo in DUDOSOS and cierra and de_columna and aviso.mensaje.startswith("«"):
            dicha = razon.removesuffix(COMO_SE_QUITA).removesuffix(_PIDE_COLUMNAS)
            yield clave_de(rotulo), dicha.lstrip(": ").removeprefix(AL_GUARDAR)


def _renglon(una: _Decidida, donde: str, sangria: str) -> str:
    nota = f"  # {donde}" if donde else ""
    return f"{sangria}{_clave(una.rotulo, sangria)}: {una.dato or 'null'}{nota}\n"


def _clave(texto: str, sangria: str = "  ") -> str:
    """Como clave de YAML; la que no cabe en un renglón, con su signo."""
    es_llano = _LLANO.fullmatch(texto) and texto.casefold() not in _DE_YAML
    dicha = texto if es_llano else _entre_comillas(texto)
    return dicha if len(dicha) < _LARGO_DE_CLAVE else f"? {dicha}\n{sangria}"


def _entre_comillas(texto: str) -> str:
    return json.dumps(texto, ensure_ascii=False)
