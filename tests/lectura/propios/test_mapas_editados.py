"""Un mapa que alguien editó en Word o en Excel se lee, y se dice lo que cambió."""

import datetime as dt
import functools
import io
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import attrs
import docx
import openpyxl
import pytest
from ayudas.gestos import lugar_de
from ayudas.manos import Manos
from ayudas.mapas import de_tamano_real, mapa, riesgo
from docx.oxml.ns import qn
from docx.table import _Cell

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.formatos.muestra import muestra_de
from paac_reportes.lectura.lectura import leer_documento
from paac_reportes.lectura.leido import PedidoDeLectura
from paac_reportes.opc.lectura import ver
from paac_reportes.opc.visto import DocumentoVisto, TablaVista

FORMATO = "mapa-corrupcion-2015"
PROCESO, CAUSA, RIESGO, CONSECUENCIA, CONTROL = 0, 1, 2, 3, 7
"""Sus columnas."""
Cambiar = Callable[[Any], None]


def muestra(*otros: str) -> paac.MapaDeRiesgos:
    """La del formato, con otros procesos que aún no tienen riesgos."""
    suyo: paac.MapaDeRiesgos = muestra_de(hallar_formato("mapa-v5")[0]).contenido
    datos = paac.datos_de(suyo)
    datos["procesos"] += [{"nombre": nombre} for nombre in otros]
    return paac.mapa_desde_datos(datos)


def leido(contenido: bytes, **argumentos: Any) -> paac.Lectura[paac.MapaDeRiesgos]:
    return paac.leer(io.BytesIO(contenido), como=paac.MapaDeRiesgos, **argumentos)


def en_word(
    cambiar: Cambiar, de: paac.MapaDeRiesgos | None = None, formato: str = FORMATO
) -> paac.Lectura[paac.MapaDeRiesgos]:
    """Lo que se lee de un Word después de que alguien cambió cada tabla con marcas de riesgos."""
    escrito = paac.reporte(de or muestra(), formato).emitir("docx").contenido
    documento = docx.Document(io.BytesIO(escrito))
    for tabla in documento.tables:
        if tabla._tbl.xpath(".//w:bookmarkStart[starts-with(@w:name, '_paac_p0')]"):
            cambiar(tabla)
    salida = io.BytesIO()
    documento.save(salida)
    return leido(salida.getvalue())


def riesgos(lectura: paac.Lectura[paac.MapaDeRiesgos]) -> list[list[tuple[str | None, str]]]:
    """La referencia y la descripción de los de cada proceso."""
    return [
        [(uno.referencia, uno.descripcion) for uno in proceso.riesgos]
        for proceso in lectura.contenido.procesos
    ]


def cambios(lectura: paac.Lectura[Any]) -> list[str]:
    return [aviso.mensaje for aviso in lectura.avisos if aviso.codigo == "documento_cambiado"]


def fila_nueva(tabla: Any) -> Any:
    """La que Word da al insertar una bajo la última: sin marca ni textos."""
    ultima = tabla.rows[-1]._tr
    nueva = deepcopy(ultima)
    for marca in nueva.xpath(".//w:bookmarkStart | .//w:bookmarkEnd"):
        marca.getparent().remove(marca)
    ultima.addnext(nueva)
    for celda in tabla.rows[-1].cells:
        celda.text = ""
    return tabla.rows[-1]


def marcadas(tabla: Any, marca: str) -> list[Any]:
    """Las filas que llevan la marca de un riesgo."""
    return [
        fila._tr
        for fila in tabla.rows
        for nombre in fila._tr.xpath(".//w:bookmarkStart/@w:name")
        if nombre.removeprefix("_paac_").split("_")[0].rstrip("+") == marca
    ]


# ------------------------------------------------------------------ lo que alguien agrega


def test_se_llena_la_fila_del_proceso_que_no_tenia_riesgos() -> None:
    def llenar(tabla: Any) -> None:
        celdas = tabla.rows[-1].cells
        celdas[CAUSA].text, celdas[CONSECUENCIA].text = "No hay requisitos", "Sanción"
        celdas[RIESGO].text, celdas[CONTROL].text = "R9\nQue se nombre sin requisitos", "Revisar"

    lectura = en_word(llenar, muestra("Talento humano"))
    suyo = lectura.contenido.procesos[-1]

    assert suyo.nombre == "Talento humano"
    assert riesgos(lectura)[-1] == [("R9", "Que se nombre sin requisitos")]
    assert suyo.riesgos[0].consecuencias == ("Sanción",)
    assert [uno.texto for uno in suyo.riesgos[0].causas] == ["No hay requisitos"]
    assert [uno.descripcion for uno in suyo.riesgos[0].controles] == ["Revisar"]


def test_el_proceso_sin_riesgos_vuelve_sin_ellos() -> None:
    assert [len(suyos) for suyos in riesgos(en_word(lambda _: None, muestra("Otro")))] == [2, 1, 0]


def test_la_fila_nueva_bajo_un_proceso_sin_riesgos_es_de_el() -> None:
    def agregar(tabla: Any) -> None:
        celdas = fila_nueva(tabla).cells
        celdas[RIESGO].text, celdas[CONSECUENCIA].text = "R9\nQue se pierda", "Sanción"

    lectura = en_word(agregar, muestra("Talento humano"))

    assert lectura.contenido.procesos[-1].nombre == "Talento humano"
    assert riesgos(lectura)[-1] == [("R9", "Que se pierda")]
    assert lectura.contenido.procesos[-1].riesgos[0].consecuencias == ("Sanción",)


@pytest.mark.parametrize("proceso", ["Contratación", "Compras"])
def test_la_fila_nueva_va_al_proceso_que_nombra(proceso: str) -> None:
    def agregar(tabla: Any) -> None:
        celdas = fila_nueva(tabla).cells
        celdas[PROCESO].text, celdas[RIESGO].text = proceso, "R9\nQue se pierda"

    lectura = en_word(agregar)
    (suyo,) = [p for p in lectura.contenido.procesos if (p.nombre or "").startswith(proceso)]

    assert suyo.riesgos[-1].referencia == "R9"


@pytest.mark.parametrize(("formato", "filas"), [(FORMATO, 3), ("mapa-v5", 2)])
def test_el_riesgo_de_varias_filas_que_alguien_copia_es_otro(formato: str, filas: int) -> None:
    def copiar(tabla: Any) -> None:
        suyas = marcadas(tabla, "p0r0")
        assert len(suyas) == filas
        for fila in reversed([*suyas]):
            suyas[-1].addnext(deepcopy(fila))

    lectura = en_word(copiar, formato=formato)
    primero, copia, _ = lectura.contenido.procesos[0].riesgos

    assert copia == primero
    assert cambios(lectura) == ["la fila no estaba en el documento: alguien la agregó"]


# ------------------------------------------------------------------ lo que alguien quita


def de_tres() -> paac.MapaDeRiesgos:
    """Tres riesgos en un proceso y uno en otro."""
    datos = paac.datos_de(
        mapa(*(riesgo(referencia=f"R{n}", descripcion=f"Que pase {n}") for n in (1, 2, 3)))
    )
    otro = {"nombre": "Otro", "riesgos": [{"descripcion": "Que pase otra cosa"}]}
    return paac.mapa_desde_datos({**datos, "procesos": [*datos["procesos"], otro]})


def sin(*marcas: str) -> list[str]:
    """Lo que se dice de un Word sin las filas de unos riesgos."""

    def quitar(tabla: Any) -> None:
        for marca in marcas:
            for fila in marcadas(tabla, marca):
                fila.getparent().remove(fila)

    return cambios(en_word(quitar, de_tres(), "mapa-v5"))


@pytest.mark.integracion
def test_el_riesgo_que_alguien_quita_entre_otros_se_nombra() -> None:
    assert sin("p0r1") == [
        "después de lo de esta fila iba algo que alguien quitó: riesgo 2 de proceso 1"
    ]
    assert sin("p0r0") == [
        "antes de lo de esta fila iba algo que alguien quitó: riesgo 1 de proceso 1"
    ]


def test_el_ultimo_de_una_lista_no_se_sabe_cual_es() -> None:
    cual = "de las que llevaba, de las últimas de su lista o la lista entera"

    assert sin("p0r2") == [f"falta 1 fila {cual}"]
    assert sin("p0r0", "p0r2") == [
        "antes de lo de esta fila iba algo que alguien quitó: riesgo 1 de proceso 1",
        f"falta 1 fila {cual}",
    ]


def test_si_las_marcas_no_cuadran_no_se_sabe_cual_falta() -> None:
    def cambiar(tabla: Any) -> None:
        (segundo,), (tercero,) = marcadas(tabla, "p0r1"), marcadas(tabla, "p0r2")
        (marca,) = tercero.xpath(".//w:bookmarkStart[contains(@w:name, 'p0r2')]")
        nombre = qn("w:name")
        marca.set(nombre, marca.get(nombre).replace("p0r2", "p0r9"))
        segundo.getparent().remove(segundo)

    assert cambios(en_word(cambiar, de_tres(), "mapa-v5")) == [
        "falta 1 fila de las que llevaba; no se sabe cuáles"
    ]


def test_lo_que_cada_pagina_impresa_repite_se_lee_una_vez() -> None:
    escrito = paac.reporte(muestra(), "mapa-v5").emitir("xlsx").contenido
    libro = openpyxl.load_workbook(io.BytesIO(escrito))
    hoja = libro.worksheets[0]
    (celda, *_) = [
        c for fila in hoja.iter_rows() for c in fila if str(c.value).startswith("Proceso:")
    ]
    celda.value = "Proceso: Otro nombre"
    salida = io.BytesIO()
    libro.save(salida)

    como_salio, corregido = leido(escrito), leido(salida.getvalue())
    assert cambios(como_salio) == []
    assert corregido.contenido.procesos[0].nombre == "Otro nombre"
    assert corregido.contenido.procesos[1:] == como_salio.contenido.procesos[1:]


# ------------------------------------------------------------------ la hoja de datos


@pytest.mark.integracion
def test_donde_la_hoja_de_datos_dice_otra_cosa_se_dice() -> None:
    libro = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(muestra(), "mapa-v5").emitir("xlsx").contenido)
    )
    (celda, *_) = [
        c for fila in libro["Datos"].iter_rows() for c in fila if c.value == "Reducir (mitigar)"
    ]
    celda.value = "Aceptar"
    salida = io.BytesIO()
    libro.save(salida)

    assert cambios(leido(salida.getvalue())) == [
        "dice 'Aceptar' y la tabla, 'Reducir (mitigar)'; se leyó la tabla"
    ]


@pytest.mark.parametrize("formato", [FORMATO, "mapa-v5", "seguimiento-mapa"])
def test_recien_escrita_la_hoja_de_datos_dice_lo_mismo(formato: str) -> None:
    assert cambios(leido(paac.reporte(muestra(), formato).emitir("xlsx").contenido)) == []


# ------------------------------------------------------------------ sin propiedades


def sin_propiedades(visto: DocumentoVisto, *, con_marcas: bool) -> DocumentoVisto:
    partes = tuple(
        attrs.evolve(
            parte,
            bloques=tuple(
                attrs.evolve(b, marcas=b.marcas if con_marcas else {})
                if isinstance(b, TablaVista)
                else b
                for b in parte.bloques
            ),
        )
        for parte in visto.partes
    )
    return attrs.evolve(visto, partes=partes, propiedades={})


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("formato", [FORMATO, "mapa-v5", "seguimiento-mapa"])
def test_con_sus_marcas_basta_para_saber_de_que_formato_es(formato: str, tipo: str) -> None:
    corte = dt.date(2026, 4, 30)
    visto = ver(io.BytesIO(paac.emitir(muestra(), formato, tipo, corte=corte)))

    de_antes: Any = leer_documento(visto, PedidoDeLectura(con_mapas=True, corte=corte))
    suyo: Any = leer_documento(
        sin_propiedades(visto, con_marcas=True), PedidoDeLectura(con_mapas=True, corte=corte)
    )

    assert suyo.formato == formato
    assert [
        [(r.descripcion, r.causas, len(r.controles)) for r in p.riesgos]
        for p in suyo.contenido.procesos
    ] == [
        [(r.descripcion, r.causas, len(r.controles)) for r in p.riesgos]
        for p in de_antes.contenido.procesos
    ]


# ------------------------------------------------------------------ formatos de otros

_CABEZA = """
codigo = "{codigo}"
nombre = "Suyo"
version = "1"
archivo = "suyo"
de = "mapa"
periodicidad = "cuatrimestral"
[propiedades]
titulo = "x"
asunto = "x"
[[cuerpo]]
tipo = "titulo"
nivel = 0
texto = "MAPA DE {{{{ entidad.nombre }}}}"
"""


def plantilla(en: Path, codigo: str, cuerpo: str) -> Path:
    carpeta = en / codigo
    carpeta.mkdir()
    texto = _CABEZA.format(codigo=codigo) + cuerpo
    (carpeta / "formato.toml").write_text(texto, "utf-8")
    return en


def tabla(nombre: str, columnas: dict[str, str], recorre: str = "riesgos", une: str = "") -> str:
    suyas = "\n".join(
        f'{{ dato = "{dato}", rotulo = ["{rotulo}"], ancho = "auto"{une} }},'
        for rotulo, dato in columnas.items()
    )
    return (
        f'[[cuerpo]]\ntipo = "tabla"\ncada = "plan"\ntablas = ["{nombre}"]\n[tablas.{nombre}]\n'
        f'descripcion = "{nombre}"\nsecciones = [{{ recorre = "{recorre}" }}]\n'
        f"columnas = [\n{suyas}\n]\n"
    )


def iguales() -> paac.MapaDeRiesgos:
    """Uno cuyos controles son del mismo tipo, y responde el mismo por sus acciones."""
    datos = paac.datos_de(muestra())
    suyo = datos["procesos"][0]["riesgos"][0]
    for control in suyo["controles"]:
        control |= {"tipo": "preventivo"}
    for accion in suyo["acciones"]:
        accion |= {"responsable": "Jefe"}
    return paac.mapa_desde_datos(datos)


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_lo_que_dos_seguidos_dicen_igual_es_de_los_dos(tipo: str, tmp_path: Path) -> None:
    columnas = {
        "Proceso": "proceso.nombre",
        "Riesgo": "riesgo.descripcion",
        "Control": "control.descripcion",
        "Tipo": "control.tipo",
        "Acción": "accion.descripcion",
        "Responsable": "accion.responsable",
    }
    suyas = plantilla(tmp_path, "plano", tabla("uno", columnas))
    escrito = paac.emitir(iguales(), "plano", tipo, plantillas=suyas)
    primero = leido(escrito, plantillas=suyas).contenido.procesos[0].riesgos[0]

    assert [uno.tipo for uno in primero.controles] == ["preventivo", "preventivo"]
    assert [uno.responsable for uno in primero.acciones] == ["Jefe", "Jefe"]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dos_tablas_de_los_mismos_riesgos_dan_cada_uno_una_vez(tipo: str, tmp_path: Path) -> None:
    une = ', une = "grupo"'
    uno = {"Proceso": "proceso.nombre", "Riesgo": "riesgo.descripcion", "Causa": "causa.texto"}
    dos = {"Descripción": "riesgo.descripcion", "Control": "control.descripcion"}
    titulo = '[[cuerpo]]\ntipo = "titulo"\nnivel = 1\ntexto = "Controles"\n'
    suyas = plantilla(
        tmp_path, "dos", tabla("uno", uno, une=une) + titulo + tabla("dos", dos, une=une)
    )
    lectura = leido(paac.emitir(muestra(), "dos", tipo, plantillas=suyas), plantillas=suyas)
    original = muestra().procesos[0].riesgos[0]
    primero = lectura.contenido.procesos[0].riesgos[0]

    assert [len(suyos) for suyos in riesgos(lectura)] == [2, 1]
    assert [uno.texto for uno in primero.causas] == [uno.texto for uno in original.causas]
    assert [uno.descripcion for uno in primero.controles] == [
        uno.descripcion for uno in original.controles
    ]
    assert cambios(lectura) == []


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_un_parrafo_que_es_solo_un_hueco_dice_lo_suyo_y_no_cualquier_texto(
    tipo: str, tmp_path: Path
) -> None:
    parrafo = '[[cuerpo]]\ntipo = "parrafo"\ntexto = "{{ mapa.mision }}"\n'
    columnas = {"Proceso": "proceso.nombre", "Riesgo": "riesgo.descripcion"}
    suyas = plantilla(tmp_path, "mision", tabla("uno", columnas) + parrafo)
    escrito = paac.emitir(muestra(), "mision", tipo, plantillas=suyas)
    sin_marcas = Manos(escrito)
    sin_marcas.sin_marcas()

    assert leido(escrito, plantillas=suyas).contenido.mision == muestra().mision
    assert leido(sin_marcas.guardado(), plantillas=suyas).contenido.mision is None


def test_sin_su_plantilla_vale_el_corte_de_sus_propiedades(tmp_path: Path) -> None:
    """El de un formato que aquí no está se lee por sus rótulos, en el corte que él dice."""
    corte = dt.date(2026, 4, 30)
    columnas = {
        "Proceso": "proceso.nombre",
        "Riesgo": "riesgo.descripcion",
        "Causa": "causa.texto",
        "Control": "control.descripcion",
        "Acciones adelantadas": "seguimiento_de_riesgo.acciones_adelantadas",
    }
    suyas = plantilla(tmp_path, "lejos", tabla("uno", columnas, une=', une = "grupo"'))
    escrito = paac.emitir(muestra(), "lejos", "docx", corte=corte, plantillas=suyas)
    lectura = leido(escrito)

    assert lectura.formato != "lejos"
    assert lectura.corte == corte
    assert {s.corte for p in lectura.contenido.procesos for r in p.riesgos for s in r.seguimientos}


# ------------------------------------------------------------------ en uno de cuarenta riesgos

DE_SU_RIESGO = {"mapa-corrupcion-2015": 2, "mapa-v5": 4, "seguimiento-mapa": 1}
"""La columna de Word que dice el riesgo, en cada forma."""
FORMAS = [*DE_SU_RIESGO]
CORTE = dt.date(2026, 8, 31)


@functools.cache
def de_cuarenta() -> paac.MapaDeRiesgos:
    """Cada riesgo y cada control dicen lo suyo."""
    datos = paac.datos_de(de_tamano_real(40))
    for numero, uno in enumerate((r for p in datos["procesos"] for r in p["riesgos"]), 1):
        uno["descripcion"] = f"Que se pierda el asunto {numero}"
        for cual, control in enumerate(uno["controles"]):
            control["descripcion"] = f"Revisar el asunto {numero} ({cual})"
    return paac.mapa_desde_datos(datos)


@functools.cache
def _emitido(forma: str, tipo: str) -> bytes:
    return paac.emitir(de_cuarenta(), forma, tipo, corte=CORTE)


@functools.cache
def sin_tocar(forma: str, tipo: str) -> paac.Lectura[paac.MapaDeRiesgos]:
    return leido(_emitido(forma, tipo))


def editado_en_word(forma: str, cambiar: Cambiar) -> paac.Lectura[paac.MapaDeRiesgos]:
    """Se cambia la tabla en que está el riesgo 15."""
    documento = docx.Document(io.BytesIO(_emitido(forma, "docx")))
    cambiar(next(t for t in documento.tables if _fila_de(t, 15) is not None))
    salida = io.BytesIO()
    documento.save(salida)
    return leido(salida.getvalue())


def _fila_de(tabla: Any, numero: int) -> int | None:
    filas = ("".join(tr.itertext()) for tr in tabla._tbl.tr_lst)
    return next((n for n, dice in enumerate(filas) if f"el asunto {numero}" in dice), None)


def editado_en_excel(
    forma: str, cambiar: Callable[[Any, int], None]
) -> paac.Lectura[paac.MapaDeRiesgos]:
    """Se cambia la hoja, de la que se da la fila del riesgo 15."""
    libro = openpyxl.load_workbook(io.BytesIO(_emitido(forma, "xlsx")))
    hoja = libro.worksheets[0]
    celdas = (c for fila in hoja.iter_rows() for c in fila if isinstance(c.value, str))
    cambiar(hoja, next(c.row for c in celdas if "pierda el asunto 15" in str(c.value)))
    salida = io.BytesIO()
    libro.save(salida)
    return leido(salida.getvalue())


def dicen(lectura: paac.Lectura[Any]) -> list[str]:
    """Los avisos de lo que cambió o no se leyó, sin los del mapa mismo."""
    de_antes = {"nit"}
    return [
        str(uno)
        for uno in lectura.avisos
        if uno.codigo not in de_antes and "no se ve el nombre" not in uno.mensaje
    ]


def asuntos(lectura: paac.Lectura[paac.MapaDeRiesgos]) -> list[str]:
    return [uno.descripcion for proceso in lectura.contenido.procesos for uno in proceso.riesgos]


ASUNTOS = [f"Que se pierda el asunto {numero}" for numero in range(1, 41)]


@pytest.mark.una_de_cada
@pytest.mark.integracion
@pytest.mark.parametrize("forma", FORMAS)
def test_si_la_primera_fila_de_un_riesgo_pierde_su_marca_es_el(forma: str) -> None:
    """Quien escribe sobre la celda que la lleva la borra: las otras dicen de quién es."""

    def sin_marca(tabla: Any) -> None:
        fila = tabla._tbl.tr_lst[_fila_de(tabla, 15)]
        for marca in fila.xpath(".//w:bookmarkStart | .//w:bookmarkEnd"):
            marca.getparent().remove(marca)

    lectura, entera = editado_en_word(forma, sin_marca), sin_tocar(forma, "docx")

    assert asuntos(lectura) == ASUNTOS
    antes, ahora = (
        [r for p in una.contenido.procesos for r in p.riesgos][14] for una in (entera, lectura)
    )
    assert [una.fecha_fin for una in ahora.acciones] == [una.fecha_fin for una in antes.acciones]
    assert [len(uno) for uno in (ahora.causas, ahora.controles)] == [3, 2]
    assert ahora.seguimientos[0].efectividad == antes.seguimientos[0].efectividad
    assert not any("agregó" in uno for uno in dicen(lectura))


@pytest.mark.una_de_cada
@pytest.mark.integracion
@pytest.mark.parametrize("forma", FORMAS)
def test_en_excel_lo_escrito_sobre_la_marca_se_dice(forma: str) -> None:
    def escribir(hoja: Any, fila: int) -> None:
        (marca,) = (c for c in hoja[fila] if str(c.value).startswith("_paac_"))
        marca.value = "revisado"

    lectura = editado_en_excel(forma, escribir)

    assert asuntos(lectura) == ASUNTOS
    assert any("la columna escondida" in uno and "revisado" in uno for uno in dicen(lectura))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("forma", FORMAS)
def test_si_falta_la_fila_que_dice_el_riesgo_su_resto_no_es_de_otro(forma: str) -> None:
    def quitar(tabla: Any) -> None:
        fila = tabla._tbl.tr_lst[_fila_de(tabla, 15)]
        fila.getparent().remove(fila)

    lectura = editado_en_word(forma, quitar)

    assert asuntos(lectura) == [uno for uno in ASUNTOS if not uno.endswith(" 15")]
    sin_leer = [uno for uno in dicen(lectura) if "no dice Descripción del riesgo" in uno]
    assert all("no se leyó: no dice" in uno for uno in sin_leer)
    if forma == "mapa-v5":  # sigue en la otra parte, que dice además que allá está
        assert any("está en una parte de la tabla y no en la otra" in uno for uno in dicen(lectura))
    else:
        assert sin_leer == dicen(lectura)
        assert len(sin_leer) == 1
    assert lectura.cuenta is not None
    assert lectura.cuenta.sin_usar


def con_otras_filas(
    tipo: str, cuales: Callable[[list[int]], list[int]]
) -> paac.Lectura[paac.MapaDeRiesgos]:
    """El mapa con otras filas, en otro orden, en lugar de las tres del riesgo 15."""
    antes = sin_tocar("mapa-corrupcion-2015", tipo)
    proceso, numero = next(
        (p, r)
        for p, proceso in enumerate(antes.contenido.procesos)
        for r, riesgo in enumerate(proceso.riesgos)
        if riesgo.descripcion.endswith(" 15")
    )
    lugar = lugar_de(antes.lugares[f"procesos[{proceso}].riesgos[{numero}].descripcion"])
    assert lugar is not None
    manos = Manos(_emitido("mapa-corrupcion-2015", tipo))
    zona = manos.zona(lugar.zona)
    suyas = [lugar.fila, lugar.fila + 1, lugar.fila + 2]
    debajo = range(lugar.fila + 3, zona.filas + 1)
    zona.con_filas([*range(1, lugar.fila), *cuales(suyas), *debajo])
    return leido(manos.guardado())


def quince(lectura: paac.Lectura[paac.MapaDeRiesgos]) -> list[paac.Riesgo]:
    riesgos = (uno for proceso in lectura.contenido.procesos for uno in proceso.riesgos)
    return [uno for uno in riesgos if uno.descripcion.endswith(" 15")]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize(("falta", "donde"), [(1, "antes"), (2, "después")])
def test_la_fila_que_falta_de_un_riesgo_se_dice(tipo: str, falta: int, donde: str) -> None:
    lectura = con_otras_filas(tipo, lambda suyas: [f for f in suyas if f != suyas[falta]])
    (aviso,) = dicen(lectura)
    (riesgo,) = quince(lectura)

    assert len(riesgo.causas) == 2
    assert aviso.endswith(
        f"{donde} de esta fila iba otra de lo mismo, y alguien la quitó con lo que decía"
    )


def test_el_riesgo_que_alguien_copia_entero_es_otro_igual() -> None:
    lectura = con_otras_filas("docx", lambda suyas: [*suyas, *suyas])
    uno, otro = quince(lectura)

    assert uno == otro
    (aviso,) = dicen(lectura)
    assert aviso.endswith("la fila no estaba en el documento: alguien la agregó")


@pytest.mark.integracion
def test_si_la_copia_quedo_combinada_con_el_original_se_dice() -> None:
    """Sus celdas no son de ella: ni se le ponen a la copia ni se calla que está."""
    lectura = con_otras_filas("xlsx", lambda suyas: [*suyas, *suyas])
    antes = sin_tocar("mapa-corrupcion-2015", "xlsx")

    assert lectura.contenido == antes.contenido
    assert any(aviso.endswith("alguien la agregó") for aviso in dicen(lectura))
    assert any("no dice Descripción del riesgo" in aviso for aviso in dicen(lectura))


def test_la_fila_de_un_riesgo_que_alguien_copia_es_otra_suya() -> None:
    antes = quince(sin_tocar("mapa-corrupcion-2015", "docx"))[0].causas
    lectura = con_otras_filas("docx", lambda suyas: [*suyas, suyas[-1]])
    (riesgo,) = quince(lectura)

    assert riesgo.causas == (*antes, antes[-1])
    assert any(aviso.endswith("alguien la agregó") for aviso in dicen(lectura))


@pytest.mark.integracion
def test_la_fila_que_alguien_aparta_de_las_suyas_sigue_siendo_del_riesgo() -> None:
    """En Excel, quien ordena por una columna reparte las filas de un riesgo."""
    contenido = _emitido("mapa-corrupcion-2015", "xlsx")
    antes = leido(contenido)
    manos = Manos(contenido)
    zona = manos.zona("Mapa de riesgos")
    lugares = [lugar_de(texto) for ruta, texto in antes.lugares.items() if ruta.endswith(".texto")]
    ultima = max(lugar.fila for lugar in lugares if lugar)
    zona.con_filas([*range(1, ultima - 5), ultima, *range(ultima - 5, ultima)])
    ahora = leido(manos.guardado())

    assert [
        sorted(c.texto for c in r.causas) for p in ahora.contenido.procesos for r in p.riesgos
    ] == [sorted(c.texto for c in r.causas) for p in antes.contenido.procesos for r in p.riesgos]


@pytest.mark.parametrize("forma", FORMAS)
def test_el_riesgo_que_se_agrega_se_lee_y_se_dice(forma: str) -> None:
    def agregar(tabla: Any) -> None:
        celdas = tabla.add_row().cells
        for celda in celdas:
            celda.text = ""
        celdas[DE_SU_RIESGO[forma]].text = "Que se pierda uno nuevo"

    lectura = editado_en_word(forma, agregar)

    assert sorted({*asuntos(lectura)} - {*ASUNTOS}) == ["Que se pierda uno nuevo"]
    assert len(asuntos(lectura)) == 41
    assert any("la fila no estaba en el documento: alguien la agregó" in u for u in dicen(lectura))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("columna", [0, 1, 2])
@pytest.mark.parametrize("forma", FORMAS)
def test_las_firmas_bajo_la_tabla_no_son_del_mapa(forma: str, columna: int) -> None:
    def firmar(tabla: Any) -> None:
        for dice in ("________________", "ANA FIRMANTE", "Contratista de apoyo"):
            celdas = tabla.add_row().cells
            for celda in celdas:
                celda.text = ""
            celdas[columna].text = dice

    lectura = editado_en_word(forma, firmar)

    assert lectura.contenido == sin_tocar(forma, "docx").contenido
    for dice in ("ANA FIRMANTE", "Contratista de apoyo"):
        assert any(dice in aviso for aviso in dicen(lectura))


@pytest.mark.una_de_cada
@pytest.mark.integracion
@pytest.mark.parametrize("forma", FORMAS)
def test_lo_escrito_bajo_la_tabla_en_excel_no_es_del_mapa(forma: str) -> None:
    escritos = ("Nota: revisado en mayo", "________________", "ANA FIRMANTE")

    def escribir(hoja: Any, _fila: int) -> None:
        hasta = hoja.max_row
        for numero, dice in enumerate(escritos, 2):
            hoja.cell(hasta + numero, 2).value = dice

    lectura = editado_en_excel(forma, escribir)

    assert lectura.contenido == sin_tocar(forma, "xlsx").contenido
    for dice in ("revisado en mayo", "ANA FIRMANTE"):
        assert any(dice in aviso for aviso in dicen(lectura))


@pytest.mark.parametrize("debajo", [(), ("Se debe insistir",)])
@pytest.mark.parametrize("con_marca", [True, False])
def test_la_cuenta_de_controles_aplicados_no_es_palabra_de_nadie(
    debajo: tuple[str, ...], *, con_marca: bool
) -> None:
    """Ni si la fila perdió su marca, ni si alguien escribió otro renglón en la celda."""

    def cambiar(tabla: Any) -> None:
        fila = tabla._tbl.tr_lst[_fila_de(tabla, 15)]
        if not con_marca:
            for otra in marcadas(tabla, "p1r6"):
                for marca in otra.xpath(".//w:bookmarkStart | .//w:bookmarkEnd"):
                    marca.getparent().remove(marca)
        (celda,) = (c for c in fila.tc_lst if "aplicados" in "".join(c.itertext()))
        for texto in debajo:
            _Cell(celda, tabla).add_paragraph(texto)

    lectura = editado_en_word("seguimiento-mapa", cambiar)
    suyo = [uno for proceso in lectura.contenido.procesos for uno in proceso.riesgos][14]

    dicho = ("Los controles son adecuados y se vienen aplicando", *debajo)
    assert suyo.seguimientos[0].efectividad == "\n".join(dicho)


@pytest.mark.integracion
def test_la_celda_que_se_cambia_en_un_mapa_de_cuarenta_cambia_ella_sola() -> None:
    def cambiar(hoja: Any, fila: int) -> None:
        (celda,) = (c for c in hoja[fila] if str(c.value).startswith("Revisar el asunto 15"))
        celda.value = "Verificar el asunto 15\nDetectivo"

    antes, ahora = (
        [riesgo for proceso in una.contenido.procesos for riesgo in proceso.riesgos]
        for una in (
            sin_tocar("mapa-corrupcion-2015", "xlsx"),
            editado_en_excel("mapa-corrupcion-2015", cambiar),
        )
    )
    (cambiado,) = (n for n, (uno, otro) in enumerate(zip(antes, ahora, strict=True)) if uno != otro)
    primero, segundo = antes[cambiado].controles
    suyo = attrs.evolve(primero, descripcion="Verificar el asunto 15", tipo="detectivo")

    assert ahora[cambiado] == attrs.evolve(antes[cambiado], controles=(suyo, segundo))
