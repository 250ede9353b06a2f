"""Un archivo junto al que se hace de nuevo con los mismos datos: idéntico, o en qué no.

La prueba es de bytes; de un comprimido, de los de cada parte, que otra zlib comprime distinto. Un
Word o un libro que no es idéntico se lee, y se compara lo que dice; cómo se ve no se comprueba.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from html.parser import HTMLParser
from itertools import islice, zip_longest
from typing import Any

from paac_reportes.errores import unir_ruta
from paac_reportes.escritores.registro import ESCRITORES
from paac_reportes.opc.clases import es_comprimido
from paac_reportes.opc.paquete import Comprimido
from paac_reportes.prueba.certificado import (
    DICE_LO_MISMO,
    DISTINTO,
    IDENTICO,
    NO_SE_PUEDE_AFIRMAR,
    Diferencia,
    Juicio,
    Reparo,
)
from paac_reportes.sistema import IlegibleError

_SE_LEEN = frozenset({"docx", "xlsx"})
"""Los comprimidos que se leen; de los demás, sólo los bytes."""
_DICHOS, _DISTINTAS = 200, 10_000
"""Los reparos y las diferencias que se dicen uno por uno; de los demás, cuántos son."""


def juzgar(tipo: str, debido: bytes, traido: bytes) -> Juicio:
    """El veredicto de ``traido``, que debía ser ``debido``; de lo ilegible, no se puede afirmar."""
    if traido == debido:
        return Juicio(IDENTICO)
    try:
        return _juzgar(tipo, debido, traido)
    except IlegibleError as error:
        return _no_se_sabe(str(error))
    except RecursionError:
        return _no_se_sabe("tiene demasiados niveles anidados")


def _no_se_sabe(motivo: str) -> Juicio:
    return Juicio(NO_SE_PUEDE_AFIRMAR, (), (Reparo("", motivo),))


def _juzgar(tipo: str, debido: bytes, traido: bytes) -> Juicio:
    escritor = ESCRITORES.get(tipo)
    if escritor and escritor.parte:
        if not es_comprimido(traido):
            return _no_se_sabe("trae algo antes del comprimido")
        return _de_office(debido, traido) if tipo in _SE_LEEN else _de_bytes(debido, traido)
    return _DE_CADA_TIPO.get(tipo, _de_bytes)(debido, traido)


def _veredicto(diferencias: Iterator[Diferencia], reparos: Iterator[Reparo]) -> Juicio:
    distintas = tuple(islice(diferencias, _DISTINTAS))
    if (restantes := sum(1 for _ in diferencias)) > 0:  # cómo se ve ya no importa, y cuesta
        return Juicio(DISTINTO, distintas, (Reparo("", f"y otras {restantes} diferencias"),))
    reparos_distintos = tuple(dict.fromkeys(reparos))
    if distintas:
        return Juicio(DISTINTO, distintas, reparos_distintos[:_DICHOS])
    if not reparos_distintos:
        return Juicio(DICE_LO_MISMO)
    if (reparos_restantes := len(reparos_distintos) - _DICHOS) > 0:
        reparos_distintos = (*reparos_distintos[:_DICHOS], Reparo("", f"y {reparos_restantes} más"))
    return Juicio(NO_SE_PUEDE_AFIRMAR, (), reparos_distintos)


# ------------------------------------------------------------------ comprimidos


def _son_las_mismas_partes(debido: bytes, traido: bytes) -> bool:
    """Si sólo cambia cómo se comprimió: cada zlib lo hace a su modo."""
    esperado, encontrado = Comprimido(debido), Comprimido(traido)
    nombres = encontrado.como_se_escriben()
    return nombres == esperado.como_se_escriben() and all(
        esperado.leer(nombre) == encontrado.leer(nombre) for nombre in nombres
    )


def _de_office(debido: bytes, traido: bytes) -> Juicio:
    """Por lo que dice, renglón por renglón."""
    from paac_reportes.prueba.cotejo import comparar  # noqa: PLC0415 - casi todo es idéntico
    from paac_reportes.prueba.leido import leer  # noqa: PLC0415

    if _son_las_mismas_partes(debido, traido):
        return Juicio(IDENTICO)
    esperado, encontrado = leer(debido), leer(traido)
    dudas = (Reparo(*duda) for duda in encontrado.dudas if duda not in esperado.dudas)
    return _veredicto(comparar(esperado.renglones, encontrado.renglones), dudas)


# ------------------------------------------------------------------ datos


class _DeMasError(Exception):
    """Lo que un JSON no dice de un solo modo: una clave dos veces, un número que no es de JSON."""


def _de_json(debido: bytes, traido: bytes) -> Juicio:
    """Dato por dato; de una clave repetida, cada programa toma la suya."""
    try:
        encontrado = json.loads(
            traido.decode("utf-8"),
            object_pairs_hook=_sin_repetir,
            parse_float=Decimal,
            parse_constant=_sin_constantes,
        )
    except _DeMasError as error:
        return _no_se_sabe(str(error))
    except (ValueError, RecursionError):
        raise IlegibleError("archivo_danado", "no es un .json bien escrito") from None
    esperado = json.loads(debido.decode("utf-8"), parse_float=Decimal)
    return _veredicto(_de_dato("", esperado, encontrado), iter(()))


def _sin_constantes(constante: str) -> None:
    raise _DeMasError(f"dice «{constante}», que no es de JSON")


def _sin_repetir(pares: list[tuple[str, Any]]) -> dict[str, Any]:
    objeto = dict(pares)
    if len(objeto) != len(pares):
        (repetida, _), *_ = Counter(clave for clave, _ in pares).most_common(1)
        raise _DeMasError(f"trae dos veces la clave «{repetida[:60]}» en un mismo objeto")
    return objeto


def _de_dato(ruta: str, esperado: Any, encontrado: Any) -> Iterator[Diferencia]:
    if isinstance(esperado, dict) and isinstance(encontrado, dict):
        for clave in dict.fromkeys((*esperado, *encontrado)):
            valor_esperado, valor_encontrado = (
                lado.get(clave, _AUSENTE) for lado in (esperado, encontrado)
            )
            yield from _de_dato(unir_ruta(ruta, clave), valor_esperado, valor_encontrado)
    elif isinstance(esperado, list) and isinstance(encontrado, list):
        for numero in range(max(len(esperado), len(encontrado))):
            valor_esperado, valor_encontrado = (
                lado[numero] if numero < len(lado) else _AUSENTE for lado in (esperado, encontrado)
            )
            yield from _de_dato(f"{ruta}[{numero}]", valor_esperado, valor_encontrado)
    elif not _es_el_mismo(esperado, encontrado):
        yield Diferencia(ruta or "archivo", _en_json(esperado), _en_json(encontrado))


_AUSENTE = object()


def _es_el_mismo(esperado: Any, encontrado: Any) -> bool:
    """De dos números, si valen lo mismo; de dos textos, si son el mismo a la letra."""
    clases = {type(esperado), type(encontrado)}
    return (len(clases) == 1 or clases == _NUMEROS) and bool(esperado == encontrado)


_NUMEROS = {int, Decimal}


def _en_json(valor: Any) -> str | None:
    return None if valor is _AUSENTE else json.dumps(valor, ensure_ascii=False, default=str)


def _de_csv(debido: bytes, traido: bytes) -> Juicio:
    """Celda por celda; sin la marca de UTF-8, una hoja de cálculo muestra otras letras."""
    marca = "\ufeff".encode()
    sin_marca = debido.startswith(marca) != traido.startswith(marca)
    reparos = [Reparo("", "no trae la marca de UTF-8, y una hoja de cálculo muestra otras letras")]
    try:
        return _veredicto(_de_celdas(debido, traido), iter(reparos if sin_marca else ()))
    except (UnicodeDecodeError, csv.Error):
        raise IlegibleError("archivo_danado", "no es un .csv de los nuestros") from None


def _de_celdas(debido: bytes, traido: bytes) -> Iterator[Diferencia]:
    pares = zip_longest(_filas(debido), _filas(traido), fillvalue=())
    for fila, (celdas_esperadas, celdas_encontradas) in enumerate(pares, 1):
        for columna, (esperada, encontrada) in enumerate(
            zip_longest(celdas_esperadas, celdas_encontradas), 1
        ):
            if esperada != encontrada:
                yield Diferencia(f"fila {fila}, columna {columna}", esperada, encontrada)


def _filas(contenido: bytes) -> Iterator[list[str]]:
    texto = io.StringIO(contenido.decode("utf-8-sig"), newline="")
    return csv.reader(texto, delimiter=";", strict=True)


# ------------------------------------------------------------------ lo que se ve sin celdas


_DE_CAMBIO = {"ins": "se agregó: ", "del": "se quitó: "}


class _TextosDePagina(HTMLParser):
    """Los textos de una página, y cuáles dice que se agregaron o se quitaron."""

    def __init__(self) -> None:
        super().__init__()
        self.textos: list[str] = []
        self._callan = 0
        self._cambio = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
        self._callan += tag in {"style", "script"}
        if tag in _DE_CAMBIO:
            self._cambio = _DE_CAMBIO[tag]

    def handle_endtag(self, tag: str) -> None:
        self._callan -= tag in {"style", "script"}
        if tag in _DE_CAMBIO:
            self._cambio = ""

    def handle_data(self, data: str) -> None:
        if not self._callan and data.strip():
            self.textos.append(f"{self._cambio}{' '.join(data.split())}")


def _de_html(debido: bytes, traido: bytes) -> Juicio:
    esperados, encontrados = (_textos(contenido) for contenido in (debido, traido))
    diferencias = (
        Diferencia(f"texto {numero + 1}", esperado or None, encontrado or None)
        for numero in range(max(len(esperados), len(encontrados)))
        if (esperado := "".join(esperados[numero : numero + 1]))
        != (encontrado := "".join(encontrados[numero : numero + 1]))
    )
    return _veredicto(diferencias, iter(_OTROS_BYTES))


def _textos(contenido: bytes) -> list[str]:
    pagina = _TextosDePagina()
    pagina.feed(contenido.decode("utf-8", "replace"))
    return pagina.textos


def _de_pdf(debido: bytes, traido: bytes) -> Juicio:
    return Juicio(NO_SE_PUEDE_AFIRMAR, (), _AGREGADO if traido.startswith(debido) else _OTROS_BYTES)


_AGREGADO = (
    Reparo(
        "",
        "son los bytes emitidos, con algo agregado después (una firma, por ejemplo): ábralo en un"
        " lector que valide firmas",
    ),
)


def _de_bytes(_debido: bytes, _traido: bytes) -> Juicio:
    return Juicio(NO_SE_PUEDE_AFIRMAR, (), _OTROS_BYTES)


_OTROS_BYTES = (
    Reparo(
        "",
        "sus bytes no son los que salen de esos datos, y de este tipo sólo los bytes lo prueban:"
        " pida el acta con que se emitió",
    ),
)
_DE_CADA_TIPO: dict[str, Callable[[bytes, bytes], Juicio]] = {
    "json": _de_json,
    "csv": _de_csv,
    "tablas.csv": _de_csv,
    "html": _de_html,
    "pdf": _de_pdf,
}
