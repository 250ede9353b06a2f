"""Los tramos de una tabla que comparten rótulos, y qué dato trae cada columna en cada uno.

``tramos_en`` y ``tramo_de`` los dan; ``tramo_heredado``, el de una tabla sin rótulos que sigue a
otra. Al final, lo que se dice de una tabla a la que le falta una columna o de una fila que parece
corrida.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, takewhile

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada
from paac_reportes.lectura.ajenos.cabezas import cabeza_de
from paac_reportes.lectura.ajenos.candidatas import ColumnaPorReconocer
from paac_reportes.lectura.ajenos.celdas import (
    Celdas,
    dice_algo,
    es_de_todo_el_ancho,
    es_fecha,
    escritas,
    parte_de,
)
from paac_reportes.lectura.ajenos.columnas import Asignada, asignar
from paac_reportes.lectura.ajenos.encabezados import (
    DEL_PLAN,
    IDENTIFICAN,
    Encabezado,
    Rotulos,
    encabezados,
    trae_rotulos,
)
from paac_reportes.lectura.ajenos.renglones import FilasBajoRotulos, sin_filas
from paac_reportes.lectura.ajenos.verbos import cuentan_lo_hecho, partes_de_accion, son_frases
from paac_reportes.lectura.ajenos.vocabulario import (
    ClaseDeTabla,
    CorteDicho,
    Pedidas,
    es_quiza_actividad,
)
from paac_reportes.lectura.filas.valores import DE_SEGUIMIENTO
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.visto import CeldaVista, LugarDelArchivo, TablaVista
from paac_reportes.sistema import IlegibleError

_ACTIVIDAD = "actividad.descripcion"
_LA_MITAD = 0.5
_TEXTO, _OBSERVACIONES = "seguimiento.texto", "seguimiento.observaciones"
_AVANCE = "seguimiento.avance"
_SIN_RELATO: tuple[tuple[str, ...], ...] = ((), (_AVANCE,), ("seguimiento.estado",))
"""Papeles que puede tener la columna que, por lo que trae, cuenta lo hecho."""
_QUE_HACER = IDENTIFICAN - {"actividad.meta"}
"""Una meta sí puede ser de números: 1, 10, 100 %."""
_IDENTIDAD = frozenset(
    {
        *("actividad.codigo", "actividad.descripcion", "subcomponente.nombre"),
        *("tramite.numero", "tramite.codigo_suit", "tramite.nombre"),
        *("dependencia.nombre", "componente.nombre"),
    }
)
"""Datos que repite una tabla de sólo seguimientos, para decir de qué fila es cada uno."""
_MUESTRA = 200
"""Las celdas con que se sabe de qué es una columna."""
_NUMEROS = 0.8
"""Desde qué parte de números una columna de actividades es de cuántas hay, y no de cuáles."""


@clases.frozen(eq=False)
class FilasRotuladas:
    """Unas filas seguidas de una tabla, con los rótulos que llevan encima."""

    tabla: TablaVista
    encabezado: Encabezado
    hasta: int
    """La fila siguiente a la última suya."""
    ajenas: Mapping[int, str] = attrs.field(factory=dict, kw_only=True)
    """Filas entre las suyas que no son de datos, con por qué."""

    @property
    def desde(self) -> int:
        """Primera fila de datos, desde 0."""
        return self.encabezado.hasta + 1

    @property
    def filas(self) -> range:
        """Filas de datos, desde 0."""
        return range(self.desde, self.hasta)

    @property
    def rotulos(self) -> range:
        """Filas de rótulos, desde 0; ninguna, si los rótulos son los de la tabla anterior."""
        return range(self.encabezado.desde, self.desde)

    def celdas_de_los_rotulos(self, menos: Collection[int]) -> Iterator[LugarDelArchivo]:
        """Lugares de los rótulos que dicen algo, menos los de esas columnas de la cuadrícula."""
        for fila in self.rotulos:
            for celda in escritas(self.tabla, fila):
                if celda.columna not in menos:
                    yield self.tabla.lugar_de(celda.fila, celda.columna)


@clases.frozen(eq=False)
class TramoPorReconocer(FilasRotuladas):
    """Tramo de filas de unos rótulos cuyas columnas están por reconocer."""

    columnas: Sequence[ColumnaPorReconocer]


@clases.frozen(eq=False, slots=False)
class Tramo(FilasRotuladas):
    """Tramo de filas de una matriz de un plan."""

    clase: ClaseDeTabla
    columnas: tuple[Asignada, ...]
    heredado: bool = False
    """Si los rótulos son los de la tabla anterior."""
    corte_sin_decir: date | None = None
    """Corte de la fila cuya celda de corte no lo dice, si cada una lo dice en una columna."""

    def de(self, dato: str) -> Asignada | None:
        """Primera columna que trae un dato; ``None`` si ninguna."""
        return self._por_dato.get(dato)

    @clases.propiedad_recordada
    def _por_dato(self) -> dict[str, Asignada]:
        return {dato: asignada for asignada in reversed(self.columnas) for dato in asignada.dato}

    @clases.propiedad_recordada
    def datos(self) -> frozenset[str]:
        """Datos que sus columnas traen."""
        return frozenset(self._por_dato)

    @clases.propiedad_recordada
    def indices(self) -> dict[str, int]:
        """Índice de la columna de cada dato, desde 0."""
        return {dato: asignada.columna.indice for dato, asignada in self._por_dato.items()}

    @clases.propiedad_recordada
    def que_se_leen(self) -> list[tuple[int, Asignada]]:
        """Columnas que llevan algo al plan, con su índice."""
        return [
            (asignada.columna.indice, asignada)
            for asignada in self.columnas
            if asignada.dato or (asignada.columna.camino and asignada.por != "columnas")
        ]

    @clases.propiedad_recordada
    def cronograma(self) -> list[Asignada]:
        """Columnas que son un período del cronograma."""
        return [asignada for asignada in self.columnas if asignada.periodo]

    @clases.propiedad_recordada
    def fisicas(self) -> list[int]:
        """Columna de la cuadrícula, desde 0, en que empieza cada una de las leídas."""
        return [asignada.columna.desde for asignada in self.columnas]

    @clases.propiedad_recordada
    def es_de_seguimiento(self) -> bool:
        """Si fuera de los seguimientos sólo trae con qué se reconoce cada fila."""
        de_corte = {dato for dato in self.datos if dato.startswith(DE_SEGUIMIENTO)}
        return bool(de_corte) and self.datos - de_corte <= _IDENTIDAD

    @clases.propiedad_recordada
    def etiqueta(self) -> tuple[str, str] | None:
        """Rótulo de la única columna de texto del seguimiento, si no dice su corte, y su lugar."""
        de_texto = [asignada for asignada in self.columnas if _TEXTO in asignada.dato]
        if len(de_texto) != 1 or de_texto[0].con_su_corte or len(de_texto[0].columna.camino) != 1:
            return None
        return de_texto[0].columna.rotulo, self.tabla.lugar_de_columna(de_texto[0].columna.desde)

    @clases.propiedad_recordada
    def componente_en_cada_fila(self) -> bool:
        """Si una columna dice el componente en todas las filas, y no una vez para varias."""
        asignada = self.de("componente.nombre")
        celdas_de_otras = [
            len(vecina.columna.escritas) for vecina in self.columnas if vecina is not asignada
        ]
        return asignada is not None and len(asignada.columna.escritas) >= max(
            celdas_de_otras, default=0
        )


def tramos_en(
    tabla: TablaVista,
    pedidas: Pedidas,
    presupuesto: Presupuesto | None = None,
    rotulos: Rotulos = DEL_PLAN,
) -> list[TramoPorReconocer]:
    """Tramos de una tabla, uno por encabezado, también los que no son de un plan.

    Lanza ``ErrorDeEntrada`` si repite sus rótulos más veces de las que alcanza el presupuesto.
    """
    presupuesto = presupuesto or Presupuesto()
    encabezados_vistos: list[Encabezado] = []
    for encabezado in encabezados(tabla, pedidas, rotulos):
        try:
            presupuesto.gastar("rotulos", len(encabezado.columnas))
        except IlegibleError as error:
            raise ErrorDeEntrada(error.falla(tabla.lugar)) from None
        encabezados_vistos.append(encabezado)
    fines = [encabezado.desde for encabezado in encabezados_vistos[1:]] + [len(tabla.filas)]
    return [
        _por_reconocer(tabla, encabezado, fin, rotulos)
        for encabezado, fin in zip(encabezados_vistos, fines, strict=False)
    ]


def _por_reconocer(
    tabla: TablaVista, encabezado: Encabezado, hasta: int, rotulos: Rotulos
) -> TramoPorReconocer:
    """Tramo de unos rótulos; sus columnas, sin lo que justo bajo ellos no es una fila."""
    columnas = columnas_del_tramo(
        tabla, encabezado, hasta, las_filas_parten=rotulos.las_filas_parten
    )
    tramo = TramoPorReconocer(tabla, encabezado, hasta, columnas)
    cabeza = cabeza_de(FilasBajoRotulos(tabla, columnas), tramo.filas, rotulos)
    return sin_ajenas(tramo, cabeza) if cabeza else tramo


def sin_ajenas(tramo: TramoPorReconocer, ajenas: Mapping[int, str]) -> TramoPorReconocer:
    """Tramo sin las filas ajenas: ``{fila: por qué no es de datos}``."""
    columnas = list(sin_filas(tramo.columnas, ajenas))
    return attrs.evolve(tramo, columnas=columnas, ajenas={**tramo.ajenas, **ajenas})


def con_muestra_de_todos(tramos: Sequence[TramoPorReconocer]) -> list[TramoPorReconocer]:
    """Tramos; cada columna, con una muestra de las de su mismo rótulo en el documento."""
    muestras: dict[tuple[str, ...], list[CeldaVista]] = {}
    veces: Counter[tuple[str, ...]] = Counter()
    for tramo in tramos:
        for columna in tramo.columnas:
            veces[columna.camino] += 1
            muestras.setdefault(columna.camino, []).extend(islice(columna.escritas, _MUESTRA))
    return [
        attrs.evolve(
            tramo,
            columnas=[
                attrs.evolve(columna, muestra=tuple(muestras[columna.camino]))
                if veces[columna.camino] > 1 and _es_la_unica(columna, tramo.columnas)
                else columna
                for columna in tramo.columnas
            ],
        )
        for tramo in tramos
    ]


def _es_la_unica(columna: ColumnaPorReconocer, columnas: Sequence[ColumnaPorReconocer]) -> bool:
    """Si en su tabla ninguna otra columna se llama igual, como los dos «Tipo» del SUIT."""
    return bool(columna.camino) and sum(vecina.camino == columna.camino for vecina in columnas) == 1


def tramo_de(tramo: TramoPorReconocer, pedidas: Pedidas, vigencia: int | None) -> Tramo | None:
    """Tramo con el dato que trae cada columna; ``None`` si no dice qué hay que hacer."""
    posibles: dict[ClaseDeTabla, list[Asignada]] = {}
    clases: tuple[ClaseDeTabla, ...] = ("actividades", "tramites")
    for clase in clases:
        asignadas = asignar(tramo.columnas, clase, tramo.tabla.lugar, pedidas, vigencia)
        asignadas = list(_con_su_actividad(asignadas, clase))
        asignadas = _con_su_relato(asignadas)
        if _es_matriz(asignadas, clase):
            posibles[clase] = asignadas
    if not posibles:
        return None
    mejor = max(posibles, key=lambda clase: sum(a.parecido for a in posibles[clase] if a.dato))
    columnas = tuple(_con_observaciones_solas(posibles[mejor]))
    return Tramo(tramo.tabla, tramo.encabezado, tramo.hasta, mejor, columnas, ajenas=tramo.ajenas)


def _con_su_actividad(asignadas: Sequence[Asignada], clase: ClaseDeTabla) -> Iterator[Asignada]:
    """Columnas; «Recomendaciones» es la actividad, si otra no lo es y dice lo que se hace.

    Antes de otra columna del plan no es de un seguimiento, si no va entre las de uno.
    """
    hay = any(_ACTIVIDAD in asignada.dato for asignada in asignadas) or clase != "actividades"
    for indice, asignada in enumerate(asignadas):
        quiza = (
            not asignada.por
            and bool(asignada.columna.camino)
            and es_quiza_actividad(asignada.columna.rotulo)
        )
        if quiza and not hay and partes_de_accion(_muestra(asignada.columna))[1] >= _LA_MITAD:
            hay = True
            yield attrs.evolve(
                asignada, dato=(_ACTIVIDAD,), corte=None, parecido=1.0, por="contenido"
            )
        elif quiza and asignada.es_de_seguimiento and _es_del_plan(asignadas, indice):
            yield attrs.evolve(asignada, dato=(), corte=None, parecido=0.0, cercano="")
        else:
            yield asignada


def _muestra(columna: ColumnaPorReconocer) -> list[str]:
    """Textos con que se sabe de qué es una columna."""
    textos = (celda.texto for celda in columna.que_trae if celda.texto.strip())
    return list(islice(textos, _MUESTRA))


def _es_del_plan(asignadas: Sequence[Asignada], indice: int) -> bool:
    """Si a la columna la sigue una del plan y no la precede una de un seguimiento."""
    siguen = any(
        dato.startswith("actividad.")
        for asignada in asignadas[indice + 1 :]
        for dato in asignada.dato
    )
    return siguen and not (indice and asignadas[indice - 1].es_de_seguimiento)


def _con_su_relato(asignadas: Sequence[Asignada]) -> list[Asignada]:
    """Columnas; la que cuenta lo hecho es el seguimiento del corte que nombra o del % de al lado.

    También si por su rótulo es el avance o el estado: «Ejecución» con frases no es un porcentaje.
    """
    con_relato = list(asignadas)
    for indice, asignada in enumerate(con_relato):
        datos = asignada.dato
        if asignada.repetida and asignada.cercano.startswith(DE_SEGUIMIENTO):
            datos = (asignada.cercano,)
        if not asignada.columna.camino or asignada.por or datos not in _SIN_RELATO:
            continue  # alguien dijo qué es, o su rótulo es el de un texto que se conoce
        tomados = {vecina.dia for vecina in con_relato if _TEXTO in vecina.dato}
        nombra_su_corte = asignada.corte is not None and not asignada.corte.de_otra
        cortes = [asignada.corte] if asignada.corte else _cortes_de_al_lado(con_relato, indice)
        libres = [corte for corte in cortes if (corte and corte.corte) not in tomados]
        textos = _muestra(asignada.columna) if libres else []
        if cuentan_lo_hecho(textos) or (nombra_su_corte and son_frases(textos)):
            con_relato[indice] = attrs.evolve(
                asignada,
                dato=(_TEXTO,),
                corte=libres[0],
                con_su_corte=nombra_su_corte,
                por="contenido",
            )
    return con_relato


def _cortes_de_al_lado(asignadas: Sequence[Asignada], indice: int) -> list[CorteDicho | None]:
    """Cortes de los avances más cercanos, el de la izquierda primero, sin pasar del plan."""
    cortes = []
    for lado in (reversed(asignadas[:indice]), iter(asignadas[indice + 1 :])):
        del_grupo = takewhile(
            lambda asignada: asignada.es_de_seguimiento or not asignada.dato, lado
        )
        cortes += [
            asignada.corte for asignada in islice((a for a in del_grupo if a.dato == (_AVANCE,)), 1)
        ]
    return cortes


def columnas_del_tramo(
    tabla: TablaVista, encabezado: Encabezado, hasta: int, *, las_filas_parten: bool
) -> list[ColumnaPorReconocer]:
    """Columnas de un tramo, con lo que traen y los nombres con que se las puede pedir."""
    filas = range(max(encabezado.desde, 0), hasta if las_filas_parten else encabezado.hasta + 1)
    inicios = [
        0,
        *(n for n in range(1, len(encabezado.columnas)) if _hay_borde(tabla, filas, n)),
    ]
    return [
        ColumnaPorReconocer(
            indice,
            camino := encabezado.columnas[desde],
            tuple(_celdas(tabla, encabezado.hasta + 1, hasta, (desde, fin))),
            (tabla.lugar_de_columna(desde), *dict.fromkeys((" ".join(camino), *camino[-1:]))),
            desde,
            fin - 1,
        )
        for indice, (desde, fin) in enumerate(
            zip(inicios, (*inicios[1:], len(encabezado.columnas)), strict=True)
        )
    ]


def _hay_borde(tabla: TablaVista, filas: range, columna: int) -> bool:
    """Si en alguna fila que no es una franja empieza o termina ahí una celda que dice algo."""
    return any(
        tabla.filas[fila][columna] is not tabla.filas[fila][columna - 1]
        and (dice_algo(tabla.filas[fila][columna]) or dice_algo(tabla.filas[fila][columna - 1]))
        and not _es_suelta(escritas(tabla, fila))
        for fila in filas
    )


def _es_suelta(celdas: Sequence[CeldaVista]) -> bool:
    """Si la fila es una sola celda de varias columnas: una franja, una firma."""
    return len(celdas) == 1 and celdas[0].columnas > 1


def _celdas(
    tabla: TablaVista, desde: int, hasta: int, columnas: tuple[int, int]
) -> Iterator[CeldaVista]:
    """Celdas que empiezan en esas columnas, de una fila a otra, sin las de todo el ancho."""
    for fila in range(desde, hasta):
        for columna in range(*columnas):
            celda = tabla.filas[fila][columna]
            if celda is None or celda.fila != fila or celda.columna != columna:
                continue
            if celda.columnas == 1 or not es_de_todo_el_ancho(tabla, celda):
                yield celda


def _es_matriz(asignadas: Sequence[Asignada], clase: ClaseDeTabla) -> bool:
    """Si las columnas dicen qué hay que hacer, y al menos otra cosa de eso."""
    raiz = f"{LISTAS_DE_FILAS[clase]}."
    de_la_fila = {dato for a in asignadas for dato in a.dato if dato.startswith(raiz)}
    if not de_la_fila & IDENTIFICAN:
        return False
    otros = {dato for a in asignadas for dato in a.dato} - de_la_fila
    if len(de_la_fila) == 1 and not otros:
        return False
    que_hacer = [a for a in asignadas if _QUE_HACER & set(a.dato)]
    metas = [a for a in asignadas if IDENTIFICAN & set(a.dato)]
    de_numeros = (parte_de("porcentaje", a.columna.celdas) for a in que_hacer or metas)
    return not any(parte is not None and parte >= _NUMEROS for parte in de_numeros)


def _con_observaciones_solas(asignadas: Sequence[Asignada]) -> Iterator[Asignada]:
    """Columnas; «Observaciones», si es la única de su corte, es el texto del seguimiento."""
    por_corte = Counter(asignada.dia for asignada in asignadas if asignada.es_de_seguimiento)
    for asignada in asignadas:
        es_la_unica = (
            asignada.dato == (_OBSERVACIONES,) and por_corte[asignada.dia] == 1 and not asignada.por
        )
        if es_la_unica and not es_quiza_actividad(asignada.columna.rotulo):
            yield attrs.evolve(asignada, dato=(_TEXTO,), por="única columna de seguimiento")
        else:
            yield asignada


def parece_seguir(anterior: Tramo, tabla: TablaVista) -> bool:
    """Si la tabla tiene las columnas de la anterior: puede ser de la misma matriz."""
    return bool(tabla.filas) and len(tabla.filas[0]) == len(anterior.encabezado.columnas)


def tramo_heredado(anterior: Tramo, tabla: TablaVista) -> Tramo | None:
    """Tramo de una tabla sin rótulos que sigue a otra de las mismas columnas, o ``None``."""
    if not parece_seguir(anterior, tabla) or trae_rotulos(tabla):
        return None
    encabezado = Encabezado(0, -1, anterior.encabezado.columnas)
    columnas = columnas_del_tramo(tabla, encabezado, len(tabla.filas), las_filas_parten=True)
    if len(columnas) != len(anterior.columnas):
        return None
    asignadas = tuple(
        attrs.evolve(asignada, columna=columna)
        for asignada, columna in zip(anterior.columnas, columnas, strict=True)
    )
    return Tramo(tabla, encabezado, len(tabla.filas), anterior.clase, asignadas, heredado=True)


def columnas_perdidas(tramos: Sequence[Tramo]) -> Iterator[Aviso]:
    """Avisos de los datos que casi todas las matrices de una clase traen y una no."""
    for clase in ("actividades", "tramites"):
        de_la_clase = [tramo for tramo in tramos if tramo.clase == clase]
        veces = Counter(dato for tramo in de_la_clase for dato in sorted(tramo.datos))
        usuales = [dato for dato, cuantas in veces.items() if 2 * cuantas > len(de_la_clase)]
        for tramo in de_la_clase:
            faltan = [dato for dato in usuales if dato not in tramo.datos]
            if faltan:
                donde = tramo.tabla.lugar_de(max(tramo.encabezado.hasta, 0))
                motivo = f"sin columna de {', '.join(faltan)}, que las otras tablas sí traen"
                yield Aviso("sin_columna", donde, motivo)


_FECHAS = ("actividad.fecha_programada", "actividad.fecha_inicio")


def parece_corrida(tramo: Tramo, celdas: Celdas) -> bool:
    """Si en una fila la fecha no está bajo su rótulo, y al lado, donde va otra cosa, hay una."""
    asignada = next((a for dato in _FECHAS if (a := tramo.de(dato)) is not None), None)
    if asignada is None or _es_fecha(celdas, asignada.columna.indice):
        return False
    de_otro_dato = {
        vecina.columna.indice
        for vecina in tramo.columnas
        if vecina.dato and CATALOGO[vecina.dato[0]].contenido != "fecha"
    }
    indice = asignada.columna.indice
    return any(_es_fecha(celdas, al_lado) for al_lado in {indice - 1, indice + 1} & de_otro_dato)


def _es_fecha(celdas: Celdas, columna: int) -> bool:
    celda = celdas.get(columna)
    return celda is not None and es_fecha(celda)
