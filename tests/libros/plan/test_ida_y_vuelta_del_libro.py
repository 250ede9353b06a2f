"""Lo que un plan dice, su libro lo dice: se lee igual que se escribió.

Prueba ``libros/escritura``.
"""

import io
from typing import Any

import attrs
import pytest
from ayudas.compartido import con_datos_reales, leer_real
from ayudas.ejemplos import ejemplos
from ayudas.planes import plan_con
from ayudas.planes_completos import en_renglones, planes_completos
from hypothesis import assume, given

import paac_reportes as paac
from paac_reportes.libros.escritura import libro_de
from paac_reportes.libros.lectura import contenido_de_libro
from paac_reportes.modelo.temas import PLAN
from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.simbolos import sale_del_renglon

REALES = [
    "cajica_plan_2022.json",
    "cajica_seguimiento_2018.json",
    "california_plan.json",
    "cartago_2020.json",
]


def de_vuelta(plan: paac.Plan) -> Any:
    contenido, _ = libro_de(plan)
    return contenido_de_libro(ver_documento(io.BytesIO(contenido)), PLAN).contenido


@pytest.mark.integracion
@ejemplos(15)
@given(planes_completos())
def test_un_plan_se_lee_de_su_libro_igual_que_se_escribio(plan: paac.Plan) -> None:
    # Un código o una fecha con exponente los rechaza el libro, con su celda.
    assume(not sale_del_renglon(str(paac.datos_de(plan))))
    assert de_vuelta(plan) == en_renglones(plan)


@pytest.mark.integracion
@ejemplos(15)
@given(planes_completos())
def test_un_plan_se_lee_de_su_yaml_igual_que_se_escribio(plan: paac.Plan) -> None:
    flujo = io.BytesIO()
    paac.guardar_datos(plan, flujo, tipo="yaml")
    flujo.seek(0)

    assert paac.leer(flujo).sin_dudas() == plan


@pytest.mark.una_de_cada("archivo", "tipo")
@con_datos_reales
@pytest.mark.parametrize("tipo", ["xlsx", "yaml", "json"])
@pytest.mark.parametrize("archivo", REALES)
def test_un_plan_real_se_lee_igual_de_cada_archivo(archivo: str, tipo: str) -> None:
    plan = paac.desde_datos(leer_real(archivo)).contenido
    flujo = io.BytesIO()
    paac.guardar_datos(plan, flujo, tipo=tipo)
    flujo.seek(0)

    assert paac.leer(flujo).sin_dudas() == plan


def test_un_tramite_que_solo_trae_su_seguimiento_es_un_tramite() -> None:
    seguimientos = [{"corte": "2026-04-30", "texto": "Se hizo"}]
    plan = paac.desde_datos(
        {
            "entidad": {"nombre": "M"},
            "componentes": [
                {
                    "numero": 1,
                    "tramites": [{"seguimientos": seguimientos}],
                    "subcomponentes": [{"actividades": [{"seguimientos": seguimientos}]}],
                }
            ],
        }
    ).contenido

    assert de_vuelta(plan) == plan


def test_un_texto_que_no_cabe_en_una_celda_es_una_falla_en_la_suya() -> None:
    largo = plan_con(codigo="1.1", descripcion="a" * 40_000)
    with pytest.raises(paac.ErrorDeEntrada) as error:
        libro_de(attrs.evolve(largo, textos={"introduccion": "a" * 40_000}))

    assert [falla.ruta for falla in error.value.fallas] == ["hoja «Actividades», celda F4"]
    with pytest.raises(paac.ErrorDeEntrada, match=r"hoja «Textos», celda B4: el texto pasa"):
        libro_de(attrs.evolve(plan_con(), textos={"introduccion": "a" * 40_000}))


def test_un_retorno_de_carro_queda_como_salto_de_renglon_y_se_dice() -> None:
    plan = plan_con(codigo="1.1", descripcion="uno\r\ndos")
    contenido, avisos = libro_de(plan)
    leido = contenido_de_libro(ver_documento(io.BytesIO(contenido)), PLAN).contenido

    assert leido == plan_con(codigo="1.1", descripcion="uno\ndos")
    assert avisos[0].mensaje == "los retornos de carro (U+000D) quedan como saltos de renglón"


def test_lo_que_parece_un_error_de_formula_es_un_texto() -> None:
    seguimiento = {"corte": "2026-04-30", "evidencias": ["#N/A"]}
    hecho = plan_con(codigo="#REF!", meta="#NUM!", seguimientos=[seguimiento])
    contenido, avisos = libro_de(hecho)

    assert (paac.leer(io.BytesIO(contenido)).sin_dudas(), avisos) == (hecho, ())


@pytest.mark.parametrize("evidencia", ["a\n", "\na", " a", "a\nb", ""])
def test_una_evidencia_que_no_es_un_renglon_se_dice(evidencia: str) -> None:
    seguimiento = {"corte": "2026-04-30", "evidencias": ["Acta", evidencia]}
    hecho = plan_con(codigo="1.1", seguimientos=[seguimiento])
    contenido, avisos = libro_de(hecho)

    assert paac.leer(io.BytesIO(contenido)).sin_dudas() == en_renglones(hecho)
    assert [aviso.codigo for aviso in avisos] == ["renglones_separados"]
