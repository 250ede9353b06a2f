"""El documento que las pruebas de edición corrigen, y lo que de él se lee."""

import io
from typing import Any

import paac_reportes as paac
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan, tramite

Fila = tuple[object, ...]


def _actividad(codigo: str) -> dict[str, Any]:
    return actividad(
        codigo=codigo,
        descripcion=f"Hacer {codigo}",
        meta=f"Meta {codigo}",
        seguimiento=f"Se hizo {codigo}.",
    )


PLAN = plan(
    componente(
        subcomponentes=[
            {"nombre": "Política", "actividades": [_actividad("1.1"), _actividad("1.2")]},
            {"nombre": "Mapa", "actividades": [_actividad(f"2.{n}") for n in (1, 2, 3)]},
        ]
    ),
    componente(
        numero=2,
        nombre="Trámites",
        subcomponentes=[],
        tramites=[tramite(), tramite(numero="2", nombre="Paz y salvo")],
    ),
)


def fila(codigo: str, subcomponente: str, **cambios: object) -> Fila:
    """La de una actividad, con lo que el formato muestra."""
    suya = {
        "subcomponente": subcomponente,
        "codigo": codigo,
        "descripcion": f"Hacer {codigo}",
        "meta": f"Meta {codigo}",
        "responsable": "Planeación",
        "fecha": "31/01/2026",
        "texto": f"Se hizo {codigo}.",
    }
    return tuple((suya | cambios).values())


U11, U12 = fila("1.1", "Política"), fila("1.2", "Política")
D21, D22, D23 = (fila(codigo, "Mapa") for codigo in ("2.1", "2.2", "2.3"))
TODAS = [U11, U12, D21, D22, D23]
NUEVA = ("1.9", "Hacer 1.9", "Meta 1.9", "Hacienda", "Mensual", "Se agregó.")


def emitido(tipo: str, de: paac.Plan = PLAN, formato: Any = FORMATO) -> bytes:
    """El documento como sale, en ``docx`` o en ``xlsx``."""
    return paac.reporte(de, formato, corte=CORTE).emitir(tipo).contenido


def leer(contenido: bytes, **claves: Any) -> paac.Lectura[Any]:
    """Lo que se lee de unos bytes."""
    return paac.leer(io.BytesIO(contenido), **{"como": None, **claves})


def actividades(lectura: paac.Lectura[Any]) -> list[Fila]:
    """Las del plan leído, en su orden, como las de ``fila``."""
    return [
        (
            subcomponente.nombre,
            suya.codigo,
            suya.descripcion,
            suya.meta,
            suya.responsable,
            suya.fecha_programada,
            suya.seguimientos[0].texto if suya.seguimientos else None,
        )
        for _, uno in lectura.contenido.tablas()
        for subcomponente in uno.subcomponentes
        for suya in subcomponente.actividades
    ]


def tramites(lectura: paac.Lectura[Any]) -> list[str | None]:
    """Los nombres de los del plan leído."""
    return [uno.nombre for _, suyo in lectura.contenido.tablas() for uno in suyo.tramites]


def cambios(lectura: paac.Lectura[Any]) -> list[tuple[str, str]]:
    """Dónde y qué cambió, o no se entendió; sin lo que la hoja Datos dice distinto."""
    dichos = ((aviso.ruta, aviso.mensaje) for aviso in lectura.avisos)
    return [dicho for dicho in dichos if not dicho[0].startswith("hoja «Datos»")]
