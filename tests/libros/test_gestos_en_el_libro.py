"""El libro de un plan o de un mapa como vuelve de las personas: qué se lee igual, qué se dice y qué no.

Cada gesto se le hace a un libro recién salido. La lista cerrada está en ``docs/oficinas.md``.
Prueba ``libros/lectura``, ``libros/escritura``, ``libros/vistas`` y ``libros/comunes``.
"""

import io
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.compartido import RAIZ
from ayudas.danos import (
    Dano,
    HojaConRotulos,
    borrar,
    copiar,
    fusionar,
    otra_hoja,
    poner,
    quitar,
    quitar_columna,
    renombrar,
    sin_propiedades,
)
from ayudas.dorados import comparar
from ayudas.imagenes import png

import paac_reportes as paac

CORTE = "2026-04-30"
DEL_CORTE = "30/04/2026: "
PLAN: dict[str, Any] = {
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
    "recomendaciones": [
        {
            "id": "R-1",
            "corte": CORTE,
            "texto": "Publicar lo pendiente",
            "filas": [{"codigo": "1.10", "texto": "Publicar\nel mapa"}, {"texto": "Sin código"}],
        }
    ],
}
POR_DEPENDENCIAS = {
    "entidad": PLAN["entidad"],
    "dependencias": [{"nombre": "Salud", "nombre_corto": "SS", "componentes": PLAN["componentes"]}],
}


def seguidos(*danos: Dano) -> Dano:
    return lambda libro: [dano(libro) for dano in danos]


def llenar(hoja: str, fila: int, **celdas: Any) -> Dano:
    def dano(libro: Any) -> None:
        rotulos = {c.replace("_", " "): v for c, v in celdas.items()}
        HojaConRotulos(libro[hoja]).llenar(fila, rotulos)

    return dano


def con_formato(rotulo: str, valor: object, formato: str) -> Dano:
    def dano(libro: Any) -> None:
        celda = HojaConRotulos(libro["Actividades"]).celda(1, rotulo)
        celda.value, celda.number_format = valor, formato

    return dano


def columna_nueva(rotulo: str, valor: str) -> Dano:
    def dano(libro: Any) -> None:
        hoja = HojaConRotulos(libro["Actividades"])
        columna = hoja.excel.max_column + 1
        hoja.excel.cell(hoja.rotulos, columna).value = rotulo
        hoja.excel.cell(hoja.rotulos + 1, columna).value = valor

    return dano


def debajo(hoja: str, *textos: str) -> Dano:
    def dano(libro: Any) -> None:
        escritas = [c.row for f in libro[hoja].iter_rows() for c in f if c.value is not None]
        for fila, texto in enumerate(textos, max(escritas) + 2):
            libro[hoja].cell(fila, 1).value = texto

    return dano


def al_reves(hoja: str, *, columnas: bool = False) -> Dano:
    """Las filas llenas en otro orden, con todas sus columnas; o éstas, con sus rótulos."""

    def dano(libro: Any) -> None:
        excel = libro[hoja]
        desde = HojaConRotulos(excel).rotulos + (not columnas)
        filas = [[c.value for c in f] for f in excel.iter_rows(min_row=desde)]
        llenas = [f for f in filas if any(v is not None for v in f)]
        otras = [f[::-1] for f in filas] if columnas else llenas[::-1]
        for numero, valores in enumerate(otras, desde):
            for columna, valor in enumerate(valores, 1):
                excel.cell(numero, columna).value = valor

    return dano


def insertar(hoja: str, *filas: int) -> Dano:
    return lambda libro: [libro[hoja].insert_rows(fila) for fila in filas]


def sin_lo_escondido(libro: Any) -> None:
    for hoja in libro.worksheets:
        for celda in [c for f in hoja.iter_rows() for c in f if c.value == "paac.notas"]:
            hoja.delete_cols(celda.column)


def ocultar(libro: Any) -> None:
    hoja = next(h for n in ("Actividades", "Riesgos") for h in libro.worksheets if h.title == n)
    hoja.row_dimensions[5].hidden = True


def vaciar(libro: Any) -> None:
    """Lo que se ve de la segunda actividad."""
    for celda in libro["Actividades"][5][:30]:
        celda.value = None


def nombres_cambiados(libro: Any) -> None:
    hoja = HojaConRotulos(libro["Componentes"])
    for rotulo in ("N.º", "Componente"):
        una, otra = hoja.celda(1, rotulo), hoja.celda(2, rotulo)
        una.value, otra.value = otra.value, una.value


NUEVA = {"Actividad": "Evaluar"}


def pegar_de_otro(**cambios: Any) -> Dano:
    """Una actividad de otro plan, con lo escondido, de un componente así."""

    def dano(libro: Any) -> None:
        otro = {**PLAN, "componentes": [{**PLAN["componentes"][0], **cambios}]}
        flujo = io.BytesIO()
        paac.guardar_datos(paac.desde_datos(otro).contenido, flujo, tipo="xlsx")
        for celda in openpyxl.load_workbook(flujo)["Actividades"][4]:
            libro["Actividades"].cell(6, celda.column).value = celda.value

    return dano


OTRO = {"nombre": "Otro", "actividades": [{"codigo": "9.9", "descripcion": "Otra"}]}
DEL_PLAN: Mapping[str, Dano] = {
    "guardado por otro programa": lambda _libro: None,
    "columnas en otro orden": al_reves("Actividades", columnas=True),
    "filas insertadas": insertar("Actividades", 1, 1, 7),
    "filas ordenadas": al_reves("Actividades"),
    "celdas del componente combinadas": seguidos(
        *(fusionar("Actividades", r) for r in ("N.º", "Componente"))
    ),
    "sin la columna escondida": sin_lo_escondido,
    "sin las propiedades del archivo": sin_propiedades,
    "un componente dicho sólo por su número": poner("Actividades", 1, "Componente", None),
    "una fila vaciada": vaciar,
    "una fila nueva": llenar(
        "Actividades",
        5,
        Componente="Gestión del riesgo",
        Subcomponente_o_proceso="Política",
        **NUEVA,
    ),
    "una fila nueva que no dice de quién es": llenar("Actividades", 5, **NUEVA),
    "una fila copiada": copiar("Actividades", 1),
    "otro corte": columna_nueva("15-06-2026 - seguimiento", "Se hizo"),
    "una columna propia": columna_nueva("extras.riesgo_asociado", "Soborno"),
    "un porcentaje de Excel": con_formato(f"{DEL_CORTE}Avance (%)", 0.5, "0%"),
    "una parte de uno": con_formato(f"{DEL_CORTE}Avance (%)", 0.75, "General"),
    "una opción con otro género": poner("Actividades", 1, f"{DEL_CORTE}Estado", "CUMPLIDOS."),
    "evidencias en renglones": poner("Actividades", 1, f"{DEL_CORTE}Evidencias", "Acta 1\nActa 2"),
    "una fecha": con_formato("Fecha programada", datetime(2026, 4, 30), "dd/mm/yyyy"),
    "una meta en porcentaje": con_formato("Meta o producto", 0.5, "0%"),
    "un código como número": con_formato("Código", 1.1, "General"),
    "una fórmula": poner("Actividades", 1, "Meta o producto", "=1+1"),
    "un componente con otras mayúsculas": poner(
        "Actividades", 1, "Componente", "GESTION DEL RIESGO "
    ),
    "un componente que no está en su hoja": seguidos(
        poner("Actividades", 2, "N.º", 3), poner("Actividades", 2, "Componente", "Otros")
    ),
    "un componente que cambia de nombre en su hoja": poner(
        "Componentes", 1, "Componente", "Corrupción"
    ),
    "dos componentes que cambian sus nombres": nombres_cambiados,
    "una actividad de nadie": seguidos(
        *(poner("Actividades", 1, r, None) for r in ("N.º", "Componente"))
    ),
    "una dependencia que no todas dicen": poner("Actividades", 2, "Dependencia", "Hacienda"),
    "un trámite nuevo": seguidos(
        poner("Trámites", 2, "N.º", 2),
        poner("Trámites", 2, "Trámite, proceso o procedimiento", "Paz y salvo"),
    ),
    "una tabla que no es ninguna": poner("Trámites", 1, "Tabla", "Otros"),
    "una recomendación escrita a mano": seguidos(
        llenar(
            "Recomendaciones",
            2,
            Identificador="R-3",
            Corte="30/04/2026",
            Recomendación="Otra",
            Estado="Sin respuesta",
        ),
        llenar(
            "Filas recomendadas",
            3,
            Recomendación="R-3",
            Código="2.1",
            Actividad_o_trámite="Publicar",
        ),
    ),
    "una fila pegada de otro libro, de otro componente": pegar_de_otro(nombre="Otro"),
    "una fila pegada de otro libro, de otro subcomponente": pegar_de_otro(subcomponentes=[OTRO]),
    "una recomendación que no está": poner("Filas recomendadas", 1, "Recomendación", "R-9"),
    "un dato que no existe": debajo("Plan", "Alcalde"),
    "la entidad en blanco": poner("Plan", 1, "Valor", None),
    "una firma sin nombre": poner("Firmas", 1, "Rol", "Elaboró"),
    "un escudo que no está": lambda libro: setattr(
        HojaConRotulos(libro["Plan"]).celda("Escudo", "Valor"), "value", "e.png"
    ),
    "un número que no cabe": poner("Actividades", 1, f"{DEL_CORTE}Avance (%)", 400),
    "una opción que no es": poner("Actividades", 1, f"{DEL_CORTE}Estado", "casi"),
    "una columna con un nombre parecido": poner(
        "Actividades", 0, "Meta o producto", "Meta o prodcuto"
    ),
    "una columna repetida": columna_nueva("Responsable", "Otro"),
    "una columna borrada": quitar_columna("Actividades", "Indicador"),
    "sin la columna que dice qué es cada fila": quitar_columna("Actividades", "Actividad"),
    "una hoja con otro nombre": renombrar("Actividades", "Hoja 7"),
    "una hoja de más": otra_hoja,
    "una hoja borrada": quitar("Trámites"),
    "una fila oculta": ocultar,
    "una columna oculta": lambda libro: setattr(
        libro["Actividades"].column_dimensions["F"], "hidden", True
    ),
    "un total debajo": debajo("Actividades", "TOTAL"),
    "un total con su cuenta": seguidos(
        debajo("Actividades", "Total"), llenar("Actividades", 4, Meta_o_producto=2)
    ),
    "una nota debajo": debajo("Componentes", "Nota: datos de agosto"),
    "una firma debajo": debajo("Trámites", "____________", "ANA FIRMANTE"),
    "un texto suelto debajo": debajo("Actividades", "Secretaría de Hacienda"),
    "un libro de una versión posterior": lambda libro: setattr(
        libro.custom_doc_props["paac.version_contrato"], "value", "999"
    ),
}
DE_DEPENDENCIAS: Mapping[str, Dano] = {
    "el nombre corto en una sola fila": poner(
        "Componentes", 2, "Nombre corto de la dependencia", None
    ),
    "otro nombre corto": poner("Componentes", 2, "Nombre corto de la dependencia", "SH"),
    "la dependencia con otras letras": poner("Actividades", 2, "Dependencia", "SALUD"),
    "otra dependencia": poner("Actividades", 2, "Dependencia", "Hacienda"),
    "una fila sin componente": llenar(
        "Actividades", 5, Dependencia="Salud", Subcomponente_o_proceso="Política", **NUEVA
    ),
}
SIN_NUMERO: Mapping[str, Dano] = {
    "un control borrado": borrar("Controles", 1),
}
DEL_MAPA: Mapping[str, Dano] = {
    "los controles en otro orden": al_reves("Controles"),
    "los seguidos en otro orden": al_reves("Seguimiento de controles"),
    "sin la columna escondida": sin_lo_escondido,
    "un riesgo en minúsculas": poner("Controles", 1, "Riesgo", "r1"),
    "un riesgo dicho por su descripción": lambda libro: poner(
        "Controles",
        1,
        "Riesgo",
        HojaConRotulos(libro["Riesgos"]).celda(1, "Descripción del riesgo").value,
    )(libro),
    "un tipo con otras letras": poner("Riesgos", 1, "Tipo de riesgo", "CORRUPCION"),
    "un riesgo en blanco": poner("Controles", 2, "Riesgo", None),
    "el primero en blanco": poner("Controles", 1, "Riesgo", None),
    "un riesgo que no está": poner("Controles", 1, "Riesgo", "R77"),
    "un riesgo borrado": borrar("Riesgos", 1),
    "un riesgo copiado": copiar("Riesgos", 1),
    "una referencia cambiada": poner("Riesgos", 1, "Referencia", "R9"),
    "una referencia borrada": poner("Riesgos", 1, "Referencia", None),
    "una referencia repetida": poner("Riesgos", 2, "Referencia", "R1"),
    "dos riesgos iguales y sin lo escondido": seguidos(
        poner("Riesgos", 2, "Referencia", "R1"), sin_lo_escondido
    ),
    "un proceso borrado": borrar("Procesos", 1),
    "un proceso copiado": copiar("Procesos", 1),
    "el primer proceso en blanco": poner("Riesgos", 1, "Proceso", None),
    "una causa borrada": borrar("Causas", 1),
    "una causa con el número de otra": seguidos(
        poner("Causas", 2, "Riesgo", "R1"), poner("Causas", 2, "No. de causa", 1)
    ),
    "un control copiado": copiar("Controles", 1),
    "dos descripciones combinadas": fusionar("Riesgos", "Descripción del riesgo"),
    "un corte que no es fecha": poner("Seguimiento de los riesgos", 1, "Corte", "junio"),
    "un corte cambiado": poner("Seguimiento de los riesgos", 1, "Corte", "2026-06-29"),
    "un seguido de nadie": borrar("Seguimiento de los riesgos", 1),
    "un criterio dos veces": seguidos(
        *(
            poner("Criterios de controles", fila, rotulo, valor)
            for fila in (1, 2)
            for rotulo, valor in (
                ("Riesgo", "R1"),
                ("Control", 1),
                ("Criterio", "asignacion"),
                ("Respuesta", "Asignado"),
            )
        )
    ),
    "una pregunta dos veces": seguidos(
        *(
            poner("Cuestionario de impacto", fila, rotulo, valor)
            for fila in (1, 2)
            for rotulo, valor in (("Riesgo", "R1"), ("Pregunta 1", "Sí"))
        )
    ),
    "un texto fuera de la tabla": lambda libro: setattr(
        libro["Controles"].cell(5, 60), "value", "ojo: falta el acta"
    ),
    "la hoja de los riesgos borrada": quitar("Riesgos"),
}


def sin_numero() -> dict[str, Any]:
    """El mapa del ejemplo, con los controles del primer riesgo sin su número."""
    mapa = RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml"
    datos = paac.datos_de(paac.leer(mapa, como="mapa").contenido)
    for control in datos["procesos"][0]["riesgos"][0]["controles"]:
        del control["numero"]
    return datos


CALLADOS = {
    *("una fila vaciada", "una fila nueva", "una columna propia", "un porcentaje de Excel"),
    *(
        "una opción con otro género",
        "evidencias en renglones",
        "una fecha",
        "una meta en porcentaje",
    ),
    *("un trámite nuevo", "una recomendación escrita a mano"),
    *(
        "una fila copiada",
        "un proceso copiado",
        "una fila pegada de otro libro, de otro subcomponente",
    ),
}
"""Los que dicen algo nuevo, que es lo que se lee, y nada hay que avisar."""
CUALES: Mapping[str, tuple[Callable[[], Any], Mapping[str, Dano]]] = {
    "plan": (lambda: paac.desde_datos(PLAN), DEL_PLAN),
    "dependencias": (lambda: paac.desde_datos(POR_DEPENDENCIAS), DE_DEPENDENCIAS),
    "mapa": (lambda: paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa"), DEL_MAPA),
    "mapa sin números": (lambda: paac.desde_datos(sin_numero(), como="mapa"), SIN_NUMERO),
}


@cache
def escrito(cual: str) -> bytes:
    """El libro de uno, como salió."""
    flujo = io.BytesIO()
    paac.guardar_datos(CUALES[cual][0]().contenido, flujo, tipo="xlsx")
    return flujo.getvalue()


def leido(cual: str, dano: Dano) -> tuple[Any, Counter[str]]:
    """El contenido, si lo hay, y todo lo que de él se dice."""
    libro, salida = openpyxl.load_workbook(io.BytesIO(escrito(cual))), io.BytesIO()
    dano(libro)
    libro.save(salida)
    try:
        lectura = paac.leer(io.BytesIO(salida.getvalue()), como=None)
    except paac.ErrorDeEntrada as error:
        return None, Counter(map(str, error.fallas))
    del_mapa = paac.revisar(lectura.contenido).avisos if cual == "mapa" else ()
    return lectura.contenido, Counter(map(str, (*lectura.avisos, *del_mapa)))


def aplanado(datos: Any, ruta: str = "") -> dict[str, Any]:
    """Cada dato, por su ruta."""
    if not isinstance(datos, dict | list):
        return {ruta: datos}
    pares = datos.items() if isinstance(datos, dict) else enumerate(datos)
    return {r: v for clave, valor in pares for r, v in aplanado(valor, f"{ruta}/{clave}").items()}


def que_paso(contenido: Any, antes: Any) -> list[str]:
    """Qué quedó del contenido: ``igual``, ``en otro orden``, ``no se lee`` o lo que cambió."""
    if contenido is None or contenido == antes:
        return ["no se lee" if contenido is None else "igual"]
    hoy, de_antes = (aplanado(paac.datos_de(uno)) for uno in (contenido, antes))
    if Counter(map(repr, hoy.values())) == Counter(map(repr, de_antes.values())):
        return ["en otro orden"]
    cambian = sorted({*hoy, *de_antes})
    return [
        f"{ruta}: {de_antes.get(ruta)!r} → {hoy.get(ruta)!r}"
        for ruta in cambian
        if hoy.get(ruta) != de_antes.get(ruta)
    ]


@pytest.mark.parametrize(
    "cual",
    [pytest.param(c, marks=[pytest.mark.integracion] if "mapa" in c else []) for c in CUALES],
)
def test_un_gesto_en_un_libro_se_lee_o_se_dice(cual: str, pytestconfig: pytest.Config) -> None:
    antes, dicho_antes = leido(cual, lambda _libro: None)
    renglones: list[str] = []
    for nombre, dano in CUALES[cual][1].items():
        contenido, dicho = leido(cual, dano)
        cambios = que_paso(contenido, antes)
        avisos = sorted((dicho - dicho_antes).elements())
        assert cambios in (["igual"], ["en otro orden"]) or avisos or nombre in CALLADOS
        renglones += [
            "",
            f"== {nombre}",
            *(f"   {c}" for c in cambios),
            *(f" ! {a}" for a in avisos),
        ]

    comparar(f"gestos-en-el-libro-{cual.replace(' ', '-')}.txt", "\n".join(renglones), pytestconfig)


def test_todo_lo_malo_se_dice_de_una_vez_y_en_su_celda() -> None:
    malos = [
        poner("Actividades", 1, f"{DEL_CORTE}Avance (%)", 150),
        poner("Actividades", 2, f"{DEL_CORTE}Estado", "casi"),
        poner("Plan", 2, "Valor", "dos mil"),
        poner("Filas recomendadas", 1, "Recomendación", "R-9"),
    ]
    _, dicho = leido("plan", seguidos(*malos))

    assert {uno.partition(":")[0] for uno in dicho} == {
        "hoja «Actividades», celda N4",
        "hoja «Actividades», celda O5",
        "hoja «Plan», celda B4",
        "hoja «Filas recomendadas», celda A4",
    }


def test_el_escudo_se_busca_junto_al_libro(tmp_path: Path) -> None:
    libro: Any = openpyxl.load_workbook(io.BytesIO(escrito("plan")))
    HojaConRotulos(libro["Plan"]).celda("Escudo", "Valor").value = "escudo.png"
    libro.save(tmp_path / "plan.xlsx")
    (tmp_path / "escudo.png").write_bytes(png())

    assert paac.leer(tmp_path / "plan.xlsx").sin_dudas().entidad.escudo == png()
