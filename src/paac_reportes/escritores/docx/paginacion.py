"""En qué página de un Word queda cada título, y dónde se corta un grupo, sin que otro lo dibuje.

Cada bloque es una ``PiezaDePagina``, renglones o filas con lo que miden (``Piezas``), y las piezas
se ponen una tras otra en páginas como las pone Word (``_Paginas``): lo que va junto no se aparta,
una fila no se parte si cabe en una página, los rótulos se repiten y de un párrafo no queda suelto
un renglón. Lo que mide cada cosa es lo que le da LibreOffice, con que se comprobó; de él no
depende.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, starmap
from math import fsum
from operator import attrgetter
from typing import cast

import attrs

from paac_reportes import clases
from paac_reportes.escritores.docx.estilos import (
    ALTO_DE_SEPARADOR,
    SANGRIA_DE_CONTENIDO,
    grosor_de_raya,
)
from paac_reportes.escritores.docx.tablas import TablaEnPaginas, TablasDelWord
from paac_reportes.maqueta.altos import ANCHO_DE_LETRA, PARTE_PARA_EL_CUERPO
from paac_reportes.maqueta.cierre import ENTRE_TABLAS, SIN_COLA, Cola, entre_tablas
from paac_reportes.maqueta.contenido import ConBarra, Contenido, Imagen, lleva_negrita, solo_texto
from paac_reportes.maqueta.cortes import abre_pagina, cola_de, esta_en_su_franja, van_juntos
from paac_reportes.maqueta.documento import Marco, Parte
from paac_reportes.maqueta.estilos import (
    AIRE_DE_CELDA,
    AIRE_DE_FILETE,
    ESTILO_DE_CONTENIDO,
    MARGEN_DE_CELDA,
    Estilo,
)
from paac_reportes.maqueta.grupos import EN_MAYUSCULAS, PARTE_EN_BLANCO, Grupo
from paac_reportes.maqueta.medida.ajuste import alto_de_barra, hasta_cada_una
from paac_reportes.maqueta.medida.tipografia import (
    Letra,
    Pt,
    palabras_medidas,
    pt_de_mm,
    pt_de_veinteavos,
    veinteavos_de_pt,
)
from paac_reportes.maqueta.nodos import Bloque, Indice, Parrafo, Salto, Tabla, Titulo, aire_bajo
from paac_reportes.maqueta.rejilla import ColumnaDeTabla, Fila, filas_de_tabla, tandas_sueltas

_BAJO_UNA_IMAGEN = 1 / 5
"""Parte de un renglón que una imagen deja debajo de sí, en una celda."""
_LUGAR_PARA_EMPEZAR = 40.0
"""Puntos: una fila que se parte no empieza donde queda menos."""
_TOLERANCIA = 0.1
"""Puntos que se perdonan a la suma de muchos: dos veces aquello a que se redondea cada alto."""
_HOLGURA = 11.0
"""Puntos, un renglón: lo que otro programa puede medir distinto en una página que se corta aquí."""


@clases.frozen
class RenglonesDeFila:
    """Renglones de la celda más alta de una fila que se parte: pasan enteros a la otra página."""

    alto: float
    """Alto de cada renglón."""
    aire: float
    """Aire que la celda deja sobre ellos y debajo, en cada página."""

    def siguen(self, fila: float, cabe: float) -> float:
        """Puntos de una ``fila`` de ese alto que van en otra página, si aquí caben ``cabe``."""
        return fila - max((cabe - self.aire) // self.alto, 0.0) * self.alto


@clases.frozen(kw_only=True)
class PiezaDePagina:
    """Pieza que se pone en las páginas: los renglones de un párrafo o las filas de una tabla."""

    altos: Sequence[float]
    """Alto de cada renglón o fila, en puntos, como ``antes``, ``despues`` y ``rotulos``."""
    antes: float = 0.0
    despues: float = 0.0
    rotulos: float = 0.0
    """Alto de los rótulos de la tabla, que se repiten."""
    atados: frozenset[int] = frozenset()
    """Renglones o filas, desde 0, que no se apartan del que sigue."""
    se_parten: Mapping[int, RenglonesDeFila] = attrs.Factory(dict)
    """Las filas que siguen en otra página."""
    junta: bool = False
    """Si termina en la página donde empieza la pieza que la sigue."""
    en_pagina_nueva: bool = False
    es_titulo: bool = False
    cortables: Sequence[Grupo] = ()
    """Los grupos que una página puede cortar: los saltos de su tabla se deciden aquí."""
    saltos: list[int] = attrs.Factory(list)
    """Filas con que empieza página, cuando se ponga."""
    juntas: set[int] = attrs.Factory(set)
    """Filas que, por eso, no se apartan de la que sigue."""

    @property
    def alto(self) -> float:
        """El alto de la pieza entera, con sus rótulos."""
        return self.rotulos + fsum(self.altos)

    @property
    def comienzo(self) -> float:
        """Alto de lo menos que va de ella en una página."""
        tramo = self._primer_tramo
        parte = next((lugar for lugar in tramo if lugar in self.se_parten), tramo.stop)
        empieza = min(self.altos[parte], _LUGAR_PARA_EMPEZAR) if parte < tramo.stop else 0.0
        return self.rotulos + fsum(self.altos[:parte]) + empieza

    def que_contienen(self, fila: int) -> list[Grupo]:
        """Los grupos de los que una fila no es la primera, primero los que contienen otros."""
        antes = (bisect_left(grupos, fila, key=attrgetter("desde")) for grupos in self._por_columna)
        de_antes = (g[n - 1] for n, g in zip(antes, self._por_columna, strict=True) if n)
        return [grupo for grupo in de_antes if fila < grupo.hasta]

    @clases.propiedad_recordada
    def _por_columna(self) -> list[list[Grupo]]:
        return [list(grupos) for _, grupos in groupby(self.cortables, attrgetter("columna"))]

    def cortar_en(self, fila: int, falta: float) -> None:
        """Hace que una fila empiece página: con las que la siguen, no cabe en lo que falta."""
        desde = self.saltos[-1] if self.saltos else 0
        for grupo in self.que_contienen(fila):
            if grupo.desde >= desde:  # lo que de él va antes no se aparta
                self.juntas.update(range(grupo.desde, fila - 1))
        self.saltos.append(fila)
        self.atar_desde(fila, falta)

    def atar_desde(self, fila: int, falta: float) -> None:
        """Ata una fila con las que la siguen, hasta que no caben en lo que falta de la página."""
        hasta = fila
        while falta > 0 and hasta < len(self.altos):
            falta -= self.altos[hasta]
            hasta += 1
        self.juntas.update(range(fila, hasta - 1))

    @clases.propiedad_recordada
    def tramos(self) -> list[range]:
        """Renglones o filas que van en una misma página: ``[range(0, 3), range(3, 4)]``."""
        ultimo = len(self.altos) - 1
        finales = [n + 1 for n in range(ultimo) if n not in self.atados]
        return list(starmap(range, pairwise([0, *finales, ultimo + 1]))) if self.altos else []

    @property
    def _primer_tramo(self) -> range:
        return self.tramos[0] if self.tramos else range(0)

    @property
    def se_corta(self) -> bool:
        """Si la pieza puede ir en más de una página."""
        return self._primer_tramo.stop < len(self.altos)

    def empieza_en(self, libre: float, filas: range) -> bool:
        """Si en lo ``libre`` de la página cabe un tramo hasta donde empieza lo que se parte."""
        parte = next((lugar for lugar in filas if lugar in self.se_parten), None)
        return parte is not None and (
            fsum(self.altos[filas.start : parte]) + _LUGAR_PARA_EMPEZAR < libre
        )


def paginas_de_titulos(
    partes: Sequence[Parte],
    titulos: Sequence[Titulo],
    tablas: Sequence[TablasDelWord],
    estilos: Mapping[str, Estilo],
) -> list[int]:
    """Página, desde 1, en que queda cada título; ``tablas`` son las de cada parte, en su orden.

    De paso, las tablas quedan cortadas donde una página corta un grupo.
    """
    paginas = _Paginas()
    medidas = _Medidas(estilos)
    for parte, tablas_de_parte in zip(partes, tablas, strict=True):
        piezas = _Piezas(medidas, tablas_de_parte, parte.marco, titulos)
        paginas.abrir(*piezas.altos_de_pagina)
        paginas.poner(list(piezas.de_bloques(parte.bloques)))
        piezas.cortar_tablas()
    return paginas.de_titulos


def cortar_grupos(
    parte: Parte, cortables: Sequence[int], tablas: TablasDelWord, estilos: Mapping[str, Estilo]
) -> None:
    """Corta las tablas de esos lugares donde una página corta un grupo de filas unidas.

    Sólo mide las páginas donde están; ``tablas`` guarda los cortes.
    """
    piezas = _Piezas(_Medidas(estilos), tablas, parte.marco, ())
    primera, demas = piezas.altos_de_pagina
    comienzos = [lugar for lugar, bloque in enumerate(parte.bloques) if abre_pagina(bloque)]
    for desde, hasta in pairwise(sorted({0, *comienzos, len(parte.bloques)})):
        if any(desde <= lugar < hasta for lugar in cortables):
            paginas = _Paginas()
            paginas.abrir(demas if desde else primera, demas)
            paginas.poner(list(piezas.de_bloques(parte.bloques[desde:hasta])))
    piezas.cortar_tablas()


class _Paginas:
    """Páginas que se van llenando: en cuál se está, y en cuál quedó cada título."""

    def __init__(self) -> None:
        self.de_titulos: list[int] = []
        """La página de cada título."""
        self._pagina = 0
        self._lugar = self._aire = self._limite = self._alto = 0.0
        """Hasta dónde se ha llenado la página, el aire que pide lo último, hasta dónde puede
        llenarse, y lo que cabe en las que siguen."""
        self._abre = False
        """Si nada va aún en la sección."""

    def abrir(self, primera: float, demas: float) -> None:
        """Empieza otra sección, con el alto de su primera página y el de las demás."""
        self._alto = demas
        self._pasar(primera)
        self._abre = True

    def poner(self, piezas: Sequence[PiezaDePagina]) -> None:
        """Reparte en páginas las piezas de una sección; las que no se apartan, en una misma."""
        desde = 0
        for lugar, (pieza, siguiente) in enumerate(pairwise([*piezas, None])):
            if pieza and not (pieza.junta and siguiente and not siguiente.en_pagina_nueva):
                self._poner_juntas(piezas[desde : lugar + 1])
                desde = lugar + 1

    def _poner_juntas(self, piezas: Sequence[PiezaDePagina]) -> None:
        """Pone unas piezas que no se apartan; en otra página, si aquí no caben."""
        empieza = piezas[0].en_pagina_nueva
        if self._lugar and (empieza or not self._caben(piezas)):
            if not empieza:
                self._atar_a_lo_de_arriba(piezas)
            self._pasar(self._alto)
        for lugar, pieza in enumerate(piezas, 1):
            self._poner(pieza, piezas[lugar:])
            if lugar < len(piezas) and pieza.rotulos and pieza.se_corta:
                self._pasar_el_final(pieza, piezas[lugar])

    def _atar_a_lo_de_arriba(self, piezas: Sequence[PiezaDePagina]) -> None:
        """Ata las primeras filas de una tabla que no empieza aquí, para que en ninguno empiece."""
        falta = self._limite + _HOLGURA - self._lugar
        for pieza in piezas:
            if pieza.cortables:
                return pieza.atar_desde(0, falta - pieza.rotulos)
            falta -= pieza.alto
        return None

    def _pasar_el_final(self, tabla: PiezaDePagina, siguiente: PiezaDePagina) -> None:
        """Pasa a otra página el final de una tabla que cupo en una, si no cabe lo que va con él."""
        hasta = self._lugar + max(siguiente.antes, tabla.despues) + siguiente.comienzo
        if self._lugar >= tabla.alto and hasta > self._limite + _TOLERANCIA:
            ultimo = tabla.tramos[-1]
            self._pasar(self._alto)
            self._lugar = tabla.rotulos + fsum(tabla.altos[ultimo.start :])

    def _caben(self, piezas: Sequence[PiezaDePagina]) -> bool:
        """Si unas piezas que no se apartan caben aquí o, las que pasan de una página, si empiezan.

        De una tabla que se corta basta con su comienzo: sólo su final va con lo que la sigue.
        """
        limite = self._limite + (-_HOLGURA if any(p.cortables for p in piezas) else _TOLERANCIA)
        if _alto_hasta(piezas, self._lugar, self._aire) <= limite:
            return True
        if _alto_hasta(piezas, 0.0, 0.0) <= self._alto:
            return False
        hasta = next((n for n, pieza in enumerate(piezas, 1) if pieza.rotulos), 1)  # una tabla
        return _alto_hasta(piezas[:hasta], self._lugar, self._aire) <= limite

    def _poner(self, pieza: PiezaDePagina, siguen: Sequence[PiezaDePagina]) -> None:
        """Pone una pieza donde se va, y pasa de página donde no cabe lo que no se parte.

        ``siguen``: las que no se apartan de su final.
        """
        if self._lugar or self._abre:  # lo primero de una sección, si no es un título, lo guarda
            self._lugar += max(pieza.antes, self._aire)
        self._abre = False
        if pieza.cortables:
            self._poner_y_cortar(pieza, siguen)
            return
        faltan = pieza.rotulos
        for tramo in self._tramos(pieza):
            alto = fsum(pieza.altos[tramo.start : tramo.stop])
            libre = self._limite + _TOLERANCIA - self._lugar - faltan
            if self._lugar and alto > libre and not pieza.empieza_en(libre, tramo):
                self._pasar(self._alto)
                faltan = pieza.rotulos
            if pieza.es_titulo and not tramo.start:
                self.de_titulos.append(self._pagina)
            self._lugar += faltan
            faltan = 0.0
            for lugar in tramo:
                self._seguir(pieza, lugar)
        self._aire = pieza.despues

    def _poner_y_cortar(self, pieza: PiezaDePagina, siguen: Sequence[PiezaDePagina]) -> None:
        """Pone una tabla con grupos que se cortan: decide con qué filas empieza cada página."""
        tramos = list(self._tramos(pieza))
        if pieza.es_titulo:
            self.de_titulos.append(self._pagina)
        self._lugar += pieza.rotulos
        numero = primero = 0
        lugares = [0.0] * len(tramos)
        while numero < len(tramos):
            tramo = tramos[numero]
            lugares[numero] = self._lugar
            libre = self._limite - _HOLGURA - self._lugar
            alto = fsum(pieza.altos[tramo.start : tramo.stop])
            if tramo is tramos[-1]:  # con su nota, o sus firmas
                alto = _alto_hasta(siguen, self._lugar + alto, pieza.despues) - self._lugar
            if numero > primero and alto > libre and not pieza.empieza_en(libre, tramo):
                numero = primero = self._donde_se_corta(pieza, tramos, lugares, primero, numero)
                falta = self._limite + _HOLGURA - lugares[numero]
                pieza.cortar_en(tramos[numero].start, falta)
                self._pasar(self._alto)
                self._lugar = pieza.rotulos
                continue
            for fila in tramo:
                self._seguir(pieza, fila)
            numero += 1
        self._aire = pieza.despues

    def _donde_se_corta(
        self,
        pieza: PiezaDePagina,
        tramos: Sequence[range],
        lugares: Sequence[float],
        primero: int,
        numero: int,
    ) -> int:
        """Tramo con que empieza la otra página: un grupo entero, si no deja mucho en blanco.

        ``tramos``: las filas que no se apartan; ``numero``: el que no cupo; ``primero``, el de
        arriba.
        """
        comienzos = {tramos[lugar].start: lugar for lugar in range(primero + 1, numero + 1)}
        for grupo in pieza.que_contienen(tramos[numero].start):
            if grupo.desde in comienzos:
                de_su_comienzo = comienzos[grupo.desde]
                if self._limite - lugares[de_su_comienzo] < self._alto * PARTE_EN_BLANCO:
                    return de_su_comienzo
        return numero

    def _seguir(self, pieza: PiezaDePagina, lugar: int) -> None:
        """Pone la fila o el renglón ``lugar``; lo que no cabe sigue en las páginas siguientes."""
        alto, rotulos = pieza.altos[lugar], min(pieza.rotulos, self._alto / 2)
        while (cabe := self._limite + _TOLERANCIA - self._lugar) < alto:
            renglones = pieza.se_parten.get(lugar)
            # Lo que no se esperaba que se partiera, por donde se acaba la página.
            sigue = renglones.siguen(alto, cabe) if renglones else alto
            alto = sigue if sigue < alto or self._lugar > rotulos else alto - cabe
            self._pasar(self._alto)
            self._lugar = rotulos
        self._lugar += alto

    def _tramos(self, pieza: PiezaDePagina) -> Iterator[range]:
        """Tramos de una pieza; las filas del que no cabe en una página, de a una."""
        for tramo in pieza.tramos:
            alto = pieza.rotulos + fsum(pieza.altos[tramo.start : tramo.stop])
            if alto <= self._alto + _TOLERANCIA:
                yield tramo
            else:
                yield from (range(lugar, lugar + 1) for lugar in tramo)

    def _pasar(self, limite: float) -> None:
        """Pasa a otra página, con ese alto para texto."""
        self._pagina += 1
        self._lugar = self._aire = 0.0
        self._limite = limite


def _alto_hasta(piezas: Sequence[PiezaDePagina], lugar: float, aire: float) -> float:
    """Alto a que llegan unas piezas desde un lugar; la que se corta, o la última, su comienzo."""
    for pieza in piezas:
        lugar += max(pieza.antes, aire) if lugar else 0.0
        if pieza is piezas[-1] or (pieza.rotulos and pieza.se_corta):
            return lugar + pieza.comienzo
        lugar += pieza.alto
        aire = pieza.despues
    return lugar


@clases.frozen
class _Vecinos:
    """Bloques vecinos de uno, y con cuáles termina o empieza en una página."""

    anterior: Bloque | None = None
    siguiente: Bloque | None = None
    anterior_junto: bool = False
    con_el_siguiente: bool = False
    cola: Cola = SIN_COLA

    @property
    def en_pagina_nueva(self) -> bool:
        """Si el bloque empieza una página."""
        return isinstance(self.anterior, Salto)

    @property
    def tras_tabla(self) -> bool:
        """Si el bloque de arriba es una tabla."""
        return isinstance(self.anterior, Tabla)

    def dice_el_titulo(self, tabla: Tabla) -> bool:
        """Si el título de arriba va en la franja de la tabla."""
        return isinstance(self.anterior, Titulo) and esta_en_su_franja(self.anterior, tabla)


class _Piezas:
    """Bloques de una parte, medidos como piezas."""

    def __init__(
        self,
        medidas: "_Medidas",
        tablas: TablasDelWord,
        marco: Marco,
        titulos: Sequence[Titulo],
    ) -> None:
        self._medidas = medidas
        self._estilos = medidas.estilos
        self._tablas = tablas
        self._marco = marco
        self._titulos = titulos
        self._por_cortar: list[tuple[Tabla, PiezaDePagina]] = []

    def cortar_tablas(self) -> None:
        """Anota en las tablas ya puestas dónde las corta una página y qué filas no se separan."""
        for tabla, pieza in self._por_cortar:
            if pieza.saltos or pieza.juntas:
                self._tablas.cortar(tabla, pieza.saltos, pieza.juntas)

    @property
    def altos_de_pagina(self) -> tuple[float, float]:
        """El alto que cabe en la primera página de la parte y en las demás."""
        marco = self._marco
        demas = self._alto_del_cuerpo(marco.encabezado, marco.pie)
        primera = marco.primera
        return self._alto_del_cuerpo(primera.encabezado, primera.pie) if primera else demas, demas

    def _alto_del_cuerpo(self, encabezado: Tabla | None, pie: Tabla | None) -> float:
        """Puntos entre un encabezado y un pie, que empujan el cuerpo si pasan de su margen.

        Nunca menos de una parte de la página.
        """
        pagina = self._marco.pagina
        aspecto = self._estilos["encabezado"]
        parrafo = aspecto.antes + self._medidas.alto_de_renglon("encabezado") + aspecto.despues
        arriba = max(pt_de_mm(pagina.superior), self._hasta_el_cuerpo(encabezado, parrafo))
        abajo = max(
            pt_de_mm(pagina.inferior),
            self._hasta_el_cuerpo(pie, pt_de_veinteavos(ALTO_DE_SEPARADOR)),
        )
        util = pt_de_mm(pagina.alto_util)
        return max(pt_de_mm(pagina.alto) - arriba - abajo, util * PARTE_PARA_EL_CUERPO)

    def _hasta_el_cuerpo(self, tabla: Tabla | None, parrafo: float) -> float:
        """Puntos del borde del papel al cuerpo: la tabla y el párrafo que Word exige tras ella."""
        if tabla is None:
            return 0.0
        pieza = self._pieza_de_tabla(tabla, TablaEnPaginas(tabla), _Vecinos())
        return pt_de_mm(self._marco.pagina.encabezado) + pieza.alto + parrafo

    def de_bloques(self, bloques: Sequence[Bloque]) -> Iterator[PiezaDePagina]:
        """Las piezas de unos bloques, como ``_Cuerpo`` los escribe."""
        juntos = van_juntos(bloques, self._estilos, "documento")
        vecinos = zip([None, *bloques], bloques, [*bloques[1:], None], strict=False)
        for lugar, (anterior, bloque, siguiente) in enumerate(vecinos):
            anterior_junto = lugar > 0 and juntos[lugar - 1]
            cola = cola_de(lugar, bloques, juntos) if isinstance(bloque, Tabla) else SIN_COLA
            de_al_lado = _Vecinos(anterior, siguiente, anterior_junto, juntos[lugar], cola)
            yield from self._piezas_de_bloque(bloque, de_al_lado)

    def _piezas_de_bloque(self, bloque: Bloque, vecinos: "_Vecinos") -> Iterator[PiezaDePagina]:
        """Piezas de un bloque, con el separador que pida antes; ninguna, de un salto."""
        match bloque:
            case Titulo() if esta_en_su_franja(bloque, vecinos.siguiente):
                # Lo dice la tabla: sólo se aparta de lo de arriba.
                aire = ENTRE_TABLAS + self._aire(bloque.estilo, vecinos)
                yield from self._separador(aire, vecinos, junto=True)
            case Titulo():
                yield self._titulo(bloque, vecinos)
            case Parrafo():
                yield self._parrafo(bloque, vecinos)
            case Tabla():
                aire = entre_tablas(bloque, self._estilos)
                yield from self._separador(aire, vecinos, junto=vecinos.anterior_junto)
                reparto = self._tablas.reparto_de(bloque, vecinos.cola)
                pieza = self._pieza_de_tabla(bloque, reparto, vecinos)
                if pieza.cortables:
                    self._por_cortar.append((bloque, pieza))
                yield pieza
            case Indice():
                yield from self._indice(bloque, vecinos)
            case Salto():
                pass

    def _aire(self, estilo: str, vecinos: "_Vecinos") -> float:
        aspecto = self._estilos[estilo]
        return aire_bajo(vecinos.anterior, aspecto, self._estilos)

    def _separador(
        self, aire: float, vecinos: "_Vecinos", *, junto: bool
    ) -> Iterator[PiezaDePagina]:
        """El párrafo que va antes de una tabla, si va tras otra o empieza una página; si no, nada.

        ``aire``: los puntos entre lo de arriba y la tabla, con el alto del párrafo; ``junto``: si
        el párrafo no se separa de la tabla.
        """
        nueva = vecinos.en_pagina_nueva
        if nueva or vecinos.tras_tabla:
            alto = pt_de_veinteavos(ALTO_DE_SEPARADOR)
            antes = max(aire - alto, 0.0)
            yield PiezaDePagina(altos=(alto,), antes=antes, junta=junto, en_pagina_nueva=nueva)

    def _titulo(self, titulo: Titulo, vecinos: "_Vecinos") -> PiezaDePagina:
        """Un título como pieza de página: no se parte ni se separa de lo que sigue.

        ``vecinos``: lo que tiene antes y después.
        """
        cuantos = self._medidas.cuantos_renglones(
            titulo.con_numero, titulo.estilo, self._tablas.ancho
        )
        return PiezaDePagina(
            altos=[self._medidas.alto_de_renglon(titulo.estilo)] * cuantos,
            antes=0.0
            if titulo.abre_seccion(vecinos.anterior)
            else self._aire(titulo.estilo, vecinos),
            despues=self._estilos[titulo.estilo].despues,
            atados=frozenset(range(cuantos)),
            junta=True,
            en_pagina_nueva=titulo.en_pagina_nueva or vecinos.en_pagina_nueva,
            es_titulo=bool(titulo.nivel),
        )

    def _parrafo(self, parrafo: Parrafo, vecinos: "_Vecinos") -> PiezaDePagina:
        """Un párrafo como pieza de página, con el alto de cada renglón o el de su imagen.

        ``vecinos``: lo que tiene antes y después.
        """
        nombre, aspecto = parrafo.estilo, self._estilos[parrafo.estilo]
        renglon = self._medidas.alto_de_renglon(nombre)
        corrido = aspecto.margen + aspecto.sangria + (AIRE_DE_FILETE if aspecto.filete else 0)
        ancho = self._tablas.ancho - corrido
        cuantos = self._medidas.cuantos_renglones(parrafo.contenido, nombre, ancho)
        imagen = _alto_de_imagen(parrafo.contenido)
        return PiezaDePagina(
            altos=[imagen + renglon * _BAJO_UNA_IMAGEN] if imagen else [renglon] * cuantos,
            antes=self._aire(nombre, vecinos),
            despues=aspecto.despues,
            # Ni el primer renglón ni el último quedan solos.
            atados=frozenset({0, cuantos - 2}),
            junta=vecinos.con_el_siguiente or aspecto.con_el_siguiente,
            en_pagina_nueva=vecinos.en_pagina_nueva,
        )

    def _indice(self, indice: Indice, vecinos: "_Vecinos") -> Iterator[PiezaDePagina]:
        """La tabla de contenido como piezas de página: su rótulo y una por título hasta su nivel.

        ``vecinos``: lo que tiene antes y después.
        """
        yield self._parrafo(Parrafo(indice.titulo, ESTILO_DE_CONTENIDO), vecinos)
        estilo = self._estilos["indice"]
        for titulo in self._titulos:
            if titulo.nivel <= indice.niveles:
                ancho = self._tablas.ancho - pt_de_veinteavos(SANGRIA_DE_CONTENIDO) * (
                    titulo.nivel - 1
                )
                cuantos = self._medidas.cuantos_renglones(titulo.con_numero, "indice", ancho)
                altos = [self._medidas.alto_de_renglon("indice")] * cuantos
                yield PiezaDePagina(altos=altos, antes=estilo.antes, despues=estilo.despues)

    def _pieza_de_tabla(
        self, tabla: Tabla, reparto: TablaEnPaginas, vecinos: "_Vecinos"
    ) -> PiezaDePagina:
        """Una tabla como pieza que se reparte en páginas: el alto de cada fila y el de sus rótulos.

        ``reparto``: sus filas que no se separan o que se parten, como se escriben.
        """
        bordes = self._tablas.bordes_en_puntos(tabla.anchos)
        de_filas = self._medidas.filas(reparto.tabla.columnas, len(tabla.filas), bordes)
        altos = de_filas.altos(al_menos=reparto.altos)
        # La raya de arriba es de lo primero que haya; la que los separa, la más gruesa.
        rotulos = 0.0
        if tabla.rotulos:
            rotulos = self._alto_de_rotulos(tabla, de_filas.rayas[0])
        elif altos:
            altos[0] += de_filas.rayas[0]
        return PiezaDePagina(
            altos=altos,
            rotulos=rotulos,
            atados=reparto.atadas,
            se_parten={
                fila: self._medidas.renglones_de_fila(reparto.tabla.columnas, fila, bordes)
                for fila in reparto.se_parten
            },
            junta=vecinos.con_el_siguiente,
            es_titulo=vecinos.dice_el_titulo(tabla),
            cortables=reparto.cortables,
        )

    def _alto_de_rotulos(self, tabla: Tabla, raya: float) -> float:
        """Alto de los rótulos de una tabla, con la ``raya`` que su primera fila lleva arriba."""
        bordes = self._tablas.bordes_en_puntos(tabla.anchos)
        rotulos = _AlturasDeFilas([], [0.0])
        for primera, *demas in tandas_sueltas(tabla.rotulos):
            rotulos.sumar(self._tanda_de_rotulos(primera, tuple(demas), bordes))
        minimos = self._tablas.altos_de_rotulos(tabla)
        altos = rotulos.altos(al_menos=dict(enumerate(minimos)))
        altos[0] += rotulos.rayas[0]
        altos[-1] += max(raya - rotulos.rayas[-1], 0.0)
        return fsum(altos)

    @clases.recordado_de_este  # de una tabla a otra cambia, si acaso, la franja
    def _tanda_de_rotulos(
        self, primera: Fila, demas: tuple[Fila, ...], bordes: tuple[float, ...]
    ) -> "_AlturasDeFilas":
        """Las alturas de unas filas de rótulos que comparten celdas."""
        if not demas:
            return self._medidas.fila(primera, bordes)
        columnas = filas_de_tabla((primera, *demas)).por_columnas(len(bordes) - 1)
        return self._medidas.filas(columnas, 1 + len(demas), bordes)


@clases.frozen
class _AlturasDeFilas:
    """Alturas que piden unas filas seguidas."""

    minimos: list[float]
    """Alto que pide la celda más alta de cada fila, en puntos y sin las rayas."""
    rayas: list[float]
    """El grosor de la raya sobre la primera fila y, después, el de la que va bajo cada fila."""

    def sumar(self, siguen: "_AlturasDeFilas") -> None:
        """Añade las de las filas que siguen: entre unas y otras, la raya más gruesa."""
        self.minimos.extend(siguen.minimos)
        primera, *demas = siguen.rayas
        self.rayas[-1:] = [max(self.rayas[-1], primera), *demas]

    def altos(self, al_menos: Mapping[int, float]) -> list[float]:
        """El alto de cada fila, con la raya de abajo."""
        return [
            max(minimo + raya, al_menos.get(fila, 0.0))
            for fila, (minimo, raya) in enumerate(zip(self.minimos, self.rayas[1:], strict=True))
        ]


class _Medidas:
    """Medidas de los textos de un documento en Word, en puntos."""

    def __init__(self, estilos: Mapping[str, Estilo]) -> None:
        self.estilos = estilos

    @clases.recordado
    def _letra(self, estilo: str) -> Letra:
        aspecto = self.estilos[estilo]
        return Letra(palabras_medidas(aspecto.familia, negrita=aspecto.negrita), aspecto.tamano)

    @clases.recordado
    def alto_de_renglon(self, estilo: str) -> float:
        """El alto de un renglón."""
        return self._letra(estilo).alto_en_word

    @clases.recordado
    def contador(self, estilo: str, ancho: float) -> Callable[[str], int]:
        """Función que cuenta los renglones de un texto en un ancho."""
        return self._letra(estilo).contador(Pt(ancho), tras_raya=True)

    def cuantos_renglones(self, contenido: Contenido, estilo: str, ancho: float) -> int:
        """Cuántos renglones ocupa un contenido de ese estilo en ese ancho, en puntos."""
        texto = solo_texto(contenido)
        if isinstance(contenido, str) or "\n" in texto or not lleva_negrita(contenido):
            return self.contador(estilo, ancho)(texto)
        hasta = hasta_cada_una(contenido, self.estilos[estilo])
        return self._letra(estilo).en_renglones(Pt(ancho))(hasta)

    def filas(
        self, columnas: Sequence[ColumnaDeTabla], cuantas: int, bordes: Sequence[float]
    ) -> _AlturasDeFilas:
        """El alto de cada fila de una tabla, y el de sus rayas.

        Lo que a una celda de varias filas le falta se suma a la última. ``bordes``: dónde empieza
        cada columna y, al final, dónde termina la última, en puntos.
        """
        minimos, rayas = [0.0] * cuantas, [0.0] * (cuantas + 1)
        combinadas: list[tuple[range, Contenido, str, float]] = []
        de_textos = [n for n, columna in enumerate(columnas) if self._es_de_textos(columna)]
        anchos = [hasta - desde for desde, hasta in pairwise(bordes)]
        # Primero la que más dice en su ancho: casi nunca hay que medir las otras.
        for lugar in sorted(
            de_textos, key=lambda n: -sum(map(len, columnas[n].contenidos)) / (anchos[n] or 1.0)
        ):
            minimos = self._con_la_columna(columnas[lugar], anchos[lugar], minimos)
        for estilo in {cast("str", columnas[lugar].estilo_unico) for lugar in de_textos}:
            arriba, abajo = self._rayas(estilo)
            de_la_columna = [arriba, *[max(arriba, abajo)] * (cuantas - 1), abajo]
            rayas = list(map(max, rayas, de_la_columna))
        for lugar in sorted({*range(len(columnas))}.difference(de_textos)):
            columna = columnas[lugar]
            for fila, contenido, estilo, cubre, abarca in columna.celdas():
                arriba, abajo = self._rayas(estilo)
                rayas[fila] = max(rayas[fila], arriba)
                rayas[fila + cubre] = max(rayas[fila + cubre], abajo)
                ancho = bordes[lugar + abarca] - bordes[lugar]
                if cubre > 1:
                    combinadas.append((range(fila, fila + cubre), contenido, estilo, ancho))
                else:
                    minimos[fila] = self._alto(contenido, estilo, ancho, minimos[fila])
        for cubiertas, contenido, estilo, ancho in combinadas:
            alto = fsum(minimos[cubiertas.start : cubiertas.stop])
            falta = self._alto(contenido, estilo, ancho, alto) - alto
            minimos[cubiertas[-1]] += max(falta, 0.0)
        return _AlturasDeFilas(minimos, rayas)

    def fila(self, fila: Fila, bordes: Sequence[float]) -> _AlturasDeFilas:
        """El alto de una fila sin celdas de varias, y el de sus rayas.

        ``bordes``: dónde empieza cada columna y dónde termina la última, en puntos.
        """
        altos, rayas, lugar = [0.0], [(0.0, 0.0)], 0
        for celda in fila.celdas:
            hasta = lugar + celda.columnas
            altos.append(self._alto(celda.contenido, celda.estilo, bordes[hasta] - bordes[lugar]))
            rayas.append(self._rayas(celda.estilo))
            lugar = hasta
        arriba, abajo = map(max, zip(*rayas, strict=True))
        return _AlturasDeFilas([max(altos)], [arriba, abajo])

    def renglones_de_fila(
        self, columnas: Sequence[ColumnaDeTabla], fila: int, bordes: Sequence[float]
    ) -> RenglonesDeFila:
        """Cómo se parte una fila entre páginas: por los renglones de su celda más alta.

        ``bordes``: dónde empieza cada columna y dónde termina la última, en puntos.
        """
        anchos = {
            lugar: bordes[lugar + abarca] - bordes[lugar]
            for lugar, columna in enumerate(columnas)
            if (abarca := columna.abarca(fila)) and columna.cubre(fila)
        }
        mayor = max(anchos, key=lambda lugar: self._celda(columnas[lugar], fila, anchos[lugar]))
        _, renglon, aire, _ = self._en_celda(columnas[mayor].estilo(fila), anchos[mayor])
        return RenglonesDeFila(renglon, aire)

    def _es_de_textos(self, columna: ColumnaDeTabla) -> bool:
        """Si cada celda es una fila de texto corriente, y todas se ven igual."""
        estilo = columna.estilo_unico
        if estilo is None or columna.lleva_tramos or ConBarra in columna.clases:
            return False
        return not self.estilos[estilo].girado

    def _con_la_columna(
        self, columna: ColumnaDeTabla, ancho: float, altos: Sequence[float]
    ) -> list[float]:
        """Altos de las filas con lo que pide una columna de un solo estilo.

        No se mide la celda que, por sus letras, no pasa de lo que ya pide su fila.
        """
        contar, renglon, aire, caben = self._en_celda(cast("str", columna.estilo_unico), ancho)
        textos = cast("Sequence[str]", columna.contenidos)
        if any(map(str.isupper, textos)):  # son más anchas
            caben = max(int(caben / EN_MAYUSCULAS), 1)
        return [
            alto
            if (-(-len(texto) // caben) or 1) * renglon + aire <= alto and "\n" not in texto
            else max(contar(texto) * renglon + aire, alto)
            for texto, alto in zip(textos, altos, strict=True)
        ]

    def _celda(self, columna: ColumnaDeTabla, fila: int, ancho: float) -> float:
        """Alto que pide la celda de una fila en un ancho; 0, la de un texto girado."""
        return self._alto(columna.contenidos[fila], columna.estilo(fila), ancho)

    def _alto(
        self, contenido: Contenido, estilo: str, ancho: float, al_menos: float = 0.0
    ) -> float:
        """El alto de una celda, o ``al_menos`` si es más; un texto girado no pide ninguno."""
        if self.estilos[estilo].girado:
            return al_menos
        contar, renglon, aire, caben = self._en_celda(estilo, ancho)
        de_barra = alto_de_barra(contenido)
        if (
            isinstance(contenido, str)
            and not (de_barra or "\n" in contenido or contenido.isupper())
            and (-(-len(contenido) // caben) or 1) * renglon + aire <= al_menos
        ):
            return al_menos
        alto = contar(solo_texto(contenido)) * renglon
        if imagen := _alto_de_imagen(contenido):
            alto = max(alto, imagen + renglon * _BAJO_UNA_IMAGEN)
        return max(alto + aire + de_barra, al_menos)

    @clases.recordado
    def _en_celda(
        self, estilo: str, ancho: float
    ) -> tuple[Callable[[str], int], float, float, int]:
        """Medidas de una celda de ese estilo y ese ancho: ``(contar, renglón, aire, caben)``.

        La función que cuenta los renglones de un texto, el alto de uno, el aire de arriba y abajo,
        y las letras que caben en uno.
        """
        aspecto = self.estilos[estilo]
        lados = 0 if aspecto.al_ras else 2 * MARGEN_DE_CELDA
        libre = ancho - lados - aspecto.margen - aspecto.sangria
        antes, despues = veinteavos_de_pt(aspecto.antes), veinteavos_de_pt(aspecto.despues)
        aire = pt_de_veinteavos(antes) + pt_de_veinteavos(despues) + 2 * AIRE_DE_CELDA
        caben = max(int(libre / (aspecto.tamano * ANCHO_DE_LETRA)), 1)
        return self.contador(estilo, libre), self.alto_de_renglon(estilo), aire, caben

    @clases.recordado
    def _rayas(self, estilo: str) -> tuple[float, float]:
        """Grosor, en puntos, de la raya de arriba y la de abajo de una celda."""
        bordes = self.estilos[estilo].bordes
        if bordes is None:
            return 0.0, 0.0
        arriba, abajo = (raya and grosor_de_raya(raya) for raya in (bordes.arriba, bordes.abajo))
        return arriba or 0.0, abajo or 0.0


def _alto_de_imagen(contenido: Contenido) -> float:
    """El alto de la imagen más alta de un contenido; 0, si no lleva."""
    if isinstance(contenido, str):
        return 0.0
    imagenes = [tramo for tramo in contenido if isinstance(tramo, Imagen)]
    return max((pt_de_mm(imagen.alto) for imagen in imagenes), default=0.0)
