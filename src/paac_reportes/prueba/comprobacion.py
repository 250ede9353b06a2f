"""Lo recién escrito contra el documento compuesto, y éste contra los datos que debe mostrar."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from paac_reportes import clases
from paac_reportes.composicion.variables import Mostrado
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.documento import Documento
from paac_reportes.modelo.temas import Contenido
from paac_reportes.prueba.aplanado import en_excel, en_word
from paac_reportes.prueba.certificado import Diferencia
from paac_reportes.prueba.cotejo import comparar
from paac_reportes.prueba.escrito import IMPRESO, Escrito, Guardado, Valor, leer_escrito
from paac_reportes.prueba.formulas import calcular, texto_de
from paac_reportes.prueba.mostrado import (
    datos_fuera_de_lugar,
    filas_que_difieren,
    sueltos_que_faltan,
)


@clases.frozen(kw_only=True)
class Debido:
    """Lo que un archivo debe decir."""

    contenido: Contenido
    """Con sus textos limpios, como se compuso."""
    formato: Formato
    corte: date | None
    documento: Documento
    mostrado: Mostrado
    contenidos: Sequence[Contenido]
    """Los de la hoja de datos: él, o todos los de un consolidado."""


def debe_decir(documento: Documento, tipo: str) -> Escrito:
    """Lo que un ``docx`` o un ``xlsx`` debe decir."""
    if tipo == "xlsx":
        return en_excel(documento)
    word_de_base = documento.cuerpo or documento.membrete
    return en_word(documento, leer_escrito(word_de_base.datos)[1].secciones if word_de_base else ())


def comprobar(tipo: str, lectura: Escrito, debido: Debido) -> tuple[Diferencia, ...]:
    """En qué difiere lo que se lee de un archivo del documento compuesto, y éste, del plan."""
    documento, muestra = debido.documento, debido.mostrado.muestra
    diferencias = (
        *_del_documento(debe_decir(documento, tipo), lectura),
        *(Diferencia(lugar, None, duda) for lugar, duda in lectura.dudas),
        *datos_fuera_de_lugar(debido.contenido, debido.formato, muestra, documento),
        *sueltos_que_faltan(debido.contenido, muestra, _textos_de_las_paginas(lectura, documento)),
        *filas_que_difieren(debido.contenidos, debido.corte, documento.hojas_de_datos),
    )
    return tuple(dict.fromkeys(diferencias))


def _del_documento(esperado: Escrito, lectura: Escrito) -> Iterator[Diferencia]:
    """Lo que se lee; si es lo mismo, lo que las celdas guardan además de lo que muestran."""
    distintas = [
        una
        for una in comparar(esperado.todo, lectura.todo)
        if not (una.lugar.endswith(IMPRESO) and _es_su_recorte(una.esperado, una.hallado))
    ]
    yield from distintas
    for lugar, guardado in () if distintas else lectura.guardan.items():
        yield from _de_celda(lugar, esperado.guardan.get(lugar, Guardado(guardado.texto)), guardado)


def _de_celda(lugar: str, esperado: Guardado, encontrado: Guardado) -> Iterator[Diferencia]:
    """El número que guarda, y la fórmula: un texto con enlace, el de otra celda o un resumen."""
    if encontrado.valor is not None and not _es_el_mismo(esperado.valor, encontrado.valor):
        yield Diferencia(lugar, _con_valor(esperado), _con_valor(encontrado))
    if not (formula := encontrado.formula):
        return
    if (texto := texto_de(formula)) is not None:
        if encontrado.texto != texto:
            yield Diferencia(lugar, encontrado.texto, f"={formula}")
    elif not esperado.resume:
        if formula != esperado.copia_de:
            yield Diferencia(lugar, f"{esperado.texto} (sin fórmula)", f"={formula}")
    elif not _es_el_mismo(da := calcular(formula, encontrado.numeros), encontrado.valor):
        yield Diferencia(lugar, _con_valor(encontrado), f"={formula} (da {da})")


def _con_valor(guardado: Guardado) -> str:
    return f"{guardado.texto} (guarda {guardado.valor})"


_HOLGURA = Decimal("1e-13")
"""Un número se guarda en coma flotante."""


def _es_el_mismo(esperado: Valor, encontrado: Valor) -> bool:
    if isinstance(esperado, Decimal) and isinstance(encontrado, Decimal):
        return abs(esperado - encontrado) <= _HOLGURA * max(abs(esperado), abs(encontrado))
    return esperado == encontrado


def _es_su_recorte(esperado: str | None, encontrado: str | None) -> bool:
    """Si lo hallado es lo esperado con alguno de sus trozos cortado: Excel admite 255 letras."""
    if not esperado or not encontrado or "…" not in encontrado:
        return False
    desde = 0
    for numero, trozo in enumerate(encontrado.split("…")):
        lugar = esperado.find(trozo, desde)
        if lugar < 0 or (numero == 0 and lugar):
            return False
        desde = lugar + len(trozo)
    return True


def _textos_de_las_paginas(lectura: Escrito, documento: Documento) -> Iterator[str]:
    """Los textos que se leen, sin los de las hojas de datos, que van al final."""
    de_datos = lectura.hojas[len(documento.partes) :] if documento.hojas_de_datos else []
    lugares = tuple(f"la hoja «{nombre}»," for nombre in de_datos)
    for renglon in lectura.todo:
        yield from (dicho.texto for dicho in renglon if not dicho.lugar.startswith(lugares))
