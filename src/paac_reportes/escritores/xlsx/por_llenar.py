"""Las hojas que alguien llena: sus renglones de arriba, sus rótulos, sus filas y lo que admiten.

Al final, la puerta a las hojas de datos, sean para filtrar o para llenar (``hoja_y_celdas``).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import repeat
from math import fsum

import attrs

from paac_reportes import clases
from paac_reportes.columnas import letra_de_columna
from paac_reportes.cuadros import en_miles
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.escritores.paquete import Pedazos
from paac_reportes.escritores.xlsx.celdas import (
    FILA,
    MUESTRA_DE_FECHA,
    TextosDelLibro,
    celdas_de_textos,
    dia_de_excel,
    escapar_en_excel,
    filas_en_xml,
)
from paac_reportes.escritores.xlsx.formatos import VALOR, Formatos, LibroEnCurso, Uso
from paac_reportes.escritores.xlsx.hojas_de_datos import (
    ABIERTOS,
    ColumnasDeListas,
    celdas_de_datos,
    columnas_impresas,
    con_letra,
    estilo_de_celda,
    estilo_de_rotulo,
    estilos_por_llenar,
    extension,
    filas_de_la_tabla,
    hoja_de_datos,
    listas_de,
    rellenos_en_xml,
    validaciones_en_xml,
)
from paac_reportes.escritores.xlsx.libro_en_xml import HojaDelLibro
from paac_reportes.maqueta.documento import Documento, Marco, Pagina
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hojas_de_datos import (
    FILAS_DE_UNA_HOJA,
    ColumnaDeDatos,
    HojaDeDatos,
    LlenadoDeHoja,
    Progreso,
    Renglon,
    Valor,
)
from paac_reportes.maqueta.medida.ajuste import (
    ALTO_MAXIMO,
    LETRAS_POR_CELDA,
    Medidor,
    MedidorDeHoja,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm

_ANCHO_DE_RENGLON = Mm(260)
"""Ancho de los renglones de arriba: lo que se ve sin desplazarse."""
_MUESTRAS: dict[Dato, str] = {"texto": "@", "numero": "General", "fecha": MUESTRA_DE_FECHA}
"""Formato de cada dato. Con ``@`` es texto: ``1.10`` no pierde su cero ni ``=1`` es fórmula."""


def _formato_de_numero(clase: Dato, valor: Valor) -> str:
    """Formato de número de una celda: el de su columna o, si guarda otra clase, el de ésta."""
    if valor is None or isinstance(valor, str):
        return _MUESTRAS["texto" if valor else clase]
    return _MUESTRAS["fecha" if isinstance(valor, date) else "numero"]


def _hoja_por_llenar(nombre: str, hoja: HojaDeDatos) -> HojaDelLibro:
    """La hoja por llenar: qué queda a la vista o va en cada página, y su filtro."""
    llenado = hoja.llenado or LlenadoDeHoja()
    rotulos, (_, ultima) = llenado.fila_de_rotulos, filas_de_la_tabla(hoja)
    se_filtra = f"A{rotulos}:{letra_de_columna(len(hoja.columnas))}{ultima}"
    return HojaDelLibro(
        nombre=nombre,
        extension=extension(hoja),
        oculta=hoja.oculta,
        # Las filas preparadas no llevan su cuadro.
        cuadricula=llenado.preparadas > 0 and not llenado.protegida,
        inmoviles=(llenado.fijas, rotulos) if llenado.se_escribe else (0, 0),
        filas_repetidas=(rotulos, rotulos),
        columnas_repetidas=_en_cada_pagina(llenado),
        filtro=se_filtra if llenado.se_escribe else "",
    )


_PROTEGIDA = (
    '<sheetProtection selectLockedCells="0" selectUnlockedCells="0" sheet="1" objects="0"'
    ' insertRows="1" insertHyperlinks="1" autoFilter="0" scenarios="0" formatColumns="0"'
    ' deleteColumns="1" insertColumns="1" pivotTables="1" deleteRows="1" formatCells="1"'
    ' formatRows="0" sort="1"/>'
)
"""Ordenar no: protegida, sólo se puede lo abierto, que quedaría junto a otra fila."""


def _tras_las_celdas(
    hoja: HojaDeDatos, filtro: str, listas: ColumnasDeListas, lugar: str, rellenos: dict[str, int]
) -> str:
    """XML de lo que va tras las celdas: protección, filtro, uniones, colores y lo que admiten.

    ``lugar``: la hoja de listas; ``rellenos``: el número de cada color.
    """
    llenado = hoja.llenado or LlenadoDeHoja()
    uniones = []
    if llenado.arriba:
        primera, ultima = _antes_de_los_renglones(llenado) + 1, _columnas_de_renglon(hoja)
        desde, hasta = map(letra_de_columna, (primera, ultima))
        filas = range(1, llenado.fila_de_rotulos) if hasta != desde else ()
        uniones = [f'<mergeCell ref="{desde}{fila}:{hasta}{fila}"/>' for fila in filas]
    unidas = f'<mergeCells count="{len(uniones)}">{"".join(uniones)}</mergeCells>'
    return "".join(
        (
            _PROTEGIDA if llenado.protegida else "",
            f'<autoFilter ref="{filtro}"/>' if filtro else "",
            unidas if uniones else "",
            rellenos_en_xml(hoja, rellenos),
            validaciones_en_xml(hoja, listas, lugar),
        )
    )


def _en_cada_pagina(llenado: LlenadoDeHoja) -> int:
    return llenado.en_cada_pagina or min(llenado.fijas, 1)


def _antes_de_los_renglones(llenado: LlenadoDeHoja) -> int:
    """Columnas que van antes de los renglones de arriba: las que se repiten los repetirían.

    La protegida se imprime desde sus rótulos.
    """
    return 0 if llenado.protegida else _en_cada_pagina(llenado)


def _columnas_de_renglon(hoja: HojaDeDatos) -> int:
    """El número, desde 1, de la última columna que cubre un renglón de arriba de la tabla."""
    ancho = Mm(0)
    for numero, columna in enumerate(hoja.columnas, 1):
        ancho = Mm(ancho + (0 if columna.oculta else columna.ancho))
        if ancho >= _ANCHO_DE_RENGLON:
            return numero
    return len(hoja.columnas)


def celdas_por_llenar(hoja: HojaDeDatos, nombre: str, libro: LibroEnCurso) -> str:
    """``<sheetData>`` completo; ``ErrorDeEntrada`` si un texto no cabe en una celda."""
    estilos = estilos_por_llenar(libro.estilos, hoja)
    escritura = _HojaPorEscribir(
        hoja=hoja,
        formatos=Formatos(estilos, libro.formatos.poner, ABIERTOS),
        medidor=MedidorDeHoja(estilos),
        textos=libro.textos,
        llenado=hoja.llenado or LlenadoDeHoja(),
    )
    fallas = [
        Falla("no_cabe", f"hoja «{nombre}», celda {lugar}", _NO_CABE)
        for lugar in _celdas_que_no_caben(hoja)
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    return "".join(("<sheetData>", *escritura.filas(), "</sheetData>"))


_NO_CABE = (
    f"el texto pasa de {en_miles(LETRAS_POR_CELDA)} letras, las que Excel guarda en una celda"
)


def _celdas_que_no_caben(hoja: HojaDeDatos) -> Iterator[str]:
    """Lugares, ``C7``, de los textos de más letras que las que Excel guarda."""
    primera, _ = filas_de_la_tabla(hoja)
    for numero, fila in enumerate(hoja.filas, primera):
        for columna, valor in enumerate(fila, 1):
            if isinstance(valor, str) and len(valor.encode("utf-16-le")) > 2 * LETRAS_POR_CELDA:
                yield f"{letra_de_columna(columna)}{numero}"


@clases.frozen
class _HojaPorEscribir:
    """Hoja por llenar mientras se escribe en XML."""

    hoja: HojaDeDatos
    formatos: Formatos
    medidor: Medidor
    textos: TextosDelLibro
    llenado: LlenadoDeHoja

    def filas(self) -> Iterator[str]:
        """XML de los renglones de arriba, los rótulos, las filas y las preparadas."""
        numero = 1
        for renglon in self.llenado.arriba:
            yield self._renglon_de_arriba(renglon, numero)
            numero += 1
        yield self._rotulos(numero)
        yield self._tabla(numero + 1)

    def _renglon_de_arriba(self, renglon: Renglon, numero: int) -> str:
        """XML de la fila de un renglón de los de arriba de la tabla, del alto de su texto."""
        desde = _antes_de_los_renglones(self.llenado)
        columnas = self.hoja.columnas[desde : _columnas_de_renglon(self.hoja)]
        ancho = pt_de_mm(Mm(fsum(c.ancho for c in columnas if not c.oculta)))
        formato = self.formatos.de_uso((VALOR, renglon.estilo, "General"))
        contenido = renglon.contenido
        lugar = f"{letra_de_columna(desde + 1)}{numero}"
        if isinstance(contenido, Progreso):
            texto, celda = self._progreso(contenido, lugar, formato)
        else:
            texto = contenido
            celda = f'<c r="{lugar}" s="{formato}" t="s"><v>{self.textos.usar(texto)}</v></c>'
        alto = min(self.medidor.alto(texto, renglon.estilo, ancho), ALTO_MAXIMO)
        return f'<row r="{numero}" ht="{alto:g}" customHeight="1">{celda}</row>'

    def _progreso(self, progreso: Progreso, lugar: str, formato: int) -> tuple[str, str]:
        """El texto de un progreso, ``12 de 40``, y el XML de la celda cuya fórmula lo tiene al día.

        ``lugar``, «B2»; ``formato``: el número del suyo.
        """
        filas = list(self.hoja.filas)[: progreso.filas]
        cuantas = len(filas)
        primera, _ = filas_de_la_tabla(self.hoja)
        ultima = primera + max(cuantas, 1) - 1
        columnas = [n for n, c in enumerate(self.hoja.columnas) if c.rotulo in progreso.columnas]
        cuantas_llenas = sum(
            any(str(fila[n] if fila[n] is not None else "").strip() for n in columnas)
            for fila in filas
        )
        condiciones = "+".join(
            f"(LEN(TRIM({letra}{primera}:{letra}{ultima}))>0)"
            for letra in (letra_de_columna(n + 1) for n in columnas)
        )
        comillas = progreso.antes.replace('"', '""')
        final = f" de {cuantas}{progreso.despues}"
        escapado = final.replace('"', '""')
        formula = f'"{comillas}"&SUMPRODUCT(({condiciones}>0)*1)&"{escapado}"'
        texto = f"{progreso.antes}{cuantas_llenas}{final}"
        celda = (
            f'<c r="{lugar}" s="{formato}" t="str"><f>{escapar_en_excel(formula)}</f>'
            f"<v>{escapar_en_excel(texto)}</v></c>"
        )
        return texto, celda

    def _rotulos(self, numero: int) -> str:
        """XML de la fila de rótulos, de ese número desde 1, con el alto del mayor."""
        celdas, altos = [], [self.medidor.alto_minimo]
        for letra, columna in con_letra(self.hoja):
            estilo = estilo_de_rotulo(columna, self.llenado)
            formato = self.formatos.de_uso((VALOR, estilo, "General"))
            texto = self.textos.usar(columna.rotulo)
            celdas.append(f'<c r="{letra}{numero}" s="{formato}" t="s"><v>{texto}</v></c>')
            altos.append(self._alto(columna.rotulo, estilo, columna))
        return f'<row r="{numero}" ht="{max(altos):g}" customHeight="1">{"".join(celdas)}</row>'

    def _tabla(self, primera: int) -> str:
        """XML de las filas, con el alto que piden; si alguien escribe más, crecen solas."""
        blancas: Sequence[Valor] = (None,) * len(self.hoja.columnas)
        filas = [*self.hoja.filas, *[blancas] * self.llenado.preparadas]
        columnas = [
            _DatosPorLlenar(letra, columna, valores, self.llenado)
            for (letra, columna), valores in zip(
                con_letra(self.hoja), zip(*filas, strict=True), strict=False
            )
        ]
        self.formatos.registrar(
            [{uso: datos.usos.index(uso) for uso in {*datos.usos}} for datos in columnas]
        )
        self.textos.numerar(*(datos.textos for datos in columnas))
        altos = [self.medidor.alto_minimo] * len(filas)
        for datos in columnas:
            de_columna = (
                self._alto(texto, estilo, datos.columna) if texto else Pt(0)
                for texto, estilo in zip(datos.se_ven, datos.estilos, strict=True)
            )
            altos = list(map(max, altos, de_columna))
        celdas = [self._celdas(datos) for datos in columnas]
        return filas_en_xml(primera, [f'ht="{alto:g}"' for alto in altos], celdas)

    def _celdas(self, datos: "_DatosPorLlenar") -> list[str]:
        """XML de la celda de cada fila de una columna; la que está en blanco, con su formato."""
        self.textos.letras += sum(len(str(valor)) for valor in datos.valores if valor is not None)
        inicios = [f'<c r="{datos.letra}{FILA}" s="{self.formatos.de_uso(u)}"' for u in datos.usos]
        celdas = celdas_de_textos(inicios, datos.textos, self.textos)
        for fila, (inicio, valor) in enumerate(zip(inicios, datos.valores, strict=True)):
            if valor is not None and not isinstance(valor, str):
                guardado = dia_de_excel(valor) if isinstance(valor, date) else valor
                celdas[fila] = f"{inicio}><v>{guardado}</v></c>"
        return celdas

    def _alto(self, texto: str, estilo: str, columna: ColumnaDeDatos) -> Pt:
        """El alto que un texto pide en esa columna; 0 si no se ve o va en un renglón."""
        if columna.oculta or estilo == "en-un-renglon":
            return Pt(0)
        return min(self.medidor.alto(texto, estilo, pt_de_mm(columna.ancho)), ALTO_MAXIMO)


class _DatosPorLlenar:
    """Columna por llenar, con lo que guardan sus celdas y cómo se ve."""

    def __init__(
        self, letra: str, columna: ColumnaDeDatos, valores: Sequence[Valor], llenado: LlenadoDeHoja
    ) -> None:
        self.letra, self.columna, self.valores = letra, columna, valores
        corriente, nuevo = (
            estilo_de_celda(columna, llenado, nueva=nueva) for nueva in (False, True)
        )
        preparadas = llenado.preparadas  # van al final
        self.estilos = [corriente] * (len(valores) - preparadas) + [nuevo] * preparadas
        self.textos = [valor if isinstance(valor, str) else "" for valor in valores]
        """Textos de las celdas que van en la tabla de textos; de las demás, nada."""
        muestras = [_formato_de_numero(columna.clase, valor) for valor in valores]
        self.se_ven = [*self.textos]
        """Textos como se ven, con lo que las destacadas dicen debajo."""
        for destacada in llenado.destacadas:
            if destacada.columna == columna.rotulo:
                self.estilos[destacada.fila] = "destacada"
                muestras[destacada.fila] = f'@"\n{destacada.dice}"'
                self.se_ven[destacada.fila] = f"{self.textos[destacada.fila]}\n{destacada.dice}"
        self.usos: list[Uso] = list(zip(repeat(VALOR), self.estilos, muestras))
        """Formato que pide cada celda."""


MARCO_SIN_PAGINAS = Marco(
    pagina=Pagina(
        ancho=Mm(279.4),
        alto=Mm(215.9),
        superior=Mm(15),
        inferior=Mm(15),
        izquierdo=Mm(12),
        derecho=Mm(12),
        encabezado=Mm(8),
    )
)
"""Marco de un libro que sólo tiene hojas de datos: carta, apaisada."""


def con_hoja_de_listas(documento: Documento) -> tuple[Documento, ColumnasDeListas]:
    """El documento con la hoja oculta de donde se escoge lo que no cabe en las celdas."""
    listas = listas_de(documento.hojas_de_datos)
    hoja = listas.hoja()
    if hoja is None:
        return documento, listas
    return attrs.evolve(documento, hojas_de_datos=(*documento.hojas_de_datos, hoja)), listas


def hoja_y_celdas(
    nombre: str, hoja: HojaDeDatos, listas: ColumnasDeListas, lugar: str, libro: LibroEnCurso
) -> tuple[HojaDelLibro, Pedazos]:
    """Una hoja de datos, para filtrar o para llenar, y su ``<sheetData>`` con lo que le sigue.

    ``lugar``: la hoja de listas, como la nombra una fórmula.
    """
    if hoja.llenado is None:
        por_fuera = hoja_de_datos(nombre, hoja)
        celdas = celdas_de_datos(hoja, nombre, libro)
    else:
        por_fuera = _hoja_por_llenar(nombre, hoja)
        despues = _tras_las_celdas(hoja, por_fuera.filtro, listas, lugar, libro.rellenos)
        celdas = iter((celdas_por_llenar(hoja, nombre, libro), despues))
    return por_fuera, celdas


def area_impresa(hoja: HojaDeDatos, *, desde_rotulos: bool) -> str | None:
    """Rango que se imprime de una hoja por llenar, desde arriba o sus rótulos; ninguno si es toda.

    De la que no se protege son columnas enteras: también lo que se llene. ``desde_rotulos``: si
    empieza en la fila de sus rótulos; si no, en la primera de la hoja.
    """
    llenado, columnas = hoja.llenado or LlenadoDeHoja(), columnas_impresas(hoja)
    primera, ultima = filas_de_la_tabla(hoja)
    desde, en_parte = primera - 1 if desde_rotulos else 1, desde_rotulos or bool(llenado.impresas)
    if not llenado.protegida:
        desde, ultima, en_parte = 1, FILAS_DE_UNA_HOJA, len(columnas) < len(hoja.columnas)
    return f"A{desde}:{letra_de_columna(len(columnas))}{ultima}" if en_parte else None
