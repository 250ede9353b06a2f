"""Lo que un formato escribe alrededor de sus filas: títulos, franjas, encabezados y firmas.

Vale por mobiliario lo que es a la letra de una plantilla del formato y, donde la plantilla deja
decir algo, dice lo que el plan leído dice: otro nombre de entidad, u otro número, no lo es.
"""

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes.formatos.definicion.bloques import (
    EJES_DE_CALOR,
    NOTA_DE_CALOR,
    PANELES_DE_CALOR,
    ROTULOS_DE_CAMBIOS,
    BloqueMapaDeCalor,
)
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.lectura.propios.escondido import es_de_ruta, sin_lo_demas
from paac_reportes.lectura.propios.esperado import DocumentoEsperado, Medio, molde
from paac_reportes.modelo.recorrer import objetos_de
from paac_reportes.modelo.temas import PLAN, Contenido, tema_de
from paac_reportes.opc.visto import DocumentoVisto, TablaVista, TextoVisto
from paac_reportes.textos.inversa import HuecoDePlantilla, Molde
from paac_reportes.textos.plano import en_plano


def lo_escribe_el_formato(
    contenido: Contenido, formato: Formato, medio: Medio, corte: date | None
) -> Callable[[str], bool]:
    """Si un texto es de los que ese formato escribe con ese contenido, sin componerlo."""
    # En una hoja, el número de página lo pone quien la imprime: no está en el texto.
    de_las_hojas = (
        " ".join(_NUMERO_DE_PAGINA.sub("", texto).split())
        for lado in (formato.libro.encabezado, formato.libro.pie)
        for texto in (lado.izquierda, lado.centro, lado.derecha)
        if texto
    )
    textos = (*DocumentoEsperado(formato, medio).textos, *de_las_hojas)
    moldes = list(dict.fromkeys(map(molde, textos)))
    conocidos = _Conocidos(contenido, formato, corte)

    lleva_calor = _lleva_calor(formato)

    @functools.cache
    def es_mobiliario(texto: str) -> bool:
        if lleva_calor and NOTA_DE_CALOR.fullmatch(texto):
            return True
        return any(conocidos.lo_escribe(molde, texto) for molde in moldes)

    return es_mobiliario


def es_del_calor(tabla: TablaVista, formato: Formato) -> bool:
    """Si es del mapa de calor de ese formato, que se calcula de lo que el mapa ya dice.

    De un libro, la hoja que lo trae.
    """
    return _lleva_calor(formato) and _donde_empieza_el_calor(tabla) is not None


def sin_el_calor(documento: DocumentoVisto, formato: Formato) -> DocumentoVisto:
    """El documento sin el mapa de calor, que no se lee: sus celdas no son filas ni firmas.

    De la hoja de un libro que no trae nada más quedan los renglones que van sobre él.
    """
    if not _lleva_calor(formato):
        return documento
    partes = tuple(
        attrs.evolve(parte, bloques=tuple(_bloques_sin_calor(parte.bloques)))
        for parte in documento.partes
    )
    return attrs.evolve(documento, partes=partes)


def _bloques_sin_calor(
    bloques: Sequence[TextoVisto | TablaVista],
) -> Iterator[TextoVisto | TablaVista]:
    for bloque in bloques:
        hasta = None if isinstance(bloque, TextoVisto) else _donde_empieza_el_calor(bloque)
        if hasta is None or isinstance(bloque, TextoVisto) or any(map(es_de_ruta, _marcas(bloque))):
            yield bloque
            continue
        for numero, fila in enumerate(bloque.filas[:hasta]):
            con_texto = [
                celda for celda in dict.fromkeys(fila) if celda is not None and celda.texto
            ]
            if len(con_texto) == 1:
                lugar = bloque.lugar_de(numero, con_texto[0].columna)
                yield TextoVisto(con_texto[0].texto, lugar, marca=bloque.marcas.get(numero) or "")


def _marcas(tabla: TablaVista) -> Iterator[str]:
    return map(sin_lo_demas, tabla.marcas.values())


def _donde_empieza_el_calor(tabla: TablaVista) -> int | None:
    """La fila de los rótulos de sus paneles, o de la tabla de cada riesgo."""
    paneles, ejes = set(PANELES_DE_CALOR), set(EJES_DE_CALOR)
    for numero, fila in enumerate(tabla.filas[:_FILAS_DEL_COMIENZO]):
        textos = {celda.texto for celda in fila if celda is not None and celda.texto}
        if textos == {*ROTULOS_DE_CAMBIOS} or (paneles & textos and ejes & textos):
            return numero
    return None


_FILAS_DEL_COMIENZO = 40
"""Las filas en que se buscan los rótulos de un mapa de calor."""


def _lleva_calor(formato: Formato) -> bool:
    """Si es de lo que el mapa de calor cuenta: en el informe de un plan es una tabla más."""
    de_un_mapa = formato.de != PLAN.clave
    return de_un_mapa and any(isinstance(bloque, BloqueMapaDeCalor) for bloque in formato.cuerpo)


class _Conocidos:
    """Lo que el contenido dice de sí y de quienes contienen sus filas."""

    def __init__(self, contenido: Contenido, formato: Formato, corte: date | None) -> None:
        de_afuera = tema_de(contenido).filas.listas[:2]
        objetos: list[Any] = [contenido, contenido.entidad]
        objetos += objetos_de(contenido, *de_afuera, "firmas")
        cortes = map(str, (*contenido.cortes(), corte))
        self._textos = {formato.codigo, str(formato.version), *cortes}
        self._textos |= {en_plano(formato.codigo)}
        for objeto in objetos:
            self._textos.update(_textos_del(objeto))
        self._de_la_entidad = frozenset(
            palabra for texto in _textos_del(contenido.entidad) for palabra in texto.split()
        )

    def lo_escribe(self, molde: Molde, texto: str) -> bool:
        """Si el texto es del molde, con lo que el contenido dice en cada hueco."""
        for forma in molde.formas:
            textos = forma.textos_de_los_huecos(texto)
            if textos is None:
                continue
            valores = forma.casar(texto) or {}
            if all(self._es_valor_de(h, trozo, valores.get(h.camino)) for h, trozo in textos):
                return True
        return False

    def _es_valor_de(self, hueco: HuecoDePlantilla, texto: str, valor: object) -> bool:
        if hueco.camino in _DE_PAGINA:
            return texto.strip().isdigit()
        plano = en_plano(texto)
        if plano in self._textos or (valor is not None and str(valor) in self._textos):
            return True
        # Del nombre y el departamento seguidos no se sabe dónde termina cada uno.
        es_de_ella = hueco.camino.startswith("entidad.")
        return es_de_ella and self._de_la_entidad.issuperset(plano.split())


_DE_PAGINA = frozenset({"pagina", "paginas"})
_NUMERO_DE_PAGINA = re.compile(r"\{\{ ?paginas? ?\}\}")


def _textos_del(objeto: Any) -> Iterator[str]:
    for campo in attrs.fields(type(objeto)):
        valor = getattr(objeto, campo.name)
        if isinstance(valor, str | int | date):
            yield en_plano(str(valor))
