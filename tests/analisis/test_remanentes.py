"""Lo que no parece del plan: cada cosa se dice en su fila, y un plan sano no dice nada.

Prueba ``formatos/en_blanco``.
"""

import functools
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import actividad, componente, plan

import paac_reportes as paac

CODIGOS = {
    *("fila_sin_texto", "celda_de_espacios", "parece_total_o_firma", "fila_repetida"),
    *("codigo_repetido", "subcomponente_parecido", "corte_fuera_de_vigencia", "fecha_lejana"),
}
plan_del_2026 = functools.partial(plan_de, vigencia=2026)
SANA: dict[str, Any] = {"codigo": "1.2", "descripcion": "Divulgar el mapa"}


def remanentes_de(de: paac.Plan) -> list[paac.Aviso]:
    """Lo que de la revisión de un plan no parece suyo."""
    return [aviso for aviso in paac.revisar(de).avisos if aviso.codigo in CODIGOS]


def dichos(*filas: dict[str, Any]) -> list[tuple[str, str]]:
    """El código de cada aviso y lo último de su ruta."""
    de = plan_del_2026(actividad(), *filas)
    return [(uno.codigo, uno.ruta.rpartition("actividades")[2]) for uno in remanentes_de(de)]


def otra(**cambios: Any) -> dict[str, Any]:
    return actividad(**(SANA | cambios))


def test_un_plan_sano_no_dice_nada() -> None:
    assert dichos(otra(), otra(codigo=None, descripcion="Revisar el mapa")) == []


@pytest.mark.parametrize(
    ("cambios", "codigo", "lugar"),
    [
        ({"descripcion": None}, "fila_sin_texto", "[1]"),
        ({"descripcion": ""}, "fila_sin_texto", "[1]"),
        ({"meta": "  "}, "celda_de_espacios", "[1].meta"),
        ({"responsable": "\u00a0"}, "celda_de_espacios", "[1].responsable"),
        ({"descripcion": "TOTAL ACTIVIDADES"}, "parece_total_o_firma", "[1]"),
        ({"codigo": "Total"}, "parece_total_o_firma", "[1]"),
        ({"descripcion": "Elaboró: la Oficina de Planeación"}, "parece_total_o_firma", "[1]"),
        ({"descripcion": "Vo. Bo. jefe de control interno"}, "parece_total_o_firma", "[1]"),
        ({"codigo": "1.1."}, "codigo_repetido", "[1]"),
        ({"fecha_programada": "30/06/2032"}, "fecha_lejana", "[1]"),
    ],
)
def test_cada_cosa_se_dice_en_su_fila(cambios: dict[str, Any], codigo: str, lugar: str) -> None:
    assert (codigo, lugar) in dichos(otra(**cambios))


@pytest.mark.parametrize(("nombre", "rutas"), [("Salud", []), ("", [0]), (" ", [0])])
def test_una_oficina_sin_nombre_se_dice(nombre: str, rutas: list[int]) -> None:
    oficina = paac.modelo.Dependencia(nombre=nombre, componentes=plan_del_2026(otra()).componentes)
    de = paac.Plan(entidad=paac.Entidad(nombre="M"), vigencia=2026, dependencias=[oficina])

    assert [(aviso.codigo, aviso.ruta, aviso.mensaje) for aviso in remanentes_de(de)] == [
        ("fila_sin_texto", f"dependencias[{n}]", "no tiene nombre") for n in rutas
    ]


@pytest.mark.parametrize(
    "descripcion",
    [
        "Totalizar los trámites inscritos",
        "Elaborar el informe de satisfacción",
        "Firmar el acuerdo de gestión",
        "Aprobar el mapa de riesgos",
    ],
)
def test_una_actividad_que_empieza_parecido_no_es_un_total(descripcion: str) -> None:
    assert dichos(otra(descripcion=descripcion)) == []


def test_la_misma_fila_dos_veces_se_dice_una() -> None:
    assert dichos(actividad()) == [("fila_repetida", "[1]")]
    assert dichos(actividad(fecha_programada="30/11/2026")) == [("codigo_repetido", "[1]")]


def test_la_misma_en_otro_componente_no_se_repite() -> None:
    dos = plan(componente(actividad()), componente(actividad(), numero=2, nombre="Otro"))

    assert [uno.codigo for uno in remanentes_de(dos)] == []


def test_una_hoja_copiada_repite_sus_filas() -> None:
    """Su componente se llama igual; el que no dice cómo se llama puede ser otro."""
    assert repetidas(componente(actividad()), componente(actividad())) == ["fila_repetida"]
    sin_nombre = [componente(actividad(), nombre=None, numero=None) for _ in range(2)]
    assert repetidas(*sin_nombre) == []


def repetidas(*componentes: dict[str, Any]) -> list[str]:
    return [uno.codigo for uno in remanentes_de(plan(*componentes, vigencia=2026))]


def test_la_firma_escrita_en_la_columna_del_componente_se_dice() -> None:
    de = plan(componente(actividad(), nombre="Elaboró: la Oficina de Planeación"), vigencia=2026)

    assert [(uno.codigo, uno.ruta.rpartition(".")[2]) for uno in remanentes_de(de)] == [
        ("parece_total_o_firma", "componentes[0]")
    ]


def test_dos_subcomponentes_que_se_distinguen_por_un_espacio() -> None:
    uno = componente(actividad())
    uno["subcomponentes"] += [
        {**uno["subcomponentes"][0], "nombre": nombre, "actividades": []}
        for nombre in ("POLÍTICA", "Politica ", "Consulta")
    ]

    avisos = [aviso for aviso in remanentes_de(plan(uno)) if "sub" in aviso.codigo]
    assert [(aviso.codigo, aviso.ruta[-3:]) for aviso in avisos] == [
        ("subcomponente_parecido", "[1]"),
        ("subcomponente_parecido", "[2]"),
    ]


def test_un_corte_de_otro_ano_se_dice_una_vez_con_cuantos() -> None:
    de_antes = [{"corte": "2025-12-31", "texto": "Se hizo"}]
    de = plan_del_2026(actividad(seguimientos=de_antes), otra(seguimientos=de_antes))

    (aviso,) = remanentes_de(de)
    assert (aviso.codigo, aviso.ruta) == ("corte_fuera_de_vigencia", "vigencia")
    assert aviso.mensaje == "hay 2 seguimientos con corte 31/12/2025, y la vigencia es 2026"


def test_un_plan_por_llenar_no_trae_actividades() -> None:
    por_llenar = paac.en_blanco(paac.Entidad(nombre="MUNICIPIO"), vigencia=2026)

    assert [uno.codigo for uno in remanentes_de(por_llenar)] == []
