"""De una clase de tabla del formato y unos componentes a una tabla de la maqueta.

``tabla_de`` la arma. Debajo: qué tabla recibe cada lista de un componente, que lo que ninguna
recibe no sale (``repartir``); y las notas y los números con que los rótulos las llaman.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, groupby
from typing import TYPE_CHECKING

import attrs

from paac_reportes import clases
from paac_reportes.composicion.aspecto import (
    ColumnaPuesta,
    JuegoDeColumnas,
    contenidos_de_columna,
    desplegar,
    puede_llevar_enlaces,
    sin_las_omitidas,
)
from paac_reportes.composicion.marcas import Marcas, con_su_altura
from paac_reportes.composicion.tablas.alcances import Alcance, UnComponente
from paac_reportes.composicion.tablas.filas import filas_en
from paac_reportes.composicion.tablas.pesadas import TablaPorPesar
from paac_reportes.composicion.tablas.renglones import (
    Cubre,
    FilasImpresas,
    Renglones,
    Tanda,
    agrupar,
    anotar,
    anotar_bandas,
    anotar_fuera_del_total,
    anotar_prestadas,
    con_barras,
    filas_de_seccion,
    hay,
    textos_del_dato,
    unidas,
)
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.formatos.definicion.bloques import (
    LLAMADA,
    Seccion,
    Subtotal,
    TablaDeFormato,
)
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.filas import (
    DeActividad,
    DeTramite,
    EnLasCuentas,
    FilaDeTabla,
)
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS
from paac_reportes.maqueta.contenido import Cifra, Contenido, ConTramos, SinDato
from paac_reportes.maqueta.estilos import ESTILO_DE_DEBAJO
from paac_reportes.maqueta.nodos import Parrafo, Tabla
from paac_reportes.maqueta.rejilla import (
    Celda,
    ColumnaDeTabla,
    Fila,
    FilasDeTabla,
    columna_con_uniones,
    columna_de,
    en_una_columna,
)
from paac_reportes.modelo.metodologia import Escala
from paac_reportes.modelo.periodos import Informe
from paac_reportes.textos.valores import (
    DECIMALES,
    con_decimales,
    decimales_de,
    nombre_de_moneda,
    simbolo_de_moneda,
)

if TYPE_CHECKING:
    from paac_reportes.composicion.tablas.pintadas import Pintura, Vestir


@clases.frozen
class AjustesDeTablas:
    """El corte pedido, los informes de la vigencia que llegan hasta él y qué son sus blancos."""

    corte: date | None
    informes: tuple[Informe, ...]
    marcas: Marcas
    blancos_propios: bool = False
    """Si una celda en blanco es de su fila, y no parte de la de arriba."""
    escala: Escala | None = None
    """La escala de las zonas, si alguna columna se colorea por ellas."""
    alinea: bool = False
    """Si cada rótulo va hacia el lado de sus celdas."""
    letras: Callable[[], Mapping[str, str]] = dict
    """De cada fila, por su ruta, las de las cuentas en que está, si alguien las muestra."""
    _columnas: dict[int, tuple[TablaDeFormato, JuegoDeColumnas]] = attrs.Factory(dict)
    """Con su tabla, que mientras esté aquí no deja su ``id`` a otra."""
    _con_franjas: dict[
        tuple[int, tuple[tuple[str, str], ...]], tuple[tuple[Fila, ...], tuple[Fila, ...]]
    ] = attrs.Factory(dict)

    def columnas(self, tabla: TablaDeFormato) -> JuegoDeColumnas:
        """Las columnas de una clase de tabla; un plan trae muchas de la misma."""
        con_juego = self._columnas.get(id(tabla))
        if con_juego is None:
            juego = desplegar(tabla, self.informes, alinea=self.alinea)
            con_juego = self._columnas[id(tabla)] = tabla, juego
        return con_juego[1]

    def con_franjas(
        self, franjas: tuple[tuple[str, str], ...], rotulos: tuple[Fila, ...], columnas: int
    ) -> tuple[Fila, ...]:
        """Los rótulos de una tabla bajo sus franjas, cada una con su marca.

        Los de textos iguales son unos mismos:
        quien los mide o los escribe lo hace una vez.
        """
        if not franjas:
            return rotulos
        clave = id(rotulos), franjas
        if self.marcas.rutas is not None:  # dos franjas iguales pueden decir datos distintos
            self._con_franjas.pop(clave, None)
        guardados = self._con_franjas.get(clave)
        if guardados is None:
            de_franjas = (
                Fila((Celda(texto, "franja", columnas=columnas),), suya) for texto, suya in franjas
            )
            guardados = self._con_franjas[clave] = rotulos, (*de_franjas, *rotulos)
        return guardados[1]


@clases.frozen
class RepartoDeTabla:
    """Una tabla y, de sus secciones, las que le tocan."""

    tabla: TablaDeFormato
    secciones: tuple[Seccion, ...]


@clases.frozen
class TablaConRenglones:
    """Una tabla con lo que dice cada fila de sus secciones, en las columnas que lleva."""

    reparto: RepartoDeTabla
    columnas: JuegoDeColumnas
    secciones: list[Renglones]


def filas_puestas(
    seccion: Seccion,
    columnas: JuegoDeColumnas,
    alcances: Iterable[Alcance],
    ajustes: AjustesDeTablas,
    subtotales: Sequence[Subtotal],
) -> Sequence[FilaDeTabla]:
    """Las filas de una sección; si se muestran, con las letras de las cuentas en que están."""
    filas = filas_de_seccion(seccion, columnas, alcances, ajustes.corte, subtotales)
    if not any(_LETRAS in columna.definida.dato for columna in columnas):
        return filas
    letras = ajustes.letras()
    return [
        attrs.evolve(fila, cuenta=EnLasCuentas(letras.get(fila.lugar.ruta, "")))
        if isinstance(fila, DeActividad | DeTramite) and fila.lugar
        else fila
        for fila in filas
    ]


_LETRAS = "cuenta.letras"


def leer_tabla(
    reparto: RepartoDeTabla,
    alcances: Sequence[Alcance],
    ajustes: AjustesDeTablas,
    redaccion: RedaccionDePlantilla,
) -> TablaConRenglones:
    """Las secciones que le tocan, sin las columnas que se omiten según lo que digan sus filas."""
    tabla = reparto.tabla

    def leidas(columnas: JuegoDeColumnas) -> list[Renglones]:
        de_secciones = (
            filas_puestas(seccion, columnas, alcances, ajustes, tabla.subtotales)
            for seccion in reparto.secciones
        )
        return [Renglones(filas, columnas, redaccion) for filas in de_secciones]

    columnas = ajustes.columnas(tabla)
    secciones = leidas(columnas)
    if not columnas.se_omiten:
        return TablaConRenglones(reparto, columnas, secciones)
    por_columna = zip(*(suya.textos for suya in secciones), strict=True)
    dice_algo = _dice_mas_que_un_cero if tabla.calla_ceros else _dice_algo
    quedan = sin_las_omitidas(
        columnas,
        [any(map(dice_algo, chain.from_iterable(suyos))) for suyos in por_columna],
        [*_lo_que_dicen_todas(reparto.secciones, secciones)],
    )
    # Con menos columnas puede haber menos filas.
    return TablaConRenglones(reparto, quedan, secciones if quedan is columnas else leidas(quedan))


def tabla_de(
    lectura: TablaConRenglones, ajustes: AjustesDeTablas, redaccion: RedaccionDePlantilla
) -> Tabla:
    """La tabla de unos componentes, ya leída: se agrupa, se une, se viste y se resume."""
    tabla, columnas, secciones = lectura.reparto.tabla, lectura.columnas, lectura.reparto.secciones
    impresas: list[FilasImpresas] = []
    acopio = EnColumnas(columnas, ajustes.escala)
    resumenes: list[int] = []
    for seccion, renglones in zip(secciones, lectura.secciones, strict=True):
        if renglones.filas and seccion.banda is not None:
            acopio.poner_celdas([Celda(redaccion(seccion.banda), "banda", columnas=len(columnas))])
        anotar(renglones, redaccion.mostrado)
        anotar_bandas(renglones, tabla.subtotales, redaccion.mostrado)
        if tabla.resume:
            anotar_fuera_del_total(renglones, redaccion.mostrado)
        marcas = marcas_de_filas(renglones, ajustes)
        for tanda in _tandas(renglones, tabla):
            filas = tanda.filas
            cubre = unidas(renglones, [filas], blancos_propios=ajustes.blancos_propios)
            anotar_prestadas(columnas, cubre, redaccion.mostrado)
            _abrir(tanda, acopio, redaccion)
            if tabla.resume:
                impresas.append(FilasImpresas(renglones, filas, acopio.cuantas, cubre))
            if seccion.es_total:
                resumenes += range(acopio.cuantas, acopio.cuantas + len(filas))
            de_la_tanda = con_sus_datos(
                marcas[filas.start : filas.stop], renglones, filas, cubre, ajustes
            )
            acopio.poner(renglones, filas, cubre, de_la_tanda, es_total=seccion.es_total)
            resumenes += _cerrar(tanda, acopio, impresas, redaccion)
            resumenes += _de_debajo(renglones.filas[filas.start : filas.stop], acopio, tabla)
    if tabla.total is not None:
        por_tanda = [[una] for una in impresas] if tabla.subtotales else [impresas]
        resumenes += _resumir(acopio, redaccion(tabla.total), por_tanda)
    armada = tabla_con_rotulos(lectura.reparto, columnas, acopio.filas(), ajustes, redaccion)
    return attrs.evolve(armada, resumenes=tuple(resumenes)) if resumenes else armada


def marcas_de_filas(renglones: Renglones, ajustes: AjustesDeTablas) -> list[str]:
    """La marca de cada fila; de un riesgo, que es de varias, con cuál de ellas es."""
    marcas = ajustes.marcas.filas.de_filas(renglones.filas)
    de_riesgo = bool(marcas) and hasattr(renglones.filas[0], "grupos")
    return con_su_altura(marcas, renglones.filas) if de_riesgo else marcas


def con_sus_datos(
    marcas: list[str],
    renglones: Renglones,
    tanda: range,
    cubre: Sequence[Cubre],
    ajustes: AjustesDeTablas,
) -> list[str]:
    """Las marcas de una tanda que, si se pide, saben qué dato dice cada celda."""
    rutas = ajustes.marcas.rutas
    return marcas if rutas is None else rutas.de_filas(marcas, renglones, tanda, cubre)


def _tandas(renglones: Renglones, tabla: TablaDeFormato) -> Iterable[Tanda]:
    """Las filas de una sección, cortadas donde algo va entre ellas."""
    if tabla.debajo is not None:
        return (Tanda(range(fila, fila + 1), []) for fila in range(len(renglones.filas)))
    return agrupar(renglones.filas, tabla.subtotales)


def _de_debajo(
    filas: Sequence[FilaDeTabla], acopio: "EnColumnas", tabla: TablaDeFormato
) -> Iterator[int]:
    """Lo que cada fila dice debajo de ella, si dice algo, y en qué fila quedó."""
    if tabla.debajo is None:
        return
    for texto in textos_del_dato(tabla.debajo.dato, filas):
        if texto:
            contenido = texto.tramos if isinstance(texto, ConTramos) else texto
            yield acopio.cuantas
            acopio.poner_celdas([Celda(contenido, ESTILO_DE_DEBAJO, columnas=len(acopio.columnas))])


def _abrir(tanda: Tanda, acopio: "EnColumnas", redaccion: RedaccionDePlantilla) -> None:
    """Las bandas de los grupos que empiezan."""
    for abre in tanda.aperturas:
        banda = redaccion.con(**abre.objetos)(abre.subtotal.banda)
        acopio.poner_celdas([Celda(banda, "banda", columnas=len(acopio.columnas))])


def _cerrar(
    tanda: Tanda,
    acopio: "EnColumnas",
    impresas: list[FilasImpresas],
    redaccion: RedaccionDePlantilla,
) -> Iterator[int]:
    """Los subtotales de los grupos que terminan, y en qué filas quedaron."""
    for cierre in tanda.cierres:
        metodos_de = cierre.subtotal.metodos
        if not any(metodos_de(columna.definida) for columna in acopio.columnas):
            continue
        rotulo = redaccion.con(**cierre.objetos)(cierre.subtotal.rotulo)
        del_grupo = [[una] for una in impresas[-cierre.tandas :]]
        yield from _resumir(acopio, rotulo, del_grupo, metodos_de, "subtotal")


def _resumir(
    acopio: "EnColumnas",
    rotulo: str,
    impresas: Sequence[Sequence[FilasImpresas]],
    metodos_de: Callable[[Columna], Sequence[str]] = lambda columna: columna.total,
    clase: str = "total",
) -> Iterator[int]:
    """Las filas que resumen unas impresas, y en cuáles quedaron."""
    # Ningún impreso de las guías lleva totales.
    from paac_reportes.composicion.tablas.totales import filas_de_total  # noqa: PLC0415

    filas = filas_de_total(rotulo, acopio.columnas, impresas, metodos_de, clase)
    for celdas in filas:
        yield acopio.cuantas
        acopio.poner_celdas(celdas)


def _dice_algo(texto: str | None) -> bool:
    """Si una celda trae un dato: ni está en blanco ni dice que no se sabe."""
    return bool(texto) and not isinstance(texto, SinDato)


def _dice_mas_que_un_cero(texto: str | None) -> bool:
    return _dice_algo(texto) and texto != "0"


def _lo_que_dicen_todas(secciones: Sequence[Seccion], leidas: Sequence[Renglones]) -> Iterator[str]:
    """De cada columna, el texto de todas sus filas; o nada, si no es uno o su total es otro."""
    for textos_de_secciones in zip(*(renglones.textos for renglones in leidas), strict=True):
        de_filas, de_totales = list[str](), list[str]()
        for seccion, textos in zip(secciones, textos_de_secciones, strict=True):
            (de_totales if seccion.es_total else de_filas).extend(textos)
        distintos = {*de_filas, *filter(_dice_algo, de_totales)}
        es_igual = len(de_filas) > 1 and len(distintos) == 1 and _dice_algo(de_filas[0])
        yield de_filas[0] if es_igual else ""


def notas_de_omitidas(
    tabla: TablaDeFormato, columnas: JuegoDeColumnas, redaccion: RedaccionDePlantilla
) -> Iterator[str]:
    """Por qué no están las columnas que nada dicen; lo mismo, una vez en el documento."""
    explicadas = {*columnas.iguales, *(columna.definida for columna in columnas)}
    motivos = (c.al_omitir for c in tabla.columnas if c.al_omitir and c not in explicadas)
    yield from filter(str.strip, dict.fromkeys(map(redaccion, motivos)))


def tabla_vacia(
    tabla: TablaDeFormato, ajustes: AjustesDeTablas, redaccion: RedaccionDePlantilla
) -> Tabla:
    """La tabla de un componente sin filas: sus rótulos y las que deja por llenar."""
    columnas = ajustes.columnas(tabla)
    blanco = Fila(tuple(Celda("", puesta.estilo) for puesta in columnas))
    reparto = RepartoDeTabla(tabla, tabla.secciones)
    return tabla_con_rotulos(reparto, columnas, [blanco] * tabla.en_blanco, ajustes, redaccion)


def tabla_con_rotulos(
    reparto: RepartoDeTabla,
    columnas: JuegoDeColumnas,
    filas: Iterable[Fila],
    ajustes: AjustesDeTablas,
    redaccion: RedaccionDePlantilla,
) -> Tabla:
    """La tabla de unas filas, con sus rótulos y su nombre."""
    tabla = reparto.tabla
    marca = ajustes.marcas.de_rotulos(reparto.secciones, columnas)
    rotulos = _rotulos(tabla, columnas, ajustes, redaccion, marca)
    pesada = functools.partial(TablaPorPesar, por_pesar=columnas)
    clase = pesada if columnas.se_pesan else Tabla
    return clase(
        anchos=columnas.anchos,
        rotulos=rotulos,
        filas=filas,
        descripcion=redaccion(tabla.descripcion),
        filas_se_parten=tabla.filas_se_parten,
        titulares=columnas.titulares,
        calla_ceros=tabla.calla_ceros,
    )


def _rotulos(
    tabla: TablaDeFormato,
    columnas: JuegoDeColumnas,
    ajustes: AjustesDeTablas,
    redaccion: RedaccionDePlantilla,
    marca: str,
) -> tuple[Fila, ...]:
    """Las filas de rótulos de una tabla, bajo las franjas que dicen algo."""
    franjas = tuple(
        (texto, ajustes.marcas.de_renglon(redaccion, franja))
        for franja in tabla.franjas
        if (texto := redaccion(franja)).strip()
    )
    caminos = columnas.rotulos_fijos or tuple(
        columna.rotulo_fijo or _camino(columna, redaccion) for columna in columnas
    )
    rotulos = _en_pisos(caminos, columnas.informes, columnas.estilos_de_rotulo, marca)
    return ajustes.con_franjas(franjas, rotulos, len(columnas))


@functools.lru_cache(maxsize=256)  # las tablas de una misma clase suelen llevar los mismos
def _en_pisos(
    caminos: tuple[tuple[str, ...], ...],
    informes: tuple[Informe | None, ...],
    estilos: tuple[str, ...],
    marca: str,
) -> tuple[Fila, ...]:
    """Rótulos de cualquier hondura: los vecinos que empiezan igual comparten la celda de arriba.

    Los de informes distintos no comparten ninguna. El que abarca va al lado de los suyos.
    """
    hondura = max(map(len, caminos))
    filas: list[list[Celda]] = [[] for _ in range(hondura)]

    def poner(nivel: int, columnas: Sequence[int]) -> None:
        def piso_de(columna: int) -> tuple[Informe | None, str, str | None]:
            termina = len(caminos[columna]) == nivel + 1
            return informes[columna], caminos[columna][nivel], estilos[columna] if termina else None

        for (_, texto, estilo), grupo in groupby(columnas, key=piso_de):
            del_rotulo = list(grupo)
            alto = 1 if estilo is None else hondura - nivel
            de_uno, *de_otros = {estilos[columna] for columna in del_rotulo}
            comun = estilo or ("rotulo" if de_otros or "girado" in de_uno else de_uno)
            filas[nivel].append(Celda(texto, comun, len(del_rotulo), alto))
            if estilo is None:
                poner(nivel + 1, del_rotulo)

    poner(0, range(len(caminos)))
    return tuple(Fila(tuple(fila), marca) for fila in filas)


def _camino(columna: ColumnaPuesta, redaccion: RedaccionDePlantilla) -> tuple[str, ...]:
    """Los rótulos de una columna, de arriba abajo."""
    de_su_informe = redaccion.con(informe=columna.informe) if columna.informe else redaccion
    return tuple(map(de_su_informe, columna.definida.rotulo))


class EnColumnas:
    """Las filas de una tabla, que se van poniendo por columnas."""

    def __init__(self, columnas: Sequence[ColumnaPuesta], escala: Escala | None) -> None:
        self.columnas = columnas
        self._estilos = [columna.estilo for columna in columnas]
        definidas = [columna.definida for columna in columnas]
        self._corrientes = [not columna.colores and not columna.barra for columna in definidas]
        self._vestir: list[Vestir | None] = [None] * len(columnas)
        self._pintura: Pintura | None = None
        if not all(self._corrientes):
            # Casi siempre les basta su estilo, y un primer reporte no carga con qué pintarlas.
            from paac_reportes.composicion.tablas.pintadas import (  # noqa: PLC0415
                pintura_de,
                vestir_de,
            )

            self._pintura = pintura_de(columnas)
            self._vestir = [
                vestir_de(columna, escala) if columna.definida.colores else None
                for columna in columnas
            ]
        self._pedazos: list[list[ColumnaDeTabla]] = [[] for _ in columnas]
        self._marcas: list[str] = []

    @property
    def cuantas(self) -> int:
        """Las filas puestas."""
        return len(self._marcas)

    def poner(
        self,
        renglones: Renglones,
        tanda: range,
        cubre: Sequence[Cubre],
        marcas: Sequence[str],
        *,
        es_total: bool = False,
    ) -> None:
        """Las filas de una tanda."""
        self._marcas += marcas
        de_la_tanda = [textos[tanda.start : tanda.stop] for textos in renglones.textos]
        rellenos = self._pintura and self._pintura.rellenos(self.columnas, de_la_tanda)
        en_celdas = [[texto or "" for texto in textos] for textos in de_la_tanda]
        con_enlaces = puede_llevar_enlaces("\0".join(chain.from_iterable(en_celdas)))
        for numero, (de_columna, cubiertas) in enumerate(zip(en_celdas, cubre, strict=True)):
            contenidos: Sequence[Contenido] = de_columna
            estilos: str | Sequence[str] = self._estilos[numero]
            if con_enlaces or es_total or not self._corrientes[numero]:
                contenidos, estilos = self._vestidos(numero, de_columna, es_total=es_total)
            elif any(texto.__class__ is ConTramos for texto in de_columna[:1]):
                contenidos = [t.tramos if isinstance(t, ConTramos) else t for t in de_columna]
            if self.columnas[numero].definida.barra:
                contenidos = con_barras(contenidos, renglones.tope(numero))
            if self._pintura and rellenos and not es_total and (color := rellenos[numero]):
                estilos = self._pintura.vestir(self.columnas[numero], estilos, color, cubiertas)
            self._pedazos[numero].append(columna_con_uniones(contenidos, estilos, cubiertas))

    def _vestidos(
        self, numero: int, textos: list[str], *, es_total: bool
    ) -> tuple[Sequence[Contenido], str | Sequence[str]]:
        """El contenido de las celdas de una columna, y su estilo."""
        vestir, columna = self._vestir[numero], self.columnas[numero]
        if vestir is None or es_total:
            estilo = columna.estilo_de("total") if es_total else columna.estilo
            return contenidos_de_columna(columna.definida, textos), estilo
        vestidos = list(map(vestir, textos))
        return [c for c, _ in vestidos], [e for _, e in vestidos]

    def poner_celdas(self, celdas: Sequence[Celda]) -> None:
        """Una fila de celdas propias, cada una de las columnas que diga."""
        self._marcas.append("")
        lugar = 0
        for celda in celdas:
            for tapada in range(celda.columnas):
                abarca = 0 if tapada else celda.columnas
                pedazo = columna_de([celda.contenido], celda.estilo, abarca=[abarca])
                self._pedazos[lugar + tapada].append(pedazo)
            lugar += celda.columnas

    def filas(self) -> FilasDeTabla:
        """Las puestas hasta ahora."""
        columnas = map(en_una_columna, self._pedazos)
        return FilasDeTabla(
            self._marcas,
            tuple(
                _con_los_mismos_decimales(columna) if puesta.definida.mismos_decimales else columna
                for puesta, columna in zip(self.columnas, columnas, strict=True)
            ),
        )


def _con_los_mismos_decimales(columna: ColumnaDeTabla) -> ColumnaDeTabla:
    """``50 %`` sobre ``66,7 %`` es ``50,0 %``: se completan, y ninguno se redondea."""
    textos = (contenido for contenido in columna.contenidos if isinstance(contenido, str))
    decimales = min(max(map(decimales_de, textos), default=0), DECIMALES)
    if not decimales:
        return columna

    def completo(contenido: Contenido) -> Contenido:
        if not isinstance(contenido, str):
            return contenido
        texto = con_decimales(contenido, decimales)
        return contenido.con_texto(texto) if isinstance(contenido, Cifra) else texto

    return columna.mapear(completo)


def repartir(
    tablas: Sequence[TablaDeFormato], alcances: Sequence[Alcance], corte: date | None
) -> Iterator[RepartoDeTabla]:
    """Cada lista con filas va a la primera tabla que la recorre y le sirve.

    Los alcances son los componentes que comparten tabla: casi siempre, uno.
    """
    servidas: set[str] = set()
    for tabla in tablas:
        secciones = tuple(s for s in tabla.secciones if s.recorre not in servidas)
        if not any(_tiene_filas(seccion, alcances, corte) for seccion in secciones):
            continue
        if tabla.si_hay is not None and not any(
            hay(seccion, tabla.si_hay, alcance, corte)
            for seccion in secciones
            for alcance in alcances
        ):
            continue
        servidas |= {seccion.recorre for seccion in secciones}
        yield RepartoDeTabla(tabla, secciones)


def con_filas(
    secciones: Iterable[Seccion], alcances: Sequence[Alcance], corte: date | None
) -> tuple[Seccion, ...]:
    """De unas secciones, las que traen alguna."""
    return tuple(seccion for seccion in secciones if _tiene_filas(seccion, alcances, corte))


def _tiene_filas(seccion: Seccion, alcances: Sequence[Alcance], corte: date | None) -> bool:
    """Si una sección de la tabla saldría con alguna fila, sin sacarlas."""
    recorrido = RECORRIDOS[seccion.recorre]
    if recorrido.dueno == "plan" or recorrido.cada != "objeto":
        return any(True for alcance in alcances for _ in filas_en(seccion.recorre, alcance, corte))
    lista = recorrido.listas[0]
    for alcance in alcances:  # sin ``any``: se pregunta por cada clase de tabla de cada componente
        if isinstance(alcance, UnComponente) and getattr(alcance.lugar.objeto, lista):
            return True
    return False


def son_del_plan(tablas: Sequence[TablaDeFormato]) -> bool:
    """Si lo que recorren es del plan y no de sus componentes."""
    return all(RECORRIDOS[s.recorre].dueno == "plan" for tabla in tablas for s in tabla.secciones)


_ARRIBA = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@clases.frozen
class Notas:
    """Las notas de una tabla que dicen algo, ya redactadas."""

    llamadas: Mapping[str, str]
    """Con qué se escribe la llamada a cada una; nada si no se escribe."""
    textos: tuple[str, ...]

    def parrafos(self) -> Iterator[Parrafo]:
        """Lo que va debajo de la tabla."""
        return (Parrafo(texto, "nota") for texto in self.textos)


def notas_de(tabla: TablaDeFormato, redaccion: RedaccionDePlantilla) -> Notas:
    """Las notas de una tabla: sólo las llamadas llevan número; una en blanco no se escribe."""
    de_monedas = _de_las_monedas(tabla)
    if not tabla.notas:
        return Notas({}, de_monedas)
    llamadas = {n for _, texto in tabla.con_llamadas() for n in LLAMADA.findall(texto)}
    numeros: dict[str, str] = dict.fromkeys(llamadas, "")
    textos: list[str] = []
    for clave, texto in enumerate(map(redaccion, tabla.notas), 1):
        if not texto.strip():
            continue
        if str(clave) in llamadas:
            cuantas = sum(map(bool, numeros.values()))
            numeros[str(clave)] = str(cuantas + 1).translate(_ARRIBA)
            textos.append(f"{numeros[str(clave)]} {texto}")
        else:
            textos.append(texto)
    return Notas(numeros, (*textos, *de_monedas))


def _de_las_monedas(tabla: TablaDeFormato) -> tuple[str, ...]:
    """Si hay columnas de varias, cuál es cada una: el signo solo no basta."""
    usadas = dict.fromkeys(c.numero.moneda for c in tabla.columnas if c.numero and c.numero.moneda)
    if len(usadas) < 2:  # noqa: PLR2004 - de una sola no hay duda
        return ()
    nombres = (f"{simbolo_de_moneda(moneda)}, {nombre_de_moneda(moneda)}" for moneda in usadas)
    return (f"{'; '.join(nombres)}.",)
