"""Rótulos y celdas como se comparan, y las palabras de ``plantillas/_columnas``.

Una celda puede ser un código, un día, un número o un nivel; y un texto, mobiliario del documento,
que no es dato: sus títulos, sus notas y lo que se llena a mano.

Al final, el valor que una celda da a su dato, sea de un plan o de un mapa. Lo que se escribe con
las palabras de una lista es su clave; los niveles de un riesgo, a la letra. En un cronograma,
``ENE | FEB | MAR`` con X en la segunda y la tercera son dos fechas programadas, el último día de
cada mes de la vigencia.
"""

import functools
import itertools
import re
import tomllib
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any, Generic, TypeVar

from paac_reportes import clases
from paac_reportes.analisis.riesgos.niveles import es_nivel_del_eje, leer_zona
from paac_reportes.estructura import estructurar, validar_por_tipo
from paac_reportes.grupos import agrupadas
from paac_reportes.instalacion import hace_falta
from paac_reportes.lectura.celdas import es_redaccion
from paac_reportes.lectura.filas.valores import (
    DEL_PLAN,
    clave_de_lista,
    esperado_en_su_renglon,
    leer_corte,
    leer_lista,
)
from paac_reportes.modelo import Entidad
from paac_reportes.modelo.campos import Contenido
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.fechas import MESES, ClaseDeFecha, leer_fecha_programada
from paac_reportes.normativa.riesgos import metodologias
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, Mes, ParteVista, TablaVista
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import fecha_corta, numero_escrito, sin_signo_de_porcentaje

with hace_falta():
    from rapidfuzz.distance.Indel import normalized_similarity
    from rapidfuzz.process import extract

PARECIDO_MINIMO = 0.8
"""Parecido, de 0 a 1, desde el que un rótulo es el de un dato."""
_PARECIDO_CON_ERRATAS, _PARECIDO_DE_COLA = 0.85, 0.7
"""Parecidos, de 0 a 1, desde los que un rótulo es otro con erratas, y es lo mismo tras su «de»."""
_EMPIEZA, _LARGO_QUE_EMPIEZA = (0.81, 0.15), 7
"""Parecido del que empieza por el esperado, lo que suma al cubrirlo, y letras del esperado."""
_DE = re.compile(r" del? ")
_SIGUE_DE = re.compile(r" (?:del?|al?) ")
_SIGNO_DE_NUMERO = re.compile(r"\b(?:n[°ºo]\.?|num\.?|numero)(?=\W|$)|^[^\w#]*+#\W*+$", re.ASCII)
_FORMA_DE_FECHA = re.compile(r"\b(?:dd|mm|aa(?:aa)?)(?:[/-](?:dd|mm|aa(?:aa)?)){1,2}\b")
_SIGNOS = re.compile(r"[^\w%]+")
LLAMADA = re.compile(r"\[\d+\]|[⁰¹²³⁴-⁹*†]")
_LARGO = 150
"""Letras de un texto que aún puede ser un rótulo."""


@clases.frozen
class Rotulo:
    """Un rótulo, listo para comparar."""

    palabras: str
    """Texto sin tildes, mayúsculas ni signos."""
    letras: str
    """Letras del rótulo sin espacios: «Racionalizac ión» es «Racionalización»."""


@functools.lru_cache(maxsize=4096)
def rotulo_de(texto: str) -> Rotulo:
    """Rótulo que es un texto, como se compara."""
    plano = en_plano(LLAMADA.sub(" ", texto)).replace("º", "°").replace("n°", "num")
    plano = _FORMA_DE_FECHA.sub(" ", plano)
    palabras = " ".join(_SIGNOS.sub(" ", _SIGNO_DE_NUMERO.sub(" numero ", plano)).split())
    return Rotulo(palabras, palabras.replace(" ", ""))


def parecido(rotulo: Rotulo, esperado: Rotulo) -> float:
    """Parecido de dos rótulos, de 0 a 1: 1, si son el mismo; menos, con una errata o más largo."""
    if not rotulo.letras or not esperado.letras:
        return 0.0
    if rotulo.letras == esperado.letras:
        return 1.0
    erratas = 0.0
    # Lo que sigue a su «de» es lo mismo: «Descripción del rol» no es la del riesgo.
    colas = [_DE.split(palabras_de)[1:] for palabras_de in (rotulo.palabras, esperado.palabras)]
    if not all(colas) or normalized_similarity(colas[0][-1], colas[1][-1]) >= _PARECIDO_DE_COLA:
        erratas = normalized_similarity(
            rotulo.letras, esperado.letras, score_cutoff=_PARECIDO_CON_ERRATAS
        )
    return max(erratas, _como_comienzo(rotulo, esperado))


def _como_comienzo(rotulo: Rotulo, esperado: Rotulo) -> float:
    """El parecido de un rótulo que empieza por el esperado y dice más; 0 si sigue con «de»."""
    if len(esperado.letras) < _LARGO_QUE_EMPIEZA:
        return 0.0
    resto = rotulo.palabras.removeprefix(esperado.palabras)
    if resto == rotulo.palabras or not resto.startswith(" ") or _SIGUE_DE.match(resto):
        return 0.0
    desde, mas = _EMPIEZA
    return desde + mas * len(esperado.letras) / len(rotulo.letras)


T = TypeVar("T")


class IndiceDeRotulos(Generic[T]):
    """Rótulos con lo que cada uno nombra, para comparar un texto con todos de una vez."""

    def __init__(self, rotulos: Iterable[tuple[Rotulo, T]]) -> None:
        self._nombran = agrupadas(rotulos)
        self._letras = {rotulo: rotulo.letras for rotulo in self._nombran}
        self._por_palabras = {rotulo.palabras: rotulo for rotulo in self._nombran}
        self.parecidos = functools.lru_cache(maxsize=4096)(self._parecidos)

    def _parecidos(self, texto: str) -> Mapping[T, float]:
        """Cosas que un texto puede nombrar, y su parecido, de ``PARECIDO_MINIMO`` a 1."""
        if len(texto) > _LARGO:
            return {}
        rotulo, parecidos = rotulo_de(texto), dict[T, float]()
        for cercano in self._cercanos(rotulo):
            if puntos := parecido(rotulo, cercano):
                for cosa in self._nombran[cercano]:
                    parecidos[cosa] = max(puntos, parecidos.get(cosa, 0.0))
        return parecidos

    def _cercanos(self, rotulo: Rotulo) -> Iterator[Rotulo]:
        """Rótulos de casi sus letras, y aquellos con que empieza."""
        for _, _, cercano in extract(
            rotulo.letras,
            self._letras,
            scorer=normalized_similarity,
            processor=None,
            score_cutoff=_PARECIDO_CON_ERRATAS,
            limit=None,
        ):
            yield cercano
        for comienzo in accumulate(rotulo.palabras.split(" ")[:12], "{} {}".format):
            if comienzo in self._por_palabras:
                yield self._por_palabras[comienzo]


def empieza_por(texto: str, esperados: tuple[str, ...]) -> bool:
    """Si las primeras palabras de un texto son uno de los esperados."""
    return f"{rotulo_de(texto).palabras} ".startswith(_comienzos(esperados))


@functools.lru_cache(maxsize=32)
def _comienzos(esperados: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{rotulo_de(esperado).palabras} " for esperado in esperados)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class OtraTabla:
    """Una clase de tabla que no es de un plan, y con qué se la reconoce."""

    nombre: str
    """«un inventario»."""
    propios: tuple[str, ...]
    """Los rótulos que un plan casi nunca lleva."""
    rotulos: tuple[str, ...]
    se_lee: str = ""
    """Con qué se lee, si es de algo que aquí se lee."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PalabrasDeRotulos:
    """Palabras que dicen qué es una fila, un título o una hoja."""

    dependencias: tuple[str, ...]
    intercambios: tuple[str, ...]
    tramites: tuple[str, ...]
    totales: tuple[str, ...]
    notas: tuple[str, ...]
    titulos: tuple[str, ...]
    hojas_sin_nombre: tuple[str, ...]
    fases_de_un_mapa: tuple[str, ...]
    estados: dict[str, tuple[str, ...]]
    otras_tablas: dict[str, OtraTabla]


@functools.lru_cache(maxsize=1)
def palabras() -> PalabrasDeRotulos:
    """Palabras de ``plantillas/_columnas``."""
    archivo = files("paac_reportes.plantillas") / "_columnas" / "palabras.toml"
    return estructurar(tomllib.loads(archivo.read_text("utf-8")), PalabrasDeRotulos)


def estado_de(texto: str) -> str | None:
    """Estado que un texto nombra: «Completo»; ``None`` si ninguno."""
    return _estado_de_cada_rotulo().get(rotulo_de(texto).letras)


@functools.lru_cache(maxsize=1)
def _estado_de_cada_rotulo() -> dict[str, str]:
    """Estado que nombran unas letras."""
    return {
        rotulo_de(nombre).letras: estado
        for estado, nombres in palabras().estados.items()
        for nombre in (estado.replace("_", " "), *nombres)
    }


_NO_ES_DE_NOMBRE = re.compile(r"[^a-z0-9]+")
_LARGO_DE_EXTRA = 60


def clave_de_extra(rotulo: str, final: str = "") -> str:
    """Nombre con que se guarda lo que no es de ningún dato: ``riesgo_asociado``."""
    nombre = _NO_ES_DE_NOMBRE.sub("_", en_plano(rotulo)).strip("_")
    nombre = nombre if nombre[:1].isalpha() else f"columna_{nombre}"
    return f"{nombre[: _LARGO_DE_EXTRA - len(final)].strip('_')}{final}"


_CODIGO = re.compile(
    r"(?:[A-Za-z]{1,4}[.\s-]?)?\d{1,6}(?:[.,-]\d{1,3}){0,4}[.)]?|[A-Za-z]{1,2}[.)]|[IVX]{1,5}"
)
_PORCENTAJE = re.compile(r"\d{1,3}(?:[.,]\d+)?")
_LARGO_DE_CODIGO = 16
_LARGO_DE_FECHA = 80
_SIN_FECHA = {ClaseDeFecha.DEPENDE, ClaseDeFecha.VACIA, ClaseDeFecha.SIN_DIA}
_PRIMERAS_FILAS = 12
_MUESTRA = 200
"""Las celdas con que se sabe de qué es una columna."""


def propias(tabla: TablaVista, fila: int) -> list[CeldaVista]:
    """Celdas que empiezan en una fila y dicen algo."""
    return [celda for celda in escritas(tabla, fila) if celda.fila == fila]


def escritas(tabla: TablaVista, fila: int) -> list[CeldaVista]:
    """Celdas de una fila que dicen algo, una vez cada una; también las que vienen de arriba."""
    return [
        celda
        for celda in dict.fromkeys(tabla.filas[fila])
        if celda is not None and celda.texto.strip()
    ]


def primeras(tabla: TablaVista) -> list[list[CeldaVista]]:
    """Celdas de las primeras filas de una tabla, donde van los títulos y los datos generales."""
    return [escritas(tabla, fila) for fila in range(min(_PRIMERAS_FILAS, len(tabla.filas)))]


def es_codigo(texto: str) -> bool:
    """Si es un código breve: ``1.1``, ``2,3)``, ``R12``, ``F-1``, ``IV`` o ``7``."""
    breve = texto.strip()
    es_marca = breve in {"x", "X"}
    return len(breve) <= _LARGO_DE_CODIGO and not es_marca and _CODIGO.fullmatch(breve) is not None


def es_codigo_con_signo(texto: str) -> bool:
    """Si es un código que no se confunde con una cantidad: ``1.1``, ``A-3``, ``2)``."""
    return es_codigo(texto) and any(signo in texto for signo in ".,)-")


def es_numero(celda: CeldaVista) -> bool:
    """Si es una cifra, con su signo de porcentaje o sin él."""
    return isinstance(celda.valor, Decimal) or (
        numero_escrito(sin_signo_de_porcentaje(celda.texto).strip(" $")) is not None
    )


def es_fecha(celda: CeldaVista) -> bool:
    """Si la celda dice cuándo se hace algo: una fecha, un mes, una frecuencia."""
    return isinstance(celda.valor, date) or _dice_fecha(celda.texto.strip())


@functools.lru_cache(maxsize=4096)
def _dice_fecha(texto: str) -> bool:
    """Si un texto corto dice cuándo: una fecha, un mes, una frecuencia."""
    return (
        0 < len(texto) <= _LARGO_DE_FECHA
        and leer_fecha_programada(texto, None).clase not in _SIN_FECHA
    )


def es_porcentaje(celda: CeldaVista) -> bool:
    """Si es un porcentaje: ``60``, ``62,5 %`` o el número de una hoja de cálculo."""
    return _PORCENTAJE.fullmatch(sin_signo_de_porcentaje(celda.texto)) is not None


@functools.lru_cache(maxsize=4096)
def es_nivel(texto: str) -> bool:
    """Si un texto es un nivel o una zona de riesgo en alguna metodología."""
    if leer_zona(texto).zona is not None:
        return True
    return any(
        es_nivel_del_eje(texto, eje, metodologia.unidad)
        for metodologia in metodologias().values()
        for eje in (metodologia.probabilidad, metodologia.impacto)
    )


_ES_DE_ESA_CLASE: dict[str, Callable[[CeldaVista], bool]] = {
    "codigo": lambda celda: es_codigo(celda.texto),
    "fecha": es_fecha,
    "porcentaje": es_porcentaje,
    "nivel": lambda celda: es_nivel(celda.texto),
}


def parte_de(contenido: Contenido, celdas: Iterable[CeldaVista]) -> float | None:
    """Parte, de 0 a 1, de las primeras celdas escritas que son de una clase; ``None`` sin ellas."""
    con_texto = (celda for celda in celdas if celda.texto.strip(" -–"))
    muestra = list(itertools.islice(con_texto, _MUESTRA))
    return sum(map(_ES_DE_ESA_CLASE[contenido], muestra)) / len(muestra) if muestra else None


# ------------------------------------------------------------------ las numeraciones

_NUMERAL = re.compile(
    r"[\W_]*(?:(?P<antes>[a-z]{1,10}?)[\W_]*)??(?P<cual>\d{1,3}|[a-z]{1,5})(?:\s*=[\d\W_]*|[\W_]*)"
)
_ROMANO = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_VALEN = {"i": 1, "v": 5, "x": 10}
_CELDAS_QUE_NUMERAN, _SALTO_MAXIMO, _LETRAS_DE_NUMERAL = 3, 3, 30
"""Celdas de una numeración, por lo menos; lo que va de un número a otro y letras de uno, a lo
más."""


def numeran(celdas: Collection[CeldaVista]) -> bool:
    """Si las celdas de una fila van de uno en uno: «1 | 2 | 3», «(a) | (b) | (c)», «Col. 1 | …»."""
    breves = (celda.texto if len(celda.texto) <= _LETRAS_DE_NUMERAL else "" for celda in celdas)
    numerales = [n for breve in breves if (n := _NUMERAL.fullmatch(en_plano(breve)))]
    if len(celdas) < _CELDAS_QUE_NUMERAN or len(numerales) < len(celdas):
        return False
    if len({numeral["antes"] for numeral in numerales}) > 1:
        return False
    return any(
        all(a and 0 < b - a <= _SALTO_MAXIMO for a, b in pairwise(numeros))
        for numeros in zip(*(_numeros(numeral["cual"]) for numeral in numerales), strict=True)
    )


def _numeros(numeral: str) -> tuple[int, int, int]:
    """Número de un numeral en cifras, en letras y en romanos; 0 si no es de ese modo."""
    if numeral.isdecimal():
        return int(numeral) + 1, 0, 0
    de_letras = sum((ord(letra) - 96) * 26**n for n, letra in enumerate(reversed(numeral)))
    return 0, 0 if numeral[2:] else de_letras, numero_romano(numeral)


def numero_romano(texto: str) -> int:
    """Número que dicen unas letras, de I a XXXIX; 0 si no dicen ninguno."""
    letras = texto.lower()
    if not _ROMANO.fullmatch(letras):
        return 0
    valores = [_VALEN[letra] for letra in letras]
    return sum(-vale if vale < sigue else vale for vale, sigue in pairwise([*valores, 0]))


def tachadas(tabla: TablaVista, celdas: Sequence[CeldaVista]) -> bool:
    """Si todas las celdas de una fila van tachadas."""
    return bool(tabla.tachadas and celdas) and all(
        (celda.fila, celda.columna) in tabla.tachadas for celda in celdas
    )


def a_lo_ancho(celdas: Sequence[CeldaVista]) -> CeldaVista | None:
    """Celda ancha que va sola en su fila, aunque se repita por hojas de impresión; o ninguna."""
    if not celdas or celdas[0].cuantas_columnas == 1:
        return None
    return celdas[0] if len({en_plano(c.texto) for c in celdas}) == 1 else None


POR_LLENAR = re.compile(r"\s*[^:_]{1,60}:(?>[\s_]*?_{3})[\s_]*+")
"""«RESPONSABLE: ____»: lo que se llena a mano y está en blanco."""
_PALABRAS = re.compile(r"[^\W\d_]+")
_DE_TITULO = (
    "a al anexo ano anticorrupcion atencion avance ciudadano codigo con corrupcion corte de"
    " del e el en estrategia etica fecha formato hoja informe la las los mapa mapas matriz"
    " monitoreo nit numero o pagina para plan por proceso programa publica riesgo riesgos"
    " segun seguimiento transparencia u version vigencia y"
)
"""Las palabras con que se titula un plan, además de las de sus datos."""


def es_mobiliario_de(entidad: Entidad, documento: DocumentoVisto) -> Callable[[str], bool]:
    """Función que dice si un texto es un título de esa entidad, una nota, un total o una firma.

    Un título va en varias hojas o sólo dice lo que ya se sabe (la entidad, la vigencia, qué clase
    de plan es): el que dice algo más no es un título que se conozca.
    """
    veces = Counter(titulo for parte in documento.partes for titulo in _titulos(parte))
    titulos = (_DE_TITULO, *MESES, *palabras().titulos)
    de_la_entidad = (entidad.nombre, entidad.departamento or "")
    conocidas = {*_PALABRAS.findall(en_plano(" ".join((*titulos, *de_la_entidad))))}

    def es_mobiliario(texto: str) -> bool:
        """Si el texto se repite en varias hojas, dice lo sabido, se llena a mano o es un pie."""
        return (
            veces[en_plano(texto)] > 1
            or conocidas.issuperset(_PALABRAS.findall(en_plano(texto)))
            or POR_LLENAR.fullmatch(texto) is not None
            or empieza_por(texto, (*palabras().notas, *palabras().totales))
        )

    return es_mobiliario


def _titulos(parte: ParteVista) -> set[str]:
    """Textos, en plano, que van solos en las primeras filas de una hoja."""
    tablas = (bloque for bloque in parte.bloques if isinstance(bloque, TablaVista))
    filas = (celdas for tabla in tablas for celdas in primeras(tabla) if len(celdas) == 1)
    return {en_plano(celda.texto) for (celda,) in filas}


# ------------------------------------------------------------------ los valores de una celda

_NUMERO = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,9})?")
_CODIGO_Y_TEXTO = re.compile(
    r"\s*(\d{1,2}(?:[.,]\d{1,2})+[.)]?|[A-Za-z]{1,3}[.-]?\d{1,3}[.):]?|\d{1,2}[.)])\s+(?:[-–—]\s*)?(\S.*)",
    re.DOTALL,
)
_NUMERO_Y_NOMBRE = re.compile(r"\s*(\d{2,10})\s*[/.:–-]?\s*(\D.*)", re.DOTALL)
_CIEN = 100
_SOBRAN = ",. \n\N{NO-BREAK SPACE}"
"""Los signos que van tras un porcentaje y no son de él: «80,%»; «80 %.»."""
_CIFRAS = 9
"""Cifras de un número de Excel que cuentan: 1,0000000000000002 es 1."""

CODIGOS = ("actividad.codigo", "tramite.numero")
"""Los datos que se numeran con puntos."""


class NoSeEntiendeError(ValueError):
    """Texto de una celda que no es de su dato."""


def valor_de_celda(dato: str, celda: CeldaVista) -> Any:
    """Valor de una celda; ``None`` si está en blanco y ``NoSeEntiendeError`` si no es del dato."""
    if not celda.texto.strip() and celda.valor is None:
        return None
    if celda.valor is None and (esperado := esperado_en_su_renglon(dato, celda.texto)):
        raise NoSeEntiendeError(esperado)
    return _lector_de(dato)(celda)


def cabe(dato: str, celda: CeldaVista) -> bool:
    """Si la celda se entiende como ese dato."""
    try:
        valor_de_celda(dato, celda)
    except NoSeEntiendeError:
        return False
    return True


@functools.lru_cache(maxsize=512)
def _lector_de(dato: str) -> Callable[[CeldaVista], Any]:
    """Función que lee el valor de la celda de un dato."""
    tipo = CATALOGO.tipo(dato)
    if (leer := _LECTORES.get(dato) or _POR_TIPO.get(tipo)) is not None:
        return leer
    if tipo is str and (opciones := CATALOGO.opciones(dato)):
        return functools.partial(_de_la_lista, opciones)
    # De un mapa, que no agrupa sus filas por ningún texto, todo puede llevar a algún lado.
    con_enlaces = es_redaccion(dato) or not DEL_PLAN.admite(dato)
    return texto_de if con_enlaces else _como_se_lee


def texto_de(celda: CeldaVista) -> str:
    """Texto de una celda, con la dirección de lo que tenga enlazado."""
    return celda.con_direcciones if celda.enlaces else _como_se_lee(celda)


def _como_se_lee(celda: CeldaVista) -> str:
    """Texto de una celda; el de una fecha de verdad, ``dd/mm/aaaa``."""
    return celda.texto if celda.dia is None else fecha_corta(celda.dia)


_LLAMADOS = {
    "seguridad_de_la_informacion": "seguridad",
    "seguridad_digital": "seguridad",
    "lavado_de_activos": "lavado",
}
"""Los tipos de riesgo que se escriben con más palabras."""
_CON_GENERO = 5
"""Las letras desde las que «automática» es «automático»."""


def opcion_de(opciones: Sequence[str], texto: str) -> str | None:
    """Opción que un texto dice, en masculino o femenino, sola o como «riesgo de …»; o ``None``."""
    clave = clave_de_lista(texto.strip(" .")).removeprefix("riesgo_").removeprefix("de_")
    clave = _LLAMADOS.get(clave, clave)
    return next((opcion for opcion in opciones if _sin_genero(opcion) == _sin_genero(clave)), None)


def _sin_genero(clave: str) -> str:
    return clave[:-1] if len(clave) >= _CON_GENERO and clave.endswith(("o", "a")) else clave


def _de_la_lista(opciones: Sequence[str], celda: CeldaVista) -> str:
    """La opción que una celda dice; si no es ninguna, :class:`NoSeEntiendeError` las nombra."""
    if (opcion := opcion_de(opciones, celda.texto)) is None:
        raise NoSeEntiendeError(f"uno de estos: {', '.join(opciones).replace('_', ' ')}")
    return opcion


def es_codigo_numerico(celda: CeldaVista) -> bool:
    """Si la celda es un número con decimales, como el 2.2 que Excel no guardó como texto."""
    return isinstance(celda.valor, Decimal) and celda.valor % 1 != 0


def _codigo(celda: CeldaVista) -> str:
    """Código de una celda, con punto: la coma con que Excel muestra un número no es de él."""
    return celda.texto.replace(",", ".") if es_codigo_numerico(celda) else _como_se_lee(celda)


def _avance(celda: CeldaVista) -> Decimal:
    """Avance de 0 a 100: ``62,5 %``, ``60`` o el 0,5 que en una hoja es 50 %."""
    avance = celda.numero
    if avance is None:
        texto = sin_signo_de_porcentaje(celda.texto.rstrip(_SOBRAN)).rstrip(_SOBRAN)
        if not _NUMERO.fullmatch(texto):
            raise NoSeEntiendeError("un porcentaje")
        avance = Decimal(texto.replace(",", "."))
    if not 0 <= round(avance, _CIFRAS) <= _CIEN:
        raise NoSeEntiendeError("un porcentaje de 0 a 100")
    return min(max(avance, Decimal(0)), Decimal(_CIEN))


def _estado(celda: CeldaVista) -> str:
    """El estado que una celda dice; :class:`NoSeEntiendeError` si no es uno."""
    if (estado := estado_de(celda.texto)) is None:
        raise NoSeEntiendeError("uno de los estados")
    return estado


def _corte(celda: CeldaVista) -> date:
    """El día de un corte; el de «abr-20», que no lo dice, es el último del mes.

    :class:`NoSeEntiendeError` si no es una fecha.
    """
    if isinstance(celda.valor, Mes):
        ano, mes = celda.valor.year, celda.valor.month
        return date(ano, mes, monthrange(ano, mes)[1])
    dia = leer_corte(celda.dia or celda.texto)
    if not isinstance(dia, date):
        raise NoSeEntiendeError("una fecha de corte")
    return dia


def _entero(celda: CeldaVista) -> int:
    """El entero que una celda dice; :class:`NoSeEntiendeError` si no es uno."""
    numero = celda.valor if isinstance(celda.valor, Decimal) else numero_escrito(celda.texto)
    if numero is None or numero != numero.to_integral_value():
        raise NoSeEntiendeError("un número entero")
    return int(numero)


_LECTORES: dict[str, Callable[[CeldaVista], Any]] = {
    **dict.fromkeys(CODIGOS, _codigo),
    "seguimiento.estado": _estado,
}
_POR_TIPO: dict[type, Callable[[CeldaVista], Any]] = {
    int: _entero,
    Decimal: _avance,
    date: _corte,
    tuple: lambda celda: leer_lista(celda.con_direcciones),
}
"""Lectores de los datos que no son un texto corriente."""


def separar_codigo(texto: str) -> tuple[str, str] | None:
    """Código y texto de ``1.1. Revisar…``; ``None`` si no empieza por un código."""
    coincidencia = _CODIGO_Y_TEXTO.fullmatch(texto)
    return (coincidencia[1], coincidencia[2]) if coincidencia else None


def separar_numero(texto: str) -> tuple[str | None, str]:
    """Número del SUIT y nombre del trámite: ``26483/Facilidades de pago``."""
    coincidencia = _NUMERO_Y_NOMBRE.fullmatch(texto)
    return (coincidencia[1], coincidencia[2]) if coincidencia else (None, texto)


_SEGUIDOS = {ClaseDeFecha.MES: 3, ClaseDeFecha.PARTE_DE_LA_VIGENCIA: 2}
"""Cuántos seguidos hacen un cronograma: «Abril, Agosto y Diciembre» son tres cortes."""
_INICIALES = "".join(mes[0] for mes in MESES)
_UN_ANO = 2000
_DE_LO_HECHO = re.compile(r"\b(?:seguimiento|avance|ejecu|cumpl|report|logr|monitoreo|realiz)")
_PROGRAMADO = re.compile(r"p|prog|(?:programa|planea|planifica)d[oa]")
_MARCA = re.compile(r"[xX✓✔√●■◼▪•*]|\d{1,6}(?:[.,]\d+)?\s*%?")
_EN_CERO = re.compile(r"[0.,\s%]+")


def es_marca(texto: str) -> bool:
    """Si la celda dice que algo va en su período: «X», o una cifra; no el cero."""
    return _MARCA.fullmatch(texto.strip()) is not None and not _EN_CERO.fullmatch(texto)


def no_dice_nada(texto: str) -> bool:
    """Si la celda dice que en su período no va nada: en blanco, un cero o un guion."""
    return not texto.strip(" -–—") or _EN_CERO.fullmatch(texto) is not None


def periodos(caminos: Sequence[Sequence[str]], vigencia: int | None) -> dict[int, str]:
    """Fecha de cada columna de un cronograma, por su índice desde 0: ``30/04/2026``.

    ``caminos`` son los rótulos de cada columna, de arriba abajo. Sin vigencia, el mes como lo dice
    su rótulo. Vacío si no hay unos meses seguidos, o dos trimestres.
    """
    rotulos = _con_los_de_una_letra([_periodo(camino) for camino in caminos])
    dias = {n: dia for n, rotulo in enumerate(rotulos) if (dia := _dia(rotulo, vigencia))}
    seguidas: list[list[int]] = []
    for n, dia in dias.items():
        if not seguidas or not _sigue(dias[seguidas[-1][-1]], dia):
            seguidas.append([])
        seguidas[-1].append(n)
    grupo = max(seguidas, key=len, default=[])
    if not grupo or len(grupo) < _SEGUIDOS[dias[grupo[0]][0]]:
        return {}
    return {n: fecha_corta(dias[n][1]) if vigencia else rotulos[n].strip(" .") for n in grupo}


def _periodo(camino: Sequence[str]) -> str:
    """Rótulo que dice el mes, si no es de lo que se hizo: de «ENE» y «P», ENE."""
    if not camino or _DE_LO_HECHO.search(en_plano(" ".join(camino))):
        return ""
    programado = len(camino) > 1 and _PROGRAMADO.fullmatch(en_plano(camino[-1]))
    return camino[-2] if programado else camino[-1]


def _con_los_de_una_letra(rotulos: list[str]) -> list[str]:
    """Rótulos, con el mes de los doce que sólo se nombran por su letra: E F M A M J J A S O N D."""
    letras = "".join(letra if len(letra := en_plano(r)) == 1 else "-" for r in rotulos)
    antes, iniciales, _ = letras.partition(_INICIALES)
    if not iniciales:
        return rotulos
    return [*rotulos[: len(antes)], *MESES, *rotulos[len(antes) + len(MESES) :]]


def _dia(rotulo: str, vigencia: int | None) -> tuple[ClaseDeFecha, date] | None:
    """Clase de período y su último día; ``None`` si el rótulo no es un período solo."""
    fecha = leer_fecha_programada(rotulo, vigencia or _UN_ANO)
    es_uno = fecha.clase in _SEGUIDOS and len(fecha.dias) == 1
    return (fecha.clase, fecha.dias[0]) if es_uno else None


def _sigue(anterior: tuple[ClaseDeFecha, date], siguiente: tuple[ClaseDeFecha, date]) -> bool:
    """Si un período es el que va tras otro: los meses, de a uno; los demás, de a 3, 4 o 6."""
    (clase, dia), (otra_clase, dia_siguiente) = anterior, siguiente
    meses = (dia_siguiente.year - dia.year) * len(MESES) + dia_siguiente.month - dia.month
    return clase is otra_clase and (meses == 1 if clase is ClaseDeFecha.MES else meses in {3, 4, 6})


def en_una(fechas: Iterable[str]) -> str:
    """Fechas de los períodos marcados, en una fecha programada: ``30/04/2026, 31/08/2026``."""
    return ", ".join(dict.fromkeys(fechas))
