"""Qué fila es cuál en otro contenido: por lo que dicen, que los códigos cambian cada año.

Sirve igual para las filas de un plan, los riesgos de un mapa o lo de cualquier lista: en qué se
reconoce cada cosa lo dicen sus ``senas``. Primero se casan los lugares, de afuera adentro, por lo
que dicen sus filas y por su nombre: las dependencias y, en cada pareja, sus componentes; o los
procesos. Después, las filas que dicen lo mismo, en su lugar y luego en otros; al final, las que se
parecen.
"""

import functools
import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Literal, NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.analisis.senas import LUGARES, Senas, senas_de, texto_de
from paac_reportes.grupos import agrupadas
from paac_reportes.instalacion import hace_falta
from paac_reportes.modelo.fechas import MESES
from paac_reportes.modelo.temas import Tema
from paac_reportes.textos.plano import en_plano

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


@attrs.define(eq=False)
class Lugar:
    """Un lugar de uno de los dos lados, con las filas que hay en él."""

    raiz: str = ""
    objeto: Any = None
    """El primero que se llama y se numera así; ``None``, de lo que no tiene uno."""
    padre: "Lugar | None" = None
    clave: tuple[Hashable, ...] = ()
    """Cómo se llaman y se numeran los de afuera y él."""
    orden: int = 0
    nombre: str = ""
    """En plano; vacío si no dice más que su número."""
    numero: Hashable = None
    """Su número, o su código."""
    filas: int = 0
    textos: Counter[Hashable] = attrs.Factory(Counter)
    hijos: "dict[Hashable, Lugar]" = attrs.Factory(dict)
    igual: "Lugar | None" = None
    """El que es en el otro lado."""

    @property
    def mismo(self) -> "Lugar":
        """De los dos que son el mismo, siempre uno."""
        return min(filter(None, (self, self.igual)), key=id)

    @property
    def cadena(self) -> "tuple[Lugar, ...]":
        """Lugares de afuera adentro, hasta él."""
        return (*self.padre.cadena, self) if self.padre else ()

    def se_llama_como(self, lugar: "Lugar") -> bool:
        """Si los dos, y los que los contienen, se llaman igual o, sin nombre, se numeran igual."""
        return [uno.nombre or uno.numero for uno in self.cadena] == [
            uno.nombre or uno.numero for uno in lugar.cadena
        ]

    def adentro(self) -> "Iterator[Lugar]":
        """Lugares que contiene, los de afuera primero."""
        yield from self.hijos.values()
        for hijo in self.hijos.values():
            yield from hijo.adentro()

    def hijo(self, raiz: str, objeto: Any) -> "Lugar":
        """El lugar de adentro que se llama y se numera como ``objeto``; lo agrega si no está."""
        nombre, dato = "", LUGARES[raiz].numero
        numero: Hashable = f"sin {raiz}"
        if objeto is not None:
            nombre, numero = en_plano(objeto.nombre), getattr(objeto, dato) if dato else None
        clave = *self.clave, nombre, numero
        if clave not in self.hijos:
            nombre = "" if _SIN_NOMBRE.fullmatch(nombre) else nombre
            self.hijos[clave] = Lugar(raiz, objeto, self, clave, len(self.hijos), nombre, numero)
        return self.hijos[clave]

    def contar(self, texto: Hashable) -> None:
        """Cuenta una fila que hay en él, y su texto o cuál es."""
        self.filas += 1
        if texto is not None:
            self.textos[texto] += 1

    def claves(self) -> Iterator[Hashable]:
        """Claves en que se reconoce: los textos de sus filas, su nombre y su número."""
        yield from (("texto", texto) for texto in self.textos)
        if self.nombre:
            yield "nombre", self.nombre
        if self.numero is not None:
            yield "número", self.numero
        elif not self.nombre:  # de lo que no se llama ni se numera sólo puede haber uno
            yield "nada", None

    def casar(self, lugar: "Lugar") -> None:
        """Casa lo que contienen dos que son el mismo: lo más parecido, con lo más parecido.

        El que no tiene un texto, un nombre o un número como los de otro se queda solo.
        """
        viejos, nuevos = list(self.hijos.values()), list(lugar.hijos.values())
        puntajes = (
            (*_puntaje_de_lugares(viejos[i], nuevos[j]), i, j)
            for i, j in _pares_posibles(viejos, nuevos)
        )
        for i, j in los_mejores(puntajes):
            viejos[i].igual, nuevos[j].igual = nuevos[j], viejos[i]
            viejos[i].casar(nuevos[j])


def _puntaje_de_lugares(viejo: Lugar, nuevo: Lugar) -> tuple[float, ...]:
    """Puntaje de dos lugares, menor cuanto más se parecen; a igual parecido, el del número."""
    textos, otros = sorted((viejo.textos, nuevo.textos), key=len)
    iguales = sum(min(veces, otros[texto]) for texto, veces in textos.items())
    mismo_nombre = bool(viejo.nombre) and viejo.nombre == nuevo.nombre
    mismo_numero = viejo.numero == nuevo.numero
    senas = LUGARES[viejo.raiz]
    parecido = 2 * iguales / ((viejo.filas + nuevo.filas) or 1)
    parecido += senas.del_nombre * mismo_nombre
    parecido += senas.del_numero * (mismo_numero and bool(viejo.numero))
    return -parecido, not mismo_numero, abs(viejo.orden - nuevo.orden)


def _pares_posibles(viejos: Sequence[Lugar], nuevos: Sequence[Lugar]) -> set[tuple[int, int]]:
    """Pares (lugar de antes, lugar de después) con un texto, el nombre o el número en común."""
    de_antes, de_despues = (
        agrupadas((clave, lugar.orden) for lugar in lado for clave in lugar.claves())
        for lado in (viejos, nuevos)
    )
    pares: set[tuple[int, int]] = set()
    for clave, ordenes in de_antes.items():
        ordenes_nuevos = de_despues.get(clave, [])
        if len(ordenes) * len(ordenes_nuevos) > _PAREJAS_DE_UNO:
            pares.update(zip(ordenes, ordenes_nuevos, strict=False))  # cada uno con el de su orden
        else:
            pares.update((viejo, nuevo) for viejo in ordenes for nuevo in ordenes_nuevos)
    return pares


@attrs.define(eq=False, slots=False)
class Ficha:
    """Una fila y aquello en que se la reconoce."""

    orden: int
    puesto: Puesto
    senas: Senas
    lugar: Lugar
    texto: str
    """En plano."""
    unica: bool = True
    """Si en su lado ninguna otra dice lo mismo."""
    vecinas: tuple[str, str] = ("", "")
    """Textos de la fila de arriba y la de abajo en su lugar."""

    @property
    def valor(self) -> Any:
        """Lo que se emparejó."""
        return self.puesto.valor

    @clases.propiedad_recordada
    def lugares(self) -> tuple[Lugar, ...]:
        """Lugares en que está, de afuera adentro: los mismos si son los del otro lado."""
        return tuple(lugar.mismo for lugar in self.lugar.cadena)

    @property
    def dice(self) -> Hashable:
        """Texto, con la clase de lo que lo dice; ``None`` si no dice nada."""
        return (self.senas, self.texto) if self.texto else None

    @clases.propiedad_recordada
    def donde(self) -> Hashable:
        """Lugar de la fila, y en cuál de sus listas está."""
        return self.lugares, self.puesto.raiz

    @clases.propiedad_recordada
    def adentro(self) -> str:
        """Nombre, en plano, de quien la contiene sin ser su lugar."""
        objeto = self.puesto.de_afuera.get(self.senas.adentro)
        return en_plano(objeto.nombre) if objeto is not None else ""

    @property
    def interior(self) -> Lugar:
        """Lo que la contiene dentro de su lugar, como su subcomponente; si no hay, su lugar."""
        quien = self.puesto.de_afuera.get(self.senas.adentro)
        return self.lugar if quien is None else self.lugar.hijo(self.senas.adentro, quien)

    @clases.propiedad_recordada
    def iguales(self) -> tuple[Hashable, ...]:
        """Datos en que se distingue de las que dicen lo mismo; el último, sus vecinas."""
        datos = (en_plano(texto_de(self.puesto.objeto, campo)) for campo in self.senas.iguales)
        return (*datos, self.vecinas)

    @clases.propiedad_recordada
    def codigo(self) -> str:
        """Código, en plano."""
        return en_plano(texto_de(self.puesto.objeto, self.senas.codigo))

    @clases.propiedad_recordada
    def prueba(self) -> str:
        """Dato que además del texto deja ver que es la misma, en plano."""
        return en_plano(texto_de(self.puesto.objeto, self.senas.prueba))

    @clases.propiedad_recordada
    def redaccion(self) -> "Redaccion":
        """Redacción de la fila: qué dice que se hace, y cuándo.

        De las que comienzan igual, cada verbo cuenta: «Posibilidad de recibir dádivas para
        expedir…» no es «… para adjudicar…».
        """
        entradas = self.senas.comienzos
        comienzo = next((e for e in entradas if self.texto.startswith(e)), "")
        redaccion = redaccion_de(self.texto.removeprefix(comienzo))
        cuentan = redaccion.verbos if entradas else frozenset[str]()
        return redaccion._replace(ordinales=redaccion.ordinales | cuentan)


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
        vieja, nueva = self.antes, self.despues
        en_otro = vieja.lugares != nueva.lugares and not vieja.lugar.se_llama_como(nueva.lugar)
        return en_otro or vieja.puesto.raiz != nueva.puesto.raiz

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
        """De cada retirada, la nueva que está en su lugar con su código y otro texto."""
        return pares_en_orden(
            self.retiradas,
            self.nuevas,
            clave=lambda ficha: (ficha.donde, ficha.codigo) if ficha.codigo else None,
        )


def emparejar(antes: Sequence[Puesto], despues: Sequence[Puesto], tema: Tema) -> Emparejadas:
    """Filas de los dos lados que son la misma, las que ya no están y las que no estaban.

    Al cambiar un lado por el otro salen las mismas parejas, al revés.
    """
    viejo, nuevo = Lugar(), Lugar()
    viejas, nuevas = _fichas(antes, viejo, tema), _fichas(despues, nuevo, tema)
    _contar_textos(viejas, nuevas)
    viejo.casar(nuevo)
    parejas, retiradas, llegadas = _casar(viejas, nuevas)
    _casar_lo_de_adentro(parejas, (*retiradas, *llegadas))
    en_su_orden = sorted(parejas, key=lambda par: par.despues.orden)
    return Emparejadas(en_su_orden, retiradas, llegadas, viejo, nuevo)


def _fichas(puestos: Sequence[Puesto], todo: Lugar, tema: Tema) -> list[Ficha]:
    """Ficha de cada fila, con su lugar y el texto de sus vecinas; ``todo`` los contiene."""
    fichas: list[Ficha] = []
    for puesto in puestos:
        lugar, senas = todo, senas_de(puesto.raiz, tema)
        for raiz in senas.lugares:
            lugar = lugar.hijo(raiz, puesto.de_afuera.get(raiz))
        if puesto.objeto is not None:
            dicen = (senas.texto, *((dato,) for dato in senas.si_no))
            textos = (en_plano(texto_de(puesto.objeto, *datos)) for datos in dicen)
            texto = next(filter(None, textos), "")
            fichas.append(Ficha(len(fichas), puesto, senas, lugar, texto))
    veces = Counter((ficha.senas, ficha.texto) for ficha in fichas)
    for suyas in agrupadas(((f.lugar, f.puesto.raiz), f) for f in fichas).values():
        seguidos = ["", *(ficha.texto for ficha in suyas), ""]
        for arriba, abajo, ficha in zip(seguidos, seguidos[2:], suyas, strict=False):
            ficha.vecinas = arriba, abajo
            ficha.unica = veces[ficha.senas, ficha.texto] == 1
    return fichas


def _contar_textos(viejas: Sequence[Ficha], nuevas: Sequence[Ficha]) -> None:
    """Cuenta en su lugar el texto de cada fila; de la reescrita, el que tenía antes.

    Las reescritas se buscan sólo en los lugares que no se llaman ni se numeran como otro.
    """
    lados = viejas, nuevas
    dicen = [{ficha.dice for ficha in lado} for lado in lados]
    lugares = [{ficha.lugar.clave for ficha in lado} for lado in lados]
    viejas_solas, nuevas_solas = (
        [
            attrs.evolve(ficha, lugar=_NINGUNO)
            for ficha in lado
            if ficha.lugar.clave not in lugares[not cual]
            and ficha.texto
            and ficha.dice not in dicen[not cual]
        ]
        for cual, lado in enumerate(lados)
    )
    decia = {par.despues.orden: par.antes.dice for par in _por_palabras(viejas_solas, nuevas_solas)}
    for cual, lado in enumerate(lados):
        for ficha in lado:
            for lugar in ficha.lugar.cadena:
                lugar.contar(decia.get(ficha.orden, ficha.dice) if cual else ficha.dice)


_NINGUNO = Lugar()


def _casar_lo_de_adentro(parejas: Sequence[Par], solas: Iterable[Ficha]) -> None:
    """Casa lo que hay dentro de cada lugar, como sus subcomponentes, por las filas ya casadas."""
    for numero, par in enumerate(parejas):
        par.antes.interior.contar(numero)
        par.despues.interior.contar(numero)
    for ficha in solas:
        ficha.interior.contar(None)
    for lugar in dict.fromkeys(p.despues.lugar for p in parejas if p.despues.senas.adentro):
        if lugar.igual is not None:
            lugar.igual.casar(lugar)


# ------------------------------------------------------------------ paso a paso

Paso = Callable[[Sequence[Ficha], Sequence[Ficha]], Iterable[Par]]
"""Las parejas que se ven entre lo que queda de cada lado."""


def _casar(
    viejas: Sequence[Ficha], nuevas: Sequence[Ficha]
) -> tuple[list[Par], list[Ficha], list[Ficha]]:
    """Parejas de todos los pasos, y lo que queda sin pareja de cada lado.

    Cada paso sólo ve lo que dejaron los anteriores.
    """
    parejas: list[Par] = []
    solas = list(viejas), list(nuevas)
    for paso in _pasos(max((len(ficha.iguales) for ficha in viejas), default=0)):
        if not all(solas):
            break
        parejas_del_paso = list(paso(*solas))
        casadas = {ficha for par in parejas_del_paso for ficha in (par.antes, par.despues)}
        viejas_solas, nuevas_solas = ([f for f in lado if f not in casadas] for lado in solas)
        solas = viejas_solas, nuevas_solas
        parejas += parejas_del_paso
    return parejas, *solas


def _pasos(iguales: int) -> Iterator[Paso]:
    """Primero las que dicen lo mismo, en su lugar y luego en otros; después, las parecidas."""
    for cuantas in range(iguales, -1, -1):
        for con_adentro in (True, False):
            clave = functools.partial(_en_su_lugar, cuantas=cuantas, con_adentro=con_adentro)
            yield functools.partial(pares_en_orden, clave=clave)
    yield functools.partial(pares_en_orden, clave=_en_el_de_afuera)
    yield functools.partial(pares_en_orden, clave=_en_otro_lugar)
    yield functools.partial(parecidas, donde=_con_codigo_suyo, desde=PARECIDO_CON_CODIGO)
    yield _por_palabras
    yield _por_palabras  # en un lugar de cientos, la segunda vez ve a las que la primera tapaba
    yield functools.partial(parecidas, donde=_con_codigo, desde=PARECIDO_CON_CODIGO)


def _en_su_lugar(ficha: Ficha, *, cuantas: int, con_adentro: bool) -> Hashable:
    adentro = ficha.adentro if con_adentro else ""
    return ficha.donde, ficha.texto, ficha.iguales[:cuantas], adentro


def _en_el_de_afuera(ficha: Ficha) -> Hashable:
    """Texto en cualquier lugar del que contiene al suyo: en su dependencia."""
    afuera = ficha.lugares[:-1]
    return (ficha.senas, ficha.texto, afuera) if ficha.texto and afuera else None


def _en_otro_lugar(ficha: Ficha) -> Hashable:
    """Texto que su lado dice una vez: el que repiten varias oficinas es de cada una."""
    return ficha.dice if ficha.unica else None


def _con_codigo(ficha: Ficha) -> Hashable:
    return (ficha.donde, ficha.codigo) if ficha.codigo else None


def _con_codigo_suyo(ficha: Ficha) -> Hashable:
    return _con_codigo(ficha) if ficha.senas.codigo_suyo else None


def _en_el_de_mas_afuera(ficha: Ficha) -> Hashable:
    return None if ficha.senas.de_reporte else (ficha.lugares[:1], ficha.puesto.raiz)


def pares_en_orden(
    viejas: Iterable[Ficha], nuevas: Iterable[Ficha], *, clave: Callable[[Ficha], Hashable]
) -> Iterator[Par]:
    """Pares de igual clave, la primera con la primera; de clave ``None`` no se casa ninguna."""
    colas: dict[Hashable, deque[Ficha]] = {}
    for vieja in viejas:
        colas.setdefault(clave(vieja), deque()).append(vieja)
    colas.pop(None, None)
    for nueva in nuevas:
        if cola := colas.get(clave(nueva)):
            yield Par(cola.popleft(), nueva)


def parecidas(
    viejas: Sequence[Ficha],
    nuevas: Sequence[Ficha],
    *,
    donde: Callable[[Ficha], Hashable],
    desde: float,
) -> Iterator[Par]:
    """Parejas del mismo lugar, las más parecidas primero; a igual parecido, las más cercanas."""
    lados = [
        agrupadas((lugar, f) for f in lado if (lugar := donde(f)) is not None)
        for lado in (viejas, nuevas)
    ]
    comunes = lados[0].keys() & lados[1].keys()
    fichas = [f for lado in lados for lugar in lado if lugar in comunes for f in lado[lugar]]
    letras = _en_letras(fichas, (ficha.texto for ficha in fichas))
    pruebas = _en_letras(fichas, (_NUMEROS.sub("", ficha.prueba) for ficha in fichas))
    for lugar in (lugar for lugar in lados[0] if lugar in comunes):
        aqui, alla = lados[0][lugar], lados[1][lugar]
        puntajes = (
            (-puntaje, abs(i - j), i, j)
            for i, j in candidatos([letras[f] for f in aqui], [letras[f] for f in alla])
            if (puntaje := _puntaje(aqui[i], alla[j], letras, pruebas, desde))
        )
        for vieja, nueva in ((aqui[i], alla[j]) for i, j in los_mejores(puntajes)):
            yield Par(vieja, nueva, parecido_de_textos(letras[vieja], letras[nueva], 0))


def _en_letras(fichas: Sequence[Ficha], planos: Iterable[str]) -> dict[Ficha, str]:
    return dict(zip(fichas, palabras_en_letras(planos), strict=True))


_por_palabras: Paso = functools.partial(parecidas, donde=_en_el_de_mas_afuera, desde=PARECIDO)


def _puntaje(
    vieja: Ficha,
    nueva: Ficha,
    letras: Mapping[Ficha, str],
    pruebas: Mapping[Ficha, str],
    desde: float,
) -> float:
    """Parecido de dos filas, más alto cuanto más lo son; 0 si no son la misma.

    Que la una diga lo de la otra y algo más, o que tengan igual la meta o el código, es lo que deja
    ver que un texto es el otro con otras palabras; sin eso, casi todas deben ser las mismas.
    """
    letras_viejas, letras_nuevas = letras[vieja], letras[nueva]
    por_una_letra = difieren_en_una_letra(vieja.texto, nueva.texto)
    grado = 1.0 if por_una_letra else parecido_de_textos(letras_viejas, letras_nuevas, desde)
    if not grado:
        return 0.0
    en_su_lugar = vieja.donde == nueva.donde
    con_su_codigo = en_su_lugar and bool(vieja.codigo) and vieja.codigo == nueva.codigo
    es_su_codigo = con_su_codigo and vieja.senas.codigo_suyo
    if not es_su_codigo and se_contradicen(vieja.redaccion, nueva.redaccion):
        return 0.0
    es_la_misma = por_una_letra or _uno_trae_al_otro(letras_viejas, letras_nuevas, grado)
    de_prueba = parecido_de_textos(pruebas[vieja], pruebas[nueva], PRUEBA_PARECIDA)
    if not (es_la_misma or de_prueba or con_su_codigo) and grado < CASI_IGUAL:
        return 0.0
    return grado + _DE_PRUEBA * de_prueba + _DEL_LUGAR * en_su_lugar + _ES_LA_MISMA * es_la_misma


def _uno_trae_al_otro(letras: str, otras_letras: str, grado: float) -> bool:
    """Si el texto corto está entero en el largo, y no es tan corto que esté en cualquiera."""
    corto, los_dos = min(len(letras), len(otras_letras)), len(letras) + len(otras_letras)
    return corto >= _BASTANTES and 2 * corto <= grado * los_dos + HOLGURA


# ------------------------------------------------------------------ cuánto se parecen dos textos

with hace_falta():
    from rapidfuzz.distance import Indel

_VACIA = re.compile(
    r"a|al|ante|como|con|cual|cuales|cuyo|de|del|desde|e|el|en|entre|es|esta|este|la|las|le"
    r"|les|lo|los|mas|ni|no|o|para|por|que|se|segun|ser|si|sin|sobre|su|sus|u|un|una|uno|y|ya"
    r"|vigencia|20\d\d"
)
"""Palabras de cualquier texto, que no hacen parecidos a dos; el año cambia con el plan."""
_RAIZ = 7
_PALABRA = re.compile(r"\w+")
_LETRAS = 0x110000
HOLGURA = 0.01
"""La cota se compara aquí: la biblioteca, al acotar, puede perder lo que llega justo a ella."""


def _palabras(plano: str) -> list[str]:
    """Palabras de un texto en plano, sin las que están en cualquiera."""
    return [palabra for palabra in _PALABRA.findall(plano) if not _VACIA.fullmatch(palabra)]


def palabras_en_letras(planos: Iterable[str]) -> list[str]:
    """Cada texto con una letra por palabra, para compararlos por palabras y no por letras."""
    textos = [[_raiz(palabra) for palabra in _palabras(plano)] for plano in planos]
    raices = sorted(set(chain.from_iterable(textos)))
    # Si hubiera más raíces que letras, las que sobran repiten letra.
    letra = {raiz: chr(numero % _LETRAS) for numero, raiz in enumerate(raices)}
    return ["".join([letra[raiz] for raiz in raices_del_texto]) for raices_del_texto in textos]


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
    grado = Indel.normalized_similarity(
        letras, otras_letras, score_cutoff=max(desde - HOLGURA, 0.0)
    )
    return grado if grado >= desde else 0.0


_VECINOS = 64
"""Con cuántos se compara cada texto, a lo sumo."""
_SEGUIDAS = 3
_LARGO = 1_000_000
"""El cuadrado del largo desde el que un texto se compara con menos: la mitad, un tercio…"""


def por_palabras(letras: str) -> Iterator[str]:
    """Claves de un texto: cada letra, y cada dos y tres seguidas; de uno enorme, sólo las letras.

    Las seguidas son más raras, y dicen más de a cuál se parece.
    """
    yield from letras
    for seguidas in range(2, _SEGUIDAS + 1) if len(letras) ** 2 < _LARGO else ():
        yield from (letras[i : i + seguidas] for i in range(len(letras) - seguidas + 1))


def candidatos(viejos: Sequence[str], nuevos: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pares de posiciones (viejo, nuevo) de textos, en letras, que comparten alguna palabra.

    De cada texto se miran antes los que comparten su clave más rara y, con la misma clave, los más
    cercanos, hasta que se acaben o sean bastantes. Son los mismos pares mirados al revés.
    """
    claves = [[dict.fromkeys(por_palabras(texto)) for texto in lado] for lado in (viejos, nuevos)]
    donde = [
        agrupadas((clave, puesto) for puesto, suyas in enumerate(lado) for clave in suyas)
        for lado in claves
    ]
    comunes = sorted(
        donde[0].keys() & donde[1].keys(),
        key=lambda clave: (len(donde[0][clave]) + len(donde[1][clave]), clave),
    )
    rareza = {clave: orden for orden, clave in enumerate(comunes)}
    puestos = [[lado[clave] for clave in comunes] for lado in donde]
    # Por texto: un conjunto de cientos de miles de pares le daría qué hacer al recolector.
    cerca = [dict.fromkeys(u) for u in _de_cada_texto(viejos, claves[0], rareza, puestos[1])]
    for nuevo, de_vuelta in enumerate(_de_cada_texto(nuevos, claves[1], rareza, puestos[0])):
        for viejo in de_vuelta:
            cerca[viejo][nuevo] = None
    return ((viejo, nuevo) for viejo, otros in enumerate(cerca) for nuevo in otros)


def _de_cada_texto(
    textos: Sequence[str],
    claves: Sequence[Iterable[str]],
    rareza: Mapping[str, int],
    puestos: Sequence[Sequence[int]],
) -> Iterator[Iterator[int]]:
    """Puestos, en el otro lado, de los cercanos a cada texto."""
    for puesto, (texto, suyas) in enumerate(zip(textos, claves, strict=True)):
        raras = sorted(rareza[clave] for clave in suyas if clave in rareza)
        yield _cercanos(puesto, len(texto), raras, puestos)


def _cercanos(
    puesto: int, largo: int, claves: Iterable[int], puestos: Sequence[Sequence[int]]
) -> Iterator[int]:
    """Puestos de los textos que comparten claves con uno; de los enormes, que cuestan, menos."""
    faltan = max(1, _VECINOS // (1 + largo**2 // _LARGO))
    for clave in claves:
        cercanos = puestos[clave]
        if len(cercanos) > faltan:
            centro = bisect_left(cercanos, puesto)
            cercanos = cercanos[max(0, centro - faltan) : centro + faltan]
            cercanos = sorted(cercanos, key=lambda cercano: abs(cercano - puesto))[:faltan]
        yield from cercanos
        faltan -= len(cercanos)
        if not faltan:
            return


def los_mejores(puntajes: Iterable[tuple[float, ...]]) -> Iterator[tuple[int, int]]:
    """Pares (i, j) de unos ``(…, i, j)``, los menores primero, y cada i y cada j una sola vez."""
    usados: tuple[set[float], set[float]] = set(), set()
    for *_, viejo, nuevo in sorted(puntajes):
        if viejo not in usados[0] and nuevo not in usados[1]:
            usados[0].add(viejo)
            usados[1].add(nuevo)
            yield int(viejo), int(nuevo)


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
_LO_MISMO = (
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
"""Los verbos que una oficina usa unos por otros, por como empiezan."""
_GRUPOS = {
    inicio: {numero for numero, suyos in enumerate(_LO_MISMO) if inicio in suyos.split()}
    for grupo in _LO_MISMO
    for inicio in grupo.split()
}


class Redaccion(NamedTuple):
    """De un texto, por lo que empieza, qué dice que se hace y las veces de que habla."""

    cabeza: str
    verbos: frozenset[str]
    """Como empieza cada uno, y la primera palabra."""
    ordinales: frozenset[str]


def redaccion_de(plano: str) -> Redaccion:
    """Redacción de un texto en plano."""
    palabras = _palabras(plano)
    return Redaccion(
        palabras[0] if palabras else "",
        frozenset(p[:_PREFIJO] for n, p in enumerate(palabras) if not n or _VERBO.fullmatch(p)),
        frozenset(p[:_PREFIJO].rstrip("oa") for p in palabras if _ORDINAL.fullmatch(p)),
    )


def se_contradicen(redaccion: Redaccion, otra_redaccion: Redaccion) -> bool:
    """Si dicen hacer cosas distintas, o lo mismo en distinta ocasión."""
    solo_una, solo_otra = (
        redaccion.ordinales - otra_redaccion.ordinales,
        otra_redaccion.ordinales - redaccion.ordinales,
    )
    if solo_una and solo_otra:
        return True
    comunes = (
        redaccion.verbos
        & otra_redaccion.verbos
        & {redaccion.cabeza[:_PREFIJO], otra_redaccion.cabeza[:_PREFIJO]}
    )
    return not comunes and not _dicen_lo_mismo(redaccion.cabeza, otra_redaccion.cabeza)


def _dicen_lo_mismo(verbo: str, otro_verbo: str) -> bool:
    """Si dos verbos son de un grupo de ``_LO_MISMO``, o difieren en una letra."""
    grupos, otros_grupos = (
        _GRUPOS.get(palabra[:_PREFIJO], set[int]()) for palabra in (verbo, otro_verbo)
    )
    return bool(grupos & otros_grupos) or difieren_en_una_letra(verbo, otro_verbo)


def difieren_en_una_letra(texto: str, otro_texto: str) -> bool:
    """Si a un texto le falta, sobra o cambia una letra, no un número; los muy cortos no cuentan."""
    if min(len(texto), len(otro_texto)) < _LARGA or abs(len(texto) - len(otro_texto)) > 1:
        return False
    if Indel.distance(texto, otro_texto, score_cutoff=_DE_UNA_LETRA) > _DE_UNA_LETRA:
        return False
    return _CIFRA.findall(texto) == _CIFRA.findall(otro_texto)
