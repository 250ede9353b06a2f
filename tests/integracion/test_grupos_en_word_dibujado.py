"""Las páginas de un documento real, dibujadas: cuáles empiezan sin decir de quién son sus filas.

Los grupos se cuentan en el XML del Word, y las páginas, en el texto de su PDF: no en lo nuestro.
"""

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from ayudas.compartido import DATOS, con_datos_reales, con_libreoffice, dibujar
from docx.oxml.ns import qn

import paac_reportes as paac
from paac_reportes.maqueta.grupos import Agrupada, Agrupador

pytestmark = [con_datos_reales, con_libreoffice, pytest.mark.integracion, pytest.mark.profundo]
CORTE = dt.date(2020, 8, 31)
_LETRAS = (90, 60, 40, 18)
"""Del texto más largo de una fila, cuánto se busca: lo más que una celda deje seguido."""


def test_la_matriz_crece_una_pagina_y_no_corta_mas_que_sus_subcomponentes_altos(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    despues, paginas = _cruces("MCCO.101.18.F.20", tmp_path / "despues")
    monkeypatch.setattr(Agrupador, "agrupar", lambda _suyo, tabla: Agrupada(tabla))
    antes, eran = _cruces("MCCO.101.18.F.20", tmp_path / "antes")

    # Los de más de un cuarto de lo que cabe bajo los rótulos (dibujado, el más bajo mide 0,27 de
    # eso), entre sus filas: enteros dejarían en blanco otro tanto. Cada uno ya se cortaba.
    assert _de_subcomponente(despues) == [
        "Subcomponente 4 Normativo y procedimental",
        "Subcomponente 3 Elaboración los instrumentos de gestión de la información",
        "Información de calidad y en lenguaje comprensible",
        "Talento humano",
        "Lineamientos de transparencia activa",
        "Subcomponente 1 Información de calidad y en lenguaje comprensible",
    ]
    assert Counter(despues) < Counter(antes)
    # De las celdas que no nombran lo suyo, ninguna más: sus filas se cortan donde toque.
    assert [columna for columna, _ in despues if columna] == [c for c, _ in antes if c]
    assert eran <= paginas <= eran + 1


def test_ninguna_pagina_del_informe_recomienda_a_nadie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    despues, paginas = _cruces("informe-seguimiento", tmp_path / "despues")
    monkeypatch.setattr(Agrupador, "agrupar", lambda _suyo, tabla: Agrupada(tabla))
    antes, eran = _cruces("informe-seguimiento", tmp_path / "antes")

    assert despues == []
    assert len(antes) > 6
    assert paginas <= eran + 1


def _de_subcomponente(cruces: list[tuple[int, str]]) -> list[str]:
    return [nombre for columna, nombre in cruces if columna == 0]


def _cruces(formato: str, carpeta: Path) -> tuple[list[tuple[int, str]], int]:
    """De cada celda compartida por filas de dos páginas, su columna y su texto; y cuántas páginas."""
    carpeta.mkdir()
    contenido = (
        paac.reporte(paac.leer(DATOS / "cartago_2020.json").sin_dudas(), formato, corte=CORTE)
        .emitir("docx")
        .contenido
    )
    ruta = carpeta / "suyo.docx"
    ruta.write_bytes(contenido)
    paginas = list(map(_seguido, _textos_del_pdf(ruta, carpeta)))
    compartidas: list[tuple[int, str, set[int]]] = []
    pagina = desde = 0
    for tabla in docx.Document(io.BytesIO(contenido)).element.body.iter(qn("w:tbl")):
        abiertas: dict[int, set[int]] = {}
        for fila in tabla.iter(qn("w:tr")):
            if fila.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
                continue
            celdas = list(_celdas(fila))
            propias = [texto for _, union, texto in celdas if union is None]
            pagina, desde = _lugar(propias, paginas, pagina, desde)
            for columna, union, nombre in celdas:
                if union == "restart":
                    abiertas[columna] = {pagina}
                    compartidas.append((columna, nombre, abiertas[columna]))
                elif union == "continue":
                    abiertas[columna].add(pagina)
    cruces = [(columna, nombre) for columna, nombre, suyas in compartidas if len(suyas) > 1]
    return cruces, len(paginas)


def _celdas(fila: Any) -> Iterator[tuple[int, str | None, str]]:
    """De cada una: su columna, si se combina a lo alto y su texto."""
    columna = 0
    for celda in fila.iter(qn("w:tc")):
        propiedades = celda.find(qn("w:tcPr"))
        varias, union = (propiedades.find(qn(f"w:{una}")) for una in ("gridSpan", "vMerge"))
        texto = "".join(uno.text or "" for uno in celda.iter(qn("w:t")))
        dicho = None if union is None else union.get(qn("w:val"), "continue")
        yield columna, dicho, texto
        columna += 1 if varias is None else int(varias.get(qn("w:val")))


def _lugar(propias: list[str], paginas: list[str], pagina: int, desde: int) -> tuple[int, int]:
    """La página de una fila, y hasta dónde llega en ella: la primera que la dice tras la anterior.

    Se busca toda seguida y, si su texto se parte, el comienzo de lo más largo que dice.
    """
    largo = _seguido(max(propias, key=len))
    for clave in (_seguido("".join(propias)), *(largo[:letras] for letras in _LETRAS)):
        for una in range(pagina, min(pagina + 4, len(paginas))):
            hallada = paginas[una].find(clave, desde if una == pagina else 0)
            if hallada >= 0 and clave:
                return una, hallada + 1
    pytest.fail(f"ninguna página dice la fila {propias}")


def _textos_del_pdf(ruta: Path, carpeta: Path) -> list[str]:
    """Sin el orden en que se ven: el de cada celda, seguido."""
    dibujar(ruta, carpeta)
    return [pagina.extract_text() for pagina in pypdf.PdfReader(ruta.with_suffix(".pdf")).pages]


def _seguido(texto: str) -> str:
    return re.sub(r"\s+", "", texto)
