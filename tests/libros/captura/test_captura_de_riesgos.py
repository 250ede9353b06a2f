"""Los libros de un mapa de riesgos: salen uno por proceso, se llenan y se reúnen en el mapa.

Prueba ``libros/captura/reunion``.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.oficinas import oficina
from ayudas.planes import plan_con

import paac_reportes as paac

CORTE = date(2026, 12, 31)
MAPA = paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()


def llenar(libro: Path, **valores: object) -> None:
    with oficina(libro, "Riesgos") as hoja:
        for rotulo, valor in valores.items():
            hoja.celda(1, rotulo).value = valor


def del_corte(mapa: paac.MapaDeRiesgos | None, riesgo: int = 0) -> Any:
    assert mapa is not None
    seguimientos = mapa.procesos[1].riesgos[riesgo].seguimientos
    return next((u for u in seguimientos if u.corte == CORTE and u.quien == "lider"), None)


@pytest.mark.integracion
def test_lo_que_el_lider_escribe_queda_en_su_seguimiento(tmp_path: Path) -> None:
    llenar(
        paac.capturar(MAPA, CORTE, tmp_path).archivos[1],
        **{
            "Acciones adelantadas": "Se cambió la cerradura",
            "Avance": "62,5",
            "¿Se materializó?": "Sí",
            "Qué ocurrió": "Faltaron dos mercados",
            "A quién se reportó": "A la Personería",
            "Evidencias": "Acta 12\nhttps://x.example/a",
        },
    )
    reunion = paac.reunir(tmp_path, base=MAPA)
    dicho = del_corte(reunion.contenido)

    assert reunion.avisos == ()
    assert (dicho.acciones_adelantadas, dicho.avance) == ("Se cambió la cerradura", Decimal("62.5"))
    assert dicho.evidencias == ("Acta 12", "https://x.example/a")
    assert dicho.materializacion == paac.modelo.Materializacion(
        ocurrio="si", descripcion="Faltaron dos mercados", se_reporto_a="A la Personería"
    )
    assert [falta.dependencia for falta in reunion.faltan] == [
        "Atención a la ciudadanía",
        "Contratación",
    ]


@pytest.mark.integracion
def test_un_plan_con_su_mapa_saca_y_reune_los_dos(tmp_path: Path) -> None:
    plan = attrs.evolve(plan_con(codigo="1.1"), mapa_de_riesgos=MAPA)
    rutas = paac.capturar(plan, CORTE, tmp_path).archivos
    with oficina(rutas[0]) as hoja:
        hoja.llenar(1, "Se hizo", 50)
    llenar(rutas[2], **{"Acciones adelantadas": "Se cambió la cerradura"})
    reunion = paac.reunir(tmp_path, base=plan)

    assert len(rutas) == 4
    assert reunion.de_riesgos is not None
    assert len(reunion.nuevas) == len(reunion.de_riesgos.nuevas) == 1
    assert (
        del_corte(reunion.contenido.mapa_de_riesgos).acciones_adelantadas
        == "Se cambió la cerradura"
    )
    paac.guardar_datos(reunion, tmp_path / "unido.json")
    assert paac.leer(tmp_path / "unido.json").sin_dudas() == reunion.contenido


@pytest.mark.parametrize(
    ("base", "dice"),
    [
        (attrs.evolve(MAPA, vigencia=2025), "es de la vigencia 2026"),
        (attrs.evolve(MAPA, entidad=paac.Entidad(nombre="Otra")), "es de otra entidad"),
        (plan_con(codigo="1.1"), "es de un mapa de riesgos, y la base no lo lleva"),
    ],
)
def test_un_libro_de_otra_cosa_no_se_toma(base: Any, dice: str, tmp_path: Path) -> None:
    paac.capturar(MAPA, CORTE, tmp_path)
    with pytest.raises(paac.ErrorDeEntrada, match=dice):
        paac.reunir(tmp_path, base=base)
