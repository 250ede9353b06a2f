"""Un cuerpo en Word como bloques del árbol, para lo que no es Word.

Pasan sus párrafos, títulos, listas, tablas e imágenes, con su letra, y los bloques nuestros en su
lugar; sus páginas, con lo que se repite en cada una. Lo que no pasa queda en los reparos.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.formatos.cuerpo.lectura import PaqueteDelCuerpo
from paac_reportes.formatos.cuerpo.lugares import LugaresDelCuerpo
from paac_reportes.formatos.estilos_de_membrete import EstilosDeWord, encendida, entero, valor_de
from paac_reportes.formatos.hojas_de_membrete import (
    LectorDeHojas,
    estilos_de,
    leer_hojas,
)
from paac_reportes.formatos.hojas_de_membrete import (
    PaqueteDelMembrete as PaqueteDeHojas,
)
from paac_reportes.formatos.membrete import pagina_de, secciones_de
from paac_reportes.maqueta.contenido import Contenido, Enlace, Imagen, Tramo, solo_texto
from paac_reportes.maqueta.documento import Pagina, Parte
from paac_reportes.maqueta.estilos import Estilo, estilo_de_titulo
from paac_reportes.maqueta.nodos import (
    Bloque,
    Indice,
    Lista,
    Parrafo,
    Salto,
    Titulo,
)
from paac_reportes.opc.enlaces import direccion_de_campo
from paac_reportes.opc.word.envolturas import ALTERNATIVA, desenvueltos
from paac_reportes.opc.xml import R, W, en_corto

PUESTO = "{urn:paac-reportes}puesto"
_NIVELES = 3
"""Los títulos que el árbol distingue."""
_NO_PASAN = {
    f"{W}footnoteReference": ("una nota al pie", "{} notas al pie"),
    f"{W}endnoteReference": ("una nota al final", "{} notas al final"),
    f"{W}commentReference": ("un comentario", "{} comentarios"),
    f"{W}sym": ("un símbolo de una fuente de dibujos", "{} símbolos de fuentes de dibujos"),
    f"{W}ruby": ("un texto con su pronunciación", "{} textos con su pronunciación"),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": (
        "una ecuación",
        "{} ecuaciones",
    ),
}


_NUMERO = ("el número de una lista en una celda", "{} números de listas en celdas")
_LUGARES = 3
"""Los que se dicen de lo que no pasa."""
_TABLA = f"{W}tbl"
_DE_OTRO_MODO = (
    ALTERNATIVA,
    *(f"{W}{cual}" for cual in ("txbxContent", "ins", "moveTo", "customXml")),
)
_DE_PAGINA = {"header": "encabezado", "footer": "pie"}


@clases.frozen
class ArbolDelCuerpo:
    """Lo que del Word pasa al árbol."""

    partes: tuple[Parte, ...]
    estilos: Mapping[str, Estilo]
    reparos: tuple[str, ...]
    de_otro_modo: bool
    """Si algo va en el árbol en otro lugar, o como si ya se hubiera aceptado."""


def leer_arbol(
    paquete: PaqueteDelCuerpo,
    llenas: Mapping[str, Any],
    bloques_puestos: Sequence[tuple[Bloque, ...]],
    nombre: str,
    enlaces: Mapping[str, str],
) -> ArbolDelCuerpo:
    """Las secciones de un cuerpo lleno, con los bloques que se ponen en él.

    ``enlaces``, por dirección, la relación de los que se le agregaron al llenarlo.
    """
    de_hojas = PaqueteDeHojas(
        principal=paquete.principal,
        xml=lambda parte: llenas[parte] if parte in llenas else paquete.raiz(parte),
        contenido=paquete.contenido,
        relaciones=paquete.relaciones,
    )
    raiz = llenas[paquete.principal]
    secciones = secciones_de(raiz)
    paginas = [*map(pagina_de, secciones)]
    hojas = leer_hojas(de_hojas, secciones, paginas)
    lector = _LectorDelCuerpo(de_hojas, estilos_de(de_hojas), bloques_puestos, enlaces)
    grupos = lector.secciones(raiz.find(f"{W}body"), paginas)
    de_pagina = (r for r in paquete.relaciones(paquete.principal) if r.clase in _DE_PAGINA)
    reparos = [*lector.reparos_de(raiz, "cuerpo", con_texto=True)]
    for relacion in de_pagina:
        reparos += lector.reparos_de(llenas[relacion.parte], _DE_PAGINA[relacion.clase])
    partes = tuple(
        Parte(nombre, tuple(bloques), hoja.en(pagina))
        for bloques, pagina, hoja in zip(grupos, paginas, hojas.hojas, strict=False)
    )
    return ArbolDelCuerpo(
        partes,
        {**hojas.estilos, **lector.estilos, **lector.titulos},
        tuple(dict.fromkeys((*hojas.reparos, *reparos))),
        next(raiz.iter(*_DE_OTRO_MODO), None) is not None
        or any(
            next(tabla.iterancestors(f"{W}tc"), None) is not None for tabla in raiz.iter(_TABLA)
        ),
    )


class _LectorDelCuerpo(LectorDeHojas):
    """Va de los párrafos y tablas de un cuerpo a sus bloques."""

    PREFIJO = "cuerpo"

    def __init__(
        self,
        paquete: PaqueteDeHojas,
        de_word: EstilosDeWord,
        bloques_puestos: Sequence[tuple[Bloque, ...]],
        enlaces: Mapping[str, str],
    ) -> None:
        super().__init__(paquete, de_word)
        relaciones = paquete.relaciones(paquete.principal)
        self._imagenes = {r.clave: r for r in relaciones}
        self._enlaces = {
            r.clave: r.parte for r in relaciones if r.externa and es_de_la_web(r.parte)
        }
        self._enlaces |= {clave: d for d, clave in enlaces.items() if es_de_la_web(d)}
        self._de_campos: dict[Any, str] = {}
        """De los textos de un párrafo que van en un campo HYPERLINK, a dónde llevan."""
        self._puestos_nuestros = bloques_puestos
        self._flotantes = []
        self.titulos: dict[str, Estilo] = {}
        """Cómo se ven los títulos del Word, por el nombre de su estilo."""
        self._cuentas: Counter[tuple[str, int]] = Counter()
        self._en_el_indice = 0
        self._con_indice, self._indices = False, 0
        self._sin_numero: list[Any] = []
        parte = next((r.parte for r in relaciones if r.clase == "numbering"), None)
        self._numeracion = None if parte is None else paquete.xml(parte)

    def secciones(self, cuerpo: Any, paginas: Sequence[Pagina]) -> list[list[Bloque]]:
        """Los bloques de cada una."""
        grupos: list[list[Bloque]] = [[]]
        self._pagina = paginas[0]
        for hijo in _de_bloque(cuerpo):
            grupos[-1] += self._bloques_de(hijo)
            if hijo.find(f"{W}pPr/{W}sectPr") is not None and len(grupos) < len(paginas):
                self._pagina = paginas[len(grupos)]
                grupos.append([])
        return grupos

    def reparos_de(self, raiz: Any, parte: str, *, con_texto: bool = False) -> Iterator[str]:
        """Lo que no pasa de una parte, y dónde está; ``con_texto``, también cada texto."""
        lugares = LugaresDelCuerpo(parte, {})
        for marca, (en_singular, en_plural) in _NO_PASAN.items():
            if elementos := [*raiz.iter(marca)]:
                self._leidos.update(
                    texto for elemento in elementos for texto in elemento.iter(f"{W}t")
                )
                yield _no_sale(en_singular, en_plural, [*map(lugares.de, elementos)])
        if con_texto and self._sin_numero:
            yield _no_sale(*_NUMERO, [*map(lugares.de, self._sin_numero)])
        if con_texto:
            self._decir_lo_no_leido(raiz, lugares.de)
            yield from (f"fuera de Word no sale {reparo}" for reparo in self.reparos)

    def _bloques_de(self, hijo: Any) -> Iterator[Bloque]:
        if hijo.tag == f"{W}p":
            yield from self._de_un_parrafo(hijo)
        elif hijo.tag == f"{W}tbl":
            yield from self._de_una_tabla(hijo)
        elif hijo.tag == PUESTO:
            yield from self._puestos_nuestros[int(hijo.get("n"))]
        else:
            yield from self._de_un_indice(hijo)

    def _de_un_indice(self, control: Any) -> Iterator[Bloque]:
        """Una tabla de contenido: su título es lo de antes del campo, y lo de después sale."""
        antes: list[Any] = []
        despues: list[Any] = []
        con_campo = False
        for parrafo in control.iter(f"{W}p"):
            if self._seguir_el_indice(parrafo):
                con_campo = True
            else:
                (despues if con_campo else antes).append(parrafo)
        self._indices += not con_campo
        textos = [texto for parrafo in antes for texto in parrafo.iter(f"{W}t")]
        self._leidos.update(textos)
        yield from self._indice(" ".join("".join(t.text or "" for t in textos).split()))
        for parrafo in despues:
            yield from self._de_un_parrafo(parrafo)

    def _indice(self, titulo: str = "") -> Iterator[Bloque]:
        if self._indices > 1:
            self.reparar("más de una tabla de contenido")
        elif not self._con_indice:
            self._con_indice = True
            yield Indice(titulo=titulo or "Contenido", niveles=_NIVELES)

    def _de_un_parrafo(self, parrafo: Any) -> Iterator[Bloque]:
        if self._seguir_el_indice(parrafo):
            yield from self._indice()
            return
        propiedades = parrafo.find(f"{W}pPr")
        if encendida(propiedades, "pageBreakBefore"):
            yield Salto()
        estilo, trozos, cuadros = self._parrafo(parrafo)
        contenido = _junto(trozos)
        salta = any(elemento.get(f"{W}type") == "page" for elemento in parrafo.iter(f"{W}br"))
        if solo_texto(contenido).strip() or not isinstance(contenido, str):
            yield self._bloque(parrafo, contenido, estilo)
        if salta:
            yield Salto()
        for cuadro in cuadros:
            for elemento in _de_bloque(cuadro):
                yield from self._bloques_de(elemento)

    def _bloque(self, parrafo: Any, contenido: Contenido, estilo: Estilo) -> Bloque:
        nivel = self._nivel(parrafo)
        texto = solo_texto(contenido).strip()
        if nivel is not None and texto:
            nombre = estilo_de_titulo(nivel)
            self.titulos.setdefault(
                nombre, attrs.evolve(estilo, nivel=nivel, con_el_siguiente=True)
            )
            if not isinstance(contenido, str) and any(isinstance(t, Imagen) for t in contenido):
                self.reparar(f"la imagen del título «{en_corto(texto)}»")
            return Titulo(texto=" ".join(texto.split()), nivel=nivel)
        return Parrafo(contenido, self._nombre(estilo), self._lista(parrafo))

    def _parrafo(self, parrafo: Any) -> tuple[Estilo, list[list[Tramo]], list[Any]]:
        self._de_campos = dict(_de_campos(parrafo))
        return super()._parrafo(parrafo)

    def _tramos_de(self, elemento: Any, cuadros: list[Any]) -> Iterator[Tramo]:
        """Lo que va en un enlace a la web lleva a ella."""
        direccion = self._a_donde(elemento) if elemento.tag == f"{W}t" else None
        if direccion is None:
            yield from super()._tramos_de(elemento, cuadros)
        else:
            yield Enlace(elemento.text or "", direccion)

    def _a_donde(self, texto: Any) -> str | None:
        for enlace in texto.iterancestors(f"{W}hyperlink"):
            return self._enlaces.get(enlace.get(f"{R}id", ""))
        direccion = self._de_campos.get(texto, "")
        return direccion if es_de_la_web(direccion) else None

    def _dibujo(self, dibujo: Any, cuadros: list[Any]) -> Iterator[Tramo]:
        """Una imagen que flota va en su renglón, que aquí la página corre."""
        antes = len(self._flotantes)
        yield from super()._dibujo(dibujo, cuadros)
        flotan, self._flotantes[antes:] = self._flotantes[antes:], []
        yield from (uno.imagen.reducida(self._pagina.ancho_util) for uno in flotan)

    def _de_parrafo(self, parrafo: Any, desde: float, hasta: float) -> Iterator[list[Any]]:
        """Lo que dice un párrafo de una celda, donde el número que Word le pone no va."""
        numeracion = self._numeracion_de(parrafo)
        if numeracion is not None and self._formato_de_lista(*numeracion) not in {"bullet", "none"}:
            self._sin_numero.append(parrafo)
        yield from super()._de_parrafo(parrafo, desde, hasta)

    def _de_una_tabla(self, tabla: Any) -> Iterator[Bloque]:
        filas = [*self._de_tabla(tabla, 0.0, 1.0)]
        if not filas:
            return
        tabla_leida = self._en_tabla(filas)
        filas_leidas = tuple(tabla_leida.filas)
        encabezan = sum(1 for _ in takewhile(_encabeza, desenvueltos(tabla, (f"{W}tr",))))
        if encabezan < len(filas_leidas) and _caben(filas_leidas[:encabezan]):
            tabla_leida = attrs.evolve(
                tabla_leida, rotulos=filas_leidas[:encabezan], filas=filas_leidas[encabezan:]
            )
        yield tabla_leida

    # -------------------------------------------------------------- títulos y listas

    def _nivel(self, parrafo: Any) -> int | None:
        """El nivel de un título; nada, si es un párrafo."""
        del_parrafo = parrafo.find(f"{W}pPr/{W}outlineLvl")
        cadena = [*self._de_word.cadena(valor_de(parrafo.find(f"{W}pPr/{W}pStyle")))]
        if any(valor_de(e.find(f"{W}name")).casefold() == "title" for e in cadena):
            return 0
        niveles = [del_parrafo, *(estilo.find(f"{W}pPr/{W}outlineLvl") for estilo in cadena)]
        nivel = next((uno for uno in niveles if uno is not None), None)
        if nivel is None:
            return None
        numero = entero(valor_de(nivel)) + 1
        return min(numero, _NIVELES) if numero <= _NUEVE else None

    def _numeracion_de(self, parrafo: Any) -> tuple[str, str] | None:
        """De cuál lista es, y de qué nivel."""
        cadena = [*self._de_word.cadena(valor_de(parrafo.find(f"{W}pPr/{W}pStyle")))]
        hojas = [parrafo, *cadena]
        numeraciones = (elemento.find(f"{W}pPr/{W}numPr") for elemento in hojas)
        numeracion = next((una for una in numeraciones if una is not None), None)
        lista, nivel = (
            "" if numeracion is None else valor_de(numeracion.find(f"{W}{n}")) for n in _DE_LISTA
        )
        return None if lista in {"", "0"} else (lista, nivel)

    def _lista(self, parrafo: Any) -> Lista | None:
        if (numeracion := self._numeracion_de(parrafo)) is None:
            return None
        lista, nivel = numeracion
        hondo = min(entero(nivel), _NIVELES - 1)
        if self._formato_de_lista(lista, nivel) == "bullet":
            return Lista(nivel=hondo + 1)
        self._cuentas[lista, hondo] += 1
        for nivel_inferior in range(hondo + 1, _NIVELES):
            del self._cuentas[lista, nivel_inferior]
        return Lista(nivel=hondo + 1, numero=self._cuentas[lista, hondo])

    def _formato_de_lista(self, lista: str, nivel: str) -> str:
        if self._numeracion is None:
            return "bullet"
        nums = self._numeracion.iterfind(f"{W}num")
        num = next((elemento for elemento in nums if elemento.get(f"{W}numId") == lista), None)
        abstracta = "" if num is None else valor_de(num.find(f"{W}abstractNumId"))
        for definicion in self._numeracion.iterfind(f"{W}abstractNum"):
            if definicion.get(f"{W}abstractNumId") == abstracta:
                for elemento in definicion.iterfind(f"{W}lvl"):
                    if elemento.get(f"{W}ilvl") == (nivel or "0"):
                        return valor_de(elemento.find(f"{W}numFmt")) or "decimal"
        return "bullet"

    def _seguir_el_indice(self, parrafo: Any) -> bool:
        """Sigue por un párrafo el campo de una tabla de contenido; da si es un renglón de ella."""
        estaba = self._en_el_indice > 0
        for elemento in parrafo.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
            if elemento.tag == f"{W}t":
                self._leidos.update((elemento,) if self._en_el_indice else ())
            elif elemento.tag == f"{W}instrText":
                pide = (elemento.text or "").split()
                de_titulos = pide[:1] == ["TOC"] and _DE_OTRAS_LISTAS.isdisjoint(pide)
                if de_titulos and not self._en_el_indice:
                    self._en_el_indice = 1
                    self._indices += 1
                    estaba = True
            elif self._en_el_indice:
                self._en_el_indice += {"begin": 1, "end": -1}.get(
                    elemento.get(f"{W}fldCharType"), 0
                )
        return estaba


_DE_OTRAS_LISTAS = frozenset({"\\c", "\\f", "\\a"})
"""Con que un campo TOC no es de los títulos, sino de las figuras o las tablas."""
_DE_LISTA = ("numId", "ilvl")
_NUEVE = 9
"""Los niveles de esquema de Word; el que sigue es de un párrafo."""


def _no_sale(en_singular: str, en_plural: str, lugares: Sequence[str]) -> str:
    sale = f"sale {en_singular}" if len(lugares) == 1 else f"salen {en_plural.format(len(lugares))}"
    distintos = [*dict.fromkeys(lugares)]
    sobran = len(distintos) - _LUGARES
    mas = f" y en otros {sobran} lugares" if sobran > 0 else ""
    return f"fuera de Word no {sale}: {'; '.join(distintos[:_LUGARES])}{mas}"


def _junto(trozos: Sequence[Sequence[Tramo]]) -> Contenido:
    tramos: list[Tramo] = []
    for numero, trozo in enumerate(trozos):
        tramos += ["\t"] if numero else []
        tramos += trozo
    if all(isinstance(uno, str) for uno in tramos):
        return "".join(map(str, tramos)).strip("\n")
    return tuple(uno for uno in tramos if uno != "")


def _de_campos(parrafo: Any) -> Iterator[tuple[Any, str]]:
    """Los textos de un párrafo que van en un campo, con la dirección a la que él lleve."""
    abiertos: list[str] = []
    for elemento in parrafo.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple", f"{W}t"):
        clase = elemento.get(f"{W}fldCharType")
        if elemento.tag == f"{W}fldSimple":
            if direccion := direccion_de_campo(elemento.get(f"{W}instr", "")):
                yield from ((texto, direccion) for texto in elemento.iter(f"{W}t"))
        elif clase == "begin":
            abiertos.append("")
        elif clase == "end":
            del abiertos[-1:]
        elif abiertos and elemento.tag == f"{W}instrText":
            abiertos[-1] += elemento.text or ""
        elif abiertos and elemento.tag == f"{W}t":
            # De varios, uno dentro de otro, el de más adentro que sea un enlace.
            direccion = next(filter(None, map(direccion_de_campo, reversed(abiertos))), "")
            yield from ((elemento, direccion),) if direccion else ()


def _de_bloque(contenedor: Any) -> Iterator[Any]:
    """Lo que va en un contenedor: párrafos, tablas, bloques nuestros y la tabla de contenido."""
    return desenvueltos(contenedor, (f"{W}p", f"{W}tbl", PUESTO), _es_indice)


def _es_indice(control: Any) -> bool:
    galeria = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return valor_de(galeria) == "Table of Contents"


def _encabeza(fila: Any) -> bool:
    return encendida(fila.find(f"{W}trPr"), "tblHeader")


def _caben(rotulos: Sequence[Any]) -> bool:
    """Si ninguna celda de las que encabezan sigue debajo de ellas."""
    return all(
        numero + celda.filas <= len(rotulos)
        for numero, fila in enumerate(rotulos)
        for celda in fila.celdas
    )


def es_de_la_web(direccion: str) -> bool:
    """Si es la de una página, que es a donde el árbol sabe llevar."""
    return direccion.startswith(("http://", "https://"))
