"""Un reporte como respuesta de un servidor: cuáles puede dar esta instalación, y cómo se da uno.

De cada uno se dice qué es, cómo se llama y si quien lo pide ya lo tiene. Sólo ``responder`` lo
compone, y si hace falta: la etiqueta sale de lo que decide los bytes, y no de los bytes.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from itertools import starmap
from typing import Any, TypeGuard, cast, get_args
from urllib.parse import quote

import attrs

from paac_reportes import clases
from paac_reportes.api.reportes import Reporte, escritor_de, tipos_de
from paac_reportes.api.tipos import (
    CodigoDeFormato,
    TipoDeReporte,
    comprobar_clase,
    comprobar_extension,
    comprobar_si_no,
)
from paac_reportes.errores import ErrorDeEntrada, ErrorDeFormato, ErrorPaac
from paac_reportes.escritores.registro import ESCRITORES, Escritor, buscar_escritor
from paac_reportes.estructura import error_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.mensajes import mostrar
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.instalacion import lo_que_falta
from paac_reportes.prueba.acta import LO_QUE_DECIDE, acta_de, como_dato


@clases.frozen(kw_only=True)
class Salida:
    """Una clase de archivo, y si esta instalación la puede dar."""

    tipo: "TipoDeReporte"
    """La extensión, sin punto: lo que recibe ``Reporte.emitir``."""
    nombre: str
    """Como la llama quien la pide: ``Word``, ``PDF``."""
    tipo_mime: str
    motivo: str = ""
    """Por qué aquí no se puede, para mostrarlo a quien la pide; en blanco si se puede."""
    instalar: tuple[str, ...] = ()
    """Programas que quien administra instala para que se pueda."""

    @property
    def se_puede(self) -> bool:
        """Si aquí se puede escribir."""
        return not self.motivo


@puerta
def es_tipo(texto: str) -> "TypeGuard[TipoDeReporte]":
    """Si un texto es un tipo de los que se escriben, en minúsculas y sin punto: ``docx``.

    De lo que llega en una dirección: ``if anfitrion.es_tipo(texto): reporte.emitir(texto)``. En
    cuáles sale un reporte lo dice su ``tipos``.
    """
    return texto in get_args(TipoDeReporte)


@puerta
def salidas(de: "CodigoDeFormato | Formato | Reporte | None" = None) -> tuple[Salida, ...]:
    """Salidas de esta instalación; con un formato o un reporte, las suyas.

    ``de`` es un ``Reporte``, un ``Formato`` o su código en el catálogo. Van también las que no se
    pueden, con su ``motivo``: un sitio las esconde o las explica. No compone nada ni carga lo que
    pregunta. Lanza ``ErrorDeEntrada``, o ``ErrorDeFormato`` si el código no existe.
    """
    if isinstance(de, str):
        de, _ = hallar_formato(de)
    if de is None:
        return tuple(starmap(_salida, ESCRITORES.items()))
    if not isinstance(de, Reporte | Formato):
        raise error_de_argumento("de", "reporte_o_formato", de)
    formato, tipos = (de.formato, de.tipos) if isinstance(de, Reporte) else (de, tipos_de(de))
    return tuple(_salida(tipo, buscar_escritor(tipo, formato.de_word)) for tipo in tipos)


def _salida(tipo: str, escritor: Escritor) -> Salida:
    """Salida de un tipo, con el motivo por el que aquí no se puede, si lo hay."""
    falta = lo_que_falta(escritor.extra, escritor.pide, por_libreoffice=escritor.por_libreoffice)
    motivo = (
        f"En esta instalación no se puede dar {escritor.nombre}, porque falta"
        f" {falta[0]}; pídalo en otra clase de archivo o avise a quien la administra."
        if falta
        else ""
    )
    return Salida(
        tipo=cast("TipoDeReporte", tipo),
        nombre=escritor.nombre,
        tipo_mime=escritor.tipo_mime,
        motivo=motivo,
        instalar=falta[1:] if falta else (),
    )


_AISLADA = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
)
"""Directiva de una página: sus estilos e imágenes van adentro, y nada más entra ni se ejecuta."""

_NO_SALE, _MAL, _DEL_SERVIDOR = 406, 422, 500
_FALLAS_QUE_SE_DICEN = 100
"""Las fallas que van en una respuesta."""


@clases.frozen(kw_only=True)
class Respuesta:
    """Lo que una vista de HTTP devuelve, sin nombrar a ningún marco; viaja entre procesos."""

    estado: int
    """200, 304, 406 o 422."""
    cabeceras: Mapping[str, str]
    cuerpo: bytes = attrs.field(repr=False)
    """El archivo; de un 304, nada; de un 406 o un 422, ``{"fallas": […]}`` en JSON."""


@puerta
def responder(
    reporte: Reporte,
    tipo: "TipoDeReporte | str",
    *,
    si_no_es: str | None = None,
    en_linea: bool = False,
) -> Respuesta:
    """Respuesta a quien pide un reporte en un tipo, que puede ser lo que traiga la dirección.

    - 200, con el archivo y su largo; a un ``HEAD``, las mismas cabeceras.
    - 304, sin componerlo, si ``si_no_es`` (``If-None-Match``, como llegó) dice que ya lo tiene.
    - 406, si en ese tipo no sale; 422, si los datos o el formato no dejan hacerlo. Su cuerpo trae
      las primeras cien fallas: ``codigo``, ``ruta``, ``mensaje``, ``posicion`` y ``datos``.

    Lo que es de la máquina (un PDF sin su extra) se lanza como ``ErrorDeEntorno``, que trae su
    ``http``; el formato que no existe lo dice antes ``paac.leer_formato``.

    >>> dicha = anfitrion.responder(reporte, "docx", si_no_es=pedido.headers.get("If-None-Match"))
    >>> Response(dicha.cuerpo, dicha.estado, dicha.cabeceras)
    """
    comprobar_clase(Reporte, reporte=reporte)
    comprobar_clase(str, si_no_es=si_no_es or "")
    comprobar_si_no(en_linea=en_linea)
    pedido: Any = tipo if isinstance(tipo, str) else mostrar(tipo)
    try:
        propias = cabeceras(reporte, pedido, en_linea=en_linea)
        if ya_lo_tiene(propias["ETag"], si_no_es):
            return Respuesta(estado=304, cabeceras=propias, cuerpo=b"")
        contenido = reporte.emitir(pedido).contenido
    except (ErrorDeEntrada, ErrorDeFormato) as error:
        if error.http >= _DEL_SERVIDOR:
            raise
        return _con_fallas(error)
    return _con_largo(200, propias, contenido)


def _con_fallas(error: ErrorPaac) -> Respuesta:
    """Respuesta con las fallas de un error, para que la página las diga en su campo."""
    fallas = [
        {
            "codigo": falla.codigo,
            "ruta": falla.ruta,
            "mensaje": falla.mensaje,
            "posicion": attrs.asdict(falla.posicion, filter=lambda _, valor: valor is not None),
            "datos": attrs.asdict(falla, value_serializer=como_dato)["datos"],
        }
        for falla in error.fallas[:_FALLAS_QUE_SE_DICEN]
    ]
    campos = {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    estado = _NO_SALE if error.http == _NO_SALE else _MAL
    return _con_largo(estado, campos, json.dumps({"fallas": fallas}, default=str).encode())


def _con_largo(estado: int, campos: dict[str, str], cuerpo: bytes) -> Respuesta:
    """La respuesta HTTP con ese cuerpo y su ``Content-Length``."""
    return Respuesta(
        estado=estado, cabeceras={**campos, "Content-Length": str(len(cuerpo))}, cuerpo=cuerpo
    )


@puerta
def cabeceras(reporte: Reporte, tipo: "TipoDeReporte", *, en_linea: bool = False) -> dict[str, str]:
    """Cabeceras de la respuesta con el reporte en ese tipo, que no hace falta haber escrito.

    ``en_linea`` es para que el navegador lo muestre en lugar de guardarlo. ``X-Paac-Sin-Revisar``
    dice cuánto de lo que se publica nadie ha revisado. Las de un 304 son las mismas. El largo lo
    pone quien tiene los bytes. Lanza ``ErrorDeEntrada``.
    """
    comprobar_si_no(en_linea=en_linea)
    etiqueta = etag(reporte, tipo)
    escritor = escritor_de(reporte, tipo)
    campos = {
        "Content-Type": escritor.tipo_mime,
        "Content-Disposition": disposicion(reporte.nombre(tipo), en_linea=en_linea),
        "ETag": etiqueta,
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    if escritor.tipo_mime.startswith("text/html"):
        campos["Content-Security-Policy"] = _AISLADA
    if reporte.sin_revisar:
        campos["X-Paac-Sin-Revisar"] = str(reporte.sin_revisar)
    return campos


# ------------------------------------------------------------------ el nombre

_LARGO = 150
"""Letras: con la carpeta de descargas, lo que cualquier sistema de archivos recibe."""
_PROHIBIDAS = frozenset('"%*/:<>?\\|')
"""Letras que un nombre de Windows no lleva, y las que un navegador viejo entiende al revés."""
_SIN_NOMBRE = "archivo"


def disposicion(nombre: str, *, en_linea: bool = False) -> str:
    """El ``Content-Disposition`` de un archivo (RFC 6266), con cualquier nombre.

    Uno con tildes va dos veces: en ASCII para quien sólo entiende eso, y entero como ``filename*``
    (RFC 8187). Comillas, barras, saltos de renglón y letras invisibles no pasan: se vuelven ``_``.
    """
    comprobar_clase(str, nombre=nombre)
    limpio = _limpio(nombre)
    simple = _en_ascii(limpio)
    modo = "inline" if en_linea else "attachment"
    cabecera = f'{modo}; filename="{simple}"'
    return (
        cabecera if simple == limpio else f"{cabecera}; filename*=UTF-8''{quote(limpio, safe='')}"
    )


def _limpio(nombre: str) -> str:
    """Nombre de archivo sin lo que no se ve, no se escribe o lleva a otra carpeta; corto."""
    junto = "".join(map(_letra, unicodedata.normalize("NFC", nombre)))
    junto = junto.strip(" .") or _SIN_NOMBRE
    if len(junto) <= _LARGO:
        return junto
    raiz, punto, extension = junto.rpartition(".")
    cabe = _LARGO - len(punto) - len(extension)
    return f"{raiz[:cabe].rstrip(' .')}.{extension}" if raiz and cabe > 0 else junto[:_LARGO]


def _letra(letra: str) -> str:
    """La letra, o ``_`` si no va en un nombre de archivo; de todo espacio, uno corriente."""
    if letra in _PROHIBIDAS or not (letra.isprintable() or unicodedata.category(letra) == "Zs"):
        return "_"
    return " " if unicodedata.category(letra) == "Zs" else letra


def _en_ascii(nombre: str) -> str:
    """Nombre en ASCII: ``Informe de gestión`` → ``Informe de gestion``; lo demás, ``_``."""
    sueltas = unicodedata.normalize("NFKD", nombre)
    sin_tildes = (letra for letra in sueltas if not unicodedata.combining(letra))
    simples = (letra if letra.isascii() else "_" for letra in sin_tildes)
    return "".join(map(_letra, "".join(simples)))


# ------------------------------------------------------------------ la etiqueta


@puerta
def etag(reporte: Reporte, tipo: "TipoDeReporte") -> str:
    """La etiqueta (``ETag``) de un reporte en ese tipo, sin componerlo.

    Sale de lo que decide sus bytes: los datos, la forma, el corte, las opciones, las versiones y
    el código (``huella``) de lo que escribe y, en un PDF, las fuentes. Con la misma, los bytes son
    los mismos; otro código de la biblioteca da otra, aunque los bytes no cambien. La de un PDF que
    hace LibreOffice es débil (``W/``): dice lo mismo, con otros bytes.

    Lanza ``ErrorDeEntrada``.
    """
    comprobar_clase(Reporte, reporte=reporte)
    comprobar_extension(tipo)
    debil = "W/" * escritor_de(reporte, tipo).por_libreoffice
    acta = acta_de(reporte, [tipo.lower().removeprefix(".")], "")
    decide = [attrs.asdict(acta, recurse=False)[campo] for campo in LO_QUE_DECIDE]
    en_json = json.dumps(decide, sort_keys=True, default=str)
    return f'{debil}"{hashlib.sha256(en_json.encode()).hexdigest()}"'


def ya_lo_tiene(etiqueta: str, if_none_match: str | None) -> bool:
    """Si quien pide ya tiene lo de esa etiqueta, y se le responde 304 (RFC 9110, 13.1.2).

    ``if_none_match`` es la cabecera como llegó: varias etiquetas, ``*`` o débiles, con ``W/``, como
    las deja quien comprime por el camino.
    """
    comprobar_clase(str, etiqueta=etiqueta, if_none_match=if_none_match or "")
    if not if_none_match:
        return False
    # Una etiqueta nuestra no lleva comas: partir por ellas no la rompe.
    etiquetas = {e.strip().removeprefix("W/") for e in if_none_match.split(",")}
    return "*" in etiquetas or etiqueta.removeprefix("W/") in etiquetas
