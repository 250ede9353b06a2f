"""Los datos como se publican: sin correos, teléfonos, cédulas ni notas de verificación.

Lo que un campo del modelo declara (``no_se_publica``) se va entero; lo que un texto trae se cambia
por una palabra que lo dice. De las cédulas se van las que una palabra nombra, salvo que se pidan;
las demás se avisan y quedan. De una imagen se van sus metadatos.
"""

import functools
import re
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import con_valores
from paac_reportes.imagenes import publicable
from paac_reportes.textos.datos_personales import (
    cifras_de,
    datos_personales,
    es_de_telefono,
    parecen_cedulas,
)
from paac_reportes.textos.plano import conjunto, direcciones
from paac_reportes.textos.valores import contar, lista

T = TypeVar("T")
_CLASES = {
    "correo": ("correo", "correos"),
    "telefono": ("teléfono", "teléfonos"),
    "documento": ("documento de identidad", "documentos de identidad"),
    "nota": ("nota de verificación", "notas de verificación"),
    "materializacion": (
        "texto de un riesgo materializado",
        "textos de un riesgo materializado",
    ),
}
_EN_SU_LUGAR = {
    "correo": "[correo omitido]",
    "telefono": "[teléfono omitido]",
    "documento": "[documento de identidad omitido]",
    "numero": "[número omitido]",
}
"""``numero`` es el que omitió quien revisó lo que queda."""
_TEXTO_OMITIDO = "[texto omitido]"
_EN_UNA_DIRECCION = {
    "correo": "correo-omitido",
    "telefono": "telefono-omitido",
    "documento": "documento-omitido",
    "numero": "numero-omitido",
}
"""Dentro de una dirección web, sin espacios: que siga siendo una sola."""
_CLASES_DE_UN_TEXTO = frozenset(("correo", "telefono", "documento"))
_CLASES_DE_UN_CODIGO = frozenset(("correo",))
_CIFRAS_DE_UN_TELEFONO = 7
_VECES = 8
"""Con letras de verdad bastan dos; más allá, lo que se gana no vale lo que tarda."""
_TEXTOS = 128
"""Textos que se recuerdan: un plan repite algunos, y el más enrevesado cuesta caro."""
_NO_SE_LEEN = conjunto("fuente codigo archivo dato si_hay recorre muestra clave tablas aparte")
"""Claves de un formato que nombran datos, tablas y partes, o que no salen."""
_FORMULA = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
_A_LA_VISTA = 3
"""Cifras de una cédula que el aviso repite, para reconocerla."""


def para_publicar(
    objeto: T, raiz: str = "", columnas: Iterable[Any] = (), *, con_cedulas: bool = False
) -> tuple[T, tuple[Aviso, ...]]:
    """El objeto sin lo que no se publica, y avisos de qué se dejó fuera de cada lugar.

    Qué es un dato lo dice su nombre o, si una de las ``columnas`` lo muestra, su título. Los avisos
    no repiten lo que dejan fuera. Ningún número que sea una cifra cambia, y de los nombres de las
    personas tampoco se quita nada. Lo ya publicado se queda igual. Con ``con_cedulas`` todo
    documento de identidad queda, con su aviso.
    """
    rotulos = _rotulos_de(columnas)
    nuevo, omisiones = _publicado(objeto, raiz, rotulos, con_cedulas=con_cedulas)
    return nuevo, tuple(_aviso_de_omitido(omision) for omision in omisiones)


def avisos_del_formato(formato: Any, *, con_membrete: bool) -> Iterator[Aviso]:
    """Avisos de lo que un formato trae escrito y se publica como está: es de quien lo hizo."""
    _, omisiones = _publicado(formato, "formato", {}, con_cedulas=False)
    for omision in omisiones:
        if omision.cuantos and omision.ruta != "formato.fuente":
            motivo = (
                f"el formato trae {_cuentas_escritas(omision.cuantos)}, y eso se publica como está"
            )
            yield Aviso("contacto_del_formato", omision.ruta, motivo)
    if con_membrete:
        motivo = "el membrete sale como se dibujó en Word; mire si lo que trae puede publicarse"
        yield Aviso("contacto_del_formato", "formato.membrete", motivo)


def textos_por_revisar(formato: Any) -> dict[str, str]:
    """Textos que un formato trae escritos para que se lean, por su lugar: esperan revisión.

    De un texto con fórmulas (``{{ entidad.nombre }}``), lo de fuera de ellas.
    """
    por_ruta: dict[str, str] = {}

    def anotar(valor: Any, ruta: str, _marcas: object) -> Any:
        campo = ruta.rpartition(".")[2].partition("[")[0]
        if isinstance(valor, str) and campo not in _NO_SE_LEEN:
            por_ruta[ruta] = _FORMULA.sub("…", valor)
        return valor

    con_valores(formato, anotar)
    return por_ruta


@clases.frozen
class _DatosQuitados:
    """Qué se quitó de un lugar, o la cédula que queda en él."""

    ruta: str
    cuantos: Counter[str] = attrs.field(factory=Counter)
    """Cuántos datos de cada clase."""
    cedula: str = ""


def _publicado(
    objeto: T, raiz: str, rotulos: Mapping[str, str], *, con_cedulas: bool
) -> tuple[T, list[_DatosQuitados]]:
    """El objeto sin lo que no se publica, y los datos quitados de cada lugar."""
    omisiones: list[_DatosQuitados] = []

    def publico(valor: Any, ruta: str, marcas: Mapping[Any, Any]) -> Any:
        """Valor que se publica en esa ruta; lo quitado va a ``omisiones``."""
        clase = marcas.get("no_se_publica")
        if clase == "materializacion" and valor == _TEXTO_OMITIDO:
            return valor
        if clase and valor:
            omisiones.append(_DatosQuitados(ruta, Counter({clase: _cuantos_son(valor, clase)})))
            # Que se haya dicho algo sí se publica: sin ello, parecería que no consta.
            return _TEXTO_OMITIDO if clase == "materializacion" else None
        if isinstance(valor, Enum):
            nuevo = publico(valor.value, ruta, marcas)
            return valor if nuevo is valor.value else nuevo
        rotulo = _rotulo(ruta, rotulos)
        if isinstance(valor, str):
            clases_omitidas = (
                _CLASES_DE_UN_CODIGO if marcas.get("es_codigo") else _CLASES_DE_UN_TEXTO
            )
            por_omitir = clases_omitidas - {"documento"} if con_cedulas else clases_omitidas
            return _texto_publicable(valor, ruta, rotulo, omisiones, por_omitir)
        if es_numero(valor):
            return _numero(valor, ruta, rotulo, omisiones, con_cedulas=con_cedulas)
        return publicable(valor) if isinstance(valor, bytes) else valor

    return con_valores(objeto, publico, raiz), omisiones


def _texto_publicable(
    texto: str,
    ruta: str,
    rotulo: str,
    omisiones: list[_DatosQuitados],
    clases_omitidas: frozenset[str],
) -> str:
    """El texto sin datos personales; lo que se le quita, o queda, se anota en ``omisiones``."""
    nuevo, cuantos = _sin(texto, rotulo, clases_omitidas)
    if cuantos:
        omisiones.append(_DatosQuitados(ruta, cuantos))
    if "telefono" in clases_omitidas:  # no es un código
        omisiones += _de_cedulas(nuevo, rotulo, ruta, con_rotulo="documento" not in clases_omitidas)
    return nuevo if cuantos else texto  # el mismo: un estado es un texto y algo más


def _cuantos_son(valor: Any, clase: str) -> int:
    """Número de datos personales que trae un campo que se va entero; uno si no se reconocen."""
    rotulo = clase if clase == "telefono" else ""
    return _cambiados_una_vez(str(valor), rotulo, frozenset((clase,)))[1][clase] or 1


def _numero(
    valor: "float | Decimal",
    ruta: str,
    rotulo: str,
    omisiones: list[_DatosQuitados],
    *,
    con_cedulas: bool,
) -> Any:
    """El número; nada donde el nombre de su dato dice que es un teléfono o una cédula."""
    cifras = numero_sin_ceros(valor)
    es_entero = cifras.isdecimal() and len(cifras) >= _CIFRAS_DE_UN_TELEFONO
    if es_entero and es_de_telefono(rotulo, de_uno=True):
        omisiones.append(_DatosQuitados(ruta, Counter(["telefono"])))
        return None
    es_documento = any(clase == "documento" for *_, clase in datos_personales(cifras, rotulo))
    if not con_cedulas and cifras.isdecimal() and es_documento:
        omisiones.append(_DatosQuitados(ruta, Counter(["documento"])))
        return None
    if cifras.isdecimal() and es_documento:
        omisiones.append(_DatosQuitados(ruta, cedula=cifras))
    return valor


def es_numero(valor: object) -> bool:
    """Si el valor es un número, que un sí o no no lo es."""
    return isinstance(valor, int | float | Decimal) and not isinstance(valor, bool)


def numero_sin_ceros(valor: "float | Decimal") -> str:
    """Un número en texto, sin decimales si son ceros."""
    return str(valor) if isinstance(valor, int) else re.sub(r"\.0+$", "", f"{valor:f}")


def _rotulo(ruta: str, rotulos: Mapping[str, str]) -> str:
    """Nombre del dato de una ruta (``celular``); en una tabla, el rótulo de su celda."""
    dato = ruta.rpartition(".")[2].partition("[")[0]
    con_espacios = dato.replace("_", " ")
    return con_espacios if es_de_telefono(con_espacios) else rotulos.get(dato, con_espacios)


def _rotulos_de(columnas: Iterable[Any]) -> dict[str, str]:
    """Rótulo que unas columnas dan a cada dato cuyo nombre escogió quien lo trae."""
    return {
        dato.rpartition(".")[2]: " ".join(columna.rotulo)
        for columna in columnas
        for dato in columna.dato
        if dato.startswith("fila.") or "extras." in dato
    }


@functools.lru_cache(maxsize=_TEXTOS)
def _sin(texto: str, rotulo: str, clases_omitidas: frozenset[str]) -> tuple[str, Counter[str]]:
    """El texto con cada dato cambiado por su palabra, y cuántos de cada clase traía.

    Lo que va pegado a un dato puede verse sólo cuando él ya no está: se mira hasta que nada cambie.
    """
    cuantos = Counter[str]()
    for _ in range(_VECES):
        texto, de_esta_vez = _cambiados_una_vez(texto, rotulo, clases_omitidas)
        if not de_esta_vez:
            break
        cuantos += de_esta_vez
    return texto, cuantos


def _cambiados_una_vez(
    texto: str, rotulo: str, clases_omitidas: frozenset[str]
) -> tuple[str, Counter[str]]:
    """Texto con su palabra por cada dato omitido, y cuántos de cada clase."""
    return con_su_palabra(
        texto, [dato for dato in datos_personales(texto, rotulo) if dato[2] in clases_omitidas]
    )


def con_su_palabra(
    texto: str, tramos: Collection[tuple[int, int, str]]
) -> tuple[str, Counter[str]]:
    """El texto con una palabra en lugar de cada tramo, y cuántos hubo de cada clase."""
    en_direccion = deque(direcciones(texto) if tramos else ())
    pedazos, hasta, cuantos = [], 0, Counter[str]()
    for desde, fin, clase in tramos:
        while en_direccion and en_direccion[0][1] <= desde:
            en_direccion.popleft()
        adentro = bool(en_direccion) and en_direccion[0][0] <= desde
        pedazos += [texto[hasta:desde], (_EN_UNA_DIRECCION if adentro else _EN_SU_LUGAR)[clase]]
        hasta = fin
        cuantos[clase] += 1
    return "".join((*pedazos, texto[hasta:])), cuantos


def _de_cedulas(
    texto: str, rotulo: str, ruta: str, *, con_rotulo: bool
) -> Iterator[_DatosQuitados]:
    """Anotaciones de las cédulas que quedan: las que nada nombra y, si se piden, las demás."""
    datos = datos_personales(texto, rotulo) if con_rotulo else []
    cedulas_con_rotulo = [
        cifras_de(texto[dato[0] : dato[1]]) for dato in datos if dato[2] == "documento"
    ]
    return (
        _DatosQuitados(ruta, cedula=cifras)
        for cifras in dict.fromkeys([*cedulas_con_rotulo, *parecen_cedulas(texto)])
    )


def _aviso_de_omitido(omision: _DatosQuitados) -> Aviso:
    """Aviso de los datos quitados de un lugar, o de la cédula que queda en él."""
    if omision.cedula:
        motivo = f"trae lo que parece una cédula, que termina en {omision.cedula[-_A_LA_VISTA:]}"
        return Aviso("parece_cedula", omision.ruta, f"{motivo}; revise si puede publicarse")
    return Aviso(
        "dato_omitido", omision.ruta, f"no se publica: {_cuentas_escritas(omision.cuantos)}"
    )


def _cuentas_escritas(cuantos: Counter[str]) -> str:
    return lista([contar(cuantos[clase], *_CLASES[clase]) for clase in _CLASES if cuantos[clase]])
