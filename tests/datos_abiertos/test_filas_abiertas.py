"""El CSV de datos: una fila por actividad y corte, que otro programa lee sin perder una letra.

Prueba ``datos_abiertos/tabla``.
"""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from ayudas.planes import actividad, componente, plan

import paac_reportes as paac


def en_csv(de: paac.Plan) -> bytes:
    return paac.reporte(de, "paac-plan").emitir("csv").contenido


def leidas(contenido: bytes) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO(contenido.decode("utf-8-sig"), newline=""), delimiter=";")
    )


def con(**suyo: Any) -> paac.Plan:
    return plan(componente(actividad(**suyo)), vigencia=2026)


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


@pytest.mark.parametrize("leer", [leidas, pytest.param(de_pandas, marks=pytest.mark.integracion)])
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
