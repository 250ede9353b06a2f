"""Un Word como se ve: cada párrafo y cada celda con su letra, su fondo, su sitio y lo que dice.

Lo que decide cómo se ve algo puede estar en el estilo o en el texto mismo; aquí se junta. Lo que no
se nombra no se quita: todo lo que un estilo o un tramo pide se compara, salvo lo de ``_NO_SE_VE``.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from paac_reportes.opc.xml import Elemento, R, W, hijo
from paac_reportes.prueba.piezas import (
    DICE,
    Anotado,
    Medida,
    Piezas,
    entero_escrito,
    indice_escrito,
)
from paac_reportes.sistema import IlegibleError

_VAL = f"{W}val"
_GRAFICO = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_NO_SE_VE = frozenset(
    {
        *("lang", "kern", "szCs", "bCs", "iCs", "rStyle", "pStyle", "numPr", "rPr"),
        *("widowControl", "suppressAutoHyphens", "suppressLineNumbers", "bidi"),
    }
)
"""El idioma, las letras de otras escrituras, y lo que LibreOffice agrega diciendo que no."""
_SI_FALTA = {
    "jc": "left",
    "color": "auto",
    "spacing.before": "0",
    "spacing.after": "0",
    "spacing.line": "240",
    "spacing.lineRule": "auto",
    "ind.left": "0",
    "ind.right": "0",
    "ind.firstLine": "0",
    "ind.hanging": "0",
    "vAlign": "top",
    "textDirection": "lrTb",
}
_IGUALES = {
    "start": "left",
    "end": "right",
    "1": "true",
    "on": "true",
    "0": "false",
    "off": "false",
}
_DE_OTRAS_LETRAS = frozenset({"eastAsia", "cs"})
_EN_TWIPS, _EN_EMU = 12.0, 1000.0
_NUMERO = re.compile(r"[0-9]{0,4}")
_SE_CALCULAN = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_AGRUPAN = frozenset({"tcBorders", "tblBorders", "pBdr", "tcMar", "tblCellMar", "tabs"})
_ESPACIO = "{http://www.w3.org/XML/1998/namespace}space"
_SECCIONES = 1000
"""Las de un documento; el nuestro lleva una por parte."""
_CADENA = 100
"""Los estilos de que puede venir otro: los de un documento corriente no pasan de diez."""
Pedido = dict[str, str]
Tramo = tuple[str, Any]
"""Lo que dice y con qué letra."""


def aspecto_de_word(piezas: Piezas) -> Iterator[Anotado]:
    """Todo lo que se ve, en su orden."""
    principal = piezas.principal()
    estilos = _Estilos(piezas.raiz(piezas.de_clase(principal, "styles") or ""))
    raiz = piezas.raiz(principal)
    for cuerpo in raiz.iterfind(f"{W}body"):
        yield from _Parte(piezas, principal, estilos).de_bloques(cuerpo)
    yield from _de_secciones(piezas, principal, raiz, estilos)
    yield from piezas.propiedades()


def _de_secciones(
    piezas: Piezas, principal: str, raiz: Elemento, estilos: "_Estilos"
) -> Iterator[Anotado]:
    """De cada una, su hoja y lo que se repite en sus páginas."""
    secciones = [*raiz.iter(f"{W}sectPr")]
    if len(secciones) > _SECCIONES:
        raise IlegibleError("archivo_danado", f"tiene más de {_SECCIONES} secciones")
    relaciones = piezas.relaciones(principal)

    @functools.cache  # mil secciones nombran el mismo
    def dice(parte: str) -> list[Anotado]:
        return [*_Parte(piezas, parte, estilos).de_bloques(piezas.raiz(parte))]

    for numero, seccion in enumerate(secciones, 1):
        lugar = f"sección {numero}"
        con = {_local(uno).removesuffix("Reference") for uno in seccion}
        for de_pagina in seccion:
            clase = _local(de_pagina)
            nombrada = relaciones.get(de_pagina.get(f"{R}id", ""))
            if clase in _SE_REPITEN and nombrada is not None:
                sitio = f"{lugar}, {_SE_REPITEN[clase]} {de_pagina.get(f'{W}type')}"
                for uno in dice(nombrada.destino):
                    yield Anotado(f"{sitio}, {uno.lugar}", uno.aspecto, uno.valor)
            elif clase in {"pgSz", "pgMar"}:
                yield from _de_hoja(de_pagina, lugar, con)


_SE_REPITEN = {"headerReference": "encabezado", "footerReference": "pie"}


def _de_hoja(medidas: Elemento, lugar: str, con: set[str]) -> Iterator[Anotado]:
    """El papel y sus márgenes; el de un encabezado o un pie que no hay, no."""
    for clave, valor in medidas.attrib.items():
        nombre = clave.rpartition("}")[2]
        sobra = nombre in {"header", "footer"} and nombre not in con
        if not (sobra or (nombre, valor) == ("gutter", "0")):
            yield Anotado(lugar, f"{_local(medidas)} {nombre}", _medida(valor))


class _Estilos:
    """Lo que pide cada estilo, con lo que hereda."""

    def __init__(self, raiz: Elemento) -> None:
        self._de: dict[str, Elemento] = {}
        self._nombres: dict[str, str] = {}
        self._primero: dict[str, str] = {}
        for uno in raiz.iter(f"{W}style"):
            clave = uno.get(f"{W}styleId", "")
            self._de.setdefault(clave, uno)
            if uno.get(f"{W}default") in {"1", "true"}:
                self._primero.setdefault(uno.get(f"{W}type", ""), clave)
        self._defecto = {
            "rPr": _pedido(hijo(raiz, f"{W}docDefaults", f"{W}rPrDefault", f"{W}rPr"))
            | self.solo(self._primero.get("character"), "rPr"),
            "pPr": _pedido(hijo(raiz, f"{W}docDefaults", f"{W}pPrDefault", f"{W}pPr")),
        }

    def parrafo(self, clave: str | None, que: str) -> Pedido:
        """Lo de un estilo de párrafo, sobre lo de todos."""
        suyo = clave or self._primero.get("paragraph")
        if suyo in self._de and self._de[suyo].get(f"{W}type") != "paragraph":
            raise IlegibleError("archivo_danado", f"el estilo «{suyo}» no es de párrafos")
        return self._defecto[que] | self.solo(suyo, que)

    def solo(self, clave: str | None, que: str) -> Pedido:
        """Lo de un estilo, con lo que hereda."""
        pedido: Pedido = {}
        for uno in reversed(self._cadena(clave)):
            pedido |= _pedido(hijo(uno, f"{W}{que}"))
        return pedido

    def de_tabla(self, clave: str | None, que: str) -> Elemento | None:
        """Lo que dice de sus tablas el primero de su cadena que dice algo."""
        for uno in self._cadena(clave):
            if uno.get(f"{W}type") != "table":
                raise IlegibleError("archivo_danado", f"el estilo «{clave}» no es de tablas")
            suyo = hijo(uno, f"{W}tblPr", f"{W}{que}")
            if suyo is not None:
                return suyo
        return None

    def _cadena(self, clave: str | None) -> list[Elemento]:
        cadena: list[Elemento] = []
        vistas: set[str] = set()
        while clave in self._de and clave not in vistas:
            vistas.add(clave)
            cadena.append(self._de[clave])
            if len(cadena) > _CADENA:
                motivo = f"el estilo «{clave}» hereda de más de {_CADENA}, uno sobre otro"
                raise IlegibleError("archivo_danado", motivo)
            if cadena[-1].get(f"{W}type") != cadena[0].get(f"{W}type"):
                raise IlegibleError("archivo_danado", f"el estilo «{clave}» es de otra clase")
            sobre = hijo(cadena[-1], f"{W}basedOn")
            clave = None if sobre is None else sobre.get(_VAL)
        return cadena


def _es_su_hueco(uno: Elemento, otro: Elemento) -> bool:
    """Si es un párrafo vacío y el que sigue otro igual, que guarda una sección.

    LibreOffice hace uno de los dos.
    """
    dentro = [[_local(hijo) for hijo in parrafo] for parrafo in (uno, otro)]
    if uno.tag != f"{W}p" or otro.tag != f"{W}p" or dentro != [["pPr"], ["pPr"]]:
        return False
    de_uno, de_otro = ({_local(suyo): suyo.get(_VAL) for suyo in p[0]} for p in (uno, otro))
    return "sectPr" in de_otro and de_otro == de_uno | {"sectPr": None} and [*de_uno] == ["pStyle"]


def _pedido(propiedades: Elemento | None) -> Pedido:
    """Cada propiedad, por su nombre; si dice varias cosas, cada una."""
    pedido: Pedido = {}
    for una in propiedades if propiedades is not None else ():
        nombre = _local(una)
        if nombre in _NO_SE_VE:
            continue
        if nombre in _AGRUPAN:
            adentro = _pedido(una)
            pedido |= {f"{nombre}/{clave}": valor for clave, valor in adentro.items()}
            continue
        dichos = {clave.rpartition("}")[2]: valor for clave, valor in una.attrib.items()}
        if not set(dichos) - {"val"}:
            valor = dichos.get("val", "true")
            pedido[nombre] = _IGUALES.get(valor, valor)
            continue
        for clave, valor in dichos.items():
            if not (nombre == "rFonts" and clave in _DE_OTRAS_LETRAS):
                pedido[f"{nombre}.{clave}"] = _IGUALES.get(valor, valor)
    return pedido


def _sin_lo_corriente(pedido: Pedido) -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted(
            (clave, valor)
            for clave, valor in pedido.items()
            if valor != _SI_FALTA.get(clave, "false")
        )
    )


class _Parte:
    """El cuerpo, un encabezado o un pie."""

    def __init__(self, piezas: Piezas, nombre: str, estilos: _Estilos) -> None:
        self._piezas, self._nombre, self._estilos = piezas, nombre, estilos
        self._relaciones = piezas.relaciones(nombre)
        self._tablas = self._parrafos = 0

    def de_bloques(self, bloques: Iterable[Elemento]) -> Iterator[Anotado]:
        """Los párrafos y las tablas de la parte, en su orden."""
        todos = [*bloques]
        for bloque, siguiente in zip_longest(todos, todos[1:]):
            if siguiente is not None and _es_su_hueco(bloque, siguiente):
                continue
            if bloque.tag == f"{W}p":
                self._parrafos += 1
                yield from self._parrafo(bloque, f"párrafo {self._parrafos}")
            elif bloque.tag == f"{W}tbl":
                self._tablas += 1
                lugar = f"tabla {self._tablas}"
                # Cada uno se nombra por su número: en qué orden van entre sí se anota aquí.
                yield Anotado(lugar, "va después del párrafo", self._parrafos)
                yield from self._tabla(bloque, lugar)

    def _parrafo(self, parrafo: Elemento, lugar: str) -> Iterator[Anotado]:
        propias = hijo(parrafo, f"{W}pPr")
        estilo = hijo(parrafo, f"{W}pPr", f"{W}pStyle")
        clave = None if estilo is None else estilo.get(_VAL)
        pide = self._estilos.parrafo(clave, "pPr") | _pedido(propias)
        salta = pide.pop("pageBreakBefore", "false") == "true"
        letra = self._estilos.parrafo(clave, "rPr")
        tramos = _juntos(self._tramos(parrafo, letra, ""))
        if tramos and tramos[0][0].startswith("\f"):
            salta, (texto, como) = True, tramos[0]
            tramos[:1] = [(texto[1:], como)] if texto[1:] else []
        yield Anotado(lugar, DICE, "".join(texto for texto, _ in tramos))
        yield Anotado(lugar, "salto de página", salta)
        yield Anotado(lugar, "párrafo", _sin_lo_corriente(pide))
        yield Anotado(lugar, "letra", tramos)
        if not tramos:
            suya = _pedido(hijo(propias, f"{W}rPr") if propias is not None else None)
            yield Anotado(lugar, "letra del renglón", _sin_lo_corriente(letra | suya))
        for dibujo in parrafo.iter(f"{W}drawing"):
            yield from self._dibujo(dibujo, lugar)
        marcas = {uno.get(f"{W}name", "") for uno in parrafo.iterfind(f"{W}bookmarkStart")}
        yield Anotado(lugar, "marcadores", sorted(marcas))  # de qué fila es, y adónde se llega

    def _tramos(self, elemento: Elemento, letra: Pedido, enlace: str) -> Iterator[Tramo]:
        """Lo que dice, con su letra; un campo, con su orden y lo que muestra."""
        campo = _Campo()
        for uno in elemento:
            if uno.tag == f"{W}hyperlink":
                yield from self._tramos(uno, letra, self._destino(uno))
            elif uno.tag == f"{W}r":
                estilo = hijo(uno, f"{W}rPr", f"{W}rStyle")
                de_estilo = {} if estilo is None else self._estilos.solo(estilo.get(_VAL), "rPr")
                pide = _sin_lo_corriente(letra | de_estilo | _pedido(hijo(uno, f"{W}rPr")))
                como = (*pide, ("enlace", enlace)) if enlace else pide
                for parte in uno:
                    yield campo.leer(parte, _dicho(parte)), como
        yield campo.sin_cerrar, ()

    def _destino(self, enlace: Elemento) -> str:
        fuera = self._relaciones.get(enlace.get(f"{R}id", ""))
        dentro = enlace.get(f"{W}anchor", "")
        return f"{fuera.destino if fuera else ''}#{dentro}"

    def _dibujo(self, dibujo: Elemento, lugar: str) -> Iterator[Anotado]:
        yield Anotado(lugar, "imagen", self._piezas.imagen(dibujo, self._nombre))
        for grafico in dibujo.iter(_GRAFICO):
            yield Anotado(lugar, "gráfico", self._del_grafico(grafico.get(f"{R}id", "")))
        for medida in dibujo.iter("{*}extent", "{*}ext"):
            lados = [
                Medida(entero_escrito(medida.get(lado, "0")), _EN_EMU) for lado in ("cx", "cy")
            ]
            yield Anotado(lugar, "tamaño de la imagen", lados)
        for suyo in dibujo.iter("{*}docPr"):
            yield Anotado(lugar, "texto de la imagen", suyo.get("descr", ""))

    def _del_grafico(self, clave: str) -> list[str]:
        """Las huellas de un gráfico y de lo que lleva."""
        suyo = self._relaciones.get(clave)
        if suyo is None:
            return []
        de_adentro = self._piezas.relaciones(suyo.destino).values()
        return [*map(self._piezas.huella, (suyo.destino, *(uno.destino for uno in de_adentro)))]

    def _tabla(self, tabla: Elemento, lugar: str) -> Iterator[Anotado]:
        propias = hijo(tabla, f"{W}tblPr")
        estilo = hijo(tabla, f"{W}tblPr", f"{W}tblStyle")
        clave = None if estilo is None else estilo.get(_VAL)
        for que in ("tblBorders", "tblCellMar", "tblInd", "shd"):
            suyo = hijo(propias, f"{W}{que}") if propias is not None else None
            de_donde = suyo if suyo is not None else self._estilos.de_tabla(clave, que)
            yield Anotado(lugar, que, _corrientes(_pedido(de_donde)))
        for que in ("rPr", "pPr"):  # el estilo de una tabla también pone la letra de sus celdas
            yield Anotado(
                lugar, f"estilo, {que}", _sin_lo_corriente(self._estilos.solo(clave, que))
            )
        for que in ("jc", "tblLayout", "tblW", "tblpPr", "bidiVisual"):
            suyo = hijo(propias, f"{W}{que}") if propias is not None else None
            dicho = (
                {clave.rpartition("}")[2]: v for clave, v in suyo.attrib.items()}
                if suyo is not None
                else {}
            )
            yield Anotado(lugar, que, {k: _medida(v) for k, v in dicho.items() if v != "left"})
        bordes = [0.0]
        for columna in tabla.iterfind(f"{W}tblGrid/{W}gridCol"):
            bordes.append(bordes[-1] + entero_escrito(columna.get(f"{W}w", "0")))
        for numero, fila in enumerate(tabla.iterfind(f"{W}tr"), 1):
            yield from self._fila(fila, f"{lugar}, fila {numero}", bordes)

    def _fila(self, fila: Elemento, lugar: str, bordes: list[float]) -> Iterator[Anotado]:
        pide = _pedido(hijo(fila, f"{W}trPr"))
        alto = pide.pop("trHeight.val", "0")
        yield Anotado(lugar, "alto", Medida(entero_escrito(alto), _EN_TWIPS))
        yield Anotado(lugar, "fila", _sin_lo_corriente(pide))
        desde = 0
        celdas = fila.findall(f"{W}tc")
        yield Anotado(lugar, "celdas", len(celdas))
        for numero, celda in enumerate(celdas, 1):
            sitio = f"{lugar}, columna {numero}"
            propias = hijo(celda, f"{W}tcPr")
            pide = _pedido(propias)
            abarca = indice_escrito(pide.pop("gridSpan", "1"))
            ultimo = len(bordes) - 1
            yield Anotado(sitio, "desde", Medida(bordes[min(desde, ultimo)], _EN_TWIPS))
            yield Anotado(sitio, "hasta", Medida(bordes[min(desde + abarca, ultimo)], _EN_TWIPS))
            ancho = entero_escrito(pide.pop("tcW.w", "0"))
            yield Anotado(sitio, "ancho", Medida(ancho, _EN_TWIPS))
            baja = hijo(propias, f"{W}vMerge") if propias is not None else None
            pide.pop("vMerge", None)
            sigue = baja is not None and baja.get(_VAL, "continue") == "continue"
            yield Anotado(sitio, "sigue la de arriba", sigue)
            yield Anotado(sitio, "baja", baja is not None)
            yield Anotado(sitio, "celda", _sin_lo_corriente(pide))
            desde += abarca
            renglones = 0
            for bloque in celda:
                if bloque.tag == f"{W}p":
                    renglones += 1
                    suyo = sitio if renglones == 1 else f"{sitio}, renglón {renglones}"
                    yield from self._parrafo(bloque, suyo)
                elif bloque.tag == f"{W}tbl":
                    yield Anotado(f"{sitio}, tabla", "va después del renglón", renglones)
                    yield from self._tabla(bloque, f"{sitio}, tabla")
        yield Anotado(lugar, "columnas sin celda", len(bordes) - 1 - desde)


class _Campo:
    """Lo que calcula el programa que muestra el documento: la orden y lo que dio la última vez."""

    def __init__(self) -> None:
        self._orden: list[str] | None = None
        self._dado: list[str] | None = None

    def leer(self, parte: Elemento, dicho: str) -> str:
        """Lo que se anota de una parte de un tramo."""
        if parte.tag == f"{W}fldChar":
            return self._marca(parte.get(f"{W}fldCharType"))
        if parte.tag == f"{W}instrText":
            if self._orden is not None:
                self._orden.append(parte.text or "")
            return "" if self._orden is not None else f"⟦{parte.text}⟧"
        if self._orden is None:
            return dicho
        (self._orden if self._dado is None else self._dado).append(dicho)
        return ""

    @property
    def sin_cerrar(self) -> str:
        """Lo que queda por decir al final."""
        return "" if self._orden is None else "⟦campo sin cerrar⟧"

    def _marca(self, clase: str | None) -> str:
        if clase == "begin" and self._orden is None:
            self._orden, self._dado = [], None
            return ""
        if clase == "separate" and self._orden is not None:
            self._dado = []
            return ""
        if clase != "end" or self._orden is None:
            return f"⟦{clase}⟧"
        orden, dado = "".join(self._orden).split(), "".join(self._dado or ())
        self._orden = None
        # El número de una página lo calcula quien la muestra.
        calculado = orden[:1] and orden[0] in _SE_CALCULAN and _NUMERO.fullmatch(dado)
        return f"⟦{' '.join(orden)}⟧" if calculado else f"⟦{' '.join(orden)}: {dado}⟧"


def _dicho(parte: Elemento) -> str:
    nombre = _local(parte)
    if nombre == "t":
        dicho = str(parte.text or "")
        # Sin él, Word no muestra los blancos de las puntas.
        return dicho if parte.get(_ESPACIO) == "preserve" else dicho.strip(" \t\r\n")
    if nombre == "br":
        return "\f" if parte.get(f"{W}type") == "page" else "\n"
    return "" if nombre in {"rPr", "lastRenderedPageBreak"} else f"⟦{nombre}⟧"


def _juntos(tramos: Iterable[Tramo]) -> list[Tramo]:
    """Los seguidos que se ven igual, en uno; los vacíos no se ven."""
    juntos: list[Tramo] = []
    for texto, como in tramos:
        if not texto:
            continue
        if juntos and juntos[-1][1] == como:
            juntos[-1] = (juntos[-1][0] + texto, como)
        else:
            juntos.append((texto, como))
    return juntos


def _corrientes(pedido: Pedido) -> dict[str, str]:
    return {clave: valor for clave, valor in pedido.items() if valor != "dxa"}


def _medida(valor: str) -> Any:
    try:
        return Medida(entero_escrito(valor), _EN_TWIPS)
    except ValueError:
        return valor


def _local(elemento: Elemento) -> str:
    return str(elemento.tag).rpartition("}")[2]
