"""De dónde vienen las filas: una lista, una tabla, un cursor o un CSV.

``filas_leidas`` las da de cualquiera, cada una con el lugar donde está; lo demás es el CSV,
separado por punto y coma, coma o tabulador, o por lo que su primer renglón diga (``sep=|``), en
UTF-8, en UTF-16 («Texto Unicode» de Excel) o como lo guarda Windows.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.filas_ajenas import (
    FALTA,
    claves_del_indice,
    crudo,
    lista_de_filas,
    nombres_de_datos,
    valor_de_celda_ajena,
)
from paac_reportes.estructura.objetos_ajenos import es_objeto, que_escribir
from paac_reportes.lectura.archivos import decodificar, tipo_de_otro_programa
from paac_reportes.lectura.filas.letras import avisos_de_letras, en_windows
from paac_reportes.lectura.filas.valores import DEL_PLAN, es_abierta, leer_abierta
from paac_reportes.modelo.filas import FormaDeFilas
from paac_reportes.opc.flujos import leer_flujo
from paac_reportes.sistema import es_ruta, leer_entrada, se_deja_leer
from paac_reportes.textos.encabezados import con_nombres
from paac_reportes.textos.valores import contar


@clases.frozen
class FilaDeFuente:
    """Una fila como llegó, con el lugar donde está para decirlo en un mensaje."""

    lugar: str
    _fila: Any

    def __call__(self, columna: str) -> Any:
        """Valor en una columna; ``None`` si está en blanco o no la trae."""
        return valor_de_celda_ajena(crudo(self._fila, columna))

    def lugar_de(self, columna: str) -> str:
        """Lugar de un valor: ``filas[3], columna 'META'``."""
        return f"{self.lugar}, columna {columna!r}"

    def trae(self, columna: str) -> bool:
        """Si la columna existe en la fila, aunque esté en blanco."""
        return crudo(self._fila, columna) is not FALTA

    @property
    def columnas(self) -> list[str]:
        """Nombres de las columnas; ninguno si la fila es un objeto, que tiene atributos."""
        return list(nombres_de_datos(self._fila)) if isinstance(self._fila, Mapping) else []

    @property
    def por_que_no_se_sabe(self) -> str:
        """De un objeto, motivo por el que sus atributos no son columnas, y qué escribir."""
        ejemplo = "'actividad.descripcion': {}"
        return que_escribir(self._fila, ejemplo) if es_objeto(self._fila) else ""

    @property
    def nombres(self) -> list[str]:
        """Nombres de todos los datos que se le pueden pedir."""
        return sorted(nombres_de_datos(self._fila))


def filas_leidas(
    filas: object, formas: Sequence[FormaDeFilas] = (DEL_PLAN,), avisos: list[Aviso] | None = None
) -> list[FilaDeFuente]:
    """Filas de cualquier fuente; ``ErrorDeEntrada`` si no se dejan leer.

    ``formas`` son los datos que pueden traer: por ellos se conoce el CSV de datos abiertos. De
    varios CSV, en una lista con sus rutas, van las de todos. En ``avisos`` queda lo que conviene
    revisar.
    """
    avisos = [] if avisos is None else avisos
    if isinstance(filas, list | tuple) and filas and all(map(_es_archivo, filas)):
        return [
            attrs.evolve(fila, lugar=f"{_nombre_de(archivo, numero)}, {fila.lugar}")
            for numero, archivo in enumerate(filas)
            for fila in filas_leidas(archivo, formas, avisos)
        ]
    if _es_archivo(filas):
        nombre, texto = texto_de_csv(filas, avisos)
        return _filas_de_csv(texto, nombre, formas)
    nombradas = con_nombres(lista_de_filas(filas), "filas", claves_del_indice(filas))
    return [
        FilaDeFuente(
            f"filas[{n}]", leer_abierta(fila) if _es_de_nuestro_csv(fila, formas) else fila
        )
        for n, fila in enumerate(nombradas.filas)
    ]


def _es_de_nuestro_csv(fila: Any, formas: Sequence[FormaDeFilas]) -> bool:
    """Si otro programa la leyó de un CSV nuestro: en ``filas_de`` el año no es un texto."""
    es_de_un_csv = type(fila) is dict and isinstance(fila.get("vigencia"), str)
    return es_de_un_csv and any(es_abierta(fila, forma) for forma in formas)


def _es_archivo(valor: object) -> bool:
    return es_ruta(valor) or se_deja_leer(valor)


def _nombre_de(archivo: Any, numero: int) -> str:
    """Nombre de un archivo: el de su ruta o su flujo; de unos bytes, ``filas[1]``."""
    nombre = archivo if es_ruta(archivo) else getattr(archivo, "name", None)
    return Path(nombre).name if es_ruta(nombre) else f"filas[{numero}]"


# ------------------------------------------------------------------ el texto de un CSV


def texto_de_csv(archivo: Any, avisos: list[Aviso]) -> tuple[str, str]:
    """Nombre de un CSV, vacío el de un flujo, y su texto; ``ErrorDeEntrada`` si no se deja leer."""
    nombre = str(archivo) if es_ruta(archivo) else ""
    contenido = leer_entrada(nombre) if es_ruta(archivo) else leer_flujo(archivo, "filas")
    texto = contenido if isinstance(contenido, str) else _decodificado(contenido, nombre)
    avisos += avisos_de_letras(contenido, texto, nombre)
    return nombre, texto


def _decodificado(contenido: bytes, nombre: str) -> str:
    """Texto en UTF-8, en UTF-16 o, si claramente no lo es, como lo guarda Excel en Windows.

    ``ErrorDeEntrada`` si no es un texto, con qué es y qué hacer.
    """
    if tipo := tipo_de_otro_programa(contenido, nombre):
        motivo = f"es un .{tipo}, y aquí van filas: {_DE_OFFICE}"
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, motivo))
    if contenido.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return contenido.decode("utf-16")
        except UnicodeDecodeError:
            motivo = "es un texto UTF-16 cortado o dañado; guárdelo otra vez"
            raise _danado(nombre, motivo) from None
    with suppress(UnicodeDecodeError):
        return contenido.decode("utf-8-sig")
    # Si UTF-8 entiende casi todas las tildes es uno roto: leído de otro modo cambiarían todas.
    texto = contenido.decode("utf-8", "replace")
    if sum(not letra.isascii() for letra in texto) > 2 * texto.count("\ufffd"):
        return decodificar(contenido, nombre)
    return en_windows(contenido)


_DE_OFFICE = (
    "la matriz que trae la lee leer(…); una hoja con los nombres de filas_de, guárdela como CSV"
)


def _danado(nombre: str, motivo: str) -> ErrorDeEntrada:
    return ErrorDeEntrada(Falla("archivo_danado", nombre, motivo))


# ------------------------------------------------------------------ los renglones de un CSV

_SEPARADORES = (";", ",", "\t")
_SEPARADOR_DICHO = re.compile(r"\"?sep=([^\r\n\"])\"?\s*", re.IGNORECASE)
"""El primer renglón con que Excel sabe cómo separar: ``sep=;``."""
_FIN_DE_MSDOS = re.compile(r"(?:\x1a\s*+)++\Z")
"""Con que algunos programas cierran un archivo, y los saltos que lo siguen."""
_QUE_SE_MIRAN = 20
"""Renglones por los que se sabe con qué se separa, si el primero no lo dice."""


def _filas_de_csv(texto: str, nombre: str, formas: Sequence[FormaDeFilas]) -> list[FilaDeFuente]:
    """Filas de un CSV, con una celda vacía en ``None``.

    El de datos abiertos se lee a la letra. Lanza ``ErrorDeEntrada`` si no hay rótulos, si uno se
    repite o si una fila no los sigue.
    """
    (_, rotulos), *filas = (
        (linea, celdas)
        for linea, celdas in renglones_de_csv(texto, nombre)
        if any(map(str.strip, celdas))
    )
    rotulos = _hasta_la_ultima(rotulos)
    if fallas := [*_fallas_de_los_renglones(rotulos, filas, nombre)]:
        raise ErrorDeEntrada(fallas)
    es_nuestro = any(es_abierta(rotulos, forma) for forma in formas)
    leidas = []
    for linea, celdas in filas:
        fila = {r: celda or None for r, celda in zip(rotulos, celdas, strict=False)}
        leidas.append(FilaDeFuente(f"línea {linea}", leer_abierta(fila) if es_nuestro else fila))
    return leidas


def renglones_de_csv(texto: str, nombre: str) -> list[tuple[int, list[str]]]:
    """Línea, desde 1, y celdas de cada renglón de un CSV, también los que están en blanco.

    ``ErrorDeEntrada`` si no es un CSV o ningún renglón dice algo.
    """
    texto = _FIN_DE_MSDOS.sub("", texto.removeprefix("\ufeff"))
    if texto.lstrip()[:1] in {"{", "["}:
        motivo = "parece un JSON y no un CSV: con la extensión .json lo lee leer(…)"
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, motivo))
    # Con el fin de renglón que traigan, también el de un Mac de antes.
    lineas = list(io.StringIO(texto, newline=""))
    if lineas and (separador_dicho := _SEPARADOR_DICHO.fullmatch(lineas[0])):
        separador, lineas[0] = separador_dicho[1], "\n"
    else:
        separador = max(_SEPARADORES, key=lambda posible: _cuantas_celdas(lineas, posible))
    renglones = list(_renglones(lineas, separador, nombre))
    if not any(celda.strip() for _, celdas in renglones for celda in celdas):
        motivo = "está vacío; se esperaba un renglón de rótulos"
        raise ErrorDeEntrada(Falla("archivo_vacio", nombre, motivo))
    return renglones


def _cuantas_celdas(lineas: Sequence[str], separador: str) -> tuple[int, int]:
    """Celdas del primer renglón si ése fuera el separador, y del renglón que más tiene."""
    try:
        primeros = islice(csv.reader(lineas, delimiter=separador), _QUE_SE_MIRAN)
        cuantas = [len(celdas) for celdas in primeros] or [0]
    except csv.Error:  # lo dice quien lee los renglones
        return 0, 0
    return cuantas[0], max(cuantas)


def _renglones(
    lineas: Sequence[str], separador: str, nombre: str
) -> Iterator[tuple[int, list[str]]]:
    """Renglones, con la línea donde empiezan, desde 1.

    ``ErrorDeEntrada`` con la comilla que no se cierra y se lleva los de debajo.
    """
    lector = csv.reader(lineas, delimiter=separador)
    desde = cuantos_rotulos = 0
    try:
        for celdas in lector:
            propias = lineas[desde : lector.line_num]
            if len(propias) > 1 and _une_varios(propias, celdas, separador, cuantos_rotulos):
                motivo = "una comilla se abre y no se cierra; ciérrela o quítela"
                raise _danado(nombre, f"línea {desde + 1}: {motivo}")
            if any(celda.strip() for celda in celdas):
                cuantos_rotulos = cuantos_rotulos or len(celdas)
            yield desde + 1, celdas
            desde = lector.line_num
    except csv.Error:
        motivo = "una celda tiene demasiadas letras, o una comilla no se cierra"
        raise _danado(nombre, f"línea {desde + 1}: {motivo}") from None


def _une_varios(
    lineas: Sequence[str], celdas: Sequence[str], separador: str, cuantos_rotulos: int
) -> bool:
    """Si las líneas de un renglón son varios, unidos por una comilla que otra cerró.

    La que cierra una celda va antes de un separador o al final: si sigue una letra, era de otra. Y
    el salto que alguien escribió no deja un renglón de menos celdas, con las que le faltan en cada
    línea suya.
    """
    try:
        list(csv.reader(lineas, delimiter=separador, strict=True))
    except csv.Error:
        return True
    return len(celdas) < cuantos_rotulos and all(
        linea.count(separador) == cuantos_rotulos - 1 for linea in lineas
    )


def _hasta_la_ultima(celdas: Sequence[str]) -> list[str]:
    """Textos de unas celdas, sin las que al final no dicen nada."""
    textos = [celda.strip() for celda in celdas]
    while textos and not textos[-1]:
        textos.pop()
    return textos


def _fallas_de_los_renglones(
    rotulos: Sequence[str], filas: Sequence[tuple[int, list[str]]], nombre: str
) -> Iterator[Falla]:
    """Fallas de los rótulos que faltan o se repiten, y de las filas que no los siguen.

    Una sola si a casi todas les sobran celdas: falta un rótulo, o encima de ellos hay otra cosa.
    """
    hay = contar(len(rotulos), "rótulo", "rótulos")
    largas = [
        (linea, celdas) for linea, celdas in filas if any(map(str.strip, celdas[len(rotulos) :]))
    ]
    if len(largas) > 1 and 2 * len(largas) >= len(filas):
        motivo = (
            f"el primer renglón trae {hay} ({mostrar(rotulos[0])}) y los demás, más celdas (la"
            f" línea {largas[0][0]}): quite lo que esté encima de los rótulos, o ponga el que falta"
        )
        yield Falla("archivo_danado", nombre, motivo)
        return
    for numero, rotulo in enumerate(rotulos, 1):
        if not rotulo:
            al_lado = f", a la derecha de {mostrar(rotulos[numero - 2])}" if numero > 1 else ""
            motivo = f"la columna {numero}{al_lado}, no tiene rótulo"
            yield Falla("archivo_danado", nombre, motivo)
    for rotulo, veces in Counter(filter(None, rotulos)).items():
        if veces > 1:
            yield Falla("dato_repetido", nombre, f"el rótulo {mostrar(rotulo)} está {veces} veces")
    for linea, celdas in largas:
        motivo = f"línea {linea}: llegaron {len(celdas)} celdas y hay {hay}"
        yield Falla("archivo_danado", nombre, motivo)
