"""Lo que no es una matriz del plan no da un plan inventado."""

import pytest
from ayudas.matrices import avisos, en_excel, en_word, leer

import paac_reportes as paac


def test_un_documento_sin_matriz_dice_que_se_busco_y_que_tablas_habia() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(en_word("Acta de reunión", ["Asistente|Firma", "Jefe|x"], ["Hora|Tema", "8|Plan"]))

    assert str(error.value).splitlines() == [
        "no hay ninguna matriz de un plan: se buscó una tabla con al menos tres rótulos conocidos,"
        " como Actividades, Meta o producto, Responsable y Fecha programada, y en sus filas una meta,"
        " una fecha, un avance o un indicador; el documento trae 2",
        "tabla 1: no es una matriz del plan y no se leyó; su primera fila es 'Asistente', 'Firma'",
        "tabla 2: no es una matriz del plan y no se leyó; su primera fila es 'Hora', 'Tema'",
    ]


def test_un_documento_sin_tablas_lo_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="el documento no trae tablas"):
        leer(en_word("Sólo un párrafo."))


def test_una_tabla_de_cifras_no_es_una_matriz() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="no hay ninguna matriz"):
        leer(en_word(["Componente|Actividades|% de avance", "Riesgos|12|50", "Trámites|3|80"]))


def test_las_tablas_que_no_son_matrices_se_dicen() -> None:
    leido = leer(
        en_word(
            ["Versión|Fecha|Razón", "01|2026|Creación"], ["Actividad|Meta|Plazo", "Ver|Una|Mayo"]
        )
    )

    assert avisos(leido, "tabla_omitida") == [
        "tabla 1: no es una matriz del plan y no se leyó; su primera fila es 'Versión', 'Fecha',"
        " 'Razón'"
    ]


def test_la_hoja_de_datos_de_un_reporte_no_se_lee() -> None:
    leido = leer(
        en_excel(
            {
                "Matriz": ["Actividad|Meta|Plazo", "Ver|Una|Mayo"],
                "Datos": [
                    "ruta|actividad.codigo|actividad.descripcion|actividad.meta",
                    "x|1|Otra|Dos",
                ],
            }
        )
    )

    assert len(leido.contenido.componentes[0].subcomponentes[0].actividades) == 1


MATRIZ = ["Actividad|Meta|Plazo", "Ver|Una|Mayo"]


@pytest.mark.parametrize(
    ("texto", "nombre"),
    [
        (
            "MUNICIPIO DE CARTAGO VALLE DEL CAUCA Nit: 891.900.493.2",
            "MUNICIPIO DE CARTAGO VALLE DEL CAUCA",
        ),
        ("Alcaldía Municipal de California", "Alcaldía Municipal de California"),
        ("Nombre de la entidad: Hospital San Juan E.S.E.", "Hospital San Juan E.S.E."),
        ("Municipio de Palmar 2026", "Municipio de Palmar"),
        ("Entidad: Hospital San Juan 2026", "Hospital San Juan"),
    ],
)
def test_la_entidad_se_toma_de_lo_que_se_ve_y_se_dice(texto: str, nombre: str) -> None:
    leido = leer(en_word(MATRIZ, encabezado=texto), entidad=None)

    assert leido.contenido.entidad.nombre == nombre
    assert avisos(leido, "dato_supuesto")[:1] == [
        f"encabezado o pie de página: la entidad se tomó de lo que dice el documento: {nombre!r}"
    ]


def test_sin_entidad_se_pide() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(en_word(MATRIZ), entidad=None)

    assert str(error.value) == (
        "entidad: el documento no dice de quién es; diga la entidad: entidad=… o --entidad"
    )


@pytest.mark.integracion
def test_los_datos_generales_pueden_ir_cada_uno_en_su_celda() -> None:
    generales = ["Nombre de la entidad:|Hospital San Juan|", "Año vigencia:|2026|"]

    plan = leer(en_excel({"Hoja1": [*generales, *MATRIZ]}), entidad=None).contenido

    assert (plan.entidad.nombre, plan.vigencia) == ("Hospital San Juan", 2026)


def test_la_linea_que_dice_la_entidad_no_es_una_dependencia() -> None:
    leido = leer(en_word("PERSONERÍA MUNICIPAL DE LOMA ALTA", MATRIZ), entidad=None)

    assert leido.contenido.entidad.nombre == "PERSONERÍA MUNICIPAL DE LOMA ALTA"
    assert leido.contenido.dependencias == ()


def test_una_dependencia_que_se_llama_como_otra_entidad_es_dependencia() -> None:
    leido = leer(en_word("PERSONERÍA MUNICIPAL DE LOMA ALTA", MATRIZ), entidad="P")

    assert [una.nombre for una in leido.contenido.dependencias] == [
        "PERSONERÍA MUNICIPAL DE LOMA ALTA"
    ]


def test_lo_que_no_dice_de_que_componente_es_se_dice() -> None:
    assert avisos(leer(en_word(MATRIZ)), "lugar_supuesto") == [
        "tabla 1: no dice su componente: quedó sin número ni nombre"
    ]


@pytest.mark.parametrize(("largo", "vigencia"), [(400, 2026), (401, None)])
def test_un_parrafo_de_mas_de_400_letras_no_dice_la_vigencia(
    largo: int, vigencia: int | None
) -> None:
    parrafo = "Vigencia 2026".rjust(largo, "x").replace("xV", " V")

    leido = leer(en_word(parrafo, ["Actividad|Meta|Responsable", "Ver|Una|A"]))
    assert (len(parrafo), leido.contenido.vigencia) == (largo, vigencia)
