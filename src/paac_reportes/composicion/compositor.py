"""Del plan y el formato al documento neutro."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from paac_reportes.composicion.aspecto.estilos import estilos_de
from paac_reportes.composicion.bloques.lugar import Encargo, Lienzo
from paac_reportes.composicion.cuerpo import Cuerpo
from paac_reportes.composicion.mostrado import Mostrado
from paac_reportes.composicion.pagina.hojas import en_hojas, tramos_de
from paac_reportes.composicion.pagina.paginas import Membretes
from paac_reportes.composicion.pagina.secciones import marco_de, secciones_de
from paac_reportes.composicion.tablas.filas.alcances import FilasLibres
from paac_reportes.composicion.tablas.pesadas import con_sus_anchos
from paac_reportes.composicion.variables import AlNombrarla, Redaccion, redaccion_de
from paac_reportes.formatos.definicion.formato import Formato, Propiedades
from paac_reportes.maqueta.documento import Documento, Medio, Metadatos, Parte
from paac_reportes.maqueta.hoja.de_datos import HojaDeDatos
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.modelo import Dependencia, Metodologia, Plan

_LARGO_DE_PROPIEDAD = 255
_PRIMERA_FECHA = 1601
"""Antes, las fechas de archivo de Office no se entienden."""


@attrs.frozen
class Compuesto:
    """Un documento y lo que muestra del plan."""

    documento: Documento
    mostrado: Mostrado


def componer(  # noqa: PLR0913, PLR0917 - son lo que se pide escribir
    plan: Plan,
    formato: Formato,
    corte: date | None,
    medio: Medio = "documento",
    filas: FilasLibres = (),
    metodologia: Metodologia | None = None,
) -> Compuesto:
    """El documento de un plan en un formato, con los seguimientos de un corte, y qué mostró.

    ``medio`` dice si va seguido (Word) o repartido en hojas (Excel). Los textos del plan deben
    venir limpios (``textos.limpieza``), y las filas, reducidas (``tablas.filas.libres``). Lanza
    ``ErrorDeEntrada`` si un informe no tiene seguimientos que contar.
    """
    encargo = Encargo(plan, formato, corte, filas, metodologia)
    if formato.es_informe:
        # Una matriz no analiza nada, y no carga con qué.
        from paac_reportes.analisis.revision import (  # noqa: PLC0415
            comprobar_que_hay_seguimientos,
        )

        comprobar_que_hay_seguimientos(encargo.hallazgos.analisis)
    mostrado = Mostrado(plan)
    redaccion = redaccion_de(plan, formato, corte, mostrado).con(
        prosa=AlNombrarla(lambda: encargo.hallazgos.prosa)
    )
    estilos = estilos_de(formato, encargo.escala)
    medidor = Medidor(estilos)
    partes = _con_algo(list(_partes(encargo, redaccion, medio, medidor)))
    documento = Documento(
        metadatos=attrs.evolve(
            _metadatos(formato.propiedades, redaccion.sin_mostrar(), corte),
            propiedades=tuple(encargo.marcas.propiedades(formato, corte)),
        ),
        estilos=estilos,
        partes=con_sus_anchos(partes, medidor),
        hojas_de_datos=_hojas_de_datos(encargo) if medio == "libro" else (),
        membrete=formato.membrete,
    )
    return Compuesto(documento, mostrado)


def _hojas_de_datos(encargo: Encargo) -> tuple[HojaDeDatos, ...]:
    # Analizan cada fila y entienden su fecha: un Word no carga con qué.
    from paac_reportes.composicion.datos import hojas_de_datos  # noqa: PLC0415

    return hojas_de_datos(encargo)


def _metadatos(propiedades: Propiedades, redaccion: Redaccion, corte: date | None) -> Metadatos:
    escritas: dict[str, Any] = {
        campo.name: _recortar(redaccion(getattr(propiedades, campo.name)))
        for campo in attrs.fields(Propiedades)
    }
    fecha = corte if corte and corte.year >= _PRIMERA_FECHA else None
    return Metadatos(**escritas, fecha=fecha)


def _recortar(texto: str) -> str:
    """Una propiedad del archivo, que Word no admite más larga; en las páginas va entera."""
    return texto if len(texto) <= _LARGO_DE_PROPIEDAD else f"{texto[: _LARGO_DE_PROPIEDAD - 1]}…"


def _con_algo(partes: list[Parte]) -> tuple[Parte, ...]:
    """Las que tienen qué decir: una sección vacía no deja una página en blanco."""
    return tuple(parte for parte in partes if parte.bloques) or tuple(partes[:1])


def _partes(
    encargo: Encargo, redaccion: Redaccion, medio: Medio, medidor: Medidor
) -> Iterator[Parte]:
    plan, formato = encargo.plan, encargo.formato
    membretes = Membretes(plan.entidad, redaccion, formato)
    tramos = tramos_de(plan)
    secciones = secciones_de(formato, medio)
    alguna_se_reparte = any(seccion.por_partes for seccion in secciones)
    for seccion in secciones:
        marco = marco_de(seccion, formato, medio, membretes)
        cuerpo = Cuerpo(
            encargo,
            redaccion,
            membretes,
            Lienzo(medidor, marco.pagina.ancho_util, marco.pagina.alto_util),
        )
        if medio == "documento":
            yield Parte(formato.nombre, tuple(cuerpo.bloques(seccion.bloques, tramos)), marco)
            continue
        # Lo que no se repite por partes (una portada) va en una hoja, y no en la de cada una.
        se_reparte = seccion.por_partes or len(secciones) == 1
        politica = formato.libro.hojas if se_reparte else "unica"
        es_la_suya = se_reparte or (seccion.es_la_primera and not alguna_se_reparte)
        comun = formato.libro.nombre if es_la_suya else formato.nombre
        for suyos in en_hojas(tramos, politica):
            dependencia, componentes = suyos[0].dependencia, suyos[0].componentes
            # Una hoja con todo no lleva el nombre de la primera de sus partes.
            nombrar = redaccion.sin_mostrar().con(
                dependencia=None if politica == "unica" else _en_corto(dependencia),
                componente=componentes[0] if politica == "componente" and componentes else None,
            )
            nombre = nombrar(seccion.definida.nombre or comun)
            yield Parte(nombre, tuple(cuerpo.bloques(seccion.bloques, suyos)), marco)
            marco = attrs.evolve(marco, primera=None, hoja=attrs.evolve(marco.hoja, primera=None))


def _en_corto(dependencia: Dependencia | None) -> Dependencia | None:
    """La dependencia como la nombra una hoja: en Excel caben 31 letras."""
    return dependencia and attrs.evolve(dependencia, nombre=dependencia.en_corto)
