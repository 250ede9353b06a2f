"""El proceso que hace los reportes, al quedarse solo, no borra sino la carpeta que le dieron."""

import io
import os
import shutil
import tempfile
from pathlib import Path
from queue import SimpleQueue

import pytest

from paac_reportes.anfitrion import obrero


@pytest.mark.parametrize("ya_no_esta", [False, True])
def test_al_irse_quien_manda_borra_su_carpeta_y_ninguna_otra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, ya_no_esta: bool
) -> None:
    carpeta = tmp_path / "paac-de-paso"
    if not ya_no_esta:
        carpeta.mkdir()
    borradas = list[object]()
    # De mentira: si volviera a buscar la carpeta de todos, no se la llevaría esta prueba.
    monkeypatch.setattr(shutil, "rmtree", lambda cual, **_: borradas.append(str(cual)))
    monkeypatch.setattr(os, "_exit", lambda _: None)
    monkeypatch.setattr(tempfile, "tempdir", None)
    for variable in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(carpeta))

    obrero._recibir(io.BytesIO(), SimpleQueue())

    assert borradas == [str(carpeta)]
