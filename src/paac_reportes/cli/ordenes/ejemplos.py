"""Los ejemplos de la ayuda: corren como están, y en este orden, en la carpeta del proyecto."""

from collections.abc import Iterable

_PLAN = "ejemplos/informe_trimestral/plan.yaml"
_PTEP = "ejemplos/ptep/plan.yaml"

EJEMPLOS: dict[str, tuple[str, ...]] = {
    "generar": (
        (
            f"generar {_PLAN} --formato paac-seguimiento --corte 2023-09-30"
            " --salida salida/matriz.docx"
        ),
        f"generar {_PLAN} --formato informe-seguimiento --salida salida/ --tipo docx --tipo xlsx",
        f"generar {_PTEP} --formato ptep-seguimiento --publico --salida salida/publico.html",
        (
            "generar - --carpeta ejemplos/ptep --formato ptep-seguimiento --tipo html --salida -"
            f" < {_PTEP} > salida/ptep.html"
        ),
    ),
    "validar": (f"validar {_PLAN}",),
    "nuevo": ('nuevo --entidad "Municipio" --vigencia 2026 --salida salida/plan_2026.xlsx',),
    "formatos": ("formatos", "formatos ptep-seguimiento"),
    "analizar": (
        f"analizar {_PLAN} --corte 2023-09-30",
        f"analizar {_PLAN} --metodo subcomponentes --json > salida/cifras.json",
    ),
    "comparar": (
        f"comparar {_PLAN}",
        f"comparar {_PLAN} --corte-a 2023-03-31 --corte-b 2023-09-30",
    ),
    "calendario": ("calendario --vigencia 2026 --plazo-habiles 10 --salida salida/deberes.ics",),
    "capturar": (f"capturar {_PTEP} --corte 2026-12-31 --salida salida/libros",),
    "reunir": (
        (
            f"reunir salida/libros --base {_PTEP} --salida salida/datos.json"
            " --informe salida/consolidacion.docx"
        ),
    ),
    "verificar": (
        (
            f"verificar salida/matriz.docx --contra {_PLAN} --formato paac-seguimiento"
            " --corte 2023-09-30"
        ),
    ),
    "revisar": ("revisar ejemplos/formato_propio/plantillas --salida salida",),
    "leer": ("leer salida/matriz.docx --salida salida/leido.json",),
    "esquema": ("esquema --salida salida/esquema.json",),
    "completar": ('eval "$(paac-reportes completar bash)"',),
}
"""Por orden; el de completar se escribe tal cual, y los demás llevan delante ``paac-reportes``."""

PRIMEROS = (
    ("formatos", "los formatos que hay"),
    (f"validar {_PLAN}", "si los datos están bien"),
    (f"generar {_PLAN} --formato paac-seguimiento --salida salida/", "el reporte, en Word"),
    ('nuevo --entidad "Municipio" --vigencia 2026 --salida plan.xlsx', "su plan, por llenar"),
)


def de(orden: str) -> str:
    """Los de una orden, como van al pie de su ayuda."""
    renglones = (
        uno if uno.startswith("eval") else f"paac-reportes {uno}" for uno in EJEMPLOS[orden]
    )
    return _al_pie(renglones)


def de_todas() -> str:
    """Con qué se empieza, y dónde está lo demás."""
    primeros = (f"# {que}\n  paac-reportes {uno}" for uno, que in PRIMEROS)
    return f"{_al_pie(primeros)}\n\nCada orden dice lo suyo: paac-reportes generar --help"


def _al_pie(renglones: Iterable[str]) -> str:
    return "\n  ".join(("ejemplos, en la carpeta del proyecto:", *renglones))
