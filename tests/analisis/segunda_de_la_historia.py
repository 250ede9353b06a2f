"""Lo que se hizo con lo debido, otra vez: bucles sobre los datos, desde la especificación.

*Debida*: su último día es el corte anterior o antes y no constaba terminada, sea cual sea su clase,
con los datos de entonces. De cada una, lo que hoy es distinto. Una fila se reconoce por lo que dice,
que aquí no se repite. Con los datos de entonces, también la que vencía en el período y hoy no está, o
vence después de él.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from analisis.segunda import METODO, NO_SON_REPORTE, corte_de, filas_al_corte, lugares, numero

CLASES = {
    "vencidas": "vencida",
    "vencidas_sin_reporte": "vencida sin reporte",
    "por_determinar": "por determinar",
    "al_dia_sin_reporte": "al día y sin reporte después",
    "en_blanco": "en blanco bajo un reporte",
}


def historia(
    antes: dict[str, Any] | None, hoy: dict[str, Any], desde: date, corte: date
) -> dict[str, dict[str, Any]]:
    """Por lo que dice cada fila debida, su clase y lo que se hizo; sin ``antes``, con lo de hoy."""
    de_entonces = filas_al_corte(antes if antes is not None else hoy, desde, None, METODO)
    ahora = {clave(fila): fila for fila in filas_al_corte(hoy, corte, desde, METODO)}
    hoy_entonces = {clave(fila): fila for fila in filas_al_corte(hoy, desde, None, METODO)}
    se_sabe = traen_de(hoy, desde)
    nombres_viejos = {clave(fila) for fila in de_entonces}
    nuevas = [fila for nombre, fila in ahora.items() if nombre not in nombres_viejos]
    halladas: dict[str, dict[str, Any]] = {}
    for vieja in (una for una in de_entonces if una["clase_de_vencida"] is not None):
        nueva = ahora.get(clave(vieja))
        if nueva is None:
            gestos = {"retirada"}
        else:
            gestos = de_hoy(nueva, hoy_entonces[clave(vieja)], se_sabe=se_sabe)
            if antes is not None:
                gestos |= contra_lo_de_entonces(vieja, nueva, desde, se_sabe=se_sabe)
        if gestos:
            halladas[clave(vieja)] = {
                "clase": CLASES[vieja["clase_de_vencida"]],
                "vencia": max(vieja["dias"]),
                "gestos": gestos,
                "en_su_lugar": otra_en_su_lugar(vieja, nuevas) if nueva is None else None,
            }
    if antes is not None:
        halladas |= del_periodo(de_entonces, ahora, nuevas, desde, corte)
    return halladas


def del_periodo(
    de_entonces: list[dict[str, Any]],
    ahora: dict[str, dict[str, Any]],
    nuevas: list[dict[str, Any]],
    desde: date,
    corte: date,
) -> dict[str, dict[str, Any]]:
    """De las que vencían entre los dos cortes, las retiradas y las que hoy vencen después o nunca."""
    halladas: dict[str, dict[str, Any]] = {}
    for vieja in de_entonces:
        vencia = max(vieja["dias"], default=None)
        if vencia is None or not desde < vencia <= corte:
            continue
        if vieja["terminada"] or not vieja["aplica"]:
            continue
        nueva = ahora.get(clave(vieja))
        if nueva is not None:
            vence_despues = not nueva["dias"] or max(nueva["dias"]) > corte
            if nueva["terminada"] or not nueva["aplica"] or not vence_despues:
                continue
        halladas[clave(vieja)] = {
            "clase": "vencía en el período",
            "vencia": vencia,
            "gestos": {"retirada" if nueva is None else "corrida"},
            "en_su_lugar": otra_en_su_lugar(vieja, nuevas) if nueva is None else None,
        }
    return halladas


def traen_de(datos: dict[str, Any], hasta: date) -> bool:
    """Si unos datos traen algún seguimiento hasta un corte: sin ninguno, de entonces no se sabe."""
    return any(
        corte_de(uno) <= hasta
        for lugar in lugares(datos)
        for uno in lugar["datos"].get("seguimientos") or []
    )


def de_hoy(nueva: dict[str, Any], entonces: dict[str, Any], *, se_sabe: bool) -> set[str]:
    """Lo que dicen los datos de hoy; ``entonces`` es la fila de hoy en el corte anterior."""
    if not nueva["aplica"]:
        return {"no_aplica"}
    ya = se_sabe and entonces["aplica"] and entonces["terminada"]
    return {"terminada"} if nueva["terminada"] and not ya else set()


def contra_lo_de_entonces(
    vieja: dict[str, Any], nueva: dict[str, Any], desde: date, *, se_sabe: bool
) -> set[str]:
    """Lo que sólo se ve con los datos de entonces."""
    gestos = set()
    if not nueva["dias"] or max(nueva["dias"]) > max(vieja["dias"]):
        gestos.add("corrida")
    if any(pedido(vieja, campo) != pedido(nueva, campo) for campo in PEDIDOS):
        gestos.add("reescrita")
    if se_sabe and reportado(vieja, desde) != reportado(nueva, desde):
        gestos.add("reporte")
    return gestos


def otra_en_su_lugar(vieja: dict[str, Any], nuevas: list[dict[str, Any]]) -> str | None:
    """La nueva que está en su tabla con su código."""
    suyas = (otra for otra in nuevas if otra["tabla"] == vieja["tabla"])
    return next((clave(una) for una in suyas if codigo(una) == codigo(vieja)), None)


PEDIDOS = ("meta", "indicador", "mejora", "accion")


def clave(fila: dict[str, Any]) -> str:
    """Lo que dice una fila, que ninguna otra dice."""
    return str(fila["datos"].get("descripcion") or fila["datos"]["nombre"])


def codigo(fila: dict[str, Any]) -> str | None:
    datos: dict[str, str | None] = fila["datos"]
    return datos.get("codigo") or datos.get("numero")


def pedido(fila: dict[str, Any], campo: str) -> list[str]:
    """Las palabras de un dato: ni mayúsculas, ni tildes, ni puntuación son un cambio."""
    sueltas = unicodedata.normalize("NFD", (fila["datos"].get(campo) or "").casefold())
    return re.findall(r"\w+", "".join(c for c in sueltas if not unicodedata.combining(c)))


def reportado(fila: dict[str, Any], hasta: date) -> list[tuple[Any, ...]]:
    """Lo que una fila reporta hasta un corte; decir «sin reporte», o un guion, es no decir nada."""
    dichos = []
    for uno in sorted(fila["datos"].get("seguimientos") or [], key=corte_de):
        texto = (uno.get("texto") or "").strip()
        estado = uno.get("estado")
        dice = (
            numero(uno.get("avance")),
            None if estado == "sin_reporte" else estado,
            "" if texto.upper() in NO_SON_REPORTE else texto,
        )
        if corte_de(uno) <= hasta and dice != (None, None, ""):
            dichos.append((corte_de(uno), *dice))
    return dichos
