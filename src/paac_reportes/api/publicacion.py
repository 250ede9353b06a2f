"""De un reporte, el que se publica, y lo que en él queda por que alguien lo mire."""

import io
from collections.abc import Mapping, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.api.comprobaciones import comprobar_que_sobran
from paac_reportes.api.reportes import Reporte, Respondido
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import error_de_argumento, mostrar
from paac_reportes.formatos import publicacion
from paac_reportes.lectura.archivos import leer_datos
from paac_reportes.opc.flujos import nombre_y_bytes
from paac_reportes.prueba.acta import huella_de_lista
from paac_reportes.textos.lo_que_queda import RESPUESTAS, PorRevisar, aviso_sin_revisar

_DE_LA_HUELLA = 8
"""Letras de la huella de los datos y de la lista que van en el ``id`` de cada cosa."""


@clases.frozen(kw_only=True, eq=False, slots=False, repr=False)
class ReportePublico(Reporte):
    """Un reporte sin datos personales, y lo que en él queda por que alguien lo mire.

    ``sin_revisar`` es cuánto queda que ninguna persona ha revisado.
    """

    @clases.propiedad_recordada
    def por_revisar(self) -> tuple[PorRevisar, ...]:
        """Cada número de 6 a 15 cifras, correo y teléfono que queda, tapado.

        Se responden por su ``id`` en ``revisado``, de ``Reporte.publico``; respondidos, nada.
        """
        lista = () if self.revisado is not None else publicacion.lo_que_queda(self).lista
        return _con_su_id(self, lista)


def publicado(
    reporte: Reporte, revisado: Respondido | None, *, con_cedulas: bool
) -> ReportePublico:
    """El reporte como se publica; ``ErrorDeEntrada`` si lo respondido es de otro o no acaba."""
    if isinstance(reporte, ReportePublico):
        faltan = con_cedulas and not reporte.con_cedulas
        motivo = "el reporte ya es el público: dígalo al pedirlo del que no lo es, en .publico(…)"
        comprobar_que_sobran(motivo, cedulas=faltan, revisado=revisado)
        return reporte
    campos = {campo.name: getattr(reporte, campo.name) for campo in attrs.fields(Reporte)}
    campos |= {"es_publico": True, "con_cedulas": con_cedulas}
    reporte_publico = publicacion.pedido_publicado(ReportePublico(**campos))
    queda = publicacion.lo_que_queda(reporte_publico)
    if revisado is not None:
        lista = _con_su_id(reporte_publico, queda.lista)
        omitidos = _omitidos(lista, revisado)
        return publicacion.sin_lo_omitido(reporte_publico, queda, omitidos)
    if not queda.lista:
        return reporte_publico
    cuantos = len(queda.lista)
    avisos = (*reporte_publico.previos, aviso_sin_revisar(cuantos))
    return attrs.evolve(reporte_publico, sin_revisar=cuantos, previos=avisos)


def _con_su_id(reporte: Reporte, lista: Sequence[PorRevisar]) -> tuple[PorRevisar, ...]:
    """Lista con el ``id`` de cada cosa, que sólo es de estos datos: con otros es otro."""
    huella = huella_de_lista(reporte, lista)[:_DE_LA_HUELLA] if lista else ""
    return tuple(attrs.evolve(uno, id=f"{uno.numero}-{huella}") for uno in lista)


def _de_su_archivo(revisado: Respondido) -> object:
    nombre, contenido = nombre_y_bytes(revisado, "revisado", "lo_revisado", "lo revisado")
    flujo = io.BytesIO(contenido)
    flujo.name = nombre
    return leer_datos(flujo)


def _omitidos(lista: Sequence[PorRevisar], revisado: Respondido) -> set[int]:
    """Números de lo que se omite; ``ErrorDeEntrada`` con lo que falta, sobra o no se entiende."""
    respuestas = revisado if isinstance(revisado, Mapping) else _de_su_archivo(revisado)
    if not isinstance(respuestas, Mapping):
        raise error_de_argumento("revisado", "lo_revisado", respuestas)
    numeros = {uno.id: uno.numero for uno in lista}
    fallas = [
        Falla(
            "respuesta_invalida",
            f"revisado.{cual}",
            f"se esperaba {' o '.join(RESPUESTAS)}, llegó {mostrar(respuesta)}"
            if cual in numeros
            else "no está por revisar: es de otros datos; responda lo que queda en éstos",
        )
        for cual, respuesta in respuestas.items()
        if cual not in numeros or respuesta not in RESPUESTAS
    ]
    fallas += [
        Falla("respuesta_invalida", f"revisado.{uno.id}", f"sin respuesta: {uno.se_lee}")
        for uno in lista
        if uno.id not in respuestas
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    return {numeros[cual] for cual, respuesta in respuestas.items() if respuesta == "se omite"}
