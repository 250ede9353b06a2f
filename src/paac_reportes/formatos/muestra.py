"""Un contenido inventado con algo en cada dato: cómo queda un formato sin tener el propio.

También los extras que el formato pide (``con_extras_de``).
"""

import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.estructura import Extra
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.columnas import Columna, datos_de_columna
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre, extra_de
from paac_reportes.formatos.revision.textos import textos_del_formato
from paac_reportes.modelo import (
    Actividad,
    CambioDocumento,
    Componente,
    Dependencia,
    Entidad,
    Estado,
    Firma,
    Plan,
    Seguimiento,
    Subcomponente,
    Tramite,
)
from paac_reportes.modelo.campos import rotulo_de_clave
from paac_reportes.modelo.periodos import cortes_de
from paac_reportes.modelo.recorrer import con_objetos, recorrer
from paac_reportes.modelo.temas import Contenido, tema_de
from paac_reportes.normativa.regimenes import buscar_regimen

C = TypeVar("C", bound=Contenido)
FilasDeMuestra = list[dict[str, Any]]

_PRIMERA, _VIGENCIA, _ULTIMA = 1900, 2026, 2999
"""Vigencias: la menor que se admite, la de la muestra si el formato rige en ella, y la mayor."""
_TEXTO_LARGO = (
    "Se hicieron las dos jornadas previstas, con asistencia de todas las dependencias, y se dejó"
    " la memoria en la carpeta del proceso. Falta la jornada con las juntas de acción comunal, que"
    " quedó para el mes siguiente porque coincidía con la rendición de cuentas."
)


@clases.frozen
class Muestra:
    """Muestra para generar un formato de ejemplo."""

    contenido: Any
    """Un plan o, de un formato de mapa, un mapa de riesgos."""
    corte: date
    filas: FilasDeMuestra | dict[str, FilasDeMuestra] | None
    """Filas que pide un formato que recorre ``filas``, o cada tabla suya; ``None`` si no pide."""


def muestra_de(formato: Formato) -> Muestra:
    """Contenido inventado con lo que el formato sabe mostrar, en una fecha en que rige."""
    vigencia = _vigencia(formato)
    cortes = cortes_de(vigencia, formato.periodicidad)[:2]
    contenido: Contenido
    if formato.de == "mapa":
        from paac_reportes.formatos.muestra_del_mapa import mapa_de_muestra  # noqa: PLC0415 - de uno

        contenido = mapa_de_muestra(**_comunes(vigencia), cortes=cortes)
    else:
        contenido = _plan_de_muestra(formato, vigencia, cortes)
    return Muestra(con_extras_de(formato, contenido), cortes[-1], _filas(formato))


def _comunes(vigencia: int) -> dict[str, Any]:
    """Datos de muestra que cualquier contenido lleva: entidad, vigencia, versiones y firmas."""
    ano = vigencia % 100
    versiones = {f"31-ene-{ano}": "Versión inicial.", f"15-may-{ano}": "Se ajusta una fecha."}
    return {
        "entidad": _ENTIDAD,
        "vigencia": vigencia,
        "control_cambios": tuple(
            CambioDocumento(version=str(numero), fecha=fecha, razon=razon)
            for numero, (fecha, razon) in enumerate(versiones.items(), 1)
        ),
        "firmas": _FIRMAS,
    }


def _plan_de_muestra(formato: Formato, vigencia: int, cortes: Sequence[date]) -> Plan:
    """Plan inventado; por dependencias, si el formato las nombra."""
    componentes = tuple(_componentes(cortes))
    usa_dependencias = any(bloque.cada == "dependencia" for bloque in formato.cuerpo) or any(
        "dependencia." in texto.plantilla or texto.plantilla == "dependencia"
        for texto in textos_del_formato(formato)
    )
    return Plan(
        **_comunes(vigencia),
        regimen=formato.regimenes[-1] if formato.regimenes else None,
        dependencias=tuple(
            Dependencia(nombre=nombre, componentes=componentes)
            for nombre in ("SECRETARÍA DE PLANEACIÓN", "SECRETARÍA DE HACIENDA")
            if usa_dependencias
        ),
        componentes=() if usa_dependencias else componentes,
    )


def _vigencia(formato: Formato) -> int:
    """Vigencia de la muestra: la de hoy, si el formato rige en ella, o la más cercana."""
    desde, hasta = formato.vigente_desde, formato.vigente_hasta or _fin_del_regimen(formato)
    if desde is not None and desde > date(_VIGENCIA, 4, 30):
        return min(desde.year + 1, _ULTIMA)
    return (
        _VIGENCIA
        if hasta is None or hasta >= date(_VIGENCIA, 8, 31)
        else max(hasta.year - 1, _PRIMERA)
    )


def _fin_del_regimen(formato: Formato) -> date | None:
    """El último día del régimen del formato, si dice de cuál es."""
    return buscar_regimen(formato.regimenes[-1]).hasta if formato.regimenes else None


def _componentes(cortes: Sequence[date]) -> Iterator[Componente]:
    """Dos componentes inventados: uno con subcomponentes y otro con trámites."""
    yield Componente(
        numero=1,
        nombre="Gestión del Riesgo de Corrupción – Mapa de Riesgos de Corrupción",
        subcomponentes=(
            Subcomponente(
                nombre="1. Política de administración de riesgos",
                actividades=tuple(_actividad(f"1.{n}", cortes, n * 30) for n in (1, 2)),
            ),
            Subcomponente(
                nombre="2. Consulta y divulgación", actividades=(_actividad("2.1", cortes, 0),)
            ),
        ),
    )
    yield Componente(
        numero=2,
        nombre="Racionalización de Trámites",
        tramites=(_tramite("Certificado de estratificación", cortes),),
        intercambios=(_tramite("Consulta de avalúo catastral", cortes),),
    )


def _actividad(codigo: str, cortes: Sequence[date], avance: int) -> Actividad:
    """Actividad inventada; ``avance``: el porcentaje que suma en cada corte."""
    vigencia = cortes[0].year
    return Actividad(
        codigo=codigo,
        descripcion="Socializar la política de administración de riesgos con las dependencias",
        meta="Tres jornadas realizadas",
        indicador="Jornadas realizadas / jornadas previstas",
        responsable="Secretaría de Planeación",
        fecha_programada=f"30/11/{vigencia}",
        fecha_inicio=f"01/02/{vigencia}",
        fecha_fin=f"30/11/{vigencia}",
        seguimientos=tuple(_seguimientos(cortes, avance)),
    )


def _tramite(nombre: str, cortes: Sequence[date]) -> Tramite:
    """Trámite inventado, con un seguimiento en cada corte."""
    vigencia = cortes[0].year
    return Tramite(
        numero="1",
        codigo_suit="12345",
        nombre=nombre,
        tipo="Único",
        estado="Inscrito",
        tipo_racionalizacion="Tecnológica",
        accion="Trámite en línea",
        situacion_actual="El ciudadano va dos veces a la oficina.",
        mejora="Formulario web con respuesta por correo electrónico",
        beneficio="Menos desplazamientos",
        responsable="Secretaría de Planeación",
        fecha_inicio=f"01/02/{vigencia}",
        fecha_fin=f"30/11/{vigencia}",
        fecha_implementacion=f"15/12/{vigencia}",
        justificacion="Es el trámite más pedido.",
        seguimientos=tuple(_seguimientos(cortes, 45)),
    )


def _seguimientos(cortes: Iterable[date], avance: int) -> Iterator[Seguimiento]:
    """Seguimiento de cada corte; ``avance``: el porcentaje que suma cada uno, hasta 100."""
    for numero, corte in enumerate(cortes, 1):
        yield Seguimiento(
            corte=corte,
            texto=_TEXTO_LARGO if numero == 1 else "Se terminó lo pendiente.",
            avance=Decimal(min(avance * numero, 100)),
            estado=Estado.EN_PROCESO,
            evidencias=("Acta 4", "https://www.ejemplo.gov.co/actas/4"),
            observaciones="Falta la firma de un asistente.",
            monitoreo="La dependencia reportó a tiempo.",
            observaciones_monitoreo="Conviene adelantar la última jornada.",
        )


def _filas(formato: Formato) -> FilasDeMuestra | dict[str, FilasDeMuestra] | None:
    """Filas de muestra; por el nombre de cada tabla, si el formato lleva varias."""
    if formato.tablas_dadas:
        por_nombre = formato.tablas_dadas.items()
        return {nombre: _de_una_tabla(tablas.values()) or [] for nombre, tablas in por_nombre}
    return _de_una_tabla(formato.tablas.values())


def _de_una_tabla(tablas: Iterable[TablaDeFormato]) -> FilasDeMuestra | None:
    """Tres filas inventadas con los datos que nombran unas tablas; nada si ninguno."""
    nombres = {
        dato.partition(".")[2]: bool(columna.total) or columna.guarda == "numero"
        for tabla in tablas
        for columna in tabla.columnas
        for dato in datos_de_columna(columna)
        if es_de_fila_libre(dato)
    }
    if not nombres:
        return None
    return [
        {nombre: Decimal(10 * n) if numero else f"Dato {n}" for nombre, numero in nombres.items()}
        for n in (1, 2, 3)
    ]


def _escudo() -> bytes:
    """Imagen PNG de un rombo gris sobre blanco, que hace de escudo."""
    lado = 64
    filas = b"".join(
        b"\0" + bytes(0xB0 if abs(x - 32) + abs(y - 32) < 30 else 0xFF for x in range(lado))  # noqa: PLR2004
        for y in range(lado)
    )

    def trozo(tipo: bytes, datos: bytes) -> bytes:
        cuerpo = tipo + datos
        return struct.pack(">I", len(datos)) + cuerpo + struct.pack(">I", zlib.crc32(cuerpo))

    cabeza = struct.pack(">IIBBBBB", lado, lado, 8, 0, 0, 0, 0)
    partes = (trozo(b"IHDR", cabeza), trozo(b"IDAT", zlib.compress(filas, 9)), trozo(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(partes)


_ENTIDAD = Entidad(
    nombre="MUNICIPIO DE MUESTRA",
    departamento="Departamento",
    nit="890.123.456-2",
    divipola="00000",
    direccion="Calle 1 # 2-03",
    codigo_postal="000000",
    telefono="(601) 000 0000",
    correo="contacto@ejemplo.gov.co",
    sitio_web="www.ejemplo.gov.co",
    certificado="CO-SC-CER-000000",
    escudo=_escudo(),
)
_FIRMAS = (
    Firma(rol="Elaborado por", nombre="NOMBRE DE QUIEN ELABORA", cargo="Profesional Universitario"),
    Firma(
        rol="Aprobado por", nombre="NOMBRE DE QUIEN APRUEBA", cargo="Jefe", nota="Original firmado"
    ),
)


_EXTRA_EN_UN_TEXTO = re.compile(r"\b(entidad|componente)\.extras\.([a-z][a-z0-9_]*)")
_CANTIDAD = Decimal("12.5")


def con_extras_de(formato: Formato, contenido: C) -> C:
    """El contenido con algo en cada extra que las columnas y los textos del formato nombran."""
    por_raiz: defaultdict[str, dict[str, Extra]] = defaultdict(dict)
    for texto in textos_del_formato(formato):
        for raiz, nombre in _EXTRA_EN_UN_TEXTO.findall(texto.plantilla):
            por_raiz[raiz][nombre] = rotulo_de_clave(nombre)
    for raices, nombre, columna in _de_columnas(formato):
        for raiz in raices:
            por_raiz[raiz][nombre] = _de_columna(columna, nombre)
    if not por_raiz:
        return contenido
    nuevos = {
        lugar.ruta: attrs.evolve(lugar.objeto, extras=por_raiz[lugar.contenido.raiz])
        for lugar in recorrer(contenido)
        if lugar.contenido.raiz in por_raiz
    }
    con_extras: Any = con_objetos(contenido, nuevos)
    if del_contenido := por_raiz.get(tema_de(contenido).raiz):
        con_extras = attrs.evolve(con_extras, extras=del_contenido)
    completo: C = con_extras
    return completo


def _de_columnas(formato: Formato) -> Iterator[tuple[tuple[str, ...], str, Columna]]:
    """Raíces, nombre y columna de cada extra que una columna muestra."""
    for tabla in formato.tablas.values():
        recorren = [seccion.recorre for seccion in tabla.secciones]
        for columna in tabla.columnas:
            for dato in datos_de_columna(columna):
                if extra := extra_de(dato, recorren):
                    yield *extra, columna


def _de_columna(columna: Columna, nombre: str) -> Extra:
    """Valor inventado de un extra: el que la columna marca, una cantidad o su nombre."""
    if columna.marca is not None:
        return columna.cuando[0]
    es_numero = bool(columna.total) or columna.guarda == "numero"
    return _CANTIDAD if es_numero else rotulo_de_clave(nombre)
