"""Los datos que cada columna de una tabla puede traer, y cuánto pesa cada uno.

``candidatas_de`` compara su rótulo con los de cada dato; entre dos que se llaman igual inclinan lo
que va encima y lo que la columna trae (``pesan``). A cuál le toca cada dato lo dice ``columnas``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from paac_reportes import clases
from paac_reportes.lectura.ajenos.celdas import parte_de
from paac_reportes.lectura.ajenos.parecido import parecidos, parecidos_de_arriba
from paac_reportes.lectura.ajenos.vocabulario import (
    DUDA,
    UMBRAL,
    CorteDicho,
    Nombres,
    Papel,
    corte_dicho,
    es_fecha_de_lo_hecho,
    rotulo_de,
)
from paac_reportes.lectura.filas.valores import CORTE, DE_SEGUIMIENTO
from paac_reportes.opc.visto import CeldaVista, LugarDelArchivo
from paac_reportes.textos.plano import en_plano

UN_ANO = 2000
"""Año que distingue dos cortes nombrados cuando falta la vigencia."""


@clases.frozen(eq=False, slots=False)
class ColumnaPorReconocer:
    """Una columna de una tabla, de la que aún no se sabe qué dato trae."""

    indice: int
    """Su orden entre las de la tabla, que no es el de la cuadrícula si ocupa varias de ésta."""
    camino: tuple[str, ...]
    """Sus rótulos, de arriba abajo."""
    celdas: tuple[CeldaVista, ...]
    """Celdas de la columna, sin sus rótulos."""
    nombres: Nombres
    """Cómo la puede nombrar quien la pide."""
    desde: int
    """La primera que ocupa en la cuadrícula."""
    hasta: int
    """La última, incluida."""
    muestra: tuple[CeldaVista, ...] = ()
    """Celdas de las columnas de su rótulo en todo el documento, que así significan lo mismo."""

    @property
    def lugar(self) -> LugarDelArchivo:
        """Lugar de la columna: ``hoja «Mapa», columna F``."""
        return self.nombres[0]

    @property
    def rotulo(self) -> str:
        """Rótulo entero, con sus pisos."""
        return " ".join(self.camino)

    @property
    def que_trae(self) -> tuple[CeldaVista, ...]:
        """Celdas con que se sabe qué trae: la muestra o, sin ella, las suyas."""
        return self.muestra or self.celdas

    @clases.propiedad_recordada
    def escritas(self) -> list[CeldaVista]:
        """Celdas que dicen algo."""
        return [celda for celda in self.celdas if celda.texto.strip()]

    @clases.propiedad_recordada
    def mide(self) -> bool:
        """Si su rótulo es el de un porcentaje."""
        return "%" in self.camino[-1] or "porcentaje" in en_plano(self.camino[-1])

    @clases.propiedad_recordada
    def cifras(self) -> float | None:
        """Parte de lo que trae, de 0 a 1, que son números; ``None`` si no dice nada."""
        return parte_de("porcentaje", self.que_trae)


@clases.frozen
class Candidata:
    """Un dato que una columna puede traer."""

    columna: int
    papel: Papel
    parecido: float
    total: float
    orden: int


_POR_EL_DE_ARRIBA, POR_EL_DE_AL_LADO, _POR_SER_SUYO, POR_LO_QUE_TRAE = 0.1, 0.06, 0.05, 0.04
"""Pesos que inclinan entre dos datos que se llaman igual; ninguno cambia el parecido.

El rótulo de un dato, a la letra, puede más que el sinónimo de otro; no más que lo que dicen el de
arriba o el de al lado, ni si la columna trae otra cosa.
"""

POR_SER_DE_CIFRAS = 1.0
"""Peso que hace último, entre los textos de un corte, al que sólo trae números."""
_DE_CIFRAS = 0.8
"""Desde qué parte de sus celdas una columna es de números."""

TEXTO, AVANCE, ESTADO = "seguimiento.texto", "seguimiento.avance", "seguimiento.estado"
REDACTADOS = frozenset((TEXTO, "seguimiento.monitoreo"))
_PROGRAMADO = re.compile(
    r"(?<!\blo )\b(?:programad|esperad|planead|planificad|proyectad|previst|ponderad)[oa]s?\b"
    r"|\bponderacion\b|\bpeso\b"
)
_META = re.compile(r"\bmetas?\b")
_HECHO = re.compile(r"\b(?:avance|cumpl|ejecu|logr|alcanz|realiz)")


def candidatas_de(
    columnas: Sequence[ColumnaPorReconocer],
    papeles: Sequence[Papel],
    cortes: Sequence[CorteDicho | None],
    ocupadas: set[int],
) -> Iterator[Candidata]:
    """Datos a que cada columna se parece al menos un poco; no de las ya ocupadas."""
    for columna, corte in zip(columnas, cortes, strict=True):
        if columna.indice in ocupadas or not columna.camino:
            continue
        # El último rótulo, con el de encima y con todos.
        textos_del_rotulo = {columna.camino[-1], " ".join(columna.camino[-2:]), columna.rotulo}
        es_de_lo_hecho = es_fecha_de_lo_hecho(columna.camino[-1])
        del_plan = textos_del_rotulo, _mayores(textos_del_rotulo)
        sin_corte = textos_del_rotulo if corte is None else _sin_corte(textos_del_rotulo, columna)
        del_reporte = del_plan if corte is None else (sin_corte, _mayores(sin_corte))
        for orden, papel in enumerate(papeles):
            if corte is not None and papel.dato == (CORTE,):
                continue  # lo dice su rótulo: no es una columna de fechas de corte
            es_reporte = papel.dato[0].startswith(DE_SEGUIMIENTO)
            if es_de_lo_hecho and papel.contenido == "fecha" and not es_reporte:
                continue
            textos, parecidos_del_dato = del_reporte if es_reporte else del_plan
            parecido = parecidos_del_dato.get(papel, 0.0)
            if es_reporte:
                parecido = _segun_las_cifras(columna, papel, parecido, parecidos_del_dato)
            if parecido >= DUDA:
                total = parecido + pesan(papel, textos, _arriba(columna, papel), columna.que_trae)
                total += _inclinan_las_cifras(columna, papel)
                yield Candidata(columna.indice, papel, parecido, total, orden)


def _segun_las_cifras(
    columna: ColumnaPorReconocer, papel: Papel, parecido: float, parecidas: Mapping[Papel, float]
) -> float:
    """Parecido a un dato de lo reportado, si se mira que trae números o que los anuncia.

    El rótulo de un porcentaje no es el de un texto ni el de un estado; el de lo programado, o el de
    un peso, no es el de un avance.
    """
    dato = papel.dato[0]
    if dato == AVANCE:
        if _es_lo_programado(columna.camino[-1]):
            return 0.0
        como_estado = next((n for p, n in parecidas.items() if p.dato == (ESTADO,)), 0.0)
        if (columna.mide or como_estado > parecido) and _trae_cifras(columna):
            del_estado = como_estado if not _es_estado_a_secas(columna) else 0.0
            return max(parecido, del_estado, UMBRAL if columna.mide else 0.0)
    elif parecido >= DUDA and (dato in REDACTADOS or dato == ESTADO):
        if columna.mide and (columna.cifras is None or columna.cifras > 1 - _DE_CIFRAS):
            return 0.0
        if dato == ESTADO and _trae_cifras(columna) and not _es_estado_a_secas(columna):
            return 0.0
    return parecido


def _es_estado_a_secas(columna: ColumnaPorReconocer) -> bool:
    """Si el rótulo es «Estado», que quizá va por números: no dice que lo sea de un avance."""
    return rotulo_de(columna.camino[-1]).palabras == "estado"


def _es_lo_programado(rotulo: str) -> bool:
    """Si es lo que se espera, y no lo que se ha hecho: «% programado», «% meta», «Peso (%)»."""
    plano = en_plano(rotulo)
    return bool(_PROGRAMADO.search(plano) or (_META.search(plano) and not _HECHO.search(plano)))


def _trae_cifras(columna: ColumnaPorReconocer) -> bool:
    return columna.cifras is not None and columna.cifras >= _DE_CIFRAS


def _inclinan_las_cifras(columna: ColumnaPorReconocer, papel: Papel) -> float:
    """Puntos que inclinan, en un corte, la columna de frases al texto y la de «%» al avance."""
    if papel.dato[0] in REDACTADOS and _trae_cifras(columna):
        return -POR_SER_DE_CIFRAS
    return _POR_SER_SUYO if papel.dato == (AVANCE,) and columna.mide else 0.0


def pesan(
    papel: Papel, textos_del_rotulo: Iterable[str], arriba: float, que_trae: Iterable[CeldaVista]
) -> float:
    """Puntos que inclinan, entre dos datos de igual nombre, lo de encima y lo que trae."""
    parte = parte_de(papel.contenido, que_trae) if papel.contenido else None
    contenido = 0.0 if parte is None else POR_LO_QUE_TRAE * (2 * parte - 1)
    es_suyo = contenido >= 0 and any(rotulo_de(modo) in papel.rotulos for modo in textos_del_rotulo)
    return _POR_EL_DE_ARRIBA * arriba + contenido + _POR_SER_SUYO * es_suyo


def _sin_corte(textos: set[str], columna: ColumnaPorReconocer) -> set[str]:
    """Textos del rótulo y, además, ellos y los de encima sin el corte que nombran."""
    con_corte = ((texto, corte_dicho(texto, UN_ANO)) for texto in (*textos, *columna.camino[:-1]))
    return textos | {corte.resto if corte else texto for texto, corte in con_corte}


def _mayores(textos: set[str]) -> dict[Papel, float]:
    """Mayor parecido a cada papel en alguno de los textos."""
    mayores: dict[Papel, float] = {}
    for texto in textos:
        for papel, parecido in parecidos(texto).items():
            mayores[papel] = max(parecido, mayores.get(papel, 0.0))
    return mayores


def _arriba(columna: ColumnaPorReconocer, papel: Papel) -> float:
    """Parecido de los rótulos de encima a los que el papel lleva encima, de 0 a 1."""
    encima = (parecidos_de_arriba(rotulo).get(papel, 0.0) for rotulo in columna.camino[:-1])
    return max(encima, default=0.0)
