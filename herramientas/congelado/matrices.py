"""Matrices propias: con totales, subtotales, dinero, colores y fechas; una tabla o varias."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import paac_reportes as paac

from .anotado import EJEMPLOS, contenido_de

GASTOS = [
    {
        "zona": ("Norte", "Norte", "Sur", "Centro")[n % 4],
        "contrato": f"00{n}-2026",
        "objeto": f"Obra número {n} de la vía, con su interventoría y su mantenimiento",
        "valor": Decimal(1250000) * n - 3,
        "pagado": round(33.3 * n, 2),
        "avance": (12 * n) % 101,
        "estado": ("en curso", "terminado", None)[n % 3],
        "firma": date(2026, 1, 1) + timedelta(days=17 * n),
        "enlace": f"https://www.muestra.example/{n}",
    }
    for n in range(1, 15)
]
_COLUMNAS: list[Any] = [
    {"dato": "zona", "rotulo": ["Dónde", "Zona"], "une": "iguales"},
    {"dato": "contrato", "rotulo": ["Dónde", "Contrato"]},
    {"dato": "objeto", "rotulo": "Objeto", "minimo": 20},
    {"dato": "valor", "rotulo": ["Dinero", "Valor"], "numero": {"moneda": "COP"}, "total": "suma"},
    {
        "dato": "pagado",
        "rotulo": ["Dinero", "Pagado"],
        "numero": {"decimales": 1},
        "total": ["suma", "promedio"],
    },
    {"dato": "avance", "rotulo": "Avance", "guarda": "numero", "barra": True},
    {
        "dato": "estado",
        "rotulo": "Estado",
        "colores": {"en curso": "FFEB9C", "terminado": "C6EFCE"},
    },
    {"dato": "firma", "rotulo": "Firma", "fecha": "larga"},
    {"dato": "enlace", "rotulo": "En la web"},
]
_SIN_TOTAL = [{clave: vale for clave, vale in una.items() if clave != "total"} for una in _COLUMNAS]
ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE MUESTRA", nit="890.123.456-2")
_SUBTOTALES: list[Any] = [
    {"por": "zona", "rotulo": "De {{ grupo }}", "resumen": {"avance": "maximo"}}
]


def _de_csv(nombre: str) -> list[dict[str, str]]:
    texto = (EJEMPLOS / nombre).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(texto), delimiter=";"))


def matriz(titulo: str, columnas: Any, filas: Any, **claves: Any) -> paac.Reporte:
    """El reporte de unas filas en un formato de columnas."""
    formato = paac.formato_de_columnas(titulo, columnas, **claves)
    return paac.reporte(ENTIDAD, formato, filas=filas)


_PETICIONES = {"oficina": "Dependencia", "recibidas": "Recibidas", "respondidas": "Respondidas"}
MATRICES: dict[str, Callable[[], paac.Reporte]] = {
    "sencilla": lambda: matriz("Peticiones", _PETICIONES, _de_csv("matriz_propia/peticiones.csv")),
    "entera": lambda: matriz(
        "Obras", _COLUMNAS, GASTOS, total="Total", subtotales=_SUBTOTALES, notas=["Con corte a hoy."],
        pagina={"orientacion": "horizontal"},
    ),
    "sin-columnas": lambda: matriz("Obras", None, GASTOS),
    "con-fijas": lambda: matriz("Obras", [*_SIN_TOTAL, {"dato": "*", "rotulo": "*"}], GASTOS, fijas=2),
    "sin-filas": lambda: matriz("Obras", _SIN_TOTAL, []),
    "del-plan": lambda: paac.reporte(
        contenido_de(EJEMPLOS / "informe_trimestral/plan.yaml"),
        paac.formato_de_columnas(
            "Actividades", {"actividad.codigo": "N.º", "actividad.descripcion": "Actividad"},
            recorre="actividades",
        ),
    ),
    "varias": lambda: matriz(
        "Obras y peticiones",
        {
            "obras": {"titulo": "Obras", "columnas": _COLUMNAS[:5], "total": "Total"},
            "peticiones": {"columnas": _PETICIONES, "notas": ["Del sistema."]},
        },
        {"obras": GASTOS, "peticiones": _de_csv("matriz_propia/peticiones.csv")},
    ),
    "varias-en-su-formato": lambda: paac.reporte(
        ENTIDAD,
        paac.leer_formato(EJEMPLOS / "varias_tablas/plantillas/CO-FO-007"),
        filas={cual: _de_csv(f"varias_tablas/{cual}.csv") for cual in ("contratos", "pagos")},
    ),
}  # fmt: skip
