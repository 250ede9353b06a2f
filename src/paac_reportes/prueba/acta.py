"""El registro de lo que se emitió: de qué datos, con qué forma y con qué se escribió.

Un ``Hecho`` es lo que un lote da de cada encargo, y el acta que queda junto a lo emitido.
Son huellas y nombres: ningún texto del plan, salvo el que repita la falla que lo impidió.
"""

import functools
import json
import platform
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import isfinite
from typing import Any

import attrs

from paac_reportes import __version__, clases
from paac_reportes.errores import Falla
from paac_reportes.escritores.datos import imagen_como_texto
from paac_reportes.escritores.pdf.motor import huellas_de
from paac_reportes.escritores.registro import DeWord, buscar_escritor
from paac_reportes.estructura import desestructurar
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.pedido import (
    Emitido,
    Pedido,
    huella_de_filas,
    huella_de_forma,
    huella_de_json,
    sha256_de,
)
from paac_reportes.instalacion import esta, openpyxl_va_sin_lxml
from paac_reportes.modelo.temas import Contenido
from paac_reportes.sistema import Carpeta, IlegibleError, es_ruta, ruta_desde
from paac_reportes.textos.publico import PorRevisar, tapado

VERSION = 1
"""Versión de la forma del registro: la que se escribe, y la única que se entiende."""


class ActaIlegibleError(IlegibleError):
    """Por qué un acta no se entendió, en español."""


@clases.frozen
class ArchivoEmitido:
    """Archivo que un acta nombra, con su huella y su tamaño."""

    sha256: str
    bytes: int
    """Cuánto pesa."""


@clases.frozen(kw_only=True)
class Hecho:
    """Hecho de un encargo: los archivos que dejó, o lo que lo impidió.

    Vale lo mismo donde se hizo y donde se lee: son textos y números, y viaja entre procesos.
    """

    clave: str
    """Clave del encargo, como se pidió."""
    archivos: dict[str, ArchivoEmitido] = attrs.Factory(dict)
    """De cada archivo, por su nombre en la carpeta, el sha256 de sus bytes y cuántos son."""
    avisos: dict[str, int] = attrs.Factory(dict)
    """Avisos de leer, de componer y de escribir: de cada código, cuántos."""
    falla: Falla | None = None
    """Falla que lo impidió, o la primera; ``None`` si salió."""
    otras_fallas: tuple[Falla, ...] = ()
    """Fallas restantes: todo lo que hay que corregir se dice de una vez."""
    datos: str | None = None
    """sha256 del JSON canónico del plan; ``None`` si no se dejó leer."""
    origen: str | None = attrs.field(default=None, eq=False)
    """El archivo de donde se leyó el plan; ``None`` si llegó armado. En un acta, desde la
    carpeta de ésta."""
    forma: str | None = None
    """sha256 del formato, con todo lo que trae; ``None`` si no se halló."""
    formato: str | None = None
    """Su código."""
    version_del_formato: str | None = None
    entidad: str | None = None
    """El nombre de aquélla de quien es."""
    vigencia: int | None = None
    corte: date | None = None
    """Corte del reporte: el que se pidió o, si no, el último con seguimientos."""
    opciones: dict[str, Any] = attrs.Factory(dict)
    """Opciones que se pidieron: los tipos y las de ``reporte``."""
    versiones: dict[str, str] = attrs.Factory(dict)
    """Versión de Python y de lo que decide los bytes de esos tipos."""
    fuentes: dict[str, str] = attrs.Factory(dict)
    """En un PDF o una imagen, el sha256 del archivo de cada fuente que piden sus estilos."""
    huella: str | None = None
    """sha256 del código de la biblioteca que lo escribió; ``None`` si no se escribió nada."""
    de_antes: bool = attrs.field(default=False, eq=False)
    """Si ya estaba hecho, igual y entero, y no se volvió a hacer; no va en su acta."""

    @property
    def fallas(self) -> tuple[Falla, ...]:
        """Todas las fallas que lo impidieron; ninguna si salió."""
        return (self.falla, *self.otras_fallas) if self.falla else ()

    def en_json(self) -> str:
        """El acta como se guarda, en un renglón de JSON."""
        return renglon_de(self).decode()

    def con_fallas(self, fallas: Iterable[Falla]) -> "Hecho":
        """El hecho impedido por unas fallas, al menos una, y sin archivos."""
        primera, *otras = fallas
        return attrs.evolve(
            self, archivos={}, huella=None, falla=primera, otras_fallas=tuple(otras)
        )

    def pide_lo_mismo(self, registro: "Hecho") -> bool:
        """Si otro registro sale de los mismos datos, la misma forma y el mismo código."""
        return all(getattr(self, campo) == getattr(registro, campo) for campo in LO_QUE_DECIDE)


LO_QUE_DECIDE = ("datos", "forma", "corte", "opciones", "versiones", "fuentes", "huella")


# ------------------------------------------------------------------ huellas


def huella_de_datos(contenido: Contenido) -> str:
    """Huella del JSON canónico de los datos: claves en orden, sin espacios y sin versión."""
    return huella_de_json(desestructurar(contenido), imagen_como_texto)


def huella_de_lista(pedido: Pedido, lista: Iterable[PorRevisar]) -> str:
    """La huella de una lista por revisar y de sus datos: las respuestas sólo sirven para ella."""
    anterior = pedido.anterior
    return huella_de_filas(
        [
            huella_de_datos(pedido.contenido),
            huella_de_filas(pedido.filas),
            huella_de_datos(anterior.plan) if anterior else None,
            [[*renglon.rutas, renglon.se_lee, renglon.por_que] for renglon in lista],
        ]
    )


@functools.cache
def huella_del_codigo() -> str:
    """Huella de la biblioteca que está corriendo: cada archivo suyo, con su nombre y su contenido.

    Los formatos no, que cada uno lleva la suya; sí lo que todos usan (normas, regímenes, DIVIPOLA).
    """
    plantillas = files("paac_reportes.plantillas").iterdir()
    comunes = (carpeta for carpeta in plantillas if carpeta.name[0] == "_")
    lineas = [
        *_archivos_de(files("paac_reportes"), ""),
        *(
            linea
            for carpeta in comunes
            if carpeta.is_dir() and carpeta.name not in _NO_SON_CODIGO
            for linea in _archivos_de(carpeta, f"plantillas/{carpeta.name}/")
        ),
    ]
    lineas.sort()
    return sha256_de("\n".join(lineas).encode())


def _archivos_de(carpeta: "Traversable", prefijo: str) -> Iterator[str]:
    """El sha256 y la ruta de cada archivo de código, en una línea: ``9f86d0… api/orden.py``.

    ``prefijo``: la ruta de la carpeta.
    """
    for archivo in carpeta.iterdir():
        ruta = f"{prefijo}{archivo.name}"
        if archivo.is_dir() and archivo.name not in _NO_SON_CODIGO:
            yield from _archivos_de(archivo, f"{ruta}/")
        elif archivo.name.endswith(_CODIGO):
            yield f"{sha256_de(archivo.read_bytes())}  {ruta}"


_CODIGO = (".py", ".pyi", ".json", ".j2", ".js", ".toml")
_NO_SON_CODIGO = frozenset({"__pycache__", "plantillas"})


# ------------------------------------------------------------------ versiones

_DE_TODO_DOCUMENTO = ("babel", "holidays", "jinja2", "markdown-it-py", "pillow", "rapidfuzz")
"""Bibliotecas de sus textos, y la que convierte una imagen."""


def versiones_de(tipos: Collection[str], de_word: DeWord = "") -> dict[str, str]:
    """Versiones de Python y de lo que decide los bytes de esos tipos; lo que falta no está."""
    escritores = [buscar_escritor(tipo, de_word) for tipo in tipos]
    bibliotecas = {nombre for escritor in escritores for nombre in escritor.bibliotecas}
    if any(escritor.medio for escritor in escritores):
        bibliotecas.update(_DE_TODO_DOCUMENTO)
    versiones = {"python": platform.python_version(), "paac-reportes": __version__}
    if any(escritor.parte for escritor in escritores):
        versiones["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    instaladas = {nombre: _version(nombre) for nombre in sorted(bibliotecas)}
    versiones |= {nombre: v for nombre, v in instaladas.items() if v is not None}
    if "openpyxl" in versiones and openpyxl_va_sin_lxml():
        versiones["openpyxl"] += " sin lxml"
    return versiones


@functools.cache
def _version(biblioteca: str) -> str | None:
    """La versión instalada de una biblioteca; ``None`` si no está."""
    try:
        return metadata.version(biblioteca)
    except metadata.PackageNotFoundError:
        return None


# ------------------------------------------------------------------ de un pedido


def acta_de(reporte_pedido: Pedido, tipos: Sequence[str], clave: str) -> Hecho:
    """El acta de un pedido que se emitirá en esos tipos, aún sin archivos; no lo compone.

    ``clave``: cómo se llama en el lote.
    """
    return Hecho(
        clave=clave,
        datos=huella_de_datos(reporte_pedido.contenido),
        origen=reporte_pedido.origen,
        forma=huella_de_forma(reporte_pedido.formato),
        formato=reporte_pedido.formato.codigo,
        version_del_formato=reporte_pedido.formato.version,
        entidad=reporte_pedido.contenido.entidad.nombre,
        vigencia=reporte_pedido.contenido.vigencia,
        corte=reporte_pedido.corte,
        opciones=_opciones(reporte_pedido, tipos),
        versiones=versiones_de(tipos, reporte_pedido.formato.de_word),
        fuentes=_fuentes(reporte_pedido.formato, tipos),
        huella=huella_del_codigo(),
    )


def acta_de_lo_emitido(
    reporte_pedido: Pedido, clave: str, emitidos: Sequence[Emitido], destino: object = None
) -> Hecho:
    """El acta de unos archivos ya emitidos; ``destino``: donde va a quedar.

    De lo que se publica, con lo que habría que revisar tapado en la clave y el origen.
    """
    tipos = dict.fromkeys(emitido.tipo.lower().removeprefix(".") for emitido in emitidos)
    avisos = {*reporte_pedido.al_leer, *(aviso for uno in emitidos for aviso in uno.avisos)}
    acta = attrs.evolve(
        acta_de(reporte_pedido, list(tipos), clave),
        archivos={uno.nombre: ArchivoEmitido(uno.huella, uno.bytes) for uno in emitidos},
        avisos=dict(sorted(Counter(aviso.codigo for aviso in avisos).items())),
    )
    acta = desde_la_carpeta_de(destino, acta) if es_ruta(destino) else acta
    if not reporte_pedido.es_publico:
        return acta
    # Sus nombres de archivo también pueden traer lo que habría que revisar.
    return attrs.evolve(acta, clave=tapado(acta.clave), origen=acta.origen and tapado(acta.origen))


def desde_la_carpeta_de(archivo: Carpeta, acta: Hecho) -> Hecho:
    """El acta, con la ruta de su origen vista desde la carpeta del archivo en que queda."""
    if acta.origen is None:
        return acta
    return attrs.evolve(acta, origen=ruta_desde(archivo, acta.origen))


_SI_SE_PIDEN = ("con_datos", "con_cedulas", "sin_revisar")


def _opciones(reporte_pedido: Pedido, tipos: Sequence[str]) -> dict[str, object]:
    """Las opciones con que se pidió un reporte, por su nombre, como un acta las registra."""
    opciones: dict[str, object] = {
        "tipos": list(tipos),
        "publico": reporte_pedido.es_publico,
    }
    # Sólo lo que se pidió: lo que no decide nada no hace larga un acta.
    opciones_pedidas = {nombre: getattr(reporte_pedido, nombre) for nombre in _SI_SE_PIDEN}
    opciones |= {nombre: valor for nombre, valor in opciones_pedidas.items() if valor}
    if reporte_pedido.revisado is not None:
        opciones["revisado"] = attrs.asdict(reporte_pedido.revisado)
    if reporte_pedido.metodologia is not None and (
        elegida := desestructurar(reporte_pedido.metodologia)
    ):
        opciones["metodologia"] = elegida
    if reporte_pedido.anterior is not None:
        opciones["anterior"] = huella_de_datos(reporte_pedido.anterior.plan)
    if reporte_pedido.filas:
        opciones["filas"] = huella_de_filas(reporte_pedido.filas)
    return opciones


def _fuentes(formato: Formato, tipos: Sequence[str]) -> dict[str, str]:
    """El sha256 de las fuentes de letra que el PDF usa, por nombre; ninguna si no lo hay."""
    escritores = (buscar_escritor(tipo, formato.de_word) for tipo in tipos)
    if not any(escritor.con_fuentes for escritor in escritores) or not esta("pdf"):
        return {}
    return dict(huellas_de(formato.familia))


# ------------------------------------------------------------------ renglones


def renglon_de(acta: Hecho) -> bytes:
    """El acta como se guarda: un objeto de JSON en UTF-8 y en un renglón, sin el salto."""
    campos = attrs.asdict(acta, value_serializer=como_dato)
    del campos["de_antes"]
    texto = json.dumps({"version": VERSION, **campos}, ensure_ascii=False)
    return texto.encode("utf-8", "backslashreplace")


def como_dato(_objeto: object, _campo: object, valor: Any) -> Any:
    """El valor como va en un JSON: un día, un decimal o lo que no es un número, en texto."""
    if isinstance(valor, date):
        return valor.isoformat()
    va_en_texto = isinstance(valor, Decimal) or (isinstance(valor, float) and not isfinite(valor))
    return str(valor) if va_en_texto else valor


def _registro_de(renglon: bytes) -> dict[str, Any]:
    """Registro de un acta, clave por clave; ``ActaIlegibleError`` si no lo es.

    Ninguna clave se repite: de dos, cada quien creería la suya.
    """
    try:
        registro = json.loads(
            renglon, object_pairs_hook=_sin_repetir, parse_constant=_rechazar_constante
        )
    except (ValueError, RecursionError):
        raise ActaIlegibleError("acta_danada", "está cortado o dañado") from None
    version = registro.get("version") if isinstance(registro, Mapping) else None
    if version is None:
        raise ActaIlegibleError("acta_danada", "no dice su versión")
    if type(version) is not int or version != VERSION:
        es_posterior = type(version) is int and version > VERSION
        codigo = "acta_posterior" if es_posterior else "acta_danada"
        motivo = f"es de la versión {version!r} del registro y aquí se lee la {VERSION}"
        raise ActaIlegibleError(codigo, motivo)
    return dict(registro)


def _sin_repetir(pares: list[tuple[str, Any]]) -> dict[str, Any]:
    """El objeto de JSON de unos pares; ``ActaIlegibleError`` si repite una clave."""
    objeto = dict(pares)
    if len(objeto) != len(pares):
        veces = Counter(clave for clave, _ in pares)
        repetidas = ", ".join(repr(clave) for clave, son in veces.items() if son > 1)
        raise ActaIlegibleError("dato_repetido", f"trae repetida la clave {repetidas}")
    return objeto


def _rechazar_constante(constante: str) -> Any:
    """Rechaza ``NaN`` e ``Infinity``, que Python lee y JSON no tiene."""
    raise ValueError(constante)


def hecho_de(renglon: bytes) -> Hecho:
    """Hecho de un acta guardada; ``ActaIlegibleError`` si no se entiende."""
    registro = _registro_de(renglon)
    ajenas = registro.keys() - {*_CLAVES, "version"}
    if ajenas:
        claves_ajenas = ", ".join(map(repr, sorted(ajenas)))
        raise ActaIlegibleError("acta_danada", f"trae lo que un registro no trae: {claves_ajenas}")
    try:
        return _hecho_comprobado(registro)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ActaIlegibleError("acta_danada", "no trae lo que un registro trae") from None


def _hecho_comprobado(registro: Mapping[str, Any]) -> Hecho:
    """El hecho de un registro; ``TypeError`` si un valor no es de su tipo."""
    corte = _que_es(registro["corte"], str | None)
    return Hecho(
        clave=_que_es(registro["clave"], str),
        archivos={
            nombre: ArchivoEmitido(_que_es(a["sha256"], str), _que_es(a["bytes"], int))
            for nombre, a in registro["archivos"].items()
        },
        avisos={codigo: _que_es(cuantos, int) for codigo, cuantos in registro["avisos"].items()},
        falla=None if registro["falla"] is None else _de_falla(registro["falla"]),
        otras_fallas=tuple(map(_de_falla, registro["otras_fallas"])),
        vigencia=_que_es(registro["vigencia"], int | None),
        corte=None if corte is None else date.fromisoformat(corte),
        opciones=dict(registro["opciones"].items()),
        versiones={n: _que_es(v, str) for n, v in registro["versiones"].items()},
        fuentes={n: _que_es(v, str) for n, v in registro["fuentes"].items()},
        **{nombre: _que_es(registro[nombre], str | None) for nombre in _TEXTOS},
    )


_CLAVES = frozenset(attrs.fields_dict(Hecho)) - {"de_antes"}
_TEXTOS = [campo.name for campo in attrs.fields(Hecho) if campo.type == str | None]


def _de_falla(registro: Mapping[str, Any]) -> Falla:
    """La falla que anota un registro."""
    ruta, mensaje = (_que_es(registro[cual], str) for cual in ("ruta", "mensaje"))
    return Falla(registro["codigo"], ruta, mensaje)


def _que_es(valor: Any, tipo: Any) -> Any:
    """El valor; ``TypeError`` si no es de ese tipo, o es un número de menos de 0."""
    no_es_numero = isinstance(valor, bool) or (isinstance(valor, int) and valor < 0)
    if not isinstance(valor, tipo) or no_es_numero:
        raise TypeError
    return valor
