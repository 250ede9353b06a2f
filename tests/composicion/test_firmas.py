"""Qué firmas van en cada bloque."""

from typing import Any

from ayudas.a_medida import formato, plan_de
from ayudas.lectores import tablas_de_word
from ayudas.planes import actividad
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.composicion.bloques.firmas import elegir
from paac_reportes.modelo import Firma

FIRMAS = [
    Firma(rol=rol, nombre=nombre)
    for rol, nombre in (("Elaboró", "Ana"), ("Revisó", "Beto"), ("ELABORÓ", "Carla"))
]


def nombres(firmas: list[Firma]) -> list[str | None]:
    return [firma.nombre for firma in firmas]


def test_se_eligen_las_de_los_roles_pedidos() -> None:
    assert nombres(elegir(FIRMAS, ["Revisó"])) == ["Beto"]
    assert elegir(FIRMAS, ["Aprobó"]) == []


def test_un_rol_es_el_mismo_en_mayusculas() -> None:
    assert nombres(elegir(FIRMAS, ["elaboró"])) == ["Ana", "Carla"]


def test_sin_roles_van_todas() -> None:
    assert elegir(FIRMAS, []) == FIRMAS


def test_en_el_documento_solo_salen_las_del_rol() -> None:
    firmas = [{"rol": firma.rol, "nombre": firma.nombre} for firma in FIRMAS]
    propio = formato({"tipo": "firmas", "texto": "{{ firma.nombre }}", "roles": ["Elaboró"]})
    (unica,) = tablas_de_word(paac.emitir(plan_de(actividad(), firmas=firmas), propio, "docx"))

    assert unica == [["Ana", "Carla"]]


# ------------------------------------------------------------------ leyes
ROLES = st.sampled_from(["Elaboró", "ELABORÓ", "Revisó", "revisó", "Aprobó", "Straße", "STRASSE"])
VARIAS = st.lists(st.builds(Firma, rol=ROLES, nombre=st.sampled_from(["Ana", "Beto"])), max_size=6)


@given(VARIAS, st.lists(ROLES, max_size=3))
def test_lo_elegido_es_parte_de_lo_que_habia_y_en_su_orden(firmas: Any, roles: Any) -> None:
    elegidas = elegir(firmas, roles)
    resto = iter(firmas)

    assert all(any(firma is otra for otra in resto) for firma in elegidas)


@given(VARIAS, st.lists(ROLES, min_size=1, max_size=3))
def test_cada_firma_se_elige_si_y_solo_si_su_rol_se_pidio(firmas: Any, roles: Any) -> None:
    elegidas = elegir(firmas, roles)
    pedidos = {rol.casefold() for rol in roles}

    assert {firma.rol.casefold() for firma in elegidas} <= pedidos
    assert len(elegidas) == sum(firma.rol.casefold() in pedidos for firma in firmas)


@given(VARIAS, st.lists(ROLES, max_size=3))
def test_pedir_un_rol_dos_veces_o_en_mayusculas_no_cambia_nada(firmas: Any, roles: Any) -> None:
    assert elegir(firmas, roles) == elegir(firmas, [rol.upper() for rol in roles] * 2)
