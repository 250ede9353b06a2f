"""Lo que se lee en una celda, según lo que guarda y el formato con que se muestra."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from paac_reportes.entrada.documentos.excel.cadenas import como_se_lee
from paac_reportes.entrada.documentos.excel.estilos import CORRIENTE, EstiloDeCelda
from paac_reportes.entrada.documentos.excel.hoja import CeldaCruda
from paac_reportes.entrada.documentos.excel.valores.numeros import mostrar, numero_de

_DIA = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?")
_ERRORES = {
    "#N/A": "#N/D",
    "#REF!": "#¡REF!",
    "#DIV/0!": "#¡DIV/0!",
    "#NAME?": "#¿NOMBRE?",
    "#VALUE!": "#¡VALOR!",
    "#NUM!": "#¡NUM!",
    "#NULL!": "#¡NULO!",
}
"""Como los dice Excel en español."""

Leido = tuple[str, Decimal | date | None]


class Lector:
    """Quien las lee: conoce los textos, los estilos y el calendario del libro."""

    def __init__(
        self, textos: Sequence[str], estilos: Sequence[EstiloDeCelda], *, desde_1904: bool
    ) -> None:
        self._textos = textos
        self._estilos = estilos
        self._desde_1904 = desde_1904
        self._numeros: dict[tuple[str, str], Leido] = {}
        """Los ya vistos: las fechas de un plan se repiten."""
        self.perdidas = 0
        """Las celdas cuyo texto compartido no existe."""

    def estilo(self, celda: CeldaCruda) -> EstiloDeCelda:
        """El de una celda; el corriente si el que nombra no existe."""
        numero = celda.estilo
        return self._estilos[numero] if 0 <= numero < len(self._estilos) else CORRIENTE

    def leer(self, celda: CeldaCruda) -> Leido:
        """Lo que se ve y, si no es un texto, lo que vale."""
        if celda.clase == "s":
            return self._compartido(celda.texto), None
        if celda.clase in ("str", "inlineStr"):
            return como_se_lee(celda.texto), None
        if celda.clase == "b":
            return "FALSO" if celda.texto.strip() in ("0", "false") else "VERDADERO", None
        if celda.clase == "e":
            return _ERRORES.get(celda.texto.strip(), celda.texto.strip()), None
        if celda.clase == "d" and (dia := _dia(celda.texto)):
            return f"{dia:%d/%m/}{dia.year:04d}", dia
        return self._numero(celda)

    def _compartido(self, texto: str) -> str:
        numero = int(texto) if texto.isdecimal() and len(texto) < 10 else -1  # noqa: PLR2004
        if 0 <= numero < len(self._textos):
            return self._textos[numero]
        self.perdidas += 1
        return ""

    def _numero(self, celda: CeldaCruda) -> Leido:
        formato = self.estilo(celda).formato
        clave = (celda.texto, formato)
        leido = self._numeros.get(clave)
        if leido is None:
            numero = numero_de(celda.texto)
            leido = self._numeros[clave] = (
                (como_se_lee(celda.texto), None)
                if numero is None
                else mostrar(numero, formato, desde_1904=self._desde_1904)
            )
        return leido


def _dia(texto: str) -> date | None:
    hallado = _DIA.fullmatch(texto.strip())
    try:
        return date(int(hallado[1]), int(hallado[2]), int(hallado[3])) if hallado else None
    except ValueError:
        return None
