"""Lo que un informe imprimió es lo que se sigue, aunque el plan cambie después.

Prueba ``vuelta/recomendaciones`` y ``api/recomendaciones``.
"""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas.comparaciones import ABRIL, AGOSTO, con_avances
from ayudas.manos import Manos
from ayudas.planes import componente, tramite

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.lectura.escondido import esquema_de
from paac_reportes.opc.lectura import ver_bytes

INFORME, EJECUTIVO = "informe-seguimiento", "informe-ejecutivo"
LARGA = (
    "Capacitar a todos los servidores y contratistas de la dependencia en el código de integridad"
)
MARZO = {"fecha_programada": "15/03/2026"}


def datos(hacienda: list[dict[str, Any]], tramites: list[dict[str, Any]], **demas: Any) -> Any:
    salud = [con_avances("2.1", "Vacunar", fecha_programada="30/04/2026")]
    return {
        "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
        "vigencia": 2026,
        "dependencias": [
            {
                "nombre": "SECRETARÍA DE HACIENDA",
                "componentes": [componente(*hacienda, tramites=tramites)],
            },
            {"nombre": "SECRETARÍA DE SALUD", "componentes": [componente(*salud)]},
        ],
    } | demas


PAZ_Y_SALVO = tramite(fecha_fin="31/03/2026", seguimientos=[{"corte": "2026-04-30", "avance": 40}])
DE_ABRIL = paac.desde_datos(
    datos(
        [
            con_avances("1.1", "Publicar el presupuesto", abril=50, **MARZO),
            con_avances("1.2", LARGA, abril=20, **MARZO),
            con_avances("1.3", "Cerrar la caja", abril=100, **MARZO),
        ],
        [PAZ_Y_SALVO],
    )
).contenido
DE_MAYO = paac.desde_datos(
    datos(
        [
            con_avances("1.9", "Abrir los contratos", **MARZO),
            con_avances("7.4", "Publicar el presupuesto del año", abril=50, **MARZO),
            con_avances("1.3", "Cerrar la caja", abril=100, **MARZO),
        ],
        [PAZ_Y_SALVO | {"nombre": "Certificado de estratificación y nomenclatura"}],
    )
).contenido
"""La 1.1 se reescribió y se renumeró, la 1.2 se retiró, la 1.9 es nueva y el trámite cambió."""
VENCIDAS, SIN_REPORTE = (
    "2026-04-30.vencidas.secretaria-de-hacienda",
    "2026-04-30.calladas.secretaria-de-salud",
)
FILAS = [
    ("1.1", "Publicar el presupuesto"),
    ("1.2", LARGA),
    ("1", "Certificado de estratificación"),
]


def impreso(tipo: str, formato: str = INFORME, de: paac.Plan = DE_ABRIL, **claves: Any) -> bytes:
    return paac.reporte(de, formato, corte=ABRIL, **claves).emitir(tipo).contenido


def filas_de(recomendacion: paac.modelo.Recomendacion) -> list[tuple[str | None, str]]:
    return [(fila.codigo, fila.texto) for fila in recomendacion.filas]


def tomadas(informe: Any, plan: paac.Plan = DE_MAYO) -> tuple[paac.Plan, list[tuple[str, str]]]:
    """El plan con lo del informe, y lo que se avisó: código y mensaje."""
    leida = paac.recomendar(plan, informe=informe)
    return leida.contenido, [(aviso.codigo, str(aviso)) for aviso in leida.avisos]


def fallas_de(informe: Any, plan: paac.Plan = DE_MAYO, **claves: Any) -> list[tuple[str, str]]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.recomendar(plan, informe=informe, **claves)
    return [(falla.codigo, str(falla)) for falla in error.value.fallas]


# ------------------------------------------------------------------ se toman


@pytest.mark.integracion
@pytest.mark.parametrize(
    ("tipo", "formato"), [("json", INFORME), ("docx", INFORME), ("xlsx", INFORME)]
)
def test_las_que_se_imprimieron_son_las_que_se_siguen_aunque_el_plan_cambie(
    tipo: str, formato: str
) -> None:
    plan, avisos = tomadas(impreso(tipo, formato))

    assert avisos == []
    assert [una.id for una in plan.recomendaciones] == [VENCIDAS, SIN_REPORTE]
    vencidas, sin_reporte = plan.recomendaciones
    assert filas_de(vencidas) == FILAS
    assert filas_de(sin_reporte) == [("2.1", "Vacunar")]
    assert vencidas == paac.modelo.Recomendacion(
        id=VENCIDAS,
        corte=ABRIL,
        texto="Terminar lo vencido, o aprobar su nueva fecha con acta.",
        filas=vencidas.filas,
        responsable="SECRETARÍA DE HACIENDA",
        fecha="25/05/2026",
        origen="propuesta",
    )
    assert plan.recomendaciones == paac.recomendar(DE_ABRIL, corte=ABRIL).contenido.recomendaciones


@pytest.mark.integracion
def test_donde_la_pagina_no_nombra_entera_una_fila_que_cambio_se_dice() -> None:
    plan, avisos = tomadas(impreso("docx", EJECUTIVO))
    vencidas, sin_reporte = plan.recomendaciones

    # La que va sola se lee del renglón; de varias sólo van los códigos.
    assert filas_de(vencidas) == []
    assert filas_de(sin_reporte) == [("2.1", "Vacunar")]
    assert [codigo for codigo, _ in avisos] == ["lectura_dudosa"] * 3
    assert avisos[0][1].endswith(
        "una de sus filas ya no está en el plan, y el informe no la trae entera, y no se sigue"
    )


@pytest.mark.integracion
def test_los_codigos_que_alguien_cambio_se_dicen_y_se_siguen_las_impresas() -> None:
    manos = Manos(impreso("docx"))
    tabla, celdas = en_su_tabla(manos, "docx")
    impresos = next(texto for texto in celdas if texto.startswith("1.1, 1.2, "))
    tabla.escribir(*celdas[impresos], "1.1, 1.2, 1.3, 1.4")
    plan, avisos = tomadas(manos.guardado())

    assert filas_de(plan.recomendaciones[0]) == FILAS
    ((codigo, dicho),) = avisos
    assert codigo == "lectura_dudosa"
    assert "nombra otras filas que las que se imprimieron, y se siguen éstas: " in dicho
    assert "1.1, 1.2, 1.3, 1.4" in dicho


@pytest.mark.integracion
def test_en_agosto_se_sigue_lo_que_se_imprimio_en_abril() -> None:
    con_ellas, _ = tomadas(impreso("docx"))
    hechas = json.loads(json.dumps(paac.datos_de(con_ellas)))
    de_hacienda = hechas["dependencias"][0]["componentes"][0]["subcomponentes"][0]["actividades"]
    de_hacienda[1]["seguimientos"].append({"corte": "2026-08-31", "avance": 60})
    pagina = (
        paac.reporte(paac.desde_datos(hechas).contenido, INFORME, corte=AGOSTO)
        .emitir("html")
        .contenido.decode()
    )

    assert "Se hizo seguimiento a 2 recomendaciones anteriores: 2 sin respuesta." in pagina
    assert "1.1 «Publicar el presupuesto» (ya no está en el plan)" in pagina


def test_sin_recomendaciones_en_el_informe_no_se_agrega_ninguna() -> None:
    hecho = paac.desde_datos(
        datos([con_avances("1.3", "Cerrar la caja", abril=100, **MARZO)], [], dependencias=None)
        | {"componentes": [componente(con_avances("1.3", "Cerrar", abril=100, **MARZO))]}
    ).contenido
    informe = impreso("json", de=hecho)

    assert json.loads(informe)["informe"] == "2026-04-30"
    assert paac.recomendar(hecho, informe=informe).contenido == hecho


# ------------------------------------------------------------------ lo que lleva escondido


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_el_archivo_dice_cuales_son_y_nada_de_lo_que_dicen(tipo: str) -> None:
    esquema = esquema_de(ver_bytes(impreso(tipo), f"x.{tipo}"))
    assert esquema is not None

    assert esquema.informe
    hechas = [(hecha.id, hecha.causa, hecha.filas) for hecha in esquema.recomendaciones]
    assert hechas == [
        (VENCIDAS, "vencidas", ("d0c0s0a0", "d0c0s0a1", "d0c0t0")),
        (SIN_REPORTE, "calladas", ("d1c0s0a0",)),
    ]
    escondido = str(esquema)
    for texto in ("Publicar el presupuesto", "Vacunar", "Terminar lo vencido", "HACIENDA"):
        assert texto not in escondido


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["json", "docx", "xlsx"])
def test_el_de_publicar_no_lleva_ninguna_y_no_se_toma(tipo: str) -> None:
    publico = paac.reporte(DE_ABRIL, INFORME, corte=ABRIL).publico().emitir(tipo).contenido

    ((codigo, dicho),) = fallas_de(publico)
    assert codigo == "archivo_de_otra_clase"
    if tipo == "json":
        assert "recomendaciones" not in json.loads(publico)
        return
    assert "es una copia para publicar; dé el que se imprimió" in dicho
    visto = ver_bytes(publico, f"x.{tipo}")
    marcas = [marca for tabla in visto.tablas() for marca in tabla.marcas.values()]
    assert not [marca for marca in marcas if marca.startswith("q")]
    esquema = esquema_de(visto)
    assert esquema is not None
    assert (esquema.informe, esquema.recomendaciones) == (None, ())


# ------------------------------------------------------------------ no es el suyo


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["json", "docx", "xlsx"])
def test_el_de_otro_plan_o_el_de_otro_corte_se_rechaza(tipo: str) -> None:
    informe = impreso(tipo)
    otra = attrs.evolve(DE_MAYO, entidad=attrs.evolve(DE_MAYO.entidad, nombre="OTRA"))
    de_2025 = attrs.evolve(DE_MAYO, vigencia=2025)

    if tipo == "json":
        ajena = "es de 'MUNICIPIO DE PRUEBA', y el plan es de 'OTRA'"
        assert fallas_de(informe, otra) == [("anterior_ajeno", f"informe: {ajena}")]
    else:  # el nombre pudo corregirse: son sus filas
        de_abril = attrs.evolve(otra, dependencias=DE_ABRIL.dependencias)
        assert len(paac.recomendar(de_abril, informe=informe).contenido.recomendaciones) == 2
        ajena = "es de otra entidad, y el plan es de 'OTRA': tampoco son sus filas"
        assert fallas_de(informe, otra) == [("anterior_ajeno", f"informe: {ajena}")]
    assert fallas_de(informe, de_2025) == [
        ("anterior_ajeno", "informe: es de la vigencia 2026 y el plan, de la 2025")
    ]
    assert fallas_de(informe, corte=AGOSTO) == [
        ("anterior_ajeno", "informe: es el del corte 30/04/2026, y se pidió el 31/08/2026")
    ]
    assert paac.recomendar(DE_MAYO, informe=informe, corte=ABRIL).contenido.recomendaciones


@pytest.mark.integracion
def test_lo_que_no_es_un_informe_se_dice_con_lo_que_es(tmp_path: Path) -> None:
    del_plan = paac.reporte(DE_ABRIL, "paac-seguimiento", corte=ABRIL).emitir("json").contenido
    matriz = paac.reporte(DE_ABRIL, "paac-seguimiento", corte=ABRIL).emitir("docx").contenido

    assert fallas_de(del_plan) == [
        (
            "archivo_de_otra_clase",
            "informe: es un plan y no un informe: dé el .json que salió con él (--salida"
            " informe.json), su Word o su Excel",
        )
    ]
    assert fallas_de(matriz) == [
        (
            "archivo_de_otra_clase",
            "informe: no trae las recomendaciones de un informe nuestro: no lo es, perdió lo que"
            " lleva escondido o es una copia para publicar; dé el que se imprimió, o su .json",
        )
    ]
    assert fallas_de(3) == [
        (
            "argumento_invalido",
            "informe: se esperaba el .json, el Word o el Excel de un informe que se emitió,"
            " llegó 3",
        )
    ]
    assert fallas_de(b"PK\x03\x04 y nada")[0][0] == "archivo_danado"
    assert fallas_de(tmp_path / "no.docx")[0][0] == "archivo_no_existe"


# ------------------------------------------------------------------ lo que alguien cambió en él


def en_su_tabla(manos: Manos, tipo: str) -> tuple[Any, dict[str, tuple[int, int]]]:
    """La tabla de recomendaciones de un informe, y la fila y la columna de cada texto suyo."""
    if tipo == "xlsx":
        tabla = manos.zona("Recomendaciones")
    else:
        dice = "Cuántas"
        numeros = range(1, len(manos.archivo.word.tables) + 1)
        tabla = next(z for n in numeros if (z := manos.zona(f"tabla {n}")).texto(1, 1) == dice)
    celdas = {
        tabla.texto(fila, columna): (fila, columna)
        for fila in range(1, tabla.filas + 1)
        for columna in range(1, 5 if tipo == "xlsx" else 4)
    }
    return tabla, celdas


ASUNTO = "1. Terminar lo vencido, o aprobar su nueva fecha con acta. Plazo: 25/05/2026."


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_lo_que_el_jefe_corrigio_antes_de_firmar_es_lo_que_se_sigue(tipo: str) -> None:
    manos = Manos(impreso(tipo))
    tabla, celdas = en_su_tabla(manos, tipo)
    tabla.escribir(*celdas[ASUNTO], "1. Terminar lo vencido ya. Plazo: 10/05/2026.")
    tabla.escribir(*celdas["Secretaría de Salud"], "Gerencia del hospital")
    plan, avisos = tomadas(manos.guardado())

    assert avisos == []
    dichas = [(una.texto, una.fecha, una.responsable) for una in plan.recomendaciones]
    assert dichas == [
        ("Terminar lo vencido ya.", "10/05/2026", "SECRETARÍA DE HACIENDA"),
        (
            "Reportar lo hecho de lo vencido que no tiene reporte.",
            "25/05/2026",
            "Gerencia del hospital",
        ),
    ]
    assert filas_de(plan.recomendaciones[0]) == FILAS


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_la_que_se_quito_no_se_sigue_y_la_que_se_agrego_a_mano_se_dice(tipo: str) -> None:
    manos = Manos(impreso(tipo))
    tabla, celdas = en_su_tabla(manos, tipo)
    de_salud, columna = celdas["Secretaría de Salud"]
    tabla.con_filas([n if n != de_salud else -n for n in range(1, tabla.filas + 1)])
    tabla.sin_marca(de_salud)
    tabla.escribir(de_salud, columna, "Oficina Jurídica")
    plan, avisos = tomadas(manos.guardado())

    assert [una.id for una in plan.recomendaciones] == [VENCIDAS]
    dichos = [dicho for _, dicho in avisos]
    assert [codigo for codigo, _ in avisos][-1] == "recomendaciones_distintas"
    assert dichos[-1].endswith(
        f"se quitó del informe la recomendación {SIN_REPORTE}, y no se sigue"
    )
    agregadas = [dicho for codigo, dicho in avisos if codigo == "fila_sin_leer"]
    assert any(dicho.endswith("Oficina Jurídica") for dicho in agregadas)


@pytest.mark.integracion
def test_las_filas_de_un_libro_ordenado_a_mano_siguen_siendo_las_suyas() -> None:
    manos = Manos(impreso("xlsx"))
    tabla, celdas = en_su_tabla(manos, "xlsx")
    primera, _ = celdas["Secretaría de Hacienda"]
    tabla.con_filas([*range(1, primera), primera + 1, primera])
    plan, avisos = tomadas(manos.guardado())

    assert avisos == []
    assert {una.id: len(una.filas) for una in plan.recomendaciones} == {SIN_REPORTE: 1, VENCIDAS: 3}


# ------------------------------------------------------------------ el plan ya trae algunas


def test_de_la_que_el_plan_ya_trae_manda_lo_impreso_y_queda_su_respuesta() -> None:
    propuestas = paac.recomendar(DE_MAYO, corte=ABRIL).contenido.recomendaciones
    vencidas, de_la_nueva, de_salud = propuestas
    assert filas_de(vencidas)[0] == ("7.4", "Publicar el presupuesto del año")
    assert filas_de(de_la_nueva) == [("1.9", "Abrir los contratos")]
    respondida = attrs.evolve(vencidas, estado="en_curso", respuesta="Va.")
    propia = attrs.evolve(de_salud, id="R-1", origen="oficina", texto="Otra cosa.")
    con_respuesta = attrs.evolve(
        DE_MAYO, recomendaciones=(respondida, de_la_nueva, de_salud, propia)
    )
    plan, avisos = tomadas(impreso("json"), con_respuesta)
    tomada, *demas = plan.recomendaciones

    assert (filas_de(tomada), tomada.estado, tomada.respuesta) == (FILAS, "en_curso", "Va.")
    assert demas == [de_salud, propia]
    assert [dicho for _, dicho in avisos] == [
        "recomendaciones[0]: quedan sus filas, como se imprimió: Terminar lo vencido, o aprobar su"
        " nueva fecha con acta.",
        "recomendaciones[1]: se quita, que el informe no la imprimió: Reportar lo hecho de lo"
        " vencido que no tiene reporte.",
        "recomendaciones[3]: el informe no la imprimió, y se deja: Otra cosa.",
    ]


def test_otra_vez_sobre_el_mismo_no_cambia_nada() -> None:
    informe = impreso("json")
    una_vez = paac.recomendar(DE_MAYO, informe=informe).contenido

    assert tomadas(informe, una_vez) == (una_vez, [])


# ------------------------------------------------------------------ sin el informe


def avisos_de_proponer(plan: paac.Plan) -> list[str]:
    avisos = paac.recomendar(plan, corte=ABRIL).avisos
    return [aviso.mensaje for aviso in avisos if aviso.codigo == "sin_su_informe"]


def test_sin_el_informe_se_dice_lo_que_de_entonces_no_se_sabe() -> None:
    posterior = paac.desde_datos(
        datos([con_avances("1.1", "Publicar", abril=50, agosto=60, **MARZO)], [])
    ).contenido
    cambio = {"version": "2", "fecha": "15/05/2026", "razon": "Se retira la 1.2: Acta 7"}
    cambiado = paac.desde_datos(
        json.loads(impreso("json")) | {"control_cambios": [cambio]}
    ).contenido
    cambiado = attrs.evolve(cambiado, recomendaciones=())

    assert avisos_de_proponer(DE_ABRIL) == []
    assert (
        avisos_de_proponer(paac.recomendar(posterior, corte=ABRIL).contenido) == []
    )  # nada se propone
    sigue = (
        "y el corte es el 30/04/2026: de entonces no se sabe qué decía, y lo que se propone puede"
        " no ser lo que se imprimió; con ese informe se toman las suyas (informe=, --informe)"
    )
    assert avisos_de_proponer(posterior) == [f"el plan trae seguimientos del 31/08/2026, {sigue}"]
    assert avisos_de_proponer(cambiado) == [f"el plan trae cambios del 15/05/2026, {sigue}"]


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["json", "xlsx"])
def test_si_el_anterior_trae_las_suyas_y_el_plan_otras_se_avisa(tipo: str) -> None:
    def de_agosto(plan: paac.Plan) -> paac.Plan:
        dichos = json.loads(json.dumps(paac.datos_de(plan)))
        dichos["dependencias"][1]["componentes"][0]["subcomponentes"][0]["actividades"][0][
            "seguimientos"
        ] = [{"corte": "2026-08-31", "avance": 60}]
        return paac.desde_datos(dichos).contenido

    anterior = impreso(tipo)

    def avisos_con(plan: paac.Plan) -> list[str]:
        avisos = paac.analizar(de_agosto(plan), corte=AGOSTO, anterior=anterior).avisos
        return [a.mensaje for a in avisos if a.codigo == "recomendaciones_distintas"]

    propuestas = paac.recomendar(DE_MAYO, corte=ABRIL).contenido
    otra = attrs.evolve(propuestas.recomendaciones[0], id="R-1", texto="Otra cosa.")
    con_otra = attrs.evolve(propuestas, recomendaciones=(propuestas.recomendaciones[0], otra))
    comienzo = "de las recomendaciones que imprimió con corte 30/04/2026, el plan"
    final = "recomendar toma las de ese informe (informe=, --informe)"

    assert avisos_con(DE_MAYO) == [f"{comienzo} no trae {VENCIDAS}, {SIN_REPORTE}; {final}"]
    assert avisos_con(con_otra) == [f"{comienzo} no trae {SIN_REPORTE}; trae de más R-1; {final}"]
    assert avisos_con(paac.recomendar(DE_MAYO, informe=anterior).contenido) == []


# ------------------------------------------------------------------ la orden


@pytest.mark.integracion
def test_la_orden_toma_el_informe_y_dice_cuantas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mayo, informe, salida = (tmp_path / n for n in ("mayo.json", "abril.docx", "base.yaml"))
    paac.guardar_datos(DE_MAYO, mayo)
    informe.write_bytes(impreso("docx"))
    orden = ["leer", str(mayo), "--recomendar", "--informe", str(informe), "--salida", str(salida)]

    assert main(orden) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(salida),
        "filas: 5; dudas: 0",
        "recomendaciones tomadas del informe: 2; que ya estaban y se conservan: 0",
    ]
    assert [una.id for una in paac.leer(salida).sin_dudas().recomendaciones] == [
        VENCIDAS,
        SIN_REPORTE,
    ]

    salida.unlink()
    assert main([*orden, "--corte", "2026-08-31"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{informe}: es el del corte 30/04/2026, y se pidió el 31/08/2026"
    ]
    manos = Manos(informe.read_bytes())
    tabla, _ = en_su_tabla(manos, "docx")
    tabla.con_filas([*range(1, tabla.filas + 1), -tabla.filas])
    tabla.escribir(tabla.filas + 1, 1, "Archivar los contratos")
    informe.write_bytes(manos.guardado())
    assert main(orden) == 4
    assert "no se tomó: Archivar los contratos" in capsys.readouterr().err
