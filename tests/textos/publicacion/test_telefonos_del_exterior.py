"""Los teléfonos de otros países, y las cifras con + que se les parecen."""

import time

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import FORMATO, actividad

import paac_reportes as paac
from paac_reportes.textos.publico import para_publicar


def publico(texto: str) -> str:
    return para_publicar((texto,))[0][0]


@pytest.mark.parametrize(
    "telefono",
    ["+57 (2) 211 4000", "(+57) 601 381 3000 ext. 1234", "018000 910 270", "+1 305 555 0123"],
)
def test_el_de_aqui_sale_entero_sin_que_nada_lo_nombre(telefono: str) -> None:
    assert publico(f"Informes: {telefono}, en horas hábiles") == (
        "Informes: [teléfono omitido], en horas hábiles"
    )


@pytest.mark.parametrize(
    "telefono",
    [
        "+34 612 345 678",
        "(+34) 612 345 678",
        "+1.212.555.0123",
        "+44 (0)20 7946 0958",
        "+51 987 654 321",
        "+13055551234",
    ],
)
def test_el_de_otro_pais_que_nada_nombra_queda_y_espera_a_quien_lo_revise(telefono: str) -> None:
    suyo = plan_de(actividad(descripcion=f"Informes: {telefono}, en horas hábiles"))
    reporte = paac.reporte(suyo, FORMATO).publico()

    assert [uno.clase for uno in reporte.por_revisar] == ["telefono"]
    assert "sin_revisar" in {aviso.codigo for aviso in reporte.avisos}


@pytest.mark.parametrize(
    "texto",
    [
        "Pasó a +20 2024-2025",
        "Creció +15 2024-2025",
        "Creció +57 2024-2025",
        "+12 345 678 901",
        "+57 123 456 789",
        "+34612345678",
        "+34.612.345.678",
        "+34 612 345 678 pesos",
        "Variación: +34 612 345 678",
        "CDP +34 612 345 678",
        "+99 123 456 789",
    ],
)
def test_una_cifra_con_su_signo_queda(texto: str) -> None:
    assert publico(texto) == texto


@pytest.mark.parametrize(
    "telefono",
    ["+34612345678", "+34 612 345 678", "+34.612.345.678", "+52 1 55 1234 5678", "+5215512345678"],
)
def test_si_algo_lo_nombra_basta_que_quepa_en_un_numero_de_otro_pais(telefono: str) -> None:
    assert publico(f"WhatsApp {telefono}") == "WhatsApp [teléfono omitido]"
    assert para_publicar(({"celular": telefono},))[0] == ({"celular": "[teléfono omitido]"},)


@pytest.mark.parametrize("pedazo", ["+1 305 555 0123 ", "+99 12 34 56 78 ", "+", "+1 "])
def test_muchos_numeros_con_su_signo_tardan_lo_que_miden(pedazo: str) -> None:
    def tarda(letras: int) -> float:
        antes = time.process_time()
        publico(pedazo * (letras // len(pedazo)))
        return time.process_time() - antes

    tarda(1000)
    # Lo cuadrático tomaría dieciséis. El menor de dos: en uno puede caer la recolección de basura.
    assert min(tarda(8_000), tarda(8_000)) < 6 * tarda(2_000) + 0.05
