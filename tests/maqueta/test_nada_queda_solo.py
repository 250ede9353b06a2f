"""Lo que toda hoja cumple al imprimirse, con cualquier sucesión de bloques."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from ayudas.hojas import PAGINA, filas_de, montar
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.maqueta.hoja.montaje import HojaMontada
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Salto, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila

PAGINA_ENTERA = (PAGINA.alto_util / 25.4) * 72

Hacer = Callable[[int], Bloque]
"""Un bloque, con su lugar en la hoja escrito en lo que dice."""


def _texto(marca: str, renglones: int) -> str:
    return "\n".join([marca, *("x" for _ in range(renglones - 1))])


def _tabla(altos: list[int], grupo: int, *, cierre: int, rotulos: int) -> Hacer:
    """Una tabla con sus filas de tantos renglones y, desde la primera, una celda de varias."""

    def hacer(lugar: int) -> Tabla:
        filas = []
        for numero, renglones in enumerate(altos):
            dato = Celda(_texto(f"{lugar}:fila{numero}", renglones), "celda")
            if numero == 0:
                filas.append(Fila((Celda(f"{lugar}:grupo", "celda", filas=grupo), dato)))
            elif numero < grupo:
                filas.append(Fila((dato,)))
            else:
                filas.append(Fila((Celda("y", "celda"), dato)))
        rotulo = Fila((Celda(f"R{rotulos}", "rotulo", columnas=2),))
        return Tabla(
            anchos=(0.4, 0.6),
            rotulos=(rotulo,) * rotulos,
            filas=tuple(filas),
            resumenes=tuple(range(len(filas)))[max(len(filas) - cierre, 0) :],
        )

    return hacer


def _tablas() -> st.SearchStrategy[Hacer]:
    altos = st.lists(st.integers(1, 7), min_size=1, max_size=40)
    return altos.flatmap(
        lambda suyos: st.builds(
            _tabla,
            st.just(suyos),
            st.integers(1, len(suyos)),
            cierre=st.integers(0, 2),
            rotulos=st.integers(0, 2),
        )
    )


def _firmas(lugar: int) -> Tabla:
    filas = tuple(Fila((Celda(f"{lugar}:firma{n}", "firma"),)) for n in range(3))
    return Tabla(anchos=(1.0,), filas=filas, va_entera=True)


BLOQUES: st.SearchStrategy[Hacer] = st.one_of(
    st.sampled_from([0, 1, 2]).map(lambda n: lambda lugar: Titulo(texto=f"{lugar}:", nivel=n)),
    st.integers(1, 5).map(lambda n: lambda lugar: Parrafo(_texto(f"{lugar}:", n), "celda")),
    st.just(lambda lugar: Parrafo(f"{lugar}:", "leyenda")),
    _tablas(),
    st.just(_firmas),
    st.just(lambda _lugar: Salto()),
)


def _sucesion(varios: list[Hacer]) -> list[Bloque]:
    """Los bloques en orden; ningún documento firma dos veces seguidas."""
    pares = zip([None, *varios], varios, strict=False)
    sin_repetir = [hacer for antes, hacer in pares if not antes is hacer is _firmas]
    return [hacer(lugar) for lugar, hacer in enumerate(sin_repetir)]


SUCESIONES = st.lists(BLOQUES, min_size=1, max_size=12).map(_sucesion)
ENCABEZADOS = st.one_of(
    st.none(), st.just(Tabla(anchos=(1.0,), filas=(Fila((Celda("Alcaldía", "celda"),)),)))
)


def _de_quien(fila: Any) -> tuple[int, str] | None:
    """El lugar del bloque de una fila y lo que dice en él; nada, si es de rótulos o una separación."""
    for celda in reversed(fila.celdas):
        lugar, hay, dicho = str(celda.contenido).split("\n")[0].partition(":")
        if hay:
            return int(lugar), dicho
    return None


def _paginas(hoja: HojaMontada) -> list[list[Any]]:
    """Por página, lo que dice cada fila que es de un bloque."""
    cortes = itertools.pairwise((0, *hoja.saltos, len(filas_de(hoja))))
    dichas = [[_de_quien(fila) for fila in filas_de(hoja)[a:b]] for a, b in cortes]
    return [[una for una in pagina if una] for pagina in dichas]


def _terminan_en_fila_alta(hoja: HojaMontada, bloques: list[Bloque]) -> set[int]:
    """Las tablas cuya última fila, por lo que mide con la de encima, puede quedar sola."""
    altos = {_de_quien(fila): fila.alto for fila in filas_de(hoja)}
    de_varias = {
        lugar: len(bloque.filas) - 1
        for lugar, bloque in enumerate(bloques)
        if isinstance(bloque, Tabla) and not bloque.va_entera and len(bloque.filas) > 1
    }
    return {
        lugar
        for lugar, ultima in de_varias.items()
        if altos[lugar, f"fila{ultima - 1}"] + altos[lugar, f"fila{ultima}"] > PAGINA_ENTERA / 6
    }


@pytest.mark.integracion
@given(SUCESIONES, ENCABEZADOS)
def test_toda_pagina_cabe_en_su_papel(bloques: list[Bloque], bloque: Tabla | None) -> None:
    hoja = montar(*bloques, bloque=bloque)
    repetido = sum(f.alto for f in filas_de(hoja)[hoja.repetidas_desde : hoja.repetidas])
    for desde, hasta in itertools.pairwise((0, *hoja.saltos, len(filas_de(hoja)))):
        suyas = sum(f.alto for f in filas_de(hoja)[desde:hasta])
        assert suyas + (repetido if desde >= hoja.repetidas else 0) <= PAGINA_ENTERA


@pytest.mark.integracion
@given(SUCESIONES, ENCABEZADOS)
def test_nada_queda_solo_en_una_pagina(bloques: list[Bloque], bloque: Tabla | None) -> None:
    hoja = montar(*bloques, bloque=bloque)
    paginas, con_fila_alta = _paginas(hoja), _terminan_en_fila_alta(hoja, bloques)
    for antes, despues in itertools.pairwise(paginas):
        if not antes or not despues:
            continue
        (al_pie, _), (arriba, dicho) = antes[-1], despues[0]
        if isinstance(bloques[arriba - 1], Salto):
            continue
        sigue = bloques[arriba]
        assert not isinstance(bloques[al_pie], Titulo)
        if isinstance(bloques[al_pie], Parrafo):
            assert not isinstance(sigue, Tabla)
            assert bloques[al_pie].estilo != "leyenda"
        if isinstance(sigue, Tabla) and al_pie == arriba:
            assert not sigue.va_entera
            ultimas = max(sigue.cierre, 1)
            atada = dicho.startswith("fila") and arriba not in con_fila_alta
            assert not atada or int(dicho[4:]) < len(sigue.filas) - ultimas
        if isinstance(bloques[al_pie], Tabla) and al_pie not in con_fila_alta:
            _va_con_lo_de_arriba(sigue, bloques[arriba + 1 : arriba + 2])


def _va_con_lo_de_arriba(sigue: Bloque, tras_la_nota: list[Bloque]) -> None:
    """Lo que sigue a una tabla y empieza página no es su nota ni las firmas."""
    if isinstance(sigue, Parrafo):
        assert sigue.estilo == "leyenda" or isinstance(next(iter(tras_la_nota), None), Tabla)
    if isinstance(sigue, Tabla):
        assert not sigue.va_entera


@pytest.mark.integracion
@given(SUCESIONES, ENCABEZADOS)
def test_todo_dato_esta_una_vez_y_lo_que_sigue_lo_dice(
    bloques: list[Bloque], bloque: Tabla | None
) -> None:
    hoja = montar(*bloques, bloque=bloque)
    puestos = [
        str(c.contenido) for f in filas_de(hoja) for c in f.celdas if ":" in str(c.contenido)
    ]
    propios = [
        str(celda.contenido)
        for b in bloques
        if isinstance(b, Tabla)
        for f in b.filas
        for celda in f.celdas
        if ":" in str(celda.contenido)
    ]
    sueltos = [
        b.texto if isinstance(b, Titulo) else str(b.contenido)
        for b in bloques
        if isinstance(b, Titulo | Parrafo)
    ]
    primeros = [texto for texto in puestos if not texto.endswith(" (continúa)")]

    assert sorted(primeros) == sorted([*propios, *sueltos])
    assert {t.removesuffix(" (continúa)") for t in puestos} == set(primeros)


@given(SUCESIONES)
def test_un_filtro_no_lleva_rotulos_ni_totales_entre_sus_datos(bloques: list[Bloque]) -> None:
    hoja = montar(*bloques)
    if hoja.filtro is None:
        return
    (unica,) = [b for b in bloques if isinstance(b, Tabla) and b.rotulos]
    datos = filas_de(hoja)[hoja.filtro.desde : hoja.filtro.ultima]
    esperados = [f"fila{n}" for n in range(len(unica.filas) - unica.cierre)]

    assert [dicho for _, dicho in map(_de_quien, datos) if dicho] == esperados  # type: ignore[misc]
    assert str(filas_de(hoja)[hoja.filtro.desde - 1].celdas[0].contenido).startswith("R")
