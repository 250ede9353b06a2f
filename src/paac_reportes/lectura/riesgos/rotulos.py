"""Qué dato trae cada columna de un mapa: lo que se pesa en las de un plan, una tras otra.

«Probabilidad», «Impacto», «Acciones», «%» y «Responsable» se repiten: cada una se pesa con su
rótulo, con el de encima o, si ninguno dice nada, con el de las de su izquierda, y con lo que trae.
Lo que se conoce de cada dato lo dice el catálogo.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from paac_reportes import clases
from paac_reportes.analisis.riesgos.niveles import leer_zona
from paac_reportes.lectura.ajenos.columnas import ColumnaPorReconocer, pesan
from paac_reportes.lectura.ajenos.encabezados import Rotulos
from paac_reportes.lectura.ajenos.parecido import Indice, Parecidos
from paac_reportes.lectura.ajenos.vocabulario import (
    DUDA,
    UMBRAL,
    Papel,
    Pedido,
    Rotulo,
    con_mas_palabras,
    papel_de,
    parecido,
    rotulo_de,
)
from paac_reportes.lectura.riesgos.celdas import alguna_cabe
from paac_reportes.modelo.campos import Campo
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import contenidos_de, todos_los_contenidos
from paac_reportes.modelo.riesgos import MapaDeRiesgos, Proceso, Riesgo
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import numero_escrito

DE_UN_SEGUIMIENTO = "seguimiento_de_riesgo."
_INHERENTE, _RESIDUAL = "riesgo.inherente.", "riesgo.residual."
DE_LOS_EJES = frozenset(
    f"{cual}{eje}" for cual in (_INHERENTE, _RESIDUAL) for eje in ("probabilidad", "impacto")
)
_LARGO = 150
_LARGO_DE_ROTULO = 90
_NO_SON_COLUMNAS = frozenset({"control_seguido", "firma", "cambio"})
"""Lo que de un mapa no va en una columna de sus riesgos."""
_POR_SU_SECCION, _POR_IR_DESPUES = 0.05, 0.02
"""Lo que inclina, además de lo que inclina en un plan: llamarse así con su sección, e ir a la
derecha de los controles, si es de lo residual."""
_IDENTIFICA = CATALOGO.de_clase(Proceso, "riesgos")
_AL_FINAL = re.compile(r"(?<!\s)\s*+(?:\b20\d\d|\ba[nñ]o)\s*+$", re.IGNORECASE)
_DE_PORCENTAJE = frozenset({"%", "% porcentaje", "porcentaje"})


@functools.lru_cache(maxsize=1)
def _papeles() -> Mapping[Papel, int]:
    """Los de un mapa, cada uno con su orden; si a otro llaman igual, el de adentro usa su largo."""
    suyos = [
        (dato, lista)
        for raiz, lista in _listas().items()
        for dato in CATALOGO.llanos(raiz)
        if _se_busca(dato)
    ]
    campos = {_campo_de(dato) for dato, _ in suyos}
    veces = Counter(CATALOGO.de_clase(*campo).rotulo for campo in campos)
    papeles = (
        papel_de(dato, _rotulos(dato, veces), None if _tiene_los_suyos(dato) else lista)
        for dato, lista in suyos
    )
    return {papel: orden for orden, papel in enumerate(papeles)}


def _tiene_los_suyos(dato: str) -> bool:
    """Si quien lo lleva adentro dice qué va encima: «Riesgo inherente», y no «Identificación»."""
    quien = dato.rpartition(".")[0]
    return "." in quien and bool(CATALOGO[quien].bajo)


def _campo_de(dato: str) -> tuple[type, str]:
    """La clase que lo tiene y su nombre: el mismo en lo inherente y en lo residual."""
    raiz, _, nombre = dato.rpartition(".")
    return CATALOGO.de_raiz(raiz).clase, nombre


def _listas() -> Mapping[str, Campo]:
    """Las de una fila de un mapa, por su raíz, con lo que el catálogo dice de cada una."""
    todos = list(todos_los_contenidos(MapaDeRiesgos))
    quienes = dict.fromkeys((MapaDeRiesgos, *(uno.clase for uno in todos)))
    campos = {
        uno.raiz: CATALOGO.de_clase(clase, uno.nombre)
        for clase in quienes
        for uno in contenidos_de(clase)
    }
    suyas = (uno.raiz for uno in todos if uno.es_lista and uno.raiz not in _NO_SON_COLUMNAS)
    return {raiz: campos[raiz] for raiz in suyas}


def _se_busca(dato: str) -> bool:
    """Si se lo espera en la matriz de otro, y también a quien lo lleva."""
    pasos = dato.split(".")
    suyos = (".".join(pasos[:hasta]) for hasta in range(2, len(pasos) + 1))
    return not any("ajenas" in CATALOGO[uno].no_va for uno in suyos)


def _rotulos(dato: str, veces: Mapping[str, int]) -> tuple[str, ...]:
    campo = CATALOGO[dato]
    es_de_adentro = dato.count(".") > 1 and veces[campo.rotulo] > 1
    return (campo.largo,) if es_de_adentro else campo.rotulos


@functools.lru_cache(maxsize=1)
def _indice() -> Indice:
    return Indice.de((rotulo, papel) for papel in _papeles() for rotulo in papel.comparables)


@functools.lru_cache(maxsize=4096)
def parecidos_del_mapa(texto: str) -> Parecidos:
    """A los rótulos de qué datos de un mapa se parece un texto, y cuánto."""
    if not texto.strip() or len(texto) > _LARGO:
        return {}
    visto = rotulo_de(texto)
    hallados = _indice().parecidos(_AL_FINAL.sub("", texto), DUDA)
    return {
        papel: cuanto
        for papel, cuanto in hallados.items()
        if all(parecido(visto, otro) < max(cuanto, UMBRAL) for otro in papel.nunca)
    }


@functools.lru_cache(maxsize=4096)
def _datos_de(texto: str) -> frozenset[str]:
    """Los datos de un mapa que se llaman así; «%» es de los ejes."""
    if len(texto) > _LARGO_DE_ROTULO:
        return frozenset()
    if es_porcentaje(texto):
        return DE_LOS_EJES
    hallados = parecidos_del_mapa(texto).items()
    return frozenset(dato for papel, cuanto in hallados if cuanto >= UMBRAL for dato in papel.dato)


_DE_TODO = tuple(
    map(
        rotulo_de,
        (
            *("Mapa de riesgos de corrupción", "Riesgos de gestión y corrupción"),
            *("Riesgos de seguridad de la información", "Valoración", "Valoración del riesgo"),
            "Valoración del riesgo de corrupción",
        ),
    )
)
"""Los que van sobre otros y no dicen de qué parte son."""
_NINGUNO = Papel(dato=(), comparables=())
"""El de lo que sólo se reconoce."""


@functools.lru_cache(maxsize=1)
def _secciones() -> Mapping[str, Sequence[Rotulo]]:
    """Los rótulos que encabezan cada parte de un mapa, por el primero."""
    partes = ("inherente", "residual", "controles", "acciones", "seguimientos")
    campos = (_IDENTIFICA, *(CATALOGO.de_clase(Riesgo, parte) for parte in partes))
    return {en_plano(campo.bajo[0]): tuple(map(rotulo_de, campo.bajo)) for campo in campos}


@functools.lru_cache(maxsize=1)
def _los_que_agrupan() -> Indice:
    todos = (*_DE_TODO, *itertools.chain.from_iterable(_secciones().values()))
    return Indice.de((rotulo, _NINGUNO) for rotulo in todos)


@functools.lru_cache(maxsize=2048)
def agrupa(texto: str) -> bool:
    """Si va sobre otros rótulos: «Riesgo inherente», «Monitoreo y revisión»."""
    if not texto.strip() or len(texto) > _LARGO:
        return False
    return any(cuanto >= UMBRAL for cuanto in _los_que_agrupan().parecidos(texto, UMBRAL).values())


DEL_MAPA = Rotulos(_datos_de, agrupa, frozenset({"riesgo.descripcion"}))


@functools.lru_cache(maxsize=2048)
def _seccion_de(texto: str) -> str:
    """La que un rótulo encabeza; ninguna, si no la dice."""
    visto = rotulo_de(texto)
    cuanto = {nombre: _encabeza(visto, suyos) for nombre, suyos in _secciones().items()}
    mejor = max(cuanto, key=cuanto.__getitem__)
    return mejor if cuanto[mejor] and visto not in _DE_TODO else ""


def _encabeza(visto: Rotulo, esperados: Sequence[Rotulo]) -> float:
    """Cuánto dice un rótulo de encima: casi a la letra o, entre otras, con las mismas palabras."""
    casi = max((parecido(visto, uno) for uno in esperados), default=0.0)
    con_otras = (con_mas_palabras(visto, uno) for uno in esperados)
    return casi if casi >= UMBRAL else max(con_otras, default=0.0)


@functools.lru_cache(maxsize=2048)
def _bajo(texto: str) -> Mapping[Papel, float]:
    """Cuánto dice un rótulo de encima de los que más; menos que nada, de los que son de otros."""
    visto = rotulo_de(texto)
    cuanto = {papel: _encabeza(visto, papel.bajo) for papel in _papeles()}
    mayor = max(cuanto.values())
    return {
        papel: -1.0
        if 0 < mayor <= _encabeza(visto, papel.nunca)
        else mayor * (cuanto[papel] == mayor)
        for papel in cuanto
    }


def es_porcentaje(texto: str) -> bool:
    """«%»: de lo que va a su izquierda."""
    return en_plano(texto).strip() in _DE_PORCENTAJE


@clases.frozen(kw_only=True, eq=False, slots=False)
class ColumnaDelMapa(ColumnaPorReconocer):
    """Lo que se entendió de una columna."""

    seccion: str = ""
    """La que un rótulo suyo dice: ``monitoreo``."""
    se_dice: bool = False
    """Si un rótulo suyo dice de qué parte es, y no sólo lo que va a su izquierda."""
    dato: str = ""
    """``riesgo.inherente.zona``; vacío si no se reconoció."""
    clase: str | None = None
    """De una causa o de una acción, la que su rótulo dice."""
    grupo: str = ""
    """De cuáles de las acciones, si el mapa trae varias."""
    corte: date | None = None
    """El de los seguimientos que trae, si quien la pide lo dice."""
    pedido: Pedido | None = None
    """Lo que se dijo de ella."""
    parecido: float = 0.0
    cercano: str = ""
    """El dato a que más se parece, si no lo trae: otra lo trae, o no se parece lo bastante."""
    oculta: bool = False
    por: str = ""
    """Por qué se leyó así, si no fue por su rótulo."""

    @property
    def es_de_valorar(self) -> bool:
        """Si trae un nivel, una zona o un porcentaje de lo inherente o de lo residual."""
        return self.dato.startswith((_INHERENTE, _RESIDUAL))

    @property
    def es_residual(self) -> bool:
        """Si lo que trae se valoró después de los controles."""
        return self.dato.startswith(_RESIDUAL)

    @property
    def es_nivel(self) -> bool:
        """Si lo que trae se dice con un nivel: «Mayor», «Extremo - 60»."""
        return self.es_de_valorar and CATALOGO[self.dato].contenido == "nivel"

    @property
    def objeto(self) -> str:
        """De quién es su dato."""
        return "valoracion" if self.es_de_valorar else self.dato.partition(".")[0]

    @property
    def campo(self) -> str:
        """Cuál de los suyos."""
        antes = self.dato.find(".", len("riesgo.")) if self.es_de_valorar else self.dato.find(".")
        return self.dato[antes + 1 :] if self.dato else ""

    @property
    def no_se_lee(self) -> bool:
        """Si se dijo que no es de ningún dato."""
        return self.pedido is not None and not (self.pedido.dato or self.pedido.a_extras)

    @property
    def clave(self) -> tuple[str, str]:
        """Lo que otra columna no puede traer también, si no es de una lista."""
        return self.dato, self.grupo


_DE_LISTA = frozenset({"causa.texto", "riesgo.consecuencias", "riesgo.factores"})


def reconocer_columnas(
    rotuladas: Iterable[ColumnaDelMapa],
) -> tuple[ColumnaDelMapa, ...]:
    """Lo que trae cada columna de una tabla, por sus rótulos y por lo que dicen sus celdas."""
    columnas: list[ColumnaDelMapa] = []
    encima = _IDENTIFICA.bajo[0]
    for rotulada in rotuladas:
        una = _reconocida(rotulada, encima, columnas)
        encima = _para_la_que_sigue(una) or encima
        columnas.append(una)
    con_grupos = list(_con_grupos(list(_con_afectacion(columnas))))
    return tuple(_con_su_zona(list(_sin_repetir(con_grupos))))


def _reconocida(
    rotulada: ColumnaDelMapa, encima: str, anteriores: Sequence[ColumnaDelMapa]
) -> ColumnaDelMapa:
    """Una columna con su dato; ``encima`` es el rótulo de las de su izquierda."""
    dicho = _de_encima(rotulada.camino)
    una = attrs.evolve(rotulada, seccion=_nombrada(dicho), se_dice=bool(dicho))
    if una.pedido is not None:
        return _pedida(una, una.pedido)
    if es_porcentaje(una.camino[-1]):
        return _de_porcentaje(una, anteriores)
    con_control = any(otra.objeto == "control" for otra in anteriores) or una.seccion == "control"
    return _con_dato(una, dicho or encima, con_control=con_control)


def _de_encima(camino: Sequence[str]) -> str:
    """El rótulo más cercano que encabeza una sección; el propio, sólo si dice cuál riesgo es."""
    if _seccion_de(camino[-1]) in {"inherente", "residual"}:
        return camino[-1]
    return next(filter(_seccion_de, reversed(camino[:-1])), "")


def _nombrada(encima: str) -> str:
    """La primera parte de un mapa no se nombra: es la de todo lo que no dice cuál."""
    seccion = _seccion_de(encima) if encima else ""
    return "" if seccion == next(iter(_secciones())) else seccion


def _pedida(una: ColumnaDelMapa, pedido: Pedido) -> ColumnaDelMapa:
    """La que alguien dice de qué dato es; la de cada control es la residual de su fila."""
    (dato,) = pedido.dato or ("",)
    if dato.startswith("control.residual."):
        dato = f"{_RESIDUAL}{dato.removeprefix('control.residual.')}"
    return attrs.evolve(
        una, dato=dato, corte=pedido.corte, parecido=1.0, clase=_clase(dato, una.camino)
    )


def _con_afectacion(columnas: Sequence[ColumnaDelMapa]) -> Iterator[ColumnaDelMapa]:
    """«Impacto», junto a «Impacto inherente», es la afectación."""
    dicho = any(una.dato == f"{_INHERENTE}impacto" and una.se_dice for una in columnas)
    for una in columnas:
        es_ella = una.dato == f"{_INHERENTE}impacto" and not una.se_dice and una.pedido is None
        yield attrs.evolve(una, dato="riesgo.afectacion") if es_ella and dicho else una


def _con_su_zona(columnas: list[ColumnaDelMapa]) -> list[ColumnaDelMapa]:
    """«Zona del riesgo», con 20 y 60, no es la zona si a su lado otra dice MODERADA y EXTREMA.

    Lo mismo en lo inherente y en lo residual, o en ninguno: las dos zonas se escriben igual.
    """
    de_numeros = [n for n, una in enumerate(columnas) if _es_zona_en_numeros(una)]
    al_lado = [_la_que_dice_la_zona(columnas, n) for n in de_numeros]
    for lugar, vecina in zip(de_numeros, al_lado, strict=True):
        if vecina is None or None in al_lado:
            return columnas
        una, otra = columnas[lugar], columnas[vecina]
        porque = f"«{una.rotulo}» sólo trae números"
        columnas[vecina] = attrs.evolve(otra, dato=una.dato, se_dice=una.se_dice, por=porque)
        columnas[lugar] = attrs.evolve(una, dato="", parecido=0.0, cercano="")
    return columnas


def _es_zona_en_numeros(una: ColumnaDelMapa) -> bool:
    return una.campo == "zona" and una.pedido is None and _todas(una, numero_escrito)


def _la_que_dice_la_zona(columnas: Sequence[ColumnaDelMapa], lugar: int) -> int | None:
    """La de al lado que no es de ningún dato y dice la zona en cada celda."""
    for vecina in (lugar + 1, lugar - 1):
        otra = columnas[vecina] if 0 <= vecina < len(columnas) else None
        if otra is not None and not otra.dato and not otra.no_se_lee and _todas(otra, _zona):
            return vecina
    return None


def _todas(una: ColumnaDelMapa, que: Callable[[str], object]) -> bool:
    """Si todas sus celdas escritas lo son, y hay alguna."""
    escritas = [celda.texto for celda in una.celdas if celda.texto.strip()]
    return bool(escritas) and all(que(texto) is not None for texto in escritas)


def _zona(texto: str) -> object:
    return None if numero_escrito(texto) is not None else leer_zona(texto).zona


_ABREN = {
    "control.descripcion": "controles",
    "control.numero": "controles",
    "accion.descripcion": "acciones",
}
"""Lo que a su derecha tiene lo demás de su lista."""


def _para_la_que_sigue(una: ColumnaDelMapa) -> str:
    """El rótulo de las columnas sin grupo que van a la derecha de ésta."""
    if (lista := _ABREN.get(una.dato)) is not None:
        return CATALOGO.de_clase(Riesgo, lista).bajo[0]
    return _de_encima(una.camino)


def _con_dato(una: ColumnaDelMapa, encima: str, *, con_control: bool) -> ColumnaDelMapa:
    """El que más pesa; lo valorado sin decir cuál, tras los controles es lo residual."""
    mejor, cuanto, total = "", 0.0, 0.0
    posibles, con_su_seccion = _posibles(una), _con_su_seccion(una)
    for papel in sorted(posibles, key=_papeles().__getitem__):
        (dato,), arriba = papel.dato, _bajo(encima)[papel]
        if arriba < 0 or (papel.solo_bajo and not (una.se_dice and arriba)):
            continue
        suma = posibles[papel] + pesan(papel, una.camino[-1:], arriba, una.celdas)
        suma += _POR_IR_DESPUES * (con_control and dato.startswith(_RESIDUAL))
        suma += _POR_SU_SECCION * (papel in con_su_seccion)
        if round(suma, 4) > total:
            mejor, cuanto, total = dato, posibles[papel], round(suma, 4)
    if mejor == "control.evidencia" and "atributos" in map(en_plano, una.camino):
        mejor = "control.registro"
    if cuanto < UMBRAL or not mejor:
        return attrs.evolve(una, parecido=cuanto, cercano=mejor)
    return attrs.evolve(una, dato=mejor, parecido=cuanto, clase=_clase(mejor, una.camino))


def _posibles(una: ColumnaDelMapa) -> dict[Papel, float]:
    """Los que se llaman así, solos o con su sección, y admiten lo que trae.

    «Apetito de riesgo», con Bajo y Alto, no es el tipo del riesgo.
    """
    posibles = {**parecidos_del_mapa(una.camino[-1]), **_con_su_seccion(una)}
    return {
        papel: cuanto
        for papel, cuanto in posibles.items()
        if alguna_cabe(papel.dato[0], una.celdas)
    }


def _con_su_seccion(una: ColumnaDelMapa) -> Parecidos:
    """Los que a la letra se llaman así con su sección: «Monitoreo Fecha» no es otra fecha."""
    parecidos = parecidos_del_mapa(f"{una.seccion} {una.camino[-1]}") if una.seccion else {}
    return {papel: cuanto for papel, cuanto in parecidos.items() if cuanto == 1}


def _clase(dato: str, camino: Sequence[str]) -> str | None:
    """La que dice el rótulo de una causa o de una acción."""
    if dato not in {"causa.texto", "accion.descripcion"}:
        return None
    visto = f" {rotulo_de(' '.join(camino)).palabras} "
    posibles = CATALOGO[f"{dato.partition('.')[0]}.clase"].por_rotulo
    return next((c for c, palabras in posibles.items() if _dice(visto, palabras)), None)


def _dice(visto: str, palabras: str) -> bool:
    return any(f" {rotulo_de(una).palabras} " in visto for una in palabras.split(" | "))


def _de_porcentaje(una: ColumnaDelMapa, anteriores: Sequence[ColumnaDelMapa]) -> ColumnaDelMapa:
    """«%» es de la probabilidad o del impacto que tiene a su izquierda."""
    for otra in reversed(anteriores):
        if otra.dato in DE_LOS_EJES:
            return attrs.evolve(una, dato=f"{otra.dato}_pct", se_dice=True, parecido=1.0)
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
    es_otra = una.campo == "zona" and "valoracion" in en_plano(una.camino[-1])
    return una.pedido is None, una.oculta, -una.parecido, es_otra
