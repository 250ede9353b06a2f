"""Un documento que alguien corrigió en Word o en Excel: qué plan se lee, y qué se dice de lo que cambió."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ayudas.compartido import con_libreoffice, convertir
from ayudas.editados import (
    D21,
    D22,
    D23,
    NUEVA,
    TODAS,
    U11,
    U12,
    actividades,
    cambios,
    emitido,
    fila,
    leer,
    tramites,
)
from ayudas.manos import Manos
from ayudas.planes import CORTE, actividad, componente, plan

import paac_reportes as paac

Edicion = Callable[[Manos], None]


class Sitio(NamedTuple):
    """Dónde está cada cosa en el documento de un tipo."""

    zona: str
    lugar: str
    tabla: str
    primera: int
    """La fila de la primera actividad, bajo los rótulos."""
    columnas: tuple[int, ...]
    """Las del código, la descripción, la meta, el responsable, la fecha y el texto."""


HOJA = "hoja «SECRETARÍA DE PLANEACIÓN»"
SITIOS = {
    "docx": Sitio("tabla 1", "tabla 1", "tabla 1", 4, (2, 3, 4, 5, 6, 7)),
    "xlsx": Sitio(HOJA[6:-1], HOJA, f"{HOJA}, fila 8", 9, (3, 4, 7, 9, 11, 13)),
}
AGREGADA = "la fila no estaba en el documento: alguien la agregó"
QUITADA = "de esta fila iba otra, que alguien quitó: la actividad"
FALTA_UNA = "falta 1 fila de las que llevaba, de las últimas de su lista o la lista entera"
META, RESPONSABLE, FECHA, TEXTO = range(2, 6)

en_los_dos = pytest.mark.parametrize("tipo", SITIOS)


def tras(contenido: bytes, *ediciones: Edicion) -> bytes:
    """El documento después de esas correcciones."""
    manos = Manos(contenido)
    for editar in ediciones:
        editar(manos)
    return manos.guardado()


def sitio_de(manos: Manos) -> Sitio:
    return SITIOS["docx" if manos.en_word else "xlsx"]


def fila_de(tipo: str, numero: int) -> str:
    """Dónde se ve la actividad con ese número; la 0 son los rótulos."""
    return f"{SITIOS[tipo].lugar}, fila {SITIOS[tipo].primera + numero - 1}"


def escribir(numero: int, columna: int, texto: Any) -> Edicion:
    """Cambia lo que dice una celda de una actividad, que se cuentan desde 1; o de los rótulos, 0."""

    def editar(manos: Manos) -> None:
        sitio = sitio_de(manos)
        lugar = (sitio.primera + numero - 1, sitio.columnas[columna])
        manos.zona(sitio.zona).escribir(*lugar, texto)

    return editar


def con_actividades(*orden: int) -> Edicion:
    """Sus filas en ese orden: la que falta se quita, y en negativo, una en blanco hecha como ella."""

    def editar(manos: Manos) -> None:
        sitio = sitio_de(manos)
        antes, zona = sitio.primera - 1, manos.zona(sitio.zona)
        filas = [antes + numero if numero > 0 else numero - antes for numero in orden]
        zona.con_filas([*range(1, antes + 1), *filas, *range(antes + 6, zona.filas + 1)])

    return editar


def agregada(manos: Manos) -> None:
    """Debajo de la primera, con los textos de ``NUEVA``."""
    con_actividades(1, -1, 2, 3, 4, 5)(manos)
    for columna, texto in enumerate(NUEVA):
        escribir(2, columna, texto)(manos)


def sin_marcas(manos: Manos) -> None:
    manos.sin_marcas()


@en_los_dos
def test_sin_tocarlo_se_lee_lo_que_era_y_nada_cambio(tipo: str) -> None:
    lectura = leer(emitido(tipo))

    assert actividades(lectura) == TODAS
    assert tramites(lectura) == ["Certificado de estratificación", "Paz y salvo"]
    assert cambios(lectura) == []


@en_los_dos
@pytest.mark.parametrize("texto", ["Se rehízo.", "Se hizo\ny se publicó.", ""])
def test_una_celda_dice_lo_que_ahora_se_ve(tipo: str, texto: str) -> None:
    lectura = leer(tras(emitido(tipo), escribir(1, TEXTO, texto)))

    assert actividades(lectura) == [fila("1.1", "Política", texto=texto or None), *TODAS[1:]]
    assert cambios(lectura) == []


def test_otro_parrafo_en_una_celda_es_otro_renglon() -> None:
    lectura = leer(tras(emitido("docx"), lambda m: m.archivo.agregar_parrafo(0, 3, 6, "Y más.")))

    assert actividades(lectura)[0] == fila("1.1", "Política", texto="Se hizo 1.1.\nY más.")
    assert cambios(lectura) == []


@pytest.mark.parametrize(
    ("columna", "valor", "dice"),
    [(TEXTO, 2026, {"texto": "2026"}), (FECHA, date(2026, 12, 5), {"fecha": "05/12/2026"})],
)
def test_un_numero_o_una_fecha_de_excel_es_su_texto(
    columna: int, valor: Any, dice: dict[str, str]
) -> None:
    lectura = leer(tras(emitido("xlsx"), escribir(1, columna, valor)))

    assert actividades(lectura) == [fila("1.1", "Política", **dice), *TODAS[1:]]
    assert cambios(lectura) == []


@pytest.mark.parametrize(
    ("valor", "formato"), [(0.5, "0%"), (50, "General"), ("50 %", "General"), ("50%", "General")]
)
def test_un_porcentaje_se_lee_en_porcentaje_se_escriba_como_se_escriba(
    valor: object, formato: str
) -> None:
    def con_avance(manos: Manos) -> None:
        celda = manos.archivo.hoja["J10"]
        celda.value, celda.number_format = valor, formato

    de = plan(componente(actividad(seguimientos=[{"corte": str(CORTE), "avance": "45"}])))
    lectura = leer(tras(emitido("xlsx", de, "paac-seguimiento"), con_avance))
    (_, suyo), *_ = lectura.contenido.tablas()

    assert suyo.subcomponentes[0].actividades[0].seguimientos[0].avance == Decimal(50)


# ------------------------------------------------------------------ las filas
@en_los_dos
def test_una_fila_agregada_queda_donde_se_ve_y_se_dice(tipo: str) -> None:
    lectura = leer(tras(emitido(tipo), agregada))

    assert actividades(lectura) == [U11, ("Política", *NUEVA), U12, D21, D22, D23]
    assert cambios(lectura) == [(fila_de(tipo, 2), AGREGADA)]


@en_los_dos
def test_una_fila_agregada_sin_marcas_se_lee_donde_se_ve(tipo: str) -> None:
    lectura = leer(tras(emitido(tipo), agregada, sin_marcas))

    assert actividades(lectura) == [U11, ("Política", *NUEVA), U12, D21, D22, D23]


def test_una_fila_agregada_al_final_es_del_ultimo_subcomponente() -> None:
    al_final: Edicion = lambda m: m.archivo.insertar_fila(0, 7, "", *NUEVA)  # noqa: E731
    lectura = leer(tras(emitido("docx"), al_final))

    assert actividades(lectura) == [*TODAS, ("Mapa", *NUEVA)]
    assert cambios(lectura) == [("tabla 1, fila 9", AGREGADA)]


def copiada(manos: Manos) -> None:
    """La cuarta, con su marca, debajo de ella."""
    con_actividades(1, 2, 3, 4, 4 if manos.en_word else -4, 5)(manos)
    for celda in () if manos.en_word else manos.archivo.hoja[12]:
        if celda.value is not None:
            manos.archivo.hoja.cell(13, celda.column).value = celda.value


@en_los_dos
def test_una_fila_copiada_con_su_marca_es_otra_fila(tipo: str) -> None:
    lectura = leer(tras(emitido(tipo), copiada, escribir(5, 0, "1.9"), escribir(5, 1, "Hacer 1.9")))

    copia = fila("1.9", "Mapa", meta="Meta 2.2", texto="Se hizo 2.2.")
    assert actividades(lectura) == [U11, U12, D21, D22, copia, D23]
    assert cambios(lectura) == [(fila_de(tipo, 5), AGREGADA)]


@pytest.mark.parametrize(
    ("tipo", "quitada", "junto_a", "aviso"),
    [
        ("docx", 4, 3, f"después {QUITADA} 2 del subcomponente 2"),
        ("xlsx", 4, 3, f"después {QUITADA} 2 del subcomponente 2"),
        # Excel deja en la que sigue el nombre del subcomponente que iba en la primera.
        ("xlsx", 1, 1, f"antes {QUITADA} 1 del subcomponente 1"),
    ],
)
def test_una_fila_quitada_se_dice(tipo: str, quitada: int, junto_a: int, aviso: str) -> None:
    quedan = [numero for numero in range(1, 6) if numero != quitada]
    lectura = leer(tras(emitido(tipo), con_actividades(*quedan)))

    assert actividades(lectura) == [TODAS[numero - 1] for numero in quedan]
    assert cambios(lectura) == [(fila_de(tipo, junto_a), f"{aviso} de {SITIOS[tipo].tabla}")]


@en_los_dos
def test_la_ultima_fila_de_una_lista_quitada_se_dice(tipo: str) -> None:
    lectura = leer(tras(emitido(tipo), con_actividades(1, 2, 3, 4)))

    assert actividades(lectura) == [U11, U12, D21, D22]
    assert cambios(lectura) == [("", FALTA_UNA)]


@en_los_dos
def test_una_fila_que_cambia_de_lugar_queda_donde_se_ve(tipo: str) -> None:
    lectura = leer(tras(emitido(tipo), con_actividades(1, 2, 3, 5, 4)))

    assert actividades(lectura) == [U11, U12, D21, D23, D22]
    era = f"la fila cambió de lugar: era la actividad 3 del subcomponente 2 de {SITIOS[tipo].tabla}"
    assert cambios(lectura) == [(fila_de(tipo, 4), era)]


def test_una_fila_que_pasa_a_otro_subcomponente_es_de_el() -> None:
    lectura = leer(tras(emitido("docx"), con_actividades(1, 5, 2, 3, 4)))

    assert actividades(lectura) == [U11, fila("2.3", "Política"), U12, D21, D22]
    era = "la fila se movió: era la actividad 3 del subcomponente 2 de tabla 1"
    assert cambios(lectura) == [("tabla 1, fila 5", era)]


@en_los_dos
def test_una_celda_combinada_a_mano_dice_lo_mismo_en_la_primera_de_sus_filas(tipo: str) -> None:
    def combinar(manos: Manos) -> None:
        _, _, _, primera, columnas = sitio = SITIOS[tipo]
        manos.zona(sitio.zona).combinar(primera + 2, primera + 3, columnas[RESPONSABLE])

    # En este formato, una celda de varias filas es de la primera y las demás están en blanco.
    lectura = leer(tras(emitido(tipo), combinar))
    assert actividades(lectura) == [U11, U12, D21, (*D22[:4], None, *D22[5:]), D23]


# ------------------------------------------------------------------ las columnas
@en_los_dos
def test_un_rotulo_con_otro_nombre_se_lee_por_su_lugar(tipo: str) -> None:
    lectura = leer(tras(emitido(tipo), escribir(0, RESPONSABLE, "Área a cargo")))

    assert actividades(lectura) == TODAS
    motivo = "se leyó como «Responsable», por su lugar"
    assert cambios(lectura) == [(f"{fila_de(tipo, 0)}, «Área a cargo»", motivo)]


def con_notas(manos: Manos) -> None:
    """Una columna más a la derecha de las que se ven: en Word, con algo en cada fila."""
    zona, _, _, primera, columnas = sitio_de(manos)
    textos = {"rotulo": (primera - 1, "Notas"), "nota": (primera, "Ojo")}
    manos.zona(zona).insertar_columna(columnas[TEXTO] + 1, **textos)


def tras_la_oculta(manos: Manos) -> None:
    manos.archivo.hoja["P8"], manos.archivo.hoja["P9"] = "Notas", "Ojo"


@pytest.mark.parametrize(
    ("tipo", "agregar", "celdas"),
    [
        ("docx", con_notas, "5 celdas"),
        ("xlsx", con_notas, "1 celda"),
        ("xlsx", tras_la_oculta, "1 celda"),
    ],
)
def test_una_columna_agregada_no_se_lee_y_se_dice(tipo: str, agregar: Edicion, celdas: str) -> None:
    lectura = leer(tras(emitido(tipo), agregar))

    assert actividades(lectura) == TODAS
    assert {bool(columna.dato): columna.parecido for columna in lectura.columnas} == {
        True: 1.0,
        False: 0.0,
    }
    motivo = f"la columna no es del formato, y no se leyó: {celdas} con texto"
    assert cambios(lectura) == [(f"{fila_de(tipo, 0)}, «Notas»", motivo)]


def ocultar(manos: Manos) -> None:
    for columna in "GH":
        manos.archivo.hoja.column_dimensions[columna].hidden = True


def test_unas_columnas_ocultas_se_leen_igual() -> None:
    lectura = leer(tras(emitido("xlsx"), ocultar))

    assert actividades(lectura) == TODAS
    assert {aviso.codigo for aviso in lectura.avisos} == {"oculto_leido"}


def test_una_columna_que_cambia_de_lugar_se_lee_igual() -> None:
    movida = tras(emitido("docx"), lambda m: m.zona("tabla 1").mover_columna(4))

    assert actividades(leer(movida)) == TODAS


def test_una_columna_quitada_deja_su_dato_en_blanco_y_se_dice() -> None:
    lectura = leer(tras(emitido("docx"), lambda m: m.zona("tabla 1").quitar_columna(5)))

    assert actividades(lectura) == [(*suya[:4], None, *suya[5:]) for suya in TODAS]
    assert cambios(lectura) == [("tabla 1, fila 3", "falta la columna «Responsable»")]


# ------------------------------------------------------------------ las tablas y las hojas
@pytest.mark.parametrize(("desde", "perder"), [(6, ()), (5, (sin_marcas,))])
def test_una_tabla_partida_en_dos_se_lee_entera(desde: int, perder: tuple[Edicion, ...]) -> None:
    partir: Edicion = lambda m: m.archivo.partir_tabla(0, desde)  # noqa: E731
    lectura = leer(tras(emitido("docx"), partir, *perder))

    assert actividades(lectura) == TODAS
    assert [lugar for lugar, _ in cambios(lectura)] == ["tabla 2"]


OFICINAS = ("Salud", "Hacienda", "Gobierno")
DE_TRES = plan(
    dependencias=[
        {"nombre": nombre, "componentes": [componente(actividad(descripcion=f"De {nombre}"))]}
        for nombre in OFICINAS
    ]
)


def oficinas(lectura: paac.Lectura[Any]) -> list[tuple[str, list[str | None]]]:
    """Cada dependencia leída, con lo que hacen sus actividades."""
    return [
        (
            una.nombre,
            [
                suya.descripcion
                for suyo in una.componentes
                for sub in suyo.subcomponentes
                for suya in sub.actividades
            ],
        )
        for una in lectura.contenido.dependencias
    ]


def test_unas_hojas_con_otro_nombre_y_en_otro_orden_se_leen_igual() -> None:
    def revolver(manos: Manos) -> None:
        salud, _, gobierno, *_ = manos.archivo.libro.worksheets
        salud.title = "Hoja de ellos"
        manos.archivo.libro.move_sheet(gobierno, -2)

    lectura = leer(tras(emitido("xlsx", DE_TRES), revolver))

    assert oficinas(lectura) == [(nombre, [f"De {nombre}"]) for nombre in OFICINAS]


def test_una_hoja_quitada_se_dice() -> None:
    def quitar(manos: Manos) -> None:
        manos.archivo.libro.remove(manos.archivo.libro.worksheets[1])

    lectura = leer(tras(emitido("xlsx", DE_TRES), quitar))

    assert oficinas(lectura) == [("Salud", ["De Salud"]), ("Gobierno", ["De Gobierno"])]
    assert cambios(lectura) == [("", FALTA_UNA)]


# ------------------------------------------------------------------ lo que se pierde
@en_los_dos
def test_sin_marcas_se_lee_lo_mismo(tipo: str) -> None:
    lectura = leer(tras(emitido(tipo), sin_marcas))

    assert actividades(lectura) == TODAS
    assert tramites(lectura) == ["Certificado de estratificación", "Paz y salvo"]
    assert lectura.formato == "MCCO.101.18.F.20"


def test_sin_propiedades_ni_columna_oculta_basta_con_decir_el_corte() -> None:
    perdido = tras(emitido("xlsx"), sin_marcas, lambda m: m.archivo.sin_propiedades())

    # En este formato el corte no está impreso.
    with pytest.raises(paac.ErrorDeEntrada, match="no dice de qué corte"):
        leer(perdido)
    lectura = leer(perdido, corte=CORTE)
    assert actividades(lectura) == TODAS
    assert lectura.formato == "MCCO.101.18.F.20"


def con_otro_nombre(manos: Manos) -> None:
    manos.archivo.hoja.title = "Otro nombre"


@con_libreoffice
@pytest.mark.parametrize(
    ("tipo", "ademas", "dice"),
    [
        (
            "docx",
            (lambda m: m.archivo.agregar_parrafo(0, 5, 6, "Y más."), con_notas),
            {"texto": "Se hizo 2.1.\nY más."},
        ),
        (
            "xlsx",
            (escribir(3, FECHA, date(2026, 12, 5)), ocultar),
            {"fecha": "05/12/2026"},
        ),
    ],
)
def test_corregido_y_guardado_por_libreoffice_se_lee_igual(
    tipo: str, ademas: tuple[Edicion, ...], dice: dict[str, str], tmp_path: Path
) -> None:
    archivo = tmp_path / f"a.{tipo}"
    al_final = (con_otro_nombre,) if tipo == "xlsx" else ()
    corregido = tras(
        emitido(tipo),
        escribir(2, TEXTO, "Se hizo\ny se publicó."),
        escribir(0, RESPONSABLE, "Área a cargo"),
        *ademas,
        con_actividades(1, 2, 3, 5),
        con_actividades(1, -1, 2, 3, 4),
        *(escribir(2, columna, texto) for columna, texto in enumerate(NUEVA)),
        *al_final,
    )
    archivo.write_bytes(corregido)
    lectura = leer(convertir(archivo, tipo, tmp_path / "otro").read_bytes())

    assert actividades(lectura) == [
        U11,
        ("Política", *NUEVA),
        fila("1.2", "Política", texto="Se hizo\ny se publicó."),
        fila("2.1", "Mapa", **dice),
        D23,
    ]
    assert cambios(lectura) == cambios(leer(corregido)) != []
