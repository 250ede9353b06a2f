"""El PDF completo, y la imagen de su primera página."""

import re
import unicodedata

from paac_reportes.errores import Aviso, ErrorDeMaqueta
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.pdf.motor.cobertura import reemplazo, sin_dibujo
from paac_reportes.escritores.pdf.motor.composicion import (
    Clase,
    SinDibujoError,
    componer,
    comprobar_que_esta,
)
from paac_reportes.escritores.pdf.motor.fuentes import Fuentes, instaladas
from paac_reportes.escritores.pdf.paginas import fuente_de
from paac_reportes.maqueta.documento import Documento

_INTENTOS = 20
_MARCAS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARCADA = re.compile(rf"[^\s{_MARCAS}][{_MARCAS}]+")
"""Una letra con lo que lleva encima, debajo o a través."""
_MOSTRADAS = 10
"""Las letras sin dibujo que dice un aviso."""


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.pdf``, que cumple PDF/UA-1; con el mismo documento, siempre los mismos.

    ``ErrorDeEntorno`` si falta el paquete ``typst``.
    """
    return paginas(documento, escritura, "pdf")


def paginas(documento: Documento, escritura: Escritura, clase: Clase) -> bytes:
    """El documento compuesto: el PDF, o su primera página en PNG."""
    comprobar_que_esta()
    fuentes = instaladas()
    escritura.sin_membrete(documento, "el PDF" if clase == "pdf" else "la imagen")
    escritura.avisos.extend(_avisos_de_fuentes(documento, fuentes))
    fuente = fuente_de(documento, fuentes, escritura)
    faltan = sin_dibujo(fuente, fuentes)
    for _ in range(_INTENTOS):
        try:
            hecho = componer(
                _sin(fuente, faltan, fuentes), fuentes, documento.metadatos.fecha, clase
            )
        except SinDibujoError as error:
            nuevas = _por_quitar(str(error), fuente) - faltan
            if not nuevas:
                break
            faltan |= nuevas
        else:
            escritura.avisos.extend(_avisos_de_letras(faltan, fuentes))
            return hecho
    raise ErrorDeMaqueta(f"no se pudieron dibujar {_nombradas(faltan)}")


def _por_quitar(letra: str, fuente: str) -> set[str]:
    """Lo que Typst no dibujó; de una con marcas que la fuente no le pone, sólo nombra la letra."""
    marcadas = [
        una for una in _MARCADA.findall(fuente) if len(unicodedata.normalize("NFC", una)) > 1
    ]
    marcas = {marca for una in marcadas if una[0] == letra[0] for marca in una[1:]}
    return {una for una in marcadas if marcas.intersection(una[1:])} or set(letra)


def _sin(fuente: str, faltan: set[str], fuentes: Fuentes) -> str:
    """La fuente con cada letra cambiada; la que lleva marcas se queda, y se cambian ellas."""
    if not faltan:
        return fuente
    sustituto = reemplazo(fuentes)
    for letra in sorted((una for una in faltan if len(una) > 1), key=len, reverse=True):
        fuente = fuente.replace(letra, f"{letra[0]}{sustituto}")
    return fuente.translate({ord(una): sustituto for una in faltan if len(una) == 1})


def _avisos_de_fuentes(documento: Documento, fuentes: Fuentes) -> list[Aviso]:
    """Por cada familia que no está ni tiene una de su medida, cuál va en su lugar."""
    familias = dict.fromkeys(estilo.familia for estilo in documento.estilos.values())
    return [
        Aviso(
            "fuente_sustituida",
            "",
            f"no está instalada la fuente {familia}, ni otra de su medida: el PDF lleva"
            f" {fuentes.elegida(familia)}",
        )
        for familia in familias
        if not fuentes.mide_lo_mismo(familia)
    ]


def _avisos_de_letras(faltan: set[str], fuentes: Fuentes) -> list[Aviso]:
    if not faltan:
        return []
    motivo = f"ninguna fuente instalada tiene {_nombradas(faltan)}"
    return [Aviso("letra_sin_dibujo", "", f"{motivo}: en su lugar sale {reemplazo(fuentes)}")]


def _nombradas(letras: set[str]) -> str:
    """``U+1F600 (😀) y otras 3``."""
    dichas = [
        f"{' '.join(f'U+{ord(parte):04X}' for parte in letra)} ({letra})"
        for letra in sorted(letras)
    ]
    otras = len(dichas) - _MOSTRADAS
    return ", ".join(dichas[:_MOSTRADAS]) + (f" y otras {otras}" if otras > 0 else "")
