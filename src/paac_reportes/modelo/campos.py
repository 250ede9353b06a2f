"""Qué se puede decir de un campo del modelo, y cómo se le pregunta al catálogo.

Un dato se nombra como en un formato: ``actividad.meta``, ``seguimiento.verificacion.nota``,
``vigencia``. El campo que no tiene entrada en el catálogo también se deja preguntar: su rótulo sale
de su nombre.
"""

import types
import typing
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.estructura import Entre
from paac_reportes.estructura.formas import campos_propios, tipo_del_campo, validadores

Sitio = Literal["filas", "impreso", "ajenas"]
"""Las filas planas de ``filas_de``, lo que se imprime y lo que se busca en una matriz ajena."""
Contenido = Literal["codigo", "fecha", "porcentaje"]
"""De qué es lo que una columna trae, si no es un texto corriente."""
Cambio = Literal["código", "fecha", "responsable", "meta", "redacción"]
"""Qué cambia en una fila cuando uno de sus datos dice otra cosa."""


def _nombres(seguidos: str | tuple[str, ...]) -> tuple[str, ...]:
    """``"Meta | Metas"`` en sus nombres; los de un campo hecho de otro ya lo están."""
    if isinstance(seguidos, tuple):
        return seguidos
    return tuple(seguidos.split(" | ")) if seguidos else ()


@clases.frozen(eq=False)
class Campo:
    """Lo que se dice de un campo; varios nombres seguidos se separan con `` | ``."""

    rotulo: str
    """Como se llama en su tabla."""
    dice: str = ""
    """Qué es, en una frase."""
    largo: str = attrs.field(
        kw_only=True, default=attrs.Factory(lambda campo: campo.rotulo, takes_self=True)
    )
    """Como se llama fuera de su tabla, donde otro se llama igual."""
    ayuda: str = attrs.field(kw_only=True, default="")
    """Qué se escribe en su celda, para quien la llena."""
    unidad: str | None = attrs.field(kw_only=True, default=None)
    antes: tuple[str, ...] = attrs.field(kw_only=True, default="", converter=_nombres)
    """Como se llamó en los libros ya entregados, que se leen igual."""
    otros: tuple[str, ...] = attrs.field(kw_only=True, default="", converter=_nombres)
    """Como lo llaman las entidades en sus matrices."""
    bajo: tuple[str, ...] = attrs.field(kw_only=True, default="", converter=_nombres)
    """Los rótulos que, encima, dicen que es éste y no otro que se llama igual."""
    junto: tuple[str, ...] = attrs.field(kw_only=True, default="", converter=_nombres)
    """Los datos que, en la columna de al lado, dicen lo mismo."""
    contenido: Contenido | None = attrs.field(kw_only=True, default=None)
    cambio: Cambio = attrs.field(
        kw_only=True,
        default=attrs.Factory(
            lambda campo: "fecha" if campo.contenido == "fecha" else "redacción", takes_self=True
        ),
    )
    reporta: bool = attrs.field(kw_only=True, default=False)
    """Si lo llena la oficina en cada corte."""
    no_va: tuple[Sitio, ...] = attrs.field(kw_only=True, default=())
    """Los sitios donde no se lo espera."""

    @property
    def rotulos(self) -> tuple[str, ...]:
        """Los suyos; la columna que lleva uno a la letra es de éste, y no de otro."""
        return tuple(dict.fromkeys((self.rotulo, self.largo)))

    @property
    def en_frase(self) -> str:
        """El rótulo a mitad de una frase: ``fecha final``, pero ``NIT``."""
        inicial, resto = self.rotulo[:1], self.rotulo[1:]
        return self.rotulo if resto[:1].isupper() else inicial.lower() + resto


@clases.frozen(eq=False)
class Objeto:
    """Una clase del modelo: qué es, y lo que se dice de cada campo."""

    clase: type
    titulo: str
    dice: str
    campos: Mapping[str, Campo]


class Catalogo:
    """Lo que se dice de cada dato, por la raíz de su objeto; los del plan no la llevan."""

    def __init__(self, objetos: Mapping[str, Objeto]) -> None:
        self.objetos = objetos
        self._por_clase = {objeto.clase: objeto for objeto in objetos.values()}
        self._tipos: dict[str, type] = {}

    def __getitem__(self, dato: str) -> Campo:
        """Lo que se dice de un dato; de un extra, que es propio de la entidad."""
        raiz, _, nombre = dato.rpartition(".")
        if raiz in self.objetos:
            return self.objetos[raiz].campos.get(nombre) or _sin_entrada(nombre)
        quien = self.objetos[raiz.removesuffix(".extras")].titulo
        dice = f"Un dato que sólo lleva el formato de la entidad: {nombre}, de {quien.lower()}."
        return attrs.evolve(
            _sin_entrada(nombre), largo=f"{quien}: {nombre.replace('_', ' ')}", dice=dice
        )

    def conoce(self, dato: str) -> bool:
        """Si es un campo del modelo, o un extra de uno de sus objetos."""
        raiz, punto, _ = dato.rpartition(".extras.")
        return bool(self.tipos(dato)) or bool(punto and raiz in self.objetos)

    def objeto(self, clase: type) -> Objeto:
        """El de una clase del modelo, o de la que se hizo de ella."""
        return next(self._por_clase[una] for una in clase.__mro__ if una in self._por_clase)

    def de_clase(self, clase: type, nombre: str) -> Campo:
        """Lo que se dice de un campo de una clase."""
        return self.objeto(clase).campos.get(nombre) or _sin_entrada(nombre)

    def datos(self, raiz: str) -> tuple[str, ...]:
        """Los de un objeto, en el orden del modelo; ni sus listas ni sus extras."""
        return tuple(f"{raiz}.{nombre}" for nombre in campos_propios(self.objetos[raiz].clase))

    def rotulos(self, datos: Iterable[str]) -> dict[str, str]:
        """El de cada uno en una misma tabla: ninguno se repite."""
        puestos = {dato: self[dato].rotulo for dato in datos}
        for modo in ("{0.largo}", "{0.largo} ({1})"):
            veces = Counter(puestos.values())
            puestos = {
                dato: modo.format(self[dato], dato) if veces[rotulo] > 1 else rotulo
                for dato, rotulo in puestos.items()
            }
        return puestos

    def atributo(self, dato: str) -> "attrs.Attribute[Any]":
        """El campo del modelo."""
        raiz, _, nombre = dato.rpartition(".")
        campo: attrs.Attribute[Any] = attrs.fields_dict(self.objetos[raiz].clase)[nombre]
        return campo

    def tipos(self, dato: str) -> tuple[Any, ...]:
        """Lo que admite, sin contar que puede faltar; nada de lo que no es un campo."""
        raiz, _, nombre = dato.rpartition(".")
        if raiz not in self.objetos or nombre not in attrs.fields_dict(self.objetos[raiz].clase):
            return ()
        tipo = tipo_del_campo(self.atributo(dato))
        if typing.get_origin(tipo) in {typing.Union, types.UnionType}:
            return tuple(uno for uno in typing.get_args(tipo) if uno is not type(None))
        return (tipo,)

    def tipo(self, dato: str) -> type:
        """De qué es: un texto, un número, una fecha, una lista o uno de unos valores."""
        hallado = self._tipos.get(dato)
        if hallado is None:
            tipos = self.tipos(dato)
            clase = typing.get_origin(tipos[0]) or tipos[0] if len(tipos) == 1 else str
            hallado = clase if isinstance(clase, type) else str
            if tipos:  # los extras no tienen cuenta
                self._tipos[dato] = hallado
        return hallado

    def opciones(self, dato: str) -> tuple[str, ...]:
        """Los valores que admite, si son de una lista."""
        return tuple(valor for tipo in self.tipos(dato) for valor in _valores(tipo))

    def limites(self, dato: str) -> Entre | None:
        """De dónde a dónde va, si es un número que los tiene."""
        suyos = validadores(self.atributo(dato)) if self.tipos(dato) else ()
        return next((uno for uno in suyos if isinstance(uno, Entre)), None)


def _sin_entrada(nombre: str) -> Campo:
    """``valor_total`` es «Valor total»: lo que se sabe de un campo que nadie ha descrito."""
    return Campo(nombre.replace("_", " ").capitalize())


def _valores(tipo: Any) -> Iterable[str]:
    if typing.get_origin(tipo) is Literal:
        return typing.get_args(tipo)
    if isinstance(tipo, type) and issubclass(tipo, Enum):
        return [miembro.value for miembro in tipo]
    return ()
