"""Lo que un documento dice fuera de sus tablas: la entidad, la vigencia y el corte."""

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes.entrada.documentos.visto import DocumentoVisto
from paac_reportes.entrada.propios.hechura.alineado import alinear, lo_que_dice
from paac_reportes.entrada.propios.hechura.hechura import Hechura
from paac_reportes.entrada.propios.hechura.tablas import dice
from paac_reportes.entrada.propios.hechura.textos import (
    antes_de_las_tablas,
    de_las_paginas,
    fichas,
    impresos_en_hojas,
)
from paac_reportes.entrada.propios.tablas.hallazgo import Hallazgo
from paac_reportes.entrada.propios.tablas.lineas import Linea
from paac_reportes.errores import Aviso
from paac_reportes.normativa.divipola import departamentos
from paac_reportes.textos.plantillas.inversa import Dichos, Molde

_ENTIDAD = "entidad."
_NOMBRE, _DEPARTAMENTO = "entidad.nombre", "entidad.departamento"
_TITULAR = "titular"
_PALABRA = re.compile(r"\S+")
_VALEN_MAS = {"entidad.nombre": 0.05, "entidad.sitio_web": 0.04, "entidad.correo": 0.04}
"""Letras que vale de más lo que siempre está o no se confunde con otro dato."""
_PRIMERAS = 40
"""Las líneas donde está lo que abre un documento."""


@attrs.define
class Entorno:
    """Lo leído fuera de las tablas."""

    entidad: dict[str, Any] = attrs.Factory(dict)
    vigencia: int | None = None
    corte: date | None = None
    palabras: tuple[int, ...] = ()
    """Las del nombre de la entidad y las de su departamento, si el documento las cuenta."""
    conocido: str | None = None
    """El nombre de la entidad cuyo es el formato, si es de una."""
    dudoso: str | None = None
    """El texto donde no se sabe dónde termina el nombre."""

    def avisos(self) -> Iterator[Aviso]:
        """Si no se sabe dónde termina el nombre de la entidad."""
        if self.dudoso is not None:
            motivo = f"no se sabe si {self.dudoso!r} termina con su departamento"
            yield Aviso("lectura_dudosa", "entidad", motivo)

    def anotar(self, dichos: Dichos) -> None:
        """Lo que un texto dice, si no se sabía."""
        for camino, valor in dichos.items():
            if camino.startswith(_ENTIDAD):
                self.entidad.setdefault(camino.removeprefix(_ENTIDAD), valor)
            elif camino == "vigencia":
                self.vigencia = self.vigencia or valor
            elif camino == "corte" and isinstance(valor, date):
                self.corte = self.corte or valor
            elif camino == _TITULAR:
                self.entidad.setdefault(_TITULAR, valor)


def entorno_de(
    visto: DocumentoVisto,
    hallazgo: Hallazgo,
    hechura: Hechura,
    palabras: tuple[int, ...] = (),
) -> Entorno:
    """La entidad, la vigencia y el corte que dice un documento."""
    suya = hechura.formato.entidad
    leido = Entorno(palabras=palabras, conocido=suya.nombre if suya else None)
    for tabla in hallazgo.tablas:
        for columna in tabla.encaje.columnas:
            leido.anotar(columna.dichos)
    for rotulo, valor in _parejas(hallazgo.fuera):
        for ficha in fichas(hechura):
            if dice(ficha.rotulo, rotulo):
                leido.anotar(_lo_mas_probable(ficha.valor, valor, leido))
    primeras = _celdas(_del_comienzo(hallazgo))
    if visto.tipo == "docx":
        _alineados(list(visto.encabezados), de_las_paginas(hechura.formato, en_hojas=False), leido)
        _alineados(primeras, antes_de_las_tablas(hechura), leido)
    else:
        _alineados(list(visto.encabezados), impresos_en_hojas(hechura.formato), leido)
        arriba = de_las_paginas(hechura.formato, en_hojas=True)
        _alineados(primeras, [*arriba, *antes_de_las_tablas(hechura)], leido)
    titular = leido.entidad.pop(_TITULAR, None)
    if titular is not None:
        leido.entidad.setdefault("nombre", titular)
    return leido


def _del_comienzo(hallazgo: Hallazgo) -> Sequence[Linea]:
    """Lo que va antes de la primera tabla, que es donde se dice de quién es el documento."""
    antes = hallazgo.tablas[0].antes if hallazgo.tablas else hallazgo.fuera
    return antes[:_PRIMERAS]


def _alineados(textos: Sequence[str], moldes: Sequence[Molde], leido: Entorno) -> None:
    """Los textos y las plantillas que los escribieron, en el mismo orden."""

    def casar(texto: int, cual: int) -> tuple[Dichos, float] | None:
        dicho = lo_que_dice(moldes[cual], textos[texto])
        if dicho is None:
            return None
        return dicho[0], dicho[1] + sum(_VALEN_MAS.get(camino, 0) for camino in dicho[0])

    for pareja in alinear(len(textos), len(moldes), casar):
        leido.anotar(_lo_mas_probable(moldes[pareja.plantilla], textos[pareja.texto], leido))


def _lo_mas_probable(molde: Molde, texto: str, leido: Entorno) -> Dichos:
    """La lectura con las palabras que se contaron o, sin ellas, con un departamento que exista.

    Anota la duda si el nombre puede terminar en otra parte.
    """
    lecturas = [dichos for dichos, _ in molde.casar(texto)]
    juntos = [dichos for dichos in lecturas if _DEPARTAMENTO in dichos and _NOMBRE in dichos]
    if juntos and (contada := _contada(lecturas, leido.palabras)) is not None:
        return contada
    for dichos in lecturas:
        corregida = _con_departamento(dichos)
        if corregida is None:
            continue
        seguido = next((f"{d[_NOMBRE]} {d[_DEPARTAMENTO]}" for d in juntos), "")
        if seguido and seguido in texto and corregida[_NOMBRE] != leido.conocido:
            leido.dudoso = leido.dudoso or seguido
        return corregida
    return {}


def _contada(lecturas: Sequence[Dichos], palabras: tuple[int, ...]) -> Dichos | None:
    """La de tantas palabras en el nombre y en el departamento."""
    for dichos in lecturas:
        suyos = [str(dichos[dato]) for dato in (_NOMBRE, _DEPARTAMENTO) if dato in dichos]
        juntos = " ".join(suyos)
        if not suyos or len(suyos) != len(palabras) or len(juntos.split()) != sum(palabras):
            continue
        if len(suyos) == 1:
            return dichos
        corte = [palabra.end() for palabra in _PALABRA.finditer(juntos)][palabras[0] - 1]
        return {**dichos, _NOMBRE: juntos[:corte], _DEPARTAMENTO: juntos[corte + 1 :]}
    return None


def _con_departamento(dichos: Dichos) -> Dichos | None:
    """La lectura con su departamento entero: «VALLE DEL CAUCA», y no «CAUCA»."""
    nombre, departamento = dichos.get(_NOMBRE), dichos.get(_DEPARTAMENTO)
    if departamento is None or nombre is None:
        return dichos
    palabras = f"{nombre} {departamento}".split(" ")
    for corte in range(1, len(palabras)):
        suyo = " ".join(palabras[corte:])
        if any(uno.se_llama(suyo) for uno in departamentos().values()):
            return {
                **dichos,
                _NOMBRE: " ".join(palabras[:corte]),
                _DEPARTAMENTO: suyo,
            }
    return None


def _celdas(lineas: Sequence[Linea]) -> list[str]:
    """Los textos de unas líneas, celda por celda."""
    textos: list[str] = []
    for linea in lineas:
        if linea.texto is not None:
            textos.append(linea.texto.texto)
        else:
            textos += [celda.texto for celda in linea.propias]
    return textos


def _parejas(lineas: Sequence[Linea]) -> Iterator[tuple[str, str]]:
    """Cada texto de una fila con el de su derecha."""
    for linea in lineas:
        propias = [c for c in linea.celdas if c.fila == linea.fila]
        for rotulo, valor in itertools.pairwise(propias):
            if rotulo.texto and valor.texto:
                yield rotulo.texto, valor.texto
