"""Los estilos que todo documento tiene, y las medidas con unidad."""

import pytest

from paac_reportes.maqueta.contenido import Cifra, Enfasis, Enlace, en_trozos, solo_texto
from paac_reportes.maqueta.documento import AjustesDeHoja, Pagina
from paac_reportes.maqueta.estilos import (
    Estilo,
    contraste,
    estilo_de_titulo,
    estilos_base,
    letra_sobre,
    sublistas,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, emu, pt_de_mm, veinteavos
from paac_reportes.maqueta.nodos import Tabla


@pytest.fixture
def base() -> dict[str, Estilo]:
    return estilos_base("Arial", Pt(10))


@pytest.mark.parametrize(
    ("nombre", "tamano", "antes", "nivel", "horizontal"),
    [
        ("titulo", 14, 0, 0, "centro"),
        ("titulo1", 13, 4, 1, "izquierda"),
        ("titulo2", 11, 8, 2, "izquierda"),
        ("titulo3", 10, 6, 3, "izquierda"),
    ],
)
def test_los_titulos_son_mas_grandes_cuanto_mas_arriba(  # noqa: PLR0913, PLR0917 - una columna por cualidad
    base: dict[str, Estilo], nombre: str, tamano: int, antes: int, nivel: int, horizontal: str
) -> None:
    titulo = base[nombre]

    assert (titulo.tamano, titulo.antes, titulo.despues) == (tamano, antes, 4)
    assert (titulo.nivel, titulo.horizontal) == (nivel, horizontal)
    assert titulo.negrita
    assert titulo.con_el_siguiente


@pytest.mark.parametrize(
    ("nombre", "antes", "despues", "sangria"),
    [
        ("texto", 0, 4, 0),
        ("lista", 0, 3, 14),
        ("leyenda", 8, 2, 0),
        ("encabezado", 2, 2, 0),
        ("pie", 0, 0, 0),
        ("indice", 1, 1, 0),
        ("firma", 36, 0, 0),
        ("celda", 1.28, 1.28, 0),
    ],
)
def test_cada_estilo_deja_su_espacio(
    base: dict[str, Estilo], nombre: str, antes: float, despues: float, sangria: int
) -> None:
    estilo = base[nombre]

    deja = [estilo.antes, estilo.despues, estilo.sangria]
    assert deja == pytest.approx([antes, despues, sangria], abs=0.01)


ENCABEZAN = (
    *("leyenda", "titulo", "titulo1", "titulo2", "titulo3", "indice-titulo"),
    *("franja", "rotulo"),
)
"""Los de lo que presenta a lo que sigue."""


@pytest.mark.parametrize(
    ("cualidad", "nombres"),
    [
        (
            "bordes",
            {"encabezado", "franja", "rotulo", "banda", "total", "dato", "celda"},
        ),
        (
            "negrita",
            {
                *ENCABEZAN,
                *("banda", "total", "dato"),
            },
        ),
        (
            "con_el_siguiente",
            {
                *ENCABEZAN,
                "banda",
            },
        ),
        ("relleno", {"franja", "rotulo", "banda", "total", "dato"}),
        ("cursiva", set()),
        ("color", set()),
        ("margen", set()),
    ],
)
def test_que_estilos_tienen_cada_cualidad(
    base: dict[str, Estilo], cualidad: str, nombres: set[str]
) -> None:
    assert {nombre for nombre, estilo in base.items() if getattr(estilo, cualidad)} == nombres


def test_el_indice_va_un_punto_mas_grande_que_el_texto(base: dict[str, Estilo]) -> None:
    assert (base["indice"].tamano, base["texto"].tamano) == (11, 10)


def test_un_estilo_sin_nada_dicho_es_texto_corriente() -> None:
    corriente = Estilo(familia="Arial", tamano=Pt(10))

    assert (corriente.negrita, corriente.cursiva, corriente.bordes) == (False, False, None)
    assert (corriente.antes, corriente.despues, corriente.nivel) == (0, 0, 0)
    assert not corriente.con_el_siguiente


def test_el_titulo_del_documento_no_lleva_numero() -> None:
    assert [estilo_de_titulo(nivel) for nivel in (0, 1, 3)] == ["titulo", "titulo1", "titulo3"]


def test_cada_lista_dentro_de_otra_va_mas_adentro(base: dict[str, Estilo]) -> None:
    assert {n: (e.margen, e.sangria) for n, e in sublistas(base["lista"]).items()} == {
        "lista2": (14, 14),
        "lista3": (28, 14),
    }


def test_las_medidas_cambian_de_unidad() -> None:
    assert pt_de_mm(Mm(25.4)) == 72
    assert veinteavos(Mm(25.4)) == 1440
    assert emu(Mm(2)) == 72_000
    assert veinteavos(Mm(1)) == 57


def test_una_pagina_sabe_lo_que_queda_entre_sus_margenes() -> None:
    carta = Pagina(
        ancho=Mm(216), alto=Mm(279), superior=Mm(20), inferior=Mm(15), izquierdo=Mm(30),
        derecho=Mm(25), encabezado=Mm(10),
    )  # fmt: skip
    apaisada = Pagina(
        ancho=Mm(279), alto=Mm(216), superior=Mm(1), inferior=Mm(2), izquierdo=Mm(3),
        derecho=Mm(4), encabezado=Mm(5),
    )  # fmt: skip

    assert (carta.ancho_util, carta.alto_util, carta.horizontal) == (161, 244, False)
    assert (apaisada.ancho_util, apaisada.alto_util, apaisada.horizontal) == (272, 213, True)


def test_lo_que_vale_por_omision_en_el_arbol() -> None:
    assert Tabla(anchos=(1.0,), filas=()).filas_se_parten
    assert AjustesDeHoja().repetir_rotulos
    assert Enfasis("a") == Enfasis("a", negrita=False, cursiva=False)


def test_el_texto_de_un_contenido_no_trae_sus_campos() -> None:
    assert solo_texto("a") == "a"
    assert solo_texto(("a ", Enfasis("b", negrita=True), " c")) == "a b c"


def test_una_cifra_es_su_texto_y_recuerda_su_valor() -> None:
    from decimal import Decimal

    cifra = Cifra("54,8 %", Decimal("54.83"))

    assert (cifra, cifra.valor, cifra.resumen) == ("54,8 %", Decimal("54.83"), None)


@pytest.mark.parametrize(
    ("uno", "otro", "razon"),
    [("000000", "FFFFFF", 21), ("777777", "FFFFFF", 4.48), ("0A0B0C", "0A0B0C", 1)],
)
def test_el_contraste_es_el_de_wcag(uno: str, otro: str, razon: float) -> None:
    assert contraste(uno, otro) == contraste(otro, uno) == pytest.approx(razon, abs=0.005)


def test_la_letra_que_no_se_lee_pasa_a_blanca_o_a_negra() -> None:
    assert letra_sobre("FFEB9C", None) is None
    assert letra_sobre("C00000", None) == "FFFFFF"
    assert letra_sobre("000000", "111111") == "FFFFFF"
    assert letra_sobre("FFFFFF", "EEEEEE") == "000000"


def test_un_contenido_partido_guarda_sus_enlaces() -> None:
    contenido = ("Acta ", Enlace("https://a.co/12", "https://a.co/12"), ".")

    assert en_trozos(contenido, ["Acta http", "s://a.co/12."]) == [
        ("Acta ", Enlace("http", "https://a.co/12")),
        (Enlace("s://a.co/12", "https://a.co/12"), "."),
    ]


def test_en_una_celda_la_leyenda_va_junto_a_su_tabla_y_no_a_la_anterior(
    base: dict[str, Estilo],
) -> None:
    assert base["leyenda"].vertical == "abajo"
