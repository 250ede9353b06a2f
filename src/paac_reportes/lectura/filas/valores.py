"""Cada celda como la espera su dato: códigos en texto, cortes en fecha, estados por su nombre.

Luego, las del CSV de datos abiertos. Una hoja de cálculo toma por fórmula lo que empieza por ``=``,
``+``, ``-`` o ``@``, y un CSV no distingue el texto vacío del blanco: ambos llevan un apóstrofo
delante, y también el texto que ya empezaba por uno. Quitar siempre el primero devuelve cada texto.

Al final, el único lugar donde lo leído se vuelve un plan o un mapa: las filas de una tabla y la
matriz de cualquiera llenan sus nodos, y ``contenido_armado`` hace el contenido.
"""

import functools
import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.decimales import NumeroFlotante
from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.valores import Reloj
from paac_reportes.lectura.archivos import contenido_de
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import FormaDeFilas, forma_de_filas
from paac_reportes.modelo.temas import PLAN, Contenido, Tema
from paac_reportes.opc.simbolos import sale_del_renglon
from paac_reportes.textos.plano import el_mas_cercano, en_plano
from paac_reportes.textos.valores import como_texto, fecha_de, numero_de, sin_signo_de_porcentaje

DEL_PLAN = forma_de_filas(PLAN)
_CON_HORA_CERO = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?")

_CIFRAS_MAXIMAS = 300
"""Exponente de 10, de más o de menos, que un decimal no alcanza."""
_ENTERO_ENORME = 10**300
"""Entero que ya no se admite."""

Lector = Callable[[Any], Any]


@functools.lru_cache(maxsize=512)
def lector_de(dato: str, forma: FormaDeFilas = DEL_PLAN) -> Lector:
    """Función que lee el valor de una celda de ese dato; el que no se entiende queda como llegó."""
    if forma.es_extra(dato):
        return lambda valor: valor
    opciones, clase = forma.opciones(dato), clase_de(dato, forma)
    lector = _de_opciones(opciones) if opciones else LECTORES.get(clase)
    if forma.tipo(dato) is tuple:
        es_lista = clase is str and CATALOGO.tipo(dato) is tuple and not CATALOGO[dato].en_su_celda
        partir = leer_lista if es_lista else _SEPARADOR.split if clase is int else None
        return _si_no_esta_en_blanco(_de_varios(partir, lector or texto_que_llega))
    return texto_que_llega if lector is None else _si_no_esta_en_blanco(lector)


@functools.lru_cache(maxsize=512)
def clase_de(dato: str, forma: FormaDeFilas) -> type:
    """Clase de lo que un dato trae, o de cada uno si son varios; de un extra, cualquiera."""
    return object if forma.es_extra(dato) else forma.de_cada_uno(dato)


def _si_no_esta_en_blanco(leer_uno: Lector) -> Lector:
    """Lector que da ``None`` de un texto en blanco, donde va un número, una fecha o una opción."""
    return lambda valor: None if isinstance(valor, str) and not valor.strip() else leer_uno(valor)


_SEPARADOR = re.compile(r"[\s,;]+")
"""Separador de unos números en una misma celda."""


def _de_varios(partir: Callable[[str], list[str]] | None, leer_uno: Lector) -> Lector:
    """El lector de una celda que trae varios valores: una lista de JSON, o lo que se parta.

    ``partir``: cómo se parte un texto; ``leer_uno``: cómo se lee cada valor.
    """

    def leer_cada_uno(valor: Any) -> list[Any]:
        """Los valores de una celda que trae varios."""
        elementos = _en_json(valor) if isinstance(valor, str) else valor
        if not isinstance(elementos, list | tuple):
            elementos = partir(valor.strip()) if partir and isinstance(valor, str) else [valor]
        return [None if elemento is None else leer_uno(elemento) for elemento in elementos]

    return leer_cada_uno


def _en_json(texto: str) -> Any:
    """Lista que un texto es en JSON, como la lleva nuestro CSV; ``None`` si no es una."""
    if not texto.lstrip().startswith("["):
        return None
    try:
        valores = json.loads(texto)
    except (ValueError, RecursionError):
        return None
    return valores if cabe_en_una_celda(valores) else None


def clave_de_lista(texto: str) -> str:
    """Nombre de una lista, con mayúsculas, tildes y espacios como vengan."""
    return re.sub(r"[\s_-]+", "_", en_plano(texto))


def _de_opciones(opciones: Sequence[str]) -> Lector:
    """Lector de un nombre de una lista; el que no es de ella queda como llegó."""

    def leer_opcion(valor: Any) -> Any:
        clave = clave_de_lista(valor) if isinstance(valor, str) else valor
        return clave if isinstance(clave, str) and clave in opciones else valor

    return leer_opcion


def leer_corte(valor: Any) -> Any:
    """Fecha de corte, también escrita, o con la hora en cero de quien la guarda así."""
    if isinstance(valor, str):
        con_hora = _CON_HORA_CERO.fullmatch(valor.strip())
        return fecha_de(con_hora[1] if con_hora else valor) or valor
    return valor.date() if isinstance(valor, datetime) and valor.time() == time() else valor


def texto_que_llega(valor: Any) -> Any:
    """Texto con que se escribe un número; un entero puede llegar como ``3.0``."""
    if isinstance(valor, bool):
        return valor
    if isinstance(valor, Decimal) and valor.is_finite():
        if isinstance(valor, NumeroFlotante):
            return como_texto(valor).replace(",", ".").replace("−", "-")
        entero = valor == valor.to_integral_value()
        return str(int(valor)) if entero else f"{valor:f}"
    return str(valor) if isinstance(valor, int) else valor


def leer_porcentaje(valor: Any) -> Any:
    """Número de un porcentaje, o su texto sin su signo: ``80``, de «80 %» o «80 por ciento».

    Los ceros con que termina un número los pone el tipo de su columna: ``100.0`` es ``100``.
    """
    if isinstance(valor, NumeroFlotante):
        return valor
    if isinstance(valor, Decimal) and valor.is_finite():
        entero = valor.to_integral_value()
        return Decimal(f"{entero:f}" if valor == entero else f"{valor:f}".rstrip("0"))
    return sin_signo_de_porcentaje(valor) if isinstance(valor, str) else valor


def duda_de_fraccion(valor: object) -> str:
    """La frase que avisa de un porcentaje que pudo ser una parte de uno; vacía, si no."""
    numero = numero_de(valor)
    if numero is None or not 0 < numero <= 1:
        return ""
    de_cien = como_texto((numero * 100).normalize() + 0)
    return f"se leyó como {como_texto(numero)} %; si es una parte de uno, escriba {de_cien}"


_COMO_MILES = re.compile(r"\s*+[1-9]\d{0,2}(?:\.\d{3}|,\d{3})\s*+%?\s*+")


def parece_de_miles(valor: object) -> bool:
    """Si un texto como ``1.000`` puede ser mil para quien los separa, y se lee con decimales."""
    return isinstance(valor, str) and _COMO_MILES.fullmatch(valor) is not None


def frase_de_decimales(textos: Sequence[str]) -> str:
    """Frase de los números que se leyeron así: ``'1.000' se leyó como 1…``."""
    celda = textos[0].strip()
    numero = como_texto(leer_porcentaje(Decimal(celda.rstrip("% ").replace(",", "."))))
    resto = f" (y {len(textos) - 1} más como él)" if len(textos) > 1 else ""
    return (
        f"{mostrar(celda)}{resto} se leyó como {numero}, con el signo por el de los decimales; si"
        " es el de los miles, escríbalo sin él"
    )


def entero_que_llega(valor: Any) -> Any:
    """Entero que puede llegar como decimal."""
    es_entero = isinstance(valor, Decimal) and valor == valor.to_integral_value()
    return int(valor) if es_entero else valor


def leer_lista(valor: Any) -> Any:
    """Textos de una lista: los que llegan, o uno por renglón de la celda."""
    if not isinstance(valor, str):
        return valor
    return [texto for linea in valor.splitlines() if (texto := linea.strip())]


LECTORES: dict[type, Lector] = {
    int: entero_que_llega,
    date: leer_corte,
    Decimal: leer_porcentaje,
}
"""Lectores de los datos que no son un texto, por su tipo."""


def cabe_en_una_celda(valor: Any) -> bool:
    """Si es algo que una celda puede traer, o una lista de eso."""
    if isinstance(valor, list | tuple):
        return all(not isinstance(v, list | tuple) and cabe_en_una_celda(v) for v in valor)
    if isinstance(valor, int):
        return abs(valor) < _ENTERO_ENORME
    if isinstance(valor, Decimal):
        return valor.is_finite() and -_CIFRAS_MAXIMAS < valor.adjusted() < _CIFRAS_MAXIMAS
    return valor is None or isinstance(valor, str | date)


def esperado_en_su_renglon(dato: str, texto: str) -> str:
    """De un código o una fecha que trae algo fuera del renglón, como ``1.1²``, qué se esperaba.

    Vacío si no lo trae, o si en ese dato cabe: en una redacción, «8 m²» va como se ve.
    """
    if not (_pide_su_renglon(dato) and sale_del_renglon(texto)):
        return ""
    clase = "un código" if CATALOGO.es_codigo(dato) else "una fecha"
    return f"{clase} sin exponentes, llamadas de nota ni ecuaciones"


@functools.lru_cache(maxsize=512)
def _pide_su_renglon(dato: str) -> bool:
    return CATALOGO.es_codigo(dato) or CATALOGO.es_fecha(dato)


def dato_desconocido(dato: str, ruta: str, forma: FormaDeFilas) -> Falla:
    """La falla de un dato que no existe, con el más parecido o cómo decir de qué dato es.

    ``ruta``: dónde se nombró.
    """
    cercano = el_mas_cercano(dato, forma.se_leen)
    # La columna con otro nombre es lo corriente: proponerle cualquier dato la confunde.
    pista = (
        f"si es una columna, diga de qué dato: columnas={{'…': {mostrar(dato)}}}"
        if cercano is None
        else f"el más parecido es {cercano!r}"
    )
    motivo = f"no existe el dato {mostrar(dato)}; {pista}"
    return Falla("dato_desconocido", ruta, motivo, datos={"llego": dato, "parecido": cercano})


CALCULADO = "calculado."
"""Comienzo de la clave de una columna que no es un dato del plan, sino que se calcula."""

_GUARDA = "'"
_PARECE_FORMULA = re.compile(r"[\t\r\n]|[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠]")
"""Lo que una hoja de cálculo toma por fórmula: el signo, aunque antes haya blancos, o un corte."""
_SOLO_UN_GUION = "-"


def con_guarda(texto: str) -> str:
    """Texto como va en su celda: con apóstrofo si es vacío, ya lo lleva o sería una fórmula."""
    if texto == _SOLO_UN_GUION:
        return texto
    necesita = not texto or texto.startswith(_GUARDA) or _PARECE_FORMULA.match(texto)
    return f"{_GUARDA}{texto}" if necesita else texto


def es_abierta(rotulos: Iterable[str], forma: FormaDeFilas) -> bool:
    """Si unos rótulos traen todas las columnas de ``filas_de``: los escribió la biblioteca."""
    return set(rotulos) >= {*forma.claves}


def leer_abierta(fila: Mapping[str, Any]) -> dict[str, Any]:
    """Valores de una fila de datos abiertos, sin la guarda de sus textos."""
    return {rotulo: _sin_guarda(celda) for rotulo, celda in fila.items()}


def _sin_guarda(celda: Any) -> Any:
    """Texto que una celda protege; la vacía es un blanco."""
    if not isinstance(celda, str):
        return celda
    return celda.removeprefix(_GUARDA) if celda else None


@attrs.define(eq=False)
class Nodo:
    """Un objeto por armar: sus datos, de dónde salió cada uno y sus listas."""

    lugar: str
    datos: dict[str, Any] = attrs.Factory(dict)
    lugares: dict[str, str] = attrs.Factory(dict)
    """Lugar de cada dato: su fila y su columna."""
    listas: "dict[str, dict[Hashable, Nodo]]" = attrs.Factory(dict)
    """Nodos que contiene, por su lista y su clave; los seguimientos, por su corte."""

    def hijo(self, lista: str, clave: Hashable, lugar: str) -> "Nodo":
        """Nodo de esa clave en una de sus listas.

        Si no está, lo agrega, con ``lugar``, de donde salió.
        """
        hijos = self.listas.setdefault(lista, {})
        if clave not in hijos:
            hijos[clave] = Nodo(lugar)
        return hijos[clave]


def en_su_fila(fallas: Sequence[Falla], lugares: Mapping[str, str]) -> Iterator[Falla]:
    """Fallas con la fila y la columna en vez de la ruta en los datos."""
    for falla in fallas:
        yield falla.en(lugar_en_su_fila(falla.ruta, lugares))


def lugar_en_su_fila(ruta: str, lugares: Mapping[str, str]) -> str:
    """Lugar de la parte más larga de una ruta que lo tenga, y el resto: ``fila 3: zona``."""
    if not ruta:
        return lugares.get("", "")
    ruta_conocida = ruta
    while ruta_conocida and not lugares.get(ruta_conocida):
        ruta_conocida = re.sub(r"(?:\.?[^.\[\]]+|\[\d+\])\Z", "", ruta_conocida)
    resto = ruta[len(ruta_conocida) :].lstrip(".")
    return ": ".join(filter(None, (ruta_conocida and lugares[ruta_conocida], resto)))


def contenido_armado(
    raiz: Nodo,
    tema: Tema,
    otras: Mapping[str, Any],
    fallas: Sequence[Falla] = (),
    reloj: Reloj | None = None,
) -> Contenido:
    """Contenido de unos nodos; ``otras`` son las claves que no salen de ellos, y mandan.

    ``ErrorDeEntrada`` con las ``fallas`` que ya había y todas las suyas, cada una en su fila.
    """
    try:
        contenido = contenido_de({**_datos(raiz), **otras}, tema, reloj)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(
            (*fallas, *en_su_fila(error.fallas, lugares_de(raiz, otras)))
        ) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    return contenido


def _datos(nodo: Nodo) -> dict[str, Any]:
    """Datos de un nodo como van en un archivo."""
    datos = _anidados(nodo.datos)
    for lista, hijos in nodo.listas.items():
        de_cada_hijo = [_datos(hijo) for hijo in hijos.values()]
        datos[lista] = de_cada_hijo[0] if lista == "entidad" else de_cada_hijo
    return datos


def lugares_de(raiz: Nodo, otras: Mapping[str, Any]) -> dict[str, str]:
    """El lugar de donde salió cada dato, por su ruta.

    ``otras``: por su clave, lo que no salió de las filas y no lleva lugar.
    """
    return {
        ruta: lugar
        for ruta, lugar in _lugares(raiz, "")
        if lugar and ruta.partition(".")[0] not in otras
    }


def _lugares(nodo: Nodo, ruta: str) -> Iterator[tuple[str, str]]:
    """La ruta y el lugar del nodo, de sus datos y de los que lleva adentro."""
    yield ruta, nodo.lugar
    for campo, lugar in nodo.lugares.items():
        yield unir_ruta(ruta, campo), lugar
    for lista, hijos in nodo.listas.items():
        for numero, hijo in enumerate(hijos.values()):
            yield from _lugares(
                hijo, lista if lista == "entidad" else f"{unir_ruta(ruta, lista)}[{numero}]"
            )


def _anidados(planos: Mapping[str, Any]) -> dict[str, Any]:
    """Datos con sus objetos: ``{"verificacion.nota": …}`` → ``{"verificacion": {"nota": …}}``."""
    datos: dict[str, Any] = {}
    for clave, valor in planos.items():
        objeto, punto, campo = clave.partition(".")
        if punto:  # lo de adentro puede llevar puntos en su nombre
            datos.setdefault(objeto, {})[campo] = valor
        else:
            datos[clave] = valor
    return datos
