"""Lo que no se puede escribir se ve y se avisa; nada más cambia."""

import sys

import pytest
from ayudas.lectores import tablas_de_word, textos_de_excel
from ayudas.planes import CORTE, FORMATO, plan_con

import paac_reportes as paac
from paac_reportes.textos.limpieza import PROHIBIDOS, limpiar


@pytest.mark.parametrize(
    "malo", ["\x00", "\x0b", "\x1f", "\x7f", "\x9f", "\ud800", "\ufffe", "\uffff"]
)
def test_lo_prohibido_se_cambia_y_se_dice_donde(malo: str) -> None:
    limpio, fallas = limpiar(plan_con(descripcion=f"a{malo}b"))
    (actividad,) = limpio.dependencias[0].componentes[0].subcomponentes[0].actividades

    assert actividad.descripcion == "a\ufffdb"
    assert [str(falla) for falla in fallas] == [
        "dependencias[0].componentes[0].subcomponentes[0].actividades[0].descripcion:"
        f" se cambió por \ufffd: U+{ord(malo):04X}"
    ]


def test_se_prohiben_los_de_control_los_sustitutos_y_dos_mas() -> None:
    import unicodedata

    prohibidos = {c for c in map(chr, range(sys.maxunicode + 1)) if PROHIBIDOS.match(c)}
    esperados = {
        c
        for c in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r"
    }

    assert prohibidos == esperados | {"\ufffe", "\uffff"}


def test_un_plan_limpio_es_el_mismo_objeto() -> None:
    plan = plan_con(descripcion="Normal: tabulador\t, salto\n, nbsp\xa0, emoji \U0001f600")

    limpio, fallas = limpiar(plan)

    assert limpio is plan
    assert fallas == ()


def test_tambien_se_limpia_dentro_de_las_listas_de_textos() -> None:
    seguimientos = [{"corte": "2026-04-30", "evidencias": ["bien", "ma\x01l"]}]
    _, fallas = limpiar(plan_con(seguimientos=seguimientos))

    assert [falla.ruta.rsplit(".", 1)[1] for falla in fallas] == ["evidencias[1]"]


def test_al_emitir_avisa_y_escribe_el_reemplazo() -> None:
    plan = plan_con(descripcion="a\x02b")
    with pytest.warns(paac.AvisoPaac, match=r"descripcion: se cambió por .: U\+0002"):
        word = paac.emitir(plan, FORMATO, "docx", corte=CORTE)
    with pytest.warns(paac.AvisoPaac):
        excel = paac.emitir(plan, FORMATO, "xlsx", corte=CORTE)

    assert tablas_de_word(word)[0][-1][2] == "a\ufffdb"
    assert "a\ufffdb" in textos_de_excel(excel)
