"""Comprobar lo recién escrito, antes de entregarlo: que diga a la letra lo que sus datos piden."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from paac_reportes.api.datos import datos_abiertos
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorDeMaqueta, Falla
from paac_reportes.modelo.temas import Contenido, tema_de
from paac_reportes.sistema import IlegibleError

if TYPE_CHECKING:
    from paac_reportes.maqueta.documento import Medio
    from paac_reportes.prueba.certificado import Diferencia
    from paac_reportes.prueba.comprobacion import Debido


class Pedido(Protocol):
    """Lo que de un reporte hace falta para comprobar un archivo suyo."""

    @property
    def contenido(self) -> Contenido:
        """Con sus datos como se escriben."""

    def debido(self, medio: "Medio") -> "Debido":
        """Lo que el archivo debe decir."""

    @property
    def control_de_cambios(self) -> bool:
        """Si lleva cambios por aceptar."""


def un_word_sin_comprobar(pedido: Pedido, nombre: str) -> Aviso | None:
    """De un Word que lleva lo que el árbol no tiene, por qué no se comprueba."""
    motivo = ""
    if pedido.control_de_cambios:
        motivo = "lleva cambios por aceptar: acéptelos todos y use verificar"
    elif (cuerpo := pedido.debido("documento").documento.cuerpo) and (
        cuerpo.reparos_fuera_de_word or cuerpo.de_otro_modo
    ):
        motivo = "trae lo que sólo Word lleva, y no se comprueba letra por letra: use verificar"
    return Aviso("sin_comprobar", nombre, motivo) if motivo else None


def comprobar_emision(pedido: Pedido, contenido: bytes, tipo: str, nombre: str) -> Iterator[Aviso]:
    """Lanza ``ErrorDeMaqueta`` si lo recién escrito no dice lo que debe; avisa si no se sabe.

    De lo que no tiene celdas (un PDF, una imagen, una página web) no se comprueba nada.
    """
    tipo = tipo.lower().removeprefix(".")
    if tipo in _SIN_CELDAS:
        motivo = _CON_CAMBIOS if pedido.control_de_cambios else _SIN_CELDAS[tipo]
        yield Aviso("sin_comprobar", nombre, motivo)
        return
    if diferencias := comprobado(pedido, contenido, nombre, f".{tipo}"):
        raise ErrorDeMaqueta(
            Falla(
                "no_dice_lo_debido", f"{nombre}: {una.lugar}" if nombre else una.lugar, una.mensaje
            )
            for una in diferencias
        )


_CON_CAMBIOS = (
    "muestra lo de antes y lo de ahora, y no se comprueba; compruebe el .docx sin"
    " control de cambios"
)
_SIN_CELDAS = {
    "pdf": "las páginas de un PDF no se comprueban; compruebe el .docx del mismo reporte",
    "png": "una imagen no se comprueba",
    "html": "una página web no se comprueba",
    "parquet": "un .parquet no se comprueba; compruebe el .csv del mismo reporte",
}


def comprobado(
    pedido: Pedido, contenido: bytes, nombre: str, extension: str
) -> "tuple[Diferencia, ...]":
    """En qué difiere de lo que debe decir; ``ErrorDeEntrada`` si no se deja comprobar."""
    from paac_reportes.opc.clases import es_comprimido, que_es
    from paac_reportes.prueba import comprobacion
    from paac_reportes.prueba.escrito import leer_escrito

    try:
        if extension in _DE_DATOS:
            return tuple(_DE_DATOS[extension](pedido, contenido))
        if es_comprimido(contenido):
            tipo, hallado = leer_escrito(contenido)
            debido = pedido.debido("libro" if tipo == "xlsx" else "documento")
            return comprobacion.comprobar(tipo, hallado, debido)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(falla.en(nombre) for falla in error.fallas) from None
    except IlegibleError as error:
        raise ErrorDeEntrada(error.falla(nombre)) from None
    except RecursionError:
        raise ErrorDeEntrada(
            Falla("limite_excedido", nombre, "tiene demasiados niveles anidados")
        ) from None
    raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, que_es(contenido, nombre)))


def _de_json(pedido: Pedido, contenido: bytes) -> "Iterator[Diferencia]":
    from paac_reportes.prueba import datos

    return datos.comprobar_json(contenido, _en_json(pedido))


def _de_filas(pedido: Pedido, contenido: bytes) -> "Iterator[Diferencia]":
    from paac_reportes.prueba import datos

    suyo = tema_de(pedido.contenido)
    limpios = _limpios(pedido)
    return datos.comprobar_filas(contenido, limpios.get(suyo.clave, limpios), suyo)


def _de_tablas(pedido: Pedido, contenido: bytes) -> "Iterator[Diferencia]":
    from paac_reportes.prueba import datos

    return datos.comprobar_csv(contenido, pedido.debido("documento").documento)


def _del_paquete(pedido: Pedido, contenido: bytes) -> "Iterator[Diferencia]":
    from paac_reportes.prueba import datos

    debidas, _ = datos_abiertos(pedido.contenido, "paquete")
    return datos.comprobar_paquete(contenido, debidas)


_DE_DATOS: "dict[str, Callable[[Pedido, bytes], Iterable[Diferencia]]]" = {
    ".json": _de_json,
    ".csv": _de_filas,
    ".tablas.csv": _de_tablas,
    ".zip": _del_paquete,
}


def _limpios(pedido: Pedido) -> Any:
    """Los datos como los lleva lo que no es el JSON: sin caracteres de control."""
    from paac_reportes.textos.limpieza import limpiar

    limpio, _ = limpiar(pedido.contenido)
    return json.loads(_escrito(limpio))


def _en_json(pedido: Pedido) -> bytes:
    """Los datos, como en su ``.json``."""
    return _escrito(pedido.contenido)


def _escrito(contenido: Contenido) -> bytes:
    from paac_reportes.escritores.datos import escribir_json
    from paac_reportes.lectura.archivos import en_archivo

    return escribir_json(en_archivo(contenido))
