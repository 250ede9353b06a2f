"""De un cuerpo en Word a lo que hay que hacer con cada parte.

``mirar`` halla sus huecos y todo lo que tenga mal, cada falla con su lugar.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.formatos.cuerpo.filas_repetidas import anotar_tabla
from paac_reportes.formatos.cuerpo.nombres import NombresDelFormato
from paac_reportes.formatos.cuerpo.parrafos import LLAMADAS, NADA, Parrafos, ParteDelWord, Pasos
from paac_reportes.formatos.cuerpo.plano import NOTAS, Plano
from paac_reportes.formatos.cuerpo.puerta import WordAbierto
from paac_reportes.opc.paquete import Relacion
from paac_reportes.opc.xml import Elemento, R, W, con_espacios, en_texto

_PARTES_CON_TEXTO = {"header", "footer", *NOTAS}
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
    notas: Mapping[str, str]
    """La parte de las notas al pie y la de las del final, si las lleva."""
    propiedades: Mapping[str, Elemento]
    """Las del documento, con sus señales."""
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
    documento, pasos = word.raices[word.principal], Pasos()
    rotulos, numeros = _rotulos(documento, relaciones), _numeros(documento)
    planos: dict[str, Plano] = {}
    llamadas: dict[tuple[str, str], frozenset[str]] = {}
    for parte in sorted(con_texto, key=lambda parte: con_texto[parte] in NOTAS):
        clase = con_texto[parte]
        del_word = ParteDelWord(
            nombre=parte,
            raiz=con_espacios(word.raices[parte]),
            rotulo=rotulos.get(parte, "cuerpo"),
            clase=clase,
            enlaces={r.clave: r.parte for r in word.relaciones[parte] if r.externa},
            numeros=numeros.get(clase, {}),
        )
        plano = planos[parte] = Plano(del_word, nombres, pasos, anotar_tabla, bloques)
        for contenedor in _contenedores(plano.raiz):
            se_la_llama_en = llamadas.get((clase, contenedor.get(f"{W}id", "")), NADA)
            plano.analizar(contenedor, se_la_llama_en)
        llamadas = {**plano.notas, **llamadas}
    de_propiedades = [r.parte for r in word.relaciones[""] if r.clase != "officeDocument"]
    # Las notas van donde estaban, y no después de lo que las llama.
    fallas = [falla for parte in con_texto for falla in planos[parte].fallas]
    propiedades: dict[str, Elemento] = {}
    for parte in de_propiedades:
        del_word = ParteDelWord(parte, word.raices[parte], "propiedades del documento")
        sueltos = Parrafos(del_word, nombres, pasos)
        for propiedad in sueltos.raiz.iter():
            sueltos.de_un_solo_texto(propiedad)
        propiedades[parte] = sueltos.raiz
        fallas += sueltos.fallas
    fallas += _de_lo_que_no_se_llena(word)
    return Mirado(
        word=word,
        planos=planos,
        notas={clase: parte for parte, clase in con_texto.items() if clase in NOTAS},
        propiedades=propiedades,
        pasos=pasos,
        fallas=tuple(dict.fromkeys(fallas)),
    )


def _numeros(documento: Elemento) -> dict[str, dict[str, int]]:
    """De cada clase, el número de cada nota, por su clave, en el orden en que se las llama."""
    return {
        clase: {n.get(f"{W}id", ""): numero for numero, n in enumerate(documento.iter(llama), 1)}
        for llama, clase in LLAMADAS.items()
    }


def _contenedores(raiz: Elemento) -> list[Elemento]:
    """Elementos que llevan los párrafos: el cuerpo, un encabezado, cada nota."""
    se_llaman = ("body", "footnote", "endnote")
    return [*raiz.iterchildren(*(f"{W}{cual}" for cual in se_llaman))] or [raiz]


_EN_QUE_PAGINAS = {"first": " de la primera página", "even": " de las páginas pares"}
_ENCABEZADO_O_PIE = {"headerReference": "encabezado", "footerReference": "pie"}


def _rotulos(documento: Elemento, relaciones: Collection[Relacion]) -> dict[str, str]:
    """Nombre de la parte de cada encabezado y pie, como ``encabezado de la primera página``."""
    partes = {r.clave: r.parte for r in relaciones}
    secciones = [*documento.iter(f"{W}sectPr")]
    rotulos: dict[str, str] = {}
    for numero, seccion in enumerate(secciones, 1):
        de_cual = f" de la sección {numero}" if len(secciones) > 1 else ""
        for marca, nombre in _ENCABEZADO_O_PIE.items():
            for referencia in seccion.iterchildren(f"{W}{marca}"):
                parte = partes.get(referencia.get(f"{R}id", ""), "")
                cuando = _EN_QUE_PAGINAS.get(referencia.get(f"{W}type", ""), "")
                rotulos.setdefault(parte, f"{nombre}{cuando}{de_cual}")
    return rotulos


def _de_lo_que_no_se_llena(word: WordAbierto) -> Iterator[Falla]:
    """Fallas de los huecos en partes que no se llenan, como un gráfico."""
    for nombre, raiz in word.raices.items():
        lugar = next((lugar for parte, lugar in _AJENAS.items() if parte in nombre), "")
        if lugar and (hueco := _HUECO_CRUDO.search(en_texto(raiz))):
            motivo = f"lo que dice no se llena: quite «{hueco[0]}»"
            yield Falla("plantilla_invalida", lugar, motivo)


_HUECO_CRUDO = re.compile(r"\{\{[^<>\"{}]{0,60}\}{0,2}")
