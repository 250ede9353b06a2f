"""Una clase de la casa es como la de attrs, y sus métodos se hacen al usarlos.

Prueba ``clases``.
"""

import copy
import inspect
import linecache
import pickle
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import attrs
import pytest

from paac_reportes import clases


@clases.frozen(kw_only=True)
class Sitio:
    """Con campos que no cambian."""

    nombre: str
    numeros: tuple[int, ...] = ()


@clases.frozen
class Cuarto(Sitio):
    """Con uno más, y algo que hereda."""

    metros: int = attrs.field(default=9, validator=attrs.validators.gt(0))

    def __str__(self) -> str:
        return f"cuarto de {self.metros}"


def sin_usar(nombre: str, **opciones: bool) -> Any:
    """Una clase que nadie ha mirado; attrs no escribe dos veces lo de dos que se llamen igual."""
    dicho = {"__annotations__": {"metros": int}, "metros": 3, "__module__": __name__}
    declarar: Any = clases.frozen
    return declarar(**opciones)(type(nombre, (), dicho))


def escritos(clase: type) -> int:
    """Cuántas veces attrs ha escrito métodos suyos, que anota para los depuradores."""
    return sum(
        f"{clase.__module__}.{clase.__qualname__}" in archivo
        for archivo in linecache.cache
        if archivo.startswith("<attrs generated")
    )


def test_no_cambia_ni_admite_lo_que_no_debe() -> None:
    cuarto = Cuarto(nombre="a")

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        cuarto.metros = 2  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del cuarto.metros
    with pytest.raises(AttributeError):
        object.__setattr__(cuarto, "otro", 1)
    with pytest.raises(ValueError, match="metros"):
        Cuarto(nombre="a", metros=0)
    with pytest.raises(TypeError, match="nombre"):
        Cuarto()  # type: ignore[call-arg]


def test_se_ve_desde_afuera_como_la_de_attrs() -> None:
    firma = "(metros: int = 9, *, nombre: str, numeros: tuple[int, ...] = ()) -> None"

    assert str(inspect.signature(Cuarto)) == firma
    assert Cuarto.__match_args__ == ("metros",)
    assert Cuarto.__doc__ == "Con uno más, y algo que hereda."
    assert Cuarto.__qualname__ == "Cuarto"
    assert not hasattr(Cuarto(nombre="a"), "__dict__")
    assert attrs.has(Cuarto)


def test_llega_de_otro_proceso_antes_de_construir_una() -> None:
    clase = sin_usar("QueLlega")
    llegado = clase.__new__(clase)
    llegado.__setstate__({"metros": 5})

    assert llegado == clase(metros=5)


@pytest.mark.parametrize("con_espacios", [True, False])
def test_declararla_no_escribe_nada_y_usarla_lo_que_se_usa(*, con_espacios: bool) -> None:
    clase = sin_usar(f"SinUsar{con_espacios}", slots=con_espacios)

    assert clases.es_de_attrs(clase)
    assert escritos(clase) == 0
    una = clase()
    assert escritos(clase) == 0  # el constructor se compila aquí
    assert una == clase()
    assert escritos(clase) == 2  # los campos, y comparar
    assert repr(una) == f"SinUsar{con_espacios}(metros=3)"
    assert escritos(clase) == 3


def con_de_todo(frozen: Any = clases.frozen) -> Any:
    """Una clase con cada modo de decir un campo, que nadie ha construido."""

    def con_su_lugar(_clase: type, campos: list[Any]) -> list[Any]:
        return [campo.evolve(metadata={"lugar": campo.name}) for campo in campos]

    @frozen(field_transformer=con_su_lugar)
    class DeTodo(Sitio):
        _oculto: int
        largo: int = attrs.field(default=1, converter=int, validator=attrs.validators.gt(0))
        lista: list[int] = attrs.Factory(list)
        doble: int = attrs.field(default=attrs.Factory(lambda de: 2 * de.largo, takes_self=True))
        puesto: str = attrs.field(init=False, default="sí")
        objeto: str = attrs.field(default="", kw_only=True)
        pasos: list[str] = attrs.field(factory=list, kw_only=True)

        def __attrs_post_init__(self) -> None:
            self.pasos.append(f"{self.nombre} {self.doble}")

    return DeTodo


DADOS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((4,), {"nombre": "a"}),
    ((4, "5", [6]), {"nombre": "a", "numeros": (1,), "objeto": "b"}),
    ((4, "5", [6], 7), {"nombre": "a", "pasos": ["antes"]}),
    ((), {"oculto": 4, "largo": 9, "nombre": "a"}),
    ((4,), {}),
    ((), {"nombre": "a"}),
    ((4,), {"nombre": "a", "oculto": 5}),
    ((4,), {"nombre": "a", "otro": 5}),
    ((4,), {"nombre": "a", "puesto": "no"}),
    ((4, 5, [], 6, 7), {"nombre": "a"}),
    ((4, 0), {"nombre": "a"}),
    ((4, "x"), {"nombre": "a"}),
]


def construida(clase: Any, en_orden: tuple[Any, ...], dichos: dict[str, Any]) -> object:
    """Sus datos, o por qué no se pudo."""
    try:
        hecha = clase(*copy.deepcopy(en_orden), **copy.deepcopy(dichos))
    except (TypeError, ValueError) as error:
        return type(error), str(error)
    return {campo.name: getattr(hecha, campo.name) for campo in attrs.fields(clase)}


@pytest.mark.parametrize(("en_orden", "dichos"), DADOS)
def test_se_construye_como_las_que_hace_attrs(
    en_orden: tuple[Any, ...], dichos: dict[str, Any]
) -> None:
    dada = construida(con_de_todo(), en_orden, dichos)

    assert dada == construida(con_de_todo(attrs.frozen), en_orden, dichos)


def test_sin_comprobar_no_se_comprueba() -> None:
    clase = con_de_todo()
    with attrs.validators.disabled():
        assert clase(4, 0, nombre="a").largo == 0
    with pytest.raises(ValueError, match="largo"):
        clase(4, 0, nombre="a")


def test_los_campos_de_attrs_se_toman_tambien_por_su_nombre() -> None:
    campos: Any = attrs.fields(con_de_todo())

    assert [campos.nombre.inherited, campos._oculto.inherited] == [True, False]
    assert campos.largo.metadata == {"lugar": "largo"}


def test_lo_que_va_antes_de_construir_tambien_va() -> None:
    avisadas: list[type] = []

    @clases.frozen
    class ConAntes:
        metros: int

        def __attrs_pre_init__(self) -> None:
            avisadas.append(type(self))

    assert ConAntes(4).metros == 4
    assert avisadas == [ConAntes]


def test_ocho_hilos_la_estrenan_a_la_vez() -> None:
    clase, salida = sin_usar("DeOcho"), Barrier(8)

    def estrenar(metros: int) -> object:
        salida.wait()
        return clase(metros=metros)

    with ThreadPoolExecutor(8) as hilos:
        assert list(hilos.map(estrenar, range(8))) == [clase(metros=n) for n in range(8)]


def test_lo_que_la_clase_dice_por_su_cuenta_se_queda() -> None:
    @clases.frozen
    class Propia:
        metros: int
        vista: list[str] = attrs.field(factory=list, eq=False)

        def __eq__(self, otra: object) -> bool:
            return isinstance(otra, Propia) and abs(self.metros - otra.metros) < 2

        __hash__ = None  # type: ignore[assignment]

        def __repr__(self) -> str:
            return f"{super().__repr__().partition(' ')[0]} propia>"

    assert Propia(1) == Propia(2)
    assert Propia(1) != Propia(3)
    assert repr(Propia(1)).endswith("Propia propia>")
    with pytest.raises(TypeError, match="unhashable"):
        hash(Propia(1))


def test_el_de_arriba_es_el_suyo_aunque_ninguno_se_haya_hecho() -> None:
    @clases.frozen
    class DeArriba:
        metros: int = 3

    @clases.frozen
    class DeAbajo(DeArriba):
        otro: int = 1

        def de_arriba(self) -> str:
            return super().__repr__()

    assert DeAbajo().de_arriba().endswith("(metros=3)")
    assert repr(DeAbajo()).endswith("(metros=3, otro=1)")


@clases.frozen
class Calculada:
    metros: int

    @clases.propiedad_recordada
    def doble(self) -> list[int]:
        return [2 * self.metros]


@clases.frozen(slots=False)
class CalculadaSinEspacios:
    metros: int
    antes: Callable[[], object] = list

    @clases.propiedad_recordada
    def doble(self) -> list[int]:
        """El doble."""
        self.antes()
        return [2 * self.metros]


@pytest.mark.parametrize("clase", [Calculada, CalculadaSinEspacios])
def test_lo_que_se_calcula_una_vez_se_calcula_una_vez(clase: Callable[[int], Any]) -> None:
    una = clase(4)

    assert una.doble == [8]
    assert una.doble is una.doble


def test_quien_mira_una_propiedad_no_espera_al_hilo_que_calcula_la_de_otro() -> None:
    calcula, sigue = Event(), Event()

    def esperar() -> None:
        calcula.set()
        sigue.wait()

    with ThreadPoolExecutor(2) as hilos:
        lenta = hilos.submit(lambda: CalculadaSinEspacios(1, esperar).doble)
        calcula.wait()
        try:
            assert hilos.submit(lambda: CalculadaSinEspacios(2).doble).result(timeout=5) == [4]
        finally:
            sigue.set()
        assert lenta.result() == [2]


def test_dos_hilos_que_calculan_lo_mismo_reciben_el_mismo_objeto() -> None:
    una = CalculadaSinEspacios(3, Barrier(2).wait)
    with ThreadPoolExecutor(2) as hilos:
        uno, otro = hilos.map(lambda _: una.doble, range(2))

    assert uno is otro is una.doble


def test_lo_recordado_no_viaja_y_alla_se_calcula() -> None:
    una = CalculadaSinEspacios(5)
    vars(una)["doble"] = [999]
    traida, copiada = pickle.loads(pickle.dumps(una)), copy.copy(una)  # noqa: S301 - la de aquí

    assert (una.doble, traida.doble, copiada.doble) == ([999], [10], [10])
    assert traida == una


class Cuentas:
    """Un objeto que recuerda lo que le cuesta calcular."""

    def __init__(self, de: int) -> None:
        self.de = de
        self.hechas: list[int] = []

    @clases.recordado
    def por(self, veces: int) -> list[int]:
        """Tantas veces."""
        self.hechas.append(veces)
        return [self.de * veces]

    @clases.recordado_de_este
    def cuantos(self, textos: tuple[str, ...], mas: int) -> int:
        self.hechas.append(mas)
        return self.de + len(textos) + mas


def test_un_metodo_que_recuerda_responde_una_vez_a_lo_mismo() -> None:
    tres, cuatro = Cuentas(3), Cuentas(4)

    assert [tres.por(2), tres.por(5), tres.por(2)] == [[6], [15], [6]]
    assert tres.hechas == [2, 5]
    assert cuatro.por(2) == [8]
    assert Cuentas.__dict__["por"].__doc__ == "Tantas veces."


def test_lo_recordado_se_va_con_su_objeto() -> None:
    una = Cuentas(3)
    una.por(2)
    quien = weakref.ref(una)

    del una  # sin el recolector: nada lo tiene

    assert quien() is None


def test_el_que_recuerda_por_cual_es_no_compara_y_lo_conserva() -> None:
    una, textos = Cuentas(3), tuple("ab")
    iguales = tuple("ab")

    assert [una.cuantos(textos, 1), una.cuantos(textos, 1), una.cuantos(textos, 2)] == [6, 6, 7]
    assert una.hechas == [1, 2]
    assert una.cuantos(iguales, 1) == 6
    assert una.hechas == [1, 2, 1]
    # Aunque no quede quien las dio, ninguna otra toma su lugar.
    assert [una.cuantos(tuple("c" * n), 0) for n in range(9)] == [3 + n for n in range(9)]
    quien = weakref.ref(una)
    del una
    assert quien() is None


def test_una_funcion_de_un_objeto_responde_una_vez_mientras_viva() -> None:
    hechas: list[tuple[int, int]] = []

    @clases.recordada
    def por(cuarto: Cuarto, veces: int, *, y: int = 0) -> int:
        hechas.append((cuarto.metros, veces))
        return cuarto.metros * veces + y

    uno, igual = Cuarto(nombre="a"), Cuarto(nombre="a")
    assert [por(uno, 2), por(uno, 2), por(uno, 2, y=1), por(uno, 3)] == [18, 18, 19, 27]
    assert hechas == [(9, 2), (9, 2), (9, 3)]
    assert por(igual, 2) == 18
    assert len(hechas) == 4
    quien = weakref.ref(uno)
    del uno
    assert quien() is None
    # Otro en su lugar de la memoria no responde lo de ninguno que ya se fue.
    assert [por(Cuarto(nombre="b", metros=n), 2) for n in range(1, 9)] == [
        2 * n for n in range(1, 9)
    ]
