"""Un heredero quita, ordena, mueve y agrega partes del cuerpo de su base sin copiarlo.

Prueba ``formatos/lectura/partes`` y ``formatos/lectura/vecinos``.
"""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from ayudas.ejemplos import ejemplos
from ayudas.planes import plan
from hypothesis import given
from hypothesis import strategies as st

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


def heredero(partes: Any, base: str = "base", codigo: str = "hijo", **mas: Any) -> dict[str, Any]:
    return {"base": base, "codigo": codigo, "partes": partes} | mas


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


def fallas(partes: Any, *antes: dict[str, Any], **mas: Any) -> list[str]:
    base = antes[-1]["codigo"] if antes else "base"
    with pytest.raises(paac.ErrorDeFormato) as error:
        formato(*antes, heredero(partes, base, "roto", **mas))
    return [str(falla) for falla in error.value.fallas]


def test_sin_cambiar_nada_es_el_cuerpo_de_la_base() -> None:
    assert formato(heredero({})).cuerpo == paac.formato_desde_datos(BASE).cuerpo


def test_una_parte_se_quita_con_todo_lo_suyo_y_los_numeros_siguen() -> None:
    sin_ellas = formato(heredero({"quita": ["detalle", "pendientes"]}))
    quedan = leido(sin_ellas)

    assert sin_ellas.tablas == {}
    assert quedan == [
        "1 RESUMEN",
        "Vea la matriz que acompaña este informe, la matriz que acompaña este informe y el Anexo\xa0A.",
        *("2 RESULTADOS", "De todo.", "2.1 GRAFICOS", "Dibujado."),
        *("Anexo\xa0A. METODO", "Así se hizo.", "Anexo\xa0B. MATRIZ", "Fila por fila."),
    ]


def test_lo_que_se_quito_se_llama_como_diga_el_formato() -> None:
    propio = heredero({"quita": ["metodo"]}, textos={"anexo_aparte": "el libro adjunto"})

    assert leido(formato(propio))[1] == "Vea la Tabla\xa01, la sección\xa02.1 y el libro adjunto."


def test_las_ordenadas_quedan_seguidas_donde_iba_la_primera() -> None:
    orden = ["pendientes", "resultados", "graficos", "detalle"]

    assert leido(formato(heredero({"orden": orden}))) == [
        *("1 RESUMEN", "Vea la Tabla\xa01, la sección\xa03.2 y el Anexo\xa0A."),
        *("2 PENDIENTES", "Lo que falta."),
        *("3 RESULTADOS", "De todo.", "3.1 GRAFICOS", "Dibujado."),
        *("3.2 DETALLE", "Uno por uno.", "Tabla\xa01. Lo hecho"),
        *("Anexo\xa0A. METODO", "Así se hizo.", "Anexo\xa0B. MATRIZ", "Fila por fila."),
    ]


def test_el_salto_va_con_su_titulo_y_las_firmas_no_son_de_nadie() -> None:
    cuerpo = formato(heredero({"quita": ["pendientes"], "orden": ["resultados", "resumen"]})).cuerpo

    assert [b.tipo for b in cuerpo[:2]] == ["salto", "titulo"]
    assert any(b.tipo == "firmas" for b in cuerpo)


def test_una_parte_se_mueve_tras_otra_o_antes_de_ella() -> None:
    movidas = {"pendientes": {"antes": "resumen"}, "detalle": {"tras": "graficos"}}
    leidos = leido(formato(heredero(movidas)))

    assert [t for t in leidos if t.split(" ")[-1].isupper() and t[-1] != "."] == [
        *("1 PENDIENTES", "2 RESUMEN", "3 RESULTADOS", "3.1 GRAFICOS", "3.2 DETALLE"),
        *("Anexo\xa0A. METODO", "Anexo\xa0B. MATRIZ"),
    ]


def test_una_parte_nueva_y_un_bloque_suelto() -> None:
    partes = {
        "quita": ["dibujo"],
        "contexto": {
            "tras": "resumen",
            "cuerpo": [titulo("contexto"), dice("Vea {{ remision.contexto }}.")],
        },
        "pendientes": {"cuerpo": [{"tipo": "titulo", "texto": "FALTA"}, dice("Poco.")]},
    }

    assert leido(formato(heredero(partes)))[2:11] == [
        *("2 CONTEXTO", "Vea sección\xa02.", "3 RESULTADOS", "De todo.", "3.1 DETALLE"),
        *("Uno por uno.", "Tabla\xa01. Lo hecho", "3.2 GRAFICOS", "4 FALTA"),
    ]


def test_el_heredero_de_un_heredero_ve_lo_que_su_base_dejo() -> None:
    padre = heredero({"quita": ["metodo"], "orden": ["pendientes", "resultados"]}, codigo="padre")
    hijo = heredero({"detalle": {"tras": "graficos"}, "quita": ["matriz"]}, "padre")

    de_los_dos = formato(padre, hijo)
    assert [b.texto for b in de_los_dos.cuerpo if b.tipo == "titulo"] == [
        *("RESUMEN", "PENDIENTES", "RESULTADOS", "GRAFICOS", "DETALLE"),
    ]
    assert de_los_dos.aparte == ("metodo", "matriz")
    assert fallas({"quita": ["metodo"]}, padre) == [
        "partes.quita[0]: el formato base no trae la parte 'metodo': también parte de otro, y la quitó"
    ]


def test_lo_que_vuelve_ya_no_va_aparte() -> None:
    padre = heredero({"quita": ["metodo"]}, codigo="padre")
    vuelve = {"metodo": {"tras": "pendientes", "cuerpo": [titulo("metodo"), dice("Otro.")]}}

    hijo = formato(padre, heredero(vuelve, "padre"))
    assert hijo.aparte == ()
    assert leido(hijo)[1] == "Vea la Tabla\xa01, la sección\xa02.1 y el sección\xa04."


def test_cada_parte_conserva_su_pagina_aunque_cambie_de_lugar() -> None:
    documento = componer(
        plan(), formato(heredero({"orden": ["matriz", "resumen", "metodo"]})), CORTE
    ).documento
    de_cada = [
        (next(b.texto for b in parte.bloques if isinstance(b, Titulo)), parte.marco.pagina)
        for parte in documento.partes
    ]

    assert [texto for texto, _ in de_cada] == ["MATRIZ", "RESUMEN", "METODO", "RESULTADOS"]
    assert [pagina.ancho > pagina.alto for _, pagina in de_cada] == [False, False, True, False]
    assert de_cada[0][1].alto > de_cada[1][1].alto == de_cada[3][1].alto


FALLAS: dict[str, tuple[Any, list[str]]] = {
    "no es una tabla": (
        ["resumen"],
        [
            "partes: se esperaba una tabla: quita, orden y una por cada parte que se mueve o se"
            " agrega"
        ],
    ),
    "no es una lista": (
        {"quita": "resumen", "orden": [1]},
        [
            "partes.quita: se esperaba una lista de claves, llegó 'resumen'",
            "partes.orden: se esperaba una lista de claves, llegó una lista de 1",
        ],
    ),
    "una desconocida, y todas a la vez": (
        {"quita": ["resumn"], "orden": ["pendiente"], "metod": {"tras": "resumen"}},
        [
            "partes.quita[0]: el formato base no trae la parte 'resumn'; la más parecida es 'resumen'",
            "partes.orden[0]: el formato base no trae la parte 'pendiente'; la más parecida es"
            " 'pendientes'",
            "partes.metod: el formato base no trae la parte 'metod'; la más parecida es 'metodo'",
        ],
    ),
    "se quita y se ordena": (
        {"quita": ["resumen"], "orden": ["resumen"], "matriz": {"tras": "resumen"}},
        [
            "partes.orden[0]: la parte 'resumen' está entre las que se quitan",
            "partes.matriz.tras: la parte 'resumen' está entre las que se quitan",
        ],
    ),
    "es de una que se quita": (
        {"quita": ["resultados"], "orden": ["detalle"]},
        ["partes.orden[0]: la parte 'detalle' está entre las que se quitan"],
    ),
    "repetida": (
        {"quita": ["resumen", "resumen"], "orden": ["matriz", "metodo", "matriz"]},
        [
            "partes.quita[1]: ya está en la lista: 'resumen'",
            "partes.orden[2]: ya está en la lista: 'matriz'",
        ],
    ),
    "se ordena y se mueve": (
        {"orden": ["matriz", "metodo"], "matriz": {"tras": "resumen"}},
        ["partes.matriz: la parte 'matriz' ya tiene su lugar en orden"],
    ),
    "tras y antes": (
        {"matriz": {"tras": "resumen", "antes": "metodo"}, "metodo": {}},
        [
            "partes.matriz: se esperaba tras o antes, no ambos",
            "partes.metodo: falta tras, antes o cuerpo",
        ],
    ),
    "mal escrita": (
        {"matriz": 3, "metodo": {"tas": "resumen"}, "resumen": {"tras": 3, "cuerpo": []}},
        [
            "partes.matriz: se esperaba una tabla con tras, antes o cuerpo, llegó 3",
            "partes.metodo.tas: clave desconocida; la más parecida es 'tras'",
            "partes.metodo: falta tras, antes o cuerpo",
            "partes.resumen.tras: se esperaba la clave de una parte, llegó 3",
            "partes.resumen.cuerpo: se esperaban los bloques de la parte, llegó una lista de 0",
        ],
    ),
    "una nueva sin lugar": (
        {"nueva": {"cuerpo": [titulo("nueva")]}},
        ["partes.nueva: falta tras o antes, que dice dónde va la parte nueva"],
    ),
    "tras ella misma, y tras una suya": (
        {"matriz": {"tras": "matriz"}, "resultados": {"antes": "detalle"}},
        [
            "partes.matriz.tras: 'matriz' es de la misma parte que se mueve",
            "partes.resultados.antes: 'detalle' es de la misma parte que se mueve",
        ],
    ),
    "de otro nivel": (
        {"detalle": {"tras": "resumen"}},
        ["partes.detalle.tras: la parte es de nivel 2 y esa, de nivel 1: va junto a una del suyo"],
    ),
    "todas": (
        {"quita": ["resumen", "resultados", "pendientes", "firmas", "metodo", "matriz"]},
        ["partes.quita: no queda ninguna parte"],
    ),
}


@pytest.mark.parametrize("caso", FALLAS)
def test_lo_que_no_se_puede_se_dice_todo_y_donde(caso: str) -> None:
    partes, dichas = FALLAS[caso]
    # De un cuerpo sin nada se dice además lo que de él dice cualquier formato.
    assert fallas(partes)[: len(dichas)] == dichas


def test_un_cuerpo_propio_no_lleva_partes() -> None:
    assert fallas({"quita": ["resumen"]}, cuerpo=CUERPO) == [
        "partes: se esperaba partes, que cambia el cuerpo de la base, o cuerpo, no ambos"
    ]


def test_la_falla_dice_el_archivo_del_heredero(tmp_path: Path) -> None:
    carpeta = tmp_path / "propio"
    carpeta.mkdir()
    (carpeta / "formato.toml").write_text(
        'base = "informe-seguimiento"\ncodigo = "propio"\n[partes]\nquita = ["matris"]\n', "utf-8"
    )
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(carpeta)

    assert [str(falla) for falla in error.value.fallas] == [
        f"{carpeta / 'formato.toml'}: partes.quita[0]: el formato base no trae la parte 'matris';"
        " la más parecida es 'matriz'"
    ]


# ------------------------------------------------------------------ leyes, desde lo que se definió

PAGINAS = [{"tipo": "salto"}, {"tipo": "seccion", "papel": "oficio"}, {"tipo": "seccion"}]


@st.composite
def cuerpos(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Títulos de tres niveles con párrafos, saltos y secciones donde caigan."""
    cuerpo: list[dict[str, Any]] = [titulo("t0")]
    for numero in range(1, draw(st.integers(1, 12))):
        cuerpo += [dict(p) for p in draw(st.lists(st.sampled_from(PAGINAS), max_size=2))]
        cuerpo += [dice(f"p{numero}")] * draw(st.integers(0, 1))
        cuerpo += [dict(p) for p in draw(st.lists(st.sampled_from(PAGINAS), max_size=1))]
        cuerpo.append(titulo(f"t{numero}", draw(st.integers(1, 3))))
    return [*cuerpo, dice("fin")]


def partes_de(cuerpo: list[dict[str, Any]]) -> dict[str, set[int]]:
    """Por cada título, los lugares de lo que es suyo: hasta el siguiente de su nivel o más alto."""
    suyos: dict[str, set[int]] = {}
    abiertos: list[tuple[int, str]] = []
    for lugar, bloque in enumerate(cuerpo):
        if bloque["tipo"] in {"salto", "seccion"}:
            continue
        if bloque["tipo"] == "titulo":
            while abiertos and abiertos[-1][0] >= bloque["nivel"]:
                abiertos.pop()
            abiertos.append((bloque["nivel"], bloque["clave"]))
        for _, clave in abiertos:
            suyos.setdefault(clave, set()).add(lugar)
    return suyos


def seccion_de_cada_uno(cuerpo: list[dict[str, Any]]) -> dict[str, str]:
    """El papel en que va cada bloque que se escribe, por su texto."""
    papel, de_cada = "", dict[str, str]()
    for bloque in cuerpo:
        if bloque["tipo"] == "seccion":
            papel = bloque.get("papel", "")
        elif bloque["tipo"] != "salto":
            de_cada[bloque["texto"]] = papel
    return de_cada


def con_partes(cuerpo: list[dict[str, Any]], partes: dict[str, Any]) -> list[dict[str, Any]]:
    base = BASE | {"cuerpo": cuerpo}
    hijo = paac.formato_desde_datos(heredero(partes), plantillas=[base])
    return [
        {"tipo": b.tipo, "texto": getattr(b, "texto", ""), "papel": getattr(b, "papel", None) or ""}
        for b in hijo.cuerpo
    ]


def escritos(cuerpo: list[dict[str, Any]]) -> list[str]:
    return [b["texto"] for b in cuerpo if b["tipo"] not in {"salto", "seccion"}]


@pytest.mark.integracion
@ejemplos(60)
@given(cuerpos(), st.data())
def test_quitar_deja_lo_demas_en_su_orden_y_en_su_pagina(
    cuerpo: list[dict[str, Any]], datos: st.DataObject
) -> None:
    suyos = partes_de(cuerpo)
    quita = datos.draw(st.lists(st.sampled_from(sorted(suyos)), unique=True))
    sobran = set[int]().union(*(suyos[clave] for clave in quita))
    quedan = [bloque for lugar, bloque in enumerate(cuerpo) if lugar not in sobran]
    if not escritos(quedan):
        return
    hijo = con_partes(cuerpo, {"quita": quita})

    assert escritos(hijo) == escritos(quedan)
    antes = seccion_de_cada_uno(cuerpo)
    assert {t: p for t, p in antes.items() if t in escritos(hijo)} == seccion_de_cada_uno(hijo)


@pytest.mark.integracion
@ejemplos(60)
@given(cuerpos(), st.data())
def test_ordenar_no_pierde_nada_ni_saca_a_nadie_de_lo_suyo(
    cuerpo: list[dict[str, Any]], datos: st.DataObject
) -> None:
    suyos = partes_de(cuerpo)
    orden = datos.draw(st.lists(st.sampled_from(sorted(suyos)), unique=True, max_size=4))
    hijo = con_partes(cuerpo, {"orden": orden})

    assert sorted(escritos(hijo)) == sorted(escritos(cuerpo))
    assert seccion_de_cada_uno(hijo) == seccion_de_cada_uno(cuerpo)
    # Cada parte sigue entera y seguida.
    lugar = {texto: n for n, texto in enumerate(escritos(hijo))}
    for clave in orden:
        hermanas = [o for o in orden if _padre(suyos, o) == _padre(suyos, clave)]
        assert all(lugar[uno.upper()] < lugar[otro.upper()] for uno, otro in pairwise(hermanas))
        textos = [cuerpo[n]["texto"] for n in suyos[clave]]
        puestos = sorted(lugar[texto] for texto in textos)
        assert puestos == [*range(puestos[0], puestos[0] + len(puestos))]


def _padre(suyos: dict[str, set[int]], clave: str) -> frozenset[int]:
    """Lo de la parte más pequeña que la contiene."""
    contienen = (
        lugares for otra, lugares in suyos.items() if otra != clave and suyos[clave] < lugares
    )
    return frozenset(min(contienen, key=len, default=()))


@pytest.mark.parametrize(
    ("quita", "dicho"),
    [
        ("criterios", "lo que decía está en 'introduccion'"),
        ("todo_el_plan", "lo que decía está en 'resultados'"),
        ("causas_y_fortalezas", "lo que decía está en 'causas', 'fortalezas' y 'oportunidades'"),
    ],
)
def test_de_la_parte_que_se_fue_del_informe_se_dice_donde_esta_lo_que_decia(
    quita: str, dicho: str
) -> None:
    with pytest.raises(paac.ErrorDeFormato, match=f"no trae la parte '{quita}'; {dicho}$"):
        paac.formato_desde_datos(
            {"base": "informe-seguimiento", "codigo": "propio", "partes": {"quita": [quita]}}
        )


def test_de_la_parte_que_se_fue_solo_se_nombra_lo_que_la_base_trae() -> None:
    (falla,) = fallas({"quita": ["todo_el_plan"]})
    assert falla.endswith("no trae la parte 'todo_el_plan'; lo que decía está en 'resultados'")
    (sin_ella,) = fallas({"quita": ["objeto"]})
    assert "lo que decía" not in sin_ella


def test_la_parte_nueva_se_nombra_por_su_clave_aunque_su_bloque_no_la_diga() -> None:
    propio = heredero(
        {
            "nota": {"tras": "pendientes", "cuerpo": [dice("Nota.")]},
            "otra": {"tras": "nota", "cuerpo": [dice("Otra.")]},
        }
    )

    textos = [bloque.texto for bloque in formato(propio).cuerpo if bloque.tipo == "parrafo"]
    assert textos[textos.index("Nota.") + 1] == "Otra."
