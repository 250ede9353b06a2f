"""Las filas de un mapa de riesgos como tabla de textos, con qué es cada columna."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from paac_reportes.datos_abiertos.tabla import (
    CLASES,
    EN_CELDA,
    Clase,
    Columna,
    TablaAbierta,
    clase_del_extra,
)
from paac_reportes.modelo.filas_de_riesgos import (
    CLAVES,
    ClaveDeFila,
    clave_de,
    filas_de_riesgos,
)
from paac_reportes.modelo.riesgos import MapaDeRiesgos


def tabla_de_riesgos(mapa: MapaDeRiesgos) -> TablaAbierta:
    """Las de ``filas_de``, como van en un CSV; una lista, como un arreglo de JSON."""
    filas = filas_de_riesgos(mapa)
    tipos: defaultdict[str, set[type]] = defaultdict(set)
    claves = [hallada for una in (filas[0] if filas else CLAVES) if (hallada := clave_de(una))]
    for clave in claves:
        if clave.es_extra:
            valores = (fila[clave.clave] for fila in filas)
            tipos[clave.clave] |= {type(valor) for valor in valores if valor is not None}
    columnas = tuple(
        Columna(clave=una.clave, clase=_clase(una, tipos[una.clave]), descripcion=una.campo)
        for una in claves
    )
    lecturas = [(columna.clave, EN_CELDA[columna.clase]) for columna in columnas]
    return TablaAbierta(
        columnas=columnas,
        filas=tuple(tuple(leer(fila[clave]) for clave, leer in lecturas) for fila in filas),
    )


def limites_de_riesgos(clave: str) -> Iterator[tuple[str, Any]]:
    """Lo que el modelo no deja pasar en una columna, y lo que a ninguna fila le falta."""
    if clave in {"entidad.nombre", "ruta", "proceso.nombre"}:
        yield "required", True
    hallada = clave_de(clave)
    if hallada is None or hallada.tipo is tuple:  # de una lista, cada uno; el estándar no lo dice
        return
    if hallada.opciones:
        yield "enum", list(hallada.opciones)
    if hallada.limites:
        yield "minimum", hallada.limites.minimo
        yield "maximum", hallada.limites.maximo


def _clase(clave: ClaveDeFila, tipos: set[type]) -> Clase:
    return clase_del_extra(tipos) if clave.es_extra else CLASES.get(clave.tipo, "string")
