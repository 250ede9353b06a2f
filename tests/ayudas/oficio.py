"""Textos del oficio con su respuesta escrita a mano, y cuánto de ella acierta lo que se publica.

Entre llaves va lo que debe irse, ``{documento:42.123.456}``; ``{parece:…}`` queda, con su aviso. Los
demás números quedan. Se cuenta por cifras, mirando qué tramos del texto ya no están: la palabra que
se deja en su lugar no dice si se quitó de más o de menos.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from paac_reportes.textos.publico import _tramos, para_publicar

_MARCA = re.compile(r"\{(\w+):([^}]*)\}")
_NUMERO = re.compile(r"\d+(?:[.,'’]\d+)*")
_EXTENSION = re.compile(r"\bext|opci[oó]n", re.IGNORECASE)
_OMITIDO = re.compile(r"\[[^\]]+ omitid[oa]\]|(?:correo|telefono|documento)-omitido")
LARGO = 6
"""Cifras desde las que un número se podría tomar por un teléfono o una cédula."""
Tramo = tuple[int, int]


@attrs.frozen
class TextoDelOficio:
    """Un texto, y qué tramos suyos son un dato."""

    texto: str
    datos: tuple[tuple[str, Tramo], ...]
    """La clase de cada uno y dónde va."""

    def de(self, *clases: str) -> list[Tramo]:
        return [tramo for clase, tramo in self.datos if clase in clases]

    def otros_numeros(self) -> list[Tramo]:
        """Los que no son un dato que deba irse."""
        seva = self.de("correo", "telefono", "documento")
        return [
            hallado.span()
            for hallado in _NUMERO.finditer(self.texto)
            if not any(desde < hallado.end() and hallado.start() < hasta for desde, hasta in seva)
        ]


@attrs.frozen
class Medida:
    """Lo que pasó al publicar unos textos; de cada cosa, los textos en que falló."""

    textos: int
    datos: int
    """Datos con rótulo, teléfonos y correos que debían irse."""
    quedan: tuple[str, ...]
    numeros: int
    """Los que debían quedar."""
    largos: int
    """De ellos, los que se podrían tomar por un dato."""
    se_fueron: tuple[str, ...]
    parecen: int
    """Cédulas sin rótulo, que quedan con su aviso."""
    sin_aviso: tuple[str, ...]
    fuera: tuple[str, ...]
    """Datos con un número largo o una arroba que ni se van ni están en la lista por revisar."""


def textos_del_oficio(archivo: Path) -> list[TextoDelOficio]:
    """Los de un archivo, uno por renglón."""
    renglones = archivo.read_text("utf-8").splitlines()
    return [_leido(renglon) for renglon in renglones if not renglon.startswith("#")]


def _leido(renglon: str) -> TextoDelOficio:
    texto, datos, hasta = "", [], 0
    for marca in _MARCA.finditer(renglon):
        texto += renglon[hasta : marca.start()]
        datos.append((marca[1], (len(texto), len(texto) + len(marca[2]))))
        texto += marca[2]
        hasta = marca.end()
    return TextoDelOficio(texto + renglon[hasta:], tuple(datos))


def medida(textos: list[TextoDelOficio]) -> Medida:
    """Qué se fue y qué quedó de cada uno."""
    datos = numeros = largos = parecen = 0
    quedan: list[str] = []
    se_fueron: list[str] = []
    sin_aviso: list[str] = []
    fuera: list[str] = []
    for uno in textos:
        (publico,), avisos = para_publicar((uno.texto,))
        idos = {
            letra for desde, hasta in _idos(uno.texto, publico) for letra in range(desde, hasta)
        }
        for desde, hasta in uno.de("correo", "telefono", "documento"):
            datos += 1
            if any(uno.texto[n].isalnum() and n not in idos for n in range(desde, hasta)):
                quedan.append(uno.texto)
        listadas = _listadas(uno.texto, publico) | idos
        fuera += [
            uno.texto
            for desde, hasta in (tramo for _, tramo in uno.datos)
            if any(n not in listadas for n in _de_su_numero(uno.texto, desde, hasta))
        ]
        for desde, hasta in uno.otros_numeros():
            numeros += 1
            largos += sum(map(str.isdigit, uno.texto[desde:hasta])) >= LARGO
            if any(n in idos for n in range(desde, hasta)):
                se_fueron.append(uno.texto)
        suyas = uno.de("parece")
        parecen += len(suyas)
        if sum(aviso.codigo == "parece_cedula" for aviso in avisos) != len(suyas):
            sin_aviso.append(uno.texto)
    return Medida(
        len(textos),
        datos,
        tuple(quedan),
        numeros,
        largos,
        tuple(se_fueron),
        parecen,
        tuple(sin_aviso),
        tuple(fuera),
    )


def _de_su_numero(texto: str, desde: int, hasta: int) -> list[int]:
    """Las cifras de un dato, sin las de su extensión; o sus letras, si es un correo."""
    suyo = _EXTENSION.split(texto[desde:hasta])[0]
    cifras = [desde + n for n, letra in enumerate(suyo) if letra.isdigit()]
    es_numero = len(cifras) >= LARGO
    return cifras if es_numero else [desde + n for n, letra in enumerate(suyo) if letra.isalnum()]


def _listadas(texto: str, publico: str) -> set[int]:
    """Las letras del texto que están en la lista de lo que queda."""
    idos = list(_idos(texto, publico))
    lugares: list[int] = []
    hasta = 0
    for desde, fin in (*idos, (len(texto), len(texto))):
        lugares += range(hasta, desde)
        hasta = fin
    # Cada palabra que quedó en lugar de un dato es una sola letra que nada junta.
    marcado = _OMITIDO.sub("¤", publico)
    return {
        lugares[n - marcado[:n].count("¤")]
        for uno in _tramos(marcado)
        for n in range(uno.desde, uno.hasta)
        if marcado[n] != "¤"
    }


def _idos(texto: str, publico: str) -> Iterator[Tramo]:
    """Los tramos del texto que en el público son la palabra que los reemplaza."""
    patron = "(.+?)".join(map(re.escape, _OMITIDO.split(publico)))
    hallado = re.fullmatch(patron, texto, re.DOTALL)
    assert hallado is not None, f"lo que queda no es del texto: {publico!r} de {texto!r}"
    return (hallado.span(n) for n in range(1, patron.count("(.+?)") + 1))
