"""Lo que una oficina le hace a su libro: cada gesto se toma o se dice, y la documentación los cuenta.

``GESTOS`` es la tabla de ``docs/oficinas.md``: de cada uno, qué queda y qué se dice.

Prueba ``libros/captura/recogida``.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.compartido import RAIZ, con_datos_reales, con_libreoffice
from ayudas.libros_vueltos import (
    DICHOS,
    EXACTOS,
    FILAS,
    Libro,
    de_todas_partes,
    destinos,
    salidos,
    sembrados,
)
from ayudas.libros_vueltos import Gesto as GestoSembrado
from ayudas.oficinas import DE_DOS_OFICINAS, ESCONDIDAS, IDENTIFICACION, HojaDeOficina, oficina
from ayudas.oficinas import salidos as los_que_salen
from ayudas.planes import CORTE, actividad, componente, datos, plan
from openpyxl.worksheet.cell_range import MultiCellRange

import paac_reportes as paac

AGOSTO = date(2026, 8, 31)
Gesto = Callable[[HojaDeOficina], object]


@pytest.fixture
def libros(tmp_path: Path) -> list[Path]:
    return los_que_salen(DE_DOS_OFICINAS, AGOSTO, tmp_path)


def dicen(plan: paac.Plan) -> dict[str, str | None]:
    """Lo que cada fila dice en agosto, si algo."""
    return {
        fila.identificador or "": uno.texto
        for _, tabla in plan.tablas()
        for fila in tabla.filas()
        for uno in fila.seguimientos
        if uno.corte == AGOSTO and uno.texto
    }


def dichos(reunion: Any) -> list[str]:
    """Los avisos, también de lo que no se tomó, sin el nombre del libro."""
    no_tomadas = [aviso for aviso in reunion.avisos if aviso.codigo == "fila_sin_leer"]
    assert [aviso.mensaje for aviso in no_tomadas] == [una.motivo for una in reunion.sin_tomar]
    return [re.sub(r"^libro «[^»]*»[,:] ", "", str(aviso)) for aviso in reunion.avisos]


# ------------------------------------------------------------------ los gestos
def llenar(fila: int, *valores: object) -> Gesto:
    return lambda hoja: hoja.llenar(fila, *valores)


def poner(rotulo: str, fila: int, valor: object) -> Gesto:
    def gesto(hoja: HojaDeOficina) -> None:
        hoja.celda(fila, rotulo).value = valor

    return gesto


def quitar_columnas(*rotulos: str) -> Gesto:
    def gesto(hoja: HojaDeOficina) -> None:
        for rotulo in rotulos:
            hoja.excel.delete_cols(hoja.columna(rotulo))

    return gesto


def quitar_hoja(cual: str) -> Gesto:
    def gesto(hoja: HojaDeOficina) -> None:
        hoja.excel.parent.remove(hoja.excel.parent[cual])

    return gesto


def sin_propiedades(hoja: HojaDeOficina) -> None:
    for nombre in [*hoja.excel.parent.custom_doc_props.names]:
        del hoja.excel.parent.custom_doc_props[nombre]


def renombrar_y_mover(hoja: HojaDeOficina) -> None:
    excel = hoja.excel
    excel.protection.sheet, excel.title = False, "Reporte mío"
    de, a = hoja.columna("Seguimiento"), hoja.columna("Meta o producto")
    for renglon in range(hoja.rotulos, excel.max_row + 1):
        uno, otro = excel.cell(renglon, de), excel.cell(renglon, a)
        uno.value, otro.value = otro.value, uno.value


def ocultar(hoja: HojaDeOficina) -> None:
    hoja.excel.row_dimensions[hoja.rotulos + 2].hidden = True


def en_fecha(hoja: HojaDeOficina) -> None:
    celda = hoja.celda(1, "Seguimiento")
    celda.value, celda.number_format = datetime(2026, 8, 3), "dd/mm/yyyy"


def combinar(hoja: HojaDeOficina) -> None:
    letra = hoja.celda(1, "Seguimiento").column_letter
    hoja.excel.merge_cells(f"{letra}{hoja.rotulos + 1}:{letra}{hoja.rotulos + 2}")


def columna_de_mas(hoja: HojaDeOficina) -> None:
    ultima = hoja.excel.max_column + 1
    hoja.excel.cell(hoja.rotulos, ultima).value = "Para la reunión"
    hoja.excel.cell(hoja.rotulos + 1, ultima).value = 1000


def hoja_de_mas(hoja: HojaDeOficina) -> None:
    hoja.excel.parent.create_sheet("Anexo")["A1"] = "Lo que faltó decir"


def una_mas(hoja: HojaDeOficina) -> None:
    hoja.celda(4, "N.º").value = "1.9"
    hoja.celda(4, "Actividad").value = "Otra que hicimos"
    hoja.llenar(4, "La hicimos.", "mucho")


def marcar(fila: int, como: str | int | None) -> Gesto:
    """La identificación de una fila, en sus dos extremos."""

    def gesto(hoja: HojaDeOficina) -> None:
        marca = hoja.celda(como, IDENTIFICACION).value if isinstance(como, int) else como
        for rotulo in ESCONDIDAS:
            hoja.celda(fila, rotulo).value = marca

    return gesto


def copiar(de: int, a: int, desde: str | None = None) -> Gesto:
    """Una fila sobre otra, o sólo de una columna a Observaciones."""

    def gesto(hoja: HojaDeOficina) -> None:
        hasta = hoja.columna("Observaciones") if desde else hoja.excel.max_column
        for columna in range(hoja.columna(desde) if desde else 1, hasta + 1):
            copiada = hoja.excel.cell(hoja.rotulos + de, columna).value
            hoja.excel.cell(hoja.rotulos + a, columna).value = copiada

    return gesto


def al_reves(*rotulos: str) -> Gesto:
    """Las tres filas al revés, menos esas columnas."""

    def gesto(hoja: HojaDeOficina) -> None:
        quedan = {hoja.columna(rotulo) - 1 for rotulo in rotulos}
        renglones = [hoja.renglon(fila) for fila in (1, 2, 3)]
        for fila, (suyo, puesto) in enumerate(zip(renglones, renglones[::-1], strict=True), 1):
            hoja.poner(fila, [suyo[n] if n in quedan else v for n, v in enumerate(puesto)])

    return gesto


def mover_celdas(**de: int) -> Gesto:
    """Celdas de Seguimiento que van a otra fila con su ayuda, como las mueven Excel y LibreOffice."""

    def gesto(hoja: HojaDeOficina) -> None:
        ayudas = {str(una.sqref): una for una in hoja.excel.data_validations.dataValidation}
        celdas = {n: hoja.celda(n, "Seguimiento") for n in (1, 2, 3)}
        valores = {n: (celda.value, ayudas[celda.coordinate]) for n, celda in celdas.items()}
        for a, una in ((int(a.removeprefix("a")), una) for a, una in de.items()):
            celdas[a].value, ayuda = valores.get(una, (None, None))
            if ayuda is not None:
                ayuda.sqref = MultiCellRange(celdas[a].coordinate)

    return gesto


def varios(*gestos: Gesto) -> Gesto:
    return lambda hoja: [gesto(hoja) for gesto in gestos]


HIZO = llenar(1, "Se hizo.")
TRES = varios(*(llenar(n, f"De la {n}.") for n in (1, 2, 3)))
EN_LA_PRIMERA = {"1.1": "Se hizo."}
EN_LAS_TRES = {f"1.{n}": f"De la {n}." for n in (1, 2, 3)}
FILA, CELDA = "hoja «Actividades», fila", "hoja «Actividades», celda"
ILEGIBLE = "; la celda no se tomó"
PEGUE = "pegue su texto en su fila, en un libro recién salido"
SIN_MARCA = f"no lleva a lado y lado la identificación de una fila del libro; {PEGUE}"
DOS_VECES = f"otra fila lleva su misma identificación; {PEGUE}"
NO_ES_ELLA = f"lo que se lee en ella no es de la fila que dice su identificación; {PEGUE}"
CORRIDA = (
    f"lo escrito es de otra fila: su columna se ordenó sola, o sus celdas se corrieron; {PEGUE}"
)


def en_filas(motivo: str, *filas: int) -> list[str]:
    return [f"{FILA} {n + 3}: {motivo}" for n in filas]


Caso = tuple[Gesto, dict[str, str] | None, list[str]]
"""El gesto, qué queda y qué se dice; sin nada que quede, por qué no se toma el libro."""
GESTOS: Mapping[str, list[Caso]] = {
    "No escribir nada": [(lambda _: None, {}, [])],
    "Escribir en lo amarillo": [
        (HIZO, EN_LA_PRIMERA, []),
        (varios(llenar(1, "-"), llenar(2, "   ")), {"1.1": "-"}, []),
        (en_fecha, {"1.1": "03/08/2026"}, []),
        (llenar(1, "&#10; y <b>"), {"1.1": "&#10; y <b>"}, []),
        (varios(HIZO, sin_propiedades), EN_LA_PRIMERA, []),
    ],
    "Ordenar, mover, filtrar u ocultar filas enteras": [
        (varios(TRES, al_reves()), EN_LAS_TRES, []),
        (
            varios(llenar(2, "Oculta."), ocultar),
            {"1.2": "Oculta."},
            ["hoja «Actividades»: filas ocultas, o apartadas por un filtro, que se leyeron: 1"],
        ),
    ],
    "Mover o agregar columnas, renombrar la hoja": [
        (
            varios(HIZO, renombrar_y_mover),
            EN_LA_PRIMERA,
            ["hoja «Reporte mío»: se leyó como la hoja «Actividades»"],
        ),
        (
            columna_de_mas,
            {},
            [
                "hoja «Actividades»: no se sabe qué dato es la columna «Para la reunión», o está"
                " otra vez; no se leyó",
                f"{CELDA} P4: no quedó en ningún dato: «1000»",
            ],
        ),
    ],
    "Copiar una celda a otra fila": [
        (
            varios(HIZO, copiar(1, 2, "Observaciones"), poner("Seguimiento", 2, "Se hizo.")),
            {"1.1": "Se hizo.", "1.2": "Se hizo."},
            [],
        )
    ],
    "Combinar celdas": [
        (
            varios(HIZO, combinar),
            EN_LA_PRIMERA,
            [
                f"{CELDA} H4: está combinada con otras: lo que dice es sólo de su primera fila y"
                " columna"
            ],
        )
    ],
    "Escribir un avance o un estado que no se entiende, o dudoso": [
        (
            llenar(1, "Se hizo.", "casi"),
            EN_LA_PRIMERA,
            [f"{CELDA} I4: se esperaba un número, llegó 'casi'{ILEGIBLE}"],
        ),
        (
            llenar(1, "Se hizo.", 0.5),
            EN_LA_PRIMERA,
            [f"{CELDA} I4: se leyó como 0,5 %; si es una parte de uno, escriba 50"],
        ),
        (
            llenar(1, "Se hizo.", "40.000"),
            EN_LA_PRIMERA,
            [
                f"{CELDA} I4: '40.000' se leyó como 40, con el signo por el de los decimales; si es"
                " el de los miles, escríbalo sin él"
            ],
        ),
    ],
    "Cambiar un texto cerrado que no la identifica": [
        (
            varios(HIZO, poner("Meta o producto", 1, "Medio mapa")),
            EN_LA_PRIMERA,
            [
                f"{CELDA} E4: «Meta o producto» sólo se lee, y volvió cambiado; no cambia el plan:"
                " dice 'Medio mapa', y salió con 'Mapa publicado'"
            ],
        )
    ],
    "Borrar una fila": [
        (
            lambda hoja: hoja.excel.delete_rows(hoja.rotulos + 2),
            {},
            ["salió con 1 fila que no está: «1.2 Actividad 1.2»"],
        )
    ],
    "Escribir debajo o encima de la tabla, o en otra hoja": [
        (hoja_de_mas, {}, ["hoja «Anexo»: no es de las de este libro; no se leyó"]),
        (
            lambda hoja: hoja.excel.__setitem__("A2", "Lo mío"),
            {},
            [f"{CELDA} A2: no quedó en ningún dato: «Lo mío»"],
        ),
        (
            poner("N.º", 5, "Elaboró: la jefe de la oficina"),
            {},
            [f"{FILA} 8: va debajo de la tabla, y no se leyó: 'Elaboró: la jefe de la oficina'"],
        ),
        (
            varios(HIZO, poner("N.º", 4, "Promedio"), poner("Avance (%)", 4, 50)),
            EN_LA_PRIMERA,
            en_filas(SIN_MARCA, 4),
        ),
    ],
    "Agregar una fila": [
        (
            una_mas,
            {},
            [
                f"{CELDA} I7: se esperaba un número, llegó 'mucho'{ILEGIBLE}",
                *en_filas(SIN_MARCA, 4),
            ],
        )
    ],
    "Copiar una fila, o pegarla sobre otra": [
        (varios(HIZO, copiar(1, 4)), {}, en_filas(DOS_VECES, 1, 4)),
        (varios(TRES, copiar(1, 2)), {"1.3": "De la 3."}, en_filas(DOS_VECES, 1, 2)),
        (
            varios(TRES, copiar(1, 2, "Seguimiento")),
            {"1.3": "De la 3."},
            [*en_filas(DOS_VECES, 1), *en_filas(SIN_MARCA, 2)],
        ),
    ],
    "Borrar o cambiar lo escondido que dice cuál es la fila": [
        (varios(TRES, marcar(2, None)), EN_LAS_TRES | {"1.2": ""}, en_filas(SIN_MARCA, 2)),
        (
            varios(HIZO, poner(IDENTIFICACION, 2, "Ojo con ésta")),
            EN_LA_PRIMERA,
            en_filas(SIN_MARCA, 2),
        ),
        (varios(HIZO, quitar_columnas(ESCONDIDAS[1])), {}, en_filas(SIN_MARCA, 1)),
    ],
    "Ordenar sin lo escondido, o pasarlo de una fila a otra": [
        (varios(TRES, al_reves(*ESCONDIDAS)), {"1.2": "De la 2."}, en_filas(NO_ES_ELLA, 1, 3)),
        (
            varios(TRES, al_reves("Seguimiento", "Avance (%)", ESCONDIDAS[1])),
            {"1.2": "De la 2."},
            en_filas(SIN_MARCA, 1, 3),
        ),
        (varios(TRES, marcar(2, 1)), {"1.3": "De la 3."}, en_filas(DOS_VECES, 1, 2)),
    ],
    "Ordenar sola una columna, o correr o cortar sus celdas": [
        (varios(TRES, mover_celdas(a1=2, a2=1)), {}, en_filas(CORRIDA, 1, 2, 3)),
        (varios(TRES, mover_celdas(a1=3, a3=0)), {}, en_filas(CORRIDA, 1, 2)),
    ],
    "Borrar una columna amarilla, una hoja que se llena o la escondida": [
        (
            quitar_columnas("Seguimiento"),
            None,
            ["falta «Seguimiento»: no se lee nada de la hoja"],
        ),
        (quitar_hoja("Como salió"), None, ["perdió la hoja escondida"]),
        (quitar_hoja("Actividades"), None, ["no está la hoja «Actividades», que se llena"]),
    ],
}


def test_borrar_una_hoja_que_se_llena_y_dejar_la_otra_tampoco_se_toma(tmp_path: Path) -> None:
    tramites = [{"nombre": "Certificado", "fecha_fin": "31/12/2026"}]
    base = plan(componente(actividad()), {"numero": 2, "nombre": "Trámites", "tramites": tramites})
    [ruta] = paac.capturar(base, date(2026, 8, 31), tmp_path).archivos
    libro = openpyxl.load_workbook(ruta)
    del libro["Actividades"]
    libro.save(ruta)
    with pytest.raises(paac.ErrorDeEntrada, match="no está la hoja «Actividades», que se llena"):
        paac.reunir([ruta], base=base)


@pytest.mark.parametrize(
    "caso", [pytest.param(c, id=f"{g} {n}") for g, cs in GESTOS.items() for n, c in enumerate(cs)]
)
def test_cada_gesto_se_toma_o_se_dice(caso: Caso, libros: list[Path]) -> None:
    gesto, queda, dice = caso
    with oficina(libros[0]) as hoja:
        gesto(hoja)
    reunion = paac.reunir(libros, base=DE_DOS_OFICINAS)
    if queda is None:
        [rechazado] = reunion.rechazados
        assert dice[0] in str(rechazado.fallas[0])
        return
    assert dicen(reunion.contenido) == {c: texto for c, texto in queda.items() if texto}
    dicho = dichos(reunion)
    assert [uno for uno in dice if uno not in dicho] == []
    assert bool(dice) == bool(dicho)
    assert len(reunion.sin_tomar) == sum(PEGUE in uno for uno in dice)


def test_los_gestos_son_los_que_la_documentacion_cuenta() -> None:
    pagina = (RAIZ / "docs" / "oficinas.md").read_text("utf-8")
    tabla = pagina.partition("| El gesto |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| ([^|]+) \|", tabla, re.MULTILINE) == [*GESTOS]


# ------------------------------------------------------------------ sembrados
def con_un_gesto(gesto: GestoSembrado, semilla: int) -> Counter[str]:
    azar, de = random.Random(semilla), salidos("nueve")  # noqa: S311
    [nombre] = de.libros
    libro = Libro(de, nombre, azar)
    libro.llenar(azar.sample(range(1, FILAS + 1), azar.randrange(3, FILAS)), azar)
    gesto(libro, azar)
    return destinos(de, [libro])


@pytest.mark.una_de_cada("gesto")
@pytest.mark.parametrize("gesto", [*EXACTOS, *DICHOS], ids=lambda gesto: gesto.__name__)
def test_lo_que_se_hace_con_un_libro_no_pasa_a_otra_fila_ni_se_pierde(
    gesto: GestoSembrado,
) -> None:
    for semilla in range(2):
        veces = con_un_gesto(gesto, semilla)
        assert (veces["otra"], veces["perdido"]) == (0, 0)
        assert gesto in DICHOS or (+veces).keys() == {"tomado"}


@pytest.mark.profundo
@con_datos_reales
@con_libreoffice
def test_de_mil_libros_sembrados_ningun_texto_va_a_otra_fila_ni_se_pierde() -> None:
    veces = sembrados(1000, de_todas_partes(), 0.03)
    assert (veces["otra"], veces["perdido"]) == (0, 0)
    assert min(veces["tomado"], veces["dicho"]) > 0


# ------------------------------------------------------------------ lo que se escribe
def filas(plan: paac.Plan) -> list[paac.modelo.Actividad]:
    return [
        fila
        for _, tabla in plan.tablas()
        for fila in tabla.filas()
        if isinstance(fila, paac.modelo.Actividad)
    ]


# ------------------------------------------------------------------ lo que la base decía
def de_una(**cambios: Any) -> paac.Plan:
    return paac.desde_datos(datos(componente(actividad(**cambios)))).contenido


def test_lo_que_el_libro_no_lleva_de_un_seguimiento_se_conserva(tmp_path: Path) -> None:
    reportado = {"corte": str(CORTE), "texto": "A medias.", "monitoreo": "Planeación lo vio."}
    base = de_una(seguimiento=None, seguimientos=[reportado])
    [libro] = paac.capturar(base, CORTE, tmp_path).archivos
    with oficina(libro) as hoja:
        hoja.llenar(1, "Terminado.")
    [seguimiento] = filas(paac.reunir(libro, base=base).contenido)[0].seguimientos
    assert (seguimiento.texto, seguimiento.monitoreo) == ("Terminado.", "Planeación lo vio.")


def test_lo_que_del_plan_no_cabe_en_una_celda_no_se_recorta_al_volver(tmp_path: Path) -> None:
    base = de_una(descripcion="palabra " * 5000)
    [libro] = paac.capturar(base, AGOSTO, tmp_path).archivos
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se hizo.")
    reunion = paac.reunir(libro, base=base)
    assert (len(reunion.nuevas), reunion.conflictos) == (1, ())
    assert filas(reunion.contenido)[0].descripcion == filas(base)[0].descripcion


def test_lo_ya_reportado_que_no_cabe_en_una_celda_se_dice_y_no_se_recorta(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"celda G4: el texto pasa de 32\.767"):
        paac.capturar(de_una(seguimiento="palabra " * 5000), CORTE, tmp_path / "libros")


def movida(base: paac.Plan, a: int | None) -> paac.Plan:
    """La base, con la 1.3 en otra oficina o, sin ella, quitada."""
    crudo = paac.datos_de(base)
    suya = crudo["dependencias"][0]["componentes"][0]["subcomponentes"][0]["actividades"].pop()
    if a is not None:
        crudo["dependencias"][a]["componentes"][0]["subcomponentes"][0]["actividades"].append(suya)
    return paac.desde_datos(crudo).contenido


def test_la_fila_que_la_base_paso_a_otra_oficina_se_toma_donde_esta(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(3, "Se hizo.")
    reunion = paac.reunir(libros[0], base=movida(DE_DOS_OFICINAS, 1))
    assert [una.nombre for una in reunion.nuevas] == ["1.3 Actividad 1.3"]
    assert reunion.avisos == ()


def test_lo_de_una_fila_que_la_base_ya_no_tiene_se_dice(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(3, "Se hizo.")
    dicho = dichos(paac.reunir(libros[0], base=movida(DE_DOS_OFICINAS, None)))
    assert dicho == [f"{FILA} 6: el plan ya no la tiene, o cambió lo que la identifica; {PEGUE}"]


def test_lo_de_una_fila_que_nada_dice_de_si_se_toma_por_su_identificacion(tmp_path: Path) -> None:
    base = paac.desde_datos(datos({"numero": 2, "tramites": [{}]})).contenido
    [libro] = paac.capturar(base, AGOSTO, tmp_path).archivos
    with oficina(libro, "Trámites") as hoja:
        hoja.llenar(1, "Se hizo.")
    reunion = paac.reunir(libro, base=base)
    assert [una.reporte["seguimiento.texto"] for una in reunion.nuevas] == ["Se hizo."]
    assert reunion.avisos == ()
