"""Las partes de un cuerpo, que un heredero quita sin copiarlo.

Una parte es un título con clave y todos los bloques hasta el siguiente título de su nivel o de uno
más alto. El contenido y las firmas, que llevan lo suyo, son cada uno una parte de primer nivel, y
una tabla con clave, una de un solo bloque. El salto o la sección que va justo antes de
un título es de su parte: su página va con él.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.textos.plano import el_mas_parecido

_APARTE = "aparte"
"""La clave que dice, en el formato completo, qué partes de su base no lleva."""
_PROPIAS = {"contenido", "firmas"}
"""Los bloques que son una parte de primer nivel sin llevar un título."""
_DE_PAGINA = {"salto", "seccion"}


def quitar_partes(datos: dict[str, Any], por_ruta: Mapping[str, str]) -> Iterator[Falla]:
    """Quita del cuerpo las partes que se nombran, cada una en su ruta; da las que no están."""
    escrito = datos.get("cuerpo")
    cuerpo = escrito if isinstance(escrito, list) else []
    habia, apartadas = _claves(cuerpo), _textos(datos.get(_APARTE))
    sobran = set[int]()
    for ruta, clave in por_ruta.items():
        if (lugar := _lugar(cuerpo, clave)) is None:
            parecida = el_mas_parecido(clave, habia, "la parte más parecida es", cutoff=0.6)
            pista = ": también parte de otro, y la quitó" if clave in apartadas else parecida
            motivo = f"el formato base no trae {mostrar(clave)}{pista}"
            yield Falla("base_invalida", ruta, motivo)
        else:
            sobran.update(lugar)
    if not sobran:
        return
    quedan = _sin(cuerpo, sobran)
    # Las tablas que sólo nombraba lo que se quitó.
    solas = _tablas(cuerpo) - _tablas(quedan)
    if isinstance(tablas := datos.get("tablas"), dict):
        datos["tablas"] = {nombre: tabla for nombre, tabla in tablas.items() if nombre not in solas}
    datos["cuerpo"], claves = quedan, _claves(quedan)
    ya_no = dict.fromkeys((*apartadas, *habia))
    datos[_APARTE] = [clave for clave in ya_no if clave not in claves]
    if all(_tipo(bloque) in _DE_PAGINA for bloque in quedan):
        yield Falla("formato_incoherente", next(iter(por_ruta)), "no queda ninguna parte")


def _dice(bloque: Any, clave: str) -> Any:
    """Valor de una clave del bloque; nada si no es un diccionario."""
    return bloque.get(clave) if isinstance(bloque, dict) else None


def _textos(valor: Any) -> list[str]:
    """Los textos de una lista; ninguno si no lo es."""
    return [texto for texto in valor if isinstance(texto, str)] if isinstance(valor, list) else []


def _tipo(bloque: Any) -> str:
    """El tipo del bloque, si es un texto: lo demás ya lo dirá quien lea el formato."""
    tipo = _dice(bloque, "tipo")
    return tipo if isinstance(tipo, str) else ""


def _nivel(bloque: Any) -> int | None:
    """El nivel del título del bloque, si empieza una parte."""
    tipo, nivel = _tipo(bloque), _dice(bloque, "nivel")
    if tipo in _PROPIAS:
        return 1
    if tipo in {"titulo", "resultados"} or (tipo == "texto" and _dice(bloque, "titulo")):
        return nivel if isinstance(nivel, int) else 2 if tipo == "resultados" else 1
    return None


def _claves(cuerpo: Sequence[Any]) -> list[str]:
    return [*dict.fromkeys(_textos([_dice(bloque, "clave") for bloque in cuerpo]))]


def _tablas(cuerpo: Sequence[Any]) -> set[str]:
    """Las tablas que sus bloques nombran."""
    return {tabla for bloque in cuerpo for tabla in _textos(_dice(bloque, "tablas"))}


def _lugar(cuerpo: Sequence[Any], clave: str) -> range | None:
    """Lugar de la parte con esa clave; si un título y otro bloque la llevan, el del título."""
    numeros = [numero for numero, bloque in enumerate(cuerpo) if _dice(bloque, "clave") == clave]
    if not numeros:
        return None
    desde = next((n for n in numeros if _nivel(cuerpo[n]) is not None), numeros[0])
    nivel, hasta = _nivel(cuerpo[desde]), desde + 1
    if nivel is None:
        return range(desde, hasta)
    while hasta < len(cuerpo) and not _cierra(cuerpo[hasta], nivel):
        hasta += 1
    # Un salto o una sección van con la parte que los sigue.
    while hasta < len(cuerpo) and _tipo(cuerpo[hasta - 1]) in _DE_PAGINA:
        hasta -= 1
    while desde and _tipo(cuerpo[desde - 1]) in _DE_PAGINA:
        desde -= 1
    return range(desde, hasta)


def _cierra(bloque: Any, nivel: int) -> bool:
    """Si en ese bloque termina una parte de ese nivel; la portada, con cualquier título."""
    otro = _nivel(bloque)
    return otro is not None and (otro <= nivel or nivel == 0)


def _sin(cuerpo: Sequence[Any], sobran: set[int]) -> list[Any]:
    """Los bloques que quedan; donde se fue la sección de alguno, empieza antes la suya."""
    quedan = list[Any]()
    seccion = abierta = None
    for numero, bloque in enumerate(cuerpo):
        if _tipo(bloque) == "seccion":
            seccion = bloque
        if numero in sobran:
            continue
        if _tipo(bloque) == "seccion":
            abierta = bloque
        elif seccion is not abierta and _tipo(bloque) not in _DE_PAGINA:
            abierta = seccion
            if quedan and _tipo(quedan[-1]) == "salto":
                quedan.pop()  # otra sección ya empieza en otra página
            quedan.append(seccion)
        quedan.append(bloque)
    return quedan
