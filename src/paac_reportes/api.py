"""El camino entero, de los datos al archivo; aquí se abren y se cierran los archivos.

Los módulos de cada etapa se cargan cuando hacen falta: importar la biblioteca no trae ni Word ni
Excel ni las plantillas.
"""

import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from paac_reportes.errores import AvisoPaac, ErrorDeEntrada, ErrorDeFormato, Falla
from paac_reportes.estructura import desestructurar, estructurar, mostrar
from paac_reportes.modelo import Componente, Entidad, Plan
from paac_reportes.modelo.cuentas import contar
from paac_reportes.modelo.revision import avisos_de
from paac_reportes.salida import Destino, guardar, tipo_de
from paac_reportes.vista import Vista

__all__ = [
    "buscar_formato",
    "contar",
    "datos_de",
    "describir_formato",
    "emitir",
    "formato_de_columnas",
    "formato_desde_datos",
    "formatos_disponibles",
    "generar",
    "generar_varios",
    "leer_formato",
    "leer_plan",
    "plan_desde_datos",
    "tipos",
    "vista",
]

if TYPE_CHECKING:
    from paac_reportes.entrada.archivos import Origen
    from paac_reportes.formatos.catalogo import Carpeta, FichaDeFormato
    from paac_reportes.formatos.definicion import Formato


def leer_plan(origen: "Origen") -> Plan:
    """Lee un plan de un archivo JSON o YAML, por su ruta o ya abierto.

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su ruta. Lo que conviene revisar sin
    que impida el reporte (un NIT mal escrito) sale como ``AvisoPaac`` por ``warnings``.
    """
    from paac_reportes.entrada import archivos

    plan = archivos.leer_plan(origen)
    _avisar(avisos_de(plan))
    return plan


def plan_desde_datos(datos: Mapping[str, Any]) -> Plan:
    """El plan de un diccionario con la forma del contrato (``docs/datos.md``).

    Lanza ``ErrorDeEntrada`` con todas las fallas. ``plan_desde_datos(datos_de(plan)) == plan``.
    """
    plan = estructurar(datos, Plan)
    _avisar(avisos_de(plan))
    return plan


def datos_de(plan: Plan) -> dict[str, Any]:
    """El diccionario de un plan: textos a la letra, sin las claves vacías; el escudo, en bytes."""
    _comprobar_tipos(plan, None)
    datos: dict[str, Any] = desestructurar(plan)
    return datos


def generar(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: Plan | Entidad,
    formato: "str | Formato",
    destino: Destino,
    *,
    corte: date | None = None,
    tipo: str | None = None,
    filas: object = None,
) -> Destino:
    """Escribe el reporte y devuelve el destino; la extensión decide qué se escribe.

    ``formato`` es un código del catálogo o un ``Formato`` leído con ``leer_formato``. Sin ``corte``
    se usa el último que tenga seguimientos. Con un flujo abierto, ``tipo`` dice la extensión. El
    archivo aparece entero o no aparece: una falla deja intacto el que hubiera.

    ``filas`` son las de un formato que recorre ``filas``: una lista de diccionarios o de objetos, o
    una tabla de pandas. Si el formato sólo muestra eso, en lugar del plan basta la ``Entidad``.

    Lanza ``ErrorDeEntrada`` (datos o extensión), ``ErrorDeFormato`` o ``ErrorDeEntorno``.
    """
    generar_varios(plan, formato, [destino], corte=corte, tipo=tipo, filas=filas)
    return destino


def generar_varios(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: Plan | Entidad,
    formato: "str | Formato",
    destinos: Iterable[Destino],
    *,
    corte: date | None = None,
    tipo: str | None = None,
    filas: object = None,
) -> None:
    """Como ``generar``, en varios destinos: o salen todos o no sale ninguno."""
    pedidos = [(destino, tipo or tipo_de(destino)) for destino in destinos]
    contenidos = _emitir(plan, formato, [cual for _, cual in pedidos], corte, filas)
    destinos_en_orden = [destino for destino, _ in pedidos]
    guardar(list(zip(destinos_en_orden, contenidos, strict=True)))


def emitir(
    plan: Plan | Entidad,
    formato: "str | Formato",
    tipo: str,
    *,
    corte: date | None = None,
    filas: object = None,
) -> bytes:
    """Los bytes del reporte, para la respuesta de un ERP; ``tipo`` es la extensión.

    Con la misma entrada da siempre los mismos bytes. Lanza lo mismo que ``generar``.
    """
    (contenido,) = _emitir(plan, formato, [tipo], corte, filas)
    return contenido


def vista(
    plan: Plan | Entidad,
    formato: "str | Formato",
    *,
    corte: date | None = None,
    filas: object = None,
) -> Vista:
    """El reporte para mirarlo en un cuaderno de Jupyter. Lanza lo mismo que ``generar``."""
    return Vista(emitir(plan, formato, "html", corte=corte, filas=filas).decode("utf-8"))


def tipos() -> tuple[str, ...]:
    """Las extensiones que se saben escribir, con su punto."""
    from paac_reportes.escritores.registro import ESCRITORES

    return tuple(f".{tipo}" for tipo in ESCRITORES)


def _emitir(
    plan: Plan | Entidad,
    formato: "str | Formato",
    tipos: Sequence[str],
    corte: date | None,
    filas: object,
) -> list[bytes]:
    """Los bytes de cada tipo; los avisos de todos, una sola vez."""
    from paac_reportes.composicion import avisos_de_cobertura, componer, reducir
    from paac_reportes.escritores.registro import buscar_escritor
    from paac_reportes.textos.limpieza import limpiar

    if isinstance(plan, Entidad):
        plan = Plan(entidad=plan, componentes=(Componente(),))
    _comprobar_tipos(plan, corte)
    definido = _formato(formato)
    escritores = [buscar_escritor(tipo) for tipo in tipos]
    reducidas, avisos_de_filas = reducir(filas, definido)
    if reducidas and not all(escritor.medio for escritor in escritores):
        raise ErrorDeEntrada(Falla("filas", "el .json guarda un plan, no filas; use .csv"))
    medios = sorted({escritor.medio for escritor in escritores if escritor.medio})
    limpio, avisos = limpiar(plan) if medios else (plan, ())
    pedido = corte or max(plan.cortes(), default=None)
    documentos = {medio: componer(limpio, definido, pedido, medio, reducidas) for medio in medios}
    avisos += avisos_de_filas
    for medio in medios:
        avisos += tuple(avisos_de_cobertura(limpio, definido, pedido, medio))
    _avisar(dict.fromkeys(avisos))
    return [
        escritor.cargar()(documentos[escritor.medio] if escritor.medio else datos_de(plan))
        for escritor in escritores
    ]


def _comprobar_tipos(plan: object, corte: object) -> None:
    """Lo que un programa puede pasar por equivocación se dice antes de empezar."""
    fallas = []
    if not isinstance(plan, Plan):
        fallas.append(Falla("plan", f"se esperaba un Plan, llegó {mostrar(plan)}"))
    if corte is not None and (not isinstance(corte, date) or isinstance(corte, datetime)):
        fallas.append(Falla("corte", f"se esperaba una fecha (date), llegó {mostrar(corte)}"))
    if fallas:
        raise ErrorDeEntrada(fallas)


def formatos_disponibles(plantillas: "Carpeta | None" = None) -> "tuple[FichaDeFormato, ...]":
    """Las fichas de los formatos del catálogo: código, nombre, versión y fuente.

    Con ``plantillas``, también los de esa carpeta, que trae una carpeta por formato.
    """
    from paac_reportes.formatos import catalogo

    return catalogo.formatos_disponibles(plantillas)


def buscar_formato(codigo: str, plantillas: "Carpeta | None" = None) -> "Formato":
    """El formato con ese código, del catálogo o de una carpeta con formatos propios."""
    from paac_reportes.formatos import catalogo

    return catalogo.buscar_formato(codigo, plantillas)


def describir_formato(codigo: str, plantillas: "Carpeta | None" = None) -> Iterable[str]:
    """Un formato, renglón por renglón: página, tablas, columnas y fuente."""
    from paac_reportes.formatos import catalogo, descripcion

    return descripcion.describir(*catalogo.hallar_formato(codigo, plantillas))


def leer_formato(ruta: "Carpeta") -> "Formato":
    """El formato de una carpeta con su ``formato.toml``; ``ErrorDeFormato`` con cada falla."""
    from paac_reportes.formatos import catalogo

    return catalogo.leer_formato(ruta)


def formato_desde_datos(datos: Mapping[str, Any]) -> "Formato":
    """El formato de un diccionario con las claves de ``formato.toml`` (``docs/formatos.md``).

    Lanza ``ErrorDeFormato`` con todas las fallas.
    """
    from paac_reportes.formatos import en_codigo

    return en_codigo.formato_desde_datos(datos)


def formato_de_columnas(
    titulo: str, columnas: Mapping[str, object] | Sequence[Mapping[str, Any]], **claves: Any
) -> "Formato":
    """Un formato con un título y una tabla, para una matriz propia.

    ``columnas`` es ``{dato: rótulo}`` o una lista de columnas con las claves de ``formato.toml``
    (``dato``, ``rotulo``, ``ancho``…); sin ``ancho``, se reparten lo que queda. Un dato sin raíz
    es de las ``filas`` que se dan al generar; con ``recorre="actividades"`` (o lo que recorra una
    sección), del plan. ``total`` es el rótulo de la fila de total y las demás ``claves``, las de
    ``formato.toml``: ``codigo``, ``pagina``, ``encabezado``… Lanza ``ErrorDeFormato``.
    """
    from paac_reportes.formatos import en_codigo

    return en_codigo.formato_de_columnas(titulo, columnas, **claves)


def _formato(formato: "str | Formato") -> "Formato":
    from paac_reportes.formatos.definicion import Formato

    if isinstance(formato, Formato):
        return formato
    if isinstance(formato, str):
        return buscar_formato(formato)
    raise ErrorDeFormato(f"se esperaba un código o un Formato, llegó {mostrar(formato)}")


def _avisar(fallas: Iterable[Falla]) -> None:
    for falla in fallas:
        warnings.warn(AvisoPaac(falla), stacklevel=_hasta_quien_llama())


def _hasta_quien_llama() -> int:
    """Cuántos pasos hay de ``_avisar`` a la línea que usa la biblioteca: esa señala el aviso."""
    nivel, marco = 1, sys._getframe(1)  # noqa: SLF001 - lo mismo que usa ``warnings``
    while marco.f_back and marco.f_globals.get("__name__", "").startswith("paac_reportes"):
        nivel, marco = nivel + 1, marco.f_back
    return nivel
