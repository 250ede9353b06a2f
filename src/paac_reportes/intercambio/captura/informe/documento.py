"""El informe de una reunión como documento neutro: seguido, o en hojas."""

from collections.abc import Iterator

import attrs

from paac_reportes.intercambio.captura.informe.frases import frases_de
from paac_reportes.intercambio.captura.informe.tablas import Seccion, secciones_de
from paac_reportes.intercambio.captura.libro.instrucciones import PAGINA, estilos
from paac_reportes.intercambio.captura.reunion.resultado import Reunion
from paac_reportes.maqueta.contenidos import Campo
from paac_reportes.maqueta.documento import (
    AjustesDeHoja,
    Documento,
    Marco,
    Medio,
    Metadatos,
    Parte,
)
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.nodos import Bloque, Celda, Fila, Parrafo, Tabla, Titulo
from paac_reportes.textos.fechas import fecha_larga
from paac_reportes.textos.limpieza import limpiar


def documento_de(reunion: Reunion, medio: Medio) -> Documento:
    """El informe en ese medio; lo que Word y Excel no admiten va cambiado por U+FFFD."""
    limpia, _ = limpiar(reunion)
    titulo = f"Consolidación de los seguimientos al {fecha_larga(limpia.corte)}"
    marco = _marco(limpia, titulo)
    secciones = secciones_de(limpia)
    portada = (Titulo(texto=titulo, nivel=0), *_resumen(limpia))
    if medio == "documento":
        seguidas = tuple(b for seccion in secciones for b in _bloques(seccion))
        partes: tuple[Parte, ...] = (Parte("Consolidación", (*portada, *seguidas), marco),)
    else:
        partes = (
            Parte("Resumen", portada, marco),
            *(Parte(seccion.hoja, tuple(_bloques(seccion)), marco) for seccion in secciones),
        )
    return Documento(
        metadatos=Metadatos(
            titulo=titulo,
            asunto=limpia.plan.entidad.nombre[:_LARGO_DE_PROPIEDAD],
            fecha=limpia.corte,
        ),
        estilos=_estilos(),
        partes=partes,
    )


_LARGO_DE_PROPIEDAD = 255


def _estilos() -> dict[str, Estilo]:
    base = estilos()
    base["pie"] = attrs.evolve(base["pie"], horizontal="derecha")
    return base


def _marco(reunion: Reunion, titulo: str) -> Marco:
    encabezado = Tabla(
        anchos=(0.4, 0.6),
        filas=(
            Fila(
                (Celda(reunion.plan.entidad.nombre, "encabezado"), Celda(titulo, "encabezado")),
            ),
        ),
    )
    pagina = ("Página ", Campo.PAGINA, " de ", Campo.PAGINAS)
    return Marco(
        pagina=PAGINA,
        encabezado=encabezado,
        pie=Tabla(anchos=(1.0,), filas=(Fila((Celda(pagina, "pie"),)),)),
        hoja=AjustesDeHoja(
            encabezado={"izquierda": reunion.plan.entidad.nombre, "derecha": titulo},
            pie={"derecha": pagina},
        ),
    )


def _resumen(reunion: Reunion) -> Iterator[Bloque]:
    plan = reunion.plan
    vigencia = f", vigencia {plan.vigencia}" if plan.vigencia else ""
    yield Parrafo(f"{plan.entidad.nombre}{vigencia}")
    for frase in frases_de(reunion):
        yield Parrafo(frase)


def _bloques(seccion: Seccion) -> Iterator[Bloque]:
    yield Titulo(texto=seccion.titulo, nivel=1)
    if seccion.tabla is None:
        yield Parrafo(seccion.si_no)
    else:
        yield seccion.tabla
