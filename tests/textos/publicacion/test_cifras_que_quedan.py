"""Ninguna cifra se borra por parecerse a un teléfono, y ningún teléfono queda por tener otra al lado."""

from decimal import Decimal

import pytest
from ayudas.planes import plan_con

from paac_reportes.textos.publico import para_publicar


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
