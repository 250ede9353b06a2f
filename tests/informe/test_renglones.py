"""Las cifras y las filas de un análisis, en los renglones de las tablas de un informe."""

from ayudas.variado import datos_variados, hallazgos_de

import paac_reportes as paac
from paac_reportes.informe import hallazgos as renglones


def test_una_dependencia_se_cuenta_en_corto_o_sin_gritar_y_en_los_datos_va_a_la_letra() -> None:
    datos = datos_variados()
    primera, segunda = datos["dependencias"]
    primera["nombre"] = "SECRETARÍA DE HACIENDA Y LAS TIC"
    segunda |= {"nombre": "SECRETARÍA DE SALUD", "nombre_corto": "Salud pública"}
    hallazgos = hallazgos_de(paac.desde_datos(datos).contenido)
    de_cada_tabla = {
        una.dependencia for una in renglones.senaladas(hallazgos, hallazgos.cifras.filas)
    }
    en_datos = paac.datos_de(hallazgos.analisis)

    assert de_cada_tabla == {"Secretaría de Hacienda y las TIC", "Salud pública"}
    assert {una["nombre"] for una in en_datos["dependencias"]} == {
        una["dependencia"] for una in en_datos["filas"]
    }
    assert {una["dependencia"] for una in en_datos["filas"]} == {
        "SECRETARÍA DE HACIENDA Y LAS TIC",
        "SECRETARÍA DE SALUD",
    }
