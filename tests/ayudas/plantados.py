"""Datos que no se publican, plantados en todo un plan, y dónde salen de un archivo."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import attrs
from pypdf import PdfReader

from ayudas.en_pdf import texto_de
from ayudas.muestras import Muestra
from paac_reportes.estructura import Extras, con_valores, desestructurar, estructurar
from paac_reportes.modelo import Entidad, Plan
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import todos_los_contenidos
from paac_reportes.modelo.riesgos import MapaDeRiesgos

CORREO, MOVIL, FIJO, NOTA = "guaita@oculto.co", "310 765 4321", "(602) 555 9876", "zarzamora"
CEDULA = "42.864.197"
PLANTADO = f"; escriba a {CORREO}, al cel. {MOVIL} o al {FIJO} ext. 101; C.C. {CEDULA}"
SE_BUSCAN = (
    *("guaita", "oculto.co", "765 4321", "7654321", "765-4321", "555 9876", "5559876", NOTA),
    *(CEDULA, "42864197", "864.197", "864 197"),
)
_EXTRAS = Extras({"celular": 3107654321, "correo": CORREO, "cupos": 318, "cedula": 42864197})
_SON_OTRA_COSA = {
    "orden",
    "regimen",
    "metodo",
    "arrastre",
    "blancos",
    "cumplida_sin_numero",
    "cortes",
    "codigo",
    "version",
}

_CODIGOS = {
    opcion
    for raiz, clase in CATALOGO.raices().items()
    if clase in {uno.clase for uno in todos_los_contenidos(MapaDeRiesgos)}
    for dato in CATALOGO.llanos(raiz)
    for opcion in CATALOGO.opciones(dato)
}


def con_plantados(muestra: Muestra) -> Muestra:
    """La muestra con un correo y dos teléfonos en cada texto, y una nota en cada verificación."""
    return attrs.evolve(muestra, contenido=contenido_con_plantados(muestra.contenido))


def contenido_con_plantados(contenido: Any) -> Any:
    """Lo mismo en un plan o en un mapa."""
    entidad: Entidad = attrs.evolve(
        contenido.entidad, telefono=MOVIL, correo=CORREO, direccion="Calle 1", extras=_EXTRAS
    )
    lleno = attrs.evolve(contenido, entidad=entidad)
    plantado = _con_notas(con_valores(lleno, _plantar))
    return attrs.evolve(plantado, metodologia=lleno.metodologia)


def _plantar(valor: Any, ruta: str, marcas: Mapping[Any, Any]) -> Any:
    nombre = ruta.rpartition(".")[2]
    es_texto = isinstance(valor, str) and type(valor) is str
    if not es_texto or "es_codigo" in marcas or nombre in _SON_OTRA_COSA:
        return valor
    if "leer" in marcas or valor in _CODIGOS:  # una fecha, o de una lista cerrada
        return valor
    return valor if valor in {"-", ""} else f"{valor}{PLANTADO}"


def _con_notas(contenido: Any) -> Any:
    """Una nota y un extra de cada clase en cada seguimiento."""
    datos = desestructurar(contenido)
    for seguimiento in _seguimientos(datos) if isinstance(contenido, Plan) else ():
        resultado = seguimiento.get("verificacion", {}).get("resultado", "parcial")
        nota = f"Nota interna: {NOTA}."
        seguimiento["verificacion"] = {"resultado": resultado, "nota": nota}
        seguimiento["extras"] = desestructurar(_EXTRAS)
    return estructurar(datos, type(contenido))


def _seguimientos(datos: Any) -> Iterator[dict[str, Any]]:
    if isinstance(datos, list):
        for uno in datos:
            yield from _seguimientos(uno)
    elif isinstance(datos, dict):
        yield from datos.get("seguimientos", ())
        # Los de un mapa de riesgos no llevan las mismas claves.
        yield from _seguimientos([v for c, v in datos.items() if c != "mapa_de_riesgos"])


def hallados(contenido: bytes, tipo: str) -> list[str]:
    """Lo plantado que está en un archivo: en sus partes, en sus textos o en sus propiedades."""
    todo = "\n".join(_legible(contenido, tipo)).lower()
    return [uno for uno in SE_BUSCAN if uno in todo]


def _legible(contenido: bytes, tipo: str) -> Iterator[str]:
    if tipo == "pdf":
        yield from _de_pdf(contenido)
    elif contenido.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
            for parte in paquete.namelist():
                yield parte
                yield from _legible(paquete.read(parte), "")
    else:
        texto = contenido.decode("utf-8", "replace")
        # También lo que el XML reparte entre varias marcas, y lo de una dirección web.
        yield from (texto, re.sub("<[^>]*>", "", texto), unquote(texto))


def _de_pdf(contenido: bytes) -> Iterator[str]:
    lector = PdfReader(io.BytesIO(contenido))
    yield from map(texto_de, lector.pages)
    yield str(lector.metadata)
    yield contenido.decode("latin-1")
    for numero in range(1, len(lector.xref.get(0, ())) + 1):
        objeto: Any = lector.get_object(numero)
        yield str(objeto)
        if hasattr(objeto, "get_data"):
            yield objeto.get_data().decode("latin-1", "replace")
