"""Lo que vuelve en blanco en un libro es de su fila, y no de la que reporta encima."""

from datetime import date
from pathlib import Path

import pytest
from ayudas.oficinas import oficina, salidos
from ayudas.planes import actividad, componente, datos
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import paac_reportes as paac

ABRIL, AGOSTO = date(2026, 4, 30), date(2026, 8, 31)


def plan_de(codigos: str, de_abril: str = "", **de_mas: object) -> paac.Plan:
    filas = [
        actividad(
            codigo=codigo,
            descripcion=f"Actividad {codigo}",
            fecha_programada="15/04/2026",
            seguimientos=[{"corte": ABRIL, "texto": "Va."}] if codigo in de_abril else [],
        )
        for codigo in codigos
    ]
    oficina_sola = {"nombre": "PLANEACIÓN", "componentes": [componente(*filas)]}
    return paac.plan_desde_datos(datos(vigencia=2026, dependencias=[oficina_sola], **de_mas))


def reunidos(plan: paac.Plan, responden: str, carpeta: Path) -> paac.Plan:
    (libro,) = salidos(plan, AGOSTO, carpeta)
    codigos = [fila.identificador or "" for _, tabla in plan.tablas() for fila in tabla.filas()]
    with oficina(libro) as hoja:
        for numero, codigo in enumerate(codigos, 1):
            if codigo in responden:
                hoja.llenar(numero, "Se hizo algo.")
    return paac.reunir(libro, base=plan).contenido


def en_blanco(plan: paac.Plan, corte: date) -> list[str]:
    cifras = paac.analizar(plan, corte=corte).todo
    return [fila.fila.identificador or "" for fila in cifras.en_blanco_bajo_reporte]


@pytest.mark.parametrize("orden", ["ABCD", "CDAB", "ACBD"])
def test_un_blanco_de_un_libro_no_depende_del_orden_de_las_filas(
    orden: str, tmp_path: Path
) -> None:
    assert en_blanco(reunidos(plan_de(orden), "AB", tmp_path), AGOSTO) == []


def test_el_plan_que_elige_sus_blancos_los_conserva(tmp_path: Path) -> None:
    plan = plan_de("ABCD", metodologia={"blancos": "aparte"})
    assert en_blanco(reunidos(plan, "AB", tmp_path), AGOSTO) == ["C", "D"]


@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    responden=st.sets(st.sampled_from("ABCD"), min_size=1),
    de_abril=st.sets(st.sampled_from("ABCD")),
)
def test_reunir_no_deja_blancos_ajenos_ni_mueve_el_corte_de_antes(
    responden: set[str], de_abril: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    plan = plan_de("ABCD", "".join(de_abril))
    reunido = reunidos(plan, "".join(responden), tmp_path_factory.mktemp("libros"))
    assert en_blanco(reunido, AGOSTO) == []
    assert en_blanco(reunido, ABRIL) == en_blanco(plan, ABRIL)


def test_lo_que_no_es_un_libro_junto_a_los_que_si_se_dice_y_no_se_rechaza(tmp_path: Path) -> None:
    plan = plan_de("AB")
    (libro,) = salidos(plan, AGOSTO, tmp_path)
    otro = tmp_path / "notas.csv"
    otro.write_text("a,b")
    reunion = paac.reunir([libro, otro], base=plan)
    assert ([uno.codigo for uno in reunion.avisos], reunion.rechazados) == (["archivo_saltado"], ())


def test_en_la_matriz_la_celda_en_blanco_de_un_libro_no_se_une_con_la_de_encima(
    tmp_path: Path,
) -> None:
    """El reporte de la B no cubre a la C ni a la D, y guardado en un Excel sigue así."""
    guardado = tmp_path / "plan.xlsx"
    paac.guardar(reunidos(plan_de("ABCD"), "AB", tmp_path), guardado)
    plan = paac.leer_plan(guardado)
    pagina = paac.reporte(plan, "MCCO.101.18.F.20", corte=AGOSTO).emitir("html").contenido

    assert pagina.decode().count(">Se hizo algo.</td>") == 2
    assert 'rowspan="3">Se hizo' not in pagina.decode()
    assert en_blanco(plan, AGOSTO) == []
