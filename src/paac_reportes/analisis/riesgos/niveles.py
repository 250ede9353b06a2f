"""Qué nivel y qué zona dice un texto: «3», «3 - Posible», «40 %», «RIESGO EXTREMO», «ALTA - 30».

El texto no cambia; lo que aquí no se entiende no es ningún nivel.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

from paac_reportes import clases
from paac_reportes.grupos import agrupadas
from paac_reportes.normativa.riesgos import Escalones, IdDeZona, Nivel
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import lista, porcentaje, tantas_de

ZONAS: tuple[IdDeZona, ...] = ("bajo", "moderado", "alto", "extremo")
"""De la menor a la mayor."""
ZONAS_ALTAS: frozenset[IdDeZona] = frozenset(ZONAS[2:])
"""Las dos en que un riesgo pide acciones."""
CualRiesgo = Literal["inherente", "residual"]
"""Antes o después de los controles."""
_DE_ZONA: Mapping[str, IdDeZona] = {
    escrita: zona
    for zona in ZONAS
    for escrita in (zona, f"{zona[:-1]}a")  # sin mirar el género
}

_ADORNO = re.compile(r"^(?:zona(?: del?)? riesgo|zona|riesgo)\b[\s:]*")
_NUMERO = r"\d{1,3}(?:[.,]\d{1,20})?"
_PALABRAS = r"[^\W\d_]+(?: [^\W\d_]+)*"
_CON_NUMERO = re.compile(
    rf"(?:(?P<antes>{_NUMERO})\s*+(?P<antes_pct>%)?\s*+(?P<signo>[-–:.)])?\s*+)?"
    rf"(?P<palabra>{_PALABRAS})?"
    rf"(?:\s*+[-–:(]?\s*+(?P<despues>{_NUMERO})\s*+(?P<despues_pct>%)?\)?)?"
)
_EN_BLANCO = frozenset({"", "-", "–", "—"})


@clases.frozen
class EjeLeido:
    """Un eje como está escrito, y el nivel que es."""

    escrito: str | None = None
    """A la letra."""
    nivel: Nivel | None = None
    porcentaje: Decimal | None = None
    """De 0 a 100, si lo dice."""
    se_entiende: bool = True
    """Si el texto, cuando lo hay, es un nivel."""


@clases.frozen
class ZonaLeida:
    """La zona que un texto dice, y el producto que trae."""

    zona: IdDeZona | None = None
    producto: Decimal | None = None


def leer_zona(texto: str | None) -> ZonaLeida:
    """Zona de un texto, sin mirar mayúsculas, tildes ni género, y su producto: «ALTA - 30»."""
    partes = _partes(texto)
    zona = _DE_ZONA.get(partes["palabra"] or "") if partes else None
    if partes is None or zona is None:
        return ZonaLeida()
    es_orden = partes["signo"] in {".", ")"}  # «3. Alta» es la tercera opción, y no 3
    producto = partes["despues"] or (None if es_orden else partes["antes"])
    return ZonaLeida(zona, _numero(producto) if producto else None)


@clases.frozen(kw_only=True)
class MovimientoDeZonas:
    """Los riesgos de un corte, o los que dos mapas tienen, según pasaron de una zona a otra."""

    bajan: tuple[Any, ...] = ()
    igual: tuple[Any, ...] = ()
    suben: tuple[Any, ...] = ()
    sin_comparar: tuple[Any, ...] = ()
    """Los que no tienen las dos zonas, o una escrita que su nivel contradice."""

    @property
    def frase(self) -> str:
        """Frase del cambio: ``3 de 11 riesgos bajaron de zona, 7 quedaron igual y 1 subió``."""
        bajan, igual, suben = (len(grupo) for grupo in (self.bajan, self.igual, self.suben))
        base, sin = bajan + igual + suben, len(self.sin_comparar)
        if not base:
            por_que = "De ningún riesgo se conocen las dos zonas"
            return por_que if sin else "No hay riesgos que comparar"
        if base == 1:
            verbo = "bajó de" if bajan else "quedó en la misma" if igual else "subió de"
            frase = f"El único riesgo con las dos zonas {verbo} zona"
        elif igual == base:
            frase = f"Ninguno de los {base} riesgos cambió de zona"
        else:
            cuantos = f"{tantas_de(bajan, base)} riesgos {'bajó' if bajan == 1 else 'bajaron'}"
            frase = f"{cuantos if bajan else f'Ninguno de los {base} riesgos bajó'} de zona"
            demas = [
                f"{cuantos} {singular if cuantos == 1 else plural}"
                for cuantos, singular, plural in (
                    (igual, "quedó igual", "quedaron igual"),
                    (suben, "subió", "subieron"),
                )
                if cuantos
            ]
            une = ": " if not bajan else ", " if len(demas) > 1 else " y "
            frase += f"{une}{lista(demas)}" if demas else ""
        return f"{frase}; {sin} sin comparar de {base + sin}" if sin else frase


def movimiento_de(
    con_sus_zonas: Iterable[tuple[object, tuple[IdDeZona | None, IdDeZona | None]]],
) -> MovimientoDeZonas:
    """Elementos que bajan, siguen o suben de su zona de antes a la de después."""
    por_lado = agrupadas((_como_se_mueve(*zonas), elemento) for elemento, zonas in con_sus_zonas)
    return MovimientoDeZonas(**{lado: tuple(elementos) for lado, elementos in por_lado.items()})


def _como_se_mueve(antes: IdDeZona | None, despues: IdDeZona | None) -> str:
    """Movimiento de una zona a otra; si alguna falta, no se compara."""
    if antes is None or despues is None:
        return "sin_comparar"
    cambio = ZONAS.index(despues) - ZONAS.index(antes)
    return "bajan" if cambio < 0 else "suben" if cambio > 0 else "igual"


def esta_en_blanco(texto: str | None) -> bool:
    """Si el texto no dice nada: vacío, o sólo un guion."""
    return en_plano(texto) in _EN_BLANCO


def eje_escrito(eje: EjeLeido) -> str:
    """Texto del eje o, si sólo trae el porcentaje, él."""
    if not esta_en_blanco(eje.escrito):
        return eje.escrito or ""
    return porcentaje(eje.porcentaje)


def leer_nivel(
    texto: str | None, porcentaje: Decimal | None, eje: Escalones, unidad: str
) -> EjeLeido:
    """El nivel que dice el texto o, si no lo dice, el del porcentaje que va aparte.

    ``unidad``: en qué valora la metodología, «nivel» o «porcentaje». ``texto`` y ``porcentaje``:
    ``None`` si la valoración no los trae.
    """
    nivel_del_texto, porcentaje_del_texto = None, None
    if not esta_en_blanco(texto):
        nivel_del_texto, porcentaje_del_texto = _nivel_escrito(texto or "", eje, unidad)
    conocido = porcentaje if porcentaje is not None else porcentaje_del_texto
    por_numero = None if unidad == "nivel" or conocido is None else eje.de_porcentaje(conocido)
    return EjeLeido(
        escrito=texto,
        nivel=nivel_del_texto or por_numero,
        porcentaje=conocido if unidad == "porcentaje" else None,
        se_entiende=esta_en_blanco(texto) or nivel_del_texto is not None,
    )


def es_nivel_del_eje(texto: str, eje: Escalones, unidad: str) -> bool:
    """Si un texto es un nivel de ese eje."""
    return _nivel_escrito(texto, eje, unidad)[0] is not None


def numero_de_porcentaje(texto: str | None) -> Decimal | None:
    """Porcentaje de «40%», «40,0 %», «40» o «0.4»; ``None`` si el texto dice más."""
    partes = _partes(texto)
    if partes is None or partes["palabra"] or partes["despues"]:
        return None
    return _de_cien(partes["antes"], con_signo=bool(partes["antes_pct"]))


def _nivel_escrito(texto: str, eje: Escalones, unidad: str) -> tuple[Nivel | None, Decimal | None]:
    """El nivel que un texto dice y su porcentaje, de 0 a 100: ``Media (60 %)``.

    ``None`` el que no diga.
    """
    partes = _partes(texto)
    if partes is None:
        return None, None
    if partes["palabra"]:
        nivel = _por_nombre(eje).get(partes["palabra"])
        despues = partes["despues"] if partes["despues_pct"] else None
        porcentaje_dicho = despues or (partes["antes"] if partes["antes_pct"] else None)
        return nivel, _de_cien(
            porcentaje_dicho, con_signo=True
        ) if nivel and porcentaje_dicho else None
    if partes["despues"] or not partes["antes"]:
        return None, None
    con_signo = bool(partes["antes_pct"])
    if unidad == "nivel":
        return (None if con_signo else eje.de_valor(_numero(partes["antes"]))), None
    return _nivel_de_numero(partes["antes"], eje, con_signo=con_signo)


def _nivel_de_numero(
    texto: str, eje: Escalones, *, con_signo: bool
) -> tuple[Nivel | None, Decimal | None]:
    """El nivel y el porcentaje de un número: «40» si es el de un nivel, «41 %» y «0,41»; un 3, no.

    ``con_signo``: si lleva «%». Los dos ``None`` si no se entiende.
    """
    conocido = _de_cien(texto, con_signo=con_signo)
    es_fraccion = conocido != _numero(texto)
    if conocido is None or not (con_signo or es_fraccion or eje.de_valor(conocido)):
        return None, None
    return eje.de_porcentaje(conocido), conocido


def _partes(texto: str | None) -> dict[str, str | None] | None:
    """Palabra de un texto y número de antes o de después, por su nombre; ``None`` si dice más."""
    sin_adorno = _ADORNO.sub("", en_plano(texto))
    partes = _CON_NUMERO.fullmatch(sin_adorno) if sin_adorno else None
    if partes is None or not (partes["palabra"] or partes["antes"]):
        return None
    return partes.groupdict()


def _por_nombre(eje: Escalones) -> dict[str, Nivel]:
    """Niveles de la escala por cada nombre que tienen, en plano."""
    return {en_plano(n): nivel for nivel in eje.niveles for n in (nivel.nombre, *nivel.tambien)}


def _numero(texto: str) -> Decimal:
    return Decimal(texto.replace(",", "."))


_CIEN = 100


def _de_cien(texto: str | None, *, con_signo: bool) -> Decimal | None:
    """Un número de 0 a 100; sin «%», menos de 1 es una fracción, y de un 1 no se sabe.

    ``None`` si no se sabe o pasa de 100.
    """
    if texto is None:
        return None
    numero = _numero(texto)
    if not con_signo and numero == 1:
        return None
    conocido = numero if con_signo or numero == 0 or numero > 1 else numero * _CIEN
    return conocido if conocido <= _CIEN else None
