"""El esquema de un documento: lo que un archivo dice de sí para que se lo lea sin adivinar.

Va en JSON en las propiedades del archivo, donde no se ve: de qué formato y de qué contenido es, qué
recorre y qué dato muestra cada columna de sus tablas, qué datos dice cada renglón de alrededor, y
cuántas marcas se le pusieron; de un informe, con qué metodología. Nunca lleva un texto del
contenido: de lo que lo dice va la plantilla con que se escribió.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.estructura import desestructurar, estructurar
from paac_reportes.maqueta.rejilla import DE_LO_QUE_SE_DICE
from paac_reportes.modelo import Metodologia
from paac_reportes.textos.plano import huella_de

PROPIEDAD = "paac.esquema"
"""``paac.esquema.1``, ``paac.esquema.2``…: los pedazos, en su orden."""
_LARGO = 255
"""Letras que Office admite en una propiedad de un archivo."""


@clases.frozen(kw_only=True)
class ColumnaDelEsquema:
    """Qué muestra una columna, y cómo."""

    dato: tuple[str, ...] = ()
    """Datos de cada celda; de una escrita con una plantilla, los que ella nombra."""
    rotulo: tuple[str, ...] = ()
    """Rótulos del formato, de arriba abajo: el texto o, si dice algo del plan, su plantilla."""
    corte: date | None = None
    """Corte de sus seguimientos, si va por corte."""
    cuando: tuple[str, ...] = ()
    """Los valores que la columna marca, si es de una marca."""
    plantilla: bool | None = None
    """Si sus celdas se escriben con una plantilla."""


@clases.frozen(kw_only=True)
class TablaDelEsquema:
    """Una clase de tabla: la de rótulos ``t1`` es la primera."""

    recorre: tuple[str, ...]
    """Las listas de donde salen sus filas."""
    columnas: tuple[ColumnaDelEsquema, ...]


@clases.frozen(kw_only=True)
class DatosDelEsquema:
    """Los datos que un cuerpo diseñado en Word lleva entre marcas."""

    cuantos: int
    nombres: tuple[str, ...]
    """Cómo se llama cada uno: la marca ``h1`` es la del primero."""


@clases.frozen(kw_only=True)
class OpcionesDelEsquema:
    """Con qué se pidió un archivo, si no fue lo corriente: sin eso no sale otra vez igual.

    De lo que es largo, o dice algo de los datos, sólo que se dio.
    """

    publico: bool | None = None
    con_cedulas: bool | None = None
    revisado: bool | None = None
    """Si una persona respondió lo que quedaba por revisar."""
    anterior: bool | None = None
    metodologia: bool | None = None
    filas: bool | None = None
    forma: str | None = None
    """La huella del formato que no es de los que la biblioteca trae."""

    @property
    def nombres(self) -> tuple[str, ...]:
        """Nombres de las opciones que se pidieron."""
        return tuple(campo.name for campo in attrs.fields(type(self)) if getattr(self, campo.name))


@clases.frozen(kw_only=True)
class RecomendacionDelEsquema:
    """Una recomendación que un informe imprimió; lo que dice se lee de la página."""

    id: str
    causa: str | None = None
    """Causa de las cifras de que salió, ``vencidas``; ninguna si la hizo la oficina."""
    filas: tuple[str, ...] = ()
    """La marca de cada fila suya, ``d0c1s2a3``; vacía, la de una que ya no estaba."""
    huellas: str | None = None
    """Las del código y el texto de cada fila: dicen cuál es donde la página no la nombra entera."""


def marca_de_recomendacion(id_propio: str) -> str:
    """La marca de la fila de una recomendación, ``q2937518614``: la misma en todo documento."""
    return f"{DE_LO_QUE_SE_DICE}{huella_de((id_propio,))}"


@clases.frozen(kw_only=True)
class Esquema:
    """Esquema que un archivo dice de sí: su formato, su corte y qué dato es cada columna."""

    formato: str
    version: str
    de: str
    """El contenido: ``plan``, ``mapa``…"""
    corte: date | None = None
    biblioteca: str | None = None
    """La versión de la que lo escribió."""
    lineas: str | None = None
    """Las huellas de lo que cada línea dijo al salir (``textos.plano``)."""
    vigencia: int | None = None
    de_quien: int | None = None
    """La huella del nombre de su entidad."""
    opciones: OpcionesDelEsquema | None = None
    metodologia: Metodologia | None = None
    """Aquella con que se sacaron las cifras de un informe, entera."""
    filas: int | None = None
    """Las marcas de filas que se pusieron: con una menos, alguien quitó una."""
    informe: bool | None = None
    """Si es un informe que no es para publicar: entonces dice qué recomendaciones imprimió."""
    recomendaciones: tuple[RecomendacionDelEsquema, ...] = ()
    """Las que imprimió, que son las de su corte."""
    tablas: tuple[TablaDelEsquema, ...] = ()
    renglones: tuple[tuple[str, ...], ...] = ()
    """Las plantillas de cada título, párrafo o fila de alrededor, de izquierda a derecha.

    La marca ``x1`` es la del primero.
    """
    datos: DatosDelEsquema | None = None

    @property
    def dijo(self) -> tuple[object, ...]:
        """Huellas que son otras si los datos ya no son los de entonces."""
        return self.lineas, self.vigencia, self.de_quien

    def marcas_en(self, otro: "Esquema") -> dict[str, str]:
        """Por la marca de cada tabla o renglón, ``t1``, la suya en otro esquema, o una libre."""
        marcas: dict[str, str] = {}
        for letra, propios, del_otro in (
            ("t", self.tablas, otro.tablas),
            ("x", self.renglones, otro.renglones),
        ):
            numeros: dict[object, int] = {
                rotulos_o_renglon: lugar for lugar, rotulos_o_renglon in enumerate(del_otro, 1)
            }
            for numero, rotulos_o_renglon in enumerate(propios, 1):
                numero_en_el_otro = numeros.get(rotulos_o_renglon, len(del_otro) + numero)
                marcas[f"{letra}{numero}"] = f"{letra}{numero_en_el_otro}"
        return marcas


def texto_del_esquema(esquema: Esquema) -> str:
    """El esquema en JSON, sin lo que está en blanco."""
    return json.dumps(desestructurar(esquema), ensure_ascii=False, separators=(",", ":"))


def en_propiedades(esquema: Esquema) -> Iterator[tuple[str, str]]:
    """Nombre (``paac.esquema.1``) y pedazo de texto de cada propiedad que lleva el esquema."""
    texto, numero = texto_del_esquema(esquema), 1
    while texto:
        hasta = min(_LARGO, len(texto))
        # Hay programas que quitan los blancos de las puntas: no se parte en uno.
        while hasta < len(texto) and (texto[hasta].isspace() or texto[hasta - 1].isspace()):
            hasta -= 1
        hasta = hasta or _LARGO
        yield f"{PROPIEDAD}.{numero}", texto[:hasta]
        texto, numero = texto[hasta:], numero + 1


def esquema_dicho(texto: str) -> Esquema | None:
    """El esquema de un texto en JSON; ninguno si no lo trae, o si ya no se entiende."""
    try:
        crudo: Any = json.loads(texto)
    except (ValueError, RecursionError):
        return None
    try:
        return estructurar(crudo, Esquema) if isinstance(crudo, Mapping) else None
    except ErrorDeEntrada:
        return None
