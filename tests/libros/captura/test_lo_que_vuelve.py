"""Lo que una oficina le hace a su libro: cada caso se toma o se dice, y aquí está la lista.

``SE_TOMA``: queda en su fila, y de lo demás nada se dice. ``SE_DICE``: no pasa a ninguna fila, o
pasa y conviene mirarlo, y hay un renglón con su lugar. ``NO_SE_TOMA``: el libro entero, y por qué.

Prueba ``libros/captura/lectura`` y ``libros/captura/reportes``.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas.oficinas import ESCONDIDAS, IDENTIFICACION, HojaDeOficina, oficina, salidos
from ayudas.planes import CORTE, actividad, componente, datos, tramite

import paac_reportes as paac

AGOSTO = date(2026, 8, 31)
Gesto = Callable[[HojaDeOficina], object]


def actividades(*codigos: str, **cambios: Any) -> dict[str, Any]:
    """Un componente con una actividad por código."""
    suyas = (actividad(codigo=c, descripcion=f"Actividad {c}", **cambios) for c in codigos)
    return componente(*suyas)


BASE = paac.desde_datos(
    datos(
        dependencias=[
            {"nombre": "PLANEACIÓN", "componentes": [actividades("1.1", "1.2", "1.3")]},
            {
                "nombre": "HACIENDA",
                "componentes": [actividades("2.1"), {"numero": 2, "tramites": [tramite()]}],
            },
        ]
    )
).contenido


@pytest.fixture
def libros(tmp_path: Path) -> list[Path]:
    return salidos(BASE, AGOSTO, tmp_path)


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


def firmar(rotulo: str) -> Gesto:
    def gesto(hoja: HojaDeOficina) -> None:
        for fila, texto in enumerate(("________________", "ANA FIRMANTE", "Secretaria"), 5):
            hoja.celda(fila, rotulo).value = texto

    return gesto


def una_mas(hoja: HojaDeOficina) -> None:
    hoja.celda(4, "N.º").value = "1.9"
    hoja.celda(4, "Actividad").value = "Otra que hicimos"
    hoja.llenar(4, "La hicimos.", "mucho")


def marca_de_la_primera(*rotulos: str) -> Gesto:
    """La segunda fila, llena, con la identificación de la primera."""

    def gesto(hoja: HojaDeOficina) -> None:
        hoja.llenar(2, "De la segunda.")
        for rotulo in rotulos:
            hoja.celda(2, rotulo).value = hoja.celda(1, rotulo).value

    return gesto


def marca_ajena(hoja: HojaDeOficina) -> None:
    hoja.llenar(2, "De otro libro.")
    for rotulo in ESCONDIDAS:
        hoja.celda(2, rotulo).value = f"paac:{'a' * 12}:d0c0s0a1"


def ordenar_lo_que_se_ve(hoja: HojaDeOficina) -> None:
    """Al revés, sin tocar las columnas escondidas."""
    for fila in (1, 2, 3):
        hoja.llenar(fila, f"De la {fila}.")
    al_reves(hoja, 3)


def al_reves(hoja: HojaDeOficina, cuantas: int) -> None:
    escondidas = {hoja.columna(rotulo) - 1 for rotulo in ESCONDIDAS}
    renglones = [hoja.renglon(fila) for fila in range(1, cuantas + 1)]
    for fila, (suyo, puesto) in enumerate(zip(renglones, reversed(renglones), strict=True), 1):
        hoja.poner(fila, [suyo[n] if n in escondidas else v for n, v in enumerate(puesto)])


def ordenar_las_primeras_columnas(hoja: HojaDeOficina) -> None:
    hoja.llenar(1, "De la primera.")
    hasta = hoja.columna(ESCONDIDAS[1]) - 1
    una, otra = hoja.renglon(1), hoja.renglon(2)
    hoja.poner(1, [*otra[:hasta], *una[hasta:]])
    hoja.poner(2, [*una[:hasta], *otra[hasta:]])


def con_la_marca_dos_veces(hoja: HojaDeOficina) -> None:
    marca_de_la_primera(*ESCONDIDAS)(hoja)
    ordenar_las_primeras_columnas(hoja)


def copiar_lo_que_se_llena(hoja: HojaDeOficina) -> None:
    hoja.llenar(1, "De la primera.")
    for columna in range(hoja.columna("Seguimiento"), hoja.columna("Observaciones") + 1):
        copiada = hoja.excel.cell(hoja.rotulos + 1, columna).value
        hoja.excel.cell(hoja.rotulos + 2, columna).value = copiada


def sin_una_marca_las_mas(hoja: HojaDeOficina) -> None:
    for fila in (1, 2):
        hoja.llenar(fila, f"De la {fila}.")
        hoja.celda(fila, ESCONDIDAS[1]).value = None


def varios(*gestos: Gesto) -> Gesto:
    return lambda hoja: [gesto(hoja) for gesto in gestos]


HIZO = llenar(1, "Se hizo.")
EN_LA_PRIMERA = {"1.1": "Se hizo."}

SE_TOMA: Mapping[str, tuple[Gesto, dict[str, str]]] = {
    "nada": (lambda _: None, {}),
    "un texto": (HIZO, EN_LA_PRIMERA),
    "un guion, y no un blanco": (varios(llenar(1, "-"), llenar(2, "   ")), {"1.1": "-"}),
    "una fecha": (en_fecha, {"1.1": "03/08/2026"}),
    "un número": (llenar(2, 25), {"1.2": "25"}),
    "lo que parece una marca": (llenar(1, "&#10; y <b>"), {"1.1": "&#10; y <b>"}),
    "sin las propiedades del archivo": (varios(HIZO, sin_propiedades), EN_LA_PRIMERA),
}

FILA = "hoja «Actividades», fila"
CELDA = "hoja «Actividades», celda"
PEGUE = "pegue su texto en la hoja «Actividades», fila {}, de un libro recién salido"
O_EN = (
    "pegue su texto en la hoja «Actividades», fila {}, o en la hoja «Actividades», fila {}, si es de"
    " lo que se lee, de un libro recién salido"
)
DE_OTRA_FILA = "lo escrito no está junto a la fila con que salió, o eso no se sabe"
SIN_MARCA = "no lleva la identificación de ninguna fila del libro"
DE_NINGUNA = "si es de una fila del libro, pegue su texto en ella, en uno recién salido"
ILEGIBLE = "; la celda no se tomó, y lo demás de su fila sí"
SE_DICE: Mapping[str, tuple[Gesto, dict[str, str], list[str]]] = {
    "otro nombre de hoja y columnas movidas": (
        varios(HIZO, renombrar_y_mover),
        EN_LA_PRIMERA,
        ["hoja «Reporte mío»: se leyó como la hoja «Actividades»"],
    ),
    "sin una columna escondida": (varios(HIZO, quitar_columnas(ESCONDIDAS[1])), EN_LA_PRIMERA, []),
    "sin las dos": (varios(HIZO, quitar_columnas(*ESCONDIDAS)), EN_LA_PRIMERA, []),
    "sin las de la izquierda": (
        varios(HIZO, quitar_columnas("Componente", IDENTIFICACION)),
        EN_LA_PRIMERA,
        [],
    ),
    "filas ocultas": (
        varios(llenar(2, "Oculta."), ocultar),
        {"1.2": "Oculta."},
        ["hoja «Actividades»: filas ocultas, o apartadas por un filtro, que se leyeron: 1"],
    ),
    "una fila borrada": (
        lambda hoja: hoja.excel.delete_rows(hoja.rotulos + 2),
        {},
        ["1 fila que salió en él no está: 1.2 Actividad 1.2"],
    ),
    "una celda combinada": (
        varios(HIZO, combinar),
        EN_LA_PRIMERA,
        [f"{CELDA} H4: está combinada con otras: lo que dice es sólo de su primera fila y columna"],
    ),
    "una fórmula sin resultado": (poner("Avance (%)", 1, "=40+10"), {}, []),
    "un avance que no se entiende": (
        llenar(1, "Se hizo.", "casi"),
        EN_LA_PRIMERA,
        [f"{CELDA} I4: se esperaba un número, llegó 'casi'{ILEGIBLE}"],
    ),
    "un avance imposible": (
        llenar(1, "Se hizo.", 120),
        EN_LA_PRIMERA,
        [f"{CELDA} I4: se esperaba un número de 0 a 100, llegó 120{ILEGIBLE}"],
    ),
    "un estado ajeno": (
        llenar(1, "Se hizo.", None, "Casi"),
        EN_LA_PRIMERA,
        [
            f"{CELDA} J4: se esperaba alguno de estos: Cumplida, En proceso, Sin avance, No aplica,"
            f" Sin reporte, llegó 'Casi'{ILEGIBLE}"
        ],
    ),
    "un medio sin signo": (
        llenar(1, "Se hizo.", 0.5),
        EN_LA_PRIMERA,
        [f"{CELDA} I4: se leyó como 0,5 %; si es una parte de uno, escriba 50"],
    ),
    "un uno sin signo": (
        llenar(1, "Se hizo.", "1"),
        EN_LA_PRIMERA,
        [f"{CELDA} I4: se leyó como 1 %; si es una parte de uno, escriba 100"],
    ),
    "un avance que no va con su estado": (
        llenar(1, "Se hizo.", "80 por ciento", "Cumplida"),
        EN_LA_PRIMERA,
        [f"{FILA} 4: se declara cumplida con 80 % de avance"],
    ),
    "lo cerrado cambiado": (
        varios(HIZO, poner("Meta o producto", 1, "Medio mapa")),
        EN_LA_PRIMERA,
        [
            f"{CELDA} E4: «Meta o producto» sólo se lee, y volvió cambiado; no cambia el plan: dice"
            " 'Medio mapa', y salió con 'Mapa publicado'"
        ],
    ),
    "una columna de más": (
        columna_de_mas,
        {},
        [
            "hoja «Actividades»: no se sabe qué dato es la columna «Para la reunión»; no se leyó",
            f"{CELDA} P4: no quedó en ningún dato: «1000»",
        ],
    ),
    "una hoja de más": (
        hoja_de_mas,
        {},
        ["hoja «Anexo»: no es de las de este libro; no se leyó"],
    ),
    "algo sobre la tabla": (
        lambda hoja: hoja.excel.__setitem__("A2", "Lo mío"),
        {},
        [f"{CELDA} A2: no quedó en ningún dato: «Lo mío»"],
    ),
    "una nota debajo": (
        poner("N.º", 5, "Elaboró: la jefe de la oficina"),
        {},
        [f"{FILA} 8: es una nota o una firma, y no se leyó: 'Elaboró: la jefe de la oficina'"],
    ),
    "un total debajo": (
        varios(HIZO, poner("N.º", 4, "Promedio"), poner("Avance (%)", 4, 50)),
        EN_LA_PRIMERA,
        [f"{FILA} 7: es un total, y no se leyó: 'Promedio | 50'"],
    ),
    **{
        f"una firma bajo {rotulo}": (
            varios(HIZO, firmar(rotulo)),
            EN_LA_PRIMERA,
            [f"{FILA} 9: es una nota o una firma, y no se leyó: 'ANA FIRMANTE'"],
        )
        for rotulo in ("N.º", "Actividad", "Avance (%)", "Estado", "Evidencias")
    },
    "una fila que la oficina agregó": (
        una_mas,
        {},
        [
            f"{CELDA} I7: se esperaba un número, llegó 'mucho'{ILEGIBLE}",
            f"{FILA} 7: {SIN_MARCA}; {DE_NINGUNA}",
        ],
    ),
    "una marca de otro libro": (
        marca_ajena,
        {},
        [f"{FILA} 5: la identificación que lleva es de otro libro; {PEGUE.format(5)}"],
    ),
    "una marca de otra fila": (
        marca_de_la_primera(ESCONDIDAS[0]),
        {},
        [f"{FILA} 5: {DE_OTRA_FILA}; {PEGUE.format(5)}"],
    ),
    "las dos marcas de otra fila": (
        marca_de_la_primera(*ESCONDIDAS),
        {},
        [
            f"{FILA} 5: lleva la identificación de '1.1 Actividad 1.1', y lo que se lee no es de"
            f" ella; {PEGUE.format(5)}"
        ],
    ),
    "una marca en dos filas que se ordenaron": (con_la_marca_dos_veces, {}, []),
    "ordenado sólo lo que se ve": (
        ordenar_lo_que_se_ve,
        {"1.2": "De la 2."},
        [
            f"{FILA} {n}: lleva la identificación de '1.{n - 3} Actividad 1.{n - 3}', y lo que se lee"
            f" no es de ella; {PEGUE.format(10 - n)}"
            for n in (4, 6)
        ],
    ),
    "ordenadas las primeras columnas": (
        ordenar_las_primeras_columnas,
        {},
        [f"{FILA} 5: {DE_OTRA_FILA}; {O_EN.format(5, 4)}"],
    ),
    "lo que se llena, copiado a otra fila": (
        copiar_lo_que_se_llena,
        {"1.1": "De la primera."},
        [f"{FILA} 5: {DE_OTRA_FILA}; {O_EN.format(4, 5)}"],
    ),
    "un texto en la columna de la identificación": (
        varios(HIZO, poner(IDENTIFICACION, 2, "Ojo con ésta")),
        EN_LA_PRIMERA,
        [
            f"{CELDA} B5: «Identificación (no la cambie)» dice otra cosa, y no se tomó: 'Ojo con"
            " ésta'"
        ],
    ),
    "un texto en ella, debajo de la tabla": (
        poner(IDENTIFICACION, 6, "Ojo con éstas"),
        {},
        [
            f"{CELDA} B9: «Identificación (no la cambie)» dice otra cosa, y no se tomó: 'Ojo con"
            " éstas'"
        ],
    ),
    "las más de las filas sin una marca": (
        sin_una_marca_las_mas,
        {},
        [f"{FILA} {n}: {DE_OTRA_FILA}; {PEGUE.format(n)}" for n in (4, 5)],
    ),
}

NO_SE_TOMA: Mapping[str, tuple[Gesto, str]] = {
    "sin una columna de las que se llenan": (
        quitar_columnas("Seguimiento"),
        "hoja «Actividades»: falta la columna «Seguimiento»; sin eso no se lee nada de la hoja",
    ),
    "sin la hoja escondida": (quitar_hoja("Como salió"), "perdió la hoja escondida"),
    "sin la hoja de lo que se llena": (
        quitar_hoja("Actividades"),
        "no está ninguna hoja de las que se llenan",
    ),
}


@pytest.mark.parametrize("caso", SE_TOMA)
def test_se_toma(caso: str, libros: list[Path]) -> None:
    gesto, queda = SE_TOMA[caso]
    with oficina(libros[0]) as hoja:
        gesto(hoja)
    reunion = paac.reunir(libros, base=BASE)
    assert (dicen(reunion.contenido), dichos(reunion), reunion.conflictos) == (queda, [], ())
    assert [una.nombre for una in reunion.nuevas] == [f"{c} Actividad {c}" for c in queda]


@pytest.mark.parametrize("caso", SE_DICE)
def test_se_dice(caso: str, libros: list[Path]) -> None:
    gesto, queda, dice = SE_DICE[caso]
    with oficina(libros[0]) as hoja:
        gesto(hoja)
    reunion = paac.reunir(libros, base=BASE)
    salio = dichos(reunion)
    assert dicen(reunion.contenido) == queda
    assert [uno for uno in dice if uno not in salio] == []
    assert salio


@pytest.mark.parametrize("caso", NO_SE_TOMA)
def test_no_se_toma_el_libro(caso: str, libros: list[Path]) -> None:
    gesto, motivo = NO_SE_TOMA[caso]
    with oficina(libros[0]) as hoja:
        gesto(hoja)
    [rechazado] = paac.reunir(libros, base=BASE).rechazados
    assert motivo in str(rechazado.fallas[0])


# ------------------------------------------------------------------ lo que se escribe
def test_lo_que_se_escribe_es_el_seguimiento_del_corte_y_lo_demas_no_cambia(
    libros: list[Path],
) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(2, "Se hizo.", 62.5, "EN PROCESO", "Acta 1\nActa 2", "Va a tiempo.")
    reunion = paac.reunir(libros, base=BASE)
    [antes], [ahora] = (
        [f for f in filas(p) if f.codigo == "1.2"] for p in (BASE, reunion.contenido)
    )
    nuevo = paac.modelo.Seguimiento(
        corte=AGOSTO,
        texto="Se hizo.",
        avance=Decimal("62.5"),
        estado=paac.modelo.Estado.EN_PROCESO,
        evidencias=("Acta 1", "Acta 2"),
        observaciones="Va a tiempo.",
    )
    assert ahora == attrs.evolve(antes, seguimientos=(*antes.seguimientos, nuevo))
    assert [f for f in filas(reunion.contenido) if f.codigo != "1.2"] == [
        f for f in filas(BASE) if f.codigo != "1.2"
    ]
    assert [(n.libro, n.lugar) for n in reunion.nuevas] == [(libros[0].name, f"{FILA} 5")]


def filas(plan: paac.Plan) -> list[paac.modelo.Actividad]:
    return [
        fila
        for _, tabla in plan.tablas()
        for fila in tabla.filas()
        if isinstance(fila, paac.modelo.Actividad)
    ]


@pytest.mark.parametrize(
    ("escrito", "leido"),
    [(50, "50"), (0, "0"), ("50%", "50"), ("50 %", "50"), ("62,5", "62.5"), ("100.0", "100")],
)
def test_un_avance_se_escribe_de_varios_modos(
    libros: list[Path], escrito: object, leido: str
) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, None, escrito)
    reunion = paac.reunir(libros, base=BASE)
    assert filas(reunion.contenido)[0].seguimientos[-1].avance == Decimal(leido)
    assert reunion.avisos == ()


def test_la_identificacion_de_una_actividad_pegada_en_tramites_se_dice(libros: list[Path]) -> None:
    with oficina(libros[1]) as hoja:
        ajena = hoja.celda(1, IDENTIFICACION).value
    with oficina(libros[1], "Trámites") as hoja:
        hoja.llenar(1, "Se hizo.")
        hoja.celda(1, IDENTIFICACION).value = ajena
    reunion = paac.reunir(libros, base=BASE)
    assert (reunion.nuevas, len(reunion.sin_tomar)) == ((), 1)


@pytest.mark.parametrize("se_borran", [(), ESCONDIDAS], ids=["con marca", "sin marca"])
def test_las_filas_pegadas_de_otra_oficina_se_dicen(
    libros: list[Path], se_borran: tuple[str, ...]
) -> None:
    with oficina(libros[1]) as hoja:
        hoja.llenar(1, "Lo hizo Hacienda.")
        renglon = hoja.renglon(1)
    with oficina(libros[0]) as hoja:
        for rotulo in se_borran:
            renglon[hoja.columna(rotulo) - 1] = None
        hoja.excel.append(renglon)
    reunion = paac.reunir(libros[0], base=BASE)
    assert reunion.contenido == BASE
    assert [(u.lugar, u.valores["Seguimiento"]) for u in reunion.sin_tomar] == [
        (f"{FILA} 7", "Lo hizo Hacienda.")
    ]


def test_de_una_formula_se_toma_el_resultado_que_guarda(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.celda(1, "Avance (%)").value = "=40+10"
    guardado = io.BytesIO()
    with zipfile.ZipFile(libros[0]) as viejo, zipfile.ZipFile(guardado, "w") as nuevo:
        for parte in viejo.namelist():
            con_valor = viejo.read(parte).replace(b"<f>40+10</f><v></v>", b"<f>40+10</f><v>50</v>")
            nuevo.writestr(parte, con_valor)
    libros[0].write_bytes(guardado.getvalue())
    reunion = paac.reunir(libros, base=BASE)
    assert [una.reporte.avance for una in reunion.nuevas] == [50]
    assert reunion.avisos == ()


def test_una_hoja_borrada_se_dice_y_lo_suyo_queda_como_en_la_base(libros: list[Path]) -> None:
    with oficina(libros[1]) as hoja:
        quitar_hoja("Trámites")(hoja)
    reunion = paac.reunir(libros, base=BASE)
    assert reunion.contenido == BASE
    assert dichos(reunion) == ["1 fila que salió en él no está: 1 Certificado de estratificación"]


# ------------------------------------------------------------------ lo que la base decía
def test_lo_ya_reportado_que_se_ordeno_con_su_fila_no_es_nuevo(tmp_path: Path) -> None:
    reportado = {"corte": str(AGOSTO), "texto": "Ya estaba."}
    suyas = [actividad(codigo="1.1", seguimientos=[reportado]), actividad(codigo="1.2")]
    base = paac.desde_datos(datos(componente(*suyas))).contenido
    [libro] = paac.capturar(base, AGOSTO, tmp_path).archivos
    with oficina(libro) as hoja:
        al_reves(hoja, 2)
    reunion = paac.reunir(libro, base=base)
    assert (reunion.nuevas, reunion.conflictos) == ((), ())


def test_un_texto_del_plan_que_parece_un_escape_de_excel_vuelve_igual(tmp_path: Path) -> None:
    raro = "_x0041_ y &#10; y <b> y =1+1"
    dicho = {"corte": str(CORTE), "texto": raro}
    base = de_una(descripcion=raro, seguimiento=None, seguimientos=[dicho])
    reunion = paac.reunir(paac.capturar(base, CORTE, tmp_path).archivos, base=base)
    assert (reunion.contenido, reunion.nuevas, reunion.conflictos) == (base, (), ())


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
    with pytest.raises(paac.ErrorDeEntrada, match=r"su seguimiento no cabe en una celda \(32767"):
        paac.capturar(de_una(seguimiento="palabra " * 5000), CORTE, tmp_path / "libros")


def test_de_la_celda_que_no_se_entiende_queda_lo_que_la_base_decia(tmp_path: Path) -> None:
    dicho = {"corte": str(AGOSTO), "texto": "Va.", "estado": "en_proceso", "avance": 40}
    base = de_una(seguimiento=None, seguimientos=[dicho])
    [libro] = paac.capturar(base, AGOSTO, tmp_path).archivos
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se publicó.", "=40+", "Casi")
    [queda] = filas(paac.reunir(libro, base=base).contenido)[0].seguimientos
    assert (queda.texto, queda.avance, queda.estado) == (
        *("Se publicó.", Decimal(40), paac.modelo.Estado.EN_PROCESO),
    )


def test_sin_lo_escondido_la_que_se_muestra_como_dos_no_se_toma(tmp_path: Path) -> None:
    base = paac.desde_datos(datos(actividades("1.1", "1.1"))).contenido
    [libro] = paac.capturar(base, AGOSTO, tmp_path).archivos
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se hizo.")
        quitar_columnas(*ESCONDIDAS)(hoja)
    reunion = paac.reunir(libro, base=base)
    assert reunion.contenido == base
    assert f"{FILA} 4: {SIN_MARCA}; {DE_NINGUNA}" in dichos(reunion)


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
    reunion = paac.reunir(libros[0], base=movida(BASE, 1))
    assert [una.nombre for una in reunion.nuevas] == ["1.3 Actividad 1.3"]
    assert reunion.avisos == ()


def test_lo_de_una_fila_que_la_base_ya_no_tiene_se_dice(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(3, "Se hizo.")
    dicho = dichos(paac.reunir(libros[0], base=movida(BASE, None)))
    assert dicho == [f"{FILA} 6: el plan ya no tiene su fila; {DE_NINGUNA}"]


@pytest.mark.parametrize(("letras", "dicho"), [(60, "x" * 60), (61, f"{'x' * 60}…")])
def test_una_fila_quitada_se_nombra_con_sesenta_letras(
    letras: int, dicho: str, tmp_path: Path
) -> None:
    suyas = (actividad(codigo=None, descripcion=d) for d in ("Publicar el mapa", "x" * letras))
    base = paac.desde_datos(datos(componente(*suyas))).contenido
    [libro] = paac.capturar(base, AGOSTO, tmp_path).archivos
    with oficina(libro) as hoja:
        hoja.excel.delete_rows(hoja.rotulos + 2)
    assert dichos(paac.reunir(libro, base=base)) == [f"1 fila que salió en él no está: {dicho}"]
