"""Una celda compartida es de las filas que cubre, se agrupen como se agrupen después."""

import random
from collections.abc import Sequence
from typing import Any

import pytest
from ayudas.matrices import en_excel, leer

import paac_reportes as paac

ROTULOS = "Componente|Subcomponente|Dependencia|N°|Actividad|Meta|Fecha programada"
Lugar = tuple[str, str, str | None, str]
"""Dependencia, componente, subcomponente y código."""


def lugares(documento: Any) -> dict[str, Lugar]:
    """El lugar de cada actividad, por lo que dice que se hace."""
    leido = leer(documento, vigencia=2026)
    return {
        fila["actividad.descripcion"]: (
            fila["dependencia.nombre"],
            fila["componente.nombre"],
            fila["subcomponente.nombre"],
            fila["actividad.codigo"],
        )
        for fila in paac.filas_de(leido.contenido)
    }


class Generada:
    """Una matriz en que cada fila es de su dependencia, y las demás celdas se comparten."""

    def __init__(self, semilla: int, sigue: str, componentes: Sequence[str]) -> None:
        azar = random.Random(semilla)  # noqa: S311 - no es un secreto
        self.renglones = [ROTULOS]
        self.esperado: dict[str, Lugar] = {}
        for componente in componentes:
            primero = True
            for sub in azar.sample(["Política", "Mapa", "Consulta", "Diálogo"], 3):
                for n in range(azar.randint(1, 5)):
                    dependencia = azar.choice(["Hacienda", "Salud", "Obras"])
                    que_hacer = f"Publicar el documento {len(self.esperado)}"
                    codigo = f"{len(self.esperado) + 1}.1"
                    celdas = [
                        componente if primero else sigue,
                        sub if n == 0 else sigue,
                        *(dependencia, codigo, que_hacer, "Una", "2026"),
                    ]
                    self.renglones.append("|".join(celdas))
                    self.esperado[que_hacer] = (dependencia, componente, sub, codigo)
                    primero = False


SIGUE = pytest.mark.parametrize("sigue", ["^", ""], ids=["combinada", "en blanco debajo"])


@SIGUE
@pytest.mark.parametrize("semilla", range(6))
def test_el_subcomponente_compartido_es_de_cada_fila_con_su_dependencia(
    semilla: int, sigue: str
) -> None:
    generada = Generada(semilla, sigue, ["Riesgos", "Cuentas", "Atención"])

    assert lugares(en_excel({"Plan": generada.renglones})) == generada.esperado


def leidas(*renglones: str) -> Sequence[str | None]:
    """El subcomponente de cada fila de una matriz, en su orden."""
    filas = lugares(en_excel({"Plan": [ROTULOS, *renglones]}))
    return [sub for _, _, sub, _ in filas.values()]


def test_el_subcomponente_combinado_sobre_dos_componentes_es_de_los_dos() -> None:
    assert leidas(
        "Riesgos|Transversal|Hacienda|1.1|Publicar el mapa|Una|2026",
        "Cuentas|^|Hacienda|2.1|Rendir cuentas|Una|2026",
    ) == ["Transversal", "Transversal"]
