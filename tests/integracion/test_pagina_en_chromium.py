"""La página web en Chromium: accesible en tres anchos, a oscuras, con el buscador y en papel."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import (
    EN_EL_NAVEGADOR,
    HERRAMIENTAS,
    RAIZ,
    con_datos_reales,
    con_navegador,
    con_node,
    lanzar,
    leer_real,
    paginas_de,
)
from ayudas.de_todo import de_todo
from ayudas.mapas import mapa, riesgo
from ayudas.planes import CORTE, actividad, componente, plan
from PIL import Image

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato

_AXE = HERRAMIENTAS / "axe.js"
pytestmark = con_navegador
FORMATOS = ("informe-seguimiento", "MCCO.101.18.F.20", "ptep-seguimiento", "suit-racionalizacion")
HOSTIL = "<script>alert(1)</script> \u202eal revés ]]> " + "a" * 5000 + " https://x.co/" + "b" * 300


@pytest.mark.skipif(not _AXE.exists(), reason="falta axe.js, que mira la accesibilidad")
def test_axe_no_halla_nada_en_ningun_ancho_ni_con_textos_hostiles(tmp_path: Path) -> None:
    paginas = []
    for codigo in FORMATOS:
        muestra = de_todo(hallar_formato(codigo)[0])
        paginas.append(tmp_path / f"{codigo}.html")
        contenido = (
            paac.reporte(muestra.contenido, codigo, corte=muestra.corte).emitir("html").contenido
        )
        paginas[-1].write_bytes(contenido)
    hostil = plan(componente(actividad(descripcion=HOSTIL, responsable=HOSTIL), nombre=HOSTIL))
    paginas.append(tmp_path / "hostil.html")
    paginas[-1].write_bytes(paac.reporte(hostil, "ptep-plan").emitir("html").contenido)
    paginas.append(tmp_path / "calor.html")
    paginas[-1].write_bytes(_mapa_de_calor())

    halla = lanzar("node", _AXE, *paginas, env={**os.environ, **EN_EL_NAVEGADOR}, timeout=300)
    assert halla.stdout.splitlines() == [f"{una.name}: ok" for una in paginas]


def _mapa_de_calor() -> bytes:
    """El de cuarenta riesgos, con todas las zonas y alguno sin ubicar."""
    de_niveles = [(str(20 * p), str(20 * i)) for p in range(1, 6) for i in range(1, 6)]
    riesgos = [
        riesgo(
            referencia=f"R{n}",
            inherente=dict(zip(("probabilidad", "impacto"), de_niveles[n % 25], strict=True)),
        )
        for n in range(40)
    ]
    suyo = paac.formato_desde_datos(
        {
            "codigo": "calor",
            "nombre": "Calor",
            "version": "1",
            "de": "mapa",
            "propiedades": {"titulo": "Mapa"},
            "cuerpo": [{"tipo": "mapa_de_calor", "leyenda": "Mapa de calor"}],
        }
    )
    return paac.reporte(mapa(*riesgos, metodologia="guia-v5"), suyo).emitir("html").contenido


@pytest.fixture(scope="module")
def vista(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Lo que pasa en una página de una tabla larga, con una celda para todas sus filas."""
    carpeta = tmp_path_factory.mktemp("pagina")
    filas = [actividad(codigo=f"1.{n}", descripcion=f"Acción {n}") for n in range(1, 61)]
    de = plan(componente(*filas), entidad={"nombre": "MUNICIPIO DE PRUEBA"})
    pagina, pdf = carpeta / "pagina.html", carpeta / "pagina.pdf"
    pagina.write_bytes(paac.reporte(de, "MCCO.101.18.F.20").emitir("html").contenido)
    visto: dict[str, Any] = con_node(
        Path(__file__).with_name("navegador.js"), pagina, pdf, "ACCION 42"
    )
    return visto | {"pdf": pdf}


def test_el_buscador_deja_las_filas_que_lo_dicen_enteras_y_sin_tildes(
    vista: dict[str, Any],
) -> None:
    (fila,) = vista["halladas"]

    assert fila.split("\t")[:3] == ["Política", "1.42", "Acción 42"]
    assert vista["cuenta"] == "1 de 60 filas"


def test_al_dejar_de_buscar_la_tabla_es_la_de_antes(vista: dict[str, Any]) -> None:
    assert (vista["antes"], vista["igual"]) == (60, True)


def test_a_oscuras_todo_se_lee_y_nada_se_queja(vista: dict[str, Any]) -> None:
    assert (vista["aOscuras"], vista["dicho"]) == ([], [])


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="falta poppler-utils, que lee el PDF")
def test_impresa_cada_hoja_lleva_su_encabezado_su_numero_y_los_rotulos(
    vista: dict[str, Any],
) -> None:
    hojas = paginas_de(vista["pdf"])

    assert len(hojas) > 1
    for numero, hoja in enumerate(hojas, 1):
        assert re.search(rf"PAGINA \[{numero}\]", hoja)
        assert "CÓDIGO: MCCO.101.18.F.20" in hoja
        assert hoja.count("Meta o Producto") == 1


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="falta poppler-utils, que lee el PDF")
def test_impresa_ninguna_tabla_se_corta_dentro_de_su_primera_fila(tmp_path: Path) -> None:
    tablas = [
        componente(
            actividad(codigo="1.1", descripcion=f"empieza{n} {'acción larga ' * (60 + n)}sigue{n}"),
            actividad(codigo="1.2", descripcion="Otra"),
            numero=n,
            nombre=f"Componente {n}",
        )
        for n in range(1, 31)
    ]
    pagina, pdf = tmp_path / "pagina.html", tmp_path / "pagina.pdf"
    pagina.write_bytes(paac.reporte(plan(*tablas), "MCCO.101.18.F.20").emitir("html").contenido)
    con_node(Path(__file__).with_name("navegador.js"), pagina, pdf, "empieza")
    hojas = paginas_de(pdf)

    def en_cual(palabra: str) -> int:
        return next(n for n, hoja in enumerate(hojas) if re.search(rf"\b{palabra}\b", hoja))

    empiezan = [en_cual(f"empieza{n}") for n in range(1, 31)]
    assert len(set(empiezan)) > 5
    assert [en_cual(f"sigue{n}") for n in range(1, 31)] == empiezan


@pytest.fixture(scope="module")
def en_la_mano(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Lo que pasa en una página de dos dependencias, en un teléfono y en una pantalla."""
    carpeta = tmp_path_factory.mktemp("mano")
    filas = [actividad(codigo=f"1.{n}", descripcion=f"Acción {n}") for n in range(1, 61)]
    dos = (("HACIENDA", filas), ("SALUD", filas[:30]))
    dependencias = [{"nombre": n, "componentes": [componente(*suyas)]} for n, suyas in dos]
    de = plan(dependencias=dependencias)
    pagina, pdf = carpeta / "pagina.html", carpeta / "pagina.pdf"
    pagina.write_bytes(paac.reporte(de, "MCCO.101.18.F.20").emitir("html").contenido)
    guion = Path(__file__).with_name("en_la_mano.js")
    visto: dict[str, Any] = con_node(guion, pagina, pdf, "accion 42", "SALUD")
    return visto | {"pdf": pdf}


def test_en_un_telefono_cada_fila_es_una_tarjeta_tambien_sin_programa(
    en_la_mano: dict[str, Any],
) -> None:
    tarjeta = en_la_mano["tarjeta"]

    assert (tarjeta["ancho"], tarjeta["debajo"]) == (390, True)
    assert tarjeta["rotulos"][:4] == [
        "Subcomponente/Procesos",
        "Actividades",
        "",
        "Meta o Producto",
    ]
    assert en_la_mano["sinPrograma"] == tarjeta
    assert "PAGINA" not in en_la_mano["encabezado"]


@pytest.mark.parametrize(("ancho", "alto"), [(390, 844), (1366, 900)])
def test_el_resumen_se_ve_de_entrada_y_se_vuelve_y_se_busca_sin_tapar_nada(
    ancho: int, alto: int, tmp_path: Path
) -> None:
    muestra = paac.leer(RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml").sin_dudas()
    pagina = tmp_path / "informe.html"
    pagina.write_bytes(paac.reporte(muestra, "informe-seguimiento").emitir("html").contenido)
    visto = con_node(Path(__file__).with_name("telefono.js"), pagina, ancho, alto)

    assert visto["contenido"] is False
    assert visto["primera"] <= alto
    assert visto["arriba"] is True
    assert visto["letra"] >= 11
    assert visto["volver"] == [0, ancho, alto]
    assert visto["enlaces"] == ["Volver al comienzo", "Buscar"]
    assert visto["busca"] is True


@pytest.fixture(scope="module")
def informes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Las páginas de los informes de los ejemplos, de uno real y de un mapa."""
    contenidos: list[Any] = [
        *(
            paac.leer(RAIZ / f"ejemplos/{n}/plan.yaml").sin_dudas()
            for n in ("informe_trimestral", "ptep")
        ),
        paac.desde_datos(leer_real("cartago_2020.json")).contenido,
        paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas(),
    ]
    carpeta = tmp_path_factory.mktemp("informes")
    paginas = [carpeta / f"{numero}.html" for numero in range(len(contenidos))]
    for contenido, pagina in zip(contenidos, paginas, strict=True):
        pagina.write_bytes(paac.reporte(contenido, "informe-seguimiento").emitir("html").contenido)
    return paginas


@con_datos_reales
@pytest.mark.parametrize("ancho", [320, 360, 390])
def test_en_un_telefono_cada_cifra_va_bajo_su_rotulo_y_el_mapa_de_calor_es_un_dibujo(
    ancho: int, informes: list[Path]
) -> None:
    vistas = con_node(Path(__file__).with_name("cifras.js"), ancho, *informes)

    assert [vista["tablas"] for vista in vistas] == [4, 3, 3, 1]
    assert all(vista["barras"] for vista in vistas[:3])
    assert max(vista["corrida"] for vista in vistas) <= 2
    assert {(vista["anchas"], vista["sobra"]) for vista in vistas} == {(0, 0)}
    (dibujo,) = vistas[3]["paneles"]
    assert (dibujo["filas"], dibujo["columnas"], dibujo["partidas"]) == (10, 5, 0)
    assert dibujo["alto"] <= 1000
    assert dibujo["zonas"] == "Alto Bajo Extremo Moderado"
    assert dibujo["abajo"] == ["Probabilidad", "Muy Alta", "Alta", "Media", "Baja", "Muy Baja"]


def test_los_rotulos_se_quedan_arriba_mientras_se_baja_y_en_un_telefono_nada(
    en_la_mano: dict[str, Any],
) -> None:
    en_el_telefono, en_la_pantalla = en_la_mano["arriba"]

    assert en_la_pantalla == -1  # su primera raya, que dejaba ver entre ella y el borde
    assert en_el_telefono < 0


def test_el_buscador_de_la_pagina_deja_lo_que_se_busca_bajo_sus_titulos(
    en_la_mano: dict[str, Any],
) -> None:
    assert en_la_mano["busca"] == "1 de 90 filas"
    assert [t for t in en_la_mano["titulos"] if t in {"HACIENDA", "SALUD"}] == ["HACIENDA"]
    assert en_la_mano["parte"] == "30 de 90 filas"
    assert en_la_mano["despues"][0] == ""
    assert en_la_mano["dicho"] == []


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="falta poppler-utils, que dibuja el PDF")
def test_impresa_la_raya_derecha_del_encabezado_no_se_corta(en_la_mano: dict[str, Any]) -> None:
    """Cortada, de ella sólo quedan las puntas de las que la tocan."""
    dibujo = Path(en_la_mano["pdf"]).with_suffix("")
    orden = ["pdftoppm", "-r", "150", "-l", "1", "-singlefile", "-gray", en_la_mano["pdf"], dibujo]
    subprocess.run(orden, check=True)
    with Image.open(dibujo.with_suffix(".pgm")) as hoja:
        arriba = hoja.crop((0, 0, hoja.width, hoja.height // 6))
    oscuras = arriba.point(lambda punto: 255 if punto < 100 else 0)
    _, desde, derecha, hasta = oscuras.getbbox() or (0, 0, 0, 0)
    raya = oscuras.crop((derecha - 3, desde, derecha, hasta))
    llenos = [y for y in range(raya.height) if raya.crop((0, y, 3, y + 1)).getbbox()]

    assert len(llenos) > raya.height * 0.6


# ------------------------------------------------------------------ los anexos plegados
@pytest.fixture(scope="module")
def plegada(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Lo que pasa en el informe de dos dependencias, de 40 y 30 actividades."""
    carpeta = tmp_path_factory.mktemp("plegada")
    dos = (("HACIENDA", 40), ("SALUD", 30))
    dependencias = [
        {"nombre": suya, "componentes": [componente(*map(fila, range(1, n + 1)))]}
        for suya, n in dos
    ]
    de = plan(dependencias=dependencias)
    pagina = carpeta / "pagina.html"
    pagina.write_bytes(
        paac.reporte(de, "informe-seguimiento", corte=CORTE).emitir("html").contenido
    )
    visto: dict[str, Any] = con_node(
        Path(__file__).with_name("plegado.js"), pagina, carpeta, "Acción 37"
    )
    return visto | {"carpeta": carpeta}


def fila(numero: int) -> dict[str, Any]:
    """Una de cada tres no reportó nada."""
    dice = {} if numero % 3 else {"seguimiento": None}
    return actividad(codigo=f"1.{numero}", descripcion=f"Acción {numero}", **dice)


@pytest.mark.parametrize("ancho", ["390", "1280"])
def test_solo_los_anexos_llegan_cerrados_y_dicen_cuantas_filas_guardan(
    plegada: dict[str, Any], ancho: str
) -> None:
    resumenes = plegada[ancho]["resumenes"]

    assert plegada[ancho]["abiertos"] == []
    assert resumenes[0].startswith("Anexo\xa0A. Metodología")
    assert resumenes[-2:] == ["B.1 HACIENDA 40 filas", "B.2 SALUD 30 filas"]
    assert all(re.match(r"Anexo\s[A-Z]\.|B\.\d ", uno) for uno in resumenes)
    assert plegada[ancho]["afuera"] == 4


@pytest.mark.parametrize("ancho", ["390", "1280"])
def test_axe_no_halla_nada_ni_cerrado_ni_abierto(plegada: dict[str, Any], ancho: str) -> None:
    assert (plegada[ancho]["cerrado"], plegada[ancho]["abierto"]) == ([], [])
    assert plegada[ancho]["sobra"] <= 0


def test_en_un_telefono_solo_el_renglon_de_volver_va_al_pie_y_de_una_tarjeta_lo_vacio_no_esta(
    plegada: dict[str, Any],
) -> None:
    assert (plegada["390"]["flotan"], plegada["390"]["tapadas"]) == (["NAV"], [])
    assert plegada["390"]["vacias"] == 0
    assert plegada["1280"]["vacias"] > 0


def test_se_abren_y_se_cierran_con_el_teclado(plegada: dict[str, Any]) -> None:
    assert plegada["conTeclado"] == [0]


def test_un_enlace_abre_el_suyo_aunque_ya_se_estuviera_en_el(plegada: dict[str, Any]) -> None:
    (ultimo,) = plegada["conEnlace"]

    assert ultimo == len(plegada["1280"]["resumenes"]) - 1
    assert plegada["otraVez"] == plegada["conAncla"] == [ultimo]
    assert plegada["arriba"]


def test_el_buscador_abre_lo_que_coincide_y_al_terminar_lo_deja_como_estaba(
    plegada: dict[str, Any],
) -> None:
    busca = plegada["busca"]

    assert [uno for uno in busca["filas"] if "Acción 37" not in uno] == []
    assert len(plegada["1280"]["resumenes"]) - 2 in busca["abiertos"]
    assert len(plegada["1280"]["resumenes"]) - 1 not in busca["abiertos"]
    assert "Anexo\xa0B. Matriz de seguimiento" in busca["titulos"]
    assert "B.2 SALUD" not in busca["titulos"]
    assert plegada["despues"] == ["", [], 0]
    assert plegada["dicho"] == []


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="falta poppler-utils, que lee el PDF")
def test_impresa_esta_entera_con_programa_sin_el_y_por_los_estilos(plegada: dict[str, Any]) -> None:
    con, sin, de_estilos = (
        paginas_de(plegada["carpeta"] / f"{n}.pdf") for n in ("con", "sin", "estilos")
    )

    assert con == sin == de_estilos
    impreso = "\n".join(con)
    assert [n for n in range(1, 41) if not re.search(rf"Acción\s+{n}\b", impreso)] == []
    assert "B.2 SALUD" in impreso
    assert "40 filas" not in impreso
    assert plegada["trasImprimir"] == []
    assert plegada["sinPrograma"] == [True] * len(plegada["390"]["resumenes"])
