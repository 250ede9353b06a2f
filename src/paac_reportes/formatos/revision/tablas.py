"""Lo que un formato promete y hay que comprobar: datos que existen, tablas y medidas sanas.

``fallas_de`` es todo. Debajo, las tablas y los bloques que las nombran.
"""

import re
from collections.abc import Iterable, Iterator

from paac_reportes.errores import ErrorDeEntrada, ErrorPaac, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import (
    LLAMADA,
    BloqueDatos,
    BloqueGrafico,
    BloqueImagen,
    BloqueMapaDeCalor,
    BloqueResultados,
    BloqueSeccion,
    BloqueTabla,
)
from paac_reportes.formatos.definicion.filas import EXTRAS, FILA_LIBRE
from paac_reportes.formatos.definicion.formato import (
    Formato,
    pagina_de,
    pagina_de_seccion,
    rejilla_de,
)
from paac_reportes.formatos.definicion.recorridos import (
    ENTIDADES,
    RECORRIDOS,
    RIESGOS,
    es_de_fila_libre,
    es_de_otro_contenido,
    extra_de,
    se_recorre_en,
)
from paac_reportes.formatos.revision.columnas import (
    DE_ANCHOS,
    DE_COLUMNAS,
    caminos_del_recorrido,
    datos_posibles,
    nombra_seguimientos,
)
from paac_reportes.formatos.revision.reglas import (
    LO_QUE_RECORRE,
    EnBloque,
    EnBloqueDePagina,
    EnColumna,
    EnFormato,
    EnTabla,
    Regla,
    Tocado,
    regla,
)
from paac_reportes.formatos.revision.textos import (
    claves_repetidas,
    fallas_de_alcance,
    fallas_de_textos,
    numeros_que_no_hay,
)
from paac_reportes.formatos.revision.totales import DE_TOTALES
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import COLUMNAS_MAXIMAS
from paac_reportes.modelo.temas import PLAN, tema
from paac_reportes.normativa.normas import buscar_escala
from paac_reportes.textos.cercanos import el_mas_parecido

_UTIL_MINIMO = 50
"""Milímetros que los márgenes deben dejar libres a lo ancho y a lo alto."""


def fallas_de(formato: Formato) -> Iterator[Falla]:
    """Las fallas que la forma de los datos no deja ver, con la ruta de su clave."""
    yield from fallas_de_lo_demas(formato, ())
    yield from fallas_de_textos(formato)


def fallas_de_lo_demas(formato: Formato, tocado: Iterable[str]) -> Iterator[Falla]:
    """Las que no son de cómo está un texto; ninguna sale de lo que se tocó."""
    en = EnFormato(formato=formato, tocado=Tocado(tocado))
    for comprobar in _REGLAS:
        yield from comprobar(en)


@regla(EnTabla, "formato.de")
def _no_lo_recorre(en: EnTabla) -> Iterator[Falla]:
    for numero, recorre in enumerate(en.recorren):
        if not se_recorre_en(recorre, en.formato.de):
            motivo = f"{recorre} no lo recorre un formato con de = '{en.formato.de}'"
            yield Falla("formato_incoherente", f"{en.ruta}.secciones[{numero}].recorre", motivo)


@regla(EnBloque, "formato.de", en="tipo")
def _de_un_plan(en: EnBloque) -> Iterator[str]:
    """Lo que un formato de entidades, o de un mapa, no sabe contar."""
    de = en.formato.de
    if de == PLAN.clave:
        return
    de_que, ajenos = _AJENOS.get(de) or (f"de {tema(de).un}", _DE_UN_PLAN)
    if isinstance(en.bloque, ajenos):
        yield f"un bloque de {en.bloque.tipo} es de un plan, y el formato es {de_que}"


@regla(EnBloque, "formato.de", en="muestra")
def _lo_dibuja(en: EnBloque) -> Iterator[str]:
    """Cada gráfico cuenta lo de un plan o lo de unas entidades."""
    if not isinstance(en.bloque, BloqueGrafico) or en.formato.de not in {PLAN.clave, ENTIDADES}:
        return
    if (en.bloque.muestra == "vencimientos_por_entidad") != (en.formato.de == ENTIDADES):
        yield f"{en.bloque.muestra} no lo dibuja un formato con de = '{en.formato.de}'"


_DE_UN_PLAN = (BloqueResultados, BloqueGrafico, BloqueMapaDeCalor)
_AJENOS: dict[str, tuple[str, tuple[type, ...]]] = {
    ENTIDADES: ("de entidades", (BloqueResultados, BloqueMapaDeCalor)),
    "mapa": ("de un mapa", (BloqueResultados, BloqueGrafico)),
}
"""Los bloques que, de qué sea un formato, no sabe contar; de otro contenido, ninguno de ellos."""


@regla(EnFormato)
def _metodologia(en: EnFormato) -> Iterator[Falla]:
    """Una escala que se nombra tiene que existir."""
    try:
        buscar_escala(en.formato.metodologia.escala if en.formato.metodologia else None)
    except ErrorDeEntrada as error:
        yield from error.fallas


def _margenes(en: EnFormato) -> Iterator[Falla]:
    """Que quede página: en cada sección, en Word y en las hojas."""
    for sitio in (en, *en.bloques):
        for clave in ("pagina.margenes", "libro.margenes"):
            if sitio.sano(*_EL_PAPEL, f"formato.{clave}"):
                yield from _de_la_pagina(clave, sitio)


_EL_PAPEL = ("papel", "orientacion", "formato.pagina.papel", "formato.pagina.orientacion")


def _de_la_pagina(ruta: str, en: EnFormato) -> Iterator[Falla]:
    bloque = en.bloque if isinstance(en, EnBloque) else BloqueSeccion(tipo="seccion")
    en_hojas = ruta == "libro.margenes"
    if not isinstance(bloque, BloqueSeccion) or (en_hojas and en.formato.libro.margenes is None):
        return
    definida = pagina_de_seccion(bloque, en.formato, en_hojas=en_hojas)
    pagina = pagina_de(definida)
    if not en.ruta and definida.margenes.superior < definida.margenes.encabezado:
        motivo = "el encabezado no cabe: superior no puede ser menor que encabezado"
        yield Falla("medida_imposible", ruta, motivo)
    if min(pagina.ancho_util, pagina.alto_util) < _UTIL_MINIMO:
        motivo = (
            f"dejan {pagina.ancho_util:g} x {pagina.alto_util:g} mm,"
            f" se esperaban al menos {_UTIL_MINIMO} x {_UTIL_MINIMO}"
        )
        yield Falla("medida_imposible", f"{ruta} en {en.ruta}" if en.ruta else ruta, motivo)


@regla(EnFormato)
def _vacios(en: EnFormato) -> Iterator[Falla]:
    """Lo que tiene que decir algo y no lo dice, o dice demasiado."""
    for clave in ("nombre", "version"):
        if not getattr(en.formato, clave).strip():
            yield Falla("dato_invalido", clave, "se esperaba un texto")
    if not en.formato.cuerpo and en.formato.cuerpo_en_word is None:
        yield Falla("dato_faltante", "cuerpo", "se esperaba al menos un bloque")
    for sitio in en.bloques:
        bloque = sitio.bloque
        if not bloque.en:
            motivo = "se esperaba documento o libro; así no sale nunca"
            yield Falla("dato_invalido", f"{sitio.ruta}.en", motivo)
        if isinstance(bloque, BloqueDatos) and not bloque.filas:
            yield Falla("dato_faltante", f"{sitio.ruta}.filas", "se esperaba al menos una fila")


@regla(EnFormato)
def _estilos(en: EnFormato) -> Iterator[Falla]:
    conocidos = estilos_base("Arial", Pt(8))
    for nombre in en.formato.estilos:
        if nombre not in conocidos:
            motivo = f"estilo desconocido; están: {', '.join(conocidos)}"
            yield Falla("dato_desconocido", f"estilos.{nombre}", motivo)


@regla(
    EnBloqueDePagina,
    "anchos[]",
    "filas[*][]",
    "filas[*][*].columnas",
    "filas[*][*].filas",
    en="filas",
)
def _no_cubren(en: EnBloqueDePagina) -> Iterator[str]:
    try:
        rejilla_de(en.bloque)
    except ErrorPaac as error:
        yield str(error)


@regla(EnBloqueDePagina)
def _imagenes(en: EnBloqueDePagina) -> Iterator[Falla]:
    for i, fila in enumerate(en.bloque.filas):
        for j, celda in enumerate(fila):
            yield from _imagen(f"{en.ruta}.filas[{i}][{j}].imagen", celda.imagen)


@regla(EnBloque)
def _de_una_imagen(en: EnBloque) -> Iterator[Falla]:
    if isinstance(en.bloque, BloqueImagen):
        yield from _imagen(f"{en.ruta}.imagen", en.bloque.imagen)


def _imagen(ruta: str, imagen: str | bytes | None) -> Iterator[Falla]:
    if isinstance(imagen, str) and imagen != "entidad.escudo":
        motivo = "se esperaba 'entidad.escudo' o una imagen junto al formato, llegó"
        yield Falla("imagen_invalida", ruta, f"{motivo} {mostrar(imagen)}")


@regla(EnTabla)
def _datos(en: EnTabla) -> Iterator[Falla]:
    """Los que sus filas no tienen o, si no se sabe qué recorre, los que no tiene ninguna."""
    se_sabe = en.sano(LO_QUE_RECORRE)
    posibles = datos_posibles(en.tabla.secciones) if se_sabe else _los_de_cualquiera()
    for ruta, dato in _usados(en):
        es_libre = es_de_fila_libre(dato) and dato != f"{FILA_LIBRE}."
        if es_libre and (not se_sabe or {*en.recorren} == {"filas"}):
            continue
        # Cada uno por su lado: con todos a la vez, el extra tendría que ser de todos.
        recorridos = [en.recorren] if se_sabe else [[recorre] for recorre in RECORRIDOS]
        if dato not in posibles and not any(extra_de(dato, suyos) for suyos in recorridos):
            yield Falla("dato_desconocido", ruta, _no_existe(dato, posibles))


def _los_de_cualquiera() -> list[str]:
    return sorted({dato for recorre in RECORRIDOS for dato in caminos_del_recorrido(recorre)})


def _usados(en: EnTabla) -> Iterator[tuple[str, str]]:
    """Los datos que nombra una tabla, con la ruta de cada uno."""
    for columna in en.columnas:
        for numero, dato in enumerate(columna.columna.dato):
            if columna.sano(f"dato[{numero}]"):
                yield f"{columna.ruta}.dato", dato
    if en.tabla.si_hay is not None and en.sano("si_hay"):
        yield f"{en.ruta}.si_hay", en.tabla.si_hay


def _no_existe(dato: str, posibles: list[str]) -> str:
    if f".{EXTRAS}." in f".{dato}":
        return (
            f"{mostrar(dato)} no es un extra de esta fila; se esperaba de quién es, y su nombre en"
            " minúsculas sin tildes, como actividad.extras.riesgo_asociado"
        )
    return f"no existe el dato {mostrar(dato)}{el_mas_parecido(dato, posibles)}"


@regla(EnTabla)
def _tablas_imposibles(en: EnTabla) -> Iterator[Falla]:
    if not re.fullmatch(r"[\w.-]+", en.nombre):
        motivo = f"se esperaba un nombre sin espacios, llegó {mostrar(en.nombre)}"
        yield Falla("dato_invalido", "tablas", motivo)
    if (cuantas := len(en.tabla.columnas)) > COLUMNAS_MAXIMAS:
        motivo = f"Word admite {COLUMNAS_MAXIMAS} columnas, llegaron {cuantas}"
        yield Falla("no_cabe", f"{en.ruta}.columnas", motivo)


@regla(EnTabla, LO_QUE_RECORRE)
def _de_cual(en: EnTabla) -> Iterator[Falla]:
    """De las tablas que se dan al generar, cuál muestra cada una: o lo dicen todas, o ninguna."""
    if en.tabla.de is not None and {*en.recorren} != {"filas"}:
        motivo = "sobra: sólo una tabla que recorre filas muestra una de las que se dan"
        yield Falla("formato_incoherente", f"{en.ruta}.de", motivo)
    elif en.tabla.de is None and "filas" in en.recorren and en.formato.tablas_dadas:
        dadas = ", ".join(en.formato.tablas_dadas)
        motivo = f"falta: las demás tablas de filas dicen cuál muestran ({dadas})"
        yield Falla("dato_faltante", f"{en.ruta}.de", motivo)


@regla(EnColumna, "dato", "texto", LO_QUE_RECORRE, en="por_corte")
def _por_corte(en: EnColumna) -> Iterator[str]:
    """Lo que una columna por corte necesita para serlo."""
    if not en.columna.por_corte:
        return
    if not nombra_seguimientos(en.columna, en.recorren):
        yield "se esperaba una columna con algún seguimiento"
    elif any(map(es_de_otro_contenido, en.recorren)):
        yield "sólo los seguimientos de un plan van uno por corte"


@regla(EnTabla, "notas")
def _notas(en: EnTabla) -> Iterator[Falla]:
    """Cada llamada es a una nota que está."""
    numeros = [str(numero) for numero in range(1, len(en.tabla.notas) + 1)]
    for lugar, texto in en.tabla.con_llamadas():
        for nota in LLAMADA.findall(texto):
            if nota not in numeros:
                hay = f"están: {', '.join(numeros)}" if numeros else "la tabla no trae notas"
                motivo = f"no existe la nota {mostrar(nota)}; {hay}"
                yield Falla("dato_desconocido", f"{en.ruta}.{lugar}", motivo)


@regla(EnBloque, "formato.tablas[]")
def _tablas_que_no_hay(en: EnBloque) -> Iterator[Falla]:
    if isinstance(en.bloque, BloqueTabla) and not en.bloque.tablas:
        yield Falla("dato_faltante", f"{en.ruta}.tablas", "se esperaba al menos una tabla")
    for nombre in en.tablas_que_nombra:
        # La que está y no se entiende no falta.
        if nombre not in en.formato.tablas and en.sano(f"formato.tablas.{nombre}[]"):
            estan = ", ".join(en.formato.tablas) or "ninguna"
            motivo = f"no existe la tabla {nombre!r}; están: {estan}"
            yield Falla("dato_desconocido", f"{en.ruta}.tablas", motivo)


@regla(EnBloque, "tipo", "tablas", "formato.tablas[]")
def _de_otro_dueno(en: EnBloque) -> Iterator[Falla]:
    """Las tablas de un bloque que se escriben de quien no son."""
    suyas = [tabla for tabla in en.tablas if tabla.nombre in en.tablas_que_nombra]
    if not suyas or not all(tabla.sano(LO_QUE_RECORRE) for tabla in suyas):
        return
    recorren = {recorre for tabla in suyas for recorre in tabla.recorren}
    duenos, cada = {RECORRIDOS[recorre].dueno for recorre in recorren}, en.bloque.cada
    no_es_del_plan = len(duenos) > 1 or cada not in {"plan", "proceso"}
    if cada == "proceso" and not recorren <= {RIESGOS}:
        motivo = "con cada = 'proceso' se esperaban tablas que recorran riesgos"
        yield Falla("formato_incoherente", f"{en.ruta}.cada", motivo)
    elif "plan" in duenos and no_es_del_plan and en.sano("cada"):
        motivo = (
            "lo del plan y lo de sus componentes no van en el mismo bloque, y lo del plan"
            " se escribe con cada = 'plan'"
        )
        yield Falla("formato_incoherente", en.ruta, motivo)
    if isinstance(en.bloque, BloqueResultados) and "componente" in duenos:
        yield Falla("formato_incoherente", en.ruta, "se esperaban tablas de cifras, no del plan")


_REGLAS: tuple[Regla, ...] = (
    *(
        _vacios,
        _no_lo_recorre,
        _de_un_plan,
        _lo_dibuja,
        *DE_ANCHOS,
        claves_repetidas,
        numeros_que_no_hay,
    ),
    *(_tablas_imposibles, _de_cual, _datos, _por_corte, *DE_TOTALES, _notas),
    *(*DE_COLUMNAS, _tablas_que_no_hay, _de_otro_dueno),
    *(_estilos, _no_cubren, _imagenes, _de_una_imagen, _margenes, _metodologia, fallas_de_alcance),
)
"""En el orden en que se dicen sus fallas."""
