"""Lo que debía estar terminado y cambió, como lo dice el informe: el caso y cada modo de cambiar.

Prueba ``analisis/historia`` y ``informe/recomendaciones_del_mapa``.
"""

import html
import re
from typing import Any

import pytest
from ayudas.a_medida import plan as plan_sin_oficinas
from ayudas.comparaciones import ABRIL, AGOSTO, con_avances
from ayudas.evasiones import par_retocado
from ayudas.lectores import parrafos_de_word
from ayudas.planes import componente, datos, tramite

import paac_reportes as paac
from paac_reportes.informe.resumen import analisis_en_renglones

FORMATO = "informe-seguimiento"
VENCIA, DESPUES = "31/03/2026", "30/12/2026"
TEXTOS = {
    "1.1": "Publicar el mapa de riesgos",
    "1.2": "Capacitar a los servidores",
    "1.3": "Medir la satisfacción ciudadana",
    "1.4": "Actualizar el inventario de activos",
    "1.5": "Rendir cuentas a la comunidad",
}


def fila(codigo: str, **claves: Any) -> dict[str, Any]:
    suyos = {"fecha_programada": VENCIA, "meta": "Un informe", "indicador": "Informes"} | claves
    return con_avances(codigo, suyos.pop("descripcion", TEXTOS.get(codigo, codigo)), **suyos)


def de(*filas: dict[str, Any], **cambios: Any) -> paac.Plan:
    return paac.desde_datos(datos(componente(*filas), **cambios)).contenido


SE_CORRE = {"abril": 20, "agosto": 30, "fecha_programada": DESPUES}
CASO_EN_ABRIL = de(
    *(fila(codigo, abril=20) for codigo in ("1.1", "1.2", "1.3", "1.4")),
    fila("1.5", abril=20, fecha_programada="30/11/2026"),
)
CASO_EN_AGOSTO = de(
    fila("1.1", **SE_CORRE),
    fila("1.3", **SE_CORRE),
    fila("1.5", abril=20, agosto=60, fecha_programada="30/11/2026"),
)


def dichas(antes: paac.Plan | bytes | None, hoy: paac.Plan) -> list[str]:
    claves: Any = {} if antes is None else {"anterior": antes}
    historia = paac.datos_de(paac.analizar(hoy, **claves))["historia"]
    return [una["linea"] for una in (*historia["filas"], *historia["del_periodo"])]


# ------------------------------------------------------------------ el caso, de punta a punta

LINEAS = [
    f"1.2 vencía el {VENCIA} con 20\xa0%: fue retirada del plan",
    f"1.4 vencía el {VENCIA} con 20\xa0%: fue retirada del plan",
    f"1.1 vencía el {VENCIA} con 20\xa0%: se corrió al {DESPUES}",
    f"1.3 vencía el {VENCIA} con 20\xa0%: se corrió al {DESPUES}",
]
CUENTA = (
    "4 actividades ya debían estar terminadas el 30 de abril de 2026 y no constaban así (Tabla {})."
    " Desde entonces, 2 se retiraron del plan y a 2 se les corrió la fecha."
)
SIN_CONTROL = "En el control de cambios del plan no consta nada con fecha entre ese corte y este."


@pytest.fixture(scope="module", params=["datos", "excel"])
def anterior(request: pytest.FixtureRequest) -> Any:
    if request.param == "datos":
        return CASO_EN_ABRIL
    return paac.reporte(CASO_EN_ABRIL, FORMATO).emitir("xlsx").contenido


@pytest.mark.una_de_cada
def test_el_caso_se_dice_en_el_resumen_en_los_pendientes_y_se_recomienda(anterior: Any) -> None:
    assert dichas(anterior, CASO_EN_AGOSTO) == LINEAS
    de_word = parrafos_de_word(
        paac.reporte(CASO_EN_AGOSTO, FORMATO, anterior=anterior).emitir("docx").contenido
    )
    textos = [" ".join(texto.split()) for _, texto in de_word]
    tabla = next(
        uno for uno in textos if "qué cambió desde el corte anterior" in uno and "Tabla" in uno
    )
    numero = re.match(r"Tabla (\d+)\.", tabla)
    assert numero is not None
    cuenta = CUENTA.format(numero[1])

    del_resumen = textos[textos.index("Resumen") + 1 :][:6]  # el del contenido lleva su página
    cortas = [f"{una}.".replace("\xa0", " ") for una in LINEAS]
    assert del_resumen == [cuenta, *cortas, SIN_CONTROL]
    assert textos.count(cuenta) == 2  # también es la primera de las conclusiones
    assert (
        "No consta nada vencido, pero 4 actividades que ya debían estar terminadas se retiraron o"
        f" cambiaron desde el 30 de abril de 2026 (Tabla {numero[1]})."
    ) in textos

    pagina = (
        paac.reporte(CASO_EN_AGOSTO, FORMATO, anterior=anterior).emitir("html").contenido.decode()
    )
    celdas = [una.strip() for una in html.unescape(re.sub("<[^>]+>", "\n", pagina)).splitlines()]
    assert celdas.count("Fue retirada del plan") == 2
    assert celdas.count(f"Se corrió al {DESPUES}") == 2
    assert (
        "1. Allegar el acta o el acto administrativo que aprobó el cambio de lo que debía estar"
        " terminado. Plazo: 21/09/2026." in celdas
    )


def test_lo_que_vencia_en_el_periodo_y_se_retiro_o_se_corrio_va_en_el_resumen() -> None:
    """Quitada o corrida antes de vencer, no consta vencida: se dice igual que una evasión."""
    en_abril = de(
        fila("1.1", fecha_programada="31/07/2026"),
        fila("1.2", fecha_programada="30/06/2026"),
        fila("1.3", fecha_programada="30/06/2026"),
        fila("1.4", abril=10, fecha_programada="30/06/2026"),
    )
    en_agosto = de(
        fila("1.1", agosto=5, fecha_programada=DESPUES),
        fila("1.3", agosto=10, fecha_programada="31/07/2026"),
        fila("1.4", abril=10, agosto=100, fecha_programada=DESPUES),
    )
    pagina = paac.reporte(en_agosto, FORMATO, anterior=en_abril).emitir("html").contenido.decode()

    assert dichas(en_abril, en_agosto) == [
        "1.2 vencía el 30/06/2026, en el período: fue retirada del plan",
        f"1.1 vencía el 31/07/2026, en el período: se corrió al {DESPUES}",
    ]
    resumen = re.sub("<[^>]+>", "", pagina[pagina.index(">Resumen<") :])
    assert (
        "De lo que vencía entre el 30 de abril de 2026 y este corte, 1 se retiró del plan y a 1 se"
        " le corrió la fecha (Tabla " in html.unescape(resumen).replace("\xa0", " ")
    )
    assert "que aprobó el cambio de lo que debía estar terminado" in pagina
    renglones = [*analisis_en_renglones(paac.analizar(en_agosto, anterior=en_abril))]
    assert "Debían estar terminadas y cambiaron desde el 30/04/2026: 2" in renglones
    nada_vencido = de(fila("1.4", abril=10, agosto=100))
    sin_vencidas = (
        paac.reporte(nada_vencido, FORMATO, anterior=en_abril).emitir("html").contenido.decode()
    )
    assert "pero 3 actividades que ya debían estar terminadas se retiraron" in sin_vencidas


def test_sin_el_archivo_de_entonces_se_dice_que_no_se_puede_ver() -> None:
    pagina = paac.reporte(CASO_EN_AGOSTO, FORMATO).emitir("html").contenido.decode()

    assert dichas(None, CASO_EN_AGOSTO) == []
    assert paac.analizar(CASO_EN_ABRIL).historia is None  # en el primer corte no hay con qué
    assert "no se ve si lo que ya debía estar terminado se corrió de fecha" in pagina
    assert "qué cambió desde el corte anterior" not in pagina
    assert "Allegar el acta" not in pagina


def test_un_cambio_que_consta_en_el_control_se_cita_y_ya_no_se_recomienda() -> None:
    control = [
        {"version": "1", "fecha": "30/01/2026", "razon": "Adopción"},
        {"version": "2", "fecha": "15 de junio de 2026", "razon": "Ajuste aprobado en\ncomité"},
        {"version": "3", "fecha": "01/09/2026", "razon": "Después del corte"},
    ]
    hoy = de(fila("1.1", **SE_CORRE), control_cambios=control)
    pagina = (
        paac.reporte(hoy, FORMATO, anterior=de(fila("1.1", abril=20)))
        .emitir("html")
        .contenido.decode()
    )

    assert (
        "En el control de cambios del plan consta la versión 2, del 15 de junio de 2026: «Ajuste"
        " aprobado en comité»." in pagina
    )
    assert "Allegar el acta" not in pagina
    assert "Adopción" not in pagina
    assert "Después del corte" not in pagina


def test_si_son_muchas_el_resumen_dice_en_que_dependencias_y_no_una_por_una() -> None:
    def en_dos(*, fecha: str) -> paac.Plan:
        oficinas = [
            {
                "nombre": nombre,
                "componentes": [
                    componente(
                        *(
                            fila(f"{n}", descripcion=f"{nombre} {TEXTOS[f'1.{n}']}", abril=20)
                            | {"fecha_programada": fecha}
                            for n in range(1, cuantas + 1)
                        ),
                        OTRA,
                    )
                ],
            }
            for nombre, cuantas in (("HACIENDA", 2), ("SALUD", 4))
        ]
        return paac.desde_datos(datos(dependencias=oficinas)).contenido

    antes, hoy = en_dos(fecha=VENCIA), en_dos(fecha=DESPUES)
    pagina = (
        paac.reporte(hoy, FORMATO, corte=AGOSTO, anterior=antes).emitir("html").contenido.decode()
    )

    assert "Están en 2 dependencias; 4 son de Salud." in pagina.replace("\xa0", " ")
    assert "(HACIENDA) vencía" not in pagina


LOS_TRES = ("informe-seguimiento", "informe-ejecutivo", "MCCO.101.18.F.20-informe")
MAPA = "Publicar el mapa de riesgos"


@pytest.mark.parametrize(
    ("cambio", "nombre"),
    [
        ({"codigo": "1.4"}, f"1.1 «{MAPA}» (hoy es la 1.4)"),
        ({"codigo": None}, f"1.1 «{MAPA}» (hoy no tiene código)"),
        ({"descripcion": f"{MAPA} de corrupción"}, f"1.1 {MAPA}"),
    ],
)
def test_lo_debido_se_nombra_como_se_llamaba(cambio: dict[str, Any], nombre: str) -> None:
    antes = de(fila("1.1", abril=20), OTRA)
    hoy = de(fila("1.1", **SE_CORRE) | cambio, OTRA)
    analisis = paac.analizar(hoy, anterior=antes)
    allegar = paac.datos_de(analisis)["recomendaciones"]["del_corte"][0]
    pagina = paac.reporte(hoy, FORMATO, anterior=antes).emitir("html").contenido.decode()
    celdas = html.unescape(re.sub("<[^>]+>", "\n", pagina[pagina.index("Allegar el acta o") :]))

    assert [celda for celda in celdas.splitlines() if celda.strip()][1:3] == ["1", nombre]
    (pedida,) = allegar["filas"]
    assert (pedida["codigo"], pedida["texto"]) == ("1.1", MAPA)
    assert pedida["rutas"] == ["dependencias[0].componentes[0].subcomponentes[0].actividades[0]"]


def test_de_lo_debido_que_se_retiro_no_se_dice_que_es_la_de_otra_oficina() -> None:
    """Otra oficina tiene la misma actividad, con su código, y sigue en el plan."""

    def en_dos(*de_hacienda: dict[str, Any]) -> paac.Plan:
        oficinas = (("HACIENDA", de_hacienda), ("SALUD", (fila("1.1", abril=100), OTRA)))
        dependencias = [
            {"nombre": nombre, "componentes": [componente(*filas)]} for nombre, filas in oficinas
        ]
        return paac.desde_datos(datos(dependencias=dependencias)).contenido

    antes, hoy = en_dos(fila("1.1", abril=20), OTRA), en_dos(OTRA)
    pagina = (
        paac.reporte(hoy, FORMATO, corte=AGOSTO, anterior=antes).emitir("html").contenido.decode()
    )

    assert f"1.1 «{MAPA}» (ya no está en el plan)" in html.unescape(pagina)


@pytest.mark.integracion
def test_de_cualquier_par_de_planes_retocados_salen_los_informes() -> None:
    """41 pares: la fila debida tiene otro código u otra redacción, y algo más se hizo con ella."""
    nombradas = 0
    for semilla in range(41):
        antes, hoy = (paac.desde_datos(d).contenido for d in par_retocado(semilla))
        metodologia = paac.modelo.Metodologia(cortes=(ABRIL, AGOSTO))
        claves: Any = {"corte": AGOSTO, "anterior": antes, "metodologia": metodologia}
        salida: Any = ("docx", "xlsx", "html", "pdf")[semilla % 4]
        assert paac.reporte(hoy, LOS_TRES[semilla % 3], **claves).emitir(salida).contenido
        pagina = html.unescape(
            paac.reporte(hoy, FORMATO, **claves).emitir("html").contenido.decode()
        )
        de_antes = {
            una.fila.texto: una.fila for una in paac.analizar(antes, corte=ABRIL).todo.filas
        }
        datos_de_hoy = paac.datos_de(paac.analizar(hoy, **claves))
        codigos = {una["ruta"]: una["codigo"] for una in datos_de_hoy["filas"]}
        for recomendacion in datos_de_hoy["recomendaciones"]["del_corte"]:
            for una in recomendacion["filas"] if ".sin-acto" in recomendacion["id"] else ():
                assert una["codigo"] == de_antes[una["texto"]].identificador
                for ruta in una["rutas"]:
                    if codigos[ruta] != una["codigo"]:
                        nombre = f"{una['codigo'] or ''} «{una['texto']}» (hoy ".lstrip()
                        assert nombre in pagina, semilla
                        nombradas += 1
    assert nombradas > 41


# ------------------------------------------------------------------ cada modo de cambiar


OTRA = fila("9.9", descripcion="Sostener la página web", abril=100, agosto=100)
DEBIDA = f"1.1 vencía el {VENCIA} con 20 %: "


@pytest.mark.parametrize(
    ("cambio", "que"),
    [
        ({"fecha_programada": DESPUES}, f"se corrió al {DESPUES}"),
        (
            {"fecha_programada": "Segundo semestre"},
            "se corrió al 31/12/2026 («Segundo semestre»)",
        ),
        (
            {"fecha_programada": "Permanente"},
            "su fecha es ahora «Permanente», que no tiene un último día",
        ),
        ({"fecha_programada": None}, "se le borró la fecha"),
        # Adelantarla, o escribirla de otro modo, no es correrla; ni la puntuación, reescribir.
        ({"fecha_programada": "28/02/2026"}, None),
        ({"fecha_programada": "31 de marzo de 2026"}, None),
        ({"meta": "12 INFORMES: uno, al més."}, None),
        ({"meta": "12 % informes, uno al mes"}, ...),
        (
            {"meta": "1 informe", "indicador": None},
            "cambió la meta: decía «12 informes, uno al mes» y dice «1 informe»; se le borró el"
            " indicador, que decía «Informes»",
        ),
        (
            {"descripcion": "Comprar papelería para la oficina"},
            "fue retirada del plan; en su lugar hay otra, 1.1: «Comprar papelería para la oficina»",
        ),
        (
            {"abril": 100, "agosto": 100},
            "el informe anterior la daba vencida; los datos de hoy la dan terminada en esa fecha",
        ),
        ({"abril": 60}, "su reporte del 30/04/2026 decía 20 % y hoy dice 60 %"),
        ({"agosto": 100}, "terminó después de su último día"),
        (
            {"fecha_programada": DESPUES, "no_aplica": True, "meta": "Nada"},
            f"se corrió al {DESPUES}; se declaró no aplicable; cambió la meta: decía «12 informes,"
            " uno al mes» y dice «Nada»",
        ),
    ],
)
def test_cada_modo_de_cambiar_lo_debido_se_dice(cambio: dict[str, Any], que: Any) -> None:
    debida: dict[str, Any] = {"abril": 20, "meta": "12 informes,\nuno al mes"}
    no_aplica = [{"corte": str(AGOSTO), "estado": "no_aplica"}] if "no_aplica" in cambio else []
    hoy = fila("1.1", **(debida | {dato: cambio[dato] for dato in cambio if dato != "no_aplica"}))
    hoy["seguimientos"] += no_aplica
    de_hoy = dichas(de(fila("1.1", **debida), OTRA), de(hoy, OTRA))
    lineas_dichas = [una.replace("\xa0", " ") for una in de_hoy]

    assert que is ... or lineas_dichas == ([] if que is None else [DEBIDA + que])
    assert que is None or len(lineas_dichas) == 1


def test_lo_que_se_declara_terminado_y_solo_tenia_un_texto_no_pide_un_acto() -> None:
    reportes = [
        {"corte": str(ABRIL), "texto": "Se avanzó"},
        {"corte": str(AGOSTO), "estado": "cumplida"},
    ]
    antes, hoy = (
        de(fila("1.1") | {"seguimientos": suyos}, OTRA) for suyos in (reportes[:1], reportes)
    )

    assert dichas(antes, hoy) == [
        f"1.1 debía estar terminada el {VENCIA} y sólo tenía un texto: se declaró terminada en este"
        " corte"
    ]
    pagina = paac.reporte(hoy, FORMATO, anterior=antes).emitir("html").contenido.decode()
    assert "Allegar el acta" not in pagina


def test_un_tramite_va_en_su_genero_y_con_lo_suyo() -> None:
    suyo = tramite(fecha_inicio=None, fecha_fin=VENCIA, seguimientos=[])
    otra = componente(OTRA)
    antes = plan_sin_oficinas(otra | {"tramites": [suyo]})
    hoy = plan_sin_oficinas(
        otra | {"tramites": [suyo | {"mejora": "Ninguna", "fecha_fin": DESPUES}]}
    )

    assert dichas(antes, hoy) == [
        f"1 debía estar terminado el {VENCIA} y nada se había reportado: se corrió al {DESPUES};"
        " cambió la mejora: decía «Formulario web» y dice «Ninguna»"
    ]
    assert dichas(antes, plan_sin_oficinas(otra))[0].endswith(": fue retirado del plan")


# ------------------------------------------------------------------ para otros programas


def test_los_datos_traen_una_por_fila_con_lo_de_antes_y_lo_de_ahora() -> None:
    analisis = paac.analizar(CASO_EN_AGOSTO, anterior=CASO_EN_ABRIL)
    historia = paac.datos_de(analisis)["historia"]

    assert historia["desde"] == "2026-04-30"
    assert historia["con_anterior"] is True
    assert len(historia["debidas"]) == 4
    retirada, _, corrida, _ = historia["filas"]
    assert (retirada["ruta"], retirada["clase"]) == (None, "vencida")
    assert retirada["cambios"] == [
        {"gesto": "retirada", "dato": None, "antes": "vencida", "despues": "retirada"}
    ]
    assert corrida["cambios"] == [
        {"gesto": "corrida", "dato": "fecha", "antes": VENCIA, "despues": DESPUES}
    ]
    assert corrida["ruta"].endswith("actividades[0]")
    rutas = paac.datos_de(analisis)["recomendaciones"]["del_corte"][0]["filas"]
    assert [bool(una["rutas"]) for una in rutas] == [False, False, True, True]
