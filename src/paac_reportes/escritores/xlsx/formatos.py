"""Los formatos de celda de un libro: cómo se ve y qué muestra lo que guarda cada una.

``Formatos`` dice el número del de cada estilo; ``FormatosDelLibro`` los numera en el orden en que
se piden, y escribe la hoja de estilos del libro.
"""

import functools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.escritores.paquete import en_atributo
from paac_reportes.escritores.xlsx.celdas import (
    HOJA_DE_CALCULO,
    Numeradas,
    TextosDelLibro,
    TramoDeCelda,
    escapar_en_excel,
)
from paac_reportes.maqueta.aspecto import Raya
from paac_reportes.maqueta.estilos import COLOR_DE_ENLACE, PASO_DE_SANGRIA, Estilo, letra_sobre

_HORIZONTALES = {
    "izquierda": "left",
    "centro": "center",
    "derecha": "right",
    "justificada": "justify",
}
_VERTICALES = {"arriba": "top", "centro": "center", "abajo": "bottom"}
_MUESTRA_DE_TEXTO = "General"
_DE_ABAJO_ARRIBA = 90
"""Grados."""

_GRUESA = 1.25
"""Puntos desde los que una raya se parece más a la mediana de Excel, de 1,5, que a la fina."""


def _con_color(aspecto: Estilo, color: str) -> Estilo:
    """El aspecto de una celda con otra letra, si sobre su relleno se lee."""
    legible = letra_sobre(aspecto.relleno, color) if aspecto.relleno else color
    return attrs.evolve(aspecto, color=legible)


_DE_ENLACE = '<cellStyle name="Hyperlink" xfId="1" builtinId="8" hidden="0"/>'
"""Estilo de enlace de Excel, que lo muestra en el idioma de cada uno: «Hipervínculo»."""

TEXTO, ENLACE, VALOR = "texto", "enlace", "valor"
RESULTADO = "resultado"
FORMULA = "fórmula"
Uso = tuple[str, str, str]
"""Un formato que hace falta: qué guarda la celda, estilo y muestra: ``("valor", "celda", "0")``."""


class Formatos:
    """El número de formato de celda (``s``) de cada estilo, según lo que guarda la celda."""

    def __init__(
        self,
        estilos: dict[str, Estilo],
        numero_de: Callable[["FormatoDeCelda"], int],
        abiertos: Collection[str] = (),
    ) -> None:
        """``abiertos``: los estilos de las celdas donde se escribe aunque la hoja se proteja."""
        self._numero_de = numero_de
        self._estilos = estilos
        self.dato = {nombre: estilo.dato for nombre, estilo in estilos.items()}.__getitem__
        """Función de un estilo a la clase de dato que sus celdas guardan."""
        self.de_solo_texto = {n for n, estilo in estilos.items() if estilo.dato == "texto"}
        """Estilos cuyas celdas sólo guardan textos."""
        self._abiertos = abiertos
        self._registrados: set[Uso] = set()

    @clases.recordado
    def de_uso(self, uso: Uso) -> int:
        """El número del formato de un uso: qué guarda la celda, su estilo y cómo se muestra."""
        guarda, nombre, muestra = uso
        aspecto = self._estilos[nombre]
        if guarda == VALOR:
            return self._registrar(aspecto, muestra, abierta=nombre in self._abiertos)
        lleva = guarda == ENLACE  # a una dirección, o a otra parte del libro
        return self._registrar(
            _con_color(aspecto, COLOR_DE_ENLACE) if lleva else aspecto,
            _MUESTRA_DE_TEXTO,
            subraya=lleva,
            es_formula=guarda == RESULTADO or (lleva and muestra == FORMULA),
        )

    def registrar(self, columnas: Sequence[Mapping[Uso, int]]) -> None:
        """Numera los formatos nuevos de unas columnas según la primera fila que pide cada uso."""
        nuevos = [
            (fila, lugar, orden, uso)
            for lugar, usos in enumerate(columnas)
            if not usos.keys() <= self._registrados
            for orden, (uso, fila) in enumerate(usos.items())
        ]
        for *_, uso in sorted(nuevos):
            self.de_uso(uso)
            self._registrados.add(uso)

    def en_tramos(self, nombre: str, tramos: Iterable[TramoDeCelda]) -> str:
        """``<is>``: el texto de una celda de un estilo, cada tramo con su letra."""
        aspecto = self._estilos[nombre]
        corridas = [
            f"<r>{_letra_en_xml(aspecto, tramo)}"
            f'<t xml:space="preserve">{escapar_en_excel(tramo.texto)}</t></r>'
            for tramo in tramos
        ]
        return f"<is>{''.join(corridas)}</is>"

    def _registrar(
        self,
        aspecto: Estilo,
        muestra: str,
        *,
        subraya: bool = False,
        es_formula: bool = False,
        abierta: bool = False,
    ) -> int:
        """Número del formato de una celda de ese aspecto, que se agrega si es nuevo.

        ``muestra``: cómo se ve un número, ``0.00``; ``abierta``: si se deja editar.
        """
        proteccion = '<protection locked="0" hidden="0"/>' if abierta else ""
        protege = ' applyProtection="1"' if abierta else ""
        # Quien edite la celda en Excel no la vuelve fórmula ni número sin querer.
        con_comilla = muestra == _MUESTRA_DE_TEXTO and not es_formula
        fondo = f'<patternFill patternType="solid"><fgColor rgb="FF{aspecto.relleno}"/>'
        return self._numero_de(
            FormatoDeCelda(
                letra=_letra(aspecto, subrayada=subraya),
                relleno=f"<fill>{fondo}</patternFill></fill>" if aspecto.relleno else "",
                borde=_borde(aspecto),
                muestra=muestra,
                demas=(
                    f' applyAlignment="1"{protege} pivotButton="0" quotePrefix="{con_comilla:d}"'
                    f' xfId="{subraya:d}">{_alineacion(aspecto)}{proteccion}</xf>'
                ),
                enlace=_letra_de_enlaces(self._estilos["celda"]) if subraya else "",
            )
        )


def _letra_de_enlaces(celda: Estilo) -> str:
    """La letra de los enlaces de un libro, por el estilo de sus celdas."""
    suya = Estilo(familia=celda.familia, tamano=celda.tamano, color=COLOR_DE_ENLACE)
    return _letra(suya, subrayada=True)


class FormatoDeCelda(NamedTuple):
    """Formato de celda, en los pedazos que Excel numera; dos iguales son el mismo."""

    letra: str
    relleno: str
    borde: str
    muestra: str
    demas: str
    """Resto de su ``<xf>``: lo que va tras los números de lo anterior."""
    enlace: str
    """La letra de los enlaces del libro, si lo es."""


class FormatosDelLibro(Numeradas[FormatoDeCelda]):
    """El número de cada formato de un libro; el 0 es el de las celdas sin formato."""

    def __init__(self) -> None:
        super().__init__({_SIN_FORMATO: 0})

    def en_xml(self, rellenos: Iterable[str] = ()) -> str:
        """La hoja de estilos; ``rellenos``, los colores de lo que se pinta solo."""
        return _hoja_de_estilos(tuple(self), tuple(rellenos))


@functools.lru_cache(maxsize=64)  # las que hacen falta en todo libro de un formato
def _hoja_de_estilos(formatos: tuple[FormatoDeCelda, ...], rellenos: tuple[str, ...]) -> str:
    """XML de la hoja de estilos de esos formatos, cada cosa una vez y en su orden."""
    hoja = _HojaDeEstilos()
    de_celdas = [hoja.formato(formato) for formato in formatos]
    muestras = "".join(
        f'<numFmt numFmtId="{numero}" formatCode="{en_atributo(muestra)}"/>'
        for muestra, numero in hoja.muestras.items()
        if numero >= _PRIMERA_MUESTRA
    )
    cuantas = muestras.count("<")
    se_pintan = [
        f'<dxf><fill><patternFill><bgColor rgb="FF{color}"/></patternFill></fill></dxf>'
        for color in rellenos
    ]
    nombres = (_NORMAL, _DE_ENLACE) if hoja.enlace else (_NORMAL,)
    colores = "".join(f'<rgbColor rgb="00{color}"/>' for color in _COLORES.split())
    return (
        f'<styleSheet xmlns="{HOJA_DE_CALCULO}">'
        f'<numFmts count="{cuantas}"{f">{muestras}</numFmts>" if muestras else "/>"}'
        f"{_lista('fonts', hoja.letras)}{_lista('fills', hoja.rellenos)}"
        f"{_lista('borders', hoja.bordes)}"
        f"{_lista('cellStyleXfs', (_DE_FABRICA, *hoja.enlace))}"
        f"{_lista('cellXfs', de_celdas)}"
        f"{_lista('cellStyles', nombres)}"
        f"{_lista('dxfs', se_pintan)}"
        '<tableStyles count="0" defaultTableStyle="TableStyleMedium9"'
        ' defaultPivotStyle="PivotStyleLight16"/>'
        f"<colors><indexedColors>{colores}</indexedColors></colors></styleSheet>"
    )


@clases.frozen(eq=False)
class LibroEnCurso:
    """Lo que comparten las hojas de un libro mientras se escriben."""

    estilos: Mapping[str, Estilo]
    """Estilos del papel, por su nombre."""
    avisos: list[Aviso]
    textos: TextosDelLibro = attrs.field(factory=TextosDelLibro)
    formatos: FormatosDelLibro = attrs.field(factory=FormatosDelLibro)
    rellenos: dict[str, int] = attrs.field(factory=dict)
    """Número de cada color de lo que se pinta solo."""


def _lista(nombre: str, elementos: Collection[str]) -> str:
    """Elementos de una hoja de estilos, con su cuenta; nada, si no hay."""
    cuenta = len(elementos)
    return f'<{nombre} count="{cuenta}">{"".join(elementos)}</{nombre}>' if elementos else ""


class _HojaDeEstilos:
    """Lo que piden los formatos de un libro, cada cosa con su número, que es el de su orden."""

    def __init__(self) -> None:
        self.letras, self.bordes = Numeradas[str](), Numeradas({_BORDE_DE_FABRICA: 0})
        rayado = '<fill><patternFill patternType="gray125"/></fill>'
        self.rellenos = Numeradas({"<fill><patternFill/></fill>": 0, rayado: 1})
        self.muestras = {"General": 0, "0": 1, "@": 49}
        self.enlace: tuple[str, ...] = ()
        """El formato del estilo de los enlaces, si alguno lo pide: lleva la letra del primero."""

    def formato(self, formato: FormatoDeCelda) -> str:
        """``<xf>`` de un formato."""
        muestra = self.muestras.setdefault(formato.muestra, _PRIMERA_MUESTRA + self._propias())
        borde = self._borde_de_enlace(formato.enlace) if formato.enlace else 0
        letra = self.letras.poner(formato.letra)
        relleno = self.rellenos.poner(formato.relleno) if formato.relleno else 0
        borde = self.bordes.poner(formato.borde) if formato.borde else borde
        numeros = f'numFmtId="{muestra}" fontId="{letra}" fillId="{relleno}" borderId="{borde}"'
        return f"<xf {numeros}{formato.demas}"

    def _propias(self) -> int:
        return sum(numero >= _PRIMERA_MUESTRA for numero in self.muestras.values())

    def _borde_de_enlace(self, de_la_letra: str) -> int:
        """Número del borde del estilo de los enlaces, que desde aquí está en el libro."""
        if not self.enlace:
            letra, borde = self.letras.poner(de_la_letra), self.bordes.poner(_SIN_BORDE)
            self.enlace = (f'<xf numFmtId="0" fontId="{letra}" fillId="0" borderId="{borde}"/>',)
        return self.bordes.poner(_SIN_BORDE)


_PRIMERA_MUESTRA = 164
"""El número de la primera que no es de las que Excel trae."""
_SIN_BORDE = "<border/>"
_BORDE_DE_FABRICA = "<border><left/><right/><top/><bottom/><diagonal/></border>"
_DE_FABRICA = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
_SIN_FORMATO = FormatoDeCelda(
    letra='<font><name val="Arial"/><family val="2"/><sz val="8"/></font>',
    relleno="",
    borde="",
    muestra=_MUESTRA_DE_TEXTO,
    demas=' pivotButton="0" quotePrefix="0" xfId="0"/>',
    enlace="",
)
"""Formato de las celdas sin otro: en su letra se miden las columnas."""
_NORMAL = '<cellStyle name="Normal" xfId="0" builtinId="0" hidden="0"/>'
_COLORES = """
000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00
FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF
660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF
CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696
003366 339966 003300 333300 993300 993366 333399 333333
"""
"""Los colores con número, que todo libro trae."""


def _letra(aspecto: Estilo, *, subrayada: bool) -> str:
    """``<font>`` de una celda, siempre con su nombre y su tamaño: si no, sale en otra letra."""
    marcas = (
        ('<b val="1"/>', aspecto.negrita),
        ('<i val="1"/>', aspecto.cursiva),
        (f'<color rgb="FF{aspecto.color}"/>', aspecto.color),
        (f'<sz val="{aspecto.tamano:.16g}"/>', True),
        ('<u val="single"/>', subrayada),
    )
    activas = "".join(marca for marca, lleva in marcas if lleva)
    return f'<font><name val="{en_atributo(aspecto.familia)}"/>{activas}</font>'


def _borde(aspecto: Estilo) -> str:
    """``<border>`` de una celda; nada, si no lleva ninguna raya."""
    rayas: dict[str, Raya | None] = {}
    if aspecto.filete:
        rayas = {"left": aspecto.filete}
    elif lados := aspecto.bordes:
        rayas = {"left": lados.izquierda, "right": lados.derecha}
        rayas |= {"top": lados.arriba, "bottom": lados.abajo}
    escritas = "".join(
        f'<{lado} style="{"medium" if raya.grosor >= _GRUESA else "thin"}">'
        f'<color rgb="FF{raya.color}"/></{lado}>'
        for lado, raya in rayas.items()
        if raya
    )
    return f"<border>{escritas}</border>" if escritas else ""


def _alineacion(aspecto: Estilo) -> str:
    """``<alignment>`` de una celda: a dónde va su texto, y qué hace el que no cabe."""
    vertical = "justify" if aspecto.repartido else _VERTICALES[aspecto.vertical]
    girada = f' textRotation="{_DE_ABAJO_ARRIBA}"' if aspecto.girado else ""
    parte = "" if aspecto.en_un_renglon else ' wrapText="1"'
    pasos = round(aspecto.margen / PASO_DE_SANGRIA) if aspecto.horizontal == "izquierda" else 0
    sangria = f' indent="{pasos}"' if pasos else ""
    horizontal = _HORIZONTALES[aspecto.horizontal]
    lugar = f'horizontal="{horizontal}" vertical="{vertical}"'
    return f"<alignment {lugar}{girada}{parte}{sangria}/>"


def _letra_en_xml(aspecto: Estilo, tramo: TramoDeCelda) -> str:
    """``<rPr>`` de un tramo: la letra de su celda con lo que a él lo aparta."""
    color = (_con_color(aspecto, COLOR_DE_ENLACE) if tramo.es_enlace else aspecto).color
    marcas = (
        ("<b/>", aspecto.negrita or tramo.negrita),
        ("<i/>", aspecto.cursiva or tramo.cursiva),
        ("<u/>", tramo.es_enlace),
        (f'<color rgb="FF{color}"/>', color),
    )
    activas = "".join(marca for marca, lleva in marcas if lleva)
    letra = f'<sz val="{aspecto.tamano:g}"/><rFont val="{escapar_en_excel(aspecto.familia)}"/>'
    return f"<rPr>{activas}{letra}</rPr>"
