"""Los códigos de una base de datos valen lo que se diga, y un nombre parecido se dice."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import paac_reportes as paac

ESTADOS = {"H": "cumplida", "P": "en_proceso", "1": "sin_avance"}


def leer(filas: list[dict[str, Any]], **columnas: Any) -> paac.Lectura[paac.Plan]:
    por_dato = {"actividad.descripcion": "a", **columnas}
    return paac.desde_filas(
        filas, columnas=por_dato, entidad="X", vigencia=2026, corte=date(2026, 4, 30)
    )


def test_cada_codigo_vale_lo_que_se_dice() -> None:
    filas = [
        {"a": str(n), "e": estado} for n, estado in enumerate(["H", "P ", 1, Decimal(1), None])
    ]
    leida = leer(filas, **{"seguimiento.estado": {"columna": "e", "valores": ESTADOS}})

    assert [fila["seguimiento.estado"] for fila in paac.filas_de(leida.contenido)] == [
        "cumplida",
        "en_proceso",
        "sin_avance",
        "sin_avance",
        None,
    ]


def test_el_que_no_esta_en_el_mapa_queda_como_llego() -> None:
    estado = {"columna": "e", "valores": ESTADOS}
    leida = leer([{"a": "Uno", "e": "No aplica"}], **{"seguimiento.estado": estado})
    assert paac.filas_de(leida.contenido)[0]["seguimiento.estado"] == "no_aplica"

    with pytest.raises(paac.ErrorDeEntrada, match=r"filas\[0\], columna 'e': .* llegó 'Z'"):
        leer([{"a": "Uno", "e": "Z"}], **{"seguimiento.estado": estado})


def test_en_el_grupo_de_un_corte_tambien() -> None:
    grupos = [
        {"corte": "2026-04-30", "estado": {"columna": "abr", "valores": {"S": "cumplida"}}},
        {"corte": "2026-08-31", "estado": {"columna": "ago", "valores": {"S": "sin_avance"}}},
    ]
    leida = leer([{"a": "Uno", "abr": "S", "ago": "S"}], seguimientos=grupos)

    assert [fila["seguimiento.estado"] for fila in paac.filas_de(leida.contenido)] == [
        "cumplida",
        "sin_avance",
    ]


@pytest.mark.parametrize(
    "dicho",
    [{"columna": "e"}, {"columna": "e", "valores": "H"}, {"H": "cumplida"}, {}, {"columna": 5}],
)
def test_lo_que_no_dice_columna_y_valores_es_una_falla(dicho: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer([{"a": "Uno", "e": "H"}], **{"seguimiento.estado": dicho})

    (falla,) = error.value.fallas
    assert falla.ruta == "columnas.seguimiento.estado"
    assert "{'columna': nombre, 'valores': {código: valor}}" in falla.mensaje


def parecidos(oficinas: list[str]) -> list[tuple[str, str]]:
    filas = [{"a": str(n), "o": oficina} for n, oficina in enumerate(oficinas)]
    leida = leer(filas, **{"dependencia.nombre": "o"})
    return [(a.ruta, a.mensaje) for a in leida.avisos if a.codigo == "nombre_parecido"]


def test_las_oficinas_que_solo_difieren_en_una_tilde_o_una_mayuscula_se_dicen() -> None:
    (tilde, mayuscula) = parecidos(["Peña", "Pena", "Salud", "SALUD", "SALUD", "Peña"])

    assert tilde == (
        "filas[1], columna 'o'",
        "'Pena' se tomó por 'Peña', que sólo difiere en mayúsculas o tildes; si son dos,"
        " escríbalos distinto",
    )
    assert mayuscula[0] == "filas[3], columna 'o'"
    assert mayuscula[1].startswith("'SALUD' se tomó por 'Salud', ")


def test_un_espacio_no_es_otra_oficina_ni_lo_es_otro_nombre() -> None:
    assert parecidos(["Salud", "Salud ", " Salud", "Hacienda"]) == []
