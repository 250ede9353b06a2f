"""De lo que se ve de un documento a las filas de un libro de captura.

``leer_libro`` lo lee entero; lo que una oficina escribió en cada celda abierta lo entiende
``celdas``.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.lectura.enlaces import enlaces_sin_leer
from paac_reportes.libros.captura.celdas import LecturaDeCeldas, reportado_en
from paac_reportes.libros.captura.reportes import ReporteDeFila, comparable
from paac_reportes.libros.captura.salida import (
    Procedencia,
    Salida,
    alrededor_en_un_renglon,
    procedencia_de,
    salida_de,
)
from paac_reportes.libros.captura.tabla_del_libro import TablaDeLibro, hallar_tabla
from paac_reportes.libros.captura.tablas import Clave, TablaDeCaptura, tablas_de
from paac_reportes.libros.vistas import tablas_de_instrucciones
from paac_reportes.opc.visto import DocumentoVisto, TablaVista
from paac_reportes.opc.xml import en_corto
from paac_reportes.textos.valores import lista


@clases.frozen(kw_only=True, eq=False)
class FilaDeLibro:
    """Una fila que volvió: dónde está, de cuál dice que es y qué dicen sus celdas."""

    libro: str
    lugar: str
    """``hoja «Actividades», fila 14``."""
    tabla: TablaDeCaptura
    marca: tuple[str, str] | None
    """El sello y la fila que lleva escondidos; sin sello si no concuerdan; ``None`` si ninguno."""
    vistos: Mapping[str, str]
    """Textos de cada columna cerrada que el libro conserva, por su dato."""
    reporte: ReporteDeFila
    sobrantes: Mapping[str, str]
    """Textos de las columnas que el libro no llevaba, por su rótulo."""
    lugares: Mapping[str, str]
    """La celda de cada dato."""

    @functools.cached_property
    def comparables(self) -> Mapping[str, str]:
        """Textos de las celdas cerradas, sin lo que un libro no conserva."""
        return {dato: comparable(dicho) for dato, dicho in self.vistos.items()}

    @functools.cached_property
    def abiertas(self) -> Mapping[str, str]:
        """Textos de las celdas abiertas; la que no se entendió no está."""
        reporte = self.reporte
        dichos = zip(self.tabla.abiertas, reporte.comparable, strict=True)
        return {c.dato: dicho for c, dicho in dichos if c.camino not in reporte.sin_leer}

    @functools.cached_property
    def clave(self) -> Clave:
        """Con lo que se la reconoce."""
        return self.tabla.clave_de(self.comparables)

    @property
    def valores(self) -> dict[str, str]:
        """Textos de la fila, por el rótulo de cada celda."""
        rotulos = self.tabla.rotulos
        return {
            **{rotulos[dato]: texto for dato, texto in self.vistos.items() if texto.strip()},
            **{
                rotulo: dicho
                for rotulo, dicho in self.tabla.como_se_lee(self.reporte.valores).items()
                if dicho
            },
            **self.sobrantes,
        }


@clases.frozen(kw_only=True, eq=False)
class LibroLeido:
    """Un libro entero."""

    nombre: str
    salida: Salida
    filas: tuple[FilaDeLibro, ...]
    avisos: tuple[Aviso, ...] = ()
    fallas: tuple[Falla, ...] = ()
    """Fallas de lo que no se pudo leer; con alguna, no se reúne."""

    @property
    def procedencia(self) -> Procedencia:
        """De qué es."""
        return self.salida.procedencia


def leer_libro(nombre: str, documento: DocumentoVisto) -> LibroLeido:
    """El libro, con todas sus fallas; ``ErrorDeEntrada`` si no es uno de captura."""
    salida = salida_de(documento)
    if salida is None:
        raise ErrorDeEntrada(
            Falla("archivo_de_otra_clase", f"libro «{nombre}»", _por_que_no(documento))
        )
    procedencia = salida.procedencia
    lectura = LecturaDeCeldas(procedencia.vigencia, errores=_de_error(documento))
    tablas = [
        tabla
        for parte in documento.partes
        for vista in parte.bloques
        if not parte.oculta and isinstance(vista, TablaVista) and vista is not salida.vista
        if (tabla := hallar_tabla(vista, procedencia.tema, lectura.fallas))
    ]
    filas = tuple(fila for tabla in tablas for fila in _filas(nombre, tabla, lectura))
    if not tablas:
        hojas = lista([f"«{una.hoja.titulo}»" for una in tablas_de(procedencia.tema)])
        motivo = f"no está la hoja de lo que se reporta ({hojas}); se esperaba la que salió"
        lectura.fallas.append(Falla("columna_no_hallada", "", motivo))
    if lectura.fallas:  # el libro vuelve a su oficina: que lo corrija todo de una vez
        lectura.fallas += lectura.de_lista
    avisos = (
        *documento.avisos,
        *lectura.avisos,
        *enlaces_sin_leer(documento, [(una.vistos, una.reporte.valores) for una in filas]),
        *(aviso for tabla in tablas for aviso in tabla.ocultas(tabla.numeros)),
        *_de_mas(documento, tablas, salida),
    )
    return LibroLeido(
        nombre=nombre,
        salida=salida,
        filas=filas,
        fallas=tuple(falla.en(en_el_libro(nombre, falla.ruta)) for falla in lectura.fallas),
        avisos=tuple(
            attrs.evolve(aviso, ruta=en_el_libro(nombre, aviso.ruta))
            for aviso in avisos
            # Las del progreso son nuestras; de las celdas abiertas ya lo dice la lectura.
            if aviso.codigo != "formula_sin_resultado"
        ),
    )


def _de_error(documento: DocumentoVisto) -> frozenset[str]:
    """Celdas con el error de una fórmula: se ven en blanco, y nadie borró lo que decían."""
    return frozenset(aviso.ruta for aviso in documento.avisos if aviso.codigo == "valor_de_error")


def _por_que_no(documento: DocumentoVisto) -> str:
    if procedencia_de(documento.propiedades) is None:
        return (
            "no es un libro de captura: se esperaba uno de los que escribe capturar, con sus"
            " columnas y su hoja escondida"
        )
    return (
        "perdió la hoja escondida que dice cómo salió, y no se sabe qué se escribió en él: pase lo"
        " suyo a un libro recién salido"
    )


def en_el_libro(nombre: str, lugar: str) -> str:
    """``libro «Salud», hoja «Actividades», celda F14``."""
    return ", ".join(filter(None, (f"libro «{nombre}»", lugar)))


def _filas(nombre: str, tabla: TablaDeLibro, lectura: LecturaDeCeldas) -> Iterator[FilaDeLibro]:
    """Filas de una tabla, sin las que están en blanco."""
    abiertas = {columna.dato for columna in tabla.tabla.abiertas}
    lectura.avisos += tabla.pie.values()
    for numero in tabla.filas:
        textos = {
            dato: _texto(tabla.vista, numero, columna) for dato, columna in tabla.columnas.items()
        }
        sobrantes = {
            rotulo: texto
            for columna, rotulo in tabla.sobrantes.items()
            if (texto := _texto(tabla.vista, numero, columna)).strip()
        }
        marca = tabla.marca(numero)
        if marca is None and not (sobrantes or any(map(str.strip, textos.values()))):
            continue
        yield FilaDeLibro(
            libro=nombre,
            lugar=tabla.vista.lugar_de(numero),
            tabla=tabla.tabla,
            marca=marca,
            vistos={dato: texto for dato, texto in textos.items() if dato not in abiertas},
            sobrantes=sobrantes,
            lugares={d: tabla.vista.lugar_de(numero, n) for d, n in tabla.columnas.items()},
            reporte=reportado_en(tabla, numero, lectura)
            if marca
            else _de_una_sin_marca(tabla, numero, lectura),
        )


def _de_una_sin_marca(tabla: TablaDeLibro, fila: int, lectura: LecturaDeCeldas) -> ReporteDeFila:
    """Reporte de una fila que pudo escribir la oficina: lo ilegible no daña el libro."""
    aparte = LecturaDeCeldas(lectura.vigencia, errores=lectura.errores)
    reporte = reportado_en(tabla, fila, aparte)
    dudas = [
        Aviso("lectura_dudosa", falla.ruta, f"{falla.mensaje}; la fila no lleva identificación")
        for falla in aparte.fallas
    ]
    lectura.avisos += [*aparte.avisos, *dudas]
    return reporte


def _texto(vista: TablaVista, fila: int, columna: int) -> str:
    """Texto de una celda."""
    celda = vista.filas[fila][columna]
    return celda.texto if celda else ""


def _de_mas(
    documento: DocumentoVisto, tablas: Sequence[TablaDeLibro], salida: Salida
) -> Iterator[Aviso]:
    """Las hojas, las columnas y los textos que puso la oficina: lo que dicen no se toma."""
    de_captura = {id(tabla.vista): tabla for tabla in tablas}
    instrucciones = [*tablas_de_instrucciones(documento)]
    for parte in documento.partes:
        for vista in parte.bloques if not parte.oculta else ():
            if not isinstance(vista, TablaVista) or vista is salida.vista:
                continue
            tabla = de_captura.get(id(vista))
            if tabla is not None or vista in instrucciones:
                yield from _alrededor(vista, tabla, salida)
            else:
                yield Aviso("hoja_sin_leer", vista.lugar, "no es del libro, y no se leyó")
    for tabla in tablas:
        yield from tabla.columnas_de_mas()
        yield from tabla.sin_su_marca()


def _alrededor(vista: TablaVista, tabla: TablaDeLibro | None, salida: Salida) -> Iterator[Aviso]:
    """Avisos de lo que se lee fuera de las columnas de la tabla y no salió en el libro."""
    columnas = {*tabla.columnas.values(), *tabla.sobrantes, *tabla.escondidas} if tabla else ()
    for numero, fila in enumerate(vista.filas):
        en_la_tabla = tabla is not None and numero >= tabla.fila_de_rotulos
        if en_la_tabla and tabla is not None and numero in tabla.pie:
            continue
        for celda in dict.fromkeys(fila):
            if celda is None or celda.fila != numero or not celda.texto.strip():
                continue
            if en_la_tabla and celda.columna in columnas:
                continue
            if alrededor_en_un_renglon(celda.texto) not in salida.textos:
                motivo = f"no quedó en ningún dato: «{en_corto(celda.texto)}»"
                yield Aviso("sin_usar", vista.lugar_de(numero, celda.columna), motivo)


def es_de_captura(documento: DocumentoVisto) -> bool:
    """Si un documento es un libro de captura: lo dice su hoja escondida, o sus propiedades."""
    if documento.tipo != "xlsx":
        return False
    de_captura = documento.propiedades.get("paac.clase") == "captura"
    return de_captura or salida_de(documento) is not None
