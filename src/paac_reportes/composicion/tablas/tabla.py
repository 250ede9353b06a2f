"""De una clase de tabla del formato y un componente a una tabla de la maqueta."""

import functools
from collections.abc import Sequence
from datetime import date
from itertools import chain, groupby

import attrs

from paac_reportes.composicion.aspecto.columnas import (
    Vestir,
    con_sus_enlaces,
    nombre_de_estilo,
    vestir_de,
)
from paac_reportes.composicion.marcas.juntos import completar_con
from paac_reportes.composicion.marcas.marcas import Marcas
from paac_reportes.composicion.tablas.columnas import (
    ColumnaPuesta,
    desplegar,
    sin_las_vacias,
    titulares_de,
)
from paac_reportes.composicion.tablas.filas.alcances import Alcance
from paac_reportes.composicion.tablas.filas.reparto import Reparto
from paac_reportes.composicion.tablas.pesadas import TablaPorPesar
from paac_reportes.composicion.tablas.renglones import (
    Renglon,
    alturas,
    anotar,
    anotar_fuera_del_total,
    anotar_prestadas,
    renglones,
)
from paac_reportes.composicion.tablas.subtotales import en_tandas
from paac_reportes.composicion.tablas.totales import Impreso, fila_de_total
from paac_reportes.composicion.variables import Redaccion
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.tablas import TablaDeFormato
from paac_reportes.maqueta.nodos import Celda, Fila, Tabla
from paac_reportes.modelo.escalas import Escala
from paac_reportes.modelo.periodos import Informe


@attrs.frozen
class Cortes:
    """El corte pedido, los informes de la vigencia que llegan hasta él y qué son sus blancos."""

    pedido: date | None
    informes: tuple[Informe, ...]
    marcas: Marcas
    blancos_propios: bool = False
    """Si una celda en blanco es de su fila, y no parte de la de arriba."""
    escala: Escala | None = None
    """La de las zonas, si alguna columna se colorea por ellas."""
    _columnas: dict[int, tuple[ColumnaPuesta, ...]] = attrs.Factory(dict)

    def columnas(self, tabla: TablaDeFormato) -> tuple[ColumnaPuesta, ...]:
        """Las columnas de una clase de tabla; un plan trae muchas de la misma."""
        puestas = self._columnas.get(id(tabla))
        if puestas is None:
            puestas = self._columnas[id(tabla)] = desplegar(tabla, self.informes)
        return puestas


def tabla_de(
    reparto: Reparto, alcances: Sequence[Alcance], cortes: Cortes, redaccion: Redaccion
) -> Tabla:
    """La tabla de unos componentes con las secciones que le tocan."""
    tabla = reparto.tabla
    columnas = _columnas(reparto, alcances, cortes, redaccion)
    filas: list[Fila] = []
    impresos: list[list[Impreso]] = []
    vestidos = _vestidos(columnas, cortes.escala)
    resumenes: list[int] = []
    marca = cortes.marcas.de_rotulos(reparto.secciones, columnas)
    completar = completar_con(marca, columnas)
    for seccion in reparto.secciones:
        propios = renglones(seccion, columnas, alcances, cortes.pedido, redaccion)
        if propios and seccion.banda is not None:
            filas.append(_a_lo_ancho(redaccion(seccion.banda), "banda", len(columnas)))
        anotar(columnas, propios, redaccion.mostrado)
        if tabla.resume:
            anotar_fuera_del_total(columnas, propios, redaccion.mostrado)
        for tanda in en_tandas(propios, tabla.subtotales):
            cubre = [
                alturas(tanda.renglones, n, puesta.definida, blancos_propios=cortes.blancos_propios)
                for n, puesta in enumerate(columnas)
            ]
            anotar_prestadas(columnas, cubre, redaccion.mostrado)
            if tabla.resume:
                impresos.append(_impresos(tanda.renglones, len(filas), cubre))
            suyas = [renglon.fila for renglon in tanda.renglones]
            marcas = list(map(completar, map(cortes.marcas.filas.de, suyas), suyas))
            filas += _filas(tanda.renglones, columnas, cubre, vestidos, marcas)
            for cierre in tanda.cierres:
                rotulo = redaccion.con(**cierre.objetos)(cierre.subtotal.rotulo)
                suyos = impresos[-cierre.tandas :]
                resumenes.append(len(filas))
                filas.append(fila_de_total(rotulo, columnas, suyos, _nombre_de_total))
    if tabla.total is not None:
        todos = impresos if tabla.subtotales else [[*chain.from_iterable(impresos)]]
        resumenes.append(len(filas))
        filas.append(fila_de_total(redaccion(tabla.total), columnas, todos, _nombre_de_total))
    armada = _armar(tabla, columnas, filas, redaccion, marca)
    return attrs.evolve(armada, resumenes=tuple(resumenes))


def _impresos(
    propios: list[Renglon], primera: int, cubre: Sequence[Sequence[int]]
) -> list[Impreso]:
    return [
        Impreso(renglon, primera + n, tuple(bool(suyas[n]) for suyas in cubre))
        for n, renglon in enumerate(propios)
    ]


def _columnas(
    reparto: Reparto, alcances: Sequence[Alcance], cortes: Cortes, redaccion: Redaccion
) -> tuple[ColumnaPuesta, ...]:
    columnas = cortes.columnas(reparto.tabla)
    if not any(puesta.definida.omite_vacia for puesta in columnas):
        return columnas
    todos = [
        renglon.textos
        for seccion in reparto.secciones
        for renglon in renglones(seccion, columnas, alcances, cortes.pedido, redaccion)
    ]
    return sin_las_vacias(
        columnas, [not _SIN_DATO.issuperset(suyos) for suyos in zip(*todos, strict=True)]
    )


_SIN_DATO = frozenset({None, "", "—"})
"""Lo que se escribe de un dato que no está y de una cifra que no se sabe."""


def tabla_vacia(tabla: TablaDeFormato, cortes: Cortes, redaccion: Redaccion) -> Tabla:
    """La tabla de un componente sin filas: sus rótulos y una fila en blanco."""
    columnas = cortes.columnas(tabla)
    blanco = Fila(tuple(Celda("", puesta.estilo) for puesta in columnas))
    marca = cortes.marcas.de_rotulos(tabla.secciones, columnas)
    return _armar(tabla, columnas, [blanco], redaccion, marca)


def _nombre_de_total(columna: Columna) -> str:
    return nombre_de_estilo(columna, "total")


def _armar(
    tabla: TablaDeFormato,
    columnas: Sequence[ColumnaPuesta],
    filas: list[Fila],
    redaccion: Redaccion,
    marca: str,
) -> Tabla:
    franjas = [texto for texto in map(redaccion, tabla.franjas) if texto.strip()]
    se_pesa = any(puesta.definida.ancho == "auto" for puesta in columnas)
    clase = functools.partial(TablaPorPesar, columnas=tuple(columnas)) if se_pesa else Tabla
    return clase(
        anchos=tuple(puesta.ancho for puesta in columnas),
        rotulos=(
            *(_a_lo_ancho(franja, "franja", len(columnas)) for franja in franjas),
            *_rotulos(columnas, redaccion, marca),
        ),
        filas=tuple(filas),
        descripcion=redaccion(tabla.descripcion),
        filas_se_parten=tabla.filas_se_parten,
        titulares=titulares_de(columnas),
    )


def _a_lo_ancho(texto: str, estilo: str, columnas: int) -> Fila:
    return Fila((Celda(texto, estilo, columnas=columnas),))


def _rotulos(
    columnas: Sequence[ColumnaPuesta], redaccion: Redaccion, marca: str
) -> tuple[Fila, ...]:
    return _en_pisos(
        tuple([_camino(puesta, redaccion) for puesta in columnas]),
        tuple([puesta.informe for puesta in columnas]),
        tuple([nombre_de_estilo(puesta.definida, "rotulo") for puesta in columnas]),
        marca,
    )


@functools.lru_cache(maxsize=256)  # las tablas de una misma clase suelen llevar los mismos
def _en_pisos(
    caminos: tuple[tuple[str, ...], ...],
    informes: tuple[Informe | None, ...],
    estilos: tuple[str, ...],
    marca: str,
) -> tuple[Fila, ...]:
    """Rótulos de cualquier hondura: los vecinos que empiezan igual comparten la celda de arriba.

    Los de informes distintos no comparten ninguna. El estilo de cada columna es el de su último.
    """
    hondura = max(map(len, caminos))
    filas: list[list[Celda]] = [[] for _ in range(hondura)]

    def poner(nivel: int, suyas: Sequence[int]) -> None:
        def es(columna: int) -> tuple[Informe | None, str, str | None]:
            termina = len(caminos[columna]) == nivel + 1
            return informes[columna], caminos[columna][nivel], estilos[columna] if termina else None

        for (_, texto, estilo), grupo in groupby(suyas, key=es):
            juntas = list(grupo)
            alto = 1 if estilo is None else hondura - nivel
            filas[nivel].append(Celda(texto, estilo or "rotulo", len(juntas), alto))
            if estilo is None:
                poner(nivel + 1, juntas)

    poner(0, range(len(caminos)))
    return tuple(Fila(tuple(fila), marca) for fila in filas)


def _camino(puesta: ColumnaPuesta, redaccion: Redaccion) -> tuple[str, ...]:
    """Los rótulos de una columna, de arriba abajo."""
    rotulos = puesta.definida.rotulo
    return tuple(
        map(redaccion.con(informe=puesta.informe) if puesta.informe else redaccion, rotulos)
    )


def _vestidos(columnas: Sequence[ColumnaPuesta], escala: Escala | None) -> list[Vestir]:
    """Cómo se viste cada columna; ninguno si a todas les basta su estilo, que es lo corriente."""
    if not any(puesta.definida.se_viste for puesta in columnas):
        return []
    return [vestir_de(puesta.definida, escala) for puesta in columnas]


def _filas(
    propios: list[Renglon],
    columnas: Sequence[ColumnaPuesta],
    cubre: Sequence[Sequence[int]],
    vestidos: Sequence[Vestir],
    marcas: Sequence[str],
) -> list[Fila]:
    en_filas = zip(propios, zip(*cubre, strict=True), marcas, strict=True)
    if vestidos:
        return [
            Fila(
                tuple(
                    [
                        Celda(*vestir(texto or ""), 1, alto)
                        for texto, vestir, alto in zip(renglon.textos, vestidos, altos, strict=True)
                        if alto
                    ]
                ),
                marca,
            )
            for renglon, altos, marca in en_filas
        ]
    estilos = [puesta.estilo for puesta in columnas]
    return [
        Fila(
            tuple(
                [
                    Celda(con_sus_enlaces(texto or ""), estilo, 1, alto)
                    for texto, estilo, alto in zip(renglon.textos, estilos, altos, strict=True)
                    if alto
                ]
            ),
            marca,
        )
        for renglon, altos, marca in en_filas
    ]
