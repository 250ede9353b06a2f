"""De diccionarios y listas a objetos: un lector por cada forma de anotación."""

import enum
import functools
import types
import typing
from collections.abc import Iterable, Mapping

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura.mensajes import algunas, alguno_de, inesperado, mostrar, nombre_de
from paac_reportes.estructura.reglas import validadores
from paac_reportes.estructura.simples import LECTORES_SIMPLES, Lector

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
