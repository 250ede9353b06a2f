"""Lo que una columna puede decir: datos de su fila, un texto hecho con ellos o una marca.

Luego lo que su aspecto promete (colores de algo que existe y letras que se leen), y que los anchos
de un formato den para el ancho de la página, ni más ni menos.
"""

import enum
import functools
import types
import typing
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeFormato, Falla, unir_ruta
from paac_reportes.estructura import SIN_EXTRAS, Extras, mostrar
from paac_reportes.formatos.definicion.bloques import Seccion, TablaDeFormato
from paac_reportes.formatos.definicion.colores import PorOtra, PorRegla
from paac_reportes.formatos.definicion.columnas import TODAS, Columna, datos_de, que_muestra
from paac_reportes.formatos.definicion.filas import EXTRAS, FILA_LIBRE
from paac_reportes.formatos.definicion.formato import Formato, bloques_de_pagina
from paac_reportes.formatos.definicion.pagina import EstiloDeFormato
from paac_reportes.formatos.definicion.recorridos import (
    RECORRIDOS,
    RIESGOS,
    Recorre,
    datos_del_recorrido,
    es_de_fila_libre,
    es_de_un_reporte,
    es_un_avance,
    extra_de,
    tipos_del_dato,
)
from paac_reportes.formatos.revision.textos import variables_de_textos
from paac_reportes.maqueta.estilos import CONTRASTE, contraste
from paac_reportes.modelo import Resultado, Verificacion
from paac_reportes.textos.cercanos import los_mas_cercanos
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.plantillas import caminos_de, escritos_de, redactor_de_fila
from paac_reportes.textos.valores import monedas

_COMUNES = {"vigencia", "corte", "titular", "formato", "regimen"}
"""Las variables de cualquier texto que también lo son en el de una columna."""


def fallas_de_columnas(formato: Formato) -> Iterator[Falla]:
    """Las de los textos y las marcas de las columnas de todas las tablas."""
    for nombre, tabla in formato.tablas.items():
        for indice, columna in enumerate(tabla.columnas):
            lugar = f"tablas.{nombre}.columnas[{indice}]"
            yield from _auto(lugar, columna)
            yield from _de_todas(lugar, columna)
            yield from _de_moneda(lugar, columna)
            if columna.texto is not None:
                yield from _de_texto(lugar, columna.texto, columna, tabla)
            if columna.marca is not None:
                yield from _de_marca(lugar, columna, tabla)


def _auto(lugar: str, columna: Columna) -> Iterator[Falla]:
    """Lo que decide una columna por sus valores, que de un dato del plan ya se sabe qué son."""
    de_filas = len(columna.dato) == 1 and es_de_fila_libre(columna.dato[0])
    for clave in ("guarda", "horizontal"):
        if getattr(columna, clave) != "auto":
            continue
        if not de_filas or columna.marca is not None:
            motivo = "'auto' es de una columna con un solo dato de filas, sin marca"
            yield Falla("formato_incoherente", f"{lugar}.{clave}", motivo)
        elif columna.guarda != "auto":
            motivo = "'auto' va con guarda = 'auto'"
            yield Falla("formato_incoherente", f"{lugar}.{clave}", motivo)


def _de_todas(lugar: str, columna: Columna) -> Iterator[Falla]:
    """La que es todas va sola, y su ancho lo dirá cada una."""
    if TODAS[0] not in columna.dato:
        return
    if len(columna.dato) > 1:
        motivo = f"{TODAS[0]!r} son todas las columnas de las filas: va solo"
        yield Falla("formato_incoherente", f"{lugar}.dato", motivo)
    if columna.ancho != "auto":
        motivo = "las columnas de 'fila.*' se sabrán con las filas: se esperaba ancho = 'auto'"
        yield Falla("formato_incoherente", f"{lugar}.ancho", motivo)


def _de_moneda(lugar: str, columna: Columna) -> Iterator[Falla]:
    """La que no existe, con la más parecida por su código o por su nombre."""
    codigo = columna.numero.moneda if columna.numero else None
    if codigo is None or codigo in (hay := monedas()):
        return
    por_nombre = {en_plano(hay[suyo]): suyo for suyo in dict.fromkeys((*_CORRIENTES, *hay))}
    plano = en_plano(codigo)
    cercanas = [
        *(suyo for nombre, suyo in por_nombre.items() if nombre.startswith(plano)),
        *los_mas_cercanos(codigo.upper(), _CORRIENTES, n=1),
        *los_mas_cercanos(codigo.upper(), hay, n=1),
        *(por_nombre[uno] for uno in los_mas_cercanos(plano, por_nombre, n=1)),
        *_CORRIENTES,
    ]
    motivo = (
        "se esperaba el código de una moneda, como COP o USD, llegó"
        f" {mostrar(codigo)}; ¿quiso decir {cercanas[0]!r}, {hay[cercanas[0]]}?"
    )
    anotado = {"llego": codigo, "parecido": cercanas[0]}
    yield Falla("opcion_desconocida", f"{lugar}.numero.moneda", motivo, datos=anotado)


_CORRIENTES = ("COP", "USD", "EUR")


def recorridos_de(tabla: TablaDeFormato) -> list[Recorre]:
    """Lo que recorren sus secciones."""
    return [seccion.recorre for seccion in tabla.secciones]


def nombra_seguimientos(columna: Columna, recorren: Sequence[Recorre]) -> bool:
    """Si algo de lo que dice es de un seguimiento; el texto mal escrito no nombra nada."""
    try:
        datos = datos_de(columna)
    except ErrorDeFormato:
        return True
    return any(es_de_un_reporte(recorre, dato) for recorre in recorren for dato in datos)


def datos_posibles(secciones: Iterable[Seccion]) -> list[str]:
    """Todos los ``dato`` que pueden tener las columnas de una tabla con esas secciones."""
    por_seccion = [set(caminos_del_recorrido(s.recorre)) for s in secciones]
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


def _de_texto(lugar: str, texto: str, columna: Columna, tabla: TablaDeFormato) -> Iterator[Falla]:
    if columna.une == "grupo" and not _es_de_una_cosa(texto, tabla):
        motivo = (
            "un texto no es de ningún grupo; con une = 'iguales' se unen los que dicen lo mismo"
        )
        yield Falla("formato_incoherente", f"{lugar}.une", motivo)
    try:
        usados, escritos = caminos_de(texto), escritos_de(texto)
    except ErrorDeFormato:
        return  # ya lo dice la revisión de los textos
    posibles = {*datos_posibles(tabla.secciones), *_comunes(columna)}
    raices = set.intersection(*({*RECORRIDOS[r].raices} for r in recorridos_de(tabla)))
    ajenos = [c for c in sorted(usados - posibles - raices) if not _es_abierto(c, tabla)]
    for camino in ajenos:
        (cercana,) = los_mas_cercanos(camino, sorted(posibles), n=1, cutoff=0)
        yield Falla(
            "variable_desconocida",
            f"{lugar}.texto",
            f"aquí no hay {camino!r}; lo más parecido es {cercana!r}",
        )
    for camino in sorted(raices.intersection(escritos)):
        yield Falla(
            "variable_desconocida",
            f"{lugar}.texto",
            f"{camino!r} no es un texto que se pueda escribir",
        )
    if not ajenos:
        yield from _en_blanco(f"{lugar}.texto", texto, {*raices, *_comunes(columna)})


_DEL_MAPA_ENTERO = {"mapa", "seguimiento_del_mapa"}


def _es_de_una_cosa(texto: str, tabla: TablaDeFormato) -> bool:
    """Si, en una tabla del mapa de riesgos, todo lo que un texto nombra es de un mismo objeto."""
    try:
        raices = {camino.partition(".")[0] for camino in caminos_de(texto)}
    except ErrorDeFormato:
        raices = set()
    raices = {"mapa"} if raices and raices <= _DEL_MAPA_ENTERO else raices
    return len(raices) == 1 and {*recorridos_de(tabla)} == {RIESGOS}


def _comunes(columna: Columna) -> list[str]:
    raices = {*_COMUNES, *(["informe"] if columna.por_corte else [])}
    return [v for v in variables_de_textos() if v.partition(".")[0] in raices]


def _es_abierto(camino: str, tabla: TablaDeFormato) -> bool:
    """Si nombra un extra o un dato de una fila libre: cuáles hay, no se sabe de antemano."""
    recorren = recorridos_de(tabla)
    raiz, _, campo = camino.partition(".")
    de_fila = raiz == FILA_LIBRE and campo.isidentifier()
    es_de_fila = de_fila and all(recorre == "filas" for recorre in recorren)
    return es_de_fila or extra_de(camino, recorren) is not None


class _EnBlanco:
    """Un objeto de la fila sin ningún dato, o que no está."""

    extras = SIN_EXTRAS

    def __init__(self, *, esta: bool) -> None:
        self._esta = esta

    def __bool__(self) -> bool:
        return self._esta

    def __getattr__(self, _nombre: str) -> None:
        return None


def _en_blanco(ruta: str, texto: str, nombres: Iterable[str]) -> Iterator[Falla]:
    """La falla de un texto que sin datos no se deja redactar: alguna fila no los traerá."""
    raices = {nombre.partition(".")[0] for nombre in nombres}
    for esta in (True, False):
        objetos = {raiz: _EnBlanco(esta=esta) for raiz in raices}
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


def _de_marca(lugar: str, columna: Columna, tabla: TablaDeFormato) -> Iterator[Falla]:
    """Los valores que su dato no puede tomar, si son de una lista cerrada."""
    for dato in columna.dato:
        validos = [v for recorre in recorridos_de(tabla) for v in valores_de(recorre, dato)]
        conocidos = {en_plano(valido) for valido in validos}
        for numero, valor in enumerate(columna.cuando):
            if conocidos and en_plano(valor) not in conocidos:
                (cercano,) = los_mas_cercanos(valor, validos, n=1, cutoff=0)
                motivo = f"{dato} no toma el valor {mostrar(valor)}; el más parecido es {cercano!r}"
                yield Falla("opcion_desconocida", f"{lugar}.cuando[{numero}]", motivo)


def valores_de(recorre: Recorre, dato: str) -> list[str]:
    """Los de una lista cerrada, como van en los datos; ninguno si puede ser cualquiera."""
    return [valor for tipo in tipos_del_dato(recorre, dato) for valor in _de_un_tipo(tipo)]


def _de_un_tipo(tipo: Any) -> Iterable[str]:
    if tipo is Verificacion:
        tipo = Resultado
    if isinstance(tipo, type) and issubclass(tipo, enum.Enum):
        return [str(miembro.value) for miembro in tipo]
    return typing.get_args(tipo) if typing.get_origin(tipo) is typing.Literal else ()


_ZONA = "cifras.zona"
"""El dato que trae el nombre de la zona, y no el porcentaje que la tiene."""

_NEGRO, _BLANCO = "000000", "FFFFFF"


def fallas_de_aspecto(formato: Formato) -> Iterator[Falla]:
    """Las de los colores y los estilos de las columnas."""
    de_celda = formato.estilos.get("celda", EstiloDeFormato())
    for nombre, tabla in formato.tablas.items():
        for indice, columna in enumerate(tabla.columnas):
            lugar = f"tablas.{nombre}.columnas[{indice}]"
            yield from _colores(f"{lugar}.colores", columna, recorridos_de(tabla))
            if isinstance(columna.colores, PorOtra):
                yield from _segun_otra(f"{lugar}.colores", columna, columna.colores, tabla)
            yield from _letra(f"{lugar}.estilo", columna.estilo, de_celda)


def _letra(lugar: str, estilo: EstiloDeFormato, base: EstiloDeFormato) -> Iterator[Falla]:
    """La que una columna cambia tiene que leerse sobre su relleno."""
    if estilo.color is None and estilo.relleno is None:
        return
    color = estilo.color or base.color or _NEGRO
    relleno = estilo.relleno or base.relleno or _BLANCO
    razon = contraste(color, relleno)
    if razon < CONTRASTE:
        motivo = (
            f"la letra {color} no se lee sobre {relleno}: su contraste es"
            f" {_con_coma(razon)} y se esperaba al menos {_con_coma(CONTRASTE)}"
        )
        yield Falla("contraste_bajo", lugar, motivo)


def _con_coma(razon: float) -> str:
    return f"{razon:.1f}".replace(".", ",")


def _colores(lugar: str, columna: Columna, recorren: Sequence[Recorre]) -> Iterator[Falla]:
    if not columna.colores:
        return
    if len(columna.dato) > 1:
        yield Falla("formato_incoherente", lugar, "se esperaba una columna de un solo dato")
        return
    if isinstance(columna.colores, PorOtra):
        return  # según lo que otra columna dice
    if isinstance(columna.colores, PorRegla):
        yield from _reglas(lugar, columna, columna.colores)
        return
    if isinstance(columna.colores, str):
        yield from _por_zona(lugar, columna, recorren)
        return
    posibles = _lo_que_dice(columna, recorren)
    conocidos = set(map(en_plano, posibles))
    for valor in columna.colores if posibles else ():
        if en_plano(valor) not in conocidos:
            (cercano,) = los_mas_cercanos(valor, posibles, n=1, cutoff=0)
            motivo = f"{que_muestra(columna)} nunca dice {mostrar(valor)}; lo más parecido es"
            yield Falla("opcion_desconocida", unir_ruta(lugar, valor), f"{motivo} {cercano!r}")


def _segun_otra(
    lugar: str, columna: Columna, colores: PorOtra, tabla: TablaDeFormato
) -> Iterator[Falla]:
    """La columna que decide está a la vista: un color no dice nada solo."""
    a_la_vista = {
        otra.dato[0]: otra for otra in tabla.columnas if len(otra.dato) == 1 and not otra.marca
    }
    segun = colores.segun or que_muestra(columna)
    decide = a_la_vista.get(segun)
    if decide is None:
        cercanos = los_mas_cercanos(segun, a_la_vista, n=1, cutoff=0)
        cercano = f"; el más parecido es {cercanos[0]!r}" if cercanos else ""
        motivo = f"ninguna columna de la tabla muestra {segun!r}, que decide el color{cercano}"
        anotado = {"llego": segun, "parecido": cercanos[0] if cercanos else None}
        yield Falla("dato_desconocido", f"{lugar}.segun", motivo, datos=anotado)
    elif colores.son_de_numeros and decide.guarda not in {"numero", "auto"}:
        motivo = f"sus reglas son de números, y la columna de {segun} guarda {decide.guarda}"
        yield Falla("formato_incoherente", f"{lugar}.reglas", motivo)
    elif colores.reglas.por_resolver and not es_de_fila_libre(segun):
        motivo = "cuantiles y escala son de las filas que se dan al generar; diga los límites"
        yield Falla("formato_incoherente", f"{lugar}.reglas", motivo)
    if colores.fila and tabla.pinta_filas is not columna:
        motivo = "otra columna ya da su color a la fila entera; se esperaba una sola"
        yield Falla("formato_incoherente", f"{lugar}.fila", motivo)


def _por_zona(lugar: str, columna: Columna, recorren: Sequence[Recorre]) -> Iterator[Falla]:
    """La del avance o, de un mapa de riesgos, la que la celda nombra."""
    if columna.colores == "zona_de_riesgo":
        if not all(_dice_una_zona_de_riesgo(dato, recorren) for dato in columna.dato or ("",)):
            motivo = (
                "por zona de riesgo se colorea la de una valoración (riesgo.inherente.zona,"
                f" residual_final.zona), no {que_muestra(columna)}"
            )
            yield Falla("formato_incoherente", lugar, motivo)
    elif not all(_puede_tener_zona(dato, recorren) for dato in columna.dato):
        avances = {
            dato for r in recorren for dato in caminos_del_recorrido(r) if es_un_avance(r, dato)
        }
        esperados = " o ".join((*sorted(avances or {"seguimiento.avance"}), _ZONA))
        motivo = f"por zona se colorea un avance ({esperados}), no {que_muestra(columna)}"
        yield Falla("formato_incoherente", lugar, motivo)


def _reglas(lugar: str, columna: Columna, colores: PorRegla) -> Iterator[Falla]:
    """Una regla pinta números, y la que los reparte los ve al llegar las filas."""
    if columna.guarda not in {"numero", "auto"}:
        motivo = f"una regla pinta números, y la columna guarda {columna.guarda}"
        yield Falla("formato_incoherente", lugar, motivo)
    elif colores.por_resolver and not any(map(es_de_fila_libre, columna.dato)):
        motivo = "cuantiles y escala son de las filas que se dan al generar; diga los límites"
        yield Falla("formato_incoherente", lugar, motivo)


def _puede_tener_zona(dato: str, recorren: Sequence[Recorre]) -> bool:
    """De un extra o de una fila libre no se sabe de antemano qué número traerán."""
    es_libre = es_de_fila_libre(dato) or extra_de(dato, recorren) is not None
    return es_libre or dato == _ZONA or any(es_un_avance(recorre, dato) for recorre in recorren)


def _dice_una_zona_de_riesgo(dato: str, recorren: Sequence[Recorre]) -> bool:
    """Si es el texto de una: la de un riesgo, o un dato del que no se sabe qué traerá."""
    if es_de_fila_libre(dato) or extra_de(dato, recorren) is not None:
        return True
    return dato.endswith(".zona") and {*recorren} == {RIESGOS}


def _lo_que_dice(columna: Columna, recorren: Sequence[Recorre]) -> list[str]:
    """Lo único que sus celdas pueden decir; nada, si puede ser cualquier cosa."""
    if columna.marca is not None:
        return [columna.marca]
    return [v for dato in columna.dato for recorre in recorren for v in valores_de(recorre, dato)]


_TODO = 100


def fallas_de_anchos(formato: Formato) -> Iterator[Falla]:
    """Los de un bloque de página y los de una tabla suman 100."""
    for nombre, bloque in bloques_de_pagina(formato).items():
        yield from _fijos(f"{nombre}.anchos", bloque.anchos)
    for nombre, tabla in formato.tablas.items():
        yield from _de_columnas(f"tablas.{nombre}.columnas", tabla.columnas)


def _fijos(ruta: str, anchos: Sequence[Decimal]) -> Iterator[Falla]:
    total = sum(anchos, Decimal(0))
    if total != _TODO:
        yield Falla(
            "medida_imposible",
            ruta,
            f"se esperaba que los anchos sumaran 100, suman {_numero(total)}",
        )


def _de_columnas(ruta: str, columnas: Sequence[Columna]) -> Iterator[Falla]:
    """Con alguna por pesar, lo menos que piden todas cabe y lo más que admiten alcanza."""
    fijos = [columna.ancho for columna in columnas if isinstance(columna.ancho, Decimal)]
    if len(fijos) == len(columnas):
        yield from _fijos(ruta, fijos)
        return
    menos, mas = (
        sum(limites, Decimal(0))
        for limites in zip(*(columna.limites for columna in columnas), strict=True)
    )
    if menos > _TODO:
        yield Falla(
            "medida_imposible",
            ruta,
            "se esperaba que los anchos fijos y los mínimos de las columnas auto (1 si no lo dicen)"
            f" sumaran a lo sumo 100, suman {_numero(menos)}",
        )
    if mas < _TODO:
        yield Falla(
            "medida_imposible",
            ruta,
            "se esperaba que los anchos fijos y los máximos de las columnas auto sumaran al menos"
            f" 100, suman {_numero(mas)}",
        )


def _numero(parte: Decimal) -> str:
    return f"{parte.normalize():f}".replace(".", ",")
