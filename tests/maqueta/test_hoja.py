"""Una parte puesta en la cuadrícula de una hoja de cálculo.

Prueba ``maqueta/hoja/pagina``.
"""

import attrs
import pytest
from ayudas.hojas import fila, filas_de, montar, tabla, textos

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.aspecto import OFICIAL, SOBRIO, Aspecto
from paac_reportes.maqueta.hoja.tabla import Cuadricula
from paac_reportes.maqueta.medida.ajuste import ALTO_MAXIMO
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Indice, Tabla, Titulo
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
    assert grupo.cuantas_filas + sigue.cuantas_filas == 60
    assert {f.celdas[0].cuantas_filas for f in filas_de(hoja)[2:salto]} == {0}


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


def test_con_demasiados_cortes_no_se_repiten_rotulos() -> None:
    alta = "x\n" * 33 + "x"
    hoja = montar(tabla(*(fila(str(n), alta) for n in range(1_100))))

    assert hoja.saltos == ()
    assert len(filas_de(hoja)) == 1 + 1_100


def test_un_bloque_enorme_no_se_repite_en_cada_pagina() -> None:
    bloque = Tabla(anchos=(1.0,), filas=(fila("nombre " * 3_000),))
    hoja = montar(tabla(fila("a", "b")), bloque=bloque)

    assert hoja.repetidas == 0


def test_una_tabla_de_contenido_que_no_se_hizo_tabla_no_se_pierde_en_silencio() -> None:
    with pytest.raises(ErrorDeMaqueta, match="la tabla de contenido va como tabla"):
        montar(Indice(titulo="Contenido", niveles=2))
