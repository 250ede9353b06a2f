"""Un archivo junto al que se hace de nuevo con los mismos datos: el mismo, o en qué difiere.

La prueba es de bytes; de un Word o un libro, de los de cada parte, que otra zlib comprime distinto.
De lo que no es idéntico y se deja leer se compara lo que dice; cómo se ve no se mira.
"""

import codecs
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
from paac_reportes.formatos.definicion.esquema import Esquema, esquema_dicho
from paac_reportes.opc.clases import es_comprimido, que_es
from paac_reportes.opc.paquete import ESQUEMA, Comprimido, Partes, propiedades
from paac_reportes.prueba.certificado import IGUAL, Diferencia, Juicio, sin_comparar
from paac_reportes.sistema import IlegibleError

_DISTINTAS = 10_000
"""Las diferencias que se dicen una por una; de las demás, cuántas son."""
_FIN_DEL_ZIP = b"PK\x05\x06"
_LARGO_DEL_FIN = 22


def juzgar(tipo: str, debido: bytes, traido: bytes) -> Juicio:
    """Lo que resulta de poner ``traido`` junto a ``debido``, que es el que debía ser."""
    if traido == debido:
        return IGUAL
    if tipo == "pdf" and traido.startswith(debido):
        return Juicio(None, agregado=True)
    comparar = _DE_CADA_TIPO.get(tipo)
    if comparar is None:
        return sin_comparar(f"de un .{tipo} sólo prueban sus bytes")
    try:
        return comparar(debido, traido)
    except IlegibleError as error:
        return sin_comparar(str(error))
    except RecursionError:
        return sin_comparar("tiene demasiados niveles anidados")


def _en_que_difieren(diferencias: Iterator[Diferencia]) -> Juicio:
    distintas = tuple(islice(diferencias, _DISTINTAS))
    restantes = sum(1 for _ in diferencias)
    return Juicio(distintas, (f"y otras {restantes} diferencias",) if restantes else ())


# ------------------------------------------------------------------ Word y Excel


def _de_office(debido: bytes, traido: bytes) -> Juicio:
    """Por sus partes o, si no son las mismas, por lo que dice, renglón por renglón."""
    from paac_reportes.prueba.cotejo import comparar  # noqa: PLC0415 - casi todo es idéntico
    from paac_reportes.prueba.leido import leer  # noqa: PLC0415

    if not es_comprimido(traido):
        raise IlegibleError("archivo_danado", que_es(traido, ""))
    esperado, encontrado = Comprimido(debido), Comprimido(traido)
    if _son_las_mismas_partes(esperado, encontrado) and _termina_ahi(traido):
        return IGUAL
    if motivo := _de_otra_forma(_esquema_de(esperado), _esquema_de(encontrado)):
        return sin_comparar(motivo)
    leido_debido, leido = leer(debido), leer(traido)
    diferencias = comparar(leido_debido.renglones, leido.renglones)
    juicio = _en_que_difieren(diferencias)
    dudas = tuple(
        f"{lugar}: {d}" for lugar, d in leido.dudas if (lugar, d) not in leido_debido.dudas
    )
    # Lo que no se entiende de él puede decir otra cosa: que lo demás sea lo mismo no se afirma.
    return Juicio(
        juicio.diferencias or None if dudas else juicio.diferencias, (*juicio.motivos, *dudas)
    )


def _son_las_mismas_partes(esperado: Comprimido, encontrado: Comprimido) -> bool:
    """Si sólo cambia cómo se comprimió: cada zlib lo hace a su modo."""
    nombres = encontrado.como_se_escriben()
    return nombres == esperado.como_se_escriben() and all(
        esperado.leer(nombre) == encontrado.leer(nombre) for nombre in nombres
    )


def _termina_ahi(contenido: bytes) -> bool:
    """Si tras sus partes no trae nada."""
    return contenido[-_LARGO_DEL_FIN:].startswith(_FIN_DEL_ZIP)


def _esquema_de(comprimido: Comprimido) -> Esquema | None:
    return esquema_dicho(propiedades(Partes(comprimido)).get(ESQUEMA, ""))


def _de_otra_forma(esperado: Esquema | None, encontrado: Esquema | None) -> str:
    """Por qué no se comparan: uno es de otra forma, o de otra versión de ella."""
    if esperado is None or encontrado is None:
        return ""
    formas = [f"{uno.formato}, versión {uno.version}" for uno in (encontrado, esperado)]
    return "" if formas[0] == formas[1] else f"dice ser de {formas[0]}, y se pidió {formas[1]}"


# ------------------------------------------------------------------ datos


def _de_json(debido: bytes, traido: bytes) -> Juicio:
    """Dato por dato; de una clave repetida, cada programa toma la suya."""
    try:
        encontrado = json.loads(
            traido.decode("utf-8"),
            object_pairs_hook=_sin_repetir,
            parse_float=Decimal,
            parse_constant=_sin_constantes,
        )
    except (ValueError, RecursionError):
        raise IlegibleError("archivo_danado", "no es un .json bien escrito") from None
    esperado = json.loads(debido.decode("utf-8"), parse_float=Decimal)
    return _en_que_difieren(_de_dato("", esperado, encontrado))


def _sin_constantes(constante: str) -> None:
    raise IlegibleError("archivo_danado", f"dice «{constante}», que no es de JSON")


def _sin_repetir(pares: list[tuple[str, Any]]) -> dict[str, Any]:
    objeto = dict(pares)
    if len(objeto) != len(pares):
        (repetida, _), *_ = Counter(clave for clave, _ in pares).most_common(1)
        motivo = f"trae dos veces la clave «{repetida[:60]}» en un mismo objeto"
        raise IlegibleError("archivo_danado", motivo)
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
    if debido.startswith(codecs.BOM_UTF8) and not traido.startswith(codecs.BOM_UTF8):
        return sin_comparar("no trae la marca de UTF-8, y una hoja de cálculo muestra otras letras")
    try:
        return _en_que_difieren(_de_celdas(debido, traido))
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
    return _en_que_difieren(diferencias)


def _textos(contenido: bytes) -> list[str]:
    pagina = _TextosDePagina()
    pagina.feed(contenido.decode("utf-8", "replace"))
    return pagina.textos


_DE_CADA_TIPO: dict[str, Callable[[bytes, bytes], Juicio]] = {
    "docx": _de_office,
    "xlsx": _de_office,
    "json": _de_json,
    "csv": _de_csv,
    "tablas.csv": _de_csv,
    "html": _de_html,
}
"""De los demás sólo prueban los bytes."""
