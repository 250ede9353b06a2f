"""El código con que se nombra cada fila de un plan, de modo que sólo una responda a él.

Es el más corto de: su código; su componente y él; su dependencia, su componente y él; y, si ni así
es de una sola, además la fila de la matriz. Se sabe de todas de una pasada.
"""

from collections import Counter
from collections.abc import Iterator
from enum import IntEnum

from paac_reportes import clases
from paac_reportes.analisis.situacion import SIN_CONTENIDO
from paac_reportes.expresiones import expresion
from paac_reportes.modelo import Componente, Dependencia, Plan
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.textos.plano import en_plano


class Alcance(IntEnum):
    """Qué hay que decir de una fila para que se sepa cuál es; cada uno incluye los anteriores."""

    CODIGO = 0
    COMPONENTE = 1
    DEPENDENCIA = 2
    FILA = 3


@clases.frozen(kw_only=True)
class Codigo:
    """Con qué se nombra una fila, y cuánto de ello hace falta."""

    lista: str
    """De cuál es: ``actividades``, ``tramites`` o ``intercambios``."""
    codigo: str
    """A la letra, en un renglón; vacío si no lo tiene."""
    componente: str
    """``componente 2``; del que no tiene número, ``componente «Rendición de cuentas»``."""
    dependencia: str
    """La suya; vacío si el plan no las tiene."""
    fila: int
    """Su lugar en la matriz, contado desde 1 en la tabla de su dependencia y su componente."""
    alcance: Alcance
    con_clase: bool
    """Si hay que decir que es una actividad, un trámite o un intercambio."""


class Codigos:
    """Los de todas las filas de un plan, por su ruta."""

    def __init__(self, plan: Plan) -> None:
        vistas = [*_vistas(plan)]
        veces = Counter(clave for una in vistas for clave in una.claves)
        listas = {una.claves[0] for una in vistas if una.claves}
        en_cuantas = Counter(codigo for _, codigo in listas)
        mezcla = len({una.lista for una in vistas}) > 1
        self._de = {
            una.ruta: _codigo(una, veces, con_clase=mezcla and _de_clase(una, en_cuantas))
            for una in vistas
        }

    def de(self, ruta: str) -> Codigo:
        """El de la fila que está en esa ruta."""
        return self._de[ruta]

    @property
    def cuentan_filas(self) -> bool:
        """Si alguno dice la fila de la matriz."""
        return any(uno.alcance is Alcance.FILA for uno in self._de.values())


@clases.frozen
class _Vista:
    """Una fila al pasar por ella."""

    ruta: str
    lista: str
    codigo: str
    componente: str
    dependencia: str
    fila: int
    claves: tuple[tuple[str, ...], ...]
    """Con qué se compara en cada alcance, menos el de la fila; ninguna si no tiene código."""


def _vistas(plan: Plan) -> Iterator[_Vista]:
    en_corto = _en_corto(plan)
    filas: Counter[tuple[str, str]] = Counter()
    for lugar in recorrer(plan, *FILAS):
        suya, de = lugar.objeto, lugar.objetos
        dependencia: Dependencia | None = de.get("dependencia")
        de_quien = en_corto[dependencia.nombre] if dependencia else ""
        componente = nombre_de_componente(de["componente"])
        donde = de_quien, componente
        filas[donde] += 1
        codigo = " ".join((suya.identificador or "").split())
        codigo = "" if codigo.upper() in SIN_CONTENIDO else codigo
        lista = lugar.contenido.nombre
        claves: tuple[tuple[str, ...], ...] = ()
        if codigo:
            clave = lista, sin_adornos(codigo)
            claves = clave, (*clave, componente), (*clave, componente, de_quien)
        yield _Vista(lugar.ruta, lista, codigo, componente, de_quien, filas[donde], claves)


def _de_clase(vista: _Vista, en_cuantas: Counter[str]) -> bool:
    """Si no es una actividad, o si su código es también de otra clase."""
    return vista.lista != "actividades" or any(
        en_cuantas[codigo] > 1 for _, codigo in vista.claves[:1]
    )


def _codigo(vista: _Vista, veces: Counter[tuple[str, ...]], *, con_clase: bool) -> Codigo:
    alcances = zip(Alcance, vista.claves, strict=False)
    suyo = next((uno for uno, clave in alcances if veces[clave] == 1), Alcance.FILA)
    return Codigo(
        lista=vista.lista,
        codigo=vista.codigo,
        componente=vista.componente,
        dependencia=vista.dependencia,
        fila=vista.fila,
        alcance=suyo,
        con_clase=con_clase,
    )


def _en_corto(plan: Plan) -> dict[str, str]:
    """Cómo se nombra cada dependencia: su nombre corto, si no es el de otra."""
    nombres = {una.nombre: una.en_corto for una in plan.dependencias}
    veces = Counter(en_plano(uno) for par in nombres.items() for uno in set(par))
    return {
        nombre: corto if veces[en_plano(corto)] == 1 else nombre
        for nombre, corto in nombres.items()
    }


def nombre_de_componente(componente: Componente) -> str:
    """``componente 2``; del que no tiene número, con su nombre."""
    if componente.numero is not None:
        return f"componente {componente.numero}"
    nombre = " ".join((componente.nombre or "").split())
    return f"componente «{nombre}»" if nombre else "componente sin nombre"


_NUMERO_CON_COMA = expresion(r"\d+")


def sin_adornos(codigo: str) -> str:
    """El código como se compara: sin puntos al final ni ceros a la izquierda.

    El que pudo ser un número en una hoja de cálculo, como tal: 1.10 y 1.1 no se distinguen.
    """
    partes = en_plano(codigo).replace(" ", "").replace(",", ".").rstrip(".").split(".")
    partes = [parte.lstrip("0") or "0" if parte else parte for parte in partes]
    if len(partes) == _ENTERO_Y_DECIMALES and all(map(_NUMERO_CON_COMA.fullmatch, partes)):
        entero, decimales = partes
        decimales = decimales.rstrip("0")
        partes = [entero, decimales] if decimales else [entero]
    return ".".join(partes)


_ENTERO_Y_DECIMALES = 2
