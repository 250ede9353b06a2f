"""Lo que se va poniendo en una hoja, y en qué página queda."""

import functools
import itertools
from decimal import Decimal
from typing import Any

import attrs
import pytest
from ayudas.hojas import (
    ALTO_DE_FILA,
    PAGINA,
    SEPARACION,
    SIN_AIRE,
    fila,
    filas_de,
    montar,
    tabla,
    textos,
)
from ayudas.llamadas import veces_de

from paac_reportes.maqueta.contenido import Cifra, Imagen, Resumen
from paac_reportes.maqueta.documento import Marco, Parte
from paac_reportes.maqueta.estilos import Estilo, estilos_base
from paac_reportes.maqueta.hoja import contenido
from paac_reportes.maqueta.hoja.contenido import disponer, disponer_en_menos_paginas
from paac_reportes.maqueta.hoja.estilos import ampliada
from paac_reportes.maqueta.hoja.libro import con_aire
from paac_reportes.maqueta.hoja.montaje import GraficoEnHoja, HojaMontada, Montaje, SerieEnHoja
from paac_reportes.maqueta.hoja.tabla import Filtro, TablaEnHoja, _Pagina
from paac_reportes.maqueta.medida.ajuste import ALTO_MAXIMO, Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Parrafo, Salto, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila

CABEN = 41
"""Las filas de un renglón que caben en una página: 180 mm menos el 3 %, entre 12 puntos."""


def filas(cuantas: int) -> tuple[Fila, ...]:
    return tuple(fila(str(n), "x") for n in range(cuantas))


def suelta(*varias: Fila, anchos: tuple[float, ...] = (0.5, 0.5)) -> Tabla:
    """Una tabla sin rótulos."""
    return Tabla(anchos=anchos, filas=varias)


def pagina_de(hoja: HojaMontada, texto: str) -> int:
    return next(hoja.pagina_de(n) for n, t in enumerate(textos(hoja)) if t[:1] == [texto])


# ------------------------------------------------------------------ páginas
def test_lo_que_cabe_justo_no_abre_otra_pagina() -> None:
    assert montar(suelta(*filas(CABEN))).saltos == ()
    # La última fila no va sola: la acompaña la que tiene encima.
    assert montar(suelta(*filas(CABEN + 1))).saltos == (CABEN - 1,)
    assert montar(suelta(*filas(CABEN + 2))).saltos == (CABEN,)


def test_de_los_saltos_se_sabe_cuantos_pide_el_documento() -> None:
    """Los demás los pone el alto de la página: reducida la hoja, alguno puede sobrar."""
    larga = suelta(*filas(CABEN + 2))
    hoja = montar(Parrafo("a"), Salto(), Salto(), Parrafo("b"), Salto(), larga, Salto())

    assert (len(hoja.saltos), hoja.pedidos) == (3, 2)
    assert montar(larga).pedidos == 0


def test_las_filas_toman_lo_que_su_pagina_deja_en_blanco_y_ninguna_se_muda() -> None:
    hoja = montar(tabla(*filas(CABEN + 20)))
    con_su_aire = con_aire(hoja, estilos_base("Arial", Pt(8), SIN_AIRE))
    (corte,) = hoja.saltos
    antes, despues = ([fila.alto for fila in filas_de(una)] for una in (hoja, con_su_aire))
    crecen = [b - a for a, b in zip(antes, despues, strict=True)]

    assert con_su_aire.saltos == hoja.saltos
    # El rótulo no crece. La primera página queda llena; a la otra le sobra para dos milímetros.
    assert crecen[0] == 0
    assert crecen[1:corte] == pytest.approx([hoja.sobras[0] / (corte - 1)] * (corte - 1))
    assert crecen[corte:] == pytest.approx([2 / 25.4 * 72] * (len(crecen) - corte))


def test_sin_cortes_propios_no_hay_de_donde_tomar() -> None:
    hoja = montar(tabla(*filas(3)), repetir_rotulos=False)

    assert con_aire(hoja, estilos_base("Arial", Pt(8), SIN_AIRE)) is hoja


def test_en_la_pagina_de_una_tabla_caben_tambien_sus_rotulos() -> None:
    assert montar(tabla(*filas(CABEN - 1))).saltos == ()
    assert montar(tabla(*filas(CABEN + 1))).saltos == (CABEN,)


def test_el_bloque_de_encabezado_ocupa_en_cada_pagina() -> None:
    bloque = suelta(fila("escudo", "entidad"), fila("a", "b"))
    hoja = montar(suelta(*filas(2 * (CABEN - 3) + 2)), bloque=bloque)

    # En cada página van el bloque y, bajo él, una fila en blanco.
    assert [fila.alto for fila in filas_de(hoja)[:3]] == [ALTO_DE_FILA, ALTO_DE_FILA, SEPARACION]
    assert hoja.saltos == (CABEN, CABEN + CABEN - 3)


def test_un_salto_empieza_otra_pagina_y_al_final_ninguna() -> None:
    hoja = montar(Parrafo("a"), Salto(), Parrafo("b"), Salto())

    assert hoja.saltos == (1,)
    assert (pagina_de(hoja, "a"), pagina_de(hoja, "b")) == (0, 1)


def test_dos_saltos_seguidos_o_uno_al_comienzo_no_dejan_paginas_en_blanco() -> None:
    assert montar(Salto(), Parrafo("a"), Salto(), Salto(), Parrafo("b")).saltos == (1,)


def test_una_fila_sabe_en_que_pagina_queda() -> None:
    hoja = montar(suelta(*filas(2 * CABEN + 1)))

    assert [hoja.pagina_de(n) for n in (0, CABEN - 1, CABEN, 2 * CABEN)] == [0, 0, 1, 2]


# ------------------------------------------------------------------ títulos e inmovilizadas
def test_lo_primero_de_una_pagina_no_lleva_aire_encima() -> None:
    """Un título lo lleva en su fila; con él, la última de un formulario iba sola en otra página."""
    hoja = montar(Titulo(texto="Uno", nivel=1), Parrafo("a"), Salto(), Titulo(texto="D", nivel=1))
    seguidos = montar(Parrafo("a"), Titulo(texto="Uno", nivel=1), Parrafo("a"))

    def alto(montada: HojaMontada, dice: str) -> float:
        altos = [alto for tramo in montada.tramos for alto in tramo.altos]
        return altos[textos(montada).index([dice])]

    assert alto(hoja, "Uno") == alto(hoja, "D") < alto(seguidos, "Uno")


def test_los_titulos_de_la_navegacion_dicen_su_fila() -> None:
    hoja = montar(
        Titulo(texto="Del documento", nivel=0),
        Titulo(texto="Uno", nivel=1),
        Titulo(texto="Dos", nivel=2),
        suelta(fila("a", "b")),
        Titulo(texto="Tres", nivel=1),
    )

    assert [textos(hoja)[n] for n in hoja.titulos] == [["Uno"], ["Dos"], ["Tres"]]


def test_los_rotulos_de_varias_tablas_quedan_a_la_vista_si_son_los_mismos_y_van_arriba() -> None:
    titulo, otra = Titulo(texto="T", nivel=1), tabla(fila("a", "b"))
    distinta = attrs.evolve(otra, rotulos=(fila("Uno", "Otro"),))

    assert montar(otra, titulo, tabla(fila("c", "d"))).inmovilizadas == 1
    assert montar(otra, titulo, distinta).inmovilizadas == 0
    assert montar(titulo, otra, tabla(fila("c", "d"))).inmovilizadas == 0
    assert montar(Parrafo("a"), Parrafo("b")).inmovilizadas == 0


def test_queda_a_la_vista_lo_que_va_hasta_los_rotulos_si_no_pasa_de_120_pixeles() -> None:
    cabe, no_cabe = (Parrafo("\n".join("x" * renglones)) for renglones in (6, 7))

    assert montar(cabe, tabla(fila("a", "b"))).inmovilizadas == 2
    assert montar(no_cabe, tabla(fila("a", "b"))).inmovilizadas == 0


def test_bajo_un_escudo_solo_quedan_a_la_vista_las_columnas_hasta_la_del_codigo() -> None:
    """Lo que se inmoviliza empieza en la primera fila: con menos, al escudo no se llegaría."""
    tablas = [tabla(attrs.evolve(fila(codigo, "b"), marca=codigo)) for codigo in ("1.1", "2.1")]
    hoja = montar(*tablas, bloque=suelta(fila("escudo", "entidad")))

    assert (hoja.inmovilizadas, hoja.columnas_inmovilizadas) == (0, 1)


@pytest.mark.parametrize(
    ("primeras", "segundas", "quedan"),
    [
        (("1.1", "1.2"), ("uno", "dos"), 1),
        (("uno", "dos"), ("1.1", "1.2"), 0),  # más allá de la mitad de la hoja
        (("1.1", ""), ("uno", "dos"), 0),
        (("31/01/2026", "28/02/2026"), ("uno", "dos"), 0),
        (("Actividad 1 del plan", "2"), ("uno", "dos"), 0),
    ],
)
def test_quedan_a_la_vista_las_columnas_hasta_la_del_codigo(
    primeras: tuple[str, ...], segundas: tuple[str, ...], quedan: int
) -> None:
    hoja = montar(tabla(*map(fila, primeras, segundas)))

    assert hoja.columnas_inmovilizadas == quedan


# ------------------------------------------------------------------ una sola tabla
def en_paginas(cuantas: int) -> Tabla:
    return tabla(*filas(cuantas * CABEN))


def test_con_una_sola_tabla_sus_rotulos_se_imprimen_en_cada_pagina_y_no_van_entre_los_datos() -> (
    None
):
    hoja = montar(Titulo(texto="T", nivel=0), en_paginas(3), Parrafo("Nota"))

    assert [t for t in textos(hoja) if t == ["Rótulo"]] == [["Rótulo"]]
    assert (hoja.repetidas_desde, hoja.repetidas, hoja.inmovilizadas) == (1, 2, 2)
    paginas = itertools.pairwise((0, *hoja.saltos, len(filas_de(hoja))))
    rotulos = filas_de(hoja)[1].alto
    for numero, (desde, hasta) in enumerate(paginas):
        alto = sum(f.alto for f in filas_de(hoja)[desde:hasta]) + (rotulos if numero else 0)
        assert alto <= 180 / 25.4 * 72


def test_lo_que_va_entre_el_bloque_y_los_rotulos_se_repite_con_ellos() -> None:
    bloque = suelta(fila("escudo", "entidad"))
    hoja = montar(Titulo(texto="T", nivel=0), en_paginas(2), bloque=bloque)

    assert (hoja.repetidas_desde, hoja.repetidas, hoja.inmovilizadas) == (0, 4, 0)


def test_si_lo_repetido_pasa_de_un_tercio_los_rotulos_van_en_celdas() -> None:
    bloque = suelta(fila("escudo", "entidad"))
    hoja = montar(Parrafo("\n".join("x" * 14)), en_paginas(2), bloque=bloque)

    assert (hoja.repetidas_desde, hoja.repetidas) == (0, 2)
    assert textos(hoja)[hoja.saltos[0]] == ["Rótulo"]
    assert hoja.filtro is None


@pytest.mark.parametrize("otro", [Titulo(texto="T", nivel=1), Salto(), tabla(fila("a", "b"))])
def test_si_despues_va_otra_cosa_los_rotulos_no_valen_para_toda_la_hoja(otro: Any) -> None:
    hoja = montar(en_paginas(2), otro, Parrafo("x"))

    assert (hoja.repetidas, hoja.filtro) == (0, None)
    assert textos(hoja)[hoja.saltos[0]] == ["Rótulo"]


def test_el_filtro_va_del_ultimo_rotulo_a_la_ultima_fila_de_datos() -> None:
    con_cierre = attrs.evolve(tabla(*con_total(3, ((0, 3),))), resumenes=(3,))
    hoja = montar(con_cierre, Parrafo("Nota"))

    assert hoja.filtro == Filtro(desde=1, ultima=4, columnas=frozenset({0, 1}))


def test_sin_repetir_rotulos_tambien_hay_filtro_y_los_cortes_los_pone_excel() -> None:
    hoja = montar(en_paginas(2), repetir_rotulos=False)

    assert (hoja.repetidas, hoja.saltos, hoja.inmovilizadas) == (0, (), 1)
    assert hoja.filtro == Filtro(desde=1, ultima=2 * CABEN + 1, columnas=frozenset({0, 1}))


def test_una_columna_con_celdas_de_varias_filas_no_lleva_boton() -> None:
    grupo = Fila((Celda("grupo", "celda", filas=2), Celda("0", "celda")))
    hoja = montar(tabla(grupo, fila("1")), suelta(fila("a", "b"), anchos=(0.3, 0.7)))

    # Las columnas de la hoja son tres: la segunda tabla parte la primera.
    assert hoja.filtro == Filtro(desde=1, ultima=3, columnas=frozenset({2}))


def test_con_una_fila_o_con_todas_las_columnas_combinadas_no_hay_que_filtrar() -> None:
    todo = Fila((Celda("a", "celda", filas=2), Celda("b", "celda", filas=2)))

    assert montar(tabla(fila("a", "b"))).filtro is None
    assert montar(tabla(todo, Fila(()))).filtro is None
    assert montar(tabla(fila("a", "palabra " * 9_000), fila("b", "c"))).filtro is None


# ------------------------------------------------------------------ nada queda solo
FIRMAS = Tabla(anchos=(1.0,), filas=(Fila((Celda("Firma", "celda"),)),) * 3, va_entera=True)


def relleno(cuantas: int) -> Tabla:
    """Una tabla seguida de un título, para que nada de lo suyo vaya con lo de abajo."""
    return suelta(*(fila("r", "x") for _ in range(cuantas)))


def test_la_nota_va_con_las_dos_ultimas_filas_de_su_tabla() -> None:
    hoja = montar(suelta(*filas(CABEN)), Parrafo("Nota", "celda"))

    assert hoja.saltos == (CABEN - 2,)
    assert pagina_de(hoja, "Nota") == pagina_de(hoja, str(CABEN - 2)) == 1


def test_las_firmas_van_enteras_y_con_lo_que_las_precede() -> None:
    con_parrafo = montar(relleno(CABEN - 3), Parrafo("Se firma", "celda"), FIRMAS)
    sin_parrafo = montar(suelta(*filas(CABEN - 2)), FIRMAS)

    assert pagina_de(con_parrafo, "Se firma") == pagina_de(con_parrafo, "Firma") == 1
    assert con_parrafo.saltos == (CABEN - 3,)
    assert sin_parrafo.saltos == (CABEN - 4,)


def test_una_ultima_fila_va_sola_si_la_que_la_acompana_dejaria_mucho_en_blanco() -> None:
    altas = (fila("a", "\n".join("x" * 8)),) * 6

    assert montar(suelta(*altas)).saltos == (5,)


def test_el_total_va_con_la_fila_que_tiene_encima() -> None:
    con_cierre = attrs.evolve(suelta(*filas(CABEN + 1)), resumenes=(CABEN - 1, CABEN))

    assert montar(con_cierre).saltos == (CABEN - 2,)


def test_el_ultimo_parrafo_antes_de_otra_pagina_no_va_solo() -> None:
    parrafos = [Parrafo(str(n), estilo="celda") for n in range(CABEN + 1)]

    assert montar(*parrafos).saltos == (CABEN - 1,)
    assert montar(*parrafos, Salto(), Parrafo("Otra")).saltos == (CABEN - 1, CABEN + 1)


def test_si_la_nota_no_cabe_en_una_pagina_con_dos_filas_va_con_la_ultima() -> None:
    altas = (fila("a", "\n".join("x" * 8)),) * 5
    nota = Parrafo("\n".join("x" * 34), "celda")

    assert montar(suelta(*altas), nota).saltos == (4,)


# ------------------------------------------------------------------ imágenes y gráficos
def test_una_imagen_mas_alta_que_una_fila_se_asoma_sobre_otra() -> None:
    alta = Imagen(b"x", "png", "Escudo", Mm(10), Mm(160))
    hoja = montar(Parrafo((alta,), estilo="celda"))
    puntos = 160 / 25.4 * 72 + 0.75

    assert [f.alto for f in filas_de(hoja)] == pytest.approx([ALTO_MAXIMO, puntos - ALTO_MAXIMO])
    assert textos(hoja) == [[(alta,)], []]


def test_una_imagen_que_cabe_va_en_una_fila_de_su_alto() -> None:
    hoja = montar(Parrafo((Imagen(b"x", "png", "E", Mm(10), Mm(20)),), estilo="celda"))

    assert [f.alto for f in filas_de(hoja)] == pytest.approx([20 / 25.4 * 72 + 0.75])


def con_grafico(cuantas: int) -> Tabla:
    """Una tabla de tantas filas y su total, con el gráfico de la segunda columna."""
    rotulos = (fila("Parte", "Vencidas"),)
    filas_y_total = (*filas(cuantas), fila("Todo", "x"))
    return Tabla(
        anchos=(0.5, 0.5),
        rotulos=rotulos,
        filas=filas_y_total,
        resumenes=(cuantas,),
        apiladas=((1, "B3402E"),),
        descripcion="Lo debido",
    )


def test_bajo_una_tabla_va_su_grafico_de_las_filas_que_no_la_resumen() -> None:
    hoja = montar(con_grafico(2), Parrafo("Debajo"))

    # Dos barras, con su leyenda, son 25 mm: 70,9 puntos, siete filas de 10,1.
    assert textos(hoja)[3:] == [["Todo", "x"], *[[]] * 7, ["Debajo"]]
    series = (SerieEnHoja(1, "Vencidas", "B3402E"),)
    assert hoja.graficos == (GraficoEnHoja(5, (2, 3), 0, series, "Lo debido"),)
    assert hoja.graficos[0].alto == pytest.approx(25)


def test_un_grafico_va_en_la_pagina_de_su_tabla_si_no_deja_mas_de_un_quinto_en_blanco() -> None:
    # Lo de once filas y media: el párrafo, cuatro de la tabla y el gráfico.
    cabe = montar(suelta(*filas(CABEN - 12)), Parrafo("y"), con_grafico(2))
    dejaria_un_cuarto = montar(suelta(*filas(CABEN - 11)), Parrafo("y"), con_grafico(2))
    deja_menos = montar(suelta(*filas(CABEN - 7)), Parrafo("y"), con_grafico(2))

    assert [hoja.saltos for hoja in (cabe, dejaria_un_cuarto, deja_menos)] == [
        (),
        (CABEN - 11 + 6,),  # tras la tabla
        (CABEN - 7,),  # ante ella
    ]


@pytest.mark.parametrize(("cuantas", "graficos"), [(25, 1), (26, 0)])
def test_mas_barras_de_las_que_se_siguen_con_la_vista_no_se_dibujan(
    cuantas: int, graficos: int
) -> None:
    assert len(montar(con_grafico(cuantas)).graficos) == graficos


def test_donde_algo_separa_las_filas_no_hay_grafico() -> None:
    entera = con_grafico(3)
    con_subtotal = attrs.evolve(entera, resumenes=(1, 3))
    banda = Fila((Celda("Banda", "banda", columnas=2),))
    con_banda = attrs.evolve(entera, filas=(banda, *filas(2), fila("Todo", "x")))

    assert [len(montar(t).graficos) for t in (entera, con_subtotal, con_banda)] == [1, 0, 0]


# ------------------------------------------------------------------ cifras que resumen otras
def con_total(cuantas: int, grupos: tuple[tuple[int, int], ...]) -> tuple[Fila, ...]:
    cifra = Cifra("5", Decimal(5), Resumen("promedio", grupos))
    return (*filas(cuantas), Fila((Celda("Total", "celda"), Celda(cifra, "celda"))))


def test_una_cifra_de_otra_pagina_cuenta_los_rotulos_repetidos() -> None:
    hoja = montar(tabla(*con_total(CABEN, ((0, CABEN),))), tabla(fila("a", "b")))

    # En la segunda página va otra vez el rótulo, y todo queda una fila más abajo.
    assert hoja.resumenes == {(CABEN + 3, 1): Resumen("promedio", ((2, CABEN + 3),))}


def test_una_cifra_bajo_una_fila_que_se_partio_resume_toda_la_columna() -> None:
    largo = " ".join(f"palabra{n}" for n in range(9_000))
    total = con_total(1, ((0, 2),))
    hoja = montar(suelta(fila("a", largo), *total))
    ultima = len(filas_de(hoja))

    assert hoja.resumenes == {(ultima, 1): Resumen("promedio", ((1, ultima),))}


def test_los_grupos_de_una_cifra_se_corren_con_las_filas_que_se_partieron() -> None:
    largo = " ".join(f"palabra{n}" for n in range(9_000))
    hoja = montar(suelta(fila("a", "b"), fila("a", largo), *con_total(2, ((0, 2), (3, 4)))))
    ultima = len(filas_de(hoja))

    # La fila larga ocupa todas las que hay entre la primera y las dos que le siguen.
    grupos = ((1, ultima - 2), (ultima - 1, ultima))
    assert hoja.resumenes == {(ultima, 1): Resumen("promedio", grupos)}


# ------------------------------------------------------------------ celdas de varias filas


def test_una_celda_que_sigue_en_otra_pagina_solo_cubre_las_que_le_quedan() -> None:
    grupo = Fila((Celda("grupo", "celda", filas=CABEN + 3), Celda("0", "celda")))
    otras = [fila("x") for _ in range(CABEN + 2)]
    hoja = montar(suelta(grupo, *otras, *filas(5)))

    assert filas_de(hoja)[CABEN].celdas[0][2:4] == (3, "grupo (continúa)")


@pytest.mark.parametrize(
    ("antes", "cuantas", "renglones", "salto"),
    [
        (CABEN - 1, 4, 1, CABEN - 1),
        (CABEN - 2, 4, 1, CABEN),
        (CABEN - 3, 4, 1, CABEN - 1),
        (CABEN - 2, 3, 1, CABEN - 2),
        (CABEN - 9, 3, 6, CABEN - 8),
    ],
)
def test_de_las_filas_de_un_nombre_no_queda_una_sola_a_un_lado_del_corte(
    antes: int, cuantas: int, renglones: int, salto: int
) -> None:
    """Ni la primera al pie ni la última arriba, si dos no pasan de un quinto de la página."""
    texto = "\n".join("x" * renglones)
    nombradas = (
        Fila((Celda("nombre", "celda", filas=cuantas), Celda(texto, "celda"))),
        *itertools.repeat(fila(texto), cuantas - 1),
    )

    assert montar(suelta(*filas(antes), *nombradas, *filas(20))).saltos == (salto,)


def de_a_cuatro(cuantas: int) -> tuple[Fila, ...]:
    """Grupos de cuatro filas con un nombre, de una matriz."""
    grupo = (
        Fila((Celda("nombre", "celda", filas=4), Celda("x", "celda")), marca="m"),
        *itertools.repeat(Fila((Celda("x", "celda"),), marca="m"), 3),
    )
    return grupo * (cuantas // 4)


def test_cortar_una_hoja_no_mide_otra_vez_cada_fila(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sólo las del grupo que una página empieza a medias."""
    puestas = veces_de(monkeypatch, _Pagina, "poner")

    hoja = montar(tabla(*de_a_cuatro(4 * CABEN)))

    assert 4 * CABEN <= len(puestas) <= 4 * CABEN + 3 * len(hoja.saltos)


def estilos_de_ocho_puntos() -> dict[str, Estilo]:
    """También las notas: reducidas algo, siguen por encima de siete."""
    estilos = estilos_base("Arial", Pt(8), SIN_AIRE)
    return {**estilos, "nota": attrs.evolve(estilos["nota"], tamano=Pt(8))}


def en_menos_paginas() -> HojaMontada:
    """Una hoja de algo más de dos páginas, a la escala en que toma menos."""
    parte = Parte("Hoja", (tabla(*de_a_cuatro(2 * CABEN + 2)),), Marco(pagina=PAGINA))
    medidor = Medidor(estilos_de_ocho_puntos())
    (hoja,) = disponer_en_menos_paginas([parte], medidor, 100)
    return hoja


def test_una_hoja_se_monta_una_vez_a_cada_escala(monkeypatch: pytest.MonkeyPatch) -> None:
    montajes = veces_de(monkeypatch, Montaje, "terminar")
    hoja = en_menos_paginas()

    assert (len(hoja.saltos), hoja.escala, len(montajes)) == (1, 94, 3)


def test_de_una_hoja_que_solo_se_prueba_no_se_ponen_las_celdas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """De tres montajes de una tabla, sólo las del que va, cuando se piden: dos páginas."""
    puestas = veces_de(monkeypatch, TablaEnHoja, "_columnas_en_tramo")
    hoja = en_menos_paginas()
    de_las_pruebas = len(puestas)
    primeras = [columna.celda(0) for tramo in hoja.tramos for columna in tramo.columnas[:1]]

    assert (de_las_pruebas, len(puestas)) == (0, 3)
    assert [celda and celda.contenido for celda in primeras[1:]] == ["nombre", "nombre (continúa)"]


@pytest.mark.parametrize("corta", [2 * CABEN + 2, 2])
def test_la_hoja_de_muchas_paginas_solo_se_monta_a_la_escala_de_todas(
    corta: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Por sí sola no se reduce: va como pida la otra."""
    escalas: list[int] = []

    def anotada(escala: int, parte: Parte, medidor: Medidor) -> HojaMontada:
        if parte.nombre == "Larga":
            escalas.append(escala)
        return disponer(parte if escala == 100 else ampliada(parte, escala), medidor)

    monkeypatch.setattr(contenido, "_dispuesta_a", anotada)
    monkeypatch.setattr(contenido, "en_cuadricula", lambda _estilos: False)
    partes = [
        Parte(nombre, (tabla(*de_a_cuatro(cuantas)),), Marco(pagina=PAGINA))
        for nombre, cuantas in (("Larga", 23 * CABEN), ("Corta", corta))
    ]
    medidor = Medidor(estilos_de_ocho_puntos())
    hojas = disponer_en_menos_paginas(partes, medidor, 100)

    escala = 94 if corta > CABEN else 100
    assert (escalas, [hoja.escala for hoja in hojas]) == ([escala], [escala, escala])
    assert len(hojas[0].saltos) >= 20


def test_donde_sigue_una_fila_de_varias_paginas_se_dice_su_codigo() -> None:
    larga = fila("1.2", " ".join(f"palabra{n}" for n in range(2500)))
    hoja = montar(tabla(fila("1.1", "x"), larga, fila("1.3", "x")))
    primeras = [str(filas_de(hoja)[salto].celdas[0].contenido) for salto in hoja.saltos]

    assert primeras == ["1.2 (continúa)"] * len(primeras)
    assert len(primeras) > 2


def test_donde_sigue_una_fila_su_numero_no_se_repite() -> None:
    larga = fila("70", " ".join(f"palabra{n}" for n in range(2500)))
    estilos = estilos_base("Arial", Pt(8), SIN_AIRE)
    estilos["celda"] = attrs.evolve(estilos["celda"], dato="numero")
    parte = Parte("Una", (tabla(larga),), Marco(pagina=PAGINA))
    hoja = disponer(parte, Medidor(estilos))

    assert {str(filas_de(hoja)[salto].celdas[0].contenido) for salto in hoja.saltos} == {""}


def test_una_banda_no_se_queda_sola_al_pie_y_una_fila_de_datos_si() -> None:
    banda = Fila((Celda("Banda", "banda", columnas=2),))
    de_datos = Fila((Celda("a", "banda"), Celda("b", "celda")))

    assert montar(suelta(*filas(CABEN - 1), banda, *filas(3))).saltos == (CABEN - 1,)
    assert montar(suelta(*filas(CABEN - 1), de_datos, *filas(3))).saltos == (CABEN,)


# ------------------------------------------------------------------ más páginas de las que se pueden
@functools.cache
def muchas() -> tuple[Fila, ...]:
    return filas(CABEN * 1023)


CON_BLOQUE = Tabla(anchos=(1.0,), filas=(Fila((Celda("Alcaldía", "celda"),)),))


@pytest.mark.integracion
def test_lo_que_cabe_en_los_cortes_de_excel_los_lleva() -> None:
    hoja = montar(suelta(*muchas()))
    assert (len(hoja.saltos), hoja.cortes_de_mas) == (1022, 0)


@pytest.mark.integracion
def test_con_mas_paginas_los_rotulos_son_titulos_de_impresion() -> None:
    hoja = montar(tabla(*muchas()), suelta(fila("Firma", "x")), bloque=CON_BLOQUE)

    assert (hoja.saltos, hoja.paginada, hoja.cortes_de_mas) == ((), False, 1103)
    assert (hoja.repetidas_desde, hoja.repetidas) == (0, 3)
    assert textos(hoja)[:4] == [["Alcaldía"], [], ["Rótulo"], ["0", "x"]]


@pytest.mark.integracion
def test_un_titulo_antes_de_la_tabla_no_se_repite_con_sus_rotulos() -> None:
    hoja = montar(Parrafo("Componente 1"), tabla(*muchas()), bloque=CON_BLOQUE)

    assert (hoja.repetidas_desde, hoja.repetidas) == (3, 4)
    assert textos(hoja)[3] == ["Rótulo"]


@pytest.mark.integracion
def test_con_rotulos_distintos_solo_se_repite_lo_que_vale_para_todas() -> None:
    otra = attrs.evolve(tabla(fila("a", "b")), rotulos=(fila("Otro", "rótulo"),))
    hoja = montar(tabla(*muchas()), otra, bloque=CON_BLOQUE)

    assert (hoja.repetidas_desde, hoja.repetidas) == (0, 2)


def test_los_cortes_pedidos_que_no_caben_tambien_se_cuentan() -> None:
    hoja = montar(*(b for _ in range(1024) for b in (Parrafo("a"), Salto())), repetir_rotulos=False)
    assert (len(hoja.saltos), hoja.cortes_de_mas) == (1023, 1023)
