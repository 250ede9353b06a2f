"""Los libros que salen: uno por oficina, cerrado lo del plan y abierto lo que se reporta.

Prueba ``libros/captura/libro`` y ``libros/captura/filas``.
"""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.compartido import con_sdk, validar
from ayudas.danos import HojaConRotulos
from ayudas.planes import CORTE, actividad, componente, datos, plan, tramite
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

import paac_reportes as paac

OTRO = date(2026, 8, 31)


def hoja(ruta: Path, nombre: str = "Actividades") -> Worksheet:
    return openpyxl.load_workbook(ruta)[nombre]


def celda_de(excel: Worksheet, rotulo: str, fila: int = 1) -> Any:
    return HojaConRotulos(excel).celda(fila, rotulo)


@pytest.fixture
def libro(tmp_path: Path) -> Path:
    [ruta] = paac.capturar(plan(), OTRO, tmp_path / "libros").archivos
    return ruta


def test_cada_dependencia_con_filas_tiene_su_libro_y_la_que_no_las_tiene_no(tmp_path: Path) -> None:
    una, otra = datos()["dependencias"][0], {"nombre": "SECRETARÍA DE SALUD"}
    crudo = datos(dependencias=[una, otra, una | {"nombre": "Hacienda, Crédito y Ñandú"}])
    rutas = paac.capturar(paac.desde_datos(crudo).contenido, OTRO, tmp_path).archivos
    assert [ruta.name for ruta in rutas] == [
        "01-secretaria-de-planeacion-2026-08-31.xlsx",
        "03-hacienda-credito-y-nandu-2026-08-31.xlsx",
    ]


def test_un_plan_sin_dependencias_es_un_solo_libro(tmp_path: Path) -> None:
    crudo = {"entidad": {"nombre": "MUNICIPIO"}, "componentes": [componente()]}
    [ruta] = paac.capturar(paac.desde_datos(crudo).contenido, OTRO, tmp_path).archivos
    assert ruta.name == "captura-municipio-2026-08-31.xlsx"


_NUMEROS_DE_FILA, _BARRA = 30, 20
"""Píxeles que Excel no da a las columnas."""


@pytest.mark.parametrize("nombre", ["Actividades", "Trámites"])
def test_nada_de_lo_que_hace_falta_queda_fuera_de_una_pantalla_de_1366(
    nombre: str, tmp_path: Path
) -> None:
    racionalizacion = {"numero": 2, "nombre": "Racionalización", "tramites": [tramite()]}
    [ruta] = paac.capturar(plan(componente(), racionalizacion), OTRO, tmp_path).archivos
    excel = hoja(ruta, nombre)
    ultima = celda_de(excel, "Observaciones").column
    hasta_ella = [
        excel.column_dimensions[get_column_letter(numero)] for numero in range(1, ultima + 1)
    ]
    pixeles = sum(6 * columna.width for columna in hasta_ella if not columna.hidden)
    assert pixeles <= 1366 - _NUMEROS_DE_FILA - _BARRA
    # Impresa es de una página de ancho: en oficio, y sin lo que va a la derecha de lo que se llena.
    assert excel.print_area == f"'{nombre}'!$A$1:${get_column_letter(ultima)}$4"
    assert (excel.page_setup.paperSize, (excel.page_setup.scale or 0) >= 78) == (14, True)


def con_reporte(texto: str, **de_la_fila: Any) -> paac.Plan:
    """Un plan de una actividad con ese texto en abril."""
    dicho = {"corte": str(CORTE), "texto": texto}
    return plan(
        componente(actividad(**{"seguimiento": None, "seguimientos": [dicho]} | de_la_fila))
    )


def instrucciones(ruta: Path) -> list[str]:
    return [str(fila[0].value) for fila in openpyxl.load_workbook(ruta)["Instrucciones"].rows]


def test_de_lo_que_se_dijo_se_ven_cuatro_renglones_y_entero_va_en_las_instrucciones(
    tmp_path: Path,
) -> None:
    largo = "Se publicó el mapa y se socializó con los funcionarios. " * 20
    [ruta] = paac.capturar(con_reporte(largo), OTRO, tmp_path).archivos
    visto = str(celda_de(hoja(ruta), "Lo que usted dijo la última vez").value)
    assert visto.startswith("30/04/2026\nSe publicó el mapa")
    assert visto.endswith("…")
    assert len(visto) < 200
    titulo, entero = instrucciones(ruta)[-2:]
    assert titulo == "La última vez, completo"
    assert entero == f"1.1 Publicar el mapa de riesgos — 30/04/2026. {largo}"


def test_el_contador_del_libro_cuenta_tambien_la_que_solo_trae_un_texto(tmp_path: Path) -> None:
    """Un texto es un reporte: con él, «0 de 2» habría dicho que no se llenó."""
    dicho = {"seguimiento": None, "seguimientos": [{"corte": str(CORTE), "texto": "Va."}]}
    base = plan(
        componente(actividad(codigo="1.1", **dicho), actividad(codigo="1.2", seguimiento=None))
    )
    [ruta] = paac.capturar(base, CORTE, tmp_path).archivos
    a_la_vista = openpyxl.load_workbook(ruta, data_only=True)[hoja(ruta).title]

    assert "1 de 2 con reporte" in str(a_la_vista["A2"].value)


def test_lo_ya_cumplido_va_al_final_y_no_se_cuenta_en_lo_que_falta(tmp_path: Path) -> None:
    dicho = {"corte": str(CORTE), "texto": "Va."}
    filas = [
        actividad(codigo=f"1.{n}", seguimiento=None, seguimientos=[dicho | demas])
        for n, demas in enumerate(
            (
                {"avance": "100", "estado": "cumplida"},
                {"avance": "100", "estado": "en_proceso"},
                {"avance": "40", "estado": "cumplida"},
            ),
            1,
        )
    ]
    textos = {"remitente": "la Oficina de Planeación", "plazo_para_responder": "el 5 de mayo"}
    base = plan(componente(*filas), textos=textos)
    [ruta] = paac.capturar(base, OTRO, tmp_path).archivos
    excel = hoja(ruta)
    assert [celda_de(excel, "N.º", n).value for n in (1, 2, 3)] == ["1.2", "1.3", "1.1"]
    assert str(excel["A2"].value).endswith(' de 2 con reporte · debajo, 1 ya cumplida al 100 %"')
    dicen = instrucciones(ruta)
    assert "Por reportar: 2 actividades; debajo, 1 ya cumplida al 100 %." in dicen
    assert "Envíelo lleno a la Oficina de Planeación, hasta el 5 de mayo." in dicen
    reunion = paac.reunir(ruta, base=base)
    assert (reunion.contenido, reunion.avisos) == (base, ())


@pytest.mark.parametrize(
    ("fecha", "reportado", "muestra"),
    [
        ("31/01/2026", {"avance": "60", "estado": "en_proceso"}, '@"\nvencida desde 01/02/2026"'),
        ("31/01/2026", {"avance": "100", "estado": "cumplida"}, "@"),
        ("31/01/2026", {"texto": "Va bien."}, "@"),
        ("31/08/2026", {"avance": "60", "estado": "en_proceso"}, "@"),
        ("30/09/2026", {"avance": "60", "estado": "en_proceso"}, "@"),
    ],
    ids=["sin terminar", "terminada", "no se sabe", "el día del corte", "después"],
)
def test_la_fecha_dice_si_ya_vencio_y_lo_que_guarda_no_cambia(
    fecha: str, reportado: dict[str, str], muestra: str, tmp_path: Path
) -> None:
    dicho = {"corte": str(CORTE), **reportado}
    suya = actividad(fecha_programada=fecha, seguimiento=None, seguimientos=[dicho])
    [ruta] = paac.capturar(plan(componente(suya)), OTRO, tmp_path).archivos
    celda = celda_de(hoja(ruta), "Vence")
    assert (celda.value, celda.number_format) == (fecha, muestra)


def test_lo_que_no_se_reporto_cuando_se_pidio_esta_vencido(tmp_path: Path) -> None:
    callada = actividad(fecha_programada="31/01/2026", seguimiento=None)
    dicho = {"corte": str(CORTE), "texto": "-"}
    otra = actividad(codigo="1.2", seguimiento=None, seguimientos=[dicho])
    [ruta] = paac.capturar(plan(componente(otra, callada)), OTRO, tmp_path).archivos
    celda = celda_de(hoja(ruta), "Vence", 2)
    assert (celda.number_format, celda.font.color.rgb) == (
        '@"\nvencida desde 01/02/2026"',
        "FFB3402E",
    )


def test_de_la_que_iba_en_blanco_bajo_la_celda_de_otra_no_se_dice_vencida(tmp_path: Path) -> None:
    callada = actividad(fecha_programada="31/01/2026", seguimiento=None)
    dicho = {"corte": str(CORTE), "texto": "Se hizo."}
    otra = actividad(codigo="1.2", seguimiento=None, seguimientos=[dicho])
    [ruta] = paac.capturar(plan(componente(otra, callada)), OTRO, tmp_path).archivos
    assert celda_de(hoja(ruta), "Vence", 2).number_format == "@"


def test_un_libro_que_ya_existe_no_se_reemplaza_y_ninguno_se_escribe(tmp_path: Path) -> None:
    una = datos()["dependencias"][0]
    de_dos = paac.desde_datos(datos(dependencias=[una, una | {"nombre": "SALUD"}])).contenido
    lleno = tmp_path / "02-salud-2026-08-31.xlsx"
    lleno.write_text("lo que llenó la oficina")
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.capturar(de_dos, OTRO, tmp_path)
    assert str(error.value) == (
        f"{lleno}: ya existe, y una oficina pudo haberlo llenado; para escribirlo de"
        " nuevo, --reemplazar (en Python, reemplazar=True)"
    )
    assert [ruta.name for ruta in tmp_path.iterdir()] == [lleno.name]
    assert lleno.read_text() == "lo que llenó la oficina"


def test_un_plan_sin_filas_no_tiene_que_reportar(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="no tiene actividades ni trámites"):
        paac.capturar(plan({"numero": 1}), OTRO, tmp_path / "libros")
    assert not (tmp_path / "libros").exists()


@con_sdk
def test_el_libro_es_valido_para_el_sdk_de_microsoft(libro: Path) -> None:
    assert validar(libro) == ""
