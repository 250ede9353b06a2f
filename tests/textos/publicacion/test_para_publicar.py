"""Lo que queda de unos datos para publicarlos, y qué se dice de lo que no queda.

Ninguna cifra se borra por parecerse a un teléfono, y ninguno queda por tener otra al lado: se parta
como se parta, lo quita la regla o espera en la lista. Al final, cuánto acierta en textos del oficio,
con su respuesta escrita a mano antes: los primeros sirvieron para mejorar las palabras que se
reconocen; los de la reserva se escribieron después, y no se ajustó nada por lo que dieron.

Prueba ``estructura/formas``.
"""

import itertools
import re
import time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from ayudas.oficio import Medida, medida, textos_del_oficio
from ayudas.planes import datos, plan_con

import paac_reportes as paac
from paac_reportes.textos.publico import LoQueQueda, para_publicar, tapado


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


@pytest.mark.parametrize(
    "texto",
    [
        "Línea base: 1250000",
        "Línea base 2345678 habitantes",
        "Línea de base 20220630",
        "líneas de crédito por 1500000",
        "línea de conducción de 1500000 metros",
        "línea telefónica, 12345678 llamadas",
        "Extensión: 1500000 m2",
        "Contacto ciudadano: 1234567 atenciones",
        "Contactos realizados: 1234567",
        "Se invitó a comunicarse 1500000 veces",
        "Llamar antes del 20220630",
        "Contratos 3102023001, 3102023002 y 3102023003",
        "CDP 3102023001 y 3102023002",
        "Radicados: 3102023001 - 3102023002",
        "Certificado de disponibilidad presupuestal 3102023001",
        "Registro presupuestal 3102023001",
        "Radicado interno No. 3102023001",
        "Radicado de entrada No. 3102023001",
        "Radicado de salida 3102023001",
        "Resolución de apertura 3102023001",
        "Contrato de obra pública No. 3001234567",
        "Orden de compra 3102023001",
        "Cuenta de ahorros Bancolombia 3102023001",
        "Cuenta de ahorros del Banco Agrario 3102023001",
        "Nit de la entidad 3102023001",
        "Matrícula inmobiliaria 310-1234567",
        "Código catastral 3102023001",
        "Póliza No. 3102023001",
        "Valor ejecutado 3150450220",
        "Valor pagado a la fecha: 3150450220",
        "Apropiación definitiva 3150450220",
        "Inversión ejecutada: 3150450220",
        "Contrato CPS-310-2023-001",
        "SA-MC-310-2023-001",
        "PSP-320-2022-150",
        "Oficio SG-320-2022-150",
        "Convenio interadministrativo 310-2023-001",
        "Variación presupuestal: +1250000000",
        "Usuarios atendidos por teléfono: 1234567",
        "Llamadas al celular: 1500000",
        "Celular: 1.250.000",
        "teléfonos móviles entregados 1234567",
        "línea base 3101234567",
        "Ticket 3109876543",
        "Consecutivo 3009876543",
        "Se radicó con el número 6011234567",
        "Quedó registrada bajo el No. 3109876543",
        "Petición 3109876543 respondida",
        "Título de depósito judicial 3109876543",
        "número interno 3109876543",
        "costo fijo 2114000",
        "Denuncia No. 3109876543",
        "Placas 3101234567 a 3101234599",
        "(032) 2392284 personas",
        "Informes presentados: 2114000",
        "más información: 2.114.000",
        "puntos de contacto 1234567",
        "Ticket de mesa de ayuda 3109876543",
        "Aceptación de oferta 3109876543",
        "Requerimiento de la Contraloría No. 3109876543",
        "Solicitud de información 3109876543",
        "Denuncia ciudadana No. 3109876543",
        "Petición con número de seguimiento 3109876543",
        "La solicitud se radicó ante la Gobernación con el número 3109876543",
    ],
)
def test_queda_a_la_letra(texto: str) -> None:
    assert para_publicar((texto,))[0] == (texto,)


@pytest.mark.parametrize(
    ("nombre", "valor"),
    [
        ("linea_base", 12500000),
        ("linea_base", Decimal(12500000)),
        ("linea_base", "12500000"),
        ("lineas_atendidas", 3150450),
        ("fecha_de_contacto", 20240601),
        ("fecha_de_celular", "20240601"),
        ("telefonos_entregados", 1500000),
        ("telefonos_entregados", "1500000"),
        ("llamadas_por_telefono", 1500000),
        ("usuarios_de_celular", "1500000"),
        ("valor_celular", 1500000),
        ("telefono", Decimal("1500000.50")),
        ("inversion", "3150450220"),
        ("valor_ejecutado", "3150450220"),
        ("apropiacion", "3150450220"),
        ("radicado_interno", "3102023001"),
    ],
)
def test_el_nombre_de_un_dato_que_es_una_cifra_no_la_borra(nombre: str, valor: object) -> None:
    plan = plan_con(extras={nombre: valor})

    assert para_publicar(plan) == (plan, ())


@pytest.mark.parametrize(
    ("texto", "publico"),
    [
        ("3101234567 y 1500000 personas", "[teléfono omitido] y 1500000 personas"),
        ("Tel. 8795356, 20240601 fecha", "Tel. [teléfono omitido], 20240601 fecha"),
        ("Ana 3101234567 (52123456)", "Ana [teléfono omitido] (52123456)"),
        (
            "Juan 3101234567 atendió 1500000 personas",
            "Juan [teléfono omitido] atendió 1500000 personas",
        ),
        ("cel 310 123\n4567", "cel [teléfono omitido]"),
        ("310\u200b123\u200b4567", "[teléfono omitido]"),
        ("312\x01333\x014455", "[teléfono omitido]"),
        ("317\x0b888\x0b9900", "[teléfono omitido]"),
        ("310\xad123\ufeff4567", "[teléfono omitido]"),
        ("310 12 34 567", "[teléfono omitido]"),
        ("310-12-34-567", "[teléfono omitido]"),
        ("310 12 345 67", "[teléfono omitido]"),
        ("Tel 8 660 660", "Tel [teléfono omitido]"),
        ("Tel. 8-66-06-60", "Tel. [teléfono omitido]"),
        ("Cel: 31 01 23 45 67", "Cel: [teléfono omitido]"),
        ("Tel: 8795356-57", "Tel: [teléfono omitido]"),
        ("PBX 8795356/57/58", "PBX [teléfono omitido]"),
        ("Cel: 3101234567-68", "Cel: [teléfono omitido]"),
        ("JUAN PEREZ.3101234567", "JUAN PEREZ.[teléfono omitido]"),
        ("10:30,3101234567", "10:30,[teléfono omitido]"),
        ("2024-01-15,3101234567", "2024-01-15,[teléfono omitido]"),
        ("00573101234567", "[teléfono omitido]"),
        ("Se pagó la factura. 3101234567", "Se pagó la factura. [teléfono omitido]"),
        ("Cel 3101234567 pesos", "Cel [teléfono omitido] pesos"),
        (
            "Contratos 3102023001 y cel. 3102023002",
            "Contratos 3102023001 y cel. [teléfono omitido]",
        ),
        ("Caso de la señora Rosa 3101234567", "Caso de la señora Rosa [teléfono omitido]"),
        (
            "Caso remitido a la oficina de sistemas 3101234567",
            "Caso remitido a la oficina de sistemas [teléfono omitido]",
        ),
        (
            "Queja con número de celular 3101234567",
            "Queja con número de celular [teléfono omitido]",
        ),
        (
            "Pida su ticket en la línea 3101234567",
            "Pida su ticket en la línea [teléfono omitido]",
        ),
        ("Denuncias de corrupción: 3101234567", "Denuncias de corrupción: [teléfono omitido]"),
        (
            "Para su solicitud llame a la inspectora con el número 3101234567",
            "Para su solicitud llame a la inspectora con el número [teléfono omitido]",
        ),
    ],
)
def test_sale_el_telefono_y_queda_lo_de_al_lado(texto: str, publico: str) -> None:
    assert para_publicar((texto,))[0] == (publico,)


def test_lo_que_va_entre_parentesis_tras_un_telefono_parece_una_cedula() -> None:
    _, avisos = para_publicar(("Ana 3101234567 (52123456)",))

    assert [aviso.codigo for aviso in avisos] == ["dato_omitido", "parece_cedula"]


TEXTOS = Path(__file__).parent / "oficio"
PUBLICAR = Path(__file__).parents[3] / "docs" / "publicar.md"


def publicado_de(*nombres: str) -> Medida:
    return medida([texto for uno in nombres for texto in textos_del_oficio(TEXTOS / f"{uno}.txt")])


PROPIOS = ("con_datos", "sin_datos")
RESERVA = ("reserva_con_datos", "reserva_sin_datos")
EVASIONES = ("evasiones_con_datos", "evasiones_sin_datos")
DE_FUERA = ("desde_fuera_con_datos", "desde_fuera_sin_datos")
CIEGA = ("reserva_ciega_con_datos", "reserva_ciega_sin_datos")


@pytest.mark.integracion
def test_son_mas_de_doscientos_y_la_mitad_no_trae_nada() -> None:
    con, sin = publicado_de("con_datos"), publicado_de("sin_datos")

    assert con.textos + sin.textos >= 200
    assert sin.textos >= con.textos
    assert (sin.datos, sin.parecen) == (0, 0)


@pytest.mark.integracion
def test_queda_a_lo_mas_un_dato_de_cada_cien_y_se_van_dos_numeros_de_cada_cien() -> None:
    suya = publicado_de(*PROPIOS)

    assert len(suya.quedan) <= suya.datos / 100, suya.quedan
    assert len(suya.se_fueron) <= suya.largos / 50, suya.se_fueron


def test_una_cedula_que_nada_nombra_queda_con_su_aviso() -> None:
    assert publicado_de("con_datos").sin_aviso == ()


@pytest.mark.parametrize("nombres", [PROPIOS, RESERVA, EVASIONES, DE_FUERA, CIEGA])
def test_ningun_dato_esta_fuera_de_la_regla_y_de_la_lista(nombres: tuple[str, ...]) -> None:
    assert publicado_de(*nombres).fuera == ()


def por_revisar(*nombres: str) -> int:
    textos = [
        uno.texto for nombre in nombres for uno in textos_del_oficio(TEXTOS / f"{nombre}.txt")
    ]
    return len(LoQueQueda((para_publicar(tuple(textos))[0], "textos")).lista)


@pytest.mark.parametrize("nombres", [PROPIOS, RESERVA, EVASIONES, DE_FUERA, CIEGA])
def test_las_cifras_de_la_documentacion_son_las_que_salen(nombres: tuple[str, ...]) -> None:
    suya = publicado_de(*nombres)
    dicho = (
        f"{suya.textos} textos | {len(suya.quedan)} de {suya.datos} | "
        f"{len(suya.se_fueron)} de {suya.largos} | {len(suya.se_fueron)} de {suya.numeros} | "
        f"{por_revisar(*nombres)} | {len(suya.fuera)}"
    )

    assert dicho in PUBLICAR.read_text("utf-8")


SIGNOS = (
    *list(".,:;|/=\"'`+~#\\*_?!^ºª°·•‧∙⋅−─–—…"),
    *(" ", "    ", "      ", "\n", ".\n  ", "\r\n", "\t", "\u200b", "&nbsp;", "<br>", "<br />"),
    *(" | ", " / ", ", ", "; ", ": ", " – ", "][", "} {", ") (", "**", "..."),
)
NUMEROS = (("31", "408", "877"), ("1", "112", "765", "432"), ("315", "555", "1234"))


def espera(texto: str) -> list[str]:
    """Lo que de un texto espera revisión, sin lo que ya se quitó."""
    return [uno.se_lee for uno in LoQueQueda((para_publicar((texto,))[0], "")).lista]


def cifras(escrito: str) -> int:
    return len(re.findall(r"[\d•]", escrito))


@pytest.mark.parametrize("antes", ["CC ", "nota ", "cel. "])
@pytest.mark.parametrize("grupos", NUMEROS)
def test_un_numero_partido_con_cualquier_signo_se_va_o_espera_entero(
    grupos: tuple[str, ...], antes: str
) -> None:
    for signo in SIGNOS:
        texto = f"{antes}{signo.join(grupos)} de alguien"
        ((quedo,), _) = para_publicar((texto,))
        if cifras(quedo) > 4:  # de uno con el rótulo de otro puede quedar el final
            (visto,) = espera(texto)
            assert len(re.findall(r"\d", visto)) == 3, texto
            assert not re.search(r"\d{4}", re.sub(r"\D", "", tapado(quedo))), texto


@pytest.mark.parametrize(
    "texto",
    [
        f"Escriba a rosa{arroba}{dominio}"
        for arroba, dominio in itertools.product(
            ("arroba", "-at-", "/at/", "|at|", "_at_", "(a)", "[a]", " at ", " en ", " (en) "),
            ("cartago.gov.co", "servidor.com"),
        )
    ]
    + [f"Escriba a rosa {servidor}" for servidor in ("live.com", "icloud.com", "protonmail.com")],
)
def test_lo_que_parece_un_correo_espera(texto: str) -> None:
    assert len(espera(texto)) == 1


@pytest.mark.parametrize(
    "texto",
    [
        "El ciudadano(a) en www.cartago.gov.co, del 12/05/2024 al 2024-06-30",
        "25 arrobas de café; avance 10 %, 20 %, 30 % y 40 %",
        "Vigencias 2023-2024, corte 04/30/2020",
    ],
)
def test_lo_que_no_es_de_nadie_no_espera(texto: str) -> None:
    assert espera(texto) == []


@pytest.mark.parametrize("texto", ["CC 31 13 2019", "CC 12 05 2019", "45.31.2024"])
def test_lo_que_no_es_una_fecha_espera(texto: str) -> None:
    assert len(espera(texto)) == 1


def test_los_valores_de_una_lista_son_varios_y_el_que_se_parte_es_uno() -> None:
    assert len(espera("3.500.000, 4.600.000 y 1.200.000.000")) == 3
    assert len(espera("31.408.877-29.765.112")) == 2
    assert [cifras(uno) for uno in espera("ref 315=5551234")] == [10]


@pytest.mark.parametrize("final", ["pesos", "m/cte", "millones", "COP", "de pesos"])
def test_una_lista_de_pesos_queda_entera(final: str) -> None:
    for entre in (" y ", " a ", ", ", "; ", " - "):
        texto = f"entre 3102345678{entre}3212345678 {final}"
        assert para_publicar((texto,))[0] == (texto,)
    texto = f"de 3102345678, 3212345678 y 3012345678 {final}"
    assert para_publicar((texto,))[0] == (texto,)


@pytest.mark.parametrize(
    "texto",
    [f"{de} 3101234567" for de in ("SUIT", "SECOP II", "MGA:", "SPI", "guía", "adición", "SGP")],
)
def test_el_numero_de_un_sistema_queda_y_espera(texto: str) -> None:
    assert para_publicar((texto,))[0] == (texto,)
    assert len(espera(texto)) == 1


@pytest.mark.parametrize(
    ("nit", "esperan"), [("891.900.493-2", 0), ("891900493-3", 1), ("31.408.877-1", 1)]
)
def test_el_nit_de_la_entidad_con_su_digito_no_espera(nit: str, esperan: int) -> None:
    plan = paac.en_blanco(paac.Entidad(nombre="Alcaldía", nit=nit), vigencia=2026)

    assert len(LoQueQueda((plan, "")).lista) == esperan
