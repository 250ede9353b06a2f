"""Revisión de las promesas de un formato: datos que existen, tablas y medidas sanas.

Una columna es de datos de su fila, de un texto hecho con ellos o de una marca; su aspecto promete
colores de algo que existe y letras que se leen; los anchos dan para el de la página, y los totales
y las partes de una tabla, para lo que ella recorre. ``fallas_de`` es todo, de un formato que se
entiende entero; debajo, las tablas y los bloques que las nombran. Al final, los descuidos
aparentes, que no impiden usarlo.
"""

import enum
import functools
import re
import types
import typing
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from paac_reportes.analisis.metodologia import DE_COLUMNA
from paac_reportes.clases import es_de_attrs
from paac_reportes.errores import Aviso, ErrorDeFormato, ErrorPaac, Falla, unir_ruta
from paac_reportes.estructura import Extras, mostrar
from paac_reportes.formatos.definicion.aspecto import VENCIDO, PorOtra, PorRegla
from paac_reportes.formatos.definicion.bloques import (
    GRUPOS,
    LLAMADA,
    BloqueDatos,
    BloqueImagen,
    BloqueSeccion,
    BloqueTabla,
    Grupo,
    Seccion,
)
from paac_reportes.formatos.definicion.columnas import TODAS, Columna, datos_de_columna, que_muestra
from paac_reportes.formatos.definicion.filas import EXTRAS, FILA_LIBRE, LETRAS_DE_CUENTAS
from paac_reportes.formatos.definicion.formato import (
    Formato,
    pagina_de_seccion,
    pagina_definida,
    rejilla_de,
)
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
    se_recorre_en,
    tipos_del_dato,
)
from paac_reportes.formatos.revision.reglas import (
    EnBloque,
    EnBloqueDePagina,
    EnColumna,
    EnFormato,
    EnTabla,
    Regla,
    claves_repetidas,
    falla_de_contraste,
    fallas_de_alcance,
    fallas_de_textos,
    numeros_que_no_hay,
    regla_sobre,
    variables_de_textos,
)
from paac_reportes.maqueta.estilos import CONTRASTE, Estilo, estilos_base
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import COLUMNAS_MAXIMAS
from paac_reportes.modelo import Resultado, Verificacion
from paac_reportes.textos.plano import el_mas_cercano, el_mas_parecido, en_plano
from paac_reportes.textos.plantillas import variables_de, variables_escritas
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
def _moneda_desconocida(sitio: EnColumna) -> Iterator[Falla]:
    """Falla de una moneda que no existe, con la más parecida de las corrientes."""
    codigo = sitio.columna.numero.moneda if sitio.columna.numero else None
    if codigo is None or codigo in (las_que_hay := monedas()):
        return
    cercana = el_mas_cercano(codigo.upper(), ("COP", "USD", "EUR"))
    motivo = f"se esperaba el código de una moneda, como COP o USD, llegó {mostrar(codigo)}"
    motivo += f"; ¿quiso decir {cercana!r}, {las_que_hay[cercana]}?" if cercana else ""
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
    return tipo is Verificacion or (not es_de_attrs(tipo) and tipo is not bytes)


@regla_sobre(EnColumna, clave="une")
def _de_ningun_grupo(sitio: EnColumna) -> Iterator[str]:
    """Queja de un texto que se une por grupo y no es de ninguno."""
    texto = sitio.columna.texto
    if texto is not None and sitio.columna.une == "grupo" and not _es_de_un_objeto(texto, sitio):
        yield "un texto no es de ningún grupo; con une = 'iguales' se unen los que dicen lo mismo"


@regla_sobre(EnColumna, clave="texto", codigo="variable_desconocida")
def _de_texto(sitio: EnColumna) -> Iterator[str]:
    """Quejas de un texto que nombra lo que no está o no se escribe."""
    texto = sitio.columna.texto
    if texto is None:
        return
    try:
        usados, mostrados = variables_de(texto), variables_escritas(texto)
    except ErrorDeFormato:
        return  # ya lo dice la revisión de los textos
    posibles = {*datos_posibles(sitio.tabla.secciones), *_comunes(sitio.columna)}
    raices = set.intersection(*({*RECORRIDOS[recorre].raices} for recorre in sitio.recorren))
    for camino in sorted(usados - posibles - raices):
        if not _es_abierto(camino, sitio.recorren):
            pista = el_mas_parecido(camino, sorted(posibles), "lo más parecido es")
            yield f"aquí no hay {camino!r}{pista}"
    for camino in sorted(raices.intersection(mostrados)):
        yield f"{camino!r} no es un texto que se pueda escribir"


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
    base = sitio.formato.estilos.get("celda", EstiloDeFormato())
    return _falla_de_contraste(f"{sitio.ruta}.estilo", sitio.columna.estilo, base)


def _falla_de_contraste(
    ruta: str, propio: EstiloDeFormato, base: Estilo | EstiloDeFormato
) -> Iterator[Falla]:
    """Falla de un estilo cuya letra no se lee sobre su relleno, suyos o del que cambia."""
    if propio.color or propio.relleno:
        yield from falla_de_contraste(
            ruta, propio.color or base.color, propio.relleno or base.relleno
        )


@regla_sobre(EnColumna, clave="colores")
def _colores(sitio: EnColumna) -> Iterator[Falla | str]:
    """Fallas de los colores de una columna: de valores que no dice, o de reglas que no sirven."""
    columna = sitio.columna
    if columna.colores and len(columna.dato) > 1:
        yield "se esperaba una columna de un solo dato"
        return
    if not columna.colores or isinstance(columna.colores, PorOtra):
        return
    if isinstance(columna.colores, PorRegla):
        if columna.guarda not in {"numero", "auto"}:
            yield f"una regla pinta números, y la columna guarda {columna.guarda}"
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
        if columna.guarda != "numero" and columna.dato != (LETRAS_DE_CUENTAS,):
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


_CIEN = 100
"""Porcentaje que suman los anchos: los de una tabla, o los de un encabezado o un pie."""


@regla_sobre(EnBloqueDePagina, clave="anchos", codigo="medida_imposible")
def _anchos_de_pagina(sitio: EnBloqueDePagina) -> Iterator[str]:
    yield from _fijos(sitio.bloque.anchos)


def _fijos(anchos: Sequence[Decimal]) -> Iterator[str]:
    """Queja de unos anchos, en porcentaje, que no suman 100."""
    total = sum(anchos, Decimal(0))
    if total != _CIEN:
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
    if minimo > _CIEN:
        yield (
            "se esperaba que los anchos fijos y los mínimos de las columnas auto (1 si no lo dicen)"
            f" sumaran a lo sumo 100, suman {_numero(minimo)}"
        )
    if maximo < _CIEN:
        yield (
            "se esperaba que los anchos fijos y los máximos de las columnas auto sumaran al menos"
            f" 100, suman {_numero(maximo)}"
        )


def _numero(parte: Decimal) -> str:
    return f"{parte.normalize():f}".replace(".", ",")


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
    return _fallas_de_metodos(sitio, sitio.indice, f"{sitio.ruta}.total", *sitio.columna.total)


def _fallas_de_metodos(sitio: EnTabla, indice: int, ruta: str, *metodos: str) -> Iterator[Falla]:
    """Fallas de los métodos con que se resume la columna ``indice``; ``ruta``: donde se dicen."""
    if not metodos:
        return
    for numero, metodo in enumerate(metodos):
        if metodo not in DE_COLUMNA:
            yield _otro_metodo(ruta, metodo)
        elif metodo in metodos[:numero]:
            yield Falla("formato_incoherente", ruta, f"se esperaba cada uno una vez: {metodo}")
    en_columna = sitio.en_columna(indice, ruta)
    yield from _sin_su_rotulo(en_columna)
    if {*metodos} - {"cuenta"}:
        yield from _queja_de_no_numero(en_columna)


@regla_sobre(EnColumna)
def _sin_su_rotulo(sitio: EnColumna) -> Iterator[str]:
    """Quejas de una columna que se resume donde no hay fila de total, o no cabe su rótulo."""
    if not sitio.tabla.resume:
        yield "la tabla no tiene fila de total: falta su rótulo, en total o en subtotales"
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
def _queja_de_no_numero(sitio: EnColumna) -> Iterator[str]:
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
    """Queja de una tabla con todas sus columnas fijas."""
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
    """Queja de cada subtotal que no tiene qué resumir."""
    if any(columna.total for columna in sitio.tabla.columnas):
        return
    for subtotal in sitio.tabla.subtotales:
        if not subtotal.resumen and not subtotal.banda:
            yield "ninguna columna tiene total que resumir"


@regla_sobre(EnTabla)
def _sin_rotulo(sitio: EnTabla) -> Iterator[Falla]:
    """Falla de cada subtotal cuya fila no dice nada."""
    for numero, subtotal in enumerate(sitio.tabla.subtotales):
        if not subtotal.rotulo and (subtotal.resumen or not subtotal.banda):
            lugar = f"{sitio.ruta}.subtotales[{numero}].rotulo"
            yield Falla("dato_faltante", lugar, "falta: lo que dice la fila que resume un grupo")


@regla_sobre(EnTabla)
def _resumen(sitio: EnTabla) -> Iterator[Falla]:
    """Fallas del resumen de un subtotal en cada columna: que esté, y que se pueda resumir así."""
    columna_de_dato = {c.dato[0]: n for n, c in enumerate(sitio.tabla.columnas) if len(c.dato) == 1}
    for numero, subtotal in enumerate(sitio.tabla.subtotales):
        for dato, metodos in subtotal.resumen.items():
            ruta = unir_ruta(f"{sitio.ruta}.subtotales[{numero}].resumen", dato)
            if dato in columna_de_dato:
                yield from _fallas_de_metodos(sitio, columna_de_dato[dato], ruta, *metodos)
                continue
            pista = el_mas_parecido(dato, columna_de_dato, "la más parecida es")
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
    """Si las filas de un recorrido se agrupan por ese dato para un subtotal.

    Sólo las que se dan al generar y las que salen de analizar: las de la matriz del plan, que se
    leen de vuelta, van en el orden del plan.
    """
    if recorre == "filas":
        return es_de_fila_libre(dato)
    se_lee = RECORRIDOS[recorre].listas or es_de_otro_contenido(recorre)
    return not se_lee and bool(tipos_del_dato(recorre, dato))


@regla_sobre(EnTabla, clave="subtotales")
def _en_desorden(sitio: EnTabla) -> Iterator[str]:
    """Queja de unos subtotales que se repiten o no van de lo mayor a lo menor."""
    por = [grupo for s in sitio.tabla.subtotales for grupo in GRUPOS if grupo == s.por]
    if por != [grupo for grupo in GRUPOS if grupo in por]:
        yield f"se esperaba cada uno una vez, en este orden: {', '.join(GRUPOS)}"


@regla_sobre(EnTabla)
def _fallas_de_grupo(sitio: EnTabla) -> Iterator[Falla]:
    """Fallas de los subtotales por un grupo (``componente``) que las filas no pueden reunir."""
    cadas = {b.bloque.cada for b in sitio.bloques if sitio.nombre in b.tablas_que_nombra}
    lugares = {subtotal.por: numero for numero, subtotal in enumerate(sitio.tabla.subtotales)}
    for grupo in (g for subtotal in sitio.tabla.subtotales for g in GRUPOS if g == subtotal.por):
        for motivo in _motivo_sin_grupo(grupo, sitio.tabla.secciones, cadas):
            lugar = f"{sitio.ruta}.subtotales[{lugares[grupo]}].por"
            yield Falla("formato_incoherente", lugar, motivo)


def _motivo_sin_grupo(
    grupo: Grupo, secciones: Iterable[Seccion], cadas: Collection[str]
) -> Iterator[str]:
    """Motivo de que las filas de una tabla no se puedan resumir por un grupo; nada, si se puede.

    ``cadas``: por qué se repite cada bloque que la escribe, como «componente».
    """
    for seccion in secciones:
        if grupo not in RECORRIDOS[seccion.recorre].raices:
            yield f"las filas de {seccion.recorre} no tienen {grupo}"
        elif seccion.recorre == f"{grupo}s":
            yield f"cada fila es ya {_UNO_SOLO[grupo]}: no hay qué reunir"
    for cada in sorted(_CADAS_DE_UNO[grupo].intersection(cadas)):
        yield f"con cada = '{cada}' la tabla es {_UNO_SOLO[grupo]}; para resumirla está total"


# ------------------------------------------------------------------ la tabla y el formato enteros

_UTIL_MINIMO = 50
"""Milímetros que los márgenes deben dejar libres a lo ancho y a lo alto."""


def fallas_de(formato: Formato) -> Iterator[Falla]:
    """Fallas de un formato que la forma de sus datos no deja ver, con la ruta de su clave."""
    sitio = EnFormato(formato=formato)
    for comprobar in _REGLAS:
        yield from comprobar(sitio)
    yield from fallas_de_textos(formato)


@regla_sobre(EnTabla)
def _falla_de_recorrido(sitio: EnTabla) -> Iterator[Falla]:
    """Falla de cada sección que recorre lo que el contenido del formato no tiene."""
    for numero, recorre in enumerate(sitio.recorren):
        if not se_recorre_en(recorre, sitio.formato.de):
            motivo = f"{recorre} no lo recorre un formato con de = '{sitio.formato.de}'"
            yield Falla("formato_incoherente", f"{sitio.ruta}.secciones[{numero}].recorre", motivo)


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
    """Fallas de lo que un formato deja en blanco: su nombre, su cuerpo, sus bloques."""
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
        else:
            yield from _falla_de_contraste(f"estilos.{nombre}", propio, conocidos[nombre])
    for papel, minimo in _CONTRASTE_DE_LA_PALETA.items():
        if color := getattr(aspecto.paleta, papel):
            yield from falla_de_contraste(f"aspecto.paleta.{papel}", color, minimo=minimo)


_CONTRASTE_DE_LA_PALETA = {
    **dict.fromkeys(("titulo", "malo"), CONTRASTE),
    "hecho": 3.0,
    "malo_con_reporte": 2.0,
    "no_se_sabe": 1.3,
}
"""Lo menos que cada color se aparta del papel: los dos primeros son de letras, y los demás, de
barras: WCAG 2 les pide 3 (1.4.11), y la palabra de al lado dice lo que las más claras."""


@regla_sobre(EnBloqueDePagina, clave="filas")
def _queja_de_ancho(sitio: EnBloqueDePagina) -> Iterator[str]:
    """Queja de un encabezado o un pie cuyas celdas no llenan sus filas."""
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
    """La falla de una imagen que se nombra y no se halló."""
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
            yield Falla("dato_desconocido", ruta, _motivo_de_desconocido(dato, posibles))


def _usados(sitio: EnTabla) -> Iterator[tuple[str, str]]:
    """Ruta y dato (``actividad.meta``) de cada uno que nombra una tabla."""
    for columna in sitio.columnas:
        yield from ((f"{columna.ruta}.dato", dato) for dato in columna.columna.dato)
    if sitio.tabla.si_hay is not None:
        yield f"{sitio.ruta}.si_hay", sitio.tabla.si_hay


def _motivo_de_desconocido(dato: str, posibles: list[str]) -> str:
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
                notas = f"están: {', '.join(numeros)}" if numeros else "la tabla no trae notas"
                motivo = f"no existe la nota {mostrar(nota)}; {notas}"
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
    *(_vacios, _falla_de_recorrido, _anchos_de_pagina, _de_columnas, claves_repetidas),
    *(numeros_que_no_hay, _tablas_imposibles, _tabla_dada, _datos, _por_corte),
    *(_total_de_columna, _sin_que_resumir, _sin_rotulo, _resumen, _separadas),
    *(_grupos_que_no_hay, _en_desorden, _fallas_de_grupo, _todas_fijas, _abre_sin_fijas),
    *(_abre_la_primera, _notas, _auto, _todas_las_columnas, _moneda_desconocida, _de_ningun_grupo),
    *(_de_texto, _de_marca, _colores, _segun_otra, _letra, _tablas_que_no_hay, _de_otro_dueno),
    *(_estilos, _queja_de_ancho, _imagenes_invalidas, _imagen_de_bloque, _margenes),
    fallas_de_alcance,
)
"""Reglas, en el orden en que se dicen sus fallas."""


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
