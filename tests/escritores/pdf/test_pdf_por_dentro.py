"""Lo que un lector halla en el PDF: textos, páginas, títulos, enlaces y lo que no se ve.

Prueba ``escritores/pdf/cuerpo`` y ``escritores/pdf/cuerpo``.
"""

import pytest
from ayudas.en_pdf import (
    CARTA,
    ESTILOS,
    documento,
    documento_de_partes,
    en_pdf,
    fila,
    tabla,
)
from ayudas.imagenes import png

from paac_reportes.maqueta.contenido import (
    CampoCalculado,
    Enlace,
    Imagen,
)
from paac_reportes.maqueta.documento import Marco, Parte, PrimeraPagina
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import (
    Indice,
    Lista,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
)
from paac_reportes.maqueta.rejilla import Celda

ROTULOS = (fila("Código", "Actividad", estilo="rotulo"),)


def muchas_filas(cuantas: int) -> Tabla:
    filas = [fila(f"1.{n}", f"Actividad número {n}") for n in range(cuantas)]
    return tabla(*filas, rotulos=ROTULOS)


def con_numero(texto: str) -> Tabla:
    """Un encabezado o un pie que dice la página y cuántas hay."""
    return tabla(
        fila(
            (f"{texto} ", CampoCalculado.PAGINA, " de ", CampoCalculado.PAGINAS),
            estilo="encabezado",
        )
    )


def test_el_archivo_dice_su_titulo_su_autor_su_idioma_y_la_fecha_del_documento() -> None:
    lector = en_pdf(documento(Parrafo("Hola"))).lector
    datos = lector.metadata

    assert datos is not None
    assert datos.title == "Plan anticorrupción"
    assert datos.author == "MUNICIPIO DE PRUEBA"
    assert datos.subject == "Vigencia 2026"
    assert str(datos["/Keywords"]) == "PAAC, seguimiento"
    assert str(datos["/CreationDate"]).startswith("D:20260430")
    assert str(lector.root_object["/Lang"]) == "es-CO"
    assert "/MarkInfo" in lector.root_object
    assert lector.page_labels == ["1"]


def test_cada_pagina_lleva_su_numero_y_cuantas_hay_aunque_cambie_la_seccion() -> None:
    marco = Marco(pagina=CARTA, encabezado=con_numero("Página"))
    acostada = Marco(pagina=CARTA.girada(), encabezado=con_numero("Hoja"))
    leido = en_pdf(
        documento_de_partes(
            Parte("Una", (Parrafo("a"), Salto(), Parrafo("b")), marco),
            Parte("Otra", (Parrafo("c"),), acostada),
        )
    )
    medidas = [(p.mediabox.width > p.mediabox.height) for p in leido.lector.pages]

    assert medidas == [False, False, True]
    assert [pagina.split("\n")[0] for pagina in leido.paginas] == [
        "Página 1 de 3",
        "Página 2 de 3",
        "Hoja 3 de 3",
    ]


def test_la_primera_pagina_de_cada_parte_puede_llevar_otro_encabezado() -> None:
    marco = Marco(
        pagina=CARTA,
        encabezado=con_numero("Demás"),
        primera=PrimeraPagina(encabezado=con_numero("Primera")),
    )
    bloques = (Parrafo("a"), Salto(), Parrafo("b"))
    leido = en_pdf(documento_de_partes(Parte("Una", bloques, marco), Parte("Dos", bloques, marco)))

    assert [pagina.split("\n")[0] for pagina in leido.paginas] == [
        "Primera 1 de 4",
        "Demás 2 de 4",
        "Primera 3 de 4",
        "Demás 4 de 4",
    ]


@pytest.mark.integracion
def test_los_rotulos_se_repiten_en_cada_pagina_y_ninguna_fila_se_pierde() -> None:
    leido = en_pdf(documento(muchas_filas(150)))

    assert len(leido.paginas) > 2
    assert [pagina.count("Código") for pagina in leido.paginas] == [1] * len(leido.paginas)
    for n in range(150):
        assert sum(f"Actividad número {n}\n" in f"{p}\n" for p in leido.paginas) == 1


def test_la_tabla_de_contenido_dice_la_pagina_de_cada_titulo_y_lleva_a_ella() -> None:
    leido = en_pdf(
        documento(
            Indice(titulo="Contenido", niveles=2),
            Titulo(texto="Uno", nivel=1, en_pagina_nueva=True),
            Titulo(texto="De uno", nivel=2),
            Titulo(texto="Muy adentro", nivel=3),
            Titulo(texto="Dos", nivel=1, en_pagina_nueva=True),
        )
    )
    renglones = [renglon.replace(".", " ").split() for renglon in leido.paginas[0].split("\n")]

    assert renglones == [["Contenido"], ["Uno", "2"], ["De", "uno", "2"], ["Dos", "3"]]
    assert leido.marcadores() == [("Uno", 2), ("De uno", 2), ("Muy adentro", 2), ("Dos", 3)]
    assert leido.etiquetas()["TOCI"] == 3


def test_los_titulos_no_se_saltan_niveles() -> None:
    leido = en_pdf(documento(Titulo(texto="A", nivel=2), Titulo(texto="B", nivel=3)))
    etiquetas = leido.etiquetas()

    assert (etiquetas["H1"], etiquetas["H2"], etiquetas["H3"]) == (1, 1, 0)


@pytest.mark.integracion
def test_una_banda_no_se_queda_sola_al_pie_de_la_pagina() -> None:
    banda = fila(Celda("Subcomponente", "banda", columnas=2))
    for cuantas in range(44, 60):
        filas = [fila(str(n), "x") for n in range(cuantas)]
        leido = en_pdf(documento(tabla(*filas, banda, *filas[:4])))
        for pagina in leido.paginas:
            assert not pagina.rstrip().endswith("Subcomponente")


def test_un_enlace_lleva_a_su_direccion() -> None:
    enlace = Enlace("el sitio", "https://ejemplo.test/a?b=1&c=%22")
    leido = en_pdf(documento(Parrafo(("Vea ", enlace, "."))))

    assert leido.enlaces() == ["https://ejemplo.test/a?b=1&c=%22"]
    assert leido.seguido == "Veaelsitio."


def test_las_listas_son_listas_con_su_marca_y_su_numero() -> None:
    leido = en_pdf(
        documento(
            Parrafo("Una", "lista", Lista(nivel=1)),
            Parrafo("Adentro", "lista2", Lista(nivel=2, numero=4)),
            Parrafo("Sigue", "lista", Lista(nivel=1, sigue=True)),
            Parrafo("Otra", "lista", Lista(nivel=1)),
        )
    )

    assert leido.seguido == "•Una4.AdentroSigue•Otra"
    assert (leido.etiquetas()["L"], leido.etiquetas()["LI"]) == (2, 3)


@pytest.mark.integracion
@pytest.mark.usefixtures("letra_de_arial")
def test_una_imagen_lleva_su_texto_alternativo() -> None:
    imagen = Imagen(png(), "png", 'Escudo de "M" 😀', Mm(20), Mm(20))
    leido = en_pdf(documento(Parrafo((imagen,))))

    assert leido.descripciones() == ['Escudo de "M" 😀']
    assert leido.avisos == []


@pytest.mark.parametrize("estilo", [e for e, aspecto in ESTILOS.items() if not aspecto.girado])
def test_un_parrafo_se_lee_en_cualquier_estilo(estilo: str) -> None:
    assert en_pdf(documento(Parrafo("Lo mismo", estilo))).seguido == "Lomismo"
