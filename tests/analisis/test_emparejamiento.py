"""Qué fila es cuál en otro plan.

Prueba ``analisis/lugares``, ``analisis/parecido``, ``analisis/redaccion``, ``analisis/senas`` y
``textos/plano``.
"""

from typing import Any

import pytest
from ayudas.a_medida import plan, plan_en
from ayudas.comparaciones import codigos, comparar
from ayudas.planes import actividad, componente, tramite

from paac_reportes.analisis.comparacion import Comparacion


def fila(codigo: str, descripcion: str | None, **cambios: Any) -> dict[str, Any]:
    return actividad(codigo=codigo, descripcion=descripcion, seguimiento=None, **cambios)


def entre(antes: list[dict[str, Any]], despues: list[dict[str, Any]]) -> Comparacion:
    return comparar(plan(componente(*antes)), plan(componente(*despues)))


def casadas(comparacion: Comparacion) -> list[tuple[str, str]]:
    return list(
        zip(
            codigos(p.antes for p in comparacion.parejas),
            codigos(p.despues for p in comparacion.parejas),
            strict=True,
        )
    )


def test_los_textos_repetidos_se_casan_en_orden() -> None:
    comparacion = entre(
        [fila("1", "Hacer seguimiento"), fila("2", "Hacer seguimiento")],
        [fila(c, "Hacer seguimiento") for c in ("7", "8", "9")],
    )

    # La última no tiene ninguna debajo, y la de en medio sí.
    assert casadas(comparacion) == [("1", "7"), ("2", "9")]
    assert codigos(comparacion.nuevas) == ["8"]


@pytest.mark.parametrize(
    ("datos", "otros"),
    [
        (
            {"responsable": "Hacienda", "meta": "Un mapa"},
            {"responsable": "Hacienda", "meta": "Dos"},
        ),
        (
            {"responsable": "Hacienda", "meta": "Un mapa"},
            {"responsable": "Salud", "meta": "Un mapa"},
        ),
        ({"responsable": "Hacienda", "meta": "Dos"}, {"responsable": "Salud", "meta": "Un mapa"}),
    ],
)
def test_de_las_repetidas_se_reconocen_por_su_responsable_y_su_meta(
    datos: dict[str, str], otros: dict[str, str]
) -> None:
    suya, otra = fila("1", "Seguir", **datos), fila("2", "Seguir", **otros)
    comparacion = entre(
        [suya, otra, fila("3", "Capacitar")],
        [fila("9", "Publicar"), otra | {"codigo": "8"}, fila("7", "Medir"), suya | {"codigo": "6"}],
    )

    assert {("1", "6"), ("2", "8")} <= set(casadas(comparacion))


def test_a_igual_responsable_y_meta_deciden_las_vecinas() -> None:
    comparacion = entre(
        [fila("1", "Publicar"), fila("2", "Seguir"), fila("3", "Capacitar"), fila("4", "Seguir")],
        [fila("7", "Capacitar"), fila("8", "Seguir"), fila("5", "Publicar"), fila("6", "Seguir")],
    )

    # «Seguir» es la última con Capacitar encima, y la de en medio, con Publicar.
    assert {("2", "8"), ("4", "6")} == {par for par in casadas(comparacion) if par[0] in "24"}


def test_sin_descripcion_se_reconoce_por_la_meta() -> None:
    comparacion = entre(
        [fila("1", None, meta="Un mapa publicado")], [fila("5", None, meta="un MAPA publicado")]
    )

    assert casadas(comparacion) == [("1", "5")]


def test_un_tramite_se_reconoce_por_su_nombre_y_su_accion() -> None:
    dos = [tramite(numero="1", accion="Pago en línea"), tramite(numero="2", accion="Cita en línea")]
    vuelta = [dos[1] | {"numero": "1"}, dos[0] | {"numero": "2"}]
    comparacion = comparar(
        plan(componente(fila("1", "x"), tramites=dos)),
        plan(componente(fila("1", "x"), tramites=vuelta)),
    )

    assert len(comparacion.renumeradas) == 2
    assert comparacion.reescritas == ()


@pytest.mark.parametrize("nombre", ["PLANEACIÓN", "planeacion", "  Planeación "])
def test_una_dependencia_escrita_de_otro_modo_es_el_mismo_lugar(nombre: str) -> None:
    comparacion = comparar(
        plan_en("Planeación", componente(fila("1", "Publicar"))),
        plan_en(nombre, componente(fila("1", "Publicar"))),
    )

    assert len(comparacion.parejas) == 1
    assert comparacion.trasladadas == ()


def de_oficina(oficina: str, *textos: str, **cambios: Any) -> dict[str, Any]:
    suyo = componente(*(fila(str(n), texto) for n, texto in enumerate(textos)), **cambios)
    return {"nombre": oficina, "componentes": [suyo]}


def test_a_otra_dependencia_pasa_trasladada() -> None:
    comparacion = comparar(
        plan(dependencias=[de_oficina("Planeación", "a", "b", "c"), de_oficina("Hacienda", "x")]),
        plan(dependencias=[de_oficina("Planeación", "a", "b"), de_oficina("Hacienda", "x", "c")]),
    )

    assert [p.despues.fila.texto for p in comparacion.trasladadas] == ["c"]
    assert (comparacion.nuevas, comparacion.renombrados) == ((), ())


def test_el_mismo_cambio_de_nombre_en_varias_dependencias_se_dice_una_vez() -> None:
    def de(nombre: str) -> Any:
        oficinas = [
            de_oficina("Planeación", "a", nombre=nombre),
            de_oficina("Salud", "b", nombre=nombre),
        ]
        return plan(dependencias=oficinas)

    (uno,) = comparar(de("Riesgos"), de("Integridad")).renombrados
    assert (uno.clase, uno.dependencia) == ("componente", None)
    assert (uno.antes, uno.despues) == ("1. Riesgos", "1. Integridad")


@pytest.mark.parametrize(
    ("antes", "despues", "renombrados", "trasladadas"),
    [
        # Otro nombre y otro número: manda lo que dicen sus filas.
        ({"nombre": "Riesgos", "numero": 1}, {"nombre": "Integridad", "numero": 4}, 1, 0),
        # Lo que no es un nombre no se renombra.
        ({"nombre": "Componente 1", "numero": 1}, {"nombre": "Componente 4", "numero": 4}, 0, 0),
        ({"nombre": None, "numero": 1}, {"nombre": "Componente 1", "numero": 1}, 0, 0),
        ({"nombre": "RIESGOS", "numero": 1}, {"nombre": "Riesgos", "numero": 2}, 0, 0),
    ],
)
def test_un_componente_se_reconoce_por_sus_filas(
    antes: dict[str, Any], despues: dict[str, Any], renombrados: int, trasladadas: int
) -> None:
    textos = [fila(str(n), texto) for n, texto in enumerate(("Publicar", "Capacitar"))]
    otro = componente(fila("9", "Medir"), numero=2, nombre="Trámites")
    comparacion = comparar(
        plan(componente(*textos, **antes), otro), plan(otro, componente(*textos, **despues))
    )

    assert len(comparacion.parejas) == 3
    assert len(comparacion.renombrados) == renombrados
    assert len(comparacion.trasladadas) == trasladadas


def test_dos_componentes_que_cambian_de_nombre_entre_si() -> None:
    uno, dos = (
        [fila(f"{n}{letra}", f"Hacer {n}{letra}") for letra in "abc"] for n in ("uno", "dos")
    )
    comparacion = comparar(
        plan(componente(*uno, nombre="A", numero=1), componente(*dos, nombre="B", numero=2)),
        plan(componente(*uno, nombre="B", numero=2), componente(*dos, nombre="A", numero=1)),
    )

    # Que todas las filas digan lo mismo vale más que el nombre y el número juntos.
    assert comparacion.trasladadas == ()
    assert {(r.antes, r.despues) for r in comparacion.renombrados} == {
        ("1. A", "2. B"),
        ("2. B", "1. A"),
    }


@pytest.mark.parametrize(
    ("antes", "despues", "trasladadas"),
    [
        ({"nombre": "A", "numero": 1}, {"nombre": "A", "numero": 5}, []),
        ({"nombre": None, "numero": 1}, {"nombre": None, "numero": 1}, []),
        ({"nombre": None, "numero": 1}, {"nombre": None, "numero": 5}, ["quedarse"]),
    ],
)
def test_la_que_sigue_en_el_componente_de_su_nombre_no_se_traslada_aunque_las_demas_se_vayan(
    antes: dict[str, Any], despues: dict[str, Any], trasladadas: list[str]
) -> None:
    unas, otras = ([fila(letra, f"hacer {letra}") for letra in letras] for letras in ("abc", "xyz"))
    queda = fila("q", "quedarse")
    comparacion = comparar(
        plan(componente(*unas, queda, **antes), componente(*otras, nombre="B", numero=2)),
        plan(componente(*unas, nombre="B", numero=2), componente(*otras, queda, **despues)),
    )

    assert [pareja.despues.fila.texto for pareja in comparacion.trasladadas] == trasladadas


def test_entre_lugares_que_dicen_lo_mismo_decide_el_numero_y_despues_el_puesto() -> None:
    uno, dos = (componente(fila(f"{n}.1", "Publicar"), nombre=None, numero=n) for n in (1, 2))
    assert casadas(comparar(plan(uno, dos), plan(dos, uno))) == [("2.1", "2.1"), ("1.1", "1.1")]

    retirada, antes, nueva, despues = (
        de_oficina(nombre, texto)
        for nombre, texto in (("W", "otra"), ("P", "a"), ("R", "a"), ("S", "a"))
    )
    (renombrado,) = comparar(
        plan(dependencias=[retirada, antes]), plan(dependencias=[nueva, despues])
    ).renombrados
    assert (renombrado.antes, renombrado.despues) == ("P", "S")


def test_el_lugar_del_que_todo_cambio_es_el_del_mismo_numero() -> None:
    antes = plan(componente(fila("1", "publicar mapa anual gris negro"), numero=3, nombre="A"))
    despues = plan(
        componente(fila("1", "otra cosa distinta"), numero=8, nombre="B"),
        componente(fila("1", "publicar mapa anual rojo verde"), numero=3, nombre="C"),
    )
    comparacion = comparar(antes, despues)

    assert len(comparacion.parejas) == 1
    assert comparacion.trasladadas == ()


@pytest.mark.parametrize("numeros", [(1, 2), (None, None)])
def test_el_que_no_comparte_nada_queda_solo(numeros: tuple[int | None, int | None]) -> None:
    antes, despues = numeros
    comparacion = comparar(
        plan(componente(fila("1", "publicar mapa anual gris negro"), numero=antes, nombre="A")),
        plan(componente(fila("1", "publicar lista corta rojo verde"), numero=despues, nombre="B")),
    )

    assert (comparacion.parejas, comparacion.renombrados) == ((), ())


def test_lo_que_varias_oficinas_repiten_no_pasa_de_una_a_otra() -> None:
    comparacion = comparar(
        plan(dependencias=[de_oficina("Hacienda", "a", "z"), de_oficina("Salud", "a", "b")]),
        plan(dependencias=[de_oficina("Hacienda", "a", "z"), de_oficina("Prensa", "a", "m")]),
    )

    # Prensa es Salud con otro nombre: su «a» no es la que Hacienda también tiene.
    assert [(r.antes, r.despues) for r in comparacion.renombrados] == [("Salud", "Prensa")]
    sin_ella = comparar(
        plan(dependencias=[de_oficina("Hacienda", "a"), de_oficina("Salud", "a", "b")]),
        plan(dependencias=[de_oficina("Hacienda", "x", "y"), de_oficina("Salud", "a", "b")]),
    )
    assert len(sin_ella.parejas) == 2


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
            "Publicar la lista anual de barrios",
            "Publicar la lista anual de barrios y sus calles",
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


def test_a_igual_parecido_se_casa_la_mas_cercana() -> None:
    comparacion = entre(
        [fila(str(n), f"Publicar informe trimestral {n}") for n in (1, 2, 3)],
        [fila(str(n), f"Publicar informe trimestral {n}") for n in (4, 5, 6)],
    )

    assert casadas(comparacion) == [("1", "4"), ("2", "5"), ("3", "6")]


def test_sin_texto_no_basta_el_codigo() -> None:
    comparacion = entre(
        [fila("1", None, meta=None)], [fila("1", "Publicar el mapa", meta="Un mapa")]
    )

    assert comparacion.parejas == ()


@pytest.mark.integracion
def test_la_pareja_se_halla_aunque_todas_compartan_casi_todo() -> None:
    # Más filas de las que se miran, y todas con las mismas palabras en otro orden.
    letras = "abcdefgh"
    textos = [
        f"verbo{a} el informe de cosa{b} y de tema{c}"
        for a in letras
        for b in letras
        for c in letras
    ]
    antes = [fila(str(n), texto) for n, texto in enumerate(textos)]
    despues = [fila(str(n), f"{texto} nuevo") for n, texto in enumerate(textos)][::-1]
    comparacion = entre(antes, despues)

    assert all(antes == despues for antes, despues in casadas(comparacion))
    assert len(comparacion.parejas) == 512


def test_menos_de_la_mitad_de_las_filas_no_cambian_de_nombre_un_componente() -> None:
    def con(**textos_de: str) -> Any:
        return plan(
            *(
                componente(*(fila(t, t) for t in textos), nombre=n)
                for n, textos in textos_de.items()
            )
        )

    comparacion = comparar(con(A="abcde", B="fghij"), con(A="fgklm", B="abnop"))

    assert comparacion.renombrados == ()
    assert [pareja.despues.fila.texto for pareja in comparacion.trasladadas] == [*"fgab"]
