"""Dónde empieza y dónde termina cada tabla del formato en un documento.

El documento se ve como una sola sucesión de párrafos y filas (``lineas_de``). ``hallar`` la recorre
y abre una tabla donde encuentra sus rótulos; ``columnas_vistas`` dice, bajo unos rótulos, dónde va
cada columna y cuáles tiene encima.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.lectura.propios.escondido import (
    DE_RENGLON,
    CuentaAbreviada,
    cuenta_abreviada,
    sin_lo_demas,
)
from paac_reportes.lectura.propios.esperado import DocumentoEsperado, TablaEscrita, dice
from paac_reportes.lectura.propios.rotulos import ColumnaVista, Encaje, encajar
from paac_reportes.lectura.propios.rutas import ruta_de_marca
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import CLAVES
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, TablaVista, TextoVisto

_MARCA_DE_LISTA = re.compile(r"•|[0-9]{1,4}\.")
"""La de un elemento, que en una hoja va en la celda a la izquierda de su texto."""

Tramo = tuple[int, int]
"""De dónde a dónde va una celda, a lo ancho."""


@clases.frozen(eq=False)
class Linea:
    """Un párrafo, o una fila de una tabla con sus celdas de izquierda a derecha."""

    texto: TextoVisto | None = None
    tabla: TablaVista | None = None
    fila: int = 0
    celdas: tuple[CeldaVista, ...] = ()
    """Cada una una vez, también las que vienen de más arriba."""
    tramos: "tuple[Tramo, ...]" = ()
    """De dónde a dónde va cada una; el mismo objeto en las filas que se parten igual."""
    marca: str = ""
    """De qué fila es, según el marcador que lleva."""
    cuenta: CuentaAbreviada | None = None
    """Lo que su marcador dice de las celdas que juntan datos."""

    @property
    def lugar(self) -> str:
        """``tabla 7, fila 3``."""
        if self.tabla is not None:
            return self.tabla.lugar_de(self.fila)
        return self.texto.lugar if self.texto else ""

    @property
    def propias(self) -> list[CeldaVista]:
        """Las celdas que empiezan en la línea y dicen algo."""
        return [c for c in self.celdas if c.fila == self.fila and c.texto]

    @property
    def solitario(self) -> str | None:
        """El texto de la línea, si dice una sola cosa; el de una lista, tras su marca."""
        if self.texto is not None:
            return self.texto.texto
        celdas = self.propias
        if len(celdas) == len(self.celdas) == 2 and _MARCA_DE_LISTA.fullmatch(celdas[0].texto):  # noqa: PLR2004
            return f"{celdas[0].texto} {celdas[1].texto}"
        sola = len(celdas) == 1 and not any(c.texto for c in self.celdas if c is not celdas[0])
        return celdas[0].texto if sola else None

    @property
    def vacia(self) -> bool:
        """Si no dice nada."""
        if self.texto is not None:
            return not self.texto.texto.strip()
        return not any(celda.texto for celda in self.celdas)


def lineas_de(documento: DocumentoVisto, cuantas: int | None = None) -> list[Linea]:
    """Todas, o las primeras, menos las de la hoja de datos, que no se lee."""
    return list(itertools.islice(_lineas(documento), cuantas))


_CLAVES = frozenset(CLAVES)
_DATOS_DE_UNA_HOJA = 8
_DEL_CONTRATO = re.compile(r"[a-z_]+\.[a-z_]")
_CALCULADO = "calculado."
"""Como empieza lo que se calculó, que va tras los datos."""


def es_hoja_de_datos(tabla: TablaVista) -> bool:
    """Si es la hoja ``Datos``: sus rótulos son los nombres de los datos."""
    rotulos = {celda.texto for celda in tabla.filas[0] if celda} if tabla.filas else set()
    if len(rotulos & _CLAVES) >= _DATOS_DE_UNA_HOJA:
        return True
    posibles = [rotulo for rotulo in rotulos if _DEL_CONTRATO.match(rotulo)]
    # Quien no trae ninguno no carga lo de un mapa; una dirección se escribe igual y no es un dato.
    return len(posibles) * 2 > len(rotulos) and sum(map(_es_dato, posibles)) * 2 > len(rotulos)


def _es_dato(rotulo: str) -> bool:
    return rotulo.startswith(_CALCULADO) or CATALOGO.conoce(rotulo)


def _lineas(documento: DocumentoVisto) -> Iterator[Linea]:
    iguales: dict[tuple[Tramo, ...], tuple[Tramo, ...]] = {}
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, TextoVisto):
                marca = sin_lo_demas(bloque.marca)
                yield Linea(bloque, marca=marca if marca.startswith(DE_RENGLON) else "")
            elif not es_hoja_de_datos(bloque):
                for fila, cuadricula in enumerate(bloque.filas):
                    celdas = _distintas(cuadricula)
                    tramos = tuple((c.columna, c.columna + c.columnas) for c in celdas)
                    tramos = iguales.setdefault(tramos, tramos)
                    marcador = bloque.marcas.get(fila, "")
                    marca, cuenta = sin_lo_demas(marcador), cuenta_abreviada(marcador)
                    yield Linea(None, bloque, fila, celdas, tramos, marca, cuenta)


def _distintas(celdas: tuple[CeldaVista | None, ...]) -> tuple[CeldaVista, ...]:
    salida: list[CeldaVista] = []
    for celda in celdas:
        if celda is not None and (not salida or salida[-1] is not celda):
            salida.append(celda)
    return tuple(salida)


_SIGUIENTES = 300
"""Las filas que se miran, a lo sumo, para saber dónde parte cada columna."""


@attrs.define(eq=False)
class TablaHallada:
    """Una tabla del formato en el documento."""

    encaje: Encaje
    antes: list[Linea]
    """Lo que va desde la anterior, con sus franjas."""
    rotulos: list[Linea]
    filas: list[Linea] = attrs.Factory(list)
    """Casi siempre de la misma tabla; de otras, si alguien la partió."""
    comienzos: set[int] = attrs.Factory(set)
    """Las filas, por su lugar en ``filas``, ante las que se repiten los rótulos."""

    @property
    def tabla(self) -> TablaVista:
        """En la que está."""
        tabla = self.rotulos[0].tabla
        assert tabla is not None  # noqa: S101 - una línea de rótulos es de una tabla
        return tabla

    @property
    def cortes_de_columna(self) -> set[int]:
        """Dónde empieza y termina cada columna en la cuadrícula."""
        columnas = [columna.vista for columna in self.encaje.columnas]
        return {v.desde for v in columnas} | {v.hasta for v in columnas}

    @property
    def extremos(self) -> tuple[int, int]:
        """De dónde a dónde va, a lo ancho."""
        cortes = self.cortes_de_columna
        return min(cortes), max(cortes)


@clases.frozen
class TablasHalladas:
    """Las tablas de un documento, y lo que queda fuera de ellas."""

    tablas: list[TablaHallada]
    fuera: list[Linea]
    """Los párrafos y las filas que no son de ninguna, en su orden."""
    despues: list[Linea]
    """Los que van después de la última."""


class ColumnasDeLineas:
    """Las columnas que hay bajo los rótulos de unas líneas: se hallan una vez.

    No dependen del formato: quien busca varios les da las mismas, y que recuerden más.
    """

    def __init__(self, lineas: Sequence[Linea], recuerdan: int = 8) -> None:
        self._lineas = lineas
        self._iguales: dict[tuple[ColumnaVista, ...], tuple[ColumnaVista, ...]] = {}
        self.en = functools.lru_cache(maxsize=recuerdan)(self._columnas_en)

    def _columnas_en(
        self,
        numero: int,
        hondura: int,
        con_notas: bool,  # noqa: FBT001 - se guarda por los tres
    ) -> tuple[ColumnaVista, ...] | None:
        """Las columnas bajo los rótulos de una línea; dos juegos iguales son el mismo objeto."""
        lineas = self._lineas[numero : numero + _SIGUIENTES]
        columnas = columnas_vistas(lineas, hondura, con_notas=con_notas)
        return None if columnas is None else self._iguales.setdefault(columnas, columnas)


def hallar(
    lineas: Sequence[Linea], esperado: DocumentoEsperado, columnas: ColumnasDeLineas | None = None
) -> TablasHalladas:
    """Las tablas del formato, cada una con sus filas y lo que la precede."""
    busqueda = _Busqueda(lineas, esperado, columnas or ColumnasDeLineas(lineas))
    busqueda.recorrer()
    return TablasHalladas(busqueda.tablas, busqueda.fuera, busqueda.pendientes)


def reconocidas(hallazgo: TablasHalladas) -> float:
    """Cuántas celdas del documento están bajo un rótulo que es, a la letra, de este formato."""
    return sum(
        t.encaje.puntaje * len(t.encaje.columnas) * (1 + len(t.filas)) for t in hallazgo.tablas
    )


class _Busqueda:
    """Recorre el documento línea por línea con, a lo sumo, una tabla abierta."""

    def __init__(
        self, lineas: Sequence[Linea], esperado: DocumentoEsperado, columnas: ColumnasDeLineas
    ) -> None:
        self._lineas = lineas
        self._columnas = columnas
        self._marcadas = esperado.marcadas
        self.tablas: list[TablaHallada] = []
        self.fuera: list[Linea] = []
        self._abierta: TablaHallada | None = None
        self.pendientes: list[Linea] = []
        # Las tablas de un documento repiten sus rótulos: lo que se supo de unos vale.
        self._pueden_ser = functools.cache(esperado.pueden_ser)
        self._encajes: dict[tuple[int, TablaEscrita], Encaje | None] = {}

    def recorrer(self) -> None:
        """De la primera línea a la última."""
        numero = 0
        while numero < len(self._lineas):
            linea = self._lineas[numero]
            if self._abierta and linea.tabla is not self._abierta.tabla:
                self._cerrar()
            encaje = self._encaje_en(numero)
            if encaje is not None:
                hondura = encaje.hondura
                self._abrir(encaje, list(self._lineas[numero : numero + hondura]))
                numero += hondura
                continue
            self._situar(linea, numero)
            numero += 1
        self._cerrar()

    def _situar(self, linea: Linea, numero: int) -> None:
        """Deja una línea en la tabla abierta si cabe, en la última si la sigue, o fuera."""
        if self._abierta is not None and (
            cabe(linea, self._abierta) or self._abre_un_grupo(linea, numero, self._abierta)
        ):
            self._abierta.filas.append(linea)
            return
        ultima = self.tablas[-1] if self.tablas else None
        if self._abierta is None and ultima is not None and self._sigue_a_la_tabla(linea, ultima):
            self._abierta = ultima
            self._sacar_de_fuera()
            ultima.filas.append(linea)
            return
        self._cerrar()
        self.pendientes.append(linea)
        self.fuera.append(linea)

    def _abre_un_grupo(self, linea: Linea, numero: int, tabla: TablaHallada) -> bool:
        """Si es la banda de un grupo: va a todo lo ancho, y la sigue una fila de la tabla."""
        if not any(subtotal.banda for subtotal in tabla.encaje.esperada.definida.subtotales):
            return False
        (celda,) = linea.celdas if len(linea.celdas) == 1 else (None,)
        siguiente = next(iter(self._lineas[numero + 1 : numero + 2]), None)
        return (
            celda is not None
            and linea.tabla is tabla.tabla
            and (celda.columna, celda.columna + celda.columnas) == tabla.extremos
            and siguiente is not None
            and siguiente.tabla is tabla.tabla
            and es_de_datos(siguiente, tabla)
        )

    def _sigue_a_la_tabla(self, linea: Linea, ultima: TablaHallada) -> bool:
        """Si tras una fila en blanco la tabla sigue: hay quien las pone para separar."""
        if linea.tabla is ultima.tabla and _es_hermana(linea, ultima):
            return es_de_datos(linea, ultima)
        en_blanco = all(pendiente.vacia for pendiente in self.pendientes)
        # De otra tabla de Word con tantas columnas: alguien partió en dos la que había.
        es_un_pedazo = (
            linea.tabla is not None
            and linea.tabla.primera is None
            and len(linea.tabla.filas[0]) == len(ultima.tabla.filas[0])
        )
        es_de_la_tabla = linea.tabla is ultima.tabla or es_un_pedazo
        if not es_de_la_tabla or not en_blanco or _es_de_firmas(linea, ultima):
            return False
        return len(linea.propias) > 1 and es_de_datos(linea, ultima)

    def _abrir(self, encaje: Encaje, rotulos: list[Linea]) -> None:
        anterior = self.tablas[-1] if self.tablas else None
        if anterior is not None and self._se_repiten(anterior, encaje, rotulos):
            anterior.comienzos.add(len(anterior.filas))
            self._abierta = anterior
            self._sacar_de_fuera()
        else:
            self._abierta = TablaHallada(encaje, self.pendientes, rotulos)
            self.tablas.append(self._abierta)
        self.pendientes = []

    def _se_repiten(self, anterior: TablaHallada, encaje: Encaje, rotulos: list[Linea]) -> bool:
        """Si son los rótulos de la misma tabla en otra página: nada nuevo los separa."""
        es_otra = encaje.esperada is not anterior.encaje.esperada
        if es_otra or rotulos[0].tabla is not anterior.tabla:
            return False
        if [c.vista for c in encaje.columnas] != [c.vista for c in anterior.encaje.columnas]:
            return False
        franjas = [linea.solitario for linea in _franjas(anterior)]
        return franjas == [linea.solitario for linea in self.pendientes]

    def _sacar_de_fuera(self) -> None:
        """Lo pendiente es de la tabla: no va fuera."""
        del self.fuera[len(self.fuera) - len(self.pendientes) :]
        self.pendientes = []

    def _cerrar(self) -> None:
        self._abierta = None

    def _encaje_en(self, numero: int) -> Encaje | None:
        """La tabla cuyos rótulos empiezan en esa línea, si son de alguna."""
        linea = self._lineas[numero]
        if linea.tabla is None:
            return None
        textos = tuple(celda.texto for celda in linea.propias)
        if self._abierta is not None:
            # Dentro de una tabla sólo son rótulos los mismos que la empezaron.
            primera = self._abierta.rotulos[0]
            if textos != tuple(celda.texto for celda in primera.propias):
                return None
        marca = linea.marca
        if marca in self._marcadas:
            return self._encaje_marcado(numero, self._marcadas[marca], textos)
        if marca and not marca.startswith("t"):
            # La marca de una fila sobre unos rótulos que lo son a la letra se escribió ahí.
            mejor = self._mejor_encaje(numero, textos)
            return mejor if mejor is not None and mejor.exacto else None
        anterior = self.tablas[-1] if self.tablas else None
        if anterior is not None and self._repiten_los_rotulos(anterior, numero):
            return anterior.encaje
        return self._mejor_encaje(numero, textos)

    def _encaje_marcado(
        self, numero: int, marcada: TablaEscrita, textos: tuple[str, ...]
    ) -> Encaje | None:
        """La tabla que dice la marca, salvo que a la letra sean los de otra, que alguien pegó."""
        encaje = self._encaje(numero, marcada, marcada=True)
        if encaje is not None and encaje.exacto:
            return encaje
        mejor = self._mejor_encaje(numero, textos)
        return mejor if mejor is not None and (encaje is None or mejor.exacto) else encaje

    def _mejor_encaje(self, numero: int, textos: tuple[str, ...]) -> Encaje | None:
        """La tabla cuyos rótulos más se parecen a esos."""
        mejor: Encaje | None = None
        for tabla in self._pueden_ser(textos):
            encaje = self._encaje(numero, tabla)
            if encaje is None or (mejor is not None and encaje.puntaje <= mejor.puntaje):
                continue
            mejor = encaje
            if encaje.exacto:
                break
        return mejor

    def _repiten_los_rotulos(self, anterior: TablaHallada, numero: int) -> bool:
        """Si las líneas repiten los rótulos de una tabla: lo que se supo de ellos vale."""
        if self._lineas[numero].tabla is not anterior.tabla:
            return False
        franjas = [linea.solitario for linea in _franjas(anterior)]
        if franjas != [linea.solitario for linea in self.pendientes]:
            return False
        lineas = self._lineas[numero : numero + len(anterior.rotulos)]
        return len(lineas) == len(anterior.rotulos) and all(
            esta.tabla is otra.tabla and _como_se_ve(esta) == _como_se_ve(otra)
            for esta, otra in zip(lineas, anterior.rotulos, strict=True)
        )

    def _encaje(self, numero: int, tabla: TablaEscrita, *, marcada: bool = False) -> Encaje | None:
        con_notas = bool(tabla.esperada.definida.notas)
        columnas = self._columnas.en(numero, tabla.hondura, con_notas)
        if columnas is None:
            return None
        clave = id(columnas), tabla  # las iguales son las mismas
        if clave not in self._encajes:
            self._encajes[clave] = encajar(columnas, tabla, marcada=marcada)
        return self._encajes[clave]


def _es_de_firmas(linea: Linea, ultima: TablaHallada) -> bool:
    """Si es una fila de firmas: entre una y otra hay un hueco de varias filas."""
    if linea.marca:
        return linea.marca.startswith("f")
    # La celda de un grupo partida en dos también queda en blanco en la segunda tabla.
    de_grupo = {
        columna.vista.desde
        for columna in ultima.encaje.columnas
        if columna.esperada is not None and columna.esperada.definida.une == "grupo"
    }
    huecos = [celda for celda in linea.celdas if celda.filas > 1 and not celda.texto]
    return any(celda.columna not in de_grupo for celda in huecos)


def _es_hermana(linea: Linea, ultima: TablaHallada) -> bool:
    """Si su marca es de la misma lista que la de otra fila: lo que hay en medio no es del plan."""
    ruta = ruta_de_marca(linea.marca)
    if ruta is None or ruta.lista is None:
        return False
    rutas = (ruta_de_marca(fila.marca) for fila in ultima.filas)
    return any(
        una is not None and (una.de_componente, una.lista) == (ruta.de_componente, ruta.lista)
        for una in rutas
    )


def _franjas(tabla: TablaHallada) -> list[Linea]:
    """Las filas a todo lo ancho que son parte de los rótulos: las últimas, de abajo arriba."""
    salida: list[Linea] = []
    moldes = list(tabla.encaje.esperada.franjas)
    for linea in reversed(tabla.antes):
        texto = linea.solitario
        while moldes and (texto is None or not dice(moldes[-1], texto)):
            moldes.pop()
        if not moldes:
            break
        moldes.pop()
        salida.append(linea)
    return salida[::-1]


def _como_se_ve(linea: Linea) -> list[tuple[str, int, int]]:
    return [(celda.texto, celda.columna, celda.columnas) for celda in linea.celdas]


def cabe(linea: Linea, tabla: TablaHallada) -> bool:
    """Si una línea, tras los rótulos de una tabla, es todavía de ella."""
    if linea.tabla is not tabla.tabla or linea.marca.startswith(DE_RENGLON):
        return False
    if tabla.tabla.primera is None or linea.marca:  # una tabla de Word termina donde termina
        return True
    if not linea.celdas:
        return False
    if es_de_datos(linea, tabla) or de_todo_el_ancho(linea, tabla) is not None:
        return True
    return _le_faltan_combinaciones(linea, tabla)


def _le_faltan_combinaciones(linea: Linea, tabla: TablaHallada) -> bool:
    """Si es la fila que sigue y sus textos están cada uno en una de sus columnas, la mitad o más.

    La que alguien inserta en Excel no trae las celdas combinadas de las demás.
    """
    anterior = tabla.filas[-1] if tabla.filas else tabla.rotulos[-1]
    if linea.fila != anterior.fila + 1 or _es_de_firmas(linea, tabla):
        return False
    columnas = [columna.vista for columna in tabla.encaje.columnas]
    con_texto = [celda for celda in linea.celdas if celda.texto]
    en_cuales = [
        [v.desde for v in columnas if v.desde <= c.columna and c.columna + c.columnas <= v.hasta]
        for c in con_texto
    ]
    tocadas = {desde for cuales in en_cuales for desde in cuales}
    cada_texto_en_la_suya = all(en_cuales) and len(tocadas) == len(con_texto)
    return cada_texto_en_la_suya and 2 * len(con_texto) >= len(columnas)


def es_de_datos(linea: Linea, tabla: TablaHallada) -> bool:
    """Si sus celdas están en las columnas de la tabla, cada una en una."""
    cortes = sorted(tabla.cortes_de_columna)
    pares = set(itertools.pairwise(cortes))
    desde, hasta = tabla.extremos
    celdas = [c for c in linea.celdas if desde <= c.columna < hasta]
    return bool(celdas) and all((c.columna, c.columna + c.columnas) in pares for c in celdas)


def de_todo_el_ancho(linea: Linea, tabla: TablaHallada) -> str | None:
    """La banda o el total que es, por su texto; ``None`` si no es ninguno."""
    celdas = linea.propias
    if not celdas:
        return None
    primera, (desde, hasta) = celdas[0], tabla.extremos
    if primera.columna > desde:
        return None
    esperada = tabla.encaje.esperada
    es_banda = primera.columna + primera.columnas >= hasta
    if es_banda and esperada.banda(primera.texto) is not None:
        return primera.texto
    es_total = any(dice(molde, primera.texto) for molde in esperada.totales)
    return primera.texto if es_total else None


def columnas_vistas(
    lineas: Sequence[Linea], hondura: int, *, con_notas: bool
) -> tuple[ColumnaVista, ...] | None:
    """Las columnas bajo unos rótulos; ``None`` si allí no hay tantas filas de rótulos."""
    rotulos, siguientes = lineas[:hondura], lineas[hondura:]
    tabla = rotulos[0].tabla
    if len(rotulos) < hondura or any(r.tabla is not tabla or r.vacia for r in rotulos):
        return None
    abajo = rotulos[-1].celdas
    if not abajo:
        return None
    cortes = {c.columna for c in abajo} | {c.columna + c.columnas for c in abajo}
    bordes = sorted(cortes | _cortes_de_la_mayoria(_tramos_de(siguientes, tabla, cortes)))
    return tuple(
        ColumnaVista(a, b, _camino(rotulos, a, con_notas=con_notas))
        for a, b in itertools.pairwise(bordes)
    )


def _tramos_de(
    lineas: Sequence[Linea], tabla: TablaVista | None, cortes: set[int]
) -> Counter[tuple[Tramo, ...]]:
    """Cómo se parten las filas bajo unos rótulos, y cuántas de cada manera."""
    desde, hasta = min(cortes), max(cortes)
    salida: Counter[tuple[Tramo, ...]] = Counter()
    cortes_vistos = set(cortes)
    contados: tuple[Tramo, ...] | None = None
    dentro: tuple[Tramo, ...] = ()
    for linea in _lineas_que_cuentan(lineas, tabla):
        if linea.tabla is not tabla:
            break
        if linea.tramos is contados:  # casi todas se parten como la de arriba
            salida[dentro] += 1
            continue
        dentro = tuple(tramo for tramo in linea.tramos if desde <= tramo[0] < hasta)
        if dentro not in salida and any(_cruza(tramo, cortes_vistos) for tramo in dentro):
            son_rotulos = all(celda.destacada for celda in linea.propias)
            cruza_los_rotulos = any(_cruza(tramo, cortes) for tramo in dentro)
            if linea.solitario is None and (son_rotulos or cruza_los_rotulos):
                break  # los rótulos de otra clase de tabla
            if linea.solitario is not None:
                contados = None  # lo de dentro es ya de una que no cuenta
                continue
        salida[dentro] += 1
        cortes_vistos.update(itertools.chain.from_iterable(dentro))
        contados = linea.tramos
    return salida


def _cortes_de_la_mayoria(tramos: Counter[tuple[Tramo, ...]]) -> set[int]:
    """Los cortes que no atraviesan más filas de las que parten: una sola no parte las demás."""
    a_favor: Counter[int] = Counter()
    for dentro, cuantas in tramos.items():
        for corte in set(itertools.chain.from_iterable(dentro)):
            a_favor[corte] += cuantas
    en_contra: Counter[int] = Counter()
    for dentro, cuantas in tramos.items():
        for desde, hasta in dentro:
            for corte in range(desde + 1, hasta):
                en_contra[corte] += cuantas
    return {corte for corte, veces in a_favor.items() if veces > en_contra[corte]}


def _lineas_que_cuentan(lineas: Sequence[Linea], tabla: TablaVista | None) -> Iterable[Linea]:
    """Las líneas con marca, si la primera la lleva: una insertada no se combina como ellas."""
    if not lineas or lineas[0].tabla is not tabla or not lineas[0].marca:
        return lineas
    return (linea for linea in lineas if linea.marca or linea.tabla is not tabla)


def _cruza(tramo: Tramo, cortes: set[int]) -> bool:
    desde, hasta = tramo
    return hasta - desde > 1 and any(desde < corte < hasta for corte in cortes)


def _camino(rotulos: Sequence[Linea], columna: int, *, con_notas: bool) -> tuple[str, ...]:
    """Los rótulos sobre una columna, cada celda una vez."""
    celdas: dict[int, CeldaVista] = {}
    for linea in rotulos:
        fila = linea.tabla.filas[linea.fila] if linea.tabla else ()
        celda = fila[columna] if columna < len(fila) else None
        if celda is not None:
            celdas[id(celda)] = celda
    textos = [celda.texto for celda in celdas.values()]
    return tuple(t.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹") if con_notas else t for t in textos)
