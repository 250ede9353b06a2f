"""Las firmas, que van al pie una al lado de otra."""

import functools
from collections.abc import Callable, Iterator, Sequence

from paac_reportes import clases
from paac_reportes.composicion.encargo import Sitio
from paac_reportes.composicion.pagina import imagen_que_cabe
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import (
    CARGO_POR_LLENAR,
    NOMBRE_POR_LLENAR,
    BloqueFirmas,
)
from paac_reportes.maqueta import contenido as c
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.modelo import Firma
from paac_reportes.modelo.temas import tema_de
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import lista


def firmas_de_roles(firmas: Sequence[Firma], roles: Sequence[str]) -> list[Firma]:
    """Las firmas de esos roles, sin mirar mayúsculas; sin roles, todas."""
    buscados = {rol.casefold() for rol in roles}
    return [firma for firma in firmas if not buscados or firma.rol.casefold() in buscados]


def firmas_de(bloque: BloqueFirmas, sitio: Sitio) -> Iterator[Tabla]:
    """Una tabla sin marco con las firmas, de a ``por_fila``; ninguna si el plan no las trae.

    ``bloque.sola`` nombra al único que firma; ``siempre`` son los roles que van sin nadie. Cada
    firma es el lugar donde se firma y, bajo una raya, el nombre: así quedan a la misma altura
    los de una fila, tengan los renglones que tengan.
    """
    firmas = firmas_de_roles(sitio.encargo.contenido.firmas, bloque.roles)
    if bloque.sola is not None:
        firmas = _una_sola(sitio.redaccion(bloque.sola).strip(), firmas, bloque.siempre)
    roles = () if bloque.sola is not None and firmas else bloque.siempre
    por_firmar = _por_firmar(roles, firmas, sitio)
    elegidas = _en_orden([*firmas, *por_firmar], bloque.siempre)
    if not elegidas:
        return
    en_columna = sitio.encargo.aparta
    columnas = 1 if en_columna else min(bloque.por_fila, len(elegidas))
    anchos = (1.0,) if en_columna else _anchos(columnas)
    raya = (
        Mm(_RAYA_MAS_LARGA * sitio.lienzo.ancho)
        if en_columna
        else Mm(anchos[1] * sitio.lienzo.ancho)
    )
    callada = sitio.redaccion.sin_mostrar()  # lo que se dice de ellas no es un dato del plan
    casillas = [
        _casilla_de(firma, bloque, callada if firma in por_firmar else sitio.redaccion, raya)
        for firma in elegidas
    ]
    grupos = [slice(n, n + columnas) for n in range(0, len(casillas), columnas)]
    yield Tabla(
        anchos=anchos,
        filas=tuple(
            fila
            for grupo in grupos
            for fila in _filas(
                casillas[grupo],
                columnas,
                functools.partial(_marca_de_fila, sitio, bloque.partes, elegidas[grupo]),
                en_columna=en_columna,
            )
        ),
        descripcion="Firmas",
        filas_se_parten=False,
        va_entera=True,
        clase="firmas",
    )


def _una_sola(quien: str, firmas: Sequence[Firma], roles: Sequence[str]) -> list[Firma]:
    """La firma de ``quien``; sin él, la de uno de esos roles o la última; ninguna si no hay."""
    return [Firma(rol="", nombre=quien)] if quien else _en_orden(firmas[::-1], roles)[:1]


def _por_firmar(roles: Sequence[str], firmas: Sequence[Firma], sitio: Sitio) -> list[Firma]:
    """Una firma por llenar por cada rol que nadie tiene, y de todas un aviso."""
    hay = {_raiz_de_rol(firma.rol) for firma in firmas}
    por_firmar = [
        Firma(rol=rol, nombre=NOMBRE_POR_LLENAR, cargo=CARGO_POR_LLENAR)
        for rol in roles
        if _raiz_de_rol(rol) not in hay
    ]
    if por_firmar:
        nombrados = lista([f"«{firma.rol}»" for firma in por_firmar])
        tema = tema_de(sitio.encargo.contenido)
        motivo = f"{tema.el} no trae la firma de {nombrados}: va el renglón en blanco"
        sitio.encargo.avisos.append(Aviso("por_llenar_a_mano", "firmas", motivo))
    return por_firmar


def _en_orden(firmas: Sequence[Firma], roles: Sequence[str]) -> list[Firma]:
    """Las firmas de esos roles en su orden, y después las demás."""
    orden = {_raiz_de_rol(rol): lugar for lugar, rol in enumerate(roles)}
    return sorted(firmas, key=lambda firma: orden.get(_raiz_de_rol(firma.rol), len(orden)))


_LETRAS_DE_UN_ROL = 5
"""Letras del comienzo que bastan para saber qué rol es: ``elabo``."""


def _raiz_de_rol(rol: str) -> str:
    """El comienzo que tienen igual «Elaboró», «ELABORÓ» y «Elaborado por»."""
    return en_plano(rol)[:_LETRAS_DE_UN_ROL]


@clases.frozen
class _Casilla:
    """Una firma como se escribe: lo que va sobre la raya y lo que va debajo."""

    sobre: str
    imagen: c.Contenido
    bajo: str


def _casilla_de(
    firma: Firma, bloque: BloqueFirmas, redaccion: RedaccionDePlantilla, ancho: Mm
) -> _Casilla:
    """La casilla de una firma; ``ancho``, el de su raya."""
    sobre, bajo = map(redaccion.con(firma=firma), bloque.partes)
    if firma.imagen is None:
        return _Casilla(sobre, "", bajo)
    redaccion.anotar("firma.imagen", firma)
    imagen = imagen_que_cabe(firma.imagen, f"Firma de {firma.nombre}", bloque.alto_imagen, ancho)
    return _Casilla(sobre, (imagen,), bajo)


_PARTE_DE_LA_RAYA, _RAYA_MAS_LARGA = 0.9, 0.4
"""De lo que le toca a cada firma, y del ancho de la página."""


def _anchos(firmas: int) -> tuple[float, ...]:
    """Los anchos, en partes del ancho útil; sin huecos entre las firmas, su raya sería una."""
    raya = min(_PARTE_DE_LA_RAYA / firmas, _RAYA_MAS_LARGA)
    lado = (1 / firmas - raya) / 2
    return (lado, raya, *(2 * lado, raya) * (firmas - 1), lado)


_SOBRE, _BAJO = 0, 1
"""Qué parte de una firma va en un piso: la de sobre la raya o la de debajo."""


def _marca_de_fila(
    sitio: Sitio, partes: tuple[str, str], firmas: Sequence[Firma], parte: int
) -> str:
    """La marca de un piso de unas firmas, que van en columna o tras el hueco que las separa."""
    marcas = sitio.encargo.marcas
    marca = marcas.filas.de_firmas(firmas)
    if marcas.rutas is None:
        return marca
    en_celdas = firmas if sitio.encargo.aparta else [f for una in firmas for f in (None, una)]
    return marcas.rutas.de_firmas(marca, en_celdas, partes[parte])


def _filas(
    grupo: Sequence[_Casilla],
    columnas: int,
    marca_de: Callable[[int], str],
    *,
    en_columna: bool,
) -> Iterator[Fila]:
    """Las filas de unas firmas que van juntas: con huecos entre ellas o, en columna, sin ellos."""
    (parte, primer_piso), *otros_pisos = _pisos(grupo)
    if en_columna:
        yield Fila(tuple(primer_piso), marca_de(parte))
    else:
        hueco = Celda("", "firma-espacio", filas=1 + len(otros_pisos))
        vacias = columnas - len(grupo)
        con_hueco = [(hueco, celda) for celda in primer_piso] + [(hueco, hueco)] * vacias
        celdas = (*(celda for par in con_hueco for celda in par), hueco)
        yield Fila(celdas, marca_de(parte))
    yield from (Fila(tuple(piso), marca_de(parte)) for parte, piso in otros_pisos)


def _pisos(grupo: Sequence[_Casilla]) -> Iterator[tuple[int, list[Celda]]]:
    """Las celdas de unas firmas, por pisos de arriba abajo; una imagen es donde se firma."""
    if any(casilla.imagen for casilla in grupo):
        if any(casilla.sobre for casilla in grupo):
            yield _SOBRE, [Celda(casilla.sobre, "firma-imagen") for casilla in grupo]
        yield _SOBRE, [Celda(casilla.imagen, "firma-imagen") for casilla in grupo]
    else:
        yield _SOBRE, [Celda(casilla.sobre, "firma-espacio") for casilla in grupo]
    yield _BAJO, [Celda(casilla.bajo, "firma-raya") for casilla in grupo]
