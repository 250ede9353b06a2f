"""Anchos según lo que dicen las filas.

Prueba ``maqueta/medida/rotulos``.
"""

from collections.abc import Sequence

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.maqueta.aspecto import OFICIAL, SOBRIO, Aspecto
from paac_reportes.maqueta.estilos import MARGEN_DE_CELDA, estilos_base
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import (
    RESERVA,
    LimitesDeColumna,
    en_su_ancho,
    palabras_que_no_caben,
    pesar,
)
from paac_reportes.maqueta.medida.modulos import en_modulos
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

MEDIDOR = Medidor(estilos_base("Arial", Pt(8)))
UTIL = Mm(300)
CIENTO_CUARENTA = Mm(140 / 72 * 25.4)
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


def test_a_mas_texto_mas_ancho() -> None:
    corta, larga, mediana = pesada(["Sí", FRASE * 6, FRASE])

    assert corta < mediana < larga
    assert corta < 0.05


def test_las_filas_quedan_menos_altas_que_con_cualquier_otro_reparto() -> None:
    filas = [[FRASE * 5, FRASE, "No"], [FRASE, FRASE * 2, "No"], [FRASE * 3, "No", "No"]]
    anchos = pesada(*filas)

    partes = [n / 20 for n in range(1, 20)]
    otros = [(a, b, 1 - a - b) for a in partes for b in partes if a + b < 0.99]
    assert alto(anchos, *filas) <= min(alto(otro, *filas) for otro in otros)


def test_manda_la_celda_que_alarga_la_fila_y_no_todo_lo_escrito() -> None:
    """La primera columna dice más en total, pero ninguna fila es alta por ella."""
    filas = [[FRASE * 2, FRASE * 4], [FRASE * 2, FRASE * 4], [FRASE * 2, "No"]]
    izquierda, derecha = pesada(*filas)

    assert derecha > izquierda


def test_las_que_se_pesan_juntas_llevan_los_mismos_anchos() -> None:
    angosta, ancha = tabla(["Sí", FRASE]), tabla([FRASE * 9, "No"])
    juntas = pesar([angosta, ancha], [LIBRE, LIBRE], MEDIDOR, UTIL)

    assert juntas[0] > pesar([angosta], [LIBRE, LIBRE], MEDIDOR, UTIL)[0]
    assert juntas[0] < pesar([ancha], [LIBRE, LIBRE], MEDIDOR, UTIL)[0]
    assert juntas == pytest.approx(pesar([ancha, angosta], [LIBRE, LIBRE], MEDIDOR, UTIL))


def test_por_las_altas_la_mas_alta_baja_aunque_otras_suban() -> None:
    filas = [[FRASE * 30, "No"], *[["No", FRASE * 6]] * 6]
    hecha = tabla(*filas)
    por_todas = pesar([hecha], [LIBRE, LIBRE], MEDIDOR, UTIL)
    por_las_altas = pesar([hecha], [LIBRE, LIBRE], MEDIDOR, UTIL, por_las_altas=True)

    assert alto(por_las_altas, filas[0]) < alto(por_todas, filas[0]) * 0.9
    assert alto(por_las_altas, filas[1]) > alto(por_todas, filas[1])


def test_una_celda_de_varias_filas_cuenta_una_vez() -> None:
    grupo = Celda(FRASE * 4, "celda", filas=4)
    sola = Celda(FRASE * 4, "celda")
    dicho = Celda(FRASE * 2, "celda")
    resto = tuple(Fila((dicho,)) for _ in range(3))
    unida = Tabla(anchos=(0.5, 0.5), filas=(Fila((grupo, dicho)), *resto))
    suelta = Tabla(anchos=(0.5, 0.5), filas=(Fila((sola, dicho)),) * 4)

    (de_grupo, _), (de_cada_una, _) = (
        pesar([una], [LIBRE, LIBRE], MEDIDOR, UTIL) for una in (unida, suelta)
    )
    assert de_grupo < 0.35
    assert de_cada_una > 0.5


def test_ni_las_palabras_de_los_rotulos_ni_las_de_las_filas_se_parten() -> None:
    hecha = tabla(["Coordinación", FRASE * 30, "No"], rotulos=["N.º", "Avance", "Observaciones"])
    de_codigo, _, de_observaciones = pesar([hecha], [LIBRE] * 3, MEDIDOR, UTIL)

    ancho = pt_de_mm(UTIL)
    assert de_codigo * ancho >= MEDIDOR.palabra_mas_ancha(["Coordinación"], "celda")
    assert de_observaciones * ancho >= MEDIDOR.palabra_mas_ancha(["Observaciones"], "rotulo")


def test_a_la_palabra_mas_ancha_le_queda_la_reserva() -> None:
    """Otro motor puede leer 5,4 puntos de margen donde se piden 3,5."""
    hecha = tabla(["31/12/2026", FRASE * 30], rotulos=["Fecha", "Avance"])
    fecha, _ = pesar([hecha], [LIBRE, LIBRE], MEDIDOR, UTIL)

    palabra = MEDIDOR.palabra_mas_ancha(["31/12/2026"], "celda")
    assert fecha * pt_de_mm(UTIL) - 2 * 5.4 > palabra
    assert fecha * pt_de_mm(UTIL) == pytest.approx(palabra + 2 * MARGEN_DE_CELDA + RESERVA)


_DE_LAS_PALABRAS = 0.9
"""La parte del ancho que piden con su reserva: la que una cuadrícula ya no les da."""


def _entre_palabras(medidor: Medidor) -> tuple[tuple[float, ...], float, float, Pt]:
    """Los anchos de un texto entre rótulos y una fecha; lo que piden uno de ellos y ella."""
    rotulo = medidor.palabra_mas_ancha(["Implementación"], "rotulo")
    fecha = medidor.palabra_mas_ancha(["31/12/2026"], "celda")
    libre = 2 * MARGEN_DE_CELDA + RESERVA
    ancho = Pt((7 * (rotulo + libre) + fecha + libre) / _DE_LAS_PALABRAS)
    fila = ["31/12/2026", *[""] * 7, "Se hizo lo que iba. " * 6]
    hecha = tabla(fila, rotulos=["Fecha", *["Implementación"] * 7, "Qué"])
    anchos = pesar([hecha], [LIBRE] * 9, medidor, Mm(ancho / 72 * 25.4))
    return anchos, rotulo / ancho, fecha / ancho, ancho


def test_en_una_cuadricula_llena_de_palabras_lo_de_su_reserva_es_del_texto() -> None:
    (de_fecha, de_rotulo, *_), rotulo, fecha, ancho = _entre_palabras(MEDIDOR)

    assert de_rotulo * ancho == pytest.approx(rotulo * ancho + 2 * MARGEN_DE_CELDA + 1)
    # Una fecha partida engaña: ésa la conserva.
    assert de_fecha * ancho == pytest.approx(fecha * ancho + 2 * MARGEN_DE_CELDA + RESERVA)


def test_sin_rayas_que_las_aparten_las_palabras_conservan_su_reserva() -> None:
    (_, de_rotulo, *_), rotulo, _, ancho = _entre_palabras(SOBRIA)

    assert de_rotulo * ancho >= rotulo * ancho + 2 * MARGEN_DE_CELDA + RESERVA - 0.001


def test_si_no_caben_todas_las_palabras_no_se_parte_una_fecha() -> None:
    fila = ["31/12/2026", "Responsabilidades", "Responsabilidades"]
    fecha, *_ = pesar([tabla(fila)], [LIBRE] * 3, MEDIDOR, CIENTO_CUARENTA)

    palabra = MEDIDOR.palabra_mas_ancha(["31/12/2026"], "celda")
    assert fecha * pt_de_mm(CIENTO_CUARENTA) >= palabra + 2 * MARGEN_DE_CELDA


DIRECCION = "https://www.ejemplo.gov.co/transparencia/planes/seguimiento/" + "acta-" * 30


def test_una_direccion_se_parte_en_sus_signos() -> None:
    hecha = tabla([FRASE * 9, DIRECCION], rotulos=["Avance", "E"])
    _, de_direcciones = pesar([hecha], [LIBRE, LIBRE], MEDIDOR, UTIL)

    pedazo = MEDIDOR.palabra_mas_ancha(["transparencia/"], "celda")
    assert pedazo < de_direcciones * pt_de_mm(UTIL) < MEDIDOR.largo(DIRECCION, "celda")


@given(veces=st.integers(1, 12), frases=st.integers(8, 30))
def test_por_sus_direcciones_una_columna_no_pasa_de_dos_quintos(veces: int, frases: int) -> None:
    hecha = tabla([FRASE * frases, "\n".join([DIRECCION] * veces)])
    _, de_direcciones = pesar([hecha], [LIBRE, LIBRE], MEDIDOR, UTIL)

    assert de_direcciones <= 0.4 + 1e-9


def test_si_no_cabe_todo_se_cuidan_los_rotulos() -> None:
    """Y si ni ellos caben, mandan los límites."""
    filas = ["Responsabilidades", "Responsabilidades", "Responsabilidades"]
    hecha = tabla(filas, rotulos=["Observaciones", "%", "%"])
    primera, *_ = pesar([hecha], [LIBRE] * 3, MEDIDOR, Mm(60))

    assert primera * pt_de_mm(Mm(60)) >= MEDIDOR.palabra_mas_ancha(["Observaciones"], "rotulo")
    assert sum(pesar([hecha], [LIBRE] * 3, MEDIDOR, Mm(10))) == pytest.approx(1)


def test_lo_que_un_formato_fija_cede_antes_que_se_parta_un_rotulo() -> None:
    rotulos = ["Componente", "En total", "Terminadas", "Vencidas", "Por determinar"]
    hecha = tabla([FRASE, "210", "1.234", "0", "158"], rotulos=rotulos)
    fijo, amplio = LimitesDeColumna(0.5, 0.5), LimitesDeColumna(0.25, 1)
    util = Mm(120)
    anchos = pesar([hecha], [fijo, LIBRE, LIBRE, LIBRE, amplio], MEDIDOR, util)

    assert sum(anchos) == pytest.approx(1)
    assert not [*palabras_que_no_caben(attrs.evolve(hecha, anchos=anchos), MEDIDOR, util)]
    assert max(anchos) == anchos[0] < 0.5  # a más le sobraba, más cedió


def test_un_maximo_manda_sobre_una_palabra_larga() -> None:
    anchos = pesada(["Responsabilidades", FRASE], limites=[LimitesDeColumna(0.01, 0.02), LIBRE])

    assert anchos == pytest.approx((0.02, 0.98))


def test_los_limites_que_no_dan_para_el_ancho_se_encogen_o_se_estiran_en_proporcion() -> None:
    fijos = [LimitesDeColumna(0.6, 0.6), LimitesDeColumna(0.9, 0.9)]
    cortos = [LimitesDeColumna(0.1, 0.1), LimitesDeColumna(0.3, 0.3)]

    assert pesada(["a", "b"], limites=fijos) == pytest.approx((0.4, 0.6))
    assert pesada(["a", "b"], limites=cortos) == pytest.approx((0.25, 0.75))


def test_sin_nada_escrito_las_columnas_son_iguales() -> None:
    assert pesada(["", "", "", ""]) == pytest.approx((0.25,) * 4)


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


@given(filas=FILAS)
def test_es_siempre_el_mismo(filas: list[list[str]]) -> None:
    assert pesada(*filas) == pesada(*filas)


@given(filas=FILAS, datos=st.data())
def test_con_mas_texto_en_todas_sus_celdas_una_columna_no_queda_mas_angosta(
    filas: list[list[str]], datos: st.DataObject
) -> None:
    columna = datos.draw(st.integers(0, len(filas[0]) - 1))
    mas = [[t + f" {t}" * (c == columna) for c, t in enumerate(fila)] for fila in filas]

    assert pesada(*mas)[columna] >= pesada(*filas)[columna] - 2e-3


def test_en_una_hoja_los_rotulos_de_dos_columnas_de_numeros_no_se_tocan() -> None:
    estilos = estilos_base("Calibri", Pt(9), SOBRIO)
    a_la_derecha = {n: attrs.evolve(estilos[n], horizontal="derecha") for n in ("rotulo", "celda")}
    medidor = Medidor(estilos | a_la_derecha)
    rotulos = ["Filas", "Con reporte", "Parte con reporte"]
    limites = [LimitesDeColumna(0.01, 1), *[LimitesDeColumna(0.01, 0.08)] * 2]
    anchos = pesar([tabla(["1", "2", "3"], rotulos=rotulos)], limites, medidor, UTIL, en_hoja=True)

    libres = [
        ancho * pt_de_mm(UTIL) - medidor.largo(rotulo, "rotulo")
        for ancho, rotulo in zip(anchos, rotulos, strict=True)
    ]
    assert min(libres[1:]) >= CINCO_MILIMETROS


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


def test_por_modulos_los_rotulos_de_dos_columnas_de_numeros_tampoco_se_tocan() -> None:
    estilos = estilos_base("Calibri", Pt(9), SOBRIO)
    a_la_derecha = {n: attrs.evolve(estilos[n], horizontal="derecha") for n in ("rotulo", "celda")}
    medidor = Medidor(estilos | a_la_derecha)
    rotulos = ["Pregunta", "Sí", "En parte", "No"]
    justa = attrs.evolve(
        tabla(["¿Se aplica?", "5", "0", "0"], rotulos=rotulos), anchos=(0.73, 0.1, 0.06, 0.11)
    )
    (_, _, en_parte, _) = en_modulos(justa, medidor, UNA_CARTA).anchos

    libre = en_parte * pt_de_mm(UNA_CARTA) - medidor.largo("En parte", "rotulo")
    assert libre >= CINCO_MILIMETROS


def _parte(*tablas: Tabla, medidor: Medidor = SOBRIA) -> list[float]:
    """La parte de la página en que queda cada una."""
    bloques = en_su_ancho(tablas, medidor, UNA_CARTA)
    return [round(sum(bloque.anchos), 3) for bloque in bloques if isinstance(bloque, Tabla)]


def _con_sus_cifras(nombre: str, aspecto: Aspecto) -> tuple[Medidor, tuple[float, ...]]:
    """Los anchos de un nombre y seis cifras, en una carta."""
    estilos = estilos_base("Calibri", Pt(9), aspecto)
    medidor = Medidor(estilos | {"cifra": attrs.evolve(estilos["celda"], horizontal="derecha")})
    cifras = ("13 de 27", "89,75 %", "74,07 %", "27", "20", "7")
    fila = Fila((Celda(nombre, "celda"), *(Celda(cifra, "cifra") for cifra in cifras)))
    siete = Tabla(anchos=(1 / 7,) * 7, filas=(fila,) * 4)
    return medidor, pesar([siete], [LIBRE] * 7, medidor, UNA_CARTA)


def test_el_nombre_va_en_un_renglon_antes_que_sobrarle_a_las_cifras() -> None:
    nombre = "5. Mecanismos para la Transparencia y Acceso a la Información"
    medidor, (del_nombre, *_) = _con_sus_cifras(nombre, SOBRIO)
    _, (en_cuadricula, *_) = _con_sus_cifras(nombre, OFICIAL)

    renglon = medidor.largo(nombre, "celda") + 2 * MARGEN_DE_CELDA
    assert en_cuadricula * pt_de_mm(UNA_CARTA) < renglon < del_nombre * pt_de_mm(UNA_CARTA)


def test_si_el_nombre_no_cabe_en_un_renglon_las_cifras_quedan_en_sus_palabras() -> None:
    medidor, (_, base, avance, *_) = _con_sus_cifras(FRASE * 4, SOBRIO)

    pide = medidor.largo("89,75", "celda") + 2 * MARGEN_DE_CELDA + RESERVA
    assert avance * pt_de_mm(UNA_CARTA) == pytest.approx(pide)
    assert base < avance


def test_una_tabla_que_dice_poco_no_va_de_lado_a_lado() -> None:
    dos = tabla(["50 %", "1"], ["40 %", "4"], rotulos=["Calificación", "Controles"])
    mediana = tabla(["Un control afecta, según el mapa, lo que los de su tipo no", "1"])
    larga = tabla([FRASE * 2, "1"])

    algo_mas = tabla(["Posibilidad de que se pierda un expediente", "1"])
    assert _parte(dos) == [0.333]
    assert _parte(algo_mas) == [0.5]
    assert _parte(mediana) == [0.667]
    assert _parte(larga) == [1]


def test_en_la_parte_que_le_queda_nada_pasa_a_otro_renglon() -> None:
    angosta = tabla(["Posibilidad de que se pierda", "12/03/2026"], rotulos=["Riesgo", "Fecha"])
    (bloque,) = en_su_ancho([angosta], SOBRIA, UNA_CARTA)

    assert isinstance(bloque, Tabla)
    for texto, parte in zip(
        ["Posibilidad de que se pierda", "12/03/2026"], bloque.anchos, strict=True
    ):
        assert SOBRIA.largo(texto, "celda") + 2 * MARGEN_DE_CELDA < parte * pt_de_mm(UNA_CARTA)


def test_las_de_iguales_rotulos_quedan_en_la_misma_parte() -> None:
    rotulos = ["Riesgo", "Zona"]
    breve, larga = (
        tabla(["R1", "Alto"], rotulos=rotulos),
        tabla([FRASE * 2, "Bajo"], rotulos=rotulos),
    )

    assert _parte(breve, breve) == [0.333, 0.333]
    assert _parte(breve, larga) == [1, 1]


def test_las_angostas_de_una_hoja_terminan_en_la_misma_raya() -> None:
    breve = tabla(["Posibilidad de que se pierda", "1"], rotulos=["Riesgo", "Controles"])
    mediana = tabla(["Un control afecta, según el mapa, lo que los de su tipo no", "1"])
    de_una_palabra = tabla(["50 %", "1"], rotulos=["Calificación", "Controles"])

    assert _parte(breve, mediana, de_una_palabra) == [0.667, 0.667, 0.333]


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
