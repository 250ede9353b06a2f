"""Lo que se lee de un documento nuestro sin el plan de que salió.

Prueba ``api/vuelta`` y ``vuelta/impreso``.
"""

import io
from typing import Any

import openpyxl
import pytest
from ayudas.compartido import RAIZ
from ayudas.editados import PLAN
from ayudas.planes import CORTE, FORMATO, plan_con

import paac_reportes as paac


def emitido(tipo: str, formato: str = FORMATO) -> bytes:
    return paac.reporte(PLAN, formato, corte=CORTE).emitir(tipo).contenido


def con(escribir: Any, formato: str = FORMATO) -> "paac.Lectura[Any]":
    libro = openpyxl.load_workbook(io.BytesIO(emitido("xlsx", formato)))
    escribir(libro)
    salida = io.BytesIO()
    libro.save(salida)
    return paac.leer(io.BytesIO(salida.getvalue()))


def impresa(libro: Any, texto: str) -> Any:
    """La celda de una hoja impresa que dice eso."""
    hojas = (hoja for hoja in libro.worksheets if hoja.title != "Datos")
    return next(c for hoja in hojas for fila in hoja.iter_rows() for c in fila if c.value == texto)


def metas(lectura: "paac.Lectura[Any]") -> list[str]:
    return [f["actividad.meta"] for f in paac.filas_de(lectura.contenido) if f["actividad.meta"]]


def fallas(documento: bytes, **pedido: Any) -> list[tuple[str, str]]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(io.BytesIO(documento), **pedido)
    return [(falla.codigo, falla.ruta) for falla in error.value.fallas]


def test_un_word_pide_su_plan_y_dice_como_leerlo_sin_el() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(io.BytesIO(emitido("docx")))

    assert [(falla.codigo, falla.mensaje) for falla in error.value.fallas] == [
        (
            "sin_su_plan",
            "es un documento de los nuestros: dé el plan de que salió con plan= (--plan) o, si no"
            " lo tiene, léalo como el de cualquiera con por_rotulos=True (--con por-rotulos=si)",
        )
    ]


def test_un_excel_intacto_es_lo_que_trae_su_hoja_y_nadie_lo_cambio() -> None:
    lectura = con(lambda _libro: None)

    assert lectura.cambios == ()
    assert [f["ruta"] for f in paac.filas_de(lectura.contenido)] == [
        f["ruta"] for f in paac.filas_de(PLAN)
    ]


def test_intacto_tampoco_si_con_sus_datos_sus_tablas_llevan_otro_numero() -> None:
    plan = paac.leer(RAIZ / "ejemplos/formato_completo/plan.yaml").sin_dudas()

    assert (
        paac.leer(io.BytesIO(paac.reporte(plan, "cajica-plan").emitir("xlsx").contenido)).cambios
        == ()
    )


@pytest.mark.parametrize(
    ("formato", "descripcion"),
    [
        ("paac-seguimiento", "Publicar\r\nel mapa"),
        ("paac-seguimiento", "Publicar\rel mapa"),
        ("paac-seguimiento", "Publicar el mapa de riesgos " * 600),
        pytest.param(
            "informe-seguimiento",
            "Publicar el mapa de riesgos " * 1200,
            marks=pytest.mark.integracion,
        ),
    ],
)
def test_intacto_tampoco_con_otros_saltos_ni_con_un_texto_en_varias_filas(
    formato: str, descripcion: str
) -> None:
    plan = plan_con(descripcion=descripcion)
    excel = paac.reporte(plan, formato, corte=CORTE).emitir("xlsx").contenido

    assert paac.leer(io.BytesIO(excel)).cambios == ()


def test_lo_que_su_hoja_no_trae_se_dice_una_vez() -> None:
    (falta,) = (a for a in con(lambda _libro: None).avisos if a.ruta == "hoja «Datos»")

    assert "las firmas, el control de cambios y los textos no están en ella" in falta.mensaje
    assert "una celda se dejó en blanco a propósito" in falta.mensaje


def test_lo_que_alguien_corrigio_en_la_hoja_es_el_dato() -> None:
    def corregir(libro: Any) -> None:
        celdas = (celda for fila in libro["Datos"].iter_rows() for celda in fila)
        next(celda for celda in celdas if celda.value == "Meta 1.1").value = "Otra meta"

    lectura = con(corregir)

    assert metas(lectura)[0] == "Otra meta"
    assert lectura.cambios == ()


def test_lo_que_alguien_corrigio_en_una_fila_impresa_se_dice() -> None:
    def corregir(libro: Any) -> None:
        impresa(libro, "Meta 1.1").value = "Otra meta"

    lectura = con(corregir)

    assert "Otra meta" not in metas(lectura)
    assert [
        (aviso.codigo, aviso.peso, "Otra meta" in aviso.mensaje) for aviso in lectura.avisos[1:]
    ] == [("documento_cambiado", "por_fuera", True)]


def test_lo_que_alguien_corrigio_en_lo_que_es_de_varias_filas_se_dice() -> None:
    def corregir(libro: Any) -> None:
        impresa(libro, "Política").value = "Otra política"

    assert "editada" in {cambio.clase for cambio in con(corregir).cambios}


def test_la_fila_que_alguien_agrego_a_lo_impreso_se_dice() -> None:
    def agregar(libro: Any) -> None:
        ultima = impresa(libro, "Meta 2.3")
        ultima.parent.cell(ultima.row + 1, 2).value = "Una más"
        ultima.parent.cell(ultima.row + 1, ultima.column).value = "Su meta"

    assert [(c.clase, c.ahora) for c in con(agregar).cambios] == [("agregada", "Una más | Su meta")]


def test_la_fila_que_alguien_quito_de_lo_impreso_se_dice() -> None:
    def quitar(libro: Any) -> None:
        celda = impresa(libro, "Meta 2.3")
        celda.parent.delete_rows(celda.row)

    assert ("falta", "1 de sus filas") in [(c.clase, c.antes) for c in con(quitar).cambios]


def test_sin_su_hoja_pide_su_plan() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(emitido("xlsx")))
    del libro["Datos"]
    salida = io.BytesIO()
    libro.save(salida)

    assert fallas(salida.getvalue()) == [("sin_su_plan", "")]


def test_con_su_hoja_rota_pide_su_plan_y_dice_que_no_se_entiende() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(emitido("xlsx")))
    hoja = libro["Datos"]
    vigencia = next(celda for celda in hoja[1] if celda.value == "vigencia")
    hoja.cell(3, vigencia.column).value = "dos mil"
    salida = io.BytesIO()
    libro.save(salida)

    assert {codigo for codigo, _ in fallas(salida.getvalue())} > {"sin_su_plan"}


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_las_cifras_de_un_informe_no_son_actividades(tipo: str) -> None:
    lectura = paac.leer(io.BytesIO(emitido(tipo, "informe-seguimiento")), por_rotulos=True)

    assert metas(lectura) == [f"Meta {n}" for n in ("1.1", "1.2", "2.1", "2.2", "2.3")]
    assert lectura.formato is None
    assert "tabla_omitida" in {aviso.codigo for aviso in lectura.avisos}
