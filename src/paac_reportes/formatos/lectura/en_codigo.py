"""Formatos hechos en Python: la misma definición de ``formato.toml``, sin archivo.

Al final, un formato contado a una persona (qué lleva, qué muestra cada columna y de dónde sale), y
a quien escribe uno, qué claves admite y qué va en cada una.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Required, TypedDict

from paac_reportes.errores import ErrorDeFormato, Falla, unir_ruta
from paac_reportes.estructura import falla_de_argumento, mostrar
from paac_reportes.formatos.definicion.bloques import GRUPOS
from paac_reportes.formatos.definicion.columnas import Columna, que_muestra
from paac_reportes.formatos.definicion.filas import EXTRAS, FILA_LIBRE, DeFilaLibre
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import (
    DE_TODOS,
    RECORRIDOS,
    RIESGOS,
    Recorrido,
    lista_declarada,
)
from paac_reportes.formatos.lectura.catalogo import definir, leer_carpetas
from paac_reportes.formatos.lectura.crudos import Crudo, comprobar_tamano
from paac_reportes.maqueta.documento import Pagina
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.modelo.campos import rotulo_de_clave
from paac_reportes.modelo.metodologia import Periodicidad
from paac_reportes.sistema import Carpeta, es_ruta
from paac_reportes.textos.plano import el_mas_parecido
from paac_reportes.textos.valores import en_ascii_y_distinto, lista

Plantillas = Carpeta | Iterable[Mapping[str, Any]]
"""Los formatos de los que otro puede partir: una carpeta, o sus datos."""


_DE_QUIEN, _PAGINA = (
    "{% if entidad.nombre != '…' %}{{ titular }}{% endif %}",
    "{{ pagina }} de {{ paginas }}",
)
PIE: Mapping[str, Any] = {
    "anchos": [70, 30],
    "marco": False,
    "filas": [[{"texto": _DE_QUIEN}, {"texto": _PAGINA, "horizontal": "derecha"}]],
}
"""Pie de los formatos de la biblioteca, si no dicen otro: de qué entidad es, y la página."""
PIE_DE_LIBRO: Mapping[str, Any] = {"izquierda": _DE_QUIEN, "derecha": _PAGINA}
"""Pie al imprimir una hoja de cálculo."""


def formato_de_datos(datos: object, plantillas: Plantillas | None = None) -> Formato:
    """El formato de un diccionario con las claves de ``formato.toml``, ya revisado.

    Si parte de otro, se busca entre ``plantillas`` y en el catálogo.
    """
    comprobar_tamano(datos)
    if not isinstance(datos, Mapping):
        raise ErrorDeFormato(falla_de_argumento("", "diccionario_de_formato", datos))
    crudo = Crudo("", _en_diccionarios(datos), "")
    return definir(crudo, functools.cache(lambda: _vecinos(plantillas, crudo)))


def _vecinos(plantillas: Plantillas | None, crudo: Crudo) -> tuple[list[Crudo], list[Falla]]:
    """Los formatos entre los que se busca una base, y las fallas de los que no se leen.

    ``plantillas``: su carpeta o una lista de ellos.
    """
    if plantillas is None:
        return [], []
    if es_ruta(plantillas):
        return leer_carpetas(Path(plantillas))
    if isinstance(plantillas, Mapping) or not isinstance(plantillas, Iterable):
        raise ErrorDeFormato(falla_de_argumento("plantillas", "carpeta_o_formatos", plantillas))
    return [_vecino(f"plantillas[{n}]", datos, crudo) for n, datos in enumerate(plantillas)], []


def _vecino(lugar: str, datos: object, crudo: Crudo) -> Crudo:
    """El formato de unos datos, sin revisar; si son los del que se define, ese mismo.

    ``lugar``: dónde se dio, para las fallas.
    """
    if not isinstance(datos, Mapping):
        raise ErrorDeFormato(falla_de_argumento(lugar, "diccionario", datos))
    comprobar_tamano(datos, lugar)
    diccionarios = _en_diccionarios(datos)
    return crudo if diccionarios == crudo.datos else Crudo(lugar, diccionarios, "")


def _en_diccionarios(valor: Any) -> Any:
    """Valor en diccionarios y listas, que es lo que sale de un ``formato.toml``."""
    if isinstance(valor, Mapping):
        return {clave: _en_diccionarios(elemento) for clave, elemento in valor.items()}
    return [_en_diccionarios(e) for e in valor] if isinstance(valor, list | tuple) else valor


def formato_de_matriz(  # noqa: PLR0913 - todas se dicen por su nombre
    titulo: str,
    columnas: Mapping[str, object] | Sequence[Mapping[str, Any]] | None,
    *,
    codigo: str,
    recorre: str,
    total: str | None,
    subtotales: Sequence[str | Mapping[str, Any]] = (),
    notas: Sequence[str] = (),
    fijas: int | None = None,
    **claves: Any,
) -> Formato:
    """Un formato con un título y una tabla, o varias.

    Sin ``columnas``, todas las que traigan las filas; si no, ``{dato: rótulo}``, una lista de
    columnas con las claves de ``formato.toml`` o, de varias tablas, lo de cada una por su nombre.
    Un dato sin raíz es de las filas que se dan al generar; a las columnas sin ``ancho`` se les
    reparte lo que queda según lo que dicen. ``claves`` son las demás de ``formato.toml``:
    ``pagina``, ``encabezado``…
    """
    comunes = {"total": total, "subtotales": subtotales, "notas": notas, "fijas": fijas}
    if isinstance(columnas, Mapping) and any(isinstance(t, Mapping) for t in columnas.values()):
        tablas, cuerpo = _varias_tablas(columnas, recorre, comunes)
        # El título de cada tabla, menor que el del documento.
        contenido, primera, letra = "plan", cuerpo[0]["texto"], {"titulo": 21, "titulo1": 12}
    else:
        recorrido = _recorrido(recorre)
        cada = recorrido.dueno if recorrido else "plan"
        tablas = {"tabla": _tabla(titulo, columnas, recorre, comunes)}
        cuerpo = [{"tipo": "tabla", "cada": cada, "tablas": ["tabla"]}]
        contenido = "plan"
        if recorrido and not recorrido.cuenta and recorrido.contenido != DE_TODOS:
            contenido = recorrido.contenido
        primera, letra = titulo, {"titulo": 21}
    base = {
        "codigo": codigo,
        **_nombre_de_archivo(titulo),
        "de": contenido,
        "nombre": titulo,
        "version": "1",
        "pagina": {"papel": "carta", "tamano": 9},
        "aspecto": {"base": "sobrio", "letra": letra},
        "propiedades": {"titulo": titulo},
        "libro": {"hojas": "unica", "nombre": primera, "pie": PIE_DE_LIBRO},
        "pie": PIE,
        "cuerpo": [{"tipo": "titulo", "nivel": 0, "texto": titulo}, *cuerpo],
        "tablas": tablas,
    }
    return formato_de_datos({**base, **claves})


def _tabla(
    titulo: object, columnas: object, recorre: object, comunes: Mapping[str, Any]
) -> dict[str, Any]:
    """Los datos de una tabla de formato, con sus columnas y lo que recorre.

    ``comunes``: su total, sus subtotales, sus notas y sus columnas fijas.
    """
    recorrido = _recorrido(recorre)
    # En las filas que se dan al generar, «extras.x» es el nombre de un dato suyo.
    libres = recorrido is None or recorrido.fila is DeFilaLibre
    raices = _raices() if libres else {*_raices(), EXTRAS}
    if recorrido and (recorre == RIESGOS or recorre not in RECORRIDOS):
        raices = {*raices, *recorrido.raices}
    opciones = {clave: comunes[clave] for clave in ("total", "fijas") if comunes[clave] is not None}
    return {
        "secciones": [{"recorre": recorre}],
        "columnas": _columnas(
            columnas, raices, de_filas=recorrido is not None and recorrido.fila is DeFilaLibre
        ),
        "descripcion": titulo,
        "acomoda": True,
        **opciones,
        "subtotales": _subtotales(comunes["subtotales"], raices),
        "notas": comunes["notas"],
    }


_DE_UNA_TABLA: Mapping[str, Any] = {"total": None, "subtotales": (), "notas": (), "fijas": None}
"""Claves de cada una de varias tablas además de sus columnas, y su valor si no se dicen."""


def _varias_tablas(
    por_nombre: Mapping[Any, Any], recorre: object, comunes: Mapping[str, Any]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Tablas y cuerpo de un formato que muestra varias de las que se dan al generar.

    En un documento van una tras otra bajo su título, y en un libro, cada una en su hoja.
    ``ErrorDeFormato`` con todo lo que tengan mal.
    """
    fallas = [
        Falla("formato_incoherente", clave, "de varias tablas, lo dice cada una en la suya")
        for clave, valor in comunes.items()
        if valor != _DE_UNA_TABLA[clave]
    ]
    if recorre != "filas":
        motivo = f"varias tablas son de las filas que se dan al generar, llegó {mostrar(recorre)}"
        fallas.append(Falla("formato_incoherente", "recorre", motivo))
    tablas: dict[str, Any] = {}
    cuerpo: list[dict[str, Any]] = []
    for nombre, tabla in por_nombre.items():
        fallas_de_tabla = list(_fallas_de_una(nombre, tabla))
        fallas += fallas_de_tabla
        if fallas_de_tabla:
            continue
        titulo = tabla.get("titulo", rotulo_de_clave(nombre))
        opciones = {clave: tabla.get(clave, valor) for clave, valor in _DE_UNA_TABLA.items()}
        try:
            tablas[nombre] = {"de": nombre, **_tabla(titulo, tabla["columnas"], "filas", opciones)}
        except ErrorDeFormato as error:
            fallas += [f.en(unir_ruta(f"columnas.{nombre}", f.ruta)) for f in error.fallas]
        if cuerpo:
            cuerpo.append({"tipo": "seccion", "nombre": titulo, "en": ["libro"]})
        cuerpo.append({"tipo": "titulo", "texto": titulo})
        cuerpo.append({"tipo": "tabla", "cada": "plan", "tablas": [nombre]})
    if fallas:
        raise ErrorDeFormato(fallas)
    return tablas, cuerpo


def _fallas_de_una(nombre: object, tabla: object) -> Iterator[Falla]:
    """Fallas del nombre y las claves de una tabla de varias."""
    ruta = f"columnas.{nombre}" if isinstance(nombre, str) else "columnas"
    if not isinstance(nombre, str):
        yield Falla("dato_invalido", ruta, f"se esperaba un nombre, llegó {mostrar(nombre)}")
    if not isinstance(tabla, Mapping):
        yield falla_de_argumento(ruta, "tabla_con_columnas", tabla)
        return
    if "columnas" not in tabla:
        yield Falla("dato_faltante", f"{ruta}.columnas", "se esperaban las columnas de la tabla")
    for clave in tabla:
        if clave not in _CLAVES_DE_UNA:
            pista = el_mas_parecido(str(clave), _CLAVES_DE_UNA, "la más parecida es")
            yield Falla("dato_desconocido", f"{ruta}.{clave}", f"clave desconocida{pista}")


_CLAVES_DE_UNA = ("titulo", "columnas", *_DE_UNA_TABLA)


def _recorrido(recorre: object) -> Recorrido | None:
    """El recorrido de ese nombre; ninguno si está mal escrito, que ya lo dirá otra lectura."""
    hay = isinstance(recorre, str) and (recorre in RECORRIDOS or lista_declarada(recorre))
    return RECORRIDOS[recorre] if isinstance(recorre, str) and hay else None


def _nombre_de_archivo(titulo: object) -> dict[str, str]:
    """``{"archivo": nombre}`` con el título en ASCII; vacío si de él no queda nada."""
    nombre = en_ascii_y_distinto(titulo, _LETRAS_DEL_ARCHIVO) if isinstance(titulo, str) else ""
    return {"archivo": nombre} if nombre else {}


_LETRAS_DEL_ARCHIVO = 40
"""Letras del título que pasan al nombre de archivo."""


def _columnas(columnas: object, raices: set[str], *, de_filas: bool) -> list[dict[str, Any]]:
    """Las columnas como diccionarios, con el nombre entero de sus datos: ``fila.zona``.

    ``raices``: los comienzos que un dato ya puede llevar; ``de_filas``: si son filas dadas.
    """
    if columnas is None and de_filas:
        columnas = [{"dato": "*", "rotulo": "*"}]
    copias = _en_lista(columnas)
    for columna in copias:
        if "total" in columna and columna["total"] is None:
            del columna["total"]
        datos = columna.get("dato")
        nombres = [datos] if datos is not None and not isinstance(datos, list | tuple) else datos
        if isinstance(nombres, list | tuple):
            columna["dato"] = [_con_raiz(dato, raices) for dato in nombres]
            if de_filas and len(nombres) == 1 and columna.get("marca") is None:
                _sin_clase(columna)
        colores = columna.get("colores")
        if isinstance(colores, Mapping) and (segun := colores.get("segun")) is not None:
            columna["colores"] = {**colores, "segun": _con_raiz(segun, raices)}
    return copias


def _en_lista(columnas: object) -> list[dict[str, Any]]:
    """Columnas, dadas como ``{dato: rótulo}`` o en lista, como diccionarios con su ancho."""
    if isinstance(columnas, Mapping):
        columnas = [{"dato": dato, "rotulo": rotulo} for dato, rotulo in columnas.items()]
    if not isinstance(columnas, list | tuple):
        raise ErrorDeFormato(falla_de_argumento("columnas", "columnas", columnas))
    if fallas := [
        falla_de_argumento(f"columnas[{lugar}]", "columna", columna)
        for lugar, columna in enumerate(columnas)
        if not isinstance(columna, Mapping)
    ]:
        raise ErrorDeFormato(fallas)
    return [{"ancho": "auto", **columna} for columna in columnas]


def _sin_clase(columna: dict[str, Any]) -> None:
    """Pone ``auto`` en lo que una columna no dice: lo dirán las filas que se den al generar."""
    sin_decir = all(columna.get(clave) is None for clave in ("guarda", "numero", "fecha"))
    if sin_decir and not columna.get("enlace"):  # la que lleva a alguna parte es de textos
        columna["guarda"] = "auto"
    es_fecha = columna.get("fecha") is not None
    sin_decirlo = "texto" if columna.get("enlace") else "fecha" if es_fecha else "numero"
    guarda = columna.get("guarda") or sin_decirlo
    if guarda == "numero" and isinstance(numero := columna.get("numero") or {}, Mapping):
        de_miles = {} if numero.get("moneda") else {"miles": "auto"}
        columna["numero"] = {**de_miles, **numero}
    # A un lado u otro según lo que sea, si nadie lo dijo.
    lado = {"auto": "auto", "numero": "derecha", "fecha": "derecha"}.get(str(guarda))
    if lado and columna.get("horizontal") is None:
        columna["horizontal"] = lado


def _subtotales(subtotales: object, raices: set[str]) -> object:
    """Subtotales como los lee un formato; el que sólo es un dato lleva rótulo por grupo."""
    if not isinstance(subtotales, list | tuple):
        raise ErrorDeFormato(falla_de_argumento("subtotales", "lista_de_subtotales", subtotales))
    return [_subtotal(subtotal, raices) for subtotal in subtotales]


def _subtotal(subtotal: object, raices: set[str]) -> object:
    """El subtotal, con el nombre entero de sus datos: ``{"por": "fila.zona"}``.

    ``raices``: los comienzos que un dato ya puede llevar.
    """
    nombre = _nombre_de_dato(subtotal)
    datos = {"por": nombre} if isinstance(nombre, str) else subtotal
    if not isinstance(datos, Mapping):
        return datos  # ya dirá por qué no sirve quien lo lea
    por, resumen = _nombre_de_dato(datos.get("por")), datos.get("resumen")
    if isinstance(por, str) and por not in GRUPOS:
        datos = {"rotulo": "Subtotal {{ grupo }}", **datos, "por": _con_raiz(por, raices)}
    if isinstance(resumen, Mapping):
        por_dato = {_con_raiz(dato, raices): metodos for dato, metodos in resumen.items()}
        datos = {**datos, "resumen": por_dato}
    return datos


def _con_raiz(dato: object, raices: set[str]) -> object:
    """El nombre entero de un dato: ``fila.valor``, de ``valor``; el que ya lo es, igual.

    ``raices``: los comienzos que un dato ya puede llevar.
    """
    nombre = _nombre_de_dato(dato)
    if not isinstance(nombre, str):
        return nombre
    raiz, punto, _ = nombre.partition(".")
    return nombre if punto and raiz in raices else f"{FILA_LIBRE}.{nombre}"


def _nombre_de_dato(dato: object) -> object:
    """Nombre de una columna en texto, aunque se llame con una fecha, un número o nada."""
    if isinstance(dato, str) and dato.strip():
        return dato
    from paac_reportes.textos.columnas_ajenas import como_nombre  # noqa: PLC0415 - casi todos son textos

    return como_nombre(dato)


@functools.cache
def _raices() -> set[str]:
    """Raíces de todo recorrido; las de un mapa de riesgos se suman sólo si se recorre."""
    return {
        raiz
        for recorre, recorrido in RECORRIDOS.items()
        if recorre != RIESGOS
        for raiz in recorrido.raices
    }


# ------------------------------------------------------------------ un formato en palabras

_UNIONES = {
    "nunca": "",
    "iguales": "; une las iguales",
    "blancos": "; une los blancos con el texto de arriba",
    "grupo": "; una por grupo",
}
_GUARDA = {"texto": "", "auto": "; en Excel guarda lo que sean sus valores"}
_HOJAS = {
    "dependencia": "una hoja por dependencia",
    "componente": "una hoja por componente",
    "unica": "una sola hoja",
}


def describir(formato: Formato) -> Iterator[str]:
    """Descripción de un formato para la terminal, renglón por renglón."""
    pagina = formato.pagina
    yield f"{formato.codigo}, versión {formato.version}: {formato.nombre}"
    if formato.regimenes:
        yield f"Régimen: {', '.join(formato.regimenes)}"
    if formato.entidad:
        yield f"Hecho para: {formato.entidad.nombre}"
    yield f"Página: {pagina.papel}, {pagina.lado}, {formato.familia} {pagina.tamano}"
    if formato.membrete:
        yield f"Membrete: {'; '.join(map(_pagina_escrita, formato.membrete.paginas))}"
    con_su_hoja = any(
        "libro" in b.en and (b.tipo == "seccion" or getattr(b, "hoja", "")) for b in formato.cuerpo
    )
    por_parte = con_su_hoja and formato.libro.hojas == "unica"
    yield f"Excel: {'una hoja por parte' if por_parte else _HOJAS[formato.libro.hojas]}"
    for nombre, tabla in formato.tablas.items():
        recorre = ", ".join(seccion.recorre for seccion in tabla.secciones)
        yield ""
        yield f"Tabla {nombre} ({recorre})"
        yield from map(_columna, tabla.columnas)


def _pagina_escrita(pagina: Pagina) -> str:
    """``horizontal, 279 x 216 mm, 249 de ancho útil``: una página de un membrete."""
    lado = "horizontal" if pagina.horizontal else "vertical"
    medidas = f"{pagina.ancho:g} x {pagina.alto:g} mm, {pagina.ancho_util:g} de ancho útil"
    return f"{lado}, {medidas.replace('.', ',')}"


def _columna(columna: Columna) -> str:
    """Renglón de una columna: ancho, dato, rótulo, si une, marca y qué guarda en Excel."""
    guarda = _GUARDA.get(columna.guarda, f"; en Excel guarda {columna.guarda}")
    rotulo = " / ".join(columna.rotulo)
    union = _UNIONES[columna.une]
    marca = f"; {columna.marca} si es {lista(columna.cuando)}" if columna.marca else ""
    muestra = f"{que_muestra(columna):<32}"
    return f"  {_ancho(columna)}  {muestra} {rotulo}{union}{marca}{guarda}"


def _ancho(columna: Columna) -> str:
    """``  12 %``, o ``  auto`` con sus límites."""
    if columna.ancho != "auto":
        return f"{columna.ancho:>5} %"
    desde = f" de {columna.minimo}" if columna.minimo is not None else ""
    hasta = f" a {columna.maximo}" if columna.maximo is not None else ""
    limites = f"{desde}{hasta} %" if desde or hasta else ""
    return f"   auto{limites}"


class ClavesDeFormato(TypedDict, total=False):
    """Las claves de ``formato.toml`` con que se cambia lo que trae una matriz propia."""

    nombre: str
    version: str
    archivo: str | None
    vigente_desde: date | None
    vigente_hasta: date | None
    regimenes: Sequence[CodigoDeRegimen]
    equivalentes: Mapping[str, str]
    de: str
    entidad: Mapping[str, Any] | None
    periodicidad: Periodicidad
    metodologia: Mapping[str, Any] | None
    propiedades: Mapping[str, Any]
    en_papel: bool
    pagina: Mapping[str, Any]
    aspecto: Mapping[str, Any]
    estilos: Mapping[str, Mapping[str, Any]]
    numeracion: Mapping[str, Any] | None
    textos: Mapping[str, str]
    membrete: bytes | str | None
    encabezado: Mapping[str, Any] | None
    pie: Mapping[str, Any] | None
    primera_pagina: Mapping[str, Any] | None
    libro: Mapping[str, Any]
    cuerpo: Sequence[Mapping[str, Any]]
    cuerpo_en_word: bytes | str | None
    tablas: Mapping[str, Mapping[str, Any]]


class SubtotalDeMatriz(TypedDict, total=False):
    """Un subtotal de una matriz propia, con las claves de ``formato.toml``."""

    por: Required[str]
    rotulo: str
    banda: str
    columna: str
    resumen: Mapping[str, str | Sequence[str]]


class NumeroDeMatriz(TypedDict, total=False):
    """Cómo se escriben los números de una columna, con las claves de ``formato.toml``."""

    moneda: str | None
    """El código de la moneda, como ``COP`` o ``USD``."""
    miles: bool | Literal["auto"]
    decimales: int | None
    porcentaje: bool


class ColumnaDeMatriz(TypedDict, total=False):
    """Una columna de una matriz propia, con las claves de ``formato.toml``."""

    dato: str | Sequence[str]
    """De las filas que se dan o, con su raíz, de lo que se recorra; varios van en una celda."""
    texto: str | None
    marca: str | None
    cuando: str | Sequence[str]
    entre: str
    rotulo: Required[str | Sequence[str]]
    ancho: float | Decimal | Literal["auto"]
    minimo: float | Decimal | None
    maximo: float | Decimal | None
    horizontal: Literal["izquierda", "centro", "derecha", "justificada", "auto"]
    numero: NumeroDeMatriz | None
    mismos_decimales: bool
    fecha: Literal["larga", "mes", "corta"] | None
    guarda: Literal["texto", "numero", "fecha", "auto"]
    une: Literal["nunca", "iguales", "blancos", "grupo"]
    por_corte: bool
    omite_vacia: bool
    al_omitir: str | None
    abre_pagina: bool
    estilo: Mapping[str, Any]
    colores: (
        Literal["zona", "zona_de_riesgo", "vencido"]
        | Mapping[str, Any]
        | Sequence[Mapping[str, Any]]
    )
    barra: bool
    grafico: (
        Literal["terminadas", "vencidas_sin_reporte", "vencidas_con_reporte", "no_se_sabe"] | None
    )
    en: Sequence[Literal["documento", "libro"]]
    texto_vertical: Literal["rotulo", "celda", "ambos"] | None
    total: str | Sequence[str] | None
    """``suma``, ``promedio``…; con varios, la tabla lleva una fila de total por cada uno."""


Columnas = Mapping[str, str | Sequence[str]] | Sequence[ColumnaDeMatriz]
"""Columnas de una tabla: ``{dato: rótulo}``, o una por una."""


class TablaDeMatriz(TypedDict, total=False):
    """Tabla de una matriz propia que muestra varias."""

    titulo: str
    """Título que va sobre ella y nombra su hoja en un libro; sin él, su nombre."""
    columnas: Required[Columnas]
    total: str | None
    subtotales: Sequence[str | SubtotalDeMatriz]
    notas: Sequence[str]
    fijas: int | None
