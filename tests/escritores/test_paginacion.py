"""En qué página de un Word queda cada título, y dónde se corta un grupo, sin dibujarlo."""

import attrs
import pytest
from ayudas.a_medida import formato, plan
from ayudas.contenido_de_word import contenido_de
from ayudas.hojas import SIN_AIRE
from ayudas.membretes import membrete_sencillo
from ayudas.paquetes_a_mano import en_bytes
from ayudas.planes import componente

import paac_reportes as paac
from paac_reportes.escritores.docx.paginacion import _Medidas, cortar_grupos, paginas_de_titulos
from paac_reportes.escritores.docx.tablas import TablaEnPaginas, TablasDelWord
from paac_reportes.maqueta.aspecto import Bordes, Raya
from paac_reportes.maqueta.cierre import SIN_COLA
from paac_reportes.maqueta.contenido import Enfasis, solo_texto
from paac_reportes.maqueta.documento import Marco, Pagina, Parte
from paac_reportes.maqueta.estilos import Estilo, estilos_base
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import (
    Bloque,
    Indice,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
)
from paac_reportes.maqueta.rejilla import Celda, Fila

ESTILOS = estilos_base("Arial", Pt(10), SIN_AIRE)
ESTILOS["texto-centro"] = ESTILOS["texto"]
RENGLON = 11.5
"""Puntos de uno de Arial de 10."""
MARGENES = dict.fromkeys(("superior", "inferior", "izquierdo", "derecho"), Mm(20))
TEXTO = Parrafo("Un renglón.")
ALTO_DE_TEXTO = RENGLON + 4
TITULO = Titulo(texto="Uno", nivel=1)
SUBTITULO = Titulo(texto="Dos", nivel=2)


def paginas(
    *bloques: Bloque,
    caben: float = 10 * ALTO_DE_TEXTO,
    encabezado: Tabla | None = None,
    estilos: dict[str, Estilo] = ESTILOS,
) -> list[int]:
    alto = Mm(caben / pt_de_mm(Mm(1)) + 40)
    pagina = Pagina(ancho=Mm(200), alto=alto, encabezado=Mm(10), **MARGENES)
    marco = Marco(pagina=pagina, encabezado=encabezado)
    tablas = TablasDelWord(estilos, marco, lambda _: "")
    titulos = [uno for uno in bloques if isinstance(uno, Titulo) and uno.nivel]
    return paginas_de_titulos([Parte("Una", bloques, marco)], titulos, [tablas], estilos)


def filas(cuantas: int, texto: str = "a") -> Tabla:
    de_texto = tuple(Fila((Celda(texto, "celda"),)) for _ in range(cuantas))
    return Tabla(anchos=(1.0,), rotulos=(Fila((Celda("R", "rotulo"),)),), filas=de_texto)


def test_un_titulo_queda_donde_van_los_textos_de_antes() -> None:
    assert paginas(*[TEXTO] * 3, TITULO, TEXTO) == [1]
    assert paginas(*[TEXTO] * 12, TITULO, TEXTO) == [2]


def test_tras_un_salto_va_en_otra_pagina() -> None:
    assert paginas(TITULO, Salto(), TITULO, Salto(), TEXTO, TITULO) == [1, 2, 3]


@pytest.mark.parametrize(("primero", "quita"), [(TITULO, 0), (Parrafo("Uno.", "nota"), 4)])
def test_lo_primero_de_una_seccion_guarda_lo_que_deja_antes_si_no_es_un_titulo(
    primero: Bloque, quita: int
) -> None:
    def caben_con(antes: float) -> int:
        """Cuántos textos caben tras él en la página que abre, antes de un título."""
        con_aire = {
            nombre: attrs.evolve(ESTILOS[nombre], antes=Pt(antes)) for nombre in ("titulo1", "nota")
        }
        return next(
            n
            for n in range(30)
            if paginas(primero, *[TEXTO] * n, SUBTITULO, estilos=ESTILOS | con_aire)[-1] > 1
        )

    assert caben_con(4 * ALTO_DE_TEXTO) == caben_con(0) - quita


def test_un_titulo_no_queda_solo_al_pie() -> None:
    assert paginas(*[TEXTO] * 8, TITULO, TEXTO) == [1]
    assert paginas(*[TEXTO] * 9, TITULO, TEXTO) == [2]


def test_de_un_parrafo_no_queda_un_renglon_suelto() -> None:
    largo = Parrafo("\n".join(["Un renglón."] * 3))

    # Caben dos de sus tres renglones, y el tercero no puede quedar solo.
    ocupado = [TEXTO] * 8
    assert paginas(*ocupado, largo, TITULO) == [2]
    assert paginas(*ocupado, largo, TITULO, caben=10 * ALTO_DE_TEXTO + 2 * RENGLON + 25) == [1]


def test_lo_que_va_en_negrita_ocupa_lo_que_ella() -> None:
    texto = "Consolidar, actualizar y divulgar el portafolio de servicios y los trámites de toda "
    corriente = Parrafo((Enfasis(texto, cursiva=True), "la alcaldía municipal"))  # un renglón
    negrita = Parrafo((Enfasis(texto, negrita=True), "la alcaldía municipal"))  # dos

    assert paginas(*[corriente] * 6, TITULO, TEXTO) == [1]
    assert paginas(*[negrita] * 6, TITULO, TEXTO) == [2]


def test_una_tabla_larga_repite_sus_rotulos_en_cada_pagina() -> None:
    # De cada página quedan para sus filas unos 140 puntos, que son diez.
    assert [paginas(filas(n), TITULO)[0] for n in (3, 12, 25, 35)] == [1, 2, 3, 4]


def test_una_tabla_que_se_corta_empieza_donde_cabe_aunque_su_nota_vaya_con_ella() -> None:
    con_nota = (filas(18), Parrafo("Una nota.", "nota"))

    # De entera, pasaría a la página que sigue con su título.
    assert paginas(*[TEXTO] * 4, TITULO, *con_nota, caben=20 * ALTO_DE_TEXTO) == [1]
    assert paginas(*[TEXTO] * 17, TITULO, *con_nota, caben=20 * ALTO_DE_TEXTO) == [2]


def test_lo_ultimo_de_una_tabla_pasa_con_la_nota_que_no_cabe() -> None:
    def con_textos(cuantos: int) -> list[int]:
        con_textos = (filas(6), Parrafo("Una nota.", "nota"), *[TEXTO] * cuantos)
        return paginas(*[TEXTO] * 2, *con_textos, TITULO, caben=10 * ALTO_DE_TEXTO - 14)

    # La tabla cabe en la primera; a la otra, con la nota pasan sus rótulos y sus dos últimas filas.
    assert [con_textos(4), con_textos(5)] == [[2], [3]]


def test_la_raya_que_va_bajo_los_rotulos_no_ocupa_tambien_encima() -> None:
    def alto_con(raya: Raya | None) -> int:
        rotulo = attrs.evolve(ESTILOS["rotulo"], bordes=Bordes(abajo=raya))
        celda = attrs.evolve(ESTILOS["celda"], bordes=None)
        estilos = ESTILOS | {"rotulo": rotulo, "celda": celda}
        una = filas(1), TITULO, TEXTO
        return next(n for n in range(1, 200) if paginas(*una, caben=n, estilos=estilos) == [1])

    assert alto_con(Raya(grosor=Pt(4), color="000000")) - alto_con(None) == 4


def test_una_fila_alta_sigue_en_otra_pagina_si_su_tabla_lo_deja() -> None:
    altas = filas(4, "\n".join(["a"] * 8))

    # De dos no cabe más que una en cada página; partidas, sus renglones caben en tres.
    assert paginas(altas, TITULO) == [3]
    assert paginas(attrs.evolve(altas, filas_se_parten=False), TITULO) == [4]


def test_una_fila_mas_alta_que_la_pagina_sigue_en_otras() -> None:
    assert paginas(filas(1, "\n".join(["a"] * 40)), TITULO) == [4]


def test_de_una_fila_que_se_parte_siguen_renglones_enteros_y_el_aire_de_su_celda() -> None:
    celda = attrs.evolve(ESTILOS["celda"], antes=Pt(20), despues=Pt(20))

    def con_renglones(cuantos: int) -> list[int]:
        fila = Fila((Celda("\n".join(["a"] * cuantos), "celda"),))
        tabla = Tabla(anchos=(1.0,), filas=(fila,))
        return paginas(tabla, TITULO, caben=155, estilos=ESTILOS | {"celda": celda})

    # De cada página quedan 113 puntos, que son nueve renglones; tras ella, el título no cabe.
    assert [con_renglones(n) for n in (17, 18, 26, 27)] == [[2], [3], [3], [4]]


def test_la_fila_que_va_con_una_que_se_parte_empieza_donde_caben_ella_y_un_comienzo() -> None:
    grupo = (
        Fila((Celda("Un grupo", "celda", filas=2), Celda("a", "celda"))),
        Fila((Celda("\n".join(["a"] * 42), "celda"),)),
    )
    suelta = Fila((Celda("b", "celda"), Celda("a", "celda")))

    def pagina(sueltas: int) -> list[int]:
        tabla = Tabla(
            anchos=(0.5, 0.5), filas=(*[suelta] * sueltas, *grupo, suelta), titulares=(0,)
        )
        return paginas(tabla, TITULO, caben=30 * ALTO_DE_TEXTO)

    # De una página a otra siguen los renglones que no cupieron; si se aparta, lo sigue todo.
    assert [pagina(20), pagina(27), pagina(32)] == [[2], [2], [3]]


def cortada(*grupos: int, antes: int, siguen: tuple[Bloque, ...] = ()) -> TablaEnPaginas:
    """Una tabla de grupos de tantas filas de un renglón, tras unos textos, en páginas de 300 pt."""
    fila = Celda("a", "celda")
    filas = [
        Fila((*([Celda(f"G{n}", "celda", filas=cuantas)] if not lugar else []), fila))
        for n, cuantas in enumerate(grupos)
        for lugar in range(cuantas)
    ]
    suya = Tabla(anchos=(0.5, 0.5), filas=tuple(filas), titulares=(0,))
    alto = Mm(300 / pt_de_mm(Mm(1)) + 40)
    marco = Marco(pagina=Pagina(ancho=Mm(200), alto=alto, encabezado=Mm(10), **MARGENES))
    tablas = TablasDelWord(ESTILOS, marco, lambda _: "")
    parte = Parte("Una", (*[TEXTO] * antes, suya, *siguen), marco)
    cortar_grupos(parte, tablas.que_se_cortan(parte.bloques), tablas, ESTILOS)
    return tablas.reparto_de(suya, SIN_COLA)


def nombres(reparto: TablaEnPaginas) -> list[tuple[str, int]]:
    return [
        (solo_texto(contenido), cubre)
        for _, contenido, _, cubre, _ in reparto.tabla.columnas[0].celdas()
        if cubre
    ]


def test_un_grupo_se_corta_donde_la_pagina_no_lo_alcanza_y_alli_se_vuelve_a_nombrar() -> None:
    """Tras diez textos caben nueve filas, con un renglón de holgura; en una página, dieciocho."""
    suya = cortada(20, 16, antes=10)

    assert nombres(suya) == [("G0", 9), ("G0 (continúa)", 11), ("G1", 7), ("G1 (continúa)", 9)]
    assert suya.saltos == {9, 27}
    # Lo de antes del corte no se aparta de su nombre, ni se ata a lo que empieza página.
    assert set(range(8)) <= suya.atadas
    assert not {8, 26} & suya.atadas


def test_entre_grupos_si_no_deja_en_blanco_un_quinto_de_la_pagina() -> None:
    assert nombres(cortada(9, 20, antes=10)) == [("G0", 9), ("G1", 20)]


def test_el_final_que_pasa_con_unas_firmas_vuelve_a_nombrar_su_grupo() -> None:
    firmas = attrs.evolve(filas(3), rotulos=(), va_entera=True, clase="firmas")

    assert nombres(cortada(18, antes=0, siguen=(firmas,))) == [("G0", 13), ("G0 (continúa)", 5)]


def test_los_que_caben_no_se_cortan_ni_se_miden() -> None:
    assert cortada(3, 3, 3, antes=18).saltos == set()


FRASE = "Socializar la política de administración del riesgo: 2 jornadas/año; hasta el 31-12. "


@pytest.mark.parametrize("frase", [FRASE, FRASE.upper(), FRASE.title(), "uno\ndos\n"])
@pytest.mark.parametrize("angosta", [0.08, 0.12, 0.2, 0.3, 0.4])
def test_una_fila_mide_lo_que_la_celda_que_mas_pide_aunque_no_se_midan_las_otras(
    frase: str, angosta: float
) -> None:
    textos = [(frase * 3)[: 7 * n] for n in range(30)]
    largas = [(FRASE * 3)[: 5 * n] for n in range(30)]
    suya = Tabla(
        anchos=(angosta, 1 - angosta),
        filas=tuple(
            Fila((Celda(a, "celda"), Celda(b, "celda")))
            for a, b in zip(textos, largas, strict=True)
        ),
    )
    bordes = [0.0, angosta * 450, 450.0]
    medidas = _Medidas(ESTILOS)

    de_filas = medidas.filas(suya.columnas, 30, bordes)
    de_celdas = [
        [
            medidas._celda(columna, fila, bordes[n + 1] - bordes[n])
            for n, columna in enumerate(suya.columnas)
        ]
        for fila in range(30)
    ]
    assert de_filas.minimos == [*map(max, de_celdas)]


def test_el_encabezado_le_quita_a_la_pagina_lo_que_pasa_de_su_margen() -> None:
    alto = Tabla(anchos=(1.0,), filas=(Fila((Celda("\n".join("abcd"), "encabezado"),)),))

    assert paginas(*[TEXTO] * 7, TITULO, TEXTO) == [1]
    assert paginas(*[TEXTO] * 7, TITULO, TEXTO, encabezado=alto) == [2]


def test_la_tabla_de_contenido_tambien_ocupa() -> None:
    bloques: list[Bloque] = [Indice(titulo="Contenido", niveles=1), TITULO, TEXTO, Salto()]
    assert paginas(*bloques, *(TITULO, Salto()) * 9, TITULO)[0] == 2


CON_CONTENIDO = (
    {"tipo": "contenido", "titulo": "Contenido", "niveles": 1},
    {"tipo": "titulo", "texto": "Uno", "pagina_nueva": "siempre"},
)


def test_sobre_un_membrete_no_se_sabe_ninguna() -> None:
    en_el_suyo = formato(*CON_CONTENIDO, membrete=en_bytes(membrete_sencillo()))

    assert contenido_de(paac.reporte(DE, formato(*CON_CONTENIDO)).emitir("docx").contenido) == {
        0: 2
    }
    assert contenido_de(paac.reporte(DE, en_el_suyo).emitir("docx").contenido) == {}


def test_que_no_se_sabe_se_avisa_de_ese_word_y_de_nada_mas() -> None:
    reporte = paac.reporte(DE, formato(*CON_CONTENIDO, membrete=en_bytes(membrete_sencillo())))

    dichos = [reporte.avisos, *(reporte.emitir(tipo).avisos for tipo in ("xlsx", "docx"))]
    de_ellas = [[a.mensaje for a in avisos if a.codigo == SIN_PAGINAS] for avisos in dichos]
    assert de_ellas[:2] == [[], []]
    assert de_ellas[2] == [
        "la tabla de contenido sale sin números de página; en Word, F9 los pone (sus títulos y sus"
        " textos llevan la letra del membrete, que aquí no se mide)"
    ]


SIN_PAGINAS = "contenido_sin_paginas"
DE = plan(componente())
