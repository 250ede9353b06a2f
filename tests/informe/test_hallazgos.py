"""Lo que un informe muestra de un análisis."""

from ayudas.variado import hallazgos_de


def test_por_aclarar_van_las_contradicciones_y_lo_que_se_reabrio() -> None:
    assert [(fila.fila.identificador, motivo) for fila, motivo in hallazgos_de().por_aclarar()] == [
        ("baja", "31/08/2026: el avance baja de 60 a 40 %"),
        ("contradicha", "31/08/2026: se declara cumplida con 40 % de avance"),
        (
            "reabierta",
            "31/08/2026: el avance baja de 100 a 95 %; 31/08/2026: se reabre después de terminada",
        ),
    ]
