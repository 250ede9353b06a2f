"""Lo que las personas le hacen a un archivo: se lee bien, se rechaza con su lugar o se dice.

Cada daño se hace sobre un archivo recién escrito por la biblioteca. Nunca queda callado: si lo que
se lee no es lo que el archivo decía (o lo que el daño quiso decir), hay una falla o un aviso que antes
no estaba.
"""

import copy
import io
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.editados import PLAN
from ayudas.en_excel import EnExcel
from ayudas.oficinas import IDENTIFICACION, HojaDeOficina
from ayudas.planes import CORTE

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

OTRO = date(2026, 8, 31)
Dicho = Counter[str]
Leido = tuple[Any, Dicho]
"""Los datos que se leen y todo lo que se dice de ellos."""
Dano = Callable[[Any], object]


def resultado(antes: Leido, leer: Callable[[], Leido], dice: str) -> str:
    """``bien``, ``rechazado``, ``dicho`` o ``silencio``; lo que se dice debe ser del daño.

    ``dice`` es lo que el aviso o la falla tiene que nombrar; vacío, que no haya nada que decir.
    """
    try:
        datos, dicho = leer()
    except paac.ErrorPaac as error:
        suyas = [str(falla) for falla in error.fallas]
        return "rechazado" if dice and any(re.search(dice, una) for una in suyas) else "silencio"
    if dice:
        return "dicho" if any(re.search(dice, uno) for uno in dicho - antes[1]) else "silencio"
    return "bien" if datos == antes[0] else "silencio"


def _danado(abrir: Callable[..., Any], contenido: bytes, dano: Dano) -> bytes:
    abierto, salida = abrir(io.BytesIO(contenido)), io.BytesIO()
    dano(abierto)
    abierto.save(salida)
    return salida.getvalue()


en_libro = partial(_danado, openpyxl.load_workbook)
en_documento = partial(_danado, docx.Document)


# ------------------------------------------------------------------ documentos propios
FORMATOS = ("paac-seguimiento", "MCCO.101.18.F.20", "paac-plan")


@cache
def emitido(formato: str, tipo: str) -> bytes:
    return paac.emitir(PLAN, formato, tipo, corte=CORTE)


def leido(contenido: bytes) -> Leido:
    lectura = paac.leer(io.BytesIO(contenido), como=paac.Plan)
    dicho = Counter(map(str, (*lectura.avisos, *paac.revisar(lectura.contenido))))
    return paac.datos_de(lectura.contenido), dicho


@cache
def leido_entero(formato: str, tipo: str) -> Leido:
    return leido(emitido(formato, tipo))


def celda_con(libro: Any, texto: str) -> Any:
    """La primera que dice eso, en cualquier hoja que no sea la de datos."""
    return next(
        celda
        for hoja in libro.worksheets
        if hoja.title != "Datos"
        for fila in hoja.iter_rows()
        for celda in fila
        if isinstance(celda.value, str) and texto in celda.value
    )


def marca_de(libro: Any, texto: str) -> Any:
    """La celda escondida de la fila que dice eso."""
    fila = celda_con(libro, texto)
    return next(c for c in fila.parent[fila.row] if str(c.value or "").startswith("_paac_"))


def escribir(texto: str, valor: object) -> Dano:
    return lambda libro: setattr(celda_con(libro, texto), "value", valor)


def marcar(texto: str, valor: object) -> Dano:
    return lambda libro: setattr(marca_de(libro, texto), "value", valor)


def copiar_marca(de: str, en: str) -> Dano:
    return lambda libro: setattr(marca_de(libro, en), "value", marca_de(libro, de).value)


def sin_marcas(libro: Any) -> None:
    for hoja in libro.worksheets:
        for fila in hoja.iter_rows():
            for celda in fila:
                if str(celda.value or "").startswith("_paac_"):
                    celda.value = None


def debajo(*textos: str) -> Dano:
    """Escribe en la fila que sigue a la última de su tabla, al comienzo de cada columna."""

    def dano(libro: Any) -> None:
        celda = celda_con(libro, "Hacer 2.3")
        hoja, fila = celda.parent, celda.row
        columnas = [c.column for c in hoja[fila] if c.value and "_paac_" not in str(c.value)]
        for columna, texto in zip(columnas, textos, strict=False):
            nueva = hoja.cell(fila + 1, columna)
            if type(nueva).__name__ != "MergedCell":
                nueva.value = texto

    return dano


def quitar_hoja(libro: Any) -> None:
    libro.remove(celda_con(libro, "Hacer 2.3").parent)


def borrar_fila(texto: str) -> Dano:
    """Deja en blanco lo que se ve de una fila."""

    def dano(libro: Any) -> None:
        celda = celda_con(libro, texto)
        for otra in celda.parent[celda.row]:
            if type(otra).__name__ != "MergedCell":
                otra.value = None

    return dano


def ocultar(libro: Any) -> None:
    celda = celda_con(libro, "Hacer 1.2")
    celda.parent.row_dimensions[celda.row].hidden = True


def ocultar_columna(libro: Any) -> None:
    celda = celda_con(libro, "Hacer 1.2")
    celda.parent.column_dimensions[celda.column_letter].hidden = True


def mostrar_marcas(libro: Any) -> None:
    celda = marca_de(libro, "Hacer 1.2")
    celda.parent.column_dimensions[celda.column_letter].hidden = False


def otra_hoja(libro: Any) -> None:
    libro.create_sheet("Notas")["A1"] = "Revisar con la oficina"


def copiar_hoja(libro: Any) -> None:
    libro.copy_worksheet(celda_con(libro, "Hacer 1.1").parent)


def renombrar(libro: Any) -> None:
    celda_con(libro, "Hacer 1.1").parent.title = "Mi oficina"


def sin_propiedades(libro: Any) -> None:
    libro.custom_doc_props.props.clear()


def sin_propiedades_ni_marcas(libro: Any) -> None:
    sin_propiedades(libro)
    sin_marcas(libro)


def pintar(libro: Any) -> None:
    celda_con(libro, "Hacer 1.1").fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")


def nota_al_lado(libro: Any) -> None:
    celda = celda_con(libro, "Hacer 2.2")
    celda.parent.cell(celda.row, celda.parent.max_column + 3).value = "ojo: falta el acta"


EN_EXCEL: Mapping[str, Dano] = {
    "una marca con otro texto encima": marcar("Hacer 1.2", "x"),
    "una marca borrada": marcar("Hacer 1.2", None),
    "una marca con un número encima": marcar("Hacer 2.1", 7),
    "una marca con la de otra clase": marcar("Hacer 1.2", "_paac_f0"),
    "una marca con la de sus rótulos": marcar("Hacer 1.2", "_paac_t1"),
    "la marca de otra fila": copiar_marca("Hacer 1.1", "Hacer 2.2"),
    "la primera marca con otro texto": marcar("Hacer 1.1", "no tocar"),
    "la última marca borrada": marcar("Hacer 2.3", None),
    "todas las marcas borradas": sin_marcas,
    "la columna de las marcas a la vista": mostrar_marcas,
    "sin propiedades": sin_propiedades,
    "sin propiedades ni marcas": sin_propiedades_ni_marcas,
    "una fila borrada": borrar_fila("Hacer 1.2"),
    "la última fila borrada": borrar_fila("Hacer 2.3"),
    "una fila escrita debajo": debajo("2.4", "Hacer 2.4", "Meta 2.4", "Hacienda", "31/12/2026"),
    "una fila oculta": ocultar,
    "una columna oculta": ocultar_columna,
    "una hoja de más": otra_hoja,
    "una hoja copiada": copiar_hoja,
    "una hoja quitada": quitar_hoja,
    "una hoja con otro nombre": renombrar,
    "una celda pintada": pintar,
    "una nota lejos de la tabla": nota_al_lado,
    "un espacio al final": escribir("Hacer 1.1", "Hacer 1.1 "),
}
DICEN: Mapping[str, str] = {
    "una marca con otro texto encima": "no se leyó: 'x'",
    "una marca borrada": "no tiene su marca escondida",
    "una marca con un número encima": "no se leyó: '7'",
    "una marca con la de otra clase": "la marca escondida de la fila no es la de una del plan",
    "una marca con la de sus rótulos": "la marca escondida de la fila no es la de una del plan",
    "la marca de otra fila": "alguien la agregó",
    "la primera marca con otro texto": "no se leyó: 'no tocar'",
    "la última marca borrada": "no tiene su marca escondida",
    # El formato que tiene el corte en un rótulo lo dice él, y el del plan no tiene seguimientos.
    "sin propiedades (MCCO.101.18.F.20)": "no dice de qué corte",
    "sin propiedades ni marcas (MCCO.101.18.F.20)": "no dice de qué corte",
    "una fila borrada": "no tiene descripción",
    "la última fila borrada": "no tiene descripción",
    "una fila escrita debajo": "alguien la agregó",
    "una fila oculta": "filas ocultas que se leyeron: 1",
    "una columna oculta": "columna oculta «Actividad",
    "una hoja quitada": "ninguna de las tablas",
    "un espacio al final": "'Hacer 1.1 '",
}
"""De un libro propio, lo que se dice de cada daño; de los demás se lee lo mismo."""
CAMBIAN = {
    "un texto corregido": ("Hacer 1.1", "Hacer 1.1, corregido"),
    "un texto en mayúsculas": ("Hacer 2.1", "HACER 2.1"),
    "un texto que parece una fórmula": ("Hacer 2.2", "'=SUMA(A1:A3)"),
}
"""Los que cambian lo que se dice a propósito: se lee lo nuevo."""


@cache
def sin_dano(formato: str) -> Leido:
    """openpyxl guarda a su modo: lo que cambie por eso no es del daño."""
    return leido(en_libro(emitido(formato, "xlsx"), lambda _: None))


@pytest.mark.parametrize("formato", FORMATOS)
@pytest.mark.parametrize("dano", EN_EXCEL)
def test_un_dano_en_un_libro_propio_no_queda_callado(formato: str, dano: str) -> None:
    contenido = en_libro(emitido(formato, "xlsx"), EN_EXCEL[dano])
    dice = DICEN.get(dano, DICEN.get(f"{dano} ({formato})", ""))
    assert resultado(sin_dano(formato), lambda: leido(contenido), dice) != "silencio"


@pytest.mark.parametrize("tipo", ["xlsx", "docx"])
@pytest.mark.parametrize("formato", FORMATOS)
@pytest.mark.parametrize("dano", CAMBIAN)
def test_un_texto_que_alguien_cambia_es_lo_que_se_lee(formato: str, tipo: str, dano: str) -> None:
    viejo, nuevo = CAMBIAN[dano]
    if tipo == "xlsx":
        contenido = en_libro(emitido(formato, tipo), escribir(viejo, nuevo))
    else:
        contenido = en_documento(emitido(formato, tipo), en_word(viejo, nuevo))
    datos, _ = leido(contenido)
    assert repr(nuevo)[1:-1] in repr(datos)


# ------------------------------------------------------------------ Word propio
def fila_de_word(documento: Any, texto: str) -> Any:
    return next(
        fila
        for tabla in documento.tables
        for fila in tabla.rows
        if any(texto in celda.text for celda in fila.cells)
    )


def en_word(viejo: str, nuevo: str) -> Dano:
    def dano(documento: Any) -> None:
        celda = next(c for c in fila_de_word(documento, viejo).cells if viejo in c.text)
        celda.paragraphs[0].text = nuevo

    return dano


def quitar_fila_de_word(texto: str) -> Dano:
    def dano(documento: Any) -> None:
        fila = fila_de_word(documento, texto)._tr
        fila.getparent().remove(fila)

    return dano


def tabla_quitada(documento: Any) -> None:
    tabla = documento.tables[-1]._tbl
    tabla.getparent().remove(tabla)


def fila_al_final(documento: Any) -> None:
    tabla = next(
        t for t in documento.tables if any("Hacer 2.3" in c.text for r in t.rows for c in r.cells)
    )
    for numero, celda in enumerate(tabla.add_row().cells):
        celda.text = f"Nuevo {numero}"


def parrafo(documento: Any) -> None:
    documento.add_paragraph("Nota de quien lo llenó")


def sin_marcadores(documento: Any) -> None:
    for uno in documento.element.body.xpath(".//w:bookmarkStart"):
        uno.getparent().remove(uno)


def un_marcador(documento: Any) -> None:
    fila = fila_de_word(documento, "Hacer 1.2")._tr
    for uno in fila.xpath(".//w:bookmarkStart"):
        uno.getparent().remove(uno)


def dos_filas_cambiadas(documento: Any) -> None:
    una, otra = (fila_de_word(documento, t)._tr for t in ("Hacer 2.2", "Hacer 2.3"))
    una.addprevious(otra)


def partir(texto: str) -> Dano:
    """La tabla en dos, como lo hace Word: la segunda empieza en esa fila."""

    def dano(documento: Any) -> None:
        fila = fila_de_word(documento, texto)._tr
        tabla = fila.getparent()
        segunda = copy.deepcopy(tabla)
        for otra in segunda.tr_lst:
            segunda.remove(otra)
        for otra in tabla.tr_lst[tabla.tr_lst.index(fila) :]:
            segunda.append(otra)
        tabla.addnext(segunda)
        segunda.addprevious(documento.add_paragraph()._p)

    return dano


def partir_sin_marcas(texto: str) -> Dano:
    def dano(documento: Any) -> None:
        sin_marcadores(documento)
        partir(texto)(documento)

    return dano


PARTIDAS = ("Hacer 1.2", "Hacer 2.1", "Hacer 2.2", "Hacer 2.3")
EN_WORD: Mapping[str, Dano] = {
    "una fila quitada": quitar_fila_de_word("Hacer 1.2"),
    "la última fila quitada": quitar_fila_de_word("Hacer 2.3"),
    "la primera fila quitada": quitar_fila_de_word("Hacer 2.1"),
    "la última tabla quitada": tabla_quitada,
    "una fila al final": fila_al_final,
    "un párrafo al final": parrafo,
    "todos los marcadores quitados": sin_marcadores,
    "un marcador quitado": un_marcador,
    "dos filas cambiadas de lugar": dos_filas_cambiadas,
    **{f"la tabla partida ante {texto}": partir(texto) for texto in PARTIDAS},
    **{f"sin marcadores, partida ante {texto}": partir_sin_marcas(texto) for texto in PARTIDAS},
}

DICEN_EN_WORD: Mapping[str, str] = {
    "una fila quitada": "falta 1 fila",
    "la última fila quitada": "falta 1 fila",
    "la primera fila quitada": "que alguien quitó",
    "la última tabla quitada": "faltan 2 filas",
    "una fila al final": "alguien la agregó",
    "un marcador quitado": "no tiene su marca escondida",
    "dos filas cambiadas de lugar": "la fila cambió de lugar",
    **{nombre: "se leyó seguida de" for nombre in EN_WORD if "partida" in nombre},
}


@pytest.mark.parametrize("formato", FORMATOS)
@pytest.mark.parametrize("dano", EN_WORD)
def test_un_dano_en_un_word_propio_no_queda_callado(formato: str, dano: str) -> None:
    contenido = en_documento(emitido(formato, "docx"), EN_WORD[dano])
    antes = leido_entero(formato, "docx")
    dice = DICEN_EN_WORD.get(dano, "")
    assert resultado(antes, lambda: leido(contenido), dice) != "silencio"


@pytest.mark.parametrize("formato", FORMATOS)
@pytest.mark.parametrize("como", [partir, partir_sin_marcas])
@pytest.mark.parametrize("texto", PARTIDAS)
def test_una_tabla_partida_en_cualquier_parte_conserva_todas_sus_filas(
    formato: str, como: Callable[[str], Dano], texto: str
) -> None:
    datos, _ = leido(en_documento(emitido(formato, "docx"), como(texto)))
    todo = repr(datos)
    assert [n for n in ("1.1", "1.2", "2.1", "2.2", "2.3") if f"Hacer {n}" not in todo] == []


@pytest.mark.parametrize("formato", FORMATOS)
@pytest.mark.parametrize("sobre", ["x", 7, "_paac_f0", "_paac_t1"])
def test_una_marca_sobrescrita_no_quita_ninguna_fila(formato: str, sobre: object) -> None:
    antes, _ = sin_dano(formato)
    for texto in ("Hacer 1.1", "Hacer 2.1", "Hacer 2.3"):
        datos, _ = leido(en_libro(emitido(formato, "xlsx"), marcar(texto, sobre)))
        assert datos == antes


@pytest.mark.parametrize("formato", FORMATOS)
def test_lo_escrito_sobre_una_marca_se_dice_con_su_celda(formato: str) -> None:
    _, dicho = leido(en_libro(emitido(formato, "xlsx"), marcar("Hacer 1.2", "ojo")))
    assert any("celda" in uno and "'ojo'" in uno for uno in dicho)


# ------------------------------------------------------------------ el libro del plan
@pytest.fixture(scope="module")
def del_plan(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Leido]:
    """El libro, y lo que se lee de él sin daño."""
    destino = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    paac.guardar(PLAN, destino)
    contenido = destino.read_bytes()
    return contenido, leido(en_libro(contenido, lambda _: None))


def hoja_con(libro: Any, texto: str) -> Any:
    return celda_con(libro, texto).parent


def rotulo(viejo: str, nuevo: object) -> Dano:
    def dano(libro: Any) -> None:
        hoja = hoja_con(libro, "Hacer 1.1")
        celda = next(c for fila in hoja.iter_rows() for c in fila if c.value == viejo)
        celda.value = nuevo

    return dano


def fila_nueva(**valores: object) -> Dano:
    """Debajo de la última, con esos valores en las columnas del texto que los nombra."""

    def dano(libro: Any) -> None:
        hoja = hoja_con(libro, "Hacer 2.3")
        fila = celda_con(libro, "Hacer 2.3").row
        for celda in hoja[fila]:
            for de, valor in valores.items():
                if str(celda.value or "").startswith(de):
                    hoja.cell(fila + 1, celda.column).value = valor

    return dano


def repetir(texto: str) -> Dano:
    def dano(libro: Any) -> None:
        celda = celda_con(libro, texto)
        hoja, fila = celda.parent, celda_con(libro, "Hacer 2.3").row + 1
        for otra in hoja[celda.row]:
            hoja.cell(fila, otra.column).value = otra.value

    return dano


def columna_de_mas(libro: Any) -> None:
    celda = celda_con(libro, "Hacer 1.1")
    hoja = celda.parent
    hoja.cell(celda.row, hoja.max_column + 1).value = "Presupuesto de la fila"


EN_EL_PLAN: Mapping[str, Dano] = {
    "una fila repetida": repetir("Hacer 1.1"),
    "una fila en blanco con espacios": escribir("Meta 1.2", "   "),
    "una descripción borrada": escribir("Hacer 1.2", None),
    "un código repetido": escribir("1.2", "1.1"),
    "un total escrito debajo": escribir("Hacer 2.3", "TOTAL: 5 actividades"),
    "una firma escrita debajo": escribir("Hacer 2.3", "Elaboró: la jefe"),
    "un subcomponente con una mayúscula": escribir("Mapa", "MAPA"),
    "un subcomponente con un espacio": escribir("Mapa", "Mapa "),
    "una hoja de más": otra_hoja,
    "la hoja de las actividades quitada": quitar_hoja,
    "una hoja con otro nombre": renombrar,
    "una columna de más": columna_de_mas,
    "una fila oculta": ocultar,
    "una columna oculta": ocultar_columna,
    "una celda pintada": pintar,
    "una nota al lado": nota_al_lado,
    "sin propiedades": sin_propiedades,
}

DICEN_DEL_PLAN: Mapping[str, str] = {
    "una fila repetida": "repite la de",
    "una fila en blanco con espacios": "sólo tiene espacios",
    "una descripción borrada": "no tiene descripción",
    "un código repetido": "1.1 ya es de otra fila",
    "un total escrito debajo": "parece un total o una firma",
    "una firma escrita debajo": "parece un total o una firma",
    "un subcomponente con una mayúscula": "«Mapa» y «MAPA»|«MAPA» y «Mapa»",
    "un subcomponente con un espacio": "hay dos «Mapa» que sólo se distinguen por un espacio",
    "una hoja de más": "hoja «Notas»",
    "la hoja de las actividades quitada": "hoja «Actividades»: no está",
    "una hoja con otro nombre": "hoja «Mi oficina»",
    "una fila oculta": "filas ocultas",
    "una columna oculta": "columna oculta «Actividad»",
}


@pytest.mark.parametrize("dano", EN_EL_PLAN)
def test_un_dano_en_el_libro_del_plan_no_queda_callado(
    dano: str, del_plan: tuple[bytes, Leido]
) -> None:
    contenido, antes = del_plan
    danado = en_libro(contenido, EN_EL_PLAN[dano])
    dice = DICEN_DEL_PLAN.get(dano, "")
    assert resultado(antes, lambda: leido(danado), dice) != "silencio"


# ------------------------------------------------------------------ los libros de captura
def hoja_de_captura(libro: Any) -> HojaDeOficina:
    return HojaDeOficina(libro["Actividades"])


def poner(fila: int, columna: str, valor: object) -> Dano:
    return lambda libro: setattr(hoja_de_captura(libro).celda(fila, columna), "value", valor)


def pasar(de: tuple[int, str], a: tuple[int, str]) -> Dano:
    def dano(libro: Any) -> None:
        hoja = hoja_de_captura(libro)
        hoja.celda(*a).value = hoja.celda(*de).value

    return dano


def cambiar_de_lugar(libro: Any) -> None:
    hoja = hoja_de_captura(libro)
    una, otra = hoja.renglon(1), hoja.renglon(4)
    hoja.poner(1, otra)
    hoja.poner(4, una)


def quitar_renglon(numero: int) -> Dano:
    def dano(libro: Any) -> None:
        hoja = hoja_de_captura(libro)
        hoja.excel.delete_rows(hoja.rotulos + numero)

    return dano


def copiar_renglon(libro: Any) -> None:
    hoja = hoja_de_captura(libro)
    for numero, valor in enumerate(hoja.renglon(2), 1):
        hoja.excel.cell(hoja.rotulos + 6, numero).value = valor


def quitar_columna(nombre: str) -> Dano:
    def dano(libro: Any) -> None:
        hoja = hoja_de_captura(libro)
        hoja.excel.delete_cols(hoja.columna(nombre))

    return dano


def agregar_renglon(libro: Any) -> None:
    hoja = hoja_de_captura(libro)
    hoja.celda(7, "Actividad").value = "Una que el plan no tiene"
    hoja.celda(7, "Seguimiento").value = "Se hizo."


def sin_columna_ni_propiedades(libro: Any) -> None:
    quitar_columna(IDENTIFICACION)(libro)
    sin_propiedades(libro)


def llenar_ocultas(libro: Any) -> None:
    hoja = hoja_de_captura(libro)
    hoja.excel.row_dimensions[hoja.rotulos + 2].hidden = True


EN_CAPTURA: Mapping[str, Dano] = {
    **{
        f"{columna}: {valor!r}": poner(fila, columna, valor)
        for fila, columna, valor in (
            (1, "Avance (%)", 120),
            (1, "Avance (%)", -5),
            (1, "Avance (%)", "mucho"),
            (1, "Avance (%)", 0.5),
            (1, "Estado", "Casi"),
            (1, "Código", "9.9"),
            (1, "Actividad", "Otra cosa"),
            (1, "Meta o producto", "Otra meta"),
            (2, "Código", "1.1"),
            (3, "Actividad", None),
            (4, "Código", None),
            (1, "Componente", "Otro componente"),
            (1, "Responsable", "Otra oficina"),
            (2, "Seguimiento", None),
        )
    },
    **{
        f"identificación de la fila {fila}: {valor!r}": poner(fila, IDENTIFICACION, valor)
        for fila in (1, 2, 5)
        for valor in (None, "x", "paac:1", 3)
    },
    "la identificación de otra fila": pasar((1, IDENTIFICACION), (2, IDENTIFICACION)),
    "la columna escondida quitada": quitar_columna(IDENTIFICACION),
    "ni columna escondida ni propiedades": sin_columna_ni_propiedades,
    "sin propiedades": sin_propiedades,
    "dos filas cambiadas de lugar": cambiar_de_lugar,
    "una fila quitada": quitar_renglon(2),
    "la última fila quitada": quitar_renglon(5),
    "una fila copiada": copiar_renglon,
    "una fila de más": agregar_renglon,
    "una columna abierta quitada": quitar_columna("Seguimiento"),
    "otra columna abierta quitada": quitar_columna("Evidencias"),
    "una columna cerrada quitada": quitar_columna("Meta o producto"),
    "una hoja de más": otra_hoja,
    "una fila oculta": llenar_ocultas,
    "el rótulo de una columna abierta": poner(0, "Avance (%)", "Cuánto va"),
    "el rótulo de una columna cerrada": poner(0, "Meta o producto", "Meta"),
    "la hoja con otro nombre": lambda libro: setattr(libro["Actividades"], "title", "Hoja1"),
    "sin las instrucciones": lambda libro: libro.remove(libro["Instrucciones"]),
}


def reunido(contenido: bytes, carpeta: Path) -> Leido:
    archivo = carpeta / "devuelto.xlsx"
    archivo.write_bytes(contenido)
    reunion = paac.reunir(archivo, base=PLAN)
    cosas = (
        *reunion.avisos,
        *(conflicto.descripcion for conflicto in reunion.conflictos),
        *(agregada.lugar for agregada in reunion.agregadas),
        *(falta.motivo for falta in reunion.faltan),
    )
    return paac.datos_de(reunion.contenido), Counter(map(str, cosas))


CERRADO = "el libro trae cambiado un texto de la base"
DICEN_EN_CAPTURA: Mapping[str, str] = {
    "Avance (%): 120": "celda F4: .*'120'",
    "Avance (%): -5": "celda F4: .*'-5'",
    "Avance (%): 'mucho'": "celda F4: .*'mucho'",
    "Avance (%): 0.5": "celda F4: se leyó como 0,5 %",
    "Estado: 'Casi'": "celda G4: .*'Casi'",
    **{nombre: CERRADO for nombre in EN_CAPTURA if re.match("Cód|Act|Meta|Comp|Resp", nombre)},
    "Seguimiento: None": "vacio",
    **{nombre: "perdió su identif" for nombre in EN_CAPTURA if nombre.startswith("identific")},
    "la identificación de otra fila": "lleva la de otra fila",
    "la columna escondida quitada": "5 filas sin la identificación",
    "ni columna escondida ni propiedades": "5 filas sin la identificación",
    "dos filas cambiadas de lugar": "2 filas en otro orden",
    "una fila quitada": "no está en el libro: 1.2",
    "la última fila quitada": "no está en el libro: 2.3",
    "una fila de más": "fila 10",
    "una columna abierta quitada": "no está la columna 'Seguimiento'",
    "otra columna abierta quitada": "no está la columna 'Evidencias'",
    "una hoja de más": "hoja «Notas»",
    "una fila oculta": "filas ocultas",
    "el rótulo de una columna abierta": "'Cuánto va'",
    "el rótulo de una columna cerrada": "columna 'Meta' no es del libro",
}


@pytest.fixture(scope="module")
def de_captura(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Leido]:
    """El libro con un seguimiento escrito, y lo que se reúne de él sin daño."""
    carpeta = tmp_path_factory.mktemp("captura")
    [salio] = paac.capturar(PLAN, OTRO, carpeta)
    lleno = en_libro(salio.read_bytes(), poner(2, "Seguimiento", "Se hizo."))
    return lleno, reunido(lleno, carpeta)


@pytest.mark.parametrize("dano", EN_CAPTURA)
def test_un_dano_en_un_libro_de_captura_no_queda_callado(
    dano: str, de_captura: tuple[bytes, Leido], tmp_path: Path
) -> None:
    lleno, antes = de_captura
    danado = en_libro(lleno, EN_CAPTURA[dano])
    dice = DICEN_EN_CAPTURA.get(dano, "")
    assert resultado(antes, lambda: reunido(danado, tmp_path), dice) != "silencio"


def test_la_tabla_tiene_al_menos_150_danos() -> None:
    propios = len(FORMATOS) * (len(EN_EXCEL) + 2 * len(CAMBIAN) + len(EN_WORD))
    assert propios + len(EN_EL_PLAN) + len(EN_CAPTURA) >= 150


# ------------------------------------------------------------------ una fila sin las combinaciones
@pytest.mark.parametrize("formato", FORMATOS)
@pytest.mark.parametrize("tras", ["Hacer 1.1", "Hacer 1.2", "Hacer 2.2", "Hacer 2.3"])
@pytest.mark.parametrize("al_final", [False, True], ids=["al comienzo", "al final"])
def test_la_fila_insertada_sin_combinar_se_lee_entera_y_la_que_sigue_tambien(
    formato: str, tras: str, *, al_final: bool
) -> None:
    excel = EnExcel(emitido(formato, "xlsx"))
    excel.hoja = hoja_con(excel.libro, tras)
    fila = celda_con(excel.libro, tras).row
    hasta = {r.min_col: r.max_col for r in excel.hoja.merged_cells.ranges if r.min_row == fila}
    iguales = {
        hasta.get(celda.column, celda.column) if al_final else celda.column: str(celda.value)
        for celda in excel.hoja[fila]
        if re.search(r"\d\.\d", str(celda.value)) and "_paac_" not in str(celda.value)
    }
    excel.insertar_sin_combinar(fila)
    for columna, texto in iguales.items():
        excel.hoja.cell(fila + 1, columna).value = texto.replace(tras[-3:], "9.9")

    antes, _ = leido_entero(formato, "xlsx")
    datos, dicho = leido(excel.guardado())
    textos, esperados = repr(datos), [texto.replace(tras[-3:], "9.9") for texto in iguales.values()]
    assert [uno for uno in esperados if repr(uno)[1:-1] not in textos] == []
    assert [n for n in ("1.1", "1.2", "2.1", "2.2", "2.3") if f"Hacer {n}" not in textos] == []
    assert len(re.findall(r"Hacer \d", textos)) == len(re.findall(r"Hacer \d", repr(antes))) + 1
    assert any("alguien la agregó" in uno for uno in dicho)
