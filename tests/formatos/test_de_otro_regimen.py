"""Un formato de un régimen usado con un plan de otro: se avisa, y se dice cuál usar."""

from pathlib import Path
from typing import Any

import pytest
from ayudas.a_medida import formato, plan_de
from ayudas.formatos import escribir_formato, minimo
from ayudas.muestras import muestra_de
from ayudas.planes import actividad

import paac_reportes as paac

DEL_PAAC = {
    "MCCO.101.18.F.20": "ptep-seguimiento",
    "MCCO.101.18.F.20-informe": "informe-seguimiento",
    "EV-EGMC-PC-003-FM-002": "ptep-seguimiento",
    "cajica-plan": "ptep-plan",
    "california-plan": "ptep-plan",
    "paac-plan": "ptep-plan",
    "paac-seguimiento": "ptep-seguimiento",
}
DEL_PTEP = {"ptep-plan": "paac-plan", "ptep-seguimiento": "paac-seguimiento"}
DE_TODOS = (
    *("suit-racionalizacion", "informe-seguimiento", "informe-ejecutivo"),
    *("mapa-corrupcion-2015", "mapa-v5", "seguimiento-mapa", "oficio-pendientes"),
)


def plan_de_vigencia(vigencia: int | None, corte: str | None = None, **cambios: Any) -> paac.Plan:
    seguimientos = [{"corte": corte, "texto": "Hecho."}] if corte else []
    entidad = {"nombre": "M", "orden": cambios.pop("orden", None)}
    fila = actividad(seguimientos=seguimientos)
    return plan_de(fila, **{"vigencia": vigencia, "entidad": entidad} | cambios)


def avisos(de: paac.Plan, codigo: Any, **opciones: Any) -> list[str]:
    """Los que hablan del régimen."""
    textos = [str(aviso) for aviso in paac.reporte(de, codigo, **opciones).emitir("html").avisos]
    return [t for t in textos if " es del P" in t or t.startswith("regimen")]


@pytest.mark.parametrize("codigo", DEL_PAAC)
def test_cada_formato_del_paac_avisa_con_un_plan_que_es_un_ptep(codigo: str) -> None:
    assert avisos(plan_de_vigencia(2027, "2027-04-30"), codigo) == [
        f"el formato {codigo} es del PAAC; a la vigencia 2027 le corresponde el PTEP, que rige desde"
        f" el 30/08/2024; use {DEL_PAAC[codigo]}"
    ]


@pytest.mark.parametrize("codigo", DEL_PTEP)
def test_cada_formato_del_ptep_avisa_con_un_plan_que_es_un_paac(codigo: str) -> None:
    assert avisos(plan_de_vigencia(2023, "2023-04-30"), codigo) == [
        f"el formato {codigo} es del PTEP; a la vigencia 2023 le corresponde el PAAC, que rige desde"
        f" el 26/01/2016 hasta el 29/08/2024; use {DEL_PTEP[codigo]}"
    ]


@pytest.mark.parametrize(
    ("codigo", "vigencia"),
    [
        *((codigo, 2023) for codigo in (*DEL_PAAC, *DE_TODOS)),
        *((codigo, 2014) for codigo in DEL_PAAC),
        *((codigo, 2027) for codigo in (*DEL_PTEP, *DE_TODOS)),
        ("paac-seguimiento", 2024),
    ],
)
def test_un_formato_del_regimen_del_plan_no_avisa(codigo: str, vigencia: int) -> None:
    assert avisos(plan_de_vigencia(vigencia, f"{vigencia}-12-31"), codigo) == []


def test_el_catalogo_entero_dice_de_que_regimen_es() -> None:
    fichas = {ficha.codigo: ficha.regimenes for ficha in paac.formatos_disponibles()}

    assert {c for c, de in fichas.items() if de == ("paac-v1", "paac-v2")} == set(DEL_PAAC)
    assert {c for c, de in fichas.items() if de == ("ptep",)} == set(DEL_PTEP)
    assert {c for c, de in fichas.items() if not de} == set(DE_TODOS)
    assert {*DEL_PAAC.values(), *DEL_PTEP.values()} <= set(fichas)


def test_el_regimen_declarado_es_el_que_se_compara() -> None:
    declara = plan_de_vigencia(2026, "2026-04-30", regimen="paac-v2", orden="territorial")

    assert avisos(declara, "paac-seguimiento") == []
    assert avisos(declara, "ptep-seguimiento") == [
        "el formato ptep-seguimiento es del PTEP; el plan declara paac-v2, que es el PAAC; use"
        " paac-seguimiento"
    ]


def test_en_la_transicion_se_dice_como_declarar_el_otro() -> None:
    (aviso,) = avisos(plan_de_vigencia(2026, "2026-04-30"), "paac-seguimiento")

    assert aviso.endswith(
        "use ptep-seguimiento; si en la transición la entidad sigue otro, dígalo en regimen"
    )


@pytest.mark.parametrize(
    ("vigencia", "corte", "declarado", "aviso"),
    [
        (
            2026,
            "2026-12-31",
            "paac-v2",
            "regimen: el plan declara paac-v2, que terminó el 29/08/2024; a la vigencia 2026 le"
            " corresponde ptep",
        ),
        (
            2019,
            "2019-12-31",
            "ptep",
            "regimen: el plan declara ptep, que empezó el 18/01/2022; a la vigencia 2019 le"
            " corresponde paac-v2",
        ),
        (
            2018,
            None,
            "paac-v1",
            "regimen: el plan declara paac-v1, que terminó el 25/01/2016; a la vigencia 2018 le"
            " corresponde paac-v2",
        ),
        (2026, "2026-04-30", "paac-v2", None),
        (2022, "2022-12-31", "ptep", None),
        (2023, "2023-12-31", "paac-v2", None),
    ],
)
def test_un_regimen_declarado_a_destiempo_avisa(
    vigencia: int, corte: str | None, declarado: str, aviso: str | None
) -> None:
    # Sin seguimientos no hay informe que narrar; ese formato también sirve en todo régimen.
    formato = "informe-seguimiento" if corte else "suit-racionalizacion"
    dichos = [
        dicho
        for dicho in avisos(plan_de_vigencia(vigencia, corte, regimen=declarado), formato)
        if "no muestra" not in dicho
    ]

    assert dichos == ([aviso] if aviso else [])


def test_de_un_plan_sin_fecha_no_se_sabe_y_no_se_avisa() -> None:
    assert avisos(plan_de_vigencia(None), "california-plan") == []
    assert avisos(plan_de_vigencia(None, regimen="ptep"), "california-plan") == [
        "el formato california-plan es del PAAC; el plan declara ptep, que es el PTEP; use ptep-plan"
    ]


def test_un_heredero_es_del_regimen_de_su_base(tmp_path: Path) -> None:
    texto = 'base = "paac-plan"\ncodigo = "{}"\n{}'
    igual = escribir_formato(tmp_path / "igual", texto.format("igual", ""))
    otro = escribir_formato(tmp_path / "otro", texto.format("otro", 'regimenes = ["ptep"]'))
    ptep = plan_de_vigencia(2027, "2027-04-30")

    assert avisos(ptep, paac.leer_formato(igual))[0].endswith("use ptep-plan")
    assert avisos(ptep, paac.leer_formato(otro)) == []
    assert paac.leer_formato(otro).equivalentes == {}


@pytest.mark.parametrize(
    ("claves", "falla"),
    [
        (
            'regimenes = ["paac"]',
            "regimenes[0]: se esperaba alguno de estos: paac-v1, paac-v2, ptep, llegó 'paac'",
        ),
        (
            'regimenes = "ptep"',
            "regimenes: se esperaba una lista de textos (paac-v1, paac-v2, ptep), llegó 'ptep'",
        ),
        (
            'regimenes = ["ptep"]\nequivalentes = { ptep = "x" }',
            "equivalentes.ptep: se esperaba otro régimen (paac-v1, paac-v2)",
        ),
        (
            'equivalentes = { ptep = "x" }',
            "equivalentes: sobra: sin regimenes, el formato sirve para todos",
        ),
        (
            'regimenes = ["ptep"]\nequivalentes = { paac-v2 = "{{ vigencia }}" }',
            "equivalentes.paac-v2: este texto se toma como está y no admite variables",
        ),
    ],
)
def test_un_regimen_mal_escrito_es_una_falla_del_formato(
    tmp_path: Path, claves: str, falla: str
) -> None:
    minimo(tmp_path / "f", mas=claves)
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(tmp_path / "f")

    assert [str(f).split("formato.toml: ")[1] for f in error.value.fallas] == [falla]


@pytest.mark.parametrize(
    ("texto", "falla"),
    [
        ("{{ regimen.siglas }}", "no existe la variable 'regimen.siglas'; la más parecida es"),
        ("{{ regimen }}", "'regimen' no es un texto que se pueda escribir"),
    ],
)
def test_lo_que_no_hay_en_el_regimen_es_una_falla(texto: str, falla: str) -> None:
    with pytest.raises(paac.ErrorDeFormato, match=falla):
        formato({"tipo": "titulo", "texto": texto})


@pytest.mark.parametrize("codigo", [*DEL_PAAC, *DEL_PTEP])
def test_la_muestra_de_un_formato_es_de_su_regimen(codigo: str) -> None:
    ficha = next(f for f in paac.formatos_disponibles() if f.codigo == codigo)
    carpeta = Path(__file__).parents[2] / "plantillas" / codigo
    muestra = muestra_de(paac.leer_formato(carpeta))

    assert muestra.contenido.regimen in ficha.regimenes
    assert muestra.contenido.vigencia == (2023 if codigo in DEL_PAAC else 2026)
    assert avisos(muestra.contenido, codigo, corte=muestra.corte) == []
