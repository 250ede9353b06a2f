"""Las partes de un documento: la página de cada una y lo que se repite en ella."""

from collections.abc import Iterator

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.pdf.cuerpo import Cuerpo, Niveles
from paac_reportes.escritores.pdf.estilos import COMUNES, Estilos
from paac_reportes.escritores.pdf.literales import cadena_que_no_se_dibuja, puntos_de
from paac_reportes.escritores.pdf.motor.fuentes import Fuentes
from paac_reportes.escritores.pdf.tablas import Tablas
from paac_reportes.escritores.pdf.textos import Textos
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Parte, PrimeraPagina
from paac_reportes.maqueta.hoja.rotulos import altos_de_filas
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Tabla

_BAJO_EL_ENCABEZADO = 9.0
"""Puntos entre el encabezado y el cuerpo: en Word, un renglón en blanco."""

_LO_MENOS = 0.2
"""De la página: lo que queda al cuerpo aunque el encabezado y el pie la llenen."""

_PARTE = f"""\
// «encabezados» y «pies»: el de la primera página y el de las demás.
#let parte(lugar, papel, margenes, distancia, encabezados, pies, cuerpo) = context {{
  let util = papel.width - margenes.left - margenes.right
  let aire = {_BAJO_EL_ENCABEZADO}pt
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
    header-ascent: 0pt,
    header: block(width: 100%, height: arriba, align(top, {{ v(distancia); suyo(encabezados) }})),
    footer-descent: 0pt,
    footer: block(width: 100%, height: abajo, {{ v(1fr); suyo(pies); v(distancia) }}),
    {{ v(de-mas); cuerpo }},
  )
}}
"""


def fuente_de(documento: Documento, fuentes: Fuentes, escritura: Escritura) -> str:
    """El documento entero como fuente de Typst."""
    funciones = Estilos(documento.estilos, fuentes)
    textos = Textos(documento.estilos, fuentes)
    niveles = Niveles()
    partes: list[str] = []
    for numero, parte in enumerate(documento.partes, 1):
        marco = parte.marco
        util = marco.pagina.ancho_util
        tablas = Tablas(documento.estilos, util, _alto_libre(marco, documento), funciones, textos)
        cuerpo = Cuerpo(
            util, documento.estilos, funciones, textos, tablas, niveles, escritura.avisos
        )
        partes += _parte(numero, parte, cuerpo, tablas)
    return "\n".join(
        [
            *_metadatos(documento.metadatos),
            *funciones.comienzo(documento.metadatos.idioma),
            COMUNES,
            *funciones.definiciones(),
            *textos.definiciones(),
            _PARTE,
            *partes,
            "",
        ]
    )


def _metadatos(metadatos: Metadatos) -> Iterator[str]:
    claves = [clave.strip() for clave in metadatos.palabras_clave.split(",")]
    dichas = "".join(f"{cadena_que_no_se_dibuja(clave)}, " for clave in claves if clave)
    textos = {
        "title": metadatos.titulo,
        "description": metadatos.asunto,
        "author": metadatos.autor,
    }
    yield "#set document("
    yield from (f"  {n}: {cadena_que_no_se_dibuja(t)}," for n, t in textos.items() if t)
    yield f"  keywords: ({dichas}),"
    fecha = metadatos.fecha
    if fecha is None:
        yield "  date: none,"
    else:
        yield f"  date: datetime(year: {fecha.year}, month: {fecha.month}, day: {fecha.day}),"
    yield ")"


def _parte(numero: int, parte: Parte, cuerpo: Cuerpo, tablas: Tablas) -> Iterator[str]:
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
        yield f"  ({', '.join(_repetida(tabla, tablas) for tabla in par)}),"
    yield f"[#metadata(none) <parte-{numero}>"
    yield from cuerpo.renglones(parte.bloques)
    yield "])"


def _repetida(tabla: Tabla | None, tablas: Tablas) -> str:
    return "none" if tabla is None else tablas.expresion(tabla)


def _alto_libre(marco: Marco, documento: Documento) -> Pt:
    """El de la página entre su encabezado y su pie, que le quitan lo que no cabe en su margen."""
    pagina, medidor = marco.pagina, Medidor(documento.estilos)

    def pasa(tablas: tuple[Tabla | None, ...], margen: Mm) -> float:
        altos = (
            sum(altos_de_filas(tabla.filas, tabla.anchos, pagina.ancho_util, medidor))
            for tabla in tablas
            if tabla
        )
        libre = pt_de_mm(Mm(margen - pagina.encabezado)) - _BAJO_EL_ENCABEZADO
        return max([0.0, *(alto - libre for alto in altos)])

    primera = marco.primera or PrimeraPagina()
    arriba = pasa((marco.encabezado, primera.encabezado), pagina.superior)
    abajo = pasa((marco.pie, primera.pie), pagina.inferior)
    todo = pt_de_mm(pagina.alto_util)
    return Pt(max(todo - arriba - abajo, todo * _LO_MENOS))
