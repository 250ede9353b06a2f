"""Los datos como se publican: sin correos, teléfonos, cédulas ni notas de verificación.

Lo que un campo del modelo declara (``no_se_publica``) se va entero; lo que un texto trae se cambia
por una palabra que lo dice. De las cédulas se van las que una palabra nombra, salvo que se pidan;
las demás se avisan y quedan. De una imagen se van sus metadatos.

Lo que se quita se reconoce por lo que lo rodea, y nunca será todo. Por eso, al final, lo contrario:
lo que por su forma podría ser de una persona y quedó, con por qué quedó y sin repetirlo, para que
alguien mire. Lo mismo en varios lugares es uno solo.
"""

import functools
import itertools
import re
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import con_valores
from paac_reportes.estructura.valores import LETRAS_DE_UN_NOMBRE
from paac_reportes.grupos import agrupadas
from paac_reportes.imagenes import publicable
from paac_reportes.normativa.normas import digito_de_verificacion
from paac_reportes.textos.datos_personales import (
    DINERO,
    cifras_de,
    datos_personales,
    es_de_telefono,
    es_nit,
    otra_cosa,
    parecen_cedulas,
)
from paac_reportes.textos.plano import conjunto, direcciones, en_el_texto, letra_por_letra
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
"""Veces: con letras de verdad bastan dos; más allá, lo que se gana no vale lo que tarda."""
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
    """Avisos de los datos personales que un formato, o su membrete, publica como están."""
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
        """Guarda en ``por_ruta`` un texto que se lee; el valor sigue igual."""
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
    """El objeto sin lo que no se publica, y lo que se quitó, o la cédula que queda, de cada lugar.

    ``rotulos``: los de las columnas; ``con_cedulas``: si se dejan las cédulas.
    """
    omisiones: list[_DatosQuitados] = []

    def publico(valor: Any, ruta: str, marcas: Mapping[Any, Any]) -> Any:
        """El valor que se publica en esa ruta; lo quitado va a ``omisiones``.

        ``marcas``: la ``metadata`` de su campo.
        """
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
        dato = ruta.rpartition(".")[2].partition("[")[0]
        con_espacios = dato.replace("_", " ")
        es_telefono = es_de_telefono(con_espacios)
        rotulo = con_espacios if es_telefono else rotulos.get(dato, con_espacios)
        if isinstance(valor, str):
            clases_omitidas = (
                _CLASES_DE_UN_CODIGO if marcas.get("es_codigo") else _CLASES_DE_UN_TEXTO
            )
            por_omitir = clases_omitidas - {"documento"} if con_cedulas else clases_omitidas
            return _texto_publicable(valor, ruta, rotulo, omisiones, por_omitir)
        if es_numero(valor):
            return _numero_publicable(valor, ruta, rotulo, omisiones, con_cedulas=con_cedulas)
        return publicable(valor) if isinstance(valor, bytes) else valor

    return con_valores(objeto, publico, raiz), omisiones


def _texto_publicable(
    texto: str,
    ruta: str,
    rotulo: str,
    omisiones: list[_DatosQuitados],
    clases_omitidas: frozenset[str],
) -> str:
    """El texto sin esas clases de datos; a ``omisiones``, lo quitado y las cédulas que quedan.

    ``rotulo``: el de su columna, que dice qué son sus números.
    """
    nuevo, cuantos = _omitir(texto, rotulo, clases_omitidas)
    if cuantos:
        omisiones.append(_DatosQuitados(ruta, cuantos))
    if "telefono" in clases_omitidas:  # no es un código
        omisiones += _cedulas_de(nuevo, rotulo, ruta, con_rotulo="documento" not in clases_omitidas)
    return nuevo if cuantos else texto  # el mismo: un estado es un texto y algo más


def _cuantos_son(valor: Any, clase: str) -> int:
    """Número de datos personales que trae un campo que se va entero; uno si no se reconocen."""
    rotulo = clase if clase == "telefono" else ""
    return _cambiados_una_vez(str(valor), rotulo, frozenset((clase,)))[1][clase] or 1


def _numero_publicable(
    valor: "float | Decimal",
    ruta: str,
    rotulo: str,
    omisiones: list[_DatosQuitados],
    *,
    con_cedulas: bool,
) -> Any:
    """El número; ``None`` si el rótulo de su columna dice que es un teléfono o una cédula.

    A ``omisiones``, lo quitado o la cédula que queda; ``con_cedulas``: si las cédulas se dejan.
    """
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


def _rotulos_de(columnas: Iterable[Any]) -> dict[str, str]:
    """Rótulo que unas columnas dan a cada dato cuyo nombre escogió quien lo trae."""
    return {
        dato.rpartition(".")[2]: " ".join(columna.rotulo)
        for columna in columnas
        for dato in columna.dato
        if dato.startswith("fila.") or "extras." in dato
    }


@functools.lru_cache(maxsize=_TEXTOS)
def _omitir(texto: str, rotulo: str, clases_omitidas: frozenset[str]) -> tuple[str, Counter[str]]:
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
    """El texto con una palabra en lugar de cada dato omitido, y cuántos de cada clase.

    ``rotulo``: el de su columna.
    """
    return con_su_palabra(
        texto, [dato for dato in datos_personales(texto, rotulo) if dato.clase in clases_omitidas]
    )


def con_su_palabra(
    texto: str, tramos: Collection[tuple[int, int, str]]
) -> tuple[str, Counter[str]]:
    """El texto con una palabra en lugar de cada tramo, y cuántos hubo de cada clase.

    ``tramos``: ``(desde, hasta, clase)``, en orden; los de una dirección web llevan otra palabra.
    """
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


def _cedulas_de(
    texto: str, rotulo: str, ruta: str, *, con_rotulo: bool
) -> Iterator[_DatosQuitados]:
    """Las cédulas que un texto conserva: las que nada nombra y, si ``con_rotulo``, las demás."""
    datos = datos_personales(texto, rotulo) if con_rotulo else []
    cedulas_con_rotulo = [
        cifras_de(texto[dato.desde : dato.hasta]) for dato in datos if dato.clase == "documento"
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


Clase = Literal["numero", "telefono", "correo"]
CLASES: dict[Clase, str] = {"numero": "número", "telefono": "teléfono", "correo": "correo"}
"""Nombre con que se dice cada clase; ``telefono`` es un número con un signo que sólo llevan
ellos."""
Respuesta = Literal["queda", "se omite"]
RESPUESTAS: tuple[Respuesta, ...] = ("queda", "se omite")
_Clave = tuple[Clase, str]
"""Identidad de un dato, se escriba como se escriba: la clase, y las cifras o las letras."""

_CIFRAS = range(6, 16)
"""Cifras de un número que puede ser de alguien."""
_JUNTAN = r"(?:(?:&nbsp;|<br ?/?>|[^\w@%$]|_|(?<=\d)[%$oa](?=\d)){1,6}+)"
"""Signos entre dos grupos de un mismo número: todos, y «º» y «ª», que en plano son letras;
de «10 %, 20 %» son varios."""
_TIRA = re.compile(rf"\d++(?:{_JUNTAN}\d++)*+")
_GRUPO = re.compile(r"\d++(?:[.,']\d{3}(?!\d))*+")
"""Grupo de cifras que se escribe seguido o de a miles."""
_SIGNO = re.compile(r"(?:\+|\(\+?)\s?\Z")
_DIA, _MES, _ANO = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_FECHA = re.compile(
    rf"(?<!\d)(?<!\d[.,/-])(?:{_DIA}(?P<s>[/.-])\s?{_MES}(?P=s)\s?{_ANO}|{_MES}/{_DIA}/{_ANO}"
    rf"|{_ANO}(?P<t>[/.-]){_MES}(?P=t){_DIA}|{_ANO}\s?[-/]\s?{_ANO}"
    rf"|{_MES}\s?[-/]\s?{_ANO}|{_ANO}\s?[-/]\s?(?:0[1-9]|1[0-2]))(?!\d|[.,/-]\d)"
)
"""Una fecha, un mes, o de un año a otro."""
_DOMINIO = r"[a-z][\w.-]{0,40}\.(?:com|co|org|net|gov|edu|mil|info|es)\b"
_ARROBA = re.compile(
    r"@|%40|&#0{0,4}64;|&#x0{0,4}40;|&commat;|arroba(?!s\b)|[\[({<]\s?at\s?[\])}>]"
    r"|[-_/|*.~]\s?at\s?[-_/|*.~]|\bat\b(?=[^@]{1,40}\b(?:dot|punto)\b)"
    rf"|(?:\bat\b|\ben\b(?!\swww)|[\[({{]\s?(?:a|en)\s?[\])}}])(?=\s?{_DOMINIO})"
    r"|(?:gmail|hotmail|outlook|yahoo|icloud|proton(?:mail)?\.(?:com|me)|(?:live|msn|aol)\.com)\b",
    re.IGNORECASE,
)
"""También el servidor de casi todos, con cualquier cosa antes; y «rosa en dominio.gov.co»."""
_TROZO = 64
"""Letras de un correo que se buscan, a lo más, a cada lado de su arroba."""
_PEGADO = re.compile(r"[^\s,;<>]*\Z")
_SUELTO = re.compile(r"[^\s,;<>]*\s?[\[({<]?\s?\Z")
"""Texto antes de una arroba: con su espacio, si también lo lleva detrás o va en letras."""
_TRAS_LA_ARROBA = re.compile(r"\s?[\])}>]?\s?[^\s;<>]*")
_SEIS_CIFRAS = re.compile(r"\d(?:\D{0,12}\d){5}")
_PUEDE_HABER_CORREO = re.compile(
    r"[@＠﹫]|%40|&#x?0{0,4}[64]|&commat;|arroba|at\b|at_|gmail|hotmail|outlook|yahoo|icloud"
    r"|\.(?:com?|me|org|net|gov|edu|mil|info|es)\b",
    re.IGNORECASE,
)
_DE_UN_TELEFONO = 7
"""Cifras desde las que un número con su + o entre paréntesis se dice teléfono."""
_NIT_DE_ENTIDAD = re.compile(r"\s?[89](?:[.,\s]?\d){8}\s?-?\s?\d\s?", re.ASCII)
_CORRIDA = re.compile(r"\d{6,}")
"""También se tapan las que no van en la lista, por largas."""
_LETRAS_ALREDEDOR = 40
"""Letras que se muestran a cada lado de lo que se revisa."""
_TAPA = "•"
_CIFRAS_A_LA_VISTA = 3
"""Cifras que se dejan ver, para reconocerlo."""
_CONTEXTOS_QUE_SE_MUESTRAN = 3


@clases.frozen(kw_only=True)
class PorRevisar:
    """Algo que queda y que por su forma puede ser de una persona."""

    id: str = ""
    """Con el que se responde; mientras los datos sean los mismos, siempre el mismo."""
    numero: int
    """Su lugar en la lista, desde 1."""
    clase: Clase
    se_lee: str
    """Sin lo que lo identifica: de un número, sólo sus tres últimas cifras."""
    alrededor: tuple[str, ...]
    """Contexto donde aparece, también tapado; de muchos lugares, los primeros."""
    por_que: str
    """Por qué quedó."""
    rutas: tuple[str, ...]
    """Todos los lugares en que está."""


@clases.frozen(kw_only=True)
class Revisado:
    """Cuánto de lo que quedaba respondió una persona."""

    quedan: int
    se_omiten: int


@clases.frozen
class _Sospecha:
    clave: _Clave
    ruta: str
    se_lee: str
    alrededor: str
    por_que: str


@clases.frozen
class _Tramo:
    desde: int
    hasta: int
    clase: Clase
    dice: str
    """Sus cifras, o sus letras sin mayúsculas: lo que no cambia con la manera de escribirlo."""


class LoQueQueda:
    """Los hallazgos que quedan en unos objetos, que se dan con el comienzo de sus rutas."""

    def __init__(self, *partes: tuple[Any, str]) -> None:
        self._nombres: dict[str, None] = {}
        por_clave = agrupadas(
            (aparicion.clave, aparicion)
            for objeto, raiz in partes
            for aparicion in _personales_en(objeto, raiz, self._nombres)
        )
        self._claves = tuple(por_clave)
        self.lista = tuple(
            PorRevisar(
                numero=numero,
                clase=apariciones[0].clave[0],
                se_lee=apariciones[0].se_lee,
                alrededor=tuple(dict.fromkeys(aparicion.alrededor for aparicion in apariciones))[
                    :_CONTEXTOS_QUE_SE_MUESTRAN
                ],
                por_que="; ".join(dict.fromkeys(aparicion.por_que for aparicion in apariciones)),
                rutas=tuple(dict.fromkeys(aparicion.ruta for aparicion in apariciones)),
            )
            for numero, apariciones in enumerate(por_clave.values(), 1)
        )
        """En su orden; lo mismo en varios lugares, una vez."""

    def sin(self, omitidos: Collection[int]) -> "Omision":
        """Omisión de los renglones de esos números de la lista."""
        omitidas = {clave: n for n, clave in enumerate(self._claves, 1) if n in omitidos}
        return Omision(omitidas, _otros_nombres(self._nombres, omitidas))


class Omision:
    """Datos que alguien omitió, para quitarlos de donde estén."""

    def __init__(self, fuera: Mapping[_Clave, int], nombres: Mapping[str, str]) -> None:
        self._fuera, self._nombres = fuera, nombres

    def en(self, objeto: T) -> T:
        """El objeto sin lo omitido; el extra cuyo nombre lo trae toma otro, con su valor."""
        return con_valores(objeto, self._valor_sin, nombrar=self._nombre_sin)

    def en_la_ruta(self, ruta: str) -> str:
        """La ruta con el nombre nuevo de los extras que cambiaron de nombre."""
        return ".".join(self._nombres.get(nombre, nombre) for nombre in ruta.split("."))

    def _valor_sin(self, valor: Any, _ruta: str, _marcas: object) -> Any:
        """El valor sin lo que se omite de él."""
        if isinstance(valor, str) and not isinstance(valor, Enum):
            return _texto_sin(valor, self._fuera)
        if es_numero(valor) and ("numero", _entero(valor)) in self._fuera:
            return None
        return valor

    def _nombre_sin(self, nombre: str, _ruta: str) -> str:
        return self._nombres.get(nombre, nombre)


def tapado(texto: str) -> str:
    """El texto con los números y correos por revisar tapados con puntos."""
    return _con_lo_suyo_tapado(texto, _tramos(texto))


def ruta_tapada(ruta: str) -> str:
    """La ruta con lo que habría que revisar en los nombres de sus extras, tapado."""
    return ".".join(
        _con_lo_suyo_tapado(nombre, _tramos_de_un_nombre(nombre)) for nombre in ruta.split(".")
    )


def aviso_sin_revisar(cuantos: int) -> Aviso:
    """Aviso de que se publica sin que una persona haya mirado todo lo que queda."""
    quedan = "quedan" if cuantos > 1 else "queda"
    los_que_quedan = contar(cuantos, "número, correo o teléfono", "números, correos y teléfonos")
    motivo = (
        f"{quedan} {los_que_quedan} sin que nadie los haya revisado; mire cuáles son (por_revisar)"
        " y entregue lo que responda de cada uno (revisado o --revisado)"
    )
    return Aviso("sin_revisar", "publico", motivo)


def aviso_tapado(aviso: Aviso) -> Aviso:
    """El aviso con lo que habría que revisar tapado: en su mensaje y en el nombre de un extra."""
    ruta, mensaje = ruta_tapada(aviso.ruta), tapado(aviso.mensaje)
    if (ruta, mensaje) == (aviso.ruta, aviso.mensaje):
        return aviso
    posicion = aviso.posicion if ruta == aviso.ruta else None
    datos = _datos_tapados(aviso.datos)
    return attrs.evolve(aviso, ruta=ruta, mensaje=mensaje, posicion=posicion, datos=datos)


def _datos_tapados(datos: Any) -> Any:
    """Los datos de un aviso, con lo que habría que revisar tapado en sus claves y valores."""
    if isinstance(datos, Mapping):
        return {_datos_tapados(clave): _datos_tapados(valor) for clave, valor in datos.items()}
    if isinstance(datos, tuple | list):
        return type(datos)(map(_datos_tapados, datos))
    return ruta_tapada(tapado(datos)) if type(datos) is str else datos


def _texto_sin(texto: str, fuera: Collection[_Clave]) -> str:
    """El texto con una palabra en lugar de cada dato que está en ``fuera``."""
    omitidos = [
        (tramo.desde, tramo.hasta, tramo.clase)
        for tramo in _tramos(texto)
        if (tramo.clase, tramo.dice) in fuera
    ]
    return con_su_palabra(texto, omitidos)[0] if omitidos else texto


def _otros_nombres(nombres: Collection[str], fuera: Mapping[_Clave, int]) -> dict[str, str]:
    """Nombre nuevo de cada extra que se llama con algo que se omite.

    ``contacto 3001234567`` → ``contacto numero_omitido_4``, que es el 4 de la lista. En todas las
    filas el mismo, porque es una columna, y ninguno el de otro extra.
    """
    reemplazos: dict[str, str] = {}
    if not fuera:
        return reemplazos
    tomados = {*nombres}
    for nombre in nombres:
        nuevo = _nombre_sin(nombre, fuera)
        if nuevo != nombre:
            reemplazos[nombre] = nuevo = _libre(nuevo, tomados)
            tomados.add(nuevo)
    return reemplazos


def _nombre_sin(nombre: str, fuera: Mapping[_Clave, int]) -> str:
    """El nombre de un extra sin lo que se omite: ``contacto numero_omitido_4``."""
    pedazos, hasta = [], 0
    for tramo in _tramos_de_un_nombre(nombre):
        if (numero := fuera.get((tramo.clase, tramo.dice))) is not None:
            pedazos += [nombre[hasta : tramo.desde], f"{tramo.clase}_omitido_{numero}"]
            hasta = tramo.hasta
    return "".join((*pedazos, nombre[hasta:]))


def _libre(nombre: str, tomados: Collection[str]) -> str:
    """El nombre, o con ``_2``, ``_3``… si es de otro; del largo que un extra admite."""
    colas = itertools.chain([""], (f"_{numero}" for numero in itertools.count(2)))
    posibles = (f"{nombre[: LETRAS_DE_UN_NOMBRE - len(cola)]}{cola}" for cola in colas)
    return next(posible for posible in posibles if posible not in tomados)


# ------------------------------------------------------------------ dónde están


def _personales_en(objeto: Any, raiz: str, nombres: dict[str, None]) -> Iterator[_Sospecha]:
    """Lo que en un objeto puede ser personal, en sus textos y números.

    Agrega a ``nombres`` los de sus extras; ``raiz``: su ruta.
    """
    pendientes: list[_Sospecha] = []

    def nombrar(nombre: str, ruta: str) -> str:
        """El mismo nombre de un extra; lo que en él puede ser personal va a ``pendientes``."""
        nombres[nombre] = None
        tramos = _tramos_de_un_nombre(nombre)
        nombre_tapado = _con_lo_suyo_tapado(nombre, tramos) if tramos else ""
        pendientes.extend(
            _Sospecha(
                clave=(tramo.clase, tramo.dice),
                ruta=ruta,
                se_lee=nombre_tapado[tramo.desde : tramo.hasta],
                alrededor=nombre_tapado,
                por_que="va en el nombre de un dato",
            )
            for tramo in tramos
        )
        return nombre

    def mirar(valor: Any, ruta: str, marcas: Any) -> Any:
        """El mismo valor; lo que en él puede ser personal va a ``pendientes``."""
        if isinstance(valor, Enum) or _es_su_nit(valor, ruta):
            return valor
        if isinstance(valor, str):
            pendientes.extend(_en_un_texto(valor, ruta, es_codigo=bool(marcas.get("es_codigo"))))
        elif es_numero(valor) and len(cifras := _entero(valor)) in _CIFRAS:
            tapada = _tapado("numero", cifras)
            pendientes.append(
                _Sospecha(("numero", cifras), ruta, tapada, tapada, "es un dato numérico")
            )
        return valor

    con_valores(objeto, mirar, raiz, nombrar)
    yield from pendientes


def _es_su_nit(valor: Any, ruta: str) -> bool:
    """Si es el NIT de la entidad, que es público, con el dígito que le corresponde."""
    es_el_suyo = f".{ruta}".endswith(".entidad.nit") and isinstance(valor, str)
    if not (es_el_suyo and _NIT_DE_ENTIDAD.fullmatch(valor)):
        return False
    cifras = cifras_de(valor)
    return cifras[-1] == digito_de_verificacion(cifras[:-1])


def _entero(valor: "float | Decimal") -> str:
    """Cifras de un número entero, sin su signo; vacío si no lo es."""
    return cifras if (cifras := numero_sin_ceros(valor).removeprefix("-")).isdecimal() else ""


def _en_un_texto(texto: str, ruta: str, *, es_codigo: bool) -> Iterator[_Sospecha]:
    """Lo que en un texto puede ser personal, tapado y con lo que lo rodea.

    ``es_codigo``: si es un código, y el motivo lo dice.
    """
    tramos = _tramos(texto)
    if not tramos:
        return
    texto_tapado, motivos = _con_lo_suyo_tapado(texto, tramos), _Motivos(texto, es_codigo=es_codigo)
    for tramo in tramos:
        desde, hasta = max(tramo.desde - _LETRAS_ALREDEDOR, 0), tramo.hasta + _LETRAS_ALREDEDOR
        yield _Sospecha(
            clave=(tramo.clase, tramo.dice),
            ruta=ruta,
            se_lee=texto_tapado[tramo.desde : tramo.hasta].strip(),
            alrededor=f"{'…' * (desde > 0)}{texto_tapado[desde:hasta]}{'…' * (hasta < len(texto))}",
            por_que=motivos.del_tramo(tramo),
        )


def _tramos(texto: str) -> list[_Tramo]:
    """Tramos de un texto que habría que mirar, sin que dos compartan una letra."""
    if not (_SEIS_CIFRAS.search(texto) or _PUEDE_HABER_CORREO.search(texto)):  # casi todos
        return []
    plano, lugares = letra_por_letra(texto)
    de_correos = list(_correos(plano))
    # Con algo que no es un número en su lugar, para que ninguno llegue hasta ellos.
    pedazos, hasta = [], 0
    for tramo in de_correos:
        pedazos += [plano[hasta : tramo.desde], "@" * (tramo.hasta - tramo.desde)]
        hasta = tramo.hasta
    resto = "".join((*pedazos, plano[hasta:]))
    tramos = sorted((*de_correos, *_tramos_de_numeros(resto)), key=lambda tramo: tramo.desde)
    if lugares is None:
        return tramos
    return [
        _Tramo(*en_el_texto(tramo.desde, tramo.hasta, lugares), tramo.clase, tramo.dice)
        for tramo in tramos
    ]


def _tramos_de_un_nombre(nombre: str) -> list[_Tramo]:
    """Tramos del nombre de un extra, cuyas palabras separa una raya."""
    return _tramos(nombre.replace("_", "-"))


def _correos(plano: str) -> Iterator[_Tramo]:
    """Comienzo y final de cada correo de un texto sin tildes: lo que rodea una arroba."""
    hasta = 0
    for arroba in _ARROBA.finditer(plano):
        if arroba.start() < hasta:
            continue
        es_un_signo = arroba[0] == "@" and not plano[arroba.end() : arroba.end() + 1].isspace()
        atras = _PEGADO if es_un_signo else _SUELTO  # «ana (arroba) alcaldia» lleva espacios
        usuario = atras.search(plano, max(arroba.start() - _TROZO, hasta), arroba.start())
        dominio = _TRAS_LA_ARROBA.match(plano, arroba.end(), min(arroba.end() + _TROZO, len(plano)))
        desde = usuario.start() if usuario else arroba.start()
        hasta = dominio.end() if dominio else arroba.end()
        correo = plano[desde:hasta].rstrip(".,:)]}")
        yield _Tramo(desde, desde + len(correo), "correo", " ".join(correo.lower().split()))


def _tramos_de_numeros(plano: str) -> Iterator[_Tramo]:
    """Tramos de los números con cifras de sospecha, que no son una fecha."""
    sin_fechas = _FECHA.sub(lambda fecha: "@" * len(fecha[0]), plano)
    for tira in _TIRA.finditer(sin_fechas):
        for desde, hasta, cifras in _partes(sin_fechas, tira):
            signo = _SIGNO.search(plano, max(desde - 3, 0), desde)
            if signo and len(cifras) >= _DE_UN_TELEFONO:
                yield _Tramo(signo.start(), hasta, "telefono", cifras)
            else:
                yield _Tramo(desde, hasta, "numero", cifras)


def _partes(plano: str, tira: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Desde, hasta y cifras de los números que hay en unos grupos de cifras seguidos.

    Todos son uno si cabe; si no, por partes. Dos que ya son largos, como los valores de una lista,
    son dos.
    """
    desde, hasta, cifras = tira.start(), tira.start(), ""
    for grupo in _GRUPO.finditer(plano, tira.start(), tira.end()):
        cifras_del_grupo = cifras_de(grupo[0])
        son_dos = min(len(cifras), len(cifras_del_grupo)) >= _CIFRAS.start
        if son_dos or len(cifras) + len(cifras_del_grupo) >= _CIFRAS.stop:
            if len(cifras) in _CIFRAS:
                yield desde, hasta, cifras
            desde, cifras = grupo.start(), ""
        hasta, cifras = grupo.end(), cifras + cifras_del_grupo
    if len(cifras) in _CIFRAS:
        yield desde, hasta, cifras


# ------------------------------------------------------------------ cómo se dice


def _con_lo_suyo_tapado(texto: str, tramos: list[_Tramo]) -> str:
    """El texto con esos tramos tapados, del mismo largo."""
    pedazos, hasta = [], 0
    for tramo in tramos:
        pedazos += [
            texto[hasta : tramo.desde],
            _tapado(tramo.clase, texto[tramo.desde : tramo.hasta]),
        ]
        hasta = tramo.hasta
    sin_correos = "".join((*pedazos, texto[hasta:]))
    return _CORRIDA.sub(lambda corrida: _tapado("numero", corrida[0]), sin_correos)


def _tapado(clase: Clase, texto: str) -> str:
    """El texto tapado: ``ana@x.co`` da ``a••@•.••``; de un número se ven las últimas cifras."""
    if clase == "correo":
        primera = next((n for n, letra in enumerate(texto) if letra.isalnum()), 0)
        return "".join(
            letra if n == primera or not letra.isalnum() else _TAPA for n, letra in enumerate(texto)
        )
    por_tapar = sum(letra.isdigit() for letra in texto) - _CIFRAS_A_LA_VISTA
    letras = []
    for letra in texto:
        tapa = letra.isdigit() and por_tapar > 0
        por_tapar -= 1 if letra.isdigit() else 0
        letras.append(_TAPA if tapa else letra)
    return "".join(letras)


_ES_VALOR = re.compile(r"\$\s{0,2}\Z")


class _Motivos:
    """Motivos de que quede cada dato personal de un texto, que se mira una vez."""

    def __init__(self, texto: str, *, es_codigo: bool) -> None:
        self._es_codigo = es_codigo
        self._plano, lugares = letra_por_letra(texto)
        self._en_el_plano = None if lugares is None else {n: i for i, n in enumerate(lugares)}
        self._enlaces = direcciones(self._plano)
        self._cedulas = frozenset(parecen_cedulas(texto))

    def del_tramo(self, tramo: _Tramo) -> str:
        """Motivo de que un número, correo o teléfono quede en lo que se publica: ``es un valor``.

        El primer motivo que se cumple; si ninguno, que nada dice qué es.
        """
        plano, desde, hasta = self._plano, tramo.desde, tramo.hasta
        if self._en_el_plano is not None:
            desde, hasta = self._en_el_plano[desde], self._en_el_plano[hasta - 1] + 1
        if tramo.clase == "correo":
            es_cuenta = plano[desde] == "@"
            return "parece la cuenta de una red" if es_cuenta else "no se escribe como un correo"
        cifras = cifras_de(plano[desde:hasta])
        sin_su_digito = desde + len(plano[desde:hasta].rpartition("-")[0])
        palabra_previa = otra_cosa(plano, desde)
        motivos = {
            "es un NIT con su dígito": es_nit(plano, sin_su_digito, cifras[:-1]),
            "va en un código": self._es_codigo,
            "es un valor": _ES_VALOR.search(plano, max(desde - 3, 0), desde)
            or DINERO.match(plano, hasta),
            "va en una dirección web": any(i <= desde < fin for i, fin in self._enlaces),
            f"lo que va antes dice que es otra cosa: «{palabra_previa}»": palabra_previa,
            "parece una cédula": tramo.dice in self._cedulas,
        }
        return next((motivo for motivo, vale in motivos.items() if vale), "nada dice qué es")
