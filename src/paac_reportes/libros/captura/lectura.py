"""De lo que se ve de un documento a las filas de un libro de captura.

``leer_libro`` lo lee entero; lo que una oficina escribió en cada celda abierta lo entiende
``celdas``.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.lectura.enlaces import enlaces_sin_leer
from paac_reportes.libros.captura.celdas import LecturaDeCeldas, RenglonDeLibro, reportado_en
from paac_reportes.libros.captura.huellas import Identificacion, Procedencia, procedencia_de
from paac_reportes.libros.captura.libro import POR_RESPONDER
from paac_reportes.libros.captura.recomendaciones import (
    RecomendacionLeida,
    hallar_hoja,
    leer_hoja,
)
from paac_reportes.libros.captura.reparto import DeQuien, numero_en
from paac_reportes.libros.captura.reportes import ReporteDeFila, comparable
from paac_reportes.libros.captura.tabla_del_libro import (
    FUERA_DE_LUGAR,
    TablaDeLibro,
    fila_de_rotulos,
    hallar_tabla,
    identificacion_en,
)
from paac_reportes.libros.captura.tablas import (
    Clave,
    ColumnaDeCaptura,
    tabla_de_recomendaciones,
    tablas_de,
)
from paac_reportes.libros.vistas import tablas_de_instrucciones
from paac_reportes.modelo.temas import Tema
from paac_reportes.opc.visto import DocumentoVisto, TablaVista
from paac_reportes.textos.valores import lista


@clases.frozen(kw_only=True, eq=False)
class FilaReportada(RenglonDeLibro):
    """Una fila de la tabla de un libro."""

    identificacion: Identificacion | None
    marca: str | None = None
    """La fila, en breve, con que salió lo que está en sus celdas abiertas; ``None`` si la perdió,
    y ``FUERA_DE_LUGAR`` si quedó en otra columna."""
    columnas: tuple[ColumnaDeCaptura, ...]
    """Las de su tabla."""
    vistos: Mapping[str, str]
    """Lo que se lee en las columnas cerradas, por su dato."""
    sobrantes: Mapping[str, str]
    """Lo que se lee en las que el libro no llevaba, por su rótulo."""
    lugares: Mapping[str, str]
    """La celda de cada dato."""

    @functools.cached_property
    def clave(self) -> Clave:
        """Con lo que se la reconoce si perdió su identificación."""
        return self.tabla.clave_de(self.vistos)

    @functools.cached_property
    def comparables(self) -> Mapping[str, str]:
        """Lo que se lee en cada celda cerrada que tiene, sin lo que un libro no conserva."""
        cerradas = (columna.dato for columna in self.columnas if not columna.abierta)
        return {dato: comparable(self.vistos.get(dato, "")) for dato in cerradas}


@clases.frozen(kw_only=True, eq=False)
class LibroLeido:
    """Un libro entero."""

    nombre: str
    procedencia: Procedencia
    dependencia: DeQuien
    """La que dice su propiedad."""
    filas: tuple[FilaReportada, ...]
    vigencia: int | None = None
    """La del plan del que salió, si lo dice."""
    guardado: str = ""
    """Cuándo, si el archivo lo dice."""
    recomendaciones: tuple[RecomendacionLeida, ...] = ()
    avisos: tuple[Aviso, ...] = ()
    fallas: tuple[Falla, ...] = ()
    """Lo que no se pudo leer; con alguna, no se reúne."""


def leer_libro(
    nombre: str, documento: DocumentoVisto
) -> tuple[LibroLeido, tuple[TablaDeLibro, ...]]:
    """El libro, con todas sus fallas, y sus tablas; ``ErrorDeEntrada`` si no es uno de captura."""
    lectura = LecturaDeCeldas(_vigencia(documento.propiedades))
    procedencia = procedencia_de(documento.propiedades) or _la_de_una_fila(documento)
    hojas = [
        hoja
        for vista in documento.tablas()
        if procedencia and (hoja := hallar_hoja(vista, procedencia.tema)) is not None
    ]
    vistas = [hoja.vista for hoja in hojas]
    tablas = [
        tabla
        for vista in documento.tablas()
        if procedencia
        and vista not in vistas
        and (tabla := hallar_tabla(vista, procedencia.tema, lectura.fallas, lectura.avisos))
    ]
    filas = tuple(fila for tabla in tablas for fila in _filas(nombre, tabla, lectura))
    recomendaciones = tuple(una for hoja in hojas for una in leer_hoja(nombre, hoja, lectura))
    if procedencia and not (tablas or lectura.fallas) and procedencia_de(documento.propiedades):
        hojas_de = lista([f"«{una.hoja.titulo}»" for una in tablas_de(procedencia.tema)])
        motivo = f"no está la hoja de lo que se reporta ({hojas_de}); se esperaba la que salió"
        lectura.fallas.append(Falla("columna_no_hallada", "", motivo))
    if procedencia is None or not (tablas or lectura.fallas):
        motivo = (
            "no es un libro de captura: se esperaba uno de los que escribe capturar, con sus"
            " columnas y su identificación"
        )
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", f"libro «{nombre}»", motivo))
    if lectura.fallas:  # el libro vuelve a su oficina: que lo corrija todo de una vez
        lectura.fallas += lectura.de_lista
    lectura.fallas += _de_otro(filas, procedencia)
    lectura.avisos += _de_otra_entrega(filas, procedencia)
    libro = LibroLeido(
        nombre=nombre,
        procedencia=procedencia,
        dependencia=_dependencia(documento.propiedades, filas, procedencia),
        filas=filas,
        vigencia=_vigencia(documento.propiedades),
        guardado=documento.guardado,
        recomendaciones=recomendaciones,
        fallas=tuple(falla.en(en_el_libro(nombre, falla.ruta)) for falla in lectura.fallas),
        avisos=tuple(
            attrs.evolve(aviso, ruta=en_el_libro(nombre, aviso.ruta))
            for aviso in (
                *documento.avisos,
                *lectura.avisos,
                *enlaces_sin_leer(documento, [una.leido for una in (*filas, *recomendaciones)]),
                *(aviso for tabla in tablas for aviso in tabla.ocultas(tabla.numeros)),
                *_de_mas(documento, tablas, hojas),
                *(_sin_recomendaciones(documento, procedencia.tema) if not hojas else ()),
            )
            # Las del progreso son nuestras; de las celdas abiertas ya lo dice la lectura.
            if aviso.codigo != "formula_sin_resultado"
        ),
    )
    return libro, (*hojas, *tablas)


def en_el_libro(nombre: str, lugar: str) -> str:
    """``libro «Salud», hoja «Actividades», celda F14``."""
    return ", ".join(filter(None, (f"libro «{nombre}»", lugar)))


def _filas(nombre: str, tabla: TablaDeLibro, lectura: LecturaDeCeldas) -> Iterator[FilaReportada]:
    """Las de una tabla, sin las que están en blanco."""
    abiertas = {columna.dato for columna in tabla.tabla.abiertas}
    lectura.avisos += tabla.avisos()
    for numero in tabla.filas:
        textos_vistos = _textos(tabla, numero, tabla.columnas)
        sobrantes = _textos(tabla, numero, {r: n for n, r in tabla.sobrantes.items()})
        identificacion = tabla.identificacion(numero)
        if identificacion is None and not (textos_vistos or sobrantes):
            continue
        yield FilaReportada(
            libro=nombre,
            lugar=tabla.vista.lugar_de(numero),
            tabla=tabla.tabla,
            identificacion=identificacion,
            marca=FUERA_DE_LUGAR if tabla.corridas else tabla.marca(numero),
            columnas=tuple(c for c in tabla.tabla.columnas if c.dato in tabla.columnas),
            vistos={d: t for d, t in textos_vistos.items() if d not in abiertas},
            sobrantes=sobrantes,
            lugares={d: tabla.vista.lugar_de(numero, n) for d, n in tabla.columnas.items()},
            reporte=reportado_en(tabla, numero, lectura)
            if tabla.ultima is None or numero <= tabla.ultima
            else _de_debajo(tabla, numero, lectura),
        )


def _de_debajo(tabla: TablaDeLibro, fila: int, lectura: LecturaDeCeldas) -> ReporteDeFila:
    """El de una fila que escribió la oficina: lo que en ella no se entiende no daña el libro."""
    lectura_aparte = LecturaDeCeldas(lectura.vigencia)
    reporte = reportado_en(tabla, fila, lectura_aparte)
    dudas = [
        Aviso("lectura_dudosa", falla.ruta, f"{falla.mensaje}; la fila no es del libro")
        for falla in lectura_aparte.fallas
    ]
    lectura.avisos += [*lectura_aparte.avisos, *dudas]
    return reporte


def _textos(tabla: TablaDeLibro, fila: int, columnas: Mapping[str, int]) -> dict[str, str]:
    """Lo que se lee en esas columnas de la fila, sin los blancos."""
    celdas = {nombre: tabla.vista.filas[fila][numero] for nombre, numero in columnas.items()}
    return {nombre: c.texto for nombre, c in celdas.items() if c and c.texto.strip()}


def _de_mas(
    documento: DocumentoVisto,
    tablas: Sequence[TablaDeLibro],
    hojas: Sequence[TablaDeLibro],
) -> Iterator[Aviso]:
    """Las hojas y las columnas que puso la oficina: lo que dicen no entra en el plan."""
    nuestras = [*(tabla.vista for tabla in (*tablas, *hojas)), *tablas_de_instrucciones(documento)]
    for tabla_vista in documento.tablas():
        if tabla_vista not in nuestras:
            yield Aviso("hoja_sin_leer", tabla_vista.lugar, "no es del libro, y no se leyó")
    for tabla in tablas:
        yield from tabla.columnas_de_mas()


def _sin_recomendaciones(documento: DocumentoVisto, tema: Tema) -> Iterator[Aviso]:
    """Si las instrucciones dicen que llevaba su hoja, que ya no está."""
    tabla = tabla_de_recomendaciones(tema)
    textos = (texto for vista in documento.tablas() for texto in _textos_en(vista))
    if tabla and any(texto.startswith(POR_RESPONDER) for texto in textos):
        motivo = "no está en el libro: lo recomendado queda como en la base"
        yield Aviso("hoja_faltante", f"hoja «{tabla.hoja.titulo}»", motivo)


def _textos_en(tabla_vista: TablaVista) -> Iterator[str]:
    """Lo que se lee en cada celda de una tabla."""
    return (celda.texto for fila in tabla_vista.filas for celda in fila if celda)


def _la_de_una_fila(documento: DocumentoVisto) -> Procedencia | None:
    """La de la primera que lleva su identificación."""
    identificaciones = (identificacion_en(vista) for vista in documento.tablas())
    return next((una.procedencia for una in identificaciones if una), None)


def _vigencia(propiedades: Mapping[str, str]) -> int | None:
    ano = propiedades.get("paac.vigencia", "")
    return int(ano) if re.fullmatch(r"\d{4}", ano) else None


def _dependencia(
    propiedades: Mapping[str, str], filas: tuple[FilaReportada, ...], procedencia: Procedencia
) -> DeQuien:
    """La que dice el libro o, si perdió sus propiedades, la de las más de sus filas."""
    numero_escrito = propiedades.get("paac.rama", "")
    if procedencia.por:
        return numero_escrito
    if re.fullmatch(r"\d{1,9}", numero_escrito, re.ASCII):
        return int(numero_escrito)
    rutas = (fila.identificacion.ruta for fila in filas if fila.identificacion)
    captura = procedencia.tema.captura
    reparte = captura.reparte if captura else ""
    veces = Counter(numero_en(reparte, ruta) for ruta in rutas)
    return max(veces, key=lambda numero: veces[numero], default=None)


def es_de_captura(documento: DocumentoVisto) -> bool:
    """Si un documento es un libro de captura: lo dicen sus propiedades o una de sus filas."""
    if documento.tipo != "xlsx":
        return False
    if documento.propiedades.get("paac.clase") == "captura":
        return True
    # Se pregunta de todo libro que se lee, y casi ninguno lo es: primero, lo que menos cuesta.
    return any(
        fila_de_rotulos(vista, identificacion.procedencia.tema) is not None
        for vista in documento.tablas()
        if (identificacion := identificacion_en(vista))
    )


def _de_otro(filas: tuple[FilaReportada, ...], procedencia: Procedencia) -> Iterator[Falla]:
    """Las filas que se pegaron de un libro de otro corte o de otra entidad."""
    for fila in filas:
        if fila.identificacion is None:
            continue
        de_la_fila = fila.identificacion.procedencia
        if de_la_fila.corte != procedencia.corte:
            motivo = f"la fila es de un libro del corte {de_la_fila.corte}, y éste es del"
            yield Falla("libro_ajeno", fila.lugar, f"{motivo} {procedencia.corte}")
        elif de_la_fila.entidad != procedencia.entidad:
            yield Falla("libro_ajeno", fila.lugar, "la fila es de un libro de otra entidad")
        elif (de_la_fila.de, de_la_fila.quien) != (procedencia.de, procedencia.quien):
            motivo = "la fila es de un libro que lo reporta otro, o que es de otra cosa"
            yield Falla("libro_ajeno", fila.lugar, motivo)


def _de_otra_entrega(filas: tuple[FilaReportada, ...], procedencia: Procedencia) -> Iterator[Aviso]:
    """Las que se pegaron de un libro que salió cuando el plan era otro."""
    ajenas = [
        fila
        for fila in filas
        if fila.identificacion is not None
        and fila.identificacion.procedencia.corte == procedencia.corte
        and fila.identificacion.procedencia.entidad == procedencia.entidad
        and fila.identificacion.procedencia.base != procedencia.base
    ]
    if ajenas:
        es_una = len(ajenas) == 1
        motivo = (
            f"{'una fila salió' if es_una else f'{len(ajenas)} filas salieron'} en otra entrega del"
            f" libro, con {procedencia.tema.el} como estaba entonces: {lugares_de(ajenas)}"
        )
        yield Aviso("fila_ajena", "", motivo)


_NOMBRADAS = 12


def lugares_de(filas: Sequence[FilaReportada]) -> str:
    """Las hojas y filas en que están."""
    return las_primeras([fila.lugar for fila in filas])


def las_primeras(lugares: Sequence[str]) -> str:
    """``fila 8, fila 9 y otras 3``."""
    primeros, restantes = ", ".join(lugares[:_NOMBRADAS]), len(lugares) - _NOMBRADAS
    return f"{primeros} y otras {restantes}" if restantes > 0 else primeros
