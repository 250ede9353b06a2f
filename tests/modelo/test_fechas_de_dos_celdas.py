"""La fecha de quien da una de inicio y una final."""

from datetime import date

import pytest

from paac_reportes.modelo.fechas import ClaseDeFecha as C
from paac_reportes.modelo.fechas import leer_rango


@pytest.mark.parametrize(
    ("inicio", "fin", "desde", "hasta"),
    [
        ("02/05/2023", "18/10/2023", date(2023, 5, 2), date(2023, 10, 18)),
        ("Mayo", "Octubre de 2023", date(2023, 5, 1), date(2023, 10, 31)),
        ("2 de mayo", "Octubre", date(2023, 5, 2), date(2023, 10, 31)),
        ("Primer trimestre", "Tercer trimestre", date(2023, 1, 1), date(2023, 9, 30)),
        ("mayo a junio", "agosto a octubre", date(2023, 5, 1), date(2023, 10, 31)),
        ("02/05/2023", "02/05/2023", date(2023, 5, 2), date(2023, 5, 2)),
    ],
)
def test_dos_fechas_hacen_un_rango(inicio: str, fin: str, desde: date, hasta: date) -> None:
    leida = leer_rango(inicio, fin, 2023)

    assert (leida.clase, leida.desde, leida.dias) == (C.RANGO, desde, (hasta,))
    assert leida.literal == f"{inicio} – {fin}"
    assert leida.avisos == ()


@pytest.mark.parametrize("inicio", [None, "", " ", "-"])
def test_con_solo_la_final_vale_lo_que_diga(inicio: str | None) -> None:
    leida = leer_rango(inicio, "Trimestral a partir de julio", 2023)

    assert leida.clase is C.FRECUENCIA
    assert leida.dias == (date(2023, 9, 30), date(2023, 12, 31))
    assert leida.avisos == ()


@pytest.mark.parametrize("fin", [None, "", "-", "N/A"])
def test_con_solo_la_de_inicio_no_se_sabe_hasta_cuando(fin: str | None) -> None:
    leida = leer_rango("Mayo", fin, 2023)

    assert (leida.clase, leida.desde, leida.dias) == (C.RANGO, date(2023, 5, 1), ())
    assert leida.avisos == ("no dice hasta cuándo",)


@pytest.mark.parametrize("inicio", ["Todo el año", "Del 1 de enero al 31 de diciembre", "Anual"])
def test_una_de_inicio_que_dice_hasta_cuando_se_basta(inicio: str) -> None:
    leida = leer_rango(inicio, None, 2023)

    assert leida.dias == (date(2023, 12, 31),)
    assert leida.avisos == ()


def test_si_termina_antes_de_empezar_no_se_sabe_desde_cuando() -> None:
    leida = leer_rango("18/10/2023", "02/05/2023", 2023)

    assert (leida.clase, leida.desde, leida.dias) == (C.RANGO, None, (date(2023, 5, 2),))
    assert leida.avisos == ("«02/05/2023» es anterior a «18/10/2023»",)


@pytest.mark.parametrize(
    ("inicio", "fin", "clase"),
    [
        ("Cuando haya cupo", "18/10/2023", C.DIA),
        ("02/05/2023", "Permanente", C.CONTINUA),
        ("Mayo y agosto", "18/10/2023", C.DIA),
    ],
)
def test_dos_que_no_hacen_un_rango_se_avisan(inicio: str, fin: str, clase: C) -> None:
    leida = leer_rango(inicio, fin, 2023)

    assert leida.clase is clase
    assert leida.avisos == ("no se entienden como un rango: se lee la fecha final",)


def test_los_avisos_y_las_dudas_son_de_las_dos() -> None:
    leida = leer_rango("02/05/2022", "10/18/2023", 2023)

    assert leida.avisos == (
        "«02/05/2022» es anterior a la vigencia 2023",
        "«10/18/2023» es imposible en día/mes: se lee mes/día",
    )
    assert (leida.ambigua, leida.invertida) == (True, True)
