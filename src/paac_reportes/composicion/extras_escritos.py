"""Los extras de un contenido que un formato toma por números y llegaron escritos.

De una consulta o un CSV un presupuesto llega como texto: lo que vale lo dice el de todas las filas,
como en ``tablas.escritos``.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from paac_reportes.errores import Aviso, ErrorDeEntrada
from paac_reportes.estructura import con_valores
from paac_reportes.formatos.definicion.filas import EXTRAS
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.medida.ajuste import CIFRAS_POR_CELDA
from paac_reportes.textos.plano import limpiar
from paac_reportes.textos.valores import numero_de

if TYPE_CHECKING:
    from paac_reportes.textos.columnas_ajenas import Separacion

T = TypeVar("T")
_PUNTO = f"{EXTRAS}."
_LUGAR = re.compile(r"\[\d+\]")


def contenido_limpio(contenido: T, formato: Formato) -> tuple[T, tuple[Aviso, ...]]:
    """Contenido como lo escribe un formato, y avisos de qué se cambió o quedó en duda.

    Sus textos son escribibles, y los extras que se leerían con otro valor tienen el suyo.
    ``ErrorDeEntrada`` si una columna se contradice y lo que vale alguno depende de ello.
    """
    limpio, avisos = limpiar(contenido)
    toma_extras = any(tabla.nombra_extras for tabla in formato.tablas.values())
    if not toma_extras and formato.cuerpo_en_word is None:
        return limpio, avisos
    con_numeros, en_duda = _con_sus_numeros(limpio, formato)
    return con_numeros, (*avisos, *en_duda)


def _con_sus_numeros(contenido: T, formato: Formato) -> tuple[T, tuple[Aviso, ...]]:
    """El contenido con los extras que valen otra cosa leídos como su columna, y los avisos."""
    # Casi ningún formato toma extras por números.
    from paac_reportes.composicion.tablas.escritos import contradicciones, dudas  # noqa: PLC0415
    from paac_reportes.textos.columnas_ajenas import separacion_de  # noqa: PLC0415

    nombres = set(_nombres_de_numeros(formato))
    if not nombres:
        return contenido, ()
    textos: dict[str, list[str]] = defaultdict(list)

    def anotar(valor: Any, ruta: str, _marcas: Any) -> Any:
        if isinstance(valor, str) and _nombre_de_extra(ruta) in nombres:
            textos[_sin_numeros_de_fila(ruta)].append(valor)
        return valor

    con_valores(contenido, anotar)
    formas = {columna: separacion_de(de_columna) for columna, de_columna in textos.items()}
    if fallas := [f for columna, forma in formas.items() for f in contradicciones(forma, columna)]:
        raise ErrorDeEntrada(fallas)
    avisos = tuple(aviso for columna, forma in formas.items() for aviso in dudas(forma, columna))
    distintas = {c: forma for c, forma in formas.items() if _cambia(forma, textos[c])}
    if distintas:
        contenido = con_valores(contenido, _lector_de_extras(distintas))
    return contenido, avisos


def _nombres_de_numeros(formato: Formato) -> Iterator[str]:
    """Los nombres de los extras que alguna columna o un cuerpo toman por números."""
    from paac_reportes.composicion.tablas.escritos import datos_de_numeros  # noqa: PLC0415 - como arriba

    con_extras = (tabla for tabla in formato.tablas.values() if tabla.nombra_extras)
    cuerpo = formato.cuerpo_en_word
    for dato in (*datos_de_numeros(con_extras), *(cuerpo.calculados if cuerpo else ())):
        if nombre := _nombre_de_extra(dato):
            yield nombre


def _nombre_de_extra(ruta: str) -> str:
    """El nombre del extra que nombra una ruta, o un dato de un formato; vacío si no es extra."""
    return f".{ruta}".partition(f".{_PUNTO}")[2]


def _sin_numeros_de_fila(ruta: str) -> str:
    """La ruta sin números de fila: ``dependencias.componentes.actividades.extras.valor``."""
    return _LUGAR.sub("", ruta)


def _cambia(forma: "Separacion", textos: list[str]) -> bool:
    """Si algún texto, leído como su columna, vale otra cosa que leído solo."""
    return any((numero := forma.leer(t)) is not None and numero != numero_de(t) for t in textos)


def _lector_de_extras(formas: "Mapping[str, Separacion]") -> Any:
    """La función que da el número que un extra dice en su texto; lo demás, como está."""

    def leer(valor: Any, ruta: str, _marcas: Any) -> Any:
        forma = formas.get(_sin_numeros_de_fila(ruta)) if isinstance(valor, str) else None
        numero = forma and forma.leer(valor)
        return numero if isinstance(numero, Decimal) and _es_exacto(numero) else valor

    return leer


def _es_exacto(numero: Decimal) -> bool:
    """Si una celda de Excel lo guarda entero; el que no, se deja como texto."""
    return len(numero.as_tuple().digits) <= CIFRAS_POR_CELDA
