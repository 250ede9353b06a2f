"""Las cifras y las filas de un análisis, en los renglones de las tablas de un informe."""

import attrs
from ayudas.variado import datos_variados, hallazgos_de

import paac_reportes as paac
from paac_reportes.formatos.definicion.filas import FilaDeCifras
from paac_reportes.informe import hallazgos as renglones
from paac_reportes.informe.resumen import analisis_en_datos


def renglon_de(cifras: paac.tipos.Cifras) -> FilaDeCifras:
    """El de una tabla que no trae otro."""
    (renglon,) = renglones.renglones_de_cifras([(cifras.nombre, cifras)])
    return renglon


def test_el_renglon_de_una_parte_trae_todas_sus_cuentas() -> None:
    riesgos, _ = hallazgos_de().componentes

    assert attrs.asdict(renglon_de(riesgos)) == {
        "nombre": "1. Riesgos",
        "filas": 15,
        "aplican": 14,
        "reportadas": 9,
        "con_avance": 9,
        "arrastradas": 1,
        "base": "9\xa0de\xa014",
        "con_texto": 2,
        "cumplidas": 2,
        "en_proceso": 2,
        "sin_avance": 1,
        "no_aplican": 1,
        "declaradas_sin_reporte": 1,
        "sin_estado": 8,
        "exigibles": 12,
        "sin_reporte": 4,
        "vencidas": 5,
        "vencidas_sin_reporte": 3,
        "por_determinar": 1,
        "al_dia_sin_reporte": 0,
        "en_blanco_bajo_reporte": 1,
        "terminadas": 2,
        "terminadas_en_total": 2,
        "terminadas_verificadas": 0,
        "debian": 12,
        "otras_que_debian": 1,
        "avance": "57,2\xa0%",
        "zona": "baja",
        "del_periodo": "+1,3",
        "base_del_periodo": 4,
        "corregidas": 0,
        "con_reporte": 9,
        "con_guion": 1,
        "sin_escribir": 4,
        "cobertura": "64,3\xa0%",
    }


def test_una_dependencia_se_cuenta_en_corto_o_sin_gritar_y_en_los_datos_va_a_la_letra() -> None:
    datos = datos_variados()
    primera, segunda = datos["dependencias"]
    primera["nombre"] = "SECRETARÍA DE HACIENDA Y LAS TIC"
    segunda |= {"nombre": "SECRETARÍA DE SALUD", "nombre_corto": "Salud pública"}
    hallazgos = hallazgos_de(paac.desde_datos(datos).contenido)
    de_cada_tabla = {
        una.dependencia for una in renglones.senaladas(hallazgos, hallazgos.cifras.filas)
    }
    en_datos = analisis_en_datos(hallazgos.analisis)

    assert de_cada_tabla == {"Secretaría de Hacienda y las TIC", "Salud pública"}
    assert {una["nombre"] for una in en_datos["dependencias"]} == {
        una["dependencia"] for una in en_datos["filas"]
    }
    assert {una["dependencia"] for una in en_datos["filas"]} == {
        "SECRETARÍA DE HACIENDA Y LAS TIC",
        "SECRETARÍA DE SALUD",
    }
