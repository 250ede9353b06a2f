"""Un formato que no se entiende dice todo lo que no; el que sí, todo lo que promete y no es.

Prueba ``formatos/lectura/crudos`` y ``formatos/revision/tablas``.
"""

from copy import deepcopy
from typing import Any

import pytest
from ayudas.imagenes import png

import paac_reportes as paac

Datos = dict[str, Any]

COLUMNAS = [
    {"dato": "subcomponente.nombre", "rotulo": "Sub", "ancho": 40, "une": "grupo"},
    {"dato": "actividad.meta", "rotulo": ["Plan", "Meta"], "ancho": 30},
    {"dato": "seguimiento.avance", "rotulo": "Avance", "ancho": 30, "total": "promedio"},
]
SANO: Datos = {
    "codigo": "x",
    "nombre": "N",
    "version": "1",
    "regimenes": ["ptep"],
    "equivalentes": {"paac-v2": "otro"},
    "propiedades": {"titulo": "T"},
    "pagina": {"papel": "carta", "margenes": {"superior": 30, "encabezado": 10}},
    "estilos": {"texto": {"tamano": 9}},
    "metodologia": {"escala": "guia-v2"},
    "encabezado": {
        "anchos": [60, 40],
        "filas": [[{"texto": "A"}, {"imagen": png(), "texto_alternativo": "Logo"}]],
    },
    "libro": {"hojas": "unica", "nombre": "Hoja"},
    "cuerpo": [
        {"tipo": "titulo", "texto": "{{ entidad.nombre }}"},
        {"tipo": "tabla", "cada": "plan", "tablas": ["una"]},
        {"tipo": "tabla", "cada": "componente", "tablas": ["otra"]},
        {"tipo": "tabla", "cada": "plan", "tablas": ["firmas"]},
    ],
    "tablas": {
        "una": {
            "secciones": [{"recorre": "actividades"}],
            "columnas": COLUMNAS,
            "subtotales": [{"por": "componente", "rotulo": "{{ componente.nombre }}"}],
            "notas": ["Nota"],
            "si_hay": "actividad.meta",
        },
        "otra": {
            "secciones": [{"recorre": "tramites", "banda": "B"}],
            "columnas": [
                {"dato": "tramite.nombre", "rotulo": "Nombre", "ancho": 50},
                {"dato": "tramite.accion", "rotulo": "{{ componente.nombre }}", "ancho": 50},
            ],
        },
        "marcas": {
            "secciones": [{"recorre": "actividades"}],
            "columnas": [
                {"dato": "actividad.codigo", "rotulo": "N.º", "ancho": "auto", "minimo": 5},
                {
                    "dato": "seguimiento.estado",
                    "rotulo": "Sí",
                    "ancho": 10,
                    "marca": "X",
                    "cuando": ["cumplida"],
                },
                {
                    "texto": "{{ actividad.extras.valor }}",
                    "rotulo": "Valor",
                    "ancho": 20,
                    "numero": {"decimales": 2},
                },
            ],
        },
        "firmas": {
            "secciones": [{"recorre": "firmas"}],
            "columnas": [{"dato": "firma.nombre", "rotulo": "Firma", "ancho": 100}],
        },
    },
}

DE_FORMA: dict[str, object] = {
    "tablas.una.columnas[0].ancho": "mucho",
    "tablas.una.columnas[1].une": "todo",
    "tablas.una.columnas[1].rotlo": "R",
    "tablas.una.franjas": 5,
    "tablas.una.secciones[0].recorre": "actividad",
    "tablas.una.subtotales[0].por": "oficina",
    "tablas.otra.acomoda": "sí",
    "tablas.otra.secciones[0].vanda": "B",
    "tablas.rara": "no es una tabla",
    "cuerpo[0].nivel": 9,
    "cuerpo[2].leyendo": "L",
    "cuerpo[3].cada": "firma",
    "estilos.texto.tamano": "grande",
    "pagina.papel": "tabloide",
    "metodologia.metodo": "a ojo",
    "metodologia.escala": "ninguna",
    "regimenes[0]": "paac",
    "version": 2,
    "nada": 1,
    "encabezado.filas[0][0].texxto": "A",
    "libro.hojas": "todas",
    "tablas.marcas.columnas[0].minimo": "poco",
    "tablas.marcas.columnas[1].marca": " ",
    "tablas.marcas.columnas[2].numero.decimales": 90,
}
"""Por la ruta donde se dice cada falla, lo que se escribe en ella: lo que no se entiende."""

DE_LO_QUE_PROMETE: dict[str, object] = {
    "tablas.marcas.columnas[0].dato": "actividad.estados",
    "tablas.marcas.columnas[1].cuando[0]": "hecha",
    "tablas.marcas.columnas[2].texto": "{{ actividad.plata }}",
    "tablas.marcas.columnas[2].une": "grupo",
    "tablas.una.columnas[1].dato": "actividad.metas",
    "tablas.una.columnas[2].total": "media",
    "tablas.una.columnas[1].rotulo[0]": "{{ entidad.nonbre }}",
    "tablas.una.columnas[1].rotulo[1]": "Meta[^3]",
    "tablas.una.si_hay": "actividad.nada",
    "tablas.una.notas[0]": "{{ nada",
    "tablas.otra.columnas[0].dato": "tramite.nombres",
    "tablas.otra.columnas[1].por_corte": True,
    "cuerpo[0].texto": "{{ componente.nombre }}",
    "cuerpo[2].tablas": ["otra", "ninguna"],
    "estilos.texo": {"tamano": 9},
    "propiedades.titulo": "{{ titulo }}",
    "encabezado.filas[0][1].imagen": "logo.png",
    "libro.nombre": "{{ dependencia.nonbre }}",
    "nombre": " ",
}
"""Lo que se entiende, y no es."""

DE_VARIAS: dict[str, dict[str, object]] = {
    "tablas.otra.columnas": {"tablas.otra.columnas[0].ancho": 70},
    "tablas.firmas.columnas": {"tablas.firmas.columnas[0].ancho": 90},
    "encabezado.anchos": {"encabezado.anchos[0]": 70},
    "encabezado.filas": {"encabezado.filas[0][0].columnas": 2},
    "pagina.margenes": {"pagina.margenes.superior": 5},
}
"""Las que se dicen de un todo, por lo que se escribe en una parte."""

TODAS = {ruta: {ruta: valor} for ruta, valor in (DE_FORMA | DE_LO_QUE_PROMETE).items()} | DE_VARIAS


def pasos(ruta: str) -> list[str | int]:
    trozos = ruta.replace("[", ".[").split(".")
    return [int(t[1:-1]) if t.startswith("[") else t for t in trozos]


def con(*rutas: str) -> Datos:
    """El formato sano con esas fallas."""
    datos = deepcopy(SANO)
    for ruta in rutas:
        for lugar, valor in TODAS[ruta].items():
            *caminos, ultimo = pasos(lugar)
            donde: Any = datos
            for paso in caminos:
                donde = donde[paso]
            donde[ultimo] = deepcopy(valor)
    return datos


def rutas_de(datos: Datos) -> list[str]:
    try:
        paac.formato_desde_datos(datos)
    except paac.ErrorDeFormato as error:
        return [falla.ruta for falla in error.fallas]
    return []


def test_el_formato_sin_fallas_no_tiene_ninguna() -> None:
    assert rutas_de(SANO) == []


@pytest.mark.parametrize("ruta", TODAS)
def test_cada_falla_se_dice_en_su_ruta_y_no_trae_otras(ruta: str) -> None:
    assert rutas_de(con(ruta)) == [ruta]


def test_lo_que_no_se_entiende_se_dice_todo_y_primero() -> None:
    assert sorted(rutas_de(con(*TODAS))) == sorted(DE_FORMA)


def test_lo_que_promete_y_no_es_se_dice_todo() -> None:
    assert sorted(rutas_de(con(*TODAS.keys() - DE_FORMA))) == sorted(TODAS.keys() - DE_FORMA)


@pytest.mark.una_de_cada
@pytest.mark.parametrize("cuantas", [400, 40_000])
def test_con_miles_mal_escritas_se_dicen_sin_tardar(cuantas: int) -> None:
    datos = deepcopy(SANO)
    datos["tablas"] |= {f"t{n}": 5 for n in range(cuantas)}

    assert len(rutas_de(datos)) == cuantas


def test_una_clave_con_puntos_o_espacios_no_confunde_el_camino() -> None:
    datos = deepcopy(SANO)
    datos["tablas"]["una.dos"] = deepcopy(datos["tablas"]["firmas"])
    datos["tablas"]["una.dos"]["columnas"][0] |= {"une": "x", "a b": 1}

    assert sorted(rutas_de(datos)) == [
        "tablas.una.dos.columnas[0].'a b'",
        "tablas.una.dos.columnas[0].une",
    ]


def test_el_tipo_de_un_bloque_que_es_una_lista_se_dice_en_su_ruta() -> None:
    bloque = {"tipo": ["titulo"], "texto": "T"}
    datos = {**deepcopy(SANO), "bloques": {"uno": bloque}}
    de_una_base = {"codigo": "suyo", "base": "base", "quita": ["x"]}
    base = {
        **deepcopy(SANO),
        "codigo": "base",
        "cuerpo": [bloque, {"tipo": "titulo", "clave": "x", "texto": "T"}],
    }

    assert rutas_de(datos) == ["bloques", "bloques.uno.tipo"]
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_desde_datos(de_una_base, plantillas=[base])
    assert "tipo" in str(error.value)
