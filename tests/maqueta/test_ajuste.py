"""El alto que pide una celda, y los trozos en que se parte la que no cabe."""

import attrs
import pytest
from ayudas.en_pdf import CARTA
from ayudas.hojas import SIN_AIRE
from ayudas.llamadas import veces_de
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.maqueta.altos import WORD
from paac_reportes.maqueta.contenido import Enfasis
from paac_reportes.maqueta.cortes import Cortador, Cortes
from paac_reportes.maqueta.documento import Marco
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.ajuste import Medidor, MedidorDeHoja
from paac_reportes.maqueta.medida.tipografia import (
    Letra,
    Mm,
    Pt,
    palabras_en_pixeles,
    palabras_medidas,
)
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

LINEA = 11.25
"""De Arial 8."""
LINEA_DE_10 = 13.2
AIRE = 0.75
RELLENO = 4
# Arial mide, en 2048 partes de su tamaño: a 1139.
LETRA_A = 1139 / 2048 * 8


@pytest.fixture
def medidor() -> Medidor:
    base = estilos_base("Arial", Pt(8), SIN_AIRE)
    adentro = attrs.evolve(base["celda"], margen=Pt(20))
    girado = attrs.evolve(base["celda"], girado=True)
    return Medidor(base | {"adentro": adentro, "girado": girado})


def test_los_trozos_tienen_los_renglones_que_caben(medidor: Medidor) -> None:
    # Una palabra por renglón, y dos renglones en cada trozo.
    una_palabra = Pt(6 * LETRA_A / 0.96 + 4)
    dos_renglones = Pt(2 * LINEA + AIRE)
    texto = "aaaa bbbb cccc"

    assert medidor.trozos(texto, "celda", una_palabra, dos_renglones) == ["aaaa bbbb ", "cccc"]
    assert medidor.trozos(texto, "celda", una_palabra, Pt(dos_renglones - 0.01)) == [
        *("aaaa ", "bbbb "),
        "cccc",
    ]
    assert medidor.trozos(texto, "celda", una_palabra, Pt(1)) == ["aaaa ", "bbbb ", "cccc"]


def test_un_trozo_no_pasa_de_las_letras_que_excel_guarda(medidor: Medidor) -> None:
    largo = "a" * 32_768

    assert [len(t) for t in medidor.trozos(largo, "celda", Pt(1e9), Pt(400))] == [32_767, 1]
    assert medidor.trozos(largo[:-1], "celda", Pt(1e9), Pt(400)) == [largo[:-1]]


# ------------------------------------------------------------------ rótulos


# ------------------------------------------------------------------ de abajo arriba


def test_un_texto_girado_que_no_cabe_se_parte_sin_perder_nada(medidor: Medidor) -> None:
    texto = "aaaa " * 50
    trozos = medidor.trozos(texto, "girado", Pt(LINEA + 4), Pt(100))

    assert "".join(trozos) == texto
    assert all(medidor.alto(t.strip(), "girado", Pt(LINEA + 4)) <= 100 for t in trozos)


def test_en_word_las_filas_que_cubre_un_texto_girado_le_dan_su_alto_y_van_juntas(
    medidor: Medidor,
) -> None:
    pagina = attrs.evolve(CARTA, ancho=Mm(CARTA.izquierdo + CARTA.derecho + 20))
    cortador = Cortador(medidor.estilos, Marco(pagina=pagina), WORD)

    def cortes(texto: str) -> Cortes:
        cubiertas = [Fila((Celda("a", "celda"),))] * 3
        primera = Fila((Celda(texto, "girado", filas=3), Celda("a", "celda")))
        return cortador.cortes(Tabla(anchos=(0.5, 0.5), filas=(primera, *cubiertas[1:])))

    largo, corto = cortes("a" * 12), cortes("a")

    assert sum(largo.altos.values()) == pytest.approx(medidor.alto("a" * 12, "girado", Pt(28)))
    assert {0, 1} <= largo.atadas
    assert corto.altos == {}


MARCAS = ("(continúa)", "(cont.)")


@pytest.mark.parametrize(
    ("ancho", "alto", "dicho"),
    [
        (200, 14, "Gestión del riesgo de corrupción (continúa)"),
        (100, 14, "Gestión del… (continúa)"),
        (60, 14, "(continúa)"),
        (60, 25, "Gestión del… (continúa)"),
        (38, 14, "(cont.)"),
        (20, 14, ""),
        (200, 5, ""),
    ],
)
def test_lo_que_sigue_en_otra_pagina_se_acorta_hasta_caber(
    ancho: int, alto: int, dicho: str
) -> None:
    medidor = Medidor(estilos_base("Arial", Pt(8), SIN_AIRE))
    texto = "Gestión del riesgo de corrupción"

    assert medidor.con_marca(texto, MARCAS, "celda", Pt(ancho), Pt(alto)) == dicho
    assert medidor.alto(dicho, "celda", Pt(ancho)) <= max(alto, 13.25)


def test_en_una_hoja_de_lo_que_va_en_parte_en_negrita_cada_palabra_se_mide_en_su_letra() -> None:
    medidor = MedidorDeHoja(estilos_base("Arial", Pt(10), SIN_AIRE))
    gruesa, fina = (Letra(palabras_medidas("Arial", negrita=n), Pt(10)) for n in (True, False))
    largo = gruesa.ancho("Lo que") + fina.ancho(" no")
    tramos = (Enfasis("Lo que", negrita=True), " no")
    de_lo_ancho = 1 / fina.ensanche - 0.02
    justo, corto = (Pt(largo / de_lo_ancho + RELLENO + mas) for mas in (0.01, -0.01))

    assert medidor.alto("Lo que no", "celda", corto) == LINEA_DE_10
    assert medidor.alto(tramos, "celda", justo) == LINEA_DE_10
    assert medidor.alto(tramos, "celda", corto) == 2 * LINEA_DE_10


def test_en_un_renglon_largo_de_una_hoja_lo_que_ganan_unas_letras_lo_pierden_otras() -> None:
    medidor = MedidorDeHoja(estilos_base("Arial", Pt(8), SIN_AIRE))
    letra = Letra(palabras_medidas("Arial", negrita=False), Pt(8))
    corta, larga = "a a a a a a", " ".join("a" * 40)

    def son_dos(texto: str, holgura: float) -> bool:
        """Si en Excel son dos: en LibreOffice, que los hace más bajos, ya lo son."""
        ancho = letra.largo(texto) / holgura + RELLENO + 0.01
        return medidor.alto(texto, "celda", Pt(ancho)) == 2 * LINEA

    angosta, ancha = 1 / letra.ensanche - 0.02, 1 / letra.ensanche - 0.009
    assert not son_dos(corta, angosta)
    assert not son_dos(larga, ancha)
    assert son_dos(corta, ancha)
    assert son_dos(larga, ancha + 0.002)


def test_un_texto_llena_su_alto_si_ningun_renglon_esta_por_si_acaso() -> None:
    medidor = MedidorDeHoja(estilos_base("Arial", Pt(8), SIN_AIRE))
    letra = Letra(palabras_medidas("Arial", negrita=False), Pt(8))
    dos, por_poco = " ".join(["a" * 40] * 2), " ".join(["a" * 40, "b" * 60])
    ancho = Pt(letra.ancho("a" * 60) + RELLENO)
    de_por_poco = Pt(letra.ancho("b" * 60) / 0.99 + RELLENO)

    assert medidor.llena(dos, "celda", ancho)
    assert not medidor.llena("a" * 20, "celda", ancho)
    assert not medidor.llena(por_poco, "celda", de_por_poco)


@pytest.mark.parametrize("signo", ["/", ".ppt"])
def test_en_una_hoja_ningun_renglon_empieza_por_un_signo(signo: str) -> None:
    medidor = MedidorDeHoja(estilos_base("Arial", Pt(8), SIN_AIRE))
    largo = Letra(palabras_medidas("Arial", negrita=False), Pt(8)).ancho("Nombramientos publicados")
    ancho = Pt(largo / 0.96 + RELLENO + 0.01)
    texto = f"Nombramientos publicados {signo} nombramientos"

    assert medidor.alto(texto, "celda", ancho) == 3 * LINEA


def test_en_una_hoja_cabe_en_un_renglon_lo_que_cabria_todo_en_negrita() -> None:
    medidor = MedidorDeHoja(estilos_base("Arial", Pt(8), SIN_AIRE))
    tramos = (Enfasis("Lo que", negrita=True), " no")
    gruesa = Letra(palabras_medidas("Arial", negrita=True), Pt(8)).ancho("Lo que no")
    ancho = Pt(gruesa / 0.96 + RELLENO - 0.01)

    assert medidor.cabe_en_un_renglon("Lo que no", "celda", ancho)
    assert not medidor.cabe_en_un_renglon(tramos, "celda", ancho)


@given(
    st.text(st.sampled_from("aiMW 1\n    "), max_size=200),
    st.floats(12, 200),
)
def test_en_una_hoja_medir_una_vez_es_medir_para_cada_programa(texto: str, ancho: float) -> None:
    estilos = estilos_base("Arial", Pt(8), SIN_AIRE)
    letra = Letra(palabras_medidas("Arial", negrita=False), Pt(8))
    libre = ancho - estilos["celda"].margen
    # Los ocho puntos de Arial son once píxeles.
    palabras = palabras_en_pixeles(Pt(8), "Arial", negrita=False)
    en_once = Letra(palabras, Pt(8.25), de_mas=1)
    en_libreoffice = Pt((libre - 2) * 0.96 - 1.125)
    # En pantalla la letra sale más ancha, y en una celda angosta, un 2 % de un texto a otro.
    en_excel = libre - RELLENO
    de_un_texto_a_otro = 0.02 * (50 / max(en_excel, 50)) ** 0.5
    en_excel = Pt(en_excel * (1 / letra.ensanche - de_un_texto_a_otro))
    renglones = [
        (letra.renglones(parrafo, en_excel), en_once.renglones(parrafo, en_libreoffice))
        for parrafo in texto.split("\n")
    ]

    def alto_con(de_libreoffice: int) -> float:
        de_excel = sum(excel for excel, _ in renglones) * LINEA
        en_lo = de_libreoffice > 1 and de_libreoffice * letra.alto_en_libreoffice + 2
        return max(de_excel, en_lo)

    # De un párrafo que a LibreOffice le cabe en menos, se cuentan los de Excel: de uno, lo mismo.
    exacto = alto_con(sum(de_libreoffice for _, de_libreoffice in renglones))
    por_lo_alto = alto_con(sum(map(max, renglones)))
    assert exacto <= MedidorDeHoja(estilos).alto(texto, "celda", Pt(ancho)) <= por_lo_alto
    assert "\n" in texto or exacto == por_lo_alto


@pytest.mark.parametrize(
    ("texto", "familia", "tamano", "ancho", "renglones"),
    [
        # Los renglones que le da el autoajuste de LibreOffice, y el ancho de su celda.
        ("Subsecretaría del Deporte y la Recreación", "Calibri", 8, 144.8, 2),
        ("Publicar informe de seguimiento del Mapa de Riesgos", "Calibri", 8, 186, 2),
        ("Información de gobierno Digital publicado", "Calibri", 8, 88.5, 3),
        ("2. Estrategia de Racionalización de Trámites", "Calibri", 9, 171.75, 2),
        ("Alcalde, Sistemas, WEBMASTER", "Arial", 10, 156.75, 2),
        ("Identificar los riesgos existentes en la Oficina de C.I.D", "Arial", 10, 148.5, 3),
        ("Políticas De Administración Del Riesgo Gestión Control", "Arial", 10, 146.25, 2),
        (
            "Políticas De Administración Del Riesgo Gestión Control Interno",
            "Arial",
            10,
            146.65,  # en el libro, medio píxel menos
            3,
        ),
    ],
)
def test_en_una_hoja_cabe_lo_que_libreoffice_pasa_a_otro_renglon(
    texto: str, familia: str, tamano: float, ancho: float, renglones: int
) -> None:
    letra = Letra(palabras_medidas(familia, negrita=False), Pt(tamano))

    alto = MedidorDeHoja(estilos_base(familia, Pt(tamano), SIN_AIRE)).alto(
        texto, "celda", Pt(ancho)
    )
    # Ni un renglón de menos ni uno de más.
    assert renglones * letra.alto_en_libreoffice + 2 <= alto
    assert alto < (renglones + 1) * letra.alto_en_libreoffice + 2


def test_a_otro_ancho_un_texto_no_se_mide_otra_vez(monkeypatch: pytest.MonkeyPatch) -> None:
    """La hoja que se prueba a otra escala tiene los mismos textos; sus renglones son otros."""
    medidos = veces_de(monkeypatch, Letra, "hasta_cada_una")
    medidor = MedidorDeHoja(estilos_base("Arial", Pt(8), SIN_AIRE))
    texto = "una palabra " * 20

    angosta, ancha = (medidor.alto(texto, "celda", Pt(puntos)) for puntos in (100, 200))

    assert [parrafo for _, parrafo in medidos] == [texto]
    assert (round(angosta / ancha), ancha > LINEA) == (2, True)
