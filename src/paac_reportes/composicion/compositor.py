"""Del plan y el formato al documento neutro."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from paac_reportes.composicion.bloques import Cuerpo, TablaDelPlan
from paac_reportes.composicion.paginas import ajustes_de_hoja, bloque_de, pagina_de
from paac_reportes.composicion.tablas import estilos_de_columnas
from paac_reportes.composicion.variables import Variables
from paac_reportes.formatos.definicion import (
    BloqueDePagina,
    EstiloDeFormato,
    Formato,
    Medio,
    Propiedades,
)
from paac_reportes.maqueta.estilos import Estilo, estilos_base
from paac_reportes.maqueta.medidas import Pt
from paac_reportes.maqueta.nodos import Documento, Metadatos, Parte, Tabla
from paac_reportes.modelo import Plan

_LARGO_DE_PROPIEDAD = 255


def componer(
    plan: Plan, formato: Formato, corte: date | None, medio: Medio = "documento"
) -> Documento:
    """El documento de un plan en un formato, con los seguimientos de un corte.

    ``medio`` dice si va seguido (Word) o repartido en hojas (Excel). Los textos del plan deben
    venir limpios (``textos.limpieza``).
    """
    variables = Variables(plan, formato, corte)
    redaccion = variables.redaccion()
    pagina = pagina_de(formato, medio)

    def bloque(definido: BloqueDePagina | None, estilo: str) -> Tabla | None:
        return bloque_de(definido, estilo, plan.entidad, pagina.ancho_util, redaccion)

    encabezado = bloque(formato.encabezado, "encabezado")
    propio = bloque(formato.libro.bloque, "encabezado")
    cuerpo = Cuerpo(plan, formato, corte, variables)
    propiedades = formato.propiedades
    return Documento(
        metadatos=Metadatos(
            **{
                campo.name: _recortar(redaccion(getattr(propiedades, campo.name)))
                for campo in attrs.fields(Propiedades)
            },
            fecha=corte,
        ),
        pagina=pagina,
        estilos=_estilos(formato),
        encabezado=encabezado,
        pie=bloque(formato.pie, "pie"),
        hoja=ajustes_de_hoja(formato, encabezado, propio, redaccion),
        partes=tuple(_partes(plan, formato, cuerpo, variables, medio)),
    )


def _recortar(texto: str) -> str:
    """Una propiedad del archivo, que Word no admite más larga; en las páginas va entera."""
    return texto if len(texto) <= _LARGO_DE_PROPIEDAD else f"{texto[: _LARGO_DE_PROPIEDAD - 1]}…"


def _partes(
    plan: Plan, formato: Formato, cuerpo: Cuerpo, variables: Variables, medio: Medio
) -> Iterator[Parte]:
    tablas = _tablas_del_plan(plan)
    if medio == "documento":
        yield Parte(formato.nombre, cuerpo.bloques(tablas, medio))
        return
    for suyas in _hojas(tablas, formato.libro.hojas):
        dependencia, componente = suyas[0]
        nombre = variables.redaccion(dependencia, componente)(formato.libro.nombre)
        yield Parte(nombre, cuerpo.bloques(suyas, medio))


def _tablas_del_plan(plan: Plan) -> list[TablaDelPlan]:
    de_dependencias: list[TablaDelPlan] = [
        (dependencia, componente)
        for dependencia in plan.dependencias
        for componente in dependencia.componentes or (None,)
    ]
    return de_dependencias + [(None, componente) for componente in plan.componentes]


def _hojas(tablas: list[TablaDelPlan], politica: str) -> Iterable[list[TablaDelPlan]]:
    """Las tablas de cada hoja, en el orden en que aparece la primera de cada una."""
    grupos: dict[object, list[TablaDelPlan]] = {}
    for dependencia, componente in tablas:
        claves: dict[str, object] = {
            "dependencia": id(dependencia),
            "componente": componente and (componente.numero, componente.nombre),
            "unica": None,
        }
        if politica == "componente" and componente is None:
            continue
        grupos.setdefault(claves[politica], []).append((dependencia, componente))
    return grupos.values()


def _estilos(formato: Formato) -> dict[str, Estilo]:
    """Los estilos de base con los cambios del formato y las variantes que usa."""
    base = estilos_base(formato.pagina.familia, Pt(float(formato.pagina.tamano)))
    for nombre, cambios in formato.estilos.items():
        base[nombre] = attrs.evolve(base[nombre], **_cambios(cambios))
    alineados = {
        f"{nombre}-{horizontal}": attrs.evolve(base[nombre], horizontal=horizontal)
        for nombre in ("encabezado", "pie")
        for horizontal in ("izquierda", "centro", "derecha", "justificada")
    }
    tablas = list(formato.tablas.values())
    return base | alineados | estilos_de_columnas(tablas, base["celda"])


def _cambios(estilo: EstiloDeFormato) -> dict[str, Any]:
    puestos = attrs.asdict(estilo, filter=lambda _campo, valor: valor is not None)
    medidas = {"tamano", "antes", "despues"}
    return {c: Pt(float(v)) if c in medidas else v for c, v in puestos.items()}
