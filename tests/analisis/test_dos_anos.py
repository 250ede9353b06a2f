"""El plan de una entidad en dos años: qué fila de uno es cuál en el otro, y qué se dice que cambió.

Que es la misma se sabe porque así se escribió; lo que cambió se saca aquí otra vez, a mano.
"""

from typing import Any

import pytest
from ayudas.contador import contar
from ayudas.dos_anos import Datos, DosAnos, dos_anos
from ayudas.ejemplos import VECES

import paac_reportes as paac
from paac_reportes.api.cifras import texto_de_comparacion

CUANTOS = 4 if VECES == 1 else 250 * VECES
"""Pares de planes: en ``make profundo``, mil."""
Fila = dict[str, str]


def comparados(antes: Datos, despues: Datos) -> paac.tipos.Comparacion:
    return paac.comparar(*(paac.desde_datos(lado).contenido for lado in (antes, despues)))


def hallados(comparacion: paac.tipos.Comparacion) -> set[tuple[str, str]]:
    filas_de_cada_par = ((pareja.antes.fila, pareja.despues.fila) for pareja in comparacion.parejas)
    return {(a.identificador or "", d.identificador or "") for a, d in filas_de_cada_par}


def casi_todos_y_ninguno_falso(comparacion: paac.tipos.Comparacion, anos: DosAnos) -> None:
    pares = hallados(comparacion)
    assert pares - anos.pares == set()
    assert len(pares) >= 0.95 * len(anos.pares)


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tanda", range(4))
def test_entre_dos_planes_cada_cambio_dicho_es_el_que_hubo(tanda: int) -> None:
    for semilla in range(tanda, CUANTOS, 4):
        anos = dos_anos(semilla, 60 if VECES == 1 else 240)
        ida, vuelta = comparados(*anos.datos), comparados(*reversed(anos.datos))

        casi_todos_y_ninguno_falso(ida, anos)
        assert hallados(vuelta) == {(antes, despues) for despues, antes in hallados(ida)}
        assert [f.ruta for f in ida.nuevas] == [f.ruta for f in vuelta.retiradas]
        assert dicho(ida) == a_mano(*anos.datos, hallados(ida)), semilla


def dicho(comparacion: paac.tipos.Comparacion) -> dict[str, set[tuple[str, str, str]]]:
    """De cada clase de cambio de la comparación en texto, los códigos de hoy que trae."""
    por_clase: dict[str, set[tuple[str, str, str]]] = {}
    clase = ""
    for renglon in list(texto_de_comparacion(comparacion))[1:]:
        if not renglon.startswith("  "):
            clase = renglon
        elif clase in CLASES:
            codigo, _, cambio = renglon.strip().partition(" ")
            de, _, a = cambio.rpartition(": ")[2].partition(" → ")
            por_clase.setdefault(clase, set()).add((codigo, *CLASES[clase](de, a)))
    return por_clase


def _sin_corchetes(*lados: str) -> tuple[str, ...]:
    return tuple(lado.replace("[", "").replace("]", "") for lado in lados)


CLASES: dict[str, Any] = {
    "Nueva": lambda *_: ("", ""),
    "Retirada": lambda *_: ("", ""),
    "Renumerada": lambda *lados: lados,
    "Cambió la fecha": lambda *lados: lados,
    "Cambió el responsable": lambda *lados: lados,
    "Cambió la meta": _sin_corchetes,
    "Otra redacción: actividad": _sin_corchetes,
}


def a_mano(
    antes: Datos, despues: Datos, pares: set[tuple[str, str]]
) -> dict[str, set[tuple[str, str, str]]]:
    """Lo mismo que ``dicho``, por los datos de los pares."""
    viejas, nuevas = ({fila["codigo"]: fila for fila in filas(lado)} for lado in (antes, despues))
    campo_de = {
        "codigo": "Renumerada",
        "fecha_programada": "Cambió la fecha",
        "responsable": "Cambió el responsable",
        "meta": "Cambió la meta",
        "descripcion": "Otra redacción: actividad",
    }
    hay = {
        clase: {
            (nuevas[hoy]["codigo"], viejas[de][campo], nuevas[hoy][campo])
            for de, hoy in pares
            if viejas[de][campo].casefold() != nuevas[hoy][campo].casefold()
        }
        for campo, clase in campo_de.items()
    }
    hay["Nueva"] = {(codigo, "", "") for codigo in nuevas.keys() - {hoy for _, hoy in pares}}
    hay["Retirada"] = {(codigo, "", "") for codigo in viejas.keys() - {de for de, _ in pares}}
    return {clase: cambios for clase, cambios in hay.items() if cambios}


def filas(lado: Datos) -> list[Fila]:
    return [
        {dato: " ".join(texto.split()) for dato, texto in fila.items()}
        for componente in lado["componentes"]
        for fila in componente["subcomponentes"][0]["actividades"]
    ]


@pytest.mark.integracion
def test_con_el_doble_de_filas_reescritas_se_mira_a_lo_mas_un_poco_mas_del_doble() -> None:
    def llamadas(cuantas: int) -> int:
        antes, despues = (
            paac.analizar(paac.desde_datos(lado).contenido) for lado in reescritas(cuantas)
        )
        comparacion = paac.comparar(antes, despues)
        assert len(comparacion.parejas) == cuantas
        return contar(lambda: paac.comparar(antes, despues)).total()

    llamadas(10)
    assert llamadas(800) <= 2.3 * llamadas(400)


def reescritas(cuantas: int) -> tuple[Datos, Datos]:
    """Un plan con tantas filas, que comparten palabras, y otro con todas reescritas."""

    def lado(final: str) -> Datos:
        actividades = [
            {
                "codigo": f"{n}",
                "descripcion": f"Publicar informe cosa{n % 97} tema{n % 89} {n}{final}",
            }
            for n in range(cuantas)
        ]
        subcomponentes = [{"actividades": actividades}]
        return {"entidad": {"nombre": "M"}, "componentes": [{"subcomponentes": subcomponentes}]}

    return lado(""), lado(" y sus anexos")
