"""Un libro de captura como documento neutro: las instrucciones y una tabla por clase de fila."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.intercambio.captura.columnas import (
    ESTADOS,
    IDENTIFICACION,
    QUE_NOMBRAN,
    Columna,
    columnas_de,
    en_celda,
)
from paac_reportes.intercambio.captura.filas import (
    FilaDeCaptura,
    filas_de_captura,
    por_oficina,
)
from paac_reportes.intercambio.captura.huellas import (
    Procedencia,
    huella_de_la_base,
    huella_de_la_entidad,
    identificacion_de,
    propiedades_de,
)
from paac_reportes.intercambio.captura.libro.instrucciones import (
    cuenta,
    estilos,
    hoja_de_instrucciones,
)
from paac_reportes.intercambio.captura.libro.nombres import nombres_de_libros
from paac_reportes.intercambio.captura.reporte import CAMPOS, Reporte, lo_que_cabe
from paac_reportes.maqueta.documento import Documento, Metadatos
from paac_reportes.maqueta.hoja.de_datos import ColumnaDeDatos, HojaDeDatos, Valor
from paac_reportes.maqueta.hoja.llenado import (
    Limites,
    Llenado,
    Opciones,
    Pintado,
    Progreso,
    Regla,
    Renglon,
)
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA
from paac_reportes.maqueta.medida.medidas import Mm
from paac_reportes.modelo import Plan
from paac_reportes.textos.fechas import fecha_larga

_SE_LLENAN = ("Seguimiento", "Avance (%)", "Estado")
"""Las que una fila necesita para contar como reportada."""
_COMPLETA = "E2EFDA"


@attrs.frozen(kw_only=True)
class LibroDeCaptura:
    """Un libro por entregar."""

    nombre: str
    """El de su archivo."""
    oficina: str | None
    """La dependencia; ``None`` si el plan no las tiene."""
    documento: Documento


def libros_de_captura(plan: Plan, corte: date) -> Iterator[LibroDeCaptura]:
    """Uno por dependencia con filas, en su orden; los textos del plan, ya limpios.

    ``ErrorDeEntrada`` con lo ya reportado que no cabe en una celda.
    """
    filas = list(filas_de_captura(plan, corte))
    _comprobar_que_caben(filas)
    procedencia = Procedencia(
        corte=corte,
        entidad=huella_de_la_entidad(plan.entidad),
        base=huella_de_la_base(filas),
    )
    oficinas = por_oficina(filas)
    en_corto = {numero: _en_corto(plan, numero) for numero in oficinas}
    nombres = nombres_de_libros(en_corto, corte)
    for numero, suyas in oficinas.items():
        oficina = None if numero is None else plan.dependencias[numero].nombre
        titulo = f"Seguimiento al {fecha_larga(corte)}"
        yield LibroDeCaptura(
            nombre=nombres[numero],
            oficina=oficina,
            documento=Documento(
                metadatos=Metadatos(
                    titulo=titulo,
                    asunto=(oficina or plan.entidad.nombre)[:_LARGO_DE_PROPIEDAD],
                    fecha=corte,
                    propiedades=tuple(propiedades_de(procedencia, numero).items()),
                ),
                estilos=estilos(),
                partes=(hoja_de_instrucciones(plan, suyas, corte, oficina),),
                hojas_de_datos=tuple(_hojas(suyas, procedencia, oficina or plan.entidad.nombre)),
            ),
        )


_LARGO_DE_PROPIEDAD = 255


def _en_corto(plan: Plan, numero: int | None) -> str:
    return plan.entidad.nombre if numero is None else plan.dependencias[numero].en_corto


def _hojas(
    filas: list[FilaDeCaptura], procedencia: Procedencia, de_quien: str
) -> Iterator[HojaDeDatos]:
    """Las actividades en una; los trámites, que tienen otras columnas, en otra."""
    de_actividades = [fila for fila in filas if fila.lista == "actividades"]
    de_tramites = [fila for fila in filas if fila.lista != "actividades"]
    for nombre, suyas in (("Actividades", de_actividades), ("Trámites", de_tramites)):
        if suyas:
            yield _hoja(nombre, suyas, procedencia, de_quien)


def _hoja(
    nombre: str, filas: list[FilaDeCaptura], procedencia: Procedencia, de_quien: str
) -> HojaDeDatos:
    columnas = columnas_de(filas)
    titulo = f"{de_quien}: seguimiento al {fecha_larga(procedencia.corte)}"
    return HojaDeDatos(
        nombre=nombre,
        columnas=_con_la_escondida(
            map(_columna, columnas),
            ColumnaDeDatos(rotulo=IDENTIFICACION, ancho=Mm(20), oculta=True),
        ),
        filas=tuple(
            _con_la_escondida(
                (_en_celda(columna, fila) for columna in columnas),
                str(identificacion_de(fila, procedencia)),
            )
            for fila in filas
        ),
        llenado=Llenado(
            arriba=(
                Renglon(contenido=titulo, estilo="titulo"),
                Renglon(
                    contenido=f"{cuenta(filas)}. Se escribe en las columnas de rótulo amarillo."
                ),
                *(
                    Renglon(contenido=Progreso(antes=f"Con {rotulo}: ", columnas=(rotulo,)))
                    for rotulo in _SE_LLENAN
                ),
            ),
            protegida=True,
            fijas=1 + sum(1 for c in columnas if c.de_la_fila and c.campo in QUE_NOMBRAN),
            pintados=(Pintado(cuando="completa", columnas=_SE_LLENAN, relleno=_COMPLETA),),
        ),
    )


T = TypeVar("T")


def _con_la_escondida(suyos: Iterable[T], escondido: T) -> tuple[T, ...]:
    """Va entre las dos primeras: quien ordene lo que ve, de lado a lado, también la mueve."""
    primero, *demas = suyos
    return (primero, escondido, *demas)


def _en_celda(columna: Columna, fila: FilaDeCaptura) -> Valor:
    """Lo que va en la celda; de lo que va cerrado, lo que quepa."""
    valor = columna.leer(fila)
    return valor if columna.abierta or not isinstance(valor, str) else lo_que_cabe(valor)


def _comprobar_que_caben(filas: list[FilaDeCaptura]) -> None:
    """Lo ya reportado va entero o no va: recortado, volvería como si lo hubieran cambiado."""
    fallas = [
        Falla(fila.ruta, f"su seguimiento no cabe en una celda ({LETRAS_POR_CELDA} letras)")
        for fila in filas
        for campo in CAMPOS
        if isinstance(valor := en_celda(campo, Reporte.de(fila.actual)), str)
        and lo_que_cabe(valor) != valor
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


def _columna(columna: Columna) -> ColumnaDeDatos:
    if not columna.abierta:
        return ColumnaDeDatos(rotulo=columna.rotulo, ancho=Mm(columna.ancho))
    regla, ayuda, reproche = _DE_LAS_ABIERTAS[columna.campo]
    return ColumnaDeDatos(
        rotulo=columna.rotulo,
        clase="numero" if columna.campo == "avance" else "texto",
        ancho=Mm(columna.ancho),
        regla=regla,
        ayuda=ayuda,
        reproche=reproche,
        abierta=True,
    )


_TEXTO = Limites(clase="letras", maximo=LETRAS_POR_CELDA)
_MUY_LARGO = f"Una celda guarda hasta {LETRAS_POR_CELDA} letras."
_DE_LAS_ABIERTAS: Mapping[str, tuple[Regla, str, str]] = {
    "texto": (_TEXTO, "Qué se hizo hasta el corte, con cifras y fechas.", _MUY_LARGO),
    "avance": (
        Limites(clase="numero", minimo=Decimal(0), maximo=Decimal(100)),
        "De 0 a 100. En blanco es que se desconoce, que no es 0.",
        "Se espera un número de 0 a 100, sin el signo %.",
    ),
    "estado": (
        Opciones(valores=ESTADOS),
        "Uno de la lista.",
        f"Se espera uno de la lista: {', '.join(ESTADOS)}.",
    ),
    "evidencias": (_TEXTO, "Dónde está el soporte; uno por renglón (Alt+Enter).", _MUY_LARGO),
    "observaciones": (_TEXTO, "Lo que convenga aclarar.", _MUY_LARGO),
}
"""Qué se puede escribir en cada una, qué se lee al señalarla y qué, si no sirve."""
