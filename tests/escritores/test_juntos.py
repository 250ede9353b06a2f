"""Lo que en Word no se corta entre páginas ni queda solo en una."""

import attrs
import pytest
from ayudas.hojas import SIN_AIRE
from ayudas.lectores import W, texto_de, xml

from paac_reportes.escritores.docx import escribir
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.maqueta.altos import TYPST, WORD, Programa
from paac_reportes.maqueta.aspecto import SOBRIO, Aspecto
from paac_reportes.maqueta.cortes import Cortador
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Pagina, Parte
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila

PAGINA = Pagina(
    ancho=Mm(120),
    alto=Mm(120),
    superior=Mm(10),
    inferior=Mm(10),
    izquierdo=Mm(10),
    derecho=Mm(10),
    encabezado=Mm(5),
)
"""Caben 29 renglones de 8 puntos; a todo el ancho, unas 70 letras en cada uno."""
NOTA, TEXTO = Parrafo("nota"), Parrafo("texto")
OTRA_COSA = Titulo(texto="T", nivel=1)


def word(*bloques: Bloque, marco: Marco | None = None) -> bytes:
    documento = Documento(
        metadatos=Metadatos(titulo="T"),
        estilos=estilos_base("Arial", Pt(8), SIN_AIRE),
        partes=(Parte("P", bloques, marco or Marco(pagina=PAGINA)),),
    )
    return escribir(documento, Escritura())


def fila(*textos: str) -> Fila:
    return Fila(tuple(Celda(texto, "celda") for texto in textos))


def tabla(*filas: Fila, rotulos: tuple[Fila, ...] = ()) -> Tabla:
    columnas = sum(celda.columnas for celda in filas[0].celdas)
    return Tabla(anchos=(1 / columnas,) * columnas, filas=filas, rotulos=rotulos)


def enteras(contenido: bytes) -> list[bool]:
    """Si cada fila del cuerpo va entera en una página."""
    filas = xml(contenido, "word/document.xml").iter(W + "tr")
    return [fila.find(f"{W}trPr/{W}cantSplit") is not None for fila in filas]


def juntos(*bloques: Bloque) -> list[str]:
    """Los textos que van con lo que sigue; de una celda vacía, nada."""
    return [
        texto_de(parrafo)
        for parrafo in xml(word(*bloques), "word/document.xml").iter(W + "p")
        if parrafo.find(f"{W}pPr/{W}keepNext") is not None
    ]


@pytest.mark.parametrize(("renglones", "entera"), [(1, True), (13, True), (24, True), (31, False)])
def test_una_fila_se_parte_solo_si_no_cabe_en_una_pagina(renglones: int, *, entera: bool) -> None:
    seguido = fila("palabra " * 9 * renglones)
    con_saltos = fila("\n".join("x" * renglones))

    assert enteras(word(tabla(seguido), Titulo(texto="T", nivel=1), tabla(con_saltos))) == [
        entera,
        entera,
    ]


def test_los_rotulos_repetidos_y_el_encabezado_le_quitan_alto_a_una_fila() -> None:
    alta = fila("\n".join("x" * 22))
    rotulos = (fila("\n".join("r" * 8)),)
    marco = attrs.evolve(Marco(pagina=PAGINA), encabezado=tabla(fila("\n".join("e" * 12))))

    assert enteras(word(tabla(alta))) == [True]
    assert enteras(word(tabla(alta, rotulos=rotulos)))[-1] is False
    assert enteras(word(tabla(alta), marco=marco)) == [False]


def test_una_fila_alta_se_parte_y_en_word_la_de_una_matriz_solo_desde_dos_quintos() -> None:
    def desde(
        programa: Programa,
        aspecto: Aspecto = SOBRIO,
        *,
        marca: str = "",
        se_parten: bool = True,
    ) -> int:
        """Los renglones con que una fila, que no es la última, se parte."""
        cortador = Cortador(estilos_base("Arial", Pt(8), aspecto), Marco(pagina=PAGINA), programa)

        def se_parte(renglones: int) -> bool:
            alta = attrs.evolve(fila("\n".join("x" * renglones)), marca=marca)
            filas = tabla(alta, *[fila("a")] * 12)
            return 0 in cortador.cortes(attrs.evolve(filas, filas_se_parten=se_parten)).partidas

        return next(filter(se_parte, range(1, 40)), 40)

    assert desde(WORD) == desde(TYPST) == 5
    # La de un formato impreso, aquí sin más aire en su celda que el de siempre, o de una matriz, que
    # en Word no dice de quién es lo que sigue, desde dos quintos de página; en un PDF, que lo dice,
    # desde un tercio.
    assert (desde(WORD, SIN_AIRE), desde(WORD, marca="m")) == (13, 12)
    assert (desde(TYPST, SIN_AIRE), desde(TYPST, marca="m")) == (11, 10)
    assert desde(WORD, se_parten=False) > desde(TYPST, se_parten=False) > 13


def test_una_celda_de_varias_filas_que_cabe_no_las_parte() -> None:
    def con(renglones: int) -> Tabla:
        alta = Celda("\n".join("x" * renglones), "celda", filas=2)
        return tabla(Fila((alta, Celda("a", "celda"))), fila("b"))

    assert enteras(word(con(20))) == [True, True]
    assert enteras(word(con(40))) == [False, False]


def test_de_un_grupo_de_mas_de_un_quinto_de_pagina_no_va_atada_la_fila_a_la_que_sigue() -> None:
    def con(renglones: int) -> Tabla:
        grupo = Celda("grupo", "celda", filas=2)
        alta = Fila((grupo, Celda("\n".join("x" * renglones), "celda")))
        return attrs.evolve(tabla(alta, fila("baja"), *[fila("a", "b")] * 12), titulares=(0,))

    assert "grupo" in juntos(con(4))
    assert "grupo" not in juntos(con(8))


def test_un_parrafo_no_se_aparta_de_la_tabla_que_presenta() -> None:
    assert juntos(TEXTO, NOTA, tabla(fila("a"))) == ["nota"]


def test_ni_la_primera_fila_ni_la_ultima_quedan_solas_y_una_alta_no_esta_sola() -> None:
    largas = [fila(f"{n}", "a") for n in range(12)]

    assert juntos(tabla(*largas), OTRA_COSA) == ["0", "a", "10", "a"]
    assert juntos(tabla(fila("a"), fila("\n".join("x" * 12)))) == []
    assert juntos(tabla(fila("a"))) == []


def test_la_ultima_pagina_de_una_tabla_tras_la_que_no_sigue_nada_lleva_mas_de_un_tercio() -> None:
    filas = [fila(f"{n}") for n in range(40)]
    abre_otra = Titulo(texto="T", nivel=1, en_pagina_nueva=True)

    primera, *seguidas = juntos(tabla(*filas))
    assert primera == "0"
    assert seguidas == [f"{n}" for n in range(39 - len(seguidas), 39)]
    assert 29 / 3 < len(seguidas) + 1 <= 29 / 2
    assert juntos(tabla(*filas), abre_otra) == ["0", *seguidas]
    assert juntos(tabla(*filas), OTRA_COSA) == ["0", "38"]


def test_las_firmas_llevan_consigo_dos_filas() -> None:
    alta = fila("\n".join("x" * 8))
    filas = [*(fila(f"{n}") for n in range(20)), alta]
    firmas = attrs.evolve(tabla(fila("Firma")), va_entera=True, clase="firmas")

    assert juntos(tabla(*filas), OTRA_COSA) == ["0"]
    assert juntos(tabla(*filas), firmas, OTRA_COSA)[:2] == ["0", "19"]
    assert juntos(tabla(*filas[:-1]), NOTA, firmas, OTRA_COSA)[:3] == ["0", "18", "19"]


def test_un_subtotal_no_se_aparta_de_la_fila_que_cierra() -> None:
    filas = [fila(f"f{numero}") for numero in range(30)]
    con_subtotales = attrs.evolve(tabla(*filas), resumenes=(10, 11, 20))

    assert juntos(con_subtotales, OTRA_COSA) == ["f0", "f9", "f10", "f19", "f28"]


def test_una_tabla_chica_no_se_corta() -> None:
    assert juntos(tabla(fila("a", "b"), fila("c", "d"), fila("e", "f"))) == ["a", "b", "c", "d"]
    assert juntos(tabla(*[fila("\n".join("xxx"))] * 8), OTRA_COSA) == ["x\nx\nx"] * 2


def test_una_nota_va_con_la_ultima_fila_de_su_tabla() -> None:
    assert juntos(tabla(fila("a")), NOTA, TEXTO) == ["a"]
    assert juntos(tabla(fila("a")), Titulo(texto="T", nivel=1)) == []


def test_lo_que_presenta_otra_tabla_va_con_ella() -> None:
    otra = tabla(fila("b"))
    leyenda = Parrafo("leyenda", "leyenda")

    assert juntos(tabla(fila("a")), NOTA, otra) == ["nota"]
    assert juntos(tabla(fila("a")), leyenda, TEXTO) == []


def test_lo_que_va_entero_no_se_corta_ni_se_aparta_de_lo_de_antes() -> None:
    firmas = attrs.evolve(tabla(fila("a"), fila("b"), fila("c")), va_entera=True)

    assert juntos(NOTA, firmas) == ["nota", "a", "b"]
    assert juntos(tabla(fila("x"), fila("y")), firmas) == ["x", "y", "", "a", "b"]
