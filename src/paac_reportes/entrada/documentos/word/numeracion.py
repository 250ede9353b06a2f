"""La numeración automática: el ``1.1`` que Word escribe solo y que no está en el texto."""

from collections.abc import Iterator

import attrs

from paac_reportes.entrada.documentos.paquete.xml import Elemento, W, entero, hijo

_VAL = f"{W}val"
_NIVELES = 9
_ROMANOS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ALFABETO = "abcdefghijklmnopqrstuvwxyz"


@attrs.frozen
class _Nivel:
    forma: str = "decimal"
    texto: str = ""
    """``%1.%2``: los contadores de los niveles y lo que va entre ellos."""
    desde: int = 1


class Numeracion:
    """Los contadores de un documento, que avanzan con cada párrafo numerado."""

    def __init__(self, raiz: Elemento | None) -> None:
        self._listas: dict[str, str] = {}
        self._niveles: dict[str, dict[int, _Nivel]] = {}
        self._contadores: dict[str, list[int | None]] = {}
        self._reinicios: dict[str, dict[int, int]] = {}
        """Por lista, los niveles que al empezar ella vuelven a contar, y desde dónde."""
        if raiz is None:
            return
        for abstracta in raiz.iterfind(f"{W}abstractNum"):
            clave = abstracta.get(f"{W}abstractNumId", "")
            self._niveles[clave] = dict(map(_nivel, abstracta.iterfind(f"{W}lvl")))
        for lista in raiz.iterfind(f"{W}num"):
            suya = hijo(lista, f"{W}abstractNumId")
            clave = lista.get(f"{W}numId", "")
            self._listas[clave] = "" if suya is None else suya.get(_VAL, "")
            self._reinicios[clave] = dict(_reinicios(lista))

    def siguiente(self, propiedad: Elemento) -> str:
        """El número que le toca a un párrafo; vacío si es una viñeta o no se numera."""
        lista, nivel = hijo(propiedad, f"{W}numId"), hijo(propiedad, f"{W}ilvl")
        clave = "" if lista is None else lista.get(_VAL, "")
        abstracta = self._listas.get(clave)
        if abstracta is None:
            return ""
        contadores = self._contadores.setdefault(abstracta, [None] * _NIVELES)
        for cual, desde in self._reinicios.pop(clave, {}).items():
            contadores[cual] = desde - 1
        return self._avanzar(abstracta, entero(None if nivel is None else nivel.get(_VAL)))

    def _avanzar(self, abstracta: str, cual: int) -> str:
        niveles = self._niveles.get(abstracta, {})
        if not 0 <= cual < _NIVELES or cual not in niveles:
            return ""
        contadores = self._contadores[abstracta]
        anterior = contadores[cual]
        contadores[cual] = niveles[cual].desde if anterior is None else anterior + 1
        contadores[cual + 1 :] = [None] * (_NIVELES - cual - 1)
        if niveles[cual].forma in ("bullet", "none"):
            return ""
        texto = niveles[cual].texto
        for otro in range(cual, -1, -1):
            suyo = niveles.get(otro, _Nivel())
            numero = contadores[otro]
            escrito = _escrito(suyo.desde if numero is None else numero, suyo.forma)
            texto = texto.replace(f"%{otro + 1}", escrito)
        return texto


def _reinicios(lista: Elemento) -> Iterator[tuple[int, int]]:
    for cambio in lista.iterfind(f"{W}lvlOverride"):
        cual = entero(cambio.get(f"{W}ilvl"), -1)
        desde = hijo(cambio, f"{W}startOverride")
        if desde is not None and 0 <= cual < _NIVELES:
            yield cual, entero(desde.get(_VAL), 1)


def _nivel(elemento: Elemento) -> tuple[int, _Nivel]:
    dichos = {
        nombre: "" if (uno := hijo(elemento, f"{W}{nombre}")) is None else uno.get(_VAL, "")
        for nombre in ("numFmt", "lvlText", "start")
    }
    nivel = _Nivel(
        dichos["numFmt"] or "decimal", dichos["lvlText"][:100], entero(dichos["start"], 1)
    )
    return entero(elemento.get(f"{W}ilvl"), -1), nivel


def _escrito(numero: int, forma: str) -> str:
    if forma == "decimalZero":
        return f"{numero:02d}"
    if forma in ("lowerLetter", "upperLetter") and numero > 0:
        veces, letra = divmod(numero - 1, len(_ALFABETO))
        letras = _ALFABETO[letra] * min(veces + 1, 10)
        return letras.upper() if forma == "upperLetter" else letras
    if forma in ("lowerRoman", "upperRoman") and 0 < numero < 4000:  # noqa: PLR2004 - hasta ahí
        return _romano(numero).upper() if forma == "upperRoman" else _romano(numero)
    return str(numero)


def _romano(numero: int) -> str:
    letras = ""
    for valor, signo in _ROMANOS:
        veces, numero = divmod(numero, valor)
        letras += signo * veces
    return letras
