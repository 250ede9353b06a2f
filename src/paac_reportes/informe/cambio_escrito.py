"""Un cambio contado, sea de lo que sea: en un renglón, y como datos para JSON."""

from collections.abc import Iterable
from typing import Any

from paac_reportes.analisis.cambios import (
    CambioDeElemento,
    CambioDeTexto,
    CambiosDeLista,
    SeReconoce,
    textos_de,
)
from paac_reportes.estructura import desestructurar
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.textos.frases import con_minuscula, en_un_renglon

_NADA = "nada"


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


def nombre_de_elemento(elemento: object, se_conoce: SeReconoce) -> str:
    """El código y el texto de un elemento en un renglón; sin texto, la opción que trae."""
    texto, codigo, opcion = se_conoce.senas_de(elemento)
    calla_su_texto = se_conoce.texto or not codigo
    dice = texto or (opcion.capitalize() if calla_su_texto else "")
    return en_un_renglon(". ".join(filter(None, (codigo, dice))))


def nombre_con_reporte(raiz: str, elemento: object, se_conoce: SeReconoce) -> str:
    """Un elemento que entra o que sale: su nombre y, si es un reporte, lo que reportó."""
    nombre = nombre_de_elemento(elemento, se_conoce)
    if not se_conoce.reporte:
        return nombre
    textos = textos_de(raiz, elemento, [f"{raiz}.{campo}" for campo in se_conoce.reporte])
    reporte = "; ".join(
        f"{_dato(clave)}: {en_un_renglon(texto)}" for clave, texto in textos.items()
    )
    return f"{nombre}; {reporte}" if reporte else nombre


def cambios_en_palabras(cambios: Iterable[CambioDeTexto]) -> str:
    """``meta: 3 → 5; indicador: nada → Porcentaje``: cada dato, con lo que decía y lo que dice."""
    return "; ".join(f"{_dato(cambio.campo)}: {de_a(cambio)}" for cambio in cambios)


def _dato(clave: str) -> str:
    return con_minuscula(CATALOGO[clave].largo if CATALOGO.conoce(clave) else clave)


def de_a(cambio: CambioDeTexto) -> str:
    """``antes → después``; si algo sigue igual, con las palabras que cambiaron entre corchetes."""
    antes, despues = cambio.antes, cambio.despues
    if any(operacion == "igual" for operacion, _ in cambio.palabras()):
        antes, despues = marcado(cambio)
    return f"{en_un_renglon(antes) or _NADA} → {en_un_renglon(despues) or _NADA}"


# ------------------------------------------------------------------ datos


def dato_de_cambio(cambio: CambioDeTexto) -> dict[str, Any]:
    """Un dato que dice otra cosa, para JSON."""
    return {
        "campo": cambio.campo,
        "antes": cambio.antes,
        "despues": cambio.despues,
        "palabras": [list(tramo) for tramo in cambio.palabras()],
    }


def datos_de_lista(cambios: CambiosDeLista) -> dict[str, Any]:
    """Lo que cambió en una lista, para JSON; nada si no cambió."""
    if not cambios.hay:
        return {}
    return {
        "entran": [desestructurar(uno) for uno in cambios.entran],
        "salen": [desestructurar(uno) for uno in cambios.salen],
        "cambian": list(map(datos_de_elemento, cambios.cambian)),
    }


def datos_de_elemento(cambio: CambioDeElemento) -> dict[str, Any]:
    """Un elemento que está en los dos lados y dice otra cosa, para JSON."""
    listas = {nombre: datos_de_lista(cambios) for nombre, cambios in cambio.listas.items()}
    return {
        "antes": desestructurar(cambio.antes),
        "despues": desestructurar(cambio.despues),
        "cambios": list(map(dato_de_cambio, cambio.cambios)),
        **({"listas": listas} if listas else {}),
    }
