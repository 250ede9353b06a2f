"""Lo que dice un Word o un libro recién escrito, a la letra y con lo que no son letras.

Se lee como lo lee quien verifica (``leido``); entre ``⟦`` y ``⟧`` va además a dónde lleva un
enlace, la imagen y el gráfico, y lo que no se vería: así difiere de lo que debía decir.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

import attrs

from paac_reportes import clases
from paac_reportes.opc.clases import que_trae
from paac_reportes.opc.excel.encima import comentarios
from paac_reportes.opc.excel.hoja import HojaCruda, Leido, Lugar, lugar_de
from paac_reportes.opc.excel.libro import LibroDeExcel, de_celda, textos_impresos
from paac_reportes.opc.paquete import Comprimido, Partes, principal
from paac_reportes.opc.visto import PREFIJO_DE_MARCA
from paac_reportes.opc.xml import Elemento, R, S, W
from paac_reportes.prueba.abierto import como_se_ve, huella
from paac_reportes.prueba.graficos import grafico_escrito
from paac_reportes.prueba.leido import (
    DeSeccion,
    LectorDelWord,
    Renglon,
    TextoLeido,
    cubre,
    nombrado,
    suelto,
)
from paac_reportes.sistema import IlegibleError

Valor = Decimal | date | None


@clases.frozen
class Guardado:
    """Lo que una celda guarda además de lo que muestra: un valor, una fórmula."""

    texto: str
    valor: Valor = None
    formula: str = ""
    numeros: Mapping[Lugar, Decimal] = attrs.field(factory=dict, repr=False)
    """Los de las celdas de su hoja."""
    resume: bool = False
    """Si es una cifra que puede salir de una fórmula sobre otras celdas."""
    copia_de: str = ""
    """La celda de su fila cuyo texto repite, si va en cada página que se imprime: ``B4``."""


@clases.frozen
class Escrito:
    """Lo que dice un archivo, o lo que debe decir."""

    renglones: list[Renglon]
    secciones: list[DeSeccion]
    """En un Word, lo que se repite en las páginas de cada una."""
    guardan: dict[str, Guardado]
    """En un libro, por su lugar."""
    hojas: list[str]
    """En un libro, los nombres de sus hojas."""
    dudas: list[tuple[str, str]] = attrs.Factory(list)
    """Lo que cada programa entiende a su modo, con su lugar."""

    @property
    def todo(self) -> list[Renglon]:
        """Lo de las páginas y lo que se repite en ellas."""
        return [*self.renglones, *(r for una in self.secciones for r in una.renglones)]


def leer_escrito(contenido: bytes) -> tuple[str, Escrito]:
    """De qué tipo es, ``docx`` o ``xlsx``, y lo que dice; ``IlegibleError`` si no se deja leer."""
    comprimido = Comprimido(contenido)
    partes = Partes(comprimido)
    parte_principal = principal(partes)
    de_que = {f"{W}document": ("docx", _de_word), f"{S}workbook": ("xlsx", _de_excel)}
    if parte_principal is None or parte_principal[1].tag not in de_que:
        raise IlegibleError("archivo_de_otra_clase", que_trae(comprimido))
    tipo, leer = de_que[parte_principal[1].tag]
    try:
        return tipo, leer(partes, *parte_principal)
    except (ValueError, KeyError, IndexError, ArithmeticError, AttributeError) as error:
        motivo = "está dañado: trae por dentro algo mal escrito y no se puede comprobar"
        raise IlegibleError("archivo_danado", motivo) from error


# ------------------------------------------------------------------ Word

_CORRIDA, _TEXTO = f"{W}r", f"{W}t"
_BLANCO = "FFFFFF"
_DIBUJO = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_GRAFICO = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"


def _de_word(partes: Partes, parte: str, raiz: Elemento) -> Escrito:
    cuerpo = raiz.find(f"{W}body")
    if cuerpo is None:
        raise IlegibleError("archivo_vacio", "es un documento de Word sin cuerpo")
    dudas: list[tuple[str, str]] = []
    word = LectorDelWord(
        partes, parte, dudas, lambda nombre, elemento: _marcar(partes, nombre, elemento)
    )
    return Escrito([*word.bloques(cuerpo, "")], [*word.secciones(raiz)], {}, [], dudas)


def _marcar(partes: Partes, parte: str, raiz: Elemento) -> None:
    """Pone en sus textos lo que no son letras."""
    relaciones = partes.todas_las_relaciones(parte)
    for enlace in raiz.iter(f"{W}hyperlink"):
        if (lleva := relaciones.get(enlace.get(f"{R}id", ""))) is not None:
            ancla = f"#{enlace.get(f'{W}anchor')}" if enlace.get(f"{W}anchor") else ""
            enlace.append(_corrida(enlace, f"⟦enlace: {lleva.parte}{ancla}⟧"))
    for dibujo in raiz.iter(f"{W}drawing"):
        dibujo.addnext(_con_texto(dibujo, _TEXTO, _dicho_de_dibujo(partes, parte, dibujo)))
    for oculta in raiz.iter(f"{W}hidden"):
        for parrafo in oculta.getparent().getparent().iter(f"{W}p"):
            parrafo.append(_corrida(parrafo, "⟦en una fila oculta⟧"))
    for color in raiz.iter(f"{W}color"):
        _marcar_lo_invisible(color)
    for nivel in raiz.iter(f"{W}outlineLvl"):
        _marcar_el_titulo(nivel)


def _marcar_el_titulo(nivel: Elemento) -> None:
    """El que una tabla lleva en su franja: de los demás, el nivel lo dice ya quien los lee."""
    propiedades, numero = nivel.getparent(), int(nivel.get(f"{W}val", "9"))
    if propiedades.getparent().getparent().tag == f"{W}tc" and numero < _SIN_NIVEL:
        propiedades.addnext(_corrida(propiedades, f"⟦título {numero + 1}⟧"))


_SIN_NIVEL = 9


def _marcar_lo_invisible(color: Elemento) -> None:
    """El texto del color de su fondo, si el color lo dice él y no su estilo."""
    letra = color.getparent()
    corrida = letra.getparent()
    if corrida.tag != _CORRIDA:
        return
    celda = next(corrida.iterancestors(f"{W}tc"), None)
    sombras = (letra.find(f"{W}shd"), None if celda is None else celda.find(f"{W}tcPr/{W}shd"))
    fondos = (sombra.get(f"{W}fill", "auto") for sombra in sombras if sombra is not None)
    fondo = next(fondos, _BLANCO).upper().replace("AUTO", _BLANCO)
    if color.get(f"{W}val", "").upper() == fondo:
        for texto in corrida.iterfind(_TEXTO):
            texto.text = f"⟦del color del fondo: {texto.text}⟧"


def _corrida(elemento: Elemento, texto: str) -> Elemento:
    corrida = elemento.makeelement(_CORRIDA, {})
    corrida.append(_con_texto(elemento, _TEXTO, texto))
    return corrida


def _con_texto(elemento: Elemento, clase: str, texto: str) -> Elemento:
    nuevo = elemento.makeelement(clase, {})
    nuevo.text = texto
    return nuevo


def _dicho_de_dibujo(partes: Partes, parte: str, dibujo: Elemento) -> str:
    descrito = next((uno.get("descr", "") for uno in dibujo.iter(_DIBUJO)), "")
    grafico = next(dibujo.iter(_GRAFICO), None)
    if grafico is None:
        return _dicho_de_imagen(partes, parte, dibujo, descrito)
    parte_del_grafico = partes.relaciones(parte)[grafico.get(f"{R}id", "")].parte
    libros = [
        una.parte for una in partes.relaciones(parte_del_grafico).values() if una.clase == "package"
    ]
    celdas: Mapping[Lugar, Leido] = {}
    if len(libros) == 1:
        adentro = Partes(Comprimido(b"".join(partes.trozos(libros[0]))))
        principal_, raiz = principal(adentro) or ("", None)
        hojas = [hoja for _, _, hoja in LibroDeExcel(adentro, principal_, raiz).guardadas()]
        celdas = hojas[0].celdas if len(hojas) == 1 and hojas[0] else {}
    return grafico_escrito(partes, parte_del_grafico, descrito, celdas)


def _dicho_de_imagen(partes: Partes, parte: str, dibujo: Elemento, descrito: str) -> str:
    """Lo que describe, la huella de sus bytes y lo que cambia cómo se ve."""
    clave = next((uno.get(f"{R}embed", "") for uno in dibujo.iter("{*}blip")), "")
    relacion = partes.relaciones(parte).get(clave)
    existe = relacion is not None and relacion.parte in partes
    huella_de_la_imagen = (
        huella(b"".join(partes.trozos(relacion.parte))) if relacion and existe else "que no está"
    )
    return f"⟦imagen: {' '.join((descrito, huella_de_la_imagen, *como_se_ve(dibujo)))}⟧"


# ------------------------------------------------------------------ Excel

_CAMPO_IMPRESO = re.compile("&([&PNDTFAZG])")
_CELDA_CON_ESTILO = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?')
_DE_LIBRO = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def _de_excel(partes: Partes, parte: str, raiz: Elemento) -> Escrito:
    lectura = Escrito([], [], {}, [])
    ocultas = {
        uno.get("name"): uno.get("state", "visible") != "visible" for uno in raiz.iter(f"{S}sheet")
    }
    invisibles = _invisibles(partes.de_clase(parte, "styles", "xl/styles.xml"))
    hojas = list(LibroDeExcel(partes, parte, raiz).guardadas())
    celdas = {nombre: hoja.celdas for nombre, _, hoja in hojas if hoja is not None}
    for numero, (nombre, parte_de_la_hoja, hoja) in enumerate(hojas, 1):
        lugar = f"la hoja «{nombre}»"
        if hoja is None:
            lectura.dudas.append((lugar, "no es de celdas"))
            continue
        if hoja.perdidas:
            lectura.dudas.append((lugar, "nombra celdas que no existen"))
        nombre_visible = f"⟦hoja oculta: {nombre}⟧" if ocultas.get(nombre) else nombre
        lectura.hojas.append(nombre)
        lectura.renglones.extend(suelto(f"el nombre de la hoja {numero}", nombre_visible))
        del_fondo = (
            _del_color_del_fondo(partes, parte_de_la_hoja, invisibles) if invisibles else set()
        )
        lectura.renglones.extend(_filas(partes, parte_de_la_hoja, hoja, lugar, del_fondo))
        lectura.renglones.extend(_lo_demas(partes, parte_de_la_hoja, hoja, lugar, celdas))
        numeros = {d: v for d, (_, v) in hoja.celdas.items() if isinstance(v, Decimal)}
        for donde, (texto, valor) in hoja.celdas.items():
            formula = hoja.formulas.get(donde, "")
            if valor is not None or formula:
                guardado = Guardado(texto, valor, formula, numeros)
                lectura.guardan[de_celda(lugar, donde)] = guardado
    return lectura


def _filas(
    partes: Partes, parte: str, hoja: HojaCruda, lugar: str, del_fondo: set[Lugar]
) -> Iterator[Renglon]:
    """Las celdas que dicen algo o cubren otras, fila por fila."""
    cubren = {(f, c): (hasta - f + 1, fin - c + 1) for f, c, hasta, fin in hoja.combinadas}
    enlaces = dict(_enlaces(partes, parte, hoja))
    ocultas = {c for desde, hasta in hoja.columnas_ocultas for c in range(desde, hasta)}
    filas: dict[int, list[TextoLeido]] = {}
    for donde in sorted(hoja.celdas.keys() | hoja.errores.keys() | cubren.keys() | enlaces.keys()):
        fila, columna = donde
        texto = hoja.errores.get(donde) or hoja.celdas.get(donde, ("", None))[0]
        if columna in ocultas and texto.startswith(PREFIJO_DE_MARCA):
            continue  # el nombre de la fila: no dice nada del plan
        como = "fila oculta" if fila in hoja.filas_ocultas else "columna oculta"
        if texto and (fila in hoja.filas_ocultas or columna in ocultas):
            texto = f"⟦{como}: {texto}⟧"
        if texto.strip() and donde in del_fondo:
            texto = f"⟦del color del fondo: {texto}⟧"
        texto_con_enlace = f"{texto}{enlaces.get(donde, '')}"
        cubiertas = cubre(*cubren.get(donde, (1, 1)))
        filas.setdefault(fila, []).append(
            TextoLeido(texto_con_enlace, cubiertas, columna, de_celda(lugar, donde))
        )
    yield from (tuple(celdas) for celdas in filas.values())


def _enlaces(partes: Partes, parte: str, hoja: HojaCruda) -> Iterator[tuple[Lugar, str]]:
    relaciones = partes.todas_las_relaciones(parte) if hoja.vinculos else {}
    for rango, clave, sigue in hoja.vinculos:
        if clave in relaciones:
            yield rango[:2], f"⟦enlace: {relaciones[clave].parte}{f'#{sigue}' if sigue else ''}⟧"


def _invisibles(estilos: Elemento | None) -> set[int]:
    """Los formatos de celda cuya letra es del color de su fondo."""
    if estilos is None:
        return set()
    letras = [_color(uno.find(f"{S}color")) for uno in estilos.iterfind(f"{S}fonts/{S}font")]
    fondos = [
        _color(uno.find(f"{S}patternFill[@patternType='solid']/{S}fgColor")) or _BLANCO
        for uno in estilos.iterfind(f"{S}fills/{S}fill")
    ]
    return {
        numero
        for numero, uno in enumerate(estilos.iterfind(f"{S}cellXfs/{S}xf"))
        if letras[int(uno.get("fontId", "0"))] == fondos[int(uno.get("fillId", "0"))]
    }


def _color(color: Elemento | None) -> str:
    return "" if color is None else color.get("rgb", "")[-6:].upper()


def _del_color_del_fondo(partes: Partes, parte: str, invisibles: set[int]) -> set[Lugar]:
    celdas = _CELDA_CON_ESTILO.finditer(b"".join(partes.trozos(parte)))
    lugares = (lugar_de(una[1].decode()) for una in celdas if int(una[2] or 0) in invisibles)
    return {lugar for lugar in lugares if lugar is not None}


def _lo_demas(
    partes: Partes,
    parte: str,
    hoja: HojaCruda,
    lugar: str,
    celdas: Mapping[str, Mapping[Lugar, Leido]],
) -> Iterator[Renglon]:
    """Lo que va sobre las celdas, lo impreso alrededor y los comentarios."""
    imagenes: list[str] = []
    for relacion in partes.relaciones(parte).values():
        for ancla in partes.raiz(relacion.parte) if relacion.clase == "drawing" else ():
            descrito = next((uno.get("descr", "") for uno in ancla.iter(f"{_DE_LIBRO}cNvPr")), "")
            grafico = next(ancla.iter(_GRAFICO), None)
            if grafico is not None:
                parte_del_grafico = partes.relaciones(relacion.parte)[
                    grafico.get(f"{R}id", "")
                ].parte
                texto_del_grafico = grafico_escrito(
                    partes, parte_del_grafico, descrito, hoja.celdas, celdas
                )
                yield from suelto(f"{lugar}, gráfico", texto_del_grafico)
            else:
                imagenes.append(_dicho_de_imagen(partes, relacion.parte, ancla, descrito))
        for celda, autor, texto in comentarios(partes, relacion):
            yield from suelto(f"{lugar}, celda {celda}", f"⟦comentario: {autor} {texto}⟧")
    for imagen in sorted(imagenes):
        yield from suelto(f"{lugar}, imagen", imagen)
    for impreso in hoja.impresos:
        con_codigos = _CAMPO_IMPRESO.sub(nombrado, impreso)
        for texto in textos_impresos(con_codigos):
            yield from suelto(f"{lugar}, {IMPRESO}", texto)


IMPRESO = "encabezado o pie impreso"
