"""Las hojas de las listas de un contenido, de lo que su libro declara: sus columnas y sus filas.

Cada cosa va en la suya, una por fila, y dice de quién es. Primero qué columnas lleva cada hoja, que
es lo que también se busca al leerla; después, lo que dice cada fila.
"""

import functools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.formatos.huellas import sha256_de
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.columnas import (
    EN_EL_LIBRO,
    LISTA_DE_OPCIONES,
    NOTAS,
    ColumnaDelLibro,
    ancho_de,
    columna_del_libro,
    como_se_pone,
)
from paac_reportes.libros.cortes import columnas_de_cortes
from paac_reportes.libros.oficios import oficio_de
from paac_reportes.libros.tablas import (
    Fila,
    FilasIguales,
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
from paac_reportes.modelo.recorrer import (
    Parada,
    Rama,
    contenidos_de,
    hojas,
    objetos_de,
    recorrer,
    todos_los_contenidos,
)
from paac_reportes.modelo.temas import Tema, tema_de
from paac_reportes.textos.plano import en_plano

CLAVE, NUMERO, LISTA = "clave", "numero", "lista"
"""Cómo se llama algo en todo el libro, su lugar en quien lo contiene y de cuál lista suya es."""
_DE_UN_NUMERO, _DE_UNA_CLAVE, _DE_UNA_LISTA = 20.0, 30.0, 22.0


Pasos = tuple[tuple[ColumnaDelLibro, tuple[str, ...]], ...]


# ------------------------------------------------------------------ las columnas
@clases.frozen(kw_only=True, eq=False)
class Nivel:
    """Quien contiene a otros en un libro: con qué columnas lo nombran las filas de lo suyo."""

    lista: str
    contenido: Rama
    nombrado: Nombrado
    columnas: tuple[ColumnaDelLibro, ...]
    hoja: str
    """Nombre de su hoja; ninguno si sólo lo nombran las de otros."""

    @property
    def raiz(self) -> str:
        """Raíz de sus datos."""
        return self.contenido.raiz


@clases.frozen(kw_only=True, eq=False)
class HojaDeLista:
    """Hoja de una lista declarada, con sus columnas."""

    hoja: Hoja
    contenido: Rama
    """La lista de lo que lleva o, si es de varias, la primera."""
    niveles: tuple[Nivel, ...]
    """De quién es cada fila, de afuera adentro."""
    propias: tuple[ColumnaDelLibro, ...]
    """Columnas de los datos de lo que lleva o, de una tabla, de sus claves."""
    cual_lista: ColumnaDelLibro | None
    numero: ColumnaDelLibro | None
    clave: ColumnaDelLibro | None
    de_su_dueno: tuple[ColumnaDelLibro, ...]
    """Columnas de los demás datos de quien la contiene, si no tiene su hoja."""
    de_corte: tuple[ColumnaDelLibro, ...]
    """Columnas de lo que se dice de cada uno en un corte."""

    @property
    def de_quien(self) -> tuple[ColumnaDelLibro, ...]:
        """Columnas que dicen de quién es cada fila."""
        return tuple(columna for nivel in self.niveles for columna in nivel.columnas)

    @clases.propiedad_recordada
    def sin_hoja(self) -> tuple[Rama, ...]:
        """Quien la contiene, si no tiene su hoja: el que nada lleva va en una fila de ésta."""
        return tuple(nivel.contenido for nivel in self.niveles[-1:] if not nivel.hoja)

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
        delante = (columna for columna in (self.cual_lista, self.numero) if columna is not None)
        return (*self.de_quien, *delante, *self.propias, *self.de_su_dueno)

    @clases.propiedad_recordada
    def pasos(self) -> Pasos:
        """Cada columna propia y por dónde se llega a su valor."""
        return pasos_de(self.propias)

    @clases.propiedad_recordada
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
        de_quien = self.de_quien if self.niveles and self.niveles[-1].hoja else ()
        primera = [columna.dato for columna in de_quien[-1:]]
        if self.hoja.tabla:
            primera = [columna.dato for columna in de_quien[:1]]
        return HojaEsperada(
            nombre=self.hoja.nombre,
            columnas=self.columnas,
            de_corte=self.de_corte,
            raiz=self.raiz if self.lleva_extras else "",
            indispensables=(*primera, *self._indispensables()),
            a_veces=() if self.clave is None else (self.clave,),
            lleva_firmas=self.hoja.lista == "firmas",
            de_grupo=tuple(columna.dato for columna in self.de_quien),
        )

    @clases.propiedad_recordada
    def obligatorios(self) -> tuple[str, ...]:
        """Los campos que a lo suyo no le pueden faltar."""
        campos = attrs.fields_dict(self.contenido.clase).items()
        return tuple(nombre for nombre, campo in campos if campo.default is attrs.NOTHING)

    def _indispensables(self) -> tuple[str, ...]:
        if self.hoja.tabla:
            return (self.propias[0].dato,)
        nombres = self.hoja.indispensables or self.obligatorios
        return tuple(f"{self.raiz}.{nombre}" for nombre in nombres) or (self.propias[0].dato,)


@functools.cache
def hojas_de_listas(tema: Tema) -> tuple[HojaDeLista, ...]:
    """Hojas de las listas de un tema, en su orden."""
    return tuple(_hoja_de_lista(hoja, tema) for hoja in tema.libro.todas)


def _hoja_de_lista(hoja: Hoja, tema: Tema) -> HojaDeLista:
    """La hoja de una lista de un tema, con todas sus columnas."""
    contenido = _rama_de_lista(hoja.lista, tema.clase)
    raiz, libro = contenido.raiz, tema.libro
    niveles = niveles_de(hoja.lista if hoja.tabla else hoja.lista.rpartition(".")[0], tema)
    de_corte = tuple(_de_los_cortes(hoja, contenido.clase, libro))
    rotulos = [columna.rotulo for nivel in niveles for columna in nivel.columnas]
    rotulos += [columna.rotulo for columna in de_corte]
    es_clave = hoja.se_nombra is not None and hoja.se_nombra.como == "clave"
    return HojaDeLista(
        hoja=hoja,
        contenido=contenido,
        niveles=niveles,
        propias=tuple(
            _de_la_tabla(hoja, raiz, libro)
            if hoja.tabla
            else _de_los_datos(hoja, raiz, libro, rotulos)
        ),
        cual_lista=_columna_de_la_lista(hoja) if hoja.listas else None,
        numero=_columna_del_numero(hoja) if hoja.numero else None,
        clave=_columna_de_la_clave(hoja.se_nombra, raiz) if hoja.se_nombra and es_clave else None,
        de_su_dueno=tuple(_de_su_dueno(niveles, libro)),
        de_corte=de_corte,
    )


def pasos_de(columnas: Iterable[ColumnaDelLibro]) -> Pasos:
    """Cada columna y por dónde se llega a su valor: ``riesgo.inherente.zona`` → por esos dos."""
    datos = ((columna, columna.en_el_catalogo or columna.dato) for columna in columnas)
    return tuple((columna, tuple(dato.split(".")[1:])) for columna, dato in datos)


def _rama_de_lista(lista: str, clase: type) -> Rama:
    """El contenido a que llega ``procesos.riesgos``."""
    *afuera, nombre = lista.split(".")
    for campo in afuera:
        clase = next(rama for rama in contenidos_de(clase) if rama.nombre == campo).clase
    return next(rama for rama in contenidos_de(clase) if rama.nombre == nombre)


@functools.cache
def niveles_de(lista: str, tema: Tema) -> tuple[Nivel, ...]:
    """De quién es lo de una lista: con la clave basta; si no, también de quien lo contiene."""
    libro = tema.libro
    hoja = next((una for una in libro.hojas if una.lista == lista and not una.tabla), None)
    nombrado = hoja.se_nombra if hoja is not None else libro.sin_hoja.get(lista)
    if nombrado is None:
        return ()
    contenido = _rama_de_lista(lista, tema.clase)
    if nombrado.como == "campos":
        datos = [f"{contenido.raiz}.{campo}" for campo in nombrado.campos]
        columnas = [_columna(dato, CATALOGO[dato].rotulo, libro, nombrado.ayuda) for dato in datos]
    else:
        rotulo = CATALOGO.objeto(contenido.clase).titulo
        ancho, ayuda = Mm(nombrado.ancho), nombrado.ayuda
        columna = ColumnaDelLibro(dato=contenido.raiz, rotulo=rotulo, ancho=ancho, ayuda=ayuda)
        columnas = [columna]
    nivel = Nivel(
        lista=lista,
        contenido=contenido,
        nombrado=nombrado,
        columnas=tuple(columnas),
        hoja=hoja.nombre if hoja is not None else "",
    )
    afuera = () if nombrado.como == "clave" else niveles_de(lista.rpartition(".")[0], tema)
    return (*afuera, nivel)


def _de_su_dueno(niveles: Sequence[Nivel], libro: Libro) -> Iterator[ColumnaDelLibro]:
    for nivel in niveles[-1:]:
        for dato in CATALOGO.llanos(nivel.raiz) if not nivel.hoja else ():
            if dato.rpartition(".")[2] not in nivel.nombrado.campos:
                yield _columna(dato, CATALOGO[dato].rotulo, libro)


def _de_los_cortes(hoja: Hoja, clase: type, libro: Libro) -> Iterator[ColumnaDelLibro]:
    """Columnas de lo que se dice en un corte, que no es uno de sus datos."""
    if hoja.por_corte:
        raiz = _rama_de_lista(hoja.por_corte, clase).raiz
        datos = (dato for dato in CATALOGO.llanos(raiz) if dato != f"{raiz}.corte")
        for dato, rotulo in CATALOGO.rotulos(datos).items():
            yield _columna(dato, rotulo, libro)


def _columna_de_la_clave(nombrado: Nombrado, raiz: str) -> ColumnaDelLibro:
    """Columna del nombre que el libro da a quien no tiene referencia o la comparte."""
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


def _columna_de_la_lista(hoja: Hoja) -> ColumnaDelLibro:
    """Columna donde se escoge de cuál de varias listas es la fila."""
    return ColumnaDelLibro(
        dato=LISTA,
        rotulo=hoja.rotulos[LISTA],
        ancho=Mm(_DE_UNA_LISTA),
        regla=Opciones(valores=tuple(hoja.listas.values())),
        ayuda=hoja.ayudas[LISTA],
        reproche=LISTA_DE_OPCIONES,
    )


def _columna_del_numero(hoja: Hoja) -> ColumnaDelLibro:
    """Columna del lugar de la fila en quien la contiene, por el que otra hoja la nombra."""
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
    datos = _en_orden(hoja, raiz)
    rotulos = {dato: _con_lo_de_antes(dato, hoja) for dato in datos}
    veces = Counter((*otros_rotulos, *rotulos.values()))
    for dato, rotulo in rotulos.items():
        rotulo_unico = rotulo if veces[rotulo] == 1 else CATALOGO[dato].largo
        yield _columna(dato, rotulo_unico, libro, hoja.ayudas.get(dato, ""))


def _con_lo_de_antes(dato: str, hoja: Hoja) -> str:
    """Rótulo de un dato con lo que la hoja le antepone: ``Inherente: zona de riesgo``."""
    rotulo = hoja.rotulos.get(dato) or CATALOGO[dato].rotulo
    parte = dato
    while parte and parte not in hoja.antes:
        parte = parte.rpartition(".")[0]
    antes = hoja.antes.get(parte, "")
    return f"{antes}: {rotulo.lower()}" if antes else rotulo


def _en_orden(hoja: Hoja, raiz: str) -> list[str]:
    """Datos de lo que lleva."""
    primeros = [f"{raiz}.{campo}" for campo in hoja.orden]
    ordenados = list(dict.fromkeys((*primeros, *CATALOGO.llanos(raiz))))
    for dato in list(ordenados):
        # El porcentaje de un nivel va siempre después de él.
        if dato.endswith("_pct") and (nivel := dato.removesuffix("_pct")) in ordenados:
            ordenados.remove(dato)
            ordenados.insert(ordenados.index(nivel) + 1, dato)
    return ordenados


def _columna(dato: str, rotulo: str, libro: Libro, ayuda: str = "") -> ColumnaDelLibro:
    ayuda = ayuda or CATALOGO[dato].ayuda or (CATALOGO[dato].dice if libro.siempre_dice else "")
    return columna_del_libro(dato, rotulo, libro.anchos, ayuda)


# ------------------------------------------------------------------ las filas
_ROLES = ("Elaboró", "Revisó", "Aprobó", "Vo. Bo.")


def escribir_listas(contenido: temas.Contenido) -> Iterator[HojaDeDatos]:
    """Todas, con una fila por cada cosa que el contenido trae."""
    tema = tema_de(contenido)
    oficio, nombres = oficio_de(tema), _NombresDelContenido(contenido, tema)
    propuestas = {"firma.rol": _ROLES, **oficio.propuestas(contenido)}
    ayudas = oficio.ayudas(contenido)
    extras = _extras_por_raiz(contenido, tema)
    for hoja_de_lista in hojas_de_listas(tema):
        hoja, filas = hoja_de_lista.hoja, list(_filas(hoja_de_lista, contenido, nombres))
        # Donde se escriben por primera vez no hay de dónde escoger.
        nuevos = {c.dato for n in hoja_de_lista.niveles[-1:] if not n.hoja for c in n.columnas}
        de_quien = (
            una if una.dato in nuevos else _con_lo_propuesto(una, nombres.propuestas, {})
            for una in hoja_de_lista.de_quien
        )
        demas = hoja_de_lista.columnas[len(hoja_de_lista.de_quien) :]
        columnas = [*de_quien, *(_con_lo_propuesto(una, propuestas, ayudas) for una in demas)]
        con_clave = hoja_de_lista.clave is not None and hoja.lista in nombres.a_la_vista
        if hoja_de_lista.clave is not None and con_clave:
            columnas.insert(len(hoja_de_lista.de_quien), hoja_de_lista.clave)
        if hoja_de_lista.lleva_extras:
            columnas += con_extras(hoja_de_lista.raiz, extras[hoja_de_lista.raiz])
        columnas += columnas_de_cortes(
            hoja_de_lista.de_corte, oficio.cortes(contenido), filas, extras
        )
        llenado = LlenadoDeHoja(
            arriba=con_titulo(hoja.titulo or hoja.nombre, hoja.arriba),
            preparadas=hoja.preparadas,
            fijas=hoja.fijas + con_clave,
        )
        yield hoja_de_tabla(hoja.nombre, columnas, filas, llenado)


def _extras_por_raiz(contenido: temas.Contenido, tema: Tema) -> dict[str, list[str]]:
    """Columnas propias de una entidad, por la raíz de los datos de quien las lleva."""
    ramas = (rama for rama in todos_los_contenidos(tema.clase))
    return {
        rama.raiz: list(
            dict.fromkeys(n for objeto in objetos_de(contenido, rama.clase) for n in objeto.extras)
        )
        for rama in ramas
        if EXTRAS in attrs.fields_dict(rama.clase)
    }


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
    """Filas de una hoja de lista, en el orden del contenido."""
    que_lleva = hoja_de_lista.hoja.listas or (hoja_de_lista.contenido,)
    de_otro = tuple(f"{campo}." for campo in tema_de(contenido).lleva)
    for lugar in hojas(recorrer(contenido, *hoja_de_lista.sin_hoja, *que_lleva)):
        if lugar.ruta.startswith(de_otro):  # va en las hojas de lo que éste lleva adentro
            continue
        if hoja_de_lista.hoja.tabla:
            for fila in _de_una_tabla(hoja_de_lista, lugar.objeto):
                yield {**nombres.de(lugar)[0], **fila}
        elif lugar.contenido.raiz == hoja_de_lista.raiz:
            yield _de_uno(hoja_de_lista, lugar, nombres)
        else:  # quien no tiene su hoja, ni nada adentro
            fila = _de_su_dueno_en_celdas(hoja_de_lista, lugar, nombres)
            yield {**fila, NOTAS: [*fila[NOTAS], lugar.contenido.raiz]}


def _ruta(lugar: Parada | None) -> str:
    return lugar.ruta if lugar is not None else ""


def _de_una_tabla(hoja_de_lista: HojaDeLista, objeto: Any) -> Iterator[Fila]:
    """Filas de la tabla de claves de un objeto: una por clave o, en la ancha, una con todas."""
    tabla: Mapping[Any, Any] = getattr(objeto, hoja_de_lista.hoja.tabla)
    if not hoja_de_lista.es_ancha:
        de_la_clave, de_lo_dicho = hoja_de_lista.propias
        for clave, respuesta in tabla.items():
            yield {de_la_clave.dato: clave, de_lo_dicho.dato: respuesta}
    elif tabla:
        codigos = hoja_de_lista.propias[0].opciones.values()  # los mismos en todas: van en palabras
        yield {
            f"{hoja_de_lista.hoja.tabla}.{clave}": como_se_pone(respuesta, codigos)
            for clave, respuesta in tabla.items()
        }


def _de_uno(hoja_de_lista: HojaDeLista, lugar: Parada, nombres: "_NombresDelContenido") -> Fila:
    """Fila de un objeto; sus notas, lo que lleva y calla, las de su dueño y cómo la nombran."""
    fila, callados = _en_celdas(hoja_de_lista.pasos, lugar.objeto, hoja_de_lista.hoja.nombran)
    hoja = hoja_de_lista.hoja
    if hoja_de_lista.lleva_extras:
        fila |= de_extras(hoja_de_lista.raiz, lugar.objeto)
    if hoja_de_lista.de_corte:
        reportes, cortes = _en_los_cortes(hoja_de_lista, lugar.objeto)
        fila |= reportes
        callados += cortes
    if all(valor in (None, "") for valor in fila.values()):
        callados = [hoja_de_lista.raiz, *callados]
    for dato, valor in fila.items():
        if isinstance(valor, bytes):
            fila[dato] = EN_EL_LIBRO.format(f"{hoja_de_lista.raiz} {lugar.numero + 1}")
    clave, notas_propias = nombres.propios(lugar)
    afuera = _de_su_dueno_en_celdas(hoja_de_lista, lugar.dentro_de, nombres)
    notas = [*callados, *afuera.pop(NOTAS, ()), *notas_propias, *nombres.iguales.nota(hoja, lugar)]
    return {**afuera, **_que_lugar_es(hoja_de_lista, lugar), **fila, **clave, NOTAS: notas}


def _que_lugar_es(hoja_de_lista: HojaDeLista, lugar: Parada) -> Fila:
    """Cuál es en quien lo contiene, y en cuál lista suya, donde eso se dice."""
    fila: Fila = {}
    if hoja_de_lista.numero is not None:
        fila[NUMERO] = str(lugar.numero + 1)
    if hoja_de_lista.hoja.listas:
        fila[LISTA] = hoja_de_lista.hoja.listas[lugar.contenido.nombre]
    return fila


def _de_su_dueno_en_celdas(
    hoja_de_lista: HojaDeLista, dueno: Parada | None, nombres: "_NombresDelContenido"
) -> Fila:
    """Celdas y notas que dicen de quién es una fila, y lo demás de él si no tiene su hoja."""
    if dueno is None:
        return {}
    celdas, notas = nombres.de(dueno)
    demas, _ = _en_celdas(pasos_de(hoja_de_lista.de_su_dueno), dueno.objeto)
    return {**celdas, **demas, NOTAS: notas}


def _en_los_cortes(hoja_de_lista: HojaDeLista, objeto: Any) -> tuple[Fila, list[str]]:
    """Celdas de lo que se dijo en cada corte, y los cortes, si las columnas no los dirían."""
    raiz, fila, callan = "", Fila(), False
    seguimientos = getattr(objeto, hoja_de_lista.hoja.por_corte)
    for seguimiento in seguimientos:
        raiz = hoja_de_lista.de_corte[0].dato.partition(".")[0]
        celdas, _ = _en_celdas(pasos_de(hoja_de_lista.de_corte), seguimiento)
        celdas |= de_extras(raiz, seguimiento)
        callan |= all(valor in (None, "") for valor in celdas.values())
        fila |= {f"{dato}@{seguimiento.corte}": valor for dato, valor in celdas.items()}
    cortes = [seguimiento.corte for seguimiento in seguimientos]
    hay_que_decirlos = callan or cortes != sorted(cortes)
    return fila, [f"{raiz}@{corte}" for corte in cortes] if hay_que_decirlos else []


def _en_celdas(pasos: Pasos, objeto: Any, nombran: Collection[str] = ()) -> tuple[Fila, list[str]]:
    """Celdas de un objeto, y partes que lleva adentro y nada dicen."""
    fila: Fila = {}
    dicen: dict[str, bool] = {}
    for columna, paso in pasos:
        valor, *dentro = objeto, *paso
        for numero, campo in enumerate(dentro, 1):
            valor = None if valor is None else getattr(valor, campo)
            if valor is not None and dentro[numero:]:
                dicen.setdefault(".".join(dentro[:numero]), False)
        en_la_celda = como_se_pone(valor, columna.opciones.values())
        if en_la_celda and paso[-1] in nombran:  # los lugares de otra lista, seguidos
            en_la_celda = en_la_celda.replace("\n", ", ")
        fila[columna.dato] = en_la_celda
        if en_la_celda not in (None, ""):
            dicen |= {".".join(dentro[:n]): True for n in range(1, len(dentro))}
    return fila, [quien for quien, dice in dicen.items() if not dice]


class _NombresDelContenido:
    """Cómo nombran a cada cosa de un contenido las filas de las otras hojas."""

    def __init__(self, contenido: temas.Contenido, tema: Tema) -> None:
        self._nombres: dict[str, tuple[str, bool]] = {}
        """Con qué se nombra a cada uno que tiene un nombre sólo suyo, y si se lo puso el libro."""
        self._iguales: dict[str, int] = {}
        """De los que dicen lo mismo, cuál es cada uno, por su ruta."""
        self.iguales = FilasIguales()
        self._niveles: dict[Rama, Nivel] = {}
        self.propuestas: dict[str, tuple[str, ...]] = {}
        """Los nombres que hay para escoger, por el dato de su columna."""
        self.a_la_vista: set[str] = set()
        """Las listas en que a alguno no le basta su referencia: su clave va en una columna."""
        for lista in (*tema.libro.sin_hoja, *(hoja.lista for hoja in tema.libro.hojas)):
            for nivel in niveles_de(lista, tema)[-1:]:
                self._niveles[nivel.contenido] = nivel
                lugares = recorrer(contenido, nivel.contenido)
                if nivel.nombrado.como == "campos":
                    self._por_campos(nivel, lugares)
                else:
                    self._por_nombre(nivel, lugares)

    def _por_nombre(self, nivel: Nivel, lugares: Sequence[Parada]) -> None:
        """El suyo, si basta; si no, uno que sólo es de este libro.

        De los de un dueño, todos llevan su número o todos, su lugar.
        """
        nombrado, en_su_dueno = nivel.nombrado, nivel.nombrado.como == "lugar"
        antes = f"({nombrado.el.partition(' ')[2]} "
        grupos = agrupadas((_ruta(u.dentro_de) if en_su_dueno else "", u) for u in lugares)
        for del_grupo in grupos.values():
            referencias = [getattr(lugar.objeto, nombrado.campos[0]) for lugar in del_grupo]
            veces = Counter(en_plano(referencia or "") for referencia in referencias)
            sirven = [
                _se_lee_igual(referencia)
                and veces[en_plano(referencia)] == 1
                and not en_plano(referencia).startswith(en_plano(antes))
                for referencia in referencias
            ]
            if en_su_dueno:
                sirven = [all(sirven)] * len(sirven)
            elif not all(sirven):
                self.a_la_vista.add(nivel.lista)
            for numero, (lugar, referencia, sirve) in enumerate(
                zip(del_grupo, referencias, sirven, strict=True), 1
            ):
                puesto = str(numero) if en_su_dueno else f"{antes}{numero})"
                self._nombres[lugar.ruta] = referencia if sirve else puesto, not sirve

    def _por_campos(self, nivel: Nivel, lugares: Sequence[Parada]) -> None:
        """Anotación de los nombrados por sus campos: de los iguales, cuál es cada uno, desde 0."""
        veces = Counter[tuple[Any, ...]]()
        por_campo: dict[str, dict[str, None]] = {}
        for lugar in lugares:
            valores = [getattr(lugar.objeto, campo) for campo in nivel.nombrado.campos]
            iguales = (_ruta(lugar.dentro_de), *valores)
            self._iguales[lugar.ruta] = veces[iguales]
            veces[iguales] += 1
            for columna, valor in zip(nivel.columnas, valores, strict=True):
                if columna.clase == "texto" and not columna.opciones and (valor or "").strip():
                    por_campo.setdefault(columna.dato, {})[valor] = None
        self.propuestas |= {dato: tuple(nombres) for dato, nombres in por_campo.items()}

    def de(self, lugar: Parada) -> tuple[Fila, list[str]]:
        """Celdas y notas que dicen que una fila es de un dueño."""
        nivel = self._niveles[lugar.contenido]
        if nivel.nombrado.como == "clave":
            return {nivel.raiz: self._nombres[lugar.ruta][0]}, []
        celdas, notas = self.de(lugar.dentro_de) if lugar.dentro_de is not None else ({}, [])
        if nivel.nombrado.como == "lugar":
            return {**celdas, nivel.raiz: self._nombres[lugar.ruta][0]}, notas
        propias = {
            columna.dato: como_se_pone(getattr(lugar.objeto, campo), columna.opciones.values())
            for columna, campo in zip(nivel.columnas, nivel.nombrado.campos, strict=True)
        }
        de_quien = propias if nivel.hoja else {**celdas, **propias}
        calla = all(valor is None for valor in de_quien.values())
        return {**celdas, **propias}, [*notas, *self._cual(lugar, siempre=calla)]

    def propios(self, lugar: Parada) -> tuple[Fila, list[str]]:
        """Celdas y notas que en la propia fila dicen cómo la nombran las demás."""
        nivel = self._niveles.get(lugar.contenido)
        if nivel is None:
            return {}, []
        if nivel.nombrado.como == "campos":
            valores = [getattr(lugar.objeto, campo) for campo in nivel.nombrado.campos]
            return {}, [*self._cual(lugar), f"{nivel.raiz}={huella_de(valores)}"]
        nombre, es_puesto = self._nombres[lugar.ruta]
        if nivel.nombrado.como == "lugar":
            return {}, [f"{nivel.raiz}#{nombre}"] if es_puesto else []
        a_la_vista = {CLAVE: nombre} if nivel.lista in self.a_la_vista else {}
        return a_la_vista, [f"{nivel.raiz}={nombre}"]

    def _cual(self, lugar: Parada, *, siempre: bool = False) -> list[str]:
        """Cuál es de los que dicen lo mismo; al que nada dice lo distingue del de arriba."""
        antes = self._iguales[lugar.ruta]
        return [f"{lugar.contenido.raiz}#{antes}"] if antes or siempre else []


def huella_de(valores: Iterable[Any]) -> str:
    """Con qué se conoce después lo que dicen unos campos, sin decirlo en una nota."""
    textos = "\n".join("" if valor is None else str(valor) for valor in valores)
    return sha256_de(textos.encode("utf-8", "surrogatepass"))[:8]


def _se_lee_igual(referencia: str | None) -> bool:
    """Si en una celda se lee igual."""
    return bool(en_plano(referencia or "")) and " ".join((referencia or "").split()) == referencia
