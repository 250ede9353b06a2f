"""Qué nombra una ruta, en palabras.

Prueba ``modelo/lugares``.
"""

from datetime import date
from pathlib import Path

import attrs
import pytest

import paac_reportes as paac
from paac_reportes.modelo.recorrer import recorrer

PLAN = paac.Plan(
    entidad=paac.Entidad(nombre="M", nit="1"),
    dependencias=[
        paac.modelo.Dependencia(
            nombre="SECRETARÍA DE HACIENDA",
            componentes=[
                paac.modelo.Componente(
                    numero=2,
                    nombre="Trámites",
                    tramites=[paac.modelo.Tramite(numero="3", nombre="Pago del predial")],
                    subcomponentes=[
                        paac.modelo.Subcomponente(
                            nombre="Política",
                            actividades=[
                                paac.modelo.Actividad(
                                    codigo="2.1",
                                    descripcion="Publicar\nla política " + "x" * 80,
                                    extras={"riesgo": "alto"},
                                    seguimientos=[
                                        paac.modelo.Seguimiento(
                                            corte=date(2026, 4, 30),
                                            evidencias=["a"],
                                            verificacion=paac.modelo.Verificacion(
                                                resultado="parcial", nota="n"
                                            ),
                                        )
                                    ],
                                )
                            ],
                        )
                    ],
                )
            ],
        )
    ],
)
ACTIVIDAD = "dependencias[0].componentes[0].subcomponentes[0].actividades[0]"
DE_LA_FILA = (
    "SECRETARÍA DE HACIENDA › 2. Trámites › Política › 2.1 Publicar la política " + "x" * 39
)


@pytest.mark.parametrize(
    ("ruta", "dicho"),
    [
        ("dependencias[0]", "SECRETARÍA DE HACIENDA"),
        ("dependencias[0].nombre_corto", "SECRETARÍA DE HACIENDA › Nombre corto de la dependencia"),
        ("dependencias[0].componentes[0]", "SECRETARÍA DE HACIENDA › 2. Trámites"),
        (
            "dependencias[0].componentes[0].tramites[0].responsable",
            "SECRETARÍA DE HACIENDA › 2. Trámites › 3 Pago del predial › Responsable",
        ),
        (ACTIVIDAD, f"{DE_LA_FILA}…"),
        (f"{ACTIVIDAD}.meta", f"{DE_LA_FILA}… › Meta o producto"),
        (f"{ACTIVIDAD}.extras.riesgo", f"{DE_LA_FILA}… › Riesgo"),
        (f"{ACTIVIDAD}.seguimientos[0].avance", f"{DE_LA_FILA}… › corte 2026-04-30 › Avance (%)"),
        (
            f"{ACTIVIDAD}.seguimientos[0].evidencias[0]",
            f"{DE_LA_FILA}… › corte 2026-04-30 › Evidencias",
        ),
    ],
)
def test_una_ruta_en_palabras(ruta: str, dicho: str) -> None:
    lugar = paac.donde(PLAN, ruta)

    assert str(lugar) == dicho
    assert lugar.ruta == ruta


def test_cada_parte_por_aparte() -> None:
    lugar = paac.donde(PLAN, f"{ACTIVIDAD}.seguimientos[0].verificacion.nota")

    assert lugar == paac.tipos.Lugar(
        ruta=f"{ACTIVIDAD}.seguimientos[0].verificacion.nota",
        dependencia="SECRETARÍA DE HACIENDA",
        componente="2. Trámites",
        subcomponente="Política",
        codigo="2.1",
        actividad="Publicar\nla política " + "x" * 80,
        corte="2026-04-30",
        dato=lugar.dato,
    )
    assert lugar.dato


def test_cada_lugar_que_el_plan_tiene_se_dice_y_no_como_una_ruta() -> None:
    for parada in recorrer(PLAN):
        assert parada.objeto is not PLAN
        assert "[" not in str(paac.donde(PLAN, parada.ruta))


@pytest.mark.parametrize(
    "ruta",
    [
        *("", "plan.yaml", "hoja «Actividades», celda F14", "componentes[7]", "entidad.nit"),
        *("dependencias[9].nombre", "tabla 7, fila 3", "a" * 5000, "[0]", "dependencias[0][0]"),
    ],
)
def test_lo_que_no_es_de_una_tabla_se_dice_como_llego(ruta: str) -> None:
    assert str(paac.donde(PLAN, ruta)) == ruta


def test_de_la_entidad_se_sabe_el_dato() -> None:
    assert paac.donde(PLAN, "entidad.nit").dato == "NIT"


def test_lo_que_no_es_un_plan_ni_una_ruta() -> None:
    malo: dict[str, object] = {"contenido": 1, "ruta": None}
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.donde(**malo)

    assert [(f.codigo, f.ruta) for f in error.value.fallas] == [
        ("argumento_invalido", "contenido"),
        ("argumento_invalido", "ruta"),
    ]


MAPA = paac.leer(
    Path(__file__).parents[2] / "ejemplos" / "mapa_de_riesgos" / "mapa.yaml", como="mapa"
).sin_dudas()
R1 = "Atención a la ciudadanía › R1 Posibilidad de que un funcionario de la ventanilla pida dine…"


@pytest.mark.parametrize(
    ("ruta", "dicho"),
    [
        ("procesos[0]", "Atención a la ciudadanía"),
        ("procesos[0].lider", "Atención a la ciudadanía › Líder"),
        ("procesos[0].riesgos[0]", R1),
        ("procesos[0].riesgos[0].inherente.zona", f"{R1} › Zona de riesgo (inherente)"),
        ("procesos[0].riesgos[0].controles[1].tipo", f"{R1} › control 2 › Tipo de control"),
        ("procesos[0].riesgos[0].seguimientos[1].avance", f"{R1} › corte 2026-12-31 › Avance"),
        *((ruta, ruta) for ruta in ("mision", "procesos[9]", "seguimientos[0].corte", "mapa.yaml")),
    ],
)
def test_una_ruta_de_un_mapa_en_palabras(ruta: str, dicho: str) -> None:
    assert str(paac.donde(MAPA, ruta)) == dicho


def test_una_ruta_del_mapa_que_lleva_un_plan() -> None:
    de = attrs.evolve(PLAN, mapa_de_riesgos=MAPA)

    assert str(paac.donde(de, "mapa_de_riesgos.procesos[0].riesgos[0]")) == R1
    for parada in recorrer(MAPA):
        if parada.objetos.get("proceso"):
            assert "[" not in str(paac.donde(MAPA, parada.ruta))


@pytest.mark.parametrize(
    ("ruta", "corte", "dato"),
    [
        ("seguimientos[0].fecha", "2026-04-30", "Fecha"),
        ("seguimientos[0]", "2026-04-30", None),
        ("version", None, "Versión"),
        ("entidad.nit", None, "NIT"),
    ],
)
def test_lo_que_es_de_todo_el_mapa_tambien_se_nombra(
    ruta: str, corte: str | None, dato: str | None
) -> None:
    seguimiento = paac.modelo.SeguimientoDelMapa(corte=date(2026, 4, 30), fecha="mayo")
    hecho = attrs.evolve(MAPA, seguimientos=[seguimiento])
    de = attrs.evolve(PLAN, mapa_de_riesgos=hecho)

    for lugar in (paac.donde(hecho, ruta), paac.donde(de, f"mapa_de_riesgos.{ruta}")):
        assert (lugar.codigo, lugar.corte, lugar.dato) == (None, corte, dato)
