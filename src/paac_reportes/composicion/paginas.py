"""La página: papel, encabezado, pie y lo que de ellos pasa a una hoja de cálculo."""

from collections.abc import Mapping, Sequence

import attrs

from paac_reportes.composicion.variables import Redaccion, con_campos
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.formatos.definicion import Formato
from paac_reportes.formatos.pagina import BloqueDePagina, CeldaDeBloque, Lados
from paac_reportes.formatos.papeles import rejilla_de
from paac_reportes.imagenes import medir
from paac_reportes.maqueta.medidas import Mm
from paac_reportes.maqueta.nodos import (
    AjustesDeHoja,
    Campo,
    Celda,
    Contenido,
    Fila,
    Imagen,
    Lado,
    Tabla,
)
from paac_reportes.modelo import Entidad

_AIRE_DE_IMAGEN = 4
"""Milímetros que una imagen deja libres a lo ancho de su celda."""


def bloque_de(
    bloque: BloqueDePagina | None,
    estilo: str,
    entidad: Entidad,
    util: Mm,
    redaccion: Redaccion,
) -> Tabla | None:
    """El encabezado o el pie como tabla."""
    if bloque is None:
        return None
    anchos = tuple(float(ancho) / 100 for ancho in bloque.anchos)

    def celda(definida: CeldaDeBloque, parte: float) -> Celda:
        libre = Mm(max(parte * util - _AIRE_DE_IMAGEN, 1.0))
        contenido = _contenido(definida, entidad, libre, redaccion)
        variante = f"{estilo}-{definida.horizontal}" if definida.horizontal else estilo
        return Celda(contenido, variante, definida.columnas, definida.filas)

    return Tabla(
        anchos=anchos,
        filas=tuple(
            Fila(tuple(celda(definida, ancho) for definida, ancho in zip(fila, suyos, strict=True)))
            for fila, suyos in zip(bloque.filas, _anchos_de_celdas(bloque, anchos), strict=True)
        ),
    )


def _anchos_de_celdas(bloque: BloqueDePagina, anchos: Sequence[float]) -> list[list[float]]:
    """La parte del ancho que ocupa cada celda, fila por fila."""
    return [
        [sum(anchos[columna : columna + c.columnas]) for columna, c, de in puestos if de == numero]
        for numero, puestos in enumerate(rejilla_de(bloque))
    ]


def ajustes_de_hoja(
    formato: Formato, encabezado: Tabla | None, propio: Tabla | None, redaccion: Redaccion
) -> AjustesDeHoja:
    """Lo que el formato dice de las hojas de cálculo; el número de página va al imprimir."""
    libro = formato.libro
    bloque = propio or encabezado if libro.bloque_en_celdas else None
    return AjustesDeHoja(
        bloque=_sin_campos(bloque) if bloque else None,
        encabezado=_lados(libro.encabezado, redaccion),
        pie=_lados(libro.pie, redaccion),
        repetir_rotulos=libro.repetir_rotulos,
    )


def _contenido(
    definida: CeldaDeBloque, entidad: Entidad, ancho: Mm, redaccion: Redaccion
) -> Contenido:
    if definida.imagen is None:
        return con_campos(redaccion(definida.texto or ""))
    if entidad.escudo is None:
        return ""
    medidas = medir(entidad.escudo)
    if medidas is None:  # el modelo no la habría admitido
        raise ErrorDeEntrada(Falla("entidad.escudo", "la imagen está incompleta"))
    proporcion = medidas.ancho / medidas.alto
    alto = min(float(definida.alto), ancho / proporcion)
    descripcion = redaccion(definida.texto_alternativo or "")
    return (Imagen(entidad.escudo, medidas.clase, descripcion, Mm(alto * proporcion), Mm(alto)),)


def _sin_campos(tabla: Tabla) -> Tabla:
    def celda(original: Celda) -> Celda:
        if isinstance(original.contenido, str):
            return original
        tramos = tuple(t for t in original.contenido if not isinstance(t, Campo))
        return attrs.evolve(original, contenido=tramos)

    filas = tuple(Fila(tuple(map(celda, fila.celdas))) for fila in tabla.filas)
    return attrs.evolve(tabla, filas=filas)


def _lados(lados: Lados, redaccion: Redaccion) -> dict[Lado, Contenido]:
    textos: Mapping[Lado, str | None] = {
        "izquierda": lados.izquierda,
        "centro": lados.centro,
        "derecha": lados.derecha,
    }
    return {lado: con_campos(redaccion(texto)) for lado, texto in textos.items() if texto}
