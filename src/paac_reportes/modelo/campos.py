"""Qué se puede decir de un campo del modelo, y cómo se le pregunta al catálogo.

Un dato se nombra por su camino desde la raíz de su fila, campo por campo: ``actividad.meta``,
``seguimiento.verificacion.nota``, ``riesgo.inherente.zona``, ``vigencia``; el mismo nombre en las
filas, los formatos, los libros, lo que se lee y lo que se avisa. El campo que no tiene entrada en
el catálogo también se deja preguntar: su rótulo sale de su nombre.
"""

import functools
import types
import typing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import Entre, mostrar, texto_o_fecha
from paac_reportes.estructura.formas import campos_propios, leer_campo, validadores
from paac_reportes.modelo.recorrer import contenidos_de, objetos_de, recorrer, todos_los_contenidos

Sitio = Literal["filas", "impreso", "ajenas"]
"""Las filas planas de ``filas_de``, lo que se imprime y lo que se busca en una matriz ajena."""
Contenido = Literal["codigo", "fecha", "porcentaje", "nivel"]
"""De qué es lo que una columna trae, si no es un texto corriente."""
Cambio = Literal["código", "fecha", "responsable", "meta", "redacción"]
"""Qué cambia en una fila cuando uno de sus datos dice otra cosa."""


def _nombres(seguidos: str | tuple[str, ...]) -> tuple[str, ...]:
    """Nombres de ``"Meta | Metas"``; los de un campo hecho de otro ya están separados."""
    if isinstance(seguidos, tuple):
        return seguidos
    return tuple(seguidos.split(" | ")) if seguidos else ()


@clases.frozen(eq=False)
class Campo:
    """Rótulos y descripción de un campo; varios nombres seguidos se separan con `` | ``."""

    rotulo: str
    """Como se llama en su tabla."""
    dice: str = ""
    """Qué es, en una frase."""
    _largo: str | None = attrs.field(kw_only=True, default=None)
    ayuda: str = attrs.field(kw_only=True, default="")
    """Qué se escribe en su celda, para quien la llena."""
    unidad: str | None = attrs.field(kw_only=True, default=None)
    otros: tuple[str, ...] = attrs.field(kw_only=True, default="", converter=_nombres)
    """Como lo llaman las entidades en sus matrices."""
    bajo: tuple[str, ...] = attrs.field(kw_only=True, default="", converter=_nombres)
    """Los rótulos que, encima, dicen que es éste y no otro que se llama igual; de quien lleva
    otros datos, que son los suyos."""
    nunca: tuple[str, ...] = attrs.field(kw_only=True, default="", converter=_nombres)
    """Los rótulos que, en su lugar o encima, dicen que es otra cosa."""
    adentro: Mapping[str, str] = attrs.field(kw_only=True, factory=dict)
    """De quien lleva otros datos, cómo llaman las entidades a los que son de él."""
    por_rotulo: Mapping[str, str] = attrs.field(kw_only=True, factory=dict)
    """Sus valores, y las palabras que los dicen en el rótulo de su objeto: «Causa raíz»."""
    junto: tuple[str, ...] = attrs.field(kw_only=True, default="", converter=_nombres)
    """Los datos que, en la columna de al lado, dicen lo mismo."""
    de_lo_suyo: str = attrs.field(kw_only=True, default="")
    """De quien lleva otros datos, con qué se nombran ellos, si no es su nombre largo."""
    contenido: Contenido | None = attrs.field(kw_only=True, default=None)
    cambio: Cambio = attrs.field(
        kw_only=True,
        default=attrs.Factory(
            lambda campo: "fecha" if campo.contenido == "fecha" else "redacción", takes_self=True
        ),
    )
    reporta: bool = attrs.field(kw_only=True, default=False)
    """Si lo llena la oficina en cada corte."""
    al_reportar: str = attrs.field(kw_only=True, default="")
    """Qué se le pide entonces, si no es lo de ``ayuda``."""
    en_su_celda: bool = attrs.field(kw_only=True, default=False)
    """De una lista de textos, si cada uno va en su celda; si no, en una van todos, por renglón."""
    no_va: tuple[Sitio, ...] = attrs.field(kw_only=True, default=())
    """Los sitios donde no se lo espera."""
    si_nada_dice: str | None = attrs.field(kw_only=True, default=None)
    """El valor que es lo mismo que no decir nada."""
    cada: "Campo | None" = attrs.field(kw_only=True, default=None)
    """De una tabla, lo que se dice de cada una de sus claves, que va donde dice ``{}``."""
    claves: Entre | None = attrs.field(kw_only=True, default=None)
    """De una tabla con números por clave, de cuál a cuál."""

    @property
    def largo(self) -> str:
        """Rótulo con que se llama fuera de su tabla, donde otro se llama igual."""
        return self._largo or self.rotulo

    @property
    def rotulos(self) -> tuple[str, ...]:
        """Rótulos propios; la columna que lleva uno a la letra es de éste, y no de otro."""
        return tuple(dict.fromkeys((self.rotulo, self.largo)))

    @property
    def en_frase(self) -> str:
        """Rótulo a mitad de una frase: ``fecha final``, pero ``NIT``."""
        inicial, resto = self.rotulo[:1], self.rotulo[1:]
        return self.rotulo if resto[:1].isupper() else inicial.lower() + resto

    def dentro_de(self, duenos: "Sequence[Campo]", nombre: str) -> "Campo":
        """El campo, con un nombre que dice en qué objeto está: ``Residual: zona``.

        ``duenos``: los campos en que va, de afuera adentro.
        """
        if not duenos:
            return self
        de_los_duenos = (dueno.de_lo_suyo or dueno.largo for dueno in duenos)
        largo = self._largo or ": ".join((*de_los_duenos, self.en_frase))
        ajenos = (otro for dueno in duenos for otro in _nombres(dueno.adentro.get(nombre, "")))
        encima = (rotulo for dueno in duenos for rotulo in dueno.bajo)
        return attrs.evolve(
            self, largo=largo, otros=(*self.otros, *ajenos), bajo=(*self.bajo, *encima)
        )


@clases.frozen(eq=False)
class Objeto:
    """Una clase del modelo: qué es, y lo que se dice de cada campo."""

    clase: type
    titulo: str
    dice: str
    campos: Mapping[str, Campo]


@clases.frozen(eq=False)
class FichaDeContenido:
    """Entradas del catálogo para un contenido y para todo lo que lleva adentro."""

    clase: type
    """Clase del contenido: ``Plan``."""
    raiz: str
    """Con la que se nombran los datos que son de todo él; los de un plan van sin ninguna."""
    objetos: tuple[Objeto, ...]

    def raices(self) -> Iterator[tuple[str, type]]:
        """Raíces con que se nombra un dato, y su clase: el contenido, sus partes y cada lista."""
        yield self.raiz, self.clase
        for contenido in contenidos_de(self.clase):
            if not contenido.es_lista:
                yield contenido.raiz, contenido.clase
        for contenido in todos_los_contenidos(self.clase):
            if contenido.es_lista:
                yield contenido.raiz, contenido.clase


@clases.frozen(eq=False)
class _SitioDelDato:
    """Dónde está un dato en el modelo."""

    clase: type
    """Clase del objeto que tiene el campo."""
    nombre: str
    """Nombre del campo en su clase."""
    dentro_de: tuple[Campo, ...] = ()
    """Campos de los objetos que lo llevan adentro, desde la raíz."""
    clave: str | None = None
    """De una tabla, la suya; de los extras, su nombre."""

    @property
    def campo(self) -> "attrs.Attribute[Any]":
        """Campo del modelo, como lo declara ``attrs``."""
        campo: attrs.Attribute[Any] = attrs.fields_dict(self.clase)[self.nombre]
        return campo


EXTRAS = "extras"
"""El campo de lo que sólo lleva el formato de una entidad."""
_PUNTO = "."


class CatalogoDeDatos:
    """Descripción de cada dato, por su camino desde la raíz de su fila.

    Sus partes, una por contenido, se cargan en orden y cuando hacen falta: quien sólo tiene un plan
    no carga lo de un mapa de riesgos.
    """

    def __init__(self, *partes: Callable[[], FichaDeContenido]) -> None:
        self._por_cargar = list(reversed(partes))
        self._raices: dict[str, type] = {}  # «actividad» → Actividad
        self._por_clase: dict[type, Objeto] = {}
        self._sitios: dict[str, _SitioDelDato] = {}  # de los datos por que se preguntó
        self._campos: dict[str, Campo] = {}
        self._tipos: dict[str, type] = {}
        self._cargar()

    def _cargar(self) -> bool:
        """Carga la parte que sigue; ``False`` si ya están todas."""
        if not self._por_cargar:
            return False
        parte = self._por_cargar.pop()()
        self._por_clase |= {objeto.clase: objeto for objeto in parte.objetos}
        for raiz, clase in parte.raices():
            previa = self._raices.setdefault(raiz, clase)
            if previa is not clase:  # la segunda respondería por la primera sin que se notara
                raise ValueError(
                    f"la raíz {raiz} ya es de {previa.__name__}: la lista de {clase.__name__} debe"
                    " decir otra en su metadata"
                )
        return True

    def clase_de(self, raiz: str) -> type | None:
        """La clase de los objetos que un nombre, ``actividad``, nombra; ``None`` si ninguna."""
        primera, *pasos = raiz.split(_PUNTO)
        while primera not in self._raices:
            if not self._cargar():
                return None
        clase = self._raices[primera]
        for paso in pasos:
            clases = (c.clase for c in contenidos_de(clase) if c.nombre == paso)
            siguiente = next(clases, None)
            if siguiente is None:
                return None
            clase = siguiente
        return clase

    def raices(self) -> dict[str, type]:
        """Todas las raíces, con la clase de cada una."""
        while self._cargar():
            pass
        return dict(self._raices)

    def _sitio(self, dato: str) -> _SitioDelDato | None:
        """Sitio de un dato en el modelo; ``None`` si no es un dato."""
        sitio = self._sitios.get(dato)
        if sitio is None:
            sitio = self._buscar(dato)
            if sitio is not None and sitio.clave is None:  # de claves libres hay infinitas
                self._sitios[dato] = sitio
        return sitio

    def _buscar(self, dato: str) -> _SitioDelDato | None:
        """Sitio de un dato, por los campos por los que se llega a él; ``None`` si no es ninguno."""
        raiz, _, resto = dato.partition(_PUNTO) if _PUNTO in dato else ("", "", dato)
        clase, dentro_de = self.clase_de(raiz), list[Campo]()
        while clase is not None:
            nombre, punto, lo_que_sigue = resto.partition(_PUNTO)
            campo = attrs.fields_dict(clase).get(nombre)
            if campo is None:
                return None
            if not punto:
                return _SitioDelDato(clase, nombre, tuple(dentro_de))
            if nombre == EXTRAS or typing.get_origin(campo.type) is dict:
                return _SitioDelDato(clase, nombre, tuple(dentro_de), lo_que_sigue)
            dentro_de.append(self.de_clase(clase, nombre))
            partes = (
                c.clase for c in contenidos_de(clase) if c.nombre == nombre and not c.es_lista
            )
            clase, resto = next(partes, None), lo_que_sigue
        return None

    def __getitem__(self, dato: str) -> Campo:
        """Descripción de un dato o, de un extra, la que da su nombre: es propio de la entidad."""
        campo = self._campos.get(dato)
        if campo is None:
            sitio = self._sitio(dato)
            campo = (
                _sin_entrada(dato.rpartition(_PUNTO)[2]) if sitio is None else self._campo_de(sitio)
            )
            if sitio is not None and sitio.clave is None:
                self._campos[dato] = campo
        return campo

    def _campo_de(self, sitio: _SitioDelDato) -> Campo:
        """La descripción de un dato en su sitio: con la clave o los objetos en que va."""
        if sitio.clave is not None:
            return self._campo_de_una_clave(sitio, sitio.clave)
        campo = self.de_clase(sitio.clase, sitio.nombre)
        return campo.dentro_de(sitio.dentro_de, sitio.nombre)

    def _campo_de_una_clave(self, sitio: _SitioDelDato, clave: str) -> Campo:
        """Descripción de lo que guarda una clave, en los extras de un objeto o en una tabla.

        Una tabla dice en el catálogo cómo se nombra cada clave; un extra se llama por la suya.
        """
        cada = self.de_clase(sitio.clase, sitio.nombre).cada
        if cada is not None:
            con_su_clave = {
                parte: getattr(cada, parte).format(clave) for parte in ("rotulo", "dice", "largo")
            }
            return attrs.evolve(cada, **con_su_clave)
        titulo = self.objeto(sitio.clase).titulo
        dice = f"Un dato que sólo lleva el formato de la entidad: {clave}, de {titulo.lower()}."
        return attrs.evolve(
            _sin_entrada(clave), largo=f"{titulo}: {clave.replace('_', ' ')}", dice=dice
        )

    def conoce(self, dato: str) -> bool:
        """Si es un campo del modelo, un extra de uno de sus objetos o la clave de una tabla."""
        sitio = self._sitio(dato)
        if sitio is None or sitio.clave is None:
            return sitio is not None
        return bool(sitio.clave.strip()) and self._cabe_la_clave(sitio, sitio.clave)

    def es_codigo(self, dato: str) -> bool:
        """Si el dato es con lo que algo se nombra: un texto, aunque se escriba con cifras."""
        sitio = self._sitio(dato)
        return sitio is not None and (
            bool(sitio.campo.metadata.get("es_codigo")) or self[dato].contenido == "codigo"
        )

    def _cabe_la_clave(self, sitio: _SitioDelDato, clave: str) -> bool:
        """Si la clave es de la tabla: en una de claves numéricas, un número entre sus límites."""
        if sitio.nombre == EXTRAS or typing.get_args(sitio.campo.type)[0] is not int:
            return True
        limites = self.de_clase(sitio.clase, sitio.nombre).claves
        es_numero = clave.isascii() and clave.isdigit() and clave == str(int(clave))
        return es_numero and (limites is None or limites.minimo <= int(clave) <= limites.maximo)

    def objeto(self, clase: type) -> Objeto:
        """Objeto del catálogo de una clase del modelo, o de la que se hizo de ella."""
        while True:
            for base in clase.__mro__:
                if base in self._por_clase:
                    return self._por_clase[base]
            if not self._cargar():
                raise KeyError(clase.__name__)

    def de_clase(self, clase: type, nombre: str) -> Campo:
        """Descripción de un campo de una clase."""
        return self.objeto(clase).campos.get(nombre) or _sin_entrada(nombre)

    def de_raiz(self, raiz: str) -> Objeto:
        """Objeto del catálogo de una raíz: ``actividad``, ``riesgo.inherente``."""
        clase = self.clase_de(raiz)
        if clase is None:
            raise KeyError(raiz)
        return self.objeto(clase)

    def datos(self, raiz: str) -> tuple[str, ...]:
        """Datos de un objeto, en el orden del modelo; ni sus listas ni sus extras."""
        return tuple(f"{raiz}.{nombre}" for nombre in campos_propios(self.de_raiz(raiz).clase))

    def llanos(self, raiz: str) -> Iterator[str]:
        """Los datos de un objeto y de los que lleva, como ``riesgo.residual.zona``.

        Ni listas ni tablas.
        """
        clase = self.de_raiz(raiz).clase
        partes = {parte.nombre for parte in contenidos_de(clase) if not parte.es_lista}
        for dato in self.datos(raiz):
            nombre = dato.rpartition(_PUNTO)[2]
            if nombre in partes:
                yield from self.llanos(dato)
            elif not self.es_tabla(dato):
                yield dato

    def es_tabla(self, dato: str) -> bool:
        """Si el dato son varios valores, cada uno con su clave."""
        sitio = self._sitio(dato)
        return sitio is not None and typing.get_origin(sitio.campo.type) is dict

    def rotulos(self, datos: Iterable[str]) -> dict[str, str]:
        """El rótulo de cada dato en una misma tabla; el que se repite, largo o con su dato."""
        por_dato = {dato: self[dato].rotulo for dato in datos}
        for modo in ("{0.largo}", "{0.largo} ({1})"):
            veces = Counter(por_dato.values())
            por_dato = {
                dato: modo.format(self[dato], dato) if veces[rotulo] > 1 else rotulo
                for dato, rotulo in por_dato.items()
            }
        return por_dato

    def tipos(self, dato: str) -> tuple[Any, ...]:
        """Tipos que un dato admite, sin contar que puede faltar; ninguno si no es un campo."""
        sitio = self._sitio(dato)
        if sitio is None or (sitio.clave is not None and sitio.nombre == EXTRAS):
            return ()
        tipo = sitio.campo.type
        if sitio.clave is not None:
            tipo = typing.get_args(tipo)[1]
        if typing.get_origin(tipo) in {typing.Union, types.UnionType}:
            return tuple(t for t in typing.get_args(tipo) if t is not type(None))
        return (tipo,)

    def tipo(self, dato: str) -> type:
        """Clase de lo que lleva un dato: ``str``, ``Decimal``, ``date``, ``tuple`` o un ``Enum``.

        ``str`` si puede ser de varias, o no es una clase.
        """
        tipo = self._tipos.get(dato)
        if tipo is None:
            tipos = self.tipos(dato)
            clase = (typing.get_origin(tipos[0]) or tipos[0]) if len(tipos) == 1 else str
            tipo = clase if isinstance(clase, type) else str
            if dato in self._sitios:  # de claves libres hay infinitos: no se recuerdan
                self._tipos[dato] = tipo
        return tipo

    def puede_faltar(self, dato: str) -> bool:
        """Si el dato puede quedar en blanco."""
        sitio = self._sitio(dato)
        tipo = None if sitio is None else sitio.campo.type
        return type(None) in typing.get_args(tipo) or typing.get_origin(tipo) is tuple

    def leer(self, dato: str, valor: object, fallas: list[Falla]) -> Any:
        """Valor de un campo, de su tipo; ``None``, y su falla, si no lo es. Ni extras ni claves."""
        sitio = self._sitio(dato)
        return None if sitio is None else leer_campo(sitio.campo, valor, fallas)

    def en_blanco(self, dato: str) -> tuple[()] | None:
        """Valor de un dato que nadie llenó: ``()`` si es de varios; si no, ``None``."""
        return () if self.tipo(dato) is tuple else None

    def de_cada_uno(self, dato: str) -> type:
        """Clase de cada elemento de un dato que es una lista."""
        (tipo, *_), *_ = (*(typing.get_args(lista) for lista in self.tipos(dato)), (str,))
        return tipo if isinstance(tipo, type) else str

    def opciones(self, dato: str) -> tuple[str, ...]:
        """Valores que un dato admite, si son de una lista cerrada."""
        return tuple(valor for tipo in self.tipos(dato) for valor in _valores(tipo))

    def es_fecha(self, dato: str) -> bool:
        """Si el dato es un texto que dice una fecha, y queda a la letra."""
        sitio = self._sitio(dato)
        if sitio is None or sitio.clave is not None:
            return False
        return sitio.campo.metadata.get("leer") is texto_o_fecha

    def limites(self, dato: str) -> Entre | None:
        """Límites de un dato, si es un número que los tiene."""
        sitio = self._sitio(dato)
        validan = validadores(sitio.campo) if sitio is not None and sitio.clave is None else ()
        return next((regla for regla in validan if isinstance(regla, Entre)), None)


def _sin_entrada(nombre: str) -> Campo:
    """Descripción de un campo que el catálogo no tiene: su nombre como rótulo."""
    return Campo(rotulo_de_clave(nombre))


def rotulo_de_clave(clave: str) -> str:
    """Rótulo de una clave: ``valor_total`` es «Valor total»."""
    return clave.replace("_", " ").capitalize()


def _valores(tipo: Any) -> Iterable[str]:
    """Valores de un tipo de opciones cerradas; ninguno de los demás."""
    if typing.get_origin(tipo) is Literal:
        return typing.get_args(tipo)
    if isinstance(tipo, type) and issubclass(tipo, Enum):
        return [miembro.value for miembro in tipo]
    return ()


# ------------------------------------------------------------------ las fechas en número


_DIA_CERO = date(1899, 12, 30).toordinal()
_CIFRAS = 5
_DESDE, _HASTA = (date(ano, 1, 1).toordinal() - _DIA_CERO for ano in (1990, 2100))


def fechas_en_numero(contenido: object) -> Iterator[Aviso]:
    """Avisos de las fechas que son un número de Excel, con su ruta y su día; ninguna cambia."""
    clase_del_contenido: type = type(contenido)
    campos = _campos_de_fecha(clase_del_contenido)
    textos = {
        getattr(objeto, campo)
        for clase, nombres in campos.items()
        for objeto in objetos_de(contenido, clase)
        for campo in nombres
    }
    # Casi nunca hay una, y el lugar de cada objeto es lo que cuesta.
    hay_alguna = any(texto and _dia(texto) for texto in textos)
    for lugar in recorrer(contenido, *campos) if hay_alguna else ():
        for campo in campos[type(lugar.objeto)]:
            texto = getattr(lugar.objeto, campo)
            dia = texto and _dia(texto)
            if dia:
                motivo = (
                    f"{mostrar(texto)} es el número con que Excel guarda el {dia:%d/%m/%Y}, y quedó"
                    " así; si es ese día, escríbalo como fecha"
                )
                anotado = {"llego": texto, "parece": dia}
                yield Aviso("fecha", f"{lugar.ruta}.{campo}", motivo, datos=anotado)


@functools.cache
def _campos_de_fecha(clase: type) -> dict[type, tuple[str, ...]]:
    """Campos que dicen una fecha a la letra, por cada clase que cabe en un contenido."""
    campos: dict[type, tuple[str, ...]] = {}
    for clase_de_adentro in {rama.clase for rama in todos_los_contenidos(clase)}:
        nombres = [
            campo.name
            for campo in attrs.fields(clase_de_adentro)
            if campo.metadata.get("leer") is texto_o_fecha
        ]
        if nombres:
            campos[clase_de_adentro] = tuple(nombres)
    return campos


def _dia(texto: str) -> date | None:
    """Día que cuenta un número de serie de Excel, ``46000``; ``None`` si no es de los que caben."""
    entero, _, fraccion = texto.strip().replace(",", ".").partition(".")
    es_numero = (entero + fraccion).isdecimal() and entero.isascii() and len(entero) == _CIFRAS
    if not es_numero or not _DESDE <= int(entero) < _HASTA:
        return None
    return date.fromordinal(_DIA_CERO + int(entero))
