"""Un cuerpo en Word con su formato: qué se hace en cada parte, lo que nombra y sus fallas."""

from collections.abc import Collection, Iterator, Mapping

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.formatos.cuerpo.alrededor import HUECO_CRUDO
from paac_reportes.formatos.cuerpo.nombres import NombresDelFormato
from paac_reportes.formatos.cuerpo.parrafos import Parrafos, ParteDelWord, Pasos
from paac_reportes.formatos.cuerpo.plano import Plano
from paac_reportes.formatos.cuerpo.puerta import WordAbierto, abrir_word
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.documento import Membrete
from paac_reportes.modelo.recorrer import todos_los_contenidos
from paac_reportes.modelo.temas import claves, tema
from paac_reportes.opc.xml import W, con_espacios, en_texto

_ROTULOS = {"header": "encabezado", "footer": "pie"}
_CONTENEDORES = tuple(f"{W}{cual}" for cual in ("body", "footnote", "endnote"))
"""Elementos que llevan los párrafos; de un encabezado, él mismo."""
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
    """Plano de cada parte que puede llevar huecos; la de su texto, la primera."""
    pasos: Pasos
    fallas: tuple[Falla, ...]

    @property
    def principal(self) -> Plano:
        """El plano del texto del documento."""
        return self.planos[self.word.principal]


def mirar(
    word: WordAbierto, clave: str, bloques: Collection[str], indivisos: Collection[str] = ()
) -> Mirado:
    """Análisis de un Word: sus planos, sus notas y sus fallas.

    ``clave``: el contenido que dirá (``plan``); ``bloques``: los nombres que puede poner, e
    ``indivisos``, los que no se reparten.
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
        plano = planos[parte] = Plano(del_word, nombres, pasos, bloques, indivisos)
        for contenedor in [*plano.raiz.iterchildren(*_CONTENEDORES)] or [plano.raiz]:
            plano.analizar(contenedor)
        plano.revisar_remisiones()
    fallas = [falla for plano in planos.values() for falla in plano.fallas]
    for parte in word.propiedades:
        propiedades = Parrafos(
            ParteDelWord(parte, word.raices[parte], "propiedades del documento"), nombres, pasos
        )
        propiedades.revisar_sueltos()
        fallas += propiedades.fallas
    fallas += _huecos_que_no_se_llenan(word)
    return Mirado(
        word=word,
        planos=planos,
        pasos=pasos,
        fallas=tuple(dict.fromkeys(fallas)),
    )


def _huecos_que_no_se_llenan(word: WordAbierto) -> Iterator[Falla]:
    """Fallas de los huecos en partes que no se llenan, como un gráfico."""
    for nombre, raiz in word.raices.items():
        lugar = next((lugar for parte, lugar in _AJENAS.items() if parte in nombre), "")
        if lugar and (hueco := HUECO_CRUDO.search(en_texto(raiz))):
            motivo = f"lo que dice no se llena: quite «{hueco[0]}»"
            yield Falla("plantilla_invalida", lugar, motivo)


def mirar_el_de(formato: Formato) -> Mirado:
    """Análisis del cuerpo en Word de un formato que lo trae."""
    datos = formato.cuerpo_en_word.datos if formato.cuerpo_en_word else b""
    return mirar(abrir_word(datos, entero=True), formato.de, formato.que_se_pone, formato.indivisos)


def mirar_membrete(membrete: Membrete, contenido: str) -> Mirado:
    """Análisis de los encabezados y pies de un membrete; su cuerpo no se usa."""
    mirado = mirar(abrir_word(membrete.datos, entero=False), contenido, ())
    fallas = (f.en(f"membrete: {f.ruta}") for plano in mirado.planos.values() for f in plano.fallas)
    return attrs.evolve(mirado, fallas=tuple(fallas))


def con_lo_que_nombra(formato: Formato) -> tuple[Formato, tuple[Falla, ...]]:
    """El formato, con lo que su cuerpo nombra ya anotado, y las fallas de ese cuerpo."""
    mirado = mirar_el_de(formato)
    planos = mirado.planos.values()
    cuerpo = attrs.evolve(
        formato.cuerpo_en_word or CuerpoEnWord(datos=b""),
        nombrados=frozenset().union(*(plano.nombrados for plano in planos)),
        calculados=frozenset().union(*(plano.calculados for plano in planos)),
        se_repite=frozenset(r.raiz for p in planos for r in p.repeticiones),
        pone=tuple(nombre for p in planos for nombre in p.pone),
    )
    fallas = mirado.fallas
    if formato.tablas_dadas and FILA_LIBRE in cuerpo.se_repite:
        motivo = (
            f"repite filas sin decir de cuál de las tablas son ({', '.join(formato.tablas_dadas)});"
            " ponga la que las muestra con {{ poner NOMBRE }}, que es el suyo en tablas"
        )
        fallas = (*fallas, Falla("formato_incoherente", "cuerpo_en_word", motivo))
    return attrs.evolve(formato, cuerpo_en_word=cuerpo), fallas


def de_que_es(cuerpo: CuerpoEnWord) -> str:
    """Clave del contenido de un cuerpo, si nadie la dio: la que deja menos datos sin conocer."""

    def cuanto_le_falta(clave: str) -> tuple[int, int]:
        """Cuántos datos nombra el cuerpo que ese contenido no tiene, y cuántas listas suyas repite.

        Las listas, en negativo: el menor par es el contenido de que es.
        """
        mirado = mirar(abrir_word(cuerpo.datos, entero=True), clave, ())
        desconocidos = sum(f.codigo == "variable_desconocida" for f in mirado.fallas)
        raices = {c.raiz for c in todos_los_contenidos(tema(clave).clase) if c.es_lista}
        repetidas = {r.raiz for plano in mirado.planos.values() for r in plano.repeticiones}
        return desconocidos, -len(repetidas & raices)

    return min(claves(), key=cuanto_le_falta)
