"""Filas tras la última de datos que no lo son: una leyenda, un resumen, quien firma.

De abajo arriba hay una fila segura: lleva su fecha, su código, o casi todo lo que las demás llevan.
Lo que va después sólo es otra si dice qué se hace, o si llena lo mismo que alguna de las de antes,
o repite algo de ellas: el responsable, el grupo.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from paac_reportes import clases
from paac_reportes.lectura.ajenos.candidatas import ColumnaPorReconocer
from paac_reportes.lectura.ajenos.celdas import (
    Celdas,
    es_de_todo_el_ancho,
    es_fecha,
    es_nivel,
    queda_por_decir,
)
from paac_reportes.lectura.ajenos.renglones import (
    DE_CODIGOS,
    ClaseDeColumna,
    FilasBajoRotulos,
    cabe,
    casi_todas_son,
    clases_de_renglones,
    dice_palabras,
    es_etiqueta,
    forma_de_codigo,
    primera_palabra,
)
from paac_reportes.lectura.ajenos.tramos import Tramo
from paac_reportes.lectura.ajenos.verbos import (
    alcanza_a_ser_una_accion,
    empieza_por_verbo,
    partes_de_accion,
)
from paac_reportes.lectura.ajenos.vocabulario import CODIGO, TEXTO
from paac_reportes.lectura.filas.valores import DE_SEGUIMIENTO
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.plano import en_plano

NO_ES_COMO_LAS_DEMAS = "va tras la última fila y no es como las demás"
_MINIMO = 3
_CASI_TODAS = 2 / 3
_MUESTRA = 20
_LETRAS_DE_UN_COMIENZO = 4
_NINGUNA: frozenset[int] = frozenset()
_NOMBRE = re.compile(r"(?:[A-ZÁÉÍÓÚÜÑ][a-záéíóúüñ]+\.?(?:\s+|$)){2,5}")
"""«Ana Ruiz»: varias palabras, cada una con su mayúscula."""


@clases.frozen(eq=False)
class ColumnasDeFila:
    """Columnas de unas filas, y qué se sabe de cada una, por su lugar."""

    texto: int
    """Columna que dice de qué es cada fila."""
    codigos: frozenset[int] = _NINGUNA
    fechas: frozenset[int] = _NINGUNA
    """Columnas de las fechas que se programan, no de las que se reportan."""
    niveles: frozenset[int] = _NINGUNA
    abren_linea: frozenset[int] = _NINGUNA
    """Columnas que, sin que la fila diga de qué es, empiezan otra línea de la de arriba."""
    solas: frozenset[int] = _NINGUNA
    """Columnas que además, en una línea así, pueden ir solas."""


def cola_del_plan(tramo: Tramo) -> dict[int, str]:
    """Motivo por el que no es de datos cada fila del final; vacío si es de sólo seguimientos."""
    indices = tramo.indices
    texto = indices.get(TEXTO[tramo.clase])
    if texto is None:
        return {}
    columnas = [asignada.columna for asignada in tramo.columnas]
    conocidas = ColumnasDeFila(
        texto,
        codigos=frozenset(
            indice
            for indice, asignada in enumerate(tramo.columnas[:texto])
            if CODIGO[tramo.clase] in asignada.dato
            or (not asignada.dato and trae_codigos(asignada.columna))
        ),
        fechas=frozenset(indice for dato, indice in indices.items() if _es_lo_programado(dato)),
    )
    return filas_de_cola(FilasBajoRotulos(tramo.tabla, columnas), tramo.filas, conocidas)


def _es_lo_programado(dato: str) -> bool:
    es_fecha = CATALOGO[dato].contenido == "fecha" or CATALOGO.tipo(dato) is date
    return es_fecha and not dato.startswith(DE_SEGUIMIENTO)


def trae_codigos(columna: ColumnaPorReconocer) -> bool:
    """Si casi todo lo que la columna trae son códigos, como ``1.1`` o ``RC-01``."""
    muestra = columna.escritas[:_MUESTRA]
    return any(casi_todas_son(clase, muestra) for clase in DE_CODIGOS)


def filas_de_cola(
    renglones: FilasBajoRotulos, filas: range, conocidas: ColumnasDeFila
) -> dict[int, str]:
    """Filas de abajo que no son de datos, cada una con por qué; ninguna si no hay una segura.

    Tampoco las que ocupan todo el ancho: que no son de datos ya se sabe.
    """
    todas = _Filas(renglones, filas, conocidas)
    ultima = next((fila for fila in reversed(filas) if todas.es_segura(fila)), filas.stop)
    seguras: _FilasSeguras | None = None
    cola: dict[int, str] = {}
    for fila in range(ultima + 1, filas.stop):
        fila_de_arriba = renglones.fila_de(fila, conocidas.texto)
        celdas = todas.escritas(fila)
        if fila_de_arriba < fila:
            es_de_cola = fila_de_arriba in cola
        elif not celdas or _es_franja(renglones, celdas) or _solo_numeran(celdas, conocidas):
            es_de_cola = False
        else:
            seguras = seguras or todas.hasta(ultima)
            es_de_cola = not seguras.admite(celdas)
        if es_de_cola:
            cola[fila] = NO_ES_COMO_LAS_DEMAS
    return cola


def _solo_numeran(celdas: Celdas, conocidas: ColumnasDeFila) -> bool:
    return celdas.keys() <= conocidas.codigos and not _hay_palabras(celdas)


def _es_franja(renglones: FilasBajoRotulos, celdas: Celdas) -> bool:
    primera, *demas = celdas.values()
    return not demas and es_de_todo_el_ancho(renglones.tabla, primera)


@clases.frozen(eq=False, slots=False)
class _Filas:
    """Filas que van bajo unos rótulos."""

    renglones: FilasBajoRotulos
    filas: range
    conocidas: ColumnasDeFila

    def escritas(self, fila: int) -> Celdas:
        """Celdas de una fila que alguien escribió: no lo que calcula una fórmula."""
        celdas, formulas = self.renglones.celdas(fila), self.renglones.tabla.formulas
        if not formulas:
            return celdas
        return {n: c for n, c in celdas.items() if (c.fila, c.columna) not in formulas}

    def es_segura(self, fila: int) -> bool:
        """Si sin duda es de datos: dice de qué es, y cuándo, con qué código o casi todo."""
        celdas = self.renglones.celdas(fila)
        texto = celdas.get(self.conocidas.texto)
        if texto is None or sum(es_etiqueta(celda.texto) for celda in celdas.values()) > 1:
            return False
        if self._lleva_su_fecha(celdas):
            return True
        niveles = (celdas[n].texto for n in self.conocidas.niveles & celdas.keys())
        if sum(map(es_nivel, niveles)) > 1:
            return True
        return self._lleva_su_codigo(fila, celdas) or self._llena_lo_usual(celdas, texto)

    def _lleva_su_fecha(self, celdas: Celdas) -> bool:
        """Si trae una fecha en lo programado y, si las demás llevan código, también un código."""
        if not any(_dice_cuando(celdas[n]) for n in self.conocidas.fechas & celdas.keys()):
            return False
        return bool(self.conocidas.codigos & celdas.keys()) or self.conocidas.codigos.isdisjoint(
            self._usuales
        )

    def _lleva_su_codigo(self, fila: int, celdas: Celdas) -> bool:
        """Si su código está hecho como los demás o, si sólo es un número, es el que sigue."""
        for columna in self.conocidas.codigos & celdas.keys():
            codigo = celdas[columna].texto.strip(" .)")
            if codigo.isdecimal():
                es_el_que_sigue = self._numero_de_antes(fila, columna) == int(codigo) - 1
                if es_el_que_sigue and not no_caben(celdas, self._clases):
                    return True
            elif self._formas[columna][forma_de_codigo(codigo)] > 1:
                return True
        return False

    def _numero_de_antes(self, fila: int, columna: int) -> int | None:
        """Código de la fila de más arriba que trae uno, si es un número."""
        for otra in range(fila - 1, self.filas.start - 1, -1):
            celda = self.renglones.celdas(otra).get(columna)
            if celda is not None:
                codigo = celda.texto.strip(" .)")
                return int(codigo) if codigo.isdecimal() else None
        return None

    @clases.propiedad_recordada
    def _formas(self) -> Mapping[int, Counter[str]]:
        """Cuántas veces va cada forma de código en cada columna de códigos, por su índice."""
        return {
            columna: Counter(
                forma_de_codigo(celda.texto) for celda in self.renglones.columnas[columna].escritas
            )
            for columna in self.conocidas.codigos
        }

    def _llena_lo_usual(self, celdas: Celdas, celda_del_texto: CeldaVista) -> bool:
        """Si llena casi todas las columnas que las demás, cada una con lo suyo."""
        if len(self._usuales & celdas.keys()) < max(_MINIMO, _CASI_TODAS * len(self._usuales)):
            return False
        return empieza_por_verbo(celda_del_texto.texto) or not no_caben(celdas, self._clases)

    @clases.propiedad_recordada
    def _todas(self) -> Sequence[Celdas]:
        con_algo = map(self.renglones.celdas, self.filas)
        return [celdas for celdas in con_algo if len(celdas) > 1]

    @clases.propiedad_recordada
    def _llenas(self) -> Sequence[Celdas]:
        """Filas que llenan más de la mitad que la más llena."""
        mayor = max(map(len, self._todas), default=0)
        return [celdas for celdas in self._todas if 2 * len(celdas) > mayor]

    @clases.propiedad_recordada
    def _usuales(self) -> frozenset[int]:
        """Columnas que llena al menos la mitad de las filas llenas."""
        veces = Counter(columna for celdas in self._llenas for columna in celdas)
        mitad = len(self._llenas) / 2
        return frozenset(columna for columna, cuantas in veces.items() if cuantas >= mitad)

    @clases.propiedad_recordada
    def _clases(self) -> Mapping[int, ClaseDeColumna]:
        return clases_de_renglones(self._llenas[:_MUESTRA])

    def hasta(self, ultima: int) -> "_FilasSeguras":
        """Filas que van hasta la última segura."""
        filas = map(self.escritas, range(self.filas.start, ultima + 1))
        return _FilasSeguras([celdas for celdas in filas if celdas], self.conocidas)


def no_caben(celdas: Celdas, clases: Mapping[int, ClaseDeColumna]) -> bool:
    """Si alguna celda de una fila no es de la clase de su columna."""
    return any(
        lugar in clases and cabe(celda, clases[lugar]) is False for lugar, celda in celdas.items()
    )


@clases.frozen(eq=False, slots=False)
class _FilasSeguras:
    """Las filas hasta la última segura: como ellas son las demás."""

    filas: Sequence[Celdas]
    conocidas: ColumnasDeFila

    def admite(self, celdas: Celdas) -> bool:
        """Si otra fila es como éstas: dice qué se hace, o llena lo mismo que alguna."""
        celda_del_texto = celdas.get(self.conocidas.texto)
        if celda_del_texto is None:
            return self._admite_sin_decir(celdas)
        texto = celda_del_texto.texto.strip()
        if self._es_nombre(texto):
            return False
        if empieza_por_verbo(texto):
            return True
        return not self._no_son_de_datos(celdas) and self._es_como_las_de_antes(texto, celdas)

    def _admite_sin_decir(self, celdas: Celdas) -> bool:
        """Si una fila sin texto es otra línea de la de arriba, o su acción está en otra columna."""
        if any(
            empieza_por_verbo(celda.texto) and alcanza_a_ser_una_accion(celda.texto)
            for celda in celdas.values()
        ):
            return True
        siguen = [celdas[lugar].texto for lugar in self.conocidas.abren_linea & celdas.keys()]
        if siguen or (self.conocidas.abren_linea and not _hay_palabras(celdas)):
            return all(dice_palabras(texto) and not es_etiqueta(texto) for texto in siguen)
        es_como_otra = self.conocidas.solas & celdas.keys() or frozenset(celdas) in self._patrones
        return bool(es_como_otra) and not self._no_son_de_datos(celdas)

    def _no_son_de_datos(self, celdas: Celdas) -> bool:
        """Si una celda no es de la clase de su columna, o todas son como «Versión: 2»."""
        if no_caben(celdas, self._clases):
            return True
        celda_del_texto = celdas.get(self.conocidas.texto)
        etiquetas = [es_etiqueta(celda.texto) for celda in celdas.values()]
        es_una = all(etiquetas) if celda_del_texto is None else es_etiqueta(celda_del_texto.texto)
        return es_una and not any(map(es_etiqueta, self._textos))

    def _es_como_las_de_antes(self, texto: str, celdas: Celdas) -> bool:
        """Si llena lo mismo que alguna; la que va sola, si además empieza como ellas."""
        if len(celdas) > 1 and frozenset(celdas) in self._patrones:
            return True
        _, acciones = partes_de_accion([texto])
        if acciones and alcanza_a_ser_una_accion(texto) and self._son_acciones:
            return True
        if any(
            (columna, en_plano(celda.texto)) in self._textos_por_columna
            for columna, celda in celdas.items()
            if columna != self.conocidas.texto and dice_palabras(celda.texto)
        ):
            return True
        if self._comienzos[_comienzo(texto)] > 1:
            return True
        return frozenset(celdas) in self._patrones and not self._son_acciones

    def _es_nombre(self, texto: str) -> bool:
        """Si es como el de una persona, o va en mayúsculas, y las de antes no."""
        parece = [_NOMBRE.fullmatch(texto) is not None, texto.isupper()]
        if not any(parece):
            return False
        iguales = sum(
            [_NOMBRE.fullmatch(otro) is not None, otro.isupper()] == parece for otro in self._textos
        )
        return 3 * iguales < len(self._textos)

    @clases.propiedad_recordada
    def _textos(self) -> Sequence[str]:
        celdas_del_texto = (celdas.get(self.conocidas.texto) for celdas in self.filas)
        return [celda.texto.strip() for celda in celdas_del_texto if celda is not None]

    @clases.propiedad_recordada
    def _comienzos(self) -> Counter[str]:
        """Veces que se empieza por cada palabra: «Posibilidad de…»."""
        return Counter(filter(None, map(_comienzo, self._textos)))

    @clases.propiedad_recordada
    def _textos_por_columna(self) -> AbstractSet[tuple[int, str]]:
        """Textos de cada columna."""
        return {(n, en_plano(c.texto)) for celdas in self.filas for n, c in celdas.items()}

    @clases.propiedad_recordada
    def _patrones(self) -> AbstractSet[frozenset[int]]:
        return {frozenset(celdas) for celdas in self.filas}

    @clases.propiedad_recordada
    def _son_acciones(self) -> bool:
        """Si las más dicen lo que se hace: «Publicar el mapa», «Publicación del mapa»."""
        return partes_de_accion(self._textos)[1] > 1 / 2

    @clases.propiedad_recordada
    def _clases(self) -> Mapping[int, ClaseDeColumna]:
        return clases_de_renglones([celdas for celdas in self.filas if len(celdas) > 1][-_MUESTRA:])


def _dice_cuando(celda: CeldaVista) -> bool:
    """Si dice una fecha, o por qué aún no la hay: «Por definir»."""
    return es_fecha(celda) or (dice_palabras(celda.texto) and queda_por_decir(celda))


def _hay_palabras(celdas: Celdas) -> bool:
    return any(dice_palabras(celda.texto) for celda in celdas.values())


def _comienzo(texto: str) -> str:
    """Primera palabra, si dice algo."""
    palabra = primera_palabra(texto)
    return palabra if len(palabra) >= _LETRAS_DE_UN_COMIENZO else ""
