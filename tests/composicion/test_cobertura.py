"""Lo que un formato no muestra, se avisa."""

from datetime import date
from pathlib import Path

from ayudas.compartido import RAIZ
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos, plan, tramite

import paac_reportes as paac
from paac_reportes.composicion import avisos_de_cobertura
from paac_reportes.formatos.lectura.catalogo import hallar_formato, leer_formato

F20 = hallar_formato(FORMATO)[0]
ORIGINAL = (RAIZ / "plantillas" / FORMATO / "formato.toml").read_text("utf-8")


def test_avisa_de_lo_que_el_formato_no_muestra() -> None:
    crudo = datos(
        componente(actividad(indicador="Uno", seguimientos=[{"corte": "2026-04-30", "avance": 5}])),
        firmas=[{"rol": "Elaboró", "nombre": "Oficina de Control Interno"}],
    )
    avisos = [
        str(a) for a in avisos_de_cobertura(paac.plan_desde_datos(crudo), F20, CORTE, "documento")
    ]

    assert avisos == [
        "el formato MCCO.101.18.F.20 no muestra actividad.indicador (1), seguimiento.avance (1)",
        "firmas: el formato MCCO.101.18.F.20 no muestra esta lista",
    ]


def test_avisa_de_una_lista_sin_tabla(tmp_path: Path) -> None:
    texto = ORIGINAL.replace(
        '["actividades", "tramites_programados", "tramites"]', '["actividades"]'
    )
    (tmp_path / "formato.toml").write_text(texto, "utf-8")
    con_tramites = plan({"numero": 2, "tramites": [tramite()]})

    avisos = [
        a.ruta
        for a in avisos_de_cobertura(con_tramites, leer_formato(tmp_path), CORTE, "documento")
    ]
    assert avisos == ["dependencias[0].componentes[0].tramites"]


def test_avisa_de_un_corte_sin_seguimientos() -> None:
    (aviso,) = avisos_de_cobertura(plan(), F20, date(2026, 12, 31), "documento")

    assert str(aviso) == "ningún seguimiento tiene corte 31/12/2026; los hay de: 30/04/2026"


def test_avisa_de_las_filas_que_comparten_un_seguimiento() -> None:
    de = plan(componente(actividad(), actividad(codigo="2", seguimiento=None)))

    assert [str(aviso) for aviso in avisos_de_cobertura(de, F20, CORTE, "documento")] == [
        "filas sin seguimiento que comparten la celda de la anterior: 1; donde no se haya"
        " reportado, este formato espera un guion"
    ]


def test_avisa_de_unas_firmas_que_el_formato_no_muestra() -> None:
    con_firmas = plan(firmas=[{"rol": "Aprobó", "nombre": "Una persona"}])

    def rutas(formato: str) -> list[str]:
        avisos = avisos_de_cobertura(con_firmas, hallar_formato(formato)[0], None, "documento")
        return [aviso.ruta for aviso in avisos]

    assert "firmas" in rutas(FORMATO)
    assert "firmas" not in rutas("california-plan")


def test_avisa_de_un_control_de_cambios_que_el_formato_no_muestra() -> None:
    de = plan(control_cambios=[{"version": "01", "fecha": "hoy", "razon": "Se publica."}])

    def rutas(formato: str) -> list[str]:
        return [
            a.ruta for a in avisos_de_cobertura(de, hallar_formato(formato)[0], None, "documento")
        ]

    assert "control_cambios" in rutas(FORMATO)
    assert "control_cambios" not in rutas("cajica-plan")
