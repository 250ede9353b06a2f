"""Revisión de las promesas de un formato: datos que existen, tablas y medidas sanas.

``fallas_de`` es todo, de un formato que se entiende entero. Debajo, las tablas y los bloques que
las nombran. Al final, los descuidos aparentes, que no impiden usarlo.
"""

import re
from collections.abc import Iterator

from paac_reportes.errores import Aviso, ErrorPaac, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import (
    LLAMADA,
    BloqueDatos,
    BloqueImagen,
    BloqueSeccion,
    BloqueTabla,
)
from paac_reportes.formatos.definicion.filas import EXTRAS, FILA_LIBRE
from paac_reportes.formatos.definicion.formato import (
    Formato,
    pagina_de_seccion,
    pagina_definida,
    rejilla_de,
)
from paac_reportes.formatos.definicion.recorridos import (
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
    DE_TOTALES,
    datos_posibles,
    no_se_lee,
    nombra_seguimientos,
)
from paac_reportes.formatos.revision.reglas import (
    EnBloque,
    EnBloqueDePagina,
    EnColumna,
    EnFormato,
    EnTabla,
    Regla,
    claves_repetidas,
    fallas_de_alcance,
    fallas_de_textos,
    numeros_que_no_hay,
    regla_sobre,
)
from paac_reportes.maqueta.estilos import CONTRASTE, estilos_base
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import COLUMNAS_MAXIMAS
from paac_reportes.normativa.normas import fallas_de_la_escala
from paac_reportes.textos.plano import el_mas_parecido

_UTIL_MINIMO = 50
"""Milímetros que los márgenes deben dejar libres a lo ancho y a lo alto."""


def fallas_de(formato: Formato) -> Iterator[Falla]:
    """Fallas de un formato que la forma de sus datos no deja ver, con la ruta de su clave."""
    sitio = EnFormato(formato=formato)
    for comprobar in _REGLAS:
        yield from comprobar(sitio)
    yield from fallas_de_textos(formato)


@regla_sobre(EnTabla)
def _no_lo_recorre(sitio: EnTabla) -> Iterator[Falla]:
    for numero, recorre in enumerate(sitio.recorren):
        if not se_recorre_en(recorre, sitio.formato.de):
            motivo = f"{recorre} no lo recorre un formato con de = '{sitio.formato.de}'"
            yield Falla("formato_incoherente", f"{sitio.ruta}.secciones[{numero}].recorre", motivo)


@regla_sobre(EnFormato)
def _metodologia(sitio: EnFormato) -> Iterator[Falla]:
    """Falla de una escala que no existe."""
    metodologia = sitio.formato.metodologia
    return fallas_de_la_escala(metodologia.escala if metodologia else None)


def _margenes(sitio: EnFormato) -> Iterator[Falla]:
    """Fallas de unos márgenes que no dejan página: en cada sección, en Word y en las hojas."""
    for parte in (sitio, *sitio.bloques):
        for clave in ("pagina.margenes", "libro.margenes"):
            yield from _paginas_imposibles(clave, parte)


def _paginas_imposibles(ruta: str, sitio: EnFormato) -> Iterator[Falla]:
    """Fallas de los márgenes ``ruta`` en una página: si dejan muy poco, o no cabe el encabezado."""
    bloque = sitio.bloque if isinstance(sitio, EnBloque) else BloqueSeccion(tipo="seccion")
    en_hojas = ruta == "libro.margenes"
    if not isinstance(bloque, BloqueSeccion) or (en_hojas and sitio.formato.libro.margenes is None):
        return
    definida = pagina_de_seccion(bloque, sitio.formato, en_hojas=en_hojas)
    pagina = pagina_definida(definida)
    if not sitio.ruta and definida.margenes.superior < definida.margenes.encabezado:
        motivo = "el encabezado no cabe: superior no puede ser menor que encabezado"
        yield Falla("medida_imposible", ruta, motivo)
    if min(pagina.ancho_util, pagina.alto_util) < _UTIL_MINIMO:
        motivo = (
            f"dejan {pagina.ancho_util:g} x {pagina.alto_util:g} mm,"
            f" se esperaban al menos {_UTIL_MINIMO} x {_UTIL_MINIMO}"
        )
        yield Falla("medida_imposible", f"{ruta} en {sitio.ruta}" if sitio.ruta else ruta, motivo)


@regla_sobre(EnFormato)
def _vacios(sitio: EnFormato) -> Iterator[Falla]:
    """Fallas de los textos que no dicen nada, o dicen demasiado."""
    for clave in ("nombre", "version"):
        if not getattr(sitio.formato, clave).strip():
            yield Falla("dato_invalido", clave, "se esperaba un texto")
    if not sitio.formato.cuerpo and sitio.formato.cuerpo_en_word is None:
        yield Falla("dato_faltante", "cuerpo", "se esperaba al menos un bloque")
    for en_bloque in sitio.bloques:
        bloque = en_bloque.bloque
        if not bloque.en:
            motivo = "se esperaba documento o libro; así no sale nunca"
            yield Falla("dato_invalido", f"{en_bloque.ruta}.en", motivo)
        if isinstance(bloque, BloqueDatos) and not bloque.filas:
            yield Falla("dato_faltante", f"{en_bloque.ruta}.filas", "se esperaba al menos una fila")


@regla_sobre(EnFormato)
def _estilos(sitio: EnFormato) -> Iterator[Falla]:
    """Fallas de un estilo que no es de los que hay, y de los colores que no se leen o no se ven."""
    aspecto = sitio.formato.aspecto
    conocidos = estilos_base("Arial", Pt(8), aspecto.resuelto)
    for nombre, propio in sitio.formato.estilos.items():
        if nombre not in conocidos:
            motivo = f"estilo desconocido; están: {', '.join(conocidos)}"
            yield Falla("dato_desconocido", f"estilos.{nombre}", motivo)
        elif propio.color or propio.relleno:
            base = conocidos[nombre]
            colores = propio.color or base.color, propio.relleno or base.relleno
            yield from no_se_lee(f"estilos.{nombre}", *colores)
    for papel, minimo in _CONTRASTE_DE_LA_PALETA.items():
        if color := getattr(aspecto.paleta, papel):
            yield from no_se_lee(f"aspecto.paleta.{papel}", color, minimo=minimo)


_CONTRASTE_DE_LA_PALETA = {
    **dict.fromkeys(("titulo", "malo"), CONTRASTE),
    "hecho": 3.0,
    "malo_con_reporte": 2.0,
    "no_se_sabe": 1.3,
}
"""Lo menos que cada color se aparta del papel: los dos primeros son de letras, y los demás, de
barras: WCAG 2 les pide 3 (1.4.11), y la palabra de al lado dice lo que las más claras."""


@regla_sobre(EnBloqueDePagina, clave="filas")
def _no_cubren(sitio: EnBloqueDePagina) -> Iterator[str]:
    try:
        rejilla_de(sitio.bloque)
    except ErrorPaac as error:
        yield str(error)


@regla_sobre(EnBloqueDePagina)
def _imagenes_invalidas(sitio: EnBloqueDePagina) -> Iterator[Falla]:
    """Falla de cada imagen de un encabezado o un pie que no sirve."""
    for numero, fila in enumerate(sitio.bloque.filas):
        for columna, celda in enumerate(fila):
            yield from _falla_de_imagen(
                f"{sitio.ruta}.filas[{numero}][{columna}].imagen", celda.imagen
            )


@regla_sobre(EnBloque)
def _imagen_de_bloque(sitio: EnBloque) -> Iterator[Falla]:
    if isinstance(sitio.bloque, BloqueImagen):
        yield from _falla_de_imagen(f"{sitio.ruta}.imagen", sitio.bloque.imagen)


def _falla_de_imagen(ruta: str, imagen: str | bytes | None) -> Iterator[Falla]:
    if isinstance(imagen, str) and imagen != "entidad.escudo":
        motivo = "se esperaba 'entidad.escudo' o una imagen junto al formato, llegó"
        yield Falla("imagen_invalida", ruta, f"{motivo} {mostrar(imagen)}")


@regla_sobre(EnTabla)
def _datos(sitio: EnTabla) -> Iterator[Falla]:
    """Fallas de los datos que las filas de la tabla no tienen."""
    posibles = datos_posibles(sitio.tabla.secciones)
    for ruta, dato in _usados(sitio):
        es_libre = es_de_fila_libre(dato) and dato != f"{FILA_LIBRE}."
        if es_libre and {*sitio.recorren} == {"filas"}:
            continue
        if dato not in posibles and not extra_de(dato, sitio.recorren):
            yield Falla("dato_desconocido", ruta, _no_existe(dato, posibles))


def _usados(sitio: EnTabla) -> Iterator[tuple[str, str]]:
    """Ruta y dato (``actividad.meta``) de cada uno que nombra una tabla."""
    for columna in sitio.columnas:
        yield from ((f"{columna.ruta}.dato", dato) for dato in columna.columna.dato)
    if sitio.tabla.si_hay is not None:
        yield f"{sitio.ruta}.si_hay", sitio.tabla.si_hay


def _no_existe(dato: str, posibles: list[str]) -> str:
    """Motivo por el que un dato no existe, con el más parecido de los posibles."""
    if f".{EXTRAS}." in f".{dato}":
        return (
            f"{mostrar(dato)} no es un extra de esta fila; se esperaba de quién es, y su nombre en"
            " minúsculas sin tildes, como actividad.extras.riesgo_asociado"
        )
    return f"no existe el dato {mostrar(dato)}{el_mas_parecido(dato, posibles)}"


@regla_sobre(EnTabla)
def _tablas_imposibles(sitio: EnTabla) -> Iterator[Falla]:
    """Fallas de una tabla con espacios en el nombre, o con más columnas de las que Word admite."""
    if not re.fullmatch(r"[\w.-]+", sitio.nombre):
        motivo = f"se esperaba un nombre sin espacios, llegó {mostrar(sitio.nombre)}"
        yield Falla("dato_invalido", "tablas", motivo)
    if (cuantas := len(sitio.tabla.columnas)) > COLUMNAS_MAXIMAS:
        motivo = f"Word admite {COLUMNAS_MAXIMAS} columnas, llegaron {cuantas}"
        yield Falla("no_cabe", f"{sitio.ruta}.columnas", motivo)


@regla_sobre(EnTabla)
def _tabla_dada(sitio: EnTabla) -> Iterator[Falla]:
    """Falla de la tabla que no dice cuál de las que se dan muestra, o que lo dice de más."""
    if sitio.tabla.de is not None and {*sitio.recorren} != {"filas"}:
        motivo = "sobra: sólo una tabla que recorre filas muestra una de las que se dan"
        yield Falla("formato_incoherente", f"{sitio.ruta}.de", motivo)
    elif sitio.tabla.de is None and "filas" in sitio.recorren and sitio.formato.tablas_dadas:
        nombres = ", ".join(sitio.formato.tablas_dadas)
        motivo = f"falta: las demás tablas de filas dicen cuál muestran ({nombres})"
        yield Falla("dato_faltante", f"{sitio.ruta}.de", motivo)


@regla_sobre(EnColumna, clave="por_corte")
def _por_corte(sitio: EnColumna) -> Iterator[str]:
    """Queja de una columna por corte que no es de un seguimiento de un plan."""
    if not sitio.columna.por_corte:
        return
    if not nombra_seguimientos(sitio.columna, sitio.recorren):
        yield "se esperaba una columna con algún seguimiento"
    elif any(map(es_de_otro_contenido, sitio.recorren)):
        yield "sólo los seguimientos de un plan van uno por corte"


@regla_sobre(EnTabla)
def _notas(sitio: EnTabla) -> Iterator[Falla]:
    """Falla de cada llamada a una nota que la tabla no trae."""
    numeros = [str(numero) for numero in range(1, len(sitio.tabla.notas) + 1)]
    for lugar, texto in sitio.tabla.con_llamadas():
        for nota in LLAMADA.findall(texto):
            if nota not in numeros:
                hay = f"están: {', '.join(numeros)}" if numeros else "la tabla no trae notas"
                motivo = f"no existe la nota {mostrar(nota)}; {hay}"
                yield Falla("dato_desconocido", f"{sitio.ruta}.{lugar}", motivo)


@regla_sobre(EnBloque)
def _tablas_que_no_hay(sitio: EnBloque) -> Iterator[Falla]:
    """Fallas de un bloque que no nombra ninguna tabla, o nombra una que el formato no trae."""
    if isinstance(sitio.bloque, BloqueTabla) and not sitio.bloque.tablas:
        yield Falla("dato_faltante", f"{sitio.ruta}.tablas", "se esperaba al menos una tabla")
    for nombre in sitio.tablas_que_nombra:
        if nombre not in sitio.formato.tablas:
            estan = ", ".join(sitio.formato.tablas) or "ninguna"
            motivo = f"no existe la tabla {nombre!r}; están: {estan}"
            yield Falla("dato_desconocido", f"{sitio.ruta}.tablas", motivo)


@regla_sobre(EnBloque)
def _de_otro_dueno(sitio: EnBloque) -> Iterator[Falla]:
    """Falla de un bloque que escribe por componente lo que es del plan, o al revés."""
    tablas = [tabla for tabla in sitio.tablas if tabla.nombre in sitio.tablas_que_nombra]
    if not tablas:
        return
    recorren = {recorre for tabla in tablas for recorre in tabla.recorren}
    duenos, cada = {RECORRIDOS[recorre].dueno for recorre in recorren}, sitio.bloque.cada
    no_es_del_plan = len(duenos) > 1 or cada not in {"plan", "proceso"}
    if cada == "proceso" and not recorren <= {RIESGOS}:
        motivo = "con cada = 'proceso' se esperaban tablas que recorran riesgos"
        yield Falla("formato_incoherente", f"{sitio.ruta}.cada", motivo)
    elif "plan" in duenos and no_es_del_plan:
        motivo = (
            "lo del plan y lo de sus componentes no van en el mismo bloque, y lo del plan"
            " se escribe con cada = 'plan'"
        )
        yield Falla("formato_incoherente", sitio.ruta, motivo)


_REGLAS: tuple[Regla, ...] = (
    *(
        _vacios,
        _no_lo_recorre,
        *DE_ANCHOS,
        claves_repetidas,
        numeros_que_no_hay,
    ),
    *(_tablas_imposibles, _tabla_dada, _datos, _por_corte, *DE_TOTALES, _notas),
    *(*DE_COLUMNAS, _tablas_que_no_hay, _de_otro_dueno),
    *(
        _estilos,
        _no_cubren,
        _imagenes_invalidas,
        _imagen_de_bloque,
        _margenes,
        _metodologia,
        fallas_de_alcance,
    ),
)
"""En el orden en que se dicen sus fallas."""


def avisos_de_descuidos(formato: Formato) -> Iterator[Aviso]:
    """Avisos de la tabla que nadie escribe y el Word sin un hueco."""
    yield from avisos_del_cuerpo(formato)
    for nombre in formato.tablas:
        if nombre not in formato.tablas_escritas:
            lugar = f"{formato.codigo}: tablas.{nombre}"
            yield Aviso("tabla_sin_usar", lugar, "ningún bloque del cuerpo la nombra: no sale")


def avisos_del_cuerpo(formato: Formato) -> Iterator[Aviso]:
    """Aviso de que el Word de un formato no trae ningún hueco: quien lo dio creyó que sí."""
    cuerpo = formato.cuerpo_en_word
    if cuerpo and not (cuerpo.nombrados or cuerpo.pone or cuerpo.se_repite):
        motivo = "no trae ningún hueco, como {{ entidad.nombre }}: sale como está"
        yield Aviso("cuerpo_sin_huecos", f"{formato.codigo}: cuerpo_en_word", motivo)
