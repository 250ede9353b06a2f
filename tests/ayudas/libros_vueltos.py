"""Libros de captura como vuelven: qué escribió la oficina en cada fila, y a dónde fue al reunirlos.

Cada gesto se hace como lo hace el programa: mueve lo de un rango, con lo escondido que tenga en
medio. Lo escrito queda ``tomado`` (está en su fila), ``dicho`` (está en lo que no se tomó, en un
conflicto o en un aviso), ``perdido``, o en ``otra`` fila, callado.

    PYTHONPATH=tests python -m ayudas.libros_vueltos 1000       mil libros de los planes de todas partes
"""

import io
import random
import sys
import tempfile
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange

import paac_reportes as paac
from ayudas.compartido import DATOS, RAIZ, convertidos, leer_real
from ayudas.oficinas import ESCONDIDAS, IDENTIFICACION, HojaDeOficina
from ayudas.planes import actividad, componente, datos
from paac_reportes.libros.captura.filas import (
    FilaDeCaptura,
    filas_de_captura,
    recomendadas_de,
)
from paac_reportes.libros.tablas import ColumnaDelLibro, tablas_de_oficina
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.modelo.temas import tema_de
from paac_reportes.textos.valores import en_palabras


class Salidos(NamedTuple):
    """Los libros que salieron de un contenido en un corte."""

    base: Any
    corte: date
    libros: Mapping[str, bytes]


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


def _recomendado(archivo: str, corte: date) -> Any:
    return paac.recomendar(
        paac.leer(RAIZ / "ejemplos" / archivo).sin_dudas(), corte=corte
    ).contenido


_MAPA = RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml"
SALEN: Mapping[str, tuple[Callable[[], Any], date, dict[str, Any]]] = {
    "nueve": (lambda: paac.desde_datos(datos(componente(*filas_del_plan()))).contenido, CORTE, {}),
    "trimestral": (
        lambda: _recomendado("informe_trimestral/plan.yaml", date(2023, 9, 30)),
        date(2023, 12, 31),
        {},
    ),
    "ptep": (
        lambda: paac.leer(RAIZ / "ejemplos/ptep/plan.yaml").sin_dudas(),
        date(2026, 12, 31),
        {},
    ),
    "mapa": (lambda: paac.leer(_MAPA, como="mapa").sin_dudas(), date(2026, 12, 31), {}),
}
_REALES: Mapping[str, tuple[str, date, dict[str, Any]]] = {
    "cartago": ("cartago_2020", date(2020, 12, 31), {}),
    "cartago por responsable": (
        "cartago_2020",
        date(2020, 12, 31),
        {"por": "actividad.responsable"},
    ),
    "cajicá 2018": ("cajica_seguimiento_2018", date(2018, 8, 31), {}),
    "cajicá 2022": ("cajica_plan_2022", date(2022, 4, 30), {}),
    "california": ("california_plan", date(2022, 4, 30), {"por": "actividad.responsable"}),
}


@cache
def salidos(de: str) -> Salidos:
    """Los de un contenido, que se escriben una vez por proceso."""
    if de in _REALES:
        archivo, corte, opciones = _REALES[de]
        base = paac.desde_datos(leer_real(f"{archivo}.json")).contenido
    else:
        leer, corte, opciones = SALEN[de]
        base = leer()
    with tempfile.TemporaryDirectory() as carpeta:
        rutas = paac.capturar(base, corte, carpeta, **opciones).archivos
        libros = {ruta.name: ruta.read_bytes() for ruta in rutas}
    return Salidos(base, corte, libros)


# ------------------------------------------------------------------ un libro
class Libro:
    """El de una oficina, y los renglones de celdas de una de sus hojas; el primero, los rótulos."""

    def __init__(self, de: Salidos, nombre: str, azar: random.Random) -> None:
        self.nombre, self._tema = nombre, tema_de(de.base)
        self.abierto: Any = openpyxl.load_workbook(io.BytesIO(de.libros[nombre]))
        hojas = [HojaDeOficina(hoja) for hoja in self.abierto.worksheets[1:-1]]
        self.hoja = azar.choice(hojas)
        excel = self.hoja.excel
        [tabla] = [t for t in tablas_de_oficina(self._tema) if t.hoja.nombre == excel.title]
        self.abiertas: dict[str, ColumnaDelLibro] = {c.rotulo: c for c in tabla.abiertas}
        self.renglones: list[list[Any]] = [
            [celda.value for celda in fila] for fila in excel.iter_rows(min_row=self.hoja.rotulos)
        ]
        self._salieron = len(self.renglones)
        self.ayudas: list[list[Any]] = [[None] * len(self.renglones[0]) for _ in self.renglones]
        """La de cada celda abierta, que dice su fila; las filas se mueven sin ellas."""
        for una in excel.data_validations.dataValidation:
            for rango in una.sqref.ranges:
                fila, columna = rango.min_row - self.hoja.rotulos, rango.min_col - 1
                self.ayudas[fila][columna] = una
        self.verdad: dict[tuple[str, str], set[str]] = defaultdict(set)
        """De cada fila y cada dato, lo que la oficina escribió."""
        self.textos: set[str] = set()
        """Los escritos que no se parecen a ningún otro."""
        self.combinadas: list[tuple[int, int]] = []

    @property
    def cuantas(self) -> int:
        return len(self.renglones) - 1

    def numero(self, rotulo: str) -> int:
        return self.renglones[0].index(rotulo)

    def lugares(self, rotulos: Sequence[str]) -> set[int]:
        return {n for n, rotulo in enumerate(self.renglones[0]) if rotulo in rotulos}

    def cual(self, n: int) -> tuple[str, str]:
        """Cuál fila dice ser, en breve y por su ruta; nada, si no lo dice."""
        marca, *_ = str(self.renglones[n][self.numero(IDENTIFICACION)] or "#").split()
        return marca[1:], en_largo(marca[1:], self._tema.clase) or ""

    def llenar(self, cuales: Sequence[int], azar: random.Random) -> None:
        """Todas las celdas abiertas de unas filas."""
        for n in cuales:
            marca, ruta = self.cual(n)
            for rotulo, columna in self.abiertas.items():
                texto = f"{rotulo} de {marca} en {self.nombre}."
                valor, se_lee = _escrito(columna, texto, azar)
                self.renglones[n][self.numero(rotulo)] = valor
                self.verdad[ruta, columna.dato].add(se_lee)
                self.textos |= {se_lee} & {texto}

    def con_ayudas(self, columna: int, mover: Callable[[list[Any]], list[Any]]) -> None:
        """Lo que se hace con las celdas de una sola columna: la ayuda de cada una va con ella."""
        for celdas in (self.renglones, self.ayudas):
            movidas = mover([renglon[columna] for renglon in celdas[1 : len(self.ayudas)]])
            for renglon, valor in zip(celdas[1:], movidas, strict=False):
                renglon[columna] = valor

    def en_columnas(self, hacer: Callable[[list[Any]], None]) -> None:
        """Lo que se hace con las columnas enteras."""
        for renglon in (*self.renglones, *self.ayudas):
            hacer(renglon)

    def es_de(self, n: int, rotulo: str, otra: int) -> None:
        """Lo que a propósito se pasa de una fila a otra también es de ésa."""
        (_, de), (_, a) = self.cual(n), self.cual(otra)
        if de and a:
            dato, dicho = self.abiertas[rotulo].dato, self.renglones[n][self.numero(rotulo)]
            self.verdad[a, dato] |= {*self.verdad[de, dato], str(dicho)}

    def escritos(self) -> set[str]:
        """Los textos que el libro aún trae."""
        return self.textos & {str(valor) for renglon in self.renglones for valor in renglon}

    def guardado(self) -> io.BytesIO:
        excel, desde = self.hoja.excel, self.hoja.rotulos
        excel.delete_rows(desde, self._salieron)
        for n, renglon in enumerate(self.renglones, desde):
            for columna, valor in enumerate(renglon, 1):
                excel.cell(n, columna).value = valor
        lugares = defaultdict(list)
        for n, renglon in enumerate(self.ayudas, desde):
            for columna, una in enumerate(renglon, 1):
                if una is not None:
                    lugares[id(una)].append(f"{get_column_letter(columna)}{n}")
        validaciones = excel.data_validations.dataValidation
        validaciones[:] = [una for una in validaciones if id(una) in lugares]
        for una in validaciones:
            una.sqref = MultiCellRange(" ".join(lugares[id(una)]))
        for fila, columna in self.combinadas:
            numero = desde + fila
            excel.merge_cells(
                start_row=numero, end_row=numero + 1, start_column=columna, end_column=columna
            )
        guardado = io.BytesIO()
        self.abierto.save(guardado)
        guardado.seek(0)
        guardado.name = self.nombre
        return guardado


def _escrito(columna: ColumnaDelLibro, texto: str, azar: random.Random) -> tuple[Any, str]:
    """Lo que una oficina escribe en una celda, de varios modos, y cómo se lee."""
    if columna.opciones:
        codigo = azar.choice([*dict.fromkeys(columna.opciones.values())])
        como = en_palabras(codigo)
        return azar.choice([como, como.upper()]), codigo
    if columna.clase == "numero":
        numero = azar.randrange(1, 101)
        return azar.choice([numero, str(numero), f"{numero} %", f"{numero}%"]), str(numero)
    if columna.clase == "fecha":
        dia = date(2026, azar.randrange(1, 13), azar.randrange(1, 29))
        return azar.choice([dia, f"{dia:%d/%m/%Y}"]), str(dia)
    return texto, texto


# ------------------------------------------------------------------ los gestos
Gesto = Callable[[Libro, random.Random], None]


def _una(libro: Libro, azar: random.Random) -> int:
    return azar.randrange(1, libro.cuantas + 1)


def _dos(libro: Libro, azar: random.Random) -> tuple[int, int]:
    """Dos filas; de la hoja de una sola, ella misma."""
    una, otra = azar.choices(range(1, libro.cuantas + 1), k=2)
    return (una, otra) if una != otra or libro.cuantas == 1 else _dos(libro, azar)


def mover_filas(libro: Libro, azar: random.Random) -> None:
    una, otra = _dos(libro, azar)
    renglones = libro.renglones
    renglones[una], renglones[otra] = renglones[otra], renglones[una]


def ordenar_todo(libro: Libro, azar: random.Random) -> None:
    libro.renglones[1:] = azar.sample(libro.renglones[1:], libro.cuantas)


def renombrar_la_hoja(libro: Libro, _: random.Random) -> None:
    libro.hoja.excel.title = "Lo mío"


def agregar_una_columna(libro: Libro, azar: random.Random) -> None:
    donde = azar.randrange(len(libro.renglones[0]) + 1)
    libro.en_columnas(lambda renglon: renglon.insert(donde, None))
    libro.renglones[0][donde] = "Responsable interno"


def mover_una_columna(libro: Libro, azar: random.Random) -> None:
    de, a = azar.sample(range(len(libro.renglones[0])), 2)
    libro.en_columnas(lambda renglon: renglon.insert(a, renglon.pop(de)))


def borrar_una_cerrada(libro: Libro, azar: random.Random) -> None:
    cerradas = libro.lugares(
        [r for r in libro.renglones[0] if r not in {*ESCONDIDAS, *libro.abiertas}]
    )
    _borrar(libro, azar.choice(sorted(cerradas)))


def borrar_una_de_marcas(libro: Libro, azar: random.Random) -> None:
    if lugares := sorted(libro.lugares(ESCONDIDAS)):
        _borrar(libro, azar.choice(lugares))


def _borrar(libro: Libro, lugar: int) -> None:
    libro.en_columnas(lambda renglon: renglon.__delitem__(lugar))


def ordenar_con_ayudas(libro: Libro, azar: random.Random) -> None:
    """LibreOffice, que al ordenar las filas enteras mueve sus ayudas."""
    orden = azar.sample(range(1, len(libro.ayudas)), len(libro.ayudas) - 1)
    for celdas in (libro.renglones, libro.ayudas):
        celdas[1 : len(orden) + 1] = [celdas[n] for n in orden if n < len(celdas)]


def ordenar_una_sola(libro: Libro, azar: random.Random) -> None:
    """LibreOffice, que deja ordenar sola una columna abierta de una hoja protegida."""
    orden = azar.sample(range(len(libro.ayudas) - 1), len(libro.ayudas) - 1)
    columna = libro.numero(azar.choice([*libro.abiertas]))
    libro.con_ayudas(columna, lambda celdas: [celdas[n] for n in orden if n < len(celdas)])


def correr_hacia_arriba(libro: Libro, azar: random.Random) -> None:
    """Borrar una celda sin protección, y que suban las de debajo."""
    n, columna = _una(libro, azar) - 1, libro.numero(azar.choice([*libro.abiertas]))
    libro.con_ayudas(columna, lambda celdas: [*celdas[:n], *celdas[n + 1 :], None])


def correr_hacia_abajo(libro: Libro, azar: random.Random) -> None:
    """De la última queda, debajo de la tabla, sólo la ayuda: quien la corre borra su texto."""
    n, columna = _una(libro, azar) - 1, libro.numero(azar.choice([*libro.abiertas]))
    debajo = len(libro.ayudas)
    libro.ayudas.append([None] * len(libro.renglones[0]))
    libro.con_ayudas(columna, lambda celdas: [*celdas[:n], None, *celdas[n:-1]])
    for renglon in libro.renglones[debajo : debajo + 1]:
        renglon[columna] = None


def copiar_una_celda(libro: Libro, azar: random.Random) -> None:
    """Con su ayuda, que también queda donde estaba."""
    _pasar(libro, azar, se_queda=True)


def cortar_una_celda(libro: Libro, azar: random.Random) -> None:
    _pasar(libro, azar, se_queda=False)


def _pasar(libro: Libro, azar: random.Random, *, se_queda: bool) -> None:
    (de, a), rotulo = _dos(libro, azar), azar.choice([*libro.abiertas])
    if max(de, a) >= len(libro.ayudas) or de == a or IDENTIFICACION not in libro.renglones[0]:
        return
    libro.es_de(de, rotulo, a)

    def pasada(celdas: list[Any]) -> list[Any]:
        if max(de, a) <= len(celdas):
            celdas[a - 1] = celdas[de - 1]
            celdas[de - 1] = celdas[de - 1] if se_queda else None
        return celdas

    libro.con_ayudas(libro.numero(rotulo), pasada)


def escribir_debajo(libro: Libro, azar: random.Random) -> None:
    texto = f"Nota {azar.random()} de la jefe"
    nueva: list[Any] = [None] * len(libro.renglones[0])
    nueva[azar.randrange(len(nueva))] = texto
    libro.renglones += [[None] * len(nueva), nueva]
    libro.textos.add(texto)


def insertar_una_fila(libro: Libro, azar: random.Random) -> None:
    """LibreOffice, que a la fila nueva le pone las ayudas de la de encima."""
    nueva: list[Any] = [None] * len(libro.renglones[0])
    for rotulo in libro.abiertas:
        nueva[libro.numero(rotulo)] = "De más, y de ninguna"
    n = _una(libro, azar)
    libro.renglones.insert(n, nueva)
    encima = libro.ayudas[n - 1 : n] or [[None] * len(nueva)]
    libro.ayudas[n:n] = [[*una] for una in encima]


def borrar_una_fila(libro: Libro, azar: random.Random) -> None:
    if libro.cuantas > 1:
        n = _una(libro, azar)
        libro.renglones.pop(n)
        del libro.ayudas[n : n + 1]


def copiar_una_fila(libro: Libro, azar: random.Random) -> None:
    n = _una(libro, azar)
    libro.renglones.append([*libro.renglones[n]])
    if n < len(libro.ayudas) == len(libro.renglones) - 1:
        libro.ayudas.append([*libro.ayudas[n]])


def copiar_y_reescribir(libro: Libro, azar: random.Random) -> None:
    """Los textos cerrados de la copia son de otra cosa."""
    copiar_una_fila(libro, azar)
    for n, rotulo in enumerate(libro.renglones[0]):
        if rotulo not in {*ESCONDIDAS, *libro.abiertas}:
            libro.renglones[-1][n] = "Otra"


def pegar_una_encima(libro: Libro, azar: random.Random) -> None:
    de, a = _dos(libro, azar)
    libro.renglones[a] = [*libro.renglones[de]]


def pegar_lo_que_se_llena(libro: Libro, azar: random.Random) -> None:
    """De la primera celda abierta a la última, con lo escondido que está en medio."""
    de, a = _dos(libro, azar)
    lugares = libro.lugares([*libro.abiertas])
    for n in range(min(lugares), max(lugares) + 1):
        libro.renglones[a][n] = libro.renglones[de][n]


def combinar_dos_celdas(libro: Libro, azar: random.Random) -> None:
    """Una abierta con la de abajo, que se pierde al combinarlas."""
    if libro.cuantas > 1:
        fila, columna = (
            azar.randrange(1, libro.cuantas),
            azar.choice(sorted(libro.lugares([*libro.abiertas]))),
        )
        if (fila, columna + 1) not in libro.combinadas:
            libro.renglones[fila + 1][columna] = None
            libro.combinadas = [(fila, columna + 1)]


def ordenar_lo_que_se_ve(libro: Libro, azar: random.Random) -> None:
    _reordenar(libro, azar, {*range(len(libro.renglones[0]))} - libro.lugares(ESCONDIDAS))


def ordenar_lo_cerrado(libro: Libro, azar: random.Random) -> None:
    suyas = libro.lugares([*libro.abiertas, ESCONDIDAS[1]])
    _reordenar(libro, azar, {*range(len(libro.renglones[0]))} - suyas)


def ordenar_lo_que_se_llena(libro: Libro, azar: random.Random) -> None:
    _reordenar(libro, azar, libro.lugares([*libro.abiertas, ESCONDIDAS[1]]))


def _reordenar(libro: Libro, azar: random.Random, columnas: set[int]) -> None:
    orden = azar.sample(range(1, libro.cuantas + 1), libro.cuantas)
    antes = [[*renglon] for renglon in libro.renglones]
    for n, de in enumerate(orden, 1):
        for columna in columnas:
            libro.renglones[n][columna] = antes[de][columna]


def marca_de_otra(libro: Libro, azar: random.Random) -> None:
    de, a = _dos(libro, azar)
    for lugar in libro.lugares(ESCONDIDAS):
        libro.renglones[a][lugar] = libro.renglones[de][lugar]


def marca_ajena(libro: Libro, azar: random.Random) -> None:
    renglon = libro.renglones[_una(libro, azar)]
    for lugar in libro.lugares(ESCONDIDAS):
        renglon[lugar] = f"#d0c0s0a{azar.randrange(9)} {'a' * 12}"


def sin_marcas(libro: Libro, azar: random.Random) -> None:
    renglon = libro.renglones[_una(libro, azar)]
    for lugar in libro.lugares(ESCONDIDAS):
        renglon[lugar] = None


EXACTOS: tuple[Gesto, ...] = (
    mover_filas,
    ordenar_todo,
    renombrar_la_hoja,
    agregar_una_columna,
    ordenar_con_ayudas,
)
"""Si una fila no se ve igual que otra, todo lo escrito se toma, y en su fila."""
DICHOS: tuple[Gesto, ...] = (
    mover_una_columna,
    borrar_una_cerrada,
    insertar_una_fila,
    borrar_una_fila,
    copiar_una_fila,
    copiar_y_reescribir,
    pegar_una_encima,
    pegar_lo_que_se_llena,
    combinar_dos_celdas,
    ordenar_lo_que_se_ve,
    ordenar_lo_cerrado,
    ordenar_lo_que_se_llena,
    marca_de_otra,
    marca_ajena,
    sin_marcas,
    borrar_una_de_marcas,
    ordenar_una_sola,
    correr_hacia_arriba,
    correr_hacia_abajo,
    copiar_una_celda,
    cortar_una_celda,
    escribir_debajo,
)
"""Lo que no se sabe de qué fila es no se toma, y queda dicho."""


# ------------------------------------------------------------------ la base, mientras tanto
Cambio = Callable[[list[Any], int], None]


def _agregar(filas: list[Any], n: int) -> None:
    filas.insert(n, {"codigo": "0.0", "descripcion": "La nueva"})


def _redactar(filas: list[Any], n: int) -> None:
    filas[n]["descripcion"] = f"{filas[n].get('descripcion') or ''} (otra redacción)"


def _quitar(filas: list[Any], n: int) -> None:
    filas.pop(n)


CAMBIOS: tuple[Cambio, ...] = (_agregar, _redactar, _quitar)


def cambiada(de: Salidos, azar: random.Random) -> tuple[Any, Mapping[str, str]]:
    """La base como la dejan mientras los libros están afuera, y dónde estaba cada fila de ella."""
    crudo = paac.datos_de(de.base)
    antes = {id(fila): ruta for ruta, fila in _objetos(crudo)}
    listas = [o["actividades"] for _, o in _objetos(crudo) if o.get("actividades")]
    if not listas:  # un mapa: queda igual
        return de.base, {ruta: ruta for ruta in antes.values()}
    filas = azar.choice(listas)
    n = azar.randrange(len(filas))
    azar.choice(CAMBIOS)(filas, n)
    donde = {ruta: antes[id(fila)] for ruta, fila in _objetos(crudo) if id(fila) in antes}
    return paac.desde_datos(crudo).contenido, donde


def _objetos(dato: dict[str, Any], ruta: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for campo, valor in dato.items():
        suya = f"{ruta}.{campo}".lstrip(".")
        for n, uno in enumerate(valor if isinstance(valor, list) else ()):
            if isinstance(uno, dict):
                yield f"{suya}[{n}]", uno
                yield from _objetos(uno, f"{suya}[{n}]")


# ------------------------------------------------------------------ a dónde va cada texto
def _filas(contenido: Any, de: Salidos) -> Iterator[FilaDeCaptura]:
    yield from filas_de_captura(contenido, de.corte)
    yield from recomendadas_de(contenido)


def destinos(
    de: Salidos,
    libros: Sequence[Libro],
    base: Any = None,
    donde: Mapping[str, str] | None = None,
    guardados: Sequence[Any] = (),
) -> Counter[str]:
    """A dónde fue cada texto de unos libros, y cuántas celdas dicen lo de otra fila."""
    base = de.base if base is None else base
    textos = {texto for libro in libros for texto in libro.escritos()}
    try:
        reunion: Any = paac.reunir(guardados or [libro.guardado() for libro in libros], base=base)
    except paac.ErrorDeEntrada:
        return Counter(dicho=len(textos))
    rechazados = {uno.nombre for uno in reunion.rechazados}
    en_rechazados = [libro.textos for libro in libros if libro.nombre in rechazados]
    dichos = str((reunion.sin_tomar, reunion.conflictos, reunion.avisos, en_rechazados))
    veces, tomados = Counter[str](), set[str]()
    for ruta, dato, dice in _distintas(base, reunion.contenido, de):
        cual = (ruta if donde is None else donde.get(ruta, ""), dato)
        en_blanco = not dice and "celda_borrada" in dichos
        veces["otra"] += not en_blanco and all(dice not in libro.verdad[cual] for libro in libros)
        tomados.add(dice)
    for texto in textos:
        veces["tomado" if texto in tomados else "dicho" if texto in dichos else "perdido"] += 1
    return veces


def _distintas(antes: Any, ahora: Any, de: Salidos) -> Iterator[tuple[str, str, str]]:
    """Las celdas que dicen otra cosa: la fila, el dato y lo que dicen."""
    decian = {fila.ruta: fila.abiertas for fila in _filas(antes, de)}
    for fila in _filas(ahora, de):
        for dato, dice in fila.abiertas.items():
            if dice != decian[fila.ruta][dato]:
                yield fila.ruta, dato, dice


def _turno(gesto: Gesto) -> int:
    """Lo que se pasa a propósito, antes: de lo ya ordenado no se distinguiría."""
    return (gesto is combinar_dos_celdas) - (gesto in {copiar_una_celda, cortar_una_celda})


def de_una_semilla(
    semilla: int, nombres: Sequence[str], por_libreoffice: float = 0
) -> Counter[str]:
    """Unos libros de un contenido, cada uno con uno a seis gestos; la mitad, con la base cambiada."""
    azar = random.Random(f"libros {semilla}")  # noqa: S311
    de = salidos(nombres[semilla % len(nombres)])
    cuales = azar.sample(sorted(de.libros), min(len(de.libros), azar.randrange(1, 7)))
    if azar.random() < 0.3:
        cuales.append(cuales[0])  # dos copias de uno
    libros = [Libro(de, nombre, azar) for nombre in cuales]
    for n, libro in enumerate(libros):
        libro.nombre = f"{n} {libro.nombre}"
        libro.llenar(
            azar.sample(range(1, libro.cuantas + 1), azar.randrange(libro.cuantas) + 1), azar
        )
        gestos = azar.choices((*EXACTOS, *DICHOS), k=azar.randrange(1, 7))
        for gesto in sorted(gestos, key=_turno):
            gesto(libro, azar)
    base, donde = cambiada(de, azar) if semilla % 2 else (None, None)
    guardados: list[Any] = [libro.guardado() for libro in libros]
    if azar.random() < por_libreoffice:
        guardados = _por_libreoffice(guardados)
    return destinos(de, libros, base, donde, guardados) + Counter(libros=len(libros))


def _por_libreoffice(guardados: Sequence[Any]) -> list[Any]:
    """Los mismos, abiertos y guardados con LibreOffice."""
    with tempfile.TemporaryDirectory() as carpeta:
        rutas = [Path(carpeta, uno.name) for uno in guardados]
        for ruta, uno in zip(rutas, guardados, strict=True):
            ruta.write_bytes(uno.getvalue())
        vueltos = []
        for ruta in convertidos(rutas, "xlsx", Path(carpeta, "vueltos")):
            vueltos.append(io.BytesIO(ruta.read_bytes()))
            vueltos[-1].name = ruta.name
        return vueltos


def sembrados(cuantos: int, nombres: Sequence[str], por_libreoffice: float = 0) -> Counter[str]:
    """Por lo menos esos libros, de semillas seguidas."""
    veces, semilla = Counter[str](), 0
    while veces["libros"] < cuantos:
        suyos = de_una_semilla(semilla, nombres, por_libreoffice)
        if suyos["otra"] or suyos["perdido"]:
            sys.stderr.write(f"semilla {semilla}: {dict(suyos)}\n")
        veces += suyos
        semilla += 1
    return veces


def de_todas_partes() -> list[str]:
    """Los contenidos que hay."""
    return [*SALEN, *(_REALES if DATOS.is_dir() else ())]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.stdout.write(f"{dict(sembrados(int(sys.argv[1]), de_todas_partes(), 0.03))}\n")
