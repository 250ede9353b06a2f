"""Las letras de un CSV que se guardó con otras: «Gesti¢n», «GestiÃ³n», «Gesti�n».

Se dicen y no se cambian: quien lo guardó lo vuelve a guardar en UTF-8, y así no hay que adivinar.
"""

import re
import unicodedata
from collections.abc import Iterator

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar

_PALABRA = re.compile(r"[^\s;,\t\"|]*")
_DEL_ESPANOL = frozenset("áéíóúüñÁÉÍÓÚÜÑ")
_DE_OTROS = {"cp850": "MS-DOS (cp850)", "mac_roman": "un Mac de antes (mac_roman)"}
"""Con qué más se guarda un CSV en español; en Windows, con cp1252."""
_DOS_VECES = re.compile("Ã[¡©\xad³º¼±‰“šœ‘\x81\x8d]|Â[¿¡°ºª«»·\xa0]|â€[œ\x9d“”˜™¦¢]")
"""Lo que de «ó», «¿» o una comilla deja pasarlos dos veces a UTF-8."""
_SE_ADMITEN = 200_000
"""Letras que se miran: las que están mal lo están desde el principio."""


def en_windows(contenido: bytes) -> str:
    """Texto como lo guarda Excel en español; si un byte no cabe, con el juego que los admite."""
    try:
        return contenido.decode("cp1252")
    except UnicodeDecodeError:
        return contenido.decode("latin-1")


def avisos_de_letras(contenido: str | bytes, texto: str, nombre: str) -> Iterator[Aviso]:
    """Avisos de las letras de un CSV que no pueden ser, leídas de esos bytes o de un texto."""
    posicion, por_que = -1, ""
    if isinstance(contenido, bytes) and texto == en_windows(contenido):
        posicion, por_que = _guardado_con(contenido[:_SE_ADMITEN], texto[:_SE_ADMITEN])
    if posicion < 0 and (doble := _DOS_VECES.search(texto)):
        posicion, por_que = doble.start(), "parece pasado dos veces a UTF-8"
    perdida = texto.find("\ufffd")
    for donde, motivo in ((posicion, por_que), (perdida, "las letras que eran � ya se perdieron")):
        if donde >= 0:
            yield _aviso(texto, nombre, donde, motivo)


def _aviso(texto: str, nombre: str, donde: int, por_que: str) -> Aviso:
    """Aviso de las letras mal leídas de la palabra que hay en una posición."""
    palabra = next(p for p in _PALABRA.finditer(texto, max(donde - 60, 0)) if p.end() > donde)
    linea = texto.count("\n", 0, palabra.start()) + 1
    motivo = f"dice {mostrar(palabra[0])}: {por_que}; vuelva a guardarlo como CSV UTF-8"
    lugar = f"{nombre}: línea {linea}" if nombre else f"línea {linea}"
    return Aviso("letras_de_otro_juego", lugar, motivo, datos={"llego": palabra[0]})


def _guardado_con(contenido: bytes, texto: str) -> tuple[int, str]:
    """Dónde está la primera letra de otro juego, si da más del español que cp1252, y cuál es.

    Sólo cuenta la letra que va dentro de una palabra, y una sola no basta si así ya se entendía:
    «D’Acosta» y «norte—sur» también darían letras.
    """
    donde, por_que, mejor = -1, "", len(_letras(texto))
    for juego, nombre_del_juego in _DE_OTROS.items():
        leido = contenido.decode(juego, "replace")
        letras = _letras(leido)
        # Un blanco, una raya o un apóstrofo van bien entre dos letras.
        se_entendia = all(unicodedata.category(texto[n]) in {"Zs", "Pd", "Pf"} for n in letras)
        varias = len({leido[n] for n in letras}) > 1
        if len(letras) > mejor and (varias or not se_entendia):
            donde, mejor = letras[0], len(letras)
            por_que = f"parece guardado por {nombre_del_juego}"
    return donde, por_que


def _letras(texto: str) -> list[int]:
    """Posiciones de las letras del español que están dentro de una palabra."""
    return [
        posicion
        for posicion, letra in enumerate(texto)
        if letra in _DEL_ESPANOL and 0 < posicion < len(texto) - 1
        if texto[posicion - 1].isalpha() and texto[posicion + 1].isalpha()
    ]
