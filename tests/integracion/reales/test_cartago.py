"""El documento real entero: 386 filas en Word y en Excel, a la letra, en su fila y en orden."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import (
    con_datos_reales,
    con_libreoffice,
    con_sdk,
    dibujar,
    generar_en_word_y_excel,
    leer_real,
    validar,
)
from ayudas.lectores import como_texto, hojas_de_excel, sin_vacios, tablas_de_word
from ayudas.planes import FORMATO

pytestmark = [
    con_datos_reales,
    # Los documentos reales traen datos que este formato no muestra, y se avisa.
]
CORTE = date(2020, 8, 31)


@pytest.fixture(scope="module")
def crudo() -> dict[str, Any]:
    return leer_real("cartago_2020.json")


@pytest.fixture(scope="module")
def archivos(crudo: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    carpeta = tmp_path_factory.mktemp("reales")
    return generar_en_word_y_excel(crudo, FORMATO, carpeta, corte=CORTE)


def filas_esperadas(componente: dict[str, Any]) -> Iterator[list[str]]:
    """Los textos no vacíos de cada fila, en el orden de las columnas."""
    for subcomponente in componente.get("subcomponentes", []):
        for numero, actividad in enumerate(subcomponente["actividades"]):
            claves: tuple[str, ...] = (
                *("codigo", "descripcion", "meta", "responsable", "fecha_programada"),
            )
            nombre = [subcomponente["nombre"]] if numero == 0 else []
            yield nombre + [actividad[c] for c in claves if c in actividad] + seguimiento(actividad)
    for lista in ("tramites", "intercambios"):
        for numero, tramite in enumerate(componente.get(lista, [])):
            claves = (
                *(
                    "numero",
                    "nombre",
                    "tipo_racionalizacion",
                    "accion",
                    "situacion_actual",
                    "mejora",
                ),
                *("beneficio", "responsable", "fecha_inicio", "fecha_fin", "fecha_programada"),
            )
            if lista == "intercambios" and numero == 0:
                yield ["Intercambio de Información (Cadenas de Trámites-Ventanillas Únicas)"]
            yield [tramite[c] for c in claves if c in tramite] + seguimiento(tramite)


def seguimiento(fila: dict[str, Any]) -> list[str]:
    return [s["texto"] for s in fila.get("seguimientos", [])]


def etiqueta(componente: dict[str, Any]) -> str:
    return str(componente.get("etiqueta_seguimiento", "Seguimiento"))


def sin_lo_repetido(fila: list[str], de_arriba: list[str], esperada: list[str]) -> list[str]:
    """Los textos de una fila, sin los de arriba que repite la que empieza una página."""
    return [texto for texto in fila if texto in esperada or texto not in de_arriba]


def test_word_trae_57_tablas_con_cada_texto_en_su_fila(
    crudo: dict[str, Any], archivos: dict[str, Path]
) -> None:
    tablas = tablas_de_word(archivos["docx"].read_bytes())
    componentes = [c for d in crudo["dependencias"] for c in d["componentes"]]
    assert len(tablas) == 57

    for tabla, componente in zip(tablas, componentes, strict=True):
        rotulos = 3
        if componente["numero"] == 2:
            # Con una sola fecha programada, como en la página 67, no hay INICIO ni FIN.
            rotulos = 4 if "fecha_programada" in componente["tramites"][0] else 5
        esperadas = list(filas_esperadas(componente))
        filas = [sin_vacios(fila) for fila in tabla[rotulos:]]
        de_arriba = accumulate(
            filas[:-1], lambda dichos, fila: [*dichos, *fila], initial=list[str]()
        )
        juntas = zip(filas, de_arriba, esperadas, strict=True)
        assert [sin_lo_repetido(*cada_una) for cada_una in juntas] == esperadas
        assert etiqueta(componente) in [texto for fila in tabla[:rotulos] for texto in fila]


def test_excel_trae_12_hojas_con_cada_texto_en_su_fila(
    crudo: dict[str, Any], archivos: dict[str, Path]
) -> None:
    hojas = hojas_de_excel(archivos["xlsx"].read_bytes())
    assert len(hojas) == 12

    for filas, dependencia in zip(hojas.values(), crudo["dependencias"], strict=True):
        presentes = iter([sin_vacios(fila) for fila in filas])
        assert any([dependencia["nombre"]] == fila for fila in presentes)
        for componente in dependencia["componentes"]:
            # Cada fila esperada está, entera, después de la anterior.
            assert any(etiqueta(componente) in fila for fila in presentes)
            for esperada in filas_esperadas(componente):
                assert any(esperada == fila for fila in presentes), esperada


def test_ninguna_fecha_cambia_de_dia(archivos: dict[str, Path], crudo: dict[str, Any]) -> None:
    fechas = [
        valor
        for filas in hojas_de_excel(archivos["xlsx"].read_bytes()).values()
        for fila in filas
        for valor in fila
        if isinstance(valor, date | timedelta)
    ]
    exactas = re.findall(r'": "(\d\d/\d\d/\d{4})"', json.dumps(crudo))
    validas = [texto for texto in exactas if es_fecha(texto)]

    assert sorted(map(como_texto, fechas)) == sorted(validas)


def es_fecha(texto: str) -> bool:
    dia, mes, vigencia = map(int, texto.split("/"))
    try:
        date(vigencia, mes, dia)
    except ValueError:
        return False
    return True


@con_sdk
def test_el_validador_no_halla_nada(archivos: dict[str, Path]) -> None:
    assert validar(*archivos.values()) == ""


@pytest.mark.una_de_cada
@con_libreoffice
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dibujado_no_falta_ni_un_numero_ni_una_palabra(
    tipo: str, archivos: dict[str, Path], crudo: dict[str, Any], tmp_path: Path
) -> None:
    paginas = dibujar(archivos[tipo], tmp_path)
    for numero, pagina in enumerate(paginas, 1):
        assert re.findall(r"PAGINA \[(\d+)\]", pagina) == [str(numero)]
        assert "CÓDIGO: MCCO.101.18.F.20" in pagina
        assert "VERSIÓN 3" in pagina
        assert "Plan Anticorrupción y de Atención al Ciudadano" in pagina
        assert "Subcomponente/Procesos" in pagina or "Situación Actual" in pagina

    dibujadas = {palabra for pagina in paginas for palabra in pagina.split()}
    componentes = [c for d in crudo["dependencias"] for c in d["componentes"]]
    textos = [t for c in componentes for fila in filas_esperadas(c) for t in fila]
    esperadas = {palabra for texto in textos for palabra in texto.split()}
    assert {palabra for palabra in esperadas if not esta(palabra, dibujadas)} == set()


def esta(palabra: str, dibujadas: set[str]) -> bool:
    """Entera, o cortada en trozos al final del renglón, como una dirección web larga."""
    if palabra in dibujadas:
        return True
    return any(
        palabra[:corte] in dibujadas and esta(palabra[corte:], dibujadas)
        for corte in range(len(palabra) - 1, 0, -1)
    )
