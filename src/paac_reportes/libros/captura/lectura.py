"""De lo que se ve de un documento a las filas de un libro de captura.

``leer_libro`` lo lee entero. Debajo, lo que una oficina escribió en las celdas abiertas, como dato;
lo que no sirve es una falla.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura.mensajes import alguno_de, inesperado, llego
from paac_reportes.lectura.ajenos.mobiliario import pie_de
from paac_reportes.lectura.combinadas import COMBINADA
from paac_reportes.lectura.enlaces import enlaces_sin_leer
from paac_reportes.lectura.filas.valores import leer
from paac_reportes.libros.captura.filas import numero_en
from paac_reportes.libros.captura.huellas import (
    Identificacion,
    Procedencia,
    leer_marca,
    procedencia_de,
)
from paac_reportes.libros.captura.libro import COMO_SE_LLENA, POR_RESPONDER
from paac_reportes.libros.captura.recomendaciones import (
    HOJA,
    HojaLeida,
    RecomendacionLeida,
    hallar_hoja,
    leer_hoja,
)
from paac_reportes.libros.captura.reportes import Reporte, comparable, en_celda
from paac_reportes.libros.captura.tabla_del_libro import (
    FUERA_DE_LUGAR,
    TablaDeLibro,
    fila_de_rotulos,
    hallar_tabla,
    identificacion_en,
)
from paac_reportes.libros.captura.tablas import (
    SE_ESPERA,
    Clave,
    ColumnaDeCaptura,
    TablaDeCaptura,
    tablas_de,
)
from paac_reportes.modelo.fechas import leer_fecha_programada
from paac_reportes.modelo.temas import Tema
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, TablaVista
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import como_texto, lista, numero_escrito


@clases.frozen(kw_only=True, eq=False)
class FilaDeLibro:
    """Una fila de la tabla de un libro."""

    libro: str
    lugar: str
    """``hoja «Actividades», fila 14``."""
    tabla: TablaDeCaptura
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
    reporte: Reporte

    @functools.cached_property
    def clave(self) -> Clave:
        """Con lo que se la reconoce si perdió su identificación."""
        return self.tabla.clave_de(self.vistos)

    @functools.cached_property
    def comparables(self) -> Mapping[str, str]:
        """Lo que se lee en cada celda cerrada que tiene, sin lo que un libro no conserva."""
        cerradas = (columna.dato for columna in self.columnas if not columna.abierta)
        return {dato: comparable(self.vistos.get(dato, "")) for dato in cerradas}

    def como_se_lee(self, reporte: Reporte) -> dict[str, str]:
        """Lo que dirían sus celdas abiertas con ese reporte, por su rótulo."""
        return {
            columna.rotulo: como_texto(en_celda(columna.dato, reporte.valores[columna.camino]))
            for columna in self.columnas
            if columna.abierta
        }


@clases.frozen(kw_only=True, eq=False)
class LibroLeido:
    """Un libro entero."""

    nombre: str
    procedencia: Procedencia
    dependencia: int | None
    """La que dice su propiedad."""
    filas: tuple[FilaDeLibro, ...]
    vigencia: int | None = None
    """La del plan del que salió, si lo dice."""
    guardado: str = ""
    """Cuándo, si el archivo lo dice."""
    recomendaciones: tuple[RecomendacionLeida, ...] = ()
    avisos: tuple[Aviso, ...] = ()
    fallas: tuple[Falla, ...] = ()
    """Lo que no se pudo leer; con alguna, no se reúne."""


class Lectura:
    """La de las celdas de un libro: junta las fallas y lo que conviene revisar."""

    def __init__(self, vigencia: int | None = None) -> None:
        self.vigencia = vigencia
        self.fallas: list[Falla] = []
        self.avisos: list[Aviso] = []

    def valor(self, columna: ColumnaDeCaptura, celda: CeldaVista | None, lugar: str) -> Any:
        """El de una celda abierta; ``None``, o ninguno, si está en blanco."""
        if celda is None or not celda.texto.strip():
            return () if columna.tipo is tuple else None
        if issubclass(columna.tipo, Enum):
            return self._de_la_lista(columna, celda, lugar)
        if columna.opciones:
            return self._opcion(columna, celda, lugar)
        if columna.es_porcentaje:
            return self._avance(columna, celda, lugar)
        if columna.tipo in SE_ESPERA:
            return self._de_su_tipo(columna, celda, lugar)
        leido = leer(columna.dato, celda.con_direcciones)
        if columna.es_fecha:
            dudas = leer_fecha_programada(leido, self.vigencia).avisos
            anotado = llego(leido)
            self.avisos += [Aviso("fecha", lugar, f"fecha: {d}", datos=anotado) for d in dudas]
        return tuple(leido) if columna.tipo is tuple else leido

    def _opcion(self, columna: ColumnaDeCaptura, celda: CeldaVista, lugar: str) -> str | None:
        escrito = en_plano(celda.texto.strip().rstrip("."))
        halladas = [
            codigo for codigo, dicho in columna.opciones.items() if en_plano(dicho) == escrito
        ]
        if halladas:
            return halladas[0]
        self._fallar(lugar, alguno_de(tuple(columna.opciones.values())), celda, columna)
        return None

    def _de_la_lista(self, columna: ColumnaDeCaptura, celda: CeldaVista, lugar: str) -> Any:
        """Una opción como se la escoge, o con otro de sus nombres."""
        leido = leer(columna.dato, celda.texto.strip().rstrip("."))
        if leido in columna.opciones:
            return columna.tipo(leido)
        esperado = f"uno de la lista ({', '.join(columna.opciones.values())})"
        self._fallar(lugar, esperado, celda, columna)
        return None

    def _de_su_tipo(self, columna: ColumnaDeCaptura, celda: CeldaVista, lugar: str) -> Any:
        """Un número o una fecha, si se entendió."""
        escrito: Any = celda.dia if isinstance(celda.valor, date) else celda.valor
        if escrito is None:
            texto = celda.texto.strip()
            escrito = texto if columna.tipo is date else numero_escrito(en_plano(texto))
        leido = leer(columna.dato, escrito)
        if isinstance(leido, columna.tipo):
            return leido
        self._fallar(lugar, SE_ESPERA[columna.tipo][1], celda, columna)
        return None

    def _avance(self, columna: ColumnaDeCaptura, celda: CeldaVista, lugar: str) -> Decimal | None:
        numero = porcentaje_de(celda)
        if numero is None or not 0 <= numero <= _CIEN:
            self._fallar(lugar, "un número de 0 a 100", celda, columna)
            return None
        if 0 < numero < 1:
            motivo = (
                f"se leyó como {como_texto(numero)} %; si es una parte de uno, escriba"
                f" {como_texto((numero * _CIEN).normalize())}"
            )
            anotado = llego(numero)
            self.avisos.append(Aviso("avance_como_fraccion", lugar, motivo, datos=anotado))
        return numero

    def _fallar(
        self, lugar: str, esperado: str, celda: CeldaVista, columna: ColumnaDeCaptura
    ) -> None:
        """La de un valor que no es el de su columna; ``clave`` es el dato que ella pide."""
        falla = inesperado(lugar, esperado, celda.texto)
        opciones = {"opciones": tuple(columna.opciones.values())} if columna.opciones else {}
        clave = columna.dato.rpartition(".")[2]
        self.fallas.append(
            attrs.evolve(
                falla,
                posicion=attrs.evolve(falla.posicion, clave=clave),
                datos={**falla.datos, **opciones},
            )
        )


def leer_libro(nombre: str, visto: DocumentoVisto) -> LibroLeido:
    """El libro, con todas sus fallas; ``ErrorDeEntrada`` si no es uno de captura."""
    lectura = Lectura(_vigencia(visto.propiedades))
    procedencia = procedencia_de(visto.propiedades) or _la_de_una_fila(visto)
    hojas = [hoja for vista in visto.tablas() if (hoja := hallar_hoja(vista)) is not None]
    de_recomendaciones = [hoja.vista for hoja in hojas]
    tablas = [
        tabla
        for vista in visto.tablas()
        if procedencia
        and vista not in de_recomendaciones
        and (tabla := hallar_tabla(vista, procedencia.tema, lectura.fallas, lectura.avisos))
    ]
    filas = tuple(fila for tabla in tablas for fila in _filas(nombre, tabla, lectura))
    recomendaciones = tuple(
        una for hoja in hojas for una in leer_hoja(nombre, hoja, lectura.fallas, lectura.avisos)
    )
    if procedencia and not (tablas or lectura.fallas) and procedencia_de(visto.propiedades):
        hojas_de = lista([f"«{una.hoja.titulo}»" for una in tablas_de(procedencia.tema)])
        motivo = f"no está la hoja de lo que se reporta ({hojas_de}); se esperaba la que salió"
        lectura.fallas.append(Falla("columna_no_hallada", "", motivo))
    if procedencia is None or not (tablas or lectura.fallas):
        motivo = (
            "no es un libro de captura: se esperaba uno de los que escribe capturar, con sus"
            " columnas y su identificación"
        )
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", f"libro «{nombre}»", motivo))
    lectura.fallas += _de_otro(filas, procedencia)
    lectura.avisos += _de_otra_entrega(filas, procedencia)
    return LibroLeido(
        nombre=nombre,
        procedencia=procedencia,
        dependencia=_dependencia(visto.propiedades, filas, procedencia.tema),
        filas=filas,
        vigencia=_vigencia(visto.propiedades),
        guardado=visto.guardado,
        recomendaciones=recomendaciones,
        fallas=tuple(falla.en(en_el_libro(nombre, falla.ruta)) for falla in lectura.fallas),
        avisos=tuple(
            attrs.evolve(aviso, ruta=en_el_libro(nombre, aviso.ruta))
            for aviso in (
                *visto.avisos,
                *lectura.avisos,
                *enlaces_sin_leer(visto, ([fila.reporte for fila in filas], recomendaciones)),
                *(aviso for tabla in tablas for aviso in tabla.ocultas(tabla.numeros)),
                *_de_mas(visto, tablas, de_recomendaciones),
                *_sin_recomendaciones(visto, hojas),
            )
            # Las del progreso son nuestras; de las celdas abiertas ya lo dice la lectura.
            if aviso.codigo != "formula_sin_resultado"
        ),
    )


def en_el_libro(nombre: str, lugar: str) -> str:
    """``libro «Salud», hoja «Actividades», celda F14``."""
    return ", ".join(filter(None, (f"libro «{nombre}»", lugar)))


def _filas(nombre: str, tabla: TablaDeLibro, lectura: Lectura) -> Iterator[FilaDeLibro]:
    """Las de una tabla, sin las que están en blanco."""
    abiertas = {columna.dato for columna in tabla.tabla.abiertas}
    identifican = {dato for datos in tabla.tabla.identifican for dato in datos}
    bastan = [numero for dato, numero in tabla.columnas.items() if dato in identifican]
    pie = pie_de(tabla.vista, tabla.fila_de_rotulos + 1, tabla.es_nuestra, bastan=bastan)
    lectura.avisos += pie.values()
    ultima = max(filter(tabla.es_nuestra, range(len(tabla.vista.filas))), default=None)
    corridas = [] if ultima is None else list(tabla.corridas(ultima))
    lectura.avisos += (Aviso("reportes_movidos", tabla.vista.lugar, uno) for uno in corridas)
    for numero in tabla.numeros:
        if numero in pie:
            continue
        vistos = _textos(tabla, numero, tabla.columnas)
        sobrantes = _textos(tabla, numero, {r: n for n, r in tabla.sobrantes.items()})
        identificacion = tabla.identificacion(numero)
        if identificacion is None and not (vistos or sobrantes):
            continue
        yield FilaDeLibro(
            libro=nombre,
            lugar=tabla.vista.lugar_de(numero),
            tabla=tabla.tabla,
            identificacion=identificacion,
            marca=FUERA_DE_LUGAR if corridas else tabla.marca(numero),
            columnas=tuple(c for c in tabla.tabla.columnas if c.dato in tabla.columnas),
            vistos={d: t for d, t in vistos.items() if d not in abiertas},
            sobrantes=sobrantes,
            lugares={d: tabla.vista.lugar_de(numero, n) for d, n in tabla.columnas.items()},
            reporte=_reportado(tabla, numero, lectura)
            if ultima is None or numero <= ultima
            else _de_debajo(tabla, numero, lectura),
        )


def _de_debajo(tabla: TablaDeLibro, fila: int, lectura: Lectura) -> Reporte:
    """El de una fila que escribió la oficina: lo que en ella no se entiende no daña el libro."""
    suya = Lectura(lectura.vigencia)
    reporte = _reportado(tabla, fila, suya)
    dudas = [
        Aviso("lectura_dudosa", falla.ruta, f"{falla.mensaje}; la fila no es del libro")
        for falla in suya.fallas
    ]
    lectura.avisos += [*suya.avisos, *dudas]
    return reporte


def _textos(tabla: TablaDeLibro, fila: int, columnas: Mapping[str, int]) -> dict[str, str]:
    """Lo que se lee en esas columnas de la fila, sin los blancos."""
    celdas = {nombre: tabla.vista.filas[fila][numero] for nombre, numero in columnas.items()}
    return {nombre: c.texto for nombre, c in celdas.items() if c and c.texto.strip()}


def _reportado(tabla: TablaDeLibro, fila: int, lectura: Lectura) -> Reporte:
    """Lo que dicen las celdas abiertas."""
    en_blanco = tabla.tabla.reporte_de(None)
    valores = dict(en_blanco.valores)
    for abierta in tabla.tabla.abiertas:
        camino, columna = abierta.camino, tabla.columnas.get(abierta.dato)
        if columna is None:  # la falla ya está dicha
            continue
        lugar = tabla.vista.lugar_de(fila, columna)
        celda = tabla.celda(fila, abierta.dato)
        if celda is not None and celda.filas * celda.columnas > 1:
            if (celda.fila, celda.columna) != (fila, columna):
                celda = None
            elif celda.texto.strip():
                lectura.avisos.append(Aviso("celda_combinada", lugar, COMBINADA))
        if celda is not None and leer_marca(celda.texto):
            celda = None  # la movieron aquí: nadie la escribió
        valores[camino] = lectura.valor(abierta, celda, lugar)
        if tabla.es_formula(fila, abierta.dato):
            hay = valores[camino] not in (None, ())
            leido = "el resultado que guarda" if hay else "en blanco: no guarda un resultado"
            motivo = f"es una fórmula; se leyó {leido}"
            lectura.avisos.append(Aviso("celda_con_formula", lugar, motivo))
    return attrs.evolve(en_blanco, valores=valores)


def _de_mas(
    visto: DocumentoVisto, tablas: Sequence[TablaDeLibro], otras: Sequence[TablaVista]
) -> Iterator[Aviso]:
    """Las hojas y las columnas que puso la oficina: lo que dicen no entra en el plan."""
    nuestras = [*(tabla.vista for tabla in tablas), *otras]
    for vista in visto.tablas():
        if vista not in nuestras and not _es_de_instrucciones(vista):
            yield Aviso("hoja_sin_leer", vista.lugar, "no es del libro, y no se leyó")
    for tabla in tablas:
        yield from tabla.columnas_de_mas()


def _sin_recomendaciones(visto: DocumentoVisto, hojas: Sequence[HojaLeida]) -> Iterator[Aviso]:
    """Si las instrucciones dicen que llevaba su hoja, y ya no está."""
    if not hojas and any(
        celda and celda.texto.startswith(POR_RESPONDER)
        for vista in visto.tablas()
        for fila in vista.filas
        for celda in fila
    ):
        motivo = "no está en el libro: lo recomendado queda como en la base"
        yield Aviso("hoja_faltante", f"hoja «{HOJA}»", motivo)


def _es_de_instrucciones(vista: TablaVista) -> bool:
    return any(celda and celda.texto == COMO_SE_LLENA for fila in vista.filas for celda in fila)


def _la_de_una_fila(visto: DocumentoVisto) -> Procedencia | None:
    """La de la primera que lleva su identificación."""
    halladas = (identificacion_en(vista) for vista in visto.tablas())
    return next((una.procedencia for una in halladas if una), None)


def _vigencia(propiedades: Mapping[str, str]) -> int | None:
    dicha = propiedades.get("paac.vigencia", "")
    return int(dicha) if re.fullmatch(r"\d{4}", dicha) else None


def _dependencia(
    propiedades: Mapping[str, str], filas: tuple[FilaDeLibro, ...], tema: Tema
) -> int | None:
    """La que dice el libro o, si perdió sus propiedades, la de las más de sus filas."""
    dicha = propiedades.get("paac.rama", "")
    if re.fullmatch(r"\d{1,9}", dicha, re.ASCII):
        return int(dicha)
    rutas = (fila.identificacion.ruta for fila in filas if fila.identificacion)
    reparte = tema.captura.reparte if tema.captura else ""
    veces = Counter(numero_en(reparte, ruta) for ruta in rutas)
    return max(veces, key=lambda numero: veces[numero], default=None)


def es_de_captura(visto: DocumentoVisto) -> bool:
    """Si un documento es un libro de captura: lo dicen sus propiedades o una de sus filas."""
    if visto.tipo != "xlsx":
        return False
    if visto.propiedades.get("paac.clase") == "captura":
        return True
    # Se pregunta de todo libro que se lee, y casi ninguno lo es: primero, lo que menos cuesta.
    return any(
        fila_de_rotulos(vista, suya.procedencia.tema) is not None
        for vista in visto.tablas()
        if (suya := identificacion_en(vista))
    )


def _de_otro(filas: tuple[FilaDeLibro, ...], procedencia: Procedencia) -> Iterator[Falla]:
    """Las filas que se pegaron de un libro de otro corte o de otra entidad."""
    for fila in filas:
        if fila.identificacion is None:
            continue
        suya = fila.identificacion.procedencia
        if suya.corte != procedencia.corte:
            motivo = f"la fila es de un libro del corte {suya.corte}, y éste es del"
            yield Falla("libro_ajeno", fila.lugar, f"{motivo} {procedencia.corte}")
        elif suya.entidad != procedencia.entidad:
            yield Falla("libro_ajeno", fila.lugar, "la fila es de un libro de otra entidad")
        elif (suya.de, suya.quien) != (procedencia.de, procedencia.quien):
            motivo = "la fila es de un libro que lo reporta otro, o que es de otra cosa"
            yield Falla("libro_ajeno", fila.lugar, motivo)


def _de_otra_entrega(filas: tuple[FilaDeLibro, ...], procedencia: Procedencia) -> Iterator[Aviso]:
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
        una = len(ajenas) == 1
        motivo = (
            f"{'una fila salió' if una else f'{len(ajenas)} filas salieron'} en otra entrega del"
            f" libro, con {procedencia.tema.el} como estaba entonces: {lugares_de(ajenas)}"
        )
        yield Aviso("fila_ajena", "", motivo)


_NOMBRADAS = 12


def lugares_de(filas: Sequence[FilaDeLibro]) -> str:
    """``fila 8, fila 9 y otras 3``: las hojas y filas en que están."""
    lugares = ", ".join(fila.lugar for fila in filas[:_NOMBRADAS])
    otras = len(filas) - _NOMBRADAS
    return f"{lugares} y otras {otras}" if otras > 0 else lugares


_CIEN = 100
_EN_PORCENTAJE = re.compile(r"(.*?)(?:%|por\s*+ciento)", re.IGNORECASE | re.DOTALL)


def porcentaje_de(celda: CeldaVista) -> Decimal | None:
    """El número de una celda: ``50``, ``50 %``, ``50 por ciento`` o un 0,5 que se ve 50%."""
    escrito = _EN_PORCENTAJE.fullmatch(celda.texto.strip())
    if isinstance(celda.valor, Decimal):
        return (celda.valor * _CIEN if escrito else celda.valor).normalize() + 0
    return numero_escrito(en_plano(escrito[1] if escrito else celda.texto))
