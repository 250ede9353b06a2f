"""El análisis de un plan como datos para un programa, y como tabla para una terminal."""

import re
from datetime import date

from ayudas.a_medida import plan_de
from ayudas.comparaciones import AGOSTO, con_avances
from ayudas.planes import actividad
from ayudas.variado import variado

import paac_reportes as paac
from paac_reportes.informe.resumen import analisis_en_renglones


def tabla(de: paac.Plan | None = None, corte: date | None = AGOSTO) -> list[str]:
    return list(analisis_en_renglones(paac.analizar(de or variado(), corte=corte)))


def test_la_tabla_dice_el_corte_el_metodo_y_una_linea_por_parte() -> None:
    assert tabla()[:15] == [
        "Corte: 31/08/2026 (Segundo cuatrimestre de 2026)",
        "Avance: promedio de las actividades y los trámites; lo que se desconoce no cuenta como cero",
        "",
        "                                              aplican  report.  vencid. v. s/rep por det.       avance  base        zona",
        "MUNICIPIO DE PRUEBA                                15       10        5        3        1       60,5\xa0%  10 de 15    media",
        "Por componente",
        "1. Riesgos                                         14        9        5        3        1       57,2\xa0%  9 de 14     baja",
        "2. Trámites                                         1        1        0        0        0       90,0\xa0%  1 de 1      alta",
        "Por dependencia",
        "HACIENDA                                            9        5        3        2        1       70,0\xa0%  5 de 9      media",
        "SALUD                                               6        5        2        1        0       51,0\xa0%  5 de 6      baja",
        "",
        "Si todo lo que se calla fuera 0 o 100, el plan estaría entre 40,3\xa0% y 73,7\xa0%",
        "Ninguna de las 2 terminadas quedó verificada; lo verificado sostiene al menos 0,0\xa0%",
        "Avance que viene de un corte anterior: 1",
    ]


def test_la_tabla_cierra_con_las_filas_que_hay_que_mirar() -> None:
    assert tabla()[15:] == [
        "Terminadas: 2 de 12 cuyo último día ya llegó",
        "Zona alta: 4 filas",
        "Zona media: 1 fila",
        "Zona baja: 5 filas",
        "Sin reporte: 4",
        "  callada Hacer callada (HACIENDA)",
        "  con-guion Hacer con-guion (HACIENDA)",
        "  arrastrada Hacer arrastrada (HACIENDA)",
        "  sin-reporte Hacer sin-reporte (SALUD)",
        "Vencidas: 5",
        "  vencida Hacer vencida (HACIENDA)",
        "  baja Hacer baja (HACIENDA)",
        "  arrastrada Hacer arrastrada (HACIENDA)",
        "  reabierta Hacer reabierta (SALUD)",
        "  del-corte Hacer del-corte (SALUD)",
        "Vencidas sin reporte: 3",
        "  callada Hacer callada (HACIENDA)",
        "  con-guion Hacer con-guion (HACIENDA)",
        "  sin-reporte Hacer sin-reporte (SALUD)",
        "Por determinar (sólo texto): 1",
        "  con-texto Hacer con-texto (HACIENDA)",
        "Al día hasta un corte y sin reporte después: 0",
        "Terminadas antes de su último día: 0",
        "Sin cambio declarado en su avance: 0",
        "En blanco bajo una con reporte (puede ser la misma celda de arriba): 1",
        "  en-blanco Hacer en-blanco (HACIENDA)",
        "Reabiertas: 1",
        "  reabierta Hacer reabierta (SALUD)",
        "Sin un día que se pueda exigir: 1",
        "  sin-dia Hacer sin-dia (SALUD)",
        "Por vencer, hasta el 31/12/2026: 2",
        "  T1 Certificado de estratificación (HACIENDA)",
        "  futura Hacer futura (SALUD)",
        "Datos que se contradicen: 3",
        "  baja Hacer baja (HACIENDA): el avance baja de 60 a 40 %",
        "  contradicha Hacer contradicha (SALUD): se declara cumplida con 40 % de avance",
        "  reabierta Hacer reabierta (SALUD): el avance baja de 100 a 95 %",
        "Fechas por revisar: 0",
    ]


def test_de_una_lista_larga_se_muestran_cinco_y_cuantas_faltan() -> None:
    de = plan_de(*(con_avances(str(n), "Publicar", agosto=5) for n in range(7)))
    renglones = tabla(de)
    lugar = renglones.index("Vencidas: 7")

    assert renglones[lugar + 1 : lugar + 7] == [
        *(f"  {n} Publicar" for n in range(5)),
        "  … y 2 más",
    ]


def test_un_nombre_largo_va_entero_y_sus_columnas_no_se_corren() -> None:
    justo, largo = "A" * 44, "B" * 45
    for nombre, sale in ((justo, justo), (largo, f"{largo}\n{'':44}")):
        renglon = tabla(plan_de(actividad(), entidad={"nombre": nombre}))[4]
        assert renglon.startswith(f"{sale}        1")


def test_una_fecha_que_revisar_sale_con_su_fila() -> None:
    renglones = tabla(plan_de(actividad(fecha_programada="31/04/2026")))

    assert re.fullmatch(r"  1\.1 Publicar el mapa de riesgos: .*31/04/2026.*", renglones[-1])


def test_sin_corte_la_tabla_dice_que_no_lo_hay() -> None:
    renglones = tabla(plan_de(actividad(seguimiento=None)), corte=None)

    assert renglones[0] == "Corte: ninguno"
    assert not [renglon for renglon in renglones if renglon.startswith("Por vencer")]


# ------------------------------------------------------------------ datos


def test_sin_corte_los_datos_van_nulos_y_no_en_cero() -> None:
    datos = paac.datos_de(paac.analizar(plan_de(actividad(seguimiento=None))))

    assert [datos[c] for c in ("corte", "anterior", "siguiente", "periodo")] == [None] * 4
    assert datos["plan"]["avance"]["valor"] is None
    assert (datos["plan"]["anterior"], datos["plan"]["del_periodo"]) == (None, None)
    assert datos["metodologia"]["cortes"] == []


def test_las_recomendaciones_van_con_las_rutas_de_sus_filas() -> None:
    """Las propuestas, con las de que salieron; de dos que se llaman igual, la que es."""
    vencida = con_avances("1.1", "Publicar", agosto=50, fecha_programada="30/06/2026")
    gemela = con_avances("1.1", "Publicar", agosto=100, fecha_programada="30/06/2026")
    anterior = {
        "id": "R-1",
        "corte": "2026-04-30",
        "texto": "Publicar el mapa.",
        "filas": [{"codigo": "1.1", "texto": "Publicar"}, {"codigo": "9", "texto": "Se quitó"}],
    }
    datos = paac.datos_de(
        paac.analizar(plan_de(gemela, vencida, recomendaciones=[anterior]), corte=AGOSTO)
    )["recomendaciones"]
    fila = "componentes[0].subcomponentes[0].actividades[{}]".format

    (propuesta,) = datos["del_corte"]
    assert propuesta == {
        "id": "2026-08-31.vencidas.planeacion",
        "corte": "2026-08-31",
        "texto": "Terminar lo vencido, o aprobar su nueva fecha con acta.",
        "filas": [{"codigo": "1.1", "texto": "Publicar", "rutas": [fila(1)]}],
        "responsable": "Planeación",
        "fecha": "21/09/2026",
        "origen": "propuesta",
        "estado": "nueva",
        "respuesta": None,
    }
    (seguida,) = datos["anteriores"]
    assert (seguida["id"], seguida["estado"]) == ("R-1", "nueva")
    assert [una["rutas"] for una in seguida["filas"]] == [[fila(0), fila(1)], []]


def test_donde_el_texto_de_la_oficina_las_reemplaza_no_se_recomienda_nada() -> None:
    vencida = con_avances("1.1", "Publicar", agosto=50, fecha_programada="30/06/2026")
    datos = paac.datos_de(
        paac.analizar(plan_de(vencida, textos={"recomendaciones": "Lo mío."}), corte=AGOSTO)
    )

    assert datos["recomendaciones"] == {"del_corte": [], "anteriores": []}
