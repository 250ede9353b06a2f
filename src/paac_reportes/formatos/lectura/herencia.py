"""Un formato que parte de otro y dice sólo lo que cambia."""

from collections.abc import Iterator
from copy import deepcopy
from difflib import get_close_matches
from typing import Any

from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar

BASE, QUITA, REEMPLAZA, COLUMNA = "base", "quita", "reemplaza", "columna"
"""Las claves que sólo tiene quien hereda."""


def heredar(base: dict[str, Any], propio: dict[str, Any]) -> tuple[dict[str, Any], list[Falla]]:
    """Los datos del formato completo, y lo que quiso cambiar y la base no trae.

    Las tablas se juntan clave por clave; lo demás, lo propio va en lugar de lo de la base. Además:
    ``quita`` nombra claves de la base, ``reemplaza`` cambia textos iguales dondequiera que estén y
    ``tablas.NOMBRE.columna."dato"`` cambia, quita o agrega una columna.
    """
    datos, propio, fallas = deepcopy(base), deepcopy(propio), list[Falla]()
    fallas += _quitar(datos, propio.get(QUITA, []))
    fallas += _reemplazar(datos, propio.get(REEMPLAZA, {}))
    fallas += _cambiar_columnas(datos, propio.get("tablas", {}))
    suyo = sin_herencia(propio)
    # La vigencia es de cada versión, y quien parte del formato de otra entidad lo hace suyo. Con el
    # mismo comienzo de nombre, el archivo de uno reemplazaría el del otro.
    for clave in ("vigente_desde", "vigente_hasta", "entidad", "archivo"):
        datos.pop(clave, None)
    if "regimenes" in suyo:
        # Los equivalentes de la base lo son en otros regímenes que los suyos.
        datos.pop("equivalentes", None)
    return _juntar(datos, suyo), fallas


def sin_herencia(propio: dict[str, Any]) -> dict[str, Any]:
    """Lo propio sin las claves que sólo tiene quien hereda."""
    suyo = {clave: v for clave, v in propio.items() if clave not in {BASE, QUITA, REEMPLAZA}}
    if isinstance(suyo.get("tablas"), dict):
        suyo["tablas"] = {
            nombre: {c: v for c, v in tabla.items() if c != COLUMNA}
            if isinstance(tabla, dict)
            else tabla
            for nombre, tabla in suyo["tablas"].items()
        }
    return suyo


def _juntar(base: Any, propio: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(propio, dict):
        return propio
    juntos = {c: _juntar(base[c], v) if c in base else v for c, v in propio.items()}
    return base | juntos


def _quitar(datos: dict[str, Any], claves: Any) -> Iterator[Falla]:
    if not isinstance(claves, list) or not all(isinstance(clave, str) for clave in claves):
        yield Falla(QUITA, f"se esperaba una lista de claves, llegó {mostrar(claves)}")
        return
    for numero, clave in enumerate(claves):
        *caminos, ultima = clave.split(".")
        tabla: Any = datos
        for paso in caminos:
            tabla = tabla.get(paso) if isinstance(tabla, dict) else None
        if isinstance(tabla, dict) and ultima in tabla:
            del tabla[ultima]
        else:
            yield Falla(f"{QUITA}[{numero}]", f"el formato base no trae {mostrar(clave)}")


def _reemplazar(datos: dict[str, Any], cambios: Any) -> Iterator[Falla]:
    if not isinstance(cambios, dict) or not all(isinstance(v, str) for v in cambios.values()):
        yield Falla(REEMPLAZA, "se esperaba una tabla de textos: el de la base y el suyo")
        return
    hallados = set(_textos(datos))
    for viejo in cambios:
        if viejo not in hallados:
            cercano = get_close_matches(viejo, sorted(hallados), n=1, cutoff=0.4)
            pista = f"; el más parecido es {cercano[0]!r}" if cercano else ""
            yield Falla(REEMPLAZA, f"el formato base no trae el texto {mostrar(viejo)}{pista}")
    for clave, valor in datos.items():
        datos[clave] = _con_textos(valor, cambios)


def _textos(valor: Any) -> Iterator[str]:
    if isinstance(valor, str):
        yield valor
    elif isinstance(valor, dict | list):
        for elemento in valor.values() if isinstance(valor, dict) else valor:
            yield from _textos(elemento)


def _con_textos(valor: Any, cambios: dict[str, str]) -> Any:
    if isinstance(valor, str):
        return cambios.get(valor, valor)
    if isinstance(valor, list):
        return [_con_textos(elemento, cambios) for elemento in valor]
    if isinstance(valor, dict):
        return {clave: _con_textos(elemento, cambios) for clave, elemento in valor.items()}
    return valor


def _cambiar_columnas(datos: dict[str, Any], tablas: Any) -> Iterator[Falla]:
    """Aplica los ``columna`` de cada tabla y los retira de lo propio, que ya no los necesita."""
    for nombre, tabla in tablas.items() if isinstance(tablas, dict) else ():
        cambios = tabla.pop(COLUMNA, {}) if isinstance(tabla, dict) else {}
        lugar = f"tablas.{nombre}.{COLUMNA}"
        if cambios and "columnas" in tabla:
            yield Falla(
                lugar, "se esperaba columna, que cambia las de la base, o columnas, no ambas"
            )
            continue
        de_la_base = _columnas_de(datos, nombre)
        if cambios and not isinstance(de_la_base, list):
            yield Falla(lugar, f"el formato base no trae la tabla {nombre!r}")
            continue
        if not isinstance(cambios, dict) or not all(isinstance(c, dict) for c in cambios.values()):
            yield Falla(lugar, "se esperaba una tabla por columna, con su dato por nombre")
            continue
        for dato, cambio in cambios.items():
            yield from _cambiar_columna(de_la_base, dato, dict(cambio), f"{lugar}.{dato}")


def _columnas_de(datos: dict[str, Any], nombre: str) -> Any:
    """Las columnas de una tabla, si la base las tiene en su sitio."""
    for clave in ("tablas", nombre, "columnas"):
        datos = datos.get(clave, {}) if isinstance(datos, dict) else {}
    return datos


def _cambiar_columna(
    columnas: list[Any], dato: str, cambio: dict[str, Any], lugar: str
) -> Iterator[Falla]:
    posicion = _donde(columnas, dato)
    quita = cambio.pop("quita", False)
    if not isinstance(quita, bool):
        yield Falla(f"{lugar}.quita", f"se esperaba true o false, llegó {mostrar(quita)}")
    elif quita and cambio:
        yield Falla(lugar, f"una columna que se quita no lleva {', '.join(cambio)}")
    elif quita and posicion is None:
        yield Falla(lugar, "el formato base no trae esa columna")
    elif quita and posicion is not None:
        del columnas[posicion]
    if quita is not False:
        return
    tras = cambio.pop("tras", None)
    if tras is not None and (tras == dato or _donde(columnas, tras) is None):
        yield Falla(f"{lugar}.tras", f"el formato base no trae la columna {mostrar(tras)}")
        return
    nueva = {} if "texto" in cambio else {"dato": dato}
    columna = nueva if posicion is None else columnas.pop(posicion)
    vecina = _donde(columnas, tras) if tras is not None else None
    if vecina is not None:
        posicion = vecina + 1
    columnas.insert(len(columnas) if posicion is None else posicion, columna | cambio)


def _donde(columnas: list[Any], dato: object) -> int | None:
    """La primera columna que muestra un dato, o que dice un texto."""
    for numero, columna in enumerate(columnas):
        suya = columna if isinstance(columna, dict) else {}
        suyo = suya.get("dato", suya.get("texto"))
        if dato == suyo or (isinstance(suyo, list) and dato in suyo):
            return numero
    return None
