"""Lo que falta antes de cerrar un corte, contado a mano, y lo que se guarda al cerrarlo.

Un corte cerrado se reporta siempre del mismo plan, o se dice que ya no es el mismo; un objeto solo
da sus datos y vuelve de ellos, con todo lo que trae mal.

Prueba ``anfitrion/cierre``.
"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.de_todo import de_todo
from ayudas.imagenes import png
from ayudas.planes import FORMATO, actividad, componente, tramite

import paac_reportes as paac
from paac_reportes import anfitrion
from paac_reportes.anfitrion import cierre
from paac_reportes.formatos.lectura.catalogo import hallar_formato

ABRIL, AGOSTO = date(2026, 4, 30), date(2026, 8, 31)


def plan(**oficinas: list[dict[str, Any]]) -> paac.Plan:
    """Un plan con esas oficinas y las actividades de cada una."""
    return paac.desde_datos(
        {
            "entidad": {"nombre": "M"},
            "vigencia": 2026,
            "regimen": "paac-v2",
            "dependencias": [
                {"nombre": nombre, "componentes": [componente(*suyas)]}
                for nombre, suyas in oficinas.items()
            ],
        }
    ).contenido


def fila(codigo: str, fecha: str, *cortes: date, **dice: Any) -> dict[str, Any]:
    reportes = [{"corte": c.isoformat(), "texto": "Hecho."} | dice for c in cortes]
    return actividad(codigo=codigo, fecha_programada=fecha, seguimiento=None, seguimientos=reportes)


def falta(de: paac.Plan, corte: date = ABRIL, hoy: date = ABRIL) -> Any:
    return anfitrion.antes_de_cerrar(de, corte, hoy=hoy)


TRES = plan(
    Hacienda=[fila("1.1", "30/04/2026"), fila("1.2", "31/03/2026"), fila("1.3", "31/12/2026")],
    Gobierno=[fila("1.1", "30/04/2026", ABRIL)],
    Planeación=[fila("1.1", "28/02/2026"), fila("2.2", "Cuando se requiera")],
)


def test_dice_las_oficinas_y_las_filas_por_su_codigo() -> None:
    dicho = falta(TRES)

    assert [(o.nombre, [f.codigo for f in o.filas]) for o in dicho.oficinas] == [
        ("Hacienda", ["1.1", "1.2"]),
        ("Planeación", ["1.1"]),
    ]
    assert [f.ruta for f in dicho.filas] == [
        f"dependencias[{n}].componentes[0].subcomponentes[0].actividades[{m}]"
        for n, m in [(0, 0), (0, 1), (2, 0)]
    ]
    assert [(f.codigo, f.motivo) for f in dicho.por_confirmar] == [("2.2", "sin_dia_claro")]
    assert dicho.exigibles == 4
    assert not dicho.completo
    assert dicho.frases == (
        "Faltan por reportar 3 filas, de 4 exigibles.",
        "Les falta a 2 de 3 oficinas: Hacienda (2) y Planeación (1).",
        "Por confirmar: 1 fila sin reporte, y no se sabe si en este corte se debía.",
        "El corte es hoy, 30/04/2026.",
        "El plazo para publicar el seguimiento es el 15/05/2026: faltan 15 días.",
    )


@pytest.mark.parametrize(
    ("hoy", "dias", "frase"),
    [
        (date(2026, 4, 27), 3, "El corte es el 30/04/2026: faltan 3 días."),
        (date(2026, 4, 29), 1, "El corte es el 30/04/2026: falta 1 día."),
        (date(2026, 5, 1), -1, "El corte fue el 30/04/2026, hace 1 día."),
        (date(2026, 5, 15), -15, "El plazo para publicar el seguimiento es hoy, 15/05/2026."),
        (
            date(2026, 5, 18),
            -18,
            "El plazo para publicar el seguimiento fue el 15/05/2026, hace 3 días.",
        ),
    ],
)
def test_los_dias_se_cuentan_desde_el_hoy_que_se_da(hoy: date, dias: int, frase: str) -> None:
    dicho = falta(TRES, hoy=hoy)

    assert dicho.dias == dias
    assert frase in dicho.frases


@pytest.mark.parametrize(
    ("filas", "frase"),
    [
        (
            [fila("1", "31/12/2026")],
            "En este corte no se exige el reporte de ninguna fila.",
        ),
        ([fila("1", "30/04/2026", ABRIL)], "Nada exigible está sin reportar, de 1 exigible."),
        ([fila("1", "30/04/2026")], "Falta por reportar 1 fila, de 1 exigible."),
    ],
)
def test_las_frases_son_ciertas_con_ninguna_y_con_una(
    filas: list[dict[str, Any]], frase: str
) -> None:
    dicho = falta(plan(Hacienda=filas))

    assert dicho.frases[0] == frase
    assert dicho.completo == (not dicho.filas)


def test_un_plan_sin_dependencias_no_nombra_oficinas() -> None:
    solo = paac.desde_datos(
        {
            "entidad": {"nombre": "M"},
            "vigencia": 2026,
            "componentes": [componente(fila("1.1", "30/04/2026"))],
        }
    ).contenido
    dicho = falta(solo)

    assert [(o.nombre, len(o.filas)) for o in dicho.oficinas] == [(None, 1)]
    assert (dicho.cuantas_oficinas, len(dicho.frases)) == (0, 2)


def test_un_corte_que_nadie_ha_reportado_y_no_es_de_un_calendario() -> None:
    mayo = date(2026, 5, 20)
    dicho = falta(TRES, mayo, hoy=date(2026, 5, 1))

    assert (dicho.dias, dicho.publicar_hasta, dicho.dias_para_publicar) == (19, None, None)


def test_una_en_blanco_bajo_una_reportada_esta_por_confirmar() -> None:
    filas = [fila("1.1", "30/04/2026", ABRIL), fila("1.2", "30/04/2026")]
    con_celdas_unidas = plan(Hacienda=filas)
    dicho = falta(con_celdas_unidas)
    propias = falta(
        attrs.evolve(con_celdas_unidas, metodologia=paac.modelo.Metodologia(blancos="propias"))
    )

    assert ([*dicho.filas], [f.motivo for f in dicho.por_confirmar]) == ([], ["en_blanco"])
    assert ([f.codigo for f in propias.filas], propias.por_confirmar) == (["1.2"], ())


def test_las_contradicciones_se_dicen() -> None:
    dicho = falta(plan(Hacienda=[fila("1", "30/04/2026", ABRIL, avance=40, estado="cumplida")]))

    assert [aviso.codigo for aviso in dicho.contradicciones] == ["contradiccion"]
    assert "Por aclarar: 1 contradicción en lo declarado." in dicho.frases


def test_un_tramite_dice_su_numero_y_sus_dos_fechas() -> None:
    suyo = componente(tramites=[tramite(seguimientos=[])])
    de_tramites = paac.desde_datos(
        {"entidad": {"nombre": "M"}, "vigencia": 2026, "componentes": [suyo]}
    ).contenido
    una = next(f for f in falta(de_tramites).filas if "tramites" in f.ruta)

    assert (una.codigo, una.fecha) == ("1", "01/02/2026 a 30/11/2026")
    assert str(una) == "1 Certificado de estratificación"


def test_hoy_es_el_de_colombia(monkeypatch: pytest.MonkeyPatch) -> None:
    class Reloj(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Reloj":
            return cls(2026, 5, 1, 4, 59, tzinfo=tz)

    monkeypatch.setattr(cierre, "datetime", Reloj)

    assert Reloj.now(UTC).date() == date(2026, 5, 1)
    assert anfitrion.hoy_en_colombia() == ABRIL


@pytest.mark.parametrize(
    ("cambios", "que"),
    [
        ({"hoy": None}, "hoy: se esperaba una fecha"),
        ({"hoy": datetime(2026, 4, 30, 8)}, "hoy: se esperaba una fecha"),
        ({"corte": "2026-04-30"}, "corte: se esperaba"),
        ({"plan": {}}, "plan: se esperaba un Plan"),
    ],
)
def test_lo_que_no_sirve_se_dice(cambios: dict[str, Any], que: str) -> None:
    dados: dict[str, Any] = {"plan": TRES, "corte": ABRIL, "hoy": ABRIL} | cambios

    with pytest.raises(paac.ErrorDeEntrada, match=que):
        anfitrion.antes_de_cerrar(**dados)


PLAN = de_todo(hallar_formato(FORMATO)[0]).contenido


def test_da_el_mismo_plan_y_los_mismos_bytes() -> None:
    guardada = anfitrion.instantanea(PLAN)
    vuelto = anfitrion.plan_de(guardada)

    assert vuelto == PLAN
    assert anfitrion.instantanea(vuelto) == guardada
    assert guardada.datos.isascii()  # cabe en la columna de texto de cualquier base
    for tipo in ("docx", "json"):
        antes, despues = (paac.reporte(p, FORMATO).emitir(tipo) for p in (PLAN, vuelto))
        assert despues.contenido == antes.contenido


@pytest.mark.parametrize("letra", ["\ud800", "x"])
def test_si_cambio_se_dice_y_no_se_reporta_de_el(letra: str) -> None:
    guardada = anfitrion.instantanea(PLAN)
    tocada = attrs.evolve(guardada, datos=guardada.datos.replace("a", letra, 1))

    with pytest.raises(paac.ErrorDeEntrada, match="lo guardado al cerrar cambió") as dicho:
        anfitrion.plan_de(tocada)
    assert [falla.codigo for falla in dicho.value.fallas] == ["instantanea_cambiada"]


def test_sus_datos_son_tambien_los_bytes_y_lo_que_da_una_columna_json() -> None:
    guardada = anfitrion.instantanea(PLAN)
    en_json = json.loads(guardada.datos)
    de_jsonb = dict(sorted(en_json.items()))
    datos: Any

    for datos in (en_json, guardada.datos.encode(), memoryview(guardada.datos.encode())):
        assert anfitrion.plan_de(attrs.evolve(guardada, datos=datos)) == PLAN
    for datos in (de_jsonb, {"a": object()}):
        with pytest.raises(paac.ErrorDeEntrada, match="que jsonb lo reordena"):
            anfitrion.plan_de(attrs.evolve(guardada, datos=datos))
    for datos in (None, 3, [en_json]):
        with pytest.raises(paac.ErrorDeEntrada, match=r"^datos: se esperaba un texto, llegó"):
            anfitrion.plan_de(attrs.evolve(guardada, datos=datos))


def test_lo_que_no_es_una_instantanea_se_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba un objeto Instantanea"):
        anfitrion.plan_de("{}")
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba un objeto Plan"):
        anfitrion.instantanea({})


SEGUIMIENTO = paac.modelo.Seguimiento(
    corte=date(2026, 4, 30), texto=" 1,1 ", avance=Decimal("62.5"), evidencias=["acta.pdf"]
)
ACTIVIDAD = paac.modelo.Actividad(codigo="1.10", descripcion="-", seguimientos=[SEGUIMIENTO])


def test_los_datos_de_una_actividad_son_los_del_json_del_plan() -> None:
    assert anfitrion.datos_de_uno(ACTIVIDAD) == {
        "codigo": "1.10",
        "descripcion": "-",
        "seguimientos": [
            {
                "corte": "2026-04-30",
                "texto": " 1,1 ",
                "avance": 62.5,
                "evidencias": ["acta.pdf"],
            }
        ],
    }


@pytest.mark.parametrize("ejemplo", ["ptep/plan.yaml", "mapa_de_riesgos/mapa.yaml"])
def test_todo_lo_de_un_contenido_va_a_json_y_vuelve_igual(ejemplo: str) -> None:
    contenido: Any = paac.leer(RAIZ / "ejemplos" / ejemplo, como=None).contenido
    partes = [contenido, contenido.entidad, *getattr(contenido, "componentes", ())]
    partes += [riesgo for p in getattr(contenido, "procesos", ()) for riesgo in p.riesgos]

    assert len(partes) > 4
    for parte in partes:
        guardado = json.loads(json.dumps(anfitrion.datos_de_uno(parte)))
        assert anfitrion.armar(type(parte), guardado) == parte


def test_una_imagen_va_en_un_texto_y_vuelve() -> None:
    firma = paac.modelo.Firma(rol="Aprobó", nombre="Control Interno", imagen=png())
    datos = anfitrion.datos_de_uno(firma)

    assert datos["imagen"].startswith("data:image/png;base64,")
    assert anfitrion.armar(paac.modelo.Firma, datos) == firma


def test_lo_que_trae_mal_se_dice_todo_con_su_clave() -> None:
    datos = {"codgo": "1", "descripcion": 3, "seguimientos": [{"avance": 120}]}
    with pytest.raises(paac.ErrorDeEntrada) as error:
        anfitrion.armar(paac.modelo.Actividad, datos)

    assert {(falla.ruta, falla.codigo) for falla in error.value.fallas} == {
        ("codgo", "dato_desconocido"),
        ("descripcion", "dato_invalido"),
        ("seguimientos[0].corte", "dato_faltante"),
        ("seguimientos[0].avance", "fuera_de_rango"),
    }


@pytest.mark.parametrize(
    "clase", [int, "Actividad", None, paac.Falla, paac.modelo.Encargo, paac.modelo.Estado, date]
)
def test_la_clase_que_no_es_del_modelo_se_dice(clase: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"^clase: se esperaba una clase de paac\.modelo"):
        anfitrion.armar(clase, {})


@pytest.mark.parametrize("objeto", [3, None, {}, paac.modelo.Actividad, paac.Falla])
def test_el_objeto_que_no_es_del_modelo_se_dice(objeto: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"^objeto: se esperaba un objeto de una clase"):
        anfitrion.datos_de_uno(objeto)


@pytest.mark.parametrize(
    ("codigo", "palabras"),
    [("en_proceso", "En proceso"), ("sin_avance", "Sin avance"), ("cumplida", "Cumplida")],
)
def test_un_codigo_se_dice_como_en_los_documentos(codigo: str, palabras: str) -> None:
    assert anfitrion.en_palabras(codigo) == palabras


def test_lo_que_no_es_un_codigo_se_dice() -> None:
    codigo: Any = 3
    with pytest.raises(paac.ErrorDeEntrada, match="codigo: se esperaba"):
        anfitrion.en_palabras(codigo)


def test_la_huella_es_la_de_las_actas() -> None:
    assert len(anfitrion.huella()) == 64
    reporte = paac.reporte(paac.leer(RAIZ / "ejemplos/ptep/plan.yaml"), "ptep-seguimiento")
    assert reporte.emitir("csv").acta.huella == anfitrion.huella()
