"""Las hojas de datos de un libro: una tabla de Excel, con filtros y sin páginas que cuidar.

Antes, lo que comparten con las que se llenan: cómo se ven, las listas de donde se escoge (en la
celda si son cortas; si no, en una hoja oculta), y lo que admiten y lo que se pinta solo.
"""

import functools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice, zip_longest
from math import fsum
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.columnas import letra_de_columna
from paac_reportes.errores import Aviso
from paac_reportes.escritores.paquete import en_atributo, escapar
from paac_reportes.escritores.xlsx.celdas import (
    EN_TEXTO,
    FILA,
    HOJA_DE_CALCULO,
    MUESTRA_DE_FECHA,
    MUESTRA_DE_NUMERO,
    TextosDelLibro,
    anchos_en_xml,
    dia_de_excel,
    en_clave,
    filas_en_xml,
)
from paac_reportes.escritores.xlsx.formatos import TEXTO, VALOR, Formatos, LibroEnCurso
from paac_reportes.escritores.xlsx.libro_en_xml import HojaDelLibro, en_ascii, en_hoja
from paac_reportes.maqueta.aspecto import SOBRIO, Bordes
from paac_reportes.maqueta.documento import Pagina
from paac_reportes.maqueta.estilos import PASO_DE_SANGRIA, Dato, Estilo
from paac_reportes.maqueta.hojas_de_datos import (
    LETRAS_DE_UN_MENSAJE,
    ColumnaDeDatos,
    HojaDeDatos,
    Limites,
    LlenadoDeHoja,
    Opciones,
    Pintado,
    Regla,
    Valor,
)
from paac_reportes.maqueta.medida.ajuste import (
    ALTO_MAXIMO,
    LETRAS_POR_CELDA,
    MedidorDeHoja,
)
from paac_reportes.maqueta.medida.tipografia import MM_POR_PULGADA, Mm, Pt, pt_de_mm

_GRIS = "595959"

_POR_LLENAR = "FFE699"
"""Color de los rótulos bajo los que se escribe."""
_DONDE_SE_ESCRIBE = "FFFBEB"
"""Color de las celdas donde se escribe, más claro."""
ABIERTOS = ("abierta", "por-llenar")
"""Donde se escribe aunque la hoja esté protegida."""


def estilos_por_llenar(estilos: Mapping[str, Estilo], hoja: HojaDeDatos) -> dict[str, Estilo]:
    """Estilos de una hoja por llenar, de los del documento y de los tonos de sus columnas.

    Donde se escribe va en su cuadro, de la raya que separa las filas; lo demás, sobre un fondo.
    """
    celda, rotulo = (
        attrs.evolve(estilos[nombre], margen=PASO_DE_SANGRIA, dato="texto")
        for nombre in ("celda", "rotulo")
    )
    bordes = celda.bordes or Bordes()
    en_cuadro = attrs.evolve(bordes, izquierda=bordes.abajo, derecha=bordes.abajo)
    letra = attrs.evolve(celda, bordes=None, margen=Pt(0))
    titulo = attrs.evolve(
        letra, negrita=True, color=rotulo.color, tamano=Pt(celda.tamano + 4), despues=Pt(3)
    )
    tonos = {columna.tono for columna in hoja.columnas if columna.tono}
    por_llenar = attrs.evolve(celda, bordes=en_cuadro, relleno=_DONDE_SE_ESCRIBE, vertical="arriba")
    cerrada = attrs.evolve(celda, relleno=estilos["banda"].relleno, vertical="arriba")
    return {
        **{f"rotulo-{tono}": attrs.evolve(rotulo, relleno=tono) for tono in tonos},
        "celda": celda,
        "titulo": titulo,
        "progreso": attrs.evolve(letra, tamano=Pt(celda.tamano + 2)),
        "texto": letra,
        "nota": attrs.evolve(letra, color=estilos["nota"].color or _GRIS),
        "rotulo": rotulo,
        "rotulo-abierto": attrs.evolve(rotulo, relleno=_POR_LLENAR),
        "abierta": attrs.evolve(celda, bordes=en_cuadro),
        "preparada": attrs.evolve(celda, bordes=None),  # sin nada que se vea: no se imprime
        "por-llenar": por_llenar,
        "cerrada": cerrada,
        "en-un-renglon": attrs.evolve(cerrada, en_un_renglon=True),
        "destacada": attrs.evolve(cerrada, negrita=True, color=SOBRIO.paleta.malo),
    }


def estilo_de_rotulo(columna: ColumnaDeDatos, llenado: LlenadoDeHoja) -> str:
    """Nombre del estilo de un encabezado: se distingue el de las columnas donde se escribe."""
    if llenado.protegida and columna.abierta:
        return "rotulo-abierto"
    return f"rotulo-{columna.tono}" if columna.tono else "rotulo"


def estilo_de_celda(columna: ColumnaDeDatos, llenado: LlenadoDeHoja, *, nueva: bool) -> str:
    """Nombre del estilo de una celda de esa columna; ``nueva``: si es de una fila preparada."""
    if not llenado.protegida or (nueva and not columna.oculta):
        return "abierta" if llenado.protegida or not nueva else "preparada"
    if columna.abierta:
        return "por-llenar"
    return "en-un-renglon" if columna.en_un_renglon else "cerrada"


NOMBRE = "Listas"

_ANCHO_DE_LISTA = Mm(40)


@clases.frozen
class ColumnasDeListas:
    """Columna, desde 1, de cada lista que no cabe en una celda, por sus opciones, en su hoja."""

    columnas: Mapping[tuple[str, ...], int]

    def hoja(self) -> HojaDeDatos | None:
        """La hoja oculta que las lleva; ninguna si todas son cortas."""
        if not self.columnas:
            return None
        return HojaDeDatos(
            nombre=NOMBRE,
            columnas=tuple(
                ColumnaDeDatos(rotulo=f"lista {numero}", ancho=_ANCHO_DE_LISTA)
                for numero in self.columnas.values()
            ),
            filas=tuple(zip_longest(*self.columnas)),
            oculta=True,
        )

    def formula(self, opciones: Opciones, hoja: str) -> str:
        """Lista como la pide Excel: ``"Sí,No"`` o, de la hoja ``hoja``, ``'Listas'!$A$2:$A$9``."""
        numero = self.columnas.get(opciones.valores)
        if numero is None:
            return f'"{",".join(opciones.valores)}"'
        letra = letra_de_columna(numero)
        ultima = len(opciones.valores) + 1
        return f"{hoja}!${letra}$2:${letra}${ultima}"


def listas_de(hojas: Iterable[HojaDeDatos]) -> ColumnasDeListas:
    """Las listas de opciones de unas hojas que no caben en una validación."""
    reglas: list[Regla | None] = []
    for hoja in hojas:
        reglas += (columna.regla for columna in hoja.columnas)
        reglas += (celda.regla for celda in (hoja.llenado.celdas if hoja.llenado else ()))
    largas = (
        regla.valores
        for regla in reglas
        if isinstance(regla, Opciones) and not _cabe_en_la_celda(regla.valores)
    )
    return ColumnasDeListas({valores: n for n, valores in enumerate(dict.fromkeys(largas), 1)})


def _cabe_en_la_celda(valores: tuple[str, ...]) -> bool:
    """Si una lista va en la celda: Excel la escribe con comas, entre comillas y en 255 letras."""
    junta = ",".join(valores)
    return (
        len(junta.encode("utf-16-le")) // 2 <= LETRAS_DE_UN_MENSAJE
        and '"' not in junta
        and all(valor == valor.strip() != "" and "," not in valor for valor in valores)
    )


_CLASES: dict[str, Literal["whole", "decimal", "date", "textLength"]] = {
    "entero": "whole",
    "numero": "decimal",
    "fecha": "date",
    "letras": "textLength",
}
_LETRAS_DE_UN_TITULO = 32
"""Letras del título de la ayuda o del reproche de una celda: Excel no admite más."""
_MAS_ABAJO = 500
"""Filas que, debajo de las preparadas, también validan lo que se les escriba."""


def validaciones_en_xml(hoja: HojaDeDatos, listas: ColumnasDeListas, lugar: str) -> str:
    """``<dataValidations>``: qué admite y qué dice cada celda; ``lugar``, la hoja de listas."""
    llenado, (primera, ultima) = hoja.llenado or LlenadoDeHoja(), filas_de_la_tabla(hoja)
    de_mas = 0 if llenado.con_su_fila else _MAS_ABAJO
    letras = {columna.rotulo: letra for letra, columna in con_letra(hoja)}
    pedidas = [
        (letra, primera, ultima + de_mas, (c.rotulo, c.regla, c.ayuda, c.reproche))
        for letra, c in con_letra(hoja)
        if c.regla is not None or c.ayuda
    ]
    for celda in llenado.celdas:
        fila = primera + celda.fila
        pedida = (celda.columna, celda.regla, celda.ayuda, "")
        pedidas.append((letras[celda.columna], fila, fila, pedida))
    escritas: list[str] = []
    for letra, desde, hasta, (rotulo, regla, ayuda, reproche) in pedidas:
        titulo = " ".join(rotulo.split())[:_LETRAS_DE_UN_TITULO]
        mensajes = _lo_que_se_ve(titulo, regla, ayuda, reproche)
        regla_en_xml = _regla_en_xml(regla, listas, lugar)
        con_titulo = [(rango_de(letra, desde, hasta), titulo)]
        if llenado.con_su_fila:  # el título de cada celda dice además su fila
            con_titulo = [(f"{letra}{n}", _con_fila(titulo, n)) for n in range(desde, hasta + 1)]
        escritas += [
            f'<dataValidation sqref="{celdas}"{mensajes.format(en_hoja(dicho))}{regla_en_xml}'
            for celdas, dicho in con_titulo
        ]
    juntas = "".join(escritas)
    return juntas and f'<dataValidations count="{len(escritas)}">{juntas}</dataValidations>'


def _con_fila(titulo: str, fila: int) -> str:
    """Título de la ayuda de una sola celda: ``Seguimiento, fila 14``."""
    fin = f", fila {fila}"
    return f"{titulo[: _LETRAS_DE_UN_TITULO - len(fin)]}{fin}"


def _lo_que_se_ve(titulo: str, regla: Regla | None, ayuda: str, reproche: str) -> str:
    """Atributos de la validación de una celda: la ayuda y el mensaje de lo que no admite.

    Donde queda ``{}`` va el título de la ayuda.
    """
    de_reproche = {"errorTitle": titulo, "error": reproche} if reproche else {}
    de_error = "".join(f' {clave}="{en_hoja(texto)}"' for clave, texto in de_reproche.items())
    de_ayuda = f' promptTitle="\0" prompt="{en_hoja(ayuda)}"' if ayuda else ""
    visto = (
        f' showDropDown="0" showInputMessage="{bool(ayuda):d}"'
        f' showErrorMessage="{regla is not None:d}" allowBlank="1"{de_error}{de_ayuda}'
    )
    return visto.replace("{", "{{").replace("}", "}}").replace("\0", "{}")


def rango_de(letra: str, desde: int, ultima: int) -> str:
    """Celdas de una columna, hasta la ``ultima`` fila, incluida: ``G4:G38``, o ``G4``."""
    return f"{letra}{desde}" if desde == ultima else f"{letra}{desde}:{letra}{ultima}"


def filas_de_la_tabla(hoja: HojaDeDatos) -> tuple[int, int]:
    """Primera y última fila de una tabla en su hoja, desde 1, con las preparadas."""
    llenado = hoja.llenado or LlenadoDeHoja()
    primera = llenado.fila_de_rotulos + 1
    return primera, max(primera + len(hoja.filas) + llenado.preparadas - 1, primera)


def columnas_impresas(hoja: HojaDeDatos) -> Sequence[ColumnaDeDatos]:
    """Columnas que se imprimen; de la que se llena sin protegerse, hasta el último grupo que dice.

    Las de una protegida son las que ella diga. Una escondida no lleva un área que se imprima: con
    ella, LibreOffice la imprimiría.
    """
    llenado = hoja.llenado or LlenadoDeHoja()
    columnas = hoja.columnas[: llenado.impresas]
    if llenado.protegida or not llenado.preparadas or hoja.oculta:
        return columnas
    dicen = {n for fila in hoja.filas for n, valor in enumerate(fila) if valor is not None}
    van = (n for n, c in enumerate(columnas) if not c.oculta and (not c.tono or n in dicen))
    return columnas[: max(van, default=-1) + 1]


def con_letra(hoja: HojaDeDatos) -> list[tuple[str, ColumnaDeDatos]]:
    """Cada columna con la letra que la nombra."""
    return [(letra_de_columna(n), columna) for n, columna in enumerate(hoja.columnas, 1)]


def _regla_en_xml(regla: Regla | None, listas: ColumnasDeListas, lugar: str) -> str:
    """El XML de la lista o los límites que una celda admite, y el final de su elemento.

    ``regla``: con ``None`` no hay límites, y sólo se cierra el elemento.
    """
    if isinstance(regla, Opciones):
        estilo = "warning" if regla.otras else "stop"
        clase, formulas = f' type="list" errorStyle="{estilo}"', [listas.formula(regla, lugar)]
    elif isinstance(regla, Limites):
        extremos = (regla.minimo, regla.maximo)
        formulas = [_numero(limite) for limite in extremos if limite is not None]
        operador = _OPERADORES[regla.minimo is not None, regla.maximo is not None]
        clase = f' type="{_CLASES[regla.clase]}"{operador}'
    else:
        return "/>"
    escritas = "".join(
        f"<formula{n}>{escapar(formula, EN_TEXTO)}</formula{n}>"
        for n, formula in enumerate(formulas, 1)
    )
    return f"{clase}>{en_ascii(escritas)}</dataValidation>"


_OPERADORES = {
    (True, True): ' operator="between"',
    (True, False): ' operator="greaterThanOrEqual"',
    (False, True): ' operator="lessThanOrEqual"',
    (False, False): "",
}
"""Atributo que compara, por si la regla tiene un mínimo y si tiene un máximo."""


def _numero(limite: int | Decimal | date) -> str:
    return str(dia_de_excel(limite) if isinstance(limite, date) else limite)


def rellenos_en_xml(hoja: HojaDeDatos, rellenos: dict[str, int]) -> str:
    """``<conditionalFormatting>`` de lo que se pinta solo, en las filas que ya son de alguien.

    ``rellenos``: el número de cada color del libro, donde quedan los que falten.
    """
    primera, _ = filas_de_la_tabla(hoja)
    ultima = primera + len(hoja.filas) - 1
    por_celdas: dict[str, list[str]] = {}
    prioridad = 0
    for pintado in (hoja.llenado or LlenadoDeHoja()).pintados if hoja.filas else ():
        letras = [letra for letra, columna in con_letra(hoja) if columna.rotulo in pintado.columnas]
        for letra in letras:
            prioridad += 1
            color = rellenos.setdefault(pintado.relleno, len(rellenos))
            formula = escapar(_formula_de_relleno(pintado, letra, letras, primera), EN_TEXTO)
            por_celdas.setdefault(rango_de(letra, primera, ultima), []).append(
                f'<cfRule type="expression" priority="{prioridad}" dxfId="{color}">'
                f"<formula>{formula}</formula></cfRule>"
            )
    return "".join(
        f'<conditionalFormatting sqref="{celdas}">{"".join(reglas)}</conditionalFormatting>'
        for celdas, reglas in por_celdas.items()
    )


def _formula_de_relleno(pintado: Pintado, letra: str, letras: list[str], fila: int) -> str:
    """Fórmula con que Excel decide si pinta una celda: falta, o está completa su fila."""
    if pintado.cuando == "falta":
        return f"LEN(TRIM({letra}{fila}))=0"
    llenas = ",".join(f"LEN(TRIM(${otra}{fila}))>0" for otra in letras)
    return f"AND({llenas})"


_RENGLON = 1.5
"""Alto de una fila, en veces su letra: cada fila muestra un renglón de sus textos."""
_MM_POR_LETRA = 6 / 96 * MM_POR_PULGADA
"""La unidad de ancho de las columnas: una cifra de la letra normal, de seis píxeles."""
_ESCALA = 100
"""Escala más grande a la que se imprime, en por ciento."""
_ESCALA_POR_LLENAR = 98
"""Escala con holgura, en por ciento: la hoja que se llena no da una página sin letra a la
derecha."""
_LETRA_EN_PAPEL = Pt(7)
"""Con menos no se lee: lo que no cabe a lo ancho sigue en otra página. Es también la de las claves,
que son para un programa."""
_ASPECTO = '<tableStyleInfo name="TableStyleLight9" showRowStripes="1"/>'
_CALCULADO = "E2EFDA"
_NO_VA_EN_UN_NOMBRE = re.compile(r"\W")


def hoja_de_datos(nombre: str, hoja: HojaDeDatos) -> HojaDelLibro:
    """La hoja de una tabla para filtrar, con su encabezado a la vista y cómo se imprimiría.

    Junto a las páginas de un formato no cuenta entre ellas: su área de impresión está en blanco.
    Sola, o a quien se la quite, sale apaisada, con letra que se lee, y en cada página los rótulos
    y las columnas que dicen cuál es la fila.
    """
    rotulos = len(hoja.encabezado)
    return HojaDelLibro(
        nombre=nombre,
        extension=extension(hoja),
        oculta=hoja.oculta,
        cuadricula=True,
        con_ajuste=False,
        inmoviles=(hoja.fijas, rotulos),
        filas_repetidas=(rotulos, rotulos),
        columnas_repetidas=hoja.fijas,
        area="" if hoja.se_imprime else f"{letra_de_columna(len(hoja.columnas) + 2)}1",
        tabla=_tabla(hoja),
    )


def extension(hoja: HojaDeDatos) -> tuple[int, int]:
    """Columnas y filas que abarca una hoja."""
    _, ultima_de_la_tabla = filas_de_la_tabla(hoja)
    ultima = ultima_de_la_tabla if hoja.llenado else _ultima_de_datos(hoja)
    return len(hoja.columnas), ultima


def anchos_de_datos(hoja: HojaDeDatos) -> str:
    """``<cols>`` de una hoja de datos."""
    return anchos_en_xml(
        (round(columna.ancho / _MM_POR_LETRA, 1) for columna in hoja.columnas),
        escondidas={lugar for lugar, columna in enumerate(hoja.columnas) if columna.oculta},
    )


def escala_de_datos(hoja: HojaDeDatos, pagina: Pagina, letra: Pt) -> int:
    """Escala, por ciento, con que la hoja apaisada es de una página de ancho, si se lee."""
    se_lee = math.ceil(_ESCALA * _LETRA_EN_PAPEL / letra)
    return min(max(_escala_de_una_pagina(hoja, pagina), se_lee), _ESCALA)


def _escala_de_una_pagina(hoja: HojaDeDatos, pagina: Pagina) -> int:
    """Escala, por ciento, a la que cabe a lo ancho de una página apaisada, se lea o no."""
    ancho = fsum(columna.ancho for columna in columnas_impresas(hoja) if not columna.oculta)
    libre = max(pagina.ancho, pagina.alto) - pagina.izquierdo - pagina.derecho
    return int((_ESCALA_POR_LLENAR if hoja.llenado else _ESCALA) * libre / ancho)


def titulo_aparte(hoja: HojaDeDatos, pagina: Pagina, escala: int) -> str:
    """Título de una hoja por llenar que es de varias páginas de ancho: en celdas se cortaría.

    Se imprime desde sus rótulos y él, que es su primer renglón, va arriba de cada página.
    """
    titulo = hoja.llenado.arriba[0].contenido if hoja.llenado and hoja.llenado.arriba else ""
    cabe = escala <= _escala_de_una_pagina(hoja, pagina)
    return "" if cabe or not isinstance(titulo, str) else titulo


def _ultima_de_datos(hoja: HojaDeDatos) -> int:
    """Última fila, desde 1, de una hoja de datos que no se llena."""
    return len(hoja.encabezado) + len(hoja.filas)


def _tabla(hoja: HojaDeDatos) -> str:
    """Tabla de Excel de una hoja de datos, con su filtro y sus franjas, desde su nombre."""
    ultima = f"{letra_de_columna(len(hoja.columnas))}{_ultima_de_datos(hoja)}"
    lugar, nombre = f"A{len(hoja.encabezado)}:{ultima}", _NO_VA_EN_UN_NOMBRE.sub("_", hoja.nombre)
    columnas = "".join(
        f'<tableColumn id="{numero}" name="{en_atributo(_en_un_renglon(columna.rotulo))}"/>'
        for numero, columna in enumerate(hoja.columnas, 1)
    )
    return (
        f'name="{nombre}" displayName="{nombre}" ref="{lugar}" headerRowCount="1"'
        f' xmlns="{HOJA_DE_CALCULO}"><autoFilter ref="{lugar}"/>'
        f'<tableColumns count="{len(hoja.columnas)}">{columnas}</tableColumns>{_ASPECTO}</table>'
    )


def _en_un_renglon(rotulo: str) -> str:
    """Rótulo como lo nombra su tabla, que escribe en clave un cambio de renglón."""
    return en_clave(rotulo).replace("\n", "_x000a_")


def celdas_de_datos(hoja: HojaDeDatos, nombre: str, libro: LibroEnCurso) -> Iterator[str]:
    """Los pedazos de ``<sheetData>`` de una hoja de datos, que se hacen según se piden.

    El encabezado y una fila por renglón; registra los formatos en ``libro``.
    """
    celda = libro.estilos["celda"]
    estilos = _estilos_de_datos(celda)
    formatos = Formatos(estilos, libro.formatos.poner)
    atributos = _atributos(formatos)
    rotulos = ["calculado" if columna.calculada else "rotulo" for columna in hoja.columnas]
    estilos_por_fila = [["clave"] * len(rotulos), rotulos][-len(hoja.encabezado) :]
    registrados = {
        nombre: formatos.de_uso((TEXTO, nombre, "")) for fila in estilos_por_fila for nombre in fila
    }
    medidor = MedidorDeHoja(estilos)
    altos: tuple[str, ...] = ("",)  # el de Excel
    if len(hoja.encabezado) > 1:
        de_cada_una = (medidor.alto("", "clave", Pt(1)), medidor.alto("\n", "rotulo", Pt(1)))
        altos = tuple(f' ht="{alto:g}" customHeight="1"' for alto in de_cada_una)
    encabezado = _encabezado(hoja, estilos_por_fila, registrados, altos, libro.textos)
    de_un_renglon = Pt(celda.tamano * _RENGLON)

    def altos_de(filas: Sequence[Sequence[Valor]]) -> list[str]:
        """Atributos del alto de unas filas: un renglón o, si la hoja se imprime, sus textos."""
        if not hoja.se_imprime:
            return [f'ht="{de_un_renglon:g}" customHeight="1"'] * len(filas)
        piden = [
            [
                medidor.alto(texto, "celda", pt_de_mm(columna.ancho))
                for columna, texto in zip(hoja.columnas, fila, strict=True)
                if isinstance(texto, str)
            ]
            for fila in filas
        ]
        altos = (min(max([de_un_renglon, *pide]), ALTO_MAXIMO) for pide in piden)
        return [f'ht="{alto:g}" customHeight="1"' for alto in altos]

    recortar = functools.partial(_recortada, nombre, libro.avisos)
    return _pedazos_de_datos(hoja, encabezado, atributos, altos_de, libro.textos, recortar)


def _pedazos_de_datos(  # noqa: PLR0913, PLR0917 - lo que va en cada fila
    hoja: HojaDeDatos,
    encabezado: Iterable[str],
    atributos: Mapping[Dato, str],
    altos_de: Callable[[Sequence[Sequence[Valor]]], list[str]],
    textos: TextosDelLibro,
    recortar: Callable[[str, Any], Any],
) -> Iterator[str]:
    """Pedazos de ``<sheetData>``, de unos miles de celdas cada uno.

    ``atributos``: el estilo de cada clase de dato; ``altos_de``: da los del alto de unas filas;
    ``recortar``: lo que cabe en una celda.
    """
    con_clase = [(letra, columna.clase) for letra, columna in con_letra(hoja)]
    yield "<sheetData>"
    yield from encabezado
    quedan, primera = iter(hoja.filas), len(hoja.encabezado) + 1
    de_una_vez = max(_CELDAS_DE_UNA_VEZ // max(len(con_clase), 1), 1)
    while filas := list(islice(quedan, de_una_vez)):
        # Por columnas: lo de una es todo de una clase, y casi todas van en blanco.
        columnas = list(zip(*filas, strict=True))
        largos = [len(v) for columna in columnas for v in columna if type(v) is str]
        if max(largos, default=0) * 2 > LETRAS_POR_CELDA:  # aunque cada letra contara por dos
            recortadas = (
                [recortar(f"{letra}{n}", v) for (letra, _), v in zip(con_clase, fila, strict=True)]
                for n, fila in enumerate(filas, primera)
            )
            columnas = list(zip(*recortadas, strict=True))
        con_datos = [
            (letra, clase, columna)
            for (letra, clase), columna in zip(con_clase, columnas, strict=True)
            if columna.count(None) + columna.count("") < len(columna)
        ]
        # Cada texto lleva el número que le toca según se lee, fila por fila.
        textos.numerar(*(columna for _, clase, columna in con_datos if clase == "texto"))
        celdas = [
            _celdas_de_columna(
                f'<c r="{letra}{FILA}" {atributos[clase]}><v>', clase, columna, textos
            )
            for letra, clase, columna in con_datos
        ]
        yield filas_en_xml(primera, altos_de(filas), celdas)
        primera += len(filas)
    yield "</sheetData>"


def _celdas_de_columna(
    inicio: str, clase: Dato, columna: Sequence[Any], textos: TextosDelLibro
) -> list[str]:
    """XML de cada celda de una columna; vacío, el de una en blanco.

    ``inicio``: el XML con que empieza cada una. Cuenta en ``textos`` las letras escritas.
    """
    if clase == "texto":
        textos.letras += sum(map(len, filter(None, columna)))
        return [f"{inicio}{textos[texto]}</v></c>" if texto else "" for texto in columna]
    textos.letras += _LETRAS_DE_UN_NUMERO * (len(columna) - columna.count(None))
    guardados = columna
    if clase == "fecha":
        guardados = [None if dia is None else dia_de_excel(dia) for dia in columna]
    return ["" if valor is None else f"{inicio}{valor}</v></c>" for valor in guardados]


_CELDAS_DE_UNA_VEZ = 25_000
"""Celdas que están escritas a la vez: de una tabla de miles de columnas, unas pocas filas."""


def _estilos_de_datos(celda: Estilo) -> dict[str, Estilo]:
    """Estilos de una hoja de datos, sin marcos: las franjas las pone la tabla."""
    letra = attrs.evolve(celda, bordes=None, relleno=None, horizontal="izquierda", margen=Pt(0))
    rotulo = attrs.evolve(letra, negrita=True, relleno="BDD7EE")
    return {
        "celda": letra,
        "clave": attrs.evolve(letra, color=_GRIS),
        "rotulo": rotulo,
        "calculado": attrs.evolve(rotulo, cursiva=True, relleno=_CALCULADO),
    }


def _encabezado(
    hoja: HojaDeDatos,
    estilos: Sequence[Sequence[str]],
    formatos: Mapping[str, int],
    altos: Iterable[str],
    textos: TextosDelLibro,
) -> Iterator[str]:
    """XML de las filas de encabezado: las claves, si las hay, y los rótulos.

    ``estilos``: los de cada fila, uno por texto; ``formatos``: el número de cada estilo.
    """
    letras = [letra for letra, _ in con_letra(hoja)]
    filas = zip(hoja.encabezado, estilos, altos, strict=True)
    for numero, (de_la_fila, de_cada_texto, alto) in enumerate(filas, 1):
        yield f'<row r="{numero}"{alto}>'
        for letra, texto, estilo in zip(letras, de_la_fila, de_cada_texto, strict=True):
            guardado = textos.usar(texto)
            yield f'<c r="{letra}{numero}" s="{formatos[estilo]}" t="s"><v>{guardado}</v></c>'
        yield "</row>"


def _atributos(formatos: Formatos) -> Mapping[Dato, str]:
    """Atributos de una celda por la clase de su columna: ``{"texto": 's="3" t="s"'}``."""
    de_texto = formatos.de_uso((TEXTO, "celda", ""))
    de_numero = formatos.de_uso((VALOR, "celda", MUESTRA_DE_NUMERO))
    de_fecha = formatos.de_uso((VALOR, "celda", MUESTRA_DE_FECHA))
    return {
        "texto": f's="{de_texto}" t="s"',
        "numero": f's="{de_numero}"',
        "fecha": f's="{de_fecha}"',
    }


_LETRAS_DE_UN_NUMERO = 20
"""Letras de un número o una fecha, a lo más, para quien cuenta las de un libro."""


def _recortada(hoja: str, avisos: list[Aviso], lugar: str, valor: Any) -> Any:
    """El valor que Excel guarda en esa celda: un texto larguísimo se recorta, con aviso."""
    if type(valor) is not str or len(valor) * 2 <= LETRAS_POR_CELDA:
        return valor
    unidades = valor.encode("utf-16-le")
    if len(unidades) <= 2 * LETRAS_POR_CELDA:
        return valor
    motivo = (
        f"el texto pasa de {LETRAS_POR_CELDA:_} letras, las que Excel guarda en una celda: aquí va"
        " recortado, y entero en las tablas del formato que lo muestran"
    ).replace("_", ".")
    avisos.append(Aviso("texto_recortado", f"{hoja}!{lugar}", motivo))
    return unidades[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")
