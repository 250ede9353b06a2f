"""Qué fila es cuál en otro plan."""

from typing import Any

import pytest
from ayudas.a_medida import plan, plan_en
from ayudas.comparaciones import codigos, comparar
from ayudas.planes import actividad, componente, tramite

from paac_reportes.analisis.comparacion import CambioDeTexto, Comparacion


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


def test_el_texto_manda_sobre_el_codigo() -> None:
    comparacion = entre(
        [fila("1", "Publicar el mapa"), fila("2", "Capacitar al personal")],
        [fila("1", "Capacitar al personal"), fila("2", "Publicar el mapa")],
    )

    assert casadas(comparacion) == [("2", "1"), ("1", "2")]


def test_los_textos_repetidos_se_casan_en_orden() -> None:
    comparacion = entre(
        [fila("1", "Hacer seguimiento"), fila("2", "Hacer seguimiento")],
        [fila(c, "Hacer seguimiento") for c in ("7", "8", "9")],
    )

    assert casadas(comparacion) == [("1", "7"), ("2", "8")]
    assert codigos(comparacion.nuevas) == ["9"]


def test_de_las_repetidas_se_casa_antes_la_que_no_cambio_en_nada() -> None:
    comparacion = entre(
        [
            fila("1", "Hacer seguimiento", responsable="Hacienda"),
            fila("2", "Hacer seguimiento", responsable="Jurídica"),
        ],
        [fila("1", "Hacer seguimiento", responsable="Jurídica")],
    )

    assert casadas(comparacion) == [("2", "1")]
    assert comparacion.cambiaron_de_responsable == ()


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


def test_un_componente_renumerado_es_el_mismo_lugar() -> None:
    antes = plan(
        componente(fila("1.1", "Publicar"), numero=1, nombre="Riesgos"),
        componente(fila("2.1", "Capacitar"), numero=2, nombre="Trámites"),
    )
    despues = plan(
        componente(fila("1.1", "Capacitar"), numero=1, nombre="Trámites"),
        componente(fila("2.1", "Publicar"), numero=2, nombre="Riesgos"),
    )

    assert comparar(antes, despues).trasladadas == ()


def test_a_otra_dependencia_pasa_trasladada() -> None:
    comparacion = comparar(
        plan_en("Planeación", componente(fila("1", "Publicar"))),
        plan_en("Hacienda", componente(fila("1", "Publicar"))),
    )

    assert casadas(comparacion) == [("1", "1")]
    assert len(comparacion.trasladadas) == 1


def test_un_texto_repetido_no_se_traslada() -> None:
    uno, dos = (
        componente(fila("1", "Hacer seguimiento"), numero=n, nombre=f"C{n}") for n in (1, 2)
    )
    tres = componente(fila("1", "Hacer seguimiento"), numero=3, nombre="C3")
    comparacion = comparar(plan(uno, dos), plan(uno, tres))

    assert comparacion.trasladadas == ()
    assert (len(comparacion.nuevas), len(comparacion.retiradas)) == (1, 1)


def test_un_tramite_que_pasa_a_intercambio_se_traslada() -> None:
    comparacion = comparar(
        plan(componente(fila("1", "x"), tramites=[tramite()])),
        plan(componente(fila("1", "x"), intercambios=[tramite()])),
    )

    assert len(comparacion.trasladadas) == 1


def test_de_dos_parecidas_se_casa_la_que_mas() -> None:
    comparacion = entre(
        [fila("1", "Publicar el mapa de riesgos de corrupción en la página")],
        [
            fila("8", "Publicar el mapa de riesgos en el portal institucional"),
            fila("9", "Publicar el mapa de riesgos de corrupción en el portal"),
        ],
    )

    assert casadas(comparacion) == [("1", "9")]


def test_a_igual_parecido_se_casa_la_mas_cercana() -> None:
    comparacion = entre(
        [fila(str(n), f"Publicar informe trimestral {n}") for n in (1, 2, 3)],
        [fila(str(n), f"Publicar informe trimestral {n}") for n in (4, 5, 6)],
    )

    assert casadas(comparacion) == [("1", "4"), ("2", "5"), ("3", "6")]


@pytest.mark.parametrize(
    ("texto", "codigo", "parejas"),
    [
        ("publicar mapa anual rojo verde", "9", 1),  # tres de cinco: justo lo que se pide
        ("publicación mapas anuales rojo verde", "9", 1),  # la terminación no cuenta
        ("publicar mapa rojo verde azul", "9", 0),
        ("publicar mapa rojo", "1", 1),  # dos de tres y cinco: con el mismo código, la mitad
        ("publicar mapa rojo", "9", 0),
        ("rojo verde azul", "1", 0),  # el código solo no basta
    ],
)
def test_cuanto_se_deben_parecer(texto: str, codigo: str, parejas: int) -> None:
    comparacion = entre([fila("1", "publicar mapa anual gris negro")], [fila(codigo, texto)])

    assert len(comparacion.parejas) == parejas


def test_las_palabras_que_estan_en_todo_texto_no_hacen_parecidos() -> None:
    comparacion = entre(
        [fila("1", "El plan de la entidad para los ciudadanos")],
        [fila("2", "El mapa de la oficina para los servidores")],
    )

    assert comparacion.parejas == ()


def test_sin_texto_no_basta_el_codigo() -> None:
    comparacion = entre(
        [fila("1", None, meta=None)], [fila("1", "Publicar el mapa", meta="Un mapa")]
    )

    assert comparacion.parejas == ()


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


def test_las_mayusculas_las_tildes_y_los_espacios_no_son_un_cambio() -> None:
    comparacion = entre(
        [fila("1", "Publicar el mapa", responsable="Planeación", fecha_programada="Marzo")],
        [fila(" 1 ", "PUBLICAR  EL MAPA", responsable="PLANEACION", fecha_programada="marzo")],
    )

    assert [p.textos for p in comparacion.parejas] == [()]


def test_de_dos_textos_enormes_se_dice_en_que_empiezan_y_terminan_iguales() -> None:
    medio = " ".join(str(n) for n in range(32_000))
    otro = " ".join(str(n) for n in range(32_000, 64_000))
    cambio = CambioDeTexto("meta", f"uno dos {medio} tres", f"uno dos {otro} tres")

    assert list(cambio.palabras()) == [
        ("igual", "uno dos"),
        ("quitó", medio),
        ("puso", otro),
        ("igual", "tres"),
    ]
