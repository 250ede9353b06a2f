"""Lo que se entiende de una fecha programada, y de la de dos celdas; el texto queda como está.

Las que podrían ser día/mes o mes/día se avisan por plan, y sólo si hay por qué dudar.

Prueba ``modelo/fechas/gramatica`` y ``modelo/fechas/lectura``.
"""

from datetime import date, datetime

import pytest
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.modelo.fechas import ClaseDeFecha as C
from paac_reportes.modelo.fechas import (
    FechaProgramada,
    avisos_de_ambiguedad,
    leer_fecha_programada,
    leer_rango,
)

MESES_2023 = [
    *("2023-01-31", "2023-02-28", "2023-03-31", "2023-04-30", "2023-05-31", "2023-06-30"),
    *("2023-07-31", "2023-08-31", "2023-09-30", "2023-10-31", "2023-11-30", "2023-12-31"),
]
TRIMESTRES = ["2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31"]
CUATRIMESTRES = ["2023-04-30", "2023-08-31", "2023-12-31"]
SEMESTRES = ["2023-06-30", "2023-12-31"]
FIN_DE_ANO = ["2023-12-31"]


def dias_de(texto: str, vigencia: int | None = 2023) -> list[str]:
    return [dia.isoformat() for dia in leer_fecha_programada(texto, vigencia).dias]


def avisos_de(texto: str, vigencia: int | None = 2023) -> list[str]:
    return list(leer_fecha_programada(texto, vigencia).avisos)


def se_lee(texto: str, clase: C, dias: list[str], desde: str | None = None) -> None:
    """La clase, los días y el primero, sin nada que avisar."""
    leida = leer_fecha_programada(texto, 2023)
    assert leida.literal == texto
    assert leida.clase is clase
    assert [dia.isoformat() for dia in leida.dias] == dias
    assert leida.desde == (date.fromisoformat(desde) if desde else None)
    assert leida.avisos == ()


def no_dice_un_dia(texto: str) -> None:
    """Ni días ni de cuándo en adelante, y se avisa."""
    leida = leer_fecha_programada(texto, 2023)
    assert (leida.clase, leida.dias, leida.desde) == (C.SIN_DIA, (), None)
    assert leida.avisos == ("no dice un día",)


@pytest.mark.parametrize(
    "texto",
    [
        *("15/09/2023", "15-09-2023", "15.09.2023", "15 /09/ 2023", "15-09/2023", "15/9/23"),
        *("2023-09-15", "2023/09/15", "2023.09.15", "15 09 2023", "15/09/2.023"),
        *("2023-09-15 00:00:00", "2023-09-15T00:00", "15/09", "15-09", "15/09 de 2023"),
        *("15 de septiembre de 2023", "15 DE SETIEMBRE DEL 2023", "15  septiembre   2023"),
        *("15 de sept. de 2023", "15-sep-23", "15/sep./2023", "15sep2023", "15 sep"),
        *("15 de septiembre del año 2023", "15 de septiembre de la presente vigencia"),
        *("Septiembre 15 de 2023", "SEPTIEMBRE 15", "Sep. 15/2023", "sept 15, 2023", "Sep 15/23"),
        *("Septiembre 15 - 2023", "sep-15-2023", "sep-15", "15 del mes de septiembre"),
        *("quince (15) de septiembre de 2023", "a los quince (15) días del mes de septiembre"),
        *("Hasta el 15 de septiembre", "A más tardar el 15/09/2023", "Antes del 15 de septiembre"),
        *("Fecha límite: 15/09/2023", "El día 15 de septiembre", "Máximo 15-09-2023"),
    ],
)
def test_un_dia(texto: str) -> None:
    se_lee(texto, C.DIA, ["2023-09-15"])


@pytest.mark.parametrize(
    ("texto", "dia"),
    [
        ("1.º de mayo", "2023-05-01"),
        ("1º mayo de 2023", "2023-05-01"),
        ("1° de mayo", "2023-05-01"),
        ("1ro. de mayo", "2023-05-01"),
        ("primero de mayo de 2023", "2023-05-01"),
        ("Mayo 1º de 2023", "2023-05-01"),
        ("último día de febrero", "2023-02-28"),
    ],
)
def test_un_dia_dicho_por_su_orden(texto: str, dia: str) -> None:
    se_lee(texto, C.DIA, [dia])


@pytest.mark.parametrize(
    "texto",
    [
        *("Septiembre", "septiembre de 2023", "SETIEMBRE DEL 2023", "Sept. 2023", "sep.-23"),
        *("sep-23", "Septiembre - 2023", "Sep/2023", "septiembre (2023)", "Septiembre de 23"),
        *("09/2023", "9-2023", "09.2023", "2023-09", "09/23", "Mes de septiembre"),
        *("En el mes de septiembre de 2023", "Finales de septiembre", "Hasta septiembre", "Sep"),
    ],
)
def test_un_mes_vence_el_ultimo_de_sus_dias(texto: str) -> None:
    se_lee(texto, C.MES, ["2023-09-30"])


@pytest.mark.parametrize(
    ("texto", "desde", "hasta"),
    [
        ("02/05/2023 - 18/10/2023", "2023-05-02", "2023-10-18"),
        ("02-05-2023 – 18-10-2023", "2023-05-02", "2023-10-18"),
        ("2023-05-02 a 2023-10-18", "2023-05-02", "2023-10-18"),
        ("02/05 al 18/10 de 2023", "2023-05-02", "2023-10-18"),
        ("Del 2 de mayo al 18 de octubre de 2023", "2023-05-02", "2023-10-18"),
        ("desde el 2 de mayo hasta el 18 de octubre", "2023-05-02", "2023-10-18"),
        ("Mayo 2 a Octubre 18 de 2023", "2023-05-02", "2023-10-18"),
        ("mayo 2 — octubre 18", "2023-05-02", "2023-10-18"),
        ("Entre el 2 de mayo y el 18 de octubre", "2023-05-02", "2023-10-18"),
        ("Inicio: 02/05/2023 Fin: 18/10/2023", "2023-05-02", "2023-10-18"),
        ("10 al 14 de junio de 2023", "2023-06-10", "2023-06-14"),
        ("10-14 de junio", "2023-06-10", "2023-06-14"),
        ("Junio 10 al 14 de 2023", "2023-06-10", "2023-06-14"),
        ("Junio del 10 al 14", "2023-06-10", "2023-06-14"),
        ("entre el 10 y el 14 de junio", "2023-06-10", "2023-06-14"),
        ("Abril - Noviembre", "2023-04-01", "2023-11-30"),
        ("ABRIL A NOVIEMBRE DE 2023", "2023-04-01", "2023-11-30"),
        ("abr a nov 2023", "2023-04-01", "2023-11-30"),
        ("Abr.–Nov.", "2023-04-01", "2023-11-30"),
        ("De abril hasta noviembre", "2023-04-01", "2023-11-30"),
        ("Entre abril y noviembre", "2023-04-01", "2023-11-30"),
        ("Abril a noviembre, de manera permanente", "2023-04-01", "2023-11-30"),
        ("I al III trimestre", "2023-01-01", "2023-09-30"),
        ("segundo trimestre a cuarto trimestre", "2023-04-01", "2023-12-31"),
        ("Primera quincena de junio", "2023-06-01", "2023-06-15"),
        ("2da quincena del mes de junio de 2023", "2023-06-16", "2023-06-30"),
    ],
)
def test_un_rango_vence_el_ultimo_de_sus_dias(texto: str, desde: str, hasta: str) -> None:
    se_lee(texto, C.RANGO, [hasta], desde)


@pytest.mark.parametrize(
    ("texto", "dias"),
    [
        ("05/05/2023 20/10/2023", ["2023-05-05", "2023-10-20"]),
        ("20/10/2023, 05/05/2023", ["2023-05-05", "2023-10-20"]),
        ("05-05-2023 / 20-10-2023", ["2023-05-05", "2023-10-20"]),
        ("5 de mayo y 20 de octubre de 2023", ["2023-05-05", "2023-10-20"]),
        ("Mayo 5, Octubre 20", ["2023-05-05", "2023-10-20"]),
        ("5 mayo 20 octubre", ["2023-05-05", "2023-10-20"]),
        ("5, 15 y 25 de mayo", ["2023-05-05", "2023-05-15", "2023-05-25"]),
        ("Mayo 5, 15 y 25 de 2023", ["2023-05-05", "2023-05-15", "2023-05-25"]),
        ("Marzo – julio – noviembre 2023", ["2023-03-31", "2023-07-31", "2023-11-30"]),
        ("Marzo, julio y noviembre", ["2023-03-31", "2023-07-31", "2023-11-30"]),
        ("mar, jul, nov", ["2023-03-31", "2023-07-31", "2023-11-30"]),
        ("En los meses de marzo y julio", ["2023-03-31", "2023-07-31"]),
        ("Enero a marzo, julio a septiembre", ["2023-03-31", "2023-09-30"]),
        ("Primer y segundo semestre", SEMESTRES),
        ("I, II y III cuatrimestre", CUATRIMESTRES),
        ("Semestres 1 y 2", SEMESTRES),
        ("1er trimestre, 3er trimestre", ["2023-03-31", "2023-09-30"]),
        ("31/05/2023 y 31 de mayo de 2023", ["2023-05-31"]),
    ],
)
def test_varias_fechas_vencen_cada_una_en_la_suya(texto: str, dias: list[str]) -> None:
    se_lee(texto, C.VARIAS, dias)


@pytest.mark.parametrize(
    ("texto", "dias"),
    [
        *((texto, MESES_2023) for texto in ("mensual", "Mensualmente.", "MENSUALES", "Cada mes")),
        *((texto, MESES_2023) for texto in ("Todos los meses", "mes a mes", "Una vez al mes")),
        *((texto, MESES_2023) for texto in ("Diario", "Semanalmente", "Quincenal", "cada 15 días")),
        ("Bimestral", ["2023-02-28", "2023-04-30", *MESES_2023[5::2]]),
        ("Cada dos meses", ["2023-02-28", "2023-04-30", *MESES_2023[5::2]]),
        *((texto, TRIMESTRES) for texto in ("Trimestral", "trimestralmente", "Cada trimestre")),
        *((texto, TRIMESTRES) for texto in ("Por trimestre", "cada tres (3) meses", "4 veces al año")),
        *((texto, CUATRIMESTRES) for texto in ("Cuatrimestral", "Cuatrimstral", "cada cuatro meses")),
        *((texto, CUATRIMESTRES) for texto in ("tres (3) veces al año", "Tres veces en la vigencia")),
        *((texto, SEMESTRES) for texto in ("Semestral", "Una semestral", "Dos al año", "2 por año")),
        *((texto, SEMESTRES) for texto in ("Dos veces cada año", "Al menos una vez por semestre")),
        *((texto, FIN_DE_ANO) for texto in ("Anual", "anualmente", "Una vez al año", "Cada vigencia")),
        ("Mensual y trimestral", MESES_2023),
        ("Cada semestre y trimestral", TRIMESTRES),
        ("Cada trimestre y anual", TRIMESTRES),
        ("Trimestral durante la vigencia 2023", TRIMESTRES),
        ("Permanente (trimestral)", TRIMESTRES),
    ],
)  # fmt: skip
def test_una_frecuencia_vence_con_cada_periodo(texto: str, dias: list[str]) -> None:
    se_lee(texto, C.FRECUENCIA, dias)


@pytest.mark.parametrize(
    ("texto", "dias"),
    [
        ("Mensual a partir del 1 de febrero", MESES_2023[1:]),
        ("Mensual, a partir de octubre de 2023", MESES_2023[9:]),
        ("Trimestral a partir de abril", TRIMESTRES[1:]),
        ("Trimestral desde el 1/4/2023", TRIMESTRES[1:]),
        ("Mensual hasta marzo", MESES_2023[:3]),
        ("Mensual de febrero a abril", MESES_2023[1:4]),
        ("Mensual (enero - marzo y octubre - noviembre)", [*MESES_2023[:3], *MESES_2023[9:11]]),
        ("Mensual durante el segundo semestre", MESES_2023[6:]),
        ("Semestral de febrero a abril", ["2023-04-30"]),
        ("Semestral (15 de junio y 15 de diciembre)", ["2023-06-15", "2023-12-15"]),
        ("Cuatrimestral: mayo 2, septiembre 4 y diciembre 29", ["2023-05-02", "2023-09-04", "2023-12-29"]),
        ("Anual, en octubre", ["2023-10-31"]),
        ("28 de febrero de cada año", ["2023-02-28"]),
    ],
)  # fmt: skip
def test_una_frecuencia_con_sus_fechas(texto: str, dias: list[str]) -> None:
    se_lee(texto, C.FRECUENCIA, dias)


@pytest.mark.parametrize(
    ("texto", "desde", "hasta"),
    [
        *((texto, "2023-01-01", "2023-06-30") for texto in ("Primer semestre", "I semestre", "1er semestre")),
        *((texto, "2023-01-01", "2023-06-30") for texto in ("primer semestre de 2023", "Semestre 1", "1.º semestre")),
        *((texto, "2023-07-01", "2023-12-31") for texto in ("2do semestre", "II Semestre/2023", "segundo semestre del año")),
        *((texto, "2023-07-01", "2023-12-31") for texto in ("último semestre", "2 do. semestre", "Semestre II de 2023")),
        *((texto, "2023-01-01", "2023-03-31") for texto in ("1er. trimestre", "1.er trimestre 2023", "I Trim. de 2023")),
        ("Tercer trimestre de la vigencia 2023", "2023-07-01", "2023-09-30"),
        ("IV trimestre", "2023-10-01", "2023-12-31"),
        ("2.º cuatrimestre", "2023-05-01", "2023-08-31"),
        ("Quinto bimestre", "2023-09-01", "2023-10-31"),
        *((texto, "2023-01-01", "2023-12-31") for texto in ("2023", "Vigencia 2023", "Año: 2023", "Todo el 2023")),
        *((texto, "2023-01-01", "2023-12-31") for texto in ("Todo el año", "todo al año", "Durante el año", "Toda la vigencia")),
        *((texto, "2023-01-01", "2023-12-31") for texto in ("Fin de año", "Al cierre de la vigencia 2023")),
        *((texto, "2023-01-01", "2023-12-31") for texto in ("A lo largo de la vigencia 2023", "Durante la presente vigencia")),
    ],
)  # fmt: skip
def test_una_parte_de_la_vigencia(texto: str, desde: str, hasta: str) -> None:
    se_lee(texto, C.PARTE_DE_LA_VIGENCIA, [hasta], desde)


@pytest.mark.parametrize(
    "texto",
    [
        *("Permanente", "PERMANENTES.", "Permanentemente", "Contantemente", "Constante", "Siempre"),
        *("Continuamente", "De forma continua", "Periódicamente", "Todo el tiempo", "24/7"),
        *("De manera permanente durante la vigencia", "Permanente 2023", "En todo momento"),
        "Durante todo el año, de manera permanente",
    ],
)
def test_lo_continuo(texto: str) -> None:
    se_lee(texto, C.CONTINUA, [])


@pytest.mark.parametrize("texto", ["", "  ", "-", "–", "—", "N/A", "NA", "n.a.", "No aplica"])
def test_lo_que_esta_en_blanco(texto: str) -> None:
    se_lee(texto, C.VACIA, [])


@pytest.mark.parametrize(
    "texto", ["Fecha programada", "Por definir", "Pendiente", "Sin fecha", "Durante", "...", "*"]
)
def test_lo_que_no_dice_cuando(texto: str) -> None:
    assert leer_fecha_programada(texto, 2023).clase is C.VACIA
    assert avisos_de(texto) == ["no dice cuándo"]


@pytest.mark.parametrize(
    "texto",
    [
        *("Cuando haya novedades", "Cada vez que se presente", "Cada que lo pida el comité"),
        *("Según la necesidad", "De acuerdo con los requerimientos", "Según se requiera"),
        *("Según la agenda del comité", "De acuerdo con el Plan Institucional de Archivos"),
        *("Conforme al cronograma de ferias", "Programación de talleres", "Cronograma"),
        *("Fecha programada por la oficina de prensa", "La acordada con los líderes"),
        *("Según el plan anual de auditoría", "De acuerdo al cronograma trimestral"),
        *("Según el plan de mejoramiento continuo", "Según la Ley 1712 de 2014"),
        "Según cronograma 2023",
    ],
)
def test_lo_que_depende_de_algo_o_esta_en_otro_documento(texto: str) -> None:
    se_lee(texto, C.DEPENDE, [])


@pytest.mark.parametrize(
    "texto",
    [
        *("A demanda", "Por solicitud del usuario", "Si se requiere", "En caso de fallas", "Eventual"),
        *("Siempre que aplique", "Una vez se adopte el manual", "Hasta que se expida la circular"),
        *("Durante el año, cuando lleguen las quejas", "Las fechas que defina la junta"),
        *("Por definir con la oficina jurídica", "Decreto 124 de 26 de enero de 2016"),
        *("Dos veces en 2023", "marzo@entidad.gov.co", "Ver https://entidad.gov.co/marzo/plan.pdf"),
    ],
)  # fmt: skip
def test_lo_que_no_dice_un_dia(texto: str) -> None:
    no_dice_un_dia(texto)


@pytest.mark.parametrize(
    "texto",
    [
        "Otro día será",
        "Garantizar la continuidad de los canales de atención",
        "Formular el plan de continuidad y divulgarlo con los equipos",
        "Hacer seguimiento permanente al programa de gestión documental y a sus metas",
        "Plan de mantenimiento formulado, aprobado y socializado",
        "Ejecutar la estrategia de datos de 2023 con los equipos",
        *("2 informes", "1.1", "45184", "100 %", "2000 personas", "31/12/20233", "31/12/202"),
        *("Próxima vigencia", "Semestre", "2023-1", "30 días", "mar adentro", "Continuidad"),
    ],
)
def test_lo_que_no_se_entiende(texto: str) -> None:
    no_dice_un_dia(texto)


@pytest.mark.parametrize(
    ("texto", "clase", "dias", "aviso"),
    [
        ("Junio 3 de 2022", C.DIA, ["2022-06-03"], "«Junio 3 de 2022» es anterior a la vigencia 2023"),
        ("20/01/2024", C.DIA, ["2024-01-20"], "«20/01/2024» es posterior a la vigencia 2023"),
        ("ago-24", C.MES, ["2024-08-31"], "«ago-24» es posterior a la vigencia 2023"),
        ("segundo semestre 2022", C.PARTE_DE_LA_VIGENCIA, ["2022-12-31"], "«segundo semestre 2022» es anterior a la vigencia 2023"),
        ("toda la vigencia 2022", C.PARTE_DE_LA_VIGENCIA, ["2022-12-31"], "«toda la vigencia 2022» es anterior a la vigencia 2023"),
        ("2024", C.PARTE_DE_LA_VIGENCIA, ["2024-12-31"], "«2024» es posterior a la vigencia 2023"),
        ("2022 - 2023", C.RANGO, ["2023-12-31"], "«2022» es anterior a la vigencia 2023"),
        ("Trimestral 2022", C.FRECUENCIA, ["2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31"], "«2022» es anterior a la vigencia 2023"),
        ("Permanente 2022", C.CONTINUA, [], "«2022» es anterior a la vigencia 2023"),
        ("Diciembre a febrero de 2024", C.RANGO, ["2024-02-29"], "«febrero de 2024» es posterior a la vigencia 2023"),
        ("Noviembre a febrero de 2023", C.RANGO, ["2023-02-28"], "«Noviembre» es anterior a la vigencia 2023"),
        ("Noviembre a enero", C.RANGO, ["2024-01-31"], "«enero» es posterior a la vigencia 2023"),
        ("Julio, octubre, enero de 2024", C.VARIAS, ["2023-07-31", "2023-10-31", "2024-01-31"], "«enero de 2024» es posterior a la vigencia 2023"),
        ("Según cronograma 2024", C.DEPENDE, [], "«2024» es posterior a la vigencia 2023"),
        ("30/06/2023 (vigencia 2024)", C.DIA, ["2023-06-30"], "no se entiende «vigencia 2024»"),
    ],
)  # fmt: skip
def test_el_ano_escrito_nunca_se_descarta(
    texto: str, clase: C, dias: list[str], aviso: str
) -> None:
    assert leer_fecha_programada(texto, 2023).clase is clase
    assert dias_de(texto) == dias
    assert avisos_de(texto) == [aviso]


@pytest.mark.parametrize(
    ("texto", "dias", "aviso"),
    [
        ("31 abril de 2023", [], "«31 abril de 2023» es imposible"),
        ("01/0/2023", [], "«01/0/2023» es imposible"),
        ("29 de febrero", [], "«29 de febrero» es imposible"),
        ("13/2023", [], "«13/2023» es imposible"),
        ("quinto trimestre", [], "«quinto trimestre» es imposible"),
        ("cuarto cuatrimestre de 2023", [], "«cuarto cuatrimestre de 2023» es imposible"),
        ("tercera quincena de mayo", [], "«tercera quincena de mayo» es imposible"),
        ("31 de junio y 30 de julio", ["2023-07-30"], "«31 de junio» es imposible"),
        ("04/30/2023", ["2023-04-30"], "«04/30/2023» es imposible en día/mes: se lee mes/día"),
        ("Junio 23", ["2023-06-23"], "«Junio 23» se lee como un día, y no como el año"),
    ],
)
def test_lo_imposible_no_se_corrige_y_lo_dudoso_se_avisa(
    texto: str, dias: list[str], aviso: str
) -> None:
    assert dias_de(texto) == dias
    assert avisos_de(texto) == [aviso]


@pytest.mark.parametrize(
    ("texto", "dias", "aviso"),
    [
        ("Una charla mensual hasta febrero", MESES_2023[:2], "no se entiende «Una charla»"),
        ("Primer lunes de cada trimestre", TRIMESTRES, "no se entiende «Primer lunes»"),
        ("15 de cada mes", MESES_2023, "no se entiende «15»"),
        ("Al inicio de cada semestre", SEMESTRES, "no se entiende «inicio»"),
        ("Antes de mayo", ["2023-05-31"], "no se entiende «Antes»"),
        ("No antes del 5 de mayo", ["2023-05-05"], "no se entiende «No»"),
        ("Mayo o junio", ["2023-05-31", "2023-06-30"], "no se entiende «o»"),
        ("5 de mayo de 2023, 8:00 a. m.", ["2023-05-05"], "no se entiende «8:00 a. m»"),
        ("Talleres en mayo, visitas en junio, actas en julio y cierre total en agosto, si se puede",
         ["2023-05-31", "2023-06-30", "2023-07-31", "2023-08-31"],
         "no se entiende «Talleres», «visitas», «actas» y más"),
        ("5 de mayo, según la agenda", ["2023-05-05"], "dice además «según la agenda»"),
        ("Trimestral, cuando haya quejas", TRIMESTRES, "dice además «cuando haya quejas»"),
        ("Permanente 30/06/2023", ["2023-06-30"], "dice además «Permanente»"),
        ("Trimestral 05/05/2023", ["2023-05-05"], "«Trimestral» es más de una vez, y da una sola fecha"),
        ("Cinco veces al año", ["2023-12-31"], "«Cinco veces al año» no dice en qué días"),
        ("Cada dos años", [], "«Cada dos años» no dice en qué días"),
        ("Bimensual de enero a abril", ["2023-02-28", "2023-04-30"],
         "«Bimensual» se lee cada dos meses, y también puede ser dos veces al mes"),
        ("A partir de mayo", [], "no dice hasta cuándo"),
        ("18/10/2023 - 02/05/2023", ["2023-05-02"], "«02/05/2023» es anterior a «18/10/2023»"),
        ("Permanente en la sede", [], "no se entiende «sede»"),
        ("Según el comité del 5 de mayo, trimestral", ["2023-05-05"], "dice además «Según el comité del 5 de mayo, trimestral»"),
        ("Permanente, según demanda", [], "dice además «según demanda»"),
    ],
)  # fmt: skip
def test_lo_que_no_se_entiende_del_todo_se_avisa(texto: str, dias: list[str], aviso: str) -> None:
    assert dias_de(texto) == dias
    assert aviso in avisos_de(texto)


def test_lo_que_solo_dice_desde_cuando_no_vence() -> None:
    leida = leer_fecha_programada("Desde el 2 de mayo", 2023)

    assert (leida.clase, leida.desde, leida.dias) == (C.RANGO, date(2023, 5, 2), ())


def test_un_rango_al_reves_no_dice_desde_cuando() -> None:
    assert leer_fecha_programada("18/10/2023 - 02/05/2023", 2023).desde is None


@pytest.mark.parametrize(
    "texto", ["Julio", "Mayo - Octubre", "15/09", "Mensual", "Primer trimestre", "Todo el año"]
)
def test_sin_vigencia_no_se_inventa_el_ano(texto: str) -> None:
    leida = leer_fecha_programada(texto)

    assert (leida.dias, leida.desde) == ((), None)
    assert leida.avisos == ("no dice el año",)


@pytest.mark.parametrize(
    "texto", ["Trimestral 2023", "marzo, junio, septiembre, diciembre de 2023"]
)
def test_sin_vigencia_vale_el_ano_escrito(texto: str) -> None:
    assert dias_de(texto, None) == TRIMESTRES
    assert avisos_de(texto, None) == []


def leer(*textos: str) -> list[FechaProgramada]:
    return [leer_fecha_programada(texto, 2026) for texto in textos]


def fecha_de(plan: paac.Plan) -> FechaProgramada:
    ((_, tabla),) = plan.tablas()
    (fila,) = tabla.filas()
    return leer_fecha_programada(fila.fecha_programada, plan.vigencia)


def plan_con(fecha: object) -> paac.Plan:
    return paac.desde_datos(datos(componente(actividad(fecha_programada=fecha)))).contenido


@pytest.mark.parametrize(
    "texto", ["02/07/2026", "2-7-26", "02.07.2026", "02/07", "31/03/2026 y 02/07/2026"]
)
def test_un_dia_y_un_mes_que_podrian_ser_al_reves(texto: str) -> None:
    (leida,) = leer(texto)

    assert leida.ambigua
    assert leida.avisos == ()


@pytest.mark.parametrize(
    "texto", ["15/09/2026", "02/02/2026", "2026-02-07", "02/2026", "2 de julio", "Trimestral", ""]
)
def test_lo_que_no_tiene_dos_lecturas(texto: str) -> None:
    (leida,) = leer(texto)

    assert (leida.ambigua, leida.invertida) == (False, False)


@pytest.mark.parametrize(
    ("textos", "aviso"),
    [
        (
            ["04/30/2026", "15/09/2026"],
            "hay una fecha que sólo existe como mes/día («04/30/2026»);"
            " ninguna otra podría leerse de los dos modos",
        ),
        (
            ["02/07/2026", "04/30/2026"],
            "hay una fecha que sólo existe como mes/día («04/30/2026»);"
            " otra podría leerse de los dos modos y se leyó día/mes",
        ),
        (
            ["02/07/2026", "04/30/2026", "05/06/2026", "06/30/2026", "02/07/2026 08/30/2026"],
            "hay 3 fechas que sólo existen como mes/día (una es «04/30/2026»);"
            " otras 2 podrían leerse de los dos modos y se leyeron día/mes",
        ),
    ],
)
def test_un_solo_aviso_por_todas(textos: list[str], aviso: str) -> None:
    assert avisos_de_ambiguedad(leer(*textos)) == (aviso,)


@pytest.mark.parametrize(
    "fecha", [date(2026, 7, 2), datetime(2026, 7, 2), datetime(2026, 7, 2, 0, 0)]
)
def test_una_fecha_de_verdad_no_es_ambigua(fecha: date) -> None:
    leida = fecha_de(plan_con(fecha))

    assert (leida.literal, leida.dias) == ("02/07/2026", (date(2026, 7, 2),))
    assert not leida.ambigua


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
