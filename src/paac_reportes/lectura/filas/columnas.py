"""Qué columna trae cada dato del plan, y cuáles son grupos de un corte."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.filas_ajenas import (
    FALTA,
    crudo,
    lista_de_filas,
    nombres_de_datos,
    valor_de,
)
from paac_reportes.formulas import PARECE_FORMULA
from paac_reportes.lectura.archivos import decodificar
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import CLAVES, es_extra
from paac_reportes.opc.flujos import leer_flujo
from paac_reportes.sistema import IlegibleError, es_ruta, leer_archivo
from paac_reportes.textos.plano import en_plano

# ------------------------------------------------------------------ abiertas
# El CSV de datos abiertos: el apóstrofo que protege sus textos, y cómo se leen sus celdas.
#
# Una hoja de cálculo toma por fórmula lo que empieza por ``=``, ``+``, ``-`` o ``@``, y un CSV no
# distingue el texto vacío del blanco. Ambos llevan un apóstrofo delante, y también el texto que ya
# empezaba por uno: quitar siempre el primero devuelve cada texto.

CALCULADO = "calculado."
"""Con que empiezan las columnas que no son datos del plan: salen de ellos."""

_GUARDA = "'"
_SOLO_UN_GUION = "-"


def con_guarda(texto: str) -> str:
    """El texto como va en su celda; un guion solo, que no es fórmula de nada, queda igual."""
    if texto == _SOLO_UN_GUION:
        return texto
    necesita = not texto or texto.startswith(_GUARDA) or PARECE_FORMULA.match(texto)
    return f"{_GUARDA}{texto}" if necesita else texto


def es_abierta(rotulos: Iterable[str]) -> bool:
    """Si una tabla trae todas las columnas de ``filas_de``: es de las que escribe la biblioteca."""
    return set(rotulos) >= {*CLAVES}


def leer_abierta(fila: Mapping[str, str]) -> dict[str, Any]:
    """Los valores de una fila, sin lo calculado; la lista que no lo es, como va."""
    leida = {
        rotulo: celda.removeprefix(_GUARDA) if celda else None
        for rotulo, celda in fila.items()
        if not rotulo.startswith(CALCULADO)
    }
    listas = (rotulo for rotulo in leida if CATALOGO.tipo(rotulo) is tuple)
    return leida | {rotulo: _lista(fila[rotulo]) for rotulo in listas}


def _lista(celda: str) -> Any:
    try:
        leidas = json.loads(celda)
    except (ValueError, RecursionError):  # alguien la escribió a mano: un texto por renglón
        return celda or None
    son_textos = isinstance(leidas, list) and all(isinstance(una, str) for una in leidas)
    return leidas if son_textos else celda


# ------------------------------------------------------------------ valores
# Cada celda como la espera su dato: códigos en texto, cortes en fecha, estados por su nombre.

_FECHA_CORTA = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CON_HORA_CERO = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?")


_CIFRAS = 300
_ENORME = 10**300


def es_de_celda(valor: Any) -> bool:
    """Si es algo que una celda puede traer, o una lista de textos."""
    if isinstance(valor, list | tuple):
        return all(isinstance(uno, str) for uno in valor)
    if isinstance(valor, int):
        return abs(valor) < _ENORME
    if isinstance(valor, Decimal) and valor.is_finite():
        return -_CIFRAS < valor.adjusted() < _CIFRAS
    return valor is None or isinstance(valor, str | Decimal | date)


def leer_corte(valor: Any) -> Any:
    """Una fecha de corte: también ``dd/mm/aaaa``, y con la hora en cero de quien la guarda así."""
    if isinstance(valor, datetime) and valor.time() == time():
        return valor.date()
    if not isinstance(valor, str):
        return valor
    texto = valor.strip()
    if con_hora := _CON_HORA_CERO.fullmatch(texto):
        texto = con_hora[1]
    if corta := _FECHA_CORTA.fullmatch(texto):
        texto = f"{corta[3]}-{corta[2]:0>2}-{corta[1]:0>2}"
    try:
        return date.fromisoformat(texto)
    except ValueError:
        return valor


def leer_texto(valor: Any) -> Any:
    """Un número es el texto con que se escribe; un entero puede llegar como ``3.0``."""
    if isinstance(valor, bool):
        return valor
    if isinstance(valor, Decimal) and valor.is_finite():
        entero = valor == valor.to_integral_value()
        return str(int(valor)) if entero else f"{valor:f}"
    return str(valor) if isinstance(valor, int) else valor


def leer_porcentaje(valor: Any) -> Any:
    """Un número; en texto puede llevar el signo de porcentaje.

    Los ceros con que termina un número los pone el tipo de su columna: ``100.0`` es ``100``.
    """
    if isinstance(valor, Decimal) and valor.is_finite():
        entero = valor.to_integral_value()
        return Decimal(f"{entero:f}" if valor == entero else f"{valor:f}".rstrip("0"))
    return valor.strip().removesuffix("%").strip() if isinstance(valor, str) else valor


def leer_entero(valor: Any) -> Any:
    """Un entero, aunque llegue como decimal."""
    es_entero = isinstance(valor, Decimal) and valor == valor.to_integral_value()
    return int(valor) if es_entero else valor


def leer_lista(valor: Any) -> Any:
    """Varios textos: una lista, o uno por renglón de la celda."""
    if not isinstance(valor, str):
        return valor
    return [texto for linea in valor.splitlines() if (texto := linea.strip())]


def en_clave(texto: str) -> str:
    """Uno de los nombres de una lista, con mayúsculas, tildes y espacios como vengan."""
    return re.sub(r"[\s_-]+", "_", en_plano(texto))


def _de(clase: type[StrEnum]) -> Callable[[Any], Any]:
    """Uno de los nombres de esa lista; el que no es de ella queda como llegó."""

    def leer(valor: Any) -> Any:
        if not isinstance(valor, str):
            return valor
        clave = en_clave(valor)
        return clave if clave in set(clase) else valor

    return leer


LECTORES: dict[type, Callable[[Any], Any]] = {
    int: leer_entero,
    date: leer_corte,
    Decimal: leer_porcentaje,
    tuple: leer_lista,
}
"""Los de los datos que no son un texto, por su tipo."""


def leer(dato: str, valor: Any) -> Any:
    """El valor de una celda como lo espera su dato; el que no se entiende queda como llegó."""
    if es_extra(dato):
        return valor
    tipo = CATALOGO.tipo(dato)
    lector = _de(tipo) if issubclass(tipo, StrEnum) else LECTORES.get(tipo)
    if valor is None or lector is None:
        return leer_texto(valor)
    # Un texto en blanco es un texto; donde va un número, una fecha o una lista, falta.
    return None if isinstance(valor, str) and not valor.strip() else lector(valor)


# ------------------------------------------------------------------ tabla csv
# Las filas de un CSV, con su línea: separado por punto y coma, coma o tabulador.

_SEPARADORES = (";", ",", "\t")
_DE_WINDOWS = ("cp1252", "latin-1")
"""La de Excel en español, y la que admite cualquier byte."""


def decodificar_csv(contenido: bytes, nombre: str = "") -> str:
    """El texto en UTF-8 o, si claramente no lo es, en la codificación de Excel en Windows."""
    try:
        return contenido.decode("utf-8-sig")
    except UnicodeDecodeError:
        parece_utf8 = _sanos(contenido.decode("utf-8", "replace"))
    if parece_utf8:  # uno roto: leerlo de otro modo cambiaría todas sus tildes
        return decodificar(contenido, nombre)
    try:
        return contenido.decode(_DE_WINDOWS[0])
    except UnicodeDecodeError:
        return contenido.decode(_DE_WINDOWS[1])


def _sanos(texto: str) -> bool:
    """Si las letras con tilde que UTF-8 entiende son más que las que no."""
    ajenas = sum(1 for letra in texto if not letra.isascii())
    return ajenas > 2 * texto.count("\ufffd")


def filas_de_csv(texto: str, nombre: str) -> list[tuple[str, dict[str, Any]]]:
    """Cada fila con su lugar; una celda vacía es un blanco. El de datos abiertos se lee a la letra.

    Lanza ``ErrorDeEntrada`` si no hay rótulos, si uno se repite o si una fila no los sigue.
    """
    texto = texto.removeprefix("\ufeff")
    separador = max(_SEPARADORES, key=lambda uno: _rotulos_con(texto, uno))
    renglones = list(_renglones(texto, separador, nombre))
    if not renglones:
        raise ErrorDeEntrada(
            Falla("archivo_vacio", nombre, "está vacío; se esperaba un renglón de rótulos")
        )
    (_, rotulos), *filas = renglones
    rotulos = [rotulo.strip() for rotulo in rotulos]
    while rotulos and not rotulos[-1]:
        rotulos.pop()
    fallas = list(_de_los_rotulos(rotulos, nombre))
    fallas += [
        Falla(
            "archivo_danado",
            nombre,
            f"línea {linea}: llegaron {len(celdas)} celdas y hay {len(rotulos)} rótulos",
        )
        for linea, celdas in filas
        if any(celda.strip() for celda in celdas[len(rotulos) :])
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    leer = leer_abierta if es_abierta(rotulos) else _leer_ajena
    return [
        (f"línea {linea}", leer(dict(zip(rotulos, celdas, strict=False))))
        for linea, celdas in filas
    ]


def _leer_ajena(fila: Mapping[str, str]) -> dict[str, Any]:
    """Una celda vacía es un blanco."""
    return {rotulo: celda or None for rotulo, celda in fila.items()}


def _rotulos_con(texto: str, separador: str) -> int:
    """Cuántos rótulos habría si ese fuera el separador."""
    try:
        return len(next(csv.reader(_lineas(texto), delimiter=separador), []))
    except csv.Error:  # lo dice quien lee los renglones
        return 0


def _lineas(texto: str) -> io.StringIO:
    """Con el fin de renglón que traiga, también el de un Mac de antes."""
    return io.StringIO(texto, newline="")


def _renglones(texto: str, separador: str, nombre: str) -> Iterator[tuple[int, list[str]]]:
    """Los que dicen algo, con la línea donde empiezan."""
    lector = csv.reader(_lineas(texto), delimiter=separador)
    antes = 0
    try:
        for celdas in lector:
            if any(celda.strip() for celda in celdas):
                yield antes + 1, celdas
            antes = lector.line_num
    except csv.Error:
        motivo = "una celda tiene demasiadas letras, o una comilla no se cierra"
        raise ErrorDeEntrada(
            Falla("archivo_danado", nombre, f"línea {antes + 1}: {motivo}")
        ) from None


def _de_los_rotulos(rotulos: list[str], nombre: str) -> Iterator[Falla]:
    for rotulo, veces in Counter(rotulos).items():
        if not rotulo:
            yield Falla("archivo_danado", nombre, "una columna no tiene rótulo")
        elif veces > 1:
            yield Falla("dato_repetido", nombre, f"el rótulo {mostrar(rotulo)} está {veces} veces")


# ------------------------------------------------------------------ fuentes
# De dónde vienen las filas: una lista, una tabla, un cursor o un CSV.


@attrs.frozen
class FilaDeTabla:
    """Una fila como llegó, con el lugar donde está para decirlo en un mensaje."""

    lugar: str
    _fila: Any

    def __call__(self, columna: str) -> Any:
        """Su valor en una columna; ``None`` si está en blanco o no la trae."""
        return valor_de(crudo(self._fila, columna))

    def lugar_de(self, columna: str) -> str:
        """El lugar de uno de sus valores."""
        return f"{self.lugar}, columna {columna!r}"

    def trae(self, columna: str) -> bool:
        """Si la columna existe en la fila, aunque esté en blanco."""
        return crudo(self._fila, columna) is not FALTA

    @property
    def columnas(self) -> list[str]:
        """Las que trae, si son las de una tabla y no los atributos de un objeto."""
        return list(nombres_de_datos(self._fila)) if isinstance(self._fila, Mapping) else []

    @property
    def nombres(self) -> list[str]:
        """Todo lo que se le puede pedir."""
        return sorted(nombres_de_datos(self._fila))


def filas_leidas(filas: object) -> list[FilaDeTabla]:
    """Las filas de cualquier fuente; ``ErrorDeEntrada`` si no se dejan leer."""
    if es_ruta(filas):
        nombre = str(filas)
        try:
            texto = decodificar_csv(leer_archivo(Path(nombre)), nombre)
        except IlegibleError as error:
            raise ErrorDeEntrada(error.falla(nombre)) from None
        return [FilaDeTabla(*fila) for fila in filas_de_csv(texto, nombre)]
    if callable(getattr(filas, "read", None)):
        leido = leer_flujo(filas, "filas")
        texto = leido if isinstance(leido, str) else decodificar_csv(leido)
        return [FilaDeTabla(*fila) for fila in filas_de_csv(texto, "")]
    return [FilaDeTabla(f"filas[{n}]", fila) for n, fila in enumerate(lista_de_filas(filas))]


# ------------------------------------------------------------------ columnas

GRUPOS = "seguimientos"
"""La clave de ``columnas`` con los grupos de columnas que son de un corte cada uno."""

_DE_SEGUIMIENTO = "seguimiento."
CORTE = f"{_DE_SEGUIMIENTO}corte"


@attrs.frozen
class Columnas:
    """Las columnas de unas filas: dato → nombre de su columna."""

    propias: dict[str, str]
    por_corte: tuple[tuple[date, dict[str, str]], ...] = ()
    """Los grupos: su corte, y sus columnas por el dato que traen."""


def columnas_de(pedidas: object, filas: Sequence[FilaDeTabla], avisos: list[Aviso]) -> Columnas:
    """Las que pide quien llama o, si no dice, las que se llaman como los datos de ``filas_de``.

    ``ErrorDeEntrada`` con todo dato que no existe y toda columna que ninguna fila trae.
    """
    hay = list(dict.fromkeys(columna for fila in filas for columna in fila.columnas))
    if pedidas is None:
        columnas = Columnas({columna: columna for columna in hay})
        fallas = list(_desconocidos(columnas.propias, "filas"))
    else:
        fallas = []
        columnas = _pedidas(pedidas, fallas)
        fallas += _que_no_estan(columnas, filas)
        avisos += _sobrantes(columnas, filas)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return columnas


def _pedidas(pedidas: object, fallas: list[Falla]) -> Columnas:
    if not isinstance(pedidas, Mapping):
        motivo = f"se esperaba {{dato: columna}}, llegó {mostrar(pedidas)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "columnas", motivo))
    propias = _de_texto(pedidas, "columnas", fallas)
    grupos = propias.pop(GRUPOS, None)
    grupos = () if grupos is None else grupos
    fallas += _desconocidos(propias, "columnas")
    fallas += _sin_nombre(propias, "columnas")
    if not isinstance(grupos, list | tuple):
        fallas.append(
            Falla(
                "argumento_invalido",
                f"columnas.{GRUPOS}",
                f"se esperaba una lista de grupos, llegó {mostrar(grupos)}",
            )
        )
        grupos = ()
    leidos = [_grupo(uno, f"columnas.{GRUPOS}[{n}]", fallas) for n, uno in enumerate(grupos)]
    return Columnas(propias, tuple(grupo for grupo in leidos if grupo is not None))


def _grupo(grupo: object, ruta: str, fallas: list[Falla]) -> tuple[date, dict[str, str]] | None:
    if not isinstance(grupo, Mapping):
        motivo = f"se esperaba {{'corte': fecha, campo: columna}}, llegó {mostrar(grupo)}"
        fallas.append(Falla("argumento_invalido", ruta, motivo))
        return None
    antes = len(fallas)
    leidas = _de_texto(grupo, ruta, fallas)
    corte = leer_corte(leidas.pop("corte", None))
    if not isinstance(corte, date):
        motivo = f"se esperaba una fecha AAAA-MM-DD, llegó {mostrar(corte)}"
        fallas.append(Falla("argumento_invalido", f"{ruta}.corte", motivo))
    suyas = {f"{_DE_SEGUIMIENTO}{c}": nombre for c, nombre in leidas.items()}
    fallas += _desconocidos(suyas, ruta)
    fallas += _sin_nombre(suyas, ruta)
    return (corte, suyas) if isinstance(corte, date) and len(fallas) == antes else None


def _de_texto(tabla: Mapping[Any, Any], ruta: str, fallas: list[Falla]) -> dict[str, Any]:
    """Sus claves, que han de ser textos."""
    raras = [clave for clave in tabla if not isinstance(clave, str)]
    fallas += [
        Falla("argumento_invalido", ruta, f"se esperaba una clave de texto, llegó {mostrar(c)}")
        for c in raras
    ]
    return {clave: valor for clave, valor in tabla.items() if isinstance(clave, str)}


def _sin_nombre(columnas: Mapping[str, Any], ruta: str) -> Iterator[Falla]:
    for dato, nombre in columnas.items():
        if not isinstance(nombre, str):
            motivo = f"se esperaba el nombre de una columna, llegó {mostrar(nombre)}"
            yield Falla("argumento_invalido", f"{ruta}.{dato}", motivo)


def _desconocidos(datos: Iterable[str], ruta: str) -> Iterator[Falla]:
    for dato in datos:
        if dato not in CLAVES and not es_extra(dato):
            cercano = get_close_matches(dato, CLAVES, n=1, cutoff=0)[0]
            yield Falla(
                "dato_desconocido",
                ruta,
                f"no existe el dato {mostrar(dato)}; el más parecido es {cercano!r}",
            )


def _nombradas(columnas: Columnas) -> list[str]:
    grupos = (nombre for _, suyas in columnas.por_corte for nombre in suyas.values())
    return [n for n in (*columnas.propias.values(), *grupos) if isinstance(n, str)]


def _que_no_estan(columnas: Columnas, filas: Sequence[FilaDeTabla]) -> Iterator[Falla]:
    for nombre in dict.fromkeys(_nombradas(columnas) if filas else ()):
        if not any(fila.trae(nombre) for fila in filas):
            cercano = get_close_matches(nombre, filas[0].nombres, n=1, cutoff=0)
            pista = f"; la más parecida es {cercano[0]!r}" if cercano else ""
            yield Falla(
                "columna_no_hallada", "filas", f"ninguna trae la columna {mostrar(nombre)}{pista}"
            )


def _sobrantes(columnas: Columnas, filas: Sequence[FilaDeTabla]) -> Iterator[Aviso]:
    usadas = set(_nombradas(columnas))
    sobran = dict.fromkeys(c for fila in filas for c in fila.columnas if c not in usadas)
    if sobran:
        lista = ", ".join(map(mostrar, sobran))
        yield Aviso("dato_sobrante", "filas", f"ningún dato del plan sale de {lista}")
