"""Lo que un Word o un Excel esconde: lo que se lee y no se ve, y lo que se ve y no se lee.

Quien comprueba un archivo lee sus textos en orden; aquí, lo que esa lectura no ve. Cada clase de
cosa es un renglón de ``REGLAS``. Lo que el formato pone (una letra blanca sobre azul, la columna
oculta de un libro que se llena) está también en el archivo que dan los datos, y se descuenta si
dice lo mismo en la misma hoja o parte. De lo demás se sabe lo que Word, Excel y LibreOffice
escriben solos: lo que no es de eso es raro, y se dice.
"""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter

from paac_reportes import clases
from paac_reportes.opc.paquete import Comprimido, Partes, principal
from paac_reportes.opc.xml import S, W, en_corto
from paac_reportes.prueba.abierto import SIMBOLOS, Archivo, Hallazgo, Regla, casi_iguales, nombres
from paac_reportes.prueba.envoltura import abrir
from paac_reportes.prueba.escondido_en_excel import Excel
from paac_reportes.prueba.escondido_en_word import WordExaminado
from paac_reportes.sistema import IlegibleError


@clases.frozen
class Escondido:
    """Algo que no se ve como se lee: de qué clase (``REGLAS``), dónde está y qué es o dice."""

    clase: str
    lugar: str
    descripcion: str


_DICHOS = 20
"""Las cosas de una clase que se dicen una por una."""


def cosas_escondidas(archivo: bytes, esperado: bytes | None = None) -> tuple[Escondido, ...]:
    """Las de un .docx o un .xlsx que no trae ``esperado``, el que dan los datos con este código.

    ``IlegibleError`` si el archivo no se deja leer, o trae más de lo que se lee.
    """
    hallazgos, debidos = (
        _hallazgos_de(archivo),
        _hallazgos_de(esperado) if esperado is not None else {},
    )
    escondidas: list[Escondido] = []
    for clase, regla in REGLAS.items():
        de_aqui, de_alla = hallazgos.get(clase, []), debidos.get(clase, [])
        nuevos = _de_mas(de_aqui, de_alla, de_a_uno=regla.de_a_uno)
        if regla.en_orden and not nuevos:
            parejas = zip(_en_orden(de_aqui), _en_orden(de_alla), strict=False)
            nuevos = [uno for uno, otro in parejas if uno[1] != otro[1]][:1]
        if regla.y_lo_que_falta:
            nuevos += [(lugar, f"falta {que}") for lugar, que in _de_mas(de_alla, de_aqui)]
        cosas = [Escondido(clase, lugar or "el archivo", en_corto(q)) for lugar, q in nuevos]
        if (restantes := len(cosas) - _DICHOS) > 0:
            cosas[_DICHOS:] = [Escondido(clase, "el archivo", f"y {restantes} más")]
        escondidas += cosas
    return tuple(escondidas)


def _de_mas(
    hallazgos: list[Hallazgo], esperados: list[Hallazgo], *, de_a_uno: bool = True
) -> list[Hallazgo]:
    quedan, sobran = Counter((_zona(lugar), que) for lugar, que in esperados), list[Hallazgo]()
    for lugar, descripcion in hallazgos:
        clave = _zona(lugar), descripcion
        if quedan[clave] <= 0:
            sobran.append((lugar, descripcion))
        quedan[clave] -= de_a_uno
    return sobran


def _en_orden(hallazgos: list[Hallazgo]) -> list[Hallazgo]:
    """Zona por zona, y una vez lo que se repite seguido: LibreOffice parte los enlaces."""
    por_zona = sorted(hallazgos, key=lambda hallazgo: _zona(hallazgo[0]))
    return [next(juntos) for _, juntos in groupby(por_zona, itemgetter(1))]


def _zona(lugar: str) -> str:
    """La hoja de un libro; de un Word, su cuerpo o la clase de parte (las numera cada programa)."""
    zona = _ZONA.match(lugar)
    return zona[0] if zona else ""


_ZONA = re.compile(r"la hoja «[^»]*»|[^(,]*\(")


def _hallazgos_de(contenido: bytes) -> Mapping[str, list[Hallazgo]]:
    envuelto = abrir(contenido)
    if envuelto.reparos:  # de lo que hay adentro, cada programa vería lo suyo
        return {"envoltura": [("", uno) for uno in envuelto.reparos]}
    partes = Partes(Comprimido(contenido))
    parte_principal = principal(partes)
    de_que: dict[str, type[Archivo]] = {f"{W}document": WordExaminado, f"{S}workbook": Excel}
    if parte_principal is None or parte_principal[1].tag not in de_que:
        raise IlegibleError("archivo_de_otra_clase", "no es un documento de Word ni un libro")
    return de_que[parte_principal[1].tag](
        partes, parte_principal, envuelto.partes, REGLAS
    ).hallazgos()


REGLAS: Mapping[str, Regla] = {
    "envoltura": Regla("en el archivo comprimido, algo que no es una de sus partes"),
    "codificacion": Regla("una parte en otra codificación, o con comentarios"),
    "dos_veces": Regla("algo que se dice dos veces, y cada programa toma lo suyo"),
    "otra_clase": Regla("una parte que no es de la clase que se dice, o que nadie nombra"),
    "de_fuera": Regla("algo de fuera del archivo, o una macro, un control o un comentario"),
    "mal_escrito": Regla("algo que cada programa lee a su modo"),
    "suelto": Regla("un texto donde ningún programa lo muestra"),
    "raro": Regla("algo que un archivo corriente no trae"),
    "cambio_sin_aceptar": Regla(
        "un cambio sin aceptar",
        nombres=nombres(
            "ins del delText moveFrom moveTo cellIns cellDel cellMerge rPrChange pPrChange"
            " tblPrChange trPrChange tcPrChange sectPrChange tblPrExChange numberingChange"
            " moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
        ),
    ),
    "trozo_ajeno": Regla("un trozo de otro archivo", nombres=frozenset({"altChunk", "subDoc"})),
    "control": Regla(
        "un control con datos de otra parte", nombres=frozenset({"dataBinding", "showingPlcHdr"})
    ),
    "marco": Regla(
        "un marco, o algo puesto fuera de su orden",
        nombres=frozenset({"framePr", "tblpPr", "bidiVisual", "tcFitText", "hidden"}),
    ),
    "numeracion": Regla(
        "un número o una viñeta que no está en el texto", nombres=frozenset({"numId"})
    ),
    "letra_del_fondo": Regla(
        "letras del color de su fondo, o casi",
        lambda letra: any(
            casi_iguales(color, fondo)
            for color in letra.colores
            for fondo in (letra.fondo, *letra.otros_fondos)
        ),
    ),
    "letra_diminuta": Regla("letras de menos de 3 puntos", lambda letra: letra.puntos < 3),  # noqa: PLR2004
    "letra_oculta": Regla("un texto oculto", lambda letra: "oculta" in letra.rasgos),
    "letra_tachada": Regla("un texto tachado", lambda letra: "tachada" in letra.rasgos),
    "letra_deformada": Regla(
        "letras encimadas, encogidas, fuera de su renglón o en otro sentido",
        lambda letra: "deformada" in letra.rasgos,
    ),
    "letra_de_simbolos": Regla(
        "letras que muestran otros signos", lambda letra: bool(SIMBOLOS.search(letra.fuente))
    ),
    "fuera_de_lugar": Regla("un texto donde no cabe o no se ve"),
    "oculto": Regla("una hoja, una fila, una columna o una celda que no se ve"),
    "otra_pagina": Regla(
        "un encabezado o un pie de otra clase de página, o que no se lee",
        nombres=nombres("titlePg evenAndOddHeaders"),
    ),
    "sin_imprimir": Regla("algo fuera del área de impresión"),
    "vista": Regla("un modo de ver o de imprimir que cambia lo que se lee"),
    "campo": Regla("un campo que el formato no pone", de_a_uno=False),
    "enlace": Regla("un enlace que lleva a otra parte", de_a_uno=False, en_orden=True),
    "dibujo": Regla("una imagen, un gráfico o una figura", y_lo_que_falta=True),
    "formato_condicional": Regla("un formato condicional"),
    "formato_de_numero": Regla("un formato que no muestra lo que guarda la celda", de_a_uno=False),
    "formula": Regla("una fórmula que el formato no pone"),
    "nombre": Regla("un nombre definido que el formato no pone", de_a_uno=False),
    "indicacion": Regla("una indicación al llenar una celda", de_a_uno=False),
}
"""Por su clase, en el orden en que se dicen."""
