"""Lo que el sistema no deja escribir se dice: del lote entero, o de cada encargo."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from ayudas.encargos import encargos

import paac_reportes as paac

NADIE = 65534

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="aquí no hay dueños ni permisos")


@pytest.fixture
def carpeta() -> Iterator[Path]:
    """Una a la que otro usuario puede llegar; la de las pruebas es sólo de quien las corre."""
    with tempfile.TemporaryDirectory() as nombre:
        Path(nombre).chmod(0o755)
        yield Path(nombre)


@contextlib.contextmanager
def sin_privilegios() -> Iterator[None]:
    """Como un usuario cualquiera: a quien administra el sistema nada se le niega."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NADIE)
    try:
        yield
    finally:
        os.seteuid(0)


def hechos(carpeta: Path) -> list[paac.Hecho]:
    dados = encargos(carpeta, 2)
    list(paac.en_lote(dados, carpeta / "antes"))  # lo que se carga al usarse, ya cargado
    with sin_privilegios():
        return list(paac.en_lote(dados, carpeta / "lote"))


def test_si_no_deja_escribir_el_diario_no_empieza(carpeta: Path) -> None:
    (carpeta / "lote").mkdir(mode=0o555)
    with pytest.raises(paac.ErrorDeEntorno) as error:
        hechos(carpeta)

    assert str(error.value.fallas[0]) == (
        f"{carpeta / 'lote' / 'diario.jsonl'}: no hay permiso para escribir ahí"
    )
    assert error.value.fallas[0].codigo == "sin_permiso"


def test_si_la_carpeta_no_deja_cada_encargo_lo_dice_con_su_archivo(carpeta: Path) -> None:
    lote = carpeta / "lote"
    lote.mkdir()
    (lote / "diario.jsonl").touch()
    (lote / "diario.jsonl").chmod(0o666)
    lote.chmod(0o555)
    fallas = [hecho.falla for hecho in hechos(carpeta)]

    assert [(f and f.codigo, f and f.ruta) for f in fallas] == [
        ("sin_permiso", str(lote / "m00.csv")),
        ("sin_permiso", str(lote / "m01.csv")),
    ]
    assert (lote / "diario.jsonl").read_text("utf-8").count('"sin_permiso"') == 2


@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() != 0, reason="hace falta un archivo de otro usuario"
)
def test_si_un_archivo_es_de_otro_su_encargo_lo_dice_y_los_demas_salen(carpeta: Path) -> None:
    lote = carpeta / "lote"
    lote.mkdir()
    lote.chmod(0o1777)  # como /tmp: cada cual quita sólo lo suyo
    (lote / "m00.csv").write_text("de otro")
    primero, segundo = hechos(carpeta)

    assert primero.falla is not None
    assert primero.falla.codigo == "sin_permiso"
    assert primero.falla.ruta == str(lote / "m00.csv")
    assert segundo.falla is None
    assert (lote / "m00.csv").read_text() == "de otro"
