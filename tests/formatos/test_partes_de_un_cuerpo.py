"""Un heredero quita partes del cuerpo de su base sin copiarlo.

Prueba ``formatos/lectura/crudos``.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.planes import plan

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.nodos import Parrafo, Titulo

CORTE = date(2026, 4, 30)


def titulo(clave: str, nivel: int = 1, **mas: Any) -> dict[str, Any]:
    return {"tipo": "titulo", "texto": clave.upper(), "nivel": nivel, "clave": clave} | mas


def dice(texto: str, **mas: Any) -> dict[str, Any]:
    return {"tipo": "parrafo", "texto": texto} | mas


CUERPO = [
    titulo("resumen"),
    dice("Vea la {{ remision.lista }}, la {{ remision.detalle }} y el {{ remision.metodo }}."),
    {"tipo": "salto"},
    titulo("resultados"),
    dice("De todo."),
    titulo("detalle", 2),
    dice("Uno por uno."),
    {"tipo": "tabla", "tablas": ["hecho"], "leyenda": "Lo hecho", "clave": "lista"},
    titulo("graficos", 2),
    dice("Dibujado.", clave="dibujo"),
    titulo("pendientes"),
    dice("Lo que falta."),
    {"tipo": "firmas", "texto": "{{ firma.rol }}\n\n{{ firma.nombre }}", "clave": "firmas"},
    {"tipo": "seccion", "nombre": "Ancha", "orientacion": "horizontal"},
    titulo("metodo", numeracion="anexo"),
    dice("Así se hizo."),
    {"tipo": "seccion", "nombre": "Matriz", "papel": "oficio"},
    titulo("matriz", numeracion="anexo"),
    dice("Fila por fila."),
]
BASE = {
    "codigo": "base",
    "nombre": "Base",
    "version": "1",
    "propiedades": {"titulo": "T"},
    "pagina": {"papel": "carta", "orientacion": "vertical"},
    "numeracion": {},
    "cuerpo": CUERPO,
    "tablas": {
        "hecho": {
            "secciones": [{"recorre": "actividades"}],
            "columnas": [{"dato": "actividad.descripcion", "rotulo": "Qué", "ancho": 100}],
        }
    },
}


def heredero(quita: Any, base: str = "base", codigo: str = "hijo", **propio: Any) -> dict[str, Any]:
    return {"base": base, "codigo": codigo, "quita": quita} | propio


def formato(*herederos: dict[str, Any]) -> paac.Formato:
    """El último, que parte de los de antes."""
    *vecinos, ultimo = herederos
    return paac.formato_desde_datos(ultimo, plantillas=[BASE, *vecinos])


def leido(de: paac.Formato) -> list[str]:
    """Los títulos con su número y los párrafos, como se leen."""
    documento = componer(plan(), de, CORTE).documento
    bloques = [bloque for parte in documento.partes for bloque in parte.bloques]
    return [
        b.con_numero if isinstance(b, Titulo) else solo_texto(b.contenido)
        for b in bloques
        if isinstance(b, Titulo | Parrafo)
    ]


def fallas(quita: Any, *antes: dict[str, Any], **propio: Any) -> list[str]:
    base = antes[-1]["codigo"] if antes else "base"
    with pytest.raises(paac.ErrorDeFormato) as error:
        formato(*antes, heredero(quita, base, "roto", **propio))
    return [str(falla) for falla in error.value.fallas]


def test_sin_cambiar_nada_es_el_cuerpo_de_la_base() -> None:
    assert formato(heredero([])).cuerpo == paac.formato_desde_datos(BASE).cuerpo


def test_una_parte_se_quita_con_todo_lo_suyo_y_los_numeros_siguen() -> None:
    sin_ellas = formato(heredero(["detalle", "pendientes"]))
    quedan = leido(sin_ellas)

    assert sin_ellas.tablas == {}
    assert quedan == [
        "1 RESUMEN",
        "Vea la matriz que acompaña este informe, la matriz que acompaña este informe y el Anexo\xa0A.",
        *("2 RESULTADOS", "De todo.", "2.1 GRAFICOS", "Dibujado."),
        *("Anexo\xa0A. METODO", "Así se hizo.", "Anexo\xa0B. MATRIZ", "Fila por fila."),
    ]


def test_lo_que_se_quito_se_llama_como_diga_el_formato() -> None:
    propio = heredero(["metodo"], textos={"anexo_aparte": "el libro adjunto"})

    assert leido(formato(propio))[1] == "Vea la Tabla\xa01, la sección\xa02.1 y el libro adjunto."


def test_el_salto_se_va_con_su_titulo_y_las_firmas_no_son_de_nadie() -> None:
    cuerpo = formato(heredero(["resultados", "pendientes"])).cuerpo

    assert [b.tipo for b in cuerpo][:4] == ["titulo", "parrafo", "firmas", "seccion"]


def test_una_clave_de_la_base_y_una_parte_van_en_la_misma_lista() -> None:
    propio = formato(heredero(["pagina.orientacion", "dibujo"]))

    assert propio.pagina.orientacion is None
    assert propio.aparte == ("dibujo",)


def test_el_heredero_de_un_heredero_ve_lo_que_su_base_dejo() -> None:
    padre = heredero(["metodo"], codigo="padre")
    de_los_dos = formato(padre, heredero(["matriz"], "padre"))

    assert [b.texto for b in de_los_dos.cuerpo if b.tipo == "titulo"] == [
        *("RESUMEN", "RESULTADOS", "DETALLE", "GRAFICOS", "PENDIENTES"),
    ]
    assert de_los_dos.aparte == ("metodo", "matriz")
    assert fallas(["metodo"], padre) == [
        "quita[0]: el formato base no trae 'metodo': también parte de otro, y la quitó"
    ]


def test_lo_que_queda_conserva_su_pagina() -> None:
    cuerpo = [*CUERPO, titulo("anexo"), dice("Aparte.")]
    base = BASE | {"cuerpo": cuerpo}
    hijo = paac.formato_desde_datos(heredero(["metodo", "matriz"]), plantillas=[base])
    partes = componer(plan(), hijo, CORTE).documento.partes

    assert [next(b.texto for b in p.bloques if isinstance(b, Titulo)) for p in partes] == [
        *("RESUMEN", "ANEXO"),
    ]
    # La del anexo, en oficio, la abría la matriz.
    de_cada = [(int(p.marco.pagina.ancho), int(p.marco.pagina.alto)) for p in partes]
    assert de_cada == [(215, 279), (215, 330)]


FALLAS: dict[str, tuple[Any, list[str]]] = {
    "no es una lista": ("resumen", ["quita: se esperaba una lista de claves, llegó 'resumen'"]),
    "una desconocida, y todas a la vez": (
        ["resumn", "pagina.margen"],
        [
            "quita[0]: el formato base no trae 'resumn'; la parte más parecida es 'resumen'",
            "quita[1]: el formato base no trae 'pagina.margen'",
        ],
    ),
    "repetida": (["resumen", "resumen"], ["quita[1]: ya está en la lista: 'resumen'"]),
    "todas": (
        ["resumen", "resultados", "pendientes", "firmas", "metodo", "matriz"],
        ["quita[0]: no queda ninguna parte"],
    ),
}


@pytest.mark.parametrize("caso", FALLAS)
def test_lo_que_no_se_puede_se_dice_todo_y_donde(caso: str) -> None:
    quita, dichas = FALLAS[caso]
    # De un cuerpo sin nada se dice además lo que de él dice cualquier formato.
    assert fallas(quita)[: len(dichas)] == dichas


def test_de_un_cuerpo_propio_no_se_quitan_partes() -> None:
    assert fallas(["resumen"], cuerpo=CUERPO) == [
        "quita[0]: el formato base no trae la clave 'resumen'; sólo se quitan partes de su cuerpo, y"
        " este trae el suyo"
    ]


def test_la_falla_dice_el_archivo_del_heredero(tmp_path: Path) -> None:
    carpeta = tmp_path / "propio"
    carpeta.mkdir()
    (carpeta / "formato.toml").write_text(
        'base = "informe-seguimiento"\ncodigo = "propio"\nquita = ["matris"]\n', "utf-8"
    )
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(carpeta)

    assert [str(falla) for falla in error.value.fallas] == [
        f"{carpeta / 'formato.toml'}: quita[0]: el formato base no trae 'matris';"
        " la parte más parecida es 'matriz'"
    ]
