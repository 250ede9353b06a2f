"""El libro como vuelve de las personas: llenado, movido, renombrado y con de todo encima.

Prueba ``libros/armado``, ``libros/duenos`` y ``libros/vistas``.
"""

import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.danos import HojaConRotulos
from ayudas.imagenes import png
from ayudas.planes import plan_con

import paac_reportes as paac
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.libros.escritura import libro_de
from paac_reportes.libros.lectura import contenido_de_libro, tema_del_libro
from paac_reportes.libros.plan import EJEMPLO
from paac_reportes.modelo.temas import PLAN
from paac_reportes.opc.lectura import ver

DATOS: dict[str, Any] = {
    "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
    "vigencia": 2026,
    "componentes": [
        {
            "numero": 1,
            "nombre": "Gestión del riesgo",
            "subcomponentes": [
                {
                    "nombre": "Política",
                    "actividades": [
                        {"codigo": "1.1", "descripcion": "Publicar la política"},
                        {"codigo": "1.2", "descripcion": "Socializar la política"},
                    ],
                }
            ],
        },
        {
            "numero": 2,
            "nombre": "Trámites",
            "tramites": [{"numero": "1", "nombre": "Certificado de residencia"}],
        },
    ],
}
PRIMERA, SEGUNDA, LIBRE = 4, 5, 8
"""Filas de la hoja Actividades: las dos del plan, y una en blanco más abajo."""


def leido(cambiar: Callable[[Any], None]) -> DocumentoLeido[Any]:
    """Lo que se lee de un libro después de que alguien lo cambia."""
    return contenido_de_libro(ver(cambiado(cambiar)), PLAN)


@cache
def escrito() -> bytes:
    contenido, _ = libro_de(paac.desde_datos(DATOS).contenido)
    return contenido


def cambiado(cambiar: Callable[[Any], None]) -> io.BytesIO:
    libro = openpyxl.load_workbook(io.BytesIO(escrito()))
    cambiar(libro)
    guardado = io.BytesIO()
    libro.save(guardado)
    guardado.seek(0)
    return guardado


def celda(hoja: Any, fila: int, rotulo: str) -> Any:
    """La de una fila y una columna, por el rótulo de la columna."""
    return hoja.cell(fila, HojaConRotulos(hoja).columna(rotulo))


def ruta_de(fila: int, rotulo: str) -> str:
    """La de una celda de Actividades: ``hoja «Actividades», celda N4``."""
    hoja = openpyxl.load_workbook(io.BytesIO(escrito()))["Actividades"]
    return f"hoja «Actividades», celda {celda(hoja, fila, rotulo).coordinate}"


def actividades(leido: DocumentoLeido[Any]) -> list[paac.modelo.Actividad]:
    return [
        actividad
        for componente in leido.contenido.componentes
        for subcomponente in componente.subcomponentes
        for actividad in subcomponente.actividades
    ]


def codigos_de(leido: DocumentoLeido[Any]) -> list[str]:
    return [aviso.codigo for aviso in leido.avisos]


def poner(fila: int, rotulo: str, valor: Any, muestra: str | None = None) -> Callable[[Any], None]:
    """Escribir en una celda de Actividades."""

    def cambiar(libro: Any) -> None:
        una = celda(libro["Actividades"], fila, rotulo)
        una.value = valor
        if muestra is not None:
            una.number_format = muestra

    return cambiar


@cache
def como_salio() -> DocumentoLeido[Any]:
    return leido(nada)


def nada(_libro: Any) -> None:
    """Guardarlo con otro programa, y ya."""


# ------------------------------------------------------------------ lo que se escribe
def columna_nueva(rotulo: str, valor: str) -> Callable[[Any], None]:
    def cambiar(libro: Any) -> None:
        hoja = libro["Actividades"]
        columna = hoja.max_column + 1
        hoja.cell(3, columna).value = rotulo
        hoja.cell(PRIMERA, columna).value = valor

    return cambiar


DEL_CORTE = "30/04/2026: "
SE_LEE: dict[
    str, tuple[Callable[[Any], None], Callable[[paac.modelo.Actividad], object], object]
] = {
    "un porcentaje de Excel": (
        poner(PRIMERA, f"{DEL_CORTE}Avance (%)", 0.5, "0%"),
        lambda a: [(s.corte, s.avance) for s in a.seguimientos],
        [(date(2026, 4, 30), Decimal(50))],
    ),
    **{
        f"el estado {estado}": (
            poner(PRIMERA, f"{DEL_CORTE}Estado", estado),
            lambda a: a.seguimientos[0].estado,
            paac.modelo.Estado.CUMPLIDA,
        )
        for estado in ("CUMPLIDO", "Cumplidas.", "cumplida")
    },
    "las evidencias, en renglones": (
        poner(PRIMERA, f"{DEL_CORTE}Evidencias", "Acta 1\nActa 2"),
        lambda a: a.seguimientos[0].evidencias,
        ("Acta 1", "Acta 2"),
    ),
    "una fecha": (
        poner(PRIMERA, "Fecha programada", datetime(2026, 4, 30), "dd/mm/yyyy"),
        lambda a: a.fecha_programada,
        "30/04/2026",
    ),
    "una fecha en un texto": (
        poner(PRIMERA, f"{DEL_CORTE}Observaciones", datetime(2026, 5, 12), "dd/mm/yyyy"),
        lambda a: a.seguimientos[0].observaciones,
        "12/05/2026",
    ),
    "una meta en porcentaje": (
        poner(PRIMERA, "Meta o producto", 0.5, "0%"),
        lambda a: a.meta,
        "50%",
    ),
    "otro corte": (
        columna_nueva("2026-06-15 - seguimiento", "Se hizo"),
        lambda a: [(s.corte, s.texto) for s in a.seguimientos],
        [(date(2026, 6, 15), "Se hizo")],
    ),
    "un extra": (
        columna_nueva("extras.riesgo_asociado", "Soborno"),
        lambda a: a.extras["riesgo_asociado"],
        "Soborno",
    ),
}


@pytest.mark.parametrize("caso", SE_LEE)
def test_lo_que_se_escribe_se_lee_como_su_dato(caso: str) -> None:
    cambiar, dato, esperado = SE_LEE[caso]
    assert dato(actividades(leido(cambiar))[0]) == esperado


def mover_las_columnas(libro: Any) -> None:
    hoja = libro["Actividades"]
    filas = [[c.value for c in fila] for fila in hoja.iter_rows(min_row=3)]
    for numero, fila in enumerate(filas, 3):
        for columna, valor in enumerate(reversed(fila), 1):
            hoja.cell(numero, columna).value = valor


def combinar(libro: Any) -> None:
    for letra in "BCD":
        libro["Actividades"].merge_cells(f"{letra}{PRIMERA}:{letra}{SEGUNDA}")


def insertar_arriba(libro: Any) -> None:
    hoja = libro["Actividades"]
    hoja.insert_rows(1, 2)
    hoja["A1"] = "Revisado por Planeación"
    hoja.insert_rows(SEGUNDA + 2)


def quitar_lo_oculto(libro: Any) -> None:
    for hoja in libro.worksheets[1:]:
        hoja.delete_cols(hoja.max_column)


def renombrar(libro: Any) -> None:
    libro["Actividades"].title, libro["Trámites"].title = "ACTIVIDADES 2026", "Hoja 7"


def ocultar_una_fila(libro: Any) -> None:
    libro["Actividades"].row_dimensions[SEGUNDA].hidden = True


def ocultar_una_columna(libro: Any) -> None:
    libro["Actividades"].column_dimensions["F"].hidden = True


def otra_hoja(libro: Any) -> None:
    libro.create_sheet("Cuentas")["A1"] = "Total"


ES_EL_MISMO: dict[str, tuple[Callable[[Any], None], list[str] | None]] = {
    "guardado por otro programa": (nada, []),
    "con las columnas movidas": (mover_las_columnas, None),
    "con celdas combinadas": (combinar, None),
    "con renglones insertados": (insertar_arriba, None),
    "sin las columnas ocultas": (quitar_lo_oculto, None),
    "con un componente dicho por su número": (poner(PRIMERA, "Componente", None), None),
    "con las hojas renombradas": (
        renombrar,
        [
            "hoja «ACTIVIDADES 2026»: se leyó como la hoja «Actividades»",
            "hoja «Hoja 7»: se leyó como la hoja «Trámites»",
        ],
    ),
    "con una fila oculta": (
        ocultar_una_fila,
        ["hoja «Actividades»: filas ocultas, o apartadas por un filtro, que se leyeron: 1"],
    ),
    "con una columna oculta": (
        ocultar_una_columna,
        ["hoja «Actividades»: la columna oculta «Actividad» se leyó"],
    ),
    "con otro nombre de un dato": (
        poner(3, "Actividad", "ACTIVIDADES\nPROGRAMADAS"),
        [
            "hoja «Actividades»: la columna «ACTIVIDADES PROGRAMADAS» se leyó como"
            " actividad.descripcion, su otro nombre"
        ],
    ),
    "con una hoja de más": (
        otra_hoja,
        ["hoja «Cuentas»: no es de las de este libro; no se leyó"],
    ),
}
"""Lo que no cambia el plan y, donde importa cuáles, los avisos."""


@pytest.mark.integracion
@pytest.mark.parametrize("caso", ES_EL_MISMO)
def test_el_plan_es_el_mismo_y_lo_que_cambio_se_dice(caso: str) -> None:
    cambiar, avisos = ES_EL_MISMO[caso]
    resultado = leido(cambiar)
    assert resultado.contenido == paac.desde_datos(DATOS).contenido
    assert avisos is None or [*map(str, resultado.avisos)] == avisos


@pytest.mark.integracion
def test_una_fila_nueva_es_una_actividad_de_su_componente() -> None:
    def cambiar(libro: Any) -> None:
        hoja = libro["Actividades"]
        celda(hoja, LIBRE, "Componente").value = "Gestión del riesgo"
        celda(hoja, LIBRE, "Subcomponente o proceso").value = "Política"
        celda(hoja, LIBRE, "Actividad").value = "Evaluar la política"

    assert [a.descripcion for a in actividades(leido(cambiar))] == [
        "Publicar la política",
        "Socializar la política",
        "Evaluar la política",
    ]
    assert len(leido(cambiar).contenido.componentes) == 2


@pytest.mark.integracion
def test_una_fila_nueva_sin_componente_toma_el_de_arriba_y_lo_dice() -> None:
    resultado = leido(poner(LIBRE, "Actividad", "Evaluar la política"))

    assert actividades(resultado)[-1].descripcion == "Evaluar la política"
    assert [str(aviso) for aviso in resultado.avisos] == [
        "hoja «Actividades», fila 8: en blanco: se tomó el componente y el subcomponente de la fila"
        " de arriba"
    ]


def test_una_columna_que_solo_un_corte_trae_no_falta_en_los_demas() -> None:
    reporte = {"corte": "2026-06-30", "verificacion": {"resultado": "parcial"}}
    datos = paac.datos_de(plan_con(codigo="1.1", seguimientos=[reporte]))
    plan = paac.desde_datos(
        datos | {"metodologia": {"cortes": ["2026-06-30", "2026-12-31"]}}
    ).contenido

    assert contenido_de_libro(ver(io.BytesIO(libro_de(plan)[0])), PLAN).avisos == ()


def test_una_fila_de_tramites_que_no_dice_de_cual_tabla_es_una_falla_en_su_celda() -> None:
    def cambiar(libro: Any) -> None:
        celda(libro["Trámites"], 4, "Tabla").value = "Otros"

    with pytest.raises(
        paac.ErrorDeEntrada,
        match=r"hoja «Trámites», celda D4: se esperaba Trámites o Intercambios, llegó 'Otros'",
    ):
        leido(cambiar)


def test_un_tramite_nuevo_sin_tabla_es_un_tramite() -> None:
    def cambiar(libro: Any) -> None:
        celda(libro["Trámites"], 5, "N.º").value = 2
        celda(libro["Trámites"], 5, "Trámite, proceso o procedimiento").value = "Paz y salvo"

    tramites = leido(cambiar).contenido.componentes[1].tramites
    assert [tramite.nombre for tramite in tramites] == ["Certificado de residencia", "Paz y salvo"]


def test_un_codigo_que_llego_como_numero_se_dice_en_su_celda() -> None:
    resultado = leido(poner(PRIMERA, "Código", 1.1, "General"))

    assert [(a.codigo, a.ruta) for a in resultado.avisos] == [
        ("codigo_como_numero", ruta_de(PRIMERA, "Código"))
    ]


# ------------------------------------------------------------------ el ejemplo
def test_un_plan_con_una_actividad_igual_a_la_de_ejemplo_la_conserva() -> None:
    campos = {dato.removeprefix("actividad."): valor for dato, valor in EJEMPLO.items()}
    plan = plan_con(**campos)

    assert contenido_de_libro(ver(io.BytesIO(libro_de(plan)[0])), PLAN).contenido == plan


def test_el_ejemplo_va_en_las_instrucciones_y_no_de_fila() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(escrito()), read_only=True)
    dicho = {
        hoja.title: " ".join(str(v) for fila in hoja.iter_rows(values_only=True) for v in fila)
        for hoja in libro
    }

    assert [h for h, textos in dicho.items() if EJEMPLO["actividad.meta"] in textos] == [
        "Instrucciones"
    ]


# ------------------------------------------------------------------ lo que se mueve


def test_una_columna_que_no_se_llama_como_ninguna_se_dice_y_no_se_adivina() -> None:
    resultado = leido(poner(3, "Meta o producto", "Meta o prodcuto"))

    assert [(a.codigo, a.ruta) for a in resultado.avisos] == [
        ("columna_sobrante", "hoja «Actividades»"),
        ("columna_faltante", "hoja «Actividades»"),
    ]


def test_una_columna_borrada_se_dice() -> None:
    resultado = leido(lambda libro: libro["Actividades"].delete_cols(8))

    assert [aviso.mensaje for aviso in resultado.avisos] == ["no tiene la columna «Indicador»"]


def test_sin_la_columna_de_las_actividades_la_hoja_es_una_falla() -> None:
    def cambiar(libro: Any) -> None:
        hoja = libro["Actividades"]
        hoja.delete_cols(celda(hoja, PRIMERA, "Actividad").column)

    with pytest.raises(paac.ErrorDeEntrada) as error:
        leido(cambiar)
    assert [str(falla) for falla in error.value.fallas] == [
        "hoja «Actividades»: falta la columna «Actividad»; sin eso no se lee nada de la hoja"
    ]


# ------------------------------------------------------------------ lo que está mal
@pytest.mark.integracion
def test_cada_falla_nombra_su_celda_y_salen_todas() -> None:
    def cambiar(libro: Any) -> None:
        poner(PRIMERA, "30/04/2026: Avance (%)", 150)(libro)
        poner(SEGUNDA, "30/04/2026: Estado", "casi")(libro)
        HojaConRotulos(libro["Plan"]).celda("Vigencia", "Valor").value = "dos mil"

    with pytest.raises(paac.ErrorDeEntrada) as error:
        leido(cambiar)

    assert {falla.ruta for falla in error.value.fallas} == {
        "hoja «Plan», celda B4",
        ruta_de(PRIMERA, "30/04/2026: Avance (%)"),
        ruta_de(SEGUNDA, "30/04/2026: Estado"),
    }


@pytest.mark.integracion
def test_un_estado_que_no_es_de_la_lista_dice_los_de_la_lista_del_libro() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leido(poner(PRIMERA, "30/04/2026: Estado", "casi"))

    assert [falla.mensaje for falla in error.value.fallas] == [
        "se esperaba alguno de estos: Cumplida, En proceso, Sin avance, No aplica, Sin reporte,"
        " llegó 'casi'"
    ]


@pytest.mark.integracion
def test_la_entidad_en_blanco_se_dice_en_su_hoja() -> None:
    def cambiar(libro: Any) -> None:
        HojaConRotulos(libro["Plan"]).celda("Entidad", "Valor").value = None

    with pytest.raises(paac.ErrorDeEntrada, match=r"hoja «Plan», celda B3"):
        leido(cambiar)


@pytest.mark.integracion
def test_una_firma_sin_nombre_se_dice_en_su_fila() -> None:
    def cambiar(libro: Any) -> None:
        HojaConRotulos(libro["Firmas"]).llenar(1, {"Rol": "Elaboró"})

    with pytest.raises(paac.ErrorDeEntrada, match=r"hoja «Firmas», celda B4"):
        leido(cambiar)


@pytest.mark.integracion
def test_un_escudo_que_no_esta_junto_al_libro_se_dice_en_su_celda(tmp_path: Any) -> None:
    def cambiar(libro: Any) -> None:
        HojaConRotulos(libro["Plan"]).celda("Escudo", "Valor").value = "escudo.png"

    ruta = tmp_path / "plan.xlsx"
    ruta.write_bytes(cambiado(cambiar).getvalue())
    with pytest.raises(paac.ErrorDeEntrada, match=r"hoja «Plan», celda B\d+: .*no existe"):
        paac.leer(ruta).sin_dudas()

    (tmp_path / "escudo.png").write_bytes(png())
    assert paac.leer(ruta).sin_dudas().entidad.escudo == png()


@pytest.mark.integracion
def test_un_dato_del_plan_que_no_existe_se_dice() -> None:
    def cambiar(libro: Any) -> None:
        ultima = HojaConRotulos(libro["Plan"]).celda("Reportes que se citan", "Dato")
        ultima.value, ultima.offset(column=1).value = "Alcalde", "Quien sea"

    [aviso] = leido(cambiar).avisos

    assert aviso.codigo == "dato_sobrante"
    assert aviso.ruta.startswith("hoja «Plan», fila ")


# ------------------------------------------------------------------ cuál libro es
def test_un_libro_del_plan_se_reconoce_por_sus_hojas_si_perdio_su_propiedad() -> None:
    def cambiar(libro: Any) -> None:
        for nombre in list(libro.custom_doc_props.names):
            del libro.custom_doc_props[nombre]

    assert tema_del_libro(ver(cambiado(cambiar))) is PLAN


@pytest.mark.integracion
def test_leer_da_el_plan_de_su_libro_con_lo_que_cambio() -> None:
    lectura = paac.leer(cambiado(poner(3, "Actividad", "Actividades")), como=None)

    assert lectura.contenido == paac.desde_datos(DATOS).contenido
    assert [aviso.codigo for aviso in lectura.avisos] == ["columna_parecida"]


def test_otro_libro_no_es_el_de_un_plan(tmp_path: Any) -> None:
    libro = openpyxl.Workbook()
    libro.worksheets[0]["A1"] = "Total"
    libro.save(tmp_path / "cuentas.xlsx")

    assert tema_del_libro(ver(tmp_path / "cuentas.xlsx")) is None


def test_un_libro_de_una_version_posterior_se_dice() -> None:
    def cambiar(libro: Any) -> None:
        libro.custom_doc_props["paac.version_contrato"].value = "999"

    with pytest.raises(paac.ErrorDeEntrada, match="este libro es más nuevo"):
        leido(cambiar)


# ------------------------------------------------------------------ de qué componente es
@pytest.mark.integracion
def test_un_componente_escrito_con_otras_mayusculas_es_el_mismo_y_se_dice() -> None:
    resultado = leido(poner(PRIMERA, "Componente", "GESTION DEL RIESGO "))

    assert resultado.contenido == paac.desde_datos(DATOS).contenido
    assert [str(aviso) for aviso in resultado.avisos] == [
        "hoja «Actividades», celda C4: 'GESTION DEL RIESGO ' se leyó como 'Gestión del riesgo',"
        " el de la hoja Componentes"
    ]


@pytest.mark.integracion
def test_un_componente_que_no_esta_en_su_hoja_se_agrega_y_se_dice() -> None:
    def cambiar(libro: Any) -> None:
        poner(SEGUNDA, "N.º", 3)(libro)
        poner(SEGUNDA, "Componente", "Gestión de riesgos")(libro)

    resultado = leido(cambiar)

    assert [c.nombre for c in resultado.contenido.componentes] == [
        "Gestión del riesgo",
        "Trámites",
        "Gestión de riesgos",
    ]
    assert [aviso.mensaje for aviso in resultado.avisos] == [
        "el componente 3, 'Gestión de riesgos' no está en la hoja Componentes: se agregó"
    ]


def test_por_dependencias_el_componente_en_blanco_es_el_de_la_fila_de_arriba() -> None:
    datos = {"nombre": "Salud", "componentes": DATOS["componentes"]}
    contenido, _ = libro_de(
        paac.desde_datos({**DATOS, "componentes": [], "dependencias": [datos]}).contenido
    )
    libro, vuelto = openpyxl.load_workbook(io.BytesIO(contenido)), io.BytesIO()
    celda(libro["Actividades"], LIBRE, "Dependencia").value = "Salud"
    celda(libro["Actividades"], LIBRE, "Subcomponente o proceso").value = "Política"
    celda(libro["Actividades"], LIBRE, "Actividad").value = "Evaluar la política"
    libro.save(vuelto)
    vuelto.seek(0)

    leido: Any = contenido_de_libro(ver(vuelto), PLAN)
    [dependencia] = leido.contenido.dependencias
    [politica] = dependencia.componentes[0].subcomponentes
    assert [una.descripcion for una in politica.actividades][2:] == ["Evaluar la política"]
    assert [aviso.mensaje for aviso in leido.avisos] == [
        "en blanco: se tomó el componente de la fila de arriba"
    ]


def test_un_componente_que_cambia_de_nombre_en_su_hoja_conserva_lo_suyo_y_se_dice() -> None:
    def cambiar(libro: Any) -> None:
        celda(libro["Componentes"], 4, "Componente").value = "Riesgos de corrupción"

    resultado = leido(cambiar)

    assert [c.nombre for c in resultado.contenido.componentes] == [
        "Riesgos de corrupción",
        "Trámites",
    ]
    assert [str(aviso) for aviso in resultado.avisos] == [
        f"hoja «Actividades», celda C{fila}: 1, 'Gestión del riesgo' ya no está en la hoja"
        " Componentes: se leyó como el que se llamaba así"
        for fila in (PRIMERA, SEGUNDA)
    ]


def test_dos_componentes_que_cambian_de_nombre_entre_si_se_dicen() -> None:
    def cambiar(libro: Any) -> None:
        for rotulo in ("N.º", "Componente"):
            una, otra = (celda(libro["Componentes"], fila, rotulo) for fila in (4, 5))
            una.value, otra.value = otra.value, una.value

    assert codigos_de(leido(cambiar)) == ["lectura_dudosa"] * 3


def test_una_actividad_sin_componente_ni_nada_arriba_es_una_falla_en_su_celda() -> None:
    def cambiar(libro: Any) -> None:
        poner(PRIMERA, "N.º", None)(libro)
        poner(PRIMERA, "Componente", None)(libro)

    with pytest.raises(
        paac.ErrorDeEntrada, match=r"hoja «Actividades», celda C4: falta decir de qué componente es"
    ):
        leido(cambiar)


def test_si_una_fila_dice_su_dependencia_las_de_arriba_la_dicen() -> None:
    def cambiar(libro: Any) -> None:
        poner(LIBRE, "Dependencia", "Hacienda")(libro)
        poner(LIBRE, "Componente", "Gestión del riesgo")(libro)
        poner(LIBRE, "Actividad", "Publicar")(libro)

    with pytest.raises(paac.ErrorDeEntrada) as error:
        leido(cambiar)

    assert [str(falla) for falla in error.value.fallas] == [
        "hoja «Actividades», celda A4: 2 filas de esta hoja sin la dependencia, que otras del libro"
        " dicen: en todas, o en ninguna",
        "hoja «Trámites», celda A4: una fila de esta hoja sin la dependencia, que otras del libro"
        " dicen: en todas, o en ninguna",
    ]


@pytest.mark.una_de_cada("hoja", "escrito")
@pytest.mark.parametrize(
    ("escrito", "dice"),
    [
        (["TOTAL"], ["es un total"]),
        (["Secretaría de Hacienda"], ["va sola, aparte de las demás filas"]),
        (["Nota: datos de agosto"], ["es una nota o una firma"]),
        (["____________", "ANA FIRMANTE", "Secretaria"], ["es una nota o una firma"] * 3),
    ],
)
@pytest.mark.parametrize("hoja", ["Componentes", "Actividades", "Trámites"])
def test_lo_de_debajo_de_una_tabla_se_dice_y_no_es_un_dato(
    hoja: str, escrito: list[str], dice: list[str]
) -> None:
    def cambiar(libro: Any) -> None:
        excel = libro[hoja]
        escritas = [c.row for f in excel.iter_rows() for c in f if c.value is not None]
        for fila, texto in enumerate(escrito, max(escritas) + 2):
            excel.cell(fila, 1).value = texto

    resultado = leido(cambiar)
    assert resultado.contenido == como_salio().contenido
    assert [aviso.mensaje.partition(", y no se leyó")[0] for aviso in resultado.avisos] == dice


@pytest.mark.integracion
def test_copiado_a_otro_libro_sin_estilos_ni_propiedades_dice_lo_mismo() -> None:
    copia = openpyxl.Workbook()
    copia.remove(copia.worksheets[0])
    for hoja in openpyxl.load_workbook(cambiado(nada)).worksheets:
        nueva = copia.create_sheet(hoja.title)
        for fila in hoja.iter_rows(values_only=True):
            nueva.append(fila)
    guardado = io.BytesIO()
    copia.save(guardado)
    guardado.seek(0)

    assert paac.leer(guardado).sin_dudas() == paac.desde_datos(DATOS).contenido


@pytest.mark.integracion
def test_un_avance_que_parece_una_parte_de_uno_se_dice_con_su_celda() -> None:
    def cambiar(libro: Any) -> None:
        celda(libro["Actividades"], PRIMERA, "30/04/2026: Avance (%)").value = 0.75

    lugar = celda(
        openpyxl.load_workbook(cambiado(lambda _libro: None))["Actividades"],
        PRIMERA,
        "30/04/2026: Avance (%)",
    ).coordinate
    assert [str(a) for a in leido(cambiar).avisos if a.codigo == "avance_como_fraccion"] == [
        f"hoja «Actividades», celda {lugar}: se leyó como 0,75 %; si es una parte de uno, escriba 75"
    ]


@pytest.mark.parametrize("corte", ["30-04-2026", "2026-04-30", "30/04/2026"])
def test_el_corte_de_un_rotulo_se_lee_se_escriba_con_guiones_o_con_barras(corte: str) -> None:
    def cambiar(libro: Any) -> None:
        poner(PRIMERA, "30/04/2026: Evidencias", "Acta 1")(libro)
        celda(
            libro["Actividades"], PRIMERA - 1, "30/04/2026: Evidencias"
        ).value = f"{corte}: Evidencias"

    [seguimiento] = (
        leido(cambiar).contenido.componentes[0].subcomponentes[0].actividades[0].seguimientos
    )
    assert (seguimiento.corte, seguimiento.evidencias) == (date(2026, 4, 30), ("Acta 1",))


def test_se_dice_de_que_dato_es_cada_columna() -> None:
    columnas = [c for c in como_salio().columnas if c.lugar.startswith("hoja «Actividades»")]

    assert [(c.lugar, c.rotulo, c.dato, c.corte, c.parecido) for c in columnas][3:7] == [
        (
            "hoja «Actividades», columna D",
            "Subcomponente o proceso",
            ("subcomponente.nombre",),
            None,
            1.0,
        ),
        ("hoja «Actividades», columna E", "Código", ("actividad.codigo",), None, 1.0),
        ("hoja «Actividades», columna F", "Actividad", ("actividad.descripcion",), None, 1.0),
        ("hoja «Actividades», columna G", "Meta o producto", ("actividad.meta",), None, 1.0),
    ]
    assert {c.corte for c in columnas} == {
        *(None, date(2026, 4, 30), date(2026, 8, 31), date(2026, 12, 31))
    }
    assert all(c.dato[0].partition(".")[0] != "paac" for c in columnas)


def test_los_cortes_escogidos_las_firmas_y_los_cambios_vuelven_en_su_orden() -> None:
    cortes = ["2026-03-31", "2026-07-31", "2026-11-30"]
    plan = plan_con(codigo="1.1")
    plan = paac.desde_datos(
        paac.datos_de(plan)
        | {
            "metodologia": {"cortes": cortes},
            "firmas": [{"rol": "Elaboró", "nombre": "Ana"}, {"rol": "Aprobó", "nombre": "Berta"}],
            "control_cambios": [{"version": "2", "fecha": "01/03/2026", "razon": "Ajuste"}],
        }
    ).contenido
    contenido, _ = libro_de(plan)

    vuelto: Any = contenido_de_libro(ver(io.BytesIO(contenido)), PLAN).contenido
    assert vuelto.metodologia is not None
    assert vuelto.metodologia.cortes == tuple(map(date.fromisoformat, cortes))
    assert [firma.nombre for firma in vuelto.firmas] == ["Ana", "Berta"]
    assert [cambio.razon for cambio in vuelto.control_cambios] == ["Ajuste"]


@pytest.mark.parametrize(("filas", "se_lee"), [(27, True), (28, False)])
def test_los_rotulos_se_buscan_en_las_primeras_treinta_filas(filas: int, *, se_lee: bool) -> None:
    def bajar(libro: Any) -> None:
        hoja = libro["Trámites"]
        for combinada in [*hoja.merged_cells.ranges]:
            hoja.unmerge_cells(str(combinada))
        hoja.insert_rows(2, filas)

    if se_lee:
        assert (
            leido(bajar).contenido.componentes[1].tramites[0].nombre == "Certificado de residencia"
        )
    else:
        with pytest.raises(paac.ErrorDeEntrada, match="Trámites"):
            leido(bajar)


@pytest.mark.parametrize(
    "hoja", ["Componentes", "Actividades", "Trámites", "Recomendaciones", "Firmas", "Textos"]
)
def test_la_hoja_que_ya_no_esta_se_dice(hoja: str) -> None:
    def borrar(libro: Any) -> None:
        del libro[hoja]

    assert [str(aviso) for aviso in leido(borrar).avisos if aviso.codigo == "hoja_faltante"] == [
        f"hoja «{hoja}»: no está en el libro, o está en blanco: el plan quedó sin lo que tuviera"
    ]


@pytest.mark.integracion
def test_en_un_libro_nuevo_se_puede_escribir_la_dependencia(tmp_path: Path) -> None:
    libro = tmp_path / "plan.xlsx"
    paac.guardar_datos(paac.en_blanco(paac.Entidad(nombre="Municipio"), vigencia=2026), libro)
    abierto: Any = openpyxl.load_workbook(libro)
    hoja = abierto["Actividades"]
    rotulos = next(f for f in hoja.iter_rows() if f[0].value == "Dependencia")
    columnas = {celda.value: celda.column for celda in rotulos}
    primera = rotulos[0].row + 1
    for fila, dependencia in ((primera + 2, "Salud"), (primera + 4, "Hacienda")):
        hoja.cell(fila, columnas["Dependencia"]).value = dependencia
        hoja.cell(fila, columnas["Actividad"]).value = f"Lo de {dependencia}"
    abierto.save(libro)
    lectura = paac.leer(libro)
    assert [una.nombre for una in lectura.contenido.dependencias] == ["Salud", "Hacienda"]
    omitidas = [str(aviso) for aviso in lectura.avisos if aviso.codigo == "fila_omitida"]
    assert [dicho.partition(",")[0] for dicho in omitidas] == [
        "hoja «Componentes»: 5 filas sin dependencia",
        "hoja «Actividades»: 2 filas sin dependencia",
    ]


@pytest.mark.parametrize(
    ("escrita", "quedan", "dice"),
    [
        (
            "SECRETARIA DE SALUD",
            ["Secretaría de Salud"],
            "'SECRETARIA DE SALUD' se leyó como 'Secretaría de Salud', como arriba",
        ),
        (
            "Hacienda",
            ["Secretaría de Salud", "Hacienda"],
            "el componente 1, 'Gestión del riesgo' no está en la hoja Componentes: se agregó",
        ),
    ],
)
def test_la_dependencia_con_otras_letras_es_la_misma_y_la_nueva_se_dice(
    escrita: str, quedan: list[str], dice: str, tmp_path: Path
) -> None:
    dependencia = {"nombre": "Secretaría de Salud", "componentes": DATOS["componentes"][:1]}
    plan = paac.desde_datos({"entidad": DATOS["entidad"], "dependencias": [dependencia]}).contenido
    paac.guardar_datos(plan, tmp_path / "plan.xlsx")
    libro: Any = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    poner(SEGUNDA, "Dependencia", escrita)(libro)
    libro.save(tmp_path / "plan.xlsx")

    vuelto = paac.leer(tmp_path / "plan.xlsx")

    assert [una.nombre for una in vuelto.contenido.dependencias] == quedan
    assert [aviso.mensaje for aviso in vuelto.avisos] == [dice]


def test_de_una_columna_que_esta_dos_veces_se_dice_cual_se_leyo() -> None:
    def repetir(libro: Any) -> None:
        hoja = libro["Actividades"]
        hoja.cell(3, hoja.max_column + 1, "Responsable")

    vuelto = leido(repetir)
    assert vuelto.contenido == como_salio().contenido
    assert "la columna «Responsable» está otra vez; se leyó la primera" in {
        aviso.mensaje for aviso in vuelto.avisos
    }


@pytest.mark.integracion
@pytest.mark.parametrize("segundo", ["SHD", None, "SH"])
def test_el_nombre_corto_de_una_dependencia_es_uno_aunque_este_en_varias_filas(
    segundo: str | None,
) -> None:
    dependencia = {
        "nombre": "Hacienda",
        "nombre_corto": "SHD",
        "componentes": DATOS["componentes"][:2],
    }
    contenido, _ = libro_de(
        paac.desde_datos({"entidad": DATOS["entidad"], "dependencias": [dependencia]}).contenido
    )
    libro, vuelto = openpyxl.load_workbook(io.BytesIO(contenido)), io.BytesIO()
    primera, segunda = (
        celda(libro["Componentes"], fila, "Nombre corto de la dependencia") for fila in (4, 5)
    )
    assert primera.value == segunda.value == "SHD"
    segunda.value = segundo
    libro.save(vuelto)
    vuelto.seek(0)

    if segundo == "SH":
        donde = "hoja «Componentes», celda {}".format
        with pytest.raises(paac.ErrorDeEntrada) as error:
            contenido_de_libro(ver(vuelto), PLAN)
        assert [str(falla) for falla in error.value.fallas] == [
            f"{donde(segunda.coordinate)}: dice 'SH', y {donde(primera.coordinate)} dice 'SHD'"
        ]
    else:
        leido: Any = contenido_de_libro(ver(vuelto), PLAN)
        assert [una.nombre_corto for una in leido.contenido.dependencias] == ["SHD"]
