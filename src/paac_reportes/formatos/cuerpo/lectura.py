"""De un cuerpo en Word a lo que hay que hacer con cada parte.

``mirar`` halla sus huecos y todo lo que tenga mal, cada falla con su lugar.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.formatos.cuerpo.filas_repetidas import anotar_tabla
from paac_reportes.formatos.cuerpo.huecos import HUECO, leer_hueco
from paac_reportes.formatos.cuerpo.nombres import NombresDelFormato
from paac_reportes.formatos.cuerpo.plano import NADA, Plano
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.formatos.membrete import cerrar
from paac_reportes.opc.paquete import Comprimido, Partes, Relacion, lugar_de_relaciones
from paac_reportes.opc.xml import Elemento, R, W, arbol, escrita, pedir_lxml

_ESPACIO_DE_RELACIONES = "http://schemas.openxmlformats.org/package/2006/relationships"
NOTAS = {"footnotes": f"{W}footnote", "endnotes": f"{W}endnote"}
_LLAMAN = {
    "footnotes": f"{W}footnoteReference",
    "endnotes": f"{W}endnoteReference",
    "comments": f"{W}commentReference",
}
_PARTES_CON_TEXTO = {"header", "footer", "comments", *NOTAS}
_PROPIEDADES = {"core-properties", "extended-properties", "custom-properties"}
_AJENAS = {
    "charts/": ("gráfico del cuerpo", "los textos de un gráfico de Word no se llenan"),
    "diagrams/": ("diagrama del cuerpo", "los textos de un diagrama de Word no se llenan"),
    "numbering.xml": ("numeración de las listas", "lo que va antes del número no se llena"),
}
"""Donde un texto se ve y no se llena: cómo se llama, y por qué."""
_DE_OTROS_ARCHIVOS = tuple(f"{W}{cual}" for cual in ("attachedTemplate", "mailMerge"))


# ------------------------------------------------------------------ las partes


class PaqueteDelCuerpo:
    """Las partes de un cuerpo ya aceptado."""

    def __init__(self, datos: bytes) -> None:
        self._comprimido = Comprimido(datos)
        self._partes = Partes(self._comprimido)
        self._hechas: dict[str, bytes] = {}
        (self.principal,) = (
            r.parte for r in self._partes.relaciones_escritas("") if r.clase == "officeDocument"
        )

    def nombres(self) -> Iterator[str]:
        """Los nombres de todas las partes, como se escriben."""
        for nombre in self._comprimido.nombres():
            yield self._comprimido.como_se_escribe(nombre) or nombre

    def contenido(self, nombre: str) -> bytes:
        """Los bytes de la parte de ese nombre."""
        if nombre not in self._hechas:
            self._hechas[nombre] = self._comprimido.leer(nombre)
        return self._hechas[nombre]

    def raiz(self, nombre: str) -> Elemento:
        """El XML de la parte de ese nombre."""
        return self._partes.raiz(nombre)

    def relaciones(self, nombre: str) -> list[Relacion]:
        """Las relaciones de una parte, también las que llevan fuera del archivo."""
        return [*self._partes.relaciones_escritas(nombre)]

    def relaciones_en_xml(self, nombre: str) -> Elemento:
        """El XML de las relaciones de una parte; uno sin ninguna, si no las tiene."""
        lugar = lugar_de_relaciones(nombre)
        if lugar in self._comprimido:
            return self._partes.raiz(lugar)
        vacias = f'<Relationships xmlns="{_ESPACIO_DE_RELACIONES}"/>'.encode()
        return arbol([vacias], lugar, self._partes.presupuesto)


@clases.frozen(eq=False)
class Mirado:
    """Un cuerpo con lo que hay que hacer en cada parte."""

    datos: bytes
    paquete: PaqueteDelCuerpo
    planos: Mapping[str, Plano]
    """De cada parte que puede llevar huecos; la de su texto, la primera."""
    notas: Mapping[str, str]
    """La parte de las notas al pie y la de las del final, si las lleva."""
    propiedades: tuple[str, ...]
    fallas: tuple[Falla, ...]

    @property
    def principal(self) -> Plano:
        """El plano del texto del documento."""
        return self.planos[self.paquete.principal]

    @property
    def nombrados(self) -> frozenset[str]:
        """Los datos que el cuerpo nombra en cualquier parte, como ``entidad.nombre``."""
        return frozenset(dato for plano in self.planos.values() for dato in plano.nombrados)

    @property
    def calculados(self) -> frozenset[str]:
        """De los datos que nombra, los que toma por números."""
        return frozenset(dato for plano in self.planos.values() for dato in plano.calculados)


def mirar(cuerpo: CuerpoEnWord, clave: str, bloques: Collection[str]) -> Mirado:
    """Análisis de un cuerpo: sus planos, sus notas y sus fallas.

    ``clave``: el contenido que dirá (``plan``); ``bloques``: los nombres que puede poner.
    """
    pedir_lxml("llenar un cuerpo hecho en Word")
    paquete, nombres = PaqueteDelCuerpo(cuerpo.datos), NombresDelFormato(clave)
    relaciones = [r for r in paquete.relaciones(paquete.principal) if not r.externa]
    planos = dict(_planos(paquete, nombres, relaciones, frozenset(bloques)))
    notas = {r.clase: r.parte for r in relaciones if r.clase in NOTAS}
    for parte in planos.keys() - notas.values():
        for contenedor in _contenedores(planos[parte].raiz):
            planos[parte].analizar(contenedor)
    for clase, parte in notas.items():
        _mirar_notas(planos[parte], clase, planos.values())
    de_propiedades = tuple(
        r.parte for r in paquete.relaciones("") if r.clase in _PROPIEDADES and not r.externa
    )
    fallas = [falla for plano in planos.values() for falla in plano.fallas]
    for parte in de_propiedades:
        fallas += _de_propiedades(paquete.raiz(parte), nombres)
    fallas += _de_lo_que_no_se_llena(paquete)
    unicas = tuple(dict.fromkeys(fallas))
    return Mirado(cuerpo.datos, paquete, planos, notas, de_propiedades, unicas)


def _planos(
    paquete: PaqueteDelCuerpo,
    nombres: NombresDelFormato,
    relaciones: Collection[Relacion],
    bloques: frozenset[str],
) -> Iterator[tuple[str, Plano]]:
    """Parte con texto y su plano; el del documento, el primero."""
    documento = paquete.raiz(paquete.principal)
    rotulos = _rotulos(documento, relaciones)
    partes = (paquete.principal, *(r.parte for r in relaciones if r.clase in _PARTES_CON_TEXTO))
    numeros = {
        r.parte: _numeros(documento, _LLAMAN[r.clase]) for r in relaciones if r.clase in _LLAMAN
    }
    for parte in dict.fromkeys(partes):
        es_el_cuerpo = parte == paquete.principal
        yield (
            parte,
            Plano(
                documento if es_el_cuerpo else paquete.raiz(parte),
                rotulos.get(parte, "cuerpo"),
                nombres,
                anotar_tabla,
                bloques=bloques,
                enlaces={r.clave: r.parte for r in paquete.relaciones(parte) if r.externa},
                es_el_cuerpo=es_el_cuerpo,
                numeros=numeros.get(parte),
            ),
        )


def _numeros(documento: Elemento, llamada: str) -> dict[str, int]:
    """Número de cada nota, por su clave, en el orden en que el documento las llama."""
    return {n.get(f"{W}id", ""): numero for numero, n in enumerate(documento.iter(llamada), 1)}


def _contenedores(raiz: Elemento) -> Iterator[Elemento]:
    """Elementos que llevan los párrafos: el cuerpo, un encabezado o cada comentario."""
    if raiz.tag == f"{W}document":
        yield from raiz.iterchildren(f"{W}body")
    elif raiz.tag == f"{W}comments":
        yield from raiz.iterchildren(f"{W}comment")
    else:
        yield raiz


def _mirar_notas(plano: Plano, clase: str, planos: Collection[Plano]) -> None:
    """Analiza cada nota, con los objetos que se saben donde se la llama."""
    llamadas = {
        clave: raices_dadas
        for con_llamadas in planos
        for (de_clase, clave), raices_dadas in con_llamadas.notas.items()
        if de_clase == clase
    }
    for nota in plano.raiz.iterchildren(NOTAS[clase]):
        plano.analizar(nota, llamadas.get(nota.get(f"{W}id", ""), NADA))


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


def _de_propiedades(raiz: Elemento, nombres: NombresDelFormato) -> Iterator[Falla]:
    """Fallas de los huecos que llevan las propiedades del documento."""
    for propiedad in raiz.iter():
        for coincidencia in HUECO.finditer(propiedad.text or ""):
            yield from _fallas_de_propiedad(
                leer_hueco(coincidencia[0]).texto, coincidencia[0], nombres
            )


def _fallas_de_propiedad(
    texto_del_hueco: str, hueco_escrito: str, nombres: NombresDelFormato
) -> Iterator[Falla]:
    """Fallas de un hueco de las propiedades: instrucción, mal escrito o dato que no hay."""
    lugar, hueco = "propiedades del documento", leer_hueco(hueco_escrito)
    if hueco.motivo or hueco.orden:
        motivo = hueco.motivo or "aquí no van instrucciones"
        yield Falla("plantilla_invalida", lugar, f"no se entiende {texto_del_hueco}: {motivo}")
    motivos = [nombres.por_que_no(camino, NADA, se_escribe=True) for camino in hueco.caminos]
    motivos += [nombres.por_que_no_se_calcula(c.operacion, c.dato) for c in hueco.calculos]
    for por_que_no in filter(None, motivos):
        yield Falla("variable_desconocida", lugar, f"{por_que_no}; cerca de «{texto_del_hueco}»")


def _de_lo_que_no_se_llena(paquete: PaqueteDelCuerpo) -> Iterator[Falla]:
    """Fallas de los huecos en partes que no se llenan, como un gráfico."""
    for nombre in paquete.nombres():
        explicaciones = (explicacion for parte, explicacion in _AJENAS.items() if parte in nombre)
        if nombre.endswith(".xml") and (explicacion := next(explicaciones, None)) is not None:
            coincidencia = _HUECO_CRUDO.search(paquete.contenido(nombre))
            if coincidencia is not None:
                lugar, motivo = explicacion
                hueco = coincidencia[0].decode("utf-8", "replace")
                yield Falla("plantilla_invalida", lugar, f"{motivo}: quite «{hueco}»")


_HUECO_CRUDO = re.compile(rb"\{\{[^<>\"{}]{0,60}\}{0,2}")


def sin_lo_de_otros_archivos(paquete: PaqueteDelCuerpo) -> Iterator[tuple[str, Elemento]]:
    """Partes de ajustes sin lo que nombra otro archivo: sin él, Word las da por dañadas."""
    for relacion in paquete.relaciones(paquete.principal):
        if relacion.clase != "settings" or relacion.externa:
            continue
        raiz = paquete.raiz(relacion.parte)
        for ajuste in [*raiz.iterchildren(*_DE_OTROS_ARCHIVOS)]:
            raiz.remove(ajuste)
        yield relacion.parte, raiz


def armar(paquete: PaqueteDelCuerpo, nuevas: Mapping[str, Any]) -> bytes:
    """El archivo con las partes de ``nuevas`` (nombre → XML o bytes) en lugar de las suyas."""
    partes: dict[str, bytes] = {}
    for nombre in (*paquete.nombres(), *nuevas):
        nueva = nuevas.get(nombre)
        if nueva is None:
            partes[nombre] = paquete.contenido(nombre)
        else:
            partes[nombre] = nueva if isinstance(nueva, bytes) else escrita(nueva)
    return cerrar(partes)
