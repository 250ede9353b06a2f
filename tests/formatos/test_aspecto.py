"""``[aspecto]``: lo que un formato cambia de cómo se ve, en todas sus salidas.

Prueba ``formatos/definicion/aspecto``.
"""

import datetime as dt
import io
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.alteraciones import partes_de
from ayudas.compartido import RAIZ

import paac_reportes as paac
from paac_reportes.formatos.lectura.en_codigo import describir
from paac_reportes.maqueta.aspecto import ASPECTOS, CUADRICULA, OFICIAL, SOBRIO, Raya
from paac_reportes.maqueta.estilos import CONTRASTE, contraste, estilos_base
from paac_reportes.maqueta.medida.tipografia import Mm, Pt

CORTE = dt.date(2023, 9, 30)
VERDE = "117733"


@pytest.fixture(scope="module")
def plan() -> paac.Plan:
    return paac.leer(RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml").sin_dudas()


def heredero(**aspecto: Any) -> paac.Formato:
    datos = {"base": "informe-seguimiento", "codigo": "el-suyo", "aspecto": aspecto}
    return paac.formato_desde_datos(datos)


def escrito(plan: paac.Plan, formato: paac.Formato, tipo: str) -> str:
    """Todo lo que dice el archivo, y las partes de un Office sueltas."""
    contenido = paac.reporte(plan, formato, corte=CORTE).emitir(tipo).contenido
    if tipo == "html":
        return contenido.decode()
    return "".join(partes_de(contenido).values())


@pytest.mark.integracion
@pytest.mark.parametrize("papel", ["titulo", "hecho", "malo", "malo_con_reporte", "no_se_sabe"])
@pytest.mark.parametrize("tipo", ["docx", "xlsx", "html"])
def test_un_color_que_el_formato_cambia_se_ve_en_cada_salida(
    plan: paac.Plan, tipo: str, papel: str
) -> None:
    assert VERDE not in escrito(plan, heredero(), tipo)
    assert VERDE in escrito(plan, heredero(paleta={papel: VERDE}), tipo)


def test_lo_sobrio_no_lleva_rayas_a_los_lados_ni_rellenos_y_lo_oficial_si() -> None:
    sobrios, oficiales = (estilos_base("Calibri", Pt(9), uno) for uno in (SOBRIO, OFICIAL))

    for nombre in ("celda", "rotulo", "total", "dato"):
        bordes = sobrios[nombre].bordes
        assert bordes is not None
        assert bordes.izquierda is bordes.derecha is None
        assert sobrios[nombre].relleno is None
        assert oficiales[nombre].bordes == CUADRICULA


@pytest.mark.parametrize("nombre", ASPECTOS)
def test_toda_letra_se_lee_sobre_su_fondo(nombre: Any) -> None:
    for estilo in estilos_base("Calibri", Pt(9), ASPECTOS[nombre]).values():
        fondo = estilo.relleno or "FFFFFF"
        assert contraste(estilo.color or "000000", fondo) >= CONTRASTE


def test_lo_que_se_cambia_de_un_aspecto_cambia_y_lo_demas_queda() -> None:
    suyo = heredero(paleta={"titulo": "7a1f5b"}, letra={"titulo1": 18}).aspecto.resuelto

    assert suyo.paleta == attrs.evolve(SOBRIO.paleta, titulo="7A1F5B")
    assert suyo.letra == attrs.evolve(SOBRIO.letra, titulo1=Pt(18))
    raya = Raya(grosor=Pt(1), color="7A1F5B")
    assert suyo.tabla == attrs.evolve(SOBRIO.tabla, rotulos=raya, total=raya)
    assert (
        heredero(base="oficial", paleta={"titulo": VERDE}).aspecto.resuelto.tabla == OFICIAL.tabla
    )


def test_un_formato_dice_el_aire_de_sus_celdas_y_lo_demas_queda() -> None:
    suyo = heredero(base="sobrio", tabla={"aire": 0.35}).aspecto.resuelto

    assert suyo == attrs.evolve(SOBRIO, tabla=attrs.evolve(SOBRIO.tabla, aire=Mm(0.35)))


def test_lo_mal_escrito_de_un_aspecto_se_dice_todo() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        heredero(
            base="sobria",
            paleta={"titulo": "azul"},
            tabla={"mismos_anchos": "mucho", "aire": 9},
            letra={"titulo": 2},
        )

    rutas = {falla.ruta for falla in error.value.fallas}
    assert rutas == {
        "aspecto.base",
        "aspecto.paleta.titulo",
        "aspecto.tabla.mismos_anchos",
        "aspecto.tabla.aire",
        "aspecto.letra.titulo",
    }


@pytest.mark.parametrize(
    ("claves", "falla"),
    [
        ({"aspecto": {"paleta": {"titulo": "F2E205"}}}, "la letra F2E205 no se lee sobre FFFFFF"),
        ({"aspecto": {"paleta": {"hecho": "FFF3B0"}}}, "la barra FFF3B0 no se ve sobre FFFFFF"),
        ({"aspecto": {"paleta": {"no_se_sabe": "FFFFFF"}}}, "la barra FFFFFF no se ve"),
        ({"estilos": {"rotulo": {"relleno": "173A5E"}}}, "la letra 173A5E no se lee sobre 173A5E"),
    ],
)
def test_un_color_que_no_se_ve_sobre_su_fondo_es_una_falla(claves: Any, falla: str) -> None:
    with pytest.raises(paac.ErrorDeFormato, match=falla) as error:
        paac.formato_desde_datos({"base": "informe-seguimiento", "codigo": "el-suyo", **claves})

    assert [una.codigo for una in error.value.fallas] == ["contraste_bajo"]


@pytest.mark.integracion
def test_los_numeros_de_una_columna_llevan_los_mismos_decimales_y_van_a_la_derecha(
    plan: paac.Plan,
) -> None:
    libro = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(plan, "informe-seguimiento", corte=CORTE).emitir("xlsx").contenido)
    )
    avances = [
        celda
        for renglon in libro["Por corte"].iter_rows()
        for celda in renglon
        if "%" in str(celda.number_format)
    ]

    # Lo que reportó y el avance de los tres cortes; de 121 o 122 filas, con un decimal.
    assert len(avances) == 6
    assert {str(celda.number_format) for celda in avances} == {'[$-240A]0.0"\xa0%"'}
    assert {celda.alignment.horizontal for celda in avances} == {"right"}


# ------------------------------------------------------------------ la letra
@pytest.mark.parametrize(
    ("dicho", "familia"),
    [
        ({"aspecto": {"base": "sobrio"}}, "Calibri"),
        ({"aspecto": {"base": "oficial"}}, "Arial"),
        (
            {"aspecto": {"base": "sobrio"}, "pagina": {"familia": "Times New Roman"}},
            "Times New Roman",
        ),
    ],
)
def test_la_letra_es_la_del_aspecto_si_la_pagina_no_dice_otra(
    dicho: dict[str, Any], familia: str
) -> None:
    de_columnas = paac.formato_de_columnas("Peticiones", {"oficina": "Dependencia"}, **dicho)
    emision = (
        paac.reporte(paac.Entidad(nombre="M"), de_columnas, filas=[{"oficina": "Hacienda"}])
        .emitir("xlsx")
        .contenido
    )

    hoja = openpyxl.load_workbook(io.BytesIO(emision)).worksheets[0]
    assert {celda.font.name for fila in hoja["A1:A3"] for celda in fila} == {familia}
    assert any(f", {familia} " in renglon for renglon in describir(de_columnas))
