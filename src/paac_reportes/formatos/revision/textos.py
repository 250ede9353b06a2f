"""La revisión de los textos de un formato: plantillas sanas y variables que existen donde están."""

import functools
import re
from collections.abc import Collection, Iterator
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeFormato, Falla, unir_ruta
from paac_reportes.estructura import Extras, mostrar
from paac_reportes.estructura.valores import NOMBRE_DE_EXTRA
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.bloques import GRUPOS, BloqueTexto, BloqueTitulo
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS
from paac_reportes.formatos.revision.reglas import EnBloque, EnFormato, regla
from paac_reportes.imagenes import DE_TEXTO
from paac_reportes.maqueta.documento import Medio
from paac_reportes.modelo import Firma
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.temas import claves, tema
from paac_reportes.normativa.regimenes import RegimenEnTextos, SeguidoEnTextos
from paac_reportes.textos.cercanos import los_mas_cercanos
from paac_reportes.textos.limpieza import PROHIBIDOS
from paac_reportes.textos.plantillas import caminos_de, impresos_de, redactor, redactor_de_fila

_LLEVAN_NUMERO = expresion(
    r"(?:(?:cuerpo\[\d+\]\.|primera_pagina\.)?(?:encabezado|pie)|libro\.bloque)"
    r"\.filas\[\d+\]\[\d+\]\.texto|libro\.(?:encabezado|pie)\.(?:izquierda|centro|derecha)"
)
"""Los textos de un formato donde hay un número de página que escribir."""

_SIN_VARIABLES = expresion(
    r"codigo|nombre|version|archivo|entidad\..*|metodologia\..*|regimenes\[\d+\]|equivalentes\..*"
    r"|aparte\[\d+\]|textos\..*"
    r"|.*\.(?:dato|entre|si_hay|de|tipo|recorre|por|roles|siempre|clave|marca|cuando)(?:\[.*)?"
    r"|.*\.numeracion|tablas\..*\.columnas\[\d+\]\.total\[\d+\]|tablas\..*\.subtotales\[\d+\]\.resumen\..*",
    re.DOTALL,
)
"""Los textos que se toman como están."""

_DE_COLUMNA = expresion(r"tablas\..*\.columnas\[\d+\]\.texto")
"""El de una columna: lo que nombra es de su fila, y lo mira ``revision.columnas``."""

PROSA = (
    *("presentacion", "periodo", "general", "pendientes", "metodologia", "responsables"),
    *("verificacion", "cambios", "conclusiones", "dependencias", "entidades", "resumen"),
    *("resultados", "por_vencer", "ejecutado", "sustento", "programadas", "cumplidas"),
    *("hallazgo", "historia", "historia_en_resumen", "listas", "resumen_sin_hallazgo"),
    *("presenta_recomendaciones", "presenta_anteriores", "mapa_de_riesgos", "riesgos_por_zona"),
    *("controles_de_riesgos", "acciones_de_riesgos", "calidad_del_mapa"),
)
"""Los párrafos que salen de las cifras (``informe.prosa.parrafos``)."""

_DE_TEXTOS = expresion(r"textos\.([a-z_]+)")
"""Un texto del plan, que se nombra por su clave."""

_REMISION = expresion(r"remision\.([a-z][a-z0-9_]*)")
"""El nombre de otra parte del documento, por la clave de su bloque."""

_REMITE = expresion(
    r"cuerpo\[\d+\]\.(?:texto|leyenda|filas\[\d+\]\.texto)"
    r"|tablas\..*\.(?:(?:franjas|notas)\[\d+\]|columnas\[\d+\]\.al_omitir)"
)
"""Los textos que pueden nombrar otra parte."""

_EXTRA = expresion(rf"(?:entidad|componente)\.extras\.{NOMBRE_DE_EXTRA.pattern}")
"""Un extra; cuáles hay, sólo lo dice el plan."""

DEL_MAPA = (
    *("mapa.version", "mapa.mision", "mapa.metodologia", "mapa.fecha_elaboracion"),
    *("mapa.fecha_publicacion", "mapa.fecha_actualizacion", "seguimiento_del_mapa.elaboracion"),
    *("seguimiento_del_mapa.publicacion", "seguimiento_del_mapa.elaborado_por"),
    *("seguimiento_del_mapa.fecha", "proceso.nombre", "proceso.codigo", "proceso.objetivo"),
    *("proceso.alcance", "proceso.tipo", "proceso.lider", "proceso.dependencia"),
)
"""Lo que un texto puede nombrar del mapa de riesgos, escrito: quien no lo usa no lo carga."""

DE_UN_LUGAR = {*GRUPOS, "grupo", "firma", "informe", "proceso"}
"""Las variables que sólo existen en algunos textos."""


def fallas_de_textos(formato: object) -> Iterator[Falla]:
    """Las fallas de las plantillas de un formato, o de los datos que no alcanzaron a serlo."""
    de = formato.get("de") if isinstance(formato, dict) else getattr(formato, "de", None)
    for ruta, plantilla in textos_del_formato(formato, ""):
        if not plantilla.startswith(DE_TEXTO):  # una imagen es larga, y no lleva variables
            yield from _plantilla(ruta, plantilla, _otro_contenido(de))


@regla(EnFormato, "numeracion[]")
def claves_repetidas(en: EnFormato) -> Iterator[Falla]:
    """Las de los bloques, si algún texto puede nombrarlos."""
    vistas: dict[tuple[str, bool], int] = {}
    for sitio in en.bloques:
        bloque = sitio.bloque
        if not sitio.sano("clave", "tipo", "titulo"):
            continue
        # La de un texto sin título es la del texto del plan: la puede llevar también su título.
        suya = bloque.clave or "", isinstance(bloque, BloqueTexto) and not bloque.titulo
        if suya in vistas and en.formato.numeracion is not None:
            motivo = f"cada bloque lleva la suya, y {suya[0]!r} es la de cuerpo[{vistas[suya]}]"
            yield Falla("dato_repetido", f"{sitio.ruta}.clave", motivo)
        elif bloque.clave:
            vistas[suya] = sitio.numero


@regla(EnBloque, "nivel", "formato.numeracion")
def numeros_que_no_hay(en: EnBloque) -> Iterator[Falla]:
    """Los anexos que no son de primer nivel, y el número de un título que no lleva ninguno."""
    bloque = en.bloque
    if not isinstance(bloque, BloqueTitulo | BloqueTexto) or bloque.numeracion == "seguida":
        return
    lugar = f"{en.ruta}.numeracion"
    if not en.formato.numera_titulos:
        motivo = "sobra: el formato no numera sus títulos; falta [numeracion]"
        yield Falla("formato_incoherente", lugar, motivo)
    elif bloque.numeracion == "anexo" and bloque.nivel != 1:
        motivo = f"un anexo es un título de nivel 1, y este es de nivel {bloque.nivel}"
        yield Falla("formato_incoherente", lugar, motivo)


def fallas_de_alcance(en: EnFormato) -> Iterator[Falla]:
    """Las variables que existen, pero no en el texto que las nombra."""
    for ruta, plantilla in textos_del_formato(en.formato, ""):
        if "{" not in plantilla or _DE_COLUMNA.fullmatch(ruta):
            continue
        try:
            caminos = caminos_de(plantilla)
        except ErrorDeFormato:
            continue  # ya lo dice ``fallas_de_textos``
        if en.tocado.es_lo_escrito(ruta):
            yield from _fuera_de_alcance(ruta, caminos, en)


def _fuera_de_alcance(ruta: str, caminos: Collection[str], en: EnFormato) -> Iterator[Falla]:
    for hallada in filter(None, map(_REMISION.fullmatch, sorted(caminos))):
        if en.sano("numeracion[]", "aparte", "cuerpo[*].clave", "cuerpo[*].leyenda"):
            yield from _remision_equivocada(hallada[1], ruta, en.formato)
    de_un_lugar = {camino.split(".")[0] for camino in caminos} & DE_UN_LUGAR
    if de_un_lugar and en.sano(*_lee_el_alcance(ruta)):
        for raiz in sorted(de_un_lugar - _alcance(ruta, en.formato)):
            yield Falla("variable_desconocida", ruta, f"aquí no hay {raiz!r} que nombrar")


def _lee_el_alcance(ruta: str) -> tuple[str, ...]:
    """Lo que dice cuántas veces se escribe un texto, que decide qué puede nombrar."""
    parte, _, clave = ruta.rpartition(".")
    if ruta == "libro.nombre":
        return ("libro.hojas",)
    if ruta.startswith("tablas."):
        columna = parte if clave.startswith("rotulo[") else ""
        de_la_tabla = ("cuerpo[*].cada", "cuerpo[*].tipo", "cuerpo[*].tablas")
        return (*de_la_tabla, f"{parte}.por", *([f"{columna}.por_corte"] if columna else ()))
    bloque = ruta.partition(".")[0]
    return (f"{bloque}.cada", f"{bloque}.tipo") if bloque.startswith("cuerpo[") else ()


def _remision_equivocada(clave: str, ruta: str, formato: Formato) -> Iterator[Falla]:
    if not _REMITE.fullmatch(ruta):
        motivo = "aquí no se puede nombrar otra parte: sólo en el cuerpo y en las notas y franjas"
        yield Falla("plantilla_invalida", ruta, motivo)
    elif formato.numeracion is None:
        motivo = "para nombrar otra parte, el formato la numera: falta [numeracion]"
        yield Falla("formato_incoherente", ruta, motivo)
    elif clave in formato.claves or clave in formato.aparte:
        return
    elif any(bloque.clave == clave for bloque in formato.cuerpo):
        motivo = f"el bloque con la clave {clave!r} no lleva una leyenda, con el número que nombrar"
        yield Falla("formato_incoherente", ruta, motivo)
    else:
        cerca = los_mas_cercanos(clave, formato.claves, n=1, cutoff=0)
        hay = f"la más parecida es {cerca[0]!r}" if cerca else "ninguno tiene clave"
        motivo = f"ningún bloque tiene la clave {clave!r}; {hay}"
        yield Falla("variable_desconocida", ruta, motivo)


def _plantilla(ruta: str, plantilla: str, otro: str) -> Iterator[Falla]:
    if _SIN_VARIABLES.fullmatch(ruta) and "{{" in plantilla:
        yield Falla(
            "plantilla_invalida", ruta, "este texto se toma como está y no admite variables"
        )
        return
    if PROHIBIDOS.search(plantilla):
        yield Falla(
            "dato_invalido",
            ruta,
            f"trae un carácter que no se puede escribir: {mostrar(plantilla)}",
        )
    de_columna = _DE_COLUMNA.fullmatch(ruta)
    try:
        (redactor_de_fila if de_columna else redactor)(plantilla)
    except ErrorDeFormato as error:
        yield from (falla.en(ruta) for falla in error.fallas)
        return
    if "{" in plantilla and not de_columna:
        usados = caminos_de(plantilla)
        if usados & {"pagina", "paginas"} and not _LLEVAN_NUMERO.fullmatch(ruta):
            yield Falla(
                "plantilla_invalida", ruta, "el número de página sólo va en encabezados y pies"
            )
        for camino in sorted(impresos_de(plantilla) & sin_texto(otro)):
            yield Falla(
                "variable_desconocida", ruta, f"{camino!r} no es un texto que se pueda escribir"
            )
        formas = (_DE_TEXTOS, _EXTRA, _REMISION)
        abiertas = {c for c in usados if any(forma.fullmatch(c) for forma in formas)}
        hay = variables_de_textos(otro)
        for camino in sorted(usados - abiertas - set(hay)):
            cercana = los_mas_cercanos(camino, hay, n=1, cutoff=0)[0]
            yield Falla(
                "variable_desconocida",
                ruta,
                f"no existe la variable {camino!r}; la más parecida es {cercana!r}",
            )


def claves_de_textos(formato: Formato, medio: Medio) -> set[str]:
    """Las claves de ``textos`` que un formato muestra en un medio."""
    visibles = [bloque for bloque in formato.cuerpo if medio in bloque.en]
    claves = {bloque.clave for bloque in visibles if bloque.tipo == "texto"}
    fuera_del_cuerpo = attrs.evolve(formato, cuerpo=())
    for visible in (fuera_del_cuerpo, *visibles):
        for _, plantilla in textos_del_formato(visible):
            if "textos." in plantilla:
                hallados = map(_DE_TEXTOS.fullmatch, caminos_de(plantilla))
                claves |= {hallado[1] for hallado in hallados if hallado}
    if formato.cuerpo_en_word is not None:
        hallados = map(_DE_TEXTOS.fullmatch, formato.cuerpo_en_word.nombrados)
        claves |= {hallado[1] for hallado in hallados if hallado}
    return claves


def _otro_contenido(de: object) -> str:
    """De qué es el formato, si no es de un plan ni de un mapa, de los que ya se sabe qué nombra."""
    return de if isinstance(de, str) and de in claves() and de not in {"plan", "mapa"} else ""


@functools.lru_cache(maxsize=16)
def variables_de_textos(otro: str = "") -> tuple[str, ...]:
    """Lo que un texto del formato puede nombrar, con lo del contenido de que es si es otro."""
    simples = ["vigencia", "corte", "pagina", "paginas", "titular"]
    simples += ["entidad", *GRUPOS, "grupo", "mapa", "seguimiento_del_mapa", "proceso"]
    campos = [
        f"{raiz}.{campo.name}"
        for raiz in ("entidad", *GRUPOS)
        for campo in attrs.fields(RECORRIDOS["actividades"].raices[raiz])
    ]
    campos += [f"firma.{campo.name}" for campo in attrs.fields(Firma)]
    campos += [f"prosa.{nombre}" for nombre in PROSA]
    campos += DEL_MAPA
    campos += [f"regimen.{campo.name}" for campo in attrs.fields(RegimenEnTextos)]
    campos += [f"seguido.{campo.name}" for campo in attrs.fields(SeguidoEnTextos)]
    campos += ["informe.numero", "informe.ordinal", "informe.corte"]
    campos += _datos_de_todo_el(otro)
    return (*simples, *campos, "formato.codigo", "formato.nombre", "formato.version")


def _datos_de_todo_el(otro: str) -> Iterator[str]:
    """Él y los suyos que se dejan escribir."""
    if otro:
        suyo = tema(otro)
        yield suyo.raiz
        yield from CATALOGO.llanos(suyo.raiz)


@functools.lru_cache(maxsize=16)
def sin_texto(otro: str = "") -> frozenset[str]:
    """Lo que se puede preguntar si está, y no escribir: objetos, listas e imágenes."""
    raices = {raiz: RECORRIDOS["actividades"].raices[raiz] for raiz in ("entidad", *GRUPOS)}
    raices["firma"] = Firma
    campos = {
        f"{raiz}.{campo.name}"
        for raiz, clase in raices.items()
        for campo in attrs.fields(clase)
        if campo.type is Extras or any(clase in str(campo.type) for clase in ("tuple", "bytes"))
    }
    del_mapa = {camino.partition(".")[0] for camino in DEL_MAPA}
    return frozenset({*campos, *raices, *del_mapa, otro, "informe", "formato", "regimen"})


_POR_HOJA = {
    "unica": {"dependencia"},  # no la hay, pero un texto puede preguntar por ella
    "dependencia": {"dependencia"},
    "componente": {"dependencia", "componente"},
}


def _alcance(ruta: str, formato: Formato) -> set[str]:
    """Las raíces que un texto puede nombrar según dónde está."""
    if ruta == "libro.nombre":
        return _POR_HOJA[formato.libro.hojas]
    if re.fullmatch(r"cuerpo\[\d+\]\.nombre", ruta):
        return {"dependencia", "componente"}
    for nombre in formato.tablas:
        if ruta.startswith(f"tablas.{nombre}."):
            return _alcance_en_tabla(nombre, ruta, formato)
    bloque = re.match(r"cuerpo\[(\d+)\]", ruta)
    definido = formato.cuerpo[int(bloque[1])] if bloque else None
    if definido is None:
        return set()
    de_su_clase = {"firmas": "firma", "resultados": "componente"}
    cada = de_su_clase.get(definido.tipo, definido.cada)
    return {
        "firma": {"firma"},
        "dependencia": {"dependencia"},
        "componente": {"dependencia", "componente"},
        "proceso": {"proceso"},
    }.get(cada, set())


def _alcance_en_tabla(nombre: str, ruta: str, formato: Formato) -> set[str]:
    resto = ruta.removeprefix(f"tablas.{nombre}")
    subtotal = re.match(r"\.subtotales\[(\d+)\]\.(?:rotulo|banda)", resto)
    if subtotal:
        por = formato.tablas[nombre].subtotales[int(subtotal[1])].por
        return {*GRUPOS[: GRUPOS.index(por) + 1]} if por in GRUPOS else {"grupo"}
    cadas = {
        bloque.cada
        for bloque in formato.cuerpo
        if bloque.tipo == "tabla" and nombre in bloque.tablas
    }
    alcance = {"dependencia", "componente", *({"proceso"} & cadas)}
    if cadas & {"plan", "dependencia"}:
        alcance.discard("componente")
    if "plan" in cadas:
        alcance.discard("dependencia")
    rotulo = re.match(r"\.columnas\[(\d+)\]\.rotulo", resto)
    if rotulo and formato.tablas[nombre].columnas[int(rotulo[1])].por_corte:
        alcance.add("informe")
    return alcance


def textos_del_formato(valor: Any, ruta: str = "") -> Iterator[tuple[str, str]]:
    """Los textos del formato con su ruta."""
    if isinstance(valor, str):
        yield ruta, valor
    elif isinstance(valor, tuple | list):
        for indice, elemento in enumerate(valor):
            yield from textos_del_formato(elemento, f"{ruta}[{indice}]")
    elif isinstance(valor, dict):
        for clave, elemento in valor.items():
            lugar = unir_ruta(ruta, clave if isinstance(clave, str) else mostrar(clave))
            yield from textos_del_formato(elemento, lugar)
    elif attrs.has(type(valor)):
        for campo in _escritos(type(valor)):
            yield from textos_del_formato(getattr(valor, campo.name), unir_ruta(ruta, campo.name))


def _escritos(clase: Any) -> list[Any]:
    """Los campos que se escriben en ``formato.toml``: la fuente del formato no es uno."""
    return [campo for campo in attrs.fields(clase) if not campo.metadata.get("aparte")]
