"""Las filas y las fusiones de una hoja como XML, escritas por columnas (``datos_de_hoja``)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, repeat
from math import fsum
from types import MappingProxyType
from typing import Any, NamedTuple

from paac_reportes import clases
from paac_reportes.columnas import letra_de_columna
from paac_reportes.escritores.xlsx.celdas import (
    FILA,
    Barras,
    TextosDelLibro,
    TramoDeCelda,
    Valor,
    barras_en_xml,
    celdas_de_textos,
    en_formula,
    escapar_en_excel,
    filas_en_xml,
    filtro_en_xml,
    tramos_de_celda,
    valor_de_cifra,
    valor_de_dia,
    valor_exacto,
)
from paac_reportes.escritores.xlsx.formatos import (
    ENLACE,
    FORMULA,
    RESULTADO,
    TEXTO,
    VALOR,
    Formatos,
    Uso,
)
from paac_reportes.maqueta.contenido import (
    PREFIJO_DE_MARCA,
    Cifra,
    ConBarra,
    Contenido,
    Copia,
    Dia,
    Enlace,
    Operacion,
    Resumen,
    solo_texto,
)
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hoja.libro import Enlazada, Enlazadas
from paac_reportes.maqueta.hoja.montaje import HojaMontada
from paac_reportes.maqueta.hoja.tabla import ColumnaDeHoja, TramoDeHoja
from paac_reportes.maqueta.medida.ajuste import CIFRAS_POR_CELDA, Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, pt_de_mm


def datos_de_hoja(
    hoja: HojaMontada,
    formatos: Formatos,
    textos: TextosDelLibro,
    medidor: Medidor,
    enlazadas: Enlazadas,
) -> tuple[list[str], str]:
    """Pedazos de ``<sheetData>`` con todas las filas y, después, filtro, uniones y barras.

    Y el ``<extLst>`` que cierra la hoja, si lleva barras.
    """
    columnas = _Columnas(hoja, formatos, textos, medidor, enlazadas)
    de_marcas = letra_de_columna(cuantas_columnas(hoja))
    trozos = ["<sheetData>"]
    fusiones: list[str] = []
    # Los rótulos se repiten en cada página: se escriben una vez.
    veces = Counter(map(id, hoja.tramos))
    repetidos: dict[int, _TramoEnXml] = {}
    primera = 1
    for tramo in hoja.tramos:
        en_xml = repetidos.get(id(tramo))
        if en_xml is None:
            en_xml = columnas.escribir(tramo, primera)
            if veces[id(tramo)] > 1:
                repetidos[id(tramo)] = en_xml
        textos.letras += en_xml.letras
        marcas = [
            f'<c r="{de_marcas}{FILA}" t="s"><v>{textos[marca]}</v></c>' if marca else ""
            for marca in en_xml.marcas
        ]
        altos = [f'ht="{alto:g}" customHeight="1"' for alto in tramo.altos]
        trozos.append(filas_en_xml(primera, altos, [*en_xml.columnas, marcas]))
        fusiones += [
            f'<mergeCell ref="{desde}{primera + fila}:{hasta}{primera + fila + filas - 1}"/>'
            for fila, _, desde, hasta, filas in en_xml.fusiones
        ]
        columnas.anotar_barras(tramo, primera)
        primera += len(tramo.altos)
    trozos.append("</sheetData>")
    if hoja.filtro:
        trozos.append(filtro_en_xml(hoja.filtro, cuantas_columnas(hoja)))
    if fusiones:
        trozos.append(f'<mergeCells count="{len(fusiones)}">{"".join(fusiones)}</mergeCells>')
    barras, al_final = barras_en_xml(columnas.barras)
    return [*trozos, *barras], al_final


def cuantas_columnas(hoja: HojaMontada) -> int:
    """Cuántas columnas tiene una hoja: las que se ven y, si hay marcas, la que las guarda."""
    return len(hoja.anchos) + hoja.lleva_marcas


_Fusion = tuple[int, int, str, str, int]
"""Una celda que cubre varias, ``(2, 0, "A", "C", 3)``: su fila en el tramo y su columna, desde 0,
las letras de su primera columna y de la última, y cuántas filas cubre."""


@clases.frozen(eq=False)
class _TramoEnXml:
    """Filas de un tramo, ya en XML."""

    columnas: Sequence[Sequence[str]]
    """Celdas de cada columna, de arriba abajo, con ``FILA`` donde va el número de la fila."""
    marcas: Sequence[str]
    """Texto de la marca de cada fila; vacío si no la lleva."""
    fusiones: Sequence[_Fusion]
    letras: int


class _DatosDeColumna(NamedTuple):
    """Una columna de un tramo, con lo que guardan sus celdas."""

    columna: ColumnaDeHoja
    primera: int
    """El número de su primera fila, desde 1."""
    textos: Sequence[str]
    """Textos de las celdas que van en la tabla de textos; de las demás, nada."""
    usos: Mapping[Uso, int]
    """Formatos que piden sus celdas, con la primera fila, desde 0, que pide cada uno."""
    valores: Mapping[int, Valor] = MappingProxyType({})
    """Número o fecha, por fila, de las celdas que lo guardan o que lo esperan en blanco."""
    enlazadas: Mapping[int, Enlazada] = MappingProxyType({})
    """Enlace de las celdas que se ven enteras como uno, por fila."""
    con_tramos: Mapping[int, Sequence[TramoDeCelda]] = MappingProxyType({})
    """Tramos de las celdas de un texto que no se ve todo igual, por fila."""
    copias: Mapping[int, str] = MappingProxyType({})
    """Letra de la columna de la celda que ésta repite, por fila."""


class _Columnas:
    """Columnas de una hoja en XML, que se escriben tramo por tramo y de arriba abajo."""

    def __init__(
        self,
        hoja: HojaMontada,
        formatos: Formatos,
        textos: TextosDelLibro,
        medidor: Medidor,
        enlazadas: Enlazadas,
    ) -> None:
        self._hoja = hoja
        self._formatos = formatos
        self._textos = textos
        self._medidor = medidor
        self._enlazadas = enlazadas
        self._con_enlaces = {columna for _, columna in enlazadas}
        self._letras = [letra_de_columna(numero + 1) for numero in range(len(hoja.anchos))]
        self._sin_valor: set[tuple[int, int]] = set()
        """Fila (desde 1) y columna de cada número que no cupo: una fórmula no lo vería."""
        self.barras: Barras = {}

    def escribir(self, tramo: TramoDeHoja, primera: int) -> _TramoEnXml:
        """Tramo en XML, desde la fila ``primera``; numera sus textos y formatos fila por fila."""
        columnas = [self._datos(tramo, columna, primera) for columna in tramo.columnas]
        if not any(tramo.marcas):  # en las que vuelven, el general muestra todos los decimales
            columnas = [self._con_blancos_con_formato(d) if d.valores else d for d in columnas]
        self._formatos.registrar([datos.usos for datos in columnas])
        marcas = [marca and f"{PREFIJO_DE_MARCA}{marca}" for marca in tramo.marcas]
        textos = [datos.textos for datos in columnas]
        self._textos.numerar(*textos, marcas)
        fusiones = [fusion for columna in tramo.columnas for fusion in self._fusiones_de(columna)]
        letras = sum(map(len, chain(marcas, *textos)))
        return _TramoEnXml([*map(self._celdas, columnas)], marcas, sorted(fusiones), letras)

    def anotar_barras(self, tramo: TramoDeHoja, primera: int) -> None:
        """Filas con barra en su cifra de un tramo que empieza en la fila ``primera`` de la hoja."""
        for columna in tramo.columnas:
            if ConBarra not in columna.celdas_de_tabla.clases:
                continue
            for fila, contenido, *_ in columna.celdas_de_tabla.celdas():
                if isinstance(contenido, ConBarra):
                    barra = self._letras[columna.lugar], contenido.tope
                    self.barras.setdefault(barra, []).append(primera + fila)

    def _datos(self, tramo: TramoDeHoja, columna: ColumnaDeHoja, primera: int) -> _DatosDeColumna:
        """Lo que guardan las celdas de una columna de unas filas seguidas, ``tramo``.

        ``primera``: el número de la primera en Excel. Casi siempre son sólo textos.
        """
        celdas, estilos = columna.celdas_de_tabla, columna.celdas_de_tabla.estilos
        distintos = {estilos} if isinstance(estilos, str) else {*estilos}
        lleva_tramos = celdas.lleva_tramos or columna.lugar in self._con_enlaces
        if Copia in celdas.clases:
            return self._datos_con_copias(tramo, columna, primera)
        if lleva_tramos or not distintos <= self._formatos.de_solo_texto:
            return self._datos_de_varias_clases(tramo, columna, primera)
        # De cada formato que sus celdas piden, la primera fila que lo pide.
        if isinstance(estilos, str):
            usos = {(TEXTO, estilos, ""): 0}
        else:
            usos = {(TEXTO, estilo, ""): estilos.index(estilo) for estilo in distintos}
        solo_textos: Any = celdas.contenidos
        return _DatosDeColumna(columna, primera, solo_textos, usos)

    def _datos_con_copias(
        self, tramo: TramoDeHoja, columna: ColumnaDeHoja, primera: int
    ) -> _DatosDeColumna:
        """Lo que guarda una columna en que alguna celda es copia de otra de su fila.

        La copia va como fórmula. ``primera``: el número de la primera fila en Excel.
        """
        datos = self._datos_de_varias_clases(tramo, columna, primera)
        textos, usos, copias = [*datos.textos], {**datos.usos}, {}
        for fila, contenido, estilo, *_ in columna.celdas_de_tabla.celdas():
            if isinstance(contenido, Copia):
                copias[fila] = self._letras[_lugar_del_original(tramo, fila, contenido)]
                usos.setdefault((RESULTADO, estilo, ""), fila)
                self._textos.letras += len(contenido)
                textos[fila] = ""
        return datos._replace(textos=textos, usos=usos, copias=copias)

    def _datos_de_varias_clases(
        self, tramo: TramoDeHoja, columna: ColumnaDeHoja, primera: int
    ) -> _DatosDeColumna:
        """Lo que guarda una columna con números, fechas, enlaces o imágenes.

        El número o la fecha que no cabe en su celda va como texto, y se anota en ``_sin_valor``.
        """
        vuelve = any(tramo.marcas)
        textos = [""] * len(columna.celdas_de_tabla.contenidos)
        valores: dict[int, Valor] = {}
        con_tramos: list[int] = []
        usos: dict[Uso, int] = {}
        for fila, contenido, estilo, cubre, ancho in _celdas_de(columna):
            if not ancho:
                continue
            lugar, texto = (primera + fila, columna.lugar), solo_texto(contenido)
            dato = self._formatos.dato(estilo) if cubre else "texto"
            valor = None if dato == "texto" else _valor(contenido, texto, dato, abierta=vuelve)
            if valor is not None and not self._cabe(texto, estilo, columna.lugar, ancho):
                self._sin_valor.add(lugar)
                valor = None
            if valor is not None:
                valores[fila] = valor
                usos.setdefault((VALOR, estilo, valor.muestra), fila)
            if valor is None or ancho > 1:
                usos.setdefault((TEXTO, estilo, ""), fila)
            if valor is not None:
                continue
            textos[fila] = texto
            if lugar in self._enlazadas or not isinstance(contenido, str):
                con_tramos.append(fila)
        datos = _DatosDeColumna(columna, primera, textos, usos, valores)
        return self._con_enlaces_y_tramos(datos, con_tramos) if con_tramos else datos

    def _con_blancos_con_formato(self, datos: _DatosDeColumna) -> _DatosDeColumna:
        """La columna, con el formato de sus números o fechas también en las celdas en blanco.

        Así se verá lo que alguien escriba en ellas.
        """
        celdas = [
            (fila, contenido, estilo)
            for fila, contenido, estilo, _, ancho in _celdas_de(datos.columna)
            if ancho
        ]
        muestras = [
            datos.valores[fila].muestra
            for fila, contenido, _ in celdas
            if fila in datos.valores and not (isinstance(contenido, Cifra) and contenido.resumen)
        ]
        if not muestras:
            return datos
        # La más larga: con los puntos de los miles, o con la hora.
        muestra = max(muestras, key=len)
        valores, usos = {**datos.valores}, {**datos.usos}
        for fila, contenido, estilo in celdas:
            if contenido == "" and self._formatos.dato(estilo) != "texto":
                valores[fila] = Valor("", muestra)
                usos.setdefault((VALOR, estilo, muestra), fila)
        return datos._replace(valores=valores, usos=usos)

    def _con_enlaces_y_tramos(
        self, datos: _DatosDeColumna, filas: Iterable[int]
    ) -> _DatosDeColumna:
        """Columna con lo que en esas filas lleva a otra parte o no se ve todo igual."""
        textos, usos = [*datos.textos], {**datos.usos}
        enlazadas: dict[int, Enlazada] = {}
        con_tramos: dict[int, Sequence[TramoDeCelda]] = {}
        celdas = datos.columna.celdas_de_tabla
        for fila in filas:
            enlazada = self._enlazadas.get((datos.primera + fila, datos.columna.lugar))
            if tramos := _tramos_de(celdas.contenidos[fila], enlazada):
                con_tramos[fila] = tramos
                self._textos.letras += len(textos[fila])
                textos[fila] = ""
            elif enlazada is not None:
                enlazadas[fila] = enlazada
                uso = _uso_de(enlazada, celdas.estilo(fila), celdas.contenidos[fila])
                usos.setdefault(uso, fila)
                textos[fila] = "" if enlazada.como_formula else textos[fila]
        return datos._replace(textos=textos, usos=usos, enlazadas=enlazadas, con_tramos=con_tramos)

    def _celdas(self, datos: _DatosDeColumna) -> list[str]:
        """XML de la celda de cada fila, con las que tapa a su derecha; vacío donde la tapa otra."""
        columna = datos.columna
        origen, inicio = columna.celdas_de_tabla, f'<c r="{self._letras[columna.lugar]}{FILA}" s="'
        estilos: Iterable[str] = origen.estilos
        if isinstance(origen.estilos, str):
            estilos = [origen.estilos] * len(datos.textos)
        # De las que no guardan un texto no se registra cómo se vería.
        inicios = dict.fromkeys(estilos, "")
        for guarda, estilo, muestra in datos.usos:
            if guarda == TEXTO:
                inicios[estilo] = f'{inicio}{self._formatos.de_uso((guarda, estilo, muestra))}"'
        celdas = celdas_de_textos(
            [inicios[estilo] for estilo in estilos], datos.textos, self._textos
        )
        lleva_formulas = datos.enlazadas or datos.copias  # casi ninguna columna
        for fila, celda in self._finales_de_enlaces_y_copias(datos) if lleva_formulas else ():
            celdas[fila] = f"{inicio}{celda}"
        for fila, tramos in datos.con_tramos.items():
            estilo = origen.estilo(fila)
            en_tramos = self._formatos.en_tramos(estilo, tramos)
            celdas[fila] = f'{inicios[estilo]} t="inlineStr">{en_tramos}</c>'
        for fila, valor in datos.valores.items():
            formato = self._formatos.de_uso((VALOR, origen.estilo(fila), valor.muestra))
            formula = self._formula_en_xml(datos.primera + fila, columna.lugar)
            final = f">{formula}<v>{valor.guardado}</v></c>" if valor.guardado else "/>"
            celdas[fila] = f'{inicio}{formato}"{final}'
        if origen.columnas is None and columna.ancho == 1:
            return celdas
        return [
            f"{celda}{self._tapadas(columna.lugar, ancho, estilo)}" if ancho else ""
            for celda, (_, _, estilo, _, ancho) in zip(celdas, _celdas_de(columna), strict=True)
        ]

    def _finales_de_enlaces_y_copias(self, datos: _DatosDeColumna) -> Iterator[tuple[int, str]]:
        """Fila y final, tras ``s="``, de cada celda que lleva a otra parte o repite otra."""
        celdas = datos.columna.celdas_de_tabla
        for fila, enlazada in datos.enlazadas.items():
            contenido = celdas.contenidos[fila]
            formato = self._formatos.de_uso(_uso_de(enlazada, celdas.estilo(fila), contenido))
            texto = solo_texto(contenido)
            yield fila, f'{formato}"{self._final_de_enlace(enlazada, texto)}'
        for fila, letra in datos.copias.items():
            formato = self._formatos.de_uso((RESULTADO, celdas.estilo(fila), ""))
            texto = escapar_en_excel(solo_texto(celdas.contenidos[fila]))
            yield fila, f'{formato}" t="str"><f>{letra}{FILA}</f><v>{texto}</v></c>'

    def _final_de_enlace(self, enlazada: Enlazada, texto: str) -> str:
        """Final de la celda de un texto que lleva a una dirección, tras el atributo ``s``."""
        if enlazada.como_formula:
            formula = escapar_en_excel(en_formula(texto))
            return f' t="str"><f>{formula}</f><v>{escapar_en_excel(texto)}</v></c>'
        return f' t="s"><v>{self._textos[texto]}</v></c>' if texto else "/>"

    @clases.recordado
    def _tapadas(self, lugar: int, ancho: int, estilo: str) -> str:
        """XML de las celdas que una de varias columnas tapa, con su estilo: el marco sale entero.

        ``lugar``: la columna en que empieza.
        """
        if ancho <= 1:
            return ""
        vacia = self._formatos.de_uso((TEXTO, estilo, ""))
        letras = self._letras[lugar + 1 : lugar + ancho]
        return "".join([f'<c r="{letra}{FILA}" s="{vacia}"/>' for letra in letras])

    def _fusiones_de(self, columna: ColumnaDeHoja) -> list[_Fusion]:
        """Celdas de una columna de un tramo que cubren varias filas o columnas de la hoja."""
        celdas, lugar = columna.celdas_de_tabla, columna.lugar
        if celdas.columnas is None and celdas.filas is None and columna.ancho == 1:
            return []
        desde = self._letras[lugar]
        return [
            (fila, lugar, desde, self._letras[lugar + ancho - 1], cubre)
            for fila, _, _, cubre, ancho in _celdas_de(columna)
            if cubre and ancho and (cubre > 1 or ancho > 1)
        ]

    def _formula_en_xml(self, numero: int, columna: int) -> str:
        """Fórmula de la cifra que suma o promedia a otras; vacía si alguna no guarda su valor."""
        resumen = self._hoja.resumenes.get((numero, columna))
        if resumen is None or _resume_alguna(self._sin_valor, columna, resumen):
            return ""
        return _formula_en_xml(resumen, self._letras[columna])

    def _cabe(self, texto: str, estilo: str, columna: int, columnas: int) -> bool:
        """Si un número o una fecha cabe en su celda, de tantas ``columnas`` desde una."""
        # En una letra todas las cifras miden lo mismo: de las fechas se mide una.
        return self._cabe_la_forma(texto.translate(_EN_CEROS), estilo, columna, columnas)

    @clases.recordado
    def _cabe_la_forma(self, texto: str, estilo: str, columna: int, columnas: int) -> bool:
        """Si un texto, con ceros por cifras, cabe en esas columnas sin pasar del tope de cifras."""
        if sum(map(str.isdigit, texto)) > CIFRAS_POR_CELDA:
            return False
        # Excel no parte un número ni una fecha: si no caben, muestra «####».
        ancho = Mm(fsum(self._hoja.anchos[columna : columna + columnas]))
        return self._medidor.cabe_en_un_renglon(texto, estilo, pt_de_mm(ancho))


def _lugar_del_original(tramo: TramoDeHoja, fila: int, copia: Copia) -> int:
    """La columna de la hoja, desde 0, de la celda que dice lo que una copia repite."""
    return next(
        otra.lugar
        for otra in tramo.columnas
        if otra.celdas_de_tabla.abarca(fila) and otra.celdas_de_tabla.contenidos[fila] == copia
    )


def _celdas_de(columna: ColumnaDeHoja) -> Iterator[tuple[int, Contenido, str, int, int]]:
    """Celdas de una columna: su fila, lo que dice, su estilo y las filas y columnas que cubre.

    0 filas, si empezó más arriba; 0 columnas de la hoja, si la tapa otra más a la izquierda.
    """
    celdas = columna.celdas_de_tabla
    estilos = repeat(celdas.estilos) if isinstance(celdas.estilos, str) else celdas.estilos
    cubren = repeat(1) if celdas.filas is None else celdas.filas
    anchos = repeat(columna.ancho) if celdas.columnas is None else celdas.columnas
    return zip(count(), celdas.contenidos, estilos, cubren, anchos)  # hay sin fin


_EN_CEROS = str.maketrans("123456789", "000000000")


def _tramos_de(contenido: Contenido, enlazada: Enlazada | None) -> Sequence[TramoDeCelda]:
    """Los tramos del texto de una celda; ninguno si todo se ve igual, o va como fórmula."""
    de_una_pieza = enlazada is not None and (enlazada.como_formula or _es_todo_enlace(contenido))
    if de_una_pieza or isinstance(contenido, str):
        return ()
    tramos = tramos_de_celda(contenido)
    return () if all(tramo == TramoDeCelda(tramo.texto) for tramo in tramos) else tramos


def _es_todo_enlace(contenido: Contenido) -> bool:
    """Si todo lo que un contenido dice va en enlaces; un texto solo cuenta como si lo fuera."""
    return isinstance(contenido, str) or all(
        isinstance(tramo, Enlace) or not solo_texto((tramo,)).strip() for tramo in contenido
    )


def _uso_de(enlazada: Enlazada, estilo: str, contenido: Contenido) -> Uso:
    """Formato que pide una celda que lleva a otra parte: la de una fórmula se ve toda igual.

    Si la dirección va entre un texto, como ese texto: todo azul y subrayado no se leería.
    """
    if enlazada.como_formula and not _es_todo_enlace(contenido):
        return RESULTADO, estilo, ""
    return ENLACE, estilo, FORMULA if enlazada.como_formula else ""


def _resume_alguna(celdas: Collection[tuple[int, int]], columna: int, resumen: Resumen) -> bool:
    """Si un resumen de una columna toma alguna de esas celdas ``(fila, columna)``."""
    return bool(celdas) and any(
        (fila, columna) in celdas for desde, hasta in resumen.grupos for fila in range(desde, hasta)
    )


def _valor(contenido: Contenido, texto: str, dato: Dato, *, abierta: bool) -> Valor | None:
    """El número o la fecha que una celda guarda; ``None`` si es un texto.

    ``dato``: la clase de su estilo; ``abierta``: si admite más decimales que los que trae.
    """
    if dato == "numero" and isinstance(contenido, Cifra):
        return valor_de_cifra(contenido, abierta=abierta)
    if dato == "fecha" and isinstance(contenido, Dia):
        return valor_de_dia(contenido)
    return valor_exacto(texto, dato, abierta=abierta)


_FUNCIONES: dict[Operacion, tuple[str, str]] = {
    "promedio": ("AVERAGE", "{}"),
    "suma": ("SUM", "{}"),
    "promedio_de_promedios": ("AVERAGE", "AVERAGE({})"),
    "cuenta": ("COUNT", "{}"),
    "minimo": ("MIN", "{}"),
    "maximo": ("MAX", "{}"),
    "mediana": ("MEDIAN", "{}"),
}
"""La función, y cómo va en ella cada grupo de celdas."""

_ARGUMENTOS_MAXIMOS = 255
"""Argumentos de una función de Excel; con más, el libro no abre sin reparaciones."""


def _formula_en_xml(resumen: Resumen, letra: str) -> str:
    """``<f>SUM(C5:C9)</f>``: la fórmula de un resumen; vacía si Excel no admite tantos grupos."""
    if len(resumen.grupos) > _ARGUMENTOS_MAXIMOS:
        return ""
    funcion, grupo = _FUNCIONES[resumen.operacion]
    rangos = (f"{letra}{desde}:{letra}{hasta - 1}" for desde, hasta in resumen.grupos)
    return f"<f>{funcion}({','.join(map(grupo.format, rangos))})</f>"
