"""Qué fila de un plan es cuál en otro: por lo que dicen, que los códigos cambian cada año.

De lo simple a lo entero: cuánto se parecen dos textos; cuáles vale la pena comparar; cómo se casan
dos listas, paso a paso; y, con eso y con los lugares ya casados (``lugares``), ``emparejar_filas``.
"""

import functools
import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Protocol, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.analisis.lugares import (
    Donde,
    Renombrado,
    de_lugares_sin_igual,
    lugares_de,
    tabla_de_fila,
)
from paac_reportes.analisis.redaccion import (
    RedaccionDeFila,
    difieren_en_una_letra,
    redaccion_de_texto,
    se_contradicen,
)
from paac_reportes.estructura import Extra
from paac_reportes.estructura.formas import campos_propios
from paac_reportes.grupos import agrupadas
from paac_reportes.instalacion import hace_falta
from paac_reportes.modelo import Actividad, FilaDeMatriz, Tramite
from paac_reportes.textos.plano import en_plano

with hace_falta():
    from rapidfuzz.distance import Indel

PARECIDO = 0.6
"""Desde aquí dos textos son la misma fila escrita de otro modo: comparten tres de cada cinco."""
PARECIDO_CON_CODIGO = 0.5
"""Desde aquí lo son los de dos filas del mismo código: la mitad de las palabras."""
CASI_IGUAL = 0.9
"""Desde aquí lo son las que cambian una palabra por otra y no tienen la misma meta."""
META_PARECIDA = 0.75
"""Desde aquí dos metas son la misma, aunque pidan otra cantidad."""
_BASTANTES = 4
"""Las palabras desde las que un texto que está entero en otro dice de cuál es."""
_DE_META, _DEL_LUGAR, _ES_LA_MISMA = 0.2, 0.1, 0.1
"""Pesos que, además de las palabras, deciden entre dos que se parecen."""

_VACIA = re.compile(
    r"a|al|ante|como|con|cual|cuales|cuyo|de|del|desde|e|el|en|entre|es|esta|este|la|las|le"
    r"|les|lo|los|mas|ni|no|o|para|por|que|se|segun|ser|si|sin|sobre|su|sus|u|un|una|uno|y|ya"
    r"|vigencia|20\d\d"
)
"""Palabras de cualquier texto, que no hacen parecidos a dos; el año cambia con el plan."""
_NUMEROS = re.compile(r"\d+")
_RAIZ = 7
_PALABRA = re.compile(r"\w+")
_LETRAS = 0x110000
_HOLGURA = 0.01
"""La cota se compara aquí: la biblioteca, al acotar, puede perder lo que llega justo a ella."""


def palabras_en_letras(planos: Iterable[str]) -> list[str]:
    """Cada texto con una letra por palabra, para compararlos por palabras y no por letras.

    Las que no dicen nada se van, y de las demás queda la raíz: «publicar» y «publicación» son la
    misma letra.
    """
    textos = [_raices(plano) for plano in planos]
    raices = sorted(set(chain.from_iterable(textos)))
    # Si hubiera más raíces que letras, las que sobran repiten letra.
    letra = {raiz: chr(numero % _LETRAS) for numero, raiz in enumerate(raices)}
    return ["".join([letra[raiz] for raiz in raices_del_texto]) for raices_del_texto in textos]


def _raices(plano: str) -> list[str]:
    """Raíces de las palabras de un texto, sin las que están en cualquiera."""
    return [_raiz(palabra) for palabra in _PALABRA.findall(plano) if not _VACIA.fullmatch(palabra)]


def _raiz(palabra: str) -> str:
    """Comienzo de la palabra, sin el plural: ``actividades`` → ``activid``."""
    # Lo que trae cifras va entero: 10000001 y 10000002 no son lo mismo.
    return (palabra.rstrip("es") or palabra)[:_RAIZ] if palabra.isalpha() else palabra


def parecido_de_textos(letras: str, otras_letras: str, desde: float) -> float:
    """Parte que dos textos, una letra por palabra, comparten en orden: de ``desde`` a 1, o 0.

    Vale lo mismo en cualquier orden en que se den los dos; los que no tienen palabras, nada.
    """
    if not letras:
        return 0.0
    grado = Indel.normalized_similarity(letras, otras_letras, score_cutoff=desde - _HOLGURA)
    return grado if grado >= desde else 0.0


_VECINOS = 64
"""Con cuántos se compara cada texto, a lo sumo."""
_SEGUIDAS = 3
_LARGO = 1_000_000
"""El cuadrado del largo desde el que un texto se compara con menos: la mitad, un tercio…"""


@clases.frozen
class TextoPorComparar:
    """Texto por comparar: las palabras, una letra cada una, y las claves con que se busca."""

    letras: str
    claves: Iterable[str]
    vecinos: int = attrs.field(init=False)
    """Con cuántos se compara: los textos enormes, con menos."""

    @vecinos.default
    def _vecinos_por_su_largo(self) -> int:
        """Textos con que se compara: menos cuanto más largo, porque cada comparación cuesta más."""
        return max(1, _VECINOS // (1 + len(self.letras) ** 2 // _LARGO))


def por_palabras(letras: str) -> Iterator[str]:
    """Claves de un texto: cada letra, y cada dos y tres seguidas; de uno enorme, sólo las letras.

    Las seguidas son más raras, y dicen más de a cuál se parece.
    """
    yield from letras
    for seguidas in range(2, _SEGUIDAS + 1) if len(letras) ** 2 < _LARGO else ():
        yield from (letras[i : i + seguidas] for i in range(len(letras) - seguidas + 1))


def candidatas(
    viejos: Sequence[TextoPorComparar], nuevos: Sequence[TextoPorComparar]
) -> Iterator[tuple[int, int]]:
    """Pares de posiciones (viejo, nuevo) de textos que comparten alguna clave.

    De cada texto se miran antes los que comparten su clave más rara y, con la misma clave, los más
    cercanos, hasta que se acaben o sean bastantes. Son los mismos pares mirados al revés.
    """
    de_viejos, de_nuevos, cuantas = _por_rareza(viejos, nuevos)
    cerca = _vecinos(viejos, de_viejos, _textos_por_clave(de_nuevos, cuantas))
    de_vuelta = _vecinos(nuevos, de_nuevos, _textos_por_clave(de_viejos, cuantas))
    for nuevo, vecinos in enumerate(de_vuelta):
        for viejo in vecinos:
            cerca[viejo].append(nuevo)
    return ((viejo, nuevo) for viejo, otros in enumerate(cerca) for nuevo in dict.fromkeys(otros))


def _por_rareza(
    viejos: Sequence[TextoPorComparar], nuevos: Sequence[TextoPorComparar]
) -> tuple[list[list[int]], list[list[int]], int]:
    """Claves comunes de cada texto viejo y nuevo, como número (0, la más rara), y cuántas son."""
    numeros: dict[str, int] = {}
    de_viejos, de_nuevos = (
        [_sin_repetir(numeros.setdefault(c, len(numeros)) for c in texto.claves) for texto in lado]
        for lado in (viejos, nuevos)
    )
    en_viejos, en_nuevos = (Counter(chain.from_iterable(lado)) for lado in (de_viejos, de_nuevos))
    comunes = sorted(
        (en_viejos[numero] + en_nuevos[numero], clave, numero)
        for clave, numero in numeros.items()
        if numero in en_viejos and numero in en_nuevos
    )
    rareza = {numero: orden for orden, (_, _, numero) in enumerate(comunes)}
    puestos_viejos, puestos_nuevos = (
        [sorted(rareza[numero] for numero in claves if numero in rareza) for claves in lado]
        for lado in (de_viejos, de_nuevos)
    )
    return puestos_viejos, puestos_nuevos, len(comunes)


def _sin_repetir(numeros: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numeros))


def _textos_por_clave(claves_por_texto: Sequence[Sequence[int]], cuantas: int) -> list[list[int]]:
    """Posiciones de los textos en que está cada clave."""
    textos: list[list[int]] = [[] for _ in range(cuantas)]
    for lugar, claves in enumerate(claves_por_texto):
        for clave in claves:
            textos[clave].append(lugar)
    return textos


def _vecinos(
    textos: Sequence[TextoPorComparar],
    claves_por_texto: Sequence[Sequence[int]],
    textos_por_clave: Sequence[Sequence[int]],
) -> list[list[int]]:
    """Posiciones de los textos cercanos a cada uno; el que comparte varias claves va repetido."""
    vecinos: list[list[int]] = []
    for posicion, texto in enumerate(textos):
        cercanos: list[int] = []
        for clave in claves_por_texto[posicion]:
            if len(cercanos) == texto.vecinos:
                break
            cercanos += _cercanos(posicion, textos_por_clave[clave], texto.vecinos - len(cercanos))
        vecinos.append(cercanos)
    return vecinos


def _cercanos(posicion: int, posiciones: Sequence[int], cuantos: int) -> Sequence[int]:
    """Las ``cuantos`` posiciones más cercanas a una; a igual distancia, las de antes."""
    if len(posiciones) <= cuantos:
        return posiciones
    centro = bisect_left(posiciones, posicion)
    desde, hasta = max(0, centro - cuantos), min(len(posiciones), centro + cuantos)
    while hasta - desde > cuantos:
        if posicion - posiciones[desde] > posiciones[hasta - 1] - posicion:
            desde += 1
        else:
            hasta -= 1
    return posiciones[desde:hasta]


T = TypeVar("T", bound=Hashable)
Paso = Callable[[Sequence[T], Sequence[T]], Iterable[tuple[T, T]]]
"""Las parejas que se ven entre lo que queda de cada lado."""


def casar(
    viejos: Sequence[T], nuevos: Sequence[T], pasos: Iterable[Paso[T]]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Parejas de todos los pasos, lo que queda sin pareja de los viejos y lo de los nuevos.

    Cada paso sólo ve lo que dejaron los anteriores.
    """
    parejas: list[tuple[T, T]] = []
    viejos_sin_pareja, nuevos_sin_pareja = list(viejos), list(nuevos)
    for paso in pasos:
        parejas_del_paso = list(paso(viejos_sin_pareja, nuevos_sin_pareja))
        casados = {viejo for viejo, _ in parejas_del_paso}, {nuevo for _, nuevo in parejas_del_paso}
        viejos_sin_pareja = [viejo for viejo in viejos_sin_pareja if viejo not in casados[0]]
        nuevos_sin_pareja = [nuevo for nuevo in nuevos_sin_pareja if nuevo not in casados[1]]
        parejas += parejas_del_paso
    return parejas, viejos_sin_pareja, nuevos_sin_pareja


def pares_en_orden(
    viejos: Iterable[T], nuevos: Iterable[T], *, clave: Callable[[T], Hashable]
) -> Iterator[tuple[T, T]]:
    """Pares de igual clave, el primero con el primero; de clave ``None`` no se casa ninguno."""
    colas: dict[Hashable, deque[T]] = {}
    for viejo in viejos:
        colas.setdefault(clave(viejo), deque()).append(viejo)
    colas.pop(None, None)
    for nuevo in nuevos:
        if cola := colas.get(clave(nuevo)):
            yield cola.popleft(), nuevo


_CAMPOS_DE_TEXTO = {Actividad: ("texto",), Tramite: ("texto", "accion")}


def datos_escritos(fila: FilaDeMatriz) -> Iterator[tuple[str, str]]:
    """Datos que el plan escribe de una fila, y su texto: (``extras.orden``, ``3``)."""
    clase: type = type(fila)
    for campo in campos_propios(clase):
        valor = getattr(fila, campo)
        yield campo, "" if valor is None else str(valor)
    for nombre, extra in fila.extras.items():
        yield f"extras.{nombre}", extra_escrito(extra)


def extra_escrito(extra: Extra) -> str:
    """Texto de un extra: la fecha, ``dd/mm/aaaa``, y el decimal, con coma."""
    if isinstance(extra, date):
        return f"{extra.day:02d}/{extra.month:02d}/{extra.year:04d}"
    return f"{extra:f}".replace(".", ",") if isinstance(extra, Decimal) else str(extra)


def redaccion_del_texto(plano: str) -> RedaccionDeFila:
    """Redacción de un texto en plano: qué dice que se hace, y cuándo."""
    palabras = _PALABRA.findall(plano)
    return redaccion_de_texto([palabra for palabra in palabras if not _VACIA.fullmatch(palabra)])


class Reconocible(Hashable, Protocol):
    """Objeto en que dos de lo mismo se reconocen: la fila de un plan, un riesgo, un control."""

    @property
    def texto(self) -> str:
        """Texto, en plano."""

    @property
    def redaccion(self) -> RedaccionDeFila:
        """Redacción de su texto: qué dice que se hace, y cuándo."""

    @property
    def meta(self) -> str:
        """Dato que además del texto deja ver que es el mismo, en plano."""

    @property
    def codigo(self) -> str:
        """Código con que se lo nombra: «1.2» de una actividad, «R-3» de un riesgo."""

    @property
    def lugar(self) -> Hashable:
        """Lugar en que está; igual al del otro lado si es el mismo."""


R = TypeVar("R", bound=Reconocible)


def texto_de_fila(fila: FilaDeMatriz) -> str:
    """El texto de una fila, en plano."""
    return en_plano(" ".join(getattr(fila, campo) or "" for campo in _CAMPOS_DE_TEXTO[type(fila)]))


Lugar = tuple[int, str]
"""La tabla en que está una fila y en cuál de sus listas."""


@clases.frozen(eq=False, slots=False)
class Ficha:
    """Una fila y aquello en que se la reconoce."""

    orden: int
    """Su puesto en el plan."""
    fila: FilaAnalizada
    donde: Donde
    """Igual al de la del otro plan que está en el mismo lugar."""
    texto: str
    unica: bool = True
    """Si en su plan ninguna otra dice lo mismo."""
    vecinas: tuple[str, str] = ("", "")
    """Textos de la fila de arriba y la de abajo en su tabla."""

    @property
    def tabla(self) -> int:
        """Número del componente y la dependencia en que está, igual en los dos planes."""
        return self.donde.tabla

    @property
    def lugar(self) -> Lugar:
        """Tabla de la fila, y en cuál de sus listas está."""
        return self.tabla, self.fila.lista

    @clases.propiedad_recordada
    def redaccion(self) -> RedaccionDeFila:
        """Redacción de la fila: qué dice que se hace, y cuándo."""
        return redaccion_del_texto(self.texto)

    @property
    def subcomponente(self) -> str:
        """Nombre del subcomponente de la fila, en plano; los trámites no tienen."""
        return en_plano(self.fila.subcomponente.nombre) if self.fila.subcomponente else ""

    @property
    def codigo(self) -> str:
        """Código de la fila, en plano; de un trámite, su número."""
        return en_plano(self.fila.fila.identificador)

    @property
    def responsable(self) -> str:
        """El responsable de la fila, en plano."""
        return en_plano(self.fila.fila.responsable)

    @property
    def meta(self) -> str:
        """La meta de la fila, en plano; de un trámite, su nombre."""
        fila = self.fila.fila
        return en_plano(fila.nombre if isinstance(fila, Tramite) else fila.meta)


Parejas = Sequence[tuple[Ficha, Ficha]]


@clases.frozen(eq=False)
class Emparejadas:
    """Qué fila es cuál en otro plan."""

    parejas: Parejas
    """En el orden de las nuevas."""
    retiradas: Sequence[Ficha]
    nuevas: Sequence[Ficha]
    renombrados: tuple[Renombrado, ...]
    por_otro_texto: tuple[str, str] | None = None
    """El dato de antes y el de después por los que se reconocieron, si no fue por su texto."""


def emparejar_filas(
    antes: Sequence[FilaAnalizada], despues: Sequence[FilaAnalizada]
) -> Emparejadas:
    """Filas de los dos lados que son la misma, las que ya no están y las que no estaban.

    Al cambiar un plan por el otro salen las mismas parejas, al revés.
    """
    textos = (
        [texto_de_fila(fila.fila) for fila in antes],
        [texto_de_fila(fila.fila) for fila in despues],
    )
    return _emparejadas(antes, despues, textos)


def emparejar_como_sea(
    antes: Sequence[FilaAnalizada], despues: Sequence[FilaAnalizada]
) -> Emparejadas:
    """Filas emparejadas por su texto o, si son menos de la mitad, por otro dato largo.

    De dos lecturas de una matriz, una pudo tomar por la actividad la columna de al lado.
    """
    por_su_texto = emparejar_filas(antes, despues)
    mitad = min(len(antes), len(despues)) / 2
    if len(por_su_texto.parejas) >= mitad:
        return por_su_texto
    columnas = _datos_que_mas_comparten(antes, despues)
    if columnas is None or columnas[2] < mitad:
        return por_su_texto
    viejo, nuevo, _ = columnas
    textos = _textos_de(antes, viejo), _textos_de(despues, nuevo)
    por_otro = attrs.evolve(_emparejadas(antes, despues, textos), por_otro_texto=(viejo, nuevo))
    return max(por_su_texto, por_otro, key=lambda emparejadas: len(emparejadas.parejas))


_LARGO_DE_TEXTO = 15
"""Las letras desde las que, por término medio, un dato dice de qué fila es."""


def _datos_que_mas_comparten(
    antes: Sequence[FilaAnalizada], despues: Sequence[FilaAnalizada]
) -> tuple[str, str, int] | None:
    """Dato de cada lado en que más filas dicen lo mismo, y cuántas: (``meta``, ``texto``, 12)."""
    viejos, nuevos = _datos_largos(antes), _datos_largos(despues)
    pares = (
        (viejo, nuevo, (textos & otros).total())
        for viejo, textos in viejos.items()
        for nuevo, otros in nuevos.items()
    )
    return max(pares, key=lambda par: (par[2], sorted(par[:2])), default=None)


def _datos_largos(filas: Sequence[FilaAnalizada]) -> dict[str, Counter[str]]:
    """Datos que casi todas las filas dicen, largos y distintos, con sus textos contados."""
    textos_por_campo = agrupadas(
        (campo, plano)
        for fila in filas
        for campo, texto in datos_escritos(fila.fila)
        if (plano := en_plano(texto).strip())
    )
    return {
        campo: Counter(textos)
        for campo, textos in textos_por_campo.items()
        if 2 * len(textos) >= len(filas)
        and 2 * len(set(textos)) >= len(textos)
        and sum(map(len, textos)) >= _LARGO_DE_TEXTO * len(textos)
    }


def _textos_de(filas: Sequence[FilaAnalizada], campo: str) -> list[str]:
    """Texto de un dato en cada fila, en plano; vacío donde no lo trae."""
    return [en_plano(dict(datos_escritos(fila.fila)).get(campo, "")).strip() for fila in filas]


def _emparejadas(
    antes: Sequence[FilaAnalizada], despues: Sequence[FilaAnalizada], textos: "_Textos"
) -> Emparejadas:
    """Filas emparejadas: primero se casan los lugares y, con ellos, las filas."""
    tablas = [tabla_de_fila(fila) for fila in antes], [tabla_de_fila(fila) for fila in despues]
    sin_igual = de_lugares_sin_igual(*tablas)
    mismos_textos = _mismos_textos((antes, despues), textos, sin_igual)
    lugares = lugares_de((antes, despues), tablas, mismos_textos)
    parejas, retiradas, nuevas = casar(
        _fichas(antes, textos[0], lugares.de_antes),
        _fichas(despues, textos[1], lugares.de_despues),
        _PASOS,
    )
    en_su_orden = sorted(parejas, key=lambda pareja: pareja[1].orden)
    return Emparejadas(en_su_orden, retiradas, nuevas, lugares.renombrados)


_Filas = tuple[Sequence[FilaAnalizada], Sequence[FilaAnalizada]]
_Textos = tuple[list[str], list[str]]


def _mismos_textos(
    filas: _Filas, textos: _Textos, sin_igual: tuple[list[int], list[int]]
) -> tuple[list[Hashable], list[Hashable]]:
    """Textos con que se reconoce el lugar de cada fila; de la reescrita, el que tenía antes.

    Las reescritas se buscan sólo en las tablas ``sin_igual`` en el otro plan.
    """
    viejos, nuevos = (
        [
            (type(fila.fila), texto) if texto else None
            for fila, texto in zip(lado, textos_del_lado, strict=True)
        ]
        for lado, textos_del_lado in zip(filas, textos, strict=True)
    )
    conocidos = set(nuevos), set(viejos)
    solos = (
        [orden for orden in ordenes if claves[orden] is not None and claves[orden] not in otras]
        for claves, otras, ordenes in zip((viejos, nuevos), conocidos, sin_igual, strict=True)
    )
    fichas = tuple(
        [Ficha(orden, lado[orden], Donde(0, 0), textos_del_lado[orden]) for orden in ordenes]
        for lado, textos_del_lado, ordenes in zip(filas, textos, solos, strict=True)
    )
    despues: list[Hashable] = list(nuevos)
    for vieja, nueva in _POR_PALABRAS(*fichas):
        despues[nueva.orden] = viejos[vieja.orden]
    return list(viejos), despues


def _fichas(
    filas: Sequence[FilaAnalizada], textos: Sequence[str], lugares: Sequence[Donde]
) -> list[Ficha]:
    """Ficha de cada fila, con el texto de sus vecinas de la misma lista."""
    fichas: list[Ficha] = []
    ultimas: dict[Lugar, int] = {}
    veces = Counter((type(fila.fila), texto) for fila, texto in zip(filas, textos, strict=True))
    for orden, (fila, texto, donde) in enumerate(zip(filas, textos, lugares, strict=True)):
        ficha = Ficha(orden, fila, donde, texto, veces[type(fila.fila), texto] == 1)
        arriba = ultimas.get(ficha.lugar)
        if arriba is not None:
            de_arriba = fichas[arriba]
            fichas[arriba] = attrs.evolve(de_arriba, vecinas=(de_arriba.vecinas[0], texto))
            ficha = attrs.evolve(ficha, vecinas=(de_arriba.texto, ""))
        ultimas[ficha.lugar] = orden
        fichas.append(ficha)
    return fichas


_EN_SU_LUGAR: tuple[Callable[[Ficha], Hashable], ...] = (
    lambda ficha: (ficha.responsable, ficha.meta, ficha.vecinas),
    lambda ficha: (ficha.responsable, ficha.meta),
    lambda ficha: ficha.responsable,
    lambda _: None,
)
"""De un texto que se repite en su lugar, en qué más son iguales; lo que más dice, primero."""


def _por_texto(iguales: Callable[[Ficha], Hashable]) -> "Iterator[Paso[Ficha]]":
    """Pasos que casan filas del mismo texto, lugar y ``iguales``; antes, por subcomponente."""
    yield functools.partial(
        pares_en_orden,
        clave=lambda ficha: (ficha.lugar, ficha.texto, iguales(ficha), ficha.subcomponente),
    )
    yield functools.partial(
        pares_en_orden, clave=lambda ficha: (ficha.lugar, ficha.texto, iguales(ficha))
    )


_EN_OTRO_LUGAR: tuple[Callable[[Ficha], Hashable], ...] = (
    lambda ficha: (
        (type(ficha.fila.fila), ficha.texto, ficha.donde.dependencia) if ficha.texto else None
    ),
    # El que repiten varias oficinas es de cada una.
    lambda ficha: (type(ficha.fila.fila), ficha.texto) if ficha.texto and ficha.unica else None,
)
"""El texto, en cualquier lugar de su dependencia; después, en otra, el que su plan dice una vez."""


def parecidas(
    viejas: Sequence[R],
    nuevas: Sequence[R],
    *,
    claves: Callable[[R, str], Iterable[str]],
    donde: Callable[[R], Hashable],
    desde: float,
) -> Iterator[tuple[R, R]]:
    """Parejas que se parecen, de las que comparten una clave en el mismo lugar."""
    if not viejas or not nuevas:
        return
    fichas = [*viejas, *nuevas]
    letras = dict(zip(fichas, palabras_en_letras(ficha.texto for ficha in fichas), strict=True))
    de_metas = palabras_en_letras(_NUMEROS.sub("", ficha.meta) for ficha in fichas)
    metas = dict(zip(fichas, de_metas, strict=True))
    viejas_por_lugar, nuevas_por_lugar = (
        agrupadas((donde(ficha), ficha) for ficha in lado) for lado in (viejas, nuevas)
    )
    for lugar, viejas_del_lugar in viejas_por_lugar.items():
        nuevas_del_lugar = nuevas_por_lugar.get(lugar, [])
        viejos, nuevos = (
            [TextoPorComparar(letras[ficha], claves(ficha, letras[ficha])) for ficha in lado]
            for lado in (viejas_del_lugar, nuevas_del_lugar)
        )
        usadas: tuple[set[R], set[R]] = set(), set()
        puntajes = [
            (-puntaje, abs(i - j), i, j)
            for i, j in candidatas(viejos, nuevos)
            if (puntaje := _puntaje(viejas_del_lugar[i], nuevas_del_lugar[j], letras, metas, desde))
        ]
        for *_, indice_viejo, indice_nuevo in sorted(puntajes):
            vieja, nueva = viejas_del_lugar[indice_viejo], nuevas_del_lugar[indice_nuevo]
            if vieja not in usadas[0] and nueva not in usadas[1]:
                usadas[0].add(vieja)
                usadas[1].add(nueva)
                yield vieja, nueva


def _puntaje(
    vieja: R,
    nueva: R,
    letras: Mapping[R, str],
    metas: Mapping[R, str],
    desde: float,
) -> float:
    """Parecido de dos filas, más alto cuanto más lo son; 0 si no son la misma.

    Que la una diga lo de la otra y algo más, o que tengan igual la meta o el código, es lo que deja
    ver que un texto es el otro con otras palabras; sin eso, casi todas deben ser las mismas.
    """
    letras_de_la_vieja, letras_de_la_nueva = letras[vieja], letras[nueva]
    por_una_letra = difieren_en_una_letra(vieja.texto, nueva.texto)
    grado = (
        1.0 if por_una_letra else parecido_de_textos(letras_de_la_vieja, letras_de_la_nueva, desde)
    )
    if not grado or se_contradicen(vieja.redaccion, nueva.redaccion):
        return 0.0
    es_la_misma = por_una_letra or _uno_trae_al_otro(letras_de_la_vieja, letras_de_la_nueva, grado)
    de_meta = parecido_de_textos(metas[vieja], metas[nueva], META_PARECIDA)
    en_su_lugar = vieja.lugar == nueva.lugar
    con_su_codigo = en_su_lugar and bool(vieja.codigo) and vieja.codigo == nueva.codigo
    if not (es_la_misma or de_meta or con_su_codigo) and grado < CASI_IGUAL:
        return 0.0
    return grado + _DE_META * de_meta + _DEL_LUGAR * en_su_lugar + _ES_LA_MISMA * es_la_misma


def _uno_trae_al_otro(letras: str, otras_letras: str, grado: float) -> bool:
    """Si el texto corto está entero en el largo, y no es tan corto que esté en cualquiera."""
    corto, los_dos = min(len(letras), len(otras_letras)), len(letras) + len(otras_letras)
    return corto >= _BASTANTES and 2 * corto <= grado * los_dos + _HOLGURA


_POR_PALABRAS: Paso[Ficha] = functools.partial(
    parecidas,
    claves=lambda _ficha, letras: por_palabras(letras),
    donde=lambda ficha: (ficha.donde.dependencia, ficha.fila.lista),
    desde=PARECIDO,
)
_PASOS: tuple[Paso[Ficha], ...] = (
    *(paso for iguales in _EN_SU_LUGAR for paso in _por_texto(iguales)),
    *(functools.partial(pares_en_orden, clave=clave) for clave in _EN_OTRO_LUGAR),
    _POR_PALABRAS,
    _POR_PALABRAS,  # en un lugar de cientos, la segunda vez ve a las que la primera tapaba
    functools.partial(
        parecidas,
        claves=lambda ficha, _letras: filter(None, [ficha.codigo]),
        donde=lambda ficha: ficha.lugar,
        desde=PARECIDO_CON_CODIGO,
    ),
)
"""Primero las que dicen lo mismo, en su lugar y luego en otros; después, las parecidas."""
