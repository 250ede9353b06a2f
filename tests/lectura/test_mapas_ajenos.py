"""Los mapas de riesgos de otros, en Excel y en Word, leídos por sus rótulos.

Prueba ``lectura/riesgos/armado``, ``lectura/riesgos/bloques``, ``lectura/riesgos/celdas``,
``lectura/riesgos/lectura``, ``lectura/riesgos/riesgo`` y ``lectura/lectura``.
"""

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas import mapas_ajenos as ajenos
from ayudas.matrices import en_excel

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.modelo.riesgos import DefinicionDeCorrupcion

CRA = "Comisión de Regulación"
ROTULOS = "Proceso|Riesgo|Causa|Probabilidad|Impacto|Zona|Controles|Acciones"
UNO = "Compras|Que se pierda|Falta de llaves|3|20|EXTREMA - 60|Llaves|Cerrar"


def leer(archivo: io.BytesIO, **argumentos: Any) -> paac.Lectura[Any]:
    lectura = paac.leer(archivo, como=None, **argumentos)
    assert isinstance(lectura.contenido, paac.MapaDeRiesgos)
    assert lectura.formato is None
    return lectura


def libro(*renglones: Any, **argumentos: Any) -> paac.Lectura[Any]:
    return leer(en_excel({"Hoja1": renglones}), **{"entidad": "Municipio", **argumentos})


def riesgos(lectura: paac.Lectura[Any]) -> list[paac.modelo.Riesgo]:
    assert lectura.contenido is not None
    return [riesgo for proceso in lectura.contenido.procesos for riesgo in proceso.riesgos]


def avisos(lectura: paac.Lectura[Any], codigo: str) -> list[tuple[str, str]]:
    return [(a.ruta, a.mensaje) for a in lectura.avisos if a.codigo == codigo]


# ------------------------------------------------------------------ F1


def test_una_causa_sobre_dos_riesgos_es_de_los_dos_y_se_dice() -> None:
    lectura = leer(ajenos.f1_2018())

    septimo, octavo = riesgos(lectura)[6:8]
    assert septimo.causas == octavo.causas
    assert [causa.texto for causa in octavo.causas] == ["Listas sin cruzar con otras bases"]
    assert avisos(lectura, "dato_de_arriba") == [
        (
            "hoja «CONSOLIDADO MRC - 2016», celda D19",
            "«Causa» está combinada sobre varios riesgos: es de cada uno",
        )
    ]


def test_la_vigencia_nunca_se_toma_del_nombre_de_una_hoja() -> None:
    lectura = leer(ajenos.f1_2018())

    assert lectura.contenido is not None
    assert lectura.contenido.vigencia is None
    assert lectura.contenido.metodologia is None
    (aviso,) = (
        a for a in paac.revisar(lectura.contenido).avisos if a.codigo == "metodologia_no_dicha"
    )
    assert aviso.mensaje.endswith("lo escrito cabe en corrupcion-2015")


def test_un_nivel_entre_cero_y_uno_sin_su_signo_queda_como_esta_y_se_dice() -> None:
    niveles = ("0,4", "40 %", "1", "Alta")
    filas = [UNO.replace("|3|", f"|{n}|").replace("pierda", f"pierda {n}") for n in niveles]
    lectura = libro(ROTULOS, *filas)

    assert tuple(r.inherente and r.inherente.probabilidad for r in riesgos(lectura)) == niveles
    assert avisos(lectura, "columna_dudosa") == [
        (
            "hoja «Hoja1», columna D",
            "«Probabilidad» trae 1 número de 0 a 1 sin signo de porcentaje, y así quedó cada uno:"
            " 0,4 (celda D2); si son porcentajes, escríbalos con su signo",
        )
    ]


# ------------------------------------------------------------------ F2


def test_las_columnas_y_las_hojas_escondidas_se_dicen() -> None:
    lectura = leer(ajenos.f2_v5(), entidad="Municipio")

    assert [lugar for lugar, _ in avisos(lectura, "columna_sobrante")] == [
        "hoja «Mapa final», columna K",
        "hoja «Mapa final», columna X",
    ]
    assert avisos(lectura, "tabla_omitida")[0] == (
        "hoja «Opciones Tratamiento»",
        "su hoja está oculta y no se leyó; si trae datos, muéstrela en Excel y guárdelo",
    )
    assert [dicho for lugar, dicho in avisos(lectura, "oculto_leido")] == [
        "18 filas están ocultas y se leyeron"
    ]


def test_una_hoja_escondida_con_riesgos_es_una_tabla_sin_leer() -> None:
    de_openpyxl = openpyxl.load_workbook(ajenos.f2_v5())
    copia = de_openpyxl.copy_worksheet(de_openpyxl["Mapa final"])
    copia.title, copia.sheet_state = "Viejo", "hidden"
    archivo = io.BytesIO()
    de_openpyxl.save(archivo)
    archivo.seek(0)

    assert [lugar for lugar, _ in avisos(leer(archivo, entidad="Municipio"), "tabla_sin_leer")] == [
        "hoja «Viejo»"
    ]


def test_el_seguimiento_es_del_dia_que_dice_y_sin_dia_queda_en_los_extras() -> None:
    lectura = leer(ajenos.f2_v5(), entidad="Municipio")
    primero, segundo = riesgos(lectura)

    assert primero.seguimientos == ()
    assert dict(primero.extras) == {
        "acciones_fecha_seguimiento": "Cuatrimestral",
        "acciones_seguimiento": "Se pidió el desarrollo",
    }
    (seguido,) = segundo.seguimientos
    assert (seguido.corte, seguido.quien) == (dt.date(2021, 8, 31), "lider")
    assert seguido.acciones_adelantadas == "Se cambiaron 40\nVan 12 de 40"
    assert [aviso.codigo for aviso in lectura.dudas] == [
        *("lectura_dudosa", "lectura_dudosa"),
        "dato_supuesto",
    ]


# ------------------------------------------------------------------ F4


def test_las_bandas_dicen_el_proceso_y_las_leyendas_no_son_riesgos() -> None:
    lectura = leer(ajenos.f4_cra(), entidad=CRA)

    assert lectura.contenido is not None
    assert [(p.nombre, len(p.riesgos)) for p in lectura.contenido.procesos] == [
        ("RIESGOS INSTITUCIONALES", 2),
        ("RIESGOS DE CORRUPCION", 1),
    ]
    ((lugar, dicho),) = avisos(lectura, "tabla_omitida")
    assert lugar == "hoja «Table 1», fila 26"
    assert dicho.startswith("desde aquí no hay riesgos, y no se leyó (10 filas)")


# ------------------------------------------------------------------ W1, W2 y W4


def test_lo_que_se_llena_en_el_ano_sin_corte_queda_en_los_extras() -> None:
    lectura = leer(ajenos.w1_2021())

    assert lectura.contenido is not None
    assert (lectura.contenido.mision, lectura.contenido.vigencia) == ("Cuidar los ríos", 2021)
    primero, _ = riesgos(lectura)
    assert [causa.texto for causa in primero.causas] == ["Falta de visitas", "Tarifas sin publicar"]
    assert [control.descripcion for control in primero.controles] == [
        "Visita con dos firmas",
        "Lista de tarifas",
    ]
    assert primero.seguimientos == ()
    assert dict(primero.extras) == {
        "inherente_descripcion_zona_de_riesgo": "Zona extrema: se trata de inmediato",
        "residual_descripcion_zona_de_riesgo": "Zona alta",
        "fecha": "31/08/2021",
        "monitoreo_accion_de_auto_control": "Revisar los expedientes",
        "monitoreo_acciones_realizadas_2021": "Se hicieron 12 visitas",
        "monitoreo_nivel_de_cumplimiento": "66%",
    }


# ------------------------------------------------------------------ F3, en Word


def test_el_seguimiento_de_control_interno_en_word() -> None:
    titulo = "Seguimiento al 30 de abril de 2019"
    lectura = leer(ajenos.f3_seguimiento(*ajenos.F3_LLENO, titulo=titulo))

    assert lectura.contenido is not None
    assert lectura.corte == dt.date(2019, 4, 30)
    (del_mapa,) = lectura.contenido.seguimientos
    assert (del_mapa.elaboracion, del_mapa.publicacion) == ("Enero de 2019", "31/01/2019")
    primero, segundo = riesgos(lectura)
    (seguido,) = primero.seguimientos
    assert (seguido.quien, seguido.efectividad) == ("oci", "Se aplica")
    assert seguido.observaciones == "Falta el acta de marzo"
    assert segundo.seguimientos[0].observaciones is None
    assert avisos(lectura, "sin_usar") == []


def test_el_seguimiento_sin_corte_es_un_error() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(ajenos.f3_seguimiento(*ajenos.F3_LLENO), como=None)

    assert {falla.codigo for falla in error.value.fallas} == {"corte_desconocido"}
    assert "diga el corte: corte=… o --corte" in str(error.value)


def test_el_formato_en_blanco_es_una_plantilla_sin_llenar() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(ajenos.f3_seguimiento(), como=None)

    (falla,) = error.value.fallas
    assert (falla.codigo, falla.ruta) == ("matriz_sin_filas", "tabla 1, fila 2")


# ------------------------------------------------------------------ de a poco


def test_una_columna_que_mezcla_fracciones_no_se_convierte() -> None:
    rotulos = "Riesgo|Probabilidad|%|Impacto|%|Controles"
    lectura = libro(
        rotulos,
        ["Uno", "Baja", 0.4, "Menor", "40%", "A"],
        ["Dos", "Media", 60, "Menor", "60 %", "B"],
    )

    valoradas = [riesgo.inherente for riesgo in riesgos(lectura)]
    assert [f"{v.probabilidad_pct}, {v.impacto_pct}" for v in valoradas if v] == [
        "0.4, 40",
        "60, 60",
    ]
    ((lugar, _),) = avisos(lectura, "fracciones")
    assert lugar == "hoja «Hoja1», celda C2"


@pytest.mark.parametrize(
    ("valores", "esperados"),
    [
        ((0.36000000000000004, 1), (36, 100)),
        (((0.4, "0%"), (1, "0%")), (40, 100)),
        (("40%", "40,0 %"), (40, 40)),
        (("40 por ciento", "80,%"), (40, 80)),
        (((0, "General"), 0.6), (0, 60)),
        ((20, 100), (20, 100)),
        ((1, 1), (1, 1)),
    ],
    ids=["fracciones", "con formato", "con signo", "en letras", "con cero", "de cien", "sólo unos"],
)
def test_los_porcentajes_como_esten(valores: tuple[Any, Any], esperados: tuple[int, int]) -> None:
    filas = [[f"Riesgo {n}", "Baja", valor, "Menor", "A"] for n, valor in enumerate(valores)]
    lectura = libro("Riesgo|Probabilidad|%|Impacto|Controles", *filas)

    valoradas = [riesgo.inherente for riesgo in riesgos(lectura)]
    assert [v.probabilidad_pct for v in valoradas if v] == [Decimal(uno) for uno in esperados]
    assert bool(avisos(lectura, "fracciones")) == (valores == (1, 1))


def test_el_responsable_de_varios_controles_es_de_cada_uno_y_se_dice() -> None:
    lectura = libro(
        ["Riesgo", "Probabilidad", "Impacto", "Controles", "Responsable del control"],
        "Uno|3|20|C1|Jefe",
        "^|^|^|C2|^",
    )

    assert [control.responsable for control in riesgos(lectura)[0].controles] == ["Jefe", "Jefe"]
    assert avisos(lectura, "dato_de_arriba") == [
        (
            "hoja «Hoja1», celda E2",
            "«Responsable del control» está combinada sobre varios: es de cada uno",
        )
    ]


@pytest.mark.parametrize(
    ("rotulo", "dato", "dice", "no_dice"),
    [
        ("Apetito de riesgo", "riesgo.tipo", "Corrupción", "Bajo"),
        ("Tipo de riesgo", "riesgo.tipo", "Gestión", "Alto"),
        ("Tipo de control", "control.tipo", "Preventivo", "Comité"),
        ("Frecuencia con la cual se realiza la actividad", "riesgo.frecuencia", "120", "A veces"),
        ("Estado de la acción", "accion.estado", "En curso", "Bogotá"),
    ],
)
def test_la_columna_de_la_que_nada_cabe_en_un_dato_no_es_de_el(
    rotulo: str, dato: str, dice: str, no_dice: str
) -> None:
    rotulos = f"Riesgo|Causa|Probabilidad|Impacto|{rotulo}|Controles|Acciones"

    def leidos(*valores: str) -> tuple[paac.Lectura[Any], set[str]]:
        filas = [f"R{n}|C|3|20|{uno}|K{n}|A{n}" for n, uno in enumerate(valores)]
        lectura = libro(rotulos, *filas)
        return lectura, {uno for una in lectura.columnas for uno in una.dato}

    del_todo, datos = leidos(no_dice, "", no_dice)
    assert dato not in datos
    assert [dict(uno.extras) for uno in riesgos(del_todo)] == [
        dict.fromkeys(una, no_dice) for una in ([_extra(rotulo)], [], [_extra(rotulo)])
    ]
    assert dato in leidos(no_dice, dice)[1]


def _extra(rotulo: str) -> str:
    return rotulo.lower().replace(" ", "_").replace("ó", "o")


@pytest.mark.parametrize(
    ("rotulo", "escrito", "campo", "leido"),
    [
        ("Ejecución", "Moderada", "ejecucion", "moderado"),
        ("Implementación", "Automática", "implementacion", "automatico"),
        ("Tipo de control", "Preventiva.", "tipo", "preventivo"),
        ("Disminuye el impacto", "No", "disminuye_impacto", "no"),
    ],
)
def test_una_opcion_se_escribe_en_masculino_o_en_femenino(
    rotulo: str, escrito: str, campo: str, leido: str
) -> None:
    lectura = libro(f"Riesgo|Probabilidad|Impacto|Controles|{rotulo}", f"Uno|3|20|C1|{escrito}")

    (control,) = riesgos(lectura)[0].controles
    assert getattr(control, campo) == leido


def test_lo_que_no_esta_en_la_fila_de_un_control_queda_en_los_extras() -> None:
    lectura = libro(
        "Riesgo|Probabilidad|Impacto|Controles|Responsable del control",
        "Uno|3|20|C1|Jefe",
        "||||Otro jefe",
    )

    (uno,) = riesgos(lectura)
    assert [control.responsable for control in uno.controles] == ["Jefe"]
    assert dict(uno.extras) == {"control_responsable_del_control": "Otro jefe"}
    assert len(avisos(lectura, "lectura_dudosa")) == 1


DE_OTRO_MODO = (
    "Proceso|Lo que puede pasar|Por qué|Cuán probable|Lo que queda|Poder|Frena|Uso interno|Nota",
    "Compras|Que se pierda|Llaves|3|ALTA|Sí|Candado|x|va bien",
)
COLUMNAS = {
    "Lo que puede pasar": "riesgo.descripcion",
    "Por qué": "causa.texto",
    "Cuán probable": "riesgo.inherente.probabilidad",
    "Lo que queda": "riesgo.residual.zona",
    "Poder": "riesgo.definicion.uso_del_poder",
    "hoja «Hoja1», columna G": "control.descripcion",
    "Uso interno": None,
    "Nota": "seguimiento_de_riesgo.observaciones@2026-04-30",
}


def test_lo_que_los_rotulos_no_dicen_se_dice_con_columnas() -> None:
    lectura = libro(*DE_OTRO_MODO, columnas=COLUMNAS)

    (riesgo,) = riesgos(lectura)
    assert riesgo == paac.modelo.Riesgo(
        descripcion="Que se pierda",
        causas=[paac.modelo.Causa(texto="Llaves")],
        inherente=paac.modelo.Valoracion(probabilidad="3"),
        residual=paac.modelo.Valoracion(zona="ALTA"),
        definicion=DefinicionDeCorrupcion(uso_del_poder="si"),
        controles=[paac.modelo.Control(descripcion="Candado")],
        seguimientos=[
            paac.modelo.SeguimientoDeRiesgo(
                corte=dt.date(2026, 4, 30), quien="lider", observaciones="va bien"
            )
        ],
    )


def test_lo_que_se_leyo_de_cada_columna_se_puede_pedir() -> None:
    sola = leer(ajenos.f1_2018())
    pedidas = {una.lugar: una.dato[0] for una in sola.columnas if una.dato}

    assert leer(ajenos.f1_2018(), columnas=pedidas).contenido == sola.contenido


@pytest.mark.parametrize(
    ("columnas", "falla"),
    [
        ({"Por qué": "riesgo.inexistente"}, "dato_desconocido"),
        ({"Por qué": "seguimiento_de_riesgo.inexistente"}, "dato_desconocido"),
        ({"Por qué": ["causa.texto", "causa.clase"]}, "argumento_invalido"),
        ({"Nadie": "causa.texto"}, "columna_no_hallada"),
    ],
)
def test_lo_que_se_pide_mal_se_dice(columnas: Any, falla: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        libro(*DE_OTRO_MODO, columnas={"Lo que puede pasar": "riesgo.descripcion"} | columnas)

    assert [una.codigo for una in error.value.fallas] == [falla]


def test_si_nada_dice_el_riesgo_no_hay_mapa() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"riesgo\.descripcion"):
        libro(*DE_OTRO_MODO, columnas={"Por qué": "causa.texto"})


def test_dos_zonas_distintas_de_un_riesgo_se_dicen() -> None:
    lectura = libro(ROTULOS, UNO, "||||10|ALTA||")

    (uno,) = riesgos(lectura)
    assert uno.inherente == paac.modelo.Valoracion(
        probabilidad="3", impacto="20", zona="EXTREMA - 60"
    )
    assert [dicho for _, dicho in avisos(lectura, "lectura_dudosa")] == [
        "«Impacto» dice '10', y el riesgo ya decía '20': se tomó lo primero",
        "«Zona» dice 'ALTA', y el riesgo ya decía 'EXTREMA - 60': se tomó lo primero",
    ]


def test_el_proceso_de_encima_y_el_del_nombre_de_la_hoja() -> None:
    rotulos = "Riesgo|Causa|Probabilidad|Impacto|Controles"
    encima = [
        "Proceso: Archivo Objetivo: Guardar Alcance: Todo|<|<|<|<",
        rotulos,
        "Que se pierda|Sin llaves|3|20|Llaves",
    ]
    hoja = [rotulos, "Que se dañe|Humedad|2|10|Aire"]
    lectura = leer(en_excel({"Hoja1": encima, "Bodega": hoja}), entidad="Municipio")

    assert lectura.contenido is not None
    archivo, bodega = lectura.contenido.procesos
    assert (archivo.nombre, archivo.objetivo, archivo.alcance) == ("Archivo", "Guardar", "Todo")
    assert bodega.nombre == "Bodega"
    assert avisos(lectura, "lugar_supuesto") == [
        ("hoja «Bodega»", "el nombre de la hoja se leyó como el del proceso: 'Bodega'")
    ]


def test_la_franja_de_un_proceso() -> None:
    lectura = libro(
        "Riesgo|Causa|Probabilidad|Impacto|Controles",
        "PROCESO: Archivo|<|<|<|<",
        "Que se pierda|Sin llaves|3|20|Llaves",
        "PROCESO: Bodega|<|<|<|<",
        "Que se dañe|Humedad|2|10|Aire",
    )

    assert lectura.contenido is not None
    assert [proceso.nombre for proceso in lectura.contenido.procesos] == ["Archivo", "Bodega"]
    assert avisos(lectura, "lugar_supuesto") == []


def test_cada_proceso_con_sus_franjas_y_otra_vez_los_rotulos() -> None:
    rotulos = "Riesgo|Causa|Probabilidad|%|Impacto|Controles"
    de_cien = (80, '0.##"%"')
    lectura = libro(
        "Proceso: Archivo|<|<|<|<|<",
        "Objetivo: Guardar|<|<|<|<|<",
        "Alcance:|<|<|<|<|<",
        rotulos,
        ["Que se pierda", "Sin llaves", "Alta", de_cien, "Mayor", "Llaves"],
        "",
        "Proceso: Bodega|<|<|<|<|<",
        "Objetivo: Contar|<|<|<|<|<",
        rotulos,
        ["Que se dañe", "Humedad", "Baja", de_cien, "Menor", "Aire"],
    )

    assert lectura.contenido is not None
    assert [(p.nombre, p.objetivo) for p in lectura.contenido.procesos] == [
        ("Archivo", "Guardar"),
        ("Bodega", "Contar"),
    ]
    valoradas = [uno.inherente for uno in riesgos(lectura)]
    assert [v.probabilidad_pct for v in valoradas if v] == [Decimal(80), Decimal(80)]
    assert avisos(lectura, "sin_usar") == []


def test_el_objetivo_y_el_alcance_en_una_franja_no_son_otro_proceso() -> None:
    lectura = libro(
        "Riesgo|Causa|Probabilidad|Impacto|Controles",
        "PROCESO: Archivo|<|<|<|<",
        "OBJETIVO: Guardar|<|<|<|<",
        "Que se pierda|Sin llaves|3|20|Llaves",
    )

    assert lectura.contenido is not None
    assert [proceso.nombre for proceso in lectura.contenido.procesos] == ["Archivo"]
    assert avisos(lectura, "sin_usar") == [
        ("hoja «Hoja1», celda A3", "no quedó en ningún dato: «OBJETIVO: Guardar»")
    ]


def test_la_hoja_de_los_datos_de_un_reporte_no_se_lee() -> None:
    datos = [
        "riesgo.descripcion|riesgo.inherente.probabilidad|riesgo.inherente.impacto",
        "Uno|3|20",
    ]
    lectura = leer(en_excel({"Mapa": [ROTULOS, UNO], "Datos": datos}), entidad="Municipio")

    assert len(riesgos(lectura)) == 1
    assert [lugar for lugar, _ in avisos(lectura, "tabla_omitida")] == ["hoja «Datos»"]
    assert avisos(lectura, "sin_usar") == []


def test_el_que_no_dice_su_proceso_lo_dice() -> None:
    lectura = libro("Riesgo|Causa|Probabilidad|Impacto|Controles", "Que se dañe|Agua|2|10|Aire")

    assert lectura.contenido is not None
    assert [proceso.nombre for proceso in lectura.contenido.procesos] == ["Sin proceso"]
    assert avisos(lectura, "lugar_supuesto") == [
        ("hoja «Hoja1»", "no dice de qué proceso es: quedó en «Sin proceso»")
    ]


def test_la_escala_de_debajo_no_es_un_riesgo_aunque_este_bajo_su_rotulo() -> None:
    escala = ["", "", "Nivel|Descriptor|Descripción", "5|Casi seguro|Todos los años"]
    lectura = libro("Riesgo|Probabilidad|Impacto|Controles", "Uno|3|20|C1", *escala[2:])

    assert [uno.descripcion for uno in riesgos(lectura)] == ["Uno"]
    assert avisos(lectura, "fila_sin_leer") == [
        (
            f"hoja «Hoja1», fila {fila}",
            f"va tras la última fila y no es como las demás, y no se leyó: '{texto}'",
        )
        for fila, texto in (
            (3, "Nivel | Descriptor | Descripción"),
            (4, "5 | Casi seguro | Todos los años"),
        )
    ]


def test_un_plan_con_su_mapa_en_otra_hoja_sigue_siendo_un_plan() -> None:
    plan = ["Actividad|Meta o producto|Responsable|Fecha programada", "Publicar el mapa|Uno|Planeación|31/01/2026"]  # fmt: skip
    lectura = paac.leer(
        en_excel({"PAAC": plan, "Mapa": [ROTULOS, UNO]}), como=None, entidad="Municipio"
    )

    assert isinstance(lectura.contenido, paac.Plan)
    assert [a.ruta for a in lectura.avisos if a.codigo == "tabla_omitida"] == ["hoja «Mapa»"]


def test_sin_la_entidad_es_un_error() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(en_excel({"Hoja1": [ROTULOS, UNO]}), como=None)

    (falla,) = error.value.fallas
    assert (falla.codigo, falla.ruta) == ("dato_faltante", "entidad")


# ------------------------------------------------------------------ la puerta y la orden


def test_la_orden_guarda_el_mapa_y_leer_mapa_lo_da_igual(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    libro_, datos = tmp_path / "mapa.xlsx", tmp_path / "mapa.yaml"
    libro_.write_bytes(ajenos.f1_2018().getvalue())

    assert main(["leer", str(libro_), "--salida", str(datos)]) == 0

    assert paac.leer(datos, como="mapa").sin_dudas() == leer(ajenos.f1_2018()).contenido
    assert capsys.readouterr().out.splitlines()[-1] == (
        "un mapa de riesgos, corte 2018-09-30, 8 procesos, 11 riesgos, 11 controles, 1 corte, 4 dudas, 5 avisos más"
    )


@pytest.mark.integracion
def test_un_mapa_ajeno_se_guarda_como_su_libro(tmp_path: Path) -> None:
    libro_ = tmp_path / "mapa.xlsx"
    libro_.write_bytes(ajenos.f1_2018().getvalue())

    main(["leer", str(libro_), "--salida", str(tmp_path / "salida.xlsx")])

    assert (
        paac.leer(tmp_path / "salida.xlsx", como=None).contenido
        == paac.leer(libro_, como=None).contenido
    )


def test_leer_mapa_de_un_documento_con_dudas_las_dice(tmp_path: Path) -> None:
    libro_ = tmp_path / "mapa.xlsx"
    libro_.write_bytes(ajenos.f1_2018().getvalue())

    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(libro_, como="mapa").sin_dudas()

    dudas = {aviso.codigo for aviso in paac.leer(libro_, como=None).dudas}
    assert {falla.codigo for falla in error.value.fallas} == dudas


def test_un_mapa_no_se_toma_por_un_plan(tmp_path: Path) -> None:
    libro_ = tmp_path / "mapa.xlsx"
    libro_.write_bytes(ajenos.f1_2018().getvalue())

    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(libro_).sin_dudas()

    assert {falla.codigo for falla in error.value.fallas} == {"archivo_de_otra_clase"}
    assert "es un mapa de riesgos y no un plan" in str(error.value)
