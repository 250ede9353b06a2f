"""De diccionarios y listas a objetos: un lector por cada forma de anotación."""

import base64
import binascii
import enum
import functools
import types
import typing
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura.mensajes import (
    algunas,
    alguno_de,
    codigo_ajeno,
    inesperado,
    mostrar,
    nombre_de,
)
from paac_reportes.estructura.reglas import (
    LECTORES_SIMPLES,
    Lector,
    leer_bytes,
    leer_decimal,
    leer_texto,
    validadores,
)
from paac_reportes.imagenes import de_texto, por_que_no
from paac_reportes.sistema import MAXIMO, MEGAS

# ------------------------------------------------------------------ ajenas
# Filas de otras bibliotecas: cómo se recorren, qué datos traen y qué valor es cada uno.

FALTA = object()
"""Lo que una fila no trae, que no es lo mismo que un blanco."""

_CON_LISTAS = frozenset({"pandas", "polars", "pyarrow"})
_SUELTOS = (str, bytes, int, float, list)


def lista_de_filas(filas: object) -> list[Any]:
    """Las filas, una por una: diccionarios u objetos (``ErrorDeEntrada`` si no lo son).

    Admite cualquier cosa que se recorra, una tabla de pandas, de polars o de Arrow, y el cursor de
    una base de datos.
    """
    propias = _de_tabla(filas)
    if isinstance(propias, str | bytes | Mapping) or not isinstance(propias, Iterable):
        motivo = f"se esperaba una lista de diccionarios u objetos, llegó {mostrar(filas)}"
        raise ErrorDeEntrada(Falla("filas", motivo))
    with codigo_ajeno("filas", "no se dejaron recorrer"):
        lista = [_con_nombres(fila, _nombres_del_cursor(filas)) for fila in propias]
    malas = [n for n, fila in enumerate(lista) if fila is None or _es_suelta(fila)]
    if malas:
        motivo = "se esperaba un diccionario o un objeto, llegó"
        raise ErrorDeEntrada(Falla(f"filas[{n}]", f"{motivo} {mostrar(lista[n])}") for n in malas)
    return lista


def _de_tabla(filas: Any) -> Any:
    """De una tabla de otra biblioteca, sus filas como diccionarios."""
    if isinstance(filas, type):
        return filas
    if hasattr(filas, "collect") and hasattr(filas, "collect_schema"):  # una de polars por calcular
        with codigo_ajeno("filas", "no se dejaron calcular"):
            filas = filas.collect()
    for metodo in ("to_dicts", "to_pylist"):  # polars y Arrow
        if hasattr(filas, metodo):
            with codigo_ajeno("filas", "no se dejaron recorrer"):
                return getattr(filas, metodo)()
    if hasattr(filas, "to_dict") and hasattr(filas, "columns"):
        with codigo_ajeno("filas", "no se dejaron recorrer"):
            return filas.to_dict("records")
    if hasattr(filas, "description") and hasattr(filas, "fetchall"):
        with codigo_ajeno("filas", "no se dejaron recorrer"):
            return filas.fetchall()
    return filas


def _nombres_del_cursor(filas: Any) -> list[str]:
    columnas = getattr(filas, "description", None)
    es_cursor = isinstance(columnas, list | tuple) and hasattr(filas, "fetchall")
    return [str(columna[0]) for columna in columnas or ()] if es_cursor else []


def _con_nombres(fila: Any, nombres: list[str]) -> Any:
    """La fila como diccionario, si dice los nombres de sus datos; un objeto queda como está."""
    if isinstance(fila, Mapping):
        return fila
    if isinstance(fila, tuple) and hasattr(fila, "_mapping"):  # SQLAlchemy
        return dict(fila._mapping)  # noqa: SLF001 - es su modo público
    if isinstance(fila, tuple) and hasattr(fila, "_asdict"):
        return fila._asdict()
    if nombres and len(nombres) == len(fila):
        return dict(zip(nombres, fila, strict=True))
    if hasattr(fila, "keys") and hasattr(fila, "__getitem__"):  # sqlite3.Row
        return {clave: fila[clave] for clave in fila.keys()}  # noqa: SIM118 - no es un diccionario
    return fila


def _es_suelta(fila: object) -> bool:
    return isinstance(fila, (*_SUELTOS, tuple))


def crudo(fila: Any, dato: str) -> Any:
    """El dato de una fila, o ``FALTA``."""
    if type(fila) is dict:  # casi todas, celda por celda; aquí no hay código de otro que falle
        return fila.get(dato, FALTA)
    with codigo_ajeno("filas", f"no se pudo leer {dato!r}"):
        return fila.get(dato, FALTA) if isinstance(fila, Mapping) else getattr(fila, dato, FALTA)


def nombres_de_datos(fila: Any) -> Iterable[str]:
    """Los datos que una fila trae."""
    if isinstance(fila, Mapping):
        return [clave for clave in fila if isinstance(clave, str)]
    if attrs.has(type(fila)):
        return [campo.name for campo in attrs.fields(type(fila))]
    return [nombre for nombre in dir(fila) if not nombre.startswith("_")]


def valor_de(crudo: Any) -> Any:
    """El valor como los de Python; ``None`` si es de los que dicen que no hay dato."""
    if crudo is None or type(crudo) is str:
        return crudo
    valor = _de_python(crudo)
    if valor is FALTA or _es_sin_dato(valor):
        return None
    if isinstance(valor, float):
        numero = Decimal(float.__repr__(valor))
        return numero if numero.is_finite() else str(valor)
    return valor


def _de_python(valor: Any) -> Any:
    """Un número, una fecha o una lista de numpy, pandas, polars o Arrow, como los de Python."""
    biblioteca = type(valor).__module__.partition(".")[0]
    if biblioteca in _CON_LISTAS:
        for metodo in ("as_py", "to_pylist", "to_list"):
            if hasattr(valor, metodo):
                return getattr(valor, metodo)()
    return _de_numpy(valor) if biblioteca == "numpy" else valor


def _de_numpy(valor: Any) -> Any:
    try:
        if type(valor).__name__ == "datetime64":
            return valor.astype("datetime64[us]").item()
        return valor.item() if valor.ndim == 0 else valor.tolist()
    except (AttributeError, ValueError):
        return str(valor)


def _es_sin_dato(valor: Any) -> bool:
    """Así lo dicen Python, numpy y pandas: ``None``, ``nan``, ``NaT`` y ``NA``."""
    try:
        return valor is None or bool(valor != valor)  # noqa: PLR0124
    except ArithmeticError:  # un «sNaN» no se deja comparar
        return True
    except TypeError:  # ``NA`` tampoco; lo demás que no se deja es algo, y no se calla
        return type(valor).__name__ == "NAType"
    except Exception:  # noqa: BLE001 - una lista de otra biblioteca, o cualquier clase ajena
        return False


# ------------------------------------------------------------------ lectura

T = typing.TypeVar("T")

_PARECIDAS = 0.7
"""Desde aquí dos claves se parecen tanto que una es errata de la otra."""


def estructurar(datos: object, clase: type[T], ruta: str = "") -> T:
    """Lee ``datos`` (diccionarios y listas) como un objeto de ``clase``.

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su ruta dentro de ``ruta``.
    """
    fallas: list[Falla] = []
    leer: Lector = lector_de(typing.cast("typing.Hashable", clase))
    objeto: T = leer(datos, ruta, fallas)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return objeto


@functools.cache
def lector_de(tipo: typing.Any) -> Lector:
    """El lector de una anotación de tipo."""
    origen = typing.get_origin(tipo)
    argumentos = typing.get_args(tipo)
    if origen in (typing.Union, types.UnionType):
        opciones = [a for a in argumentos if a is not type(None)]
        return lector_de(opciones[0]) if len(opciones) == 1 else _lector_de_union(opciones)
    if origen is tuple:
        return _lector_de_lista(argumentos[0])
    if origen is dict:
        return _lector_de_tabla(*argumentos)
    if origen is typing.Literal:
        return _lector_de_opcion(argumentos)
    if attrs.has(tipo):
        return _lector_de_objeto(tipo)
    if issubclass(tipo, enum.Enum):
        return _lector_de_opcion([miembro.value for miembro in tipo], tipo)
    return LECTORES_SIMPLES[tipo]


def _lector_de_objeto(clase: typing.Any) -> Lector:
    # Los que van «aparte» no se leen de los datos: los pone quien sabe de dónde llegaron.
    campos = {c.name: c for c in attrs.fields(clase) if not c.metadata.get("aparte")}
    lectores = [(nombre, campo, _lector_de_campo(campo)) for nombre, campo in campos.items()]
    incoherencias = getattr(clase, "incoherencias", lambda _valores: ())

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if not isinstance(datos, dict | Mapping):  # que lo sea a secas se ve más rápido
            fallas.append(inesperado(ruta, f"un objeto con claves como {algunas(campos)}", datos))
            return None
        previas = len(fallas)
        if not campos.keys() >= datos.keys():
            fallas.extend(_claves_desconocidas(datos, campos, ruta))
        valores: dict[str, object] = {}
        for nombre, campo, leer_campo in lectores:
            dato = datos.get(nombre)
            if dato is not None:
                valores[nombre] = leer_campo(dato, ruta, fallas)
            elif campo.default is attrs.NOTHING:
                lugar = unir_ruta(ruta, nombre)
                fallas.append(Falla(lugar, f"falta; se esperaba {nombre_de(campo.type)}"))
        fallas.extend(falla.dentro_de(ruta) for falla in incoherencias(valores))
        return clase(**valores) if len(fallas) == previas else None

    return leer


def _lector_de_campo(campo: typing.Any) -> Lector:
    """Lee un campo y lo comprueba; la ruta es la de su objeto."""
    nombre = campo.name
    leer_valor: Lector = campo.metadata.get("leer") or lector_de(campo.type)
    comprobaciones = validadores(campo)[1:]  # la primera es la del tipo, que el lector ya cumplió

    def leer(dato: object, ruta: str, fallas: list[Falla]) -> object:
        antes = len(fallas)
        valor = leer_valor(dato, unir_ruta(ruta, nombre), fallas)
        if comprobaciones and len(fallas) == antes:
            fallas.extend(_fallas_del_valor(campo, valor, comprobaciones, ruta))
        return valor

    return leer


def _claves_desconocidas(
    datos: Mapping[typing.Any, object], campos: Iterable[str], ruta: str
) -> Iterable[Falla]:
    for clave in datos:
        if not isinstance(clave, str):
            yield inesperado(ruta, "una clave de texto", clave)
        elif clave not in campos:
            lugar = unir_ruta(ruta, clave if clave.isidentifier() else mostrar(clave))
            yield Falla(lugar, _clave_desconocida(clave, tuple(campos)))


@functools.lru_cache(maxsize=1024)  # una errata suele estar en todas las filas
def _clave_desconocida(clave: str, campos: tuple[str, ...]) -> str:
    """La vecina más cercana y, si no se parece de verdad, todas las que se admiten."""
    # Aquí y no arriba: sólo lo carga quien trae una errata.
    from rapidfuzz.distance.Indel import normalized_similarity  # noqa: PLC0415

    vecina = max(campos, key=lambda campo: normalized_similarity(clave, campo))
    parecida = normalized_similarity(clave, vecina) >= _PARECIDAS
    todas = "" if parecida else f" (se admiten: {', '.join(campos)})"
    return f"clave desconocida; la más parecida es {vecina!r}{todas}"


def _fallas_del_valor(
    campo: typing.Any, valor: object, comprobaciones: Iterable[typing.Any], ruta: str
) -> Iterable[Falla]:
    for comprobar in comprobaciones:
        try:
            comprobar(None, campo, valor)
        except ErrorDeEntrada as error:
            yield from (falla.dentro_de(ruta) for falla in error.fallas)


def _lector_de_lista(tipo: typing.Any) -> Lector:
    leer_uno = lector_de(tipo)

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if not isinstance(datos, list | tuple):
            fallas.append(inesperado(ruta, nombre_de(tuple[tipo, ...]), datos))
            return None
        leidos = []
        for indice, dato in enumerate(datos):
            lugar = f"{ruta}[{indice}]"
            if dato is None:
                fallas.append(inesperado(lugar, nombre_de(tipo), dato))
            leidos.append(None if dato is None else leer_uno(dato, lugar, fallas))
        return tuple(leidos)

    return leer


def _lector_de_tabla(tipo_de_clave: typing.Any, tipo: typing.Any) -> Lector:
    leer_clave, leer_uno = lector_de(tipo_de_clave), lector_de(tipo)
    de_texto = tipo_de_clave is str

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if not isinstance(datos, Mapping):
            fallas.append(inesperado(ruta, "una tabla de nombres y valores", datos))
            return None
        if de_texto:
            raras = [clave for clave in datos if not isinstance(clave, str)]
            fallas.extend(inesperado(ruta, "una clave de texto", clave) for clave in raras)
            if raras:
                return None
            return {c: leer_uno(v, unir_ruta(ruta, c), fallas) for c, v in datos.items()}
        leidos: dict[object, object] = {}
        for clave, valor in datos.items():
            lugar = unir_ruta(ruta, clave if isinstance(clave, str) else mostrar(clave))
            leida = leer_clave(clave, lugar, fallas)
            if leida in leidos and leida is not None:
                fallas.append(Falla(lugar, "se esperaba una vez, llegó repetida"))
            leidos[leida] = leer_uno(valor, lugar, fallas)
        return leidos

    return leer


def _lector_de_opcion(opciones: Iterable[str], clase: typing.Any = str) -> Lector:
    validas = tuple(opciones)

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if isinstance(datos, clase):
            datos = getattr(datos, "value", datos)
        if isinstance(datos, str) and datos in validas:
            return clase(datos)
        fallas.append(inesperado(ruta, alguno_de(validas), datos))
        return None

    return leer


def _lector_de_union(clases: list[typing.Any]) -> Lector:
    por_tipo = {typing.get_args(attrs.fields(c).tipo.type)[0]: lector_de(c) for c in clases}

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        tipo = datos.get("tipo") if isinstance(datos, Mapping) else None
        if not isinstance(tipo, str) or tipo not in por_tipo:
            fallas.append(inesperado(unir_ruta(ruta, "tipo"), alguno_de(por_tipo), tipo))
            return None
        return por_tipo[tipo](datos, ruta, fallas)

    return leer


# ------------------------------------------------------------------ especiales
# Lectores que un campo pide por su nombre: ``attrs.field(metadata={"leer": …})``.


def uno_o_varios(datos: object, ruta: str, fallas: list[Falla]) -> tuple[str, ...]:
    """Un texto solo vale como lista de uno."""
    leer: Lector = lector_de(tuple[str, ...])
    return leer([datos] if isinstance(datos, str) else datos, ruta, fallas) or ()


class FechaEscrita(str):
    """El texto ``dd/mm/aaaa`` que nació de una fecha de Python: no hay duda de cuál es el mes."""

    __slots__ = ()


_MEDIANOCHE: Final = (0, 0, 0, 0)


def texto_o_fecha(datos: object, ruta: str, fallas: list[Falla]) -> str | None:
    """Un texto a la letra; una fecha de Python se escribe ``dd/mm/aaaa``.

    Un ``datetime`` de medianoche, que es lo que dan Excel, pandas y Django, es una fecha.
    """
    if isinstance(datos, FechaEscrita):
        return datos
    if isinstance(datos, date) and _es_una_fecha(datos):
        return FechaEscrita(f"{datos.day:02d}/{datos.month:02d}/{datos.year:04d}")
    if isinstance(datos, date):
        fallas.append(inesperado(ruta, "un texto, o una fecha sin hora", datos))
        return None
    return leer_texto(datos, ruta, fallas)


def _es_una_fecha(datos: date) -> bool:
    if not isinstance(datos, datetime):
        return True
    return (datos.hour, datos.minute, datos.second, datos.microsecond) == _MEDIANOCHE


_LETRAS_MAXIMAS: Final = MAXIMO * 3 // 2
"""De una imagen en base64, con sus saltos de renglón: cuatro letras son tres bytes."""


def imagen_de_formato(datos: object, ruta: str, fallas: list[Falla]) -> str | bytes | None:
    """Los bytes de una imagen, el texto ``data:image/…`` que los trae, o el que la nombra."""
    es_texto = isinstance(datos, str) and datos.startswith("data:")
    if isinstance(datos, str | bytes) and len(datos) > (_LETRAS_MAXIMAS if es_texto else MAXIMO):
        fallas.append(Falla(ruta, f"la imagen pesa más de {MEGAS} MB"))
        return None
    if isinstance(datos, str) and es_texto:
        try:
            datos = de_texto(datos)
        except ValueError as error:
            fallas.append(Falla(ruta, str(error)))
            return None
    if not isinstance(datos, bytes):
        return leer_texto(datos, ruta, fallas)
    if motivo := por_que_no(datos):
        fallas.append(Falla(ruta, motivo))
    return datos


def imagen_o_datos(datos: object, ruta: str, fallas: list[Falla]) -> bytes | None:
    """Los bytes de una imagen, o el texto ``data:image/…;base64,…`` con que viaja en JSON."""
    if not isinstance(datos, str):
        return leer_bytes(datos, ruta, fallas)
    encabezado, _, contenido = datos.partition(";base64,")
    if encabezado.startswith("data:image/"):
        try:
            return base64.b64decode(contenido, validate=True)
        except (binascii.Error, ValueError):
            pass
    fallas.append(
        Falla(ruta, "se esperaban los bytes de una imagen, o su ruta en un archivo de datos")
    )
    return None


def clave_o_objeto(clase: typing.Any) -> Lector:
    """Un objeto de la clase, o el texto con que se nombra uno conocido."""

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if isinstance(datos, str | clase):
            return datos
        return lector_de(clase)(datos, ruta, fallas)

    return leer


def palabra_o_tabla(palabras: typing.Any, valor: typing.Any) -> Lector:
    """Una de esas palabras, o una tabla con uno de esos valores en cada clave."""
    esperado = f"{nombre_de(palabras)}, o {nombre_de(dict[str, valor])}"

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if isinstance(datos, Mapping):
            return lector_de(dict[str, valor])(datos, ruta, fallas)
        if isinstance(datos, str) and datos in typing.get_args(palabras):
            return datos
        fallas.append(inesperado(ruta, esperado, datos))
        return None

    return leer


def palabra_o_lista(palabras: typing.Any, elemento: typing.Any) -> Lector:
    """Una de esas palabras, o una lista de elementos."""
    esperado = f"{nombre_de(palabras)}, o {nombre_de(tuple[elemento, ...])}"

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if isinstance(datos, list | tuple):
            return lector_de(tuple[elemento, ...])(datos, ruta, fallas)
        if isinstance(datos, str) and datos in typing.get_args(palabras):
            return datos
        fallas.append(inesperado(ruta, esperado, datos))
        return None

    return leer


def numero_o_palabra(palabras: typing.Any) -> Lector:
    """Un número, o una de esas palabras."""
    esperado = f"{nombre_de(Decimal)}, o {nombre_de(palabras)}"

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        if isinstance(datos, str) and datos in typing.get_args(palabras):
            return datos
        numero = leer_decimal(datos, ruta, [])
        if numero is None:
            fallas.append(inesperado(ruta, esperado, datos))
        return numero

    return leer
