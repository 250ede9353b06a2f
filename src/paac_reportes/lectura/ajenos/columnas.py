"""Qué dato trae cada columna de una tabla: el que más se le parece, uno por dato y corte.

``asignar`` es todo el camino: los datos que cada columna puede traer (``_candidatas``), de qué
cortes se trata (``clases_de``, ``de_cada_una``) y el reparto, en que cada dato va a una sola.
"""

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

import attrs

from paac_reportes import clases
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.ajenos.celdas import es_codigo, parte_de
from paac_reportes.lectura.ajenos.parecido import parecidos, parecidos_de_arriba
from paac_reportes.lectura.ajenos.vocabulario import (
    DUDA,
    SIGNOS,
    UMBRAL,
    ClaseDeTabla,
    CorteDicho,
    Nombres,
    Papel,
    Pedidas,
    corte_dicho,
    es_fecha_de_lo_hecho,
    papel_de,
    papeles_de,
    rotulo_de,
)
from paac_reportes.lectura.filas.valores import CORTE, DE_SEGUIMIENTO
from paac_reportes.opc.visto import CeldaVista, Lugar
from paac_reportes.textos.plano import en_plano


@clases.frozen(eq=False, slots=False)
class ColumnaPorReconocer:
    """Una columna por reconocer."""

    indice: int
    """Su orden entre las de la tabla, que no es el de la cuadrícula si ocupa varias de ésta."""
    camino: tuple[str, ...]
    """Sus rótulos, de arriba abajo."""
    celdas: tuple[CeldaVista, ...]
    """Lo que trae, sin sus rótulos."""
    nombres: Nombres
    """Cómo la puede nombrar quien la pide."""
    desde: int
    """La primera que ocupa en la cuadrícula."""
    hasta: int
    """La última, incluida."""
    muestra: tuple[CeldaVista, ...] = ()
    """Lo que traen las de su rótulo en todo el documento, que así significan lo mismo."""

    @property
    def lugar(self) -> Lugar:
        """``hoja «Mapa», columna F``."""
        return self.nombres[0]

    @property
    def rotulo(self) -> str:
        """Todo lo que dice."""
        return " ".join(self.camino)

    @property
    def que_trae(self) -> tuple[CeldaVista, ...]:
        """Con lo que se sabe de qué es."""
        return self.muestra or self.celdas

    @functools.cached_property
    def escritas(self) -> list[CeldaVista]:
        """Las celdas que dicen algo."""
        return [celda for celda in self.celdas if celda.texto.strip()]

    @functools.cached_property
    def mide(self) -> bool:
        """Si su rótulo es el de un porcentaje."""
        return "%" in self.camino[-1] or "porcentaje" in en_plano(self.camino[-1])

    @functools.cached_property
    def cifras(self) -> float | None:
        """Qué parte de lo que trae son números o porcentajes; ``None`` si no dice nada."""
        return parte_de("porcentaje", self.que_trae)


Clave = tuple[str, date | None]
"""Un dato y, si es de un seguimiento, su corte."""


@clases.frozen(kw_only=True)
class Asignada:
    """Lo que se entendió de una columna."""

    columna: ColumnaPorReconocer
    dato: tuple[str, ...] = ()
    corte: CorteDicho | None = None
    parecido: float = 0.0
    cercano: str = ""
    """El dato a que más se parece, si no basta para leerla así."""
    por: str = ""
    """Por qué se leyó así, si no fue por su rótulo."""
    dicho: bool = False
    """Si su corte lo dice el rótulo, o quien la pide."""
    repetida: bool = False
    """Si el dato que le toca ya lo trae otra."""
    mes_primero: bool = False
    """Si sus fechas en cifras llevan el mes antes que el día."""
    partes_de_uno: str = ""
    """Por qué sus porcentajes sin signo son partes de uno; vacío si van de 0 a 100."""
    es_de_seguimiento: bool = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda una: any(dato.startswith(DE_SEGUIMIENTO) for dato in una.dato), takes_self=True
        ),
    )
    """Si trae lo que se reporta en un corte."""
    clave: Clave = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda una: (una.dato[0] if una.dato else "", una.dia_de_su_reporte), takes_self=True
        ),
    )
    """Con la que su dato va en cada fila."""

    @property
    def dia_de_su_reporte(self) -> date | None:
        """El de su corte, si lo que trae se reporta en uno."""
        return self.dia if self.es_de_seguimiento else None

    @property
    def dia(self) -> date | None:
        """El del corte que dice."""
        return self.corte.corte if self.corte else None


@clases.frozen
class Candidata:
    """Un dato que una columna puede traer."""

    columna: int
    papel: Papel
    parecido: float
    total: float
    orden: int


Cortes = list[CorteDicho | None]

Clases = tuple[set[int], set[int]]
"""Los índices de las columnas de un seguimiento y los de las del plan."""

_POR_EL_DE_ARRIBA, _POR_EL_DE_AL_LADO, _POR_SER_SUYO, _POR_LO_QUE_TRAE = 0.1, 0.06, 0.05, 0.04
"""Lo que inclina entre dos datos que se llaman igual; ninguno cambia el parecido.

El rótulo de un dato, a la letra, puede más que el sinónimo de otro; no más que lo que dicen el de
arriba o el de al lado, ni si la columna trae otra cosa.
"""

_PAREJAS = {"actividad.descripcion": "actividad.codigo", "tramite.nombre": "tramite.numero"}
"""Un rótulo sobre dos columnas: la primera trae el código; la otra, el texto."""

_POR_SER_DE_CIFRAS = 1.0
"""Lo que hace último, entre los textos de un corte, al que sólo trae números."""
_DE_CIFRAS = 0.8
"""Desde qué parte de sus celdas una columna es de números."""
_TEXTO, _AVANCE, _ESTADO = "seguimiento.texto", "seguimiento.avance", "seguimiento.estado"
_REDACTADOS = frozenset((_TEXTO, "seguimiento.monitoreo"))
_PROGRAMADO = re.compile(
    r"(?<!\blo )\b(?:programad|esperad|planead|planificad|proyectad|previst|ponderad)[oa]s?\b"
    r"|\bponderacion\b|\bpeso\b"
)
_PALABRAS_DE_UN_ESTADO = 3
_META = re.compile(r"\bmetas?\b")
_HECHO = re.compile(r"\b(?:avance|cumpl|ejecu|logr|alcanz|realiz)")
_CUANTAS = re.compile(
    r"\b(?:programad|ejecutad|realizad|cumplid|desarrollad|adelantad|planead)[oa]s?\b"
)
"""«Actividades ejecutadas»: cuántas, y no el código de ninguna."""

A_EXTRAS = "a extras"
"""Por qué una columna no tiene dato, si alguien lo dijo."""

_UN_ANO = 2000
"""El que distingue dos cortes nombrados cuando falta la vigencia."""


def asignar(
    columnas: Sequence[ColumnaPorReconocer],
    clase: ClaseDeTabla,
    tabla: str,
    pedido: Pedidas,
    vigencia: int | None,
) -> list[Asignada]:
    """Lo que se entiende de cada columna si la tabla es de esa clase."""
    cortes = [corte_dicho(columna.rotulo, vigencia) for columna in columnas]
    puestas: dict[int, Asignada] = {}
    a_extras: set[int] = set()
    casillas = _casillas(columnas)
    dichos = pedido.de_columnas(tabla, [columna.nombres for columna in columnas], vigencia)
    for columna, corte, dicho in zip(columnas, cortes, dichos, strict=True):
        if dicho is not None and dicho.a_extras:
            a_extras.add(columna.indice)
        elif dicho is not None:
            suyo = CorteDicho(dicho.corte, supuesto=False, resto="") if dicho.corte else corte
            nueva = Asignada(
                columna=columna,
                dato=dicho.dato,
                corte=suyo,
                dicho=suyo is not None,
                parecido=1.0,
                por="columnas",
                mes_primero=dicho.mes_primero,
            )
            if not _ya_lo_trae_otra(nueva, puestas.values()):
                puestas[columna.indice] = nueva
    candidatas = list(_candidatas(columnas, papeles_de(clase), cortes, casillas | set(puestas)))
    candidatas = _con_lo_redactado(columnas, candidatas)
    candidatas += list(_al_lado(candidatas))
    _parejas(columnas, candidatas, puestas)
    _con_los_codigos(columnas, candidatas, puestas)
    clases = clases_de(columnas, candidatas, puestas)
    suyos = de_cada_una(columnas, clases, puestas, vigencia)
    llaves = suyos if vigencia else de_cada_una(columnas, clases, puestas, _UN_ANO)
    for indice, una in puestas.items():
        if una.es_de_seguimiento:
            puestas[indice] = attrs.evolve(una, corte=suyos[indice])
    posibles = (una for una in candidatas if una.columna not in a_extras)
    _repartir(columnas, sorted(posibles, key=_primero), (suyos, llaves), puestas)
    de_cada = por_columna(candidatas)
    return [
        puestas.get(columna.indice)
        or attrs.evolve(
            _sin_dato(columna, suyos[columna.indice], de_cada.get(columna.indice, [])),
            por=A_EXTRAS if columna.indice in a_extras else "",
        )
        for columna in columnas
    ]


def _casillas(columnas: Sequence[ColumnaPorReconocer]) -> set[int]:
    """Las de marcar: «Realizada Sí» y, a su lado, «Realizada No», que no es el número de nada."""
    return {
        cual.indice
        for una, otra in pairwise(columnas)
        if una.camino
        and otra.camino
        and una.camino[:-1] == otra.camino[:-1]
        and (antes := _sin_final(una.camino[-1], "si")) is not None
        and antes == _sin_final(otra.camino[-1], "no")
        for cual in (una, otra)
    }


def _sin_final(rotulo: str, final: str) -> str | None:
    """Lo que un rótulo dice antes de una palabra; ``None`` si no termina en ella."""
    palabras = SIGNOS.sub(" ", en_plano(rotulo)).split()
    return " ".join(palabras[:-1]) if palabras[-1:] == [final] else None


def _ya_lo_trae_otra(nueva: Asignada, puestas: Iterable[Asignada]) -> bool:
    """Si un rótulo se repite, o se pidió lo mismo de dos: la segunda es como otra cualquiera."""
    if nueva.es_de_seguimiento:  # de cada corte hay una
        return False
    return any(una.dato == nueva.dato for una in puestas)


def _primero(una: Candidata) -> tuple[float, int, int]:
    return (-round(una.total, 4), una.columna, una.orden)


def _candidatas(
    columnas: Sequence[ColumnaPorReconocer],
    papeles: Sequence[Papel],
    cortes: Sequence[CorteDicho | None],
    ya: set[int],
) -> Iterator[Candidata]:
    for columna, corte in zip(columnas, cortes, strict=True):
        if columna.indice in ya or not columna.camino:
            continue
        modos = _modos(columna)
        hecha = es_fecha_de_lo_hecho(columna.camino[-1])
        del_plan = modos, _mayores(modos)
        sin_corte = modos if corte is None else _sin_corte(modos, columna)
        del_reporte = del_plan if corte is None else (sin_corte, _mayores(sin_corte))
        for orden, papel in enumerate(papeles):
            if corte is not None and papel.dato == (CORTE,):
                continue  # lo dice su rótulo: no es una columna de fechas de corte
            es_reporte = papel.dato[0].startswith(DE_SEGUIMIENTO)
            if hecha and papel.contenido == "fecha" and not es_reporte:
                continue
            suyos, parecidas = del_reporte if es_reporte else del_plan
            suyo = parecidas.get(papel, 0.0)
            if es_reporte:
                suyo = _segun_las_cifras(columna, papel, suyo, parecidas)
            if suyo >= DUDA:
                total = suyo + pesan(papel, suyos, _arriba(columna, papel), columna.que_trae)
                total += _inclinan_las_cifras(columna, papel)
                yield Candidata(columna.indice, papel, suyo, total, orden)


def _segun_las_cifras(
    columna: ColumnaPorReconocer, papel: Papel, suyo: float, parecidas: Mapping[Papel, float]
) -> float:
    """Cuánto se parece a un dato de lo reportado, si se mira que trae números o que los anuncia.

    El rótulo de un porcentaje no es el de un texto ni el de un estado; el de lo programado, o el
    de un peso, no es el de un avance.
    """
    dato = papel.dato[0]
    if dato == _AVANCE:
        if _es_lo_programado(columna.camino[-1]):
            return 0.0
        como_estado = next((n for u, n in parecidas.items() if u.dato == (_ESTADO,)), 0.0)
        if (columna.mide or como_estado > suyo) and _trae_cifras(columna):
            propio = como_estado if not _es_estado_a_secas(columna) else 0.0
            return max(suyo, propio, UMBRAL if columna.mide else 0.0)
    elif suyo >= DUDA and (dato in _REDACTADOS or dato == _ESTADO):
        if columna.mide and (columna.cifras is None or columna.cifras > 1 - _DE_CIFRAS):
            return 0.0
        if dato == _ESTADO and _trae_cifras(columna) and not _es_estado_a_secas(columna):
            return 0.0
    return suyo


def _es_estado_a_secas(columna: ColumnaPorReconocer) -> bool:
    """«Estado», que quizá va por números: no dice que lo sea de un avance."""
    return rotulo_de(columna.camino[-1]).palabras == "estado"


def _es_lo_programado(rotulo: str) -> bool:
    """«% programado», «% meta», «Peso (%)»: lo que se espera, y no lo que se ha hecho."""
    plano = en_plano(rotulo)
    return bool(_PROGRAMADO.search(plano) or (_META.search(plano) and not _HECHO.search(plano)))


def _trae_cifras(columna: ColumnaPorReconocer) -> bool:
    return columna.cifras is not None and columna.cifras >= _DE_CIFRAS


def _inclinan_las_cifras(columna: ColumnaPorReconocer, papel: Papel) -> float:
    """Entre dos columnas del mismo corte: la de frases para el texto, la del «%» para el avance."""
    if papel.dato[0] in _REDACTADOS and _trae_cifras(columna):
        return -_POR_SER_DE_CIFRAS
    return _POR_SER_SUYO if papel.dato == (_AVANCE,) and columna.mide else 0.0


def pesan(
    papel: Papel, modos: Iterable[str], arriba: float, que_trae: Iterable[CeldaVista]
) -> float:
    """Lo que, entre dos que se llaman igual, inclina lo de encima, lo que trae y ser el suyo."""
    contenido = _contenido(papel, que_trae)
    es_suyo = contenido >= 0 and any(rotulo_de(modo) in papel.propios for modo in modos)
    return _POR_EL_DE_ARRIBA * arriba + contenido + _POR_SER_SUYO * es_suyo


def _modos(columna: ColumnaPorReconocer) -> set[str]:
    """Los modos de leer su rótulo: el último, con el de encima y con todos."""
    return {columna.camino[-1], " ".join(columna.camino[-2:]), columna.rotulo}


def _sin_corte(modos: set[str], columna: ColumnaPorReconocer) -> set[str]:
    """Los mismos y, además, cada uno y cada rótulo de encima sin el corte que nombra."""
    dichos = ((modo, corte_dicho(modo, _UN_ANO)) for modo in (*modos, *columna.camino[:-1]))
    return modos | {dicho.resto if dicho else modo for modo, dicho in dichos}


def _mayores(modos: set[str]) -> dict[Papel, float]:
    """Lo más que se parece a cada papel en alguno de los modos."""
    mayores: dict[Papel, float] = {}
    for modo in modos:
        for papel, cuanto in parecidos(modo).items():
            mayores[papel] = max(cuanto, mayores.get(papel, 0.0))
    return mayores


def _arriba(columna: ColumnaPorReconocer, papel: Papel) -> float:
    encima = (parecidos_de_arriba(uno).get(papel, 0.0) for uno in columna.camino[:-1])
    return max(encima, default=0.0)


def _contenido(papel: Papel, que_trae: Iterable[CeldaVista]) -> float:
    parte = parte_de(papel.contenido, que_trae) if papel.contenido else None
    return 0.0 if parte is None else _POR_LO_QUE_TRAE * (2 * parte - 1)


def _con_lo_redactado(
    columnas: Sequence[ColumnaPorReconocer], candidatas: list[Candidata]
) -> list[Candidata]:
    """Las mismas; si sólo un rótulo de avances o de estados trae frases, es el del texto."""
    de_avance = [
        una
        for una in candidatas
        if una.papel.dato[0] in {_AVANCE, _ESTADO} and una.parecido >= UMBRAL
    ]
    if not de_avance or len({una.columna for una in de_avance}) > 1:
        return candidatas
    columna = columnas[de_avance[0].columna]
    if columna.cifras != 0 or not _son_frases(columna):
        return candidatas
    de_cada = por_columna(candidatas)
    for una in candidatas:
        es_otra = una.columna != columna.indice and una.papel.dato[0] in _REDACTADOS
        if es_otra and una.parecido >= max(UMBRAL, _mejor(de_cada[una.columna], de_plan=True)):
            return candidatas
    papel = papel_de(_TEXTO)
    suya = max(de_avance, key=lambda una: una.parecido)
    otras = [una for una in candidatas if una not in de_avance]
    return [*otras, attrs.evolve(suya, papel=papel, total=suya.parecido)]


def _son_frases(columna: ColumnaPorReconocer) -> bool:
    """Si casi todo lo que trae es más largo que el nombre de un estado."""
    largas = sum(len(celda.texto.split()) > _PALABRAS_DE_UN_ESTADO for celda in columna.escritas)
    return 2 * largas > len(columna.escritas)


def _al_lado(candidatas: list[Candidata]) -> Iterator[Candidata]:
    """Las que ganan por el dato que trae la columna vecina."""
    ciertas = {
        (una.columna, dato)
        for una in candidatas
        if una.parecido >= UMBRAL
        for dato in una.papel.dato
    }
    for una in candidatas:
        vecinas = ((una.columna + paso, dato) for paso in (-1, 1) for dato in una.papel.junto)
        if any(vecina in ciertas for vecina in vecinas):
            yield attrs.evolve(una, total=una.total + _POR_EL_DE_AL_LADO)


def _parejas(
    columnas: Sequence[ColumnaPorReconocer],
    candidatas: list[Candidata],
    puestas: dict[int, Asignada],
) -> None:
    """Dos columnas seguidas bajo el mismo rótulo, combinado o no: el código y el texto."""
    mejores = {una.columna: una for una in sorted(candidatas, key=_primero, reverse=True)}
    for una, otra in pairwise(columnas):
        mejor = mejores.get(una.indice)
        if otra.camino and otra.camino != una.camino:
            continue
        if mejor is None or mejor.parecido < UMBRAL or {una.indice, otra.indice} & set(puestas):
            continue
        codigo = _PAREJAS.get(mejor.papel.dato[0])
        if codigo is None or not _son_codigos(una, otra):
            continue
        puestas[una.indice] = Asignada(columna=una, dato=(codigo,), parecido=mejor.parecido)
        puestas[otra.indice] = Asignada(
            columna=otra, dato=mejor.papel.dato, parecido=mejor.parecido
        )


def _con_los_codigos(
    columnas: Sequence[ColumnaPorReconocer],
    candidatas: list[Candidata],
    puestas: dict[int, Asignada],
) -> None:
    """Los códigos bajo «Actividades», si otra columna, «Descripción», dice cuáles son."""
    for una in candidatas:
        codigo = _PAREJAS.get(una.papel.dato[0])
        if codigo is None or una.parecido < UMBRAL or una.columna in puestas:
            continue
        otras = (
            otra.columna
            for otra in candidatas
            if otra.papel is una.papel and otra.parecido >= UMBRAL and otra.columna not in puestas
        )
        suya = columnas[una.columna]
        if _CUANTAS.search(en_plano(suya.camino[-1])):
            continue
        if _todos_codigos(suya) and any(
            columnas[otra].escritas and not _todos_codigos(columnas[otra]) for otra in otras
        ):
            puestas[una.columna] = Asignada(columna=suya, dato=(codigo,), parecido=una.parecido)
            return


def _todos_codigos(una: ColumnaPorReconocer) -> bool:
    return bool(una.escritas) and all(es_codigo(celda.texto) for celda in una.escritas)


def _son_codigos(una: ColumnaPorReconocer, otra: ColumnaPorReconocer) -> bool:
    """Si la primera trae algún código, o está en blanco, y la segunda algún texto."""
    de_una = [es_codigo(celda.texto) for celda in una.escritas]
    return (not de_una or any(de_una)) and not all(
        es_codigo(celda.texto) for celda in otra.escritas
    )


def _repartir(
    columnas: Sequence[ColumnaPorReconocer],
    candidatas: list[Candidata],
    cortes: tuple[Cortes, Cortes],
    puestas: dict[int, Asignada],
) -> None:
    """Cada columna, su mejor dato, si otra no lo trae; los cortes, con lo que los distingue."""
    suyos, llaves = cortes
    de_cada = por_columna(candidatas)
    tomados = {
        (dato, _dia(llaves[indice]) if una.es_de_seguimiento else None)
        for indice, una in puestas.items()
        for dato in una.dato
    }
    for una in candidatas:
        columna, corte = columnas[una.columna], suyos[una.columna]
        es_reporte = una.papel.dato[0].startswith(DE_SEGUIMIENTO)
        dia = _dia(llaves[una.columna]) if es_reporte else None
        claves = {(dato, dia) for dato in una.papel.dato}
        if una.columna in puestas or claves & tomados or una.parecido < UMBRAL:
            continue
        if es_reporte and una.parecido < 1 and _es_del_plan(de_cada[una.columna]):
            continue
        if _contado(una) and any(u.papel.dato == (_AVANCE,) for u in de_cada[una.columna]):
            continue  # sus números no son el texto de nada
        tomados |= claves
        puestas[una.columna] = Asignada(
            columna=columna,
            dato=una.papel.dato,
            corte=corte if es_reporte else None,
            dicho=corte is not None and not corte.de_otra,
            parecido=una.parecido,
            por="contenido" if _empatada(una, de_cada[una.columna]) else "",
        )


def _contado(una: Candidata) -> bool:
    """Si es un texto que sólo trae números."""
    return una.total < una.parecido - _POR_SER_DE_CIFRAS / 2


def _es_del_plan(suyas: Sequence[Candidata]) -> bool:
    """Si su rótulo es el de un dato del plan, a la letra: «Actividades programadas»."""
    return any(u.parecido == 1 and not u.papel.dato[0].startswith(DE_SEGUIMIENTO) for u in suyas)


def _dia(corte: CorteDicho | None) -> date | None:
    return corte.corte if corte is not None else None


def _empatada(una: Candidata, suyas: Sequence[Candidata]) -> bool:
    """Si otro dato se le parece lo mismo, y sólo lo que trae la columna lo decidió."""
    return any(
        otra.papel is not una.papel
        and otra.parecido == una.parecido
        and (una.papel.contenido is None) != (otra.papel.contenido is None)
        and (abs(una.total - otra.total) <= 2 * _POR_LO_QUE_TRAE or _contado(otra))
        for otra in suyas
    )


def _sin_dato(
    columna: ColumnaPorReconocer, corte: CorteDicho | None, suyas: Sequence[Candidata]
) -> Asignada:
    mejor = max(suyas, key=lambda una: una.parecido, default=None)
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
    puestas: dict[int, Asignada],
) -> Clases:
    """De cuáles se trata, según a qué se parece más cada una."""
    de_reporte: set[int] = set()
    del_plan: set[int] = set()
    de_cada = por_columna(candidatas)
    for columna in columnas:
        suya = puestas.get(columna.indice)
        if suya is not None and suya.dato:
            (de_reporte if suya.es_de_seguimiento else del_plan).add(columna.indice)
        elif suya is None:
            suyas = de_cada.get(columna.indice, [])
            reporte, plan = (_mejor(suyas, de_plan=cual) for cual in (False, True))
            if reporte >= max(plan, DUDA):
                de_reporte.add(columna.indice)
            elif plan >= UMBRAL:
                del_plan.add(columna.indice)
    return de_reporte, del_plan


def por_columna(candidatas: Iterable[Candidata]) -> dict[int, list[Candidata]]:
    """Las de cada columna, por su índice."""
    return agrupadas((una.columna, una) for una in candidatas)


def _mejor(suyas: Sequence[Candidata], *, de_plan: bool) -> float:
    """Lo más que se parece a un dato del plan, o a uno de seguimiento."""
    return max(
        (
            una.parecido
            for una in suyas
            if una.papel.dato[0].startswith(DE_SEGUIMIENTO) is not de_plan
        ),
        default=0.0,
    )


def de_cada_una(
    columnas: Sequence[ColumnaPorReconocer],
    clases: Clases,
    puestas: dict[int, Asignada],
    vigencia: int | None,
) -> Cortes:
    """El corte de cada columna, por su índice."""
    dichos = [corte_dicho(columna.rotulo, vigencia) for columna in columnas]
    for indice, una in puestas.items():
        if una.corte is not None and una.corte.corte is not None:
            dichos[indice] = una.corte
    return _de_las_vecinas(dichos, *clases)


def _de_las_vecinas(
    dichos: Sequence[CorteDicho | None], de_reporte: Collection[int], del_plan: Collection[int]
) -> Cortes:
    """El corte de cada columna: el que dice o, si es de reporte, el del grupo en que está.

    ``Seguimiento 30/04 | % | Seguimiento 31/08 | %``: cada % es del corte que tiene a su izquierda,
    si no hay una columna del plan por medio. El único que nombra la tabla es el de todas.
    """
    unico = _unico(dichos, del_plan)
    cortes: Cortes = []
    anterior: CorteDicho | None = None
    for lugar, dicho in enumerate(dichos):
        if lugar in del_plan:
            anterior = None
        elif dicho is not None:
            anterior = dicho
        cortes.append(dicho)
        if dicho is None and lugar in de_reporte and (suyo := anterior or unico):
            cortes[-1] = attrs.evolve(suyo, supuesto=True, resto="", de_otra=True)
    return cortes


def _unico(dichos: Sequence[CorteDicho | None], del_plan: Collection[int]) -> CorteDicho | None:
    suyos: dict[date | None, CorteDicho] = {}
    for lugar, dicho in enumerate(dichos):
        if dicho is not None and lugar not in del_plan:
            suyos.setdefault(dicho.corte, dicho)
    return next(iter(suyos.values())) if len(suyos) == 1 else None
