"""La ley de los cortes: lo que cada escritor pone es lo que ``maqueta.cortes`` decide.

Prueba ``maqueta/altos``, ``maqueta/hoja/montaje`` y ``maqueta/cortes``.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.hojas import PAGINA, SIN_AIRE, filas_de, montar
from ayudas.lectores import W, texto_de, xml
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes.escritores
from paac_reportes.escritores import docx, html
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.html.piezas import fuente
from paac_reportes.escritores.pdf.escritor import fuente_de
from paac_reportes.escritores.pdf.motor import instaladas
from paac_reportes.maqueta.altos import TYPST, WORD, AltosEnPagina, Programa
from paac_reportes.maqueta.aspecto import CUADRICULA, SOBRIO
from paac_reportes.maqueta.cierre import ENTRE_TABLAS, Cierre, Cola, entre_tablas
from paac_reportes.maqueta.cortes import Cortador, Cortes, filas_atadas, van_juntos
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Parte
from paac_reportes.maqueta.estilos import Estilo, estilos_base
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, ClaseDeTabla, Lista, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila, filas_que_encabezan

ESTILOS = estilos_base("Arial", Pt(8), SIN_AIRE)
MARCO = Marco(pagina=PAGINA)
LO_ULTIMO = Cola(cierra_la_pagina=True)
ESCRITORES = Path(next(iter(paac_reportes.escritores.__path__)))


def _fila(numero: int, renglones: int) -> Fila:
    """Con su número escrito, para hallarla en lo que cada escritor deja."""
    dice = "\n".join([f"fila{numero}", *("x" for _ in range(renglones - 1))])
    return Fila((Celda(dice, "celda"), Celda("y", "celda")))


def _banda(numero: int) -> Fila:
    return Fila((Celda(f"fila{numero}", "banda", columnas=2),))


@st.composite
def _tablas(draw: st.DrawFn) -> Tabla:
    # Una fila de 0 renglones es una banda, y una de 200 no cabe en ninguna página.
    altos = draw(st.lists(st.sampled_from([0, 1, 1, 2, 6, 25, 70, 200]), min_size=1, max_size=14))
    filas = tuple(_fila(n, alto) if alto else _banda(n) for n, alto in enumerate(altos))
    de_rotulos = draw(st.sampled_from([0, 1, 1, 60]))
    rotulos = (Fila((Celda("\n".join("R" * de_rotulos), "rotulo", columnas=2),)),)
    return Tabla(
        anchos=(0.5, 0.5),
        filas=filas,
        rotulos=rotulos if de_rotulos else (),
        filas_se_parten=draw(st.booleans()),
        va_entera=draw(st.booleans()),
        resumenes=tuple(draw(st.sets(st.integers(0, len(filas) - 1), max_size=2))),
    )


def _documento(*bloques: Bloque) -> Documento:
    partes = (Parte("P", bloques, MARCO),)
    return Documento(metadatos=Metadatos(titulo="T"), estilos=ESTILOS, partes=partes)


def _decididos(tabla: Tabla, programa: Programa) -> Cortes:
    return Cortador(ESTILOS, MARCO, programa).cortes(tabla, LO_ULTIMO)


def _encabezan(tabla: Tabla) -> set[int]:
    return set(filas_que_encabezan(tabla.columnas, ESTILOS))


@pytest.mark.integracion
@given(_tablas())
@ejemplos(25)
def test_word_pone_los_cortes_decididos(tabla: Tabla) -> None:
    cortes = _decididos(tabla, WORD)
    escrito = xml(docx.escribir(_documento(tabla), Escritura()), "word/document.xml")
    filas = list(escrito.iter(W + "tr"))
    de_rotulos, del_cuerpo = filas[: len(tabla.rotulos)], filas[len(tabla.rotulos) :]

    def las_que(dicen: str) -> set[int]:
        return {n for n, fila in enumerate(del_cuerpo) if fila.find(dicen) is not None}

    parrafo = f"{W}tc/{W}p/{W}pPr/{W}keepNext"
    assert las_que(parrafo) == cortes.atadas
    assert las_que(f"{W}trPr/{W}cantSplit") == set(range(len(tabla.filas))) - cortes.partidas
    assert [fila.find(f"{W}trPr/{W}tblHeader") is not None for fila in filas] == [
        *(cortes.repite_rotulos for _ in de_rotulos),
        *(False for _ in del_cuerpo),
    ]


@given(_tablas())
@ejemplos(25)
def test_typst_pone_los_cortes_decididos(tabla: Tabla) -> None:
    cortes = _decididos(tabla, TYPST)
    escrito = fuente_de(_documento(tabla), instaladas(), Escritura(), [])[0]
    cuerpo = escrito[escrito.index("[#metadata") :]
    renglones = [uno for uno in re.split(r"\n    (?=celda-|table\.)", cuerpo) if "fila" in uno]

    assert ("block(breakable: false" in cuerpo) == cortes.entera
    assert ("  table.header(\n" in cuerpo) == (bool(tabla.rotulos) and cortes.repite_rotulos)
    partidas = {n for n, uno in enumerate(renglones) if "breakable: true" in uno}
    assert partidas == cortes.partidas
    atadas = {n for n, uno in enumerate(renglones) if "table.header(level: 2" in uno}
    desde = cortes.cierre.desde if cortes.cierre else len(renglones)
    assert atadas == {n for n in cortes.encabezan - cortes.partidas if n < desde}
    _, *del_cierre = re.split(r"\n  table\.footer\(repeat: false,\n", cuerpo)
    assert "".join(del_cierre).count("fila") == len(renglones) - desde
    assert cortes.encabezan == _encabezan(tabla) - {len(tabla.filas) - 1}


SOBRIOS = estilos_base("Calibri", Pt(9), SOBRIO)


def _de(filas: int, renglones: int = 1, marca: str = "") -> Tabla:
    de_una = attrs.evolve(_fila(0, renglones), marca=marca)
    return Tabla(anchos=(0.5, 0.5), filas=(de_una,) * filas)


@pytest.mark.parametrize("programa", [WORD, TYPST])
def test_una_tabla_de_pocas_filas_no_se_corta_si_cabe_en_un_cuarto_de_pagina(
    programa: Programa,
) -> None:
    def entera(tabla: Tabla) -> bool:
        return Cortador(SOBRIOS, MARCO, programa).cortes(tabla).entera

    assert entera(_de(6))
    assert not entera(_de(10, 2))
    # De hasta nueve, con su total, en un tercio: a un lado quedarían dos o tres.
    assert entera(_de(9, 1))
    assert not entera(_de(9, 3))
    assert entera(_de(6, 2, marca="m")) == (programa is WORD)  # las de una matriz, hasta un tercio
    assert not entera(_de(6, 4, marca="m"))


@pytest.mark.parametrize("programa", [WORD, TYPST])
def test_ni_una_de_catorce_pero_si_una_de_quince(programa: Programa) -> None:
    filas = Cortador(SOBRIOS, MARCO, programa).alto_de_filas(_de(14).filas, (0.5, 0.5))
    alto = Mm(4.4 * filas / 72 * 25.4)  # ocupan menos de un cuarto de la página
    pagina = attrs.evolve(MARCO.pagina, alto=Mm(alto + 20), superior=Mm(10), inferior=Mm(10))
    cortador = Cortador(SOBRIOS, attrs.evolve(MARCO, pagina=pagina), programa)

    assert cortador.cortes(_de(14)).entera
    # Donde se corta a la medida, hasta veinte.
    assert cortador.cortes(_de(15)).entera == (programa is TYPST)


def test_en_una_hoja_tampoco_se_corta_la_que_cabe_en_un_cuarto_de_pagina() -> None:
    def ultimas_de_pagina(tabla: Tabla) -> list[int]:
        antes = [Parrafo("antes", "celda")] * 28  # caben treinta filas
        return [*montar(*antes, tabla, *antes[:14], aspecto=SOBRIO).saltos]

    assert ultimas_de_pagina(_de(7)) == [27]
    assert ultimas_de_pagina(_de(10)) == ultimas_de_pagina(_de(10, marca="m")) == [29]


def test_de_un_corte_quedan_cuatro_filas_a_cada_lado_o_las_que_se_lean_de_una_mirada() -> None:
    def atadas(tabla: Tabla, estilos: dict[str, Estilo] = SOBRIOS) -> set[int]:
        return {*Cortador(estilos, MARCO, WORD).cortes(tabla).atadas}

    assert atadas(_de(40)) == {0, 1, 2, 36, 37, 38}
    assert atadas(_de(40, renglones=4)) == {0, 38}
    assert atadas(_de(40, renglones=8)) == {38}
    # La mitad de una de cinco filas son dos.
    assert atadas(_de(5, renglones=3)) == {0, 3}
    # De una matriz y de un impreso, la primera y la última.
    assert atadas(_de(40, marca="m")) == atadas(_de(40), ESTILOS) == {0, 38}
    # En un documento sobrio, la que va en cuadros.
    impresa = attrs.evolve(_fila(0, 1), celdas=(Celda("x", "impresa"),) * 2)
    en_cuadros = attrs.evolve(SOBRIOS["celda"], bordes=CUADRICULA)
    de_piezas = Tabla(anchos=(0.5, 0.5), filas=(impresa,) * 40)
    assert atadas(de_piezas, SOBRIOS | {"impresa": en_cuadros}) == {0, 38}


def test_donde_no_se_atan_las_filas_se_pide_lugar_para_las_primeras() -> None:
    def de(tabla: Tabla) -> Cortes:
        return Cortador(SOBRIOS, MARCO, TYPST).cortes(tabla, Cola())

    cortador = Cortador(SOBRIOS, MARCO, TYPST)
    rotulos = (Fila((Celda("R", "rotulo", columnas=2),)),)
    for renglones in (1, 2):  # si caben, no importa que por sus letras pudieran no caber
        larga = attrs.evolve(_de(40, renglones), rotulos=rotulos)
        alto = cortador.alto_de_filas((*rotulos, *larga.filas[:4]), larga.anchos)
        assert de(larga).comienzo == pytest.approx(alto)
        assert de(larga).cierre == Cierre(36, Pt(0))
    assert de(_de(40, 8)).comienzo == 0
    dos_filas = cortador.alto_de_filas(_de(40).filas[:2], (0.5, 0.5))
    assert de(_de(40, marca="m")).comienzo == pytest.approx(dos_filas)


def test_por_no_cortar_un_grupo_no_queda_media_pagina_en_blanco() -> None:
    """La última fila va con la que tiene encima, y con su grupo entero si no es alto."""

    def cierre(filas: int) -> Cierre | None:
        primera = Fila((Celda("g", "celda", filas=filas), Celda("x", "celda")))
        grupo = [primera, *[Fila((Celda("x", "celda"),))] * (filas - 1)]
        tabla = attrs.evolve(_de(40), filas=(*[_fila(n, 1) for n in range(40)], *grupo))
        return Cortador(ESTILOS, MARCO, TYPST).cortes(tabla, Cola()).cierre

    assert cierre(10) == Cierre(40, Pt(0))
    assert cierre(40) == Cierre(78, Pt(0), cruzado=True)


@st.composite
def _tablas_bajas(draw: st.DrawFn) -> Tabla:
    """Caben en una página: nada de lo atado tiene por qué apartarse."""
    altos = draw(st.lists(st.sampled_from([1, 0, 2]), min_size=6, max_size=12))
    filas = tuple(_fila(n, alto) if alto else _banda(n) for n, alto in enumerate(altos))
    resumenes = draw(st.sets(st.integers(0, len(filas) - 1), max_size=3))
    va_entera = draw(st.booleans())
    return Tabla(anchos=(0.5, 0.5), filas=filas, resumenes=tuple(resumenes), va_entera=va_entera)


@pytest.mark.integracion
@given(_tablas_bajas(), st.integers(26, 36))
def test_una_hoja_no_se_corta_entre_filas_atadas(tabla: Tabla, arriba: int) -> None:
    hoja = montar(*[Parrafo("antes", "celda")] * arriba, tabla)
    lugares = {
        str(fila.celdas[0].contenido).split("\n")[0]: numero
        for numero, fila in enumerate(filas_de(hoja))
        if fila.celdas
    }
    sin_la_ultima = _encabezan(tabla) - {len(tabla.filas) - 1}

    for fila in filas_atadas(tabla) | sin_la_ultima:
        assert lugares[f"fila{fila + 1}"] not in hoja.saltos


@pytest.mark.integracion
@given(_tablas())
@ejemplos(25)
def test_la_pagina_web_marca_lo_que_va_junto_al_imprimirla(tabla: Tabla) -> None:
    escrita = html.escribir(_documento(attrs.evolve(tabla, va_entera=False)), Escritura()).decode()
    _, cuerpo = escrita.split("<table", 1)
    filas = [uno for uno in cuerpo.split("<tr")[1:] if "fila" in uno]
    atadas = filas_atadas(attrs.evolve(tabla, va_entera=False), con_la_ultima=False)

    assert {n for n, uno in enumerate(filas) if 'class="resumen"' in uno} - {0} == {
        fila + 1 for fila in atadas
    }
    assert ("<thead>" in cuerpo) == bool(tabla.rotulos)


def test_la_hoja_de_estilos_web_corta_donde_dicen_las_marcas() -> None:
    al_imprimir, *_ = re.findall(r"@media print \{\n(.*?)\n\}\n", fuente("estilos.j2"), re.DOTALL)
    al_imprimir = re.sub(r" */\*.*?\*/\n", "", al_imprimir, flags=re.DOTALL)
    reglas = {
        regla: {uno.strip() for uno in quienes.split(", ")}
        for quienes, regla in re.findall(r"  ([^{}]+) \{ ([^{}]*break[^{}]*) \}", al_imprimir)
    }
    titulos = {f"h{nivel}" for nivel in range(1, 7)}

    assert reglas == {
        "break-after: avoid; break-inside: avoid;": {*titulos, "figcaption"},
        "break-inside: avoid;": {
            "thead tr",
            "tr:not(:has(> [rowspan]))",
            'thead + tbody > tr:first-child:not(:has(> [rowspan]:not([rowspan="2"]',
            '[rowspan="3"])))',
            ".acomodada",
        },
        "break-after: avoid;": {
            ".junta",
            ".a-lo-ancho",
            "thead + tbody > tr:first-child",
            "p:where(:has(+ figure",
            "+ .marco))",
        },
        "break-before: avoid;": {".resumen"},
        "list-style: none; padding: 0; break-after: avoid;": {"summary"},
        "break-before: page;": {".pagina-nueva", "section + section"},
    }
    assert "thead { display: table-header-group; }" in al_imprimir
    con_lo_suyo = {nombre for nombre, estilo in ESTILOS.items() if estilo.con_el_siguiente}
    assert con_lo_suyo >= {"titulo", "titulo1", "titulo2", "titulo3", "leyenda"}


def test_un_parrafo_va_en_la_pagina_donde_empieza_la_lista_que_presenta() -> None:
    elemento = Parrafo("uno", "lista", Lista(nivel=1))
    bloques = [Parrafo("Suelto."), Parrafo("La lista:"), elemento, elemento, Parrafo("Sigue.")]

    assert van_juntos(bloques, ESTILOS, "documento") == [False, True, False, False, False]
    # En una hoja, el último elemento no queda solo arriba de otra página.
    en_hoja = van_juntos([elemento, *bloques[2:]], ESTILOS, "libro")
    assert en_hoja == [False, True, True, False]


def test_lo_breve_que_sigue_a_un_titulo_va_con_lo_que_presenta() -> None:
    """Hasta unos tres renglones, y no con otro título igual ni con un párrafo que sigue solo."""
    titulo, hondo = Titulo(texto="T", nivel=1), Titulo(texto="T", nivel=2)
    breve, largo = Parrafo("Breve."), Parrafo("largo " * 60)
    leyenda = Parrafo("Tabla 1", "leyenda")
    elemento = Parrafo("a" * 200, "lista", Lista(nivel=1))
    tabla = Tabla(anchos=(1.0,), filas=(Fila((Celda("t", "celda"),)),))

    def junto(*bloques: Bloque) -> bool:
        """Si el primer párrafo va con lo que lo sigue."""
        lugar = next(n for n, bloque in enumerate(bloques) if isinstance(bloque, Parrafo))
        return van_juntos(bloques, ESTILOS, "documento")[lugar]

    assert junto(titulo, breve, leyenda, tabla)
    assert junto(titulo, breve, hondo, tabla)
    assert junto(titulo, elemento, elemento, elemento)
    assert junto(titulo, breve, breve, tabla)
    assert van_juntos([], ESTILOS, "documento") == []
    assert not junto(breve, leyenda, tabla)
    assert not junto(titulo, largo, leyenda, tabla)
    assert not junto(titulo, breve, titulo, tabla)
    assert not junto(titulo, breve, largo, tabla)


def test_de_una_lista_va_con_su_titulo_el_comienzo_y_no_la_tabla_que_la_sigue() -> None:
    """Con la tabla, el título y su lista dejaban en blanco media página de la que se apartaban."""
    titulo, elemento = Titulo(texto="T", nivel=2), Parrafo("breve", "lista", Lista(nivel=1))
    tabla = Tabla(anchos=(1.0,), filas=(Fila((Celda("t", "celda"),)),))

    def juntos(*lista: Bloque) -> list[bool]:
        """De cada elemento, si va con el que lo sigue, o con la leyenda de la tabla."""
        bloques = [titulo, *lista, Parrafo("Tabla 1", "leyenda"), tabla]
        return van_juntos(bloques, ESTILOS, "documento")[1 : 1 + len(lista)]

    assert juntos(elemento, elemento, elemento) == [True, False, False]
    assert juntos(elemento) == [False]


def test_una_lista_de_un_pdf_no_empieza_en_otra_pagina_para_ir_con_su_nota() -> None:
    elemento = Parrafo("a", "lista", Lista(nivel=1))
    bloques = (Titulo(texto="T", nivel=1), elemento, elemento, Parrafo("Y más.", "nota"))
    fuente = fuente_de(_documento(*bloques), instaladas(), Escritura(), [])[0]

    assert re.findall(r"^#bloque\([0-9.]+pt, (true|false)", fuente, re.MULTILINE) == [
        *("true", "false", "false"),
    ]


BLOQUES: st.SearchStrategy[Bloque] = st.one_of(
    st.just(Titulo(texto="T", nivel=1)),
    st.just(Titulo(texto="T", nivel=1, en_pagina_nueva=True)),
    st.sampled_from(["texto", "nota", "leyenda"]).map(lambda estilo: Parrafo("p", estilo)),
    st.just(Tabla(anchos=(1.0,), filas=(Fila((Celda("t", "celda"),)),))),
    st.just(Tabla(anchos=(1.0,), filas=(Fila((Celda("t", "celda"),)),), va_entera=True)),
)


@pytest.mark.integracion
@given(st.lists(BLOQUES, min_size=1, max_size=8))
def test_word_y_typst_atan_los_mismos_bloques(bloques: list[Bloque]) -> None:
    juntos = van_juntos(bloques, ESTILOS, "documento")
    de_word = xml(docx.escribir(_documento(*bloques), Escritura()), "word/document.xml")
    dichos = [p for p in de_word.iter(W + "p") if texto_de(p)]
    de_typst = re.findall(
        r"^#bloque\([0-9.]+pt, (true|false)",
        fuente_de(_documento(*bloques), instaladas(), Escritura(), [])[0],
        re.MULTILINE,
    )

    assert len(dichos) == len(de_typst) == len(bloques)
    for bloque, junto, parrafo, atado in zip(bloques, juntos, dichos, de_typst, strict=True):
        estilo = bloque.estilo if isinstance(bloque, Titulo | Parrafo) else "celda"
        por_su_estilo = ESTILOS[estilo].con_el_siguiente
        if not isinstance(bloque, Titulo):
            assert (parrafo.find(f"{W}pPr/{W}keepNext") is not None) == junto
        assert (atado == "true") == (junto or por_su_estilo)


def _de_los_escritores() -> Iterator[tuple[str, ast.AST]]:
    for archivo in sorted(ESCRITORES.rglob("*.py")):
        donde = archivo.relative_to(ESCRITORES).as_posix()
        yield from ((donde, nodo) for nodo in ast.walk(ast.parse(archivo.read_text("utf-8"))))


def _numeros_de(nodos: Iterator[ast.AST]) -> set[float]:
    hallados = (nodo.value for nodo in nodos if isinstance(nodo, ast.Constant))
    return {valor for valor in hallados if isinstance(valor, float)}


@pytest.mark.integracion
def test_ningun_escritor_vuelve_a_decidir_un_corte() -> None:
    fuentes = (
        Path(sys.modules[una.__module__].__file__ or "").read_text("utf-8")
        for una in (AltosEnPagina, Cortes, Cierre, Programa)
    )
    de_cortes = {n for f in fuentes for n in _numeros_de(iter(ast.walk(ast.parse(f))))} - {0.0}
    todos = [*_de_los_escritores()]
    con_paginas = [n for donde, n in todos if donde.startswith(("docx/", "pdf/"))]
    del_arbol = {"va_entera", "filas_se_parten", "con_el_anterior", "en_papel"}
    preguntan = {
        (donde, nodo.attr)
        for donde, nodo in todos
        if isinstance(nodo, ast.Attribute) and nodo.attr in del_arbol
    }

    assert {0.5, 0.7, 1.4, 0.94, 0.75} <= de_cortes
    assert _numeros_de(iter(con_paginas)) & de_cortes == set()
    assert preguntan == set()


@pytest.mark.parametrize("clase", ["firmas", "cifras"])
def test_bajo_una_tabla_se_reserva_todo_lo_que_la_separa_de_la_que_sigue(
    clase: ClaseDeTabla,
) -> None:
    """Sin el aire, en un PDF cabían contadas y no puestas: quedaban solas en otra página."""
    sobrios = estilos_base("Arial", Pt(8), SOBRIO)
    filas = tuple(_fila(n, 1) for n in range(40))
    larga = Tabla(anchos=(0.5, 0.5), filas=filas)
    sigue = attrs.evolve(larga, filas=filas[:1], va_entera=True, clase=clase)
    cortador = Cortador(sobrios, MARCO, TYPST)
    cierre = cortador.cortes(larga, Cola((sigue,))).cierre

    assert cierre is not None
    mide = cortador.alto_de_filas(sigue.filas, sigue.anchos)
    assert cierre.reserva == pytest.approx(mide + entre_tablas(sigue, sobrios))
    assert entre_tablas(sigue, sobrios) > ENTRE_TABLAS
