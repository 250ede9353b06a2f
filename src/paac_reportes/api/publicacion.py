"""La lista de lo que queda por revisar en lo que se publica: escrita, y respondida."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from paac_reportes.api.tipos import Origen
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.formatos.pedido import Pedido
from paac_reportes.lectura.archivos import leer_datos
from paac_reportes.libros.por_revisar import (
    RespuestaDeLista,
    lista_en_bytes,
    respondida_de_datos,
    respondida_de_documento,
)
from paac_reportes.opc.clases import es_comprimido
from paac_reportes.opc.flujos import nombre_y_bytes
from paac_reportes.opc.lectura import ver_bytes
from paac_reportes.prueba.acta import huella_de_lista
from paac_reportes.textos.lo_que_queda import PorRevisar

_DE_LA_LISTA = ("xlsx", "json")


def listas_por_revisar(
    pedido: Pedido, lista: Sequence[PorRevisar], tipos: Sequence[str]
) -> list[bytes]:
    """La lista en cada tipo; ``ErrorDeEntrada`` si en alguno no sale."""
    for tipo in (tipo for tipo in tipos if tipo not in _DE_LA_LISTA):
        motivo = f"la lista sale en {' o '.join(_DE_LA_LISTA)}; llegó {tipo}"
        raise ErrorDeEntrada(Falla("tipo_no_admitido", "por_revisar", motivo))
    de_que = lista, huella_de_lista(pedido, lista), pedido.contenido
    return [lista_en_bytes(*de_que, tipo) for tipo in tipos]


def omitidos(
    pedido: Pedido, lista: Sequence[PorRevisar], lista_respondida: Origen | Mapping[str, Any]
) -> set[int]:
    """Renglones que se omiten; ``ErrorDeEntrada`` si lo respondido es de otro o no acaba."""
    respuestas = _respondida(lista_respondida).sobre(lista, huella_de_lista(pedido, lista))
    return {numero for numero, respuesta in respuestas.items() if respuesta == "se omite"}


def _respondida(lista_respondida: Origen | Mapping[str, Any]) -> RespuestaDeLista:
    """Lista respondida, de sus datos, su JSON o su libro de Excel."""
    if isinstance(lista_respondida, Mapping):
        return respondida_de_datos(lista_respondida)
    nombre, contenido = nombre_y_bytes(lista_respondida, "revisado", "lista_respondida", "la lista")
    if es_comprimido(contenido):
        return respondida_de_documento(ver_bytes(contenido, nombre))
    flujo = io.BytesIO(contenido)
    flujo.name = nombre
    return respondida_de_datos(leer_datos(flujo))
