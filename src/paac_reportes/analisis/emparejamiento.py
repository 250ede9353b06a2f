"""Qué fila es cuál en otro contenido: por lo que dicen, que los códigos cambian cada año.

Sirve igual para las filas de un plan, los riesgos de un mapa o lo de cualquier lista: en qué se
reconoce cada cosa lo dicen sus ``senas``. Primero se casan los lugares, de afuera adentro, por lo
que dicen sus filas y por su nombre. Después, las filas que dicen lo mismo, en su lugar y luego en
otros, y las que se parecen; al final, los lugares que quedan, por las filas ya casadas.
"""

import functools
import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import Any, Literal, NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.estructura import Extra
from paac_reportes.grupos import agrupadas
from paac_reportes.instalacion import hace_falta
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.fechas import MESES
from paac_reportes.modelo.temas import Tema
from paac_reportes.textos.plano import conjunto, en_plano
from paac_reportes.textos.valores import en_palabras

# ------------------------------------------------------------------ las señas
# En qué se reconoce cada cosa: de una fila de un plan, de un riesgo y de los lugares en que están,
# lo dice la tabla; de lo demás, como una causa o un control, el catálogo y la identidad de su tema.


@clases.frozen(kw_only=True, eq=False)
class Senas:
    """Campos de un objeto en que se lo reconoce."""

    texto: tuple[str, ...] = ()
    """Los que, seguidos, dicen qué es."""
    si_no: tuple[str, ...] = ()
    """Sin texto, el primero de estos que traiga."""
    codigo: str = ""
    codigo_suyo: bool = False
    """Si el código es de él y no del año: con la mitad de las palabras, basta."""
    prueba: str = ""
    """Además del texto, el que deja ver que es el mismo: la meta de una actividad."""
    iguales: tuple[str, ...] = ()
    """De los que dicen lo mismo, en qué más se distinguen; lo que más dice, primero."""
    lugares: tuple[str, ...] = ()
    """Quienes lo contienen y son su lugar, de afuera adentro."""
    adentro: str = ""
    """Quien lo contiene y sólo ordena la búsqueda."""
    comienzos: tuple[str, ...] = ()
    """Comienzos que todos comparten: sin ellos, cada verbo distingue uno de otro."""
    de_reporte: bool = False
    """Si es lo que alguien reportó en un corte: hay uno por cada uno, y no se parecen."""


@clases.frozen(kw_only=True)
class SenasDeLugar:
    """Señas en que se reconoce un lugar, además de lo que dicen sus filas, que pesa hasta uno."""

    numero: str = ""
    del_nombre: float = 0.5
    """Peso de llamarse igual."""
    del_numero: float = 0.0


_DEL_PLAN: dict[str, Any] = {
    "codigo": "identificador",
    "lugares": ("dependencia", "componente"),
    "adentro": "subcomponente",
}
_TRAMITE = Senas(
    texto=("texto", "accion"), prueba="nombre", iguales=("responsable", "nombre"), **_DEL_PLAN
)
_SENAS: Mapping[str, Senas] = {
    "actividad": Senas(
        texto=("texto",), prueba="meta", iguales=("responsable", "meta"), **_DEL_PLAN
    ),
    "tramite": _TRAMITE,
    "intercambio": _TRAMITE,
    "riesgo": Senas(
        texto=("descripcion",),
        codigo="referencia",
        codigo_suyo=True,
        prueba="causas",
        iguales=("referencia",),
        lugares=("proceso",),
        comienzos=(
            "posibilidad de que ",
            "posibilidad de ",
            "riesgo de que ",
            "riesgo de ",
            "que ",
        ),
    ),
}
LUGARES: Mapping[str, SenasDeLugar] = {
    "dependencia": SenasDeLugar(),
    "componente": SenasDeLugar(numero="numero"),
    "subcomponente": SenasDeLugar(),
    # El nombre de un proceso es el de la entidad: ni sus riesgos ni su código pesan más.
    "proceso": SenasDeLugar(numero="codigo", del_nombre=4, del_numero=2),
}


@functools.cache
def senas_de(raiz: str, tema: Tema) -> Senas:
    """Con qué se reconoce un objeto en otra versión: su texto, su código y otros datos.

    ``raiz``: cómo se nombran sus datos; sin señas propias, salen de su clase.
    """
    if raiz in _SENAS:
        return _SENAS[raiz]
    campos = attrs.fields_dict(CATALOGO.de_raiz(raiz).clase)
    datos = [nombre for nombre in campos if CATALOGO.tipo(f"{raiz}.{nombre}") in {str, date}]
    codigo = next((dato for dato in datos if CATALOGO.es_codigo(f"{raiz}.{dato}")), "")
    opcion = next((dato for dato in datos if CATALOGO.opciones(f"{raiz}.{dato}")), "")
    if "corte" in datos:
        declarada = tema.filas.identidad.get(raiz)
        por = declarada.por[0] if declarada and declarada.por else ()
        return Senas(texto=por if "corte" in por else ("corte",), de_reporte=True)
    sin_falta = (
        dato
        for dato in datos
        if campos[dato].default is attrs.NOTHING and dato not in {codigo, opcion}
    )
    texto = "descripcion" if "descripcion" in datos else next(sin_falta, "")
    return Senas(
        texto=(texto,) if texto else (),
        si_no=tuple(filter(None, (codigo, opcion))),
        codigo=codigo,
        iguales=tuple(dict.fromkeys(filter(None, (codigo, *datos)))),
    )


def texto_de(objeto: object, *campos: str) -> str:
    """Texto de unos campos de un objeto, seguidos; vacío el que no traiga."""
    return " ".join(como_texto(getattr(objeto, campo)) for campo in campos if campo)


def nombre_de(objeto: object, senas: Senas) -> str:
    """El código y el texto de un objeto: ``1. Auditar``; sin texto, la opción que trae."""
    if senas.de_reporte:
        valores = (getattr(objeto, campo) for campo in senas.texto)
        return ", ".join(en_palabras(v) if isinstance(v, str) else como_texto(v) for v in valores)
    codigo, texto = texto_de(objeto, senas.codigo).strip(), texto_de(objeto, *senas.texto)
    if not texto and (senas.texto or not codigo):
        texto = texto_de(objeto, *(c for c in senas.si_no if c != senas.codigo)).capitalize()
    return ". ".join(filter(None, (codigo, texto)))


def como_texto(valor: Any) -> str:
    """Texto de un valor, con el que se compara; los de una lista, con comas.

    Vacío si es ``None``.
    """
    if valor is None:
        return ""
    if isinstance(valor, tuple):
        return ", ".join(str(getattr(elemento, "texto", elemento)) for elemento in valor)
    return extra_escrito(valor) if isinstance(valor, Decimal | date) else str(valor)


def extra_escrito(extra: Extra) -> str:
    """Texto de un extra: la fecha, ``dd/mm/aaaa``, y el decimal, con coma."""
    if isinstance(extra, date):
        return f"{extra.day:02d}/{extra.month:02d}/{extra.year:04d}"
    return f"{extra:f}".replace(".", ",") if isinstance(extra, Decimal) else str(extra)


# ------------------------------------------------------------------ las parejas


with hace_falta():
    from rapidfuzz.distance import Indel

PARECIDO = 0.6
"""Desde aquí dos textos son la misma fila escrita de otro modo: comparten tres de cada cinco."""
PARECIDO_CON_CODIGO = 0.5
"""Desde aquí lo son los de dos filas del mismo código: la mitad de las palabras."""
CASI_IGUAL = 0.9
"""Desde aquí lo son las que cambian una palabra por otra y no tienen la misma meta."""
PRUEBA_PARECIDA = 0.75
"""Desde aquí dos metas son la misma, aunque pidan otra cantidad."""
_BASTANTES = 4
"""Las palabras desde las que un texto que está entero en otro dice de cuál es."""
_DE_PRUEBA, _DEL_LUGAR, _ES_LA_MISMA = 0.2, 0.1, 0.1
"""Pesos que, además de las palabras, deciden entre dos que se parecen."""
_NUMEROS = re.compile(r"\d+")
_PAREJAS_DE_UNO = 10_000
"""Parejas de lugares desde las que un texto ya no dice cuál es cuál."""
_SIN_NOMBRE = re.compile(r"(?:componente(?: \d+)?)?")
"""Un nombre que no dice más que el número."""


class Puesto(NamedTuple):
    """Una fila y quienes la contienen; sin ``objeto``, sólo ellos."""

    valor: Any
    """Lo que se empareja: la fila analizada, el riesgo con su ruta…"""
    raiz: str
    objeto: Any
    de_afuera: Mapping[str, Any]


# ------------------------------------------------------------------ los lugares


@attrs.define(eq=False)
class Lugar:
    """Un lugar de uno de los dos lados, con las filas que hay en él."""

    raiz: str = ""
    objeto: Any = None
    """El primero que se llama y se numera así; ``None``, de lo que no tiene uno."""
    padre: "Lugar | None" = None
    clave: tuple[Hashable, ...] = ()
    """Cómo se llaman y se numeran los de afuera y él."""
    nombre: str = ""
    """En plano; vacío si no dice más que su número."""
    numero: Hashable = None
    """Su número, o su código."""
    textos: Counter[Hashable] = attrs.Factory(Counter)
    """Lo que dice cada una de sus filas."""
    hijos: "dict[Hashable, Lugar]" = attrs.Factory(dict)
    igual: "Lugar | None" = None
    """El que es en el otro lado."""
    cual: object = attrs.Factory(object)
    """De los dos que son el mismo, uno solo."""

    @property
    def cadena(self) -> "tuple[Lugar, ...]":
        """Lugares de afuera adentro, hasta él."""
        return (*self.padre.cadena, self) if self.padre else ()

    def adentro(self) -> "Iterator[Lugar]":
        """Lugares que contiene, los de afuera primero."""
        yield from self.hijos.values()
        for hijo in self.hijos.values():
            yield from hijo.adentro()

    def hijo(self, raiz: str, objeto: Any) -> "Lugar":
        """El lugar de adentro que se llama y se numera como ``objeto``; lo agrega si no está."""
        nombre = "" if objeto is None else en_plano(objeto.nombre)
        numero = getattr(objeto, LUGARES[raiz].numero, None) if objeto else f"sin {raiz}"
        clave = *self.clave, nombre, numero
        if clave not in self.hijos:
            nombre = "" if _SIN_NOMBRE.fullmatch(nombre) else nombre
            self.hijos[clave] = Lugar(raiz, objeto, self, clave, nombre, numero)
        return self.hijos[clave]

    def contar(self, dice: Hashable) -> None:
        """Cuenta lo que dice una fila, en él y en los que lo contienen."""
        for lugar in self.cadena:
            lugar.textos[dice] += 1

    def claves(self) -> Iterator[Hashable]:
        """Claves en que se reconoce: los textos de sus filas, su nombre y su número."""
        yield from self.textos
        if self.nombre:
            yield "nombre", self.nombre
        # Sin nombre ni número, casa con el otro que tampoco los tiene.
        if self.numero is not None or not self.nombre:
            yield "número", self.numero

    def casar(self, otro: "Lugar") -> None:
        """Casa lo que contienen dos que son el mismo: lo más parecido, con lo más parecido.

        El que no tiene un texto, un nombre o un número como los de otro se queda solo.
        """
        viejos, nuevos = (
            [hijo for hijo in lado.hijos.values() if hijo.igual is None] for lado in (self, otro)
        )
        de_antes, de_despues = (
            agrupadas((clave, n) for n, lugar in enumerate(lado) for clave in lugar.claves())
            for lado in (viejos, nuevos)
        )
        pares: set[tuple[int, int]] = set()
        for clave in de_antes.keys() & de_despues.keys():
            unos, otros = de_antes[clave], de_despues[clave]
            if len(unos) * len(otros) > _PAREJAS_DE_UNO:
                pares.update(zip(unos, otros, strict=False))  # cada uno con el de su puesto
            else:
                pares.update((uno, otro) for uno in unos for otro in otros)
        puntajes = (
            (*_puntaje_de_lugares(viejos[i], nuevos[j]), abs(i - j), i, j) for i, j in pares
        )
        for i, j in _los_mejores(puntajes):
            viejo, nuevo = viejos[i], nuevos[j]
            viejo.igual, nuevo.igual, nuevo.cual = nuevo, viejo, viejo.cual
        for hijo in self.hijos.values():
            if hijo.igual is not None:
                hijo.casar(hijo.igual)


def _puntaje_de_lugares(viejo: Lugar, nuevo: Lugar) -> tuple[float, bool]:
    """Cuánto difieren dos lugares, para ordenarlos: el menor es el más parecido.

    Cuentan las filas en común, el nombre y el número; éste decide a igual parecido.
    """
    textos, otros_textos = sorted((viejo.textos, nuevo.textos), key=len)
    mismo_nombre = bool(viejo.nombre) and viejo.nombre == nuevo.nombre
    mismo_numero, senas = viejo.numero == nuevo.numero, LUGARES[viejo.raiz]
    filas = viejo.textos.total() + nuevo.textos.total()
    parecido = 2 * (textos & otros_textos).total() / (filas or 1)
    parecido += senas.del_nombre if mismo_nombre else 0
    parecido += senas.del_numero if mismo_numero and viejo.numero else 0
    return -parecido, not mismo_numero


def _los_mejores(puntajes: Iterable[tuple[float, ...]]) -> Iterator[tuple[int, int]]:
    """Los pares (i, j) de menor puntaje, sin repetir ninguno de los dos.

    ``puntajes``: tuplas ``(puntaje, …, i, j)``.
    """
    viejos_con_pareja, nuevos_con_pareja = set[float](), set[float]()
    for *_, viejo, nuevo in sorted(puntajes):
        if viejo not in viejos_con_pareja and nuevo not in nuevos_con_pareja:
            viejos_con_pareja.add(viejo)
            nuevos_con_pareja.add(nuevo)
            yield int(viejo), int(nuevo)


# ------------------------------------------------------------------ las filas


@attrs.define(eq=False, slots=False)
class Ficha:
    """Una fila y aquello en que se la reconoce."""

    orden: int
    puesto: Puesto
    senas: Senas
    lugar: Lugar
    texto: str
    """En plano."""
    codigo: str
    iguales: tuple[Hashable, ...]
    """Datos en que se distingue de las que dicen lo mismo; el último, sus vecinas."""
    adentro: str
    """Nombre, en plano, de quien la contiene sin ser su lugar."""
    unica: bool = True
    """Si en su lado ninguna otra dice lo mismo."""
    lugares: tuple[object, ...] = ()
    """Lugares en que está, de afuera adentro: los mismos si son los del otro lado."""
    letras: str = ""
    """Lo que dice, con una letra por palabra."""
    prueba: str = ""
    """Dato que además del texto deja ver que es la misma, con una letra por palabra."""

    @property
    def valor(self) -> Any:
        """Lo que se emparejó."""
        return self.puesto.valor

    @property
    def dice(self) -> Hashable:
        """Texto, con la clase de lo que lo dice; de la que no dice nada, ella, que es una sola."""
        return (self.senas, self.texto) if self.texto else self

    @property
    def donde(self) -> Hashable:
        """Lugar de la fila, y en cuál de sus listas está."""
        return self.lugares, self.puesto.raiz

    @property
    def interior(self) -> Lugar:
        """Lo que la contiene dentro de su lugar, como su subcomponente; si no hay, su lugar."""
        quien = self.puesto.de_afuera.get(self.senas.adentro)
        return self.lugar if quien is None else self.lugar.hijo(self.senas.adentro, quien)

    @clases.propiedad_recordada
    def redaccion(self) -> "Redaccion":
        """Qué dice que se hace, y cuándo.

        De las que comienzan igual, cada verbo cuenta: «Posibilidad de recibir dádivas para
        expedir…» no es «… para adjudicar…».
        """
        comienzos = self.senas.comienzos
        comienzo = next((c for c in comienzos if self.texto.startswith(c)), "")
        palabras = _palabras(self.texto.removeprefix(comienzo))
        verbos = {p[:_PREFIJO] for n, p in enumerate(palabras) if not n or _VERBO.fullmatch(p)}
        ocasiones = {p[:_PREFIJO].rstrip("oa") for p in palabras if _ORDINAL.fullmatch(p)}
        cabeza = palabras[0] if palabras else ""
        return Redaccion(cabeza, verbos, ocasiones | verbos if comienzos else ocasiones)


ComoSeHallo = Literal["en_su_lugar", "renumerada", "trasladada", "reescrita"]
"""Cómo se reconoció una fila: con su texto, donde estaba, con otro código o en otro lugar; o por
las palabras que aún comparte, la que dice otra cosa."""


class Par(NamedTuple):
    """La misma fila en los dos lados."""

    antes: Ficha
    despues: Ficha
    parecido: float | None = None
    """Parte de las palabras que comparten, de 0 a 1; ``None`` si se halló por el texto entero."""

    @property
    def trasladada(self) -> bool:
        """Si es de otra clase o está en otro lugar, que además se llama de otro modo."""
        if self.antes.puesto.raiz != self.despues.puesto.raiz:
            return True
        # De los que no tienen nombre, el número.
        llamados, llamados_hoy = (
            [lugar.nombre or lugar.numero for lugar in ficha.lugar.cadena]
            for ficha in (self.antes, self.despues)
        )
        return self.antes.lugares != self.despues.lugares and llamados != llamados_hoy

    @property
    def como(self) -> ComoSeHallo:
        """Cómo se la halló."""
        if self.parecido is not None:
            return "reescrita"
        if self.trasladada:
            return "trasladada"
        return "en_su_lugar" if self.antes.codigo == self.despues.codigo else "renumerada"


@clases.frozen(eq=False)
class Emparejadas:
    """Qué fila es cuál en otro contenido."""

    parejas: Sequence[Par]
    """En el orden de las nuevas."""
    retiradas: Sequence[Ficha]
    nuevas: Sequence[Ficha]
    antes: Lugar
    """Todo lo de antes, con los lugares que contiene y cuál es cada uno después."""
    despues: Lugar

    def en_su_codigo(self) -> Iterator[Par]:
        """Fila nueva que está en el lugar de cada retirada, con su código y otro texto."""
        return _en_orden(self.retiradas, self.nuevas, clave=_con_codigo)


def emparejar(antes: Sequence[Puesto], despues: Sequence[Puesto], tema: Tema) -> Emparejadas:
    """Filas de los dos lados que son la misma, las que ya no están y las que no estaban.

    Al cambiar un lado por el otro salen las mismas parejas, al revés.
    """
    viejo, nuevo = Lugar(), Lugar()
    lados = _fichas(antes, viejo, tema), _fichas(despues, nuevo, tema)
    todas = [*lados[0], *lados[1]]
    for ficha in todas:
        ficha.lugar.contar(ficha.dice)
    _casar_los_lugares(viejo, nuevo, todas)
    parejas: list[Par] = []
    solas = _con_sus_pares(lados, _pasos_de_iguales(todas), parejas)
    _poner_letras([*solas[0], *solas[1]])
    # Por las filas que ya se casaron, los subcomponentes y el lugar del que nada quedó igual; y por
    # él, las que faltan.
    for pasos in (_DE_PARECIDAS, (*_pasos_de_iguales(todas), *_CON_SU_CODIGO)):
        solas = _con_sus_pares(solas, pasos, parejas)
        for lugar in chain(viejo.adentro(), nuevo.adentro()):
            lugar.textos.clear()
        for par in parejas:
            par.antes.interior.contar(par.despues)
            par.despues.interior.contar(par.despues)
        for ficha in chain(*solas):
            ficha.interior.contar(ficha)
        _casar_los_lugares(viejo, nuevo, todas)
    en_su_orden = sorted(parejas, key=lambda par: par.despues.orden)
    return Emparejadas(en_su_orden, *solas, viejo, nuevo)


def _fichas(puestos: Sequence[Puesto], todo: Lugar, tema: Tema) -> list[Ficha]:
    """La ficha de cada fila, para emparejarla: lo que dice, su lugar y sus vecinas.

    ``todo``: el lugar que contiene a los demás, y que aquí se llena.
    """
    fichas: list[Ficha] = []
    for puesto in puestos:
        lugar, senas = todo, senas_de(puesto.raiz, tema)
        for raiz in senas.lugares:
            lugar = lugar.hijo(raiz, puesto.de_afuera.get(raiz))
        if puesto.objeto is None:
            continue
        dicen = (senas.texto, *((dato,) for dato in senas.si_no))
        texto, codigo, *iguales = (
            en_plano(uno)
            for uno in (
                next(filter(en_plano, (texto_de(puesto.objeto, *datos) for datos in dicen)), ""),
                *(texto_de(puesto.objeto, dato) for dato in (senas.codigo, *senas.iguales)),
            )
        )
        quien = puesto.de_afuera.get(senas.adentro)
        adentro = "" if quien is None else en_plano(quien.nombre)
        fichas.append(
            Ficha(len(fichas), puesto, senas, lugar, texto, codigo, tuple(iguales), adentro)
        )
    veces = Counter(ficha.dice for ficha in fichas)
    for suyas in agrupadas(((f.lugar, f.puesto.raiz), f) for f in fichas).values():
        seguidos = ["", *(ficha.texto for ficha in suyas), ""]
        for arriba, abajo, ficha in zip(seguidos, seguidos[2:], suyas, strict=False):
            ficha.iguales = *ficha.iguales, (arriba, abajo)
            ficha.unica = veces[ficha.dice] == 1
    return fichas


def _casar_los_lugares(viejo: Lugar, nuevo: Lugar, fichas: Iterable[Ficha]) -> None:
    """Casa los lugares de los dos lados, y dice a cada ficha en cuáles está."""
    viejo.casar(nuevo)
    for ficha in fichas:
        ficha.lugares = tuple(lugar.cual for lugar in ficha.lugar.cadena)


# ------------------------------------------------------------------ paso a paso

Paso = Callable[[Sequence[Ficha], Sequence[Ficha]], Iterable[Par]]
"""Las parejas que se ven entre lo que queda de cada lado."""
_Lados = tuple[list[Ficha], list[Ficha]]


def _con_sus_pares(solas: _Lados, pasos: Iterable[Paso], parejas: list[Par]) -> _Lados:
    """Lo que queda sin pareja de cada lado tras unos pasos, que se dan en orden.

    Agrega a ``parejas`` las que cada paso halla entre lo que dejó el anterior.
    """
    for paso in pasos:
        pares_del_paso = [*paso(*solas)] if all(solas) else []
        casadas = {ficha for par in pares_del_paso for ficha in (par.antes, par.despues)}
        viejas, nuevas = ([f for f in lado if f not in casadas] for lado in solas)
        solas = viejas, nuevas
        parejas += pares_del_paso
    return solas


def _pasos_de_iguales(fichas: Sequence[Ficha]) -> Iterator[Paso]:
    """Pasos que unen las fichas de un mismo texto, de lo más estricto a lo menos.

    En su lugar, con todos los datos que las distinguen y cada vez con uno menos; en el de afuera;
    y donde sea, si nadie más lo dice. ``clave`` es lo que dos comparten; ``None``, que no se unen.
    """
    for cuantos in range(max((len(ficha.iguales) for ficha in fichas), default=0), -1, -1):
        for con_adentro in (True, False):
            yield partial(
                _en_orden, clave=partial(_en_su_lugar, cuantos=cuantos, con_adentro=con_adentro)
            )
    yield partial(_en_orden, clave=lambda f: (f.dice, f.lugares[:-1]) if f.lugares[1:] else None)
    # El texto que repiten varias oficinas es de cada una.
    yield partial(_en_orden, clave=lambda ficha: ficha.dice if ficha.unica else None)


def _en_su_lugar(ficha: Ficha, *, cuantos: int, con_adentro: bool) -> Hashable:
    return ficha.donde, ficha.texto, ficha.iguales[:cuantos], con_adentro and ficha.adentro


def _con_codigo(ficha: Ficha) -> Hashable:
    return (ficha.donde, ficha.codigo) if ficha.codigo else None


def _con_codigo_suyo(ficha: Ficha) -> Hashable:
    return _con_codigo(ficha) if ficha.senas.codigo_suyo else None


def _en_el_de_mas_afuera(ficha: Ficha) -> Hashable:
    """Filas con que se compara una: las de su misma dependencia o proceso, y su misma clase.

    Los que no se hallaron en la otra versión van juntos. ``None`` si es un reporte, que no se
    parece a otro.
    """
    hallado = [lugar.cual for lugar in ficha.lugar.cadena[:1] if lugar.igual]
    return None if ficha.senas.de_reporte else (*hallado, ficha.puesto.raiz)


def _en_orden(
    viejas: Iterable[Ficha], nuevas: Iterable[Ficha], *, clave: Callable[[Ficha], Hashable]
) -> Iterator[Par]:
    """Los pares de fichas de igual clave, en su orden; de clave ``None``, ninguno.

    ``clave``: da la de una ficha.
    """
    colas = {v: deque(fichas) for v, fichas in agrupadas((clave(f), f) for f in viejas).items()}
    colas.pop(None, None)
    for nueva in nuevas:
        if cola := colas.get(clave(nueva)):
            yield Par(cola.popleft(), nueva)


def _parecidas(
    viejas: Sequence[Ficha],
    nuevas: Sequence[Ficha],
    *,
    donde: Callable[[Ficha], Hashable],
    desde: float,
) -> Iterator[Par]:
    """Los pares de fichas que se parecen y comparten lugar, primero las más parecidas.

    ``donde``: el lugar de una; ``desde``: el menor parecido; a igual parecido, las más cercanas.
    """
    de_despues = agrupadas((donde(ficha), ficha) for ficha in nuevas)
    for lugar, aqui in agrupadas((donde(ficha), ficha) for ficha in viejas).items():
        alla = [] if lugar is None else de_despues.get(lugar, [])
        puntajes = (
            (-puntaje, abs(i - j), i, j)
            for i, j in _candidatos([f.letras for f in aqui], [f.letras for f in alla])
            if (puntaje := _puntaje(aqui[i], alla[j], desde))
        )
        for i, j in _los_mejores(puntajes):
            yield Par(aqui[i], alla[j], _parecido(aqui[i].letras, alla[j].letras))


_POR_PALABRAS = partial(_parecidas, donde=_en_el_de_mas_afuera, desde=PARECIDO)
_CON_SU_CODIGO: tuple[Paso, ...] = (
    partial(_parecidas, donde=_con_codigo, desde=PARECIDO_CON_CODIGO),
)
_DE_PARECIDAS: tuple[Paso, ...] = (
    partial(_parecidas, donde=_con_codigo_suyo, desde=PARECIDO_CON_CODIGO),
    _POR_PALABRAS,
    _POR_PALABRAS,  # en un lugar de cientos, la segunda vez ve a las que la primera tapaba
)


def _puntaje(vieja: Ficha, nueva: Ficha, desde: float) -> float:
    """Parecido de dos filas, más alto cuanto más lo son; 0 si no son la misma.

    Que la una diga lo de la otra y algo más, o que tengan igual la meta o el código, es lo que deja
    ver que un texto es el otro con otras palabras; sin eso, casi todas deben ser las mismas.
    """
    por_una_letra = _difieren_en_una_letra(vieja.texto, nueva.texto)
    grado = 1.0 if por_una_letra else _parecido(vieja.letras, nueva.letras)
    if grado < desde:
        return 0.0
    # Dos lugares que no se han hallado pueden ser el mismo.
    en_su_lugar = vieja.donde == nueva.donde or not (vieja.lugar.igual or nueva.lugar.igual)
    con_su_codigo = en_su_lugar and bool(vieja.codigo) and vieja.codigo == nueva.codigo
    es_su_codigo = con_su_codigo and vieja.senas.codigo_suyo
    if not es_su_codigo and vieja.redaccion.contradice(nueva.redaccion):
        return 0.0
    corto, largo = sorted((len(vieja.letras), len(nueva.letras)))
    trae_al_otro = corto >= _BASTANTES and round((1 - grado) * (corto + largo)) == largo - corto
    es_la_misma = por_una_letra or trae_al_otro
    de_prueba = _parecido(vieja.prueba, nueva.prueba)
    de_prueba = de_prueba if de_prueba >= PRUEBA_PARECIDA else 0.0
    if not (es_la_misma or de_prueba or con_su_codigo or grado >= CASI_IGUAL):
        return 0.0
    return grado + _DE_PRUEBA * de_prueba + _DEL_LUGAR * en_su_lugar + _ES_LA_MISMA * es_la_misma


# ------------------------------------------------------------------ cuánto se parecen dos textos

_VACIA = re.compile(
    r"a|al|ante|como|con|cual|cuales|cuyo|de|del|desde|e|el|en|entre|es|esta|este|la|las|le"
    r"|les|lo|los|mas|ni|no|o|para|por|que|se|segun|ser|si|sin|sobre|su|sus|u|un|una|uno|y|ya"
    r"|vigencia|20\d\d"
)
"""Palabras de cualquier texto, que no hacen parecidos a dos; el año cambia con el plan."""
_LETRAS_DE_RAIZ = 7
"""Letras de una palabra que se comparan: las que siguen son su terminación."""
_PALABRA = re.compile(r"\w+")
_CARACTERES_DE_UNICODE = 0x110000
"""Cuántos números de carácter hay en Unicode."""
_DE_UN_TEXTO = 1000
"""Las palabras por las que se reconoce el más largo."""


def _palabras(plano: str) -> list[str]:
    """Palabras de un texto en plano, sin las que están en cualquiera."""
    return [palabra for palabra in _PALABRA.findall(plano) if not _VACIA.fullmatch(palabra)]


def _poner_letras(fichas: Sequence[Ficha]) -> None:
    """Pone a cada ficha sus textos con una letra por palabra, para compararlos por palabras."""
    pruebas = (en_plano(texto_de(f.puesto.objeto, f.senas.prueba)) for f in fichas)
    planos = [*(f.texto for f in fichas), *(_NUMEROS.sub("", prueba) for prueba in pruebas)]
    textos = [[_raiz(palabra) for palabra in _palabras(plano)[:_DE_UN_TEXTO]] for plano in planos]
    raices = sorted(set(chain.from_iterable(textos)))
    # Si hubiera más raíces que letras, las que sobran repiten letra.
    letra = {raiz: chr(numero % _CARACTERES_DE_UNICODE) for numero, raiz in enumerate(raices)}
    letras = ["".join([letra[raiz] for raiz in suyas]) for suyas in textos]
    for ficha, texto, prueba in zip(fichas, letras, letras[len(fichas) :], strict=False):
        ficha.letras, ficha.prueba = texto, prueba


def _raiz(palabra: str) -> str:
    """Comienzo de la palabra, sin el plural: ``actividades`` → ``activid``."""
    # Lo que trae cifras va entero: 10000001 y 10000002 no son lo mismo.
    return (palabra.rstrip("es") or palabra)[:_LETRAS_DE_RAIZ] if palabra.isalpha() else palabra


def _parecido(letras: str, otras_letras: str) -> float:
    """Parte que dos textos comparten en orden, de 0 a 1; los que no tienen palabras, nada."""
    return Indel.normalized_similarity(letras, otras_letras) if letras else 0.0


_VECINOS = 64
"""Con cuántos se compara cada texto, a lo sumo."""
_SEGUIDAS = (1, 2, 3)
"""Palabras que, seguidas, son una clave de un texto: las de tres son más raras, y dicen más."""


def _candidatos(viejos: Sequence[str], nuevos: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pares de posiciones (viejo, nuevo) de textos, en letras, que comparten alguna palabra.

    De cada texto se miran antes los que comparten su clave más rara y, con la misma clave, los más
    cercanos, hasta que se acaben o sean bastantes. Son los mismos pares mirados al revés.
    """
    claves_de_viejos, claves_de_nuevos = (
        [{t[i : i + n] for n in _SEGUIDAS for i in range(len(t) - n + 1)} for t in lado]
        for lado in (viejos, nuevos)
    )
    viejos_por_clave, nuevos_por_clave = (
        agrupadas((clave, posicion) for posicion, claves in enumerate(lado) for clave in claves)
        for lado in (claves_de_viejos, claves_de_nuevos)
    )
    rareza = {
        clave: (len(viejos_por_clave[clave]) + len(nuevos_por_clave[clave]), clave)
        for clave in viejos_por_clave.keys() & nuevos_por_clave.keys()
    }
    # Por texto: un conjunto de cientos de miles de pares le daría qué hacer al recolector.
    cerca: list[set[int]] = [set() for _ in viejos]
    for posicion, claves in enumerate(claves_de_viejos):
        cerca[posicion].update(_cercanos(posicion, claves, rareza, nuevos_por_clave))
    for posicion, claves in enumerate(claves_de_nuevos):
        for viejo in _cercanos(posicion, claves, rareza, viejos_por_clave):
            cerca[viejo].add(posicion)
    return ((viejo, nuevo) for viejo, cercanos in enumerate(cerca) for nuevo in cercanos)


def _cercanos(
    posicion: int,
    claves: Iterable[str],
    rareza: Mapping[str, tuple[int, str]],
    donde: Mapping[str, Sequence[int]],
) -> Iterator[int]:
    """Los puestos, en el otro lado, de los textos que comparten con éste una clave rara.

    ``rareza``: de cada clave, lo común que es; ``donde``: sus puestos.
    """
    faltan = _VECINOS
    for clave in sorted(filter(rareza.__contains__, claves), key=rareza.__getitem__):
        centro = bisect_left(donde[clave], posicion)
        cercanos = donde[clave][max(0, centro - faltan) : centro + faltan]
        cercanos = sorted(cercanos, key=lambda cercano: abs(cercano - posicion))[:faltan]
        yield from cercanos
        faltan -= len(cercanos)
        if not faltan:
            return


# ------------------------------------------------------------------ qué dicen que se hace

_PREFIJO = 5
"""Las letras que comparten un verbo y el nombre de lo que hace: evaluar, evaluación."""
_DE_UNA_LETRA = 2
"""Diferencia de dos palabras si en una hay una letra cambiada."""
_LARGA = 6
"""Las letras desde las que lo que tiene una cambiada sigue siendo lo mismo."""

_CIFRA = re.compile(r"\d")
_ORDINAL = re.compile(
    r"primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|i{1,3}|iv|vi?"
    rf"|{'|'.join(MESES)}"
)
_VERBO = re.compile(r"[a-z]+(?:ar|er|ir)(?:se|an?)?")
_LO_MISMO = [
    conjunto(verbos)
    for verbos in (
        "publi divul difun",
        "socia divul comun dar infor",
        "reali adela efect hacer ejecu lleva desar cumpl",
        "elabo const formu disen crear prepa proye",
        "actua ajust revis modif",
        "capac forma sensi entre",
        "imple poner puest adopt",
        "segui monit verif contr hacer",
        "evalu medir medic valor anali",
        "ident deter estab defin",
        "forta mejor optim",
    )
]
"""Los verbos que una oficina usa unos por otros, por como empiezan."""


class Redaccion(NamedTuple):
    """Redacción de un texto: por lo que empieza, qué dice que se hace y las veces de que habla."""

    cabeza: str
    verbos: set[str]
    """Como empieza cada uno, y la primera palabra."""
    ocasiones: set[str]

    def contradice(self, otra: "Redaccion") -> bool:
        """Si dicen hacer cosas distintas, o lo mismo en distinta ocasión."""
        if self.ocasiones - otra.ocasiones and otra.ocasiones - self.ocasiones:
            return True
        cabezas = {self.cabeza[:_PREFIJO], otra.cabeza[:_PREFIJO]}
        return not (
            self.verbos & otra.verbos & cabezas
            or any(cabezas <= verbos for verbos in _LO_MISMO)
            or _difieren_en_una_letra(self.cabeza, otra.cabeza)
        )


def _difieren_en_una_letra(texto: str, otro_texto: str) -> bool:
    """Si a un texto le falta, sobra o cambia una letra, no un número; los muy cortos no cuentan."""
    if min(len(texto), len(otro_texto)) < _LARGA or abs(len(texto) - len(otro_texto)) > 1:
        return False
    if Indel.distance(texto, otro_texto, score_cutoff=_DE_UNA_LETRA) > _DE_UNA_LETRA:
        return False
    return _CIFRA.findall(texto) == _CIFRA.findall(otro_texto)
