"""El plan y sus reglas.

Prueba ``modelo/comun``.
"""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from ayudas.avisos import fallas_de
from ayudas.compartido import DATOS, con_datos_reales
from ayudas.planes import actividad, componente, datos, plan, plan_con

import paac_reportes as paac


@con_datos_reales
@pytest.mark.parametrize(
    "nombre", ["cartago_2020", "cajica_plan_2022", "cajica_seguimiento_2018", "california_plan"]
)
def test_un_documento_real_va_y_vuelve_a_la_letra(nombre: str) -> None:
    crudo = json.loads((DATOS / f"{nombre}.json").read_text("utf-8"))

    assert paac.datos_de(paac.desde_datos(crudo).contenido) == crudo


def test_vacio_guion_y_cero_son_distintos() -> None:
    crudo = datos(
        componente(
            actividad(codigo="1", seguimiento="-"),
            actividad(codigo="2", seguimiento=None),
            actividad(codigo="3", seguimientos=[{"corte": "2026-04-30", "avance": 0}]),
        )
    )
    leido = paac.desde_datos(crudo).contenido
    con_guion, vacia, en_cero = leido.dependencias[0].componentes[0].subcomponentes[0].actividades

    assert con_guion.seguimientos[0].texto == "-"
    assert con_guion.seguimientos[0].avance is None
    assert vacia.seguimientos == ()
    assert en_cero.seguimientos[0].avance == 0
    assert paac.datos_de(leido) == crudo


def test_dependencias_o_componentes_pero_no_ambas_ni_ninguna() -> None:
    assert fallas_de({"entidad": {"nombre": "X"}}) == [
        "se esperaban dependencias o componentes, no llegó ninguno"
    ]
    assert fallas_de(datos(componentes=[componente()])) == [
        "se esperaban dependencias o componentes, llegaron ambas listas"
    ]


def test_la_falla_de_conjunto_sale_junto_con_las_demas() -> None:
    crudo = datos(componentes=[componente()], vigencia="x")

    assert fallas_de(crudo) == [
        "vigencia: se esperaba un número entero, llegó 'x'",
        "se esperaban dependencias o componentes, llegaron ambas listas",
    ]


def test_una_actividad_no_tiene_dos_seguimientos_del_mismo_corte() -> None:
    repetidos = [{"corte": "2026-04-30", "texto": "a"}, {"corte": "2026-04-30", "texto": "b"}]

    assert fallas_de(datos(componente(actividad(seguimientos=repetidos)))) == [
        "dependencias[0].componentes[0].subcomponentes[0].actividades[0].seguimientos:"
        " se esperaba uno por corte, llegaron 2 con corte 2026-04-30"
    ]


@pytest.mark.parametrize("avance", [-1, 100.1, 400])
def test_el_avance_va_de_0_a_100(avance: float) -> None:
    (falla,) = fallas_de(
        datos(componente(actividad(seguimientos=[{"corte": "2026-04-30", "avance": avance}])))
    )

    assert f"avance: se esperaba un número de 0 a 100, llegó {avance}" in falla


def test_divipola_es_texto_de_cinco_digitos() -> None:
    con_cero = plan(entidad={"nombre": "MEDELLÍN", "divipola": "05001"})
    assert con_cero.entidad.divipola == "05001"

    assert fallas_de(datos(entidad={"nombre": "X", "divipola": "5001"})) == [
        "entidad.divipola: se esperaba un código DIVIPOLA de 5 dígitos, como '05001', llegó '5001'"
    ]


def test_los_cortes_salen_en_orden_y_sin_repetir() -> None:
    cortes = [{"corte": "2026-08-31"}, {"corte": "2026-04-30"}]
    leido = plan(
        componente(actividad(seguimientos=cortes), actividad(seguimientos=cortes[:1])),
    )

    assert leido.cortes() == (date(2026, 4, 30), date(2026, 8, 31))


def test_el_modelo_es_inmutable() -> None:
    with pytest.raises(AttributeError):
        plan_con().vigencia = 2027  # type: ignore[misc]


def test_el_escudo_es_una_imagen() -> None:
    assert fallas_de(datos(entidad={"nombre": "X", "escudo": b"hola"})) == [
        "entidad.escudo: se esperaba una imagen PNG, JPEG, WebP, TIFF, GIF o BMP entera, llegó otra cosa"
    ]
    assert fallas_de(datos(entidad={"nombre": "X", "escudo": "escudo.png"})) == [
        "entidad.escudo: se esperaban los bytes de una imagen, o su ruta en un archivo de datos"
    ]


def test_a_mano_se_aceptan_numeros_y_nombres() -> None:
    seguimiento = paac.modelo.Seguimiento(corte=date(2026, 4, 30), avance=50.5, estado="cumplida")

    assert seguimiento.avance == Decimal("50.5")
    assert seguimiento.estado is paac.modelo.Estado.CUMPLIDA
    for malo in ("x", Decimal("NaN"), float("inf")):
        with pytest.raises(paac.ErrorDeEntrada, match="avance: se esperaba un número"):
            paac.modelo.Seguimiento(corte=date(2026, 4, 30), avance=malo)
    with pytest.raises(paac.ErrorDeEntrada, match="estado: se esperaba"):
        paac.modelo.Seguimiento(corte=date(2026, 4, 30), estado="hecha")


@pytest.mark.parametrize("avance", [Decimal(100) / 3, Decimal("1E-40"), Decimal("0.1"), Decimal(7)])
def test_un_avance_va_y_vuelve_con_todas_sus_cifras(avance: Decimal) -> None:
    de = plan_con(seguimientos=[{"corte": "2026-04-30", "avance": avance}])

    assert paac.desde_datos(paac.datos_de(de)).contenido == de


def test_una_fecha_con_hora_no_es_una_fecha() -> None:
    (falla,) = fallas_de(
        datos(componente(actividad(fecha_programada=datetime(2026, 1, 2, 15, 30))))
    )

    assert "fecha_programada: se esperaba un texto" in falla


def test_un_regimen_o_un_orden_que_no_existen_dicen_cuales_hay() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        plan(regimen="paac", entidad={"nombre": "M", "orden": "municipal"})

    assert [str(falla) for falla in error.value.fallas] == [
        "entidad.orden: se esperaba alguno de estos: nacional, territorial, llegó 'municipal'",
        "regimen: se esperaba alguno de estos: paac-v1, paac-v2, ptep, llegó 'paac'",
    ]


def test_el_regimen_y_el_orden_van_y_vuelven() -> None:
    leido = plan(regimen="ptep", entidad={"nombre": "M", "orden": "nacional"})

    assert paac.datos_de(leido)["regimen"] == "ptep"
    assert paac.datos_de(leido)["entidad"] == {"nombre": "M", "orden": "nacional"}
    assert paac.desde_datos(paac.datos_de(leido)).contenido == leido
