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
    suyo = documento.cuerpo or documento.membrete
    return en_word(documento, leer_escrito(suyo.datos)[1].secciones if suyo else ())


def comprobar(tipo: str, hallado: Escrito, debido: Debido) -> tuple[Diferencia, ...]:
    """En qué difiere lo que se lee de un archivo del documento compuesto, y éste, del plan."""
    documento, muestra = debido.documento, debido.mostrado.muestra
    diferencias = (
        *_del_documento(debe_decir(documento, tipo), hallado),
        *(Diferencia(lugar, None, duda) for lugar, duda in hallado.dudas),
        *datos_fuera_de_lugar(debido.contenido, debido.formato, muestra, documento),
        *sueltos_que_faltan(debido.contenido, muestra, _dichos(hallado, documento)),
        *filas_que_difieren(debido.contenidos, debido.corte, documento.hojas_de_datos),
    )
    return tuple(dict.fromkeys(diferencias))


def _del_documento(esperado: Escrito, hallado: Escrito) -> Iterator[Diferencia]:
    """Lo que se lee; si es lo mismo, lo que las celdas guardan además de lo que muestran."""
    distintas = [
        una
        for una in comparar(esperado.todo, hallado.todo)
        if not (una.lugar.endswith(IMPRESO) and _es_su_recorte(una.esperado, una.hallado))
    ]
    yield from distintas
    for lugar, suyo in () if distintas else hallado.guardan.items():
        yield from _de_celda(lugar, esperado.guardan.get(lugar, Guardado(suyo.texto)), suyo)


def _de_celda(lugar: str, esperado: Guardado, hallado: Guardado) -> Iterator[Diferencia]:
    """El número que guarda, y la fórmula: sólo dice un texto con enlace o resume otras celdas."""
    if hallado.valor is not None and not _es_el_mismo(esperado.valor, hallado.valor):
        yield Diferencia(lugar, _con_valor(esperado), _con_valor(hallado))
    if not (formula := hallado.formula):
        return
    if (texto := texto_de(formula)) is not None:
        if hallado.texto != texto:
            yield Diferencia(lugar, hallado.texto, f"={formula}")
    elif not esperado.resume:
        yield Diferencia(lugar, f"{esperado.texto} (sin fórmula)", f"={formula}")
    elif not _es_el_mismo(da := calcular(formula, hallado.numeros), hallado.valor):
        yield Diferencia(lugar, _con_valor(hallado), f"={formula} (da {da})")


def _con_valor(guardado: Guardado) -> str:
    return f"{guardado.texto} (guarda {guardado.valor})"


_HOLGURA = Decimal("1e-13")
"""Un número se guarda en coma flotante."""


def _es_el_mismo(esperado: Valor, hallado: Valor) -> bool:
    if isinstance(esperado, Decimal) and isinstance(hallado, Decimal):
        return abs(esperado - hallado) <= _HOLGURA * max(abs(esperado), abs(hallado))
    return esperado == hallado


def _es_su_recorte(esperado: str | None, hallado: str | None) -> bool:
    """Si lo hallado es lo esperado con alguno de sus trozos cortado: Excel admite 255 letras."""
    if not esperado or not hallado or "…" not in hallado:
        return False
    desde = 0
    for numero, trozo in enumerate(hallado.split("…")):
        lugar = esperado.find(trozo, desde)
        if lugar < 0 or (numero == 0 and lugar):
            return False
        desde = lugar + len(trozo)
    return True


def _dichos(hallado: Escrito, documento: Documento) -> Iterator[str]:
    """Los textos que se leen, sin los de las hojas de datos, que van al final."""
    de_datos = hallado.hojas[len(documento.partes) :] if documento.hojas_de_datos else []
    lugares = tuple(f"la hoja «{nombre}»," for nombre in de_datos)
    for renglon in hallado.todo:
        yield from (dicho.texto for dicho in renglon if not dicho.lugar.startswith(lugares))
