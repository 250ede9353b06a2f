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
    return paac.desde_datos(datos(vigencia=2026, dependencias=[oficina_sola], **de_mas)).contenido


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


def plan_de_oficinas(oficinas: list[list[str]]) -> paac.Plan:
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
        datos(vigencia=2026, dependencias=dependencias, metodologia={"cortes": cortes})
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
    de_diciembre, de_los_mismos = (con_diciembre(uno) for uno in (reunido, limpio))
    assert en_blanco(de_diciembre, DICIEMBRE) == en_blanco(de_los_mismos, DICIEMBRE)


def con_diciembre(plan: paac.Plan) -> paac.Plan:
    """El mismo plan, en papel en diciembre: vuelven a reportar las filas que ya lo habían hecho."""
    crudo = paac.datos_de(plan)
    for dependencia in crudo["dependencias"]:
        for componente_ in dependencia["componentes"]:
            for fila in componente_["subcomponentes"][0]["actividades"]:
                if any("texto" in uno for uno in fila.get("seguimientos", [])):
                    fila["seguimientos"].append({"corte": DICIEMBRE, "texto": "Va."})
    return paac.desde_datos(crudo).contenido


def test_el_blanco_de_un_libro_es_de_su_fila_en_su_corte_y_no_en_el_siguiente(
    tmp_path: Path,
) -> None:
    plan = con_diciembre(reunidos(plan_de("ABCD"), "AB", tmp_path))
    assert (en_blanco(plan, AGOSTO), en_blanco(plan, DICIEMBRE)) == ([], ["C", "D"])


def test_la_fila_que_la_oficina_borro_de_su_libro_no_queda_bajo_el_reporte_de_otra(
    tmp_path: Path,
) -> None:
    plan = plan_de("ABCD")
    (libro,) = salidos(plan, AGOSTO, tmp_path)
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se hizo algo.")
        hoja.excel.delete_rows(hoja.rotulos + 4)
    assert en_blanco(paac.reunir(libro, base=plan).contenido, AGOSTO) == []


def test_el_libro_en_blanco_de_una_oficina_tambien_dice_que_sus_blancos_son_suyos(
    tmp_path: Path,
) -> None:
    """En junio, en papel, la «a» reportó: en agosto su libro volvió en blanco, y otro no."""
    crudo = paac.datos_de(plan_de_oficinas([["aa"], ["aa"]]))
    primera = crudo["dependencias"][0]["componentes"][0]["subcomponentes"][0]["actividades"][0]
    primera["seguimientos"] = [{"corte": date(2026, 6, 30), "texto": "Va."}]
    plan = paac.desde_datos(crudo).contenido
    libros = paac.capturar(plan, AGOSTO, tmp_path).archivos
    assert paac.reunir(libros, base=plan).contenido == plan

    with oficina(libros[1]) as hoja:
        hoja.llenar(1, "Se hizo algo.")
    reunido = paac.reunir(libros, base=plan).contenido
    assert (en_blanco(sin_marcas(reunido), AGOSTO), en_blanco(reunido, AGOSTO)) == (
        ["1.2", "1.2"],
        [],
    )


def test_lo_que_se_reune_otra_vez_sobre_lo_reunido_no_choca(tmp_path: Path) -> None:
    """Los blancos de la primera vez no son un reporte que otro contradiga."""
    plan = plan_de("ABCD")
    (libro,) = salidos(plan, AGOSTO, tmp_path)
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se hizo algo.")
    primera = paac.reunir(libro, base=plan).contenido
    assert paac.reunir(libro, base=primera).contenido == primera
    with oficina(libro) as hoja:
        hoja.llenar(3, "También se hizo.")
    segunda = paac.reunir(libro, base=primera)
    assert (len(segunda.nuevas), segunda.conflictos) == (1, ())


def test_lo_que_no_es_un_libro_junto_a_los_que_si_se_dice_y_no_se_rechaza(tmp_path: Path) -> None:
    plan = plan_de("AB")
    (libro,) = salidos(plan, AGOSTO, tmp_path)
    otro = tmp_path / "notas.txt"
    otro.write_text("a,b")
    reunion = paac.reunir([libro, otro], base=plan)
    assert ([uno.codigo for uno in reunion.avisos], reunion.rechazados) == (["archivo_saltado"], ())


def test_en_la_matriz_la_celda_en_blanco_de_un_libro_no_se_une_con_la_de_encima(
    tmp_path: Path,
) -> None:
    """El reporte de la B no cubre a la C ni a la D, y guardado en un Excel sigue así."""
    guardado = tmp_path / "plan.xlsx"
    paac.guardar_datos(reunidos(plan_de("ABCD"), "AB", tmp_path), guardado)
    plan = paac.leer(guardado).sin_dudas()
    pagina = paac.reporte(plan, "MCCO.101.18.F.20", corte=AGOSTO).emitir("html").contenido

    assert pagina.decode().count(">Se hizo algo.</td>") == 2
    assert 'rowspan="3">Se hizo' not in pagina.decode()
    assert en_blanco(plan, AGOSTO) == []
