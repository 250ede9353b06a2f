"""Un contenido como diccionarios, filas y lo que reciben otros programas, y de vuelta."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, Unpack, overload

from paac_reportes.api.eventos import registra
from paac_reportes.api.tipos import (
    Contenido,
    Lectura,
    Origen,
    Regimen,
    comprobar_clase,
    comprobar_contenido,
    comprobar_vigencia,
    corte_comprobado,
)
from paac_reportes.estructura import error_de_argumento, esperado
from paac_reportes.estructura.corrientes import Filas, puerta
from paac_reportes.estructura.valores import BOGOTA, Reloj
from paac_reportes.lectura import archivos
from paac_reportes.modelo import Entidad, Plan, filas
from paac_reportes.modelo.filas import DatosDelMapa, DatosDelPlan, Lugar, lugar_de_ruta
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import (
    claves,
    contenido_y_dudas_de,
    tema,
    tema_de,
    temas_por_tabla,
)
from paac_reportes.normativa.normas import avisos_de_la_entidad

# ------------------------------------------------------------------ diccionarios


@overload
def desde_datos(
    datos: Mapping[str, Any], *, como: Literal["plan"] = "plan", zona: str = BOGOTA
) -> Lectura[Plan]: ...
@overload
def desde_datos(
    datos: Mapping[str, Any], *, como: Literal["mapa"], zona: str = BOGOTA
) -> Lectura[MapaDeRiesgos]: ...
@registra("datos.leidos")
@puerta
def desde_datos(
    datos: Mapping[str, Any], *, como: str = "plan", zona: str = BOGOTA
) -> Lectura[Any]:
    """El plan o el mapa de un diccionario con la forma del contrato (``docs/datos.md``).

    Un mapa (``como="mapa"``) va como en su archivo, bajo ``mapa``, o sólo lo que va ahí. ``zona``
    es la horaria en que un momento que la lleva (``2026-04-30T05:00:00Z``) es un día: se avisa
    (``hora_con_zona``). Lanza ``ErrorDeEntrada`` con todas las fallas.
    ``desde_datos(datos_de(plan)).contenido == plan``.
    """
    _comprobar_como(como)
    reloj = Reloj(zona)
    contenido = archivos.contenido_de_datos(datos, como, reloj)
    return Lectura(contenido=contenido, avisos=(*reloj.avisos, *avisos_de_la_entidad(contenido)))


def _comprobar_como(clave: object) -> None:
    """``ErrorDeEntrada`` si no es la clave de un contenido, como ``plan``."""
    if not (isinstance(clave, str) and clave in claves()):
        raise error_de_argumento("como", esperado("opciones", opciones=(*claves(),)), clave)


# ------------------------------------------------------------------ filas


@overload
def desde_filas(
    filas: "Filas | Origen",
    *,
    como: Literal["plan"] = "plan",
    columnas: Mapping[str, Any] | None = None,
    corte: date | None = None,
    zona: str = BOGOTA,
    **del_plan: Unpack[DatosDelPlan],
) -> Lectura[Plan]: ...
@overload
def desde_filas(
    filas: "Filas | Origen",
    *,
    como: Literal["mapa"],
    columnas: Mapping[str, Any] | None = None,
    corte: date | None = None,
    zona: str = BOGOTA,
    **del_mapa: Unpack[DatosDelMapa],
) -> Lectura[MapaDeRiesgos]: ...
@registra("filas.leidas")
@puerta
def desde_filas(
    filas: "Filas | Origen",
    *,
    como: str = "plan",
    columnas: Mapping[str, Any] | None = None,
    corte: date | None = None,
    zona: str = BOGOTA,
    **lo_que_no_es_fila: Any,
) -> Lectura[Any]:
    """El plan o, con ``como="mapa"``, el mapa de unas filas planas: de una consulta o de un CSV.

    ``filas`` son diccionarios, objetos o filas de una base de datos; una tabla de pandas, polars o
    Arrow; un cursor; o un CSV, por su ruta o ya abierto.
    ``columnas`` dice de cuál sale cada dato (``{"actividad.meta": "META"}``); sin él, se llaman
    como en ``filas_de``, de la que esta es la inversa, o como su rótulo en la hoja ``Datos``.
    ``corte`` es el de los seguimientos que no lo dicen. ``lo_que_no_es_fila`` son las demás claves
    de un plan (``entidad``, que puede ser su nombre, ``vigencia``, ``regimen``,
    ``control_cambios``, ``firmas``, ``textos``, ``metodologia``, ``recomendaciones``,
    ``mapa_de_riesgos``) o de un mapa (``version``, ``mision``, ``fecha_elaboracion``…). ``zona`` es
    la horaria en que un momento que la lleva es un día. Lanza ``ErrorDeEntrada`` con todas las
    fallas, cada una con su fila y su columna.
    """
    return lectura_de_filas(filas, columnas, corte, lo_que_no_es_fila, de=como, zona=zona)


def lectura_de_filas(  # noqa: PLR0913 - todas las de las puertas
    filas: "Filas | Origen",
    columnas: Mapping[str, Any] | None,
    corte: date | None,
    demas_claves: Mapping[str, Any],
    *,
    de: str,
    zona: str,
) -> Lectura[Any]:
    """El plan o el mapa que dicen unas filas, y los avisos de lo que conviene revisar.

    ``de``: cuál de los dos; ``columnas``: de qué dato es cada una; ``demas_claves``: lo que se dice
    una vez. Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna.
    """
    from paac_reportes.lectura.filas.tabla import contenido_de_filas

    _comprobar_como(de)
    reloj = Reloj(zona)
    corte = corte_comprobado(corte, reloj)
    contenido, avisos = contenido_de_filas(filas, columnas, corte, demas_claves, de=de, reloj=reloj)
    return Lectura(
        contenido=contenido,
        avisos=(*reloj.avisos, *avisos, *avisos_de_la_entidad(contenido)),
        corte=corte,
    )


@puerta
def filas_de(
    contenido: "Contenido", *, tabla: Literal["filas", "seguimientos"] | None = None
) -> list[dict[str, Any]]:
    """Las filas planas de un plan o de un mapa de riesgos, todas con las mismas claves.

    De un plan, una por actividad o trámite y corte; de un mapa, una por riesgo y control y, con
    ``tabla="seguimientos"``, lo que se siguió: una por riesgo, corte, quien sigue y control. Para
    ``pandas.DataFrame(filas)``, un CSV o una base de datos. Las claves son los ``dato`` de un
    formato (``actividad.meta``, ``seguimiento.avance``; ``riesgo.inherente.zona``,
    ``control.tipo``) y además ``ruta``, ``vigencia`` y las de la entidad; vea ``docs/datos.md`` y
    ``docs/riesgos.md``.
    """
    abierto_aqui, _ = contenido_y_dudas_de(contenido)
    comprobar_contenido(contenido=abierto_aqui)
    tablas = {t.en_abierto.tabla: t for t in temas_por_tabla(tema_de(abierto_aqui))}
    if tabla is not None and not (isinstance(tabla, str) and tabla in tablas):
        raise error_de_argumento("tabla", esperado("opciones", opciones=(*tablas,)), tabla)
    return list(filas.una_a_una(abierto_aqui, tablas.get(tabla or "")))


def cuantos_hay(contenido: Plan | MapaDeRiesgos) -> dict[tuple[str, str], int]:
    """Número de objetos de cada clase, por su nombre en singular y en plural."""
    return filas.cuentas_de_objetos(contenido)


# ------------------------------------------------------------------ en blanco, y varios en uno


@overload
def en_blanco(
    entidad: Entidad | str,
    *,
    como: Literal["plan"] = "plan",
    vigencia: int,
    regimen: "Regimen | None" = None,
) -> Plan: ...
@overload
def en_blanco(entidad: Entidad | str, *, como: Literal["mapa"], vigencia: int) -> MapaDeRiesgos: ...
@puerta
def en_blanco(
    entidad: Entidad | str, *, como: str = "plan", vigencia: int, regimen: "Regimen | None" = None
) -> Plan | MapaDeRiesgos:
    """Un plan o, con ``como="mapa"``, un mapa de riesgos por llenar.

    ``entidad`` puede ser su nombre. El plan trae los componentes del régimen (``paac-v1``,
    ``paac-v2`` o ``ptep``) y el mapa, la metodología; sin ``regimen``, los que rigen el 31 de enero
    de la vigencia. Son un punto de partida: cada entidad pone los suyos. Lanza ``ErrorDeEntrada``.
    """
    _comprobar_como(como)
    comprobar_vigencia(vigencia)
    de_quien = Entidad(nombre=entidad) if isinstance(entidad, str) else entidad
    comprobar_clase(Entidad, entidad=de_quien)
    from paac_reportes.formatos.en_blanco import mapa_en_blanco, plan_en_blanco

    if como == "mapa":
        return mapa_en_blanco(de_quien, vigencia, regimen)
    return plan_en_blanco(de_quien, vigencia, regimen)


@puerta
def donde(contenido: "Contenido", ruta: str) -> Lugar:
    """Lugar de una ruta, dicho a una persona: la oficina, el componente, el código, la actividad.

    De un mapa de riesgos, o del que lleva un plan: el proceso, el riesgo y el control. Sirve para
    cualquiera de las que traen las fallas, los avisos y las filas de unas cifras; su ``str`` es un
    renglón para quien debe corregirla. De lo que no es del plan (una celda, un archivo) es la misma
    ruta. Lanza ``ErrorDeEntrada`` si no llegan un plan o un mapa y un texto.
    """
    return lugar_de_ruta(contenido_y_dudas_de(contenido)[0], ruta)


# ------------------------------------------------------------------ para otros programas


@puerta
def esquema(*, como: Literal["plan", "mapa"] = "plan") -> dict[str, Any]:
    """El JSON Schema (2020-12) de los datos de un plan, con cada dato descrito en español.

    Con ``como="mapa"``, el del archivo de un mapa de riesgos.
    Sirve para revisar un JSON o un YAML fuera de la biblioteca y para que un editor de texto
    complete sus claves. Lo que un esquema no sabe decir (un solo seguimiento por corte, que un día
    exista) lo dice ``desde_datos``.
    """
    from paac_reportes.datos_abiertos import esquema as esquemas

    _comprobar_como(como)
    return esquemas.esquema_de_tema(tema(como))
