"""``estructura``: de diccionarios a objetos, con todas las fallas a la vez.

Prueba ``estructura/formas`` y ``estructura/valores``.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Literal

import attrs
import pytest

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import (
    ConForma,
    Entre,
    desestructurar,
    estructurar,
    texto_o_fecha,
    uno_o_varios,
    validar_por_tipo,
)
from paac_reportes.estructura.mensajes import alguno_de


class Color(Enum):
    ROJO = "rojo"
    AZUL = "azul"


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Punto:
    nombre: str
    valor: int | None = None


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Circulo:
    tipo: Literal["circulo"]
    radio: Decimal


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Cuadro:
    tipo: Literal["cuadro"]
    lado: Decimal


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Todo:
    texto: str | None = None
    entero: int | None = attrs.field(default=None, validator=Entre(0, 10))
    decimal: Decimal | None = None
    fecha: date | None = None
    activo: bool = False
    color: Color | None = None
    opcion: Literal["a", "b"] = "a"
    codigo: str | None = attrs.field(default=None, validator=ConForma("[0-9]{3}", "tres dígitos"))
    cuando: str | None = attrs.field(default=None, metadata={"leer": texto_o_fecha})
    nombres: tuple[str, ...] = attrs.field(default=(), metadata={"leer": uno_o_varios})
    puntos: tuple[Punto, ...] = ()
    por_nombre: dict[str, Punto] = attrs.Factory(dict)
    formas: tuple[Circulo | Cuadro, ...] = ()


def fallas_de(datos: Any, clase: type = Todo) -> list[str]:
    with pytest.raises(ErrorDeEntrada) as error:
        estructurar(datos, clase)
    return [str(falla) for falla in error.value.fallas]


@pytest.mark.parametrize(
    ("datos", "campo", "esperado"),
    [
        ({"texto": "1.10"}, "texto", "1.10"),
        ({"texto": ""}, "texto", ""),
        ({"texto": None}, "texto", None),
        ({"entero": 7}, "entero", 7),
        ({"entero": "7"}, "entero", 7),
        ({"entero": Decimal("7.00")}, "entero", 7),
        ({"entero": 7.0}, "entero", 7),
        ({"decimal": 33.3}, "decimal", Decimal("33.3")),
        ({"decimal": "62,5"}, "decimal", Decimal("62.5")),
        ({"fecha": "2026-04-30"}, "fecha", date(2026, 4, 30)),
        ({"fecha": date(2026, 4, 30)}, "fecha", date(2026, 4, 30)),
        ({"activo": True}, "activo", True),
        ({"color": "azul"}, "color", Color.AZUL),
        ({"color": Color.ROJO}, "color", Color.ROJO),
        ({"cuando": date(2026, 1, 5)}, "cuando", "05/01/2026"),
        ({"cuando": datetime(2026, 1, 5)}, "cuando", "05/01/2026"),
        ({"cuando": date(26, 1, 5)}, "cuando", "05/01/0026"),
        ({"cuando": "31/04/2026"}, "cuando", "31/04/2026"),
        ({"nombres": "uno"}, "nombres", ("uno",)),
        ({"nombres": ["uno", "dos"]}, "nombres", ("uno", "dos")),
        ({"puntos": [{"nombre": "p"}]}, "puntos", (Punto(nombre="p"),)),
        ({"por_nombre": {"x": {"nombre": "p"}}}, "por_nombre", {"x": Punto(nombre="p")}),
        (
            {"formas": [{"tipo": "cuadro", "lado": 2}]},
            "formas",
            (Cuadro(tipo="cuadro", lado=Decimal(2)),),
        ),
    ],
)
def test_lee_cada_tipo(datos: dict[str, Any], campo: str, esperado: object) -> None:
    assert getattr(estructurar(datos, Todo), campo) == esperado


@pytest.mark.parametrize(
    ("datos", "falla"),
    [
        (5, "se esperaba un objeto con claves como texto, entero, decimal, llegó 5"),
        (
            {"texto": 1.1},
            "texto: se esperaba un texto, llegó 1.1; entre comillas se conserva tal cual",
        ),
        (
            {"texto": False},
            "texto: se esperaba un texto, llegó false; entre comillas se conserva tal cual",
        ),
        ({"texto": ["x"]}, "texto: se esperaba un texto, llegó una lista de 1"),
        ({"entero": "07"}, "entero: se esperaba un número entero, llegó '07'"),
        ({"entero": True}, "entero: se esperaba un número entero, llegó true"),
        ({"entero": 11}, "entero: se esperaba un número de 0 a 10, llegó 11"),
        ({"decimal": float("nan")}, "decimal: se esperaba un número, llegó nan"),
        ({"decimal": "1e5"}, "decimal: se esperaba un número, llegó '1e5'"),
        (
            {"fecha": "2024-02-31"},
            "fecha: se esperaba una fecha AAAA-MM-DD, llegó '2024-02-31'",
        ),
        ({"fecha": "20240201"}, "fecha: se esperaba una fecha AAAA-MM-DD, llegó '20240201'"),
        ({"activo": "false"}, "activo: se esperaba true o false, llegó 'false'"),
        (
            {"cuando": datetime(2026, 1, 5, 8)},
            "cuando: se esperaba un texto, o una fecha sin hora, llegó datetime.datetime(2026, 1, 5, 8, 0)",
        ),
        ({"color": "verde"}, "color: se esperaba alguno de estos: rojo, azul, llegó 'verde'"),
        ({"opcion": "c"}, "opcion: se esperaba alguno de estos: a, b, llegó 'c'"),
        ({"codigo": "12"}, "codigo: se esperaba tres dígitos, llegó '12'"),
        ({"puntos": {}}, "puntos: se esperaba una lista de objetos Punto, llegó un objeto"),
        ({"puntos": [None]}, "puntos[0]: se esperaba un objeto Punto, llegó vacío"),
        ({"puntos": [{}]}, "puntos[0].nombre: falta; se esperaba un texto"),
        (
            {"formas": [{"tipo": "estrella"}]},
            "formas[0].tipo: se esperaba alguno de estos: circulo, cuadro, llegó 'estrella'",
        ),
        (
            {"por_nombre": []},
            "por_nombre: se esperaba una tabla de nombres y valores, llegó una lista de 0",
        ),
        ({"testo": "x"}, "testo: clave desconocida; la más parecida es 'texto'"),
        ({3: "x"}, "se esperaba una clave de texto, llegó 3"),
        (
            {"a\x00b": 1},
            "'a\\x00b': clave desconocida; la más parecida es 'fecha' (se admiten: texto, entero,"
            " decimal, fecha, activo, color, opcion, codigo, cuando, nombres, puntos, por_nombre,"
            " formas)",
        ),
    ],
)
def test_cada_falla_dice_donde_que_llego_y_que_se_esperaba(datos: Any, falla: str) -> None:
    assert fallas_de(datos) == [falla]


def test_salen_todas_las_fallas_a_la_vez() -> None:
    datos = {"texto": 1, "entero": "x", "puntos": [{"nombre": 2}, {"valor": "y"}], "otra": 0}

    assert [falla.split(":")[0] for falla in fallas_de(datos)] == [
        "otra",
        "texto",
        "entero",
        "puntos[0].nombre",
        "puntos[1].nombre",
        "puntos[1].valor",
    ]


def test_un_mensaje_no_repite_un_dato_enorme() -> None:
    (falla,) = fallas_de({"entero": "x" * 10_000})

    assert len(falla) < 150


def test_un_entero_de_miles_de_cifras_tiene_su_mensaje() -> None:
    (falla,) = fallas_de({"texto": 10**5000})

    assert falla.startswith("texto: se esperaba un texto, llegó un número enorme")


def test_construir_a_mano_valida_igual_que_leer() -> None:
    with pytest.raises(ErrorDeEntrada, match="nombre: se esperaba un texto, llegó 3"):
        Punto(nombre=3)
    with pytest.raises(ErrorDeEntrada, match="entero: se esperaba un número de 0 a 10, llegó 11"):
        Todo(entero=11)


def test_una_lista_queda_como_tupla_inmutable() -> None:
    assert Todo(puntos=[Punto(nombre="p")]).puntos == (Punto(nombre="p"),)


@pytest.mark.parametrize(
    ("numero", "escrito"),
    [
        (Decimal(60), 60),
        (Decimal("33.3"), 33.3),
        (Decimal("1E+1"), 10),
        (Decimal("33.333333333333333333"), "33.333333333333333333"),
    ],
)
def test_un_decimal_sale_como_se_vuelve_a_leer(numero: Decimal, escrito: object) -> None:
    datos = desestructurar(Todo(decimal=numero))

    assert datos["decimal"] == escrito
    assert estructurar(datos, Todo).decimal == numero


def test_los_campos_vacios_no_salen() -> None:
    assert desestructurar(Punto(nombre="")) == {"nombre": ""}


def test_la_ruta_se_ve_desde_quien_contiene() -> None:
    assert (
        str(Falla("dato_invalido", "[0].codigo", "mal").dentro_de("actividades"))
        == "actividades[0].codigo: mal"
    )
    assert str(Falla("dato_invalido", "", "mal").dentro_de("plan")) == "plan: mal"


# ------------------------------------------------ lo leído no se comprueba otra vez al construirlo


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Leida:
    nombre: str
    pesos: dict[int, Decimal] | None = None
    textos: dict[str, str] = attrs.Factory(dict)
    veces: int = attrs.field(default=1, validator=Entre(1, 3))
    partes: tuple[str, ...] = ()


def en_mayuscula(letra: str) -> str:
    return letra.upper()


@attrs.frozen(kw_only=True)
class SinTipos:
    letra: str = attrs.field(validator=attrs.validators.max_len(1), converter=en_mayuscula)


def test_lo_leido_es_lo_mismo_que_lo_construido() -> None:
    datos = {"nombre": "a", "pesos": {"1": "0,5"}, "partes": ["x"], "veces": 2}

    assert estructurar(datos, Leida) == Leida(
        nombre="a", pesos={1: Decimal("0.5")}, partes=("x",), veces=2
    )
    assert estructurar({"nombre": "a", "pesos": {}}, Leida) == Leida(nombre="a", pesos={})
    assert estructurar({"nombre": "a", "pesos": {}}, Leida).pesos is None


def test_cada_objeto_leido_tiene_lo_suyo() -> None:
    uno, otro = (estructurar({"nombre": "a"}, Leida) for _ in range(2))

    assert uno.textos == {}
    assert uno.textos is not otro.textos


def test_lo_que_el_lector_no_mira_lo_mira_quien_construye() -> None:
    assert estructurar({"letra": "a"}, SinTipos).letra == "A"
    with pytest.raises(ValueError, match="letra"):
        estructurar({"letra": "ab"}, SinTipos)


def test_muchas_opciones_se_dicen_hasta_donde_caben() -> None:
    assert alguno_de(["a", "b"]) == "alguno de estos: a, b"
    dicho = alguno_de(f"opcion_{n:03}" for n in range(100))
    assert dicho.endswith(", opcion_068, opcion_069 y 30 más")


@pytest.mark.parametrize(
    ("cuantas", "ultima"),
    [
        (20, "z19: clave desconocida; la más parecida es"),
        (21, "y otra clave desconocida"),
        (600, "y otras 580 claves desconocidas"),
    ],
)
def test_de_muchas_claves_desconocidas_se_dicen_veinte_y_cuantas_mas(
    cuantas: int, ultima: str
) -> None:
    ajenas = {f"z{numero}": 1 for numero in range(cuantas)}
    with pytest.raises(ErrorDeEntrada) as error:
        estructurar({"nombre": "a", **ajenas}, Punto)

    dichas = list(map(str, error.value.fallas))
    assert len(dichas) == min(cuantas, 21)
    assert dichas[-1].startswith(ultima)
