"""Lo que la documentación manda escribir en una consola corre, y responde lo que ella dice."""

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from ayudas.compartido import RAIZ
from ayudas.sesiones import Orden, correr, faltan, ordenes_de, preparar

PAGINAS = [
    RAIZ / "README.md",
    RAIZ / "CONTRIBUTING.md",
    RAIZ / "herramientas" / "banco" / "README.md",
    *sorted((RAIZ / "ejemplos").glob("*/README.md")),
    *sorted((RAIZ / "docs").rglob("*.md")),
]
PROPIO = RAIZ / "ejemplos" / "formato_propio"
APARTE = {
    "docs/cuadernos.md": "prueba los seis cuadernos: lo corre make profundo",
    "ejemplos/fastapi/README.md": "instala paquetes y atiende: lo corre la integración",
    "ejemplos/navegador/README.md": "pide el paquete npm pyodide: la prueba test_pagina_con_python.py",
    "ejemplos/django/README.md": "instala paquetes y atiende: lo corre la integración",
    "ejemplos/erp_tryton/README.md": "instala paquetes y atiende: lo corre make profundo",
}
"""Las que llevan ```` ```console aparte ````, y quién las corre o por qué no."""


def texto(pagina: Path) -> str:
    return pagina.read_text("utf-8")


def nombre(pagina: Path) -> str:
    return pagina.relative_to(RAIZ).as_posix()


def de_la_pagina(pagina: Path) -> list[Orden]:
    """Las suyas; ``make`` y la integración son lo que corre estas pruebas."""
    propias = (
        o for o in ordenes_de(texto(pagina)) if not o.texto.startswith(("make ", "bash .ci"))
    )
    return list(propias)


def lo_que_se_guarda_antes(pagina: Path, carpeta: Path) -> None:
    """El plan que la página manda guardar, y el libro que escribe su Python."""
    if pagina.name == "primer_reporte.md":
        (yaml,) = re.findall(r"```yaml\n(.*?)```", texto(pagina), re.DOTALL)
        (carpeta / "plan.yaml").write_text(yaml, "utf-8")
    if pagina.name == "leer.md":
        guion = "\n".join(re.findall(r"```python\n(.*?)```", texto(pagina), re.DOTALL))
        correr([Orden(f"python -c {shlex.quote(guion)}")], carpeta)


DE_OTROS = ("openssl", "pyhanko")
"""Los programas que una página pide y no vienen con la biblioteca."""


def lo_que_no_esta(ordenes: list[Orden]) -> list[str]:
    """De los programas de otros que piden esas órdenes, los que aquí no están."""
    donde = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    pedidos = {orden.texto.split()[0] for orden in ordenes}
    return [uno for uno in DE_OTROS if uno in pedidos and not shutil.which(uno, path=donde)]


CON_ORDENES = [p for p in PAGINAS if de_la_pagina(p) and p.name != "agregar_un_formato.md"]


@pytest.mark.parametrize("pagina", CON_ORDENES, ids=nombre)
def test_las_ordenes_corren_en_la_carpeta_del_proyecto_y_responden_lo_que_dice_la_pagina(
    pagina: Path, tmp_path: Path
) -> None:
    ordenes, carpeta = de_la_pagina(pagina), preparar(tmp_path)
    if faltantes := lo_que_no_esta(ordenes):
        pytest.skip(f"falta {', '.join(faltantes)}")

    lo_que_se_guarda_antes(pagina, carpeta)
    dicho = correr(ordenes, carpeta)

    assert [faltan(o, d) for o, d in zip(ordenes, dicho, strict=True)] == [[] for _ in ordenes]


def test_un_formato_se_agrega_con_las_ordenes_de_su_pagina(tmp_path: Path) -> None:
    pagina = texto(RAIZ / "docs" / "agregar_un_formato.md")
    *carpeta, revisar, generar = ordenes_de(pagina)
    shutil.copy(PROPIO / "plantillas" / "CI-FO-031" / "logo.png", tmp_path)
    shutil.copy(PROPIO / "plan.yaml", tmp_path)
    toml = "\n".join(re.findall(r"```toml\n(.*?)```", pagina, re.DOTALL))

    correr(carpeta, tmp_path)
    (tmp_path / "plantillas" / "CI-FO-031" / "formato.toml").write_text(toml, "utf-8")
    dicho = correr([revisar, generar], tmp_path)

    assert faltan(revisar, dicho[0]) == []
    assert faltan(generar, dicho[1]) == []


def test_las_que_no_corren_aqui_estan_contadas_y_dicen_por_que() -> None:
    marcadas = {nombre(p) for p in PAGINAS if "```console aparte\n" in texto(p)}

    assert marcadas == set(APARTE)


def test_ninguna_orden_esta_en_un_bloque_que_nadie_corre() -> None:
    sueltas = [
        (nombre(pagina), renglon)
        for pagina in PAGINAS
        for lenguaje, bloque in re.findall(
            r"^```(\w*).*\n((?s:.*?))^```", texto(pagina), re.MULTILINE
        )
        if lenguaje not in {"console", "python"}
        for renglon in bloque.splitlines()
        if re.match(r"(\$ |paac-reportes \w+ [^:]*$|make |pip install)", renglon)
    ]

    assert sueltas == []


def test_cada_objetivo_de_make_que_se_nombra_existe() -> None:
    objetivos = set(re.findall(r"^([a-z]+):", (RAIZ / "Makefile").read_text("utf-8"), re.MULTILINE))
    nombrados = {
        (nombre(pagina), objetivo)
        for pagina in PAGINAS
        for objetivo in re.findall(r"(?:^|`)make ([a-z]+)", texto(pagina), re.MULTILINE)
    }

    assert {n for n in nombrados if n[1] not in objetivos} == set()


def test_se_nota_la_orden_que_falla_y_la_que_no_responde_lo_que_dice_la_pagina(
    tmp_path: Path,
) -> None:
    bien, falla = Orden("echo hola", ("hola", "adiós")), Orden("exit 3")

    assert faltan(bien, correr([bien], tmp_path)[0]) == ["adiós"]
    with pytest.raises(pytest.fail.Exception, match="exit 3"):
        correr([bien, falla], tmp_path)
