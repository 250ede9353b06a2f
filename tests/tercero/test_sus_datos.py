"""Un contenido declarado tiene esquema, archivo, filas y lugares sin que nadie más lo nombre."""

from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from ayudas.mejoramiento import CLAVE, PlanDeMejoramiento, plan_de_mejoramiento

import paac_reportes as paac
from paac_reportes.modelo.filas import cuentas_de_objetos
from paac_reportes.modelo.temas import Tema

PLAN = plan_de_mejoramiento()


def test_su_esquema_describe_sus_datos(tema: Tema) -> None:
    esquema = paac.esquema(de=CLAVE)  # type: ignore[arg-type]
    datos = {CLAVE: paac.datos_de(PLAN)}

    jsonschema.validate(datos, esquema)
    accion = esquema["$defs"]["AccionDeMejora"]["properties"]
    assert accion["unidad_de_medida"]["description"] == "En qué se mide."
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({CLAVE: {"hallazgos": "uno"}}, esquema)


@pytest.mark.parametrize("tipo", ["json", "yaml"])
def test_va_a_su_archivo_y_vuelve(tmp_path: Path, tipo: str) -> None:
    archivo = tmp_path / f"plan.{tipo}"
    paac.guardar(PLAN, archivo)

    assert paac.leer(archivo, como=PlanDeMejoramiento).contenido == PLAN
    leido: Any = paac.desde_datos({CLAVE: paac.datos_de(PLAN)})
    assert leido == PLAN
    with pytest.raises(paac.ErrorDeEntrada, match="es un plan de mejoramiento y no un plan"):
        paac.leer_plan(archivo)


def test_una_fila_por_accion_y_corte() -> None:
    filas = paac.filas_de(PLAN)

    assert [(f["ruta"], f["hallazgo.codigo"], f["avance.avance"]) for f in filas] == [
        ("hallazgos[0].acciones[0]", "1.10", PLAN.hallazgos[0].acciones[0].avances[0].avance),
        ("hallazgos[0].acciones[0]", "1.10", PLAN.hallazgos[0].acciones[0].avances[1].avance),
        ("hallazgos[0].acciones[1]", "1.10", PLAN.hallazgos[0].acciones[1].avances[0].avance),
        ("hallazgos[1].acciones[0]", "2", None),
        ("hallazgos[2]", None, None),
    ]
    assert len({tuple(fila) for fila in filas}) == 1
    assert filas[0]["accion_de_mejora.extras.rubro"] == "2.1.2"


def test_se_cuenta_lo_suyo() -> None:
    assert cuentas_de_objetos(PLAN) == {
        ("hallazgo", "hallazgos"): 3,
        ("acción", "acciones"): 3,
        ("corte", "cortes"): 2,
    }


def test_de_una_ruta_se_dice_el_dato_y_la_fila() -> None:
    plan = plan_de_mejoramiento()
    lugar = paac.donde(plan, "hallazgos[0].acciones[1].responsable")
    assert (lugar.codigo, lugar.actividad) == ("2", "Adoptar el procedimiento de bajas.")
    assert str(lugar) == "2 Adoptar el procedimiento de bajas. › Responsable"
    assert str(paac.donde(plan, "hallazgos[0].causa")) == (
        "1.10 El inventario de bienes no está conciliado con contabilidad. › Causa del hallazgo"
    )
    assert str(paac.donde(plan, "hallazgos[7]")) == "hallazgos[7]"


def test_se_revisa_lo_que_es_de_todos() -> None:
    sucio = attrs.evolve(
        plan_de_mejoramiento(), entidad=paac.Entidad(nombre="E", nit="890.123.456-9")
    )
    assert [aviso.ruta for aviso in paac.revisar(sucio)] == ["entidad.nit"]


def test_lo_que_no_se_hace_con_el_se_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="de un plan de mejoramiento no se sacan cifras"):
        paac.analizar(PLAN)  # type: ignore[call-overload]
    with pytest.raises(paac.ErrorDeEntrada, match="no hay uno en blanco"):
        paac.en_blanco(paac.Entidad(nombre="M"), de=CLAVE, vigencia=2026)  # type: ignore[call-overload]
