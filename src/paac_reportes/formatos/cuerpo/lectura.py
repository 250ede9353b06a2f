"""De un cuerpo en Word a lo que hay que hacer con cada parte.

``mirar`` halla sus huecos y todo lo que tenga mal, cada falla con su lugar.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.formatos.cuerpo.filas_repetidas import anotar_tabla
from paac_reportes.formatos.cuerpo.nombres import NombresDelFormato
from paac_reportes.formatos.cuerpo.parrafos import NADA, Parrafos, ParteDelWord, Pasos
from paac_reportes.formatos.cuerpo.plano import NOTAS, Plano
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.formatos.membrete import cerrar
from paac_reportes.opc.paquete import Comprimido, Partes, Relacion, lugar_de_relaciones
from paac_reportes.opc.xml import Elemento, R, W, arbol, con_espacios, escrita, pedir_lxml

_ESPACIO_DE_RELACIONES = "http://schemas.openxmlformats.org/package/2006/relationships"
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
    propiedades: Mapping[str, Elemento]
    """Las del documento, con sus señales."""
    pasos: Pasos
    fallas: tuple[Falla, ...]

    @property
    def principal(self) -> Plano:
        """El plano del texto del documento."""
        return self.planos[self.paquete.principal]


def mirar(cuerpo: CuerpoEnWord, clave: str, bloques: Collection[str]) -> Mirado:
    """Análisis de un cuerpo: sus planos, sus notas y sus fallas.

    ``clave``: el contenido que dirá (``plan``); ``bloques``: los nombres que puede poner.
    """
    pedir_lxml("llenar un cuerpo hecho en Word")
    paquete, nombres = PaqueteDelCuerpo(cuerpo.datos), NombresDelFormato(clave)
    relaciones = [r for r in paquete.relaciones(paquete.principal) if not r.externa]
    con_texto = {paquete.principal: ""}
    con_texto |= {r.parte: r.clase for r in relaciones if r.clase in _PARTES_CON_TEXTO}
    documento, pasos = paquete.raiz(paquete.principal), Pasos()
    rotulos, numeros = _rotulos(documento, relaciones), _numeros(documento)
    planos: dict[str, Plano] = {}
    llamadas: dict[tuple[str, str], frozenset[str]] = {}
    for parte in sorted(con_texto, key=lambda parte: con_texto[parte] in NOTAS):
        clase = con_texto[parte]
        del_word = ParteDelWord(
            nombre=parte,
            raiz=con_espacios(documento if clase == "" else paquete.raiz(parte)),
            rotulo=rotulos.get(parte, "cuerpo"),
            clase=clase,
            enlaces={r.clave: r.parte for r in paquete.relaciones(parte) if r.externa},
            numeros=numeros.get(clase, {}),
        )
        plano = planos[parte] = Plano(del_word, nombres, pasos, anotar_tabla, bloques)
        for contenedor in _contenedores(plano.raiz):
            se_la_llama_en = llamadas.get((clase, contenedor.get(f"{W}id", "")), NADA)
            plano.analizar(contenedor, se_la_llama_en)
        llamadas = {**plano.notas, **llamadas}
    de_propiedades = tuple(
        r.parte for r in paquete.relaciones("") if r.clase in _PROPIEDADES and not r.externa
    )
    # Las notas van donde estaban, y no después de lo que las llama.
    fallas = [falla for parte in con_texto for falla in planos[parte].fallas]
    propiedades: dict[str, Elemento] = {}
    for parte in de_propiedades:
        del_word = ParteDelWord(parte, paquete.raiz(parte), "propiedades del documento")
        sueltos = Parrafos(del_word, nombres, pasos)
        for propiedad in sueltos.raiz.iter():
            sueltos.de_un_solo_texto(propiedad)
        propiedades[parte] = sueltos.raiz
        fallas += sueltos.fallas
    fallas += _de_lo_que_no_se_llena(paquete)
    return Mirado(
        datos=cuerpo.datos,
        paquete=paquete,
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
        for clase, llama in _LLAMAN.items()
    }


def _contenedores(raiz: Elemento) -> list[Elemento]:
    """Elementos que llevan los párrafos: el cuerpo, un encabezado, cada nota o comentario."""
    se_llaman = ("body", "footnote", "endnote", "comment")
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
