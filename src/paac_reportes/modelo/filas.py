"""Un contenido como filas planas, para una tabla de datos, una consulta o un CSV.

Qué es una fila lo dice su tema; qué datos trae, en qué orden y qué es cada uno sale de la forma del
modelo y del catálogo. Primero eso, y después las filas; al final, lo que se da junto a ellas.
"""

import functools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import zip_longest
from operator import attrgetter
from typing import Any, Literal, TypedDict, get_origin

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.estructura import Entre, Extras, falla_de_argumento
from paac_reportes.estructura.formas import campos_propios
from paac_reportes.estructura.valores import NOMBRE_DE_EXTRA
from paac_reportes.modelo import (
    CambioDocumento,
    CodigoDeRegimen,
    Entidad,
    Firma,
    Metodologia,
    Recomendacion,
    temas,
)
from paac_reportes.modelo.campos import EXTRAS, Campo
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.plan import FILAS, Componente, Dependencia, Subcomponente
from paac_reportes.modelo.recorrer import (
    Parada,
    Rama,
    caminos_de,
    contenidos_de,
    hallar,
    objetos_de,
    recorrer,
    todos_los_contenidos,
)
from paac_reportes.modelo.riesgos import MapaDeRiesgos, SeguimientoDelMapa
from paac_reportes.modelo.temas import (
    PLAN,
    Contenido,
    Tema,
    con_los_que_lleva,
    es_contenido,
    tema_de,
)

Fila = dict[str, Any]

RUTA, LISTA = "ruta", "lista"
DE_LA_ENTIDAD = tuple(
    dato for dato in CATALOGO.datos("entidad") if "filas" not in CATALOGO[dato].no_va
)


# ------------------------------------------------------------------ la forma de las filas


_EXTRAS = f".{EXTRAS}."


Clase = Literal["string", "integer", "number", "date", "array"]
"""Los tipos de una columna, con el nombre que les da Table Schema."""
CLASES: dict[type, Clase] = {int: "integer", Decimal: "number", date: "date", tuple: "array"}
"""Clase de columna para cada tipo que no es un texto; la de un extra depende de lo que traiga."""


@clases.frozen
class Columna:
    """Una columna de las filas de un contenido."""

    clave: str
    clase: Clase
    campo: Campo


@clases.frozen(eq=False)
class FormaDeFilas:
    """Las listas y los datos de las filas de un tema, deducidos de su clase."""

    tema: Tema
    recorre: tuple[Rama, ...]
    """Listas que se recorren, de afuera adentro."""
    raices: Mapping[str, type]
    """Clase de los datos de cada raíz; la que contiene a otra va antes que ella."""
    listas: Mapping[str, str]
    """Listas que se recorren, de afuera adentro, y la raíz de los datos de cada una."""
    de_filas: Mapping[str, str]
    """Raíces que no contienen a ninguna otra, en su orden."""
    de_corte: str
    """La raíz de lo que se reporta en cada uno; ninguna si no va en las filas."""
    juntas: Mapping[str, str]
    """Listas que van enteras en la fila del objeto que las lleva."""
    ademas: Mapping[str, Rama]
    """Ramas que sólo se leen de una fila, por la raíz de sus datos."""
    claves: tuple[str, ...]
    """Claves que toda fila trae, en su orden."""
    con_extras: tuple[str, ...]
    """Las raíces de los datos de quienes los llevan, en su orden."""
    rutas: re.Pattern[str]
    """Patrón de las rutas de lo que hay en sus listas: ``componentes[0].tramites[1]``."""

    def admite(self, clave: str) -> bool:
        """Si la clave se lee de una fila que la traiga, aunque no vaya en las que se dan."""
        solo_se_lee = clave.partition(".")[0] in self.ademas and CATALOGO.conoce(clave)
        return clave in self.claves or self.es_propia(clave) or solo_se_lee

    def la_que_es(self, nombre: str) -> str:
        """La clave de un dato al que una fila da otro nombre admitido; si no lo hay, igual."""
        if self.admite(nombre):
            return nombre
        comunes = {self.tema.dato(clave): clave for clave in self.tema.filas.comunes}
        clave = comunes.get(nombre, nombre)
        return clave if self.admite(clave) else nombre

    @property
    def se_leen(self) -> tuple[str, ...]:
        """Claves que se leen de una fila: las que toda trae, y las de lo que sólo se lee."""
        return (*self.claves, *(dato for raiz in self.ademas for dato in CATALOGO.llanos(raiz)))

    def es_extra(self, clave: str) -> bool:
        """Si es la clave de un extra; cuáles hay, sólo lo dice cada contenido."""
        raiz, punto, nombre = clave.partition(_EXTRAS)
        return bool(punto) and raiz in self.con_extras and bool(NOMBRE_DE_EXTRA.fullmatch(nombre))

    def es_propia(self, clave: str) -> bool:
        """Si la clave es de un extra o de una tabla: sólo la trae el contenido que la usa."""
        if self.es_extra(clave):
            return True
        raiz, *campo = clave.split(".")[:2]
        de_una_tabla = raiz in self.raices and CATALOGO.es_tabla(".".join((raiz, *campo)))
        return de_una_tabla and CATALOGO.conoce(clave)

    def campo(self, clave: str) -> Campo:
        """Descripción (rótulo, ayuda) de la columna de una clave, ``actividad.meta`` o ``ruta``."""
        if clave == RUTA:
            ejemplo = f"como {self.tema.filas.lugar}."
            return Campo("Ruta", f"El lugar de la fila en los datos {self.tema.de}, {ejemplo}")
        if clave == LISTA:
            return Campo("Lista", _QUE_DICE_LA_LISTA)
        campo = CATALOGO[self._dato(clave)]
        if not self._es_junta(clave):
            return campo
        return attrs.evolve(campo, dice=f"{campo.dice} Uno por cada uno del riesgo, en orden.")

    def tipo(self, clave: str) -> type:
        """Clase de lo que trae: texto, número o fecha; de lo que son varios, una tupla."""
        return tuple if self._es_junta(clave) else CATALOGO.tipo(self._dato(clave))

    def de_cada_uno(self, clave: str) -> type:
        """Clase de cada elemento de lo que son varios; de lo demás, lo mismo que ``tipo``."""
        dato = self._dato(clave)
        tipo = CATALOGO.tipo(dato)
        return CATALOGO.de_cada_uno(dato) if tipo is tuple else tipo

    def opciones(self, clave: str) -> tuple[str, ...]:
        """Valores que admite el dato de una clave, si son de una lista cerrada."""
        return tuple(self.de_filas) if clave == LISTA else CATALOGO.opciones(self._dato(clave))

    def limites(self, clave: str) -> Entre | None:
        """Límites del dato de una clave, si es un número que los tiene."""
        return CATALOGO.limites(self._dato(clave))

    def _dato(self, clave: str) -> str:
        """Dato del catálogo de una clave: ``vigencia`` es de un mapa ``mapa.vigencia``."""
        return self.tema.dato(clave) if clave in self.tema.filas.comunes else clave

    def _es_junta(self, clave: str) -> bool:
        """Si la clave es de una lista que va entera en la fila de quien la lleva."""
        return clave.partition(".")[0] in self.juntas.values()


_NINGUNA: Mapping[str, str] = {}
_QUE_DICE_LA_LISTA = (
    "De qué lista es la fila: actividades, tramites o intercambios; en blanco si el componente no"
    " tiene filas."
)


@functools.cache
def forma_de_filas(tema: Tema) -> FormaDeFilas:
    """Forma de las filas de un tema: qué datos trae cada una, y en qué orden."""
    filas = tema.filas
    nombres = {*tema.libro.se_siguen, *filas.juntas, filas.por_corte}
    ramas = _por_las_listas(tema.clase, nombres, filas.raices)
    # Por la última vez que aparece: quien contiene va antes que lo que contiene.
    raices = dict(reversed({rama.raiz: rama.clase for rama in reversed(ramas)}.items()))
    recorre = tuple(rama for rama in ramas if rama.nombre not in filas.juntas)
    listas = {rama.nombre: rama.raiz for rama in recorre if rama.nombre != filas.por_corte}
    de_filas = {
        nombre: raiz
        for nombre, raiz in listas.items()
        if not any(rama.nombre in listas for rama in contenidos_de(raices[raiz]))
    }
    claves = (
        *DE_LA_ENTIDAD,
        *filas.comunes,
        *([RUTA, LISTA] if len(de_filas) > 1 else [RUTA]),
        *_datos_que_van(raices, filas),
    )
    propias = {raiz: clase for raiz, clase in raices.items() if raiz not in filas.de_quien}
    con_extras = (raiz for raiz, clase in propias.items() if EXTRAS in attrs.fields_dict(clase))
    ademas = {*filas.identidad} - {*raices}
    return FormaDeFilas(
        tema=tema,
        recorre=recorre,
        raices=raices,
        listas=listas,
        de_filas=de_filas,
        de_corte=next((rama.raiz for rama in ramas if rama.nombre == filas.por_corte), ""),
        juntas={rama.nombre: rama.raiz for rama in ramas if rama.nombre in filas.juntas},
        ademas={r.raiz: r for r in todos_los_contenidos(tema.clase) if r.raiz in ademas},
        claves=claves,
        con_extras=("entidad", *con_extras),
        rutas=re.compile(_rutas(tema.clase, listas)),
    )


def _rutas(clase: type, listas: Collection[str]) -> str:
    """Patrón de las rutas a que se llega por esas listas: ``componentes[0].tramites[1]``."""
    opciones = [
        rf"{lista.nombre}\[\d+\](?:\.{_rutas(lista.clase, listas)})?"
        for lista in contenidos_de(clase)
        if lista.nombre in listas
    ]
    return f"(?:{'|'.join(opciones) or '(?!)'})"


def _por_las_listas(
    clase: type, nombres: Collection[str | None], raices: Collection[str] = ()
) -> list[Rama]:
    """Listas que se llaman así, y a las que se llega sólo por otras que también.

    De un mapa, con procesos, riesgos y controles → las tres; sin «procesos», ninguna.
    """
    return [
        camino[-1]
        for camino in caminos_de(clase)
        if all(
            rama.es_lista and rama.nombre in nombres and (not raices or rama.raiz in raices)
            for rama in camino
        )
    ]


def _datos_que_van(raices: Iterable[str], filas: temas.Filas) -> Iterator[str]:
    """Datos de cada raíz o, de la que sólo se nombra, los que dicen cuál es."""
    for raiz in raices:
        if raiz in filas.de_quien:
            yield from (f"{raiz}.{campo}" for campo in filas.de_quien[raiz])
        else:
            yield from CATALOGO.llanos(raiz)


_DEL_PLAN = forma_de_filas(PLAN)
LISTAS_DE_FILAS, LISTAS_DE_LA_MATRIZ = _DEL_PLAN.de_filas, _DEL_PLAN.listas
"""Listas de un plan: las que son de filas, y ellas con las que las contienen."""


# ------------------------------------------------------------------ las filas


def una_a_una(contenido: temas.Contenido, tema: Tema | None = None) -> Iterator[Fila]:
    """Filas de un contenido, sin guardar más que la que se da y quienes la contienen.

    De un plan, una por actividad o trámite y corte; de un mapa, una por riesgo y control. Lo que
    está y no tiene ninguna (un componente sin llenar, un riesgo sin controles) conserva la suya.
    ``ruta`` es su lugar en los datos y ``lista``, de cuál es si las hay de varias; las demás claves
    son los datos por su nombre: ``actividad.meta``, ``riesgo.inherente.zona``… Los textos van a la
    letra; los cortes son fechas, los porcentajes ``Decimal`` y lo que es una lista, una tupla. Un
    extra, una pregunta o un criterio tienen su clave si alguna fila los trae.
    ``tema`` es el del contenido o, para otra de sus tablas, el de ella (``temas.temas_por_tabla``).
    """
    tema = tema or tema_de(contenido)
    forma, filas = forma_de_filas(tema), tema.filas
    comunes = dict.fromkeys((*forma.claves, *propias_de(contenido, tema))) | {
        **{dato: getattr(contenido.entidad, dato.rpartition(".")[2]) for dato in DE_LA_ENTIDAD},
        **_con_nombre("entidad.extras", contenido.entidad.extras),
        **{dato: getattr(contenido, dato) for dato in filas.comunes},
    }
    lugares = recorrer(contenido, *forma.recorre)
    # Cada objeto que contiene al que sigue, con su fila: lo que dicen él y los de afuera.
    abiertas: list[tuple[Parada | None, Fila]] = [(None, comunes)]
    for lugar, siguiente in zip_longest(lugares, lugares[1:]):
        while abiertas[-1][0] is not lugar.dentro_de:
            abiertas.pop()
        lista, raiz = lugar.contenido.nombre, lugar.contenido.raiz
        lo_nombran = filas.de_quien.get(raiz)
        fila = abiertas[-1][1] | (
            datos_planos(raiz, lugar.objeto, forma.juntas)
            if lo_nombran is None
            else {f"{raiz}.{campo}": getattr(lugar.objeto, campo) for campo in lo_nombran}
        )
        # Lo que se reporta va con el lugar de quien lo lleva.
        if lista != filas.por_corte and not (filas.de_quien and lo_nombran is None):
            fila[RUTA] = lugar.ruta
        if LISTA in fila and lista in forma.de_filas:
            fila[LISTA] = lista
        if siguiente is not None and siguiente.dentro_de is lugar:
            abiertas.append((lugar, fila))
        elif lo_nombran is None:
            yield fila


def columnas_de(contenido: temas.Contenido, tema: Tema | None = None) -> tuple[Columna, ...]:
    """Columnas de las filas de un contenido, o de otra de sus tablas: las mismas en todas.

    Primero las de toda fila; las propias van con las de su dueño, en el orden en que aparecen.
    """
    forma, propias = forma_de_filas(tema or tema_de(contenido)), propias_de(contenido, tema)
    return (*_de_toda_fila(forma), *(_columna(forma, *propia) for propia in propias.items()))


@functools.cache
def _de_toda_fila(forma: FormaDeFilas) -> tuple[Columna, ...]:
    """Columnas que traen todos los contenidos de un tema."""
    return tuple(_columna(forma, clave) for clave in forma.claves)


def _columna(forma: FormaDeFilas, clave: str, tipos: Collection[type] = ()) -> Columna:
    """La columna de una clave, ``actividad.meta``, con su clase de valor.

    ``tipos``: los de un extra, que si son varios y no todos números es de texto.
    """
    tipo = forma.tipo(clave)
    if forma.es_extra(clave):
        son_numeros = all(issubclass(tipo, int | Decimal) for tipo in tipos)
        tipo = next(iter(tipos)) if len(tipos) == 1 else Decimal if son_numeros else str
    clases = (clase for base, clase in CLASES.items() if issubclass(tipo, base))
    return Columna(clave, next(clases, "string"), forma.campo(clave))


def cuentas_de_objetos(contenido: temas.Contenido) -> dict[tuple[str, str], int]:
    """Número de objetos de cada clase, por su nombre: ``("riesgo", "riesgos")``."""
    cuentas = contar_en(contenido, tema_de(contenido).se_cuentan)
    return cuentas | {("corte", "cortes"): len(contenido.cortes())}


def contar_en(
    contenido: temas.Contenido, listas: Mapping[str, tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Cuántos objetos hay de cada lista: ``{("riesgo", "riesgos"): 12}``.

    ``listas``: cómo se llaman uno y varios de cada una.
    """
    tema = tema_de(contenido)
    nombres_de_filas = {*tema.libro.se_siguen, *tema.filas.juntas, tema.filas.por_corte}
    de_filas = _por_las_listas(type(contenido), nombres_de_filas)
    cuentas: dict[tuple[str, str], int] = {}
    for lista, nombres in listas.items():
        ramas = [rama for rama in de_filas if rama.nombre == lista]
        if not ramas:
            raise ValueError(f"{tema.clave} no tiene en sus filas la lista {lista}")
        cuentas[nombres] = len(objetos_de(contenido, *ramas))
    return cuentas


def objetos_con_extras(contenido: temas.Contenido) -> Iterator[tuple[str, Any]]:
    """Objetos que pueden llevar extras, con la raíz de sus datos."""
    tema = tema_de(contenido)
    forma = forma_de_filas(tema)
    yield "entidad", contenido.entidad
    if hasattr(contenido, EXTRAS):
        yield tema.raiz, contenido
    for raiz in forma.con_extras[1:]:
        for objeto in objetos_de(contenido, forma.raices[raiz]):
            yield raiz, objeto


@clases.recordada
def propias_de(
    contenido: temas.Contenido, tema: Tema | None = None
) -> Mapping[str, Collection[type]]:
    """Claves que no trae todo contenido, en el orden de sus dueños, y las clases de sus valores.

    Las que son un número, como las preguntas de un cuestionario, por él; las demás, como aparecen.
    """
    tipos: dict[str, Collection[type]] = {
        f"entidad{_EXTRAS}{n}": {type(v)} for n, v in contenido.entidad.extras.items()
    }
    tema = tema or tema_de(contenido)
    for raiz, clase in forma_de_filas(tema).raices.items():
        for campo in () if raiz in tema.filas.de_quien else _de_claves_libres(clase):
            por_clave: dict[Any, set[type]] = {}
            for objeto in objetos_de(contenido, clase):
                if tabla := getattr(objeto, campo):
                    for nombre, valor in tabla.items():
                        por_clave.setdefault(nombre, set()).add(type(valor))
            son_numeros = all(isinstance(clave, int) for clave in por_clave)
            nombres = sorted(por_clave) if son_numeros else por_clave
            tipos |= {f"{raiz}.{campo}.{nombre}": por_clave[nombre] for nombre in nombres}
    return tipos


@functools.cache
def _de_claves_libres(clase: type) -> tuple[str, ...]:
    """Campos de una clase que son tablas y, al final, sus extras."""
    tablas = (nombre for nombre in campos_propios(clase) if _es_de_tabla(clase, nombre))
    return (*tablas, *([EXTRAS] if EXTRAS in attrs.fields_dict(clase) else ()))


def datos_planos(raiz: str, objeto: Any, juntas: Mapping[str, str] = _NINGUNA) -> Fila:
    """``{"actividad.meta": …}``: los datos de un objeto y de los que lleva, por su clave.

    ``raiz``: cómo se nombran, «actividad»; ``juntas``: las listas que van en su misma fila.
    """
    datos: Fila = {}
    clase: type = type(objeto)
    leer, campos = _campos_de(raiz, clase)
    for (clave, clase_de_campo), valor in zip(campos, leer(objeto), strict=True):
        if clase_de_campo is None:
            es_sencillo = valor is None or valor.__class__ is str  # lo corriente
            datos[clave] = valor.value if not es_sencillo and isinstance(valor, Enum) else valor
        elif clase_de_campo == "tabla":
            datos |= _con_nombre(clave, valor)
        elif valor is not None:
            datos |= datos_planos(clave, valor)
    for lista, raiz_de_la_lista in juntas.items():
        if hasattr(objeto, lista):
            datos |= _datos_de_la_lista(raiz_de_la_lista, lista, objeto)
    extras: Extras | None = getattr(objeto, EXTRAS, None)
    return datos | _con_nombre(f"{raiz}.{EXTRAS}", extras) if extras else datos


def _datos_de_la_lista(raiz: str, lista: str, objeto: Any) -> Fila:
    """Datos de una lista que va entera en su fila, cada uno con el de todos sus objetos."""
    duena: Any = type(objeto)
    clase: Any = next(parte.clase for parte in contenidos_de(duena) if parte.nombre == lista)
    objetos = getattr(objeto, lista)
    return {f"{raiz}.{c}": tuple(getattr(o, c) for o in objetos) for c in campos_propios(clase)}


@functools.cache
def _campos_de(
    raiz: str, clase: type
) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[str, str | None], ...]]:
    """La función que lee los campos de un objeto y, de cada uno, su clave y qué es.

    ``"parte"``, un objeto que lleva; ``"tabla"``, una de claves; ``None``, un valor.
    """
    partes = {parte.nombre for parte in contenidos_de(clase) if not parte.es_lista}
    nombres = tuple(campos_propios(clase))
    campos = tuple(
        (
            f"{raiz}.{campo}",
            "parte" if campo in partes else "tabla" if _es_de_tabla(clase, campo) else None,
        )
        for campo in nombres
    )
    if len(nombres) > 1:  # de uno solo, ``attrgetter`` no da una tupla
        return attrgetter(*nombres), campos
    return lambda objeto: tuple(getattr(objeto, nombre) for nombre in nombres), campos


def _es_de_tabla(clase: type, campo: str) -> bool:
    return get_origin(attrs.fields_dict(clase)[campo].type) is dict


def _con_nombre(prefijo: str, tabla: Mapping[Any, Any]) -> Fila:
    """Tabla con sus claves enteras: ``riesgo.extras.nota``."""
    return {f"{prefijo}.{nombre}": valor for nombre, valor in tabla.items()}


class _DatosDeContenido(TypedDict, total=False):
    """Claves de un plan y de un mapa además de sus filas."""

    entidad: Entidad | Mapping[str, Any] | str | None
    """Un texto es su nombre."""
    vigencia: int | None
    regimen: CodigoDeRegimen | None
    control_cambios: Sequence[CambioDocumento | Mapping[str, Any]]
    firmas: Sequence[Firma | Mapping[str, Any]]
    textos: Mapping[str, str]


class DatosDelPlan(_DatosDeContenido, total=False):
    """Claves de un plan además de sus filas, como objetos o como van en un archivo de datos."""

    metodologia: Metodologia | Mapping[str, Any] | None
    recomendaciones: Sequence[Recomendacion | Mapping[str, Any]]
    mapa_de_riesgos: "MapaDeRiesgos | Mapping[str, Any] | None"


class DatosDelMapa(_DatosDeContenido, total=False):
    """Claves de un mapa además de sus filas, como objetos o como van en un archivo de datos."""

    metodologia: str | None
    version: str | None
    fecha_elaboracion: date | str | None
    fecha_publicacion: date | str | None
    fecha_actualizacion: date | str | None
    mision: str | None
    seguimientos: "Sequence[SeguimientoDelMapa | Mapping[str, Any]]"
    extras: "Extras | Mapping[str, Any]"


# ------------------------------------------------------------------ qué nombra una ruta


_ES_DE_UN_PLAN = re.compile(r"[a-z_]+(\[[0-9]+\])?(\.[a-z_][a-z_0-9]*(\[[0-9]+\])?)*")
_LETRAS = 60
"""Letras del texto de una actividad: con más, no se lee de un vistazo."""


@clases.frozen(kw_only=True)
class Lugar:
    """Dónde está algo de un plan o de un mapa; lo que no se sabe, o no le toca, es ``None``."""

    ruta: str
    """Ruta como se preguntó."""
    dependencia: str | None = None
    componente: str | None = None
    """Su número y su nombre."""
    subcomponente: str | None = None
    codigo: str | None = None
    """Código de la actividad, o número del trámite."""
    actividad: str | None = None
    """Texto entero de la actividad: qué hay que hacer."""
    proceso: str | None = None
    referencia: str | None = None
    """Referencia del riesgo."""
    riesgo: str | None = None
    """Su descripción, entera."""
    control: str | None = None
    """Su número o, si no lo lleva, su lugar entre los de su riesgo, desde 1."""
    corte: str | None = None
    """Corte del seguimiento, como AAAA-MM-DD."""
    dato: str | None = None
    """El rótulo del dato que la ruta nombra, si nombra uno."""

    def __str__(self) -> str:
        """Lugar en un renglón, de afuera adentro; la ruta, si no se sabe de qué tabla es."""
        conocido = self.dependencia or self.componente or self.proceso or self.actividad
        return " › ".join(self._partes()) if conocido else self.ruta

    def _partes(self) -> Iterator[str]:
        """Partes del lugar que se saben, de afuera adentro."""
        yield from filter(None, (self.dependencia, self.componente, self.subcomponente))
        yield from filter(None, (self.proceso, _en_uno(self.referencia, self.riesgo)))
        yield from filter(None, (_en_uno(self.codigo, self.actividad),))
        yield from filter(None, (self.control and f"control {self.control}",))
        dia = "/".join(reversed((self.corte or "").split("-")))
        yield from filter(None, (dia and f"corte {dia}", self.dato))


def lugar_de_ruta(plan: Contenido, ruta: str) -> Lugar:
    """Lugar que nombra una ruta: la de una falla, la de un aviso o la de una fila de cifras.

    De la que no es de un plan (un archivo, una celda, que ya dicen dónde es) o de un lugar que este
    plan no tiene no se sabe más: su ``str`` es ella misma. Lanza ``ErrorDeEntrada`` si lo que llega
    no es un plan ni un mapa, o no es un texto.
    """
    esperados: list[tuple[str, object, bool, str]] = [
        ("contenido", plan, es_contenido(plan), "plan"),
        ("ruta", ruta, isinstance(ruta, str), "ruta"),
    ]
    fallas = [
        falla_de_argumento(argumento, clase_esperada, llegado)
        for argumento, llegado, es_bueno, clase_esperada in esperados
        if not es_bueno
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    for campo, llevado in con_los_que_lleva(plan):
        if campo and ruta.startswith(f"{campo}."):
            return attrs.evolve(lugar_de_ruta(llevado, ruta.removeprefix(f"{campo}.")), ruta=ruta)
    try:
        parada = hallar(plan, ruta) if _ES_DE_UN_PLAN.fullmatch(ruta) else None
    except ErrorDeEntrada:
        return Lugar(ruta=ruta)
    tema = tema_de(plan)
    dato = _dato(ruta, parada, tema)
    if parada is None:
        return Lugar(ruta=ruta, dato=dato)
    if tema.clave == "mapa" and (proceso := parada.objetos.get("proceso")):
        return Lugar(ruta=ruta, dato=dato, proceso=proceso.nombre, **_partes_del_riesgo(parada))
    return Lugar(ruta=ruta, dato=dato, **_partes_del_lugar(parada.objetos))


def _partes_del_lugar(objetos: Mapping[str, object]) -> dict[str, str | None]:
    """Los nombres de quienes contienen a un objeto, por su campo de ``Lugar``.

    ``objetos``: ellos y él.
    """
    partes: dict[str, str | None] = {}
    for objeto in objetos.values():
        if corte := getattr(objeto, "corte", None):
            partes["corte"] = str(corte)
        elif isinstance(objeto, Dependencia):
            partes["dependencia"] = objeto.nombre
        elif isinstance(objeto, Componente):
            partes["componente"] = objeto.titulo
        elif isinstance(objeto, Subcomponente):
            partes["subcomponente"] = objeto.nombre
        elif isinstance(objeto, FILAS):
            partes |= {"codigo": objeto.identificador, "actividad": objeto.texto}
    return partes


def _partes_del_riesgo(parada: Parada) -> dict[str, str | None]:
    """Partes del lugar que se saben de un objeto dentro de un proceso de un mapa."""
    partes: dict[str, str | None] = {}
    if riesgo := parada.objetos.get("riesgo"):
        partes = {"referencia": riesgo.referencia, "riesgo": riesgo.descripcion}
    if riesgo and (control := parada.objetos.get("control")):
        orden = next(n for n, otro in enumerate(riesgo.controles, 1) if otro is control)
        partes["control"] = control.numero or str(orden)
    for objeto in parada.objetos.values():
        if corte := getattr(objeto, "corte", None):
            partes["corte"] = str(corte)
    return partes


_VALORACIONES = ("inherente", "residual", "valoracion")
"""Valoraciones de un riesgo que llevan los mismos datos."""


def _dato(ruta: str, parada: Parada | None, tema: Tema) -> str | None:
    """El rótulo del dato que una ruta nombra dentro de ese objeto; ``None`` si ninguno.

    ``parada``: dónde está el objeto.
    """
    resto = ruta[len(parada.ruta) :].lstrip(".") if parada else ruta
    nombre = re.sub(r"\[[0-9]+\]", "", resto)
    dato = f"{parada.raiz}.{nombre}" if parada else tema.dato(nombre)
    if not nombre or not CATALOGO.conoce(dato):
        return None
    rotulo, campo = CATALOGO[dato].rotulo, parada.contenido.nombre if parada else ""
    return f"{rotulo} ({campo})" if campo in _VALORACIONES else rotulo


def _en_uno(codigo: str | None, texto: str | None) -> str:
    """Código y texto en un renglón, con el texto corto."""
    return " ".join(filter(None, (codigo, _corto(texto or ""))))


def _corto(texto: str) -> str:
    texto = " ".join(texto.split())
    return texto if len(texto) <= _LETRAS else f"{texto[:_LETRAS].rstrip()}…"
