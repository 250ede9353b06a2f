"""``docs/api.md`` es lo que promete la 1.0: cada cosa que dice es la que hay."""

import re

from ayudas.compartido import RAIZ
from ayudas.publicos import DE_LA_ENTRADA, DEL_ANFITRION, nombrados_en

import paac_reportes as paac
from paac_reportes.cli import codigos
from paac_reportes.cli.tabla import ORDENES
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO

PAGINA = (RAIZ / "docs" / "api.md").read_text("utf-8")
REFERENCIA = RAIZ / "docs" / "referencia"


def nombrados() -> dict[str, list[str]]:
    """Los nombres que la referencia dice de cada módulo."""
    _, *partes = (REFERENCIA / "python.md").read_text("utf-8").split("\n## ")
    de_cada_modulo: dict[str, list[str]] = {}
    for parte in partes:
        modulo, *nombres = re.findall(r"^(?:\| )?`([\w.]+)`", parte, re.MULTILINE)
        de_cada_modulo.setdefault(modulo, []).extend(nombres)
    return de_cada_modulo


def test_nombra_lo_que_se_exporta_y_cada_cosa_una_vez() -> None:
    de_cada_modulo = nombrados()

    assert sorted(de_cada_modulo.pop("paac_reportes")) == sorted(DE_LA_ENTRADA)
    hay = {
        "anfitrion": DEL_ANFITRION,
        "errores": [*vars(paac.errores)],
        "modelo": nombrados_en("modelo/__init__.pyi"),
        "tipos": nombrados_en("tipos.pyi"),
    }
    dichos = {modulo.rpartition(".")[2]: {*n} for modulo, n in de_cada_modulo.items()}
    assert dichos.keys() == hay.keys()
    assert [n for modulo, nombres in dichos.items() for n in nombres - {*hay[modulo]}] == []
    una_vez = [nombre for nombres in de_cada_modulo.values() for nombre in nombres]
    assert sorted(una_vez) == sorted({*una_vez} - {*DE_LA_ENTRADA})
    sin_decir = {*hay["anfitrion"], *hay["modelo"], *hay["tipos"]} - {*una_vez} - {*DE_LA_ENTRADA}
    assert sin_decir == set()


def test_nombra_las_ordenes_que_hay_y_con_que_terminan() -> None:
    guia = (RAIZ / "docs" / "orden.md").read_text("utf-8")
    (tabla,) = re.findall(r"^\| Para… \| Órdenes \|\n((?:\|.+\n)+)", guia, re.MULTILINE)
    numeros = sorted(n for nombre, n in vars(codigos).items() if nombre.isupper())

    assert sorted(re.findall(r"`([a-z-]+)`", tabla)) == sorted(ORDENES)
    assert [int(numero) for numero in re.findall(r"^\| (\d+) \|", guia, re.MULTILINE)] == numeros


def test_dice_el_contrato_de_los_datos() -> None:
    (contrato,) = re.findall(r"`version_contrato`\): el de la 1\.0 es el \*\*(\d+)\*\*", PAGINA)

    assert int(contrato) == VERSION_DEL_CONTRATO
