"""El código con que se nombra cada fila de un plan, de modo que sólo una responda a él.

Es el más corto de: su código; su componente y él; su dependencia, su componente y él; y, si ni así
es de una sola, además la fila de la matriz. Se sabe de todas de una pasada.
"""

from collections import Counter
from collections.abc import Iterator
from enum import IntEnum

from paac_reportes import clases
from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.filas import oficinas_de
from paac_reportes.analisis.situacion import SIN_CONTENIDO
from paac_reportes.modelo import Componente, Plan
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.textos.plano import en_plano


class Alcance(IntEnum):
    """Qué hay que decir de una fila para que se sepa cuál es; cada uno incluye los anteriores."""

    CODIGO = 0
    COMPONENTE = 1
    DEPENDENCIA = 2
    FILA = 3


@clases.frozen
class Codigo:
    """Con qué se nombra una fila, y cuánto de ello hace falta."""

    lista: str
    """De cuál es: ``actividades``, ``tramites`` o ``intercambios``."""
    codigo: str
    """A la letra, en un renglón; vacío si no lo tiene."""
    componente: str
    """``componente 2``; del que no tiene número, ``componente «Rendición de cuentas»``."""
    dependencia: str
    """Dependencia de la fila; vacía si el plan no las tiene."""
    fila: int
    """Su lugar en la matriz, contado desde 1 en la tabla de su dependencia y su componente."""
    alcance: Alcance
    con_clase: bool
    """Si hay que decir que es una actividad, un trámite o un intercambio."""


class Codigos:
    """Los códigos de todas las filas de un plan, por su ruta."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @clases.propiedad_recordada
    def _por_ruta(self) -> dict[str, Codigo]:
        """Código de cada fila, por su ruta."""
        filas_vistas = [*_vistas(self._plan)]
        veces = Counter(clave for *_, claves in filas_vistas for clave in claves)
        mezcla = len({lista for _, lista, *_ in filas_vistas}) > 1
        de_listas = {claves[0] for *_, claves in filas_vistas if mezcla and claves}
        en_listas = Counter(codigo for _, codigo in de_listas)
        return {
            ruta: Codigo(
                lista,
                codigo,
                componente,
                dependencia,
                fila,
                _alcance(claves, veces),
                mezcla
                and (lista != "actividades" or (bool(claves) and en_listas[claves[0][1]] > 1)),
            )
            for ruta, lista, codigo, componente, dependencia, fila, claves in filas_vistas
        }

    def de(self, ruta: str) -> Codigo:
        """Código de la fila que está en esa ruta: ``componentes[0].actividades[3]``."""
        return self._por_ruta[ruta]

    @property
    def cuentan_filas(self) -> bool:
        """Si algún código necesita decir la fila de la matriz."""
        return any(codigo.alcance is Alcance.FILA for codigo in self._por_ruta.values())


def codigos_de(analisis: Analisis) -> Codigos:
    """Los códigos de las filas de un plan, que se sacan una vez para todo lo que de él se diga."""
    codigos: Codigos = vars(analisis).setdefault("_codigos", Codigos(analisis.plan))
    return codigos


_Claves = tuple[tuple[str, ...], ...]
"""Con qué se compara un código en cada alcance, menos el de la fila; ninguna si no lo hay."""
_Vista = tuple[str, str, str, str, str, int, _Claves]
"""Una fila al pasar: su ruta, su lista, su código, su componente, su dependencia y su lugar."""


def _vistas(plan: Plan) -> Iterator[_Vista]:
    """Cada fila del plan, como ``_Vista``: de ahí sale su código."""
    oficinas = oficinas_de(plan)
    filas: Counter[tuple[str, str]] = Counter()
    ya_leidos: dict[str | None, tuple[str, str]] = {}
    for lugar_del_componente in recorrer(plan, Componente):
        dependencia = lugar_del_componente.objetos.get("dependencia")
        sitio = (
            nombre_de_componente(lugar_del_componente.objeto),
            oficinas[dependencia.nombre] if dependencia else "",
        )
        for nombre in LISTAS_DE_FILAS:
            for lugar in recorrer(lugar_del_componente, nombre):
                filas[sitio] += 1
                escrito = lugar.objeto.identificador
                if escrito not in ya_leidos:
                    ya_leidos[escrito] = _codigo_y_como_se_compara(escrito)
                codigo, clave = ya_leidos[escrito]
                claves: _Claves = ()
                if codigo:
                    claves = (nombre, clave), (nombre, clave, sitio[0]), (nombre, clave, *sitio)
                yield lugar.ruta, nombre, codigo, *sitio, filas[sitio], claves


def _codigo_y_como_se_compara(escrito: str | None) -> tuple[str, str]:
    """Código en un renglón y como se compara, ``("1.10.", "1.1")``; vacíos, si es un guion."""
    codigo = " ".join((escrito or "").split())
    return ("", "") if codigo.upper() in SIN_CONTENIDO else (codigo, sin_adornos(codigo))


def _alcance(claves: _Claves, veces: Counter[tuple[str, ...]]) -> Alcance:
    """Primer alcance en que lo que se dice de la fila no se dice de otra."""
    alcances = zip(Alcance, claves, strict=False)
    return next((alcance for alcance, clave in alcances if veces[clave] == 1), Alcance.FILA)


def nombre_de_componente(componente: Componente) -> str:
    """Nombre del componente: ``componente 2``, que no se parte, o ``componente «Riesgos»``."""
    if componente.numero is not None:
        return f"componente\N{NO-BREAK SPACE}{componente.numero}"
    nombre = " ".join((componente.nombre or "").split())
    return f"componente «{nombre}»" if nombre else "componente sin nombre"


_ENTERO_Y_DECIMALES = 2


def sin_adornos(codigo: str) -> str:
    """Código como se compara: sin puntos al final ni ceros a la izquierda.

    El que pudo ser un número en una hoja de cálculo, como tal: 1.10 y 1.1 no se distinguen.
    """
    plano = codigo.casefold() if codigo.isascii() else en_plano(codigo)
    partes = plano.replace(" ", "").replace(",", ".").rstrip(".").split(".")
    partes = [parte.lstrip("0") or "0" if parte else parte for parte in partes]
    if len(partes) == _ENTERO_Y_DECIMALES and all(map(str.isdecimal, partes)):
        entero, decimales = partes
        decimales = decimales.rstrip("0")
        partes = [entero, decimales] if decimales else [entero]
    return ".".join(partes)
