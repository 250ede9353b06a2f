"""Las cifras de un plan: métodos con nombre, denominadores a la vista y lo desconocido aparte.

Prueba ``analisis/metodologia``.
"""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ayudas import a_medida
from ayudas.compartido import con_datos_reales, leer_real
from ayudas.planes import actividad, componente

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.modelo.metodologia import Escala, Zona
from paac_reportes.normativa.normas import escala_de_la_guia


def fila(avance: object = None, **cambios: Any) -> dict[str, Any]:
    """Una actividad con un seguimiento en agosto."""
    seguimiento = {"corte": "2026-08-31", "texto": "Hecho.", "avance": avance}
    seguimiento |= cambios.pop("seguimiento", {})
    limpio = {clave: valor for clave, valor in seguimiento.items() if valor is not None}
    return actividad(**{"fecha_programada": "30/06/2026", "seguimientos": [limpio]} | cambios)


def plan_por_subcomponentes(*subcomponentes: list[dict[str, Any]], **cambios: Any) -> paac.Plan:
    lista = [{"nombre": f"S{n}", "actividades": s} for n, s in enumerate(subcomponentes, 1)]
    return a_medida.plan(componente(subcomponentes=lista), **cambios)


def test_los_metodos_difieren_y_tienen_nombre() -> None:
    de = plan_por_subcomponentes([fila(60), fila(0)], [fila(90)])

    assert paac.analizar(de).todo.avance == 50
    assert paac.analizar(de, metodologia={"metodo": "subcomponentes"}).todo.avance == 60
    datos = paac.datos_de(paac.analizar(de, metodologia={"metodo": "subcomponentes"}))
    assert datos["metodologia"]["metodo"] == "subcomponentes"
    assert datos["metodologia"]["nombre"] == "promedio de los promedios de los subcomponentes"


def test_una_escala_propia_y_una_mal_hecha() -> None:
    bien = Zona(nombre="bien", desde=Decimal(50), color="FFFFFF")
    propia = Escala(
        codigo="x",
        nombre="Dos",
        zonas=(
            Zona(nombre="mal", desde=Decimal(0), color="000000"),
            bien,
        ),
    )

    assert (
        paac.analizar(plan_por_subcomponentes([fila(60)]), metodologia={"escala": propia}).todo.zona
        == bien
    )
    with pytest.raises(paac.ErrorDeEntrada, match="zonas: se esperaban zonas de menor a mayor"):
        Escala(codigo="x", nombre="y", zonas=propia.zonas[::-1])
    assert [z.nombre for z in escala_de_la_guia().zonas] == ["baja", "media", "alta"]


@pytest.mark.parametrize(
    ("pedido", "falla"),
    [
        (
            {"metodologia": {"metodo": "promedio"}},
            "metodologia.metodo: se esperaba alguno de estos: actividades",
        ),
        ({"corte": "2026"}, "corte: se esperaba una fecha"),
    ],
)
def test_un_analisis_mal_pedido(pedido: dict[str, Any], falla: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=falla):
        paac.analizar(plan_por_subcomponentes([fila()]), **pedido)


@con_datos_reales
def test_el_seguimiento_real_da_las_cifras_conocidas() -> None:
    de = paac.desde_datos(leer_real("cajica_seguimiento_2018.json")).contenido
    cifras = paac.analizar(de).todo

    assert cifras.avance == 55
    por_subcomponente = paac.analizar(de, metodologia={"metodo": "subcomponentes"}).todo.avance
    assert por_subcomponente is not None
    assert round(por_subcomponente, 2) == Decimal("54.83")
    assert {z: len(f) for z, f in cifras.por_zona.items()} == {"alta": 3, "media": 3, "baja": 6}


def test_la_orden_analizar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    datos = tmp_path / "plan.json"
    paac.guardar_datos(plan_por_subcomponentes([fila(60), fila(0)], [fila(90)]), datos)

    assert main(["analizar", str(datos), "--con", "metodo=subcomponentes"]) == 0
    salida = capsys.readouterr().out
    assert "Avance: promedio de los promedios de los subcomponentes" in salida
    assert re.search("60,0\xa0%  3 de 3 +media", salida)
    assert main(["analizar", str(datos), "--json"]) == 0
    leido = json.loads(capsys.readouterr().out)
    assert leido["plan"]["avance"]["valor"] == 50
    assert leido["plan"]["listas"]["vencidas"] == [
        f"componentes[0].subcomponentes[{s}].actividades[{a}]" for s, a in ((0, 0), (0, 1), (1, 0))
    ]
    with pytest.raises(SystemExit, match="2"):
        main(["analizar", str(datos), "--con", "metodo=subcomponente"])
    assert "--con metodo: no existe 'subcomponente'; ¿quiso decir subcomponentes?" in (
        capsys.readouterr().err
    )
