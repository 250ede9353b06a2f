"""Lo que las personas le hacen al libro de un mapa de riesgos: se lee bien, se rechaza o se dice."""

import io
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
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
    pegar_fuera,
    poner,
    quitar,
    quitar_columna,
    renombrar,
    sin_propiedades,
)

import paac_reportes as paac
from paac_reportes.libros.escritura import libro_de


@cache
def sano() -> bytes:
    mapa = paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()
    return libro_de(mapa)[0]


def danado(dano: Dano) -> bytes:
    libro, salida = openpyxl.load_workbook(io.BytesIO(sano())), io.BytesIO()
    dano(libro)
    libro.save(salida)
    return salida.getvalue()


def leido(contenido: bytes) -> tuple[Any, Counter[str]]:
    lectura = paac.leer(io.BytesIO(contenido), como="mapa")
    dicho = Counter(map(str, (*lectura.avisos, *paac.revisar(lectura.contenido).avisos)))
    return paac.datos_de(lectura.contenido), dicho


@cache
def sin_dano() -> tuple[Any, Counter[str]]:
    """openpyxl guarda a su modo: lo que cambie por eso no es del daño."""
    return leido(danado(lambda _: None))


def blanquear(hoja: str, fila: int) -> Dano:
    def dano(libro: Any) -> None:
        for una in libro[hoja][HojaConRotulos(libro[hoja]).rotulos + fila]:
            una.value = None

    return dano


def ordenar(hoja: str) -> Dano:
    """Las filas llenas, al revés y con todas sus columnas."""

    def dano(libro: Any) -> None:
        de = libro[hoja]
        desde = HojaConRotulos(de).rotulos + 1
        filas = [[c.value for c in f] for f in de.iter_rows(min_row=desde)]
        llenas = [f for f in filas if any(v is not None for v in f)]
        for numero, valores in enumerate(reversed(llenas)):
            for columna, valor in enumerate(valores, 1):
                de.cell(desde + numero, columna).value = valor

    return dano


def ocultar(libro: Any) -> None:
    hoja = HojaConRotulos(libro["Riesgos"])
    hoja.excel.row_dimensions[hoja.rotulos + 2].hidden = True


BIEN = ""
"""El mapa se lee igual."""
DANOS: Mapping[str, tuple[Dano, str]] = {
    "un riesgo borrado": (borrar("Riesgos", 1), "no se sabe de qué riesgo es: llegó 'R1'"),
    "un proceso borrado": (borrar("Procesos", 1), "no está en la hoja Procesos: se agregó"),
    "una causa borrada": (borrar("Causas", 1), "no tiene '1' en la hoja Causas"),
    "una referencia cambiada": (
        poner("Riesgos", 1, "Referencia", "R9"),
        "ya no está en la hoja Riesgos: se leyó como el que se llamaba así",
    ),
    "una referencia repetida": (poner("Riesgos", 2, "Referencia", "R1"), "R1 es de 2 riesgos"),
    "una referencia borrada": (
        poner("Riesgos", 1, "Referencia", None),
        "ya no está en la hoja Riesgos: se leyó como el que se llamaba así",
    ),
    "un riesgo que no está": (poner("Controles", 1, "Riesgo", "R77"), "llegó 'R77'"),
    "un riesgo en minúsculas": (poner("Controles", 1, "Riesgo", "r1"), BIEN),
    "un riesgo en blanco": (
        poner("Controles", 2, "Riesgo", None),
        "el riesgo de la fila de arriba",
    ),
    "el primero en blanco": (poner("Controles", 1, "Riesgo", None), "no se sabe de qué riesgo es"),
    "una descripción borrada": (poner("Riesgos", 2, "Descripción del riesgo", None), "celda"),
    "un proceso en blanco": (poner("Riesgos", 2, "Proceso", None), "de la fila de arriba"),
    "un proceso que no está": (poner("Riesgos", 1, "Proceso", "Otro"), "no está en la hoja"),
    "un proceso con mayúsculas": (
        poner("Riesgos", 1, "Proceso", "ATENCIÓN A LA CIUDADANÍA"),
        "se leyó como 'Atención a la ciudadanía'",
    ),
    "un tipo que no está": (poner("Riesgos", 1, "Tipo de riesgo", "Rarísimo"), "Corrupción, "),
    "un tipo con tilde y mayúscula": (poner("Riesgos", 1, "Tipo de riesgo", "CORRUPCION"), BIEN),
    "un porcentaje de 400": (poner("Riesgos", 1, "Inherente: probabilidad %", 400), "celda"),
    "un porcentaje con palabras": (
        poner("Riesgos", 1, "Inherente: probabilidad %", "mucho"),
        "celda .*mucho",
    ),
    "un porcentaje como parte de uno": (
        poner("Riesgos", 1, "Inherente: probabilidad %", 0.8),
        "se leyó como 0,8 %; si es una parte de uno, escriba 80",
    ),
    "una fórmula sin resultado": (
        poner("Riesgos", 1, "Tratamiento", "=1+1"),
        "celda .*fórmula",
    ),
    "una causa con el número de otra": (
        poner("Causas", 2, "No. de causa", "1"),
        "otra fila con el número '1'",
    ),
    "una causa atacada que no hay": (poner("Controles", 1, "Causas que ataca", "9"), "no tiene '9'"),
    "un control copiado": (copiar("Controles", 1), "repite la de hoja «Controles», fila 4"),
    "una acción copiada": (copiar("Acciones", 1), "repite la de hoja «Acciones», fila 4"),
    "un riesgo copiado": (copiar("Riesgos", 1), "repite la de hoja «Riesgos», fila 4"),
    "un proceso copiado": (copiar("Procesos", 1), "ya hay otro proceso"),
    "un seguimiento copiado": (copiar("Seguimiento de los riesgos", 1), "uno por corte"),
    "un corte que no es fecha": (
        poner("Seguimiento de los riesgos", 1, "Corte", "junio"),
        "celda .*junio",
    ),
    "un corte cambiado": (
        poner("Seguimiento de los riesgos", 1, "Corte", "2026-06-29"),
        "ya no está en la hoja Seguimiento de los riesgos",
    ),
    "un seguido de nadie": (borrar("Seguimiento de los riesgos", 1), "un seguimiento de ese corte"),
    "los controles en otro orden": (ordenar("Controles"), "BIEN O"),
    "los seguidos en otro orden": (ordenar("Seguimiento de controles"), "BIEN O"),
    "el riesgo fusionado con el de abajo": (fusionar("Controles", "Riesgo"), BIEN),
    "dos descripciones fusionadas": (fusionar("Riesgos", "Descripción del riesgo"), "celda C5"),
    "algo pegado afuera": (pegar_fuera, "ojo: falta el acta"),
    "una hoja de más": (otra_hoja, "hoja «Notas»"),
    "la hoja de los controles quitada": (quitar("Controles"), "hoja «Controles»: no está"),
    "la hoja de las acciones quitada": (quitar("Acciones"), "hoja «Acciones»: no está"),
    "la hoja de los riesgos quitada": (quitar("Riesgos"), "no se sabe de qué riesgo es"),
    "la columna de la descripción quitada": (
        quitar_columna("Riesgos", "Descripción del riesgo"),
        "falta la columna «Descripción del riesgo»",
    ),
    "la columna del riesgo quitada": (quitar_columna("Controles", "Riesgo"), "la columna «Riesgo»"),
    "la columna de un dato quitada": (
        quitar_columna("Riesgos", "Tratamiento"),
        "no tiene la columna «Tratamiento»",
    ),
    "la columna de un dato con otro rótulo": (
        poner("Riesgos", 0, "Tratamiento", "Lo que se hace"),
        "textos no quedaron en ningún dato",
    ),
    "la columna escondida quitada": (quitar_columna("Riesgos", "paac.notas"), BIEN),
    "una hoja con otro nombre": (renombrar("Acciones", "Lo que haremos"), "hoja «Lo que haremos»"),
    "sin propiedades": (sin_propiedades, BIEN),
    "una fila oculta": (ocultar, "filas ocultas"),
    "una fila en blanco en medio": (
        lambda libro: libro["Controles"].insert_rows(
            HojaConRotulos(libro["Controles"]).rotulos + 2
        ),
        BIEN,
    ),
    "las causas en blanco": (blanquear("Causas", 2), "no tiene '2'"),
}
SIN_ORDEN = "BIEN O"
"""Se lee lo mismo, en otro orden: ordenar una hoja ordena lo suyo."""


def sin_orden(datos: Any) -> Any:
    if isinstance(datos, dict):
        return {clave: sin_orden(valor) for clave, valor in datos.items()}
    return sorted((sin_orden(u) for u in datos), key=repr) if isinstance(datos, list) else datos


@pytest.mark.parametrize("nombre", DANOS)
def test_un_dano_en_el_libro_del_mapa_no_queda_callado(nombre: str) -> None:
    dano, dice = DANOS[nombre]
    antes, dicho_antes = sin_dano()
    datos, dicho = leido_o_fallas(danado(dano))
    if dice == SIN_ORDEN:
        assert sin_orden(datos) == sin_orden(antes)
    elif dice == BIEN:
        assert datos == antes
    else:
        assert [uno for uno in dicho - dicho_antes if re.search(dice, uno)], dicho - dicho_antes


def leido_o_fallas(contenido: bytes) -> tuple[Any, Counter[str]]:
    try:
        return leido(contenido)
    except paac.ErrorDeEntrada as error:
        return None, Counter(map(str, error.fallas))


def test_el_control_que_cambia_de_lugar_se_dice_si_no_lleva_numero() -> None:
    mapa = paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()
    datos = paac.datos_de(mapa)
    for control in datos["procesos"][0]["riesgos"][0]["controles"]:
        del control["numero"]
    contenido, _ = libro_de(paac.desde_datos(datos, como="mapa").contenido)
    libro, salida = openpyxl.load_workbook(io.BytesIO(contenido)), io.BytesIO()
    borrar("Controles", 1)(libro)
    libro.save(salida)
    _, dicho = leido(salida.getvalue())

    assert any("era el control 2 y quedó de 1" in uno for uno in dicho)


def test_todo_lo_malo_de_un_libro_se_dice_de_una_vez() -> None:
    def dano(libro: Any) -> None:
        poner("Riesgos", 1, "Tipo de riesgo", "Raro")(libro)
        poner("Controles", 1, "Riesgo", "R77")(libro)
        poner("Riesgos", 2, "Inherente: impacto %", 400)(libro)
        poner("Mapa de riesgos", 2, "Valor", "dos mil")(libro)

    with pytest.raises(paac.ErrorDeEntrada) as error:
        leido(danado(dano))
    lugares = [falla.ruta for falla in error.value.fallas]
    assert [lugar.partition(",")[0] for lugar in lugares].count("hoja «Riesgos»") == 2
    assert any(lugar.startswith("hoja «Controles», celda") for lugar in lugares)
    assert any(lugar.startswith("hoja «Mapa de riesgos», celda") for lugar in lugares)
