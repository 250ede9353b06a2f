"""Lo que se publica sin que nadie lo haya revisado lo dice por todas sus puertas.

Prueba ``api/reportes``.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from ayudas.planes import FORMATO, actividad, componente, datos

import paac_reportes as paac
from paac_reportes import anfitrion
from paac_reportes.cli import main

DATOS = datos(componente(actividad(codigo="1.1", meta="La oficina, 2114000, y CDP 2024000345")))
NADA = datos(componente(actividad(codigo="1.1", meta="Escriba a oficina@x.co")))


def publico(de: dict[str, Any], **opciones: Any) -> paac.tipos.ReportePublico:
    return paac.reporte(paac.desde_datos(de).contenido, FORMATO).publico(**opciones)


def respondida(reporte: paac.tipos.ReportePublico) -> dict[str, str]:
    return {uno.id: "queda" for uno in reporte.por_revisar}


def test_el_aviso_y_la_cuenta_dicen_cuanto_espera_y_respondido_no_espera_nada() -> None:
    suyo = publico(DATOS)
    (aviso,) = (uno for uno in suyo.emitir("csv").avisos if uno.codigo == "sin_revisar")
    revisado = publico(DATOS, revisado=respondida(suyo))

    assert (suyo.sin_revisar, len(suyo.por_revisar)) == (2, 2)
    assert "quedan 2 números, correos y teléfonos" in aviso.mensaje
    assert (suyo.emitir("csv").acta.opciones["sin_revisar"], revisado.sin_revisar) == (2, 0)
    for otro in (revisado, publico(NADA), paac.reporte(suyo.contenido, FORMATO)):
        assert "sin_revisar" not in otro.emitir("csv").acta.opciones
        assert "sin_revisar" not in {uno.codigo for uno in otro.avisos}


@pytest.mark.parametrize(("de", "esperan"), [(DATOS, 2), (NADA, 0)])
def test_la_orden_escribe_y_dice_cuanto_espera_aunque_nada_quede_por_fuera(
    de: dict[str, Any], esperan: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, salida, acta = (tmp_path / uno for uno in ("plan.json", "p.csv", "acta.json"))
    plan.write_text(json.dumps(de), "utf-8")
    generar = ["publicar", str(plan), "--formato", FORMATO]
    pedido = [*generar, "--salida", str(salida), "--acta", str(acta)]

    assert main(pedido) == 0
    assert salida.exists()
    assert ("quedan 2 números" in capsys.readouterr().err) is (esperan == 2)
    assert json.loads(acta.read_text("utf-8"))["opciones"].get("sin_revisar", 0) == esperan
    lista = tmp_path / "l.json"
    lista.write_text(json.dumps(respondida(publico(de))), "utf-8")
    assert main([*pedido, "--revisado", str(lista)]) == 0


def test_el_certificado_lo_dice_con_los_datos_y_con_el_acta(tmp_path: Path) -> None:
    suyo, archivo, acta = publico(DATOS), tmp_path / "p.csv", tmp_path / "acta.json"
    suyo.guardar(archivo, acta=acta)
    de_datos = paac.verificar(
        archivo, paac.reporte(paac.desde_datos(DATOS).contenido, FORMATO).publico()
    )
    de_acta = paac.verificar(archivo, acta=acta)

    for certificado in (de_datos, de_acta):
        assert (certificado.pasa, certificado.datos()["sin_revisar"]) == (True, 2)
        assert "Se publica sin revisar lo que queda: 2 por mirar." in str(
            certificado._cuadro().notas
        )


def test_un_lote_un_documento_y_un_anfitrion_lo_pasan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, encargos = tmp_path / "plan.json", tmp_path / "encargos.csv"
    plan.write_text(json.dumps(DATOS), "utf-8")
    encargos.write_text(f"plan;formato;tipos;publico\nplan.json;{FORMATO};csv;sí\n", "utf-8")

    assert main(["generar", str(encargos), "--salida", str(tmp_path / "lote")]) == 0
    assert "aviso: sin_revisar (encargos: 1); vea " in capsys.readouterr().err
    (acta,) = (tmp_path / "lote").glob("*_publico.acta.json")
    hecho = json.loads(acta.read_text())
    assert hecho["opciones"]["sin_revisar"] == 2
    assert "sin_revisar" in hecho["avisos"]
    assert anfitrion.cabeceras(publico(DATOS), "csv")["X-Paac-Sin-Revisar"] == "2"
    assert "X-Paac-Sin-Revisar" not in anfitrion.cabeceras(publico(NADA), "csv")


@pytest.mark.parametrize("titulo", ["Qué (oficina@x.co)", "Qué 31.408.877", "Qué, Tel. 2145678"])
def test_lo_que_el_formato_trae_escrito_tambien_espera(titulo: str) -> None:
    formato = paac.formato_de_columnas("Tabla", {"que": titulo})
    reporte = paac.reporte(paac.Entidad(nombre="Alcaldía"), formato, filas=[{"que": "Algo"}])
    suyo = reporte.publico()
    (uno,) = suyo.por_revisar

    assert suyo.sin_revisar == 1
    assert reporte.publico(revisado={uno.id: "queda"}).sin_revisar == 0
    with pytest.raises(paac.ErrorDeEntrada, match="quítelo del formato"):
        reporte.publico(revisado={uno.id: "se omite"})


def test_el_acta_y_los_avisos_de_lo_publico_no_traen_un_numero_de_alguien(tmp_path: Path) -> None:
    de = datos(componente(actividad(codigo="1.1", extras={"cel_31408877": "Sí"})))
    plan, salida, acta = (
        tmp_path / uno for uno in ("31408877 oficina@x.co.json", "p.csv", "acta.json")
    )
    plan.write_text(json.dumps(de), "utf-8")
    generar = ["publicar", str(plan), "--formato", FORMATO]
    main([*generar, "--salida", str(salida), "--acta", str(acta)])
    dicho = [(str(uno), uno.datos) for uno in publico(de).avisos]

    for de_alguien in ("31408877", "oficina@"):
        assert de_alguien not in f"{dicho}{acta.read_text('utf-8')}"
    assert "datos_no_mostrados" in {uno.codigo for uno in publico(de).avisos}
    assert paac.verificar(salida, acta=acta).publico
