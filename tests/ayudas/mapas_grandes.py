"""Mapas de cuarenta riesgos y más, generados, y lo que cada forma muestra de ellos.

Lo que muestra está escrito desde ``docs/riesgos.md`` y las columnas de cada guía, y no desde el
código: es la segunda manera de saber qué debe volver de un documento.
"""

import random
from collections.abc import Iterator
from typing import Any

import paac_reportes as paac

CORTE, ANTERIOR = "2026-08-31", "2026-04-30"
FORMAS = ("mapa-corrupcion-2015", "mapa-v5", "seguimiento-mapa")
Datos = dict[str, Any]

_TEXTOS = (
    *("Falta de control", "Falta de control", "-", "N/A", "Presiones\nindebidas de terceros"),
    *("2 de 2 controles aplicados", "1. Uno\n2. Dos", "TOTAL", "Elaboró: ANA", "No aplica", "3"),
    *("Proceso: Compras", "Sin resolver (continúa)", "40%", "01/02/2026", "________________"),
)
"""Los que se repiten, y los que se parecen a un rótulo, a un total, a una firma o a una cuenta."""
_PROCESOS = ("Compras", "Contratación", "Talento humano", "Compras ")
_DE_LISTA: dict[str, tuple[str, ...]] = {
    "afecta": ("probabilidad", "impacto"),
    "implementacion": ("automatico", "manual"),
    "documentacion": ("documentado", "sin_documentar"),
    "frecuencia": ("continua", "aleatoria"),
    "registro": ("con_registro", "sin_registro"),
}


def generado(riesgos: int, semilla: int) -> paac.MapaDeRiesgos:
    """Uno con esos riesgos: códigos repetidos y ausentes, y procesos que vuelven más abajo."""
    azar = random.Random(semilla)  # noqa: S311 - no guarda ningún secreto
    procesos: list[Datos] = []
    hay = 0
    while hay < riesgos:
        cuantos = min(riesgos - hay, azar.randint(0, 6))
        suyos = [_riesgo(azar, hay + n + 1) for n in range(cuantos)]
        procesos.append(
            {
                "nombre": azar.choice(_PROCESOS),
                **_a_veces(azar, "objetivo", "alcance"),
                "riesgos": suyos,
            }
        )
        hay += cuantos
    return paac.desde_datos(
        {
            "entidad": {"nombre": "MUNICIPIO DE PEÑASERENA"},
            "vigencia": 2026,
            "version": "1",
            "mision": "Servir a la comunidad",
            "fecha_elaboracion": "2026-01-20",
            "procesos": procesos,
            "seguimientos": [{"corte": CORTE, "elaborado_por": "Oficina de Control Interno"}],
            "firmas": [{"rol": "Elaboró", "nombre": "ANA RUIZ", "cargo": "Jefe"}],
        },
        como="mapa",
    ).contenido


def _riesgo(azar: random.Random, numero: int) -> Datos:
    con_numero, de_controles, de_acciones = (azar.random() < 0.6 for _ in range(3))
    dice = (f"Que se pierda {numero}", f"Que se pierda\n{numero}", "Que se direccionen los pliegos")
    controles = [
        {
            "tipo": azar.choice(("preventivo", "detectivo", "correctivo")),
            **_a_veces(azar, "descripcion"),
            **({"numero": str(n + 1)} if con_numero else {}),
            **{
                campo: azar.choice(cual) for campo, cual in _DE_LISTA.items() if azar.random() < 0.6
            },
            **({"residual": _valoracion(azar)} if de_controles else {}),
        }
        for n in range(azar.randint(0, 4))
    ]
    acciones = [
        {
            "descripcion": azar.choice(_TEXTOS),
            "fecha_fin": "30/11/2026",
            **({"fecha_inicio": "01/02/2026"} if azar.random() < 0.6 else {}),
            **({"periodo": "Trimestral"} if azar.random() < 0.3 else {}),
            **({"estado": azar.choice(("en_curso", "finalizado"))} if azar.random() < 0.5 else {}),
            **_a_veces(azar, "registro"),
            **(
                {"responsable": azar.choice(_TEXTOS), "indicador": azar.choice(_TEXTOS)}
                if de_acciones
                else {}
            ),
        }
        for _ in range(azar.randint(0, 3))
    ]
    return {
        "descripcion": azar.choice((*dice, azar.choice(_TEXTOS))),
        **({"referencia": azar.choice((f"R{numero}", "R1", f"{numero}."))} if numero % 4 else {}),
        **_a_veces(azar, "clasificacion", "afectacion", "criterio_impacto", "tratamiento"),
        **_a_veces(azar, "indicador", "responsable"),
        **({"frecuencia": azar.choice((1, 365, 5000))} if azar.random() < 0.5 else {}),
        "causas": [
            {
                "texto": azar.choice(_TEXTOS),
                "clase": azar.choice(("inmediata", "raiz", "interna", "externa")),
            }
            for _ in range(azar.randint(0, 4))
        ],
        "consecuencias": [azar.choice(_TEXTOS) for _ in range(azar.randint(0, 3))],
        "inherente": _valoracion(azar),
        "controles": controles,
        **({} if de_controles else {"residual": _valoracion(azar)}),
        "acciones": acciones,
        "seguimientos": list(_seguimientos(azar, controles)),
    }


def _seguimientos(azar: random.Random, controles: list[Datos]) -> Iterator[Datos]:
    for corte in (ANTERIOR, CORTE):
        for quien in ("oci", "lider"):
            if azar.random() < 0.6:
                yield {
                    "corte": corte,
                    "quien": quien,
                    "acciones_adelantadas": azar.choice(_TEXTOS),
                    **_a_veces(azar, "efectividad", "observaciones"),
                    "controles": [
                        {
                            "control": uno.get("numero", str(n + 1)),
                            "aplicado": azar.choice(("si", "no", "parcial")),
                        }
                        for n, uno in enumerate(controles)
                        if azar.random() < 0.7
                    ],
                }


def _valoracion(azar: random.Random) -> Datos:
    return {
        "probabilidad": azar.choice(("3", "Alta", "3 - Posible")),
        "impacto": azar.choice(("20", "Mayor", "Catastrófico")),
        "zona": azar.choice(("Alto", "EXTREMO - 60", "60")),
        "probabilidad_pct": azar.choice(("40", "45.6", "100", "0")),
        "impacto_pct": azar.choice(("40", "60", "1")),
    }


def _a_veces(azar: random.Random, *campos: str) -> Datos:
    return {campo: azar.choice(_TEXTOS) for campo in campos if azar.random() < 0.5}
