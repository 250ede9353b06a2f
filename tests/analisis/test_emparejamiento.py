"""Qué fila es cuál en otro plan.

Prueba ``analisis/emparejamiento`` y ``textos/plano``.
"""

from typing import Any

import pytest
from ayudas.a_medida import plan
from ayudas.comparaciones import comparar
from ayudas.planes import actividad, componente, tramite

import paac_reportes as paac


def fila(codigo: str, descripcion: str | None, **cambios: Any) -> dict[str, Any]:
    return actividad(codigo=codigo, descripcion=descripcion, seguimiento=None, **cambios)


def entre(antes: list[dict[str, Any]], despues: list[dict[str, Any]]) -> paac.tipos.Comparacion:
    return comparar(plan(componente(*antes)), plan(componente(*despues)))


def casadas(comparacion: paac.tipos.Comparacion) -> list[tuple[str, str]]:
    filas = ((pareja.antes.fila, pareja.despues.fila) for pareja in comparacion.parejas)
    return [(antes.identificador or "", hoy.identificador or "") for antes, hoy in filas]


def test_de_cada_par_se_dice_como_se_hallo_aunque_sean_filas_de_otro_sistema() -> None:
    del_plan = [
        *(fila("1.1", "Publicar el mapa de riesgos"), fila("1.2", "RENDIR CUENTAS")),
        fila("1.3", "Medir la atención en las sedes rurales"),
    ]
    otro_sistema = [
        {"actividad.codigo": codigo, "actividad.descripcion": descripcion}
        for codigo, descripcion in (
            *(("A", "Publicar el mapa de riesgos"), ("1.2", "Rendir cuentas")),
            ("1.3", "Medir la atención en las sedes"),
        )
    ]
    antes = paac.desde_filas(otro_sistema, entidad="M")
    comparacion = paac.comparar(antes, plan(componente(*del_plan, numero=None, nombre=None)))

    assert [(p.antes.fila.identificador, p.como, p.parecido) for p in comparacion.parejas] == [
        ("A", "renumerada", None),
        ("1.2", "en_su_lugar", None),
        ("1.3", "reescrita", pytest.approx(6 / 7)),
    ]
    assert paac.datos_de(comparacion)["en_los_dos"][2]["parecido"] == 0.86


def test_de_las_repetidas_se_reconocen_por_su_responsable_su_meta_y_sus_vecinas() -> None:
    hacienda, salud = ({"responsable": quien, "meta": "Un mapa"} for quien in ("Hacienda", "Salud"))
    otra_meta = {"responsable": "Hacienda", "meta": "Dos"}
    comparacion = entre(
        [fila(str(n), "Seguir", **de) for n, de in enumerate((hacienda, salud, otra_meta))],
        [fila(str(n), "Seguir", **de) for n, de in enumerate((otra_meta, hacienda, salud), 7)],
    )
    assert set(casadas(comparacion)) == {("0", "8"), ("1", "9"), ("2", "7")}

    # «Seguir» es la última con Capacitar encima, y la de en medio, con Publicar.
    vecinas = entre(
        [fila("1", "Publicar"), fila("2", "Seguir"), fila("3", "Capacitar"), fila("4", "Seguir")],
        [fila("7", "Capacitar"), fila("8", "Seguir"), fila("5", "Publicar"), fila("6", "Seguir")],
    )
    assert {("2", "8"), ("4", "6")} == {par for par in casadas(vecinas) if par[0] in "24"}


def test_sin_descripcion_se_reconoce_por_la_meta_y_un_tramite_por_su_nombre_y_su_accion() -> None:
    meta = {"meta": "un MAPA publicado"}
    dos = [tramite(numero="1", accion="Pago en línea"), tramite(numero="2", accion="Cita en línea")]
    vuelta = [dos[1] | {"numero": "1"}, dos[0] | {"numero": "2"}]
    comparacion = comparar(
        plan(componente(fila("1", None, meta="Un mapa publicado"), tramites=dos)),
        plan(componente(fila("5", None, **meta), tramites=vuelta)),
    )

    assert (len(comparacion.renumeradas), comparacion.reescritas) == (3, ())


# ------------------------------------------------------------------ los lugares


def en_lugares(dicho: str) -> paac.Plan:
    """El plan de unos componentes, cada uno con su número, su nombre y una letra por fila.

    Uno con una oficina, ``Salud: C xy``, es el único de esa dependencia; y ``-``, el que no tiene
    nombre.
    """
    dependencias, componentes = [], []
    for uno in dicho.split(", "):
        oficina, _, suyo = uno.rpartition(": ")
        numero, nombre, letras = suyo.split(" ")
        filas = (fila(f"{oficina or numero}.{letra}", f"hacer {letra}") for letra in letras)
        nombre_suyo = None if nombre == "-" else nombre.replace("_", " ")
        lugar = componente(*filas, nombre=nombre_suyo, numero=int(numero))
        componentes.append(lugar)
        dependencias.append({"nombre": oficina, "componentes": [lugar]})
    return plan(dependencias=dependencias) if ":" in dicho else plan(*componentes)


@pytest.mark.parametrize(
    ("antes", "despues", "renombrados", "trasladadas"),
    [
        # Otro nombre y otro número: manda lo que dicen sus filas, más que los dos juntos.
        ("1 Riesgos ab, 2 Trámites x", "2 Trámites x, 4 Datos ab", ["1. Riesgos → 4. Datos"], ""),
        ("1 A abc, 2 B xyz", "1 B abc, 2 A xyz", ["1. A → 1. B", "2. B → 2. A"], ""),
        # Lo que no es un nombre no se renombra.
        ("1 Componente_1 ab", "4 Componente_4 ab", [], ""),
        # La que sigue donde estaba no se traslada, aunque las demás se vayan.
        ("1 A abcq, 2 B xyz", "2 B abc, 5 A xyzq", ["1. A → 2. B", "2. B → 5. A"], ""),
        (
            *("1 - abcq, 2 B xyz", "2 B abc, 5 - xyzq"),
            *(["2. B → Componente 5", "Componente 1 → 2. B"], "q"),
        ),
        # Y lo mismo entre dependencias.
        ("P: 1 C abc, H: 1 C x", "P: 1 C ab, H: 1 C xc", [], "c"),
        ("P: 1 C ab, Salud: 1 C xy", "Sanidad: 1 C xz, P: 1 C ab", ["Salud → Sanidad"], ""),
        # El mismo cambio en varias se dice una vez.
        ("P: 1 A a, S: 1 A b", "P: 1 B a, S: 1 B b", ["1. A → 1. B"], ""),
        # Lo que varias repiten no pasa de una a otra; a igual parecido, la del mismo puesto.
        ("H: 1 C az, Salud: 1 C ab", "H: 1 C az, Prensa: 1 C am", ["Salud → Prensa"], ""),
    ],
)
def test_un_lugar_se_reconoce_por_sus_filas_su_nombre_y_su_numero(
    antes: str, despues: str, renombrados: list[str], trasladadas: str
) -> None:
    comparacion = comparar(en_lugares(antes), en_lugares(despues))

    assert sorted(f"{r.antes} → {r.despues}" for r in comparacion.renombrados) == renombrados
    assert [p.despues.fila.texto for p in comparacion.trasladadas] == [
        f"hacer {letra}" for letra in trasladadas
    ]


# ------------------------------------------------------------------ las palabras

SIN_META = {"meta": None}


@pytest.mark.parametrize(
    ("antes", "despues", "datos", "parejas"),
    [
        # Otro verbo es otra actividad, si no es de los que se usan uno por otro.
        ("Evaluar el mapa de riesgos", "Publicar el mapa de riesgos", {}, 0),
        ("Evaluar el mapa de riesgos", "Medir el mapa de riesgos", {}, 1),
        ("Publicar el mapa de riesgos", "Elaborar y publicar el mapa de riesgos", {}, 1),
        ("Evaluar el mapa de riesgos", "Evaluación del mapa de riesgos", {}, 1),
        # Y otra ocasión, también; el año cambia con el plan.
        ("Rendir cuentas del primer semestre", "Rendir cuentas del segundo semestre", {}, 0),
        ("Publicar los informes de enero", "Publicar los informes de junio", {}, 0),
        ("Publicar el plan de 2025", "Publicar el plan, vigencia 2026", {}, 1),
        # Una palabra por otra, sin más que lo diga, no es la misma.
        ("Publicar la lista gris de barrios", "Publicar la lista roja de barrios", {}, 1),
        ("Publicar la lista gris de barrios", "Publicar la lista roja de barrios", SIN_META, 0),
        (
            "Publicar el mapa de calles y vías",
            "Publicar el mapa de calles, vías y sedes",
            SIN_META,
            1,
        ),
        # Con una letra de menos sí; con otro número, no.
        ("Publicar resultados", "Publicar resutados", SIN_META, 1),
        ("Publicar la lista 11", "Publicar la lista 12", SIN_META, 0),
    ],
)
def test_lo_que_comparte_casi_todo_puede_no_ser_lo_mismo(
    antes: str, despues: str, datos: dict[str, Any], parejas: int
) -> None:
    comparacion = entre([fila("1", antes, **datos)], [fila("9", despues, **datos)])

    assert len(comparacion.parejas) == parejas
