"""Los títulos de un documento que se repiten por cada parte del plan."""

from ayudas.a_medida import formato, plan
from ayudas.lectores import parrafos_de_word
from ayudas.planes import actividad, componente

import paac_reportes as paac


def test_cada_componente_lleva_su_titulo_en_su_orden() -> None:
    propio = formato(
        {"tipo": "titulo", "nivel": 1, "cada": "dependencia", "texto": "{{ dependencia.nombre }}"},
        {"tipo": "titulo", "nivel": 2, "cada": "componente", "texto": "{{ componente.nombre }}"},
    )
    uno, dos = (componente(actividad(), numero=n, nombre=f"C{n}") for n in (1, 2))
    dependencias = [
        {"nombre": "HACIENDA", "componentes": [uno, dos]},
        {"nombre": "SALUD", "componentes": [uno]},
    ]
    contenido = paac.reporte(plan(dependencias=dependencias), propio).emitir("docx").contenido

    assert [(e, t) for e, t in parrafos_de_word(contenido) if e.startswith("Heading")] == [
        ("Heading1", "HACIENDA"),
        ("Heading2", "C1"),
        ("Heading2", "C2"),
        ("Heading1", "SALUD"),
        ("Heading2", "C1"),
    ]
