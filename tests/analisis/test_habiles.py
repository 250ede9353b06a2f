"""Los días hábiles de Colombia y el plazo para publicar."""

import sys
from datetime import date

import pytest

import paac_reportes as paac
from paac_reportes.analisis.calendario import es_habil, festivos, habil_numero, plazo_de_publicacion

PLAZOS = {
    2018: ("2018-05-16", "2018-09-14", "2019-01-16"),
    2019: ("2019-05-15", "2019-09-13", "2020-01-16"),
    2020: ("2020-05-15", "2020-09-14", "2021-01-18"),
    2021: ("2021-05-14", "2021-09-14", "2022-01-17"),
    2022: ("2022-05-13", "2022-09-14", "2023-01-16"),
    2023: ("2023-05-15", "2023-09-14", "2024-01-16"),
    2024: ("2024-05-16", "2024-09-13", "2025-01-16"),
    2025: ("2025-05-15", "2025-09-12", "2026-01-16"),
    2026: ("2026-05-15", "2026-09-14", "2027-01-18"),
}


@pytest.mark.parametrize("vigencia", PLAZOS)
def test_el_decimo_dia_habil_despues_de_cada_corte(vigencia: int) -> None:
    cortes = (date(vigencia, 4, 30), date(vigencia, 8, 31), date(vigencia, 12, 31))

    assert tuple(plazo_de_publicacion(c).isoformat() for c in cortes) == PLAZOS[vigencia]


def test_los_festivos_traen_el_de_la_ley_de_2026() -> None:
    assert date(2026, 7, 13) in festivos(2026)
    assert date(2025, 7, 14) not in festivos(2025)
    assert len(festivos(2026)) == 19


def test_un_cierre_propio_corre_el_plazo() -> None:
    assert plazo_de_publicacion(date(2026, 4, 30), [date(2026, 5, 15)]) == date(2026, 5, 19)
    assert not es_habil(date(2026, 5, 16))
    assert habil_numero(1, date(2026, 5, 16)) == date(2026, 5, 19)
    with pytest.raises(paac.ErrorDeEntrada, match="numero: se esperaba al menos 1"):
        habil_numero(0, date(2026, 5, 16))


def test_sin_la_biblioteca_de_festivos_se_dice_como_conseguirla(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    festivos.cache_clear()
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(paac.ErrorDeEntorno, match='pip install "holidays>='):
        paac.calendario(2026)
