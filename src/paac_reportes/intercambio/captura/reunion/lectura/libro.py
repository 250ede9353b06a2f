"""De lo que se ve de un documento a las filas de un libro de captura."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from paac_reportes.entrada.documentos.visto import DocumentoVisto
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.intercambio.captura.huellas import Procedencia
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
            Falla(f"libro «{nombre}», {falla.ruta}", falla.mensaje) for falla in lectura.fallas
        )
    return LibroLeido(
        nombre=nombre,
        procedencia=procedencia,
        dependencia=_dependencia(visto.propiedades, filas),
        filas=filas,
        avisos=tuple(
            Aviso(aviso.codigo, f"libro «{nombre}», {aviso.ruta}", aviso.mensaje)
            for aviso in (*visto.avisos, *lectura.avisos)
        ),
    )


def _filas(nombre: str, tabla: TablaDeLibro, lectura: Lectura) -> Iterator[FilaDeLibro]:
    """Las de una tabla, sin las que están en blanco."""
    abiertas = {columna.campo for columna in tabla.todas if columna.abierta}
    for numero in range(tabla.rotulos + 1, len(tabla.vista.filas)):
        vistos = {d: c.texto for d, n in tabla.lugares.items() if (c := tabla.celda(numero, n))}
        sobrantes = {
            rotulo: c.texto
            for n, rotulo in tabla.sobrantes.items()
            if (c := tabla.celda(numero, n)) and c.texto.strip()
        }
        identificacion = tabla.identificacion(numero)
        if identificacion is None and not any(map(str.strip, vistos.values())):
            continue
        lugares = {d: tabla.vista.lugar_de(numero, n) for d, n in tabla.lugares.items()}
        valores = {
            campo: lectura.valor(
                campo,
                tabla.celda(numero, tabla.lugares[dato]),
                lugares[dato],
            )
            for campo in CAMPOS
            if campo in abiertas and (dato := f"seguimiento.{campo}") in tabla.lugares
        }
        yield FilaDeLibro(
            libro=nombre,
            lugar=tabla.vista.lugar_de(numero),
            identificacion=identificacion,
            columnas=tuple(c for c in tabla.todas if c.dato in tabla.lugares),
            vistos={d: t for d, t in vistos.items() if not d.startswith("seguimiento.")},
            sobrantes=sobrantes,
            lugares=lugares,
            reporte=Reporte(**valores),
        )


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
