"""Aceptar todos los cambios da lo que dice el documento de ahora, y rechazarlos, el de antes."""

import copy
import io
import zipfile
from datetime import date
from random import Random
from typing import Any

import pytest
from ayudas.cambios import REALES, Que, azar_de, cambiado, parrafos, resueltos
from ayudas.compartido import con_datos_reales, leer_real

import paac_reportes as paac
from paac_reportes.opc.lectura import ver_bytes
from paac_reportes.opc.visto import DocumentoVisto, TextoVisto

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

CORTE = date(2020, 8, 31)


def visto(contenido: bytes) -> DocumentoVisto:
    return ver_bytes(contenido, "x.docx", con_paginas=False)


def dice(contenido: bytes) -> list[Any]:
    """Lo que se ve, párrafo por párrafo y celda por celda, en su orden."""
    return [
        uno.texto
        if isinstance(uno, TextoVisto)
        else [
            [celda.texto for celda in dict.fromkeys(fila) if celda and celda.texto]
            for fila in uno.filas
        ]
        for parte in visto(contenido).partes
        for uno in parte.bloques
    ]


def cuerpo(contenido: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        return paquete.read("word/document.xml").decode()


def comprobar(datos: Any, nuevos: Any, formato: str, corte: date | None) -> None:
    antes, ahora = paac.plan_desde_datos(datos), paac.plan_desde_datos(nuevos)
    con_control = paac.reporte(ahora, formato, corte=corte, anterior=antes, control_de_cambios=True)
    marcado = con_control.emitir("docx").contenido
    for que, plan in (("aceptar", ahora), ("rechazar", antes)):
        solo = paac.reporte(plan, formato, corte=corte).emitir("docx").contenido
        suyo: Que = "aceptar" if que == "aceptar" else "rechazar"
        assert dice(resueltos(marcado, suyo)) == dice(solo), que
    # Lo pendiente se lee como aceptado, y se dice que falta aceptarlo.
    assert "cambios_sin_aceptar" in {aviso.codigo for aviso in visto(marcado).avisos}
    assert dice(marcado) == dice(resueltos(marcado, "aceptar"))


def un_plan(azar: Random) -> dict[str, Any]:
    """De dos componentes, con grupos de una a cinco actividades y avances que a veces se repiten."""

    def actividad(numero: int) -> dict[str, Any]:
        avance = {"corte": "2020-08-31", "texto": f"Se hizo la parte {azar.randrange(6)}"}
        return {
            "codigo": f"1.{numero}",
            "descripcion": f"Actividad {azar.randrange(500)} de las que el plan pide a la entidad",
            "meta": f"{azar.randrange(9)} informes publicados",
            "responsable": azar.choice(["Planeación", "Hacienda", "Control Interno"]),
            "seguimientos": [avance] if azar.random() < 0.7 else [],
        }

    def grupo(numero: int) -> dict[str, Any]:
        actividades = [actividad(n) for n in range(azar.randrange(1, 6))]
        return {"nombre": f"Subcomponente {numero}", "actividades": actividades}

    componentes = [
        {"numero": n, "nombre": f"Componente {n}", "subcomponentes": [grupo(m) for m in range(4)]}
        for n in (1, 2)
    ]
    return {"entidad": {"nombre": "Alcaldía"}, "vigencia": 2020, "componentes": componentes}


@pytest.mark.parametrize("formato", ["paac-seguimiento", "cajica-plan", "california-plan"])
@pytest.mark.parametrize("semilla", range(6))
def test_un_plan_cambiado_al_azar(formato: str, semilla: int) -> None:
    azar = azar_de(semilla)
    datos = un_plan(azar)
    comprobar(datos, cambiado(datos, azar, textos=6, filas=5), formato, CORTE)


@pytest.mark.una_de_cada("archivo")
@con_datos_reales
@pytest.mark.parametrize("semilla", range(2))
@pytest.mark.parametrize(("archivo", "formato", "corte"), REALES)
def test_un_plan_real_cambiado(
    archivo: str, formato: str, corte: date | None, semilla: int
) -> None:
    datos = leer_real(archivo)
    comprobar(datos, cambiado(datos, azar_de(semilla)), formato, corte)


@pytest.mark.parametrize(
    "formato", ["informe-seguimiento", "paac-seguimiento", "cajica-plan", "MCCO.101.18.F.20"]
)
@pytest.mark.parametrize("que", ["aceptar", "rechazar"])
def test_un_componente_que_viene_y_otro_que_se_va(formato: str, que: Que) -> None:
    """Con sus títulos, sus tablas y sus párrafos; también donde hay tabla de contenido y figuras."""
    azar = azar_de(3)
    datos = un_plan(azar)
    nuevos = cambiado(datos, azar, textos=6, filas=5)
    de_tres = un_plan(azar)["componentes"][0]
    nuevos["componentes"] = [{**de_tres, "numero": 3, "nombre": "Otro"}, *nuevos["componentes"][1:]]
    antes, ahora = paac.plan_desde_datos(datos), paac.plan_desde_datos(nuevos)
    pedido = paac.reporte(ahora, formato, corte=CORTE, anterior=antes, control_de_cambios=True)
    plan = ahora if que == "aceptar" else antes
    solo = paac.reporte(plan, formato, corte=CORTE).emitir("docx").contenido
    quedo = resueltos(pedido.emitir("docx").contenido, que)
    assert parrafos(quedo) == parrafos(solo)
    de_quedo, de_solo = (
        paac.leer(io.BytesIO(uno), como="ajeno", entidad="Alcaldía", vigencia=2020)
        for uno in (quedo, solo)
    )
    assert de_quedo.contenido == de_solo.contenido


@pytest.mark.parametrize("que", ["aceptar", "rechazar"])
def test_un_corte_mas_se_acepta_o_se_rechaza_sin_tocar_los_de_antes(que: Que) -> None:
    """Lo que viene son las celdas del corte; rechazadas, su columna queda en blanco."""
    siguiente = date(2020, 12, 31)
    datos = un_plan(azar_de(2))
    nuevos = copy.deepcopy(datos)
    for componente in nuevos["componentes"]:
        for grupo in componente["subcomponentes"]:
            for actividad in grupo["actividades"]:
                avance = {"corte": str(siguiente), "texto": "Se hizo lo que faltaba"}
                actividad["seguimientos"] = [*actividad["seguimientos"], avance]
    antes, ahora = paac.plan_desde_datos(datos), paac.plan_desde_datos(nuevos)
    de_todos: dict[str, Any] = {"anterior": antes, "control_de_cambios": True, "corte": siguiente}
    pedido = paac.reporte(ahora, "paac-seguimiento", **de_todos)
    marcado = pedido.emitir("docx").contenido
    assert not any(marca in cuerpo(marcado) for marca in ("<w:del ", "<w:trPr><w:ins"))
    plan, corte = (ahora, siguiente) if que == "aceptar" else (antes, CORTE)
    solo = paac.reporte(plan, "paac-seguimiento", corte=corte).emitir("docx").contenido
    assert dice(resueltos(marcado, que)) == dice(solo)


@pytest.mark.parametrize("que", ["aceptar", "rechazar"])
def test_una_tabla_que_viene_corre_los_numeros_de_las_que_otro_texto_nombra(que: Que) -> None:
    azar = azar_de(1)
    datos = un_plan(azar)
    nuevos = cambiado(datos, azar, textos=6, filas=5)
    for componente in nuevos["componentes"]:
        for grupo in componente["subcomponentes"]:
            for actividad in grupo["actividades"][1:]:
                actividad["fecha_programada"] = "30/04/2020"
    antes, ahora = paac.plan_desde_datos(datos), paac.plan_desde_datos(nuevos)
    informe = "informe-seguimiento"
    pedido = paac.reporte(ahora, informe, corte=CORTE, anterior=antes, control_de_cambios=True)
    plan = ahora if que == "aceptar" else antes
    solo = paac.reporte(plan, informe, corte=CORTE).emitir("docx").contenido

    dichos = (parrafos(uno) for uno in (resueltos(pedido.emitir("docx").contenido, que), solo))
    quedo, debe = ([uno for uno in suyos if uno.startswith("Tabla ")] for suyos in dichos)
    assert quedo == debe
