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
from paac_reportes.lectura.ajenos.candidatas import ColumnaPorReconocer, pesan
from paac_reportes.lectura.ajenos.encabezados import Rotulos
from paac_reportes.lectura.ajenos.parecido import IndiceDeRotulos, Parecidos
from paac_reportes.lectura.ajenos.vocabulario import (
    DUDA,
    UMBRAL,
    DatoDeclarado,
    Papel,
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
"""Objetos de un mapa que no van en una columna de sus riesgos."""
_POR_SU_SECCION, _POR_IR_DESPUES = 0.05, 0.02
"""Pesos que inclinan, además de los de un plan: llamarse así con su sección, e ir a la
derecha de los controles, si es de lo residual."""
_IDENTIFICA = CATALOGO.de_clase(Proceso, "riesgos")
_AL_FINAL = re.compile(r"(?<!\s)\s*+(?:\b20\d\d|\ba[nñ]o)\s*+$", re.IGNORECASE)
_DE_PORCENTAJE = frozenset({"%", "% porcentaje", "porcentaje"})


@functools.lru_cache(maxsize=1)
def _papeles() -> Mapping[Papel, int]:
    """Papeles de un mapa, con su orden; de dos rótulos iguales, el de adentro va en largo."""
    datos_con_lista = [
        (dato, lista)
        for raiz, lista in _listas().items()
        for dato in CATALOGO.llanos(raiz)
        if _se_busca(dato)
    ]
    campos = {_campo_de(dato) for dato, _ in datos_con_lista}
    veces = Counter(CATALOGO.de_clase(*campo).rotulo for campo in campos)
    papeles = (
        papel_de(dato, _rotulos(dato, veces), None if _dice_lo_de_encima(dato) else lista)
        for dato, lista in datos_con_lista
    )
    return {papel: orden for orden, papel in enumerate(papeles)}


def _dice_lo_de_encima(dato: str) -> bool:
    """Si el objeto que lleva el dato da el rótulo de encima: «Riesgo inherente» a su zona."""
    dueno = dato.rpartition(".")[0]
    return "." in dueno and bool(CATALOGO[dueno].bajo)


def _campo_de(dato: str) -> tuple[type, str]:
    """Clase que tiene un dato y su nombre: el mismo en lo inherente y en lo residual."""
    raiz, _, nombre = dato.rpartition(".")
    return CATALOGO.de_raiz(raiz).clase, nombre


def _listas() -> Mapping[str, Campo]:
    """Campo del catálogo de cada lista de una fila de un mapa, por su raíz: ``control``."""
    contenidos = list(todos_los_contenidos(MapaDeRiesgos))
    con_datos = dict.fromkeys((MapaDeRiesgos, *(rama.clase for rama in contenidos)))
    campos = {
        rama.raiz: CATALOGO.de_clase(clase, rama.nombre)
        for clase in con_datos
        for rama in contenidos_de(clase)
    }
    raices = (
        rama.raiz for rama in contenidos if rama.es_lista and rama.raiz not in _NO_SON_COLUMNAS
    )
    return {raiz: campos[raiz] for raiz in raices}


def _se_busca(dato: str) -> bool:
    """Si la matriz de otro puede traer el dato, y cada objeto que lo lleva."""
    pasos = dato.split(".")
    pasos_enteros = (".".join(pasos[:hasta]) for hasta in range(2, len(pasos) + 1))
    return not any("ajenas" in CATALOGO[paso].no_va for paso in pasos_enteros)


def _rotulos(dato: str, veces: Mapping[str, int]) -> tuple[str, ...]:
    campo = CATALOGO[dato]
    es_de_adentro = dato.count(".") > 1 and veces[campo.rotulo] > 1
    return (campo.largo,) if es_de_adentro else campo.rotulos


@functools.lru_cache(maxsize=1)
def _indice() -> IndiceDeRotulos:
    return IndiceDeRotulos.de(
        (rotulo, papel) for papel in _papeles() for rotulo in papel.comparables
    )


@functools.lru_cache(maxsize=4096)
def parecidos_del_mapa(texto: str) -> Parecidos:
    """Papeles de un mapa a cuyos rótulos se parece un texto, y cuánto, de 0 a 1."""
    if not texto.strip() or len(texto) > _LARGO:
        return {}
    rotulo = rotulo_de(texto)
    parecidos = _indice().parecidos(_AL_FINAL.sub("", texto), DUDA)
    return {
        papel: puntos
        for papel, puntos in parecidos.items()
        if all(parecido(rotulo, ajeno) < max(puntos, UMBRAL) for ajeno in papel.nunca)
    }


@functools.lru_cache(maxsize=4096)
def _datos_de(texto: str) -> frozenset[str]:
    """Datos de un mapa que se llaman así; «%» es de los ejes."""
    if len(texto) > _LARGO_DE_ROTULO:
        return frozenset()
    if es_signo_de_porcentaje(texto):
        return DE_LOS_EJES
    parecidos = parecidos_del_mapa(texto).items()
    return frozenset(dato for papel, puntos in parecidos if puntos >= UMBRAL for dato in papel.dato)


_TITULOS_DE_TODO = tuple(
    map(
        rotulo_de,
        (
            *("Mapa de riesgos de corrupción", "Riesgos de gestión y corrupción"),
            *("Riesgos de seguridad de la información", "Valoración", "Valoración del riesgo"),
            "Valoración del riesgo de corrupción",
        ),
    )
)
"""Títulos que van sobre otros y no dicen de qué parte son."""
_PAPEL_QUE_AGRUPA = Papel(dato=(), comparables=())
"""Papel de una columna que sólo se reconoce."""


@functools.lru_cache(maxsize=1)
def _secciones() -> Mapping[str, Sequence[Rotulo]]:
    """Rótulos que encabezan cada parte de un mapa, por el primero."""
    partes = ("inherente", "residual", "controles", "acciones", "seguimientos")
    campos = (_IDENTIFICA, *(CATALOGO.de_clase(Riesgo, parte) for parte in partes))
    return {en_plano(campo.bajo[0]): tuple(map(rotulo_de, campo.bajo)) for campo in campos}


@functools.lru_cache(maxsize=1)
def _indice_que_agrupa() -> IndiceDeRotulos:
    """Índice de los títulos que van sobre los rótulos de varias columnas."""
    rotulos = (*_TITULOS_DE_TODO, *itertools.chain.from_iterable(_secciones().values()))
    return IndiceDeRotulos.de((rotulo, _PAPEL_QUE_AGRUPA) for rotulo in rotulos)


@functools.lru_cache(maxsize=2048)
def agrupa(texto: str) -> bool:
    """Si el texto va sobre otros rótulos: «Riesgo inherente», «Monitoreo y revisión»."""
    if not texto.strip() or len(texto) > _LARGO:
        return False
    return any(
        puntos >= UMBRAL for puntos in _indice_que_agrupa().parecidos(texto, UMBRAL).values()
    )


DEL_MAPA = Rotulos(
    _datos_de,
    agrupa,
    anclas=frozenset({"riesgo.descripcion"}),
    codigos=frozenset({"riesgo.referencia", "proceso.codigo"}),
)


@functools.lru_cache(maxsize=2048)
def _seccion_de(texto: str) -> str:
    """Parte del mapa que un rótulo encabeza; vacía si no dice cuál."""
    rotulo = rotulo_de(texto)
    puntos = {nombre: _encabeza(rotulo, esperados) for nombre, esperados in _secciones().items()}
    mejor = max(puntos, key=puntos.__getitem__)
    return mejor if puntos[mejor] and rotulo not in _TITULOS_DE_TODO else ""


def _encabeza(rotulo: Rotulo, esperados: Sequence[Rotulo]) -> float:
    """Parecido de un rótulo de encima: casi a la letra o, entre otras, con las mismas palabras."""
    a_la_letra = max((parecido(rotulo, esperado) for esperado in esperados), default=0.0)
    con_otras = (con_mas_palabras(rotulo, esperado) for esperado in esperados)
    return a_la_letra if a_la_letra >= UMBRAL else max(con_otras, default=0.0)


@functools.lru_cache(maxsize=2048)
def _apoyo_de_encima(texto: str) -> Mapping[Papel, float]:
    """Apoyo, por papel, que un rótulo de encima da a que la columna lo traiga.

    De 0 a 1, y sólo a los que más; -1 si con él encima nunca lo es.
    """
    rotulo = rotulo_de(texto)
    puntos = {papel: _encabeza(rotulo, papel.bajo) for papel in _papeles()}
    mayor = max(puntos.values())
    return {
        papel: -1.0
        if 0 < mayor <= _encabeza(rotulo, papel.nunca)
        else mayor * (puntos[papel] == mayor)
        for papel in puntos
    }


def es_signo_de_porcentaje(texto: str) -> bool:
    """Si el rótulo es sólo «%»: es de lo que va a su izquierda."""
    return en_plano(texto).strip() in _DE_PORCENTAJE


@clases.frozen(kw_only=True, eq=False, slots=False)
class ColumnaDelMapa(ColumnaPorReconocer):
    """Columna de un mapa, y qué se entendió de ella."""

    seccion: str = ""
    """La parte del mapa que su rótulo nombra: ``monitoreo``."""
    se_dice: bool = False
    """Si un rótulo suyo dice de qué parte es, y no sólo lo que va a su izquierda."""
    dato: str = ""
    """``riesgo.inherente.zona``; vacío si no se reconoció."""
    clase: str | None = None
    """De una causa o de una acción, la que su rótulo dice."""
    grupo: str = ""
    """De cuáles de las acciones, si el mapa trae varias."""
    corte: date | None = None
    """Corte de los seguimientos que trae, si quien la pide lo dice."""
    pedido: DatoDeclarado | None = None
    """Declaración que se dio de ella."""
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
        """Objeto de quien es el dato: ``control``, o ``valoracion``."""
        return "valoracion" if self.es_de_valorar else self.dato.partition(".")[0]

    @property
    def campo(self) -> str:
        """Campo del dato: ``zona``, de ``riesgo.inherente.zona``."""
        punto = self.dato.find(".", len("riesgo.")) if self.es_de_valorar else self.dato.find(".")
        return self.dato[punto + 1 :] if self.dato else ""

    @property
    def no_se_lee(self) -> bool:
        """Si se dijo que no es de ningún dato."""
        return self.pedido is not None and not self.pedido.dato

    @property
    def clave(self) -> tuple[str, str]:
        """Dato y grupo, que otra columna no puede tener también, si no es de una lista."""
        return self.dato, self.grupo


_DE_LISTA = frozenset({"causa.texto", "riesgo.consecuencias", "riesgo.factores"})


def reconocer_columnas(rotuladas: Iterable[ColumnaDelMapa]) -> tuple[ColumnaDelMapa, ...]:
    """Columnas de una tabla, reconocidas por sus rótulos y por lo que dicen sus celdas."""
    columnas: list[ColumnaDelMapa] = []
    rotulo_de_la_izquierda = _IDENTIFICA.bajo[0]
    for rotulada in rotuladas:
        columna = _columna_reconocida(rotulada, rotulo_de_la_izquierda, columnas)
        lista = _ABREN.get(columna.dato)
        # El de las columnas sin grupo que van a la derecha de ésta.
        de_su_lista = "" if lista is None else CATALOGO.de_clase(Riesgo, lista).bajo[0]
        rotulo_de_la_izquierda = de_su_lista or _de_encima(columna.camino) or rotulo_de_la_izquierda
        columnas.append(columna)
    con_grupos = list(_con_grupos(list(_con_afectacion(columnas))))
    return tuple(_con_su_zona(list(_sin_repetir(con_grupos))))


def _columna_reconocida(
    rotulada: ColumnaDelMapa, encima: str, anteriores: Sequence[ColumnaDelMapa]
) -> ColumnaDelMapa:
    """Columna con su dato; ``encima`` es el rótulo de las de su izquierda."""
    de_encima = _de_encima(rotulada.camino)
    seccion = _seccion_de(de_encima) if de_encima else ""
    if seccion == next(iter(_secciones())):
        seccion = ""  # la primera no se nombra: es la de todo lo que no dice cuál
    columna = attrs.evolve(rotulada, seccion=seccion, se_dice=bool(de_encima))
    if columna.pedido is not None:
        return _columna_pedida(columna, columna.pedido)
    if es_signo_de_porcentaje(columna.camino[-1]):
        # Es de la probabilidad o del impacto que tiene a su izquierda.
        ejes = [anterior.dato for anterior in anteriores if anterior.dato in DE_LOS_EJES]
        if not ejes:
            return columna
        return attrs.evolve(columna, dato=f"{ejes[-1]}_pct", se_dice=True, parecido=1.0)
    con_control = (
        any(anterior.objeto == "control" for anterior in anteriores) or columna.seccion == "control"
    )
    return _con_dato(columna, de_encima or encima, con_control=con_control)


def _de_encima(camino: Sequence[str]) -> str:
    """Rótulo más cercano que encabeza una sección; el propio, sólo si dice cuál riesgo es."""
    if _seccion_de(camino[-1]) in {"inherente", "residual"}:
        return camino[-1]
    return next(filter(_seccion_de, reversed(camino[:-1])), "")


def _columna_pedida(columna: ColumnaDelMapa, pedido: DatoDeclarado) -> ColumnaDelMapa:
    """Columna con el dato pedido; lo residual de un control es lo del riesgo en su fila."""
    (dato,) = pedido.dato or ("",)
    if dato.startswith("control.residual."):
        dato = f"{_RESIDUAL}{dato.removeprefix('control.residual.')}"
    return attrs.evolve(
        columna, dato=dato, corte=pedido.corte, parecido=1.0, clase=_clase(dato, columna.camino)
    )


def _con_afectacion(columnas: Sequence[ColumnaDelMapa]) -> Iterator[ColumnaDelMapa]:
    """Columnas; «Impacto», junto a «Impacto inherente», es la afectación."""
    hay_impacto = any(
        columna.dato == f"{_INHERENTE}impacto" and columna.se_dice for columna in columnas
    )
    for columna in columnas:
        es_afectacion = (
            columna.dato == f"{_INHERENTE}impacto"
            and not columna.se_dice
            and columna.pedido is None
        )
        yield (
            attrs.evolve(columna, dato="riesgo.afectacion")
            if es_afectacion and hay_impacto
            else columna
        )


def _con_su_zona(columnas: list[ColumnaDelMapa]) -> list[ColumnaDelMapa]:
    """Columnas; «Zona», con 20 y 60, no lo es si a su lado otra dice MODERADA y EXTREMA.

    Lo mismo en lo inherente y en lo residual, o en ninguno: las dos zonas se escriben igual.
    """
    de_numeros = [
        indice
        for indice, c in enumerate(columnas)
        if c.campo == "zona" and c.pedido is None and _todas_dicen(c, numero_escrito)
    ]
    vecinas = [_vecina_con_la_zona(columnas, n) for n in de_numeros]
    for indice, vecina in zip(de_numeros, vecinas, strict=True):
        if vecina is None or None in vecinas:
            return columnas
        columna, columna_vecina = columnas[indice], columnas[vecina]
        motivo = f"«{columna.rotulo}» sólo trae números"
        columnas[vecina] = attrs.evolve(
            columna_vecina, dato=columna.dato, se_dice=columna.se_dice, por=motivo
        )
        columnas[indice] = attrs.evolve(columna, dato="", parecido=0.0, cercano="")
    return columnas


def _vecina_con_la_zona(columnas: Sequence[ColumnaDelMapa], indice: int) -> int | None:
    """Índice de la columna de al lado que no es de ningún dato y dice la zona en cada celda."""
    for vecina in (indice + 1, indice - 1):
        columna = columnas[vecina] if 0 <= vecina < len(columnas) else None
        if (
            columna is not None
            and not columna.dato
            and not columna.no_se_lee
            and _todas_dicen(columna, _zona)
        ):
            return vecina
    return None


def _todas_dicen(columna: ColumnaDelMapa, leer: Callable[[str], object]) -> bool:
    """Si de cada celda escrita se lee algo, y hay alguna."""
    textos = [celda.texto for celda in columna.celdas if celda.texto.strip()]
    return bool(textos) and all(leer(texto) is not None for texto in textos)


def _zona(texto: str) -> object:
    return None if numero_escrito(texto) is not None else leer_zona(texto).zona


_ABREN = {
    "control.descripcion": "controles",
    "control.numero": "controles",
    "accion.descripcion": "acciones",
}
"""Columnas que a su derecha tienen los demás datos de su lista."""


def _con_dato(columna: ColumnaDelMapa, encima: str, *, con_control: bool) -> ColumnaDelMapa:
    """Columna con el dato que más pesa; lo valorado sin más, tras los controles, es residual."""
    mejor, puntos, total = "", 0.0, 0.0
    posibles, con_su_seccion = _posibles(columna), _con_su_seccion(columna)
    for papel in sorted(posibles, key=_papeles().__getitem__):
        (dato,), arriba = papel.dato, _apoyo_de_encima(encima)[papel]
        if arriba < 0 or (papel.solo_bajo and not (columna.se_dice and arriba)):
            continue
        suma = posibles[papel] + pesan(papel, columna.camino[-1:], arriba, columna.celdas)
        suma += _POR_IR_DESPUES * (con_control and dato.startswith(_RESIDUAL))
        suma += _POR_SU_SECCION * (papel in con_su_seccion)
        if round(suma, 4) > total:
            mejor, puntos, total = dato, posibles[papel], round(suma, 4)
    if mejor == "control.evidencia" and "atributos" in map(en_plano, columna.camino):
        mejor = "control.registro"
    if puntos < UMBRAL or not mejor:
        return attrs.evolve(columna, parecido=puntos, cercano=mejor)
    return attrs.evolve(columna, dato=mejor, parecido=puntos, clase=_clase(mejor, columna.camino))


def _posibles(columna: ColumnaDelMapa) -> dict[Papel, float]:
    """Papeles que se llaman como la columna, con su sección o no, y admiten lo que trae.

    «Apetito de riesgo», con Bajo y Alto, no es el tipo del riesgo.
    """
    posibles = {**parecidos_del_mapa(columna.camino[-1]), **_con_su_seccion(columna)}
    return {
        papel: puntos
        for papel, puntos in posibles.items()
        if alguna_cabe(papel.dato[0], columna.celdas)
    }


def _con_su_seccion(columna: ColumnaDelMapa) -> Parecidos:
    """Papeles que con su sección se llaman así: «Monitoreo Fecha» no es otra fecha."""
    parecidos = (
        parecidos_del_mapa(f"{columna.seccion} {columna.camino[-1]}") if columna.seccion else {}
    )
    return {papel: puntos for papel, puntos in parecidos.items() if puntos == 1}


def _clase(dato: str, camino: Sequence[str]) -> str | None:
    """Clase que dice el rótulo de una causa o de una acción."""
    if dato not in {"causa.texto", "accion.descripcion"}:
        return None
    palabras_del_rotulo = f" {rotulo_de(' '.join(camino)).palabras} "
    posibles = CATALOGO[f"{dato.partition('.')[0]}.clase"].por_rotulo
    return next(
        (c for c, palabras in posibles.items() if _dice(palabras_del_rotulo, palabras)), None
    )


def _dice(palabras_del_rotulo: str, palabras: str) -> bool:
    return any(
        f" {rotulo_de(nombre).palabras} " in palabras_del_rotulo for nombre in palabras.split(" | ")
    )


def _con_grupos(columnas: Sequence[ColumnaDelMapa]) -> Iterator[ColumnaDelMapa]:
    """Columnas; las de una acción, con su grupo; si no hay acciones, del riesgo o sin dato."""
    grupos = [_grupo(columna) for columna in columnas if columna.dato == "accion.descripcion"]
    de_la_izquierda = ""
    for columna in columnas:
        if columna.objeto != "accion":
            yield columna
            continue
        grupo = _grupo(columna)
        if columna.dato == "accion.descripcion":
            de_la_izquierda = grupo
        if grupo in grupos:
            yield attrs.evolve(columna, grupo=grupo)
        elif grupos:
            yield attrs.evolve(columna, grupo=de_la_izquierda or grupos[0])
        elif columna.campo in {"responsable", "indicador"}:
            yield attrs.evolve(columna, dato=f"riesgo.{columna.campo}")
        else:
            yield attrs.evolve(columna, dato="", cercano=columna.dato)


def _grupo(columna: ColumnaDelMapa) -> str:
    return en_plano(" › ".join(columna.camino[:-1]))


def _sin_repetir(columnas: Sequence[ColumnaDelMapa]) -> Iterator[ColumnaDelMapa]:
    """Columnas; un dato es de una sola: la que se ve, la que más se le parece y la primera."""
    duenas: dict[tuple[str, str], ColumnaDelMapa] = {}
    for columna in sorted(columnas, key=_prioridad):
        if columna.dato and columna.dato not in _DE_LISTA:
            duenas.setdefault(columna.clave, columna)
    for columna in columnas:
        if columna.dato and columna.dato not in _DE_LISTA and duenas[columna.clave] is not columna:
            yield attrs.evolve(columna, dato="", cercano=columna.dato)
        else:
            yield columna


def _prioridad(columna: ColumnaDelMapa) -> tuple[bool, bool, float, bool]:
    """Clave con que se ordenan las del mismo dato: «Zona» va antes que «Valoración»."""
    es_otra_valoracion = columna.campo == "zona" and "valoracion" in en_plano(columna.camino[-1])
    return columna.pedido is None, columna.oculta, -columna.parecido, es_otra_valoracion
