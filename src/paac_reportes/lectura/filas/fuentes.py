"""De dónde vienen las filas: una lista, una tabla, un cursor o un CSV.

``filas_leidas`` las da de cualquiera, cada una con el lugar donde está; lo demás es el CSV,
separado por punto y coma, coma o tabulador, o por lo que su primer renglón diga (``sep=|``), en
UTF-8, en UTF-16 («Texto Unicode» de Excel) o como lo guarda Windows. El de una matriz que otro
guardó así se ve como la única hoja de un libro.
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
from paac_reportes.lectura.archivos import decodificar, tipo_de_otro_programa
from paac_reportes.lectura.filas.valores import DEL_PLAN, es_abierta, leer_abierta
from paac_reportes.modelo.filas import FormaDeFilas, forma_de_filas
from paac_reportes.modelo.temas import claves, tema
from paac_reportes.opc.origen import leer_flujo
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, ParteVista, TablaVista
from paac_reportes.sistema import (
    IlegibleError,
    es_ruta,
    leer_entrada,
    nombre_del_origen,
    se_deja_leer,
)
from paac_reportes.textos.columnas_ajenas import con_nombres
from paac_reportes.textos.valores import contar


@clases.frozen
class FilasDeFuente:
    """Filas como llegaron, con el lugar donde está cada una para decirlo en un mensaje."""

    lugares: Sequence[str]
    filas: Sequence[Any]

    @clases.propiedad_recordada
    def columnas(self) -> list[str]:
        """Nombres de las columnas de todas; los atributos de un objeto no lo son."""
        diccionarios = (fila for fila in self.filas if isinstance(fila, Mapping))
        return list(dict.fromkeys(n for fila in diccionarios for n in nombres_de_datos(fila)))

    def celdas(self, columna: str) -> list[Any]:
        """Valor de cada fila en una columna; ``None`` si está en blanco o no la trae."""
        return [valor_de_celda_ajena(crudo(fila, columna)) for fila in self.filas]

    def trae(self, columna: str) -> bool:
        """Si alguna fila tiene esa columna, aunque esté en blanco."""
        return any(crudo(fila, columna) is not FALTA for fila in self.filas)


def filas_leidas(
    filas: object, formas: Sequence[FormaDeFilas] = (DEL_PLAN,), avisos: list[Aviso] | None = None
) -> FilasDeFuente:
    """Filas de cualquier fuente; ``ErrorDeEntrada`` si no se dejan leer.

    ``formas`` son los datos que pueden traer: por ellos se conoce el CSV de datos abiertos. En
    ``avisos`` queda lo que conviene revisar.
    """
    avisos = [] if avisos is None else avisos
    if es_ruta(filas) or se_deja_leer(filas):
        nombre, texto = texto_de_csv(filas, avisos)
        return _filas_de_csv(texto, nombre, formas)
    nombradas = con_nombres(lista_de_filas(filas), "filas", claves_del_indice(filas)).filas
    lugares = [f"filas[{numero}]" for numero in range(len(nombradas))]
    primera = nombradas[0] if nombradas and type(nombradas[0]) is dict else {}
    # Otro programa las leyó de un CSV nuestro: en ``filas_de`` el año no es un texto.
    if isinstance(primera.get("vigencia"), str) and any(es_abierta(primera, f) for f in formas):
        nombradas = list(map(leer_abierta, nombradas))
    return FilasDeFuente(lugares, nombradas)


# ------------------------------------------------------------------ el texto de un CSV


def texto_de_csv(archivo: Any, avisos: list[Aviso]) -> tuple[str, str]:
    """Nombre de un CSV, vacío el de un flujo, y su texto; ``ErrorDeEntrada`` si no se deja leer."""
    nombre = str(archivo) if es_ruta(archivo) else ""
    contenido = leer_entrada(nombre) if es_ruta(archivo) else leer_flujo(archivo, "filas")
    texto = contenido if isinstance(contenido, str) else _decodificado(contenido, nombre)
    avisos += _avisos_de_letras(texto, nombre)
    return nombre, texto


_DE_OTRO_JUEGO = re.compile(
    "\ufffd|Ã[¡©\xad³º¼±‰“šœ‘\x81\x8d]|Â[¿¡°ºª«»·\xa0]|â€[œ\x9d“”˜™¦¢]"
    r"|(?<=[^\W\d_])[¡¢£¤‚](?=[^\W\d_])"
)
"""Letra que se perdió, la que pasó dos veces a UTF-8 («Ã³») y la de MS-DOS («Gesti¢n»)."""
_PALABRA = re.compile(r"[^\s;,\t\"|]*")


def _avisos_de_letras(texto: str, nombre: str) -> Iterator[Aviso]:
    """Aviso de la primera palabra de un CSV con letras rotas, ``Ã³``: no se adivinan."""
    if letra := _DE_OTRO_JUEGO.search(texto):
        palabras = _PALABRA.finditer(texto, max(letra.start() - 60, 0))
        palabra = next(palabra for palabra in palabras if palabra.end() > letra.start())
        linea = f"línea {texto.count(chr(10), 0, palabra.start()) + 1}"
        motivo = (
            f"dice {mostrar(palabra[0])}: son letras de otro juego, o que se perdieron; vuelva a"
            " guardarlo como CSV UTF-8"
        )
        lugar = f"{nombre}: {linea}" if nombre else linea
        yield Aviso("letras_de_otro_juego", lugar, motivo, datos={"llego": palabra[0]})


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
    return contenido.decode("cp1252", "replace")


_DE_OFFICE = (
    "la matriz que trae la lee leer(…); una hoja con los nombres de filas_de, guárdela como CSV"
)


def _danado(nombre: str, motivo: str) -> ErrorDeEntrada:
    return ErrorDeEntrada(Falla("archivo_danado", nombre, motivo))


# ------------------------------------------------------------------ los renglones de un CSV

_SEPARADORES = (";", ",", "\t")
_SEPARADOR_DICHO = re.compile(r"\"?sep=([^\r\n\"])\"?\s*", re.IGNORECASE)
"""El primer renglón con que Excel sabe cómo separar: ``sep=;``."""
_QUE_SE_MIRAN = 20
"""Renglones por los que se sabe con qué se separa, si el primero no lo dice."""


def _filas_de_csv(texto: str, nombre: str, formas: Sequence[FormaDeFilas]) -> FilasDeFuente:
    """Filas de un CSV, con una celda vacía en ``None``.

    El de datos abiertos se lee a la letra. Lanza ``ErrorDeEntrada`` si no hay rótulos, si uno se
    repite o si una fila no los sigue.
    """
    renglones = renglones_de_csv(texto, nombre)
    (_, primero), *filas = (r for r in renglones if any(map(str.strip, r[1])))
    rotulos = [celda.strip() for celda in primero]
    while not rotulos[-1]:  # el que alguien borró, o el separador que cierra
        rotulos.pop()
    if fallas := [*_fallas_de_los_renglones(rotulos, filas, nombre)]:
        raise ErrorDeEntrada(fallas)
    leidas = [
        {rotulo: celda or None for rotulo, celda in zip(rotulos, celdas, strict=False)}
        for _, celdas in filas
    ]
    if any(es_abierta(rotulos, forma) for forma in formas):
        leidas = list(map(leer_abierta, leidas))
    return FilasDeFuente([f"línea {linea}" for linea, _ in filas], leidas)


def renglones_de_csv(texto: str, nombre: str) -> list[tuple[int, list[str]]]:
    """Línea, desde 1, y celdas de cada renglón de un CSV, también los que están en blanco.

    ``ErrorDeEntrada`` si no es un CSV o ningún renglón dice algo.
    """
    # Con un \x1a, y saltos, cierran un archivo algunos programas de MS-DOS.
    texto = texto.removeprefix("\ufeff").rstrip("\x1a\r\n ")
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
    """Cuántas celdas tendría el primer renglón, con ese separador, y el que más tiene."""
    try:
        primeros = islice(csv.reader(lineas, delimiter=separador), _QUE_SE_MIRAN)
        cuantas = [len(celdas) for celdas in primeros] or [0]
    except csv.Error:  # lo dice quien lee los renglones
        return 0, 0
    return cuantas[0], max(cuantas)


_COMILLA = "una comilla se abre y no se cierra, o una celda tiene demasiadas letras"


def _renglones(
    lineas: Sequence[str], separador: str, nombre: str
) -> Iterator[tuple[int, list[str]]]:
    """Renglones, con la línea donde empiezan, desde 1.

    ``ErrorDeEntrada`` con la comilla que no se cierra y se lleva los de debajo: el salto que
    alguien escribió no deja un renglón de menos celdas, con las que le faltan en cada línea suya.
    """
    lector = csv.reader(lineas, delimiter=separador, strict=True)
    desde = cuantos_rotulos = 0
    try:
        for celdas in lector:
            propias = lineas[desde : lector.line_num]
            une_varios = len(propias) > 1 and len(celdas) < cuantos_rotulos
            if une_varios and all(li.count(separador) == cuantos_rotulos - 1 for li in propias):
                raise _danado(nombre, f"línea {desde + 1}: {_COMILLA}")
            if any(map(str.strip, celdas)):
                cuantos_rotulos = cuantos_rotulos or len(celdas)
            yield desde + 1, celdas
            desde = lector.line_num
    except csv.Error:
        raise _danado(nombre, f"línea {desde + 1}: {_COMILLA}") from None


def _fallas_de_los_renglones(
    rotulos: Sequence[str], filas: Sequence[tuple[int, list[str]]], nombre: str
) -> Iterator[Falla]:
    """Las fallas de los rótulos que faltan o se repiten, y de filas con celdas de más.

    ``filas``: la línea y las celdas de cada una; ``nombre``: el del archivo.
    """
    for numero, rotulo in enumerate(rotulos, 1):
        if not rotulo:
            al_lado = f", a la derecha de {mostrar(rotulos[numero - 2])}" if numero > 1 else ""
            motivo = f"la columna {numero}{al_lado}, no tiene rótulo"
            yield Falla("archivo_danado", nombre, motivo)
    for rotulo, veces in Counter(filter(None, rotulos)).items():
        if veces > 1:
            yield Falla("dato_repetido", nombre, f"el rótulo {mostrar(rotulo)} está {veces} veces")
    largas = [(n, len(c)) for n, c in filas if any(map(str.strip, c[len(rotulos) :]))]
    if largas:
        linea, cuantas = largas[0]
        los_que_hay = contar(len(rotulos), "rótulo", "rótulos")
        motivo = (
            f"línea {linea}: llegaron {cuantas} celdas y hay {los_que_hay} ({mostrar(rotulos[0])}…)"
            f"{f', y así {len(largas)} filas' if len(largas) > 1 else ''}; quite lo que esté encima"
            " de los rótulos, o ponga el que falta"
        )
        yield Falla("archivo_danado", nombre, motivo)


def ver_csv(origen: Any) -> DocumentoVisto:
    """Documento de una hoja, que se llama como el archivo, con las celdas de un CSV.

    Lanza ``ErrorDeEntrada`` si no se deja leer, está vacío o pasa de lo que se lee de un libro.
    """
    avisos: list[Aviso] = []
    nombre, texto = texto_de_csv(origen, avisos)
    if not es_ruta(origen):  # el de filas_de se lee otra vez, fila por fila
        origen.seek(0)
    renglones = [celdas for _, celdas in renglones_de_csv(texto, nombre)]
    ancho, presupuesto = max(map(len, renglones)), Presupuesto()
    try:
        presupuesto.gastar("rejilla", len(renglones) * ancho)
        presupuesto.gastar("celdas", sum(len(celdas) for celdas in renglones))
    except IlegibleError as error:
        raise ErrorDeEntrada(error.falla(nombre)) from None
    hoja = Path(nombre_del_origen(origen)).stem or "CSV"
    filas = (
        tuple(
            CeldaVista(texto=celda.strip(), fila=fila, columna=columna) if celda.strip() else None
            for columna, celda in enumerate((*celdas, *[""] * (ancho - len(celdas))))
        )
        for fila, celdas in enumerate(renglones)
    )
    tabla = TablaVista(lugar=f"hoja «{hoja}»", filas=tuple(filas), primera=(0, 0))
    parte = ParteVista(nombre=hoja, bloques=(tabla,))
    return DocumentoVisto(
        tipo="xlsx", partes=(parte,), avisos=tuple(avisos), presupuesto=presupuesto
    )


def clave_de_sus_filas(documento: DocumentoVisto) -> str | None:
    """Clave del tema, ``plan`` o ``mapa``, cuyos datos nombra el primer renglón; o ``None``."""
    primera = next(tabla.filas[0] for tabla in documento.tablas())
    rotulos = [celda.texto for celda in primera if celda is not None]
    return next((c for c in claves() if es_abierta(rotulos, forma_de_filas(tema(c)))), None)
