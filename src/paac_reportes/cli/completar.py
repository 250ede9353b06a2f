"""``--completar``: lo que bash o zsh necesitan para completar la orden con el tabulador."""

import argparse
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

import paac_reportes as paac
from paac_reportes.api.formatos import codigos_de_formato
from paac_reportes.cli.consola import acciones_de
from paac_reportes.errores import ErrorPaac
from paac_reportes.instalacion import hace_falta

# ------------------------------------------------------------------ ejemplos
# Los ejemplos de la ayuda: corren como están, y en este orden, en la carpeta del proyecto.

_PLAN = "ejemplos/informe_trimestral/plan.yaml"
_PTEP = "ejemplos/ptep/plan.yaml"

EJEMPLOS: dict[str, tuple[str, ...]] = {
    "formatos": (
        "formatos",
        "formatos ptep-seguimiento",
        "formatos informe-seguimiento --salida salida/cuerpo.docx",
        "formatos --esquema plan --salida salida/esquema.json",
    ),
    "nuevo": ('nuevo --entidad "Municipio" --vigencia 2026 --salida salida/plan_2026.xlsx',),
    "revisar": (
        f"revisar {_PLAN}",
        "revisar ejemplos/formato_propio/plantillas",
    ),
    "generar": (
        (
            f"generar {_PLAN} --formato paac-seguimiento --corte 2023-09-30"
            " --salida salida/matriz.docx"
        ),
        (
            f"generar {_PLAN} --formato informe-seguimiento --salida salida/ --con tipo=docx"
            " --con tipo=xlsx"
        ),
        f"generar {_PLAN} --por dependencia --corte 2023-09-30 --salida salida/oficios",
        "generar ejemplos/lote/encargos.csv --salida salida/lote",
        (
            "generar - --con carpeta=ejemplos/ptep --formato ptep-seguimiento --con tipo=html"
            f" --salida - < {_PTEP} > salida/ptep.html"
        ),
    ),
    "publicar": (
        f"publicar {_PTEP} --formato ptep-seguimiento --salida salida/publico.html",
        f"publicar {_PTEP} --formato ptep-seguimiento --con tipo=pdf --salida salida/publicos/",
    ),
    "leer": (
        f"leer salida/matriz.docx --plan {_PLAN} --salida salida/leido.json",
        f"leer {_PTEP} --recomendar --corte 2026-06-30 --salida salida/plan.yaml",
    ),
    "analizar": (
        f"analizar {_PLAN} --corte 2023-09-30",
        f"analizar {_PLAN} --con metodo=subcomponentes --json > salida/cifras.json",
        f"analizar {_PLAN} {_PTEP} --corte 2026-08-31 --salida salida/cuentas.xlsx",
    ),
    "comparar": (
        f"comparar {_PLAN}",
        f"comparar {_PLAN} --corte 2023-03-31 --corte 2023-09-30",
    ),
    "calendario": (
        "calendario --vigencia 2026 --con plazo-habiles=10 --salida salida/deberes.xlsx",
    ),
    "capturar": (f"capturar {_PTEP} --corte 2026-12-31 --salida salida/libros",),
    "reunir": (f"reunir salida/libros --base {_PTEP} --salida salida/datos.json",),
    "verificar": (
        (
            f"verificar salida/matriz.docx --contra {_PLAN} --formato paac-seguimiento"
            " --corte 2023-09-30"
        ),
    ),
}
"""Por orden, sin el ``paac-reportes`` que llevan delante."""

PRIMEROS = (
    ("formatos", "los formatos que hay"),
    (f"revisar {_PLAN}", "si los datos están bien"),
    (f"generar {_PLAN} --formato paac-seguimiento --salida salida/", "el reporte, en Word"),
    ('nuevo --entidad "Municipio" --vigencia 2026 --salida plan.xlsx', "su plan, por llenar"),
)


def ejemplos_de(orden: str) -> str:
    """Ejemplos de una orden, como van al pie de su ayuda."""
    return _al_pie(f"paac-reportes {ejemplo}" for ejemplo in EJEMPLOS[orden])


def primeros_ejemplos() -> str:
    """Ejemplos con que se empieza, y dónde están los demás."""
    primeros = (f"# {proposito}\n  paac-reportes {ejemplo}" for ejemplo, proposito in PRIMEROS)
    return f"{_al_pie(primeros)}\n\nCada orden dice lo suyo: paac-reportes generar --help"


def _al_pie(renglones: Iterable[str]) -> str:
    return "\n  ".join(("ejemplos, en la carpeta del proyecto:", *renglones))


# ------------------------------------------------------------------ completar

_CONSOLAS = ("bash", "zsh")


class Guion(argparse.Action):
    """La opción ``--completar``: el guion que se le da a la consola."""

    def __call__(self, parser: ArgumentParser, _n: Any, values: Any, _o: Any = None) -> None:
        """Escribe el guion y termina."""
        if values not in _CONSOLAS:
            parser.error(f"--completar: se esperaba bash o zsh, llegó {values!r}")
        with hace_falta("completar"):
            from argcomplete.shell_integration import shellcode
        sys.stdout.write(f"{shellcode(['paac-reportes'], shell=values)}\n")
        parser.exit()


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
        "con": _de_con,
    }
    for accion in acciones_de(orden):
        if accion.dest in completadores:
            accion.completer = completadores[accion.dest]  # type: ignore[attr-defined]


def _de_con(parsed_args: argparse.Namespace, prefix: str = "", **_: Any) -> list[str]:
    """Claves de ``--con`` que la orden admite; de la ya escrita, los valores que tiene."""
    from paac_reportes.api.cifras import opciones
    from paac_reportes.cli.tabla import ORDENES

    con, (clave, igual, _valor) = ORDENES[parsed_args.pedida].con, prefix.partition("=")
    if not igual:
        return [f"{cada.replace('_', '-')}=" for cada in con]
    return [f"{clave}={valor}" for valor in opciones().get(clave.replace("-", "_"), ("si", "no"))]


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
