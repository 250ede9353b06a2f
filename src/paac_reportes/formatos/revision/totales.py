"""Los totales y los subtotales de una tabla, y las partes en que va si no cabe."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from paac_reportes.analisis.promedios import DE_COLUMNA
from paac_reportes.errores import Falla, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import GRUPOS, Grupo, Seccion
from paac_reportes.formatos.definicion.columnas import TODAS
from paac_reportes.formatos.definicion.recorridos import (
    RECORRIDOS,
    Recorre,
    es_de_fila_libre,
    es_de_otro_contenido,
    tipos_del_dato,
)
from paac_reportes.formatos.revision.reglas import (
    LO_QUE_RECORRE,
    EnColumna,
    EnTabla,
    regla_sobre,
)
from paac_reportes.textos.plano import el_mas_cercano, el_mas_parecido, en_plano

_UNO_SOLO: dict[Grupo, str] = {
    "dependencia": "de una sola dependencia",
    "componente": "de un solo componente",
    "subcomponente": "de un solo subcomponente",
}
_CADAS_DE_UNO: dict[Grupo, frozenset[str]] = {
    "dependencia": frozenset({"dependencia", "componente"}),
    "componente": frozenset({"componente"}),
    "subcomponente": frozenset(),
}
"""Los ``cada`` con que una tabla es de uno solo de esos."""


@regla_sobre(EnColumna)
def _total_de_columna(sitio: EnColumna) -> Iterator[Falla]:
    return _total(sitio, sitio.indice, sitio.columna.total, f"{sitio.ruta}.total")


def _total(sitio: EnTabla, indice: int, metodos: Sequence[str], ruta: str) -> Iterator[Falla]:
    """Fallas de resumir la columna de ese lugar con esos métodos, dichas en ``ruta``."""
    if not metodos:
        return
    for numero, metodo in enumerate(metodos):
        if metodo not in DE_COLUMNA:
            yield _otro_metodo(ruta, metodo)
        elif metodo in metodos[:numero]:
            yield Falla("formato_incoherente", ruta, f"se esperaba cada uno una vez: {metodo}")
    en_columna = sitio.en_columna(indice, ruta)
    yield from _sin_su_fila(en_columna)
    yield from _sin_su_rotulo(en_columna)
    if {*metodos} - {"cuenta"}:
        yield from _no_es_un_numero(en_columna)


@regla_sobre(EnColumna, "tabla.total", "tabla.subtotales[]")
def _sin_su_fila(sitio: EnColumna) -> Iterator[str]:
    if not sitio.tabla.resume:
        yield "la tabla no tiene fila de total: falta su rótulo, en total o en subtotales"


@regla_sobre(EnColumna, "tabla.columnas[*].omite_vacia")
def _sin_su_rotulo(sitio: EnColumna) -> Iterator[str]:
    if sitio.indice == 0:
        yield "en la primera columna va el rótulo de la fila de total"
    elif all(anterior.omite_vacia for anterior in sitio.tabla.columnas[: sitio.indice]):
        yield "antes va el rótulo de la fila de total: se esperaba una columna que no se omita"


def _otro_metodo(lugar: str, metodo: str) -> Falla:
    """Falla de un método que no existe, con el que se quiso decir."""
    plano = en_plano(metodo)
    cercano = _SINONIMOS.get(plano) or el_mas_cercano(plano, DE_COLUMNA)
    motivo = f"se esperaba alguno de estos: {', '.join(DE_COLUMNA)}, llegó {metodo!r}"
    motivo += f"; ¿quiso decir {cercano!r}?" if cercano else ""
    return Falla("opcion_desconocida", lugar, motivo, datos={"llego": metodo, "parecido": cercano})


_SINONIMOS = {
    "media": "promedio",
    "mean": "promedio",
    "average": "promedio",
    "avg": "promedio",
    "total": "suma",
    "sum": "suma",
    "count": "cuenta",
    "conteo": "cuenta",
    "min": "minimo",
    "menor": "minimo",
    "max": "maximo",
    "mayor": "maximo",
    "median": "mediana",
}
"""Cómo llaman a cada uno otros programas."""


@regla_sobre(EnColumna, "columna.dato", "columna.texto", "columna.numero[]", LO_QUE_RECORRE)
def _no_es_un_numero(sitio: EnColumna) -> Iterator[str]:
    """Queja de una columna que no tiene un número que resumir."""
    columna = sitio.columna
    if columna.texto is not None and columna.numero is None:
        yield "de un texto se esperaba que fuera un número: falta numero"
    elif len(columna.dato) > 1:
        yield "se esperaba una columna de un solo dato"
    elif not all(_es_numero(dato, sitio.tabla.secciones) for dato in columna.dato):
        yield f"{' + '.join(columna.dato)} no es un número que resumir"


def _es_numero(dato: str, secciones: Iterable[Seccion]) -> bool:
    tipos = (tipos_del_dato(seccion.recorre, dato) for seccion in secciones)
    return all({int, Decimal}.intersection(del_dato) for del_dato in tipos if del_dato)


@regla_sobre(EnTabla, "columnas[]", clave="fijas", codigo="fuera_de_rango")
def _todas_fijas(sitio: EnTabla) -> Iterator[str]:
    fijas, columnas = sitio.tabla.fijas or 0, sitio.tabla.columnas
    cuantas = len(columnas)
    if fijas >= cuantas and not any(columna.dato == TODAS for columna in columnas):
        yield f"se esperaban menos que sus {cuantas} columnas, llegó {fijas}"


@regla_sobre(EnColumna, "tabla.fijas", clave="abre_pagina", codigo="dato_faltante")
def _abre_sin_fijas(sitio: EnColumna) -> Iterator[str]:
    """Queja de la columna que abre una página sin que se diga qué se repite en ella."""
    if sitio.columna.abre_pagina and sitio.tabla.fijas is None:
        yield "falta fijas: cuántas columnas de la tabla van en cada página"


@regla_sobre(EnColumna, "tabla.fijas", "tabla.columnas[]", clave="abre_pagina")
def _abre_la_primera(sitio: EnColumna) -> Iterator[str]:
    """Queja de una primera página que sólo traería las columnas que se repiten."""
    fijas = sitio.tabla.fijas
    if sitio.columna.abre_pagina and fijas is not None and sitio.indice <= fijas:
        yield (
            f"se esperaba después de la columna {fijas + 1}: la primera página son las {fijas}"
            " fijas y al menos una más"
        )


@regla_sobre(
    EnTabla, "columnas[*].total", "subtotales[*].resumen", "subtotales[*].banda", clave="subtotales"
)
def _sin_que_resumir(sitio: EnTabla) -> Iterator[str]:
    """Queja de cada subtotal sin nada que resumir: ni suyo, ni de una columna con total."""
    if any(columna.total for columna in sitio.tabla.columnas):
        return
    for subtotal in sitio.tabla.subtotales:
        if not subtotal.resumen and not subtotal.banda:
            yield "ninguna columna tiene total que resumir"


@regla_sobre(EnTabla, "subtotales[*].resumen", "subtotales[*].banda", "subtotales[*].rotulo")
def _sin_rotulo(sitio: EnTabla) -> Iterator[Falla]:
    for numero, subtotal in enumerate(sitio.tabla.subtotales):
        if not subtotal.rotulo and (subtotal.resumen or not subtotal.banda):
            lugar = f"{sitio.ruta}.subtotales[{numero}].rotulo"
            yield Falla("dato_faltante", lugar, "falta: lo que dice la fila que resume un grupo")


@regla_sobre(EnTabla, "columnas[*].dato")
def _resumen(sitio: EnTabla) -> Iterator[Falla]:
    """Fallas del resumen de un subtotal en cada columna: que esté, y que se pueda resumir así."""
    lugar_de_dato = {c.dato[0]: n for n, c in enumerate(sitio.tabla.columnas) if len(c.dato) == 1}
    for numero, subtotal in enumerate(sitio.tabla.subtotales):
        for dato, metodos in subtotal.resumen.items():
            ruta = unir_ruta(f"{sitio.ruta}.subtotales[{numero}].resumen", dato)
            if dato in lugar_de_dato:
                yield from _total(sitio, lugar_de_dato[dato], metodos, ruta)
                continue
            pista = el_mas_parecido(dato, lugar_de_dato, "la más parecida es")
            yield Falla("dato_desconocido", ruta, f"ninguna columna muestra {mostrar(dato)}{pista}")


@regla_sobre(EnTabla, "secciones[]", clave="subtotales")
def _separadas(sitio: EnTabla) -> Iterator[str]:
    if sitio.tabla.subtotales and len(sitio.tabla.secciones) > 1:
        yield "se esperaba una sola sección: en varias, las filas de un grupo quedan separadas"


@regla_sobre(EnTabla, LO_QUE_RECORRE)
def _grupos_que_no_hay(sitio: EnTabla) -> Iterator[Falla]:
    """Fallas de los subtotales por un dato que las filas no tienen, o que se repite."""
    grupos = [subtotal.por for subtotal in sitio.tabla.subtotales]
    for numero, dato in enumerate(grupos):
        lugar = f"{sitio.ruta}.subtotales[{numero}].por"
        if dato in GRUPOS:
            continue
        if not all(_se_reunen_por(dato, recorre) for recorre in sitio.recorren):
            motivo = f"{mostrar(dato)} es de unas filas, y la tabla recorre otra cosa"
            yield Falla("formato_incoherente", lugar, motivo)
        elif dato in grupos[:numero]:
            motivo = f"se esperaba cada uno una vez, llegó {mostrar(dato)} repetido"
            yield Falla("formato_incoherente", lugar, motivo)


def _se_reunen_por(dato: str, recorre: Recorre) -> bool:
    """Si por ese dato se reúnen unas filas que no se leen otra vez: las dadas o las de cifras."""
    if recorre == "filas":
        return es_de_fila_libre(dato)
    se_lee = RECORRIDOS[recorre].listas or es_de_otro_contenido(recorre)
    return not se_lee and bool(tipos_del_dato(recorre, dato))


@regla_sobre(EnTabla, "subtotales[*].por", clave="subtotales")
def _en_desorden(sitio: EnTabla) -> Iterator[str]:
    por = [grupo for s in sitio.tabla.subtotales for grupo in GRUPOS if grupo == s.por]
    if por != [grupo for grupo in GRUPOS if grupo in por]:
        yield f"se esperaba cada uno una vez, en este orden: {', '.join(GRUPOS)}"


@regla_sobre(
    EnTabla,
    *(LO_QUE_RECORRE, "formato.cuerpo[*].cada", "formato.cuerpo[*].tipo"),
    "formato.cuerpo[*].tablas",
)
def _no_se_reunen(sitio: EnTabla) -> Iterator[Falla]:
    """Fallas de los subtotales por un grupo (``componente``) que las filas no pueden reunir."""
    cadas = {b.bloque.cada for b in sitio.bloques if sitio.nombre in b.tablas_que_nombra}
    lugares = {subtotal.por: numero for numero, subtotal in enumerate(sitio.tabla.subtotales)}
    for grupo in (g for subtotal in sitio.tabla.subtotales for g in GRUPOS if g == subtotal.por):
        for motivo in _no_se_reune(grupo, sitio.tabla.secciones, cadas):
            lugar = f"{sitio.ruta}.subtotales[{lugares[grupo]}].por"
            yield Falla("formato_incoherente", lugar, motivo)


def _no_se_reune(
    grupo: Grupo, secciones: Iterable[Seccion], cadas: Collection[str]
) -> Iterator[str]:
    """Motivos por los que las filas de una tabla no se pueden resumir por ese grupo."""
    for seccion in secciones:
        if grupo not in RECORRIDOS[seccion.recorre].raices:
            yield f"las filas de {seccion.recorre} no tienen {grupo}"
        elif seccion.recorre == f"{grupo}s":
            yield f"cada fila es ya {_UNO_SOLO[grupo]}: no hay qué reunir"
    for cada in sorted(_CADAS_DE_UNO[grupo].intersection(cadas)):
        yield f"con cada = '{cada}' la tabla es {_UNO_SOLO[grupo]}; para resumirla está total"


DE_TOTALES = (
    *(
        _total_de_columna,
        _sin_que_resumir,
        _sin_rotulo,
        _resumen,
        _separadas,
        _grupos_que_no_hay,
        _en_desorden,
    ),
    *(_no_se_reunen, _todas_fijas, _abre_sin_fijas),
    _abre_la_primera,
)
