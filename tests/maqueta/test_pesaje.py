"""Anchos según lo que dicen las filas.

Prueba ``maqueta/medida/anchos``.
"""

from collections.abc import Sequence

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.maqueta.aspecto import SOBRIO
from paac_reportes.maqueta.estilos import MARGEN_DE_CELDA, estilos_base
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import (
    RESERVA,
    LimitesDeColumna,
    en_su_ancho,
    palabras_que_no_caben,
    pesar,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

MEDIDOR = Medidor(estilos_base("Arial", Pt(8)))
UTIL = Mm(300)
LIBRE = LimitesDeColumna(0.01, 1)
CINCO_MILIMETROS = 14
FRASE = "Se hicieron las dos jornadas previstas con las dependencias. "


def tabla(*filas: Sequence[str], rotulos: Sequence[str] = ()) -> Tabla:
    columnas = len(filas[0])
    return Tabla(
        anchos=(1 / columnas,) * columnas,
        rotulos=(_fila(rotulos, "rotulo"),) if rotulos else (),
        filas=tuple(_fila(fila, "celda") for fila in filas),
    )


def _fila(textos: Sequence[str], estilo: str) -> Fila:
    return Fila(tuple(Celda(texto, estilo) for texto in textos))


def pesada(*filas: Sequence[str], limites: Sequence[LimitesDeColumna] = ()) -> tuple[float, ...]:
    return pesar([tabla(*filas)], limites or [LIBRE] * len(filas[0]), MEDIDOR, UTIL)


def alto(anchos: Sequence[float], *filas: Sequence[str]) -> float:
    """Lo que miden las filas de alto con esos anchos."""
    return sum(
        max(
            MEDIDOR.alto(texto, "celda", Pt(ancho * pt_de_mm(UTIL)))
            for texto, ancho in zip(fila, anchos, strict=True)
        )
        for fila in filas
    )


def test_las_filas_quedan_menos_altas_que_con_cualquier_otro_reparto() -> None:
    filas = [[FRASE * 5, FRASE, "No"], [FRASE, FRASE * 2, "No"], [FRASE * 3, "No", "No"]]
    anchos = pesada(*filas)

    partes = [n / 20 for n in range(1, 20)]
    otros = [(a, b, 1 - a - b) for a in partes for b in partes if a + b < 0.99]
    assert alto(anchos, *filas) <= min(alto(otro, *filas) for otro in otros)


def test_por_las_altas_la_mas_alta_baja_aunque_otras_suban() -> None:
    filas = [[FRASE * 30, "No"], *[["No", FRASE * 6]] * 6]
    hecha = tabla(*filas)
    por_todas = pesar([hecha], [LIBRE, LIBRE], MEDIDOR, UTIL)
    por_las_altas = pesar([hecha], [LIBRE, LIBRE], MEDIDOR, UTIL, por_las_altas=True)

    assert alto(por_las_altas, filas[0]) < alto(por_todas, filas[0]) * 0.9
    assert alto(por_las_altas, filas[1]) > alto(por_todas, filas[1])


def test_a_la_palabra_mas_ancha_le_queda_la_reserva() -> None:
    """Otro motor puede leer 5,4 puntos de margen donde se piden 3,5."""
    hecha = tabla(["31/12/2026", FRASE * 30], rotulos=["Fecha", "Avance"])
    fecha, _ = pesar([hecha], [LIBRE, LIBRE], MEDIDOR, UTIL)

    palabra = MEDIDOR.palabra_mas_ancha(["31/12/2026"], "celda")
    assert fecha * pt_de_mm(UTIL) - 2 * 5.4 > palabra
    assert fecha * pt_de_mm(UTIL) == pytest.approx(palabra + 2 * MARGEN_DE_CELDA + RESERVA)


DIRECCION = "https://www.ejemplo.gov.co/transparencia/planes/seguimiento/" + "acta-" * 30


@given(veces=st.integers(1, 12), frases=st.integers(8, 30))
def test_por_sus_direcciones_una_columna_no_pasa_de_dos_quintos(veces: int, frases: int) -> None:
    hecha = tabla([FRASE * frases, "\n".join([DIRECCION] * veces)])
    _, de_direcciones = pesar([hecha], [LIBRE, LIBRE], MEDIDOR, UTIL)

    assert de_direcciones <= 0.4 + 1e-9


def test_lo_que_un_formato_fija_cede_antes_que_se_parta_un_rotulo() -> None:
    rotulos = ["Componente", "En total", "Terminadas", "Vencidas", "Por determinar"]
    hecha = tabla([FRASE, "210", "1.234", "0", "158"], rotulos=rotulos)
    fijo, amplio = LimitesDeColumna(0.5, 0.5), LimitesDeColumna(0.25, 1)
    util = Mm(120)
    anchos = pesar([hecha], [fijo, LIBRE, LIBRE, LIBRE, amplio], MEDIDOR, util)

    assert sum(anchos) == pytest.approx(1)
    assert not [*palabras_que_no_caben(attrs.evolve(hecha, anchos=anchos), MEDIDOR, util)]
    assert max(anchos) == anchos[0] < 0.5  # a más le sobraba, más cedió


def test_los_limites_que_no_dan_para_el_ancho_se_encogen_o_se_estiran_en_proporcion() -> None:
    fijos = [LimitesDeColumna(0.6, 0.6), LimitesDeColumna(0.9, 0.9)]
    cortos = [LimitesDeColumna(0.1, 0.1), LimitesDeColumna(0.3, 0.3)]

    assert pesada(["a", "b"], limites=fijos) == pytest.approx((0.4, 0.6))
    assert pesada(["a", "b"], limites=cortos) == pytest.approx((0.25, 0.75))


TEXTOS = st.text(alphabet="abcdeo ñ\n", max_size=300)
FILAS = st.integers(1, 5).flatmap(
    lambda columnas: st.lists(
        st.lists(TEXTOS, min_size=columnas, max_size=columnas), min_size=1, max_size=6
    )
)
LIMITES = st.tuples(st.integers(1, 30), st.integers(40, 100)).map(
    lambda par: LimitesDeColumna(par[0] / 100, par[1] / 100)
)


@given(filas=FILAS, datos=st.data())
def test_suman_uno_y_ninguno_se_sale_de_sus_limites(
    filas: list[list[str]], datos: st.DataObject
) -> None:
    columnas = len(filas[0])
    limites = datos.draw(st.lists(LIMITES, min_size=columnas, max_size=columnas))
    anchos = pesada(*filas, limites=limites)

    assert sum(anchos) == pytest.approx(1)
    if sum(limite.minimo for limite in limites) <= 1 <= sum(limite.maximo for limite in limites):
        for ancho, limite in zip(anchos, limites, strict=True):
            assert limite.minimo - 1e-9 <= ancho <= limite.maximo + 1e-9


SOBRIA = Medidor(estilos_base("Calibri", Pt(9), SOBRIO))
UNA_CARTA = Mm(166)


@pytest.mark.parametrize(
    ("cifras", "pasos"),
    [(("214", "97,2 %", "29/06/2026"), 1), (("2", "8", "67 de 636 filas de doce"), 3)],
)
def test_las_cifras_van_a_pasos_iguales_si_a_ninguna_le_falta(
    cifras: tuple[str, ...], pasos: int
) -> None:
    estilos = estilos_base("Calibri", Pt(9), SOBRIO)
    medidor = Medidor(estilos | {"cifra": attrs.evolve(estilos["celda"], horizontal="derecha")})
    fila = Fila((Celda("Secretaría de Planeación", "celda"), *(Celda(c, "cifra") for c in cifras)))
    rotulos = _fila(["Dependencia", "Recibidas", "A tiempo", "Última respuesta"], "rotulo")
    cuatro = Tabla(anchos=(1 / 4,) * 4, rotulos=(rotulos,), filas=(fila,) * 4)
    angosta = Mm(80) if pasos > 1 else UNA_CARTA
    _, *anchos = pesar([cuatro], [LIBRE] * 4, medidor, angosta)

    assert len({round(ancho, 6) for ancho in anchos}) == pasos


def _parte(*tablas: Tabla, medidor: Medidor = SOBRIA) -> list[float]:
    """La parte de la página en que queda cada una."""
    bloques = en_su_ancho(tablas, medidor, UNA_CARTA)
    return [round(sum(bloque.anchos), 3) for bloque in bloques if isinstance(bloque, Tabla)]


def test_una_tabla_que_dice_poco_no_va_de_lado_a_lado() -> None:
    dos = tabla(["50 %", "1"], ["40 %", "4"], rotulos=["Calificación", "Controles"])
    mediana = tabla(["Un control dice afectar lo que los de su tipo no afectan", "1"])
    larga = tabla([FRASE * 2, "1"])

    algo_mas = tabla(["Posibilidad de que se pierda un expediente", "1"])
    assert _parte(dos) == [0.333]
    assert _parte(algo_mas) == [0.5]
    assert _parte(mediana) == [0.667]
    assert _parte(larga) == [1]


def test_ni_la_cuadricula_ni_lo_que_alguien_llenara_se_angosta() -> None:
    por_llenar = tabla(["R1", ""], rotulos=["Riesgo", "Respuesta"])

    assert _parte(por_llenar) == [1]
    assert _parte(tabla(["R1", "Alto"]), medidor=MEDIDOR) == [1]


def _de_cifras(nombre: str, rotulos: Sequence[str]) -> tuple[Medidor, list[Pt]]:
    """El ancho de las columnas de unas cifras tras un nombre, en una carta."""
    estilos = estilos_base("Calibri", Pt(9), SOBRIO)
    a_la_derecha = {
        f"{n}-cifra": attrs.evolve(estilos[n], horizontal="derecha") for n in ("celda", "rotulo")
    }
    medidor = Medidor(estilos | a_la_derecha)
    encabezado, fila = (
        Fila((Celda(textos[0], estilo), *(Celda(t, f"{estilo}-cifra") for t in textos[1:])))
        for textos, estilo in (
            (rotulos, "rotulo"),
            ((nombre, *["12"] * (len(rotulos) - 1)), "celda"),
        )
    )
    una = Tabla(anchos=(1 / len(rotulos),) * len(rotulos), rotulos=(encabezado,), filas=(fila,) * 5)
    _, *anchos = pesar([una], [LIBRE] * len(rotulos), medidor, UNA_CARTA)
    return medidor, [Pt(ancho * pt_de_mm(UNA_CARTA)) for ancho in anchos]


def test_los_rotulos_de_las_cifras_van_aparte_y_con_lo_mismo_entre_ellos() -> None:
    rotulos = ["Dependencia", "Recibidas", "Respondidas", "A tiempo", "Última respuesta del mes"]
    medidor, anchos = _de_cifras("Secretaría de Planeación y Obras Públicas", rotulos)

    libres = [
        ancho - medidor.largo(rotulo, "rotulo-cifra")
        for ancho, rotulo in zip(anchos, rotulos[1:], strict=True)
    ]
    assert min(libres) >= CINCO_MILIMETROS
    assert max(libres) - min(libres) < 1


def test_un_rotulo_no_va_en_tres_renglones_si_el_nombre_cabe_en_uno_con_el_en_dos() -> None:
    rotulos = ["Componente", "Aplican", "Con reporte", "Con guion o «N/A»", "En blanco"]
    nombre = "5. Mecanismos para la Transparencia y Acceso a la Información Pública"
    medidor, anchos = _de_cifras(nombre, rotulos)

    altos = [
        medidor.alto(rotulo, "rotulo-cifra", ancho)
        for ancho, rotulo in zip(anchos, rotulos[1:], strict=True)
    ]
    de_uno, de_dos = altos[0], altos[1]
    assert de_uno < max(altos) == de_dos
