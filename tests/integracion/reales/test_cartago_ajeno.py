"""El documento de Cartago como salió de su oficina, con lo cortado, lo corrido y lo perdido.

Se rehace página por página en Word y se lee como una matriz ajena, sin saber de qué formato es.
"""

import io
import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from ayudas.compartido import COMPARTIDO, con_datos_reales, leer_real
from ayudas.matrices import avisos, en_word

import paac_reportes as paac

SEMILLA = COMPARTIDO / "semillas" / "cartago_2020.txt"
CORTE = date(2020, 8, 31)
ENCABEZADO = "MUNICIPIO DE CARTAGO VALLE DEL CAUCA Nit: 891.900.493.2"

pytestmark = [
    con_datos_reales,
    pytest.mark.skipif(not SEMILLA.is_file(), reason="falta el texto del documento de Cartago"),
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


def leer_paginas(*cuales: int) -> paac.Lectura[Any]:
    return paac.leer(rehecho(*cuales), corte=CORTE, vigencia=2020)


def filas(leido: paac.Lectura[Any]) -> list[Any]:
    return [fila for _, componente in leido.contenido.tablas() for fila in componente.filas()]


@pytest.fixture(scope="module")
def entero() -> paac.Lectura[Any]:
    """El documento entero, sin decir de qué formato es."""
    return paac.leer(rehecho(*paginas()), corte=CORTE, vigencia=2020)


def test_del_documento_entero_se_leen_las_filas_que_no_estan_rotas_y_casi_todos_sus_campos(
    entero: paac.Lectura[Any],
) -> None:
    esperadas = _por_fila(paac.desde_datos(leer_real("cartago_2020.json")).contenido)
    obtenidas = _por_fila(entero.contenido)

    distintos = Counter(
        clave
        for fila in esperadas
        if fila in obtenidas
        for clave, valor in esperadas[fila].items()
        if valor is not None and obtenidas[fila][clave] != valor
    )
    assert (len(esperadas), len(obtenidas)) == (386, 381)
    # Las de celdas corridas y las que la página cortó por la mitad de su actividad.
    assert len(esperadas.keys() - obtenidas.keys()) == 7
    # De 5 652. Lo roto: una columna sin rótulo, un seguimiento bajo la fecha, un subcomponente en dos
    # celdas; se dice, y no se adivina. Lo demás son las etiquetas <p> que se quitaron a mano y el
    # subcomponente que a mano se puso según el código.
    assert distintos == {
        "componente.etiqueta_seguimiento": 6,
        "subcomponente.nombre": 4,
        "seguimiento.texto": 3,
        "actividad.fecha_programada": 1,
        **dict.fromkeys(("seguimiento.corte", "seguimiento.evidencias", "tramite.mejora"), 1),
        **dict.fromkeys(("tramite.situacion_actual", "tramite.beneficio"), 1),
        "actividad.responsable": 1,
    }


def _por_fila(plan: Any) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Los datos de cada fila, por su dependencia, su componente y lo que dice que hay que hacer."""
    por_fila: dict[tuple[Any, ...], dict[str, Any]] = {}
    for fila in paac.filas_de(plan):
        clave = tuple(
            fila.get(dato)
            for dato in ("dependencia.nombre", "componente.numero", "actividad.codigo")
        )
        hacer = fila.get("actividad.descripcion") or fila.get("tramite.nombre")
        datos = {c: v for c, v in fila.items() if c != "ruta" and not c.startswith("entidad.")}
        veces = sum(otra[:4] == (*clave, hacer) for otra in por_fila)
        por_fila[*clave, hacer, veces] = datos
    return por_fila


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


def test_el_nombre_partido_en_la_pagina_42_se_une_y_se_dice() -> None:
    assert avisos(leer_paginas(42), "lugar_supuesto") == [
        "tabla 1, fila 8, columna 1: se leyó como el final del nombre que dice la celda de encima"
    ]
