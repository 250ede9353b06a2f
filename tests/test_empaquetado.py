"""Lo que se instala es lo que hay."""

import re
import tomllib
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import pytest
from ayudas.compartido import RAIZ
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import paac_reportes as paac

PROYECTO = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))


def test_la_lista_de_paquetes_es_la_del_arbol() -> None:
    fuente = RAIZ / "src"
    del_arbol = {
        ".".join(archivo.parent.relative_to(fuente).parts)
        for archivo in fuente.rglob("__init__.py")
    }

    assert set(PROYECTO["tool"]["setuptools"]["packages"]) == del_arbol | {
        "paac_reportes.plantillas"
    }


def test_las_plantillas_y_las_metricas_viajan_con_la_biblioteca() -> None:
    assert (files("paac_reportes.plantillas") / "MCCO.101.18.F.20" / "formato.toml").is_file()
    assert (files("paac_reportes.maqueta.medida") / "metricas" / "arial.json").is_file()


def test_todo_archivo_que_no_es_codigo_viaja_con_su_paquete() -> None:
    """Instalado en modo editable nada falta: sólo la lista dice qué va en la rueda."""
    que_viaja = PROYECTO["tool"]["setuptools"]["package-data"]
    fuente = RAIZ / "src"
    viajan = {
        archivo
        for paquete, patrones in que_viaja.items()
        for patron in patrones
        for archivo in fuente.joinpath(*paquete.split(".")).glob(patron)
    }
    sueltos = {
        archivo
        for archivo in (fuente / "paac_reportes").rglob("*")
        if archivo.is_file() and archivo.suffix not in {".py", ".pyc"}
    }

    assert sueltos
    assert sueltos - viajan == set()


def test_todo_reune_los_extras_de_uso_y_las_pruebas_lo_traen() -> None:
    extras = PROYECTO["project"]["optional-dependencies"]
    de_probar = {"pruebas", "integracion", "anfitriones", "cuadernos"}
    de_uso = set(extras) - {"todo", "desarrollo", "docs", *de_probar}

    assert extras["todo"] == [f"paac-reportes[{','.join(sorted(de_uso))}]"]
    assert "paac-reportes[todo]" in extras["pruebas"]
    assert extras["integracion"][0] == "paac-reportes[anfitriones,cuadernos,pruebas]"
    assert "paac-reportes[docs,integracion]" in extras["desarrollo"]


def test_el_cambio_publicado_mas_nuevo_es_el_de_la_version() -> None:
    cambios = (RAIZ / "CHANGELOG.md").read_text("utf-8")
    publicadas = re.findall(r"^## \[([0-9][^\]]*)\]", cambios, re.MULTILINE)

    de_desarrollo = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)\.dev0", paac.__version__)
    if de_desarrollo:  # la que sigue a la última publicada, si hay alguna, y no otra vez ella
        anterior = [*map(int, publicadas[0].split("."))] if publicadas else []
        assert [*map(int, de_desarrollo.groups())] > anterior
        assert "## [Sin publicar]" in cambios
    else:
        assert publicadas[0] == paac.__version__


def test_los_cambios_caben_en_tres_mil_palabras() -> None:
    assert len((RAIZ / "CHANGELOG.md").read_text("utf-8").split()) <= 3000


@pytest.mark.integracion
def test_ninguna_entidad_esta_escrita_en_el_codigo() -> None:
    # Los códigos del catálogo sí, donde se dice cuáles se admiten.
    los_codigos = re.compile(r"CodigoDeFormato: TypeAlias = Literal\[[^]]+\]")
    for archivo in (RAIZ / "src").rglob("*.py"):
        codigo = los_codigos.sub("", archivo.read_text("utf-8"))
        assert not re.search(r"cartago|cajic[aá]|california|MCCO", codigo, re.IGNORECASE), archivo


def test_ningun_archivo_del_codigo_pasa_de_900_lineas() -> None:
    largos = [
        a.name for a in (RAIZ / "src").rglob("*.py") if len(a.read_text("utf-8").splitlines()) > 900
    ]

    assert largos == []


def test_ninguna_sala_esta_a_mas_de_dos_pisos_del_paquete() -> None:
    paquete = RAIZ / "src/paac_reportes"
    hondos = [str(a) for a in paquete.rglob("*.py") if len(a.relative_to(paquete).parts) > 3]

    assert hondos == []


def test_nada_usa_lo_que_python_3_14_quito() -> None:
    for archivo in (RAIZ / "src").rglob("*.py"):
        assert "importlib.abc" not in archivo.read_text("utf-8"), archivo


MEGAS_DEL_NUCLEO = 94
"""Lo que ponen las bibliotecas del núcleo y las suyas, sin compilar; son unos 84."""


@pytest.mark.integracion
def test_el_nucleo_no_engorda() -> None:
    faltan, pesan = {*PROYECTO["project"]["dependencies"]}, dict[str, int]()
    while faltan:
        pedida = Requirement(faltan.pop())
        nombre = canonicalize_name(pedida.name)
        if nombre in pesan or (pedida.marker and not pedida.marker.evaluate({"extra": ""})):
            continue
        instalada = metadata.distribution(nombre)
        propios = [Path(str(uno.locate())) for uno in instalada.files or ()]
        pesan[nombre] = sum(
            uno.stat().st_size for uno in propios if uno.suffix != ".pyc" and uno.is_file()
        )
        faltan.update(instalada.requires or ())

    assert sum(pesan.values()) < MEGAS_DEL_NUCLEO * 2**20, pesan
