"""Qué dato es cada columna de una hoja, por su rótulo, aunque lo hayan cambiado."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import attrs
from rapidfuzz.distance import Indel

from paac_reportes.analisis.plano import en_plano
from paac_reportes.entrada.filas.valores import leer_corte
from paac_reportes.errores import Aviso
from paac_reportes.estructura.campos import NOMBRE_DE_EXTRA
from paac_reportes.intercambio.libro_del_plan.columnas import NOTAS, ColumnaDelLibro

PARECIDO_MINIMO = 0.75
"""De 0 a 1: por debajo, un rótulo cambiado ya no es el de la columna que se esperaba."""

_LETRAS_DE_UN_ROTULO = 120
"""Lo que es más largo no se compara: es un dato."""
_CON_CORTE = re.compile(
    r"\s*([0-9]{1,4}[/-][0-9]{1,2}[/-][0-9]{1,4})\s*[:·–—-]?\s*(\S.*)", re.DOTALL
)
_EXTRA = re.compile(rf"extras?\.({NOMBRE_DE_EXTRA.pattern})")
_EVIDENCIA = re.compile(r"evidencia ([0-9]{1,4})")


@attrs.frozen
class Reconocida:
    """Una columna y el dato que es."""

    numero: int
    rotulo: str
    dato: str
    parecido: float


@attrs.frozen
class Rotulos:
    """Los de una hoja, ya entendidos."""

    reconocidas: tuple[Reconocida, ...]
    sobran: tuple[tuple[int, str], ...]
    """Las columnas que no son de ningún dato, con su rótulo."""

    @property
    def columnas(self) -> dict[str, int]:
        """La columna de cada dato."""
        return {una.dato: una.numero for una in self.reconocidas}


def entender(
    textos: Sequence[str],
    candidatas: Sequence[ColumnaDelLibro],
    de_corte: Sequence[ColumnaDelLibro] = (),
    raiz: str = "",
) -> Rotulos:
    """El dato de cada rótulo: primero los que son exactos y después, de más a menos parecidos."""
    propuestas = sorted(
        (
            (-parecido, numero, dato)
            for numero, texto in enumerate(textos)
            for dato, parecido in _posibles(texto, candidatas, de_corte, raiz)
        )
    )
    puestas: dict[int, Reconocida] = {}
    datos: set[str] = set()
    for menos_parecido, numero, dato in propuestas:
        if numero not in puestas and dato not in datos:
            puestas[numero] = Reconocida(numero, textos[numero], dato, -menos_parecido)
            datos.add(dato)
    sobran = tuple((n, t) for n, t in enumerate(textos) if t.strip() and n not in puestas)
    return Rotulos(tuple(puestas[n] for n in sorted(puestas)), sobran)


def _posibles(
    texto: str,
    candidatas: Sequence[ColumnaDelLibro],
    de_corte: Sequence[ColumnaDelLibro],
    raiz: str,
) -> Iterator[tuple[str, float]]:
    if len(texto) > _LETRAS_DE_UN_ROTULO:
        return
    plano = en_plano(texto)
    if not plano:
        return
    if plano == NOTAS:
        yield NOTAS, 1.0
    elif (extra := _EXTRA.fullmatch(plano)) and raiz:
        yield f"{raiz}.extras.{extra[1]}", 1.0
    elif (partes := _CON_CORTE.fullmatch(texto)) and de_corte:
        corte = leer_corte(partes[1].replace("-", "/") if partes[1][2:3] == "-" else partes[1])
        if isinstance(corte, date):
            yield from (
                (f"{dato}@{corte.isoformat()}", parecido)
                for dato, parecido in _de_seguimiento(partes[2], de_corte)
            )
    else:
        yield from _parecidas(plano, candidatas)


def _de_seguimiento(texto: str, de_corte: Sequence[ColumnaDelLibro]) -> Iterator[tuple[str, float]]:
    if suelta := _EVIDENCIA.fullmatch(en_plano(texto)):
        yield f"seguimiento.evidencias#{suelta[1]}", 1.0
    else:
        yield from _posibles(texto, de_corte, (), "seguimiento")


def _parecidas(plano: str, candidatas: Sequence[ColumnaDelLibro]) -> Iterator[tuple[str, float]]:
    for columna in candidatas:
        if plano in (en_plano(columna.rotulo), columna.dato):
            yield columna.dato, 1.0
            continue
        nombres = (columna.rotulo, *columna.otros)
        parecido = max(Indel.normalized_similarity(plano, en_plano(n)) for n in nombres)
        if parecido >= PARECIDO_MINIMO:
            # Otro nombre conocido no es el que se escribió: gana el que sí lo es.
            yield columna.dato, min(parecido, 0.99)


def avisos_de_rotulos(rotulos: Rotulos, lugar: str, candidatas: Sequence[str]) -> Iterator[Aviso]:
    """Los que se leyeron por parecido, los que no se leen y, de ``candidatas``, los que faltan."""
    for una in rotulos.reconocidas:
        if una.parecido < 1:
            motivo = (
                f"la columna «{_en_un_renglon(una.rotulo)}» se leyó como {una.dato}, por su"
                f" parecido ({una.parecido:.2f})"
            )
            yield Aviso("columna_parecida", lugar, motivo)
    for _, texto in rotulos.sobran:
        motivo = f"no se sabe qué dato es la columna «{_en_un_renglon(texto)}»; no se leyó"
        yield Aviso("columna_sobrante", lugar, motivo)
    for falta in candidatas:
        if falta not in rotulos.columnas:
            yield Aviso("columna_faltante", lugar, f"no tiene la columna de {falta}")


def _en_un_renglon(texto: str) -> str:
    return " ".join(texto.split())
