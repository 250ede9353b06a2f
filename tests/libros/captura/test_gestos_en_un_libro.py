"""Lo que se hace con las filas y las celdas de un libro de captura: se toma en su fila, o se dice.

Cada gesto se hace como lo hace el programa: mueve lo de un rango, con lo escondido que tenga en
medio. De qué actividad es cada texto lo dice él mismo, y no quien lee.
"""

import io
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from ayudas.oficinas import ABIERTAS, ESCONDIDAS, HojaDeOficina
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
CORTE = date(2026, 8, 31)
FILAS = 9
YA = "Ya estaba en"


def filas_del_plan() -> list[dict[str, Any]]:
    """Nueve actividades; una de cada tres ya dijo algo en el corte."""
    return [
        actividad(
            codigo=f"1.{n}",
            descripcion=f"Actividad {n}",
            meta=f"Meta {n}",
            seguimiento=None,
            seguimientos=[{"corte": str(CORTE), "texto": f"{YA} 1.{n}"}] if n % 3 == 0 else [],
        )
        for n in range(1, FILAS + 1)
    ]


def plan_de(filas: Sequence[dict[str, Any]]) -> paac.Plan:
    return paac.plan_desde_datos(datos(componente(*filas)))


BASE = plan_de(filas_del_plan())


@cache
def _recien_salido() -> bytes:
    with TemporaryDirectory() as carpeta:
        [ruta] = paac.capturar(BASE, CORTE, carpeta)
        return Path(ruta).read_bytes()


class Libro:
    """El de una oficina, con sus renglones de celdas; el primero es el de los rótulos."""

    def __init__(self) -> None:
        self.abierto: Any = openpyxl.load_workbook(io.BytesIO(_recien_salido()))
        self.hoja = HojaDeOficina(self.abierto["Actividades"])
        excel, desde = self.hoja.excel, self.hoja.rotulos
        self.renglones: list[list[Any]] = [
            [celda.value for celda in fila] for fila in excel.iter_rows(min_row=desde)
        ]

    def numero(self, rotulo: str) -> int:
        return self.renglones[0].index(rotulo)

    def llenar(self, cuales: Sequence[int]) -> None:
        columnas = [self.numero(rotulo) for rotulo in ABIERTAS]
        for n in cuales:
            suyo = (f"Lo de 1.{n}", n * 5, "En proceso", f"Acta de 1.{n}", f"Nota de 1.{n}")
            for columna, valor in zip(columnas, suyo, strict=True):
                self.renglones[n][columna] = valor

    def en_bytes(self) -> io.BytesIO:
        excel, desde = self.hoja.excel, self.hoja.rotulos
        excel.delete_rows(desde, FILAS + 1)
        for n, renglon in enumerate(self.renglones, desde):
            for columna, valor in enumerate(renglon, 1):
                excel.cell(n, columna).value = valor
        guardado = io.BytesIO()
        self.abierto.save(guardado)
        guardado.seek(0)
        guardado.name = "salud.xlsx"
        return guardado


Gesto = Callable[[Libro, random.Random], None]


# ------------------------------------------------------------------ los gestos
def mover_filas(libro: Libro, azar: random.Random) -> None:
    una, otra = azar.sample(range(1, len(libro.renglones)), 2)
    renglones = libro.renglones
    renglones[una], renglones[otra] = renglones[otra], renglones[una]


def ordenar_todo(libro: Libro, azar: random.Random) -> None:
    libro.renglones[1:] = azar.sample(libro.renglones[1:], len(libro.renglones) - 1)


def renombrar_la_hoja(libro: Libro, _: random.Random) -> None:
    libro.hoja.excel.title = "Lo mío"


def agregar_una_columna(libro: Libro, azar: random.Random) -> None:
    donde = azar.randrange(len(libro.renglones[0]) + 1)
    for n, renglon in enumerate(libro.renglones):
        renglon.insert(donde, "Responsable interno" if n == 0 else "")


def mover_una_columna(libro: Libro, azar: random.Random) -> None:
    de, a = azar.sample(range(len(libro.renglones[0])), 2)
    for renglon in libro.renglones:
        renglon.insert(a, renglon.pop(de))


def borrar_una_cerrada(libro: Libro, azar: random.Random) -> None:
    rotulo = azar.choice(["Meta o producto", "Componente", "N.º"])
    if rotulo in libro.renglones[0]:
        lugar = libro.numero(rotulo)
        for renglon in libro.renglones:
            renglon.pop(lugar)


def insertar_una_fila(libro: Libro, azar: random.Random) -> None:
    nueva: list[Any] = [None] * len(libro.renglones[0])
    nueva[libro.numero("Actividad")], nueva[libro.numero("Seguimiento")] = "Otra", "De más en 1.x"
    libro.renglones.insert(azar.randrange(1, len(libro.renglones) + 1), nueva)


def borrar_una_fila(libro: Libro, azar: random.Random) -> None:
    libro.renglones.pop(azar.randrange(1, len(libro.renglones)))


def copiar_una_fila(libro: Libro, azar: random.Random) -> None:
    libro.renglones.append([*libro.renglones[azar.randrange(1, len(libro.renglones))]])


def copiar_y_reescribir(libro: Libro, azar: random.Random) -> None:
    copiar_una_fila(libro, azar)
    nueva = libro.renglones[-1]
    nueva[libro.numero("Actividad")], nueva[libro.numero("Seguimiento")] = "Otra", "De más en 1.x"


def pegar_una_encima(libro: Libro, azar: random.Random) -> None:
    de, a = azar.sample(range(1, len(libro.renglones)), 2)
    libro.renglones[a] = [*libro.renglones[de]]


def ordenar_lo_que_se_ve(libro: Libro, azar: random.Random) -> None:
    escondidas = {n for n, rotulo in enumerate(libro.renglones[0]) if rotulo in ESCONDIDAS}
    _reordenar(libro, azar, {*range(len(libro.renglones[0]))} - escondidas)


def ordenar_lo_cerrado(libro: Libro, azar: random.Random) -> None:
    abiertas = {n for n, rotulo in enumerate(libro.renglones[0]) if rotulo in ABIERTAS}
    _reordenar(libro, azar, {*range(len(libro.renglones[0]))} - abiertas - {_segunda(libro)})


def ordenar_lo_que_se_llena(libro: Libro, azar: random.Random) -> None:
    abiertas = {n for n, rotulo in enumerate(libro.renglones[0]) if rotulo in ABIERTAS}
    _reordenar(libro, azar, abiertas | {_segunda(libro)})


def _segunda(libro: Libro) -> int:
    suyas = [n for n, rotulo in enumerate(libro.renglones[0]) if rotulo == ESCONDIDAS[1]]
    return suyas[0] if suyas else -1


def _reordenar(libro: Libro, azar: random.Random, columnas: set[int]) -> None:
    orden = azar.sample(range(1, len(libro.renglones)), len(libro.renglones) - 1)
    antes = [[*renglon] for renglon in libro.renglones]
    for n, de in enumerate(orden, 1):
        for columna in columnas - {-1}:
            libro.renglones[n][columna] = antes[de][columna]


def marca_de_otra(libro: Libro, azar: random.Random) -> None:
    de, a = azar.sample(range(1, len(libro.renglones)), 2)
    for rotulo in ESCONDIDAS:
        if rotulo in libro.renglones[0]:
            lugar = libro.numero(rotulo)
            libro.renglones[a][lugar] = libro.renglones[de][lugar]


def marca_ajena(libro: Libro, azar: random.Random) -> None:
    renglon = libro.renglones[azar.randrange(1, len(libro.renglones))]
    for rotulo in ESCONDIDAS:
        if rotulo in libro.renglones[0]:
            renglon[libro.numero(rotulo)] = f"paac:{'a' * 12}:d0c0s0a{azar.randrange(FILAS)}"


def sin_marcas(libro: Libro, azar: random.Random) -> None:
    renglon = libro.renglones[azar.randrange(1, len(libro.renglones))]
    for rotulo in ESCONDIDAS:
        if rotulo in libro.renglones[0]:
            renglon[libro.numero(rotulo)] = None


EXACTOS: tuple[Gesto, ...] = (
    mover_filas,
    ordenar_todo,
    renombrar_la_hoja,
    agregar_una_columna,
    sin_marcas,
)
"""Todo lo escrito se toma, y en su fila."""
DICHOS: tuple[Gesto, ...] = (
    mover_una_columna,
    borrar_una_cerrada,
    insertar_una_fila,
    borrar_una_fila,
    copiar_una_fila,
    copiar_y_reescribir,
    pegar_una_encima,
    ordenar_lo_que_se_ve,
    ordenar_lo_cerrado,
    ordenar_lo_que_se_llena,
    marca_de_otra,
    marca_ajena,
)
"""Lo que no se sabe de qué fila es no se toma, y queda dicho."""


# ------------------------------------------------------------------ lo que pasa con cada texto
def cambiada(azar: random.Random) -> paac.Plan:
    """La base, como la dejan mientras el libro está afuera."""
    filas = filas_del_plan()
    que = azar.randrange(4)
    n = azar.randrange(FILAS)
    if que == 0:
        filas.insert(n, actividad(codigo="1.0", descripcion="La nueva", seguimiento=None))
    elif que == 1:
        filas[n]["descripcion"] = f"Otra redacción de 1.{n + 1}"
    elif que == 2:
        filas[n]["seguimientos"] = [{"corte": str(CORTE), "texto": f"La base, de 1.{n + 1}"}]
    else:
        filas.pop(n)
    return plan_de(filas)


def textos_del_plan(plan: paac.Plan) -> Iterator[tuple[str, str]]:
    """El código de cada actividad y cada texto de sus seguimientos."""
    for fila in plan.dependencias[0].componentes[0].filas():
        for uno in fila.seguimientos:
            for texto in (uno.texto, uno.observaciones, *uno.evidencias):
                if texto:
                    yield str(fila.identificador), texto


def en_otra_fila(plan: paac.Plan) -> list[tuple[str, str]]:
    return [
        (codigo, texto) for codigo, texto in textos_del_plan(plan) if not texto.endswith(codigo)
    ]


def escritos(libro: Libro) -> list[str]:
    """Los seguimientos que el libro trae, una vez cada uno."""
    columna = libro.numero("Seguimiento")
    textos = (str(renglon[columna] or "") for renglon in libro.renglones[1:])
    return sorted({texto for texto in textos if texto and not texto.startswith(YA)})


def destinos(semilla: int, gestos: Sequence[Gesto], base: paac.Plan = BASE) -> Counter[str]:
    """A dónde fue cada texto: a su fila, dicho, a otra o a ninguna."""
    azar = random.Random(semilla)  # noqa: S311
    libro = Libro()
    libro.llenar(azar.sample(range(1, FILAS + 1), azar.randrange(3, FILAS)))
    for gesto in gestos:
        gesto(libro, azar)
    en_el_libro = escritos(libro)
    try:
        reunion: Any = paac.reunir([libro.en_bytes()], base=base)
    except paac.ErrorDeEntrada:
        return Counter(dicho=len(en_el_libro))
    veces = Counter(otra=len(en_otra_fila(reunion.contenido)))
    del_plan = {texto for _, texto in textos_del_plan(reunion.contenido)}
    dichos = str((reunion.sin_tomar, reunion.conflictos, reunion.avisos))
    for texto in en_el_libro:
        destino = "tomado" if texto in del_plan else "dicho" if texto in dichos else "perdido"
        veces[destino] += 1
    return veces


@pytest.mark.parametrize("gesto", EXACTOS, ids=lambda gesto: gesto.__name__)
def test_lo_que_conserva_las_filas_se_toma_entero(gesto: Gesto) -> None:
    for semilla in range(2):
        assert destinos(semilla, [gesto]).keys() - {"otra"} == {"tomado"}


@pytest.mark.una_de_cada("gesto")
@pytest.mark.parametrize("gesto", DICHOS, ids=lambda gesto: gesto.__name__)
def test_lo_que_descuadra_las_filas_no_pasa_a_otra_ni_se_pierde(gesto: Gesto) -> None:
    for semilla in range(3):
        veces = destinos(semilla, [gesto])
        assert (veces["otra"], veces["perdido"]) == (0, 0)


def sembrados(cuantos: int) -> Counter[str]:
    """Libros de uno a tres gestos; la mitad, con la base cambiada."""
    veces = Counter[str]()
    for semilla in range(cuantos):
        azar = random.Random(f"libro {semilla}")  # noqa: S311
        gestos = azar.choices((*EXACTOS, *DICHOS), k=azar.randrange(1, 4))
        veces += destinos(semilla, gestos, cambiada(azar) if semilla % 2 else BASE)
    return veces


def test_de_unos_libros_sembrados_ningun_texto_va_a_otra_fila_ni_se_pierde() -> None:
    veces = sembrados(25)
    assert (veces["otra"], veces["perdido"]) == (0, 0)
    assert veces["tomado"] > veces["dicho"] > 0


@pytest.mark.profundo
def test_de_mil_libros_sembrados_ningun_texto_va_a_otra_fila_ni_se_pierde() -> None:
    veces = sembrados(1000)
    assert (veces["otra"], veces["perdido"]) == (0, 0)
    assert veces["tomado"] > veces["dicho"] > 0


# ------------------------------------------------------------------ lo que la protección impide
def sola(
    libro: Libro, mover: Callable[[list[Any]], list[Any]], rotulo: str = "Seguimiento"
) -> None:
    """Lo que se hace con las celdas de una sola columna, si alguien quitó la protección."""
    columna = libro.numero(rotulo)
    celdas = mover([renglon[columna] for renglon in libro.renglones[1:]])
    for renglon, valor in zip(libro.renglones[1:], celdas, strict=True):
        renglon[columna] = valor


def test_un_texto_que_salio_en_otra_fila_y_ya_no_esta_en_ella_se_dice() -> None:
    libro = Libro()
    sola(libro, lambda celdas: [*celdas[1:], None])
    reunion = paac.reunir([libro.en_bytes()], base=BASE)
    assert en_otra_fila(reunion.contenido) == []
    assert [(una.lugar, una.valores) for una in reunion.sin_tomar] == [
        (f"hoja «Actividades», fila {n + 3}", {"Seguimiento": f"{YA} 1.{n + 1}"}) for n in (2, 5, 8)
    ]
    assert "lo que dice salió en otra fila, que ya no lo dice" in reunion.sin_tomar[0].motivo


def test_de_una_columna_que_salio_en_blanco_y_se_ordena_sola_no_queda_rastro() -> None:
    """El límite que la documentación dice; la hoja protegida no lo permite."""
    libro = Libro()
    libro.llenar([1, 2])
    sola(libro, lambda celdas: [celdas[1], celdas[0], *celdas[2:]])
    assert libro.hoja.excel.protection.sheet
    reunion = paac.reunir([libro.en_bytes()], base=BASE)
    assert en_otra_fila(reunion.contenido) == [("1.1", "Lo de 1.2"), ("1.2", "Lo de 1.1")]
