"""De un libro visto a su plan, con la celda de cada falla y lo que se cambió."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from paac_reportes.analisis.plano import en_plano
from paac_reportes.entrada.archivos import traer_imagenes
from paac_reportes.entrada.contrato import comprobar_version, plan_de
from paac_reportes.entrada.documentos.leido import ColumnaLeida, Leido
from paac_reportes.entrada.documentos.visto import DocumentoVisto, letras
from paac_reportes.entrada.filas.nodos import datos_y_origenes, en_su_fila
from paac_reportes.entrada.filas.valores import leer_corte
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.mensajes import alguno_de
from paac_reportes.intercambio.libro_del_plan import columnas as c
from paac_reportes.intercambio.libro_del_plan.vistas.matriz import armado_de
from paac_reportes.intercambio.libro_del_plan.vistas.sueltas import sueltos_de
from paac_reportes.intercambio.libro_del_plan.vistas.tablas import (
    HojaEsperada,
    TablaLeida,
    fallas_de_hojas,
    tablas_leidas,
)
from paac_reportes.modelo import Estado, Resultado

ESPERADAS = (
    HojaEsperada(nombre=c.PLAN, columnas=c.DEL_PLAN, indispensables=("dato", "valor")),
    HojaEsperada(
        nombre=c.ACTIVIDADES,
        columnas=(c.DE_LA_DEPENDENCIA, *c.DEL_COMPONENTE, *c.DE_ACTIVIDADES),
        de_corte=c.DE_SEGUIMIENTO,
        raiz="actividad",
        indispensables=("actividad.descripcion",),
    ),
    HojaEsperada(
        nombre=c.COMPONENTES,
        columnas=(c.DE_LA_DEPENDENCIA, *c.DEL_COMPONENTE, *c.DE_COMPONENTES),
        raiz="componente",
        indispensables=("componente.nombre", "componente.etiqueta_seguimiento"),
    ),
    HojaEsperada(
        nombre=c.TRAMITES,
        columnas=(c.DE_LA_DEPENDENCIA, *c.DEL_COMPONENTE, *c.DE_TRAMITES),
        de_corte=c.DE_SEGUIMIENTO,
        raiz="tramite",
        indispensables=("tramite.nombre",),
    ),
    HojaEsperada(nombre=c.FIRMAS, columnas=c.DE_FIRMAS, indispensables=("rol", "nombre")),
    HojaEsperada(nombre=c.CAMBIOS, columnas=c.DE_CAMBIOS, indispensables=("version", "razon")),
    HojaEsperada(nombre=c.TEXTOS, columnas=c.DE_TEXTOS, indispensables=("clave", "texto")),
    HojaEsperada(nombre=c.IMAGENES, columnas=c.DE_IMAGENES, indispensables=("clave", "trozo")),
)


def es_libro_del_plan(visto: DocumentoVisto) -> bool:
    """Si es un libro del plan: lo dice su propiedad o, si la perdió, sus hojas y columnas."""
    if "paac.clase" in visto.propiedades:
        return visto.propiedades["paac.clase"] == c.CLASE
    if visto.tipo != "xlsx" or "paac.formato" in visto.propiedades:
        return False
    nombres = {en_plano(parte.nombre) for parte in visto.partes}
    if en_plano(c.PLAN) not in nombres:
        return False
    halladas = tablas_leidas(visto, ESPERADAS, [])
    return c.PLAN in halladas and bool({c.ACTIVIDADES, c.COMPONENTES} & halladas.keys())


def plan_de_libro(visto: DocumentoVisto, carpetas: Sequence[Path] = ()) -> Leido:
    """El plan de un libro; las imágenes que nombra se buscan en ``carpetas``.

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su hoja y su celda.
    """
    version = visto.propiedades.get("paac.version_contrato")
    comprobar_version({"version_contrato": version} if version else {}, "este libro es más nuevo")
    avisos = list(visto.avisos)
    tablas = tablas_leidas(visto, ESPERADAS, avisos)
    for tabla in tablas.values():
        avisos += tabla.avisos()
    armado = armado_de(tablas, avisos)
    datos, origenes = datos_y_origenes(armado.raiz)
    sueltos = sueltos_de(tablas, avisos)
    de_la_entidad = {**datos.pop("entidad", {}), **sueltos.datos.pop("entidad", {})}
    datos |= {"entidad": de_la_entidad, **sueltos.datos}
    lugares = {**origenes, "entidad": "", **sueltos.lugares}
    fallas = [*fallas_de_hojas(visto, ESPERADAS, tablas), *armado.fallas, *sueltos.fallas]
    fallas += en_su_celda(list(traer_imagenes(datos, carpetas)), lugares)
    try:
        plan = plan_de(datos)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada((*fallas, *en_su_celda(error.fallas, lugares))) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    return Leido(
        plan=plan,
        avisos=tuple(avisos),
        columnas=tuple(_columnas(tablas)),
        lugares={ruta: lugar for ruta, lugar in lugares.items() if lugar},
    )


def en_su_celda(fallas: Sequence[Falla], lugares: Mapping[str, str]) -> Iterator[Falla]:
    """Las mismas fallas en su celda; la de lo que no está en ninguna, en la hoja donde iría."""
    for falla in en_su_fila(fallas, lugares):
        hoja = next((h for patron, h in _HOJAS if re.match(patron, falla.ruta)), "")
        yield Falla(f"{hoja}{falla.ruta}", _como_en_sus_listas(falla.mensaje))


def _como_en_sus_listas(mensaje: str) -> str:
    """Las opciones como el libro las da a escoger: «En proceso», y no ``en_proceso``."""
    for codigos, lista in ((Estado, c.ESTADOS), (Resultado, c.RESULTADOS)):
        mensaje = mensaje.replace(alguno_de(codigos), alguno_de(lista.valores))
    return mensaje


_HOJAS = (
    (r"(?:entidad|vigencia|regimen|metodologia)\b", f"hoja «{c.PLAN}»: "),
    (r"(?:nombre|orden|nit|divipola)\Z", f"hoja «{c.PLAN}»: entidad."),
)


def _columnas(tablas: Mapping[str, TablaLeida]) -> Iterator[ColumnaLeida]:
    for leida in tablas.values():
        primera = leida.tabla.primera or (0, 0)
        for una in leida.rotulos.reconocidas:
            if una.dato == c.NOTAS:
                continue
            dato, _, corte = una.dato.partition("@")
            yield ColumnaLeida(
                lugar=f"{leida.tabla.lugar}, columna {letras(primera[1] + una.numero)}",
                rotulo=una.rotulo,
                dato=(dato,),
                corte=leer_corte(corte) if corte else None,
                parecido=una.parecido,
            )
