"""Cartago entero: doce libros que salen, las oficinas los llenan, y lo que vuelve se reúne.

Una no responde, otra manda su libro dos veces, otra mueve sus filas y otra cambia un texto del plan.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas.compartido import con_datos_reales, con_libreoffice, convertir, leer_real
from ayudas.oficinas import oficina

import paac_reportes as paac

pytestmark = con_datos_reales

CORTE = date(2020, 12, 31)
AUSENTE, DOBLE, MOVIDA, CAMBIADA = 4, 1, 5, 7
"""Las dependencias a las que les pasa algo: su lugar en el plan."""


@pytest.fixture(scope="module")
def base() -> paac.Plan:
    return paac.desde_datos(leer_real("cartago_2020.json")).contenido


def reportado(libro: int, hoja: str, fila: int) -> tuple[Any, ...]:
    """Lo que la oficina escribe: distinto en cada fila; a algunas no les pone todo."""
    estados = ("Cumplida", "En proceso", "Sin avance", "No aplica", "Sin reporte")
    avances = (100, 2 + fila * 7 % 97, 0, None, None)
    return (
        f"Oficina {libro + 1}, {hoja.lower()}, fila {fila}: se avanzó.\nSegún el acta.",
        avances[fila % 5] if fila % 3 else None,
        estados[fila % 5] if fila % 4 else None,
        f"Acta {fila}\nhttps://ejemplo.gov.co/{libro}/{fila}" if fila % 2 else None,
        "Sin novedad." if fila % 5 == 0 else None,
    )


def llenar(libro: int, ruta: Path) -> None:
    for hoja in ("Actividades", "Trámites"):
        try:
            with oficina(ruta, hoja) as suya:
                for fila in range(1, suya.cuantas + 1):
                    suya.llenar(fila, *reportado(libro, hoja, fila))
        except KeyError:  # hay oficinas sin trámites
            continue


@pytest.fixture(scope="module")
def libros(base: paac.Plan, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Los que volvieron."""
    carpeta = tmp_path_factory.mktemp("oficinas")
    salieron = list(paac.capturar(base, CORTE, carpeta).archivos)
    for numero, ruta in enumerate(salieron):
        llenar(numero, ruta)
    corregido = carpeta / "02-corregido.xlsx"
    with oficina(salieron[DOBLE], en=corregido) as hoja:
        hoja.llenar(3, "Se corrige: terminada.", 100, "Cumplida")
    with oficina(salieron[MOVIDA]) as hoja:
        una, otra = hoja.renglon(2), hoja.renglon(9)
        hoja.poner(2, otra)
        hoja.poner(9, una)
    with oficina(salieron[CAMBIADA]) as hoja:
        hoja.celda(4, "Meta o producto").value = "Una meta más fácil"
    return [ruta for n, ruta in enumerate(salieron) if n != AUSENTE] + [corregido]


def test_como_salieron_dan_la_base(base: paac.Plan, tmp_path: Path) -> None:
    reunion = paac.reunir(paac.capturar(base, CORTE, tmp_path).archivos, base=base)
    assert reunion.contenido == base
    assert (reunion.nuevas, reunion.conflictos, reunion.avisos) == ((), (), ())


def test_el_informe_dice_exactamente_las_cuatro_cosas(base: paac.Plan, libros: list[Path]) -> None:
    reunion = paac.reunir(libros, base=base)
    assert [(f.dependencia, f.motivo) for f in reunion.faltan] == [
        (base.dependencias[AUSENTE].nombre, "sin_libro")
    ]
    assert [(c.clase, c.dependencia) for c in reunion.conflictos] == [
        ("dos_libros", base.dependencias[DOBLE].nombre)
    ] * 2
    assert [c.celdas for c in reunion.conflictos] == [("Seguimiento",), ("Estado",)]
    assert [(a.codigo, a.ruta) for a in reunion.avisos] == [
        (
            "libro_repetido",
            "libros «02-corregido.xlsx», «02-oficina-de-gestion-de-desarrollo-ambiental-y"
            "-territorial-2020-12-31.xlsx»",
        ),
        (
            "texto_cambiado",
            "libro «08-subsecretaria-del-deporte-y-la-recreacion-2020-12-31.xlsx», hoja"
            " «Actividades», celda E7",
        ),
        *(("conflicto_por_resolver", uno.ruta) for uno in reunion.conflictos),
    ]
    assert reunion.sin_tomar == ()


def con_lo_escrito(base: paac.Plan) -> paac.Plan:
    """La base y lo que las oficinas escribieron, menos lo que quedó sin resolver."""
    crudo = paac.datos_de(base)
    for numero, dependencia in enumerate(crudo["dependencias"]):
        if numero == AUSENTE:
            continue
        contadas = {"Actividades": 0, "Trámites": 0}
        for hoja, fila in filas_de(dependencia):
            contadas[hoja] += 1
            texto, avance, estado, evidencias, observaciones = reportado(
                numero, hoja, contadas[hoja]
            )
            escrito = {
                "corte": str(CORTE),
                "texto": texto,
                "avance": None if avance is None else Decimal(avance),
                "estado": estado and estado.lower().replace(" ", "_"),
                "evidencias": evidencias.splitlines() if evidencias else [],
                "observaciones": observaciones,
            }
            if (numero, hoja, contadas[hoja]) == (DOBLE, "Actividades", 3):
                escrito |= {"texto": None, "estado": None, "avance": Decimal(100)}
            fila.setdefault("seguimientos", []).append(escrito)
    return paac.desde_datos(crudo).contenido


def filas_de(dependencia: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for componente in dependencia["componentes"]:
        for subcomponente in componente.get("subcomponentes", ()):
            yield from (("Actividades", fila) for fila in subcomponente.get("actividades", ()))
        for lista in ("tramites", "intercambios"):
            yield from (("Trámites", fila) for fila in componente.get(lista, ()))


def test_lo_reunido_es_la_base_y_lo_que_se_escribio(base: paac.Plan, libros: list[Path]) -> None:
    reunion = paac.reunir(libros, base=base)
    assert reunion.contenido == con_lo_escrito(base)
    assert len(reunion.nuevas) == 386 - 45


@con_libreoffice
def test_un_libro_guardado_por_libreoffice_dice_lo_mismo(
    base: paac.Plan, libros: list[Path], tmp_path: Path
) -> None:
    antes = paac.reunir(libros, base=base)
    otros = [*libros]
    otros[2] = convertir(libros[2], "xlsx", tmp_path)
    despues = paac.reunir(otros, base=base)
    assert despues.contenido == antes.contenido
    assert despues.conflictos == antes.conflictos
    assert despues.avisos == antes.avisos
    assert [attrs.evolve(n, lugar="") for n in despues.nuevas] == [
        attrs.evolve(n, lugar="") for n in antes.nuevas
    ]
