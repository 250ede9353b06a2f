"""De una clase de tabla del formato y un componente a una tabla de la maqueta."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import attrs

from paac_reportes.composicion.renglones import Contexto, Renglon, alturas, renglones
from paac_reportes.composicion.reparto import Reparto
from paac_reportes.composicion.variables import Redaccion
from paac_reportes.formatos.tablas import Columna, TablaDeFormato
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.nodos import Celda, Fila, Tabla


def tabla_de(
    reparto: Reparto, contextos: Sequence[Contexto], corte: date | None, redaccion: Redaccion
) -> Tabla:
    """La tabla de unos componentes con las secciones que le tocan."""
    tabla = reparto.tabla
    filas: list[Fila] = []
    for seccion in reparto.secciones:
        propios = renglones(seccion, tabla.columnas, contextos, corte)
        if propios and seccion.banda is not None:
            filas.append(_a_lo_ancho(redaccion(seccion.banda), "banda", len(tabla.columnas)))
        filas += _filas(propios, tabla.columnas)
    return _armar(tabla, filas, redaccion)


def tabla_vacia(tabla: TablaDeFormato, redaccion: Redaccion) -> Tabla:
    """La tabla de un componente sin filas: sus rótulos y una fila en blanco."""
    blanco = Fila(tuple(Celda("", nombre_de_estilo(columna)) for columna in tabla.columnas))
    return _armar(tabla, [blanco], redaccion)


def nombre_de_estilo(columna: Columna) -> str:
    """El estilo de las celdas de una columna: ``celda``, o una variante con lo que cambia."""
    cambios = (
        columna.horizontal if columna.horizontal != "izquierda" else "",
        columna.guarda if columna.guarda != "texto" else "",
    )
    return "-".join(["celda", *filter(None, cambios)])


def estilos_de_columnas(tablas: Sequence[TablaDeFormato], celda: Estilo) -> dict[str, Estilo]:
    """Las variantes de ``celda`` que piden las columnas de unas tablas."""
    return {
        nombre_de_estilo(columna): attrs.evolve(
            celda, horizontal=columna.horizontal, dato=columna.guarda
        )
        for tabla in tablas
        for columna in tabla.columnas
    }


def _armar(tabla: TablaDeFormato, filas: list[Fila], redaccion: Redaccion) -> Tabla:
    franjas = [texto for texto in map(redaccion, tabla.franjas) if texto.strip()]
    ancho = len(tabla.columnas)
    return Tabla(
        anchos=tuple(float(columna.ancho) / 100 for columna in tabla.columnas),
        rotulos=(
            *(_a_lo_ancho(franja, "franja", ancho) for franja in franjas),
            *_rotulos([tuple(map(redaccion, c.rotulo)) for c in tabla.columnas]),
        ),
        filas=tuple(filas),
        descripcion=redaccion(tabla.descripcion),
        filas_se_parten=tabla.filas_se_parten,
    )


def _a_lo_ancho(texto: str, estilo: str, columnas: int) -> Fila:
    return Fila((Celda(texto, estilo, columnas=columnas),))


def _rotulos(caminos: list[tuple[str, ...]]) -> list[Fila]:
    """Rótulos de cualquier hondura: los vecinos que empiezan igual comparten la celda de arriba."""
    hondura = max(map(len, caminos))
    filas: list[list[Celda]] = [[] for _ in range(hondura)]

    def poner(nivel: int, columnas: Sequence[int]) -> None:
        vecinas = groupby(columnas, key=lambda c: (caminos[c][nivel], len(caminos[c]) == nivel + 1))
        for (texto, termina), grupo in vecinas:
            juntas = list(grupo)
            alto = hondura - nivel if termina else 1
            filas[nivel].append(Celda(texto, "rotulo", len(juntas), alto))
            if not termina:
                poner(nivel + 1, juntas)

    poner(0, range(len(caminos)))
    return [Fila(tuple(fila)) for fila in filas]


def _filas(propios: list[Renglon], columnas: Sequence[Columna]) -> list[Fila]:
    estilos = [nombre_de_estilo(columna) for columna in columnas]
    cubre = [alturas(propios, numero, columna) for numero, columna in enumerate(columnas)]
    return [
        Fila(
            tuple(
                Celda(texto or "", estilo, 1, alto[numero])
                for texto, estilo, alto in zip(renglon.textos, estilos, cubre, strict=True)
                if alto[numero]
            )
        )
        for numero, renglon in enumerate(propios)
    ]
