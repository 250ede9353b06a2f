"""Si una tabla es la de un plan o la de otra cosa.

Lo es la que dice qué hay que hacer y trae una meta, una fecha, un avance o un indicador, si no
lleva el título de otra ni más rótulos de otras que de un plan: un inventario, una lista de
asistencia, un mapa de riesgos… (``plantillas/_columnas``). Y la que un título nombra, si ningún
rótulo es de otra. Las tablas de los mismos rótulos se deciden juntas.
"""

import re
from collections.abc import Iterator, Sequence

from paac_reportes import clases
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.ajenos.celdas import es_fecha
from paac_reportes.lectura.ajenos.columnas import Asignada
from paac_reportes.lectura.ajenos.encabezados import IDENTIFICAN
from paac_reportes.lectura.ajenos.otras_tablas import es_mes, rotulo_de_otra, titulo_de_otra
from paac_reportes.lectura.ajenos.tramos import Tramo
from paac_reportes.lectura.ajenos.verbos import partes_de_accion
from paac_reportes.lectura.ajenos.vocabulario import (
    OtraTabla,
    es_quiza_actividad,
    palabras,
    rotulo_de,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.plano import en_plano

_CONOCIDOS = 3
"""Los rótulos de un plan que bastan; el código de sus filas, que todo lo numera, no es de éstos."""
_DECIDE = 3
"""Los rótulos de un plan que valen lo que uno que sólo lleva otra tabla, o lo que el título."""
_MITAD, _CASI_NINGUNO = 0.5, 0.2
_MESES_SEGUIDOS = 3
_MUESTRA = 200
_MEDIDAS = 100
"""Las letras de un título; un párrafo más largo habla de la tabla, y no la nombra."""

_DEL_PLAN = re.compile(
    r"\b(?:plan anticorrupcion|anticorrupcion y (?:de )?atencion|paac|ptep"
    r"|transparencia y etica|componente [1-9])\b"
)
_DE_UN_PLAN = {"subcomponente.nombre", "componente.nombre"}
_SE_PREGUNTAN = _DE_UN_PLAN | {
    *("actividad.meta", "actividad.indicador", "seguimiento.texto", "seguimiento.avance"),
    *("seguimiento.estado", "seguimiento.monitoreo", "tramite.mejora"),
}
"""Los datos que sólo se preguntan de un plan, además de las fechas."""
_SIN_NADA_DE_UN_PLAN = "una lista de tareas: ninguna fila trae meta, fecha, avance ni indicador"
_DICE_QUE_HACER = re.compile(r"\b(?:actividad|accion)(?:es)?\b")
_DE_VALORAR = re.compile(r"\b(?:zona|nivel|riesgo|severidad|valoracion|calificacion)\b")
_NIVELES = frozenset(
    (
        *("bajo", "baja", "medio", "media", "moderado", "moderada"),
        *("alto", "alta", "extremo", "extrema", "inaceptable", "catastrofico", "mayor"),
    )
)
"""Las zonas en que se valora un riesgo."""
_DEL_TRAMITE = re.compile(r"\b(?:tramites?|racionaliza\w*|procedimientos?|opa|suit|mejora)\b")
_NUMERAN = {
    *("actividad.codigo", "tramite.numero", "tramite.nombre", "tramite.tipo", "vigencia"),
    *("tramite.estado", "tramite.tipo_racionalizacion"),
}
_DE_LA_MEJORA = {"tramite.accion", "tramite.situacion_actual", "tramite.mejora"}


@clases.frozen
class JuicioDeTabla:
    """Juicio sobre una tabla: de qué es, y por qué."""

    es_de_un_plan: bool
    parece: str = ""
    """De qué parece, si no es de un plan y se sabe: «un inventario (Placa, Serial)»."""


def juicios(candidatos: Sequence[tuple[Tramo, Sequence[str]]]) -> dict[Tramo, JuicioDeTabla]:
    """Juicio de cada tramo, con los títulos que lleva encima; los de iguales rótulos, juntos."""
    iguales = agrupadas(
        ((tramo.clase, tuple(_clave(asignada) for asignada in tramo.columnas)), (tramo, titulos))
        for tramo, titulos in candidatos
    )
    return {
        tramo: juicio
        for candidatos_iguales in iguales.values()
        for tramo, juicio in _juicios_de_los_mismos_rotulos(candidatos_iguales)
    }


def _clave(asignada: Asignada) -> str:
    return rotulo_de(asignada.columna.rotulo).palabras


def _juicios_de_los_mismos_rotulos(
    candidatos: list[tuple[Tramo, Sequence[str]]],
) -> Iterator[tuple[Tramo, JuicioDeTabla]]:
    """Juicio de tramos de iguales rótulos: es de un plan si lo dicen lo que traen y sus títulos."""
    tramos = [tramo for tramo, _ in candidatos]
    conocidos = _conocidos(tramos[0])
    de_otras = _rotulos_de_otras(tramos[0])
    breves = [
        [titulo for titulo in titulos if len(titulo) <= _MEDIDAS] for _, titulos in candidatos
    ]
    tablas_nombradas = [_tabla_que_nombran(titulos) for titulos in breves]
    nombran = any(nombra_el_plan(titulo) for titulos in breves for titulo in titulos)
    columnas = (columna for tramo in tramos for columna in tramo.columnas)
    pedidas = (columna.por == "columnas" and columna.dato for columna in columnas)
    sin_duda = (nombran and not de_otras) or any(pedidas)
    muestra = sin_duda or _muestra_un_plan(tramos)
    tiene_el_titulo = nombran or None in tablas_nombradas
    peso_de_otras = sum(_DECIDE if es_exclusivo else 1 for _, _, es_exclusivo in de_otras)
    pesan_mas = peso_de_otras >= len(conocidos) + _DECIDE * nombran
    dice_que_hacer = sin_duda or _dice_que_hacer(tramos, len(conocidos))
    es_de_un_plan = sin_duda or (muestra and dice_que_hacer and tiene_el_titulo and not pesan_mas)
    for tramo, la_nombrada in zip(tramos, tablas_nombradas, strict=True):
        parece = _de_que_parece(de_otras, la_nombrada) or ("" if muestra else _SIN_NADA_DE_UN_PLAN)
        yield tramo, JuicioDeTabla(es_de_un_plan, parece)


def _conocidos(tramo: Tramo) -> set[str]:
    """Datos de un plan que los rótulos preguntan, sin los que sólo numeran o nombran sus filas."""
    return {
        "fecha"
        if _es_de_fechas(asignada)
        else "seguimiento"
        if asignada.es_de_seguimiento
        else asignada.dato[0]
        for asignada in tramo.columnas
        if asignada.dato and asignada.dato[0] not in _NUMERAN
    }


def _dice_que_hacer(tramos: Sequence[Tramo], conocidos: int) -> bool:
    """Si lo dicen el rótulo y los verbos de una columna, o uno de ellos y otros dos rótulos."""
    for indice, asignada in enumerate(tramos[0].columnas):
        rotulo, dato = asignada.columna.rotulo, asignada.dato[0] if asignada.dato else ""
        if dato in _DE_LA_MEJORA or (
            dato.startswith("tramite.") and _DEL_TRAMITE.search(en_plano(rotulo))
        ):
            return True
        if dato == "actividad.descripcion":
            celdas = [c for tramo in tramos for c in tramo.columnas[indice].columna.escritas]
            verbos, acciones = partes_de_accion([celda.texto for celda in celdas[:_MUESTRA]])
            if _DICE_QUE_HACER.search(en_plano(rotulo)) or es_quiza_actividad(rotulo):
                return acciones >= _MITAD or conocidos >= _CONOCIDOS
            return verbos >= _MITAD and conocidos >= _CONOCIDOS
    return False


def _muestra_un_plan(tramos: Sequence[Tramo]) -> bool:
    """Si pregunta una meta, una fecha, un avance o un indicador, y alguna fila lo responde.

    También si dice de qué parte del plan es cada fila, o si no trae ninguna: ésa es una plantilla.
    """
    if all(tramo.clase == "tramites" or not _trae_filas(tramo) for tramo in tramos):
        return True
    return any(_responde(asignada) for tramo in tramos for asignada in tramo.columnas)


def _trae_filas(tramo: Tramo) -> bool:
    """Si alguna columna que dice qué hay que hacer trae celdas escritas."""
    return any(
        asignada.columna.escritas for asignada in tramo.columnas if IDENTIFICAN & set(asignada.dato)
    )


def _responde(asignada: Asignada) -> bool:
    """Si lo que trae una columna sólo se pregunta de un plan."""
    celdas = asignada.columna.escritas
    if not celdas or (
        asignada.dato and not _SE_PREGUNTAN & set(asignada.dato) and not _es_de_fechas(asignada)
    ):
        return False
    if asignada.dato and not _es_de_fechas(asignada):
        return True
    rotulo = asignada.columna.camino[-1] if asignada.columna.camino else ""
    muestra = celdas[:_MUESTRA] if asignada.dato or "fecha" in en_plano(rotulo) else []
    return es_mes(rotulo) or sum(map(es_fecha, muestra)) >= max(1, _CASI_NINGUNO * len(muestra))


def _es_de_fechas(asignada: Asignada) -> bool:
    return bool(asignada.dato) and CATALOGO[asignada.dato[0]].contenido == "fecha"


_DeOtra = tuple[OtraTabla, str, bool]
"""De qué otra tabla es, el rótulo, y si sólo lo lleva ella."""


def _rotulos_de_otras(tramo: Tramo) -> list[_DeOtra]:
    """Rótulos de un tramo que son de otra clase de tabla."""
    de_otras: list[_DeOtra] = []
    meses = 0
    for asignada in tramo.columnas:
        rotulo = asignada.columna.camino[-1] if asignada.columna.camino else ""
        meses += es_mes(rotulo)
        parecido = asignada.parecido if asignada.dato else 0.0
        de_otra = rotulo_de_otra(rotulo)
        if de_otra is not None and de_otra[1] >= parecido and not (asignada.dato and parecido == 1):
            tabla, _, decide = de_otra
            de_otras.append((tabla, rotulo, decide))
        elif not asignada.dato and _valora_un_riesgo(rotulo, asignada.columna.escritas):
            de_otras.append((palabras().otras_tablas["riesgos"], rotulo, True))
    if meses >= _MESES_SEGUIDOS:
        de_otras.append((palabras().otras_tablas["cronograma"], "los meses", True))
    return de_otras


def _valora_un_riesgo(rotulo: str, celdas: Sequence[CeldaVista]) -> bool:
    """Si es «Zona» o «Nivel» con altas, medias y bajas; la zona que es un barrio no lo es."""
    if not _DE_VALORAR.search(en_plano(rotulo)) or not celdas:
        return False
    return all(en_plano(celda.texto).strip() in _NIVELES for celda in celdas[:_MUESTRA])


def _tabla_que_nombran(titulos: Sequence[str]) -> OtraTabla | None:
    """Tabla de otra cosa que nombra alguno de esos títulos; ninguna si uno nombra el plan."""
    if any(map(nombra_el_plan, titulos)):
        return None
    return next((tabla for titulo in titulos if (tabla := titulo_de_otra(titulo))), None)


def nombra_el_plan(titulo: str) -> bool:
    """Si un título es del plan anticorrupción o del programa de transparencia."""
    return _DEL_PLAN.search(" ".join(en_plano(titulo).split())) is not None


def _de_que_parece(de_otras: list[_DeOtra], tabla_nombrada: OtraTabla | None) -> str:
    """Frase de qué parece la tabla: la que nombra su título o, si no, la de más rótulos suyos."""
    en_orden = sorted(de_otras, key=lambda de_otra: not de_otra[2])
    por_nombre = agrupadas((tabla.nombre, rotulo) for tabla, rotulo, _ in en_orden)
    if tabla_nombrada is not None:
        nombre = tabla_nombrada.nombre
    elif por_nombre:
        nombre = max(por_nombre, key=lambda posible: len(por_nombre[posible]))
    else:
        return ""
    rotulos = ", ".join(f"«{rotulo}»" for rotulo in por_nombre.get(nombre, ())[:3])
    con_rotulos = f"{nombre} ({rotulos})" if rotulos else nombre
    tablas = (tabla_nombrada, *(tabla for tabla, *_ in de_otras))
    se_lee = next((t.se_lee for t in tablas if t and t.nombre == nombre and t.se_lee), "")
    return f"{con_rotulos}; se lee con {se_lee}" if se_lee else con_rotulos
