"""De lo que queda por mirar de un reporte que se publica, lo que una persona respondió."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from paac_reportes.api.tipos import Origen
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import error_de_argumento, mostrar
from paac_reportes.formatos.pedido import Pedido
from paac_reportes.lectura.archivos import leer_datos
from paac_reportes.opc.flujos import nombre_y_bytes
from paac_reportes.prueba.acta import huella_de_lista
from paac_reportes.textos.publico import RESPUESTAS, PorRevisar

_DE_LA_HUELLA = 8
"""Letras de la huella de los datos y de la lista que van en el ``id`` de cada cosa."""


def con_su_id(pedido: Pedido, lista: Sequence[PorRevisar]) -> tuple[PorRevisar, ...]:
    """Lista con el ``id`` de cada cosa, que sólo es de estos datos: con otros es otro."""
    huella = huella_de_lista(pedido, lista)[:_DE_LA_HUELLA] if lista else ""
    return tuple(attrs.evolve(uno, id=f"{uno.numero}-{huella}") for uno in lista)


def _de_su_archivo(revisado: Origen) -> object:
    nombre, contenido = nombre_y_bytes(revisado, "revisado", "lo_revisado", "lo revisado")
    flujo = io.BytesIO(contenido)
    flujo.name = nombre
    return leer_datos(flujo)


def omitidos(
    pedido: Pedido, lista: Sequence[PorRevisar], revisado: Origen | Mapping[str, Any]
) -> set[int]:
    """Números de lo que se omite; ``ErrorDeEntrada`` con lo que falta, sobra o no se entiende."""
    lista = con_su_id(pedido, lista)
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
