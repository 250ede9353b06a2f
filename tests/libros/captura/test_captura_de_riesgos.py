"""Los libros de un mapa de riesgos: salen uno por proceso, se llenan y se reúnen en el mapa."""

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.compartido import RAIZ
from ayudas.danos import (
    Dano,
    HojaConRotulos,
    borrar,
    copiar,
    fusionar,
    otra_hoja,
    pegar_fuera,
    poner,
    quitar,
    quitar_columna,
    renombrar,
    sin_propiedades,
)
from ayudas.ejemplos import ejemplos
from ayudas.mapas import mapas_con_riesgos
from ayudas.oficinas import IDENTIFICACION, oficina
from ayudas.planes import plan_con
from hypothesis import assume, given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.libros.captura.informe import secciones_de_la_reunion

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
CORTE = date(2026, 12, 31)
MAPA = paac.leer_mapa(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml")


def llenar(libro: Path, hoja: str, fila: int, **valores: object) -> None:
    abierto = openpyxl.load_workbook(libro)
    for rotulo, valor in valores.items():
        HojaConRotulos(abierto[hoja]).celda(fila, rotulo).value = valor
    abierto.save(libro)


def llenos(carpeta: Path) -> list[Path]:
    """Los del mapa, con el segundo (tres controles, dos riesgos) llenado."""
    carpeta.mkdir(exist_ok=True)
    for nombre, contenido in _llenos().items():
        (carpeta / nombre).write_bytes(contenido)
    return sorted(carpeta / nombre for nombre in _llenos())


@cache
def _llenos() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as carpeta:
        rutas = paac.capturar(MAPA, CORTE, carpeta)
        _llenar_el_segundo(rutas)
        return {ruta.name: ruta.read_bytes() for ruta in rutas}


def _llenar_el_segundo(rutas: Sequence[Path]) -> None:
    llenar(
        rutas[1],
        "Riesgos",
        1,
        **{
            "Acciones adelantadas": "Se cambió la cerradura",
            "Avance": "62,5",
            "¿Se materializó?": "Sí",
            "Qué ocurrió": "Faltaron dos mercados",
            "A quién se reportó": "A la Personería",
            "Evidencias": "Acta 12\nhttps://x.example/a",
        },
    )
    llenar(rutas[1], "Controles", 1, **{"¿Se aplica?": "parcial", "Nota": "Sólo en la mañana"})
    llenar(rutas[1], "Controles", 2, **{"¿Se aplica?": "SI", "¿Es efectivo?": "no"})


def del_corte(mapa: paac.MapaDeRiesgos | None, riesgo: int = 0) -> Any:
    assert mapa is not None
    seguimientos = mapa.procesos[1].riesgos[riesgo].seguimientos
    return next((u for u in seguimientos if u.corte == CORTE and u.quien == "lider"), None)


def test_sale_un_libro_por_proceso_y_nadie_ha_escrito_nada(tmp_path: Path) -> None:
    rutas = paac.capturar(MAPA, CORTE, tmp_path)
    reunion = paac.reunir(tmp_path, base=MAPA)

    assert [ruta.name[:30] for ruta in rutas] == [
        "riesgos-01-atencion-a-la-ciuda",
        "riesgos-02-ayudas-y-bienes-202",
        "riesgos-03-contratacion-2026-1",
    ]
    assert reunion.contenido == MAPA
    assert (reunion.avisos, reunion.conflictos, reunion.nuevas) == ((), (), ())
    assert {falta.motivo for falta in reunion.faltan} == {"vacio"}


@pytest.mark.integracion
def test_lo_que_el_lider_escribe_queda_en_su_seguimiento(tmp_path: Path) -> None:
    llenos(tmp_path)
    reunion = paac.reunir(tmp_path, base=MAPA)
    dicho = del_corte(reunion.contenido)

    assert reunion.avisos == ()
    assert (dicho.acciones_adelantadas, dicho.avance) == ("Se cambió la cerradura", Decimal("62.5"))
    assert dicho.evidencias == ("Acta 12", "https://x.example/a")
    assert dicho.materializacion == paac.riesgos.Materializacion(
        ocurrio="si", descripcion="Faltaron dos mercados", se_reporto_a="A la Personería"
    )
    assert [(u.aplicado, u.efectivo, u.nota) for u in dicho.controles] == [
        ("parcial", None, "Sólo en la mañana"),
        ("si", "no", None),
    ]
    controles = [u.numero for u in MAPA.procesos[1].riesgos[0].controles]
    assert [u.control for u in dicho.controles] == controles[:2]
    assert [falta.dependencia for falta in reunion.faltan] == [
        "Atención a la ciudadanía",
        "Contratación",
    ]


def test_lo_de_control_interno_y_lo_demas_del_mapa_no_cambia(tmp_path: Path) -> None:
    llenos(tmp_path)
    reunido = paac.reunir(tmp_path, base=MAPA).contenido
    assert reunido is not None
    riesgo = reunido.procesos[1].riesgos[0]
    sin_el = tuple(u for u in riesgo.seguimientos if u.quien != "lider")
    procesos = list(reunido.procesos)
    riesgos = (attrs.evolve(riesgo, seguimientos=sin_el), *procesos[1].riesgos[1:])
    procesos[1] = attrs.evolve(procesos[1], riesgos=riesgos)

    assert attrs.evolve(reunido, procesos=procesos) == MAPA


@pytest.mark.integracion
def test_reunir_otra_vez_lo_reunido_no_cambia_nada(tmp_path: Path) -> None:
    llenos(tmp_path)
    reunido = paac.reunir(tmp_path, base=MAPA).contenido
    assert reunido is not None
    otra = paac.reunir(tmp_path, base=reunido)

    assert (otra.contenido, otra.conflictos, otra.nuevas) == (reunido, (), ())
    otros = tmp_path / "otros"
    rutas = paac.capturar(reunido, CORTE, otros)
    assert paac.reunir(rutas, base=reunido).contenido == reunido


def test_control_interno_llena_los_suyos(tmp_path: Path) -> None:
    corte = date(2026, 10, 31)
    rutas = paac.capturar(MAPA, corte, tmp_path, quien="oci")
    llenar(rutas[1], "Riesgos", 1, **{"Efectividad de los controles": "Sirven"})
    llenar(rutas[1], "Controles", 1, **{"¿Se aplica?": "Sí"})
    reunido = paac.reunir(tmp_path, base=MAPA).contenido

    assert rutas[0].name.startswith("riesgos-oci-01-")
    assert reunido is not None
    [dicho] = [u for u in reunido.procesos[1].riesgos[0].seguimientos if u.corte == corte]
    assert (dicho.quien, dicho.efectividad, len(dicho.controles)) == ("oci", "Sirven", 1)


@pytest.mark.integracion
def test_los_libros_de_dos_que_reportan_no_se_reunen_a_la_vez(tmp_path: Path) -> None:
    rutas = [
        *paac.capturar(MAPA, CORTE, tmp_path / "a"),
        *paac.capturar(MAPA, CORTE, tmp_path / "b", quien="oci"),
    ]
    with pytest.raises(paac.ErrorDeEntrada, match="el líder del proceso"):
        paac.reunir(rutas, base=MAPA)


@pytest.mark.integracion
def test_un_plan_con_su_mapa_saca_y_reune_los_dos(tmp_path: Path) -> None:
    plan = attrs.evolve(plan_con(codigo="1.1"), mapa_de_riesgos=MAPA)
    rutas = paac.capturar(plan, CORTE, tmp_path)
    with oficina(rutas[0]) as hoja:
        hoja.llenar(1, "Se hizo", 50)
    llenar(rutas[2], "Riesgos", 1, **{"Acciones adelantadas": "Se cambió la cerradura"})
    reunion = paac.reunir(tmp_path, base=plan)

    assert len(rutas) == 4
    assert reunion.de_riesgos is not None
    assert len(reunion.nuevas) == len(reunion.de_riesgos.nuevas) == 1
    assert (
        del_corte(reunion.contenido.mapa_de_riesgos).acciones_adelantadas
        == "Se cambió la cerradura"
    )
    paac.oficinas.guardar_reunion(
        reunion, [tmp_path / "informe.docx"], datos=tmp_path / "unido.json"
    )
    assert paac.leer_plan(tmp_path / "unido.json") == reunion.contenido


def test_los_libros_del_mapa_solos_tambien_se_reunen_en_el_plan(tmp_path: Path) -> None:
    plan = attrs.evolve(plan_con(codigo="1.1"), mapa_de_riesgos=MAPA)
    rutas = paac.capturar(plan, CORTE, tmp_path)
    reunion = paac.reunir(rutas[1:], base=plan)

    assert reunion.contenido == plan
    assert [falta.motivo for falta in reunion.faltan] == ["sin_libro"]


@pytest.mark.parametrize(
    ("base", "dice"),
    [
        (attrs.evolve(MAPA, vigencia=2025), "es de la vigencia 2026"),
        (attrs.evolve(MAPA, entidad=paac.Entidad(nombre="Otra")), "es de otra entidad"),
        (plan_con(codigo="1.1"), "es de un mapa de riesgos, y la base no lo lleva"),
    ],
)
def test_un_libro_de_otra_cosa_no_se_toma(base: Any, dice: str, tmp_path: Path) -> None:
    llenos(tmp_path)
    with pytest.raises(paac.ErrorDeEntrada, match=dice):
        paac.reunir(tmp_path, base=base)


def test_un_libro_de_otro_corte_se_lista_y_los_demas_se_toman(tmp_path: Path) -> None:
    llenos(tmp_path)
    paac.capturar(MAPA, date(2026, 6, 30), tmp_path / "otro")
    viejo = next((tmp_path / "otro").glob("riesgos-01*"))
    reunion = paac.reunir([tmp_path, viejo], base=MAPA, corte=CORTE)

    assert [malo.nombre for malo in reunion.rechazados] == [viejo.name]
    assert del_corte(reunion.contenido) is not None


def test_dos_libros_que_no_dicen_lo_mismo_son_un_conflicto_que_se_responde(tmp_path: Path) -> None:
    rutas = llenos(tmp_path / "a")
    [otro] = [r for r in llenos(tmp_path / "b") if r.name == rutas[1].name]
    otro = otro.rename(tmp_path / "b" / "otro.xlsx")
    llenar(otro, "Controles", 1, **{"¿Se aplica?": "No"})
    reunion = paac.reunir([*rutas, otro], base=MAPA)
    [conflicto] = reunion.conflictos

    assert (conflicto.clase, "¿Se aplica?" in conflicto.celdas) == ("dos_libros", True)
    assert {u.control: u.aplicado for u in del_corte(reunion.contenido).controles} == {
        "1": None,
        "2": "si",
    }
    resuelto = paac.reunir([*rutas, otro], base=MAPA, respuestas={conflicto.id: "otro.xlsx"})
    assert {u.control: u.aplicado for u in del_corte(resuelto.contenido).controles} == {
        "1": "no",
        "2": "si",
    }


def test_un_riesgo_se_conoce_por_su_marca_aunque_cambie_de_lugar(tmp_path: Path) -> None:
    llenos(tmp_path)
    proceso = MAPA.procesos[1]
    al_reves = attrs.evolve(proceso, riesgos=proceso.riesgos[::-1])
    base = attrs.evolve(MAPA, procesos=[MAPA.procesos[0], al_reves, MAPA.procesos[2]])
    reunion = paac.reunir(tmp_path, base=base)

    lugar = len(proceso.riesgos) - 1
    assert del_corte(reunion.contenido, lugar).acciones_adelantadas == "Se cambió la cerradura"


def test_el_control_que_nada_distingue_no_va_y_se_dice(tmp_path: Path) -> None:
    datos = paac.datos_de(MAPA)
    for control in datos["procesos"][1]["riesgos"][0]["controles"]:
        control["numero"] = "1"
    mapa = paac.mapa_desde_datos(datos)
    with pytest.warns(paac.AvisoPaac, match="nada lo distingue"):
        paac.capturar(mapa, CORTE, tmp_path)


def test_quien_es_quien_los_llena_o_un_proceso(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="alguno de estos: oci, lider, planeacion"):
        paac.capturar(MAPA, CORTE, tmp_path, quien="alcalde")


@pytest.mark.integracion
@ejemplos(5)
@given(mapas_con_riesgos(), st.sampled_from(["lider", "oci", "planeacion"]))
def test_los_libros_que_nadie_llena_no_cambian_nada(datos: dict[str, Any], quien: str) -> None:
    mapa = paac.mapa_desde_datos(datos)
    assume(any(riesgo.esta_vigente for proceso in mapa.procesos for riesgo in proceso.riesgos))
    with tempfile.TemporaryDirectory() as carpeta:
        paac.capturar(mapa, date(2026, 4, 30), carpeta, quien=quien)
        reunion = paac.reunir(carpeta, base=mapa)

    assert reunion.contenido == mapa
    assert (reunion.conflictos, reunion.rechazados, reunion.nuevas) == ((), (), ())
    assert {aviso.codigo for aviso in reunion.avisos} <= {"corte_fuera_de_vigencia"}


# ------------------------------------------------------------------ lo que las personas les hacen
def cambiar(hoja: str, una: int, otra: int, *, con_la_marca: bool = True) -> Dano:
    def dano(libro: Any) -> None:
        de = HojaConRotulos(libro[hoja])
        marca = de.celda(0, IDENTIFICACION).column
        for a, b in zip(de.excel[de.rotulos + una], de.excel[de.rotulos + otra], strict=True):
            if con_la_marca or a.column != marca:
                a.value, b.value = b.value, a.value

    return dano


def sin_marcas(libro: Any) -> None:
    for hoja in ("Riesgos", "Controles"):
        quitar_columna(hoja, IDENTIFICACION)(libro)


def copiar_fila(libro: Any) -> None:
    copiar("Riesgos", 1)(libro)
    poner("Riesgos", 3, "Avance", 10)(libro)


def sin_nada(libro: Any) -> None:
    sin_marcas(libro)
    sin_propiedades(libro)


DANOS: Mapping[str, tuple[Dano, str]] = {
    "un avance de 120": (poner("Riesgos", 1, "Avance", 120), "celda .*'120'"),
    "un avance con palabras": (poner("Riesgos", 1, "Avance", "mucho"), "celda .*'mucho'"),
    "un avance con fórmula": (poner("Riesgos", 1, "Avance", "=1+1"), "es una fórmula"),
    "una fracción": (poner("Riesgos", 1, "Avance", 0.5), "se leyó como 0,5 %"),
    "un sí que no lo es": (
        poner("Riesgos", 1, "¿Se materializó?", "Quizás"),
        "celda G4: .*Sí, No, llegó 'Quizás'",
    ),
    "un parcial que no va": (poner("Controles", 1, "¿Es efectivo?", "Parcial"), "celda"),
    "una referencia cambiada": (poner("Riesgos", 1, "Referencia", "R99"), "no es de ella"),
    "una descripción cambiada": (
        poner("Riesgos", 1, "Descripción del riesgo", "Otra cosa"),
        "no es de ella",
    ),
    "unas acciones cambiadas": (
        poner("Riesgos", 1, "Acciones del mapa", "Otra cosa"),
        "volvió cambiado",
    ),
    "un número de control cambiado": (
        poner("Controles", 1, "No. de control", "9"),
        "no es de ella",
    ),
    "un control con el número de otro": (
        poner("Controles", 1, "No. de control", "2"),
        "lo que se lee no es de ella",
    ),
    "una marca borrada": (poner("Riesgos", 1, IDENTIFICACION, None), ""),
    "una marca cambiada": (poner("Controles", 1, IDENTIFICACION, "x"), "o eso no se sabe"),
    "todas las marcas": (sin_marcas, ""),
    "ni marcas ni propiedades": (sin_nada, ""),
    "sin propiedades": (sin_propiedades, ""),
    "una fila quitada": (borrar("Riesgos", 1), "que salió en él no está"),
    "un control quitado": (borrar("Controles", 1), "que salió en él no está"),
    "dos filas cambiadas": (cambiar("Riesgos", 1, 2), ""),
    "dos filas cambiadas sin su marca": (
        cambiar("Riesgos", 1, 2, con_la_marca=False),
        "no está junto a la fila",
    ),
    "dos controles fusionados": (fusionar("Controles", "¿Se aplica?"), "combinada"),
    "una fila copiada": (copiar_fila, "dos filas de uno"),
    "una hoja de más": (otra_hoja, "hoja «Notas»"),
    "algo pegado afuera": (pegar_fuera, "ojo: falta el acta"),
    "una columna abierta quitada": (quitar_columna("Riesgos", "Avance"), "columna 'Avance'"),
    "otra columna abierta quitada": (
        quitar_columna("Controles", "¿Se aplica?"),
        "columna '¿Se aplica\\?'",
    ),
    "una columna cerrada quitada": (quitar_columna("Riesgos", "Zona residual"), ""),
    "el rótulo de una abierta": (poner("Riesgos", 0, "Avance", "Cuánto va"), "columna 'Avance'"),
    "la hoja con otro nombre": (renombrar("Riesgos", "Hoja1"), ""),
    "la hoja de los controles quitada": (quitar("Controles"), "que salieron en él no están"),
    "sin las instrucciones": (quitar("Instrucciones"), ""),
}


def dicho_de(reunion: Any) -> Iterator[object]:
    yield from reunion.avisos
    yield from (conflicto.descripcion for conflicto in reunion.conflictos)
    yield from (fila.motivo for fila in reunion.sin_tomar)


@cache
def sin_dano() -> paac.MapaDeRiesgos:
    with tempfile.TemporaryDirectory() as carpeta:
        return paac.reunir(llenos(Path(carpeta))[1], base=MAPA).contenido


@pytest.mark.una_de_cada
@pytest.mark.parametrize("nombre", DANOS)
def test_un_dano_en_un_libro_de_riesgos_no_queda_callado(nombre: str, tmp_path: Path) -> None:
    dano, dice = DANOS[nombre]
    libro = llenos(tmp_path)[1]
    abierto = openpyxl.load_workbook(libro)
    dano(abierto)
    abierto.save(libro)
    try:
        reunion = paac.reunir(libro, base=MAPA)
    except paac.ErrorDeEntrada as error:
        dicho = Counter(map(str, error.fallas))
    else:
        dicho = Counter(map(str, dicho_de(reunion)))
        if not dice:
            assert reunion.contenido == sin_dano()
            return
    assert [uno for uno in dicho if re.search(dice, uno)], dicho


@pytest.mark.parametrize("malo", ["plan", "mapa"])
def test_un_libro_malo_de_uno_no_deja_sin_reunir_los_del_otro(malo: str, tmp_path: Path) -> None:
    plan = attrs.evolve(plan_con(codigo="1.1"), mapa_de_riesgos=MAPA)
    del_plan, _, del_mapa, _ = paac.capturar(plan, CORTE, tmp_path)
    with oficina(del_plan) as hoja:
        hoja.llenar(1, "Se hizo", "mucho" if malo == "plan" else 50)
    llenar(del_mapa, "Riesgos", 1, Avance="mucho" if malo == "mapa" else 50)
    danado = del_plan if malo == "plan" else del_mapa
    reunion = paac.reunir([del_plan, del_mapa], base=plan)

    [rechazado] = reunion.no_tomados
    assert (rechazado.nombre, bool(rechazado.fallas)) == (danado.name, True)
    assert reunion.de_riesgos is not None
    assert [len(una.nuevas) for una in (reunion, reunion.de_riesgos)] == (
        [0, 1] if malo == "plan" else [1, 0]
    )
    assert (reunion.corte, reunion.de_riesgos.corte) == (CORTE, CORTE)
    paac.oficinas.guardar_reunion(
        reunion, [tmp_path / "informe.docx"], datos=tmp_path / "unido.json"
    )


def test_si_todos_los_libros_son_malos_se_dice_de_cada_uno(tmp_path: Path) -> None:
    plan = attrs.evolve(plan_con(codigo="1.1"), mapa_de_riesgos=MAPA)
    del_plan, _, del_mapa, _ = paac.capturar(plan, CORTE, tmp_path)
    with oficina(del_plan) as hoja:
        hoja.llenar(1, "Se hizo", "mucho")
    llenar(del_mapa, "Riesgos", 1, Avance="mucho")

    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reunir([del_plan, del_mapa], base=plan, corte=CORTE)
    dicho = "\n".join(map(str, error.value.fallas))
    assert all(libro.name in dicho for libro in (del_plan, del_mapa))


def test_el_informe_llama_a_cada_quien_como_su_contenido(tmp_path: Path) -> None:
    rutas = paac.capturar(MAPA, CORTE, tmp_path)
    llenar(rutas[0], "Riesgos", 1, **{"Acciones adelantadas": "Se cambió la cerradura"})
    llenar(rutas[1], "Riesgos", 1, Avance="mucho")
    reunion = paac.reunir(rutas, base=MAPA)
    tablas = {s.titulo: s.tabla for s in secciones_de_la_reunion(reunion) if s.tabla is not None}

    rotulos = {
        titulo: tabla.descripcion.split(", ")
        for titulo, tabla in tablas.items()
        if "Proceso" in tabla.descripcion
    }
    assert rotulos.keys() >= {"Libros que no se tomaron", "Quién falta", "Libros recibidos"}
    assert not any("Oficina" in tabla.descripcion for tabla in tablas.values())
