"""El vistazo de un formato: la primera fila de cada clase de tabla, rótulo por rótulo."""

from typing import Any

import pytest
from ayudas.a_medida import formato, tabla

from paac_reportes.composicion.vistazo import avisos_de_la_muestra, vistazo_de


def columna(dato: str, rotulo: object, ancho: int = 50) -> dict[str, Any]:
    return {"dato": dato, "rotulo": rotulo, "ancho": ancho}


def de_actividades(*columnas: dict[str, Any], **claves: Any) -> dict[str, Any]:
    return tabla("actividades", "actividad.meta") | {"columnas": list(columnas)} | claves


CODIGO = columna("actividad.codigo", "N.º")
META = columna("actividad.meta", ["Producto", "Meta"])
DE_TABLA = {"tipo": "tabla", "cada": "componente", "tablas": ["t"]}


def vistazo(*cuerpo: dict[str, Any], **tablas: Any) -> list[str]:
    return list(vistazo_de(formato(*cuerpo, tablas=tablas)))


def test_cada_columna_dice_su_rotulo_entero_y_su_primer_valor() -> None:
    primera, codigo, meta = vistazo(DE_TABLA, t=de_actividades(CODIGO, META))

    assert primera == ""
    assert codigo == "  N.º: 1.1"
    assert meta.startswith("  Producto / Meta: ")
    assert not meta.endswith(": ")


def test_muchas_tablas_de_una_clase_se_ven_una_vez() -> None:
    assert len(vistazo(DE_TABLA, DE_TABLA, t=de_actividades(CODIGO, META))) == 3


def test_dos_clases_de_tabla_se_ven_las_dos() -> None:
    otra = de_actividades(columna("actividad.codigo", "Código"), META)
    dos = vistazo(
        DE_TABLA,
        DE_TABLA | {"tablas": ["u"]},
        t=de_actividades(CODIGO, META),
        u=otra,
    )
    assert [renglon.partition(":")[0] for renglon in dos] == [
        *("", "  N.º", "  Producto / Meta"),
        *("", "  Código", "  Producto / Meta"),
    ]


def test_lo_que_no_tiene_rotulos_no_es_una_tabla_que_ver() -> None:
    datos = {"tipo": "datos", "filas": [{"rotulo": "Entidad", "texto": "{{ entidad.nombre }}"}]}
    assert vistazo(datos) == []


def test_una_banda_o_una_franja_no_son_la_primera_fila() -> None:
    con_banda = de_actividades(CODIGO, META, franjas=["Plan de {{ entidad.nombre }}"])
    con_banda["secciones"] = [{"recorre": "actividades", "banda": "Actividades"}]

    _, codigo, _ = vistazo(DE_TABLA, t=con_banda)
    assert codigo == "  N.º: 1.1"


def test_de_una_sola_columna_tambien_hay_primera_fila() -> None:
    _, renglon = vistazo(DE_TABLA, t=de_actividades(columna("actividad.codigo", "N.º", 100)))
    assert renglon == "  N.º: 1.1"


def test_un_valor_largo_se_corta_a_sesenta_letras() -> None:
    largo = columna(["actividad.descripcion"] * 3, "Qué", 100)  # type: ignore[arg-type]
    _, renglon = vistazo(DE_TABLA, t=de_actividades(largo))
    valor = renglon.removeprefix("  Qué: ")

    assert len(valor) == 60
    assert valor.endswith("…")


@pytest.mark.parametrize(
    ("rotulo", "ancho", "avisos"),
    [
        (
            "Anticonstitucionalmente",
            1,
            ["el rótulo «Anticonstitucionalmente» no cabe en el ancho de su columna y se parte"],
        ),
        ("Sí", 50, []),
    ],
)
def test_un_rotulo_que_no_cabe_se_avisa_una_vez(rotulo: str, ancho: int, avisos: list[str]) -> None:
    otra = columna("actividad.meta", "Meta", 100 - ancho)
    definido = formato(
        DE_TABLA,
        DE_TABLA,
        tablas={"t": de_actividades(columna("actividad.codigo", rotulo, ancho), otra)},
    )
    assert [aviso.mensaje for aviso in avisos_de_la_muestra(definido)] == avisos
