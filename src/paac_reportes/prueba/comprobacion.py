"""Un archivo escrito contra lo que debe decir, por dos caminos."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TypeVar

from paac_reportes import clases
from paac_reportes.composicion.variables import Mostrado
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.documento import Documento
from paac_reportes.modelo.temas import Contenido
from paac_reportes.prueba.celdas import Numeros, calcular, texto_de
from paac_reportes.prueba.certificado import Diferencia
from paac_reportes.prueba.mostrado import (
    datos_fuera_de_lugar,
    filas_que_difieren,
    sueltos_que_faltan,
)
from paac_reportes.prueba.paquete import Paquete
from paac_reportes.prueba.reglas import con_su_pagina, es_su_recorte, mismo_valor
from paac_reportes.prueba.visible import (
    Bloque,
    Casilla,
    Cuadro,
    Renglon,
    Texto,
    Zona,
    literal,
    textos_vistos,
)
from paac_reportes.sistema import IlegibleError

# ------------------------------------------------------------------ archivo
# Lo que se ve de un archivo de Word o de Excel.


def ver(contenido: bytes) -> tuple[str, tuple[Zona, ...]]:
    """De qué tipo es, ``docx`` o ``xlsx``, y sus zonas, en orden.

    Lanza ``IlegibleError`` si no es de esos, si no se deja leer o si está mal escrito: aquí no se
    adivina lo que un archivo dañado quiso decir.
    """
    paquete = Paquete(contenido)
    try:
        return _visto(paquete)
    except (ValueError, KeyError, IndexError, ArithmeticError, AttributeError) as error:
        motivo = "está dañado: trae por dentro algo mal escrito y no se puede comprobar"
        raise IlegibleError("archivo_danado", motivo) from error


def _visto(paquete: Paquete) -> tuple[str, tuple[Zona, ...]]:
    if paquete.es_libro:
        from paac_reportes.prueba.visto_en_excel import ver_excel  # noqa: PLC0415

        return "xlsx", ver_excel(paquete)
    from paac_reportes.prueba.visto_en_word import ver_word  # noqa: PLC0415

    return "docx", ver_word(paquete)


# ------------------------------------------------------------------ comparacion
# Lo esperado contra lo hallado, bloque por bloque y celda por celda.

T = TypeVar("T")
Pares = Iterator[tuple[int | None, int | None]]


def comparar(esperadas: Sequence[Zona], halladas: Sequence[Zona]) -> Iterator[Diferencia]:
    """Todo lo que no es igual, en el orden del archivo."""
    por_lugar = {una.lugar: una for una in halladas}
    for esperada in esperadas:
        hallada = por_lugar.pop(esperada.lugar, Zona(esperada.lugar, ()))
        yield from _de_zona(esperada, hallada)
    for sobrante in por_lugar.values():
        yield from _de_zona(Zona(sobrante.lugar, ()), sobrante)


def _de_zona(esperada: Zona, hallada: Zona) -> Iterator[Diferencia]:
    for i, j in emparejar(esperada.bloques, hallada.bloques, _clave, type):
        yield from _de_bloque(
            esperada.lugar,
            None if i is None else esperada.bloques[i],
            None if j is None else hallada.bloques[j],
            j if i is None else i,
        )


def _de_bloque(
    lugar: str, esperado: Bloque | None, hallado: Bloque | None, numero: int | None
) -> Iterator[Diferencia]:
    if isinstance(esperado, Cuadro) and isinstance(hallado, Cuadro):
        yield from _de_cuadro(esperado, hallado)
        return
    if isinstance(esperado, Texto) and isinstance(hallado, Texto):
        recortado = esperado.se_recorta and es_su_recorte(esperado.texto, hallado.texto)
        iguales = esperado.texto in {hallado.texto, con_su_pagina(hallado.texto)}
        if iguales or recortado:
            return
    uno = esperado or hallado
    donde = uno.lugar if isinstance(uno, Cuadro) else f"{lugar}, bloque {(numero or 0) + 1}"
    yield Diferencia(donde, _dicho(esperado), _dicho(hallado))


def _dicho(bloque: Bloque | None) -> str | None:
    if isinstance(bloque, Cuadro):
        textos = (celda.texto for fila in bloque.filas for celda in fila.values())
        return f"una tabla de {len(bloque.filas)} filas: {' | '.join(filter(None, textos))}"
    return None if bloque is None else bloque.texto


def _clave(bloque: Bloque) -> Hashable:
    return bloque.texto if isinstance(bloque, Texto) else tuple(map(_clave_de_fila, bloque.filas))


def _clave_de_fila(fila: Renglon) -> Hashable:
    return tuple(fila.items())


def emparejar(
    unos: Sequence[T],
    otros: Sequence[T],
    clave: Callable[[T], Hashable],
    clase: Callable[[T], object] = lambda _uno: None,
) -> Pares:
    """Los iguales, cada uno con el suyo; entre ellos, por su orden, los de una misma clase."""
    de_unos, de_otros = list(map(clave, unos)), list(map(clave, otros))
    mismas_clases = list(map(clase, unos)) == list(map(clase, otros))
    if mismas_clases and len(unos) == len(otros) and _nada_se_corrio(de_unos, de_otros):
        yield from ((n, n) for n in range(len(unos)))
        return
    for como, a, b, c, d in SequenceMatcher(None, de_unos, de_otros, autojunk=False).get_opcodes():
        if como == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
        else:
            yield from _de_un_tramo(range(a, b), range(c, d), unos, otros, clase)


def _nada_se_corrio(unos: Sequence[Hashable], otros: Sequence[Hashable]) -> bool:
    """Si lo distinto de un lado no está, en otra parte, del otro."""
    distintos = [n for n, (uno, otro) in enumerate(zip(unos, otros, strict=True)) if uno != otro]
    aqui, alla = ({lista[n] for n in distintos} for lista in (unos, otros))
    return not aqui & alla


def _de_un_tramo(
    de_unos: range,
    de_otros: range,
    unos: Sequence[T],
    otros: Sequence[T],
    clase: Callable[[T], object],
) -> Pares:
    quedan = list(de_otros)
    for i in de_unos:
        j = next((j for j in quedan if clase(otros[j]) == clase(unos[i])), None)
        if j is not None:
            # Lo que quedó antes del elegido sobra: nada vuelve atrás.
            yield from ((None, k) for k in quedan if k < j)
            quedan = [k for k in quedan if k > j]
        yield i, j
    yield from ((None, j) for j in quedan)


def _de_cuadro(esperado: Cuadro, hallado: Cuadro) -> Iterator[Diferencia]:
    numeros = {
        (fila, columna): casilla.valor
        for fila, renglon in enumerate(hallado.filas)
        for columna, casilla in renglon.items()
        if isinstance(casilla.valor, Decimal)
    }
    for i, j in emparejar(esperado.filas, hallado.filas, _clave_de_fila):
        if i is None or j is None:
            yield from _fila_de_mas_o_de_menos(esperado, hallado, i, j)
            continue
        una, otra = esperado.filas[i], hallado.filas[j]
        for columna in sorted({*una, *otra}):
            lugar = hallado.lugar_de(j, columna)
            yield from _de_casilla(lugar, una.get(columna), otra.get(columna), numeros)


def _fila_de_mas_o_de_menos(
    esperado: Cuadro, hallado: Cuadro, i: int | None, j: int | None
) -> Iterator[Diferencia]:
    """En una hoja, una fila en blanco de más no se ve."""
    if i is not None and (esperado.filas[i] or not esperado.de_hoja):
        yield Diferencia(esperado.lugar_de(i), _dicho_de_fila(esperado.filas[i]), None)
    if j is not None and (hallado.filas[j] or not hallado.de_hoja):
        yield Diferencia(hallado.lugar_de(j), None, _dicho_de_fila(hallado.filas[j]))


def _dicho_de_fila(fila: Renglon) -> str:
    return " | ".join(casilla.texto for casilla in fila.values())


def _de_casilla(
    lugar: str, esperada: Casilla | None, hallada: Casilla | None, numeros: Numeros
) -> Iterator[Diferencia]:
    una, otra = esperada or Casilla(""), hallada or Casilla("")
    if una.texto != otra.texto:
        yield Diferencia(lugar, una.texto or None, otra.texto or None)
    elif (una.filas, una.columnas) != (otra.filas, otra.columnas):
        yield Diferencia(lugar, _forma(una), _forma(otra))
    elif otra.valor is not None and not mismo_valor(una.valor, otra.valor):
        yield Diferencia(lugar, _con_valor(una), _con_valor(otra))
    if otra.formula is not None:
        yield from _de_formula(lugar, una, otra, numeros)


def _forma(casilla: Casilla) -> str:
    cuantas = f"{casilla.filas} filas y {casilla.columnas} columnas"
    return f"{casilla.texto} (celda de {cuantas})"


def _con_valor(casilla: Casilla) -> str:
    return f"{casilla.texto} (guarda {casilla.valor})"


def _de_formula(
    lugar: str, esperada: Casilla, hallada: Casilla, numeros: Numeros
) -> Iterator[Diferencia]:
    """Una fórmula sólo dice un texto con enlace, o una cifra que sale de otras celdas."""
    formula = hallada.formula or ""
    texto = texto_de(formula)
    if texto is not None:
        if hallada.texto.partition(_ENLACE)[0] != literal(texto):
            yield Diferencia(lugar, hallada.texto, f"={formula}")
    elif not esperada.resume:
        yield Diferencia(lugar, f"{esperada.texto} (sin fórmula)", f"={formula}")
    elif not mismo_valor(da := calcular(formula, numeros), hallada.valor):
        yield Diferencia(lugar, _con_valor(hallada), f"={formula} (da {da})")


_ENLACE = "⟦enlace"


# ------------------------------------------------------------------ comprobacion


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


def comprobar(tipo: str, halladas: Sequence[Zona], debido: Debido) -> tuple[Diferencia, ...]:
    """En qué difiere lo que se ve de un archivo del documento compuesto, y éste, del plan."""
    documento, muestra = debido.documento, debido.mostrado.muestra
    lugares = _de_datos(documento, halladas)
    de_paginas = [zona for zona in halladas if zona.lugar not in lugares]
    diferencias = (
        *comparar(_esperadas(tipo, documento), halladas),
        *datos_fuera_de_lugar(debido.contenido, debido.formato, muestra, documento),
        *sueltos_que_faltan(debido.contenido, muestra, textos_vistos(de_paginas)),
        *filas_que_difieren(debido.contenidos, debido.corte, documento.hojas_de_datos),
    )
    return tuple(dict.fromkeys(diferencias))


def _esperadas(tipo: str, documento: Documento) -> tuple[Zona, ...]:
    if tipo == "xlsx":
        from paac_reportes.prueba.esperado_en_excel import esperado_en_excel  # noqa: PLC0415

        return esperado_en_excel(documento)
    from paac_reportes.prueba.esperado_en_word import esperado_en_word  # noqa: PLC0415

    suyo = documento.cuerpo or documento.membrete
    del_membrete = ver(suyo.datos)[1] if suyo else ()
    return esperado_en_word(documento, del_membrete)


def _nombres(halladas: Sequence[Zona]) -> list[str]:
    bloques = halladas[0].bloques if halladas else ()
    return [bloque.texto for bloque in bloques if isinstance(bloque, Texto)]


def _de_datos(documento: Documento, halladas: Sequence[Zona]) -> set[str]:
    """Los lugares de las hojas de datos, que van al final."""
    nombres = _nombres(halladas)[len(documento.partes) :] if documento.hojas_de_datos else []
    return {f"hoja «{nombre}»" for nombre in nombres}
