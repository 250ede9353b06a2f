"""Del plan y el formato al documento neutro."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from paac_reportes.composicion.bloques import Cuerpo, Encargo, Tramo
from paac_reportes.composicion.filas import FilasLibres
from paac_reportes.composicion.paginas import ajustes_de_hoja, bloque_de
from paac_reportes.composicion.tablas import estilos_de_columnas
from paac_reportes.composicion.variables import Redaccion, redaccion_de
from paac_reportes.formatos.definicion import Formato, Propiedades
from paac_reportes.formatos.pagina import BloqueDePagina, EstiloDeFormato
from paac_reportes.formatos.papeles import pagina_de
from paac_reportes.maqueta import anchos
from paac_reportes.maqueta.ajuste import Medidor
from paac_reportes.maqueta.estilos import Estilo, estilos_base
from paac_reportes.maqueta.medidas import Pt
from paac_reportes.maqueta.nodos import Documento, Medio, Metadatos, Parte, Tabla
from paac_reportes.modelo import Plan

_LARGO_DE_PROPIEDAD = 255
_PRIMERA_FECHA = 1601
"""Antes, las fechas de archivo de Office no se entienden."""


def componer(
    plan: Plan,
    formato: Formato,
    corte: date | None,
    medio: Medio = "documento",
    filas: FilasLibres = (),
) -> Documento:
    """El documento de un plan en un formato, con los seguimientos de un corte.

    ``medio`` dice si va seguido (Word) o repartido en hojas (Excel). Los textos del plan deben
    venir limpios (``textos.limpieza``), y las filas, reducidas (``filas_libres``).
    """
    redaccion = redaccion_de(plan, formato, corte)
    propios = formato.libro.margenes if medio == "libro" else None
    margenes = propios or formato.pagina.margenes
    pagina = pagina_de(formato.pagina, margenes)

    def bloque(definido: BloqueDePagina | None, estilo: str) -> Tabla | None:
        return bloque_de(definido, estilo, plan.entidad, pagina.ancho_util, redaccion)

    encabezado = bloque(formato.encabezado, "encabezado")
    propio = bloque(formato.libro.bloque, "encabezado")
    estilos = _estilos(formato)

    def acomodar(tabla: Tabla) -> Tabla:
        return anchos.acomodar(tabla, Medidor(estilos), pagina.ancho_util)

    cuerpo = Cuerpo(Encargo(plan, formato, corte, filas), redaccion, acomodar)
    propiedades = formato.propiedades
    return Documento(
        metadatos=Metadatos(
            **{
                campo.name: _recortar(redaccion(getattr(propiedades, campo.name)))
                for campo in attrs.fields(Propiedades)
            },
            fecha=corte if corte and corte.year >= _PRIMERA_FECHA else None,
        ),
        pagina=pagina,
        estilos=estilos,
        encabezado=encabezado,
        pie=bloque(formato.pie, "pie"),
        hoja=ajustes_de_hoja(formato, encabezado, propio, redaccion),
        partes=tuple(_partes(plan, formato, cuerpo, redaccion, medio)),
    )


def _recortar(texto: str) -> str:
    """Una propiedad del archivo, que Word no admite más larga; en las páginas va entera."""
    return texto if len(texto) <= _LARGO_DE_PROPIEDAD else f"{texto[: _LARGO_DE_PROPIEDAD - 1]}…"


def _partes(
    plan: Plan, formato: Formato, cuerpo: Cuerpo, redaccion: Redaccion, medio: Medio
) -> Iterator[Parte]:
    tramos = _tramos(plan)
    if medio == "documento":
        yield Parte(formato.nombre, cuerpo.bloques(tramos, medio))
        return
    for suyos in _hojas(tramos, formato.libro.hojas):
        dependencia, componentes = suyos[0].dependencia, suyos[0].componentes
        nombre = redaccion.con(
            dependencia=dependencia, componente=componentes[0] if componentes else None
        )
        yield Parte(nombre(formato.libro.nombre), cuerpo.bloques(suyos, medio))


def _tramos(plan: Plan) -> list[Tramo]:
    if plan.componentes:
        return [Tramo(None, plan.componentes)]
    return [Tramo(dependencia, dependencia.componentes) for dependencia in plan.dependencias]


def _hojas(tramos: list[Tramo], politica: str) -> Iterable[list[Tramo]]:
    """Los tramos de cada hoja; por componente, en el orden en que aparece cada uno."""
    if politica == "unica" or not any(tramo.componentes for tramo in tramos):
        return [tramos]
    if politica == "dependencia":
        return [[tramo] for tramo in tramos]
    hojas: dict[object, list[Tramo]] = {}
    for tramo in tramos:
        for componente in tramo.componentes:
            clave = (componente.numero, componente.nombre)
            suyos = hojas.setdefault(clave, [])
            if suyos and suyos[-1].dependencia is tramo.dependencia:
                anteriores = suyos.pop().componentes
                suyos.append(Tramo(tramo.dependencia, (*anteriores, componente)))
            else:
                suyos.append(Tramo(tramo.dependencia, (componente,)))
    return hojas.values()


def _estilos(formato: Formato) -> dict[str, Estilo]:
    """Los estilos de base con los cambios del formato y las variantes que usa."""
    base = estilos_base(formato.pagina.familia, Pt(float(formato.pagina.tamano)))
    for nombre, cambios in formato.estilos.items():
        base[nombre] = attrs.evolve(base[nombre], **_cambios(cambios))
    for nombre, bloque in (("encabezado", formato.encabezado), ("pie", formato.pie)):
        if bloque is not None:
            base[nombre] = attrs.evolve(base[nombre], bordes=bloque.marco)
    alineados = {
        f"{nombre}-{horizontal}": attrs.evolve(base[nombre], horizontal=horizontal)
        for nombre in ("encabezado", "pie")
        for horizontal in ("izquierda", "centro", "derecha", "justificada")
    }
    tablas = list(formato.tablas.values())
    return base | alineados | estilos_de_columnas(tablas, base)


def _cambios(estilo: EstiloDeFormato) -> dict[str, Any]:
    puestos = attrs.asdict(estilo, filter=lambda _campo, valor: valor is not None)
    medidas = {"tamano", "antes", "despues"}
    return {c: Pt(float(v)) if c in medidas else v for c, v in puestos.items()}
