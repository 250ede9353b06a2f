"""Qué dato trae cada columna de una tabla: el que más se le parece, uno por dato y corte.

``asignar`` es todo el camino: los datos que cada columna puede traer (``candidatas_de``), de qué
cortes son (``clases_de``, ``cortes_de_cada_una``) y el reparto, en que cada dato va a una sola.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import attrs

from paac_reportes import clases
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.ajenos.candidatas import (
    AVANCE,
    POR_EL_DE_AL_LADO,
    POR_LO_QUE_TRAE,
    POR_SER_DE_CIFRAS,
    UN_ANO,
    Candidata,
    ColumnaPorReconocer,
    candidatas_de,
)
from paac_reportes.lectura.ajenos.celdas import es_codigo
from paac_reportes.lectura.ajenos.vocabulario import (
    DUDA,
    SIGNOS,
    UMBRAL,
    ClaseDeTabla,
    CorteDicho,
    DatoDeclarado,
    Pedidas,
    corte_dicho,
    papeles_de_clase,
)
from paac_reportes.lectura.cronograma import CRONOGRAMA, es_marca, no_dice_nada, periodos
from paac_reportes.lectura.filas.valores import DE_SEGUIMIENTO
from paac_reportes.textos.plano import en_plano

Clave = tuple[str, date | None]
"""Un dato y, si es de un seguimiento, su corte."""


@clases.frozen(kw_only=True)
class Asignada:
    """Columna asignada: qué dato se entendió que trae."""

    columna: ColumnaPorReconocer
    dato: tuple[str, ...] = ()
    corte: CorteDicho | None = None
    parecido: float = 0.0
    cercano: str = ""
    """El dato a que más se parece, si no basta para leerla así."""
    por: str = ""
    """Por qué se leyó así, si no fue por su rótulo."""
    con_su_corte: bool = False
    """Si su corte lo dice el rótulo, o quien la pide."""
    repetida: bool = False
    """Si el dato que le toca ya lo trae otra."""
    periodo: str = ""
    """La fecha programada que una marca en ella dice, si es un mes de un cronograma."""
    es_de_seguimiento: bool = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda asignada: any(dato.startswith(DE_SEGUIMIENTO) for dato in asignada.dato),
            takes_self=True,
        ),
    )
    """Si trae lo que se reporta en un corte."""
    clave: Clave = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda asignada: ("".join(asignada.dato[:1]), asignada.dia_de_su_reporte),
            takes_self=True,
        ),
    )
    """Con la que su dato va en cada fila."""

    @property
    def dia_de_su_reporte(self) -> date | None:
        """Día del corte, si lo que la columna trae se reporta en uno."""
        return self.dia if self.es_de_seguimiento else None

    @property
    def dia(self) -> date | None:
        """Día del corte que dice la columna."""
        return self.corte.corte if self.corte else None


Cortes = list[CorteDicho | None]

Clases = tuple[set[int], set[int]]
"""Los índices de las columnas de un seguimiento y los de las del plan."""


_CODIGO_DE = {"actividad.descripcion": "actividad.codigo", "tramite.nombre": "tramite.numero"}
"""Un rótulo sobre dos columnas: la primera trae el código; la otra, el texto."""

_CUANTAS = re.compile(
    r"\b(?:programad|ejecutad|realizad|cumplid|desarrollad|adelantad|planead)[oa]s?\b"
)
"""«Actividades ejecutadas»: cuántas, y no el código de ninguna."""


def asignar(
    columnas: Sequence[ColumnaPorReconocer],
    clase: ClaseDeTabla,
    tabla: str,
    pedidas: Pedidas,
    vigencia: int | None,
) -> list[Asignada]:
    """Columnas con su dato, si la tabla es de esa clase; sin él, con el más parecido."""
    cortes = [corte_dicho(columna.rotulo, vigencia) for columna in columnas]
    asignadas: dict[int, Asignada] = {}
    casillas = _casillas(columnas)
    pedidos = [pedidas.de(tabla, columna.nombres) for columna in columnas]
    _asignar_pedidas(columnas, cortes, pedidos, asignadas)
    cronograma = _cronograma(columnas, asignadas, vigencia)
    ocupadas = casillas | set(asignadas) | set(cronograma)
    candidatas = list(candidatas_de(columnas, papeles_de_clase(clase), cortes, ocupadas))
    candidatas += list(_favorecidas(candidatas))
    _asignar_parejas(columnas, candidatas, asignadas)
    _asignar_codigos(columnas, candidatas, asignadas)
    clases = clases_de(columnas, candidatas, asignadas)
    cortes_de_columna = cortes_de_cada_una(columnas, clases, asignadas, vigencia)
    # Sin vigencia, dos cortes nombrados se distinguen como si fueran de un año cualquiera.
    llaves = cortes_de_columna
    if not vigencia:
        llaves = cortes_de_cada_una(columnas, clases, asignadas, UN_ANO)
    for indice, asignada in asignadas.items():
        if asignada.es_de_seguimiento:
            asignadas[indice] = attrs.evolve(asignada, corte=cortes_de_columna[indice])
    _repartir(columnas, sorted(candidatas, key=_prioridad), (cortes_de_columna, llaves), asignadas)
    por_indice = por_columna(candidatas)
    for columna, corte in zip(columnas, cortes_de_columna, strict=True):
        if columna.indice not in asignadas:
            parecidas = por_indice.get(columna.indice, [])
            asignadas[columna.indice] = _sin_dato(columna, corte, parecidas)
    # La columna que dice la fecha programada es de quien hizo la matriz: manda sobre las marcas.
    datos = {dato for asignada in asignadas.values() for dato in asignada.dato}
    if not datos & FECHAS_PROGRAMADAS:
        for indice, periodo in cronograma.items():
            asignadas[indice] = Asignada(
                columna=columnas[indice], parecido=1.0, por=CRONOGRAMA, periodo=periodo
            )
    return [asignadas[columna.indice] for columna in columnas]


def _asignar_pedidas(
    columnas: Sequence[ColumnaPorReconocer],
    cortes: Cortes,
    pedidos: Sequence[DatoDeclarado | None],
    asignadas: dict[int, Asignada],
) -> None:
    """Asigna las columnas de que alguien dijo qué traen."""
    for columna, corte_del_rotulo, pedido in zip(columnas, cortes, pedidos, strict=True):
        if pedido is None:
            continue
        corte = corte_del_rotulo
        if pedido.corte:
            corte = CorteDicho(pedido.corte, supuesto=False, resto="")
        nueva = Asignada(
            columna=columna,
            dato=pedido.dato,
            corte=corte,
            con_su_corte=corte is not None,
            parecido=1.0,
            por="columnas",
        )
        # Si se pidió lo mismo de dos, la segunda es como otra cualquiera; de cada corte hay una.
        ya_se_trae = any(asignada.dato == nueva.dato for asignada in asignadas.values())
        if nueva.es_de_seguimiento or not ya_se_trae:
            asignadas[columna.indice] = nueva


FECHAS_PROGRAMADAS = frozenset({"actividad.fecha_programada", "tramite.fecha_programada"})


def _cronograma(
    columnas: Sequence[ColumnaPorReconocer], pedidas: Collection[int], vigencia: int | None
) -> dict[int, str]:
    """Fecha de cada columna de un cronograma, por su índice, si lo que traen son marcas."""
    caminos = [() if columna.indice in pedidas else columna.camino for columna in columnas]
    fechas = periodos(caminos, vigencia)
    escritas = [celda for indice in fechas for celda in columnas[indice].escritas]
    marcas = sum(es_marca(celda.texto) or no_dice_nada(celda.texto) for celda in escritas)
    return fechas if 2 * marcas >= len(escritas) else {}


def _casillas(columnas: Sequence[ColumnaPorReconocer]) -> set[int]:
    """Columnas de marcar: «Realizada Sí» y, a su lado, «Realizada No», que no numera nada."""
    return {
        columna.indice
        for izquierda, derecha in pairwise(columnas)
        if izquierda.camino
        and derecha.camino
        and izquierda.camino[:-1] == derecha.camino[:-1]
        and (palabras_de_antes := _antes_de_la_palabra(izquierda.camino[-1], "si")) is not None
        and palabras_de_antes == _antes_de_la_palabra(derecha.camino[-1], "no")
        for columna in (izquierda, derecha)
    }


def _antes_de_la_palabra(rotulo: str, final: str) -> str | None:
    """Palabras de un rótulo antes de la última, si es ``final``; si no, ``None``."""
    palabras = SIGNOS.sub(" ", en_plano(rotulo)).split()
    return " ".join(palabras[:-1]) if palabras[-1:] == [final] else None


def _prioridad(candidata: Candidata) -> tuple[float, int, int]:
    """Clave con que se ordenan las candidatas: primero la de más puntos."""
    return (-round(candidata.total, 4), candidata.columna, candidata.orden)


def _favorecidas(candidatas: list[Candidata]) -> Iterator[Candidata]:
    """Candidatas que ganan puntos por el dato que trae la columna vecina."""
    ciertas = {
        (candidata.columna, dato)
        for candidata in candidatas
        if candidata.parecido >= UMBRAL
        for dato in candidata.papel.dato
    }
    for candidata in candidatas:
        lados, vecinos = (candidata.columna - 1, candidata.columna + 1), candidata.papel.junto
        if any((lado, dato) in ciertas for lado in lados for dato in vecinos):
            yield attrs.evolve(candidata, total=candidata.total + POR_EL_DE_AL_LADO)


def _asignar_parejas(
    columnas: Sequence[ColumnaPorReconocer],
    candidatas: list[Candidata],
    asignadas: dict[int, Asignada],
) -> None:
    """Asigna el código y el texto a dos columnas seguidas bajo el mismo rótulo."""
    de_peor_a_mejor = sorted(candidatas, key=_prioridad, reverse=True)
    mejores = {candidata.columna: candidata for candidata in de_peor_a_mejor}
    for primera, segunda in pairwise(columnas):
        mejor = mejores.get(primera.indice)
        if segunda.camino and segunda.camino != primera.camino:
            continue
        if mejor is None or mejor.parecido < UMBRAL:
            continue
        if primera.indice in asignadas or segunda.indice in asignadas:
            continue
        codigo = _CODIGO_DE.get(mejor.papel.dato[0])
        if codigo is None:
            continue
        # La primera trae algún código, o está en blanco, y la segunda algún texto.
        codigos = [es_codigo(celda.texto) for celda in primera.escritas]
        textos = [celda for celda in segunda.escritas if not es_codigo(celda.texto)]
        if not textos or (codigos and not any(codigos)):
            continue
        for columna, dato in ((primera, (codigo,)), (segunda, mejor.papel.dato)):
            nueva = Asignada(columna=columna, dato=dato, parecido=mejor.parecido)
            asignadas[columna.indice] = nueva


def _asignar_codigos(
    columnas: Sequence[ColumnaPorReconocer],
    candidatas: list[Candidata],
    asignadas: dict[int, Asignada],
) -> None:
    """Asigna los códigos bajo «Actividades», si otra columna, «Descripción», dice cuáles son."""
    for candidata in candidatas:
        codigo = _CODIGO_DE.get(candidata.papel.dato[0])
        if codigo is None or candidata.parecido < UMBRAL or candidata.columna in asignadas:
            continue
        iguales = (c for c in candidatas if c.papel is candidata.papel and c.parecido >= UMBRAL)
        vecinas = (columnas[c.columna] for c in iguales if c.columna not in asignadas)
        columna = columnas[candidata.columna]
        if _CUANTAS.search(en_plano(columna.camino[-1])):
            continue
        if _todos_codigos(columna) and any(
            vecina.escritas and not _todos_codigos(vecina) for vecina in vecinas
        ):
            nueva = Asignada(columna=columna, dato=(codigo,), parecido=candidata.parecido)
            asignadas[candidata.columna] = nueva
            return


def _todos_codigos(columna: ColumnaPorReconocer) -> bool:
    return bool(columna.escritas) and all(es_codigo(celda.texto) for celda in columna.escritas)


def _repartir(
    columnas: Sequence[ColumnaPorReconocer],
    candidatas: list[Candidata],
    cortes: tuple[Cortes, Cortes],
    asignadas: dict[int, Asignada],
) -> None:
    """Da a cada columna su mejor dato; ``cortes``: los de cada una, y los que las distinguen."""
    cortes_de_columna, distinguen = cortes
    por_indice = por_columna(candidatas)
    tomados = {
        (dato, _dia(distinguen[indice]) if asignada.es_de_seguimiento else None)
        for indice, asignada in asignadas.items()
        for dato in asignada.dato
    }
    for candidata in candidatas:
        columna, corte = columnas[candidata.columna], cortes_de_columna[candidata.columna]
        es_reporte = candidata.papel.dato[0].startswith(DE_SEGUIMIENTO)
        dia = _dia(distinguen[candidata.columna]) if es_reporte else None
        claves = {(dato, dia) for dato in candidata.papel.dato}
        if candidata.columna in asignadas or claves & tomados or candidata.parecido < UMBRAL:
            continue
        rivales = por_indice[candidata.columna]
        if es_reporte and candidata.parecido < 1 and _es_del_plan(rivales):
            continue
        if _solo_numera(candidata) and any(rival.papel.dato == (AVANCE,) for rival in rivales):
            continue  # sus números no son el texto de nada
        tomados |= claves
        asignadas[candidata.columna] = Asignada(
            columna=columna,
            dato=candidata.papel.dato,
            corte=corte if es_reporte else None,
            con_su_corte=corte is not None and not corte.de_otra,
            parecido=candidata.parecido,
            por="contenido" if _empatada(candidata, rivales) else "",
        )


def _solo_numera(candidata: Candidata) -> bool:
    """Si la candidata es de un texto y la columna sólo trae números."""
    return candidata.total < candidata.parecido - POR_SER_DE_CIFRAS / 2


def _es_del_plan(de_la_columna: Sequence[Candidata]) -> bool:
    """Si el rótulo es el de un dato del plan, a la letra: «Actividades programadas»."""
    iguales = (candidata for candidata in de_la_columna if candidata.parecido == 1)
    return any(not c.papel.dato[0].startswith(DE_SEGUIMIENTO) for c in iguales)


def _dia(corte: CorteDicho | None) -> date | None:
    return corte.corte if corte is not None else None


def _empatada(candidata: Candidata, de_la_columna: Sequence[Candidata]) -> bool:
    """Si otro dato se parece lo mismo, y sólo lo que trae la columna lo decidió."""
    return any(
        rival.papel is not candidata.papel
        and rival.parecido == candidata.parecido
        and (candidata.papel.contenido is None) != (rival.papel.contenido is None)
        and (abs(candidata.total - rival.total) <= 2 * POR_LO_QUE_TRAE or _solo_numera(rival))
        for rival in de_la_columna
    )


def _sin_dato(
    columna: ColumnaPorReconocer, corte: CorteDicho | None, de_la_columna: Sequence[Candidata]
) -> Asignada:
    """Columna que no es de ningún dato, con aquel a que más se parece."""
    mejor = max(de_la_columna, key=lambda candidata: candidata.parecido, default=None)
    return Asignada(
        columna=columna,
        corte=corte,
        parecido=mejor.parecido if mejor else 0.0,
        cercano=" y ".join(mejor.papel.dato) if mejor else "",
        repetida=mejor is not None and mejor.parecido >= UMBRAL,
    )


def clases_de(
    columnas: Sequence[ColumnaPorReconocer],
    candidatas: list[Candidata],
    asignadas: dict[int, Asignada],
) -> Clases:
    """Índices de las columnas de un reporte y de las del plan, según a qué se parecen más."""
    de_reporte: set[int] = set()
    del_plan: set[int] = set()
    por_indice = por_columna(candidatas)
    for columna in columnas:
        asignada = asignadas.get(columna.indice)
        if asignada is not None and asignada.dato:
            (de_reporte if asignada.es_de_seguimiento else del_plan).add(columna.indice)
        elif asignada is None:
            de_la_columna = por_indice.get(columna.indice, [])
            reporte, plan = (_mejor(de_la_columna, de_plan=es) for es in (False, True))
            if reporte >= max(plan, DUDA):
                de_reporte.add(columna.indice)
            elif plan >= UMBRAL:
                del_plan.add(columna.indice)
    return de_reporte, del_plan


def por_columna(candidatas: Iterable[Candidata]) -> dict[int, list[Candidata]]:
    """Candidatas de cada columna, por el índice de ella."""
    return agrupadas((candidata.columna, candidata) for candidata in candidatas)


def _mejor(de_la_columna: Sequence[Candidata], *, de_plan: bool) -> float:
    """Mayor parecido a un dato del plan o, sin ``de_plan``, a uno de seguimiento."""
    parecidos = (
        candidata.parecido
        for candidata in de_la_columna
        if candidata.papel.dato[0].startswith(DE_SEGUIMIENTO) is not de_plan
    )
    return max(parecidos, default=0.0)


def cortes_de_cada_una(
    columnas: Sequence[ColumnaPorReconocer],
    clases: Clases,
    asignadas: dict[int, Asignada],
    vigencia: int | None,
) -> Cortes:
    """Corte de cada columna, por su índice."""
    cortes = [corte_dicho(columna.rotulo, vigencia) for columna in columnas]
    for indice, asignada in asignadas.items():
        if asignada.corte is not None and asignada.corte.corte is not None:
            cortes[indice] = asignada.corte
    return _de_las_vecinas(cortes, *clases)


def _de_las_vecinas(
    nombrados: Sequence[CorteDicho | None], de_reporte: Collection[int], del_plan: Collection[int]
) -> Cortes:
    """Corte de cada columna: el que dice o, si es de reporte, el del grupo en que está.

    ``Seguimiento 30/04 | % | Seguimiento 31/08 | %``: cada % es del corte que tiene a su izquierda,
    si no hay una columna del plan por medio. El único que nombra la tabla es el de todas.
    """
    unico = _corte_unico(nombrados, del_plan)
    cortes: Cortes = []
    anterior: CorteDicho | None = None
    for indice, corte in enumerate(nombrados):
        if indice in del_plan:
            anterior = None
        elif corte is not None:
            anterior = corte
        cortes.append(corte)
        if corte is None and indice in de_reporte and (prestado := anterior or unico):
            cortes[-1] = attrs.evolve(prestado, supuesto=True, resto="", de_otra=True)
    return cortes


def _corte_unico(
    cortes: Sequence[CorteDicho | None], del_plan: Collection[int]
) -> CorteDicho | None:
    """Corte de toda la tabla, si sus columnas sólo nombran uno."""
    distintos: dict[date | None, CorteDicho] = {}
    for indice, corte in enumerate(cortes):
        if corte is not None and indice not in del_plan:
            distintos.setdefault(corte.corte, corte)
    return next(iter(distintos.values())) if len(distintos) == 1 else None
