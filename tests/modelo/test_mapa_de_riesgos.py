"""El mapa de riesgos como datos: qué trae, qué se admite y qué se rechaza."""

from datetime import date
from functools import partial
from typing import Any, get_args

import attrs
import pytest
from ayudas.avisos import fallas_de
from ayudas.mapas import MAPAS, datos, mapa, riesgo
from ayudas.planes import plan_con
from hypothesis import given

import paac_reportes as paac
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.riesgos import EJE_DE_CADA_TIPO, TipoDeControl

fallas = partial(fallas_de, como="mapa")


@pytest.mark.integracion
@given(MAPAS)
def test_ida_y_vuelta(crudo: dict[str, Any]) -> None:
    leido = paac.desde_datos(crudo, como="mapa").contenido
    escrito = paac.datos_de(leido)

    assert paac.desde_datos(escrito, como="mapa").contenido == leido
    assert paac.datos_de(paac.desde_datos({"mapa": escrito}, como="mapa").contenido) == escrito


def test_lo_escrito_queda_a_la_letra() -> None:
    escrita = {"probabilidad": " 3 ", "impacto": "Moderado\n", "zona": "EXTREMO - 60"}
    (suyo,) = mapa(riesgo(referencia="01", inherente=escrita)).procesos[0].riesgos

    assert suyo.referencia == "01"
    assert (
        paac.datos_de(mapa(riesgo(inherente=escrita)))["procesos"][0]["riesgos"][0]["inherente"]
        == escrita
    )


def test_lo_que_falta_no_se_sabe() -> None:
    (suyo,) = mapa(riesgo()).procesos[0].riesgos

    assert (suyo.inherente, suyo.tipo, suyo.frecuencia, suyo.cuestionario) == (None, None, None, {})
    assert suyo.esta_vigente


def test_un_riesgo_tiene_descripcion_y_un_control_dice_algo() -> None:
    assert fallas(
        datos(
            {"referencia": "9"},
            riesgo(controles=[{"numero": "2"}, {"tipo": "correctivo"}, {"tipo": "raro"}]),
        )
    ) == [
        "procesos[0].riesgos[0].descripcion: falta; se esperaba un texto",
        "procesos[0].riesgos[1].controles[0]: se esperaba la descripción o el tipo, no llegó"
        " ninguno",
        "procesos[0].riesgos[1].controles[2].tipo: se esperaba alguno de estos: preventivo,"
        " detectivo, correctivo, llegó 'raro'",
    ]


@pytest.mark.parametrize(
    ("cambios", "falla"),
    [
        (
            {"seguimientos": [{"corte": "2026-04-30"}, {"corte": "2026-04-30", "quien": "oci"}]},
            "seguimientos: se esperaba uno por corte, llegaron 2 de oci con corte 2026-04-30",
        ),
        (
            {"cuestionario": {"20": "si"}},
            "cuestionario.20: se esperaba una pregunta de 1 a 19, llegó 20",
        ),
        (
            {"cuestionario": {"1": "quizás"}},
            "cuestionario.1: se esperaba alguno de estos: si, no, llegó 'quizás'",
        ),
        (
            {
                "causas": [{"texto": "c"}],
                "controles": [
                    {"tipo": "preventivo"},
                    {"tipo": "preventivo", "causas_que_ataca": [1, 2]},
                ],
            },
            "controles[1].causas_que_ataca: se esperaba un número de 1 a 1, llegó 2",
        ),
        (
            {"controles": [{"tipo": "preventivo", "causas_que_ataca": [1]}]},
            "controles[0].causas_que_ataca: se esperaba ninguno, que no trae causas, llegó 1",
        ),
        (
            {"inherente": {"probabilidad_pct": 120}},
            "inherente.probabilidad_pct: se esperaba un número de 0 a 100, llegó 120",
        ),
        (
            {
                "seguimientos": [
                    {
                        "corte": "2026-04-30",
                        "controles": [{"control": "1"}, {"control": "1", "aplicado": "si"}],
                    }
                ]
            },
            "seguimientos[0].controles: se esperaba uno por control, llegaron 2 del '1'",
        ),
        ({"frecuencia": -1}, "frecuencia: se esperaba un número de 0 a 1000000000, llegó -1"),
        ({"descripsion": "d"}, "descripsion: clave desconocida; la más parecida es 'descripcion'"),
    ],
)
def test_lo_que_no_cabe_en_un_riesgo(cambios: dict[str, Any], falla: str) -> None:
    assert fallas(datos(riesgo(**cambios))) == [f"procesos[0].riesgos[0].{falla}"]


def test_lo_que_se_sigue_puede_ser_de_dos() -> None:
    leido = mapa(
        riesgo(seguimientos=[{"corte": "2026-04-30"}, {"corte": "2026-04-30", "quien": "lider"}]),
        seguimientos=[{"corte": "2026-08-31"}],
    )

    assert leido.cortes() == (date(2026, 4, 30), date(2026, 8, 31))


def test_el_mapa_se_sigue_una_vez_por_corte() -> None:
    dos = [{"corte": "2026-08-31"}] * 2
    assert fallas(datos(seguimientos=dos)) == [
        "seguimientos: se esperaba uno por corte, llegaron 2 con corte 2026-08-31"
    ]


@pytest.mark.parametrize(
    ("control", "sobre_probabilidad", "sobre_impacto"),
    [
        ({"tipo": "preventivo"}, True, False),
        ({"tipo": "detectivo"}, True, False),
        ({"tipo": "correctivo"}, False, True),
        ({"tipo": "preventivo", "afecta": "impacto"}, False, True),
        ({"descripcion": "d"}, None, None),
        ({"descripcion": "d", "disminuye_impacto": "no"}, None, False),
        ({"tipo": "correctivo", "disminuye_probabilidad": "indirectamente"}, True, True),
    ],
)
def test_sobre_que_actua_un_control(
    control: dict[str, Any],
    sobre_probabilidad: bool | None,  # noqa: FBT001 - lo que se espera
    sobre_impacto: bool | None,  # noqa: FBT001
) -> None:
    suyo = mapa(riesgo(controles=[control])).procesos[0].riesgos[0].controles[0]

    assert suyo.actua_sobre("probabilidad") is sobre_probabilidad
    assert suyo.actua_sobre("impacto") is sobre_impacto


def test_cada_tipo_de_control_tiene_su_eje() -> None:
    assert set(EJE_DE_CADA_TIPO) == set(get_args(TipoDeControl))


def test_un_seguimiento_nombra_su_control_por_el_numero_o_por_el_lugar() -> None:
    numerados = paac.modelo.Riesgo(
        descripcion="d",
        controles=[
            paac.modelo.Control(numero="2", tipo="preventivo"),
            paac.modelo.Control(tipo="correctivo"),
        ],
    )
    sueltos = paac.modelo.Riesgo(descripcion="d", controles=[paac.modelo.Control(tipo="detectivo")])

    assert numerados.control_de(paac.modelo.ControlSeguido(control="2")) is numerados.controles[0]
    assert numerados.control_de(paac.modelo.ControlSeguido(control="1")) is None
    assert sueltos.control_de(paac.modelo.ControlSeguido(control="1")) is sueltos.controles[0]
    assert sueltos.control_de(paac.modelo.ControlSeguido(control="2")) is None


def test_se_muestra_con_lo_que_trae() -> None:
    leido = mapa(riesgo(controles=[{"tipo": "preventivo"}]), riesgo(), vigencia=2026)

    assert repr(leido) == "<Mapa de riesgos 2026 de Municipio: 2 riesgos>"
    assert repr(mapa(riesgo())) == "<Mapa de riesgos de Municipio: 1 riesgo>"
    assert "Contratación" in leido._repr_mimebundle_()["text/html"]


def test_se_recorre_como_un_plan() -> None:
    lugares = recorrer(mapa(riesgo(), riesgo()), paac.modelo.Riesgo)

    assert [lugar.ruta for lugar in lugares] == ["procesos[0].riesgos[0]", "procesos[0].riesgos[1]"]


# ------------------------------------------------------------------ en un plan


def test_un_plan_puede_llevar_su_mapa() -> None:
    leido = paac.desde_datos(
        {**paac.datos_de(plan_con()), "mapa_de_riesgos": datos(riesgo())}
    ).contenido

    assert leido.mapa_de_riesgos == mapa(riesgo())
    assert paac.desde_datos(paac.datos_de(leido)).contenido == leido
    assert paac.datos_de(leido)["mapa_de_riesgos"] == datos(riesgo())


def test_lo_que_falla_en_el_mapa_de_un_plan_dice_donde() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_datos({**paac.datos_de(plan_con()), "mapa_de_riesgos": datos({})})

    assert [falla.ruta for falla in error.value.fallas] == [
        "mapa_de_riesgos.procesos[0].riesgos[0].descripcion"
    ]


def test_a_mano_solo_admite_un_mapa() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="mapa_de_riesgos: se esperaba un objeto"):
        attrs.evolve(plan_con(), mapa_de_riesgos="x")


def test_un_plan_de_filas_puede_llevar_su_mapa() -> None:
    filas = [{"componente.numero": 1, "actividad.codigo": "1.1"}]
    hecho = paac.desde_filas(filas, entidad="M", mapa_de_riesgos=mapa(riesgo())).contenido

    assert hecho.mapa_de_riesgos == mapa(riesgo())


def test_lo_que_no_lleva_el_mapa_de_un_plan_lo_dice() -> None:
    con_mapa = attrs.evolve(plan_con(), mapa_de_riesgos=mapa(riesgo()))
    avisos = paac.reporte(con_mapa, "paac-plan").emitir("docx").avisos

    assert "mapa_no_mostrado" in {aviso.codigo for aviso in avisos}
    sin = paac.reporte(plan_con(), "paac-plan").emitir("docx").avisos
    assert "mapa_no_mostrado" not in {aviso.codigo for aviso in sin}


@pytest.mark.integracion
def test_el_libro_de_un_plan_lleva_su_mapa(tmp_path: Any) -> None:
    con_mapa = attrs.evolve(plan_con(), mapa_de_riesgos=mapa(riesgo()))
    paac.guardar_datos(con_mapa, tmp_path / "plan.xlsx")

    assert paac.leer(tmp_path / "plan.xlsx").sin_dudas() == con_mapa


def test_al_publicar_no_sale_que_paso_en_un_riesgo_materializado() -> None:
    paso = {"ocurrio": "si", "fecha": "mayo", "descripcion": "Un robo", "accion": "Se denunció"}
    seguido = riesgo(seguimientos=[{"corte": "2026-04-30", "materializacion": paso}])
    publicado = paac.reporte(
        attrs.evolve(plan_con(), mapa_de_riesgos=mapa(seguido)), "paac-plan"
    ).publico()
    escrito = publicado.emitir("json").contenido.decode()

    assert "robo" not in escrito
    assert "denunció" not in escrito
    assert '"ocurrio": "si"' in escrito
