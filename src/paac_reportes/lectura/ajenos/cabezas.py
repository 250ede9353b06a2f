"""Filas justo bajo los rótulos que no lo son: números de columna, formatos, un ejemplo.

Cada cual se conoce por la fila entera, al lado de las que siguen: la numeración va de uno en uno;
la de formatos no trae una fecha donde las demás traen fechas; la de ejemplo dice que lo es en
varias celdas, o donde las demás llevan su número, o lleva el cero.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from statistics import median

from paac_reportes import clases
from paac_reportes.lectura.ajenos.candidatas import ColumnaPorReconocer
from paac_reportes.lectura.ajenos.celdas import Celdas, es_codigo, es_de_todo_el_ancho, es_fecha
from paac_reportes.lectura.ajenos.encabezados import Rotulos
from paac_reportes.lectura.ajenos.numeraciones import numeran
from paac_reportes.lectura.ajenos.renglones import (
    DE_CODIGOS,
    ClaseDeColumna,
    FilasBajoRotulos,
    cabe,
    casi_todas_son,
    clases_de_renglones,
    dice_palabras,
    primera_palabra,
)
from paac_reportes.lectura.ajenos.verbos import empieza_por_verbo
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.plano import en_plano

NUMERAN = "numera las columnas"
_DE_FORMATOS = "va bajo los rótulos y sus celdas no son de lo que sus columnas traen"
_DE_EJEMPLO = "es un ejemplo de cómo llenarla"
_ALTO = 8
"""Las filas bajo los rótulos entre las que se buscan."""
_SIGUIENTES = 20
_MINIMO = 3
"""Las celdas que hacen de una fila unas indicaciones."""
_MARCA = re.compile(r"[\W_]*(?P<cual>[^\W\d_]+)(?:\s*\d+)?\s*(?:[.:;)\]»”\"–—/|-].*)?", re.DOTALL)
"""Una palabra que va sola, o antes de un signo: «Ejemplo», «Ej.: 1.1», «(Muestra) Publicar»."""
_EJEMPLO = re.compile(r"\W*(?:por |p\W*)?ej(?:emplos?)?\b")
_CERO = re.compile(r"([^\W\d_]+[\s.-]*+)?0+")
_SOLO_LETRAS = re.compile(r"\W*+[^\W\d_]{3,}+\D*+")


def cabeza_de(renglones: FilasBajoRotulos, filas: range, rotulos: Rotulos) -> dict[int, str]:
    """Motivo por el que no es de datos cada fila de arriba que no lo es, por su número."""
    cabeza: dict[int, str] = {}
    texto = _columna_del_texto(renglones, rotulos)
    for fila in filas[:_ALTO]:
        celdas = renglones.celdas(fila)
        if len(celdas) <= 1:
            if celdas and not _es_franja(renglones, next(iter(celdas.values()))):
                break
            continue
        siguientes = filas[filas.index(fila) + 1 :]
        motivo = _motivo(_FilaDeArriba(renglones, celdas, texto, siguientes), rotulos)
        if not motivo:
            break
        cabeza[fila] = motivo
    return cabeza


def _es_franja(renglones: FilasBajoRotulos, celda: CeldaVista) -> bool:
    return celda.columna == 0 or es_de_todo_el_ancho(renglones.tabla, celda)


def _columna_del_texto(renglones: FilasBajoRotulos, rotulos: Rotulos) -> int | None:
    """Índice de la columna que dice de qué es cada fila, por su rótulo; ``None`` si ninguna."""
    por_columna = [_datos_de(columna, rotulos) & rotulos.anclas for columna in renglones.columnas]
    indices = [indice for indice, datos in enumerate(por_columna) if datos]
    sin_meta = (indice for indice in indices if por_columna[indice] != {"actividad.meta"})
    indice = next(sin_meta, indices[0] if indices else None)
    if indice is None:
        return None
    iguales = (
        otro
        for otro, columna in enumerate(renglones.columnas)
        if columna.camino == renglones.columnas[indice].camino
    )
    return max(iguales)  # bajo un rótulo van el código y, después, el texto


def _datos_de(columna: ColumnaPorReconocer, rotulos: Rotulos) -> frozenset[str]:
    return rotulos.datos_de(columna.camino[-1]) if columna.camino else frozenset()


def _motivo(fila: "_FilaDeArriba", rotulos: Rotulos) -> str:
    """Motivo por el que una fila no es de datos; vacío si lo es."""
    if numeran(fila.celdas.values()):
        return NUMERAN
    if fila.dice_que_es_un_ejemplo() or fila.se_marca() or fila.nombra_donde_va_un_codigo(rotulos):
        return _DE_EJEMPLO
    if fila.lleva_el_cero(rotulos):
        return _DE_EJEMPLO
    return _DE_FORMATOS if fila.es_de_formatos() else ""


@clases.frozen(eq=False, slots=False)
class _FilaDeArriba:
    """Una fila de arriba, al lado de las que siguen."""

    renglones: FilasBajoRotulos
    celdas: Celdas
    texto: int | None
    """La columna que dice de qué es cada fila."""
    siguientes: Sequence[int]

    @property
    def _texto(self) -> CeldaVista | None:
        """Celda de la columna que dice de qué es la fila."""
        return self.celdas.get(-1 if self.texto is None else self.texto)

    @clases.propiedad_recordada
    def _demas(self) -> Sequence[Celdas]:
        """Primeras filas de las que siguen, sin otra numeración ni lo que apenas llena algo."""
        filas = map(self.renglones.celdas, self.siguientes)
        llenas = (celdas for celdas in filas if 2 * len(celdas) > max(2, len(self.celdas)))
        return list(
            islice((celdas for celdas in llenas if not numeran(celdas.values())), _SIGUIENTES)
        )

    @clases.propiedad_recordada
    def _clases(self) -> Mapping[int, ClaseDeColumna]:
        return clases_de_renglones(self._demas)

    def dice_que_es_un_ejemplo(self) -> bool:
        """Si su primera celda, o alguna hasta la que dice de qué es, empieza por «Ejemplo»."""
        hasta = 0 if self.texto is None else self.texto
        return any(
            _MARCA.fullmatch(celda.texto) and _EJEMPLO.match(en_plano(celda.texto))
            for numero, (columna, celda) in enumerate(self.celdas.items())
            if columna <= hasta or not numero
        )

    def se_marca(self) -> bool:
        """Si la misma palabra va delante en varias celdas suyas y en ninguna de las demás."""
        if self._texto is None or (marca := _MARCA.fullmatch(self._texto.texto)) is None:
            return False
        palabra = en_plano(marca["cual"])
        marcas = (_MARCA.fullmatch(celda.texto) for celda in self.celdas.values())
        iguales = [m for m in marcas if m is not None and en_plano(m["cual"]) == palabra]
        # Dos que dicen lo mismo, y nada más, son un grupo y su actividad: «Capacitación».
        if len(iguales) < (_MINIMO if all(m["cual"] == m[0].strip() for m in iguales) else 2):
            return False
        return bool(self._demas) and not any(
            primera_palabra(celda.texto) == palabra
            for celdas in self._demas
            for celda in celdas.values()
        )

    def nombra_donde_va_un_codigo(self, rotulos: Rotulos) -> bool:
        """Si lleva una palabra donde las demás llevan su número.

        De una sola no se sabe que en esa columna van números, si no lo dice también su rótulo.
        """
        if self.texto is None or self._texto is None:
            return False
        columnas_con_palabra = [
            columna
            for columna, celda in self.celdas.items()
            if columna < self.texto and _SOLO_LETRAS.fullmatch(celda.texto)
        ]
        return any(
            any(casi_todas_son(clase, otras) for clase in DE_CODIGOS)
            for columna in columnas_con_palabra
            if len(otras := [celdas[columna] for celdas in self._demas if columna in celdas]) > 1
            or _datos_de(self.renglones.columnas[columna], rotulos) & rotulos.codigos
        )

    def lleva_el_cero(self, rotulos: Rotulos) -> bool:
        """Si su código es el cero y el de la que sigue no: «0» sobre «1», «RC-00» sobre «RC-01»."""
        siguiente = next(iter(self._demas), {})
        return any(
            (cero := _CERO.fullmatch(celda.texto.strip())) is not None
            and (cero[1] or _datos_de(self.renglones.columnas[columna], rotulos) & rotulos.codigos)
            and columna in siguiente
            and not _CERO.fullmatch(siguiente[columna].texto.strip())
            for columna, celda in self.celdas.items()
            if self.texto is not None and columna < self.texto
        )

    def es_de_formatos(self) -> bool:
        """Si nada suyo es de la clase de su columna, y no dice qué se hace.

        Hace falta una columna de fechas, de números, de códigos o de niveles en que no quepa.
        """
        de_accion = self._texto is not None and empieza_por_verbo(self._texto.texto)
        if (de_accion and not self._todas_mandan()) or not self._demas:
            return False
        if any(
            c.valor is not None or es_codigo(c.texto) or es_fecha(c) for c in self.celdas.values()
        ):
            return False
        caben = [
            cabe(celda, self._clases[columna])
            for columna, celda in self.celdas.items()
            if self._clases.get(columna, ClaseDeColumna.TEXTO) is not ClaseDeColumna.TEXTO
        ]
        no_caben = sum(respuesta is False for respuesta in caben)
        if any(caben) or not no_caben:
            return False
        return no_caben > 1 or de_accion or self._es_breve()

    def _todas_mandan(self) -> bool:
        """Si casi todas las celdas empiezan por un verbo: «Escribir la meta | Indicar la fecha»."""
        textos = [celda.texto for celda in self.celdas.values() if dice_palabras(celda.texto)]
        mandan = sum(map(empieza_por_verbo, textos))
        return mandan >= _MINIMO and 2 * mandan > len(textos)

    def _es_breve(self) -> bool:
        """Si dice de qué es en menos de la mitad de las letras que las demás."""
        largos = [
            len(celdas[self.texto].texto)
            for celdas in self._demas
            if self.texto is not None and self.texto in celdas
        ]
        if self._texto is None or not largos:
            return True
        return 2 * len(self._texto.texto) < median(largos)
