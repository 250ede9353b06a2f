"""La primera página y las tablas de las partes: qué se cuenta, en qué orden y con qué nombres."""

from typing import Any

import pytest
from ayudas.comparaciones import AGOSTO, con_avances
from ayudas.planes import actividad
from ayudas.variado import hallazgos_de

import paac_reportes as paac
from paac_reportes.informe import apertura, frases, partes
from paac_reportes.textos.remisiones import sin_remisiones

HECHA = con_avances("1.2", "Capacitar", agosto=100, fecha_programada="30/06/2026")
VENCIDA = con_avances("1.1", "Publicar el mapa", agosto=40, fecha_programada="30/06/2026")
CALLADA = actividad(
    codigo="2.1", descripcion="Medir", seguimiento=None, fecha_programada="31/08/2026"
)
SOLO_TEXTO = actividad(
    codigo="3.1",
    seguimientos=[{"corte": "2026-08-31", "texto": "Se hizo"}],
    fecha_programada="30/06/2026",
)
SIN_DIA = con_avances("5.1", "Atender", agosto=10, fecha_programada="Cuando se requiera")
NO_APLICA = actividad(
    codigo="6.1",
    seguimientos=[{"corte": "2026-08-31", "texto": "Se derogó", "estado": "no_aplica"}],
    fecha_programada="30/06/2026",
)
POR_VENCER = con_avances("4.1", "Cerrar", agosto=10, fecha_programada="30/11/2026")


def analisis_de(**oficinas: list[Any]) -> paac.tipos.Analisis:
    dependencias = [
        {
            "nombre": nombre,
            "componentes": [
                {
                    "numero": 1,
                    "nombre": "Riesgos",
                    "subcomponentes": [{"nombre": "Mapa", "actividades": filas}],
                }
            ],
        }
        for nombre, filas in oficinas.items()
    ]
    datos = {"entidad": {"nombre": "M"}, "vigencia": 2026, "dependencias": dependencias}
    plan = paac.desde_datos(datos).contenido
    return hallazgos_de(plan, AGOSTO).analisis


def test_las_dependencias_van_de_la_que_peor_va_a_la_que_mejor() -> None:
    analisis = analisis_de(Hacienda=[HECHA], Salud=[HECHA, VENCIDA], Obras=[CALLADA, VENCIDA])

    assert [(una.nombre, una.vencidas) for una in partes.en_resumen(analisis)] == [
        ("Obras", 2),
        ("Salud", 1),
        ("Hacienda", 0),
    ]


def test_de_lo_que_debia_y_no_aplica_se_dice_que_no_aplica() -> None:
    analisis = analisis_de(Hacienda=[NO_APLICA, NO_APLICA, POR_VENCER], Salud=[POR_VENCER])
    hacienda, salud = partes.por_dependencia(analisis)
    no_aplican = "Las 2 que debían estar terminadas se declararon no aplicables"

    assert hacienda.dice == f"{no_aplican}."
    assert salud.dice == "Nada debía estar terminado todavía."
    assert partes.titulo_del_resumen(analisis) == no_aplican
    assert frases.cumplimiento(analisis.todo) == (
        f"{no_aplican}. Hasta el corte no vencía ninguna otra."
    )


@pytest.mark.parametrize(
    ("fecha", "cuando"),
    [
        ("Mensual", "desde el 31 de mayo"),
        ("Trimestral", "desde el 30 de junio"),
        ("15/01/2026, 15/07/2026 y 15/11/2026", "desde el 15 de julio"),
        ("31/08/2026 y 30/11/2026", "el día del corte"),
        ("15/01/2026 y 30/11/2026", "desde el 15 de enero"),
        ("1 de febrero a 30 de noviembre", "el 30 de noviembre"),
        ("Permanente", "Permanente"),
    ],
)
def test_de_lo_que_falta_reportar_se_dice_el_dia_que_se_debia_en_el_periodo(
    fecha: str, cuando: str
) -> None:
    """El corte anterior es el 30 de abril: lo de otros períodos se debía en ellos."""
    falta = actividad(codigo="2.1", descripcion="Medir", seguimiento=None, fecha_programada=fecha)
    en_abril = con_avances("1.1", "Publicar", abril=10, agosto=20, fecha_programada="30/11/2026")
    (parte,) = partes.en_resumen(analisis_de(Salud=[falta, en_abril]))

    assert f"Falta reportar 2.1 Medir ({cuando})." in sin_remisiones(parte.dice)


def test_lo_que_falta_reportar_va_de_lo_que_se_debia_primero_a_lo_ultimo() -> None:
    faltan = [
        actividad(codigo=codigo, descripcion="Medir", seguimiento=None, fecha_programada=fecha)
        for codigo, fecha in (("2.1", "Semestral"), ("2.2", "15/08/2026 y 15/11/2026"))
    ]
    (parte,) = partes.en_resumen(analisis_de(Salud=[*faltan, POR_VENCER]))

    assert (
        "Falta reportar 2: 2.1 Medir (desde el 30 de junio); 2.2 Medir (desde el 15 de agosto)."
        in sin_remisiones(parte.dice)
    )


@pytest.mark.parametrize(
    ("oficinas", "titulo"),
    [
        (([VENCIDA], [HECHA]), "Lo vencido está en 1 de las 2 dependencias"),
        (([VENCIDA], [CALLADA]), "Lo vencido está en las 2 dependencias"),
        (([HECHA], [HECHA]), "Está terminado todo lo que ya debía estarlo en las 2 dependencias"),
        (
            ([SOLO_TEXTO], [HECHA]),
            "No consta nada vencido, y en 1 de las 2 dependencias no se sabe de todo lo que debía"
            " terminar",
        ),
        (([POR_VENCER], [POR_VENCER]), "Nada debía estar terminado todavía en las 2 dependencias"),
        (
            ([SIN_DIA], [SIN_DIA]),
            "Nada de lo que falta tiene un día exigible en las 2 dependencias",
        ),
        (
            ([NO_APLICA, POR_VENCER], [POR_VENCER]),
            "La única que debía estar terminada se declaró no aplicable",
        ),
        (
            ([NO_APLICA] * 2, [NO_APLICA]),
            "Las 3 que debían estar terminadas se declararon no aplicables",
        ),
    ],
)
def test_la_tabla_de_las_partes_se_titula_por_donde_esta_lo_vencido(
    oficinas: tuple[list[Any], list[Any]], titulo: str
) -> None:
    analisis = analisis_de(Hacienda=oficinas[0], Salud=oficinas[1])

    assert partes.donde_esta_lo_vencido(analisis.reparto, partes.DEPENDENCIAS) == titulo


@pytest.mark.parametrize(
    ("filas", "titulo"),
    [
        ([SOLO_TEXTO], "De la única que debía terminar no se sabe"),
        ([SOLO_TEXTO] * 3, "De las 3 que debían terminar no se sabe"),
        ([SOLO_TEXTO, HECHA, HECHA], "De 1 de las 3 que debían terminar no se sabe"),
    ],
)
def test_de_cuantas_no_se_sabe(filas: list[Any], titulo: str) -> None:
    assert partes.titulo_del_resumen(analisis_de(Hacienda=filas)) == titulo


def test_sin_dias_no_se_dice_que_nada_debia_estar_terminado() -> None:
    analisis = analisis_de(Hacienda=[SIN_DIA], Salud=[SIN_DIA])

    assert partes.titulo_del_resumen(analisis) == "Nada de lo que falta tiene un día exigible"


def test_la_frase_dice_cuanto_debia_y_como_esta() -> None:
    analisis = analisis_de(Hacienda=[HECHA], Salud=[CALLADA, VENCIDA])

    assert apertura.hallazgo(analisis).replace("\xa0", " ") == (
        "De 3 actividades que ya debían estar terminadas, 1 lo está. 1 venció y 1 venció sin"
        " reporte."
    )


def test_las_cifras_no_se_contienen_y_lo_vencido_es_la_alarma() -> None:
    medidas = [*apertura.medidas(analisis_de(Hacienda=[HECHA], Salud=[CALLADA, VENCIDA]))]

    assert [(una.nombre, una.cifra, una.alarma) for una in medidas][:2] == [
        ("Terminadas", "1", False),
        ("Vencidas", "2", True),
    ]
    assert medidas[1].base == "1 sin reporte; en Salud"


def test_lo_grave_del_mapa_va_antes_y_las_decisiones_son_tres() -> None:
    analisis = analisis_de(Hacienda=[HECHA], Salud=[CALLADA, VENCIDA])
    decisiones = apertura.decisiones(analisis, "Se materializó R1.")

    assert decisiones[0] == "Se materializó R1."
    assert len(decisiones) <= 3
