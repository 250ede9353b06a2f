"""Las firmas al pie del documento, una al lado de otra."""

from collections.abc import Iterator, Sequence

import attrs

from paac_reportes.composicion.bloques.lugar import Lugar
from paac_reportes.composicion.pagina.paginas import imagen_que_cabe
from paac_reportes.composicion.variables import Redaccion
from paac_reportes.formatos.definicion.bloques import BloqueFirmas
from paac_reportes.maqueta.contenidos import Contenido
from paac_reportes.maqueta.medida.medidas import Mm
from paac_reportes.maqueta.nodos import Celda, Fila, Tabla
from paac_reportes.modelo import Firma


def elegir(firmas: Sequence[Firma], roles: Sequence[str]) -> list[Firma]:
    """Las firmas de esos roles, sin mirar mayúsculas; sin roles, todas."""
    pedidos = {rol.casefold() for rol in roles}
    return [firma for firma in firmas if not pedidos or firma.rol.casefold() in pedidos]


def firmas_de(bloque: BloqueFirmas, lugar: Lugar) -> Iterator[Tabla]:
    """Una tabla sin marco con las firmas, de a ``por_fila``; ninguna si el plan no las trae.

    Cada firma es el lugar donde se firma y, bajo una raya, el nombre: así quedan a la misma altura
    los de una fila, tengan los renglones que tengan.
    """
    elegidas = elegir(lugar.encargo.plan.firmas, bloque.roles)
    if not elegidas:
        return
    columnas = min(bloque.por_fila, len(elegidas))
    anchos = _anchos(columnas)
    libre = Mm(anchos[1] * lugar.lienzo.ancho)
    escritas = [_escrita(firma, bloque, lugar.redaccion, libre) for firma in elegidas]
    grupos = [slice(n, n + columnas) for n in range(0, len(escritas), columnas)]
    marcar = lugar.encargo.marcas.filas.de_firmas
    yield Tabla(
        anchos=anchos,
        filas=tuple(
            fila
            for grupo in grupos
            for fila in _filas(escritas[grupo], columnas, marcar(elegidas[grupo]))
        ),
        descripcion="Firmas",
        filas_se_parten=False,
        va_entera=True,
        clase="firmas",
    )


@attrs.frozen
class _Escrita:
    """Lo que va de una firma sobre la raya y debajo de ella."""

    sobre: str
    imagen: Contenido
    bajo: str


def _escrita(firma: Firma, bloque: BloqueFirmas, redaccion: Redaccion, ancho: Mm) -> _Escrita:
    sobre, bajo = map(redaccion.con(firma=firma), bloque.partes)
    if firma.imagen is None:
        return _Escrita(sobre, "", bajo)
    redaccion.anotar("firma.imagen", firma)
    imagen = imagen_que_cabe(firma.imagen, f"Firma de {firma.nombre}", bloque.alto_imagen, ancho)
    return _Escrita(sobre, (imagen,), bajo)


_PARTE_DE_LA_RAYA, _RAYA_MAS_LARGA = 0.9, 0.4
"""De lo que le toca a cada firma, y del ancho de la página."""


def _anchos(firmas: int) -> tuple[float, ...]:
    """Un hueco a cada lado y entre dos firmas: si no, sus rayas serían una sola."""
    raya = min(_PARTE_DE_LA_RAYA / firmas, _RAYA_MAS_LARGA)
    lado = (1 / firmas - raya) / 2
    return (lado, raya, *(2 * lado, raya) * (firmas - 1), lado)


def _filas(grupo: Sequence[_Escrita], columnas: int, marca: str) -> Iterator[Fila]:
    primero, *otros = _pisos(grupo)
    hueco = Celda("", "firma-espacio", filas=1 + len(otros))
    nadie = columnas - len(grupo)
    con_hueco = [(hueco, celda) for celda in primero] + [(hueco, hueco)] * nadie
    yield Fila((*(celda for par in con_hueco for celda in par), hueco), marca)
    yield from (Fila(tuple(piso), marca) for piso in otros)


def _pisos(grupo: Sequence[_Escrita]) -> Iterator[list[Celda]]:
    """De arriba abajo; donde alguna firma está dibujada, su imagen es el lugar donde se firma."""
    if any(una.imagen for una in grupo):
        if any(una.sobre for una in grupo):
            yield [Celda(una.sobre, "firma-imagen") for una in grupo]
        yield [Celda(una.imagen, "firma-imagen") for una in grupo]
    else:
        yield [Celda(una.sobre, "firma-espacio") for una in grupo]
    yield [Celda(una.bajo, "firma-raya") for una in grupo]
