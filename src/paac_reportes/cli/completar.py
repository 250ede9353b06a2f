"""``completar``: lo que bash o zsh necesitan para completar la orden con el tabulador."""

import argparse
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from typing import Any

import paac_reportes as paac
from paac_reportes.api.formatos import codigos_de_formato
from paac_reportes.cli.consola import acciones_de
from paac_reportes.cli.flujos import Salidas
from paac_reportes.errores import ErrorPaac
from paac_reportes.instalacion import hace_falta

# ------------------------------------------------------------------ ejemplos
# Los ejemplos de la ayuda: corren como están, y en este orden, en la carpeta del proyecto.

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
        f"analizar {_PLAN} {_PTEP} --corte 2026-08-31 --salida salida/cuentas.xlsx",
    ),
    "comparar": (
        f"comparar {_PLAN}",
        f"comparar {_PLAN} --corte-a 2023-03-31 --corte-b 2023-09-30",
    ),
    "calendario": ("calendario --vigencia 2026 --plazo-habiles 10 --salida salida/deberes.ics",),
    "lote": ("lote ejemplos/lote/encargos.csv --salida salida/lote",),
    "recomendar": (f"recomendar {_PTEP} --corte 2026-06-30 --salida salida/plan.yaml",),
    "capturar": (f"capturar {_PTEP} --corte 2026-12-31 --salida salida/libros",),
    "revisar-plan": (f"revisar-plan {_PLAN}",),
    "oficios": (f"oficios {_PLAN} --corte 2023-09-30 --salida salida/oficios",),
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
    "cuerpo": ("cuerpo --formato informe-seguimiento --salida salida/cuerpo.docx",),
    "revisar": ("revisar ejemplos/formato_propio/plantillas",),
    "leer": (f"leer salida/matriz.docx --plan {_PLAN} --salida salida/leido.json",),
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


def ejemplos_de(orden: str) -> str:
    """Ejemplos de una orden, como van al pie de su ayuda."""
    renglones = (e if e.startswith("eval") else f"paac-reportes {e}" for e in EJEMPLOS[orden])
    return _al_pie(renglones)


def primeros_ejemplos() -> str:
    """Ejemplos con que se empieza, y dónde están los demás."""
    primeros = (f"# {proposito}\n  paac-reportes {ejemplo}" for ejemplo, proposito in PRIMEROS)
    return f"{_al_pie(primeros)}\n\nCada orden dice lo suyo: paac-reportes generar --help"


def _al_pie(renglones: Iterable[str]) -> str:
    return "\n  ".join(("ejemplos, en la carpeta del proyecto:", *renglones))


# ------------------------------------------------------------------ completar

_CONSOLAS = ("bash", "zsh")


def pedir(orden: ArgumentParser) -> None:
    """Argumento de ``completar``: para qué consola."""
    orden.add_argument("consola", choices=_CONSOLAS, metavar="CONSOLA", help="bash o zsh")


def cumplir(argumentos: Namespace, _salidas: Salidas) -> Iterator[str]:
    """La orden ``completar``: el guion que se le da a la consola."""
    with hace_falta("completar"):
        from argcomplete.shell_integration import shellcode
    yield shellcode(["paac-reportes"], shell=argumentos.consola)


def lo_piden() -> bool:
    """Si quien llama es el tabulador de la consola."""
    return "_ARGCOMPLETE" in os.environ


def completar(orden: ArgumentParser) -> None:
    """Responde al tabulador y termina; sin la biblioteca, calla."""
    try:
        import argcomplete  # es de un extra
    except ImportError:
        os._exit(1)
    _con_lo_que_se_ofrece(orden)
    argcomplete.autocomplete(orden, always_complete_options="long")


def _con_lo_que_se_ofrece(orden: ArgumentParser) -> None:
    """Pone en los argumentos lo que se ofrece: los códigos de formatos y los cortes del plan."""
    completadores = {
        "formato": _codigos,
        "codigo": _codigos,
        "corte": _cortes,
        "corte_a": _cortes,
        "corte_b": _cortes,
    }
    for accion in acciones_de(orden):
        if accion.dest in completadores:
            accion.completer = completadores[accion.dest]  # type: ignore[attr-defined]


def _codigos(parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Códigos de formato que la consola ofrece: también los de la carpeta de plantillas dada."""
    try:
        plantillas = getattr(parsed_args, "plantillas", None)
        return [ficha.codigo for ficha in paac.formatos_disponibles(plantillas)]
    except ErrorPaac:
        return list(codigos_de_formato())


def _cortes(parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Cortes del plan que ya se nombró; de uno que no se deja leer, ninguno."""
    from paac_reportes.api.lectura import leer_sin_dudas

    for clave in ("datos", "contra", "base", "antes"):
        dado = getattr(parsed_args, clave, None)
        ruta = dado[0] if isinstance(dado, list) and len(dado) == 1 else dado
        if isinstance(ruta, str) and ruta != "-":
            try:
                cortes = leer_sin_dudas(ruta).contenido.cortes()
            except ErrorPaac:
                return []
            return [corte.isoformat() for corte in cortes]
    return []
