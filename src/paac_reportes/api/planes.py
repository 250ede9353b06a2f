"""Los planes: leerlos, hacerlos y guardarlos."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO, TYPE_CHECKING, Any, Literal, TypedDict, TypeGuard, Unpack, cast

from paac_reportes.api import lectura, libro_del_plan
from paac_reportes.api.eventos import registrado
from paac_reportes.api.lectura import (
    comprobar_ano,
    comprobar_carpeta,
    comprobar_corte,
    comprobar_tipos,
)
from paac_reportes.api.salida import Destino, guardar
from paac_reportes.clases import es_de_attrs
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, avisar
from paac_reportes.estructura import Extras, desestructurar, mostrar
from paac_reportes.modelo import (
    CambioDocumento,
    CodigoDeRegimen,
    Componente,
    Entidad,
    Firma,
    Metodologia,
    Plan,
    Recomendacion,
)

if TYPE_CHECKING:
    from paac_reportes.lectura.archivos import Origen
    from paac_reportes.modelo.lugares import Lugar
    from paac_reportes.modelo.riesgos import MapaDeRiesgos
    from paac_reportes.sistema import Carpeta


def leer_plan(origen: "Origen", *, carpeta: "Carpeta | None" = None) -> Plan:
    """Lee un plan de un JSON, un YAML, su libro de Excel o un documento; por su ruta o ya abierto.

    El escudo que nombre ha de estar junto al archivo o, si se da, en ``carpeta``; lo ya abierto no
    trae carpeta, aunque tenga nombre.

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su ruta o, en un libro, con su celda
    (``hoja «Actividades», celda F14``). Lo que conviene revisar sin que impida el reporte (un NIT
    mal escrito, una columna del libro que cambió de nombre) sale como ``AvisoPaac`` por
    ``warnings``. De un documento de Word o de Excel, también falla con lo que no se entendió:
    ``leer`` da el plan y lo dice como avisos.
    """
    plan, avisos = leer_sin_avisar(origen, carpeta)
    avisar(avisos)
    return plan


def leer_sin_avisar(
    origen: "Origen", carpeta: "Carpeta | None" = None
) -> "tuple[Plan, tuple[Aviso, ...]]":
    """El plan de un archivo y lo que conviene revisar de él, como valores."""
    from paac_reportes.lectura import archivos
    from paac_reportes.normativa.normas import avisos_de

    comprobar_carpeta("carpeta", carpeta)
    with registrado("plan.leido") as hecho:
        origen = libro_del_plan.flujo_conocido(origen)
        if lectura.es_documento(origen):
            leida = lectura.leer_sin_dudas(cast("str | IO[bytes]", origen), carpeta)
            plan, avisos, hecho["tipo"] = solo_plan(leida), leida.avisos, "documento"
        else:
            plan = archivos.leer_plan(origen, carpeta)
            avisos, hecho["tipo"] = tuple(avisos_de(plan)), "datos"
        hecho["avisos"] = len(avisos)
    return plan, avisos


def solo_plan(leida: lectura.Lectura) -> Plan:
    """El plan de lo leído; ``ErrorDeEntrada`` si es un mapa de riesgos."""
    if leida.mapa is not None:
        from paac_reportes.lectura.archivos import ES_UN_MAPA

        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", ES_UN_MAPA))
    return leida.plan


def leer_y_revisar(
    origen: "Origen", carpeta: "Carpeta | None" = None
) -> "tuple[Plan, tuple[Aviso, ...]]":
    """El plan de un archivo y todo lo que conviene revisar de él; de un libro, con su celda."""
    from paac_reportes.api.cifras import revisar_plan

    if not lectura.es_documento(origen):
        plan, avisos = leer_sin_avisar(origen, carpeta)
        return plan, tuple(dict.fromkeys((*avisos, *revisar_plan(plan))))
    leida = lectura.leer_sin_dudas(cast("str | IO[bytes]", origen), carpeta)
    del_plan = lectura.en_su_celda(revisar_plan(solo_plan(leida)), leida.lugares)
    return leida.plan, tuple(dict.fromkeys((*leida.avisos, *del_plan)))


def plan_desde_datos(datos: Mapping[str, Any]) -> Plan:
    """El plan de un diccionario con la forma del contrato (``docs/datos.md``).

    Lanza ``ErrorDeEntrada`` con todas las fallas. ``plan_desde_datos(datos_de(plan)) == plan``.
    """
    from paac_reportes.lectura import archivos
    from paac_reportes.normativa.normas import avisos_de

    archivos.comprobar_version(datos, "estos datos son más nuevos")
    plan = archivos.plan_de(datos)
    avisar(avisos_de(plan))
    return plan


class DatosDelPlan(TypedDict, total=False):
    """Lo que un plan trae además de sus filas, como objetos o como van en un archivo de datos."""

    entidad: Entidad | Mapping[str, Any] | str | None
    """Un texto es su nombre."""
    vigencia: int | None
    regimen: CodigoDeRegimen | None
    control_cambios: Sequence[CambioDocumento | Mapping[str, Any]]
    firmas: Sequence[Firma | Mapping[str, Any]]
    textos: Mapping[str, str]
    metodologia: Metodologia | Mapping[str, Any] | None
    recomendaciones: Sequence[Recomendacion | Mapping[str, Any]]
    mapa_de_riesgos: "MapaDeRiesgos | Mapping[str, Any] | None"


def plan_desde_filas(
    filas: object,
    *,
    columnas: Mapping[str, Any] | None = None,
    corte: date | None = None,
    **del_plan: Unpack[DatosDelPlan],
) -> Plan:
    """El plan de unas filas planas: de una consulta, de un CSV o de una tabla de datos.

    ``filas`` son diccionarios, objetos o filas de una base de datos; una tabla de pandas, polars o
    Arrow; un cursor; o un CSV, por su ruta o ya abierto. ``columnas`` dice de cuál sale cada dato
    (``{"actividad.meta": "META"}``); sin él, se llaman como en ``filas_de``, de la que esta es la
    inversa. Con ``"seguimientos": [{"corte": …, "texto": "Abril", "avance": "% abril"}]`` un grupo
    de columnas es un corte. ``corte`` es el de los seguimientos que no lo dicen. ``entidad`` puede
    ser su nombre; ella y la ``vigencia``, si faltan, salen de las filas. ``del_plan`` son las demás
    claves de un plan: ``firmas``, ``textos``…

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna. Lo que
    conviene revisar sale como ``AvisoPaac``; ``leer_filas`` lo da como valores.
    """
    leidas = leer_filas(filas, columnas=columnas, corte=corte, **del_plan)
    avisar(leidas.avisos)
    return leidas.plan


def leer_filas(
    filas: object,
    *,
    columnas: Mapping[str, Any] | None = None,
    corte: date | None = None,
    **del_plan: Unpack[DatosDelPlan],
) -> lectura.Lectura:
    """Lo mismo que ``plan_desde_filas``, y lo que conviene revisar en ``avisos``.

    Nada sale por ``warnings``: es la que usa un programa que atiende a varios a la vez.
    """
    from paac_reportes.lectura.filas.tabla import plan_de_filas
    from paac_reportes.normativa.normas import avisos_de

    comprobar_corte(corte)
    dadas = {c: en_datos(valor) for c, valor in del_plan.items() if valor is not None}
    if isinstance(nombre := dadas.get("entidad"), str):
        dadas["entidad"] = {"nombre": nombre}
    hecho, avisos = plan_de_filas(filas, columnas, corte, dadas)
    return lectura.Lectura(plan=hecho, avisos=(*avisos, *avisos_de(hecho)), corte=corte)


def en_datos(valor: Any) -> Any:
    """Lo mismo, como va en un archivo de datos."""
    if isinstance(valor, list | tuple):
        return [desestructurar(uno) if _es_de_un_plan(uno) else uno for uno in valor]
    return desestructurar(valor) if _es_de_un_plan(valor) else valor


_DEL_PLAN = (CambioDocumento, Entidad, Extras, Firma, Metodologia, Recomendacion)


def _es_de_un_plan(valor: object) -> bool:
    if isinstance(valor, _DEL_PLAN):
        return True
    if not es_de_attrs(type(valor)):
        return False
    from paac_reportes.modelo.riesgos import MapaDeRiesgos, SeguimientoDelMapa

    return isinstance(valor, MapaDeRiesgos | SeguimientoDelMapa)


def datos_de(plan: "Plan | MapaDeRiesgos") -> dict[str, Any]:
    """El diccionario de un plan o de un mapa de riesgos: textos a la letra, sin las claves vacías.

    El escudo va en bytes.
    """
    if not isinstance(plan, Plan) and not _es_un_mapa(plan):
        comprobar_tipos(plan, None)
    datos: dict[str, Any] = desestructurar(plan)
    return datos


def _es_un_mapa(objeto: object) -> "TypeGuard[MapaDeRiesgos]":
    from paac_reportes.modelo.riesgos import MapaDeRiesgos

    return isinstance(objeto, MapaDeRiesgos)


def filas_de(plan: "Plan | MapaDeRiesgos") -> list[dict[str, Any]]:
    """El plan como filas planas: una por actividad o trámite y corte, con las mismas claves.

    De un mapa de riesgos, una por riesgo y control. Para ``pandas.DataFrame(filas)``, un CSV o una
    base de datos. Las claves son los ``dato`` de un formato (``actividad.meta``,
    ``seguimiento.avance``; ``riesgo.inherente.zona``, ``control.tipo``) y además ``ruta``,
    ``vigencia`` y las de la entidad; vea ``docs/datos.md`` y ``docs/riesgos.md``.
    """
    if _es_un_mapa(plan):
        from paac_reportes.modelo.filas_de_riesgos import filas_de_riesgos

        return filas_de_riesgos(plan)
    from paac_reportes.modelo import filas

    comprobar_tipos(plan, None)
    return filas.filas_de(cast("Plan", plan))


def datos_de_archivo(plan: Plan) -> dict[str, Any]:
    """Los datos de un plan como van en un archivo: primero, la versión del contrato."""
    from paac_reportes.lectura import archivos

    return {archivos.CLAVE: archivos.VERSION_DEL_CONTRATO, **datos_de(plan)}


def guardar_plan(
    plan: Plan, destino: Destino, *, tipo: str | None = None, por_llenar: bool = False
) -> Destino:
    """Escribe un plan en un ``.json``, un ``.yaml`` o un ``.xlsx``, para llenarlo o releerlo.

    ``leer_plan`` da el mismo plan. De un flujo, ``tipo`` dice cuál de los tres; si falta, JSON. Con
    ``por_llenar`` el YAML lleva comentarios que dicen cómo; el libro, siempre sus instrucciones. Lo
    que no puede quedar a la letra sale como ``AvisoPaac``; si no cabe, es ``ErrorDeEntrada`` y no
    se escribe nada.
    """
    comprobar_tipos(plan, None)
    elegido = libro_del_plan.tipo_de_plan(destino, tipo)
    contenido, avisos = libro_del_plan.plan_en_bytes(
        plan, datos_de_archivo(plan), elegido, por_llenar=por_llenar
    )
    guardar([(destino, contenido)])
    avisar(avisos)
    return destino


def plan_en_blanco(
    entidad: Entidad, *, vigencia: int, regimen: str | None = None, corte: date | None = None
) -> Plan:
    """Un plan por llenar con los componentes del régimen: ``paac-v1``, ``paac-v2`` o ``ptep``.

    Sin ``regimen`` se toma el de la vigencia, que es el que rige el 31 de enero, o el que rige en
    el ``corte``, si se da uno de esa vigencia. El plan lo deja dicho. Los nombres son un punto de
    partida: cada entidad pone los suyos. Lanza ``ErrorDeEntrada``.
    """
    from paac_reportes.formatos import muestra as en_blanco
    from paac_reportes.normativa import regimenes

    comprobar_ano("vigencia", vigencia)
    comprobar_tipos(Plan(entidad=entidad, vigencia=vigencia, componentes=(Componente(),)), corte)
    if regimen is not None:
        elegido = regimenes.buscar_regimen(regimen)
    elif corte is not None and corte.year == vigencia:
        elegido = regimenes.regimen_de(corte)
    else:
        elegido = regimenes.regimen_de_vigencia(vigencia)
    return en_blanco.plan_en_blanco(entidad, vigencia, elegido)


def donde(plan: "Plan | MapaDeRiesgos", ruta: str) -> "Lugar":
    """Lo que una persona sabe de una ruta: la oficina, el componente, el código, la actividad.

    De un mapa de riesgos, o del que lleva un plan: el proceso, el riesgo y el control. Sirve para
    cualquiera de las que traen las fallas, los avisos y las filas de unas cifras; su ``str`` es un
    renglón para quien debe corregirla. De lo que no es del plan (una celda, un archivo) es la misma
    ruta. Lanza ``ErrorDeEntrada`` si no llegan un plan o un mapa y un texto.
    """
    from paac_reportes.modelo import lugares

    return lugares.donde(plan, ruta)


# ------------------------------------------------------------------ datos abiertos
# Los datos para otros programas: como van en cada archivo, y el esquema que los describe.

if TYPE_CHECKING:
    from paac_reportes.escritores.registro import Datos


def esquema(*, de: Literal["plan", "mapa"] = "plan") -> dict[str, Any]:
    """El JSON Schema (2020-12) de los datos de un plan, con cada dato descrito en español.

    Con ``de="mapa"``, el del archivo de un mapa de riesgos.
    Sirve para revisar un JSON o un YAML fuera de la biblioteca y para que un editor de texto
    complete sus claves. Lo que un esquema no sabe decir (un solo seguimiento por corte, que un día
    exista) lo dice ``plan_desde_datos``.
    """
    from paac_reportes.datos_abiertos import esquema as esquemas

    de_cada = {"plan": esquemas.esquema, "mapa": esquemas.esquema_del_mapa}
    if not isinstance(de, str) or de not in de_cada:
        motivo = f"se esperaba plan o mapa, llegó {mostrar(de)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "de", motivo))
    return de_cada[de]()


def datos_abiertos(plan: Plan, cuales: "Datos") -> tuple[Any, tuple[Aviso, ...]]:
    """Lo que recibe quien escribe datos, y qué conviene revisar de ello.

    El plan va a la letra, que el JSON lo admite todo; un CSV, como los documentos, no lleva
    caracteres de control.
    """
    if cuales == "plan":
        return datos_de_archivo(plan), ()
    from paac_reportes.textos.limpieza import limpiar

    limpio, de_limpieza = limpiar(plan)
    if cuales in {"filas", "filas_con_clase"}:
        return filas_abiertas([limpio], cuales), de_limpieza
    from paac_reportes.datos_abiertos.paquete import paquete_de

    avisos = list(de_limpieza)
    partes = paquete_de(limpio, datos_de_archivo(limpio), avisos)
    return partes, tuple(avisos)


def filas_abiertas(planes: Sequence[Plan], cuales: "Datos") -> Any:
    """Las filas de varios planes, como las recibe quien escribe CSV o Parquet."""
    from paac_reportes.datos_abiertos.tabla import renglones_de, valores_con_clase

    return renglones_de(planes) if cuales == "filas" else valores_con_clase(planes)


def filas_propias(filas: Sequence[Mapping[str, Any]], cuales: "Datos") -> Any:
    """Las filas que trajo quien genera, como las recibe quien escribe CSV o Parquet."""
    from paac_reportes.datos_abiertos.tabla import filas_con_clase, renglones_de_filas

    return renglones_de_filas(filas) if cuales == "filas" else filas_con_clase(filas)
