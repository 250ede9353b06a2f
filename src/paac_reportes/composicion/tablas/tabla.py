"""De una clase de tabla del formato y unos componentes a una tabla de la maqueta.

``tabla_de`` la arma. Debajo: los colores de unas barras y su leyenda; qué tabla recibe cada lista
de un componente, que lo que ninguna recibe no sale (``repartir``); y las notas y los números con
que los rótulos las llaman.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, groupby
from typing import TYPE_CHECKING

import attrs

from paac_reportes import clases
from paac_reportes.composicion.aspecto import (
    ColumnaArmada,
    JuegoDeColumnas,
    contenidos_de_columna,
    desplegar,
    puede_llevar_enlaces,
    sin_omitidas,
)
from paac_reportes.composicion.marcas import Marcas
from paac_reportes.composicion.tablas.alcances import Alcance, UnComponente
from paac_reportes.composicion.tablas.filas_del_recorrido import filas_en
from paac_reportes.composicion.tablas.pesadas import TablaSinAnchos
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
from paac_reportes.maqueta.aspecto import Paleta
from paac_reportes.maqueta.contenido import (
    ESPACIO_DURO,
    Barra,
    Cifra,
    Contenido,
    ConTramos,
    SinDato,
    barras_en,
    solo_texto,
)
from paac_reportes.maqueta.estilos import ESTILO_DE_DEBAJO
from paac_reportes.maqueta.medida.tipografia import Mm
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
from paac_reportes.modelo.metodologia import Escala, Informe
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
    colores: Mapping[str, str] = attrs.Factory(lambda: Paleta().de_cuentas)
    """El color de la barra de cada cuenta: ``{"terminadas": "2F6F9F"}``."""
    alinea: bool = False
    """Si cada rótulo va hacia el lado de sus celdas."""
    letras: Callable[[], Mapping[str, str]] = dict
    """Letras de las cuentas en que está cada fila, por su ruta: ``{ruta: "RYD"}``."""
    _columnas: dict[int, tuple[TablaDeFormato, JuegoDeColumnas]] = attrs.Factory(dict)
    """Tablas y sus columnas, por el ``id`` de la tabla: mientras esté aquí, no lo deja a otra."""
    _franjas: dict[tuple[str, str, int], Fila] = attrs.Factory(dict)

    def columnas(self, tabla: TablaDeFormato) -> JuegoDeColumnas:
        """Las columnas de una clase de tabla, que se despliegan una vez: un plan trae muchas."""
        _, juego = self._columnas.get(id(tabla), (tabla, None))
        if juego is None:
            juego = desplegar(tabla, self.informes, alinea=self.alinea)
            self._columnas[id(tabla)] = tabla, juego
        return juego

    def con_franjas(
        self, franjas: tuple[tuple[str, str], ...], rotulos: tuple[Fila, ...], columnas: int
    ) -> tuple[Fila, ...]:
        """Las filas de rótulos de una tabla bajo sus franjas, pares ``(texto, marca)``.

        Las de textos iguales son una misma: quien las mide o las escribe lo hace una vez.
        """
        if not franjas:
            return rotulos
        if self.marcas.rutas is not None:  # dos franjas iguales pueden decir datos distintos
            self._franjas.clear()
        for texto, marca in franjas:
            if (texto, marca, columnas) not in self._franjas:
                fila = Fila((Celda(texto, "franja", columnas=columnas),), marca)
                self._franjas[texto, marca, columnas] = fila
        return (*(self._franjas[texto, marca, columnas] for texto, marca in franjas), *rotulos)


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


def filas_con_sus_cuentas(
    seccion: Seccion,
    columnas: JuegoDeColumnas,
    alcances: Iterable[Alcance],
    ajustes: AjustesDeTablas,
    subtotales: Sequence[Subtotal],
) -> Sequence[FilaDeTabla]:
    """Las filas de una sección; si una columna las pide, con las letras de sus cuentas."""
    filas = filas_de_seccion(seccion, columnas, alcances, ajustes.corte, subtotales)
    if not columnas.con_letras:
        return filas
    letras = ajustes.letras()
    return [
        attrs.evolve(fila, cuenta=EnLasCuentas(letras.get(fila.lugar.ruta, "")))
        if isinstance(fila, DeActividad | DeTramite) and fila.lugar
        else fila
        for fila in filas
    ]


def leer_tabla(
    reparto: RepartoDeTabla,
    alcances: Sequence[Alcance],
    ajustes: AjustesDeTablas,
    redaccion: RedaccionDePlantilla,
) -> TablaConRenglones:
    """La tabla con sus filas leídas y las columnas que quedan: unas se omiten si nada dicen."""
    tabla = reparto.tabla

    def secciones_con(columnas: JuegoDeColumnas) -> list[Renglones]:
        """Los renglones de cada sección de la tabla, leídos con esas columnas."""
        return [
            Renglones(
                filas_con_sus_cuentas(seccion, columnas, alcances, ajustes, tabla.subtotales),
                columnas,
                redaccion,
            )
            for seccion in reparto.secciones
        ]

    columnas = ajustes.columnas(tabla)
    secciones = secciones_con(columnas)
    if not columnas.se_omiten:
        return TablaConRenglones(reparto, columnas, secciones)
    por_columna = zip(*(renglones.textos for renglones in secciones), strict=True)
    dice_algo = _dice_mas_que_un_cero if tabla.calla_ceros else _dice_algo
    columna_dice_algo = [any(map(dice_algo, chain.from_iterable(textos))) for textos in por_columna]
    quedan = sin_omitidas(columnas, columna_dice_algo)
    if quedan is not columnas:  # con menos columnas puede haber menos filas
        secciones = secciones_con(quedan)
    return TablaConRenglones(reparto, quedan, secciones)


def tabla_de(
    lectura: TablaConRenglones, ajustes: AjustesDeTablas, redaccion: RedaccionDePlantilla
) -> Tabla:
    """La tabla de la maqueta: lo leído, con sus celdas unidas, sus estilos, bandas y totales.

    Anota en ``redaccion.mostrado`` qué datos salieron.
    """
    tabla, columnas, secciones = lectura.reparto.tabla, lectura.columnas, lectura.reparto.secciones
    impresas: list[FilasImpresas] = []
    acopio = EnColumnas(columnas, ajustes)
    resumenes: list[int] = []
    for seccion, renglones in zip(secciones, lectura.secciones, strict=True):
        if renglones.filas and seccion.banda is not None:
            acopio.poner_celdas([Celda(redaccion(seccion.banda), "banda", columnas=len(columnas))])
        anotar(renglones, redaccion.mostrado)
        anotar_bandas(renglones, tabla.subtotales, redaccion.mostrado)
        if tabla.resume:  # lleva total o subtotales
            anotar_fuera_del_total(renglones, redaccion.mostrado)
        marcas = ajustes.marcas.filas.de_lineas(renglones.filas)
        for tanda in _tandas(renglones, tabla):
            filas = tanda.filas
            alturas = unidas(renglones, [filas], blancos_propios=ajustes.blancos_propios)
            anotar_prestadas(columnas, alturas, redaccion.mostrado)
            de_la_tanda = renglones.filas[filas.start : filas.stop]
            _poner_bandas(tanda, de_la_tanda, acopio, redaccion, ajustes)
            if tabla.resume:
                impresas.append(FilasImpresas(renglones, filas, acopio.siguiente, alturas))
            if seccion.es_total:
                resumenes += range(acopio.siguiente, acopio.siguiente + len(filas))
            con_datos = marcas_con_sus_datos(
                marcas[filas.start : filas.stop], renglones, filas, alturas, ajustes
            )
            acopio.poner(renglones, filas, alturas, con_datos, es_total=seccion.es_total)
            resumenes += _poner_subtotales(tanda, acopio, impresas, redaccion)
            resumenes += _poner_debajo(de_la_tanda, acopio, tabla)
    if tabla.total is not None:
        por_tanda = [[impresa] for impresa in impresas] if tabla.subtotales else [impresas]
        resumenes += _poner_resumen(acopio, redaccion(tabla.total), por_tanda)
    tabla_armada = tabla_con_rotulos(lectura.reparto, columnas, acopio.filas(), ajustes, redaccion)
    return attrs.evolve(tabla_armada, resumenes=tuple(resumenes)) if resumenes else tabla_armada


def marcas_con_sus_datos(
    marcas: list[str],
    renglones: Renglones,
    tanda: range,
    cubre: Sequence[Cubre],
    ajustes: AjustesDeTablas,
) -> list[str]:
    """Las marcas de unas filas seguidas que, si se pide, saben qué dato dice cada celda.

    ``cubre``: por columna, cuántas filas ocupa cada celda.
    """
    rutas = ajustes.marcas.rutas
    return marcas if rutas is None else rutas.de_filas(marcas, renglones, tanda, cubre)


def _tandas(renglones: Renglones, tabla: TablaDeFormato) -> Iterable[Tanda]:
    """Las filas de una sección, cortadas donde algo (banda, subtotal, renglón) va entre ellas."""
    if tabla.debajo is not None:
        return (Tanda(range(fila, fila + 1), []) for fila in range(len(renglones.filas)))
    return agrupar(renglones.filas, tabla.subtotales)


def _poner_debajo(
    filas: Sequence[FilaDeTabla], acopio: "EnColumnas", tabla: TablaDeFormato
) -> Iterator[int]:
    """Pone debajo de cada fila el renglón que pide la tabla; da en qué filas quedaron."""
    if tabla.debajo is None:
        return
    for texto in textos_del_dato(tabla.debajo.dato, filas):
        if texto.strip():
            contenido = texto.tramos if isinstance(texto, ConTramos) else texto
            yield acopio.siguiente
            acopio.poner_celdas([Celda(contenido, ESTILO_DE_DEBAJO, columnas=len(acopio.columnas))])


def _poner_bandas(
    tanda: Tanda,
    filas: Sequence[FilaDeTabla],
    acopio: "EnColumnas",
    redaccion: RedaccionDePlantilla,
    ajustes: AjustesDeTablas,
) -> None:
    """Pone en ``acopio`` la banda de cada grupo que empieza con la tanda; no la que queda vacía."""
    rutas = ajustes.marcas.rutas
    for apertura in tanda.aperturas:
        banda = redaccion.con(**apertura.objetos)(apertura.subtotal.banda)
        if not banda:
            continue
        marca = rutas.de_banda(apertura.subtotal, filas) if rutas else ""
        acopio.poner_celdas([Celda(banda, "banda", columnas=len(acopio.columnas))], marca)


def _poner_subtotales(
    tanda: Tanda,
    acopio: "EnColumnas",
    impresas: list[FilasImpresas],
    redaccion: RedaccionDePlantilla,
) -> Iterator[int]:
    """Pone los subtotales de los grupos que terminan con la tanda; da en qué filas quedaron.

    ``impresas``: las filas ya puestas, por tandas.
    """
    for cierre in tanda.cierres:
        metodos_de = cierre.subtotal.metodos
        if not any(metodos_de(columna.definida) for columna in acopio.columnas):
            continue
        rotulo = redaccion.con(**cierre.objetos)(cierre.subtotal.rotulo)
        impresas_del_grupo = [[impresa] for impresa in impresas[-cierre.tandas :]]
        yield from _poner_resumen(acopio, rotulo, impresas_del_grupo, metodos_de, "subtotal")


def _poner_resumen(
    acopio: "EnColumnas",
    rotulo: str,
    impresas: Sequence[Sequence[FilasImpresas]],
    metodos_de: Callable[[Columna], Sequence[str]] = lambda columna: columna.total,
    clase: str = "total",
) -> Iterator[int]:
    """Pone en ``acopio`` las filas que resumen las impresas; da en qué filas quedaron.

    ``metodos_de``: los métodos de una columna, ``('suma',)``; ``clase``, la del estilo.
    """
    # Ningún impreso de las guías lleva totales.
    from paac_reportes.composicion.tablas.totales import filas_de_total  # noqa: PLC0415

    filas = filas_de_total(rotulo, acopio.columnas, impresas, metodos_de, clase)
    for celdas in filas:
        yield acopio.siguiente
        acopio.poner_celdas(celdas)


def _dice_algo(texto: str | None) -> bool:
    """Si una celda trae un dato: ni está en blanco ni dice que no se sabe."""
    return bool(texto) and not isinstance(texto, SinDato)


def _dice_mas_que_un_cero(texto: str | None) -> bool:
    return _dice_algo(texto) and texto != "0"


def notas_de_omitidas(
    tabla: TablaDeFormato, columnas: JuegoDeColumnas, redaccion: RedaccionDePlantilla
) -> Iterator[str]:
    """Motivos de que se omitieran unas columnas de la tabla; el mismo motivo, una vez.

    ``columnas``: las que quedaron.
    """
    explicadas = {c.definida for c in columnas}
    motivos = (c.al_omitir for c in tabla.columnas if c.al_omitir and c not in explicadas)
    yield from filter(str.strip, dict.fromkeys(map(redaccion, motivos)))


def tabla_vacia(
    tabla: TablaDeFormato, ajustes: AjustesDeTablas, redaccion: RedaccionDePlantilla
) -> Tabla:
    """La tabla de un componente sin filas: sus rótulos y las que deja por llenar."""
    columnas = ajustes.columnas(tabla)
    blanco = Fila(tuple(Celda("", columna.estilo) for columna in columnas))
    reparto = RepartoDeTabla(tabla, tabla.secciones)
    return tabla_con_rotulos(reparto, columnas, [blanco] * tabla.en_blanco, ajustes, redaccion)


def tabla_con_rotulos(
    reparto: RepartoDeTabla,
    columnas: JuegoDeColumnas,
    filas: Iterable[Fila],
    ajustes: AjustesDeTablas,
    redaccion: RedaccionDePlantilla,
) -> Tabla:
    """La tabla de unas filas ya compuestas, con sus rótulos y su descripción.

    Una de anchos por decidir queda como ``TablaSinAnchos``.
    """
    tabla = reparto.tabla
    marca = ajustes.marcas.de_rotulos(reparto.secciones, columnas)
    rotulos = _rotulos(tabla, columnas, ajustes, redaccion, marca)
    if any(columna.definida.dato == (BARRA_DE_PARTE,) for columna in columnas):
        rotulos = con_leyenda(rotulos, columnas, filas, ajustes.colores)
    pesada = functools.partial(TablaSinAnchos, por_pesar=columnas)
    clase = pesada if columnas.se_pesan else Tabla
    return clase(
        anchos=columnas.anchos,
        rotulos=rotulos,
        filas=filas,
        descripcion=redaccion(tabla.descripcion),
        filas_se_parten=tabla.filas_se_parten,
        repite_grupos=tabla.repite_grupos,
        titulares=columnas.titulares,
        calla_ceros=tabla.calla_ceros,
        apiladas=tuple(
            (numero, ajustes.colores[columna.definida.grafico])
            for numero, columna in enumerate(columnas)
            if columna.definida.grafico
        ),
    )


def _rotulos(
    tabla: TablaDeFormato,
    columnas: JuegoDeColumnas,
    ajustes: AjustesDeTablas,
    redaccion: RedaccionDePlantilla,
    marca: str,
) -> tuple[Fila, ...]:
    """Las filas de rótulos de una tabla; arriba, las franjas del formato que dicen algo.

    ``marca``: la de esos rótulos.
    """
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
    """Filas de rótulos de cualquier hondura: los vecinos que empiezan igual comparten celda.

    ``caminos``: por columna, de arriba abajo, ``("Meta", "Unidad")``. Los de informes distintos no
    comparten ninguna. El que abarca varias columnas lleva el estilo que todas tengan.
    """
    hondura = max(map(len, caminos))
    filas: list[list[Celda]] = [[] for _ in range(hondura)]

    def poner(nivel: int, columnas: Sequence[int]) -> None:
        """Pone en ``filas`` las celdas de unas columnas vecinas, desde un ``nivel`` (0, arriba)."""

        def piso_de(columna: int) -> tuple[Informe | None, str, str | None]:
            termina = len(caminos[columna]) == nivel + 1
            return informes[columna], caminos[columna][nivel], estilos[columna] if termina else None

        for (_, texto, estilo), grupo in groupby(columnas, key=piso_de):
            vecinas = list(grupo)
            alto = 1 if estilo is None else hondura - nivel
            estilo_vecino, *otros = {estilos[columna] for columna in vecinas}
            comun = estilo or ("rotulo" if otros or "girado" in estilo_vecino else estilo_vecino)
            filas[nivel].append(Celda(texto, comun, len(vecinas), alto))
            if estilo is None:
                poner(nivel + 1, vecinas)

    poner(0, range(len(caminos)))
    return tuple(Fila(tuple(fila), marca) for fila in filas)


def _camino(columna: ColumnaArmada, redaccion: RedaccionDePlantilla) -> tuple[str, ...]:
    """Los rótulos de una columna, de arriba abajo."""
    redactar = redaccion.con(informe=columna.informe) if columna.informe else redaccion
    return tuple(map(redactar, columna.definida.rotulo))


class EnColumnas:
    """Las filas de una tabla, que se van poniendo y se guardan por columnas."""

    def __init__(self, columnas: Sequence[ColumnaArmada], ajustes: AjustesDeTablas) -> None:
        self.columnas = columnas
        self._ajustes = ajustes
        self._estilos = [columna.estilo for columna in columnas]
        definidas = [columna.definida for columna in columnas]
        self._sin_pintar = [not columna.colores and not columna.barra for columna in definidas]
        self._vestidores: list[Vestir | None] = [None] * len(columnas)
        """Función que da el estilo de una celda por su texto, de cada columna; ``None`` sin
        colores."""
        self._pintura: Pintura | None = None
        if not all(self._sin_pintar):
            # Casi siempre les basta su estilo, y un primer reporte no carga con qué pintarlas.
            from paac_reportes.composicion.tablas.pintadas import (  # noqa: PLC0415
                pintura_de,
                vestir_de,
            )

            self._pintura = pintura_de(columnas)
            self._vestidores = [
                vestir_de(columna, ajustes.escala) if columna.definida.colores else None
                for columna in columnas
            ]
        self._tramos: list[list[ColumnaDeTabla]] = [[] for _ in columnas]
        """Celdas ya puestas de cada columna, de a una tanda de filas."""
        self._marcas: list[str] = []
        """La marca de cada fila puesta."""

    @property
    def siguiente(self) -> int:
        """Lugar de la fila que se ponga, desde 0: cuántas van."""
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
        """Agrega a cada columna las celdas de unas filas seguidas, ``tanda``, de los ``renglones``.

        ``cubre``: por columna, cuántas filas cubre cada celda; ``es_total``: van con el estilo de
        un total.
        """
        self._marcas += marcas
        textos_de_la_tanda = [columna[tanda.start : tanda.stop] for columna in renglones.textos]
        rellenos = self._pintura and self._pintura.rellenos(self.columnas, textos_de_la_tanda)
        textos_sin_nulos = [[texto or "" for texto in columna] for columna in textos_de_la_tanda]
        con_enlaces = puede_llevar_enlaces("\0".join(chain.from_iterable(textos_sin_nulos)))
        for numero, (textos, cubiertas) in enumerate(zip(textos_sin_nulos, cubre, strict=True)):
            contenidos: Sequence[Contenido] = textos
            estilos: str | Sequence[str] = self._estilos[numero]
            if con_enlaces or es_total or not self._sin_pintar[numero]:
                contenidos, estilos = self._vestidos(numero, textos, es_total=es_total)
            elif any(texto.__class__ is ConTramos for texto in textos[:1]):
                contenidos = [pintado(texto, self._ajustes.colores) for texto in textos]
            if self.columnas[numero].definida.barra and not es_total:
                contenidos = con_barras(contenidos, renglones.tope(numero))
            if self._pintura and rellenos and not es_total and (color := rellenos[numero]):
                estilos = self._pintura.vestir(self.columnas[numero], estilos, color, cubiertas)
            self._tramos[numero].append(columna_con_uniones(contenidos, estilos, cubiertas))

    def _vestidos(
        self, numero: int, textos: list[str], *, es_total: bool
    ) -> tuple[Sequence[Contenido], str | Sequence[str]]:
        """Los contenidos de la columna ``numero``, y su estilo: uno, o el de cada celda.

        ``es_total``: si son los de una fila de total, que no se pintan.
        """
        vestir, columna = self._vestidores[numero], self.columnas[numero]
        if vestir is None or es_total:
            estilo = columna.estilo_de("total") if es_total else columna.estilo
            return contenidos_de_columna(textos), estilo
        vestidos = list(map(vestir, textos))
        return [c for c, _ in vestidos], [e for _, e in vestidos]

    def poner_celdas(self, celdas: Sequence[Celda], marca: str = "") -> None:
        """Pone una fila de celdas sueltas, cada una tan ancha como las columnas que diga."""
        self._marcas.append(marca)
        columna = 0
        for celda in celdas:
            for paso in range(celda.columnas):
                abarca = 0 if paso else celda.columnas
                tramo = columna_de([celda.contenido], celda.estilo, abarca=[abarca])
                self._tramos[columna + paso].append(tramo)
            columna += celda.columnas

    def filas(self) -> FilasDeTabla:
        """Las filas puestas hasta ahora, listas para la tabla."""
        columnas = map(en_una_columna, self._tramos)
        return FilasDeTabla(
            self._marcas,
            tuple(
                _con_los_mismos_decimales(columna) if _se_completan(armada.definida) else columna
                for armada, columna in zip(self.columnas, columnas, strict=True)
            ),
        )


def _se_completan(definida: Columna) -> bool:
    """Si sus números se igualan con ceros; no, si dice cuántos lleva: 45,6 no es 45,60."""
    dice_cuantos = definida.numero is not None and definida.numero.decimales is not None
    return definida.mismos_decimales and not dice_cuantos


def _con_los_mismos_decimales(columna: ColumnaDeTabla) -> ColumnaDeTabla:
    """La columna, con ceros hasta igualar decimales: ``50 %`` sobre ``66,7 %`` es ``50,0 %``."""
    textos = (contenido for contenido in columna.contenidos if isinstance(contenido, str))
    decimales = min(max(map(decimales_de, textos), default=0), DECIMALES)
    if not decimales:
        return columna

    def completar(contenido: Contenido) -> Contenido:
        """El contenido; si es texto, con los decimales de la columna en su número."""
        if not isinstance(contenido, str):
            return contenido
        texto = con_decimales(contenido, decimales)
        return contenido.con_texto(texto) if isinstance(contenido, Cifra) else texto

    return columna.mapear(completar)


# ------------------------------------------------------------------ las barras de una parte
BARRA_DE_PARTE = "parte.como_estan"
_LADO_DE_LEYENDA = Mm(2.2)
_CUENTAS = {f"parte.{cuenta}": (cuenta,) for cuenta in Paleta().de_cuentas} | {
    "parte.terminadas_de": ("terminadas",),
    "parte.vencidas": ("vencidas_sin_reporte", "vencidas_con_reporte"),
}
"""Qué cuentas de la barra de una parte dice cada columna."""


def pintado(texto: str, colores_de_cuenta: Mapping[str, str]) -> Contenido:
    """El contenido de una celda, con sus barras del color que el formato da a lo que cuentan."""
    if not isinstance(texto, ConTramos):
        return texto
    return tuple(
        attrs.evolve(tramo, color=colores_de_cuenta[tramo.color])
        if isinstance(tramo, Barra)
        else tramo
        for tramo in texto.tramos
    )


def con_leyenda(
    rotulos: tuple[Fila, ...],
    columnas: JuegoDeColumnas,
    filas: Iterable[Fila],
    colores_de_cuenta: Mapping[str, str],
) -> tuple[Fila, ...]:
    """Los rótulos; los de cuentas, con un cuadro del color con que la barra las dibuja.

    Sólo si alguna fila dibuja ese color.
    """
    celdas_de_filas = (celda for fila in filas for celda in fila.celdas)
    dibujados = {b.color for celda in celdas_de_filas for b in barras_en(celda.contenido)}
    *demas, ultima = rotulos
    celdas = []
    for columna, celda in zip(columnas, ultima.celdas, strict=True):
        cuentas = _CUENTAS.get("".join(columna.definida.dato), ())
        colores = [colores_de_cuenta[cuenta] for cuenta in cuentas]
        cuadros = tuple(Barra(_LADO_DE_LEYENDA, color) for color in colores if color in dibujados)
        texto = f"{ESPACIO_DURO}{solo_texto(celda.contenido)}"
        celdas.append(attrs.evolve(celda, contenido=(*cuadros, texto)) if cuadros else celda)
    return (*demas, attrs.evolve(ultima, celdas=tuple(celdas)))


def repartir(
    tablas: Sequence[TablaDeFormato], alcances: Sequence[Alcance], corte: date | None
) -> Iterator[RepartoDeTabla]:
    """Qué secciones escribe cada tabla: una lista va en la primera que la recorre y le sirve.

    ``alcances``: los componentes que comparten tabla; casi siempre, uno.
    """
    repartidas: set[str] = set()
    for tabla in tablas:
        secciones = tuple(s for s in tabla.secciones if s.recorre not in repartidas)
        if not any(_tiene_filas(seccion, alcances, corte) for seccion in secciones):
            continue
        if tabla.si_hay is not None and not any(
            hay(seccion, tabla.si_hay, alcance, corte)
            for seccion in secciones
            for alcance in alcances
        ):
            continue
        repartidas |= {seccion.recorre for seccion in secciones}
        yield RepartoDeTabla(tabla, secciones)


def con_filas(
    secciones: Iterable[Seccion], alcances: Sequence[Alcance], corte: date | None
) -> tuple[Seccion, ...]:
    """Las secciones que saldrían con alguna fila."""
    return tuple(seccion for seccion in secciones if _tiene_filas(seccion, alcances, corte))


def _tiene_filas(seccion: Seccion, alcances: Sequence[Alcance], corte: date | None) -> bool:
    """Si una sección de la tabla saldría con alguna fila; casi siempre lo sabe sin hacerlas."""
    recorrido = RECORRIDOS[seccion.recorre]
    if recorrido.dueno == "plan" or recorrido.cada != "objeto":
        return any(True for alcance in alcances for _ in filas_en(seccion.recorre, alcance, corte))
    lista = recorrido.listas[0]
    for alcance in alcances:  # sin ``any``: se pregunta por cada clase de tabla de cada componente
        if isinstance(alcance, UnComponente) and getattr(alcance.lugar.objeto, lista):
            return True
    return False


def son_del_plan(tablas: Sequence[TablaDeFormato]) -> bool:
    """Si las tablas recorren listas del plan, y no de sus componentes."""
    return all(RECORRIDOS[s.recorre].dueno == "plan" for tabla in tablas for s in tabla.secciones)


_ARRIBA = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@clases.frozen
class Notas:
    """Las notas de una tabla que dicen algo, ya redactadas."""

    llamadas: Mapping[str, str]
    """Llamada que se escribe de cada nota, por su número en el formato: ``{"2": "¹"}``."""
    textos: tuple[str, ...]

    def parrafos(self) -> Iterator[Parrafo]:
        """Los párrafos de notas que van debajo de la tabla."""
        return (Parrafo(texto, "nota") for texto in self.textos)


def notas_de(tabla: TablaDeFormato, redaccion: RedaccionDePlantilla) -> Notas:
    """Las notas de una tabla, ya redactadas, y el número que lleva cada una que se llama.

    Sólo las llamadas llevan número; una en blanco no se escribe.
    """
    de_monedas = _nota_de_las_monedas(tabla)
    if not tabla.notas:
        return Notas({}, de_monedas)
    llamadas = {n for _, texto in tabla.con_llamadas() for n in LLAMADA.findall(texto)}
    numeros: dict[str, str] = dict.fromkeys(llamadas, "")
    textos: list[str] = []
    for clave, texto in enumerate(map(redaccion, tabla.notas), 1):
        if not texto.strip():
            continue
        if str(clave) in llamadas:
            ya_numeradas = sum(map(bool, numeros.values()))
            numeros[str(clave)] = str(ya_numeradas + 1).translate(_ARRIBA)
            textos.append(f"{numeros[str(clave)]} {texto}")
        else:
            textos.append(texto)
    return Notas(numeros, (*textos, *de_monedas))


def _nota_de_las_monedas(tabla: TablaDeFormato) -> tuple[str, ...]:
    """La nota que dice cuál es cada moneda, si hay columnas de varias: el signo solo no basta."""
    monedas = dict.fromkeys(c.numero.moneda for c in tabla.columnas if c.numero and c.numero.moneda)
    if len(monedas) <= 1:
        return ()
    nombres = (f"{simbolo_de_moneda(moneda)}, {nombre_de_moneda(moneda)}" for moneda in monedas)
    return (f"{'; '.join(nombres)}.",)
