"""El aspecto de un documento, antes de lo que su formato cambie: rayas, aire, colores y letra.

Hay dos: ``OFICIAL``, la cuadrícula de los formatos impresos, y ``SOBRIO``, el de lo demás. Lo que
un color quiere decir no lo dice él solo: al lado va la palabra.
"""

from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.medida.tipografia import Mm, Pt

_FINA = Pt(0.5)
NEGRO = "000000"
TINTA = "1D2733"
"""Tinta de las letras de lo sobrio y de un gráfico."""
TINTA_SUAVE = "5B6876"
"""Tinta de un texto que sólo acompaña: una nota, la unidad, los números de un eje."""
HILO = "CFD7DF"
"""Color de las líneas que guían la vista."""
AZUL = "173A5E"
"""Azul de los títulos y las rayas de lo sobrio."""


@clases.frozen(kw_only=True)
class Raya:
    """Una línea recta; el color es ``RRGGBB``."""

    grosor: Pt = _FINA
    color: str = NEGRO
    doble: bool = False
    """Si son dos, de ese grosor y con otro tanto entre ellas."""


@clases.frozen(kw_only=True)
class Bordes:
    """Las rayas de una celda."""

    arriba: Raya | None = None
    abajo: Raya | None = None
    izquierda: Raya | None = None
    derecha: Raya | None = None


CUADRICULA = Bordes(arriba=Raya(), abajo=Raya(), izquierda=Raya(), derecha=Raya())
"""Bordes de un formulario impreso."""

DE_UNA_MIRADA, PARTE_DE_UNA_MIRADA = 14, 1 / 4
"""Donde no hay cuadrícula, una tabla de hasta tantas filas, con su total, y de esta parte de la
página no se corta: se lee de una mirada, y más alta dejaría en blanco lo que no la alcanza."""

_CONTADAS, _PARTE_DE_LAS_CONTADAS = 9, 1 / 3
"""Tampoco una de tan pocas, con su total, aunque sea algo más alta: de un lado quedarían tres."""


def parte_entera(filas: int) -> float:
    """Parte de la página de la que no pasa una tabla de tantas filas, para ir entera."""
    return _PARTE_DE_LAS_CONTADAS if filas <= _CONTADAS else PARTE_DE_UNA_MIRADA


@clases.frozen(kw_only=True)
class Paleta:
    """Los colores por su papel, ``RRGGBB``."""

    tinta: str | None = None
    titulo: str | None = None
    nota: str | None = None
    fondo: str = "EDEDED"
    """Fondo de las filas que separan grupos, sin llamar la atención."""
    hecho: str = "2F6F9F"
    malo: str = "B3402E"
    """Lo vencido, y lo que no salió bien."""
    malo_con_reporte: str = "DB8C7E"
    no_se_sabe: str = "D9DEE4"

    @property
    def de_cuentas(self) -> dict[str, str]:
        """El color de cada cuenta de una parte, en toda barra, leyenda y gráfico.

        En su orden: en un papel gris también se distinguen.
        """
        return {
            "terminadas": self.hecho,
            "vencidas_sin_reporte": self.malo,
            "vencidas_con_reporte": self.malo_con_reporte,
            "no_se_sabe": self.no_se_sabe,
        }


A_MEDIAS, MALO_SIN_SABER = "9DC1DC", "E3B0A6"


def color_de_nivel(lugar: int, cuantos: int) -> str:
    """El color de un nivel, ``lugar``, desde 0: de lo malo al azul; nunca, el de lo hecho."""
    if lugar == cuantos - 1:
        return AZUL
    if lugar == 0:
        return Paleta().malo
    return A_MEDIAS if 2 * lugar >= cuantos - 1 else MALO_SIN_SABER


@clases.frozen(kw_only=True)
class ReglasDeTabla:
    """Las rayas, los rellenos y el aire de las tablas."""

    rotulos: Raya | None = None
    """Bajo los rótulos."""
    filas: Raya | None = None
    """Bajo cada fila."""
    total: Raya | None = None
    """Sobre un total."""
    cuadricula: bool = False
    """Cada celda en su cuadro y los rótulos al centro, con relleno: las otras rayas no cuentan.

    Si no, cada rótulo va hacia el lado de sus celdas y, en Word, un grupo alto va por partes, cada
    una con su nombre (``maqueta.grupos``).
    """
    aire: Mm = Mm(0)
    """Aire que cada celda deja arriba y abajo, además del de siempre."""
    despues: Pt = Pt(0)
    """Aire que queda entre la tabla y el bloque que la sigue."""


@clases.frozen(kw_only=True)
class Tamanos:
    """Los tamaños de la letra; ``None`` es el que se calcula del de las celdas."""

    texto: Pt | None = None
    leyenda: Pt | None = None
    nota: Pt | None = None
    titulo: Pt | None = None
    titulo1: Pt | None = None
    titulo2: Pt | None = None
    titulo3: Pt | None = None
    cifra: Pt = Pt(17)


Horizontal = Literal["izquierda", "centro", "derecha", "justificada"]
NombreDeAspecto = Literal["oficial", "sobrio"]


@clases.frozen(kw_only=True)
class Aspecto:
    """Cómo se ve todo documento de un formato."""

    familia: str = "Arial"
    """Familia de la letra, donde el formato no dice otra."""
    paleta: Paleta = Paleta()
    tabla: ReglasDeTabla = ReglasDeTabla(cuadricula=True)
    letra: Tamanos = Tamanos()

    def con_titulos_de(self, color: str) -> "Aspecto":
        """Aspecto con los títulos, y las rayas que los rótulos y el total lleven, de ese color."""
        rotulos, total = (
            raya and attrs.evolve(raya, color=color)
            for raya in (self.tabla.rotulos, self.tabla.total)
        )
        return attrs.evolve(
            self,
            paleta=attrs.evolve(self.paleta, titulo=color),
            tabla=attrs.evolve(self.tabla, rotulos=rotulos, total=total),
        )

    def alineacion(self, horizontal: Horizontal) -> Horizontal:
        """La alineación que se pide; lo justificado va a la izquierda si no es un formulario."""
        se_justifica = horizontal != "justificada" or self.tabla.cuadricula
        return horizontal if se_justifica else "izquierda"


OFICIAL = Aspecto(tabla=ReglasDeTabla(cuadricula=True, aire=Mm(0.45), despues=Pt(5)))
"""0,8 mm de aire en cada celda, con el que toda celda deja (``estilos.AIRE_DE_CELDA``): sin él, la
letra topaba con las rayas. Con los 3 puntos que ya las separan (``cierre.ENTRE_TABLAS``), 8 entre
dos tablas."""

SOBRIO = Aspecto(
    familia="Calibri",
    paleta=Paleta(tinta=TINTA, titulo=AZUL, nota=TINTA_SUAVE, fondo="EEF2F6"),
    tabla=ReglasDeTabla(
        rotulos=Raya(grosor=Pt(1), color=AZUL),
        filas=Raya(grosor=Pt(0.4), color=HILO),
        total=Raya(grosor=Pt(1), color=AZUL),
        aire=Mm(0.85),
        despues=Pt(8),
    ),
    letra=Tamanos(
        texto=Pt(10.5),
        leyenda=Pt(9),
        nota=Pt(8),
        titulo=Pt(26),
        titulo1=Pt(21),
        titulo2=Pt(12.5),
        titulo3=Pt(10.5),
        cifra=Pt(21),
    ),
)
"""1,2 mm de aire en cada celda, con el que toda celda deja."""

ASPECTOS: dict[NombreDeAspecto, Aspecto] = {"oficial": OFICIAL, "sobrio": SOBRIO}
