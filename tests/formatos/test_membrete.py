"""El membrete se revisa al leer el formato, y lo que escribe entre llaves se llena."""

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from ayudas.cuerpos import cuerpo, en_anicos, textos_de
from ayudas.formatos import minimo
from ayudas.imagenes import png
from ayudas.lectores import partes
from ayudas.membretes import formato_con, membrete_de_dos, membrete_sencillo
from ayudas.paquetes_a_mano import con_partes, en_bytes
from ayudas.planes import plan
from docx import Document
from docx.shared import Mm

import paac_reportes as paac
from paac_reportes.api.formatos import revisar_formatos
from paac_reportes.cli import main

BUENO = en_bytes(membrete_sencillo())
VERTICAL = 'pagina = { orientacion = "vertical" }'


def fallas_con(membrete: object) -> list[str]:
    with pytest.raises(paac.ErrorDeFormato) as error:
        formato_con(membrete)
    assert {falla.ruta for falla in error.value.fallas} == {"membrete"}
    return [falla.mensaje for falla in error.value.fallas]


def test_la_pagina_de_cada_seccion_sale_del_membrete_con_su_lomo() -> None:
    word = membrete_de_dos()
    word.sections[0].gutter = Mm(10)
    vertical, horizontal = formato_con(word).membrete.paginas  # type: ignore[union-attr]

    assert (vertical.ancho, vertical.alto) == (215.9, 279.4)
    assert (vertical.izquierdo, vertical.derecho) == (40.0, 20.0)
    assert (vertical.superior, vertical.inferior, vertical.encabezado) == (40.0, 24.99, 11.99)
    assert (horizontal.ancho, horizontal.alto) == (279.4, 215.9)


@pytest.mark.integracion
def test_el_archivo_esta_junto_al_formato_o_sus_bytes_en_los_datos(tmp_path: Path) -> None:
    carpeta = minimo(tmp_path / "propio", mas='membrete = "membrete.docx"')
    (carpeta / "membrete.docx").write_bytes(BUENO)
    en_texto = f"data:application/octet-stream;base64,{base64.b64encode(BUENO).decode()}"

    assert paac.leer_formato(carpeta).membrete == formato_con(BUENO).membrete
    assert formato_con(en_texto).membrete == formato_con(bytearray(BUENO)).membrete


@pytest.mark.parametrize(
    ("nombre", "mensaje"),
    [
        ("no-esta.docx", "no está el membrete 'no-esta.docx' junto al formato"),
        ("../membrete.docx", "se esperaba el nombre de un archivo junto al formato, llegó '../"),
        (
            "/etc/passwd",
            "se esperaba el nombre de un archivo junto al formato, llegó '/etc/passwd'",
        ),
        ("", "se esperaba el nombre de un archivo junto al formato, llegó ''"),
        ("carpeta", "el membrete 'carpeta': es una carpeta, se esperaba un archivo"),
        ("afuera.docx", "el membrete 'afuera.docx': está fuera de la carpeta de quien lo nombra"),
        ("enorme.docx", "el membrete 'enorme.docx': pesa más de 20 MB"),
    ],
)
def test_solo_se_lee_un_archivo_corriente_de_la_carpeta(
    tmp_path: Path, nombre: str, mensaje: str
) -> None:
    carpeta = minimo(tmp_path / "propio", mas=f'membrete = "{nombre}"')
    (carpeta / "carpeta").mkdir()
    (tmp_path / "membrete.docx").write_bytes(BUENO)
    (carpeta / "afuera.docx").symlink_to(tmp_path / "membrete.docx")
    with (carpeta / "enorme.docx").open("wb") as enorme:
        enorme.truncate(20_000_001)

    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(carpeta)

    (falla,) = error.value.fallas
    assert falla.ruta == f"{carpeta}/formato.toml: membrete"
    assert falla.mensaje.startswith(mensaje)


def test_un_heredero_recibe_el_membrete_de_su_base_y_puede_quitarlo(tmp_path: Path) -> None:
    base = minimo(tmp_path / "base", mas='membrete = "membrete.docx"')
    (base / "membrete.docx").write_bytes(BUENO)
    for codigo, quita in (("con", ""), ("sin", 'quita = ["membrete"]')):
        (tmp_path / codigo).mkdir()
        texto = f'base = "base"\ncodigo = "{codigo}"\n{quita}\n'
        (tmp_path / codigo / "formato.toml").write_text(texto, "utf-8")

    assert paac.leer_formato(tmp_path / "con").membrete == paac.leer_formato(base).membrete
    assert paac.leer_formato(tmp_path / "sin").membrete is None


@pytest.mark.parametrize("otro", ["membrete.docx", "data:x;base64,?", 3, ["a"], True])
def test_en_los_datos_van_bytes(otro: object) -> None:
    (mensaje,) = fallas_con(otro)

    assert mensaje.startswith("se esperaban los bytes de un .docx, o su texto data:…;base64,…")


# --- Lo que sirve, y lo que de eso no se usa.


def test_una_plantilla_de_word_tambien_sirve() -> None:
    def como_plantilla(tipos: bytes) -> bytes:
        return tipos.replace(b"document.main", b"template.main")

    membrete = formato_con(con_partes(BUENO, {"[Content_Types].xml": como_plantilla})).membrete

    assert membrete is not None
    assert b"template.main" not in partes(membrete.datos)["[Content_Types].xml"]


def test_de_lo_que_no_se_usa_o_no_esta_hay_reparo() -> None:
    word = membrete_sencillo()
    word.add_paragraph().add_run().add_picture(io.BytesIO(png(9, 9)))
    membrete, vacio = formato_con(word).membrete, formato_con(Document()).membrete

    assert membrete is not None
    assert vacio is not None
    assert [nombre for nombre in partes(membrete.datos) if "media" in nombre] == [
        "word/media/image1.png"
    ]
    assert (*membrete.reparos, *vacio.reparos) == (
        "del membrete no se usa lo que está en su cuerpo (sólo salen el encabezado y el pie)",
        "el membrete no tiene encabezado ni pie",
    )


def test_revisar_y_formatos_cuentan_del_membrete(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carpeta = minimo(tmp_path / "propio", mas=f'membrete = "membrete.docx"\n{VERTICAL}')
    word = membrete_de_dos()
    word.add_paragraph("Cuerpo")
    (carpeta / "membrete.docx").write_bytes(en_bytes(word))

    assert main(["formatos", "propio", "--plantillas", str(tmp_path)]) == 0
    renglon = "Membrete: vertical, 215,9 x 279,4 mm, 165,9 de ancho útil; horizontal"
    assert renglon in capsys.readouterr().out

    _, avisos = revisar_formatos(carpeta)
    assert [(aviso.codigo, aviso.ruta, aviso.mensaje) for aviso in avisos] == [
        (
            "membrete_sin_usar",
            "propio",
            "del membrete no se usa lo que está en su cuerpo (sólo salen el encabezado y el pie)",
        ),
        (
            "membrete_sin_usar",
            "propio",
            "del membrete no se usa su sección 2, horizontal: ninguna parte la pide",
        ),
    ]


# --- Lo que escribe entre llaves.


def reporte(membrete: bytes) -> paac.Reporte:
    return paac.reporte(plan(), formato_con(membrete))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("hacer", [bytes, en_anicos])
def test_los_huecos_de_su_encabezado_y_su_pie_se_llenan(hacer: Any) -> None:
    hecho = reporte(hacer(cuerpo("", arriba="De {{ entidad.nombre }}", pie="{{ vigencia }}")))
    word, pagina = hecho.emitir("docx"), hecho.emitir("html").contenido.decode()

    assert textos_de(word.contenido, "word/header1.xml") == ["De MUNICIPIO DE PRUEBA"]
    assert textos_de(word.contenido, "word/footer1.xml") == ["2026"]
    assert "De MUNICIPIO DE PRUEBA" in pagina
    assert word.contenido == hecho.emitir("docx").contenido
    assert "entidad.nombre" not in str([uno.mensaje for uno in word.avisos])


def test_los_que_estan_mal_son_fallas_con_su_lugar() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        reporte(cuerpo("{{ no.importa }}", arriba="{{ entidad.nonbre }}", pie="{{ abre"))

    rutas = [falla.ruta for falla in error.value.fallas]
    assert rutas == ["membrete: encabezado, párrafo 1", "membrete: pie, párrafo 1"]
