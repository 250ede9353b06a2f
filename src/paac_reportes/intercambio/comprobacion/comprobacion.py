"""Un archivo escrito contra lo que debe decir, por dos caminos."""

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from paac_reportes.composicion.mostrado import Mostrado
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.intercambio.comprobacion.certificado import Cuentas, Diferencia
from paac_reportes.intercambio.comprobacion.comparacion import comparar
from paac_reportes.intercambio.comprobacion.del_plan.busqueda import datos_fuera_de_lugar
from paac_reportes.intercambio.comprobacion.del_plan.hoja_de_datos import filas_que_difieren
from paac_reportes.intercambio.comprobacion.visible import Casilla, Cuadro, Texto, Zona
from paac_reportes.intercambio.comprobacion.visto.archivo import ver
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import Grafico
from paac_reportes.modelo import Plan


@attrs.frozen(kw_only=True)
class Debido:
    """Lo que un archivo debe decir."""

    plan: Plan
    """Con sus textos limpios, como se compuso."""
    formato: Formato
    corte: date | None
    documento: Documento
    mostrado: Mostrado


@attrs.frozen
class Resultado:
    """Lo que difiere y cuánto se comparó."""

    diferencias: tuple[Diferencia, ...]
    cuentas: Cuentas


def comprobar(tipo: str, halladas: Sequence[Zona], debido: Debido) -> Resultado:
    """Compara lo que se ve de un archivo (``visto.archivo.ver``) con el documento y con el plan."""
    del_arbol = comparar(_esperadas(tipo, debido.documento, halladas), halladas)
    lugares = _de_datos(debido.documento, halladas)
    de_paginas = [zona for zona in halladas if zona.lugar not in lugares]
    del_plan, buscados = datos_fuera_de_lugar(
        debido.plan, debido.formato, debido.mostrado.muestra, de_paginas
    )
    de_datos = [zona for zona in halladas if zona not in de_paginas]
    diferencias = (*del_arbol, *del_plan, *filas_que_difieren(debido.plan, debido.corte, de_datos))
    return Resultado(
        tuple(dict.fromkeys(diferencias)), attrs.evolve(contar(halladas), datos_del_plan=buscados)
    )


def _esperadas(tipo: str, documento: Documento, halladas: Sequence[Zona]) -> tuple[Zona, ...]:
    if tipo == "xlsx":
        from paac_reportes.intercambio.comprobacion.esperado.en_excel import (  # noqa: PLC0415
            esperado_en_excel,
        )

        return esperado_en_excel(documento, _nombres(halladas))
    from paac_reportes.intercambio.comprobacion.esperado.en_word import (  # noqa: PLC0415
        esperado_en_word,
    )

    del_membrete = ver(documento.membrete.datos)[1] if documento.membrete else ()
    con_graficos = _hay_alguno(documento, halladas)
    return esperado_en_word(documento, del_membrete, con_graficos=con_graficos)


def _nombres(halladas: Sequence[Zona]) -> list[str]:
    bloques = halladas[0].bloques if halladas else ()
    return [bloque.texto for bloque in bloques if isinstance(bloque, Texto)]


def _de_datos(documento: Documento, halladas: Sequence[Zona]) -> set[str]:
    """Los lugares de las hojas de datos, que van al final."""
    nombres = _nombres(halladas)[len(documento.partes) :] if documento.hojas_de_datos else []
    return {f"hoja «{nombre}»" for nombre in nombres}


def _hay_alguno(documento: Documento, halladas: Sequence[Zona]) -> bool:
    """Si los gráficos van dibujados (regla ``grafico_en_tabla``)."""
    graficos = [b for parte in documento.partes for b in parte.bloques if isinstance(b, Grafico)]
    bloques = [bloque for zona in halladas for bloque in zona.bloques]
    dichos = {bloque.texto for bloque in bloques if isinstance(bloque, Texto)}
    return not graficos or any(f"⟦imagen: {uno.texto_alternativo}⟧" in dichos for uno in graficos)


# ------------------------------------------------------------------ cuánto se comparó
_EN_PAGINA = ("encabezado", "pie")
_NOMBRES = "nombres de las hojas"


def contar(zonas: Sequence[Zona]) -> Cuentas:
    """Lo que hay en unas zonas."""
    hojas = sum(len(zona.bloques) for zona in zonas if zona.lugar == _NOMBRES)
    de_pagina = [zona for zona in zonas if zona.lugar.startswith(_EN_PAGINA)]
    cuerpo = [zona for zona in zonas if not zona.lugar.startswith((*_EN_PAGINA, _NOMBRES))]
    cuadros = [bloque for zona in cuerpo for bloque in zona.bloques if isinstance(bloque, Cuadro)]
    parrafos = [bloque for zona in cuerpo for bloque in zona.bloques if isinstance(bloque, Texto)]
    casillas = list(_casillas(cuerpo))
    escritos = [casilla.texto for casilla in casillas] + [parrafo.texto for parrafo in parrafos]
    impresos = [texto for zona in de_pagina for texto in _textos(zona)]
    return Cuentas(
        hojas=hojas,
        tablas=len(cuadros),
        filas=sum(len(cuadro.filas) for cuadro in cuadros),
        celdas=len(casillas),
        letras=sum(map(len, (*escritos, *impresos))),
        titulos=sum(texto.startswith("⟦título ") for texto in escritos),
        parrafos=len(parrafos),
        textos_de_pagina=len(impresos),
        imagenes=sum(texto.count("⟦imagen") for texto in (*escritos, *impresos)),
        enlaces=sum(texto.count("⟦enlace") + texto.count("⟦va a") for texto in escritos),
        formulas=sum(casilla.formula is not None for casilla in casillas),
    )


def _casillas(zonas: Iterable[Zona]) -> Iterable[Casilla]:
    for zona in zonas:
        for bloque in zona.bloques:
            if isinstance(bloque, Cuadro):
                yield from (casilla for fila in bloque.filas for casilla in fila.values())


def _textos(zona: Zona) -> list[str]:
    sueltos = [bloque.texto for bloque in zona.bloques if isinstance(bloque, Texto)]
    return [texto for texto in (*sueltos, *(c.texto for c in _casillas([zona]))) if texto]
