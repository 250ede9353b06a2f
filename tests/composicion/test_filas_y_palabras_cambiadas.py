"""De lo publicado a lo de ahora: qué filas, qué palabras, y las celdas combinadas con su cabeza."""

from collections.abc import Sequence

import pytest
from ayudas.en_pdf import documento, fila, tabla

from paac_reportes.composicion.control_de_cambios import con_cambios
from paac_reportes.composicion.filas_cambiadas import Pendiente, filas_pendientes
from paac_reportes.maqueta.contenido import ENTRE_CAMBIOS, Cambiado, Contenido
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila

Grupo = tuple[str, Sequence[str]]
"""Lo que dice su celda, y las filas que ella cubre."""


def de_grupos(*grupos: Grupo) -> Tabla:
    filas: list[Fila] = []
    for nombre, suyas in grupos:
        for numero, dicho in enumerate(suyas):
            cabeza = (Celda(nombre, "celda", filas=len(suyas)),) if numero == 0 else ()
            filas.append(Fila((*cabeza, Celda(dicho, "celda"))))
    return tabla(*filas)


def pendientes(antes: Sequence[Grupo], ahora: Sequence[Grupo]) -> list[Pendiente]:
    return filas_pendientes(de_grupos(*antes), de_grupos(*ahora))


def marcado(antes: Sequence[Bloque], ahora: Sequence[Bloque]) -> Documento:
    return con_cambios(documento(*antes), documento(*ahora), None)


@pytest.mark.parametrize(
    ("antes", "ahora", "quedan"),
    [
        # Lo de todos los días: una fila más al final del grupo y una menos en medio.
        (
            [("A", ["uno", "dos", "tres"])],
            [("A", ["uno", "tres", "cuatro"])],
            [(0, 0), (1, None), (2, 1), (None, 2)],
        ),
        # Primero lo que se va: la fila quitada al final de A no queda bajo la cabeza de B.
        (
            [("A", ["uno", "dos"]), ("Z", ["fin"])],
            [("A", ["uno"]), ("B", ["tres", "cuatro"]), ("Z", ["fin"])],
            [(0, 0), (1, None), (None, 1), (None, 2), (2, 3)],
        ),
        # Primero lo que viene: la agregada al final de A no queda bajo la cabeza de B, que se va.
        (
            [("A", ["uno"]), ("B", ["tres", "cuatro"]), ("Z", ["fin"])],
            [("A", ["uno", "dos"]), ("Z", ["fin"])],
            [(0, 0), (None, 1), (1, None), (2, None), (3, 2)],
        ),
        # Entreveradas: cada una bajo la suya.
        (
            [("A", ["uno", "dos"]), ("B", ["tres", "cuatro"]), ("Z", ["fin"])],
            [("A", ["uno", "diez"]), ("C", ["once", "doce"]), ("Z", ["fin"])],
            [(0, 0), (1, None), (None, 1), (2, None), (3, None), (None, 2), (None, 3), (4, 4)],
        ),
        # La cabeza es otra fila: el grupo entero se va y viene, o perdería su nombre.
        (
            [("A", ["uno", "dos"]), ("Z", ["fin"])],
            [("A", ["cero", "uno", "dos"]), ("Z", ["fin"])],
            [(0, None), (1, None), (None, 0), (None, 1), (None, 2), (2, 3)],
        ),
    ],
)
def test_cada_celda_que_sigue_tiene_encima_la_cabeza_que_tenia(
    antes: Sequence[Grupo], ahora: Sequence[Grupo], quedan: list[Pendiente]
) -> None:
    assert pendientes(antes, ahora) == quedan


def test_una_celda_cubre_las_filas_que_siguen_las_que_se_van_y_las_que_vienen() -> None:
    antes, ahora = [("A", ["uno", "dos"])], [("A", ["uno", "tres", "cuatro"])]
    (suya,) = marcado([de_grupos(*antes)], [de_grupos(*ahora)]).partes[0].bloques
    assert isinstance(suya, Tabla)
    assert [suya.columnas[0].cubre(n) for n in range(4)] == [4, 0, 0, 0]
    assert suya.columnas[1].contenidos == ["uno", "dos", "tres", "cuatro"]
    assert suya.cambios == (None, "borrado", "insertado", "insertado")


@pytest.mark.parametrize(
    ("antes", "ahora", "dicho"),
    [
        (
            "Publicar el mapa de riesgos",
            "Publicar el mapa definitivo de riesgos",
            ("Publicar el mapa ", Cambiado("definitivo ", "insertado"), "de riesgos"),
        ),
        (
            "Publicar el plan en enero",
            "Publicar el plan en marzo",
            ("Publicar el plan en", Cambiado(" enero", "borrado"), Cambiado(" marzo", "insertado")),
        ),
        # Un número, un código o una fecha cambia entero, y entre el de antes y el de ahora hay blanco.
        (
            "De las 26 filas, 14 (42,42 %) lo están",
            "De las 27 filas, 14 (50,98 %) lo están",
            (
                "De las ",
                Cambiado("26 ", "borrado"),
                Cambiado("27 ", "insertado"),
                "filas, 14 ",
                Cambiado("(42,42 %) ", "borrado"),
                Cambiado("(50,98 %) ", "insertado"),
                "lo están",
            ),
        ),
        (
            "1.1 Mapa de riesgos del 2026-04-30",
            "1.2 Mapa de riesgos del 2026-08-31",
            (
                Cambiado("1.1 ", "borrado"),
                Cambiado("1.2 ", "insertado"),
                "Mapa de riesgos del",
                Cambiado(" 2026-04-30", "borrado"),
                Cambiado(" 2026-08-31", "insertado"),
            ),
        ),
        # Donde no hay blanco, como en una celda de cifras, el que los separa no es de ninguno.
        (
            "92,31 %",
            "74,07 %",
            (Cambiado("92,31 %", "borrado"), ENTRE_CAMBIOS, Cambiado("74,07 %", "insertado")),
        ),
        # Si casi nada sigue, se lee mejor entero.
        (
            "Publicar el plan",
            "Capacitar a la gente en el código",
            (
                Cambiado("Publicar el plan", "borrado"),
                ENTRE_CAMBIOS,
                Cambiado("Capacitar a la gente en el código", "insertado"),
            ),
        ),
        ("", "50 %", (Cambiado("50 %", "insertado"),)),
        ("igual", "igual", "igual"),
    ],
)
def test_de_un_texto_cambian_sus_palabras(antes: str, ahora: str, dicho: Contenido) -> None:
    una, otra = (tabla(fila("1.1", "la misma", texto)) for texto in (antes, ahora))
    (suya,) = marcado([una], [otra]).partes[0].bloques
    assert isinstance(suya, Tabla)
    assert suya.columnas[2].contenidos == [dicho]
    assert suya.cambios == ()


def test_una_cifra_en_grande_cambia_en_su_lugar() -> None:
    """Con otro número y otra base, la de antes no se va a otro renglón: sería de otra cifra."""
    antes, ahora = (
        tabla(fila("7", "50 %"), fila("Vencidas", "Terminadas"), fila(*bases), clase="cifras")
        for bases in (("de las 33", "1 de 2"), ("hasta el corte", "5 de 10"))
    )
    distinta = tabla(fila("2", "60 %"), *ahora.filas[1:], clase="cifras")
    (marcada,) = marcado([antes], [distinta]).partes[0].bloques
    assert isinstance(marcada, Tabla)
    assert marcada.cambios == ()
    numeros = (Cambiado("7", "borrado"), ENTRE_CAMBIOS, Cambiado("2", "insertado"))
    assert marcada.columnas[0].contenidos[:2] == [numeros, "Vencidas"]


def test_un_titulo_con_otro_texto_se_va_y_viene_y_un_parrafo_cambia_por_palabras() -> None:
    antes: list[Bloque] = [Titulo(texto="Uno", nivel=1), Parrafo("La entidad publicó el plan ayer")]
    ahora: list[Bloque] = [Titulo(texto="Dos", nivel=1), Parrafo("La entidad publicó el mapa ayer")]
    (parte,) = marcado(antes, ahora).partes
    assert parte.cambios == ("borrado", "insertado", None)
    assert parte.bloques[2] == Parrafo(
        (
            "La entidad publicó el ",
            Cambiado("plan ", "borrado"),
            Cambiado("mapa ", "insertado"),
            "ayer",
        )
    )
    assert parte.bloques_de_ahora == (ahora[0], parte.bloques[2])


def test_una_tabla_de_otras_columnas_se_va_y_viene_entera() -> None:
    antes, ahora = [tabla(fila("a", "b"))], [tabla(fila("a", "b", "c"))]
    assert marcado(antes, ahora).partes[0].cambios == ("borrado", "insertado")


def con_cortes(*cortes: str, avances: Sequence[Sequence[str]]) -> Tabla:
    """Dos columnas y, por corte, otra: su rótulo lleva encima el de la tabla."""
    franja = fila(Celda("Componente 1", "franja", columnas=2 + len(cortes)))
    banda = fila(Celda("Riesgos", "banda", columnas=2 + len(cortes)))
    filas = [fila(f"1.{n}", f"Actividad {n}", *suyos) for n, suyos in enumerate(avances, 1)]
    return tabla(
        banda,
        *filas,
        rotulos=(franja, fila("Código", "Actividad", *cortes, estilo="rotulo")),
    )


def test_con_un_corte_mas_viene_su_columna_y_lo_demas_sigue() -> None:
    antes = con_cortes("Junio", avances=[["40 %"], ["50 %"]])
    ahora = con_cortes(
        "Junio", "Septiembre", avances=[["40 %", "80 %"], ["60 %", ""], ["10 %", "20 %"]]
    )
    (parte,) = marcado([antes], [ahora]).partes
    (marcada,) = parte.bloques
    assert isinstance(marcada, Tabla)
    assert parte.cambios == (None,)
    assert marcada.cambios == (None, None, None, "insertado")
    rotulos = [celda.contenido for celda in marcada.rotulos[1].celdas]
    assert rotulos == ["Código", "Actividad", "Junio", (Cambiado("Septiembre", "insertado"),)]
    assert marcada.columnas[0].abarca(0) == 4
    assert marcada.columnas[2].contenidos[1:3] == [
        "40 %",
        (Cambiado("50 %", "borrado"), ENTRE_CAMBIOS, Cambiado("60 %", "insertado")),
    ]
    assert marcada.columnas[3].contenidos[1:] == [(Cambiado("80 %", "insertado"),), "", "20 %"]


def test_si_una_columna_se_va_la_tabla_se_va_y_viene_entera() -> None:
    antes = con_cortes("Junio", "Septiembre", avances=[["40 %", "80 %"]])
    ahora = con_cortes("Septiembre", "Diciembre", "Marzo", avances=[["80 %", "90 %", "95 %"]])
    assert marcado([antes], [ahora]).partes[0].cambios == ("borrado", "insertado")


def test_sin_cambios_el_arbol_es_el_de_ahora() -> None:
    bloques: list[Bloque] = [
        Titulo(texto="Uno", nivel=1),
        de_grupos(("A", ["uno", "dos"])),
        Parrafo("fin"),
    ]
    (parte,) = marcado(bloques, bloques).partes
    assert list(parte.bloques) == bloques
    assert set(parte.cambios) == {None}
