"""El archivo del informe anterior: lo que se publicó, y lo que no sirve para comparar.

Prueba ``api/anterior`` y ``formatos/anterior``.
"""

import io
import json
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.a_medida import plan, plan_de
from ayudas.avisos import dicen
from ayudas.comparaciones import ABRIL, AGOSTO, codigos, con_avances
from ayudas.ejemplos import ejemplos
from ayudas.evasiones import par_reescrito
from ayudas.planes import actividad, componente
from ayudas.situaciones import CORTES, planes
from hypothesis import given

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.informe.cambios import de_lo_previsto
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.informe.listas import cuentas
from paac_reportes.informe.parrafos import Prosa, como_se_saco
from paac_reportes.informe.resumen import analisis_en_renglones

A, B, C = "Publicar el mapa de riesgos", "Capacitar a los servidores", "Medir la satisfacción"
DE_ABRIL = plan_de(
    con_avances("1.1", A, abril=80, fecha_programada="30/06/2026"),
    con_avances("1.2", B, abril=10),
    con_avances("1.3", C, abril=10),
)
DE_AGOSTO = plan_de(
    con_avances("1.1", A, abril=80, fecha_programada="30/12/2026"),
    con_avances("1.3", C, abril=10, agosto=20),
)


def dicho(cifras: paac.tipos.Cifras) -> str:
    """El avance anterior, con dos decimales."""
    assert cifras.avance_anterior is not None
    return f"{cifras.avance_anterior:.2f}".replace(".", ",")


def en_json(de: paac.Plan) -> bytes:
    salida = io.BytesIO()
    paac.guardar_datos(de, salida, tipo="json")
    return salida.getvalue()


def fallas_de(anterior: Any, de: paac.Plan = DE_AGOSTO, **claves: Any) -> list[tuple[str, str]]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.analizar(de, anterior=anterior, **claves)
    return [(falla.codigo, str(falla)) for falla in error.value.fallas]


def test_lo_anterior_es_lo_publicado_y_no_lo_que_hoy_dicen_los_datos() -> None:
    de_hoy = paac.analizar(DE_AGOSTO).todo
    publicado = paac.analizar(DE_AGOSTO, anterior=DE_ABRIL).todo

    assert de_hoy.avance_anterior == 45
    assert not de_hoy.anterior_es_publicado
    assert dicho(publicado) == "33,33"
    assert publicado.anterior_es_publicado
    assert publicado.periodo is not None
    assert publicado.periodo.puntos == 5
    assert publicado.periodo.base == 2


def _de_libro(tipo: str) -> bytes:
    salida = io.BytesIO()
    paac.guardar_datos(DE_ABRIL, salida, tipo=tipo)
    return salida.getvalue()


@pytest.mark.parametrize("tipo", ["json", "yaml", "xlsx"])
def test_se_lee_de_cualquier_archivo_de_datos(tipo: str, tmp_path: Path) -> None:
    contenido = _de_libro(tipo)
    ruta = tmp_path / f"abril.{tipo}"
    ruta.write_bytes(contenido)

    for anterior in (ruta, str(ruta), contenido, io.BytesIO(contenido)):
        analisis = paac.analizar(DE_AGOSTO, anterior=anterior)
        assert dicho(analisis.todo) == "33,33"


ANTES_DE_ABRIL = "2026-01-31"
CON_ENERO = plan_de(
    actividad(
        codigo="1.1",
        descripcion=A,
        seguimientos=[{"corte": ANTES_DE_ABRIL, "avance": 90, "texto": "Se publicó"}],
    ),
    con_avances("1.2", B, abril=10),
    con_avances("1.3", C, abril=20, agosto=50),
)
"""En abril, 40 con las tres: la primera trae lo de enero."""


def emitido(de: paac.Plan, formato: str, tipo: str, **claves: Any) -> bytes:
    return paac.reporte(de, formato, corte=ABRIL, **claves).emitir(tipo).contenido


def frase_del_anterior(anterior: Any) -> str:
    pagina = (
        paac.reporte(CON_ENERO, "informe-seguimiento", anterior=anterior)
        .emitir("html")
        .contenido.decode()
    )
    hallada = re.search(r"El (acumulado|documento que se) public[^<]*?%[^<]*?\.", pagina)
    assert hallada is not None
    return hallada[0].replace("\N{NO-BREAK SPACE}", " ")


def test_de_un_excel_nuestro_valen_las_filas_de_su_hoja_con_su_metodologia() -> None:
    informe = emitido(CON_ENERO, "informe-seguimiento", "xlsx")

    assert paac.analizar(CON_ENERO, anterior=informe).todo.avance_anterior == 40
    assert frase_del_anterior(informe) == (
        "El acumulado publicado en el corte anterior es de 40,0 %, con 3 de 3."
    )


def test_los_pesos_de_lo_que_el_anterior_no_tenia_no_son_suyos() -> None:
    def de(*avances: int, corte: str) -> paac.Plan:
        return plan(
            *(
                componente(con_avances("1", A, **{corte: avance}), numero=numero)
                for numero, avance in enumerate(avances, 1)
            )
        )

    pesos = paac.modelo.Metodologia(metodo="ponderado", pesos={1: 30, 2: 10, 3: 60})
    hoy = paac.analizar(
        de(50, 50, 50, corte="agosto"),
        anterior=en_json(de(80, 40, corte="abril")),
        metodologia=pesos,
    )

    assert hoy.todo.avance_anterior == 70


def test_un_word_nuestro_no_trae_su_plan_y_se_dice_que_dar() -> None:
    assert fallas_de(emitido(DE_ABRIL, "paac-seguimiento", "docx")) == [
        (
            "sin_su_plan",
            "anterior: es un documento de los nuestros, y no trae su plan: dé el plan con que se"
            " hizo (.json, .yaml o su libro), o el Excel que salió con él",
        )
    ]


def test_si_el_documento_no_imprime_el_avance_se_recalcula_y_se_dice() -> None:
    matriz = emitido(DE_ABRIL, "paac-seguimiento", "xlsx")
    analisis = paac.analizar(DE_AGOSTO, anterior=matriz)
    assert dicen(analisis.avisos, "recalculado con sus filas es 33,3\xa0%")

    assert dicho(analisis.todo) == "33,33"
    assert frase_del_anterior(matriz) == (
        "El documento que se publicó no imprime el acumulado del corte anterior; recalculado con"
        " sus actividades, es de 33,3 %, con 3 de 3."
    )


def libro(*filas: tuple[Any, ...], hoja: str = "Plan") -> bytes:
    """Una matriz como la que hace cualquiera, sin decir de quién es."""
    suyo, salida = openpyxl.Workbook(), io.BytesIO()
    pagina = suyo.active
    assert pagina is not None
    pagina.title = hoja
    for fila in filas:
        pagina.append(fila)
    suyo.save(salida)
    return salida.getvalue()


def test_las_cifras_de_un_documento_de_otro_corte_no_se_usan() -> None:
    de_enero = (
        paac.reporte(CON_ENERO, "informe-seguimiento", corte=date(2026, 1, 31))
        .emitir("xlsx")
        .contenido
    )
    analisis = paac.analizar(CON_ENERO, anterior=de_enero)

    assert dicen(analisis.avisos, "no imprime el avance de todo el plan")
    assert analisis.todo.anterior is not None
    assert analisis.todo.anterior.recalculadas


def test_un_documento_impreso_se_rechaza_y_se_dice_que_dar() -> None:
    fila = ("1.1", A, "Planeación", "30/06/2026", 40)
    de_otro = libro(("Código", "Actividad", "Responsable", "Fecha programada", "Avance"), fila)
    (codigo, mensaje), *_ = fallas_de(de_otro)

    assert codigo == "archivo_de_otra_clase"
    assert mensaje.startswith("anterior: es un documento impreso")


def test_un_documento_que_no_se_deja_leer_es_la_falla_de_su_lectura() -> None:
    assert [codigo for codigo, _ in fallas_de(b"PK\x03\x04 y nada")] == ["archivo_danado"]


def test_lo_que_no_es_el_anterior_se_dice_con_lo_que_llego(tmp_path: Path) -> None:
    otra = plan_de(con_avances("1", A, abril=5), entidad={"nombre": "Otra", "nit": "800.1"})
    posterior = plan_de(con_avances("1", A, abril=5, agosto=6))
    sin_nada = plan_de(con_avances("1", A))

    assert fallas_de(otra) == [
        ("anterior_ajeno", "anterior: es de 'Otra' (NIT 800.1), y el plan es de 'M'")
    ]
    assert fallas_de(posterior, corte=ABRIL) == [
        (
            "anterior_ajeno",
            "anterior: trae seguimientos del 31/08/2026, y el corte del reporte es el 30/04/2026",
        )
    ]
    assert fallas_de(sin_nada) == [
        (
            "anterior_ajeno",
            "anterior: se esperaban seguimientos de un corte anterior al 31/08/2026; no trae"
            " ninguno",
        )
    ]
    assert fallas_de(DE_ABRIL, sin_nada)[0][0] == "sin_datos"
    assert fallas_de(3) == [
        (
            "argumento_invalido",
            "anterior: se esperaba un Plan, su archivo o sus bytes, llegó 3",
        )
    ]
    assert fallas_de(tmp_path / "no.json")[0][0] == "archivo_no_existe"


def test_con_el_mismo_nit_es_la_misma_aunque_se_escriba_de_otro_modo() -> None:
    def de(nombre: str, nit: str) -> paac.Plan:
        fila = con_avances("1", A, abril=5)
        return plan_de(fila, entidad={"nombre": nombre, "nit": nit})

    hoy = plan_de(
        con_avances("1", A, abril=5, agosto=6), entidad={"nombre": "M", "nit": "890399011-3"}
    )
    con_avisos = paac.analizar(hoy, anterior=de("MUNICIPIO", "890.399.011"))

    assert con_avisos.todo.avance_anterior == 5
    assert fallas_de(de("M", "800000000"), hoy)[0][0] == "anterior_ajeno"


def test_de_otra_vigencia_solo_si_la_serie_lo_dice() -> None:
    de_2025 = plan_de(
        actividad(codigo="9", descripcion=A, seguimientos=[{"corte": "2025-12-31", "avance": 40}]),
        vigencia=2025,
    )
    hoy = plan_de(con_avances("1", A, abril=60))
    cortes = (date(2025, 12, 31), ABRIL)

    ((codigo, dicho),) = fallas_de(de_2025, hoy)
    assert codigo == "anterior_ajeno"
    assert "nómbrelo en metodologia.cortes: 2025-12-31, 2026-04-30" in dicho
    metodologia = paac.modelo.Metodologia(cortes=cortes)
    todo = paac.analizar(hoy, anterior=de_2025, metodologia=metodologia).todo
    assert todo.avance_anterior == 40
    assert todo.periodo is not None
    assert todo.periodo.puntos == 20


def test_lo_que_del_anterior_no_se_entiende_se_dice_todo_con_su_ruta() -> None:
    datos = json.loads(en_json(DE_ABRIL))
    actividades = datos["componentes"][0]["subcomponentes"][0]["actividades"]
    actividades[1]["seguimientos"][0]["avance"] = "mucho"
    datos["entidad"]["nombre"] = 3

    ruidos = fallas_de(json.dumps(datos).encode())
    assert [codigo for codigo, _ in ruidos] == ["dato_invalido", "dato_invalido"]
    assert [dicho.partition(": se esperaba")[0] for _, dicho in ruidos] == [
        "anterior: entidad.nombre",
        "anterior: componentes[0].subcomponentes[0].actividades[1].seguimientos[0].avance",
    ]


def test_lo_que_conviene_saber_del_anterior_se_avisa() -> None:
    hoy = plan_de(con_avances("1", A, abril=5, agosto=6), metodologia={"cortes": "trimestral"})
    otra = plan_de(con_avances("1", A, abril=5), metodologia={"metodo": "subcomponentes"})
    avisos = paac.reporte(hoy, "informe-seguimiento", anterior=otra).avisos

    dichos = {aviso.codigo: aviso.mensaje for aviso in avisos}
    assert "no trae seguimientos del 30/06/2026" in dichos["anterior_incompleto"]
    assert "metodo" in dichos["anterior_con_otra_metodologia"]


PROPIAS = {"blancos": "propias", "cumplida_sin_numero": "desconocida"}


def con_metodologia(de: paac.Plan, **elegida: Any) -> paac.Plan:
    return attrs.evolve(de, metodologia=paac.modelo.Metodologia(**elegida))


@pytest.mark.integracion
@pytest.mark.parametrize(
    ("entonces", "hoy", "se_dice"),
    [
        ({"del_plan": PROPIAS}, {"del_plan": PROPIAS}, ""),
        ({"del_plan": PROPIAS}, {"pedida": PROPIAS}, ""),
        (
            {"del_plan": PROPIAS},
            {},
            "(blancos: 'propias' y hoy 'aparte'; cumplida_sin_numero: 'desconocida' y hoy 'cien')",
        ),
        (
            {},
            {"pedida": {"metodo": "subcomponentes"}},
            "(metodo: 'actividades' y hoy 'subcomponentes')",
        ),
        (
            {"pedida": {"metodo": "subcomponentes"}},
            {},
            "(metodo: 'subcomponentes' y hoy 'actividades')",
        ),
    ],
)
def test_un_excel_nuestro_dice_con_que_metodologia_salio(
    entonces: dict[str, Any], hoy: dict[str, Any], se_dice: str
) -> None:
    def armado(de: paac.Plan, **claves: Any) -> paac.Reporte:
        de_aqui = entonces if de is DE_ABRIL else hoy
        pedida = de_aqui.get("pedida")
        return paac.reporte(
            con_metodologia(de, **de_aqui.get("del_plan", {})),
            "informe-seguimiento",
            metodologia=pedida and paac.modelo.Metodologia(**pedida),
            **claves,
        )

    abril = armado(DE_ABRIL, corte=ABRIL).emitir("xlsx").contenido
    avisos = armado(DE_AGOSTO, anterior=abril).avisos

    dichos = [a.mensaje for a in avisos if a.codigo == "anterior_con_otra_metodologia"]
    assert dichos == ([f"saca sus cifras con otra metodología {se_dice}"] if se_dice else [])


def test_de_una_matriz_que_no_saca_cifras_vale_la_metodologia_de_hoy() -> None:
    matriz = emitido(DE_ABRIL, "paac-seguimiento", "xlsx")
    de_hoy = con_metodologia(DE_AGOSTO, metodo="subcomponentes", cumplida_sin_numero="desconocida")

    avisos = paac.reporte(de_hoy, "informe-seguimiento", anterior=matriz).avisos
    dichos = [aviso.codigo for aviso in avisos if aviso.codigo.startswith("anterior")]
    assert dichos == ["anterior_recalculado"]
    analisis = paac.analizar(de_hoy, anterior=matriz)
    assert analisis.publicado is not None
    assert analisis.publicado.reglas.metodo == "subcomponentes"


def test_el_peso_de_un_componente_que_entonces_no_estaba_no_es_otra_metodologia() -> None:
    def de(*pesos: int, **avances: int) -> paac.Plan:
        filas = (con_avances("1", A, **avances) for _ in pesos)
        partes = (componente(fila, numero=n) for n, fila in enumerate(filas, 1))
        ponderados = {"metodo": "ponderado", "pesos": dict(enumerate(pesos, 1))}
        return con_metodologia(plan(*partes), **ponderados)

    def dichos(hoy: paac.Plan) -> list[str]:
        avisos = paac.reporte(hoy, "informe-seguimiento", anterior=de(30, 10, abril=40)).avisos
        return [a.mensaje for a in avisos if a.codigo == "anterior_con_otra_metodologia"]

    assert dichos(de(30, 10, 60, abril=40, agosto=50)) == []
    assert dichos(de(30, 20, 60, abril=40, agosto=50)) == [
        "saca sus cifras con otra metodología (pesos: '1=30,2=10' y hoy '1=30,2=20')"
    ]


def test_cada_parte_se_compara_con_la_suya_publicada() -> None:
    def de(nombre: str, **avance: int) -> dict[str, Any]:
        numero = {"Riesgos": 1, "Trámites": 2, "Datos": 3}[nombre]
        fila = con_avances(f"{numero}.1", f"Hacer lo de {nombre}", **avance)
        return componente(fila, numero=numero, nombre=nombre)

    abril = plan(de("Riesgos", abril=10), de("Trámites", abril=20))
    agosto = plan(de("Riesgos", agosto=50), de("Datos", agosto=70))
    analisis = paac.analizar(agosto, anterior=abril)

    assert analisis.corte_anterior == ABRIL  # los datos de hoy no lo traen
    riesgos, nuevo = analisis.componentes
    assert riesgos.avance_anterior == 10
    assert riesgos.periodo is not None
    assert riesgos.periodo.puntos == 40
    assert (nuevo.anterior, nuevo.periodo) == (None, None)
    assert analisis.todo.avance_anterior == 15


@pytest.mark.integracion
def test_la_orden_lo_toma_y_lo_comprueba(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hoy, antes, otro = (tmp_path / f"{n}.json" for n in ("hoy", "antes", "otro"))
    for ruta, de in ((hoy, DE_AGOSTO), (antes, DE_ABRIL)):
        paac.guardar_datos(de, ruta)
    paac.guardar_datos(plan_de(con_avances("1", A, abril=1), entidad={"nombre": "Otra"}), otro)
    salida = tmp_path / "x.xlsx"
    suyas = ["--formato", "informe-seguimiento", "--anterior", str(antes)]

    assert main(["analizar", str(hoy), "--anterior", str(antes), "--json"]) == 0
    anterior = json.loads(capsys.readouterr().out)["plan"]["anterior"]
    assert (anterior["valor"], anterior["publicado"]) == (33.333333, True)
    assert main(["generar", str(hoy), *suyas, "--salida", str(salida)]) == 0
    assert main(["verificar", str(salida), "--contra", str(hoy), *suyas]) == 0
    capsys.readouterr()
    assert main(["analizar", str(hoy), "--anterior", str(otro)]) == 1
    dicho = capsys.readouterr().err.splitlines()
    assert dicho == [f"{otro}: es de 'Otra', y el plan es de 'M'"]


def test_para_publicar_tampoco_salen_los_contactos_del_anterior() -> None:
    antes = plan_de(con_avances("1", A, abril=1, responsable="ana@m.gov.co"))
    hoy = plan_de(con_avances("1", A, abril=1, agosto=2, responsable="Planeación"))
    pagina = (
        paac.reporte(hoy, "informe-seguimiento", anterior=antes).publico().emitir("html").contenido
    )

    assert b"ana@m.gov.co" not in pagina


@pytest.mark.integracion
@given(planes())
@ejemplos(10)
def test_contra_los_mismos_datos_lo_publicado_es_lo_de_hoy(de: paac.Plan) -> None:
    corte, anterior = (date.fromisoformat(CORTES[n]) for n in (1, 0))
    metodologia = paac.modelo.Metodologia(cortes=tuple(map(date.fromisoformat, CORTES)))
    if not any(uno <= anterior for uno in de.cortes()) or max(de.cortes()) > corte:
        return
    de_hoy = paac.analizar(de, corte=corte, metodologia=metodologia)
    publicado = paac.analizar(de, corte=corte, metodologia=metodologia, anterior=de)

    for uno, otro in zip(
        (de_hoy.todo, *de_hoy.componentes, *de_hoy.dependencias),
        (publicado.todo, *publicado.componentes, *publicado.dependencias),
        strict=True,
    ):
        assert uno.avance_anterior == otro.avance_anterior
        assert uno.periodo == otro.periodo


def test_el_corte_anterior_es_el_ultimo_de_los_dos() -> None:
    hoy = plan_de(con_avances("1", A, agosto=5))

    assert paac.analizar(hoy).corte_anterior is None
    assert paac.analizar(hoy, corte=AGOSTO, anterior=DE_ABRIL).corte_anterior == ABRIL


# ------------------------------------------------------------------ cambios


def cambios_de(hoy: paac.Plan, antes: paac.Plan) -> list[tuple[str, str, str, str]]:
    analisis = paac.analizar(hoy, anterior=antes)
    assert analisis.publicado is not None
    comparacion = paac.comparar(analisis.publicado, analisis)
    return [(d.clase, d.fila[:3], d.antes, d.despues) for d in de_lo_previsto(comparacion)]


def prosa_de(hoy: paac.Plan, antes: paac.Plan) -> str:
    analisis = paac.analizar(hoy, anterior=antes)
    publicado = analisis.publicado
    return Prosa(Hallazgos(hoy, analisis.corte, analisis.reglas, publicado=publicado)).cambios


def test_lo_que_cambio_de_lo_publicado_se_dice_con_los_dos_valores() -> None:
    hoy = plan_de(
        con_avances("1.1", A, abril=85, fecha_programada="30/12/2026", responsable="Hacienda"),
        con_avances("7.3", C, abril=10, agosto=20),
        con_avances("1.4", "Abrir los datos", agosto=100),
    )

    assert cambios_de(hoy, DE_ABRIL) == [
        ("Corregida después de publicarse", "1.1", "80\xa0%", "85\xa0%"),
        ("Nueva", "1.4", "", "1.4 Abrir los datos"),
        ("Retirada", "1.2", f"1.2 {B}", ""),
        ("Renumerada", "7.3", "1.3", "7.3"),
        ("Cambió la fecha", "1.1", "30/06/2026", "30/12/2026"),
        ("Cambió el responsable", "1.1", "Planeación", "Hacienda"),
    ]
    assert prosa_de(hoy, DE_ABRIL) == (
        "De las 3 actividades del plan, 2 subieron su avance y 1 terminó frente a lo publicado con"
        " corte al 30 de abril de 2026. En el plan, 1 se agregó, 1 se retiró, 1 cambió de número, 1"
        " cambió de fecha y 1 cambió de responsable. De 1 actividad, los datos de hoy dicen de ese corte"
        " otra cosa que la publicada; los cambios se cuentan desde ella. El acumulado publicado en el"
        " corte anterior es de 33,3\xa0%, con 3\xa0de\xa03."
    )


CORREGIDO = plan_de(
    con_avances("1.1", A, abril=70),
    con_avances("2.3", f"{C} social", abril=10, agosto=20),
    con_avances("1.4", "Abrir los datos", abril=30, agosto=50),
)
"""La primera se corrigió, la segunda se reescribió y la tercera no estaba en abril."""


def test_lo_que_se_corrigio_entra_en_el_cambio_y_se_dice_aparte() -> None:
    todo = paac.analizar(CORREGIDO, anterior=DE_ABRIL).todo

    # (70 - 80) y (20 - 10), entre dos; la tercera no se publicó.
    assert todo.periodo == paac.tipos.CambioDeAvance(Decimal(0), 2, 1, 0)
    assert codigos(todo.corregidas) == ["1.1"]
    assert codigos(todo.subieron) == ["2.3"]
    assert codigos(todo.bajaron) == ["1.1"]
    assert dicho(todo) == "33,33"
    datos = paac.datos_de(paac.analizar(CORREGIDO, anterior=DE_ABRIL))
    (componente,) = datos["componentes"]
    for parte in (datos["plan"], componente):
        assert parte["del_periodo"].pop("corregidas") == 1
        assert [*parte["del_periodo"].values()] == [0.0, 2, 1, 0]
        assert parte["listas"]["corregidas"] == ["componentes[0].subcomponentes[0].actividades[0]"]
    assert [fila["avance_anterior"] for fila in datos["filas"]] == [80, 10, None]
    sin_el = paac.datos_de(paac.analizar(CORREGIDO))["plan"]
    assert "corregidas" not in {**sin_el["del_periodo"], **sin_el["listas"]}


def test_lo_que_se_dice_del_cambio_frente_a_lo_publicado() -> None:
    analisis = paac.analizar(CORREGIDO, anterior=DE_ABRIL)
    hallazgos = Hallazgos(CORREGIDO, AGOSTO, analisis.reglas, publicado=analisis.publicado)
    prosa = Prosa(hallazgos)

    assert en_palabras(prosa.avance_del_periodo) == (
        "En el período, el avance de las 2 que se conocen en los dos cortes no cambió en promedio"
        " frente a lo publicado, con 1 corregida."
    )
    assert en_palabras(prosa.cambios).endswith(
        "De 1 actividad, los datos de hoy dicen de ese corte otra cosa que la publicada; los cambios"
        " se cuentan desde ella. El acumulado publicado en el corte anterior es de 33,3 %, con 3 de 3."
    )
    assert "desde ello se cuenta lo que subió, bajó o terminó" in str(como_se_saco(analisis))
    assert "desde ello" not in str(como_se_saco(paac.analizar(CORREGIDO)))
    (corregida,) = (c for c in cuentas(hallazgos) if c.nombre.startswith("Se corrigió"))
    assert [*corregida.detalles.values()] == ["80\xa0% → 70\xa0%"]
    renglones = [*analisis_en_renglones(analisis)]
    desde = renglones.index("Cambio frente a lo publicado al 30/04/2026:")
    assert renglones[desde + 1 : desde + 5] == [
        "  M: 0, en 2; por primera vez, 1; corregidas, 1",
        "  1. Gestión del riesgo: 0, en 2; por primera vez, 1; corregidas, 1",
        "Corregidas después de publicarse: 1",
        "  1.1 Publicar el mapa de riesgos",
    ]


def en_palabras(texto: str) -> str:
    """El texto, sin las tablas a que remite ni espacios duros."""
    return re.sub("\x05[^\x07]*\x07", "", texto).replace("\N{NO-BREAK SPACE}", " ")


def de_la_hoja_de_datos(informe: bytes) -> dict[str, Decimal | None]:
    """El avance de cada fila que un informe de Excel imprime, por su ``extras.id``."""
    hoja = openpyxl.load_workbook(io.BytesIO(informe), read_only=True)["Datos"]
    nombres, _, *filas = hoja.iter_rows(values_only=True)
    avances: dict[str, Decimal | None] = {}
    for fila in filas:
        dato = dict(zip(nombres, fila, strict=True))
        if dato["calculado.al_corte.clase"] is not None:
            avance = dato["calculado.al_corte.avance"]
            cual = dato.get("actividad.extras.id") or dato.get("tramite.extras.id")
            avances[str(cual)] = None if avance is None else Decimal(str(avance))
    return avances


@pytest.mark.integracion
@pytest.mark.parametrize("semilla", [2, 3, 5])
def test_quien_tiene_los_dos_documentos_halla_el_cambio_del_periodo(semilla: int) -> None:
    antes, hoy = par_reescrito(semilla)
    metodologia = {"metodologia": {"cortes": [ABRIL.isoformat(), AGOSTO.isoformat()]}}
    de_abril, de_hoy = (paac.desde_datos(datos | metodologia).contenido for datos in (antes, hoy))
    publicado = paac.reporte(de_abril, "informe-seguimiento", corte=ABRIL).emitir("xlsx").contenido
    emitido = paac.reporte(de_hoy, "informe-seguimiento", corte=AGOSTO).emitir("xlsx").contenido
    entonces, ahora = de_la_hoja_de_datos(publicado), de_la_hoja_de_datos(emitido)
    cambios = [
        avance - anterior
        for cual, avance in ahora.items()
        if avance is not None and (anterior := entonces.get(cual)) is not None
    ]
    puntos = sum(cambios, Decimal(0)) / len(cambios)
    analisis = paac.analizar(de_hoy, corte=AGOSTO, anterior=publicado)
    hallazgos = Hallazgos(de_hoy, AGOSTO, analisis.reglas, publicado=analisis.publicado)
    dichas = re.search(
        r"el avance de las (\d+) que se conocen en los dos cortes (subió|bajó) en promedio ([\d,]+)",
        en_palabras(Prosa(hallazgos).avance_del_periodo),
    )

    assert dichas is not None
    escritos = f"{abs(puntos).quantize(Decimal('0.1'), ROUND_HALF_UP):f}".replace(".", ",")
    assert dichas.groups() == (
        *(str(len(cambios)), "subió" if puntos > 0 else "bajó", escritos.removesuffix(",0")),
    )


def test_cada_corte_va_con_los_datos_de_hoy() -> None:
    hoy = plan_de(con_avances("1.1", A, abril=70), con_avances("1.3", C, abril=10, agosto=20))
    analisis = paac.analizar(hoy, anterior=DE_ABRIL)
    hallazgos = Hallazgos(hoy, analisis.corte, analisis.reglas, publicado=analisis.publicado)

    assert [cifras.avance for cifras in hallazgos.por_corte.values()] == [40, 45]


def test_si_los_datos_de_hoy_no_traen_nada_de_entonces_nada_se_da_por_corregido() -> None:
    hoy = plan_de(con_avances("1.1", A, agosto=90, fecha_programada="30/06/2026"))
    antes = plan_de(con_avances("1.1", A, abril=80, fecha_programada="30/06/2026"))

    assert cambios_de(hoy, antes) == []
    assert "no traen los seguimientos de entonces. El acumulado publicado" in prosa_de(hoy, antes)


def test_un_lugar_con_otro_nombre_va_en_la_tabla_y_en_la_frase_una_vez() -> None:
    filas = [con_avances("1", A, abril=5), con_avances("2", B, abril=5)]
    antes = plan(componente(*filas, nombre="Riesgos"))
    suyo = plan(componente(*filas, con_avances("3", C, agosto=1), nombre="Integridad"))

    assert cambios_de(suyo, antes)[-1] == (
        "Otro nombre del componente",
        "",
        "1. Riesgos",
        "1. Integridad",
    )
    assert "1 componente cambió de nombre" in prosa_de(suyo, antes)


@pytest.mark.integracion
def test_en_el_informe_sale_con_su_tabla_solo_si_hay_algo() -> None:
    def titulos(hoy: paac.Plan, **claves: Any) -> str:
        return paac.reporte(hoy, "informe-seguimiento", **claves).emitir("html").contenido.decode()

    con = titulos(DE_AGOSTO, anterior=DE_ABRIL)
    assert "Cambios frente al anterior" in con
    assert "Cambios del plan y de lo publicado" in con
    quieto = plan_de(con_avances("1", A, abril=5, agosto=5))
    for sin in (titulos(quieto), titulos(quieto, anterior=quieto)):
        assert "Cambios frente al" not in sin
        assert "Cambios del plan" not in sin
