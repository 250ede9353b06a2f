"""De qué parte del plan es una tabla, por los títulos y las franjas que la preceden."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from paac_reportes.entrada.propios.hechura.alineado import alinear, lo_que_dice
from paac_reportes.entrada.propios.hechura.hechura import BloqueConTablas, Hechura
from paac_reportes.entrada.propios.hechura.tablas import TablaEsperada, molde
from paac_reportes.entrada.propios.tablas.hallazgo import TablaHallada
from paac_reportes.entrada.propios.tablas.lineas import Linea
from paac_reportes.formatos.definicion.bloques import BloqueParrafo, BloqueTitulo
from paac_reportes.textos.plantillas.inversa import Dichos, Molde

_CERCA = 24
"""Los textos que se miran antes de una tabla: los de más arriba no son suyos."""
_LETRAS_DE_OTRO = 4
"""Las fijas que ha de traer un texto del plan para reconocerlo entre los títulos."""

Raiz = str


@attrs.frozen
class Escrito:
    """Un texto que el formato escribe antes de una tabla."""

    molde: Molde
    de: Raiz
    """``dependencia``, ``componente``, ``franja`` o nada."""
    nivel: int | None = None
    """El de su título; un párrafo no tiene."""


@attrs.frozen
class Contexto:
    """Lo que se sabe de una tabla antes de leer sus filas."""

    dichos: dict[str, Any]
    """``dependencia.nombre``, ``componente.numero``…"""
    lugares: dict[str, str]
    """Dónde lo dice."""
    titulo_de: frozenset[str]
    """De quién hay un título nuevo."""


def contexto_de(tabla: TablaHallada, escritos: Sequence[Escrito]) -> Contexto:
    """Lo que dicen los títulos, las franjas y los rótulos de una tabla.

    ``escritos`` es lo que el formato escribe antes de las de su clase (``escritos_antes``).
    """
    dichos: dict[str, Any] = {}
    lugares: dict[str, str] = {}
    lineas = [linea for linea in tabla.antes if not linea.vacia and linea.solitario is not None]
    cerca = lineas[-_CERCA:]

    def casar(texto: int, plantilla: int) -> tuple[Dichos, int] | None:
        return _casar(cerca[texto], escritos[plantilla])

    titulos: set[str] = set()
    for pareja in alinear(len(cerca), len(escritos), casar):
        escrito, linea = escritos[pareja.plantilla], cerca[pareja.texto]
        if escrito.de != "franja" and pareja.dichos:
            titulos.add(escrito.de)
        for camino, valor in pareja.dichos.items():
            dichos[camino] = valor
            lugares[camino] = linea.lugar
    for columna in tabla.encaje.columnas:
        for camino, valor in columna.dichos.items():
            if camino.startswith("componente."):
                dichos.setdefault(camino, valor)
                lugares.setdefault(camino, tabla.rotulos[0].lugar)
    return Contexto(dichos, lugares, frozenset(titulos))


def _casar(linea: Linea, escrito: Escrito) -> tuple[Dichos, int] | None:
    nivel = linea.texto.nivel if linea.texto is not None else None
    if linea.texto is not None and escrito.de != "franja" and nivel != escrito.nivel:
        return None
    if linea.texto is not None and escrito.de == "franja":
        return None
    return lo_que_dice(escrito.molde, linea.solitario or "")


def escritos_antes(
    hechura: Hechura, bloque: BloqueConTablas, esperada: TablaEsperada
) -> Sequence[Escrito]:
    """Lo que se escribe antes de una tabla, de arriba abajo."""
    franjas = (Escrito(franja, "franja") for franja in esperada.franjas)
    return (*_del_cuerpo(hechura, bloque), *franjas)


def _del_cuerpo(hechura: Hechura, bloque: BloqueConTablas) -> Iterator[Escrito]:
    for uno in hechura.cuerpo[: bloque.lugar]:
        if not isinstance(uno, BloqueTitulo | BloqueParrafo):
            continue
        suyo = molde(uno.texto)
        nivel = uno.nivel if isinstance(uno, BloqueTitulo) else None
        if uno.cada in ("dependencia", "componente"):
            yield Escrito(suyo, uno.cada, nivel)
        elif uno.cada == "firma" or min(forma.letras for forma in suyo.formas) >= _LETRAS_DE_OTRO:
            yield Escrito(suyo, "", nivel)
