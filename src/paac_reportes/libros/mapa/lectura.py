"""De las hojas de un libro a los datos de un mapa, con la celda de cada uno.

``mapa_de_libro`` lee el libro de un mapa solo; ``datos_del_mapa``, las hojas del mapa de cualquier
libro, que pone en su lugar ``armado``. Cada fila dice de qué riesgo es (``riesgos``); la que no se
sabe de cuál es, es una falla.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.lectura.archivos import comprobar_version, contenido_de, traer_imagenes
from paac_reportes.lectura.combinadas import columnas_de_menos
from paac_reportes.lectura.enlaces import enlaces_sin_leer
from paac_reportes.lectura.filas.armado import en_su_fila
from paac_reportes.lectura.filas.valores import (
    leer_corte,
    leer_entero,
)
from paac_reportes.lectura.leido import Leido
from paac_reportes.libros.mapa import columnas as k
from paac_reportes.libros.mapa.armado import Armado
from paac_reportes.libros.mapa.columnas import ColumnaDelMapa
from paac_reportes.libros.mapa.escritura import DATOS_DEL_MAPA
from paac_reportes.libros.mapa.riesgos import DatosDelMapa
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.plan.lectura import (
    HojasSueltas,
    columnas_leidas,
    sueltos_de,
)
from paac_reportes.libros.plan.vistas import (
    HojaEsperada,
    TablaLeida,
    fallas_de_hojas,
    leer_fecha_o_texto,
    tablas_leidas,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import tema
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.plano import en_plano

_TABLAS: Mapping[str, tuple[ColumnaDelMapa, ...]] = {
    k.PROCESOS: k.DE_PROCESOS,
    k.RIESGOS: tuple(u for u in k.DE_LOS_RIESGOS if u.dato != k.CLAVE),
    k.CAUSAS: k.DE_CAUSAS,
    k.CONTROLES: k.DE_LOS_CONTROLES,
    k.CRITERIOS: k.DE_CRITERIOS,
    k.ACCIONES: k.DE_ACCIONES,
    k.CUESTIONARIO: k.DEL_CUESTIONARIO,
    k.DEL_MAPA: k.DEL_SEGUIMIENTO_DEL_MAPA,
    k.DE_RIESGOS: k.DEL_SEGUIMIENTO,
    k.DE_CONTROLES: k.DE_LOS_SEGUIDOS,
}
_INDISPENSABLES: Mapping[str, tuple[str, ...]] = {
    k.PROCESOS: (k.PROCESO,),
    k.RIESGOS: ("riesgo.descripcion", k.PROCESO),
    k.CAUSAS: (k.RIESGO, "causa.texto"),
    k.CONTROLES: (k.RIESGO, "control.descripcion"),
    k.CRITERIOS: (k.RIESGO, k.CRITERIO),
    k.ACCIONES: (k.RIESGO, "accion.descripcion"),
    k.CUESTIONARIO: (k.RIESGO, "cuestionario.1"),
    k.DEL_MAPA: ("seguimiento_del_mapa.corte",),
    k.DE_RIESGOS: (k.RIESGO, "seguimiento_de_riesgo.acciones_adelantadas"),
    k.DE_CONTROLES: (k.RIESGO, "control_seguido.control", "control_seguido.aplicado"),
}
_CON_EXTRAS = {k.RIESGOS: "riesgo", k.DEL_MAPA: "seguimiento_del_mapa"}
ESPERADAS = (
    HojaEsperada(nombre=k.MAPA, columnas=c.DEL_PLAN, indispensables=("dato", "valor")),
    *(
        HojaEsperada(
            nombre=nombre,
            columnas=columnas,
            raiz=_CON_EXTRAS.get(nombre, ""),
            indispensables=_INDISPENSABLES[nombre],
            a_veces=tuple(u for u in k.DE_LOS_RIESGOS if u.dato == k.CLAVE)
            if nombre == k.RIESGOS
            else (),
        )
        for nombre, columnas in _TABLAS.items()
    ),
    HojaEsperada(nombre=k.FIRMAS, columnas=c.DE_FIRMAS, indispensables=("rol", "nombre")),
    HojaEsperada(nombre=k.CAMBIOS, columnas=c.DE_CAMBIOS, indispensables=("version", "razon")),
    HojaEsperada(nombre=k.TEXTOS, columnas=c.DE_TEXTOS, indispensables=("clave", "texto")),
    HojaEsperada(nombre=k.IMAGENES, columnas=c.DE_IMAGENES, indispensables=("clave", "trozo")),
)


def es_libro_del_mapa(visto: DocumentoVisto) -> bool:
    """Si es el de un mapa solo: lo dice su propiedad o, si la perdió, sus hojas y columnas."""
    if "paac.clase" in visto.propiedades:
        return visto.propiedades["paac.clase"] == k.CLASE
    nombres = {en_plano(parte.nombre) for parte in visto.partes}
    if visto.tipo != "xlsx" or en_plano(k.MAPA) not in nombres or en_plano(c.PLAN) in nombres:
        return False
    halladas = tablas_leidas(visto, ESPERADAS, [])
    return k.MAPA in halladas and k.RIESGOS in halladas


def mapa_de_libro(visto: DocumentoVisto, carpetas: Sequence[Path] = ()) -> Leido[MapaDeRiesgos]:
    """El mapa de su libro; las imágenes que nombra se buscan en ``carpetas``.

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su hoja y su celda.
    """
    version = visto.propiedades.get("paac.version_contrato")
    comprobar_version({"version_contrato": version} if version else {}, "este libro es más nuevo")
    avisos = list(visto.avisos)
    tablas = tablas_leidas(visto, ESPERADAS, avisos)
    for tabla in tablas.values():
        avisos += tabla.avisos()
    leido = datos_del_mapa(tablas, avisos)
    fallas = [*fallas_de_hojas(visto, ESPERADAS, tablas), *leido.fallas]
    sin_archivo = traer_imagenes(leido.datos, carpetas)
    fallas += en_su_celda(tuple(sin_archivo), leido.lugares)
    try:
        mapa = cast("MapaDeRiesgos", contenido_de({"mapa": leido.datos}, tema("mapa")))
    except ErrorDeEntrada as error:
        propias = (f.en(f.ruta.removeprefix("mapa").removeprefix(".")) for f in error.fallas)
        raise ErrorDeEntrada((*fallas, *en_su_celda(tuple(propias), leido.lugares))) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    columnas = tuple(columnas_leidas(tablas))
    avisos += [*columnas_de_menos(columnas), *enlaces_sin_leer(visto, mapa)]
    return Leido(
        contenido=mapa,
        avisos=tuple(avisos),
        columnas=columnas,
        lugares={ruta: lugar for ruta, lugar in leido.lugares.items() if lugar},
        usadas=frozenset(leido.siguen),
        rotulos=frozenset(lugar for tabla in tablas.values() for lugar in tabla.de_los_rotulos()),
    )


_SUELTO = re.compile(r"(?:entidad|vigencia|regimen|metodologia|version|mision|fecha_\w+|extras)\b")


def en_su_celda(fallas: Sequence[Falla], lugares: Mapping[str, str]) -> Iterator[Falla]:
    """Las mismas en su celda; la de lo que no está en ninguna, en la hoja donde iría."""
    for falla in en_su_fila(fallas, lugares):
        hoja = f"hoja «{k.MAPA}»: " if _SUELTO.match(falla.ruta) else ""
        yield attrs.evolve(
            falla, ruta=f"{hoja}{falla.ruta}", mensaje=_como_se_escoge(falla.mensaje)
        )


def _como_se_escoge(mensaje: str) -> str:
    """Las opciones como el libro las da a escoger: «Sí o No», y no ``si`` ni ``no``."""
    for codigos, escritos in _LISTAS.items():
        mensaje = mensaje.replace(codigos, escritos)
    return mensaje


def _listas() -> dict[str, str]:
    from paac_reportes.estructura.mensajes import alguno_de  # noqa: PLC0415 - sólo aquí

    grupos = {
        columna.se_escogen
        for columnas in _TABLAS.values()
        for columna in columnas
        if columna.opciones
    }
    pares = {alguno_de(uno): alguno_de(tuple(map(k.como_se_escoge, uno))) for uno in grupos}
    # Las más largas primero: una puede ser el comienzo de otra.
    return dict(sorted(pares.items(), key=lambda par: -len(par[0])))


_LISTAS = _listas()


# ------------------------------------------------------------------ lo que dicen las hojas
def _leer_suelto(ruta: str, valor: Any) -> Any:
    """El de un renglón de la primera hoja, como lo espera su dato."""
    if ruta.startswith(("extras.", "entidad.extras.")):
        return valor
    tipo = CATALOGO.tipo(f"mapa.{ruta}")
    if tipo is date:
        return leer_corte(valor)
    return leer_entero(valor) if tipo is int else leer_fecha_o_texto(valor)


DEL_MAPA = HojasSueltas(
    datos=k.MAPA,
    firmas=k.FIRMAS,
    cambios=k.CAMBIOS,
    textos=k.TEXTOS,
    imagenes=k.IMAGENES,
    conocidos=DATOS_DEL_MAPA,
    rutas=re.compile(
        r"(?:entidad\.)?extras\.[\w-]+|entidad\.\w+|"
        + "|".join(dato.ruta for dato in DATOS_DEL_MAPA if "." not in dato.ruta)
    ),
    leer=_leer_suelto,
)


def datos_del_mapa(tablas: Mapping[str, TablaLeida], avisos: list[Aviso]) -> DatosDelMapa:
    """Los de todas las hojas del mapa que haya; de las que falten se avisa."""
    for nombre in _TABLAS:
        if nombre not in tablas:
            motivo = "no está en el libro: el mapa quedó sin lo que tuviera"
            avisos.append(Aviso("hoja_faltante", f"hoja «{nombre}»", motivo))
    sueltos = sueltos_de(tablas, DEL_MAPA, avisos)
    datos: dict[str, Any] = {"entidad": {}, **sueltos.datos}
    leido = DatosDelMapa(datos, dict(sueltos.lugares), list(sueltos.fallas), set(sueltos.siguen))
    Armado(tablas, leido, avisos).armar()
    return leido
