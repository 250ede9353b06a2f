"""Lo que la orden ``leer`` dice de una matriz ajena.

Prueba ``cli/ordenes/leer``.
"""

from pathlib import Path

import pytest
from ayudas.matrices import en_word

from paac_reportes.cli import main

MATRIZ = ["Actividad|Meta|Responsable", "Ver|Una|A"]
CON_DUDA = ["Actividad|Meta|Responsable|Riesgo", "Ver|Una|A|Soborno"]


@pytest.mark.parametrize(
    ("bloques", "dice"),
    [
        (("Municipio de M", MATRIZ), "2 dudas"),
        (("Municipio de M", "Componente 1: Riesgos", MATRIZ), "una duda"),
        (("Municipio de M", "Componente 1: Riesgos", CON_DUDA), "2 dudas"),
    ],
)
def test_la_orden_cuenta_como_duda_lo_que_nadie_dijo_y_se_supuso(
    bloques: tuple[str | list[str], ...],
    dice: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    documento = tmp_path / "matriz.docx"
    documento.write_bytes(en_word(*bloques).getvalue())

    main(["leer", str(documento), "--salida", str(tmp_path / "datos.json")])

    ultima = capsys.readouterr().out.splitlines()[-1]
    assert ultima == f"una matriz de otro formato, una fila, {dice}"


def test_la_orden_dice_primero_cuantas_filas_quedaron_fuera(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suelta = ["Municipio de M", "Componente 1: Riesgos", [*MATRIZ, "||B", "Oír|Dos|C"]]
    documento = tmp_path / "matriz.docx"
    documento.write_bytes(en_word(*suelta).getvalue())

    codigo = main(["leer", str(documento), "--salida", str(tmp_path / "datos.json")])

    assert codigo == 4
    assert capsys.readouterr().out.splitlines()[0] == "2 de 3 filas"


def test_de_unos_datos_no_se_dice_que_sean_la_matriz_de_otro(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datos, libro, otra_vez = (tmp_path / uno for uno in ("a.json", "a.xlsx", "b.json"))
    main(["nuevo", "--entidad", "Municipio de M", "--vigencia", "2026", "--salida", str(libro)])
    main(["leer", str(libro), "--salida", str(datos)])
    main(["leer", str(datos), "--salida", str(otra_vez)])

    dichas = [d for d in capsys.readouterr().out.splitlines() if ", " in d and "sin dudas" in d]
    assert [dicha.partition(",")[0] for dicha in dichas] == ["unos datos", "unos datos"]
