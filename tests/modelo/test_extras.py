"""Los datos que sólo lleva el formato de una entidad: por su nombre, texto, número o fecha.

Prueba ``estructura/valores``.
"""

import copy
import json
import pickle
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from ayudas.planes import actividad, componente, datos, plan, plan_con, tramite
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.escritores.datos import escribir_json
from paac_reportes.estructura import Extras
from paac_reportes.lectura.archivos import datos_de_texto
from paac_reportes.textos.plano import limpiar

SUYA = "dependencias[0].componentes[0].subcomponentes[0].actividades[0].extras"


def primera(de: paac.Plan) -> paac.modelo.Actividad:
    return de.dependencias[0].componentes[0].subcomponentes[0].actividades[0]


def test_cada_valor_es_lo_que_dice_ser() -> None:
    extras = primera(
        plan_con(extras={"riesgo": "R-01", "cupos": 3, "peso": 12.5, "acta": "2026-01-31"})
    ).extras

    assert dict(extras) == {
        "riesgo": "R-01",
        "cupos": 3,
        "peso": Decimal("12.5"),
        "acta": date(2026, 1, 31),
    }
    assert [type(valor) for valor in extras.values()] == [str, int, Decimal, date]


@pytest.mark.parametrize("texto", ["007", "1,10", "-", "", "31/01/2026", "2026-02-31", "No", "1.5"])
def test_un_texto_que_no_es_una_fecha_queda_a_la_letra(texto: str) -> None:
    assert primera(plan_con(extras={"x": texto})).extras["x"] == texto


def test_lo_que_es_null_esta_en_blanco_y_un_texto_vacio_no() -> None:
    assert dict(primera(plan_con(extras={"a": None, "b": ""})).extras) == {"b": ""}


def test_las_fallas_salen_todas_cada_una_en_su_lugar() -> None:
    crudo = datos(
        componente(
            actividad(extras={"Riesgo": "a", "con espacio": 1, "lista": ["a"], "tabla": {"a": 1}}),
            actividad(codigo="2", extras={"si": True, "hora": datetime(2026, 1, 1, 8), 3: "a"}),
            actividad(codigo="3", extras=["a"]),
            actividad(codigo="4", extras={"nit": 800094457712345678, "no_es": float("nan")}),
        ),
        entidad={"nombre": "M", "extras": {"_oculto": 1}},
    )
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_datos(crudo)

    forma = "se esperaba un nombre de minúsculas sin tildes, cifras y _, como riesgo_asociado"
    valor = "se esperaba un texto, un número o una fecha sin hora"
    otra = SUYA.replace("actividades[0]", "actividades[{}]").format
    assert [str(falla) for falla in error.value.fallas] == [
        f"entidad.extras: {forma}, llegó '_oculto'",
        f"{SUYA}: {forma}, llegó 'Riesgo'",
        f"{SUYA}: {forma}, llegó 'con espacio'",
        f"{SUYA}.lista: {valor}, llegó una lista de 1",
        f"{SUYA}.tabla: {valor}, llegó un objeto",
        f"{otra(1)}.si: {valor}, llegó true",
        f"{otra(1)}.hora: {valor}, llegó datetime.datetime(2026, 1, 1, 8, 0)",
        f"{otra(1)}: {forma}, llegó 3",
        f"{otra(2)}: se esperaba una tabla de nombres y valores, llegó una lista de 1",
        f"{otra(3)}.nit: se esperaba un número que se escriba exacto, de hasta 15 cifras;"
        " llegó 800094457712345678; entre comillas se conserva tal cual",
        f"{otra(3)}.no_es: {valor}, llegó nan",
    ]


def test_al_construir_en_python_se_lee_y_se_dice_lo_mismo() -> None:
    hecha = paac.modelo.Actividad(extras={"acta": datetime(2026, 1, 31), "peso": 12.5})

    assert dict(hecha.extras) == {"acta": date(2026, 1, 31), "peso": Decimal("12.5")}
    with pytest.raises(paac.ErrorDeEntrada, match=r"extras\.a: se esperaba un texto, un número"):
        paac.modelo.Actividad(extras={"a": [1]})  # type: ignore[dict-item]
    with pytest.raises(paac.ErrorDeEntrada, match="a: se esperaba un texto, un número"):
        Extras({"a": object()})


def test_no_cambian_y_se_comparan_por_lo_que_dicen() -> None:
    unos = Extras({"a": 1, "b": "x"})

    assert unos == Extras({"b": "x", "a": 1}) == {"a": 1, "b": "x"}
    assert unos != Extras({"a": 2})
    assert unos != [("a", 1)]
    assert hash(unos) == hash(Extras({"b": "x", "a": 1}))
    assert copy.deepcopy(unos) == pickle.loads(pickle.dumps(unos)) == unos  # noqa: S301 - son propios
    assert repr(unos) == "Extras({'a': 1, 'b': 'x'})"
    assert hash(paac.modelo.Actividad(extras=unos)) == hash(paac.modelo.Actividad(extras=unos))
    with pytest.raises(TypeError):
        unos["a"] = 2  # type: ignore[index]


EXTRAS = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True),
    st.text(st.characters(codec=None), max_size=12)
    | st.integers(-(10**14), 10**14)
    | st.decimals(-(10**6), 10**6, places=3)
    | st.dates(),
    max_size=3,
)


@pytest.mark.integracion
@given(EXTRAS, EXTRAS)
def test_de_plan_a_datos_y_de_vuelta_por_json_es_el_mismo(
    unos: dict[str, Any], otros: dict[str, Any]
) -> None:
    reporte = {"corte": "2026-04-30", "extras": otros}
    original = plan(
        componente(actividad(extras=unos, seguimientos=[reporte]), extras=otros),
        {"numero": 2, "tramites": [tramite(extras=unos)], "extras": unos},
        entidad={"nombre": "M", "extras": otros},
    )
    texto = escribir_json(paac.datos_de(original)).decode("utf-8")

    assert paac.desde_datos(paac.datos_de(original)).contenido == original
    assert paac.desde_datos(json.loads(texto)).contenido == original
    assert paac.desde_filas(paac.filas_de(original), regimen="paac-v2").contenido == original


def test_en_yaml_un_numero_es_el_texto_con_que_se_escribe() -> None:
    leido = datos_de_texto("extras:\n  cupos: 3\n  acta: 2026-01-31\n  nada:\n", "x.yaml")

    assert dict(paac.modelo.Actividad(**leido).extras) == {"cupos": "3", "acta": date(2026, 1, 31)}


def test_lo_que_no_se_puede_escribir_se_cambia_y_se_dice() -> None:
    limpio, avisos = limpiar(plan_con(extras={"nota": "a\x01b", "cupos": 3}))

    assert dict(primera(limpio).extras) == {"nota": "a\ufffdb", "cupos": 3}
    assert [aviso.ruta for aviso in avisos] == [f"{SUYA}.nota"]


def test_en_las_filas_tienen_su_clave_y_todas_las_mismas() -> None:
    de = plan(
        componente(
            actividad(extras={"riesgo": "R-01"}),
            actividad(codigo="2", extras={"cupos": 3}),
            extras={"lider": "Ana"},
        ),
        {"numero": 2, "tramites": [tramite(extras={"riesgo": "R-02"})]},
        entidad={"nombre": "M", "extras": {"categoria": "Sexta"}},
    )
    filas = paac.filas_de(de)
    claves = [
        "entidad.extras.categoria",
        "componente.extras.lider",
        "actividad.extras.riesgo",
        "actividad.extras.cupos",
        "tramite.extras.riesgo",
    ]

    assert [[clave for clave in fila if ".extras." in clave] for fila in filas] == [claves] * 3
    assert [[fila[clave] for clave in claves] for fila in filas] == [
        ["Sexta", "Ana", "R-01", None, None],
        ["Sexta", "Ana", None, 3, None],
        ["Sexta", None, None, None, "R-02"],
    ]
    assert not [c for fila in paac.filas_de(plan()) for c in fila if "extras" in c]


def test_un_extra_que_cambia_es_otra_redaccion() -> None:
    def con(**extras: Any) -> paac.Plan:
        return plan_con(extras=extras)

    antes = con(riesgo="R-01", peso=1.5, acta="2026-01-31", igual="a")
    despues = con(riesgo="R-02", peso=1.5, acta="2026-02-28", igual="a", nuevo=3)
    (pareja,) = paac.comparar(paac.analizar(antes), paac.analizar(despues)).reescritas

    assert [(c.campo, c.antes, c.despues) for c in pareja.cambios("redacción")] == [
        ("extras.riesgo", "R-01", "R-02"),
        ("extras.acta", "31/01/2026", "28/02/2026"),
        ("extras.nuevo", "", "3"),
    ]
