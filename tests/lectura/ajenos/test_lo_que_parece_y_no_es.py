"""Lo que en una matriz ajena se parece a otra cosa: se lee como lo que es, o se dice."""

import io
from datetime import date

import pytest
from ayudas.matrices import en_excel

import paac_reportes as paac


def leida(documento: io.BytesIO) -> paac.Lectura[paac.Plan]:
    return paac.leer(documento, entidad="M", vigencia=2026, corte=date(2026, 4, 30))


def hechos(lectura: paac.Lectura[paac.Plan]) -> list[str | None]:
    """Lo que dice cada actividad, en orden."""
    return [
        actividad.descripcion
        for componente in lectura.contenido.componentes
        for sub in componente.subcomponentes
        for actividad in sub.actividades
    ]


def test_una_fila_con_tres_rotulos_y_mas_datos_que_rotulos_no_es_de_rotulos() -> None:
    resumen = ["Actividad|Meta|Responsable|12/03/2026|15/04/2026|3|x", "Revisar|Dos|Sede|1|2|3|x"]
    rotulos = "Actividades|Meta o producto|Responsable|Fecha programada|Inicio|Presupuesto|Nota"
    matriz = [rotulos, "Publicar el mapa|Uno|Oficina|2026|2026|5|Sí"]

    assert hechos(leida(en_excel({"Plan": [*resumen, *matriz]}))) == ["Publicar el mapa"]


def test_una_fila_con_tantos_rotulos_como_anos_es_de_rotulos() -> None:
    rotulos = ["Actividades", "Meta o producto", "Responsable", 2024, 2025, 2026]
    matriz = [rotulos, "Publicar el mapa|Uno|Oficina|1|2|3", "Divulgarlo|Dos|Oficina|1|2|3"]

    assert hechos(leida(en_excel({"Plan": matriz}))) == ["Publicar el mapa", "Divulgarlo"]


@pytest.mark.parametrize(
    ("dichas", "son_actividades"),
    [
        (
            ["Publicar el mapa", "Divulgación del plan", "Socialización del código", "El sitio"],
            True,
        ),
        (["Publicación del mapa", "El plan", "El portal", "La oficina"], False),
    ],
)
def test_unas_recomendaciones_son_actividades_si_la_mitad_dice_que_se_hace(
    dichas: list[str], *, son_actividades: bool
) -> None:
    filas = [f"{texto}|Uno|Oficina|31/12/2026" for texto in dichas]
    documento = en_excel({"Plan": ["Recomendaciones|Meta|Responsable|Fecha programada", *filas]})

    if son_actividades:
        assert hechos(leida(documento)) == dichas
    else:
        with pytest.raises(paac.ErrorDeEntrada, match="no hay ninguna matriz de un plan"):
            leida(documento)
