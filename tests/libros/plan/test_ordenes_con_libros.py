"""Las órdenes con el plan en un libro o en YAML: de uno por llenar al documento.

Prueba ``cli/ordenes``.
"""

from pathlib import Path

from ayudas.compartido import con_libreoffice, convertir
from ayudas.de_todo import de_todo

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.formatos.lectura.catalogo import hallar_formato


def nuevo(salida: Path) -> None:
    orden = ["nuevo", "--entidad", "Municipio de Prueba", "--vigencia", "2026"]
    assert main([*orden, "--salida", str(salida)]) == 0


def test_el_yaml_nuevo_dice_como_se_llena(tmp_path: Path) -> None:
    nuevo(tmp_path / "plan.yaml")
    texto = (tmp_path / "plan.yaml").read_text("utf-8")

    assert texto.startswith("# Plan por llenar. Se revisa con:  paac-reportes revisar")
    assert "\nentidad:\n" in texto


@con_libreoffice
def test_despues_de_libreoffice_un_libro_con_de_todo_dice_lo_mismo(tmp_path: Path) -> None:
    formato, _ = hallar_formato("paac-seguimiento")
    plan = de_todo(formato).contenido
    paac.guardar_datos(plan, tmp_path / "plan.xlsx")
    guardado = tmp_path / "otra"
    guardado.mkdir()

    assert paac.leer(convertir(tmp_path / "plan.xlsx", "xlsx", guardado)).sin_dudas() == plan
