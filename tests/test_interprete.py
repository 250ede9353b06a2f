"""El Python que se lanza aparte: hace lo que se le pide, o se dice por qué no hay ninguno.

Prueba ``programas``. El caso en que se lanza, en ``test_bifurcacion.py``.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import paac_reportes as paac
from paac_reportes import programas
from paac_reportes.programas import hacer_aparte

SI_NO = "haga otra cosa"


def morir() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.integracion
def test_hace_lo_que_se_le_pide_y_si_muere_se_dice() -> None:
    assert hacer_aparte(pow, 2, 10, si_no=SI_NO) == 1024
    with pytest.raises(paac.ErrorDeEntorno, match="el proceso que lo hacía murió") as error:
        hacer_aparte(morir, si_no=SI_NO)
    assert error.value.fallas[0].codigo == "encargo_perdido"


@pytest.mark.integracion
@pytest.mark.parametrize(
    ("ejecutable", "que"),
    [
        ("/no/existe/python", "no se pudo lanzar '/no/existe/python'"),
        ("{carpeta}/python", "no arrancó como un Python que tenga esta biblioteca"),
    ],
)
def test_un_ejecutable_que_no_es_python_se_dice(
    ejecutable: str, que: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "python").symlink_to("/bin/false")
    monkeypatch.setattr(sys, "executable", ejecutable.format(carpeta=tmp_path))

    with pytest.raises(paac.ErrorDeEntorno, match=que):
        hacer_aparte(pow, 2, 10, si_no=SI_NO)


@pytest.mark.parametrize(
    ("ejecutable", "que"),
    [
        ("/usr/bin/uwsgi_python3", "lo que corre no es un Python"),
        (None, "este programa no dice cuál es su Python"),
        ("", "este programa no dice cuál es su Python"),
        (7, "este programa no dice cuál es su Python"),
        (b"/usr/bin/python3", "este programa no dice cuál es su Python"),
    ],
)
def test_un_programa_que_lleva_a_python_adentro_no_se_lanza(
    ejecutable: object, que: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", ejecutable)
    with pytest.raises(paac.ErrorDeEntorno, match=f"{que}.*; haga otra cosa") as error:
        hacer_aparte(pow, 2, 10, si_no=SI_NO)

    assert [falla.codigo for falla in error.value.fallas] == ["sin_python"]


def test_un_programa_congelado_no_se_abre_otra_vez(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(paac.ErrorDeEntorno, match="no es un Python"):
        hacer_aparte(pow, 2, 10, si_no=SI_NO)


def test_en_windows_se_termina_lo_que_lanzo(monkeypatch: pytest.MonkeyPatch) -> None:
    pedidas: list[list[str]] = []

    class Proceso:
        pid = 77

        def kill(self) -> None:
            pedidas.append(["kill"])

    monkeypatch.setattr(subprocess, "run", lambda orden, **_: pedidas.append(orden))
    programas._terminar_en_windows(Proceso())

    assert pedidas == [["taskkill", "/T", "/F", "/PID", "77"], ["kill"]]
