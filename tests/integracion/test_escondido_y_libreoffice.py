"""De lo que LibreOffice guarda otra vez, nada es algo escondido."""

from datetime import date
from pathlib import Path

import pytest
from ayudas.compartido import FILTROS, con_libreoffice, convertir
from ayudas.emitidos import emitido, emitido_real, real
from ayudas.planes import CORTE, plan

import paac_reportes as paac
from paac_reportes.prueba.escondido import cosas_escondidas

pytestmark = [con_libreoffice, pytest.mark.integracion, pytest.mark.profundo]
CODIGOS = [una.codigo for una in paac.formatos_disponibles()]
REALES = {
    "cajica_seguimiento_2018.json": date(2018, 4, 30),
    "cartago_2020.json": date(2020, 8, 31),
}
GUARDAR = [(tipo, filtro) for tipo, filtros in FILTROS.items() for filtro in filtros]


def _escondido(contenido: bytes, tipo: str, filtro: str, carpeta: Path) -> list[str]:
    escrito = carpeta / f"escrito.{tipo}"
    escrito.write_bytes(contenido)
    (carpeta / "otra").mkdir()
    guardado = convertir(escrito, f"{tipo}:{filtro}", carpeta / "otra").read_bytes()
    return [str(una) for una in cosas_escondidas(guardado, contenido)]


@pytest.mark.una_de_cada("tipo", "filtro")
@pytest.mark.parametrize(("tipo", "filtro"), GUARDAR)
@pytest.mark.parametrize("codigo", CODIGOS)
def test_de_cada_formato(codigo: str, tipo: str, filtro: str, tmp_path: Path) -> None:
    assert _escondido(emitido(codigo, tipo), tipo, filtro, tmp_path) == []


@pytest.mark.una_de_cada("tipo")
@pytest.mark.parametrize(("tipo", "filtro"), GUARDAR)
@pytest.mark.parametrize("codigo", ["informe-seguimiento", "paac-seguimiento"])
@pytest.mark.parametrize("archivo", REALES)
def test_de_lo_real(archivo: str, codigo: str, tipo: str, filtro: str, tmp_path: Path) -> None:
    suyo = emitido_real(archivo, codigo, tipo, REALES[archivo])
    assert _escondido(suyo, tipo, filtro, tmp_path) == []


def test_de_los_libros_que_se_llenan(tmp_path: Path) -> None:
    libros = paac.capturar(plan(), CORTE, tmp_path / "uno")
    libros += paac.capturar(
        real("cartago_2020.json"), REALES["cartago_2020.json"], tmp_path / "otro"
    )
    for numero, libro in enumerate(libros[:4]):
        carpeta = tmp_path / str(numero)
        carpeta.mkdir()
        for filtro in FILTROS["xlsx"][:1]:
            assert _escondido(libro.read_bytes(), "xlsx", filtro, carpeta) == []
