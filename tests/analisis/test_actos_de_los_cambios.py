"""Un cambio en el plan con su acto: el renglón del control de cambios que lo nombra.

Prueba ``analisis/actos``.
"""

from typing import Any

import pytest
from ayudas.planes import actividad, componente

import paac_reportes as paac
from paac_reportes.api.cifras import texto_de_comparacion


def plan(fechas: dict[str, str], *actos: tuple[str, str]) -> paac.Plan:
    """Uno con una actividad por código, y los actos de su control de cambios."""
    filas = [
        actividad(
            codigo=codigo,
            descripcion=f"Publicar el informe de la gestión número {codigo}",
            fecha_programada=fecha,
            seguimientos=[],
        )
        for codigo, fecha in fechas.items()
    ]
    crudo: dict[str, Any] = {
        "entidad": {"nombre": "MUNICIPIO"},
        "vigencia": 2026,
        "componentes": [componente(subcomponentes=[{"nombre": "S", "actividades": filas}])],
        "control_cambios": [
            {"version": str(n), "fecha": fecha, "razon": razon}
            for n, (fecha, razon) in enumerate(actos, 1)
        ],
    }
    return paac.desde_datos(crudo).contenido


INICIAL = ("31/01/2026", "Versión inicial")
ANTES = plan({"1.1": "30/06/2026", "1.2": "30/06/2026", "1.10": "30/06/2026"}, INICIAL)


def comparado(despues: paac.Plan) -> tuple[list[str], Any]:
    comparacion = paac.comparar(paac.analizar(ANTES), paac.analizar(despues))
    return [*texto_de_comparacion(comparacion)], paac.datos_de(comparacion)["actos"]


def test_la_retirada_y_la_corrida_llevan_el_acto_que_las_nombra() -> None:
    acto = ("10/05/2026", "Se retira la 1.2 y se corre la 1.1, por el Acuerdo 5")
    renglones, actos = comparado(plan({"1.1": "30/09/2026", "1.10": "30/06/2026"}, INICIAL, acto))

    donde = renglones.index("El acto de cada cambio, en el control de cambios:")
    assert [
        renglon.partition(": la versión")[2] for renglon in renglones[donde + 1 : donde + 3]
    ] == [" 2, del 10/05/2026: «Se retira la 1.2 y se corre la 1.1, por el Acuerdo 5»"] * 2
    assert actos["sin_acto"] == []
    assert [uno["version"] for uno in actos["con_acto"]] == ["2", "2"]


def test_la_que_ninguno_nombra_se_dice() -> None:
    acto = ("10/05/2026", "Se corre la 1.1")
    renglones, actos = comparado(plan({"1.1": "30/09/2026", "1.2": "30/06/2026"}, INICIAL, acto))
    assert actos["sin_acto"] == ["componentes[0].subcomponentes[0].actividades[2]"]
    assert renglones[-1] == (
        "Sin acto en el control de cambios, 1 fila que cambió:"
        " 1.10 Publicar el informe de la gestión número 1.10"
    )


def test_un_plan_que_cambia_sin_actos_lo_dice() -> None:
    renglones, _ = comparado(
        plan({"1.1": "30/09/2026", "1.2": "1/7/2026", "1.10": "1/8/2026"}, INICIAL)
    )
    assert renglones[-1].startswith(
        "Sin acto en el control de cambios, 3 filas que cambiaron: 1.1 "
    )


def test_si_nada_cambio_no_se_pide_ningun_acto() -> None:
    renglones, actos = comparado(ANTES)
    assert actos is None
    assert not any("acto" in renglon for renglon in renglones)


@pytest.mark.parametrize("razon", ["Se corre la 1.10", "Se corre la 11.1", "Ajustes de forma"])
def test_el_codigo_de_un_acto_va_entero(razon: str) -> None:
    despues = plan(
        {"1.1": "30/09/2026", "1.2": "30/06/2026", "1.10": "30/06/2026"}, ("1/5/2026", razon)
    )
    assert comparado(despues)[1]["con_acto"] == []
