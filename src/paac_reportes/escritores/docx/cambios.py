"""El control de cambios de Word, puesto sobre XML ya escrito.

Lo que se pone va en ``w:ins`` y lo que se quita en ``w:del``, con su letra como texto borrado; una
fila lo dice en sus propiedades, y un párrafo, en las de su marca. Quién y cuándo se escribe al
final (``numerados_con``), porque ningún cambio repite el número de otro, y hay rótulos que se
guardan escritos.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from paac_reportes.maqueta.contenido import Cambio

_AQUI = "\1"
"""El lugar del número, el autor y la fecha: ningún texto trae esa letra."""
_DE_OTRO = "\2"
"""Detrás de él, lo de otro autor."""
_MARCAS: dict[Cambio, str] = {"insertado": "ins", "borrado": "del"}
_EMPIEZAN, _TERMINAN = re.compile(r"(?<!</w:r>)<w:r>"), re.compile(r"</w:r>(?!<w:r>)")
"""Donde empiezan y donde terminan unas corridas seguidas, que llevan una sola marca."""
_ABRE_PARRAFO = re.compile(r"<w:p>(?:<w:pPr>(.*?)</w:pPr>)?", re.DOTALL)
_ABRE_FILA = re.compile(r"<w:tr>(?:<w:trPr>(.*?)</w:trPr>)?", re.DOTALL)
_BORRADOS = (
    ("<w:t>", "<w:delText>"),
    ("<w:t ", "<w:delText "),
    ("</w:t>", "</w:delText>"),
    ("<w:instrText", "<w:delInstrText"),
    ("</w:instrText>", "</w:delInstrText>"),
)
"""Como se escribe, dentro de lo que se quita, lo que dice una corrida."""


def marcar_tramos(xml: str, cambio: Cambio) -> str:
    """XML con sus corridas marcadas como puestas (``w:ins``) o quitadas (``w:del``)."""
    marca = _MARCAS[cambio]
    if cambio == "borrado":
        for etiqueta, de_borrado in _BORRADOS:
            xml = xml.replace(etiqueta, de_borrado)
    return _TERMINAN.sub(f"</w:r></w:{marca}>", _EMPIEZAN.sub(f"<w:{marca}{_AQUI}><w:r>", xml))


def entre_cambios(xml: str) -> str:
    """Corridas puestas y quitadas, por dos autores: de uno, LibreOffice haría una sola marca."""
    puesto = marcar_tramos(xml, "insertado").replace(_AQUI, _AQUI + _DE_OTRO)
    return marcar_tramos(puesto, "borrado")


def marcar_fila(xml: str, cambio: Cambio) -> str:
    """XML de una fila que viene o se va, con lo que dice marcado."""
    return _con_marca_de_fila(marcar_tramos(xml, cambio), cambio)


def marcar_bloque(xml: str, cambio: Cambio) -> str:
    """XML de un bloque que viene o se va: un párrafo con su marca, o una tabla, en sus filas."""
    marcado = marcar_tramos(xml, cambio)
    if xml.startswith("<w:tbl>"):
        return _con_marca_de_fila(marcado, cambio)
    return _ABRE_PARRAFO.sub(
        lambda abre: f"<w:p><w:pPr>{abre[1] or ''}<w:rPr>{_marca(cambio)}</w:rPr></w:pPr>", marcado
    )


def _con_marca_de_fila(xml: str, cambio: Cambio) -> str:
    """XML con cada fila de tabla marcada, en sus propiedades, como puesta o quitada."""
    return _ABRE_FILA.sub(
        lambda fila: f"<w:tr><w:trPr>{fila[1] or ''}{_marca(cambio)}</w:trPr>", xml
    )


def _marca(cambio: Cambio) -> str:
    return f"<w:{_MARCAS[cambio]}{_AQUI}/>"


def numerados_con(
    pedazos: Iterable[str], autor: str, fecha: date | None, numero: Callable[[], int]
) -> Iterator[str]:
    """Pedazos de XML con el número, el autor (ya escapado) y la fecha de cada cambio."""
    de_fecha = "" if fecha is None else f' w:date="{fecha.isoformat()}T00:00:00Z"'
    comunes = f' w:author="{autor}"{de_fecha}'
    de_otro = f' w:author="{autor} (blanco)"{de_fecha}'
    for pedazo in pedazos:
        if _AQUI not in pedazo:
            yield pedazo
            continue
        primero, *demas = pedazo.split(_AQUI)
        marcados = (f' w:id="{numero()}"{comunes}{resto}' for resto in demas)
        yield "".join((primero, *marcados)).replace(f"{comunes}{_DE_OTRO}", de_otro)
