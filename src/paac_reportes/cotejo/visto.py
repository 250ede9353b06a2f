"""Un documento como líneas: párrafos y filas de tabla, cada una con su marca y sus celdas.

DocumentoVisto → Linea, y las de una tabla que comparten rótulos, en su TramoDeTabla
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import attrs

from paac_reportes import clases
from paac_reportes.opc.valores import general
from paac_reportes.opc.visto import (
    CeldaVista,
    DocumentoVisto,
    PorCiento,
    TablaVista,
    TextoVisto,
)
from paac_reportes.textos.valores import (
    NumeroEscrito,
    fecha_corta,
    leer_fecha_escrita,
    numero_escrito,
)

_REPETIDA = re.compile(r"(?:__[0-9]+)?(?:_Copy_[0-9]+)?\Z")
_DE_ROTULOS = re.compile(r"t[0-9]+")
_DE_ALREDEDOR = re.compile(r"x[0-9]+|f[0-9]+(?:_f[0-9]+)*")
SIGUE = "+"
"""Final de la marca de una fila que sigue de la anterior, en la que no cupo."""
_DE_OTRA_PAGINA = re.compile(r"(?:…)? ?\((?:continúa|cont\.)\)\Z")
"""Final de la celda que repite en otra página el comienzo de la de arriba."""

_LETRAS_DE_UN_PEDAZO = 1000
"""Letras bajo las que una celda igual a la de arriba la repite, y no es un pedazo de su texto."""

_NO_SON_CIFRAS = re.compile(r"[^0-9,]")


def marca_limpia(nombre: str) -> str:
    """``p0r1_e2`` de ``p0r1_e2__2``: sin la vez que se repite, o que LibreOffice la copia."""
    return _REPETIDA.sub("", nombre) if "_" in nombre else nombre


@attrs.define(eq=False)
class TramoDeTabla:
    """Las filas seguidas de una tabla que comparten rótulos, y las columnas en que se parten."""

    tabla: TablaVista | None
    rotulos: str = ""
    """La marca de sus rótulos, ``t1``; en blanco si no la llevan."""
    filas: list[tuple[int, str]] = attrs.Factory(list)
    """Filas de la tabla, desde 0, cada una con su marca."""
    lineas: list["Linea"] = attrs.Factory(list)
    columnas: tuple[int, ...] = (0,)
    """Dónde empieza cada una en la rejilla de la tabla."""


@clases.frozen(eq=False, kw_only=True)
class Linea:
    """Un párrafo, o una fila de tabla con las que llevan lo que no cupo en ella."""

    marca: str
    """Marca de la línea, sin la vez que se repite; vacía si no la lleva."""
    tramo: TramoDeTabla
    filas: tuple[int, ...]
    """Filas de su tabla: la de la línea, y las que llevan lo que no cupo en ella."""
    textos: tuple[str, ...]
    """Textos que se leen en cada columna del tramo; también el de la celda que viene de más
    arriba."""
    celdas: tuple[CeldaVista | None, ...]
    """Celda que empieza en cada columna; ``None`` donde no hay."""
    lugar: str

    @property
    def tabla(self) -> TablaVista | None:
        """Tabla de la línea; ninguna si es un párrafo o un encabezado."""
        return self.tramo.tabla

    @property
    def rotulos(self) -> str:
        """La marca de los rótulos que la encabezan."""
        return self.tramo.rotulos

    def empieza(self, columna: int) -> bool:
        """Si la celda de esa columna empieza en la línea, y no viene de más arriba."""
        celda = self.celdas[columna]
        return celda is None or celda.fila >= self.filas[0]

    def guardado(self, columna: int) -> Decimal | date | None:
        """Número o día que guarda la celda de una columna de un libro, se muestre como se muestre.

        Ninguno si guarda un texto, o un día que muestra con su hora: ella también es suya.
        """
        celda = self.celdas[columna]
        if celda is None or celda.valor is None:
            return None
        if isinstance(celda.valor, date):
            return None if ":" in celda.texto else celda.valor
        return celda.numero

    def exacto(self, columna: int) -> str:
        """Lo que se lee en una columna, con lo que su formato esconda del número o del día.

        ``62,5`` donde se ve «63»; ``28/02/2027`` donde se ve «28/02/27».
        """
        texto, celda, valor = self.textos[columna], self.celdas[columna], self.guardado(columna)
        if isinstance(valor, Decimal):
            por_cien = celda is not None and isinstance(celda.valor, PorCiento)
            if numero_escrito(_NO_SON_CIFRAS.sub("", texto)) != abs(valor):
                texto = f"{general(valor)} %" if por_cien else general(valor)
            return texto if por_cien else NumeroEscrito(texto, valor)
        dia = celda.dia if celda is not None and valor is not None else None
        return texto if dia is None or leer_fecha_escrita(texto) else fecha_corta(dia)

    def sin_resultado(self, columna: int) -> bool:
        """Si la celda es una fórmula, y quien guardó el libro no dejó lo que da."""
        fila, donde = self.filas[0], self.tramo.columnas[columna]
        return (
            self.tabla is not None
            and not self.textos[columna]
            and (fila, donde) in self.tabla.formulas
        )

    def lugar_de(self, columna: int) -> str:
        """El lugar de una celda: ``tabla 7, fila 3, columna 2``."""
        if self.tabla is None:
            return self.lugar
        return self.tabla.lugar_de(self.filas[0], self.tramo.columnas[columna])


def lineas_de(documento: DocumentoVisto) -> list[Linea]:
    """Líneas de un documento, en su orden: cada hoja, tras su nombre; al final, lo de la página."""
    lineas: list[Linea] = []
    for parte in documento.partes:
        if parte.nombre:
            lineas.append(_linea_suelta("", (parte.nombre,), f"nombre de la hoja «{parte.nombre}»"))
        for bloque in parte.bloques:
            if isinstance(bloque, TextoVisto):
                leido = _PAGINA_DEL_CONTENIDO.sub("", bloque.texto)
                lineas.append(_linea_suelta(marca_limpia(bloque.marca), (leido,), bloque.lugar))
            else:
                for tramo in _tramos(bloque):
                    lineas += _lineas_de_tramo(tramo)
    lineas.extend(_lineas_de_encabezados(documento))
    return lineas


_PAGINA_DEL_CONTENIDO = re.compile(r"\t[0-9]{0,4}\Z")
"""Página que un renglón del contenido dice o aún no dice, según quién lo guardó."""


def _linea_suelta(marca: str, textos: tuple[str, ...], lugar: str) -> Linea:
    """Una línea que no es de una tabla: un párrafo, un encabezado o el nombre de una hoja."""
    tramo = TramoDeTabla(None, columnas=tuple(range(len(textos))))
    linea = Linea(
        marca=marca,
        tramo=tramo,
        filas=(0,),
        textos=textos,
        celdas=(None,) * len(textos),
        lugar=lugar,
    )
    tramo.lineas.append(linea)
    return linea


_ENCABEZADO = "encabezado o pie de página"


def _lineas_de_encabezados(documento: DocumentoVisto) -> Iterator[Linea]:
    """Las líneas de encabezados y pies, sin renglones en blanco, que no todo programa guarda.

    Una vez cada una: LibreOffice escribe en cada sección el que Word comparte entre varias. Quién
    sigue en otra página no es otra línea, como en una tabla: él no guarda el que ninguna muestra.
    """
    marcados = {texto for _, textos in documento.encabezados_marcados for texto in textos}
    sueltos = (texto for texto in documento.encabezados if not dice_que_sigue(texto))
    todos = [*documento.encabezados_marcados, *(("", (t,)) for t in sueltos if t not in marcados)]
    limpios = ((marca_limpia(marca), tuple(map(_sin_blancos, textos))) for marca, textos in todos)
    for marca, textos in dict.fromkeys(limpios):
        yield _linea_suelta(marca, textos, _ENCABEZADO)


def _sin_blancos(texto: str) -> str:
    return "\n".join(filter(str.strip, texto.split("\n")))


# ------------------------------------------------------------------ tablas


def _tramos(tabla: TablaVista) -> Iterator[TramoDeTabla]:
    """Tramos de una tabla, de arriba abajo; las filas en blanco y sin marca no son de ninguno."""
    tramo, el_anterior_es_de_una = TramoDeTabla(tabla), False
    con_formulas = {fila for fila, _ in tabla.formulas}
    for fila, celdas in enumerate(tabla.filas):
        marca = marca_limpia(tabla.marcas.get(fila, ""))
        es_de_alrededor = bool(_DE_ALREDEDOR.fullmatch(marca))
        dice_algo = marca or any(celda is not None and celda.texto for celda in celdas)
        if not (dice_algo or fila in con_formulas):
            continue
        rotulos = marca if _DE_ROTULOS.fullmatch(marca) else ""
        comienza = rotulos and not (tramo.filas and tramo.filas[-1] == (fila - 1, marca))
        if comienza or es_de_alrededor or el_anterior_es_de_una:
            if tramo.filas:
                yield tramo
            tramo = TramoDeTabla(tabla, rotulos)
        tramo.filas.append((fila, marca))
        el_anterior_es_de_una = es_de_alrededor
    if tramo.filas:
        yield tramo


def _lineas_de_tramo(tramo: TramoDeTabla) -> list[Linea]:
    """Las líneas de un tramo, que quedan en él; lo que no cupo en una fila va en la de arriba."""
    tabla = tramo.tabla
    if tabla is None:
        return tramo.lineas
    empiezan = {
        celda.columna
        for fila, _ in tramo.filas
        for celda in tabla.filas[fila]
        if celda is not None and (celda.fila == fila or celda.fila < tramo.filas[0][0])
    }
    filas = {fila for fila, _ in tramo.filas}
    if tramo.filas[-1][0] == len(tabla.filas) - 1:  # las fórmulas sin resultado de más abajo
        filas |= {fila for fila, _ in tabla.formulas if fila >= len(tabla.filas)}
    ancho = len(tabla.filas[0])
    empiezan |= {c for fila, c in tabla.formulas if fila in filas and c < ancho}
    tramo.columnas = tuple(sorted(empiezan)) or (0,)
    juntas: list[tuple[str, list[int]]] = []
    for fila, marca in tramo.filas:
        if marca.endswith(SIGUE) and juntas and juntas[-1][0] == marca[:-1]:
            juntas[-1][1].append(fila)
        else:
            juntas.append((marca, [fila]))
    tramo.lineas = [_linea(tabla, tramo, marca, filas) for marca, filas in juntas]
    return tramo.lineas


def _linea(tabla: TablaVista, tramo: TramoDeTabla, marca: str, filas: Sequence[int]) -> Linea:
    """La línea que forman unas filas: la primera y las que llevan lo que en ella no cupo.

    ``tramo``: las filas seguidas de la tabla en que está.
    """
    primera = tabla.filas[filas[0]]
    empiezan = [primera[columna] for columna in tramo.columnas]
    celdas = tuple(
        [
            celda if celda is not None and celda.columna == columna else None
            for celda, columna in zip(empiezan, tramo.columnas, strict=True)
        ]
    )
    textos = [celda.texto if celda is not None else "" for celda in celdas]
    for fila in filas[1:]:
        for numero, columna in enumerate(tramo.columnas):
            celda = tabla.filas[fila][columna]
            if celda is None or (celda.fila, celda.columna) != (fila, columna):
                continue
            arriba = textos[numero]
            se_repite = celda.texto == arriba and len(arriba) < _LETRAS_DE_UN_PEDAZO
            if not (se_repite or es_continuacion(celda.texto, arriba)):
                textos[numero] += celda.texto
    return Linea(
        marca=marca,
        tramo=tramo,
        filas=tuple(filas),
        textos=tuple(textos),
        celdas=celdas,
        lugar=tabla.lugar_de(filas[0]),
    )


def dice_que_sigue(texto: str) -> bool:
    """Si un texto termina como lo que se repite en otra página."""
    return texto.endswith(")") and _DE_OTRA_PAGINA.search(texto) is not None


def es_continuacion(texto: str, arriba: str) -> bool:
    """Si un texto repite en otra página el comienzo del de arriba y dice que sigue."""
    coincidencia = _DE_OTRA_PAGINA.search(texto) if texto.endswith(")") else None
    if coincidencia is None or texto == arriba:
        return False
    comienzo = " ".join(texto[: coincidencia.start()].split())
    return bool(comienzo) and " ".join(arriba.split()).startswith(comienzo)


def va_en_otra_pagina(texto: str, otro: str) -> bool:
    """Si uno de dos textos de una celda es lo que el otro repite en otra página, o los dos."""
    siguen = dice_que_sigue(texto) and dice_que_sigue(otro)
    return siguen or es_continuacion(texto, otro) or es_continuacion(otro, texto)
