"""Los mapas de riesgos: leerlos, revisarlos y sacar sus cifras."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypedDict, Unpack, cast

import attrs

from paac_reportes.api import lectura, libro_del_plan, planes
from paac_reportes.api.cifras import revisar_plan
from paac_reportes.api.eventos import registrado
from paac_reportes.api.lectura import comprobar_carpeta, comprobar_corte
from paac_reportes.api.libro_del_mapa import comprobar_mapa
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, avisar, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import CambioDocumento, CodigoDeRegimen, Entidad, Firma, Plan
from paac_reportes.sistema import IlegibleError, leer_archivo

if TYPE_CHECKING:
    from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa
    from paac_reportes.estructura import Extras
    from paac_reportes.lectura.archivos import Origen
    from paac_reportes.modelo.riesgos import MapaDeRiesgos, SeguimientoDelMapa
    from paac_reportes.normativa.riesgos import MetodologiaDeRiesgos
    from paac_reportes.sistema import Carpeta


def leer_mapa(origen: "Origen", *, carpeta: "Carpeta | None" = None) -> "MapaDeRiesgos":
    """Lee un mapa de riesgos de un JSON, un YAML o su libro de Excel, por su ruta o ya abierto.

    El de datos es ``{version_contrato: 3, mapa: {…}}``. Las imágenes que nombre (el escudo, una
    firma) están junto a él o en ``carpeta``. Lanza ``ErrorDeEntrada`` con todas las fallas, cada
    una con su ruta o, en un libro, con su celda. Lo que conviene revisar de la entidad (su NIT, su
    DIVIPOLA) o de cómo volvió el libro sale como ``AvisoPaac``.
    """
    from paac_reportes.lectura import mapas
    from paac_reportes.normativa.normas import avisos_de

    comprobar_carpeta("carpeta", carpeta)
    with registrado("mapa.leido") as hecho:
        origen = libro_del_plan.flujo_conocido(origen)
        if lectura.es_documento(origen):
            leida = lectura.leer_sin_dudas(cast("str | IO[bytes]", origen), carpeta, con_mapas=True)
            if leida.mapa is None:
                motivo = "no es el libro de un mapa de riesgos; un plan lo leen leer_plan y leer"
                raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", motivo))
            mapa, avisos, hecho["tipo"] = leida.mapa, leida.avisos, "documento"
        else:
            mapa = mapas.leer_mapa(origen, carpeta)
            avisos, hecho["tipo"] = tuple(avisos_de(mapa)), "datos"
        hecho["avisos"] = len(avisos)
    avisar(avisos)
    return mapa


def mapa_desde_datos(datos: Mapping[str, Any]) -> "MapaDeRiesgos":
    """El mapa de un diccionario: como va en su archivo, o sólo lo que va bajo ``mapa``.

    Lanza ``ErrorDeEntrada`` con todas las fallas. ``mapa_desde_datos(datos_de(mapa)) == mapa``.
    """
    from paac_reportes.lectura import mapas
    from paac_reportes.normativa.normas import avisos_de

    mapa = mapas.mapa_de(datos)
    avisar(avisos_de(mapa))
    return mapa


class DatosDelMapa(TypedDict, total=False):
    """Lo que un mapa trae además de sus filas, como objetos o como van en un archivo de datos."""

    entidad: Entidad | Mapping[str, Any] | str | None
    """Un texto es su nombre."""
    vigencia: int | None
    regimen: CodigoDeRegimen | None
    metodologia: str | None
    version: str | None
    fecha_elaboracion: date | str | None
    fecha_publicacion: date | str | None
    fecha_actualizacion: date | str | None
    mision: str | None
    seguimientos: "Sequence[SeguimientoDelMapa | Mapping[str, Any]]"
    firmas: Sequence[Firma | Mapping[str, Any]]
    control_cambios: Sequence[CambioDocumento | Mapping[str, Any]]
    textos: Mapping[str, str]
    extras: "Extras | Mapping[str, Any]"


def mapa_desde_filas(
    filas: object, *, columnas: Mapping[str, Any] | None = None, **del_mapa: Unpack[DatosDelMapa]
) -> "MapaDeRiesgos":
    """El mapa de unas filas planas: de una consulta, de un CSV o de una tabla de datos.

    ``filas`` es lo que ``plan_desde_filas`` admite, y ``columnas`` dice de cuál sale cada dato
    (``{"riesgo.descripcion": "RIESGO", "causa.texto": "CAUSA"}``); sin él, se llaman como en
    ``filas_de``, de la que esta es la inversa. Varias filas son del mismo riesgo si tienen su
    proceso y su referencia o, sin ella, su descripción: sus causas, consecuencias, controles y
    acciones se juntan sin repetir, y lo demás ha de ser lo mismo en todas. ``entidad`` puede ser su
    nombre; ella, la ``vigencia`` y la ``metodologia``, si faltan, salen de las filas. ``del_mapa``
    son las demás claves de un mapa: ``version``, ``firmas``…

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna. Lo que
    conviene revisar sale como ``AvisoPaac``.
    """
    from paac_reportes.lectura.filas.de_riesgos import mapa_de_filas
    from paac_reportes.normativa.normas import avisos_de

    dadas = {clave: planes.en_datos(v) for clave, v in del_mapa.items() if v is not None}
    if isinstance(nombre := dadas.get("entidad"), str):
        dadas["entidad"] = {"nombre": nombre}
    mapa, avisos = mapa_de_filas(filas, columnas, dadas)
    avisar((*avisos, *avisos_de(mapa)))
    return mapa


def unir_mapas(mapas: "Sequence[MapaDeRiesgos]") -> "MapaDeRiesgos":
    """Varios mapas de una entidad en uno solo: el de cada proceso, de su propio libro.

    Los procesos que se llaman igual son el mismo, y sus riesgos van en el orden de los mapas. Lo
    que uno no dice se toma de otro. Lanza ``ErrorDeEntrada`` con todo lo que se contradice.
    """
    from paac_reportes.analisis.riesgos.union import unidos

    if not isinstance(mapas, list | tuple):
        motivo = f"se esperaba una lista de mapas, llegó {mostrar(mapas)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "mapas", motivo))
    for mapa in mapas:
        comprobar_mapa(mapa)
    if not mapas:
        motivo = "se esperaba al menos un mapa, no llegó ninguno"
        raise ErrorDeEntrada(Falla("argumento_invalido", "mapas", motivo))
    return unidos(mapas)


def revisar_mapa(
    mapa: "MapaDeRiesgos", *, plantillas: "Carpeta | None" = None
) -> tuple[Aviso, ...]:
    """Lo que conviene revisar de un mapa, cada cosa con su ruta; ningún dato cambia.

    Las zonas y los residuales que no son los que dan sus niveles y sus controles, los niveles que
    la metodología no tiene, lo que le falta a cada control, a cada acción y a cada riesgo que
    ocurrió (``docs/riesgos.md`` los dice todos); el NIT y la DIVIPOLA. Las metodologías propias
    de la entidad se buscan en ``plantillas``, en su carpeta ``_riesgos``. Lanza ``ErrorDeEntrada``.
    """
    from paac_reportes.analisis.riesgos.revision import avisos_del_mapa, serie_del_mapa
    from paac_reportes.normativa.normas import avisos_de

    comprobar_mapa(mapa)
    propias = metodologias_propias(plantillas)
    suyos = avisos_del_mapa(mapa, serie=serie_del_mapa(mapa), propias=propias)
    return tuple(dict.fromkeys((*avisos_de(mapa), *suyos)))


def analizar_mapa(
    mapa: "MapaDeRiesgos", *, corte: date | None = None, plantillas: "Carpeta | None" = None
) -> "CifrasDelMapa":
    """Las cifras de un mapa en un corte: zonas, controles, materializados y acciones.

    Sin ``corte``, el último con seguimientos; el que se dé ha de ser de los datos o de la serie que
    la guía fija. Cada cifra trae sus filas, y lo que no se sabe va aparte, nunca como 0
    (``docs/riesgos.md``). Las metodologías propias se buscan en ``plantillas``, en su carpeta
    ``_riesgos``. Lanza ``ErrorDeEntrada``.
    """
    from paac_reportes.analisis.riesgos.del_corte import cifras_en
    from paac_reportes.analisis.riesgos.revision import serie_del_mapa

    comprobar_mapa(mapa)
    comprobar_corte(corte)
    propias, serie = metodologias_propias(plantillas), serie_del_mapa(mapa)
    cortes = mapa.cortes()
    if corte is not None and corte not in {*cortes, *(serie or ())}:
        los_hay = f"los hay del {', '.join(map(str, cortes))}" if cortes else "no hay ninguno"
        motivo = f"el mapa no tiene el del {corte}; {los_hay}"
        raise ErrorDeEntrada(Falla("corte_desconocido", "corte", motivo))
    return cifras_en(mapa, corte or max(cortes, default=None), serie=serie, propias=propias)


def avisos_del_mapa_de(plan: Plan, serie: Sequence[date] | None) -> tuple[Aviso, ...]:
    """Los del mapa que lleva un plan, con su ruta en él; ``serie``, los cortes que él elige."""
    from paac_reportes.analisis.riesgos.revision import avisos_del_mapa, serie_del_mapa

    mapa = plan.mapa_de_riesgos
    if mapa is None:
        return ()
    suyos = avisos_del_mapa(mapa, serie=serie or serie_del_mapa(mapa))
    return tuple(attrs.evolve(a, ruta=unir_ruta("mapa_de_riesgos", a.ruta)) for a in suyos)


def metodologias_propias(plantillas: "Carpeta | None") -> "dict[str, MetodologiaDeRiesgos]":
    """Las de ``plantillas/_riesgos``, por su código; ``ErrorDeEntrada`` con todas sus fallas."""
    from paac_reportes.normativa.riesgos import leer_metodologia

    comprobar_carpeta("plantillas", plantillas)
    if plantillas is None:
        return {}
    try:
        archivos = sorted((Path(plantillas) / "_riesgos").glob("*.toml"))
    except (OSError, ValueError):  # una ruta que el sistema no admite
        archivos = []
    leidas, fallas = [], list[Falla]()
    for archivo in archivos:
        try:
            leidas.append(leer_metodologia(leer_archivo(archivo).decode("utf-8"), str(archivo)))
        except ErrorDeEntrada as error:
            fallas += error.fallas
        except IlegibleError as error:
            fallas.append(error.falla(str(archivo)))
        except UnicodeDecodeError:
            fallas.append(Falla("no_es_utf8", str(archivo), "se esperaba texto en UTF-8"))
    if fallas:
        raise ErrorDeEntrada(fallas)
    return {una.codigo: una for una in leidas}


def leer_plan_o_mapa(
    origen: "Origen", carpeta: "Carpeta | None" = None
) -> "tuple[Plan | MapaDeRiesgos, tuple[Aviso, ...]]":
    """El plan o el mapa de riesgos de un archivo, y los avisos de leerlo."""
    from paac_reportes.lectura import archivos
    from paac_reportes.normativa.normas import avisos_de

    comprobar_carpeta("carpeta", carpeta)
    origen = libro_del_plan.flujo_conocido(origen)
    with registrado("plan.leido") as hecho:
        leido: Plan | MapaDeRiesgos
        if lectura.es_documento(origen):
            leida = lectura.leer_sin_dudas(cast("str | IO[bytes]", origen), carpeta, con_mapas=True)
            leido, avisos, hecho["tipo"] = leida.mapa or leida.plan, leida.avisos, "documento"
        else:
            leido = archivos.leer_plan_o_mapa(origen, carpeta)
            avisos = tuple(avisos_de(leido))
            hecho["tipo"] = "datos" if isinstance(leido, Plan) else "mapa"
        hecho["avisos"] = len(avisos)
    return leido, avisos


def revisar_archivo(
    origen: "Origen", carpeta: "Carpeta | None" = None, plantillas: "Carpeta | None" = None
) -> "tuple[Plan | MapaDeRiesgos, tuple[Aviso, ...]]":
    """El plan o el mapa de riesgos de un archivo, y todo lo que conviene revisar de él."""
    origen = libro_del_plan.flujo_conocido(origen)
    if lectura.es_documento(origen):
        leida = lectura.leer_sin_dudas(cast("str | IO[bytes]", origen), carpeta, con_mapas=True)
        suyos = (
            revisar_plan(leida.plan)
            if leida.mapa is None
            else revisar_mapa(leida.mapa, plantillas=plantillas)
        )
        en_celdas = lectura.en_su_celda(suyos, leida.lugares)
        return leida.mapa or leida.plan, tuple(dict.fromkeys((*leida.avisos, *en_celdas)))
    leido, avisos = leer_plan_o_mapa(origen, carpeta)
    de_mas = (
        revisar_plan(leido)
        if isinstance(leido, Plan)
        else revisar_mapa(leido, plantillas=plantillas)
    )
    return leido, tuple(dict.fromkeys((*avisos, *de_mas)))


def contar_en_el_mapa(mapa: "MapaDeRiesgos") -> dict[tuple[str, str], int]:
    """Cuánto hay, por cómo se llama uno y varios."""
    from paac_reportes.modelo.recorrer import objetos_de
    from paac_reportes.modelo.riesgos import Control, Riesgo

    return {
        ("proceso", "procesos"): len(mapa.procesos),
        ("riesgo", "riesgos"): len(objetos_de(mapa, Riesgo)),
        ("control", "controles"): len(objetos_de(mapa, Control)),
    }
