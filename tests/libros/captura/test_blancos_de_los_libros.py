"""Lo que vuelve en blanco en un libro es de su fila, y no de la que reporta encima.

Prueba ``libros/captura/reunion``.
"""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from ayudas.oficinas import oficina, salidos
from ayudas.planes import actividad, componente, datos
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import paac_reportes as paac

ABRIL, AGOSTO, DICIEMBRE = date(2026, 4, 30), date(2026, 8, 31), date(2026, 12, 31)


def reunidos(plan: paac.Plan, responden: int, carpeta: Path) -> paac.Plan:
    """El plan, con lo que reportan sus primeras filas."""
    (libro,) = salidos(plan, AGOSTO, carpeta)
    with oficina(libro) as hoja:
        for numero in range(1, responden + 1):
            hoja.llenar(numero, "Se hizo algo.")
    return paac.reunir(libro, base=plan).contenido


def en_blanco(plan: paac.Plan, corte: date) -> list[str]:
    cifras = paac.analizar(plan, corte=corte).todo
    return [fila.fila.identificador or "" for fila in cifras.en_blanco_bajo_reporte]


def test_el_plan_que_elige_sus_blancos_los_conserva(tmp_path: Path) -> None:
    plan = plan_de_oficinas([["bbbb"]], blancos="aparte")
    assert en_blanco(reunidos(plan, 2, tmp_path), AGOSTO) == ["1.3", "1.4"]


def sin_marcas(plan: paac.Plan) -> paac.Plan:
    """El mismo plan sin los seguimientos que sólo dicen su corte."""
    crudo = paac.datos_de(plan)
    de_la_fila = [
        fila
        for dependencia in crudo["dependencias"]
        for componente_ in dependencia["componentes"]
        for subcomponente in componente_["subcomponentes"]
        for fila in subcomponente["actividades"]
    ]
    for fila in de_la_fila:
        dichos = [uno for uno in fila.get("seguimientos", []) if uno.keys() != {"corte"}]
        fila["seguimientos"] = dichos
    return paac.desde_datos(crudo).contenido


def contadas(plan: paac.Plan, blancos: Literal["propias"] | None = None) -> list[dict[str, Any]]:
    """Lo que de cada fila se cuenta en agosto, sin lo que era de ella en abril."""
    analisis = paac.analizar(
        plan, corte=AGOSTO, metodologia=paac.modelo.Metodologia(blancos=blancos)
    )
    filas = paac.datos_de(analisis)["filas"]
    return [{clave: fila[clave] for clave in fila if clave != "al_anterior"} for fila in filas]


def plan_de_oficinas(oficinas: list[list[str]], **metodologia: str) -> paac.Plan:
    """De cada oficina, las filas de cada componente: la mayúscula ya reportó en abril."""
    dependencias = []
    for numero, componentes in enumerate(oficinas):
        tablas = [
            componente(
                *(
                    actividad(
                        codigo=f"{lugar}.{fila}",
                        descripcion=f"Actividad {letra.upper()} {lugar}.{fila}",
                        fecha_programada="15/04/2026",
                        seguimientos=[{"corte": ABRIL, "texto": "Va."}] if letra.isupper() else [],
                    )
                    for fila, letra in enumerate(letras, 1)
                ),
                numero=lugar,
                nombre=f"Componente {lugar}",
            )
            for lugar, letras in enumerate(componentes, 1)
        ]
        dependencias.append({"nombre": f"OFICINA {numero}", "componentes": tablas})
    cortes = [str(corte) for corte in (ABRIL, AGOSTO, DICIEMBRE)]
    return paac.desde_datos(
        datos(
            vigencia=2026,
            dependencias=dependencias,
            metodologia={"cortes": cortes, **metodologia},
        )
    ).contenido


FILAS = st.text(alphabet="abAB", min_size=2, max_size=4)
OFICINAS = st.lists(st.lists(FILAS, min_size=1, max_size=2), min_size=1, max_size=3)
HACE = st.sampled_from(["responde", "responde", "calla", "combina", "borra", "no llega"])


@pytest.mark.integracion
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(oficinas=OFICINAS, hacen=st.data())
def test_lo_que_llega_en_libros_se_cuenta_en_su_corte_como_de_su_fila_y_en_los_demas_no_mueve_nada(
    oficinas: list[list[str]], hacen: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Ninguna celda de un libro es de dos filas, sea cual sea el orden de éstas."""
    plan = plan_de_oficinas(oficinas)
    llegan = []
    for libro, componentes in zip(
        paac.capturar(plan, AGOSTO, tmp_path_factory.mktemp("libros")).archivos,
        oficinas,
        strict=True,
    ):
        que_hace, cuantas = hacen.draw(HACE), sum(map(len, componentes))
        reportan = hacen.draw(st.sets(st.integers(1, cuantas), min_size=1))
        with oficina(libro) as hoja:
            for fila in sorted(reportan) if que_hace != "calla" else ():
                hoja.llenar(fila, "Se hizo algo.")
            if que_hace == "combina":
                primera = hoja.celda(min(reportan), "Seguimiento")
                debajo = hoja.celda(cuantas, "Seguimiento")
                hoja.excel.merge_cells(f"{primera.coordinate}:{debajo.coordinate}")
            if que_hace == "borra":
                hoja.excel.delete_rows(hoja.rotulos + cuantas)
        llegan += [libro] if que_hace != "no llega" else []
    if not llegan:
        return
    reunido = paac.reunir(llegan, base=plan).contenido
    limpio = sin_marcas(reunido)

    assert contadas(reunido) == contadas(limpio, blancos="propias")
    assert en_blanco(reunido, ABRIL) == en_blanco(plan, ABRIL)


def test_en_la_matriz_la_celda_en_blanco_de_un_libro_no_se_une_con_la_de_encima(
    tmp_path: Path,
) -> None:
    """El reporte de la segunda no cubre a las de debajo, y guardado en un Excel sigue así."""
    guardado = tmp_path / "plan.xlsx"
    paac.guardar_datos(reunidos(plan_de_oficinas([["bbbb"]]), 2, tmp_path), guardado)
    plan = paac.leer(guardado).sin_dudas()
    pagina = paac.reporte(plan, "MCCO.101.18.F.20", corte=AGOSTO).emitir("html").contenido

    assert pagina.decode().count(">Se hizo algo.</td>") == 2
    assert 'rowspan="3">Se hizo' not in pagina.decode()
    assert en_blanco(plan, AGOSTO) == []
