"""Lo que dice un Word o un libro, renglón por renglón, en el orden en que lo lee una persona.

De un Word: títulos, párrafos y filas de sus tablas; después los encabezados y pies, las notas, los
comentarios y las propiedades. De un libro, hoja por hoja: sus filas, lo impreso alrededor y los
comentarios. El aspecto no va, ni lo que calcula el programa que lo muestra (el número de página).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import attrs

from paac_reportes import clases
from paac_reportes.formatos.definicion.esquema import esquema_dicho, texto_del_esquema
from paac_reportes.opc.excel.encima import comentarios
from paac_reportes.opc.excel.hoja import HojaCruda
from paac_reportes.opc.excel.libro import LibroDeExcel, de_celda, textos_impresos
from paac_reportes.opc.paquete import ESQUEMA, Comprimido, Partes, principal, propiedades
from paac_reportes.opc.word.documento import en_orden
from paac_reportes.opc.word.estilos import EstilosDelWord, nivel_de
from paac_reportes.opc.word.parrafos import LectorDeParrafos, Numeracion
from paac_reportes.opc.word.tablas import CeldaCruda, TablaCruda
from paac_reportes.opc.xml import Apuntes, Elemento, R, W, encendido, hijo
from paac_reportes.sistema import IlegibleError
from paac_reportes.textos.valores import contar


@clases.frozen
class TextoLeido:
    """Un texto, y lo que de él no son letras: que es un título, qué cubre, qué número guarda."""

    texto: str
    como: str = ""
    columna: int = -1
    """La suya; en un texto que va solo, ninguna."""
    lugar: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return f"{self.texto} ({self.como})".lstrip() if self.como else self.texto


Renglon = tuple[TextoLeido, ...]
"""Lo que se lee junto: un párrafo, o las celdas que empiezan en una fila."""


@clases.frozen
class ArchivoLeido:
    """Los renglones de un archivo, y lo que en él no se entendió, con su lugar."""

    renglones: list[Renglon]
    dudas: list[tuple[str, str]]


def leer(contenido: bytes) -> ArchivoLeido:
    """Lo que dice un ``.docx`` o un ``.xlsx``; ``IlegibleError`` si no se deja leer."""
    comprimido = Comprimido(contenido)
    partes = Partes(comprimido)
    parte_principal = principal(partes)
    nombradas = {una.clase for una in partes.relaciones("").values()}
    if parte_principal is None or "officeDocument" not in nombradas:
        raise IlegibleError("archivo_danado", "no dice cuál es su parte principal")
    lector = _de_word if parte_principal[1].tag == f"{W}document" else _de_excel
    dudas: list[tuple[str, str]] = []
    return ArchivoLeido([*lector(partes, *parte_principal, dudas), *_del_archivo(partes)], dudas)


def _en_renglones(texto: str) -> str:
    """Sin los blancos seguidos ni los renglones vacíos, que cada programa guarda a su modo."""
    renglones = texto.replace("\t", " ").split("\n")
    return "\n".join(filter(None, (" ".join(filter(None, uno.split(" "))) for uno in renglones)))


def _suelto(lugar: str, texto: str, como: str = "") -> Iterator[Renglon]:
    """El renglón de un texto que va solo; ninguno si está en blanco."""
    if texto := _en_renglones(texto):
        yield (TextoLeido(texto, como, lugar=lugar),)


_PROPIEDADES = ("title", "subject", "creator", "keywords", "description", "category")
"""Las que una persona ve al pedirlas; las demás (quién lo guardó) las pone cada programa."""


def _del_archivo(partes: Partes) -> Iterator[Renglon]:
    raiz = partes.de_clase("", "core-properties", "docProps/core.xml")
    for propiedad in _PROPIEDADES:
        valor = "" if raiz is None else raiz.findtext(f"{{*}}{propiedad}") or ""
        yield from _suelto(f"la propiedad «{propiedad}»", " ".join(valor.replace(",", " ").split()))
    for nombre, valor in sorted(propiedades(partes).items()):
        for texto in _del_esquema(valor) if nombre == ESQUEMA else (valor,):
            yield from _suelto(f"la propiedad «{nombre}»", texto)


def _del_esquema(texto: str) -> Iterator[str]:
    """Lo que dice del documento, y lo de cada clase de tabla, que en otro orden es lo mismo.

    Cuántas filas lleva marcadas es para quien lo lea: con unos cambios aceptados son otras.
    """
    esquema = esquema_dicho(texto)
    if esquema is None or texto_del_esquema(esquema) != texto:
        yield texto  # dice algo más
        return
    yield repr(attrs.evolve(esquema, filas=None, tablas=()))
    yield from sorted(map(repr, esquema.tablas))


# ------------------------------------------------------------------ Word

_DE_PAGINA = (["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"], ["PAGEREF"])
_CAMPO, _PIDE, _TEXTO = f"{W}fldChar", f"{W}instrText", f"{W}t"
_ENLACE = f"{W}hyperlink"
_GUARDA_BLANCOS = "{http://www.w3.org/XML/1998/namespace}space"
_PAGINA_DEL_CONTENIDO = re.compile(r"\t(?:⟦página⟧|[0-9]{1,4})?$")
"""La que un renglón del contenido dice o aún no dice, según quién lo guardó."""
_LUGARES = {
    ("headerReference", "default"): "el encabezado",
    ("headerReference", "first"): "el encabezado de la primera página",
    ("headerReference", "even"): "el encabezado de las páginas pares",
    ("footerReference", "default"): "el pie",
    ("footerReference", "first"): "el pie de la primera página",
    ("footerReference", "even"): "el pie de las páginas pares",
}
_NOTAS = {
    "footnotes": ("footnote", "la nota al pie"),
    "endnotes": ("endnote", "la nota al final"),
    "comments": ("comment", "el comentario"),
}


def _de_word(
    partes: Partes, parte: str, raiz: Elemento, dudas: list[tuple[str, str]]
) -> Iterator[Renglon]:
    cuerpo = raiz.find(f"{W}body")
    if cuerpo is None:
        raise IlegibleError("archivo_vacio", "es un documento de Word sin cuerpo")
    word = _LectorDelWord(partes, parte, dudas)
    yield from word.bloques(cuerpo, "")
    yield from word.de_las_secciones(raiz)
    for clase, (etiqueta, lugar) in _NOTAS.items():
        raiz_de_las_notas = partes.de_clase(parte, clase, f"word/{clase}.xml")
        notas = () if raiz_de_las_notas is None else raiz_de_las_notas.iterfind(f"{W}{etiqueta}")
        # Las que llevan clase son las rayas que separan las notas del texto.
        notas_del_texto = (uno for uno in notas if not uno.get(f"{W}type"))
        for numero, nota in enumerate(notas_del_texto, 1):
            yield from word.bloques(nota, f"{lugar} {numero}")


class _LectorDelWord:
    """Quien lee las partes de un Word."""

    def __init__(self, partes: Partes, parte: str, dudas: list[tuple[str, str]]) -> None:
        self._partes, self._parte, self._dudas = partes, parte, dudas
        self._estilos = EstilosDelWord(partes.de_clase(parte, "styles", "word/styles.xml"))
        numeracion = Numeracion(partes.de_clase(parte, "numbering", "word/numbering.xml"))
        self._parrafos = LectorDeParrafos(self._estilos, numeracion, Apuntes())

    def bloques(self, raiz: Elemento, zona: str) -> Iterator[Renglon]:
        """Los párrafos y las filas de las tablas de una parte, con su lugar en ella."""
        _marcar_paginas(raiz)
        _dejar_lo_que_se_ve(raiz)
        de_que_zona = f" de {zona}".replace(" de el ", " del ") if zona else ""
        parrafos = tablas = 0
        for bloque in en_orden(raiz):
            if bloque.tag == f"{W}tbl":
                tablas += 1
                yield from self._filas(bloque, f"la tabla {tablas}{de_que_zona}")
                continue
            parrafos += 1
            nivel = nivel_de(bloque, self._estilos)
            como = "" if nivel is None else f"título {nivel}" if nivel else "título del documento"
            texto, _ = self._parrafos.leer_numerado(bloque)
            if next(bloque.iter(_ENLACE), None) is not None:
                texto = _PAGINA_DEL_CONTENIDO.sub("", texto)
            yield from _suelto(f"el párrafo {parrafos}{de_que_zona}", texto, como)

    def _filas(self, tabla: Elemento, lugar: str) -> Iterator[Renglon]:
        cruda = TablaCruda(lugar, self._partes.presupuesto)
        cruda.recorrer(tabla, self._leer_celda)
        sin_cual_seguir = (
            c for n, f in enumerate(cruda.filas) for c in f if c.sigue and c.fila == n
        )
        if cruda.dudosas or any(sin_cual_seguir):
            self._dudas.append((lugar, "su cuadrícula la entiende cada programa a su modo"))
        bordes = sorted({c.columna for fila in cruda.filas for c in fila})
        for numero, fila in enumerate(cruda.filas):
            yield tuple(
                TextoLeido(
                    _en_renglones(celda.texto),
                    # Las líneas de la cuadrícula donde ninguna celda empieza no se ven.
                    _cubre(celda.filas, sum(celda.columna <= b < _fin(celda) for b in bordes)),
                    bordes.index(celda.columna),
                    lugar=f"{lugar}, fila {numero + 1}, columna {celda.columna + 1}",
                )
                for celda in fila
                if celda.fila == numero
            )

    def _leer_celda(self, elemento: Elemento, celda: CeldaCruda) -> None:
        campos = self._parrafos.apartar_campos()
        celda.texto = "\n".join(self._textos(elemento))
        self._parrafos.seguir(campos)

    def _textos(self, elemento: Elemento) -> Iterator[str]:
        for bloque in en_orden(elemento):
            if bloque.tag == f"{W}tbl":
                filas = TablaCruda("", self._partes.presupuesto)
                filas.recorrer(bloque, self._leer_celda)
                yield from (celda.texto for fila in filas.filas for celda in fila)
            else:
                yield self._parrafos.leer_numerado(bloque)[0]

    def de_las_secciones(self, raiz: Elemento) -> Iterator[Renglon]:
        """Lo que se repite en sus páginas, una vez mientras no cambie de una a otra."""
        renglones_por_lugar: dict[str, list[Renglon]] = {}
        for numero, lugar, renglones in self._secciones(raiz):
            if renglones_por_lugar.get(lugar, []) != renglones:
                renglones_por_lugar[lugar] = renglones
                yield from renglones or _suelto(f"{lugar} de la sección {numero}", "∅")

    def _secciones(self, raiz: Elemento) -> "Iterator[tuple[int, str, list[Renglon]]]":
        """Lo que se repite en las páginas de cada una; si no dice lo suyo, lo de la anterior."""
        relaciones = self._partes.relaciones(self._parte)
        ajustes = self._partes.de_clase(self._parte, "settings", "word/settings.xml")
        con_pares = encendido(hijo(ajustes, f"{W}evenAndOddHeaders"), f"{W}val")
        partes_por_clave: dict[tuple[str, str], str] = {}
        renglones_por_parte: dict[str, list[Renglon]] = {"": []}
        for numero, seccion in enumerate(raiz.iter(f"{W}sectPr"), 1):
            for referencia in seccion:
                clave = referencia.tag.removeprefix(W), referencia.get(f"{W}type", "default")
                relacion = relaciones.get(referencia.get(f"{R}id", ""))
                if clave in _LUGARES and relacion is not None:
                    partes_por_clave[clave] = relacion.parte
            con_primera = encendido(seccion.find(f"{W}titlePg"), f"{W}val")
            for clave, lugar in _LUGARES.items():
                if {"first": con_primera, "even": con_pares}.get(clave[1], True):
                    parte = partes_por_clave.get(clave, "")
                    if parte not in renglones_por_parte:
                        zona = f"{lugar} de la sección {numero}"
                        renglones_por_parte[parte] = [*self.bloques(self._partes.raiz(parte), zona)]
                    yield numero, lugar, renglones_por_parte[parte]


def _fin(celda: CeldaCruda) -> int:
    return celda.columna + celda.columnas


def _cubre(filas: int, columnas: int) -> str:
    """Lo que se dice de una celda combinada."""
    if filas == columnas == 1:
        return ""
    return f"cubre {contar(filas, 'fila', 'filas')} y {contar(columnas, 'columna', 'columnas')}"


def _dejar_lo_que_se_ve(raiz: Elemento) -> None:
    """Sin los blancos del borde de un texto que no pide guardarlos; cambiar de hoja separa."""
    empezado = False
    for elemento in raiz.iter(f"{W}p", f"{W}br", _TEXTO):
        if elemento.tag == _TEXTO:
            if elemento.get(_GUARDA_BLANCOS) != "preserve":
                elemento.text = (elemento.text or "").strip(" \t\r\n")
            empezado = empezado or bool(elemento.text)
        elif elemento.tag == f"{W}p":
            empezado = False
        elif empezado:
            elemento.attrib.pop(f"{W}type", None)


def _marcar_paginas(raiz: Elemento) -> None:
    """Pone una marca en lugar de cada número de página: lo calcula quien muestra el documento."""
    for simple in raiz.iter(f"{W}fldSimple"):
        if _es_de_pagina(simple.get(f"{W}instr", "")):
            _como_pagina(simple.iter(_TEXTO))
    abiertos: list[list[str]] = []
    """De cada campo abierto, lo que pide y, si ya muestra algo, un segundo texto."""
    for elemento in raiz.iter(_CAMPO, _PIDE, _TEXTO):
        clase = elemento.get(f"{W}fldCharType")
        if clase == "begin":
            abiertos.append([""])
        elif abiertos:
            _seguir_campo(abiertos, elemento, clase)


def _seguir_campo(abiertos: list[list[str]], elemento: Elemento, clase: str | None) -> None:
    campo = abiertos[-1]
    if elemento.tag == _PIDE:
        campo[0] += elemento.text or ""
    elif clase == "separate":
        campo.append("lo que muestra")
    elif clase == "end":
        abiertos.pop()
    elif len(campo) > 1 and _es_de_pagina(campo[0]):
        _como_pagina([elemento])


def _es_de_pagina(orden: str) -> bool:
    return orden.upper().split(maxsplit=1)[:1] in _DE_PAGINA


def _como_pagina(textos: Iterable[Elemento]) -> None:
    for texto in textos:
        if (texto.text or "").strip().isdecimal():
            texto.text = "⟦página⟧"


# ------------------------------------------------------------------ Excel


def _de_excel(
    partes: Partes, parte: str, raiz: Elemento, dudas: list[tuple[str, str]]
) -> Iterator[Renglon]:
    for numero, (nombre, parte_de_la_hoja, hoja) in enumerate(
        LibroDeExcel(partes, parte, raiz).guardadas(), 1
    ):
        lugar = f"la hoja «{nombre}»"
        yield from _suelto(f"el nombre de la hoja {numero}", nombre)
        if hoja is None:
            dudas.append((lugar, "no es de celdas"))
            continue
        # Un texto compartido cuenta cada vez que se usa: aquí se copia.
        partes.presupuesto.gastar("letras", sum(len(texto) for texto, _ in hoja.celdas.values()))
        yield from _filas_de_hoja(hoja, lugar)
        for orden, impreso in enumerate(hoja.impresos, 1):
            con_codigos = _CALCULADO.sub(_nombrado, impreso)
            for texto in textos_impresos(con_codigos):
                yield from _suelto(f"{lugar}, encabezado o pie impreso {orden}", texto)
        for relacion in partes.relaciones(parte_de_la_hoja).values():
            for celda, autor, texto in comentarios(partes, relacion):
                yield from _suelto(f"{lugar}, comentario de la celda {celda}", f"{autor}: {texto}")


_CALCULADO = re.compile("&([&PNDTFZAG])")


def _nombrado(codigo: re.Match[str]) -> str:
    """Lo que un encabezado calcula (la página, el día), en lugar de su código."""
    return codigo[0] if codigo[1] == "&" else f"⟦{codigo[1]}⟧"


def _filas_de_hoja(hoja: HojaCruda, lugar: str) -> Iterator[Renglon]:
    """Sus celdas escritas, fila por fila: lo que muestran, lo que guardan y lo que cubren."""
    cubren = {(f, c): (hasta - f + 1, fin - c + 1) for f, c, hasta, fin in hoja.combinadas}
    con_error = {donde: (texto, None) for donde, texto in hoja.errores.items()}
    celdas = dict.fromkeys(hoja.formulas, ("", None)) | con_error | hoja.celdas
    renglon: list[TextoLeido] = []
    fila = -1
    for donde in sorted(celdas):
        if donde[0] != fila and renglon:
            yield tuple(renglon)
            renglon = []
        fila = donde[0]
        texto, valor = celdas[donde]
        como = (
            _guardado(valor),
            f"fórmula {hoja.formulas[donde].strip()}" if donde in hoja.formulas else "",
            _cubre(*cubren.get(donde, (1, 1))),
        )
        rasgos = ", ".join(filter(None, como))
        renglon.append(TextoLeido(_en_renglones(texto), rasgos, donde[1], de_celda(lugar, donde)))
    if renglon:
        yield tuple(renglon)


def _guardado(valor: Decimal | date | None) -> str:
    """Un número, con las quince cifras que todos los programas guardan."""
    if isinstance(valor, Decimal):
        return f"número {float(valor):.15g}"
    return "" if valor is None else f"fecha {valor.isoformat()}"
