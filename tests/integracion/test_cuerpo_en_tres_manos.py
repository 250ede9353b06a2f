"""El mismo Word diseñado, intacto y guardado por LibreOffice, dice lo mismo y tiene mal lo mismo."""

from pathlib import Path

import pytest
from ayudas.compartido import con_libreoffice, con_sdk, convertir, validar
from ayudas.cuerpos import con_el_texto, cuerpo, textos_de
from ayudas.envueltos import CUADROS, DE_CORRIDA, ENVOLTURAS, corrida, parrafo, xml_de
from ayudas.planes import CORTE, actividad, componente, datos

import paac_reportes as paac

pytestmark = [pytest.mark.integracion]
SUYOS = [componente(*[actividad(codigo=f"{n}.{m}") for m in range(4)]) for n in (1, 2)]
OFICINAS = [{"nombre": f"Oficina {n}", "componentes": SUYOS} for n in (1, 2)]
PLAN = paac.desde_datos(datos(dependencias=OFICINAS)).contenido


def disenado(nombre: str) -> bytes:
    """Lo que un Word lleva de todo, con ese dato en cada lugar."""
    hueco = "{{ " + nombre + " }}"
    hecho = cuerpo(
        "Informe de {{ " + nombre + " | upper }} a {{ corte | fecha_larga }}",
        *("{{ cada dependencia }}", "{{ dependencia.nombre }}: {{ cuenta(actividad) }}"),
        [
            ["Código", "Qué", "Reporte"],
            ["{{ componente.nombre }}", "", ""],
            ["{{ actividad.codigo }}", "{{ actividad.descripcion }}", "{{ seguimiento.texto }}"],
        ],
        *("{{ fin }}", "NIT{{ si no entidad.nit }}: ninguno{{ fin }}."),
        arriba=f"De {hueco}",
        pie="{{ pagina }} de {{ paginas }}",
    )
    envueltas = (
        ENVOLTURAS["control"].replace("{}", corrida(hueco)),
        DE_CORRIDA["sentido"].replace("{}", corrida(hueco)),
        CUADROS["viejo"].replace("{}", parrafo(hueco)),
    )
    return con_el_texto(hecho, lambda raiz: raiz[0][0].extend(xml_de("".join(envueltas))))


def escrito(docx: bytes) -> bytes:
    return paac.reporte(PLAN, paac.formato_desde_word(docx), corte=CORTE).emitir("docx").contenido


def en_libreoffice(docx: bytes, carpeta: Path) -> bytes:
    (carpeta / "a.docx").write_bytes(docx)
    (aparte := carpeta / "aparte").mkdir()
    return convertir(carpeta / "a.docx", "docx:MS Word 2007 XML", aparte).read_bytes()


@con_libreoffice
def test_guardado_por_libreoffice_dice_lo_mismo(tmp_path: Path) -> None:
    docx = disenado("entidad.nombre")
    suyos, de_la_otra = (
        sorted(filter(str.strip, textos_de(escrito(uno))))
        for uno in (docx, en_libreoffice(docx, tmp_path))
    )

    assert [uno.strip() for uno in suyos] == [uno.strip() for uno in de_la_otra]
    assert len(suyos) > 40
    assert "{{" not in "".join(suyos)


@con_libreoffice
def test_guardado_por_libreoffice_tiene_las_mismas_fallas_en_los_mismos_lugares(
    tmp_path: Path,
) -> None:
    docx, lugares = disenado("entidad.nonbre"), []
    for uno in (docx, en_libreoffice(docx, tmp_path)):
        with pytest.raises(paac.ErrorDeFormato) as error:
            paac.formato_desde_word(uno)
        lugares.append(sorted(falla.ruta for falla in error.value.fallas))

    assert lugares[0] == lugares[1]
    assert lugares[0] == [
        *("cuerpo, cuadro de texto, párrafo 1", "cuerpo, párrafo 1", "encabezado, párrafo 1")
    ]


@con_sdk
def test_word_admite_lo_que_sale(tmp_path: Path) -> None:
    (salida := tmp_path / "salida.docx").write_bytes(escrito(disenado("entidad.nombre")))
    assert validar(salida) == ""
