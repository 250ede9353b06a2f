"""A cada código que se imprime responde una sola fila, y no se dice más de lo que hace falta."""

import re
from decimal import Decimal
from typing import Any

import pytest
from ayudas.a_medida import plan
from ayudas.ejemplos import ejemplos
from ayudas.planes import actividad
from ayudas.situaciones import planes
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.analisis.analisis import Codigos
from paac_reportes.informe.frases import en_frase
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import recorrer


def componente(numero: int | None, *codigos: str | None, **otros: Any) -> dict[str, Any]:
    suyas = [actividad(codigo=codigo, descripcion=f"Hacer {n}") for n, codigo in enumerate(codigos)]
    return {"numero": numero, "subcomponentes": [{"actividades": suyas}], **otros}


def de_oficinas(**oficinas: list[dict[str, Any]]) -> paac.Plan:
    suyas = [{"nombre": nombre, "componentes": cuales} for nombre, cuales in oficinas.items()]
    return paac.desde_datos(
        {"entidad": {"nombre": "M"}, "vigencia": 2026, "dependencias": suyas}
    ).contenido


def dichos(plan: paac.Plan) -> list[str]:
    codigos = Codigos(plan)
    return [en_frase(codigos.de(lugar.ruta)) for lugar in recorrer(plan, *FILAS)]


# ------------------------------------------------------------------ cuánto se dice
def test_se_dice_lo_mas_corto_que_es_de_una_sola() -> None:
    uno = de_oficinas(
        Hacienda=[componente(1, "1.1", "2.2", "3.1"), componente(2, "1.1", "4.1")],
        Salud=[componente(1, "1.1", "3.1"), componente(3, "2.2")],
    )

    assert dichos(uno) == [
        "1.1 (Hacienda, componente\xa01)",
        "2.2 (componente\xa01)",
        "3.1 (Hacienda, componente\xa01)",
        "1.1 (componente\xa02)",
        "4.1",
        "1.1 (Salud, componente\xa01)",
        "3.1 (Salud, componente\xa01)",
        "2.2 (componente\xa03)",
    ]


def test_el_que_se_repite_en_su_lugar_y_el_que_no_hay_dicen_la_fila_de_la_matriz() -> None:
    uno = de_oficinas(Hacienda=[componente(2, "1.1", None, "1.1.", "-")])

    assert dichos(uno) == [
        "1.1 (Hacienda, componente\xa02, fila 1)",
        "fila 2 (Hacienda, componente\xa02)",
        "1.1. (Hacienda, componente\xa02, fila 3)",
        "fila 4 (Hacienda, componente\xa02)",
    ]


def test_los_componentes_sin_numero_van_por_su_nombre() -> None:
    uno = plan(componente(None, "1.1", nombre="Trámites"), componente(None, "1.1", nombre="Otro"))

    assert dichos(uno) == ["1.1 (componente «Trámites»)", "1.1 (componente «Otro»)"]


def test_dos_dependencias_con_el_mismo_nombre_corto_van_por_el_entero() -> None:
    uno = de_oficinas(Hacienda=[componente(1, "1.1")], Salud=[componente(1, "1.1")])
    datos = paac.datos_de(uno)
    for oficina, corto in zip(datos["dependencias"], ("HDA", "SAL"), strict=True):
        oficina["nombre_corto"] = corto
    assert dichos(paac.desde_datos(datos).contenido) == [
        "1.1 (HDA, componente\xa01)",
        "1.1 (SAL, componente\xa01)",
    ]

    datos["dependencias"][1]["nombre_corto"] = "Hda"
    dos = dichos(paac.desde_datos(datos).contenido)
    assert dos == ["1.1 (Hacienda, componente\xa01)", "1.1 (Salud, componente\xa01)"]


def test_un_tramite_y_un_intercambio_dicen_que_son_si_el_plan_trae_de_varias_clases() -> None:
    tramites = {"tramites": [{"numero": "1", "nombre": "A"}, {"numero": "2", "nombre": "B"}]}
    otros = {"intercambios": [{"numero": "1", "nombre": "C"}]}

    assert dichos(plan({"numero": 1, **tramites})) == ["1", "2"]
    mezclado = plan({"numero": 1, **tramites, **otros}, componente(2, "1", "2.1"))
    assert dichos(mezclado) == ["trámite 1", "trámite 2", "intercambio 1", "actividad 1", "2.1"]


# ------------------------------------------------------------------ la segunda manera
def _se_lee(codigo: str) -> object:
    """El código como lo puede leer quien lo busca: sin puntos finales ni ceros; o como número."""
    limpio = re.sub(r"\s", "", codigo).casefold().replace(",", ".").rstrip(".")
    partes = [re.sub(r"^0+(?=.)", "", parte) for parte in limpio.split(".")]
    if re.fullmatch(r"\d+\.\d+", ".".join(partes)):
        return Decimal(".".join(partes)).normalize()
    return Decimal(limpio) if limpio.isdecimal() else tuple(partes)


def _las_que_responden(uno: paac.Plan, *, cual: int, alcance: int) -> int:
    """Cuántas filas hay si se buscan con lo que el alcance dice: de afuera adentro, a mano."""
    filas = []
    for lugar in recorrer(uno, *FILAS):
        dependencia = lugar.objetos.get("dependencia")
        filas.append(
            (
                (lugar.contenido.nombre, _se_lee(lugar.objeto.identificador or "")),
                lugar.objetos["componente"].numero,
                dependencia.nombre if dependencia else None,
            )
        )
    return sum(una[: alcance + 1] == filas[cual][: alcance + 1] for una in filas)


@pytest.mark.integracion
@ejemplos(40)
@given(planes(), st.lists(st.sampled_from(["1.1", "1.10", "01.1", "2", "3."]), min_size=1))
def test_a_cada_codigo_responde_una_sola_y_a_uno_mas_corto_varias(
    uno: paac.Plan, codigos: list[str]
) -> None:
    uno = _con_codigos(uno, codigos)
    suyos = Codigos(uno)
    rutas = [lugar.ruta for lugar in recorrer(uno, *FILAS)]
    for cual, ruta in enumerate(rutas):
        alcance = suyos.de(ruta).alcance
        for corto in range(min(alcance, 3)):
            assert _las_que_responden(uno, cual=cual, alcance=corto) > 1
        if alcance < 3:
            assert _las_que_responden(uno, cual=cual, alcance=alcance) == 1
    assert len(set(dichos(uno))) == len(rutas)


def _con_codigos(uno: paac.Plan, codigos: list[str]) -> paac.Plan:
    """El mismo plan, con esos códigos por turnos."""
    datos = paac.datos_de(uno)
    numero = 0
    for oficina in datos.get("dependencias") or [datos]:
        for cada in oficina["componentes"]:
            for grupo in cada.get("subcomponentes", []):
                for fila in grupo["actividades"]:
                    fila["codigo"] = codigos[numero % len(codigos)]
                    numero += 1
    return paac.desde_datos(datos).contenido
