"""Lo que un texto dice: fechas, frecuencias, lo que no tiene días y lo que no se entiende."""

import re
from collections.abc import Iterable, Iterator

import attrs

from paac_reportes import clases
from paac_reportes.modelo.fechas.gramatica import SE_BASTAN, Ano, Dia, Hallazgo, Que, hallar
from paac_reportes.modelo.fechas.menciones import (
    SON_FECHAS,
    SON_FRECUENCIAS,
    ClaseDeFecha,
    Frecuencia,
    Mencion,
    completar,
    frecuencia,
    heredar_anos,
    mencionar,
)
from paac_reportes.modelo.fechas.vocabulario import LETRA, SIGNOS, Texto, en_letras

_REMITEN = {
    Que.CONDICION: ClaseDeFecha.CONDICIONAL,
    Que.REFERENCIA: ClaseDeFecha.REFERENCIA,
    Que.NOMBRE: ClaseDeFecha.REFERENCIA,
    Que.CITA: ClaseDeFecha.REFERENCIA,
}
_MAXIMO_DE_UNA_CLAUSULA = 12
_MAXIMO_DE_UN_NOMBRE = 3
_MAXIMO_DE_UN_PLAN = 2
"""Palabras que todavía se leen como el nombre de un documento o como lo que se espera.

Un plan o un programa con más ya es lo que hay que hacer, y no dónde está la fecha.
"""


_ENTRADA = re.compile(
    en_letras(
        r"(?:(?P<antes>{antes}){de}[{el}{palabra_dia}]{0,2}"
        r"|(?:{a}?{partir}{de}|{desde})[{el}{palabra_fecha}{palabra_dia}{en}{de}:]{0,4})$"
    )
)
_MES_QUE_PRESENTA = re.compile(en_letras("{palabra_mes}{de}"))
_MIRAR_ATRAS = 8


@clases.frozen
class Clausula:
    """«Según la agenda…», «cuando se requiera…»: de qué depende la fecha, hasta donde termina."""

    clase: ClaseDeFecha
    inicio: int
    fin: int
    cuantas: int
    """Las palabras que dicen algo."""


@clases.frozen
class Reconocido:
    """Todo lo que se reconoce en un texto."""

    texto: Texto
    fechas: tuple[Mencion, ...] = ()
    anos: tuple[Mencion, ...] = ()
    """Los años que van solos, como «vigencia 2026» o «todo el año»."""
    frecuencias: tuple[Frecuencia, ...] = ()
    continuas: tuple[Hallazgo, ...] = ()
    clausula: Clausula | None = None

    def sobras(self) -> list[tuple[int, int]]:
        """Los trozos sin entender, cada uno de su primera palabra que dice algo a la última."""
        trozos: list[tuple[int, int]] = []
        ocupadas = self._ocupadas()
        sigue = False
        for lugar, ocupada in enumerate(ocupadas):
            if ocupada:
                sigue = False
            elif self.texto.dice_algo(lugar):
                inicio = trozos.pop()[0] if sigue else lugar
                trozos.append((inicio, lugar + 1))
                sigue = True
        return trozos

    def cuantas_sobran(self) -> int:
        """Las palabras que dicen algo y no se entienden."""
        ocupadas = self._ocupadas()
        return sum(not o and self.texto.dice_algo(lugar) for lugar, o in enumerate(ocupadas))

    def _ocupadas(self) -> bytearray:
        ocupadas = _ocupadas(self.texto, self.trozos())
        for lugar in _que_presentan_un_mes(self.texto.clases):
            ocupadas[lugar] = 1
        for mencion in (*self.fechas, *self.anos):
            desde = mencion.inicio - _largo_de_su_entrada(self.texto.clases, mencion)
            ocupadas[desde : mencion.inicio] = b"\1" * (mencion.inicio - desde)
        return ocupadas

    def trozos(self) -> Iterator[tuple[int, int]]:
        """Los que se entienden."""
        for mencion in (*self.fechas, *self.anos):
            yield mencion.inicio, mencion.fin
        for cada in self.frecuencias:
            yield cada.inicio, cada.fin
        for continua in self.continuas:
            yield continua.inicio, continua.fin
        if self.clausula:
            yield self.clausula.inicio, self.clausula.fin


def reconocer(texto: Texto, vigencia: int | None) -> Reconocido:
    """Lo que dice un texto; lo que calla una fecha, lo dicen sus vecinas o la vigencia."""
    hallazgos, abre = _separar(texto)
    menciones = [mencionar(texto, h, vigencia) for h in hallazgos if h.que in SON_FECHAS]
    menciones = heredar_anos(completar(menciones, texto.clases), vigencia)
    fechas = tuple(m for m in menciones if not isinstance(m.cosa, Ano))
    reconocido = Reconocido(
        texto,
        fechas,
        tuple(_anos_de(menciones, fechas)),
        tuple(frecuencia(texto, h) for h in hallazgos if h.que in SON_FRECUENCIAS),
        tuple(h for h in hallazgos if h.que is Que.CONTINUA),
    )
    return attrs.evolve(reconocido, clausula=_clausula(reconocido, abre) if abre else None)


def _anos_de(menciones: Iterable[Mencion], fechas: Iterable[Mencion]) -> Iterator[Mencion]:
    """Los años que van solos; donde hay fechas, sólo los que son de alguna: otro no se entiende."""
    de_las_fechas = {fecha.ano for fecha in fechas}
    for mencion in menciones:
        usado = not de_las_fechas or mencion.ano in de_las_fechas or not mencion.ano_propio
        if isinstance(mencion.cosa, Ano) and usado:
            yield mencion


def _separar(texto: Texto) -> tuple[list[Hallazgo], Hallazgo | None]:
    """Los hallazgos, y aparte el que abre una cláusula.

    Lo que en ella es parte de un nombre («según el plan anual de auditoría») no es una frecuencia.
    """
    comienzo = next((n for n, _ in enumerate(texto.clases) if texto.dice_algo(n)), 0)
    hallazgos: list[Hallazgo] = []
    abre: Hallazgo | None = None
    for hallazgo in hallar(texto.clases):
        if hallazgo.que in _REMITEN:
            al_comienzo = hallazgo.inicio <= comienzo
            if abre is None and (al_comienzo or hallazgo.que not in {Que.NOMBRE, Que.CITA}):
                abre = hallazgo
        elif abre is None or not _es_de_un_nombre(texto, hallazgo):
            hallazgos.append(hallazgo)
    return hallazgos, abre


def _es_de_un_nombre(texto: Texto, hallazgo: Hallazgo) -> bool:
    previa = texto.clases[hallazgo.inicio - 1]
    return hallazgo.que in {Que.ADJETIVO, Que.CONTINUA} and previa not in SIGNOS | {LETRA["y"]}


def _clausula(reconocido: Reconocido, abre: Hallazgo) -> Clausula | None:
    """La que abre ese hallazgo, si dice de qué depende y no es media página."""
    texto = reconocido.texto
    fin = texto.clases.find(";", abre.fin)
    fin = len(texto.clases) if fin < 0 else fin
    ocupadas = _ocupadas(texto, reconocido.trozos())
    dicen = [n for n in range(abre.inicio, fin) if not ocupadas[n] and texto.dice_algo(n)]
    siguen = sum(n >= abre.fin for n in dicen)
    if abre.que is Que.CONDICION:  # «cuando se presente»
        siguen += any(
            not ocupadas[n] and texto.clases[n] not in SIGNOS for n in range(abre.fin, fin)
        )
    se_basta = abre.que in {Que.NOMBRE, Que.CITA} or SE_BASTAN.search(
        texto.clases, abre.inicio, abre.fin
    )
    if siguen > _maximo(texto, abre) or not (siguen or se_basta):
        return None
    while texto.clases[fin - 1] in SIGNOS:
        fin -= 1
    return Clausula(_REMITEN[abre.que], abre.inicio, fin, len(dicen))


def _maximo(texto: Texto, abre: Hallazgo) -> int:
    if abre.que is not Que.NOMBRE:
        return _MAXIMO_DE_UNA_CLAUSULA
    es_un_plan = texto.palabras[abre.inicio] in {"plan", "programa"}
    return _MAXIMO_DE_UN_PLAN if es_un_plan else _MAXIMO_DE_UN_NOMBRE


def _ocupadas(texto: Texto, trozos: Iterable[tuple[int, int]]) -> bytearray:
    ocupadas = bytearray(len(texto.clases))
    for inicio, fin in trozos:
        ocupadas[inicio:fin] = b"\1" * (fin - inicio)
    return ocupadas


def _largo_de_su_entrada(clases: str, mencion: Mencion) -> int:
    """Cuántas palabras ocupa «a partir del» o, si sigue un día, «antes del»."""
    previas = clases[max(0, mencion.inicio - _MIRAR_ATRAS) : mencion.inicio]
    entrada = _ENTRADA.search(previas)
    if entrada is None or (entrada["antes"] and not isinstance(mencion.cosa, Dia)):
        return 0
    return len(entrada[0])


def _que_presentan_un_mes(clases: str) -> Iterator[int]:
    """Los lugares de «mes» en «en los meses de mayo y junio»."""
    for hallado in _MES_QUE_PRESENTA.finditer(clases):
        yield hallado.start()
