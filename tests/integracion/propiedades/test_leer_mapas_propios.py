"""Un mapa escrito en una de sus formas vuelve: cada riesgo es él, y nada nuestro es de otro."""

import io
from datetime import date
from pathlib import Path

import pytest
from ayudas.compartido import FILTROS, con_libreoffice, convertidos
from ayudas.ejemplos import ejemplos
from ayudas.mapas_grandes import CORTE, FORMAS, generado
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac

SEMILLAS = st.integers(0, 10**6)
SALIDAS = [
    (forma, tipo)
    for forma in FORMAS
    for tipo in ("docx", "xlsx")
    if (forma, tipo) != ("mapa-v5", "docx")
]


def escrito(mapa: paac.MapaDeRiesgos, forma: str, tipo: str) -> bytes:
    return paac.reporte(mapa, forma, corte=date.fromisoformat(CORTE)).emitir(tipo).contenido


def vuelve(mapa: paac.MapaDeRiesgos, contenido: bytes) -> None:
    """El mapa de que salió, sin ningún cambio."""
    lectura = paac.leer(io.BytesIO(contenido), como=None, plan=mapa)

    assert lectura.cambios == ()
    assert lectura.contenido == mapa


@pytest.mark.parametrize(("forma", "tipo"), SALIDAS)
@ejemplos(10)
@given(semilla=SEMILLAS, riesgos=st.sampled_from([1, 2, 4, 1, 2, 4, 40, 48]))
def test_cada_riesgo_de_un_mapa_vuelve(forma: str, tipo: str, semilla: int, riesgos: int) -> None:
    mapa = generado(riesgos, semilla)
    vuelve(mapa, escrito(mapa, forma, tipo))


@pytest.mark.una_de_cada
@con_libreoffice
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_guardado_por_libreoffice_vuelve_igual(tipo: str, tmp_path: Path) -> None:
    mapa = generado(44, 7)
    formas = [forma for forma, suyo in SALIDAS if suyo == tipo]
    rutas = [tmp_path / f"{forma}.{tipo}" for forma in formas]
    for forma, ruta in zip(formas, rutas, strict=True):
        ruta.write_bytes(escrito(mapa, forma, tipo))
    carpeta = tmp_path / "guardados"
    carpeta.mkdir()
    for ruta in convertidos(rutas, f"{tipo}:{FILTROS[tipo][0]}", carpeta):
        vuelve(mapa, ruta.read_bytes())
