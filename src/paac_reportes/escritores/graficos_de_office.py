"""Un gráfico como lo escriben Word y Excel (DrawingML), y el libro de datos que Word le incrusta.

Cada serie dice de qué celdas sale y trae lo que ellas dicen: así lo dibuja también quien no las
abre. Los lugares son los de ``maqueta.trazado``; los ejes no se dibujan, y lo que se escribe al
final de una barra apilada es una serie más, la del total, que no se ve.

La leyenda y lo que se escribe sobre un punto o bajo su fecha son formas sobre el gráfico, en una
parte suya: los cuadros de una leyenda de Office son de un milímetro y medio, y sus nombres quedan
donde quiera el programa; a la etiqueta de un punto la cruza su línea.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from paac_reportes import clases
from paac_reportes.escritores.paquete import NIVEL, entrada_de_zip, escapar
from paac_reportes.maqueta.aspecto import HILO, TINTA, TINTA_SUAVE
from paac_reportes.maqueta.colores_de_graficos import color_de_filo, tinta_sobre
from paac_reportes.maqueta.medida.tipografia import Mm, emu
from paac_reportes.maqueta.nodos import LETRA_DE_GRAFICO, Grafico, Serie
from paac_reportes.maqueta.trazado import (
    BORDE,
    CUADRO,
    FILO,
    LETRA_DE_VALOR,
    LETRA_MENOR,
    Trazado,
    trazar,
)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ESPACIO_DE_GRAFICO = "http://schemas.openxmlformats.org/drawingml/2006/chart"
RELACION_DE_FORMAS = f"{_OFFICE}/relationships/chartUserShapes"
CLASE_DE_FORMAS = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"

_RAYA = emu(Mm(0.25))
_SIN_CEROS = "General;;"
_SIN_RAYA = "<a:ln><a:noFill/></a:ln>"
_POR_CIENTO = '0" %"'


@clases.frozen
class Celdas:
    """De dónde salen los datos de un gráfico: rangos con su hoja, o ``''`` si no hay una celda."""

    categorias: str
    """``Datos!$A$2:$A$6``."""
    nombres: tuple[str, ...]
    """La celda del nombre de cada serie, con la del total."""
    valores: tuple[str, ...]


def xml_de_grafico(
    grafico: Grafico, ancho: Mm, celdas: Celdas, *, externo: str = "", formas: str
) -> str:
    """XML de un gráfico; ``externo`` y ``formas``, sus relaciones (``rId1``) con libro y formas."""
    trazado = trazar(grafico, ancho)
    cuerpo = _lineas if grafico.clase == "lineas" else _barras
    datos = f'<c:externalData r:id="{externo}"><c:autoUpdate val="0"/></c:externalData>'
    encima = f'<c:userShapes r:id="{formas}"/>'
    return (
        f'{_XML}<c:chartSpace xmlns:c="{ESPACIO_DE_GRAFICO}" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{_OFFICE}/relationships"><c:date1904 val="0"/><c:lang val="es-CO"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
        f"{_lugar_del_dibujo(trazado)}{''.join(cuerpo(grafico, trazado, celdas))}"
        f"<c:spPr><a:noFill/>{_SIN_RAYA}</c:spPr></c:plotArea>"
        '<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{_SIN_RAYA}</c:spPr>{_letra(grafico, LETRA_DE_GRAFICO)}"
        f"{datos if externo else ''}{encima if formas else ''}</c:chartSpace>"
    )


# ------------------------------------------------------------------ clases


def _barras(grafico: Grafico, trazado: Trazado, celdas: Celdas) -> Iterator[str]:
    """XML de unas barras, una serie tras otra, y de sus dos ejes."""
    apiladas = grafico.clase == "apiladas"
    agrupa = "stacked" if apiladas else "clustered"
    yield f'<c:barChart><c:barDir val="bar"/><c:grouping val="{agrupa}"/><c:varyColors val="0"/>'
    for numero, serie in enumerate(grafico.con_total):
        yield _serie(
            grafico,
            celdas,
            numero,
            f"<c:spPr>{_relleno(serie.color, filo=serie.filo, separado=apiladas)}</c:spPr>"
            f'<c:invertIfNegative val="0"/>{"".join(_puntos_de_otro_color(serie))}'
            f"{_etiquetas(grafico, trazado, numero)}",
        )
    hueco = round(
        100 * ((trazado.abajo - trazado.arriba) / len(trazado.barras) / trazado.grueso - 1)
    )
    yield f'<c:gapWidth val="{hueco}"/>'
    yield '<c:overlap val="100"/>' if apiladas else ""
    yield '<c:axId val="10"/><c:axId val="100"/></c:barChart>'
    yield _eje_de_nombres("l", "maxMin", grafico)
    # Del revés el orden, sin decirlo, los números van arriba.
    cruce = '<c:crosses val="max"/><c:crossBetween val="between"/>'
    yield _eje_de_valores(grafico, trazado.hasta, "b", cruce)


def _lineas(grafico: Grafico, trazado: Trazado, celdas: Celdas) -> Iterator[str]:
    """XML de unas líneas rectas con sus puntos, una serie tras otra, y de sus dos ejes."""
    yield '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
    for numero, serie in enumerate(grafico.series):
        color = _solido(serie.color)
        raya = f'<a:ln w="{_RAYA * 3}" cap="rnd">{color}</a:ln>'
        yield _serie(
            grafico,
            celdas,
            numero,
            f'<c:spPr>{raya}</c:spPr><c:marker><c:symbol val="circle"/><c:size val="6"/>'
            f"<c:spPr>{color}{_SIN_RAYA}</c:spPr></c:marker>",
            # Sin decirlo, LibreOffice traza una curva.
            '<c:smooth val="0"/>',
        )
    yield '<c:marker val="1"/><c:axId val="10"/><c:axId val="100"/></c:lineChart>'
    yield _eje_de_nombres("b", "minMax", grafico)
    paso = grafico.marcas[1]
    cruce = f'<c:crosses val="autoZero"/><c:crossBetween val="between"/><c:majorUnit val="{paso}"/>'
    yield _eje_de_valores(grafico, trazado.hasta, "l", cruce)


def _serie(grafico: Grafico, celdas: Celdas, numero: int, aspecto: str, final: str = "") -> str:
    """XML de una serie: su nombre, su ``aspecto`` ya escrito y de dónde salen sus valores."""
    serie = grafico.con_total[numero]
    nombre = f"<c:v>{escapar(serie.nombre)}</c:v>"
    if celda := celdas.nombres[numero]:
        nombre = _de_celdas("str", celda, _textos([serie.nombre]))
    return (
        f'<c:ser><c:idx val="{numero}"/><c:order val="{numero}"/><c:tx>{nombre}</c:tx>{aspecto}'
        f"<c:cat>{_de_celdas('str', celdas.categorias, _textos(grafico.categorias))}</c:cat>"
        f"<c:val>{_de_celdas('num', celdas.valores[numero], _numeros(serie.valores))}</c:val>"
        f"{final}</c:ser>"
    )


def _de_celdas(clase: str, celdas: str, guardado: str) -> str:
    """Referencia (``str`` o ``num``) a unas celdas con lo que dicen; sin celdas, sólo esto."""
    if not celdas:
        return f"<c:{clase}Lit>{guardado}</c:{clase}Lit>"
    cache = f"<c:{clase}Cache>{guardado}</c:{clase}Cache>"
    return f"<c:{clase}Ref><c:f>{escapar(celdas)}</c:f>{cache}</c:{clase}Ref>"


def _textos(textos: Sequence[str]) -> str:
    """XML de los textos que se guardan de unas celdas."""
    puntos = (
        f'<c:pt idx="{n}"><c:v>{escapar(texto)}</c:v></c:pt>' for n, texto in enumerate(textos)
    )
    return f'<c:ptCount val="{len(textos)}"/>{"".join(puntos)}'


def _numeros(valores: Sequence[float | None]) -> str:
    """XML de los números que se guardan de unas celdas; el que falta no lleva punto."""
    puntos = (
        f'<c:pt idx="{n}"><c:v>{numero_de_celda(valor)}</c:v></c:pt>'
        for n, valor in enumerate(valores)
        if valor is not None
    )
    return f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(valores)}"/>{"".join(puntos)}'


def numero_de_celda(valor: float) -> str:
    """Número como va en una celda: ``3`` y no ``3.0``; lo demás, con todas sus cifras."""
    return str(int(valor)) if valor == int(valor) else repr(valor)


def _puntos_de_otro_color(serie: Serie) -> Iterator[str]:
    """XML de los puntos que no van como su serie; el filo de uno que vale cero sería una raya."""
    de_cero = [(n, "") for n, valor in enumerate(serie.valores) if serie.filo and not valor]
    for lugar, color in (*enumerate(serie.colores), *de_cero):
        yield (
            f'<c:dPt><c:idx val="{lugar}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"<c:spPr>{_relleno(color, filo=False, separado=False)}</c:spPr></c:dPt>"
        )


# ------------------------------------------------------------------ lo que se escribe


def _etiquetas(grafico: Grafico, trazado: Trazado, numero: int) -> str:
    """XML de las etiquetas de la serie ``numero``: el valor de cada pedazo donde cabe."""
    es_total = numero == len(grafico.series)
    if grafico.etiquetas:
        return "".join(_etiquetas_por_barra(grafico))
    serie = grafico.con_total[numero]
    sin_etiqueta = [
        lugar
        for lugar, barra in enumerate(trazado.barras)
        for pedazo in barra.pedazos
        if pedazo.serie == numero and not pedazo.dice
    ]
    puntos = (f'<c:dLbl><c:idx val="{n}"/><c:delete val="1"/></c:dLbl>' for n in sin_etiqueta)
    tinta = TINTA if es_total else tinta_sobre(serie.color)
    donde = "inBase" if es_total else "ctr" if grafico.clase == "apiladas" else "outEnd"
    tamano, negrita = LETRA_DE_GRAFICO if es_total else LETRA_MENOR, es_total or serie.en_negrita
    letra = _letra(grafico, tamano, tinta, negrita=negrita)
    # Una barra del total que no suma nada se escribe también.
    formato = "General" if es_total else _SIN_CEROS
    return (
        f'<c:dLbls>{"".join(puntos)}<c:numFmt formatCode="{formato}" sourceLinked="0"/>'
        f'<c:spPr><a:noFill/>{_SIN_RAYA}</c:spPr>{letra}<c:dLblPos val="{donde}"/>'
        f"{_se_muestra(valor=True)}</c:dLbls>"
    )


def _etiquetas_por_barra(grafico: Grafico) -> Iterator[str]:
    """XML de la etiqueta junto a cada barra, como en el dibujo: el número, su zona y su base."""
    (serie,) = grafico.series
    yield "<c:dLbls>"
    for lugar, (valor, etiqueta) in enumerate(zip(serie.valores, grafico.etiquetas, strict=True)):
        if valor is None:
            yield f'<c:dLbl><c:idx val="{lugar}"/><c:delete val="1"/></c:dLbl>'
            continue
        yield (
            f'<c:dLbl><c:idx val="{lugar}"/><c:tx><c:rich><a:bodyPr wrap="none"/>'
            f'<a:p><a:r><a:rPr lang="es-CO" sz="{_sz(LETRA_DE_GRAFICO)}">{_solido(TINTA)}</a:rPr>'
            f"<a:t>{escapar(etiqueta)}</a:t></a:r></a:p></c:rich></c:tx>"
            f'<c:spPr><a:noFill/>{_SIN_RAYA}</c:spPr><c:dLblPos val="outEnd"/>'
            f"{_se_muestra(valor=True)}</c:dLbl>"
        )
    yield (
        f"<c:spPr><a:noFill/>{_SIN_RAYA}</c:spPr>"
        f'<c:dLblPos val="outEnd"/>{_se_muestra(valor=True)}</c:dLbls>'
    )


def _se_muestra(*, valor: bool) -> str:
    """Qué muestra una etiqueta, de todo lo que Office puede: sólo el valor, o nada."""
    partes = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return "".join(f'<c:show{parte} val="{int(valor and parte == "Val")}"/>' for parte in partes)


def _letra(grafico: Grafico, tamano: float, color: str = TINTA, *, negrita: bool = False) -> str:
    """``<c:txPr>…``: la letra del documento, de ese tamaño y color."""
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{_sz(tamano)}" b="{int(negrita)}">'
        f"{_solido(color)}{_familia(grafico)}</a:defRPr></a:pPr>"
        '<a:endParaRPr lang="es-CO"/></a:p></c:txPr>'
    )


def _familia(grafico: Grafico) -> str:
    return f'<a:latin typeface="{escapar(grafico.familia)}"/>' if grafico.familia else ""


def _sz(puntos: float) -> int:
    """Un tamaño de letra, en centésimas de punto."""
    return round(puntos * 100)


# ------------------------------------------------------------------ formas


def xml_de_formas(grafico: Grafico, ancho: Mm) -> str:
    """XML de las formas que van sobre un gráfico, cuadros y textos; vacío si no lleva ninguna."""
    trazado = trazar(grafico, ancho)
    familia = _familia(grafico)
    formas = "".join(
        _forma(numero, trazado, lugar, aspecto)
        for numero, (lugar, aspecto) in enumerate(_formas(trazado, familia), 2)
    )
    return formas and (
        f'{_XML}<c:userShapes xmlns:c="{ESPACIO_DE_GRAFICO}" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing">'
        f"{formas}</c:userShapes>"
    )


_Lugar = tuple[float, float, float]
"""Dónde comienza, su medio a lo alto y su ancho, en milímetros: ``(12.0, 4.5, 30.0)``."""


def _formas(trazado: Trazado, familia: str) -> Iterator[tuple[_Lugar, str]]:
    """Formas de un gráfico, cada una con su relleno o su texto."""
    for cuadro in trazado.cuadros:
        yield (
            (cuadro.x, cuadro.y, CUADRO),
            f"{_relleno(cuadro.color, filo=cuadro.filo, separado=False)}</cdr:spPr>",
        )
        desde = cuadro.x + CUADRO + BORDE
        lugar = (desde, cuadro.y, cuadro.hasta - desde)
        letra = _letra_de_forma(LETRA_MENOR, negrita=cuadro.en_negrita)
        yield lugar, _texto_de_forma(cuadro.texto, familia, "l", letra)
    for texto in trazado.junto_a_los_puntos:
        if texto.que != "fecha":  # las fechas son las del eje
            lugar = (texto.x - texto.ancho / 2, texto.y, texto.ancho)
            es_valor = texto.que == "valor"
            tamano = LETRA_DE_VALOR if es_valor else LETRA_MENOR
            letra = _letra_de_forma(tamano, negrita=es_valor)
            yield lugar, _texto_de_forma(texto.texto, familia, "ctr", letra)


def _letra_de_forma(tamano: float, *, negrita: bool) -> str:
    return f'sz="{_sz(tamano)}" b="1"' if negrita else f'sz="{_sz(tamano)}"'


def _texto_de_forma(texto: str, familia: str, lado: str, letra: str) -> str:
    """XML del texto de una forma sin relleno, a un ``lado`` (``l`` o ``ctr``) y con esa letra."""
    return (
        f"{_relleno('', filo=False, separado=False)}</cdr:spPr><cdr:txBody>"
        '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
        f'<a:p><a:pPr algn="{lado}"/>'
        f'<a:r><a:rPr lang="es-CO" {letra}>{_solido(TINTA)}{familia}</a:rPr>'
        f"<a:t>{escapar(texto)}</a:t></a:r></a:p></cdr:txBody>"
    )


def _forma(numero: int, trazado: Trazado, lugar: _Lugar, aspecto: str) -> str:
    """XML de una forma del alto de un cuadro; su ``aspecto`` es su relleno o su texto."""
    x, medio, ancho = lugar
    arriba, abajo = medio - CUADRO / 2, medio + CUADRO / 2
    desde, hasta = (
        f"<cdr:x>{x / trazado.ancho:.5f}</cdr:x><cdr:y>{y / trazado.alto:.5f}</cdr:y>"
        for x, y in ((x, arriba), (x + ancho, abajo))
    )
    comienza = f'<a:off x="{emu(Mm(x))}" y="{emu(Mm(arriba))}"/>'
    mide = f'<a:ext cx="{emu(Mm(ancho))}" cy="{emu(Mm(CUADRO))}"/>'
    return (
        f"<cdr:relSizeAnchor><cdr:from>{desde}</cdr:from><cdr:to>{hasta}</cdr:to>"
        f'<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="{numero}" '
        f'name="Forma {numero}"/><cdr:cNvSpPr/></cdr:nvSpPr><cdr:spPr>'
        f'<a:xfrm>{comienza}{mide}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{aspecto}</cdr:sp></cdr:relSizeAnchor>"
    )


# ------------------------------------------------------------------ ejes, lugares y rellenos


def _eje_de_nombres(lado: str, orden: str, grafico: Grafico) -> str:
    """XML del eje de nombres, a un lado (``l`` o ``b``) y en un orden (``minMax`` o ``maxMin``)."""
    return (
        f'<c:catAx><c:axId val="10"/><c:scaling><c:orientation val="{orden}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{lado}"/><c:numFmt formatCode="General" '
        'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{_SIN_RAYA}</c:spPr>'
        f"{_letra(grafico, LETRA_DE_GRAFICO)}"
        '<c:crossAx val="100"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="50"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _eje_de_valores(grafico: Grafico, hasta: float, lado: str, cruce: str) -> str:
    """XML del eje de los valores: en unas líneas, con sus números; en unas barras no se ve."""
    de_lineas = grafico.clase == "lineas"
    raya = f'<a:ln w="{_RAYA}">{_solido(HILO)}</a:ln>'
    guias = f"<c:majorGridlines><c:spPr>{raya}</c:spPr></c:majorGridlines>"
    formato = escapar(_POR_CIENTO) if grafico.es_porcentaje else "General"
    lugar = "low" if de_lineas else "none"
    return (
        '<c:valAx><c:axId val="100"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{numero_de_celda(round(hasta, 3))}"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{lado}"/>{guias if de_lineas else ""}'
        f'<c:numFmt formatCode="{formato}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{lugar}"/><c:spPr>{_SIN_RAYA}</c:spPr>'
        f'{_letra(grafico, LETRA_MENOR, TINTA_SUAVE)}<c:crossAx val="10"/>{cruce}</c:valAx>'
    )


def _lugar_del_dibujo(trazado: Trazado) -> str:
    """XML del lugar de las barras o las líneas, sin contar los textos de los ejes."""
    return _lugar_fijo(
        trazado.izquierda / trazado.ancho,
        trazado.arriba / trazado.alto,
        (trazado.derecha - trazado.izquierda) / trazado.ancho,
        (trazado.abajo - trazado.arriba) / trazado.alto,
        '<c:layoutTarget val="inner"/>',
    )


def _lugar_fijo(x: float, y: float, ancho: float, alto: float, de_que: str) -> str:
    """XML de un lugar en partes del gráfico, de 0 a 1; ``de_que``, el XML de qué ocupa."""
    return (
        f'<c:layout><c:manualLayout>{de_que}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/><c:w val="{ancho:.4f}"/><c:h val="{alto:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )


def _relleno(color: str, *, filo: bool, separado: bool) -> str:
    """XML del relleno y el contorno de un pedazo; ``separado``: con un hilo blanco del vecino."""
    if not color:
        return f"<a:noFill/>{_SIN_RAYA}"
    if filo:
        raya = f'<a:ln w="{emu(Mm(FILO))}">{_solido(color_de_filo(color))}</a:ln>'
    else:
        raya = f'<a:ln w="{_RAYA}">{_solido("FFFFFF")}</a:ln>' if separado else _SIN_RAYA
    return f"{_solido(color)}{raya}"


def _solido(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


# ------------------------------------------------------------------ el libro que Word incrusta

_HOJA = "Datos"
_PAQUETE = "http://schemas.openxmlformats.org/package/2006"
_LIBRO = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CLASE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def celdas_del_libro(grafico: Grafico) -> Celdas:
    """Rangos del libro incrustado: los nombres en la primera columna, y una columna por serie."""
    ultima = len(grafico.categorias) + 1
    letras = [_columna(numero) for numero, _ in enumerate(grafico.con_total, 1)]
    return Celdas(
        f"{_HOJA}!$A$2:$A${ultima}",
        tuple(f"{_HOJA}!${letra}$1" for letra in letras),
        tuple(f"{_HOJA}!${letra}$2:${letra}${ultima}" for letra in letras),
    )


def libro_del_grafico(grafico: Grafico) -> bytes:
    """El libro con los datos de un gráfico, que Word abre para cambiarlos; siempre igual."""
    partes = {
        "[Content_Types].xml": f'<Types xmlns="{_PAQUETE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CLASE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CLASE}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": _relaciones("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_LIBRO}" xmlns:r="{_OFFICE}/relationships">'
        f'<sheets><sheet name="{_HOJA}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relaciones("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_LIBRO}"><sheetData>'
        f"{''.join(_filas(grafico))}</sheetData></worksheet>",
    }
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as libro:
        for nombre, parte in partes.items():
            libro.writestr(entrada_de_zip(nombre), f"{_XML}{parte}", compresslevel=NIVEL)
    return salida.getvalue()


def _relaciones(clase: str, destino: str) -> str:
    """Parte de relaciones con una sola, ``rId1``, de esa ``clase`` de Office."""
    return (
        f'<Relationships xmlns="{_PAQUETE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/{clase}" Target="{destino}"/></Relationships>'
    )


def _filas(grafico: Grafico) -> Iterator[str]:
    """XML de las filas del libro de un gráfico: los nombres de las series y una por categoría."""
    series = grafico.con_total
    yield _fila(1, [_celda(_columna(n), 1, serie.nombre) for n, serie in enumerate(series, 1)])
    for numero, nombre in enumerate(grafico.categorias, 2):
        celdas = [_celda("A", numero, nombre)]
        for columna, serie in enumerate(series, 1):
            valor = serie.valores[numero - 2]
            # El total se suma: sigue a quien cambie un dato.
            suma = f"SUM(B{numero}:{_columna(columna - 1)}{numero})"
            es_total = columna > len(grafico.series)
            if valor is not None:
                celdas.append(_celda(_columna(columna), numero, valor, suma if es_total else ""))
        yield _fila(numero, celdas)


def _fila(numero: int, celdas: Iterable[str]) -> str:
    return f'<row r="{numero}">{"".join(celdas)}</row>'


def _celda(columna: str, fila: int, valor: str | float, formula: str = "") -> str:
    """XML de una celda del libro de un gráfico: un texto, o un número, quizá con su fórmula."""
    if isinstance(valor, str):
        texto = f'<t xml:space="preserve">{escapar(valor)}</t>'
        return f'<c r="{columna}{fila}" t="inlineStr"><is>{texto}</is></c>'
    suma = f"<f>{formula}</f>" if formula else ""
    return f'<c r="{columna}{fila}">{suma}<v>{numero_de_celda(valor)}</v></c>'


def _columna(numero: int) -> str:
    """Letra de una columna, desde 0: ``A``; un gráfico no tiene más series que letras hay."""
    return chr(ord("A") + numero)
