"""Planes en archivos JSON o YAML, desde una ruta o desde un flujo abierto."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from paac_reportes.entrada.texto_plano import decodificar
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import estructurar
from paac_reportes.modelo import Plan

Origen = str | Path | IO[str] | IO[bytes]


def leer_plan(origen: Origen) -> Plan:
    """Lee un plan; las rutas de imágenes se buscan junto al archivo.

    Lanza ``ErrorDeEntrada`` con todas las fallas, o con la línea y la columna si no se deja leer.
    """
    nombre, contenido = _contenido(origen)
    datos = datos_de_texto(decodificar(contenido, nombre), nombre)
    fallas = list(_traer_escudo(datos, Path(nombre).parent if nombre else None))
    try:
        plan = estructurar(datos, Plan)
    except ErrorDeEntrada as error:
        fallas.extend(error.fallas)
        raise ErrorDeEntrada(fallas) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    return plan


def datos_de_texto(texto: str, nombre: str = "") -> Any:
    """Los datos de un texto JSON o YAML (lo dice la extensión; si no la hay, el primer signo)."""
    sufijo = Path(nombre).suffix.lower()
    es_json = sufijo == ".json" or (sufijo not in (".yaml", ".yml") and _parece_json(texto))
    try:
        return _de_json(texto, nombre) if es_json else _de_yaml(texto, nombre)
    except RecursionError:
        raise ErrorDeEntrada(Falla(nombre, "tiene demasiados niveles anidados")) from None


def _parece_json(texto: str) -> bool:
    return texto.lstrip()[:1] in ("{", "[")


def _contenido(origen: Origen) -> tuple[str, bytes]:
    if isinstance(origen, str | Path):
        try:
            return str(origen), Path(origen).read_bytes()
        except (OSError, ValueError) as error:
            raise ErrorDeEntrada(Falla(str(origen), _por_que(error))) from error
    leido = origen.read()
    nombre = getattr(origen, "name", "")
    contenido = leido.encode("utf-8", "surrogatepass") if isinstance(leido, str) else leido
    return nombre if isinstance(nombre, str) else "", contenido


def _por_que(error: Exception) -> str:
    motivos: dict[type[Exception], str] = {
        FileNotFoundError: "no existe el archivo",
        IsADirectoryError: "es una carpeta, se esperaba un archivo",
        PermissionError: "no hay permiso para leerlo",
    }
    return motivos.get(type(error), f"no se deja leer ({error})")


def _de_json(texto: str, nombre: str) -> Any:
    fallas: list[Falla] = []

    def objeto(pares: list[tuple[str, Any]]) -> dict[str, Any]:
        fallas.extend(_repetidas([clave for clave, _ in pares], nombre))
        return dict(pares)

    try:
        datos = json.loads(texto, object_pairs_hook=objeto)
    except json.JSONDecodeError as error:
        mensaje = f"línea {error.lineno}, columna {error.colno}: JSON mal formado ({error.msg})"
        raise ErrorDeEntrada(Falla(nombre, mensaje)) from None
    except ValueError as error:  # un número de miles de cifras
        raise ErrorDeEntrada(Falla(nombre, f"JSON con un número ilegible ({error})")) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    return datos


def _repetidas(claves: Iterable[str], nombre: str) -> Iterable[Falla]:
    for clave, veces in Counter(claves).items():
        if veces > 1:
            yield Falla(nombre, f"la clave {clave!r} aparece {veces} veces en el mismo objeto")


def _de_yaml(texto: str, nombre: str) -> Any:
    import yaml  # noqa: PLC0415 - sólo quien lee YAML lo carga

    from paac_reportes.entrada.yaml_literal import CargadorLiteral  # noqa: PLC0415

    try:
        return yaml.load(texto, CargadorLiteral)  # noqa: S506 - hereda de BaseLoader: sólo textos
    except yaml.MarkedYAMLError as error:
        marca = error.problem_mark or error.context_mark
        lugar = f"línea {marca.line + 1}, columna {marca.column + 1}: " if marca else ""
        motivo = error.problem or error.context
        raise ErrorDeEntrada(Falla(nombre, f"{lugar}YAML mal formado ({motivo})")) from None
    except yaml.reader.ReaderError as error:
        lugar = _lugar(texto, error.position)
        motivo = f"{lugar}: YAML con un carácter que no admite (U+{error.character:04X})"
        raise ErrorDeEntrada(Falla(nombre, motivo)) from None


def _lugar(texto: str, posicion: int) -> str:
    lineas = re.split(r"\r\n|\r|\n", texto[:posicion])
    return f"línea {len(lineas)}, columna {len(lineas[-1]) + 1}"


def _traer_escudo(datos: Any, carpeta: Path | None) -> Iterable[Falla]:
    """Cambia la ruta del escudo por sus bytes; lo que no sea una ruta lo juzga ``estructura``."""
    entidad = datos.get("entidad") if isinstance(datos, dict) else None
    if carpeta is None or not isinstance(entidad, dict):
        return
    escudo = entidad.get("escudo")
    if not isinstance(escudo, str) or escudo.startswith("data:"):
        return
    try:
        entidad["escudo"] = (carpeta / escudo).read_bytes()
    except (OSError, ValueError) as error:
        entidad["escudo"] = None
        yield Falla("entidad.escudo", f"{escudo!r}: {_por_que(error)}")
