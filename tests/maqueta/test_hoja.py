"""Una parte puesta en la cuadrícula de una hoja de cálculo.

Prueba ``maqueta/hoja/pagina``.
"""

import itertools

import attrs
import pytest
from ayudas.hojas import fila, filas_de, montar, tabla, textos

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.aspecto import OFICIAL, SOBRIO, Aspecto
from paac_reportes.maqueta.hoja.tabla import Cuadricula
from paac_reportes.maqueta.medida.ajuste import ALTO_MAXIMO
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Indice, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila


def test_tablas_de_columnas_distintas_comparten_los_bordes() -> None:
    cuadricula = Cuadricula([(0.5, 0.5), (0.25, 0.25, 0.5), (0.502, 0.498)], Mm(100))

    assert list(cuadricula.anchos) == [25, 25, 50]
    assert cuadricula.columnas_de((0.5, 0.5)) == [0, 2, 3]
    assert cuadricula.columnas_de((0.502, 0.498)) == [0, 2, 3]


def test_en_una_hoja_de_varias_paginas_lo_casi_igual_se_mide_en_una() -> None:
    """A medio por ciento de dos páginas, la columna de los números perdía la letra de su rótulo."""
    anchos = [(0.5, 0.5), (0.504, 0.496)]

    assert list(Cuadricula(anchos, Mm(100)).anchos) == [50, 50]
    assert list(Cuadricula(anchos, Mm(100), 0.5).anchos) == pytest.approx([50, 0.4, 49.6])


def test_una_tabla_angosta_termina_antes_que_la_hoja() -> None:
    cuadricula = Cuadricula([(0.25, 0.25)], Mm(100))

    assert list(cuadricula.anchos) == [25, 25, 50]
    assert cuadricula.columnas_de((0.25, 0.25)) == [0, 1, 2]


def test_entre_dos_bordes_hay_los_puntos_de_sus_columnas() -> None:
    cuadricula = Cuadricula([(0.25, 0.25, 0.5)], Mm(50.8))

    assert (cuadricula.ancho_entre(0, 1), cuadricula.ancho_entre(1, 3)) == (36, 108)
    assert cuadricula.ancho == 144
    assert list(Cuadricula([], Mm(100)).anchos) == [100]


def test_las_celdas_abarcan_las_columnas_de_la_hoja() -> None:
    hoja = montar(tabla(fila("a", "b")), tabla(fila("c", "d", "e"), anchos=(0.25, 0.25, 0.5)))
    primera = next(f for f in filas_de(hoja) if f.celdas and f.celdas[0].contenido == "a")

    assert [(c.columna, c.columnas) for c in primera.celdas] == [(0, 2), (2, 1)]
    assert sum(hoja.anchos) == pytest.approx(300)


def test_el_alto_de_una_fila_es_el_de_su_celda_mas_alta() -> None:
    una, dos = filas_de(montar(tabla(fila("a", "b"), fila("a", "uno\ndos\ntres"))))[1:]

    assert una.alto == 11.25 + 0.75
    assert dos.alto == 3 * 11.25 + 0.75


def test_la_celda_combinada_tiene_alto_para_su_texto() -> None:
    hoja = montar(
        tabla(Fila((Celda("x\n" * 9 + "x", "celda", filas=2), Celda("a", "celda"))), fila("b"))
    )

    assert sum(f.alto for f in filas_de(hoja)[1:]) == 10 * 11.25 + 0.75


def test_los_rotulos_vuelven_donde_empieza_cada_pagina_si_otra_tabla_lleva_otros() -> None:
    otra = attrs.evolve(tabla(fila("a", "b")), rotulos=(fila("Uno", "Otro"),))
    hoja = montar(tabla(*(fila(str(n), "texto") for n in range(60))), otra)
    salto, *_ = hoja.saltos

    assert textos(hoja)[0] == textos(hoja)[salto] == ["Rótulo"]
    assert sum(f.alto for f in filas_de(hoja)[:salto]) <= 180 / 25.4 * 72
    assert [t[0] for t in textos(hoja) if t and str(t[0]).isdigit()] == [str(n) for n in range(60)]
    assert (hoja.repetidas, hoja.filtro) == (0, None)


def test_sin_repetir_rotulos_no_hay_cortes() -> None:
    hoja = montar(tabla(*(fila(str(n), "") for n in range(60))), repetir_rotulos=False)

    assert hoja.saltos == ()
    assert len(filas_de(hoja)) == 61


def test_una_celda_combinada_cortada_repite_su_texto_y_dice_que_sigue() -> None:
    larga = Fila((Celda("grupo", "celda", filas=60), Celda("0", "celda")))
    hoja = montar(tabla(larga, *(fila(str(n)) for n in range(1, 60))))
    (salto,) = hoja.saltos
    grupo, sigue = filas_de(hoja)[1].celdas[0], filas_de(hoja)[salto].celdas[0]

    assert (grupo.contenido, sigue.contenido) == ("grupo", "grupo (continúa)")
    assert grupo.filas + sigue.filas == 60
    assert {f.celdas[0].filas for f in filas_de(hoja)[2:salto]} == {0}


def test_ninguna_fila_pasa_de_lo_que_excel_admite_y_nada_se_pierde() -> None:
    largo = " ".join(f"palabra{n}" for n in range(9_000))
    hoja = montar(tabla(fila("a", largo), fila("b", "c")))
    cuerpo = [f for f in filas_de(hoja) if f.celdas[0].contenido != "Rótulo"]

    assert all(f.alto <= ALTO_MAXIMO for f in filas_de(hoja))
    assert "".join(str(f.celdas[1].contenido) for f in cuerpo[:-1]) == largo
    assert all(len(str(f.celdas[1].contenido)) <= 32_767 for f in cuerpo)
    assert [c.contenido for c in cuerpo[-1].celdas] == ["b", "c"]


@pytest.mark.parametrize(
    ("nivel", "aspecto", "dice"),
    [
        (0, SOBRIO, "Plan Anticorrupción y\xa0de\xa0Atención"),
        (1, SOBRIO, "Plan Anticorrupción y de Atención"),
        (0, OFICIAL, "Plan Anticorrupción y de Atención"),  # un formulario, a la letra
    ],
)
def test_el_titulo_de_la_portada_no_termina_un_renglon_en_un_nexo(
    nivel: int, aspecto: Aspecto, dice: str
) -> None:
    hoja = montar(Titulo(texto="Plan Anticorrupción y de Atención", nivel=nivel), aspecto=aspecto)

    assert textos(hoja)[0][0] == dice


def test_un_titulo_no_se_queda_al_pie_sin_su_tabla() -> None:
    relleno = tabla(*(fila(str(n), "") for n in range(34)))
    hoja = montar(relleno, Titulo(texto="Título", nivel=1), tabla(fila("a", "b\nb\nb\nb")))
    salto = hoja.saltos[-1]

    assert textos(hoja)[salto] == ["Título"]


def test_un_titulo_en_pagina_nueva_empieza_otra() -> None:
    hoja = montar(
        Titulo(texto="Uno", nivel=1, en_pagina_nueva=True),
        tabla(fila("a", "b")),
        Titulo(texto="Dos", nivel=1, en_pagina_nueva=True),
        Parrafo("final"),
    )

    assert hoja.saltos == (3,)


def test_el_bloque_de_encabezado_se_repite_y_no_se_inmoviliza() -> None:
    bloque = Tabla(anchos=(0.3, 0.7), filas=(fila("escudo", "entidad"),))
    titulo = Titulo(texto="T", nivel=1)
    hoja = montar(titulo, tabla(fila("a", "b")), tabla(fila("c", "d")), bloque=bloque)

    assert (hoja.repetidas, hoja.inmovilizadas) == (2, (0, 0))
    assert textos(hoja)[0] == ["escudo", "entidad"]


def test_un_parrafo_larguisimo_se_reparte_en_filas() -> None:
    largo = "palabra " * 20_000
    hoja = montar(Parrafo(largo))

    assert "".join(str(f.celdas[0].contenido) for f in filas_de(hoja)) == largo
    assert all(f.alto <= ALTO_MAXIMO for f in filas_de(hoja))


def test_la_misma_parte_da_la_misma_hoja() -> None:
    una, otra = (montar(tabla(fila("a", "b"))) for _ in range(2))

    assert una == otra


def test_con_demasiados_cortes_no_se_repiten_rotulos() -> None:
    alta = "x\n" * 33 + "x"
    hoja = montar(tabla(*(fila(str(n), alta) for n in range(1_100))))

    assert hoja.saltos == ()
    assert len(filas_de(hoja)) == 1 + 1_100


def test_un_bloque_enorme_no_se_repite_en_cada_pagina() -> None:
    bloque = Tabla(anchos=(1.0,), filas=(fila("nombre " * 3_000),))
    hoja = montar(tabla(fila("a", "b")), bloque=bloque)

    assert hoja.repetidas == 0


def test_la_primera_fila_cabe_en_la_pagina_con_los_titulos_que_la_preceden() -> None:
    hoja = montar(Titulo(texto="Secretaría " * 40, nivel=1), tabla(fila("a", "palabra " * 2_400)))
    pagina = 180 / 25.4 * 72
    cortes = [0, *hoja.saltos, len(filas_de(hoja))]

    for desde, hasta in itertools.pairwise(cortes):
        assert sum(f.alto for f in filas_de(hoja)[desde:hasta]) <= pagina
    assert filas_de(hoja)[hoja.saltos[0] - 1].celdas[-1].contenido.startswith("palabra")  # type: ignore[union-attr]


def test_una_tabla_de_contenido_que_no_se_hizo_tabla_no_se_pierde_en_silencio() -> None:
    with pytest.raises(ErrorDeMaqueta, match="la tabla de contenido va como tabla"):
        montar(Indice(titulo="Contenido", niveles=2))
