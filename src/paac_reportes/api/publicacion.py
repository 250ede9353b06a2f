"""De un reporte, el que se publica, y lo que en él queda por que alguien lo mire."""

import io
from collections.abc import Mapping
from pathlib import Path

import attrs

from paac_reportes import clases
from paac_reportes.api.comprobaciones import comprobar_que_sobran
from paac_reportes.api.guardado import Guardado
from paac_reportes.api.reportes import ListaRespondida, Reporte
from paac_reportes.api.salida import Destino, guardar_bytes, tipo_de
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.formatos import publicacion
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
from paac_reportes.sistema import es_ruta
from paac_reportes.textos.lo_que_queda import PorRevisar, aviso_sin_revisar

_DE_LA_LISTA = ("xlsx", "json")


@clases.frozen(kw_only=True, eq=False, slots=False, repr=False)
class ReportePublico(Reporte):
    """Un reporte sin datos personales, y lo que en él queda por que alguien lo mire.

    ``sin_revisar`` es cuánto queda que ninguna persona ha revisado.
    """

    @clases.propiedad_recordada
    def por_revisar(self) -> tuple[PorRevisar, ...]:
        """Cada número de 6 a 15 cifras, correo y teléfono que queda, tapado.

        Si una persona ya respondió la lista (``revisado``), nada.
        """
        return () if self.revisado is not None else publicacion.lo_que_queda(self).lista

    @puerta
    def guardar_por_revisar(
        self, destino: Destino, /, *mas: Destino, tipo: str | None = None
    ) -> Guardado:
        """Escribe la lista de lo que queda, que una persona responde: ``.xlsx`` o ``.json``.

        Se entrega respondida en ``revisado``, de ``Reporte.publico``. Lanza ``ErrorDeEntrada`` si
        el tipo es otro y ``ErrorDeEntorno`` si no se puede escribir.
        """
        destinos = (destino, *mas)
        tipos = [tipo or tipo_de(de_este) for de_este in destinos]
        for clase in (clase for clase in tipos if clase not in _DE_LA_LISTA):
            motivo = f"la lista sale en {' o '.join(_DE_LA_LISTA)}; llegó {clase}"
            raise ErrorDeEntrada(Falla("tipo_no_admitido", "por_revisar", motivo))
        de_que = self.por_revisar, huella_de_lista(self, self.por_revisar), self.contenido
        contenidos = [lista_en_bytes(*de_que, clase) for clase in tipos]
        guardar_bytes(list(zip(destinos, contenidos, strict=True)))
        return Guardado(archivos=tuple(Path(uno) for uno in destinos if es_ruta(uno)))


def publicado(
    reporte: Reporte, lista_respondida: ListaRespondida | None, *, con_cedulas: bool
) -> ReportePublico:
    """El reporte como se publica; ``ErrorDeEntrada`` si lo respondido es de otro o no acaba."""
    if isinstance(reporte, ReportePublico):
        faltan = con_cedulas and not reporte.con_cedulas
        motivo = "el reporte ya es el público: dígalo al pedirlo del que no lo es, en .publico(…)"
        comprobar_que_sobran(motivo, cedulas=faltan, revisado=lista_respondida)
        return reporte
    campos = {campo.name: getattr(reporte, campo.name) for campo in attrs.fields(Reporte)}
    campos |= {"es_publico": True, "con_cedulas": con_cedulas}
    reporte_publico = publicacion.pedido_publicado(ReportePublico(**campos))
    queda = publicacion.lo_que_queda(reporte_publico)
    lista = queda.lista
    if lista_respondida is not None:
        huella = huella_de_lista(reporte_publico, lista)
        respuestas = _respondida(lista_respondida).sobre(lista, huella)
        omitidos = {numero for numero, respuesta in respuestas.items() if respuesta == "se omite"}
        return publicacion.sin_lo_omitido(reporte_publico, queda, omitidos)
    if not lista:
        return reporte_publico
    avisos = (*reporte_publico.previos, aviso_sin_revisar(len(lista)))
    return attrs.evolve(reporte_publico, sin_revisar=len(lista), previos=avisos)


def _respondida(lista_respondida: ListaRespondida) -> RespuestaDeLista:
    """Lista respondida, de sus datos, su JSON o su libro de Excel."""
    if isinstance(lista_respondida, Mapping):
        return respondida_de_datos(lista_respondida)
    nombre, contenido = nombre_y_bytes(lista_respondida, "revisado", "lista_respondida", "la lista")
    if es_comprimido(contenido):
        return respondida_de_documento(ver_bytes(contenido, nombre))
    flujo = io.BytesIO(contenido)
    flujo.name = nombre
    return respondida_de_datos(leer_datos(flujo))
