"""Filas que son objetos: sin decir sus columnas, se nombra su clase y lo que hay que escribir.

Prueba ``estructura/filas_ajenas``.
"""

import dataclasses
from datetime import date
from types import SimpleNamespace
from typing import Any, ClassVar

import attrs
import pytest

import paac_reportes as paac

ENTIDAD = paac.Entidad(nombre="Municipio")


@dataclasses.dataclass
class DeDatos:
    nombre: str = "Publicar"
    numero: int = 1


@attrs.define
class DeAttrs:
    nombre: str = "Publicar"
    numero: int = 1

    def saludar(self) -> None:
        """No es un dato."""


class Comun:
    def __init__(self) -> None:
        self.nombre, self.numero = "Publicar", 1


class DePydantic(Comun):
    """Hace las veces de un ``BaseModel``."""

    model_fields: ClassVar[Any] = {"nombre": ..., "numero": ...}

    def model_dump(self) -> dict[str, Any]:
        return {"nombre": self.nombre, "numero": self.numero}


class DeSqlalchemy(Comun):
    """Hace las veces de un objeto de su ORM, que además de lo suyo trae lo de la biblioteca."""

    metadata: ClassVar[Any] = object()
    __mapper__ = SimpleNamespace(column_attrs={"nombre": ..., "numero": ...})


class DeDjango(Comun):
    """Hace las veces de un ``Model``."""

    _meta = SimpleNamespace(fields=[SimpleNamespace(name="nombre"), SimpleNamespace(name="numero")])

    class DoesNotExist(Exception):
        """No es un dato."""

    @classmethod
    def crear(cls) -> None:
        """No es un dato."""

    def save(self) -> None:
        """No es un dato."""


class Resultado:
    """Hace las veces de una fila de SQLAlchemy 2, que no es una tupla."""

    def __init__(self, **datos: Any) -> None:
        self._datos = datos

    @property
    def _mapping(self) -> dict[str, Any]:
        return self._datos

    def __len__(self) -> int:
        return len(self._datos)

    def __iter__(self) -> Any:
        return iter(self._datos.values())


CON_METODOS = [DePydantic, DeSqlalchemy, DeDjango]
"""Los que traen más que datos."""
TODOS = [DeDatos, DeAttrs, Comun, *CON_METODOS]
COLUMNAS = {"componente.numero": "numero", "actividad.descripcion": "nombre"}


def matriz(fila: Any, columnas: Any = None) -> str:
    formato = paac.formato_de_columnas("T", columnas)
    return paac.reporte(ENTIDAD, formato, filas=[fila]).emitir("csv").contenido.decode("utf-8-sig")


@pytest.mark.parametrize("clase", TODOS)
@pytest.mark.parametrize("antes", [0, 1])
def test_de_un_plan_se_dice_la_clase_y_que_columnas_escribir(clase: Any, antes: int) -> None:
    filas = [{"actividad.descripcion": "Otra", "componente.numero": 1}] * antes + [clase()]
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_filas(filas, entidad="M")
    (falla,) = error.value.fallas

    assert falla.ruta == f"filas[{antes}]"
    assert f"un objeto de la clase {clase.__name__}," in falla.mensaje
    assert "columnas={'actividad.descripcion': 'atributo', …}" in falla.mensaje


@pytest.mark.parametrize("clase", TODOS)
def test_dichas_sus_columnas_se_lee(clase: Any) -> None:
    leido = paac.desde_filas([clase()], entidad="M", columnas=COLUMNAS).contenido

    assert [uno.numero for uno in leido.componentes] == [1]
    assert matriz(clase(), {"nombre": "Nombre"}) == "nombre\r\nPublicar\r\n"


@pytest.mark.parametrize("clase", CON_METODOS)
def test_de_una_matriz_ademas_que_se_den_diccionarios(clase: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        matriz(clase())
    (falla,) = error.value.fallas

    assert f"un objeto de la clase {clase.__name__}," in falla.mensaje
    assert "columnas={'atributo': 'Rótulo', …}" in falla.mensaje
    assert falla.mensaje.endswith("o dé diccionarios")


@pytest.mark.parametrize("clase", [DeDatos, DeAttrs, Comun])
def test_el_que_no_trae_mas_que_datos_sigue_siendo_una_fila(clase: Any) -> None:
    assert matriz(clase()) == "nombre;numero\r\nPublicar;1\r\n"


@pytest.mark.parametrize("clase", [DeDjango, DePydantic])
@pytest.mark.parametrize("errata", ["sve", "model_dum", "DoesNotExst", "_nombr", "crer"])
def test_el_nombre_que_se_propone_nunca_es_el_de_un_metodo(clase: Any, errata: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_filas([clase()], entidad="M", columnas={"actividad.meta": errata})
    assert error.value.fallas[0].datos["parecido"] in {"nombre", "numero", "model_fields"}
    with pytest.raises(paac.ErrorDeEntrada) as error:
        matriz(clase(), {errata: "Rótulo"})
    assert error.value.fallas[0].datos["parecido"] in {"nombre", "numero", "model_fields"}


def test_una_fila_de_sqlalchemy_trae_sus_columnas_o_el_objeto_que_se_pidio() -> None:
    assert matriz(Resultado(nombre="Publicar", numero=1)) == "nombre;numero\r\nPublicar;1\r\n"
    assert matriz(Resultado(Fila=DeSqlalchemy()), {"nombre": "N"}) == "nombre\r\nPublicar\r\n"
    with pytest.raises(paac.ErrorDeEntrada, match="de la clase DeSqlalchemy"):
        matriz(Resultado(Fila=DeSqlalchemy()))


@pytest.mark.parametrize("malo", [None, 3, b"x", ["b"], {"a": 1}])
def test_de_una_lista_se_dice_el_lugar_del_que_no_es_un_texto(malo: Any) -> None:
    evidencias: Any = ["a", "b", malo]
    with pytest.raises(paac.ErrorDeEntrada, match=r"evidencias\[2\]: se esperaba un texto"):
        paac.modelo.Seguimiento(corte=date(2026, 4, 30), evidencias=evidencias)
    if malo == 3:  # en una fila, un número es el texto que dice
        return
    fila = {"componente.numero": 1, "actividad.descripcion": "A", "seguimiento.texto": "x"}
    fila |= {"seguimiento.evidencias": evidencias}
    with pytest.raises(paac.ErrorDeEntrada, match=r"evidencias': \[2\]: se esperaba un texto"):
        paac.desde_filas([fila], entidad="M", corte=date(2026, 4, 30))
