"""De lo que se ve de un documento a las filas de un libro de captura.

``leer_libro`` lo lee entero, con lo que todo libro que vuelve lleno tiene (``vistas``,
``valores``); lo suyo es la marca de cada fila, y lo que en ella se reporta.
"""

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.celdas import enlaces_sin_leer
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.lectura.sin_usar import Alrededor, avisos_sin_usar
from paac_reportes.libros.captura.resultado import en_el_libro
from paac_reportes.libros.captura.salida import (
    Procedencia,
    Salida,
    leer_marca,
    salida_de,
)
from paac_reportes.libros.captura.tablas import (
    MARCA_DE_FILA,
    MARCA_DE_LO_ESCRITO,
    MARCAS,
    ReporteDeFila,
    TablaDeCaptura,
    comparable,
    todas_las_tablas,
)
from paac_reportes.libros.valores import dudas_de, leer_en_su_tipo
from paac_reportes.libros.vistas import (
    FilaDelLibro,
    HojaEsperada,
    TablaLeida,
    fallas_de_hojas,
    tablas_leidas,
)
from paac_reportes.opc.visto import DocumentoVisto, TablaVista

_EN_LA_AYUDA = re.compile(r", fila ([0-9]{1,7})$")


@clases.frozen(kw_only=True, eq=False)
class FilaDeLibro:
    """Una fila que volvió: de cuál dice que es y qué dicen sus celdas."""

    libro: str
    fila: FilaDelLibro
    tabla: TablaDeCaptura
    reporte: ReporteDeFila

    @property
    def lugar(self) -> str:
        """``hoja «Actividades», fila 14``."""
        return self.fila.lugar

    @clases.propiedad_recordada
    def marcas(self) -> frozenset[tuple[str, str] | None]:
        """El sello y la fila que lleva escondidos, una vez si concuerdan; ``None``, lo ilegible."""
        return frozenset(leer_marca(self.fila.texto(dato)) for dato in MARCAS)

    def salio_en(self, dato: str) -> int | None:
        """Fila en que salió la celda de un dato, como lo dice su ayuda; ``None`` si no lo dice."""
        lugar = (self.fila.numero, self.fila.columnas[dato])
        return _fila_en(self.fila.tabla.ayudas.get(lugar, ""))

    def salieron_en(self, dato: str) -> set[int | None]:
        """Filas que dicen las ayudas de la columna de un dato, también fuera de la tabla."""
        ayudas, columna = self.fila.tabla.ayudas, self.fila.columnas[dato]
        return {_fila_en(ayuda) for (_, una), ayuda in ayudas.items() if una == columna}

    @clases.propiedad_recordada
    def vistos(self) -> Mapping[str, str]:
        """Textos de cada columna cerrada que el libro conserva, por su dato."""
        datos = (columna.dato for columna in self.tabla.cerradas)
        return {dato: self.fila.texto(dato) for dato in datos if dato in self.fila.columnas}

    @clases.propiedad_recordada
    def comparables(self) -> Mapping[str, str]:
        """Textos de las celdas cerradas, sin lo que un libro no conserva."""
        return {dato: comparable(dicho) for dato, dicho in self.vistos.items()}

    @clases.propiedad_recordada
    def abiertas(self) -> Mapping[str, str]:
        """Textos de las celdas abiertas; la que no se entendió no está."""
        reporte = self.reporte
        dichos = zip(self.tabla.abiertas, reporte.comparable, strict=True)
        return {c.dato: dicho for c, dicho in dichos if c.camino not in reporte.sin_leer}

    @property
    def valores(self) -> dict[str, str]:
        """Textos de la fila, por el rótulo de cada celda."""
        rotulos = self.tabla.rotulos
        cerradas = {rotulos[d]: texto for d, texto in self.vistos.items() if texto.strip()}
        abiertas = self.tabla.como_se_lee(self.reporte.valores).items()
        return cerradas | {rotulo: dicho for rotulo, dicho in abiertas if dicho}


def _fila_en(ayuda: str) -> int | None:
    coincidencia = _EN_LA_AYUDA.search(ayuda)
    return coincidencia and int(coincidencia[1])


@clases.frozen(kw_only=True, eq=False)
class LibroLeido:
    """Un libro entero."""

    nombre: str
    salida: Salida
    filas: tuple[FilaDeLibro, ...]
    avisos: tuple[Aviso, ...] = ()

    @property
    def procedencia(self) -> Procedencia:
        """De qué es."""
        return self.salida.procedencia


def leer_libro(nombre: str, documento: DocumentoVisto) -> LibroLeido:
    """El libro; ``ErrorDeEntrada`` si no es uno de captura, o no trae lo que se reporta."""
    salida = salida_de(documento)
    if salida is None:
        motivo = _por_que_no(documento)
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", f"libro «{nombre}»", motivo))
    sin_valor = {a.ruta for a in documento.avisos if a.codigo in _SIN_VALOR}
    avisos = list(documento.avisos)
    salieron = {fila.tabla for fila in salida.filas.values()}
    tablas = {t.hoja.nombre: t for t in todas_las_tablas(salida.procedencia.tema) if t in salieron}
    esperadas = [*map(_esperada, tablas.values())]
    partes = tuple(
        parte
        for parte in documento.partes
        if all(bloque is not salida.vista for bloque in parte.bloques)
    )
    visto = attrs.evolve(documento, partes=partes)
    halladas = tablas_leidas(visto, esperadas, avisos)
    fallas = [*fallas_de_hojas(visto, esperadas, halladas)]
    if not halladas and not fallas:
        motivo = "no está ninguna hoja de las que se llenan; se esperaba la que salió"
        fallas.append(Falla("columna_no_hallada", "", motivo))
    if fallas:
        raise ErrorDeEntrada(falla.en(en_el_libro(nombre, falla.ruta)) for falla in fallas)
    for hallada in halladas.values():
        avisos += hallada.avisos()
    filas = tuple(
        FilaDeLibro(
            libro=nombre,
            fila=fila,
            tabla=tablas[titulo],
            reporte=_reportado_en(fila, tablas[titulo], sin_valor, avisos),
        )
        for titulo, hallada in halladas.items()
        for fila in hallada.filas
    )
    abiertas = {una.fila.lugar_de(columna.dato) for una in filas for columna in una.tabla.abiertas}
    avisos += _marcas_ilegibles(filas)
    avisos += enlaces_sin_leer(documento, [(una.vistos, una.reporte.valores) for una in filas])
    avisos += _sin_usar(visto, halladas.values(), salida, avisos)
    return LibroLeido(
        nombre=nombre,
        salida=salida,
        filas=filas,
        avisos=tuple(
            aviso.en(en_el_libro(nombre, aviso.ruta))
            for aviso in avisos
            # Las del progreso son nuestras: se dice la de una celda que se llena.
            if aviso.codigo != "formula_sin_resultado" or aviso.ruta in abiertas
        ),
    )


@functools.cache
def _esperada(tabla: TablaDeCaptura) -> HojaEsperada:
    """Hoja que se busca de una tabla."""
    return HojaEsperada(
        nombre=tabla.hoja.nombre,
        columnas=(MARCA_DE_FILA, MARCA_DE_LO_ESCRITO, *tabla.abiertas),
        a_veces=tabla.cerradas,
        indispensables=tuple(columna.dato for columna in tabla.abiertas),
        marcas=MARCAS,
        bastan=tuple(dato for datos in tabla.identifican for dato in datos),
    )


_SIN_VALOR = {"valor_de_error", "formula_sin_resultado"}
"""Las celdas que se ven en blanco, y nadie borró lo que decían."""


def _por_que_no(documento: DocumentoVisto) -> str:
    if documento.propiedades.get("paac.clase") != "captura":
        return (
            "no es un libro de captura: se esperaba uno de los que escribe capturar, con sus"
            " columnas y su hoja escondida"
        )
    return (
        "perdió la hoja escondida que dice cómo salió, y no se sabe qué se escribió en él: pase lo"
        " suyo a un libro recién salido"
    )


def _reportado_en(
    fila: FilaDelLibro,
    tabla: TablaDeCaptura,
    sin_valor: Collection[str],
    avisos: list[Aviso],
) -> ReporteDeFila:
    """Reporte que dicen las celdas abiertas; la que no se entiende se dice, y es la única."""
    en_blanco = tabla.reporte_de(None)
    valores, sin_leer = dict(en_blanco.valores), set[str]()
    for columna in tabla.abiertas:
        fallas = list[Falla]()
        valor = leer_en_su_tipo(fila, columna, fallas)
        if valor is not None:
            valores[columna.camino] = valor
            avisos += dudas_de(fila, columna)
        for falla in fallas:
            sin_leer.add(columna.camino)
            motivo = f"{falla.mensaje}; la celda no se tomó, y lo demás de su fila sí"
            dicho = (falla.ruta, motivo, falla.posicion, falla.datos)
            avisos.append(Aviso("celda_ilegible", *dicho, peso="por_fuera"))
        if sin_valor and fila.lugar_de(columna.dato) in sin_valor:
            sin_leer.add(columna.camino)
    return attrs.evolve(en_blanco, valores=valores, sin_leer=frozenset(sin_leer))


def _marcas_ilegibles(filas: Iterable[FilaDeLibro]) -> Iterator[Aviso]:
    """Avisos de lo que alguien escribió en las columnas que dicen cuál es cada fila."""
    for fila in filas:
        for marca in (MARCA_DE_FILA, MARCA_DE_LO_ESCRITO):
            texto = fila.fila.texto(marca.dato).strip()
            if texto and leer_marca(texto) is None:
                motivo = f"«{marca.rotulo}» dice otra cosa, y no se tomó: {mostrar(texto)}"
                yield Aviso("texto_cambiado", fila.fila.lugar_de(marca.dato), motivo)


def _sin_usar(
    documento: DocumentoVisto,
    tablas: Iterable[TablaLeida],
    salida: Salida,
    avisos: Sequence[Aviso],
) -> Iterator[Aviso]:
    """Avisos de lo que se lee fuera de las columnas de una tabla, y no salió en el libro."""
    sin_leer = {id(tabla.vista): _sin_sus_columnas(tabla) for tabla in tablas}
    partes = tuple(
        attrs.evolve(parte, bloques=tuple(sin_leer.get(id(uno), uno) for uno in parte.bloques))
        for parte in documento.partes
    )
    sin_contenido: Any = None
    leido = DocumentoLeido(contenido=sin_contenido, avisos=tuple(avisos))
    alrededor = Alrededor(es_copia=lambda parte, _: parte.oculta, salieron=lambda: salida.textos)
    return avisos_sin_usar(attrs.evolve(documento, partes=partes), leido, alrededor)


def _sin_sus_columnas(tabla: TablaLeida) -> TablaVista:
    """Lo que una hoja dice fuera de lo que se leyó de ella."""
    columnas, vista = {*tabla.columnas.values()}, tabla.vista
    filas = tuple(
        ()
        if numero == tabla.fila_de_rotulos  # una columna de más ya se dice, y sus textos
        else tuple(None if n in columnas else celda for n, celda in enumerate(fila))
        if numero > tabla.fila_de_rotulos and numero not in tabla.pie
        else fila
        for numero, fila in enumerate(vista.filas)
    )
    return attrs.evolve(vista, filas=filas)


def es_de_captura(documento: DocumentoVisto) -> bool:
    """Si un documento es un libro de captura: lo dice su hoja escondida, o sus propiedades."""
    if documento.tipo != "xlsx":
        return False
    de_captura = documento.propiedades.get("paac.clase") == "captura"
    return de_captura or salida_de(documento) is not None
