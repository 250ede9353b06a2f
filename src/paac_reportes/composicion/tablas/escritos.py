"""Los números que unas filas, o los extras de un contenido, traen escritos: lo que valen.

Lo decide una vez, antes de que nadie los sume, los pinte o los escriba: todas las salidas dicen lo
mismo.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import attrs

from paac_reportes.composicion.tablas.propias import Valores
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import con_valores, mostrar
from paac_reportes.formatos.definicion.aspecto import PorOtra, PorRegla
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.columnas import Columna, ComoNumero
from paac_reportes.formatos.definicion.filas import EXTRAS
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre
from paac_reportes.maqueta.medida.ajuste import CIFRAS_POR_CELDA
from paac_reportes.textos.columnas_ajenas import Separacion, separacion_de
from paac_reportes.textos.plantillas import calculados_de
from paac_reportes.textos.valores import (
    NumeroEscrito,
    como_texto,
    contar,
    numero_de,
    simbolo_de_moneda,
)

_TEXTOS_QUE_SE_MUESTRAN = 3
"""Cuántos textos se muestran de una columna que se contradice."""


def datos_de_numeros(tablas: Iterable[TablaDeFormato]) -> Iterator[str]:
    """Los datos de que unas tablas hacen números: los suman, los pintan o los escriben como tales.

    Un texto que nadie toma por un número queda como llegó.
    """
    for tabla in tablas:
        for columna in tabla.columnas:
            if _es_de_numeros(columna, tabla):
                yield from columna.dato
            if columna.texto is not None:
                yield from calculados_de(columna.texto)
            if isinstance(columna.colores, PorOtra) and columna.colores.son_de_numeros:
                yield columna.colores.segun or "".join(columna.dato[:1])


def signos_de(tablas: Iterable[TablaDeFormato]) -> dict[str, tuple[str, ...]]:
    """Signos con que las columnas de cada dato escriben un número: ``%``, o los de su moneda."""
    signos: dict[str, tuple[str, ...]] = {}
    for columna in (columna for tabla in tablas for columna in tabla.columnas):
        if columna.numero is not None:
            signos_de_columna = _signos(columna.numero)
            signos |= {dato: (*signos.get(dato, ()), *signos_de_columna) for dato in columna.dato}
    return signos


def _signos(numero: ComoNumero) -> tuple[str, ...]:
    """Los signos con que se escribe un número: ``("$", "COP")``, o ``("%",)``."""
    if numero.moneda is not None:
        return simbolo_de_moneda(numero.moneda), numero.moneda
    return ("%",) if numero.porcentaje else ()


def _es_de_numeros(columna: Columna, tabla: TablaDeFormato) -> bool:
    """Si la tabla suma, pinta o escribe como números lo que trae la columna."""
    return (
        columna.guarda == "numero"
        or columna.numero is not None
        or columna.barra
        or isinstance(columna.colores, PorRegla)
        or bool(tabla.metodos(columna) - {"cuenta"})
    )


def con_numeros(
    por_dato: Mapping[str, Valores],
    datos: Iterable[str],
    signos: Mapping[str, tuple[str, ...]],
    fallas: list[Falla],
    avisos: list[Aviso],
) -> dict[str, Valores]:
    """Los valores por dato; en los de ``datos``, cada texto que es un número, con lo que vale.

    ``signos``: por dato, los que sus números pueden llevar. De lo que una columna deja en duda se
    avisa, y si se contradice y lo que vale alguno depende de ello, es una falla.
    """
    signos_por_nombre = {
        dato.partition(".")[2]: signos.get(dato, ()) for dato in datos if es_de_fila_libre(dato)
    }
    return {
        nombre: _numeros_leidos(valores, signos_por_nombre[nombre], fallas, avisos)
        if nombre in signos_por_nombre
        else valores
        for nombre, valores in por_dato.items()
    }


def _numeros_leidos(
    valores: Valores, signos: tuple[str, ...], fallas: list[Falla], avisos: list[Aviso]
) -> Valores:
    """Los valores de una columna, con los textos que son un número ya leídos.

    Agrega a ``fallas`` y ``avisos`` lo que mezcla punto y coma decimales, o queda en duda.
    """
    textos = [v for v in valores.celdas if type(v) is str]
    if not textos:
        return valores
    forma = separacion_de(textos, signos)

    def decir(texto: str) -> str:
        return f"{mostrar(texto)} en {valores.lugar.en_palabras(valores.celdas.index(texto))}"

    donde = valores.lugar.columna(valores.nombre)
    fallas += contradicciones(forma, donde, decir)
    avisos += dudas(forma, donde, decir)
    return attrs.evolve(valores, celdas=[_con_numero(v, forma) for v in valores.celdas])


def _con_numero(valor: object, forma: Separacion) -> object:
    """El texto que es un número, con lo que vale; lo demás, como está."""
    numero = forma.leer(valor) if type(valor) is str else None
    return valor if numero is None else NumeroEscrito(str(valor), numero)


# ------------------------------------------------------------------ lo que se dice


def contradicciones(
    forma: Separacion, donde: str, decir: Callable[[str], str] = mostrar
) -> Iterator[Falla]:
    """La falla de una columna que mezcla el punto y la coma decimales, si algo no se sabe.

    ``donde``: la ruta de la columna; ``decir``: cómo se nombra un texto en el mensaje.
    """
    if forma.se_contradice and forma.dudosos:
        motivo = f"{_mezcla(forma, decir)}, y no se sabe cuánto es {_varios(forma.dudosos, decir)}"
        anotado = {
            "con_punto": forma.con_punto[:_TEXTOS_QUE_SE_MUESTRAN],
            "con_coma": forma.con_coma[:_TEXTOS_QUE_SE_MUESTRAN],
            "dudosos": forma.dudosos[:_TEXTOS_QUE_SE_MUESTRAN],
        }
        motivo += "; escríbalos todos igual, o dé números y no textos"
        yield Falla("datos_incoherentes", donde, motivo, datos=anotado)


_DEL_PUNTO = ("el punto por el signo de los miles", "el de los decimales")
_DE_LA_COMA = ("la coma por el signo de los decimales", "el de los miles")


def dudas(forma: Separacion, donde: str, decir: Callable[[str], str] = mostrar) -> Iterator[Aviso]:
    """Avisos de lo que se leyó de un modo y pudo ser otro, como ``1.500``: mil quinientos o 1,5.

    ``donde``: la ruta de la columna; ``decir``: cómo se nombra un texto en el mensaje.
    """
    if forma.se_contradice and not forma.dudosos:
        motivo = f"{_mezcla(forma, decir)}: cada uno se leyó como está escrito"
        yield Aviso("columna_dudosa", donde, motivo)
    if not forma.se_supone:
        return
    primero, otros = forma.dudosos[0], _otros(len(forma.dudosos) - 1)
    valor = forma.leer(primero)
    leido_con, quiza_es = _DEL_PUNTO if "." in primero else _DE_LA_COMA
    motivo = (
        f"{mostrar(primero)}{otros} se leyó como {como_texto(valor)}, con {leido_con}, y nada en la"
        f" columna dice otra cosa; si es {quiza_es}, dé números y no textos"
    )
    anotado = {"llego": primero, "leido": valor, "cuantos": len(forma.dudosos)}
    yield Aviso("columna_dudosa", donde, motivo, datos=anotado)


def _otros(cuantos: int) -> str:
    """« (y 3 otros como él)», o nada."""
    return f" (y {contar(cuantos, 'otro', 'otros')} como él)" if cuantos > 0 else ""


def _mezcla(forma: Separacion, decir: Callable[[str], str]) -> str:
    """La frase de qué números van con punto y cuáles con coma; ``decir`` muestra cada uno."""
    con_punto, con_coma = _varios(forma.con_punto, decir), _varios(forma.con_coma, decir)
    return f"mezcla números con el punto de los decimales ({con_punto}) y con la coma ({con_coma})"


def _varios(textos: Sequence[str], decir: Callable[[str], str]) -> str:
    """Los primeros textos, y cuántos más hay."""
    primeros = ", ".join(map(decir, [*dict.fromkeys(textos)][:_TEXTOS_QUE_SE_MUESTRAN]))
    return f"{primeros}{_otros(len(textos) - _TEXTOS_QUE_SE_MUESTRAN)}"


# ------------------------------------------------------------------ los de un contenido
T = TypeVar("T")
_PUNTO = f"{EXTRAS}."
_LUGAR = re.compile(r"\[\d+\]")


def con_sus_numeros(contenido: T, formato: Formato) -> tuple[T, tuple[Aviso, ...]]:
    """El contenido con los extras que valen otra cosa leídos como su columna, y los avisos."""
    nombres = set(_nombres_de_numeros(formato))
    if not nombres:
        return contenido, ()
    textos: dict[str, list[str]] = defaultdict(list)

    def anotar(valor: Any, ruta: str, _marcas: Any) -> Any:
        """Anota el texto de un extra, si es de números, con los de su columna; no lo cambia."""
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


def _cambia(forma: Separacion, textos: list[str]) -> bool:
    """Si algún texto, leído como su columna, vale otra cosa que leído solo."""
    return any((numero := forma.leer(t)) is not None and numero != numero_de(t) for t in textos)


def _lector_de_extras(formas: Mapping[str, Separacion]) -> Any:
    """La función que da el número que un extra dice en su texto; lo demás, como está."""

    def leer(valor: Any, ruta: str, _marcas: Any) -> Any:
        """El número que un extra dice, si es exacto; si no, el valor como está."""
        forma = formas.get(_sin_numeros_de_fila(ruta)) if isinstance(valor, str) else None
        numero = forma and forma.leer(valor)
        return numero if isinstance(numero, Decimal) and _es_exacto(numero) else valor

    return leer


def _es_exacto(numero: Decimal) -> bool:
    """Si una celda de Excel lo guarda entero; el que no, se deja como texto."""
    return len(numero.as_tuple().digits) <= CIFRAS_POR_CELDA
