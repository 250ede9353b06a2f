"""Un nombre propio dentro de una frase: «del Municipio de Prueba», no «de MUNICIPIO DE PRUEBA».

En una tabla, en un título y en los datos van como los escribió la entidad.
"""

import functools

from paac_reportes.expresiones import expresion
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import conjunto, en_plano

_PALABRA = expresion(r"[^\W\d_]+(?:\.[^\W\d_]+\.?)*")
"""Con los puntos de una sigla: ``E.S.P.``"""
_EN_MINUSCULA = conjunto("de del la las el los y e o u en para por con sin a al sobre")
_SIGLAS = conjunto("sena dane dian icbf igac mipg paac ptep pqrs pqrsd pqrsdf suit sisbén sisben")
_CORTAS = conjunto("red mar sur río rio paz ley sol luz san vía via don")
"""Las de tres letras o menos que no son una sigla."""
_LETRAS_DE_UNA_SIGLA = 3
_ROMANOS = expresion(r"[IVX]+")

_MASCULINOS = conjunto(
    "municipio departamento distrito instituto ministerio hospital concejo fondo centro servicio"
    " establecimiento consejo colegio politecnico area despacho grupo comite archivo banco canal"
    " jardin parque teatro museo ente organismo sistema programa proceso equipo"
)
_FEMENINOS = conjunto(
    "alcaldia gobernacion secretaria subsecretaria empresa corporacion personeria contraloria"
    " universidad superintendencia unidad agencia institucion caja camara direccion subdireccion"
    " oficina asociacion fundacion loteria fiscalia procuraduria defensoria registraduria comision"
    " escuela imprenta industria sociedad red biblioteca gerencia subgerencia asesoria jefatura"
    " division coordinacion inspeccion comisaria tesoreria vicerrectoria rectoria"
)


@functools.lru_cache(maxsize=512)
def en_frase(nombre: str) -> str:
    """Como se escribe dentro de una frase: si todo va en mayúsculas, sólo las que llevan.

    El que ya trae minúsculas, o es de una sola palabra corta, se deja: lo escribieron así, o es una
    sigla.
    """
    dicho = en_un_renglon(nombre)
    if dicho != dicho.upper() or dicho == dicho.lower():
        return dicho
    palabras = _PALABRA.findall(dicho)
    if len(palabras) == 1 and len(palabras[0]) <= 2 * _LETRAS_DE_UNA_SIGLA:
        return dicho
    inicio = _PALABRA.search(dicho)
    return _PALABRA.sub(
        lambda hallada: _con_sus_mayusculas(
            hallada[0], es_primera=inicio is not None and hallada.start() == inicio.start()
        ),
        dicho,
    )


def _con_sus_mayusculas(palabra: str, *, es_primera: bool) -> str:
    minuscula = palabra.lower()
    if minuscula in _EN_MINUSCULA:
        return minuscula.capitalize() if es_primera else minuscula
    es_sigla = (
        "." in palabra
        or minuscula in _SIGLAS
        or (len(palabra) <= _LETRAS_DE_UNA_SIGLA and minuscula not in _CORTAS)
        or not set(en_plano(palabra)) & set("aeiou")
        or _ROMANOS.fullmatch(palabra) is not None
    )
    return palabra if es_sigla else minuscula.capitalize()


def con_articulo(nombre: str) -> str:
    """``la Secretaría de Hacienda``; el que no se sabe que lo lleve, sin él: ``Emcali``."""
    escrito = en_frase(nombre)
    articulo = _articulo(escrito)
    return f"{articulo} {escrito}" if articulo else escrito


def con_de(nombre: str) -> str:
    """``del Municipio de Prueba``, ``de la Alcaldía de Prueba``, ``de Emcali``."""
    escrito = en_frase(nombre)
    articulo = _articulo(escrito)
    if articulo == "el":
        return f"del {escrito}"
    return f"de {articulo} {escrito}" if articulo else f"de {escrito}"


def _articulo(escrito: str) -> str:
    primera = en_plano(escrito.partition(" ")[0])
    if primera in _MASCULINOS:
        return "el"
    return "la" if primera in _FEMENINOS else ""
