"""Lo que debe verse en un documento de Word."""

from collections.abc import Iterator, Sequence
from typing import assert_never

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.cortes import WORD, Cortador, esta_en_su_franja
from paac_reportes.maqueta.documento import Documento, Marco, titulos_de
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.grupos import Agrupador
from paac_reportes.maqueta.nodos import Bloque as BloqueDeMaqueta
from paac_reportes.maqueta.nodos import (
    Grafico,
    Indice,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
)
from paac_reportes.maqueta.rejilla import resolver
from paac_reportes.prueba.esperado import en_papel
from paac_reportes.prueba.graficos import debido_en_word
from paac_reportes.prueba.visible import (
    Bloque,
    Casilla,
    Cuadro,
    Renglon,
    Texto,
    Zona,
    literal,
    marca,
    zona,
)
from paac_reportes.prueba.visto_en_word import sin_lineas_de_mas

_SANGRIA = "  "


def esperado_en_word(documento: Documento, del_membrete: Sequence[Zona]) -> tuple[Zona, ...]:
    """Las zonas del documento; ``del_membrete`` son las de la hoja, o el cuerpo, en que va."""
    armador = _Armador(documento.estilos)
    cuerpo = zona(
        "cuerpo",
        [
            visible
            for parte in documento.partes
            for bloque in _cuerpo(parte.bloques, documento)
            for visible in armador.de(bloque, parte.marco)
        ],
    )
    if documento.cuerpo is not None and del_membrete:  # lo que se repite en sus páginas es suyo
        return cuerpo, *(una for una in del_membrete if una.lugar != cuerpo.lugar)
    if documento.membrete is not None:
        marcos = [parte.marco for parte in documento.partes]
        return cuerpo, *_secciones_del_membrete(marcos, del_membrete)
    return cuerpo, *(
        una
        for numero, parte in enumerate(documento.partes, 1)
        for una in _de_seccion(parte.marco, numero)
    )


@clases.frozen
class _EnSuFranja:
    """Una tabla que lleva en una de sus franjas el título que la precede."""

    tabla: Tabla
    titulo: Titulo


@clases.frozen
class _Renglones:
    """La tabla de contenido con lo que remite."""

    indice: Indice
    titulos: Sequence[Titulo]


def _cuerpo(
    bloques: Sequence[BloqueDeMaqueta], documento: Documento
) -> Iterator[BloqueDeMaqueta | _EnSuFranja | _Renglones]:
    """Los bloques, con cada título que su tabla ya dice dentro de ella."""
    pendiente: Titulo | None = None
    for bloque, siguiente in zip(bloques, [*bloques[1:], None], strict=True):
        if isinstance(bloque, Titulo) and esta_en_su_franja(bloque, siguiente):
            pendiente = bloque
        elif pendiente is not None and isinstance(bloque, Tabla):
            yield _EnSuFranja(bloque, pendiente)
            pendiente = None
        elif isinstance(bloque, Indice):
            yield _Renglones(bloque, titulos_de(documento))
        else:
            yield bloque


@attrs.define
class _Armador:
    """Numera las tablas según salen."""

    _estilos: dict[str, Estilo]
    _tablas: int = 0

    def de(
        self, bloque: BloqueDeMaqueta | _EnSuFranja | _Renglones, marco: Marco
    ) -> Iterator[Bloque]:
        """Lo que se ve de un bloque, en una página como esa."""
        match bloque:
            case Titulo():
                yield Texto(_con_nivel(bloque, en_papel(bloque.con_numero)))
            case Parrafo():
                yield Texto(f"{_sangria(bloque)}{en_papel(bloque.con_marca)}")
            case Tabla():
                yield self._cuadro(bloque, marco)
            case _EnSuFranja():
                yield _con_su_titulo(self._cuadro(bloque.tabla, marco), bloque.titulo)
            case _Renglones():
                yield from _contenido(bloque)
            case Grafico():
                yield Texto(debido_en_word(bloque, marco.pagina.ancho_util))
            case Salto() | Indice():
                pass  # no dice nada, y el contenido ya son sus renglones
            case _:
                assert_never(bloque)

    def _cuadro(self, tabla: Tabla, marco: Marco) -> Cuadro:
        self._tablas += 1
        agrupador = Agrupador(self._estilos, Cortador(self._estilos, marco, WORD))
        return cuadro_de(agrupador.agrupar(tabla).tabla, f"tabla {self._tablas}")


def _sangria(parrafo: Parrafo) -> str:
    """La de su nivel en una lista; el que sigue a otro va sin marca ni sangría."""
    lista = parrafo.lista
    return _SANGRIA * (lista.nivel - 1) if lista is not None and lista.marca else ""


def _con_nivel(titulo: Titulo, texto: str) -> str:
    return f"{marca(f'título {titulo.nivel}')}{texto}" if titulo.nivel and texto else texto


def _contenido(renglones: _Renglones) -> Iterator[Texto]:
    yield Texto(en_papel(renglones.indice.titulo))
    for titulo in renglones.titulos:
        if titulo.nivel <= renglones.indice.niveles:
            # El número de un título lo pone Word: en su párrafo no está escrito.
            escrito, texto = (" ".join(t.split()) for t in (titulo.con_numero, titulo.texto))
            yield Texto(f"{literal(escrito)}\t{marca('página')}{marca('va a', texto)}")


def _con_su_titulo(cuadro: Cuadro, titulo: Titulo) -> Cuadro:
    """La primera celda que dice el título es el título."""
    dicho = en_papel(titulo.texto)
    filas = [dict(fila) for fila in cuadro.filas]
    for fila in filas:
        for columna, casilla in fila.items():
            if casilla.texto == dicho:
                fila[columna] = attrs.evolve(casilla, texto=_con_nivel(titulo, dicho))
                return attrs.evolve(cuadro, filas=tuple(filas))
    return cuadro


def cuadro_de(tabla: Tabla, lugar: str) -> Cuadro:
    """La tabla con sus rótulos, celda por celda."""
    filas: list[Renglon] = []
    for grupo in (tabla.rotulos, tabla.filas):
        for numero, puestos in enumerate(resolver(grupo, len(tabla.anchos))):
            filas.append(
                {
                    puesto.columna: Casilla(
                        en_papel(puesto.celda.contenido), puesto.celda.filas, puesto.celda.columnas
                    )
                    for puesto in puestos
                    if puesto.origen == numero
                }
            )
    return Cuadro(lugar, sin_lineas_de_mas(filas))


def _de_seccion(marco: Marco, numero: int) -> Iterator[Zona]:
    lugares = {"encabezado": marco.encabezado, "pie": marco.pie}
    if marco.primera is not None:
        lugares["encabezado de la primera página"] = marco.primera.encabezado
        lugares["pie de la primera página"] = marco.primera.pie
    for nombre, tabla in lugares.items():
        lugar = f"{nombre} de la sección {numero}"
        yield zona(lugar, [cuadro_de(tabla, lugar)] if tabla is not None else [])


def _secciones_del_membrete(
    marcos: Sequence[Marco], del_membrete: Sequence[Zona]
) -> Iterator[Zona]:
    """Lo que el membrete lleva en la sección que usa cada parte, con el número de la suya."""
    usadas = set[int]()
    for numero, marco in enumerate(marcos, 1):
        cual = marco.seccion_del_membrete or 0
        for una in del_membrete:
            nombre, de_la_seccion, suya = una.lugar.rpartition(" de la sección ")
            es_de_la_primera = nombre.endswith("primera página")
            # La primera página distinta vale una vez por sección del membrete.
            if suya != str(cual + 1) or (es_de_la_primera and cual in usadas):
                continue
            lugar = f"{nombre}{de_la_seccion}{numero}"
            yield Zona(
                lugar, tuple(_renombrado(bloque, una.lugar, lugar) for bloque in una.bloques)
            )
        usadas.add(cual)


def _renombrado(bloque: Bloque, antes: str, ahora: str) -> Bloque:
    if isinstance(bloque, Cuadro):
        return attrs.evolve(bloque, lugar=bloque.lugar.replace(antes, ahora))
    return bloque
