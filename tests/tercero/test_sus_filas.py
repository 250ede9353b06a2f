"""Un contenido declarado se hace de sus filas, también de las de una tabla ajena."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.mejoramiento import CLAVE, plan_de_mejoramiento

import paac_reportes as paac

PLAN: Any = plan_de_mejoramiento()
COLUMNAS: dict[str, Any] = {
    "hallazgo.codigo": "No.",
    "hallazgo.descripcion": "HALLAZGO",
    "accion_de_mejora.numero": "No. ACCIÓN",
    "accion_de_mejora.accion": "ACCIÓN",
    "avances": [
        {"corte": "2026-04-30", "avance": "% ABRIL", "descripcion": "ABRIL"},
        {"corte": "2026-08-31", "avance": "% AGOSTO"},
    ],
}


def desordenadas() -> list[dict[str, Any]]:
    """Cada acción en su fila, la descripción del hallazgo sólo en la primera, y blancos."""
    rotulos = ("No.", "HALLAZGO", "No. ACCIÓN", "ACCIÓN", "% ABRIL", "ABRIL", "% AGOSTO")
    filas = [
        (1, "Sin conciliar", 1, "Levantar el inventario", "40 %", "Contratado", 72.5),
        (1, None, 2, "Adoptar el procedimiento", None, None, 100),
        (None, "Sin conciliar", 3, "Conciliar", None, "  ", None),
        (2, "Sin publicar", None, None, None, None, None),
        (None,) * 7,
    ]
    return [dict(zip(rotulos, fila, strict=True)) for fila in filas]


def otras_claves() -> dict[str, Any]:
    return {clave: valor for clave, valor in paac.datos_de(PLAN).items() if clave != "hallazgos"}


def de_filas(filas: Any, **demas: Any) -> Any:
    return paac.desde_filas(filas, **{"de": CLAVE, "entidad": "MUNICIPIO DE PRUEBA", **demas})


def fallas(filas: Any, **demas: Any) -> list[str]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        de_filas(filas, **demas)
    return [str(falla) for falla in error.value.fallas]


@pytest.mark.parametrize("sin", [(), ("ruta",)])
def test_es_la_inversa_de_filas_de(sin: tuple[str, ...]) -> None:
    filas = [{c: v for c, v in f.items() if c not in sin} for f in paac.filas_de(PLAN)]

    assert de_filas(filas, **otras_claves()) == PLAN


def test_sus_columnas_dicen_que_es() -> None:
    assert paac.desde_filas(paac.filas_de(PLAN), **otras_claves()) == PLAN
    assert de_filas(desordenadas(), de=None, columnas=COLUMNAS).hallazgos[1].codigo == "2"


def test_de_una_tabla_ajena_se_junta_lo_de_cada_hallazgo() -> None:
    uno, dos = de_filas(desordenadas(), columnas=COLUMNAS).hallazgos

    assert (uno.codigo, uno.descripcion, dos.acciones) == ("1", "Sin conciliar", ())
    assert [accion.numero for accion in uno.acciones] == ["1", "2", "3"]
    abril, agosto = uno.acciones[0].avances
    assert (abril.corte, abril.avance, abril.descripcion) == (date(2026, 4, 30), 40, "Contratado")
    assert (agosto.corte, agosto.avance) == (date(2026, 8, 31), Decimal("72.5"))
    assert [avance.corte.month for avance in uno.acciones[1].avances] == [8]


def test_el_corte_puede_ser_uno_para_todas() -> None:
    fila = {"hallazgo.codigo": "1", "accion_de_mejora.accion": "a", "avance.avance": 5}
    otra = fila | {"hallazgo.descripcion": "x", "avance.avance": None}
    hecho = de_filas([fila, otra], corte=date(2026, 4, 30))

    assert hecho.cortes() == (date(2026, 4, 30),)


@pytest.mark.parametrize(
    ("filas", "dicha"),
    [
        (
            [{"hallazgo.codigo": "1", "hallazgo.descripcion": uno} for uno in ("x", "y")],
            "filas[1], columna 'hallazgo.descripcion': dice 'y', y filas[0], columna"
            " 'hallazgo.descripcion' dice 'x'",
        ),
        (
            [{"accion_de_mejora.accion": "a"}],
            "filas[0]: no dice de qué hallazgo es: se esperaba hallazgo.codigo o"
            " hallazgo.descripcion",
        ),
        (
            [{"hallazgo.descripcion": "x", "accion_de_mejora.responsable": "a"}],
            "filas[0]: trae accion_de_mejora.responsable y no dice de qué acción de mejora: se"
            " esperaba accion_de_mejora.numero o accion_de_mejora.accion",
        ),
        (
            [
                *({"hallazgo.codigo": uno, "hallazgo.descripcion": "x"} for uno in "12"),
                {"hallazgo.descripcion": "x", "hallazgo.causa": "c"},
            ],
            "filas[2]: es de 1, 2: diga de cuál en esta fila",
        ),
        (
            [{"hallazgo.descripcion": "x", "avance.avance": 5}],
            "filas[0]: trae un avance y no dice de qué acción de mejora",
        ),
        (
            [{"ruta": "acciones[0]", "accion_de_mejora.accion": "a"}],
            "filas[0], columna 'ruta': se esperaba un lugar como hallazgos[0].acciones[1], llegó"
            " 'acciones[0]'",
        ),
        (
            [{"ruta": "hallazgos[0]", "accion_de_mejora.accion": "a"}],
            "filas[0], columna 'accion_de_mejora.accion': una fila de hallazgos no lleva"
            " accion_de_mejora.accion",
        ),
    ],
)
def test_lo_que_no_cuadra_se_dice_con_su_fila(filas: list[dict[str, Any]], dicha: str) -> None:
    assert dicha in fallas(filas)


def test_un_avance_sin_corte_se_dice() -> None:
    fila = {"hallazgo.descripcion": "x", "accion_de_mejora.accion": "a", "avance.avance": 5}

    assert fallas([fila]) == [
        "filas[0]: trae un avance sin corte; se esperaba su columna, o el argumento corte"
    ]


def test_un_codigo_que_llego_como_numero_se_avisa() -> None:
    with pytest.warns(paac.AvisoPaac, match=r"'hallazgo.codigo': 1 de los códigos llegaron"):
        de_filas([{"hallazgo.codigo": 1.1, "hallazgo.descripcion": "x"}])
