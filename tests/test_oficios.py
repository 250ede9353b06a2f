"""Los oficios: a cada quien, lo que tiene vencido y lo que le vence antes del próximo corte.

Prueba ``api/oficios`` y ``cli/ordenes``.
"""

from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from ayudas.avisos import dicen
from ayudas.planes import actividad, componente

import paac_reportes as paac
from paac_reportes.cli import main

CORTE = date(2026, 4, 30)
PROXIMO = "31/08/2026"


def plan(*filas: dict[str, Any], **demas: Any) -> paac.Plan:
    """Un plan sin dependencias, con esas actividades."""
    una = componente(subcomponentes=[{"nombre": "Política", "actividades": [*filas]}])
    crudo = {"entidad": {"nombre": "MUNICIPIO"}, "vigencia": 2026, "componentes": [una], **demas}
    return paac.desde_datos(crudo).contenido


def fila(codigo: str, responsable: str | None, fecha: str, *avances: int) -> dict[str, Any]:
    seguimientos = [{"corte": str(CORTE), "avance": avance} for avance in avances]
    return actividad(
        codigo=codigo,
        descripcion=f"Hacer lo {codigo}",
        responsable=responsable,
        fecha_programada=fecha,
        seguimientos=seguimientos,
    )


def dicho(ruta: Path) -> str:
    """Todo lo que se lee en las tablas y los párrafos de una carta."""
    documento = docx.Document(str(ruta))
    celdas = (c.text for tabla in documento.tables for f in tabla.rows for c in f.cells)
    return "\n".join((*celdas, *(p.text for p in documento.paragraphs)))


BASE = plan(
    fila("1.5", "Hacienda; Planeación", "28/02/2026"),
    fila("1.1", "Hacienda", "31/03/2026", 50),
    fila("1.2", "Hacienda", "31/03/2026", 100),
    fila("1.3", "Planeación", PROXIMO),
    fila("1.4", "Salud", "31/12/2026"),
)


def test_sale_uno_por_responsable_con_lo_suyo(tmp_path: Path) -> None:
    rutas = paac.oficios(
        BASE, CORTE, tmp_path, por="actividad.responsable", tipos=["docx"]
    ).archivos
    assert [ruta.name for ruta in rutas] == [
        "01-hacienda-2026-04-30.docx",
        "02-planeacion-2026-04-30.docx",
    ]
    hacienda, planeacion = map(dicho, rutas)
    assert [codigo in hacienda for codigo in ("1.1", "1.2", "1.3", "1.5")] == [
        *(True, False, False, True)
    ]
    assert [codigo in planeacion for codigo in ("1.1", "1.3", "1.5")] == [False, True, True]
    # Lo que el informe le pide, de lo suyo y nada de otro.
    avance = "Declarar el porcentaje de avance de lo que aplica y no lo tiene. Plazo: 31/08/2026."
    assert [f"{avance} 1.3" in carta for carta in (hacienda, planeacion)] == [False, True]


def test_lo_que_control_interno_recomendo_va_a_la_letra_y_lo_cerrado_no_se_pide(
    tmp_path: Path,
) -> None:
    comun = {"corte": str(CORTE), "responsable": "Hacienda"}
    abierta = {"id": "R-1", "texto": "1. Citar *al* [comité](x)\n# Ya", **comun}
    cerrada = {"id": "R-2", "texto": "Otra cosa", "estado": "cumplida", **comun}
    base = plan(fila("1.1", "Hacienda", "31/03/2026"), recomendaciones=[abierta, cerrada])
    [ruta] = paac.oficios(
        base, CORTE, tmp_path, por="actividad.responsable", tipos=["docx"]
    ).archivos
    assert "1. Citar *al* [comité](x) # Ya" in dicho(ruta)
    assert "Otra cosa" not in dicho(ruta)


def test_de_quien_no_reporto_en_el_corte_no_se_dice_que_el_plan_no_lo_trae(tmp_path: Path) -> None:
    callada = fila("1.2", "Salud", "31/03/2026") | {
        "seguimientos": [{"corte": "2026-01-31", "avance": 10}]
    }
    base = plan(fila("1.1", "Hacienda", "31/03/2026", 50), callada)
    avisados = paac.oficios(
        base, CORTE, tmp_path, por="actividad.responsable", tipos=["docx"]
    ).avisos
    assert not [uno for uno in avisados if "ningún seguimiento" in str(uno)]


def test_a_quien_no_tiene_nada_pendiente_no_se_le_escribe(tmp_path: Path) -> None:
    al_dia = plan(fila("1.1", "Hacienda", "31/03/2026", 100), fila("1.2", "Salud", "31/12/2026"))
    assert paac.oficios(al_dia, CORTE, tmp_path, por="actividad.responsable").archivos == ()


def test_salen_en_word_y_en_pdf(tmp_path: Path) -> None:
    rutas = paac.oficios(plan(fila("1.1", "A", "31/03/2026")), CORTE, tmp_path).archivos
    assert [ruta.name for ruta in rutas] == [
        "oficio-municipio-2026-04-30.docx",
        "oficio-municipio-2026-04-30.pdf",
    ]


def test_el_plazo_que_la_entidad_no_dice_queda_en_blanco_y_se_avisa(tmp_path: Path) -> None:
    assert dicen(
        paac.oficios(BASE, CORTE, tmp_path, tipos=["docx"]).avisos, "no traen «Responder hasta»"
    )


def test_el_plazo_que_la_entidad_dice_va_en_la_carta(tmp_path: Path) -> None:
    textos = {"plazo_para_responder": "el 15 de mayo de 2026"}
    base = plan(fila("1.1", "Hacienda", "31/03/2026"), textos=textos)
    [ruta] = paac.oficios(base, CORTE, tmp_path, tipos=["docx"]).archivos
    assert "el 15 de mayo de 2026" in dicho(ruta)


@pytest.mark.parametrize("quien", [None, "-", "n/a", "No aplica", "N.A.", "--"])
def test_la_pendiente_que_no_dice_de_quien_es_se_dice(quien: str | None, tmp_path: Path) -> None:
    base = plan(fila("1.1", quien, "31/03/2026"))
    guardado = paac.oficios(base, CORTE, tmp_path, por="actividad.responsable")
    rutas = guardado.archivos
    assert dicen(guardado.avisos, r"actividades\[0\].*no va en ningún oficio")
    assert rutas == ()


def vencimientos(*filas: dict[str, Any], **del_plan: Any) -> list[tuple[str, str]]:
    """Día y título de lo que de unas filas va en el calendario, sin los deberes de la norma."""
    deberes = paac.calendario(2026, plan=plan(*filas, **del_plan))
    return [(str(uno.dia), uno.titulo) for uno in deberes if not uno.fuentes]


def test_las_actividades_van_en_el_calendario_los_dias_en_que_vencen() -> None:
    no_aplica = {"corte": "2026-01-31", "estado": "no_aplica"}
    assert vencimientos(
        fila("1.1", "Hacienda", "30/04/2026, 31/08/2026"),
        fila("1.2", None, "Permanente"),
        fila("1.3", None, "Marzo"),
        fila("1.4", None, "Mayo") | {"seguimientos": [no_aplica]},
    ) == [
        ("2026-03-31", "1.3 Hacer lo 1.3"),
        ("2026-04-30", "1.1 Hacer lo 1.1 (1 de 2)"),
        ("2026-08-31", "1.1 Hacer lo 1.1 (2 de 2)"),
    ]


def test_la_que_no_dice_que_dia_vence_se_avisa() -> None:
    base = plan(fila("1.1", None, "31/04/2026"), fila("1.2", None, "Permanente"))
    [aviso] = paac.calendario(2026, plan=base).avisos
    assert (aviso.codigo, aviso.ruta.rpartition(".")[2]) == ("fecha", "actividades[0]")


def test_dos_actividades_iguales_son_dos_eventos() -> None:
    titulos = [t for _, t in vencimientos(fila("1.1", None, "Marzo"), fila("1.1", None, "Abril"))]
    assert titulos == ["1.1 Hacer lo 1.1", "1.1 Hacer lo 1.1 [2]"]


@pytest.mark.parametrize(
    ("cortes", "esperados"),
    [
        ("semestral", ["2026-06-30", "2026-12-31"]),
        (["2026-05-15", "2026-12-31"], ["2026-05-15", "2026-12-31"]),
        (["2026-06-30", "2026-12-31"], ["2026-06-30", "2026-12-31"]),
        (None, ["2026-04-30", "2026-08-31", "2026-12-31"]),
    ],
)
def test_los_cortes_son_los_que_el_plan_declara(cortes: Any, esperados: list[str]) -> None:
    base = plan(fila("1.1", None, "-"), vigencia=2026, metodologia={"cortes": cortes})
    deberes = paac.calendario(2026, plan=base)
    assert [str(uno.dia) for uno in deberes if uno.titulo.startswith("Corte")] == esperados
    pedidos = paac.calendario(2026, plan=base, periodicidad="anual")
    assert [str(uno.dia) for uno in pedidos if uno.titulo.startswith("Corte")] == ["2026-12-31"]


def test_el_corte_de_la_guia_que_el_plan_nombra_va_una_vez_y_es_deber() -> None:
    cortes = ["2023-04-30", "2023-10-15"]
    base = plan(fila("1.1", "-", "30/06/2023"), vigencia=2023, metodologia={"cortes": cortes})
    deberes = paac.calendario(2023, plan=base, dias_habiles=3)
    de_corte = [uno for uno in deberes if uno.titulo.startswith("Corte")]
    assert [f"{uno.dia:%d/%m}" for uno in de_corte] == ["30/04", "31/08", "15/10", "31/12"]
    assert ["adopte" in uno.renglon for uno in de_corte] == [False, False, True, False]
    assert "el plan es de 2023" in str(paac.calendario(2026, plan=base).avisos[0])
    [mayo] = [uno for uno in deberes if uno.titulo.startswith("Publicar el seguimiento del primer")]
    assert f"{mayo.dia}: {mayo.detalle}".startswith("2023-05-04: Vence 3 días hábiles después")
    assert [uno.detalle for uno in deberes if not uno.fuentes] == ["Fecha programada: 30/06/2023."]


def test_el_regimen_y_el_orden_son_los_del_plan() -> None:
    entidad = {"nombre": "Ministerio", "orden": "nacional"}
    base = plan(fila("1.1", None, "-"), vigencia=2026, regimen="paac-v2", entidad=entidad)
    dicho = paac.calendario(2026, plan=base)
    assert dicho.deberes == paac.calendario(2026, regimen="paac-v2", orden="nacional").deberes


def test_la_orden_dice_las_cartas_que_deja_o_que_nadie_tiene_nada(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def salio(de: paac.Plan) -> list[str]:
        paac.guardar_datos(de, tmp_path / "plan.json")
        orden = ["generar", str(tmp_path / "plan.json"), "--corte", str(CORTE)]
        assert main([*orden, "--por", "actividad.responsable", "--salida", str(tmp_path)]) == 0
        return [Path(renglon).name for renglon in capsys.readouterr().out.splitlines()]

    assert salio(plan(fila("1.1", "Hacienda", "31/03/2026", 50))) == [
        "01-hacienda-2026-04-30.docx",
        "01-hacienda-2026-04-30.pdf",
    ]
    assert salio(plan(fila("1.1", "Hacienda", "31/12/2026", 50))) == [
        "nadie tiene nada vencido ni por vencer antes del próximo corte: no hay oficios"
    ]


@pytest.mark.parametrize(
    "orden",
    [
        ["generar", "--por", "dependencia", "--salida", "cartas.docx"],
        ["capturar", "--salida", "libros.xlsx"],
    ],
)
def test_la_carpeta_que_se_llama_como_un_archivo_se_dice_y_no_queda(
    orden: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    paac.guardar_datos(plan(fila("1.1", "Hacienda", "31/03/2026", 50)), "plan.json")

    with pytest.raises(SystemExit) as salida:
        main([*orden, "plan.json", "--corte", str(CORTE)])

    assert salida.value.code == 2
    dice = f"--salida: son varios archivos; se esperaba una carpeta, llegó '{orden[-1]}'"
    assert dice in capsys.readouterr().err
    assert [archivo.name for archivo in tmp_path.iterdir()] == ["plan.json"]


CON_QUIEN_FIRMA: dict[str, Any] = {
    "firmas": [
        {"rol": "Aprobó", "nombre": "Jefatura de Control Interno"},
        {"rol": "Elaboró", "nombre": "Profesional de apoyo"},
    ]
}


def carta(tmp_path: Path, **demas: Any) -> str:
    """Lo que se lee en la carta de un plan de una actividad vencida y otra por vencer."""
    base = plan(fila("1.1", "Hacienda", "31/03/2026", 50), fila("1.2", None, "Mensual"), **demas)
    [ruta] = paac.oficios(base, CORTE, tmp_path, tipos=["docx"]).archivos
    return dicho(ruta)


@pytest.mark.parametrize(
    ("entidad", "ciudad"),
    [
        ({"nombre": "ALCALDÍA MUNICIPAL DE LA CEJA", "divipola": "05376"}, "La Ceja"),
        ({"nombre": "GOBERNACIÓN", "divipola": "25000"}, "Bogotá, D.C."),
        ({"nombre": "MUNICIPIO DE VALDELUNA"}, "Valdeluna"),
        ({"nombre": "Personería"}, "_" * 24),
    ],
)
def test_la_carta_dice_ciudad_fecha_y_numero(
    tmp_path: Path, entidad: dict[str, str], ciudad: str
) -> None:
    textos = {"fecha_elaboracion": "4 de mayo de 2026", "numero_del_oficio": "CI-12"}
    suya = carta(tmp_path, entidad=entidad, textos=textos)
    assert f"{ciudad}, 4 de mayo de 2026\nOficio n.º CI-12\nSeñor(a)\n" in suya


def test_el_saludo_de_la_entidad_va_en_lugar_del_corriente(tmp_path: Path) -> None:
    con_saludo = carta(tmp_path, textos={"saludo_del_oficio": "Respetada doctora:"})

    assert "Respetada doctora:" in con_saludo
    assert "Cordial saludo:" not in con_saludo
    assert "Esto es lo que tiene pendiente." in con_saludo


def test_la_fecha_y_el_numero_que_faltan_quedan_por_llenar_y_se_avisa(tmp_path: Path) -> None:
    avisos = paac.oficios(BASE, CORTE, tmp_path, tipos=["docx"]).avisos
    assert dicen(avisos, "en blanco: «_{24}, _{24}»")
    assert dicen(avisos, "en blanco: «Oficio n.º _{24}»")


def test_de_cada_renglon_va_su_componente_y_el_dia_que_se_debe(tmp_path: Path) -> None:
    suya = carta(tmp_path)
    assert "1.1\n1\nHacer lo 1.1\n31/03/2026\n30\n" in suya
    assert "1.2\n1\nHacer lo 1.2\n31/05/2026\nMensual" in suya
    assert "Lo que se debe reportar hasta el próximo corte, el 31 de agosto de 2026" in suya
    assert "A reportar el" in suya


def test_los_pesos_del_plan_no_piden_los_componentes_que_no_van_en_la_carta(
    tmp_path: Path,
) -> None:
    filas = fila("1.1", "Hacienda", "31/03/2026", 50), fila("2.1", "Salud", "31/03/2026", 100)
    partes = (
        componente(numero=n, subcomponentes=[{"nombre": "Política", "actividades": [una]}])
        for n, una in enumerate(filas, start=1)
    )
    pesos = {"metodo": "ponderado", "pesos": {"1": 2, "2": 1}}
    con_pesos = plan(metodologia=pesos, componentes=[*partes])

    paac.oficios(con_pesos, CORTE, tmp_path, tipos=("docx",))

    (carta,) = tmp_path.iterdir()
    assert "Hacer lo 1.1" in dicho(carta)
    assert "Hacer lo 2.1" not in dicho(carta)


@pytest.mark.parametrize("por", [None, "dependencia.nombre"])
def test_a_una_dependencia_se_escribe_con_su_nombre_y_una_sola_vez(
    por: str | None, tmp_path: Path
) -> None:
    filas = [fila("1.1", "Ana", "30/04/2026"), fila("1.2", "Ana", "31/05/2026")]
    una = componente(subcomponentes=[{"nombre": "Política", "actividades": filas}])
    nombres = ("SECRETARÍA DE HACIENDA", "SECRETARÍA DE SALUD")
    oficinas = [{"nombre": nombre, "componentes": [una]} for nombre in nombres]
    crudo = {"entidad": {"nombre": "MUNICIPIO"}, "vigencia": 2026, "dependencias": oficinas}
    base = paac.desde_datos(crudo).contenido
    ruta, _ = paac.oficios(base, CORTE, tmp_path, por=por, tipos=["docx"]).archivos

    suya = dicho(ruta)
    assert "Señores\nSecretaría de Hacienda\n" in suya
    assert suya.upper().count("SECRETARÍA DE HACIENDA") == 1
    assert "30/04/2026\nel día del corte" in suya
    # La fecha programada que es el mismo día no se repite.
    assert suya.count("31/05/2026") == 1


def test_la_carta_muestra_a_quien_se_escribe() -> None:
    directo = plan(fila("1.1", "Hacienda", PROXIMO), textos={"destinatario": "Ana"})
    avisos = paac.reporte(directo, "oficio-pendientes", corte=CORTE).emitir("docx").avisos
    assert not dicen(avisos, "no muestra este texto")


def test_lo_que_el_plan_trae_recomendado_va_en_la_carta_de_quien_lo_responde(
    tmp_path: Path,
) -> None:
    quienes = {"a": "Hacienda", "b": "Salud", "c": "Todos los responsables"}
    base = plan(
        *(fila("1.1", quien, "31/03/2026", 50) for quien in ("Hacienda", "Salud")),
        recomendaciones=[
            {"id": cual, "corte": str(CORTE), "texto": f"Hacer {cual}.", "responsable": quien}
            for cual, quien in quienes.items()
        ],
    )
    cartas = paac.oficios(base, CORTE, tmp_path, por="actividad.responsable", tipos=["docx"])
    assert [
        [cual for cual in quienes if f"Hacer {cual}." in dicho(ruta)] for ruta in cartas.archivos
    ] == [["a", "c"], ["b", "c"]]


def test_firma_uno_solo(tmp_path: Path) -> None:
    ultimo = {"firmas": CON_QUIEN_FIRMA["firmas"][1:]}
    remitente = {"textos": {"remitente": "Alcaldía"}}
    nombres = ["Jefatura de Control Interno", "Profesional de apoyo", "Alcaldía", "Nombre:"]
    firman = [
        [nombre for nombre in nombres if nombre in carta(tmp_path, **demas)]
        for demas in (CON_QUIEN_FIRMA, ultimo, CON_QUIEN_FIRMA | remitente, {})
    ]
    assert firman == [[nombre] for nombre in nombres]


def test_lo_que_no_hay_no_deja_su_titulo_sobre_las_firmas(tmp_path: Path) -> None:
    base = plan(fila("1.1", "Hacienda", "31/03/2026", 50), fila("1.2", "Salud", PROXIMO))
    guardado = paac.oficios(base, CORTE, tmp_path, por="actividad.responsable", tipos=["docx"])
    cartas = [dicho(ruta) for ruta in guardado.archivos]
    titulos = "Lo que está vencido", "reportar hasta el próximo corte, el"
    hay = [[titulo in carta for titulo in titulos] for carta in cartas]
    assert hay == [[True, False], [False, True]]
    assert "Atentamente," in cartas[0]
