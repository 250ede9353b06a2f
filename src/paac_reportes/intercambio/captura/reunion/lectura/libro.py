"""De lo que se ve de un documento a las filas de un libro de captura."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from paac_reportes.entrada.documentos.visto import DocumentoVisto, TablaVista
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.intercambio.captura.huellas import Procedencia
from paac_reportes.intercambio.captura.libro.instrucciones import COMO_SE_LLENA
from paac_reportes.intercambio.captura.reporte import CAMPOS, Reporte
from paac_reportes.intercambio.captura.reunion.lectura.celdas import Lectura
from paac_reportes.intercambio.captura.reunion.lectura.leido import FilaDeLibro, LibroLeido
from paac_reportes.intercambio.captura.reunion.lectura.tabla import TablaDeLibro, hallar_tabla
from paac_reportes.intercambio.captura.rutas import de_la_dependencia


def leer_libro(nombre: str, visto: DocumentoVisto) -> LibroLeido:
    """El libro; ``ErrorDeEntrada`` con todas sus fallas, o si no es uno de captura."""
    lectura = Lectura()
    tablas = [
        tabla
        for vista in visto.tablas()
        if (tabla := hallar_tabla(vista, lectura.fallas, lectura.avisos)) is not None
    ]
    filas = tuple(fila for tabla in tablas for fila in _filas(nombre, tabla, lectura))
    procedencia = _procedencia(visto.propiedades) or next(
        (fila.identificacion.procedencia for fila in filas if fila.identificacion), None
    )
    if procedencia is None or not (tablas or lectura.fallas):
        motivo = (
            "no es un libro de captura: se esperaba uno de los que escribe capturar, con sus"
            " columnas y su identificación"
        )
        raise ErrorDeEntrada(Falla(f"libro «{nombre}»", motivo))
    lectura.fallas += _de_otro(filas, procedencia)
    if lectura.fallas:
        raise ErrorDeEntrada(
            Falla(_en_el_libro(nombre, falla.ruta), falla.mensaje) for falla in lectura.fallas
        )
    return LibroLeido(
        nombre=nombre,
        procedencia=procedencia,
        dependencia=_dependencia(visto.propiedades, filas),
        filas=filas,
        avisos=tuple(
            Aviso(aviso.codigo, _en_el_libro(nombre, aviso.ruta), aviso.mensaje)
            for aviso in (*visto.avisos, *lectura.avisos, *_de_mas(visto, tablas))
            # Las del progreso son nuestras; de las celdas abiertas ya lo dice la lectura.
            if aviso.codigo != "formula_sin_resultado"
        ),
    )


def _en_el_libro(nombre: str, lugar: str) -> str:
    return ", ".join(filter(None, (f"libro «{nombre}»", lugar)))


def _filas(nombre: str, tabla: TablaDeLibro, lectura: Lectura) -> Iterator[FilaDeLibro]:
    """Las de una tabla, sin las que están en blanco."""
    for numero in range(tabla.rotulos + 1, len(tabla.vista.filas)):
        vistos = _textos(tabla, numero, tabla.lugares)
        sobrantes = _textos(tabla, numero, {r: n for n, r in tabla.sobrantes.items()})
        identificacion = tabla.identificacion(numero)
        if identificacion is None and not (vistos or sobrantes):
            continue
        yield FilaDeLibro(
            libro=nombre,
            lugar=tabla.vista.lugar_de(numero),
            identificacion=identificacion,
            columnas=tuple(c for c in tabla.todas if c.dato in tabla.lugares),
            vistos={d: t for d, t in vistos.items() if not d.startswith("seguimiento.")},
            sobrantes=sobrantes,
            lugares={d: tabla.vista.lugar_de(numero, n) for d, n in tabla.lugares.items()},
            reporte=Reporte(**_reportado(tabla, numero, lectura)),
        )


def _textos(tabla: TablaDeLibro, fila: int, columnas: Mapping[str, int]) -> dict[str, str]:
    """Lo que se lee en esas columnas de la fila, sin los blancos."""
    celdas = {nombre: tabla.celda(fila, numero) for nombre, numero in columnas.items()}
    return {nombre: c.texto for nombre, c in celdas.items() if c and c.texto.strip()}


def _reportado(tabla: TablaDeLibro, fila: int, lectura: Lectura) -> dict[str, Any]:
    """Los valores de las celdas abiertas."""
    valores = {}
    for campo in CAMPOS:
        columna = tabla.lugares.get(f"seguimiento.{campo}")
        if columna is None:  # la falla ya está dicha
            continue
        lugar = tabla.vista.lugar_de(fila, columna)
        valores[campo] = lectura.valor(campo, tabla.celda(fila, columna), lugar)
        if tabla.es_formula(fila, columna):
            hay = valores[campo] not in (None, ())
            leido = "el resultado que guarda" if hay else "en blanco: no guarda su resultado"
            motivo = f"es una fórmula; se leyó {leido}"
            lectura.avisos.append(Aviso("celda_con_formula", lugar, motivo))
    return valores


def _de_mas(visto: DocumentoVisto, tablas: Sequence[TablaDeLibro]) -> Iterator[Aviso]:
    """Las hojas y las columnas que puso la oficina: lo que dicen no entra en el plan."""
    nuestras = [tabla.vista for tabla in tablas]
    for vista in visto.tablas():
        if vista not in nuestras and not _es_de_instrucciones(vista):
            yield Aviso("hoja_sin_leer", vista.lugar, "no es del libro, y no se leyó")
    for tabla in tablas:
        for columna, rotulo in tabla.sobrantes.items():
            llenas = sum(
                1
                for fila in range(tabla.rotulos + 1, len(tabla.vista.filas))
                if (celda := tabla.celda(fila, columna)) and celda.texto.strip()
            )
            if llenas:
                cuantas = "una celda" if llenas == 1 else f"{llenas} celdas"
                que_pasa = f"no es del libro: lo que dice en {cuantas} no se tomó"
                motivo = f"la columna {mostrar(rotulo)} {que_pasa}"
                yield Aviso("columna_cambiada", tabla.vista.lugar, motivo)


def _es_de_instrucciones(vista: TablaVista) -> bool:
    return any(celda and celda.texto == COMO_SE_LLENA for fila in vista.filas for celda in fila)


def _procedencia(propiedades: Mapping[str, str]) -> Procedencia | None:
    """La que dicen las propiedades del libro, si están enteras."""
    if propiedades.get("paac.clase") != "captura":
        return None
    try:
        return Procedencia(
            corte=date.fromisoformat(propiedades["paac.corte"]),
            entidad=propiedades["paac.entidad"],
            base=propiedades["paac.base"],
        )
    except (KeyError, ValueError):
        return None


def _dependencia(propiedades: Mapping[str, str], filas: tuple[FilaDeLibro, ...]) -> int | None:
    dicha = re.fullmatch(r"dependencias\[(\d+)\]", propiedades.get("paac.dependencia", ""))
    if dicha:
        return int(dicha[1])
    rutas = (fila.identificacion.ruta for fila in filas if fila.identificacion)
    return next((de_la_dependencia(ruta) for ruta in rutas), None)


def _de_otro(filas: tuple[FilaDeLibro, ...], procedencia: Procedencia) -> Iterator[Falla]:
    """Las filas que se pegaron de un libro de otro corte o de otra entidad."""
    for fila in filas:
        if fila.identificacion is None:
            continue
        suya = fila.identificacion.procedencia
        if suya.corte != procedencia.corte:
            motivo = f"la fila es de un libro del corte {suya.corte}, y éste es del"
            yield Falla(fila.lugar, f"{motivo} {procedencia.corte}")
        elif suya.entidad != procedencia.entidad:
            yield Falla(fila.lugar, "la fila es de un libro de otra entidad")
