"""Dos de un contenido declarado se comparan: qué entró, qué salió y qué dice otra cosa.

Prueba ``informe/cambio_escrito``.
"""

from decimal import Decimal
from typing import Any

import attrs
import pytest
from ayudas.mejoramiento import AccionDeMejora, Hallazgo, plan_de_mejoramiento

import paac_reportes as paac
from paac_reportes.api.comparaciones import texto_de_comparacion

ANTES: Any = plan_de_mejoramiento()
DE = "1.10. El inventario de bienes no está conciliado con contabilidad."


def con(hallazgo: int, **cambios: Any) -> Any:
    """El mismo plan con un hallazgo que dice otra cosa."""
    suyos = list(ANTES.hallazgos)
    suyos[hallazgo] = attrs.evolve(suyos[hallazgo], **cambios)
    return attrs.evolve(ANTES, hallazgos=tuple(suyos))


def dicho(despues: Any) -> list[str]:
    comparacion: Any = paac.comparar(ANTES, despues)
    titulo, *renglones = texto_de_comparacion(comparacion)
    assert titulo == "Plan de mejoramiento, de 2025 a 2025"
    return [renglon for renglon in renglones if renglon]


def test_dos_iguales_no_cambian() -> None:
    assert dicho(plan_de_mejoramiento()) == ["No cambió nada de lo que se compara."]


def test_un_hallazgo_entra_otro_sale_y_otro_dice_otra_cosa() -> None:
    uno, dos, _ = ANTES.hallazgos
    nuevo = Hallazgo(codigo="4", descripcion="Anticipos sin legalizar.")
    otra = attrs.evolve(dos, connotacion="fiscal")

    assert dicho(attrs.evolve(ANTES, hallazgos=(nuevo, otra, uno))) == [
        "Hallazgo que entra",
        "  4. Anticipos sin legalizar.",
        "Hallazgo que sale",
        "  Sin acta de liquidación.",
        "Hallazgo que cambió",
        "  2. Contratos sin publicar.; connotación: disciplinario → fiscal",
    ]


def test_un_hallazgo_se_reconoce_con_otras_palabras() -> None:
    suyo = "El inventario físico de bienes no está conciliado con contabilidad."

    assert dicho(con(0, descripcion=suyo)) == [
        "Hallazgo que cambió",
        f"  1.10. {suyo}; hallazgo: El inventario de bienes no está conciliado con contabilidad. →"
        " El inventario [físico] de bienes no está conciliado con contabilidad.",
    ]


def test_una_accion_entra_otra_sale_y_otra_dice_otra_cosa() -> None:
    uno, _ = ANTES.hallazgos[0].acciones
    nueva = AccionDeMejora(numero="3", accion="Dar de baja lo inservible.")
    otra = attrs.evolve(uno, responsable="Hacienda")

    assert dicho(con(0, acciones=(otra, nueva))) == [
        "Acción de mejora que entra",
        f"  {DE} › 3. Dar de baja lo inservible.",
        "Acción de mejora que sale",
        f"  {DE} › 2. Adoptar el procedimiento de bajas.",
        "Acción de mejora que cambió",
        f"  {DE} › 1. Levantar el inventario físico.; responsable: Almacén → Hacienda",
    ]


def test_un_avance_se_reconoce_por_su_corte() -> None:
    uno, dos = ANTES.hallazgos[0].acciones
    abril, _agosto = uno.avances
    corregida = attrs.evolve(uno, avances=(attrs.evolve(abril, avance=Decimal(55)),))
    con_abril = attrs.evolve(dos, avances=(*dos.avances, abril))

    assert dicho(con(0, acciones=(corregida, con_abril))) == [
        "Avance que sale",
        f"  {DE} › 1. Levantar el inventario físico. › 31/08/2026; avance físico: 72,5;"
        " descripción del avance: Van dos bodegas de tres.",
        "Avance que cambió",
        f"  {DE} › 1. Levantar el inventario físico. › 30/04/2026; avance físico: 40 → 55",
        "Avance que entra",
        f"  {DE} › 2. Adoptar el procedimiento de bajas. › 30/04/2026; avance físico: 40;"
        " cumplimiento: en_ejecucion; descripción del avance: Se contrató el inventario.; evidencias: Contrato 12,"
        " https://www.ejemplo.gov.co/contratos/12",
    ]


def test_un_dato_de_todo_el_plan_se_dice() -> None:
    assert dicho(attrs.evolve(ANTES, auditoria="Auditoría de desempeño")) == [
        "Otros datos del plan de mejoramiento",
        "  auditoría: Auditoría [financiera y] de [gestión] → Auditoría de [desempeño]",
    ]


def test_sus_datos_van_a_json() -> None:
    comparacion: Any = paac.comparar(ANTES, con(1, efecto="Nadie los ve."))
    (cambio,) = paac.cifras.datos_de_comparacion(comparacion)["hallazgos"]["cambian"]

    assert cambio["cambios"] == [
        {
            "campo": "hallazgo.efecto",
            "antes": "",
            "despues": "Nadie los ve.",
            "palabras": [["puso", "Nadie los ve."]],
        }
    ]


def test_no_se_compara_con_otra_cosa() -> None:
    otra: Any = paac.leer_mapa("ejemplos/mapa_de_riesgos/mapa.yaml")
    with pytest.raises(paac.ErrorDeEntrada):
        paac.comparar(ANTES, otra)
