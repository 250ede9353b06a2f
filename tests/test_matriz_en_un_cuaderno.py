"""Una matriz propia, al final de una celda de cuaderno, es la tabla misma.

Prueba ``composicion/tablas/mostrada``.
"""

import re
from typing import Any

import pytest

import paac_reportes as paac
from paac_reportes.cuadros import TAMANO

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")


def mostrado(cuantas: int, columnas: Any, **claves: Any) -> dict[str, str]:
    formato = paac.formato_de_columnas("Recaudo", columnas, **claves)
    filas = [{"zona": "N" if n % 2 else "S", "of": f"Oficina {n}", "v": n} for n in range(cuantas)]
    return paac.reporte(ENTIDAD, formato, filas=filas)._repr_mimebundle_()


COLUMNAS = [
    {"dato": "of", "rotulo": ["Quién", "Oficina"]},
    {"dato": "v", "rotulo": "Valor", "total": "suma", "colores": {"<": 2, "color": "1F3864"}},
]


def test_se_muestran_los_rotulos_las_filas_los_subtotales_y_los_colores() -> None:
    paquete = mostrado(3, COLUMNAS, subtotales=["zona"], total="Total")

    assert paquete["text/plain"].splitlines() == [
        "Recaudo",
        "Quién       Valor",
        "Oficina",
        "Oficina 0   0",
        "Oficina 2   2",
        "Subtotal S  2",
        "Oficina 1   1",
        "Subtotal N  1",
        "Total       3",
        "De MUNICIPIO DE PRUEBA.",
        "Sale en .docx, .xlsx, .html, .pdf, .csv.",
        "0 avisos.",
    ]
    html = paquete["text/html"]
    assert '<td rowspan="2" style="text-align:right"><strong>Valor</strong></td>' in html
    assert '<td style="text-align:right;background-color:#1F3864;color:#FFFFFF">0</td>' in html
    assert '<td style="text-align:right">2</td>' in html
    assert html.count("background-color") == html.count(";color:") == 2


def test_sus_notas_van_debajo_como_en_el_documento() -> None:
    con_llamada = [{"dato": "of", "rotulo": "Oficina[^1]"}, {"dato": "v", "rotulo": "V"}]
    lineas = mostrado(1, con_llamada, notas=["De la sede.", "Otra."])["text/plain"].splitlines()

    assert lineas[1].startswith("Oficina¹")
    assert lineas[3:6] == ["¹ De la sede.", "Otra.", "De MUNICIPIO DE PRUEBA."]


def test_de_muchas_filas_se_dice_cuantas_no_se_muestran() -> None:
    paquete = mostrado(50, COLUMNAS, total="Total")

    assert paquete["text/html"].count("<tr>") == 2 + 20 + 1  # la última es el total
    assert "Total       1225" in paquete["text/plain"]
    for dicho in paquete.values():
        assert "Se muestran 20 de 51 filas." in dicho


def test_una_cifra_con_barra_la_lleva_tambien_en_un_cuaderno() -> None:
    con_barra = {"dato": "v", "rotulo": "V", "numero": {"porcentaje": True}, "barra": True}
    lineas = mostrado(31, [{"dato": "of", "rotulo": "O"}, con_barra])["text/plain"].splitlines()

    assert lineas[2] == "Oficina 0   0\xa0%"
    assert lineas[16] == "Oficina 14  14\xa0% █"


def test_una_celda_de_varias_filas_no_pasa_de_las_que_se_muestran() -> None:
    unida = [{"texto": "Todas", "rotulo": "Z", "une": "iguales"}, {"dato": "of", "rotulo": "O"}]
    html = mostrado(50, unida)["text/html"]

    assert re.findall(r'rowspan="(\d+)" style="text-align:left">Todas', html) == ["20"]


@pytest.mark.integracion
def test_lo_que_una_fila_diga_se_ve_y_no_hace_nada_y_nada_pasa_del_limite() -> None:
    hostil = "<script>alert(1)</script>$x$" * 500
    columnas = {f"c{n}": f"{hostil}{n}" for n in range(60)}
    formato = paac.formato_de_columnas("M", columnas)
    filas = [dict.fromkeys(columnas, hostil)] * 30
    paquete = paac.reporte(ENTIDAD, formato, filas=filas)._repr_mimebundle_()

    assert "<script" not in paquete["text/html"]
    assert sum(len(dicho.encode()) for dicho in paquete.values()) <= TAMANO
    assert "de 30 filas." in paquete["text/plain"]


def test_sus_avisos_van_debajo_y_lo_que_no_se_puede_componer_se_dice() -> None:
    formato = paac.formato_de_columnas("M", {"a": "A"})
    dicho = paac.reporte(ENTIDAD, formato, filas=[{"a": 1 / 3, "b": 1}])._repr_mimebundle_()

    assert "filas: el formato tabla no muestra b (1)" in dicho["text/plain"]
    assert "2 avisos." in dicho["text/plain"]


# ------------------------------------------------------------------ lo que no cabe en la hoja
def avisos(cuantas: int, **claves: Any) -> list[paac.Aviso]:
    columnas = {f"c{n}": f"Observaciones {n}" for n in range(cuantas)}
    formato = paac.formato_de_columnas("M", columnas, **claves)
    return list(paac.reporte(ENTIDAD, formato, filas=[dict.fromkeys(columnas, "sí")]).avisos)


def test_cuarenta_columnas_en_una_hoja_carta_se_avisan() -> None:
    (aviso,) = avisos(40)

    assert aviso.codigo == "palabras_partidas"
    assert aviso.mensaje.startswith(
        "40 columnas no caben entre las 40 de una hoja carta horizontal y parten palabras, como"
        " «Observaciones»"
    )
    assert "ponga la hoja en papel mayor" in aviso.mensaje
    assert avisos(5) == []


def test_de_pie_caben_menos_y_se_aconseja_girar_la_hoja() -> None:
    de_pie = {"papel": "carta", "orientacion": "vertical", "tamano": 9}
    cuantas = next(n for n in range(3, 40) if avisos(n, pagina=de_pie))

    assert avisos(cuantas) == []
    (aviso,) = avisos(cuantas, pagina=de_pie)
    assert "ponga la hoja horizontal, en papel mayor" in aviso.mensaje
