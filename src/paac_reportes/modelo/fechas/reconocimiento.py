"""Reconocimiento de un texto: fechas, años, frecuencias, lo continuo y lo que no se entiende."""

import re
from collections.abc import Iterable, Iterator

from paac_reportes import clases
from paac_reportes.modelo.fechas.gramatica import EL_ANO, Hallazgo, Que, hallar_menciones
from paac_reportes.modelo.fechas.menciones import (
    SON_FECHAS,
    Frecuencia,
    Mencion,
    frecuencia,
    heredar_anos,
    mencionar,
)
from paac_reportes.modelo.fechas.vocabulario import TextoEnPalabras, patron_en_letras

_ENTRADA = re.compile(
    patron_en_letras(
        r"(?:(?P<antes>{antes}){de}[{el}{palabra_dia}]{0,2}"
        r"|(?:{a}?{partir}{de}|{desde})[{el}{palabra_fecha}{palabra_dia}{en}{de}:]{0,4})$"
    )
)
_MES_QUE_PRESENTA = re.compile(patron_en_letras("{palabra_mes}{de}"))
_MIRAR_ATRAS = 8


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
        ocupadas = bytearray(len(self.texto.clases))
        for inicio, fin in self._trozos():
            ocupadas[inicio:fin] = b"\1" * (fin - inicio)
        # La palabra «mes» de «en los meses de mayo y junio».
        for coincidencia in _MES_QUE_PRESENTA.finditer(self.texto.clases):
            ocupadas[coincidencia.start()] = 1
        for mencion in (*self.fechas, *self.anos):
            desde = mencion.inicio - _largo_de_su_entrada(self.texto.clases, mencion)
            ocupadas[desde : mencion.inicio] = b"\1" * (mencion.inicio - desde)
        return ocupadas

    def _trozos(self) -> Iterator[tuple[int, int]]:
        """Índices de comienzo y de fin de cada trozo que se entiende."""
        partes: tuple[Mencion | Frecuencia | Hallazgo, ...]
        partes = (*self.fechas, *self.anos, *self.frecuencias, *self.continuas)
        for parte in partes:
            yield parte.inicio, parte.fin


def reconocer(texto: TextoEnPalabras, vigencia: int | None) -> TextoReconocido:
    """Reconocimiento de un texto; el año que calla una fecha lo dicen sus vecinas o la vigencia."""
    hallazgos = list(hallar_menciones(texto.clases))
    sin_heredar = [
        m for h in hallazgos if h.que in SON_FECHAS for m in mencionar(texto, h, vigencia)
    ]
    menciones = heredar_anos(sin_heredar, vigencia)
    fechas = tuple(m for m in menciones if m.lapso is not EL_ANO)
    return TextoReconocido(
        texto,
        fechas,
        tuple(_anos_de(menciones, fechas)),
        tuple(frecuencia(texto, h) for h in hallazgos if h.que is Que.FRECUENCIA),
        tuple(h for h in hallazgos if h.que is Que.CONTINUA),
    )


def _anos_de(menciones: Iterable[Mencion], fechas: Iterable[Mencion]) -> Iterator[Mencion]:
    """Años que van solos; donde hay fechas, sólo los que son de alguna: otro no se entiende."""
    de_las_fechas = {fecha.ano for fecha in fechas}
    for mencion in menciones:
        usado = not de_las_fechas or mencion.ano in de_las_fechas or not mencion.ano_propio
        if mencion.lapso is EL_ANO and usado:
            yield mencion


def _largo_de_su_entrada(clases: str, mencion: Mencion) -> int:
    """Número de palabras de «a partir del» o, si sigue un día, «antes del»."""
    previas = clases[max(0, mencion.inicio - _MIRAR_ATRAS) : mencion.inicio]
    entrada = _ENTRADA.search(previas)
    if entrada is None or (entrada["antes"] and not mencion.es_un_dia):
        return 0
    return len(entrada[0])
