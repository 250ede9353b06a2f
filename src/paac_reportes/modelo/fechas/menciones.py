"""Cada fecha que un texto menciona: qué dice, dónde y de qué día a qué día va.

Lo que calla lo dicen sus vecinas: en «10 al 14 de junio de 2026», el diez es de junio y de 2026.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import attrs

from paac_reportes.modelo.fechas.lenguaje.gramatica import Hallazgo, Que
from paac_reportes.modelo.fechas.lenguaje.palabras import Texto
from paac_reportes.modelo.fechas.lenguaje.unidades import (
    MESES_DEL_ANO,
    SIGLO,
    Ano,
    Cosa,
    Dia,
    Mes,
    Parte,
    Quincena,
    Suelto,
    Tramo,
)
from paac_reportes.modelo.fechas.lenguaje.vocabulario import (
    MESES_DE_UNA_PARTE,
    NUMERO_DE_MES,
    ORDINALES,
)

_CERCA = 2
"""Años entre la vigencia y uno de dos cifras que todavía se lee como año y no como día."""


@attrs.frozen
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
    lugar = texto.clases.find("A", hallazgo.inicio, hallazgo.fin)
    return int(texto.palabras[lugar]) if lugar >= 0 else None


_NUMEROS = NUMERO_DE_MES | ORDINALES


@attrs.frozen
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
    return Mes(leido["mes"], abreviado=leido.texto.clases[lugar] == "b")


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
_ENTRE_SUELTOS = re.compile(r"[-,/ydlDa]+")


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
