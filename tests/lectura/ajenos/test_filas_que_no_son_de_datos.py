"""Una fila es una actividad, o un riesgo, sólo si dice uno: lo que no se toma se dice con su texto.

Prueba ``lectura/ajenos/cabezas``, ``lectura/ajenos/colas`` y ``lectura/ajenos/valores``.
"""

import io
from collections.abc import Sequence
from typing import Any

import pytest
from ayudas.matrices import Renglon, en_excel, en_word
from hypothesis import given, settings
from hypothesis import strategies as st

import paac_reportes as paac

ROTULOS = "No.|Componente|Actividades|Meta|Responsables|Fecha de cumplimiento|Avance a 31/08/2026|% cumplimiento a 31/08/2026"
FILAS = (
    "1|Transparencia|Divulgación del código de integridad|Un código|Talento Humano|30/06/2026|Se divulgó por correo|100",
    "2|Transparencia|Encuesta de satisfacción|Cuatro encuestas|Atención al Ciudadano|Trimestral|Se aplicaron dos|50",
    "3|Rendición de cuentas|Audiencia pública de rendición|Una audiencia|Planeación|15/12/2026||0",
)
ROTULOS_DEL_MAPA = (
    "Proceso|Código|Riesgo|Causas|Consecuencias|Probabilidad|Impacto|Zona|Controles|Responsable"
)
FILAS_DEL_MAPA = (
    "Compras|RC-01|Posibilidad de recibir dádivas por adjudicar|Falta de rotación|Sanciones|Posible|Mayor|Alta|Comité|Jurídica",
    "Tesorería|RC-02|Posibilidad de desviar recursos de la caja|Claves compartidas|Detrimento|Probable|Catastrófico|Extrema|Arqueos|Hacienda",
    "Trámites|RC-03|Posibilidad de cobrar por un trámite gratuito|Desconocimiento|Quejas|Rara vez|Moderado|Moderada|Carteles|Atención",
)
PLAN, MAPA = (ROTULOS, FILAS), (ROTULOS_DEL_MAPA, FILAS_DEL_MAPA)

BAJO_LOS_ROTULOS_DEL_PLAN = {
    "números": "1|2|3|4|5|6|7|8",
    "números desde la segunda": "|1|2|3|4|5|6|7",
    "números con un cálculo": "1|2|3|4|5|6|7|8 = 7 / 4",
    "números que cuentan las ocultas": "1|2|4|5|6|8|9|10",
    "letras": "a)|b)|c)|d)|e)|f)|g)|h)",
    "romanos": "I|II|III|IV|V|VI|VII|VIII",
    "columnas": "Col. 1|Col. 2|Col. 3|Col. 4|Col. 5|Col. 6|Col. 7|Col. 8",
    "clases de dato": "Automático|Lista|Texto libre|Texto libre|Texto libre|AAAA-MM-DD|Texto libre|Numérico",
    "obligatorias": "Obligatorio|Obligatorio|Obligatorio|Obligatorio|Opcional|Obligatorio|Opcional|Opcional",
    "una letra": "N|A|A|A|A|F|A|P",
    "otros rótulos": "Ítem|Línea|Lo que haremos|Lo esperado|A cargo de|Hasta cuándo|Qué llevamos|Cuánto llevamos",
    "órdenes": "Escribir el número|Escoger de la lista|Redactar en infinitivo|Cuantificar|Indicar el cargo|Indicar el día|Contar lo hecho|Poner de 0 a 100",
    "ejemplo en la primera": "Ejemplo|Transparencia|Divulgación del plan en cartelera|Un plan|Planeación|31/01/2026|Se divulgó|100",
    "ejemplo en el texto": "0|Transparencia|Ejemplo: divulgación del plan|Un plan|Planeación|31/01/2026|Se divulgó|100",
    "ejemplo en todas": "X|Muestra: transparencia|Muestra: divulgar|Muestra: un plan|Muestra: Planeación|Muestra: 31/01/2026|Muestra: sí|100",
    "el código cero": "0|Modelo|Divulgación del plan en cartelera|Un plan|Planeación|31/01/2026|Se divulgó|100",
    "palabra donde va un código": "Modelo|Transparencia|Divulgación del plan en cartelera|Un plan|Planeación|31/01/2026|Se divulgó|100",
}  # fmt: skip
BAJO_LOS_ROTULOS_DEL_MAPA = {
    "números": "1|2|3|4|5|6|7|8|9|10",
    "letras": "A|B|C|D|E|F|G|H|I|J",
    "clases de dato": "Lista|Automático|Texto libre|Texto libre|Texto libre|Lista|Lista|Fórmula|Texto libre|Cargo",
    "otros rótulos": "Nombre|Consecutivo|Lo que puede suceder|Por qué|Qué trae|De 1 a 5|De 1 a 5|Color|Qué se hace|Cargo",
    "ejemplo": "Compras|Ejemplo|Posibilidad de cobrar|Falta|Quejas|Posible|Mayor|Alta|Turnos|Jefe",
    "el código cero": "Modelo|RC-00|Posibilidad de cobrar|Falta|Quejas|Posible|Mayor|Alta|Turnos|Jefe",
    "ejemplo en varias": "Muestra|RC-00|Muestra: que cobren|Falta|Quejas|Posible|Mayor|Alta|Turnos|Jefe",
}
TRAS_LA_ULTIMA = {
    "título": ["||Semáforo"],
    "título con dos puntos": ["||Convenciones:"],
    "leyenda": ["||Bajo: 0 a 59 %", "||Alto: 80 a 100 %"],
    "leyenda de dos columnas": ["59|Rojo", "79|Amarillo", "100|Verde"],
    "leyenda con su rango": ["||Bajo|0-59", "||Medio|60-79"],
    "leyenda con sus rótulos": ["Color|Rango", "Rojo|0 a 59", "Verde|80 a 100"],
    "símbolos": ["||■ Vencida", "||■ En término"],
    "página": ["||Hoja 2 de 5"],
    "formato": ["||Formato PL-F-07|Versión 3|Vigente desde 02/01/2024"],
    "control de cambios": ["Versión|Fecha|Descripción del cambio", "1|15/01/2026|Creación del formato", "2|20/03/2026|Ajuste de la meta"],
    "quien firma": ["||Óscar Ruiz||Pilar Díaz", "||Profesional||Asesora"],
    "quien firma en mayúsculas": ["||MARÍA LÓPEZ", "||JEFE DE PLANEACIÓN"],
    "resumen": ["||Terminadas|1", "||Sin iniciar|1"],
    "resumen bajo el avance": ["||||||Resultado|50"],
    "resumen con su porcentaje": ["||Terminadas|||||1"],
    "fecha de impresión": ["||Fecha de impresión|||30/08/2026"],
    "leyenda y resumen": ["Convenciones||Resumen", "Rojo|59|Terminadas|1", "Verde|100|Atrasadas|2"],
}  # fmt: skip


def en_los_dos(renglones: Sequence[Renglon]) -> dict[str, io.BytesIO]:
    """La tabla en Excel, con sus números como números, y en Word."""
    ancho = max(str(renglon).count("|") for renglon in renglones)
    iguales = [f"{renglon}{'|' * (ancho - str(renglon).count('|'))}" for renglon in renglones]
    celdas = [[int(c) if c.isdigit() else c for c in fila.split("|")] for fila in iguales]
    return {"Excel": en_excel({"Hoja1": celdas}), "Word": en_word(iguales)}


def leida(archivo: io.BytesIO) -> Any:
    return paac.leer(archivo, como=None, entidad="M", vigencia=2026)


def lo_que_dice(lectura: Any) -> list[tuple[str, ...]]:
    """De qué es cada fila; de las de un plan, además, su avance."""
    contenido: Any = lectura.contenido
    if isinstance(contenido, paac.Plan):
        filas_del_plan: Any = contenido.tablas()
        return [
            (fila.descripcion, *(str(s.avance) for s in fila.seguimientos))
            for _, componente in filas_del_plan
            for fila in componente.filas()
        ]
    return [(r.descripcion,) for p in lectura.contenido.procesos for r in p.riesgos]


def esperado(rotulos: str, filas: Sequence[str]) -> list[tuple[str, ...]]:
    """Lo que dice la tercera celda de cada fila; en un plan, con la última."""
    celdas = [fila.split("|") for fila in filas]
    return [(fila[2], fila[7]) if rotulos == ROTULOS else (fila[2],) for fila in celdas]


def dichos(lectura: Any) -> str:
    """Lo que dicen los avisos de las filas que no se leyeron."""
    codigos = {"fila_sin_leer", "fila_omitida", "tabla_omitida", "sin_usar"}
    return " ".join(f"{a.ruta} {a.mensaje}" for a in lectura.avisos if a.codigo in codigos)


@pytest.mark.una_de_cada("nombre", resto="integracion")
@pytest.mark.parametrize("tipo", ["Excel", "Word"])
@pytest.mark.parametrize(
    ("tabla", "nombre", "fila"),
    [
        *((PLAN, f"plan, {n}", fila) for n, fila in BAJO_LOS_ROTULOS_DEL_PLAN.items()),
        *((MAPA, f"mapa, {n}", fila) for n, fila in BAJO_LOS_ROTULOS_DEL_MAPA.items()),
    ],
)
def test_bajo_los_rotulos_no_es_una_fila(tabla: Any, nombre: str, fila: str, tipo: str) -> None:
    rotulos, filas = tabla

    lectura = leida(en_los_dos([rotulos, fila, *filas])[tipo])

    assert lo_que_dice(lectura) == esperado(rotulos, filas)
    assert "fila 2 " in dichos(lectura), nombre


@pytest.mark.parametrize("nombre", ["Modelo", "(Guía)", "Así se llena"])
@pytest.mark.parametrize(
    ("tabla", "primera"),
    [
        (
            PLAN,
            "{}|Transparencia|Divulgación del plan en cartelera|Un plan|Planeación|31/01/2026||",
        ),
        (MAPA, "Compras|{}|Posibilidad de cobrar|Falta|Quejas|Posible|Mayor|Alta|Turnos|Jefe"),
    ],
    ids=["plan", "mapa"],
)
def test_sobre_una_sola_fila_la_que_nombra_donde_va_un_codigo_no_lo_es(
    tabla: Any, primera: str, nombre: str
) -> None:
    rotulos, filas = tabla

    lectura = leida(en_los_dos([rotulos, primera.format(nombre), filas[1]])["Excel"])

    assert lo_que_dice(lectura) == esperado(rotulos, [filas[1]])
    assert (
        f"fila 2 es un ejemplo de cómo llenarla, y no se leyó: '{primera[:4].format(nombre)[:4]}"
        in dichos(lectura)
    )


@pytest.mark.parametrize(
    ("tabla", "primera", "es_fila"),
    [
        (PLAN, "0|Modelo|Divulgación del plan|Un plan|Planeación|31/01/2026||", False),
        (
            MAPA,
            "Modelo|RC-00|Posibilidad de cobrar|Falta|Quejas|Posible|Mayor|Alta|Turnos|J",
            False,
        ),
        (PLAN, "10|Modelo|Divulgación del plan|Un plan|Planeación|31/01/2026||", True),
        (MAPA, "Modelo|RC-10|Posibilidad de cobrar|Falta|Quejas|Posible|Mayor|Alta|Turnos|J", True),
    ],
)
def test_sobre_una_sola_fila_la_del_codigo_cero_no_lo_es(
    tabla: Any, primera: str, *, es_fila: bool
) -> None:
    rotulos, filas = tabla

    lectura = leida(en_los_dos([rotulos, primera, filas[1]])["Excel"])

    assert (primera.split("|")[2] in {texto for texto, *_ in lo_que_dice(lectura)}) is es_fila
    assert ("es un ejemplo de cómo llenarla" in dichos(lectura)) is not es_fila


def test_dos_filas_sin_numeros_en_la_columna_del_codigo_son_filas() -> None:
    filas = [
        "Única|Transparencia|Divulgación del plan|Un plan|Planeación|31/01/2026|Se divulgó|100",
        "Otra|Transparencia|Encuesta de satisfacción|Una|Planeación|30/06/2026|Se hizo|50",
    ]

    lectura = leida(en_los_dos([ROTULOS, *filas])["Excel"])

    assert lo_que_dice(lectura) == esperado(ROTULOS, filas)


@pytest.mark.parametrize("blanco", [[], [""]])
@pytest.mark.parametrize(
    ("nota", "dicho"),
    [
        ("Nota: se valoran según la guía", "celda A{} es una nota o una firma, y no se leyó: 'Nota: se valoran según la guía'"),
        ("||||||Fuente: los talleres", "celda G{} es una nota o una firma, y no se leyó: 'Fuente: los talleres'"),
        ("|||||||||||Nota: aparte", "celda L{} es una nota o una firma, y no se leyó: 'Nota: aparte'"),
        ("Total|2", "celda A{} es un total, y no se leyó: 'Total | 2'"),
        ("Se revisan cada año", "fila {} no dice ningún riesgo, y no se leyó: 'Se revisan cada año'"),
    ],
)  # fmt: skip
def test_la_nota_de_un_mapa_se_dice_con_su_celda(nota: str, dicho: str, blanco: list[str]) -> None:
    primera, *demas = FILAS_DEL_MAPA

    lectura = leida(
        en_los_dos([ROTULOS_DEL_MAPA, primera, *blanco, nota, *blanco, *demas])["Excel"]
    )

    assert lo_que_dice(lectura) == esperado(ROTULOS_DEL_MAPA, FILAS_DEL_MAPA)
    assert dichos(lectura) == f"hoja «Hoja1», {dicho.format(3 + len(blanco))}"


def test_lo_que_va_suelto_entre_dos_riesgos_no_corta_el_mapa() -> None:
    primera, *demas = FILAS_DEL_MAPA

    lectura = leida(
        en_los_dos([ROTULOS_DEL_MAPA, primera, "", "|||El taller se hizo en marzo", "", *demas])[
            "Word"
        ]
    )

    assert lo_que_dice(lectura) == esperado(ROTULOS_DEL_MAPA, FILAS_DEL_MAPA)
    assert dichos(lectura) == (
        "tabla 1, fila 4 no está bajo ningún riesgo, y no se leyó: 'El taller se hizo en marzo'"
    )


@pytest.mark.una_de_cada("nombre", resto="integracion")
@pytest.mark.parametrize("blanco", [[], [""]])
@pytest.mark.parametrize("tipo", ["Excel", "Word"])
@pytest.mark.parametrize(
    ("tabla", "nombre", "pie"),
    [
        (tabla, f"{clase}, {n}", pie)
        for clase, tabla in (("plan", PLAN), ("mapa", MAPA))
        for n, pie in TRAS_LA_ULTIMA.items()
    ],
)
def test_tras_la_ultima_no_es_una_fila(
    tabla: Any, nombre: str, pie: list[str], tipo: str, blanco: list[str]
) -> None:
    rotulos, filas = tabla

    lectura = leida(en_los_dos([rotulos, *filas, *blanco, *pie])[tipo])

    assert lo_que_dice(lectura) == esperado(rotulos, filas)
    assert any(t in dichos(lectura) for fila in pie for t in fila.split("|") if t), nombre


@pytest.mark.parametrize("tipo", ["Excel", "Word"])
@pytest.mark.parametrize(
    "fila",
    [
        "4|Transparencia|Página web|Una página|TIC|30/09/2026||",
        "4|Transparencia|Convenciones con universidades|Dos|Planeación|30/09/2026||",
        "4|Transparencia|Rojo intenso|Una|Planeación|Por definir|Sin reporte|",
        "4|Transparencia|Feria de la transparencia|Una feria|Planeación|||",
        "4||Página web|||||",
        "||Capacitar|||||",
        "||Publicar los estados financieros|||||",
        "||Boletín||Planeación|||",
    ],
)
def test_la_ultima_de_pocas_celdas_es_una_fila(fila: str, tipo: str) -> None:
    lectura = leida(en_los_dos([ROTULOS, *FILAS, fila])[tipo])

    assert {texto for texto, *_ in lo_que_dice(lectura)} == {
        texto for texto, *_ in esperado(ROTULOS, (*FILAS, fila))
    }


@pytest.mark.parametrize(
    "fila",
    [
        "1|Transparencia|Página web|Una|TIC|30/09/2026||",
        "1|Transparencia|Chat|Uno|TIC|Permanente||",
        "1|Transparencia|Caracterización|Una|TIC|Por definir|Sin reporte|",
        "1|Capacitación|Capacitación|Capacitación hecha|Talento Humano|30/06/2026||",
        "|Transparencia|Ferias|Dos|TIC|Pendiente||",
        "1|Transparencia|Publicar|Uno|TIC|Cuando se requiera|No se reportó|NA",
    ],
)
def test_la_primera_que_dice_una_actividad_es_una_fila(fila: str) -> None:
    sola = leida(en_los_dos([ROTULOS, fila])["Excel"])
    con_otras = leida(en_los_dos([ROTULOS, fila, *FILAS])["Word"])

    texto = fila.split("|")[2]
    assert [dicho for dicho, *_ in lo_que_dice(sola)] == [texto]
    assert texto in {dicho for dicho, *_ in lo_que_dice(con_otras)}


def test_un_riesgo_con_su_codigo_y_sin_valorar_es_una_fila() -> None:
    filas = [*FILAS_DEL_MAPA, "Archivo|RC-04|Fuga de información|||||||"]

    lectura = leida(en_los_dos([ROTULOS_DEL_MAPA, *filas])["Word"])

    assert lo_que_dice(lectura) == esperado(ROTULOS_DEL_MAPA, filas)


def test_las_filas_que_apenas_llenan_algo_bajo_rotulos_repetidos_se_leen() -> None:
    rotulos = "Componente|Actividad|Meta|Responsable|Fecha|Avance a 30/04/2026"
    primera = ["Uno|Audiencia pública|Una|Planeación|30/06/2026|50", "|Ferias||Planeación||"]
    segunda = ["|Página web|Dos|Planeación|Por definir|", "|Boletín|||Mensual|", "|Capacitar||||"]

    lectura = leida(en_word([rotulos, *primera, rotulos, *segunda, "|Página 2 de 2||||"]))

    textos = ["Audiencia pública", "Ferias", "Página web", "Boletín", "Capacitar"]
    assert [texto for texto, *_ in lo_que_dice(lectura)] == textos
    assert [str(a) for a in lectura.avisos if a.codigo == "fila_sin_leer"] == [
        "tabla 1, fila 8: va tras la última fila y no es como las demás, y no se leyó: 'Página 2 de 2'"
    ]


def test_la_leyenda_no_pone_su_componente_ni_mueve_el_avance_del_plan() -> None:
    sin = leida(en_los_dos([ROTULOS, *FILAS])["Excel"])
    con = leida(en_los_dos([ROTULOS, "1|2|3|4|5|6|7|8", *FILAS, "59|Rojo", "100|Verde"])["Excel"])

    assert con.contenido == sin.contenido


def palabras(cuantas: int) -> st.SearchStrategy[str]:
    """Unas cualesquiera; no los verbos, que dicen lo que se hace."""
    letras = st.text("abcdefghilmnopqrstuvzáéíóú", min_size=3, max_size=9)
    una = letras.filter(lambda p: not p.endswith(("r", "se", "n", "o", "to")))
    return st.lists(una, min_size=1, max_size=cuantas).map(lambda ps: " ".join(ps).capitalize())


@st.composite
def leyendas(draw: st.DrawFn) -> str:
    """Un texto en cualquier columna, solo o con un número al lado."""
    texto = draw(palabras(2))
    valor = draw(st.sampled_from(["", "|{n}", "|{n} %", ": {n} %"])).format(
        n=draw(st.integers(0, 99))
    )
    return "|" * draw(st.integers(0, 3)) + texto + valor


@pytest.mark.integracion
@settings(max_examples=40, deadline=None)
@given(pie=st.lists(leyendas(), min_size=1, max_size=3), mapa=st.booleans())
def test_ninguna_leyenda_es_una_fila(pie: list[str], *, mapa: bool) -> None:
    rotulos, filas = MAPA if mapa else PLAN

    lectura = leida(en_los_dos([rotulos, *filas, *pie])["Excel"])

    assert lo_que_dice(lectura) == esperado(rotulos, filas)


@pytest.mark.integracion
@settings(max_examples=40, deadline=None)
@given(
    desde=st.integers(0, 30),
    signos=st.sampled_from(["{}", "({})", "[{}]", "{}.", "{})", "Col {}", "C{}", "-{}-"]),
    mapa=st.booleans(),
)
def test_ninguna_numeracion_es_una_fila(desde: int, signos: str, *, mapa: bool) -> None:
    rotulos, filas = MAPA if mapa else PLAN
    numeros = [signos.format(desde + n) for n in range(rotulos.count("|") + 1)]

    lectura = leida(en_los_dos([rotulos, "|".join(numeros), *filas])["Word"])

    assert lo_que_dice(lectura) == esperado(rotulos, filas)
    assert "fila 2 numera las columnas" in dichos(lectura)
