"""Las hojas de las listas de un contenido, de lo que su libro declara: sus columnas y sus filas.

Cada cosa va en la suya, una por fila, y dice de quién es. Primero qué columnas lleva cada hoja, que
es lo que también se busca al leerla; después, lo que dice cada fila.
"""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.columnas import (
    NOTAS,
    ColumnaDelLibro,
    ancho_de,
    columna_del_libro,
    como_se_pone,
)
from paac_reportes.libros.oficios import oficio_de
from paac_reportes.libros.tablas import (
    Fila,
    con_extras,
    con_titulo,
    de_extras,
    hoja_de_tabla,
)
from paac_reportes.libros.vistas import HojaEsperada
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos, LlenadoDeHoja, Opciones
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo import temas
from paac_reportes.modelo.campos import EXTRAS
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.libro import Hoja, Libro, Nombrado
from paac_reportes.modelo.recorrer import Parada, Rama, contenidos_de, recorrer
from paac_reportes.modelo.temas import Tema, tema_de
from paac_reportes.textos.plano import en_plano

CLAVE, NUMERO = "clave", "numero"
"""Cómo se llama algo en todo el libro, y su lugar en quien lo contiene."""
_DE_UN_NUMERO, _DE_UNA_CLAVE = 20.0, 30.0


# ------------------------------------------------------------------ las columnas
@clases.frozen(kw_only=True, eq=False)
class HojaDeLista:
    """Hoja de una lista declarada, con sus columnas."""

    hoja: Hoja
    camino: tuple[Rama, ...]
    """Las listas por las que se llega a lo que lleva."""
    de_quien: tuple[ColumnaDelLibro, ...]
    """Columnas que dicen de quién es cada fila."""
    propias: tuple[ColumnaDelLibro, ...]
    """Columnas de los datos de lo que lleva o, de una tabla, de sus claves."""
    numero: ColumnaDelLibro | None
    clave: ColumnaDelLibro | None

    @property
    def contenido(self) -> Rama:
        """La lista de lo que lleva."""
        return self.camino[-1]

    @property
    def raiz(self) -> str:
        """Raíz de los datos de lo que lleva."""
        return self.contenido.raiz

    @property
    def es_ancha(self) -> bool:
        """Si es una tabla con una columna por clave."""
        return bool(self.hoja.tabla) and not self.hoja.columnas_de_la_tabla

    @property
    def lleva_extras(self) -> bool:
        """Si lo que lleva puede tener columnas propias de una entidad."""
        return not self.hoja.tabla and EXTRAS in attrs.fields_dict(self.contenido.clase)

    @property
    def columnas(self) -> tuple[ColumnaDelLibro, ...]:
        """Columnas que siempre están."""
        return (*self.de_quien, *([self.numero] if self.numero else ()), *self.propias)

    @functools.cached_property
    def pasos(self) -> tuple[tuple[ColumnaDelLibro, tuple[str, ...]], ...]:
        """Cada columna propia y por dónde se llega a su valor: ``("inherente", "zona")``."""
        antes = f"{self.raiz}."
        return tuple((una, tuple(una.dato.removeprefix(antes).split("."))) for una in self.propias)

    @functools.cached_property
    def partes(self) -> frozenset[str]:
        """Partes que lo de una fila lleva adentro: ``inherente``, ``seguimiento.valoracion``."""
        return frozenset(".".join(paso[:n]) for _, paso in self.pasos for n in range(1, len(paso)))

    @property
    def un(self) -> str:
        """``un riesgo``, ``una acción``: como se dice uno; si no se sabe, sin artículo."""
        titulo = CATALOGO.objeto(self.contenido.clase).titulo.lower()
        if self.hoja.un or self.hoja.se_nombra is None:
            return self.hoja.un or titulo
        return f"{'una' if _en_femenino(self.hoja.se_nombra.el) else 'un'} {titulo}"

    def esperada(self) -> HojaEsperada:
        """Hoja que se busca en un libro."""
        primera = [columna.dato for columna in self.de_quien[-1:]]
        if self.hoja.tabla:
            primera = [columna.dato for columna in self.de_quien[:1]]
        return HojaEsperada(
            nombre=self.hoja.nombre,
            columnas=self.columnas,
            raiz=self.raiz if self.lleva_extras else "",
            indispensables=(*primera, *self._indispensables()),
            a_veces=() if self.clave is None else (self.clave,),
            de_grupo=tuple(columna.dato for columna in self.de_quien),
        )

    def _indispensables(self) -> tuple[str, ...]:
        if self.hoja.tabla:
            return (self.propias[0].dato,)
        campos = attrs.fields_dict(self.contenido.clase)
        nombres = self.hoja.indispensables or tuple(
            nombre for nombre, campo in campos.items() if campo.default is attrs.NOTHING
        )
        return tuple(f"{self.raiz}.{nombre}" for nombre in nombres) or (self.propias[0].dato,)


@functools.cache
def hojas_de_listas(tema: Tema) -> tuple[HojaDeLista, ...]:
    """Hojas de las listas de un tema, en su orden."""
    return tuple(_hoja_de_lista(hoja, tema) for hoja in tema.libro.hojas)


def _hoja_de_lista(hoja: Hoja, tema: Tema) -> HojaDeLista:
    camino = ramas_de_lista(hoja.lista, tema.clase)
    raiz = camino[-1].raiz
    de_afuera = hoja.lista if hoja.tabla else hoja.lista.rpartition(".")[0]
    de_quien = tuple(_que_nombran(de_afuera, tema))
    es_clave = hoja.se_nombra is not None and hoja.se_nombra.como == "clave"
    return HojaDeLista(
        hoja=hoja,
        camino=camino,
        de_quien=de_quien,
        propias=tuple(
            _de_la_tabla(hoja, raiz, tema.libro)
            if hoja.tabla
            else _de_los_datos(hoja, raiz, tema.libro, [una.rotulo for una in de_quien])
        ),
        numero=_columna_del_numero(hoja) if hoja.numero else None,
        clave=_columna_de_la_clave(hoja.se_nombra, raiz) if hoja.se_nombra and es_clave else None,
    )


def ramas_de_lista(lista: str, clase: type) -> tuple[Rama, ...]:
    """Los contenidos por los que baja ``procesos.riesgos``."""
    camino: list[Rama] = []
    for nombre in lista.split("."):
        camino.append(next(u for u in contenidos_de(clase) if u.nombre == nombre))
        clase = camino[-1].clase
    return tuple(camino)


def nombrado_en(lista: str, libro: Libro) -> Nombrado | None:
    """Cómo se nombra lo de una lista, si tiene su hoja."""
    hojas = (una for una in libro.hojas if una.lista == lista and not una.tabla)
    return next((una.se_nombra for una in hojas), None)


def dato_de(nombrado: Nombrado, raiz: str) -> str:
    """Dato de la columna que nombra a uno."""
    return nombrado.dato or raiz


def _que_nombran(lista: str, tema: Tema) -> Iterator[ColumnaDelLibro]:
    """Columnas de quien contiene: con la clave basta; si no, también las de quien lo contiene."""
    nombrado = nombrado_en(lista, tema.libro) if lista else None
    if nombrado is None:
        return
    contenido = ramas_de_lista(lista, tema.clase)[-1]
    if nombrado.como != "clave":
        yield from _que_nombran(lista.rpartition(".")[0], tema)
    if nombrado.como == "campos":
        datos = [f"{contenido.raiz}.{campo}" for campo in nombrado.campos]
        yield from (_columna(dato, CATALOGO[dato].rotulo, tema.libro) for dato in datos)
        return
    yield ColumnaDelLibro(
        dato=dato_de(nombrado, contenido.raiz),
        rotulo=nombrado.rotulo or CATALOGO.objeto(contenido.clase).titulo,
        ancho=Mm(nombrado.ancho),
        ayuda=nombrado.ayuda,
    )


def _columna_de_la_clave(nombrado: Nombrado, raiz: str) -> ColumnaDelLibro:
    es_la = _en_femenino(nombrado.el)
    referencia = CATALOGO[f"{raiz}.{nombrado.campos[0]}"].en_frase
    return ColumnaDelLibro(
        dato=CLAVE,
        rotulo="Clave en este libro",
        ancho=Mm(_DE_UNA_CLAVE),
        ayuda=f"Cómo {'la' if es_la else 'lo'} nombran las otras hojas: {nombrado.el} no tiene"
        f" {referencia}, o la comparte con {'otra' if es_la else 'otro'}.",
    )


def _en_femenino(con_articulo: str) -> bool:
    return con_articulo.startswith("la ")


def _columna_del_numero(hoja: Hoja) -> ColumnaDelLibro:
    return ColumnaDelLibro(
        dato=NUMERO,
        rotulo=hoja.numero,
        ancho=Mm(_DE_UN_NUMERO),
        ayuda=hoja.ayudas.get(NUMERO, ""),
    )


def _de_la_tabla(hoja: Hoja, raiz: str, libro: Libro) -> Iterator[ColumnaDelLibro]:
    """Columnas por clave, si se sabe cuáles son; si no, la de la clave y la de su texto."""
    for dato, rotulo, ayuda in hoja.columnas_de_la_tabla:
        ancho = ancho_de(dato, libro.anchos)
        yield ColumnaDelLibro(dato=dato, rotulo=rotulo, ancho=ancho, ayuda=ayuda)
    tabla = f"{raiz}.{hoja.tabla}"
    van = CATALOGO[tabla].claves if not hoja.columnas_de_la_tabla else None
    for clave in range(int(van.minimo), int(van.maximo) + 1) if van is not None else ():
        dato = f"{tabla}.{clave}"
        columna = _columna(dato, CATALOGO[dato].rotulo, libro)
        ancho = ancho_de(tabla, libro.anchos)
        dato_corto = dato.removeprefix(f"{raiz}.")
        yield attrs.evolve(columna, dato=dato_corto, en_el_catalogo=dato, ancho=ancho, ayuda="")


def _de_los_datos(
    hoja: Hoja, raiz: str, libro: Libro, otros_rotulos: Sequence[str]
) -> Iterator[ColumnaDelLibro]:
    """Columnas por dato: los que se prefieren y, después, todos los demás."""
    datos = _en_orden(hoja, raiz, libro)
    rotulos = {dato: _con_lo_de_antes(dato, hoja) for dato in datos}
    veces = Counter((*otros_rotulos, *rotulos.values()))
    for dato, rotulo in rotulos.items():
        rotulo_unico = rotulo if veces[rotulo] == 1 else CATALOGO[dato].largo
        yield _columna(dato, rotulo_unico, libro, hoja.ayudas.get(dato, ""))


def _con_lo_de_antes(dato: str, hoja: Hoja) -> str:
    rotulo = hoja.rotulos.get(dato) or CATALOGO[dato].rotulo
    parte = dato
    while parte and parte not in hoja.antes:
        parte = parte.rpartition(".")[0]
    antes = hoja.antes.get(parte, "")
    return f"{antes}: {rotulo.lower()}" if antes else rotulo


def _en_orden(hoja: Hoja, raiz: str, libro: Libro) -> list[str]:
    """Datos de lo que lleva."""
    primeros = [f"{raiz}.{campo}" for campo in hoja.orden]
    ordenados = list(dict.fromkeys((*primeros, *CATALOGO.llanos(raiz))))
    for dato in list(ordenados):
        parte, _, nombre = dato.rpartition(".")
        if (tras := f"{parte}.{libro.tras.get(nombre)}") in ordenados:
            ordenados.remove(dato)
            ordenados.insert(ordenados.index(tras) + 1, dato)
    return ordenados


def _columna(dato: str, rotulo: str, libro: Libro, ayuda: str = "") -> ColumnaDelLibro:
    ayuda = ayuda or CATALOGO[dato].ayuda or CATALOGO[dato].dice
    return columna_del_libro(dato, rotulo, libro.anchos, ayuda)


# ------------------------------------------------------------------ las filas
def escribir_listas(contenido: temas.Contenido) -> Iterator[HojaDeDatos]:
    """Todas, con una fila por cada cosa que el contenido trae."""
    tema = tema_de(contenido)
    nombres = _NombresDelContenido(contenido, tema)
    oficio = oficio_de(tema)
    propuestas = {**nombres.propuestas(), **oficio.propuestas(contenido)}
    ayudas = oficio.ayudas(contenido)
    for hoja_de_lista in hojas_de_listas(tema):
        columnas, filas = (
            list(hoja_de_lista.columnas),
            list(_filas(hoja_de_lista, contenido, nombres)),
        )
        if hoja_de_lista.clave is not None and hoja_de_lista.hoja.lista in nombres.a_la_vista:
            columnas.insert(len(hoja_de_lista.de_quien), hoja_de_lista.clave)
        if hoja_de_lista.lleva_extras:
            objetos = (lugar.objeto for lugar in recorrer(contenido, hoja_de_lista.contenido))
            extras = dict.fromkeys(nombre for objeto in objetos for nombre in objeto.extras)
            columnas += con_extras(hoja_de_lista.raiz, list(extras))
        llenado = LlenadoDeHoja(
            arriba=con_titulo(hoja_de_lista.hoja.nombre, hoja_de_lista.hoja.arriba),
            preparadas=hoja_de_lista.hoja.preparadas,
            fijas=hoja_de_lista.hoja.fijas + (hoja_de_lista.clave in columnas),
        )
        con_listas = [_con_lo_propuesto(una, propuestas, ayudas) for una in columnas]
        yield hoja_de_tabla(hoja_de_lista.hoja.nombre, con_listas, filas, llenado)


def _con_lo_propuesto(
    columna: ColumnaDelLibro,
    propuestas: Mapping[str, tuple[str, ...]],
    ayudas: Mapping[str, str],
) -> ColumnaDelLibro:
    """Columna con la lista que este contenido propone, por su dato o por su campo."""
    dato = columna.dato
    if valores := propuestas.get(dato) or propuestas.get(dato.rpartition(".")[2]):
        columna = attrs.evolve(columna, regla=Opciones(valores=valores, otras=True))
    return attrs.evolve(columna, ayuda=ayudas[dato]) if dato in ayudas else columna


def _filas(
    hoja_de_lista: HojaDeLista, contenido: temas.Contenido, nombres: "_NombresDelContenido"
) -> Iterator[Fila]:
    for lugar in recorrer(contenido, hoja_de_lista.contenido):
        if hoja_de_lista.hoja.tabla:
            for fila in _de_una_tabla(hoja_de_lista, lugar.objeto):
                yield {**nombres.de(lugar)[0], **fila}
        else:
            yield _de_uno(hoja_de_lista, lugar, nombres)


def _ruta(lugar: Parada | None) -> str:
    return lugar.ruta if lugar is not None else ""


def _de_una_tabla(hoja_de_lista: HojaDeLista, objeto: Any) -> Iterator[Fila]:
    """Filas de una tabla: una por clave o, si cada una tiene su columna, una sola."""
    tabla: Mapping[Any, Any] = getattr(objeto, hoja_de_lista.hoja.tabla)
    if not hoja_de_lista.es_ancha:
        de_la_clave, de_lo_dicho = hoja_de_lista.propias
        for clave, respuesta in tabla.items():
            yield {de_la_clave.dato: clave, de_lo_dicho.dato: respuesta}
    elif tabla:
        codigos = hoja_de_lista.propias[0].opciones.values()
        yield {
            f"{hoja_de_lista.hoja.tabla}.{n}": como_se_pone(v, codigos) for n, v in tabla.items()
        }


def _de_uno(hoja_de_lista: HojaDeLista, lugar: Parada, nombres: "_NombresDelContenido") -> Fila:
    """Fila de un objeto; sus notas, lo que lleva y calla, las de su dueño y cómo la nombran."""
    fila, callados = _en_celdas(hoja_de_lista, lugar.objeto)
    if hoja_de_lista.numero is not None:
        fila[NUMERO] = str(lugar.numero + 1)
    if hoja_de_lista.lleva_extras:
        fila |= de_extras(hoja_de_lista.raiz, lugar.objeto)
    de_quien, notas = nombres.de(lugar.dentro_de) if lugar.dentro_de is not None else ({}, [])
    clave, notas_propias = nombres.propios(lugar)
    return {**de_quien, **fila, **clave, NOTAS: [*callados, *notas, *notas_propias]}


def _en_celdas(hoja_de_lista: HojaDeLista, objeto: Any) -> tuple[Fila, list[str]]:
    """Celdas de un objeto, y partes que lleva adentro y nada dicen."""
    fila: Fila = {}
    dicen: dict[str, bool] = {}
    for columna, paso in hoja_de_lista.pasos:
        valor, *dentro = objeto, *paso
        for numero, campo in enumerate(dentro, 1):
            valor = None if valor is None else getattr(valor, campo)
            if valor is not None and dentro[numero:]:
                dicen.setdefault(".".join(dentro[:numero]), False)
        fila[columna.dato] = en_la_celda = _puesto(hoja_de_lista, columna, paso, valor)
        if en_la_celda not in (None, ""):
            dicen |= {".".join(dentro[:n]): True for n in range(1, len(dentro))}
    return fila, [quien for quien, dice in dicen.items() if not dice]


def _puesto(
    hoja_de_lista: HojaDeLista, columna: ColumnaDelLibro, paso: tuple[str, ...], valor: Any
) -> Any:
    """Una opción, como se escoge; los lugares de otra lista, seguidos; los textos, en renglones."""
    if isinstance(valor, tuple):
        entre = ", " if paso[-1] in hoja_de_lista.hoja.nombran else "\n"
        return entre.join(map(str, valor)) or None
    return como_se_pone(valor, columna.opciones.values())


class _NombresDelContenido:
    """Cómo nombran a cada cosa de un contenido las filas de las otras hojas."""

    def __init__(self, contenido: temas.Contenido, tema: Tema) -> None:
        self._libro = tema.libro
        self._claves: dict[str, str] = {}
        self._iguales: dict[str, int] = {}
        self._lugares: dict[str, tuple[str, bool]] = {}
        """Con qué se nombra a cada uno, y si no es su número sino su lugar."""
        self._nombrados: dict[Rama, tuple[str, Nombrado]] = {}
        self._propuestas: dict[str, tuple[str, ...]] = {}
        self.a_la_vista: set[str] = set()
        """Las listas en que a alguno no le basta su referencia: su clave va en una columna."""
        for hoja_de_lista in hojas_de_listas(tema):
            if (nombrado := hoja_de_lista.hoja.se_nombra) is None or hoja_de_lista.hoja.tabla:
                continue
            self._nombrados[hoja_de_lista.contenido] = hoja_de_lista.hoja.lista, nombrado
            lugares = recorrer(contenido, hoja_de_lista.contenido)
            if nombrado.como == "clave":
                self._con_clave(hoja_de_lista.hoja.lista, nombrado, lugares)
            elif nombrado.como == "nombre":
                self._con_nombre(dato_de(nombrado, hoja_de_lista.raiz), nombrado, lugares)
            elif nombrado.como == "lugar":
                self._por_su_lugar(nombrado, lugares)

    def propuestas(self) -> dict[str, tuple[str, ...]]:
        """Los nombres que hay para escoger, por el dato de su columna."""
        return self._propuestas

    def _con_clave(self, lista: str, nombrado: Nombrado, lugares: Sequence[Parada]) -> None:
        """Su referencia, si basta; si no, una que sólo es de este libro."""
        referencias = [getattr(lugar.objeto, nombrado.campos[0]) for lugar in lugares]
        veces = Counter(en_plano(dicha or "") for dicha in referencias)
        antes = f"({nombrado.el.partition(' ')[2]} "
        for numero, (lugar, referencia) in enumerate(zip(lugares, referencias, strict=True), 1):
            sirve = _se_lee_igual(referencia) and veces[en_plano(referencia)] == 1
            sirve = sirve and not en_plano(referencia).startswith(en_plano(antes))
            self._claves[lugar.ruta] = referencia if sirve else f"{antes}{numero})"
            if not sirve:
                self.a_la_vista.add(lista)

    def _con_nombre(self, dato: str, nombrado: Nombrado, lugares: Sequence[Parada]) -> None:
        veces: Counter[tuple[str, str]] = Counter()
        for lugar in lugares:
            nombre = getattr(lugar.objeto, nombrado.campos[0])
            clave = _ruta(lugar.dentro_de), nombre
            self._iguales[lugar.ruta] = veces[clave]
            veces[clave] += 1
        nombres = dict.fromkeys(nombre for _, nombre in veces if nombre.strip())
        self._propuestas[dato] = tuple(nombres)

    def _por_su_lugar(self, nombrado: Nombrado, lugares: Sequence[Parada]) -> None:
        """Su número, si en su dueño todos lo llevan y ninguno se repite; si no, su lugar."""
        por_dueno = agrupadas((_ruta(lugar.dentro_de), lugar) for lugar in lugares)
        for lugares_del_dueno in por_dueno.values():
            numeros = [getattr(lugar.objeto, nombrado.campos[0]) for lugar in lugares_del_dueno]
            hay = [n for n in numeros if n is not None and n.strip() == n != ""]
            distintos = len({en_plano(n) for n in hay}) == len(numeros) == len(hay)
            nombres = hay if distintos else [str(lugar.numero + 1) for lugar in lugares_del_dueno]
            for lugar, nombre in zip(lugares_del_dueno, nombres, strict=True):
                self._lugares[lugar.ruta] = nombre, not distintos

    def de(self, lugar: Parada) -> tuple[Fila, list[str]]:
        """Celdas y notas que dicen que una fila es de un dueño."""
        raiz, objeto = lugar.contenido.raiz, lugar.objeto
        _, nombrado = self._nombrados[lugar.contenido]
        if nombrado.como == "clave":
            return {dato_de(nombrado, raiz): self._claves[lugar.ruta]}, []
        afuera: tuple[Fila, list[str]] = {}, []
        if lugar.dentro_de is not None:
            afuera = self.de(lugar.dentro_de)
        if nombrado.como == "nombre":
            celdas = {dato_de(nombrado, raiz): getattr(objeto, nombrado.campos[0])}
        elif nombrado.como == "lugar":
            celdas = {dato_de(nombrado, raiz): self._lugares[lugar.ruta][0]}
        else:
            datos = {f"{raiz}.{campo}": getattr(objeto, campo) for campo in nombrado.campos}
            celdas = {d: como_se_pone(valor, CATALOGO.opciones(d)) for d, valor in datos.items()}
        return {**afuera[0], **celdas}, [*afuera[1], *self._cual(lugar)]

    def propios(self, lugar: Parada) -> tuple[Fila, list[str]]:
        """Celdas y notas que en la propia fila dicen cómo la nombran las demás."""
        raiz = lugar.contenido.raiz
        lista, nombrado = self._nombrados.get(lugar.contenido, ("", None))
        if nombrado is None:
            return {}, []
        if nombrado.como == "clave":
            clave = self._claves[lugar.ruta]
            a_la_vista = {CLAVE: clave} if lista in self.a_la_vista else {}
            return a_la_vista, [f"{dato_de(nombrado, raiz)}={clave}"]
        if nombrado.como == "lugar":
            nombre, es_su_lugar = self._lugares[lugar.ruta]
            return {}, [f"{raiz}#{nombre}"] if es_su_lugar else []
        return {}, self._cual(lugar)

    def _cual(self, lugar: Parada) -> list[str]:
        """Qué lo distingue de otro que se llama igual."""
        antes = self._iguales.get(lugar.ruta)
        return [f"{lugar.contenido.raiz}#{antes}"] if antes else []


def _se_lee_igual(referencia: str | None) -> bool:
    """Si en una celda se lee igual."""
    return bool(en_plano(referencia or "")) and " ".join((referencia or "").split()) == referencia
