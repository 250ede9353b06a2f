"""Lo que queda de unos datos para publicarlos, y qué se dice de lo que no queda.

Prueba ``estructura/objetos``.
"""

import time
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from ayudas.planes import datos, plan_con

import paac_reportes as paac
from paac_reportes.textos.publico import para_publicar


def de(**de_la_actividad: Any) -> tuple[paac.modelo.Actividad, list[str]]:
    """La actividad publicada, y los avisos."""
    plan, avisos = para_publicar(plan_con(**de_la_actividad))
    (suya,) = plan.dependencias[0].componentes[0].subcomponentes[0].actividades
    return suya, [
        f"{a.codigo} {a.ruta.rpartition('actividades[0].')[2]}: {a.mensaje}" for a in avisos
    ]


def test_de_un_texto_se_cambia_el_correo_y_queda_lo_demas() -> None:
    suya, avisos = de(descripcion="Escriba a oficina@x.co o al 310 123 4567, en Hacienda")

    assert suya.descripcion == "Escriba a [correo omitido] o al [teléfono omitido], en Hacienda"
    assert avisos == ["dato_omitido descripcion: no se publica: 1 correo y 1 teléfono"]


def test_un_correo_que_empieza_con_un_telefono_es_un_correo() -> None:
    suya, avisos = de(meta="3101234567@gmail.com y 3101234567 @gmail.com")

    assert suya.meta == "[correo omitido] y [correo omitido]"
    assert avisos == ["dato_omitido meta: no se publica: 2 correos"]


def test_una_direccion_web_sigue_siendo_una_sola() -> None:
    suya, _ = de(
        seguimientos=[{"corte": "2026-04-30", "evidencias": ["https://x.co/?u=a@b.co&v=1"]}]
    )

    assert suya.seguimientos[0].evidencias == ("https://x.co/?u=correo-omitido&v=1",)


def test_la_nota_de_una_verificacion_se_va_entera_y_su_resultado_queda() -> None:
    verificacion = {"resultado": "parcial", "nota": "Falta el acta."}
    suya, avisos = de(seguimientos=[{"corte": "2026-04-30", "verificacion": verificacion}])

    assert suya.seguimientos[0].verificacion == paac.modelo.Verificacion(
        resultado=paac.modelo.Resultado.PARCIAL
    )
    assert avisos == [
        "dato_omitido seguimientos[0].verificacion.nota: no se publica: 1 nota de verificación"
    ]


def test_el_correo_y_el_telefono_de_la_entidad_se_van_y_lo_demas_de_ella_queda() -> None:
    suyos = {
        "nombre": "MUNICIPIO",
        "nit": "891.900.493-2",
        "telefono": "2114000",
        "correo": "no tiene",
        "sitio_web": "www.x.gov.co",
    }
    plan, avisos = para_publicar(paac.desde_datos(datos(entidad=suyos)).contenido)

    assert plan.entidad == paac.Entidad(
        nombre="MUNICIPIO", nit="891.900.493-2", sitio_web="www.x.gov.co"
    )
    assert [(a.ruta, a.mensaje) for a in avisos] == [
        ("entidad.telefono", "no se publica: 1 teléfono"),
        ("entidad.correo", "no se publica: 1 correo"),
    ]


def test_el_aviso_de_un_campo_que_se_va_entero_cuenta_los_que_trae() -> None:
    suyos = {"nombre": "MUNICIPIO", "telefono": "2114000 - 3101234567", "correo": "a@x.co; b@x.co"}
    _, avisos = para_publicar(paac.desde_datos(datos(entidad=suyos)).contenido)

    assert [a.mensaje for a in avisos] == ["no se publica: 2 teléfonos", "no se publica: 2 correos"]


class Canal(Enum):
    CORREO = "oficina@x.co"
    CELULAR = 3101234567
    VENTANILLA = "ventanilla"


@pytest.mark.parametrize(
    ("fila", "publica"),
    [
        ({"canal": Canal.CORREO}, {"canal": "[correo omitido]"}),
        ({"celular": Canal.CELULAR}, {"celular": None}),
        ({"canal": Canal.VENTANILLA}, {"canal": Canal.VENTANILLA}),
    ],
)
def test_una_opcion_se_publica_como_lo_que_dice(
    fila: dict[str, object], publica: dict[str, object]
) -> None:
    assert para_publicar((fila,))[0] == (publica,)


@pytest.mark.parametrize(
    ("nombre", "valor", "queda"),
    [
        ("telefono", "2114000", "[teléfono omitido]"),
        ("celular_del_contacto", 3101234567, None),
        ("telefono_fijo", 2114000, None),
        ("telefonos", "Ana 2114000; Luz 2114001", "Ana [teléfono omitido]; Luz [teléfono omitido]"),
        ("personas_atendidas", 2114000, 2114000),
        ("valor_del_contrato", 3101234567, 3101234567),
        ("llamadas_por_telefono", 318, 318),
        ("correos_enviados", 318, 318),
        ("peso", Decimal("27.25"), Decimal("27.25")),
        ("correo", "a@x.co", "[correo omitido]"),
    ],
)
def test_el_nombre_de_un_extra_es_el_rotulo_de_su_valor(
    nombre: str, valor: object, queda: object
) -> None:
    suya, _ = de(extras={nombre: valor})

    assert suya.extras.get(nombre) == queda


_CON_SU_ROTULO: list[dict[str, Any]] = [
    {"responsable": "Rosa Pérez, C.C. 31.412.345"},
    {"extras": {"cedula": 31412345}},
    {"extras": {"cedula_del_responsable": "31412345"}},
]


@pytest.mark.parametrize("cambios", _CON_SU_ROTULO)
def test_una_cedula_que_algo_nombra_se_va_y_se_cuenta(cambios: dict[str, Any]) -> None:
    publicado, avisos = para_publicar(plan_con(**cambios))

    assert "412" not in str(paac.datos_de(publicado))
    (aviso,) = avisos
    assert (aviso.codigo, aviso.mensaje) == (
        "dato_omitido",
        "no se publica: 1 documento de identidad",
    )


def test_los_documentos_de_un_texto_se_cuentan_con_lo_demas() -> None:
    suya, avisos = de(meta="C.C. 31.412.345 y 16.543.210, cel. 310 765 4321; pasaporte AR123456")

    en_su_lugar = "[documento de identidad omitido]"
    assert suya.meta == (
        f"C.C. {en_su_lugar} y {en_su_lugar}, cel. [teléfono omitido]; pasaporte {en_su_lugar}"
    )
    assert avisos == ["dato_omitido meta: no se publica: 1 teléfono y 3 documentos de identidad"]


@pytest.mark.parametrize(
    ("cambios", "con_cedulas"),
    [({"responsable": "Rosa Pérez 31.412.345"}, False), *((uno, True) for uno in _CON_SU_ROTULO)],
)
def test_la_que_nada_nombra_y_las_que_se_piden_quedan_y_se_avisan_con_tres_cifras(
    cambios: dict[str, Any],
    con_cedulas: bool,  # noqa: FBT001
) -> None:
    plan = plan_con(**cambios)
    publicado, avisos = para_publicar(plan, con_cedulas=con_cedulas)

    assert publicado is plan
    (aviso,) = avisos
    assert aviso.codigo == "parece_cedula"
    motivo = "trae lo que parece una cédula, que termina en 345; revise si puede publicarse"
    assert aviso.mensaje == motivo


def test_lo_que_no_trae_nada_es_el_mismo_objeto() -> None:
    seguimiento = {"corte": "2026-04-30", "estado": "cumplida", "avance": 100}
    plan = plan_con(seguimientos=[seguimiento])

    publicado, avisos = para_publicar(plan)
    assert publicado is plan
    assert avisos == ()


def test_el_estado_de_lo_que_si_cambia_sigue_siendo_un_estado() -> None:
    suya, _ = de(
        meta="a@x.co",
        seguimientos=[{"corte": "2026-04-30", "estado": "cumplida", "texto": "b@x.co"}],
    )

    assert suya.seguimientos[0].estado is paac.modelo.Estado.CUMPLIDA


def test_lo_publicado_se_publica_igual() -> None:
    plan, _ = para_publicar(
        plan_con(descripcion="a@x.co, 3101234567", meta="https://x.co/?u=a@b.co")
    )

    assert para_publicar(plan) == (plan, ())


_PEDAZOS = {
    "correo": ("a@", "a", "@", "a@b.", "a@b.c ", "x arroba ", "x(at)y.", "a%40b.", "%41"),
    "teléfono": ("310 ", "1 ", "1.234.", "(1", "57 ", "3101234567-", "(", "+", "tel 211 ", "+1 2",
                 "3101234567 ext 1-"),
    "cédula": ("Aa 1.234.567 ",),
    "dirección": ("https://a.co/?x=a@b.co ",),
    "espacio": (" ", "\u200b"),
}  # fmt: skip


@pytest.mark.enorme
@pytest.mark.una_de_cada("parece")
@pytest.mark.parametrize(
    ("parece", "pedazo"), [(parece, uno) for parece, suyos in _PEDAZOS.items() for uno in suyos]
)
def test_un_texto_enorme_tarda_lo_que_mide(parece: str, pedazo: str) -> None:
    def tarda(letras: int) -> float:
        antes = time.process_time()
        para_publicar((f"{pedazo * (letras // len(pedazo))}3101234567",))
        return time.process_time() - antes

    tarda(1000)
    # Cuatro veces más largo, cuatro veces más tiempo; lo cuadrático tomaría dieciséis. Alguna de
    # dos: en una puede caer la recolección de basura de toda la sesión.
    tope = 9 * tarda(25_000) + 0.05
    assert any(tarda(100_000) < tope for _ in range(2))
