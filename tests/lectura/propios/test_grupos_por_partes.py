"""Un grupo alto, que en Word va por partes, se lee como uno; y el archivo dice lo que debe."""

import io
from pathlib import Path
from typing import Any

import pytest
from ayudas.en_word import EnWord
from ayudas.formatos import escribir_formato
from ayudas.lectores import W, texto_de, xml
from ayudas.planes import actividad, componente, plan

import paac_reportes as paac

SUYO = 'base = "paac-seguimiento"\ncodigo = "{codigo}"\nnombre = "Suyo"\n[aspecto]\n{aspecto}\n'
FILAS = 60


@pytest.fixture
def plantillas(tmp_path: Path) -> Path:
    escribir_formato(tmp_path / "sobria", SUYO.format(codigo="sobria", aspecto='base = "sobrio"'))
    return tmp_path


def de_un_grupo(nombre: str = "Política", otro: str = "Rendición") -> paac.Plan:
    filas = [
        actividad(codigo=f"1.{n}", descripcion=f"Publicar el mapa {n}") for n in range(1, FILAS + 1)
    ]
    suyo: dict[str, Any] = componente(*filas)
    suyo["subcomponentes"] = [
        {"nombre": nombre, "actividades": filas},
        {"nombre": otro, "actividades": [actividad(codigo="2.1", descripcion="Rendir cuentas")]},
    ]
    return plan(suyo)


def en_word(de: paac.Plan, codigo: str, plantillas: Path) -> bytes:
    return paac.reporte(de, codigo, plantillas=plantillas).emitir("docx").contenido


def que_siguen(contenido: bytes) -> list[tuple[str, str]]:
    """Las celdas que dicen «(continúa)», con el color de su estilo."""
    estilos = {
        uno.get(f"{W}styleId"): uno.find(f"{W}rPr/{W}color")
        for uno in xml(contenido, "word/styles.xml").iter(f"{W}style")
    }
    halladas = []
    for celda in xml(contenido, "word/document.xml").iter(f"{W}tc"):
        if texto_de(celda).endswith("(continúa)"):
            suyo = celda.find(f"{W}p/{W}pPr/{W}pStyle")
            assert suyo is not None
            color = estilos[suyo.get(f"{W}val")]
            halladas.append((texto_de(celda), "" if color is None else color.get(f"{W}val", "")))
    return halladas


def nombres(leido: paac.Lectura) -> list[tuple[str, str]]:
    return [
        (fila["subcomponente.nombre"], fila["actividad.codigo"])
        for fila in paac.filas_de(leido.contenido)
    ]


DEBIDAS = [*(("Política", f"1.{n}") for n in range(1, FILAS + 1)), ("Rendición", "2.1")]


def test_su_nombre_va_otra_vez_en_gris(plantillas: Path) -> None:
    dichas = que_siguen(en_word(de_un_grupo(), "sobria", plantillas))

    assert len(dichas) > 1
    assert set(dichas) == {("Política (continúa)", "5B6876")}


def test_un_formato_oficial_no_lo_repite(plantillas: Path) -> None:
    assert que_siguen(en_word(de_un_grupo(), "paac-seguimiento", plantillas)) == []


def test_se_lee_como_un_solo_grupo(plantillas: Path) -> None:
    contenido = en_word(de_un_grupo(), "sobria", plantillas)
    leido = paac.leer(io.BytesIO(contenido), plantillas=plantillas)

    assert nombres(leido) == DEBIDAS
    assert leido.avisos == ()


def test_tambien_sin_lo_que_el_archivo_esconde(plantillas: Path) -> None:
    suyo = EnWord(en_word(de_un_grupo(), "sobria", plantillas))
    suyo.sin_marcadores()
    leido = paac.leer(io.BytesIO(suyo.guardado()), plantillas=plantillas)

    assert nombres(leido) == DEBIDAS
    assert leido.avisos == ()


def test_uno_que_de_verdad_se_llama_asi_es_otro(plantillas: Path) -> None:
    plan_ = de_un_grupo(otro="Política (continúa)")
    leido = paac.leer(io.BytesIO(en_word(plan_, "sobria", plantillas)), plantillas=plantillas)

    assert nombres(leido) == [*DEBIDAS[:-1], ("Política (continúa)", "2.1")]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dos_grupos_sin_nombre_seguidos_no_son_uno(tipo: str) -> None:
    sin_nombre: dict[str, Any] = componente()
    sin_nombre["subcomponentes"] = [
        {"nombre": None, "actividades": [actividad(codigo=codigo)]} for codigo in ("1.1", "2.1")
    ]
    escrito = plan(sin_nombre)

    leido = paac.leer(io.BytesIO(paac.emitir(escrito, "paac-seguimiento", tipo)), como=paac.Plan)

    (vuelto,) = [uno for _, uno in leido.contenido.tablas()]
    codigos = [[una.codigo for una in sub.actividades] for sub in vuelto.subcomponentes]
    assert codigos == [["1.1"], ["2.1"]]
    assert not [aviso for aviso in leido.avisos if "se movió" in aviso.mensaje]
