"""Los archivos de las oficinas, dato por dato: cada uno con lo que debe leerse de él.

Prueba ``lectura/matriz/lectura``, ``lectura/sin_usar``, ``api/tipos`` y ``libros/vistas``.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import DATOS, con_datos_reales

import paac_reportes as paac
from paac_reportes.textos.plano import en_plano

pytestmark = [
    con_datos_reales,
    pytest.mark.skipif(not (DATOS / "oficinas").is_dir(), reason="faltan"),
]
OFICINAS = sorted((DATOS / "oficinas").rglob("*.json"))


def en_llano(valor: object) -> str | None:
    """Un valor sin mayúsculas, tildes, espacios ni puntuación."""
    if valor is None:
        return None
    return re.sub(r"[^a-z0-9%]+", "", en_plano(str(valor)))


def cabe(esperado: Any, leido: Any) -> bool:
    """Si lo leído es lo esperado, como lo dice ``oficinas/LEEME.md``."""
    if isinstance(esperado, dict) and "una_de" in esperado:
        return any(cabe(uno, leido) for uno in esperado["una_de"])
    if isinstance(esperado, dict) and "contiene" in esperado:
        return (en_llano(esperado["contiene"]) or "") in (en_llano(leido) or "")
    if isinstance(esperado, dict):
        return isinstance(leido, dict) and all(cabe(v, leido.get(c)) for c, v in esperado.items())
    if isinstance(esperado, list):
        return isinstance(leido, list) and all(
            any(
                cabe(e, uno) or (isinstance(uno, dict) and any(cabe(e, v) for v in uno.values()))
                for uno in leido
            )
            for e in esperado
        )
    return en_llano(esperado) == en_llano(leido)


def filas(datos: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Las filas de un plan o los riesgos de un mapa, con su lugar."""
    for proceso in datos.get("procesos", ()):
        yield from ({**riesgo, "proceso": proceso["nombre"]} for riesgo in proceso["riesgos"])
    dependencias = datos.get("dependencias") or [
        {"nombre": None, "componentes": datos.get("componentes", ())}
    ]
    for dependencia in dependencias:
        for componente in dependencia["componentes"]:
            lugar = {"componente": componente.get("nombre"), "dependencia": dependencia["nombre"]}
            for sub in componente.get("subcomponentes", ()):
                for fila in sub["actividades"]:
                    numero = componente.get("numero")
                    yield {**fila, **lugar, "numero": numero, "subcomponente": sub.get("nombre")}
            yield from ({**t, **lugar} for t in componente.get("tramites", ()))
            yield from ({**t, **lugar} for t in componente.get("intercambios", ()))


def leer(archivo: Path, esperado: dict[str, Any], columnas: Any = None) -> list[dict[str, Any]]:
    vigencia = esperado["vigencia"]
    leida = paac.leer(
        archivo,
        como="mapa" if archivo.parent.name == "mapas" else "plan",
        entidad="Una entidad",
        vigencia=vigencia,
        corte=date(vigencia, 12, 31),
        columnas=columnas,
    )
    return list(filas(paac.datos_de(leida.contenido)))


def diferencias(esperadas: list[dict[str, Any]], leidas: list[dict[str, Any]]) -> list[str]:
    """Los datos que se esperan y no están, cada fila contra la que más se le parece."""
    libres, dichas = list(leidas), []
    for esperada in esperadas:
        datos = {dato: valor for dato, valor in esperada.items() if dato != "en"}
        fila = max(
            libres, key=lambda f: sum(cabe(v, f.get(d)) for d, v in datos.items()), default={}
        )
        libres = [otra for otra in libres if otra is not fila]
        dichas += [
            f"{d}: {v!r}, y se leyó {fila.get(d)!r}"
            for d, v in datos.items()
            if not cabe(v, fila.get(d))
        ]
    return dichas


@pytest.mark.parametrize("json_", OFICINAS, ids=[archivo.stem for archivo in OFICINAS])
def test_de_cada_archivo_chico_se_lee_lo_que_su_oficina_dice(json_: Path) -> None:
    esperado = json.loads(json_.read_text("utf-8"))
    (archivo,) = (a for a in json_.parent.glob(f"{json_.stem}.*") if a != json_)
    if esperado["clase"] == "ninguno" or "columnas" in esperado:
        with pytest.raises(paac.ErrorDeEntrada):
            leer(archivo, esperado)
    if esperado["clase"] != "ninguno":
        leidas = leer(archivo, esperado, esperado.get("columnas"))
        assert len(leidas) == esperado["total"]
        assert diferencias(esperado["filas"], leidas) == []


@pytest.mark.parametrize(
    "archivo", sorted((DATOS / "ajenos" / "no_son_planes").glob("*.*")), ids=lambda a: a.name
)
def test_los_procedimientos_y_las_plantillas_no_son_planes_ni_mapas(archivo: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        paac.leer(archivo, como=None, entidad="E", vigencia=2021, corte=date(2021, 12, 31))


@pytest.mark.parametrize(
    ("archivo", "cuantos"),
    [
        ("GA-MP-01", 4),
        ("corrupcion_2018", 11),
        ("v5_control_y_evaluacion", 6),
        ("v5_gestion_financiera_2", 2),
        ("v5_gestion_juridica_1", 6),
        ("v5_talento_humano", 7),
    ],
)
def test_cada_mapa_de_verdad_trae_sus_riesgos(archivo: str, cuantos: int) -> None:
    leidas = leer(DATOS / "ajenos" / "mapas" / f"{archivo}.xlsx", {"vigencia": 2021})

    assert len(leidas) == cuantos
    assert all(
        riesgo["causas"] and riesgo["controles"] and riesgo["inherente"]["zona"]
        for riesgo in leidas
    )


def test_el_plan_de_quince_hojas_trae_una_por_politica() -> None:
    leidas = leer(
        DATOS / "ajenos" / "planes" / "matriz_por_politicas_2021.xlsx", {"vigencia": 2021}
    )

    assert len(leidas) == 288
    assert len({(fila["numero"], fila["componente"]) for fila in leidas}) == 15
    assert (leidas[0]["numero"], leidas[0]["componente"]) == (1, "Talento Humano")
