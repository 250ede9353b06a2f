"""Revisión de una columna: datos de su fila, un texto hecho con ellos o una marca.

Luego lo que su aspecto promete (colores de algo que existe y letras que se leen), y que los anchos
de un formato den para el ancho de la página, ni más ni menos. Al final, los totales y los
subtotales de una tabla, y las partes en que va si no cabe.
"""

import enum
import functools
import types
import typing
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.analisis.promedios import DE_COLUMNA
from paac_reportes.errores import ErrorDeFormato, Falla, unir_ruta
from paac_reportes.estructura import SIN_EXTRAS, Extras, mostrar
from paac_reportes.formatos.definicion.aspecto import VENCIDO, PorOtra, PorRegla
from paac_reportes.formatos.definicion.bloques import GRUPOS, Grupo, Seccion
from paac_reportes.formatos.definicion.columnas import TODAS, Columna, datos_de_columna, que_muestra
from paac_reportes.formatos.definicion.filas import EXTRAS, FILA_LIBRE
from paac_reportes.formatos.definicion.pagina import EstiloDeFormato
from paac_reportes.formatos.definicion.recorridos import (
    RECORRIDOS,
    RIESGOS,
    Recorre,
    datos_del_recorrido,
    es_de_fila_libre,
    es_de_otro_contenido,
    es_de_un_reporte,
    es_un_avance,
    extra_de,
    tipos_del_dato,
)
from paac_reportes.formatos.revision.reglas import (
    EnBloqueDePagina,
    EnColumna,
    EnTabla,
    regla_sobre,
    variables_de_textos,
)
from paac_reportes.maqueta.aspecto import NEGRO
from paac_reportes.maqueta.estilos import BLANCO, CONTRASTE, contraste
from paac_reportes.modelo import Resultado, Verificacion
from paac_reportes.textos.plano import el_mas_cercano, el_mas_parecido, en_plano
from paac_reportes.textos.plantillas import redactor_de_fila, variables_de, variables_escritas
from paac_reportes.textos.valores import monedas

_COMUNES = {"vigencia", "corte", "titular", "formato", "regimen"}
"""Las variables de cualquier texto que también lo son en el de una columna."""


@regla_sobre(EnColumna)
def _auto(sitio: EnColumna) -> Iterator[Falla]:
    """Fallas de un ``auto`` que no es de una columna con un solo dato de filas."""
    columna = sitio.columna
    de_filas = len(columna.dato) == 1 and es_de_fila_libre(columna.dato[0])
    for clave in ("guarda", "horizontal"):
        if getattr(columna, clave) != "auto":
            continue
        if not de_filas or columna.marca is not None:
            motivo = "'auto' es de una columna con un solo dato de filas, sin marca"
            yield Falla("formato_incoherente", f"{sitio.ruta}.{clave}", motivo)
        elif columna.guarda != "auto":
            motivo = "'auto' va con guarda = 'auto'"
            yield Falla("formato_incoherente", f"{sitio.ruta}.{clave}", motivo)


@regla_sobre(EnColumna)
def _todas_las_columnas(sitio: EnColumna) -> Iterator[Falla]:
    """Fallas de la columna ``fila.*``: va sola, y con ancho ``auto``."""
    if TODAS[0] not in sitio.columna.dato:
        return
    if len(sitio.columna.dato) > 1:
        motivo = f"{TODAS[0]!r} son todas las columnas de las filas: va solo"
        yield Falla("formato_incoherente", f"{sitio.ruta}.dato", motivo)
    if sitio.columna.ancho != "auto":
        motivo = "las columnas de 'fila.*' se sabrán con las filas: se esperaba ancho = 'auto'"
        yield Falla("formato_incoherente", f"{sitio.ruta}.ancho", motivo)


@regla_sobre(EnColumna)
def _de_moneda(sitio: EnColumna) -> Iterator[Falla]:
    """Falla de una moneda que no existe, con la más parecida de las corrientes."""
    codigo = sitio.columna.numero.moneda if sitio.columna.numero else None
    if codigo is None or codigo in (hay := monedas()):
        return
    cercana = el_mas_cercano(codigo.upper(), ("COP", "USD", "EUR"))
    motivo = f"se esperaba el código de una moneda, como COP o USD, llegó {mostrar(codigo)}"
    motivo += f"; ¿quiso decir {cercana!r}, {hay[cercana]}?" if cercana else ""
    anotado = {"llego": codigo, "parecido": cercana}
    yield Falla("opcion_desconocida", f"{sitio.ruta}.numero.moneda", motivo, datos=anotado)


def nombra_seguimientos(columna: Columna, recorren: Sequence[Recorre]) -> bool:
    """Si una columna muestra algo de un seguimiento; de un texto mal escrito, se supone que sí."""
    try:
        datos = datos_de_columna(columna)
    except ErrorDeFormato:
        return True
    return any(es_de_un_reporte(recorre, dato) for recorre in recorren for dato in datos)


def datos_posibles(secciones: Iterable[Seccion]) -> list[str]:
    """Datos que puede mostrar una columna de una tabla con esas secciones."""
    por_seccion = [set(caminos_del_recorrido(seccion.recorre)) for seccion in secciones]
    return sorted(set.intersection(*por_seccion)) if por_seccion else []


@functools.cache
def caminos_del_recorrido(recorre: Recorre) -> tuple[str, ...]:
    """Los datos que pueden tener las columnas de una sección, sin los extras."""
    return tuple(dato for dato, tipo in datos_del_recorrido(recorre) if _es_escribible(tipo))


def _es_escribible(tipo: Any) -> bool:
    """Si un valor de ese tipo cabe en una celda: ni imágenes, ni tablas, ni listas de objetos."""
    if typing.get_origin(tipo) is types.UnionType:
        return all(_es_escribible(a) for a in typing.get_args(tipo) if a is not type(None))
    if typing.get_origin(tipo) is tuple:
        return bool(typing.get_args(tipo)[0] is str)
    if typing.get_origin(tipo) is dict or tipo is Extras:
        return False
    return tipo is Verificacion or (not attrs.has(tipo) and tipo is not bytes)


@regla_sobre(EnColumna, clave="une")
def _de_ningun_grupo(sitio: EnColumna) -> Iterator[str]:
    texto = sitio.columna.texto
    if texto is not None and sitio.columna.une == "grupo" and not _es_de_un_objeto(texto, sitio):
        yield "un texto no es de ningún grupo; con une = 'iguales' se unen los que dicen lo mismo"


@regla_sobre(EnColumna, clave="texto", codigo="variable_desconocida")
def _de_texto(sitio: EnColumna) -> Iterator[Falla | str]:
    """Fallas de un texto que nombra lo que no está, no se escribe o puede faltar."""
    texto = sitio.columna.texto
    if texto is None:
        return
    try:
        usados, mostrados = variables_de(texto), variables_escritas(texto)
    except ErrorDeFormato:
        return  # ya lo dice la revisión de los textos
    posibles = {*datos_posibles(sitio.tabla.secciones), *_comunes(sitio.columna)}
    raices = set.intersection(*({*RECORRIDOS[recorre].raices} for recorre in sitio.recorren))
    ajenos = [c for c in sorted(usados - posibles - raices) if not _es_abierto(c, sitio.recorren)]
    for camino in ajenos:
        pista = el_mas_parecido(camino, sorted(posibles), "lo más parecido es")
        yield f"aquí no hay {camino!r}{pista}"
    for camino in sorted(raices.intersection(mostrados)):
        yield f"{camino!r} no es un texto que se pueda escribir"
    if not ajenos:
        yield from _en_blanco(f"{sitio.ruta}.texto", texto, {*raices, *_comunes(sitio.columna)})


_DEL_MAPA_ENTERO = {"mapa", "seguimiento_del_mapa"}
"""Variables de las que hay una para todo el mapa, y no una por riesgo."""


def _es_de_un_objeto(texto: str, sitio: EnTabla) -> bool:
    """Si todo lo que un texto nombra, en una tabla del mapa, es de un mismo objeto."""
    try:
        raices = {camino.partition(".")[0] for camino in variables_de(texto)}
    except ErrorDeFormato:
        raices = set()
    raices = {"mapa"} if raices and raices <= _DEL_MAPA_ENTERO else raices
    return len(raices) == 1 and {*sitio.recorren} == {RIESGOS}


def _comunes(columna: Columna) -> list[str]:
    """Variables que cualquier fila tiene, como ``entidad.nombre``."""
    raices = {*_COMUNES, *(["informe"] if columna.por_corte else [])}
    return [variable for variable in variables_de_textos() if variable.partition(".")[0] in raices]


def _es_abierto(camino: str, recorren: Sequence[Recorre]) -> bool:
    """Si nombra un extra o un dato de una fila libre: cuáles hay, no se sabe de antemano."""
    raiz, _, campo = camino.partition(".")
    de_fila = raiz == FILA_LIBRE and campo.isidentifier()
    es_de_fila = de_fila and all(recorre == "filas" for recorre in recorren)
    return es_de_fila or extra_de(camino, recorren) is not None


class _EnBlanco:
    """Un objeto de la fila sin ningún dato, o que no está."""

    extras = SIN_EXTRAS

    def __init__(self, *, existe: bool) -> None:
        self._existe = existe

    def __bool__(self) -> bool:
        return self._existe

    def __getattr__(self, _nombre: str) -> None:
        return None


def _en_blanco(ruta: str, texto: str, nombres: Iterable[str]) -> Iterator[Falla]:
    """La falla de un texto que no se deja redactar con los datos en blanco."""
    raices = {nombre.partition(".")[0] for nombre in nombres}
    for existe in (True, False):  # el objeto está sin sus datos, o no está
        objetos = {raiz: _EnBlanco(existe=existe) for raiz in raices}
        try:
            redactor_de_fila(texto)(
                {**objetos, "vigencia": None, "corte": None, EXTRAS: SIN_EXTRAS}
            )
        except ErrorDeFormato:
            yield Falla(
                "plantilla_invalida",
                ruta,
                "no se puede redactar en una fila con un dato en blanco; pregunte antes si lo hay:"
                " {{ … if seguimiento.avance is not none and seguimiento.avance > 50 }}",
            )
            return


@regla_sobre(EnColumna)
def _de_marca(sitio: EnColumna) -> Iterator[Falla]:
    """Fallas de los valores de ``cuando`` que el dato no puede tomar."""
    if sitio.columna.marca is None:
        return
    for dato in sitio.columna.dato:
        validos = [v for recorre in sitio.recorren for v in valores_de(recorre, dato)]
        conocidos = {en_plano(valido) for valido in validos}
        for numero, valor in enumerate(sitio.columna.cuando):
            if conocidos and en_plano(valor) not in conocidos:
                motivo = f"{dato} no toma el valor {mostrar(valor)}"
                motivo += el_mas_parecido(valor, validos)
                yield Falla("opcion_desconocida", f"{sitio.ruta}.cuando[{numero}]", motivo)


def valores_de(recorre: Recorre, dato: str) -> list[str]:
    """Valores de un dato de lista cerrada; ninguno si puede ser cualquiera."""
    return [valor for tipo in tipos_del_dato(recorre, dato) for valor in _opciones_de_tipo(tipo)]


def _opciones_de_tipo(tipo: Any) -> Iterable[str]:
    """Valores que admite un tipo, en texto; ninguno si puede ser cualquiera."""
    if tipo is Verificacion:
        tipo = Resultado
    if isinstance(tipo, type) and issubclass(tipo, enum.Enum):
        return [str(miembro.value) for miembro in tipo]
    return typing.get_args(tipo) if typing.get_origin(tipo) is typing.Literal else ()


_ZONA = "cifras.zona"
"""El dato que trae el nombre de la zona, y no el porcentaje que la tiene."""


@regla_sobre(EnColumna)
def _letra(sitio: EnColumna) -> Iterator[Falla]:
    """Falla de un color de letra que no se lee sobre su relleno."""
    if (propio := sitio.columna.estilo).color or propio.relleno:
        base = sitio.formato.estilos.get("celda", EstiloDeFormato())
        colores = propio.color or base.color, propio.relleno or base.relleno
        yield from no_se_lee(f"{sitio.ruta}.estilo", *colores)


def no_se_lee(
    ruta: str, color: str | None, relleno: str | None = None, minimo: float = CONTRASTE
) -> Iterator[Falla]:
    """La falla de un color que no se lee sobre un relleno o, si pide menos, de una barra."""
    letra, fondo = color or NEGRO, relleno or BLANCO
    if (razon := contraste(letra, fondo)) < minimo:
        que, dice = ("letra", "lee") if minimo == CONTRASTE else ("barra", "ve")
        motivo = (
            f"la {que} {letra} no se {dice} sobre {fondo}: su contraste es"
            f" {_con_coma(razon)} y se esperaba al menos {_con_coma(minimo)}"
        )
        yield Falla("contraste_bajo", ruta, motivo)


def _con_coma(razon: float) -> str:
    return f"{razon:.1f}".replace(".", ",")


@regla_sobre(EnColumna, clave="colores")
def _de_varios_datos(sitio: EnColumna) -> Iterator[str]:
    if sitio.columna.colores and len(sitio.columna.dato) > 1:
        yield "se esperaba una columna de un solo dato"


@regla_sobre(EnColumna, clave="colores")
def _colores(sitio: EnColumna) -> Iterator[Falla | str]:
    """Fallas de los colores de una columna: de valores que no dice, o de reglas que no sirven."""
    columna = sitio.columna
    if not columna.colores:
        return
    if len(columna.dato) > 1 or isinstance(columna.colores, PorOtra):
        return  # ya se dijo, o según lo que otra columna dice
    if isinstance(columna.colores, PorRegla):
        yield from _reglas(columna)
        return
    if isinstance(columna.colores, str):
        yield from _por_zona(columna, sitio.recorren)
        return
    posibles = _lo_que_dice(columna, sitio.recorren)
    conocidos = set(map(en_plano, posibles))
    for valor in columna.colores if posibles else ():
        if en_plano(valor) not in conocidos:
            motivo = f"{que_muestra(columna)} nunca dice {mostrar(valor)}"
            motivo += el_mas_parecido(valor, posibles, "lo más parecido es")
            ruta = unir_ruta(f"{sitio.ruta}.colores", valor)
            yield Falla("opcion_desconocida", ruta, motivo)


@regla_sobre(EnColumna)
def _segun_otra(sitio: EnColumna) -> Iterator[Falla]:
    """Fallas del color que decide otra columna: ésta está a la vista, y sus reglas le sirven."""
    columna, lugar, colores = sitio.columna, f"{sitio.ruta}.colores", sitio.columna.colores
    if not isinstance(colores, PorOtra):
        return
    a_la_vista = {
        vecina.dato[0]: vecina
        for vecina in sitio.tabla.columnas
        if len(vecina.dato) == 1 and not vecina.marca
    }
    segun = colores.segun or que_muestra(columna)
    decide = a_la_vista.get(segun)
    if decide is None:
        cercano = el_mas_cercano(segun, a_la_vista, cutoff=0)
        pista = "" if cercano is None else f"; el más parecido es {cercano!r}"
        motivo = f"ninguna columna de la tabla muestra {segun!r}, que decide el color{pista}"
        anotado = {"llego": segun, "parecido": cercano}
        yield Falla("dato_desconocido", f"{lugar}.segun", motivo, datos=anotado)
    elif colores.son_de_numeros and decide.guarda not in {"numero", "auto"}:
        motivo = f"sus reglas son de números, y la columna de {segun} guarda {decide.guarda}"
        yield Falla("formato_incoherente", f"{lugar}.reglas", motivo)
    if colores.fila and sitio.tabla.pinta_filas is not columna:
        motivo = "otra columna ya da su color a la fila entera; se esperaba una sola"
        yield Falla("formato_incoherente", f"{lugar}.fila", motivo)


def _por_zona(columna: Columna, recorren: Sequence[Recorre]) -> Iterator[str]:
    """Quejas de una columna coloreada por zona o por vencido que no muestra eso."""
    if columna.colores == VENCIDO:
        if columna.guarda != "numero":
            yield f"de rojo se tiñen las cuentas, y la columna guarda {columna.guarda}"
    elif columna.colores == "zona_de_riesgo":
        if not all(_dice_una_zona_de_riesgo(dato, recorren) for dato in columna.dato or ("",)):
            yield (
                "por zona de riesgo se colorea la de una valoración (riesgo.inherente.zona,"
                f" residual_final.zona), no {que_muestra(columna)}"
            )
    elif not all(_puede_tener_zona(dato, recorren) for dato in columna.dato):
        avances = {
            dato for r in recorren for dato in caminos_del_recorrido(r) if es_un_avance(r, dato)
        }
        esperados = " o ".join((*sorted(avances or {"seguimiento.avance"}), _ZONA))
        yield f"por zona se colorea un avance ({esperados}), no {que_muestra(columna)}"


def _reglas(columna: Columna) -> Iterator[str]:
    """Quejas de unas reglas sobre lo que no es un número."""
    if columna.guarda not in {"numero", "auto"}:
        yield f"una regla pinta números, y la columna guarda {columna.guarda}"


def _puede_tener_zona(dato: str, recorren: Sequence[Recorre]) -> bool:
    """Si un dato puede tener zona: un avance, o uno que no se sabe qué trae, como un extra."""
    es_libre = es_de_fila_libre(dato) or extra_de(dato, recorren) is not None
    return es_libre or dato == _ZONA or any(es_un_avance(recorre, dato) for recorre in recorren)


def _dice_una_zona_de_riesgo(dato: str, recorren: Sequence[Recorre]) -> bool:
    """Si un dato puede nombrar una zona de riesgo; un extra o el de una fila libre, también."""
    if es_de_fila_libre(dato) or extra_de(dato, recorren) is not None:
        return True
    return dato.endswith(".zona") and {*recorren} == {RIESGOS}


def _lo_que_dice(columna: Columna, recorren: Sequence[Recorre]) -> list[str]:
    """Los únicos textos que las celdas pueden decir; ninguno, si puede ser cualquiera."""
    if columna.marca is not None:
        return [columna.marca]
    return [v for dato in columna.dato for recorre in recorren for v in valores_de(recorre, dato)]


_TODO = 100
"""Porcentaje que suman los anchos: los de una tabla, o los de un encabezado o un pie."""


@regla_sobre(EnBloqueDePagina, clave="anchos", codigo="medida_imposible")
def _anchos_de_pagina(sitio: EnBloqueDePagina) -> Iterator[str]:
    yield from _fijos(sitio.bloque.anchos)


def _fijos(anchos: Sequence[Decimal]) -> Iterator[str]:
    """Queja de unos anchos, en porcentaje, que no suman 100."""
    total = sum(anchos, Decimal(0))
    if total != _TODO:
        yield f"se esperaba que los anchos sumaran 100, suman {_numero(total)}"


@regla_sobre(EnTabla, clave="columnas", codigo="medida_imposible")
def _de_columnas(sitio: EnTabla) -> Iterator[str]:
    """Quejas de unos anchos que no suman 100 o, con columnas ``auto``, que no pueden sumarlo."""
    columnas = sitio.tabla.columnas
    fijos = [columna.ancho for columna in columnas if isinstance(columna.ancho, Decimal)]
    if len(fijos) == len(columnas):
        yield from _fijos(fijos)
        return
    minimo, maximo = (
        sum(limites, Decimal(0))
        for limites in zip(*(columna.limites for columna in columnas), strict=True)
    )
    if minimo > _TODO:
        yield (
            "se esperaba que los anchos fijos y los mínimos de las columnas auto (1 si no lo dicen)"
            f" sumaran a lo sumo 100, suman {_numero(minimo)}"
        )
    if maximo < _TODO:
        yield (
            "se esperaba que los anchos fijos y los máximos de las columnas auto sumaran al menos"
            f" 100, suman {_numero(maximo)}"
        )


def _numero(parte: Decimal) -> str:
    return f"{parte.normalize():f}".replace(".", ",")


DE_ANCHOS = (_anchos_de_pagina, _de_columnas)
DE_COLUMNAS = (
    *(_auto, _todas_las_columnas, _de_moneda, _de_ningun_grupo, _de_texto, _de_marca),
    *(_de_varios_datos, _colores, _segun_otra, _letra),
)


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


@regla_sobre(EnColumna)
def _sin_su_fila(sitio: EnColumna) -> Iterator[str]:
    if not sitio.tabla.resume:
        yield "la tabla no tiene fila de total: falta su rótulo, en total o en subtotales"


@regla_sobre(EnColumna)
def _sin_su_rotulo(sitio: EnColumna) -> Iterator[str]:
    if sitio.indice == 0:
        yield "en la primera columna va el rótulo de la fila de total"
    elif all(anterior.omite_vacia for anterior in sitio.tabla.columnas[: sitio.indice]):
        yield "antes va el rótulo de la fila de total: se esperaba una columna que no se omita"


def _otro_metodo(lugar: str, metodo: str) -> Falla:
    """Falla de un método que no existe, con el que se quiso decir."""
    cercano = el_mas_cercano(en_plano(metodo), DE_COLUMNA)
    motivo = f"se esperaba alguno de estos: {', '.join(DE_COLUMNA)}, llegó {metodo!r}"
    motivo += f"; ¿quiso decir {cercano!r}?" if cercano else ""
    return Falla("opcion_desconocida", lugar, motivo, datos={"llego": metodo, "parecido": cercano})


@regla_sobre(EnColumna)
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


@regla_sobre(EnTabla, clave="fijas", codigo="fuera_de_rango")
def _todas_fijas(sitio: EnTabla) -> Iterator[str]:
    fijas, columnas = sitio.tabla.fijas or 0, sitio.tabla.columnas
    cuantas = len(columnas)
    if fijas >= cuantas and not any(columna.dato == TODAS for columna in columnas):
        yield f"se esperaban menos que sus {cuantas} columnas, llegó {fijas}"


@regla_sobre(EnColumna, clave="abre_pagina", codigo="dato_faltante")
def _abre_sin_fijas(sitio: EnColumna) -> Iterator[str]:
    """Queja de la columna que abre una página sin que se diga qué se repite en ella."""
    if sitio.columna.abre_pagina and sitio.tabla.fijas is None:
        yield "falta fijas: cuántas columnas de la tabla van en cada página"


@regla_sobre(EnColumna, clave="abre_pagina")
def _abre_la_primera(sitio: EnColumna) -> Iterator[str]:
    """Queja de una primera página que sólo traería las columnas que se repiten."""
    fijas = sitio.tabla.fijas
    if sitio.columna.abre_pagina and fijas is not None and sitio.indice <= fijas:
        yield (
            f"se esperaba después de la columna {fijas + 1}: la primera página son las {fijas}"
            " fijas y al menos una más"
        )


@regla_sobre(EnTabla, clave="subtotales")
def _sin_que_resumir(sitio: EnTabla) -> Iterator[str]:
    """Queja de cada subtotal sin nada que resumir: ni suyo, ni de una columna con total."""
    if any(columna.total for columna in sitio.tabla.columnas):
        return
    for subtotal in sitio.tabla.subtotales:
        if not subtotal.resumen and not subtotal.banda:
            yield "ninguna columna tiene total que resumir"


@regla_sobre(EnTabla)
def _sin_rotulo(sitio: EnTabla) -> Iterator[Falla]:
    for numero, subtotal in enumerate(sitio.tabla.subtotales):
        if not subtotal.rotulo and (subtotal.resumen or not subtotal.banda):
            lugar = f"{sitio.ruta}.subtotales[{numero}].rotulo"
            yield Falla("dato_faltante", lugar, "falta: lo que dice la fila que resume un grupo")


@regla_sobre(EnTabla)
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


@regla_sobre(EnTabla, clave="subtotales")
def _separadas(sitio: EnTabla) -> Iterator[str]:
    if sitio.tabla.subtotales and len(sitio.tabla.secciones) > 1:
        yield "se esperaba una sola sección: en varias, las filas de un grupo quedan separadas"


@regla_sobre(EnTabla)
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


@regla_sobre(EnTabla, clave="subtotales")
def _en_desorden(sitio: EnTabla) -> Iterator[str]:
    por = [grupo for s in sitio.tabla.subtotales for grupo in GRUPOS if grupo == s.por]
    if por != [grupo for grupo in GRUPOS if grupo in por]:
        yield f"se esperaba cada uno una vez, en este orden: {', '.join(GRUPOS)}"


@regla_sobre(EnTabla)
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
