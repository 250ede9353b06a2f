"""Lo que un riesgo reporta en un corte se trata como lo que reporta una actividad."""

from datetime import date
from typing import Any

import pytest
from ayudas import mapas
from ayudas.documentos import tablas_de

import paac_reportes as paac

CORTE = date(2026, 6, 30)


def pedido(mapa: paac.MapaDeRiesgos, *columnas: dict[str, Any]) -> paac.Reporte:
    con_ancho: list[Any] = [{"rotulo": "Dato", "ancho": 100, **una} for una in columnas]
    formato = paac.formato_de_columnas("Mapa", con_ancho, codigo="M", recorre="riesgos")
    return paac.reporte(mapa, formato, corte=CORTE)


def seguido(**dice: Any) -> dict[str, Any]:
    return mapas.riesgo(seguimientos=[{"corte": str(CORTE), "quien": "oci", **dice}])


def test_un_reporte_en_blanco_no_toma_el_de_arriba() -> None:
    mapa = mapas.mapa(seguido(acciones_adelantadas="Hecho 1"), seguido(observaciones="Va"))
    suyo = pedido(mapa, {"dato": "seguimiento_de_riesgo.acciones_adelantadas", "une": "blancos"})

    (tabla,) = tablas_de(suyo._documento[0])
    celdas = [(str(celda.contenido), celda.filas) for fila in tabla.filas for celda in fila.celdas]
    assert celdas == [("Hecho 1", 1), ("", 1)]
    assert "blanco" not in " ".join(aviso.mensaje for aviso in suyo.avisos)


def test_las_evidencias_de_un_riesgo_llevan_a_su_direccion() -> None:
    mapa = mapas.mapa(seguido(evidencias=["https://www.municipio.gov.co/acta"]))
    suyo = pedido(mapa, {"dato": "seguimiento_de_riesgo.evidencias"})

    assert 'href="https://www.municipio.gov.co/acta"' in suyo.emitir("html").contenido.decode()


def test_la_marca_de_una_verificacion_no_dice_su_nota() -> None:
    verificada = {"resultado": "verificada", "nota": "Faltó el acta"}
    mapa = mapas.mapa(seguido(avance=30, verificacion=verificada))
    marca: dict[str, Any] = {
        "dato": "seguimiento_de_riesgo.verificacion",
        "marca": "X",
        "cuando": ["verificada"],
    }
    columnas = [marca, {"dato": "riesgo.descripcion"}]
    suyo = pedido(mapa, *({**una, "ancho": 50} for una in columnas))
    avisos = " ".join(aviso.mensaje for aviso in suyo.avisos)

    assert "Verificación (seguimiento_de_riesgo.verificacion) × 1" in avisos


def test_el_avance_de_un_riesgo_se_colorea_por_zona() -> None:
    mapa = mapas.mapa(seguido(avance=30))
    por_zona = {
        "dato": "seguimiento_de_riesgo.avance",
        "colores": "zona",
        "guarda": "numero",
    }

    (tabla,) = tablas_de(pedido(mapa, por_zona)._documento[0])
    (celda,) = tabla.filas[0].celdas
    assert str(celda.contenido) == "30 (baja)"
    assert "relleno" in celda.estilo


def test_lo_que_no_es_un_avance_no_tiene_zona_y_se_dice_cual_la_tiene() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        pedido(mapas.mapa(seguido()), {"dato": "riesgo.descripcion", "colores": "zona"})
    assert "(seguimiento_de_riesgo.avance o cifras.zona), no riesgo.descripcion" in str(error.value)


def test_lo_de_un_riesgo_no_va_uno_por_corte() -> None:
    por_corte = {"dato": "seguimiento_de_riesgo.avance", "por_corte": True}
    with pytest.raises(paac.ErrorDeFormato) as error:
        pedido(mapas.mapa(seguido()), por_corte)
    assert "sólo los seguimientos de un plan van uno por corte" in str(error.value)
