"""El libro de un contenido que sólo se declara se escribe, se llena, se lee igual y se revisa.

Prueba ``libros/columnas``.
"""

import io
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.mejoramiento import (
    CLAVE,
    AccionDeMejora,
    Avance,
    Hallazgo,
    PlanDeMejoramiento,
    plan_de_mejoramiento,
)

import paac_reportes as paac
from paac_reportes.estructura import Extras
from paac_reportes.modelo.catalogo import CATALOGO

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
PLAN = plan_de_mejoramiento()


def escrito(plan: PlanDeMejoramiento = PLAN) -> Any:
    """Su libro, abierto como lo abre quien lo llena."""
    flujo = io.BytesIO()
    paac.guardar(plan, flujo, tipo="xlsx")
    return openpyxl.load_workbook(flujo)


def leido(libro: Any) -> Any:
    flujo = io.BytesIO()
    libro.save(flujo)
    flujo.seek(0)
    return paac.leer(flujo, como=PlanDeMejoramiento)


def celda(libro: Any, hoja: str, fila: int, rotulo: str) -> Any:
    """La de una fila de datos, desde 1."""
    de = libro[hoja]
    rotulos = next(f for f in de.iter_rows() if sum(1 for c in f if c.value) > 1)
    columna = next(c.column for c in rotulos if c.value == rotulo)
    return de.cell(rotulos[0].row + fila, columna)


def rotulos_de(libro: Any, hoja: str) -> list[str]:
    filas = libro[hoja].iter_rows(values_only=True)
    return [uno for uno in next(f for f in filas if sum(1 for c in f if c) > 1) if uno]


def test_lleva_una_hoja_por_lista_y_las_de_todo_libro() -> None:
    libro = escrito()

    assert libro.sheetnames[:8] == [
        *("Instrucciones", "Plan de mejoramiento", "Hallazgos", "Acciones", "Avances"),
        *("Firmas", "Control de cambios", "Textos"),
    ]
    assert rotulos_de(libro, "Avances") == [
        *("Acción de mejora", "Corte", "Cumplimiento", "Avance físico", "Descripción del avance"),
        *("Evidencias", "paac.notas"),
    ]


def test_todo_campo_tiene_su_columna() -> None:
    libro = escrito()
    listas = {"hallazgo": "Hallazgos", "accion_de_mejora": "Acciones", "avance": "Avances"}

    for raiz, hoja in listas.items():
        esperados = {CATALOGO[dato].rotulo for dato in CATALOGO.datos(raiz)}
        assert esperados <= {*rotulos_de(libro, hoja)}


@pytest.mark.parametrize(
    "cambios",
    [
        {},
        {"hallazgos": ()},
        {
            "hallazgos": (
                Hallazgo(codigo="1", descripcion="a"),
                Hallazgo(codigo="1", descripcion="b"),
            )
        },
        {"textos": {"introduccion": "Dos\nrenglones"}, "vigencia": None, "suscrito": None},
        {
            "hallazgos": (
                Hallazgo(
                    descripcion="x",
                    acciones=(
                        AccionDeMejora(
                            accion="y",
                            cantidad=Decimal("0.5"),
                            extras=Extras({"meta": 3}),
                            avances=(
                                Avance(
                                    corte=datetime(2026, 4, 30).date(),
                                    evidencias=("Acta 9", "otra"),
                                ),
                                Avance(corte=datetime(2026, 8, 31).date()),
                            ),
                        ),
                    ),
                ),
            )
        },
    ],
)
def test_se_lee_igual_que_se_escribio(cambios: dict[str, Any]) -> None:
    plan = attrs.evolve(PLAN, **cambios)
    lectura = leido(escrito(plan))

    assert lectura.contenido == plan
    assert not [aviso for aviso in lectura.avisos if aviso.codigo == "sin_usar"]


def test_lo_que_alguien_llena_entra(tmp_path: Path) -> None:
    libro = escrito()
    celda(libro, "Hallazgos", 4, "Hallazgo").value = "Sin actas de comité."
    celda(libro, "Acciones", 4, "Hallazgo").value = "Sin actas de comité."
    celda(libro, "Acciones", 4, "Acción de mejora").value = "Levantarlas."
    celda(libro, "Avances", 4, "Acción de mejora").value = "Levantarlas."
    celda(libro, "Avances", 4, "Corte").value = "31/08/2026"
    celda(libro, "Avances", 4, "Cumplimiento").value = "En ejecución"
    archivo = tmp_path / "lleno.xlsx"
    libro.save(archivo)

    nuevo: Any = paac.leer(archivo, como=PlanDeMejoramiento).contenido.hallazgos[3]
    assert nuevo.acciones[0].accion == "Levantarlas."
    assert nuevo.acciones[0].avances[0].cumplimiento == "en_ejecucion"


def test_se_conoce_aunque_pierda_sus_propiedades() -> None:
    libro = escrito()
    libro.custom_doc_props.props.clear()

    assert leido(libro).contenido == PLAN


def test_un_plan_y_su_libro_no_se_confunden(tmp_path: Path) -> None:
    paac.guardar(PLAN, tmp_path / "plan.xlsx")

    with pytest.raises(paac.ErrorDeEntrada, match="es un plan de mejoramiento y no un plan"):
        paac.leer_plan(tmp_path / "plan.xlsx")
    assert paac.leer(tmp_path / "plan.xlsx", como=PlanDeMejoramiento).contenido == PLAN


Dano = Callable[[Any], object]


def poner(hoja: str, fila: int, rotulo: str, valor: object) -> Dano:
    return lambda libro: setattr(celda(libro, hoja, fila, rotulo), "value", valor)


def test_todo_lo_malo_se_dice_de_una_vez_y_en_su_celda() -> None:
    libro = escrito()
    for dano in (
        poner("Hallazgos", 1, "Connotación", "Gravísimo"),
        poner("Acciones", 2, "Hallazgo", "9.9"),
        poner("Avances", 1, "Avance físico", 400),
        poner("Plan de mejoramiento", 2, "Valor", "dos mil"),
    ):
        dano(libro)

    with pytest.raises(paac.ErrorDeEntrada) as error:
        leido(libro)
    lugares = sorted(falla.ruta.partition(":")[0] for falla in error.value.fallas)
    assert [lugar.partition(",")[0] for lugar in lugares] == [
        "hoja «Acciones»",
        *["hoja «Avances»"] * (len(lugares) - 3),
        "hoja «Hallazgos»",
        "hoja «Plan de mejoramiento»",
    ]
    assert all(", celda " in lugar for lugar in lugares)
    dicho = "\n".join(map(str, error.value.fallas))
    assert "Administrativo, Disciplinario, Fiscal, Penal" in dicho
    assert "no se sabe de qué hallazgo es: llegó '9.9'" in dicho


@pytest.mark.parametrize(
    ("dano", "dice"),
    [
        (poner("Acciones", 2, "Hallazgo", None), "se tomó el hallazgo de la fila de arriba"),
        (poner("Avances", 2, "Acción de mejora", None), "se tomó la acción de la fila de arriba"),
        (lambda libro: libro.remove(libro["Avances"]), "el plan de mejoramiento quedó sin lo que"),
        (lambda libro: setattr(libro["Avances"], "title", "Lo hecho"), "como la hoja «Avances»"),
    ],
)
def test_lo_que_se_cambia_al_leer_se_dice(dano: Dano, dice: str) -> None:
    libro = escrito()
    dano(libro)

    assert any(dice in str(aviso) for aviso in leido(libro).avisos)


def test_una_referencia_que_cambio_se_dice() -> None:
    libro = escrito(attrs.evolve(PLAN, hallazgos=PLAN.hallazgos[:2]))
    poner("Hallazgos", 1, "Código hallazgo", "7")(libro)

    lectura = leido(libro)
    assert len(lectura.contenido.hallazgos[0].acciones) == 2
    assert any("'1.10' ya no está en la hoja Hallazgos" in str(aviso) for aviso in lectura.avisos)


def test_la_clase_del_libro_es_su_clave() -> None:
    assert escrito().custom_doc_props["paac.clase"].value == CLAVE
