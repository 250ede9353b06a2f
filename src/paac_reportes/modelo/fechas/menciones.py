"""Cada fecha que un texto menciona: qué dice, dónde y de qué día a qué día va.

Lo que calla lo dicen sus vecinas: en «10 al 14 de junio de 2026», el diez es de junio y de 2026. En
orden: lo que se entiende de una fecha programada, al lado de su texto; cada cuánto, si es una
frecuencia; las menciones; y cuáles van juntas, que si las une «a», «hasta» o un guion son un rango.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise

import attrs

from paac_reportes import clases
from paac_reportes.modelo.fechas.gramatica import (
    MESES_DEL_ANO,
    SIGLO,
    Ano,
    Cosa,
    Dia,
    Hallazgo,
    Mes,
    Parte,
    Que,
    Quincena,
    Suelto,
    Tramo,
    fin_de_mes,
)
from paac_reportes.modelo.fechas.vocabulario import (
    ANO,
    CANTIDADES,
    FRECUENCIA,
    LETRA,
    MESES_DE_UNA_FRECUENCIA,
    MESES_DE_UNA_PARTE,
    NUMERO_DE_MES,
    ORDINALES,
    Texto,
    en_letras,
    entre_comillas,
)


class ClaseDeFecha(StrEnum):
    """Cómo está dicha la fecha."""

    DIA = "día"
    MES = "mes"
    RANGO = "rango"
    VARIAS = "varias"
    FRECUENCIA = "frecuencia"
    PARTE_DE_LA_VIGENCIA = "parte de la vigencia"
    CONTINUA = "continua"
    CONDICIONAL = "condicional"
    REFERENCIA = "referencia"
    VACIA = "vacía"
    ILEGIBLE = "ilegible"


@clases.frozen
class FechaProgramada:
    """Una fecha programada y lo que se entiende de ella."""

    literal: str
    clase: ClaseDeFecha
    dias: tuple[date, ...] = ()
    """Los días en que algo vence, en orden: el último de un mes, de un rango o de cada período."""
    desde: date | None = None
    """El primer día de un rango o de una parte de la vigencia."""
    rangos: tuple[Tramo, ...] = ()
    """De varias fechas escritas, las que son rangos, cada una con su primer día y su último."""
    dias_escritos: bool = False
    """Si son varias fechas o rangos y el texto los dice todos, aunque nombre una frecuencia."""
    avisos: tuple[str, ...] = ()
    """Lo que conviene revisar del texto; lo que no se entiende del todo trae al menos uno."""
    ambigua: bool = False
    """Si alguna de sus fechas existe como día/mes y como mes/día (``02/07``): se lee día/mes."""
    invertida: bool = False
    """Si alguna de sus fechas sólo existe como mes/día (``04/30``), y así se lee."""


def avisos_de_ambiguedad(fechas: Iterable[FechaProgramada]) -> tuple[str, ...]:
    """Un solo aviso para todas las fechas de un plan, y sólo si alguna es mes/día sin remedio.

    Sin ninguna así no hay por qué dudar de que ``02/07`` sea el 2 de julio.
    """
    fechas = tuple(fechas)
    invertidas = [fecha for fecha in fechas if fecha.invertida]
    if not invertidas:
        return ()
    ejemplo = entre_comillas(invertidas[0].literal)
    cuantas = (
        f"hay una fecha que sólo existe como mes/día ({ejemplo})"
        if len(invertidas) == 1
        else f"hay {len(invertidas)} fechas que sólo existen como mes/día (una es {ejemplo})"
    )
    ambiguas = sum(fecha.ambigua and not fecha.invertida for fecha in fechas)
    return (f"{cuantas}{_OTRAS.get(ambiguas, _VARIAS).format(ambiguas)}",)


_OTRAS = {
    0: "; ninguna otra podría leerse de los dos modos",
    1: "; otra podría leerse de los dos modos y se leyó día/mes",
}
_VARIAS = "; otras {} podrían leerse de los dos modos y se leyeron día/mes"


_DIAS_DE = {
    LETRA[unidad]: dias
    for unidad, dias in (("palabra_dia", 1), ("semana", 7), ("quincena", 15), ("palabra_mes", 30))
}
_DIAS_DE_UN_MES_CORRIENTE = 30


@clases.frozen
class Frecuencia:
    """Una frecuencia del texto y las palabras que ocupa."""

    meses: int | None
    """Los que dura cada período; ``None`` si no se sabe en qué días cae: cinco veces al año."""
    inicio: int
    fin: int
    aviso: str | None = None


def frecuencia(texto: Texto, hallazgo: Hallazgo) -> Frecuencia:
    """La que dice un hallazgo."""
    meses, aviso = _MESES[hallazgo.que](texto, hallazgo), None
    citada = texto.citar(hallazgo.inicio, hallazgo.fin)
    if meses is None or meses > MESES_DEL_ANO:
        aviso = f"{citada} no dice en qué días"
    elif "bimensual" in "".join(texto.palabras[hallazgo.inicio : hallazgo.fin]):
        aviso = f"{citada} se lee cada dos meses, y también puede ser dos veces al mes"
    return Frecuencia(meses, hallazgo.inicio, hallazgo.fin, aviso)


def _de_un_adjetivo(texto: Texto, hallazgo: Hallazgo) -> int | None:
    hallada = FRECUENCIA.fullmatch(texto.palabras[hallazgo.lugar("unidad")])
    return MESES_DE_UNA_FRECUENCIA[hallada[1]] if hallada else None


def _cada(texto: Texto, hallazgo: Hallazgo) -> int | None:
    """«Cada dos trimestres» son seis meses; «cada quince días», uno: se exige con cada mes."""
    cuantas = max(1, _cantidad(texto, hallazgo))
    clase, meses = _unidad(texto, hallazgo)
    if clase in _DIAS_DE:
        return max(1, cuantas * _DIAS_DE[clase] // _DIAS_DE_UN_MES_CORRIENTE)
    return cuantas * meses


def _veces(texto: Texto, hallazgo: Hallazgo) -> int | None:
    """«Dos veces al año» son seis meses; cinco no caben en meses enteros."""
    cuantas = _cantidad(texto, hallazgo)
    clase, meses = _unidad(texto, hallazgo)
    if clase in _DIAS_DE or cuantas >= meses:
        return 1
    return meses // cuantas if cuantas and meses % cuantas == 0 else None


_MESES = {Que.ADJETIVO: _de_un_adjetivo, Que.CADA: _cada, Que.VECES: _veces}
SON_FRECUENCIAS = frozenset(_MESES)


def _cantidad(texto: Texto, hallazgo: Hallazgo) -> int:
    lugar = max(hallazgo.lugar("cifra"), hallazgo.lugar("cantidad"))
    if lugar < 0:
        return 1
    palabra = texto.palabras[lugar]
    return int(palabra) if palabra.isdecimal() else CANTIDADES[palabra]


def _unidad(texto: Texto, hallazgo: Hallazgo) -> tuple[str, int]:
    """La clase de la unidad y cuántos meses dura; sin decirla, el año."""
    lugar = hallazgo.lugar("unidad")
    if lugar < 0:
        return LETRA["vigencia"], MESES_DEL_ANO
    clase = texto.clases[lugar]
    parte = texto.palabras[lugar].removesuffix("s")
    return clase, MESES_DE_UNA_PARTE.get(parte, MESES_DEL_ANO)


def dias_de(frecuencias: Iterable[Frecuencia], tramos: Iterable[Tramo]) -> tuple[date, ...]:
    """Los últimos días de cada período dentro de los tramos, en orden y sin repetir."""
    frecuencias = tuple(frecuencias)
    dias = {
        dia
        for desde, hasta in tramos
        for una in frecuencias
        for dia in (tuple(_dias(una, desde, hasta)) or (hasta,))
        if una.meses is None or una.meses <= MESES_DEL_ANO
    }
    return tuple(sorted(dias))


def _dias(una: Frecuencia, desde: date, hasta: date) -> Iterator[date]:
    if una.meses is None:
        return
    for ano in range(desde.year, hasta.year + 1):
        for mes in range(una.meses, MESES_DEL_ANO + 1, una.meses):
            if desde <= (dia := fin_de_mes(ano, mes)) <= hasta:
                yield dia


_CERCA = 2
"""Años entre la vigencia y uno de dos cifras que todavía se lee como año y no como día."""


@clases.frozen
class Mencion:
    """Una fecha del texto y las palabras que ocupa."""

    cosa: Cosa
    inicio: int
    fin: int
    ano: int | None
    ano_propio: bool
    """Si el año lo dice ella, y no una vecina o la vigencia."""

    def con(self, *, cosa: Cosa | None = None, ano: int | None = None) -> "Mencion":
        """La misma, con lo que otra le completa."""
        return Mencion(cosa or self.cosa, self.inicio, self.fin, ano or self.ano, self.ano_propio)

    @property
    def tramo(self) -> Tramo | None:
        """De qué día a qué día va; ``None`` si no existe o no se sabe de qué año es."""
        return None if self.ano is None else self.cosa.tramo(self.ano)


def mencionar(texto: Texto, hallazgo: Hallazgo, vigencia: int | None) -> Mencion:
    """La fecha que dice un hallazgo."""
    ano = _ano(texto, hallazgo)
    leido = _Leido(texto, hallazgo, vigencia)
    cosa = _COSAS[hallazgo.que](leido)
    if hallazgo.que is Que.MES_Y_NUMERO and isinstance(cosa, Mes):
        ano = SIGLO + leido["dia"]
    return Mencion(cosa, hallazgo.inicio, hallazgo.fin, ano, ano is not None)


def _ano(texto: Texto, hallazgo: Hallazgo) -> int | None:
    corto = hallazgo.lugar("ano")
    if corto >= 0:
        return SIGLO + int(texto.palabras[corto])
    lugar = texto.clases.find(ANO, hallazgo.inicio, hallazgo.fin)
    return int(texto.palabras[lugar]) if lugar >= 0 else None


_NUMEROS = NUMERO_DE_MES | ORDINALES


@clases.frozen
class _Leido:
    """El número, el ordinal o el mes que un hallazgo trae en cada grupo."""

    texto: Texto
    hallazgo: Hallazgo
    vigencia: int | None

    def __getitem__(self, grupo: str) -> int:
        palabra = self.texto.palabras[self.lugar(grupo)]
        return int(palabra) if palabra.isdecimal() else _NUMEROS[palabra]

    def lugar(self, grupo: str) -> int:
        return self.hallazgo.lugar(grupo)

    def trae(self, grupo: str) -> bool:
        return self.lugar(grupo) >= 0

    @property
    def sin_ano(self) -> bool:
        return _ano(self.texto, self.hallazgo) is None

    @property
    def ano_corto_de_la_vigencia(self) -> int | None:
        """El que no puede ser un mes."""
        corto = (self.vigencia or SIGLO) - SIGLO
        return corto if corto > MESES_DEL_ANO else None


def _dia(leido: _Leido) -> Cosa:
    mes, dia = leido.lugar("mes"), leido.lugar("dia")
    con_cifras = leido.texto.palabras[mes].isdecimal()
    numerico = con_cifras and not leido.trae("iso")
    if numerico and leido.sin_ano and leido["mes"] == leido.ano_corto_de_la_vigencia:
        return Mes(leido["dia"])  # 09/26 en la vigencia 2026
    return Dia(leido["dia"], leido["mes"], numerico, tras_el_mes=not con_cifras and mes < dia)


def _mes(leido: _Leido) -> Cosa:
    lugar = leido.lugar("mes")
    return Mes(leido["mes"], abreviado=leido.texto.clases[lugar] == LETRA["mes_abreviado"])


def _mes_y_numero(leido: _Leido) -> Cosa:
    """De ``sep-26`` el número es el año si está cerca de la vigencia; si no, el día."""
    dia = Dia(leido["dia"], leido["mes"], tras_el_mes=True)
    vigencia = leido.vigencia
    cerca = vigencia is None or abs(SIGLO + leido["dia"] - vigencia) <= _CERCA
    if not leido.sin_ano or (not cerca and dia.tramo(SIGLO) is not None):
        return dia
    return Mes(leido["mes"])


def _parte(leido: _Leido) -> Cosa:
    orden, parte = leido.lugar("orden"), leido.lugar("parte")
    nombre = leido.texto.palabras[parte].removesuffix("s")
    return Parte(leido["orden"], MESES_DE_UNA_PARTE[nombre], tras_el_nombre=parte < orden)


def _suelto(leido: _Leido) -> Cosa:
    if leido.trae("orden"):
        return Suelto(leido["orden"], ordinal=True)
    return Suelto(leido["dia"], ordinal=False)


_COSAS: dict[Que, Callable[[_Leido], Cosa]] = {
    Que.DIA: _dia,
    Que.DIA_ORDINAL: lambda leido: Dia(leido["orden"], leido["mes"]),
    Que.MES: _mes,
    Que.MES_Y_NUMERO: _mes_y_numero,
    Que.PARTE: _parte,
    Que.QUINCENA: lambda leido: Quincena(leido["orden"], leido["mes"]),
    Que.ANO: lambda _leido: Ano(),
    Que.FIN_DE_ANO: lambda _leido: Dia(-1, MESES_DEL_ANO),
    Que.SUELTO: _suelto,
}
SON_FECHAS = frozenset(_COSAS)

_DIAS_DE_UN_MES = 31
"""Los que puede completar una misma fecha."""
_ENTRE_SUELTOS = re.compile(en_letras(r"[-,/{y}{de}{el}{palabra_dia}{a}]+"))


def completar(menciones: Sequence[Mencion], clases: str) -> list[Mencion]:
    """Las mismas sin sueltos: cada uno toma lo que le falta de la que sigue o de la anterior."""
    completas = list(menciones)
    for paso in (-1, 1):
        seguidos = 0
        for previo, lugar in pairwise(range(len(completas))[::paso]):
            antes = completas[lugar]
            suelto = antes.cosa
            if isinstance(suelto, Suelto) and seguidos < _DIAS_DE_UN_MES:
                completas[lugar] = _completa(antes, suelto, completas[previo], clases)
            seguidos = 0 if completas[lugar] is antes else seguidos + 1
    return [mencion for mencion in completas if not isinstance(mencion.cosa, Suelto)]


def _completa(mencion: Mencion, suelto: Suelto, vecina: Mencion, clases: str) -> Mencion:
    sigue = mencion.inicio < vecina.inicio
    primera, segunda = (mencion, vecina) if sigue else (vecina, mencion)
    if not _ENTRE_SUELTOS.fullmatch(clases, primera.fin, segunda.inicio):
        return mencion
    cosa = _cosa_completa(suelto, vecina.cosa, sigue=sigue)
    return mencion.con(cosa=cosa) if cosa else mencion


def _cosa_completa(suelto: Suelto, vecina: Cosa, *, sigue: bool) -> Cosa | None:
    """«1 a 15 de marzo» y «trimestres I y II»: lo común va al final o al principio."""
    if isinstance(vecina, Dia) and not suelto.ordinal and vecina.tras_el_mes is not sigue:
        return Dia(suelto.numero, vecina.mes, tras_el_mes=vecina.tras_el_mes)
    if isinstance(vecina, Parte) and vecina.tras_el_nombre is not sigue:
        return Parte(suelto.numero, vecina.meses, vecina.tras_el_nombre)
    return None


def _cruza_el_ano(mencion: Mencion, siguiente: Mencion) -> bool:
    """«Octubre, enero de 2027»: en un mismo año no iría antes."""
    tramo, otro = mencion.cosa.tramo(SIGLO), siguiente.cosa.tramo(SIGLO)
    return bool(tramo and otro and tramo[0] > otro[1])


def _anterior(ano: int | None, vigencia: int | None) -> int | None:
    """El año anterior, si es el de la vigencia; si no, el mismo: una lista puede ir sin orden."""
    return vigencia if ano is not None and ano - 1 == vigencia else ano


def heredar_anos(menciones: Iterable[Mencion], vigencia: int | None) -> list[Mencion]:
    """La que calla el año es del de la siguiente que lo diga, del de la anterior o de la vigencia.

    «Mayo a diciembre de 2026» lo dice una sola vez.
    """
    menciones = tuple(menciones)
    anos = [mencion.ano for mencion in menciones]
    for orden in (-1, 1):
        for previo, lugar in pairwise(range(len(anos))[::orden]):
            if anos[lugar] is None:
                cruza = orden < 0 and _cruza_el_ano(menciones[lugar], menciones[previo])
                anos[lugar] = _anterior(anos[previo], vigencia) if cruza else anos[previo]
    return [
        mencion.con(ano=ano or vigencia) if mencion.ano is None else mencion
        for mencion, ano in zip(menciones, anos, strict=True)
    ]


_HASTA_LA_OTRA = re.compile(
    en_letras(
        r"[.,;)]{0,2}(?:-{1,3}|-?{y}?[{a}{hasta}]-?)"
        r"{el}?[{palabra_dia}{palabra_fecha}]?{fin}?{de}?\(?"
    )
)
_Y_LA_OTRA = re.compile(en_letras(r"{y}{el}?{palabra_dia}?{de}?"))
_ENTRE = re.compile(en_letras(r"{entre}{el}?{palabra_dia}?{de}?"))
_DESDE = re.compile(
    en_letras(r"(?:{a}?{partir}{de}|{desde})[{el}{palabra_fecha}{palabra_dia}{en}{de}:]{0,4}")
)
_HASTA = re.compile(en_letras(r"[{hasta}{fin}][{el}{palabra_fecha}{palabra_dia}{en}{de}:]{0,4}"))
_ALGO_DICE_HASTA = re.compile(en_letras(r"[{hasta}{fin}]"))
_MIRAR_ATRAS = 8
_DOS = 2


@clases.frozen
class Grupo:
    """Una fecha, o las dos de un rango."""

    primera: Mencion
    ultima: Mencion
    desde: bool = False
    """Si dice desde cuándo y no hasta cuándo: «a partir de marzo»."""
    hasta: bool = False
    """Si dice hasta cuándo y no desde cuándo: «hasta junio»."""

    @property
    def es_rango(self) -> bool:
        """Si va de una fecha a otra."""
        return self.primera is not self.ultima

    @property
    def tramo(self) -> Tramo | None:
        """Del primer día de la primera al último de la última; ``None`` si falta alguno."""
        inicio = fin = self.primera.tramo
        if self.es_rango:
            fin = self.ultima.tramo
        return (inicio[0], fin[1]) if inicio and fin else None

    @property
    def rango(self) -> Tramo | None:
        """El tramo, si es un rango o una quincena, que también lo es; si no, ``None``."""
        es_uno = self.es_rango or isinstance(self.primera.cosa, Quincena)
        return self.tramo if es_uno and not self.al_reves else None

    @property
    def al_reves(self) -> bool:
        """Si termina antes de empezar."""
        tramo = self.tramo if self.es_rango else None
        return tramo is not None and tramo[1] < tramo[0]

    @property
    def menciones(self) -> tuple[Mencion, ...]:
        """Sus fechas."""
        return (self.primera, self.ultima) if self.es_rango else (self.primera,)


def agrupar(menciones: Sequence[Mencion], clases: str) -> list[Grupo]:
    """Las fechas de un texto, cada una sola o con la otra de su rango.

    Tres o más unidas por guiones («abril – agosto – diciembre») no son un rango: son tres fechas.
    """
    grupos: list[Grupo] = []
    for juntas in _en_rangos(menciones, clases):
        if len(juntas) == _DOS:
            grupos.append(_sin_vuelta(Grupo(juntas[0], juntas[1])))
        else:
            grupos += (_sola(mencion, clases) for mencion in juntas)
    return grupos


def _en_rangos(menciones: Sequence[Mencion], clases: str) -> Iterator[list[Mencion]]:
    if not menciones:
        return
    juntas = [menciones[0]]
    for previa, otra in pairwise(menciones):
        if _van_juntas(previa, otra, clases):
            juntas.append(otra)
        else:
            yield juntas
            juntas = [otra]
    yield juntas


def _van_juntas(previa: Mencion, otra: Mencion, clases: str) -> bool:
    lugar = previa.fin, otra.inicio
    if _HASTA_LA_OTRA.fullmatch(clases, *lugar):
        return True
    if _ENTRE.fullmatch(_antes(previa, clases, "entre")):
        return _Y_LA_OTRA.fullmatch(clases, *lugar) is not None
    empieza = _DESDE.fullmatch(_antes(previa, clases, "partir", "desde")) is not None
    return empieza and _ALGO_DICE_HASTA.search(clases, *lugar) is not None


def _sola(mencion: Mencion, clases: str) -> Grupo:
    previas = _antes(mencion, clases, "partir", "desde", "hasta", "fin")
    desde, hasta = _DESDE.fullmatch(previas), _HASTA.fullmatch(previas)
    return Grupo(mencion, mencion, desde is not None, hasta is not None)


def _antes(mencion: Mencion, clases: str, *marcas: str) -> str:
    """Lo que la precede, desde la última de esas marcas; de «a partir de», desde la «a»."""
    previas = clases[max(0, mencion.inicio - _MIRAR_ATRAS) : mencion.inicio]
    ultima = max(previas.rfind(LETRA[marca]) for marca in marcas)
    return previas[ultima:] if ultima >= 0 else ""


def _sin_vuelta(grupo: Grupo) -> Grupo:
    """«Diciembre a febrero de 2027» empieza en 2026: cruza el año quien no dice el suyo."""
    primera, ultima = grupo.primera, grupo.ultima
    tramo = grupo.tramo
    if tramo is None or not grupo.al_reves or tramo[0].month == tramo[1].month:
        return grupo
    if ultima.ano_propio and not primera.ano_propio:
        return attrs.evolve(grupo, primera=_de_otro_ano(primera, -1))
    if not ultima.ano_propio:
        return attrs.evolve(grupo, ultima=_de_otro_ano(ultima, 1))
    return grupo


def _de_otro_ano(mencion: Mencion, cuantos: int) -> Mencion:
    return mencion if mencion.ano is None else mencion.con(ano=mencion.ano + cuantos)
