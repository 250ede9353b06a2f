"""Cada fecha que un texto menciona: qué dice, dónde y de qué día a qué día va.

Lo que calla lo dicen sus vecinas: en «marzo a junio de 2026», marzo es de 2026. En orden: cada
cuánto, si es una frecuencia; las menciones; y cuáles van juntas, que si las une «a», «hasta» o un
guion son un rango.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import attrs

from paac_reportes import clases
from paac_reportes.modelo.fechas.gramatica import (
    ANO,
    CANTIDADES,
    EL_ANO,
    FRECUENCIA,
    LETRA,
    MESES_DE_UNA_FRECUENCIA,
    MESES_DE_UNA_PARTE,
    MESES_DEL_ANO,
    NUMERO_DE_MES,
    ORDINALES,
    SIGLO,
    SON_NUMEROS,
    ClaseDeFecha,
    EscrituraDeFecha,
    Hallazgo,
    Lapso,
    Que,
    TextoEnPalabras,
    Tramo,
    fin_de_mes,
    patron_en_letras,
    un_dia,
    un_mes,
    una_parte,
    una_quincena,
)

_DIAS_DE_UN_MES = 30
_DIAS_DE = {
    nombre: dias
    for dias, nombres in (
        *((1, "dia dias"), (7, "semana semanas"), (15, "quincena quincenas")),
        (_DIAS_DE_UN_MES, "mes meses"),
        *((_DIAS_DE_UN_MES * meses, f"{una} {una}s") for una, meses in MESES_DE_UNA_PARTE.items()),
    )
    for nombre in nombres.split()
}
"""Los corrientes de cada unidad en que se cuenta una frecuencia; las demás son el año."""
_DIAS_DE_UN_ANO = MESES_DEL_ANO * _DIAS_DE_UN_MES


@clases.frozen
class Frecuencia:
    """Una frecuencia del texto y las palabras que ocupa."""

    meses: int | None
    """Meses que dura cada período; ``None`` si no se sabe en qué días cae: cinco veces al año."""
    inicio: int
    fin: int
    aviso: str | None = None


def frecuencia(texto: TextoEnPalabras, hallazgo: Hallazgo) -> Frecuencia:
    """Frecuencia que un hallazgo dice."""
    meses, aviso = _meses(texto, hallazgo), None
    citada = texto.citar(hallazgo.inicio, hallazgo.fin)
    if meses is None or meses > MESES_DEL_ANO:
        aviso = f"{citada} no dice en qué días"
    elif "bimensual" in "".join(texto.palabras[hallazgo.inicio : hallazgo.fin]):
        aviso = f"{citada} se lee cada dos meses, y también puede ser dos veces al mes"
    return Frecuencia(meses, hallazgo.inicio, hallazgo.fin, aviso)


def _meses(texto: TextoEnPalabras, hallazgo: Hallazgo) -> int | None:
    """Meses de cada período: «cada dos trimestres» son seis; cinco veces al año, ``None``.

    Lo que se hace más de una vez al mes se exige con cada mes.
    """
    if (indice := hallazgo.lugar("adjetivo")) >= 0:
        coincidencia = FRECUENCIA.fullmatch(texto.palabras[indice])
        return MESES_DE_UNA_FRECUENCIA[coincidencia[1]] if coincidencia else None
    unidad = _DIAS_DE.get(texto.palabras[hallazgo.lugar("unidad")], _DIAS_DE_UN_ANO)
    veces = _cantidad(texto, hallazgo, "veces")
    dias = unidad * max(1, _cantidad(texto, hallazgo, "cada"))
    if veces and dias > veces * _DIAS_DE_UN_MES and dias % (veces * _DIAS_DE_UN_MES):
        return None
    return max(1, dias // max(1, veces) // _DIAS_DE_UN_MES)


def _cantidad(texto: TextoEnPalabras, hallazgo: Hallazgo, grupo: str) -> int:
    """Número que dice un grupo: «dos» es 2; sin el grupo, 0."""
    indice = hallazgo.lugar(grupo)
    if indice < 0:
        return 0
    palabra = texto.palabras[indice]
    return int(palabra) if palabra.isdecimal() else CANTIDADES[palabra]


def dias_de(frecuencias: Iterable[Frecuencia], tramos: Iterable[Tramo]) -> tuple[date, ...]:
    """Último día de cada período de unas frecuencias en unos tramos, en orden y sin repetir.

    Del tramo en que ningún período termina, su último día. Lo que pasa cada más de un año no vence
    en ninguno.
    """
    frecuencias = tuple(frecuencias)
    dias = {
        dia
        for desde, hasta in tramos
        for f in frecuencias
        for dia in (tuple(_dias(f, desde, hasta)) or (hasta,))
        if f.meses is None or f.meses <= MESES_DEL_ANO
    }
    return tuple(sorted(dias))


def _dias(frecuencia: Frecuencia, desde: date, hasta: date) -> Iterator[date]:
    """Último día de cada período de una frecuencia entre dos fechas."""
    if frecuencia.meses is None:
        return
    for ano in range(desde.year, hasta.year + 1):
        for mes in range(frecuencia.meses, MESES_DEL_ANO + 1, frecuencia.meses):
            if desde <= (dia := fin_de_mes(ano, mes)) <= hasta:
                yield dia


_CERCA = 2
"""Años entre la vigencia y uno de dos cifras que todavía se lee como año y no como día."""


@clases.frozen
class Mencion:
    """Una fecha del texto y las palabras que ocupa."""

    lapso: Lapso
    inicio: int
    fin: int
    ano: int | None
    ano_propio: bool
    """Si el año lo dice ella, y no una vecina o la vigencia."""

    @property
    def es_un_dia(self) -> bool:
        """Si dice un día, y no un mes o algo más largo."""
        return self.lapso.clase is ClaseDeFecha.DIA

    @property
    def tramo(self) -> Tramo | None:
        """Primer día y último; ``None`` si no existen o no se sabe de qué año son."""
        return None if self.ano is None else self.lapso.tramo(self.ano)


def mencionar(
    texto: TextoEnPalabras, hallazgo: Hallazgo, vigencia: int | None
) -> Iterator[Mencion]:
    """Fechas que dice un hallazgo: «10 al 14 de junio de 2026» son dos, y de un mismo mes."""
    numeros = _NumerosDelHallazgo(texto, hallazgo, vigencia)
    ano = numeros.ano
    if ano is None and hallazgo.que is Que.MES_Y_NUMERO and numeros.dice_el_ano:
        ano = SIGLO + numeros["dia"]
    indices = numeros.lugares()
    inicios = [hallazgo.inicio, *indices[1:]]
    fines = [*(_fin_del_numero(texto.clases, indice) for indice in indices[:-1]), hallazgo.fin]
    for indice, inicio, fin in zip(indices or [-1], inicios, fines, strict=True):
        numero = numeros.numero(indice) if indices else 0
        yield Mencion(_LAPSOS[hallazgo.que](numeros, numero), inicio, fin, ano, ano is not None)


def _fin_del_numero(clases: str, indice: int) -> int:
    """Índice donde termina un número, con el signo de «1º» o de «1.º»."""
    fin = indice + 1
    return fin + next((len(signo) for signo in ("º", ".º") if clases.startswith(signo, fin)), 0)


_NUMEROS = NUMERO_DE_MES | ORDINALES


@clases.frozen
class _NumerosDelHallazgo:
    """El número, el ordinal o el mes que un hallazgo trae en cada grupo."""

    texto: TextoEnPalabras
    hallazgo: Hallazgo
    vigencia: int | None

    def __getitem__(self, grupo: str) -> int:
        return self.numero(self.lugar(grupo))

    def numero(self, indice: int) -> int:
        """Número que dice la palabra de ese índice: «abril» es 4."""
        palabra = self.texto.palabras[indice]
        return int(palabra) if palabra.isdecimal() else _NUMEROS[palabra]

    def lugares(self) -> list[int]:
        """Índices de cada día o cada orden que el hallazgo dice."""
        posibles = self.hallazgo.lugares("otros")
        otros = (lugar for lugar in posibles if self.texto.clases[lugar] in SON_NUMEROS)
        lugares = {self.lugar("dia"), self.lugar("orden"), *otros}
        return sorted(lugares - {-1})

    def lugar(self, grupo: str) -> int:
        """Índice de la primera palabra de un grupo; -1 si no se usó."""
        return self.hallazgo.lugar(grupo)

    @property
    def ano(self) -> int | None:
        """Año que el hallazgo dice, entero o con dos cifras; ``None`` si lo calla."""
        corto = self.lugar("ano")
        if corto >= 0:
            return SIGLO + self.numero(corto)
        lugar = self.texto.clases.find(ANO, self.hallazgo.inicio, self.hallazgo.fin)
        return self.numero(lugar) if lugar >= 0 else None

    @property
    def dice_el_ano(self) -> bool:
        """Si el número de ``sep-26`` es el año: está cerca de la vigencia; si no, es el día."""
        dia, vigencia = self["dia"], self.vigencia
        cerca = vigencia is None or abs(SIGLO + dia - vigencia) <= _CERCA
        return cerca or un_dia(self["mes"], dia).tramo(SIGLO) is None

    @property
    def ano_corto_de_la_vigencia(self) -> int | None:
        """Año de la vigencia en dos cifras, si no puede ser un mes: 26, y no 12."""
        corto = (self.vigencia or SIGLO) - SIGLO
        return corto if corto > MESES_DEL_ANO else None


def _dia(numeros: _NumerosDelHallazgo, dia: int) -> Lapso:
    """Lapso de un día y su mes; con cifras, puede ser el mes y el año: ``09/26``."""
    lugar, mes = numeros.lugar("mes"), numeros["mes"]
    if not numeros.texto.palabras[lugar].isdecimal():
        tras_el_mes = lugar < numeros.lugar("dia")
        return un_dia(
            mes, dia, EscrituraDeFecha.TRAS_EL_MES if tras_el_mes else EscrituraDeFecha.CORRIENTE
        )
    if numeros.lugar("iso") >= 0:
        return un_dia(mes, dia)
    if numeros.ano is None and mes == numeros.ano_corto_de_la_vigencia:
        return un_mes(dia)  # 09/26 en la vigencia 2026
    return un_dia(mes, dia, EscrituraDeFecha.CON_CIFRAS)


def _mes(numeros: _NumerosDelHallazgo, _: int) -> Lapso:
    es_abreviado = numeros.texto.clases[numeros.lugar("mes")] == LETRA["mes_abreviado"]
    return un_mes(
        numeros["mes"], EscrituraDeFecha.ABREVIADA if es_abreviado else EscrituraDeFecha.CORRIENTE
    )


def _mes_y_numero(numeros: _NumerosDelHallazgo, numero: int) -> Lapso:
    if numeros.ano is not None or not numeros.dice_el_ano:
        return un_dia(numeros["mes"], numero, EscrituraDeFecha.TRAS_EL_MES)
    return un_mes(numeros["mes"])


def _parte(numeros: _NumerosDelHallazgo, orden: int) -> Lapso:
    nombre = numeros.texto.palabras[numeros.lugar("parte")].removesuffix("s")
    return una_parte(orden, MESES_DE_UNA_PARTE[nombre])


_LAPSOS: dict[Que, Callable[[_NumerosDelHallazgo, int], Lapso]] = {
    Que.DIA: _dia,
    Que.MES: _mes,
    Que.MES_Y_NUMERO: _mes_y_numero,
    Que.QUINCENA: lambda numeros, orden: una_quincena(numeros["mes"], orden),
    Que.PARTE: _parte,
    Que.ANO: lambda _numeros, _: EL_ANO,
}
SON_FECHAS = frozenset(_LAPSOS)


def _cruza_el_ano(mencion: Mencion, siguiente: Mencion) -> bool:
    """Si en un mismo año la primera no iría antes: «octubre, enero de 2027»."""
    tramo, tramo_siguiente = mencion.lapso.tramo(SIGLO), siguiente.lapso.tramo(SIGLO)
    return bool(tramo and tramo_siguiente and tramo[0] > tramo_siguiente[1])


def _ano_de_antes(ano: int | None, vigencia: int | None) -> int | None:
    """Año anterior, si es el de la vigencia; si no, el mismo: una lista puede ir sin orden."""
    return vigencia if ano is not None and ano - 1 == vigencia else ano


def heredar_anos(menciones: Iterable[Mencion], vigencia: int | None) -> list[Mencion]:
    """Menciones con su año: a la que lo calla, el de la siguiente, el de la anterior o la vigencia.

    «Mayo a diciembre de 2026» → las dos, de 2026; «octubre, enero de 2027», en la vigencia 2026 →
    octubre de 2026 y enero de 2027.
    """
    menciones = tuple(menciones)
    anos = [mencion.ano for mencion in menciones]
    for n in reversed(range(len(anos) - 1)):
        if anos[n] is None:
            cruza = _cruza_el_ano(menciones[n], menciones[n + 1])
            anos[n] = _ano_de_antes(anos[n + 1], vigencia) if cruza else anos[n + 1]
    for n in range(1, len(anos)):
        if anos[n] is None:
            anos[n] = anos[n - 1]
    return [
        attrs.evolve(mencion, ano=ano or vigencia) if mencion.ano is None else mencion
        for mencion, ano in zip(menciones, anos, strict=True)
    ]


_HASTA_LA_OTRA = re.compile(
    patron_en_letras(
        r"[.,;)]{0,2}(?:-{1,3}|-?{y}?[{a}{hasta}]-?)"
        r"{el}?[{palabra_dia}{palabra_fecha}]?{fin}?{de}?\(?"
    )
)
_Y_LA_OTRA = re.compile(patron_en_letras(r"{y}{el}?{palabra_dia}?{de}?"))
_ENTRE = re.compile(patron_en_letras(r"{entre}{el}?{palabra_dia}?{de}?"))
_DESDE = re.compile(
    patron_en_letras(
        r"(?:{a}?{partir}{de}|{desde})[{el}{palabra_fecha}{palabra_dia}{en}{de}:]{0,4}"
    )
)
_HASTA = re.compile(
    patron_en_letras(r"[{hasta}{fin}][{el}{palabra_fecha}{palabra_dia}{en}{de}:]{0,4}")
)
_ALGO_DICE_HASTA = re.compile(patron_en_letras(r"[{hasta}{fin}]"))
_MIRAR_ATRAS = 8
_DOS = 2


@clases.frozen
class GrupoDeFechas:
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
        """Primer día de la primera fecha y último de la última; ``None`` si falta alguno."""
        inicio = fin = self.primera.tramo
        if self.es_rango:
            fin = self.ultima.tramo
        return (inicio[0], fin[1]) if inicio and fin else None

    @property
    def rango(self) -> Tramo | None:
        """Tramo, si es un rango o una quincena, que también lo es; si no, ``None``."""
        es_uno = self.es_rango or self.primera.lapso.clase is ClaseDeFecha.RANGO
        return self.tramo if es_uno and not self.al_reves else None

    @property
    def al_reves(self) -> bool:
        """Si el rango termina antes de empezar."""
        tramo = self.tramo if self.es_rango else None
        return tramo is not None and tramo[1] < tramo[0]

    @property
    def menciones(self) -> tuple[Mencion, ...]:
        """Fechas del grupo: una, o las dos de un rango."""
        return (self.primera, self.ultima) if self.es_rango else (self.primera,)


def agrupar_menciones(menciones: Sequence[Mencion], clases: str) -> list[GrupoDeFechas]:
    """Fechas de un texto, cada una sola o con la otra de su rango.

    Tres o más unidas por guiones («abril – agosto – diciembre») no son un rango: son tres fechas.
    """
    grupos: list[GrupoDeFechas] = []
    for seguidas in _en_rangos(menciones, clases):
        if len(seguidas) == _DOS:
            grupos.append(_sin_vuelta(GrupoDeFechas(seguidas[0], seguidas[1])))
        else:
            for mencion in seguidas:
                previas = _palabras_de_antes(mencion, clases, "partir", "desde", "hasta", "fin")
                desde, hasta = _DESDE.fullmatch(previas), _HASTA.fullmatch(previas)
                grupos.append(GrupoDeFechas(mencion, mencion, desde is not None, hasta is not None))
    return grupos


def _en_rangos(menciones: Sequence[Mencion], clases: str) -> Iterator[list[Mencion]]:
    """Fechas, con las que siguen en su rango: ``[[enero, marzo], [mayo]]``."""
    if not menciones:
        return
    seguidas = [menciones[0]]
    for previa, siguiente in pairwise(menciones):
        if _van_juntas(previa, siguiente, clases):
            seguidas.append(siguiente)
        else:
            yield seguidas
            seguidas = [siguiente]
    yield seguidas


def _van_juntas(previa: Mencion, siguiente: Mencion, clases: str) -> bool:
    """Si dos fechas seguidas son un rango: «de marzo a junio», «entre marzo y junio»."""
    entre_las_dos = previa.fin, siguiente.inicio
    if _HASTA_LA_OTRA.fullmatch(clases, *entre_las_dos):
        return True
    if _ENTRE.fullmatch(_palabras_de_antes(previa, clases, "entre")):
        return _Y_LA_OTRA.fullmatch(clases, *entre_las_dos) is not None
    empieza = _DESDE.fullmatch(_palabras_de_antes(previa, clases, "partir", "desde")) is not None
    return empieza and _ALGO_DICE_HASTA.search(clases, *entre_las_dos) is not None


def _palabras_de_antes(mencion: Mencion, clases: str, *marcas: str) -> str:
    """Clases de las palabras que preceden a una fecha, desde la última de esas marcas."""
    previas = clases[max(0, mencion.inicio - _MIRAR_ATRAS) : mencion.inicio]
    ultima = max(previas.rfind(LETRA[marca]) for marca in marcas)
    return previas[ultima:] if ultima >= 0 else ""


def _sin_vuelta(grupo: GrupoDeFechas) -> GrupoDeFechas:
    """Grupo que cruza el año si una fecha calla el suyo: «diciembre a febrero de 2027»."""
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
    return mencion if mencion.ano is None else attrs.evolve(mencion, ano=mencion.ano + cuantos)
