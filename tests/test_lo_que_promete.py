"""``docs/api.md`` es lo que promete la 1.0: cada cosa que dice es la que hay."""

import re
import typing
from collections.abc import Iterator

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.publicos import DE_CADA_MODULO, DE_LA_ENTRADA, DEL_ANFITRION, NOMBRES

import paac_reportes as paac
from paac_reportes.cli import codigos
from paac_reportes.cli.orden import _ORDENES
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO

PAGINA = (RAIZ / "docs" / "api.md").read_text("utf-8")


def parte(titulo: str) -> str:
    """Lo escrito bajo un título."""
    return PAGINA.partition(f"\n## {titulo}\n")[2].partition("\n## ")[0]


def grupos(titulo: str) -> dict[str, list[str]]:
    """Los nombres de cada renglón de una lista, por cómo empieza."""
    renglones = re.findall(r"^- \*\*(.+?):\*\*(.+)$", parte(titulo), re.MULTILINE)
    return {grupo: re.findall(r"`(\w+)`", nombres) for grupo, nombres in renglones}


def escrito(*paginas: str) -> set[str]:
    """Las palabras de unas páginas."""
    textos = [(RAIZ / "docs" / f"{pagina}.md").read_text("utf-8") for pagina in paginas]
    return set(re.findall(r"\w+", " ".join(textos)))


def test_nombra_lo_que_se_exporta_y_cada_cosa_una_vez() -> None:
    de_cada_grupo = grupos("Nombres de Python")

    assert sorted(nombre for grupo in de_cada_grupo.values() for nombre in grupo) == NOMBRES
    assert sorted(nombre for grupo in [*de_cada_grupo][:3] for nombre in de_cada_grupo[grupo]) == (
        sorted(DE_LA_ENTRADA)
    )


@pytest.mark.parametrize("modulo", DE_CADA_MODULO)
def test_cada_nombre_esta_en_el_modulo_que_dice(modulo: str) -> None:
    (nombres,) = (n for g, n in grupos("Nombres de Python").items() if f"paac.{modulo})" in g)

    assert sorted(nombres) == sorted(DE_CADA_MODULO[modulo])


def test_nombra_lo_del_anfitrion() -> None:
    del_anfitrion = grupos("Nombres del anfitrión").values()

    assert sorted(nombre for grupo in del_anfitrion for nombre in grupo) == DEL_ANFITRION


def test_nombra_las_ordenes_que_hay_y_con_que_terminan() -> None:
    de_las_ordenes, _, de_los_codigos = parte("Las órdenes").partition("Terminan con")
    tabla = (RAIZ / "docs" / "orden.md").read_text("utf-8")
    numeros = sorted(n for nombre, n in vars(codigos).items() if nombre.isupper())

    assert re.findall(r"`([a-z]+)`", de_las_ordenes) == list(_ORDENES)
    assert [int(numero) for numero in re.findall(r"`(\d+)`", de_los_codigos)] == numeros
    assert [int(numero) for numero in re.findall(r"^\| (\d+) \|", tabla, re.MULTILINE)] == numeros


def test_dice_el_contrato_de_los_datos_y_la_referencia_cada_clave() -> None:
    (contrato,) = re.findall(r"`version_contrato`\): el de la 1\.0 es el \*\*(\d+)\*\*", PAGINA)
    claves = {
        clave
        for de in ("plan", "mapa")
        for esquema in [paac.esquema(de=de)]
        for clase in [esquema, *esquema["$defs"].values()]
        for clave in clase.get("properties", {})
    }

    assert int(contrato) == VERSION_DEL_CONTRATO
    assert claves - escrito("datos", "riesgos", "cifras", "informe", "publicar") == set()


def _clases(anotacion: object) -> Iterator[type]:
    if isinstance(anotacion, type) and attrs.has(anotacion):
        yield anotacion
    for interior in typing.get_args(anotacion):
        yield from _clases(interior)


def _claves_de(clase: type, miradas: set[type]) -> Iterator[tuple[str, str]]:
    """Las que un ``formato.toml`` puede traer, con su clase; de la maqueta no es ninguna."""
    if clase in miradas or "formatos.definicion" not in clase.__module__:
        return
    miradas.add(clase)
    anotaciones = typing.get_type_hints(clase)
    for campo in attrs.fields(clase):
        if campo.init and not campo.name.startswith("_"):
            yield clase.__name__, campo.name
            for interior in _clases(anotaciones[campo.name]):
                yield from _claves_de(interior, miradas)


CON_OTRA_SINTAXIS = {
    "CuerpoEnWord": "lo que se halló en un Word",
    "Regla": "un renglón como `{ desde = 60, color = … }`",
    "Reparto": "`cuantiles` o `escala`",
}
"""Lo que un formato no escribe con los nombres de sus campos, y cómo lo escribe."""


@pytest.mark.integracion
def test_la_referencia_de_los_formatos_dice_cada_clave() -> None:
    claves = {c for c in _claves_de(Formato, set()) if c[0] not in CON_OTRA_SINTAXIS}

    assert len(claves) > 150
    assert {c for c in claves if c[1] not in escrito("formatos", "riesgos", "informe")} == set()
