"""Lo que un membrete escribe entre llaves se llena con los datos, en Word y fuera de él.

Prueba ``composicion/cuerpo/composicion``.
"""

import io
from typing import Any

import pytest
from ayudas.cuerpos import cuerpo, en_anicos, textos_de
from ayudas.planes import plan

import paac_reportes as paac

DATOS: dict[str, Any] = {
    "codigo": "x",
    "nombre": "X",
    "version": "1",
    "propiedades": {"titulo": "X"},
    "cuerpo": [{"tipo": "parrafo", "texto": "Hola"}],
}


def reporte(membrete: bytes) -> paac.Reporte:
    return paac.reporte(plan(), paac.formato_desde_datos({**DATOS, "membrete": membrete}))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("hacer", [lambda docx: docx, en_anicos])
def test_los_de_su_encabezado_y_su_pie_se_llenan(hacer: Any) -> None:
    membrete = hacer(cuerpo("", arriba="De {{ entidad.nombre }}", pie="{{ vigencia }}"))
    hecho = reporte(membrete).emitir("docx").contenido

    assert textos_de(hecho, "word/header1.xml") == ["De MUNICIPIO DE PRUEBA"]
    assert textos_de(hecho, "word/footer1.xml") == ["2026"]
    pagina = reporte(membrete).emitir("html").contenido.decode()
    assert "De MUNICIPIO DE PRUEBA" in pagina


@pytest.mark.integracion
def test_lo_que_llena_cuenta_como_mostrado() -> None:
    con = reporte(cuerpo("", arriba="{{ entidad.nombre }} {{ vigencia }}")).emitir("docx")
    sin = reporte(cuerpo("", arriba="Alcaldía")).emitir("docx")

    assert "entidad_no_mostrada" in {uno.codigo for uno in sin.avisos}
    assert "entidad.nombre" not in str([uno.mensaje for uno in con.avisos])


def test_los_que_estan_mal_son_fallas_con_su_lugar() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        reporte(cuerpo("{{ no.importa }}", arriba="{{ entidad.nonbre }}", pie="{{ abre"))

    rutas = [falla.ruta for falla in error.value.fallas]
    assert rutas == ["membrete: encabezado, párrafo 1", "membrete: pie, párrafo 1"]


@pytest.mark.integracion
def test_sin_huecos_son_los_bytes_de_siempre() -> None:
    membrete = cuerpo("", arriba="Alcaldía")

    assert reporte(membrete).emitir("docx").contenido == reporte(membrete).emitir("docx").contenido
    assert io.BytesIO(membrete).read(2) == b"PK"
