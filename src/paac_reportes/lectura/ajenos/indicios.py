"""Si una tabla es la de un plan o la de otra cosa: lo que suman y lo que restan sus indicios.

Suman los rótulos que sólo lleva un plan, las fechas bajo las fechas, los verbos bajo las
actividades y un título que nombra el plan. Restan los rótulos y los títulos de un inventario, una
lista de asistencia, un mapa de riesgos… (``plantillas/_columnas``). Además ha de mostrar algo que
sólo se pregunta de un plan, en sus rótulos y en sus celdas: una meta, una fecha, un avance, un
indicador. Las tablas de los mismos rótulos se deciden juntas.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from paac_reportes import clases
from paac_reportes.lectura.ajenos.celdas import es_fecha
from paac_reportes.lectura.ajenos.columnas import Asignada
from paac_reportes.lectura.ajenos.encabezados import IDENTIFICAN
from paac_reportes.lectura.ajenos.otras_tablas import es_mes, rotulo_de_otra, titulo_de_otra
from paac_reportes.lectura.ajenos.tramos import Tramo
from paac_reportes.lectura.ajenos.verbos import partes_de_accion
from paac_reportes.lectura.ajenos.vocabulario import OtraTabla, palabras, rotulo_de
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.plano import en_plano

BASTAN = 4
"""Los puntos desde los que una tabla es de un plan."""

_ROTULO, _MUCHO, _NOMBRA_EL_PLAN, _EN_EL_DOCUMENTO = 1, 2, 3, 1
_DE_OTRA, _MUY_DE_OTRA, _TITULO_DE_OTRA = -1, -3, -4
_SIN_VERBOS = -1

_MITAD, _CASI_NINGUNO, _POCAS = 0.5, 0.2, 3
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
_DE_LA_MEJORA = {"tramite.accion", "tramite.situacion_actual", "tramite.mejora"}


@clases.frozen
class Juicio:
    """Lo que se decidió de una tabla."""

    puntos: int
    parece: str = ""
    """De qué parece, si no es de un plan y se sabe: «un inventario (Placa, Serial)»."""
    muestra: bool = True
    """Si en sus celdas hay algo que sólo se pregunta de un plan."""

    @property
    def es_de_un_plan(self) -> bool:
        """Si los indicios bastan."""
        return self.muestra and self.puntos >= BASTAN


def juicios(
    candidatos: Sequence[tuple[Tramo, Sequence[str]]], en_el_documento: Iterable[str] = ()
) -> dict[Tramo, Juicio]:
    """El de cada tramo, con los títulos que lleva encima y los de todo el documento."""
    de_todos = _EN_EL_DOCUMENTO if any(map(nombra_el_plan, en_el_documento)) else 0
    iguales: dict[object, list[tuple[Tramo, Sequence[str]]]] = {}
    for tramo, titulos in candidatos:
        clave = tramo.clase, tuple(_clave(una) for una in tramo.columnas)
        iguales.setdefault(clave, []).append((tramo, titulos))
    return {
        tramo: juicio
        for suyos in iguales.values()
        for tramo, juicio in _de_los_mismos_rotulos(suyos, de_todos)
    }


def _clave(una: Asignada) -> str:
    return rotulo_de(una.columna.rotulo).palabras


def _de_los_mismos_rotulos(
    suyos: list[tuple[Tramo, Sequence[str]]], de_todos: int
) -> Iterator[tuple[Tramo, Juicio]]:
    tramos = [tramo for tramo, _ in suyos]
    comunes = _puntos(tramos) + de_todos
    otras = _rotulos_de_otras(tramos[0])
    comunes += sum(puntos for _, _, puntos in otras)
    por_titulo = [_de_los_titulos(titulos) for _, titulos in suyos]
    mejor = max(puntos for puntos, _ in por_titulo)
    muestra = (mejor == _NOMBRA_EL_PLAN and not otras) or _muestra_un_plan(tramos)
    for tramo, (_, de_que) in zip(tramos, por_titulo, strict=True):
        parece = _parece(otras, de_que) or ("" if muestra else _SIN_NADA_DE_UN_PLAN)
        yield tramo, Juicio(comunes + mejor, parece, muestra)


def _puntos(tramos: Sequence[Tramo]) -> int:
    """Los de sus rótulos y los de lo que sus filas guardan."""
    primero = tramos[0]
    if any(una.por == "columnas" and una.dato for una in primero.columnas):
        return _MUCHO * BASTAN  # alguien dice qué es
    puntos, vistos = 0, set[str]()
    for lugar, una in enumerate(primero.columnas):
        que = _que_aporta(una)
        if que and que not in vistos:
            vistos.add(que)
            celdas = [c for tramo in tramos for c in tramo.columnas[lugar].columna.escritas]
            puntos += _de_columna(una, celdas)
    return puntos


def _muestra_un_plan(tramos: Sequence[Tramo]) -> bool:
    """Si pregunta una meta, una fecha, un avance o un indicador, y alguna fila lo responde.

    También si dice de qué parte del plan es cada fila, o si no trae ninguna: ésa es una plantilla.
    """
    if any(una.por == "columnas" and una.dato for tramo in tramos for una in tramo.columnas):
        return True
    if all(tramo.clase == "tramites" or not _trae_filas(tramo) for tramo in tramos):
        return True
    return any(_responde(una) for tramo in tramos for una in tramo.columnas)


def _trae_filas(tramo: Tramo) -> bool:
    """Si alguna dice qué hay que hacer."""
    return any(una.columna.escritas for una in tramo.columnas if IDENTIFICAN & set(una.dato))


def _responde(una: Asignada) -> bool:
    """Si lo que trae una columna sólo se pregunta de un plan."""
    escritas = una.columna.escritas
    if not escritas or (una.dato and not _SE_PREGUNTAN & set(una.dato) and not _es_de_fechas(una)):
        return False
    if una.dato and not _es_de_fechas(una):
        return True
    rotulo = una.columna.camino[-1] if una.columna.camino else ""
    dice_fecha = bool(una.dato) or "fecha" in en_plano(rotulo)
    return es_mes(rotulo) or (dice_fecha and _algunas_son_fechas(escritas))


def _es_de_fechas(una: Asignada) -> bool:
    return bool(una.dato) and CATALOGO[una.dato[0]].contenido == "fecha"


def _que_aporta(una: Asignada) -> str:
    """El dato, o el grupo de datos que se cuentan una vez: las fechas, lo que se reporta."""
    dato = una.dato[0] if una.dato else ""
    if dato and CATALOGO[dato].contenido == "fecha":
        return "fecha"
    return "seguimiento" if una.es_de_seguimiento else dato


def _de_columna(una: Asignada, celdas: Sequence[CeldaVista]) -> int:
    dato, rotulo = una.dato[0], en_plano(una.columna.rotulo)
    if dato == "actividad.descripcion":
        seguro = _DICE_QUE_HACER.search(rotulo) is not None
        verbos = _de_los_verbos(celdas)
        return _MUCHO + max(verbos, 0) if seguro else verbos
    if dato in _DE_UN_PLAN:
        return _MUCHO
    if dato in _DE_LA_MEJORA or (dato.startswith("tramite.") and _DEL_TRAMITE.search(rotulo)):
        return _MUCHO * ((dato in _DE_LA_MEJORA) + bool(_DEL_TRAMITE.search(rotulo)))
    if _que_aporta(una) == "fecha":
        return _ROTULO if _son_fechas(celdas) else 0
    solos = {"actividad.codigo", "tramite.numero", "tramite.nombre", "tramite.tipo", "vigencia"}
    return 0 if dato in {*solos, "tramite.estado", "tramite.tipo_racionalizacion"} else _ROTULO


def _son_fechas(celdas: Sequence[CeldaVista]) -> bool:
    return not celdas or _algunas_son_fechas(celdas)


def _algunas_son_fechas(celdas: Sequence[CeldaVista]) -> bool:
    vistas = celdas[:_MUESTRA]
    return sum(map(es_fecha, vistas)) >= max(1, _CASI_NINGUNO * len(vistas))


def _de_los_verbos(celdas: Sequence[CeldaVista]) -> int:
    """Lo que hay que hacer se dice con un verbo, o con el nombre de lo que él hace."""
    textos = [celda.texto for celda in celdas[:_MUESTRA]]
    verbos, acciones = partes_de_accion(textos)
    if verbos >= _MITAD:
        return _MUCHO
    if acciones >= _MITAD:
        return _ROTULO
    return _SIN_VERBOS if acciones < _CASI_NINGUNO and len(textos) >= _POCAS else 0


_DeOtra = tuple[OtraTabla, str, int]


def _rotulos_de_otras(tramo: Tramo) -> list[_DeOtra]:
    """Los que son de otra clase de tabla, cuánto resta cada uno."""
    hallados: list[_DeOtra] = []
    meses = 0
    for una in tramo.columnas:
        rotulo = una.columna.camino[-1] if una.columna.camino else ""
        meses += es_mes(rotulo)
        propio = una.parecido if una.dato else 0.0
        de_otra = rotulo_de_otra(rotulo)
        if de_otra is not None and de_otra[1] >= propio and not (una.dato and propio == 1):
            cual, _, decide = de_otra
            hallados.append((cual, rotulo, _MUY_DE_OTRA if decide else _DE_OTRA))
        elif not una.dato and _valora_un_riesgo(rotulo, una.columna.escritas):
            hallados.append((palabras().otras_tablas["riesgos"], rotulo, _MUY_DE_OTRA))
    if meses >= _MESES_SEGUIDOS:
        hallados.append((palabras().otras_tablas["cronograma"], "los meses", _MUY_DE_OTRA))
    return hallados


def _valora_un_riesgo(rotulo: str, celdas: Sequence[CeldaVista]) -> bool:
    """«Zona» o «Nivel» con altas, medias y bajas; la zona que es un barrio no lo es."""
    if not _DE_VALORAR.search(en_plano(rotulo)) or not celdas:
        return False
    return all(en_plano(celda.texto).strip() in _NIVELES for celda in celdas[:_MUESTRA])


def _de_los_titulos(titulos: Sequence[str]) -> tuple[int, OtraTabla | None]:
    cortos = [titulo for titulo in titulos if len(titulo) <= _MEDIDAS]
    if any(map(nombra_el_plan, cortos)):
        return _NOMBRA_EL_PLAN, None
    de_que = next((cual for titulo in cortos if (cual := titulo_de_otra(titulo))), None)
    return (_TITULO_DE_OTRA if de_que else 0), de_que


def nombra_el_plan(titulo: str) -> bool:
    """Si un título es del plan anticorrupción o del programa de transparencia."""
    return _DEL_PLAN.search(" ".join(en_plano(titulo).split())) is not None


def _parece(otras: list[_DeOtra], de_que: OtraTabla | None) -> str:
    """De qué es, según la que más rótulos trae; su título lo decide."""
    por_nombre: dict[str, list[str]] = {}
    for cual, rotulo, _ in sorted(otras, key=lambda una: una[2]):
        por_nombre.setdefault(cual.nombre, []).append(rotulo)
    if de_que is not None:
        nombre = de_que.nombre
    elif por_nombre:
        nombre = max(por_nombre, key=lambda uno: len(por_nombre[uno]))
    else:
        return ""
    rotulos = ", ".join(f"«{uno}»" for uno in por_nombre.get(nombre, ())[:3])
    return f"{nombre} ({rotulos})" if rotulos else nombre
