"""Los avances que imprime un documento ya emitido, donde los trae: una tabla por componente.

Es la que dice el componente en su primera columna y el avance acumulado en otra; el renglón del
total es el de todo el plan. Si dos tablas dicen cosas distintas de lo mismo, no se usa ninguna.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.analisis.anterior import Impresa, Impresas, PlanAnterior, claves_de
from paac_reportes.errores import Aviso, ErrorDeEntrada
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.escondido import esquema_de
from paac_reportes.lectura.lectura import leer_documento
from paac_reportes.lectura.leido import DocumentoLeido, PedidoDeLectura
from paac_reportes.modelo import Plan
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, TablaVista
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import numero_escrito

_DE_COMPONENTE = frozenset({"componente", "componentes", "componente del plan"})
_DE_AVANCE = frozenset(
    {
        *("avance", "% avance", "% de avance", "avance %", "avance (%)", "porcentaje de avance"),
        *("avance, y de cuantas se sabe", "avance, y de cuantos se sabe"),
        *("avance acumulado", "% de avance acumulado", "porcentaje de avance acumulado"),
    }
)
_DE_BASE = frozenset({"base"})
_DEL_TODO = frozenset({"todo el plan", "total", "total del plan", "total general"})
_BASE = re.compile(r"([\d.]+) de ([\d.]+)")

_Fila = tuple[CeldaVista | None, ...]


def anterior_emitido(
    nombre: str, documento: DocumentoVisto, lectura: DocumentoLeido[Plan], corte: date | None
) -> tuple[PlanAnterior, tuple[Aviso, ...]]:
    """Plan anterior leído de un Word o un Excel ya emitido, con los avances que imprime.

    ``corte`` es el que precede al de hoy: los avances de otro corte no se usan.
    """
    # De sus celdas no se supone cómo se sacaron sus cifras: un informe nuestro lo dice de sí.
    plan = attrs.evolve(lectura.contenido, metodologia=None)
    avisos = tuple(aviso for aviso in lectura.avisos if not aviso.ruta.startswith("metodologia."))
    impresas = _impresas_de(documento, lectura)
    if lectura.corte != corte and lectura.corte is not None and corte is not None:
        motivo = (
            f"imprime cifras del {lectura.corte}, y el corte anterior es el {corte}: no se"
            " usan, y lo anterior se recalcula con sus filas"
        )
        impresas = Impresas(impresas.datos)
        avisos = (*avisos, Aviso("anterior_recalculado", "", motivo))
    esquema = esquema_de(documento)
    metodologia = esquema.metodologia if esquema else None
    return PlanAnterior(plan, nombre, impresas=impresas, metodologia=metodologia), avisos


_CORTE, _ENTIDAD = "corte_desconocido", "entidad"


def leer_emitido(
    documento: DocumentoVisto, entidad: str, corte: date | None
) -> DocumentoLeido[Any]:
    """Plan del documento de otro, con la entidad y el corte que no diga supuestos.

    ``entidad`` y ``corte`` son los del plan de hoy y del corte que le precede.
    """
    try:
        return leer_documento(documento)
    except ErrorDeEntrada as error:
        faltan = {falla.codigo if falla.codigo == _CORTE else falla.ruta for falla in error.fallas}
        if faltan - {_CORTE, _ENTIDAD} or (_CORTE in faltan and corte is None):
            raise
    pedido = PedidoDeLectura(
        entidad=entidad if _ENTIDAD in faltan else None,
        corte=corte if _CORTE in faltan else None,
    )
    lectura = leer_documento(documento, pedido)
    mensajes = {
        _ENTIDAD: f"no dice de quién es: se supuso {mostrar(entidad)}, la del plan",
        _CORTE: f"no dice de qué corte son sus seguimientos: se supuso el anterior, {corte}",
    }
    supuestos = (Aviso("dato_supuesto", "", mensajes[falta]) for falta in sorted(faltan))
    return attrs.evolve(lectura, avisos=(*lectura.avisos, *supuestos))


def _impresas_de(documento: DocumentoVisto, lectura: DocumentoLeido[Plan]) -> Impresas:
    """Cifras impresas de un documento, y los datos de sus filas según como se leyó."""
    datos = frozenset(dato for columna in lectura.columnas for dato in columna.dato)
    del_todo = _DEL_TODO | {en_plano(lectura.contenido.entidad.nombre)}
    impresas: dict[str, Impresa] = {}
    distintas: set[str] = set()
    for parte in documento.partes:
        if parte.oculta:
            continue
        for tabla in (bloque for bloque in parte.bloques if isinstance(bloque, TablaVista)):
            for titulo, impresa in _renglones_de_la_tabla(tabla):
                claves = [""] if en_plano(titulo) in del_todo else claves_de(titulo)
                for clave in claves:
                    if impresas.setdefault(clave, impresa).avance != impresa.avance:
                        distintas.add(clave)
    sin_duda = {clave: impresa for clave, impresa in impresas.items() if clave not in distintas}
    return Impresas(datos, sin_duda.pop("", None), sin_duda)


def _renglones_de_la_tabla(tabla: TablaVista) -> Iterator[tuple[str, Impresa]]:
    """Título de cada renglón con su avance; en una hoja puede haber varias tablas."""
    columnas: tuple[int, int, int | None] | None = None
    for numero, fila in enumerate(tabla.filas):
        if numero in tabla.filas_ocultas:
            continue
        rotulos = {en_plano(celda.texto): celda.columna for celda in reversed(fila) if celda}
        if rotuladas := _columnas(fila, rotulos):
            columnas = rotuladas
        elif columnas is not None:
            renglon = _renglon(tabla, numero, fila, columnas)
            if renglon is None:  # se acabó, o es otra tabla de la misma hoja
                columnas = None
            elif renglon[1] is not None:
                yield renglon[0], renglon[1]


def _columnas(fila: _Fila, rotulos: dict[str, int]) -> tuple[int, int, int | None] | None:
    """Columnas del título, del avance y de la base, desde 0; ``None`` si la fila no las rotula."""
    primera = next((celda for celda in fila if celda and celda.texto.strip()), None)
    if primera is None or en_plano(primera.texto) not in _DE_COMPONENTE:
        return None
    de_avance = [columna for rotulo, columna in rotulos.items() if rotulo in _DE_AVANCE]
    if len(de_avance) != 1:
        return None
    base = next((columna for rotulo, columna in rotulos.items() if rotulo in _DE_BASE), None)
    return primera.columna, de_avance[0], base


def _renglon(
    tabla: TablaVista, numero: int, fila: _Fila, columnas: tuple[int, int, int | None]
) -> tuple[str, Impresa | None] | None:
    """Título y avance de un renglón; ``None`` si la tabla se acabó."""
    de_titulo, de_avance, de_base = columnas
    titulo, avance = fila[de_titulo], fila[de_avance]
    if titulo is None or avance is None or not titulo.texto.strip():
        return None
    if titulo is avance:  # lo que un renglón dice debajo de él, o el título de otra tabla
        return None if titulo.texto.startswith("Tabla") else (titulo.texto, None)
    texto, _, debajo = avance.texto.strip().partition("\n")
    avance_escrito = numero_escrito(texto.removesuffix("%")) if texto.endswith("%") else None
    if avance_escrito is None or not 0 <= avance_escrito <= 100:  # noqa: PLR2004 - un porcentaje
        return titulo.texto, None
    base = fila[de_base] if de_base is not None else None
    lugar = tabla.lugar_de(numero, de_avance)
    escrita = _base(base.texto if base else debajo.partition(",")[0].removeprefix("de "))
    return titulo.texto, Impresa(avance_escrito, escrita, lugar)


def _base(texto: str) -> tuple[int, int] | None:
    """Filas de que sale un avance y las que aplican: ``41 de 121`` → ``(41, 121)``."""
    coincidencia = _BASE.fullmatch(" ".join(texto.split()))
    numeros = [numero_escrito(numero) for numero in coincidencia.groups()] if coincidencia else []
    enteros = [
        int(numero) for numero in numeros if numero is not None and numero == Decimal(int(numero))
    ]
    return (enteros[0], enteros[1]) if len(enteros) == 2 else None  # noqa: PLR2004 - de cuántas
