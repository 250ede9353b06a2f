"""Un libro por quien responde: el dato que lo dice lo escoge quien captura.

Prueba ``libros/captura/filas`` y ``libros/captura/libro``.
"""

from datetime import date
from pathlib import Path

import pytest
from ayudas.oficinas import oficina
from ayudas.planes import actividad, componente, tramite

import paac_reportes as paac

CORTE = date(2026, 8, 31)


def base(*responsables: str | None, **demas: object) -> paac.Plan:
    """Un plan sin dependencias, con una actividad por responsable."""
    actividades = [
        actividad(codigo=f"1.{n}", descripcion=f"Hacer lo {n}", responsable=uno, seguimientos=[])
        for n, uno in enumerate(responsables, 1)
    ]
    una = componente(subcomponentes=[{"nombre": "Política", "actividades": actividades}], **demas)
    crudo = {"entidad": {"nombre": "MUNICIPIO"}, "vigencia": 2026, "componentes": [una]}
    return paac.desde_datos(crudo).contenido


def codigos(ruta: Path) -> list[str]:
    """Los de las filas de un libro."""
    with oficina(ruta) as hoja:
        return [str(hoja.celda(n + 1, "N.º").value) for n in range(hoja.cuantas)]


def test_sale_un_libro_por_lo_que_diga_el_dato(tmp_path: Path) -> None:
    plan = base("Secretaría de Hacienda", "Planeación", "SECRETARIA DE HACIENDA. ")
    rutas = paac.capturar(plan, CORTE, tmp_path, por="actividad.responsable").archivos

    assert {ruta.name: codigos(ruta) for ruta in rutas} == {
        "01-secretaria-de-hacienda-2026-08-31.xlsx": ["1.1", "1.3"],
        "02-planeacion-2026-08-31.xlsx": ["1.2"],
    }


@pytest.mark.parametrize(
    ("responsables", "filas"),
    [
        (("Hacienda; Planeación", "Planeación"), [["1.1"], ["1.1", "1.2"]]),
        ((None, "Planeación", " "), [["1.1", "1.3"], ["1.2"]]),
    ],
    ids=["dice varios", "no lo dicen"],
)
def test_la_que_dice_varios_va_en_el_de_cada_uno_y_las_que_no_lo_dicen_juntas(
    responsables: tuple[str | None, ...], filas: list[list[str]], tmp_path: Path
) -> None:
    plan = base(*responsables)
    rutas = paac.capturar(plan, CORTE, tmp_path, por="actividad.responsable").archivos
    assert [codigos(ruta) for ruta in rutas] == filas


def test_quien_es_uno_de_los_que_lo_dicen(tmp_path: Path) -> None:
    [ruta] = paac.capturar(
        base("Hacienda", "Planeación"),
        CORTE,
        tmp_path,
        por="actividad.responsable",
        quien="PLANEACION",
    ).archivos
    assert ruta.name == "02-planeacion-2026-08-31.xlsx"


def test_el_responsable_de_un_tramite_es_el_suyo(tmp_path: Path) -> None:
    plan = base("Hacienda", tramites=[tramite(responsable="Planeación", seguimientos=[])])
    rutas = paac.capturar(plan, CORTE, tmp_path, por="actividad.responsable").archivos
    assert [ruta.name[3:-16] for ruta in rutas] == ["hacienda", "planeacion"]


@pytest.mark.parametrize("por", ["responsable", "actividad.seguimientos", "riesgo.descripcion", ""])
def test_un_dato_que_las_filas_no_llevan_no_reparte(tmp_path: Path, por: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"^por: se esperaba un dato de las filas"):
        paac.capturar(base("Hacienda"), CORTE, tmp_path, por=por)


def test_lo_que_responde_cada_uno_se_reune(tmp_path: Path) -> None:
    plan = base("Hacienda; Planeación", "Planeación", "Salud")
    rutas = paac.capturar(plan, CORTE, tmp_path, por="actividad.responsable").archivos
    hacienda, _, salud = rutas
    with oficina(hacienda) as hoja:
        hoja.llenar(1, "Se hizo.")

    reunion = paac.reunir([hacienda, salud], base=plan)
    assert [una.dependencia for una in reunion.nuevas] == ["Hacienda; Planeación"]
    assert reunion.nuevas[0].ruta.endswith(".actividades[0]")
    assert [(una.dependencia, una.motivo) for una in reunion.faltan] == [
        ("Planeación", "sin_libro"),
        ("Salud", "vacio"),
    ]
    assert not reunion.conflictos
