"""La matriz que otro guardó como CSV se lee como la de su hoja, y nuestras filas vuelven.

Prueba ``lectura/filas/fuentes``.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import RAIZ

import paac_reportes as paac

MATRIZ = """PLAN ANTICORRUPCIÓN 2026;;;;;
Componente;Actividad;Meta;Fecha;Avance;Observaciones

1. Riesgos;Actualizar la política;1 política;31/03/2026;100%;Se aprobó
1. Riesgos;Divulgar la política;2 charlas;30/06/2026;50%;"Una;
en marzo"
"""
PEDIDO: dict[str, Any] = {"entidad": "Municipio de Peñaserena", "corte": dt.date(2026, 4, 30)}


def filas(lectura: paac.Lectura[paac.Plan]) -> list[tuple[Any, ...]]:
    datos = "actividad.descripcion", "actividad.meta", "seguimiento.avance"
    return [tuple(map(fila.get, datos)) for fila in paac.filas_de(lectura.contenido)]


@pytest.mark.parametrize("letras", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separador", [";", "\t"])
def test_la_matriz_de_un_csv_se_lee_con_sus_letras_y_su_separador(
    letras: str, separador: str, tmp_path: Path
) -> None:
    archivo = tmp_path / "matriz.csv"
    archivo.write_bytes(MATRIZ.replace(";", separador).encode(letras))

    lectura = paac.leer(archivo, **PEDIDO)

    assert lectura.contenido.vigencia == 2026
    assert filas(lectura) == [
        ("Actualizar la política", "1 política", 100),
        ("Divulgar la política", "2 charlas", 50),
    ]
    assert lectura.lugares["componentes[0].subcomponentes[0].actividades[1].meta"] == (
        "hoja «matriz», celda C5"
    )


def test_el_de_un_flujo_sin_nombre_se_conoce_por_su_comienzo() -> None:
    assert filas(paac.leer(MATRIZ.encode("cp1252"), **PEDIDO))[1][1] == "2 charlas"


def test_el_que_no_trae_ninguna_matriz_dice_lo_que_se_busco(tmp_path: Path) -> None:
    archivo = tmp_path / "otra.csv"
    archivo.write_text("nit;dígito\n800100200;1\n", "utf-8")
    with pytest.raises(paac.ErrorDeEntrada, match="no hay ninguna matriz de un plan"):
        paac.leer(archivo)


@pytest.mark.parametrize(
    ("contenido", "codigo"),
    [
        ("", "archivo_vacio"),
        (";;\n", "archivo_vacio"),
        ('{"entidad": 1}', "archivo_de_otra_clase"),
        ('a;"b\nc;d', "archivo_danado"),
        (";" * 2_000_001, "archivo_vacio"),
        ("x" + ";" * 2_000_001, "limite_excedido"),
    ],
)
def test_el_csv_que_no_se_deja_leer_dice_por_que(
    contenido: str, codigo: str, tmp_path: Path
) -> None:
    archivo = tmp_path / "malo.csv"
    archivo.write_text(contenido, "utf-8")
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(archivo)
    assert [(falla.codigo, falla.ruta) for falla in error.value.fallas] == [(codigo, str(archivo))]


def test_lo_que_no_cuenta_con_nuestras_filas_se_dice(tmp_path: Path) -> None:
    plan = paac.leer(RAIZ / "ejemplos/ptep/plan.yaml").contenido
    paac.guardar_datos(plan, tmp_path / "filas.csv")
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(tmp_path / "filas.csv", columnas={"X": "actividad.meta"}, hoja="filas")
    assert {falla.ruta for falla in error.value.fallas} == {"columnas", "hoja"}
