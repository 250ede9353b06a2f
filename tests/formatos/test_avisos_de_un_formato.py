"""Lo que parece un descuido de quien escribió un formato se avisa y no impide usarlo."""

from pathlib import Path

import docx
import pytest
from ayudas.a_medida import formato, tabla
from ayudas.compartido import RAIZ
from ayudas.formatos import minimo

import paac_reportes as paac
from paac_reportes.api.formatos import revisar_cuerpo, revisar_formatos
from paac_reportes.formatos.revision.tablas import avisos_de_descuidos


def test_una_tabla_que_nadie_escribe_se_avisa() -> None:
    tablas = {nombre: tabla("firmas", "firma.nombre") for nombre in ("usada", "suelta")}
    bloque = {"tipo": "tabla", "cada": "plan", "tablas": ["usada"]}
    (aviso,) = avisos_de_descuidos(formato(bloque, tablas=tablas))

    assert aviso == paac.Aviso(
        "tabla_sin_usar", "x: tablas.suelta", "ningún bloque del cuerpo la nombra: no sale"
    )


@pytest.mark.parametrize(
    ("escrito", "codigos"),
    [
        ("Informe de <<entidad>>", ["cuerpo_sin_huecos"]),
        ("Página {{ pagina }}", []),
        ("Informe de {{ entidad.nombre }}", []),
    ],
)
def test_un_word_sin_ningun_hueco_se_avisa(
    tmp_path: Path, escrito: str, codigos: list[str]
) -> None:
    word = docx.Document()
    word.add_paragraph(escrito)
    word.save(str(tmp_path / "cuerpo.docx"))
    _, hallados = revisar_cuerpo(tmp_path / "cuerpo.docx")

    assert [aviso.codigo for aviso in hallados] == codigos


def test_revisar_los_dice_con_los_demas(tmp_path: Path) -> None:
    carpeta = minimo(tmp_path / "f")
    with (carpeta / "formato.toml").open("a", encoding="utf-8") as archivo:
        archivo.write(
            "[tablas.suelta]\nsecciones = [{ recorre = 'firmas' }]\n"
            "columnas = [{ dato = 'firma.nombre', rotulo = 'Firma', ancho = 100 }]\n"
        )
    _, hallados = revisar_formatos(carpeta)

    assert [aviso.codigo for aviso in hallados] == ["tabla_sin_usar"]


@pytest.mark.parametrize("ruta", ["plantillas", "ejemplos/formato_propio/plantillas"])
def test_ningun_formato_que_se_reparte_tiene_descuidos(ruta: str) -> None:
    carpetas = [c.parent for c in (RAIZ / ruta).glob("*/formato.toml")]
    hallados = [aviso for c in carpetas for aviso in avisos_de_descuidos(paac.leer_formato(c))]

    assert carpetas
    assert hallados == []
