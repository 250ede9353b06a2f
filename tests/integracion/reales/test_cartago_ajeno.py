"""El documento de Cartago como salió de su oficina, con lo cortado, lo corrido y lo perdido.

Se rehace página por página en Word y se lee como una matriz ajena, sin saber de qué formato es.
"""

import io
import re
from datetime import date
from typing import Any

import pytest
from ayudas.compartido import COMPARTIDO, con_datos_reales, leer_real
from ayudas.matrices import avisos, en_word

import paac_reportes as paac
from paac_reportes.lectura.ajenos.lectura import leer_ajeno
from paac_reportes.lectura.leido import DocumentoLeido, PedidoDeLectura
from paac_reportes.opc.lectura import ver

SEMILLA = COMPARTIDO / "semillas" / "cartago_2020.txt"
CORTE = date(2020, 8, 31)
ENCABEZADO = "MUNICIPIO DE CARTAGO VALLE DEL CAUCA Nit: 891.900.493.2"

pytestmark = [
    con_datos_reales,
    pytest.mark.skipif(not SEMILLA.is_file(), reason="falta el texto del documento de Cartago"),
    pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac"),
]


def paginas() -> dict[int, list[str]]:
    """Los renglones de cada página, sin los de su encabezado."""
    texto = SEMILLA.read_text("utf-8").replace(f"\t{ENCABEZADO}", "")
    partes = re.split(r"\tPAGINA \[(\d+)\]\n", texto)
    return {
        int(numero): [
            renglon
            for renglon in pagina.split("\n")
            if renglon.strip()
            and not re.search(r"CÓDIGO: MCCO|VERSIÓN 3|INFORME REVISIÓN", renglon)
        ]
        for numero, pagina in zip(partes[1::2], partes[2::2], strict=True)
    }


def rehecho(*cuales: int) -> io.BytesIO:
    """Unas páginas en Word: los renglones con tabuladores son filas de tabla."""
    bloques: list[Any] = []
    for numero in cuales:
        filas: list[list[str]] = []
        for renglon in paginas()[numero]:
            if "\t" not in renglon or renglon.startswith("Plan Anticorrupción y de"):
                bloques += [filas] if filas else []
                filas = []
            if "\t" in renglon:
                filas.append(celdas(renglon.split("\t")))
            else:
                bloques.append(renglon)
        bloques += [filas] if filas else []
    return en_word(
        *(b if isinstance(b, str) else parejas(b) for b in bloques), encabezado=ENCABEZADO
    )


def celdas(fila: list[str]) -> list[str]:
    """Una fila como se ve: la franja va a todo lo ancho y ``Actividades``, sobre dos columnas."""
    fila = [texto.strip() for texto in fila]
    if fila[0] and not any(fila[1:]):
        return [fila[0], *["<"] * (len(fila) - 1)]
    return [
        "<" if not texto and n and fila[n - 1] in {"Actividades", "Fecha realización"} else texto
        for n, texto in enumerate(fila)
    ]


def parejas(filas: list[list[str]]) -> list[list[str]]:
    """Todas del mismo ancho."""
    ancho = max(map(len, filas))
    return [
        [*fila, *([""] if "<" not in fila[-1:] else ["<"]) * (ancho - len(fila))] for fila in filas
    ]


def leer_paginas(*cuales: int) -> DocumentoLeido[Any]:
    return leer_ajeno(ver(rehecho(*cuales)), PedidoDeLectura(corte=CORTE, vigencia=2020))


def filas(leido: DocumentoLeido[Any]) -> list[Any]:
    return [fila for _, componente in leido.contenido.tablas() for fila in componente.filas()]


def reales(lugar: str) -> Any:
    """Lo que hay en un lugar de los datos que se pasaron a mano."""
    dato: Any = leer_real("cartago_2020.json")
    for paso in re.findall(r"\w+", lugar):
        dato = dato[int(paso) if paso.isdigit() else paso]
    return dato


@pytest.fixture(scope="module")
def entero() -> paac.Lectura[Any]:
    """El documento entero, sin decir de qué formato es."""
    return paac.leer(rehecho(*paginas()), corte=CORTE, vigencia=2020)


def test_el_documento_entero_da_las_386_filas_y_casi_todos_sus_campos(
    entero: paac.Lectura[Any],
) -> None:
    esperadas = paac.filas_de(paac.plan_desde_datos(leer_real("cartago_2020.json")))
    obtenidas = paac.filas_de(entero.contenido)

    distintos = [
        (clave, fila["ruta"])
        for fila, otra in zip(esperadas, obtenidas, strict=True)
        for clave, valor in fila.items()
        if valor is not None
        and clave != "ruta"
        and not clave.startswith("entidad.")
        and otra[clave] != valor
    ]
    assert len(obtenidas) == 386
    # De 5 652: las etiquetas <p> que se quitaron a mano, el final de un seguimiento que está en la
    # fila de otro código (se avisa) y el subcomponente que a mano se puso según el código.
    assert sorted(distintos) == [
        ("seguimiento.texto", "dependencias[0].componentes[2].subcomponentes[3].actividades[0]"),
        ("subcomponente.nombre", "dependencias[1].componentes[3].subcomponentes[1].actividades[0]"),
        ("subcomponente.nombre", "dependencias[1].componentes[3].subcomponentes[2].actividades[0]"),
        ("subcomponente.nombre", "dependencias[3].componentes[2].subcomponentes[3].actividades[0]"),
        ("subcomponente.nombre", "dependencias[5].componentes[3].subcomponentes[1].actividades[0]"),
        ("tramite.beneficio", "dependencias[8].componentes[1].tramites[0]"),
        ("tramite.mejora", "dependencias[8].componentes[1].tramites[0]"),
        ("tramite.situacion_actual", "dependencias[8].componentes[1].tramites[0]"),
    ]


def test_entero_y_sin_decir_nada_no_se_toma_por_el_formato_a_que_se_parece(
    entero: paac.Lectura[Any],
) -> None:
    assert entero.formato is None
    assert len(paac.filas_de(entero.contenido)) == 386
    assert entero.dudas[0].mensaje == (
        "se leyó como la matriz de otro: en el formato que más se le parece no se leerían 99"
        " celdas; si está en MCCO.101.18.F.20, diga formato"
    )


def test_unas_paginas_con_las_columnas_del_formato_y_filas_cortadas_son_de_otro() -> None:
    lectura = paac.leer(rehecho(82, 83), corte=CORTE, vigencia=2020)

    assert lectura.formato is None
    assert len(paac.filas_de(lectura.contenido)) == 13


def test_el_seguimiento_que_sigue_en_la_fila_de_otro_codigo_se_dice() -> None:
    leido = leer_paginas(8, 9)

    (aviso,) = avisos(leido, "lectura_dudosa")
    assert aviso.endswith("empieza a media frase: puede seguir a la de tabla 1, fila 8")


def test_las_filas_cortadas_por_la_pagina_3_y_4_se_unen() -> None:
    leido = leer_paginas(3, 4)

    tercero = filas(leido)[2]
    assert (tercero.situacion_actual, tercero.seguimientos[0].texto) == (
        "Sincronizar la gestión del usuario con el responsable del procedimiento",
        "Se da atención y respuesta a las solicitudes de los usuarios dentro de los tiempos"
        " estipulados por ley, aplicando las herramientas tecnológicas con los que cuenta la"
        " secretaría de Planeación.",
    )
    assert len(avisos(leido, "fila_continuada")) == 1


def test_el_seguimiento_que_perdio_su_columna_en_la_pagina_12_vuelve_a_su_fila() -> None:
    leido = leer_paginas(11, 12)

    assert filas(leido)[-1].codigo == "5.1"
    assert filas(leido)[-1].seguimientos[0].texto == (
        "Se encuentra en proceso las acciones pertinentes de caracterización de los ciudadanos en"
        " la Secretaria de Planeación y Medio Ambiente."
    )
    assert len(avisos(leido, "sin_columna")) == 0
    assert len(avisos(leido, "celda_corrida")) == 1


def test_el_rotulo_partido_de_la_pagina_42_es_uno() -> None:
    nombres = [s.nombre for s in leer_paginas(42).contenido.componentes[0].subcomponentes]

    assert nombres == [
        "Subcomponente 1 Lineamientos de transparencia activa",
        "Subcomponente 2 Lineamientos de transparencia pasiva",
        "Subcomponente 3 Elaboración los instrumentos de gestión de la información",
    ]


def test_el_responsable_sin_rotulo_de_la_pagina_59_es_el_responsable() -> None:
    leido = leer_paginas(59)

    assert filas(leido)[0].responsable == (
        "Funcionario delegado de la Secretaria de Tránsito y Transporte y Gestión Documental"
    )
    assert len(avisos(leido, "columna_corrida")) == 1


def test_las_filas_corridas_de_la_pagina_60_se_leen_bajo_su_rotulo() -> None:
    leido = leer_paginas(60)

    obtenidas = [(fila.codigo, fila.descripcion, fila.fecha_programada) for fila in filas(leido)]
    grupos = reales("dependencias[7].componentes[0].subcomponentes")
    assert obtenidas == [
        (a["codigo"], a["descripcion"], a["fecha_programada"])
        for grupo in grupos[:2]
        for a in grupo["actividades"]
    ]
    assert len(obtenidas) == 6
    assert len(avisos(leido, "celda_corrida")) == 2


def test_la_columna_que_falta_en_la_pagina_77_se_dice() -> None:
    leido = leer_paginas(76, 77, 78)

    sin_seguimiento = [fila for fila in filas(leido) if fila.codigo == "5,1"]
    assert [fila.seguimientos for fila in sin_seguimiento][:1] == [()]
    assert [a.partition(": ")[2] for a in avisos(leido, "sin_columna")] == [
        "sin columna de seguimiento.texto, que las otras tablas sí traen"
    ]


def test_el_seguimiento_que_cayo_bajo_la_fecha_en_la_pagina_83_sigue_al_de_la_82() -> None:
    leido = leer_paginas(82, 83)

    fila = next(fila for fila in filas(leido) if fila.codigo == "4.2")
    assert fila.seguimientos[0].texto == (
        "Se envía Informe de Atención al Ciudadano a Procuraduría el 15 de julio de 2020 mediante"
        " Memorando No. 04644. Y se publica en la página web del Municipio."
    )
    assert fila.fecha_programada == "30/06/2020 31/12/2020"
