"""De un cuerpo en Word a lo que hay que hacer con cada parte.

``mirar`` halla sus huecos y todo lo que tenga mal, cada falla con su lugar.
"""

from collections.abc import Collection, Iterator, Mapping

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.formatos.cuerpo.alrededor import HUECO_CRUDO
from paac_reportes.formatos.cuerpo.filas_repetidas import anotar_tabla
from paac_reportes.formatos.cuerpo.nombres import NombresDelFormato
from paac_reportes.formatos.cuerpo.parrafos import Parrafos, ParteDelWord, Pasos
from paac_reportes.formatos.cuerpo.plano import Plano
from paac_reportes.formatos.cuerpo.puerta import WordAbierto
from paac_reportes.opc.xml import Elemento, W, con_espacios, en_texto

_ROTULOS = {"header": "encabezado", "footer": "pie"}
_PARTES_CON_TEXTO = {"header", "footer", "footnotes", "endnotes"}
_AJENAS = {
    "charts/": "gráfico del cuerpo",
    "diagrams/": "diagrama del cuerpo",
    "numbering.xml": "numeración de las listas",
}
"""Donde un texto se ve y no se llena."""


@clases.frozen(eq=False)
class Mirado:
    """Un cuerpo con lo que hay que hacer en cada parte."""

    word: WordAbierto
    planos: Mapping[str, Plano]
    """De cada parte que puede llevar huecos; la de su texto, la primera."""
    pasos: Pasos
    fallas: tuple[Falla, ...]

    @property
    def principal(self) -> Plano:
        """El plano del texto del documento."""
        return self.planos[self.word.principal]


def mirar(word: WordAbierto, clave: str, bloques: Collection[str]) -> Mirado:
    """Análisis de un Word: sus planos, sus notas y sus fallas.

    ``clave``: el contenido que dirá (``plan``); ``bloques``: los nombres que puede poner.
    """
    nombres, relaciones = NombresDelFormato(clave), word.relaciones[word.principal]
    con_texto = {word.principal: ""}
    con_texto |= {r.parte: r.clase for r in relaciones if r.clase in _PARTES_CON_TEXTO}
    pasos, planos = Pasos(), dict[str, Plano]()
    for parte, clase in con_texto.items():
        del_word = ParteDelWord(
            nombre=parte,
            raiz=con_espacios(word.raices[parte]),
            rotulo=_ROTULOS.get(clase, "cuerpo"),
            clase=clase,
            enlaces={r.clave: r.parte for r in word.relaciones[parte] if r.externa},
        )
        plano = planos[parte] = Plano(del_word, nombres, pasos, anotar_tabla, bloques)
        for contenedor in _contenedores(plano.raiz):
            plano.analizar(contenedor)
        plano.revisar_remisiones()
    fallas = [falla for plano in planos.values() for falla in plano.fallas]
    for parte in word.propiedades:
        propiedades = Parrafos(
            ParteDelWord(parte, word.raices[parte], "propiedades del documento"), nombres, pasos
        )
        propiedades.revisar_sueltos()
        fallas += propiedades.fallas
    fallas += _de_lo_que_no_se_llena(word)
    return Mirado(
        word=word,
        planos=planos,
        pasos=pasos,
        fallas=tuple(dict.fromkeys(fallas)),
    )


def _contenedores(raiz: Elemento) -> list[Elemento]:
    """Elementos que llevan los párrafos: el cuerpo, un encabezado, cada nota."""
    se_llaman = ("body", "footnote", "endnote")
    return [*raiz.iterchildren(*(f"{W}{cual}" for cual in se_llaman))] or [raiz]


def _de_lo_que_no_se_llena(word: WordAbierto) -> Iterator[Falla]:
    """Fallas de los huecos en partes que no se llenan, como un gráfico."""
    for nombre, raiz in word.raices.items():
        lugar = next((lugar for parte, lugar in _AJENAS.items() if parte in nombre), "")
        if lugar and (hueco := HUECO_CRUDO.search(en_texto(raiz))):
            motivo = f"lo que dice no se llena: quite «{hueco[0]}»"
            yield Falla("plantilla_invalida", lugar, motivo)
