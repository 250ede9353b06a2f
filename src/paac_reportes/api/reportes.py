"""El reporte: del plan y el formato a los archivos, o a sus bytes."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from paac_reportes.api.comprobacion import comprobar_tipos
from paac_reportes.api.planes import datos_de
from paac_reportes.errores import ErrorDeEntrada, ErrorDeFormato, Falla, avisar
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import Componente, Entidad, Metodologia, Plan
from paac_reportes.salida import Destino, guardar, tipo_de
from paac_reportes.vista import Vista

if TYPE_CHECKING:
    from paac_reportes.formatos.catalogo import Carpeta
    from paac_reportes.formatos.definicion import Formato


def generar(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: Plan | Entidad,
    formato: "str | Formato",
    destino: Destino,
    *,
    corte: date | None = None,
    tipo: str | None = None,
    filas: object = None,
    plantillas: "Carpeta | None" = None,
    metodologia: Metodologia | None = None,
) -> Destino:
    """Escribe el reporte y devuelve el destino; la extensión decide qué se escribe.

    ``formato`` es un código del catálogo (o de ``plantillas``, una carpeta con formatos propios) o
    un ``Formato``. De un código con varias versiones se usa la que rige en el corte. Sin ``corte``
    se usa el último que tenga seguimientos. Con un flujo abierto, ``tipo`` dice la extensión. El
    archivo aparece entero o no aparece: una falla deja intacto el que hubiera.

    ``filas`` son las de un formato que recorre ``filas``: una lista de diccionarios o de objetos, o
    una tabla de pandas. Si el formato sólo muestra eso, en lugar del plan basta la ``Entidad``.
    ``metodologia`` manda sobre la del plan y la del formato al sacar las cifras de un informe.

    Lanza ``ErrorDeEntrada`` (datos o extensión), ``ErrorDeFormato`` o ``ErrorDeEntorno``.
    """
    pedido = _Pedido(plan, formato, corte, filas, plantillas, metodologia)
    _generar(pedido, [destino], tipo)
    return destino


def generar_varios(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: Plan | Entidad,
    formato: "str | Formato",
    destinos: Iterable[Destino],
    *,
    corte: date | None = None,
    tipo: str | None = None,
    filas: object = None,
    plantillas: "Carpeta | None" = None,
    metodologia: Metodologia | None = None,
) -> None:
    """Como ``generar``, en varios destinos: o salen todos o no sale ninguno."""
    if isinstance(destinos, str | bytes) or not isinstance(destinos, Iterable):
        motivo = f"se esperaba una lista de rutas o flujos, llegó {mostrar(destinos)}"
        raise ErrorDeEntrada(Falla("destinos", motivo))
    _generar(_Pedido(plan, formato, corte, filas, plantillas, metodologia), list(destinos), tipo)


def emitir(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: Plan | Entidad,
    formato: "str | Formato",
    tipo: str,
    *,
    corte: date | None = None,
    filas: object = None,
    plantillas: "Carpeta | None" = None,
    metodologia: Metodologia | None = None,
) -> bytes:
    """Los bytes del reporte, para la respuesta de un ERP; ``tipo`` es la extensión.

    Con la misma entrada da siempre los mismos bytes. Lanza lo mismo que ``generar``.
    """
    (contenido,) = _emitir(_Pedido(plan, formato, corte, filas, plantillas, metodologia), [tipo])
    return contenido


def vista(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: Plan | Entidad,
    formato: "str | Formato",
    *,
    corte: date | None = None,
    filas: object = None,
    plantillas: "Carpeta | None" = None,
    metodologia: Metodologia | None = None,
) -> Vista:
    """El reporte para mirarlo en un cuaderno de Jupyter. Lanza lo mismo que ``generar``."""
    pedido = _Pedido(plan, formato, corte, filas, plantillas, metodologia)
    (pagina,) = _emitir(pedido, ["html"])
    return Vista(pagina.decode("utf-8"))


def generar_muestra(formato: "Formato", destinos: Iterable[Destino]) -> None:
    """Escribe el formato con datos inventados, para verlo antes de tener los propios."""
    from paac_reportes.formatos.muestra import muestra_de

    muestra = muestra_de(formato)
    # La muestra trae de todo a propósito: lo que este formato no muestra no es un descuido.
    pedido = _Pedido(muestra.plan, formato, muestra.corte, muestra.filas, None, avisa=False)
    _generar(pedido, list(destinos), None)


def hay_libreoffice() -> bool:
    """Si se puede escribir PDF."""
    from paac_reportes.escritores import libreoffice

    return libreoffice.programa() is not None


def tipos() -> tuple[str, ...]:
    """Las extensiones que se saben escribir, con su punto."""
    from paac_reportes.escritores.registro import ESCRITORES

    return tuple(f".{tipo}" for tipo in ESCRITORES)


@attrs.frozen
class _Pedido:
    """Lo que se pide escribir, como llegó."""

    plan: Plan | Entidad
    formato: "str | Formato"
    corte: date | None
    filas: object
    plantillas: "Carpeta | None"
    metodologia: Metodologia | None = None
    avisa: bool = True


def _generar(pedido: _Pedido, destinos: Sequence[Destino], tipo: str | None) -> None:
    contenidos = _emitir(pedido, [tipo or tipo_de(destino) for destino in destinos])
    guardar(list(zip(destinos, contenidos, strict=True)))


def _emitir(pedido: _Pedido, tipos: Sequence[str]) -> list[bytes]:
    """Los bytes de cada tipo; los avisos de todos, una sola vez."""
    from paac_reportes.analisis.analisis import analizar
    from paac_reportes.analisis.revision import comprobar_que_hay_seguimientos
    from paac_reportes.composicion import avisos_de_cobertura, componer, reducir
    from paac_reportes.escritores.registro import buscar_escritor
    from paac_reportes.formatos.metodologia import reglas_para
    from paac_reportes.textos.limpieza import limpiar

    plan = _plan_de(pedido.plan)
    comprobar_tipos(plan, pedido.corte, pedido.metodologia)
    corte = pedido.corte or max(plan.cortes(), default=None)
    formato, avisos = _formato(pedido, plan, corte)
    escritores = [buscar_escritor(tipo) for tipo in tipos]
    filas, avisos_de_filas = reducir(pedido.filas, formato)
    if filas and not all(escritor.medio for escritor in escritores):
        raise ErrorDeEntrada(Falla("filas", "el .json guarda un plan, no filas; use .csv"))
    medios = sorted({escritor.medio for escritor in escritores if escritor.medio})
    limpio, avisos_de_limpieza = limpiar(plan) if medios else (plan, ())
    if formato.es_informe and medios:
        reglas = reglas_para(plan, pedido.metodologia, formato.metodologia)
        comprobar_que_hay_seguimientos(analizar(plan, corte, reglas))
    documentos = {
        medio: componer(limpio, formato, corte, medio, filas, pedido.metodologia)
        for medio in medios
    }
    avisos = [*avisos, *avisos_de_limpieza, *avisos_de_filas]
    for medio in medios:
        avisos += avisos_de_cobertura(limpio, formato, corte, medio)
    if pedido.avisa:
        avisar(dict.fromkeys(avisos))
    return [
        escritor.cargar()(documentos[escritor.medio] if escritor.medio else datos_de(plan))
        for escritor in escritores
    ]


def _plan_de(plan: Plan | Entidad) -> Plan:
    """Una entidad sola es un plan sin nada que mostrar."""
    return Plan(entidad=plan, componentes=(Componente(),)) if isinstance(plan, Entidad) else plan


def _formato(pedido: _Pedido, plan: Plan, corte: date | None) -> "tuple[Formato, list[Falla]]":
    """El formato pedido y, si no es de esa fecha o de ese régimen, por qué."""
    from paac_reportes.formatos import catalogo, vigencia
    from paac_reportes.formatos.definicion import Formato
    from paac_reportes.formatos.regimenes import fecha_del_plan

    formato, fecha = pedido.formato, fecha_del_plan(plan, corte)
    if isinstance(formato, str):
        formato, _ = catalogo.hallar_formato(formato, pedido.plantillas, fecha)
    if not isinstance(formato, Formato):
        raise ErrorDeFormato(f"se esperaba un código o un Formato, llegó {mostrar(formato)}")
    avisos = vigencia.avisos_de_vigencia(formato, fecha)
    return formato, [*avisos, *vigencia.avisos_de_regimen(formato, plan, corte)]
