"""Un contenido en que una sola de sus listas crece: lo demás, uno de cada cosa."""

from datetime import date, timedelta
from typing import Any

import attrs

from ayudas.muestras import muestra_de
from paac_reportes.estructura import desestructurar, estructurar
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.modelo.campos import EXTRAS
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import Rama, caminos_de, contenidos_de
from paac_reportes.modelo.temas import tema

FORMATOS = {"plan": "EV-EGMC-PC-003-FM-002", "mapa": "mapa-corrupcion-2015"}
"""Uno de cada contenido, de cuya muestra sale lo que crece."""
Camino = tuple[Rama, ...]
"""Por dónde se baja a una lista, de afuera adentro."""
_DESDE = date(2020, 1, 1)


def listas_de(clase: type) -> list[Camino]:
    """Todas las de un contenido, sin entrar a otro que lleve."""
    return [
        camino
        for camino in caminos_de(clase)
        if camino[-1].es_lista and not any(hasattr(rama.clase, "TEMA") for rama in camino)
    ]


def crecido(clave: str, camino: Camino, cuantos: int) -> Any:
    """Uno con ``cuantos`` en esa lista, y a lo más uno en las demás; cada uno dice lo suyo."""
    muestra = muestra_de(hallar_formato(FORMATOS[clave])[0]).contenido
    datos, clase = desestructurar(muestra), tema(clave).clase
    if camino[0].nombre == "componentes" and datos.get("dependencias"):
        datos["componentes"] = datos.pop("dependencias")[0]["componentes"]
    elif camino[0].nombre == "dependencias" and not datos.get("dependencias"):
        datos["dependencias"] = [{"nombre": "SECRETARÍA", "componentes": datos.pop("componentes")}]
    _podar(datos, clase, camino, cuantos)
    return estructurar(datos, clase)


def _podar(datos: dict[str, Any], clase: type, camino: Camino, cuantos: int) -> None:
    for rama in contenidos_de(clase):
        siguen = camino[1:] if camino[:1] == (rama,) else None
        suyos = datos.get(rama.nombre)
        if not rama.es_lista:
            if suyos:
                _podar(suyos, rama.clase, siguen or (), cuantos)
            continue
        uno = dict((suyos or [_uno(rama)])[0]) if siguen is not None or suyos else None
        if uno is None:
            continue
        _podar(uno, rama.clase, siguen or (), cuantos)
        veces = cuantos if siguen == () else 1
        datos[rama.nombre] = [_distinto(uno, rama, numero) for numero in range(veces)]


def _uno(rama: Rama) -> dict[str, Any]:
    """El de una lista que la muestra no trae."""
    obligatorios = (c.name for c in attrs.fields(rama.clase) if c.default is attrs.NOTHING)
    return {campo: str(_DESDE) if campo == "corte" else "Texto" for campo in obligatorios}


def _distinto(uno: dict[str, Any], rama: Rama, numero: int) -> dict[str, Any]:
    """El mismo con otro código, otro corte y otras palabras."""
    suyo = dict(uno)
    for campo, valor in uno.items():
        dato = f"{rama.raiz}.{campo}"
        if campo == "corte":
            suyo[campo] = str(_DESDE + timedelta(days=numero))
        elif campo in _LO_NOMBRAN:
            suyo[campo] = numero + 1 if isinstance(valor, int) else f"{numero + 1}"
        elif campo != EXTRAS and isinstance(valor, str) and CATALOGO.tipo(dato) is str:
            otro = f"{valor} {_PALABRAS[numero % 9]}{numero}"
            suyo[campo] = valor if CATALOGO.opciones(dato) else otro
    for dentro in contenidos_de(rama.clase):
        if dentro.es_lista and uno.get(dentro.nombre):
            suyo[dentro.nombre] = [
                _con_otras_palabras(de_adentro, dentro, numero) for de_adentro in uno[dentro.nombre]
            ]
    return suyo


def _con_otras_palabras(uno: dict[str, Any], rama: Rama, numero: int) -> dict[str, Any]:
    """Lo que va adentro de otro: con su código y su corte, y dice lo suyo."""
    suyos = {campo: uno[campo] for campo in _LO_NOMBRAN if campo in uno}
    return {**_distinto(uno, rama, numero), **suyos}


_LO_NOMBRAN = ("corte", "codigo", "numero", "referencia", "id", "control")
_PALABRAS = ("abeto", "bahía", "cima", "duna", "estero", "fuente", "guadua", "helecho", "isla")
