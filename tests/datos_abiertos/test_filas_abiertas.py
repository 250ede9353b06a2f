"""El CSV de datos: una fila por actividad y corte, que otro programa lee sin perder una letra."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.compartido import DATOS, con_datos_reales
from ayudas.planes import actividad, componente, plan
from ayudas.planes_completos import planes_completos
from hypothesis import given

import paac_reportes as paac
from paac_reportes.datos_abiertos.tabla import columnas_abiertas

CALCULADO = "calculado."


def en_csv(de: paac.Plan) -> bytes:
    return paac.reporte(de, "paac-plan").emitir("csv").contenido


def leidas(contenido: bytes) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO(contenido.decode("utf-8-sig"), newline=""), delimiter=";")
    )


def con(**suyo: Any) -> paac.Plan:
    return plan(componente(actividad(**suyo)), vigencia=2026)


CONVERSORES: dict[str, Callable[[str], Any]] = {
    "string": lambda celda: celda.removeprefix("'"),
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "array": lambda celda: tuple(json.loads(celda)),
}


@pytest.mark.integracion
@given(planes_completos())
def test_las_de_cualquier_plan_son_las_de_filas_de_y_vuelven(de: paac.Plan) -> None:
    escrito = en_csv(de)
    con_los_tipos_del_paquete_son_las_de_filas_de(de, escrito)
    plan_desde_filas_lo_deshace(de, escrito)


def con_los_tipos_del_paquete_son_las_de_filas_de(de: paac.Plan, escrito: bytes) -> None:
    clases = {columna.clave: columna.clase for columna in columnas_abiertas(de)}
    hechas = [
        {
            clave: CONVERSORES[clases[clave]](celda) if celda else None
            for clave, celda in fila.items()
            if not clave.startswith(CALCULADO)
        }
        for fila in leidas(escrito)
    ]

    assert hechas == [
        {clave: _de_su_clase(valor, clases[clave]) for clave, valor in fila.items()}
        for fila in paac.filas_de(de)
    ]


def _de_su_clase(valor: Any, clase: str) -> Any:
    """El extra que no siempre es de la misma clase va como texto, y el entero de un número vale."""
    return str(valor) if clase == "string" and valor is not None else valor


def plan_desde_filas_lo_deshace(de: paac.Plan, escrito: bytes) -> None:
    """Salvo los números de un extra: un CSV no dice que lo son, y quedan como su texto."""
    for filas in (io.BytesIO(escrito), leidas(escrito)):
        assert paac.filas_de(paac.desde_filas(filas).contenido) == [
            {clave: _como_texto(clave, valor) for clave, valor in fila.items()}
            for fila in paac.filas_de(de)
        ]


def _como_texto(clave: str, valor: Any) -> Any:
    return (
        format(Decimal(valor), "f")
        if ".extras." in clave and isinstance(valor, int | Decimal)
        else valor
    )


@con_datos_reales
@pytest.mark.parametrize(
    "nombre", ["cartago_2020", "cajica_plan_2022", "cajica_seguimiento_2018", "california_plan"]
)
def test_los_datos_reales_vuelven_iguales(nombre: str) -> None:
    de = paac.leer(DATOS / f"{nombre}.json").sin_dudas()
    vuelto = paac.desde_filas(io.BytesIO(en_csv(de))).contenido

    assert paac.filas_de(vuelto) == paac.filas_de(de)


@pytest.mark.parametrize(
    ("texto", "celda"),
    [
        ("=1+1", "'=1+1"),
        (" @hoy", "' @hoy"),
        ("-5", "'-5"),
        ("\u200b＋1+1", "'\u200b＋1+1"),
        ("- Se reunió", "'- Se reunió"),
        ("a=1", "a=1"),
        ("\tcon tabulador", "'\tcon tabulador"),
        ("'comillas'", "''comillas'"),
        ("", "'"),
        ("-", "-"),
        ("1.10", "1.10"),
        ("dos\nrenglones; y más", "dos\nrenglones; y más"),
        (None, ""),
    ],
)
def test_el_apostrofo_protege_y_distingue(texto: str | None, celda: str) -> None:
    de = con(meta=texto)
    (fila,) = leidas(en_csv(de))

    assert fila["actividad.meta"] == celda
    assert paac.filas_de(paac.desde_filas(io.BytesIO(en_csv(de))).contenido) == paac.filas_de(de)


def test_ninguna_celda_es_una_formula() -> None:
    de = con(meta="=1+1", responsable="＝SUMA(A1)", extras={"riesgo": "@x"})
    celdas = [celda for fila in leidas(en_csv(de)) for celda in fila.values()]

    assert [celda for celda in celdas if celda.startswith(("=", "+", "@", "＝"))] == []


@pytest.mark.parametrize(
    ("fecha", "desde", "hasta"),
    [
        ("30/04/2026", "2026-04-30", "2026-04-30"),
        ("Marzo a octubre", "2026-03-01", "2026-10-31"),
        ("31/04/2026", "", ""),
        ("cuando se pueda", "", ""),
    ],
)
def test_la_fecha_literal_va_con_sus_dias(fecha: str, desde: str, hasta: str) -> None:
    (fila,) = leidas(en_csv(con(fecha_programada=fecha)))

    assert fila["actividad.fecha_programada"] == fecha
    assert (fila["calculado.fecha_desde"], fila["calculado.fecha_hasta"]) == (desde, hasta)


def de_pandas(escrito: bytes) -> Any:
    pd = pytest.importorskip("pandas")
    return pd.read_csv(io.BytesIO(escrito), sep=";", dtype=str, keep_default_na=False)


def de_polars(escrito: bytes) -> Any:
    pl = pytest.importorskip("polars")
    return pl.read_csv(io.BytesIO(escrito), separator=";", infer_schema=False)


@pytest.mark.parametrize(
    "leer",
    [leidas, *(pytest.param(de, marks=pytest.mark.integracion) for de in (de_pandas, de_polars))],
)
def test_leido_por_otro_programa_el_csv_vuelve_igual(leer: Callable[[bytes], Any]) -> None:
    de = con(
        codigo="1.10",
        meta="- Informe publicado",
        indicador="'así",
        seguimientos=[
            {"corte": "2026-04-30", "texto": "N/A", "evidencias": ["Acta; firmada", "[2] Foto"]}
        ],
    )
    vuelto = paac.desde_filas(leer(en_csv(de))).contenido

    assert paac.filas_de(vuelto) == paac.filas_de(de)
    [fila] = paac.filas_de(vuelto)
    assert fila["actividad.meta"] == "- Informe publicado"
    assert fila["seguimiento.evidencias"] == ("Acta; firmada", "[2] Foto")


@pytest.mark.parametrize(
    ("evidencias", "leidas"),
    [
        ('["Acta", "Foto"]', ("Acta", "Foto")),
        (' ["Acta\\nfirmada"] ', ("Acta\nfirmada",)),
        ("[]", ()),
        ("[2] Acta", ("[2] Acta",)),
        ('["Acta"', ('["Acta"',)),
        ('[["Acta"]]', ('[["Acta"]]',)),
        ("Acta\nFoto", ("Acta", "Foto")),
    ],
)
def test_en_cualquier_tabla_lo_que_es_una_lista_de_json_es_la_lista(
    evidencias: str, leidas: tuple[str, ...]
) -> None:
    fila = {"componente.numero": 1, "actividad.codigo": "1.1", "seguimiento.evidencias": evidencias}
    calculada = {"calculado.fecha_hasta": "2026-04-30", "calculado.al_corte.aplica": True}
    leida = paac.desde_filas(
        [fila | calculada], entidad="X", vigencia=2026, corte=date(2026, 4, 30)
    )

    assert paac.filas_de(leida.contenido)[0]["seguimiento.evidencias"] == leidas
    assert leida.avisos == ()


def test_una_columna_calculada_se_toma_si_se_pide_y_si_no_no_sobra() -> None:
    fila = {
        "Qué": "Hacer",
        "calculado.fecha_hasta": "2026-04-30",
        "calculado.al_corte.aplica": "Sí",
    }
    columnas = {
        "actividad.descripcion": "Qué",
        "actividad.fecha_programada": "calculado.fecha_hasta",
    }
    leida = paac.desde_filas([fila], columnas=columnas, entidad="X", vigencia=2026)

    [suya] = paac.filas_de(leida.contenido)
    assert suya["actividad.fecha_programada"] == "2026-04-30"
    assert leida.avisos == ()


def test_un_csv_ajeno_con_apostrofos_se_lee_como_esta() -> None:
    ajeno = io.StringIO("actividad.meta;componente.numero\n'así;1\n")
    vuelto = paac.desde_filas(ajeno, entidad="Municipio", vigencia=2026).contenido

    assert vuelto.componentes[0].subcomponentes[0].actividades[0].meta == "'así"


def test_las_evidencias_que_alguien_escribio_a_mano_van_una_por_renglon() -> None:
    de = con(seguimientos=[{"corte": "2026-04-30", "evidencias": ["acta"]}])
    a_mano = en_csv(de).decode("utf-8-sig").replace('"[""acta""]"', '"acta 1\nacta 2"')
    vuelto = paac.desde_filas(io.StringIO(a_mano)).contenido

    assert paac.filas_de(vuelto)[0]["seguimiento.evidencias"] == ("acta 1", "acta 2")


def test_un_caracter_de_control_se_cambia_y_se_avisa() -> None:
    emision = paac.reporte(con(meta="a\x07b"), "paac-plan").emitir("csv")

    assert "a\ufffdb" in emision.contenido.decode("utf-8-sig")
    assert "caracter_cambiado" in {aviso.codigo for aviso in emision.avisos}
