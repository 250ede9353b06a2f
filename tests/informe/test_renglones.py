"""Las cifras y las filas de un análisis, en los renglones de las tablas de un informe."""

from collections.abc import Iterator
from decimal import Decimal

import attrs
import pytest
from ayudas.a_medida import plan, plan_de
from ayudas.comparaciones import ABRIL, con_avances
from ayudas.planes import actividad, componente, tramite
from ayudas.variado import datos_variados, hallazgos_de, variado

import paac_reportes as paac
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.formatos.definicion.filas import FilaDeCifras, FilaSenalada
from paac_reportes.informe import hallazgos as renglones
from paac_reportes.informe.frases import nombre_de_fila
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.informe.resumen import analisis_en_datos
from paac_reportes.maqueta.contenido import Cifra, SinDato


def renglon_de(cifras: Cifras) -> FilaDeCifras:
    """El de una tabla que no trae otro."""
    (renglon,) = renglones.renglones_de_cifras([(cifras.nombre, cifras)])
    return renglon


def senaladas(hallazgos: Hallazgos) -> dict[str | None, str | None]:
    """El motivo de cada fila pasada de fecha, por su código."""
    return {f.codigo: f.motivo for f in vencidas_de(hallazgos)}


def vencidas_de(hallazgos: Hallazgos) -> Iterator[FilaSenalada]:
    return renglones.senaladas(hallazgos, hallazgos.cifras.todas_las_vencidas)


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


def test_el_avance_de_un_renglon_guarda_su_valor_sin_redondear() -> None:
    avance = renglon_de(hallazgos_de().componentes[0]).avance

    assert isinstance(avance, Cifra)
    assert float(avance.valor) == pytest.approx(57.222222, abs=1e-6)


def test_en_una_columna_todos_llevan_los_decimales_de_la_mayor_base() -> None:
    dos = [con_avances(str(n), "x", agosto=avance) for n, avance in enumerate((50, 50.55))]
    muchas = [con_avances(str(n), "x", agosto=20) for n in range(200)]
    de = plan(componente(*dos, numero=1), componente(*muchas, numero=2))
    corta, larga = hallazgos_de(de).componentes

    assert renglon_de(corta).avance == "50,3\xa0%"
    juntas = renglones.renglones_de_cifras([("a", corta), ("b", larga)])
    assert [renglon.avance for renglon in juntas] == ["50,28\xa0%", "20,00\xa0%"]


def test_sin_corte_anterior_no_hay_cambio_del_periodo() -> None:
    renglon = renglon_de(hallazgos_de(corte=ABRIL).cifras)

    assert (renglon.del_periodo, renglon.base_del_periodo) == ("sin dato", 0)


@pytest.mark.parametrize(
    ("avances", "zona"),
    [((), "sin dato"), ((90,), "sin zona"), ((90, 90), "alta"), ((59.99, 60), "baja")],
)
def test_la_zona_de_un_renglon(avances: tuple[float, ...], zona: str) -> None:
    filas = [con_avances(str(n), "x", agosto=avance) for n, avance in enumerate(avances)]
    de = plan_de(*filas, *[actividad(seguimiento=None)] * 2)

    assert hallazgos_de(de).cifras.zona_en_texto == zona


def test_una_fila_senalada_trae_lo_que_hace_falta_para_buscarla() -> None:
    vencida, *_ = vencidas_de(hallazgos_de())

    assert attrs.asdict(vencida) == {
        "codigo": "vencida",
        "texto": "Hacer vencida",
        "dependencia": "Hacienda",
        "componente": "1. Riesgos",
        "responsable": "Planeación",
        "fecha": "30/06/2026",
        "seguimiento": None,
        "avance": "50\xa0%",
        "estado": "En proceso",
        "motivo": "Vencida",
        "numero_de_componente": "1",
        "valor": Decimal(50),
        "dias": 62,
    }


def test_de_la_fila_que_no_dice_su_responsable_no_se_deja_el_blanco() -> None:
    sin_nadie = plan_de(con_avances("1", "x", agosto=20, responsable=None))
    (fila,) = vencidas_de(hallazgos_de(sin_nadie))

    assert (fila.responsable, type(fila.responsable)) == ("sin dato", SinDato)


def test_cada_fila_pasada_de_fecha_dice_por_que() -> None:
    assert senaladas(hallazgos_de()) == {
        "vencida": "Vencida",
        "baja": "Vencida",
        "arrastrada": "Vencida; sin reporte en el período",
        "reabierta": "Vencida",
        "del-corte": "Vencida",
        "callada": "Vencida sin reporte",
        "con-guion": "Vencida sin reporte",
        "sin-reporte": "Vencida sin reporte",
    }


def test_de_la_vencida_se_dice_cuantos_dias_lleva_y_cero_si_vence_el_dia_del_corte() -> None:
    vencidas = vencidas_de(hallazgos_de())

    assert {fila.codigo for fila in vencidas if fila.dias == 0} == {"del-corte"}


def test_una_fila_que_no_ha_vencido_no_tiene_motivo() -> None:
    hallazgos = hallazgos_de()
    (futura,) = renglones.senaladas(
        hallazgos, (f for f in hallazgos.cifras.filas if f.fila.identificador == "futura")
    )

    assert futura.motivo == ""


def test_un_texto_de_otro_corte_dice_de_cual_es() -> None:
    hallazgos = hallazgos_de()
    filas = renglones.senaladas(hallazgos, hallazgos.cifras.filas)
    textos = {f.codigo: f.seguimiento for f in filas}

    assert (textos["con-texto"], textos["arrastrada"]) == ("Se avanza.", "Va. (30/04/2026)")
    assert textos["callada"] is None


def test_una_fila_senalada_sin_nada_escrito() -> None:
    de = plan_de(actividad(descripcion=None, meta=None, codigo=None, fecha_programada=None))
    (una,) = renglones.con_su_motivo([(hallazgos_de(de).cifras.filas[0], "Sin texto")])

    assert (una.codigo, una.texto, una.dependencia) == (None, "(sin descripción)", None)
    assert (una.fecha, una.avance, una.estado, una.motivo) == (None, "", "", "Sin texto")


def test_quien_es_una_fila_cabe_en_una_linea() -> None:
    de = plan_de(
        actividad(codigo="1.\n1", descripcion=None, meta="Un   mapa"),
        componentes=[componente(actividad(codigo="1.\n1", descripcion=None, meta="Un   mapa"))],
    )
    tramites = plan_de(componentes=[{"numero": 1, "tramites": [tramite(numero="T 1")]}])

    assert nombre_de_fila(hallazgos_de(de).cifras.filas[0]) == "1. 1 Un mapa"
    assert nombre_de_fila(hallazgos_de(tramites).cifras.filas[0]) == (
        "T 1 Certificado de estratificación"
    )


def test_una_dependencia_se_cuenta_en_corto_o_sin_gritar_y_en_los_datos_va_a_la_letra() -> None:
    datos = datos_variados()
    primera, segunda = datos["dependencias"]
    primera["nombre"] = "SECRETARÍA DE HACIENDA Y LAS TIC"
    segunda |= {"nombre": "SECRETARÍA DE SALUD", "nombre_corto": "Salud pública"}
    hallazgos = hallazgos_de(paac.plan_desde_datos(datos))
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


def test_quien_es_una_fila_dice_de_que_dependencia_si_se_le_pide() -> None:
    primera = hallazgos_de(variado()).cifras.filas[0]

    assert nombre_de_fila(primera) == "callada Hacer callada (HACIENDA)"
    assert nombre_de_fila(primera, con_dependencia=False) == "callada Hacer callada"
