"""Lo que parece un descuido de quien escribió un formato se avisa y no impide usarlo."""

from pathlib import Path
from typing import Any

import docx
import pytest
from ayudas.a_medida import formato, tabla
from ayudas.compartido import RAIZ
from ayudas.formatos import minimo

import paac_reportes as paac
from paac_reportes.api.cuerpos import revisar_cuerpo
from paac_reportes.api.formatos import revisar_formatos
from paac_reportes.formatos.revision.tablas import avisos_de_descuidos

UNA = {"dato": "actividad.meta", "rotulo": "Meta", "ancho": 50}


def avisos(segunda: dict[str, Any]) -> list[str]:
    suya = tabla("actividades", "actividad.meta") | {"columnas": [UNA, UNA | segunda]}
    propio = formato({"tipo": "tabla", "tablas": ["t"]}, tablas={"t": suya})
    return [str(aviso) for aviso in avisos_de_descuidos(propio)]


@pytest.mark.parametrize(
    "segunda",
    [
        {},
        {"rotulo": "Producto"},
        {"horizontal": "centro"},
    ],
)
def test_dos_columnas_con_el_mismo_dato_se_avisan(segunda: dict[str, Any]) -> None:
    assert avisos(segunda) == ["x: tablas.t.columnas[1]: muestra lo mismo que columnas[0]"]


@pytest.mark.parametrize(
    "segunda",
    [
        {"dato": "actividad.codigo"},
        {"dato": ["actividad.meta", "actividad.codigo"]},
        {"rotulo": "Otra", "horizontal": "centro"},
        {"marca": "X", "cuando": "Hecho"},
    ],
)
def test_dos_columnas_que_se_distinguen_no(segunda: dict[str, Any]) -> None:
    assert avisos(segunda) == []


def test_dos_textos_o_dos_marcas_de_un_dato_no_son_lo_mismo() -> None:
    marca = {"dato": "seguimiento.estado", "marca": "X", "rotulo": "Estado", "ancho": 25}
    columnas = [
        {"texto": "Uno", "rotulo": "Fijo", "ancho": 25},
        {"texto": "Otro", "rotulo": "Fijo", "ancho": 25},
        marca | {"cuando": "cumplida"},
        marca | {"cuando": "en_proceso"},
    ]
    suya = tabla("actividades", "actividad.meta") | {"columnas": columnas}
    propio = formato({"tipo": "tabla", "tablas": ["t"]}, tablas={"t": suya})

    assert list(avisos_de_descuidos(propio)) == []


@pytest.mark.parametrize(
    ("texto", "cuantos"), [("—", 0), ("Corte {{ actividad.meta }}", 1), ("{{ vigencia }}", 1)]
)
def test_dos_textos_fijos_son_lo_mismo_si_dicen_algun_dato(texto: str, cuantos: int) -> None:
    columnas = [{"texto": texto, "rotulo": rotulo, "ancho": 50} for rotulo in ("Revisó", "Aprobó")]
    suya = tabla("actividades", "actividad.meta") | {"columnas": columnas}
    propio = formato({"tipo": "tabla", "tablas": ["t"]}, tablas={"t": suya})

    assert len(list(avisos_de_descuidos(propio))) == cuantos


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
