"""Qué dato trae cada columna de un mapa: el de su rótulo, con lo que deciden los de encima.

«Probabilidad», «Impacto», «Acciones», «%» y «Responsable» se repiten: el rótulo de una columna es
su camino entero. De cada uno se saca primero su ``Seccion`` (el grupo de arriba o, si no hay
grupos, lo que va a su izquierda) y después el dato, con los nombres que el catálogo conoce.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

import attrs

from paac_reportes import clases
from paac_reportes.estructura.formas import campos_propios
from paac_reportes.lectura.ajenos.vocabulario import (
    DUDA,
    UMBRAL,
    Pedido,
    Rotulo,
    parecido,
    rotulo_de,
)
from paac_reportes.lectura.riesgos.celdas import alguna_cabe
from paac_reportes.modelo.campos import Campo
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import todos_los_contenidos
from paac_reportes.modelo.riesgos import MapaDeRiesgos, Valoracion
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.plano import en_plano

DE_UN_SEGUIMIENTO = "seguimiento_de_riesgo."
_LARGO = 150


class Seccion(StrEnum):
    """La parte del mapa de que es una columna."""

    IDENTIFICACION = "identificacion"
    INHERENTE = "inherente"
    CONTROL = "control"
    RESIDUAL = "residual"
    ACCIONES = "acciones"
    MONITOREO = "monitoreo"
    ARTICULACION = "articulacion"


_DE_SECCION: Sequence[tuple[Seccion, re.Pattern[str]]] = (
    (Seccion.RESIDUAL, re.compile(r"\bresidual|\bfinal\b|despues de (?:los )?controles")),
    (Seccion.INHERENTE, re.compile(r"\binherente|antes de (?:los )?controles|^analisis\b")),
    (
        Seccion.MONITOREO,
        re.compile(r"monitoreo|seguimiento|auto ?control|casillas objeto|^cronograma m"),
    ),
    (Seccion.ACCIONES, re.compile(r"\bacci?on(?:es)?\b|tratamiento|materializa|manejo")),
    (Seccion.CONTROL, re.compile(r"\bcontrol(?:es)?\b|^atributos|^evaluacion")),
    (Seccion.ARTICULACION, re.compile(r"^articulacion")),
    (Seccion.IDENTIFICACION, re.compile(r"^identificacion|^contexto")),
)
"""En orden: «Acciones asociadas al control» es de las acciones."""

_AGRUPAN = tuple(
    map(
        rotulo_de,
        (
            *("Identificación del riesgo", "Identificación", "Contexto"),
            *("Valoración del riesgo de corrupción", "Valoración del riesgo", "Valoración"),
            *("Análisis del riesgo", "Análisis del riesgo inherente", "Análisis", "Evaluación"),
            *("Evaluación del riesgo", "Valoración de los controles", "Nivel del riesgo residual"),
            *("Evaluación del riesgo - Valoración de los controles", "Atributos", "Articulación"),
            *("Evaluación del riesgo - Nivel del riesgo residual", "Plan de acción"),
            *("Riesgo inherente", "Riesgo residual", "Monitoreo y revisión", "Monitoreo"),
            *("Acciones asociadas al control", "Acciones correctivas", "Acciones preventivas"),
            *("Casillas objeto de diligenciamiento", "Mapa de riesgos de corrupción"),
            *("Cronograma MRC", "Acciones", "Seguimiento", "Tratamiento del riesgo"),
            *("Riesgos de gestión y corrupción", "Riesgos de seguridad de la información"),
        ),
    )
)
"""Los que van sobre otros."""

_PREFERIDOS: Mapping[Seccion, Sequence[str]] = {
    Seccion.IDENTIFICACION: ("proceso", "riesgo", "causa"),
    Seccion.INHERENTE: ("valoracion",),
    Seccion.CONTROL: ("control", "valoracion"),
    Seccion.RESIDUAL: ("valoracion",),
    Seccion.ACCIONES: ("accion", "seguimiento_de_riesgo"),
    Seccion.MONITOREO: ("seguimiento_de_riesgo", "seguimiento_del_mapa", "riesgo"),
    Seccion.ARTICULACION: ("riesgo",),
}
"""De quién son, en cada sección, los que se llaman igual."""

_NO_SON_COLUMNAS = frozenset({"control_seguido", "firma", "cambio"})
"""Lo que de un mapa no va en una columna de sus riesgos."""


_SOLO_EN: Mapping[str, Sequence[Seccion]] = {
    "riesgo.afectacion": (Seccion.IDENTIFICACION,),
    "seguimiento_del_mapa": (Seccion.MONITOREO,),
}
"""Lo que sólo se llama así en una parte: «Impacto» es la afectación entre lo que identifica."""
_POR_LA_SECCION = 0.1
_MITAD_DE_UN_EMPATE = 0.001
_AL_FINAL = re.compile(r"\s*(?:\b20\d\d|\ba[nñ]o)\s*$", re.IGNORECASE)
_DE_PORCENTAJE = frozenset({"%", "% porcentaje", "porcentaje"})


@functools.lru_cache(maxsize=1)
def _datos() -> Sequence[tuple[str, Campo]]:
    """Los de una celda; los de una valoración, que es de quien diga su sección, una vez."""
    listas = {u.raiz: u for u in todos_los_contenidos(MapaDeRiesgos) if u.es_lista}
    suyos = [
        (dato, CATALOGO[dato])
        for raiz in listas
        if raiz not in _NO_SON_COLUMNAS
        for dato in CATALOGO.llanos(raiz)
        if CATALOGO.de_raiz(dato.rpartition(".")[0]).clase is not Valoracion
    ]
    de_valorar = campos_propios(Valoracion)
    suyos += [(f"valoracion.{uno}", CATALOGO.de_clase(Valoracion, uno)) for uno in de_valorar]
    return [(dato, campo) for dato, campo in suyos if _se_busca(dato)]


def _se_busca(dato: str) -> bool:
    """Si se lo espera en la matriz de otro, y también a quien lo lleva."""
    pasos = dato.split(".")
    suyos = (".".join(pasos[:hasta]) for hasta in range(2, len(pasos) + 1))
    return not any("ajenas" in CATALOGO[uno].no_va for uno in suyos)


@functools.cache
def _conocidos() -> Sequence[tuple[str, Sequence[Rotulo]]]:
    """Cada dato, y cómo se llama la columna que lo trae."""
    veces = Counter(campo.rotulo for _, campo in _datos())
    return [
        (dato, tuple(map(rotulo_de, (*_nombres(dato, campo, veces), *campo.otros))))
        for dato, campo in _datos()
    ]


def _nombres(dato: str, campo: Campo, veces: Mapping[str, int]) -> tuple[str, ...]:
    """Los suyos; el de algo que otro lleva adentro, si a nadie más llaman así."""
    es_de_adentro = dato.count(".") > 1 and veces[campo.rotulo] > 1
    return (campo.largo,) if es_de_adentro else campo.rotulos


@functools.lru_cache(maxsize=4096)
def parecidos_del_mapa(texto: str) -> Mapping[str, float]:
    """A los rótulos de qué datos de un mapa se parece un texto, y cuánto."""
    if not texto.strip() or len(texto) > _LARGO:
        return {}
    visto = rotulo_de(_AL_FINAL.sub("", texto))
    cuanto = {dato: max(parecido(visto, suyo) for suyo in suyos) for dato, suyos in _conocidos()}
    return {dato: uno for dato, uno in cuanto.items() if uno >= DUDA}


def es_rotulo_del_mapa(texto: str) -> bool:
    """Si se llama así alguna columna de un mapa."""
    return es_porcentaje(texto) or any(uno >= UMBRAL for uno in parecidos_del_mapa(texto).values())


@functools.lru_cache(maxsize=2048)
def agrupa(texto: str) -> bool:
    """Si va sobre otros rótulos: «Riesgo inherente», «Monitoreo y revisión»."""
    if not texto.strip() or len(texto) > _LARGO:
        return False
    visto = rotulo_de(texto)
    return any(parecido(visto, uno) >= UMBRAL for uno in _AGRUPAN)


def es_porcentaje(texto: str) -> bool:
    """«%»: de lo que va a su izquierda."""
    return en_plano(texto).strip() in _DE_PORCENTAJE


@clases.frozen(kw_only=True, eq=False)
class ColumnaDelMapa:
    """Lo que se entendió de una columna."""

    desde: int
    """La primera que ocupa en la cuadrícula."""
    hasta: int
    """La última, incluida."""
    camino: tuple[str, ...]
    """Sus rótulos, de arriba abajo."""
    celdas: tuple[CeldaVista, ...] = ()
    """Lo que trae, sin sus rótulos."""
    seccion: Seccion = Seccion.IDENTIFICACION
    se_dice: bool = False
    """Si la sección la dice un rótulo, y no sólo lo que va a su izquierda."""
    dato: str = ""
    """``valoracion.zona``; vacío si no se reconoció."""
    clase: str | None = None
    """De una causa o de una acción, la que su rótulo dice."""
    grupo: str = ""
    """De cuáles de las acciones, si el mapa trae varias."""
    corte: date | None = None
    """El de los seguimientos que trae, si quien la pide lo dice."""
    pedido: Pedido | None = None
    """Lo que se dijo de ella."""
    lugar: str = ""
    """``hoja «Mapa», columna F``."""
    parecido: float = 0.0
    cercano: str = ""
    """El dato a que más se parece, si no lo trae: otra lo trae, o no se parece lo bastante."""
    oculta: bool = False

    @property
    def rotulo(self) -> str:
        """Todo lo que dice."""
        return " ".join(self.camino)

    @property
    def objeto(self) -> str:
        """De quién es su dato."""
        return self.dato.partition(".")[0]

    @property
    def campo(self) -> str:
        """Cuál de los suyos."""
        return self.dato.partition(".")[2]

    @property
    def ruta(self) -> str:
        """Su dato por su camino desde la raíz de su fila: ``riesgo.inherente.zona``."""
        if self.objeto != "valoracion":
            return self.dato
        cual = "residual" if self.seccion is Seccion.RESIDUAL else "inherente"
        return f"riesgo.{cual}.{self.campo}"

    @property
    def no_se_lee(self) -> bool:
        """Si se dijo que no es de ningún dato."""
        return self.pedido is not None and not self.pedido.dato

    @property
    def clave(self) -> tuple[str, str]:
        """Lo que otra columna no puede traer también, si no es de una lista."""
        de_quien = self.seccion if self.objeto == "valoracion" else self.grupo
        return self.dato, de_quien


_DE_LISTA = frozenset({"causa.texto", "riesgo.consecuencias", "riesgo.factores"})


def reconocer_columnas(
    rotuladas: Sequence[ColumnaDelMapa],
) -> tuple[ColumnaDelMapa, ...]:
    """Lo que trae cada columna de una tabla, por sus rótulos y por lo que dicen sus celdas."""
    columnas: list[ColumnaDelMapa] = []
    seccion = Seccion.IDENTIFICACION
    for rotulada in rotuladas:
        una = _reconocida(rotulada, seccion, columnas)
        seccion = _siguiente(seccion, una)
        columnas.append(una)
    return tuple(_sin_repetir(list(_con_grupos(list(_con_afectacion(columnas))))))


def _reconocida(
    rotulada: ColumnaDelMapa, seccion: Seccion, anteriores: Sequence[ColumnaDelMapa]
) -> ColumnaDelMapa:
    """Una columna con su sección y su dato; ``seccion`` es la de las de su izquierda."""
    dicha = _seccion_dicha(rotulada.camino)
    una = attrs.evolve(rotulada, seccion=dicha or seccion, se_dice=dicha is not None)
    if una.pedido is not None:
        return _pedida(una, una.pedido)
    if es_porcentaje(una.camino[-1]):
        return _de_porcentaje(una, anteriores)
    una = _con_dato(una)
    if una.objeto == "valoracion" and dicha is None:
        return attrs.evolve(una, seccion=_de_la_valoracion(anteriores))
    if una.objeto == "valoracion" and una.seccion is Seccion.CONTROL:
        return attrs.evolve(una, seccion=Seccion.RESIDUAL)  # «Evaluación › Imp»
    return una


_DE_VALORAR = {
    "riesgo.inherente.": Seccion.INHERENTE,
    "riesgo.residual.": Seccion.RESIDUAL,
    "control.residual.": Seccion.RESIDUAL,
}


def _pedida(una: ColumnaDelMapa, pedido: Pedido) -> ColumnaDelMapa:
    """La que alguien dice de qué dato es."""
    (dato,) = pedido.dato or ("",)
    for camino, suya in _DE_VALORAR.items():
        if dato.startswith(camino):
            dato = f"valoracion.{dato.removeprefix(camino)}"
            una = attrs.evolve(una, seccion=suya, se_dice=True)
    return attrs.evolve(
        una, dato=dato, corte=pedido.corte, parecido=1.0, clase=_clase(dato, una.camino)
    )


def _seccion_dicha(camino: Sequence[str]) -> Seccion | None:
    """La del rótulo más cercano que diga una; el propio, sólo si dice cuál riesgo es."""
    propio = en_plano(camino[-1])
    for seccion, patron in _DE_SECCION[:2]:
        if patron.search(propio):
            return seccion
    for texto in reversed(camino[:-1]):
        plano = en_plano(texto)
        for seccion, patron in _DE_SECCION:
            if patron.search(plano):
                return seccion
    return None


def _con_afectacion(columnas: Sequence[ColumnaDelMapa]) -> Iterator[ColumnaDelMapa]:
    """«Impacto», junto a «Impacto inherente», es la afectación."""
    dicho = any(una.dato == "valoracion.impacto" and una.se_dice for una in columnas)
    for una in columnas:
        es_ella = una.dato == "valoracion.impacto" and not una.se_dice
        if es_ella and dicho and una.seccion is Seccion.INHERENTE:
            yield attrs.evolve(una, dato="riesgo.afectacion", seccion=Seccion.IDENTIFICACION)
        else:
            yield una


def _siguiente(seccion: Seccion, una: ColumnaDelMapa) -> Seccion:
    """La de las columnas sin grupo que van a la derecha de ésta."""
    if una.dato in {"control.descripcion", "control.numero"}:
        return Seccion.CONTROL
    if una.dato == "accion.descripcion":
        return Seccion.ACCIONES
    return una.seccion if una.se_dice else seccion


def _de_la_valoracion(anteriores: Sequence[ColumnaDelMapa]) -> Seccion:
    """Sin un rótulo que lo diga, lo valorado antes de los controles es lo inherente."""
    con_control = any(una.objeto == "control" for una in anteriores)
    return Seccion.RESIDUAL if con_control else Seccion.INHERENTE


def _con_dato(una: ColumnaDelMapa) -> ColumnaDelMapa:
    """El que más se le parece; los de su sección pueden más que los que se llaman igual."""
    preferidos = _PREFERIDOS[una.seccion]
    if (vigilado := _del_monitoreo(una)) is not None:
        return attrs.evolve(una, dato=vigilado, parecido=1.0)
    mejor, cuanto, total = "", 0.0, 0.0
    for dato, suyo in parecidos_del_mapa(una.camino[-1]).items():
        if not _puede_ser(una, dato):
            continue
        objeto = dato.partition(".")[0]
        lugar = preferidos.index(objeto) if objeto in preferidos else -1
        suma = suyo + (_POR_LA_SECCION - _MITAD_DE_UN_EMPATE * lugar if lugar >= 0 else 0.0)
        if suma > total:
            mejor, cuanto, total = dato, suyo, suma
    if mejor == "control.evidencia" and "atributos" in map(en_plano, una.camino):
        mejor = "control.registro"
    if cuanto < UMBRAL or not mejor:
        return attrs.evolve(una, parecido=cuanto, cercano=mejor)
    return attrs.evolve(una, dato=mejor, parecido=cuanto, clase=_clase(mejor, una.camino))


_DEL_MONITOREO = {
    "fecha": f"{DE_UN_SEGUIMIENTO}corte",
    "acciones": f"{DE_UN_SEGUIMIENTO}acciones_adelantadas",
}


def _del_monitoreo(una: ColumnaDelMapa) -> str | None:
    """Bajo «Monitoreo y revisión», cuándo se vigiló el riesgo y qué se hizo."""
    if una.seccion is not Seccion.MONITOREO or not una.se_dice:
        return None
    return _DEL_MONITOREO.get(en_plano(una.camino[-1]))


def _puede_ser(una: ColumnaDelMapa, dato: str) -> bool:
    """Si en esa parte del mapa se llama así ese dato."""
    solo_en = _SOLO_EN.get(dato) or _SOLO_EN.get(dato.partition(".")[0])
    if solo_en and not (una.se_dice and una.seccion in solo_en):
        return False
    if "zona" in en_plano(una.camino[-1]) and dato != "valoracion.zona":
        return False  # «Descripción zona de riesgo» no es la del riesgo
    if not alguna_cabe(dato, una.celdas):
        return False  # «Apetito de riesgo», con Bajo y Alto, no es su tipo
    # Las acciones y la fecha con que se vigila un riesgo no son las que se le van a hacer.
    return una.seccion is not Seccion.MONITOREO or not dato.startswith(("accion.", "control."))


_CLASE_SEGUN_EL_ROTULO: Mapping[str, Sequence[tuple[str, re.Pattern[str]]]] = {
    "causa.texto": (
        ("inmediata", re.compile(r"inmediata|amenaza")),
        ("raiz", re.compile(r"raiz|vulnerabilidad")),
        ("interna", re.compile(r"interna")),
        ("externa", re.compile(r"externa")),
    ),
    "accion.descripcion": (
        ("contingencia", re.compile(r"materializa|contingencia")),
        ("asociada_al_control", re.compile(r"asociadas? al control")),
        ("tratamiento", re.compile(r"plan de accion|tratamiento")),
    ),
}


def _clase(dato: str, camino: Sequence[str]) -> str | None:
    texto = en_plano(" ".join(camino))
    posibles = _CLASE_SEGUN_EL_ROTULO.get(dato, ())
    return next((clase for clase, patron in posibles if patron.search(texto)), None)


def _de_porcentaje(una: ColumnaDelMapa, anteriores: Sequence[ColumnaDelMapa]) -> ColumnaDelMapa:
    """«%» es de la probabilidad o del impacto que tiene a su izquierda."""
    for otra in reversed(anteriores):
        if otra.objeto == "valoracion" and otra.campo in {"probabilidad", "impacto"}:
            return attrs.evolve(
                una, dato=f"{otra.dato}_pct", seccion=otra.seccion, se_dice=True, parecido=1.0
            )
    return una


def _con_grupos(columnas: Sequence[ColumnaDelMapa]) -> Iterator[ColumnaDelMapa]:
    """Cada columna de una acción, con las de su misma acción; sin acción, es del riesgo."""
    grupos = [_grupo(una) for una in columnas if una.dato == "accion.descripcion"]
    for una in columnas:
        if una.objeto != "accion":
            yield una
            continue
        suyo = _grupo(una)
        if suyo in grupos:
            yield attrs.evolve(una, grupo=suyo)
        elif grupos:
            yield attrs.evolve(una, grupo=_el_de_la_izquierda(columnas, una) or grupos[0])
        elif una.campo in {"responsable", "indicador"}:
            yield attrs.evolve(una, dato=f"riesgo.{una.campo}")
        else:
            yield attrs.evolve(una, dato="", cercano=una.dato)


def _el_de_la_izquierda(columnas: Sequence[ColumnaDelMapa], una: ColumnaDelMapa) -> str | None:
    de_antes = columnas[: columnas.index(una)]
    suyas = [_grupo(otra) for otra in de_antes if otra.dato == "accion.descripcion"]
    return suyas[-1] if suyas else None


def _grupo(una: ColumnaDelMapa) -> str:
    return en_plano(" › ".join(una.camino[:-1]))


def _sin_repetir(todas: Sequence[ColumnaDelMapa]) -> Iterator[ColumnaDelMapa]:
    """Un dato es de una sola columna: la que se ve, la que más se le parece y la primera."""
    duenas: dict[tuple[str, str], ColumnaDelMapa] = {}
    for una in sorted(todas, key=_primero):
        if una.dato and una.dato not in _DE_LISTA:
            duenas.setdefault(una.clave, una)
    for una in todas:
        if una.dato and una.dato not in _DE_LISTA and duenas[una.clave] is not una:
            yield attrs.evolve(una, dato="", cercano=una.dato)
        else:
            yield una


def _primero(una: ColumnaDelMapa) -> tuple[bool, bool, float, bool]:
    """Entre iguales, «Zona» es la zona antes que «Valoración»."""
    es_otra = una.dato == "valoracion.zona" and "valoracion" in en_plano(una.camino[-1])
    return una.pedido is None, una.oculta, -una.parecido, es_otra
