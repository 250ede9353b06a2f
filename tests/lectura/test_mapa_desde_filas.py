"""De filas planas a un mapa de riesgos: lo de cada riesgo, junto; y cada falla, con su fila.

Prueba ``lectura/filas/tabla`` y ``lectura/filas/valores``.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.mapas import mapa
from ayudas.mapas_ajenos import f1_2018

import paac_reportes as paac

ENTIDAD = "MUNICIPIO DE PRUEBA"
COLUMNAS = {
    "proceso.nombre": "PROCESO",
    "riesgo.referencia": "No.",
    "riesgo.descripcion": "RIESGO",
    "causa.texto": "CAUSA",
    "riesgo.consecuencias": "CONSECUENCIA",
    "control.descripcion": "CONTROL",
    "control.tipo": "TIPO",
    "accion.descripcion": "ACCION",
    "accion.responsable": "RESPONSABLE",
}
ROTULOS = tuple(COLUMNAS.values())
FILAS = [
    ("Compras", "R1", "Fraccionar", "Afán", "Multas", "Comité", "Preventivo", "Capacitar", "TH"),
    ("Compras", "R1", "Fraccionar", "Nadie mira", "Multas", "Comité", "Preventivo", "Ir", None),
    ("Compras", "R1", None, "Afán", "Sanciones", "Auditar", "Detectivo", "Capacitar", "TH"),
    ("Compras", "R2", "Direccionar", None, None, None, None, None, None),
    ("Archivo", "R1", "Perder", "Humedad", None, None, "Correctivo", None, None),
]


def diccionarios() -> list[dict[str, Any]]:
    return [dict(zip(ROTULOS, fila, strict=True)) for fila in FILAS]


def leido(filas: Any) -> paac.MapaDeRiesgos:
    return paac.desde_filas(
        filas, entidad=ENTIDAD, vigencia=2026, columnas=COLUMNAS, como="mapa"
    ).contenido


def del_mapa(**fila: Any) -> dict[str, Any]:
    """Una fila de un riesgo del proceso P: ``causa__texto`` es ``causa.texto``."""
    dichos = {clave.replace("__", "."): valor for clave, valor in fila.items()}
    return {"proceso.nombre": "P", "riesgo.referencia": "R1", "riesgo.descripcion": "x", **dichos}


def el_riesgo(*filas: dict[str, Any]) -> paac.modelo.Riesgo:
    (proceso,) = paac.desde_filas(filas, entidad=ENTIDAD, como="mapa").contenido.procesos
    (riesgo,) = proceso.riesgos
    return riesgo


def fallas(*filas: Any, **demas: Any) -> list[str]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_filas(filas, entidad=ENTIDAD, **demas, como="mapa")
    return [str(falla) for falla in error.value.fallas]


def test_lo_de_cada_riesgo_se_junta_sin_repetir() -> None:
    compras, archivo = leido(diccionarios()).procesos
    uno, dos = compras.riesgos
    assert [causa.texto for causa in uno.causas] == ["Afán", "Nadie mira"]
    assert uno.consecuencias == ("Multas", "Sanciones")
    assert [(c.descripcion, c.tipo) for c in uno.controles] == [
        ("Comité", "preventivo"),
        ("Auditar", "detectivo"),
    ]
    assert [(a.descripcion, a.responsable) for a in uno.acciones] == [
        ("Capacitar", "TH"),
        ("Ir", None),
    ]
    assert (dos.referencia, dos.causas, dos.controles) == ("R2", (), ())
    (otro,) = archivo.riesgos
    assert (otro.referencia, otro.descripcion) == ("R1", "Perder")
    assert otro.controles == (paac.modelo.Control(tipo="correctivo"),)


def test_los_valores_llegan_como_los_escriben_las_entidades() -> None:
    riesgo = el_riesgo(
        del_mapa(
            riesgo__tipo="Corrupción",
            riesgo__definicion__uso_del_poder="SÍ",
            riesgo__frecuencia=24.0,
            riesgo__inherente__probabilidad=3,
            riesgo__inherente__impacto_pct="80 %",
            riesgo__cuestionario__7="No",
            control__tipo="Detectivo",
            control__documentacion="Sin documentar",
            control__criterios__B="85",
            control__causas_que_ataca="1, 2",
            causa__texto=["a", "b"],
            causa__clase=["Raíz", None],
            accion__descripcion="Ir",
            accion__fecha_fin=date(2026, 4, 30),
            accion__estado="En curso",
            riesgo__extras__sector="Salud",
        )
    )
    assert (riesgo.tipo, riesgo.frecuencia, riesgo.cuestionario) == ("corrupcion", 24, {7: "no"})
    assert riesgo.definicion == paac.modelo.DefinicionDeCorrupcion(uso_del_poder="si")
    assert riesgo.inherente == paac.modelo.Valoracion(probabilidad="3", impacto_pct=Decimal(80))
    assert [causa.clase for causa in riesgo.causas] == ["raiz", None]
    (control,) = riesgo.controles
    assert (control.tipo, control.documentacion) == ("detectivo", "sin_documentar")
    assert (control.criterios, control.causas_que_ataca) == ({"B": "85"}, (1, 2))
    (accion,) = riesgo.acciones
    assert (accion.fecha_fin, accion.estado) == ("30/04/2026", "en_curso")
    assert riesgo.extras["sector"] == "Salud"


def test_lo_que_una_celda_dice_queda_a_la_letra() -> None:
    riesgo = el_riesgo(del_mapa(causa__texto="1. Afán\n2. Descuido", riesgo__tratamiento="=1+1"))
    assert [causa.texto for causa in riesgo.causas] == ["1. Afán\n2. Descuido"]
    assert riesgo.tratamiento == "=1+1"


@pytest.mark.parametrize("blanco", [None, "", "  ", float("nan")])
def test_un_blanco_no_es_una_causa_ni_un_control(blanco: Any) -> None:
    riesgo = el_riesgo(
        del_mapa(causa__texto=blanco, control__descripcion=blanco, accion__descripcion=blanco)
    )
    assert (riesgo.causas, riesgo.controles, riesgo.acciones) == ((), (), ())


def test_un_control_con_numero_se_completa_de_fila_en_fila() -> None:
    riesgo = el_riesgo(
        del_mapa(control__numero=1, control__descripcion="Revisar"),
        del_mapa(control__numero="1", control__tipo="preventivo"),
    )
    assert riesgo.controles == (
        paac.modelo.Control(numero="1", descripcion="Revisar", tipo="preventivo"),
    )


def test_una_descripcion_sin_referencia_es_del_riesgo_que_la_tiene_en_su_proceso() -> None:
    otro = del_mapa(proceso__nombre="Q", riesgo__referencia="R7")
    filas = [del_mapa(riesgo__referencia=None, causa__texto="a"), otro, del_mapa(causa__texto="b")]
    uno, dos = paac.desde_filas(filas, entidad=ENTIDAD, como="mapa").contenido.procesos
    (riesgo,) = uno.riesgos
    assert (riesgo.referencia, len(riesgo.causas)) == ("R1", 2)
    assert [suyo.referencia for suyo in dos.riesgos] == ["R7"]


def test_la_descripcion_de_dos_riesgos_no_dice_de_cual_es() -> None:
    filas = [del_mapa(), del_mapa(riesgo__referencia="R2"), del_mapa(riesgo__referencia=None)]
    (proceso,) = paac.desde_filas(filas, entidad=ENTIDAD, como="mapa").contenido.procesos
    assert [riesgo.referencia for riesgo in proceso.riesgos] == ["R1", "R2", None]


def test_un_codigo_solo_es_del_proceso_que_lo_tiene() -> None:
    filas = [
        {"proceso.codigo": "A-1", "riesgo.descripcion": "a"},
        {"proceso.codigo": "A-1", "proceso.nombre": "Compras", "riesgo.descripcion": "b"},
    ]
    (proceso,) = paac.desde_filas(filas, entidad=ENTIDAD, como="mapa").contenido.procesos
    assert (proceso.nombre, len(proceso.riesgos)) == ("Compras", 2)


def test_un_proceso_puede_no_tener_riesgos_y_un_mapa_no_tener_filas() -> None:
    (proceso,) = paac.desde_filas(
        [{"proceso.nombre": "P"}], entidad=ENTIDAD, como="mapa"
    ).contenido.procesos
    assert proceso == paac.modelo.Proceso(nombre="P")
    assert paac.desde_filas([], entidad=ENTIDAD, como="mapa").contenido == mapa(
        procesos=[], entidad={"nombre": ENTIDAD}
    )


def test_lo_que_no_sale_de_las_filas_se_da_aparte() -> None:
    hecho = paac.desde_filas(
        [del_mapa()],
        entidad=paac.Entidad(nombre=ENTIDAD),
        metodologia="guia-v7",
        version="2",
        fecha_elaboracion=date(2026, 1, 30),
        firmas=[paac.modelo.Firma(rol="Elaboró", nombre="Ana")],
        seguimientos=[paac.modelo.SeguimientoDelMapa(corte=date(2026, 4, 30))],
        extras=paac.modelo.Extras({"radicado": "7"}),
        como="mapa",
    ).contenido
    assert (hecho.metodologia, hecho.version) == ("guia-v7", "2")
    assert hecho.fecha_elaboracion == date(2026, 1, 30)
    assert (hecho.firmas[0].rol, hecho.extras["radicado"]) == ("Elaboró", "7")
    assert hecho.cortes() == (date(2026, 4, 30),)


@pytest.mark.parametrize(
    ("filas", "dichas"),
    [
        (
            [del_mapa(), del_mapa(riesgo__descripcion="y")],
            [
                "filas[1], columna 'riesgo.descripcion': dice 'y', y filas[0], columna"
                " 'riesgo.descripcion' dice 'x'"
            ],
        ),
        (
            [del_mapa(control__numero="1", control__tipo=t) for t in ("preventivo", "detectivo")],
            [
                "filas[1], columna 'control.tipo': dice 'detectivo', y filas[0], columna"
                " 'control.tipo' dice 'preventivo'"
            ],
        ),
        (
            [{"proceso.nombre": "P", "causa.texto": "a"}],
            [
                "filas[0]: no dice de qué riesgo es: se esperaba su referencia o su descripción en"
                " cada fila, también donde la celda estaba combinada"
            ],
        ),
        (
            [{"riesgo.descripcion": "a"}],
            ["filas[0]: no dice de qué proceso es: se esperaba proceso.nombre"],
        ),
        (
            [del_mapa(accion__descripcion=["a", "b"], accion__responsable="TH")],
            [
                "filas[0]: se esperaba lo mismo de cada columna, llegaron 2 de"
                " accion.descripcion, 1 de accion.responsable"
            ],
        ),
        (
            [del_mapa(ruta="riesgos[0]")],
            [
                "filas[0], columna 'ruta': se esperaba un lugar como"
                " procesos[0].riesgos[2].controles[1], llegó 'riesgos[0]'"
            ],
        ),
        (
            [del_mapa(ruta="procesos[0].riesgos[0]", control__tipo="preventivo")],
            ["filas[0]: una fila de procesos.riesgos no lleva lo de control"],
        ),
    ],
)
def test_lo_que_no_cuadra_se_dice_con_su_fila(
    filas: list[dict[str, Any]], dichas: list[str]
) -> None:
    assert fallas(*filas) == dichas


@pytest.mark.parametrize(
    ("columnas", "dicha"),
    [
        ({"seguimiento_de_riesgo.avanse": "R"}, "es 'seguimiento_de_riesgo.avance'"),
        ({"seguimientos": []}, "no existe el dato 'seguimientos'"),
        ({"riesgo.cuestionario.20": "R"}, "no existe el dato 'riesgo.cuestionario.20'"),
    ],
)
def test_una_columna_que_no_puede_ser_se_dice(columnas: Any, dicha: str) -> None:
    (falla, *_) = fallas({"R": "x"}, columnas=columnas)
    assert dicha in falla


@pytest.mark.parametrize("filas", [None, 7, "", b"", {}, [1], [None], [["a"]], [object]])
def test_lo_que_no_son_filas_se_dice(filas: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        paac.desde_filas(filas, entidad=ENTIDAD, columnas={"riesgo.descripcion": "R"}, como="mapa")


@pytest.mark.parametrize("raro", [10**400, Decimal("1e999"), {"a": 1}, [["a"]], object()])
def test_lo_que_no_cabe_en_una_celda_se_dice(raro: Any) -> None:
    (falla, *_) = fallas(del_mapa(riesgo__tratamiento=raro))
    assert falla.startswith("filas[0], columna 'riesgo.tratamiento'")


def test_una_clave_que_un_mapa_no_lleva_se_dice() -> None:
    otra: dict[str, Any] = {"tramites": []}
    (falla,) = fallas(del_mapa(), **otra)
    assert falla.startswith("tramites")


def test_lo_que_es_del_mapa_tambien_entra_con_su_raiz() -> None:
    fila = del_mapa(control__tipo="preventivo")
    hecho = paac.desde_filas(
        [fila | {"mapa.metodologia": "ALTO"}], entidad=ENTIDAD, como="mapa"
    ).contenido

    (vuelta,) = paac.filas_de(hecho)
    assert (vuelta["metodologia"], "mapa.metodologia" in vuelta) == ("ALTO", False)


def test_un_dato_con_sus_dos_nombres_se_dice() -> None:
    assert fallas(del_mapa(mapa__metodologia="v5", metodologia="v6")) == [
        "filas: 'mapa.metodologia' y 'metodologia' son el mismo dato"
    ]


def test_lo_que_se_siguio_tambien_se_lee_de_una_fila() -> None:
    corte = {"seguimiento_de_riesgo.corte": "30/04/2026"}
    riesgo = el_riesgo(
        del_mapa(
            **corte,
            seguimiento_de_riesgo__avance="50 %",
            seguimiento_de_riesgo__materializacion__ocurrio="No",
            control_seguido__control="1",
            control_seguido__efectivo="Sí",
        ),
        del_mapa(**corte, control_seguido__control="2"),
    )

    (seguido,) = riesgo.seguimientos
    assert (seguido.corte, seguido.avance) == (date(2026, 4, 30), Decimal(50))
    assert seguido.materializacion == paac.modelo.Materializacion(ocurrio="no")
    assert [(uno.control, uno.efectivo) for uno in seguido.controles] == [("1", "si"), ("2", None)]


def test_todo_dato_que_leer_reporta_sirve_de_columna() -> None:
    leidas = paac.leer(f1_2018(), como=None).columnas
    datos = {dato for una in leidas for dato in una.dato}

    assert {"riesgo.descripcion", "riesgo.inherente.zona", "seguimiento_de_riesgo.corte"} <= datos
    with pytest.raises(paac.ErrorDeEntrada, match=r"^filas: ninguna trae la columna"):
        paac.desde_filas(
            [{"X": 1}], entidad=ENTIDAD, columnas=dict.fromkeys(datos, "Y"), como="mapa"
        )
