"""De un reporte, el que se publica, y lo que en él queda por que alguien lo mire."""

import io
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any, TypeVar

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, sin_repetir
from paac_reportes.formatos.pedido import Pedido

if TYPE_CHECKING:
    from paac_reportes.api.salida import Destino
    from paac_reportes.libros.por_revisar import RespuestaDeLista
    from paac_reportes.textos.lo_que_queda import PorRevisar

P = TypeVar("P", bound=Pedido)

Revision = str | os.PathLike[str] | IO[bytes] | Mapping[str, Any]
"""La lista respondida: su archivo, en Excel o JSON, o sus datos."""


def publicado(reporte: P, revision: "Revision | None" = None) -> P:
    """El pedido como se publica; ``ErrorDeEntrada`` si la revisión es de otros datos o no acaba."""
    from paac_reportes.formatos import publicacion
    from paac_reportes.textos.lo_que_queda import aviso_sin_revisar

    reporte_publico = publicacion.pedido_publicado(reporte)
    queda = publicacion.lo_que_queda(reporte_publico)
    lista = queda.lista
    if revision is not None:
        from paac_reportes.prueba.acta import huella_de_lista

        respuestas = _respondida(revision).sobre(lista, huella_de_lista(reporte_publico, lista))
        omitidos = {numero for numero, respuesta in respuestas.items() if respuesta == "se omite"}
        return publicacion.sin_lo_omitido(reporte_publico, queda, omitidos)
    if not lista:
        return reporte_publico
    avisos = (*reporte_publico.previos, aviso_sin_revisar(len(lista)))
    reporte_con_lista = attrs.evolve(reporte_publico, sin_revisar=len(lista), previos=avisos)
    reporte_con_lista.__dict__["por_revisar"] = lista  # que ya se sacó
    return reporte_con_lista


def con_lo_leido(reporte: P, origen: str | None, avisos: Iterable[Aviso]) -> P:
    """El pedido con lo que su acta dice de dónde llegó; si se publica, sin repetirlo."""
    al_leer = tuple(avisos)
    if reporte.publico:
        from paac_reportes.textos.lo_que_queda import aviso_tapado
        from paac_reportes.textos.publico import para_publicar

        al_leer, _ = para_publicar(al_leer, con_cedulas=reporte.con_cedulas)
        al_leer = tuple(map(aviso_tapado, al_leer))
    return attrs.evolve(reporte, origen=origen, al_leer=al_leer)


def avisos_dichos(reporte: Pedido, avisos: Iterable[Aviso]) -> tuple[Aviso, ...]:
    """Avisos, cada uno una vez; de lo que se publica, con lo que habría que revisar tapado."""
    if not reporte.publico:
        return sin_repetir(avisos)
    from paac_reportes.textos.lo_que_queda import aviso_tapado

    return sin_repetir(map(aviso_tapado, avisos))


_DE_LA_LISTA = ("xlsx", "json")


def guardar_lista(
    reporte: Pedido, lista: "Sequence[PorRevisar]", destinos: "Iterable[Destino]", tipo: str | None
) -> None:
    """Escribe en cada destino, o en ninguno, la lista que una persona responde."""
    from paac_reportes.api.salida import guardar_bytes, tipo_de
    from paac_reportes.libros.por_revisar import lista_en_bytes
    from paac_reportes.prueba.acta import huella_de_lista

    if not reporte.publico:
        motivo = "sólo de lo que se publica se saca esa lista; pida publico=True"
        raise ErrorDeEntrada(Falla("argumento_invalido", "por_revisar", motivo))
    pares = [(destino, tipo or tipo_de(destino)) for destino in destinos]
    for tipo_del_destino in (clase for _, clase in pares if clase not in _DE_LA_LISTA):
        motivo = f"la lista sale en {' o '.join(_DE_LA_LISTA)}; llegó {tipo_del_destino}"
        raise ErrorDeEntrada(Falla("tipo_no_admitido", "por_revisar", motivo))
    huella, contenido = huella_de_lista(reporte, lista), reporte.contenido
    guardar_bytes(
        [(destino, lista_en_bytes(lista, huella, contenido, clase)) for destino, clase in pares]
    )


def _respondida(revision: "Revision") -> "RespuestaDeLista":
    """Lista respondida, de sus datos, su JSON o su libro de Excel."""
    from paac_reportes.lectura.archivos import leer_datos
    from paac_reportes.libros.por_revisar import respondida_de_datos, respondida_de_documento
    from paac_reportes.opc.clases import es_comprimido
    from paac_reportes.opc.flujos import nombre_y_bytes
    from paac_reportes.opc.lectura import ver_bytes

    if isinstance(revision, Mapping):
        return respondida_de_datos(revision)
    nombre, contenido = nombre_y_bytes(revision, "revisado", "lista_respondida", "la lista")
    if es_comprimido(contenido):
        return respondida_de_documento(ver_bytes(contenido, nombre))
    flujo = io.BytesIO(contenido)
    flujo.name = nombre
    return respondida_de_datos(leer_datos(flujo))
