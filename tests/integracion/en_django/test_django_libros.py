"""El libro de captura en el sitio de Django: sale, se llena, vuelve, y el ajeno no entra."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from ayudas.paquetes_a_mano import en_bytes
from planes import cortes, models

import paac_reportes as paac

DE_HACIENDA, AJENA = "SECRETARÍA DE HACIENDA", "OFICINA DE SERVICIO AL CIUDADANO"
ROTULOS = 3
"""El renglón de la hoja en que van."""
REPORTE = {"Seguimiento": "Hecho", "Avance (%)": "62,5", "Evidencias": "a\nb"}


def direccion(corte: Any, dependencia: str = DE_HACIENDA) -> str:
    pk = models.Dependencia.objects.get(nombre=dependencia, plan=corte.plan).pk
    return f"/cortes/{corte.pk}/libros/{pk}/"


def llenar(contenido: bytes, valores: dict[str, Any], fila: int = 1) -> io.BytesIO:
    """El libro con esos valores en una fila de actividades."""
    libro = openpyxl.load_workbook(io.BytesIO(contenido))
    hoja = libro["Actividades"]
    rotulos = [celda.value for celda in hoja[ROTULOS]]
    for rotulo, valor in valores.items():
        hoja.cell(ROTULOS + fila, rotulos.index(rotulo) + 1).value = valor
    lleno = io.BytesIO(en_bytes(libro))
    lleno.name = "lleno.xlsx"
    return lleno


def subir(navegador: Any, corte: Any, archivo: Any, **mas: str) -> Any:
    return navegador.post(direccion(corte), {"archivo": archivo, **mas}, follow=True)


def test_el_libro_sale_con_el_nombre_y_las_filas_de_la_oficina(hacienda: Any, abierto: Any) -> None:
    respuesta = hacienda.get(direccion(abierto))
    libro = openpyxl.load_workbook(io.BytesIO(respuesta.content))

    assert respuesta["Content-Disposition"] == (
        'attachment; filename="02-secretaria-de-hacienda-2023-12-31.xlsx"'
    )
    assert libro["Actividades"]["A1"].value.startswith(DE_HACIENDA)


def test_lo_que_trae_el_libro_lleno_queda_en_el_plan(hacienda: Any, abierto: Any) -> None:
    lleno = llenar(hacienda.get(direccion(abierto)).content, REPORTE)
    respuesta = subir(hacienda, abierto, lleno)
    actividad = (
        cortes.plan_en(abierto).dependencias[1].componentes[0].subcomponentes[0].actividades[0]
    )

    assert "quedaron reportadas: 1." in respuesta.content.decode()
    assert actividad.seguimientos[-1] == paac.modelo.Seguimiento(
        corte=abierto.fecha, texto="Hecho", avance=Decimal("62.5"), evidencias=("a", "b")
    )


def test_un_libro_que_vuelve_dos_veces_deja_lo_mismo(hacienda: Any, abierto: Any) -> None:
    reporte = REPORTE | {"Avance (%)": 100 / 3}
    lleno = llenar(hacienda.get(direccion(abierto)).content, reporte).getvalue()
    for _ in range(2):
        archivo = io.BytesIO(lleno)
        archivo.name = "lleno.xlsx"
        assert subir(hacienda, abierto, archivo).status_code == 200

    assert models.Reporte.objects.count() == 1


@pytest.mark.parametrize(
    ("preferir", "queda"),
    [("", "Por la página"), ("base", "Por la página"), ("ultimo", "Hecho")],
)
def test_lo_que_choca_con_lo_ya_guardado_se_dice_o_se_escoge(
    hacienda: Any, abierto: Any, preferir: str, queda: str
) -> None:
    lleno = llenar(hacienda.get(direccion(abierto)).content, REPORTE)
    fila = models.Fila.objects.filter(dependencia__nombre=DE_HACIENDA).first()
    hacienda.post(f"/cortes/{abierto.pk}/filas/{fila.pk}/", {"texto": "Por la página"})
    respuesta = subir(hacienda, abierto, lleno, preferir=preferir)

    assert models.Reporte.objects.get().texto == queda
    assert ("la base lo cambió después de que salió el libro" in respuesta.content.decode()) is (
        preferir == ""
    )
    assert respuesta.status_code == (200 if preferir else 409)


@pytest.mark.parametrize(
    ("valores", "frase"),
    [
        ({"Avance (%)": "120"}, "120"),
        ({"Seguimiento": "a_x0000_b"}, "carácter nulo"),
    ],
)
def test_de_un_libro_con_una_falla_no_queda_nada(
    hacienda: Any, abierto: Any, valores: dict[str, Any], frase: str
) -> None:
    contenido = llenar(hacienda.get(direccion(abierto)).content, REPORTE).getvalue()
    respuesta = subir(hacienda, abierto, llenar(contenido, {"Seguimiento": "x"} | valores, 2))

    assert respuesta.status_code == 422
    assert frase in respuesta.content.decode()
    assert models.Reporte.objects.count() == 0


# ------------------------------------------------------------------ el ajeno
def test_el_libro_de_otra_oficina_no_entra_por_la_propia(
    hacienda: Any, ciudadano: Any, abierto: Any
) -> None:
    ajeno = llenar(ciudadano.get(direccion(abierto, AJENA)).content, REPORTE)
    respuesta = subir(hacienda, abierto, ajeno)

    assert respuesta.status_code == 422
    assert f"es de {AJENA}; se esperaba el de {DE_HACIENDA}" in respuesta.content.decode()
    assert models.Reporte.objects.count() == 0


@pytest.mark.parametrize("preferir", ["", "base", "ultimo"])
def test_un_libro_con_las_marcas_de_una_fila_ajena_no_la_cambia_ni_la_nombra(
    hacienda: Any, ciudadano: Any, abierto: Any, preferir: str
) -> None:
    ajena = ciudadano.get(direccion(abierto, AJENA)).content
    marcada = openpyxl.load_workbook(io.BytesIO(ajena))["Actividades"]
    libro = openpyxl.load_workbook(io.BytesIO(hacienda.get(direccion(abierto)).content))
    marcas = [c for c in marcada[ROTULOS + 1] if str(c.value).startswith("#")]
    assert len(marcas) == 2
    for marca in marcas:
        libro["Actividades"][marca.coordinate].value = marca.value
    contenido = io.BytesIO()
    libro.save(contenido)
    respuesta = subir(hacienda, abierto, llenar(contenido.getvalue(), REPORTE), preferir=preferir)
    de_otra = models.Fila.objects.filter(dependencia__nombre=AJENA)

    assert not models.Reporte.objects.filter(fila__in=de_otra)
    assert not [fila for fila in de_otra if fila.texto in respuesta.content.decode()]


@pytest.mark.parametrize(
    ("nombre", "contenido", "frase"),
    [
        ("vacio.xlsx", b"", "está vacío"),
        ("texto.xlsx", b"hola", "es un texto corriente"),
        ("cortado.xlsx", b"PK\x03\x04" + b"\0" * 99, "cortado.xlsx"),
        ("pagina.xlsx", b"<html><script>alert(1)</script></html>", "página web"),
        ("enorme.xlsx", b"PK\x03\x04" + b"\0" * 20_000_001, "de hasta 20 MB"),
        ("<b>foto</b>.xlsx", b"\x89PNG\r\n\x1a\n", "imagen"),
    ],
)
def test_lo_que_no_es_un_libro_se_dice_en_una_frase(
    hacienda: Any, abierto: Any, nombre: str, contenido: bytes, frase: str
) -> None:
    archivo = io.BytesIO(contenido)
    archivo.name = nombre
    respuesta = subir(hacienda, abierto, archivo)

    assert 400 <= respuesta.status_code < 500
    assert frase in respuesta.content.decode()
    assert "<script>" not in respuesta.content.decode()
    assert models.Reporte.objects.count() == 0
