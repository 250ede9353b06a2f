"""Planes en archivos JSON o YAML, desde una ruta o desde un flujo abierto."""

import io
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from paac_reportes.entrada import motivos
from paac_reportes.entrada.contrato import comprobar_version, plan_de
from paac_reportes.entrada.flujos import leer_flujo
from paac_reportes.entrada.texto_plano import decodificar
from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import Plan
from paac_reportes.sistema import IlegibleError, es_ruta, leer_archivo

Carpeta = str | os.PathLike[str]
Origen = str | os.PathLike[str] | IO[str] | IO[bytes]


def leer_plan(origen: Origen, carpeta: Carpeta | None = None) -> Plan:
    """Lee un plan; las imágenes que nombra se buscan junto al archivo o, si se da, en ``carpeta``.

    Un flujo no trae carpeta: su nombre puede haberlo puesto quien lo envía.

    Lanza ``ErrorDeEntrada`` con todas las fallas, o con la línea y la columna si no se deja leer.
    """
    nombre, texto = _contenido(origen)
    fallas: list[Falla] = []
    datos = datos_de_texto(texto, nombre, fallas)
    comprobar_version(datos, "este archivo es más nuevo")
    fallas.extend(traer_imagenes(datos, carpetas_de(origen, carpeta)))
    try:
        plan = plan_de(datos)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada((*fallas, *error.fallas)) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    return plan


def leer_datos(origen: Origen) -> Any:
    """Los datos de un archivo JSON o YAML, sean de lo que sean; ``ErrorDeEntrada`` si no se lee."""
    nombre, texto = _contenido(origen)
    fallas: list[Falla] = []
    datos = datos_de_texto(texto, nombre, fallas)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return datos


def datos_de_texto(texto: str, nombre: str, fallas: list[Falla]) -> Any:
    """Los datos de un texto JSON o YAML (lo dice la extensión; si no la hay, el primer signo)."""
    sufijo = Path(nombre).suffix.lower()
    parece_json = texto.lstrip()[:1] in ("{", "[")
    if sufijo in _DE_FILAS and not parece_json:
        raise ErrorDeEntrada(Falla(nombre, _SON_FILAS))
    es_json = sufijo == ".json" or (sufijo not in (".yaml", ".yml") and parece_json)
    try:
        return _de_json(texto, nombre, fallas) if es_json else _de_yaml(texto, nombre)
    except RecursionError:
        raise ErrorDeEntrada(Falla(nombre, "tiene demasiados niveles anidados")) from None


def _contenido(origen: Origen) -> tuple[str, str]:
    if es_ruta(origen):
        nombre = os.fspath(origen)
        try:
            return nombre, _texto_de(leer_archivo(Path(nombre)), nombre)
        except IlegibleError as error:
            raise ErrorDeEntrada(Falla(nombre, str(error))) from None
    if isinstance(origen, str | os.PathLike) or not callable(getattr(origen, "read", None)):
        llegado = type(origen).__name__
        raise ErrorDeEntrada(f"se esperaba la ruta de un plan o un flujo abierto, llegó {llegado}")
    nombre = origen.name if isinstance(getattr(origen, "name", None), str) else ""
    leido = leer_flujo(origen, nombre)
    # Un flujo de texto puede traer todavía la marca de orden.
    texto = leido.removeprefix("\ufeff") if isinstance(leido, str) else _texto_de(leido, nombre)
    return nombre, texto


def _texto_de(contenido: bytes, nombre: str) -> str:
    """El texto de un archivo; si es de otro programa, la falla dice de cuál y qué hacer."""
    from paac_reportes.entrada.documentos.paquete import clases  # noqa: PLC0415 - quien trae diccionarios no lo carga

    if not clases.es_de_otro_programa(contenido):
        return decodificar(contenido, nombre)
    from paac_reportes.entrada.documentos.lectura import ver  # noqa: PLC0415 - sólo al fallar

    flujo = io.BytesIO(contenido)
    flujo.name = nombre
    tipo = ver(flujo).tipo
    raise ErrorDeEntrada(Falla(nombre, f"es un .{tipo} con otra extensión; llámelo .{tipo}"))


_DE_FILAS = (".csv", ".tsv")
_SON_FILAS = (
    "es una tabla (CSV), y un plan se lee de .json, .yaml o .xlsx; sus filas las recibe"
    " plan_desde_filas, y guardada como .xlsx la lee «paac-reportes leer»"
)


class _Objeto(dict[str, Any]):
    """Un objeto de JSON que recuerda las claves que traía repetidas."""

    repetidas: tuple[str, ...]

    def __init__(self, pares: list[tuple[str, Any]]) -> None:
        super().__init__(pares)
        veces = Counter(clave for clave, _ in pares) if len(pares) != len(self) else Counter()
        self.repetidas = tuple(clave for clave, cuantas in veces.items() if cuantas > 1)


def _de_json(texto: str, nombre: str, fallas: list[Falla]) -> Any:
    try:
        datos = json.loads(texto, object_pairs_hook=_Objeto)
    except json.JSONDecodeError as error:
        motivo, posicion = motivos.de_json(error.msg, texto, error.pos)
        linea = texto.count("\n", 0, posicion) + 1
        columna = posicion - texto.rfind("\n", 0, posicion)
        mensaje = f"línea {linea}, columna {columna}: JSON mal formado ({motivo})"
        raise ErrorDeEntrada(Falla(nombre, mensaje)) from None
    except ValueError:
        raise ErrorDeEntrada(Falla(nombre, "JSON con un número de miles de cifras")) from None
    fallas.extend(_repetidas(datos, ""))
    return datos


def _repetidas(datos: Any, ruta: str) -> Iterator[Falla]:
    if isinstance(datos, _Objeto):
        for clave in datos.repetidas:
            yield Falla(unir_ruta(ruta, clave), "la clave está repetida en el mismo objeto")
        for clave, valor in datos.items():
            yield from _repetidas(valor, unir_ruta(ruta, clave))
    elif isinstance(datos, list):
        for indice, valor in enumerate(datos):
            yield from _repetidas(valor, f"{ruta}[{indice}]")


def _de_yaml(texto: str, nombre: str) -> Any:
    from paac_reportes.entrada import yaml_literal  # noqa: PLC0415 - sólo quien lee YAML lo carga

    try:
        return yaml_literal.leer(texto)
    except yaml_literal.YamlIlegible as error:
        raise ErrorDeEntrada(Falla(nombre, str(error))) from None


def carpetas_de(origen: object, carpeta: Carpeta | None) -> list[Path]:
    """Dónde puede estar una imagen: en la que se da, y junto al archivo; un flujo no trae otra."""
    dadas = [Path(carpeta)] if carpeta is not None else []
    return [*dadas, Path(origen).parent] if es_ruta(origen) else dadas


def traer_imagenes(datos: Any, carpetas: Sequence[Path]) -> Iterator[Falla]:
    """Cambia la ruta de cada imagen por sus bytes; lo que no sea ruta lo juzga ``estructura``."""
    if not isinstance(datos, dict):
        return
    for lugar, dueno, clave in _con_imagen(datos):
        ruta = dueno.get(clave)
        if not isinstance(ruta, str) or ruta.startswith("data:"):
            continue
        if not carpetas:
            dueno[clave] = None
            yield Falla(f"{lugar}.{clave}", f"{mostrar(ruta)}: {_SIN_CARPETA}")
            continue
        try:
            dueno[clave] = leer_archivo(carpetas[0] / ruta, carpetas)
        except IlegibleError as error:
            dueno[clave] = None
            yield Falla(f"{lugar}.{clave}", f"{mostrar(ruta)}: {error}")


_SIN_CARPETA = "un flujo no trae carpeta en que buscarla; dígala en carpeta, o dé sus bytes"


def _con_imagen(datos: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Los objetos que pueden llevar una imagen, con su lugar y su clave."""
    entidad, firmas = datos.get("entidad"), datos.get("firmas")
    if isinstance(entidad, dict):
        yield "entidad", entidad, "escudo"
    for numero, firma in enumerate(firmas if isinstance(firmas, list) else ()):
        if isinstance(firma, dict):
            yield f"firmas[{numero}]", firma, "imagen"
