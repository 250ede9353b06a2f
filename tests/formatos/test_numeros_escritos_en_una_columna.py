"""Qué signo separa los decimales de unos números escritos lo dice su columna, igual en toda salida.

Prueba ``composicion/tablas/escritos``.
"""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from ayudas.cuerpos import cuerpo, textos_de
from ayudas.ejemplos import ejemplos
from ayudas.en_tablas import texto_de_tablas
from ayudas.lectores import tablas_de_word
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.textos.columnas_ajenas import separacion_de

ENTIDAD = paac.Entidad(nombre="Municipio")
SIN_DECIR: dict[str, Any] = {"total": "suma"}


def reporte(valores: Sequence[object], **columna: Any) -> paac.Reporte:
    """La matriz de una columna con esos valores, después de una con su número."""
    columnas: list[Any] = [{"dato": "n", "rotulo": "N"}, {"dato": "x", "rotulo": "X", **columna}]
    formato = paac.formato_de_columnas(
        "T", columnas, total="Total" if "total" in columna else None, archivo="t"
    )
    filas = [{"n": f"n{n}", "x": valor} for n, valor in enumerate(valores)]
    return paac.reporte(ENTIDAD, formato, filas=filas)


def en_csv(de: paac.Reporte) -> list[str]:
    escrito = de.emitir("csv").contenido.decode("utf-8-sig")
    return [fila[1] for fila in csv.reader(io.StringIO(escrito), delimiter=";")][1:]


def en_excel(de: paac.Reporte) -> list[Any]:
    hoja = openpyxl.load_workbook(io.BytesIO(de.emitir("xlsx").contenido)).worksheets[0]
    return [fila[1].value for fila in hoja.iter_rows(min_row=3)]


def en_word(de: paac.Reporte) -> list[str]:
    (tabla,) = tablas_de_word(de.emitir("docx").contenido)
    return [fila[1] for fila in tabla[1:]]


def dudas(de: paac.Reporte) -> list[str]:
    return [aviso.mensaje for aviso in de.avisos if aviso.codigo == "columna_dudosa"]


@pytest.mark.parametrize(
    ("textos", "valen"),
    [
        (["12.5", "3.141"], ["12.5", "3.141"]),
        (["0.125", "3.141"], ["0.125", "3.141"]),
        (["1234.56", "1.234"], ["1234.56", "1.234"]),
        (["1234.567", "1.234"], ["1234.567", "1.234"]),
        (["1,234.56", "1,234", "7"], ["1234.56", "1234", "7"]),
        (["1,234,567", "3.141"], ["1234567", "3.141"]),
        (["12,5", "3.141"], ["12.5", "3141"]),
        (["0,125", "3.141"], ["0.125", "3141"]),
        (["1.234.567", "3.141", "-12.500"], ["1234567", "3141", "-12500"]),
        (["1.234,5", "3.141"], ["1234.5", "3141"]),
        (["\N{MINUS SIGN}12.5", "-3.141", " 3.141 "], ["-12.5", "-3.141", "3.141"]),
        (["1 234,5", "3.141"], ["1234.5", "3141"]),
        (["1'234.5", "3.141", "1\N{NO-BREAK SPACE}234.5"], ["1234.5", "3.141", "1234.5"]),
        (["$ 12.5", "3.141"], [None, "3.141"]),
        (["45.5 %", "(3.25)", "3.141"], [None, None, "3.141"]),
        (["3.141592653589793", "3.141"], ["3.141592653589793", "3.141"]),
        (["12.5", "1,234.5", "N/A", "007", "1.2.3", "31.12.2024"], ["12.5", "1234.5", *[None] * 4]),
        (["3.141", "12.500", "7"], ["3141", "12500", "7"]),
        (["3,141", "12,500"], ["3.141", "12.500"]),
        (["12.5", "1.234,5"], ["12.5", "1234.5"]),
        (["00.125", "0012.5", "3.141"], ["0.125", "12.5", "3.141"]),
        ([".5", "-.5", "1.", "3.141"], ["0.5", "-0.5", "1", "3.141"]),
        (["1.5E+03", "3.141"], ["1.5E+3", "3.141"]),
        (["12.5 días", "3.141", "007"], [None, "3.141", None]),
        (["+12.5", "\N{EN DASH}3.141"], ["12.5", "-3.141"]),
    ],
)
def test_lo_que_vale_cada_texto_lo_dice_su_columna(
    textos: list[str], valen: list[str | None]
) -> None:
    for propios in (textos, textos[::-1]):
        como = separacion_de(propios)
        leidos = [None if (n := como.leer(t)) is None else str(n) for t in propios]
        esperados = [*zip(textos, valen, strict=True)]
        assert leidos == [dict(esperados)[t] for t in propios]


@pytest.mark.parametrize(
    "columna",
    [
        SIN_DECIR,
        {"numero": {"moneda": "COP"}},
        {"guarda": "numero", "barra": True},
        {"guarda": "numero", "colores": [{"<": 5, "color": "C6EFCE"}]},
    ],
)
def test_los_decimales_con_punto_lo_son_en_toda_salida(columna: dict[str, Any]) -> None:
    de = reporte(["12.5", "3.141", "0.125"], **columna)

    assert en_excel(de)[:3] == [12.5, 3.141, 0.125]
    assert [u.replace("$\xa0", "") for u in en_word(de)[:3]] == ["12,500", "3,141", "0,125"]
    assert en_csv(de) == ["12.5", "3.141", "0.125"]
    assert [
        u.partition(";")[2].replace("$\xa0", "") for u in texto_de_tablas(de).splitlines()[2:5]
    ] == ["12,500", "3,141", "0,125"]
    assert "3,141" in de.emitir("html").contenido.decode()
    assert de.avisos == ()


def test_un_texto_que_nadie_toma_por_un_numero_queda_como_llego() -> None:
    de = reporte(["3.141", "12.500"])

    assert (en_word(de), en_csv(de), en_excel(de)) == (["3.141", "12.500"],) * 3
    assert de.avisos == ()


def test_lo_ambiguo_se_dice_una_vez_por_columna() -> None:
    de = reporte(["3.141", "12.500", "250"], **SIN_DECIR)

    assert en_excel(de)[:3] == [3141, 12500, 250]
    assert en_csv(de) == ["3141", "12500", "250"]
    assert dudas(de) == [
        "'3.141' (y 1 otro como él) se leyó como 3141, con el punto por el signo de los miles, y"
        " nada en la columna dice otra cosa; si es el de los decimales, dé números y no textos"
    ]
    assert [aviso.ruta for aviso in de.avisos] == ["filas, columna 'x'"]
    assert dudas(reporte(["3,141", "250"], **SIN_DECIR)) == [
        "'3,141' se leyó como 3,141, con la coma por el signo de los decimales, y nada en la"
        " columna dice otra cosa; si es el de los miles, dé números y no textos"
    ]


def test_la_columna_que_se_contradice_lo_dice() -> None:
    (dicho,) = dudas(reporte(["12.5", "1.234,5", "7"], **SIN_DECIR))
    assert dicho == (
        "mezcla números con el punto de los decimales ('12.5' en filas[0]) y con la coma ('1.234,5'"
        " en filas[1]): cada uno se leyó como está escrito"
    )

    with pytest.raises(paac.ErrorDeEntrada) as error:
        reporte(["12.5", "1.234,5", "3.141"], **SIN_DECIR)
    (falla,) = error.value.fallas
    assert (falla.codigo, falla.ruta) == ("datos_incoherentes", "filas, columna 'x'")
    assert "no se sabe cuánto es '3.141' en filas[2]" in falla.mensaje


def test_una_cuenta_y_un_subtotal_leen_lo_mismo() -> None:
    columnas: list[Any] = [
        {"dato": "g", "rotulo": "G"},
        {"dato": "x", "rotulo": "X", "guarda": "texto"},
        {"texto": "{{ fila.x * 2 }}", "rotulo": "Doble"},
    ]
    formato = paac.formato_de_columnas(
        "T", columnas, subtotales=[{"por": "g", "resumen": {"x": "suma"}}]
    )
    filas = [{"g": "a", "x": "12.5"}, {"g": "b", "x": "3.141"}]

    hecha = tablas_de_word(paac.reporte(ENTIDAD, formato, filas=filas).emitir("docx").contenido)[0]

    assert hecha[1:] == [
        ["a", "12.5", "25"],
        ["Subtotal a", "12,5", ""],
        ["b", "3.141", "6,28"],
        ["Subtotal b", "3,14", ""],
    ]


@pytest.mark.parametrize(
    ("hueco", "dice"),
    [
        ("{{ suma(fila.x) }}", "15,64"),
        ("{{ maximo(fila.x) | numero }}", "12,5"),
    ],
)
def test_la_suma_de_un_cuerpo_en_word_es_la_de_su_columna(hueco: str, dice: str) -> None:
    formato = paac.formato_desde_word(cuerpo([["{{ fila.x }}"]], hueco))
    filas = [{"x": "12.5"}, {"x": "3.141"}]

    assert (
        textos_de(paac.reporte(ENTIDAD, formato, filas=filas).emitir("docx").contenido)[-1] == dice
    )


def plan_con(valores: Sequence[str]) -> paac.Plan:
    return paac.desde_filas(
        [
            {
                "dependencia.nombre": "D",
                "componente.nombre": "C",
                "actividad.codigo": f"1.{n}",
                "actividad.extras.valor": valor,
            }
            for n, valor in enumerate(valores)
        ],
        entidad="E",
    ).contenido


@pytest.mark.integracion
def test_los_extras_de_un_plan_se_leen_igual() -> None:
    columnas: list[Any] = [
        {"dato": "actividad.codigo", "rotulo": "N"},
        {"dato": "extras.valor", "rotulo": "V", "guarda": "numero", "total": "suma"},
    ]
    formato = paac.formato_de_columnas("T", columnas, recorre="actividades", total="Total")
    de = paac.reporte(plan_con(["12.5", "3.141"]), formato)

    assert en_word(de) == ["12,5", "3,141", "15,64"]
    assert en_excel(de)[:2] == [12.5, 3.141]
    assert dudas(paac.reporte(plan_con(["12.500", "3.141"]), formato))
    assert not dudas(paac.reporte(plan_con(["12,5", "3.141"]), formato))
    with pytest.raises(paac.ErrorDeEntrada, match=r"extras\.valor: mezcla números con el punto"):
        paac.reporte(plan_con(["12.5", "12,5", "3.141"]), formato).emitir("docx")
    suyo = paac.formato_desde_word(cuerpo("{{ suma(actividad.extras.valor) }}"))
    assert textos_de(paac.reporte(plan_con(["12.5", "3.141"]), suyo).emitir("docx").contenido) == [
        "15,64"
    ]


def _en_espanol(numero: Decimal) -> str:
    return f"{numero:,}".translate(str.maketrans(".,", ",."))


_ESCRITOS = st.tuples(
    st.lists(st.decimals(-99999, 99999, places=3), max_size=5),
    st.sampled_from([(str, "12.5"), ("{:,}".format, "12.5"), (_en_espanol, "1.234.567,5")]),
)


@ejemplos(60)
@given(_ESCRITOS)
def test_uno_que_prueba_su_signo_lo_dice_de_todos(escritos: Any) -> None:
    numeros, (escribir, prueba) = escritos
    textos = [*map(escribir, numeros), prueba]

    como = separacion_de(textos)

    assert [como.leer(uno) for uno in textos[:-1]] == numeros
    assert not como.se_supone
    assert not como.se_contradice


@pytest.mark.integracion
@ejemplos(5)
@given(_ESCRITOS)
def test_la_suma_de_unos_decimales_escritos_es_la_de_los_decimales(escritos: Any) -> None:
    numeros, (escribir, prueba) = escritos
    textos = [*map(escribir, numeros), prueba]
    valen = [*numeros, Decimal("1234567.5" if escribir is _en_espanol else prueba)]

    de, iguales = reporte(textos, **SIN_DECIR), reporte(valen, **SIN_DECIR)

    assert [Decimal(uno) for uno in en_csv(de)] == valen
    assert [Decimal(str(uno)) for uno in en_excel(de)[:-1]] == valen
    assert de.avisos == ()
    for salida in ("html",):
        assert de.emitir(salida).contenido == iguales.emitir(salida).contenido


PORCENTAJE: dict[str, Any] = {"numero": {"porcentaje": True}}


def avisados(de: paac.Reporte) -> list[tuple[str, str, str]]:
    return [(aviso.codigo, aviso.ruta, aviso.mensaje) for aviso in de.avisos]


@pytest.mark.parametrize(
    ("textos", "columna", "valen"),
    [
        (["85 %", "40,5%", "-3\N{NO-BREAK SPACE}%"], PORCENTAJE, [85, 40.5, -3]),
        ([85, "40,5 %"], PORCENTAJE, [85, 40.5]),
        (["85 %", "90%"], {**PORCENTAJE, "guarda": "numero"}, [85, 90]),
        (["85 %", "90%"], {**PORCENTAJE, "barra": True}, [85, 90]),
        (["$ 3.000.000", "-$ 12,5", "COP 7"], {"numero": {"moneda": "COP"}}, [3000000, -12.5, 7]),
        (["US$ 1,234.5", "USD 12", "$ 3"], {"numero": {"moneda": "USD"}}, [1234.5, 12, "$ 3"]),
        (["85 %", "$ 3"], {"guarda": "numero"}, ["85 %", "$ 3"]),
        (["85 %", "90 %"], {}, ["85 %", "90 %"]),
    ],
)
def test_un_numero_escrito_con_el_signo_de_su_columna_lo_es(
    textos: list[object], columna: dict[str, Any], valen: list[object]
) -> None:
    de = reporte(textos, **columna)

    assert en_excel(de) == valen
    assert en_csv(de) == [str(uno) for uno in valen]


def test_lo_que_su_columna_escribe_se_lee() -> None:
    numeros = [Decimal("-1234567.5"), Decimal(40)]
    for columna in (PORCENTAJE, {"numero": {"moneda": "COP"}}, {"numero": {"moneda": "USD"}}):
        de = reporte(en_word(reporte(numeros, **columna)), **columna)
        assert en_excel(de) == numeros


def test_lo_que_una_columna_de_numeros_no_puede_leer_se_dice() -> None:
    de = reporte([85, "muchas", None, "casi"], **PORCENTAJE)

    assert en_excel(de) == [85, "muchas", None, "casi"]
    motivo = "2 celdas no son un número y van como texto (el primero, 'muchas' en filas[1])"
    assert avisados(de) == [("celda_ilegible", "filas, columna 'x'", motivo)]
    con_total = reporte([85, "muchas"], **PORCENTAJE, total="suma")
    assert [aviso.codigo for aviso in con_total.avisos] == ["fuera_del_total"]


def test_los_porcentajes_que_parecen_partes_de_uno_se_dicen() -> None:
    ((codigo, ruta, motivo),) = avisados(reporte([0.5, 0.938, 1.0], **PORCENTAJE))

    assert (codigo, ruta) == ("fracciones", "filas, columna 'x'")
    assert motivo.endswith("de 0 a 100; si son fracciones, multiplíquelos por 100")
    for otros in ([0, 1, 1], [0.5, 40], [-12.5, -3.2], ["0,5 %", "0,9 %"], [None]):
        assert reporte(otros, **PORCENTAJE).avisos == ()
    assert reporte([0.5, 0.938]).avisos == ()
