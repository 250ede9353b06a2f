"""Las filas y las fusiones de una hoja como XML, escritas por columnas (``datos_de_hoja``)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from math import fsum
from typing import NamedTuple, cast

from openpyxl.utils import get_column_letter

from paac_reportes import clases
from paac_reportes.escritores.xlsx.celdas import (
    Barras,
    Formatos,
    Textos,
    Valor,
    barras_en_xml,
    en_formula,
    escapar,
    filtro_en_xml,
    valor_de,
    valor_de_cifra,
    valor_de_dia,
)
from paac_reportes.maqueta.contenido import (
    PREFIJO_DE_MARCA,
    Cifra,
    ConBarra,
    Contenido,
    Dia,
    Operacion,
    Resumen,
    solo_texto,
)
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hoja.libro import Enlazada, Enlazadas
from paac_reportes.maqueta.hoja.montaje import Hoja
from paac_reportes.maqueta.hoja.tabla import CeldaDeHoja, ColumnaDeHoja, TramoDeHoja
from paac_reportes.maqueta.medida.ajuste import CIFRAS_POR_CELDA, Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, pt_de_mm


def datos_de_hoja(
    hoja: Hoja, formatos: Formatos, textos: Textos, medidor: Medidor, enlazadas: Enlazadas
) -> list[str]:
    """``<sheetData>`` con todas las filas y, si los hay, el filtro y ``<mergeCells>``: pedazos."""
    columnas = _Columnas(hoja, formatos, textos, medidor, enlazadas)
    de_marcas = get_column_letter(columnas_de(hoja))
    trozos = ["<sheetData>"]
    fusiones: list[str] = []
    # Los rótulos se repiten en cada página: se escriben una vez.
    veces = Counter(map(id, hoja.tramos))
    repetidos: dict[int, _Escrito] = {}
    primera = 1
    for tramo in hoja.tramos:
        escrito = repetidos.get(id(tramo))
        if escrito is None:
            escrito = columnas.escribir(tramo, primera)
            if veces[id(tramo)] > 1:
                repetidos[id(tramo)] = escrito
        textos.letras += escrito.letras
        en_filas = zip(tramo.altos, escrito.celdas, escrito.marcas, strict=True)
        for numero, (alto, celdas, marca) in enumerate(en_filas, primera):
            if marca:
                marca = f'<c r="{de_marcas}{numero}" t="s"><v>{textos[marca]}</v></c>'  # noqa: PLW2901
            trozos.append(
                f'<row r="{numero}" ht="{alto:g}" customHeight="1">'
                f"{celdas.replace(_AQUI, str(numero))}{marca}</row>"
            )
        fusiones += [fusion.en(primera) for fusion in escrito.fusiones]
        columnas.anotar_barras(tramo, primera)
        primera += len(tramo.altos)
    trozos.append("</sheetData>")
    if hoja.filtro:
        trozos.append(filtro_en_xml(hoja.filtro, columnas_de(hoja)))
    if fusiones:
        trozos += [f'<mergeCells count="{len(fusiones)}">', *fusiones, "</mergeCells>"]
    trozos += barras_en_xml(columnas.barras)
    return trozos


def columnas_de(hoja: Hoja) -> int:
    """Las que se ven y, si alguna fila lleva marca, la que las guarda."""
    return len(hoja.anchos) + hoja.lleva_marcas


_AQUI = "\0"
"""El lugar del número de la fila en unas celdas ya escritas."""

_Uso = tuple[str, str, str]
"""Un formato de celda que hace falta: qué guarda, el estilo y cómo se muestra."""


class _Fusion(NamedTuple):
    """Una celda que cubre varias; su fila, desde la primera de su tramo."""

    fila: int
    columna: int
    desde: str
    """La letra de su columna, y la de la última."""
    hasta: str
    filas: int

    def en(self, primera: int) -> str:
        """Donde quedó, con su tramo desde esa fila."""
        numero = primera + self.fila
        return f'<mergeCell ref="{self.desde}{numero}:{self.hasta}{numero + self.filas - 1}"/>'


@clases.frozen(eq=False)
class _Escrito:
    """Las filas de un tramo."""

    celdas: Sequence[str]
    """Las de cada una, con ``_AQUI`` donde va su número."""
    marcas: Sequence[str]
    """El texto de la de cada una, o nada."""
    fusiones: Sequence[_Fusion]
    letras: int


class _Puesta(NamedTuple):
    """Una columna de un tramo, con lo que de ella va en la tabla de textos."""

    columna: ColumnaDeHoja
    primera: int
    """El número de su primera fila, desde 1."""
    textos: Sequence[str]
    """El de cada celda; nada si no guarda un texto."""
    valores: Mapping[int, Valor]
    """Lo que guardan las de un número o una fecha."""
    usos: Mapping[_Uso, int]
    """Los formatos que piden, con la primera fila de cada uno."""


class _Columnas:
    """Escribe las columnas de una hoja, tramo por tramo y de arriba abajo."""

    def __init__(
        self,
        hoja: Hoja,
        formatos: Formatos,
        textos: Textos,
        medidor: Medidor,
        enlazadas: Enlazadas,
    ) -> None:
        self._hoja = hoja
        self._formatos = formatos
        self._textos = textos
        self._medidor = medidor
        self._enlazadas = enlazadas
        self._letras = [get_column_letter(numero + 1) for numero in range(len(hoja.anchos))]
        self._registrados: set[_Uso] = set()
        """Los que ya tienen su formato."""
        self._sin_valor: set[tuple[int, int]] = set()
        """Las celdas de un número que no cupo: una fórmula no las vería."""
        self.barras: Barras = {}
        """Por columna y por lo que vale su barra entera, las filas que la llevan."""

    def escribir(self, tramo: TramoDeHoja, primera: int) -> _Escrito:
        """Un tramo; sus textos y sus formatos quedan numerados fila por fila."""
        puestas = self._preparar(tramo, primera)
        marcas = [marca and f"{PREFIJO_DE_MARCA}{marca}" for marca in tramo.marcas]
        self._textos.numerar(*(puesta.textos for puesta in puestas), marcas)
        vacias = [""] * len(tramo.altos)
        escritas = list(map("".join, zip(*map(self._escrita, puestas), strict=True)))
        fusiones = sorted(
            chain.from_iterable(
                self._fusiones_de(columna) for columna in tramo.columnas if _se_fusiona(columna)
            ),
            key=lambda una: (una.fila, una.columna),
        )
        letras = sum(map(len, chain(marcas, *[puesta.textos for puesta in puestas])))
        return _Escrito(escritas or vacias, marcas or vacias, fusiones, letras)

    def anotar_barras(self, tramo: TramoDeHoja, primera: int) -> None:
        """Las filas de un tramo cuya cifra lleva barra."""
        for columna in tramo.columnas:
            if ConBarra not in columna.suyas.clases:
                continue
            for fila, contenido, *_ in columna.suyas.celdas():
                if isinstance(contenido, ConBarra):
                    cual = self._letras[columna.lugar], contenido.tope
                    self.barras.setdefault(cual, []).append(primera + fila)

    def _preparar(self, tramo: TramoDeHoja, primera: int) -> list[_Puesta]:
        puestas = [self._preparada(columna, primera) for columna in tramo.columnas]
        nuevos = [
            (fila, lugar, orden, uso)
            for lugar, puesta in enumerate(puestas)
            for orden, (uso, fila) in enumerate(puesta.usos.items())
            if uso not in self._registrados
        ]
        for *_, uso in sorted(nuevos):
            self._formato(uso)
            self._registrados.add(uso)
        return puestas

    def _formato(self, uso: _Uso) -> int:
        guarda, estilo, muestra = uso
        if guarda == _VALOR:
            return self._formatos.de_valor(estilo, muestra)
        if guarda == _ENLACE:
            return self._formatos.de_enlace(estilo, como_formula=muestra == _FORMULA)
        return self._formatos.de_texto(estilo)

    def _preparada(self, columna: ColumnaDeHoja, primera: int) -> _Puesta:
        suyas = columna.suyas
        estilos = suyas.estilos
        if suyas.lleva_tramos:
            return self._mixta(columna, primera)
        textos = cast("Sequence[str]", suyas.contenidos)
        if isinstance(estilos, str):
            dato = self._formatos.dato(estilos)
            if dato == "texto":
                return _Puesta(columna, primera, textos, {}, {(_TEXTO, estilos, ""): 0})
            if suyas.columnas is None:
                return self._de_valores(columna, primera, dato)
            return self._mixta(columna, primera)
        distintos = dict.fromkeys(estilos)
        if any(self._formatos.dato(estilo) != "texto" for estilo in distintos):
            return self._mixta(columna, primera)
        usos = {(_TEXTO, estilo, ""): estilos.index(estilo) for estilo in distintos}
        return _Puesta(columna, primera, textos, {}, usos)

    def _de_valores(self, columna: ColumnaDeHoja, primera: int, dato: Dato) -> _Puesta:
        """Una columna de números o fechas, todos del mismo estilo."""
        suyas, lugar, ancho, estilo = (
            columna.suyas,
            columna.lugar,
            columna.ancho,
            str(columna.suyas.estilos),
        )
        textos: list[str] = []
        valores: dict[int, Valor] = {}
        usos: dict[_Uso, int] = {}
        en_una = suyas.filas is None
        for fila, texto in enumerate(cast("Sequence[str]", suyas.contenidos)):
            valor = _valor(texto, texto, dato) if en_una or suyas.cubre(fila) else None
            if valor is not None and not self._cabe(texto, estilo, lugar, ancho):
                self._sin_valor.add((primera + fila, lugar))
                valor = None
            if valor is None:
                textos.append(texto)
                usos.setdefault((_TEXTO, estilo, ""), fila)
                continue
            textos.append("")
            valores[fila] = valor
            usos.setdefault((_VALOR, estilo, valor.muestra), fila)
            if ancho > 1:
                usos.setdefault((_TEXTO, estilo, ""), fila)
        return _Puesta(columna, primera, textos, valores, usos)

    def _mixta(self, columna: ColumnaDeHoja, primera: int) -> _Puesta:
        """Una columna con números, fechas, enlaces o imágenes."""
        textos: list[str] = []
        valores: dict[int, Valor] = {}
        usos: dict[_Uso, int] = {}
        for fila in range(len(columna.suyas.contenidos)):
            celda, texto = columna.celda(fila), ""
            if celda is not None:
                valor = self._valor_de(primera + fila, celda)
                if valor is None:
                    texto = _en_texto(celda.contenido)
                    usos.setdefault((_TEXTO, celda.estilo, ""), fila)
                    if enlazada := self._enlazada(primera + fila, celda):
                        usos.setdefault((_ENLACE, celda.estilo, _muestra_de(enlazada)), fila)
                        texto = "" if enlazada.como_formula else texto
                else:
                    valores[fila] = valor
                    usos.setdefault((_VALOR, celda.estilo, valor.muestra), fila)
                    if celda.columnas > 1:
                        usos.setdefault((_TEXTO, celda.estilo, ""), fila)
            textos.append(texto)
        return _Puesta(columna, primera, textos, valores, usos)

    def _enlazada(self, numero: int, celda: CeldaDeHoja) -> Enlazada | None:
        es_texto = isinstance(celda.contenido, str)
        return None if es_texto else self._enlazadas.get((numero, celda.columna))

    def _escrita(self, puesta: _Puesta) -> list[str]:
        """Una celda por fila, con las que tapa a su derecha; nada donde la tapa otra."""
        columna, textos = puesta.columna, self._textos
        suyas, lugar, estilo = columna.suyas, columna.lugar, columna.suyas.estilo_comun
        if suyas.lleva_tramos or estilo is None:
            return self._una_por_una(puesta)
        formato = self._formatos.de_texto(estilo) if (_TEXTO, estilo, "") in puesta.usos else 0
        tapadas = self._tapadas(lugar, columna.ancho, estilo)
        abierta = f'<c r="{self._letras[lugar]}{_AQUI}" s="{formato}"'
        escritas = [
            f'{abierta} t="s"><v>{textos[texto]}</v></c>{tapadas}'
            if texto
            else f"{abierta}/>{tapadas}"
            for texto in puesta.textos
        ]
        for fila, valor in puesta.valores.items():
            escrita = self._de_valor(puesta.primera + fila, lugar, estilo, valor)
            escritas[fila] = f"{escrita}{tapadas}"
        return escritas

    def _tapadas(self, lugar: int, ancho: int, estilo: str) -> str:
        """Lo tapado por una fusión, que lleva su estilo para que el marco salga entero."""
        if ancho <= 1:
            return ""
        vacia = self._formatos.de_texto(estilo)
        letras = self._letras[lugar + 1 : lugar + ancho]
        return "".join([f'<c r="{letra}{_AQUI}" s="{vacia}"/>' for letra in letras])

    def _una_por_una(self, puesta: _Puesta) -> list[str]:
        escritas: list[str] = []
        for fila, texto in enumerate(puesta.textos):
            celda = puesta.columna.celda(fila)
            if celda is None:
                escritas.append("")
                continue
            valor, numero = puesta.valores.get(fila), puesta.primera + fila
            if valor is None:
                escrita = self._de_texto(numero, celda, texto)
            else:
                escrita = self._de_valor(numero, celda.columna, celda.estilo, valor)
            tapadas = self._tapadas(celda.columna, celda.columnas, celda.estilo)
            escritas.append(f"{escrita}{tapadas}")
        return escritas

    def _fusiones_de(self, columna: ColumnaDeHoja) -> Iterator[_Fusion]:
        suyas, lugar = columna.suyas, columna.lugar
        desde = self._letras[lugar]
        for fila, _, _, cubre, abarca in suyas.celdas():
            ancho = columna.ancho if suyas.columnas is None else abarca
            if cubre > 1 or ancho > 1:
                yield _Fusion(fila, lugar, desde, self._letras[lugar + ancho - 1], cubre)

    def _de_texto(self, numero: int, celda: CeldaDeHoja, texto: str) -> str:
        enlazada = self._enlazada(numero, celda)
        formato = self._formatos.de_texto(celda.estilo)
        if enlazada is not None:
            formato = self._formato((_ENLACE, celda.estilo, _muestra_de(enlazada)))
        comienzo = f'<c r="{self._letras[celda.columna]}{_AQUI}" s="{formato}"'
        if enlazada is not None and enlazada.como_formula:
            suyo = solo_texto(celda.contenido)
            formula = escapar(en_formula(suyo))
            return f'{comienzo} t="str"><f>{formula}</f><v>{escapar(suyo)}</v></c>'
        if not texto:
            return f"{comienzo}/>"
        return f'{comienzo} t="s"><v>{self._textos[texto]}</v></c>'

    def _valor_de(self, numero: int, celda: CeldaDeHoja) -> Valor | None:
        """El número o la fecha que guarda; nada si no lo es, o si no cabe."""
        columna, columnas, filas, contenido, estilo = celda
        dato = self._formatos.dato(estilo) if filas else "texto"
        texto = _en_texto(contenido)
        valor = None if dato == "texto" else _valor(contenido, texto, dato)
        if valor is not None and not self._cabe(texto, estilo, columna, columnas):
            self._sin_valor.add((numero, columna))
            return None
        return valor

    def _de_valor(self, numero: int, columna: int, estilo: str, valor: Valor) -> str:
        letra, formato = self._letras[columna], self._formatos.de_valor(estilo, valor.muestra)
        resumen = self._hoja.resumenes.get((numero, columna))
        ve_todo = resumen and not _resume_alguna(self._sin_valor, columna, resumen)
        formula = _formula(resumen, letra) if resumen and ve_todo else ""
        return f'<c r="{letra}{_AQUI}" s="{formato}">{formula}<v>{valor.guardado}</v></c>'

    def _cabe(self, texto: str, estilo: str, columna: int, columnas: int) -> bool:
        # En una letra todas las cifras miden lo mismo: de las fechas se mide una.
        return self._cabe_su_forma(texto.translate(_EN_CEROS), estilo, columna, columnas)

    @clases.recordado
    def _cabe_su_forma(self, texto: str, estilo: str, columna: int, columnas: int) -> bool:
        if sum(map(str.isdigit, texto)) > CIFRAS_POR_CELDA:
            return False
        # Excel no parte un número ni una fecha: si no caben, muestra «####».
        ancho = Mm(fsum(self._hoja.anchos[columna : columna + columnas]))
        return self._medidor.cabe_en_un_renglon(texto, estilo, pt_de_mm(ancho))


_EN_CEROS = str.maketrans("123456789", "000000000")

_TEXTO, _ENLACE, _VALOR, _FORMULA = "texto", "enlace", "valor", "fórmula"


def _se_fusiona(columna: ColumnaDeHoja) -> bool:
    suyas = columna.suyas
    return suyas.columnas is not None or suyas.filas is not None or columna.ancho > 1


def _muestra_de(enlazada: Enlazada) -> str:
    return _FORMULA if enlazada.como_formula else ""


def _en_texto(contenido: Contenido) -> str:
    return contenido if isinstance(contenido, str) else solo_texto(contenido)


def _resume_alguna(celdas: Collection[tuple[int, int]], columna: int, resumen: Resumen) -> bool:
    return bool(celdas) and any(
        (fila, columna) in celdas for desde, hasta in resumen.grupos for fila in range(desde, hasta)
    )


def _valor(contenido: Contenido, texto: str, dato: Dato) -> Valor | None:
    if dato == "numero" and isinstance(contenido, Cifra):
        return valor_de_cifra(contenido)
    if dato == "fecha" and isinstance(contenido, Dia):
        return valor_de_dia(contenido)
    return valor_de(texto, dato)


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
"""Los de una función de Excel; con más, el libro no abre sin reparaciones."""


def _formula(resumen: Resumen, letra: str) -> str:
    """La fórmula de una cifra, con su marca; nada si pide más grupos de los que Excel admite."""
    if len(resumen.grupos) > _ARGUMENTOS_MAXIMOS:
        return ""
    funcion, de_cada_uno = _FUNCIONES[resumen.operacion]
    partes = [de_cada_uno.format(f"{letra}{a}:{letra}{b - 1}") for a, b in resumen.grupos]
    return f"<f>{funcion}({','.join(partes)})</f>"
