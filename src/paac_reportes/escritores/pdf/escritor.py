"""El PDF completo, y la imagen de su primera página.

``fuente_de`` da el documento como fuente de Typst: la página de cada parte y lo que se repite en
ella.
"""

import re
import unicodedata
from collections.abc import Iterator

import attrs

from paac_reportes.errores import Aviso, ErrorDeMaqueta
from paac_reportes.escritores.escritura import Adjunto, Escritura
from paac_reportes.escritores.pdf.cuerpo import EscritorDeBloques, Niveles, TablasDelPdf
from paac_reportes.escritores.pdf.estilos import COMUNES, Estilos
from paac_reportes.escritores.pdf.etiquetas import TablaEtiquetada
from paac_reportes.escritores.pdf.motor import (
    Clase,
    Fuentes,
    SinDibujoError,
    componer_en_typst,
    comprobar_que_esta,
    instaladas,
    reemplazo,
    sin_dibujo,
)
from paac_reportes.escritores.pdf.textos import TextosDelPdf, cadena_que_no_se_dibuja, puntos_de
from paac_reportes.maqueta.contenido import CampoCalculado
from paac_reportes.maqueta.documento import Documento, Metadatos, Parte, tiene_indice
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Salto, Tabla, Titulo
from paac_reportes.maqueta.programas import TYPST

_INTENTOS = 20
"""Veces que se compone, a lo más: cada una puede hallar otras letras sin dibujo."""
_MARCAS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LETRA_CON_MARCAS = re.compile(rf"[^\s{_MARCAS}][{_MARCAS}]+")
"""Una letra con lo que lleva encima, debajo o a través."""
_LETRAS_DE_UN_AVISO = 10
"""Las letras sin dibujo que dice un aviso."""


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.pdf``, que cumple PDF/UA-1; con el mismo documento, siempre los mismos.

    ``ErrorDeEntorno`` si falta el paquete ``typst``.
    """
    return _paginas(documento, escritura, "pdf")


def escribir_imagen(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.png``: la primera página, para una página web, un chat o una vista previa.

    Con ``escritura.recorte``, sólo lo escrito en ella. ``ErrorDeEntorno`` si falta el paquete
    ``typst``.
    """
    if not escritura.recorte or documento.membrete is not None:
        return _paginas(documento, escritura, "png")
    recortado = _con_margen_parejo(documento)
    sola = _cabe_quiza_en_una_hoja(recortado)
    return _paginas(recortado, escritura, "png", _al_contenido(recortado) if sola else "")


def _cabe_quiza_en_una_hoja(documento: Documento) -> bool:
    """Si nada pide otra página, y son pocas filas: medir muchas cuesta lo que componerlas."""
    bloques = [bloque for parte in documento.partes for bloque in parte.bloques]
    return (
        len(documento.partes) == 1
        and not any(isinstance(bl, Salto) for bl in bloques)
        and not any(isinstance(bl, Titulo) and bl.en_pagina_nueva for bl in bloques)
        and sum(len(bl.filas) for bl in bloques if isinstance(bl, Tabla)) <= _FILAS_DE_UNA_HOJA
    )


_FILAS_DE_UNA_HOJA = 300
"""Ni con la letra más pequeña caben más en el papel más alto."""


def _con_margen_parejo(documento: Documento) -> Documento:
    """Documento con el mismo ancho y alto útiles, en un papel con el margen de una imagen."""

    def con_margen_parejo(parte: Parte) -> Parte:
        """Parte en una página con lo mismo por los cuatro lados y el mismo espacio útil."""
        pagina = parte.marco.pagina
        lados = ("superior", "inferior", "izquierdo", "derecho", "encabezado")
        pareja = attrs.evolve(
            pagina,
            ancho=Mm(pagina.ancho_util + 2 * _MARGEN),
            alto=Mm(pagina.alto_util + 2 * _MARGEN),
            **dict.fromkeys(lados, _MARGEN),
        )
        return attrs.evolve(parte, marco=attrs.evolve(parte.marco, pagina=pareja))

    return attrs.evolve(documento, partes=tuple(map(con_margen_parejo, documento.partes)))


_MARGEN = Mm(4)
"""Margen de una imagen recortada, por los cuatro lados."""


def _paginas(
    documento: Documento, escritura: Escritura, clase: Clase, al_contenido: str = ""
) -> bytes:
    """El PDF o su primera página en PNG; si Typst halla más letras sin dibujo, otra vez."""
    comprobar_que_esta()
    fuentes = instaladas()
    escritura.con_membrete(documento)
    escritura.avisos.extend(_avisos_de_fuentes(documento, fuentes))
    etiquetadas: list[TablaEtiquetada] = []
    fuente, olvidando = _fuente_de(documento, fuentes, escritura, etiquetadas, al_contenido)
    faltan = sin_dibujo(fuente, fuentes)
    for _ in range(_INTENTOS):
        try:
            dibujable = _con_reemplazos(fuente, faltan, fuentes)
            archivo = componer_en_typst(
                dibujable,
                fuentes,
                documento.metadatos.fecha,
                clase,
                etiquetadas,
                con_adjunto=escritura.adjunto is not None,
                olvidando=olvidando,
            )
        except SinDibujoError as error:
            nuevas = _letras_por_reemplazar(str(error), fuente) - faltan
            if not nuevas:
                break
            faltan |= nuevas
        else:
            escritura.avisos.extend(_avisos_de_letras(faltan, fuentes))
            return archivo
    raise ErrorDeMaqueta(f"no se pudieron dibujar {_letras_nombradas(faltan)}")


def _letras_por_reemplazar(letra: str, fuente: str) -> set[str]:
    """Letra que Typst no dibujó o, si en la fuente lleva marcas, cada una con esas marcas."""
    marcadas = [
        con_marcas
        for con_marcas in _LETRA_CON_MARCAS.findall(fuente)
        if len(unicodedata.normalize("NFC", con_marcas)) > 1
    ]
    marcas = {marca for con in marcadas if con[0] == letra[0] for marca in con[1:]}
    return {con for con in marcadas if marcas.intersection(con[1:])} or set(letra)


def _con_reemplazos(fuente: str, faltan: set[str], fuentes: Fuentes) -> str:
    """La fuente con cada letra que falta cambiada; en una con marcas se cambian sólo ellas."""
    if not faltan:
        return fuente
    sustituto = reemplazo(fuentes)
    for con_marcas in sorted((letra for letra in faltan if len(letra) > 1), key=len, reverse=True):
        fuente = fuente.replace(con_marcas, f"{con_marcas[0]}{sustituto}")
    return fuente.translate({ord(letra): sustituto for letra in faltan if len(letra) == 1})


def _avisos_de_fuentes(documento: Documento, fuentes: Fuentes) -> list[Aviso]:
    """Aviso, por cada familia que no está ni tiene una de su medida, de cuál va en su lugar."""
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
    motivo = f"ninguna fuente instalada tiene {_letras_nombradas(faltan)}"
    return [Aviso("letra_sin_dibujo", "", f"{motivo}: en su lugar sale {reemplazo(fuentes)}")]


def _letras_nombradas(letras: set[str]) -> str:
    """Letras para un aviso: ``U+1F600 (😀) y otras 3``."""
    nombres = [
        f"{' '.join(f'U+{ord(parte):04X}' for parte in letra)} ({letra})"
        for letra in sorted(letras)
    ]
    demas = len(nombres) - _LETRAS_DE_UN_AVISO
    return ", ".join(nombres[:_LETRAS_DE_UN_AVISO]) + (f" y otras {demas}" if demas > 0 else "")


def _al_contenido(documento: Documento) -> str:
    """Renglones de Typst con que el alto de una imagen recortada es el de lo que lleva, si cabe."""
    pies = (parte.marco.pie for parte in documento.partes)
    celdas = (celda for pie in pies if pie for fila in pie.filas for celda in fila.celdas)
    contenidos = (celda.contenido for celda in celdas if celda.contenido)
    numeran = any(
        any(isinstance(tramo, CampoCalculado) for tramo in contenido) for contenido in contenidos
    )
    return f"  let numeran = {str(numeran).lower()}\n{_ALTO}"


_ALTO = """\
  let cabe = measure(width: util, todo(cuerpo)).height + de-mas <= papel.height - arriba - abajo
  // El número de una hoja que es la única no dice nada, y a su lado sólo va de quién es.
  let pies = if cabe and numeran { (none, none) } else { pies }
  let abajo = calc.max(margenes.bottom, ..pies.map(hasta))
  let papel = (..papel, height: if cabe { auto } else { papel.height })
"""


def _funcion_de_parte(al_contenido: str) -> str:
    """Función de Typst que pone una parte en su página, con lo que se repite en cada hoja."""
    return f"""\
// «encabezados», «pies» y «fondos»: el de la primera página y el de las demás.
#let parte(lugar, papel, margenes, distancia, encabezados, pies, fondos, cuerpo) = context {{
  let util = papel.width - margenes.left - margenes.right
  let aire = {TYPST.bajo_el_encabezado}pt
  let alto(tabla) = measure(width: util, tabla).height
  let hasta(tabla) = if tabla == none {{ 0pt }} else {{ distancia + alto(tabla) + aire }}
  let arriba = calc.max(margenes.top, hasta(encabezados.last()))
  let de-mas = calc.max(0pt, hasta(encabezados.first()) - arriba)
  let abajo = calc.max(margenes.bottom, ..pies.map(hasta))
  let suyo(pares) = if pares.first() == pares.last() {{ pares.first() }} else {{
    context if here().page() == locate(lugar).page() {{ pares.first() }} else {{ pares.last() }}
  }}
{al_contenido}  page(
    ..papel,
    margin: (..margenes, top: arriba, bottom: abajo),
    numbering: "1",
    background: suyo(fondos),
    foreground: pdf.artifact(siguen),
    header-ascent: 0pt,
    header: block(width: 100%, height: arriba, align(top, {{ v(distancia); suyo(encabezados) }})),
    footer-descent: 0pt,
    footer: block(width: 100%, height: abajo, {{ v(1fr); suyo(pies); v(distancia) }}),
    {{ v(de-mas); todo(cuerpo) }},
  )
}}
"""


_POR_PEDAZOS = """\
#let salto = pagebreak(weak: true)
#let todo(cuerpo) = cuerpo
"""
"""Composición por pedazos: lo que hay entre dos saltos, Typst aparte y en varios núcleos."""
_DE_UNA_PIEZA = """\
#let salto = colbreak(weak: true)
#let todo(cuerpo) = block(width: 100%, above: 0pt, below: 0pt, cuerpo)
"""
"""Composición de una pieza, con los mismos bytes. Typst compone dos veces, para saber los
números de página, y de la primera le basta recordar la pieza, que es lo último que hizo: mientras
la compone puede olvidar lo de adentro, y no lo hace otra vez. Con una tabla enorme pasa lo mismo.
"""
_ENORME = 300_000
"""Letras de la fuente: con menos, todo lo que Typst recuerda no llega a cien megas."""


def fuente_de(documento: Documento, fuentes: Fuentes, escritura: Escritura) -> str:
    """El documento entero como fuente de Typst."""
    return _fuente_de(documento, fuentes, escritura, [])[0]


def _fuente_de(
    documento: Documento,
    fuentes: Fuentes,
    escritura: Escritura,
    etiquetadas: list[TablaEtiquetada],
    al_contenido: str = "",
) -> tuple[str, bool]:
    """La fuente, y si por larga conviene que Typst olvide; llena ``etiquetadas`` al escribirlas.

    ``al_contenido``: renglones de Typst que dan a la página el alto de lo que lleva.
    """
    funciones = Estilos(documento.estilos, fuentes)
    textos = TextosDelPdf(documento.estilos, fuentes)
    niveles = Niveles()
    partes: list[str] = []
    for numero, parte in enumerate(documento.partes, 1):
        marco = parte.marco
        util = marco.pagina.ancho_util
        tablas = TablasDelPdf(documento.estilos, marco, funciones, textos)
        cuerpo = EscritorDeBloques(
            util,
            documento.estilos,
            funciones,
            textos,
            tablas,
            niveles,
            etiquetadas,
        )
        partes += _parte(numero, parte, cuerpo, tablas)
    # Lo que pregunta en qué página está se compone las dos veces, y con él la pieza.
    de_una_pieza = sum(map(len, partes)) > _ENORME and not tiene_indice(documento)
    fuente = "\n".join(
        [
            *_metadatos(documento.metadatos),
            *_adjunto(escritura.adjunto),
            *funciones.comienzo(documento.metadatos.idioma),
            COMUNES,
            *funciones.definiciones(),
            *textos.definiciones(),
            _DE_UNA_PIEZA if de_una_pieza else _POR_PEDAZOS,
            _funcion_de_parte(al_contenido),
            *partes,
            "",
        ]
    )
    return fuente, de_una_pieza or max(map(len, partes), default=0) > _ENORME


def _metadatos(metadatos: Metadatos) -> Iterator[str]:
    """Renglones del ``#set document(…)`` de Typst, con los metadatos que no están vacíos."""
    claves = [clave.strip() for clave in metadatos.palabras_clave.split(",")]
    palabras = "".join(f"{cadena_que_no_se_dibuja(clave)}, " for clave in claves if clave)
    textos = {
        "title": metadatos.titulo,
        "description": metadatos.asunto,
        "author": metadatos.autor,
    }
    yield "#set document("
    yield from (f"  {n}: {cadena_que_no_se_dibuja(t)}," for n, t in textos.items() if t)
    yield f"  keywords: ({palabras}),"
    fecha = metadatos.fecha
    if fecha is None:
        yield "  date: none,"
    else:
        yield f"  date: datetime(year: {fecha.year}, month: {fecha.month}, day: {fecha.day}),"
    yield ")"


def _adjunto(adjunto: Adjunto | None) -> Iterator[str]:
    """Renglones de Typst con el archivo que va adentro: los datos de lo que el documento dice."""
    if adjunto is None:
        return
    textos = (adjunto.nombre, adjunto.descripcion, adjunto.tipo_mime)
    nombre, descripcion, tipo = map(cadena_que_no_se_dibuja, textos)
    contenido = ",".join(map(str, adjunto.contenido))
    yield f'#pdf.attach({nombre}, bytes(({contenido},)), relationship: "data",'
    yield f"  mime-type: {tipo}, description: {descripcion})"


def _parte(
    numero: int, parte: Parte, cuerpo: EscritorDeBloques, tablas: TablasDelPdf
) -> Iterator[str]:
    """Renglones de Typst de una parte: ``#parte(lugar, papel, márgenes, …)`` y sus bloques."""
    marco, pagina = parte.marco, parte.marco.pagina
    primera = marco.primera
    encabezados = (primera.encabezado if primera else marco.encabezado, marco.encabezado)
    pies = (primera.pie if primera else marco.pie, marco.pie)
    yield f"#parte(<parte-{numero}>,"
    yield f"  (width: {puntos_de(pagina.ancho)}, height: {puntos_de(pagina.alto)}),"
    yield f"  (top: {puntos_de(pagina.superior)}, bottom: {puntos_de(pagina.inferior)},"
    yield f"   left: {puntos_de(pagina.izquierdo)}, right: {puntos_de(pagina.derecho)}),"
    yield f"  {puntos_de(pagina.encabezado)},"
    for par in (encabezados, pies):
        expresiones = (tablas.expresion(tabla) if tabla else "none" for tabla in par)
        yield f"  ({', '.join(expresiones)}),"
    fondos = (primera.puestas if primera else marco.puestas, marco.puestas)
    yield f"  ({', '.join(map(tablas.fondo, fondos))}),"
    yield f"[#metadata(none) <parte-{numero}>"
    yield from cuerpo.renglones(parte.bloques)
    yield "])"
