"""Planes en archivos JSON o YAML, desde una ruta o desde un flujo abierto."""

import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import (
    Entre,
    estructurar,
    leer_entero,
    mostrar,
    traducir,
    validar_por_tipo,
)
from paac_reportes.modelo import Plan
from paac_reportes.opc.flujos import leer_flujo
from paac_reportes.sistema import IlegibleError, es_ruta, ilegible, leer_archivo

# ------------------------------------------------------------------ texto plano
# Bytes a texto: UTF-8, y si no lo es, dónde deja de serlo.


def decodificar(contenido: bytes, nombre: str = "") -> str:
    """El texto UTF-8 (con o sin marca de orden); ``ErrorDeEntrada`` con línea y columna si no."""
    try:
        return contenido.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ErrorDeEntrada(ilegible(error).falla(nombre)) from None


# ------------------------------------------------------------------ contrato
# La versión del contrato que unos datos dicen usar, antes de leer lo demás.
#
# El número es de la forma de los datos y no de la biblioteca (``docs/decisiones/0016``): crece cuando
# se publica una clave que una versión anterior no entendería. Un plan no lo lleva: es del archivo.

VERSION_DEL_CONTRATO = 2
"""La que se escribe, y la última que se entiende."""

CLAVE = "version_contrato"


@attrs.frozen(kw_only=True, repr=False, field_transformer=validar_por_tipo)
class PlanEnArchivo(Plan):
    """Un plan como va en un archivo: lo suyo y la versión con que se escribió."""

    version_contrato: int | None = attrs.field(
        default=None, validator=Entre(1, VERSION_DEL_CONTRATO)
    )


def comprobar_version(datos: object, cuales: str) -> None:
    """``ErrorDeEntrada``, sin mirar nada más, si los datos son de una versión posterior.

    Lo que no es un número lo dice la lectura, con las demás fallas.
    """
    version = datos.get(CLAVE) if isinstance(datos, Mapping) else None
    leida = leer_entero(version, CLAVE, [])
    if leida is not None and leida > VERSION_DEL_CONTRATO:
        motivo = (
            f"{cuales}: usa la versión {mostrar(leida)} del contrato y esta versión de la"
            f" biblioteca entiende hasta la {VERSION_DEL_CONTRATO}; actualice paac-reportes"
        )
        raise ErrorDeEntrada(Falla("contrato_posterior", CLAVE, motivo))


def plan_de(datos: object) -> Plan:
    """El plan de unos datos; ``ErrorDeEntrada`` con todas las fallas."""
    leido = estructurar(datos, PlanEnArchivo)
    return Plan(**{campo.name: getattr(leido, campo.name) for campo in attrs.fields(Plan)})


# ------------------------------------------------------------------ motivos
# En español, lo que dicen los lectores de JSON y de YAML.

_JSON = (
    ("Expecting value", "se esperaba un valor"),
    ("Expecting property name enclosed in double quotes", "se esperaba una clave entre comillas"),
    ("Expecting ',' delimiter", "falta una coma, o cerrar una lista o un objeto"),
    ("Expecting ':' delimiter", "faltan los dos puntos"),
    ("Extra data", "sobra texto al final"),
    ("Illegal trailing comma before end of .*", "sobra una coma"),
    ("Invalid control character at", "un carácter de control sin escapar"),
    (r"Invalid \\uXXXX escape", r"un escape \\u mal escrito"),
    (r"Invalid \\escape.*", r"un escape que no existe; una barra invertida se escribe \\\\"),
    ("Unterminated string starting at", "un texto sin cerrar"),
)

_ENTRE_COMILLAS = "si es texto, escríbalo entre comillas"
_SANGRIA = "la sangría no corresponde"

_YAML = (
    (r".*\|found character '\\t' .*", "hay un tabulador; use espacios"),
    (r".*\|found character (.+) that cannot start any token", rf"un valor no empieza por \1; {_ENTRE_COMILLAS}"),
    (r".*\|mapping values are not allowed here", f"no se esperaban dos puntos aquí; {_ENTRE_COMILLAS}, y si no, revise la sangría y los dos puntos del renglón anterior"),
    (r".*\|sequence entries are not allowed here", "un elemento de lista va en su propio renglón"),
    (r".*\|mapping keys are not allowed here", f"no se esperaba «? » aquí; {_ENTRE_COMILLAS}"),
    (r".*block collection\|.* but found '\?'", f"{_SANGRIA}: hay una clave entre los elementos de una lista"),
    (r".*block mapping\|.* but found '-'", f"{_SANGRIA}: hay un elemento de lista entre las claves de un objeto; entre el guion y el texto va un espacio"),
    (r".*\|.*<block end>, but found '([\]}])'", r"sobra \1"),
    (r".*\|.*<block end>, but found '<(?:scalar|anchor|alias|tag)>'", "sobra texto después del valor; escríbalo todo entre unas mismas comillas"),
    (r".*\|.*<block end>.*", _SANGRIA),
    (r".*\|expected ',' or '(.)', but got '([\]}])'", r"se esperaba \1, que cierra lo abierto en la línea {linea}, llegó \2"),
    (r".*\|expected ',' or '(.)', but got .*", r"falta una coma, o cerrar con \1 lo abierto en la línea {linea}"),
    (r".*\|expected the node content, but found '(.+)'", r"falta un valor antes de «\1»"),
    (r".*\|found undefined alias (.+)", rf"no existe el alias \1; {_ENTRE_COMILLAS}"),
    (r"found duplicate anchor (.+); first.*\|.*", r"el ancla \1 está repetida"),
    (r"expected a single document.*\|.*", "hay más de un documento: sobra lo que sigue a «---»"),
    (r".*\|expected '<document start>', .*", "hay más de un documento, o una línea que empieza por %"),
    (r".*\|found unconstructable recursive node", "un objeto se contiene a sí mismo"),
    (r".*\|found unexpected document separator", "un texto entre comillas no tiene renglones que empiecen por --- ni por ..."),
    (r".*\|found incompatible YAML document.*", "se esperaba YAML 1"),
    (r".*double-quoted scalar\|.*", "una barra invertida que no es un escape; dóblela, o use comillas simples"),
    (r".*block scalar\|.*", f"después de | o de > va un salto de renglón; {_ENTRE_COMILLAS}"),
    (r"\|(?!expected|found|but|could)(.*)", r"\1"),
)  # fmt: skip
"""Contexto y problema; ``{linea}``, donde empieza el contexto."""

_YAML_DESDE_DONDE_EMPIEZA = (
    (r".*\|could not find expected ':'", "faltan los dos puntos después de la clave"),
    (r".*quoted scalar\|found unexpected end of stream", "falta cerrar las comillas que se abren aquí"),
    (r".*\|expected ',' or '(.)', but got '<stream end>'", r"falta cerrar con \1 lo que se abre aquí"),
    (r"while scanning an (?:alias|anchor)\|.*", f"un valor no empieza por * ni por &; {_ENTRE_COMILLAS}"),
    (r"while (?:scanning|parsing) a tag\|.*", f"un valor no empieza por !; {_ENTRE_COMILLAS}"),
    (r".*\|found undefined tag handle .*", f"un valor no empieza por !; {_ENTRE_COMILLAS}"),
    (r"while scanning a directive\|.*", f"un renglón no empieza por %; {_ENTRE_COMILLAS}"),
    (r".*\|(?:found duplicate YAML directive|duplicate tag handle .*)", "un renglón que empieza por % está repetido"),
)  # fmt: skip
"""Los que se entienden mejor donde empieza lo que quedó a medias."""


def de_json(motivo: str, texto: str, posicion: int) -> tuple[str, int]:
    """El motivo de un error de JSON, y su lugar.

    Una coma de más se dice igual en todas las versiones de Python, que no la señalan igual.
    """
    antes = texto[:posicion].rstrip()
    if texto[posicion : posicion + 1] in ("]", "}") and antes.endswith(","):
        return "sobra una coma", len(antes) - 1
    return traducir(motivo, _JSON) or _no_se_entiende(
        texto, texto.count("\n", 0, posicion)
    ), posicion


def de_yaml(contexto: str, problema: str, texto: str, linea: int, desde: int) -> tuple[str, bool]:
    """El motivo de un error de YAML, y si su lugar es donde empieza lo que quedó a medias.

    ``linea`` es la del problema y ``desde`` la del contexto, contadas desde cero.
    """
    dicho = f"{contexto}|{problema}"
    if motivo := traducir(dicho, _YAML_DESDE_DONDE_EMPIEZA):
        return motivo, True
    motivo = traducir(dicho, _YAML) or _no_se_entiende(texto, linea)
    return motivo.replace("{linea}", str(desde + 1)), False


def _no_se_entiende(texto: str, linea: int) -> str:
    """Lo que se dice de lo que no está en la tabla: el renglón."""
    renglones = re.split(r"\r\n|\r|\n", texto)
    return f"no se entiende {mostrar(renglones[min(linea, len(renglones) - 1)].strip())}"


# ------------------------------------------------------------------ archivos

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
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, _SON_FILAS))
    es_json = sufijo == ".json" or (sufijo not in (".yaml", ".yml") and parece_json)
    try:
        return _de_json(texto, nombre, fallas) if es_json else _de_yaml(texto, nombre)
    except RecursionError:
        raise ErrorDeEntrada(
            Falla("limite_excedido", nombre, "tiene demasiados niveles anidados")
        ) from None


def _contenido(origen: Origen) -> tuple[str, str]:
    if es_ruta(origen):
        nombre = os.fspath(origen)
        try:
            return nombre, _texto_de(leer_archivo(Path(nombre)), nombre)
        except IlegibleError as error:
            raise ErrorDeEntrada(error.falla(nombre)) from None
    if isinstance(origen, str | os.PathLike) or not callable(getattr(origen, "read", None)):
        llegado = type(origen).__name__
        raise ErrorDeEntrada(
            Falla(
                "argumento_invalido",
                "",
                f"se esperaba la ruta de un plan o un flujo abierto, llegó {llegado}",
            )
        )
    nombre = origen.name if isinstance(getattr(origen, "name", None), str) else ""
    leido = leer_flujo(origen, nombre)
    # Un flujo de texto puede traer todavía la marca de orden.
    texto = leido.removeprefix("\ufeff") if isinstance(leido, str) else _texto_de(leido, nombre)
    return nombre, texto


def _texto_de(contenido: bytes, nombre: str) -> str:
    """El texto de un archivo; si es de otro programa, la falla dice de cuál y qué hacer."""
    from paac_reportes.opc import clases  # noqa: PLC0415 - quien trae diccionarios no lo carga

    if not clases.es_de_otro_programa(contenido):
        return decodificar(contenido, nombre)
    from paac_reportes.opc.lectura import ver  # noqa: PLC0415 - sólo al fallar

    flujo = io.BytesIO(contenido)
    flujo.name = nombre
    tipo = ver(flujo).tipo
    raise ErrorDeEntrada(
        Falla("archivo_de_otra_clase", nombre, f"es un .{tipo} con otra extensión; llámelo .{tipo}")
    )


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
        motivo, posicion = de_json(error.msg, texto, error.pos)
        linea = texto.count("\n", 0, posicion) + 1
        columna = posicion - texto.rfind("\n", 0, posicion)
        mensaje = f"línea {linea}, columna {columna}: JSON mal formado ({motivo})"
        raise ErrorDeEntrada(Falla("archivo_danado", nombre, mensaje)) from None
    except ValueError:
        raise ErrorDeEntrada(
            Falla("limite_excedido", nombre, "JSON con un número de miles de cifras")
        ) from None
    fallas.extend(_repetidas(datos, ""))
    return datos


def _repetidas(datos: Any, ruta: str) -> Iterator[Falla]:
    if isinstance(datos, _Objeto):
        for clave in datos.repetidas:
            yield Falla(
                "dato_repetido", unir_ruta(ruta, clave), "la clave está repetida en el mismo objeto"
            )
        for clave, valor in datos.items():
            yield from _repetidas(valor, unir_ruta(ruta, clave))
    elif isinstance(datos, list):
        for indice, valor in enumerate(datos):
            yield from _repetidas(valor, f"{ruta}[{indice}]")


def _de_yaml(texto: str, nombre: str) -> Any:
    from paac_reportes.lectura import yaml_literal  # noqa: PLC0415 - sólo quien lee YAML lo carga

    try:
        return yaml_literal.leer(texto)
    except yaml_literal.YamlIlegible as error:
        raise ErrorDeEntrada(Falla("archivo_danado", nombre, str(error))) from None


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
            yield Falla("ruta_inadmisible", f"{lugar}.{clave}", f"{mostrar(ruta)}: {_SIN_CARPETA}")
            continue
        try:
            dueno[clave] = leer_archivo(carpetas[0] / ruta, carpetas)
        except IlegibleError as error:
            dueno[clave] = None
            yield Falla(error.codigo, f"{lugar}.{clave}", f"{mostrar(ruta)}: {error}")


_SIN_CARPETA = "un flujo no trae carpeta en que buscarla; dígala en carpeta, o dé sus bytes"


def _con_imagen(datos: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Los objetos que pueden llevar una imagen, con su lugar y su clave."""
    entidad, firmas = datos.get("entidad"), datos.get("firmas")
    if isinstance(entidad, dict):
        yield "entidad", entidad, "escudo"
    for numero, firma in enumerate(firmas if isinstance(firmas, list) else ()):
        if isinstance(firma, dict):
            yield f"firmas[{numero}]", firma, "imagen"
