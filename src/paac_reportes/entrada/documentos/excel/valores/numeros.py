"""Un número de una hoja, como se ve con su formato en español de Colombia."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from itertools import takewhile

from paac_reportes.entrada.documentos.excel.valores.fechas import escribir, momento
from paac_reportes.entrada.documentos.excel.valores.formato import Seccion, elegir, secciones

_NUMERO = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,3})?")
_CIFRAS = Context(prec=15, rounding=ROUND_HALF_UP)
"""Las que guarda Excel: 0,1 + 0,2 es 0,3."""
_HOLGADO = Context(prec=400)
_LARGO = 21
"""Desde cuántas cifras enteras se escribe con exponente."""


def numero_de(crudo: str) -> Decimal | None:
    """El número que guarda una celda, de hasta quince cifras; ``None`` si no lo es."""
    crudo = crudo.strip()
    if len(crudo) > 400 or not _NUMERO.fullmatch(crudo):  # noqa: PLR2004 - el mayor de Excel
        return None
    numero = _CIFRAS.create_decimal(crudo)
    return numero if abs(numero.adjusted()) <= 308 else None  # noqa: PLR2004 - el mayor de Excel


def mostrar(
    numero: Decimal, formato: str, *, desde_1904: bool = False
) -> tuple[str, Decimal | date]:
    """Como se ve, y lo que vale: una fecha si el formato lo escribe como tal."""
    with localcontext(_HOLGADO):
        seccion, con_signo = elegir(secciones(formato), numero)
        if seccion.clase == "fecha":
            return _fecha(seccion, numero, desde_1904=desde_1904)
        valor = abs(numero) if con_signo else numero
        if seccion.clase == "numero":
            return _con_cifras(seccion, valor), numero
        if seccion.clase == "letra":
            return "".join(texto for clase, texto in seccion.trozos if clase == "letra"), numero
        trozos = (
            texto if clase == "letra" else general(valor)
            for clase, texto in seccion.trozos
            if clase in ("letra", "general") or texto == "@"
        )
        return "".join(trozos), numero


def general(numero: Decimal) -> str:
    """Sin formato: todas sus cifras, con coma."""
    if numero == 0:
        return "0"
    if not -_LARGO <= numero.adjusted() < _LARGO:
        mantisa, _, exponente = f"{numero.normalize():E}".partition("E")
        return f"{mantisa}E{exponente}".replace(".", ",")
    texto = f"{numero:f}"
    texto = texto.rstrip("0").rstrip(".") if "." in texto else texto
    return texto.replace(".", ",")


def _fecha(seccion: Seccion, numero: Decimal, *, desde_1904: bool) -> tuple[str, Decimal | date]:
    trozos = _de_fecha(seccion)
    texto = escribir(trozos, numero, desde_1904=desde_1904)
    if texto is None:
        return general(numero), numero
    cuando = momento(numero, desde_1904=desde_1904)
    con_dia = any(trozo[0] in "yd" or trozo.startswith("mmm") for trozo in trozos)
    return texto, (cuando and con_dia and cuando.fecha) or numero


def _de_fecha(seccion: Seccion) -> list[str]:
    trozos: list[str] = []
    for clase, texto in seccion.trozos:
        if clase == "fecha":
            trozos.append("yyyy" if texto[0] == "e" else texto)
        elif clase == "pasa":
            trozos.append(f"[{texto}]")
        elif clase == "doce":
            trozos.append("am/pm")
        elif clase == "cifra" and trozos and trozos[-1][0] == ".":
            trozos[-1] += texto
        elif (clase, texto) == ("signo", ".") and trozos and trozos[-1][0] in "s[":
            trozos.append(".")
        else:
            trozos.append(f'"{texto}')
    return [trozo if trozo != "." else '".' for trozo in trozos]


def _con_cifras(seccion: Seccion, numero: Decimal) -> str:
    """Reparte las cifras de derecha a izquierda en los lugares que el formato les da."""
    trozos = list(seccion.trozos)
    if ("signo", "/") in trozos or any(clase == "exponente" for clase, _ in trozos):
        return _con_exponente(trozos, numero)
    numero *= 100 ** trozos.count(("signo", "%"))
    punto = trozos.index(("signo", ".")) if ("signo", ".") in trozos else None
    enteros, decimales = trozos[:punto], [] if punto is None else trozos[punto + 1 :]
    ultimo = max((n for n, (clase, _) in enumerate(trozos) if clase == "cifra"), default=0)
    miles = len(list(takewhile(("signo", ",").__eq__, trozos[ultimo + 1 :])))
    numero = numero.scaleb(-3 * miles)
    cuantos = sum(clase == "cifra" for clase, _ in decimales)
    redondo = numero.quantize(Decimal(1).scaleb(-cuantos), ROUND_HALF_UP)
    parte, _, resto = f"{abs(redondo):f}".partition(".")
    signo = "-" if redondo < 0 else ""
    agrupar = ("signo", ",") in enteros[: ultimo if punto is None else None]
    entera = _enteros(enteros, parte, agrupar=agrupar)
    return signo + entera + ("" if punto is None else _decimales(decimales, resto))


def _enteros(trozos: list[tuple[str, str]], cifras: str, *, agrupar: bool) -> str:
    cifras = cifras.lstrip("0")
    lugares = sum(clase == "cifra" for clase, _ in trozos)
    salida: list[str] = []
    puestas = 0

    def poner(cifra: str) -> None:
        nonlocal puestas
        if agrupar and puestas and puestas % 3 == 0 and cifra.strip():
            salida.append(".")
        salida.append(cifra)
        puestas += 1

    for clase, texto in reversed(trozos):
        if clase == "cifra":
            lugares -= 1
            toca = cifras[-1:] or {"0": "0", "?": " "}.get(texto, "")
            cifras = cifras[:-1]
            if toca:
                poner(toca)
            while not lugares and cifras:
                poner(cifras[-1])
                cifras = cifras[:-1]
        elif clase == "letra" or texto == "%":
            salida.append(texto[::-1])
    return "".join(salida)[::-1] + ("" if lugares or not cifras else cifras)


def _decimales(trozos: list[tuple[str, str]], cifras: str) -> str:
    salida: list[str] = [","]
    for clase, texto in trozos:
        if clase == "cifra":
            resto, cifras = cifras, cifras[1:]
            if texto == "0" or resto.strip("0"):
                salida.append(resto[:1] or "0")
            elif texto == "?":
                salida.append(" ")
        elif clase == "letra" or texto == "%":
            salida.append(texto)
    return "".join(salida) if len(salida) > 1 else ""


def _con_exponente(trozos: list[tuple[str, str]], numero: Decimal) -> str:
    """Con exponente, tantos decimales como pide; un quebrado se ve como número corriente."""
    corte = next((n for n, (clase, _) in enumerate(trozos) if clase == "exponente"), None)
    if corte is None:
        return general(numero)
    mantisa = trozos[:corte]
    decimales = 0
    if ("signo", ".") in mantisa:
        decimales = sum(clase == "cifra" for clase, _ in mantisa[mantisa.index(("signo", ".")) :])
    cifras = max(1, sum(clase == "cifra" for clase, _ in trozos[corte:]))
    # Un cero no tiene exponente, y Decimal le da el de sus decimales.
    texto, _, exponente = f"{numero or 0.0:.{decimales}E}".partition("E")
    signo = "-" if exponente[0] == "-" else ("+" if trozos[corte][1] == "e+" else "")
    return f"{texto}E{signo}{exponente[1:].zfill(cifras)}".replace(".", ",")
