"""Forma que admite una anotación, dicha una vez: cómo se nombra, se lee, se comprueba y se escribe.

``forma_de`` es el único lugar que recorre una anotación. De la ``Forma`` que da salen los lectores,
los validadores, los conversores, los mensajes, lo que se escribe y el esquema. Debajo, la de cada
clase de anotación: la de un valor, la de lo que tiene partes (listas, tablas, variantes) y la de un
objeto. Al final, lo que un objeto le pide a attrs: validadores que hablan español, y su copia con
otro valor.
"""

import enum
import functools
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura.corrientes import (
    con_claves_corrientes,
    corriente,
    dia_corriente,
    tabla_corriente,
)
from paac_reportes.estructura.mensajes import (
    Esperado,
    de_otra_opcion,
    esperado,
    inesperado,
    llego,
    mostrar,
)
from paac_reportes.estructura.valores import (
    Extras,
    FallasConReloj,
    Lector,
    Reloj,
    es_dia,
    es_entero,
    es_finito,
    escribir_extras,
    escribir_numero,
    leer_decimal,
    leer_entero,
    leer_extras,
    leer_fecha,
    leer_imagen,
    leer_si_no,
    leer_texto,
)
from paac_reportes.instalacion import hace_falta

T = typing.TypeVar("T")
Comprobador = Callable[[Any], bool]
Conversor = Callable[[Any], Any]
Clase = Literal["valor", "opciones", "objeto", "lista", "tabla", "variantes", "alguna"]


@clases.frozen(kw_only=True, eq=False)
class Forma:
    """Forma que admite una anotación; que además pueda faltar lo dice el campo."""

    clase: Clase
    tipo: Any
    se_espera: Esperado
    """Valores que se esperan, como se dicen en una falla."""
    leer: Lector
    es: Comprobador
    """Si un valor de Python ya es lo que se pide."""
    acercar: Conversor | None = None
    """Conversor de lo que se acepta al construir a mano además de lo exacto."""
    escribir: Conversor = lambda valor: valor
    """Lo contrario de leer: diccionarios, listas y valores de JSON (y ``bytes``)."""
    partes: tuple["Forma", ...] = ()
    """Formas de lo que contiene, o entre las que se escoge."""
    opciones: tuple[str, ...] = ()
    """Valores que se admiten, si es una lista cerrada."""
    detalla: bool = False
    """Si lo construido a mano falla con lo que diga el lector, que ve hasta adentro."""


@functools.cache
def forma_de(tipo: Any) -> Forma:
    """Forma de una anotación; la de ``X | None`` es la de ``X``."""
    origen, argumentos = typing.get_origin(tipo), typing.get_args(tipo)
    if origen in (typing.Union, types.UnionType):
        formas = tuple(forma_de(a) for a in argumentos if a is not types.NoneType)
        if len(formas) == 1:
            return formas[0]
        son_objetos = all(forma.clase == "objeto" for forma in formas)
        return _variantes(tipo, formas) if son_objetos else _alguna(tipo, formas)
    if origen is tuple:
        return _lista(tipo, forma_de(argumentos[0]))
    if origen is dict:
        return _tabla(tipo, *map(forma_de, argumentos))
    if origen is Literal:
        return _opciones(tipo, argumentos)
    if clases.es_de_attrs(tipo):
        return _objeto(tipo)
    return _enumeracion(tipo) if issubclass(tipo, enum.Enum) else _VALORES[tipo]


def forma_del_campo(campo: Any) -> Forma:
    """Forma de la anotación de un campo, con su lector si pide uno: ``metadata={"leer": …}``."""
    forma, leer = forma_de(campo.type), campo.metadata.get("leer")
    if leer is None:
        return forma
    return attrs.evolve(forma, leer=leer, acercar=_conversor_que_lee(leer), detalla=True)


def estructurar(datos: object, clase: type[T], ruta: str = "", *, reloj: Reloj | None = None) -> T:
    """Objeto de ``clase`` con lo que dicen ``datos`` (diccionarios y listas).

    Con ``reloj``, un momento con zona horaria es el día que él diga. Lanza ``ErrorDeEntrada`` con
    todas las fallas, cada una con su ruta dentro de ``ruta``.
    """
    fallas: list[Falla] = [] if reloj is None else FallasConReloj(reloj)
    tipo: Any = clase
    objeto: T = forma_de(tipo).leer(datos, ruta, fallas)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return objeto


def leer_campo(campo: Any, dato: object, fallas: list[Falla]) -> Any:
    """El valor de un solo campo; ``None``, con su falla, si no es de su tipo o no lo admite."""
    propias: list[Falla] = []
    valor = forma_del_campo(campo).leer(dato, campo.name, propias)
    propias = propias or [*_fallas_del_valor(campo, valor, validadores(campo)[1:], "")]
    fallas += propias
    return None if propias else valor


def desestructurar(objeto: object) -> Any:
    """Diccionarios, listas y valores de JSON (y ``bytes``) de un objeto, que ``estructurar`` lee.

    Los campos vacíos no salen; un decimal sale como número si así se lee igual, si no como texto.
    """
    clase: Any = type(objeto)
    return forma_de(clase).escribir(objeto)


def uno_o_varios(datos: object, ruta: str, fallas: list[Falla]) -> tuple[str, ...]:
    """Lector de un campo en que un texto solo vale como lista de uno."""
    leer, valor = forma_de(tuple[str, ...]).leer, corriente(datos)
    return leer([valor] if isinstance(valor, str) else valor, ruta, fallas) or ()


def _conversor_que_lee(leer: Lector) -> Conversor:
    """Conversor que lee el valor o, si no se deja leer, lo devuelve: el validador dirá por qué."""

    def convertir(valor: Any) -> Any:
        """El valor que la forma lee; si no lo entiende, el que llegó."""
        try:
            convertido = None if valor is None else leer(valor, "", [])
        except Exception:  # noqa: BLE001 - un valor de una clase ajena falla de cualquier modo
            return valor
        return valor if convertido is None else convertido

    return convertir


def _valor(tipo: type, codigo: str, leer: Lector, **mas: Any) -> Forma:
    """Forma de un tipo que no contiene otros; ``mas`` son otros campos de la ``Forma``."""
    opciones = {"es": lambda valor: isinstance(valor, tipo), "acercar": corriente, **mas}
    return Forma(clase="valor", tipo=tipo, se_espera=esperado(codigo), leer=leer, **opciones)


def _valor_que_se_acerca(tipo: type, codigo: str, leer: Lector, **mas: Any) -> Forma:
    """Un valor que al construir a mano se acepta escrito de otro modo."""
    return _valor(tipo, codigo, leer, acercar=_conversor_que_lee(leer), **mas)


_VALORES = {
    forma.tipo: forma
    for forma in (
        _valor(str, "texto", leer_texto),
        _valor(bool, "true_o_false", leer_si_no),
        _valor(int, "numero_entero", leer_entero, es=es_entero),
        _valor(
            date, "fecha", leer_fecha, es=es_dia, acercar=dia_corriente, escribir=date.isoformat
        ),
        _valor_que_se_acerca(
            Decimal, "numero", leer_decimal, es=es_finito, escribir=escribir_numero
        ),
        _valor_que_se_acerca(bytes, "bytes_de_imagen", leer_imagen, detalla=True),
        _valor_que_se_acerca(Extras, "tabla", leer_extras, detalla=True, escribir=escribir_extras),
    )
}
"""Los tipos que no contienen otros."""


def _opciones(tipo: Any, validas: tuple[str, ...]) -> Forma:
    """Forma de un ``Literal``: uno de sus textos."""
    return Forma(
        clase="opciones",
        tipo=tipo,
        se_espera=esperado("opciones", opciones=validas),
        leer=_lector_de_opciones(validas, str),
        es=lambda valor: isinstance(valor, str) and valor in validas,
        acercar=corriente,
        opciones=validas,
    )


def _enumeracion(tipo: type[enum.Enum]) -> Forma:
    """Forma de un ``Enum``, que se lee y se escribe por el valor de sus miembros."""
    validas = tuple(miembro.value for miembro in tipo)
    leer = _lector_de_opciones(validas, tipo)
    return Forma(
        clase="opciones",
        tipo=tipo,
        se_espera=esperado("objeto", clase=tipo.__name__),
        leer=leer,
        es=lambda valor: isinstance(valor, tipo),
        acercar=_conversor_que_lee(leer),
        escribir=lambda miembro: miembro.value,
        opciones=validas,
    )


def _lector_de_opciones(validas: tuple[str, ...], clase: Any) -> Lector:
    """La función que lee una de esas opciones, como ``clase``; de otra cosa anota la falla."""

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        """La opción que los datos dicen; ``None``, con su falla, si no es ninguna."""
        valor = corriente(datos)
        if isinstance(valor, str) and valor in validas:
            return clase(valor)
        fallas.append(de_otra_opcion(ruta, validas, datos))
        return None

    return leer


def _lista(tipo: Any, forma: Forma) -> Forma:
    """Forma de ``tuple[X, ...]``; ``forma`` es la de ``X``."""
    una_lista = esperado("lista", de=forma.se_espera)
    leer_elemento, es_elemento = forma.leer, forma.es

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        """Los elementos de una lista, leídos; ``None``, con su falla, si no lo es."""
        dados = datos if isinstance(datos, list | tuple) else corriente(datos)
        if not isinstance(dados, list | tuple):
            fallas.append(inesperado(ruta, una_lista, datos))
            return None
        elementos = []
        for indice, dato in enumerate(dados):
            lugar = f"{ruta}[{indice}]"
            if dato is None:
                fallas.append(inesperado(lugar, forma.se_espera, dato))
            elementos.append(None if dato is None else leer_elemento(dato, lugar, fallas))
        return tuple(elementos)

    return Forma(
        clase="lista",
        tipo=tipo,
        se_espera=una_lista,
        leer=leer,
        es=lambda valor: isinstance(valor, tuple) and all(map(es_elemento, valor)),
        acercar=_conversor_de_lista(forma.acercar),
        escribir=lambda valor: [*map(forma.escribir, valor)],
        partes=(forma,),
    )


def _conversor_de_lista(acercar_parte: Conversor | None) -> Conversor:
    """Conversor que hace una tupla de una lista, también de numpy o pandas, y acerca cada parte."""

    def convertir(valor: Any) -> Any:
        """La tupla de los elementos, convertidos; otro valor, igual."""
        partes = valor if isinstance(valor, list | tuple) else corriente(valor)
        if not isinstance(partes, list | tuple):
            return valor
        return tuple(map(acercar_parte, partes)) if acercar_parte else tuple(partes)

    return convertir


def _tabla(tipo: Any, clave: Forma, forma: Forma) -> Forma:
    """Forma de ``dict[clave, valor]``; ``forma`` es la del valor."""
    es_clave, es_valor = clave.es, forma.es
    return Forma(
        clase="tabla",
        tipo=tipo,
        se_espera=esperado("tabla_de", de=forma.se_espera),
        leer=_lector_de_tabla(clave, forma),
        es=lambda valor: (
            isinstance(valor, dict) and all(es_clave(c) and es_valor(v) for c, v in valor.items())
        ),
        acercar=_con_numeros if (clave.tipo, forma.tipo) == (int, Decimal) else tabla_corriente,
        escribir=lambda tabla: {str(c): forma.escribir(valor) for c, valor in tabla.items()},
        partes=(clave, forma),
    )


def _lector_de_tabla(clave: Forma, forma: Forma) -> Lector:
    """Lector de un diccionario, dadas las formas de su clave y de su valor."""
    leer_clave, leer_valor, claves_de_texto = clave.leer, forma.leer, clave.tipo is str

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        """El diccionario con sus claves y valores leídos; ``None``, con su falla, si no lo es."""
        if not isinstance(datos, Mapping):
            fallas.append(inesperado(ruta, "tabla", datos))
            return None
        datos = con_claves_corrientes(datos)
        if claves_de_texto:
            no_son_texto = [c for c in datos if not isinstance(c, str)]
            fallas.extend(inesperado(ruta, "clave_de_texto", c) for c in no_son_texto)
            if no_son_texto:
                return None
        tabla: dict[object, object] = {}
        for nombre, valor in datos.items():
            lugar = unir_ruta(ruta, nombre if isinstance(nombre, str) else mostrar(nombre))
            nombre_leido = nombre if claves_de_texto else leer_clave(nombre, lugar, fallas)
            if nombre_leido in tabla and nombre_leido is not None:
                fallas.append(Falla("dato_repetido", lugar, "se esperaba una vez, llegó repetida"))
            tabla[nombre_leido] = leer_valor(valor, lugar, fallas)
        return tabla

    return leer


def _con_numeros(valor: Any) -> Any:
    """Tabla de números leídos; la vacía, ``None``; la que no se deja leer, como llegó."""
    if not isinstance(valor, dict):
        return valor
    numeros = {
        leer_entero(clave, "", []): leer_decimal(numero, "", []) for clave, numero in valor.items()
    }
    completa = len(numeros) == len(valor) and None not in {*numeros, *numeros.values()}
    return (numeros or None) if completa else valor


def _variantes(tipo: Any, formas: tuple[Forma, ...]) -> Forma:
    """Forma de una unión de clases que se distinguen por su campo ``tipo``."""
    # El de cada una admite un solo texto: ``Literal["matriz"]``.
    por_tipo = {forma_de(f.tipo.__annotations__["tipo"]).opciones[0]: f for f in formas}

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        """El objeto de la variante que la clave ``tipo`` dice.

        ``None``, con su falla, si no la hay.
        """
        variante = corriente(datos.get("tipo")) if isinstance(datos, Mapping) else None
        if not isinstance(variante, str) or variante not in por_tipo:
            fallas.append(de_otra_opcion(unir_ruta(ruta, "tipo"), por_tipo, variante))
            return None
        return por_tipo[variante].leer(datos, ruta, fallas)

    return _forma_entre("variantes", tipo, formas, leer)


def _alguna(tipo: Any, formas: tuple[Forma, ...]) -> Forma:
    """La forma de una unión de tipos, que lee el que convenga a lo que llegó."""
    se_espera = _esperado_entre("alguna", formas)
    sueltas = [forma for forma in formas if forma.clase in {"valor", "opciones"}]
    objeto = next((forma for forma in formas if forma.clase == "objeto"), None)
    lista = next((forma for forma in formas if forma.clase == "lista"), None)
    tabla = next((forma for forma in formas if forma.clase == "tabla"), objeto)

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        """Una tabla o lista, por su forma; lo demás, por la primera que lo lea; o su falla."""
        if objeto and objeto.es(datos):
            return datos
        if con_partes := (tabla if isinstance(datos, Mapping) else None) or (
            lista if isinstance(datos, list | tuple) else None
        ):
            return con_partes.leer(datos, ruta, fallas)
        for forma in sueltas:
            if (valor := forma.leer(datos, ruta, [])) is not None:
                return valor
        fallas.append(inesperado(ruta, se_espera, datos))
        return None

    return _forma_entre("alguna", tipo, formas, leer)


def _esperado_entre(codigo: str, formas: tuple[Forma, ...]) -> Esperado:
    return esperado(codigo, alternativas=tuple(forma.se_espera for forma in formas))


def _forma_entre(clase: Clase, tipo: Any, formas: tuple[Forma, ...], leer: Lector) -> Forma:
    """La forma de un valor que puede ser de cualquiera de ``formas``; ``leer``: cómo se lee."""
    return Forma(
        clase=clase,
        tipo=tipo,
        se_espera=_esperado_entre(clase, formas),
        leer=leer,
        es=lambda valor: any(forma.es(valor) for forma in formas),
        acercar=_conversor_que_lee(leer),
        escribir=lambda valor: next(f for f in formas if f.es(valor)).escribir(valor),
        partes=formas,
        detalla=True,
    )


_PARECIDO_DE_ERRATA = 0.7
"""Parecido, de 0 a 1, desde el que una clave es errata de otra."""

_VACIOS: tuple[object, ...] = ((), {})


def _objeto(clase: Any) -> Forma:
    """Forma de una clase de attrs, que se lee de un diccionario."""

    # Qué campos tiene se mira al usarse: una clase puede no leerse nunca.
    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        return _lector_de_objeto(clase)(datos, ruta, fallas)

    def escribir(objeto: object) -> dict[str, Any]:
        datos_del_objeto: dict[str, Any] = _escritor_de_objeto(clase)(objeto)
        return datos_del_objeto

    return Forma(
        clase="objeto",
        tipo=clase,
        se_espera=esperado("objeto", clase=clase.__name__),
        leer=leer,
        es=lambda valor: isinstance(valor, clase),
        escribir=escribir,
    )


@functools.cache
def _escritor_de_objeto(clase: Any) -> Conversor:
    """Función que da el diccionario de un objeto, sin sus campos vacíos."""
    campos = [(campo.name, forma_de(campo.type).escribir) for campo in attrs.fields(clase)]

    def escribir(objeto: Any) -> dict[str, Any]:
        """Los campos del objeto que no están en blanco, como datos."""
        datos = {}
        for nombre, a_json in campos:
            valor = getattr(objeto, nombre)
            if valor is not None and valor not in _VACIOS:
                datos[nombre] = a_json(valor)
        return datos

    return escribir


@functools.cache
def _campos_que_se_leen(clase: Any) -> list[tuple[str, Any, Lector, list[Any]]]:
    """Campos que se leen: su nombre, el campo de attrs, su lector y sus demás comprobaciones."""
    # Los que van «aparte» no se leen de los datos: los pone quien sabe de dónde llegaron.
    campos = [campo for campo in attrs.fields(clase) if not campo.metadata.get("aparte")]
    # La primera comprobación es la del tipo, que el lector ya cumplió.
    return [(c.name, c, forma_del_campo(c).leer, validadores(c)[1:]) for c in campos]


@functools.cache
def _lector_de_objeto(clase: Any) -> Lector:
    """Lector de una clase: comprueba las claves, cada campo y las incoherencias entre ellos."""
    leidos, armar = _campos_que_se_leen(clase), _armador(clase)
    campos = dict.fromkeys(nombre for nombre, *_ in leidos)
    incoherencias = getattr(clase, "incoherencias", lambda _valores: ())
    con_sus_claves = esperado("objeto_con_claves", claves=tuple(campos)[:3])

    def leer(datos: object, ruta: str, fallas: list[Falla]) -> object:
        """El objeto de esos datos; ``None`` si algo falla, que se agrega a ``fallas``."""
        if not isinstance(datos, (dict, Mapping)):  # que lo sea a secas se ve más rápido
            fallas.append(inesperado(ruta, con_sus_claves, datos))
            return None
        previas, base = len(fallas), f"{ruta}." if ruta else ""
        if not campos.keys() >= datos.keys():
            datos = con_claves_corrientes(datos)
            fallas.extend(claves_desconocidas(datos, campos, ruta))
        valores: dict[str, object] = {}
        for nombre, campo, leer_valor, comprobaciones in leidos:
            dato = datos.get(nombre)
            if dato is not None:
                previas_al_campo = len(fallas)
                valores[nombre] = valor = leer_valor(dato, base + nombre, fallas)
                if comprobaciones and len(fallas) == previas_al_campo:
                    fallas.extend(_fallas_del_valor(campo, valor, comprobaciones, ruta))
            elif campo.default is attrs.NOTHING:
                se_espera = forma_de(campo.type).se_espera
                motivo = f"falta; se esperaba {se_espera}"
                fallas.append(Falla("dato_faltante", base + nombre, motivo, datos=se_espera.datos))
        fallas.extend(falla.dentro_de(ruta) for falla in incoherencias(valores))
        return armar(valores) if len(fallas) == previas else None

    return leer


def _armador(clase: Any) -> Callable[[dict[str, object]], object]:
    """Función que hace un objeto de lo leído y comprobado: construirlo lo comprobaría otra vez."""
    campos = attrs.fields(clase)
    # Sólo lo que se sabe que da lo mismo: ni campos que salen de otros, ni otras comprobaciones.
    al_terminar = getattr(clase, "__attrs_post_init__", comprobar_coherencia)
    da_lo_mismo = al_terminar is comprobar_coherencia and all(map(_se_comprobo_al_leer, campos))
    if not da_lo_mismo:
        return lambda valores: clase(**valores)
    fabricas = {c.name: c.default.factory for c in campos if isinstance(c.default, _FABRICA)}
    fijos = {campo.name: campo.default for campo in campos if campo.name not in fabricas}
    conversores = {
        campo.name: forma.acercar
        for campo in campos
        if (forma := forma_de(campo.type)).clase == "tabla" and forma.acercar is _con_numeros
    }
    nuevo, poner = clase.__new__, object.__setattr__

    def armar(valores: dict[str, object]) -> object:
        """El objeto con esos valores, ya comprobados, y lo que se supone en los demás campos."""
        for nombre, acercar in conversores.items():
            if nombre in valores:
                valores[nombre] = acercar(valores[nombre])
        objeto = nuevo(clase)
        for nombre, valor in {**fijos, **valores}.items():
            poner(objeto, nombre, valor)
        for nombre, fabrica in fabricas.items():
            if nombre not in valores:
                poner(objeto, nombre, fabrica())
        return objeto

    return armar


POR_TIPO = "por_tipo"
"""Clave del ``metadata`` del campo que ``validar_por_tipo`` comprueba."""
_FABRICA: Any = type(attrs.Factory(dict))


def _se_comprobo_al_leer(campo: Any) -> bool:
    """Si el lector ya miró lo que el campo pide: su tipo, y lo que además se le comprueba."""
    sale_de_otros = getattr(campo.default, "takes_self", not campo.init)
    return not sale_de_otros and POR_TIPO in campo.metadata


@functools.cache
def _nombres(clase: Any) -> tuple[str, ...]:
    return tuple(campo.name for campo in attrs.fields(clase))


def comprobar_coherencia(objeto: object) -> None:
    """Para ``__attrs_post_init__``: aplica las ``incoherencias`` de la clase y falla con todas."""
    clase: Any = type(objeto)
    valores = {nombre: getattr(objeto, nombre) for nombre in _nombres(clase)}
    if fallas := list(clase.incoherencias(valores)):
        raise ErrorDeEntrada(fallas)


def claves_desconocidas(
    datos: Mapping[Any, object], campos: Iterable[str], ruta: str
) -> Iterable[Falla]:
    """Fallas de las claves que no son campos, cada una con el campo que más se le parece."""
    ajenas = [clave for clave in datos if clave not in campos]
    for clave in ajenas[:_CLAVES_QUE_SE_DICEN]:
        if not isinstance(clave, str):
            yield inesperado(ruta, "clave_de_texto", clave)
        else:
            lugar = unir_ruta(ruta, clave if clave.isidentifier() else mostrar(clave))
            motivo, vecina = _clave_desconocida(clave, tuple(campos))
            anotado = {"llego": clave, "parecido": vecina, "opciones": tuple(campos)}
            yield Falla("dato_desconocido", lugar, motivo, datos=anotado)
    if (no_dichas := len(ajenas) - _CLAVES_QUE_SE_DICEN) > 0:
        claves = (
            f"otras {no_dichas} claves desconocidas" if no_dichas > 1 else "otra clave desconocida"
        )
        yield Falla("dato_desconocido", ruta, f"y {claves}")


_CLAVES_QUE_SE_DICEN = 20
"""Las claves desconocidas de un objeto que se dicen: con más, no es uno de los nuestros."""


@functools.lru_cache(maxsize=1024)  # una errata suele estar en todas las filas
def _clave_desconocida(clave: str, campos: tuple[str, ...]) -> tuple[str, str]:
    """Mensaje de una clave que no existe y su vecina; si no se parecen, con todas las admitidas."""
    # Aquí y no arriba: sólo lo carga quien trae una errata.
    with hace_falta():
        from rapidfuzz.distance.Indel import normalized_similarity  # noqa: PLC0415

    vecina = max(campos, key=lambda campo: normalized_similarity(clave, campo))
    parecida = normalized_similarity(clave, vecina) >= _PARECIDO_DE_ERRATA
    admitidas = "" if parecida else f" (se admiten: {', '.join(campos)})"
    return f"clave desconocida; la más parecida es {vecina!r}{admitidas}", vecina


def _fallas_del_valor(
    campo: Any, valor: object, comprobaciones: Iterable[Any], ruta: str
) -> Iterable[Falla]:
    """Fallas de las comprobaciones de un campo, con su ruta dentro de ``ruta``."""
    for comprobar in comprobaciones:
        try:
            comprobar(None, campo, valor)
        except ErrorDeEntrada as error:
            yield from (falla.dentro_de(ruta) for falla in error.fallas)


def validadores(campo: Any) -> list[Any]:
    """Validadores de un campo, en orden; el primero es el de su tipo."""
    if campo.validator is None:
        return []
    return list(getattr(campo.validator, "_validators", [campo.validator]))


@functools.cache
def campos_propios(clase: type) -> tuple[str, ...]:
    """Nombres de los campos que son datos suyos: textos, números, fechas o listas de textos."""
    return tuple(c.name for c in attrs.fields(clase) if _es_propio(forma_de(c.type)))


def _es_propio(forma: Forma) -> bool:
    """Si es la forma de un dato, y no de extras, de una lista de objetos o de otro contenido."""
    de_objetos = forma.clase == "lista" and forma.partes[0].clase == "objeto"
    return forma.tipo is not Extras and not de_objetos and not hasattr(forma.tipo, "TEMA")


# ------------------------------------------------------------------ los objetos de una clase

Validador = Callable[[object, Any, Any], None]


def validar_por_tipo(_clase: type, campos: list[attrs.Attribute]) -> list[attrs.Attribute]:  # type: ignore[type-arg]
    """``field_transformer`` de attrs: cada campo sólo admite lo que dice su anotación.

    Quien construye un objeto en Python recibe así el mismo trato que quien lo lee de un archivo.
    El ``converter`` que un campo declara es su lector, como el de ``metadata={"leer": …}``.
    """
    for campo in campos:
        metadatos = {**campo.metadata, POR_TIPO: True}
        if campo.converter is not None and POR_TIPO not in campo.metadata:  # no es el de la base
            metadatos["leer"] = campo.converter
        object.__setattr__(campo, "metadata", MappingProxyType(metadatos))
        forma = forma_del_campo(campo)
        atributos = {
            "validator": _todos(
                _validador(forma, admite_none=types.NoneType in typing.get_args(campo.type)),
                *validadores(campo),
            ),
            "converter": forma.acercar,
        }
        # Son de esta clase y nadie los ha visto; ``evolve`` los copia enteros, y toma diez veces.
        for nombre, valor in atributos.items():
            object.__setattr__(campo, nombre, valor)
    return campos


def _todos(primero: Validador, *demas: Validador) -> Validador:
    """El validador de un campo con varias comprobaciones; la primera es la de su tipo."""
    if not demas:
        return primero
    siguientes = attrs.validators.and_(*demas)

    def validar(objeto: object, campo: Any, valor: object) -> None:
        """``ErrorDeEntrada`` con las fallas del valor y las de los campos que siguen."""
        primero(objeto, campo, valor)
        try:
            siguientes(objeto, campo, valor)
        except ErrorDeEntrada as error:
            raise ErrorDeEntrada((*error.fallas, *_de_los_que_siguen(objeto, campo))) from None

    validar._validators = (primero, *demas)  # type: ignore[attr-defined]  # noqa: SLF001 - como attrs
    return validar


def _de_los_que_siguen(objeto: object, campo: Any) -> Iterable[Falla]:
    """Fallas de los campos de un objeto que attrs no alcanza a comprobar, tras uno que falla."""
    if objeto is None:  # se comprueba un campo solo
        return
    campos = attrs.fields(type(objeto))  # type: ignore[arg-type]
    for otro in campos[campos.index(campo) + 1 :]:
        yield from _fallas_del_valor(otro, getattr(objeto, otro.name), validadores(otro), "")


@functools.cache  # el de un texto es el mismo en los cientos de campos que lo son
def _validador(forma: Forma, *, admite_none: bool) -> Validador:
    """El validador de attrs de una forma; ``admite_none``: si el campo puede faltar."""
    es = forma.es

    def validar(objeto: object, campo: Any, valor: object) -> None:
        """``ErrorDeEntrada`` si el valor no es de la forma del campo, con las de los que siguen."""
        if (valor is None and admite_none) or es(valor):
            return
        fallas: list[Falla] = []
        if forma.detalla:
            forma.leer(valor, campo.name, fallas)
        elif forma.clase == "lista" and isinstance(valor, tuple):
            parte = forma.partes[0]
            fallas += (
                inesperado(f"{campo.name}[{numero}]", _a_mano(parte), elemento)
                for numero, elemento in enumerate(valor)
                if not parte.es(elemento)
            )
        fallas = fallas or [inesperado(campo.name, _a_mano(forma), valor)]
        raise ErrorDeEntrada((*fallas, *_de_los_que_siguen(objeto, campo)))

    return validar


def _a_mano(forma: Forma) -> Esperado:
    """Frase esperada a mano; a quien da '2026-04-30' en Python no se le puede pedir AAAA-MM-DD."""
    return esperado("fecha_de_python") if forma.tipo is date else forma.se_espera


@clases.frozen
class Entre:
    """Validador: un número de ``minimo`` a ``maximo``, ambos incluidos."""

    minimo: int
    maximo: int

    def __call__(self, _objeto: object, campo: Any, valor: Any) -> None:
        """Lanza ``ErrorDeEntrada`` si el número no está entre los dos; con ``None``, no."""
        if valor is not None and not self.minimo <= valor <= self.maximo:
            rango = f"un número de {self.minimo} a {self.maximo}"
            motivo = f"se esperaba {self.minimo if self.minimo == self.maximo else rango}"
            raise ErrorDeEntrada(
                Falla(
                    "fuera_de_rango",
                    campo.name,
                    f"{motivo}, llegó {mostrar(valor)}",
                    datos={"minimo": self.minimo, "maximo": self.maximo, **llego(valor)},
                )
            )


@clases.frozen
class ConForma:
    """Validador: un texto que cumple entero la expresión ``patron``."""

    patron: str
    descripcion: str

    def __call__(self, _objeto: object, campo: Any, valor: Any) -> None:
        """Lanza ``ErrorDeEntrada`` si el texto no cumple el patrón; con ``None``, no."""
        if valor is not None and not re.fullmatch(self.patron, valor):
            raise ErrorDeEntrada(inesperado(campo.name, self.se_espera, valor))

    @property
    def se_espera(self) -> Esperado:
        """Valores que admite, con su patrón y como la regla lo dice."""
        return Esperado("con_forma", {"patron": self.patron}, self.descripcion)


Cambio = Callable[[typing.Any, str, Mapping[typing.Any, typing.Any]], typing.Any]
"""Función de un valor, su ruta y el ``metadata`` de su campo, que da lo que va en su lugar."""
Nombrar = Callable[[str, str], str]
"""Función del nombre de un extra y su ruta, que da el nombre nuevo; dos no pueden quedar en uno."""


def con_valores(objeto: T, cambiar: Cambio, ruta: str = "", nombrar: Nombrar | None = None) -> T:
    """Copia del objeto con los valores que cambian; el mismo de verdad si ninguno cambia.

    Un extra que cambia por ``None`` deja de estar, que es como se escribe una celda en blanco. Con
    ``nombrar`` cambian también los nombres de los extras.
    """
    cambiado: T = _con_valores(objeto, cambiar, ruta, {}, nombrar)
    return cambiado


def _con_valores(
    valor: typing.Any,
    cambiar: Cambio,
    ruta: str,
    marcas: Mapping[typing.Any, typing.Any],
    nombrar: Nombrar | None,
) -> typing.Any:
    """Copia de un valor con lo que ``cambiar`` da por cada texto, número o fecha de adentro.

    ``marcas``: la ``metadata`` de su campo; ``nombrar``: da el nombre nuevo de un extra.
    """
    if attrs.has(type(valor)):
        cambios = {}
        for campo in attrs.fields(type(valor)):
            actual = getattr(valor, campo.name)
            if actual is None:
                continue
            nuevo = _con_valores(
                actual, cambiar, unir_ruta(ruta, campo.name), campo.metadata, nombrar
            )
            if nuevo is not actual:
                cambios[campo.name] = nuevo
        return attrs.evolve(valor, **cambios) if cambios else valor
    if isinstance(valor, tuple | list):
        partes = [
            _con_valores(v, cambiar, f"{ruta}[{i}]", marcas, nombrar) for i, v in enumerate(valor)
        ]
        iguales = all(a is b for a, b in zip(valor, partes, strict=True))
        return valor if iguales else type(valor)(partes)
    if isinstance(valor, Extras):
        return _con_extras(valor, cambiar, ruta, marcas, nombrar)
    if isinstance(valor, Mapping):
        tabla = {
            c: _con_valores(v, cambiar, unir_ruta(ruta, str(c)), marcas, nombrar)
            for c, v in valor.items()
        }
        return valor if all(tabla[c] is v for c, v in valor.items()) else tabla
    return cambiar(valor, ruta, marcas)


def _con_extras(
    extras: Extras,
    cambiar: Cambio,
    ruta: str,
    marcas: Mapping[typing.Any, typing.Any],
    nombrar: Nombrar | None,
) -> Extras:
    """Copia de los extras con lo que ``cambiar`` da; el que queda en ``None`` se quita.

    ``marcas``: la ``metadata`` del campo que son; ``nombrar``: da el nombre nuevo de uno.
    """
    cambiados, iguales = {}, True
    for nombre, valor in extras.items():
        ruta_del_extra = unir_ruta(ruta, nombre)
        nombre_nuevo = nombrar(nombre, ruta_del_extra) if nombrar else nombre
        valor_nuevo = cambiar(valor, ruta_del_extra, marcas)
        iguales = iguales and nombre_nuevo == nombre and valor_nuevo is valor
        if valor_nuevo is not None:
            cambiados[nombre_nuevo] = valor_nuevo
    return extras if iguales else Extras(cambiados)
