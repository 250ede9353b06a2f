"""Muchos planes en un reporte: qué se recibe, qué queda por fuera y qué sale en cada archivo.

Prueba ``api/consolidado`` y ``cli/ordenes/consolidar``.
"""

import csv
import io
import json
import pickle
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import docx
import openpyxl
import pytest
from ayudas.compartido import DATOS, con_datos_reales
from ayudas.ejemplos import ejemplos
from ayudas.planes import CORTE, actividad, componente, datos, plan
from ayudas.planes_completos import planes_completos
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.analisis.consolidado import Guardados
from paac_reportes.cli import main
from paac_reportes.comprimido import comprimir, descomprimir
from paac_reportes.prueba.acta import acta_de

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

Archivo = Callable[..., Path]


@pytest.fixture
def archivo(tmp_path: Path) -> Archivo:
    def escribir(nombre: str, **cambios: Any) -> Path:
        ruta = tmp_path / f"{nombre}.json"
        ruta.write_text(json.dumps(datos(entidad={"nombre": nombre}, **cambios)), "utf-8")
        return ruta

    return escribir


def de(nombre: str, *actividades: dict[str, Any], **cambios: Any) -> paac.Plan:
    return plan(componente(*actividades), entidad={"nombre": nombre}, **cambios)


def filas(reporte: paac.Reporte) -> list[dict[str, str]]:
    contenido = reporte.emitir("csv").contenido.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(contenido, newline=""), delimiter=";"))


def nombres(reporte: paac.Reporte) -> list[str]:
    cifras = json.loads(reporte.emitir("json").contenido)
    return [una["nombre"] for una in cifras["entidades"]]


def sin_metodologia(uno: paac.Plan) -> paac.Plan:
    """Una cualquiera puede pesar componentes que el plan no tiene, y con ella no hay cifras."""
    return attrs.evolve(uno, metodologia=None)


def codigos(reporte: paac.Reporte) -> list[tuple[str, str]]:
    return [(aviso.codigo, str(aviso)) for aviso in reporte.avisos]


# ------------------------------------------------------------------ lo que se recibe


def test_recibe_planes_rutas_carpetas_y_flujos_juntos(archivo: Archivo, tmp_path: Path) -> None:
    suelto = archivo("Suelto")
    (tmp_path / "carpeta").mkdir()
    archivo("carpeta/B")
    archivo("carpeta/A")
    (tmp_path / "carpeta" / "~$A.xlsx").write_bytes(b"de Excel, mientras lo tiene abierto")
    (tmp_path / "carpeta" / "notas.txt").write_text("no es un plan", "utf-8")

    with suelto.open("rb") as abierto:
        todos: list[Any] = [de("Armado"), suelto, str(tmp_path / "carpeta"), abierto]
        reporte = paac.consolidar(todos, corte=CORTE)

    assert nombres(reporte) == ["Armado", "Suelto", "carpeta/A", "carpeta/B", "Suelto"]


@pytest.mark.parametrize("como", [list, tuple, iter])
def test_de_una_lista_o_de_un_generador_sale_lo_mismo(como: Callable[[Any], Any]) -> None:
    planes = [de("A"), de("B", actividad(extras={"riesgo": "R1"}))]
    una = paac.consolidar(como(planes), corte=CORTE)
    otra = paac.consolidar(planes, corte=CORTE)

    for tipo in ("docx", "xlsx", "csv", "json"):
        assert una.emitir(tipo).contenido == otra.emitir(tipo).contenido


def test_dice_por_cual_va(archivo: Archivo) -> None:
    vistos: list[str] = []
    uno = archivo("A")
    paac.consolidar([uno, de("B"), "no-esta.json"], corte=CORTE, al_leer=vistos.append)

    assert vistos == [str(uno), "planes[1]", "no-esta.json"]


def test_lo_que_espera_comprimido_vuelve_igual() -> None:
    planes = [de("A"), de("B")]
    guardados = Guardados()
    for uno, armado in zip(planes, (True, False), strict=True):
        guardados.agregar(uno, armado=armado)

    assert [*guardados] == planes
    assert guardados[-1:] == planes[-1:]
    assert guardados[0] is planes[0]
    with pytest.raises(IndexError):
        guardados[2]


@pytest.mark.integracion
@given(planes_completos())
def test_todo_lo_de_un_plan_vuelve_igual_de_comprimido(uno: paac.Plan) -> None:
    vuelto = descomprimir(comprimir(uno))

    assert vuelto == uno
    assert paac.datos_de(vuelto) == paac.datos_de(uno)


def test_viaja_a_otro_proceso_y_alla_dice_lo_mismo() -> None:
    reporte = paac.consolidar(iter([de("A"), de("B")]), corte=CORTE)
    reporte.emitir("docx")
    otro = pickle.loads(pickle.dumps(reporte))  # noqa: S301 - lo acaba de hacer

    assert otro.emitir("docx").contenido == reporte.emitir("docx").contenido
    assert otro.emitir("csv").contenido == reporte.emitir("csv").contenido


# ------------------------------------------------------------------ lo que queda por fuera


def test_lo_que_no_se_lee_queda_dicho_y_lo_demas_sigue(archivo: Archivo, tmp_path: Path) -> None:
    malo, roto = tmp_path / "malo.json", tmp_path / "roto.json"
    malo.write_text('{"entidad": {"nombre": "M", "nitt": "1"}, "componentes": [{}]}', "utf-8")
    roto.write_text("{", "utf-8")
    sin_pesos = de("C", metodologia={"metodo": "ponderado", "pesos": {"9": 1}})
    reporte = paac.consolidar(
        [archivo("A"), malo, roto, "no-esta.json", sin_pesos, 3, archivo("B")],  # type: ignore[list-item]
        corte=CORTE,
    )

    assert nombres(reporte) == ["A", "B"]
    fuera = [aviso for aviso in reporte.avisos if aviso.codigo == "plan_no_incluido"]
    assert [aviso.ruta for aviso in fuera] == [
        *(str(malo), str(roto), "no-esta.json", "planes[4]", "planes[5]"),
    ]
    assert fuera[0].mensaje.startswith("entidad.nitt: clave desconocida")
    assert fuera[2].mensaje == "no existe el archivo"
    assert "metodologia.pesos" in fuera[3].mensaje
    tablas = reporte.emitir("tablas.csv").contenido.decode("utf-8-sig")
    assert "Quedaron por fuera 5\xa0planes, con su motivo al final." in tablas
    for nombre in ("malo.json", "roto.json", "no-esta.json", "planes[4]", "planes[5]"):
        assert f"\n{nombre};" in tablas.replace("\r", "")
    assert str(tmp_path) not in tablas


def test_de_uno_con_muchas_fallas_se_dicen_las_primeras() -> None:
    malo = io.BytesIO(json.dumps(dict.fromkeys("abcdefg", 1)).encode())
    malo.name = "malo.json"
    reporte = paac.consolidar([de("A"), malo], corte=CORTE)
    (fuera,) = [aviso for aviso in reporte.avisos if aviso.codigo == "plan_no_incluido"]

    assert fuera.ruta == "malo.json"
    assert fuera.mensaje.count("; ") >= 3
    assert "; y otras " in fuera.mensaje


@pytest.mark.parametrize("nada", [[], (), iter(())])
def test_sin_planes_no_hay_que_consolidar(nada: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="no llegó ningún plan") as error:
        paac.consolidar(nada)
    assert [falla.codigo for falla in error.value.fallas] == ["sin_datos"]


def test_si_ninguno_sirve_el_error_trae_las_fallas_de_todos() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.consolidar(["uno.json", "dos.json"])

    assert [str(falla) for falla in error.value.fallas] == [
        "uno.json: no existe el archivo",
        "dos.json: no existe el archivo",
    ]


@pytest.mark.parametrize("otra_cosa", [None, 3, {"a": 1}])
def test_lo_que_no_son_planes_se_dice(otra_cosa: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba un plan, su archivo o una lista"):
        paac.consolidar(otra_cosa)


def test_lo_que_falla_al_recorrerse_se_dice() -> None:
    def falla() -> Iterator[paac.Plan]:
        yield de("A")
        raise ValueError("la consulta se cayó")

    with pytest.raises(paac.ErrorDeEntrada, match="no se dejaron recorrer"):
        paac.consolidar(falla())


def test_un_formato_de_un_plan_no_consolida() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="el formato paac-plan es de un plan"):
        paac.consolidar([de("A")], formato="paac-plan")


# ------------------------------------------------------------------ lo que sale


def test_nadie_ha_reportado_y_se_dice_sin_inventar_cifras() -> None:
    mudas = [de(nombre, actividad(seguimiento=None)) for nombre in ("A", "B")]
    reporte = paac.consolidar(mudas)
    tablas = reporte.emitir("tablas.csv").contenido.decode("utf-8-sig")

    assert reporte.corte is None
    assert "Ninguna de las 2\xa0entidades tiene seguimientos: no hay corte del que dar" in tablas
    assert "0 %" not in tablas.replace("\u00a0", " ")
    assert "sin dato;0\xa0de\xa01" in tablas


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "html", "tablas.csv"])
def test_ninguna_entidad_muda_sale_con_un_cero_por_ciento(tipo: str) -> None:
    planes = [de("A", actividad(seguimiento=None)), de("B")]
    contenido = paac.consolidar(planes, corte=CORTE).emitir(tipo).contenido

    assert contenido
    tablas = paac.consolidar(planes, corte=CORTE).emitir("tablas.csv").contenido.decode("utf-8")
    reporte = tablas[tablas.index("Tabla\xa01.") :].splitlines()
    mudas = [renglon for renglon in reporte if renglon.startswith("A;")]
    assert "Nunca;1;0;—" in mudas[0]
    assert "%" not in "".join(mudas)


# ------------------------------------------------------------------ lo que se ve primero


def tablas_de(*planes: paac.Plan, corte: date = CORTE) -> str:
    contenido = paac.consolidar(planes, corte=corte).emitir("tablas.csv").contenido
    return contenido.decode("utf-8-sig").replace("\xa0", " ")


TERMINADA = {"seguimientos": [{"corte": CORTE.isoformat(), "avance": 100}], "seguimiento": None}


def test_lo_primero_es_cuanto_de_lo_que_debia_estar_terminado_en_todas_lo_esta() -> None:
    calla, termina = actividad(seguimiento=None), actividad(**TERMINADA)

    assert tablas_de(de("A", calla, termina), de("B", calla)).splitlines()[1] == (
        "De las 3 actividades que debían estar terminadas en las 2 entidades, 1 lo está (33,3 %)."
        " Las otras 2 vencieron sin reporte."
    )
    assert "entidades" not in tablas_de(de("A", calla)).splitlines()[1]
    futura = actividad(fecha_programada="30/11/2026")
    assert tablas_de(de("A", futura), de("B", futura)).splitlines()[1] == (
        "Reportaron las 2 entidades en el período."
    )


def test_bajo_el_hallazgo_van_cuatro_cifras_con_su_base() -> None:
    calla, termina = actividad(seguimiento=None), actividad(**TERMINADA)
    dicho = tablas_de(de("A", calla, termina), de("B", calla)).splitlines()

    assert dicho[2:5] == [
        "1 de 2;;1;;2",
        "Con reporte en el período;;Terminadas;;Vencidas y sin reporte",
        '"entidades; 1 no ha reportado nunca";;de 3 que ya debían estarlo;;de 3 que ya debían estarlo',
    ]


def test_despues_quien_no_ha_reportado_y_a_quien_se_le_pregunta_primero() -> None:
    calla, termina = actividad(seguimiento=None), actividad(**TERMINADA)
    reporta = actividad(fecha_programada="30/11/2026")
    mudas = [de(f"M{n}", calla) for n in range(6)]
    tardias = [de(f"E{n}", *[calla] * n, reporta) for n in (1, 2, 3, 4)]
    dicho = tablas_de(*mudas, *tardias, de("B", termina)).splitlines()

    lista = dicho[dicho.index("Lo que más pesa") + 1 :]
    assert [renglon.strip('"').removeprefix("• ") for renglon in lista[:3]] == [
        "Reportaron 5 de 11 entidades en el período; 6 no han reportado nunca: M0, M1, M2, M3, M4"
        " y 1 más.",
        "Con más vencidas, entre las que han reportado: E4 (4), E3 (3) y E2 (2).",
        "Con más actividades sin reporte, entre las que han reportado: E4 (4), E3 (3) y E2 (2).",
    ]


def test_lo_que_se_lee_primero_no_pasa_de_cinco_renglones(tmp_path: Path) -> None:
    calla, reporta = actividad(seguimiento=None), actividad(fecha_programada="30/11/2026")
    varias = [
        de(f"E{n}", *[calla] * n, reporta, regimen=regimen, vigencia=2025 + n % 2)
        for n, regimen in enumerate(("paac-v2", "ptep", "ptep", "ptep", "ptep"))
    ]
    planes: list[paac.Plan | Path] = [*varias, de("M", calla), varias[4], tmp_path / "no-esta.json"]
    reporte = paac.consolidar(planes, corte=date(2026, 5, 31), anteriores=[de_abril("E1")])
    dicho = reporte.emitir("tablas.csv").contenido.decode("utf-8-sig").replace("\xa0", " ")
    renglones = dicho[dicho.index("Lo que más pesa") : dicho.index("Tabla 1.")].strip().splitlines()

    assert len(renglones) <= 6
    assert renglones[-1].strip('"') == (
        "• Al comparar. Ninguna de las 7 entidades tiene el corte del 31/05/2026: su cifra es lo que"
        " se sabía ese día. 2 de 7 renglones de las tablas son de entidades que están más de una vez,"
        " y todos cuentan. Quedó por fuera 1 plan, con su motivo al final."
    )


def test_cada_salvedad_va_en_su_renglon_mientras_quepan() -> None:
    repetida = de("B", vigencia=2025)
    planes = [de("A"), repetida, repetida]
    reporte = paac.consolidar(planes, corte=CORTE)
    dicho = reporte.emitir("tablas.csv").contenido.decode("utf-8-sig").replace("\xa0", " ")
    renglones = dicho[dicho.index("Lo que más pesa") : dicho.index("Tabla 1.")].strip().splitlines()

    assert [renglon.strip('"').removeprefix("• ") for renglon in renglones[2:]] == [
        "2 de 3 renglones de las tablas son de entidades que están más de una vez, y todos cuentan.",
    ]


@pytest.mark.parametrize(
    ("cuantas", "dicho"),
    [
        (1, "La entidad no tiene el corte del 31/05/2026"),
        (2, "Ninguna de las 2 entidades tiene el corte del 31/05/2026"),
    ],
)
def test_si_a_todas_les_falta_el_corte_no_se_dice_de_tantas_tantas(
    cuantas: int, dicho: str
) -> None:
    planes = [de(f"E{n}", actividad()) for n in range(cuantas)]
    reporte = paac.consolidar(planes, corte=date(2026, 5, 31))
    texto = reporte.emitir("tablas.csv").contenido.decode("utf-8-sig").replace("\xa0", " ")

    assert f"{dicho}: su cifra es lo que se sabía ese día." in texto


def test_los_regimenes_y_las_vigencias_que_se_mezclan_van_bajo_las_tablas_que_cambian() -> None:
    varias = [
        de(f"E{n}", actividad(), regimen=regimen, vigencia=2025 + n % 2)
        for n, regimen in enumerate(("paac-v2", "ptep", "ptep"))
    ]
    dicho = tablas_de(*varias).splitlines()

    (de_vigencias,) = (renglon for renglon in dicho if "no son de una misma vigencia" in renglon)
    assert de_vigencias.startswith("Las actividades cuyo último día ya llegó.")
    assert de_vigencias.endswith(" Los 3 planes no son de una misma vigencia: 2025 y 2026.")
    (de_regimenes,) = (renglon for renglon in dicho if "regímenes" in renglon)
    assert " Hay 2 regímenes: PAAC (1 entidad) y PTEP (2 entidades); sus componentes no se" in (
        de_regimenes
    )


@pytest.mark.parametrize(
    ("vigencias", "dicho"),
    [
        ((2026, None), "1 de 2 planes no dice su vigencia; el otro es de 2026."),
        ((2026, 2026, None, None), "2 de 4 planes no dicen su vigencia; los otros son de 2026."),
        (
            (2025, 2026, None),
            "Los 3 planes no son de una misma vigencia: 2025 y 2026; 1 no la dice.",
        ),
    ],
)
def test_de_una_vigencia_que_no_se_dice_no_se_afirma_que_sea_otra(
    vigencias: tuple[int | None, ...], dicho: str
) -> None:
    planes = [de(f"E{n}", actividad(), vigencia=vigencia) for n, vigencia in enumerate(vigencias)]
    reporte = paac.consolidar(planes, corte=date(2026, 5, 31))
    texto = reporte.emitir("tablas.csv").contenido.decode("utf-8-sig").replace("\xa0", " ")

    assert f"que no dice si están terminadas. {dicho}" in texto


@pytest.mark.parametrize(
    ("vencidas", "dicho"),
    [
        ((1, 2, 2, 2, 1), "Con más vencidas: E1 (2), E2 (2) y E3 (2)."),
        ((1, 1, 1, 1, 1), "Con más vencidas: E0 (1), E1 (1), E2 (1), E3 (1) y E4 (1)."),
        ((2, 1, 1, 1, 1, 1), "Con más vencidas: E0 (2)."),
        ((1, 1, 1, 1, 1, 1), ""),
        ((1, 2, 3), ""),
    ],
)
def test_de_las_que_empatan_van_todas_o_ninguna(vencidas: tuple[int, ...], dicho: str) -> None:
    calla, reporta = actividad(seguimiento=None), actividad(fecha_programada="30/11/2026")
    todas = [de(f"E{n}", *[calla] * cuantas, reporta) for n, cuantas in enumerate(vencidas)]

    tablas = tablas_de(*todas)
    assert (dicho in tablas) if dicho else "Con más vencidas" not in tablas


def test_cada_tabla_responde_una_pregunta_y_cierra_con_su_total() -> None:
    dicho = tablas_de(de("A"), de("B", actividad(seguimiento=None))).splitlines()

    leyendas = [renglon for renglon in dicho if renglon.startswith("Tabla ")]
    assert leyendas == [
        "Tabla 1. Qué reportó cada entidad",
        "Tabla 2. Lo que debía estar terminado en cada entidad, y cómo está",
        "Tabla 3. Cuánto avanzó cada entidad, según lo que declara",
        "Tabla 4. Qué se reportó de cada componente en todas las entidades",
        "Tabla 5. Lo que debía estar terminado de cada componente, y cómo está",
    ]
    for numero, renglon in enumerate(dicho):
        if renglon in leyendas:
            assert dicho[numero + 1].count(";") < 9
    totales = [renglon for renglon in dicho if renglon.startswith("Total: 2 entidades;")]
    assert len(totales) == 4
    assert [r.partition(";")[0] for r in dicho if r.startswith("Media de") and ";" in r] == [
        *("Media de entidades", "Media de actividades")
    ]


def test_lo_que_es_igual_en_todas_va_una_vez_bajo_cada_tabla() -> None:
    de_boyaca = [
        plan(componente(actividad()), entidad={"nombre": nombre, "departamento": "BOYACÁ"})
        for nombre in "AB"
    ]

    dicho = tablas_de(*de_boyaca)
    assert "Vigencia, en todas: 2026. Departamento, en todas: Boyacá." in dicho.splitlines()
    assert dicho.count("en todas: 2026") == 3
    assert "Dato de antes, en todas: 0." in dicho
    assert "Entidad;Departamento;Reportó;" in tablas_de(*de_boyaca, de("C"))


def test_lo_que_no_se_sabe_de_una_entidad_se_dice_siempre_igual() -> None:
    """Era una celda en blanco en su vigencia y en su departamento, y una raya en su zona."""
    muda = plan(componente(actividad(seguimiento=None)), entidad={"nombre": "A"}, vigencia=None)
    de_boyaca = {"nombre": "B", "departamento": "Boyacá"}
    con_todo = plan(componente(actividad(**TERMINADA)), entidad=de_boyaca)

    dicho = tablas_de(muda, con_todo).replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert "A;sin dato;sin dato;Nunca;1;0;—;1;1" in dicho
    assert "A;sin dato;sin dato;0 de 1;sin dato" in dicho


def test_de_los_componentes_sin_nada_que_contar_va_una_frase_y_no_ceros() -> None:
    futura = actividad(fecha_programada="30/11/2026", fecha_inicio="01/11/2026", seguimiento=None)
    varios = [
        plan(
            componente(actividad(**TERMINADA), nombre="Riesgos"),
            componente(futura, futura, nombre="Datos", numero=2),
            componente(futura, nombre="Trámites", numero=3),
            entidad={"nombre": nombre},
        )
        for nombre in "AB"
    ]
    dicho = tablas_de(*varios).splitlines()

    assert [renglon.partition(";")[0] for renglon in dicho if re.match(r"\d\. ", renglon)] == [
        *("1. Riesgos", "2. Datos", "3. Trámites"),  # lo que se reportó: suman el total
        *("1. Riesgos", "1. Riesgos"),
    ]
    assert "De los otros 2 componentes nada debía estar terminado." in dicho
    no_aplica = actividad(
        fecha_programada="31/01/2026",
        seguimientos=[{"corte": CORTE.isoformat(), "estado": "no_aplica"}],
    )
    sin_aplicar = [
        plan(
            componente(actividad(**TERMINADA), nombre="Riesgos"),
            componente(no_aplica, futura, nombre="Datos", numero=2),
            entidad={"nombre": nombre},
        )
        for nombre in "AB"
    ]
    assert (
        "Del otro componente nada debía estar terminado (2 que lo debían se declararon no"
        " aplicables)." in tablas_de(*sin_aplicar).splitlines()
    )
    assert "De los otros 2 componentes no se conoce ningún avance." in dicho
    assert "componentes" not in tablas_de(de("A"), de("B"))


def test_los_nombres_se_escriben_como_en_una_frase_y_los_datos_como_llegaron() -> None:
    gritado = plan(
        componente(actividad(), nombre="GESTIÓN DEL RIESGO"),
        entidad={"nombre": "ALCALDÍA MUNICIPAL DE LA VEGA"},
    )
    reporte = paac.consolidar([gritado, de("B")], corte=CORTE)
    dicho = reporte.emitir("tablas.csv").contenido.decode()

    assert "Alcaldía Municipal de La Vega;" in dicho
    assert "1. Gestión del Riesgo;" in dicho
    assert nombres(reporte) == ["ALCALDÍA MUNICIPAL DE LA VEGA", "B"]


def test_el_grafico_dice_de_cada_entidad_lo_que_debia_y_distingue_sus_vigencias() -> None:
    debia = (actividad(seguimiento=None), actividad(**TERMINADA))
    dicho = tablas_de(de("A", *debia), de("A", debia[0], vigencia=2025), de("B", debia[1]))

    figura = dicho[dicho.index("Figura 1.") : dicho.index("Lo que más pesa")].splitlines()
    assert figura == [
        "Figura 1. Lo que debía estar terminado en cada entidad, y cómo está",
        ";Terminadas;Vencidas sin reporte;Total",
        "A (2026);1;1;2",
        "A (2025);0;1;1",
        "B;1;0;1",
        "Actividades que debían estar terminadas. Detalle: Tabla 2.",
    ]


@pytest.mark.parametrize("cuantas", [1, 26])
def test_de_una_entidad_o_de_mas_de_las_que_se_siguen_no_hay_grafico(cuantas: int) -> None:
    dicho = tablas_de(*(de(f"E{n}", actividad(seguimiento=None)) for n in range(cuantas)))

    assert "Figura" not in dicho


def test_si_en_ninguna_debia_estar_nada_terminado_no_hay_grafico() -> None:
    futura = actividad(fecha_programada="30/11/2026")

    assert "Figura" not in tablas_de(de("A", futura), de("B", futura))


def test_lo_que_conviene_saber_va_en_su_tabla_y_solo_si_lo_hay() -> None:
    repetidas = tablas_de(de("A"), de("A", vigencia=2025), de("B"))

    leyendas = [renglon for renglon in repetidas.splitlines() if renglon.startswith("Tabla ")]
    aparte = repetidas[repetidas.index(leyendas[-1]) :].splitlines()
    assert aparte == [
        f"Tabla {len(leyendas)}. Lo que conviene saber de algunas entidades",
        "Entidad;Vigencia;Qué conviene saber",
        "A;2026;la misma entidad está en el renglón 2",
        "A;2025;la misma entidad está en el renglón 1",
    ]
    assert "conviene saber" not in tablas_de(de("A"), de("B"))


def test_en_un_telefono_la_tarjeta_de_una_entidad_no_dice_sus_ceros() -> None:
    planes = [de("A", actividad(seguimiento=None)), de("B")]
    pagina = paac.consolidar(planes, corte=CORTE).emitir("html").contenido.decode()

    callados = set(re.findall(r'<td[^>]*class="[^"]* cero[ "][^>]*>(.*?)</td>', pagina))
    dichos = set(re.findall(r'<td[^>]*class="(?![^"]* cero[ "])[^"]*"[^>]*>(.*?)</td>', pagina))
    assert callados == {"0", "—"}
    assert not dichos & callados
    assert "sin dato" in dichos
    assert "max-width: 40rem) { .tarjetas tbody .cero { display: none !important; }" in pagina


def test_lo_que_casi_nunca_hay_tiene_columna_solo_si_alguna_entidad_lo_trae() -> None:
    unidas = de("A", actividad(), actividad(codigo="1.2", seguimiento=None))

    assert "En blanco bajo una con reporte" not in tablas_de(de("A"), de("B"))
    assert "En blanco bajo una con reporte" in tablas_de(unidas, de("B"))


# Varios planes con de todo: las listas sin repetidos descartan mucho de lo que se sortea.
@pytest.mark.integracion
@ejemplos(10)
@given(st.lists(planes_completos().map(sin_metodologia), min_size=1, max_size=3))
def test_el_csv_trae_las_filas_de_cada_plan_a_la_letra(varios: list[paac.Plan]) -> None:
    """Las de cada uno, como las da él solo; el extra que sólo trae otro, en blanco."""
    juntas = filas(paac.consolidar(varios, corte=CORTE))
    separadas = [fila for uno in varios for fila in filas(paac.reporte(uno, "paac-plan"))]

    assert len(juntas) == len(separadas)
    for junta, sola in zip(juntas, separadas, strict=True):
        de_mas = junta.keys() - sola.keys()
        assert sola.keys() <= junta.keys()
        assert {clave: junta[clave] for clave in de_mas} == dict.fromkeys(de_mas, "")
        for clave in sola:
            assert junta[clave].removeprefix("'") == sola[clave].removeprefix("'"), clave


def test_la_hoja_de_datos_trae_las_filas_de_todas_con_su_entidad() -> None:
    planes = [
        de("A", actividad(extras={"riesgo": "R1"}), actividad()),
        de("B", actividad(extras={"cupos": 4})),
    ]
    contenido = paac.consolidar(planes, corte=CORTE).emitir("xlsx").contenido
    hoja: Any = openpyxl.load_workbook(io.BytesIO(contenido))["Datos"]
    claves, _, *renglones = hoja.values
    hallados = [dict(zip(claves, renglon, strict=True)) for renglon in renglones]

    columnas = ("entidad.nombre", "actividad.extras.riesgo", "actividad.extras.cupos")
    assert [tuple(fila[cual] for cual in columnas) for fila in hallados] == [
        *(("A", "R1", None), ("A", None, None), ("B", None, 4)),
    ]
    assert not [clave for clave in claves if clave.startswith("calculado.")]


def test_lo_que_no_cabe_en_una_hoja_se_dice_y_en_word_sale(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("paac_reportes.maqueta.hojas_de_datos.FILAS_DE_UNA_HOJA", 4)
    reporte = paac.consolidar([de("A"), de("B"), de("C")], corte=CORTE)

    with pytest.raises(paac.ErrorDeEntrada, match=r"son 3 filas, y .*admite 2 con") as error:
        reporte.guardar(tmp_path / "a.docx", tmp_path / "a.xlsx")
    assert [falla.codigo for falla in error.value.fallas] == ["no_cabe"]
    assert [*tmp_path.iterdir()] == []
    reporte.guardar(tmp_path / "a.docx", tmp_path / "a.csv")


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "csv", "parquet", "json"])
def test_en_un_flujo_son_los_mismos_bytes(tipo: str) -> None:
    reporte = paac.consolidar([de("A"), de("B", actividad(extras={"x": 1}))], corte=CORTE)
    flujo = io.BytesIO()
    avisos = reporte.emitir_en(tipo, flujo)
    emision = reporte.emitir(tipo)

    assert (flujo.getvalue(), avisos) == (emision.contenido, emision.avisos)


def test_el_paquete_es_de_un_plan() -> None:
    varios = paac.consolidar([de("A"), de("B")], corte=CORTE)

    with pytest.raises(paac.ErrorDeEntrada, match="guarda un plan, no varios"):
        varios.emitir("zip")
    assert paac.reporte(de("A"), "consolidado-entidades", corte=CORTE).emitir("zip").contenido


def test_la_entidad_que_consolida_va_en_el_encabezado_y_en_el_nombre() -> None:
    quien = paac.Entidad(nombre="Gobernación de Boyacá", nit="891.800.498-1")
    de_alguien = paac.consolidar([de("A"), de("B")], corte=CORTE, entidad=quien)
    de_nadie = paac.consolidar([de("A"), de("B")], corte=CORTE)

    assert de_alguien.nombre("pdf") == (
        "consolidado_gobernacion-de-boyaca_2026_corte-2026-04-30.pdf"
    )
    assert de_nadie.nombre("pdf") == "consolidado_2-entidades_2026_corte-2026-04-30.pdf"
    for quienes, reporte in (("Gobernación de Boyacá", de_alguien), ("2 entidades", de_nadie)):
        word = docx.Document(io.BytesIO(reporte.emitir("docx").contenido))
        hoja = openpyxl.load_workbook(io.BytesIO(reporte.emitir("xlsx").contenido)).worksheets[0]
        (encabezado,) = word.sections[0].header.tables
        dichos = "\n".join(celda.text for celda in encabezado.rows[0].cells).split("\n")
        assert dichos[dichos.index("Consolidado de entidades") + 1].startswith(quienes)
        al_imprimir: Any = hoja.oddHeader
        de_la_hoja = [str(al_imprimir.left.text), str(al_imprimir.right.text)]
        assert any(f"– {quienes}" in texto for texto in de_la_hoja)
        # El nombre del documento es el título de su primera página.
        primera = word.sections[0].first_page_header.tables[0].rows[0].cells
        assert "Consolidado" not in "".join(celda.text for celda in primera)
        assert any("Corte: 30 de abril de 2026" in texto for texto in de_la_hoja)


def test_para_publicar_no_sale_ningun_contacto_de_ninguna() -> None:
    def con_correo(nombre: str) -> paac.Plan:
        suyo = de(nombre, actividad(responsable="Escriba a jefe@ejemplo.gov.co"))
        contacto = attrs.evolve(suyo.entidad, correo="alcaldia@ejemplo.gov.co")
        return attrs.evolve(suyo, entidad=contacto)

    reporte = paac.consolidar([con_correo("A"), con_correo("B")], corte=CORTE, publico=True)

    for tipo in ("csv", "html", "json"):
        assert b"ejemplo.gov.co" not in reporte.emitir(tipo).contenido
    assert reporte.nombre("csv").endswith("_publico.csv")
    omitidos = [uno for uno in reporte.avisos if uno.codigo == "dato_omitido"]
    assert {uno.ruta.partition(":")[0] for uno in omitidos} == {"planes[0]", "planes[1]"}


def test_de_un_consolidado_no_se_lee_un_plan() -> None:
    contenido = paac.consolidar([de("A"), de("B")], corte=CORTE).emitir("docx").contenido

    with pytest.raises(
        paac.ErrorDeEntrada, match="junta varias entidades: lea el plan de cada una"
    ):
        paac.leer(io.BytesIO(contenido))


def test_el_acta_de_un_consolidado_es_de_los_planes_de_todas() -> None:
    pedidos = [[de("A"), de("B")], [de("A"), de("C")], [de("A"), de("B")]]
    una, otra, igual = (
        acta_de(paac.consolidar(suyos, corte=CORTE), ["csv"], "todas").datos for suyos in pedidos
    )

    assert una != otra
    assert una == igual


# ------------------------------------------------------------------ la orden


def test_la_orden_escribe_y_termina_bien(
    archivo: Archivo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salidas = [str(tmp_path / f"todo.{tipo}") for tipo in ("docx", "csv")]
    pedidas = [parte for salida in salidas for parte in ("--salida", salida)]
    escritas = ["consolidar", str(archivo("A")), str(archivo("B")), "--corte", "2026-04-30"]

    assert main([*escritas, *pedidas]) == 0
    assert capsys.readouterr().out.splitlines() == salidas


@pytest.mark.parametrize("tipo", ["docx", "csv", "json"])
def test_la_orden_termina_con_4_si_algo_quedo_por_fuera(
    tipo: str, archivo: Archivo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = tmp_path / f"todo.{tipo}"

    assert main(["consolidar", str(archivo("A")), "no-esta.json", "--salida", str(salida)]) == 4
    assert "aviso: no-esta.json: no existe el archivo" in capsys.readouterr().err
    assert salida.exists()


def test_la_orden_termina_con_1_si_ninguno_sirve_y_no_escribe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = tmp_path / "todo.docx"

    assert main(["consolidar", "uno.json", "dos.json", "--salida", str(salida)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "uno.json: no existe el archivo",
        "dos.json: no existe el archivo",
    ]
    assert not salida.exists()


@pytest.mark.parametrize(
    ("demas", "dicho"),
    [
        (["--salida", "a.docx", "--salida", "a.docx"], "--salida: a.docx está dos veces"),
        (["--salida", "-"], "--salida: con - hay que decir un --tipo, como --tipo docx"),
        (["--salida", "uno.json"], "--salida: uno.json es el archivo de los datos"),
        (["--salida", "a.docx", "--corte", "ayer"], "se esperaba una fecha AAAA-MM-DD"),
    ],
)
def test_la_orden_mal_escrita_da_2(
    demas: list[str], dicho: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["consolidar", "uno.json", *demas])
    assert dicho in capsys.readouterr().err


@pytest.mark.integracion
@con_datos_reales
def test_los_cuatro_reales_en_todo_lo_que_sale(tmp_path: Path) -> None:
    tipos = ("docx", "xlsx", "html", "csv", "json", "tablas.csv")
    reporte = paac.consolidar(DATOS, corte=date(2020, 8, 31))
    reporte.guardar(*(tmp_path / f"todo.{tipo}" for tipo in tipos))

    assert len(nombres(reporte)) == 4
    assert len(filas(reporte)) == 501
    assert {codigo for codigo, _ in codigos(reporte)} == {
        *("entidad_repetida", "consolidado_mezclado"),
    }


# ------------------------------------------------------------------ con los informes anteriores


def de_abril(nombre: str, **cambios: Any) -> paac.Plan:
    vencida = {"fecha_programada": "31/03/2026", "seguimiento": "En trámite"}
    return de(nombre, actividad(**(vencida | cambios)))


def de_agosto(nombre: str, **cambios: Any) -> paac.Plan:
    seguimientos = [
        {"corte": "2026-04-30", "texto": "En trámite"},
        {"corte": "2026-08-31", "texto": "Sigue"},
    ]
    return de_abril(nombre, seguimientos=seguimientos, **cambios)


@pytest.mark.parametrize("al_reves", [False, True])
def test_el_corte_que_falta_es_el_ultimo_llegue_cuando_llegue(*, al_reves: bool) -> None:
    planes = [de_abril("A"), de_agosto("B"), de_abril("C")]
    planes = planes[::-1] if al_reves else planes
    sin_decirlo, dicho = (
        paac.consolidar(planes, corte=corte) for corte in (None, date(2026, 8, 31))
    )

    cifras = json.loads(sin_decirlo.emitir("json").contenido)
    reporto = {una["nombre"]: una["reporto"] for una in cifras["entidades"]}
    assert (cifras["corte"], reporto) == (
        "2026-08-31",
        {"A": "antes", "B": "en_el_periodo", "C": "antes"},
    )
    assert sin_decirlo.emitir("json").contenido == dicho.emitir("json").contenido


@pytest.mark.integracion
def test_con_los_anteriores_se_dice_en_cuantas_entidades_se_corrio_lo_debido(
    tmp_path: Path,
) -> None:
    planes = [de_agosto("A", fecha_programada="30/12/2026"), de_agosto("B"), de_agosto("C")]
    libro = tmp_path / "b.xlsx"
    libro.write_bytes(paac.emitir(de_abril("B"), "informe-seguimiento", "xlsx"))
    anteriores: list[Any] = [de_abril("A"), libro, de_abril("Z")]
    reporte = paac.consolidar(planes, corte=date(2026, 8, 31), anteriores=anteriores)

    dicho = reporte.emitir("tablas.csv").contenido.decode()
    assert (
        "Se cruzaron con su informe anterior 2\xa0de\xa03\xa0entidades; de lo que ya debía estar terminado, en"
        " 1 se corrieron fechas (1\xa0actividad)." in dicho
    )
    assert "de lo que ya debía estar terminado (1 actividad), a 1 se le corrió la fecha" in dicho
    cifras = json.loads(reporte.emitir("json").contenido)
    corridas = [uno["debido"] and uno["debido"]["gestos"]["corrida"] for uno in cifras["entidades"]]
    assert corridas == [1, 0, None]
    sobran = [aviso for aviso in reporte.avisos if aviso.codigo == "anterior_incompleto"]
    assert [(aviso.ruta, aviso.mensaje) for aviso in sobran] == [
        ("planes[2]", "no es de ninguna entidad de las que se consolidan")
    ]
    # Las cifras son las mismas que sin ellos.
    solas = json.loads(paac.consolidar(planes, corte=date(2026, 8, 31)).emitir("json").contenido)
    assert solas["total"] == cifras["total"]
    assert "ya debía estar" not in paac.consolidar(planes).emitir("html").contenido.decode()


def test_un_anterior_que_no_sirve_se_avisa_y_no_detiene_lo_demas(tmp_path: Path) -> None:
    planes = [de_agosto("A"), de_agosto("B")]
    anteriores: list[Any] = [tmp_path / "no-esta.json", de_agosto("A")]
    reporte = paac.consolidar(planes, corte=date(2026, 4, 30), anteriores=anteriores)

    dichos = [a.mensaje for a in reporte.avisos if a.codigo == "anterior_incompleto"]
    assert dichos[0].startswith("no se cruza: ")
    assert "trae seguimientos del 2026-08-31" in dichos[1]


def test_la_orden_toma_los_anteriores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    carpeta = tmp_path / "antes"
    carpeta.mkdir()
    paac.guardar(de_abril("A"), carpeta / "a.json")
    hoy, sale = tmp_path / "hoy.json", tmp_path / "c.json"
    paac.guardar(de_agosto("A", meta="Otra"), hoy)

    assert main(["consolidar", str(hoy), "--anteriores", str(carpeta), "--salida", str(sale)]) == 0
    (una,) = json.loads(sale.read_text("utf-8"))["entidades"]
    assert una["debido"]["debidas"] == 1
    assert [gesto for gesto, cuantas in una["debido"]["gestos"].items() if cuantas] == ["reescrita"]
    assert capsys.readouterr().out.strip() == str(sale)
