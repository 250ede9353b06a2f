"""Un cambio contado, sea de lo que sea: en un renglón, y como datos para JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.analisis.cambios import (
    CambioDeElemento,
    CambioDeTexto,
    CambiosDeLista,
    textos_de,
)
from paac_reportes.analisis.senas import Senas, nombre_de, senas_de
from paac_reportes.estructura import desestructurar
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo import CambioDocumento
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.temas import Tema
from paac_reportes.textos.frases import con_minuscula, en_un_renglon

_NADA = "nada"

Novedad = tuple[str, str]
"""La clase de un cambio, y su renglón."""


def por_clase(novedades: Iterable[Novedad]) -> Iterator[str]:
    """Los renglones de cada clase de cambio, bajo su nombre y tras un blanco."""
    for clase, renglones in agrupadas(novedades).items():
        yield from ("", clase, *(f"  {renglon}" for renglon in renglones))


def marcado(cambio: CambioDeTexto) -> tuple[str, str]:
    """Los dos textos con las palabras que cambiaron entre corchetes."""
    antes, despues = [], []
    for operacion, texto in cambio.palabras():
        if operacion == "igual":
            antes.append(texto)
            despues.append(texto)
        else:
            (antes if operacion == "quitó" else despues).append(f"[{texto}]")
    return " ".join(antes), " ".join(despues)


def nombre_con_reporte(raiz: str, elemento: object, senas: Senas) -> str:
    """Un elemento que entra o que sale: su nombre y, si es un reporte, lo que reportó."""
    nombre = en_un_renglon(nombre_de(elemento, senas))
    if not senas.de_reporte:
        return nombre
    textos = textos_de(raiz, elemento, [f"{raiz}.{campo}" for campo in senas.texto])
    reporte = "; ".join(
        f"{_dato(clave)}: {en_un_renglon(texto)}" for clave, texto in textos.items()
    )
    return f"{nombre}; {reporte}" if reporte else nombre


def cambios_en_palabras(cambios: Iterable[CambioDeTexto]) -> str:
    """``meta: 3 → 5; indicador: nada → Porcentaje``: cada dato, con lo que decía y lo que dice."""
    return "; ".join(f"{_dato(cambio.campo)}: {de_a(cambio)}" for cambio in cambios)


def _dato(clave: str) -> str:
    """El nombre largo de un dato, en minúscula: ``meta o producto``."""
    return con_minuscula(CATALOGO[clave].largo if CATALOGO.conoce(clave) else clave)


def de_a(cambio: CambioDeTexto) -> str:
    """``antes → después``; si algo sigue igual, con las palabras que cambiaron entre corchetes."""
    antes, despues = cambio.antes, cambio.despues
    if any(operacion == "igual" for operacion, _ in cambio.palabras()):
        antes, despues = marcado(cambio)
    return f"{en_un_renglon(antes) or _NADA} → {en_un_renglon(despues) or _NADA}"


def renglones_de_listas(
    listas: Mapping[str, CambiosDeLista], clase: type, tema: Tema, prefijo: str
) -> Iterator[Novedad]:
    """Lo que entra, sale o cambia en cada lista, y en las listas de lo que cambió.

    ``prefijo`` nombra el elemento que las contiene: ``"1. Contratación › "``.
    """
    for lista in (contenido for contenido in contenidos_de(clase) if contenido.nombre in listas):
        cambios = listas[lista.nombre]
        titulo, se_conoce = CATALOGO.de_raiz(lista.raiz).titulo, senas_de(lista.raiz, tema)
        for verbo, elementos in (("entra", cambios.entran), ("sale", cambios.salen)):
            for elemento in elementos:
                nombre = nombre_con_reporte(lista.raiz, elemento, se_conoce)
                yield f"{titulo} que {verbo}", f"{prefijo}{nombre}"
        for cambio in cambios.cambian:
            nombre = f"{prefijo}{en_un_renglon(nombre_de(cambio.despues, se_conoce))}"
            if cambio.cambios:
                yield f"{titulo} que cambió", f"{nombre}; {cambios_en_palabras(cambio.cambios)}"
            yield from renglones_de_listas(cambio.listas, lista.clase, tema, f"{nombre} › ")


# ------------------------------------------------------------------ datos


def cambio_en_datos(valor: Any) -> Any:
    """Lo que cambió, para JSON: una fila o un riesgo, por su ruta; lo de una lista, entero."""
    if isinstance(valor, tuple):
        return list(map(cambio_en_datos, valor))
    if isinstance(valor, Mapping):
        return {clave: cambio_en_datos(suyo) for clave, suyo in valor.items()}
    if isinstance(valor, CambioDeTexto):
        campos = {campo: getattr(valor, campo) for campo in ("campo", "antes", "despues")}
        return {**campos, "palabras": [list(tramo) for tramo in valor.palabras()]}
    if isinstance(valor, CambiosDeLista | CambioDeElemento):
        campos = attrs.fields(type(valor))
        return {campo.name: cambio_en_datos(getattr(valor, campo.name)) for campo in campos}
    return valor.ruta if hasattr(valor, "ruta") else desestructurar(valor)


def rutas_de_pareja(pareja: Any) -> dict[str, str]:
    """Las rutas de hoy y de antes de lo que está en los dos lados, para JSON."""
    return {"ruta": pareja.despues.ruta, "ruta_antes": pareja.antes.ruta}


def dato_de_pareja(pareja: Any) -> dict[str, Any]:
    """Sus rutas y cómo se reconoció, con su parecido, para JSON."""
    parecido = pareja.parecido and round(pareja.parecido, 2)
    return {**rutas_de_pareja(pareja), "como": pareja.como, "parecido": parecido}


def version_escrita(cambio: CambioDocumento) -> str:
    """``la versión 2, del 31/01/2023: «Se retira la 1.1»``: un renglón del control de cambios."""
    return f"la versión {cambio.version}, del {cambio.fecha}: «{en_un_renglon(cambio.razon)}»"
