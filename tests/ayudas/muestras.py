"""Un contenido inventado con algo en cada dato que un formato sabe mostrar."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ayudas.muestra_del_mapa import mapa_de_muestra
from paac_reportes import clases
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.revision.reglas import textos_del_formato
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
from paac_reportes.modelo.metodologia import cortes_de
from paac_reportes.modelo.temas import Contenido
from paac_reportes.normativa.normas import buscar_regimen

_VIGENCIA = 2026
_TEXTO_LARGO = (
    "Se hicieron las dos jornadas previstas, con asistencia de todas las dependencias, y se dejó"
    " la memoria en la carpeta del proceso. Falta la jornada con las juntas de acción comunal, que"
    " quedó para el mes siguiente porque coincidía con la rendición de cuentas."
)


@clases.frozen
class Muestra:
    """Un contenido inventado y su corte."""

    contenido: Any
    """Un plan o, de un formato de mapa, un mapa de riesgos."""
    corte: date


def muestra_de(formato: Formato) -> Muestra:
    """Contenido inventado con lo que el formato sabe mostrar, en una fecha en que rige."""
    vigencia = _vigencia(formato)
    cortes = cortes_de(vigencia, formato.periodicidad)[:2]
    contenido: Contenido
    if formato.de == "mapa":
        contenido = mapa_de_muestra(**_comunes(vigencia), cortes=cortes)
    else:
        contenido = _plan_de_muestra(formato, vigencia, cortes)
    return Muestra(contenido, cortes[-1])


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
        return desde.year + 1
    return _VIGENCIA if hasta is None or hasta >= date(_VIGENCIA, 8, 31) else hasta.year - 1


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


# Ya hecha: comprimida al correr, sus bytes dependerían de la zlib de cada máquina.
ESCUDO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=="
)
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
    escudo=ESCUDO,
)
_FIRMAS = (
    Firma(rol="Elaborado por", nombre="NOMBRE DE QUIEN ELABORA", cargo="Profesional Universitario"),
    Firma(
        rol="Aprobado por", nombre="NOMBRE DE QUIEN APRUEBA", cargo="Jefe", nota="Original firmado"
    ),
)
