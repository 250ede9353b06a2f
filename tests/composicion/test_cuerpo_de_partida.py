"""De un formato nuestro sale un Word con huecos que, lleno, dice lo que el formato dice.

Prueba ``composicion/cuerpo/composicion``, ``composicion/cuerpo/partida`` y
``escritores/docx/membrete``.
"""

import re
from pathlib import Path

import pytest
from ayudas.cuerpos import cuerpo, textos_de
from ayudas.emitidos import ejemplo

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.cotejo.visto import dice_que_sigue


def dichos(docx: bytes) -> set[str]:
    """Los textos de un Word, sin lo que dice de quién sigue en otra página: eso lo mide lo nuestro."""
    dichos = {uno for uno in textos_de(docx) if uno.strip() and not dice_que_sigue(uno)}
    return {uno for uno in dichos if not _DEL_CONTENIDO.search(uno)}


_DEL_CONTENIDO = re.compile(r"\t\d+$|^Contenido$")
"""El renglón de una tabla de contenido: en un Word la pone quien lo diseña."""


@pytest.mark.una_de_cada
@pytest.mark.parametrize(
    "codigo",
    ["paac-plan", "paac-seguimiento", "MCCO.101.18.F.20", "cajica-plan", "informe-ejecutivo"],
)
def test_lleno_dice_lo_mismo_que_su_formato(codigo: str) -> None:
    formato = paac.formato_desde_word(paac.cuerpo_de(codigo))
    del_word = paac.reporte(ejemplo(), formato).emitir("docx").contenido
    suyo = paac.reporte(ejemplo(), codigo).emitir("docx").contenido

    # Lo que remite a otra parte por su número no va: en un Word lo numera él.
    numerados = {uno for uno in dichos(suyo) if "Tabla " in uno or "Figura " in uno}
    # Donde una página corta una celda, lo breve se repite: cuántas veces lo dice no se compara.
    assert dichos(suyo) - dichos(del_word) - numerados == set()


def test_el_de_un_formato_propio_vuelve_con_sus_plantillas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    propias = "ejemplos/formato_propio/plantillas"
    archivo, con = tmp_path / "cuerpo.docx", ["--plantillas", propias]

    assert main(["formatos", "CI-FO-031", *con, "--salida", str(archivo)]) == 0
    assert main(["revisar", str(archivo), *con]) == 0
    assert "CI-FO-031-en-word: sin fallas" in capsys.readouterr().out
    with pytest.raises(paac.ErrorDeFormato, match="no existe el formato 'CI-FO-031'"):
        paac.formato_desde_word(archivo)


def test_la_orden_lo_manda_por_la_salida(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["formatos", "paac-plan", "--salida", "-"]) == 0

    assert capsysbinary.readouterr().out == paac.cuerpo_de("paac-plan")
    assert not Path("-").exists()


def test_generar_pide_un_formato_o_un_cuerpo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datos, salida = "ejemplos/informe_trimestral/plan.yaml", str(tmp_path / "x.docx")

    with pytest.raises(SystemExit) as fin:
        main(["generar", datos, "--salida", salida])
    assert fin.value.code == 2
    assert "hace falta --formato CODIGO, o un Word" in capsys.readouterr().err


@pytest.mark.integracion
def test_lo_generado_con_un_cuerpo_se_verifica(tmp_path: Path) -> None:
    datos, word, salida = (
        "ejemplos/informe_trimestral/plan.yaml",
        tmp_path / "c.docx",
        tmp_path / "s.docx",
    )
    filas = [["N.º", "Qué"], ["{{ actividad.codigo }}", "{{ seguimiento.texto }}"]]
    word.write_bytes(cuerpo("De {{ entidad.nombre }}", filas, pie="{{ pagina }}"))
    con = ["--formato", str(word)]

    assert main(["generar", datos, *con, "--salida", str(salida)]) == 0
    assert main(["verificar", str(salida), "--contra", datos, *con]) == 0
    word.write_bytes(cuerpo("Para {{ entidad.nombre }}", filas, pie="{{ pagina }}"))
    assert main(["verificar", str(salida), "--contra", datos, *con]) == 1
