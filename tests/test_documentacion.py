"""Los ejemplos de la documentación corren tal como están."""

import ast
import itertools
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import docx
import pytest
from _pytest.mark import ParameterSet
from ayudas import a_medida
from ayudas.compartido import RAIZ
from markdown_it import MarkdownIt

import paac_reportes as paac

DOCUMENTOS = [RAIZ / "README.md", *sorted((RAIZ / "docs").rglob("*.md"))]
A_MANO = [uno for uno in DOCUMENTOS if uno.parent.name != "referencia"]
"""Las que no salen del código."""
OTROS = [
    RAIZ / "CHANGELOG.md",
    RAIZ / "CONTRIBUTING.md",
    RAIZ / "herramientas" / "banco" / "README.md",
    *RAIZ.glob("ejemplos/*/README.md"),
    *RAIZ.glob("plantillas/*/FUENTE.md"),
]
PALABRAS_DE_UNA_DECISION = 210
"""Doscientas, y las del título."""
DOS_COMPONENTES = "componentes: [{numero: 1}, {numero: 3}]"


def bloques(documento: Path, lenguaje: str) -> list[str]:
    return re.findall(rf"```{lenguaje}\n(.*?)```", documento.read_text("utf-8"), re.DOTALL)


DE_OTROS = re.compile(r"^(?:import|from) (?:pandas|polars|pyarrow|django|trytond)\b", re.MULTILINE)
"""Lo que un ejemplo carga y ``make pruebas`` no instala."""


def con_ejemplos() -> Iterator[ParameterSet]:
    for documento in DOCUMENTOS:
        if documento.parent.name == "recetas":  # las corre tests/test_recetas.py, con lo que dicen
            continue
        if codigo := "\n".join(bloques(documento, "python")):
            marcas = [pytest.mark.integracion] if DE_OTROS.search(codigo) else []
            yield pytest.param(documento, marks=marcas, id=documento.name)


@pytest.mark.una_de_cada(resto="integracion")
@pytest.mark.parametrize("documento", [*con_ejemplos()])
def test_los_ejemplos_de_python_corren(
    documento: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for carpeta in ("ejemplos", "plantillas"):
        (tmp_path / carpeta).symlink_to(RAIZ / carpeta)
    (tmp_path / "salida").mkdir()
    monkeypatch.chdir(tmp_path)
    exec("\n".join(bloques(documento, "python")), {})  # noqa: S102


def test_el_primer_plan_de_la_guia_es_valido(tmp_path: Path) -> None:
    (yaml,) = bloques(RAIZ / "docs" / "primer_reporte.md", "yaml")
    archivo = tmp_path / "plan.yaml"
    archivo.write_text(yaml, "utf-8")

    plan = paac.leer(archivo).sin_dudas()
    assert plan.dependencias[0].componentes[0].subcomponentes[0].actividades[0].codigo == "3.1"


@pytest.mark.parametrize("pagina", ["cifras.md", "informe.md"])
def test_lo_que_se_agrega_a_los_datos_de_un_plan_es_valido(pagina: str, tmp_path: Path) -> None:
    (yaml,) = bloques(RAIZ / "docs" / pagina, "yaml")
    (clave,) = re.findall(r"^(\w+):", yaml, re.MULTILINE)
    archivo = tmp_path / "plan.yaml"
    archivo.write_text(
        f"entidad: {{nombre: M}}\nvigencia: 2023\n{DOS_COMPONENTES}\n{yaml}", "utf-8"
    )

    plan = paac.leer(archivo).sin_dudas()
    assert paac.datos_de(plan)[clave]
    assert paac.analizar(plan).todo.filas == ()


def test_el_ejemplo_que_se_sigue_a_mano_da_lo_que_dice() -> None:
    ejemplo = parte("docs/cifras.md", "Un ejemplo que se puede seguir a mano")
    filas = re.findall(r"^\| (?:\w+) \| (\d.+?) \| (.+?) \| (.+?) \|$", ejemplo, re.MULTILINE)
    dias = ("2023-04-30", "2023-08-31")
    actividades = [
        {
            "descripcion": "x",
            "fecha_programada": fecha,
            "seguimientos": [
                {"corte": dia, "avance": celda}
                if celda.isdigit()
                else {"corte": dia, "texto": celda}
                for dia, celda in zip(dias, celdas, strict=True)
                if celda != "nada"
            ],
        }
        for fecha, *celdas in filas
    ]
    componente = {"numero": 1, "subcomponentes": [{"actividades": actividades}]}
    plan = paac.desde_datos(
        {"entidad": {"nombre": "M"}, "vigencia": 2023, "componentes": [componente]}
    ).contenido
    agosto: Any = paac.analizar(plan).todo

    anterior, periodo, zona = agosto.anterior, agosto.periodo, agosto.zona
    assert anterior
    assert periodo
    assert zona
    assert (agosto.avance, len(agosto.con_avance), len(agosto.arrastradas)) == (45, 3, 1)
    assert (agosto.avance_anterior, len(anterior.con_avance)) == (60, 2)
    assert (periodo.puntos, periodo.base, periodo.primera_vez) == (5, 2, 1)
    assert zona.nombre == "baja"
    assert [fila.ruta[-3:] for fila in agosto.vencidas] == ["[0]", "[2]"]
    assert (len(agosto.vencen_en_el_corte), len(agosto.por_determinar)) == (1, 1)
    assert (agosto.cumplimiento.terminadas, agosto.cumplimiento.debian) == (0, 3)
    for dicho in ("= 45, con 3 de 4", "= 60, con 2 de 4", "+5 sobre 2", "45 es baja", "0 de las 3"):
        assert dicho in ejemplo


def test_las_columnas_que_se_dicen_se_leen_asi(tmp_path: Path) -> None:
    dicho: dict[str, Any] = {}
    en_la_pagina = bloques(RAIZ / "docs" / "leer.md", "python")
    exec(next(uno for uno in en_la_pagina if uno.startswith("columnas = {")), dicho)  # noqa: S102
    documento = docx.Document()
    rotulos = ["Ítem", "Actividades a realizar", "Quién", "Qué se espera", "Hallazgo"]
    fila = ["Publicar el mapa", "Planeación", "Mapa", "Se publicó", "x", "30/06/2020", "50"]
    for numero in range(1, 10):
        tabla = documento.add_table(2, 8)
        for lugar, rotulo in enumerate([*rotulos, "Uso interno", "Fecha programada", "Avance"]):
            tabla.rows[0].cells[lugar].text = rotulo
            tabla.rows[1].cells[lugar].text = [f"{numero}.1", *fila][lugar]
    documento.save(str(tmp_path / "ajeno.docx"))

    leido = paac.leer(
        tmp_path / "ajeno.docx",
        como=None,
        columnas=dicho["columnas"],
        entidad="M",
        vigencia=2020,
    )
    dichas = {(c.lugar, c.dato) for c in leido.columnas}
    assert dichas >= {
        ("tabla 7, columna 3", ("actividad.responsable",)),
        ("tabla 7, columna 4", ("actividad.meta",)),
        ("tabla 7, columna 5", ("seguimiento.texto",)),
        ("tabla 7, columna 6", ()),
    }


def sin_bloques(documento: Path) -> str:
    return re.sub(r"^```.*?^```", "", documento.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def anclas(documento: Path) -> set[str]:
    """Las de sus títulos, como las hacen GitHub y MyST: letras, cifras y guiones, con sus tildes."""
    titulos = re.findall(r"^#+ (.+)$", sin_bloques(documento), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", titulo.lower()).replace(" ", "-") for titulo in titulos}


def enlaces(documento: Path) -> list[tuple[Path, str]]:
    """El archivo de cada enlace local y su ancla."""
    hallados = re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", sin_bloques(documento))
    return [(documento.parent / archivo if archivo else documento, a) for archivo, a in hallados]


def test_cada_modulo_lo_prueba_un_archivo_que_se_llama_como_el_lo_importa_o_lo_dice() -> None:
    casa, pruebas = RAIZ / "src/paac_reportes", [*(RAIZ / "tests").rglob("test_*.py")]
    textos = [prueba.read_text("utf-8") for prueba in pruebas]
    # «Prueba ``vuelta/filas`` y ``vuelta/inversa``.», al final de lo primero que dice el archivo.
    frases = (
        f for uno in textos for f in re.findall(r"^Prueba ``[^.]++", uno[:2000], re.MULTILINE)
    )
    dichos = {modulo for frase in frases for modulo in re.findall(r"``([\w/]++)``", frase)}
    nombres = {(p.relative_to(RAIZ / "tests").parts[0], p.stem) for p in pruebas}
    importan = re.findall(
        r"^ *from paac_reportes\.?([\w.]*) import (\([^)]*\)|.*)", "\n".join(textos), re.MULTILINE
    )
    importados = {sala.replace(".", "/") for sala, _ in importan} | {
        f"{sala}/{nombre}".replace(".", "/").lstrip("/")
        for sala, lista in importan
        for nombre in re.findall(r"\w+", lista)
    }

    modulos = {
        archivo.relative_to(casa).with_suffix("").as_posix(): archivo
        for archivo in casa.rglob("*.py")
    }
    assert dichos <= modulos.keys()
    assert [
        modulo
        for modulo, archivo in modulos.items()
        if modulo not in dichos | importados
        and (modulo.split("/")[0], f"test_{archivo.stem}") not in nombres
        and archivo.stem not in {"__init__", "__main__"}
        and _hace_algo(archivo)
    ] == []


def _hace_algo(archivo: Path) -> bool:
    """Si no son sólo datos: trae una función con cuerpo, y no un docstring o puntos."""
    return any(
        isinstance(nodo, ast.FunctionDef) and not isinstance(nodo.body[-1], ast.Expr)
        for nodo in ast.walk(ast.parse(archivo.read_text("utf-8")))
    )


def test_ningun_enlace_local_esta_roto() -> None:
    rotos = [
        (documento.name, archivo.name, ancla)
        for documento in [*DOCUMENTOS, *OTROS]
        for archivo, ancla in enlaces(documento)
        if not archivo.exists() or (ancla and ancla not in anclas(archivo))
    ]

    assert rotos == []


def test_el_formato_que_parte_de_otro_es_valido(tmp_path: Path) -> None:
    toml, *_ = bloques(RAIZ / "docs" / "formatos.md", "toml")
    carpeta = tmp_path / "propio"  # sin vecinos: los de otras pruebas serían su base
    carpeta.mkdir()
    (carpeta / "formato.toml").write_text(toml, "utf-8")

    assert paac.leer_formato(carpeta).tablas["actividades"].columnas[3].rotulo == ("Producto",)


@pytest.mark.integracion
def test_el_heredero_que_quita_partes_del_informe_es_valido() -> None:
    _, partes, *_ = bloques(RAIZ / "docs" / "formatos.md", "toml")
    formato = paac.formato_desde_datos(tomllib.loads(partes))

    claves = {bloque.clave for bloque in formato.cuerpo}
    assert not {"ejecutado", "por_corte", "matriz"} & claves
    assert {"resultados", "por_componente", "pendientes"} < claves
    assert formato.textos.anexo_aparte == "el libro que acompaña este informe"


def test_las_tablas_que_dicen_cual_muestran_son_validas() -> None:
    *_, de_cada_una, _ = bloques(RAIZ / "docs" / "formatos.md", "toml")
    tablas = tomllib.loads(de_cada_una)["tablas"]
    cuerpo = [{"tipo": "tabla", "cada": "plan", "tablas": [nombre]} for nombre in tablas]
    formato = a_medida.formato(*cuerpo, tablas=tablas)

    assert list(formato.tablas_dadas) == ["contratos", "pagos"]


def test_las_columnas_con_aspecto_son_validas() -> None:
    *_, aspecto = bloques(RAIZ / "docs" / "formatos.md", "toml")
    tabla = {"secciones": [{"recorre": "actividades"}], **tomllib.loads(aspecto)}
    formato = a_medida.formato({"tipo": "tabla", "tablas": ["t"]}, tablas={"t": tabla})

    cambian = [bool(uno.colores) for uno in formato.tablas["t"].columnas]
    assert cambian == [False, True, True, False]


def claves_de_tabla() -> list[str]:
    """Los trozos de una tabla: columnas sueltas, o claves suyas. «…» es lo que la página no copia."""
    trozos = [t.replace("…, ", "") for t in bloques(RAIZ / "docs" / "formatos.md", "text")]
    columnas = [t for t in trozos if t.startswith("{ ")]
    sueltas = [f"columnas = [{','.join(t.rstrip(',') for t in c.splitlines())}]" for c in columnas]
    return [*sueltas, *(t for t in trozos if t.startswith(("subtotales", "notas")))]


@pytest.mark.parametrize("trozo", claves_de_tabla())
def test_los_trozos_de_una_tabla_son_validos(trozo: str) -> None:
    claves = tomllib.loads(trozo)
    columnas = claves.pop("columnas", [])
    anchos = [columna["ancho"] for columna in columnas]
    if "auto" not in anchos:  # lo que le falta a la tabla para estar entera
        meta = {"dato": "actividad.meta", "rotulo": "Meta", "ancho": 40}
        avance = {"dato": "seguimiento.avance", "rotulo": "%", "ancho": 60 - sum(anchos)}
        columnas = [meta, avance | ({"total": "promedio"} if "total" in claves else {}), *columnas]
    tabla = {"secciones": [{"recorre": "actividades"}], "columnas": columnas, **claves}
    formato = a_medida.formato(
        {"tipo": "tabla", "cada": "plan", "tablas": ["t"]}, tablas={"t": tabla}
    )

    assert len(formato.tablas["t"].columnas) == len(columnas)


def parte(documento: str, titulo: str) -> str:
    """Lo escrito bajo un título de segundo nivel."""
    partes = re.split(r"^## (.+)$", (RAIZ / documento).read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(partes[1::2], partes[2::2], strict=True))[titulo]


def test_la_tabla_de_salas_es_la_casa_que_hay() -> None:
    renglones = re.findall(
        r"^\| (`.+?) \|", parte("docs/arquitectura.md", "Las salas"), re.MULTILINE
    )
    paquete = RAIZ / "src" / "paac_reportes"
    salas = {
        *(carpeta.parent.name for carpeta in paquete.glob("*/__init__.py")),
        *(modulo.stem for modulo in paquete.glob("*.py") if not modulo.stem.startswith("__")),
    }

    assert sorted(re.findall(r"`(\w+)`", " ".join(renglones))) == sorted(salas)


def test_la_tabla_de_salas_va_en_el_orden_de_las_capas() -> None:
    capas = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (direccion,) = (capa for capa in capas["contracts"] if capa["name"] == "Una sola dirección")
    renglones = re.findall(
        r"^\| (`.+?) \|", parte("docs/arquitectura.md", "Las salas"), re.MULTILINE
    )

    assert [sorted(re.findall(r"\w+", renglon)) for renglon in renglones] == [
        sorted(re.findall(r"\w+", capa)) for capa in direccion["layers"] if capa != "__main__"
    ]


def test_todo_modulo_que_la_arquitectura_nombra_existe() -> None:
    """``sala.modulo`` o ``sala/modulo``; un nombre viejo manda a ninguna parte."""
    escrito = sin_bloques(RAIZ / "docs" / "arquitectura.md")
    paquete = RAIZ / "src" / "paac_reportes"
    nombrados = re.findall(r"`([a-z_]+(?:[./][a-z_]+)+)`", escrito)
    lugares = {
        nombre: paquete / nombre.removesuffix(".py").replace(".", "/") for nombre in nombrados
    }

    perdidos = [
        nombre
        for nombre, lugar in lugares.items()
        if not lugar.exists()
        and not lugar.with_suffix(".py").exists()
        and not (RAIZ / nombre).exists()
    ]
    assert perdidos == []


def test_el_catalogo_dice_para_que_es_cada_formato_que_sirve_a_cualquier_entidad() -> None:
    escrito = (RAIZ / "docs" / "catalogo.md").read_text("utf-8")
    tabla = escrito.partition("| Si necesita")[2].partition("\n\n")[0]
    nombrados = set(re.findall(r"`([\w-]+)`", tabla))
    formatos = {
        archivo.parent.name: tomllib.loads(archivo.read_text("utf-8"))
        for archivo in (RAIZ / "plantillas").glob("[!_]*/formato.toml")
    }

    assert nombrados == {codigo for codigo, dice in formatos.items() if "entidad" not in dice}


@pytest.mark.integracion
def test_cada_columna_de_una_tabla_tiene_nombre() -> None:
    """Sin él, quien oye la página no sabe de qué es cada celda."""
    lector = MarkdownIt("commonmark").enable("table")
    anonimas = [
        (documento.name, abre.map)
        for documento in DOCUMENTOS
        for piezas in [lector.parse(documento.read_text("utf-8"))]
        for abre, dentro in itertools.pairwise(piezas)
        if abre.type == "th_open" and not dentro.content.strip()
    ]
    assert not anonimas


def test_lo_que_la_referencia_nombra_esta_donde_dice() -> None:
    codigo = (RAIZ / "docs/_sitio/referencia.py").read_text("utf-8")
    nombres = re.findall(r'"([a-z_]+\.[a-z_.]+)\.([A-Z]\w+)"', codigo)

    assert nombres
    for modulo, nombre in nombres:
        assert hasattr(import_module(f"paac_reportes.{modulo}"), nombre), f"{modulo}.{nombre}"


@pytest.mark.parametrize(
    "decision", sorted((RAIZ / "docs" / "decisiones").glob("0*.md")), ids=lambda una: una.stem[:4]
)
def test_una_decision_se_lee_en_un_minuto(decision: Path) -> None:
    assert len(decision.read_text("utf-8").split()) <= PALABRAS_DE_UNA_DECISION


def test_cada_decision_esta_una_vez_en_su_indice() -> None:
    """La que se lee, con su página; las demás, por su número. Ninguno se repite ni falta."""
    carpeta = RAIZ / "docs" / "decisiones"
    vigentes, _, demas = indice_de_decisiones().partition("## Las demás")
    enlazadas = dict(re.findall(r"^\| \[(\d+)\]\((.+?)\) \|", vigentes, re.MULTILINE))
    sueltas = re.findall(r"^\| (\d+) \|", vigentes, re.MULTILINE)
    otras = re.findall(r"\d+", re.sub(r"\(\d+\)", "", demas))
    numeros = sorted(map(int, [*enlazadas, *sueltas, *otras]))

    assert sorted(enlazadas.values()) == sorted(p.name for p in carpeta.glob("[0-9]*.md"))
    assert [int(pagina[:4]) for pagina in enlazadas.values()] == [*map(int, enlazadas)]
    assert numeros == [*range(1, len(numeros) + 1)]


def indice_de_decisiones() -> str:
    return (RAIZ / "docs" / "decisiones" / "README.md").read_text("utf-8")


def test_ningun_parrafo_esta_dos_veces() -> None:
    """Ni en su página ni en otra."""
    veces: dict[str, list[str]] = {}
    for documento in A_MANO:
        prosa = re.sub(
            r"^```.*?^```", "", documento.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
        )
        for parrafo in re.split(r"\n\s*\n|\n(?=[-*|] )", prosa):
            junto = " ".join(parrafo.split())
            if len(junto) > 60 and not junto.startswith("|"):
                veces.setdefault(junto, []).append(documento.name)

    assert {junto: donde for junto, donde in veces.items() if len(donde) > 1} == {}
