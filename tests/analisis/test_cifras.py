"""Las cifras de un plan: métodos con nombre, denominadores a la vista y lo desconocido aparte.

Prueba ``analisis/promedios``.
"""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ayudas import a_medida
from ayudas.comparaciones import codigos
from ayudas.compartido import con_datos_reales, leer_real
from ayudas.planes import actividad, componente, tramite

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.modelo.metodologia import Escala, Zona
from paac_reportes.normativa.normas import escala_de_la_guia

CORTE = date(2026, 8, 31)


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


def test_el_ponderado_usa_el_peso_de_cada_componente() -> None:
    uno = componente(fila(100), numero=1)
    dos = componente(fila(0), fila(50), numero=2)
    de = a_medida.plan(uno, dos)

    assert paac.analizar(de, metodologia={"metodo": "ponderado"}).todo.avance == Decimal("62.5")
    pesado = paac.analizar(de, metodologia={"metodo": "ponderado", "pesos": {1: Decimal(3)}})
    assert pesado.todo.avance == Decimal("81.25")


def test_lo_desconocido_no_es_cero_y_lo_que_no_aplica_no_cuenta() -> None:
    de = plan_por_subcomponentes([fila(80), fila(), fila(0, seguimiento={"estado": "no_aplica"})])
    cifras = paac.analizar(de).todo

    assert cifras.avance == 80
    assert (len(cifras.filas), len(cifras.aplican), len(cifras.con_avance)) == (3, 2, 1)
    assert paac.analizar(plan_por_subcomponentes([fila()])).todo.avance is None
    assert paac.analizar(plan_por_subcomponentes([fila()])).todo.zona is None


def test_las_zonas_se_clasifican_sin_redondear() -> None:
    de = plan_por_subcomponentes([fila("59.9"), fila(60), fila("79.99"), fila(80)])
    por_zona = paac.analizar(de).todo.por_zona

    assert {zona: len(filas) for zona, filas in por_zona.items()} == {
        "alta": 1,
        "media": 2,
        "baja": 1,
    }


def test_sin_reporte_vencidas_y_por_vencer() -> None:
    sin_nada = actividad(seguimiento=None, codigo="A", fecha_programada="30/06/2026")
    futura = actividad(seguimiento=None, codigo="B", fecha_programada="30/11/2026")
    vaga = actividad(seguimiento=None, codigo="C", fecha_programada="Cuando se requiera")
    de = plan_por_subcomponentes(
        [
            *(sin_nada, futura, vaga),
            fila(50, codigo="D"),
            fila(100, codigo="E"),
            fila(codigo="F"),
            fila(seguimiento={"estado": "no_aplica"}, codigo="G"),
        ]
    )
    cifras = paac.analizar(de, corte=CORTE).todo

    assert codigos(cifras.sin_reporte) == ["A"]
    assert codigos(cifras.vencidas) == ["D"]
    assert codigos(cifras.vencidas_sin_reporte) == ["A"]
    assert codigos(cifras.por_determinar) == ["F"]
    assert codigos(cifras.por_vencer(date(2026, 12, 31))) == ["B"]
    assert codigos(cifras.exigibles) == ["A", "D", "E", "F"]
    assert codigos(cifras.sin_dia_claro) == ["C"]


def test_cada_parte_tiene_sus_cifras() -> None:
    dependencias = [
        {"nombre": n, "componentes": [componente(fila(a)), {"numero": 2, "tramites": [tramite()]}]}
        for n, a in (("UNO", 100), ("DOS", 50))
    ]
    de = paac.desde_datos(
        {"entidad": {"nombre": "M"}, "vigencia": 2026, "dependencias": dependencias}
    ).contenido
    analisis = paac.analizar(de, corte=CORTE)

    assert [(c.nombre, c.avance) for c in analisis.dependencias] == [("UNO", 100), ("DOS", 50)]
    assert [(c.nombre, c.avance) for c in analisis.componentes] == [
        ("1. Gestión del riesgo", 75),
        ("Componente 2", None),
    ]
    (sub,) = analisis.subcomponentes(analisis.componentes[0])
    assert (sub.nombre, len(sub.filas)) == ("Política", 2)
    por_dependencia = analisis.por_dependencia(analisis.componentes[0])
    assert [(c.nombre, c.avance) for c in por_dependencia] == [("UNO", 100), ("DOS", 50)]
    rutas = [f.ruta for f in analisis.todo.filas]
    assert rutas[1] == "dependencias[0].componentes[1].tramites[0]"


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


@con_datos_reales
def test_sin_porcentajes_el_avance_se_desconoce() -> None:
    crudo = leer_real("cartago_2020.json")
    analisis = paac.analizar(paac.desde_datos(crudo).contenido, corte=date(2020, 8, 31))
    textos = [
        s.get("texto")
        for d in crudo["dependencias"]
        for c in d["componentes"]
        for f in (
            *(a for s in c.get("subcomponentes", []) for a in s.get("actividades", [])),
            *c.get("tramites", []),
            *c.get("intercambios", []),
        )
        for s in f.get("seguimientos") or [{}]
    ]

    assert analisis.todo.avance is None
    assert all(c.avance is None for c in (*analisis.componentes, *analisis.dependencias))
    assert len(analisis.todo.con_guion) == textos.count("-") + textos.count("N/A")
    assert len(analisis.todo.en_blanco) == textos.count(None) + textos.count("")
    assert len(analisis.todo.con_texto) == sum(1 for t in textos if t not in {None, "", "-", "N/A"})


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
