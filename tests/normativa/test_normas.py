"""Las normas de un informe: las de su fecha, las de su régimen y las del orden de la entidad.

El código DIVIPOLA de una entidad es de un municipio, y del departamento que ella dice; el NIT avisa
y se conserva a la letra.
"""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from ayudas.avisos import dicen
from ayudas.compartido import con_datos_reales, leer_real
from ayudas.ejemplos import ejemplos
from ayudas.planes import datos
from hypothesis import given
from hypothesis import strategies as st
from stdnum.co import nit as de_otros

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.modelo.metodologia import CodigoDeEscala
from paac_reportes.normativa.normas import (
    Norma,
    ciudad_de,
    departamentos,
    digito_de_verificacion,
    escalas,
    normas_vigentes,
)

RANGOS = ("constitucion", "ley", "decreto", "resolucion")
DE_LA_V2 = (
    "Decreto 1081 de 2015, Artículos 2.1.4.1 a 2.1.4.9, como quedaron con el Decreto 124 de 2016"
)
DE_CONTROL_INTERNO = (
    "Decreto 1083 de 2015, Artículos 2.2.21.4.9 y 2.2.21.5.3, como quedaron con el Decreto 648 de"
    " 2017"
)
DEL_PLAN_DE_ACCION = "Decreto 1083 de 2015, Artículo 2.2.22.3.14, que agregó el Decreto 612 de 2018"
UN_DIA_CADA_ANO = [date(ano, 6, 30) for ano in range(2010, 2031)]


def citas(*argumentos: Any) -> list[str]:
    return [f"{n.norma}, {n.articulo}: {n.detalle}" for n in normas_vigentes(*argumentos)]


def de(norma: str, *argumentos: Any) -> list[Norma]:
    return [n for n in normas_vigentes(*argumentos) if n.norma.startswith(norma)]


@pytest.mark.parametrize(("dia", "rige"), [(date(2020, 12, 6), False), (date(2020, 12, 7), True)])
def test_la_resolucion_1519_rige_desde_el_diario_oficial(dia: date, rige: bool) -> None:  # noqa: FBT001
    assert bool(de("Resolución 1519", dia)) == rige


@pytest.mark.parametrize(
    ("dia", "decretos"),
    [
        (date(2015, 5, 25), ["Decreto 2641 de 2012, Todo el decreto"]),
        (
            date(2015, 5, 26),
            [
                "Decreto 1081 de 2015, Título 4 de la Parte 1 del Libro 2, que compiló el Decreto 2641"
                " de 2012"
            ],
        ),
        (date(2016, 1, 26), [DE_LA_V2]),
        (date(2017, 4, 19), [DE_LA_V2, DE_CONTROL_INTERNO]),
        (date(2018, 4, 4), [DE_LA_V2, DE_CONTROL_INTERNO, DEL_PLAN_DE_ACCION]),
    ],
)
def test_los_decretos_del_plan_van_uno_tras_otro(dia: date, decretos: list[str]) -> None:
    assert [f"{n.norma}, {n.articulo}" for n in de("Decreto", dia)] == decretos


@pytest.mark.parametrize(
    ("dia", "orden", "rige"),
    [
        (date(2014, 9, 5), "nacional", False),
        (date(2014, 9, 6), "nacional", True),
        (date(2014, 9, 6), "territorial", False),
        (date(2015, 3, 5), None, False),
        (date(2015, 3, 6), "territorial", True),
        (date(2015, 3, 6), None, True),
    ],
)
def test_la_ley_1712_rige_segun_el_orden_de_la_entidad(
    dia: date,
    orden: Any,
    rige: bool,  # noqa: FBT001
) -> None:
    assert bool(de("Ley 1712", dia, orden)) == rige


def test_del_articulo_73_se_dice_lo_que_dice_y_nada_mas() -> None:
    (antes,) = [c for c in citas(date(2022, 1, 17), None, "paac-v2") if "Artículo 73" in c]
    despues = [
        c
        for dia in (date(2022, 1, 18), date(2024, 8, 30))
        for regimen in ("paac-v2", "ptep")
        for c in citas(dia, None, regimen)
        if "Artículo 73" in c
    ]

    assert "2195" not in antes
    assert len(despues) == 4
    assert len(set(despues)) == 1
    assert despues[0].endswith(
        "las nacionales tienen hasta un año para adoptarlo y las territoriales, hasta dos."
    )


def test_quien_llamo_ptep_a_su_plan_en_2023_cita_lo_que_regia() -> None:
    decretos = {n.articulo for n in normas_vigentes(date(2023, 12, 31), None, "ptep")}

    assert "Artículos 2.1.4.1 a 2.1.4.9, como quedaron con el Decreto 124 de 2016" in decretos


def test_el_plan_de_accion_se_cita_en_cada_regimen_con_sus_palabras() -> None:
    dia = date(2026, 4, 30)
    del_paac, del_ptep = (
        [c for c in citas(dia, None, regimen) if "2.2.22.3.14" in c]
        for regimen in ("paac-v2", "ptep")
    )

    assert len(del_paac) == len(del_ptep) == 1
    assert "programa" not in del_paac[0]
    assert "que hoy se entiende del programa" in del_ptep[0]


def test_cada_regimen_cita_lo_que_es_su_criterio() -> None:
    paac = " ".join(citas(date(2025, 4, 30), None, "paac-v2"))
    ptep = " ".join(citas(date(2025, 4, 30), None, "ptep"))

    assert "Deroga, desde el 30 de agosto de 2024" in paac
    assert "Anexo Técnico" not in paac
    assert "Anexo Técnico" in ptep
    assert "por decreto" not in paac + ptep


@pytest.mark.parametrize("regimen", ["paac-v1", "paac-v2", "ptep"])
def test_van_por_rango_y_luego_por_fecha(regimen: Any) -> None:
    for dia in UN_DIA_CADA_ANO:
        lugares = [
            (RANGOS.index(n.rango), n.expedida or n.desde)
            for n in normas_vigentes(dia, None, regimen)
        ]
        assert all(uno <= otro for uno, otro in pairwise(lugares))


def test_las_partes_de_una_ley_van_juntas_aunque_rijan_desde_otro_dia() -> None:
    leyes = [f"{n.norma}, {n.articulo}"[:30] for n in de("Ley", date(2023, 12, 31))]

    assert leyes == [
        "Ley 87 de 1993, Artículo 12, l",
        "Ley 1474 de 2011, Artículo 73,",
        "Ley 1474 de 2011, Artículo 76",
        "Ley 1712 de 2014, Artículo 9, ",
    ]


def test_ninguna_celda_queda_vacia_ni_repetida() -> None:
    for dia in UN_DIA_CADA_ANO:
        normas = normas_vigentes(dia)
        assert all(n.norma.strip() and n.articulo.strip() and n.detalle.strip() for n in normas)
        assert len({(n.norma, n.articulo) for n in normas}) == len(normas)


def test_sin_dia_no_hay_normas() -> None:
    assert normas_vigentes(None) == ()


def avisos_de(divipola: str | None, departamento: str | None = None) -> list[str]:
    entidad = paac.Entidad(nombre="X", divipola=divipola, departamento=departamento)
    plan = paac.Plan(entidad=entidad, componentes=(paac.modelo.Componente(),))
    return [str(aviso) for aviso in paac.revisar(plan).avisos if aviso.codigo == "divipola"]


@pytest.mark.parametrize(
    ("divipola", "departamento"),
    [
        (None, "TOLIMA"),
        ("05001", None),
        ("05001", "-"),
        ("05001", "ANTIOQUIA"),
        ("76147", "VALLE DEL CAUCA"),
        ("76147", "Valle"),
        ("76000", "Departamento del Valle del Cauca"),
        ("11001", "BOGOTÁ D.C."),
        ("11001", "Bogotá, D. C."),
        ("11001", "bogota"),
        ("25000", "Cundinamarca"),
        ("11001", "Cundinamarca"),
        ("88001", "SAN ANDRÉS, PROVIDENCIA Y SANTA CATALINA"),
        ("88564", "San Andrés y Providencia"),
        ("44001", "Departamento de La Guajira"),
        ("44001", "GUAJIRA"),
        ("54001", "NORTE DE SANTANDER"),
        ("52001", "NARINO"),
        ("68132", "Santander - Colombia"),
        ("27493", "Chocó"),
        ("91263", "Amazonas"),
    ],
)
def test_lo_que_corresponde_no_avisa(divipola: str | None, departamento: str | None) -> None:
    assert avisos_de(divipola, departamento) == []


@pytest.mark.parametrize(
    ("divipola", "departamento", "aviso"),
    [
        ("00001", None, "ningún departamento empieza por 00; llegó '00001'"),
        ("12345", "Tolima", "ningún departamento empieza por 12; llegó '12345'"),
        ("99999", None, "Vichada no tiene ningún municipio con ese código: '99999'"),
        ("76147", "TOLIMA", "'76147' es de Valle del Cauca, y departamento dice 'TOLIMA'"),
        ("54001", "Santander", "'54001' es de Norte de Santander, y departamento dice 'Santander'"),
        ("25126", "Bogotá", "'25126' es de Cundinamarca, y departamento dice 'Bogotá'"),
        ("05001", "Región Andina", "'05001' es de Antioquia, y departamento dice 'Región Andina'"),
    ],
)
def test_lo_que_no_corresponde_avisa(divipola: str, departamento: str | None, aviso: str) -> None:
    assert avisos_de(divipola, departamento) == [f"entidad.divipola: {aviso}"]


def test_de_otro_departamento_y_de_ningun_municipio_avisa_las_dos_cosas() -> None:
    assert len(avisos_de("99999", "Tolima")) == 2


def test_revisar_lo_dice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(datos(entidad={"nombre": "X", "divipola": "99999"})), "utf-8")

    assert main(["revisar", str(archivo)]) == 1
    assert "nota: entidad.divipola: Vichada no tiene" in capsys.readouterr().out


def test_son_los_33_del_dane_y_cada_codigo_una_vez() -> None:
    todos = [
        f"{uno.codigo}{municipio}"
        for uno in departamentos().values()
        for municipio in uno.nombres
        if municipio != "000"
    ]

    assert len(departamentos()) == 33
    assert len(todos) == len(set(todos)) == 1124
    assert all(codigo.isascii() and codigo.isdigit() and len(codigo) == 5 for codigo in todos)


@pytest.mark.parametrize(
    ("divipola", "ciudad"),
    [
        ("05001", "Medellín"),
        ("76147", "Cartago"),
        ("13490", "Norosí"),
        ("27493", "Nuevo Belén de Bajirá"),
        ("76000", "Cali"),
        ("25000", "Bogotá, D.C."),
        ("99999", ""),
        ("00001", ""),
        (None, ""),
    ],
)
def test_la_ciudad_de_una_entidad_es_la_de_su_codigo(divipola: str | None, ciudad: str) -> None:
    assert ciudad_de(paac.Entidad(nombre="X", divipola=divipola)) == ciudad


@con_datos_reales
@pytest.mark.parametrize(
    "nombre", ["cartago_2020", "cajica_plan_2022", "cajica_seguimiento_2018", "california_plan"]
)
def test_los_planes_reales_no_avisan(nombre: str) -> None:
    plan = paac.desde_datos(leer_real(f"{nombre}.json")).contenido

    assert {aviso.codigo for aviso in paac.revisar(plan).avisos} & {"nit", "divipola"} == set()


def avisos_del_nit(nit: str) -> list[str]:
    plan = paac.Plan(
        entidad=paac.Entidad(nombre="X", nit=nit), componentes=(paac.modelo.Componente(),)
    )
    assert plan.entidad.nit == nit
    return [str(aviso) for aviso in paac.revisar(plan).avisos if aviso.codigo == "nit"]


@pytest.mark.parametrize(
    "nit",
    [
        "891.900.493.2",
        "891900493-2",
        "891900493–2",
        " 891 900 493 2 ",
        "NIT 800.094.457-7",
        "NIT: 800.094.457-7",
        "Nit.800.094.457-7",
        "N.I.T. 800094457-7",
        "800094457 DV 7",
        "800.094.457 D.V. 7",
        "800094457 (DV: 7)",
        "NIT 800094457-DV7",
    ],
)
def test_se_entiende_con_cualquier_puntuacion_y_con_sus_nombres(nit: str) -> None:
    assert avisos_del_nit(nit) == []


@pytest.mark.parametrize(
    ("nit", "esperado", "llegado"),
    [("891.900.493-3", 2, 3), ("NIT 800094457 DV 1", 7, 1), ("000000000-1", 0, 1)],
)
def test_un_digito_de_verificacion_que_no_corresponde(
    nit: str, esperado: int, llegado: int
) -> None:
    assert avisos_del_nit(nit) == [
        f"entidad.nit: el dígito de verificación de '{nit}' no corresponde:"
        f" se esperaba {esperado}, llegó {llegado}"
    ]


@pytest.mark.parametrize(
    "nit",
    [
        "891900493",
        "89190049322",
        "８９１９００４９３-２",
        "٨٩١٩٠٠٤٩٣-٢",
        "891900493-²",
        "8 DV 91900493 2",
        "DV 8919004932",
        "891900493-2 y 800094457-7",
        "pendiente",
        "-",
        "",
        "8919004932\x00",
    ],
)
def test_lo_que_no_tiene_nueve_digitos_y_el_de_verificacion(nit: str) -> None:
    (aviso,) = avisos_del_nit(nit)

    assert aviso.startswith("entidad.nit: se esperaban nueve dígitos y el de verificación, llegó '")


def test_un_texto_enorme_no_se_revisa_letra_por_letra() -> None:
    assert len(avisos_del_nit("891900493" + "." * 10**6 + "2")) == 1


def test_leer_un_plan_tambien_avisa() -> None:
    assert dicen(
        paac.desde_datos(datos(entidad={"nombre": "X", "nit": "891900493-3"})).avisos,
        "se esperaba 2, llegó 3",
    )


@ejemplos(100)
@given(st.text("0123456789", min_size=1, max_size=15))
def test_el_digito_es_el_que_otra_biblioteca_saca(cifras: str) -> None:
    assert digito_de_verificacion(cifras) == de_otros.calc_check_digit(cifras)


def test_los_codigos_de_escala_son_los_de_las_que_se_conocen() -> None:
    assert tuple(escalas()) == get_args(CodigoDeEscala)
