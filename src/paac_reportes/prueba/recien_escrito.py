"""Comprobar lo recién escrito, antes de entregarlo: que diga a la letra lo que sus datos piden."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from paac_reportes.datos_abiertos.pedidos import datos_del_contenido
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorDeMaqueta, Falla
from paac_reportes.escritores.datos import escribir_json
from paac_reportes.formatos.pedido import Pedido
from paac_reportes.lectura.archivos import en_archivo
from paac_reportes.maqueta.documento import Medio
from paac_reportes.modelo.temas import Contenido, tema_de
from paac_reportes.opc.clases import es_comprimido, que_es
from paac_reportes.prueba import comprobacion, datos
from paac_reportes.prueba.certificado import Diferencia
from paac_reportes.prueba.comprobacion import Debido
from paac_reportes.prueba.escrito import leer_escrito
from paac_reportes.sistema import IlegibleError
from paac_reportes.textos.limpieza import limpiar

LoDebido = Callable[[Medio], Debido]
"""Lo que debe decir un archivo del pedido, según su medio."""

_DE_UN_PLAN = frozenset({"json", "csv"})
"""Lo que se comprueba contra los datos de un plan."""


def avisos_de_comprobar(
    reporte_pedido: Pedido, debido: LoDebido, contenido: bytes, tipo: str, nombre: str
) -> tuple[Aviso, ...]:
    """Lanza ``ErrorDeMaqueta`` si lo recién escrito no dice lo que debe; avisa si no se sabe.

    De lo que no tiene celdas (un PDF, una imagen, una página web) no se comprueba nada.
    """
    tipo = tipo.lower().removeprefix(".")
    if motivo := _sin_comprobar(reporte_pedido, debido, tipo):
        return (Aviso("sin_comprobar", nombre, motivo),)
    try:
        diferencias = comprobado(reporte_pedido, debido, contenido, nombre, f".{tipo}")
    except ErrorDeEntrada as error:
        if reporte_pedido.entidades is None or {f.codigo for f in error.fallas} != {
            "limite_excedido"
        }:
            raise
        motivo = "trae más filas de las que se comprueban; compruebe el .docx del mismo reporte"
        return (Aviso("sin_comprobar", nombre, motivo),)
    if diferencias:
        raise ErrorDeMaqueta(
            Falla(
                "no_dice_lo_debido", f"{nombre}: {una.lugar}" if nombre else una.lugar, una.mensaje
            )
            for una in diferencias
        )
    return ()


def _sin_comprobar(reporte_pedido: Pedido, debido: LoDebido, tipo: str) -> str:
    """Por qué un archivo de ese tipo no se comprueba; nada, si se comprueba."""
    de_filas = reporte_pedido.formato.es_de_filas
    if tipo == "docx":
        return _un_word_sin_comprobar(reporte_pedido, debido)
    if tipo in _DE_UN_PLAN | ({"zip"} if de_filas else set()) and (
        de_filas or reporte_pedido.entidades is not None
    ):
        contenido = "unas filas" if de_filas else "un consolidado"
        return f"los datos de {contenido} no se comprueban; compruebe su .docx"
    if tipo in _SIN_CELDAS and reporte_pedido.control_de_cambios:
        return _CON_CAMBIOS
    return _SIN_CELDAS.get(tipo, "")


def _un_word_sin_comprobar(reporte_pedido: Pedido, debido: LoDebido) -> str:
    """De un Word que lleva lo que el árbol no tiene, por qué no se comprueba."""
    if reporte_pedido.control_de_cambios:
        return "lleva cambios por aceptar: acéptelos todos y use verificar"
    cuerpo = debido("documento").documento.cuerpo
    if cuerpo and (cuerpo.reparos_fuera_de_word or cuerpo.de_otro_modo):
        return "trae lo que sólo Word lleva, y no se comprueba letra por letra: use verificar"
    return ""


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
    reporte_pedido: Pedido, debido: LoDebido, contenido: bytes, nombre: str, extension: str
) -> tuple[Diferencia, ...]:
    """En qué difiere de lo que debe decir; ``ErrorDeEntrada`` si no se deja comprobar."""
    try:
        if extension == ".tablas.csv":
            return tuple(datos.comprobar_csv(contenido, debido("documento").documento))
        if extension in _DE_DATOS:
            return tuple(_DE_DATOS[extension](reporte_pedido.contenido, contenido))
        if es_comprimido(contenido):
            tipo, lectura = leer_escrito(contenido)
            debido_en_ese_medio = debido("libro" if tipo == "xlsx" else "documento")
            return comprobacion.comprobar(tipo, lectura, debido_en_ese_medio)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(falla.en(nombre) for falla in error.fallas) from None
    except IlegibleError as error:
        raise ErrorDeEntrada(error.falla(nombre)) from None
    except RecursionError:
        raise ErrorDeEntrada(
            Falla("limite_excedido", nombre, "tiene demasiados niveles anidados")
        ) from None
    raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, que_es(contenido, nombre)))


def _de_json(debido: Contenido, contenido: bytes) -> Iterator[Diferencia]:
    return datos.comprobar_json(contenido, _en_json(debido))


def _de_filas(debido: Contenido, contenido: bytes) -> Iterator[Diferencia]:
    """Contra los datos como los lleva lo que no es el JSON: sin caracteres de control."""
    tema_del_contenido = tema_de(debido)
    limpio, _ = limpiar(debido)
    limpios: Any = json.loads(_en_json(limpio))
    return datos.comprobar_filas(
        contenido, limpios.get(tema_del_contenido.clave, limpios), tema_del_contenido
    )


def _del_paquete(debido: Contenido, contenido: bytes) -> Iterator[Diferencia]:
    debidas, _ = datos_del_contenido(debido, "paquete")
    return datos.comprobar_paquete(contenido, debidas)


_DE_DATOS: dict[str, Callable[[Contenido, bytes], Iterable[Diferencia]]] = {
    ".json": _de_json,
    ".csv": _de_filas,
    ".zip": _del_paquete,
}


def _en_json(contenido: Contenido) -> bytes:
    """Los datos, como en su ``.json``."""
    return escribir_json(en_archivo(contenido))
