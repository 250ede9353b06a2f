"""El libro de Excel completo.

``escribir`` es todo el camino. Debajo: qué queda a la vista de una hoja y cómo se imprime; los
enlaces de la tabla de contenido; y el encabezado y el pie de una hoja, en la clave de Excel.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import IO, assert_never

import attrs

from paac_reportes.columnas import letra_de_columna
from paac_reportes.errores import Aviso
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.limites import revisar_lo_escrito
from paac_reportes.escritores.paquete import (
    Compresion,
    ParteEnCurso,
    comprimir,
    en_curso,
    guardar_en,
)
from paac_reportes.escritores.xlsx.celdas import (
    FIN_DE_TEXTOS,
    INICIO_DE_TEXTOS,
    anchos_en_xml,
    enlazadas,
    escapar_en_excel,
    nombrada,
    rango_del_filtro,
)
from paac_reportes.escritores.xlsx.formatos import Formatos, LibroEnCurso
from paac_reportes.escritores.xlsx.hoja_en_xml import cuantas_columnas, datos_de_hoja
from paac_reportes.escritores.xlsx.hojas_de_datos import (
    anchos_de_datos,
    escala_de_datos,
    titulo_aparte,
)
from paac_reportes.escritores.xlsx.libro_en_xml import (
    ZOOM,
    EnlaceDeHoja,
    HojaDelLibro,
    LibroEnXml,
    dibujo_de,
)
from paac_reportes.escritores.xlsx.por_llenar import (
    MARCO_SIN_PAGINAS,
    area_impresa,
    con_hoja_de_listas,
    hoja_y_celdas,
)
from paac_reportes.maqueta.contenido import (
    Barra,
    CampoCalculado,
    Contenido,
    Enfasis,
    Enlace,
    Imagen,
    NumeroDeLeyenda,
    Remision,
    Tramo,
)
from paac_reportes.maqueta.documento import AjustesDeHoja, Documento, Lado, Marco, Pagina
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hoja.contenido import SALTOS_MAXIMOS
from paac_reportes.maqueta.hoja.libro import (
    Enlazada,
    Enlazadas,
    Remitido,
    anclas_en_hojas,
    disponer_con_contenido,
    nombres_de_hoja,
    remisiones_de,
)
from paac_reportes.maqueta.hoja.montaje import HojaMontada
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos, comprobar_que_caben
from paac_reportes.maqueta.medida.tipografia import MM_POR_PULGADA, Mm

_PAPELES = {(216, 279): 1, (216, 356): 5, (210, 297): 9, (216, 330): 14, (279, 432): 3}
"""El código de Excel de cada papel, por su ancho y alto en milímetros."""

_PIXELES_POR_MM = 96 / MM_POR_PULGADA
_PIXELES_POR_LETRA = 6
"""Ancho de una cifra en la letra normal, la unidad de las columnas.

En Arial 8 es casi entero (5,93) y Excel y LibreOffice le dan lo mismo; con la letra de fábrica,
LibreOffice saca las columnas un 6 % más anchas.
"""

_HOLGURA = Mm(2)
"""Holgura que cada margen lateral cede para que ningún programa pase una columna a otra página.

Las columnas, centradas, quedan donde las pone el formato. Reducir la hoja a una página de ancho
(``fitToPage``) no sirve: Excel deja entonces de mirar los cortes de página.
"""
_ESCALA, _ESCALA_SIN_HOLGURA = 100, 98
"""Escalas, en por ciento: a la que se imprime, y si los márgenes no tienen de dónde ceder."""

_SIN_MARCA_DE_ERROR = (
    '<ignoredErrors><ignoredError sqref="A1:{}" numberStoredAsText="1"/></ignoredErrors>'
)
"""Un código como «1.1» es texto: Excel pondría en su celda la marca de un error."""
_ANCHO_DE_FABRICA = 13
"""Ancho de una columna a la que no se le dice."""


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.xlsx``; con el mismo documento, siempre los mismos."""
    salida = io.BytesIO()
    escribir_en(salida, documento, escritura)
    return salida.getvalue()


def escribir_en(flujo: IO[bytes], documento: Documento, escritura: Escritura) -> None:
    """Escribe el ``.xlsx`` en un flujo vacío que se puede recorrer.

    Agrega a ``escritura`` sus avisos.
    """
    escritura.sin_membrete(documento, "el libro sólo lleva los textos, y al imprimirlo")
    del_papel = documento.estilos
    documento, medidor, hojas = disponer_con_contenido(documento)
    comprobar_que_caben((f"hoja «{hoja.nombre}»", hoja.cuantas) for hoja in hojas)
    documento, listas = con_hoja_de_listas(documento)
    de_datos = [hoja.nombre for hoja in documento.hojas_de_datos]
    nombres = nombres_de_hoja([*(hoja.nombre for hoja in hojas), *de_datos])
    de_datos = nombres[len(hojas) :]
    comun = LibroEnCurso(del_papel, escritura.avisos)
    textos, formatos = comun.textos, Formatos(documento.estilos, comun.formatos.poner)
    libro = LibroEnXml(documento.metadatos)
    lugares = _lugares_de_lo_nombrado(documento, hojas, nombres)
    with Compresion() as compresion:
        # Los textos se comprimen según salen de cada hoja, mientras se escribe la que sigue.
        en_orden = ParteEnCurso(compresion)
        en_orden.poner((INICIO_DE_TEXTOS,))
        for nombre, parte in zip(nombres, documento.partes, strict=False):
            hoja = hojas.pop(0)  # escrita, no ocupa memoria
            if hoja.cortes_de_mas:
                motivo = (
                    f"la hoja pide {hoja.cortes_de_mas} cortes de página y Excel admite"
                    f" {SALTOS_MAXIMOS}: al imprimir, la corta Excel donde caiga"
                )
                escritura.avisos.append(Aviso("cortes_de_pagina", hoja.nombre, motivo))
            con_enlace = enlazadas(hoja, hoja.compuestas, medidor, escritura.avisos)
            remitidos = [r for r in remisiones_de(hoja) if r.destino in lugares]
            celdas = chain.from_iterable(remitido.celdas for remitido in remitidos)
            que_remiten = dict.fromkeys(celdas, Enlazada(como_formula=True))
            enlaces = {**con_enlace, **que_remiten}
            datos, al_final = datos_de_hoja(hoja, formatos, textos, medidor, enlaces)
            por_fuera = attrs.evolve(
                _por_fuera(nombre, hoja, se_imprime=parte.marco.hoja.se_imprime),
                enlaces=[*_de_direcciones(con_enlace), *_de_remisiones(remitidos, lugares)],
                dibujo=dibujo_de(nombre, hoja, documento.estilos),
                extensiones=al_final,
            )
            impresion = _impresion(hoja, parte.marco, del_papel["pie"], escritura.avisos)
            sin_marca = _SIN_MARCA_DE_ERROR.format(por_fuera.esquina)
            en_xml = por_fuera.en_xml([_anchos(hoja), *datos], impresion, sin_marca)
            libro.poner(por_fuera, en_curso(en_xml, compresion))
            en_orden.poner(textos.xml_de_nuevos())
        for nombre, hoja_dada in zip(de_datos, documento.hojas_de_datos, strict=True):
            lugar = nombrada(nombres[-1])
            por_fuera, celdas_dadas = hoja_y_celdas(nombre, hoja_dada, listas, lugar, comun)
            area, impresion = _impresion_de_datos(documento, hoja_dada, del_papel, escritura.avisos)
            por_fuera = attrs.evolve(por_fuera, area=area or por_fuera.area)
            en_xml = por_fuera.en_xml(chain((anchos_de_datos(hoja_dada),), celdas_dadas), impresion)
            libro.poner(por_fuera, en_curso(en_xml, compresion))
            en_orden.poner(textos.xml_de_nuevos())
        en_orden.poner((FIN_DE_TEXTOS,))
        partes = libro.partes(comun.formatos.en_xml(comun.rellenos), en_orden.terminar())
        comprimidas = comprimir(compresion, partes)
    guardar_en(flujo, comprimidas)
    cuentas_exactas = {"letras": textos.letras, "rejilla": libro.rejilla}
    revisar_lo_escrito(flujo, comprimidas, escritura, cuentas_exactas, {"celdas": libro.rejilla})


def _impresion_de_datos(
    documento: Documento, hoja: HojaDeDatos, estilos: Mapping[str, Estilo], avisos: list[Aviso]
) -> tuple[str | None, str]:
    """Rango que se imprime de una hoja de datos, ninguno si es toda, y el XML de cómo.

    Lleva el encabezado de la última parte; el título que no cabe a lo ancho va en su lugar.
    """
    marco = documento.partes[-1].marco if documento.partes else MARCO_SIN_PAGINAS
    escala = escala_de_datos(hoja, marco.pagina, estilos["celda"].tamano)
    ajustes, titulo = marco.hoja, titulo_aparte(hoja, marco.pagina, escala)
    if titulo:
        ajustes = attrs.evolve(ajustes, encabezado={"izquierda": titulo})
    encabezado = encabezado_de_hoja(ajustes, avisos, letra_impresa(estilos["pie"], escala))
    orden = _POR_LADOS if hoja.fijas or hoja.llenado else ""
    impresion = _impresion_en_xml(
        marco.pagina, encabezado, apaisada=True, escala=escala, orden=orden
    )
    return area_impresa(hoja, desde_rotulos=bool(titulo)), impresion


def _en_pixeles(hoja: HojaMontada) -> list[int]:
    """Ancho en píxeles enteros de cada columna: juntas no pasan de la página ni por uno."""
    bordes = [int(borde * _PIXELES_POR_MM) for borde in accumulate(hoja.anchos, initial=0.0)]
    return [hasta - desde for desde, hasta in pairwise(bordes)]


def _anchos(hoja: HojaMontada) -> str:
    """``<cols>…``: los anchos de las columnas; la de las marcas, escondida."""
    anchos = [pixeles / _PIXELES_POR_LETRA for pixeles in _en_pixeles(hoja)]
    de_marcas = [_ANCHO_DE_FABRICA] if hoja.lleva_marcas else []
    return anchos_en_xml([*anchos, *de_marcas], escondidas={len(anchos)})


_POR_LADOS = "overThenDown"
"""Orden de impresión: lo que sigue de una fila, en la página que sigue."""


def _impresion(hoja: HojaMontada, marco: Marco, pie: Estilo, avisos: list[Aviso]) -> str:
    """XML de cómo se imprime una hoja: a escala, con su encabezado y dónde empieza cada página.

    ``pie``: el estilo de la letra impresa; agrega a ``avisos`` lo que se recorte.
    """
    pagina = marco.pagina
    entera = _ESCALA if _holgura(pagina) == _HOLGURA else _ESCALA_SIN_HOLGURA
    escala = entera * hoja.escala // _ESCALA
    encabezado = encabezado_de_hoja(marco.hoja, avisos, letra_impresa(pie, escala))
    orden = _POR_LADOS if hoja.paginas_a_lo_ancho else ""
    impresa = _impresion_en_xml(
        pagina, encabezado, apaisada=pagina.horizontal, escala=escala, orden=orden
    )
    de_filas = _cortes("rowBreaks", hoja.saltos[:SALTOS_MAXIMOS])
    return impresa + de_filas + _cortes("colBreaks", hoja.paginas_a_lo_ancho)


def _cortes(clase: str, lugares: Sequence[int]) -> str:
    """``<rowBreaks>`` o ``<colBreaks>``: los cortes de página puestos; nada, si ninguno."""
    cuantos = len(lugares)
    cortes = "".join([f'<brk id="{lugar}" min="0" max="16383" man="1"/>' for lugar in lugares])
    cuenta = f'count="{cuantos}" manualBreakCount="{cuantos}"'
    return f"<{clase} {cuenta}>{cortes}</{clase}>" if lugares else ""


_PANTALLA, _BORDES_DE_EXCEL = 1366, 60
"""Píxeles: el ancho de una pantalla corriente, y lo que en él ocupan los bordes de Excel."""
_ZOOM_MINIMO = 60
"""Tamaño a que se ve una hoja, en por ciento: con menos no se lee."""


def _por_fuera(nombre: str, hoja: HojaMontada, *, se_imprime: bool) -> HojaDelLibro:
    """La hoja sin sus celdas: hasta dónde llega, qué no se desplaza y qué se repite al imprimir.

    ``se_imprime``: si no, su área de impresión es una celda en blanco, a la derecha de todo.
    """
    columnas, tramos = cuantas_columnas(hoja), list(hoja.tramos)
    while tramos and not tramos[-1].columnas:  # el lugar de un último gráfico no lleva celdas
        tramos.pop()
    a_lo_ancho = ZOOM * (_PANTALLA - _BORDES_DE_EXCEL) // sum(_en_pixeles(hoja))
    return HojaDelLibro(
        nombre=nombre,
        extension=(columnas, max(sum(len(tramo.altos) for tramo in tramos), 1)),
        zoom=min(max(a_lo_ancho, _ZOOM_MINIMO), ZOOM),
        inmoviles=(hoja.columnas_inmovilizadas, hoja.inmovilizadas),
        filas_repetidas=(hoja.repetidas_desde + 1, hoja.repetidas) if hoja.repetidas else (0, 0),
        columnas_repetidas=hoja.columnas_repetidas,
        filtro=rango_del_filtro(hoja.filtro, columnas) if hoja.filtro else "",
        area="" if se_imprime else f"{letra_de_columna(len(hoja.anchos) + 2)}1",
    )


_ORIENTACIONES = {True: "landscape", False: "portrait"}


def _impresion_en_xml(
    pagina: Pagina, encabezado: str, *, apaisada: bool, escala: int, orden: str
) -> str:
    """XML de los márgenes, el papel y el encabezado de una hoja, en el orden de Excel.

    ``encabezado``: su XML; ``orden``: en que se imprimen sus páginas.
    """
    holgura = _holgura(pagina)
    izquierdo, derecho = (
        (lado - holgura) / MM_POR_PULGADA for lado in (pagina.izquierdo, pagina.derecho)
    )
    superior, inferior, encima = (
        lado / MM_POR_PULGADA for lado in (pagina.superior, pagina.inferior, pagina.encabezado)
    )
    corto, largo = sorted((round(pagina.ancho), round(pagina.alto)))
    papel = _PAPELES.get((corto, largo))
    de_papel = f' paperSize="{papel}"' if papel else ""
    de_orden = f' pageOrder="{orden}"' if orden else ""
    return (
        '<printOptions horizontalCentered="1"/>'
        f'<pageMargins left="{izquierdo:.16g}" right="{derecho:.16g}" top="{superior:.16g}"'
        f' bottom="{inferior:.16g}" header="{encima:.16g}" footer="{encima:.16g}"/>'
        f'<pageSetup orientation="{_ORIENTACIONES[apaisada]}"{de_papel}'
        f' scale="{escala}"{de_orden}/>{encabezado}'
    )


def _holgura(pagina: Pagina) -> Mm:
    return min(_HOLGURA, pagina.izquierdo, pagina.derecho)


_Lugares = Mapping[int | str, str]
"""Lugar del libro de un título, por el suyo, o de un ancla: ``{0: "'Componente 1'!A5"}``."""


def _lugares_de_lo_nombrado(
    documento: Documento, hojas: Sequence[HojaMontada], nombres: Sequence[str]
) -> _Lugares:
    """La celda de cada título, por su número, y de cada ancla, por su nombre: ``'Plan'!A12``."""
    lugares: dict[int | str, tuple[int, int]] = {}
    lugares.update(anclas_en_hojas(documento, hojas))
    titulos = ((numero, fila) for numero, hoja in enumerate(hojas) for fila in hoja.titulos)
    lugares.update(enumerate(titulos))
    return {
        cual: f"{nombrada(nombres[numero])}!A{fila + 1}" for cual, (numero, fila) in lugares.items()
    }


def _de_direcciones(enlazadas: Enlazadas) -> Iterator[EnlaceDeHoja]:
    """Enlaces de unas celdas a sus direcciones."""
    for (fila, columna), enlazada in enlazadas.items():
        yield EnlaceDeHoja(f"{letra_de_columna(columna + 1)}{fila}", enlazada.direccion)


def _de_remisiones(remitidos: Iterable[Remitido], lugares: _Lugares) -> Iterator[EnlaceDeHoja]:
    """Los enlaces a los títulos, desde el contenido, y a las anclas, desde cada remisión.

    ``lugares``: la celda de cada uno.
    """
    for remitido in remitidos:
        desde, hasta = map(letra_de_columna, (remitido.desde + 1, remitido.hasta))
        primera, ultima = (f"{columna}{remitido.fila + 1}" for columna in (desde, hasta))
        rango = primera if primera == ultima else f"{primera}:{ultima}"
        yield EnlaceDeHoja(rango, lugar=lugares[remitido.destino])


_LETRAS_MAXIMAS = 255
"""Largo máximo que Excel admite, contando las claves de los tres lados."""

_LETRAS_MINIMAS = 2
"""Letras que ocupa un campo, y las menos en que vale la pena acortar un texto."""

_LADOS: dict[Lado, str] = {"izquierda": "&L", "centro": "&C", "derecha": "&R"}
_CAMPOS = {CampoCalculado.PAGINA: "&P", CampoCalculado.PAGINAS: "&N"}


def letra_impresa(pie: Estilo, escala: int) -> str:
    """Letra de un encabezado o un pie, en clave: ``&8&"Calibri,Regular"&K5B6876``.

    Se reduce con su hoja, que LibreOffice no admite otra cosa: va tan grande como haga falta para
    que en el papel mida lo suyo. El tamaño, lo primero, no se junta con una cifra del texto.
    """
    color = f"&K{pie.color}" if pie.color else ""
    return f'&{pie.tamano * _ESCALA / escala:.0f}&"{pie.familia},Regular"{color}'


_HASTA_LAS_COLUMNAS = "\N{NO-BREAK SPACE}" * 4
"""Distancia de las columnas a los márgenes (``_HOLGURA``), en espacios de un pie."""


def encabezado_de_hoja(
    ajustes: AjustesDeHoja, avisos: list[Aviso], clave_de_fuente: str = ""
) -> str:
    """``<headerFooter>`` completo, o nada si no hay qué escribir.

    ``clave_de_fuente``: la de su letra, ``&8``; agrega a ``avisos`` lo que se recorte.
    """
    textos = [("oddHeader", ajustes.encabezado), ("oddFooter", ajustes.pie)]
    distinta, primera = "", ajustes.primera
    if primera is not None:
        distinta = ' differentFirst="1"'
        textos += [("firstHeader", primera.encabezado), ("firstFooter", primera.pie)]
    partes = "".join(
        f"<{marca}>{escapar_en_excel(_en_clave(lados, clave_de_fuente, avisos))}</{marca}>"
        for marca, lados in textos
        if lados
    )
    return f"<headerFooter{distinta}>{partes}</headerFooter>" if partes else ""


def _en_clave(lados: Mapping[Lado, Contenido], clave_de_fuente: str, avisos: list[Aviso]) -> str:
    """Encabezado en clave de Excel, ``&L&8…GF-01&RPágina &P``; si pasa de 255 letras, recortado.

    ``clave_de_fuente``: la de su letra; el recorte se agrega a ``avisos``.
    """
    tramos = {lado: _tramos(contenido) for lado, contenido in lados.items()}
    bordes = {lado: _bordes_impresos(lado, clave_de_fuente) for lado in _LADOS if lado in lados}
    claves = sum(len(delante) + len(detras) for delante, detras in bordes.values())
    queda = _LETRAS_MAXIMAS - claves
    textos: dict[Lado, str] = {}
    # Del más corto al más largo: lo que uno no usa le queda a los que faltan.
    for lado in sorted(tramos, key=lambda lado: len(_unidos(tramos[lado]))):
        textos[lado] = _recortado(tramos[lado], queda // (len(tramos) - len(textos)))
        queda -= len(textos[lado])
    if any(textos[lado] != _unidos(_tramos(lados[lado])) for lado in lados):
        motivo = f"pasa de {_LETRAS_MAXIMAS} letras, las que Excel admite: se recortó"
        avisos.append(Aviso("encabezado_recortado", "", f"el encabezado o el pie impreso {motivo}"))
    return "".join(f"{delante}{textos[lado]}{detras}" for lado, (delante, detras) in bordes.items())


def _bordes_impresos(lado: Lado, clave_de_fuente: str) -> tuple[str, str]:
    """Claves antes y después del texto de un lado, que queda alineado con la hoja."""
    blanco = _HASTA_LAS_COLUMNAS
    delante, detras = {"izquierda": (blanco, ""), "derecha": ("", blanco)}.get(lado, ("", ""))
    return f"{_LADOS[lado]}{clave_de_fuente}{delante}", detras


def _recortado(tramos: list[Tramo], maximo: int) -> str:
    """Texto en clave, de hasta ``maximo`` letras: se acorta el tramo más largo, que lleva ``…``.

    Acorta los tramos en la misma lista ``tramos``.
    """
    while len(clave := _unidos(tramos)) > maximo:
        largos = [len(t) if isinstance(t, str) else 0 for t in tramos]
        if max(largos) < _LETRAS_MINIMAS:  # sólo quedan campos: se escriben los que caben
            return _unidos(tramos[: maximo // _LETRAS_MINIMAS])
        mayor = largos.index(max(largos))
        tramos[mayor] = f"{str(tramos[mayor]).removesuffix('…')[:-1]}…"
    return clave


def _tramos(contenido: Contenido) -> list[Tramo]:
    return [contenido] if isinstance(contenido, str) else list(contenido)


def _unidos(tramos: list[Tramo]) -> str:
    return "".join(map(_tramo, tramos))


def _tramo(tramo: Tramo) -> str:
    """Texto de un tramo en el encabezado o el pie de Excel, donde «&» va doble."""
    match tramo:
        case str():
            return tramo.replace("&", "&&")
        case Enfasis() | Enlace() | NumeroDeLeyenda() | Remision():
            return tramo.texto.replace("&", "&&")
        case CampoCalculado():
            return _CAMPOS[tramo]
        case Imagen() | Barra():
            return ""
        case _:
            assert_never(tramo)
