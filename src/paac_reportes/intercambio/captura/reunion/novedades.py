"""Lo que conviene saber de cómo volvió cada libro, y que no pide una decisión."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from paac_reportes.errores import Aviso
from paac_reportes.intercambio.captura.reunion.lectura.leido import LibroLeido
from paac_reportes.intercambio.captura.reunion.reconocimiento import Base, Reconocida
from paac_reportes.intercambio.captura.rutas import de_la_dependencia

Llegados = Sequence[tuple[LibroLeido, Sequence[Reconocida]]]


def oficina_de(libro: LibroLeido, filas: Sequence[Reconocida]) -> int | None:
    """La de la mayoría de sus filas: en una base que cambió, el número puede ser otro."""
    veces = Counter(de_la_dependencia(r.ruta) for r in filas if r.ruta is not None)
    return max(veces, key=lambda n: veces[n]) if veces else libro.dependencia


def avisos_de_libro(libro: LibroLeido, filas: Sequence[Reconocida], base: Base) -> Iterator[Aviso]:
    """Las filas movidas y las borradas."""
    lugar = f"libro «{libro.nombre}»"
    movidas = _movidas(filas, base)
    if movidas:
        nombres = _nombres(movidas, base)
        motivo = f"{_filas(len(movidas))} en otro orden, y se reconocieron: {nombres}"
        yield Aviso("filas_movidas", lugar, motivo)
    borradas = _borradas(libro, filas, base)
    if borradas:
        verbo = "no está" if len(borradas) == 1 else "no están"
        motivo = (
            f"{_filas(len(borradas))} de la base {verbo} en el libro: {_nombres(borradas, base)}"
        )
        yield Aviso("filas_borradas", lugar, motivo)


def _filas(cuantas: int) -> str:
    return f"{cuantas} fila" if cuantas == 1 else f"{cuantas} filas"


_NOMBRADAS = 3
_LETRAS = 60


def _nombres(rutas: Sequence[str], base: Base) -> str:
    dichos = [_corto(base.filas[ruta].nombre) for ruta in rutas[:_NOMBRADAS]]
    otras = len(rutas) - len(dichos)
    return "; ".join([*dichos, f"y otras {otras}"] if otras else dichos)


def _corto(nombre: str) -> str:
    return nombre if len(nombre) <= _LETRAS else f"{nombre[:_LETRAS]}…"


def _movidas(filas: Sequence[Reconocida], base: Base) -> list[str]:
    """Las menos que, puestas aparte, dejan las demás de su hoja en el orden de la base."""
    lugares = {ruta: numero for numero, ruta in enumerate(base.filas)}
    rutas = list(dict.fromkeys(r.ruta for r in filas if r.ruta is not None))
    hojas = ([r for r in rutas if _es_de_tramite(r) is tramites] for tramites in (False, True))
    return [
        ruta
        for suyas in hojas
        for quietas in [_mas_larga_en_orden([lugares[ruta] for ruta in suyas])]
        for ruta in suyas
        if lugares[ruta] not in quietas
    ]


def _es_de_tramite(ruta: str) -> bool:
    return ".actividades[" not in ruta


def _mas_larga_en_orden(numeros: Sequence[int]) -> set[int]:
    """Los de la subsucesión creciente más larga (por pilas, como en un solitario)."""
    cimas: list[int] = []
    lugares: list[int] = []
    anteriores: list[int | None] = []
    for lugar, numero in enumerate(numeros):
        pila = bisect_left(cimas, numero)
        cimas[pila : pila + 1] = [numero]
        anteriores.append(lugares[pila - 1] if pila else None)
        lugares[pila : pila + 1] = [lugar]
    elegidos: set[int] = set()
    siguiente = lugares[-1] if lugares else None
    while siguiente is not None:
        elegidos.add(numeros[siguiente])
        siguiente = anteriores[siguiente]
    return elegidos


def _borradas(libro: LibroLeido, filas: Sequence[Reconocida], base: Base) -> list[str]:
    """Las de la oficina que el libro no trae; las que la base agregó después no las llevaba."""
    if libro.procedencia.base != base.huella:
        return []
    estan = {r.ruta for r in filas}
    numero = oficina_de(libro, filas)
    return [ruta for ruta in base.filas if de_la_dependencia(ruta) == numero and ruta not in estan]


def repetidos(llegados: Llegados) -> Iterator[Aviso]:
    """Las oficinas de las que llegó más de un libro."""
    de_cada: dict[int | None, list[tuple[LibroLeido, Sequence[Reconocida]]]] = {}
    for libro, filas in llegados:
        de_cada.setdefault(oficina_de(libro, filas), []).append((libro, filas))
    for suyos in de_cada.values():
        if len(suyos) > 1:
            dichos = {frozenset(_dicho(filas)) for _, filas in suyos}
            nombres = ", ".join(f"«{libro.nombre}»" for libro, _ in suyos)
            que = "dicen lo mismo: se tomó uno" if len(dichos) == 1 else "no dicen lo mismo"
            yield Aviso("libro_repetido", f"libros {nombres}", f"son de la misma oficina, y {que}")


def _dicho(filas: Sequence[Reconocida]) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    return ((r.ruta, r.fila.reporte.comparable) for r in filas)
