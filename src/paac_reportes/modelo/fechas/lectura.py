"""De un texto a su fecha programada: la clase, los días y lo que conviene revisar.

Primero, cada fecha que un texto menciona: qué dice, dónde y de qué día a qué día va. Lo que calla
lo dicen sus vecinas: en «marzo a junio de 2026», marzo es de 2026. En orden: cada cuánto, si es una
frecuencia; las menciones; y cuáles van juntas, que si las une «a», «hasta» o un guion son un rango.
Después, el reconocimiento: fechas, años, frecuencias, lo continuo y lo que no se entiende. Al
final, la de quien da dos fechas, de la de inicio a la final (``leer_rango``).
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import attrs

from paac_reportes import clases
from paac_reportes.estructura import FechaEscrita
from paac_reportes.modelo.fechas.gramatica import (
    ANO,
    CANTIDADES,
    DEPENDE,
    EL_ANO,
    FRECUENCIA,
    LETRA,
    MESES_DE_UNA_FRECUENCIA,
    MESES_DE_UNA_PARTE,
    MESES_DEL_ANO,
    NUMERO_DE_MES,
    ORDINALES,
    POR_HACER,
    SIGLO,
    SIGNOS,
    SON_NUMEROS,
    ClaseDeFecha,
    EscrituraDeFecha,
    FechaProgramada,
    Hallazgo,
    Lapso,
    Que,
    TextoEnPalabras,
    Tramo,
    entre_comillas,
    es_un_ano,
    fin_de_mes,
    hallar_menciones,
    partir,
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
    """La frecuencia que una parte de un texto dice, «cada dos meses», con su aviso si se duda."""
    meses, aviso = _meses_de_cada_periodo(texto, hallazgo), None
    citada = texto.citar(hallazgo.inicio, hallazgo.fin)
    if meses is None or meses > MESES_DEL_ANO:
        aviso = f"{citada} no dice en qué días"
    elif "bimensual" in "".join(texto.palabras[hallazgo.inicio : hallazgo.fin]):
        aviso = f"{citada} se lee cada dos meses, y también puede ser dos veces al mes"
    return Frecuencia(meses, hallazgo.inicio, hallazgo.fin, aviso)


def _meses_de_cada_periodo(texto: TextoEnPalabras, hallazgo: Hallazgo) -> int | None:
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
        for dia in (tuple(_fines_de_los_periodos(f, desde, hasta)) or (hasta,))
        if f.meses is None or f.meses <= MESES_DEL_ANO
    }
    return tuple(sorted(dias))


def _fines_de_los_periodos(frecuencia: Frecuencia, desde: date, hasta: date) -> Iterator[date]:
    """El último día de cada período de una frecuencia, entre dos fechas."""
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
    """Fechas que dice un hallazgo, una por cada número de día que trae.

    «10 al 14 de junio de 2026» son dos, del mismo mes; la que no trae días, «junio de 2026», una.
    """
    numeros = _NumerosDelHallazgo(texto, hallazgo, vigencia)
    ano = numeros.ano
    if ano is None and hallazgo.que is Que.MES_Y_NUMERO and numeros.dice_el_ano:
        ano = SIGLO + numeros["dia"]
    indices = numeros.lugares()
    inicios = [hallazgo.inicio, *indices[1:]]
    fines = [*(_fin_del_numero(texto.letras_de_clase, n) for n in indices[:-1]), hallazgo.fin]
    for indice, inicio, fin in zip(indices or [-1], inicios, fines, strict=True):
        numero = numeros.numero(indice) if indices else 0
        yield Mencion(_LAPSOS[hallazgo.que](numeros, numero), inicio, fin, ano, ano is not None)


def _fin_del_numero(letras: str, indice: int) -> int:
    """Índice donde termina un número, con el signo de «1º» o de «1.º»."""
    fin = indice + 1
    return fin + next((len(signo) for signo in ("º", ".º") if letras.startswith(signo, fin)), 0)


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
        otros = (lugar for lugar in posibles if self.texto.letras_de_clase[lugar] in SON_NUMEROS)
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
        lugar = self.texto.letras_de_clase.find(ANO, self.hallazgo.inicio, self.hallazgo.fin)
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


def _lapso_de_un_dia(numeros: _NumerosDelHallazgo, dia: int) -> Lapso:
    """El lapso de un día y su mes; con sólo cifras puede ser el mes y el año: ``09/26``."""
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


def _lapso_de_un_mes(numeros: _NumerosDelHallazgo, _: int) -> Lapso:
    """El lapso de un mes, que recuerda si se escribió abreviado."""
    es_abreviado = numeros.texto.letras_de_clase[numeros.lugar("mes")] == LETRA["mes_abreviado"]
    return un_mes(
        numeros["mes"], EscrituraDeFecha.ABREVIADA if es_abreviado else EscrituraDeFecha.CORRIENTE
    )


def _mes_y_numero(numeros: _NumerosDelHallazgo, numero: int) -> Lapso:
    """El lapso de ``marzo 15``; de todo el mes si el año no va aparte y el número puede serlo."""
    if numeros.ano is not None or not numeros.dice_el_ano:
        return un_dia(numeros["mes"], numero, EscrituraDeFecha.TRAS_EL_MES)
    return un_mes(numeros["mes"])


def _parte(numeros: _NumerosDelHallazgo, orden: int) -> Lapso:
    nombre = numeros.texto.palabras[numeros.lugar("parte")].removesuffix("s")
    return una_parte(orden, MESES_DE_UNA_PARTE[nombre])


_LAPSOS: dict[Que, Callable[[_NumerosDelHallazgo, int], Lapso]] = {
    Que.DIA: _lapso_de_un_dia,
    Que.MES: _lapso_de_un_mes,
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
_FECHAS_DE_UN_RANGO = 2


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


def agrupar_menciones(menciones: Sequence[Mencion], letras: str) -> list[GrupoDeFechas]:
    """Fechas de un texto, cada una sola o con la otra de su rango.

    Tres o más unidas por guiones («abril – agosto – diciembre») no son un rango: son tres fechas.
    """
    grupos: list[GrupoDeFechas] = []
    for seguidas in _en_rangos(menciones, letras):
        if len(seguidas) == _FECHAS_DE_UN_RANGO:
            grupos.append(_sin_vuelta(GrupoDeFechas(seguidas[0], seguidas[1])))
        else:
            for mencion in seguidas:
                previas = _palabras_de_antes(mencion, letras, "partir", "desde", "hasta", "fin")
                desde, hasta = _DESDE.fullmatch(previas), _HASTA.fullmatch(previas)
                grupos.append(GrupoDeFechas(mencion, mencion, desde is not None, hasta is not None))
    return grupos


def _en_rangos(menciones: Sequence[Mencion], letras: str) -> Iterator[list[Mencion]]:
    """Las fechas de un texto, cada una con las de su rango: ``[[enero, marzo], [mayo]]``."""
    if not menciones:
        return
    seguidas = [menciones[0]]
    for previa, siguiente in pairwise(menciones):
        if _van_juntas(previa, siguiente, letras):
            seguidas.append(siguiente)
        else:
            yield seguidas
            seguidas = [siguiente]
    yield seguidas


def _van_juntas(previa: Mencion, siguiente: Mencion, letras: str) -> bool:
    """Si dos fechas seguidas son un rango: «de marzo a junio», «entre marzo y junio».

    ``letras``: una letra por palabra del texto, la de su clase.
    """
    entre_las_dos = previa.fin, siguiente.inicio
    if _HASTA_LA_OTRA.fullmatch(letras, *entre_las_dos):
        return True
    if _ENTRE.fullmatch(_palabras_de_antes(previa, letras, "entre")):
        return _Y_LA_OTRA.fullmatch(letras, *entre_las_dos) is not None
    empieza = _DESDE.fullmatch(_palabras_de_antes(previa, letras, "partir", "desde")) is not None
    return empieza and _ALGO_DICE_HASTA.search(letras, *entre_las_dos) is not None


def _palabras_de_antes(mencion: Mencion, letras: str, *marcas: str) -> str:
    """Clases de las palabras de antes de una fecha, desde la última de esas marcas; o vacío."""
    previas = letras[max(0, mencion.inicio - _PALABRAS_ATRAS) : mencion.inicio]
    ultima = max(previas.rfind(LETRA[marca]) for marca in marcas)
    return previas[ultima:] if ultima >= 0 else ""


def _sin_vuelta(grupo: GrupoDeFechas) -> GrupoDeFechas:
    """Grupo que cruza el año si una fecha calla el suyo: «diciembre a febrero de 2027»."""
    primera, ultima = grupo.primera, grupo.ultima
    tramo = grupo.tramo
    if tramo is None or not grupo.al_reves or tramo[0].month == tramo[1].month:
        return grupo
    if ultima.ano_propio and not primera.ano_propio:
        return attrs.evolve(grupo, primera=_mencion_de_otro_ano(primera, -1))
    if not ultima.ano_propio:
        return attrs.evolve(grupo, ultima=_mencion_de_otro_ano(ultima, 1))
    return grupo


def _mencion_de_otro_ano(mencion: Mencion, cuantos: int) -> Mencion:
    return mencion if mencion.ano is None else attrs.evolve(mencion, ano=mencion.ano + cuantos)


# ------------------------------------------------------------------ lo que dice una fecha entera

_ENTRADA = re.compile(
    patron_en_letras(
        r"(?:(?P<antes>{antes}){de}[{el}{palabra_dia}]{0,2}"
        r"|(?:{a}?{partir}{de}|{desde})[{el}{palabra_fecha}{palabra_dia}{en}{de}:]{0,4})$"
    )
)
_MES_QUE_PRESENTA = re.compile(patron_en_letras("{palabra_mes}{de}"))
_PALABRAS_ATRAS = 8
"""Palabras que se miran antes de una mención."""


@clases.frozen
class TextoReconocido:
    """Fechas, años y frecuencias que se reconocen en un texto."""

    texto: TextoEnPalabras
    fechas: tuple[Mencion, ...] = ()
    anos: tuple[Mencion, ...] = ()
    """Los años que van solos, como «vigencia 2026» o «todo el año»."""
    frecuencias: tuple[Frecuencia, ...] = ()
    continuas: tuple[Hallazgo, ...] = ()

    def sobras(self) -> list[tuple[int, int]]:
        """Trozos sin entender, de su primera palabra que dice algo a la última: ``[(2, 5)]``."""
        trozos: list[tuple[int, int]] = []
        ocupadas = self._ocupadas()
        sigue_el_trozo = False
        for indice, ocupada in enumerate(ocupadas):
            if ocupada:
                sigue_el_trozo = False
            elif self.texto.dice_algo(indice):
                inicio = trozos.pop()[0] if sigue_el_trozo else indice
                trozos.append((inicio, indice + 1))
                sigue_el_trozo = True
        return trozos

    def cuantas_sobran(self) -> int:
        """Número de palabras que dicen algo y no se entienden."""
        ocupadas = self._ocupadas()
        return sum(not ocupada and self.texto.dice_algo(n) for n, ocupada in enumerate(ocupadas))

    def _ocupadas(self) -> bytearray:
        """Un 1 por cada palabra que se entiende, y un 0 por las demás."""
        ocupadas = bytearray(len(self.texto.letras_de_clase))
        partes: tuple[Mencion | Frecuencia | Hallazgo, ...]
        partes = (*self.fechas, *self.anos, *self.frecuencias, *self.continuas)
        for parte in partes:
            ocupadas[parte.inicio : parte.fin] = b"\1" * (parte.fin - parte.inicio)
        # La palabra «mes» de «en los meses de mayo y junio».
        for coincidencia in _MES_QUE_PRESENTA.finditer(self.texto.letras_de_clase):
            ocupadas[coincidencia.start()] = 1
        for mencion in (*self.fechas, *self.anos):
            desde = mencion.inicio - _largo_de_su_entrada(self.texto.letras_de_clase, mencion)
            ocupadas[desde : mencion.inicio] = b"\1" * (mencion.inicio - desde)
        return ocupadas


def reconocer(texto: TextoEnPalabras, vigencia: int | None) -> TextoReconocido:
    """Reconocimiento de un texto; el año que calla una fecha lo dicen sus vecinas o la vigencia."""
    hallazgos = list(hallar_menciones(texto.letras_de_clase))
    sin_heredar = [
        m for h in hallazgos if h.que in SON_FECHAS for m in mencionar(texto, h, vigencia)
    ]
    menciones = heredar_anos(sin_heredar, vigencia)
    fechas = tuple(m for m in menciones if m.lapso is not EL_ANO)
    return TextoReconocido(
        texto=texto,
        fechas=fechas,
        anos=tuple(_anos_de(menciones, fechas)),
        frecuencias=tuple(frecuencia(texto, h) for h in hallazgos if h.que is Que.FRECUENCIA),
        continuas=tuple(h for h in hallazgos if h.que is Que.CONTINUA),
    )


def _anos_de(menciones: Iterable[Mencion], fechas: Iterable[Mencion]) -> Iterator[Mencion]:
    """Los años que van solos en un texto; donde hay fechas, sólo los que son de alguna."""
    de_las_fechas = {fecha.ano for fecha in fechas}
    for mencion in menciones:
        usado = not de_las_fechas or mencion.ano in de_las_fechas or not mencion.ano_propio
        if mencion.lapso is EL_ANO and usado:
            yield mencion


def _largo_de_su_entrada(letras: str, mencion: Mencion) -> int:
    """Cuántas palabras tiene, ante una fecha, «a partir del» o, si es un día, «antes del»; o 0."""
    previas = letras[max(0, mencion.inicio - _PALABRAS_ATRAS) : mencion.inicio]
    entrada = _ENTRADA.search(previas)
    if entrada is None or (entrada["antes"] and not mencion.es_un_dia):
        return 0
    return len(entrada[0])


_EN_BLANCO = frozenset({"", "-", "–", "—"})
_NO_APLICA = frozenset({"n a", "na", "no aplica"})
_NO_DICEN = frozenset(
    {"sin fecha", "sin definir", "pendiente", "pendiente por definir", "no definida", "no definido"}
    | {f"por {verbo}" for verbo in POR_HACER}
)
_SIN_PRIMER_DIA = frozenset({ClaseDeFecha.DIA, ClaseDeFecha.MES})
_CON_PRIMER_DIA = frozenset({ClaseDeFecha.PARTE_DE_LA_VIGENCIA, ClaseDeFecha.RANGO})
_SIGUEN_SIEMPRE = _CON_PRIMER_DIA | {ClaseDeFecha.CONTINUA, ClaseDeFecha.FRECUENCIA}
_PALABRAS_TRAS_CONTINUA = 3
"""Palabras que tras «permanente…» todavía son un detalle suyo, y no una frase que la nombra."""
_PALABRAS_DE_LO_QUE_DEPENDE = 13
_TROZOS_CITADOS = 3

SIN_FIN = "no dice hasta cuándo"
SIN_DIA = "no dice un día"


_LARGO = 200
"""Letras; lo más largo es un párrafo, que casi nunca vuelve, y en la memoria pesaría."""


def leer_fecha_programada(texto: str | None, vigencia: int | None = None) -> FechaProgramada:
    """Fecha que dice ``texto``; la vigencia completa lo que no trae año y delata lo ajeno a ella.

    De ``02/07/2020`` se entiende día/mes; de ``04/30/2020``, que así no existe, mes/día, con aviso.
    Un día imposible no se corrige: se avisa. Lo que no se entiende del todo, también.
    """
    ano_que_completa = vigencia if vigencia is not None and es_un_ano(vigencia) else None
    literal = str(texto or "")
    leer = _leer if len(literal) <= _LARGO else _leer.__wrapped__  # lo largo no se recuerda
    return leer(literal, ano_que_completa, es_de_verdad=isinstance(texto, FechaEscrita))


@functools.lru_cache(maxsize=4096)
def _leer(literal: str, vigencia: int | None, *, es_de_verdad: bool) -> FechaProgramada:
    """Fecha programada de un texto; ``es_de_verdad`` si vino de una fecha, que no es ambigua."""
    texto = partir(literal)
    conclusion = _sin_decir(texto) or _LecturaDeFecha(texto, vigencia).concluir()
    lapsos = [mencion.lapso for mencion in conclusion.fechas]
    return FechaProgramada(
        literal=literal,
        clase=conclusion.clase,
        dias=conclusion.dias,
        desde=conclusion.desde,
        rangos=conclusion.rangos,
        dice_sus_dias=conclusion.dice_sus_dias,
        avisos=tuple(dict.fromkeys(conclusion.avisos)),
        ambigua=not es_de_verdad and any(lapso.ambiguo for lapso in lapsos),
        invertida=any(lapso.invertido for lapso in lapsos),
    )


@clases.frozen
class _Conclusion:
    """Conclusión de un texto: su clase de fecha, sus días y lo que conviene revisar."""

    clase: ClaseDeFecha
    dias: tuple[date, ...] = ()
    desde: date | None = None
    rangos: tuple[Tramo, ...] = ()
    dice_sus_dias: bool = False
    avisos: tuple[str, ...] = ()
    fechas: tuple[Mencion, ...] = ()


def _sin_decir(texto: TextoEnPalabras) -> _Conclusion | None:
    """Conclusión de una celda en blanco, o de una que no dice cuándo; ``None`` si algo dice."""
    palabras = " ".join(palabra for palabra in texto.palabras if any(map(str.isalnum, palabra)))
    if texto.literal.strip() in _EN_BLANCO or palabras in _NO_APLICA:
        return _Conclusion(ClaseDeFecha.VACIA)
    if palabras in _NO_DICEN or not any(map(texto.dice_algo, range(len(texto.letras_de_clase)))):
        return _Conclusion(ClaseDeFecha.VACIA, avisos=("no dice cuándo",))
    return None


@attrs.define
class _LecturaDeFecha:
    """Un texto, lo que se reconoce en él y lo que se va avisando."""

    texto: TextoEnPalabras
    vigencia: int | None
    avisos: list[str] = attrs.Factory(list)

    def concluir(self) -> _Conclusion:
        """Conclusión de lo primero que dice: cada cuánto, cuándo, de qué depende o en qué año."""
        reconocido = _sin_abreviaturas_dudosas(reconocer(self.texto, self.vigencia))
        for leer in (self._frecuencia, self._fechas, self._sin_dias, self._anos):
            if (conclusion := leer(reconocido)) is not None:
                if conclusion.clase is not ClaseDeFecha.DEPENDE:
                    self._avisar_lo_que_sobra(reconocido, conclusion.clase)
                return attrs.evolve(conclusion, avisos=tuple(self.avisos), fechas=reconocido.fechas)
        return _Conclusion(ClaseDeFecha.SIN_DIA, avisos=(SIN_DIA,))

    # ------------------------------------------------------------------ con días
    def _frecuencia(self, reconocido: TextoReconocido) -> _Conclusion | None:
        """Conclusión de una frecuencia: sus períodos en lo que abarca o, si los da, sus días."""
        frecuencias = reconocido.frecuencias
        if not frecuencias:
            return None
        self.avisos += filter(None, (f.aviso for f in frecuencias))
        grupos = agrupar_menciones(reconocido.fechas, self.texto.letras_de_clase)
        limites = [self._limites(grupo, self._fechar(grupo)) for grupo in grupos]
        tramos = [tramo for tramo in limites if tramo] if grupos else self._anos_de(reconocido.anos)
        dias = _ultimos(g for g, tramo in zip(grupos, limites, strict=True) if tramo is None)
        if not tramos and len(dias) == 1 and frecuencias[0].meses != MESES_DEL_ANO:
            self._avisar(f"{self._citar(frecuencias[0])} es más de una vez, y da una sola fecha")
        dias = tuple(sorted({*dias, *dias_de(frecuencias, tramos)}))
        # «Semestral: 30 de junio y 30 de noviembre»: la frecuencia no pone ningún día suyo.
        if len(grupos) > 1 and dias == _ultimos(grupos):
            return _Conclusion(
                ClaseDeFecha.FRECUENCIA, dias, rangos=_rangos(grupos), dice_sus_dias=True
            )
        return _Conclusion(ClaseDeFecha.FRECUENCIA, dias)

    def _limites(self, grupo: GrupoDeFechas, tramo: Tramo | None) -> Tramo | None:
        """Primer y último día de una frecuencia; ``None`` si la fecha es un día o un mes."""
        un_solo_dia = grupo.primera.lapso.clase in _SIN_PRIMER_DIA and not grupo.es_rango
        if tramo is None or (un_solo_dia and not grupo.desde and not grupo.hasta):
            return None
        inicio, fin = tramo
        fin_del_ano = date(max(fin.year, self.vigencia or 0), MESES_DEL_ANO, 31)
        inicio = date(inicio.year, 1, 1) if grupo.hasta else inicio
        return inicio, fin_del_ano if grupo.desde else fin

    def _anos_de(self, anos: Iterable[Mencion]) -> list[Tramo]:
        """Primer y último día de cada año nombrado o, si ninguno, de la vigencia."""
        tramos = [tramo for ano in anos if (tramo := self._fechar(GrupoDeFechas(ano, ano)))]
        if not tramos and self.vigencia is None:
            self._avisar("no dice el año")
        if not tramos and self.vigencia is not None:
            tramos = [(date(self.vigencia, 1, 1), date(self.vigencia, MESES_DEL_ANO, 31))]
        return tramos

    def _fechas(self, reconocido: TextoReconocido) -> _Conclusion | None:
        """Lo que se concluye de las fechas que el texto trae; ``None`` si no trae."""
        if not reconocido.fechas:
            return None
        return self._de_grupos(agrupar_menciones(reconocido.fechas, self.texto.letras_de_clase))

    def _de_grupos(self, grupos: Sequence[GrupoDeFechas]) -> _Conclusion:
        """Conclusión de un texto con fechas, según sea una, un rango o varias."""
        tramos = [self._fechar(grupo) for grupo in grupos]
        if len(grupos) > 1:
            return _Conclusion(
                ClaseDeFecha.VARIAS, _ultimos(grupos), rangos=_rangos(grupos), dice_sus_dias=True
            )
        (grupo,), (tramo,) = grupos, tramos
        if grupo.es_rango:
            return _Conclusion(ClaseDeFecha.RANGO, _ultimos(grupos), tramo and tramo[0])
        clase = grupo.primera.lapso.clase
        if tramo is None:
            imposible = grupo.primera.ano is not None
            return _Conclusion(ClaseDeFecha.SIN_DIA if imposible else clase)
        if grupo.desde:
            self._avisar(SIN_FIN)
            return _Conclusion(ClaseDeFecha.RANGO, (), tramo[0])
        return _Conclusion(clase, (tramo[1],), tramo[0] if clase in _CON_PRIMER_DIA else None)

    def _anos(self, reconocido: TextoReconocido) -> _Conclusion | None:
        """Conclusión de un año solo, si lo demás no es una frase en la que apenas se nombra."""
        anos, sobran = reconocido.anos, reconocido.cuantas_sobran()
        if not anos:
            return None
        primero = anos[0]
        letras = self.texto.letras_de_clase[primero.inicio : primero.fin]
        dice_vigencia = LETRA["vigencia"] in letras
        if sobran and not (dice_vigencia and sobran < primero.fin - primero.inicio):
            return None
        por_ano = {ano.ano: ano for ano in reversed(anos)}
        return self._de_grupos(
            agrupar_menciones(tuple(reversed(por_ano.values())), self.texto.letras_de_clase)
        )

    # ------------------------------------------------------------------ sin días
    def _sin_dias(self, reconocido: TextoReconocido) -> _Conclusion | None:
        """Conclusión de lo que depende de algo o es continuo; ``None`` si no es de esos."""
        letras = self.texto.letras_de_clase
        # Con más palabras ya es lo que hay que hacer.
        es_corto = self._cuantas_dicen_algo(len(letras)) <= _PALABRAS_DE_LO_QUE_DEPENDE
        if es_corto and DEPENDE.match(letras):
            clase = ClaseDeFecha.DEPENDE
        elif reconocido.continuas and self._vale_continua(reconocido):
            clase = ClaseDeFecha.CONTINUA
        else:
            return None
        for ano in reconocido.anos:
            self._revisar_la_vigencia(ano)
        return _Conclusion(clase)

    def _vale_continua(self, reconocido: TextoReconocido) -> bool:
        """Si «permanente» es lo que se dice, y no una palabra entre muchas."""
        primera, sobran = reconocido.continuas[0], reconocido.cuantas_sobran()
        empieza = not self._cuantas_dicen_algo(primera.inicio)
        return sobran <= (_PALABRAS_TRAS_CONTINUA if empieza else len(reconocido.continuas))

    def _cuantas_dicen_algo(self, hasta: int) -> int:
        """Número de palabras que dicen algo, antes de la del índice ``hasta``."""
        return sum(map(self.texto.dice_algo, range(hasta)))

    # ------------------------------------------------------------------ avisos
    def _fechar(self, grupo: GrupoDeFechas) -> Tramo | None:
        """Tramo de un grupo, con los avisos de cada una de sus fechas.

        ``None`` si va al revés, o de alguna no se sabe el día.
        """
        for mencion in grupo.menciones:
            self._revisar(mencion)
        if grupo.al_reves:
            self._avisar(f"{self._citar(grupo.ultima)} es anterior a {self._citar(grupo.primera)}")
            return None
        return grupo.tramo

    def _revisar(self, mencion: Mencion) -> None:
        """Anota los avisos de una mención: sin año, imposible o fuera de la vigencia."""
        tramo = mencion.tramo
        if mencion.ano is None:
            self._avisar("no dice el año")
        elif tramo is None:
            self._avisar(f"{self._citar(mencion)} es imposible")
        else:
            self._revisar_la_vigencia(mencion)
        if tramo and mencion.lapso.invertido:
            self._avisar(f"{self._citar(mencion)} es imposible en día/mes: se lee mes/día")
        elif tramo and self._podria_ser_el_ano(mencion):
            self._avisar(f"{self._citar(mencion)} se lee como un día, y no como el año")

    def _podria_ser_el_ano(self, mencion: Mencion) -> bool:
        """Si el día que se lee podría ser el año: «junio 23» en la vigencia 2023."""
        lapso = mencion.lapso
        if lapso.escritura is not EscrituraDeFecha.TRAS_EL_MES or mencion.ano_propio:
            return False
        return SIGLO + lapso.desde[1] == self.vigencia

    def _revisar_la_vigencia(self, mencion: Mencion) -> None:
        """Avisa de una fecha de un año que no es el de la vigencia."""
        ano, vigencia = mencion.ano, self.vigencia
        if ano is not None and vigencia is not None and ano != vigencia:
            posicion = "posterior" if ano > vigencia else "anterior"
            self._avisar(f"{self._citar(mencion)} es {posicion} a la vigencia {vigencia}")

    def _avisar_lo_que_sobra(self, reconocido: TextoReconocido, clase: ClaseDeFecha) -> None:
        """Avisa de lo que el texto dice además de su fecha, y de lo que no se entiende."""
        sobras = []
        for inicio, fin in reconocido.sobras():
            if DEPENDE.match(self.texto.letras_de_clase, inicio):
                final = len(self.texto.letras_de_clase.rstrip("".join(SIGNOS)))
                self._avisar(f"dice además {self.texto.citar(inicio, final)}")
                break
            sobras.append(self.texto.citar(inicio, fin))
        if clase not in _SIGUEN_SIEMPRE:
            citadas = map(self._citar, reconocido.continuas)
            self.avisos += (f"dice además {citada}" for citada in citadas)
        if sobras:
            y_mas = " y más" if len(sobras) > _TROZOS_CITADOS else ""
            self._avisar(f"no se entiende {', '.join(sobras[:_TROZOS_CITADOS])}{y_mas}")

    def _avisar(self, aviso: str) -> None:
        self.avisos.append(aviso)

    def _citar(self, parte: Mencion | Frecuencia | Hallazgo) -> str:
        return self.texto.citar(parte.inicio, parte.fin)


def _sin_abreviaturas_dudosas(reconocido: TextoReconocido) -> TextoReconocido:
    """Lo reconocido, sin el mes abreviado que, solo entre otras palabras, podría no serlo."""
    if len(reconocido.fechas) != 1 or not reconocido.sobras():
        return reconocido
    (fecha,) = reconocido.fechas
    dudosa = fecha.lapso.escritura is EscrituraDeFecha.ABREVIADA and not fecha.ano_propio
    return attrs.evolve(reconocido, fechas=()) if dudosa else reconocido


def _ultimos(grupos: Iterable[GrupoDeFechas]) -> tuple[date, ...]:
    """Último día de cada grupo, en orden y sin repetir."""
    return tuple(sorted({tramo[1] for grupo in grupos if (tramo := grupo.ultima.tramo)}))


def _rangos(grupos: Iterable[GrupoDeFechas]) -> tuple[Tramo, ...]:
    return tuple(rango for grupo in grupos if (rango := grupo.rango))


_SIN_FINAL = _SIN_PRIMER_DIA | {ClaseDeFecha.VARIAS}
"""Clases que en la celda del inicio dicen cuándo se empieza y no hasta cuándo."""


def leer_rango(inicio: str | None, fin: str | None, vigencia: int | None = None) -> FechaProgramada:
    """Rango que hacen dos celdas; si no lo hacen, la fecha de la final, con aviso.

    Con sólo la de inicio no hay días: falta saber hasta cuándo, salvo que ella misma lo diga («todo
    el año», «mensual»).
    """
    del_inicio, del_fin = (leer_fecha_programada(texto, vigencia) for texto in (inicio, fin))
    if del_inicio.clase is ClaseDeFecha.VACIA:
        return _juntar(del_fin, del_inicio, del_fin)
    if del_fin.clase is not ClaseDeFecha.VACIA:
        return _rango_de_dos(del_inicio, del_fin)
    if del_inicio.clase in _SIN_FINAL:
        sola = FechaProgramada("", ClaseDeFecha.RANGO, desde=_primer_dia(del_inicio))
        return _juntar(sola, del_inicio, del_fin, SIN_FIN)
    return _juntar(del_inicio, del_inicio, del_fin)


def _rango_de_dos(inicio: FechaProgramada, fin: FechaProgramada) -> FechaProgramada:
    """El rango que va de una fecha a otra; si no lo es, la final, con un aviso si difieren."""
    desde, hasta = _primer_dia(inicio), _primer_dia(fin)
    if desde is None or hasta is None:
        iguales = inicio.literal.casefold().split() == fin.literal.casefold().split()
        avisos = () if iguales else ("no se entienden como un rango: se lee la fecha final",)
        return _juntar(fin, inicio, fin, *avisos)
    rango = FechaProgramada("", ClaseDeFecha.RANGO, fin.dias, desde)
    if fin.dias[-1] < desde:
        aviso = f"{entre_comillas(fin.literal)} es anterior a {entre_comillas(inicio.literal)}"
        return _juntar(attrs.evolve(rango, desde=None), inicio, fin, aviso)
    return _juntar(rango, inicio, fin)


def _juntar(
    fecha: FechaProgramada, inicio: FechaProgramada, fin: FechaProgramada, *avisos: str
) -> FechaProgramada:
    """La fecha de dos textos, inicio y fin, con lo que ambos dicen y avisan."""
    avisos_distintos = dict.fromkeys((*inicio.avisos, *fin.avisos, *avisos))
    if fecha.dias:  # uno sí dice la otra
        avisos_distintos.pop(SIN_DIA, None)
    literales = [extremo.literal for extremo in (inicio, fin)]
    con_texto = [literal for literal in literales if literal and not literal.isspace()]
    return attrs.evolve(
        fecha,
        literal=" – ".join(con_texto) or "".join(literales),
        avisos=tuple(avisos_distintos),
        ambigua=inicio.ambigua or fin.ambigua,
        invertida=inicio.invertida or fin.invertida,
    )


def _primer_dia(fecha: FechaProgramada) -> date | None:
    """Primer día de lo que se entiende como un solo día, mes o rango; si no, ``None``."""
    if len(fecha.dias) != 1:
        return None
    (dia,) = fecha.dias
    primeros = {ClaseDeFecha.DIA: dia, ClaseDeFecha.MES: dia.replace(day=1)}
    return primeros.get(fecha.clase, fecha.desde)
