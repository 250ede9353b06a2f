"""Los huecos de un Word: lo que va entre ``{{`` y ``}}``, aunque Word lo haya partido.

Word corta un texto donde revisa la ortografía, donde hubo un cambio o porque sí, y le pone comillas
curvas, espacios duros y mayúsculas. ``juntar`` deja cada hueco entero en el primero de sus textos,
que es el que dice su letra; ``leer_hueco`` dice qué es y qué nombra.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeFormato
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.cuerpo.nombres import es_de_varios
from paac_reportes.opc.xml import Elemento, W
from paac_reportes.textos.en_jinja import expresion_de
from paac_reportes.textos.plantillas import calculados_de, variables_de

P, T, CORRIDA = f"{W}p", f"{W}t", f"{W}r"
AJENOS = frozenset({P, f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}ruby"})
"""Elementos de un párrafo que no son de su texto: otro párrafo, sus propiedades."""
_SIGNOS = {
    **dict.fromkeys((f"{W}{cual}" for cual in ("tab", "ptab", "br", "cr")), " "),
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
"""Signos que no son texto y se ven: dentro de un hueco valen lo mismo que se lee."""
_PIEZAS = frozenset({T, *_SIGNOS})
"""Elementos que llevan los pedazos del texto de un párrafo."""
ESPACIO = "{http://www.w3.org/XML/1998/namespace}space"

HUECO = expresion(r"\{\{((?:[^{}]|\}(?!\}))*+)\}\}")
"""Hueco, sin otra llave adentro: ni se anida, ni se busca su fin más allá de donde empieza otro."""
_LITERAL = expresion(r"\"[^\"]*+\"|'[^']*+'")
_COMILLAS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "´": "'"})
_NO_SE_VEN = expresion("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_INSTRUCCION = expresion(r"(?P<orden>cada|si|fin|poner)(?=\s|\Z)\s*(?P<operando>.*)", re.DOTALL)
_CALCULO = expresion(
    r"\b(?P<operacion>suma|promedio|cuenta|minimo|maximo)\s*\(\s*(?P<dato>[a-z][a-z0-9_.]*)\s*\)"
)
_UN_DATO = expresion(r"\{\{ (?P<raiz>[a-z_]+)(?:\.(?P<campo>[a-z_]+(?:\.[a-z_0-9]+)?))? \}\}")
_PALABRAS = {"no": "not", "y": "and", "o": "or"}
_LOGICA = expresion(r"\b(?:no|y|o)\b(?=\s|\()")
_NO_HAY_SI_NO = "lo contrario va aparte, con el dato y su fin: {{ si no entidad.nit }} … {{ fin }}"
_NO_ES_PREGUNTA = (
    "tras si va un dato, como entidad.nit, o varios con y, o, no; uno igual a un texto,"
    " entidad.nombre == 'Uno'"
)

Orden = Literal["", "cada", "si", "fin", "poner"]
_ORDENES: dict[str, Orden] = {"cada": "cada", "si": "si", "fin": "fin", "poner": "poner"}


@clases.frozen
class Calculo:
    """Una cuenta sobre lo que se repite: ``suma(actividad.extras.valor)``."""

    nombre: str
    """Nombre de la variable que la lleva en la plantilla."""
    operacion: str
    dato: str


@clases.frozen
class Hueco:
    """Hueco: lo que una plantilla de Word lleva entre llaves, un dato o una instrucción.

    ``cada`` abre lo que se repite por cada objeto, ``si`` lo que va sólo si algo se sabe, ``fin``
    cierra lo abierto y ``poner`` escribe ahí un bloque del formato.
    """

    texto: str
    """Hueco como se escribió, con sus llaves y en un renglón."""
    orden: Orden = ""
    """La instrucción que da; sin ella, es un texto."""
    operando: str = ""
    """Nombre a que se refiere la instrucción: lo que se repite, de que depende o que se pone."""
    plantilla: str = ""
    """Texto que se redacta o, de un ``si``, uno que queda vacío si no se cumple."""
    calculos: tuple[Calculo, ...] = ()
    caminos: tuple[str, ...] = ()
    """Los datos que nombra."""
    motivo: str = ""
    """Motivo de que no se entienda; vacío si se entiende."""

    @clases.propiedad_recordada
    def dato(self) -> tuple[str, str] | None:
        """La raíz y el campo, si sólo dice un dato: con un filtro o una cuenta ya no es él."""
        coincidencia = _UN_DATO.fullmatch(self.plantilla)
        return coincidencia and (coincidencia["raiz"], coincidencia["campo"] or "")

    @clases.propiedad_recordada
    def raices(self) -> frozenset[str]:
        """Las raíces de los datos que nombra."""
        return frozenset(camino.partition(".")[0] for camino in self.caminos)

    @clases.propiedad_recordada
    def es_markdown(self) -> bool:
        """Si lo que dice lo escribió alguien en Markdown."""
        return not self.raices.isdisjoint({"textos", "prosa"})

    @property
    def de_varios(self) -> list[str]:
        """Los datos que nombra y son varios textos, que van uno por renglón."""
        return [*filter(es_de_varios, self.caminos)]

    @property
    def calculados(self) -> set[str]:
        """Los datos que toma por números: los que resume y los de una cuenta o su formato."""
        resumidos = {calculo.dato for calculo in self.calculos if calculo.operacion != "cuenta"}
        return resumidos if self.motivo else resumidos | calculados_de(self.plantilla)


def partes_de(texto: str) -> Iterator[tuple[str, str]]:
    """Cada texto que hay antes de un hueco, y el hueco; el último, sin él."""
    desde = 0
    for hueco in HUECO.finditer(texto):
        yield texto[desde : hueco.start()], hueco[0]
        desde = hueco.end()
    yield texto[desde:], ""


@functools.lru_cache(maxsize=2048)
def leer_hueco(con_llaves: str) -> Hueco:
    """El hueco de un texto con sus llaves, como ``{{ actividad.meta }}``."""
    adentro = normal(con_llaves[2:-2])
    con_sus_espacios = "{{ " + adentro + " }}"
    if not adentro:
        return Hueco(
            con_sus_espacios, motivo="está vacío: entre las llaves va el nombre de un dato"
        )
    if adentro in {"si no", "sino", "else"}:
        return Hueco(con_sus_espacios, motivo=_NO_HAY_SI_NO)
    instruccion = _INSTRUCCION.fullmatch(adentro)
    if instruccion is None:
        return _con_plantilla(Hueco(con_sus_espacios), adentro)
    orden, operando = instruccion["orden"], instruccion["operando"].strip()
    if orden == "si" and operando:
        pregunta = "".join(
            trozo if es_literal else _LOGICA.sub(lambda palabra: _PALABRAS[palabra[0]], trozo)
            for trozo, es_literal in _por_literales(operando)
        )
        pregunta_leida = _con_plantilla(
            Hueco(con_sus_espacios, "si", operando), f"'si' if ({pregunta}) else ''"
        )
        motivo = pregunta_leida.motivo
        motivo = _NO_ES_PREGUNTA if "plantilla mal escrita" in motivo else motivo
        return attrs.evolve(pregunta_leida, motivo=motivo)
    if not operando and orden != "fin":
        falta = {"cada": "qué se repite", "si": "de qué dato depende", "poner": "qué se pone"}
        return Hueco(con_sus_espacios, motivo=f"no dice {falta[orden]}")
    return Hueco(con_sus_espacios, _ORDENES[orden], operando)


def _con_plantilla(hueco: Hueco, adentro: str) -> Hueco:
    """El hueco con su plantilla de Jinja, las cuentas que hace y los datos que nombra."""
    calculos: list[Calculo] = []

    def calculado(coincidencia: "re.Match[str]") -> str:
        """El nombre que toma el lugar de una cuenta, ``calculo_0``, que se guarda aparte."""
        calculos.append(Calculo(f"calculo_{len(calculos)}", **coincidencia.groupdict()))
        return calculos[-1].nombre

    plantilla = "{{ " + _CALCULO.sub(calculado, adentro) + " }}"
    motivo, caminos = "", tuple[str, ...]()
    try:
        expresion_de(plantilla)
        caminos = tuple(sorted(variables_de(plantilla) - {c.nombre for c in calculos}))
    except ErrorDeFormato as error:
        motivo = "; ".join(falla.mensaje for falla in error.fallas)
        for calculo in calculos:  # como lo escribió quien lo lee
            motivo = motivo.replace(calculo.nombre, f"{calculo.operacion}({calculo.dato})")
    return attrs.evolve(
        hueco, plantilla=plantilla, calculos=tuple(calculos), caminos=caminos, motivo=motivo
    )


def normal(adentro: str) -> str:
    """Interior de un hueco sin lo que Word cambia al escribir: comillas, espacios, tildes."""
    derecho = _NO_SE_VEN.sub("", adentro.translate(_COMILLAS))
    partes = (
        trozo if es_literal else _en_ascii(trozo) for trozo, es_literal in _por_literales(derecho)
    )
    return "".join(partes).strip()


def _por_literales(texto: str) -> Iterator[tuple[str, bool]]:
    """Los trozos de un texto, y si cada uno va entre comillas."""
    desde = 0
    for literal in _LITERAL.finditer(texto):
        yield texto[desde : literal.start()], False
        yield literal[0], True
        desde = literal.end()
    yield texto[desde:], False


def _en_ascii(texto: str) -> str:
    """Un texto fuera de comillas, que sólo trae nombres, en minúsculas y sin tildes."""
    letras_y_tildes = unicodedata.normalize("NFD", " ".join(re.split(r"\s+", texto)).lower())
    return "".join(letra for letra in letras_y_tildes if not unicodedata.combining(letra))


Descuido = tuple[str, str]
"""Motivo de que unas llaves no sean un hueco, y el texto de que están cerca."""


def juntar(parrafo: Elemento) -> list[Descuido]:
    """Deja entero cada hueco que Word partió (``{{ enti``, ``dad }}``) donde empieza; da fallas."""
    piezas = [*propios(parrafo)]
    textos = [_SIGNOS.get(pieza.tag, pieza.text or "") for pieza in piezas]
    entero = "".join(textos)
    if "{" not in entero and "}" not in entero:
        return []
    de_quien = [numero for numero, texto in enumerate(textos) for _ in texto]
    for hueco in HUECO.finditer(entero):
        empieza, termina = hueco.span()
        de_quien[empieza:termina] = [de_quien[empieza]] * (termina - empieza)
    quedan = [""] * len(piezas)
    for numero, letras in groupby(zip(de_quien, entero, strict=True), key=itemgetter(0)):
        quedan[numero] += "".join(letra for _, letra in letras)
    for pieza, texto, queda in zip(piezas, textos, quedan, strict=True):
        if pieza.tag not in _SIGNOS:
            pieza.text = queda
            pieza.set(ESPACIO, "preserve")
        elif queda != texto:
            pieza.getparent().remove(pieza)
    return [*_mal_cerrados(HUECO.sub(_EN_SU_LUGAR, entero))]


def texto_de_parrafo(parrafo: Elemento) -> str:
    """Texto de un párrafo, sin los que lleve adentro."""
    return "".join(_SIGNOS.get(pieza.tag, pieza.text or "") for pieza in propios(parrafo))


def propios(elemento: Elemento, otras_marcas: frozenset[str] = frozenset()) -> Iterator[Elemento]:
    """Los textos y los signos de un párrafo, en su orden, y los de ``otras_marcas``."""
    for hijo in elemento:
        if hijo.tag in _PIEZAS or hijo.tag in otras_marcas:
            yield hijo
        elif hijo.tag not in AJENOS:
            yield from propios(hijo, otras_marcas)


NO_SON_TEXTO = frozenset(
    {
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
        *(f"{W}{cual}" for cual in ("drawing", "pict", "object")),
        *(f"{W}{cual}" for cual in ("footnoteReference", "endnoteReference")),
    }
)
"""Elementos que un párrafo lleva entre sus textos: dibujos, cuadros, llamadas a notas."""


_EN_SU_LUGAR = "\0"
_MOTIVOS = (
    (
        r"\{\{",
        "abre llaves y no las cierra: un hueco empieza con {{ y termina con }} en su párrafo",
    ),
    (r"\}\}", "cierra llaves que no abrió: un hueco empieza con {{ y termina con }} en su párrafo"),
    (r"\{%", "en un Word las instrucciones van entre {{ y }}: {{ si … }}, {{ cada … }}, {{ fin }}"),
    ("\\{\0|\0\\}", "junto a un hueco sobra una llave, que saldría a la letra: van dos, {{ y }}"),
    (r"\{#", "un comentario de plantilla saldría a la letra: bórrelo, o hágalo comentario de Word"),
    (r"\{\s+\{|\}\s+\}", "las dos llaves van juntas, sin espacio entre ellas: {{ y }}"),
    (
        r"\{\s*[a-z_]+(?:\.[a-z_]+)+\s*\}",
        "parece un hueco con una sola llave: van dos, {{ y }}",
    ),
)


def _mal_cerrados(resto: str) -> Iterator[Descuido]:
    """El primer descuido de un texto sin sus huecos: llaves sueltas, separadas o de una sola."""
    for patron, motivo in _MOTIVOS:
        if (coincidencia := re.search(patron, resto)) is not None:
            yield motivo, cerca(resto.replace(_EN_SU_LUGAR, "…"), coincidencia.start())
            return


_ALREDEDOR = 30
"""Letras que se citan antes del lugar; después, el doble."""


def cerca(texto: str, lugar: int) -> str:
    """Las palabras de alrededor de la letra ``lugar``, en un renglón y con puntos suspensivos."""
    desde, hasta = max(0, lugar - _ALREDEDOR), lugar + 2 * _ALREDEDOR
    fragmento = " ".join(texto[desde:hasta].split())
    return f"{'…' if desde else ''}{fragmento}{'…' if hasta < len(texto) else ''}"
