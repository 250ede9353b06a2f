"""Planes, mapas y los demás contenidos en archivos JSON o YAML, desde una ruta o desde un flujo.

``leer_contenido`` va del archivo al objeto: sus bytes, su texto, los datos que dice
(``datos_de_texto``), la versión del contrato con que se escribieron (``comprobar_version``) y las
imágenes que nombra (``traer_imagenes``). Un plan va en la raíz; lo demás, bajo la clave de su tema.

El número del contrato es de la forma de los datos y no de la biblioteca (decisión 16): crece cuando
se publica una clave que una versión anterior no entendería. Un plan no lo lleva: es del archivo.
"""

import functools
import io
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import (
    Entre,
    desestructurar,
    estructurar,
    leer_entero,
    mostrar,
    validar_por_tipo,
)
from paac_reportes.estructura.corrientes import con_claves_corrientes
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.estructura.valores import Reloj
from paac_reportes.expresiones import expresion
from paac_reportes.modelo import Plan
from paac_reportes.modelo.metodologia import de_un_ano_posible
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.temas import PLAN, Contenido, Tema, claves, tema, tema_de
from paac_reportes.opc.origen import es_de_otro_programa, es_separado, leer_flujo
from paac_reportes.sistema import (
    Carpeta,
    IlegibleError,
    es_ruta,
    ilegible,
    leer_archivo,
    leer_entrada,
    nombre_del_origen,
    se_deja_leer,
)

Origen = str | os.PathLike[str] | bytes | IO[str] | IO[bytes]


def leer_contenido(
    origen: Origen, carpeta: Carpeta | None, *, de: str | None, reloj: Reloj | None = None
) -> Contenido:
    """Contenido de un archivo de datos; su tema lo dice la raíz, y con ``de`` tiene que ser ése.

    Un momento con zona horaria es el día que diga ``reloj``. Las imágenes que nombra se buscan
    junto al archivo o, si se da, en ``carpeta``: un flujo no la trae, que su nombre puede haberlo
    puesto quien lo envía.

    Lanza ``ErrorDeEntrada`` con todas las fallas, o con la línea y la columna si no se deja leer.
    """
    nombre, texto = _nombre_y_texto(origen)
    datos = datos_de_texto(texto, nombre)
    comprobar_version(datos, "este archivo es más nuevo")
    fallas = list(traer_imagenes(datos, carpetas_de(origen, carpeta)))
    try:
        contenido = contenido_de_datos(datos, de, reloj or Reloj(), nombre)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada((*fallas, *error.fallas)) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    return contenido


def contenido_de_datos(
    datos: object, de: str | None = None, reloj: Reloj | None = None, nombre: str = ""
) -> Contenido:
    """El contenido de un diccionario: como va en su archivo, o sólo lo que va bajo su clave.

    Con ``reloj``, un momento con zona horaria es el día que él diga. ``nombre`` es el del archivo
    de que salió. Lanza ``ErrorDeEntrada`` con todas las fallas.
    """
    datos = con_claves_corrientes(datos) if isinstance(datos, Mapping) else datos
    comprobar_version(datos, "estos datos son más nuevos")
    clave_dicha = clave_en(datos)
    clave = clave_dicha or _tema_supuesto(datos, de)
    if de is not None and clave != de:
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, motivo_ajeno(clave, de)))
    return contenido_de(datos, tema(clave), reloj, bajo_su_clave=clave_dicha is not None)


def clave_en(datos: object) -> str | None:
    """Clave del tema bajo la que van unos datos, como ``mapa``; ``None`` si no van bajo ninguna."""
    if not isinstance(datos, Mapping):
        return None
    return next((clave for clave in claves() if clave != PLAN.clave and clave in datos), None)


def _tema_supuesto(datos: object, clave_pedida: str | None) -> str:
    """El tema de unos datos que no lo dicen, «plan» o «mapa»: por sus listas, o el pedido."""
    por_tema = ((clave, _listas_de(tema(clave))) for clave in claves())
    de_sus_listas = (
        clave
        for clave, listas in por_tema
        if isinstance(datos, Mapping) and not listas.isdisjoint(datos)
    )
    return next(de_sus_listas, clave_pedida or PLAN.clave)


def _listas_de(su_tema: Tema) -> frozenset[str]:
    """Listas de la raíz de un tema que llevan a sus filas: ``componentes``."""
    nombres = (rama.nombre for rama in contenidos_de(su_tema.clase))
    return frozenset(nombre for nombre in nombres if nombre in su_tema.libro.se_siguen)


def claves_sin_fila(contenido: Contenido) -> list[str]:
    """Claves de un contenido, como ``firmas``, de las que sus filas no dicen nada."""
    su_tema = tema_de(contenido)
    datos = en_archivo(contenido)
    con_fila = {"entidad", "vigencia", CLAVE, *_listas_de(su_tema)}
    return [clave for clave in datos.get(su_tema.clave, datos) if clave not in con_fila]


def motivo_ajeno(clave: str, esperado: str) -> str:
    """Motivo de la falla por un contenido de un tema donde se esperaba otro."""
    return (
        f"es {tema(clave).un} y no {tema(esperado).un}: se lee con como={clave!r} (--como"
        f" {clave}), y lo miran «revisar» y «analizar»"
    )


def leer_datos(origen: Origen) -> Any:
    """Datos de un archivo JSON o YAML, sean de lo que sean; ``ErrorDeEntrada`` si no se lee."""
    nombre, texto = _nombre_y_texto(origen)
    return datos_de_texto(texto, nombre)


def _nombre_y_texto(origen: Origen) -> tuple[str, str]:
    """El nombre de un archivo, para las fallas, y su texto; de una ruta o de uno abierto."""
    if es_ruta(origen):
        nombre = os.fspath(origen)
        return nombre, texto_de_archivo(leer_entrada(nombre), nombre)
    if not se_deja_leer(origen):
        raise error_de_argumento("", "plan_abierto", origen)
    nombre = nombre_del_origen(origen)
    contenido = leer_flujo(origen, nombre)
    # Un flujo de texto puede traer todavía la marca de orden.
    if isinstance(contenido, str):
        return nombre, contenido.removeprefix("\ufeff")
    return nombre, texto_de_archivo(contenido, nombre)


def texto_de_archivo(contenido: bytes, nombre: str) -> str:
    """El texto de unos bytes; si son de otro programa, ``ErrorDeEntrada`` dice de cuál."""
    tipo = tipo_de_otro_programa(contenido, nombre)
    if not tipo:
        return decodificar(contenido, nombre)
    motivo = f"es un .{tipo} con otra extensión; llámelo .{tipo}"
    if Path(nombre).suffix.lower() == f".{tipo}":
        motivo = f"es un .{tipo}, y aquí va un archivo de datos: JSON o YAML"
    raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, motivo))


def tipo_de_otro_programa(contenido: bytes, nombre: str) -> str:
    """``docx`` o ``xlsx``; vacío si es un texto. De otra cosa, ``ErrorDeEntrada`` dice qué es."""
    if not es_de_otro_programa(contenido):
        return ""
    from paac_reportes.opc.lectura import ver_bytes  # noqa: PLC0415 - sólo al fallar

    return ver_bytes(contenido, nombre).tipo


def decodificar(contenido: bytes, nombre: str) -> str:
    """Texto UTF-8, con o sin marca de orden; si no lo es, ``ErrorDeEntrada`` con su lugar."""
    try:
        return contenido.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ErrorDeEntrada(ilegible(error).falla(nombre)) from None


_DE_FILAS = (".csv", ".tsv")
_SON_FILAS = "es una tabla (CSV), y aquí va un archivo de datos: JSON o YAML"


def datos_de_texto(texto: str, nombre: str) -> Any:
    """Datos de un texto JSON o YAML: lo dice la extensión de ``nombre`` o el primer signo."""
    sufijo = Path(nombre).suffix.lower()
    parece_json = texto.lstrip()[:1] in ("{", "[")
    if sufijo in _DE_FILAS and not parece_json:
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, _SON_FILAS))
    es_json = sufijo == ".json" or (sufijo not in (".yaml", ".yml") and parece_json)
    try:
        return _de_json(texto, nombre) if es_json else _de_yaml(texto, nombre)
    except RecursionError:
        raise ErrorDeEntrada(
            Falla("limite_excedido", nombre, "tiene demasiados niveles anidados")
        ) from None


def _de_json(texto: str, nombre: str) -> Any:
    """Datos de un texto JSON; ``ErrorDeEntrada``, con su lugar, si está mal escrito."""
    repetidas: _Repetidas = {}

    def objeto(pares: list[tuple[str, Any]]) -> dict[str, Any]:
        """Objeto de JSON hecho de sus pares; si repite alguna clave, se recuerda cuáles."""
        objeto_leido = dict(pares)
        if len(objeto_leido) < len(pares):
            veces = Counter(clave for clave, _ in pares)
            repetidas[id(objeto_leido)] = objeto_leido, veces
        return objeto_leido

    try:
        datos = json.loads(texto, object_pairs_hook=objeto)
    except json.JSONDecodeError as error:
        from paac_reportes.lectura.yaml_literal import de_json  # noqa: PLC0415 - sólo al fallar

        motivo, posicion = de_json(error.msg, texto, error.pos)
        linea = texto.count("\n", 0, posicion) + 1
        columna = posicion - texto.rfind("\n", 0, posicion)
        mensaje = f"línea {linea}, columna {columna}: JSON mal formado ({motivo})"
        raise ErrorDeEntrada(Falla("archivo_danado", nombre, mensaje)) from None
    except ValueError:
        raise ErrorDeEntrada(
            Falla("limite_excedido", nombre, "JSON con un número de miles de cifras")
        ) from None
    if repetidas:
        raise ErrorDeEntrada(_fallas_de_repetidas(datos, "", repetidas))
    return datos


_Repetidas = dict[int, tuple[dict[str, Any], Counter[str]]]
"""Cuántas veces trae cada clave un objeto que alguna repite, por su identidad, con él."""


def _fallas_de_repetidas(datos: Any, ruta: str, repetidas: _Repetidas) -> Iterator[Falla]:
    """Fallas de las claves repetidas en cada objeto, con su ruta; ``ruta`` es la de ``datos``."""
    if isinstance(datos, dict):
        _, veces = repetidas.get(id(datos), (datos, Counter()))
        for clave, valor in datos.items():
            lugar = unir_ruta(ruta, clave)
            if veces[clave] > 1:
                motivo = "la clave está repetida en el mismo objeto"
                yield Falla("dato_repetido", lugar, motivo)
            yield from _fallas_de_repetidas(valor, lugar, repetidas)
    elif isinstance(datos, list):
        for indice, valor in enumerate(datos):
            yield from _fallas_de_repetidas(valor, f"{ruta}[{indice}]", repetidas)


def _de_yaml(texto: str, nombre: str) -> Any:
    """Datos de un texto YAML; ``ErrorDeEntrada``, con el nombre, si está dañado."""
    from paac_reportes.lectura import yaml_literal  # noqa: PLC0415 - sólo quien lee YAML lo carga

    try:
        return yaml_literal.leer_yaml(texto)
    except yaml_literal.YamlIlegible as error:
        raise ErrorDeEntrada(Falla("archivo_danado", nombre, str(error))) from None


VERSION_DEL_CONTRATO = 1
"""Versión que se escribe, y última que se entiende."""

CLAVE = "version_contrato"


@clases.frozen(kw_only=True, repr=False, field_transformer=validar_por_tipo)
class PlanEnArchivo(Plan):
    """Un plan como va en un archivo: lo suyo, con qué versión se escribió y de qué informe es."""

    version_contrato: int | None = attrs.field(
        default=None, validator=Entre(1, VERSION_DEL_CONTRATO)
    )
    informe: date | None = attrs.field(
        default=None, validator=attrs.validators.optional(de_un_ano_posible)
    )


def comprobar_version(datos: object, comienzo: str) -> None:
    """``ErrorDeEntrada``, sin mirar nada más, si los datos son de una versión posterior.

    ``comienzo`` es el del mensaje. Lo que no es un número lo dice la lectura, con las demás fallas.
    """
    version = datos.get(CLAVE) if isinstance(datos, Mapping) else None
    numero = leer_entero(version, CLAVE, [])
    if numero is not None and numero > VERSION_DEL_CONTRATO:
        motivo = (
            f"{comienzo}: usa la versión {mostrar(numero)} del contrato y esta versión de la"
            f" biblioteca entiende hasta la {VERSION_DEL_CONTRATO}; actualice paac-reportes"
        )
        raise ErrorDeEntrada(Falla("contrato_posterior", CLAVE, motivo))


@functools.cache
def clase_en_archivo(su_tema: Tema) -> type:
    """Clase de un archivo que no es un plan: el contenido bajo su clave, y su versión."""
    entero: Any = int | None
    version = attrs.field(default=None, type=entero, validator=Entre(1, VERSION_DEL_CONTRATO))
    return attrs.make_class(
        f"{su_tema.clase.__name__}EnArchivo",
        {CLAVE: version, su_tema.clave: attrs.field(type=su_tema.clase)},
        frozen=True,
        kw_only=True,
        field_transformer=validar_por_tipo,
    )


def contenido_de(
    datos: object, su_tema: Tema, reloj: Reloj | None = None, *, bajo_su_clave: bool = False
) -> Contenido:
    """Contenido de unos datos, que pueden ir bajo la clave de su tema; un plan es todo el archivo.

    ``ErrorDeEntrada`` con todas las fallas.
    """
    if su_tema is PLAN:
        return plan_de_datos(datos, reloj)
    clase = clase_en_archivo(su_tema) if bajo_su_clave else su_tema.clase
    estructurado: Any = estructurar(datos, clase, reloj=reloj)
    contenido: Contenido = getattr(estructurado, su_tema.clave) if bajo_su_clave else estructurado
    return contenido


def plan_de_datos(datos: object, reloj: Reloj | None = None) -> Plan:
    """Plan de unos datos; ``ErrorDeEntrada`` con todas las fallas."""
    plan = plan_e_informe(datos, reloj)[0]
    if plan.metodologia is not None and plan.metodologia.pesos:
        from paac_reportes.analisis.metodologia import pesos_sin_componente  # noqa: PLC0415 - casi ninguno los trae

        if fallas := [*pesos_sin_componente(plan.metodologia, plan)]:
            raise ErrorDeEntrada(fallas)
    return plan


def plan_e_informe(datos: object, reloj: Reloj | None = None) -> tuple[Plan, date | None]:
    """Plan de unos datos y, si salieron con un informe, su corte; ``ErrorDeEntrada`` si fallan."""
    archivo = estructurar(datos, PlanEnArchivo, reloj=reloj)
    campos = {campo.name: getattr(archivo, campo.name) for campo in attrs.fields(Plan)}
    return Plan(**campos), archivo.informe


def plan_publicado(nombre: str, contenido: str | bytes) -> tuple[Plan, date | None]:
    """El plan de un JSON o un YAML que ya se publicó, y el corte de su informe, si salió con uno.

    Queda sin las imágenes que están aparte. Falla si lo hizo una versión más nueva.
    """
    texto = contenido if isinstance(contenido, str) else texto_de_archivo(contenido, nombre)
    datos = datos_de_texto(texto.removeprefix("\ufeff"), nombre)
    comprobar_version(datos, "este archivo es más nuevo")
    for _ in traer_imagenes(datos, ()):  # sin carpetas, las quita
        pass
    return plan_e_informe(datos)


def en_archivo(contenido: Contenido, informe: date | None = None) -> dict[str, Any]:
    """Datos como van en un archivo: primero, la versión del contrato y el corte de su informe."""
    datos = desestructurar(contenido)
    su_tema = tema_de(contenido)
    del_archivo = {CLAVE: VERSION_DEL_CONTRATO} | (
        {_INFORME: informe.isoformat()} if informe else {}
    )
    return {**del_archivo, **(datos if su_tema is PLAN else {su_tema.clave: datos})}


_INFORME = "informe"
"""La clave del corte del informe con que salió un archivo, cuyas recomendaciones lleva."""


_SIN_CARPETA = (
    "un flujo no trae carpeta en que buscarla; dígala en carpeta= (--con carpeta=CARPETA), o dé sus"
    " bytes"
)


def carpetas_de(origen: object, carpeta: Carpeta | None) -> list[Path]:
    """Carpetas en que puede estar una imagen: la que se da, y la del archivo."""
    carpetas = [Path(carpeta)] if carpeta is not None else []
    return [*carpetas, Path(origen).parent] if es_ruta(origen) else carpetas


def traer_imagenes(datos: Any, carpetas: Sequence[Path]) -> Iterator[Falla]:
    """Cambia en ``datos`` la ruta de cada imagen por sus bytes, y da lo que no se pudo."""
    # Lo que no sea ruta lo juzga ``estructura``.
    if not isinstance(datos, dict):
        return
    for lugar, dueno, clave in _con_imagenes(datos):
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


_ConImagen = tuple[str, dict[str, Any], str]


def _con_imagenes(datos: dict[str, Any]) -> Iterator[_ConImagen]:
    """Lugar, objeto y clave de cada imagen posible: ``("firmas[0]", firma, "imagen")``."""
    yield from _con_imagen(datos)
    for clave in (*claves()[1:], *PLAN.lleva):
        if isinstance(llevado := datos.get(clave), dict):
            for lugar, dueno, clave_de_imagen in _con_imagen(llevado):
                yield f"{clave}.{lugar}", dueno, clave_de_imagen


def _con_imagen(datos: dict[str, Any]) -> Iterator[_ConImagen]:
    """El lugar, el objeto y la clave de cada imagen de un contenido: escudo y firmas."""
    entidad, firmas = datos.get("entidad"), datos.get("firmas")
    if isinstance(entidad, dict):
        yield "entidad", entidad, "escudo"
    for numero, firma in enumerate(firmas if isinstance(firmas, list) else ()):
        if isinstance(firma, dict):
            yield f"firmas[{numero}]", firma, "imagen"


# ------------------------------------------------------------------ qué es lo que llega


def es_de_datos(origen: object) -> bool:
    """Si se lee como un JSON o un YAML: un texto o, por su extensión o su comienzo, lo demás."""
    sufijo = Path(nombre_del_origen(origen)).suffix.lower()
    if sufijo or not isinstance(origen, io.BytesIO):
        de_texto = isinstance(origen, io.StringIO) or (es_ruta(origen) and not sufijo)
        return de_texto or sufijo in _DE_DATOS
    return _COMIENZO_DE_DATOS.match(origen.getvalue()[:_BYTES_DE_COMIENZO]) is not None


def es_csv(origen: object) -> bool:
    """Si es un CSV: por su extensión o, de un flujo sin nombre, por su comienzo."""
    sufijo = Path(nombre_del_origen(origen)).suffix.lower()
    if sufijo or not isinstance(origen, io.BytesIO):
        return sufijo in _DE_FILAS
    return es_separado(origen.getvalue())


_DE_DATOS = frozenset({".json", ".yaml", ".yml"})
_BYTES_DE_COMIENZO = 4000
"""Bytes de un archivo en que se busca si empieza como datos."""
_COMIENZO_DE_DATOS = expresion(
    rb"(?:\xef\xbb\xbf)?(?:\s++|#[^\n]*+\n|---[^\n]*+\n)*+(?:[\[{](?!\\)|[\w\"']++\s*+:\s)"
)
"""Comienzo de un JSON (un RTF también empieza con llave) o de una clave de YAML, tras lo
comentado."""
