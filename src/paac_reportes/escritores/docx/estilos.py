"""La hoja de estilos de Word a partir de los estilos del documento.

Al final, sus listas: cómo se definen y a cuál pertenece cada párrafo.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import attrs
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.story import StoryPart

from paac_reportes import clases
from paac_reportes.escritores.docx.textos import ESTILO_DE_ENLACE
from paac_reportes.escritores.paquete import escapar
from paac_reportes.maqueta.aspecto import CUADRICULA, Bordes, Raya
from paac_reportes.maqueta.estilos import (
    AIRE_DE_CELDA,
    AIRE_DE_FILETE,
    COLOR_DE_ENLACE,
    EN_WORD,
    ESTILO_DE_APARTADO,
    ESTILO_DE_CONTENIDO,
    ESTILO_DE_LEYENDA,
    ESTILO_DESTACADO,
    ESTILOS_DE_LISTA,
    MARGEN_DE_CELDA,
    NIVEL_MAXIMO,
    Estilo,
    estilo_de_titulo,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, veinteavos, veinteavos_de_pt
from paac_reportes.maqueta.nodos import ANEXO, Bloque, Indice, Lista, Parrafo, Titulo

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_MARGEN, _AIRE = veinteavos_de_pt(MARGEN_DE_CELDA), veinteavos_de_pt(AIRE_DE_CELDA)
"""Márgenes y aire de una celda, en veinteavos de punto."""

ESTILO_NORMAL, ESTILO_DE_CELDA = "Normal", "Celda"
"""Estilo en que se basa lo que se lee de corrido, y aquel en que se basa lo demás."""

_CITA, _LISTA_NUMERADA = "cita", "lista-numerada"
"""Estilos que sólo usa quien edita."""

_OTROS_DE_WORD = {"encabezado": "header", "pie": "footer", _CITA: "Quote"}

# Los estilos que Word conoce por su nombre en inglés; los demás llevan el suyo.
_DE_WORD = {
    nombre: (en_word.title().replace(" ", ""), en_word)
    for nombre, en_word in (EN_WORD | _OTROS_DE_WORD).items()
}
_DE_LA_GALERIA = (
    *("texto", *map(estilo_de_titulo, range(NIVEL_MAXIMO + 1)), *ESTILOS_DE_LISTA),
    *(_LISTA_NUMERADA, _CITA, ESTILO_DE_LEYENDA, "nota"),
    *(ESTILO_DESTACADO, ESTILO_DE_APARTADO, "celda"),
)
"""Estilos que usa una persona, tras «Normal» y como Word se los muestra.

De los de celdas sólo está a la vista el de todas; los demás son suyos y de una columna.
"""
_DE_CORRIDO = re.compile(
    r"(?:texto|lista|cita|leyenda|nota|destacado|apartado|indice|firma|titulo).*"
)
"""Estilos de texto corrido; los demás son de celdas."""
_AL_FINAL = 99
"""Lugar de los demás estilos en la galería."""
_ESCONDIDO = "<w:semiHidden/>"

_ALINEACIONES = {"izquierda": "left", "centro": "center", "derecha": "right", "justificada": "both"}
A_LO_ANCHO = {"izquierda": "top", "centro": "center", "derecha": "bottom", "justificada": "top"}
"""Alineación de la celda, por la horizontal de un texto girado, que empieza abajo."""

VERTICALES = {"arriba": "top", "centro": "center", "abajo": "bottom"}


@functools.lru_cache(maxsize=1024)
def identificador(nombre: str) -> str:
    """Identificador de Word de un estilo de la maqueta: ``celda-centro`` → ``CeldaCentro``."""
    conocido = _DE_WORD.get(nombre)
    return conocido[0] if conocido else nombre.title().replace("-", "")


@clases.frozen
class EstilosNombrados:
    """Los estilos de Word que un documento nombra, por su identificador.

    Un formato define los de todo lo que podría llevar, y hay programas que muestran también los
    escondidos: entre ellos, quien edita no halla los suyos.
    """

    de_parrafos: frozenset[str]
    """Estilos de lo que no está en una tabla: están a la vista de quien edita."""
    de_celdas: set[str] = attrs.Factory(set)
    """Estilos de lo que está en tablas: se saben al escribirlas."""
    con_galeria: bool = True
    """Si van además los estilos que usa una persona; un membrete trae los suyos."""

    def quedan(self, nombre: str) -> bool:
        """Si va en el paquete el estilo que en la maqueta se llama así."""
        clave = identificador(nombre)
        return (
            nombre in _SIEMPRE
            or (self.con_galeria and nombre in _DE_LA_GALERIA)
            or clave in self.de_parrafos
            or clave in self.de_celdas
        )


_SIEMPRE = ("texto", "encabezado", "pie")
"""Estilos que nombran el cascarón y los demás estilos."""


def hoja_de_estilos(
    estilos: dict[str, Estilo],
    idioma: str,
    listas: "ListasDelWord",
    nombrados: EstilosNombrados,
    de_contenido: str = "",
) -> str:
    """``styles.xml`` completo; el idioma va en los valores por omisión, donde Word lo obedece.

    Cada estilo va después de aquel en que se basa: hay lectores que los aplican en este orden, y
    un «Normal» tardío les deshace los títulos. El de un párrafo lo rellena él; una celda se rellena
    entera. ``de_contenido`` son los de la tabla de contenido.
    """
    normal, celda = estilos["texto"], estilos["celda"]
    todos = chain(estilos.items(), _de_quien_edita(estilos))
    basados = [par for par in todos if par[0] != "celda" and nombrados.quedan(par[0])]
    letra = (
        f"{_fuente(normal.familia)}{_tamano(normal.tamano)}"
        f'<w:lang w:val="{idioma}" w:eastAsia="{idioma}" w:bidi="ar-SA"/>'
    )

    def en_xml(nombre: str, estilo: Estilo) -> str:
        """XML de un estilo; en la galería no están los del contenido, que Word pone solo."""
        de_parrafo = identificador(nombre) in nombrados.de_parrafos
        fondo = relleno(estilo) if de_parrafo else ""
        if estilo.filete is not None:
            fondo = f"<w:pBdr>{_borde('left', estilo.filete, AIRE_DE_FILETE)}</w:pBdr>{fondo}"
        base, de_base = (ESTILO_DE_CELDA, celda)
        if nombre == "celda" or _DE_CORRIDO.fullmatch(nombre):
            base, de_base = (ESTILO_NORMAL, normal)
        a_la_vista = nombre in _DE_LA_GALERIA or (de_parrafo and not nombre.startswith("indice"))
        cabeza = _cabeza(nombre, base, a_la_vista=a_la_vista)
        lista = listas.del_estilo(nombre, estilo)
        return f"{cabeza}{_aspecto(estilo, de_base, f'{lista}{fondo}')}</w:style>"

    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="{_WORD}">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{letra}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>{_DE_LOS_DEMAS}"
        f"{_NORMAL}{_aspecto(normal, normal)}</w:style>{_TABLA_NORMAL}{en_xml('celda', celda)}"
        f"{''.join([en_xml(nombre, estilo) for nombre, estilo in basados])}"
        f"{listas.estilos_de_anexo()}{de_contenido}{_SEPARADOR}{_ENLACE}{_estilos_de_tablas(estilos)}"
        "</w:styles>"
    )


def _de_quien_edita(estilos: Mapping[str, Estilo]) -> Iterator[tuple[str, Estilo]]:
    """Estilos que ningún documento nuestro usa y una persona echa de menos."""
    lista, nota = estilos["lista"], estilos["nota"]
    yield _LISTA_NUMERADA, lista
    yield (
        _CITA,
        attrs.evolve(estilos["texto"], cursiva=True, color=nota.color, margen=lista.sangria),
    )


# De los que Word conoce y aquí no están, a la vista sólo los de un énfasis.
_DE_LOS_DEMAS = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
    ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376">'
    + "".join(
        f'<w:lsdException w:name="{nombre}" w:semiHidden="0" w:uiPriority="{lugar}"'
        ' w:unhideWhenUsed="0" w:qFormat="1"/>'
        for nombre, lugar in (("Emphasis", 20), ("Strong", 22))
    )
    + "</w:latentStyles>"
)


_NORMAL = (
    f'<w:style w:type="paragraph" w:default="1" w:styleId="{ESTILO_NORMAL}">'
    '<w:name w:val="Normal"/><w:uiPriority w:val="0"/><w:qFormat/>'
)


def _cabeza(nombre: str, base: str, *, a_la_vista: bool) -> str:
    """Comienzo del XML de un estilo de párrafo: su nombre, su base y si se ve en la galería.

    ``a_la_vista``: si va en la galería de estilos; si no, queda escondido.
    """
    clave = identificador(nombre)
    _, visible = _DE_WORD.get(nombre, (clave, nombre.capitalize().replace("-", " ")))
    a_medida = "" if nombre in _DE_WORD else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{a_medida} w:styleId="{clave}">'
        f'<w:name w:val="{escapar(visible)}"/><w:basedOn w:val="{base}"/>{_siguiente(nombre)}'
        f'<w:uiPriority w:val="{_lugar(nombre)}"/>{"<w:qFormat/>" if a_la_vista else _ESCONDIDO}'
    )


def _aspecto(estilo: Estilo, base: Estilo, lista_y_fondo: str = "") -> str:
    """XML de cómo se ve un estilo que se basa en otro; de la letra, sólo lo que cambia.

    ``lista_y_fondo`` es el XML de su numeración y de su sombreado.
    """
    return (
        f"<w:pPr>{_de_parrafo(estilo, lista_y_fondo)}</w:pPr><w:rPr>{_letra_distinta(estilo, base)}"
        "</w:rPr>"
    )


def _siguiente(nombre: str) -> str:
    """XML del estilo con que se sigue escribiendo: tras un título, el de un texto; o vacío."""
    se_repite = nombre not in _DE_LA_GALERIA or nombre in _SE_REPITEN
    return "" if se_repite else f'<w:next w:val="{identificador("texto")}"/>'


_SE_REPITEN = ("celda", "texto", *ESTILOS_DE_LISTA, _LISTA_NUMERADA)


def _lugar(nombre: str) -> int:
    """El orden de un estilo entre los que Word recomienda."""
    return _DE_LA_GALERIA.index(nombre) + 1 if nombre in _DE_LA_GALERIA else _AL_FINAL


def _de_parrafo(estilo: Estilo, lista_y_fondo: str) -> str:
    """XML de lo que un estilo dice de sus párrafos: aire, sangría, alineación y nivel."""
    junto = "<w:keepNext/>" if estilo.con_el_siguiente else ""
    esquema = f'<w:outlineLvl w:val="{estilo.nivel - 1}"/>' if estilo.nivel else ""
    return (
        f'{junto}{lista_y_fondo}<w:spacing w:before="{veinteavos_de_pt(estilo.antes)}"'
        f' w:after="{veinteavos_de_pt(estilo.despues)}"/>{sangria(estilo)}'
        f'<w:jc w:val="{_ALINEACIONES[estilo.alineacion]}"/>{esquema}'
    )


def sangria(estilo: Estilo) -> str:
    """XML de la sangría de un párrafo de ese estilo; nada si va al margen."""
    if estilo.filete:
        return f'<w:ind w:left="{veinteavos_de_pt(AIRE_DE_FILETE)}"/>'
    if estilo.al_ras:
        return f'<w:ind w:left="-{_MARGEN}" w:right="-{_MARGEN}"/>'
    corrida = veinteavos_de_pt(estilo.sangria)
    izquierda = veinteavos_de_pt(estilo.margen + estilo.sangria)
    if not izquierda:
        return ""
    afuera = f' w:hanging="{corrida}"' if corrida else ""
    return f'<w:ind w:left="{izquierda}"{afuera}/>'


def _letra_distinta(estilo: Estilo, base: Estilo) -> str:
    """XML de la letra de un estilo, en lo que no toma de aquel en que se basa."""
    partes = []
    if estilo.familia != base.familia:
        partes.append(_fuente(estilo.familia))
    for marca, la_lleva, en_la_base in (
        ("b", estilo.negrita, base.negrita),
        ("i", estilo.cursiva, base.cursiva),
    ):
        if la_lleva or en_la_base:
            partes.append(f"<w:{marca}/>" if la_lleva else f'<w:{marca} w:val="0"/>')
    if estilo.color or base.color:
        partes.append(f'<w:color w:val="{estilo.color or "auto"}"/>')
    if estilo.tamano != base.tamano:
        partes.append(_tamano(estilo.tamano))
    return "".join(partes)


def _fuente(familia: str) -> str:
    clases = " ".join(f'w:{clase}="{familia}"' for clase in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {clases}/>"


def relleno(estilo: Estilo) -> str:
    """El fondo de una celda o de un párrafo: ``<w:shd …/>``; nada si no lo lleva."""
    if not estilo.relleno:
        return ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{estilo.relleno}"/>'


def _tamano(tamano: Pt) -> str:
    """XML de un tamaño de letra, que Word cuenta en medios puntos."""
    return f'<w:sz w:val="{round(tamano * 2)}"/><w:szCs w:val="{round(tamano * 2)}"/>'


ALTO_DE_SEPARADOR, SANGRIA_DE_CONTENIDO = 20, 220
"""Alto del párrafo que separa dos tablas y sangría de cada nivel del contenido, en veinteavos."""

# El que Word exige tras una tabla, tan bajo como se puede: si ella llena la página abre otra.
_SEPARADOR = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Separador">'
    f'<w:name w:val="Separador"/><w:basedOn w:val="{ESTILO_DE_CELDA}"/><w:uiPriority w:val="99"/>'
    f"{_ESCONDIDO}"
    f'<w:pPr><w:spacing w:before="0" w:after="0" w:line="{ALTO_DE_SEPARADOR}" w:lineRule="exact"/>'
    "</w:pPr>"
    '<w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
)


def estilos_de_contenido(ancho: Mm) -> str:
    """Estilos de Word para cada nivel del contenido: con F9 hace de nuevo los renglones."""
    pestana = f'<w:tab w:val="right" w:leader="dot" w:pos="{veinteavos(ancho)}"/>'
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{estilo_de_contenido(nivel)}">'
        f'<w:name w:val="toc {nivel}"/>'
        f'<w:basedOn w:val="{identificador("indice")}"/><w:next w:val="Normal"/>'
        f'<w:uiPriority w:val="39"/><w:unhideWhenUsed/><w:pPr><w:tabs>{pestana}</w:tabs>'
        f'<w:ind w:left="{SANGRIA_DE_CONTENIDO * (nivel - 1)}"/></w:pPr></w:style>'
        for nivel in _NIVELES_DE_CONTENIDO
    )


_NIVELES_DE_CONTENIDO = (1, 2, 3)


def estilo_de_contenido(nivel: int) -> str:
    """Estilo de Word para los renglones de un nivel del contenido."""
    return f"TOC{nivel}"


_ENLACE = (
    f'<w:style w:type="character" w:styleId="{ESTILO_DE_ENLACE}"><w:name w:val="Hyperlink"/>'
    f'<w:uiPriority w:val="99"/><w:rPr><w:color w:val="{COLOR_DE_ENLACE}"/><w:u w:val="single"/>'
    "</w:rPr></w:style>"
)


def _borde(lado: str, raya: Raya, aparte: float = 0) -> str:
    grosor = _en_octavos(raya)
    return f'<w:{lado} w:val="single" w:sz="{grosor}" w:space="{aparte:g}" w:color="{raya.color}"/>'


OCTAVOS_POR_PT = 8
"""Octavos de punto, en que Word cuenta el grosor de una raya, que tiene un punto."""


def _en_octavos(raya: Raya) -> int:
    """Grosor de una raya en octavos de punto, como lo cuenta Word; el más fino es de dos."""
    return max(round(raya.grosor * OCTAVOS_POR_PT), 2)


_LA_MAS_FINA = 0.35
"""Puntos que ocupa, en el alto de una fila, la raya de dos octavos."""


def grosor_de_raya(raya: Raya) -> float:
    """Puntos que una raya ocupa entre dos filas."""
    return max(_en_octavos(raya) / OCTAVOS_POR_PT, _LA_MAS_FINA)


def bordes_de_celda(bordes: Bordes | None, de_todas: Bordes | None, sin: str = "") -> str:
    """XML de los bordes de una celda, o nada si son los de su tabla, ``de_todas``.

    ``sin``: el lado que la celda no hereda.
    """
    if bordes is None or bordes == de_todas:
        return ""
    arriba, abajo, izquierda, derecha = attrs.astuple(bordes, recurse=False)
    lados = {"top": arriba, "left": izquierda, "bottom": abajo, "right": derecha}
    return f"<w:tcBorders>{_rayas_en_xml(lados, sin)}</w:tcBorders>"


TABLA_CON_RAYAS, TABLA_CON_ROTULOS = "TableGrid", "TablaConRotulos"
"""El estilo de las tablas con rayas, y el de las que además llevan la de sus rótulos y su total."""


def _estilos_de_tablas(estilos: Mapping[str, Estilo]) -> str:
    """Estilos de las tablas con rayas, que obedecen a las opciones de diseño de Word."""
    normal, rotulo, total = (estilos[nombre].bordes for nombre in ("celda", "rotulo", "total"))
    return (
        f"{_tabla_con_bordes(normal)}"
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLA_CON_ROTULOS}">'
        '<w:name w:val="Tabla con rótulos"/><w:basedOn w:val="TableGrid"/>'
        '<w:uiPriority w:val="40"/><w:qFormat/><w:tblPr><w:tblStyleRowBandSize w:val="1"/>'
        "</w:tblPr>"
        f"{_aspecto_de_parte('firstRow', bordes_de_celda(rotulo, normal))}"
        f"{_aspecto_de_parte('lastRow', bordes_de_celda(total, normal, sin='bottom'))}"
        f"{_aspecto_de_parte('band2Horz', relleno(estilos['banda']))}</w:style>"
    )


def _aspecto_de_parte(parte: str, aspecto: str) -> str:
    """XML del aspecto de las celdas de una parte: ``firstRow``, ``lastRow`` o ``band2Horz``.

    Vacío si nada cambia.
    """
    if not aspecto:
        return ""
    return f'<w:tblStylePr w:type="{parte}"><w:tcPr>{aspecto}</w:tcPr></w:tblStylePr>'


def _tabla_con_bordes(bordes: Bordes | None) -> str:
    """XML del estilo de tabla con rayas, que son las de cada celda.

    ``bordes``: los de una celda; con ``None``, los de una cuadrícula.
    """
    rayas = bordes or CUADRICULA
    lados = {
        "top": rayas.arriba,
        "left": rayas.izquierda,
        "bottom": rayas.abajo,
        "right": rayas.derecha,
        "insideH": rayas.abajo or rayas.arriba,
        "insideV": rayas.izquierda or rayas.derecha,
    }
    return (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/><w:tblPr>'
        f"<w:tblBorders>{_rayas_en_xml(lados)}</w:tblBorders></w:tblPr></w:style>"
    )


def _rayas_en_xml(lados: Mapping[str, Raya | None], sin: str = "") -> str:
    sin_raya = {sin: f'<w:{sin} w:val="nil"/>'}
    return "".join(_borde(n, raya) if raya else sin_raya.get(n, "") for n, raya in lados.items())


MARGENES_DE_CELDA = (
    f'<w:tblCellMar><w:top w:w="{_AIRE}" w:type="dxa"/><w:left w:w="{_MARGEN}" w:type="dxa"/>'
    f'<w:bottom w:w="{_AIRE}" w:type="dxa"/><w:right w:w="{_MARGEN}" w:type="dxa"/></w:tblCellMar>'
)
"""También en cada tabla: hay programas, y membretes, con otros en ``TableNormal``."""

_TABLA_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{MARGENES_DE_CELDA}</w:tblPr></w:style>'
)


def nombres_de_parrafo(estilos: Mapping[str, Estilo], *, se_unen: bool) -> dict[str, str]:
    """Estilo con que va en Word cada uno del documento: el que se ve como el texto, en ``texto``.

    Sin ``se_unen`` cada estilo va en el de su nombre: en un membrete, el texto corriente es otro.
    """
    texto = estilos["texto"]
    return {
        nombre: "texto" if se_unen and estilo == texto else nombre
        for nombre, estilo in estilos.items()
    }


def nombrados_por(
    bloques: Iterable[Bloque], nombres: Mapping[str, str], listas: "ListasDelWord"
) -> Iterator[str]:
    """Identificadores de los estilos de Word que nombran los bloques que no son tablas."""
    for bloque in bloques:
        match bloque:
            case Titulo():
                yield listas.estilo_de(bloque)
            case Parrafo():
                yield identificador(nombres[bloque.estilo])
            case Indice():
                yield from map(identificador, (ESTILO_DE_CONTENIDO, "indice"))
                yield from map(estilo_de_contenido, _NIVELES_DE_CONTENIDO)


_VINETAS, _NUMEROS, _NUMERADA_A_MANO, _TITULOS, _ANEXOS = 0, 1, 2, 3, 4
"""Números de las definiciones de que sale cada lista."""
_LISTA_DE_TITULOS, _LISTA_DE_ANEXOS = 1, 2
"""Listas de los títulos, si se numeran: la de los anexos cuenta por su lado, con letras."""
_NIVELES_DE_ANEXO = 2
"""Niveles de anexo que quien edita halla aunque el documento no use el segundo."""
_ANEXO_A_LA_VISTA = "Título de anexo"

_DE_ADENTRO = tuple(
    ("decimal", ".".join(f"%{lugar}" for lugar in range(1, nivel + 1)))
    for nivel in range(2, NIVEL_MAXIMO + 1)
)
_EN_NIVELES = {
    _TITULOS: (("decimal", "%1"), *_DE_ADENTRO),
    _ANEXOS: (("upperLetter", f"{ANEXO}%1."), *_DE_ADENTRO),
}
"""Cómo se escribe el número de cada nivel (``NumeroDeTitulo.delante``)."""


def _titulo_de_anexo(nivel: int) -> str:
    return f"TituloDeAnexo{nivel if nivel > 1 else ''}"


class ListasDelWord:
    """Listas de un documento, que se definen según van saliendo sus párrafos."""

    def __init__(
        self,
        estilos: dict[str, Estilo],
        *,
        titulos: Sequence[Titulo] = (),
        ligados: bool = True,
    ) -> None:
        self._estilos = estilos
        numeros = [titulo.numero for titulo in titulos if titulo.numero]
        self._numerados = bool(numeros)
        self._ligados = ligados
        """Si el número de un título, o una viñeta, lo lleva su estilo; en un membrete es ajeno."""
        hondura = max((len(n.cuentas) for n in numeros if n.de_anexo), default=0)
        self._de_anexo = max(hondura, _NIVELES_DE_ANEXO) if hondura and ligados else 0
        """Último nivel de título de un anexo que tiene estilo; 0 si ninguno."""
        self._vinetas = _LISTA_DE_ANEXOS + 1 if numeros else 1
        """Lista de todas las viñetas; cada lista numerada es otra, y empieza por su número."""
        self._de_quien_edita = self._vinetas + 1 if ligados else self._vinetas
        """Lista de quien numera una en Word, que en un membrete no hay."""
        self._comienzos: list[tuple[int, int]] = []
        """Nivel y primer número de cada lista numerada."""
        self._abiertas: dict[int, tuple[int, int]] = {}
        """Lista que puede seguir en cada nivel, y su último número."""
        self._hay = False  # algún párrafo que sea de una lista

    def xml(self, lista: Lista, estilo: str) -> tuple[str, str]:
        """Propiedades con que un párrafo dice su lista y, si sigue al elemento, su sangría.

        De la viñeta que lleva su estilo no dice nada: en Word, quien lo cambia la pone o la quita.
        """
        self._hay = True
        de_su_estilo = self._ligados and estilo in ESTILOS_DE_LISTA
        if lista.sigue:
            fuera = _en_lista(_SIN_LISTA, lista.nivel) if de_su_estilo else ""
            return fuera, '<w:ind w:firstLine="0"/>'
        # Un elemento cierra las listas que iban dentro del anterior.
        self._abiertas = {n: ultima for n, ultima in self._abiertas.items() if n <= lista.nivel}
        if lista.numero is None:
            return "" if de_su_estilo else _en_lista(self._vinetas, lista.nivel), ""
        return _en_lista(self._numerada(lista.nivel, lista.numero), lista.nivel), ""

    def _numerada(self, nivel: int, numero: int) -> int:
        """Lista abierta en ese nivel, si ``numero`` es el que le sigue; si no, otra nueva."""
        lista, ultimo = self._abiertas.get(nivel, (0, -1))
        if not lista or numero != ultimo + 1:
            self._comienzos.append((nivel, numero))
            lista = self._de_quien_edita + len(self._comienzos)
        self._abiertas[nivel] = lista, numero
        return lista

    def guardar(self, parte: StoryPart) -> None:
        """Agrega al Word las definiciones de lista, si algún párrafo o estilo está en una.

        ``parte``: el documento, con que se relacionan.
        """
        if not (self._hay or self._numerados or self._ligados):
            return
        nombre, datos = PackURI("/word/numbering.xml"), self._definiciones().encode()
        numeracion = Part(nombre, CONTENT_TYPE.WML_NUMBERING, datos, parte.package)
        parte.relate_to(numeracion, RELATIONSHIP_TYPE.NUMBERING)

    def _definiciones(self) -> str:
        """XML de ``numbering.xml``: las definiciones y, de cada una, sus listas."""
        numeradas = "".join(
            f'<w:num w:numId="{self._de_quien_edita + orden}"><w:abstractNumId w:val="{_NUMEROS}"/>'
            f'<w:lvlOverride w:ilvl="{nivel - 1}"><w:startOverride w:val="{numero}"/>'
            "</w:lvlOverride></w:num>"
            for orden, (nivel, numero) in enumerate(self._comienzos, 1)
        )
        de_titulos = (_TITULOS, _ANEXOS) if self._numerados else ()
        de_quien_edita = lista_de_quien_edita = ""
        if self._ligados:
            de_quien_edita = self._definicion(_NUMERADA_A_MANO, "decimal", (_LISTA_NUMERADA,))
            lista_de_quien_edita = _lista(self._de_quien_edita, _NUMERADA_A_MANO)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:numbering xmlns:w="{_WORD}">'
            f"{self._definicion(_VINETAS, 'bullet', ESTILOS_DE_LISTA if self._ligados else ())}"
            f"{self._definicion(_NUMEROS, 'decimal')}{de_quien_edita}"
            f"{''.join(map(self._de_titulos, de_titulos))}"
            f"{''.join(_lista(n, de) for n, de in enumerate(de_titulos, _LISTA_DE_TITULOS))}"
            f"{_lista(self._vinetas, _VINETAS)}{lista_de_quien_edita}{numeradas}</w:numbering>"
        )

    def _de_titulos(self, numero: int) -> str:
        """XML de la definición con que se numeran los títulos, o los de los anexos."""
        # Sin correr el título: su sangría es la de su estilo.
        niveles = "".join(
            f'<w:lvl w:ilvl="{lugar}"><w:start w:val="1"/><w:numFmt w:val="{clase}"/>'
            f"{self._ligado(numero, lugar + 1)}"
            f'<w:suff w:val="space"/><w:lvlText w:val="{texto}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
            for lugar, (clase, texto) in enumerate(_EN_NIVELES[numero])
            if estilo_de_titulo(lugar + 1) in self._estilos
        )
        return (
            f'<w:abstractNum w:abstractNumId="{numero}"><w:multiLevelType w:val="multilevel"/>'
            f"{niveles}</w:abstractNum>"
        )

    def _ligado(self, numero: int, nivel: int) -> str:
        """El estilo de los títulos de un nivel: así lo numera también quien edita en Word."""
        if numero == _ANEXOS:
            nombre = _titulo_de_anexo(nivel) if nivel <= self._de_anexo else ""
        else:
            nombre = identificador(estilo_de_titulo(nivel)) if self._ligados else ""
        return nombre and f'<w:pStyle w:val="{nombre}"/>'

    def estilos_de_anexo(self) -> str:
        """Estilos de los títulos de un anexo: se ven como los demás, y se cuentan por su lado."""
        niveles = range(1, self._de_anexo + 1)
        return "".join(
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{_titulo_de_anexo(nivel)}">'
            f'<w:name w:val="{_ANEXO_A_LA_VISTA}{f" {nivel}" if nivel > 1 else ""}"/>'
            f'<w:basedOn w:val="{identificador(base)}"/>{_siguiente(base)}'
            f'<w:uiPriority w:val="{_lugar(base)}"/><w:qFormat/>'
            # También el esquema: hay lectores que no lo toman del estilo en que se basa.
            f"<w:pPr>{_en_lista(_LISTA_DE_ANEXOS, nivel)}"
            f'<w:outlineLvl w:val="{nivel - 1}"/></w:pPr></w:style>'
            for nivel, base in zip(niveles, map(estilo_de_titulo, niveles), strict=True)
            if base in self._estilos
        )

    def estilo_de(self, titulo: Titulo) -> str:
        """Identificador de Word del estilo de un título."""
        if titulo.numero and titulo.numero.de_anexo and self._de_anexo:
            return _titulo_de_anexo(titulo.nivel)
        return identificador(titulo.estilo)

    def del_estilo(self, nombre: str, estilo: Estilo) -> str:
        """XML de la lista de un estilo: la de títulos, una viñeta o la numerada; o vacío."""
        if estilo.nivel:
            se_liga = self._numerados and self._ligados
            return _en_lista(_LISTA_DE_TITULOS, estilo.nivel) if se_liga else ""
        if nombre in ESTILOS_DE_LISTA and self._ligados:
            return _en_lista(self._vinetas, ESTILOS_DE_LISTA.index(nombre) + 1)
        return _en_lista(self._de_quien_edita, 1) if nombre == _LISTA_NUMERADA else ""

    def de_titulo(self, titulo: Titulo) -> str:
        """XML con que un título dice su número, o que no lo lleva; vacío si ya lo dice su estilo.

        Vacío también si ningún título se numera, o éste no tiene nivel.
        """
        if not (self._numerados and titulo.nivel):
            return ""
        if titulo.numero is None:
            return _en_lista(_SIN_LISTA, titulo.nivel) if self._ligados else ""
        lista = _LISTA_DE_ANEXOS if titulo.numero.de_anexo else _LISTA_DE_TITULOS
        return "" if self._ligados else _en_lista(lista, titulo.nivel)

    def _definicion(self, numero: int, clase: str, de_su_estilo: Sequence[str] = ()) -> str:
        """XML de una definición de lista, con sus niveles.

        ``clase``: «bullet» o «decimal»; ``de_su_estilo``: el estilo de párrafo ligado a cada nivel.
        """
        niveles = "".join(
            self._nivel(lugar, clase, de_su_estilo[lugar : lugar + 1])
            for lugar, estilo in enumerate(ESTILOS_DE_LISTA)
            if estilo in self._estilos
        )
        return (
            f'<w:abstractNum w:abstractNumId="{numero}"><w:multiLevelType w:val="multilevel"/>'
            f"{niveles}</w:abstractNum>"
        )

    def _nivel(self, lugar: int, clase: str, de_su_estilo: Sequence[str]) -> str:
        """XML de un nivel de lista, desde 0, con su viñeta o número y la sangría de su estilo."""
        margen = sangria(self._estilos[ESTILOS_DE_LISTA[lugar]])
        marca = "•" if clase == "bullet" else f"%{lugar + 1}."
        ligado = "".join(f'<w:pStyle w:val="{identificador(e)}"/>' for e in de_su_estilo)
        return (
            f'<w:lvl w:ilvl="{lugar}"><w:start w:val="1"/><w:numFmt w:val="{clase}"/>{ligado}'
            f'<w:lvlText w:val="{marca}"/><w:lvlJc w:val="left"/><w:pPr>{margen}</w:pPr></w:lvl>'
        )


_SIN_LISTA = 0
"""Lista de un párrafo que se sale de la de su estilo."""


def _en_lista(lista: int, nivel: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{nivel - 1}"/><w:numId w:val="{lista}"/></w:numPr>'


def _lista(lista: int, definicion: int) -> str:
    return f'<w:num w:numId="{lista}"><w:abstractNumId w:val="{definicion}"/></w:num>'
