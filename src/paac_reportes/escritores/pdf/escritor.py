"""El PDF completo.

``fuente_de`` da el documento como fuente de Typst: la página de cada parte y lo que se repite en
ella.
"""

import re
import unicodedata
from collections.abc import Iterator

from paac_reportes.errores import Aviso, ErrorDeMaqueta
from paac_reportes.escritores.escritura import Adjunto, Escritura
from paac_reportes.escritores.pdf.cuerpo import EscritorDeBloques, Niveles, TablasDelPdf
from paac_reportes.escritores.pdf.estilos import COMUNES, Estilos
from paac_reportes.escritores.pdf.etiquetas import TablaEtiquetada
from paac_reportes.escritores.pdf.motor import (
    Fuentes,
    SinDibujoError,
    componer_en_typst,
    comprobar_que_esta,
    instaladas,
    reemplazo,
    sin_dibujo,
)
from paac_reportes.escritores.pdf.textos import TextosDelPdf, cadena_que_no_se_dibuja, puntos_de
from paac_reportes.maqueta.altos import TYPST
from paac_reportes.maqueta.documento import Documento, Metadatos, Parte, tiene_indice

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
    comprobar_que_esta()
    fuentes = instaladas()
    escritura.avisos.extend(_avisos_de_fuentes(documento, fuentes))
    etiquetadas: list[TablaEtiquetada] = []
    fuente, olvidando = fuente_de(documento, fuentes, escritura, etiquetadas)
    faltan = sin_dibujo(fuente, fuentes)
    for _ in range(_INTENTOS):  # si Typst halla más letras sin dibujo, otra vez
        try:
            dibujable = _con_reemplazos(fuente, faltan, fuentes)
            archivo = componer_en_typst(
                dibujable,
                fuentes,
                documento.metadatos.fecha,
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
            if faltan:
                motivo = f"ninguna fuente instalada tiene {_letras_nombradas(faltan)}"
                motivo += f": en su lugar sale {reemplazo(fuentes)}"
                escritura.avisos.append(Aviso("letra_sin_dibujo", "", motivo))
            return archivo
    raise ErrorDeMaqueta(f"no se pudieron dibujar {_letras_nombradas(faltan)}")


def _letras_por_reemplazar(letra: str, fuente: str) -> set[str]:
    """Letra que Typst no dibujó o, si en la fuente lleva marcas, cada una con esas marcas."""
    marcadas = [
        con_marcas
        for con_marcas in _LETRA_CON_MARCAS.findall(fuente)
        if len(unicodedata.normalize("NFC", con_marcas)) > 1
    ]
    marcas = {marca for grupo in marcadas if grupo[0] == letra[0] for marca in grupo[1:]}
    return {grupo for grupo in marcadas if marcas.intersection(grupo[1:])} or set(letra)


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


def _letras_nombradas(letras: set[str]) -> str:
    """Letras para un aviso: ``U+1F600 (😀) y otras 3``."""
    nombres = [
        f"{' '.join(f'U+{ord(parte):04X}' for parte in letra)} ({letra})"
        for letra in sorted(letras)
    ]
    demas = len(nombres) - _LETRAS_DE_UN_AVISO
    return ", ".join(nombres[:_LETRAS_DE_UN_AVISO]) + (f" y otras {demas}" if demas > 0 else "")


_FUNCION_DE_PARTE = f"""\
// «encabezados» y «pies»: el de la primera página y el de las demás.
#let parte(lugar, papel, margenes, distancia, encabezados, pies, cuerpo) = context {{
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
  page(
    ..papel,
    margin: (..margenes, top: arriba, bottom: abajo),
    numbering: "1",
    foreground: pdf.artifact(siguen),
    header-ascent: 0pt,
    header: block(width: 100%, height: arriba, align(top, {{ v(distancia); suyo(encabezados) }})),
    footer-descent: 0pt,
    footer: block(width: 100%, height: abajo, {{ v(1fr); suyo(pies); v(distancia) }}),
    {{ v(de-mas); todo(cuerpo) }},
  )
}}
"""
"""Función de Typst que pone una parte en su página, con lo que se repite en cada hoja."""


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


def fuente_de(
    documento: Documento,
    fuentes: Fuentes,
    escritura: Escritura,
    etiquetadas: list[TablaEtiquetada],
) -> tuple[str, bool]:
    """Lo que Typst ha de componer, y si por largo conviene que olvide lo que recuerda de otros.

    A ``etiquetadas`` agrega las tablas, según se escriben. El documento enorme y sin tabla de
    contenido va de una pieza: el que la lleva se compone dos veces, y va por pedazos.
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
            ancho=util,
            estilos=documento.estilos,
            funciones=funciones,
            textos=textos,
            tablas=tablas,
            niveles=niveles,
            etiquetadas=etiquetadas,
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
            _FUNCION_DE_PARTE,
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
    """Los renglones de Typst de una parte: ``#parte(lugar, papel, márgenes, …)`` y sus bloques.

    ``numero``: el de la parte; ``tablas``: escribe su encabezado y su pie.
    """
    marco, pagina = parte.marco, parte.marco.pagina
    primera = marco.primera
    # Los de la primera página y los de las demás.
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
    yield f"[#metadata(none) <parte-{numero}>"
    yield from cuerpo.renglones(parte.bloques)
    yield "])"
