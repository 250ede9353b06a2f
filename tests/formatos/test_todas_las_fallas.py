"""Un formato con muchas cosas mal las dice todas de una vez, y no inventa ninguna.

Prueba ``formatos/lectura/crudos``, ``formatos/revision/tablas`` y
``formatos/revision/columnas``.
"""

from copy import deepcopy
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from ayudas.formatos import escribir_formato
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

FALLAS: dict[str, object] = {
    # Lo que tiene otra forma que la esperada.
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
    "regimenes[0]": "paac",
    "version": 2,
    "nada": 1,
    "encabezado.filas[0][0].texxto": "A",
    "libro.hojas": "todas",
    "tablas.marcas.columnas[0].minimo": "poco",
    "tablas.marcas.columnas[1].marca": " ",
    "tablas.marcas.columnas[2].numero.decimales": 90,
    # Lo que promete y no es.
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
    "metodologia.escala": "ninguna",
    "propiedades.titulo": "{{ titulo }}",
    "encabezado.filas[0][1].imagen": "logo.png",
    "libro.nombre": "{{ dependencia.nonbre }}",
    "nombre": " ",
}
"""Por la ruta donde se dice cada falla, lo que se escribe en ella."""

DE_VARIAS: dict[str, dict[str, object]] = {
    "tablas.otra.columnas": {"tablas.otra.columnas[0].ancho": 70},
    "tablas.firmas.columnas": {"tablas.firmas.columnas[0].ancho": 90},
    "encabezado.anchos": {"encabezado.anchos[0]": 70},
    "encabezado.filas": {"encabezado.filas[0][0].columnas": 2},
    "pagina.margenes": {"pagina.margenes.superior": 5},
}
"""Las que se dicen de un todo, por lo que se escribe en una parte."""

SIN_PAPEL = {"pagina.papel", "pagina.margenes"}
"""Sin saber cuál es el papel no se sabe si los márgenes caben."""

TODAS = {ruta: {ruta: valor} for ruta, valor in FALLAS.items()} | DE_VARIAS


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


LADO = 7
"""Primo: puestas en un cuadro de este lado, cada dos fallas están juntas en una recta, y en una."""
RECTAS = [
    [(x, (inclinada * x + alta) % LADO) for x in range(LADO)]
    for inclinada in range(LADO)
    for alta in range(LADO)
] + [[(x, y) for y in range(LADO)] for x in range(LADO)]


def fallas_de_la_recta(puntos: list[tuple[int, int]]) -> list[str]:
    todas = [*TODAS]
    lugares = [x * LADO + y for x, y in puntos]
    return [todas[lugar] for lugar in lugares if lugar < len(todas)]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("numero", range(len(RECTAS)))
def test_ninguna_falla_calla_otra_ni_trae_otras(numero: int) -> None:
    suyas = fallas_de_la_recta(RECTAS[numero])
    calladas = {"pagina.margenes"} if {*suyas} >= SIN_PAPEL else set()

    assert sorted(rutas_de(con(*suyas))) == sorted({*suyas} - calladas)


def test_cada_par_de_fallas_esta_en_una_recta() -> None:
    juntas = {par for recta in RECTAS for par in combinations(sorted(fallas_de_la_recta(recta)), 2)}

    assert juntas == {*combinations(sorted(TODAS), 2)}


def test_todas_a_la_vez() -> None:
    assert sorted(rutas_de(con(*TODAS))) == sorted(TODAS.keys() - {"pagina.margenes"})


def test_de_un_archivo_tambien_salen_todas_con_la_imagen_que_no_esta(tmp_path: Path) -> None:
    carpeta = escribir_formato(
        tmp_path / "f",
        """
codigo = "f"
nombre = "N"
version = 1
propiedades = { titulo = "{{ entidad.nonbre }}" }
encabezado = { anchos = [90], filas = [[{ imagen = "logo.png", texto_alternativo = "L" }]] }
cuerpo = [{ tipo = "tabla", tablas = ["una"] }, { tipo = "imagen", imagen = "no.png" }]

[tablas.una]
secciones = [{ recorre = "actividad" }]
columnas = [
    { dato = "actividad.metas", rotulo = "A", ancho = "x" },
    { dato = "actividad.codigo", rotulo = "A", ancho = 30, anho = 3 },
]
[tablas.dos]
secciones = [{ recorre = "firmas" }]
columnas = [{ dato = "firma.nombre", rotulo = "A", ancho = 30 }]
""",
    )
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(carpeta)

    assert sorted(str(falla).split(": ")[1] for falla in error.value.fallas) == [
        "cuerpo[1].imagen",
        "cuerpo[1].texto_alternativo",
        "encabezado.anchos",
        "encabezado.filas[0][0].imagen",
        "propiedades.titulo",
        "tablas.dos.columnas",
        "tablas.una.columnas[0].ancho",
        "tablas.una.columnas[0].dato",
        "tablas.una.columnas[1].anho",
        "tablas.una.secciones[0].recorre",
        "version",
    ]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("cuantas", [400, 40_000])
def test_con_miles_mal_escritas_se_dicen_sin_tardar(cuantas: int) -> None:
    datos = con("propiedades.titulo")
    datos["tablas"] |= {f"t{n}": 5 for n in range(cuantas)}

    assert len(rutas_de(datos)) == cuantas + 1


def test_una_clave_con_puntos_o_espacios_no_confunde_el_camino() -> None:
    datos = con("tablas.otra.columnas[0].dato")
    datos["tablas"]["una.dos"] = deepcopy(datos["tablas"]["firmas"])
    datos["tablas"]["una.dos"]["columnas"][0] |= {"une": "x", "dato": "firma.nonbre", "a b": 1}
    rutas = rutas_de(datos)

    assert {"tablas.una.dos.columnas[0].une", "tablas.una.dos.columnas[0].dato"} <= {*rutas}
    assert {"tablas.una.dos.columnas[0].'a b'", "tablas.otra.columnas[0].dato"} <= {*rutas}


def test_un_vacio_entre_los_valores_de_una_marca_es_una_falla_mas() -> None:
    datos = con("nombre")
    datos["tablas"]["marcas"]["columnas"][1]["cuando"] = ["cumplida", None]

    assert sorted(rutas_de(datos)) == ["nombre", "tablas.marcas.columnas[1].cuando[1]"]


@pytest.mark.parametrize(
    "mal",
    [
        # La tabla que está y no se entiende no falta a quien la nombra.
        {"tablas.una": "no es una tabla"},
        # Sin saber qué recorre una tabla, ni sobra de cuál es, ni falta un seguimiento o un avance.
        {
            "tablas.una.secciones[0].recorre": "actividad",
            "tablas.una.columnas[1].por_corte": True,
            "tablas.una.columnas[1].colores": "zona",
            "tablas.una.de": "otras",
        },
        # Sin saber si el formato numera sus títulos, no sobra el número de uno.
        {"numeracion": 3, "cuerpo[0].numeracion": "anexo"},
        # Sin saber de qué es el formato, no sobra lo que recorre.
        {"de": "entidad", "tablas.firmas.secciones[0].recorre": "materializados"},
        {"tablas.marcas.columnas[1].dato": "estado"},
        # Sin saber qué muestra una columna, puede ser un número que resumir.
        {"tablas.una.columnas[2].dato": 5, "tablas.una.columnas[2].colores": "zona"},
    ],
)
def test_lo_roto_no_inventa_otra_falla(mal: dict[str, object]) -> None:
    datos = deepcopy(SANO)
    for ruta, valor in mal.items():
        *caminos, ultimo = pasos(ruta)
        donde: Any = datos
        for paso in caminos:
            donde = donde[paso]
        donde[ultimo] = valor

    primera = next(iter(mal))
    assert {ruta for ruta in rutas_de(datos) if not ruta.startswith("tablas.firmas.c")} == {primera}


def test_las_filas_que_no_se_entienden_no_callan_los_anchos() -> None:
    datos = con("encabezado.anchos")
    datos["encabezado"]["filas"] = {"texto": "A"}

    assert rutas_de(datos) == ["encabezado.filas", "encabezado.anchos"]


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
