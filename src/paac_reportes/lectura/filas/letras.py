"""Las letras de un CSV que se guardó con otras: «Gesti¢n», «GestiÃ³n», «Gesti�n».

Se dicen y no se cambian: quien lo guardó lo vuelve a guardar en UTF-8, y así no hay que adivinar.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar

_NO_ES_ASCII = re.compile(r"[^\x00-\x7f]+")
_PALABRA = re.compile(r"[^\s;,\t\"|]*")
_DEL_ESPANOL = frozenset("áéíóúüñÁÉÍÓÚÜÑ")
_DE_OTROS = {"cp850": "MS-DOS (cp850)", "mac_roman": "un Mac de antes (mac_roman)"}
"""Con qué más se guarda un CSV en español; en Windows, con cp1252."""
_DE_WINDOWS = frozenset(bytes(range(128, 256)).decode("cp1252", "ignore"))
"""Letras de un texto en español: «É»», leído dos veces, daría una de otro alfabeto."""
_SE_ADMITEN = 200_000
"""Letras que se miran: las que están mal lo están desde el principio."""


def avisos_de_letras(texto: str, nombre: str, *, en_windows: bool) -> Iterator[Aviso]:
    """Avisos de las letras de un CSV que no pueden ser; ``en_windows``, si se leyó con cp1252."""
    juego_y_ejemplo = _guardado_con(texto[:_SE_ADMITEN]) if en_windows else None
    if juego_y_ejemplo is not None:
        juego, ejemplo = juego_y_ejemplo
        yield _aviso(texto, nombre, ejemplo, f"parece guardado por {_DE_OTROS[juego]}")
    elif (palabra_doble := _dos_veces(texto)) is not None:
        yield _aviso(texto, nombre, palabra_doble, "parece pasado dos veces a UTF-8")
    if (palabra_perdida := _palabra(texto, texto.find("\ufffd"))) is not None:
        yield _aviso(texto, nombre, palabra_perdida, "las letras que eran � ya se perdieron")


def _aviso(texto: str, nombre: str, ejemplo: tuple[int, str], por_que: str) -> Aviso:
    """Aviso de letras mal leídas; ``ejemplo``: su posición en el texto y la palabra."""
    posicion, palabra = ejemplo
    linea = texto.count("\n", 0, posicion) + 1
    motivo = f"dice {mostrar(palabra)}: {por_que}; vuelva a guardarlo como CSV UTF-8"
    lugar = f"{nombre}: línea {linea}" if nombre else f"línea {linea}"
    return Aviso("letras_de_otro_juego", lugar, motivo, datos={"llego": palabra})


def _guardado_con(texto: str) -> tuple[str, tuple[int, str]] | None:
    """Juego que da más letras del español que cp1252, con posición y palabra; o ``None``.

    Sólo cuenta la letra que va dentro de una palabra, y una sola no basta si así ya se entendía:
    «D’Acosta» y «norte—sur» también darían letras.
    """
    mejor, letras = None, _letras(texto)
    for juego in _DE_OTROS:
        leido = _leido_con(texto, juego)
        otras = _letras(leido)
        varias = len({leido[n] for n in otras}) > 1
        if len(otras) > len(letras) and (varias or not _van_en_una_palabra(texto, otras)):
            mejor, letras = juego, otras
    ejemplo = None if mejor is None else _palabra(texto, letras[0])
    return None if mejor is None or ejemplo is None else (mejor, ejemplo)


def _van_en_una_palabra(texto: str, posiciones: Iterable[int]) -> bool:
    """Si lo que hay ahí va bien entre dos letras: un blanco, una raya, un apóstrofo."""
    return all(unicodedata.category(texto[n]) in {"Zs", "Pd", "Pf"} for n in posiciones)


def _leido_con(texto: str, juego: str) -> str:
    """Texto de los mismos bytes, leídos con otro juego; lo que no es una letra queda igual."""

    def de_otro(trozo: re.Match[str]) -> str:
        return "".join(_byte(letra).decode(juego, "replace") for letra in trozo[0])

    return _NO_ES_ASCII.sub(de_otro, texto)


def _byte(letra: str) -> bytes:
    """Byte de una letra en cp1252."""
    try:
        return letra.encode("cp1252")
    except UnicodeEncodeError:  # los cinco que cp1252 no tiene
        return letra.encode("latin-1", "replace")


def _letras(texto: str) -> list[int]:
    """Posiciones de las letras del español que están dentro de una palabra."""
    return [
        posicion
        for posicion, letra in enumerate(texto)
        if letra in _DEL_ESPANOL and 0 < posicion < len(texto) - 1
        if texto[posicion - 1].isalpha() and texto[posicion + 1].isalpha()
    ]


def _dos_veces(texto: str) -> tuple[int, str] | None:
    """Primera palabra que, vuelta a leer como UTF-8, dice otra cosa, y su posición: «GestiÃ³n»."""
    for trozo in _NO_ES_ASCII.finditer(texto):
        if len(trozo[0]) > 1:
            try:
                leido = b"".join(map(_byte, trozo[0])).decode("utf-8")
            except UnicodeDecodeError:
                continue
            if all(letra in _DE_WINDOWS for letra in leido):
                return _palabra(texto, trozo.start())
    return None


def _palabra(texto: str, donde: int) -> tuple[int, str] | None:
    """Palabra que hay en una posición, y dónde empieza."""
    if donde < 0:
        return None
    palabra = next(p for p in _PALABRA.finditer(texto, max(donde - 60, 0)) if p.end() > donde)
    return palabra.start(), palabra[0]
