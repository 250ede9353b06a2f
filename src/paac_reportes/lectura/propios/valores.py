"""Lo que una celda dice, como lo espera cada dato del plan."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import attrs

from paac_reportes.formatos.definicion.bloques import BloqueParrafo, BloqueTitulo
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.lectura.filas.columnas import en_clave, leer_corte
from paac_reportes.lectura.propios.hechura import (
    BloqueConTablas,
    Hechura,
    TablaEsperada,
    alinear,
    lo_que_dice,
    molde,
)
from paac_reportes.lectura.propios.piezas import Pieza, numero_de
from paac_reportes.lectura.propios.tablas import Linea, TablaHallada
from paac_reportes.modelo import Estado
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.periodos import CORTES, Periodicidad, cortes_de
from paac_reportes.textos.inversa import Dichos, Molde
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import VERIFICACIONES, fecha_corta, numero_escrito

# ------------------------------------------------------------------ contexto
# De qué parte del plan es una tabla, por los títulos y las franjas que la preceden.

_CERCA = 24
"""Los textos que se miran antes de una tabla: los de más arriba no son suyos."""
_LETRAS_DE_OTRO = 4
"""Las fijas que ha de traer un texto del plan para reconocerlo entre los títulos."""

Raiz = str


@attrs.frozen
class Escrito:
    """Un texto que el formato escribe antes de una tabla."""

    molde: Molde
    de: Raiz
    """``dependencia``, ``componente``, ``franja`` o nada."""
    nivel: int | None = None
    """El de su título; un párrafo no tiene."""


@attrs.frozen
class Contexto:
    """Lo que se sabe de una tabla antes de leer sus filas."""

    dichos: dict[str, Any]
    """``dependencia.nombre``, ``componente.numero``…"""
    lugares: dict[str, str]
    """Dónde lo dice."""
    titulo_de: frozenset[str]
    """De quién hay un título nuevo."""


def contexto_de(tabla: TablaHallada, escritos: Sequence[Escrito]) -> Contexto:
    """Lo que dicen los títulos, las franjas y los rótulos de una tabla.

    ``escritos`` es lo que el formato escribe antes de las de su clase (``escritos_antes``).
    """
    dichos: dict[str, Any] = {}
    lugares: dict[str, str] = {}
    lineas = [linea for linea in tabla.antes if not linea.vacia and linea.solitario is not None]
    cerca = lineas[-_CERCA:]

    def casar(texto: int, plantilla: int) -> tuple[Dichos, int] | None:
        return _casar(cerca[texto], escritos[plantilla])

    titulos: set[str] = set()
    for pareja in alinear(len(cerca), len(escritos), casar):
        escrito, linea = escritos[pareja.plantilla], cerca[pareja.texto]
        if escrito.de != "franja" and pareja.dichos:
            titulos.add(escrito.de)
        for camino, valor in pareja.dichos.items():
            dichos[camino] = valor
            lugares[camino] = linea.lugar
    for columna in tabla.encaje.columnas:
        for camino, valor in columna.dichos.items():
            if camino.startswith("componente."):
                dichos.setdefault(camino, valor)
                lugares.setdefault(camino, tabla.rotulos[0].lugar)
    return Contexto(dichos, lugares, frozenset(titulos))


def _casar(linea: Linea, escrito: Escrito) -> tuple[Dichos, int] | None:
    nivel = linea.texto.nivel if linea.texto is not None else None
    if linea.texto is not None and escrito.de != "franja" and nivel != escrito.nivel:
        return None
    if linea.texto is not None and escrito.de == "franja":
        return None
    return lo_que_dice(escrito.molde, linea.solitario or "")


def escritos_antes(
    hechura: Hechura, bloque: BloqueConTablas, esperada: TablaEsperada
) -> Sequence[Escrito]:
    """Lo que se escribe antes de una tabla, de arriba abajo."""
    franjas = (Escrito(franja, "franja") for franja in esperada.franjas)
    return (*_del_cuerpo(hechura, bloque), *franjas)


def _del_cuerpo(hechura: Hechura, bloque: BloqueConTablas) -> Iterator[Escrito]:
    for uno in hechura.cuerpo[: bloque.lugar]:
        if not isinstance(uno, BloqueTitulo | BloqueParrafo):
            continue
        suyo = molde(uno.texto)
        nivel = uno.nivel if isinstance(uno, BloqueTitulo) else None
        if uno.cada in ("dependencia", "componente"):
            yield Escrito(suyo, uno.cada, nivel)
        elif uno.cada == "firma" or min(forma.letras for forma in suyo.formas) >= _LETRAS_DE_OTRO:
            yield Escrito(suyo, "", nivel)


# ------------------------------------------------------------------ cortes
# De qué corte son los seguimientos de cada columna.


@attrs.frozen
class Cortes:
    """Lo que se sabe de los cortes de un documento."""

    pedido: date | None
    """El que se pidió, el de sus propiedades o el que dicen sus títulos."""
    vigencia: int | None
    periodicidad: Periodicidad
    de_columnas: tuple[date, ...] = ()
    """Los de las columnas por corte, en orden, si los dice la parte que no se ve."""

    def de(self, tabla: TablaHallada) -> tuple[list[date | None], bool]:
        """El de cada informe de las columnas de una tabla, y si es seguro que son ésos."""
        informes = [c.informe for c in tabla.encaje.columnas if c.informe is not None]
        cuantos = 1 + max(informes, default=-1)
        dichos: list[date | None] = [None] * cuantos
        for columna in tabla.encaje.columnas:
            corte = columna.dichos.get("informe.corte")
            if columna.informe is not None and isinstance(corte, date):
                dichos[columna.informe] = corte
        if None not in dichos:
            return dichos, True
        if len(self.de_columnas) == cuantos:
            suyos: Sequence[date | None] = self.de_columnas
            return [dicho or suyo for dicho, suyo in zip(dichos, suyos, strict=True)], True
        del_ano = self._del_calendario(cuantos)
        # El último es el del documento; los otros, los del calendario si son tantos.
        supuestos = del_ano or [*[None] * (cuantos - 1), self.pedido]
        return [d or suyo for d, suyo in zip(dichos, supuestos, strict=True)], cuantos == 1

    def _del_calendario(self, cuantos: int) -> list[date | None]:
        """Los primeros del año, de la serie en que el último es el pedido."""
        ano = self.vigencia or (self.pedido.year if self.pedido else None)
        if ano is None:
            return []
        for serie in (self.periodicidad, *(CORTES if self.pedido else ())):
            del_ano = cortes_de(ano, serie)[:cuantos]
            if len(del_ano) == cuantos and self.pedido in (None, del_ano[-1]):
                return list(del_ano)
        return []


# ------------------------------------------------------------------ valores

_CON_PORCENTAJE = re.compile(r"\s*(-?[0-9]+(?:[.,][0-9]+)?)\s*%?\s*(?:\([a-záéíóúñ ]+\)\s*)?")
"""Con el nombre de su zona, si el formato lo escribe: ``33,3 (baja)``."""

AVANCE = "seguimiento.avance"
ESTADO = "seguimiento.estado"
EVIDENCIAS = "seguimiento.evidencias"
VERIFICACION = "seguimiento.verificacion"


class IlegibleError(ValueError):
    """La celda no dice lo que su dato pide."""


def valor_de(dato: str, texto: str, pieza: Pieza, columna: Columna) -> Any:
    """El valor de un dato; ``None`` si la celda está en blanco.

    Lanza ``IlegibleError`` con lo que se esperaba.
    """
    if not texto:
        return None
    if ".extras." in f".{dato}":
        return _extra(texto, pieza, columna)
    leer = _LECTORES.get(dato) or _POR_TIPO.get(CATALOGO.tipo(dato), _texto)
    return leer(texto, pieza)


def verificacion_de(texto: str) -> dict[str, Any] | None:
    """El resultado y la nota; ``None`` si no empieza por un resultado."""
    primero, _, nota = texto.partition("\n")
    plano = en_plano(primero)
    for resultado, escrito in VERIFICACIONES.items():
        if en_plano(escrito) == plano:
            return {"resultado": resultado.value, "nota": nota or None}
    return None


def _texto(texto: str, pieza: Pieza) -> str:
    valor = pieza.celda.valor if pieza.celda else None
    if isinstance(valor, date):
        return fecha_corta(valor)
    return texto


def _avance(texto: str, pieza: Pieza) -> Decimal | None:
    """De 0 a 100, venga como ``54,83 %``, como 54.83 o como 0.5 con formato de porcentaje."""
    if not texto.strip():
        return None
    hallado = _CON_PORCENTAJE.fullmatch(texto)
    dicho = Decimal(hallado[1].replace(",", ".")) if hallado else None
    guardado = numero_de(pieza)
    if guardado is None:
        if dicho is None:
            raise IlegibleError("se esperaba un porcentaje de 0 a 100")
        return dicho
    if dicho is not None and "%" in texto and abs(guardado * 100 - dicho) < abs(guardado - dicho):
        return (guardado * 100).normalize() + 0
    return guardado


def _estado(texto: str, _pieza: Pieza) -> str:
    clave = en_clave(texto)
    if clave not in set(Estado):
        raise IlegibleError(f"se esperaba {', '.join(Estado)}")
    return clave


def _entero(texto: str, _pieza: Pieza) -> int:
    try:
        return int(Decimal(texto.strip()))
    except InvalidOperation:
        raise IlegibleError("se esperaba un número entero") from None


def _extra(texto: str, pieza: Pieza, columna: Columna) -> Any:
    """Un extra guarda lo que su columna: un número, una fecha o un texto."""
    valor = pieza.celda.valor if pieza.celda else None
    if valor is not None:
        return valor
    if columna.guarda != "numero":
        return texto
    leido = numero_escrito(texto.replace("%", ""))
    return texto if leido is None else leido


def _renglones(texto: str, _pieza: Pieza) -> list[str] | None:
    return [renglon for renglon in texto.split("\n") if renglon.strip()] or None


def _numero(texto: str, pieza: Pieza) -> Decimal:
    guardado = numero_de(pieza)
    leido = numero_escrito(texto) if guardado is None else guardado
    if leido is None:
        raise IlegibleError("se esperaba un número")
    return leido


def _fecha(texto: str, pieza: Pieza) -> date:
    guardada = pieza.celda.valor if pieza.celda else None
    leida = leer_corte(guardada if isinstance(guardada, date) else texto)
    if not isinstance(leida, date):
        raise IlegibleError("se esperaba una fecha")
    return leida


_LECTORES: dict[str, Callable[[str, Pieza], Any]] = {
    AVANCE: _avance,
    ESTADO: _estado,
    # El año y el corte que un documento dice los entiende quien arma el plan.
    "vigencia": _texto,
    "seguimiento.corte": _texto,
}
_POR_TIPO: dict[type, Callable[[str, Pieza], Any]] = {
    int: _entero,
    Decimal: _numero,
    date: _fecha,
    tuple: _renglones,
}
"""Los de los demás que no son un texto corriente."""
