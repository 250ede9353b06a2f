"""Un número que alguien escribió en un documento nuestro: vale lo que su celda guarda.

Prueba ``vuelta/inversa``, ``cotejo/visto``, ``cotejo/cambios`` y ``opc/visto``.
"""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.manos import Manos
from ayudas.planes import CORTE, actividad, componente, plan

import paac_reportes as paac
from paac_reportes.prueba.verificacion import juzgar

MAPA = paac.leer(
    Path(__file__).parents[2] / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa"
).sin_dudas()
FORMA = "ptep-seguimiento"


def plan_con(*avances: float, estado: str | None = None, meta: str = "Una meta") -> paac.Plan:
    """Un plan con una actividad por avance, que en nada más se repiten."""
    return plan(
        componente(
            *(
                actividad(
                    codigo=f"1.{numero}",
                    descripcion=f"Hacer 1.{numero}",
                    meta=meta,
                    seguimientos=[{"corte": CORTE, "avance": avance, "estado": estado}],
                )
                for numero, avance in enumerate(avances, 1)
            )
        )
    )


def avances(de: paac.Plan) -> list[Decimal | None]:
    (subcomponente,) = de.dependencias[0].componentes[0].subcomponentes
    return [uno.seguimientos[0].avance for uno in subcomponente.actividades]


def corregido(
    de: Any, ahora: Mapping[Any, object], tipo: str = "docx", forma: str = FORMA
) -> bytes:
    """El documento con otro valor, o con su formato, donde decía cada uno."""
    manos = Manos(paac.reporte(de, forma).emitir(tipo).contenido)
    zonas = [manos.archivo.hoja.title] if tipo == "xlsx" else _tablas(manos)
    faltan = {str(antes): valor for antes, valor in ahora.items()}
    for zona in map(manos.zona, zonas):
        for fila, columna in [(f, c) for f in range(1, zona.filas + 1) for c in range(1, 50)]:
            try:
                valor = faltan.pop(zona.texto(fila, columna), None)
            except IndexError:
                continue
            if isinstance(valor, tuple):
                celda = manos.archivo.hoja.cell(fila, columna)
                celda.value, celda.number_format = valor
            elif valor is not None:
                zona.escribir(fila, columna, str(valor))
    assert not faltan
    return manos.guardado()


def _tablas(manos: Manos) -> list[str]:
    return [f"tabla {numero}" for numero, _ in enumerate(manos.archivo.word.tables, 1)]


def leido(contenido: bytes, de: Any) -> Any:
    return paac.leer(io.BytesIO(contenido), como=None, plan=de)


GUARDADOS: Sequence[tuple[float, str, str]] = [
    (62.5, "0", "62.5"),
    (99.6, "0", "99.6"),
    (33.4, "0", "33.4"),
    (0.4, "0", "0.4"),
    (0, "0", "0"),
    (33.369, "0.00", "33.369"),
    (33.369999999999997, "0.0", "33.37"),
    (0.1 + 0.2, "0", "0.3"),
    (62.5, '0" %"', "62.5"),
    (0.8, "0%", "80"),
    (0.625, "0%", "62.5"),
    (0.002, "0%", "0.2"),
]
"""Lo que se guarda, con qué formato, y el avance que es."""


@pytest.mark.parametrize("forma", [FORMA, "paac-seguimiento"])
def test_el_avance_es_el_que_la_celda_guarda_y_no_el_que_su_formato_muestra(forma: str) -> None:
    salieron = [33.37 + numero for numero in range(len(GUARDADOS))]
    de = plan_con(*salieron)
    ahora = {
        antes: (guardado, formato)
        for antes, (guardado, formato, _) in zip(salieron, GUARDADOS, strict=True)
    }
    lectura = leido(corregido(de, ahora, "xlsx", forma), de)
    assert avances(lectura.contenido) == [Decimal(debe_ser) for *_, debe_ser in GUARDADOS]
    assert all(cambio.aplicado for cambio in lectura.cambios)


def test_el_avance_de_un_riesgo_tambien_es_el_que_su_celda_guarda() -> None:
    contenido = corregido(MAPA, {80: (62.5, "0")}, "xlsx", "seguimiento-mapa")
    (cambio,) = leido(contenido, MAPA).cambios
    assert (cambio.dato, cambio.antes, cambio.ahora, cambio.aplicado) == (
        *("seguimiento_de_riesgo.avance", "80", "62,5"),
        True,
    )


def test_un_formato_que_esconde_decimales_no_es_una_correccion() -> None:
    formatos = ["0", "0.0", "0.000", "#,##0", '0" %"']
    de = plan_con(*(33.37 + numero for numero in range(len(formatos))))
    ahora = {33.37 + n: (33.37 + n, formato) for n, formato in enumerate(formatos)}
    lectura = leido(corregido(de, ahora, "xlsx"), de)
    assert (lectura.contenido, lectura.cambios) == (de, ())


def test_una_fecha_que_se_muestra_de_otro_modo_no_es_una_correccion() -> None:
    de, dia = plan_con(1), "2026-01-31 00:00:00"
    libro = corregido(de, {dia: (46053, "mmm-yy")}, "xlsx", "paac-plan")
    assert leido(libro, de).cambios == ()
    (cambio,) = leido(corregido(de, {dia: (46081, "dd/mm/yy")}, "xlsx", "paac-plan"), de).cambios
    assert (cambio.ahora, cambio.aplicado) == ("28/02/2026", True)


@pytest.mark.parametrize("forma", [FORMA, "paac-seguimiento"])
def test_cada_avance_sale_con_un_formato_que_muestra_lo_que_alguien_escriba(forma: str) -> None:
    salieron = [33.37, 50, 62.5, 100, 0]
    hojas = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(plan_con(*salieron), forma).emitir("xlsx").contenido)
    )
    formatos = {
        celda.value: celda.number_format
        for fila in hojas.worksheets[0]
        for celda in fila
        if isinstance(celda.value, int | float)
    }
    assert formatos == dict.fromkeys(salieron, "[$-240A]General")


def test_con_el_plan_cambiado_despues_tambien_se_toma_lo_que_el_formato_esconde() -> None:
    contenido = corregido(plan_con(60, 70), {60: (59.6, "0")}, "xlsx")
    lectura = leido(contenido, plan_con(60, 70, meta="Otra meta"))
    assert avances(lectura.contenido) == [Decimal("59.6"), 70]


def test_al_probar_un_archivo_difieren_lo_que_guarda_y_lo_que_muestra() -> None:
    de = plan_con(60)
    for ahora, se_lee in (((59.6, "0"), "59,6"), ((60, "0.0"), "60,0")):
        otro = corregido(de, {60: ahora}, "xlsx")
        (diferencia,) = (
            juzgar("xlsx", paac.reporte(de, FORMA).emitir("xlsx").contenido, otro).diferencias or ()
        )
        assert (diferencia.esperado, diferencia.hallado) == ("60", se_lee)


# ------------------------------------------------------------------ escrito con letras

ESCRITOS = {
    "15 %": "15",
    "80%": "80",
    "80 por ciento": "80",
    "70 POR CIENTO": "70",
    "0,2 %": "0.2",
    "62,5": "62.5",
    "62.5": "62.5",
    "100": "100",
}


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_un_porcentaje_con_su_signo_o_sin_el_es_ese_numero(tipo: str) -> None:
    salieron = range(30, 30 + len(ESCRITOS))
    de = plan_con(*salieron)
    lectura = leido(corregido(de, dict(zip(salieron, ESCRITOS, strict=True)), tipo), de)
    assert avances(lectura.contenido) == [*map(Decimal, ESCRITOS.values())]
    assert {(cambio.aplicado, cambio.motivo) for cambio in lectura.cambios} == {(True, "")}


def test_lo_que_no_es_un_porcentaje_se_dice_y_el_avance_queda() -> None:
    escritos = ["mucho", "15 % o más", "120", "-5"]
    de = plan_con(*range(30, 34))
    lectura = leido(corregido(de, dict(zip(range(30, 34), escritos, strict=True))), de)
    assert lectura.contenido == de
    dichos = [(cambio.ahora, cambio.aplicado) for cambio in lectura.cambios]
    assert dichos == [(texto, False) for texto in escritos]


def test_un_0_2_o_un_1_sin_su_signo_se_toma_y_se_dice() -> None:
    de = plan_con(30, 40, 50)
    lectura = leido(corregido(de, {30: "0,2", 40: "1", 50: "1 %"}), de)
    assert avances(lectura.contenido) == [Decimal("0.2"), 1, 1]
    assert [aviso.mensaje for aviso in lectura.avisos] == [
        "decía «30» y dice «0,2»: se leyó como 0,2 %; si es una parte de uno, escriba 20",
        "decía «40» y dice «1»: se leyó como 1 %; si es una parte de uno, escriba 100",
    ]


def test_el_signo_de_un_porcentaje_es_el_de_los_decimales_y_el_que_pudo_ser_mil_se_dice() -> None:
    de = plan_con(30, 40)
    lectura = leido(corregido(de, {30: "33.333", 40: "70,000 %"}), de)
    assert avances(lectura.contenido) == [Decimal("33.333"), 70]
    resto = "con el signo por el de los decimales; si es el de los miles, escríbalo sin él"
    assert [aviso.mensaje for aviso in lectura.avisos] == [
        f"decía «30» y dice «33.333»: '33.333' se leyó como 33,333, {resto}",
        f"decía «40» y dice «70,000 %»: '70,000 %' se leyó como 70, {resto}",
    ]
