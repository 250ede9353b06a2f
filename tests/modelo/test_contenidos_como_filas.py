"""Un plan o un mapa como filas planas: nada se pierde y todas tienen las mismas claves."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.ejemplos import ejemplos
from ayudas.mapas import MAPAS, datos, mapa, riesgo
from ayudas.mapas_grandes import generado
from ayudas.planes import actividad, componente, plan, tramite
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.recorrer import hallar, objetos_de
from paac_reportes.modelo.temas import tema


def test_hay_una_fila_por_corte_y_una_de_quien_no_ha_reportado() -> None:
    dos = [
        {"corte": "2026-04-30", "avance": "55.10"},
        {"corte": "2026-08-31", "estado": "cumplida"},
    ]
    de = plan(componente(actividad(seguimientos=dos), actividad(codigo="2", seguimientos=[])))

    filas = paac.filas_de(de)
    assert [(f["actividad.codigo"], f["seguimiento.corte"]) for f in filas] == [
        ("1.1", date(2026, 4, 30)),
        ("1.1", date(2026, 8, 31)),
        ("2", None),
    ]
    assert filas[0]["seguimiento.avance"] == Decimal("55.10")
    assert type(filas[1]["seguimiento.estado"]) is str


def test_lo_que_no_tiene_filas_conserva_la_suya() -> None:
    vacios = plan(
        {"numero": 1, "nombre": "Sin llenar"},
        {"numero": 2, "subcomponentes": [{"nombre": "Tampoco"}]},
    )
    assert [(f["ruta"], f["componente.nombre"], f["lista"]) for f in paac.filas_de(vacios)] == [
        ("dependencias[0].componentes[0]", "Sin llenar", None),
        ("dependencias[0].componentes[1].subcomponentes[0]", None, None),
    ]


def test_todas_las_filas_tienen_las_mismas_claves_en_el_mismo_orden() -> None:
    de = plan(componente(actividad()), {"numero": 2, "tramites": [tramite()]}, {"numero": 3})
    claves = [tuple(fila) for fila in paac.filas_de(de)]

    assert len(set(claves)) == 1
    assert claves[0][:8] == (
        "entidad.nombre",
        "entidad.departamento",
        "entidad.nit",
        "entidad.divipola",
        "vigencia",
        "ruta",
        "lista",
        "dependencia.nombre",
    )
    assert "seguimiento.verificacion.resultado" in claves[0]
    assert "componente.subcomponentes" not in claves[0]


def test_lo_que_no_es_un_plan_se_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="Plan"):
        paac.filas_de({"entidad": {}})


FORMA = forma_de_filas(tema("mapa"))

DOS_CONTROLES = riesgo(
    causas=[{"texto": "Nadie revisa", "clase": "raiz"}, {"texto": "Falta personal"}],
    consecuencias=["Pérdida de confianza"],
    inherente={"probabilidad": "3", "zona": "EXTREMO - 60", "impacto_pct": "80"},
    cuestionario={"7": "si"},
    controles=[
        {"numero": "1", "descripcion": "Revisar", "residual": {"zona": "Alto"}},
        {"tipo": "correctivo", "criterios": {"B": "si"}, "causas_que_ataca": [2]},
    ],
    acciones=[{"descripcion": "Capacitar", "responsable": "Talento Humano"}, {"descripcion": "Ir"}],
    extras={"sector": "Hacienda"},
)


def test_hay_una_fila_por_riesgo_y_control() -> None:
    una, otra, sola = paac.filas_de(mapa(DOS_CONTROLES, riesgo(referencia="R2")))
    assert [fila["ruta"] for fila in (una, otra, sola)] == [
        "procesos[0].riesgos[0].controles[0]",
        "procesos[0].riesgos[0].controles[1]",
        "procesos[0].riesgos[1]",
    ]
    assert (una["control.numero"], otra["control.numero"]) == ("1", None)
    assert (otra["control.tipo"], otra["control.causas_que_ataca"]) == ("correctivo", (2,))
    assert una["control.residual.zona"] == "Alto"
    assert sola["control.tipo"] is None


def test_lo_que_es_del_riesgo_va_en_todas_sus_filas() -> None:
    una, otra = paac.filas_de(mapa(DOS_CONTROLES, vigencia=2026, metodologia="guia-v7"))
    for fila in (una, otra):
        assert fila["riesgo.inherente.zona"] == "EXTREMO - 60"
        assert fila["riesgo.inherente.impacto_pct"] == Decimal(80)
        assert fila["causa.texto"] == ("Nadie revisa", "Falta personal")
        assert fila["causa.clase"] == ("raiz", None)
        assert fila["accion.responsable"] == ("Talento Humano", None)
        assert fila["riesgo.consecuencias"] == ("Pérdida de confianza",)
        assert (fila["vigencia"], fila["metodologia"]) == (2026, "guia-v7")
        assert fila["entidad.nombre"] == "Municipio"


def test_lo_que_solo_trae_un_mapa_tiene_su_clave_en_todas() -> None:
    una, _, sola = paac.filas_de(mapa(DOS_CONTROLES, riesgo(referencia="R2")))
    propias = {"riesgo.cuestionario.7": "si", "riesgo.extras.sector": "Hacienda"}
    assert {clave: una[clave] for clave in propias} == propias
    assert set(una) - set(FORMA.claves) == {*propias, "control.criterios.B"}
    assert {sola[clave] for clave in propias} == {None}


def test_un_proceso_sin_riesgos_conserva_su_fila_y_un_mapa_sin_procesos_no_tiene() -> None:
    (fila,) = paac.filas_de(mapa())
    assert (fila["ruta"], fila["proceso.nombre"]) == ("procesos[0]", "Contratación")
    assert fila["riesgo.descripcion"] is None
    assert paac.filas_de(mapa(procesos=[])) == []


@pytest.mark.integracion
@given(MAPAS)
def test_cada_control_y_cada_riesgo_esta_en_su_ruta(crudo: dict[str, Any]) -> None:
    original = paac.desde_datos(crudo, como="mapa").contenido
    filas = paac.filas_de(original)
    hallados = [lugar.objetos for fila in filas if (lugar := hallar(original, fila["ruta"]))]
    assert len(hallados) == len(filas)
    for cual, clase in (
        ("control", paac.modelo.Control),
        ("riesgo", paac.modelo.Riesgo),
        ("proceso", paac.modelo.Proceso),
    ):
        vistos = {id(suyo): suyo for uno in hallados if (suyo := uno.get(cual)) is not None}
        assert [*vistos.values()] == objetos_de(original, clase)


def test_las_de_un_plan_no_traen_su_mapa() -> None:
    (fila,) = paac.filas_de(plan(componente(actividad()), mapa_de_riesgos=datos(DOS_CONTROLES)))
    assert "actividad.descripcion" in fila
    assert not any(clave.startswith("riesgo.") for clave in fila)


@pytest.mark.parametrize("otro", [None, [], "mapa.yaml", {"mapa": {}}])
def test_lo_que_no_es_un_plan_ni_un_mapa_se_dice(otro: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba un Plan"):
        paac.filas_de(otro)


# ------------------------------------------------------------------ lo que se siguió

DICHOS = ("control", "aplicado", "adecuado", "efectivo", "nota")


def test_el_que_nadie_ha_seguido_no_las_tiene_y_la_tabla_que_no_hay_se_dice() -> None:
    assert paac.filas_de(mapa(riesgo()), tabla="seguimientos") == []
    with pytest.raises(
        paac.ErrorDeEntrada, match="alguno de estos: riesgos, seguimientos, llegó 'x'"
    ):
        paac.filas_de(mapa(riesgo()), tabla="x")
    with pytest.raises(paac.ErrorDeEntrada, match="alguno de estos: filas, llegó 'seguimientos'"):
        paac.filas_de(plan(componente(actividad())), tabla="seguimientos")


def a_mano(de: paac.MapaDeRiesgos) -> list[tuple[Any, ...]]:
    """De quién es cada fila, de cuándo, de quién y qué dice del control."""
    return [
        (
            f"procesos[{p}].riesgos[{r}]",
            *(proceso.nombre, suyo.referencia, suyo.descripcion),
            *(dicho.corte, dicho.quien, dicho.acciones_adelantadas),
            *((getattr(control, uno) for uno in DICHOS) if control else (None,) * len(DICHOS)),
        )
        for p, proceso in enumerate(de.procesos)
        for r, suyo in enumerate(proceso.riesgos)
        for dicho in suyo.seguimientos
        for control in dicho.controles or (None,)
    ]


@ejemplos(3)
@given(semilla=st.integers(0, 10**6), riesgos=st.sampled_from([1, 40, 60]))
def test_las_de_cualquiera_son_las_de_sus_datos(semilla: int, riesgos: int) -> None:
    de = generado(riesgos, semilla)
    claves = (
        *("ruta", "proceso.nombre", "riesgo.referencia", "riesgo.descripcion"),
        *(f"seguimiento_de_riesgo.{uno}" for uno in ("corte", "quien", "acciones_adelantadas")),
        *(f"control_seguido.{uno}" for uno in DICHOS),
    )

    assert [
        tuple(fila[uno] for uno in claves) for fila in paac.filas_de(de, tabla="seguimientos")
    ] == a_mano(de)
