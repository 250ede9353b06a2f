"""En Word, de quién son las filas de una página: un grupo va entero, o se corta y se nombra."""

from typing import Any

import attrs
import pytest
from ayudas.hojas import SIN_AIRE
from ayudas.llamadas import veces_de
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.maqueta import altos
from paac_reportes.maqueta.altos import WORD
from paac_reportes.maqueta.contenido import Contenido, solo_texto
from paac_reportes.maqueta.cortes import Cortador
from paac_reportes.maqueta.documento import Marco, Pagina
from paac_reportes.maqueta.estilos import Estilo, estilo_que_sigue, estilos_base
from paac_reportes.maqueta.grupos import Agrupada, Agrupador, con_nombre_en_cada_pagina
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

MARCO = Marco(
    pagina=Pagina(
        ancho=Mm(120),
        alto=Mm(120),
        superior=Mm(10),
        inferior=Mm(10),
        izquierdo=Mm(10),
        derecho=Mm(10),
        encabezado=Mm(5),
    )
)
"""Caben unas 24 filas de un renglón de 8 puntos."""
OFICIALES = estilos_base("Arial", Pt(8), SIN_AIRE)
GRIS = "5B6876"
QUE_REPITEN = OFICIALES | {
    estilo_que_sigue("celda"): attrs.evolve(OFICIALES["celda"], color=GRIS),
}


def agrupada(tabla: Tabla, estilos: dict[str, Estilo] = QUE_REPITEN) -> Agrupada:
    return Agrupador(estilos, Cortador(estilos, MARCO, WORD)).agrupar(tabla)


def tabla(*grupos: tuple[Contenido, int], **otros: Any) -> Tabla:
    """Una fila por renglón: de quién es, cuál es y qué dice."""
    filas: list[Fila] = []
    for nombre, cuantas in grupos:
        filas += [
            Fila(
                (
                    *((Celda(nombre, "celda", filas=cuantas),) if not n else ()),
                    Celda(f"{len(filas) + n}", "celda"),
                    Celda("corta", "celda"),
                )
            )
            for n in range(cuantas)
        ]
    anchos = (0.3, 0.2, 0.5)
    return Tabla(**{"anchos": anchos, "filas": tuple(filas), "titulares": (0, 1), **otros})


def partes(suya: Tabla, columna: int = 0) -> list[tuple[str, str, int]]:
    """Lo que dice cada celda de una columna, su estilo y cuántas filas cubre."""
    return [
        (solo_texto(celda.contenido), celda.estilo, celda.filas)
        for numero, puestos in enumerate(suya.rejilla)
        for lugar, celda, origen in puestos
        if lugar == columna and origen == numero
    ]


def cortadas(suya: Agrupada) -> list[tuple[int, int]]:
    return [(grupo.desde, grupo.hasta) for grupo in suya.cortables]


def test_las_filas_de_un_grupo_chico_no_se_apartan_menos_la_ultima() -> None:
    suya = agrupada(tabla(("Hacienda", 4), ("Salud", 1), ("Cultura", 3)))

    assert suya == Agrupada(frozenset({0, 1, 2, 5, 6}))


def test_va_entero_el_que_no_deja_en_blanco_mas_de_un_quinto_de_pagina() -> None:
    suya = agrupada(tabla(("Hacienda", 4), ("Salud", 7)))

    assert suya.juntas == {0, 1, 2}
    assert cortadas(suya) == [(4, 11)]


@pytest.mark.parametrize("cuantas", [12, 20, 40])
def test_y_si_es_mas_alto_se_corta_entre_sus_filas_y_nunca_por_su_nombre(cuantas: int) -> None:
    """Entero, dejaría en blanco otro tanto de la página de la que se aparta."""
    suya = agrupada(tabla(("Hacienda", cuantas), ("Salud\ny\ndeporte", cuantas), ("Cultura", 2)))

    assert suya.juntas == {cuantas, cuantas + 1, 2 * cuantas}
    assert cortadas(suya) == [(0, cuantas), (cuantas, 2 * cuantas)]


def test_donde_una_pagina_lo_corta_lleva_otra_vez_su_nombre_en_el_color_de_una_nota() -> None:
    entera = tabla(("Hacienda", 10), ("Salud", 4))
    suya = con_nombre_en_cada_pagina(entera, (3, 8, 10), QUE_REPITEN)

    assert partes(suya) == [
        ("Hacienda", "celda", 3),
        ("Hacienda (continúa)", "celda-sigue", 5),
        ("Hacienda (continúa)", "celda-sigue", 2),
        ("Salud", "celda", 4),
    ]
    # Donde el formato no tiene ese color, en el suyo.
    oficial = con_nombre_en_cada_pagina(entera, (3,), OFICIALES)
    assert partes(oficial)[1] == ("Hacienda (continúa)", "celda", 7)


def test_una_celda_que_no_nombra_se_repite_y_una_vacia_sigue_vacia() -> None:
    filas = [
        Fila(
            (
                Celda("G", "celda", filas=4),
                Celda("Abril", "celda", filas=4),
                Celda("", "celda", filas=4),
            )
        )
    ]
    filas += [Fila(()) for _ in range(3)]
    suya = con_nombre_en_cada_pagina(Tabla(anchos=(0.3, 0.2, 0.5), filas=tuple(filas)), (2,), ())

    assert [partes(suya, n)[1][0] for n in range(3)] == ["G (continúa)", "Abril", ""]


@pytest.mark.parametrize(("filas", "dice"), [(6, "Rótulo"), (1, "De\nseis\nrenglones\ny\nno\nmás")])
def test_el_primer_grupo_se_lleva_los_rotulos_de_su_tabla(filas: int, dice: str) -> None:
    rotulos = (Fila((Celda(dice, "rotulo"), *[Celda("R", "rotulo")] * 2)),) * filas
    suya = agrupada(tabla(("Hacienda", 4), ("Salud", 4), rotulos=rotulos), OFICIALES)

    assert suya.juntas == {4, 5, 6}


def test_de_un_nombre_largo_va_el_comienzo_en_palabras_enteras() -> None:
    nombre = "Subcomponente de la política de administración de los riesgos de corrupción " * 2
    _, segunda = partes(con_nombre_en_cada_pagina(tabla((nombre, 40)), (20,), OFICIALES))

    assert segunda[0] == f"{nombre[:119].rpartition(' ')[0]}… (continúa)"


def con_otra_de_varias(cubre: int, cuantas: int) -> Tabla:
    """Un grupo en que la segunda columna también comparte sus celdas, y nombra."""
    filas = [
        Fila(
            (
                *((Celda("Hacienda", "celda", filas=cuantas),) if not n else ()),
                *((Celda(f"S{n}", "celda", filas=cubre),) if not n % cubre else ()),
                Celda("corta", "celda"),
            )
        )
        for n in range(cuantas)
    ]
    return Tabla(anchos=(0.3, 0.2, 0.5), filas=tuple(filas), titulares=(0, 1))


def test_el_que_contiene_otros_se_corta_entre_ellos() -> None:
    """Ocupa media página: entero, dejaría otro tanto en blanco en la de antes."""
    suya = agrupada(con_otra_de_varias(4, 12))

    assert suya.juntas == set(range(12)) - {3, 7, 11}
    assert cortadas(suya) == [(0, 12)]
    # Y si es bajo, va entero.
    assert agrupada(con_otra_de_varias(2, 4)).juntas == {0, 1, 2}


@pytest.mark.parametrize("otros", [{"titulares": ()}, {"va_entera": True}])
def test_lo_que_nada_nombra_o_va_entero_queda_como_esta(otros: dict[str, Any]) -> None:
    assert agrupada(tabla(("Hacienda", 40), **otros)) == Agrupada()


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(1, 4)), min_size=1, max_size=6),
    st.sets(st.integers(1, 300)),
)
def test_ninguna_fila_se_pierde_ni_cambia_de_grupo(
    grupos: list[tuple[int, int]], saltos: set[int]
) -> None:
    """Y donde una página puede empezar dentro de uno, la celda dice cuál."""
    entera = tabla(*((f"G{n}" * letras, cuantas) for n, (cuantas, letras) in enumerate(grupos)))
    suyos = sorted(salto for salto in saltos if salto < len(entera.filas))
    suya = con_nombre_en_cada_pagina(entera, suyos, QUE_REPITEN)

    de_quien = [puestos[0].celda.contenido for puestos in entera.rejilla]
    ahora = [puestos[0] for puestos in suya.rejilla]
    assert [str(p.celda.contenido).removesuffix(" (continúa)") for p in ahora] == de_quien
    assert suya.columnas[1:] == entera.columnas[1:]
    assert [ahora[fila].origen for fila in suyos] == suyos


UN_TEXTO = (
    "Socializar a través de los medios de comunicación institucionales, redes sociales y página "
    "web, la política de administración del riesgo; 2 jornadas de capacitación a funcionarios, "
    "contratistas y proveedores sobre responsabilidades: 31/12/2020."
)


class SinMedir(Agrupador):
    """El que dice lo que pide cada fila de una columna, de más."""

    def de_mas(self, tabla: Tabla) -> list[float]:
        (columna,) = self._altos_maximos(tabla)
        return columna


@pytest.mark.parametrize("texto", [UN_TEXTO, UN_TEXTO.upper(), UN_TEXTO.title()])
@pytest.mark.parametrize("estilo", ["celda", "total"])
@pytest.mark.parametrize("ancho", [0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.4, 0.6, 1.0])
def test_sin_medirla_una_celda_nunca_pide_menos(texto: str, estilo: str, ancho: float) -> None:
    """Ni angosta, ni en mayúsculas, ni en negrita; con cada comienzo del texto, y vacía."""
    comienzos = [Fila((Celda(texto[:letras], estilo),)) for letras in range(0, len(texto), 3)]
    suya = Tabla(anchos=(ancho,), filas=tuple(comienzos))
    cortador = Cortador(OFICIALES, MARCO, WORD)

    mide = cortador.altos_entre(suya, range(len(comienzos)), en_papel=True)
    de_mas = SinMedir(OFICIALES, cortador).de_mas(suya)
    assert [a for a, b in zip(mide, de_mas, strict=True) if a > b + 0.01] == []


def test_de_un_grupo_que_no_cabe_se_miden_sus_filas_hasta_que_pasa(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """De cinco, dos: el nombre, que es corto, cabe en la primera."""
    medidas = veces_de(monkeypatch, altos, "_alto_de_celda")
    nombre = Celda("Grupo", "celda", filas=5)
    celdas = (Celda("palabra " * 9, "celda"), Celda("palabra " * 8, "celda"))
    filas = (Fila((nombre, *celdas)), *[Fila(celdas)] * 4)
    entera = Tabla(anchos=(0.2, 0.4, 0.4), filas=filas, titulares=(0,))

    assert agrupada(entera, OFICIALES).juntas == frozenset()
    assert {fila for _, fila, *_ in medidas} == {0, 1}


class MideTodo(Agrupador):
    """El que no se ahorra ninguna celda."""

    def _altos(self, tabla: Tabla, filas: range, *_lo_que_basta: object) -> list[float]:
        return self._cortador.altos_entre(tabla, filas, en_papel=True)


@pytest.mark.integracion
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 12), st.integers(0, 40)), min_size=1, max_size=16),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([OFICIALES, QUE_REPITEN]),
    st.sampled_from(["una palabra más larga ", "SECRETARÍA DE PLANEACIÓN Y OBRAS "]),
    st.sampled_from([(0.3, 0.2, 0.5), (0.8, 0.12, 0.08)]),
)
def test_lo_que_no_se_mide_no_cambia_nada(
    grupos: list[list[tuple[int, int]]],
    estilos: dict[str, Estilo],
    larga: str,
    anchos: tuple[float, ...],
) -> None:
    """Los grupos quedan como si se midiera cada celda de cada fila, en mayúsculas y angostas."""
    filas = [
        Fila(
            (
                *((Celda(f"Grupo {n}", "celda", filas=len(suyas)),) if not lugar else ()),
                Celda("palabra " * cortas, "celda"),
                Celda(larga * largas, "celda"),
            )
        )
        for n, suyas in enumerate(grupos)
        for lugar, (cortas, largas) in enumerate(suyas)
    ]
    entera = Tabla(anchos=anchos, filas=tuple(filas), titulares=(0, 1))

    midiendo = MideTodo(estilos, Cortador(estilos, MARCO, WORD)).agrupar(entera)
    assert agrupada(entera, estilos) == midiendo
