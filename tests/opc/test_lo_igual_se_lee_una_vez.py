"""Lo que dos documentos traen igual se lee una vez; y cada uno dice lo suyo."""

import io

import pytest
from ayudas.paquetes_a_mano import datos, escrita, excel, fila, parrafo, tabla, word

from paac_reportes.opc.lectura import ver_bytes
from paac_reportes.opc.visto import TablaVista


def tablas(*documentos: io.BytesIO) -> list[TablaVista]:
    """La única tabla de cada documento, vistos uno tras otro."""
    ya_vistas: dict[object, object] = {}
    vistos = [ver_bytes(uno.getvalue(), "x", ya_vistas) for uno in documentos]
    return [next(visto.tablas()) for visto in vistos]


def dichos(*documentos: io.BytesIO) -> list[str]:
    return [celda.texto for vista in tablas(*documentos) for celda in vista.filas[0] if celda]


def libro(celda: str, texto: str) -> io.BytesIO:
    return excel(datos(celda), textos=f"<si><t>{texto}</t></si>")


@pytest.mark.parametrize("celda", ['<c t="s"><v>0</v></c>', '<c t="s" s="0"><v>0</v></c>'])
def test_dos_hojas_iguales_dicen_los_textos_de_su_libro(celda: str) -> None:
    assert dichos(libro(celda, "a"), libro(celda, "b")) == ["a", "b"]


LISTA = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)
NUMERADO = parrafo("x", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
NUMERADA = tabla(fila(f"<w:tc>{NUMERADO}</w:tc>"))


def test_dos_tablas_iguales_llevan_el_numero_de_su_lugar() -> None:
    documentos = (word(NUMERADO * veces + NUMERADA, numeracion=LISTA) for veces in (1, 2))

    assert dichos(*documentos) == ["2. x", "3. x"]


def test_tras_dos_tablas_iguales_la_cuenta_sigue() -> None:
    contenido = word(NUMERADA + parrafo("y") + NUMERADA, numeracion=LISTA).getvalue()
    ya_vistas: dict[object, object] = {}
    for _ in range(2):
        _, segunda = ver_bytes(contenido, "x", ya_vistas).tablas()
        assert [celda and celda.texto for celda in segunda.filas[0]] == ["2. x"]


@pytest.mark.parametrize("igual", [excel(datos(escrita("a"))), word(tabla(fila("<w:tc/>")))])
def test_la_igual_es_la_misma(igual: io.BytesIO) -> None:
    una, otra = tablas(igual, igual)

    assert una is otra


def test_de_la_que_algo_se_dice_se_dice_en_las_dos() -> None:
    con_error = excel(datos('<c t="e"><v>#REF!</v></c>', escrita("a"))).getvalue()
    ya_vistas: dict[object, object] = {}
    avisos = [ver_bytes(con_error, "x", ya_vistas).avisos for _ in range(2)]

    assert [[aviso.codigo for aviso in suyos] for suyos in avisos] == [["valor_de_error"]] * 2
