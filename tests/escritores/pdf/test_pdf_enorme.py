"""Lo enorme se compone olvidando a medida que se hace, y no cambia ni un byte."""

from collections.abc import Callable

import pytest
from ayudas.en_pdf import documento, en_pdf, fila, fuente, tabla

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.pdf import escribir, escritor, motor
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import Indice, Parrafo, Salto, Titulo

ROTULOS = (fila("Código", "Actividad", estilo="rotulo"),)


def de_varias_secciones(*antes: Parrafo | Indice | Titulo) -> Documento:
    secciones = [
        bloque
        for numero in range(3)
        for bloque in (
            Titulo(texto=f"Sección {numero}", nivel=1, en_pagina_nueva=numero == 1),
            tabla(*(fila(f"{numero}.{n}", "x " * 60) for n in range(60)), rotulos=ROTULOS),
            Salto(),
            Parrafo("Al comienzo de una página", "texto"),
        )
    ]
    return documento(*antes, *secciones)


@pytest.fixture
def todo_es_enorme(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lo que se olvida, sin esperar; cada vez, un renglón."""
    veces: list[str] = []
    de_veras = motor._compositor_de_nada

    def contado(fuentes: motor.Fuentes) -> Callable[[], object]:
        vacio = de_veras(fuentes)

        def una() -> object:
            veces.append("olvida")
            return vacio()

        return una

    monkeypatch.setattr(escritor, "_ENORME", 0)
    monkeypatch.setattr(motor, "_ENTRE_OLVIDOS", 0.001)
    monkeypatch.setattr(motor, "_PARTE_DE_LO_QUE_LLEVA", 0)
    monkeypatch.setattr(motor, "_compositor_de_nada", contado)
    return veces


@pytest.mark.integracion
def test_olvidando_salen_los_mismos_bytes(request: pytest.FixtureRequest) -> None:
    de = de_varias_secciones(Parrafo("Antes", "texto"))
    antes = escribir(de, Escritura())

    veces = request.getfixturevalue("todo_es_enorme")
    assert escribir(de, Escritura()) == antes
    assert len(veces) > motor._RECUERDOS
    assert len(en_pdf(de).paginas) > 6


@pytest.mark.usefixtures("todo_es_enorme")
def test_lo_que_dice_sus_paginas_se_compone_por_pedazos() -> None:
    """Con él, la pieza entera se haría dos veces sin guardar nada de la primera."""
    assert "colbreak" in fuente(de_varias_secciones())
    assert "colbreak" not in fuente(de_varias_secciones(Indice(titulo="Contenido", niveles=2)))


def test_lo_corriente_se_compone_por_pedazos() -> None:
    assert "colbreak" not in fuente(de_varias_secciones())


def test_quien_olvida_no_queda_vivo_si_no_se_pudo_componer(todo_es_enorme: list[str]) -> None:
    fuentes = motor.instaladas()
    with pytest.raises(ErrorDeMaqueta):
        motor.componer_en_typst("#no-existe", fuentes, None, olvidando=True)
    cuantas = len(todo_es_enorme)

    motor.componer_en_typst('#set document(title: "T")\nx', fuentes, None)
    assert len(todo_es_enorme) == cuantas + motor._RECUERDOS
