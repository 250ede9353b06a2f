"""Un paquete de datos con la página de otra versión: la cifra de control es la de su página."""

import io
import json
import zipfile
from hashlib import sha256

import pytest
from ayudas.planes import plan

import paac_reportes as paac
from paac_reportes.prueba.identidad import juzgar_partes

DESCRIPTOR, PAGINA = "datapackage.json", "diccionario.html"


@pytest.fixture
def partes() -> dict[str, bytes]:
    contenido = paac.emitir(plan(), "paac-seguimiento", "zip")
    with zipfile.ZipFile(io.BytesIO(contenido)) as abierto:
        return {nombre: abierto.read(nombre) for nombre in abierto.namelist()}


def de_otra_version(partes: dict[str, bytes]) -> dict[str, bytes]:
    """Con otra hoja de estilos, y el descriptor que de ella se hizo."""
    pagina = partes[PAGINA].replace(b"<style>", b"<style>p { margin: 0; }", 1)
    dicho = json.loads(partes[DESCRIPTOR])
    (suyo,) = [uno for uno in dicho["resources"] if uno["path"] == PAGINA]
    suyo |= {"bytes": len(pagina), "hash": f"sha256:{sha256(pagina).hexdigest()}"}
    return partes | {PAGINA: pagina, DESCRIPTOR: json.dumps(dicho).encode()}


def test_con_otra_pagina_los_datos_no_son_distintos(partes: dict[str, bytes]) -> None:
    juicio = juzgar_partes(partes, de_otra_version(partes))

    assert (juicio.veredicto, juicio.diferencias) == ("no_se_puede_afirmar", ())


def test_un_descriptor_que_no_es_el_de_su_pagina_es_distinto(partes: dict[str, bytes]) -> None:
    otro = de_otra_version(partes) | {
        DESCRIPTOR: partes[DESCRIPTOR].replace(b"sha256:", b"sha256:0")
    }

    assert juzgar_partes(partes, otro).veredicto == "distinto"
