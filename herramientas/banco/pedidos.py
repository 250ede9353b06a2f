"""Lo que ocho usuarios le piden a un anfitrión, y la huella de lo que reciben."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

import paac_reportes as paac

CORTES = (date(2026, 4, 30), date(2026, 8, 31))
FORMATO = "MCCO.101.18.F.20"
_PAGINA = os.sysconf("SC_PAGE_SIZE")


class Pedido(NamedTuple):
    """Qué pide un usuario: un plan en un formato, a un corte y en un tipo de archivo."""

    plan: int
    formato: str
    corte: date
    tipo: str


class Hecho(NamedTuple):
    """La huella de lo que recibió: sus bytes y sus avisos."""

    bytes: str
    avisos: str
    memoria: int
    """La del proceso que lo hizo, en bytes, al terminar."""


def hecho(contenido: bytes, avisos: str) -> Hecho:
    """Se guarda la huella y no lo recibido, que también ocuparía memoria."""
    return Hecho(_huella(contenido), _huella(avisos.encode("utf-8", "backslashreplace")), memoria())


def _huella(contenido: bytes) -> str:
    return hashlib.sha256(contenido).hexdigest()


def memoria(proceso: int | str = "self") -> int:
    """Los bytes que un proceso ocupa ahora."""
    return int(Path(f"/proc/{proceso}/statm").read_text("ascii").split()[1]) * _PAGINA


def pedidos(planes: int, cuantos: int, tipos: Sequence[str]) -> list[Pedido]:
    """De todo: cada plan en formatos del catálogo y de la base, en dos cortes y varios tipos."""

    def uno_tras_otro() -> Iterator[Pedido]:
        de_cada, cortes = cycle(tipos), cycle(CORTES)
        for n in cycle(range(planes)):
            for formato in (FORMATO, f"PROPIO-{n}", "paac-seguimiento"):
                yield Pedido(n, formato, next(cortes), next(de_cada))

    return list(islice(uno_tras_otro(), cuantos))


def inventado(oficinas: int) -> list[dict[str, Any]]:
    """Las filas de un plan: en cada oficina, cuarenta actividades con dos cortes."""
    componentes = [
        {
            "numero": numero,
            "nombre": f"Componente {numero}",
            "subcomponentes": [
                {"nombre": "Acciones", "actividades": [_actividad(numero, n) for n in range(1, 9)]}
            ],
        }
        for numero in range(1, 6)
    ]
    partes = [
        {"nombre": f"Oficina {n}", "componentes": componentes} for n in range(1, oficinas + 1)
    ]
    datos = {"entidad": {"nombre": "Municipio"}, "vigencia": 2026, "dependencias": partes}
    return paac.filas_de(paac.plan_desde_datos(datos))


def _actividad(componente: int, n: int) -> dict[str, Any]:
    return {
        "codigo": f"{componente}.{n}",
        "descripcion": f"Publicar y divulgar el informe {n} del componente {componente}",
        "meta": f"{n} informes publicados en la sede electrónica",
        "responsable": f"Profesional {n}",
        "fecha_programada": f"{n % 28 + 1:02}/{n % 12 + 1:02}/2026",
        "seguimientos": [
            {"corte": str(corte), "texto": f"Se hizo el {n} al corte", "avance": n * 9 + 1}
            for corte in CORTES
        ],
    }


def de_otro(filas: Iterable[dict[str, Any]], plan: int) -> Iterator[dict[str, Any]]:
    """Las filas, como si fueran de otra entidad; en las impares, con algo que avisar."""
    propios = {"entidad.nombre": f"Municipio {plan}", "entidad.nit": f"80009{plan:04}-1"}
    for fila in filas:
        cambios: dict[str, Any] = {**propios}
        if descripcion := fila.get("actividad.descripcion"):
            cambios["actividad.descripcion"] = f"{descripcion} (plan {plan})" + "\x07" * (plan % 2)
        evidencias = "\n".join(fila["seguimiento.evidencias"] or ())
        yield {**fila, **cambios, "seguimiento.evidencias": evidencias or None}


def formato_propio(numero: int) -> str:
    """El ``formato.toml`` de uno de la entidad, como se guarda en la base."""
    return f"""
codigo = "PROPIO-{numero}"
nombre = "Avance {numero}"
version = "1"
propiedades = {{ titulo = "Avance {numero} de {{{{ entidad.nombre }}}}" }}
cuerpo = [{{ tipo = "tabla", cada = "plan", tablas = ["t"] }}]

[tablas.t]
descripcion = "Avance"
secciones = [{{ recorre = "actividades" }}]
columnas = [
    {{ dato = "actividad.codigo", rotulo = "N.º", ancho = 10 }},
    {{ dato = "actividad.descripcion", rotulo = "Acción {numero}", ancho = 50 }},
    {{ dato = "seguimiento.texto", rotulo = "Avance", ancho = 40 }},
]
"""
