"""Un formato que parte de otro: qué cambia, qué conserva y qué no puede."""

from pathlib import Path

import pytest
from ayudas.en_tablas import en_tablas
from ayudas.formatos import escribir_formato, minimo
from ayudas.lectores import tablas_de_word
from ayudas.planes import plan

import paac_reportes as paac

BASE = "MCCO.101.18.F.20"


def heredero(carpeta: Path, texto: str, base: str = BASE) -> Path:
    return escribir_formato(carpeta, f'base = "{base}"\ncodigo = "{carpeta.name}"\n{texto}')


def fallas(carpeta: Path) -> list[str]:
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(carpeta)
    return [str(falla).split("formato.toml: ")[1] for falla in error.value.fallas]


def test_sin_cambiar_nada_es_igual_a_su_base(tmp_path: Path) -> None:
    propio = paac.leer_formato(heredero(tmp_path / "propio", ""))
    original = paac.reporte(plan(), BASE).emitir("docx").contenido

    assert propio.tablas["tramites"].columnas[0].rotulo == ("Nº",)
    assert en_tablas(paac.reporte(plan(), propio)) == en_tablas(paac.reporte(plan(), BASE))
    assert (
        paac.reporte(plan(), propio).emitir("docx").contenido != original
    )  # lleva su código en el encabezado


def test_cambia_solo_un_rotulo_una_columna_y_el_encabezado(tmp_path: Path) -> None:
    carpeta = heredero(
        tmp_path / "propio",
        """
quita = ["libro.bloque"]
[reemplaza]
"Meta o Producto" = "Producto"
[encabezado]
anchos = [50, 50]
filas = [[{ texto = "{{ entidad.nombre }}" }, { texto = "Hoja {{ pagina }}" }]]
[tablas.actividades.columna]
quita = ["actividad.responsable"]
[tablas.actividades.columna."seguimiento.avance"]
rotulo = "%"
ancho = 11.6
""",
    )
    (tabla,) = tablas_de_word(
        paac.reporte(plan(), paac.leer_formato(carpeta)).emitir("docx").contenido
    )

    (de_la_base,) = tablas_de_word(paac.reporte(plan(), BASE).emitir("docx").contenido)
    antes, despues = " · ".join(filter(None, de_la_base[2])), " · ".join(filter(None, tabla[2]))
    assert antes.replace("Meta o Producto · Responsable", "Producto") + " · %" == despues


def test_una_columna_se_agrega_y_se_mueve_junto_a_otra(tmp_path: Path) -> None:
    carpeta = heredero(
        tmp_path / "propio",
        """
[tablas.tramites.columna."tramite.codigo_suit"]
rotulo = "SUIT"
ancho = 5
tras = "tramite.numero"
[tablas.tramites.columna."tramite.accion"]
ancho = 3.6
antes = "tramite.codigo_suit"
""",
    )
    columnas = paac.leer_formato(carpeta).tablas["tramites"].columnas

    assert [columna.dato[0] for columna in columnas[:3]] == [
        "tramite.numero",
        "tramite.accion",
        "tramite.codigo_suit",
    ]
    assert len(columnas) == 1 + len(paac.leer_formato(BASE).tablas["tramites"].columnas)


def test_una_tabla_de_la_base_lleva_las_columnas_que_liste_el_heredero(tmp_path: Path) -> None:
    carpeta = heredero(
        tmp_path / "propio",
        """
[tablas.actividades]
columnas = [
    { dato = "actividad.meta", rotulo = "Meta", ancho = 70 },
    { dato = "actividad.codigo", rotulo = "N.º", ancho = 30 },
]
""",
    )
    columnas = paac.leer_formato(carpeta).tablas["actividades"].columnas

    assert [columna.dato for columna in columnas] == [("actividad.meta",), ("actividad.codigo",)]


def test_una_tabla_que_la_base_no_trae_es_del_heredero(tmp_path: Path) -> None:
    carpeta = heredero(
        tmp_path / "propio",
        """
[tablas.propia]
secciones = [{ recorre = "firmas" }]
columnas = [{ dato = "firma.nombre", rotulo = "Firma", ancho = 100 }]
""",
    )
    original = paac.leer_formato(heredero(tmp_path / "igual", "")).tablas

    assert paac.leer_formato(carpeta).tablas.keys() - original.keys() == {"propia"}


def test_una_cadena_de_vecinos(tmp_path: Path) -> None:
    minimo(tmp_path / "abuelo")
    heredero(tmp_path / "padre", '[reemplaza]\n"Meta" = "Producto"', "abuelo")
    hijo = heredero(tmp_path / "hijo", '[reemplaza]\n"Producto" = "Entregable"', "padre")

    assert paac.leer_formato(hijo).tablas["unica"].columnas[1].rotulo == ("Entregable",)
    codigos = [f.codigo for f in paac.formatos_disponibles(tmp_path)]
    assert {"abuelo", "padre", "hijo"} <= set(codigos)


@pytest.mark.parametrize(
    ("texto", "falla"),
    [
        ("quita = 3", "quita: se esperaba una lista de claves, llegó 3"),
        ('quita = ["libro.bloques"]', "quita[0]: el formato base no trae 'libro.bloques'"),
        ("reemplaza = 3", "reemplaza: se esperaba una tabla de textos: el de la base y el suyo"),
        (
            '[reemplaza]\n"Meta o producto" = "P"',
            "reemplaza: el formato base no trae el texto 'Meta o producto'; el más parecido es 'Meta o Producto'",
        ),
        (
            "[tablas.actividad.columna.x]\nancho = 3",
            "tablas.actividad.columna: el formato base no trae la tabla 'actividad'",
        ),
        (
            "[tablas.actividades]\ncolumna = { x = 3 }",
            "tablas.actividades.columna: se esperaba una tabla por columna, con su dato por nombre",
        ),
        (
            '[tablas.actividades.columna]\nquita = ["actividad.met"]',
            "tablas.actividades.columna.quita[0]: el formato base no trae la columna 'actividad.met'",
        ),
        (
            '[tablas.actividades.columna]\nquita = ["actividad.meta", "actividad.meta"]',
            "tablas.actividades.columna.quita[1]: ya está en la lista: 'actividad.meta'",
        ),
        (
            '[tablas.actividades.columna."actividad.meta"]\ntras = "actividad.meta"',
            "tablas.actividades.columna.actividad.meta.tras: el formato no trae otra columna 'actividad.meta'",
        ),
        (
            '[tablas.actividades.columna."actividad.meta"]\nantes = "x"\ntras = "y"',
            "tablas.actividades.columna.actividad.meta: se esperaba tras o antes, no ambas",
        ),
    ],
)
def test_lo_que_la_base_no_trae_se_dice(tmp_path: Path, texto: str, falla: str) -> None:
    assert fallas(heredero(tmp_path / "propio", texto))[0] == falla


def test_una_base_que_no_existe_o_da_vueltas(tmp_path: Path) -> None:
    heredero(tmp_path / "uno", "", "dos")
    heredero(tmp_path / "dos", "", "uno")

    assert fallas(tmp_path / "uno") == ["base: da vueltas: uno → dos → uno"]
    assert fallas(heredero(tmp_path / "tres", "", "MCCO"))[0].startswith(
        "base: no existe el formato 'MCCO'; ¿quiso decir"
    )
    sin_texto = escribir_formato(tmp_path / "cuatro", 'codigo = "cuatro"\nbase = 3')
    assert fallas(sin_texto) == ["base: se esperaba el código de un formato, llegó 3"]
